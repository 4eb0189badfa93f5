"""What stands against putting a visit right."""

from domain.errors import DomainError


class CorrectedAlready(DomainError):
    """Somebody put it right before."""

    key = "error-corrected-already"


class TooLateToCorrect(DomainError):
    """It was written down by somebody else, or more than `hours` ago; the community can still do it."""

    key = "error-too-late-to-correct"
