"""How much is measured: a quick run of under three minutes, and a full one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """
    rounds          how often each contender of a row is measured, in turn
    residents       who write at once
    streets         how many times the street is planned for
    """

    name: str
    rounds: int
    residents: int
    streets: tuple[int, ...]


QUICK = Size(name="quick", rounds=1, residents=200, streets=(1, 10))
FULL = Size(name="full", rounds=5, residents=200, streets=(1, 10, 100))
