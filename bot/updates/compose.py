"""Joins the sender with the handlers' composers: a push is rendered for its reader at the moment when it is sent."""

from collections.abc import Mapping

from domain.notices import Notice
from handlers.desk import Reader
from handlers.notices import COMPOSERS
from scheduler.delivery import Composer
from services.act import Door
from services.outbox import ChatLine
from services.people import people
from services.ports import Message
from services.texts import speech


def composer(door: Door) -> Composer:
    async def compose(notice: Notice, line: ChatLine, values: Mapping[str, object]) -> Message | None:
        async with door.database.read(short=True) as session:
            actor = (await door.within(session).look(people.actors, [line.chat_id]))[line.chat_id]
            reader = Reader(door.within(session, actor), actor, speech(actor.language))
            return await COMPOSERS[notice](reader, values)

    return compose
