"""What stands against putting a visit off."""

from domain.errors import DomainError


class LastDay(DomainError):
    """What is owed there cannot wait for another day."""

    key = "error-last-day"


class NotThatDay(DomainError):
    """The day lies outside what is owed there; `last` is the latest."""

    key = "error-not-that-day"
