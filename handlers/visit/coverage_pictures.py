"""How coverage looks as a picture: bars of the figures that the card has in words."""

from collections.abc import Sequence

from domain.coverage import Coverage
from domain.rates import Share
from handlers.desk import Reader
from handlers.visit.coverage_cards import CoverageTap, group_name, heading, listed, percent
from services.pictures import BarChart, Series
from services.texts import Speech
from services.visit.coverage import Figures, Group


def picture(reader: Reader, tap: CoverageTap, figures: Figures, workers: Sequence[Group] = ()) -> BarChart:
    """All of the unit first, then each of the groups that has figures: the words name the others."""
    by, groups = listed(tap, figures, workers)
    t = reader.t
    told = [(t.plain("coverage-all"), figures.total)]
    told += [(group_name(reader, by, group), group.coverage) for group in groups if group.coverage.due]
    footnote = t.plain("coverage-footnote", count=figures.total.lapsed)
    return chart(t, heading(reader, tap, figures), told, footnote)


def chart(t: Speech, title: str, told: Sequence[tuple[str, Coverage]], footnote: str) -> BarChart:
    shares = {
        "coverage-name-visited": [one.visited for _, one in told],
        "coverage-name-in-time": [one.in_time for _, one in told],
    }
    series = tuple(
        Series(t.plain(key), tuple(in_hundred(one) for one in of), tuple(percent(t, one) for one in of))
        for key, of in shares.items()
    )
    return BarChart(title, tuple(name for name, _ in told), series, most=100.0, footnote=footnote)


def in_hundred(share: Share) -> float | None:
    return None if share.per_mille is None else share.per_mille / 10
