"""When the clock ticks in the simulated year, when the house is down, and when a clock is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tests.oracle.life import Compare, Event, Tick
from tests.oracle.rules import DAY, ZONE, days


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE).astimezone(UTC)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


TICKS = (time(0, 5, 3), time(8, 30, 9), time(16, 30, 2), time(17, 30, 1))

DOWNTIMES = [
    (_local(first), _local(last))
    for first, last in (
        ("2026-02-17 07:59", "2026-02-17 09:07"),  # an hour, over the digest
        ("2026-07-01 16:10", "2026-07-01 17:10"),  # an hour, over the remainder
        ("2026-04-11 10:00", "2026-04-12 11:00"),  # a day
        ("2026-10-19 12:00", "2026-10-20 06:10"),  # a day, up again before the digest
        ("2026-05-28 09:00", "2026-06-04 10:15"),  # a week, over the end of a month
        ("2026-08-29 12:00", "2026-09-05 22:10"),  # a week, up again in the quiet hours
    )
]
WRONG_CLOCKS = [
    (_local(at), ahead)
    for at, ahead in (
        ("2026-03-11 12:00", timedelta(hours=-3)),
        ("2026-03-12 12:00", timedelta(hours=-30)),
        ("2026-06-16 23:40", timedelta(hours=1)),
        ("2026-07-15 12:00", timedelta(days=1)),
        ("2026-11-14 17:00", timedelta(days=-8)),
        ("2026-11-21 07:00", timedelta(hours=2)),
    )
]


def ticks(first: date, last: date, compared: int) -> Iterator[Event]:
    for n, day in enumerate(days(first, last)):
        processes = 4 if n % 13 == 0 else 1
        for at in TICKS:
            yield Tick(moment(day, at), moment(day, at), processes)
        if n and n % compared == 0:
            yield Compare(moment(day, time(0, 30)), day - DAY)
    for right, ahead in WRONG_CLOCKS:
        if right.date() < last:
            yield Tick(right, right + ahead, 4)
    for _, up_again in DOWNTIMES:
        if up_again.date() < last:
            yield Tick(up_again, up_again, 4)


def down(events: Iterable[Event]) -> Iterator[Event]:
    """While the house is down nothing ticks; what happens is written down when it is up again."""
    for event in events:
        time_down = next(((first, last) for first, last in DOWNTIMES if first <= event.at < last), None)
        if time_down is None:
            yield event
        elif not isinstance(event, Tick | Compare):
            yield replace(event, at=time_down[1] + (event.at - time_down[0]) / 100_000 + timedelta(seconds=1))
