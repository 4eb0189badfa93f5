"""Which closed cases are called back about, and the clock that closes what nobody answers."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.case_flow import CaseKind, CaseState, Move
from models.case import Case, CaseRating
from models.case_callback import CaseCallback
from services.act import Ctx
from services.case import case_rating
from services.case.case_draw import draw, is_drawn
from services.case.case_moves import Given, move
from tests.support.callbacks import PLACE, calls
from tests.support.cases import CHECKED, REPORTER, case, case_in, file, go
from tests.support.copies import street_copy
from tests.support.street import COMMUNITY, GRID_1, OTHER_COMMUNITY, WANG, Street, at


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def test_one_closing_in_ten_is_drawn_in_every_community_and_always_the_same_ones(street: Street) -> None:
    async def drawn(ctx: Ctx) -> list[str]:
        before = [row.case_id for row in await ctx.session.scalars(select(CaseCallback))]
        for n in range(2_000):
            found = Case(
                number=f"C-2026-{n:06d}",
                kind=CaseKind.COMPLAINT if n % 2 else CaseKind.WISH,
                state=CaseState.CLOSED,
                category="other",
                route="tracked",
                collected="online",
                words="",
                street_id=1,
                community_id=COMMUNITY if n % 4 < 2 else OTHER_COMMUNITY,
                created_at=ctx.now,
                respond_by=ctx.now,
                resolve_by=ctx.now,
                submission=f"many{n}",
                reporter_id=REPORTER,
            )
            ctx.session.add(found)
            await ctx.session.flush()
            await draw(ctx, found)
            await draw(ctx, found)
        by_unit = select(CaseCallback.community_id, func.count()).group_by(CaseCallback.community_id)
        counts = dict((await ctx.session.execute(by_unit)).all())
        assert before == []
        assert set(counts) == {COMMUNITY, OTHER_COMMUNITY}
        assert 160 <= sum(counts.values()) <= 240
        assert all(70 <= count <= 130 for count in counts.values())
        numbers = select(Case.number).join(CaseCallback, CaseCallback.case_id == Case.id).order_by(Case.number)
        return list(await ctx.session.scalars(numbers))

    found = await street.door.act(drawn)

    async def again(ctx: Ctx) -> list[str]:
        return [number for n in range(2_000) if is_drawn(ctx, number := f"C-2026-{n:06d}", 0)]

    assert await street.door.look(again) == found


async def test_what_closes_is_drawn_in_the_closing_transaction(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.case.case_draw.is_drawn", lambda *args: True)
    rated, waited = [(await file(street, **PLACE)).number for _ in range(2)]
    rejected = (await file(street, **PLACE)).number
    unasked = await case_in(street, CaseState.CHECKED, reporter_id=None, resolved_at=street.clock.now())
    for number in (rated, waited):
        await go(street, number, *CHECKED)
    await street.add(CaseRating(case_id=unasked.id, round=0, asked_at=street.clock.now()))

    await street.run(REPORTER, case_rating.rate, rated, 5)
    await go(street, rejected, (WANG, Move.REJECT))
    street.clock.moment += timedelta(hours=73)
    assert await street.door.act(case_rating.close_unanswered) is False

    drawn = [(await case(street, number)).id for number in (rated, waited)]
    assert [(row.case_id, row.round, row.community_id) for row in await calls(street)] == [
        (id_, 0, COMMUNITY) for id_ in drawn
    ]
    assert (await case(street, unasked.number)).state == CaseState.CLOSED


async def test_many_unanswered_are_closed_batch_by_batch(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_rating, "BATCH", 2)
    for _ in range(3):
        one = await case_in(street, CaseState.CHECKED, resolved_at=street.clock.now())
        await street.add(CaseRating(case_id=one.id, round=0, asked_at=street.clock.now()))
    street.clock.moment += timedelta(hours=73)

    assert [await street.door.act(case_rating.close_unanswered) for _ in range(2)] == [True, False]


async def test_a_new_category_leaves_the_round_its_own_time(street: Street) -> None:
    street.clock.moment = at("2026-11-16")
    one = await case_in(street, CaseState.HANDLING, clock_from=at("2026-11-18"), reopened=1, grid_id=GRID_1)

    await street.run(WANG, move, one.number, Move.CATEGORISE, Given(category="property"))

    later = await case(street, one.number)
    assert later.resolve_by > at("2026-11-25", "00:00")
    assert later.respond_by < at("2026-11-18")


async def test_the_clock_finds_what_to_close_by_an_index(street: Street) -> None:
    plan = "EXPLAIN QUERY PLAN SELECT id FROM \"case\" WHERE state = 'checked' ORDER BY id LIMIT 200"
    async with street.door.database.read() as session:
        steps = (await (await session.connection()).exec_driver_sql(plan)).all()
    assert "ix_case_state_id" in str(steps)
