"""What all tests share: an engine with a cache of its own; and in CI the same examples of properties in every run, so that a landing never hangs on chance."""

import os

import pytest
from hypothesis import settings

from matcher import Matcher

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The engine over the built-in catalogue."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MATCHER_CACHE", str(tmp_path_factory.mktemp("cache")))
        return Matcher.open()
