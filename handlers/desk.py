"""What a handler is given: the door, who is asking, their texts, and where their conversation stands."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext

from services.act import Act, Actor
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
