"""What is said about a roster file, for the chat and the command line: its findings, its changes, its counts."""

from collections.abc import Iterator, Mapping

from domain.roster_reading import Finding
from domain.roster_settings import RosterSettings
from domain.roster_tables import Table
from services.roster.boundaries import FeatureFinding
from services.roster.planning import What
from services.texts import Speech

ROWS_NAMED = 5
"""Rows with the same thing wrong that a line names; the list has them all."""


def place_of(t: Speech, settings: RosterSettings, finding: Finding) -> str:
    if not finding.row:
        return t.plain("roster-place-sheet", sheet=finding.sheet)
    if finding.heading is None:
        return t.plain("roster-place", sheet=finding.sheet, row=finding.row)
    cell = heading = settings.headings[finding.heading][0]
    if finding.column:
        cell = t.plain("roster-cell", column=finding.column, heading=heading)
    return t.plain("roster-place-cell", sheet=finding.sheet, row=finding.row, cell=cell)


def reason_of(t: Speech, finding: Finding) -> str:
    more = ""
    if finding.times > 1:
        named = t.plain("list-and").join(str(row) for row in finding.others[:ROWS_NAMED])
        several = finding.times - 1 > len(finding.others[:ROWS_NAMED])
        more = t.plain("roster-times-more" if several else "roster-times", rows=named, more=finding.times - 1)
    return t.plain(f"roster-bad-{finding.reason}", value=finding.value) + more


def finding_line(t: Speech, settings: RosterSettings, finding: Finding) -> str:
    reason = reason_of(t, finding)
    if not finding.sheet:
        return reason
    return t.plain("roster-finding", place=place_of(t, settings, finding), reason=reason)


def count_lines(t: Speech, counts: Mapping[str, int]) -> Iterator[str]:
    """A line for each table that something happens to."""
    for table in Table:
        of = {what: counts.get(f"{table}.{what}", 0) for what in What}
        if any(of.values()):
            name = t.plain(f"roster-table-{table}")
            yield t.plain("roster-count", table=name, new=of[What.NEW], changed=of[What.CHANGED], gone=of[What.GONE])


def feature_line(t: Speech, finding: FeatureFinding) -> str:
    reason = t.plain(f"roster-boundary-{finding.reason}", value=finding.value)
    if not finding.feature:
        return reason
    return t.plain("roster-finding", place=t.plain("roster-feature", feature=finding.feature), reason=reason)
