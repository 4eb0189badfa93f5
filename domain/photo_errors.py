"""Refusals around photos that are looked at before they pay."""

from domain.errors import DomainError


class PhotoRuled(DomainError):
    """A race was lost: `who` (a party) has ruled, and how (`what`)."""

    key = "error-photo-ruled"


class OwnPhoto(DomainError):
    """Nobody rules on points of their own."""

    key = "error-photo-own"


class OwnRuling(DomainError):
    """An appeal is looked at by somebody who has not refused it before."""

    key = "error-photo-own-ruling"


class NothingToAppeal(DomainError):
    """The points were paid, or nobody has looked yet."""

    key = "error-photo-no-appeal"


class AppealedBefore(DomainError):
    """Once only."""

    key = "error-photo-appealed"
