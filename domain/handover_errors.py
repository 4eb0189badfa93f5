"""What stands against handing over a grid or a household, or looking into one that was handed over."""

from domain.errors import DomainError, NotFound


class TakerGone(DomainError):
    """Whoever was chosen no longer works here."""

    key = "error-taker-gone"


class NoLongerYours(NotFound):
    """The household is looked after by somebody else by now."""

    key = "error-no-longer-yours"


class HomeStays(DomainError):
    """The household is in that grid, or behind that door, already."""

    key = "error-home-stays"


class HomeElsewhere(DomainError):
    """A household goes to another grid of its own community; out of it the street's roster moves it."""

    key = "error-home-elsewhere"


class NoGridThere(DomainError):
    """The building lies in no grid: nobody would visit there."""

    key = "error-no-grid-there"


class DoorTaken(DomainError):
    """Somebody lives behind this door."""

    key = "error-door-taken"


class DoorNotUnderstood(DomainError):
    """`limit` letters are the most."""

    key = "error-door-not-understood"


class HomeMovedOn(DomainError):
    """It was moved since the card was drawn."""

    key = "error-home-moved-on"


class NoHomeThere(DomainError):
    """No household behind that door that the actor looks after. Whether it is another's is not said."""

    key = "error-no-home-there"
