"""People of the small street who keep a roster: looking at a file and putting it in, as the clerk does it."""

from services.roster import roster_import
from services.roster.plan import Plan
from services.roster.planning import What
from tests.support.roster_file import Sheets, read, xlsx
from tests.support.street import Street

PEOPLE = ("小区", "楼栋", "房号", "姓名", "电话", "编号", "结束日期")
CARE = ("小区", "楼栋", "房号", "姓名", "类别", "开始日期", "结束日期", "说明")


def people(*rows: tuple[str | None, ...]) -> Sheets:
    return {"居民": [PEOPLE, *rows]}


async def look(street: Street, who: int, sheets: Sheets) -> Plan:
    contents = read(street.door.settings.roster, xlsx(sheets))
    return await street.run(who, roster_import.look_at, contents)


async def put(street: Street, who: int, sheets: Sheets, *, ends_gone: bool = False) -> Plan:
    """What was looked at, in a transaction of its own."""
    contents = read(street.door.settings.roster, xlsx(sheets))
    plan = await street.run(who, roster_import.look_at, contents)
    return await street.run(who, roster_import.put_in, contents, plan.fingerprint(), ends_gone=ends_gone)


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.table, one.what, one.label) for one in plan.changes]


def counted(plan: Plan) -> dict[str, int]:
    return {key: n for key, n in plan.counts().items() if "." in key}


def bad(plan: Plan) -> list[tuple[int, str, str]]:
    return [(one.row, one.reason, one.value) for one in plan.findings if one.blocks]


def told(plan: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.reason) for one in plan.findings if not one.blocks]


__all__ = ["CARE", "PEOPLE", "What", "bad", "changes", "counted", "look", "people", "put", "told"]
