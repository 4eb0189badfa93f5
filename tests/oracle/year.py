"""Lives a line of events through the reading, and gathers what it knows at each comparison."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.oracle.duty import Duty
from tests.oracle.life import Compare, Event, Leave, RestDuty, Street, Tick, WorkerEnds, WorkerStarts
from tests.oracle.reading import Key, Reading, Window
from tests.oracle.told import Told

Row = tuple[str, int, str, str, int, int, str | None, str | None]
"""Rule, subject, start, end, household, grid, lapsed on, reason."""


@dataclass
class Year:
    street: Street
    reading: Reading = field(default_factory=Reading)
    duty: Duty = field(init=False)
    told: Told = field(init=False)

    def __post_init__(self) -> None:
        self.duty = Duty(self.street)
        self.told = Told(self.reading, self.duty)

    def live(self, event: Event) -> None:
        match event:
            case Tick():
                self.told.tick(event)
            case WorkerStarts() | WorkerEnds() | Leave() | RestDuty():
                self.duty.learn(event)
            case Compare():
                pass
            case _:
                self.reading.live(event)

    def rows(self) -> set[Row]:
        return {row_of(window) for window in self.reading.windows.values()}

    def history(self, days: Sequence[date]) -> dict[tuple[Key, date], str]:
        """What every window was known to be on these days, as it is known now."""
        return {
            (key, day): self.reading.state(window, day)
            for key, window in self.reading.windows.items()
            for day in days
            if window.start <= day
        }

    def states(self, day: date) -> dict[tuple[str, int, date], str]:
        """Of the windows that a visit on that day could still settle."""
        return {(w.rule.key, w.subject, w.start): self.reading.state(w, day) for w in self.reading.owed_on(day)}


def row_of(window: Window) -> Row:
    lapsed = str(window.lapsed) if window.lapsed else None
    dates = str(window.start), str(window.end)
    return window.rule.key, window.subject, *dates, window.household, window.grid, lapsed, window.reason
