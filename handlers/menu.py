"""One menu by role, three to six buttons with plain words; what is needed less often stands behind the last one."""

from aiogram.filters.callback_data import CallbackData

from domain.roles import MENU_ORDER, Role
from handlers.desk import Reader
from services.case import case_callback_views
from services.points import photo_views
from services.ports import Button, Message

SHOWN = 6
MORE = "more"
LESS = "less"


class MenuTap(CallbackData, prefix="m"):
    do: str


OFFICE = (
    "queue",
    "callbacks",
    "find",
    "wishes",
    "rates",
    "photos",
    "coverage",
    "red",
    "leave",
    "invite",
    "roster",
    "stations",
    "riders",
    "statement",
    "offers",
    "my",
    "settings",
)
WORKER = (
    "walk",
    "queue",
    "find",
    "behalf",
    "wishes",
    "own_month",
    "red",
    "leave",
    "rates",
    "stations",
    "my",
    "settings",
)
COUNTED = {"callbacks": case_callback_views.count, "photos": photo_views.count}
# role               what its menu offers, the most needed first; each has a text "menu-<do>"
MENUS: dict[Role, tuple[str, ...]] = {
    Role.RESIDENT: ("wish", "complaint", "wishes", "stations", "my", "settings"),
    Role.RIDER_SUPERVISOR: (
        "hazard",
        "looks",
        "points",
        "stations",
        "agreement",
        "complaint",
        "rules",
        "my",
        "settings",
    ),
    Role.RIDER: ("hazard", "points", "stations", "agreement", "complaint", "rules", "my", "settings"),
    Role.FORCE: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.MERCHANT: ("honour", "statement", "wishes", "our_wishes", "complaint", "my", "settings"),
    Role.PARTNER: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.GRID_WORKER: WORKER,
    Role.COMMUNITY_STAFF: OFFICE,
    Role.STREET_STAFF: OFFICE,
    Role.ADMIN: (
        "queue",
        "callbacks",
        "find",
        "wishes",
        "rates",
        "photos",
        "coverage",
        "red",
        "care_log",
        "invite",
        "statement",
        "offers",
        "my",
        "settings",
    ),
}


def role_of(reader: Reader) -> Role:
    """The role by which somebody is greeted; everybody is a resident."""
    return next((role for role in MENU_ORDER if reader.actor.has(role)), Role.RESIDENT)


async def menu(reader: Reader, *, draft_open: bool = False) -> Message:
    return await _menu(reader, page(reader, draft_open=draft_open), fresh=True)


async def turned(reader: Reader, to: str, *, draft_open: bool = False) -> Message:
    """The same message with the other buttons: `to` is MORE or LESS."""
    return await _menu(reader, page(reader, more=to == MORE, draft_open=draft_open), fresh=False)


def page(reader: Reader, *, more: bool = False, draft_open: bool = False) -> tuple[str, ...]:
    """What is offered at first, and with `more` the rest and the way back."""
    offered = (*(("resume",) if draft_open else ()), *MENUS[role_of(reader)])
    if len(offered) <= SHOWN:
        return offered
    return (*offered[SHOWN - 1 :], LESS) if more else (*offered[: SHOWN - 1], MORE)


async def _menu(reader: Reader, offered: tuple[str, ...], *, fresh: bool) -> Message:
    t = reader.t
    rows = tuple([(Button(await _label(reader, do), MenuTap(do=do).pack()),) for do in offered])
    title = t("menu-title", role=t.plain(f"role-{role_of(reader)}"))
    return Message(text=title, buttons=rows, card="menu", fresh=fresh)


async def _label(reader: Reader, do: str) -> str:
    """What somebody is expected to see to on their own says how many there are."""
    counting = COUNTED.get(do)
    count = await reader.act.look(counting) if counting else 0
    return reader.t.plain(f"menu-{do}-count", count=count) if count else reader.t.plain(f"menu-{do}")
