"""Forces on the small street: 孙 and 郑 head buildings of grid 1, 冯 is a red hat of it, 褚 and 卫 are police for the
community, 蒋 heads a building of the other community; 沈 is a partner of the street."""

from datetime import timedelta
from typing import Any

from domain.case_flow import CaseState
from domain.notices import Notice
from domain.roles import Role
from models.case import Case
from models.people import Chat, Consent, Person, RoleHeld
from models.places import Unit
from models.whistle import Whistle
from services.slots import Slot
from services.whistle import whistles
from services.whistle.whistle_clock import escalate
from tests.support.cases import case_in
from tests.support.street import COMMUNITY, GRID_1, LONG_AGO, OTHER_COMMUNITY, STREET, WANG, Street

SUN, ZHENG, FENG, CHU, WEI, JIANG, SHEN = 301, 302, 303, 304, 305, 306, 307
PARTNER_UNIT = 51
HEADS, POLICE, RED_HATS = "building_heads", "police_and_enforcement", "red_hats"
NEEDED = "带梯子来，找网格员小王"
# who     force kind                 unit
FORCES = {
    SUN: ("building_heads", GRID_1),
    ZHENG: ("building_heads", GRID_1),
    FENG: ("red_hats", GRID_1),
    CHU: ("police_and_enforcement", COMMUNITY),
    WEI: ("police_and_enforcement", COMMUNITY),
    JIANG: ("building_heads", OTHER_COMMUNITY),
}


async def add_member(street: Street, person: int, kind: str | None, unit: int, *, chat: bool = True) -> None:
    """A force, or a partner where `kind` is None."""
    now, notice = street.clock.now(), street.door.settings.street.notice_version
    name = street.door.vault.seal(f"某{person}", f"person:{person}:name")
    await street.add(Person(id=person, created_at=now, name=name))
    if chat:
        row = Chat(channel="test", external_id=person, created_at=now, person_id=person)
        row.id = person
        await street.add(row, Consent(person_id=person, notice_version=notice, given_at=now))
    role = Role.FORCE if kind else Role.PARTNER
    await street.add(RoleHeld(person_id=person, role=role, unit_id=unit, starts_on=LONG_AGO, force_kind=kind))


async def call_up(street: Street) -> None:
    """Put all of them on the street."""
    for person, (kind, unit) in FORCES.items():
        await add_member(street, person, kind, unit)
    path = f"{STREET}/{PARTNER_UNIT}/"
    await street.add(Unit(id=PARTNER_UNIT, kind="partner", name="热心超市", path=path, parent_id=STREET))
    await add_member(street, SHEN, None, PARTNER_UNIT)


async def handled(street: Street, **changes: Any) -> Case:
    return await case_in(street, CaseState.HANDLING, **changes)


async def blow(street: Street, case: Case, *kinds: str, who: int = WANG) -> list[int]:
    return await street.run(who, whistles.blow, case.number, kinds or (HEADS,), NEEDED)


async def state_of(street: Street, id_: int) -> tuple[str, int | None]:
    async with street.door.database.read() as session:
        whistle = await session.get_one(Whistle, id_)
        return whistle.state, whistle.taken_by


async def told(street: Street, *notices: Notice) -> list[tuple[str | None, int]]:
    rows = await street.pushed()
    return sorted((row.notice, row.chat_id) for row in rows if not notices or row.notice in notices)


async def tick(street: Street, minutes: int) -> None:
    street.clock.moment += timedelta(minutes=minutes)
    now = street.clock.now()
    await street.door.act(escalate, Slot("whistles", now, now.date()))
