"""Texts: what is masked, how they are read, and how alike they are. Light to import; the model starts when asked."""

from matchmaker.text.affinity import affinity
from matchmaker.text.blend import Blend, Channel, Scale
from matchmaker.text.cache import VectorCache
from matchmaker.text.evidence import ClosePair, Evidence
from matchmaker.text.index import TextIndex
from matchmaker.text.model import TextModel, open_text_model

__all__ = [
    "Blend",
    "Channel",
    "ClosePair",
    "Evidence",
    "Scale",
    "TextIndex",
    "TextModel",
    "VectorCache",
    "affinity",
    "open_text_model",
]
