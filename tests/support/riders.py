"""Riders on the hand-made street: 陈 and 林 with an agreement, 郑 without one yet. Its two grids lie side by side."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from domain.case_flow import CaseKind, CaseState, CollectionChannel, HandlingRoute, Move, Party
from domain.points_rules import Reason
from domain.roles import Role
from models.case import Case
from models.people import AgreementAccepted, Chat, Consent, Person, RoleHeld
from models.places import Unit
from models.points import PointsAccount
from services.act import Ctx
from services.case.case_moves import make
from services.points.points import SystemAccount, account_of, transfer
from services.street_map import StreetMap
from tests.support.copies import street_there
from tests.support.street import COMMUNITY, GRID_1, GRID_2, STREET, Street, street_in
from tests.support.where import FILE, copy_made

CHEN, LIN, ZHENG = 201, 202, 203
HERE = (43.8005, 126.5005)
"""Latitude and longitude of a place in grid 1."""
SOUTH, WEST, SIDE = 43.8, 126.5, 0.001

_cases, _gifts = count(1), count(1)


def _square(west: float) -> list[list[float]]:
    return [[west, SOUTH], [west + SIDE, SOUTH], [west + SIDE, SOUTH + SIDE], [west, SOUTH + SIDE]]


async def riders_in(folder: Path, now: datetime, **points: Any) -> Street:
    """The street with its riders; `points` changes the config's amounts."""

    async def make(template: Path) -> None:
        street = await with_riders(await street_in(template, now))
        await street.door.database.close()

    await copy_made(f"riders {now:%Y%m%d%H%M}", make, folder / FILE)
    street = await street_there(folder, now)
    _pay(street, points)
    return street


async def with_riders(street: Street, **points: Any) -> Street:
    now, settings = street.clock.now(), street.door.settings
    _pay(street, points)
    async with street.door.database.write() as session:
        for grid, west in ((GRID_1, WEST), (GRID_2, WEST + SIDE)):
            await session.execute(update(Unit).where(Unit.id == grid).values(boundary=_square(west)))
    for rider in (CHEN, LIN, ZHENG):
        await add_person(street, rider)
        await street.add(RoleHeld(person_id=rider, role=Role.RIDER, unit_id=STREET, starts_on=date(2026, 1, 1)))
    for rider in (CHEN, LIN):
        version = settings.street.agreement_version
        await street.add(AgreementAccepted(person_id=rider, version=version, accepted_at=now))
    async with street.door.database.read() as session:
        street.door.street_map = await StreetMap.load(session)
    return street


def _pay(street: Street, points: dict[str, Any]) -> None:
    settings = street.door.settings
    street.door.settings = replace(settings, points=replace(settings.points, **points))


async def add_person(street: Street, person: int) -> None:
    """Somebody who agreed to the notice, with a chat of the same id."""
    now = street.clock.now()
    chat = Chat(channel="test", external_id=person, created_at=now, person_id=person)
    chat.id = person
    notice = street.door.settings.street.notice_version
    await street.add(
        Person(id=person, created_at=now), chat, Consent(person_id=person, notice_version=notice, given_at=now)
    )


async def add_hazard(street: Street, reporter: int | None, **changes: Any) -> Case:
    """A hazard at HERE, as it was filed a moment ago."""
    n, now = next(_cases), street.clock.now()
    values: dict[str, Any] = {
        "number": f"H-2026-{n:06d}",
        "kind": CaseKind.HAZARD,
        "state": CaseState.SUBMITTED,
        "category": "facilities",
        "route": HandlingRoute.TRACKED,
        "collected": CollectionChannel.ONLINE,
        "words": "井盖松了",
        "street_id": STREET,
        "community_id": COMMUNITY,
        "grid_id": GRID_1,
        "created_at": now,
        "respond_by": now,
        "resolve_by": now,
        "submission": f"s{n}",
        "lat": HERE[0],
        "lon": HERE[1],
        "reporter_id": reporter,
    }
    case = Case(**(values | changes))
    await street.add(case)
    return case


async def closed_hazard(street: Street, reporter: int | None, **changes: Any) -> Case:
    """It was checked, and nobody has answered in time."""
    hazard = await add_hazard(street, reporter, **({"state": CaseState.CHECKED} | changes))
    await street.door.act(_close, hazard.number)
    return hazard


async def _close(ctx: Ctx, number: str) -> None:
    case = (await ctx.session.scalars(select(Case).where(Case.number == number))).one()
    await make(ctx, case, frozenset({Party.SYSTEM}), Move.CLOSE)


async def give(street: Street, rider: int, points: int) -> int:
    """The rider's account with so many points in it, that never expire. Returns its id."""
    account = await street.run(rider, account_of, rider)
    await street.run(rider, transfer, f"gift/{next(_gifts)}", SystemAccount.ISSUED, account, points, Reason.ACTIVITY)
    return account


async def balances(street: Street) -> dict[int, int]:
    async with street.door.database.read() as session:
        rows = await session.execute(select(PointsAccount.id, PointsAccount.balance))
        return dict(rows.all())
