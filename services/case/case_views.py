"""What the edges show of one case: a frozen card, already cut to what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from domain.case_flow import DESK, INTERNAL, OFFICE, CaseKind, CaseState, HandlingRoute, Move, Party, moves_open_to
from domain.photo_check import Standing
from domain.photo_cluster import Cluster
from models.case import Case, CaseEvent, CaseMedia, CaseRating
from models.media import Media
from models.people import Person
from models.places import Compound, Unit
from models.unmet import UnmetCase
from services.access import case_for
from services.act import Ctx
from services.case.case_cluster import cluster_of
from services.case.case_contact import HANDS, is_open_to
from services.case.case_likes import Like, nearest_like
from services.case.case_look_left import left_to
from services.case.case_standard import is_provisional
from services.case.case_thanks import may_thank
from services.points.photo_checks import standing_of

ASKS_OF_POINTS = OFFICE | {Party.REPORTER}


@dataclass(frozen=True)
class Line:
    """A row of the history as the reader sees it. `to` is what the move gave the case, if it is a name or a number: the
    grid, the other case, for the desk also the handler; `media` came along, read for a push only."""

    at: datetime
    move: Move
    state: CaseState
    party: Party
    note: str | None
    to: str | None = None
    category: str | None = None
    until: date | None = None
    media: tuple[int, ...] = ()


@dataclass(frozen=True)
class CaseCard:
    """`words_hidden`: there are words, which are none of a follower's business; `moves` are the buttons; `rate` says
    that the reporter is being asked, `rating_over` that they did not answer in time; `contact` that the reader may
    look up whom it was filed for; `streets` that it is the street's own now, `joint` that others are called to it;
    `joined_to` is the case that this one was merged into; `provisional`: holidays may still move its deadline;
    `like`: an earlier case whose photo looks like its own, for the desk; `cluster`: what its reporter has reported
    there and then besides, for whoever confirms it; `unmet`: nobody opened, and the reader may see what is known of
    whom it is about; `points`: where its reporter's points stand, for them and the office, once they were checked;
    `thanks`: the reader, who met it too, may thank its reporter; `look`: no supervisor came to look whether it is gone,
    and the reader may."""

    number: str
    kind: CaseKind
    state: CaseState
    category: str
    words: str
    words_hidden: bool
    created_at: datetime
    respond_by: datetime
    resolve_by: datetime
    responded_at: datetime | None
    resolved_at: datetime | None
    suspended_until: date | None
    place: str
    placed: bool
    point: tuple[float, float] | None
    supporters: int
    anonymous: bool
    danger: str | None
    contact: bool
    route: HandlingRoute
    parties: frozenset[Party]
    moves: tuple[Move, ...]
    history: tuple[Line, ...]
    media: tuple[int, ...]
    rate: bool
    rating_over: bool
    streets: bool
    joint: bool
    joined_to: str | None
    provisional: bool
    like: Like | None
    cluster: Cluster | None
    unmet: bool
    points: Standing | None
    thanks: bool
    look: bool

    @property
    def for_desk(self) -> bool:
        return bool(self.parties & DESK)


async def case_card(ctx: Ctx, number: str) -> CaseCard:
    """Raises NotFound for whom it is none of their business."""
    case, parties = await case_for(ctx, number)
    state, kind = CaseState(case.state), CaseKind(case.kind)
    events = (
        await ctx.session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id))
    ).all()
    shown = [event for event in events if parties & DESK or Move(event.move) not in INTERNAL]
    names = await _names(ctx, case, shown, with_people=bool(parties & DESK))
    rating = await ctx.session.get(CaseRating, (case.id, case.reopened))
    asked = rating is not None and rating.answered_at is None
    waits = state is CaseState.CHECKED and case.resolved_at is None
    wrote_it_down = case.reporter_id is None and case.filed_by == ctx.actor.person_id
    stranger_to_it = not parties and kind is not CaseKind.HAZARD and not wrote_it_down
    moves = moves_open_to(state, kind, parties)
    return CaseCard(
        number=case.number,
        kind=kind,
        state=state,
        category=case.category,
        words="" if stranger_to_it else case.words,
        words_hidden=stranger_to_it and bool(case.words),
        created_at=case.created_at,
        respond_by=case.respond_by,
        resolve_by=case.resolve_by,
        responded_at=case.responded_at,
        resolved_at=case.resolved_at,
        suspended_until=case.suspended_until,
        place=await _place(ctx, case, names.units),
        placed=case.grid_id is not None,
        point=None if stranger_to_it or case.lat is None or case.lon is None else (case.lat, case.lon),
        supporters=case.supporters,
        anonymous=case.anonymous,
        danger=case.danger,
        contact=is_open_to(ctx, case, parties),
        route=HandlingRoute(case.route),
        parties=parties,
        moves=moves if _can_be_asked(case, events) else tuple(move for move in moves if move is not Move.ASK),
        history=tuple(_line(e, names, hide_words=stranger_to_it) for e in shown),
        media=() if stranger_to_it else await _media(ctx, case, {e.id for e in events} - {e.id for e in shown}),
        rate=asked and Party.REPORTER in parties and state is CaseState.CHECKED and not waits,
        rating_over=asked and Party.REPORTER in parties and state is CaseState.CLOSED,
        streets=waits or any(Move(e.move) is Move.TAKE_OVER for e in events),
        joint=case.route == HandlingRoute.JOINT,
        joined_to=names.cases.get(case.joined_to or 0),
        provisional=is_provisional(ctx, case.created_at, case.due_by, HandlingRoute(case.route)),
        like=await nearest_like(ctx, case)
        if kind is CaseKind.HAZARD and parties & DESK and not case.closed_at
        else None,
        cluster=await cluster_of(ctx, case)
        if kind is CaseKind.HAZARD and parties & OFFICE and Party.REPORTER not in parties and not case.closed_at
        else None,
        unmet=kind is CaseKind.NEED and bool(parties & HANDS) and await ctx.session.get(UnmetCase, case.id) is not None,
        points=await standing_of(ctx, case.id) if kind is CaseKind.HAZARD and parties & ASKS_OF_POINTS else None,
        thanks=Party.REPORTER not in parties and await may_thank(ctx, case),
        look=await left_to(ctx, case, parties),
    )


def _can_be_asked(case: Case, events: Sequence[CaseEvent]) -> bool:
    """Whoever is erased hears nothing any more."""
    return case.reporter_id is not None and all(event.move != Move.ERASE for event in events)


@dataclass(frozen=True)
class Names:
    """What the history and the card call by name, by id: read together, however long the history is."""

    units: dict[int, str]
    people: dict[int, str]
    cases: dict[int, str]


async def _names(ctx: Ctx, case: Case, events: Sequence[CaseEvent], *, with_people: bool) -> Names:
    """`with_people`: only the desk sees who deals with it."""
    units = {case.community_id, case.grid_id, *(e.grid_id for e in events)} - {None}
    people = {e.handler_id for e in events} - {None} if with_people else set()
    others = {case.joined_to, *(e.other_id for e in events)} - {None}
    found = Names({}, {}, {})
    if units:
        found.units.update((await ctx.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units)))).all())
    for person in await ctx.session.scalars(select(Person).where(Person.id.in_(people))) if people else ():
        if person.name is not None:
            found.people[person.id] = ctx.vault.open(person.name, f"person:{person.id}:name")
    if others:
        found.cases.update((await ctx.session.execute(select(Case.id, Case.number).where(Case.id.in_(others)))).all())
    return found


def _line(e: CaseEvent, names: Names, *, hide_words: bool = False) -> Line:
    """`hide_words`: whoever only follows somebody else's case does not read what they said of their home."""
    note = None if hide_words and e.party == Party.REPORTER else e.note
    to = names.cases.get(e.other_id or 0) or names.units.get(e.grid_id or 0) or names.people.get(e.handler_id or 0)
    return Line(e.at, Move(e.move), CaseState(e.to_state), Party(e.party), note, to, e.category, e.until)


