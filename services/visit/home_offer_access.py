"""The only way to an offer by its number: for the staff of the community that offers and of the one that is asked.
Not found and not allowed sound the same."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from domain.errors import NotFound
from domain.home_offer import OfferState, Outdated
from domain.home_offer_errors import OfferAnswered, OfferOutdated
from domain.roles import Role
from models.home_offer import HomeOffer
from models.people import Person
from models.places import Household
from services.act import Ctx


@dataclass(frozen=True)
class Sides:
    """On which the actor stands."""

    offers: bool
    is_asked: bool


async def offer_for(ctx: Ctx, offer_id: int, *, lock: bool = False) -> tuple[HomeOffer, Sides]:
    """Raises NotFound."""
    query = select(HomeOffer).where(HomeOffer.id == offer_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    offer = await ctx.session.scalar(query)
    staffed = ctx.actor.units(Role.COMMUNITY_STAFF)
    if offer is None or not {offer.from_id, offer.to_id} & set(staffed):
        raise NotFound
    return offer, Sides(offer.from_id in staffed, offer.to_id in staffed)


async def to_take_back(ctx: Ctx, offer_id: int) -> HomeOffer:
    """Locked, for whoever offers. Raises NotFound, OfferAnswered."""
    offer, sides = await offer_for(ctx, offer_id, lock=True)
    if not sides.offers:
        raise NotFound
    return _still_open(offer)


async def to_answer(ctx: Ctx, offer_id: int, *, lock: bool = False) -> HomeOffer:
    """For whoever is asked. Raises NotFound, OfferAnswered."""
    offer, sides = await offer_for(ctx, offer_id, lock=lock)
    if not sides.is_asked:
        raise NotFound
    return _still_open(offer)


async def to_take(ctx: Ctx, offer_id: int, *, lock: bool = False) -> HomeOffer:
    """One that still holds, for whoever is asked. Raises NotFound, OfferAnswered, OfferOutdated."""
    offer = await to_answer(ctx, offer_id, lock=lock)
    if await outdated(ctx, offer) is not None:
        raise OfferOutdated
    return offer


async def outdated(ctx: Ctx, offer: HomeOffer) -> Outdated | None:
    """Why it holds no longer; worked out anew whenever somebody looks, whatever it was that moved them."""
    stands = select(Household.grid_id, Household.building_id).where(
        Household.id == offer.household_id, or_(Household.until.is_(None), Household.until > ctx.today)
    )
    home = (await ctx.session.execute(stands)).one_or_none()
    if home is None:
        return Outdated.ENDED
    if tuple(home) != (offer.stood_grid_id, offer.stood_building_id):
        return Outdated.MOVED
    lives = select(Person.id).where(
        Person.household_id == offer.household_id, or_(Person.moved_out_on.is_(None), Person.moved_out_on > ctx.today)
    )
    if offer.person_id is not None and await ctx.session.scalar(lives.where(Person.id == offer.person_id)) is None:
        return Outdated.LEFT
    return None


def _still_open(offer: HomeOffer) -> HomeOffer:
    if offer.state != OfferState.OPEN:
        raise OfferAnswered
    return offer
