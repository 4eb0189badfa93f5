from collections import Counter
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import config
from domain.case_flow import CaseKind, CaseState, HandlingRoute, Move, Party, step_for
from domain.deadlines import parse_term
from domain.worktime import local_date
from models.activity import Activity
from models.case import Case, CaseCounter, CaseEvent, CaseRating
from models.deliberation import Deliberation
from models.people import RoleHeld
from models.points import PointsAccount, PointsTransfer
from models.station import ChiefShift
from services.seed.case_results import OWN_TERMS, TERMS
from services.seed.case_topics import HAZARDS, REQUESTS
from services.seed.ledger import HAZARD_CONFIRMED
from services.seed.rows import ZONE
from services.street_map import GridHit, StreetMap
from tests.services.seed.open_vault import NOW, TODAY

FIRST = TODAY - timedelta(days=30)
YESTERDAY = TODAY - timedelta(days=1)


async def histories(session: AsyncSession) -> list[tuple[Case, list[CaseEvent]]]:
    events: dict[int, list[CaseEvent]] = {}
    for event in await session.scalars(select(CaseEvent).order_by(CaseEvent.id)):
        events.setdefault(event.case_id, []).append(event)
    return [(case, events[case.id]) for case in await session.scalars(select(Case).order_by(Case.id))]


async def test_every_step_is_one_that_the_table_allows_this_party(session: AsyncSession) -> None:
    holders = set((await session.execute(select(RoleHeld.person_id, RoleHeld.unit_id))).all())
    for case, history in await histories(session):
        first, *others = history
        assert (first.move, first.from_state, first.to_state) == (Move.SUBMIT, None, CaseState.SUBMITTED)
        state, at = CaseState.SUBMITTED, first.at
        for event in others:
            step = step_for(Move(event.move), state, CaseKind(case.kind), frozenset({Party(event.party)}))
            assert step
            assert (event.from_state, event.to_state) == (state, step.lands(state))
            assert at < event.at <= NOW
            unit = {Party.WORKER: case.grid_id, Party.COMMUNITY: case.community_id}.get(Party(event.party))
            assert unit is None or (event.actor_id, unit) in holders
            state, at = step.lands(state), event.at
        assert case.state == state


async def test_solved_cases_are_all_of_the_period_and_walk_the_whole_way(session: AsyncSession) -> None:
    solved = [(case, events) for case, events in await histories(session) if case.state == CaseState.CLOSED]

    assert len(solved) == 141
    assert Counter(case.kind for case, _ in solved)[CaseKind.HAZARD] == 52
    for case, events in solved:
        taken = Move.CONFIRM if case.kind == CaseKind.HAZARD else Move.ACCEPT
        walked = [event.move for event in events]
        assert walked == [Move.SUBMIT, taken, Move.START, Move.RESOLVE, Move.CHECK, Move.CLOSE]
        assert case.closed_at
        assert local_date(case.created_at, ZONE) >= FIRST
        assert local_date(case.closed_at, ZONE) <= YESTERDAY
        resolved, checked = events[3], events[4]
        assert resolved.note
        assert resolved.actor_id != checked.actor_id
        assert (case.responded_at, case.resolved_at, case.closed_at) == (events[1].at, resolved.at, events[5].at)
        assert case.resolved_by == case.handler_id == resolved.actor_id


async def test_a_case_closed_by_its_reporter_has_their_answer_any_other_none(session: AsyncSession) -> None:
    ratings = {rating.case_id: rating for rating in await session.scalars(select(CaseRating))}
    answered = 0
    for case, events in await histories(session):
        if case.state != CaseState.CLOSED:
            assert case.id not in ratings
            continue
        rating, last = ratings[case.id], events[-1]
        assert rating.asked_at == events[-2].at
        if last.party == Party.REPORTER:
            answered += 1
            assert last.actor_id == case.reporter_id
            assert rating.solved is True
            assert rating.satisfaction in (2, 3, 4, 5)
            assert rating.answered_at == last.at
        else:
            assert (last.actor_id, rating.solved, rating.satisfaction, rating.answered_at) == (None,) * 4
            assert last.at - rating.asked_at == timedelta(hours=72)
    assert 70 <= answered <= 120


