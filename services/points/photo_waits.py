"""How long a rider's photo waits for a person: until when is published, and what is not decided then goes to the street
too, once a round, and its rider is told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.case_flow import Party
from domain.deadlines import due, parse_term
from domain.notices import Notice
from domain.photo_check import About, Round
from domain.worktime import WorkingHours
from models.case import Case
from models.photo_check import PhotoRuling
from services.act import Ctx
from services.notify import Value, tell
from services.points.photo_checks import judges, key_of, owner_of
from services.points.photo_rulings import refused_by
from services.slots import Slot

BATCH = 50


@dataclass(frozen=True)
class Wait:
    """Who looks, until when; `passed_on`: they had not decided then, and the street is asked too."""

    by: Party
    until: datetime
    passed_on: bool


def rule_by(ctx: Ctx, asked_at: datetime) -> datetime:
    term = parse_term(ctx.settings.points.photos.rule_within)
    return due(asked_at, term, ctx.calendar, WorkingHours(ctx.settings.work.hours), ctx.zone)


async def wait_of(ctx: Ctx, case: Case, about: About) -> Wait | None:
    """None: no person is asked now."""
    query = select(PhotoRuling.round, PhotoRuling.asked_at, PhotoRuling.passed_on_at)
    query = query.where(PhotoRuling.case_id == case.id, PhotoRuling.about == about, PhotoRuling.decided_at.is_(None))
    row = (await ctx.session.execute(query)).one_or_none()
    if row is None:
        return None
    community, _ = await judges(ctx, case, about, await _but(ctx, case, row.round, about))
    party = Party.COMMUNITY if community else Party.STREET
    return Wait(party, rule_by(ctx, row.asked_at), passed_on=row.passed_on_at is not None)


async def pass_on(ctx: Ctx, slot: Slot | None = None) -> bool:
    """What nobody has decided in time, the longest first; one batch. Looks at the time and not at the slot. True: there
    may be more."""
    query = (
        select(PhotoRuling, Case)
        .join(Case, Case.id == PhotoRuling.case_id)
        .where(PhotoRuling.decided_at.is_(None), PhotoRuling.passed_on_at.is_(None))
        .order_by(PhotoRuling.asked_at, PhotoRuling.case_id)
        .limit(BATCH)
        .with_for_update(of=PhotoRuling, skip_locked=True)
    )
    rows = (await ctx.session.execute(query)).all()
    late = [(ruling, case) for ruling, case in rows if rule_by(ctx, ruling.asked_at) <= ctx.now]
    for ruling, case in late:
        ruling.passed_on_at = ctx.now
        await _tell(ctx, case, About(ruling.about), ruling.round)
    return len(late) == BATCH


async def _tell(ctx: Ctx, case: Case, about: About, round_: int) -> None:
    """The street, or where it has nobody else the community once more; and whose points they are."""
    told: dict[str, Value] = {"number": case.number, "about": about, "round": round_, "late": True}
    community, street = await judges(ctx, case, about, await _but(ctx, case, round_, about))
    await tell(ctx, street or community, Notice.PHOTO_TO_RULE, key_of(case, about, f"{round_}:late"), **told)
    owner = await owner_of(ctx, case, about)
    if owner is not None:
        await tell(ctx, [owner], Notice.PHOTO_HELD, key_of(case, about, f"{round_}:waits"), **told)


async def _but(ctx: Ctx, case: Case, round_: int, about: About) -> int | None:
    """Who is not asked again: an appeal is for another one."""
    return await refused_by(ctx, case, about) if round_ == Round.APPEAL else None
