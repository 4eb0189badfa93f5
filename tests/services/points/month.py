"""A month of a street's riders over the use cases, on a clock that moves: hazards filed and confirmed, check-ins,
looks, vouchers redeemed, honoured, given back, run out; points run out. Both last for days here: a month sees it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from domain.case_flow import CaseKind, Move
from domain.errors import DomainError
from domain.points_rules import Reason
from domain.roles import Role
from models.people import AgreementAccepted, Chat, Consent, RoleHeld
from models.places import Compound
from models.reward import RewardStock
from services import hold_clock
from services.case import case_history_audit
from services.case.case_moves import Given, move
from services.case.cases import Filing, submit
from services.insert import insert_new
from services.points import points_audit, points_expiry, rewards, rewards_audit
from services.points.earnings import earn
from services.slots import Slot
from services.street_map import StreetMap
from tests.support.street import SHANGHAI, Street

CHECKS = {**points_audit.CHECKS, **rewards_audit.CHECKS, **case_history_audit.CHECKS}
VOUCHER_DAYS, MONTHS = 7, 1
OUT_TODAY, FILES, LOOKS, REDEEMS, HONOURED, GIVEN_BACK = 0.4, 0.6, 0.1, 0.3, 0.5, 0.1
JOBS = (hold_clock.run_out, points_expiry.expire, points_expiry.warn)


@dataclass
class Month:
    """`offers`: a stock, and who honours its vouchers. `live`: vouchers that wait, with who honours them."""

    street: Street
    riders: Sequence[int]
    officer: int
    places: Sequence[tuple[float, float]]
    offers: Sequence[tuple[int, int]]
    dice: Random
    live: list[tuple[int, str, int]] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)

    async def go_by(self, days: int) -> None:
        for _ in range(days):
            self.street.clock.moment += timedelta(days=1)
            today = self.street.clock.moment.astimezone(SHANGHAI).date()
            for job in JOBS:
                await self.street.door.act(job, Slot("by hand", self.street.clock.moment, today))
            for rider in self.riders:
                if self.dice.random() < OUT_TODAY:
                    await self._ride(rider, today.isoformat())
            waiting, self.live = self.live, []
            for voucher in waiting:
                await self._end(*voucher)

    async def _ride(self, rider: int, today: str) -> None:
        await self._does("check-ins", rider, earn, rider, Reason.STATION_CHECK_IN, 1, today)
        if self.dice.random() < FILES:
            lat, lon = self.dice.choice(self.places)
            self.figures["filings"] += 1
            filed = await self._does("hazards", rider, submit, _hazard(f"{rider}/{self.figures['filings']}", lat, lon))
            if filed is not None:
                grade = self.dice.choice((Move.CONFIRM, Move.CONFIRM_SERIOUS))
                await self._does("confirmed", self.officer, move, filed.number, grade, Given("属实"))
        if self.dice.random() < LOOKS:
            self.figures["looks"] += 1
            await self._does("looked", rider, earn, rider, Reason.SUPERVISOR_CHECK, 5, f"{self.figures['looks']}")
        if self.dice.random() < REDEEMS:
            stock, by = self.dice.choice(self.offers)
            code = await self._does("redeemed", rider, rewards.redeem, stock, today)
            if code is not None:
                self.live.append((rider, code, by))

    async def _end(self, rider: int, code: str, by: int) -> None:
        chance = self.dice.random()
        if chance < GIVEN_BACK:
            await self._does("given back", rider, rewards.cancel, code)
        elif chance < HONOURED:
            await self._does("honoured", by, rewards.honour, code)
        elif chance < HONOURED + GIVEN_BACK:
            return  # forgotten: it runs out
        else:
            self.live.append((rider, code, by))

    async def _does(self, what: str, who: int, use_case: Any, *args: Any) -> Any:
        """None: it was refused."""
        try:
            found = await self.street.run(who, use_case, *args)
        except DomainError as refusal:
            self.figures[f"refused: {type(refusal).__name__}"] += 1
            return None
        self.figures[what] += 1
        return found

    async def broken(self) -> list[str]:
        return [name for name, check in CHECKS.items() if await self.street.door.look(check)]


def _hazard(submission: str, lat: float, lon: float) -> Filing:
    return Filing(
        kind=CaseKind.HAZARD, category="facilities", submission=submission, words="井盖松了", lat=lat, lon=lon
    )


async def month_on(street: Street, seed: int = 20261126) -> Month:
    """Of everybody who rides there under the agreement."""
    settings = street.door.settings
    vouchers = replace(settings.points.vouchers, days=VOUCHER_DAYS)
    points = replace(settings.points, vouchers=vouchers, last_months=MONTHS)
    street.door.settings = replace(settings, points=points)
    async with street.door.database.write() as session:
        street.door.street_map = await StreetMap.load(session)
        holders = (await session.execute(select(RoleHeld.role, RoleHeld.person_id, RoleHeld.unit_id))).all()
        bound = set(await session.scalars(select(AgreementAccepted.person_id)))
        riders = sorted({who for role, who, _ in holders if role == Role.RIDER} & bound)
        officer = min(who for role, who, _ in holders if role == Role.STREET_STAFF)
        shops = {unit: who for role, who, unit in holders if role == Role.MERCHANT}
        stocks = (await session.execute(select(RewardStock.id, RewardStock.unit_id).order_by(RewardStock.id))).all()
        places = (await session.execute(select(Compound.lat, Compound.lon).order_by(Compound.id))).all()
        people = {*riders, officer, *shops.values()}
        version, now = settings.street.notice_version, street.clock.now()
        consents = [{"person_id": one, "notice_version": version, "given_at": now} for one in sorted(people)]
        await session.execute(insert_new(session, Consent), consents)
        chats = [
            {"id": one, "channel": "test", "external_id": one, "created_at": now, "person_id": one, "language": "zh"}
            for one in sorted(people)
        ]
        await session.execute(insert_new(session, Chat), chats)
    offers = [(stock, shops.get(unit, officer)) for stock, unit in stocks]
    return Month(street, riders, officer, [(lat, lon) for lat, lon in places], offers, Random(seed))
