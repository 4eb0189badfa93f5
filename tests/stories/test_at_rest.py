"""Names, telephones and doors are unreadable in what lies on the disk: whoever carries the files away has none."""

from pathlib import Path

from sqlalchemy import select, text

from bot.app import open_door
from domain.settings import Settings
from services import sealing
from services.act import Door
from tests.support.house import secrets_in
from tests.support.leaks import TELLING

OF_EACH = 25
PLACE = "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = :name"


async def known(door: Door) -> list[str]:
    """Some of what each sealed column holds, opened."""
    found = []
    async with door.database.read() as session:
        for column in sealing.sealed_columns():
            rows = (await session.execute(select(column.table).where(column.is_not(None)).limit(OF_EACH))).mappings()
            found += [door.vault.open(row[column.name], column.info["bound_to"].format_map(row)) for row in rows]
    return [value for value in found if TELLING.search(value) and len(value) > 2]


async def on_disk(door: Door) -> bytes:
    """All that the database has on the disk."""
    if door.database.is_sqlite:
        file = Path(door.database.url.database or "")
        return read_all(file.parent, f"{file.name}*")
    async with door.database.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("CHECKPOINT"))
        name = {"name": door.database.url.database}
        return read_all((await connection.execute(text(PLACE), name)).scalar_one(), "[0-9]*")


def read_all(folder: str | Path, names: str) -> bytes:
    return b"".join(one.read_bytes() for one in Path(folder).glob(names))


async def test_what_is_sealed_is_in_no_file(settings: Settings, tmp_path: Path) -> None:
    door = await open_door(settings, secrets_in(tmp_path))
    try:
        secrets, content = await known(door), await on_disk(door)
    finally:
        await door.database.close()

    assert len(secrets) > OF_EACH
    assert "江南街道".encode() in content  # the files are the right ones
    assert [secret for secret in secrets if secret.encode() in content] == []
