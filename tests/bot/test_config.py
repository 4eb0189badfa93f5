"""A config that is wrong stops the start with one line, which names the key, the value and what is allowed."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.config import CONFIG, ConfigError, load
from domain.settings import Settings

GOOD = CONFIG.read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def loaded(file: Path, old: str = "", new: str = "", **environment: str) -> Settings:
    """The good config with `old` written as `new`."""
    assert old in GOOD
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return load(file, environment)


def test_the_config_as_it_comes_is_right(file: Path) -> None:
    assert loaded(file) == load(CONFIG, {})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param(
            "\n  photo_side: 2560",
            "\n  photo_side: 2560\n  colour: red",
            "storage.colour: 'red': unknown key; allowed here: "
            "database, media, photo_megabytes, file_megabytes, photo_side, category_model, keep_updates_days",
            id="unknown-key",
        ),
        pytest.param(
            "\n  photo_side: 2560",
            "\n  photo_sides: 2560",
            "storage.photo_sides: 2560: unknown key; allowed here: "
            "database, media, photo_megabytes, file_megabytes, photo_side, category_model, keep_updates_days",
            id="a-slip-in-a-name",
        ),
        pytest.param(
            "photo_side: 2560",
            "photo_side: wide",
            "storage.photo_side: 'wide': Input should be a valid integer",
            id="wrong-type",
        ),
        pytest.param(
            "photo_side: 2560",
            'photo_side: "2560"',
            "storage.photo_side: '2560': Input should be a valid integer",
            id="a-number-in-quotes-is-text",
        ),
        pytest.param(
            "enabled: true",
            "enabled: yes",
            "channels.webchat.enabled: 'yes': Input should be a valid boolean",
            id="yes-is-a-word",
        ),
        pytest.param("  photo_side: 2560\n", "", "storage.photo_side: missing; allowed: integer", id="missing-key"),
        pytest.param(
            "mode: polling",
            "mode: shouting",
            "channels.telegram.mode: 'shouting': Input should be 'polling' or 'webhook'",
            id="wrong-choice",
        ),
        pytest.param(
            "kinds: [complaint, hazard]",
            "kinds: [complaint, rumour]",
            "cases.categories.0.kinds.1: 'rumour': Input should be 'wish', 'complaint', 'hazard' or 'need'",
            id="wrong-choice-in-a-list",
        ),
        pytest.param(
            "override: {}",
            "override: {2026-02-14: working}",
            "work.override.2026-02-14: 'working': Input should be a valid boolean",
            id="wrong-value-in-a-table",
        ),
        pytest.param(
            'afternoon: "16:30"',
            "afternoon: 26:30",
            "visits.reminders.afternoon: '26:30': "
            "Input should be in a valid time format, hour value is outside expected range of 0-23",
            id="no-time-of-day",
        ),
        pytest.param(
            "response: 15 minutes",
            "response: soon",
            "cases.routes.on_spot: {'response': 'soon', 'resolution': '4 hours'}: Value error, 'soon' is no term: a "
            "whole number from 1 to 9999, a space, and one of minutes, hours, working_hours, working_days, days",
            id="no-term",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(file: Path, old: str, new: str, line: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        loaded(file, old, new)
    assert str(refusal.value) == f"config.yaml: {line}"


def test_a_time_of_day_needs_no_quotes(file: Path) -> None:
    assert loaded(file, 'afternoon: "16:30"', "afternoon: 16:30").visits.reminders.afternoon == time(16, 30)


def test_a_date_needs_no_quotes(file: Path) -> None:
    settings = loaded(file, "override: {}", "override: {2026-02-14: true}")
    assert settings.work.override == {date(2026, 2, 14): True}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.yaml"
    with pytest.raises(ConfigError) as refusal:
        load(nowhere, {})
    assert str(refusal.value) == f"{nowhere}: cannot be read: No such file or directory"


def test_a_file_that_is_not_yaml_says_where(file: Path) -> None:
    with pytest.raises(ConfigError) as refusal:
        loaded(file, "cases:", "cases: [")
    line = GOOD[: GOOD.index("cases:")].count("\n") + 1
    assert str(refusal.value).startswith("config.yaml: not YAML: ")
    assert f"line {line}," in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("content", ["", "- street", "street"])
def test_a_file_with_something_else_in_it(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^config\.yaml: \(all\): .*: Input should be an object$"):
        load(file, {})


def test_the_environment_says_where_the_database_and_the_bot_api_are(file: Path) -> None:
    usual = loaded(file)
    database, api = "postgresql+asyncpg://doorstep@localhost/doorstep", "http://localhost:8081"
    settings = loaded(file, DATABASE_URL=database, DOORSTEP_TELEGRAM_API_BASE=api)
    assert (settings.storage.database, settings.channels.telegram.api_base) == (database, api)
    assert (settings.storage.media, settings.channels.webchat) == (usual.storage.media, usual.channels.webchat)


def test_an_empty_variable_says_nothing(file: Path) -> None:
    assert loaded(file, DATABASE_URL="", DOORSTEP_TELEGRAM_API_BASE="") == loaded(file)


def test_the_environment_may_name_another_file(file: Path) -> None:
    chosen = loaded(file, "photo_side: 2560", "photo_side: 1280")
    assert load(environment={"DOORSTEP_CONFIG": str(file)}) == chosen
    assert load(CONFIG, {"DOORSTEP_CONFIG": str(file)}) == load(CONFIG, {})


def test_a_street_says_only_what_it_has_differently(tmp_path: Path) -> None:
    street = tmp_path / "street.yaml"
    street.write_text("street: {call_instead: ['110', '119']}\nstorage: {photo_side: 1280}\n", encoding="utf-8")

    settings = load(environment={"DOORSTEP_CONFIG": f"{CONFIG}:{street}"})

    as_it_comes = load(CONFIG, {})
    assert settings.street == replace(as_it_comes.street, call_instead=("110", "119"))
    assert settings.storage == replace(as_it_comes.storage, photo_side=1280)
    assert settings.cases == as_it_comes.cases


def test_of_two_files_both_are_named(tmp_path: Path) -> None:
    street = tmp_path / "street.yaml"
    street.write_text("storage: {photo_side: wide}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refusal:
        load(environment={"DOORSTEP_CONFIG": f"{CONFIG}:{street}"})
    assert (
        str(refusal.value) == "config.yaml + street.yaml: storage.photo_side: 'wide': Input should be a valid integer"
    )
