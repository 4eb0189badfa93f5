"""Taps and messages of whatever form is open. Included after the features' own routers: their commands come first."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Incoming

from handlers.desk import Desk, Replies
from handlers.form import drafts, forms, offered, old_draft
from handlers.form.buttons import FormTap
from handlers.form.draft import Draft
from handlers.form.drafts import Filling
from handlers.form.forms import FORMS
from handlers.form.inputs import taken
from services.ports import Message

router = Router(name="forms")


async def draft_of(desk: Desk, callback_data: FormTap) -> Draft | None:
    """The open draft, if the tapped card is its card."""
    draft = await drafts.current(desk)
    return draft if draft and draft.submission == callback_data.draft else None


@router.callback_query(FormTap.filter(F.do == "send"))
async def send(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    """The same confirmation twice: the second finds no draft, and the use case's submission key makes one of both."""
    draft = await draft_of(desk, callback_data)
    if draft is None and await drafts.was_sent(desk, callback_data.draft):
        return Message(toast=desk.t.plain("form-sent-already"))
    if draft is None:
        return old_card(desk)
    if draft.held:
        return old_draft.question(desk, draft)
    if await FORMS[draft.form].missing(desk, draft) is not None:
        return await forms.proceed(desk, draft)
    return await forms.finish(desk, draft)


@router.callback_query(FormTap.filter(F.do == "cancel"))
async def cancel(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    draft = await draft_of(desk, callback_data)
    if draft is None:
        return old_card(desk)
    return await forms.cancel(desk, draft)


@router.callback_query(FormTap.filter(F.do == "take_up"))
async def take_up(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    """A draft that was put aside is gone on with."""
    draft = await drafts.waiting(desk, callback_data.draft)
    return old_card(desk) if draft is None else await forms.start(desk, draft)


@router.callback_query(FormTap.filter(F.do.in_({"go_on", "anew"})))
async def answer(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    """Whether an old draft is gone on with; what has come meanwhile is heard either way."""
    draft = await draft_of(desk, callback_data)
    if draft is None or not draft.held:
        return old_card(desk)
    use = old_draft.go_on if callback_data.do == "go_on" else old_draft.begin_anew
    return await use(desk, draft)


@router.callback_query(FormTap.filter())
async def step(query: CallbackQuery, desk: Desk, callback_data: FormTap) -> Replies:
    """Back, skip, edit a line, pick a choice; what the card does not (any longer) offer changes nothing."""
    draft = await draft_of(desk, callback_data)
    if draft is None:
        return old_card(desk)
    if draft.held:
        return old_draft.question(desk, draft)
    if callback_data.do == "back":
        draft.step_back()
        return await forms.show(desk, draft)
    if not await offered.offers(desk, draft, query.data):
        return (await forms.show(desk, draft))[0]
    match callback_data.do:
        case "edit":
            draft.remember()
            draft.asking = callback_data.piece
            return await forms.show(desk, draft)
        case "skip":
            draft.remember()
            draft.skipped.append(callback_data.piece)
        case "pick":
            return await _picked(desk, draft, callback_data)
    return await forms.proceed(desk, draft)


async def _picked(desk: Desk, draft: Draft, choice: FormTap, *, fresh: bool = False) -> Replies:
    """A choice was tapped, or named in words."""
    draft.remember()
    met = await FORMS[draft.form].pick(desk, draft, choice.piece, choice.value)
    return await forms.proceed(met or desk, draft, fresh=fresh)


@router.message(Filling.open)
async def fill(message: Incoming, desk: Desk) -> Replies:
    """Whatever was sent goes to the piece that takes it; a command mistyped is no piece of anything."""
    draft = await drafts.current(desk)
    if draft is None:
        return None
    form = FORMS[draft.form]
    most = desk.act.ctx.settings.storage.photo_bytes
    inputs = [] if (message.text or "").startswith("/") else taken(message, most)
    if inputs and old_draft.is_asked(desk, draft):
        return await old_draft.hold(desk, draft, inputs)
    chosen = await offered.named(desk, draft, inputs)
    if chosen is not None:
        return await _picked(desk, draft, chosen, fresh=True)
    fitting = [given for given in inputs if form.piece_for(draft, given)]
    if not fitting:
        return await form.other(desk, draft, inputs)
    return await forms.take_all(desk, draft, fitting)


def old_card(desk: Desk) -> Message:
    return Message(toast=desk.t.plain("form-old-card"), alert=True)
