"""Marks that something has changed which processes keep in memory: each looks now and then, and reads it anew."""

from datetime import datetime

from sqlalchemy import select

from models.audit import Mark
from services.act import Ctx
from services.insert import upsert

STREET_MAP = "street_map"


async def mark(ctx: Ctx, what: str) -> None:
    statement = upsert(ctx.session, Mark, ["what"], ["at"]).values(what=what, at=ctx.now)
    await ctx.session.execute(statement)


async def marked_at(ctx: Ctx, what: str) -> datetime | None:
    return await ctx.session.scalar(select(Mark.at).where(Mark.what == what))
