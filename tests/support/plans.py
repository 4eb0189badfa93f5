"""What a database says it would do for each statement of a use case: whole tables read, however many rows they have."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event, text

from models.database import Database
from services.act import Ctx
from tests.support.street import Street

Look = Callable[[Ctx], Awaitable[object]]


async def scans(street: Street, person: int, look: Look, *tables: str) -> list[str]:
    """Run `look` as this person and give the lines of the plans of its queries and updates that read one of `tables`
    from end to end. Whoever made the rows has let the database count them (ANALYZE)."""
    database, said = street.door.database, list[tuple[str, Any]]()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        said.append((statement, parameters[0] if many else parameters))

    async with database.write() as session:
        ctx = (await street.act_as(session, person)).ctx
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        try:
            await look(ctx)
        finally:
            event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    queries = [one for one in said if one[0].startswith(("SELECT", "UPDATE"))]
    assert queries, "it asked the database nothing"
    whole = re.compile("|".join(rf"SCAN {name}\b|Seq Scan on {name}\b" for name in tables))
    plans = await _plans(database, queries)
    return [line for plan in plans for line in plan if whole.search(line)]


async def _plans(database: Database, queries: list[tuple[str, Any]]) -> list[list[str]]:
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    found = []
    async with database.engine.connect() as connection:
        if not database.is_sqlite:  # it reads a small table whole, index or not
            await connection.exec_driver_sql("SET LOCAL enable_seqscan TO off")
        for statement, parameters in queries:
            rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
            found.append([" ".join(str(value) for value in row) for row in rows])
    return found


async def count_rows(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("ANALYZE"))
