"""The little form of a move that needs words or a photo: resolving with evidence, rejecting with a reason."""

from typing import Any, ClassVar

from domain.case_flow import Move
from domain.errors import TooManyReopenings
from handlers.case_cards import case_card
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.forms import Draft, Form, choices, register, tap
from handlers.inputs import Kind
from handlers.report_cards import with_received
from services import case_moves, cases
from services.ports import Button, Message


class MoveForm(Form):
    """`number` and `move` are there from the start; `photo_needed` for a hazard's evidence."""

    name = "move"
    takes: ClassVar = {Kind.WORDS: "note", Kind.PHOTO: "photos", Kind.VOICE: "photos"}
    many = frozenset({"photos"})

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        if draft.pieces.get("photo_needed") and not case_moves.has_photo(draft.pieces.get("photos", ())):
            return "photos"
        if not draft.pieces.get("note"):
            return "note"
        return None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        move, number, files = draft.pieces["move"], draft.pieces["number"], draft.pieces.get("photos", [])
        if piece == "photos":
            return Message(text=with_received(desk, files, desk.t("move-ask-photo", number=number)))
        key = f"move-ask-{move}"
        rows = []
        if move == Move.REJECT:
            reasons = [(f"reject-reason-{n}", desk.t.plain(f"reject-reason-{n}")) for n in (1, 2, 3)]
            rows = choices(draft, "note", reasons, per_row=1)
        return Message(text=with_received(desk, files, desk.t(key, number=number)), buttons=tuple(rows))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        """A reason from the templates."""
        await self.put(desk, draft, piece, desk.t.plain(value))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """More words are added to those that are there."""
        if piece == "note" and draft.asking != "note" and draft.pieces.get("note"):
            value = f"{draft.pieces['note']}\n{value}"
        if piece == "note":
            cases.check_length(desk.act.ctx, value)
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        files = pieces.get("photos", [])
        photos = sum(file["kind"] == "photo" for file in files)
        lines = [
            t("move-card", number=pieces["number"], move=t.plain(f"move-{pieces['move']}")),
            t("move-said", note=clip(pieces["note"], WORDS_ON_CARD)),
        ]
        if files:
            lines.append(t("report-media", photos=photos, voices=len(files) - photos))
        buttons = (
            (Button(t.plain("form-send"), tap(draft, "send")),),
            (Button(t.plain("form-edit-note"), tap(draft, "edit", "note")),),
        )
        return Message(text="\n".join(lines), buttons=buttons)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        number, move = pieces["number"], Move(pieces["move"])
        try:
            await desk.act(case_moves.move, number, move, case_moves.Given(pieces["note"], pieces.get("photos", ())))
        except TooManyReopenings as refusal:
            await desk.act(case_moves.to_the_street, number, pieces["note"])
            return (Message(text=desk.t(refusal.key), card=draft.card),)
        done = desk.t("move-recorded", number=number, move=desk.t.plain(f"move-{move}-done"))
        return Message(text=done, card=draft.card), await case_card(desk, number, fresh=True)


register(MoveForm())
