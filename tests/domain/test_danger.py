import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.danger import Danger, DangerKind, spot

FIRE, GAS, MEDICAL, POLICE = DangerKind
WORDS = {
    "fire": ("着火", "起火", "冒烟", "fire"),
    "gas": ("煤气泄漏", "泄漏", "漏气", "gas leak"),
    "medical": ("晕倒", "摔倒", "呼吸", "没有呼吸", "割腕", "救命"),
    "police": ("打架", "持刀"),
}
every_chinese_word = st.sampled_from([word for words in WORDS.values() for word in words if not word.isascii()])
signs = st.text(" 　,，。.!！…~-_*·\n\t\u200b", max_size=3)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("楼道着火了", (FIRE,)),
        ("着 火", (FIRE,)),
        ("着。火！！", (FIRE,)),
        ("着\u200b火", (FIRE,)),
        ("厨房漏气，老人晕倒", (GAS, MEDICAL)),
        ("有人持刀打架", (POLICE,)),
        ("FIRE in the hall", (FIRE,)),
        ("ｆｉｒｅ！", (FIRE,)),
        ("厨房fire了", (FIRE,)),
        ("there is a gas-leak", (GAS,)),
    ],
)
def test_danger_is_spotted(text: str, kinds: tuple[DangerKind, ...]) -> None:
    assert spot(text, WORDS) == Danger(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "楼道灯坏了",
        "Wi-Fi repair",
        "fired from work",
        "a campfire song",
        "gasleak2",
        "水管漏水已经修好",
        "火车票怎么买",
    ],
)
def test_everything_else_is_none(text: str) -> None:
    assert spot(text, WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "没有着火",
        "放心，没有着火。",
        "家里没着火",
        "今天没有发生煤气泄漏的情况",
        "着火的事已经处理",
        "昨天着火的事情已经处理好了，谢谢",
        "打架已经解决了",
        "漏气的问题已经修好了",
        "没有着火，没有漏气",
        "孩子睡着，没有漏气，火锅好了",  # what is passed over still parts what stands around it
    ],
)
def test_a_plain_denial_and_what_is_over_are_passed_over(text: str) -> None:
    assert spot(text, WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "没有，着火了",  # an answer, and then the fire
        "有没有着火",
        "没有着火吗",
        "没有着火？",
        "不是着火",
        "没有着火，冒烟了",
        "没有着火，但是火很大",
        "还没有着火",
        "没有人管，着火",
        "没有 着火",
        "没有着火，快来",
        "着火的事没有处理",
        "着火的事已经处理不了",
        "着火的事已经处理，又烧了",
        "着火的事已经说了三次",
        "老人没有呼吸",
        "没有呼吸",
        "没有着火漏气",
        "没有着火着火",
        "没有着火的地方",
        "差点着火",
        "没有晕倒，救命",
    ],
)
def test_any_doubt_is_danger(text: str) -> None:
    assert spot(text, WORDS) is not None


def test_a_denial_of_one_word_leaves_another_that_overlaps_it() -> None:
    assert spot("没有着火情况", {"fire": ["着火"]}) is None
    assert spot("没有着火情况", {"fire": ["着火", "火情"]}) == Danger((FIRE,))


@given(st.text(max_size=10), every_chinese_word, st.data(), st.text(max_size=10))
def test_no_signs_hide_a_word(before: str, word: str, data: st.DataObject, after: str) -> None:
    noisy = "".join(data.draw(signs) + character for character in word)

    assert spot(f"{before}{noisy}{after}？", WORDS) is not None


@given(st.text(), st.text())
def test_more_said_before_and_after_never_takes_a_danger_away(before: str, after: str) -> None:
    assert spot(f"{before}\n着火了\n{after}", WORDS) is not None


@given(st.text("没有着火已经处理了的事？， a", max_size=30))
def test_without_any_word_there_is_no_danger(text: str) -> None:
    bare = [character for character in text if character not in "？， "]

    assert spot(text, WORDS) is None or "着火" in "".join(bare)


@pytest.mark.parametrize(
    ("kinds", "numbers"),
    [
        ((FIRE,), ("119",)),
        ((FIRE, GAS), ("119",)),
        ((GAS, MEDICAL, POLICE), ("119", "120", "110")),
    ],
)
def test_whom_to_call(kinds: tuple[DangerKind, ...], numbers: tuple[str, ...]) -> None:
    assert Danger(kinds).numbers == numbers


def test_words_without_a_letter_say_nothing() -> None:
    assert spot("你好！", {"fire": ["", "！"]}) is None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="flood"):
        spot("发大水", {"flood": ["大水"]})
