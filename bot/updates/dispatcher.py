"""The order in which routers are asked: commands and cards first, then whatever form is open, then anything else."""

from functools import cache

from aiogram import Dispatcher

from bot.updates.routing import quicken
from handlers import anything, quieting, start
from handlers.case import callback_form, callbacks, cases, more, move_form, queue, thanks
from handlers.form import form_router
from handlers.people import care_log, erase_resident, invitations, join, my_data, phone
from handlers.points import offers, photo_checks, rewards, statements, vouchers
from handlers.rate import rates
from handlers.report import behalf, collect, hazard, joining, mailbox, report
from handlers.rider import looks, rider, rider_staff, standing
from handlers.roster import roster_files, roster_matters
from handlers.station import stations
from handlers.visit.routers import ROUTERS as ABOUT_VISITS
from handlers.whistle import duty_roster, whistle_forms, whistles
from handlers.wish import wish_form, wishes


@cache
def dispatcher() -> Dispatcher:
    """One for the process: it keeps no state. Conversations come with each update (bot/updates/worker.py), so
    aiogram's own FSM middleware stays out."""
    root = Dispatcher(disable_fsm=True)
    features = (
        invitations.router,
        duty_roster.router,
        wishes.router,
        start.router,
        quieting.router,
        queue.router,
        more.router,
        cases.router,
        thanks.router,
        *ABOUT_VISITS,
        care_log.router,
        my_data.router,
        erase_resident.router,
        rider.router,
        looks.router,
        standing.router,
        rider_staff.router,
        rewards.router,
        statements.router,
        offers.router,
        photo_checks.router,
        whistles.router,
        rates.router,
        callbacks.router,
        roster_files.router,
        roster_matters.router,
    )
    root.include_routers(
        collect.router,
        stations.router,
        vouchers.router,
        phone.router,
        *features,
        joining.router,
        form_router.router,
        phone.binding,
        anything.router,
    )
    quicken(root)
    return root


FORMS_IN_USE = (
    join,
    report,
    move_form,
    more,
    hazard,
    whistle_forms,
    wish_form,
    behalf,
    mailbox,
    callback_form,
)
"""Imported so that their forms are registered."""
