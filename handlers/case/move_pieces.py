"""What a move asks for by buttons: who deals with it, the grid, the day, the other case, the category."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from domain.date_said import date_said
from domain.move_errors import DateInPast, DateNotUnderstood, DateTooFar
from handlers.clip import short
from handlers.desk import Desk
from handlers.form.buttons import choices
from handlers.form.forms import Draft
from handlers.when import on_day
from services.case import case_choices
from services.ports import Button, Message

A_PAGE = 8
Options = list[tuple[str, str]]
Rows = tuple[tuple[Button, ...], ...]


async def ask_handler(desk: Desk, draft: Draft) -> Message:
    """Names are read when they are shown: a draft is not sealed."""
    t, number = desk.t, draft.pieces["number"]
    options = []
    for one in await desk.act.look(case_choices.handlers, number):
        who = one.name or t.plain(f"role-{one.role}")
        options.append((str(one.person_id), t.plain("move-handler", who=who, unit=one.unit)))
    question = "move-ask-dispatch" if options else "move-nobody-to-assign"
    return Message(text=t(question, number=number), buttons=_paged(desk, draft, "handler", options, per_row=1))


async def ask_community(desk: Desk, draft: Draft) -> Message:
    options = await desk.act.look(case_choices.communities, draft.pieces["number"])
    text = desk.t("move-ask-community", number=draft.pieces["number"])
    return Message(text=text, buttons=_paged(desk, draft, "community", [(str(id_), name) for id_, name in options]))


async def ask_grid(desk: Desk, draft: Draft) -> Message:
    """The street may leave the grid to the community."""
    t, pieces = desk.t, draft.pieces
    community = int(pieces["community"]) if "community" in pieces else None
    grids = await desk.act.look(case_choices.grids, pieces["number"], community)
    options = [(str(id_), name) for id_, name in grids]
    if community is not None:
        options = [(str(community), t.plain("move-community-decides")), *options]
    return Message(text=t("move-ask-grid", number=pieces["number"]), buttons=_paged(desk, draft, "grid", options))


async def ask_until(desk: Desk, draft: Draft) -> Message:
    t, today = desk.t, desk.act.ctx.today
    next_monday = today + timedelta(days=7 - today.weekday())
    days = sorted({today + timedelta(days=n) for n in (1, 3, 14)} | {next_monday, next_monday + timedelta(days=21)})
    options = [(day.isoformat(), on_day(t, day, today)) for day in days if day <= _last(desk)]
    question = t("move-ask-until", number=draft.pieces["number"])
    return Message(text=question, buttons=tuple(choices(draft, "until", options)))


async def ask_other(desk: Desk, draft: Draft) -> Message:
    number = draft.pieces["number"]
    found = await desk.act.look(case_choices.candidates, number)
    options = [(other, f"{other} {short(words)}") for other, words in found]
    rows = choices(draft, "other", options, per_row=1)
    return Message(text=desk.t("move-ask-merge", number=number), buttons=tuple(rows))


async def ask_category(desk: Desk, draft: Draft) -> Message:
    t, number = desk.t, draft.pieces["number"]
    keys = await desk.act.look(case_choices.categories, number)
    options = [(key, t.plain(f"category-{key}")) for key in keys]
    return Message(text=t("move-ask-categorise", number=number), buttons=tuple(choices(draft, "category", options)))


PIECES: dict[str, Callable[[Desk, Draft], Awaitable[Message]]] = {
    "handler": ask_handler,
    "community": ask_community,
    "grid": ask_grid,
    "until": ask_until,
    "other": ask_other,
    "category": ask_category,
}


def until_said(desk: Desk, words: str) -> str:
    """A day typed or tapped, as it is kept. Raises DateNotUnderstood, DateInPast, DateTooFar."""
    today = desk.act.ctx.today
    day = date_said(words, today)
    if day is None:
        raise DateNotUnderstood
    if day <= today:
        raise DateInPast
    if day > _last(desk):
        raise DateTooFar(days=desk.act.ctx.settings.cases.suspend_days)
    return day.isoformat()


def _last(desk: Desk) -> date:
    return desk.act.ctx.today + timedelta(days=desk.act.ctx.settings.cases.suspend_days)


def _paged(desk: Desk, draft: Draft, piece: str, options: Options, per_row: int = 2) -> Rows:
    """A page of choices, and the way to the next one, which begins anew after the last."""
    pages = max(1, -(-len(options) // A_PAGE))
    page = int(draft.pieces.get("page", 0)) % pages
    rows = choices(draft, piece, options[page * A_PAGE : (page + 1) * A_PAGE], per_row)
    if pages > 1:
        rows += choices(draft, "page", [(str((page + 1) % pages), desk.t.plain("move-other-choices"))])
    return tuple(rows)
