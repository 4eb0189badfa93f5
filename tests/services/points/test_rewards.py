"""Redeeming: points and pieces are taken together, however many want them at once."""

import asyncio

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.roles import Role
from domain.voucher_errors import SoldOut, VoucherCancelled, VoucherElsewhere, VoucherHonoured
from models.database import Database
from models.people import RoleHeld
from models.reward import RewardStock, Voucher
from services.points import points_audit, rewards, rewards_audit
from tests.support.holds import run_out
from tests.support.riders import add_person, give
from tests.support.street import LONG_AGO, STREET, ZHOU, Street, at, street_on
from tests.support.wishes import MERCHANT, QIAN, SUN, add_parties

RIDERS, PIECES = 200, 10
CHEN = 2000


async def shop_on(database: Database) -> Street:
    street = await street_on(database, at("2026-11-18"))
    await add_parties(street)
    await street.add(RewardStock(unit_id=MERCHANT, key="haircut", came_in=PIECES, free=PIECES))
    return street


async def test_of_many_riders_ten_have_the_ten_pieces(either: Database) -> None:
    street = await shop_on(either)
    riders = range(2001, 2001 + RIDERS)
    for rider in riders:
        await add_person(street, rider)
        await street.add(RoleHeld(person_id=rider, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO))
        await give(street, rider, 200)

    async def tap(rider: int) -> bool:
        try:
            await street.run(rider, rewards.redeem, 1, "once")
        except SoldOut:
            return False
        return True

    assert sorted(await asyncio.gather(*map(tap, riders))) == [False] * (RIDERS - PIECES) + [True] * PIECES
    async with either.read() as session:
        assert len((await session.scalars(select(Voucher))).all()) == PIECES
        assert (await session.scalars(select(RewardStock.free))).one() == 0
    checks = {**points_audit.CHECKS, **rewards_audit.CHECKS}
    assert [await street.door.look(check) for check in checks.values()] == [[]] * len(checks)


async def test_a_voucher_is_honoured_once_by_whom_it_names_or_gives_both_back(either: Database) -> None:
    street = await shop_on(either)
    await add_person(street, CHEN)
    await street.add(RoleHeld(person_id=CHEN, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO))
    await give(street, CHEN, 400)
    first = await street.run(CHEN, rewards.redeem, 1, "a")
    await street.run(CHEN, rewards.cancel, first)
    with pytest.raises(VoucherCancelled):
        await street.run(SUN, rewards.honour, first)
    code = await street.run(CHEN, rewards.redeem, 1, "b")
    with pytest.raises(VoucherElsewhere):
        await street.run(ZHOU, rewards.honour, code)
    with pytest.raises(NotFound):
        await street.run(QIAN, rewards.honour, code)
    assert await street.run(SUN, rewards.honour, f" {code[:4].lower()}-{code[4:]}") == "haircut"
    with pytest.raises(VoucherHonoured):
        await street.run(SUN, rewards.honour, code)
    street.clock.moment = at("2026-12-19", "00:05")
    last = await street.run(CHEN, rewards.redeem, 1, "c")
    street.clock.moment = at("2027-01-19", "00:05")
    await run_out(street)
    async with either.read() as session:
        rows = (await session.execute(select(Voucher.code, Voucher.why).order_by(Voucher.id))).all()
        assert [tuple(row) for row in rows] == [(first, "cancelled"), (code, None), (last, "expired")]
        assert (await session.scalars(select(RewardStock.free))).one() == PIECES - 1
    checks = {**points_audit.CHECKS, **rewards_audit.CHECKS}
    assert [await street.door.look(check) for check in checks.values()] == [[]] * len(checks)
