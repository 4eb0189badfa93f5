"""Cases: filed, moved along the table of domain/case_flow, rated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.case_flow import (
    NUMBER_PREFIX,
    CaseKind,
    CaseState,
    CollectionChannel,
    HandlingRoute,
    Move,
    Party,
)
from domain.case_standard import Category
from domain.contact import NOT_LEFT, Contact
from domain.errors import ConsentNeeded, NotFound, TooLong
from domain.move_errors import TooManyPhotos
from models.base import bare
from models.case import Case, CaseCounter, CaseEvent, CaseMedia, CaseSource
from services import media
from services.act import Ctx
from services.case.case_contact import sealed_contact
from services.case.case_place import Located, locate
from services.case.case_standard import deadlines, is_provisional
from services.case.case_tell import tell_filed
from services.insert import Insert, insert_into, insert_new, upsert

_case = bare(Case).c
_SUBMITTED = select(_case.id).where(_case.submission == bindparam("submission"))


@dataclass(frozen=True)
class Filing:
    """What somebody wants to file. `media` are files as handlers.form.inputs gives them; WGS84 degrees."""

    kind: CaseKind
    category: str
    words: str
    submission: str
    media: Sequence[Mapping[str, Any]] = ()
    lat: float | None = None
    lon: float | None = None
    compound_id: int | None = None
    household_id: int | None = None
    anonymous: bool = False
    sources: Mapping[int, str] = field(default_factory=dict)
    """The words by the message of the actor's chat that they came in."""
    collected: CollectionChannel = CollectionChannel.ONLINE
    proposed: str | None = None
    """The category that the classifier proposed, and its probability: how often it is right can be counted."""
    confidence: float | None = None
    unit_id: int | None = None
    """The grid, community or station where it belongs, if no place is shared."""
    for_somebody: bool = False
    """Whoever files it writes it down for somebody else, who has no chat or is not known."""
    contact: Contact = NOT_LEFT
    """How that somebody can be reached."""

    @property
    def has_reporter(self) -> bool:
        return self.kind is not CaseKind.NEED and not self.for_somebody


@dataclass(frozen=True)
class Filed:
    """What the reporter is told at once."""

    number: str
    kind: CaseKind
    route: HandlingRoute
    respond_by: datetime
    resolve_by: datetime
    provisional: bool = False
    """The holidays up to then are not published yet."""
    call_now: tuple[str, ...] = ()
    """Emergency numbers, where the words speak of danger."""


async def submit(ctx: Ctx, filing: Filing) -> Filed:
    """File a case, once per submission key.

    1. The same submission again gives the same case.
    2. The place decides the grid; outside the street nothing is filed.
    3. Danger makes it urgent, whatever the category says.
    4. Case, first row of its history, files, and the pushes are one transaction.
    """
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    check_length(ctx, filing.words)
    danger = ctx.settings.cases.danger_in(filing.words)
    where = await locate(ctx, filing.lat, filing.lon, filing.compound_id, filing.household_id, filing.unit_id)
    case = await file(ctx, filing, where, danger.kinds[0] if danger else None)
    kind, route, call_now = CaseKind(case.kind), HandlingRoute(case.route), danger.numbers if danger else ()
    provisional = is_provisional(ctx, case.created_at, case.respond_by, route)
    return Filed(case.number, kind, route, case.respond_by, case.resolve_by, provisional, call_now)


def check_length(ctx: Ctx, words: str) -> None:
    """Raises TooLong."""
    limit = ctx.settings.cases.words_limit
    if len(words) > limit:
        raise TooLong(limit=limit)


async def file(ctx: Ctx, filing: Filing, where: Located, danger: str | None = None) -> Case:
    """The same for what the house writes down by itself, whose place it knows and which no message brought.

    The number comes first: on its counter everybody who files stands in line, so that whoever sends the same at the
    same moment looks for it only when it is there.
    """
    number = await _next_number(ctx, filing.kind)
    known = await ctx.session.scalar(_SUBMITTED, {"submission": filing.submission})
    if known is None:
        return await _file(ctx, number, filing, where, danger)
    await _give_back(ctx, filing.kind)
    return await ctx.session.get_one(Case, known)


