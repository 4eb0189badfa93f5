"""The demo: plays the three jobs through the real parts, and believes only what the database then holds."""
