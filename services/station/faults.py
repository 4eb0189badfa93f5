"""Something that does not work at a station is a case, by one tap; it is shown out of order until that is over."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.case_flow import CaseKind
from domain.errors import ConsentNeeded, NotFound
from models.case import Case
from models.station import Station, StationProvision
from services.act import Ctx
from services.case import case_nearby, cases
from services.station import stations

CATEGORY = "facilities"


@dataclass(frozen=True)
class Fault:
    """`known`: somebody reported it before, and the actor follows that case."""

    number: str
    known: bool


async def report_fault(ctx: Ctx, unit_id: int, key: str, words: str) -> Fault:
    """The provision's row is locked: of two who tap at once one files and the other joins. `words` say it for the desk.

    Raises ConsentNeeded, NotFound."""
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    row = select(StationProvision).where(StationProvision.station_id == unit_id, StationProvision.provision == key)
    provision = await ctx.session.scalar(row.with_for_update().execution_options(populate_existing=True))
    place = await ctx.session.get(Station, unit_id)
    if provision is None or place is None:
        raise NotFound
    card = await stations.station(ctx, unit_id)
    number = next(one.number for one in card.provisions if one.key == key)
    if number is not None:
        await case_nearby.join(ctx, number)
        return Fault(number, known=True)
    inside = ctx.street_map.grid_at(place.lat, place.lon) is not None
    filing = cases.Filing(
        kind=CaseKind.COMPLAINT,
        category=CATEGORY,
        words=words,
        submission=f"fault:{unit_id}:{key}:{provision.case_id or 0}",
        lat=place.lat if inside else None,
        lon=place.lon if inside else None,
        unit_id=unit_id,
    )
    filed = await cases.submit(ctx, filing)
    provision.case_id = (await ctx.session.scalars(select(Case.id).where(Case.number == filed.number))).one()
    provision.in_order = True  # from now on the case says it
    await ctx.session.flush()
    return Fault(filed.number, known=False)
