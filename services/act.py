"""The one door: every use case runs through here, with the session, the time, and who is asking.

A use case is `async def verb(ctx: Ctx, …)`. For an update it runs inside the update's own transaction, behind a
savepoint, so that a refusal undoes its effects and can still be said; clock and command line get a transaction of
their own.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import ConsentNeeded
from domain.roles import Held, Role
from domain.settings import Settings
from domain.worktime import WorkCalendar
from models.database import Database
from services.ports import Classifier, Vault
from services.street_map import StreetMap

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Actor:
    """Who is asking, as far as is known. `roles` are those live today, `stands_in` the grids of workers on leave for
    whom they stand in today."""

    language: str = "zh"
    channel: str | None = None
    chat_id: int | None = None
    person_id: int | None = None
    community_id: int | None = None
    compound_id: int | None = None
    household_id: int | None = None
    consented: bool = False
    roles: tuple[Held, ...] = ()
    stands_in: tuple[int, ...] = ()

    def has(self, role: Role) -> bool:
        return any(held.role is role for held in self.roles)

    def units(self, role: Role) -> tuple[int, ...]:
        """The units that the role is held for."""
        return tuple(held.unit_id for held in self.roles if held.role is role)

    @property
    def grids(self) -> tuple[int, ...]:
        """Those whose cases they see to: their own, and of whom they stand in for."""
        return tuple(dict.fromkeys((*self.units(Role.GRID_WORKER), *self.stands_in)))


SYSTEM = Actor()


@dataclass(frozen=True)
class Ctx:
    """What a use case works with. `now` is read once, an aware datetime in UTC; `today` is the street's date."""

    session: AsyncSession
    now: datetime
    actor: Actor
    settings: Settings
    vault: Vault
    calendar: WorkCalendar
    classifier: Classifier
    street_map: StreetMap

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.street.time_zone)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def person_id(self) -> int:
        """The actor's id. Raises ConsentNeeded for a chat of whom nothing is stored yet: its taps may be forged."""
        if self.actor.person_id is None:
            raise ConsentNeeded
        return self.actor.person_id


@dataclass(frozen=True)
class Act:
    """Runs use cases inside a transaction that somebody else opened: `await act(accept_case, number)`.

    Also callable without a savepoint, as `await act.look(views.case_card, number)`, for use cases that only read.
    """

    ctx: Ctx
    clock: Clock

    async def __call__(
        self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        async with _undone_if_refused(self.ctx.session):
            return await self.look(use_case, *args, **kwargs)

    async def look(self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return await use_case(replace(self.ctx, now=self.clock.now()), *args, **kwargs)


@asynccontextmanager
async def _undone_if_refused(session: AsyncSession) -> AsyncIterator[None]:
    """A savepoint of one name, by hand: SQLAlchemy's own go through all objects of the session and have a name each, to
    be prepared anew, which cost more than what a use case writes. Nobody releases it: the next stands above it, and
    the transaction's end ends them all."""
    await _flushed(session)
    await session.run_sync(_say, "SAVEPOINT use_case")
    try:
        yield
        await _flushed(session)
    except BaseException:
        session.expunge_all()
        await session.run_sync(_say, "ROLLBACK TO SAVEPOINT use_case")
        raise


def _say(session: Session, words: str) -> None:
    session.connection().exec_driver_sql(words)


async def _flushed(session: AsyncSession) -> None:
    if session.new or session.dirty or session.deleted:
        await session.flush()


@dataclass
class Door:
    """Holds what every use case needs and opens transactions. `street_map` is read anew when boundaries change."""

    database: Database
    clock: Clock
    settings: Settings = field(repr=False)
    vault: Vault
    calendar: WorkCalendar = field(repr=False)
    classifier: Classifier
    street_map: StreetMap = field(default_factory=lambda: StreetMap(()))

    def within(self, session: AsyncSession, actor: Actor = SYSTEM) -> Act:
        """For work inside a transaction that is already open."""
        known = self.settings, self.vault, self.calendar, self.classifier, self.street_map
        ctx = Ctx(session, self.clock.now(), actor, *known)
        return Act(ctx, self.clock)

    async def act(self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run for the system in a transaction of its own."""
        async with self.database.write() as session:
            return await self.within(session).look(use_case, *args, **kwargs)

    async def look(self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Only read, for the system."""
        async with self.database.read() as session:
            return await self.within(session).look(use_case, *args, **kwargs)
