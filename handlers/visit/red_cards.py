"""How red spots look: doors, a page at a time, or counts by unit."""

from aiogram.filters.callback_data import CallbackData

from handlers.back import RED
from handlers.desk import Reader
from handlers.visit.coverage_cards import place_called
from handlers.visit.home_cards import address_line
from handlers.visit.names import rule_name
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit.red_spots import RedPage, RedSpot, RedUnits

CARD = "red"
BUTTONS_PER_ROW = 2
INTO_SHOWN = 4
"""Units that one page of buttons leads into; the words above name all of them."""


class RedTap(CallbackData, prefix="cr"):
    """`do`: own, units. `unit` is whose; `days` and `after` are where a page of doors begins, and `after` alone which
    page of units has its buttons."""

    do: str
    unit: int = 0
    days: int = 0
    after: int = 0


def doors_card(reader: Reader, page: RedPage, *, first: bool, fresh: bool = False) -> Message:
    """`first`: this is the first page."""
    t = reader.t
    if not page.spots:
        return Message(text=t("red-none"), card=CARD, fresh=fresh)
    lines = [
        t("red-title" if first else "red-title-later", count=page.left),
        "",
        *(_line(reader, spot) for spot in page.spots),
        "",
        t("red-do"),
    ]
    doors = {spot.who.household_id: spot.who for spot in page.spots if spot.who}
    buttons = [
        Button(
            address_line(reader, who.address),
            HomeTap(do="open", household=who.household_id, stamp=RED).pack(),
        )
        for who in doors.values()
    ]
    rows = [[button] for button in buttons]
    turns = [] if first else [Button(t.plain("red-first"), RedTap(do="own").pack())]
    if page.after is not None:
        days, id_ = page.after
        left = page.left - len(page.spots)
        turns.append(Button(t.plain("red-later", count=left), RedTap(do="own", days=days, after=id_).pack()))
    shown = tuple(tuple(row) for row in (*rows, turns) if row)
    return Message(text="\n".join(lines), buttons=shown, card=CARD, fresh=fresh)


def units_card(reader: Reader, found: RedUnits, here: RedTap, *, fresh: bool = False) -> Message:
    """Counts alone: a door and its rule say why somebody is visited."""
    t = reader.t
    if not found.units:
        return Message(text=t("red-units-none", unit=found.unit), card=CARD, fresh=fresh)
    lines = [t("red-units-title", unit=found.unit), ""]
    for one in found.units:
        name = t.plain("coverage-no-grid") if one.no_grid else one.name
        lines.append(t("red-unit", name=name, count=one.spots, days=one.days))
    inner = list(found.units) if found.into else []
    pages = max(1, -(-len(inner) // INTO_SHOWN))
    page = here.after % pages
    shown = inner[page * INTO_SHOWN : (page + 1) * INTO_SHOWN]
    into = [Button(one.name, RedTap(do="units", unit=one.unit_id).pack()) for one in shown]
    rows = [tuple(into[start : start + BUTTONS_PER_ROW]) for start in range(0, len(into), BUTTONS_PER_ROW)]
    turns = []
    if pages > 1:
        others = here.model_copy(update={"after": (page + 1) % pages})
        turns.append(Button(t.plain("rates-into-others"), others.pack()))
    if found.above is not None:
        turns.append(Button(t.plain("coverage-above"), RedTap(do="units", unit=found.above).pack()))
    rows += [tuple(turns)] if turns else []
    return Message(text="\n".join(lines), buttons=tuple(rows), card=CARD, fresh=fresh)


def _line(reader: Reader, spot: RedSpot) -> str:
    t, where = reader.t, place_called(reader.t, spot.grid, in_grid=spot.in_grid)
    if spot.who is not None:
        address = spot.who.address
        where = t.plain("coverage-door", compound=address.compound, building=address.building, door=address.door)
    met = t.plain("visit-met-never")
    if spot.last_met is not None:
        met = t.plain("visit-met-on", day=on_day(t, spot.last_met, reader.act.ctx.today))
    who = (spot.who.name or t.plain("coverage-household")) if spot.who else ""
    rule = rule_name(reader, spot.rule)
    return t("red-line", where=where, who=who, rule=rule, days=spot.days, met=met, missed=spot.missed)
