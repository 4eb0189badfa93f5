"""The rates against a count by hand over random histories, and that no past day ever changes."""

import random
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import CaseKind, CaseState, Move
from domain.errors import NotFound, PeriodNotBegun
from domain.rates import Period, Rate, Share, Span, Tally, period_of
from models.case import Case, CaseEvent, CaseRating
from services.case import case_moves, case_rating
from services.case.case_moves import Given
from services.rate.rates import CountedCase, Question, counted_cases, figures
from services.unit_figures import own_unit
from tests.support.cases import CHECKED, REPORTER, case_in, file, go
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OTHER_COMMUNITY,
    OUTSIDER,
    SHANGHAI,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHOU,
    Street,
    at,
)

FIRST = date(2026, 9, 1)
DAYS = 40
NOW = at("2026-11-23")
PLACES = ((GRID_1, COMMUNITY), (GRID_2, COMMUNITY), (None, COMMUNITY), (None, OTHER_COMMUNITY), (None, None))
UNITS_OVER = {
    GRID_1: {GRID_1, COMMUNITY, STREET},
    GRID_2: {GRID_2, COMMUNITY, STREET},
    COMMUNITY: {COMMUNITY, STREET},
    OTHER_COMMUNITY: {OTHER_COMMUNITY, STREET},
    STREET: {STREET},
}
STATES = (CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.HANDLING, CaseState.REJECTED, CaseState.WITHDRAWN)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, NOW)
    yield street
    await street.door.database.close()


@dataclass(frozen=True)
class Step:
    """The case as it stood after one line of its history."""

    at: datetime
    state: str
    unit: int
    category: str
    respond_by: datetime


@dataclass
class Told:
    """One made-up case, for the count by hand."""

    steps: list[Step] = field(default_factory=list)
    ratings: list[CaseRating] = field(default_factory=list)

    def stood(self, moment: datetime) -> Step:
        return [step for step in self.steps if step.at <= moment][-1]


async def made_up(street: Street, rng: random.Random) -> Told:
    """A case with random steps: states, places, categories and deadlines change; some are asked and answer."""

    def moment(after: datetime) -> datetime:
        return after + timedelta(minutes=rng.randrange(1, 60 * 24 * 6))

    filed = at(FIRST.isoformat()) + timedelta(minutes=rng.randrange(60 * 24 * DAYS))
    case = await case_in(street, CaseState.SUBMITTED, created_at=filed)
    told, now, state = Told(), filed, CaseState.SUBMITTED
    for step in range(rng.randrange(1, 7)):
        grid, community = rng.choice(PLACES)
        if step:
            state = rng.choice(STATES)
        category, respond_by = rng.choice(("noise", "property")), moment(filed)
        async with street.door.database.write() as session:
            mine = await session.get_one(Case, case.id)
            mine.grid_id, mine.community_id, mine.category, mine.respond_by = grid, community, category, respond_by
            session.add(CaseEvent(case_id=case.id, at=now, move=Move.NOTE, to_state=state))
        told.steps.append(Step(now, state, grid or community or STREET, category, respond_by))
        now = moment(now)
    for round_ in range(rng.randrange(3)):
        asked = moment(filed)
        answered = moment(asked) if rng.random() < 0.7 else None
        solved = rng.random() < 0.6 if answered else None
        rating = CaseRating(
            case_id=case.id,
            round=round_,
            asked_at=asked,
            answered_at=answered,
            solved=solved,
            satisfaction=rng.randrange(1, 6) if solved else None,
        )
        told.ratings.append(rating)
        await street.add(rating)
    return told


