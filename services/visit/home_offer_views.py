"""An offer as either side reads it, what is open, and where somebody can be taken in. Who looks has not taken it yet:
no care data, no door, and once it is answered no name."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from domain.home_offer import OfferState, Outdated
from domain.roles import Role, UnitKind
from models.home_offer import HomeOffer
from models.people import Person
from models.places import Building, Compound, Unit
from services.act import Ctx
from services.people.people import spoken_name
from services.visit import home_choices, home_moves, person_moves, visit_facts
from services.visit.home_choices import PAGE, Page
from services.visit.home_moves import Side, movable, sides_of
from services.visit.home_offer_access import offer_for, outdated, to_take
from services.visit.home_offers import need_neighbour, standing
from services.visit.home_places import Target, community_of
from services.visit.visit_views import Address


@dataclass(frozen=True)
class OfferView:
    """`compound` and `building` are where they live, without the door. `name` is the person's who goes alone, None: all
    `people` of the household go. `until` is the last day for an answer; `by` answered it and `answer` is why not.
    `may_answer` and `may_withdraw` say what the reader can do now; once it is taken `lives_in` is the household, for
    those who took it."""

    id: int
    state: OfferState
    outdated: Outdated | None
    from_name: str
    to_name: str
    compound: str
    building: str
    alone: bool
    name: str | None
    people: int
    offered_by: str
    note: str | None
    until: date
    by: str | None
    at: datetime | None
    answer: str | None
    may_answer: bool
    may_withdraw: bool
    lives_in: int | None


@dataclass(frozen=True)
class Proposal:
    """What would be offered to whom: all `people` of a household, or the one of this `name`."""

    address: Address
    people: int
    name: str | None
    to_name: str


@dataclass(frozen=True)
class Arrival:
    """Where they would live, in which grid, and with how many who live there already."""

    address: Address
    grid: Side
    joins: int


@dataclass(frozen=True)
class OpenOffer:
    """A line of the list. `ours` was made by the reader's community."""

    id: int
    other: str
    compound: str
    building: str
    alone: bool
    until: date
    ours: bool


async def offer(ctx: Ctx, offer_id: int) -> OfferView:
    """Raises NotFound."""
    found, sides = await offer_for(ctx, offer_id)
    both = select(Unit.id, Unit.name).where(Unit.id.in_((found.from_id, found.to_id)))
    names = dict((await ctx.session.execute(both)).all())
    compound, building = await home_moves.building_name(ctx, found.stood_building_id)
    is_open = found.state == OfferState.OPEN
    gone = await outdated(ctx, found) if is_open else None
    holds = is_open and gone is None
    living = (await visit_facts.residents(ctx, [found.household_id], ctx.today))[found.household_id] if holds else []
    bound = f"home_offer:{found.submission}"
    return OfferView(
        found.id,
        OfferState(found.state),
        gone,
        names[found.from_id],
        names[found.to_id],
        compound,
        building,
        found.person_id is not None,
        await _name(ctx, found.person_id) if holds else None,
        len(living),
        await _name(ctx, found.offered_by) or "",
        ctx.vault.open(found.note, f"{bound}:note") if found.note and holds else None,
        found.until,
        await _name(ctx, found.answered_by),
        found.answered_at,
        ctx.vault.open(found.answer, f"{bound}:answer") if found.answer else None,
        sides.is_asked and is_open,
        sides.offers and is_open,
        await _lives_in(ctx, found) if sides.is_asked and found.state == OfferState.ACCEPTED else None,
    )


async def proposal(ctx: Ctx, household_id: int, person_id: int | None, to_id: int) -> Proposal:
    """Raises NotFound, HomeMovedOn for whoever does not live there."""
    home = await movable(ctx, household_id)
    await need_neighbour(ctx, await community_of(ctx, home.grid_id), to_id)
    to = await ctx.session.get_one(Unit, to_id)
    who = await person_moves.living(ctx, home.id, person_id) if person_id is not None else None
    people = (await visit_facts.residents(ctx, [home.id], ctx.today))[home.id]
    return Proposal(home.address(ctx), len(people), spoken_name(ctx, who) if who else None, to.name)


