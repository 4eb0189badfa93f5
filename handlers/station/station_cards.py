"""How a station looks: what works there now, the nearest ones, the day's code for whoever puts it up."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.people.links import link_to
from services.pictures import QrCode
from services.ports import Button, Message, Place
from services.station import check_ins
from services.station.check_ins import CheckedIn, DayCode
from services.station.stations import Near, Provision, StationCard

BUTTONS_PER_ROW = 2


class StationTap(CallbackData, prefix="st"):
    """`do`: near, open, broken, here, code. `value`: a provision, or the token of somebody who is there."""

    do: str
    unit: int = 0
    value: str = ""


def station_card(reader: Reader, card: StationCard, *, fresh: bool = True, toast: str | None = None) -> Message:
    """One tap on what does not work reports it."""
    t = reader.t
    hours = {"opens": f"{card.opens:%H:%M}", "closes": f"{card.closes:%H:%M}"}
    lines = [
        t("station-title", name=card.name),
        t("station-open" if card.open_now else "station-closed", **hours),
        t("station-feature", feature=card.feature),
        *(provision_line(reader, one) for one in card.provisions),
    ]
    taps = [
        Button(
            t.plain("station-report", what=t.plain(f"provision-{one.key}")),
            StationTap(do="broken", unit=card.unit_id, value=one.key).pack(),
        )
        for one in card.provisions
    ]
    rows = [tuple(taps[start : start + BUTTONS_PER_ROW]) for start in range(0, len(taps), BUTTONS_PER_ROW)]
    if any(held.role in check_ins.SHOW_CODES for held in reader.actor.roles):
        rows.append((Button(t.plain("station-code"), StationTap(do="code", unit=card.unit_id).pack()),))
    else:
        rows.append((Button(t.plain("station-check-in"), StationTap(do="near").pack()),))
    key = f"station:{card.unit_id}"
    return Message(text="\n".join(lines), buttons=tuple(rows), card=key, fresh=fresh, toast=toast)


def provision_line(reader: Reader, one: Provision) -> str:
    what = reader.t.plain(f"provision-{one.key}")
    if one.number is not None:
        return reader.t("provision-reported", what=what, number=one.number)
    return reader.t("provision-in-order" if one.in_order else "provision-broken", what=what)


def pin(card: StationCard) -> Message:
    return Message(place=Place(card.lat, card.lon, title=card.name, address=card.address))


def nearest_card(reader: Reader, found: Sequence[Near], at: int | None, card: str) -> Message:
    """Each by distance with what works now; a button for the pin and the rest. `at`: the station where somebody is."""
    t, ctx = reader.t, reader.act.ctx
    lines = [t("stations-nearest" if any(one.card.open_now for one in found) else "stations-all-closed")]
    rows = []
    if at is not None:
        here = StationTap(do="here", unit=at, value=check_ins.token_of(ctx, at))
        rows.append((Button(t.plain("station-check-in-here"), here.pack()),))
    for one in found:
        lines += ["", *_near(reader, one)]
        rows.append((Button(one.card.name, StationTap(do="open", unit=one.card.unit_id).pack()),))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=card)


def _near(reader: Reader, one: Near) -> list[str]:
    t, card = reader.t, one.card
    works = tuple(f"provision-{p.key}" for p in card.provisions if p.in_order)
    broken = tuple(f"provision-{p.key}" for p in card.provisions if not p.in_order)
    lines = [
        t("station-near", name=card.name, metres=one.metres),
        t("station-near-hours", opens=f"{card.opens:%H:%M}", closes=f"{card.closes:%H:%M}", feature=card.feature),
    ]
    lines += [t("station-works", what=works)] if works else []
    return lines + ([t("station-works-not", what=broken)] if broken else [])


def checked_in(reader: Reader, done: CheckedIn) -> Message:
    t, cap = reader.t, reader.act.ctx.settings.points.daily_cap
    earned = t("points-capped", cap=cap) if not done.points else t("check-in-earned", points=done.points)
    return Message(text=f"{t('checked-in', station=done.station)}\n{earned}", card="check-in", fresh=True)


def code_card(reader: Reader, code: DayCode) -> Message:
    """Put up on a screen or printed for the day; whoever photographs it has nothing tomorrow."""
    t = reader.t
    counts = t("check-ins-counted", today=code.today, month=code.month, community=code.community_month)
    text = f"{t('check-in-code', station=code.station, code=code.code)}\n{counts}"
    below = (code.station, t.plain("check-in-code-below", code=code.code))
    link = link_to(reader, f"{check_ins.LINK}{code.unit_id}_{code.code}")
    qr = QrCode(t.plain("check-in-code-title"), link, below)
    return Message(text=text, picture=qr, card=f"code:{code.unit_id}", fresh=True)
