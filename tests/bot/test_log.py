"""Logs carry ids and places in the code, and nothing that a person wrote, is called or sent."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from bot import log
from bot.log import QUIET, JsonLines

SECRET = "王阿姨，三单元 302，13800000000"
logger = logging.getLogger("tests.made_up")


@pytest.fixture
def lines() -> Iterator[StringIO]:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    yield out
    logger.removeHandler(handler)
    logger.propagate = True


def read(lines: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def fail() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as first:
        raise ValueError(f"cannot read {SECRET}") from first


def test_a_line_has_its_event_and_its_ids(lines: StringIO) -> None:
    logger.info("media_bad", extra={"media_id": 7, "why": "Gone"})

    (line,) = read(lines)
    at = line.pop("at")
    assert line == {"level": "info", "logger": "tests.made_up", "event": "media_bad", "media_id": 7, "why": "Gone"}
    assert at.endswith("+00:00")


def test_an_exception_tells_its_kind_and_place_and_not_its_words(lines: StringIO) -> None:
    try:
        fail()
    except ValueError:
        logger.exception("update_failed", extra={"inbox_id": 3})

    (line,) = read(lines)
    assert (line["error"], line["inbox_id"]) == ("ValueError", 3)
    assert [place.split(":")[0] for place in line["where"]] == ["test_log.py", "test_log.py"]
    assert SECRET not in lines.getvalue()
    assert "王阿姨" not in lines.getvalue()


def test_a_deep_trace_is_cut(lines: StringIO) -> None:
    def dig(depth: int) -> None:
        if depth == 0:
            raise RuntimeError(SECRET)
        dig(depth - 1)

    try:
        dig(40)
    except RuntimeError:
        logger.exception("deep")

    (line,) = read(lines)
    assert len(line["where"]) == 12


def test_an_exception_that_is_not_there_is_no_error(lines: StringIO) -> None:
    logger.error("nothing_raised", exc_info=sys.exc_info())
    assert set(read(lines)[0]) == {"at", "level", "logger", "event"}


def test_what_no_json_can_hold_is_written_as_text_on_one_line(lines: StringIO) -> None:
    logger.info("odd\nevent", extra={"file": {1}, "line": "a\nb"})
    assert len(lines.getvalue().splitlines()) == 1
    assert read(lines)[0]["file"] == "{1}"


def test_libraries_that_write_addresses_are_kept_quiet() -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level, {name: logging.getLogger(name).level for name in QUIET}
    try:
        log.configure()
        levels = {logging.getLogger(name).getEffectiveLevel() for name in (*QUIET, "httpx._client", "aiogram.event")}
        assert [type(handler.formatter) for handler in root.handlers] == [JsonLines]
        assert levels == {logging.WARNING}
    finally:
        root.handlers[:], level, levels_before = before
        root.setLevel(level)
        for name, was in levels_before.items():
            logging.getLogger(name).setLevel(was)
