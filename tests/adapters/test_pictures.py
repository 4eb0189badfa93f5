"""Pictures and sheets as they are really drawn, in their own process."""

import csv
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from typing import get_args

import pytest
import segno
from openpyxl import load_workbook
from PIL import Image, ImageFont

from adapters.drawing import COLOURS, INK, MARGIN, SMALL, TILE, WIDTH, Brush, draw
from adapters.pictures import PicturesBeside
from adapters.qr import QUIET_ZONE
from adapters.reward_symbols import PALE, SYMBOLS
from bot import config
from services.outbox import MESSAGE
from services.pictures import (
    BarChart,
    MapPoint,
    Picture,
    QrCode,
    Series,
    Sheet,
    Shelf,
    TextCard,
    WalkMap,
    Ware,
    fingerprint,
)
from services.ports import Message, NotDrawn

CHART = BarChart(
    "长江社区 三率",
    labels=("一网格", "没有诉求的网格"),
    series=(Series("响应率", (100.0, None), ("100%", "没有数据")), Series("解决率", (50.0, None))),
    unit="%",
    most=100.0,
    footnote="只按诉求人的回答计算",
)
CARD = TextCard("微心愿", ("想要一辆轮椅",), done=3, of=5)
QR = QrCode("请您来", "https://chat.example.cn/?start=invite_" + "k7M-p9Q_" * 4, ("扫一扫",))
SHEET = Sheet("rates.xlsx", "三率 [11/2026]", ("单位", "响应率"), (("=1+1", 95.5), ("@一网格", None)), ("+说明",))
POINTS = (MapPoint(43.8, 126.5, "1号楼", "2 户"), MapPoint(43.801, 126.501, "2号楼"))
WALK = WalkMap("今天还有 3 户", POINTS, (((43.8, 126.5), (43.802, 126.5), (43.802, 126.502)),))
SHELF = Shelf("积分可以换", (Ware("理发", ("200 分", "还有 3 份"), symbol="haircut"), Ware("保险套餐", ("80 分",))))
EACH: dict[object, Picture] = {BarChart: CHART, TextCard: CARD, QrCode: QR, WalkMap: WALK, Shelf: SHELF}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> PicturesBeside:
    return PicturesBeside(tmp_path_factory.mktemp("drawing"), seconds=60)


def pixels(png: bytes) -> Counter[str]:
    """How many pixels there are of each colour."""
    with Image.open(BytesIO(png)) as image:
        assert image.width == WIDTH
        raw = image.convert("RGB").tobytes()
    return Counter("#" + raw[start : start + 3].hex() for start in range(0, len(raw), 3))


async def test_a_bar_is_as_long_as_its_value_and_no_value_is_no_bar(pictures: PicturesBeside) -> None:
    drawn = pixels(await pictures.draw(CHART))
    without = pixels(await pictures.draw(replace(CHART, series=(Series("响应率", (None, None)),))))

    full, half = drawn[COLOURS[0]], drawn[COLOURS[1]]
    assert half == pytest.approx(full / 2, rel=0.01)
    assert full > 0
    assert [without[colour] for colour in COLOURS] == [0] * len(COLOURS)


async def test_a_ware_shows_its_photo_and_without_one_its_symbol_or_its_first_sign(pictures: PicturesBeside) -> None:
    red = BytesIO()
    Image.new("RGB", (1600, 900), "#ff0000").save(red, "PNG")
    photographed = replace(SHELF, wares=(replace(SHELF.wares[0], photo="a" * 64), SHELF.wares[1]))

    shown = pixels(await pictures.draw(photographed, {"a" * 64: red.getvalue()}))
    drawn = pixels(await pictures.draw(photographed))

    assert photographed.photos == ("a" * 64,)
    assert (shown["#ff0000"], drawn["#ff0000"]) == (TILE**2, 0)
    assert drawn[PALE] > shown[PALE] > 0
    assert drawn[COLOURS[0]] > shown[COLOURS[0]] > 0


