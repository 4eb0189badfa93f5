"""Keeping a street's rewards: the street's staff say what there is and what it costs; they and the communities' staff
put pieces where they can be had, each within their own units, and bring merchants in. Every change is in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, false, func, or_, select, update

from domain.errors import NotAllowed, NotFound, PhotoNeeded
from domain.reward import MOST_A_MONTH, MOST_PIECES, MOST_POINTS, count, own_key
from domain.reward_errors import RewardKnown, ShopKnown, ShopNameUnfit, TooFewPieces
from domain.roles import Role, UnitKind
from models.audit import AccessLog
from models.places import Unit
from models.reward import RewardOffer, RewardStock
from services import media
from services.act import Ctx
from services.ids import take_ids
from services.insert import insert_new, upsert
from services.points.catalogue import Reward, rewards_of
from services.points.reward_access import in_street
from services.streets import root

STREET = (Role.STREET_STAFF, Role.ADMIN)
OFFICE = (Role.COMMUNITY_STAFF, *STREET)
AT = {"stock": UnitKind.STATION, "merchant": UnitKind.MERCHANT}
"""Who hands a kind of reward over."""
PAGE = 8
SHOP_SIGNS = 40


@dataclass(frozen=True)
class Kept:
    """A reward with the pieces that are free in the whole street. `may_change`: by the street's staff alone."""

    reward: Reward
    free: int
    may_change: bool


@dataclass(frozen=True)
class Spot:
    """A unit where pieces can be put; `free` of them are there."""

    unit_id: int
    name: str
    free: int


@dataclass(frozen=True)
class Draft:
    """A reward of the street's own before it is there."""

    key: str
    kind: Literal["stock", "merchant"]
    price: int
    a_month: int
    photo: Mapping[str, Any] | None = None


def points_in(typed: str) -> int:
    return count(typed, 1, MOST_POINTS)


def limit_in(typed: str) -> int:
    return count(typed, 1, MOST_A_MONTH)


def may_change(ctx: Ctx) -> bool:
    return any(held.role in STREET for held in ctx.actor.roles)


async def kept(ctx: Ctx) -> list[Kept]:
    """All of the street's, the cheapest first, retired ones last. Raises NotAllowed."""
    street = _street(ctx, OFFICE)
    rows = await ctx.session.execute(
        select(RewardStock.key, func.sum(RewardStock.free))
        .join(Unit, Unit.id == RewardStock.unit_id)
        .where(in_street(street))
        .group_by(RewardStock.key)
    )
    free = {key: int(sum_) for key, sum_ in rows.all()}
    found = [Kept(one, free.get(key, 0), may_change(ctx)) for key, one in (await rewards_of(ctx, street)).items()]
    return sorted(found, key=lambda one: one.reward.retired)


async def one_kept(ctx: Ctx, key: str) -> Kept:
    """Raises NotAllowed, NotFound."""
    found = next((one for one in await kept(ctx) if one.reward.key == key), None)
    if found is None:
        raise NotFound
    return found


async def check_new(ctx: Ctx, typed: str) -> str:
    """The key of a reward that is to be called so. Raises NotAllowed, RewardNameUnfit, RewardKnown."""
    key = own_key(typed)
    if key in await rewards_of(ctx, _street(ctx, STREET)):
        raise RewardKnown
    return key


async def add(ctx: Ctx, new: Draft) -> None:
    """Raises NotAllowed, RewardKnown."""
    street = _street(ctx, STREET)
    photo = await _photo(ctx, new.photo) if new.photo else None
    row = {"street_id": street, "key": new.key, "kind": new.kind, "price": new.price, "a_month": new.a_month}
    written = insert_new(ctx.session, RewardOffer).values(**row, photo_id=photo).returning(RewardOffer.key)
    if await ctx.session.scalar(written) is None:
        raise RewardKnown
    await _log(ctx, "reward_added", street)


async def reprice(ctx: Ctx, key: str, typed: str) -> None:
    """Vouchers that are out keep what was paid. Raises NotAllowed, NotFound, NumberUnfit."""
    await _change(ctx, key, "reward_priced", price=points_in(typed))


async def limit(ctx: Ctx, key: str, typed: str) -> None:
    """Raises NotAllowed, NotFound, NumberUnfit."""
    await _change(ctx, key, "reward_limited", a_month=limit_in(typed))


async def show(ctx: Ctx, key: str, file: Mapping[str, Any]) -> None:
    """A photo of it. Raises NotAllowed, NotFound, PhotoNeeded."""
    await _change(ctx, key, "reward_shown", photo_id=await _photo(ctx, file))


async def retire(ctx: Ctx, key: str) -> None:
    """Nobody redeems it any more; vouchers that are out are honoured. Raises NotAllowed, NotFound."""
    await _change(ctx, key, "reward_retired", retired=True)


async def bring_back(ctx: Ctx, key: str) -> None:
    """Raises NotAllowed, NotFound."""
    await _change(ctx, key, "reward_back", retired=False)


