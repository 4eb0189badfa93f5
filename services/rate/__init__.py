"""The three rates, from the history of the cases."""