async def test_every_module_of_a_qr_is_drawn_and_white_is_around_it(pictures: PicturesBeside) -> None:
    """Read off the picture itself: the modules as the link's own matrix has them, none of them grey at its edges."""
    with Image.open(BytesIO(await pictures.draw(replace(QR, title="", lines=())))) as image:
        grey = image.convert("L")
    rows = [[bool(sign) for sign in row] for row in segno.make_qr(QR.link, error="q").matrix]
    left, top, right, bottom = grey.point(lambda value: 255 * (value < 128)).getbbox() or (0, 0, 0, 0)
    side = (right - left) // len(rows)
    assert (right - left, bottom - top) == (side * len(rows), side * len(rows))
    assert min(left, top - MARGIN // 2, grey.width - right, grey.height - bottom) >= QUIET_ZONE * side

    def shown(row: int, column: int) -> set[int]:
        at = (left + column * side, top + row * side)
        return set(grey.crop((*at, at[0] + side, at[1] + side)).tobytes())

    ink, size = int(INK[1:3], 16), range(len(rows))
    assert [[shown(row, column) for column in size] for row in size] == [
        [{ink if dark else 255} for dark in row] for row in rows
    ]


@pytest.mark.parametrize("made", [CHART, CARD, QR, SHEET], ids=["bars", "card", "qr", "sheet"])
async def test_the_same_data_is_the_same_file(pictures: PicturesBeside, made: Picture | Sheet) -> None:
    assert await pictures.draw(made) == await pictures.draw(made)


@pytest.mark.parametrize("kind", get_args(Picture), ids=str)
def test_every_kind_comes_back_from_the_outbox_as_itself(kind: object) -> None:
    message = Message(text="三率", picture=EACH[kind], sheet=SHEET)
    assert MESSAGE.validate_json(MESSAGE.dump_json(message, exclude_defaults=True)) == message


def test_other_data_is_another_picture() -> None:
    assert len({fingerprint(made) for made in (CHART, CARD, QR, WALK, SHELF, SHEET, replace(CHART, most=200.0))}) == 7


def test_what_the_font_lacks_is_left_out_and_all_else_is_in_it() -> None:
    font = str(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc")
    brush = Brush(font, height=100)
    assert brush.clean("江南街道🎉 95.5%\n【响应】$x$") == "江南街道 95.5% 【响应】$x$"
    box = ImageFont.truetype(font, 28).getmask("\U0001f389").getbbox()
    shown = [ImageFont.truetype(font, 28).getmask(sign) for sign in "响应率解决满意街"]
    assert len({bytes(mask) for mask in shown}) == len(shown)
    assert all(mask.getbbox() != box for mask in shown)


def test_a_long_name_is_cut_to_its_room_and_no_line_begins_with_a_comma() -> None:
    brush = Brush(str(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc"), height=100)
    assert brush.width(brush.clipped("很长的名字" * 9, SMALL, 200), SMALL) <= 200
    assert brush.wrapped("一二三，四五", SMALL, SMALL * 3.2) == ["一二三，", "四五"]


async def test_a_sheet_holds_words_as_words_and_numbers_as_numbers(pictures: PicturesBeside) -> None:
    page = load_workbook(BytesIO(await pictures.draw(SHEET))).active
    assert page is not None
    assert page.title == "三率 112026"
    assert [[(cell.value, cell.data_type) for cell in row if cell.value is not None] for row in page] == [
        [("三率 [11/2026]", "s")],
        [("单位", "s"), ("响应率", "s")],
        [("=1+1", "s"), (95.5, "n")],
        [("@一网格", "s")],
        [("+说明", "s")],
    ]


async def test_a_csv_is_read_as_utf8_by_excel_and_holds_no_formula(pictures: PicturesBeside) -> None:
    """Signs of a formula in a name, a heading and a note; numbers stay numbers, below nought too."""
    rows = (("=1+1", 95.5), ("@一网格", None), ("\t=2", -3), ("＝3", 0), ('说, "好"', 1))
    content = await pictures.draw(Sheet("visits.csv", "-走访", ("+单位", "走到 %"), rows, ("普通",)))

    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["'-走访"],
        ["'+单位", "走到 %"],
        ["'=1+1", "95.5"],
        ["'@一网格", ""],
        ["'\t=2", "-3"],
        ["'＝3", "0"],
        ['说, "好"', "1"],
        ["普通"],
    ]


async def test_what_cannot_be_drawn_or_takes_too_long_is_said(tmp_path: Path, pictures: PicturesBeside) -> None:
    with pytest.raises(NotDrawn):
        await pictures.draw(replace(CHART, series=(Series("响应率", ()),)))
    with pytest.raises(NotDrawn, match="within"):
        await PicturesBeside(tmp_path, seconds=0.01).draw(CHART)


def test_a_map_numbers_its_points_and_one_point_alone_is_a_map_too() -> None:
    both, one = draw(WALK, {}), draw(replace(WALK, points=POINTS[:1], outlines=()), {})

    assert pixels(both)[COLOURS[0]] > pixels(one)[COLOURS[0]] > 500


def test_every_reward_that_comes_with_the_house_has_a_symbol() -> None:
    assert {reward.key for reward in config.load(environment={}).points.rewards} == set(SYMBOLS)
