"""What these tests draw and read is drawn and read by `python -m`, as the house does it."""

import pytest

from adapters import beside

REAL = beside.command


@pytest.fixture(autouse=True)
def processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "command", REAL)
