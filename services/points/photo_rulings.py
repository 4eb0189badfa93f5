"""A person decides whether the points for a hazard, or for the look at it, are paid: where its photo looks like an
earlier one, and once more where the rider appeals."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from domain.case_flow import OFFICE, Party
from domain.errors import NotFound, ReasonNeeded
from domain.move_errors import TooManyPhotos
from domain.notices import Notice
from domain.photo_check import CAN_APPEAL, About, Round, Standing
from domain.photo_errors import AppealedBefore, NothingToAppeal, OwnPhoto, OwnRuling, PhotoRuled
from models.case import Case
from models.case_look import CaseLook
from models.photo_check import PhotoAppealMedia, PhotoCheck, PhotoRuling
from services import media
from services.access import case_for
from services.act import Ctx
from services.insert import insert_new
from services.notify import Value, tell
from services.points.photo_checks import judges, key_of, owner_of, pay, put_before, standing_of


async def rule(ctx: Ctx, number: str, round_: int, *, pays: bool, why: str, about: About = About.HAZARD) -> None:
    """Decide, once; of two at once the second hears who was faster. What pays goes through the ledger, which pays a
    case once.

    Raises NotFound, OwnPhoto, OwnRuling, ReasonNeeded, PhotoRuled.
    """
    case, party = await for_judge(ctx, number, round_, about)
    if not why.strip():
        raise ReasonNeeded
    ruling = (
        update(PhotoRuling)
        .where(PhotoRuling.case_id == case.id, PhotoRuling.about == about, PhotoRuling.round == round_)
        .where(PhotoRuling.decided_at.is_(None))
        .values(decided_at=ctx.now, decided_by=ctx.person_id, party=party, pays=pays, why=why)
        .returning(PhotoRuling.case_id)
    )
    if await ctx.session.scalar(ruling.execution_options(synchronize_session=False)) is None:
        await _overtaken(ctx, case, round_, about)
    if pays:
        await pay(ctx, case, about)
    owner = await owner_of(ctx, case, about)
    if owner is not None and (not pays or round_ == Round.APPEAL):  # else the points say it
        told: dict[str, Value] = {"number": number, "about": about, "round": round_}
        await tell(ctx, [owner], Notice.PHOTO_RULED, key_of(case, about, f"{int(round_)}:ruled"), **told)


async def appeal(
    ctx: Ctx,
    number: str,
    words: str | None,
    files: Sequence[Mapping[str, Any]] = (),
    about: About = About.HAZARD,
) -> None:
    """The rider's own, once: words or a photo. It goes to somebody who has not refused it before, if there is one.

    Raises NotFound, ReasonNeeded, TooManyPhotos, NothingToAppeal, AppealedBefore.
    """
    case = await own_case(ctx, number, about)
    of_it = (PhotoCheck.case_id == case.id) & (PhotoCheck.about == about)
    await ctx.session.execute(select(PhotoCheck.case_id).where(of_it).with_for_update())
    await need_appealable(ctx, case, about)
    if not (words or "").strip() and not files:
        raise ReasonNeeded
    if len(files) > ctx.settings.cases.photos_limit:
        raise TooManyPhotos(limit=ctx.settings.cases.photos_limit)
    if not await put_before(ctx, case, about, Round.APPEAL, await refused_by(ctx, case, about), words):
        raise AppealedBefore
    noted = dict.fromkeys([await media.note(ctx, **file) for file in files])
    if noted:
        rows = [{"case_id": case.id, "about": about, "media_id": media_id} for media_id in noted]
        await ctx.session.execute(insert_new(ctx.session, PhotoAppealMedia), rows)


async def own_case(ctx: Ctx, number: str, about: About) -> Case:
    """Raises NotFound for everybody but its reporter, or whoever looked at it."""
    if about is About.LOOK:
        mine = select(Case).join(CaseLook, CaseLook.case_id == Case.id).where(CaseLook.looked_by == ctx.person_id)
        looked_at = await ctx.session.scalar(mine.where(Case.number == number))
        if looked_at is None:
            raise NotFound
        return looked_at
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotFound
    return case


async def need_appealable(ctx: Ctx, case: Case, about: About) -> None:
    """Raises NotFound, NothingToAppeal, AppealedBefore."""
    stands = await standing_of(ctx, case.id, about)
    if stands is None:
        raise NotFound
    if stands in (Standing.APPEALED, Standing.REFUSED_FOR_GOOD):
        raise AppealedBefore
    if stands not in CAN_APPEAL:
        raise NothingToAppeal


async def for_judge(ctx: Ctx, number: str, round_: int, about: About) -> tuple[Case, Party]:
    """The case, and as what the actor decides. Raises NotFound for anybody but its community and street, OwnPhoto,
    OwnRuling."""
    case, parties = await case_for(ctx, number)
    if not parties & OFFICE:
        raise NotFound
    if await owner_of(ctx, case, about) == ctx.person_id:
        raise OwnPhoto
    if round_ == Round.APPEAL and await refused_by(ctx, case, about) == ctx.person_id:
        community, street = await judges(ctx, case, about, ctx.person_id)
        if community or street:
            raise OwnRuling
    return case, next(party for party in (Party.COMMUNITY, Party.STREET) if party in parties)


async def refused_by(ctx: Ctx, case: Case, about: About) -> int | None:
    """Who refused it in the first round."""
    first = (PhotoRuling.case_id == case.id) & (PhotoRuling.about == about) & (PhotoRuling.round == Round.FIRST)
    return await ctx.session.scalar(select(PhotoRuling.decided_by).where(first))


async def _overtaken(ctx: Ctx, case: Case, round_: int, about: About) -> None:
    """Raises NotFound where nobody was asked, PhotoRuled."""
    row = await ctx.session.get(PhotoRuling, (case.id, about, round_), populate_existing=True)
    if row is None:
        raise NotFound
    what = "photo-ruled-pays" if row.pays else "photo-ruled-not"
    raise PhotoRuled(who=(f"party-{row.party}",), what=(what,), number=case.number)
