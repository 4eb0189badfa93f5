"""What the figures were taken on. No names and no paths: a core is a core."""

import os
import platform
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    cores: int
    processor: str
    memory_gb: int
    system: str
    python: str
    sqlite: str

    def __str__(self) -> str:
        return (
            f"{self.cores} cores ({self.processor}), {self.memory_gb} GB, {self.system}, Python {self.python}, "
            f"SQLite {self.sqlite}"
        )


def this_machine() -> Machine:
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=_field("/proc/cpuinfo", "model name") or platform.machine(),
        memory_gb=round(int(_field("/proc/meminfo", "MemTotal").split()[0]) / 1024**2),
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        python=".".join(map(str, sys.version_info[:3])),
        sqlite=sqlite3.sqlite_version,
    )


def load_at_start() -> float:
    """Processes that wanted a core during the last minute: others' work beside the run."""
    return os.getloadavg()[0]


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
