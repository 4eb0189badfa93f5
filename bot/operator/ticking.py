"""`tick` and `preview`: what the clock does at a moment, for real or only to see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from domain.notices import Notice
from handlers.desk import Reader
from handlers.notices import IN_STEPS, composed
from scheduler.tick import tick
from services import operations
from services.act import Ctx, Door
from services.operations import Pushed
from services.people import people
from services.texts import speech

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Push:
    """What was pushed, in one line with ids only, and as its reader would see it where that was asked for."""

    line: str
    text: str | None = None


@dataclass
class OneTransaction(Door):
    """A door whose every use case runs in one transaction, which is then undone."""

    session: AsyncSession | None = None

    async def act(self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        if self.session is None:
            raise LookupError("the transaction is over")
        return await self.within(self.session).look(use_case, *args, **kwargs)

    async def look(self, use_case: Callable[Concatenate[Ctx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.act(use_case, *args, **kwargs)


async def real_tick(door: Door) -> list[Push]:
    before = await door.look(operations.last_outbox_id)
    await tick(door, door.clock.now())
    return [_line(pushed) for pushed in await door.look(operations.pushed_after, before)]


async def dry_tick(door: Door, shown: int = 0) -> list[Push]:
    """The same, undone afterwards; the first `shown` are rendered."""
    async with door.database.write() as session:
        known = door.settings, door.vault, door.calendar, door.classifier, door.street_map
        dry = OneTransaction(door.database, door.clock, *known, session)
        before = await dry.look(operations.last_outbox_id)
        await tick(dry, door.clock.now())
        found = await dry.look(operations.pushed_after, before)
        pushes = [_line(pushed) for pushed in found]
        for index, pushed in enumerate(found[:shown]):
            pushes[index] = replace(pushes[index], text=await _text(dry, session, pushed))
        await session.rollback()
    return pushes


async def _text(door: Door, session: AsyncSession, pushed: Pushed) -> str | None:
    actor = (await door.within(session).look(people.actors, [pushed.chat_id]))[pushed.chat_id]
    reader = Reader(door.within(session, actor), actor, speech(actor.language))
    notice = Notice(pushed.notice)
    if notice in IN_STEPS:
        return [step async for step in IN_STEPS[notice](reader, pushed.values)][-1].text
    message = await composed(reader, notice, pushed.values)
    return message.text if message else None


def _line(pushed: Pushed) -> Push:
    when = pushed.not_before.isoformat(timespec="minutes")
    return Push(f"{when} {pushed.notice} person {pushed.person_id} ({pushed.channel}) {pushed.key}")
