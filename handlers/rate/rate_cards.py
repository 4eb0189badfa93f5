"""How the three rates look: a card of words that changes in place, a picture and a table of the same figures."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.filters.callback_data import CallbackData

from domain.rates import Rate, Span, Tally, period_of
from handlers.desk import Reader
from services.pictures import BarChart, Series, Sheet, Value
from services.ports import Button, Message
from services.rate.rates import Figures, Group, Question
from services.texts import Speech

BY_UNIT, BY_CATEGORY = "u", "c"
UNANSWERED = "unanswered"
CARD = "rates"
BUTTONS_PER_ROW = 2
INTO_SHOWN = 6
"""Units or categories that one page of buttons leads into; the words above name all of them."""
PARTS = ("due", "in_time", "answered", "solved", "satisfied", "unanswered")


class RateTap(CallbackData, prefix="rt"):
    """`do`: show, or the card with its other buttons (PAGES); picture, sheet; a rate opens its cases,
    "unanswered" those that nobody answered. `day` (20261123) names the period that it lies in, which is shown as it
    looked that evening. `after`: the case after which a list goes on, or of `into` the page of what can be opened."""

    do: str
    unit: int = 0
    span: Span = Span.MONTH
    day: str = ""
    by: str = BY_UNIT
    category: str = ""
    after: int = 0

    def question(self, today: date) -> Question:
        """ValueError for what is no day."""
        day = date.fromisoformat(self.day) if self.day else today
        return Question(self.unit, period_of(self.span, day), day, self.category or None)

    def to(self, **changes: object) -> "RateTap":
        return self.model_copy(update=changes)


def compact(day: date) -> str:
    return f"{day:%Y%m%d}"


def percent(t: Speech, tally: Tally, rate: Rate) -> str:
    """ "95.3%", or that there is no data: never a rate of nothing."""
    per_mille = tally.share(rate).per_mille
    if per_mille is None:
        return t.plain("rates-no-data")
    return f"{per_mille // 10}%" if per_mille % 10 == 0 else f"{per_mille // 10}.{per_mille % 10}%"


def period_name(reader: Reader, tap: RateTap) -> str:
    """ "2026年11月"; of a period that was not over that evening, up to when."""
    t, question = reader.t, tap.question(reader.act.ctx.today)
    first, last, seen = question.period.first, question.period.last, question.as_of
    name = t.plain(
        f"rates-period-{tap.span}",
        year=str(first.year),
        month=first.month,
        day=first.day,
        quarter=(first.month + 2) // 3,
        last_month=last.month,
        last_day=last.day,
    )
    return name if seen >= last else t.plain("rates-so-far", period=name, month=seen.month, day=seen.day)


def heading(reader: Reader, tap: RateTap, figures: Figures) -> str:
    t = reader.t
    what = group_name(t, Group(None, None, tap.category, Tally())) if tap.category else ""
    unit = " ".join(filter(None, (figures.unit, what)))
    return t.plain("rates-title", unit=unit, period=period_name(reader, tap))


def group_name(t: Speech, group: Group) -> str:
    if group.category:
        key = f"category-{group.category}"
        return t.plain(key) if t.knows(key) else group.category
    return group.name or t.plain("rates-no-grid")


def groups_of(tap: RateTap, figures: Figures) -> tuple[Group, ...]:
    """The units below, or the categories: by choice, and where nothing lies below."""
    if tap.category:
        return figures.units
    return figures.categories if tap.by == BY_CATEGORY or not figures.units else figures.units


def card(reader: Reader, tap: RateTap, figures: Figures, *, fresh: bool = False) -> Message:
    t, total = reader.t, figures.total
    lines = [t("rates-heading", title=heading(reader, tap, figures))]
    if total == Tally():
        lines.append(t("rates-none"))
    else:
        for rate in Rate:
            share = total.share(rate)
            lines.append(t(f"rates-{rate}", percent=percent(t, total, rate), counted=share.counted, of=share.of))
        lines += [t("rates-unanswered", count=total.unanswered)] if total.unanswered else []
    lines += ["", *(_line(reader, group) for group in groups_of(tap, figures))]
    return Message(text="\n".join(lines).strip(), buttons=tuple(_buttons(reader, tap, figures)), card=CARD, fresh=fresh)


def _line(reader: Reader, group: Group) -> str:
    t = reader.t
    name = group_name(t, group)
    if group.tally == Tally():
        return t("rates-line-none", name=name)
    return t("rates-line", name=name, **{str(rate): percent(t, group.tally, rate) for rate in Rate})


def _buttons(reader: Reader, tap: RateTap, figures: Figures) -> list[tuple[Button, ...]]:
    """The card's own, or those of one of its pages, which lead back to it."""
    here = tap.to(do="show", after=0)
    page = PAGES.get(tap.do)
    if page is not None:
        return [*page(reader, tap, figures), (Button(reader.t.plain("rates-back"), here.pack()),)]

    def open_(do: str) -> Button:
        return Button(reader.t.plain(f"rates-{do}"), here.to(do=do).pack())

    leads = [open_("into")] if _inner(reader, here, figures) or figures.above is not None else []
    leads += _other_list(reader, here, figures)
    details = [open_("details")] if figures.total != Tally() else []
    return [row for row in (_steps(reader, here), (*details, open_("spans")), tuple(leads)) if row]


