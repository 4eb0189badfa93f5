"""What stands against putting a visit right."""

from domain.errors import DomainError


class CorrectedAlready(DomainError):
    """Somebody put it right before."""

    key = "error-corrected-already"


class VisitBeforeFirstDay(DomainError):
    """The household stands in the roster from `day` on, or whoever was met lives there since."""

    key = "error-visit-before-first-day"


class TooLateToCorrect(DomainError):
    """It was written down by somebody else, or more than `hours` ago; the community can still do it."""

    key = "error-too-late-to-correct"
