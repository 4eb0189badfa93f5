"""Whatever riders and the street do in whatever order: points come from somewhere and go somewhere, and each rider has
what a simple purse would hold."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.errors import NotEnoughPoints
from domain.points_rules import Reason
from services.points.points import SystemAccount, account_of, reverse, transfer
from services.points.points_audit import CHECKS
from tests.support.riders import CHEN, LIN, balances, riders_in
from tests.support.street import WU, at

riders = st.sampled_from([CHEN, LIN])
amounts = st.integers(1, 30)
EXAMPLES, STEPS = 8, 15


class Points(RuleBasedStateMachine):
    """`purses` is the model; `moves` are the transfers made, by key: (rider, points gained)."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.street = self.runner.run(riders_in(Path(self.folder.name), at("2026-11-18")))
        self.accounts = {rider: self.runner.run(self.street.run(rider, account_of, rider)) for rider in (CHEN, LIN)}
        self.purses = dict.fromkeys(self.accounts, 0)
        self.moves: dict[str, tuple[int, int]] = {}
        self.reversed: set[str] = set()

    def teardown(self) -> None:
        self.runner.run(self.street.door.database.close())
        self.runner.close()
        self.folder.cleanup()

    def move(self, key: str, rider: int, gained: int) -> bool:
        """Make the transfer; False where it was refused or made before."""
        account = self.accounts[rider]
        from_, to = (SystemAccount.ISSUED, account) if gained > 0 else (account, SystemAccount.REDEEMED)
        try:
            return self.runner.run(self.street.run(rider, transfer, key, from_, to, abs(gained), Reason.ACTIVITY))
        except NotEnoughPoints:
            return False

    @rule(rider=riders, points=amounts)
    def earn(self, rider: int, points: int) -> None:
        key = f"move/{len(self.moves)}"
        assert self.move(key, rider, points)
        self.moves[key] = rider, points
        self.purses[rider] += points

    @rule(rider=riders, points=amounts)
    def spend(self, rider: int, points: int) -> None:
        key = f"move/{len(self.moves)}"
        assert self.move(key, rider, -points) == (self.purses[rider] >= points)
        if self.purses[rider] >= points:
            self.moves[key] = rider, -points
            self.purses[rider] -= points

    @rule(data=st.data(), points=amounts)
    def deliver_again(self, data: st.DataObject, points: int) -> None:
        if self.moves:
            key = data.draw(st.sampled_from(sorted(self.moves)))
            assert not self.move(key, self.moves[key][0], points)

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        if not self.moves:
            return
        key = data.draw(st.sampled_from(sorted(self.moves)))
        rider, gained = self.moves[key]
        try:
            done = self.runner.run(self.street.run(WU, reverse, key))
        except NotEnoughPoints:
            assert self.purses[rider] < gained
            assert key not in self.reversed
            return
        assert done == (key not in self.reversed)
        if done:
            self.reversed.add(key)
            self.purses[rider] -= gained

    @invariant()
    def everything_adds_up(self) -> None:
        held = self.runner.run(balances(self.street))
        assert {rider: held[account] for rider, account in self.accounts.items()} == self.purses
        for name, check in CHECKS.items():
            assert self.runner.run(self.street.door.look(check)) == [], name


TestPoints = Points.TestCase
TestPoints.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
