"""How letters look: the card to confirm, and the way to the next letter."""

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Desk
from handlers.form.forms import Draft
from handlers.report.report_cards import anonymous_lines, edit_row, lines_of, send_row
from services.case.mailboxes import Box
from services.ports import Button, Message


class LetterTap(CallbackData, prefix="lt"):
    """A letter out of `box`; 0: one that is still to be chosen."""

    box: int


def box_card(desk: Desk, draft: Draft, box: Box) -> Message:
    """Anonymous, and no button that would change it."""
    t = desk.t
    shared = bool(draft.pieces.get("place"))
    place = t.plain("report-place-shared") if shared else t.plain("mailbox-place", name=box.name)
    lines = lines_of(desk, draft, place)
    lines += anonymous_lines(desk, draft) if draft.form == "drop" else [t("letter-anonymous")]
    return Message(text="\n".join(lines), buttons=(send_row(desk, draft), edit_row(desk, draft)))


def again_button(desk: Desk, box_id: int) -> Button:
    return Button(desk.t.plain("letter-again"), LetterTap(box=box_id).pack())


def empty_button(desk: Desk, box: Box) -> Button:
    """For the worker at the box, who has the same poster before them."""
    return Button(desk.t.plain("letter-empty"), LetterTap(box=box.id).pack())
