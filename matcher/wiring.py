"""Where the parts are joined: catalogue, encoder, index, matcher."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.band import shipped_band
from matcher.errors import Unavailable
from matcher.features import WEIGHTS
from matcher.matcher import Matcher
from matcher.retrieval import TopicSearch, build_index, content_digest
from matcher.storage import open_catalogue, quietly
from models.places import cache_folder
from programs import Catalogue

if TYPE_CHECKING:
    from models import Encoder
    from models.hybrid import HybridIndex
    from models.reranker import Reranker


def open_matcher(programs: Path | None, encoder_name: str, index: Path | None = None, rerank: str | None = None,
                 weights: Mapping[str, float] | None = None) -> Matcher:
    """A matcher, with the index taken from disk where it fits, and built and kept where there is none.

    Args:
        weights: Weights of the ranking by part; those that ship when None.

    Raises:
        ProgramsError: The catalogue is missing or has faults.
        Unavailable: The encoder or the re-ranker is not here, or a named index is broken.
    """
    catalogue = open_catalogue(programs)
    encoder = open_encoder(encoder_name)
    found = open_index(index, catalogue, encoder) if index is not None else kept_index(catalogue, encoder)
    reranker = None if rerank is None else open_reranker(rerank)
    label = "+".join(f"{model.name}@{model.digest[:12]}" for model in (encoder, reranker) if model is not None)
    band = shipped_band() if programs is None and encoder_name == "builtin" and reranker is None and weights is None else None
    return Matcher(catalogue, TopicSearch(found, encoder, catalogue, reranker=reranker), label, band, weights or WEIGHTS)


def open_encoder(name: str) -> Encoder:
    """An encoder by name; what is wrong is said in one sentence."""
    from models import ModelsError, load_encoder

    try:
        return load_encoder(name)
    except ModelsError as error:
        raise Unavailable(str(error)) from error


def open_reranker(name: str) -> Reranker:
    """A re-ranker by name; what is wrong is said in one sentence."""
    from models import ModelsError
    from models.opening import open_reranker as opened

    try:
        return opened(name)
    except ModelsError as error:
        raise Unavailable(str(error)) from error


def index_folder(catalogue: Catalogue, encoder: Encoder) -> Path:
    """Where the index of this catalogue by this encoder is kept."""
    return cache_folder() / f"index-{content_digest(catalogue)[:16]}-{encoder.digest[:16]}"


def open_index(folder: Path, catalogue: Catalogue, encoder: Encoder) -> HybridIndex:
    """An index named by the user; it must be whole and fit."""
    from models.errors import IndexBroken
    from models.hybrid import HybridIndex

    try:
        return HybridIndex.open(folder, encoder, content_digest(catalogue))
    except IndexBroken as error:
        raise Unavailable(str(error)) from error


def kept_index(catalogue: Catalogue, encoder: Encoder) -> HybridIndex:
    """The kept index; a missing or damaged one is built anew."""
    from models.errors import IndexBroken
    from models.hybrid import HybridIndex

    folder = index_folder(catalogue, encoder)
    try:
        return HybridIndex.open(folder, encoder, content_digest(catalogue))
    except IndexBroken:
        built = build_index(catalogue, encoder)
        quietly(lambda: built.save(folder))
        return built
