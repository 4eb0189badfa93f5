"""A copy shares nothing that can change."""

from typing import Any

from domain.plain_data import copied


def test_a_copy_is_the_same_and_shares_nothing_that_can_change() -> None:
    draft: dict[str, Any] = {"words": "灯坏了", "media": [{"kind": "photo", "ids": [1, 2]}], "asking": None}
    kept = copied(draft)
    assert kept == draft

    kept["media"][0]["ids"].append(3)
    assert draft["media"] == [{"kind": "photo", "ids": [1, 2]}]