def by_hand(cases: Iterable[Told], unit: int, period: Period, as_of: date, category: str | None = None) -> Tally:
    """The definitions of domain/rates.py, word by word."""

    def local_midnight(day: date) -> datetime:
        return datetime.combine(day, datetime.min.time(), SHANGHAI)

    start, end = local_midnight(period.first), local_midnight(min(period.last, as_of) + timedelta(days=1))
    total = Tally()
    for told in cases:
        facts: list[tuple[Step, Tally]] = []
        for due in sorted({step.respond_by for step in told.steps}):
            if due < told.steps[0].at or told.stood(due).respond_by != due:
                continue
            before = [step for step in told.steps if step.at <= due]
            in_time = any(
                step.state not in (CaseState.SUBMITTED, CaseState.WITHDRAWN, CaseState.DUPLICATE) for step in before
            )
            if start <= due < end and told.stood(due).state != CaseState.WITHDRAWN:
                facts.append((told.stood(due), Tally(due=1, in_time=int(in_time))))
            break
        for rating in told.ratings:
            lapsed = rating.asked_at + timedelta(hours=72)
            if rating.answered_at is not None and start <= rating.answered_at < end:
                good = bool(rating.solved) and (rating.satisfaction or 0) >= 4
                answer = Tally(answered=1, solved=int(bool(rating.solved)), satisfied=int(good))
                facts.append((told.stood(rating.answered_at), answer))
            elif start <= lapsed < end and (rating.answered_at is None or rating.answered_at >= end):
                facts.append((told.stood(rating.asked_at), Tally(unanswered=1)))
        for stood, tally in facts:
            if unit in UNITS_OVER[stood.unit] and category in (None, stood.category):
                total += tally
    return total


@pytest.mark.parametrize("seed", range(4))
async def test_every_day_and_unit_equals_the_count_by_hand(street: Street, seed: int) -> None:
    rng = random.Random(seed)
    cases = [await made_up(street, rng) for _ in range(25)]
    asked = [(span, FIRST + timedelta(days=rng.randrange(DAYS + 10))) for span in Span for _ in range(4)]

    for span, day in asked:
        period = period_of(span, day)
        for unit in UNITS_OVER:
            found = await street.run(WU, figures, Question(unit, period, day))
            assert found.total == by_hand(cases, unit, period, day)
            assert {group.category: group.tally for group in found.categories} == {
                category: tally
                for category in ("noise", "property")
                if (tally := by_hand(cases, unit, period, day, category)) != Tally()
            }
            for group in found.units:
                if group.unit_id is not None:
                    assert group.tally == by_hand(cases, group.unit_id, period, day)
        narrowed = await street.run(WU, figures, Question(STREET, period, day, "noise"))
        assert narrowed.total == by_hand(cases, STREET, period, day, "noise")


@pytest.mark.parametrize("rate", [*Rate, None])
async def test_each_number_opens_as_many_rows_as_it_says(street: Street, rate: Rate | None) -> None:
    rng = random.Random(9)
    for _ in range(30):
        await made_up(street, rng)
    question = Question(STREET, period_of(Span.YEAR, FIRST), NOW.date())
    total = (await street.run(WU, figures, question)).total

    rows: list[CountedCase] = []
    after = 0
    while True:
        page = await street.run(WU, counted_cases, question, rate, after)
        rows += page.rows
        if page.after is None:
            break
        after = page.after

    share = total.share(rate) if rate else Share(0, total.unanswered)
    assert share.of > 8
    assert (sum(row.counted for row in rows), len(rows)) == (share.counted, share.of)


async def snapshot(street: Street, day: date) -> list[Tally]:
    """Everything that the street saw on the evening of `day`."""
    units = (STREET, COMMUNITY, GRID_1, GRID_2)
    return [
        (await street.run(WU, figures, Question(unit, period_of(span, day), day))).total
        for unit in units
        for span in Span
    ]


async def test_what_comes_later_changes_no_past_day(street: Street) -> None:
    """Transfers, reopenings and answers of later days, made through the real moves."""
    street.clock.moment = at("2026-10-12", "09:00")
    solved, silent = [await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1]) for _ in range(2)]
    for filed in (solved, silent):
        await go(street, filed.number, *CHECKED)
    street.clock.moment = at("2026-10-14", "10:00")
    await street.run(REPORTER, case_rating.rate, solved.number, 5)
    evenings = {}
    for day in (date(2026, 10, 12), date(2026, 10, 14), date(2026, 10, 16)):
        street.clock.moment = at(day.isoformat(), "23:59")
        evenings[day] = await snapshot(street, day)
    assert evenings[date(2026, 10, 14)][2] == Tally(due=2, in_time=2, answered=1, solved=1, satisfied=1)
    assert evenings[date(2026, 10, 16)][2] == Tally(due=2, in_time=2, answered=1, solved=1, satisfied=1, unanswered=1)

    street.clock.moment = at("2026-10-20")
    await street.run(REPORTER, case_moves.move, solved.number, Move.REOPEN, Given("又坏了"))
    async with street.door.database.write() as session:
        for case in await session.scalars(select(Case)):
            case.grid_id, case.category, case.respond_by = GRID_2, "noise", at("2026-10-21")
            session.add(CaseEvent(case_id=case.id, at=street.clock.now(), move=Move.TRANSFER, to_state=case.state))

    street.clock.moment = NOW
    assert {day: await snapshot(street, day) for day in evenings} == evenings


