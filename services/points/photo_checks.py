"""A confirmed hazard's photos are compared with all earlier ones before its reporter is paid: passed, held, or to a
person. Whoever joined it has sent no photo, and is paid at once."""

from typing import Any

from sqlalchemy import select, update

from domain.bad_photo import BadPhoto
from domain.notices import Notice
from domain.photo_check import Round, Standing, Verdict, judge, standing
from domain.roles import Role
from models.case import Case, CaseMedia
from models.media import Media
from models.photo_check import PhotoCheck, PhotoRuling
from services import media
from services.act import Ctx
from services.case.case_likes import photos_of
from services.insert import insert_new
from services.notify import holders, tell
from services.photo_looks import UNSEEN, Compared
from services.points.points import pay_hazard
from services.ports import StoredFile
from services.rider.rider_roll import payable


async def settle(ctx: Ctx, case: Case, *, serious: bool = False, solved: bool = False) -> None:
    """Pay for a confirmed hazard what its photos allow, and keep why.

    1. Its photos that are on their way are locked, so that they do not arrive unseen between here and the commit.
    2. Its check is written, once for ever. Confirmed again, after it was merged and taken apart, it pays what is due on
       top where it paid before.
    3. Passed is paid; held is told with the way to appeal; to a person is put before the community.
    """
    if case.reporter_id is None or not await payable(ctx, [case.reporter_id]):
        await pay_hazard(ctx, case, serious=serious, solved=solved)
        return
    own = select(CaseMedia.media_id).where(CaseMedia.case_id == case.id)
    await ctx.session.execute(select(Media.id).where(Media.id.in_(own)).order_by(Media.id).with_for_update())
    found = await _judged(ctx, case)
    row = {"case_id": case.id, "serious": serious, "solved": solved, **found}
    written = insert_new(ctx.session, PhotoCheck).values(row).returning(PhotoCheck.case_id)
    if await ctx.session.scalar(written) is None:
        await _confirmed_again(ctx, case, serious=serious, solved=solved)
        return
    await pay_hazard(ctx, case, serious=serious, solved=solved, reporter=found["verdict"] is Verdict.PASSED)
    await _follow(ctx, case, found["verdict"])


async def arrived(ctx: Ctx, media_id: int, file: StoredFile | BadPhoto, compared: Compared = UNSEEN) -> None:
    """A photo is here, or never will be: what waited for it goes on, in the same transaction."""
    if isinstance(file, BadPhoto):
        await media.bad(ctx, media_id, file)
    else:
        await media.kept(ctx, media_id, file, compared)
    waiting = (
        select(PhotoCheck.case_id)
        .join(CaseMedia, CaseMedia.case_id == PhotoCheck.case_id)
        .where(CaseMedia.media_id == media_id, PhotoCheck.verdict == Verdict.WAITING)
        .with_for_update(of=PhotoCheck)  # of two photos at once the second sees the first
    )
    for case_id in (await ctx.session.scalars(waiting)).all():
        await _go_on(ctx, await ctx.session.get_one(Case, case_id))


async def standing_of(ctx: Ctx, case_id: int) -> Standing | None:
    """Where its reporter's points stand; None: it was never checked."""
    query = (
        select(PhotoCheck.verdict, PhotoRuling.round, PhotoRuling.pays)
        .outerjoin(PhotoRuling, PhotoRuling.case_id == PhotoCheck.case_id)
        .where(PhotoCheck.case_id == case_id)
    )
    rows = (await ctx.session.execute(query)).all()
    if not rows:
        return None
    return standing(Verdict(rows[0].verdict), {Round(row.round): row.pays for row in rows if row.round is not None})


async def put_before(ctx: Ctx, case: Case, round_: Round, but: int | None = None, words: str | None = None) -> bool:
    """Ask the community, or the street where it has nobody else than `but`, who refused it before. False: it was asked
    in this round already."""
    row = {"case_id": case.id, "round": round_, "asked_at": ctx.now, "words": words}
    written = insert_new(ctx.session, PhotoRuling).values(row).returning(PhotoRuling.case_id)
    if await ctx.session.scalar(written) is None:
        return False
    community, street = await judges(ctx, case, but)
    asked = community or street or ([but] if but is not None else [])
    await tell(ctx, asked, Notice.PHOTO_TO_RULE, f"photo:{case.id}:{round_}", number=case.number, round=int(round_))
    return True


async def judges(ctx: Ctx, case: Case, but: int | None) -> tuple[list[int], list[int]]:
    """Staff of the community and of the street who may decide, without `but` and the reporter."""
    community = await holders(ctx, Role.COMMUNITY_STAFF, case.community_id) if case.community_id else []
    street = await holders(ctx, Role.STREET_STAFF, case.street_id)
    not_these = {but, case.reporter_id}
    return [p for p in community if p not in not_these], [p for p in street if p not in not_these]


async def _judged(ctx: Ctx, case: Case) -> dict[str, Any]:
    """The columns of a check that say how it was judged."""
    bits = ctx.settings.points.photos
    photos, like = await photos_of(ctx, case)
    verdict, because = judge(photos, bits.alike, bits.person)
    return {
        "verdict": verdict,
        "because": because,
        "at": ctx.now,
        "alike": bits.alike,
        "person": bits.person,
        "distance": like and like.distance,
        "media_id": like and like.media_id,
        "like_id": like and like.like_id,
        "other_id": like and like.case_id,
    }


async def _go_on(ctx: Ctx, case: Case) -> None:
    found = await _judged(ctx, case)
    if found["verdict"] is Verdict.WAITING:
        return
    waits = update(PhotoCheck).where(PhotoCheck.case_id == case.id, PhotoCheck.verdict == Verdict.WAITING)
    due = waits.values(**found).returning(PhotoCheck.serious, PhotoCheck.solved)
    row = (await ctx.session.execute(due.execution_options(synchronize_session=False))).one_or_none()
    if row is None:
        return
    if found["verdict"] is Verdict.PASSED:
        await pay_hazard(ctx, case, serious=row.serious, solved=row.solved, joined=False)
    await _follow(ctx, case, found["verdict"])


async def _confirmed_again(ctx: Ctx, case: Case, *, serious: bool, solved: bool) -> None:
    dues = update(PhotoCheck).where(PhotoCheck.case_id == case.id).values(serious=serious, solved=solved)
    await ctx.session.execute(dues.execution_options(synchronize_session=False))
    paid = await standing_of(ctx, case.id) is Standing.PAID
    await pay_hazard(ctx, case, serious=serious, solved=solved, reporter=paid)


async def _follow(ctx: Ctx, case: Case, verdict: Verdict) -> None:
    """What is not paid is told; what still waits for a photo is told when that is here."""
    if verdict is Verdict.TO_A_PERSON:
        await put_before(ctx, case, Round.FIRST)
    if verdict in (Verdict.TO_A_PERSON, Verdict.HELD) and case.reporter_id is not None:
        await tell(ctx, [case.reporter_id], Notice.PHOTO_HELD, f"photo:{case.id}:held", number=case.number)
