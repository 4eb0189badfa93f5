"""Tells a channel which commands there are, in each language."""

import logging

from telegram import BotCommand, error

from bot.channels import Channel
from services.texts import LANGUAGES, speech

log = logging.getLogger(__name__)

COMMANDS = ("start", "my", "find", "wishes", "help", "cancel", "language")


async def announce(channel: Channel) -> None:
    """Best effort: a channel that is away now keeps the commands it had."""
    try:
        for language in LANGUAGES:
            t = speech(language)
            commands = [BotCommand(name, t.plain(f"command-{name}")) for name in COMMANDS]
            await channel.speaker.set_my_commands(commands, language_code=language)
            await channel.speaker.set_my_description(t.plain("bot-description"), language_code=language)
        default = speech(LANGUAGES[0])
        await channel.speaker.set_my_commands([BotCommand(name, default.plain(f"command-{name}")) for name in COMMANDS])
    except error.TelegramError as refusal:
        log.warning("announce_failed", extra={"channel": channel.name, "why": type(refusal).__name__})
