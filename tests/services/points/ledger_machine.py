"""Riders, a barber, the staff and the clock do whatever they may in whatever order, each thing delivered up to three
times at once and again at any time later: the ledger and its vouchers come to what purses full of coins come to."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from domain.errors import DomainError, NotEnoughPoints
from domain.points_rules import Reason
from domain.points_settings import Reward
from domain.voucher_errors import MonthsLimit, SoldOut, VoucherCancelled, VoucherExpired, VoucherHonoured, VoucherPays
from models.case import CaseFollower
from models.points import PointsAccount, PointsTransfer
from models.reward import RewardStock, Voucher
from services import hold_clock
from services.points import points_audit, points_expiry, rewards, rewards_audit
from services.points.earnings import earn
from services.points.points import pay_hazard, reverse
from services.points.reward_access import state_of
from services.slots import Slot
from tests.services.points.ledger_game import moves, riders, times
from tests.services.points.ledger_street import PIECES, REWARDS
from tests.services.points.photo_game import Photos
from tests.services.points.purse import Held, Move
from tests.support.riders import add_hazard
from tests.support.street import WU, ZHOU, Street
from tests.support.wishes import SUN

CHECKS = {**points_audit.CHECKS, **rewards_audit.CHECKS}
vouchers = Bundle[Held]("vouchers")
JUMPS = (1, 1, 11, 31, 200, 366)


def play(street: Street, loop: asyncio.AbstractEventLoop, examples: int, steps: int) -> None:
    """In a thread beside the loop that the street's connections belong to."""
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(partial(Ledger, street, loop), settings=how)  # type: ignore[arg-type] # any factory does


