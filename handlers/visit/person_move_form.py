"""One of a household goes to live behind another door: the door, what it changes, then done."""

from typing import Any, ClassVar

from domain.handover_errors import HomeMovedOn
from handlers.desk import Desk
from handlers.form.buttons import tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.home_cards import HomeMoveTap, address_line, changes
from services.ports import Button, Message
from services.visit import home_moves, person_moves
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.person_moves import PersonPreview


class PersonMoveForm(Form):
    """`household`, where it `stood`, `who` of it goes and to which `building` are there from the start."""

    name = "person_move"
    takes: ClassVar = {Kind.WORDS: "door"}
    sealed = frozenset({"door"})
    cancelled = "person-move-left"

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if "door" in draft.pieces else "door"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        compound, building = await desk.act.look(home_moves.building_name, draft.pieces["building"])
        return Message(text=desk.t("home-move-ask-door", compound=compound, building=building))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A door that cannot be is refused where it was asked for."""
        await desk.act.look(person_moves.preview, *_who(draft), _to(draft, value))
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        found = await desk.act(person_moves.look_at, *_who(draft), _to(draft, draft.pieces["door"]))
        sure = Button(desk.t.plain("home-move-sure"), tap(draft, "send"))
        return Message(text="\n".join(_lines(desk, found)), buttons=((sure,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Whoever comes second is shown where the household stands now."""
        to, t = _to(draft, draft.pieces["door"]), desk.t
        try:
            await desk.act(person_moves.move, *_who(draft), Stood(*draft.pieces["stood"]), to)
        except HomeMovedOn as refusal:
            again = Button(t.plain("home-move-again"), HomeMoveTap(do="home", id=draft.pieces["household"]).pack())
            return (Message(text=t(refusal.key), buttons=((again,),), card=draft.card),)
        return (Message(text=t("person-move-done"), card=draft.card),)


def _who(draft: Draft) -> tuple[int, int]:
    """Household and person."""
    return draft.pieces["household"], draft.pieces["who"]


def _to(draft: Draft, door: str) -> Target:
    return Target(building_id=draft.pieces["building"], door=door)


def _lines(desk: Desk, found: PersonPreview) -> list[str]:
    t = desk.t
    home = address_line(desk, found.move.address)
    lines = [t("person-move-title", name=found.name or t.plain("visit-no-name"), home=home)]
    lines += changes(desk, found.move)
    lines.append(t("person-move-joins", people=found.joins) if found.joins else t("person-move-new-home"))
    return [*lines, *([] if found.stay else [t("person-move-last")])]


register(PersonMoveForm())
