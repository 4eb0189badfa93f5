"""One menu by role, three to six buttons with plain words."""

from aiogram.filters.callback_data import CallbackData

from domain.roles import MENU_ORDER, Role
from handlers.desk import Reader
from services import case_callback_views
from services.ports import Button, Message


class MenuTap(CallbackData, prefix="m"):
    do: str


# role               what its menu offers; each has a text "menu-<do>"
MENUS: dict[Role, tuple[str, ...]] = {
    Role.RESIDENT: ("wish", "complaint", "wishes", "my", "settings"),
    Role.RIDER: ("hazard", "points", "agreement", "complaint", "my", "settings"),
    Role.FORCE: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.MERCHANT: ("wishes", "our_wishes", "complaint", "my", "settings"),
    Role.PARTNER: ("tasks", "duty", "wishes", "our_wishes", "my", "settings"),
    Role.GRID_WORKER: ("walk", "queue", "find", "behalf", "wishes", "rates", "my", "settings"),
    Role.COMMUNITY_STAFF: ("queue", "callbacks", "find", "wishes", "rates", "invite", "my", "settings"),
    Role.STREET_STAFF: ("queue", "callbacks", "find", "wishes", "rates", "invite", "my", "settings"),
    Role.ADMIN: ("queue", "callbacks", "find", "wishes", "rates", "invite", "my", "settings"),
}


def role_of(reader: Reader) -> Role:
    """The role by which somebody is greeted; everybody is a resident."""
    return next((role for role in MENU_ORDER if reader.actor.has(role)), Role.RESIDENT)


async def menu(reader: Reader, *, draft_open: bool = False) -> Message:
    t, role = reader.t, role_of(reader)
    offered = ("resume", *MENUS[role]) if draft_open else MENUS[role]
    rows = tuple([(Button(await _label(reader, do), MenuTap(do=do).pack()),) for do in offered])
    return Message(text=t("menu-title", role=t.plain(f"role-{role}")), buttons=rows, card="menu", fresh=True)


async def _label(reader: Reader, do: str) -> str:
    """What somebody is expected to see to on their own says how many there are."""
    count = await reader.act.look(case_callback_views.count) if do == "callbacks" else 0
    return reader.t.plain("menu-callbacks-count", count=count) if count else reader.t.plain(f"menu-{do}")
