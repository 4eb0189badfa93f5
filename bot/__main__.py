"""The command line: `python -m bot run` and everything else an operator does."""

import sys

from bot.cli import main
from bot.config import ConfigError

if __name__ == "__main__":
    try:
        main.main(standalone_mode=True)
    except ConfigError as problem:
        sys.exit(str(problem))
