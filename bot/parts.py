"""What one process of the house does. All of it, unless it is told less: then several stand side by side on one
PostgreSQL, each with parts of the work, and no two of them do the same thing twice (docs/scale.md)."""

from enum import StrEnum


class Part(StrEnum):
    """`webchat` runs once; of every other there may be any number."""

    WEBCHAT = "webchat"
    """The browser chat: its Bot API server and its page."""
    LISTEN = "listen"
    """Takes updates in, by polling (then once) or by webhook, and stores them."""
    WORK = "work"
    """Handles stored updates."""
    DELIVER = "deliver"
    """Sends what is to be said and fetches what people sent."""
    CLOCK = "clock"
    """Runs the jobs that are due."""


EVERYTHING = frozenset(Part)
