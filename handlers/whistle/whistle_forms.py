"""Two little forms: blowing the whistle, and the words that a step of a call needs."""

from typing import Any, ClassVar

from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.whistle.whistle_cards import board_card, task_card
from services.ports import Button, Message
from services.whistle import whistle_views, whistles

CHOSEN = "✓ "
REASONS = {"decline": (1, 2, 3), "hand_back": (), "call_off": (), "sign_off": ()}
WITH_PHOTOS = frozenset({"sign_off"})


class WhistleForm(Form):
    """Pieces: the kinds, switched on and off by taps until that is said to be all; then what is needed."""

    name = "whistle"
    takes: ClassVar = {Kind.WORDS: "needed"}
    about = ("number",)

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        if not draft.pieces.get("kinds") or not draft.pieces.get("chosen"):
            return "kinds"
        return None if draft.pieces.get("needed") else "needed"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, number = desk.t, draft.pieces["number"]
        if piece == "needed":
            return Message(text=t("whistle-ask-needed", number=number))
        offered = await desk.act.look(whistle_views.offers, number)
        kinds = draft.pieces.get("kinds", [])
        options = [
            (
                one.kind,
                (CHOSEN if one.kind in kinds else "")
                + t.plain("whistle-offer", kind=t.plain(f"force-{one.kind}"), people=one.people, on_duty=one.on_duty),
            )
            for one in offered
        ]
        rows = choices(draft, "kinds", options, per_row=1)
        if kinds:
            rows.append((Button(t.plain("whistle-chosen", count=len(kinds)), tap(draft, "pick", "chosen", "yes")),))
        return Message(
            text=t("whistle-ask-kinds" if offered else "whistle-no-kinds", number=number), buttons=tuple(rows)
        )

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        """A tap on a kind switches it."""
        if piece == "kinds":
            kinds = draft.pieces.get("kinds", [])
            draft.pieces["kinds"] = [one for one in kinds if one != value] if value in kinds else [*kinds, value]
            return
        await self.put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        kinds = tuple(f"force-{kind}" for kind in pieces["kinds"])
        lines = [t("whistle-confirm", number=pieces["number"], kinds=kinds)]
        lines.append(t("whistle-needed", needed=clip(pieces["needed"], WORDS_ON_CARD)))
        rows = (
            (Button(t.plain("whistle-send"), tap(draft, "send")),),
            (Button(t.plain("form-edit-note"), tap(draft, "edit", "needed")),),
        )
        return Message(text="\n".join(lines), buttons=rows)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        new = await desk.act(whistles.blow, pieces["number"], pieces["kinds"], pieces["needed"])
        board = await desk.act.look(whistle_views.board, pieces["number"])
        silent = tuple(f"force-{call.kind}" for call in board.calls if call.id in new and call.silent)
        lines = [desk.t("whistle-blown", number=pieces["number"])] if len(silent) < len(new) else []
        lines += [desk.t("whistle-blown-silent", number=pieces["number"], kinds=silent)] if silent else []
        return Message(text="\n".join(lines), card=draft.card), board_card(desk, board, fresh=True)


class TaskForm(Form):
    """`whistle`, `do` and `number` are there from the start: sign_off, hand_back, decline or call_off."""

    name = "whistle_step"
    takes: ClassVar = {Kind.WORDS: "note", Kind.PHOTO: "photos"}
    many = frozenset({"photos"})
    about = ("whistle", "do")

    def piece_for(self, draft: Draft, given: Any) -> str | None:
        """Only what was done is shown by a photo."""
        piece = super().piece_for(draft, given)
        return None if piece == "photos" and draft.pieces["do"] not in WITH_PHOTOS else piece

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if draft.pieces.get("note") else "note"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, pieces = desk.t, draft.pieces
        reasons = [(f"whistle-reason-{n}", t.plain(f"whistle-reason-{n}")) for n in REASONS[pieces["do"]]]
        lines = [t(f"whistle-ask-{pieces['do']}", number=pieces["number"])]
        if pieces.get("photos"):
            lines.insert(0, t("report-received-photos", count=len(pieces["photos"])))
        return Message(text="\n".join(lines), buttons=tuple(choices(draft, "note", reasons, per_row=1)))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        """A reason from the templates."""
        await self.put(desk, draft, piece, desk.t.plain(value))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        lines = [t(f"whistle-confirm-{pieces['do']}", number=pieces["number"])]
        lines.append(t("move-said", note=clip(pieces["note"], WORDS_ON_CARD)))
        if pieces.get("photos"):
            lines.append(t("report-media", photos=len(pieces["photos"]), voices=0))
        rows = (
            (Button(t.plain("form-send"), tap(draft, "send")),),
            (Button(t.plain("form-edit-note"), tap(draft, "edit", "note")),),
        )
        return Message(text="\n".join(lines), buttons=rows)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        whistle, note = pieces["whistle"], pieces["note"]
        done = Message(text=desk.t("whistle-recorded", number=pieces["number"]), card=draft.card)
        match pieces["do"]:
            case "call_off":
                await desk.act(whistles.call_off, whistle, note)
                return done, board_card(desk, await desk.act.look(whistle_views.board, pieces["number"]), fresh=True)
            case "sign_off":
                await desk.act(whistles.sign_off, whistle, note, pieces.get("photos", ()))
            case "hand_back":
                await desk.act(whistles.hand_back, whistle, note)
            case "decline":
                await desk.act(whistles.decline, whistle, note)
        return done, task_card(desk, await desk.act.look(whistle_views.task, whistle), fresh=True)


register(WhistleForm())
register(TaskForm())
