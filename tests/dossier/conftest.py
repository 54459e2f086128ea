"""Settings of the property tests: a busy machine is no reason to fail."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("telestage", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("telestage")
