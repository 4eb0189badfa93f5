"""The cases into their tables: numbers, deadlines, histories, ratings, and what the riders' hazards paid."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from domain.case_alarms import RUNNING, AlarmRules, Times, alarms, is_urgent, next_deadline
from domain.case_flow import NUMBER_PREFIX, CaseKind, HandlingRoute, Move
from domain.deadlines import due, parse_term
from domain.geo import Point, cell_of
from domain.worktime import OfficeCalendar, WorkingHours, local_date
from models.case import Case, CaseCounter, CaseEvent, CaseRating
from models.case_alarm import CaseAlarm
from services.seed.case_lives import Lives
from services.seed.case_story import Story
from services.seed.ground import Ground
from services.seed.households import Roster
from services.seed.ledger import put_ledger
from services.seed.rows import ZONE, Seeding
from services.seed.staff import Staff

# route: response, resolution; the defaults of the case standard
TERMS = {
    HandlingRoute.ON_SPOT: ("15 minutes", "4 hours"),
    HandlingRoute.PROXY: ("4 working_hours", "3 working_days"),
    HandlingRoute.PROACTIVE: ("4 working_hours", "2 working_days"),
    HandlingRoute.TRACKED: ("8 working_hours", "5 working_days"),
    HandlingRoute.JOINT: ("2 working_hours", "10 working_days"),
}
OWN_TERMS = {"utilities": ("2 working_hours", "2 working_days")}
HOURS = WorkingHours(((time(8, 30), time(12)), (time(13, 30), time(17))))
WEEK = OfficeCalendar()
"""Plain weeks: the demo's deadlines need not know a holiday."""
ALARMS = AlarmRules(0.8, parse_term("4 working_hours"), parse_term("15 minutes"), WEEK, HOURS, ZONE)


async def put_cases(seeding: Seeding, ground: Ground, roster: Roster, staff: Staff) -> None:
    lives = Lives(seeding, ground, roster, staff)
    stories = sorted([*lives.solved(), *lives.open()], key=lambda story: story.created_at)
    counter: Counter[tuple[str, int]] = Counter()
    rows = [_case(n, story, _number(story, counter), ground) for n, story in enumerate(stories, start=1)]
    await seeding.write.put(Case, rows)
    counted = ({"prefix": prefix, "year": year, "last": last} for (prefix, year), last in counter.items())
    await seeding.write.put(CaseCounter, counted)
    await seeding.write.put(CaseAlarm, _alarms(rows, seeding.now))
    await seeding.write.put(CaseEvent, _events(stories, rows))
    await seeding.write.put(CaseRating, _ratings(stories))
    await put_ledger(seeding, staff.riders, stories)


def _number(story: Story, counter: Counter[tuple[str, int]]) -> str:
    prefix, year = NUMBER_PREFIX[story.topic.kind], local_date(story.created_at, ZONE).year
    counter[prefix, year] += 1
    return f"{prefix}-{year}-{counter[prefix, year]:06d}"


def _case(id_: int, story: Story, number: str, ground: Ground) -> dict[str, Any]:
    """A rider's hazard and a need lie at their building's place; what residents say is about their compound."""
    topic, home = story.topic, story.home
    terms = OWN_TERMS.get(topic.category, TERMS[topic.route])
    response, resolution = (due(story.created_at, parse_term(term), WEEK, HOURS, ZONE) for term in terms)
    return {
        "id": id_,
        "number": number,
        "kind": topic.kind,
        "category": topic.category,
        "route": topic.route,
        "collected": story.collected,
        "words": topic.words,
        "street_id": ground.street.id,
        "community_id": home.community_id,
        "grid_id": home.grid_id,
        "compound_id": home.compound_id,
        "household_id": home.id if topic.kind is CaseKind.NEED else None,
        "lat": story.place.lat,
        "lon": story.place.lon,
        "cell": cell_of(Point(story.place.lat, story.place.lon)),
        "reporter_id": story.reporter_id,
        "filed_by": story.filed_by,
        "anonymous": False,
        "respond_by": response,
        "resolve_by": resolution,
        "due_by": next_deadline(story.state, response, resolution),
        "submission": f"demo-case-{id_}",
        "supporters": 1,
        "reopened": 0,
        "version": 1,
        "next_alarm_at": story.created_at if story.state in RUNNING else None,
        **story.columns(),
    }


def _alarms(rows: list[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    """What the clock had done about the open ones by `now`."""
    for row in rows:
        if row["state"] not in RUNNING:
            continue
        start, urgent = row["created_at"], is_urgent(row["route"], None)
        responded = row["responded_at"] is not None
        times = Times(start, start, row["respond_by"], row["resolve_by"], responded=responded, urgent=urgent)
        for alarm in alarms(times, ALARMS):
            if alarm.at <= now:
                taken = {"taken_at": alarm.at, "told_at": alarm.at, "urgent": urgent}
                yield {"case_id": row["id"], "round": 0, **taken, **asdict(alarm)}


def _events(stories: list[Story], cases: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """No case of the demo ever changed its grid, category or deadline."""
    for story, case in zip(stories, cases, strict=True):
        stands = {"unit_id": case["grid_id"], "category_then": case["category"], "respond_by": case["respond_by"]}
        for happening in story.history:
            yield {"case_id": case["id"], **happening._asdict(), **stands}


def _ratings(stories: list[Story]) -> Iterator[dict[str, Any]]:
    """Asked at the check; whoever answered did so when the case was closed."""
    for case_id, story in enumerate(stories, start=1):
        asked_at = story.at(Move.CHECK)
        if asked_at is not None:
            answered = story.satisfaction is not None
            yield {
                "case_id": case_id,
                "round": 0,
                "asked_at": asked_at,
                "solved": True if answered else None,
                "satisfaction": story.satisfaction,
                "answered_at": story.at(Move.CLOSE) if answered else None,
            }
