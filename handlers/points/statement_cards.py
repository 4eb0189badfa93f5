"""How monthly statements look: a card with the sums; the table with every line is in statement_sheets."""

from datetime import date, timedelta

from aiogram.filters.callback_data import CallbackData

from domain.rates import Period
from handlers.desk import Reader
from handlers.points.reward_cards import reward_called
from handlers.when import moment
from services.points.statements import AnyStatement, PlacesPage, PlaceStatement, StreetStatement
from services.ports import Button, Message
from services.texts import Speech

CARD = "statement"
SHOWN = 8
FLOW = ("corrected", "spent", "given_back", "expired", "adjusted", "closing", "held")
"""What follows the points given, in the order in which it is added up."""


class StatementTap(CallbackData, prefix="ps"):
    """`do`: show, places, sheet. `month` is YYYYMM; `after` is where a page of places starts."""

    do: str
    unit: int = 0
    month: str = ""
    after: int = 0


def compact(day: date) -> str:
    return f"{day:%Y%m}"


def month_of(compacted: str) -> date:
    """Its first day. Raises ValueError for what is no month."""
    return date.fromisoformat(f"{compacted}01")


def month_name(t: Speech, month: Period) -> str:
    return t.plain("statement-month", year=str(month.first.year), month=month.first.month)


def title_of(t: Speech, found: AnyStatement) -> str:
    return t.plain("statement-title", unit=found.unit, month=month_name(t, found.month))


def card(reader: Reader, found: AnyStatement, *, fresh: bool = False) -> Message:
    t = reader.t
    body = _place_lines(reader, found) if isinstance(found, PlaceStatement) else _street_lines(t, found)
    tap = StatementTap(do="show", unit=found.unit_id)
    rows = [_turns(reader, tap, found.month), (_button(t, "sheet", found.unit_id, found.month),)]
    if isinstance(found, StreetStatement):
        rows.append((_button(t, "places", 0, found.month),))
    title = t("statement-heading", title=title_of(t, found))
    return Message(text="\n".join([title, "", *body]), buttons=tuple(rows), card=CARD, fresh=fresh)


def places_card(reader: Reader, page: PlacesPage, month: Period, *, fresh: bool = False) -> Message:
    t = reader.t
    rows = [_turns(reader, StatementTap(do="places"), month)]
    for one in page.places:
        label = t.plain("statement-place", unit=one.unit, count=one.count, points=one.points)
        tap = StatementTap(do="show", unit=one.unit_id, month=compact(month.first))
        rows.append((Button(label, tap.pack()),))
    if page.after is not None:
        more = StatementTap(do="places", month=compact(month.first), after=page.after)
        rows.append((Button(t.plain("list-more"), more.pack()),))
    text = t("statement-places-title" if page.places else "statement-no-places", month=month_name(t, month))
    return Message(text=text, buttons=tuple(rows), card=CARD, fresh=fresh)


def _button(t: Speech, do: str, unit: int, month: Period) -> Button:
    return Button(t.plain(f"statement-{do}"), StatementTap(do=do, unit=unit, month=compact(month.first)).pack())


def _turns(reader: Reader, tap: StatementTap, month: Period) -> tuple[Button, ...]:
    """To the month before, and to the next one unless it has not begun."""
    ways = [("earlier", month.first - timedelta(days=1)), ("later", month.last + timedelta(days=1))]
    return tuple(
        Button(reader.t.plain(f"statement-{name}"), tap.model_copy(update={"month": compact(day)}).pack())
        for name, day in ways
        if day <= reader.act.ctx.today
    )


def _place_lines(reader: Reader, found: PlaceStatement) -> list[str]:
    """The sums by reward, then the newest few; the table has them all."""
    t, zone = reader.t, reader.act.ctx.zone
    if not found.honoured:
        return [t("statement-nothing")]
    lines = [t("statement-total", count=len(found.honoured), points=found.points)]
    for key, count, points in found.kinds:
        lines.append(t("statement-kind", name=reward_called(t, key), count=count, points=points))
    lines += ["", t("statement-newest")]
    for one in reversed(found.honoured[-SHOWN:]):
        when, name = moment(t, one.at, zone), reward_called(t, one.key)
        lines.append(t("statement-line", when=when, name=name, points=one.points))
    rest = len(found.honoured) - SHOWN
    return [*lines, t("statement-rest", count=rest)] if rest > 0 else lines


def _street_lines(t: Speech, found: StreetStatement) -> list[str]:
    flow = found.flow
    given = sum(points for _, points in flow.given)
    lines = [t("statement-opening", points=flow.opening), t("statement-given", points=given)]
    lines += [t("statement-given-for", reason=t.plain(f"points-reason-{why}"), points=p) for why, p in flow.given]
    for name in FLOW:
        points = getattr(flow, name)
        if points or name in ("spent", "expired", "closing"):
            lines.append(t(f"statement-{name}", points=points))
    busy = [one for one in found.places if one.count]
    lines += ["", t("statement-total", count=sum(one.count for one in busy), points=sum(one.points for one in busy))]
    most = sorted(busy, key=lambda one: (-one.points, one.unit_id))[:SHOWN]
    lines += [t("statement-kind", name=one.unit, count=one.count, points=one.points) for one in most]
    return lines
