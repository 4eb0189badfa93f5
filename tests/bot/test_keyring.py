"""Secrets: kept beside the data for nobody else's eyes, or given by the environment."""

import stat
from pathlib import Path

import pytest

from adapters.vault import generate_key
from bot.config import ConfigError
from bot.keyring import KEYS_FILE, WEBCHAT_TOKEN_FILE, WEBHOOK_SECRET_FILE, read

NOTHING: dict[str, str] = {}


def test_what_is_not_given_is_made_once_and_kept(tmp_path: Path) -> None:
    first, second = read(tmp_path / "data", NOTHING), read(tmp_path / "data", NOTHING)

    assert second.webchat_token == first.webchat_token
    assert second.vault.open(first.vault.seal("王阿姨", "person:1:name"), "person:1:name") == "王阿姨"
    assert (first.telegram_token, first.webchat_token.startswith("1:")) == (None, True)
    assert second.webhook_secret == first.webhook_secret


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    read(tmp_path, NOTHING)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys((KEYS_FILE, WEBCHAT_TOKEN_FILE, WEBHOOK_SECRET_FILE), 0o600)


@pytest.mark.parametrize("name", [KEYS_FILE, WEBCHAT_TOKEN_FILE, WEBHOOK_SECRET_FILE])
def test_an_empty_secret_lets_nobody_start(tmp_path: Path, name: str) -> None:
    """A start that was cut short between making the file and writing it."""
    (tmp_path / name).touch()
    with pytest.raises(ConfigError, match=name):
        read(tmp_path, NOTHING)


def test_two_houses_have_different_secrets(tmp_path: Path) -> None:
    here, there = read(tmp_path / "here", NOTHING), read(tmp_path / "there", NOTHING)
    assert (here.webchat_token, here.webhook_secret) != (there.webchat_token, there.webhook_secret)
    sealed = here.vault.seal("王阿姨", "person:1:name")
    with pytest.raises(Exception, match=r"."):
        there.vault.open(sealed, "person:1:name")


def test_the_environment_wins_and_what_it_gives_is_not_written(tmp_path: Path) -> None:
    given = {"DOORSTEP_KEYS": f"k7:{generate_key()}", "BOT_TOKEN": "77:telegram", "WEBCHAT_BOT_TOKEN": "1:webchat"}

    secrets = read(tmp_path, given)

    assert (secrets.telegram_token, secrets.webchat_token) == ("77:telegram", "1:webchat")
    assert [file.name for file in tmp_path.iterdir()] == [WEBHOOK_SECRET_FILE]


def test_an_empty_variable_is_one_that_is_not_given(tmp_path: Path) -> None:
    secrets = read(tmp_path, {"DOORSTEP_KEYS": "", "BOT_TOKEN": "", "WEBCHAT_BOT_TOKEN": ""})
    assert (secrets.telegram_token, secrets.webchat_token[:2]) == (None, "1:")
    assert len(list(tmp_path.iterdir())) == 3


def test_keys_of_the_environment_open_what_a_file_of_them_sealed(tmp_path: Path) -> None:
    sealed = read(tmp_path, NOTHING).vault.seal("三单元", "household:1:door")
    moved = read(tmp_path / "elsewhere", {"DOORSTEP_KEYS": (tmp_path / KEYS_FILE).read_text().strip()})
    assert moved.vault.open(sealed, "household:1:door") == "三单元"


def test_machines_that_share_the_work_are_given_the_same_secrets(tmp_path: Path) -> None:
    given = {
        "DOORSTEP_WEBHOOK_SECRET": "made-up",
        "WEBCHAT_BOT_TOKEN": "1:made-up",
        "DOORSTEP_KEYS": f"k1:{generate_key()}",
    }
    here = read(tmp_path, given)
    assert (here.webhook_secret, here.webchat_token) == ("made-up", "1:made-up")
    assert list(tmp_path.iterdir()) == []
