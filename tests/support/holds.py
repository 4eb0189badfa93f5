"""The clock's turn at holds, when a test says so."""

from services import hold_clock
from services.slots import Slot
from tests.support.street import Street


async def run_out(street: Street) -> None:
    now = street.clock.now()
    while await street.door.act(hold_clock.run_out, Slot("holds", now, now.date())):
        pass
