"""Putting a roster file in: read it, look at what it would change, and carry out exactly what was looked at."""

from collections.abc import Awaitable, Callable

from sqlalchemy import select

from domain.errors import NotFound
from domain.roles import UnitKind
from domain.roster_errors import RosterBlocked, RosterChanged
from domain.roster_reading import Contents, Reading
from domain.roster_settings import RosterSettings
from models.places import Unit
from services.act import Ctx
from services.ids import take_ids
from services.ports import Tables
from services.roster.apply import apply_plan
from services.roster.applying import Told
from services.roster.plan import Plan, make_plan
from services.roster.scope import scope_of

TOLD_EVERY = 2000
"""Rows between two words on how far it is."""


async def contents_of(
    tables: Tables, settings: RosterSettings, content: bytes, name: str, told: Callable[[int], Awaitable[None]]
) -> Contents:
    """What stands in a file; no database is needed for that. Raises services.ports.NotATable."""
    reading, next_told = Reading(settings), TOLD_EVERY
    async for part in tables.parts(content, name):
        reading.take(part)
        if reading.rows >= next_told:
            next_told += TOLD_EVERY
            await told(reading.rows)
    return reading.done()


async def look_at(ctx: Ctx, contents: Contents, unit_id: int | None = None) -> Plan:
    """The dry run. Raises NotAllowed."""
    return await make_plan(ctx, await scope_of(ctx, unit_id), contents)


async def put_in(
    ctx: Ctx,
    contents: Contents,
    fingerprint: str,
    *,
    ends_gone: bool,
    unit_id: int | None = None,
    told: Told | None = None,
) -> Plan:
    """All of it or nothing: run it as the only thing of a transaction. Who changes the same communities meanwhile
    waits; who was there before makes it raise RosterChanged. `told` hears how many rows are written by
    now; it must not wait for this database. Raises RosterBlocked, NotAllowed."""
    scope = await scope_of(ctx, unit_id)
    lock = select(Unit.id).where(Unit.id.in_({*scope.communities, scope.street_id})).order_by(Unit.id)
    await ctx.session.execute(lock.with_for_update())
    plan = await make_plan(ctx, await scope_of(ctx, unit_id), contents)
    if plan.blocked:
        raise RosterBlocked
    if plan.fingerprint() != fingerprint:
        raise RosterChanged
    await apply_plan(ctx, plan, ends_gone=ends_gone, told=told)
    return plan


async def found_street(ctx: Ctx, name: str) -> int:
    """The street itself, where a database has none of that name yet. Returns its id."""
    known = await ctx.session.scalar(select(Unit.id).where(Unit.kind == UnitKind.STREET, Unit.name == name))
    if known is not None:
        return known
    (id_,) = await take_ids(ctx.session, Unit, 1)
    ctx.session.add(Unit(id=id_, kind=UnitKind.STREET, name=name, path=f"{id_}/"))
    await ctx.session.flush()
    return id_


async def unit_named(ctx: Ctx, name: str) -> int:
    """A street or a community by its name. Raises NotFound."""
    kinds = (UnitKind.STREET, UnitKind.COMMUNITY)
    found = (await ctx.session.scalars(select(Unit.id).where(Unit.kind.in_(kinds), Unit.name == name))).all()
    if len(found) != 1:
        raise NotFound
    return found[0]
