"""What every row is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from bench.house import Street
from bench.planning_street import Morning
from bench.sizes import Size


@dataclass(frozen=True)
class Run:
    """`say` tells whoever waits how it goes. `streets` are what "planning" plans for, by size and morning."""

    size: Size
    street: Street
    scratch: Path
    say: Callable[[str], None]
    streets: Mapping[int, Mapping[Morning, Path]]

    def folder(self) -> Path:
        """A new one."""
        made = self.scratch / uuid4().hex
        made.mkdir()
        return made
