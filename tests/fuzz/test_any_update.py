"""Whatever comes is answered: no handler breaks, every private message and every tap gets its answer, what is said is
something that the server takes, and /cancel and /start lead back to buttons from everywhere."""

from pathlib import Path

import pytest

from models.database import Database
from tests.fuzz.people import EVERYBODY, busy_street
from tests.fuzz.stream import Stream

MANY = 750


@pytest.mark.timeout(300)
async def test_any_update_is_answered(either: Database, tmp_path: Path) -> None:
    street = await busy_street(either)
    stream = Stream(street, tmp_path, EVERYBODY, seed=7 + either.is_sqlite)

    await stream.run(MANY)

    assert stream.wrong == []
    assert await stream.handled() >= MANY
