"""Every module can be imported by itself, and imports only what its layer may."""

import importlib
import tomllib

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import PACKAGES, ROOT, modules


@pytest.mark.parametrize("path", modules())
def test_every_module_imports(path: str) -> None:
    importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def test_the_layers_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_package_is_under_the_same_gates() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    folders = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests"}
    assert set(PACKAGES) == folders
    assert set(tools["importlinter"]["root_packages"]) == folders
    assert set(tools["mypy"]["packages"]) == folders | {"tests", "migrations"}
