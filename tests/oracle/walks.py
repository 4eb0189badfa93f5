"""What must hold of any walk and any digest, whatever the planner prefers: read from the text."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from tests.oracle.duty import Duty
from tests.oracle.holidays import works
from tests.oracle.reading import Key, Reading, Window
from tests.oracle.rules import DAY, RULES, Rule, days, window_around

THURSDAY = 3
KEEP_TO_WORKING_DAYS = ("half-month", "month")


def key_of(window: Window) -> Key:
    return window.rule.key, window.subject, window.start


def due_at_dawn(reading: Reading, grids: Collection[int], day: date) -> dict[Key, Window]:
    """What nothing had settled when the day began, in these grids."""
    return {
        key_of(window): window
        for window in reading.owed_on(day)
        if window.grid in grids and reading.state(window, day - DAY) in ("open", "upcoming")
    }


def must_be_on(window: Window, day: date) -> bool:
    """What is overdue, and what would be missed since no better day is left: for a daily one there never is."""
    if window.rule.every not in KEEP_TO_WORKING_DAYS:
        return day >= window.end
    last = window.end if day <= window.end else window.closes
    working_days_left = [on for on in days(day, last) if works(on)]
    if working_days_left and not works(day):
        return False
    return day >= window.end or working_days_left == [day]


def may_be_on(window: Window, day: date) -> bool:
    """Half-monthly and monthly visits are planned on working days only, unless there is none left."""
    if window.rule.every not in KEEP_TO_WORKING_DAYS or works(day):
        return True
    last = window.end if day <= window.end else window.closes
    return not any(works(on) for on in days(day, last))


def can_wait(window: Window, day: date, chosen: date) -> bool:
    """Whether nothing is missed if it waits for the day that its worker chose."""
    return window.rule.every != "day" and chosen <= (window.end if day <= window.end else window.closes)


def wrongs(reading: Reading, duty: Duty, worker: int, day: date, walk: list[tuple[int, set[Key]]]) -> Iterator[str]:
    """`walk` has the stops: household, and the windows that a visit there serves."""
    due = due_at_dawn(reading, duty.grids_of(worker, day), day)
    households = [household for household, _ in walk]
    served = {key for _, keys in walk for key in keys}
    if len(set(households)) < len(households):
        yield "a household twice"
    for key in served - due.keys():
        yield f"{key} is not due"
    waits: dict[int, list[bool]] = {}
    for key, window in due.items():
        chosen = reading.waits_for(window.household, day)
        if chosen is not None and chosen > day:
            waits.setdefault(window.household, []).append(can_wait(window, day, chosen))
        if key in served:
            continue
        if chosen == day:
            yield f"{key} was put off to today"
        elif must_be_on(window, day) and (chosen is None or not can_wait(window, day, chosen)):
            yield f"{key} is forgotten"
    for household, keys in walk:
        if all(waits.get(household, [False])):
            yield f"{household} waits for another day"
        on_wish = reading.waits_for(household, day) == day
        if not on_wish and not any(may_be_on(due[key], day) for key in keys if key in due):
            yield f"{household} on a rest day"


def ending(reading: Reading, duty: Duty, worker: int, day: date) -> dict[str, int]:
    """How many subjects of each rule whose windows end soon are still to be met: each under its strictest only."""
    told = [rule for rule in RULES if ends_soon(rule, day)]
    grids = duty.grids_of(worker, day)
    left: dict[str, int] = {}
    for window in reading.owed_on(day):
        rule = window.rule
        if rule not in told or window.grid not in grids or not window.start <= day <= window.end:
            continue
        under = [r for r in RULES if r.of_household == rule.of_household and reading.under(r, window.subject, day)]
        if under[:1] == [rule] and reading.state(window, day) == "open":
            left[rule.key] = left.get(rule.key, 0) + 1
    return left


def ends_soon(rule: Rule, day: date) -> bool:
    """Thursday for the week, three days before the end for half-month and month."""
    if rule.every == "week":
        return day.weekday() == THURSDAY
    return rule.every in KEEP_TO_WORKING_DAYS and window_around(rule.every, day)[1] - timedelta(days=3) == day
