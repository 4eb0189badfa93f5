"""QR posters: which there are, what stands on each, and the link that its QR holds."""

from enum import StrEnum
from urllib.parse import quote

from sqlalchemy import select

from models.places import Unit
from models.station import Mailbox, Station
from services.act import Ctx
from services.ports import Poster
from services.texts import LANGUAGES, speech

MAILBOX, STATION = "mailbox_", "station_"
LINES = 3


class PosterKind(StrEnum):
    MAILBOX = "mailbox"
    STATION = "station"


async def posters(ctx: Ctx, kinds: frozenset[PosterKind]) -> list[Poster]:
    """Every letter box in use and every station, in the order of their numbers. The street's address has to be known:
    channels.webchat.public_url."""
    found: list[tuple[PosterKind, str, str]] = []
    if PosterKind.MAILBOX in kinds:
        boxes = select(Mailbox.code, Mailbox.name).where(Mailbox.active.is_(True)).order_by(Mailbox.id)
        for code, name in (await ctx.session.execute(boxes)).all():
            found.append((PosterKind.MAILBOX, f"{MAILBOX}{code}", name))
    if PosterKind.STATION in kinds:
        stations = select(Unit.id, Unit.name).join(Station, Station.unit_id == Unit.id).order_by(Unit.id)
        for id_, name in (await ctx.session.execute(stations)).all():
            found.append((PosterKind.STATION, f"{STATION}{id_}", name))
    return [_poster(ctx, kind, payload, name) for kind, payload, name in found]


def _poster(ctx: Ctx, kind: PosterKind, payload: str, name: str) -> Poster:
    t = speech(LANGUAGES[0])
    lines = tuple(t.plain(f"poster-{kind}-{n}") for n in range(1, LINES + 1))
    channels = ctx.settings.channels
    page = f"{channels.webchat.public_url.rstrip('/')}/?start={quote(payload)}"
    links = [(page, t.plain("poster-scan"))]
    if channels.telegram.bot_name:
        links.append((f"https://t.me/{channels.telegram.bot_name}?start={quote(payload)}", t.plain("poster-telegram")))
    return Poster(payload, t.plain(f"poster-{kind}"), name, lines, tuple(links))