class Ledger(Photos):
    def __init__(self, street: Street, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(street, loop)
        self.expired: set[tuple[int, date]] = set()
        self.held: list[Held] = []

    @rule(target=moves, rider=riders, points=st.integers(1, 50), times=times)
    def earns(self, rider: int, points: int, times: int) -> "Move | MultipleResults[Move]":
        self.things += 1
        move = self.gains(f"activity/{self.things}/{rider}", rider, points)
        paid = self.deliver(times, rider, earn, rider, Reason.ACTIVITY, points, f"{self.things}")
        assert sorted(paid) == [0] * (times - 1) + [move.gained if move else 0]
        return move or multiple()

    @rule(target=moves, rider=riders, other=riders, serious=st.booleans(), times=times)
    def is_confirmed(self, rider: int, other: int, serious: bool, times: int) -> "MultipleResults[Move]":
        """A hazard of one rider's, that another one joined, unless it is the same one."""
        case = self.wait(add_hazard(self.street, rider))
        dues = [(f"hazard_confirmed/{case.id}", rider, 10)]
        if serious:
            dues.append((f"serious_hazard/{case.id}", rider, 20))
        if other != rider:
            self.wait(self.street.add(CaseFollower(case_id=case.id, person_id=other, since=case.created_at)))
            dues.append((f"hazard_joined/{case.id}/{other}", other, 2))
        paid = [self.gains(*due) for due in dues]
        self.deliver(times, ZHOU, pay_hazard, case, serious=serious)
        return multiple(*filter(None, paid))

    @rule(target=vouchers, rider=riders, reward=st.sampled_from(REWARDS), times=times)
    def redeems(self, rider: int, reward: Reward, times: int) -> "Held | MultipleResults[Held]":
        self.things += 1
        purse, stock = self.purses[rider], REWARDS.index(reward) + 1
        found = self.deliver(times, rider, rewards.redeem, stock, f"{self.things}")
        mine = [one for one in self.held if one.rider == rider]
        refused: type[DomainError] | None = None
        if sum(one.counts(reward, self.today) for one in mine) >= reward.a_month:
            refused = MonthsLimit
        elif not self.free(reward):
            refused = SoldOut
        elif len(purse.coins) < reward.price:
            refused = NotEnoughPoints
        if refused:
            self.again.pop()
            assert found == [refused] * times
            return multiple()
        assert len(set(found)) == 1
        purse.spend(reward.price)
        self.held.append(Held(found[0], rider, reward, self.today))
        return self.held[-1]

    def free(self, reward: Reward) -> int:
        return PIECES - sum(one.reward == reward and one.state in ("good", "honoured") for one in self.held)

    def refusal(self, voucher: Held) -> type[DomainError] | None:
        """Of whoever would use it or give it back."""
        if voucher.good(self.today):
            return None
        return {"honoured": VoucherHonoured, "cancelled": VoucherCancelled}.get(voucher.state, VoucherExpired)

    @rule(voucher=vouchers, times=times)
    def is_honoured(self, voucher: Held, times: int) -> None:
        refused = self.refusal(voucher)
        found = self.deliver(times, SUN, rewards.honour, voucher.code)
        if refused:
            assert found == [refused] * times
            return
        voucher.state = "honoured"
        assert Counter(found) == Counter([voucher.reward.key, *[VoucherHonoured] * (times - 1)])

    @rule(voucher=vouchers, times=times)
    def is_cancelled(self, voucher: Held, times: int) -> None:
        refused = self.refusal(voucher)
        found = self.deliver(times, voucher.rider, rewards.cancel, voucher.code)
        if refused:
            assert found == [refused] * times
            return
        voucher.state = "cancelled"
        self.purses[voucher.rider].get_back(voucher.reward.price)
        assert Counter(found) == Counter([None, *[VoucherCancelled] * (times - 1)])

    @rule(voucher=consumes(vouchers))
    def is_no_ones_to_correct(self, voucher: Held) -> None:
        """What a voucher took comes back by the voucher alone, and what it gave back stays."""
        transfers = self.wait(self.transfers_of(voucher))
        assert len(transfers) == 1 + (voucher.state in ("cancelled", "expired"))
        for key in transfers:
            assert self.deliver(1, WU, reverse, key) == [VoucherPays]

    async def transfers_of(self, voucher: Held) -> list[str]:
        async with self.street.door.database.read() as session:
            id_ = await session.scalar(select(Voucher.id).where(Voucher.code == voucher.code))
            paid = select(PointsTransfer.id).where(PointsTransfer.key == f"voucher/{id_}")
            back = f"reversal/{await session.scalar(paid)}"
            keys = select(PointsTransfer.key).where(PointsTransfer.key.in_([f"voucher/{id_}", back]))
            return list(await session.scalars(keys))

    @rule(target=moves, move=moves, times=times)
    def is_corrected(self, move: Move, times: int) -> "Move | MultipleResults[Move]":
        """Also a correction, by another: an appeal that was right."""
        purse = self.purses[move.rider]
        found = self.deliver(times, WU, reverse, move.key)
        if move.reversed:
            assert found == [False] * times
            return multiple()
        if move.gained > len(purse.coins):
            self.again.pop()
            assert found == [NotEnoughPoints] * times
            return multiple()
        assert sorted(found) == [False] * (times - 1) + [True]
        move.reversed = True
        if move.gained > 0:
            purse.spend(move.gained)
        else:
            purse.get_back(-move.gained)
        return Move(self.wait(self.mirror_of(move)), move.rider, -move.gained)

    async def mirror_of(self, move: Move) -> str:
        async with self.street.door.database.read() as session:
            return f"reversal/{await session.scalar(select(PointsTransfer.id).where(PointsTransfer.key == move.key))}"

    @rule(days=st.sampled_from(JUMPS))
    def goes_by(self, days: int) -> None:
        self.street.clock.moment += timedelta(days=days)

    @rule(times=times)
    def vouchers_run_out(self, times: int) -> None:
        self.tick(times, hold_clock.run_out)
        for voucher in self.held:
            if voucher.state == "good" and not voucher.good(self.today):
                voucher.state = "expired"
                self.purses[voucher.rider].get_back(voucher.reward.price)

    @rule(target=moves, times=times)
    def points_run_out(self, times: int) -> "MultipleResults[Move]":
        self.tick(times, points_expiry.expire)
        taken = []
        for rider, purse in self.purses.items():
            over = purse.over(self.today)
            if over and (rider, self.today) not in self.expired:  # once a day
                purse.spend(over)
                self.expired.add((rider, self.today))
                taken.append(Move(f"expired/{self.accounts[rider]}/{self.today}", rider, -over))
        return multiple(*taken)

    def tick(self, times: int, job: Any) -> None:
        slot = Slot("by hand", self.street.clock.moment, self.today)

        async def all_at_once() -> None:
            await asyncio.gather(*(self.street.door.act(job, slot) for _ in range(times)))

        self.wait(all_at_once())

    @rule(data=st.data())
    def is_delivered_again(self, data: st.DataObject) -> None:
        if self.again:
            thing = data.draw(st.sampled_from(self.again))
            try:
                self.wait(thing())
            except DomainError:
                return

    @invariant()
    def comes_to_what_the_purses_hold(self) -> None:
        broken, balances, states, free = self.wait(self.look())
        assert broken == {}
        assert balances == {rider: len(purse.coins) for rider, purse in self.purses.items()}
        assert states == [(one.code, self.expected_state(one)) for one in self.held]
        assert free == [self.free(reward) for reward in REWARDS]

    def expected_state(self, voucher: Held) -> str:
        return voucher.state if voucher.state != "good" or voucher.good(self.today) else "expired"

    async def look(self) -> Any:
        """What the audit finds, each rider's balance, each voucher's state, what is left of each reward."""
        async with self.street.door.database.read(short=True) as session:
            within = self.street.door.within(session)
            found = {name: await within.look(check) for name, check in CHECKS.items()}
            accounts = select(PointsAccount.person_id, PointsAccount.balance).where(PointsAccount.id > 0)
            balances = dict((await session.execute(accounts)).all())
            rows = await session.scalars(select(Voucher).order_by(Voucher.id))
            states = [(row.code, str(state_of(row, self.street.clock.moment))) for row in rows]
            free = list(await session.scalars(select(RewardStock.free).order_by(RewardStock.id)))
        return {name: lines for name, lines in found.items() if lines}, balances, states, free
