"""The command line: `python -m bot run` and everything else an operator does."""

import sys

from adapters.category_model import NoModel
from bot.config import ConfigError
from bot.operator.cli import main
from models.migrate import DatabaseIsNewer

if __name__ == "__main__":
    try:
        main.main(standalone_mode=True)
    except (ConfigError, DatabaseIsNewer, NoModel) as problem:
        sys.exit(str(problem))
