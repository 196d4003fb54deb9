"""The built model files: where they are, what they must be, and how that is checked.

``models.json`` beside them holds the SHA-256 of each, written once by ``matchmaker models build``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from matchmaker.domain.problem import OutsideFailure, Problem

FORMAT = "1"
LARGE = 1 << 24
"""Bytes read at a time. Smaller parts wait for the interpreter more often than they are worked on."""
BUILT = ("encoder.onnx", "encoder.onnx.data", "tokenizer.json", "rarity.npz")


def artefacts_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """``MATCHMAKER_ARTEFACTS``, else ``models/built`` of a source checkout, else the user's own data folder."""
    if named := environment.get("MATCHMAKER_ARTEFACTS"):
        return Path(named)
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "models").is_dir():
        return checkout / "models" / "built"
    import platformdirs

    return Path(platformdirs.user_data_dir("matchmaker", appauthor=False)) / "models"


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    digest, part = hashlib.sha256(), memoryview(bytearray(LARGE))
    with path.open("rb", buffering=0) as file:
        while length := file.readinto(part):
            digest.update(part[:length])
    return digest.hexdigest()


@dataclass(frozen=True)
class Artefacts:
    """The files of one build, in one folder."""

    folder: Path

    @property
    def onnx(self) -> Path:
        """The encoder's graph; its numbers lie beside it in ``encoder.onnx.data``."""
        return self.folder / "encoder.onnx"

    @property
    def tokenizer(self) -> Path:
        """The tokenizer, as the model came with it."""
        return self.folder / "tokenizer.json"

    @property
    def rarity(self) -> Path:
        """The frozen word rarities."""
        return self.folder / "rarity.npz"

    @cached_property
    def manifest(self) -> Mapping[str, str]:
        """What the build recorded: ``format``, ``model_sha256``, ``tokenizer_sha256`` and each file's SHA-256.

        Raises ``OutsideFailure`` (``model_files_missing``, ``model_files_altered``).
        """
        try:
            recorded = json.loads((self.folder / "models.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise self._failure("model_files_missing", "models.json") from None
        except (OSError, ValueError):
            raise self._failure("model_files_altered", "models.json") from None
        if not isinstance(recorded, dict) or recorded.get("format") != FORMAT:
            raise self._failure("model_files_outdated", "models.json")
        return {str(name): str(value) for name, value in recorded.items()}

    def require(self) -> None:
        """Cheap: every file is there. Raises ``OutsideFailure`` (``model_files_missing``)."""
        missing = [name for name in BUILT if not (self.folder / name).is_file()]
        if missing:
            raise OutsideFailure([self._problem("model_files_missing", name) for name in missing])
        _ = self.manifest

    def verify(self) -> None:
        """Whole: every file has the SHA-256 recorded at build. Raises ``OutsideFailure``, naming each bad file."""
        self.require()
        altered = [name for name in BUILT if sha256(self.folder / name) != self.manifest.get(name)]
        if altered:
            raise OutsideFailure([self._problem("model_files_altered", name) for name in altered])

    def _problem(self, code: str, name: str) -> Problem:
        return Problem.of(code, file=name, folder=str(self.folder))

    def _failure(self, code: str, name: str) -> OutsideFailure:
        return OutsideFailure(self._problem(code, name))
