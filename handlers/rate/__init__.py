"""The three rates in chat."""
