"""The part of config.yaml about stations."""

from dataclasses import dataclass

from domain.closed import Closed


@dataclass(frozen=True)
class StationSettings(Closed):
    nearest: int
    """How many of the nearest open stations are shown."""
    check_in_metres: int
    """A rider who shares a place this near to a station is there."""
