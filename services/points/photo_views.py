"""What the edges show of photo checks: the rider's own, what waits for a person, and one of those."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal, or_, select, tuple_

from domain.errors import NotFound
from domain.photo_check import CAN_APPEAL, TO_RULE, About, Because, Round, Standing
from domain.photo_cluster import Cluster
from domain.photo_errors import OwnPhoto, OwnRuling
from domain.roles import Role
from models.case import Case
from models.media import Media
from models.photo_check import PhotoAppealMedia, PhotoCheck, PhotoRuling
from services.access import case_for, parties_of
from services.act import Ctx
from services.case.case_cluster import cluster_of
from services.points.photo_checks import standing_of
from services.points.photo_rulings import for_judge, own_case
from services.points.photo_waits import Wait, wait_of

PAGE = 8


@dataclass(frozen=True)
class Check:
    """The rider's own, of a hazard or of a look. `own_other` is the earlier case where that is theirs as well, `why`
    what the last person who decided has written; `appeal`: they may; `wait`: a person is asked."""

    number: str
    about: About
    standing: Standing
    because: Because
    distance: int | None
    own_other: str | None
    why: str | None
    appeal: bool
    wait: Wait | None


@dataclass(frozen=True)
class ToRule:
    """One that a person is asked about. `pair` are the hazard's photo and the earlier one; `other` is the earlier case
    where the reader may open it; `words` and `media` are the appeal's, `refused` why the first round refused; `open`:
    nobody has decided; `cluster`: what its reporter has reported there and then besides; `barred`: the reader may not,
    as an error's key."""

    number: str
    about: About
    round: int
    category: str
    because: Because
    distance: int | None
    pair: tuple[int, ...]
    other: str | None
    words: str | None
    media: tuple[int, ...]
    refused: str | None
    open: bool
    cluster: Cluster | None
    barred: str | None


async def check(ctx: Ctx, number: str, about: About = About.HAZARD) -> Check:
    """Raises NotFound for everybody but whose points they are, and where nothing was compared."""
    case = await own_case(ctx, number, about)
    row, stands = await ctx.session.get(PhotoCheck, (case.id, about)), await standing_of(ctx, case.id, about)
    if row is None or stands is None:
        raise NotFound
    own = select(Case.number).where(Case.id == row.other_id, Case.reporter_id == ctx.person_id)
    of_it = (PhotoRuling.case_id == case.id) & (PhotoRuling.about == about)
    why = select(PhotoRuling.why).where(of_it, PhotoRuling.decided_at.is_not(None))
    return Check(
        number=number,
        about=about,
        standing=stands,
        because=Because(row.because),
        distance=row.distance,
        own_other=await ctx.session.scalar(own),
        why=await ctx.session.scalar(why.order_by(PhotoRuling.round.desc()).limit(1)),
        appeal=stands in CAN_APPEAL,
        wait=await wait_of(ctx, case, about) if stands in TO_RULE else None,
    )


async def count(ctx: Ctx) -> int:
    """How many wait for a person of the actor's units."""
    mine = _units(ctx)
    if mine is None:
        return 0
    waiting = select(func.count()).select_from(PhotoRuling).join(Case, Case.id == PhotoRuling.case_id)
    return await ctx.session.scalar(waiting.where(PhotoRuling.decided_at.is_(None), mine)) or 0


@dataclass(frozen=True)
class Waits:
    """A line of the list. `appealed`: a rider asks for it to be looked at again."""

    number: str
    about: About
    appealed: bool


async def to_rule(ctx: Ctx, after: str | None = None, about: About = About.HAZARD) -> tuple[list[Waits], Waits | None]:
    """What waits for the actor's units, the longest first; after it the line that the next page follows. This page
    follows `after` and `about`."""
    mine = _units(ctx)
    if mine is None:
        return [], None
    place = (PhotoRuling.asked_at, PhotoRuling.case_id, PhotoRuling.about)
    query = (
        select(Case.number, PhotoRuling.about, PhotoRuling.round)
        .join(PhotoRuling, PhotoRuling.case_id == Case.id)
        .where(PhotoRuling.decided_at.is_(None), mine)
    )
    if after is not None:
        here = select(*place).join(Case, Case.id == PhotoRuling.case_id)
        here = here.where(Case.number == after, PhotoRuling.about == about)
        row = (await ctx.session.execute(here.order_by(PhotoRuling.round.desc()).limit(1))).one_or_none()
        if row is not None:
            query = query.where(tuple_(*place) > tuple_(*map(literal, row)))
    rows = (await ctx.session.execute(query.order_by(*place).limit(PAGE + 1))).all()
    shown = [Waits(row.number, About(row.about), row.round == Round.APPEAL) for row in rows[:PAGE]]
    return shown, shown[-1] if len(rows) > PAGE else None


async def ruling(ctx: Ctx, number: str, about: About = About.HAZARD) -> ToRule:
    """The newest round of it. Raises NotFound for everybody but its community and street, and where nobody was
    asked."""
    case, _ = await case_for(ctx, number)
    checked = await ctx.session.get(PhotoCheck, (case.id, about))
    of_it = (PhotoRuling.case_id == case.id) & (PhotoRuling.about == about)
    rows = select(PhotoRuling).where(of_it).order_by(PhotoRuling.round)
    rounds = (await ctx.session.scalars(rows.execution_options(populate_existing=True))).all()
    if checked is None or not rounds:
        raise NotFound
    barred, last = None, rounds[-1]
    try:
        await for_judge(ctx, number, last.round, about)
    except (OwnPhoto, OwnRuling) as refusal:
        barred = refusal.key
    other = await ctx.session.get(Case, checked.other_id) if checked.other_id is not None else None
    return ToRule(
        number=number,
        about=about,
        round=last.round,
        category=case.category,
        because=Because(checked.because),
        distance=checked.distance,
        pair=tuple(one for one in (checked.media_id, checked.like_id) if one is not None),
        other=other.number if other is not None and parties_of(ctx, other) else None,
        words=last.words,
        media=await _sent_along(ctx, case, about) if last.round == Round.APPEAL else (),
        refused=rounds[0].why if len(rounds) > 1 else None,
        open=last.decided_at is None,
        cluster=await cluster_of(ctx, case) if barred != OwnPhoto.key and about is About.HAZARD else None,
        barred=barred,
    )


async def _sent_along(ctx: Ctx, case: Case, about: About) -> tuple[int, ...]:
    """With the appeal."""
    sent = select(PhotoAppealMedia.media_id).join(Media, Media.id == PhotoAppealMedia.media_id)
    sent = sent.where(PhotoAppealMedia.case_id == case.id, PhotoAppealMedia.about == about, Media.state != "bad")
    return tuple(await ctx.session.scalars(sent.order_by(PhotoAppealMedia.media_id)))


def _units(ctx: Ctx) -> ColumnElement[bool] | None:
    """Cases of the communities and streets of whose staff the actor is; None: of none."""
    communities = ctx.actor.units(Role.COMMUNITY_STAFF)
    streets = {*ctx.actor.units(Role.STREET_STAFF), *ctx.actor.units(Role.ADMIN)}
    mine = [Case.community_id.in_(communities)] if communities else []
    mine += [Case.street_id.in_(streets)] if streets else []
    return or_(*mine) if mine else None
