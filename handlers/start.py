"""/start, /help, /cancel, /my, /language, the menu, and the settings."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from domain.case_flow import CaseKind
from domain.roles import Role
from handlers.case.callbacks import show_callbacks
from handlers.case.case_cards import case_card
from handlers.case.queue import show_mine, show_queue, start_find
from handlers.commands import commands_of
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.forms import Draft
from handlers.menu import GROUPS, LESS, MenuTap, menu, turned
from handlers.people.care_log import show_care_log
from handlers.people.invitations import show_offer, show_roles
from handlers.people.invite_cards import INVITE_LINK
from handlers.people.my_data import show_my_data
from handlers.points.offers import show_offers
from handlers.points.photo_checks import show_photos, show_rules
from handlers.points.statements import show_statement
from handlers.rate.rates import show_rates
from handlers.report.hazard import start_hazard
from handlers.report.report import start_report
from handlers.rider.looks import show_looks
from handlers.rider.rider import RIDER_LINK, show_agreement, show_points
from handlers.rider.rider_staff import show_riders
from handlers.roster.roster_files import show_roster
from handlers.station.stations import start_nearest
from handlers.visit.coverage import show_coverage
from handlers.visit.leaves import show_leaves
from handlers.visit.own_months import show_own_month
from handlers.visit.red_spots import show_red
from handlers.visit.visits import show_walk
from handlers.whistle.whistles import show_duty, show_tasks
from handlers.wish.wish_form import show_wall
from handlers.wish.wishes import WALL
from services.people import people
from services.ports import Button, Message
from services.texts import LANGUAGES, speech

CASE_LINK = "case_"
WISHES_LINK = "wishes"

router = Router(name="start")


@router.message(CommandStart())
async def start(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """A link may name a case, or invite a rider; whoever is new is asked first whether they agree to the notice."""
    if not desk.actor.consented:
        return await forms.start(desk, Draft("join", pieces={"link": command.args} if command.args else {}))
    if command.args and command.args.startswith(INVITE_LINK):
        return await show_offer(desk, command.args)
    if command.args and command.args.startswith(CASE_LINK):
        return await case_card(desk, command.args.removeprefix(CASE_LINK), fresh=True)
    if command.args == WISHES_LINK:
        return await show_wall(desk, WALL, fresh=True)
    if command.args == RIDER_LINK:
        return await show_agreement(desk)
    return with_commands(desk, await menu(desk, draft_open=await forms.waiting(desk) is not None))


@router.message(Command("help"))
async def help_(message: Incoming, desk: Desk) -> Replies:
    """What somebody of this role can type, and the menu."""
    commands = [f"/{name} {text}" for name, text in commands_of(desk)]
    said = "\n".join([desk.t("help"), *commands, desk.t("help-numbers")])
    return with_commands(desk, Message(text=said)), await menu(desk, draft_open=await forms.waiting(desk) is not None)


def with_commands(desk: Desk, message: Message) -> Message:
    """The chat's own list of commands follows the role and the language."""
    return replace(message, commands=commands_of(desk))


@router.message(Command("wish"))
async def wish(message: Incoming, desk: Desk) -> Replies:
    return await _wish(desk)


@router.message(Command("queue"))
async def queue(message: Incoming, desk: Desk) -> Replies:
    return await _queue(desk)


@router.message(Command("walk"))
async def walk(message: Incoming, desk: Desk) -> Replies:
    return await show_walk(desk)


@router.message(Command("tasks"))
async def tasks(message: Incoming, desk: Desk) -> Replies:
    return await show_tasks(desk)


@router.message(Command("invite"))
async def invite(message: Incoming, desk: Desk) -> Replies:
    return await show_roles(desk)


@router.message(Command("cancel"))
async def cancel(message: Incoming, desk: Desk) -> Replies:
    draft = await forms.current(desk)
    said = await forms.cancel(desk, draft) if draft else ()
    return *said, await menu(desk, draft_open=await forms.waiting(desk) is not None)


@router.message(Command("my"))
async def my(message: Incoming, desk: Desk) -> Replies:
    return await _my(desk)


@router.message(Command("language"))
async def language(message: Incoming, desk: Desk) -> Replies:
    return settings_card(desk, fresh=True)


def settings_card(desk: Desk, *, fresh: bool = False) -> Message:
    t = desk.t
    languages = tuple(
        Button(speech(code).plain("language-name"), MenuTap(do=f"speak-{code}").pack()) for code in LANGUAGES
    )
    phone = Button(t.plain("phone-bind"), MenuTap(do="phone").pack())
    data = Button(t.plain("menu-my_data"), MenuTap(do="my_data").pack())
    rows = [languages, (phone,), (data,)]
    if not desk.actor.has(Role.RIDER):
        rows.append((Button(t.plain("riders-join"), MenuTap(do="agreement").pack()),))
    return Message(text=t("settings-title"), buttons=tuple(rows), card="settings", fresh=fresh)


@router.callback_query(MenuTap.filter(F.do.startswith("speak-")))
async def speak(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    chosen = callback_data.do.removeprefix("speak-")
    if chosen in LANGUAGES:
        await desk.act(people.speak, chosen)
    chosen_speech = replace(desk, t=speech(chosen))
    return with_commands(chosen_speech, Message(text=chosen_speech.t("language-chosen"), card="settings"))


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
    return settings_card(desk, fresh=True)


async def _resume(desk: Desk) -> Replies:
    draft = await forms.waiting(desk)
    return await menu(desk) if draft is None else await forms.start(desk, draft)


# what the menu names, and what it opens
OPENS: dict[str, Callable[[Desk], Awaitable[Replies]]] = {
    "wish": _wish,
    "complaint": _complaint,
    "my": _my,
    "queue": _queue,
    "callbacks": show_callbacks,
    "find": start_find,
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
    "settings": _settings,
    "my_data": show_my_data,
    "resume": _resume,
}


@router.callback_query(MenuTap.filter(F.do.in_({LESS, *GROUPS})))
async def turn(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    return await turned(desk, callback_data.do, draft_open=await forms.waiting(desk) is not None)


@router.callback_query(MenuTap.filter())
async def menu_tap(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    """Opens what the menu names; what it no longer names shows the menu."""
    opens = OPENS.get(callback_data.do)
    return await menu(desk) if opens is None else await opens(desk)
