"""Telegram's HTML: what becomes of it, and its exact complaints."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.errors import BotError
from webchat.markup.entities import TEXT_LIMIT, detect, formatted
from webchat.markup.html import TYPES, parse_html, units
from webchat.markup.links import checked_link

EMOJI = "👩‍🚒"  # five UTF-16 units


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"offset": offset, "length": length, "type": kind, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain &lt;b&gt; &amp;amp; &quot;", 'plain <b> &amp; "', []),
        ("<b>x</b> <STRONG>y</STRONG>", "x y", [entity("bold", 0, 1), entity("bold", 2, 1)]),
        (f"{EMOJI}<i>斜</i>", f"{EMOJI}斜", [entity("italic", units(EMOJI), 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<s>a</s><del>b</del><u>c</u><ins>d</ins>", "abcd", None),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
        (
            '<pre><code class="language-python">x = 1</code></pre>',
            "x = 1",
            [entity("pre", 0, 5, language="python")],
        ),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        (
            "<a href='https://example.org/?a=1&amp;b=2'>m</a>",
            "m",
            [entity("text_link", 0, 1, url="https://example.org/?a=1&b=2")],
        ),
        ('<a href="example.org">m</a>', "m", [entity("text_link", 0, 1, url="http://example.org/")]),
        ('<a href="javascript:alert(1)">m</a>', "m", []),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "x", [entity("custom_emoji", 0, 1, custom_emoji_id="5")]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ("&#x5BB6;&#38376; &#0; &nbsp;", "家门 &#0; &nbsp;", []),
    ],
)
def test_what_becomes_of_it(source: str, text: str, entities: list[dict[str, Any]] | None) -> None:
    found, marks = formatted(source, "HTML")
    assert found == text
    assert entities is None or marks == entities


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("家<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 3'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href=", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">m</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x*y>m</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_complaints(source: str, complaint: str) -> None:
    with pytest.raises(BotError) as refused:
        formatted(source, "HTML")
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.lists(st.sampled_from([*"<>/&;=\"' ab家", EMOJI, "b>", "</", "href", "&lt;"]), max_size=60).map("".join))
def test_any_text_is_parsed_or_refused_and_entities_stay_inside(source: str) -> None:
    try:
        text, entities = formatted(source, "HTML")
    except BotError as refused:
        assert refused.code == 400
        return
    for one in entities:
        assert 0 <= one["offset"] < one["offset"] + one["length"] <= units(text)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), st.text(min_size=1, max_size=8)), max_size=6))
def test_what_is_escaped_comes_back(parts: list[tuple[str, str]]) -> None:
    text, entities = parse_html("".join(f"<{tag}>{html.escape(words, quote=False)}</{tag}>" for tag, words in parts))
    assert text == "".join(words for _, words in parts)
    encoded = text.encode("utf-16-le", "surrogatepass")
    cut = [
        encoded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le", "surrogatepass")
        for e in entities
    ]
    assert [(e["type"], words) for e, words in zip(entities, cut, strict=True)] == [(TYPES[tag], w) for tag, w in parts]


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    assert formatted(" \n<b> x </b>y\n", "HTML") == ("x y", [entity("bold", 0, 2)])


def test_entities_of_a_bot() -> None:
    text, found = formatted("家 map", None, [{"type": "text_link", "offset": 2, "length": 3, "url": "https://a.org/x"}])
    assert (text, found) == ("家 map", [entity("text_link", 2, 3, url="https://a.org/x")])
    with pytest.raises(BotError, match="entity URL 'not a url' is invalid"):
        formatted("x", None, [{"type": "text_link", "offset": 0, "length": 1, "url": "not a url"}])
    with pytest.raises(BotError, match="expected an Array"):
        formatted("x", None, {"type": "bold"})
    with pytest.raises(BotError, match='"offset" and "length"'):
        formatted("x", None, [{"type": "bold"}])


def test_what_is_found_by_itself() -> None:
    text = f"{EMOJI} /help@doorstep_bot see https://example.org/a?b=1。and @made_up or a@example.org, 1/2 a/b"
    encoded = text.encode("utf-16-le")
    assert [
        (e["type"], encoded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in detect(text)
    ] == [
        ("bot_command", "/help@doorstep_bot"),
        ("url", "https://example.org/a?b=1"),
        ("mention", "@made_up"),
        ("email", "a@example.org"),
    ]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("a </b> or <br/>", []),
        ("/start>", []),
        ("https://a.org/b /a/b 1/2 说/help", []),
        ("(/help) and 「/start」, ./run", ["/help", "/start", "/run"]),
        ("/help@doorstep_bot。/go@me", ["/help@doorstep_bot", "/go"]),
    ],
)
def test_a_command_begins_after_what_is_no_word_and_no_markup(text: str, commands: list[str]) -> None:
    found = [e for e in detect(text) if e["type"] == "bot_command"]
    assert [text[e["offset"] : e["offset"] + e["length"]] for e in found] == commands


def test_nothing_is_found_inside_code() -> None:
    assert formatted("<code>/help</code>", "HTML")[1] == [entity("code", 0, 5)]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "a b.org", "x"]
)
def test_links_that_are_none(url: str) -> None:
    assert checked_link(url) is None


def test_the_longest_text() -> None:
    assert len(formatted("字" * TEXT_LIMIT, None)[0]) == TEXT_LIMIT
    with pytest.raises(BotError, match="message is too long"):
        formatted("字" * (TEXT_LIMIT + 1), None)
