"""One menu by role, three to six buttons a page, with plain words; what is needed less often stands in groups."""

from aiogram.filters.callback_data import CallbackData

from domain.named_choice import named_label
from domain.roles import MENU_ORDER, Role
from handlers.desk import Reader
from services.case import case_callback_views
from services.points import photo_views
from services.ports import Button, Message

SHOWN = 6
LESS = "less"
OTHERS = "others"


class MenuTap(CallbackData, prefix="m"):
    do: str


Entry = str | tuple[str, tuple[str, ...]]
"""What a button of the menu opens, or a group of such, which opens in its place."""

OFFICE: tuple[Entry, ...] = (
    ("figures", ("rates", "coverage", "red", "statement")),
    ("people", ("invite", "roster", "riders", "leave", "stations")),
    ("others", ("photos", "wishes", "offers", "my", "settings")),
)
COUNTED = {"callbacks": case_callback_views.count, "photos": photo_views.count}
# role               what its menu offers, the most needed first; each, and each group, has a text "menu-<do>"
MENUS: dict[Role, tuple[Entry, ...]] = {
    Role.RESIDENT: ("wish", "complaint", "wishes", "stations", "my", "settings"),
    Role.RIDER_SUPERVISOR: (
        "hazard",
        "looks",
        "points",
        "stations",
        "complaint",
        ("others", ("agreement", "rules", "my", "settings")),
    ),
    Role.RIDER: ("hazard", "points", "stations", "complaint", ("others", ("agreement", "rules", "my", "settings"))),
    Role.FORCE: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.MERCHANT: ("honour", "statement", "wishes", "our_wishes", "complaint", ("others", ("my", "settings"))),
    Role.PARTNER: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.GRID_WORKER: (
        "walk",
        "queue",
        "behalf",
        "find_homes",
        ("figures", ("own_month", "red", "rates")),
        ("others", ("wishes", "leave", "stations", "my", "settings")),
    ),
    Role.COMMUNITY_STAFF: ("queue", "callbacks", "find_homes", *OFFICE),
    Role.STREET_STAFF: ("queue", "callbacks", "find", *OFFICE),
    Role.ADMIN: (
        "queue",
        "callbacks",
        "find",
        ("figures", ("rates", "coverage", "red", "statement")),
        ("people", ("invite", "care_log")),
        ("others", ("photos", "wishes", "offers", "my", "settings")),
    ),
}


GROUPS = frozenset({OTHERS} | {one[0] for menu in MENUS.values() for one in menu if isinstance(one, tuple)})


def role_of(reader: Reader) -> Role:
    """The role by which somebody is greeted; everybody is a resident."""
    return next((role for role in MENU_ORDER if reader.actor.has(role)), Role.RESIDENT)


def named(reader: Reader, words: str) -> str | None:
    """What of the reader's menu is called so: a button, a group, or one of the things that a button lists."""
    labels = {reader.t.plain(f"menu-{do}"): do for do in _all_of(role_of(reader))}
    called = named_label(words, labels, reader.t.plain("menu-between").split("|"))
    return None if called is None else labels[called]


def _all_of(role: Role) -> list[str]:
    return [do for entry in MENUS[role] for do in ((*entry[1], entry[0]) if isinstance(entry, tuple) else (entry,))]


async def menu(reader: Reader, *, draft_open: bool = False) -> Message:
    return await _menu(reader, first_page_of(role_of(reader), draft_open=draft_open), fresh=True)


async def turned(reader: Reader, to: str, *, draft_open: bool = False, fresh: bool = False) -> Message:
    """The same message with the other buttons, unless `fresh`: `to` is a group, or LESS."""
    first = first_page_of(role_of(reader), draft_open=draft_open)
    group = next((entry[1] for entry in first if isinstance(entry, tuple) and entry[0] == to), None)
    return await _menu(reader, first if group is None else (*group, LESS), fresh=fresh)


def first_page_of(role: Role, *, draft_open: bool = False) -> tuple[Entry, ...]:
    """What is offered at first. A draft that waits comes before everything, and what has no room then goes into the
    smallest group."""
    whole = MENUS[role]
    offered: list[str] = [*(["resume"] if draft_open else []), *(one for one in whole if isinstance(one, str))]
    groups = dict(one for one in whole if isinstance(one, tuple))
    if len(offered) + len(groups) > SHOWN:
        room = SHOWN - (len(groups) or 1)
        smallest = min(groups, key=lambda name: len(groups[name]), default=OTHERS)
        groups[smallest] = (*offered[room:], *groups.get(smallest, ()))
        offered = offered[:room]
    return (*offered, *groups.items())


async def _menu(reader: Reader, offered: tuple[Entry, ...], *, fresh: bool) -> Message:
    t = reader.t
    rows = tuple([(await _button(reader, entry),) for entry in offered])
    title = t("menu-title", role=t.plain(f"role-{role_of(reader)}"))
    return Message(text=title, buttons=rows, card="menu", fresh=fresh)


async def _button(reader: Reader, entry: Entry) -> Button:
    """What somebody is expected to see to on their own says how many there are, also on the group that it is in."""
    do, members = entry if isinstance(entry, tuple) else (entry, (entry,))
    count = sum([await reader.act.look(COUNTED[one]) for one in members if one in COUNTED])
    text = reader.t.plain(f"menu-{do}-count", count=count) if count else reader.t.plain(f"menu-{do}")
    return Button(text, MenuTap(do=do).pack())
