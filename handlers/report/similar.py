"""Has somebody reported it already? Shown once before a complaint is filed; one tap joins instead."""

from collections.abc import Sequence

from domain.case_flow import CaseKind
from handlers.case.case_cards import CaseTap
from handlers.desk import Desk
from handlers.form.buttons import tap
from handlers.form.forms import Draft
from handlers.people.home import NOWHERE
from handlers.when import on_day
from services.case import case_nearby
from services.case.case_nearby import Joined, Similar
from services.ports import Button, Message

SHOWN = 3
ROUGHLY = 10
"""Metres are told in tens: nobody should be able to tell whose door it is."""


async def near(desk: Desk, draft: Draft) -> Sequence[Similar]:
    """Around the place that was shared, else in the compound where somebody lives; for complaints only."""
    pieces = draft.pieces
    if pieces.get("kind") != CaseKind.COMPLAINT or "household" in pieces or not pieces.get("category"):
        return ()
    if place := pieces.get("place"):
        look = desk.act.look
        return await look(case_nearby.similar, pieces["category"], place["lat"], place["lon"], complaints=True)
    compound = pieces.get("compound") or desk.actor.compound_id
    if not compound or compound == NOWHERE:
        return ()
    return await desk.act.look(case_nearby.same_compound, pieces["category"], int(compound))


async def similar_card(desk: Desk, draft: Draft) -> Message:
    """What it is about, where, since when, how many; never the words."""
    t, shown = desk.t, (await near(desk, draft))[:SHOWN]
    where = "near" if draft.pieces.get("place") else "compound"
    category = t.plain(f"category-{draft.pieces['category']}")
    lines = [t(f"similar-{where}", category=category), "", *(_line(desk, one, where) for one in shown)]
    rows = [
        (Button(t.plain("similar-me-too", number=one.number), tap(draft, "join", value=one.number)),)
        for one in shown
        if not one.mine
    ]
    other = Button(t.plain("similar-none"), tap(draft, "pick", "different", "yes"))
    return Message(text="\n".join(lines), buttons=(*rows, (other,)))


def _line(desk: Desk, one: Similar, where: str) -> str:
    t, ctx = desk.t, desk.act.ctx
    day = on_day(t, one.created_at.astimezone(ctx.zone).date(), ctx.today)
    metres = max(ROUGHLY, -(-one.metres // ROUGHLY) * ROUGHLY)
    key = "mine" if one.mine else f"line-{where}"
    return t(f"similar-{key}", number=one.number, metres=metres, day=day, supporters=one.supporters)


def joined_text(desk: Desk, joined: Joined) -> str:
    return desk.t(f"hazard-join-{joined.outcome}", number=joined.number, supporters=joined.supporters)


def joined_card(desk: Desk, draft: Draft, joined: Joined) -> Message:
    follow = Button(desk.t.plain("report-follow"), CaseTap(do="open", number=joined.number).pack())
    return Message(text=joined_text(desk, joined), buttons=((follow,),), card=draft.card)
