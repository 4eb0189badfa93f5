"""A household, or one person of it, goes to another community of the street: the old community's staff offer it, the
new one's choose the door and take it, or say why not.

Until it is taken the new community sees no care data, only what it needs to decide (home_offer_views); taking it runs
the very move that a community makes within itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select

from domain.errors import NotFound, TooLong
from domain.handover_errors import HomeElsewhere, HomeMovedOn
from domain.home_offer import TO_THE_NEW, OfferNews, OfferState
from domain.home_offer_errors import NobodyToAsk, OfferOutdated
from domain.notices import Notice
from domain.roles import Role, UnitKind
from models.base import Sealed
from models.home_offer import HomeOffer
from models.places import Household, Unit
from services.act import Ctx
from services.notify import holders, tell
from services.slots import Slot
from services.visit import home_moves, person_moves, visit_facts
from services.visit.home_moves import Stood, movable
from services.visit.home_offer_access import outdated, to_answer, to_take, to_take_back
from services.visit.home_places import Target, community_of

WORDS_LIMIT = 200
"""Characters of what is said along with an offer, or of a reason."""


@dataclass(frozen=True)
class Offering:
    """What is offered: the household that `stood` so, or only the person of it; to which community, and what they
    should know. `submission` names this offering: the same one twice is one offer."""

    submission: str
    household_id: int
    stood: Stood
    to_id: int
    person_id: int | None = None
    note: str | None = None


async def offer(ctx: Ctx, made: Offering) -> int:
    """The other community's staff are told. What is on offer already is not offered twice: that offer it is. Returns
    its number. Raises NotFound, HomeMovedOn, NobodyToAsk, TooLong."""
    home = await movable(ctx, made.household_id)
    row = await ctx.session.get_one(Household, home.id, with_for_update=True, populate_existing=True)
    before = await standing(ctx, home.id, made.person_id, made.submission)
    if before is not None:
        return before
    from_id = await community_of(ctx, row.grid_id) or 0
    await need_neighbour(ctx, from_id, made.to_id)
    if (row.grid_id, row.building_id) != (made.stood.grid_id, made.stood.building_id) or not _stands(ctx, row):
        raise HomeMovedOn
    if made.person_id is not None:
        await person_moves.living(ctx, home.id, made.person_id)
    if not await holders(ctx, Role.COMMUNITY_STAFF, made.to_id):
        raise NobodyToAsk
    visits = ctx.settings.visits
    new = HomeOffer(
        household_id=home.id,
        person_id=made.person_id,
        from_id=from_id,
        to_id=made.to_id,
        stood_grid_id=row.grid_id,
        stood_building_id=row.building_id,
        offered_by=ctx.person_id,
        offered_at=ctx.now,
        until=ctx.today + timedelta(days=visits.move_offer_days),
        remind_on=ctx.today + timedelta(days=visits.move_offer_remind_days),
        submission=made.submission,
        note=_sealed(ctx, made.note, f"home_offer:{made.submission}:note"),
    )
    ctx.session.add(new)
    await ctx.session.flush()
    await _tell(ctx, new, OfferNews.OFFERED)
    return new.id


async def standing(ctx: Ctx, household_id: int, person_id: int | None, submission: str = "") -> int | None:
    """The open offer of exactly this household or person, or the one that was made by this submission."""
    same = HomeOffer.person_id.is_(None) if person_id is None else HomeOffer.person_id == person_id
    query = select(HomeOffer.id).where(
        HomeOffer.household_id == household_id,
        same,
        or_(HomeOffer.state == OfferState.OPEN, HomeOffer.submission == submission),
    )
    return await ctx.session.scalar(query.order_by(HomeOffer.id.desc()).limit(1))


async def accept(ctx: Ctx, offer_id: int, to: Target) -> None:
    """They live behind that door from now on: all that a move does happens here, once. Whoever comes second hears that
    it is answered. It takes a door of the new community: behind one of the old they would stand in the old one's
    roster. Raises NotFound, OfferAnswered, OfferOutdated, and what stands against the door."""
    found = await to_take(ctx, offer_id, lock=True)
    if to.building_id is None:
        raise HomeElsewhere
    home = (await visit_facts.homes(ctx, [found.household_id]))[found.household_id]
    stood = Stood(found.stood_grid_id, found.stood_building_id)
    try:
        if found.person_id is None:
            await home_moves.go(ctx, home, stood, to, found.to_id)
        else:
            await person_moves.go(ctx, home, found.person_id, stood, to, found.to_id)
    except HomeMovedOn:
        raise OfferOutdated from None
    await _answer(ctx, found, OfferState.ACCEPTED, OfferNews.ACCEPTED)


async def decline(ctx: Ctx, offer_id: int, why: str) -> None:
    """Raises NotFound, OfferAnswered, TooLong."""
    found = await to_answer(ctx, offer_id, lock=True)
    found.answer = _sealed(ctx, why, f"home_offer:{found.submission}:answer")
    await _answer(ctx, found, OfferState.DECLINED, OfferNews.DECLINED)


async def withdraw(ctx: Ctx, offer_id: int) -> None:
    """By anybody of the community that offered. Raises NotFound, OfferAnswered."""
    await _answer(ctx, await to_take_back(ctx, offer_id), OfferState.WITHDRAWN, OfferNews.WITHDRAWN)


async def remind(ctx: Ctx, slot: Slot) -> None:
    """The job: who has not answered is reminded once, and whose days are over is asked no longer; then whoever offered
    hears that. Nothing is said of what holds no longer: there is nothing left to take."""
    open_ones = select(HomeOffer).where(HomeOffer.state == OfferState.OPEN)
    due = open_ones.where(or_(HomeOffer.until < slot.day, HomeOffer.remind_on <= slot.day))
    for one in (await ctx.session.scalars(due.order_by(HomeOffer.id).with_for_update())).all():
        over, holds = one.until < slot.day, await outdated(ctx, one) is None
        one.remind_on = None
        if over:
            one.state = OfferState.EXPIRED
        if holds:
            await _tell(ctx, one, OfferNews.EXPIRED if over else OfferNews.REMINDED)


async def need_neighbour(ctx: Ctx, from_id: int | None, to_id: int) -> None:
    """Another community of the same street. Raises NotFound."""
    streets = select(Unit.parent_id).where(Unit.id == from_id).scalar_subquery()
    others = Unit.id == to_id, Unit.id != from_id, Unit.kind == UnitKind.COMMUNITY, Unit.parent_id == streets
    if await ctx.session.scalar(select(Unit.id).where(*others)) is None:
        raise NotFound


async def _answer(ctx: Ctx, offer: HomeOffer, state: OfferState, news: OfferNews) -> None:
    offer.state, offer.answered_by, offer.answered_at, offer.remind_on = state, ctx.person_id, ctx.now, None
    await ctx.session.flush()
    await _tell(ctx, offer, news)


async def _tell(ctx: Ctx, offer: HomeOffer, news: OfferNews) -> None:
    """The staff of the side that has to know, whoever of them did it left out; and who made the offer."""
    people: Iterable[int]
    if news in TO_THE_NEW:
        people = await holders(ctx, Role.COMMUNITY_STAFF, offer.to_id)
    else:
        people = {*await holders(ctx, Role.COMMUNITY_STAFF, offer.from_id), offer.offered_by}
    hearers = set(people) - {ctx.actor.person_id}
    await tell(ctx, hearers, Notice.HOME_OFFER, f"home-offer:{offer.id}:{news}", offer=offer.id, news=news)


def _stands(ctx: Ctx, home: Household) -> bool:
    return home.until is None or home.until > ctx.today


def _sealed(ctx: Ctx, words: str | None, bound_to: str) -> Sealed | None:
    """Raises TooLong."""
    if words and len(words) > WORDS_LIMIT:
        raise TooLong(limit=WORDS_LIMIT)
    return ctx.vault.seal(words, bound_to) if words else None
