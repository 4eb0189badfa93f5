"""Every module can be imported by itself, and imports only what its layer may."""

import importlib
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.source import PACKAGES, ROOT, paths


@pytest.mark.parametrize("path", paths())
def test_every_module_imports(path: str) -> None:
    importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def test_the_layers_hold() -> None:
    """In a process of its own: within ours it would switch off every logger that it does not know."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_package_is_under_the_same_gates() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    folders = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests"}
    assert set(PACKAGES) == folders
    assert set(tools["importlinter"]["root_packages"]) == folders
    assert set(tools["mypy"]["packages"]) == folders | {"tests", "migrations"}
