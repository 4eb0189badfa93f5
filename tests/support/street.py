"""A street of two grids for tests of visits: a real SQLite file, a clock that stands where the test puts it, and people
with fixed rights. 王 works grid 1, 李 grid 2, 赵 stands in where a test says so, 周 staffs the community, 吴 the
street, and the outsider is nobody here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from adapters.calendar import published
from adapters.vault import KeyVault
from bot import config
from domain.roles import Role
from domain.settings import Settings
from domain.worktime import OfficeCalendar
from models.base import Base
from models.database import Database
from models.outbox import Outbox
from models.people import Care, Chat, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from models.visit import Absence
from services.act import Act, Ctx, Door
from services.people import people
from services.ports import Message
from tests.support.classifier import classifier
from tests.support.where import FILE, copy_made, here

P = ParamSpec("P")
T = TypeVar("T")

SHANGHAI = ZoneInfo("Asia/Shanghai")
STREET, COMMUNITY, GRID_1, GRID_2, OTHER_COMMUNITY = 1, 2, 3, 4, 5
WANG, LI, ZHAO, ZHOU, WU, OUTSIDER, STRANGE_STAFF = 101, 102, 103, 104, 105, 106, 107
LONG_AGO = date(2025, 1, 1)


def at(day: str, hour: str = "09:00") -> datetime:
    """A moment in the street's own time."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class StandingClock:
    """Stands still until it is set."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass
class Street:
    door: Door
    clock: StandingClock
    _next: dict[str, int] = field(default_factory=lambda: {"household": 0, "person": 1000})

    async def add(self, *rows: Base) -> None:
        async with self.door.database.write() as session:
            for row in rows:
                session.add(row)
                await session.flush()

    async def run(
        self, person_id: int, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case as this person, with the rights they have now, in a transaction of its own."""
        async with self.door.database.write() as session:
            return await (await self.act_as(session, person_id)).look(use_case, *args, **kwargs)

    async def act_as(self, session: Any, person_id: int) -> Act:
        actor = (await self.door.within(session).look(people.actors, [person_id]))[person_id]
        return self.door.within(session, actor)

    async def household(
        self, *residents: tuple[str, ...], building: int = 1, grid: int = GRID_1, since: date = LONG_AGO
    ) -> tuple[int, tuple[int, ...]]:
        """A household with one person for each tuple of care categories. Returns its id and theirs."""
        self._next["household"] += 1
        home = self._next["household"]
        door = self.door.vault.seal(f"{home}室", f"household:{home}:door")
        household = Household(
            id=home,
            building_id=building if grid == GRID_1 else 3,
            grid_id=grid,
            door=door,
            walk_order=home,
            since=since,
        )
        living = [self._resident(home, care, LONG_AGO) for care in residents]
        await self.add(household, *(row for _, rows in living for row in rows))
        return home, tuple(id_ for id_, _ in living)

    async def resident(self, household_id: int, *care: str, since: date = LONG_AGO) -> int:
        id_, rows = self._resident(household_id, care, since)
        await self.add(*rows)
        return id_

    def _resident(self, household_id: int, care: tuple[str, ...], since: date) -> tuple[int, list[Base]]:
        self._next["person"] += 1
        id_ = self._next["person"]
        name = self.door.vault.seal(f"居民{id_}", f"person:{id_}:name")
        person = Person(id=id_, created_at=self.clock.now(), name=name, household_id=household_id)
        return id_, [person, *(Care(person_id=id_, category=category, starts_on=since) for category in care)]

    async def on_leave(self, worker: int, first: str, last: str, substitute: int | None = None) -> None:
        days = date.fromisoformat(first), date.fromisoformat(last)
        await self.add(Absence(worker_id=worker, starts_on=days[0], ends_on=days[1], substitute_id=substitute))

    async def end_role(self, worker: int, on: date) -> None:
        async with self.door.database.write() as session:
            await session.execute(update(RoleHeld).where(RoleHeld.person_id == worker).values(ends_on=on))

    async def pushed(self, notice: str | None = None) -> list[Outbox]:
        """What waits to be said, in order."""
        async with self.door.database.read() as session:
            query = select(Outbox).where(Outbox.notice.is_not(None)).order_by(Outbox.id)
            rows = (await session.scalars(query)).all()
        return [row for row in rows if notice is None or row.notice == notice]


