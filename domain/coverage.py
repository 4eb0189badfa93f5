"""Who was visited of those who had to be: the counts of windows, and the longest that somebody waited.

    due      = met + late + missed + open: every window of the days asked about that had begun
    coverage = (met + late) / due

A window belongs to the day on which it ends, so that each is counted once whatever days are put together. Where its
reason ended before anybody came it is `lapsed`: neither due nor met nor missed, and counted by itself. An open one is
due and may still be met. A gap is the days from one visit that counts to the next, or to the evening that is asked
about, or from the first day under the rule where there was none before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.cadence import Window, WindowState
from domain.rates import Share

COUNTED = (WindowState.MET, WindowState.LATE, WindowState.MISSED, WindowState.OPEN, WindowState.LAPSED)


@dataclass(frozen=True)
class Coverage:
    """Windows by what became of them; `gap` in days, None where there is no window."""

    met: int = 0
    late: int = 0
    missed: int = 0
    open: int = 0
    lapsed: int = 0
    gap: int | None = None

    def __add__(self, other: "Coverage") -> "Coverage":
        met, late, missed, still_open, lapsed = (getattr(self, state) + getattr(other, state) for state in COUNTED)
        known = [gap for gap in (self.gap, other.gap) if gap is not None]
        return Coverage(met, late, missed, still_open, lapsed, max(known, default=None))

    @property
    def due(self) -> int:
        return self.met + self.late + self.missed + self.open

    @property
    def visited(self) -> Share:
        return Share(self.met + self.late, self.due)

    @property
    def in_time(self) -> Share:
        return Share(self.met, self.due)


def sum_of(several: Iterable[Coverage]) -> Coverage:
    return sum(several, Coverage())


def streak(days: Window, as_of: date, last_missed: date | None) -> int:
    """So many days in a row, up to the evening of `as_of` or the end of `days`, since a window ended that was missed;
    all of them where none was."""
    last = min(days.end, as_of)
    return (last - last_missed).days if last_missed is not None else (last - days.start).days + 1
