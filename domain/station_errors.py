"""Refusals at a station."""

from domain.errors import DomainError


class CheckedInToday(DomainError):
    """Once a day; `station` is where."""

    key = "error-checked-in-today"


class CheckInCodeWrong(DomainError):
    """Mistyped, or the code of another day."""

    key = "error-check-in-code"


class NotAtStation(DomainError):
    """Too far from every station."""

    key = "error-not-at-station"


class CheckInForRiders(DomainError):
    """Whoever has no agreement earns nothing by coming in, and is welcome all the same."""

    key = "error-check-in-for-riders"
