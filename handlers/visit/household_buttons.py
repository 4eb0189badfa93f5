"""The buttons of a household's card: six at most, the likeliest first, the rest a page further."""

from domain.cadence import Way
from domain.roles import Role
from handlers.desk import Reader
from handlers.people.data_cards import DataTap
from handlers.visit.home_cards import HomeMoveTap
from handlers.visit.visit_cards import BUTTONS_PER_ROW, HomeTap, stamp_of
from services.ports import Button
from services.visit.visit_views import HouseholdCard

FIRST = 4
"""Before the button for the rest and the way back."""
Rows = tuple[tuple[Button, ...], ...]


def first_buttons(reader: Reader, card: HouseholdCard, back: Button | None) -> Rows:
    rows = _rows(_of_visit(reader, card)[:FIRST])
    last = _tap(reader, card, "visit-button-more", "more")
    return (*rows, (last,), *(((back,),) if back else ()))


def other_buttons(reader: Reader, card: HouseholdCard, page: int) -> Rows:
    """What the first page has no room for, as many a page; after the last comes the first."""
    rest = [*_of_visit(reader, card)[FIRST:], *_of_office(reader, card), *_of_past(reader, card)]
    size = len(rest) if len(rest) <= FIRST + 1 else FIRST
    pages = -(-len(rest) // size)
    here = page % pages
    turn = HomeTap(do="more", household=card.household_id, mask=(here + 1) % pages)
    turns = ((Button(reader.t.plain("visit-button-others"), turn.pack()),),) if pages > 1 else ()
    less = _tap(reader, card, "menu-less", "again")
    return (*_rows(rest[here * size : (here + 1) * size]), *turns, (less,))


def _rows(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[n : n + BUTTONS_PER_ROW]) for n in range(0, len(buttons), BUTTONS_PER_ROW))


def _of_visit(reader: Reader, card: HouseholdCard) -> list[Button]:
    """Before a visit what records one, a call only where it counts today; after it first what it found."""
    choose = "choose" if len(card.people) > 1 else "all"
    met, away = _tap(reader, card, "visit-button-met", "all"), _tap(reader, card, "visit-button-away", "away")
    some = [_tap(reader, card, "visit-button-choose", "choose")] if len(card.people) > 1 else []
    calls = [
        _tap(reader, card, f"visit-button-{way}", choose, way) for way in (Way.PHONE, Way.VIDEO) if way in card.ways
    ]
    need, visited = _tap(reader, card, "visit-button-need", "need"), card.visits_today
    if visited:
        note = [] if visited[-1].has_note else [_tap(reader, card, "visit-button-note", "note")]
        return [*note, need, met, away, *some, *calls]
    return [met, away, *some, *calls[:1], need, *calls[1:]]


def _of_past(reader: Reader, card: HouseholdCard) -> list[Button]:
    buttons = [_tap(reader, card, "visit-button-earlier", "earlier")]
    if card.owed:
        buttons.append(_tap(reader, card, "walk-later-button", "later"))
    if card.last_visit or card.visits_today:
        buttons.append(_tap(reader, card, "visit-past-button", "past"))
    if card.visits_today:
        wrong = HomeTap(do="fix", household=card.household_id, mask=card.visits_today[-1].visit_id)
        buttons.append(Button(reader.t.plain("visit-fix-button"), wrong.pack()))
    return buttons


def _of_office(reader: Reader, card: HouseholdCard) -> list[Button]:
    if not reader.actor.has(Role.COMMUNITY_STAFF):
        return []
    move, erase = HomeMoveTap(do="home", id=card.household_id), DataTap(do="pick", home=card.household_id)
    return [
        Button(reader.t.plain("home-move-open"), move.pack()),
        Button(reader.t.plain("erase-resident-button"), erase.pack()),
    ]


def _tap(reader: Reader, card: HouseholdCard, key: str, do: str, way: Way = Way.IN_PERSON) -> Button:
    tap = HomeTap(do=do, household=card.household_id, stamp=stamp_of(card), way=way)
    return Button(reader.t.plain(key), tap.pack())
