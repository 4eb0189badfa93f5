"""A person decides whether a hazard's points are paid: where its photo looks like an earlier one, and once more where
the rider appeals."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from domain.case_flow import OFFICE, Party
from domain.errors import NotFound, ReasonNeeded
from domain.move_errors import TooManyPhotos
from domain.notices import Notice
from domain.photo_check import CAN_APPEAL, Round, Standing
from domain.photo_errors import AppealedBefore, NothingToAppeal, OwnPhoto, OwnRuling, PhotoRuled
from models.case import Case
from models.photo_check import PhotoAppealMedia, PhotoCheck, PhotoRuling
from services import media
from services.access import case_for
from services.act import Ctx
from services.insert import insert_new
from services.notify import tell
from services.points.photo_checks import judges, put_before, standing_of
from services.points.points import pay_hazard


async def rule(ctx: Ctx, number: str, round_: int, *, pays: bool, why: str) -> None:
    """Decide, once; of two at once the second hears who was faster. What pays goes through the ledger, which pays a
    case once.

    Raises NotFound, OwnPhoto, OwnRuling, ReasonNeeded, PhotoRuled.
    """
    case, party = await for_judge(ctx, number, round_)
    if not why.strip():
        raise ReasonNeeded
    ruling = (
        update(PhotoRuling)
        .where(PhotoRuling.case_id == case.id, PhotoRuling.round == round_, PhotoRuling.decided_at.is_(None))
        .values(decided_at=ctx.now, decided_by=ctx.person_id, party=party, pays=pays, why=why)
        .returning(PhotoRuling.case_id)
    )
    if await ctx.session.scalar(ruling.execution_options(synchronize_session=False)) is None:
        await _overtaken(ctx, case, round_)
    if pays:
        check = await ctx.session.get_one(PhotoCheck, case.id, populate_existing=True)
        await pay_hazard(ctx, case, serious=check.serious, solved=check.solved, joined=False)
    if case.reporter_id is not None and (not pays or round_ == Round.APPEAL):  # else the points say it
        key = f"photo:{case.id}:{round_}:ruled"
        await tell(ctx, [case.reporter_id], Notice.PHOTO_RULED, key, number=number, round=round_)


async def appeal(ctx: Ctx, number: str, words: str | None, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """The rider's own, once: words or a photo. It goes to somebody who has not refused it before, if there is one.

    Raises NotFound, ReasonNeeded, TooManyPhotos, NothingToAppeal, AppealedBefore.
    """
    case = await own_case(ctx, number)
    await ctx.session.execute(select(PhotoCheck.case_id).where(PhotoCheck.case_id == case.id).with_for_update())
    await need_appealable(ctx, case)
    if not (words or "").strip() and not files:
        raise ReasonNeeded
    if len(files) > ctx.settings.cases.photos_limit:
        raise TooManyPhotos(limit=ctx.settings.cases.photos_limit)
    if not await put_before(ctx, case, Round.APPEAL, await refused_by(ctx, case), words):
        raise AppealedBefore
    noted = dict.fromkeys([await media.note(ctx, **file) for file in files])
    if noted:
        rows = [{"case_id": case.id, "media_id": media_id} for media_id in noted]
        await ctx.session.execute(insert_new(ctx.session, PhotoAppealMedia), rows)


async def own_case(ctx: Ctx, number: str) -> Case:
    """Raises NotFound for everybody but its reporter."""
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotFound
    return case


async def need_appealable(ctx: Ctx, case: Case) -> None:
    """Raises NotFound, NothingToAppeal, AppealedBefore."""
    stands = await standing_of(ctx, case.id)
    if stands is None:
        raise NotFound
    if stands in (Standing.APPEALED, Standing.REFUSED_FOR_GOOD):
        raise AppealedBefore
    if stands not in CAN_APPEAL:
        raise NothingToAppeal


async def for_judge(ctx: Ctx, number: str, round_: int) -> tuple[Case, Party]:
    """The case, and as what the actor decides. Raises NotFound for anybody but its community and street, OwnPhoto,
    OwnRuling."""
    case, parties = await case_for(ctx, number)
    if not parties & OFFICE:
        raise NotFound
    if Party.REPORTER in parties:
        raise OwnPhoto
    if round_ == Round.APPEAL and await refused_by(ctx, case) == ctx.person_id:
        community, street = await judges(ctx, case, ctx.person_id)
        if community or street:
            raise OwnRuling
    return case, next(party for party in (Party.COMMUNITY, Party.STREET) if party in parties)


async def refused_by(ctx: Ctx, case: Case) -> int | None:
    """Who refused it in the first round."""
    first = select(PhotoRuling.decided_by).where(PhotoRuling.case_id == case.id, PhotoRuling.round == Round.FIRST)
    return await ctx.session.scalar(first)


async def _overtaken(ctx: Ctx, case: Case, round_: int) -> None:
    """Raises NotFound where nobody was asked, PhotoRuled."""
    row = await ctx.session.get(PhotoRuling, (case.id, round_), populate_existing=True)
    if row is None:
        raise NotFound
    what = "photo-ruled-pays" if row.pays else "photo-ruled-not"
    raise PhotoRuled(who=(f"party-{row.party}",), what=(what,), number=case.number)
