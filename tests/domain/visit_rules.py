"""The four visit rules as the neighbourhood has them (domain.md, "Visits"), and the official calendar."""

from datetime import date
from zoneinfo import ZoneInfo

import chinese_calendar

from domain.cadence import Met, Period, Subject, VisitRule, Way
from domain.worktime import OfficeCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
IN_PERSON = frozenset({Way.IN_PERSON})
CALLS = frozenset({Way.PHONE, Way.VIDEO})
GAPS = {Period.DAY: 0, Period.WEEK: 10, Period.HALF_MONTH: 22, Period.MONTH: 45}


def published(on: date) -> bool | None:
    """The published calendar; None for a year that is not out."""
    try:
        return bool(chinese_calendar.is_workday(on))
    except NotImplementedError:
        return None


CALENDAR = OfficeCalendar(published=published)


def _rule(
    key: str, period: Period, subject: Subject, met_by: Met, grace: int, rest_day_ways: frozenset[Way], left: int
) -> VisitRule:
    escalates, gap = period in (Period.DAY, Period.WEEK), GAPS[period]
    return VisitRule(
        key, period, subject, met_by, frozenset(), grace, IN_PERSON, rest_day_ways, left, escalates, 10, gap
    )


KEY_PERSONS = _rule("key_persons", Period.DAY, Subject.PERSON, Met.THAT_PERSON, 0, CALLS, 1)
SPECIAL = _rule("special", Period.WEEK, Subject.PERSON, Met.THAT_PERSON, 2, CALLS, 3)
NEEDY = _rule("needy", Period.HALF_MONTH, Subject.HOUSEHOLD, Met.ANYONE, 3, IN_PERSON, 5)
EVERYONE = _rule("everyone", Period.MONTH, Subject.HOUSEHOLD, Met.ANYONE, 5, IN_PERSON, 7)
RULES = [KEY_PERSONS, SPECIAL, NEEDY, EVERYONE]
