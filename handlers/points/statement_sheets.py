"""A monthly statement as a table for Excel: every voucher of a merchant, every sum of a street."""

from datetime import tzinfo

from domain.voucher import spoken
from handlers.points.reward_cards import reward_called
from handlers.points.statement_cards import FLOW, title_of
from services.pictures import Book, Page, Sheet, Value
from services.points.statements import AnyStatement, PlaceStatement, StreetStatement
from services.texts import Speech


def table(t: Speech, found: AnyStatement, zone: tzinfo) -> Sheet | Book:
    """Text stays text: nobody's name becomes a formula."""
    name = f"statement-{found.unit_id}-{found.month.first:%Y-%m}.xlsx"
    return _place(t, found, zone, name) if isinstance(found, PlaceStatement) else _street(t, found, name)


def _place(t: Speech, found: PlaceStatement, zone: tzinfo, name: str) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", reward_called(t, one.key), spoken(one.code), 1, one.points)
        for one in found.honoured
    ]
    for key, count, points in found.kinds:
        rows.append((t.plain("statement-sum"), reward_called(t, key), None, count, points))
    rows.append((t.plain("statement-all"), None, None, len(found.honoured), found.points))
    columns = tuple(t.plain(f"statement-column-{one}") for one in ("when", "reward", "code", "count", "points"))
    return Sheet(name, title_of(t, found), columns, tuple(rows), (t.plain("statement-footnote"),))


def _street(t: Speech, found: StreetStatement, name: str) -> Book:
    flow = found.flow
    lines: list[tuple[Value, ...]] = [(t.plain("statement-row-opening"), flow.opening)]
    for why, points in flow.given:
        lines.append((t.plain("statement-row-given", reason=t.plain(f"points-reason-{why}")), points))
    for one in FLOW:
        taken = -1 if one in ("spent", "expired") else 1
        lines.append((t.plain(f"statement-row-{one}"), taken * getattr(flow, one)))
    places: list[tuple[Value, ...]] = [(one.unit, one.count, one.points) for one in found.places]
    count, points = sum(one.count for one in found.places), sum(one.points for one in found.places)
    places.append((t.plain("statement-all"), count, points))
    heading = {one: t.plain(f"statement-column-{one}") for one in ("what", "points", "place", "count")}
    return Book(
        name,
        title_of(t, found),
        (
            Page(t.plain("statement-page-points"), (heading["what"], heading["points"]), tuple(lines)),
            Page(
                t.plain("statement-page-places"),
                (heading["place"], heading["count"], heading["points"]),
                tuple(places),
            ),
        ),
    )