async def _change(ctx: Ctx, key: str, what: str, **changes: Any) -> None:
    """What the street says of one for the first time starts from what the config says."""
    street = _street(ctx, STREET)
    reward = (await rewards_of(ctx, street)).get(key)
    if reward is None:
        raise NotFound
    changed = replace(reward, **changes)
    row = {
        "street_id": street,
        "key": key,
        "kind": changed.kind,
        "price": changed.price,
        "a_month": changed.a_month,
        "photo_id": changed.photo_id,
        "retired_at": ctx.now if changed.retired else None,
    }
    columns = {"price": "price", "a_month": "a_month", "photo_id": "photo_id", "retired": "retired_at"}
    touched = [columns[name] for name in changes]
    statement = upsert(ctx.session, RewardOffer, ["street_id", "key"], touched)
    await ctx.session.execute(statement.values(row))
    await _log(ctx, what, street)


async def spots(ctx: Ctx, key: str, after: int = 0) -> tuple[list[Spot], int | None]:
    """A page of where the actor may put pieces of it; keyset by unit. Raises NotAllowed, NotFound."""
    reward = (await one_kept(ctx, key)).reward
    paths = [held.path for held in ctx.actor.roles if held.role in OFFICE]
    free = (RewardStock.unit_id == Unit.id) & (RewardStock.key == key)
    query = (
        select(Unit.id, Unit.name, func.coalesce(RewardStock.free, 0))
        .outerjoin(RewardStock, free)
        .where(Unit.kind == AT[reward.kind], _under(paths), Unit.id > after)
        .order_by(Unit.id)
        .limit(PAGE + 1)
    )
    found = [Spot(*row) for row in (await ctx.session.execute(query)).all()]
    return found[:PAGE], found[PAGE - 1].unit_id if len(found) > PAGE else None


async def restock(ctx: Ctx, key: str, unit_id: int, typed: str) -> int:
    """Put so many pieces there, or take some out again: "-3". Returns how many are free there now. Raises NotAllowed,
    NotFound, NumberUnfit, TooFewPieces."""
    reward = (await one_kept(ctx, key)).reward
    unit = await ctx.session.get(Unit, unit_id)
    mine = [held for held in ctx.actor.roles if held.role in OFFICE]
    if unit is None or unit.kind != AT[reward.kind] or not any(held.opens(unit.path) for held in mine):
        raise NotFound
    pieces = count(typed, -MOST_PIECES, MOST_PIECES)
    there = {"unit_id": unit_id, "key": key}
    await ctx.session.execute(insert_new(ctx.session, RewardStock).values(**there, came_in=0, free=0))
    row = (RewardStock.unit_id == unit_id, RewardStock.key == key)
    changed = (
        update(RewardStock)
        .where(*row, RewardStock.free + pieces >= 0)
        .values(came_in=RewardStock.came_in + pieces, free=RewardStock.free + pieces)
        .returning(RewardStock.free)
    )
    free = await ctx.session.scalar(changed.execution_options(synchronize_session=False))
    if free is None:
        raise TooFewPieces(free=await ctx.session.scalar(select(RewardStock.free).where(*row)) or 0)
    await _log(ctx, "reward_restocked", unit_id)
    return free


async def shop_communities(ctx: Ctx) -> list[tuple[int, str]]:
    """Where the actor may bring a merchant in. Raises NotAllowed."""
    _street(ctx, OFFICE)
    paths = [held.path for held in ctx.actor.roles if held.role in OFFICE]
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY, _under(paths)).order_by(Unit.id)
    return [(id_, name) for id_, name in (await ctx.session.execute(query)).all()]


async def check_shop(ctx: Ctx, typed: str) -> str:
    """Raises NotAllowed, ShopNameUnfit."""
    _street(ctx, OFFICE)
    name = " ".join(typed.split())
    if not 0 < len(name) <= SHOP_SIGNS:
        raise ShopNameUnfit(limit=SHOP_SIGNS)
    return name


async def bring_in(ctx: Ctx, community_id: int, typed: str) -> int:
    """A new merchant of the community; its person comes by invitation. Returns its id. Raises NotAllowed, NotFound,
    ShopNameUnfit, ShopKnown. Of two at once the community's row lets one pass."""
    name = await check_shop(ctx, typed)
    if community_id not in dict(await shop_communities(ctx)):
        raise NotFound
    community = (await ctx.session.scalars(select(Unit).where(Unit.id == community_id).with_for_update())).one()
    same = select(Unit.id).where(Unit.kind == UnitKind.MERCHANT, Unit.parent_id == community_id, Unit.name == name)
    if await ctx.session.scalar(same.limit(1)) is not None:
        raise ShopKnown
    (id_,) = await take_ids(ctx.session, Unit, 1)
    path = f"{community.path}{id_}/"
    ctx.session.add(Unit(id=id_, kind=UnitKind.MERCHANT, name=name, path=path, parent_id=community_id))
    await _log(ctx, "shop_added", id_)
    return id_


def _under(paths: Sequence[str]) -> ColumnElement[bool]:
    return or_(false(), *(Unit.path.startswith(path) for path in paths))


def _street(ctx: Ctx, roles: Sequence[Role]) -> int:
    """The actor's, by one of `roles`. Raises NotAllowed."""
    found = next((root(held.path) for held in ctx.actor.roles if held.role in roles), None)
    if found is None:
        raise NotAllowed
    return found


async def _photo(ctx: Ctx, file: Mapping[str, Any]) -> int:
    if file["kind"] != "photo":
        raise PhotoNeeded
    return await media.note(ctx, **file)


async def _log(ctx: Ctx, what: str, unit_id: int) -> None:
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=what, subject_id=unit_id))
    await ctx.session.flush()
