"""One mechanism for vouchers and take-ups: of all who end a hold at once one does, whatever it is for and however."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import DomainError
from domain.hold import HoldState, hold_state
from domain.roles import Role
from models.database import Database
from models.hold import Hold
from models.people import RoleHeld
from models.reward import RewardStock, Voucher
from models.wish import TakeUp
from services import hold
from services.points import points_audit, rewards, rewards_audit
from services.wish import wish_takeups
from tests.support.holds import run_out
from tests.support.plans import count_rows, scans
from tests.support.riders import CHEN, add_person, give
from tests.support.street import LONG_AGO, STREET, Street, at, street_in
from tests.support.wishes import MERCHANT, PHOTO, QIAN, SUN, add_parties, holds, state_of, taken

PIECES = 3
RIDER = CHEN + 1000


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """A barber with haircuts, who takes wishes up too, and a rider with points for one."""
    street = await street_in(tmp_path, at("2026-11-18"))
    await add_parties(street)
    await street.add(RewardStock(unit_id=MERCHANT, key="haircut", came_in=PIECES, free=PIECES))
    await add_person(street, RIDER)
    await street.add(RoleHeld(person_id=RIDER, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO))
    await give(street, RIDER, 200)
    yield street
    await street.door.database.close()


async def at_once(*work: Any) -> list[bool]:
    """Which of them were not refused."""
    came = await asyncio.gather(*work, return_exceptions=True)
    for one in came:
        if isinstance(one, BaseException) and not isinstance(one, DomainError):
            raise one
    return [not isinstance(one, DomainError) for one in came]


async def test_a_voucher_is_honoured_or_gives_back_whoever_ends_it_at_once(street: Street) -> None:
    code = await street.run(RIDER, rewards.redeem, 1, "once")

    came = await at_once(
        *(street.run(SUN, rewards.honour, code) for _ in range(4)),
        *(street.run(RIDER, rewards.cancel, code) for _ in range(4)),
    )

    assert came.count(True) == 1
    (state,) = await states(street.door.database, Voucher)
    assert (state is HoldState.POSTED) == any(came[:4])
    checks = {**points_audit.CHECKS, **rewards_audit.CHECKS}
    assert [await street.door.look(check) for check in checks.values()] == [[]] * len(checks)


async def test_a_take_up_is_fulfilled_or_given_back_whoever_ends_it_at_once(street: Street) -> None:
    code = await taken(street)

    came = await at_once(
        street.run(QIAN, wish_takeups.fulfil, code, "送到了", [PHOTO]),
        street.run(QIAN, wish_takeups.give_back, code, "缺货"),
    )

    assert came.count(True) == 1
    assert (await state_of(street, code))[0] == ("fulfilled" if came[0] else "on_wall")
    assert await states(street.door.database, TakeUp) == [HoldState.POSTED if came[0] else HoldState.VOID]


async def test_the_clock_ends_both_kinds_once_in_whatever_process(street: Street) -> None:
    await street.run(RIDER, rewards.redeem, 1, "once")
    code = await taken(street)
    street.clock.moment += timedelta(days=31)

    await asyncio.gather(*(run_out(street) for _ in range(4)))

    assert await states(street.door.database, Voucher) == await states(street.door.database, TakeUp) == [HoldState.VOID]
    assert await holds(street, code) == [("partner", QIAN, "lapse")]
    assert [row.message["what"] for row in await street.pushed("voucher_news")] == ["expired"]
    async with street.door.database.read() as session:
        assert (await session.scalars(select(RewardStock.free))).all() == [PIECES]


@pytest.mark.parametrize(("kind", "table"), [(Voucher, "voucher"), (TakeUp, "take_up")])
async def test_the_clock_reads_none_that_has_ended(street: Street, kind: type[Hold], table: str) -> None:
    await count_rows(street.door.database)

    async def looks(ctx: Any) -> None:
        await ctx.session.scalars(hold.over(ctx, kind))
        await ctx.session.scalars(hold.ending(ctx, kind, 3))

    assert await scans(street, SUN, looks, table) == []


async def test_the_database_reads_a_state_as_the_rule_does(street: Street) -> None:
    now = at("2026-11-18")
    moments = [(posted, voided) for posted in (None, now) for voided in (None, now)]
    for n, (posted, voided) in enumerate(moments):
        row: dict[str, Any] = {"code": f"C{n}", "request": f"{n}", "stock_id": 1, "person_id": RIDER, "points": 1}
        await street.add(Voucher(**row, held_at=now, held_until=now, posted_at=posted, voided_at=voided))

    async with street.door.database.read() as session:
        for state in HoldState:
            found = (await session.scalars(select(Voucher).where(Voucher.stands([state])))).all()
            assert [hold_state(one) for one in found] == [state] * len(found)
            assert found


async def states(database: Database, kind: type[Hold]) -> list[HoldState]:
    async with database.read() as session:
        return [hold_state(one) for one in await session.scalars(select(kind).order_by(kind.id))]
