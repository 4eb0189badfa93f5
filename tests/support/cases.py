"""Cases on the small street, for tests: filed in words, moved by whoever may."""

from itertools import count
from typing import Any

from sqlalchemy import select

from domain.case_flow import CaseKind, CaseState, CollectionChannel, HandlingRoute, Move
from models.case import Case, CaseEvent, CaseRating
from services.case.case_moves import Given, move
from services.case.cases import Filed, Filing, submit
from tests.support.street import COMMUNITY, GRID_1, OUTSIDER, STREET, WANG, ZHOU, Street

REPORTER = OUTSIDER
"""Nobody's staff, so nothing but the reporter of what they file."""
_cases = count(1)


def filing(words: str = "楼道灯坏了", **changes: Any) -> Filing:
    values: dict[str, Any] = {
        "kind": CaseKind.COMPLAINT,
        "category": "facilities",
        "submission": f"s{next(_cases)}",
        "words": words,
    }
    return Filing(**(values | changes))


async def file(street: Street, who: int = REPORTER, **changes: Any) -> Filed:
    return await street.run(who, submit, filing(**changes))


async def case_in(street: Street, state: CaseState, kind: CaseKind = CaseKind.COMPLAINT, **changes: Any) -> Case:
    """A case that stands in `state`, however it came there, in grid 1."""
    n, now = next(_cases), street.clock.now()
    values: dict[str, Any] = {
        "number": f"X-2026-{n:06d}",
        "kind": kind,
        "state": state,
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
        "submission": f"x{n}",
        "reporter_id": REPORTER,
    }
    case = Case(**(values | changes))
    await street.add(case)
    return case


async def go(street: Street, number: str, *moves: tuple[int, Move]) -> None:
    """Make moves, each with a note."""
    for who, name in moves:
        await street.run(who, move, number, name, Given("说明"))


CHECKED = (
    (WANG, Move.ACCEPT),
    (WANG, Move.START),
    (WANG, Move.RESOLVE),
    (ZHOU, Move.CHECK),
)
"""From filed to the question whether it is solved."""


async def case(street: Street, number: str) -> Case:
    async with street.door.database.read() as session:
        return (await session.scalars(select(Case).where(Case.number == number))).one()


async def history(street: Street, number: str) -> list[tuple[str, str, int | None]]:
    query = select(CaseEvent).join(Case, Case.id == CaseEvent.case_id).where(Case.number == number)
    async with street.door.database.read() as session:
        return [(e.move, e.party, e.actor_id) for e in await session.scalars(query.order_by(CaseEvent.id))]


async def ratings(street: Street) -> list[tuple[int, bool | None, int | None]]:
    """Round, solved, satisfaction."""
    async with street.door.database.read() as session:
        rows = await session.scalars(select(CaseRating).order_by(CaseRating.case_id, CaseRating.round))
        return [(row.round, row.solved, row.satisfaction) for row in rows]


async def told(street: Street, after: int = 0) -> list[tuple[str | None, int]]:
    """Notice and reader of every push, oldest first."""
    return [(row.notice, row.chat_id) for row in (await street.pushed())[after:]]
