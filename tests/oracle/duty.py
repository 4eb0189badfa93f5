"""Who looks after which grid on a day, read from the text: the worker of the grid, or during leave who stands in; on a
rest day whom the duty roster names."""

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.holidays import works
from tests.oracle.life import Leave, RestDuty, Street, WorkerEnds, WorkerStarts
from tests.oracle.rules import FOR_EVER


@dataclass
class Held:
    worker: int
    grid: int
    first: date
    last: date = FOR_EVER


@dataclass
class Duty:
    street: Street
    roles: dict[int, Held] = field(default_factory=dict)
    leaves: list[Leave] = field(default_factory=list)
    roster: dict[tuple[int, date], int] = field(default_factory=dict)

    def learn(self, event: WorkerStarts | WorkerEnds | Leave | RestDuty) -> None:
        match event:
            case WorkerStarts():
                self.roles[event.id] = Held(event.worker, event.grid, event.on)
            case WorkerEnds():
                self.roles[event.id].last = event.on
            case Leave():
                self.leaves.append(event)
            case RestDuty():
                self.roster[event.grid, event.day] = event.worker

    def leaves_of(self, worker: int, day: date) -> list[Leave]:
        return [leave for leave in self.leaves if leave.worker == worker and leave.first <= day <= leave.last]

    def looking_after(self, grid: int, day: date) -> set[int]:
        """Nobody stands in, or is taken from the roster, who is on leave too."""
        named = None if works(day) else self.roster.get((grid, day))
        if named is not None and not self.leaves_of(named, day):
            return {named}
        found: set[int] = set()
        for held in self.roles.values():
            if held.grid != grid or not held.first <= day <= held.last:
                continue
            leaves = self.leaves_of(held.worker, day)
            if not leaves:
                found.add(held.worker)
            for leave in leaves:
                if leave.substitute is not None and not self.leaves_of(leave.substitute, day):
                    found.add(leave.substitute)
        return found

    def grids_of(self, worker: int, day: date) -> tuple[int, ...]:
        grids = sorted(grid for grids in self.street.communities.values() for grid in grids)
        return tuple(grid for grid in grids if worker in self.looking_after(grid, day))

    def uncovered(self, day: date) -> dict[int, tuple[int, ...]]:
        """Grids that nobody looks after, by community."""
        found = {}
        for community, grids in self.street.communities.items():
            alone = tuple(grid for grid in grids if not self.looking_after(grid, day))
            if alone:
                found[community] = alone
        return found

    def unreached(self, day: date) -> dict[int, list[tuple[int, set[int]]]]:
        """Who looks after a grid though no message reaches them, by community."""
        found: dict[int, list[tuple[int, set[int]]]] = {}
        for community, grids in self.street.communities.items():
            for grid in grids:
                silent = self.looking_after(grid, day) & self.street.without_chat
                if silent:
                    found.setdefault(community, []).append((grid, silent))
        return found

    def on_duty(self, day: date) -> set[int]:
        return {
            w for grids in self.street.communities.values() for grid in grids for w in self.looking_after(grid, day)
        }
