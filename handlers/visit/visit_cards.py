"""How the walk of the day looks, and what a button of it and of a household's card says."""

from collections.abc import Iterable, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData

from domain.cadence import Way
from domain.visit_plan import Why
from handlers.desk import Reader
from services.ports import Button, Message
from services.visit.visit_views import Done, HouseholdCard, Walk, WalkStop

BUTTONS_PER_ROW = 2
WHERE_LEFT_OFF = -1


class WalkTap(CallbackData, prefix="v"):
    """`do`: walk, on, order, begin, map. `page` counts from 0; by itself it is where the first open
    stop is; of begin it is a building."""

    do: str
    page: int = WHERE_LEFT_OFF


class HomeTap(CallbackData, prefix="vh"):
    """`do`: open, again (the card as it was opened), all, choose, toggle, chosen, away, need, note, more, earlier,
    later, to, past, fix. `stamp` names the day and how many stops were recorded on it when the card was drawn, so that
    a button tapped twice writes one visit down; of open it is the list (handlers/back.py) on which the button stands,
    if any. `mask` has a bit for everybody chosen, in the card's order; of `to` it counts the days from today, of `fix`
    it is the visit, of `more` the page."""

    do: str
    household: int
    stamp: str = ""
    way: Way = Way.IN_PERSON
    mask: int = 0


def stamp_of(card: HouseholdCard) -> str:
    return f"{card.day.toordinal():x}.{len(card.visits_today)}"


def day_of(stamp: str) -> date | None:
    """The day on which a card was drawn; None for what is no stamp of ours."""
    try:
        return date.fromordinal(int(stamp.partition(".")[0], 16))
    except (ValueError, OverflowError):
        return None


def walk_card(reader: Reader, walk: Walk, page: int, *, off: bool) -> Message:
    """A page of stops in walking order, each with what was recorded; `off`: the afternoon reminder is switched off."""
    t, size = reader.t, reader.act.ctx.settings.visits.reminders.digest_shows
    page = _page_of(walk, size) if page == WHERE_LEFT_OFF else page
    shown = walk.stops[page * size : (page + 1) * size]
    rows = [*stop_buttons(reader, shown), _pages(reader, page, size, len(walk.stops))]
    if len(walk.left) > 1:
        plan = (("walk-map-button", "map"), ("walk-order-button", "order"))
        rows.append(tuple(Button(t.plain(key), WalkTap(do=do).pack()) for key, do in plan))
    if off:
        rows.append((Button(t.plain("visit-remind-on"), WalkTap(do="on").pack()),))
    lines = [*walk_heading(reader, walk), *stop_lines(reader, shown)]
    return Message(text="\n".join(lines), buttons=tuple(row for row in rows if row), card="walk", fresh=True)


def walk_heading(reader: Reader, walk: Walk) -> list[str]:
    t = reader.t
    if not walk.on_duty:
        return [t("visit-walk-off-duty")]
    if not walk.stops:
        return [t("visit-walk-empty")]
    lines = [t("visit-walk-title", total=len(walk.stops), left=len(walk.left))]
    return [*lines, t("visit-walk-calls-count")] if walk.calls_count else lines


def stop_lines(reader: Reader, stops: Iterable[WalkStop]) -> list[str]:
    """A heading for each building and a line for each door: whom to meet, if it has to be them, and why today or what
    came of it."""
    t = reader.t
    lines: list[str] = []
    building = None
    for stop in stops:
        here = stop.address.compound, stop.address.building
        if here != building:
            building = here
            lines += ["", t("visit-building", compound=here[0], building=here[1])]
        who = called(reader, [person.name for person in stop.people])
        state = t.plain(f"visit-why-{stop.why}" if stop.done is Done.OPEN else f"visit-done-{stop.done}")
        lines.append(t("visit-stop" if who else "visit-stop-anyone", door=stop.address.door, who=who, state=state))
    return lines


def stop_buttons(reader: Reader, stops: Sequence[WalkStop]) -> list[tuple[Button, ...]]:
    buttons = [
        Button(
            reader.t.plain(
                "visit-stop-button",
                door=stop.address.door,
                building=stop.address.building,
                done=stop.done,
            ),
            HomeTap(do="open", household=stop.household_id).pack(),
        )
        for stop in stops
    ]
    return [tuple(buttons[start : start + BUTTONS_PER_ROW]) for start in range(0, len(buttons), BUTTONS_PER_ROW)]


# What the first lines of a reminder are for: what would be missed otherwise.
PRESSING = {Why.LATE: 0, Why.LAST_DAY: 1, Why.DAILY: 1}


def pressing_first(walk: Walk) -> tuple[WalkStop, ...]:
    """The open stops as a reminder names them: overdue, then what cannot wait, then today's share; each in walking
    order."""
    return tuple(sorted(walk.left, key=lambda stop: PRESSING.get(stop.why, len(PRESSING))))


def _page_of(walk: Walk, size: int) -> int:
    first_open = next((n for n, stop in enumerate(walk.stops) if stop.done is Done.OPEN), 0)
    return first_open // size


def _pages(reader: Reader, page: int, size: int, total: int) -> tuple[Button, ...]:
    t = reader.t
    earlier = Button(t.plain("visit-page-earlier"), WalkTap(do="walk", page=page - 1).pack())
    later = Button(
        t.plain("visit-page-later", count=total - (page + 1) * size), WalkTap(do="walk", page=page + 1).pack()
    )
    return ((earlier,) if page > 0 else ()) + ((later,) if (page + 1) * size < total else ())


def called(reader: Reader, names: Sequence[str]) -> str:
    return reader.t.plain("visit-and").join(one or reader.t.plain("visit-no-name") for one in names)
