"""A confirmed hazard's photos are compared with all earlier ones before its reporter is paid: passed, held, or to a
person; so are those of a supervisor's look. Whoever joined it has sent no photo, and is paid at once."""

from typing import Any

from sqlalchemy import select, update

from domain.bad_photo import BadPhoto
from domain.notices import Notice
from domain.photo_check import About, Round, Standing, Verdict, judge, standing
from domain.roles import Role
from models.case import Case, CaseMedia
from models.case_look import CaseLook
from models.media import Media
from models.photo_check import PhotoCheck, PhotoRuling
from services import media
from services.act import Ctx
from services.case.case_likes import photos_of
from services.insert import insert_new
from services.notify import Value, holders, tell
from services.photo_looks import UNSEEN, Compared
from services.points.points import pay_hazard, pay_look
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
    verdict = await _check(ctx, case, About.HAZARD, serious=serious, solved=solved)
    if verdict is None:
        await _confirmed_again(ctx, case, serious=serious, solved=solved)
        return
    await pay_hazard(ctx, case, serious=serious, solved=solved, reporter=verdict is Verdict.PASSED)
    await _follow(ctx, case, About.HAZARD, verdict)


async def settle_look(ctx: Ctx, case: Case) -> None:
    """The same for a supervisor's look, which has its own photos."""
    verdict = await _check(ctx, case, About.LOOK, serious=False, solved=False)
    if verdict is not None:
        await _pay_and_follow(ctx, case, About.LOOK, verdict)


async def arrived(ctx: Ctx, media_id: int, file: StoredFile | BadPhoto, compared: Compared = UNSEEN) -> None:
    """A photo is here, or never will be: what waited for it goes on, in the same transaction."""
    if isinstance(file, BadPhoto):
        await media.bad(ctx, media_id, file)
    else:
        await media.kept(ctx, media_id, file, compared)
    waiting = (
        select(PhotoCheck.case_id, PhotoCheck.about)
        .join(CaseMedia, CaseMedia.case_id == PhotoCheck.case_id)
        .where(CaseMedia.media_id == media_id, PhotoCheck.verdict == Verdict.WAITING)
        .with_for_update(of=PhotoCheck)  # of two photos at once the second sees the first
    )
    for case_id, about in (await ctx.session.execute(waiting)).all():
        await _go_on(ctx, await ctx.session.get_one(Case, case_id), About(about))


async def standing_of(ctx: Ctx, case_id: int, about: About = About.HAZARD) -> Standing | None:
    """Where its reporter's points stand, or those for the look at it; None: it was never checked."""
    of_it = (PhotoRuling.case_id == PhotoCheck.case_id) & (PhotoRuling.about == PhotoCheck.about)
    query = (
        select(PhotoCheck.verdict, PhotoRuling.round, PhotoRuling.pays)
        .outerjoin(PhotoRuling, of_it)
        .where(PhotoCheck.case_id == case_id, PhotoCheck.about == about)
    )
    rows = (await ctx.session.execute(query)).all()
    if not rows:
        return None
    return standing(Verdict(rows[0].verdict), {Round(row.round): row.pays for row in rows if row.round is not None})


async def owner_of(ctx: Ctx, case: Case, about: About) -> int | None:
    """Whose points they are."""
    if about is About.HAZARD:
        return case.reporter_id
    return await ctx.session.scalar(select(CaseLook.looked_by).where(CaseLook.case_id == case.id))


async def pay(ctx: Ctx, case: Case, about: About) -> None:
    """What is due by its check. It goes through the ledger, which pays once."""
    if about is About.LOOK:
        supervisor = await owner_of(ctx, case, about)
        if supervisor is not None:
            await pay_look(ctx, case, supervisor)
        return
    check = await ctx.session.get_one(PhotoCheck, (case.id, about), populate_existing=True)
    await pay_hazard(ctx, case, serious=check.serious, solved=check.solved, joined=False)


async def put_before(
    ctx: Ctx, case: Case, about: About, round_: Round, but: int | None = None, words: str | None = None
) -> bool:
    """Ask the community, or the street where it has nobody else than `but`, who refused it before. False: it was asked
    in this round already."""
    row = {"case_id": case.id, "about": about, "round": round_, "asked_at": ctx.now, "words": words}
    written = insert_new(ctx.session, PhotoRuling).values(row).returning(PhotoRuling.case_id)
    if await ctx.session.scalar(written) is None:
        return False
    community, street = await judges(ctx, case, about, but)
    asked = community or street or ([but] if but is not None else [])
    told: dict[str, Value] = {"number": case.number, "about": about, "round": int(round_)}
    await tell(ctx, asked, Notice.PHOTO_TO_RULE, key_of(case, about, str(int(round_))), **told)
    return True