async def test_a_unit_without_cases_has_no_rates(street: Street) -> None:
    found = await street.run(LI, figures, Question(GRID_2, period_of(Span.MONTH, NOW.date()), NOW.date()))
    assert (found.total, found.units, found.categories) == (Tally(), (), ())
    assert [found.total.share(rate).per_mille for rate in Rate] == [None] * 3


async def test_a_need_found_on_a_visit_has_nobody_who_could_have_answered(street: Street) -> None:
    case = await case_in(street, CaseState.CHECKED, CaseKind.NEED, reporter_id=None)
    async with street.door.database.write() as session:
        await session.get_one(Case, case.id)
        session.add(CaseEvent(case_id=case.id, at=at("2026-10-01"), move=Move.CHECK, to_state=CaseState.CHECKED))
    await street.add(CaseRating(case_id=case.id, round=0, asked_at=at("2026-10-01")))
    found = await street.run(WU, figures, Question(STREET, period_of(Span.YEAR, NOW.date()), NOW.date()))
    assert found.total.unanswered == 0


async def test_the_future_has_no_figures(street: Street) -> None:
    with pytest.raises(PeriodNotBegun):
        await street.run(WU, figures, Question(STREET, period_of(Span.MONTH, date(2026, 12, 1)), date(2026, 12, 1)))


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        (WANG, {GRID_1}),
        (ZHOU, {COMMUNITY, GRID_1, GRID_2}),
        (WU, {STREET, COMMUNITY, GRID_1, GRID_2, OTHER_COMMUNITY}),
        (STRANGE_STAFF, {OTHER_COMMUNITY}),
        (OUTSIDER, set[int]()),
    ],
)
async def test_a_role_opens_its_subtree_and_nothing_else(street: Street, who: int, opens: set[int]) -> None:
    seen = set()
    for unit in (*UNITS_OVER, 999):
        question = Question(unit, period_of(Span.MONTH, NOW.date()), NOW.date())
        for ask in (figures, lambda ctx, question: counted_cases(ctx, question, Rate.RESPONSE)):
            try:
                await street.run(who, ask, question)
                seen.add(unit)
            except NotFound:
                pass
    assert seen == opens


async def test_everybody_of_a_desk_begins_with_their_own_unit(street: Street) -> None:
    assert [await street.run(who, own_unit) for who in (WANG, LI, ZHOU, WU)] == [GRID_1, GRID_2, COMMUNITY, STREET]
    with pytest.raises(NotFound):
        await street.run(OUTSIDER, own_unit)


async def test_a_case_that_went_elsewhere_is_counted_and_not_named(street: Street) -> None:
    street.clock.moment = at("2026-10-12", "09:00")
    filed = await file(street, lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    await go(street, filed.number, *CHECKED)
    await street.run(REPORTER, case_rating.rate, filed.number, 3)
    question = Question(GRID_1, period_of(Span.MONTH, date(2026, 10, 12)), date(2026, 10, 31))
    street.clock.moment = NOW
    before = await street.run(WANG, counted_cases, question, Rate.SATISFACTION)
    async with street.door.database.write() as session:
        case = (await session.scalars(select(Case))).one()
        case.grid_id, case.handler_id = GRID_2, None

    after = await street.run(WANG, counted_cases, question, Rate.SATISFACTION)

    assert [(row.number, row.counted, row.stars) for row in before.rows] == [(filed.number, False, 3)]
    assert [(row.number, row.counted, row.stars) for row in after.rows] == [(None, False, 3)]
