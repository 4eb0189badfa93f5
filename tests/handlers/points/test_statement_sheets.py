"""Monthly statements as tables: whatever a merchant is called, no cell is a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from adapters.pictures import PicturesBeside
from domain.rates import Span, period_of
from handlers.points.statement_sheets import table
from services.points.statement_facts import Flow, Honoured, Place
from services.points.statements import AnyStatement, PlaceStatement, StreetStatement
from services.texts import speech
from tests.support.street import SHANGHAI, at

NASTY = '=HYPERLINK("http://x.example","点我")'
NOVEMBER = period_of(Span.MONTH, at("2026-11-18").date())
FLOW = Flow(0, (("activity", 30),), 0, 20, 0, 0, 0, 10, 0)
SHOP = PlaceStatement(22, NASTY, NOVEMBER, (Honoured(at("2026-11-18"), "own-+洗衣液", "BW675Y8J", 20),))
STREET = StreetStatement(1, "@江南街道", NOVEMBER, FLOW, (Place(22, NASTY, 1, 20), Place(23, "-洗车行", 0, 0)))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> PicturesBeside:
    return PicturesBeside(tmp_path_factory.mktemp("drawing"), seconds=60)


@pytest.mark.parametrize("found", [SHOP, STREET], ids=["merchant", "street"])
async def test_no_name_is_a_formula_and_every_figure_a_number(pictures: PicturesBeside, found: AnyStatement) -> None:
    made = table(speech("zh"), found, SHANGHAI)

    book = load_workbook(BytesIO(await pictures.draw(made)))

    cells = [cell for page in book for row in page for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    words = [str(cell.value) for cell in cells if cell.data_type == "s"]
    assert any(NASTY in word for word in words)
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")
    assert 20 in [cell.value for cell in cells if cell.data_type == "n"]
