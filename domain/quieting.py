"""Routine pushes that somebody wants less of: whose switch each obeys, and what "not today" and "less" leave of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.notices import Notice


class Left(StrEnum):
    """What still comes once somebody wants less of it."""

    NOTHING = "nothing"
    MORNINGS = "mornings"
    """Somebody's duty is put together for the next morning and never silenced."""
    ALL = "all"
    """It comes once a morning anyway."""


@dataclass(frozen=True)
class Quiet:
    """`switch` is the push whose setting counts. `renewed`: the next morning brings its own, so that one which was put
    off is not said again."""

    switch: Notice
    left: Left
    renewed: bool = False


QUIET = {
    # a routine push                      obeys the switch of           less of it leaves
    Notice.VISIT_DIGEST: Quiet(Notice.VISIT_REMAINDER, Left.ALL, renewed=True),
    Notice.VISIT_REMAINDER: Quiet(Notice.VISIT_REMAINDER, Left.NOTHING, renewed=True),
    Notice.CASE_ALARMS: Quiet(Notice.CASE_ALARMS, Left.MORNINGS),
    Notice.LOOK_LEFT: Quiet(Notice.CASE_ALARMS, Left.MORNINGS),
    Notice.CASE_RESUMED: Quiet(Notice.CASE_ALARMS, Left.ALL),
    Notice.CASE_STREET_WAITS: Quiet(Notice.CASE_ALARMS, Left.ALL, renewed=True),
    Notice.HAZARD_LOOK: Quiet(Notice.HAZARD_LOOK, Left.NOTHING, renewed=True),
    Notice.RATES_MONTH: Quiet(Notice.RATES_MONTH, Left.NOTHING),
    Notice.WISH_MONTH: Quiet(Notice.WISH_MONTH, Left.NOTHING),
    Notice.STATEMENT_MONTH: Quiet(Notice.STATEMENT_MONTH, Left.NOTHING),
    Notice.POINTS_EXPIRING: Quiet(Notice.POINTS_EXPIRING, Left.NOTHING),
    Notice.CALENDAR_UNCONFIRMED: Quiet(Notice.CALENDAR_UNCONFIRMED, Left.NOTHING),
}
SWITCHES = tuple(dict.fromkeys(quiet.switch for quiet in QUIET.values()))


def heard_at(notice: Notice, until: date | None, moment: datetime, morning: time, zone: tzinfo) -> datetime | None:
    """When somebody hears what would be said at `moment` who wants less of it for good (`until` is None) or is silent
    up to and including that day; None: not at all."""
    local = moment.astimezone(zone)
    if until is not None:
        return max(moment, morning_after(until, morning, zone).astimezone(moment.tzinfo))
    left = QUIET[notice].left
    if left is Left.ALL:
        return moment
    if left is Left.NOTHING:
        return None
    day = local.date() if local.time() <= morning else local.date() + timedelta(days=1)
    return datetime.combine(day, morning, tzinfo=zone).astimezone(moment.tzinfo)


def morning_after(day: date, morning: time, zone: tzinfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), morning, tzinfo=zone)