async def _media(ctx: Ctx, case: Case, but_of: set[int]) -> tuple[int, ...]:
    """Photos and voice notes, without those of steps that the reader does not see."""
    query = (
        select(CaseMedia.media_id, CaseMedia.event_id)
        .join(Media, Media.id == CaseMedia.media_id)
        .where(CaseMedia.case_id == case.id, Media.state != "bad")
        .order_by(CaseMedia.media_id)
    )
    return tuple(media for media, event in (await ctx.session.execute(query)).all() if event not in but_of)


async def place_of(ctx: Ctx, case: Case) -> str:
    """For whoever shows the place and not the card."""
    return await _place(ctx, case, (await _names(ctx, case, (), with_people=False)).units)


async def _place(ctx: Ctx, case: Case, units: Mapping[int, str]) -> str:
    """The compound and the grid, which is named after its community; else the community alone."""
    compound = await ctx.session.get(Compound, case.compound_id) if case.compound_id else None
    known = [compound.name if compound else None, units.get(case.grid_id or case.community_id or 0)]
    return " ".join(name for name in known if name)


async def event_line(ctx: Ctx, event_id: int) -> Line | None:
    """One row of the history, for a push about it: with the photos that came along."""
    e = await ctx.session.get(CaseEvent, event_id)
    if e is None:
        return None
    query = select(CaseMedia.media_id).where(CaseMedia.case_id == e.case_id, CaseMedia.event_id == e.id)
    media = (await ctx.session.scalars(query.order_by(CaseMedia.media_id))).all()
    return replace(_line(e, Names({}, {}, {})), media=tuple(media))
