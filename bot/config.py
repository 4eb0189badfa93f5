"""config.yaml and the environment, read once, closed and typed: a wrong one stops the start with one line."""

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from domain.settings import Settings

CONFIG = Path(__file__).parent.parent / "config.yaml"
SETTINGS = TypeAdapter(Settings)


class ConfigError(Exception):
    """One line that names key, value and what is allowed."""


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's idea of a scalar: 16:30 is no number of seconds, `no` is a word, a date stays text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name for it
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":float", ":null"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    """A key given twice is a slip of somebody's, and YAML would silently take the last."""
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise yaml.YAMLError(f"{twice} is given twice, line {node.start_mark.line + 1} and after; allowed: once")
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


def load(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """`path`, else the files that DOORSTEP_CONFIG names, else the checkout's config.yaml. Of several, each says only
    what it has differently from those before. Raises ConfigError."""
    named = environment.get("DOORSTEP_CONFIG") or str(CONFIG)
    paths = [path] if path else [Path(name) for name in named.split(os.pathsep)]
    raw = reduce(_over, (_read(one) for one in paths))
    return override(parse(raw, " + ".join(one.name for one in paths)), environment)


def _read(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path}: is not UTF-8 text: {problem.reason} at byte {problem.start}") from problem
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as problem:
        raise ConfigError(f"{path.name}: not YAML: {' '.join(str(problem).split())}") from problem


def _over(below: Any, above: Any) -> Any:
    """Tables are laid over each other key by key; everything else, lists too, is replaced."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {key: _over(below.get(key), value) for key, value in above.items()}


def parse(raw: Any, name: str = "config.yaml") -> Settings:
    """Raises ConfigError for the first thing that is wrong; a key that nobody knows goes first, since a slip in its
    name makes the right one missing too."""
    try:
        return SETTINGS.validate_json(to_json(raw))
    except ValidationError as problem:
        errors = problem.errors()
        error = next((one for one in errors if one["type"] == "unexpected_keyword_argument"), errors[0])
        key = ".".join(str(part) for part in error["loc"]) or "(all)"
        if error["type"] == "unexpected_keyword_argument":
            allowed = _siblings(error["loc"])
            raise ConfigError(f"{name}: {key}: {error['input']!r}: unknown key; allowed here: {allowed}") from problem
        if error["type"] == "missing":
            raise ConfigError(f"{name}: {key}: missing; allowed: {_allowed(error['loc'])}") from problem
        raise ConfigError(f"{name}: {key}: {error['input']!r}: {error['msg']}") from problem


def override(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """What the environment may say instead: addresses that differ between machines."""
    if url := environment.get("DATABASE_URL"):
        settings = replace(settings, storage=replace(settings.storage, database=url))
    if base := environment.get("DOORSTEP_TELEGRAM_API_BASE"):
        telegram = replace(settings.channels.telegram, api_base=base)
        settings = replace(settings, channels=replace(settings.channels, telegram=telegram))
    return settings


def _schema_at(location: tuple[int | str, ...]) -> dict[str, Any]:
    """The JSON schema of the value at `location`."""
    schema = SETTINGS.json_schema()
    node: dict[str, Any] = schema
    for part in location:
        node = _resolved(schema, node)
        node = (
            node.get("items", {})
            if isinstance(part, int)
            else node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
        )
    return _resolved(schema, node)


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _siblings(location: tuple[int | str, ...]) -> str:
    return ", ".join(_schema_at(location[:-1]).get("properties", {}))


def _allowed(location: tuple[int | str, ...]) -> str:
    node = _schema_at(location)
    return ", ".join(map(str, node["enum"])) if "enum" in node else str(node.get("type", "a value"))
