"""Vectors kept from run to run, so that no text is embedded twice.

One SQLite file that only its owner may open. A vector is found by the SHA-256 of the masked text together with the
model, the blend and the layout (the text itself is not stored), and knows which partners it belongs to, so that
``forget`` can remove a person. Deleted content is overwritten. Each vector is stored behind a digest of its key and
itself: one that was altered, or stands under another's key, is not found any more and embedded again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from matchmaker.domain.problem import OutsideFailure, Problem

FOLDER = ".vectors"
FILE = "vectors.sqlite3"
DIGEST = 16
"""Bytes of the digest before each body."""

_AT_ONCE = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owner (partner TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (partner, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS owner_key ON owner (key);
"""


class VectorCache:
    """The cache in ``folder`` (made if it is not there, for its owner only). Every method is one transaction.

    A folder that was there before keeps its mode; the file in it is its owner's alone. With ``read_only`` nothing is
    ever added: ``keep`` and ``own`` do nothing.

    Raises ``OutsideFailure`` when the file cannot be read or written: ``vector_cache_unusable``, or
    ``vector_cache_damaged`` from the methods about people.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only

    @classmethod
    def beside(cls, out: Path, *, read_only: bool = False) -> VectorCache:
        """The cache of an output folder: ``out/.vectors``."""
        return cls(out / FOLDER, read_only=read_only)

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self.folder / FILE

    def load(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The stored bodies of those keys that are there, unaltered."""
        wanted = sorted(set(keys))
        found: dict[bytes, bytes] = {}
        if not wanted or not self.path.exists():
            return {}
        with self._open() as database:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                stored = database.execute(f"SELECT key, body FROM vector WHERE key IN ({marks})", some)  # noqa: S608
                found.update((key, sealed[DIGEST:]) for key, sealed in stored if _fits(key, sealed))
        return found

    def keep(self, bodies: Mapping[bytes, bytes]) -> None:
        """Store bodies; all of them or none."""
        if self.read_only:
            return
        with self._open() as database:
            sealed = ((key, _digest(key, body) + body) for key, body in sorted(bodies.items()))
            database.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", sealed)

    def own(self, owners: Sequence[str], keys: Sequence[bytes]) -> None:
        """Note whose vectors these are: ``owners[k]`` owns ``keys[k]``."""
        if self.read_only:
            return
        with self._open() as database:
            known = set(database.execute("SELECT partner, key FROM owner"))
            new = sorted(set(zip(owners, keys, strict=True)) - known)
            if new:
                database.executemany("INSERT OR IGNORE INTO owner VALUES (?, ?)", new)

    def owners(self) -> frozenset[str]:
        """The ids of everybody who has a vector here."""
        if not self.path.exists():
            return frozenset()
        with self._open("vector_cache_damaged") as database:
            return frozenset(partner for (partner,) in database.execute("SELECT DISTINCT partner FROM owner"))

    def owned(self, partners: Iterable[str]) -> int:
        """How many vectors ``forget`` would remove: those that these people have and nobody else. Changes nothing."""
        if not self.path.exists():
            return 0
        wanted = set(partners)
        going: set[bytes] = set()
        shared: set[bytes] = set()
        with self._open("vector_cache_damaged") as database:
            owned = database.execute("SELECT partner, key FROM owner JOIN vector USING (key)")
            for partner, key in owned:
                (going if partner in wanted else shared).add(key)
        return len(going - shared)

    def forget(self, partners: Iterable[str]) -> int:
        """Remove these people; a vector that nobody else owns goes with them. Returns how many vectors went."""
        if not self.path.exists():
            return 0
        with self._open("vector_cache_damaged") as database:
            before = _count(database)
            for partner in sorted(set(partners)):
                keys = database.execute("SELECT key FROM owner WHERE partner = ?", (partner,)).fetchall()
                database.execute("DELETE FROM owner WHERE partner = ?", (partner,))
                database.executemany(
                    "DELETE FROM vector WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM owner WHERE key = ?1)", keys
                )
            return before - _count(database)

    def count(self) -> int:
        """How many vectors are kept."""
        if not self.path.exists():
            return 0
        with self._open() as database:
            return _count(database)

    @contextmanager
    def _open(self, failure: str = "vector_cache_unusable") -> Iterator[sqlite3.Connection]:
        try:
            if not self.read_only:
                self._make_private()
            database = sqlite3.connect(self.path, timeout=30)
            try:
                database.execute("PRAGMA secure_delete = ON")
                database.executescript(_TABLES)
                with database:
                    yield database
            finally:
                database.close()
        except (sqlite3.Error, OSError):
            raise OutsideFailure(Problem.of(failure, file=FILE, folder=str(self.folder))) from None

    def _make_private(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        if self.path.stat().st_mode & 0o077:
            self.path.chmod(0o600)


def _digest(key: bytes, body: bytes) -> bytes:
    """Tells damage and mix-ups, not ill will: whoever can write the file can write a digest that fits."""
    return blake2b(body, key=key, digest_size=DIGEST).digest()


def _fits(key: bytes, sealed: object) -> bool:
    return isinstance(sealed, bytes) and sealed[:DIGEST] == _digest(key, sealed[DIGEST:])


def _count(database: sqlite3.Connection) -> int:
    (count,) = database.execute("SELECT COUNT(*) FROM vector").fetchone()
    return int(count)
