"""Only what is polite as a whole: whoever greets and then says something is heard."""

import pytest

from domain.small_talk import is_small_talk

PHRASES = ("你好", "谢谢", "ok", "thankyou")


@pytest.mark.parametrize("text", ["你好", " 你好！", "ＯＫ", "Thank you.", "👍👍", "……", "❤️", "_"])
def test_politeness(text: str) -> None:
    assert is_small_talk(text, PHRASES)


@pytest.mark.parametrize("text", ["你好，楼道灯坏了", "谢谢你修灯，又坏了", "漏水", "3", "help"])
def test_something_to_deal_with(text: str) -> None:
    assert not is_small_talk(text, PHRASES)