def _details(reader: Reader, tap: RateTap, figures: Figures) -> list[tuple[Button, ...]]:
    """What each number counts, the picture and the table."""
    t = reader.t
    rows = [tuple(Button(t.plain(f"rates-open-{rate}"), tap.to(do=rate).pack()) for rate in Rate)]
    if figures.total.unanswered:
        text = t.plain("rates-open-unanswered", count=figures.total.unanswered)
        rows.append((Button(text, tap.to(do=UNANSWERED).pack()),))
    return [*rows, tuple(Button(t.plain(f"rates-{do}"), tap.to(do=do).pack()) for do in ("picture", "sheet"))]


def _spans(reader: Reader, tap: RateTap, _: Figures) -> list[tuple[Button, ...]]:
    others = (span for span in Span if span is not tap.span)
    return [tuple(Button(reader.t.plain(f"rates-span-{one}"), tap.to(do="show", span=one).pack()) for one in others)]


def _steps(reader: Reader, here: RateTap) -> tuple[Button, ...]:
    """The period before, as it was when it was over, and the one after, unless that has not begun."""
    t, today = reader.t, reader.act.ctx.today
    period = here.question(today).period
    earlier = Button(t.plain("rates-earlier"), here.to(day=compact(period.first - timedelta(days=1))).pack())
    if period.last >= today:
        return (earlier,)
    later = min(period_of(here.span, period.last + timedelta(days=1)).last, today)
    return earlier, Button(t.plain("rates-later"), here.to(day=compact(later)).pack())


def _other_list(reader: Reader, here: RateTap, figures: Figures) -> list[Button]:
    """From the units to the categories and back, and out of one category."""
    t = reader.t
    if here.category:
        return [Button(t.plain("rates-all-categories"), here.to(by=BY_CATEGORY, category="").pack())]
    other = BY_UNIT if here.by == BY_CATEGORY else BY_CATEGORY
    return [Button(t.plain(f"rates-by-{other}"), here.to(by=other).pack())] if figures.units else []


def _inner(reader: Reader, here: RateTap, figures: Figures) -> list[Button]:
    return [
        Button(
            group_name(reader.t, group),
            (here.to(by=BY_UNIT, category=group.category) if group.category else here.to(unit=group.unit_id)).pack(),
        )
        for group in groups_of(here, figures)
        if group.unit_id or group.category
    ]


def _into(reader: Reader, tap: RateTap, figures: Figures) -> list[tuple[Button, ...]]:
    """Into what is listed, a page at a time, and to the unit above."""
    t, here = reader.t, tap.to(do="show", after=0)
    inner = _inner(reader, here, figures)
    pages = max(1, -(-len(inner) // INTO_SHOWN))
    page = tap.after % pages
    shown = inner[page * INTO_SHOWN : (page + 1) * INTO_SHOWN]
    if pages > 1:
        shown.append(Button(t.plain("rates-into-others"), tap.to(after=(page + 1) % pages).pack()))
    if figures.above is not None:
        shown.append(Button(t.plain("rates-above"), here.to(unit=figures.above).pack()))
    return [tuple(shown[start : start + BUTTONS_PER_ROW]) for start in range(0, len(shown), BUTTONS_PER_ROW)]


PAGES = {"details": _details, "spans": _spans, "into": _into}


def picture(reader: Reader, tap: RateTap, figures: Figures) -> BarChart:
    """All of the unit first, then each of the groups that has figures: the words name the others."""
    told = [group for group in groups_of(tap, figures) if group.tally != Tally()]
    t, rows = reader.t, _all_and_each(reader.t, figures, told)
    series = tuple(
        Series(
            t.plain(f"rates-name-{rate}"),
            tuple(_in_hundred(tally, rate) for _, tally in rows),
            tuple(percent(t, tally, rate) for _, tally in rows),
        )
        for rate in Rate
    )
    footnote = t.plain("rates-footnote", count=figures.total.unanswered)
    return BarChart(
        heading(reader, tap, figures), tuple(name for name, _ in rows), series, most=100.0, footnote=footnote
    )


def sheet(t: Speech, title: str, figures: Figures, groups: Sequence[Group]) -> Sheet:
    """All counts too, so that whoever gets it can add up."""
    names = [t.plain(f"rates-name-{rate}") for rate in Rate]
    counted = [t.plain(f"rates-column-{part}") for part in PARTS]
    rows: list[tuple[Value, ...]] = [
        (name, *(_in_hundred(tally, rate) for rate in Rate), *(getattr(tally, part) for part in PARTS))
        for name, tally in _all_and_each(t, figures, groups)
    ]
    question = figures.question
    return Sheet(
        f"rates-{question.unit_id}-{question.period.first}-{min(question.period.last, question.as_of)}.xlsx",
        title,
        (t.plain("rates-column-name"), *(f"{name} %" for name in names), *counted),
        tuple(rows),
        (t.plain("rates-footnote", count=figures.total.unanswered),),
    )


def _in_hundred(tally: Tally, rate: Rate) -> float | None:
    per_mille = tally.share(rate).per_mille
    return None if per_mille is None else per_mille / 10


def _all_and_each(t: Speech, figures: Figures, groups: Sequence[Group]) -> Sequence[tuple[str, Tally]]:
    return [(t.plain("rates-all"), figures.total), *((group_name(t, group), group.tally) for group in groups)]
