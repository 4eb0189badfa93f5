"""The little forms around photo checks: the community's reason, and the rider's appeal."""

from typing import ClassVar

from domain.photo_errors import AppealedBefore, NothingToAppeal, OwnRuling, PhotoRuled
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.points.photo_tap import about_of
from handlers.report.report_cards import with_received
from services.points import photo_rulings
from services.ports import Button, Message

TEMPLATES = 2


class RulingForm(Form):
    """There from the start: `number`, `about`, `round`, `pays`. A reason, chosen or written, ends it."""

    name = "photo_ruling"
    takes: ClassVar = {Kind.WORDS: "why"}
    about = ("number", "about", "round", "pays")

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("why") else "why"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, what = desk.t, "pays" if draft.pieces["pays"] else "refuse"
        keys = [f"photo-reason-{what}-{n}" for n in range(1, TEMPLATES + 1)]
        rows = choices(draft, "why", [(key, t.plain(key)) for key in keys], per_row=1)
        return Message(
            text=t(f"photo-ask-{what}", number=draft.pieces["number"], about=about_of(draft.pieces)),
            buttons=tuple(rows),
        )

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        await self.put(desk, draft, piece, desk.t.plain(value))

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return await self.ask(desk, draft, "why")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces, number, about = draft.pieces, draft.pieces["number"], about_of(draft.pieces)
        said = desk.t("photo-done-pays" if pieces["pays"] else "photo-done-refuse", number=number, about=about)
        ruled = {"pays": pieces["pays"], "why": pieces["why"], "about": about}
        try:
            await desk.act(photo_rulings.rule, number, pieces["round"], **ruled)
        except (PhotoRuled, OwnRuling) as refusal:
            said = desk.t(refusal.key, **refusal.values)
        return (Message(text=said, card=draft.card),)


class AppealForm(Form):
    """`number` and `about` are there from the start; words, photos and voice notes in any order, then the card."""

    name = "photo_appeal"
    takes: ClassVar = {Kind.WORDS: "words", Kind.PHOTO: "files", Kind.VOICE: "files"}
    many = frozenset({"files"})
    gathers = True
    about = ("number", "about")

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("words") or draft.pieces.get("files") else "words"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        return Message(text=desk.t("photo-ask-appeal", number=draft.pieces["number"]))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        lines = [t("photo-appeal-card", number=pieces["number"])]
        if pieces.get("words"):
            lines.append(t("photo-appeal-words", words=clip(pieces["words"], WORDS_ON_CARD), about=about_of(pieces)))
        text = with_received(desk, pieces.get("files", []), "\n".join(lines))
        edit = [(Button(t.plain("form-edit-note"), tap(draft, "edit", "words")),)] if pieces.get("words") else []
        return Message(text=text, buttons=((Button(t.plain("form-send"), tap(draft, "send")),), *edit))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces, number = draft.pieces, draft.pieces["number"]
        said = desk.t("photo-appealed", number=number)
        try:
            await desk.act(photo_rulings.appeal, number, pieces.get("words"), pieces.get("files", ()), about_of(pieces))
        except (AppealedBefore, NothingToAppeal) as refusal:
            said = desk.t(refusal.key)
        return (Message(text=said, card=draft.card),)


register(RulingForm())
register(AppealForm())
