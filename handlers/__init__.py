"""aiogram routers: parse, run one use case, render. A handler returns what to say; it never sends."""
