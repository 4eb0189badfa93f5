"""Assembly only: command line, config, dispatcher, logging. No rule lives here."""
