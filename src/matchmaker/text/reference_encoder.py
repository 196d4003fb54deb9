"""The reference encoder: sentence-transformers as its makers ship it. Imports torch, so only building uses it."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

os.environ["HF_HUB_OFFLINE"] = "1"  # before the import: no hub is ever asked
os.environ["TQDM_DISABLE"] = "1"

import torch
from sentence_transformers import SentenceTransformer


class ReferenceEncoder:
    """The model from a local sentence-transformers folder; safetensors only, no code from the folder is run."""

    def __init__(self, folder: Path) -> None:
        self._model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
        self._model.eval()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (n, 384) of whole texts, cut at 256 tokens as the makers do."""
        return np.asarray(self._model.encode(list(texts), show_progress_bar=False, normalize_embeddings=True))

    def export(self, target: Path) -> None:
        """Write the transformer as ONNX (``target`` and ``target``.data): token ids in, token vectors out."""
        logging.getLogger("torch.onnx._internal.exporter._registration").setLevel(logging.ERROR)
        ids = torch.ones(2, 7, dtype=torch.int64)
        batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens")
        shape = {0: batch, 1: tokens}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                _TokenVectors(self._model[0].auto_model).eval(),
                (ids, torch.ones_like(ids)),
                None,
                dynamo=True,
                verbose=False,
                input_names=["input_ids", "attention_mask"],
                output_names=["token_vectors"],
                dynamic_shapes={"input_ids": shape, "attention_mask": shape},
            )
            program.save(str(target), external_data=True)


class _TokenVectors(torch.nn.Module):  # type: ignore[misc]  # torch is not typed here
    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
