"""The links that posters carry, as a QR: what they open, on the street's own page and on Telegram."""

MAILBOX = "mailbox_"
