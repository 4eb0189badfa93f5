"""How visits look: the walk of the day, a household's card, and the choice of whom was met."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from aiogram.filters.callback_data import CallbackData

from domain.cadence import Outcome, Way
from domain.roles import Role
from domain.visit_plan import Why
from handlers.desk import Reader
from handlers.people.data_cards import DataTap
from handlers.visit.home_cards import HomeMoveTap
from handlers.visit.names import care_name, rule_name
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import visits
from services.visit.visit_views import Address, CardPerson, Done, HouseholdCard, Owed, PastVisit, Walk, WalkStop

BUTTONS_PER_ROW = 2
WHERE_LEFT_OFF = -1


class WalkTap(CallbackData, prefix="v"):
    """`do`: walk, on, order, begin, map. `page` counts from 0; by itself it is where the first open
    stop is; of begin it is a building."""

    do: str
    page: int = WHERE_LEFT_OFF


class HomeTap(CallbackData, prefix="vh"):
    """`do`: open, all, choose, toggle, chosen, away, need, note, more, earlier, later, to, past, fix. `stamp` names the
    day and how many stops were recorded on it when the card was drawn, so that a button tapped twice writes one visit
    down. `mask` has a bit for everybody chosen, in the card's order; of `to` it counts the days from today, of `fix` it
    is the visit."""

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
        who = _names(reader, [person.name for person in stop.people])
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


async def show_household(desk: Reader, household_id: int, toast: str | None = None, *, alert: bool = False) -> Message:
    """The look is written down, so this runs as a use case that writes."""
    return household_card(desk, await desk.act(visits.household, household_id), toast=toast, alert=alert)


def household_card(reader: Reader, card: HouseholdCard, *, toast: str | None = None, alert: bool = False) -> Message:
    """Who lives there, why they are visited, what is owed and recorded, and a button for each thing to record."""
    t = reader.t
    lines = [t("visit-home-title", **_address(card.address)), ""]
    lines += [_person_line(reader, card, person) for person in card.people]
    lines += ["", *_owed_lines(reader, card), _last_line(reader, card)]
    if card.visits_today:
        lines += ["", t("visit-home-today"), *(_visit_line(reader, card, visit) for visit in card.visits_today)]
    return Message(
        text="\n".join(lines),
        buttons=tuple(_home_buttons(reader, card)),
        card=f"household:{card.household_id}",
        fresh=toast is None,
        toast=toast,
        alert=alert,
    )


def choice_card(reader: Reader, card: HouseholdCard, way: Way, mask: int) -> Message:
    """Everybody of the household with a tick or none; nothing is recorded before the last button."""
    t, stamp = reader.t, stamp_of(card)

    def tap(do: str, mask: int) -> str:
        return HomeTap(do=do, household=card.household_id, stamp=stamp, way=way, mask=mask).pack()

    people = [
        (
            Button(
                t.plain("visit-choice-met" if mask >> n & 1 else "visit-choice-not", name=name(reader, person)),
                tap("toggle", mask ^ 1 << n),
            ),
        )
        for n, person in enumerate(card.people)
    ]
    last = ((Button(t.plain("visit-choice-done"), tap("chosen", mask)),),) if mask else ()
    back = ((Button(t.plain("visit-choice-back"), tap("open", 0)),),)
    text = t(f"visit-choice-{way}", **_address(card.address))
    return Message(text=text, buttons=(*people, *last, *back), card=f"household:{card.household_id}")


def chosen(card: HouseholdCard, mask: int) -> frozenset[int]:
    return frozenset(person.person_id for n, person in enumerate(card.people) if mask >> n & 1)


def name(reader: Reader, person: CardPerson) -> str:
    return person.name or reader.t.plain("visit-no-name")


def _address(address: Address) -> dict[str, str]:
    return {"compound": address.compound, "building": address.building, "door": address.door}


def _names(reader: Reader, names: Sequence[str]) -> str:
    return reader.t.plain("visit-and").join(one or reader.t.plain("visit-no-name") for one in names)


def _person_line(reader: Reader, card: HouseholdCard, person: CardPerson) -> str:
    t = reader.t
    care = t.plain("visit-and").join(care_name(reader, category) for category in person.care)
    met = t("visit-met-on", day=on_day(t, person.last_met, card.day)) if person.last_met else t("visit-met-never")
    key = "visit-person-care" if care else "visit-person"
    return t(key, name=name(reader, person), care=care, met=met)


def _owed_lines(reader: Reader, card: HouseholdCard) -> list[str]:
    t = reader.t
    if not card.owed:
        return [t("visit-home-owes-nothing")]
    return [t("visit-home-owed"), *(_owed_line(reader, card, owed) for owed in card.owed)]


def _owed_line(reader: Reader, card: HouseholdCard, owed: Owed) -> str:
    t = reader.t
    who = next((name(reader, person) for person in card.people if person.person_id == owed.person_id), None)
    return t(
        "visit-owed-late" if owed.overdue else "visit-owed",
        rule=rule_name(reader, owed.rule),
        who=who or t.plain("visit-anyone"),
        day=on_day(t, owed.ends_on, card.day),
    )


def _last_line(reader: Reader, card: HouseholdCard) -> str:
    t, last = reader.t, card.last_visit
    if last is None:
        return t("visit-last-none")
    return t("visit-last", day=on_day(t, last.on, card.day), way=t.plain(f"way-{last.way}"))


def _visit_line(reader: Reader, card: HouseholdCard, visit: PastVisit) -> str:
    t = reader.t
    if visit.outcome is Outcome.NOT_HOME:
        return t("visit-recorded-not-home")
    who = _names(reader, [name(reader, person) for person in card.people if person.person_id in visit.met])
    line = t("visit-recorded-met", who=who or t.plain("visit-anyone"), way=t.plain(f"way-{visit.way}"))
    return f"{line}{t('visit-recorded-note')}" if visit.has_note else line


def _home_buttons(reader: Reader, card: HouseholdCard) -> list[tuple[Button, ...]]:
    """The likeliest first; a call only where it counts today. What is needed less often stands behind one button."""
    button = _buttons_of(reader, card)
    several = len(card.people) > 1
    rows = [(button("visit-button-met", "all"), button("visit-button-away", "away"))]
    second = [button("visit-button-choose", "choose")] if several else []
    second += [
        button(f"visit-button-{way}", "choose" if several else "all", way)
        for way in (Way.PHONE, Way.VIDEO)
        if way in card.ways
    ]
    third = [button("visit-button-need", "need"), button("visit-button-more", "more")]
    if card.visits_today and not card.visits_today[-1].has_note:
        third.insert(1, button("visit-button-note", "note"))
    back = Button(reader.t.plain("visit-button-walk"), WalkTap(do="walk").pack())
    return [*rows, *([tuple(second)] if second else []), tuple(third), (back,)]


def more_card(reader: Reader, card: HouseholdCard) -> Message:
    """The same card with its other buttons."""
    button, t = _buttons_of(reader, card), reader.t
    rows = [(button("visit-button-earlier", "earlier"),)]
    if card.owed:
        rows.append((button("walk-later-button", "later"),))
    if card.last_visit or card.visits_today:
        rows.append((button("visit-past-button", "past"),))
    if card.visits_today:
        wrong = HomeTap(do="fix", household=card.household_id, mask=card.visits_today[-1].visit_id)
        rows.append((Button(t.plain("visit-fix-button"), wrong.pack()),))
    if reader.actor.has(Role.COMMUNITY_STAFF):
        rows.append((Button(t.plain("home-move-open"), HomeMoveTap(do="home", id=card.household_id).pack()),))
        asks = DataTap(do="pick", home=card.household_id)
        rows.append((Button(t.plain("erase-resident-button"), asks.pack()),))
    rows.append((button("visit-choice-back", "open"),))
    return replace(household_card(reader, card), buttons=tuple(rows), fresh=False)


def _buttons_of(reader: Reader, card: HouseholdCard) -> Callable[..., Button]:
    stamp = stamp_of(card)

    def button(key: str, do: str, way: Way = Way.IN_PERSON) -> Button:
        return Button(reader.t.plain(key), HomeTap(do=do, household=card.household_id, stamp=stamp, way=way).pack())

    return button
