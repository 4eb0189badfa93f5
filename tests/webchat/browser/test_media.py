"""Photos with a look before they go, albums, voice and files."""

import io
import re

from PIL import Image
from playwright.async_api import BrowserContext, FilePayload, expect

from tests.webchat.browser.person import Person


def photo(width: int = 320, height: int = 240, name: str = "照片.png") -> FilePayload:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 120, 60)).save(buffer, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": buffer.getvalue()}


async def choose(alice: Person, *files: FilePayload) -> None:
    async with alice.page.expect_file_chooser() as chooser:
        await alice.button("照片").click()
    await (await chooser.value).set_files(list(files))


async def test_a_photo_is_seen_first_made_smaller_and_sent_with_words(alice: Person) -> None:
    await choose(alice, photo(4000, 2000))
    seen = alice.page.get_by_alt_text("第 1 张照片")
    await expect(seen).to_be_visible()
    assert await seen.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1280, 640]
    await alice.page.get_by_label("想说明什么").fill("路口的坑")
    await alice.button("发送照片").click()

    await alice.sees("路口的坑")
    assert (await alice.heard(lambda message: message.photo)).caption == "路口的坑"
    await alice.button("看大图").click()
    await expect(alice.page.get_by_role("dialog", name="看照片")).to_be_visible()
    await alice.page.keyboard.press("Escape")
    await expect(alice.button("看大图")).to_be_focused()


async def test_what_was_typed_becomes_the_caption(alice: Person) -> None:
    await alice.words.fill("灯不亮")
    await choose(alice, photo())
    await alice.button("发送照片").click()

    await alice.sees("灯不亮")
    await expect(alice.words).to_have_value("")


async def test_several_photos_are_one_album_and_one_can_be_taken_out(alice: Person) -> None:
    await choose(alice, photo(), photo(), photo())
    await alice.button("去掉第 2 张").click()
    await expect(alice.page.get_by_role("status").get_by_text("选好了 3 张")).to_be_visible()
    await alice.button("发送照片").click()

    await expect(alice.log.locator(".own .grid .photo")).to_have_count(2)
    await expect(alice.log.locator(".own")).to_have_count(1)
    message = await alice.heard(lambda message: message.photo)
    assert message.media_group_id


async def test_photos_go_only_when_all_are_ready(alice: Person) -> None:
    slowly = """() => {
      const decode = createImageBitmap;
      let calls = 0;
      const gate = new Promise((open) => { window.open_gate = open; });
      window.createImageBitmap = async (...how) => { if ((calls += 1) > 1) await gate; return decode(...how); };
    }"""
    await alice.page.evaluate(slowly)
    await choose(alice, photo(), photo())
    await expect(alice.page.get_by_alt_text("第 1 张照片")).to_be_visible()
    await expect(alice.button("发送照片")).to_be_disabled()
    await alice.page.evaluate("open_gate()")
    await alice.button("发送照片").click()

    await expect(alice.log.locator(".own .grid .photo")).to_have_count(2)


async def test_a_picture_that_does_not_open_is_named(alice: Person) -> None:
    await choose(alice, {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"})

    await expect(alice.page.get_by_role("dialog")).to_contain_text("有 1 张这里打不开")
    await expect(alice.button("发送照片")).to_be_disabled()


async def test_originals_go_as_files_just_as_they_are(alice: Person) -> None:
    first, second = photo(1500, 700, "一.png"), photo(1400, 700, "二.png")
    await choose(alice, first, second)
    await alice.page.get_by_label("发原图").check()
    await alice.page.get_by_label("想说明什么").fill("裂缝")
    await alice.button("发送照片").click()

    await expect(alice.log.get_by_role("link", name="二.png")).to_be_visible()
    message = await alice.heard(lambda message: message.document)
    assert message.document and (message.caption, message.document.file_name) == ("裂缝", "一.png")
    assert message.document.file_size == len(first["buffer"])


async def test_how_much_has_been_sent_is_seen_and_heard(context: BrowserContext, alice: Person) -> None:
    network = await context.new_cdp_session(alice.page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 40_000}
    noise = Image.effect_noise((1200, 900), 120)
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG")
    await choose(alice, {"name": "噪点.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()})
    await expect(alice.button("发送照片")).to_be_enabled()
    await network.send("Network.emulateNetworkConditions", slow)
    await alice.button("发送照片").click()

    bar = alice.page.get_by_role("progressbar", name="发送进度")
    await expect(bar).to_be_visible()
    await expect(alice.page.locator(".waiting .state")).to_contain_text(re.compile("已传 [1-9][0-9]?%"))
    assert 0 < float(await bar.evaluate("bar => bar.value")) < 100
    await network.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    await expect(alice.log.locator(".own .photo")).to_have_count(1)
    await expect(bar).to_have_count(0)


async def test_a_voice_note_is_recorded_heard_and_sent(alice: Person) -> None:
    await alice.button("语音").click()
    await alice.button("开始录音").click()
    await expect(alice.page.locator(".record-time")).to_have_text(re.compile("0:0[1-9]"))
    await alice.button("说完了").click()
    await expect(alice.button("播放")).to_be_visible()
    await alice.button("发送语音").click()

    await expect(alice.log.get_by_role("group", name="语音，")).to_be_visible()
    await alice.log.get_by_role("button", name="播放").click()
    await alice.until("document.querySelector('.messages audio').currentTime > 0")
    message = await alice.heard(lambda message: message.voice)
    assert message.voice and message.voice.duration >= 1 and message.voice.file_size


async def test_a_dropped_voice_note_is_not_sent(alice: Person) -> None:
    await alice.button("语音").click()
    await alice.button("开始录音").click()
    await alice.button("说完了").click()
    await alice.button("重新录").click()
    await expect(alice.button("开始录音")).to_be_focused()
    await alice.page.keyboard.press("Escape")

    await expect(alice.log.locator(".message")).to_have_count(0)


async def test_a_browser_that_cannot_record_says_what_to_do(alice: Person) -> None:
    await alice.page.evaluate("delete window.MediaRecorder")
    await alice.button("语音").click()

    await expect(alice.page.get_by_role("dialog")).to_contain_text("这个浏览器不能录音")


async def test_a_file_keeps_its_name(alice: Person) -> None:
    async with alice.page.expect_file_chooser() as chooser:
        await alice.button("文件").click()
    await (await chooser.value).set_files({"name": "清单.txt", "mimeType": "text/plain", "buffer": "扫帚".encode()})

    await expect(alice.log.get_by_role("link", name="清单.txt")).to_be_visible()
    message = await alice.heard(lambda message: message.document)
    assert message.document and message.document.file_name == "清单.txt"
