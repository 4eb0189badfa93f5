"""Telegram's limits are kept in a time of our own: nothing here waits."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from adapters import pacing
from adapters.pacing import Pacer

ALICE, BOB = 101, 102


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time is moved by hand, or jumps to the next thing that waits."""

    now = 1_000.0

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.now = max(self.now, self._scheduled[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    loop = VirtualLoop()
    yield loop
    loop.close()


def sent(loop: VirtualLoop, pacer: Pacer, *calls: tuple[str, int | None]) -> list[float]:
    """Seconds after the start at which each call, all made at once, goes out."""

    async def call(endpoint: str, chat: int | None) -> float:
        async def out(*_: Any) -> bool:
            moments.append(loop.now - start)
            return True

        data = {"chat_id": chat} if chat is not None else {}
        moments: list[float] = []
        assert await pacer.process_request(out, (), {}, endpoint, data, None)
        return round(moments[0], 6)

    async def all_at_once() -> list[float]:
        return list(await asyncio.gather(*(call(*one) for one in calls)))

    start = loop.now
    return loop.run_until_complete(all_at_once())


def test_a_chat_hears_once_a_second(loop: VirtualLoop) -> None:
    assert sent(loop, Pacer(30, 1), *[("sendMessage", ALICE)] * 3) == [0, 1, 2]


def test_chats_share_thirty_a_second_evenly(loop: VirtualLoop) -> None:
    moments = sent(loop, Pacer(30, 1), *[("sendMessage", chat) for chat in range(90)])
    assert moments == [round(n / 30, 6) for n in range(90)]


def test_a_busy_chat_keeps_nobody_else_waiting(loop: VirtualLoop) -> None:
    moments = sent(loop, Pacer(10, 1), *[("sendMessage", ALICE)] * 3, ("sendMessage", BOB))
    assert moments == [0, 1, 2, 0.3]


def test_no_second_ever_holds_more_than_is_allowed(loop: VirtualLoop) -> None:
    moments = sent(loop, Pacer(30, 1), *[("sendMessage", n % 40) for n in range(200)])
    for second in range(8):
        assert sum(second <= moment < second + 1 for moment in moments) <= 30


def test_answers_to_taps_and_questions_wait_for_nothing(loop: VirtualLoop) -> None:
    calls = [("sendMessage", ALICE), ("answerCallbackQuery", None), ("getFile", None), ("deleteMessage", ALICE)]
    assert sent(loop, Pacer(1, 1), *calls, ("sendMessage", BOB)) == [0, 0, 0, 0, 1]


def test_what_belongs_to_no_chat_keeps_to_the_limit_over_all_only(loop: VirtualLoop) -> None:
    assert sent(loop, Pacer(10, 1), *[("setMyCommands", None)] * 3) == [0, 0.1, 0.2]


def test_after_a_quiet_time_the_next_goes_at_once(loop: VirtualLoop) -> None:
    pacer = Pacer(30, 1)
    sent(loop, pacer, *[("sendMessage", ALICE)] * 2)
    loop.now += 60
    assert sent(loop, pacer, ("sendMessage", ALICE)) == [0]


def test_a_refused_call_goes_back_to_its_sender(loop: VirtualLoop) -> None:
    """No pause of all chats, as the library's own limiter makes it."""

    async def refuse() -> bool:
        raise ConnectionError("too many")

    pacer = Pacer(30, 1)
    with pytest.raises(ConnectionError):
        loop.run_until_complete(pacer.process_request(refuse, (), {}, "sendMessage", {"chat_id": ALICE}, None))
    assert sent(loop, pacer, ("sendMessage", BOB)) == [round(1 / 30, 6)]


def test_only_so_many_chats_are_remembered(loop: VirtualLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "REMEMBERED_CHATS", 3)
    pacer = Pacer(1000, 1)
    sent(loop, pacer, *[("sendMessage", chat) for chat in range(10)])
    assert sent(loop, pacer, ("sendMessage", 9), ("sendMessage", 0))[1] < 1


def test_it_opens_and_closes_with_the_bot(loop: VirtualLoop) -> None:
    pacer = Pacer(30, 1)
    loop.run_until_complete(pacer.initialize())
    loop.run_until_complete(pacer.shutdown())
    assert sent(loop, pacer, ("sendMessage", ALICE)) == [0]
