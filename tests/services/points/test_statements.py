"""Monthly statements: whatever happened in whatever order, their numbers add up to the ledger and to the vouchers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from domain.errors import DomainError, NotFound, PeriodNotBegun
from domain.notices import Notice
from domain.points_rules import Reason
from domain.roles import Role
from models.database import Database
from models.people import RoleHeld
from models.places import Unit
from models.points import PointsTransfer
from models.reward import RewardStock, Voucher
from scheduler.tick import tick
from services import hold_clock
from services.points import points, rewards, statements
from services.points.points import SystemAccount, account_of, transfer
from services.points.points_expiry import expire
from services.points.statements import PlaceStatement, StreetStatement
from services.slots import Slot
from tests.support.riders import CHEN, LIN, add_person, riders_in, with_riders
from tests.support.street import (
    LONG_AGO,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
    door_to,
    street_on,
)

SHOP, BATH, KEEPER, FAR_STREET = 22, 23, 301, 40
MONTHS = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]


async def with_shops(street: Street) -> Street:
    """A barber of 周's community with a keeper, a car wash of the other one, and a street far away."""
    await street.add(
        Unit(id=SHOP, kind="merchant", name="孙记理发店", path="1/2/22/", parent_id=2),
        Unit(id=BATH, kind="merchant", name="亮亮洗车行", path="1/5/23/", parent_id=5),
        Unit(id=FAR_STREET, kind="street", name="江北街道", path="40/"),
    )
    await add_person(street, KEEPER)
    await street.add(RoleHeld(person_id=KEEPER, role=Role.MERCHANT, unit_id=SHOP, starts_on=LONG_AGO))
    await street.add(RewardStock(unit_id=SHOP, key="haircut", came_in=9, free=9))
    await street.add(RewardStock(unit_id=BATH, key="car_wash", came_in=9, free=9))
    return street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await with_shops(await riders_in(tmp_path, at("2026-11-18")))
    yield street
    await street.door.database.close()


async def a_season(street: Street, random: Random, steps: int) -> None:
    """From September to November, at random: earned, redeemed, honoured, given back, corrected, expired."""
    accounts = {rider: await street.run(rider, account_of, rider) for rider in (CHEN, LIN)}
    codes: list[tuple[int, str]] = []
    days = sorted(random.choice(MONTHS) + timedelta(days=random.randrange(30)) for _ in range(steps))
    for n, day in enumerate(days):
        street.clock.moment = at(day.isoformat(), f"{random.randrange(24):02}:30")
        rider, do = random.choice((CHEN, LIN)), random.choice(("earn", "earn", "redeem", "honour", "back", "wrong"))
        if do == "earn":
            reason, key = random.choice((Reason.ACTIVITY, Reason.SUPERVISOR_CHECK)), f"gift/{n}"
            way = (key, SystemAccount.ISSUED, accounts[rider], random.randrange(1, 400), reason)
            await street.run(rider, transfer, *way, expires=day + timedelta(days=random.randrange(5, 90)))
        with suppress(DomainError):
            if do == "redeem":
                codes.append((rider, await street.run(rider, rewards.redeem, random.choice((1, 2)), str(n))))
            elif do == "honour" and codes:
                await street.run(KEEPER, rewards.honour, random.choice(codes)[1])
            elif do == "back" and codes:
                owner, code = random.choice(codes)
                await street.run(owner, rewards.cancel, code)
            elif do == "wrong":
                await street.run(WU, points.reverse, f"gift/{random.randrange(steps)}")
        slot = Slot("points", street.clock.now(), day)
        await street.door.act(expire, slot)
        await street.door.act(hold_clock.run_out, slot)
    street.clock.moment = at("2026-12-02")


async def of_street(street: Street, month: date) -> StreetStatement:
    found = await street.run(WU, statements.statement, STREET, month)
    assert isinstance(found, StreetStatement)
    return found


async def of_shop(street: Street, month: date, unit: int = SHOP) -> PlaceStatement:
    found = await street.run(WU, statements.statement, unit, month)
    assert isinstance(found, PlaceStatement)
    return found


async def ledger(street: Street) -> tuple[Sequence[PointsTransfer], Sequence[Voucher]]:
    async with street.door.database.read() as session:
        return (await session.scalars(select(PointsTransfer))).all(), (await session.scalars(select(Voucher))).all()


