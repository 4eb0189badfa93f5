"""What a file would change, who is whom, and what is wrong with it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState
from domain.errors import NotAllowed
from domain.roster_errors import RosterBlocked, RosterChanged
from models.audit import AccessLog
from models.case import Case
from models.people import Care, Person, RoleHeld
from models.places import Household, Unit
from services.roster import roster_import
from tests.support.cases import case_in
from tests.support.keeping import CARE, bad, changes, counted, look, people, put, told
from tests.support.roster_file import Sheets, read, xlsx
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street

COMPOUND = "江南苑"
ZHANG = (COMPOUND, "1号楼", "1单元101室", "张三", "13800000001", None, None)
LISI = (COMPOUND, "1号楼", "1单元101室", "李四", "13800000002", None, None)
WANGWU = (COMPOUND, "2号楼", "101", "王五", None, None, None)


async def rows(street: Street, table: type[Any]) -> list[Any]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(table).order_by(table.id)))


async def known(street: Street) -> dict[str, Person]:
    """Everybody with a name, by it."""
    vault = street.door.vault
    named = [one for one in await rows(street, Person) if one.name is not None]
    return {vault.open(one.name, f"person:{one.id}:name"): one for one in named}


async def test_new_then_the_same_again_is_nothing(street: Street) -> None:
    first = await put(street, ZHOU, people(ZHANG, LISI, WANGWU))
    again = await put(street, ZHOU, people(ZHANG, LISI, WANGWU))

    assert counted(first) == {"household.new": 2, "person.new": 3}
    assert changes(again) == []
    found = await known(street)
    assert (found["张三"].household_id, found["张三"].community_id) == (found["李四"].household_id, COMMUNITY)
    assert {one.grid_id for one in await rows(street, Household)} == {GRID_1}


async def test_other_spellings_are_the_same(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI))

    plan = await look(street, ZHOU, people(("江南苑 ", "一栋", "1-101", "张 三", "138 0000 0001", None, None), LISI))

    assert changes(plan) == []


async def test_a_person_who_moves_is_known_by_name_and_telephone_and_keeps_their_history(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI))
    before = (await known(street))["张三"]

    plan = await put(street, ZHOU, people((COMPOUND, "2号楼", "202", "张三", "13800000001", None, None)))

    assert counted(plan) == {"household.new": 1, "person.changed": 1}
    after = (await known(street))["张三"]
    assert after.id == before.id
    assert after.household_id != before.household_id


async def test_a_number_of_the_office_goes_before_everything(street: Street) -> None:
    await put(street, ZHOU, people((*ZHANG[:5], "A7", None)))
    before = (await known(street))["张三"]

    await put(street, ZHOU, people((COMPOUND, "2号楼", "202", "张山", "13911111111", "A7", None)))

    after = (await known(street))["张山"]
    assert after.id == before.id
    assert after.phone_index == street.door.vault.index("13911111111")


async def test_a_name_put_right_is_known_by_door_and_telephone(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI))

    plan = await look(street, ZHOU, people((*ZHANG[:3], "章三", "13800000001", None, None), LISI))

    assert counted(plan) == {"person.changed": 1}


async def test_who_is_not_in_the_file_any_more_ends_only_when_told_so(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI, WANGWU))
    without = people(ZHANG)

    plan = await put(street, ZHOU, without)
    assert changes(plan) == [("person", "gone", "李四（江南苑 1号楼 1单元101室）")]
    assert (await known(street))["李四"].moved_out_on is None

    await put(street, ZHOU, without, ends_gone=True)
    found = await known(street)
    assert found["李四"].moved_out_on == date(2026, 11, 23)
    assert found["王五"].moved_out_on is None
    assert changes(await look(street, ZHOU, without)) == []

    await put(street, ZHOU, people(ZHANG, LISI))
    assert (await known(street))["李四"].moved_out_on is None


async def test_a_file_with_a_bad_row_calls_nobody_gone(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI))

    plan = await look(street, ZHOU, people(ZHANG, (*LISI[:4], "123", None, None)))

    assert bad(plan) == [(3, "phone", "123")]
    assert counted(plan) == {}


async def test_what_is_wrong_between_rows_and_with_places(street: Street) -> None:
    elsewhere = (COMPOUND, "2号楼", "202", "张三", "13800000001", None, None)

    plan = await look(
        street,
        ZHOU,
        people(
            ZHANG,
            elsewhere,
            LISI,
            LISI,
            (COMPOUND, "9号楼", "101", "赵一", None, None, None),
            (COMPOUND, "9号楼", "102", "赵二", None, None, None),
            ("没有苑", "1号楼", "101", "赵三", None, None, None),
            (COMPOUND, "2号楼", "101", "赵四", "13800000002", None, None),
        ),
    )

    assert bad(plan) == [
        (6, "unknown_building", "江南苑 9号楼"),
        (8, "unknown_compound", "没有苑"),
        (3, "two_households", "2"),
        (5, "twice", "4"),
    ]
    assert [(one.times, one.others) for one in plan.findings if one.blocks] == [(2, (7,)), (1, ()), (1, ()), (1, ())]
    assert [one.row for one in plan.findings[0].in_each_row()] == [6, 7]
    assert told(plan) == [(9, "shared_phone")]


async def test_two_of_one_name_behind_one_door_need_a_number(street: Street) -> None:
    twins = [(*ZHANG[:3], "张伟", None, number, None) for number in ("1", "2")]
    await put(street, ZHOU, people(*twins))

    assert changes(await look(street, ZHOU, people(*twins))) == []
    assert bad(await look(street, ZHOU, people((*ZHANG[:3], "张伟", None, None, None)))) == [(2, "same_name", "")]


async def test_care_comes_goes_on_and_ends(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG, LISI))
    where = ZHANG[:3]

    def care(*rows_: tuple[str | None, ...]) -> dict[str, list[tuple[str | None, ...]]]:
        return {"重点人群": [CARE, *rows_]}

    both = care((*where, "张三", "独居、低保", "2026-03-01", None, "耳背"), (*where, "李四", "残疾", None, None, None))
    first = await put(street, ZHOU, both)
    assert counted(first) == {"care.new": 3}
    assert changes(await look(street, ZHOU, both)) == []

    plan = await put(street, ZHOU, care((*where, "张三", "独居", None, "2026-12-31", "无")), ends_gone=True)
    assert counted(plan) == {"care.changed": 1, "care.gone": 2}
    found = {one.category: one for one in await rows(street, Care)}
    assert (found["living_alone"].starts_on, found["living_alone"].ends_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert found["living_alone"].note is None
    assert found["needy"].ends_on == date(2026, 11, 22)
    assert bad(await look(street, ZHOU, care((*where, "没人", "独居", None, None, None)))) == [
        (2, "unknown_person", "没人")
    ]


async def test_who_has_moved_away_brings_no_care_and_lacks_no_first_day(street: Street) -> None:
    sheet = {"居民": [("小区", "楼栋", "房号", "姓名", "类别", "搬出日期"), (*ZHANG[:4], "独居", "2026-02-01")]}
    plan = await look(street, ZHOU, sheet)
    assert (bad(plan), counted(plan).get("care.new")) == ([], None)


async def test_what_lies_in_no_grid_is_the_communitys_until_somebody_says(street: Street) -> None:
    building: Sheets = {"楼栋": [("小区", "楼栋", "网格"), (COMPOUND, "7号楼", None)]}
    home = people((COMPOUND, "7号楼", "101", "张三", None, None, None))

    plan = await put(street, ZHOU, {**building, **home})
    assert told(plan) == [(2, "no_grid"), (2, "no_grid")]
    assert [one.grid_id for one in await rows(street, Household)] == [COMMUNITY]

    await put(street, ZHOU, {"户": [("小区", "楼栋", "房号", "网格"), (COMPOUND, "7号楼", "101", "二网格")]})
    assert [one.grid_id for one in await rows(street, Household)] == [GRID_2]


async def test_workers_get_their_grids_and_who_has_no_chat_is_pointed_out(street: Street) -> None:
    heading = ("网格员", "电话", "网格")
    plan = await put(street, ZHOU, {"网格员": [heading, ("孙六", "13900000001", "一网格、2网格")]})

    assert counted(plan) == {"worker.new": 2}
    assert told(plan) == [(2, "no_chat")]
    worker = (await known(street))["孙六"]
    held = [one.unit_id for one in await rows(street, RoleHeld) if one.person_id == worker.id]
    assert held == [GRID_1, GRID_2]
    await put(street, ZHOU, {"网格员": [heading, ("周七", "13900000002", "一网格")]}, ends_gone=True)
    ended = [one.unit_id for one in await rows(street, RoleHeld) if one.person_id == worker.id and one.ends_on]
    assert ended == [GRID_1]
    same = [heading, ("甲", "13900000003", "一网格"), ("乙", "13900000003", "二网格")]
    assert bad(await look(street, ZHOU, {"网格员": same})) == [(3, "worker_phone", "2")]


async def test_a_grid_that_changes_hands_by_a_file_takes_its_open_cases_along(street: Street) -> None:
    heading = ("网格员", "电话", "网格")
    await street.end_role(LI, date(2026, 11, 22))
    await put(street, ZHOU, {"网格员": [heading, ("孙六", "13900000001", "二网格")]})
    old = (await known(street))["孙六"].id
    case = await case_in(street, CaseState.HANDLING, grid_id=GRID_2, handler_id=old)

    plan = await put(street, ZHOU, {"网格员": [heading, ("周七", "13900000002", "二网格")]}, ends_gone=True)

    assert counted(plan) == {"worker.new": 1, "worker.gone": 1}
    new = (await known(street))["周七"].id
    async with street.door.database.read() as session:
        assert (await session.get_one(Case, case.id)).handler_id == new


async def test_only_ones_own_community(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG))

    theirs = await look(street, STRANGE_STAFF, people(ZHANG))
    named = await look(street, STRANGE_STAFF, {"网格": [("社区", "网格"), ("长江社区", "九网格")]})
    mine = await look(street, WU, people(ZHANG))

    assert bad(theirs) == [(2, "unknown_compound", COMPOUND)]
    assert bad(named) == [(2, "not_yours", "长江社区")]
    assert bad(mine) == []
    for nobody in (WANG, OUTSIDER):
        with pytest.raises(NotAllowed):
            await look(street, nobody, people(ZHANG))


async def test_the_street_is_not_shown_whose_care_is_gone(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG))
    await put(street, ZHOU, {"重点人群": [CARE, (*ZHANG[:3], "张三", "独居", None, None, None)]})
    without = {"居民": [("小区", "楼栋", "房号", "姓名", "类别"), (*ZHANG[:4], None)]}

    assert counted(await look(street, ZHOU, without)) == {"care.gone": 1}
    assert counted(await look(street, WU, without)) == {}


async def test_what_somebody_changed_meanwhile_is_looked_at_again(street: Street) -> None:
    contents = read(street.door.settings.roster, xlsx(people(ZHANG, LISI)))
    plan = await street.run(ZHOU, roster_import.look_at, contents)
    await put(street, ZHOU, people(ZHANG))

    with pytest.raises(RosterChanged):
        await street.run(ZHOU, roster_import.put_in, contents, plan.fingerprint(), ends_gone=False)

    assert set(await known(street)) == {"张三"}


async def test_a_bad_row_keeps_everything_out(street: Street) -> None:
    contents = read(street.door.settings.roster, xlsx(people(ZHANG, (*LISI[:4], "123", None, None))))
    plan = await street.run(ZHOU, roster_import.look_at, contents)

    with pytest.raises(RosterBlocked):
        await street.run(ZHOU, roster_import.put_in, contents, plan.fingerprint(), ends_gone=False)

    assert await known(street) == {}


async def test_a_failure_in_the_middle_leaves_nothing(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("services.roster.apply_people.put_care", fails)
    with pytest.raises(OSError, match="full"):
        await put(street, ZHOU, people(ZHANG))

    assert (await known(street), await rows(street, Household)) == ({}, [])


async def test_putting_in_is_written_down_and_names_are_sealed(street: Street) -> None:
    await put(street, ZHOU, people(ZHANG))

    logged = [(one.actor_id, one.what, one.subject_id) for one in await rows(street, AccessLog)]
    assert logged == [(ZHOU, "roster_put_in", COMMUNITY)]
    person = (await known(street))["张三"]
    assert person.name is not None
    assert "张三".encode() not in person.name.token


async def test_the_street_founds_communities_and_grids(street: Street) -> None:
    sheets: Sheets = {"社区": [("社区",), ("滨江社区",)], "网格": [("社区", "网格"), ("滨江社区", "1网格")]}

    plan = await put(street, WU, sheets)

    assert counted(plan) == {"community.new": 1, "grid.new": 1}
    units = {one.name: one for one in await rows(street, Unit)}
    assert units["1网格"].path == f"{units['滨江社区'].path}{units['1网格'].id}/"
    assert changes(await look(street, WU, sheets)) == []
