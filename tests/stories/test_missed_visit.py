"""A daily visit that nobody makes: to the worker in the evening, to the community in the morning, and to the street."""

from datetime import datetime, timedelta

from services.visit.visit_escalation_audit import forgotten_steps
from tests.support.house import ZONE, House
from webchat.person import text_of

MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)
TUESDAY = MONDAY.replace(day=24, hour=8)


async def test_a_missed_daily_visit_climbs_up_to_the_street(house: House) -> None:
    worker, officer, street = [await house.person(key) for key in ("worker", "officer", "street")]
    outsider = await house.person("outsider")

    await house.tick_at(MONDAY)
    await worker.hears("每天要看的没看到")
    assert not any("该走访的没走到" in text_of(message) for message in officer.messages)

    await house.tick_at(TUESDAY)
    missed = await officer.hears("户该走访的没走到")
    await officer.tap("下一页（还有 13 处）", message=missed)
    await officer.hears("风铃苑 7号楼")
    await officer.tap("下一页（还有 9 处）")
    await officer.hears("积木苑 4号楼")
    await officer.tap("知道了，我来安排")
    await officer.hears("已经有人接下了")

    await house.tick_at(TUESDAY + timedelta(days=1))
    told = await street.hears("处连着几次没走到")
    assert "长江社区" not in told["text"], "its officer has said that they see to it: the street waits a working day"
    assert "室" not in told["text"], "the street reads no door"

    await house.tick_at(TUESDAY + timedelta(days=2))
    await street.hears("长江社区")
    assert not any("没走到" in text_of(message) for message in outsider.messages)
    assert await house.app.door.look(forgotten_steps) == []


async def test_an_officer_opens_the_door_and_whoever_was_met_leaves_the_list(house: House) -> None:
    worker, officer = await house.person("worker"), await house.person("officer")
    await house.tick_at(MONDAY)
    open_doors = await worker.hears("每天要看的没看到")
    await worker.tap(open_doors["reply_markup"]["inline_keyboard"][0][0]["callback_data"], message=open_doors)
    await worker.hears("要走访的")
    await worker.tap("都见到了")
    await worker.hears("上门，见到")

    await house.tick_at(TUESDAY)
    missed = await officer.hears("户该走访的没走到")
    await officer.tap(missed["reply_markup"]["inline_keyboard"][0][0]["callback_data"], message=missed)
    await officer.hears("要走访的")
    await worker.tap("知道了，我来安排", message=open_doors)
    await worker.hears("都已经见到了")
