"""Everything that the house holds of one person, section by section, as they may see it.

Of visits: when, how, and what was noted where the note is about them alone; what speaks of others at the same door is
counted, not shown. Of looks at their data: what was looked at, when, and in which role, not by whom.
"""

from collections.abc import Awaitable, Callable

from sqlalchemy import or_, select

from domain.care_looks import AT_HOUSEHOLD
from domain.case_flow import INTERNAL
from models.audit import AccessLog
from models.case import Case, CaseEvent, CaseFollower, CaseRating
from models.media import Media
from models.people import AgreementAccepted, Care, Chat, Consent, EarlierHome, Person, PhoneClaim, Quieted, RoleHeld
from models.places import Building, Compound, Household, Unit
from models.visit import Visit, VisitCorrection, VisitMet
from models.wish import TakeUp, Wish
from services.act import Ctx
from services.privacy import export_riders
from services.privacy.export_values import Named, Row, Section, rows_of
from services.privacy.whose import Whose

LOOKED_AT_THEM = ("wish_contact",)
LOOKED_AT_CASE = ("case_contact",)


async def sections(ctx: Ctx, theirs: Whose) -> list[Section]:
    """In the order in which somebody reads it. Each is a statement or two."""
    return [(name, await read(ctx, theirs)) for name, read in READ.items()]


async def _identity(ctx: Ctx, theirs: Whose) -> list[Row]:
    person = theirs.person
    units = dict((await ctx.session.execute(select(Unit.id, Unit.name).where(Unit.id == person.community_id))).all())
    compound = await ctx.session.get(Compound, person.compound_id) if person.compound_id else None
    row: Row = {
        "name": _opened(ctx, person, "name"),
        "phone": _opened(ctx, person, "phone"),
        "number": _opened(ctx, person, "number"),
        "nickname": person.nickname,
        "community": units.get(person.community_id or 0),
        "compound": compound.name if compound else None,
        "address": await _address(ctx, person.household_id),
        "language": person.language,
        "large_type": person.large_type,
        "since": person.created_at,
    }
    return [row]


def _opened(ctx: Ctx, person: Person, column: str) -> str | None:
    sealed = getattr(person, column)
    return ctx.vault.open(sealed, f"person:{person.id}:{column}") if sealed is not None else None


async def _homes(ctx: Ctx, theirs: Whose) -> list[Row]:
    """Where they lived before they moved within the street."""
    one = EarlierHome
    query = select(one.household_id, one.since, one.until).where(one.person_id == theirs.id).order_by(one.until)
    left = (await ctx.session.execute(query)).all()
    return [{"address": await _address(ctx, home), "since": since, "until": until} for home, since, until in left]


async def _address(ctx: Ctx, household_id: int | None) -> str | None:
    query = (
        select(Household.id, Household.door, Compound.name, Building.name)
        .join(Building, Building.id == Household.building_id)
        .join(Compound, Compound.id == Building.compound_id)
    )
    row = (await ctx.session.execute(query.where(Household.id == household_id))).one_or_none()
    if row is None:
        return None
    return f"{row[2]} {row[3]} {ctx.vault.open(row[1], f'household:{row[0]}:door')}"


async def _chats(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Chat.channel, Chat.external_id, Chat.created_at).where(Chat.id.in_(theirs.chats)).order_by(Chat.id)
    return await rows_of(ctx, query, "channel", "number", "since")


async def _consents(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Consent.notice_version, Consent.given_at).where(Consent.person_id == theirs.id)
    return await rows_of(ctx, query.order_by(Consent.given_at), "version", "at")


async def _agreements(ctx: Ctx, theirs: Whose) -> list[Row]:
    one = AgreementAccepted
    query = select(one.version, one.accepted_at, one.ended_at, one.reason).where(one.person_id == theirs.id)
    return await rows_of(ctx, query.order_by(one.accepted_at), "version", "at", "until", "reason")


async def _roles(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = (
        select(RoleHeld.role, Unit.name, RoleHeld.starts_on, RoleHeld.ends_on)
        .join(Unit, Unit.id == RoleHeld.unit_id)
        .where(RoleHeld.person_id == theirs.id)
        .order_by(RoleHeld.id)
    )
    return await rows_of(ctx, query, "role:role", "unit", "since", "until")


async def _phones(ctx: Ctx, theirs: Whose) -> list[Row]:
    """Of a number that they bound, only its fingerprint is kept."""
    one = PhoneClaim
    query = select(one.claimed_at, one.proven_at, one.refused_at).where(one.person_id == theirs.id).order_by(one.id)
    return await rows_of(ctx, query, "at", "proven", "refused")


async def _cases(ctx: Ctx, theirs: Whose) -> list[Row]:
    columns = (Case.number, Case.kind, Case.category, Case.state, Case.created_at, Case.words, Case.anonymous)
    more = (Compound.name, Case.lat, Case.lon, Case.closed_at)
    query = select(*columns, *more).outerjoin(Compound, Compound.id == Case.compound_id)
    names = ("number", "kind:kind", "category:category", "state:state", "at", "words", "anonymous")
    places = ("place", "lat", "lon", "closed")
    return await rows_of(ctx, query.where(Case.id.in_(theirs.cases)).order_by(Case.id), *names, *places)


async def _steps(ctx: Ctx, theirs: Whose) -> list[Row]:
    """As the reporter reads a history."""
    query = (
        select(Case.number, CaseEvent.at, CaseEvent.party, CaseEvent.move, CaseEvent.note)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.case_id.in_(theirs.cases), CaseEvent.move.not_in(INTERNAL))
        .order_by(CaseEvent.case_id, CaseEvent.id)
    )
    return await rows_of(ctx, query, "number", "at", "by:party", "step:move", "words")


