"""From masked texts to an index of their vectors: out of the cache if they are there, through the model if not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from matchmaker.text.blend import Means
from matchmaker.text.cache import VectorCache
from matchmaker.text.encoder import Encoder
from matchmaker.text.index import TextIndex, index_of
from matchmaker.text.rarity import RarityTable
from matchmaker.text.record import LAYOUT, TextRecord, read_text
from matchmaker.text.words import word_count

ENOUGH = 12
"""A text of fewer words, after masking, is unknown (domain C.4.4)."""
_SAVE_EVERY = 256

Progress = Callable[[int, int], None]
"""Called with how many texts are read, of how many that have to be embedded now."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What turns a text into a record. ``stamp`` names model, blend and layout: it is part of every cache key."""

    encoder: Callable[[], Encoder]
    rarity: Callable[[], RarityTable]
    means: Means
    stamp: str

    def key(self, text: str) -> bytes:
        """Under which a text's record is cached."""
        return hashlib.sha256(f"{self.stamp}\0{LAYOUT}\0".encode() + text.encode("utf-8", "surrogatepass")).digest()

    def read(
        self,
        texts: Sequence[str | None],
        owners: Sequence[str] | None,
        cache: VectorCache | None,
        progress: Progress | None,
        enough: int = ENOUGH,
    ) -> TextIndex:
        """See ``TextModel.read``."""
        words = [word_count(text) if text else 0 for text in texts]
        keys = [self.key(text) if text and count >= enough else None for text, count in zip(texts, words, strict=True)]
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key and text}
        records = {key: TextRecord.unpacked(body) for key, body in (cache.load(wanted) if cache else {}).items()}
        todo = {key: text for key, text in wanted.items() if key not in records}
        for some in self._embedded(todo, progress):
            records |= some
            if cache:
                cache.keep({key: record.packed() for key, record in some.items()})
        if cache and owners is not None:
            owned = [(owner, key) for owner, key in zip(owners, keys, strict=True) if key]
            cache.own([owner for owner, _ in owned], [key for _, key in owned])
        return index_of([records[key] if key else None for key in keys], words)

    def _embedded(self, todo: dict[bytes, str], progress: Progress | None) -> Iterator[dict[bytes, TextRecord]]:
        if not todo:
            return
        encoder, rarity = self.encoder(), self.rarity()
        encoded = zip(todo, encoder.encode(list(todo.values())), strict=True)
        done = 0
        while some := list(islice(encoded, _SAVE_EVERY)):
            yield {key: read_text(todo[key], one, self.means, rarity).record for key, one in some}
            done += len(some)
            if progress:
                progress(done, len(todo))
