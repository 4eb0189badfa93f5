"""What words are about: a proposal, in the config's own words."""

import pytest

from bot import config
from domain.case_flow import CaseKind, HandlingRoute
from domain.category import OTHER, kind_of, proposals
from domain.settings import Category

CATEGORIES = config.load(environment={}).cases.categories
LAMP = Category("lamp", (CaseKind.COMPLAINT,), HandlingRoute.TRACKED, ("灯", "Lamp"))
STAIRS = Category("stairs", (CaseKind.COMPLAINT, CaseKind.NEED), HandlingRoute.TRACKED, ("楼道灯", "楼道"))
COMPANY = Category("company", (CaseKind.WISH,), HandlingRoute.PROXY, ("聊天",))
NOTHING = Category(OTHER, tuple(CaseKind), HandlingRoute.TRACKED, ())
SMALL = (LAMP, STAIRS, COMPANY, NOTHING)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("三单元楼道灯坏了", "facilities"),
        ("小区门口的井盖松了", "facilities"),
        ("楼上漏水，家里淹了", "utilities"),
        ("广场舞太吵", "noise"),
        ("想找人聊天", "company"),
        ("帮我买药", "help_at_home"),
        ("THE ELEVATOR is broken", "property"),
        ("煤气味很重", "emergency"),
    ],
)
def test_the_streets_own_words_find_their_category(words: str, best: str) -> None:
    assert proposals(words, CATEGORIES)[0] == best


def test_longer_words_say_more_and_ties_keep_the_configs_order() -> None:
    assert proposals("楼道灯坏了", SMALL) == ["stairs", "lamp"]
    assert proposals("灯和楼道", SMALL) == ["stairs", "lamp"]
    assert proposals("聊天的楼道", SMALL) == ["stairs", "company"]


@pytest.mark.parametrize("words", ["", "   ", "天气不错", "👍"])
def test_unknown_words_propose_nothing(words: str) -> None:
    assert proposals(words, SMALL) == []
    assert kind_of(words, SMALL) is CaseKind.COMPLAINT


def test_what_is_not_offered_for_a_kind_is_left_out() -> None:
    assert proposals("聊天 楼道灯", SMALL, CaseKind.WISH) == ["company"]
    assert proposals("聊天 楼道灯", SMALL, CaseKind.NEED) == ["stairs"]
    assert proposals("聊天 楼道灯", SMALL, CaseKind.HAZARD) == []


def test_letters_of_any_case_are_the_same() -> None:
    assert proposals("LAMP", SMALL) == proposals("lamp", SMALL) == ["lamp"]


def test_a_wish_is_what_is_only_offered_as_one() -> None:
    assert kind_of("想聊天", SMALL) is CaseKind.WISH
    assert kind_of("楼道灯坏了，想聊天", SMALL) is CaseKind.COMPLAINT


def test_a_generator_is_read_once() -> None:
    assert kind_of("想聊天", (category for category in SMALL)) is CaseKind.WISH


def test_every_case_has_a_category_even_without_words() -> None:
    assert [c.kinds for c in CATEGORIES if c.key == OTHER] == [tuple(CaseKind)]
