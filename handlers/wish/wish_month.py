"""What came of a party's wishes, month by month."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.desk import Reader
from services.pictures import BarChart, Series
from services.ports import Message
from services.wish import wish_month
from services.wish.wish_month import Came, Month


async def month_cards(reader: Reader, last: date | None = None) -> tuple[Message, ...]:
    """One message a party that the reader belongs to."""
    came = await reader.act.look(wish_month.came_of_ours, last)
    return tuple(_card(reader, one) for one in came) or (Message(text=reader.t("wish-month-none")),)


def _card(reader: Reader, came: Came) -> Message:
    t = reader.t
    title = t("wish-month-title", name=came.name, role=t.plain(f"role-{came.role}"))
    months = [month for month in came.months if month.taken or month.fulfilled or month.thanked]
    if not months:
        return Message(text="\n".join([title, "", t("wish-month-nothing")]))
    lines = [title, "", *(_line(reader, month) for month in reversed(months))]
    return Message(text="\n".join(lines), picture=_chart(reader, came, months))


def _chart(reader: Reader, came: Came, months: list[Month]) -> BarChart:
    """The same figures as in the text, as bars."""
    t = reader.t

    def bars(what: str, counts: list[int]) -> Series:
        return Series(t.plain(f"wish-month-{what}"), tuple(float(count) for count in counts))

    return BarChart(
        title=t.plain("wish-month-picture", name=came.name),
        labels=tuple(t.plain("wish-month-label", year=str(m.first.year), month=m.first.month) for m in months),
        series=(
            bars("taken", [m.taken for m in months]),
            bars("fulfilled", [m.fulfilled for m in months]),
            bars("thanked", [m.thanked for m in months]),
        ),
    )


def _line(reader: Reader, month: Month) -> str:
    t = reader.t
    line = t(
        "wish-month-line",
        year=str(month.first.year),
        month=month.first.month,
        taken=month.taken,
        fulfilled=month.fulfilled,
        thanked=month.thanked,
    )
    return line if month.days is None else f"{line}{t('wish-month-days', days=f'{month.days:.1f}')}"


async def composer(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """On the first: the months up to the one that has just ended."""
    cards = await month_cards(reader, date.fromisoformat(values["month"]))
    return next((card for card in cards if card.picture), None)
