"""Which version of the notice somebody agreed to, and taking that back."""

from datetime import datetime

from sqlalchemy import delete, select

from domain.errors import ConsentNeeded
from models.people import Consent
from services.act import Ctx


async def newest(ctx: Ctx) -> tuple[str, datetime] | None:
    """The version that the actor agreed to last, and when."""
    mine = select(Consent.notice_version, Consent.given_at).where(Consent.person_id == ctx.actor.person_id)
    row = (await ctx.session.execute(mine.order_by(Consent.given_at.desc()).limit(1))).one_or_none()
    return (row[0], row[1]) if row else None


async def withdraw(ctx: Ctx) -> None:
    """From here on nothing new is taken of the actor before they agree again; what is there stays until they have it
    erased. Raises ConsentNeeded where there is nothing to take back."""
    if not ctx.actor.consented:
        raise ConsentNeeded
    await ctx.session.execute(delete(Consent).where(Consent.person_id == ctx.person_id))
