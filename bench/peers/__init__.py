"""What somebody would write instead: small honest programs, each a process of its own, on the same server as ours.

Each takes `--api` (the Bot API server), `--token` and `--folder` (for what it keeps), and says "ready".
"""