async def _ratings(ctx: Ctx, theirs: Whose) -> list[Row]:
    one = CaseRating
    query = select(Case.number, one.answered_at, one.solved, one.satisfaction).join(Case, Case.id == one.case_id)
    mine = query.where(one.case_id.in_(theirs.cases), one.answered_at.is_not(None)).order_by(one.answered_at)
    return await rows_of(ctx, mine, "number", "at", "solved", "stars")


async def _joined(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Case.number, CaseFollower.since).join(Case, Case.id == CaseFollower.case_id)
    mine = query.where(CaseFollower.person_id == theirs.id).order_by(CaseFollower.since)
    return await rows_of(ctx, mine, "number", "since")


async def _wishes(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = (
        select(Case.number, Wish.state, Wish.wording, Wish.shown, TakeUp.thanks)
        .join(Case, Case.id == Wish.case_id)
        .outerjoin(TakeUp, (TakeUp.wish_id == Wish.id) & TakeUp.voided_at.is_(None))
        .where(Wish.case_id.in_(theirs.cases))
        .order_by(Wish.id)
    )
    return await rows_of(ctx, query, "number", "state:wish-state", "words", "shown", "thanks")


async def _care(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Care).where(Care.person_id == theirs.id).order_by(Care.id)
    return [
        {
            "category": Named("care", one.category),
            "since": one.starts_on,
            "until": one.ends_on,
            "words": ctx.vault.open(one.note, f"care:{theirs.id}:{one.category}:note") if one.note else None,
        }
        for one in await ctx.session.scalars(query)
    ]


async def _visits(ctx: Ctx, theirs: Whose) -> list[Row]:
    """What met them. A note at a door where others were met too may be about those."""
    mine = select(VisitMet.visit_id).where(VisitMet.person_id == theirs.id)
    others = select(VisitMet.visit_id).where(VisitMet.visit_id == Visit.id, VisitMet.person_id != theirs.id).exists()
    wrong = select(VisitCorrection.visit_id).where(VisitCorrection.visit_id == Visit.id).exists()
    query = select(Visit, others, wrong).where(Visit.id.in_(mine)).order_by(Visit.visited_on, Visit.id)
    found: list[Row] = []
    for visit, with_others, put_right in await ctx.session.execute(query):
        row: Row = {"at": visit.visited_on, "way": Named("way", visit.way), "corrected": put_right or None}
        if visit.note is not None and not with_others:
            row["words"] = ctx.vault.open(visit.note, f"visit:{visit.submission}:note")
        if visit.note is not None and with_others:
            row["words"] = Named("", "data-note-of-others")
        found.append(row)
    return found


async def _looks(ctx: Ctx, theirs: Whose) -> list[Row]:
    """Roles, since whoever looked is protected too; who it was the street's admin can say."""
    one, held = AccessLog, RoleHeld
    at_them = one.what.in_(LOOKED_AT_THEM) & (one.subject_id == theirs.id)
    at_case = one.what.in_(LOOKED_AT_CASE) & one.subject_id.in_(theirs.cases)
    at_home = one.what.in_(sorted(AT_HOUSEHOLD)) & (one.subject_id == theirs.person.household_id)
    role = select(held.role).where(held.person_id == one.actor_id).order_by(held.id.desc()).limit(1).scalar_subquery()
    query = select(one.at, one.what, role).where(or_(at_them, at_case, at_home)).order_by(one.at, one.id)
    return await rows_of(ctx, query, "at", "what:looked", "by:role")


async def _quieted(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Quieted.notice, Quieted.until).where(Quieted.person_id == theirs.id).order_by(Quieted.notice)
    return await rows_of(ctx, query, "what:quiet-what", "until")


async def _files(ctx: Ctx, theirs: Whose) -> list[Row]:
    query = select(Media.id, Media.kind, Media.created_at, Media.state).where(Media.chat_id.in_(theirs.chats))
    return [
        {"file": file_name(row.id, row.kind) if row.state == "kept" else None, "at": row.created_at}
        for row in await ctx.session.execute(query.order_by(Media.id))
    ]


def file_name(media_id: int, kind: str) -> str:
    """What a file is called in the archive."""
    return f"files/{media_id}.{'jpg' if kind == 'photo' else 'ogg'}"


READ: dict[str, Callable[[Ctx, Whose], Awaitable[list[Row]]]] = {
    "identity": _identity,
    "homes": _homes,
    "chats": _chats,
    "consents": _consents,
    "roles": _roles,
    "phones": _phones,
    "cases": _cases,
    "steps": _steps,
    "ratings": _ratings,
    "joined": _joined,
    "wishes": _wishes,
    "care": _care,
    "visits": _visits,
    "looks": _looks,
    "agreements": _agreements,
    "rider": export_riders.rider,
    "points": export_riders.points,
    "vouchers": export_riders.vouchers,
    "check_ins": export_riders.check_ins,
    "asked_to_look": export_riders.asked_to_look,
    "appeals": export_riders.appeals,
    "quieted": _quieted,
    "files": _files,
}
