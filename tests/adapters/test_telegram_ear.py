"""The ear fetches what people sent, by the real Bot API, and no more than is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import error

from adapters.telegram_ear import TelegramEar
from services.ports import FileTooLarge, Gone, TryLater
from tests.support.bot_api import Line, line_in

VOICE = b"OggS made up" * 100


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    async with line_in(tmp_path) as opened:
        yield opened


async def sent(line: Line) -> str:
    """The id under which the bot knows Alice's voice note."""
    await line.alice.send_voice(VOICE)
    updates = await line.bot.get_updates()
    voice = updates[-1].effective_message
    assert voice is not None
    assert voice.voice is not None
    return voice.voice.file_id


async def test_a_file_comes_as_it_was_sent(line: Line) -> None:
    assert await TelegramEar(line.bot).fetch(await sent(line), limit=len(VOICE)) == VOICE


async def test_a_file_that_is_too_large_is_not_even_downloaded(line: Line) -> None:
    file_id = await sent(line)
    line.wire.calls.clear()
    with pytest.raises(FileTooLarge):
        await TelegramEar(line.bot).fetch(file_id, limit=len(VOICE) - 1)
    assert line.wire.calls == ["getFile"]


async def test_what_the_server_calls_too_big_is_too_large(line: Line) -> None:
    """Telegram gives bots nothing above 20 MB."""
    line.wire.cuts["getFile"] = error.BadRequest("File is too big")
    with pytest.raises(FileTooLarge):
        await TelegramEar(line.bot).fetch("made-up", limit=1)


async def test_a_file_that_nobody_knows_is_gone(line: Line) -> None:
    with pytest.raises(Gone):
        await TelegramEar(line.bot).fetch("made-up", limit=1)


@pytest.mark.parametrize("cut", [error.TimedOut(), error.NetworkError("Bad Gateway"), error.Forbidden("Forbidden")])
async def test_a_server_that_is_away_is_asked_later(line: Line, cut: Exception) -> None:
    line.wire.cuts["getFile"] = cut
    with pytest.raises(TryLater):
        await TelegramEar(line.bot).fetch("made-up", limit=1)


async def test_a_chat_shows_that_we_are_at_it_and_a_refusal_is_nothing(line: Line) -> None:
    ear = TelegramEar(line.bot)

    await ear.busy(line.alice.id)
    line.wire.cuts["sendChatAction"] = error.TimedOut()
    await ear.busy(line.alice.id)

    assert line.wire.calls == ["sendChatAction", "sendChatAction"]
