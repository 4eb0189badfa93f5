"""A worker's whole day over HTTP: digest, a visit put right, the map, another building first, and what is left at half
past four."""

from handlers.visit.visit_cards import HomeTap
from tests.stories.test_worker import AFTERNOON, ALONE, door, morning, visits
from tests.support.house import House


async def test_a_whole_day(house: House) -> None:
    worker, digest = await morning(house)
    await worker.tap(door(digest, ALONE))
    await worker.hears("李丙寅（独居）")
    await worker.tap("没人在家")
    await worker.hears("去过，没人在家")
    await worker.tap("更多")
    await worker.hears(lambda one: "记错了，改一改" in str(one))
    await worker.tap("记错了，改一改")
    await worker.hears("实际是怎样的")
    await worker.tap("都见到了")
    await worker.hears("是怎么见到的")
    await worker.tap("上门")
    await worker.hears("改成")
    await worker.tap("确认提交")
    await worker.hears("改好了")
    await worker.hears("上门，见到：李丙寅")
    assert await visits(house, HomeTap.unpack(door(digest, ALONE)).household) == ["not_home", "met"]

    await worker.tap("回到今天的走访")
    walk = await worker.hears(lambda one: "先去哪栋楼" in str(one))
    await worker.tap("先去哪栋楼", message=walk)
    await worker.hears("从哪栋楼开始走")
    await worker.tap("回到今天的走访")
    walk = await worker.hears(lambda one: "看地图" in str(one))
    await worker.tap("看地图", message=walk)
    await worker.hears("今天的走法")
    assert [one["caption"] for one in worker.messages if "photo" in one] == ["今天还有 16 户"]

    await house.tick_at(AFTERNOON.replace(minute=30))
    left = await worker.hears("今天还有 16 户没走到")
    assert ALONE not in left["text"].split("1号楼")[1].split("\n")[1]
