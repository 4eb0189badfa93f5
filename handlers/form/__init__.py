"""The one forms mechanism."""
