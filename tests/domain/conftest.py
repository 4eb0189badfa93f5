"""Rules are proved on many examples; a busy machine must not fail one for being slow."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
