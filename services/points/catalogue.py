"""What a street offers for points: the config's rewards to begin with, over them whatever the street has said since."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.errors import NotFound
from models.reward import RewardOffer
from services.act import Ctx
from services.streets import own_street


@dataclass(frozen=True)
class Reward:
    """`kind` is stock, handed over at a station, or merchant. `photo_id` is of models.media.Media."""

    key: str
    kind: str
    price: int
    a_month: int
    photo_id: int | None = None
    retired: bool = False


async def rewards_of(ctx: Ctx, street_id: int) -> dict[str, Reward]:
    """By key, the cheapest first, retired ones among them."""
    found = {one.key: Reward(one.key, one.kind, one.price, one.a_month) for one in ctx.settings.points.rewards}
    for row in await ctx.session.scalars(select(RewardOffer).where(RewardOffer.street_id == street_id)):
        retired = row.retired_at is not None
        found[row.key] = Reward(row.key, row.kind, row.price, row.a_month, row.photo_id, retired)
    return dict(sorted(found.items(), key=lambda item: (item[1].price, item[0])))


async def on_offer(ctx: Ctx, key: str) -> Reward:
    """In the actor's street. Raises NotFound for what it does not have, or no longer."""
    reward = (await rewards_of(ctx, await own_street(ctx))).get(key)
    if reward is None or reward.retired:
        raise NotFound
    return reward


async def next_price(ctx: Ctx, balance: int) -> int | None:
    """The cheapest reward that `balance` does not buy yet; None: it buys any one of them."""
    offered = (await rewards_of(ctx, await own_street(ctx))).values()
    return min((one.price for one in offered if not one.retired and one.price > balance), default=None)
