"""Windows one by one, as tests speak of them, planned as the planner takes them: packed by kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.cadence import VisitRule, window_of
from domain.visit_plan import Due, Kind, Planned, Planner
from domain.worktime import WorkCalendar


@dataclass(frozen=True)
class Unmet:
    window_id: int
    household_id: int
    building: int
    kind: Kind
    last_met: date | None = None


def kind_on(rule: VisitRule, on: date) -> Kind:
    """The rule's window around that day, with its grace."""
    window = window_of(rule.period, on)
    return Kind(rule, window.start, window.end, window.end + timedelta(days=rule.grace_days))


def plan_day(
    today: date, windows: Iterable[Unmet], calendar: WorkCalendar, chosen: Mapping[int, date] | None = None
) -> list[Planned]:
    alike: dict[Kind, list[Due]] = defaultdict(list)
    for one in windows:
        met = one.last_met.isoformat() if one.last_met else ""
        alike[one.kind].append((met, one.building, one.household_id, one.window_id))
    return Planner(today, calendar).walk(list(alike.items()), chosen or {})
