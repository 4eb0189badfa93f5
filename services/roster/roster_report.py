"""What is said about a plan, small enough to be kept until it is confirmed: counts, and the first rows of each kind.
It names people, so it is sealed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from domain.roster_reading import Finding
from domain.roster_tables import Column, Table
from services.roster.plan import Plan
from services.roster.planning import What

FIELDS = {"home": Column.DOOR, "moved_out_on": Column.UNTIL, "person": Column.NAME}
"""What a plan's values are called in a file."""


@dataclass(frozen=True)
class Line:
    """A change as it is listed. `row` 0: it stands in no row. `columns` are what changes."""

    what: What
    table: Table
    label: str
    sheet: str
    row: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    bad: tuple[Finding, ...]
    told: tuple[Finding, ...]
    lines: tuple[Line, ...]

    def of(self, what: What) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.what is what)

    def to_json(self) -> str:
        findings = [
            [f.sheet, f.row, f.reason, f.value, f.column, f.heading, f.blocks, f.times, f.others]
            for f in (*self.bad, *self.told)
        ]
        lines = [[one.what, one.table, one.label, one.sheet, one.row, list(one.columns)] for one in self.lines]
        return json.dumps([findings, lines], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Report":
        told, lines = json.loads(text)
        findings = [_finding(*one) for one in told]
        return cls(
            tuple(f for f in findings if f.blocks),
            tuple(f for f in findings if not f.blocks),
            tuple(_line(*one) for one in lines),
        )


def _finding(
    sheet: str,
    row: int,
    reason: str,
    value: str,
    column: str,
    heading: str | None,
    blocks: bool,
    times: int,
    others: Sequence[int] = (),
) -> Finding:
    """A report that was kept by an earlier version has no `others`."""
    of = Column(heading) if heading else None
    return Finding(sheet, row, reason, value, column, of, blocks, times, tuple(others))


def _line(what: str, table: str, label: str, sheet: str, row: int, columns: list[str]) -> Line:
    return Line(What(what), Table(table), label, sheet, row, tuple(columns))


def report_of(plan: Plan, listed: int) -> Report:
    """At most `listed` of each kind, in the order of the file."""
    bad = [finding for finding in plan.findings if finding.blocks]
    told = [finding for finding in plan.findings if not finding.blocks]
    lines: list[Line] = []
    for what in What:
        changes = [one for one in plan.changes if one.what is what][:listed]
        lines += [
            Line(what, one.table, one.label, one.sheet, one.row, _columns(one.values) if what is What.CHANGED else ())
            for one in changes
        ]
    return Report(tuple(bad[:listed]), tuple(told[:listed]), tuple(lines))


def _columns(values: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(FIELDS.get(name, name)) for name in values)
