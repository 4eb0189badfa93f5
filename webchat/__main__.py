"""Runs a webchat alone: `WEBCHAT_BOT_TOKEN=1234567:secret python -m webchat --port 8081`."""

import logging
from pathlib import Path

import click
from aiohttp import web

from webchat.app import BotAccount, WebchatSettings, create_app


@click.command()
@click.option(
    "--token", envvar="WEBCHAT_BOT_TOKEN", required=True, help="The bot's token, better given as WEBCHAT_BOT_TOKEN."
)
@click.option("--username", default="doorstep_bot", show_default=True)
@click.option("--name", default="Doorstep 家门口", show_default=True)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; all the world only behind a proxy."
)
@click.option("--port", default=8081, show_default=True)
@click.option("--database", default="sqlite+aiosqlite:///webchat.db", show_default=True)
@click.option("--files", "files_dir", default="webchat-files", show_default=True, type=click.Path(path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="GeoJSON for the page."
)
@click.option("--limits", type=click.Choice(["telegram", "none"]), default="none", show_default=True)
@click.option("--behind-proxy", is_flag=True, help="Believe X-Forwarded-For and -Proto.")
def main(
    token: str,
    username: str,
    name: str,
    host: str,
    port: int,
    database: str,
    files_dir: Path,
    map_file: Path | None,
    limits: str,
    behind_proxy: bool,
) -> None:
    """A Telegram Bot API server with a browser page in front."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = WebchatSettings(
        files_dir=files_dir,
        bots=(BotAccount(token, username, name),),
        database_url=database,
        map_file=map_file,
        limits="telegram" if limits == "telegram" else "none",
        behind_proxy=behind_proxy,
    )
    # No access log: its lines would carry the bot's token.
    web.run_app(create_app(settings), host=host, port=port, access_log=None)


if __name__ == "__main__":
    main()
