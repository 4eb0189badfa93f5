"""What each name of the menu opens, tapped, typed, or as a command."""

from collections.abc import Awaitable, Callable

from domain.case_flow import CaseKind
from domain.roles import Role
from handlers.case.callbacks import show_callbacks
from handlers.case.queue import show_mine, show_queue, start_find
from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.menu import GROUPS, MenuTap, menu, named, turned
from handlers.people.care_log import show_care_log
from handlers.people.invitations import show_roles
from handlers.people.my_data import show_my_data
from handlers.points.offers import show_offers
from handlers.points.photo_checks import show_photos, show_rules
from handlers.points.statements import show_statement
from handlers.points.vouchers import show_how
from handlers.quieting import QuietTap
from handlers.rate.rates import show_rates
from handlers.report.behalf import start_behalf
from handlers.report.hazard import start_hazard
from handlers.report.report import start_report
from handlers.rider.looks import show_looks
from handlers.rider.rider import show_agreement, show_points
from handlers.rider.rider_staff import show_riders
from handlers.roster.roster_files import show_roster
from handlers.station.stations import start_nearest
from handlers.visit.coverage import show_coverage
from handlers.visit.found_homes import home_called
from handlers.visit.leaves import show_leaves
from handlers.visit.own_months import show_own_month
from handlers.visit.red_spots import show_red
from handlers.visit.visits import show_walk
from handlers.whistle.whistles import show_duty, show_tasks
from handlers.wish.wish_form import show_wall
from handlers.wish.wish_tap import WishTap
from handlers.wish.wishes import WALL, show_ours
from services import quiet
from services.ports import Button, Message
from services.texts import LANGUAGES, speech


async def opened(desk: Desk, name: str) -> Replies:
    """What the menu no longer names shows the menu."""
    opens = OPENS.get(name)
    return await menu(desk) if opens is None else await opens(desk)


async def opened_by_words(desk: Desk, words: str) -> Replies:
    """None unless they are what a button of the reader's menu says, or one of the things that it lists, or where a
    household is that the reader looks after."""
    name = named(desk, words)
    if name in GROUPS:
        return await turned(desk, name, draft_open=await drafts.waiting(desk) is not None, fresh=True)
    return await home_called(desk, words) if name is None else await opened(desk, name)


async def _wish(desk: Desk) -> Replies:
    return await start_report(desk, [], CaseKind.WISH)


async def _complaint(desk: Desk) -> Replies:
    return await start_report(desk, [], CaseKind.COMPLAINT)


async def _my(desk: Desk) -> Replies:
    return await show_mine(desk, fresh=True)


async def _queue(desk: Desk) -> Replies:
    return await show_queue(desk, fresh=True)


async def _hazard(desk: Desk) -> Replies:
    return await start_hazard(desk, [])


async def _settings(desk: Desk) -> Replies:
    t = desk.t
    languages = tuple(
        Button(speech(code).plain("language-name"), MenuTap(do=f"speak-{code}").pack()) for code in LANGUAGES
    )
    phone = Button(t.plain("phone-bind"), MenuTap(do="phone").pack())
    data = Button(t.plain("menu-my_data"), MenuTap(do="my_data").pack())
    rows = [languages, (phone,), (data,)]
    if not desk.actor.has(Role.RIDER):
        rows.append((Button(t.plain("riders-join"), MenuTap(do="agreement").pack()),))
    if await desk.act.look(quiet.switched_off):
        rows.append((Button(t.plain("quiet-list"), QuietTap(do="list").pack()),))
    return Message(text=t("settings-title"), buttons=tuple(rows), card="settings", fresh=True)


async def _resume(desk: Desk) -> Replies:
    draft = await drafts.waiting(desk)
    return await menu(desk) if draft is None else await forms.start(desk, draft)


async def _behalf(desk: Desk) -> Replies:
    return await start_behalf(desk, [])


async def _wishes(desk: Desk) -> Replies:
    return await show_wall(desk, WALL, fresh=True)


async def _our_wishes(desk: Desk) -> Replies:
    return await show_ours(desk, WishTap(do="ours"), fresh=True)


OPENS: dict[str, Callable[[Desk], Awaitable[Replies]]] = {
    "wish": _wish,
    "complaint": _complaint,
    "my": _my,
    "queue": _queue,
    "callbacks": show_callbacks,
    "find": start_find,
    "find_homes": start_find,
    "hazard": _hazard,
    "points": show_points,
    "stations": start_nearest,
    "looks": show_looks,
    "riders": show_riders,
    "statement": show_statement,
    "offers": show_offers,
    "photos": show_photos,
    "rules": show_rules,
    "agreement": show_agreement,
    "walk": show_walk,
    "tasks": show_tasks,
    "duty": show_duty,
    "invite": show_roles,
    "rates": show_rates,
    "coverage": show_coverage,
    "own_month": show_own_month,
    "red": show_red,
    "care_log": show_care_log,
    "leave": show_leaves,
    "roster": show_roster,
    "behalf": _behalf,
    "wishes": _wishes,
    "our_wishes": _our_wishes,
    "honour": show_how,
    "settings": _settings,
    "my_data": show_my_data,
    "resume": _resume,
}
