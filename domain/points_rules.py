"""What riders' points are paid for, how far, and how long they last (domain.md, "Points"). Whole numbers everywhere;
the amounts are config. Points are credited after the check, never on filing."""

from calendar import monthrange
from datetime import date
from enum import StrEnum

MONTHS_VALID = 12


class Reason(StrEnum):
    """Why a rider is paid."""

    HAZARD_CONFIRMED = "hazard_confirmed"
    HAZARD_JOINED = "hazard_joined"
    SERIOUS_HAZARD = "serious_hazard"
    SOLVED_ON_SPOT = "solved_on_spot"
    SUPERVISOR_CHECK = "supervisor_check"
    STATION_CHECK_IN = "station_check_in"
    ACTIVITY = "activity"


PAID_TO_EACH = frozenset({Reason.HAZARD_JOINED, Reason.STATION_CHECK_IN, Reason.ACTIVITY})
"""Paid once to everybody concerned. Every other reason is paid once for its case, whoever is first."""


def transfer_key(reason: Reason, about: str, owner: str) -> str:
    """The unique key that makes one thing pay once.

    `about` is what the points are for: a case's or an activity's id, or for a check-in the local date, since that pays
    once a day at whatever station. `owner` is the rider's id. ValueError for a "/" in either or an empty one.
    """
    if not about or not owner or "/" in about + owner:
        raise ValueError(f"no part of a key: {about!r}, {owner!r}")
    return f"{reason}/{about}/{owner}" if reason in PAID_TO_EACH else f"{reason}/{about}"


def credit(amount: int, earned_today: int, daily_cap: int) -> int:
    """How much of `amount` is credited: what still fits under the day's cap, never below 0. ValueError for an amount
    below 0: a wrong transfer is reversed by another, which is no earning."""
    if amount < 0:
        raise ValueError(f"earnings are not negative: {amount}")
    return max(0, min(amount, daily_cap - earned_today))


def expires_on(earned_on: date, months: int = MONTHS_VALID) -> date:
    """The first local day on which the points are gone: the same day `months` later, or the first of the next month
    where that month has no such day (earned on 29 February, gone on 1 March)."""
    years, month = divmod(earned_on.month - 1 + months, 12)
    year, month = earned_on.year + years, month + 1
    if earned_on.day <= monthrange(year, month)[1]:
        return date(year, month, earned_on.day)
    return date(year, month + 1, 1)  # December is long enough for every day


def left_to_expire(earned: int, gone: int) -> int:
    """What expires now, of all points `earned` that are past their time, when `gone` have ever left the account, spent
    or expired. The oldest are spent first, so whatever has gone came out of those."""
    return max(0, earned - gone)
