"""What deploy/ starts is what there is: commands, options, keys, files."""

import re
import shlex

import pytest
import yaml

from bot import config
from bot.generate_docs import ENVIRONMENT
from bot.operator.cli import main
from tests.architecture.source import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = ("one", "many")


def started_by_systemd() -> list[list[str]]:
    lines = [line for unit in sorted(DEPLOY.glob("systemd/*.service")) for line in unit.read_text("utf-8").splitlines()]
    commands = [line.partition("=")[2] for line in lines if line.startswith("ExecStart")]
    return [shlex.split(command.replace("%i", "8091"))[3:] for command in commands]


def services(name: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load((DEPLOY / f"compose/{name}.yaml").read_text("utf-8"))[
        "services"
    ]
    return found


def started_by_compose() -> list[list[str]]:
    return [list(map(str, one["command"])) for name in COMPOSE for one in services(name).values() if "command" in one]  # type: ignore[call-overload]


@pytest.mark.parametrize("words", started_by_systemd() + started_by_compose(), ids=" ".join)
def test_every_command_is_one_of_the_bots(words: list[str]) -> None:
    name, *arguments = words
    main.commands[name].make_context(name, arguments)


@pytest.mark.parametrize("name", COMPOSE)
def test_what_is_laid_over_the_config_fits_it(name: str) -> None:
    street = DEPLOY / f"compose/{name}.street.yaml"
    settings = config.load(environment={"DOORSTEP_CONFIG": f"{config.CONFIG}:{street}"})
    assert not settings.channels.webchat.demo


@pytest.mark.parametrize("name", COMPOSE)
def test_every_variable_is_one_that_somebody_reads(name: str) -> None:
    ours = [one["environment"] for one in services(name).values() if "build" in one]
    assert {variable for given in ours for variable in given} - set(ENVIRONMENT) == set()  # type: ignore[attr-defined]


def test_every_unit_that_the_text_names_is_there() -> None:
    named = set(re.findall(r"`?(doorstep-[a-z]+)@?\d*", (DEPLOY / "README.md").read_text("utf-8")))
    assert named <= {unit.name.partition("@")[0].partition(".")[0] for unit in DEPLOY.glob("systemd/*")}
