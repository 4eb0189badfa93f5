"""Grids that nobody walks, workers who have to be told of their walk, households in no grid: one message for all that
its reader answers for, a community at a tap."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.notices import Notice
from domain.roles import Role
from handlers.desk import Desk, Reader, Replies
from handlers.visit.home_cards import HomeMoveTap
from handlers.visit.leave_cards import LeaveTap
from services.ports import Button, Message
from services.visit import duty_gaps
from services.visit.duty_gaps import NamedGap

CARD = "duty-gaps"
PER_PAGE, PER_ROW = 6, 2
NAMED = 3
"""Grids and workers named in a line of the list; the community's own card names up to ALL."""
ALL = 60

router = Router(name="duty_gaps")


class GapTap(CallbackData, prefix="dg"):
    """`do`: list, one. `id` is a community, or where a page starts."""

    do: str
    id: int = 0


@router.callback_query(GapTap.filter(F.do == "list"))
async def several(query: CallbackQuery, desk: Desk, callback_data: GapTap) -> Replies:
    found = await desk.act.look(duty_gaps.mine, desk.act.ctx.today)
    return _card(desk, found, max(0, callback_data.id)) or Message(text=desk.t("gaps-none"), card=CARD)


@router.callback_query(GapTap.filter(F.do == "one"))
async def one(query: CallbackQuery, desk: Desk, callback_data: GapTap) -> Replies:
    t = desk.t
    gap = await desk.act.look(duty_gaps.of_community, callback_data.id, desk.act.ctx.today)
    message = _one(desk, gap) if gap else Message(text=t("gaps-none"), card=CARD)
    back = Button(t.plain("gaps-back"), GapTap(do="list").pack())
    return replace(message, buttons=(*message.buttons, (back,)))


async def uncovered(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """Nothing once somebody is named, or in a chat."""
    day = date.fromisoformat(values["day"])
    if "community" not in values:
        message = _card(reader, await reader.act.look(duty_gaps.mine, day))
        return replace(message, fresh=True) if message else None
    try:
        gap = await reader.act.look(duty_gaps.of_community, values["community"], day)
    except NotFound:
        return None
    return replace(_one(reader, gap), fresh=True) if gap else None


COMPOSERS = {Notice.GRID_UNCOVERED: uncovered}


def _card(reader: Reader, gaps: Sequence[NamedGap], start: int = 0) -> Message | None:
    """A single one whole; of several a line each, a page at a time."""
    if len(gaps) <= 1:
        return _one(reader, gaps[0]) if gaps else None
    t, page = reader.t, gaps[start : start + PER_PAGE]
    alone, silent = sum(len(gap.alone) for gap in gaps), sum(len(gap.silent) for gap in gaps)
    counts = [t(key, count=count) for key, count in (("gaps-grids", alone), ("gaps-workers", silent)) if count]
    lines = [t("gaps-title", communities=len(gaps)), *counts, ""]
    for gap in page:
        parts = [t.plain("gaps-alone", grids=_some(reader, gap.alone))] if gap.alone else []
        parts += [t.plain("gaps-silent", workers=_some(reader, _called(reader, gap)))] if gap.silent else []
        parts += [t.plain("gaps-homes", homes=gap.homes)] if gap.homes else []
        lines.append(t("gaps-line", community=gap.community, what=t.plain("gaps-and").join(parts)))
    into = [Button(gap.community, GapTap(do="one", id=gap.community_id).pack()) for gap in page]
    rows = [tuple(into[n : n + PER_ROW]) for n in range(0, len(into), PER_ROW)]
    turns = [Button(t.plain("list-back"), GapTap(do="list", id=max(0, start - PER_PAGE)).pack())] if start else []
    if start + PER_PAGE < len(gaps):
        turns.append(Button(t.plain("list-more"), GapTap(do="list", id=start + PER_PAGE).pack()))
    return Message(text="\n".join(lines), buttons=tuple(row for row in (*rows, tuple(turns)) if row), card=CARD)


def _one(reader: Reader, gap: NamedGap) -> Message:
    """Whole; under the community's name for whoever answers for others too."""
    t = reader.t
    ours = reader.actor.units(Role.COMMUNITY_STAFF) == (gap.community_id,)
    lines = [] if ours else [t("gaps-where", community=gap.community)]
    if gap.alone:
        lines.append(t("visit-uncovered", grids=_some(reader, gap.alone, ALL), count=len(gap.alone)))
    if gap.silent:
        who = _some(reader, _called(reader, gap), ALL)
        lines.append(t("visit-unreached", count=len(gap.silent), who=who))
    if gap.homes:
        lines.append(t("gaps-homes-one", homes=gap.homes))
    rows = [(Button(t.plain("visit-uncovered-see"), LeaveTap(do="board").pack()),)]
    if gap.homes and gap.community_id in reader.actor.units(Role.COMMUNITY_STAFF):
        rows.append((Button(t.plain("home-move-of-none"), HomeMoveTap(do="in", id=gap.community_id).pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD)


def _called(reader: Reader, gap: NamedGap) -> list[str]:
    t = reader.t
    return [t.plain("visit-unreached-one", grid=grid, name=who or t.plain("visit-no-name")) for grid, who in gap.silent]


def _some(reader: Reader, names: Sequence[str], limit: int = NAMED) -> str:
    t = reader.t
    more = len(names) - limit
    shown = t.plain("visit-and").join(names[:limit])
    return t.plain("gaps-and-more", names=shown, count=len(names)) if more > 0 else shown
