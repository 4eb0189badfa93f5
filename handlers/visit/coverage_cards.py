"""How coverage looks in words: a card that changes in place."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.filters.callback_data import CallbackData

from domain.cadence import Period, Window, WindowState, window_of
from domain.coverage import Coverage
from domain.errors import NotFound
from domain.rates import Share
from domain.roles import UnitKind
from handlers.desk import Reader
from handlers.visit.names import rule_name
from services.ports import Button, Message
from services.texts import Speech
from services.visit.coverage import Figures, Group, Question

CARD = "coverage"
SHOW, MORE, VIEWS, INTO, PICTURE, XLSX, CSV = "s", "f", "v", "i", "p", "x", "c"
PAGES = frozenset({MORE, VIEWS, INTO})
"""The same card with its other buttons."""
STATES = {
    "d": WindowState.MISSED,
    "l": WindowState.LATE,
    "o": WindowState.OPEN,
    "m": WindowState.MET,
    "n": WindowState.LAPSED,
}
"""What a tap does besides, by one letter each: a tap has 64 bytes, and a rule's key alone may have 30. They open the
windows that came to that; the first of them are asked for most."""
BY_UNIT, BY_RULE, BY_WORKER = "u", "r", "w"
SPANS = {"d": Period.DAY, "w": Period.WEEK, "h": Period.HALF_MONTH, "m": Period.MONTH}
BUTTONS_PER_ROW = 2
INTO_SHOWN = 6
"""What one page of buttons leads into; the words above name all of them."""


class CoverageTap(CallbackData, prefix="cv"):
    """`do`: SHOW, one of PAGES, PICTURE, XLSX, CSV or one of STATES. `unit`: where it is negative, what of that
    community lies in no grid. `day` (its ordinal, hexadecimal) names the days that it lies in, as they looked that
    evening. `after`: the window after which a list goes on, or of INTO the page of what can be opened."""

    do: str = SHOW
    unit: int
    span: str = "m"
    day: str
    by: str = BY_UNIT
    rule: str = ""
    after: int = 0

    def question(self) -> Question:
        days = days_of(self.span, self.day)
        return Question(abs(self.unit), days, day_said(self.day), self.rule or None, no_grid=self.unit < 0)

    def to(self, **changes: object) -> "CoverageTap":
        return self.model_copy(update={"do": SHOW, "after": 0, **changes})


def compact(day: date) -> str:
    return f"{day.toordinal():x}"


def day_said(compacted: str) -> date:
    """What was forged sounds like what is not there."""
    try:
        return date.fromordinal(int(compacted, 16))
    except (ValueError, OverflowError) as forged:
        raise NotFound from forged


def days_of(span: str, compacted: str) -> Window:
    """NotFound for what was forged, and at the ends of the calendar."""
    try:
        return window_of(SPANS[span], day_said(compacted))
    except (KeyError, OverflowError) as forged:
        raise NotFound from forged


def percent(t: Speech, share: Share) -> str:
    """ "95.3%", or that there is none: never a rate of nothing."""
    if share.per_mille is None:
        return t.plain("coverage-no-data")
    whole, tenth = divmod(share.per_mille, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def period_name(t: Speech, span: str, days: Window, as_of: date) -> str:
    """ "2026年11月"; of days that were not over that evening, up to when."""
    name = t.plain(
        f"coverage-period-{SPANS[span]}",
        year=str(days.start.year),
        month=days.start.month,
        day=days.start.day,
        last_month=days.end.month,
        last_day=days.end.day,
    )
    return name if as_of >= days.end else t.plain("rates-so-far", period=name, month=as_of.month, day=as_of.day)


def heading(reader: Reader, tap: CoverageTap, figures: Figures) -> str:
    t, asked = reader.t, figures.question
    unit = place_called(t, figures.unit, in_grid=not asked.no_grid)
    period = period_name(t, tap.span, asked.days, asked.as_of)
    if tap.rule:
        return t.plain("coverage-title-rule", unit=unit, rule=rule_name(reader, tap.rule), period=period)
    return t.plain("coverage-title", unit=unit, period=period)


def listed(tap: CoverageTap, figures: Figures, workers: Sequence[Group]) -> tuple[str, Sequence[Group]]:
    """What is listed, and by what: by choice, and where nothing lies below by rule, or of one rule by worker."""
    if tap.by == BY_WORKER or (not figures.units and tap.rule):
        return BY_WORKER, workers
    if (tap.by == BY_RULE or not figures.units) and not tap.rule:
        return BY_RULE, figures.rules
    return BY_UNIT, figures.units


def wants_workers(tap: CoverageTap, figures: Figures) -> bool:
    return listed(tap, figures, ())[0] == BY_WORKER


def group_name(reader: Reader, by: str, group: Group) -> str:
    if by == BY_RULE:
        return rule_name(reader, group.name)
    return reader.t.plain("coverage-no-grid") if group.no_grid else group.name or reader.t.plain("visit-no-name")


def place_called(t: Speech, name: str, *, in_grid: bool) -> str:
    """What lies in no grid is called after its community."""
    return name if in_grid else t.plain("coverage-no-grid-of", community=name)


def card(
    reader: Reader, tap: CoverageTap, figures: Figures, workers: Sequence[Group] = (), *, fresh: bool = False
) -> Message:
    t, total = reader.t, figures.total
    by, groups = listed(tap, figures, workers)
    lines = [t("coverage-heading", title=heading(reader, tap, figures))]
    lines += totals(t, total) if total != Coverage() else [t("coverage-none")]
    lines += ["", *(_line(reader, by, group) for group in groups)]
    buttons = _buttons(reader, tap, figures, by, groups)
    return Message(text="\n".join(lines).strip(), buttons=tuple(row for row in buttons if row), card=CARD, fresh=fresh)


def totals(t: Speech, total: Coverage) -> list[str]:
    visited = total.visited
    lines = [
        t("coverage-visited", percent=percent(t, visited), due=total.due, visited=visited.counted),
        t("coverage-in-time", met=total.met, late=total.late, missed=total.missed, open=total.open),
    ]
    lines += [t("coverage-lapsed", count=total.lapsed)] if total.lapsed else []
    return [*lines, t("coverage-gap", days=total.gap)] if total.gap else lines


def _line(reader: Reader, by: str, group: Group) -> str:
    t, found = reader.t, group.coverage
    name = group_name(reader, by, group)
    if not found.due and not group.made:
        return t("coverage-line-none", name=name)
    share = percent(t, found.visited)
    counts = {"visited": found.visited.counted, "due": found.due, "missed": found.missed}
    if by == BY_WORKER:
        return t("coverage-line-worker", name=name, percent=share, made=group.made, **counts)
    return t("coverage-line", name=name, percent=share, days=found.gap or 0, **counts)


def _buttons(
    reader: Reader, tap: CoverageTap, figures: Figures, by: str, groups: Sequence[Group]
) -> list[tuple[Button, ...]]:
    """The card's own, or those of one of its pages, which lead back to it."""
    t = reader.t
    into = _into(reader, tap, figures, by, groups)
    pages = {
        MORE: _details(reader, tap, figures.total),
        VIEWS: [_spans(reader, tap), _other_lists(reader, tap, figures, by)],
        INTO: into,
    }
    if tap.do in pages:
        return [*pages[tap.do], (Button(t.plain("coverage-back"), tap.to().pack()),)]
    opens = [*_opening(reader, tap, figures.total, "d"), Button(t.plain("coverage-more"), tap.to(do=MORE).pack())]
    leads = [Button(t.plain("coverage-views"), tap.to(do=VIEWS).pack())]
    leads += [Button(t.plain("coverage-into"), tap.to(do=INTO).pack())] if into else []
    return [_steps(reader, tap), tuple(opens), tuple(leads)]


