"""In CI the examples of properties are the same in every run, so that a landing never hangs on chance; elsewhere they are new each time."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
