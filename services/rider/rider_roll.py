"""Who rides, and whom the two-way agreement binds: asked by those who pay and by those who sign up."""

from collections.abc import Iterable

from sqlalchemy import select

from domain.roles import Role
from models.people import AgreementAccepted, RoleHeld
from services.act import Ctx


async def riding(ctx: Ctx, people: Iterable[int]) -> set[int]:
    """Those of `people` who hold the role of a rider today."""
    query = select(RoleHeld.person_id).where(
        RoleHeld.person_id.in_(set(people)),
        RoleHeld.role == Role.RIDER,
        RoleHeld.starts_on <= ctx.today,
        RoleHeld.ends_on.is_(None) | (RoleHeld.ends_on >= ctx.today),
    )
    return set(await ctx.session.scalars(query))


async def payable(ctx: Ctx, people: Iterable[int]) -> set[int]:
    """Those of `people` who ride today and have not ended their agreement, whichever version they accepted: somebody
    who worked in good faith is not unpaid because a new text came out meanwhile."""
    riders = await riding(ctx, people)
    if not riders:
        return set()
    bound = select(AgreementAccepted.person_id).where(
        AgreementAccepted.person_id.in_(riders), AgreementAccepted.ended_at.is_(None)
    )
    return set(await ctx.session.scalars(bound))
