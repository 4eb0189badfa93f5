"""Photos and voice notes leave the tables; their files go after the commit (scheduler/eraser)."""

from collections.abc import Collection

from sqlalchemy import delete, or_, select, update

from models.case import CaseMedia
from models.media import Media, MediaCopy
from models.photo_check import PhotoAppealMedia, PhotoCheck
from models.photo_look import PhotoLike, PhotoLook
from models.privacy import FileToForget
from models.reward import RewardOffer
from models.visit import VisitMedia
from models.wish import Wish
from services.act import Ctx
from services.insert import insert_new
from services.privacy.rewriting import batches
from services.privacy.whose import Whose


async def erase_media(ctx: Ctx, whose: Whose, visits: Collection[int]) -> None:
    """What came from their chats, what is left of their cases that are over, and of `visits`, whose notes went. What
    they sent into somebody else's case, or for a reward, is that one's and stays, with nothing that says whose it was.
    """
    sent = set(await ctx.session.scalars(select(Media.id).where(Media.chat_id.in_(whose.chats))))
    found = set(sent)
    for some in batches(whose.over):
        found |= set(await ctx.session.scalars(select(CaseMedia.media_id).where(CaseMedia.case_id.in_(some))))
    for some in batches(visits):
        found |= set(await ctx.session.scalars(select(VisitMedia.media_id).where(VisitMedia.visit_id.in_(some))))
    elsewhere = await _needed(ctx, found, set(whose.cases), set(visits))
    await forget_media(ctx, found - elsewhere)
    for some in batches(sent & elsewhere):
        nobodys = update(Media).where(Media.id.in_(some)).values(chat_id=None, file_id="", unique_id="")
        await ctx.session.execute(nobodys.execution_options(synchronize_session=False))


async def _needed(ctx: Ctx, media: Collection[int], cases: Collection[int], visits: Collection[int]) -> set[int]:
    """Those that belong to a case, a visit or a reward besides these."""
    needed: set[int] = set()
    for some in batches(media):
        in_cases = await ctx.session.execute(
            select(CaseMedia.media_id, CaseMedia.case_id).where(CaseMedia.media_id.in_(some))
        )
        needed |= {id_ for id_, case in in_cases if case not in cases}
        in_visits = await ctx.session.execute(
            select(VisitMedia.media_id, VisitMedia.visit_id).where(VisitMedia.media_id.in_(some))
        )
        needed |= {id_ for id_, visit in in_visits if visit not in visits}
        shown = select(RewardOffer.photo_id).where(RewardOffer.photo_id.in_(some))
        needed |= {id_ for id_ in await ctx.session.scalars(shown) if id_ is not None}
    return needed


async def forget_media(ctx: Ctx, media: Collection[int]) -> None:
    """Out of every table; a file that no other row names is put down to be deleted."""
    files: set[str] = set()
    for some in batches(sorted(media)):
        files |= {
            sha256
            for sha256 in await ctx.session.scalars(select(Media.sha256).where(Media.id.in_(some)))
            if sha256 is not None
        }
        for table in (CaseMedia, VisitMedia, PhotoAppealMedia, PhotoLook):
            await ctx.session.execute(delete(table).where(table.media_id.in_(some)))
        await ctx.session.execute(
            delete(PhotoLike).where(or_(PhotoLike.media_id.in_(some), PhotoLike.like_id.in_(some)))
        )
        for column in (PhotoCheck.media_id, PhotoCheck.like_id, Wish.photo_id):
            empty = update(column.class_).where(column.in_(some)).values({column.key: None})
            await ctx.session.execute(empty.execution_options(synchronize_session=False))
        await ctx.session.execute(delete(Media).where(Media.id.in_(some)))
    for hashes in batches(sorted(files)):
        still = set(await ctx.session.scalars(select(Media.sha256).where(Media.sha256.in_(hashes))))
        gone = [sha256 for sha256 in hashes if sha256 not in still]
        if gone:
            await ctx.session.execute(delete(MediaCopy).where(MediaCopy.sha256.in_(gone)))
            rows = [{"sha256": sha256, "since": ctx.now} for sha256 in gone]
            await ctx.session.execute(insert_new(ctx.session, FileToForget), rows)
