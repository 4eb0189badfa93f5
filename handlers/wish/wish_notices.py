"""The pushes about wishes, composed when they are sent. None: there is nothing (left) to tell."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from domain.case_flow import Move
from domain.errors import NotFound
from domain.notices import Notice
from handlers.case.case_cards import CaseTap
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Reader
from handlers.when import by_when
from handlers.wish import wish_month
from handlers.wish.wish_cards import render
from handlers.wish.wish_tap import WishTap
from services.case import case_views
from services.ports import Button, Message
from services.wish import wish_views
from services.wish.wish_views import Told

Values = Mapping[str, Any]
# what happened         the buttons under it: (text, what it does)
ANSWERS: dict[str, tuple[str, ...]] = {
    "asked": ("reply",),
    "replied": ("ask", "open"),
    "true": ("thank", "show"),
    "contact": ("contact", "open"),
    "taken": ("open", "share"),
    "soon": ("fulfil", "give_back", "open"),
    "approved": ("open",),
    "declined": ("open",),
}


async def to_approve(reader: Reader, values: Values) -> Message | None:
    """The wish as the office sees it, with its buttons."""
    try:
        found = await reader.act.look(wish_views.of_case, values["number"])
        card = await reader.act.look(wish_views.wish_card, found.code or "")
    except NotFound:
        return None
    message = render(reader, card, fresh=True)
    return replace(message, text=f"{reader.t('wish-to-approve')}\n\n{message.text}")


async def news(reader: Reader, values: Values) -> Message | None:
    """One thing that happened, the wish, and what may be done about it."""
    t, what, code = reader.t, values["what"], values["code"]
    try:
        told = await reader.act.look(wish_views.told, code)
    except NotFound:
        return None
    said = await _said(reader, values, told)
    lines = [_headline(reader, what, told), t("wish-wording", wording=clip(told.wording, WORDS_ON_CARD))]
    lines += ["", t("case-words", words=clip(said, WORDS_ON_CARD))] if said else []
    rows = tuple((Button(t.plain(f"wish-do-{do}"), WishTap(do=do, code=code).pack()),) for do in ANSWERS.get(what, ()))
    files = told.media if what == "thanked" else await _files(reader, values)
    return Message(text="\n".join(lines), buttons=rows, media=files)


def _headline(reader: Reader, what: str, told: Told) -> str:
    t = reader.t
    when = by_when(t, told.until, reader.act.clock.now(), reader.act.ctx.zone) if told.until else ""
    name = told.holder.name if told.holder else ""
    role = t.plain(f"role-{told.holder.role}") if told.holder else ""
    return t(f"wish-news-{what}", code=told.code, when=when, name=name, role=role)


async def _said(reader: Reader, values: Values, told: Told) -> str | None:
    """Words that came with it: of a question, an answer, thanks."""
    if values["what"] == "thanked":
        return told.thanks
    line = await reader.act.look(case_views.event_line, values["event"]) if "event" in values else None
    return line.note if line else None


async def _files(reader: Reader, values: Values) -> tuple[int, ...]:
    return await reader.act.look(wish_views.files_of, values["event"]) if "event" in values else ()


async def fulfilled(reader: Reader, values: Values) -> Message | None:
    """Somebody says that it is done, with a photo: did it come true? The owner alone can say."""
    t, number = reader.t, values["number"]
    try:
        card = await reader.act.look(case_views.case_card, number)
    except NotFound:
        return None
    line = await reader.act.look(case_views.event_line, values["event"])
    if line is None or not card.rate:
        return None
    buttons = (
        (Button(t.plain("wish-came-true"), CaseTap(do="rate", number=number, value="yes").pack()),),
        (Button(t.plain("wish-not-yet"), CaseTap(do="move", number=number, value=Move.REOPEN).pack()),),
        (Button(t.plain("case-photos", count=len(card.media)), CaseTap(do="photos", number=number).pack()),),
    )
    text = t("wish-is-it-true", words=clip(line.note or "", WORDS_ON_CARD), wish=clip(card.words, WORDS_ON_CARD))
    return Message(text=text, buttons=buttons, media=await _files(reader, values))


COMPOSERS: dict[Notice, Callable[[Reader, Values], Awaitable[Message | None]]] = {
    Notice.WISH_TO_APPROVE: to_approve,
    Notice.WISH_NEWS: news,
    Notice.WISH_FULFILLED: fulfilled,
    Notice.WISH_MONTH: wish_month.composer,
}
