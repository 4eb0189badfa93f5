"""The same on PostgreSQL: set WEBCHAT_TEST_POSTGRES to the URL of a server where databases may be made."""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.webchat.house import House, house_in, picture
from webchat.database import DatabaseInUse
from webchat.person import Person

SERVER = os.environ.get("WEBCHAT_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="WEBCHAT_TEST_POSTGRES is not set")


@pytest.fixture
async def database_url() -> AsyncIterator[str]:
    """A database of its own, dropped afterwards."""
    server = make_url(SERVER).set(drivername="postgresql+asyncpg")
    name = f"webchat_{secrets.token_hex(6)}"
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    async with engine.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await engine.dispose()


async def test_a_conversation_outlives_a_restart(tmp_path: Path, database_url: str) -> None:
    async with house_in(tmp_path, database_url=database_url) as house, Person(house.url) as alice:
        await _talk(house, alice)
        with pytest.raises(DatabaseInUse):
            async with house_in(tmp_path, database_url=database_url):
                raise AssertionError("two at once")
    async with house_in(tmp_path, database_url=database_url) as house:
        account = await house.exchange.accounts.get(alice.id)
        assert account
        history = await house.exchange.log.history(alice.id, 2**62, 50)
        assert account.last_message_id == 5 and len(history) == 4
        (update,) = await house.aiogram().get_updates()
        assert update.callback_query
        assert await house.aiogram().answer_callback_query(update.callback_query.id)


async def _talk(house: House, alice: Person) -> None:
    bot = house.aiogram()
    await alice.say("家门口 👩‍🚒", client_id="a")
    await alice.say("家门口 👩‍🚒", client_id="a")
    await alice.send_photo(picture(), picture(colour="red"))
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    assert (await house.call("sendMessage", chat_id=alice.id, text="card", reply_markup=keyboard))["ok"]
    gone = await bot.send_message(alice.id, "gone")
    await bot.delete_message(alice.id, gone.message_id)
    await bot.set_my_commands([], language_code="en")
    await alice.hears("card")
    seen = await bot.get_updates()
    assert len(seen) == 3
    await bot.get_updates(offset=seen[-1].update_id + 1)
    await alice.tap("Go")