async def _file(ctx: Ctx, number: str, filing: Filing, where: Located, danger: str | None) -> Case:
    route = HandlingRoute.ON_SPOT if danger else category_of(ctx, filing.category).route
    respond_by, resolve_by = deadlines(ctx, filing.category, route)
    case = Case(
        number=number,
        kind=filing.kind,
        state=CaseState.SUBMITTED,
        category=filing.category,
        route=route,
        collected=filing.collected,
        words=filing.words,
        street_id=where.street_id,
        community_id=where.community_id,
        grid_id=where.grid_id,
        compound_id=None if filing.anonymous and filing.compound_id is None else where.compound_id,
        household_id=filing.household_id,
        lat=filing.lat,
        lon=filing.lon,
        reporter_id=ctx.person_id if filing.has_reporter else None,
        filed_by=ctx.person_id,
        anonymous=filing.anonymous,
        danger=danger,
        proposed=filing.proposed,
        confidence=filing.confidence,
        created_at=ctx.now,
        respond_by=respond_by,
        resolve_by=resolve_by,
        submission=filing.submission,
        **sealed_contact(ctx, filing.submission, filing.contact),
    )
    ctx.session.add(case)
    await ctx.session.flush()
    event = CaseEvent(
        case_id=case.id,
        at=ctx.now,
        move=Move.SUBMIT,
        to_state=CaseState.SUBMITTED,
        actor_id=ctx.person_id,
        party=Party.REPORTER if filing.has_reporter else Party.WORKER,
        lat=filing.lat,
        lon=filing.lon,
    )
    ctx.session.add(event)
    await ctx.session.flush()
    await attach(ctx, case.id, event.id, filing.media)
    await keep_sources(ctx, case.id, filing.sources)
    await tell_filed(ctx, case)
    return case


async def attach(ctx: Ctx, case_id: int, event_id: int, files: Sequence[Mapping[str, Any]]) -> None:
    """Note what was sent along; the fetcher brings it here. The same photo sent again stays where it first came."""
    if len(files) > ctx.settings.cases.photos_limit:
        raise TooManyPhotos(limit=ctx.settings.cases.photos_limit)
    if files:
        noted = dict.fromkeys([await media.note(ctx, **file) for file in files])
        rows = [{"case_id": case_id, "media_id": media_id, "event_id": event_id} for media_id in noted]
        await ctx.session.execute(insert_new(ctx.session, CaseMedia), rows)


async def keep_sources(ctx: Ctx, case_id: int, sources: Mapping[int, str]) -> None:
    """Remember which messages gave the case its words, so that changing one in the chat is understood."""
    rows = [
        {"chat_id": ctx.actor.chat_id, "message_id": message_id, "case_id": case_id, "words": words}
        for message_id, words in sources.items()
    ]
    if rows and ctx.actor.chat_id is not None:
        keys = ["chat_id", "message_id"]
        await ctx.session.execute(upsert(ctx.session, CaseSource, keys, ["case_id", "words"]), rows)


def category_of(ctx: Ctx, key: str) -> Category:
    """Raises NotFound for a key that the config does not (any longer) have."""
    found = next((category for category in ctx.settings.cases.categories if category.key == key), None)
    if found is None:
        raise NotFound
    return found


async def _next_number(ctx: Ctx, kind: CaseKind) -> str:
    """`W-2026-000123`: counted by kind and year of the street's calendar, without gaps, in one statement."""
    prefix, year = NUMBER_PREFIX[kind], ctx.today.year
    counting = _counting(insert_into(ctx.session, CaseCounter))
    last = await ctx.session.scalar(counting, {"prefix": prefix, "year": year, "last": 1})
    return f"{prefix}-{year}-{last:06d}"


@cache
def _counting(first: Insert) -> ReturningInsert[Any]:
    last = CaseCounter.__table__.c.last
    return first.on_conflict_do_update(index_elements=["prefix", "year"], set_={"last": last + 1}).returning(last)


async def _give_back(ctx: Ctx, kind: CaseKind) -> None:
    """The number just taken: nobody has taken another since, they wait for this transaction."""
    mine = CaseCounter.prefix == NUMBER_PREFIX[kind], CaseCounter.year == ctx.today.year
    await ctx.session.execute(update(CaseCounter).where(*mine).values(last=CaseCounter.last - 1))
