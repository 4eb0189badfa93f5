"""What was acknowledged outlives kill -9."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from tests.webchat.house import TOKEN, House, house_in, picture
from webchat.person import Person

# Not the command line, which limits persons, and not house.py, whose libraries take long to import.
PROGRAM = f"""
import sys
from pathlib import Path
from aiohttp import web
from webchat.app import UNLIMITED, BotAccount, WebchatSettings, create_app

folder = Path(sys.argv[1])
database = "sqlite+aiosqlite:///" + str(folder / "webchat.db")
bots = (BotAccount("{TOKEN}", "doorstep_bot", "Doorstep"),)
app = create_app(WebchatSettings(folder / "files", bots, database, person_limits=UNLIMITED))
web.run_app(app, host="127.0.0.1", port=int(sys.argv[2]), print=lambda text: print(text, flush=True))
"""


@asynccontextmanager
async def process_in(folder: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """A webchat of its own process, until the end of the block or until it is killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(folder), str(port), stdout=asyncio.subprocess.PIPE, cwd=Path.cwd()
    )
    assert process.stdout
    await process.stdout.readline()
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path, unused_tcp_port: int, seed: int) -> None:
    url, chance = f"http://127.0.0.1:{unused_tcp_port}", random.Random(seed)
    said: list[str] = []
    sent: list[tuple[int, str]] = []
    gone = (aiohttp.ClientError, OSError)
    async with process_in(tmp_path, unused_tcp_port) as process, Person(url) as alice:
        photo = await alice.send_photo(picture())

        async def talk(name: int) -> None:
            for number in range(10_000):
                try:
                    said.append((await alice.say(f"person {name} {number}"))["text"])
                except gone:
                    return

        async def answer(name: int) -> None:
            for number in range(10_000):
                text = f"bot {name} {number}"
                try:
                    async with alice.http.post(
                        f"{url}/bot{TOKEN}/sendMessage", json={"chat_id": alice.id, "text": text}
                    ) as response:
                        sent.append(((await response.json())["result"]["message_id"], text))
                except gone:
                    return

        everybody = [asyncio.create_task(one(name)) for one in (talk, answer) for name in range(4)]
        while len(said) + len(sent) < chance.randrange(40, 120):
            await alice.request("GET", "/api/me")
        process.kill()
        await asyncio.gather(*everybody)
    async with house_in(tmp_path) as house:
        await _check(house, alice, said, sent)
        assert house.exchange.files.at(f"photos/{'0' * 64}") is not None
        stored = await house.exchange.files.in_chat(alice.id, photo[0]["photo"][0]["file_unique_id"])
        assert stored and house.exchange.files.where(stored).stat().st_size == stored.size


async def _check(house: House, alice: Person, said: list[str], sent: list[tuple[int, str]]) -> None:
    assert said and sent
    account = await house.exchange.accounts.get(alice.id)
    assert account
    for message_id, text in sent:
        message = await house.exchange.log.find(account, message_id)
        assert message and message["text"] == text
    waiting = await house.exchange.front.updates.pending(0, 10_000)
    bodies = " ".join(update.body for update in waiting)
    assert [text for text in said if f'"{text}"' not in bodies] == []
    assert len({update.update_id for update in waiting}) == len(waiting)
    assert account.last_message_id >= max(number for number, _ in sent)
    fresh = (await house.call("sendMessage", chat_id=alice.id, text="after"))["result"]["message_id"]
    assert fresh not in {number for number, _ in sent}
