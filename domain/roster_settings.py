"""The part of config.yaml about roster files."""

from dataclasses import dataclass

from domain.closed import Closed
from domain.roster_tables import Column, Table


@dataclass(frozen=True)
class RosterSettings(Closed):
    megabytes: int
    """Largest file that is taken."""
    unpacked_megabytes: int
    """The most that an XLSX may hold once it is unpacked: a small file can be made to fill a disk."""
    rows: int
    """The most rows of a file, over all its sheets."""
    seconds: int
    """The longest that reading one may take."""
    listed: int
    """So many rows of each kind (bad, new, changed, gone) are listed; all are counted."""
    keep_hours: int
    """A file that nobody confirms is forgotten after so long, with everything that was said about it."""
    overlap_percent: float
    """Two grids may share this much of the smaller one: lines drawn twice never agree."""
    sheets: dict[Table, tuple[str, ...]]
    """What the sheets are called; the first name is the one that we write. A part of the name is enough."""
    headings: dict[Column, tuple[str, ...]]
    """What the columns are called; the first name is the one that we write. Stars and brackets do not count."""
    categories: dict[str, tuple[str, ...]]
    """Words for each care category; the first is the one that we write."""
    empty: tuple[str, ...]
    """What empties a field. A blank cell says nothing and changes nothing."""
    not_rows: tuple[str, ...]
    """Rows that begin so are sums and signatures, and are passed over."""
