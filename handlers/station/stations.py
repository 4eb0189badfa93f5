"""A station's card, as its poster opens it."""

import re

from handlers.desk import Desk, Replies
from services.ports import Message, Place
from services.station import stations

UNIT = re.compile(r"[0-9]{1,9}")


async def show_station(desk: Desk, payload: str) -> Replies:
    """What it offers, and where it is. For everybody: nothing about whoever asks is kept."""
    t = desk.t
    card = await desk.act.look(stations.station, int(payload) if UNIT.fullmatch(payload) else 0)
    hours = {"opens": f"{card.opens:%H:%M}", "closes": f"{card.closes:%H:%M}"}
    lines = [
        t("station-title", name=card.name),
        t("station-open" if card.open_now else "station-closed", **hours),
        t("station-feature", feature=card.feature),
        *(
            t("provision-in-order" if in_order else "provision-broken", what=t.plain(f"provision-{key}"))
            for key, in_order in card.provisions
        ),
    ]
    return Message(text="\n".join(lines)), Message(
        place=Place(card.lat, card.lon, title=card.name, address=card.address)
    )
