"""Somebody changed a message in the chat: what it was used for changes with it, or it is said why not."""

from handlers.case.case_cards import case_card
from handlers.case.more import numbers_first, said_text
from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.form.forms import FORMS, Draft
from handlers.report.report_cards import speaks_of_danger
from services.case import case_words
from services.case.case_words import with_line
from services.ports import Message


async def reworded(desk: Desk, message_id: int, words: str) -> Replies:
    """A draft first, open or aside, then a case. The same words again change nothing."""
    for draft in await drafts.drafts(desk):
        old = draft.sources.get(str(message_id))
        if old == words:
            return None
        if old is not None and await _replace(desk, draft, old, words):
            draft.sources[str(message_id)] = words
            return await _redrawn(desk, draft, words)
    said = await desk.act(case_words.change_message, message_id, words)
    if said is not None:
        return said_text(desk, said), await case_card(desk, said.number)
    known = await desk.act.look(case_words.message_is_known, message_id)
    return None if known else Message(text=desk.t("edited-message"))


async def _replace(desk: Desk, draft: Draft, old: str, words: str) -> bool:
    """As if it had just been asked for: an answer takes the place of what was there."""
    for piece, value in draft.pieces.items():
        changed = with_line(value, old, words) if isinstance(value, str) else None
        if changed is not None:
            draft.remember()
            draft.asking = piece
            await FORMS[draft.form].put(desk, draft, piece, changed)
            return True
    return False


async def _redrawn(desk: Desk, draft: Draft, words: str) -> Replies:
    """The open draft's card as it is now; one that was aside is taken up. Whoever cannot be heard yet, having agreed to
    nothing, gets the numbers to call before anything else."""
    opened = await drafts.current(desk)
    if opened is not None and opened.submission == draft.submission:
        cards = await forms.proceed(desk, draft, note=desk.t("edited-draft"))
    else:
        cards = await forms.start(desk, draft)
    danger = None if desk.actor.consented else speaks_of_danger(desk, words)
    return cards if danger is None else (numbers_first(desk, danger.numbers), *cards)
