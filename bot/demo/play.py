"""`python -m bot demo`: plays the jobs one after another, then compares what the chat said with what is stored."""

import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot import keyring
from bot.demo import resident, rider, worker
from bot.demo.house import house_in, settings_in, settle
from bot.demo.pictures import Finder, NoBrowser, PageCamera, browser, chromium
from bot.demo.stage import Check, Stage, Words
from bot.demo.street_checks import audit_checks, count_checks, counts_now, seed_checks
from domain.settings import Settings
from services.texts import speech
from webchat.person import NotHeard, Refused

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A working Monday followed by a working Tuesday, in a year whose holidays are published."""

Act = Callable[[Stage], Awaitable[list[Check]]]
ACTS: dict[str, Act] = {"resident": resident.act, "rider": rider.act, "worker": worker.act}


async def play(
    output: Path,
    acts: Mapping[str, Act] = ACTS,
    environment: Mapping[str, str] = os.environ,
    find: Finder = shutil.which,
    settings_of: Callable[[Path], Settings] = settings_in,
) -> int:
    """Returns the exit code: 0 only if every check holds. Each time in a fresh folder under `output`, on the database
    that `settings_of` names for it."""
    folder, pictures = _folders(output)
    console = Console(highlight=False)
    console.print(f"Seeding the demo neighbourhood in {folder}", soft_wrap=True)
    secrets = keyring.read(folder, {})
    settings = settings_of(folder)
    seeded = await settle(folder, secrets, MORNING, settings=settings)
    checks = seed_checks(seeded)
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(house_in(folder, secrets, MORNING, settings))
        stage = Stage(house, console, Words(speech("zh")))
        try:
            window = await stack.enter_async_context(browser(chromium(environment, find)))
            stage.camera = PageCamera(window, house.address, house.clock, pictures)
        except NoBrowser as why:
            console.print(Text(f"\n*** NO PICTURES: {why}\n*** The demo goes on without them.", style="bold red"))
            if environment.get("CI") == "true":
                checks.append(Check("pictures, which CI=true asks for", "taken", str(why)))
        for name, act in acts.items():
            checks += await _played(stage, name, act)
        checks += count_checks(seeded, await counts_now(stage), stage.brought)
        checks += await audit_checks(stage)
    return _report(console, checks, output)


def _folders(output: Path) -> tuple[Path, Path]:
    """A fresh one for the street's data, and the one of the pictures."""
    pictures = output / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="street-", dir=output)), pictures


async def _played(stage: Stage, name: str, act: Act) -> list[Check]:
    """A job that comes to a halt is a check that fails; the others are played all the same."""
    try:
        return await act(stage)
    except (NotHeard, Refused) as halted:
        return [Check(f"the {name}'s job", "played to its end", f"halted: {halted}")]


def _report(console: Console, checks: list[Check], output: Path) -> int:
    console.print(Text("\n== What the chat said, and what the database holds", style="bold"))
    for check in checks:
        mark = Text("holds   " if check.holds else "BROKEN  ", style="green" if check.holds else "bold red")
        console.print(mark.append(check.what, style="default"), soft_wrap=True)
        if not check.holds:
            console.print(Text(f"        said: {check.said}\n        held: {check.held}"), soft_wrap=True)
    broken = sum(not check.holds for check in checks)
    console.print(f"\n{len(checks)} checks, {broken} broken. Pictures and data: {output}", soft_wrap=True)
    return 1 if broken else 0
