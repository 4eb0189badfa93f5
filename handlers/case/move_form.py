"""The little form of a move that needs something: a reason, evidence, a date, somebody, a grid, another case."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from domain.case_flow import Move, Needs, Party, Step
from domain.errors import MoveNotOpen, NotAllowed, NotFound, TooManyReopenings
from handlers.case.case_cards import case_card
from handlers.case.move_pieces import PIECES, until_said
from handlers.case.standard_cards import measure
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form import forms
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.numbers import number_in
from handlers.report.report_cards import with_received
from handlers.when import on_day
from services.case import case_choices, case_merge, case_moves, case_rating
from services.case.case_given import has_photo
from services.case.case_views import CaseCard
from services.ports import Button, Message

# need                   what is asked for it, in the order in which it is asked
ASKED: Mapping[Needs, tuple[str, ...]] = {
    Needs.HANDLER: ("handler",),
    Needs.GRID: ("grid",),
    Needs.OTHER: ("other",),
    Needs.CATEGORY: ("category",),
    Needs.UNTIL: ("until",),
    Needs.EVIDENCE: ("note",),
    Needs.REASON: ("note",),
    Needs.NOTE: ("note",),
    Needs.PHOTO: ("photos",),
}
AT_ONCE = frozenset({Move.DISPATCH, Move.CATEGORISE})
"""One tap chooses and makes them; nothing that the reporter would read is written."""
TEMPLATES = 3
WRITTEN = {"until", "other"}


async def start_move(desk: Desk, card: CaseCard, step: Step) -> tuple[Message, ...]:
    """Opens the form of a move that `step` lets the reader make."""
    asks = [piece for need, pieces in ASKED.items() if need in step.needs for piece in pieces]
    if Needs.GRID in step.needs and Party.STREET in card.parties:
        asks = ["community", *asks]
    if Needs.EVIDENCE in step.needs and card.kind == "hazard":
        asks = ["photos", *asks]
    pieces = {"number": card.number, "move": step.move, "kind": card.kind, "about": card.category, "asks": asks}
    return await forms.start(desk, Draft(MoveForm.name, pieces=pieces))


def takes_numbers(draft: Draft | None) -> bool:
    """Whether the open form asks for a case's number, so that one typed is its answer."""
    return draft is not None and draft.form == MoveForm.name and draft.asking == "other"


class MoveForm(Form):
    """There from the start: `number`, `move`, `kind`, `about` (the category), and `asks`, the pieces in their order."""

    name = "move"
    takes: ClassVar = {Kind.WORDS: "note", Kind.PHOTO: "photos", Kind.VOICE: "photos"}
    many = frozenset({"photos"})
    gathers = True
    about = ("number", "move")

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return next((piece for piece in draft.pieces["asks"] if not _is_there(draft, piece)), None)

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """What is chosen by buttons takes no words; a date and a number may be typed."""
        if given.kind is Kind.WORDS and draft.asking in PIECES:
            return draft.asking if draft.asking in WRITTEN else None
        return super().piece_for(draft, given)

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        move, number, files = Move(draft.pieces["move"]), draft.pieces["number"], draft.pieces.get("photos", [])
        if piece in PIECES:
            return await PIECES[piece](desk, draft)
        if piece == "photos":
            question = [desk.t("move-ask-photo", number=number), *measure(desk.t, move, draft.pieces["about"])]
            return Message(text=with_received(desk, files, "\n".join(question)))
        rows = []
        if move is Move.REJECT:
            keys = [f"reject-reason-{draft.pieces['kind']}-{n}" for n in range(1, TEMPLATES + 1)]
            rows = choices(draft, "note", [(key, desk.t.plain(key)) for key in keys], per_row=1)
        question = [desk.t(f"move-ask-{move}", number=number), *measure(desk.t, move, draft.pieces["about"])]
        return Message(text=with_received(desk, files, "\n".join(question)), buttons=tuple(rows))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        """A reason from the templates, a page of choices, or a choice."""
        if piece == "note":
            value = desk.t.plain(value)
        if piece == "community":
            draft.pieces.pop("page", None)
        await self.put(desk, draft, piece, value)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        if piece == "until":
            value = until_said(desk, value)
        if piece == "other":
            value = await desk.act.look(case_merge.can_merge, draft.pieces["number"], number_in(value))
        await super().put(desk, draft, piece, value)

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return draft.pieces["move"] in AT_ONCE

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        lines = [t("move-card", number=pieces["number"], move=t.plain(f"move-{pieces['move']}"))]
        if "grid" in pieces:
            lines.append(t("move-to", place=await desk.act.look(case_choices.name_of, int(pieces["grid"]))))
        if "other" in pieces:
            lines.append(t("move-other", other=pieces["other"]))
        if "until" in pieces:
            lines.append(t("move-until", day=on_day(t, date.fromisoformat(pieces["until"]), desk.act.ctx.today)))
        if pieces.get("note"):
            lines.append(t("move-said", note=clip(pieces["note"], WORDS_ON_CARD)))
        files = pieces.get("photos", [])
        photos = sum(file["kind"] == "photo" for file in files)
        if files:
            lines.append(t("report-media", photos=photos, voices=len(files) - photos))
        edit = [(Button(t.plain("form-edit-note"), tap(draft, "edit", "note")),)] if pieces.get("note") else []
        return Message(text="\n".join(lines), buttons=((Button(t.plain("form-send"), tap(draft, "send")),), *edit))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """The record in the form's place, and the case as it is now, unless it went out of the reader's sight."""
        number, move = draft.pieces["number"], Move(draft.pieces["move"])
        try:
            await desk.act(case_moves.move, number, move, given(draft.pieces))
            said = desk.t("move-recorded", number=number, move=desk.t.plain(f"move-{move}-done"))
        except TooManyReopenings as refusal:
            await desk.act(case_rating.to_the_street, number, draft.pieces["note"])
            said = desk.t(refusal.key)
        except (MoveNotOpen, NotAllowed, NotFound) as refusal:
            said = desk.t(refusal.key, **refusal.values)
        record = Message(text=said, card=draft.card)
        try:
            return record, await case_card(desk, number, fresh=True)
        except NotFound:
            return (record,)


def given(pieces: Mapping[str, Any]) -> case_moves.Given:
    """What the form has collected, as the move takes it."""
    return case_moves.Given(
        note=pieces.get("note"),
        files=pieces.get("photos", ()),
        until=date.fromisoformat(pieces["until"]) if "until" in pieces else None,
        handler_id=int(pieces["handler"]) if "handler" in pieces else None,
        grid_id=int(pieces["grid"]) if "grid" in pieces else None,
        other=pieces.get("other"),
        category=pieces.get("category"),
    )


def _is_there(draft: Draft, piece: str) -> bool:
    """A question or a note may be a photo or a voice note; a hazard that is gone is shown on a photo."""
    pieces = draft.pieces
    if piece == "photos":
        return has_photo(pieces.get("photos", ()))
    if piece == "note" and pieces["move"] in (Move.NOTE, Move.ASK):
        return bool(pieces.get("note") or pieces.get("photos"))
    return bool(pieces.get(piece))


register(MoveForm())