def add_up(found: StreetStatement) -> None:
    flow = found.flow
    gained = sum(points for _, points in flow.given) + flow.corrected + flow.given_back + flow.adjusted
    assert flow.opening + gained - flow.spent - flow.expired == flow.closing


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happened_the_numbers_add_up_to_the_ledger(street: Street, seed: int) -> None:
    await a_season(street, Random(seed), steps=40)
    found = [await of_street(street, month) for month in MONTHS]
    transfers, vouchers = await ledger(street)

    for one in found:
        add_up(one)
        rows = [row for row in transfers if one.month.first <= row.on_date <= one.month.last]
        until = [row for row in transfers if row.on_date <= one.month.last]
        earned = {r.value for r in Reason}
        by_kind = {why: sum(r.amount for r in rows if r.from_id == 0 and r.reason == why) for why in earned}
        assert dict(one.flow.given) == {why: points for why, points in by_kind.items() if points}
        assert one.flow.spent == sum(row.amount for row in rows if row.to_id == SystemAccount.REDEEMED)
        assert one.flow.expired == sum(row.amount for row in rows if row.to_id == SystemAccount.EXPIRED)
        assert one.flow.closing == sum((row.to_id > 0) * row.amount - (row.from_id > 0) * row.amount for row in until)
    assert [one.flow.opening for one in found] == [0, *(one.flow.closing for one in found[:-1])]
    shops = [await of_shop(street, month, unit) for month in MONTHS for unit in (SHOP, BATH)]
    used = [voucher.points for voucher in vouchers if voucher.posted_at]
    assert sum(shop.points for shop in shops) == sum(place.points for one in found for place in one.places) == sum(used)
    assert sum(kind[2] for shop in shops for kind in shop.kinds) == sum(used)
    held = found[-1].flow.held
    assert sum(one.flow.spent - one.flow.given_back for one in found) == sum(used) + held
    assert held == sum(v.points for v in vouchers if v.posted_at is None and v.voided_at is None)


async def test_a_statement_adds_up_on_either_database(either: Database) -> None:
    street = await with_shops(await with_riders(await street_on(either, at("2026-11-18"))))
    await a_season(street, Random(1), steps=12)
    found = [await of_street(street, month) for month in MONTHS]
    for one in found:
        add_up(one)
    async with either.read() as session:
        total = select(func.sum(PointsTransfer.amount)).where(PointsTransfer.from_id == SystemAccount.ISSUED)
        issued = (await session.scalars(total)).one()
    assert sum(points for one in found for _, points in one.flow.given) == issued


async def test_a_shop_sees_its_own_a_community_those_that_lie_in_it_the_street_all(street: Street) -> None:
    day = date(2026, 11, 1)
    seen = {}
    for who in (KEEPER, ZHOU, STRANGE_STAFF, WU):
        seen[who] = [place.unit_id for place in (await street.run(who, statements.places, day)).places]
    assert seen == {KEEPER: [SHOP], ZHOU: [SHOP], STRANGE_STAFF: [BATH], WU: [SHOP, BATH]}
    for who, unit in ((KEEPER, BATH), (KEEPER, STREET), (ZHOU, BATH), (ZHOU, STREET), (WU, FAR_STREET), (WANG, SHOP)):
        with pytest.raises(NotFound):
            await street.run(who, statements.statement, unit, day)
    for who in (OUTSIDER, CHEN):
        with pytest.raises(NotFound):
            await street.run(who, statements.places, day)
    with pytest.raises(PeriodNotBegun):
        await street.run(WU, statements.statement, STREET, date(2026, 12, 1))


async def test_on_the_first_shop_and_street_are_told_once_whoever_ticks(street: Street, tmp_path: Path) -> None:
    account = await street.run(CHEN, account_of, CHEN)
    await street.run(CHEN, transfer, "gift", SystemAccount.ISSUED, account, 200, Reason.ACTIVITY)
    await street.run(KEEPER, rewards.honour, await street.run(CHEN, rewards.redeem, 1, "a"))
    street.clock.moment = at("2026-11-30", "08:00")
    await tick(street.door, street.clock.now())
    second = door_to(tmp_path / "street.sqlite", street.clock)

    for moment in (at("2026-11-30"), at("2026-12-01"), at("2026-12-01", "09:01"), at("2026-12-02")):
        street.clock.moment = moment
        await tick(street.door, moment)
        await tick(second, moment)
    await second.database.close()

    told = [(row.chat_id, row.message["month"]) for row in await street.pushed(Notice.STATEMENT_MONTH)]
    assert sorted(told) == [(WU, "2026-11-01"), (KEEPER, "2026-11-01")]
