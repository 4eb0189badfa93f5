"""Every push, rendered in the reader's language at the moment when it is sent. None: there is nothing left to tell."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from domain.case_flow import CaseState, Move
from domain.errors import NotFound
from domain.notices import Notice
from domain.quieting import QUIET
from handlers.case import alarm_notices, callback_notices, photo_notices, thanks
from handlers.case.case_cards import CaseTap, render, what_happened
from handlers.desk import Reader
from handlers.people import data_notices, phone_notices
from handlers.people.invite_notices import COMPOSERS as ABOUT_ROLES
from handlers.points import statements
from handlers.points.photo_checks import COMPOSERS as ABOUT_PHOTOS
from handlers.points.vouchers import COMPOSERS as ABOUT_VOUCHERS
from handlers.quieting import with_quiet
from handlers.rate import rates
from handlers.rider import looks, rider_notices
from handlers.roster import roster_notices
from handlers.visit import (
    duty_gaps,
    handovers,
    home_moves,
    home_offers,
    leave_notices,
    rest_duties,
    unmet,
    visit_missed,
    visit_notices,
)
from handlers.whistle import whistle_notices
from handlers.whistle.duty_roster_cards import duty_roster_changed
from handlers.wish import wish_notices
from services.case import case_views
from services.ports import Button, Message

Values = Mapping[str, Any]
Composer = Callable[[Reader, Values], Awaitable[Message | None]]
InSteps = Callable[[Reader, Values], AsyncIterator[Message]]
"""For what takes a while: each message but the last says on a card how far it is."""


def about_case(
    headline: str, states: Collection[CaseState] = tuple(CaseState), *, for_street: str | None = None
) -> Composer:
    """The case's card under a headline, `for_street` where it waits for the street; to whom it is no longer any
    business, or where it has left `states` meanwhile, nothing is said."""

    async def compose(reader: Reader, values: Values) -> Message | None:
        try:
            card = await reader.act.look(case_views.case_card, values["number"])
        except NotFound:
            return None
        if card.state not in states:
            return None
        message = render(reader, card, fresh=True)
        key = for_street if for_street and card.streets and card.state is CaseState.CHECKED else headline
        return replace(message, text=f"{reader.t(key, number=card.number)}\n\n{message.text}")

    return compose


async def case_moved(reader: Reader, values: Values) -> Message | None:
    """What happened in one line, under it the card."""
    line = await reader.act.look(case_views.event_line, values["event"])
    try:
        card = await reader.act.look(case_views.case_card, values["number"])
    except NotFound:
        return None
    if line is None:
        return None
    message = render(reader, card, fresh=True)
    t = reader.t
    headline = t("notice-case-moved", who=t.plain(f"party-{line.party}"), move=what_happened(reader, line))
    return replace(message, text=f"{headline}\n\n{message.text}")


async def case_asked(reader: Reader, values: Values) -> Message | None:
    """A question to the reporter, and the button that answers it; nothing once it is over."""
    line = await reader.act.look(case_views.event_line, values["event"])
    card = await reader.act.look(case_views.case_card, values["number"])
    if line is None or Move.ADD not in card.moves:
        return None
    t = reader.t
    asked = t("notice-case-asked", number=card.number, who=t.plain(f"party-{line.party}"))
    question = t("case-words", words=line.note) if line.note else t("notice-case-asked-by-photo")
    answer = Button(t.plain("case-answer"), CaseTap(do="move", number=card.number, value=Move.ADD).pack())
    look = Button(t.plain("case-open"), CaseTap(do="open", number=card.number).pack())
    return Message(text=f"{asked}\n{question}", buttons=((answer, look),), media=line.media)


async def case_passed_on(reader: Reader, values: Values) -> Message | None:
    """Whoever had it may not open it any more, so there is no card: only that they need not see to it."""
    return Message(text=reader.t("notice-case-passed-on", number=values["number"]))


def sentence(key: str) -> Composer:
    async def compose(reader: Reader, values: Values) -> Message | None:
        return Message(text=reader.t(key))

    return compose


COMPOSERS: dict[Notice, Composer] = {
    Notice.CASE_NEW: about_case("notice-case-new"),
    Notice.CASE_DANGER: about_case("notice-case-danger"),
    Notice.CASE_UNPLACED: about_case("notice-case-unplaced"),
    Notice.CASE_ASSIGNED: about_case("notice-case-assigned"),
    Notice.CASE_ASKED: case_asked,
    Notice.CASE_PASSED_ON: case_passed_on,
    Notice.CASE_MOVED: case_moved,
    Notice.CASE_TO_CHECK: about_case("notice-case-to-check", (CaseState.RESOLVED,)),
    Notice.CASE_RATE: about_case("notice-case-rate"),
    Notice.CASE_REOPENED: about_case("notice-case-back", for_street="notice-case-streets"),
    Notice.CASE_ADDED: about_case("notice-case-added"),
    Notice.CASE_URGED: about_case("notice-case-urged"),
    Notice.CASE_SEEN: about_case("notice-case-seen"),
    **ABOUT_ROLES,
    **photo_notices.COMPOSERS,
    Notice.UPDATE_FAILED: sentence("notice-update-failed"),
    Notice.CALENDAR_UNCONFIRMED: sentence("notice-calendar-unconfirmed"),
    Notice.HAZARD_LOOK: looks.look_asked,
    Notice.LOOK_LEFT: looks.look_asked,
    Notice.AGREEMENT_ENDED: rider_notices.agreement_ended,
    Notice.AGREEMENT_CHANGED: rider_notices.agreement_changed,
    Notice.POINTS_EXPIRING: rider_notices.points_expiring,
    Notice.POINTS_EARNED: rider_notices.points_earned,
    Notice.SUPERVISOR_NEWS: rider_notices.supervisor_news,
    Notice.RIDER_THANKED: thanks.rider_thanked,
    Notice.PHONE_CLAIMED: phone_notices.phone_claimed,
    Notice.PHONE_ANSWERED: phone_notices.phone_answered,
    Notice.CALLBACK_ASKED: callback_notices.callback_asked,
    **alarm_notices.COMPOSERS,
    **rates.COMPOSERS,
    **visit_notices.COMPOSERS,
    **duty_gaps.COMPOSERS,
    **leave_notices.COMPOSERS,
    **handovers.COMPOSERS,
    **home_moves.COMPOSERS,
    **home_offers.COMPOSERS,
    **visit_missed.COMPOSERS,
    **rest_duties.COMPOSERS,
    **unmet.COMPOSERS,
    **whistle_notices.COMPOSERS,
    Notice.DUTY_ROSTER_CHANGED: duty_roster_changed,
    **wish_notices.COMPOSERS,
    **ABOUT_VOUCHERS,
    **statements.COMPOSERS,
    **ABOUT_PHOTOS,
    **roster_notices.COMPOSERS,
    **data_notices.COMPOSERS,
}

IN_STEPS: dict[Notice, InSteps] = {**roster_notices.IN_STEPS}


async def composed(reader: Reader, notice: Notice, values: Values, push: int = 0) -> Message | None:
    """What is said; `push` is its row of the outbox. Under every routine push stands how to have less of it."""
    message = await COMPOSERS[notice](reader, values)
    return with_quiet(reader, notice, push, message) if message is not None and notice in QUIET else message
