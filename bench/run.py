"""What every row is given."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from bench.house import Street
from bench.sizes import Size


@dataclass(frozen=True)
class Run:
    """`say` tells whoever waits how it goes."""

    size: Size
    street: Street
    scratch: Path
    say: Callable[[str], None]

    def folder(self) -> Path:
        """A new one."""
        made = self.scratch / uuid4().hex
        made.mkdir()
        return made
