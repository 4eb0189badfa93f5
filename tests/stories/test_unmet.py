"""Nobody opens twice in a row for somebody who lives alone: a case for the community over HTTP, what is known for whom
it is meant for, and the visit that meets them after all."""

import re

from sqlalchemy import select

from models.audit import AccessLog
from models.unmet import UnmetCase
from tests.stories.test_worker import ALONE, door, morning
from tests.support.house import House
from webchat.person import text_of


async def test_nobody_opens_and_then_they_do(house: House) -> None:
    worker, digest = await morning(house)
    officer, street = await house.person("officer"), await house.person("street")
    outsider = await house.person("outsider")
    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    await worker.tap("没人在家")
    await worker.hears("去过，没人在家")
    await worker.tap("没人在家")

    alarm = await officer.hears("请马上看一看：连着两次没人应门")
    assert "李丙寅" not in alarm["text"]
    number = re.findall(r"N-\d{4}-\d{6}", str(alarm))[0]
    await officer.tap("看已知情况", message=alarm)
    known = await officer.hears(f"{number} 已知的情况")
    assert "要找的人：李丙寅" in known["text"]
    assert known["text"].count("没人应门：今天") == 2
    assert "可以打电话问" in known["text"]
    await officer.tap(f"打开 {number}", message=known)
    card = await officer.hears("走访时连着两次没有人应门")
    await officer.tap("受理", message=card)
    await officer.hears("已受理")

    await street.say(number)
    seen_by_street = await street.hears("走访时连着两次没有人应门")
    assert "看已知情况" not in str(seen_by_street)
    await outsider.say(number)
    await outsider.hears("没有找到")
    assert not any("没人应门" in text_of(message) for message in outsider.messages)

    await worker.tap("都见到了")
    seen = await officer.hears("后来走访见到人了")
    assert "后来走访，见到了本人" in seen["text"]
    async with house.app.door.database.read() as session:
        (household,) = (await session.scalars(select(UnmetCase.household_id))).all()
        looks = select(AccessLog.subject_id).where(AccessLog.what == "unmet_known")
        assert (await session.scalars(looks)).all() == [household]