def words(message: Message | None) -> str:
    """Everything that a person reads on a message: text, buttons, what flashes up."""
    if message is None:
        return ""
    return "\n".join([message.text, *(b.text for row in message.buttons for b in row), message.toast or ""])


def door_to(path: Path, clock: StandingClock) -> Door:
    """A process of the house: its own connections to the same file, or to the database that stands for it."""
    return door_on(Database(here().url(path)), clock)


@cache
def default_settings() -> Settings:
    """The config.yaml as it comes, read once for all tests."""
    return config.load(environment={})


def door_on(database: Database, clock: StandingClock) -> Door:
    settings = default_settings()
    vault = KeyVault({"k1": bytes(32)})
    calendar = OfficeCalendar(settings.work.override, published)
    return Door(database, clock, settings, vault, calendar, classifier())


async def street_in(folder: Path, now: datetime) -> Street:
    """The street with its staff and buildings, and nobody living there yet."""
    await copy_made("street", _make, folder / FILE)
    clock = StandingClock(now)
    return Street(door_to(folder / FILE, clock), clock)


async def _make(folder: Path) -> None:
    await here().make(folder / FILE)
    clock = StandingClock(at(str(LONG_AGO)))
    street = await settle(door_to(folder / FILE, clock), clock)
    await street.door.database.close()


async def street_on(database: Database, now: datetime) -> Street:
    """The same on an empty database of either kind."""
    clock = StandingClock(now)
    return await settle(door_on(database, clock), clock)


async def settle(door: Door, clock: StandingClock) -> Street:
    now = clock.now()
    async with door.database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    street = Street(door, clock)
    rows: list[Base] = [
        Unit(id=STREET, kind="street", name="江南街道", path="1/"),
        Unit(id=COMMUNITY, kind="community", name="长江社区", path="1/2/", parent_id=STREET),
        Unit(id=GRID_1, kind="grid", name="一网格", path="1/2/3/", parent_id=COMMUNITY),
        Unit(id=GRID_2, kind="grid", name="二网格", path="1/2/4/", parent_id=COMMUNITY),
        Unit(id=OTHER_COMMUNITY, kind="community", name="别的社区", path="1/5/", parent_id=STREET),
        Compound(id=1, community_id=COMMUNITY, name="江南苑", lat=43.8, lon=126.5),
        Building(id=1, compound_id=1, grid_id=GRID_1, name="1号楼", walk_order=1, lat=43.8, lon=126.5),
        Building(id=2, compound_id=1, grid_id=GRID_1, name="2号楼", walk_order=2, lat=43.8, lon=126.5),
        Building(id=3, compound_id=1, grid_id=GRID_2, name="3号楼", walk_order=3, lat=43.8, lon=126.5),
    ]
    for person, role, unit in (
        (WANG, Role.GRID_WORKER, GRID_1),
        (LI, Role.GRID_WORKER, GRID_2),
        (ZHAO, None, None),
        (ZHOU, Role.COMMUNITY_STAFF, COMMUNITY),
        (WU, Role.STREET_STAFF, STREET),
        (OUTSIDER, None, None),
        (STRANGE_STAFF, Role.COMMUNITY_STAFF, OTHER_COMMUNITY),
    ):
        chat = Chat(channel="test", external_id=person, created_at=now, person_id=person)
        chat.id = person
        rows += [Person(id=person, created_at=now), chat]
        if role is not None and unit is not None:
            rows.append(RoleHeld(person_id=person, role=role, unit_id=unit, starts_on=LONG_AGO))
    await street.add(*rows)
    return street
