"""Rewards in chat, over the real worker."""
