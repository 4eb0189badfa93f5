"""/start, /help, /cancel, /my, /language, the menu, and the settings."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.case.case_cards import case_card
from handlers.commands import commands_of
from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.form.forms import Draft
from handlers.menu import GROUPS, LESS, MenuTap, menu, turned
from handlers.opens import opened
from handlers.people.invitations import show_offer
from handlers.people.invite_cards import INVITE_LINK
from handlers.rider.rider import RIDER_LINK, show_agreement
from handlers.wish.wish_form import show_wall
from handlers.wish.wishes import WALL
from services.people import people
from services.ports import Message
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
    return with_commands(desk, await menu(desk, draft_open=await drafts.waiting(desk) is not None))


@router.message(Command("help"))
async def help_(message: Incoming, desk: Desk) -> Replies:
    """What somebody of this role can type, and the menu."""
    commands = [f"/{name} {text}" for name, text in commands_of(desk)]
    said = "\n".join([desk.t("help"), *commands, desk.t("help-numbers")])
    return with_commands(desk, Message(text=said)), await menu(desk, draft_open=await drafts.waiting(desk) is not None)


def with_commands(desk: Desk, message: Message) -> Message:
    """The chat's own list of commands follows the role and the language."""
    return replace(message, commands=commands_of(desk))


@router.message(Command("wish", "queue", "walk", "tasks", "invite", "my"))
async def by_name(message: Incoming, desk: Desk, command: CommandObject) -> Replies:
    """What the menu opens too, by the same name."""
    return await opened(desk, command.command)


@router.message(Command("cancel"))
async def cancel(message: Incoming, desk: Desk) -> Replies:
    draft = await drafts.current(desk)
    said = await forms.cancel(desk, draft) if draft else ()
    return *said, await menu(desk, draft_open=await drafts.waiting(desk) is not None)


@router.message(Command("language"))
async def language(message: Incoming, desk: Desk) -> Replies:
    return await opened(desk, "settings")


@router.callback_query(MenuTap.filter(F.do.startswith("speak-")))
async def speak(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    chosen = callback_data.do.removeprefix("speak-")
    if chosen in LANGUAGES:
        await desk.act(people.speak, chosen)
    chosen_speech = replace(desk, t=speech(chosen))
    return with_commands(chosen_speech, Message(text=chosen_speech.t("language-chosen"), card="settings"))


@router.callback_query(MenuTap.filter(F.do.in_({LESS, *GROUPS})))
async def turn(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    return await turned(desk, callback_data.do, draft_open=await drafts.waiting(desk) is not None)


@router.callback_query(MenuTap.filter())
async def menu_tap(query: CallbackQuery, desk: Desk, callback_data: MenuTap) -> Replies:
    """Opens what the menu names; what it no longer names shows the menu."""
    return await opened(desk, callback_data.do)
