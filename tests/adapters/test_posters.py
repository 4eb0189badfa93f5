"""Posters: what stands on them, and that the QR on the sheet is the link's."""

from io import BytesIO
from pathlib import Path

import pytest
import segno
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from adapters.posters import HEIGHT, LARGE, MIDDLE, WIDTH, PdfPosters, sheet
from adapters.qr import QUIET_ZONE, modules
from services.ports import Poster

LINK = "https://chat.example.cn/?start=mailbox_k7m2p9q4rs"
POSTER = Poster(
    file="mailbox_k7m2p9q4rs",
    title="乐呵信箱",
    name="江南苑3号楼“乐呵”信箱",
    lines=("第一行", "第二行", "第三行"),
    links=((LINK, "扫一扫"), ("https://t.me/doorstep_bot?start=mailbox_k7m2p9q4rs", "Telegram")),
)
DOTS_AN_INCH = 150
BOTTOM = 122
"""Where the large one stands, in millimetres from the lower edge."""


@pytest.fixture
def printed(tmp_path: Path) -> bytes:
    return PdfPosters().print(POSTER, tmp_path).read_bytes()


def test_it_is_one_a4_sheet_of_vectors_with_its_letters_inside(printed: bytes) -> None:
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page ") == 1
    assert b"/MediaBox [ 0 0 595.27" in printed
    assert b"841.88" in printed
    assert b"/FontFile2" in printed or b"/FontFile3" in printed
    assert b"/Subtype /Image" not in printed
    assert len(printed) < 200_000, "only the letters that are used"


def test_the_same_poster_is_the_same_file(printed: bytes, tmp_path: Path) -> None:
    assert PdfPosters().print(POSTER, tmp_path).read_bytes() == printed


def test_every_module_of_the_qr_stands_on_the_sheet() -> None:
    """Looked at module by module: its middle is as dark as the link's own matrix says, and so is the margin white."""
    picture = BytesIO()
    with sheet(POSTER) as figure:
        FigureCanvasAgg(figure).print_figure(picture, dpi=DOTS_AN_INCH)
    seen = Image.open(picture).convert("L")
    rows = modules(LINK)
    size = len(rows) + 2 * QUIET_ZONE

    def is_dark(row: int, column: int) -> bool:
        x = (MIDDLE - LARGE / 2 + (column + 0.5) * LARGE / size) / WIDTH * seen.width
        y = (HEIGHT - BOTTOM - LARGE + (row + 0.5) * LARGE / size) / HEIGHT * seen.height
        return bool(seen.getpixel((int(x), int(y))) < 128)  # type: ignore[operator]

    shown = [[is_dark(row, column) for column in range(size)] for row in range(size)]
    quiet = QUIET_ZONE
    assert [row[quiet:-quiet] for row in shown[quiet:-quiet]] == rows
    assert not any(any(row) for row in shown[:quiet] + shown[-quiet:])
    assert rows == [[bool(m) for m in row] for row in segno.make_qr(LINK, error="q").matrix]
