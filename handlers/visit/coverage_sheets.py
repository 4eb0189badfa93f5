"""The table of coverage, for a spreadsheet or as CSV: all counts too, so that whoever gets it can add up."""

from collections.abc import Sequence

from domain.coverage import COUNTED, Coverage
from handlers.visit.coverage_cards import BY_RULE, BY_WORKER
from handlers.visit.coverage_pictures import in_hundred
from services.pictures import Sheet, Value
from services.texts import Speech
from services.visit.coverage import Figures, Group

Named = Sequence[tuple[str, Group]]
"""Groups with what they are called."""


def sheet(t: Speech, title: str, figures: Figures, by: str, groups: Named, ending: str) -> Sheet:
    """`ending`: xlsx or csv."""
    counts = ("due", *COUNTED, "gap", *(("made",) if by == BY_WORKER else ()))
    total = Group(None, "", figures.total, sum(group.made for _, group in groups))
    asked = figures.question
    last = min(asked.days.end, asked.as_of)
    what = {BY_RULE: "-rules", BY_WORKER: "-workers"}.get(by, "")
    return Sheet(
        f"visits{what}-{asked.unit_id}-{asked.days.start}-{last}.{ending}",
        title,
        tuple(t.plain(f"coverage-column-{name}") for name in ("name", "visited", "in_time", *counts)),
        tuple(_row(name, group, counts) for name, group in ((t.plain("coverage-all"), total), *groups)),
        (t.plain("coverage-footnote", count=figures.total.lapsed),),
    )


def _row(name: str, group: Group, counts: Sequence[str]) -> tuple[Value, ...]:
    found: Coverage = group.coverage
    numbers = (group.made if count == "made" else getattr(found, count) for count in counts)
    return name, in_hundred(found.visited), in_hundred(found.in_time), *numbers
