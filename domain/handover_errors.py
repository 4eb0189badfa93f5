"""What stands against handing over a grid or a household, or looking into one that was handed over."""

from domain.errors import DomainError, NotFound


class TakerGone(DomainError):
    """Whoever was chosen no longer works here."""

    key = "error-taker-gone"


class NoLongerYours(NotFound):
    """The household is looked after by somebody else by now."""

    key = "error-no-longer-yours"
