"""A household, or one person of it, offered to another community of the street, whose staff take it or do not."""

from enum import StrEnum


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody answered in time."""


class OfferNews(StrEnum):
    """What is told of an offer, each once."""

    OFFERED = "offered"
    REMINDED = "reminded"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


TO_THE_NEW = frozenset({OfferNews.OFFERED, OfferNews.REMINDED, OfferNews.WITHDRAWN})
"""Told to the community that was asked; the others to the one that asks."""


class Outdated(StrEnum):
    """Why an open offer holds no longer: what it was about is not as it was when it was made."""

    MOVED = "moved"
    """The household is elsewhere by now."""
    ENDED = "ended"
    """There is no such household any more: it ended, or its data were erased."""
    LEFT = "left"
    """The one who was offered does not live there any more, or their data were erased."""
