"""Telegram's rates for bots, and flood protection against persons."""

from pathlib import Path

import aiohttp
import pytest

from tests.webchat.house import WANG, Clock, House, house_in
from webchat.app import DemoPerson, PersonLimits
from webchat.errors import BotError
from webchat.limits import SendingLimits
from webchat.person import Person, Refused
from webchat.settings import BotLimits

CROWD = tuple(DemoPerson(1000 + number, f"Neighbour {number}", "") for number in range(40))


async def test_one_chat_takes_one_a_second_after_a_burst(tmp_path: Path) -> None:
    async with house_in(tmp_path, limits="telegram") as house:
        for _ in range(3):
            assert (await house.call("sendMessage", chat_id=WANG.id, text="x"))["ok"]
        refused = await house.call("sendMessage", chat_id=WANG.id, text="x")
        house.clock.time += 1
        assert (await house.call("sendMessage", chat_id=WANG.id, text="x"))["ok"]
        assert not (await house.call("sendMessage", chat_id=WANG.id, text="x"))["ok"]
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_thirty_a_second_over_all(tmp_path: Path) -> None:
    async with house_in(tmp_path, limits="telegram", demo_people=CROWD) as house:
        sent = [await house.call("sendMessage", chat_id=person.id, text="x") for person in CROWD]
    assert [envelope["ok"] for envelope in sent] == [True] * 30 + [False] * 10


async def test_without_limits_nothing_is_refused(house: House) -> None:
    for _ in range(40):
        assert (await house.call("sendMessage", chat_id=WANG.id, text="x"))["ok"]


def test_an_album_counts_each_photo() -> None:
    limits = SendingLimits(BotLimits(per_second=30, chat_per_second=1, chat_burst=5))
    limits.spend(1, 2, 0, messages=4)
    with pytest.raises(BotError) as refused:
        limits.spend(1, 2, 0, messages=4)
    assert refused.value.retry_after == 3


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    limits, clock = SendingLimits(BotLimits(30, 1, 1)), Clock()
    limits.spend(1, 2, clock())
    with pytest.raises(BotError):
        limits.spend(1, 2, clock() - 3600)
    limits.spend(1, 2, clock() + 3600)


async def test_a_person_who_floods_is_slowed_down(tmp_path: Path) -> None:
    limits = PersonLimits(actions_per_second=1, actions_burst=3)
    async with house_in(tmp_path, person_limits=limits) as house, Person(house.url) as alice, Person(house.url) as bob:
        for _ in range(3):
            await alice.say("x")
        with pytest.raises(Refused, match="429 too_many_requests"):
            await alice.say("x")
        await bob.say("not held up")
        house.clock.time += 1
        await alice.say("x")


async def test_one_address_opens_so_many_sessions(tmp_path: Path) -> None:
    limits = PersonLimits(sessions_per_second=0.1, sessions_burst=2)
    elsewhere = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    async with house_in(tmp_path, person_limits=limits, behind_proxy=True) as house, aiohttp.ClientSession() as http:
        async with Person(house.url), Person(house.url):
            with pytest.raises(Refused, match="429 too_many_requests"):
                await Person(house.url).__aenter__()
        async with http.post(f"{house.url}/api/session", json={}, headers=elsewhere) as response:
            assert response.status == 200
