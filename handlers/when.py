"""Moments and days in plain words: "明天 18:00 前", "11月25日 周三". A year is named only where it is another one."""

from datetime import date, datetime, timedelta, tzinfo

from services.texts import Speech


def by_when(t: Speech, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A deadline as one says it, in the street's own time. Both moments are aware."""
    local = moment.astimezone(zone)
    return t("when-by", day=on_day(t, local.date(), now.astimezone(zone).date()), time=f"{local:%H:%M}")


def on_day(t: Speech, day: date, today: date) -> str:
    """A day as one says it: today, tomorrow, yesterday by name, any other by date and weekday."""
    near = {timedelta(-1): "when-yesterday", timedelta(0): "when-today", timedelta(1): "when-tomorrow"}
    if (key := near.get(day - today)) is not None:
        return t(key)
    return t(
        "when-day" if day.year == today.year else "when-day-of-year",
        year=str(day.year),
        month=day.month,
        day=day.day,
        weekday=day.isoweekday(),
    )


def at_moment(t: Speech, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """When something happened: "今天 09:12"."""
    local = moment.astimezone(zone)
    return f"{on_day(t, local.date(), now.astimezone(zone).date())} {local:%H:%M}"


def moment(t: Speech, at: datetime, zone: tzinfo) -> str:
    """When something happened, for a history."""
    local = at.astimezone(zone)
    return t("when-moment", month=local.month, day=local.day, time=f"{local:%H:%M}")
