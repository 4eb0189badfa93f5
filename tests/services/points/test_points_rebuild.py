"""Balances that are not what their transfers come to are made anew, and whoever asked hears of each."""

import asyncio

import pytest
from sqlalchemy import text

from bot.operator import audit
from models.database import Database
from services.points import points_audit, points_rebuild
from services.points.points import SystemAccount, transfer
from services.points.points_rebuild import Mended
from tests.services.points.ledger_street import RIDERS, empty, ledger_street
from tests.support.riders import balances, give
from tests.support.street import WU, Street

CHEN, LIN, ZHENG = RIDERS


async def earning(database: Database) -> tuple[Street, dict[int, int]]:
    """陈 has 30 points, 林 5, 郑 none. Returns their accounts as well."""
    street = await ledger_street(database)
    accounts = await empty(street)
    await give(street, CHEN, 30)
    await give(street, LIN, 5)
    return street, accounts


async def tamper(street: Street, account: int, balance: int) -> None:
    async with street.door.database.write() as session:
        change = text("UPDATE points_account SET balance = :balance WHERE id = :account")
        await session.execute(change, {"balance": balance, "account": account})


async def rebuilt(street: Street) -> list[Mended]:
    return [one async for one in audit.rebuilt(street.door)]


async def broken(street: Street) -> list[str]:
    return [name for name, check in points_audit.CHECKS.items() if await street.door.look(check)]


async def test_broken_balances_are_made_anew_block_by_block_and_said(
    either: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(points_rebuild, "BLOCK", 2)
    street, accounts = await earning(either)
    right = await balances(street)
    await tamper(street, accounts[CHEN], 37)
    await tamper(street, accounts[ZHENG], 4)
    await tamper(street, SystemAccount.ISSUED, 0)

    assert await rebuilt(street) == [
        Mended(accounts[CHEN], 37, 30, done=True),
        Mended(accounts[ZHENG], 4, 0, done=True),
        Mended(SystemAccount.ISSUED, 0, -35, done=True),
    ]
    assert await balances(street) == right
    assert await broken(street) == []
    assert await rebuilt(street) == []


async def test_a_rider_whose_transfers_come_to_less_than_nothing_is_left_and_said(either: Database) -> None:
    street, accounts = await earning(either)
    await tamper(street, accounts[ZHENG], 9)
    await street.run(WU, transfer, "cup", accounts[ZHENG], SystemAccount.REDEEMED, 9, "cup")

    assert await rebuilt(street) == [Mended(accounts[ZHENG], 0, -9, done=False)]
    assert (await balances(street))[accounts[ZHENG]] == 0


async def test_points_that_move_meanwhile_are_counted_once(either: Database) -> None:
    street, accounts = await earning(either)
    await tamper(street, accounts[CHEN], 1)
    paid = (
        street.door.act(transfer, f"meanwhile/{n}", SystemAccount.ISSUED, accounts[CHEN], 2, "activity")
        for n in range(20)
    )

    await asyncio.gather(*paid, rebuilt(street))

    assert (await balances(street))[accounts[CHEN]] == 70
    assert await broken(street) == []
