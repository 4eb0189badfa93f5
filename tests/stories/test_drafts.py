"""Nothing that was said in a form is lost by opening another, and an eager finger makes no second card."""

from tests.support.house import House
from webchat.person import Person


def seen(person: Person, words: str) -> int:
    """How many messages of the chat say this now."""
    return sum(words in message.get("text", "") for message in person.messages)


async def test_a_second_form_puts_the_first_aside_and_comes_back_to_it(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("楼道灯坏了")
    await resident.hears("在什么地方")
    await resident.say("/start")
    await resident.tap("我有个微心愿", message=await resident.hears("您要办什么"))
    await resident.hears("先放在这儿")
    await resident.hears("您有什么心愿")
    await resident.say("想学书法")
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("内容：想学书法")
    await resident.tap("确认提交")
    await resident.hears("微心愿收到了")

    await resident.tap("接着说这件", message=await resident.hears("先放在这儿", ever=True))

    await resident.hears("在什么地方")
    await resident.tap("跳过")
    assert "内容：楼道灯坏了" in (await resident.hears("请您看看对不对"))["text"]
    await resident.until(lambda _page: not seen(resident, "先放在这儿"), what="its old card to go")


async def test_what_waits_aside_is_in_the_menu_and_two_forms_change_places(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("楼道灯坏了")
    await resident.hears("在什么地方")
    await resident.say("/start")
    await resident.tap("我有个微心愿", message=await resident.hears("您要办什么"))
    await resident.hears("您有什么心愿")
    await resident.say("想学书法")
    await resident.hears("在什么地方")
    await resident.tap("接着说这件", message=await resident.hears("先放在这儿", ever=True))
    await resident.hears("先放在这儿")

    await resident.say("/cancel")
    await resident.tap("接着上次没说完的", message=await resident.hears("您要办什么"))

    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("内容：想学书法")


async def test_a_menu_tapped_twice_opens_one_form(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("/start")
    card = await resident.hears("您要办什么")

    await resident.tap("我有个微心愿", message=card)
    await resident.tap("我有个微心愿", message=card)
    await resident.tap("我要反映问题", message=card)

    await resident.hears("出了什么事")
    await resident.until(lambda _page: not seen(resident, "您有什么心愿"), what="one card")
    assert seen(resident, "出了什么事") == 1
