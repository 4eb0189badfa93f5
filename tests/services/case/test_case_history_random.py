"""Any moves that any people make, refused ones among them: each case's row is what its history says, and no more."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update

from bot.operator.audit import CHECKS
from domain.case_flow import STEPS, CaseKind, CaseState, Move, Party
from domain.errors import DomainError
from models.case import Case, CaseEvent
from services.access import case_for
from services.act import Ctx
from services.case import case_history_audit, case_rating
from services.case.case_moves import Given, make
from tests.support.cases import CHECKED, REPORTER, case, file, go
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import GRID_2, LI, WANG, WU, ZHOU, Street, at

WHO = {Party.REPORTER: REPORTER, Party.WORKER: WANG, Party.COMMUNITY: ZHOU, Party.STREET: WU}
PHOTO = {"file_id": "f1", "unique_id": "u1", "kind": "photo"}
OF_CASES = list(case_history_audit.CHECKS)

MOVES = 40


async def play(street: Street, kind: CaseKind, chance: Random) -> None:
    """Somebody tries what is open to them, now and then what is not; mostly what leads on."""
    numbers = [
        (await file(street, kind=kind, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number,
        (await file(street, ZHOU, kind=kind, lat=IN_GRID_1[0], lon=IN_GRID_1[1])).number,
    ]
    for _ in range(MOVES):
        number, other = chance.sample(numbers, 2)
        state = CaseState((await case(street, number)).state)
        steps = [step for step in STEPS if state in step.sources and kind in step.kinds]
        leading = [step for step in steps if step.target is not None and step.who & set(WHO)]
        step = chance.choice(leading if leading and chance.random() < 0.7 else STEPS)
        who = chance.choice([WHO[party] for party in sorted(step.who & set(WHO))] or [LI])
        with suppress(DomainError):
            await street.run(who, try_it, number, step.move, enough(street, other))
        street.clock.moment += timedelta(hours=chance.randrange(30))


async def try_it(ctx: Ctx, number: str, name: Move, given: Given) -> None:
    """The third "not solved" goes its own way."""
    found, parties = await case_for(ctx, number)
    if name is Move.REOPEN and found.reopened >= 2 and Party.REPORTER in parties:
        await case_rating.to_the_street(ctx, number, "还是没好")
    else:
        await make(ctx, found, parties, name, given)


def enough(street: Street, other: str) -> Given:
    """Whatever any move may need."""
    until = street.clock.now().date() + timedelta(days=5)
    return Given("说明", (PHOTO,), until, LI, GRID_2, other, "parking", ("red_hats",), IN_GRID_1, 4)


async def breaches(street: Street) -> dict[str, Sequence[str]]:
    return {name: await street.door.look(CHECKS[name]) for name in OF_CASES}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", list(CaseKind))
async def test_a_case_stands_as_its_history_says(tmp_path: Path, kind: CaseKind, seed: int) -> None:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await play(street, kind, Random(seed))
    assert await breaches(street) == {name: [] for name in OF_CASES}
    await street.door.database.close()


@pytest.fixture
async def closed(tmp_path: Path) -> tuple[Street, str]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    filed = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    await go(street, filed.number, *CHECKED)
    return street, filed.number


@pytest.mark.parametrize(
    ("column", "value"), [("state", "handling"), ("handler_id", LI), ("reopened", 1), ("resolved_at", None)]
)
async def test_a_row_that_somebody_has_changed_by_hand_is_found(
    closed: tuple[Street, str], column: str, value: object
) -> None:
    street, number = closed
    async with street.door.database.write() as session:
        await session.execute(update(Case).values({column: value}))
    assert (await breaches(street))["every case stands where its history ends"] == [f"{number} {column}"]
    await street.door.database.close()


async def test_a_history_with_a_hole_is_found(closed: tuple[Street, str]) -> None:
    street, number = closed
    async with street.door.database.write() as session:
        third = (await session.scalars(select(CaseEvent).order_by(CaseEvent.id).offset(2).limit(1))).one()
        await session.delete(third)
    assert (await breaches(street))["every step of a case's history is allowed by the table"] == [f"{number} row 2"]
    await street.door.database.close()


async def test_what_is_sent_back_is_not_resolved_any_more(tmp_path: Path) -> None:
    street = await street_copy(tmp_path, at("2026-11-18"))
    filed = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    await go(street, filed.number, *CHECKED[:3], (ZHOU, Move.SEND_BACK))
    found = await case(street, filed.number)
    assert (found.state, found.resolved_at) == (CaseState.HANDLING, None)
    await street.door.database.close()
