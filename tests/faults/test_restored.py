"""It can be restored: an online backup under load, restored elsewhere, passes the same audit."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.restored import check, restored
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.postgres import Postgres


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_backup_of_a_house_at_work_is_a_whole_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    settings = settings_in(tmp_path)
    if kind == "postgresql":
        server: Postgres = request.getfixturevalue("postgresql")
        settings = on_database(tmp_path, await server.create(f"copied-{uuid4().hex}"))

    told, copies = await restored(settings, tmp_path, people=3, copies=2, pause=0.7)

    check(told, copies)
