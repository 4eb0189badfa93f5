"""How a hazard looks while it is filed: questions, what lies near by, the card to confirm, the record that stays."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.case.case_cards import CaseTap, holidays_open
from handlers.clip import WORDS_ON_CARD, clip, short
from handlers.desk import Desk
from handlers.form.buttons import choices, lines_button, tap
from handlers.form.forms import Draft
from handlers.rider.rider_cards import RiderTap, agreement_text
from handlers.when import by_when, on_day
from services.case.case_nearby import Joined, JoinOutcome, Similar
from services.case.cases import Filed
from services.ports import Button, Message

SIMILAR_SHOWN = 3
SELDOM = ("media", "place", "words")
"""What is seldom changed on the card: behind one button."""
LAST = "last"
"""The answer that it is solved, that the photo sent last shows it, and that all of it be sent."""


def agreement_ask(desk: Desk, draft: Draft) -> Message:
    accept = Button(desk.t.plain("rider-button-accept"), tap(draft, "pick", "agreement", "yes"))
    return Message(text=agreement_text(desk), buttons=((accept,),))


def media_ask(desk: Desk, draft: Draft) -> Message:
    """Asked for again from the confirm card, it means one more."""
    photos = len(photos_of(draft))
    return Message(text=desk.t("hazard-ask-more", photos=photos) if photos else desk.t("hazard-ask-photo"))


def category_ask(desk: Desk, draft: Draft, offered: Sequence[str]) -> Message:
    """The photo does not say it: the likeliest as buttons, the others one tap further."""
    t, pieces = desk.t, draft.pieces
    rows = choices(draft, "category", [(key, t.plain(f"category-{key}")) for key in offered])
    if not pieces.get("category") and not pieces.get("category_all"):
        rows.append((Button(t.plain("hazard-category-other"), tap(draft, "pick", "category", "all")),))
    return Message(text=t("hazard-ask-category"), buttons=tuple(rows))


def after_ask(desk: Desk, draft: Draft) -> Message:
    """Asked for again from the confirm card, it means one more."""
    return Message(text=desk.t("hazard-ask-after"), buttons=((_solved(desk, draft, "no"),),))


def with_danger(desk: Desk, draft: Draft, message: Message) -> Message:
    """The numbers to call stand above everything, as long as the words speak of danger."""
    danger = desk.act.ctx.settings.cases.danger_in(draft.pieces.get("words", ""))
    if danger is None:
        return message
    return replace(message, text=f"{desk.t('danger-call', numbers=' '.join(danger.numbers))}\n\n{message.text}")


def similar_card(desk: Desk, draft: Draft, found: Sequence[Similar]) -> Message:
    """What others reported here. One tap joins, the other goes on."""
    t, shown = desk.t, found[:SIMILAR_SHOWN]
    lines = [t("hazard-similar", count=len(found)), "", *(_similar(desk, one) for one in shown)]
    rows = [
        (Button(t.plain("hazard-me-too", number=one.number), RiderTap(do="join", value=one.number).pack()),)
        for one in shown
        if not one.mine
    ]
    different = Button(t.plain("hazard-different"), tap(draft, "pick", "different", "yes"))
    return Message(text="\n".join(lines), buttons=(*rows, (different,)))


def _similar(desk: Desk, one: Similar) -> str:
    t, ctx = desk.t, desk.act.ctx
    day = on_day(t, one.created_at.astimezone(ctx.zone).date(), ctx.today)
    words = short(one.words) or t.plain("case-no-words")
    key = "hazard-similar-mine" if one.mine else "hazard-similar-line"
    return t(key, number=one.number, metres=one.metres, day=day, words=words, supporters=one.supporters)


def confirm_card(desk: Desk, draft: Draft) -> Message:
    """Everything on one card; each line has its button, the category's at once and the others' behind one."""
    t, pieces = desk.t, draft.pieces
    points, photos = desk.act.ctx.settings.points, len(photos_of(draft))
    lines = [
        t("hazard-confirm"),
        "",
        t("hazard-photos", photos=photos, voices=len(pieces["media"]) - photos),
        t("hazard-place"),
        t("hazard-words", words=clip(pieces.get("words", ""), WORDS_ON_CARD) or t.plain("case-no-words")),
        t("hazard-category", category=t.plain(f"category-{pieces['category']}")),
        "",
        t("hazard-may-earn", confirmed=points.hazard_confirmed, serious=points.serious_hazard),
    ]
    solved = bool(pieces.get("solved"))
    if solved:
        lines.insert(3, t("hazard-after", photos=len(pieces["after"])))
        lines[-1] = t("hazard-solved-may-earn", solved=points.solved_on_spot)
    send = Button(t.plain("form-send"), tap(draft, "send"))
    turn = _solved(desk, draft, "no" if solved else LAST if photos > 1 else "yes")
    edit = (_edit(desk, draft, "category"), lines_button(desk, draft))
    return Message(text="\n".join(lines), buttons=((send,), edit, (turn,)))


def edits(desk: Desk, draft: Draft) -> list[Button]:
    """With several photos the card takes the last for that of after; here one more is asked for."""
    again = [_solved(desk, draft, "yes")] if len(photos_of(draft)) > 1 and not draft.pieces.get("solved") else []
    return [*(_edit(desk, draft, piece) for piece in SELDOM), *again]


def _solved(desk: Desk, draft: Draft, answer: str) -> Button:
    return Button(desk.t.plain(f"hazard-solved-{answer}"), tap(draft, "pick", "solved", answer))


def _edit(desk: Desk, draft: Draft, piece: str) -> Button:
    return Button(desk.t.plain(f"hazard-edit-{piece}"), tap(draft, "edit", piece))


def filed_card(desk: Desk, draft: Draft, filed: Filed) -> Message:
    """The record: the number, what happens next and by when, and what it may earn."""
    t, ctx = desk.t, desk.act.ctx
    when = by_when(t, filed.respond_by, desk.act.clock.now(), ctx.zone)
    points = ctx.settings.points
    lines = [
        t("hazard-filed", number=filed.number),
        t("hazard-next", when=when),
        *holidays_open(desk, filed),
        t("hazard-may-earn", confirmed=points.hazard_confirmed, serious=points.serious_hazard),
    ]
    if draft.pieces.get("after"):
        lines[-1] = t("hazard-solved-may-earn", solved=points.solved_on_spot)
    if filed.call_now:
        lines.insert(0, t("danger-call", numbers=" ".join(filed.call_now)))
    return Message(text="\n".join(lines), buttons=(_follow(desk, filed.number),), card=draft.card)


def joined_card(desk: Desk, draft: Draft, joined: Joined) -> Message:
    """The record in place of the form's card: the case that it is now, or why it could not be joined."""
    t = desk.t
    lines = [t(f"hazard-join-{joined.outcome}", number=joined.number, supporters=joined.supporters)]
    if joined.outcome is JoinOutcome.JOINED and not joined.confirmed:
        lines.append(t("hazard-join-may-earn", points=desk.act.ctx.settings.points.hazard_joined))
    return Message(text="\n".join(lines), buttons=(_follow(desk, joined.number),), card=draft.card)


def _follow(desk: Desk, number: str) -> tuple[Button, ...]:
    return (Button(desk.t.plain("hazard-follow"), CaseTap(do="open", number=number).pack()),)


def photos_of(draft: Draft) -> list[dict[str, Any]]:
    return [file for file in draft.pieces.get("media", []) if file["kind"] == "photo"]
