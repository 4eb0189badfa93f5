"""`python -m bot train-categories`."""

import asyncio
from pathlib import Path

import click

from adapters.category_model import BUILT, load_first
from bot import config
from bot.operator.opened import opened
from services.case.case_lessons import left_out, lessons


@click.command("train-categories")
@click.option("--report", is_flag=True, help="Also print how good it is in each category, by cross-validation.")
@click.option("--from-cases", is_flag=True, help="Learn from the street's own cases; a worse model is not kept.")
def command(*, report: bool, from_cases: bool) -> None:
    """Build the category model from the examples in training/. A running bot reads it at its next start."""
    from bot.operator import training  # brings scikit-learn along, which nothing else needs

    async def learn() -> None:
        async with opened() as (settings, door):
            path = Path(settings.storage.category_model)
            for category, count in (await door.look(left_out)).items():
                click.echo(f"{count} cases under {category!r} are left out: config.yaml has no such category")
            taught, in_use = await door.look(lessons), load_first(path, BUILT)
            for line in training.learn(settings.cases, taught, in_use, path, reported=report):
                click.echo(line)

    if from_cases:
        asyncio.run(learn())
        return
    for line in training.build_and_report(config.load().cases, reported=report):
        click.echo(line)
