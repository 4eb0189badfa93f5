"""替居民登记: a worker writes down, face to face, what somebody without a chat wants dealt with."""

from dataclasses import replace
from typing import Any, ClassVar

from domain.contact import Contact, contact_in, is_phone, phone_in
from domain.errors import NotAllowed
from domain.roles import Role
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.people.home import ask_home, took_home
from handlers.report.behalf_cards import behalf_card, filed_card
from handlers.report.mailbox_cards import LetterTap
from handlers.report.report import REPORT, ReportForm, filing_of
from handlers.report.report_cards import edits, with_received
from services.case import case_contact, collecting
from services.ports import Button, Message

NOBODY = "none"


class BehalfForm(Form):
    """Words, files and a place as in a report; instead of the place a spot of the worker's grids ("grid.compound"); and
    `contact`, sealed: the draft lies in the database."""

    name = "behalf"
    takes: ClassVar = {**ReportForm.takes, Kind.PHONE: "contact"}
    many = ReportForm.many
    sealed = frozenset({"contact"})

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return REPORT.completes(desk, draft)

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        """In danger only the consent; what is known is filed at once."""
        pieces = draft.pieces
        if not desk.actor.consented and not pieces.get("consent"):
            return "consent"
        if self.completes(desk, draft):
            return None
        if not pieces.get("words") and not any(file["kind"] == "voice" for file in pieces.get("media", [])):
            return "words"
        if "place" not in pieces and "spot" not in pieces and "place" not in draft.skipped:
            return "place"
        if not pieces.get("category"):
            return "category"
        if "contact" not in pieces:
            return "contact"
        return None if pieces.get("category") else "category"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, media = desk.t, draft.pieces.get("media", [])
        match piece:
            case "consent":
                return await ask_home(desk, draft, piece)
            case "words":
                letter = Button(t.plain("letter-instead"), LetterTap(box=0).pack())
                return Message(text=with_received(desk, media, t("behalf-ask-words")), buttons=((letter,),))
            case "place":
                text = with_received(desk, media, t("behalf-ask-place"))
                return Message(text=text, buttons=tuple(choices(draft, "spot", await _spots(desk))))
            case "contact":
                rows = choices(draft, "contact", [(NOBODY, t.plain("behalf-no-contact"))])
                return Message(text=t("behalf-ask-contact"), buttons=tuple(rows))
        return await REPORT.ask(desk, draft, piece)

    def accepts(self, piece: str, kind: Kind) -> bool:
        return super().accepts(piece, kind) or (piece == "contact" and kind is Kind.WORDS)

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """A number on its own, sent after the question, is whom to call and nothing to be read by everybody."""
        later = draft.asking is None and "contact" in draft.pieces and given.kind is Kind.WORDS
        return "contact" if later and is_phone(given.value) else super().piece_for(draft, given)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        if piece == "contact":
            said = _contact(value)
            if draft.asking != piece and said.name is None:
                said = replace(said, name=_known(desk, draft).name)
            draft.pieces["contact"] = case_contact.seal_draft(desk.act.ctx, draft.submission, said)
            return
        if piece == "place":
            draft.pieces.pop("spot", None)
        await REPORT.put(desk, draft, piece, value)

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        match piece:
            case "spot":
                draft.pieces.pop("place", None)
                draft.pieces["spot"] = value
            case "contact":
                draft.pieces["contact"] = {}
            case "consent":
                draft.pieces["consent"] = value
                return await took_home(desk, draft, piece)
            case _:
                return await REPORT.pick(desk, draft, piece, value)
        return None

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return behalf_card(desk, draft, _known(desk, draft), dict(await _spots(desk)))

    def lines(self, desk: Desk, draft: Draft) -> list[Button]:
        return edits(desk, draft)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        grid, _, compound = (pieces.get("spot") or await _first_spot(desk)).partition(".")
        filing = replace(
            filing_of(draft),
            unit_id=int(grid),
            compound_id=int(compound) if compound and "place" not in pieces else None,
            contact=_known(desk, draft),
        )
        return (filed_card(desk, draft, await desk.act(collecting.file_for_somebody, filing)),)


register(BehalfForm())


def _known(desk: Desk, draft: Draft) -> Contact:
    return case_contact.open_draft(desk.act.ctx, draft.submission, draft.pieces.get("contact", {}))


def _contact(value: Any) -> Contact:
    """From words, or from a contact of the address book."""
    if isinstance(value, str):
        return contact_in(value)
    return Contact(value["name"] or None, phone_in(value["phone"]))


async def _spots(desk: Desk) -> list[tuple[str, str]]:
    """Value and name of the places to choose from. NotAllowed once the actor works no grid."""
    spots = await desk.act.look(collecting.own_spots)
    if not spots:
        raise NotAllowed
    return [
        (f"{spot.grid_id}.{spot.compound_id}", spot.compound)
        if spot.compound
        else (f"{spot.grid_id}.", desk.t.plain("behalf-in-grid", grid=spot.grid))
        for spot in spots
    ]


async def _first_spot(desk: Desk) -> str:
    return (await _spots(desk))[0][0]


async def start_behalf(desk: Desk, inputs: list[Input]) -> Replies:
    if not desk.actor.has(Role.GRID_WORKER):
        raise NotAllowed
    return await forms.start(desk, Draft("behalf"), inputs)
