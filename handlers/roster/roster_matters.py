"""What the roster leaves open, in chat: counted and named, with a table of all."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.roles import Role
from handlers.desk import Desk, Replies
from handlers.roster.roster_cards import ROSTER_CARD, FileTap, button
from handlers.visit.home_cards import HomeMoveTap, HomeOfferTap
from services.pictures import Sheet
from services.ports import Button, Message
from services.roster import roster_matters
from services.roster.roster_matters import Matter
from services.visit import home_offer_views

router = Router(name="roster_matters")
NAMED = 5
LISTED = 2000


@router.callback_query(FileTap.filter(F.do == "matters"))
async def matters(query: CallbackQuery, desk: Desk) -> Replies:
    t, found = desk.t, await desk.act(roster_matters.matters, NAMED)
    lines = [t("roster-matters" if found else "roster-matters-none")]
    for one in found:
        lines += ["", t(f"roster-matter-{one.matter}", count=one.count)]
        lines += [t("roster-matter-named", name=name) for name in one.names]
        lines += [t("roster-matter-more", count=one.count - NAMED)] if one.count > NAMED else []
    rows = [button(desk, "matters_list", "roster-file-list")] if found else []
    if any(one.matter is Matter.HOUSEHOLD_WITHOUT_GRID for one in found):
        ours = desk.actor.units(Role.COMMUNITY_STAFF)
        of_none = t.plain("home-move-of-none")
        rows += [(Button(of_none, HomeMoveTap(do="in", id=unit).pack()),) for unit in ours]
    offers = await desk.act.look(home_offer_views.waiting)
    if offers:
        rows.append((Button(t.plain("home-offer-list-open", count=offers), HomeOfferTap(do="list").pack()),))
    return Message(
        text="\n".join(lines), buttons=(*rows, button(desk, "menu", "roster-matters-back")), card=ROSTER_CARD
    )


@router.callback_query(FileTap.filter(F.do == "matters_list"))
async def as_table(query: CallbackQuery, desk: Desk) -> Replies:
    t, found = desk.t, await desk.act(roster_matters.matters, LISTED)
    columns = (t.plain("roster-list-what"), t.plain("roster-list-about"))
    rows = tuple((t.plain(f"roster-matter-{one.matter}", count=one.count), name) for one in found for name in one.names)
    sheet = Sheet(t.plain("roster-matters-name"), t.plain("roster-matters-title"), columns, rows)
    return Message(text=t("roster-file-list-sent"), sheet=sheet)
