"""Every word of the page exists in both languages, and every refusal of the server has its sentence."""

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.webchat.browser.person import phone
from tests.webchat.browser.street import Street

WEBCHAT = Path(__file__).parents[3] / "webchat"
STATIC = WEBCHAT / "static"
ENTRY = re.compile(r'^  "([\w.]+)": "(.*)",$', re.MULTILINE)


def texts(language: str) -> dict[str, str]:
    return dict(ENTRY.findall((STATIC / f"texts.{language}.js").read_text(encoding="utf-8")))


def sources() -> list[Path]:
    return [path for path in sorted(STATIC.rglob("*.js")) if not re.fullmatch(r"texts\.\w\w\.js", path.name)]


async def test_both_languages_say_the_same_things_with_the_same_variables() -> None:
    chinese, english = texts("zh"), texts("en")
    lines = sum(line.startswith('  "') for line in (STATIC / "texts.zh.js").read_text(encoding="utf-8").splitlines())

    assert list(chinese) == list(english)
    assert lines == len(chinese)
    names = re.compile(r"\{\w+\}")
    assert {key: sorted(names.findall(text)) for key, text in chinese.items()} == {
        key: sorted(names.findall(text)) for key, text in english.items()
    }


async def test_every_key_that_is_used_exists_and_none_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sources())
    used = set(re.findall(r'"([a-zA-Z]+(?:\.[a-zA-Z]+)+)"', code)) & set(texts("zh"))
    built = {
        key for key in texts("zh") if key.partition(".")[0] in {"error", "kind", "outbox", "size", "theme", "composer"}
    }

    assert set(re.findall(r'\bt\("([^"]+)"', code)) <= set(texts("zh"))
    assert set(texts("zh")) - used - built == set()


async def test_every_refusal_of_the_server_has_a_sentence() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in WEBCHAT.rglob("*.py"))
    codes = set(re.findall(r'PersonError\(\d+, "(\w+)"', code)) | {"too_big", "bad_request", "not_found", "network"}

    assert {f"error.{code}" for code in codes} <= set(texts("zh"))


async def test_an_english_phone_gets_english_and_can_change(browser: Browser, street: Street) -> None:
    context = await phone(browser, locale="en-GB")
    page = await context.new_page()
    await page.goto(street.url)
    await expect(page.get_by_role("button", name="Settings")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")

    await page.get_by_role("button", name="Settings").click()
    await page.get_by_text("中文", exact=True).click()
    await expect(page.get_by_role("button", name="设置")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name="设置")).to_be_visible()
    await context.close()
