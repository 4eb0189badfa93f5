"""The lock files say exactly what is installed, whoever serves it, and fit pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = PROJECT["project"]["dependencies"]
LOCKS = {"requirements.lock": DEPENDENCIES, "requirements-dev.lock": DEPENDENCIES + PROJECT["dependency-groups"]["dev"]}


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """Version by name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==(\S+)", text_of(lock), flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_fits_the_project(lock: str) -> None:
    pinned = pins(lock)
    wanted = [Requirement(line) for line in LOCKS[lock]]
    unmet = [
        str(one)
        for one in wanted
        if (version := pinned.get(canonicalize_name(one.name))) is None or version not in one.specifier
    ]
    assert unmet == [], "make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_and_hashed(lock: str) -> None:
    lines = [line for line in text_of(lock).splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [
        line for line in lines if not re.match(r"[\w.-]+(\[[\w,-]+])?==\S+ .*\\$|    --hash=sha256:[0-9a-f]{64}", line)
    ] == []
    blocks = re.split(r"^(?=\S)", text_of(lock), flags=re.MULTILINE)
    assert [block for block in blocks if block.strip() and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_package_index_is_named(lock: str) -> None:
    assert re.findall(r"\S*(?:://|--index-url|--find-links)\S*", text_of(lock)) == []


def test_what_is_tested_is_what_runs() -> None:
    developed = pins("requirements-dev.lock")
    assert {name: developed.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")
