"""What every part of the game of points works with: the street, purses full of coins beside it, and delivering a thing
several times at once and again at any time later."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import date
from functools import partial
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine

from domain.errors import DomainError
from domain.points_rules import expires_on
from tests.services.points.ledger_street import CAP, RIDERS, empty
from tests.services.points.purse import Move, Purse
from tests.support.street import SHANGHAI, Street, at

T = TypeVar("T")
riders, times, moves = st.sampled_from(RIDERS), st.integers(1, 3), Bundle[Move]("moves")


class Game(RuleBasedStateMachine):
    """`again` are the things that were done; done once more they do nothing."""

    def __init__(self, street: Street, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.street, self.loop = street, loop
        self.street.clock.moment = at("2026-11-18")
        self.accounts = self.wait(empty(street))
        self.purses = {rider: Purse() for rider in RIDERS}
        self.earned: Counter[tuple[int, date]] = Counter()
        self.again: list[Callable[[], Coroutine[Any, Any, object]]] = []
        self.things = 0

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    @property
    def today(self) -> date:
        return self.street.clock.moment.astimezone(SHANGHAI).date()

    def deliver(self, times: int, who: int, use_case: Any, *args: Any, **how: Any) -> list[Any]:
        """What became of each: what it returned, or the class of the refusal."""
        thing = partial(self.street.run, who, use_case, *args, **how)

        async def all_at_once() -> list[Any]:
            return await asyncio.gather(*(thing() for _ in range(times)), return_exceptions=True)

        found = self.wait(all_at_once())
        for one in found:
            if isinstance(one, BaseException) and not isinstance(one, DomainError):
                raise one
        self.again.append(thing)
        return [type(one) if isinstance(one, DomainError) else one for one in found]

    def gains(self, key: str, rider: int, due: int) -> Move | None:
        """What fits under the cap, once; None: nothing."""
        fits = max(0, min(due, CAP - self.earned[rider, self.today]))
        self.earned[rider, self.today] += fits
        self.purses[rider].earn(fits, expires_on(self.today))
        return Move(key, rider, fits) if fits else None
