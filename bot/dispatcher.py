"""The order in which routers are asked: commands and cards first, then whatever form is open, then anything else."""

from functools import cache

from aiogram import Dispatcher

from handlers import (
    anything,
    behalf,
    callback_form,
    callbacks,
    cases,
    collect,
    form_router,
    hazard,
    invitations,
    join,
    joining,
    mailbox,
    more,
    move_form,
    phone,
    queue,
    rates,
    report,
    rewards,
    rider,
    roster,
    start,
    visits,
    vouchers,
    whistle_forms,
    whistles,
    wish_form,
    wishes,
)


@cache
def dispatcher() -> Dispatcher:
    """One for the process: it keeps no state. Conversations come with each update (bot/worker.py), so aiogram's own FSM
    middleware stays out."""
    root = Dispatcher(disable_fsm=True)
    features = (
        invitations.router,
        roster.router,
        wishes.router,
        start.router,
        queue.router,
        more.router,
        cases.router,
        visits.router,
        rider.router,
        rewards.router,
        whistles.router,
        rates.router,
        callbacks.router,
    )
    root.include_routers(
        collect.router,
        vouchers.router,
        phone.router,
        *features,
        joining.router,
        form_router.router,
        phone.binding,
        anything.router,
    )
    return root


FORMS_IN_USE = (join, report, move_form, more, hazard, whistle_forms, wish_form, behalf, mailbox, callback_form)
"""Imported so that their forms are registered."""
