import pytest

from domain.contact import Contact, contact_in, phone_in
from domain.errors import PhoneUnreadable, TooLong

NUMBER = "13800000000"


@pytest.mark.parametrize(
    "typed",
    [NUMBER, "138 0000 0000", "138-0000-0000", "+86 138 0000 0000", "0086 13800000000", "１３８００００００００"],
)
def test_one_number_has_one_spelling(typed: str) -> None:
    assert phone_in(typed) == NUMBER


@pytest.mark.parametrize("typed", ["0432-1234567", "1234567", "(0432) 6123456", "+44 20 7946 0958", "64512345"])
def test_numbers_that_are_no_mobile(typed: str) -> None:
    digits = "".join(sign for sign in typed if sign in "+0123456789")
    if digits[0] == "1":
        with pytest.raises(PhoneUnreadable):
            phone_in(typed)
    else:
        assert phone_in(typed) == digits


@pytest.mark.parametrize("typed", ["", "1380000000", "138000000000", "12800000000", "1380000000a", "电话", "+86"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(PhoneUnreadable):
        phone_in(typed)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("张阿姨 138 0000 0000", Contact("张阿姨", NUMBER)),
        ("13800000000，张阿姨", Contact("张阿姨", NUMBER)),
        ("张阿姨：+86 138-0000-0000", Contact("张阿姨", NUMBER)),
        ("3号楼王大爷", Contact("3号楼王大爷")),
        ("3号楼王大爷 13800000000", Contact("3号楼王大爷", NUMBER)),
        ("１３８００００００００", Contact(None, NUMBER)),
        ("  ", Contact()),
    ],
)
def test_a_name_and_a_number_in_any_order(words: str, found: Contact) -> None:
    assert contact_in(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("不知道电话", Contact()),
        ("不知道", Contact()),
        ("没有电话。", Contact()),
        ("没留电话", Contact()),
        ("他没说", Contact()),
        ("不清楚名字，不知道电话", Contact()),
        ("I don't know the number", Contact()),
        ("none", Contact()),
        ("张阿姨，不知道电话", Contact("张阿姨")),
        ("张阿姨 没有电话", Contact("张阿姨")),
        ("不知道名字，13800000000", Contact(None, NUMBER)),
        ("吴阿姨", Contact("吴阿姨")),
        ("吴留 13800000000", Contact("吴留", NUMBER)),
        ("No. 3, Mrs Zhang", Contact("No. 3, Mrs Zhang")),
    ],
)
def test_that_somebody_does_not_know_is_no_name(words: str, found: Contact) -> None:
    assert contact_in(words) == found


@pytest.mark.parametrize(
    "words",
    ["张阿姨 1380abc0000", "13800000000x", "a13800000000", "张阿姨 138000", "13800000000 13900000000", "1 3 8 0 0 0 0"],
)
def test_digits_that_are_no_number_are_refused_and_not_taken_for_a_name(words: str) -> None:
    with pytest.raises(PhoneUnreadable):
        contact_in(words)


def test_a_name_has_an_end() -> None:
    with pytest.raises(TooLong):
        contact_in("张" * 41)