def key_of(case: Case, about: About, what: str) -> str:
    """Of a push."""
    return f"photo:{case.id}:{what}" if about is About.HAZARD else f"photo:{case.id}:{about}:{what}"


async def judges(ctx: Ctx, case: Case, about: About, but: int | None) -> tuple[list[int], list[int]]:
    """Staff of the community and of the street who may decide, without `but` and whose points they are."""
    community = await holders(ctx, Role.COMMUNITY_STAFF, case.community_id) if case.community_id else []
    street = await holders(ctx, Role.STREET_STAFF, case.street_id)
    not_these = {but, await owner_of(ctx, case, about)}
    return [p for p in community if p not in not_these], [p for p in street if p not in not_these]


async def _check(ctx: Ctx, case: Case, about: About, *, serious: bool, solved: bool) -> Verdict | None:
    """None: there is a check of it already."""
    own = select(CaseMedia.media_id).where(CaseMedia.case_id == case.id)
    await ctx.session.execute(select(Media.id).where(Media.id.in_(own)).order_by(Media.id).with_for_update())
    found = await _judged(ctx, case, about, solved=solved)
    row = {"case_id": case.id, "about": about, "serious": serious, "solved": solved, **found}
    written = insert_new(ctx.session, PhotoCheck).values(row).returning(PhotoCheck.case_id)
    return found["verdict"] if await ctx.session.scalar(written) is not None else None


async def _judged(ctx: Ctx, case: Case, about: About, *, solved: bool) -> dict[str, Any]:
    """The columns of a check that say how it was judged."""
    bits = ctx.settings.points.photos
    photos, like = await photos_of(ctx, case, about, solved=solved)
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


async def _go_on(ctx: Ctx, case: Case, about: About) -> None:
    check = await ctx.session.get_one(PhotoCheck, (case.id, about), populate_existing=True)
    found = await _judged(ctx, case, about, solved=check.solved)
    if found["verdict"] is Verdict.WAITING:
        return
    of_it = (PhotoCheck.case_id == case.id) & (PhotoCheck.about == about)
    waits = update(PhotoCheck).where(of_it, PhotoCheck.verdict == Verdict.WAITING).values(**found)
    went_on = waits.returning(PhotoCheck.case_id).execution_options(synchronize_session=False)
    if await ctx.session.scalar(went_on) is not None:
        await _pay_and_follow(ctx, case, about, found["verdict"])


async def _confirmed_again(ctx: Ctx, case: Case, *, serious: bool, solved: bool) -> None:
    """Only what is new is paid: of what was due before, its row may be missing where the cap left nothing."""
    of_it = (PhotoCheck.case_id == case.id) & (PhotoCheck.about == About.HAZARD)
    known = select(PhotoCheck.serious, PhotoCheck.solved).where(of_it).with_for_update()
    was_serious, was_solved = (await ctx.session.execute(known)).one()
    before = [reason for reason, _ in ctx.settings.points.for_hazard(serious=was_serious, solved=was_solved)]
    dues = update(PhotoCheck).where(of_it).values(serious=serious, solved=solved)
    await ctx.session.execute(dues.execution_options(synchronize_session=False))
    paid = await standing_of(ctx, case.id) is Standing.PAID
    await pay_hazard(ctx, case, serious=serious, solved=solved, reporter=paid, before=before)


async def _pay_and_follow(ctx: Ctx, case: Case, about: About, verdict: Verdict) -> None:
    if verdict is Verdict.PASSED:
        await pay(ctx, case, about)
    await _follow(ctx, case, about, verdict)


async def _follow(ctx: Ctx, case: Case, about: About, verdict: Verdict) -> None:
    """What is not paid is told; what still waits for a photo is told when that is here."""
    if verdict is Verdict.TO_A_PERSON:
        await put_before(ctx, case, about, Round.FIRST)
    owner = await owner_of(ctx, case, about)
    if verdict in (Verdict.TO_A_PERSON, Verdict.HELD) and owner is not None:
        told: dict[str, Value] = {"number": case.number, "about": about}
        await tell(ctx, [owner], Notice.PHOTO_HELD, key_of(case, about, "held"), **told)
