"""Lives a line of events through the engine: rows and use cases by the one door, and the real clock's ticks."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from domain.cadence import Outcome, Way
from domain.roles import Role, UnitKind
from models.people import Chat, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from scheduler.jobs import Job, jobs
from scheduler.tick import tick
from services.act import Ctx, Door
from services.people import people
from services.visit import visit_duty
from services.visit.visit_log import Report, log_visit
from tests.oracle import life
from tests.oracle.edits import Values, write
from tests.oracle.rules import ZONE
from tests.support.street import LONG_AGO, StandingClock


def of_visits(door: Door) -> tuple[Job, ...]:
    """The jobs of this subject: the others have nothing to do in this street."""
    return tuple(job for job in jobs(door.settings) if job.name.startswith(("visit", "walk", "unmet")))


@dataclass
class Engine:
    """`doors` are processes of one house: each has connections and a clock of its own."""

    doors: Sequence[Door]
    clock: StandingClock
    street: life.Street
    ran: Counter[tuple[str, datetime]]

    @property
    def door(self) -> Door:
        return self.doors[0]

    async def settle(self) -> None:
        """The units, their buildings, and everybody who is there before the first day."""
        street, now = self.street, self.clock.now()
        units: list[Values] = [_unit(street.street, UnitKind.STREET, "1/", None)]
        places: list[Values] = []
        for community, grids in street.communities.items():
            units.append(_unit(community, UnitKind.COMMUNITY, f"1/{community}/", street.street))
            units += [_unit(grid, UnitKind.GRID, f"1/{community}/{grid}/", community) for grid in grids]
            places += [_building(grid, community) for grid in grids]
        compounds = [
            {"id": c, "community_id": c, "name": f"{c}", "lat": 43.8, "lon": 126.5} for c in street.communities
        ]
        staff = {**street.community_staff, street.street: street.street_staff}
        everybody = [*street.workers, *(person for several in staff.values() for person in several)]
        roles = [
            {"id": 1_000_000 + unit, "person_id": person, "role": role, "unit_id": unit, "starts_on": LONG_AGO}
            for unit, several in staff.items()
            for person in several
            for role in [Role.STREET_STAFF if unit == street.street else Role.COMMUNITY_STAFF]
        ]
        chats = [
            {"id": p, "channel": "test", "external_id": p, "created_at": now, "person_id": p, "language": "zh"}
            for p in everybody
            if p not in street.without_chat
        ]
        async with self.door.database.write() as session:
            for table, rows in (
                (Unit, units),
                (Compound, compounds),
                (Building, places),
                (Person, [{"id": person, "created_at": now} for person in everybody]),
                (Chat, chats),
                (RoleHeld, roles),
            ):
                await session.execute(insert(table), rows)

    async def live(self, event: life.Event) -> None:
        match event:
            case life.Tick():
                await self.tick(event)
            case life.Visited() if event.told:
                await self._tell(event)

    async def tick(self, event: life.Tick) -> None:
        self.clock.moment = event.shows
        doors = self.doors[: event.processes]
        for ran in await asyncio.gather(*(tick(door, event.shows, of_visits(door)) for door in doors)):
            self.ran.update((slot.job, slot.due_at) for slot in ran)

    async def bring(self, events: Sequence[life.Event]) -> None:
        """Several events of the office at once, in their order."""
        await self.door.act(write, self.door, events)

    async def _tell(self, event: life.Visited) -> None:
        """By the form, as whoever looks after the household that day; by the community where nobody does."""
        self.clock.moment = event.at
        day = event.at.astimezone(ZONE).date()
        async with self.door.database.write() as session:
            within = self.door.within(session)
            grid = (await session.scalars(select(Household.grid_id).where(Household.id == event.household))).one()
            worker = await _visitor(within.ctx, self.street, grid, day)
            actor = (await within.look(people.actors, [worker])).get(worker)
            if actor is None:  # nobody there has a chat: it is brought in from paper
                await within.look(write, self.door, [event])
                return
            report = Report(
                f"told-{event.id}", Outcome(event.outcome), Way(event.way), event.met, None, event.on, "补记"
            )
            await self.door.within(session, actor).look(log_visit, event.household, report)


def _unit(id_: int, kind: UnitKind, path: str, parent: int | None) -> Values:
    return {"id": id_, "kind": kind, "name": f"{kind}{id_}", "path": path, "parent_id": parent}


def _building(grid: int, community: int) -> Values:
    place = {"compound_id": community, "grid_id": grid, "lat": 43.8, "lon": 126.5}
    return {"id": grid, "name": f"{grid}号楼", "walk_order": grid, **place}


async def _visitor(ctx: Ctx, street: life.Street, grid: int, day: date) -> int:
    walkers = (await visit_duty.walkers_on(ctx, day, [grid])).get(grid, frozenset())
    reached = sorted(walkers - street.without_chat)
    return reached[0] if reached else street.community_staff[street.community_of(grid)][0]