def _details(reader: Reader, tap: CoverageTap, total: Coverage) -> list[tuple[Button, ...]]:
    """What each number counts, the picture and the tables."""
    made = (("coverage-picture", PICTURE), ("coverage-xlsx", XLSX), ("coverage-csv", CSV))
    drawn = tuple(Button(reader.t.plain(key), tap.to(do=do).pack()) for key, do in made)
    return [*_in_rows(_opening(reader, tap, total, *STATES)), drawn if total != Coverage() else ()]


def _spans(reader: Reader, tap: CoverageTap) -> tuple[Button, ...]:
    others = {letter: span for letter, span in SPANS.items() if letter != tap.span}
    return tuple(
        Button(reader.t.plain(f"coverage-span-{span}"), tap.to(span=letter).pack()) for letter, span in others.items()
    )


def _opening(reader: Reader, tap: CoverageTap, total: Coverage, *letters: str) -> list[Button]:
    """A button for each of these numbers that is not nought."""
    return [
        Button(reader.t.plain(f"coverage-open-{STATES[letter]}", count=count), tap.to(do=letter).pack())
        for letter in letters
        if (count := getattr(total, STATES[letter]))
    ]


def _steps(reader: Reader, tap: CoverageTap) -> tuple[Button, ...]:
    """The days before, as they were when they were over, and those after, unless they have not begun."""
    return tuple(
        Button(reader.t.plain(key), tap.to(day=compact(day)).pack())
        for key, day in steps(tap.span, tap.question().days, reader.act.ctx.today)
    )


