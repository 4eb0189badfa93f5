"""Where tests keep their files: in memory, where there is room. A commit waits 3 ms for a disk and 0.03 ms for memory,
and a PostgreSQL database is 300 files. No test is about a disk; a full one is a limit on a process."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - on purpose, see above
ROOM = 4 << 30
"""Bytes. A container often has 64 MB there."""


def in_memory() -> Path | None:
    """None where there is no such place, or little room in it."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if roomy else None


def keep_files_in_memory() -> None:
    """From here on temporary files of this process and of those that it starts are there, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and (place := in_memory()):
        os.environ["TMPDIR"] = str(place)
        tempfile.tempdir = None
