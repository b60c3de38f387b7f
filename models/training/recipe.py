"""Everything that ships in ``models/builtin``, made again in one go."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from models.training.card import card
from models.training.concept_space import COMMON, make_concept_space
from models.training.entries import lexicon_digest, read_entries
from models.training.static_encoder import make_static_encoder

BUILTIN = Path(__file__).parents[1] / "builtin"
VERSION = 3  # of the recipe: raised with any change to it that changes what is made


def train(folder: Path = BUILTIN, say: Callable[[str], None] = print) -> None:
    """Write ``concepts.safetensors`` and the folder ``encoder`` to ``folder``: first beside, then in place.

    Args:
        folder: Where the results go.
        say: Called with a line for each step done.
    """
    entries = read_entries()
    say(f"{len(entries)} lexicon entries")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".training-", dir=folder) as place:
        fresh = Path(place)
        make_concept_space(fresh / "concepts.safetensors", entries, recipe_digest())
        say("concept space made")
        make_static_encoder(fresh / "encoder", entries, card(entries), recipe_digest())
        say("encoder made")
        (fresh / "concepts.safetensors").replace(folder / "concepts.safetensors")
        shutil.rmtree(folder / "encoder", ignore_errors=True)
        (fresh / "encoder").rename(folder / "encoder")
    say(f"written to {folder}")


def recipe_digest() -> str:
    """SHA-256 of what the results are made from: the lexicon, the list of common words and the version of the recipe."""
    return hashlib.sha256(f"{VERSION}:{lexicon_digest()}:{COMMON.read_text(encoding='utf-8')}".encode()).hexdigest()
