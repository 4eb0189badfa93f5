"""The street's own words of danger (config.yaml) against what people write: no real one may be missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import config
from domain.danger import Danger, DangerKind

CASES = config.load(environment={}).cases
REAL = {
    DangerKind.FIRE: [
        "楼道着火了",
        "我家厨房着了火",
        "三单元起火了快来人",
        "对门冒烟，敲门没人应",
        "电箱在冒黑烟",
        "仓库失火了",
        "楼下充电的电动车烧起来了",
        "电线冒火花",
        "看到五楼窗户有火苗",
        "楼里全是浓烟",
        "煤气罐爆炸了",
        "我和孩子被关在电梯里了",
        "老太太困在电梯里半小时了",
        "垃圾桶还在燃烧",
        "不是演习，真的着火了",
        "昨天灭了，今天又冒烟了",
        "没有人管，车棚着火",
        "火灾！六号楼",
        "There is a fire in the stairwell",
        "smoke is coming out of the meter box",
        "the bike shed is burning",
        "we heard an explosion in the basement",
        "I am stuck in the lift",
        "Fire! bring the fire extinguisher",
        "the fire extinguisher is empty and there is a fire",
    ],
    DangerKind.GAS: [
        "楼道里一股煤气味",
        "厨房漏气了",
        "好像煤气泄漏了",
        "煤气泄露，头晕",
        "天然气漏了，闻着臭",
        "液化气漏了",
        "我家有燃气味，不敢开灯",
        "隔壁漏煤气",
        "一家人煤气中毒",
        "煤气味没散，越来越大",
        "不漏气了，不过现在又有了",
        "I smell gas in the hallway",
        "there's a gas leak next door",
        "strong smell of gas on the third floor",
        "the stove is leaking gas",
    ],
    DangerKind.MEDICAL: [
        "老人在楼梯上摔倒了",
        "王大爷晕倒在广场",
        "我爸昏迷了",
        "奶奶叫不醒",
        "他没有呼吸了",
        "没呼吸了怎么办",
        "邻居心脏病犯了",
        "像是中风，嘴歪了",
        "孩子一直抽搐",
        "喘不上气，胸口闷",
        "血流不止",
        "老伴吐血了",
        "工人触电了",
        "有人掉河里了",
        "小孩误食鼠药中毒",
        "心跳停了",
        "跌倒起不来了，家里没人",
        "an old man fell down the stairs",
        "my mother is unconscious",
        "he is not breathing",
        "she can't breathe",
        "I think my dad has a heart attack",
        "a boy is drowning in the pond",
        "he is bleeding badly",
    ],
    DangerKind.POLICE: [
        "有人持刀",
        "楼下打架，头破了",
        "一个男的在打人",
        "他拿刀追人",
        "有人要跳楼",
        "她说不想活了",
        "孩子割腕了",
        "我被抢了",
        "隔壁家暴，女的在喊",
        "有人砸门要进来",
        "有人撬门",
        "救命",
        "打架子鼓的和人打架了",
        "a man with a knife",
        "my neighbour says he will kill himself",
        "somebody is breaking in",
        "I was robbed at the gate",
    ],
}
HARMLESS = [
    "已经不冒烟了",
    "不漏气了",
    "现在不漏气了，谢谢",
    "没有煤气味了",
    "煤气味已经散了",
    "家里煤气味没有了",
    "再也没有冒烟了",
    "上个月着火的事已经处理了",
    "去年打架的事早就解决了",
    "楼上打架子鼓太吵",
    "嗓子冒烟，想要个饮水机",
    "自行车轮胎漏气，想借个打气筒",
    "想参加燃烧脂肪的健身班",
    "想听预防火灾讲座",
    "火灾演练什么时候办",
    "社区办个防跌倒的课吧",
    "Is the hall smoke-free?",
    "The fire extinguisher on the third floor has expired",
    "When is the next fire drill?",
    "I would like a knife sharpening day",
]
every_real = [(kind, said) for kind, many in REAL.items() for said in many]
signs = st.text(" 　,，。.!！…~-_*·\n\t\u200b", max_size=2)


@pytest.mark.parametrize(("kind", "said"), every_real)
def test_every_real_danger_is_found(kind: DangerKind, said: str) -> None:
    found = CASES.danger_in(said)
    assert isinstance(found, Danger)
    assert kind in found.kinds


def test_there_are_at_least_sixty_of_them_in_both_languages() -> None:
    said = [said for _, said in every_real]
    assert (len(set(said)) == len(said) >= 60, sum(one.isascii() for one in said) >= 15) == (True, True)


@pytest.mark.parametrize("said", HARMLESS)
def test_what_is_over_and_figures_of_speech_are_passed_over(said: str) -> None:
    assert CASES.danger_in(said) is None


@pytest.mark.parametrize("figure", CASES.not_danger)
def test_every_figure_holds_a_word_of_danger_and_is_passed_over(figure: str) -> None:
    """One that holds none would be a dead entry of the config."""
    assert (CASES.danger_in(figure), CASES.danger_in(f"快来人，{figure}") is None) == (None, False)


@given(st.sampled_from(every_real), st.data())
def test_signs_and_spaces_hide_no_real_danger(real: tuple[DangerKind, str], data: st.DataObject) -> None:
    kind, said = real
    letters = [*said] if not said.isascii() else said.split(" ")
    glue = " " if said.isascii() else ""
    noisy = glue.join(letter + data.draw(signs) for letter in letters)

    found = CASES.danger_in(noisy)

    assert found is not None
    assert kind in found.kinds


@given(st.sampled_from(every_real), st.lists(st.sampled_from([*HARMLESS, *CASES.not_danger]), max_size=3), st.data())
def test_nothing_harmless_around_it_takes_a_real_danger_away(
    real: tuple[DangerKind, str], others: list[str], data: st.DataObject
) -> None:
    kind, said = real
    before = data.draw(st.integers(0, len(others)))
    glue = data.draw(st.sampled_from(["，", "\n", " ", "。"]))

    found = CASES.danger_in(glue.join([*others[:before], said, *others[before:]]))

    assert found is not None
    assert kind in found.kinds
