from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.worktime import local_date
from models.people import Care, Chat, Person, RoleHeld
from models.visit import Visit, VisitMet, VisitWindow
from services.seed.cast import BY_KEY
from services.seed.rows import ZONE
from tests.services.seed.open_vault import TODAY

FORTNIGHT = [TODAY - timedelta(days=n) for n in range(14, 0, -1)]


async def test_visits_are_made_by_the_grids_worker_in_the_last_fortnight(session: AsyncSession) -> None:
    workers = select(RoleHeld.unit_id, RoleHeld.person_id).where(RoleHeld.role == "grid_worker")
    worker_of = dict((await session.execute(workers)).all())

    for visit in await session.scalars(select(Visit)):
        assert visit.worker_id == worker_of[visit.grid_id]
        assert visit.visited_on in FORTNIGHT
        assert local_date(visit.recorded_at, ZONE) == visit.visited_on


async def test_who_was_met_lives_there_and_an_attempt_met_nobody(session: AsyncSession) -> None:
    rows = (
        await session.execute(
            select(Visit.id, Visit.outcome, Visit.household_id, Person.household_id.label("lives"))
            .outerjoin(VisitMet, VisitMet.visit_id == Visit.id)
            .outerjoin(Person, Person.id == VisitMet.person_id)
        )
    ).all()

    assert {row.outcome for row in rows} == {"met", "not_home"}
    for row in rows:
        assert row.lives == (row.household_id if row.outcome == "met" else None)


async def test_every_key_person_of_the_casts_grid_was_met_every_day(session: AsyncSession) -> None:
    worker = select(Chat.person_id).where(Chat.external_id == BY_KEY["worker"].external_id).scalar_subquery()
    met = (
        select(Care.person_id, Visit.visited_on)
        .join(VisitMet, VisitMet.person_id == Care.person_id)
        .join(Visit, Visit.id == VisitMet.visit_id)
        .where(Care.category == "key_person", Visit.worker_id == worker)
    )
    days: dict[int, list[object]] = {}
    for person, day in (await session.execute(met.order_by(Visit.visited_on))).all():
        days.setdefault(person, []).append(day)

    assert days
    assert all(found == FORTNIGHT for found in days.values())


async def test_windows_are_left_to_the_clock(session: AsyncSession) -> None:
    assert await session.scalar(select(func.count()).select_from(VisitWindow)) == 0
