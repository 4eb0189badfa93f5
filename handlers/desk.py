"""What a handler is given: the door, who is asking, their texts, and where their conversation stands."""

from dataclasses import dataclass, replace
from typing import Self

from aiogram.fsm.context import FSMContext

from services.act import Act, Actor
from services.people import people
from services.ports import Message
from services.texts import Speech

Replies = Message | tuple[Message, ...] | None


@dataclass(frozen=True)
class Reader:
    """Somebody to whom something is shown. `act` runs use cases that write, `act.look` those that only read; `t` speaks
    the person's language."""

    act: Act
    actor: Actor
    t: Speech


@dataclass(frozen=True)
class Desk(Reader):
    """Somebody who has just said something."""

    state: FSMContext

    async def as_now(self) -> Self:
        """The desk with the rights that the person has by now."""
        chat = self.actor.chat_id
        if chat is None:
            return self
        return self.of((await self.act.look(people.actors, [chat]))[chat])

    def of(self, actor: Actor) -> Self:
        """The same desk, with who speaks there known anew."""
        return replace(self, actor=actor, act=replace(self.act, ctx=replace(self.act.ctx, actor=actor)))
