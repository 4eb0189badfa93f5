"""Words stay words: whatever somebody writes or is called, nothing of it becomes part of the page."""

from playwright.async_api import expect

from tests.webchat.browser.person import Person

# Entities that are nested, that run over the end, and of a kind that nobody knows.
NESTED = """() => import('/static/entities.js').then(({rich}) => {
  const box = document.createElement('div');
  box.append(rich('一😀二三四', [
    {type: 'bold', offset: 0, length: 4}, {type: 'italic', offset: 1, length: 2},
    {type: 'underline', offset: 3, length: 99}, {type: 'nonsense', offset: 5, length: 1}]));
  return [box.textContent, box.querySelector('strong > em').textContent];
})"""
EVIL = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


async def test_markup_in_words_is_shown_as_words(alice: Person) -> None:
    await alice.say(EVIL)

    await alice.sees(EVIL)
    await expect(alice.page.locator("img[src=x]")).to_have_count(0)
    assert "owned" not in await alice.page.title()


async def test_markup_in_a_name_and_in_a_button_is_shown_as_words(alice: Person) -> None:
    await alice.button("设置").click()
    await alice.page.get_by_label("您的称呼").fill("<b onclick=x>张三</b>")
    await alice.button("保存称呼").click()
    await expect(alice.page.get_by_role("dialog")).to_contain_text("存好了")
    await alice.page.keyboard.press("Escape")
    await alice.say("name")

    await alice.sees("您是 <b onclick=x>张三</b>")


async def test_formatting_is_made_of_nodes(alice: Person) -> None:
    await alice.say(
        "rich <b>粗</b><i>斜</i><u>线</u><s>删</s><code>码</code><pre>块</pre><blockquote>引</blockquote>"
        '<a href="https://example.org/a?b=1&amp;c=2">链接</a><tg-spoiler>藏</tg-spoiler>&lt;em&gt;'
    )
    text = alice.log.locator(".bot .text")

    for tag, words in {"strong": "粗", "em": "斜", "u": "线", "s": "删", "pre": "块", "blockquote": "引"}.items():
        await expect(text.locator(tag)).to_have_text(words)
    anchor = text.get_by_role("link", name="链接")
    await expect(anchor).to_have_attribute("href", "https://example.org/a?b=1&c=2")
    await expect(anchor).to_have_attribute("rel", "noopener noreferrer nofollow")
    await text.get_by_role("button", name="遮住的内容").click()
    await expect(text).to_contain_text("藏<em>")


async def test_addresses_that_could_run_something_are_no_links_and_no_letter_is_lost(alice: Person) -> None:
    unsafe = [
        "javascript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "blob:x",
        "file:///etc/passwd",
        "tg://user?id=1",
    ]
    urls = [*unsafe, "https://a.example/"]
    safe = await alice.page.evaluate("urls => import('/static/dom.js').then(({safeUrl}) => urls.map(safeUrl))", urls)
    shown = await alice.page.evaluate(NESTED)

    assert safe == [None] * len(unsafe) + ["https://a.example/"]
    assert shown == ["一😀二三四", "😀"]
