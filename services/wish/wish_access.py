"""Who somebody is to a wish, and the only ways to load one and to move it along domain/wish_flow."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from domain.case_flow import OFFICE, Party
from domain.errors import NotFound, WishMovedOn
from domain.roles import Role
from domain.wish_flow import TAKERS, WishMove, WishParty, step_of
from models.case import Case
from models.places import Compound
from models.wish import TakeUp, Wish
from services.access import parties_of
from services.act import Ctx
from services.notify import holders
from services.streets import root


@dataclass(frozen=True)
class Known:
    """A wish with its case, who holds it, and who the actor is to it."""

    wish: Wish
    case: Case
    held: TakeUp | None
    who: frozenset[WishParty]


async def wish_for(ctx: Ctx, code: str) -> Known:
    """Raises NotFound. Whether a stranger may see it, the caller says."""
    row = (
        await ctx.session.execute(
            select(Wish, Case, TakeUp)
            .join(Case, Case.id == Wish.case_id)
            .outerjoin(TakeUp, (TakeUp.wish_id == Wish.id) & TakeUp.voided_at.is_(None))
            .where(Wish.code == code)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    wish, case, held = row
    return Known(wish, case, held, _who(ctx, case, held))


async def locked(ctx: Ctx, code: str, needed: WishParty | None = None) -> Known:
    """The same, where it is going to change: every use case of wishes locks the case's row first, so that two at once
    come one after the other. Raises NotFound for whoever is not `needed` to it."""
    case_id = await ctx.session.scalar(select(Wish.case_id).where(Wish.code == code))
    if case_id is not None:
        await lock_case(ctx, case_id)
    known = await wish_for(ctx, code)
    await ctx.session.refresh(known.wish)
    if needed is not None and needed not in known.who:
        raise NotFound
    return known


async def lock_case(ctx: Ctx, case_id: int) -> Case:
    query = select(Case).where(Case.id == case_id).with_for_update()
    return (await ctx.session.scalars(query.execution_options(populate_existing=True))).one()


async def go(ctx: Ctx, wish: Wish, move: WishMove, **values: Any) -> None:
    """Move the wish along its table, with `values` for its row: one conditional UPDATE; a lost race is WishMovedOn."""
    step = step_of(move)
    if step.target is not None:
        values["state"] = step.target
    changed = update(Wish).where(Wish.id == wish.id, Wish.state.in_(step.sources)).values(values).returning(Wish.id)
    if await ctx.session.scalar(changed.execution_options(synchronize_session=False)) is None:
        raise WishMovedOn
    await ctx.session.refresh(wish)


async def middle(ctx: Ctx, case: Case) -> tuple[float | None, float | None]:
    """Where the wall says that a wish is: the middle of the compound, else of all compounds of the community. Never the
    door, never the place that was shared."""
    where = Compound.id == case.compound_id if case.compound_id else Compound.community_id == case.community_id
    lat, lon = (await ctx.session.execute(select(func.avg(Compound.lat), func.avg(Compound.lon)).where(where))).one()
    return lat, lon


def _who(ctx: Ctx, case: Case, held: TakeUp | None) -> frozenset[WishParty]:
    found = set()
    parties = parties_of(ctx, case)
    if Party.REPORTER in parties:
        found.add(WishParty.OWNER)
    if parties & OFFICE:
        found.add(WishParty.OFFICE)
    if held is not None and (Role(held.role), held.unit_id) in parties_held(ctx):
        found.add(WishParty.TAKER)
    return frozenset(found)


def parties_held(ctx: Ctx, street_id: int | None = None) -> tuple[tuple[Role, int], ...]:
    """Parties that the actor may take up wishes for (in this street), the first first."""
    held = [one for one in ctx.actor.roles if street_id in (None, root(one.path))]
    return tuple((role, one.unit_id) for role in TAKERS for one in held if one.role is role)


async def people_of(ctx: Ctx, held: TakeUp) -> list[int]:
    """Whoever took it up, as long as they are of that party; else everybody who is now."""
    party = await holders(ctx, Role(held.role), held.unit_id)
    return [held.person_id] if held.person_id in party else party
