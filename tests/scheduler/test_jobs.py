"""When a job is due."""

from datetime import datetime, time, timedelta

from scheduler.jobs import DailyAt, Every
from tests.support.street import SHANGHAI, at


def moments(when: DailyAt | Every, after: datetime, until: datetime) -> list[str]:
    return [f"{due.astimezone(SHANGHAI):%d %H:%M}" for due in when.between(after, until, SHANGHAI)]


def test_slots_are_later_than_the_last_and_not_later_than_now() -> None:
    first, last = at("2026-11-18", "08:30"), at("2026-11-20", "08:30")

    assert moments(DailyAt(time(8, 30)), first, last) == ["19 08:30", "20 08:30"]
    assert moments(DailyAt(time(8, 30)), first, last - timedelta(seconds=1)) == ["19 08:30"]
    assert moments(Every(60), first, first + timedelta(hours=2)) == ["18 09:00", "18 10:00"]
    assert moments(Every(60), at("2026-11-18"), at("2026-11-18", "10:00")) == ["18 10:00"]
