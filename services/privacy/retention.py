"""How long anything personal is kept (config.yaml, privacy.keep): each night the oldest goes, a batch at a time."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from domain.erasing import OVER
from models.audit import AccessLog
from models.case import Case, CaseMedia
from models.media import Media
from models.outbox import Conversation, Inbox, Outbox
from models.people import Chat, Person
from models.photo_check import PhotoAppealMedia
from models.privacy import ChatToForget, DataExport, Erasure
from models.reward import RewardOffer
from models.visit import Visit, VisitCorrection, VisitMedia
from models.wish import TakeUp, Wish
from services.act import Ctx
from services.privacy.erase_cases import wipe_words
from services.privacy.erase_media import forget_media
from services.privacy.leftovers import drop_chat
from services.slots import Slot

OVER_SINCE = func.coalesce(Case.closed_at, Case.resolve_by)
"""A case that is over without having been closed (rejected, withdrawn, joined to another) counts from its deadline."""


async def keep_no_longer(ctx: Ctx, slot: Slot) -> bool:
    """The job: one batch of everything. True: there may be more."""
    most = ctx.settings.privacy.tidy_at_once
    return max([await forget(ctx, slot.due_at, most) for forget in FORGET]) >= most


async def _contacts(ctx: Ctx, at: datetime, most: int) -> int:
    """Name and number of whom a case was filed for."""
    left = Case.contact_name.is_not(None) | Case.contact_phone.is_not(None)
    old = Case.state.in_(OVER) & (at - timedelta(days=ctx.settings.privacy.keep.contact_days) > OVER_SINCE)
    ids = await _ids(ctx, select(Case.id).where(left, old).order_by(Case.closed_at, Case.id), most)
    if not ids:
        return 0
    contact = {"contact_name": None, "contact_phone": None, "contact_phone_index": None}
    emptied = update(Case).where(Case.id.in_(ids)).values(contact | {"version": Case.version + 1})
    await ctx.session.execute(emptied.execution_options(synchronize_session=False))
    return len(ids)


async def _words_of_erased(ctx: Ctx, at: datetime, most: int) -> int:
    """Cases that were under way when their owner was erased, and are over now."""
    erased = select(Person.id).where(Person.erased_at.is_not(None))
    query = select(Case.id).where(Case.reporter_id.in_(erased), Case.state.in_(OVER), func.length(Case.words) > 0)
    ids = await _ids(ctx, query.order_by(Case.id), most)
    if not ids:
        return 0
    await wipe_words(ctx, ids)
    await forget_media(ctx, await _ids(ctx, select(CaseMedia.media_id).where(CaseMedia.case_id.in_(ids)), None))
    return len(ids)


async def _photos(ctx: Ctx, at: datetime, most: int) -> int:
    """Of cases long closed; a photo that an open case shows as well waits for that one."""
    before = at - timedelta(days=ctx.settings.privacy.keep.photo_days)
    still = Case.state.not_in(OVER) | (before <= OVER_SINCE)
    open_too = exists().where(CaseMedia.media_id == Media.id, CaseMedia.case_id == Case.id, still)
    old = Media.created_at < before
    used = exists().where(CaseMedia.media_id == Media.id)
    query = select(Media.id).where(old, used, ~open_too, ~_shown()).order_by(Media.id)
    ids = await _ids(ctx, query, most)
    await forget_media(ctx, ids)
    return len(ids)


async def _unused_photos(ctx: Ctx, at: datetime, most: int) -> int:
    """Sent, and gone into nothing: a draft that was dropped."""
    old = Media.created_at < at - timedelta(days=ctx.settings.privacy.keep.unused_photo_days)
    of_case = exists().where(CaseMedia.media_id == Media.id)
    ids = await _ids(ctx, select(Media.id).where(old, ~of_case, ~_shown()).order_by(Media.id), most)
    if not ids:
        return 0
    thanks = await ctx.session.scalars(select(TakeUp.thanks_media).where(TakeUp.thanks_media.is_not(None)))
    needed = {id_ for several in thanks for id_ in several}
    free = [id_ for id_ in ids if id_ not in needed]
    await forget_media(ctx, free)
    return len(free)


def _shown() -> ColumnElement[bool]:
    """By something else than a case."""
    return or_(
        *(
            exists().where(column == Media.id)
            for column in (VisitMedia.media_id, PhotoAppealMedia.media_id, RewardOffer.photo_id, Wish.photo_id)
        )
    )


async def _notes(ctx: Ctx, at: datetime, most: int) -> int:
    """Of visits, and why one was put right; that there was a visit stays."""
    old = Visit.visited_on < ctx.today - timedelta(days=ctx.settings.privacy.keep.note_days)
    with_files = exists().where(VisitMedia.visit_id == Visit.id)
    said = Visit.note.is_not(None) | Visit.late_reason.is_not(None) | with_files
    ids = await _ids(ctx, select(Visit.id).where(old, said).order_by(Visit.visited_on, Visit.id), most)
    if not ids:
        return 0
    emptied = update(Visit).where(Visit.id.in_(ids)).values(note=None, late_reason=None)
    await ctx.session.execute(emptied.execution_options(synchronize_session=False))
    why = update(VisitCorrection).where(VisitCorrection.visit_id.in_(ids)).values(reason=None)
    await ctx.session.execute(why.execution_options(synchronize_session=False))
    await forget_media(ctx, await _ids(ctx, select(VisitMedia.media_id).where(VisitMedia.visit_id.in_(ids)), None))
    return len(ids)


async def _drafts(ctx: Ctx, at: datetime, most: int) -> int:
    before = at - timedelta(days=ctx.settings.privacy.keep.draft_days)
    return await _delete(ctx, Conversation.chat_id, Conversation.updated_at < before, most)


async def _looks(ctx: Ctx, at: datetime, most: int) -> int:
    """There are millions, in the order of their time: only the first are looked at."""
    before = at - timedelta(days=ctx.settings.privacy.keep.look_days)
    first = select(AccessLog.id).order_by(AccessLog.id).limit(most).scalar_subquery()
    return await _delete(ctx, AccessLog.id, AccessLog.id.in_(first) & (AccessLog.at < before), most)


async def _dead_letters(ctx: Ctx, at: datetime, most: int) -> int:
    before = at - timedelta(days=ctx.settings.privacy.keep.dead_letter_days)
    return await _delete(ctx, Outbox.id, Outbox.dead_at < before, most)


async def _exports(ctx: Ctx, at: datetime, most: int) -> int:
    before = at - timedelta(days=ctx.settings.privacy.keep.export_days)
    return await _delete(ctx, DataExport.id, DataExport.asked_at < before, most)


async def _erasures(ctx: Ctx, at: datetime, most: int) -> int:
    before = at - timedelta(days=ctx.settings.privacy.keep.erasure_days)
    return await _delete(ctx, Erasure.id, Erasure.at < before, most)


async def _strangers(ctx: Ctx, at: datetime, most: int) -> int:
    """Chats of whom nobody agreed to the notice, and in which nothing was said for long: with the files sent there."""
    before = at - timedelta(days=ctx.settings.privacy.keep.stranger_days)
    lately = (
        exists().where(Inbox.chat_id == Chat.id, or_(Inbox.done_at.is_(None), Inbox.done_at >= before)),
        exists().where(Outbox.chat_id == Chat.id, Outbox.created_at >= before),
        exists().where(ChatToForget.chat_id == Chat.id),
    )
    query = select(Chat.id).where(Chat.person_id.is_(None), Chat.created_at < before, ~or_(*lately))
    ids = await _ids(ctx, query.order_by(Chat.id), most)
    if not ids:
        return 0
    await forget_media(ctx, await _ids(ctx, select(Media.id).where(Media.chat_id.in_(ids)), None))
    await drop_chat(ctx, ids)
    return len(ids)


async def _delete(ctx: Ctx, key: InstrumentedAttribute[int], where: ColumnElement[bool], most: int) -> int:
    ids = await _ids(ctx, select(key).where(where).order_by(key), most)
    if ids:
        await ctx.session.execute(delete(key.class_).where(key.in_(ids)))
    return len(ids)


async def _ids(ctx: Ctx, query: Select[int], most: int | None) -> Sequence[int]:
    return (await ctx.session.scalars(query.limit(most))).all()


Forget = Callable[[Ctx, datetime, int], Awaitable[int]]
FORGET: tuple[Forget, ...] = (
    _contacts,
    _words_of_erased,
    _photos,
    _unused_photos,
    _notes,
    _drafts,
    _looks,
    _dead_letters,
    _exports,
    _erasures,
    _strangers,
)
