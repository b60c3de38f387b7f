"""What was learned: encoders and indexes. Sees texts, ids and arrays, and no other room."""

from models.encoder import Encoder, load_encoder
from models.errors import EncoderRefused, EncoderUnavailable, IndexBroken, ModelsError

__all__ = ["Encoder", "EncoderRefused", "EncoderUnavailable", "IndexBroken", "ModelsError", "load_encoder"]
