"""Invitations in chat: a role is offered by a link, taken by a tap, ended by a tap."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound
from domain.roles import Role
from handlers.commands import commands_of
from handlers.desk import Desk, Replies
from handlers.menu import menu
from handlers.people import invite_cards as cards
from handlers.people.invite_cards import INVITE_LINK, AnswerTap, InviteTap
from services.people import invitations
from services.ports import Message

router = Router(name="invitations")


async def show_roles(desk: Desk) -> Message:
    """Whom the actor may invite; for whoever may invite nobody that is said."""
    roles = invitations.may_give(desk.act.ctx)
    return cards.roles_card(desk, roles) if roles else Message(text=desk.t("error-not-allowed"))


async def show_offer(desk: Desk, link: str) -> Message:
    """What the link behind /start offers."""
    token = link.removeprefix(INVITE_LINK)
    return cards.offer_card(desk, token, await desk.act.look(invitations.offered, token))


@router.callback_query(InviteTap.filter(F.do == "units"))
async def units(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    role = _role(callback_data)
    return cards.units_card(desk, role, await desk.act.look(invitations.units_for, role, callback_data.unit))


@router.callback_query(InviteTap.filter(F.do == "kinds"))
async def kinds(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    return cards.kinds_card(desk, callback_data.unit, invitations.force_kinds(desk.act.ctx))


@router.callback_query(InviteTap.filter(F.do == "make"))
async def make(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    made = await desk.act(invitations.invite, _role(callback_data), callback_data.unit, callback_data.kind or None)
    return cards.link_card(desk, *made)


@router.callback_query(InviteTap.filter(F.do == "people"))
async def people(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    return cards.people_card(desk, *await desk.act.look(invitations.people_with_roles, callback_data.unit))


@router.callback_query(InviteTap.filter(F.do == "end"))
async def end(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    return cards.end_card(desk, await desk.act.look(invitations.endable, callback_data.unit))


@router.callback_query(InviteTap.filter(F.do == "end_sure"))
async def end_sure(query: CallbackQuery, desk: Desk, callback_data: InviteTap) -> Replies:
    ended = await desk.act(invitations.end_role, callback_data.unit)
    return Message(text=desk.t("invite-ended", who=cards.person_line(desk, ended)), card="invite")


@router.callback_query(AnswerTap.filter(F.do == "yes"))
async def accept(query: CallbackQuery, desk: Desk, callback_data: AnswerTap) -> Replies:
    offer = await desk.act(invitations.accept, callback_data.token)
    role = cards.name_of(desk, offer.role, offer.kind)
    done = Message(text=desk.t("invite-accepted", role=role, unit=offer.unit), card="invitation")
    now = await desk.as_now()
    return done, replace(await menu(now), commands=commands_of(now))


@router.callback_query(AnswerTap.filter(F.do == "no"))
async def decline(query: CallbackQuery, desk: Desk) -> Replies:
    """The link stays good: whoever sent it may have meant somebody else."""
    return Message(text=desk.t("invite-declined"), card="invitation")


def _role(callback_data: InviteTap) -> Role:
    """Raises NotFound for a forged tap."""
    if callback_data.role not in list(Role):
        raise NotFound
    return Role(callback_data.role)
