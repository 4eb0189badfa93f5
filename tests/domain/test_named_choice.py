"""A choice named in words: wholly, in part, by none, by several."""

import pytest

from domain.named_choice import named_choice

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
