"""An independent reading of who is told of missed visits, for the property tests of rules and of rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from domain.cadence import Period, VisitRule, windows_between
from domain.visit_escalation import Level, Meeting
from domain.worktime import ONE_DAY
from tests.domain.visit_rules import CALENDAR, SHANGHAI


def at(day: date, hour: int = 8) -> datetime:
    """At half past."""
    return datetime.combine(day, time(hour, 30), SHANGHAI)


def read_day_by_day(
    rule: VisitRule, meetings: Sequence[Meeting], acks: Mapping[tuple[date, str], datetime], days: Sequence[date]
) -> set[tuple[date, str, datetime]]:
    """The rules as domain.md says them, walked through minute by minute of the days that matter, for one person who was
    under the rule throughout."""
    said: set[tuple[date, str, datetime]] = set()
    first = days[0]
    windows = list(windows_between(rule.period, first, days[-1]))

    def seen(since: date, moment: datetime) -> bool:
        return any(one.on >= since and one.recorded_at <= moment for one in meetings)

    for day in days:
        evening, morning = at(day, 17), at(day)
        for n, window in enumerate(windows):
            if rule.period is Period.DAY and window.end == day and not seen(window.start, evening):
                said.add((window.start, Level.WORKER, evening))
            closed = window.end + timedelta(days=rule.grace_days)
            for level, start, ack in (
                (Level.COMMUNITY, window.start, acks.get((window.start, "worker"))),
                (Level.STREET, windows[n - 1].start if n else None, acks.get((windows[n - 1].start, "community"))),
            ):
                due = closed + ONE_DAY
                if start is None:
                    continue
                if ack is not None and ack < at(due):
                    due += ONE_DAY
                    while not CALENDAR.day(due).is_working:
                        due += ONE_DAY
                if due == day and not seen(start, morning):
                    said.add((window.start, level, morning))
            if window.start <= day <= window.end and rule.gap_alert_days:
                last = max([first, *(one.on for one in meetings if one.recorded_at <= morning)])
                told_before = any(one[:2] == (window.start, Level.GAP) for one in said)
                if (day - last).days == rule.gap_alert_days and not told_before:
                    said.add((window.start, Level.GAP, morning))
    return said
