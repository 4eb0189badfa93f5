"""What stands against a leave, a stand-in, or a step that somebody takes with one."""

from domain.errors import DomainError


class LeaveInPast(DomainError):
    """A leave begins today or later; what is over cannot be handed to anybody."""

    key = "error-leave-in-past"


class LeaveEndsEarly(DomainError):
    """Its last day lies before its first."""

    key = "error-leave-ends-early"


class LeaveTooLong(DomainError):
    """`days` are the most at a time."""

    key = "error-leave-too-long"


class LeaveOverlaps(DomainError):
    """Another leave of the same worker has some of these days; `first` and `last` are its own."""

    key = "error-leave-overlaps"


class LeaveMovedOn(DomainError):
    """Somebody has taken a step meanwhile, or the days have passed."""

    key = "error-leave-moved-on"


class StandInAway(DomainError):
    """Whoever was named is on leave in these days, works here no longer, or is the worker."""

    key = "error-stand-in-away"


class NoGrid(DomainError):
    """Who holds no grid needs no leave from its visits."""

    key = "error-no-grid"
