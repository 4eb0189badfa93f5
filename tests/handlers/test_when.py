from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.when import by_when, moment, on_day
from services.texts import speech

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # Monday noon in the street


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "今天 18:00 前", "by 18:00, today"),
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "明天 18:00 前", "by 18:00, tomorrow"),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "明天 00:30 前", "by 00:30, tomorrow"),
        (datetime(2026, 11, 25, 1, 5, tzinfo=UTC), "11月25日 周三 09:05 前", "by 09:05, Wed 25 November"),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "昨天 18:00 前", "by 18:00, yesterday"),
        (datetime(2027, 1, 4, 10, 0, tzinfo=UTC), "2027年1月4日 周一 18:00 前", "by 18:00, Mon 4 January 2027"),
    ],
)
def test_a_deadline_is_said_in_the_streets_own_time(at: datetime, zh: str, en: str) -> None:
    assert by_when(speech("zh"), at, NOW, ZONE) == zh
    assert by_when(speech("en"), at, NOW, ZONE) == en


def test_a_day_needs_no_hour() -> None:
    assert on_day(speech("zh"), date(2026, 12, 6), date(2026, 11, 23)) == "12月6日 周日"


def test_a_history_names_date_and_hour() -> None:
    assert moment(speech("zh"), NOW, ZONE) == "11月23日 12:00"
    assert moment(speech("en"), NOW, ZONE) == "23 November 12:00"
