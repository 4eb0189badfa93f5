"""What stands at the top of the checkout, and that nothing else got there by accident."""

import shutil
import subprocess

import pytest

from tests.architecture.source import PACKAGES, ROOT

TOP = {
    *PACKAGES,
    *("deploy", "docs", "locales", "migrations", "tests", "training"),
    *("config.yaml", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "alembic.ini", "Makefile"),
    *("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
    *(".ci", ".dockerignore", ".gitignore"),
}


def tracked() -> list[str]:
    """Paths of every file under version control, from the root."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("an unpacked archive has no history to ask")
    command = [git, "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return listed.stdout.splitlines()


def test_the_top_of_the_tree_holds_what_it_should() -> None:
    assert {path.split("/")[0] for path in tracked()} == TOP


def test_no_file_is_empty_but_for_packages() -> None:
    empty = [path for path in tracked() if not path.endswith("__init__.py") and not (ROOT / path).stat().st_size]
    assert empty == []
