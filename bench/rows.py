"""A row of the table: what was measured, against what, and whether it reaches its goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Goal:
    """The ratio of ours to theirs that is wanted."""

    ratio: float
    at_least: bool = True

    def reached(self, ratio: float) -> bool:
        return ratio >= self.ratio if self.at_least else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.ratio:g} ×"


def at_least(ratio: float) -> Goal:
    return Goal(ratio)


def at_most(ratio: float) -> Goal:
    return Goal(ratio, at_least=False)


@dataclass(frozen=True)
class Row:
    """`ours` and `theirs` are what each run gave, in `unit`, in the same order: the runs were taken in turn."""

    measure: str
    ours_name: str
    theirs_name: str
    unit: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    goal: Goal

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return median(self.ours) / median(self.theirs)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest ratio of a pair of runs."""
        ratios = [one / other for one, other in zip(self.ours, self.theirs, strict=True)]
        return min(ratios), max(ratios)

    @property
    def reached(self) -> bool:
        return self.goal.reached(self.ratio)

    @property
    def cells(self) -> tuple[str, ...]:
        low, high = self.spread
        return (
            self.measure,
            self.ours_name,
            f"{shown(median(self.ours))} {self.unit}",
            self.theirs_name,
            f"{shown(median(self.theirs))} {self.unit}",
            f"{self.ratio:.2f} ×",
            f"{low:.2f}–{high:.2f}",
            str(self.goal),
            "yes" if self.reached else "no",
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "ours": {"name": self.ours_name, "runs": self.ours},
            "theirs": {"name": self.theirs_name, "runs": self.theirs},
            "unit": self.unit,
            "ratio": round(self.ratio, 4),
            "spread": [round(one, 4) for one in self.spread],
            "goal": str(self.goal),
            "reached": self.reached,
        }


HEADINGS = ("measure", "ours", "median", "against", "median", "ratio", "spread", "goal", "reached")


@dataclass(frozen=True)
class Notes:
    """Figures beside the table: what explains a row."""

    title: str
    headings: Sequence[str]
    lines: Sequence[Sequence[str]]


def shown(number: float) -> str:
    """Three digits that count."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
