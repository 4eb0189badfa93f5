"""Closed cases that were drawn to be called back about, on the small street with a second officer of the community."""

from typing import Any

from sqlalchemy import select

from domain.case_flow import CaseState
from domain.roles import Role
from models.case import CaseRating
from models.case_callback import CaseCallback
from models.people import Chat, Person, RoleHeld
from services.case import case_callback_views
from services.case.case_callback import Heard
from tests.support.cases import case_in
from tests.support.copies import IN_GRID_1
from tests.support.street import COMMUNITY, LONG_AGO, WANG, Street

SUN = 108
"""The community's second officer: neither handles nor checks anything here."""
SOLVED, BROKEN, IN_VAIN = Heard(True, True, 5), Heard(True, False, 2, "还是坏的"), Heard(reached=False)
PLACE: dict[str, Any] = {"lat": IN_GRID_1[0], "lon": IN_GRID_1[1]}


async def staffed(street: Street) -> Street:
    """With the second officer."""
    chat = Chat(channel="test", external_id=SUN, created_at=street.clock.now(), person_id=SUN)
    chat.id = SUN
    role = RoleHeld(person_id=SUN, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO)
    await street.add(Person(id=SUN, created_at=street.clock.now()), chat, role)
    return street


async def closed(street: Street, *, drawn: bool = True, round_: int = 0, **changes: Any) -> str:
    """A case that was closed in this round, and drawn if that is asked for; 王 resolved it and 周 checked it."""
    now = street.clock.now()
    values: dict[str, Any] = {"resolved_at": now, "resolved_by": WANG, "closed_at": now, "reopened": round_}
    found = await case_in(street, CaseState.CLOSED, **(values | changes))
    await street.add(CaseRating(case_id=found.id, round=round_, asked_at=now))
    if drawn:
        row = CaseCallback(case_id=found.id, round=round_, street_id=found.street_id, closed_at=now)
        row.community_id = found.community_id
        await street.add(row)
    return found.number


async def calls(street: Street) -> list[CaseCallback]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(CaseCallback).order_by(CaseCallback.case_id, CaseCallback.round)))


async def listed(street: Street, who: int) -> list[str]:
    return [row.number for row in (await street.run(who, case_callback_views.to_call)).rows]