def steps(span: str, days: Window, today: date) -> list[tuple[str, date]]:
    """(text, day that names them)."""
    found = [("coverage-earlier", days.start - timedelta(days=1))]
    if days.end < today:
        found.append(("coverage-later", min(window_of(SPANS[span], days.end + timedelta(days=1)).end, today)))
    return found


def _into(
    reader: Reader, tap: CoverageTap, figures: Figures, by: str, groups: Sequence[Group]
) -> list[tuple[Button, ...]]:
    """Into what is listed, a page at a time, and to the unit above."""
    t = reader.t
    inner = [Button(group_name(reader, by, group), _tap_into(tap, by, group)) for group in groups if group.coverage.due]
    pages = max(1, -(-len(inner) // INTO_SHOWN))
    page = (tap.after if tap.do == INTO else 0) % pages
    shown = inner[page * INTO_SHOWN : (page + 1) * INTO_SHOWN]
    if pages > 1:
        shown.append(Button(t.plain("coverage-others"), tap.to(do=INTO, after=(page + 1) % pages).pack()))
    if figures.above is not None:
        shown.append(Button(t.plain("coverage-above"), tap.to(unit=figures.above, by=BY_UNIT).pack()))
    return _in_rows(shown)


def _tap_into(tap: CoverageTap, by: str, group: Group) -> str:
    if by == BY_WORKER:
        return WorkerTap(worker=group.id or 0, span=tap.span, day=tap.day, unit=tap.unit).pack()
    return (tap.to(rule=group.name, by=BY_UNIT) if by == BY_RULE else tap.to(unit=_unit(group), by=BY_UNIT)).pack()


def _unit(group: Group) -> int:
    """As a tap names it."""
    return -(group.id or 0) if group.no_grid else group.id or 0


def _other_lists(reader: Reader, tap: CoverageTap, figures: Figures, by: str) -> tuple[Button, ...]:
    """A street has too many workers for one list."""
    t = reader.t
    offered = [other for other in (BY_UNIT, BY_RULE, BY_WORKER) if other != by]
    if not figures.units:
        offered.remove(BY_UNIT)
    if tap.rule and BY_RULE in offered:
        offered.remove(BY_RULE)
    if figures.kind is UnitKind.STREET and BY_WORKER in offered:
        offered.remove(BY_WORKER)
    buttons = [Button(t.plain(f"coverage-by-{other}"), tap.to(by=other).pack()) for other in offered]
    if tap.rule:
        buttons.append(Button(t.plain("coverage-all-rules"), tap.to(rule="", by=BY_RULE).pack()))
    return tuple(buttons)


def _in_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[start : start + BUTTONS_PER_ROW]) for start in range(0, len(buttons), BUTTONS_PER_ROW)]


class WorkerTap(CallbackData, prefix="cw"):
    """A worker's own days. `do`: show, picture. `unit` is where somebody came from, 0: from nowhere."""

    do: str = "show"
    worker: int
    span: str = "m"
    day: str
    unit: int = 0
