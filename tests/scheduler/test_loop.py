"""A worker's round, over and over: at once while there is work, woken at once, and never brought down."""

import asyncio
from dataclasses import dataclass, field

import pytest

from scheduler import loop as loops
from scheduler.loop import Loop
from tests.support.patience import PATIENCE


@dataclass
class Rounds:
    """Rounds that do as they are told; after the last one the loop is stopped."""

    script: list[int | Exception]
    done: int = 0
    began: asyncio.Event = field(default_factory=asyncio.Event)
    loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        self.loop = Loop("test", self.round, pause=7.0)

    async def round(self) -> int:
        step = self.script[self.done]
        self.done += 1
        self.began.set()
        if self.done == len(self.script):
            self.loop.stop()
        if isinstance(step, Exception):
            raise step
        return step

    async def run(self) -> None:
        await asyncio.wait_for(self.loop.run(), timeout=PATIENCE)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every rest is over at once; the seconds that it would have taken."""
    rests: list[float] = []

    async def rest(self: Loop, seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(Loop, "_rest", rest)
    return rests


async def test_it_goes_on_at_once_while_there_is_work(no_waiting: list[float]) -> None:
    rounds = Rounds([3, 2, 1, 4])
    await rounds.run()
    assert (rounds.done, no_waiting) == (4, [])


async def test_it_rests_when_there_is_none(no_waiting: list[float]) -> None:
    rounds = Rounds([0, 1, 0, 1])
    await rounds.run()
    assert no_waiting == [loops.LOOKS_BY_ITSELF] * 2


async def test_a_round_that_fails_is_tried_again_after_a_pause(no_waiting: list[float]) -> None:
    rounds = Rounds([OSError("disk full"), 1, ValueError("bug"), 1])
    await rounds.run()
    assert (rounds.done, no_waiting) == (4, [7.0, 7.0])


async def test_it_is_woken_from_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "LOOKS_BY_ITSELF", 3600)
    rounds = Rounds([0, 1])
    running = asyncio.create_task(rounds.run())
    await rounds.began.wait()
    rounds.loop.wake()
    await running
    assert rounds.done == 2


async def test_what_wakes_it_in_mid_round_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something was committed after the round had looked."""
    monkeypatch.setattr(loops, "LOOKS_BY_ITSELF", 3600)
    rounds = Rounds([0, 0])
    look = rounds.round

    async def look_and_be_woken() -> int:
        found = await look()
        rounds.loop.wake()
        return found

    rounds.loop.round = look_and_be_woken
    await rounds.run()
    assert rounds.done == 2


async def test_it_looks_by_itself_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "LOOKS_BY_ITSELF", 0.001)
    rounds = Rounds([0, 0, 0])
    await rounds.run()
    assert rounds.done == 3


async def test_stopped_it_ends_with_the_round_that_is_under_way() -> None:
    rounds = Rounds([5])
    await rounds.run()
    assert rounds.done == 1


async def test_stopped_in_its_rest_it_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "LOOKS_BY_ITSELF", 3600)
    rounds = Rounds([0, 0])
    running = asyncio.create_task(rounds.run())
    await rounds.began.wait()
    rounds.loop.stop()
    await running
    assert rounds.done == 1


async def test_stopped_while_failing_it_ends() -> None:
    rounds = Rounds([ValueError("bug")])
    await rounds.run()
    assert rounds.done == 1