async def test_a_desk_is_not_empty(session: AsyncSession) -> None:
    open_ = [case for case, _ in await histories(session) if case.state != CaseState.CLOSED]
    overdue = [case for case in open_ if case.resolve_by < NOW]

    assert Counter(case.state for case in open_) == {
        "submitted": 8,
        "accepted": 8,
        "handling": 8,
        "suspended": 3,
        "resolved": 3,
    }
    assert 1 <= len(overdue) <= 4
    assert not [case for case in open_ if case.kind == CaseKind.HAZARD]


async def test_cases_are_numbered_in_their_order_without_gaps(session: AsyncSession) -> None:
    numbers: dict[str, list[int]] = {}
    for number in await session.scalars(select(Case.number).order_by(Case.created_at)):
        prefix, year, count = number.split("-")
        assert year == "2026"
        numbers.setdefault(prefix, []).append(int(count))

    assert set(numbers) == {"W", "C", "H", "N"}
    assert all(counted == list(range(1, len(counted) + 1)) for counted in numbers.values())
    last = {row.prefix: row.last for row in await session.scalars(select(CaseCounter))}
    assert last == {prefix: len(counted) for prefix, counted in numbers.items()}


async def test_cases_lie_in_their_grid(session: AsyncSession) -> None:
    street = await StreetMap.load(session)

    for case in await session.scalars(select(Case)):
        assert case.lat is not None
        assert case.lon is not None
        assert street.grid_at(case.lat, case.lon) == GridHit(case.grid_id or 0, case.community_id or 0)


def test_topics_and_deadlines_are_those_of_the_config() -> None:
    settings = config.load(environment={})
    by_key = {category.key: category for category in settings.cases.categories}

    for topic in (*HAZARDS, *REQUESTS):
        assert by_key[topic.category].route is topic.route
        assert topic.kind in by_key[topic.category].kinds
        assert not [word for words in settings.cases.danger.values() for word in words if word in topic.words]
    for route in HandlingRoute:
        standard = settings.cases.routes[route]
        assert tuple(map(parse_term, TERMS[route])) == (parse_term(standard.response), parse_term(standard.resolution))
    assert {key: (own.response, own.resolution) for key, own in settings.cases.own_terms.items()} == OWN_TERMS
    assert settings.points.hazard_confirmed == HAZARD_CONFIRMED


async def test_points_are_conserved_and_each_hazard_paid_once(session: AsyncSession) -> None:
    accounts = {account.id: account for account in await session.scalars(select(PointsAccount))}
    transfers = (await session.scalars(select(PointsTransfer))).all()
    hazards = {case.id: case for case in await session.scalars(select(Case).where(Case.kind == CaseKind.HAZARD))}
    sums: Counter[int] = Counter()
    a_day: Counter[tuple[int, object]] = Counter()
    for transfer in transfers:
        sums[transfer.to_id] += transfer.amount
        sums[transfer.from_id] -= transfer.amount
        a_day[transfer.to_id, transfer.on_date] += transfer.amount

    assert sorted(transfer.case_id or 0 for transfer in transfers) == sorted(hazards)
    for transfer in transfers:
        assert accounts[transfer.from_id].kind == "issued"
        assert accounts[transfer.to_id].person_id == hazards[transfer.case_id or 0].reporter_id
        assert transfer.on_date == local_date(transfer.at, ZONE)
    assert all(account.balance == sums[account.id] for account in accounts.values())
    assert sum(account.balance for account in accounts.values()) == 0
    assert max(a_day.values()) <= 60


async def test_shifts_are_fair_and_of_the_period(session: AsyncSession) -> None:
    shifts = (await session.scalars(select(ChiefShift).order_by(ChiefShift.id))).all()
    forces = set(await session.scalars(select(RoleHeld.person_id).where(RoleHeld.role == "force")))

    assert {shift.on_date for shift in shifts} == {FIRST + timedelta(days=n) for n in range(30)}
    assert {shift.person_id for shift in shifts} <= forces
    assert len({shift.force_kind for shift in shifts}) == 6
    turns = Counter(shift.person_id for shift in shifts)
    assert max(turns.values()) <= 3
    assert max(Counter((shift.person_id, shift.on_date) for shift in shifts).values()) == 1


async def test_meetings_and_activities_are_of_the_period(session: AsyncSession) -> None:
    held = set(await session.scalars(select(Deliberation.held_on)))
    starts = await session.execute(select(Activity.kind, Activity.starts_at))
    days = held | {local_date(starts_at, ZONE) for _, starts_at in starts}

    assert FIRST <= min(days) <= max(days) <= YESTERDAY
