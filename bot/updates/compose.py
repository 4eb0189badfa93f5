"""Joins the sender with the handlers' composers: a push is rendered for its reader at the moment when it is sent."""

from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession

from domain.notices import Notice
from handlers.desk import Reader
from handlers.notices import IN_STEPS, composed
from scheduler.delivery import Composed, Composer
from services.act import Door
from services.outbox import ChatLine, ToSay
from services.people import people
from services.ports import Message
from services.texts import speech


def composer(door: Door) -> Composer:
    async def compose(notice: Notice, line: ChatLine, row: ToSay) -> Composed:
        if notice in IN_STEPS:
            return _in_steps(door, notice, line, row)
        async with door.database.read(short=True) as session:
            return await composed(await _reader(door, session, line), notice, row.values, row.id)

    return compose


async def _in_steps(door: Door, notice: Notice, line: ChatLine, row: ToSay) -> AsyncIterator[Message]:
    """What is said on the way is said while this reads, which holds nobody up."""
    async with door.database.read() as session:
        async for message in IN_STEPS[notice](await _reader(door, session, line), row.values):
            yield message


async def _reader(door: Door, session: AsyncSession, line: ChatLine) -> Reader:
    actor = (await door.within(session).look(people.actors, [line.chat_id]))[line.chat_id]
    return Reader(door.within(session, actor), actor, speech(actor.language))
