"""What forms share that ask behind which door of a building somebody is going to live."""

from abc import abstractmethod
from typing import Any, ClassVar

from handlers.desk import Desk
from handlers.form.forms import Draft, Form
from handlers.form.inputs import Kind
from services.ports import Message
from services.visit import home_moves
from services.visit.home_places import Target


class DoorForm(Form):
    """The `building` is there from the start."""

    takes: ClassVar = {Kind.WORDS: "door"}
    sealed = frozenset({"door"})

    @abstractmethod
    async def check(self, desk: Desk, draft: Draft, to: Target) -> None:
        """Refuses a door that cannot be, where it was asked for."""

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if "door" in draft.pieces else "door"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        compound, building = await desk.act.look(home_moves.building_name, draft.pieces["building"])
        return Message(text=desk.t("home-move-ask-door", compound=compound, building=building))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        await self.check(desk, draft, to_door(draft, value))
        await super().put(desk, draft, piece, value)


def to_door(draft: Draft, door: str | None = None) -> Target:
    """`door`, or the one that the draft has."""
    return Target(building_id=draft.pieces["building"], door=draft.pieces["door"] if door is None else door)
