"""Whatever riders, merchants, the street and the clock do in whatever order, points come from somewhere and go
somewhere, a piece is with its stock or with a voucher, and each rider has what a purse full of coins would hold."""

import asyncio

import pytest

from models.database import Database
from tests.services.points.ledger_machine import play
from tests.services.points.ledger_street import ledger_street

EXAMPLES, STEPS = 10, 25


@pytest.mark.timeout(300)
async def test_the_ledger_and_its_vouchers_come_to_what_purses_of_coins_come_to(either: Database) -> None:
    street = await ledger_street(either)

    await asyncio.to_thread(play, street, asyncio.get_running_loop(), EXAMPLES, STEPS)
