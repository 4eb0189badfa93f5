"""The Bot API server that ours and every peer talk to: the browser chat's, in a process of its own."""

from pathlib import Path

import click
from aiohttp import web

from webchat.app import UNLIMITED, BotAccount, WebchatSettings, create_app


@click.command()
@click.option("--token", required=True)
@click.option("--port", type=int, required=True)
@click.option("--folder", type=click.Path(path_type=Path), required=True)
@click.option("--limits", is_flag=True, help="Hold the bot to Telegram's rates.")
def main(token: str, port: int, folder: Path, limits: bool) -> None:
    """Persons are not held back: they are two hundred from one address here."""
    settings = WebchatSettings(
        files_dir=folder / "files",
        bots=(BotAccount(token, "bench_bot", "bench"),),
        database_url=f"sqlite+aiosqlite:///{folder}/server.sqlite",
        limits="telegram" if limits else "none",
        person_limits=UNLIMITED,
    )
    web.run_app(
        create_app(settings),
        host="127.0.0.1",
        port=port,
        access_log=None,
        print=lambda *_: click.echo("ready"),
    )


if __name__ == "__main__":
    main()
