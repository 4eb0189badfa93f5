"""The tap "me too" on the card of a complaint that is being written."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Replies
from handlers.form import drafts, forms, offered
from handlers.form.buttons import FormTap
from handlers.form.form_router import draft_of, old_card
from handlers.report.similar import joined_card, joined_text
from services.case import case_nearby
from services.case.case_nearby import JoinOutcome
from services.ports import Message

router = Router(name="joining")


@router.callback_query(FormTap.filter(F.do == "join"))
async def join(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    """No new case; what was closed meanwhile cannot be joined, and the complaint goes on."""
    draft = await draft_of(desk, callback_data)
    if draft is None and await drafts.was_sent(desk, callback_data.draft):
        return Message(toast=desk.t.plain("similar-joined-before"))
    if draft is None:
        return old_card(desk)
    if not await offered.offers(desk, draft, query.data):
        return await forms.proceed(desk, draft)
    joined = await desk.act(case_nearby.join, callback_data.value)
    if joined.outcome is JoinOutcome.CLOSED:
        return await forms.proceed(desk, draft, note=joined_text(desk, joined))
    await drafts.drop(desk, sent=draft.submission)
    return joined_card(desk, draft, joined)
