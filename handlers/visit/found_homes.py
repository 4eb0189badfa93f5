"""A household that somebody who looks after it names by its address, asked for or out of the blue."""

from domain.roles import Role
from handlers.desk import Desk
from handlers.visit.home_cards import HomeMoveTap, address_line
from handlers.visit.household_cards import show_household
from handlers.visit.visit_cards import HomeTap
from services.ports import Button, Message
from services.visit import home_find

CARD = "homes-found"


async def home_called(desk: Desk, words: str) -> Message | None:
    """Its card; where two compounds have one name, which of them. None for anything that is no such address."""
    homes = await desk.act.look(home_find.find, words)
    if len(homes) == 1:
        return await show_household(desk, homes[0].household_id)
    rows = tuple(
        (Button(address_line(desk, one.address), HomeTap(do="open", household=one.household_id).pack()),)
        for one in homes
    )
    return Message(text=desk.t("home-found-several"), buttons=rows, card=CARD, fresh=True) if homes else None


def by_grid(desk: Desk) -> tuple[Button, ...]:
    """For an office, which need not know the address."""
    if not desk.actor.has(Role.COMMUNITY_STAFF):
        return ()
    return (Button(desk.t.plain("home-move-find"), HomeMoveTap(do="of", id=0).pack()),)


def asks_for_homes(desk: Desk) -> bool:
    return desk.actor.has(Role.COMMUNITY_STAFF) or desk.actor.has(Role.GRID_WORKER)
