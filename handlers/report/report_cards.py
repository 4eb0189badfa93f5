"""How a report looks: the card to confirm, the record that stays, and the numbers to call in danger."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.case_flow import CaseKind
from domain.danger import Danger
from handlers.case.case_cards import CaseTap, holidays_open
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form.buttons import lines_button, tap
from handlers.form.forms import Draft
from handlers.when import by_when
from handlers.wish.wish_tap import WishTap
from services.case.cases import Filed
from services.ports import Button, Message


def confirm_card(desk: Desk, draft: Draft) -> Message:
    """Everything on one card; each line has its button, the category's at once and the others' behind one."""
    lines = lines_of(desk, draft, _place(desk, draft))
    if draft.pieces.get("anonymous"):
        lines += anonymous_lines(desk, draft)
    return Message(text="\n".join(lines), buttons=_buttons(desk, draft))


def lines_of(desk: Desk, draft: Draft, place: str) -> list[str]:
    """What a report says, line by line."""
    t, pieces = desk.t, draft.pieces
    media = pieces.get("media", [])
    photos = sum(file["kind"] == "photo" for file in media)
    return [
        t("report-confirm"),
        "",
        t("report-kind", kind=t.plain(f"kind-{pieces['kind']}")),
        t("report-category", category=t.plain(f"category-{pieces['category']}")),
        t("report-words", words=clip(pieces.get("words", ""), WORDS_ON_CARD) or t.plain("case-no-words")),
        t("report-media", photos=photos, voices=len(media) - photos),
        t("report-place", place=place),
    ]


def anonymous_lines(desk: Desk, draft: Draft) -> list[str]:
    """That nobody sees who it is; a voice is known by its sound."""
    spoken = any(file["kind"] == "voice" for file in draft.pieces.get("media", []))
    return [desk.t("report-anonymous"), *([desk.t("report-anonymous-voice")] if spoken else [])]


def edits(desk: Desk, draft: Draft) -> list[Button]:
    """What is seldom changed. A need is of the household that was visited: neither its kind nor its place is open."""
    seldom = ("words", "media") if draft.pieces["kind"] == CaseKind.NEED else ("words", "kind", "place", "media")
    return [edit_button(desk, draft, piece) for piece in seldom]


def edit_row(desk: Desk, draft: Draft) -> tuple[Button, ...]:
    return edit_button(desk, draft, "category"), lines_button(desk, draft)


def edit_button(desk: Desk, draft: Draft, piece: str) -> Button:
    return Button(desk.t.plain(f"report-edit-{piece}"), tap(draft, "edit", piece))


def send_row(desk: Desk, draft: Draft) -> tuple[Button, ...]:
    return (Button(desk.t.plain("form-send"), tap(draft, "send")),)


def with_received(desk: Desk, media: Sequence[Mapping[str, Any]], question: str, *, place: bool = False) -> str:
    """The question under what has come, so that nobody wonders whether it arrived."""
    t = desk.t
    photos = sum(file["kind"] == "photo" for file in media)
    voices = len(media) - photos
    lines = [t("report-received-photos", count=photos)] if photos else []
    lines += [t("report-received-voices", count=voices)] if voices else []
    lines += [t("report-received-place")] if place else []
    return "\n".join([*lines, question])


def _place(desk: Desk, draft: Draft) -> str:
    pieces, t = draft.pieces, desk.t
    if "household" in pieces:
        return t.plain("report-place-household")
    if pieces.get("place"):
        return t.plain("report-place-shared")
    return t.plain("report-place-near" if pieces.get("anonymous") else "report-place-home")


def _buttons(desk: Desk, draft: Draft) -> tuple[tuple[Button, ...], ...]:
    t, pieces = desk.t, draft.pieces
    hidden = bool(pieces.get("anonymous"))
    anonymous = Button(
        t.plain("report-named" if hidden else "report-hide"),
        tap(draft, "pick", "anonymous", "no" if hidden else "yes"),
    )
    rows = send_row(desk, draft), edit_row(desk, draft)
    return rows if pieces["kind"] == CaseKind.NEED else (*rows, (anonymous,))


def filed_card(desk: Desk, draft: Draft, filed: Filed) -> Message:
    """The record: the number, who has it, and by when something happens."""
    t = desk.t
    when = by_when(t, filed.respond_by, desk.act.clock.now(), desk.act.ctx.zone)
    lines = [
        t("report-filed", number=filed.number, kind=t.plain(f"kind-{filed.kind}")),
        t("report-next", when=when),
        *holidays_open(desk, filed),
    ]
    if filed.call_now:
        lines.insert(0, t("danger-call", numbers=" ".join(filed.call_now)))
    follow = Button(t.plain("report-follow"), CaseTap(do="open", number=filed.number).pack())
    rows = [(follow,)]
    if filed.kind is CaseKind.WISH and not filed.call_now:
        lines += ["", t("wish-offer-line")]
        rows.append((Button(t.plain("wish-do-offer"), WishTap(do="of", code=filed.number).pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=draft.card)


def speaks_of_danger(desk: Desk, words: str) -> Danger | None:
    return desk.act.ctx.settings.cases.danger_in(words)
