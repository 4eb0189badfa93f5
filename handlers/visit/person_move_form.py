"""One of a household goes to live behind another door: the door, what it changes, then done."""

from domain.handover_errors import HomeMovedOn
from handlers.desk import Desk
from handlers.form.buttons import tap
from handlers.form.forms import Draft, register
from handlers.visit.door_form import DoorForm, to_door
from handlers.visit.home_cards import HomeMoveTap, address_line, changes
from services.ports import Button, Message
from services.visit import person_moves
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.person_moves import PersonPreview


class PersonMoveForm(DoorForm):
    """`household`, where it `stood` and `who` of it goes are there from the start too."""

    name = "person_move"
    cancelled = "person-move-left"

    async def check(self, desk: Desk, draft: Draft, to: Target) -> None:
        await desk.act.look(person_moves.preview, *_who(draft), to)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        found = await desk.act(person_moves.look_at, *_who(draft), to_door(draft))
        sure = Button(desk.t.plain("home-move-sure"), tap(draft, "send"))
        return Message(text="\n".join(_lines(desk, found)), buttons=((sure,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Whoever comes second is shown where the household stands now."""
        t = desk.t
        try:
            await desk.act(person_moves.move, *_who(draft), Stood(*draft.pieces["stood"]), to_door(draft))
        except HomeMovedOn as refusal:
            again = Button(t.plain("home-move-again"), HomeMoveTap(do="home", id=draft.pieces["household"]).pack())
            return (Message(text=t(refusal.key), buttons=((again,),), card=draft.card),)
        return (Message(text=t("person-move-done"), card=draft.card),)


def _who(draft: Draft) -> tuple[int, int]:
    """Household and person."""
    return draft.pieces["household"], draft.pieces["who"]


def _lines(desk: Desk, found: PersonPreview) -> list[str]:
    t = desk.t
    home = address_line(desk, found.move.address)
    lines = [t("person-move-title", name=found.name or t.plain("visit-no-name"), home=home)]
    lines += changes(desk, found.move)
    lines.append(t("person-move-joins", people=found.joins) if found.joins else t("person-move-new-home"))
    return [*lines, *([] if found.stay else [t("person-move-last")])]


register(PersonMoveForm())
