"""Tells a channel which commands everybody has, in each language; those of a role come with its menu."""

import logging

from telegram import error

from bot.updates.channels import Channel
from handlers.commands import described
from services.texts import LANGUAGES, speech

log = logging.getLogger(__name__)


async def announce(channel: Channel) -> None:
    """Best effort: a channel that is away now keeps the commands it had."""
    try:
        for language in LANGUAGES:
            t = speech(language)
            await channel.speaker.set_my_commands(described(t), language_code=language)
            await channel.speaker.set_my_description(t.plain("bot-description"), language_code=language)
        await channel.speaker.set_my_commands(described(speech(LANGUAGES[0])))
    except error.TelegramError as refusal:
        log.warning("announce_failed", extra={"channel": channel.name, "why": type(refusal).__name__})
