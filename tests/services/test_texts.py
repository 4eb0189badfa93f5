"""Texts: people's words stay words, whatever they wrote, and a missing one is an error of ours."""

import pytest

from services.texts import LANGUAGES, Speech, speech

SOURCE = """
hello = <b>您好</b>，{ $name }
count = { $n } 件
empty =
    .title = only an attribute
"""
MADE_UP = Speech("zh", [SOURCE, "more = 再见"])


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("王阿姨", "王阿姨"),
        ("<b>王</b>", "&lt;b&gt;王&lt;/b&gt;"),
        ("A & B", "A &amp; B"),
        ("&lt;", "&amp;lt;"),
        ('"<script>"', '"&lt;script&gt;"'),
        ("{ $n }", "{ $n }"),
        ("-{}-\u202e反", "-{}-\u202e反"),
        ("", ""),
    ],
)
def test_what_people_wrote_is_shown_and_never_read_as_markup(name: str, html: str) -> None:
    assert MADE_UP("hello", name=name) == f"<b>您好</b>，{html}"
    assert MADE_UP.plain("hello", name=name) == f"<b>您好</b>，{name}"


def test_numbers_have_no_separators() -> None:
    assert MADE_UP("count", n=12345) == "12345 件"
    assert MADE_UP.plain("count", n=0) == "0 件"


@pytest.mark.parametrize("key", ["no-such", "empty"])
def test_a_text_that_is_not_there_is_an_error(key: str) -> None:
    for say in (MADE_UP, MADE_UP.plain):
        with pytest.raises(LookupError):
            say(key)


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(LookupError, match="hello"):
        MADE_UP("hello")


def test_a_value_too_many_is_passed_over() -> None:
    assert MADE_UP("more", name="王") == "再见"


def test_whether_a_text_is_known_can_be_asked() -> None:
    assert [MADE_UP.knows(key) for key in ("hello", "more", "no-such")] == [True, True, False]


@pytest.mark.parametrize(("asked", "spoken"), [("zh", "zh"), ("en", "en"), ("fr", "zh"), ("", "zh")])
def test_chinese_is_spoken_where_a_language_is_not_ours(asked: str, spoken: str) -> None:
    assert speech(asked).language == spoken


def test_every_language_is_read_once() -> None:
    assert [speech(language) is speech(language) for language in LANGUAGES] == [True, True]


def test_words_that_grow_when_they_are_escaped_are_shown_whole() -> None:
    """Fluent gives up on values above 2,500 characters; a text of 1,200 brackets is longer once it is escaped."""
    words = "<&" * 600

    assert speech("zh").plain("report-words", words=words).endswith(words)
    assert "&lt;&amp;" * 600 in speech("zh")("report-words", words=words)
