"""A worker's own say in the walk, in chat: a door another day, another building first, and the walk as a map."""

from itertools import groupby

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.care_looks import Look
from domain.errors import NotFound
from domain.walk_errors import LastDay
from domain.worktime import ONE_DAY
from handlers.desk import Desk, Reader, Replies
from handlers.visit.household_cards import show_household
from handlers.visit.visit_cards import BUTTONS_PER_ROW, HomeTap, WalkTap
from handlers.visit.visits import show_walk
from handlers.when import on_day
from services.pictures import MapPoint, WalkMap
from services.ports import Button, Message
from services.visit import visit_walk, visit_wishes, visits
from services.visit.visit_views import Walk, WalkStop

DAYS_SHOWN = 6

router = Router(name="walk_plan")


@router.callback_query(HomeTap.filter(F.do == "later"))
async def later(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """To which day; only those on which nothing is missed are offered."""
    t, tap, today = desk.t, callback_data, desk.act.ctx.today
    await desk.act.look(visits.home_for, tap.household)
    days = await desk.act.look(visit_wishes.days_for, tap.household)
    if not days:
        raise LastDay
    options = [(n, on_day(t, day, today)) for n, day in enumerate(days[:DAYS_SHOWN], 1)]
    whenever = Button(t.plain("walk-not-today"), tap.model_copy(update={"do": "to", "mask": 0}).pack())
    buttons = [Button(text, tap.model_copy(update={"do": "to", "mask": n}).pack()) for n, text in options]
    rows = [tuple(buttons[n : n + BUTTONS_PER_ROW]) for n in range(0, len(buttons), BUTTONS_PER_ROW)]
    back = Button(t.plain("visit-choice-back"), HomeTap(do="again", household=tap.household).pack())
    text = t("walk-later", last=on_day(t, days[-1], today))
    return Message(text=text, buttons=((whenever,), *rows, (back,)), card=f"household:{tap.household}")


@router.callback_query(HomeTap.filter(F.do == "to"))
async def to_day(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """`mask` counts the days from today; none: whenever the planner finds best."""
    tap, today = callback_data, desk.act.ctx.today
    to = today + ONE_DAY * min(tap.mask, DAYS_SHOWN) if tap.mask else None
    await desk.act(visit_wishes.put_off, tap.household, to)
    done = desk.t.plain("walk-put-off", day=on_day(desk.t, to, today)) if to else desk.t.plain("walk-put-off-today")
    return await show_household(desk, tap.household, done)


@router.callback_query(WalkTap.filter(F.do == "order"))
async def order(query: CallbackQuery, desk: Desk, callback_data: WalkTap) -> Replies:
    """Where the round begins."""
    walk = await desk.act(visit_walk.my_walk)
    rows = [
        (Button(_building(desk, stops[0], len(stops)), WalkTap(do="begin", page=stops[0].building_id).pack()),)
        for stops in by_building(walk)
    ]
    back = Button(desk.t.plain("back-walk"), WalkTap(do="walk").pack())
    return Message(text=desk.t("walk-order"), buttons=(*rows, (back,)), card="walk")


@router.callback_query(WalkTap.filter(F.do == "begin"))
async def begin(query: CallbackQuery, desk: Desk, callback_data: WalkTap) -> Replies:
    walk = await desk.act(visit_walk.my_walk)
    if callback_data.page not in {stop.building_id for stop in walk.stops}:
        raise NotFound
    await desk.act(visit_wishes.begin_at, callback_data.page)
    return await show_walk(desk, 0, desk.t.plain("walk-begun"))


@router.callback_query(WalkTap.filter(F.do == "map"))
async def walk_map(query: CallbackQuery, desk: Desk, callback_data: WalkTap) -> Replies:
    """Drawn when it is sent; the same in words above it, for whoever cannot see it."""
    walk = await desk.act(visit_walk.my_walk, Look.WALK_MAP)
    if not walk.left:
        return Message(toast=desk.t.plain("visit-walk-empty"), alert=True)
    t, buildings = desk.t, by_building(walk)
    points = tuple(
        MapPoint(*stops[0].place, _place(desk, stops[0]), t.plain("walk-doors", count=len(stops)))
        for stops in buildings
    )
    title = t.plain("walk-map-title", count=len(walk.left))
    words = [t("walk-map-line", number=n, place=point.name, said=point.said) for n, point in enumerate(points, 1)]
    back = Button(t.plain("back-walk"), WalkTap(do="walk").pack())
    outlines = await desk.act.look(visit_walk.outlines)
    picture = WalkMap(title, points, outlines, t.plain("walk-map-north"))
    return Message(text="\n".join([t("walk-map"), *words]), picture=picture, buttons=((back,),))


def by_building(walk: Walk) -> list[list[WalkStop]]:
    """The open stops of the round, building after building."""
    return [list(stops) for _, stops in groupby(walk.left, key=lambda stop: stop.building_id)]


def _building(reader: Reader, stop: WalkStop, count: int) -> str:
    return reader.t.plain("walk-building-doors", place=_place(reader, stop), count=count)


def _place(reader: Reader, stop: WalkStop) -> str:
    return reader.t.plain("walk-building", compound=stop.address.compound, building=stop.address.building)