async def open_offer(ctx: Ctx, household_id: int, person_id: int | None) -> int | None:
    """The one that is open for exactly them. Raises NotFound."""
    return await standing(ctx, (await movable(ctx, household_id)).id, person_id)


async def arrival(ctx: Ctx, offer_id: int, to: Target) -> Arrival:
    """Raises what `home_offers.accept` raises."""
    found = await to_take(ctx, offer_id)
    home = (await visit_facts.homes(ctx, [found.household_id]))[found.household_id]
    place, door, behind = await person_moves.target(ctx, home, to, found.to_id)
    if found.person_id is None:
        await home_moves.checked(ctx, home, to, found.to_id)
    living = (await visit_facts.residents(ctx, [behind], ctx.today))[behind] if behind else []
    (grid,) = await sides_of(ctx, [place.grid_id])
    return Arrival(Address(place.compound, place.building, door), grid, len(living))


async def mine(ctx: Ctx, after: int = 0) -> tuple[tuple[OpenOffer, ...], int | None]:
    """What the actor's communities offer and are offered, the oldest first, a page at a time."""
    staffed = ctx.actor.units(Role.COMMUNITY_STAFF)
    old, new = aliased(Unit), aliased(Unit)
    query = (
        select(HomeOffer.id, HomeOffer.person_id, HomeOffer.until, HomeOffer.from_id, old.name, new.name)
        .add_columns(Compound.name, Building.name)
        .join(old, old.id == HomeOffer.from_id)
        .join(new, new.id == HomeOffer.to_id)
        .join(Building, Building.id == HomeOffer.stood_building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .where(*_open_of(staffed), HomeOffer.id > after)
    )
    rows = (await ctx.session.execute(query.order_by(HomeOffer.id).limit(PAGE + 1))).all()
    found = tuple(
        OpenOffer(
            id_, to if from_id in staffed else come, compound, building, person is not None, until, from_id in staffed
        )
        for id_, person, until, from_id, come, to, compound, building in rows[:PAGE]
    )
    return found, found[-1].id if len(rows) > PAGE else None


async def waiting(ctx: Ctx) -> int:
    """How many are open of those."""
    count = select(func.count()).select_from(HomeOffer)
    return await ctx.session.scalar(count.where(*_open_of(ctx.actor.units(Role.COMMUNITY_STAFF)))) or 0


async def communities(ctx: Ctx, household_id: int, after: int = 0) -> Page:
    """The others of the street. Raises NotFound."""
    home = await movable(ctx, household_id)
    here = await ctx.session.get_one(Unit, await community_of(ctx, home.grid_id))
    others = select(Unit.id, Unit.name).where(
        Unit.kind == UnitKind.COMMUNITY, Unit.parent_id == here.parent_id, Unit.id != here.id
    )
    return await home_choices.page_of(ctx, here.name, others, Unit.id, after)


async def compounds(ctx: Ctx, offer_id: int, after: int = 0) -> Page:
    """Of the community that is asked. Raises NotFound, OfferAnswered, OfferOutdated."""
    return await home_choices.compounds_of(ctx, (await to_take(ctx, offer_id)).to_id, after)


async def buildings(ctx: Ctx, offer_id: int, compound_id: int, after: int = 0) -> Page:
    """Raises the same, NotFound also for a compound of another community."""
    return await home_choices.buildings_of(ctx, (await to_take(ctx, offer_id)).to_id, compound_id, after)


def _open_of(communities: tuple[int, ...]) -> tuple[ColumnElement[bool], ...]:
    return HomeOffer.state == OfferState.OPEN, or_(HomeOffer.from_id.in_(communities), HomeOffer.to_id.in_(communities))


async def _name(ctx: Ctx, person_id: int | None) -> str | None:
    person = await ctx.session.get(Person, person_id) if person_id is not None else None
    return spoken_name(ctx, person) if person else None


async def _lives_in(ctx: Ctx, found: HomeOffer) -> int | None:
    if found.person_id is None:
        return found.household_id
    return await ctx.session.scalar(select(Person.household_id).where(Person.id == found.person_id))
