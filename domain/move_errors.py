"""What a move of the desk still needs, or what stands against what was chosen for it."""

from domain.errors import DomainError


class NoteNeeded(DomainError):
    key = "error-note-needed"


class HandlerNeeded(DomainError):
    key = "error-handler-needed"


class HandlerGone(DomainError):
    """Whoever was chosen cannot (any longer) deal with this case."""

    key = "error-handler-gone"


class GridNeeded(DomainError):
    key = "error-grid-needed"


class GridElsewhere(DomainError):
    """A case stays in its street, and with its community unless the street sends it elsewhere."""

    key = "error-grid-elsewhere"


class TooManyPhotos(DomainError):
    """Values: `limit`, of photos and voice notes together."""

    key = "error-too-many-photos"


class DateNeeded(DomainError):
    key = "error-date-needed"


class DateNotUnderstood(DomainError):
    key = "error-date-not-understood"


class DateInPast(DomainError):
    key = "error-date-in-past"


class DateTooFar(DomainError):
    """`days` from today are the most."""

    key = "error-date-too-far"


class OtherCaseNeeded(DomainError):
    key = "error-other-case-needed"


class MergedWithItself(DomainError):
    key = "error-merged-with-itself"


class MergedIntoDuplicate(DomainError):
    """`number` was itself merged into another case."""

    key = "error-merged-into-duplicate"


class MergedIntoClosed(DomainError):
    """`number` is no longer being dealt with."""

    key = "error-merged-into-closed"


class MergedElsewhere(DomainError):
    """`number` lies in another street."""

    key = "error-merged-elsewhere"


class CategoryNeeded(DomainError):
    key = "error-category-needed"


class NobodyToAsk(DomainError):
    """A case that was found or written down for somebody has no reporter in a chat."""

    key = "error-nobody-to-ask"


class RatingNeeded(DomainError):
    """Nobody but the reporter's own answer, or the wait for it, closes a case."""

    key = "error-rating-needed"


class NotSolvedNow(DomainError):
    """Nobody is thanked for what is not solved, or no longer."""

    key = "error-not-solved-now"


class RatingOver(DomainError):
    """Nobody answered within `hours`: it was closed, and can still be reopened."""

    key = "error-rating-over"
