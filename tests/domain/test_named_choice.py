"""A choice named in words: wholly, in part, by none, by several."""

import pytest

from domain.named_choice import named_choice, named_label

LABELS = ("长江社区", "星桥社区", "星河社区", "同意")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("长江社区", "长江社区"),
        (" 长 江 社 区！", "长江社区"),
        ("长江", "长江社区"),
        ("星桥", "星桥社区"),
        ("同意", "同意"),
    ],
)
def test_a_name_or_a_part_of_only_one_chooses(words: str, label: str) -> None:
    assert named_choice(words, LABELS) == label


@pytest.mark.parametrize("words", ["", "？！", "江", "社区", "星", "不同意", "我住长江社区3号楼", "麦穗社区"])
def test_nothing_two_names_and_longer_words_choose_nothing(words: str) -> None:
    assert named_choice(words, LABELS) is None


def test_two_labels_that_read_alike_are_not_told_apart_by_words() -> None:
    assert named_choice("其他", ("其他", "其 他")) is None


MENU = ("附近驿站、签到", "请假与顶班", "Stations near by, check-in", "红点", "花名册", "红点、花名册")
BETWEEN = ("、", "与", "和", ",", " and ")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("附近驿站、签到", "附近驿站、签到"),
        ("附近驿站签到", "附近驿站、签到"),
        ("附近驿站", "附近驿站、签到"),
        ("签到。", "附近驿站、签到"),
        ("顶班", "请假与顶班"),
        ("Check-in", "Stations near by, check-in"),
        ("红点", "红点"),
    ],
)
def test_one_of_the_things_that_a_label_lists_names_it_and_the_whole_of_another_goes_first(
    words: str, label: str
) -> None:
    assert named_label(words, MENU, BETWEEN) == label


@pytest.mark.parametrize("words", ["", "驿站", "附近", "我要请假", "附近驿站没有水", "请假 顶班 签到", "与", "班"])
def test_a_piece_of_one_and_longer_words_name_no_label(words: str) -> None:
    assert named_label(words, MENU, BETWEEN) is None


def test_what_two_labels_list_names_neither() -> None:
    assert named_label("签到", ("附近驿站、签到", "活动和签到"), BETWEEN) is None
