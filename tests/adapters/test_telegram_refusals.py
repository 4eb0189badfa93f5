"""Every refusal of the library in our own words: for ever, for later, perhaps arrived, or our own bug."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from telegram import error

from adapters.telegram_push import TelegramMouth, translate
from adapters.telegram_speaker import Speaker
from adapters.telegram_wire import Wire
from services.ports import ChatMoved, Gone, Message, TryLater
from tests.support.process import free_port

NOWHERE = ConnectionKey("127.0.0.1", 9, False, True, None, None, None)
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


def caused(refusal: error.TelegramError, cause: Exception) -> error.TelegramError:
    refusal.__cause__ = cause
    return refusal


@pytest.mark.parametrize(
    "words",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
def test_what_is_forbidden_is_so_for_ever(words: str) -> None:
    assert isinstance(translate(error.Forbidden(words)), Gone)


@pytest.mark.parametrize("words", ["Chat not found", "PEER_ID_INVALID", "Bad Request: chat_id is empty"])
def test_a_chat_that_is_not_there_is_gone(words: str) -> None:
    assert isinstance(translate(error.BadRequest(words)), Gone)


@pytest.mark.parametrize("seconds", [7, 7.5, timedelta(seconds=7)])
def test_told_to_wait_waits_so_long(seconds: float | timedelta) -> None:
    told = translate(error.RetryAfter(seconds))  # type: ignore[arg-type]
    assert isinstance(told, TryLater)
    assert (told.after, told.unknown) == (7.5 if seconds == 7.5 else 7, False)


def test_a_migrated_chat_has_its_new_id() -> None:
    told = translate(error.ChatMigrated(-100_777))
    assert isinstance(told, ChatMoved)
    assert told.external_id == -100_777


@pytest.mark.parametrize(
    ("refusal", "unknown"),
    [
        (error.TimedOut(), True),
        (caused(error.TimedOut(), aiohttp.SocketTimeoutError()), True),
        (caused(error.TimedOut(), TimeoutError()), True),
        (caused(error.TimedOut(), aiohttp.ConnectionTimeoutError()), False),
        (caused(error.NetworkError("x"), aiohttp.ClientConnectorError(NOWHERE, OSError())), False),
        (caused(error.NetworkError("x"), aiohttp.ServerDisconnectedError()), True),
        (caused(error.NetworkError("x"), aiohttp.ClientOSError()), True),
        (error.NetworkError("Bad Gateway"), True),
        (error.InvalidToken(), False),
        (error.Conflict("terminated by other getUpdates request"), False),
        (error.TelegramError("something new"), False),
    ],
)
def test_what_never_left_is_not_taken_for_arrived(refusal: error.TelegramError, unknown: bool) -> None:
    """A routine push of unknown outcome is not repeated, so it is lost if nothing was sent."""
    told = translate(refusal)
    assert isinstance(told, TryLater)
    assert (told.after, told.unknown) == (None, unknown)


@pytest.mark.parametrize("words", ["Message is too long", "BUTTON_DATA_INVALID", "Wrong file identifier"])
def test_a_message_that_is_wrong_itself_stays_a_bug(words: str) -> None:
    refusal = error.BadRequest(words)
    assert translate(refusal) is refusal


async def test_a_server_that_is_away_has_heard_nothing() -> None:
    request = Wire(1)
    bot = Speaker("1:made-up", f"http://127.0.0.1:{free_port()}/bot", request=request)
    with pytest.raises(TryLater) as refusal:
        await TelegramMouth(bot).say(1, Message(text="您好"), None, ())
    await request.shutdown()
    assert not refusal.value.unknown


async def test_a_server_that_hangs_up_may_have_heard() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.close()

    request = Wire(1)
    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        bot = Speaker("1:made-up", f"http://127.0.0.1:{port}/bot", request=request)
        with pytest.raises(TryLater) as refusal:
            await TelegramMouth(bot).say(1, Message(text="您好"), None, ())
    await request.shutdown()
    assert refusal.value.unknown
