"""A Telegram Bot API server of our own with a browser page in front, for the residents who cannot use Telegram.

It knows nothing of the rest of the house: a bot reaches it by HTTP like api.telegram.org, a person by the page.
`app.create_app` builds it, `python -m webchat` runs it alone, `person.Person` talks to it like somebody at the page.
"""
