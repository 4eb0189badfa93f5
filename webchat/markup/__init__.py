"""Formatted text and keyboards as the Bot API defines them."""
