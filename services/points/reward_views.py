"""What riders see of rewards and vouchers, and what whoever honours one sees: frozen results for the edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from domain.errors import NotFound
from domain.voucher import VoucherState
from domain.worktime import local_date
from models.media import Media
from models.places import Unit
from models.reward import RewardStock, Voucher
from services.act import Ctx
from services.points import points_views
from services.points.catalogue import Reward, on_offer, rewards_of
from services.points.reward_access import in_street, state_of
from services.points.rewards import honourable, redeemed_this_month, voucher_called
from services.streets import own_street
from services.visit.visit_facts import midnight

PAGE = 6


@dataclass(frozen=True)
class Offer:
    """A reward for one rider: `free` in the whole street, `had` this month. `photo` is the hash of the street's photo
    of it, for the list alone."""

    reward: Reward
    free: int
    had: int
    photo: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """A page, the cheapest first; `after` is the key behind which the next begins, None: this is the last."""

    balance: int
    offers: tuple[Offer, ...]
    after: str | None


@dataclass(frozen=True)
class Where:
    """`free` pieces of a reward at one unit."""

    stock_id: int
    unit: str
    free: int


@dataclass(frozen=True)
class Places:
    """A page of where a reward can be had; `after` is where the next begins, None: this is the last."""

    offer: Offer
    balance: int
    places: tuple[Where, ...]
    after: int | None


@dataclass(frozen=True)
class VoucherCard:
    """Without its rider: whoever honours it sees what it is and whether it is good. `until` is its last day."""

    code: str
    key: str
    unit: str
    points: int
    state: VoucherState
    until: date
    posted_at: datetime | None


@dataclass(frozen=True)
class Vouchers:
    cards: tuple[VoucherCard, ...]
    before: int | None


async def catalogue(ctx: Ctx, after: str = "") -> Catalogue:
    """Every reward of the street that it has had any of; what is out stays in it and says so. A page that begins behind
    what is no longer there is the first."""
    street = await own_street(ctx)
    rows = await ctx.session.execute(
        select(RewardStock.key, func.sum(RewardStock.free))
        .join(Unit, Unit.id == RewardStock.unit_id)
        .where(in_street(street))
        .group_by(RewardStock.key)
    )
    free = {key: int(left) for key, left in rows.all()}
    had = await _had(ctx)
    known = [one for key, one in (await rewards_of(ctx, street)).items() if key in free and not one.retired]
    keys = [one.key for one in known]
    begins = keys.index(after) + 1 if after in keys else 0
    page = known[begins : begins + PAGE]
    photos = await _photos(ctx, page)
    offers = (Offer(one, free[one.key], had.get(one.key, 0), photos.get(one.photo_id or 0)) for one in page)
    purse = await points_views.balance(ctx)
    return Catalogue(purse.balance, tuple(offers), page[-1].key if begins + PAGE < len(known) else None)


async def _photos(ctx: Ctx, rewards: Sequence[Reward]) -> dict[int, str]:
    """The hashes of what is here of their photos, by the photos' ids."""
    ids = [one.photo_id for one in rewards if one.photo_id is not None]
    query = select(Media.id, Media.sha256).where(Media.id.in_(ids), Media.state == "kept")
    return {id_: sha256 for id_, sha256 in await ctx.session.execute(query) if sha256} if ids else {}


async def _had(ctx: Ctx) -> dict[str, int]:
    """Of each reward, what the actor has redeemed this month and not given back."""
    since = midnight(ctx, ctx.today.replace(day=1))
    mine = (Voucher.person_id == ctx.actor.person_id, Voucher.held_at >= since, Voucher.voided_at.is_(None))
    query = select(RewardStock.key, func.count()).join(Voucher, Voucher.stock_id == RewardStock.id).where(*mine)
    return dict((await ctx.session.execute(query.group_by(RewardStock.key))).all())


async def places(ctx: Ctx, key: str, after: int = 0) -> Places:
    """Where something of a reward is left; keyset by id. Raises NotFound."""
    reward = await on_offer(ctx, key)
    here = (RewardStock.key == key, in_street(await own_street(ctx)), RewardStock.free > 0)
    joined = Unit.id == RewardStock.unit_id
    total = select(func.coalesce(func.sum(RewardStock.free), 0)).join(Unit, joined).where(*here)
    query = select(RewardStock.id, Unit.name, RewardStock.free).join(Unit, joined).where(*here, RewardStock.id > after)
    rows = (await ctx.session.execute(query.order_by(RewardStock.id).limit(PAGE + 1))).all()
    found = tuple(Where(*row) for row in rows)
    free = int((await ctx.session.scalars(total)).one())
    had = await redeemed_this_month(ctx, key) if ctx.actor.person_id is not None else 0
    purse = await points_views.balance(ctx)
    last = found[PAGE - 1].stock_id if len(found) > PAGE else None
    return Places(Offer(reward, free, had), purse.balance, found[:PAGE], last)


async def place(ctx: Ctx, stock_id: int) -> Places:
    """The one place that was chosen. Raises NotFound."""
    row = (
        await ctx.session.execute(
            select(RewardStock.key, Unit.name, RewardStock.free)
            .join(Unit, Unit.id == RewardStock.unit_id)
            .where(RewardStock.id == stock_id, in_street(await own_street(ctx)))
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    key, name, free = row
    reward = await on_offer(ctx, key)
    had = await redeemed_this_month(ctx, reward.key) if ctx.actor.person_id is not None else 0
    purse = await points_views.balance(ctx)
    return Places(Offer(reward, free, had), purse.balance, (Where(stock_id, name, free),), None)


async def my_voucher(ctx: Ctx, code: str) -> VoucherCard:
    """The actor's own. Raises NotFound."""
    voucher, stock, unit = await voucher_called(ctx, code)
    if voucher.person_id != ctx.actor.person_id:
        raise NotFound
    return _card(ctx, voucher, stock, unit)


async def my_vouchers(ctx: Ctx, before: int | None = None) -> Vouchers:
    """A page of the actor's, the newest first; keyset by id."""
    query = (
        select(Voucher, RewardStock, Unit)
        .join(RewardStock, RewardStock.id == Voucher.stock_id)
        .join(Unit, Unit.id == RewardStock.unit_id)
        .where(Voucher.person_id == ctx.actor.person_id)
        .order_by(Voucher.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(Voucher.id < before)
    rows = (await ctx.session.execute(query)).all()
    cards = tuple(_card(ctx, voucher, stock, unit) for voucher, stock, unit in rows[:PAGE])
    return Vouchers(cards, rows[PAGE - 1][0].id if len(rows) > PAGE else None)


async def check(ctx: Ctx, typed: str) -> VoucherCard:
    """What a merchant or a station sees before honouring it. Raises what `rewards.honour` does."""
    return _card(ctx, *await honourable(ctx, typed))


def _card(ctx: Ctx, voucher: Voucher, stock: RewardStock, unit: Unit) -> VoucherCard:
    return VoucherCard(
        code=voucher.code,
        key=stock.key,
        unit=unit.name,
        points=voucher.points,
        state=state_of(voucher, ctx.now),
        until=local_date(voucher.held_until, ctx.zone) - timedelta(days=1),
        posted_at=voucher.posted_at,
    )
