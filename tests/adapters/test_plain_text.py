"""HTML back to the words that a person would have read."""

import pytest

from adapters.plain_text import without_markup


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("您好", "您好"),
        ("<b>您好</b> &amp; <i>再见</i>", "您好 & 再见"),
        ("3 &lt; 5 &gt; 1 &quot;好&quot;", '3 < 5 > 1 "好"'),
        ('<a href="https://example.org">看</a>\n第二行', "看\n第二行"),
        ("<b>没有结束", "没有结束"),
        ("结束了</b>", "结束了"),
        ("<b>套<i>错</b>了</i>", "套错了"),
        ("温度 < 5 度", "温度 < 5 度"),
        ("A&B 公司", "A&B 公司"),
        ("👵🏻 &#20320;", "👵🏻 你"),
    ],
)
def test_words_stay_and_markup_goes(html: str, words: str) -> None:
    assert without_markup(html) == words
