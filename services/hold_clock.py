"""The clock's part in holds, for every kind in one table: what nobody used in time is void and gives back what it held;
who holds something that ends soon is reminded."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from models.hold import Hold
from models.reward import Voucher
from models.wish import TakeUp
from services import hold
from services.act import Ctx
from services.points import rewards
from services.slots import Slot
from services.wish import wish_takeups


@dataclass(frozen=True)
class Kind:
    """`run_out` makes void those of the ids that are still held, and gives back what they held."""

    table: type[Hold]
    run_out: Callable[[Ctx, Sequence[int]], Awaitable[None]]


KINDS = (Kind(Voucher, rewards.run_out), Kind(TakeUp, wish_takeups.run_out))


async def run_out(ctx: Ctx, slot: Slot) -> bool:
    """A batch of each kind; run late or twice it does the same. True: there may be more."""
    more = False
    for kind in KINDS:
        ids = (await ctx.session.scalars(hold.over(ctx, kind.table))).all()
        if ids:
            await kind.run_out(ctx, ids)
        more |= len(ids) == hold.BATCH
    return more
