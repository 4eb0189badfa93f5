"""Visits in the tables against what the chat said of them."""

from datetime import date, datetime, time

from sqlalchemy import distinct, func, select

from bot.demo.stage import Check, Stage
from domain.cadence import Met, Outcome
from domain.notices import Notice
from models.outbox import Outbox
from models.people import Chat
from models.people import Person as PersonRow
from models.visit import Visit, VisitMet, VisitWindow


async def visits_at(stage: Stage, household: int, day: date) -> list[tuple[Outcome, int]]:
    """(outcome, how many were met) of every stop there on `day`."""
    query = (
        select(Visit.outcome, func.count(VisitMet.person_id))
        .outerjoin(VisitMet, VisitMet.visit_id == Visit.id)
        .where(Visit.household_id == household, Visit.visited_on == day)
        .group_by(Visit.id, Visit.outcome)
        .order_by(Visit.id)
    )
    return [(Outcome(outcome), met) for outcome, met in await stage.rows(query)]


async def living_at(stage: Stage, household: int) -> int:
    here = (PersonRow.household_id == household, PersonRow.moved_out_on.is_(None))
    return int((await stage.rows(select(func.count()).select_from(PersonRow).where(*here)))[0][0])


async def windows_settled(stage: Stage, household: int, day: date) -> int:
    """The windows that cover `day` and that a visit of this day was the first to meet."""
    by_person = {rule.key for rule in stage.house.settings.visits.rules if rule.met_by is Met.THAT_PERSON}
    open_then = select(VisitWindow).where(
        VisitWindow.household_id == household,
        VisitWindow.starts_on <= day,
        VisitWindow.ends_on >= day,
        VisitWindow.lapsed_on.is_(None),
    )
    settled = 0
    for (window,) in await stage.rows(open_then):
        met = select(func.min(Visit.visited_on)).where(
            Visit.household_id == household, Visit.outcome == Outcome.MET, Visit.visited_on >= window.starts_on
        )
        if window.rule in by_person:
            met = met.join(VisitMet, VisitMet.visit_id == Visit.id).where(VisitMet.person_id == window.subject_id)
        settled += (await stage.rows(met))[0][0] == day
    return settled


async def visited_on(stage: Stage, day: date) -> set[int]:
    """Households with a stop on `day`, whatever came of it."""
    return {row[0] for row in await stage.rows(select(Visit.household_id).where(Visit.visited_on == day))}


async def doors_met(stage: Stage, key: str, day: date) -> int:
    """At how many doors this worker met somebody on `day`."""
    mine = (Visit.worker_id == await stage.person_id(key), Visit.visited_on == day, Visit.outcome == Outcome.MET)
    return int((await stage.rows(select(func.count(distinct(Visit.household_id))).where(*mine)))[0][0])


async def reminders_on(stage: Stage, key: str, day: date) -> dict[str, int]:
    """How often each routine push was queued for this person's chats from `day` on."""
    query = (
        select(Outbox.notice, func.count())
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(
            Chat.person_id == await stage.person_id(key),
            Outbox.notice.in_([Notice.VISIT_DIGEST, Notice.VISIT_REMAINDER]),
            Outbox.created_at >= datetime.combine(day, time(), stage.zone),
        )
        .group_by(Outbox.notice)
    )
    return {str(notice): count for notice, count in await stage.rows(query)}


async def visit_checks(stage: Stage, met: int, away: int, day: date) -> list[Check]:
    """Both stops are there, once each, with whom they met."""
    return [
        Check(
            "the visit that met everybody",
            [(Outcome.MET, await living_at(stage, met))],
            await visits_at(stage, met, day),
        ),
        Check("the door that nobody opened", [(Outcome.NOT_HOME, 0)], await visits_at(stage, away, day)),
    ]
