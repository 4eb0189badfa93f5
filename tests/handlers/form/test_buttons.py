"""A button's data is what the library makes of it, and never more than it can carry."""

import pytest

from handlers.form.buttons import FormTap, tap
from handlers.form.draft import Draft

DRAFT = Draft("report")


def test_a_button_carries_what_the_library_would_pack() -> None:
    packed = FormTap(draft=DRAFT.submission, do="pick", piece="community", value="12").pack()

    assert (tap(DRAFT, "pick", "community", 12), FormTap.unpack(tap(DRAFT, "send"))) == (
        packed,
        FormTap(draft=DRAFT.submission, do="send"),
    )


@pytest.mark.parametrize("value", ["a:b", "字" * 20])
def test_what_a_button_cannot_carry_is_a_bug(value: str) -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        tap(DRAFT, "pick", "community", value)
