"""Riders check in at a station, once a day: by the day's code that hangs there, or by sharing that they are there.

The code is a keyed fingerprint of station and day: nobody can work it out, and a photo of it is worth nothing tomorrow.
"""

import unicodedata
from dataclasses import dataclass
from hmac import compare_digest

from sqlalchemy import func, select

from domain.errors import ConsentNeeded, NotFound
from domain.geo import Point, distance_m
from domain.points_rules import Reason
from domain.roles import STAFF, Role
from domain.station_errors import CheckedInToday, CheckInCodeWrong, CheckInForRiders, NotAtStation
from domain.voucher import ALPHABET
from models.places import Unit
from models.station import Station, StationCheckIn
from services.act import Ctx
from services.insert import insert_new
from services.points.earnings import earn
from services.rider.rider_roll import payable

LENGTH = 6
LINK = "checkin_"
SHOW_CODES = STAFF | {Role.CHIEF}
TOKEN = 12


@dataclass(frozen=True)
class CheckedIn:
    """`points` is what the day's cap left."""

    station: str
    points: int


@dataclass(frozen=True)
class DayCode:
    """For whoever puts it up: the code of today, and how many riders checked in, here and in the whole community."""

    unit_id: int
    station: str
    code: str
    today: int
    month: int
    community_month: int


def tidy(typed: str) -> str:
    """As a code is compared: a link's end, full-width signs, small letters, spaces are all the same code."""
    plain = unicodedata.normalize("NFKC", typed).rpartition("_")[2]
    return "".join(sign for sign in plain if sign.isalnum()).upper()


def looks_like_code(typed: str) -> bool:
    return len(tidy(typed)) == LENGTH and tidy(typed).isascii()


def code_of(ctx: Ctx, unit_id: int) -> str:
    """Of today."""
    fingerprint = ctx.vault.index(f"check-in:{unit_id}:{ctx.today.isoformat()}")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in fingerprint[:LENGTH])


def may_show(ctx: Ctx, path: str) -> bool:
    return any(held.role in SHOW_CODES and held.opens(path) for held in ctx.actor.roles)


async def day_code(ctx: Ctx, unit_id: int) -> DayCode:
    """Raises NotFound for everybody but the station's chief and the staff whose unit it lies in."""
    query = select(Unit).join(Station, Station.unit_id == Unit.id).where(Unit.id == unit_id)
    unit = await ctx.session.scalar(query)
    if unit is None or not may_show(ctx, unit.path):
        raise NotFound
    community = "/".join(unit.path.split("/")[:2]) + "/"
    here, around = StationCheckIn.station_id == unit_id, Unit.path.startswith(community)
    today, month = StationCheckIn.on_date == ctx.today, StationCheckIn.on_date >= ctx.today.replace(day=1)
    counted = select(func.count().filter(here, today), func.count().filter(here), func.count()).select_from(
        StationCheckIn
    )
    counted = counted.join(Unit, Unit.id == StationCheckIn.station_id).where(around, month)
    found = (await ctx.session.execute(counted)).one()
    return DayCode(unit_id, unit.name, code_of(ctx, unit_id), *found)


async def by_code(ctx: Ctx, typed: str) -> CheckedIn:
    """Typed or scanned. Raises CheckInCodeWrong and what `_note` raises."""
    code = tidy(typed)
    stations = (await ctx.session.scalars(select(Station.unit_id).order_by(Station.unit_id))).all()
    found = next((id_ for id_ in stations if compare_digest(code_of(ctx, id_).encode(), code.encode())), None)
    if found is None:
        raise CheckInCodeWrong
    return await _note(ctx, found, "code")


async def here(ctx: Ctx, lat: float, lon: float) -> int | None:
    """The station that somebody at this place is at, as far as a phone can say."""
    point, stations = Point(lat, lon), await ctx.session.scalars(select(Station))
    near = [(distance_m(point, Point(one.lat, one.lon)), one.unit_id) for one in stations]
    within = [pair for pair in near if pair[0] <= ctx.settings.stations.check_in_metres]
    return min(within)[1] if within else None


def token_of(ctx: Ctx, unit_id: int) -> str:
    """Given to whoever has just shared that they are there, for the button: a forged tap has none."""
    return ctx.vault.index(f"here:{ctx.actor.chat_id}:{unit_id}:{ctx.today.isoformat()}").hex()[:TOKEN]


async def by_place(ctx: Ctx, unit_id: int, token: str) -> CheckedIn:
    """Raises NotAtStation without the token of today, and what `_note` raises."""
    if not compare_digest(token.encode(), token_of(ctx, unit_id).encode()):
        raise NotAtStation
    return await _note(ctx, unit_id, "place")


async def _note(ctx: Ctx, unit_id: int, way: str) -> CheckedIn:
    """The primary key makes it once a day, however many taps there are. Raises ConsentNeeded, CheckInForRiders,
    CheckedInToday."""
    if ctx.actor.person_id is None or not ctx.actor.consented:
        raise ConsentNeeded
    person = ctx.person_id
    if person not in await payable(ctx, [person]):
        raise CheckInForRiders
    row = {"person_id": person, "on_date": ctx.today, "station_id": unit_id, "at": ctx.now, "way": way}
    noted = insert_new(ctx.session, StationCheckIn).values(row).returning(StationCheckIn.station_id)
    if await ctx.session.scalar(noted) is None:
        before = select(Unit.name).join(StationCheckIn, StationCheckIn.station_id == Unit.id)
        mine = (StationCheckIn.person_id == person, StationCheckIn.on_date == ctx.today)
        raise CheckedInToday(station=(await ctx.session.scalars(before.where(*mine))).one())
    name = (await ctx.session.scalars(select(Unit.name).where(Unit.id == unit_id))).one()
    amount = ctx.settings.points.station_check_in
    return CheckedIn(name, await earn(ctx, person, Reason.STATION_CHECK_IN, amount, ctx.today.isoformat()))
