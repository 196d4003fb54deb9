"""The encoder that every command uses: ONNX Runtime and ``tokenizers``, no torch.

One text a pass, without padding, on sessions of one thread: so a text's vectors never depend on its company, and two
cores are kept busy by two passes side by side. (Batches of equal length gave the same bits but no speed at the usual
80 to 120 tokens.)
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.artefacts import Artefacts
from matchmaker.text.cores import usable_cores
from matchmaker.text.encoder import EncodedText
from matchmaker.text.sentences import split_sentences
from matchmaker.text.windows import token_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FRAME = 1
"""The model frames every text with one token before and one after."""


class OnnxEncoder:
    """The packaged model from its built files. Opening it checks their SHA-256 (about 0.07 s, beside the loading)."""

    def __init__(self, artefacts: Artefacts, workers: int | None = None) -> None:
        self._workers = workers or min(usable_cores(), 16)
        with ThreadPoolExecutor(1) as aside:
            check = aside.submit(artefacts.verify)
            artefacts.require()
            try:
                self._tokenizer = _tokenizer(artefacts)
                self._session = _session(artefacts)
            finally:
                check.result()  # an altered file may break the loading first: say that it is altered

    def encode(self, texts: Sequence[str]) -> Iterator[EncodedText]:
        """Each text in turn, some passes ahead of the reader so that all cores work."""
        if len(texts) < 2 or self._workers < 2:
            yield from map(self._encode_one, texts)
            return
        with ThreadPoolExecutor(self._workers) as pool:
            ahead: deque[Future[EncodedText]] = deque()
            for text in texts:
                ahead.append(pool.submit(self._encode_one, text))
                if len(ahead) > 4 * self._workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()

    def _encode_one(self, text: str) -> EncodedText:
        encoding: Encoding = self._tokenizer.encode(text)
        places = np.array(encoding.offsets, dtype=np.int64)[FRAME:-FRAME]
        ids = np.array(encoding.ids, dtype=np.int64)
        windows = token_windows(places[:, 0].tolist(), split_sentences(text))
        passes = [self._pass(np.concatenate((ids[:FRAME], ids[FRAME:-FRAME][a:b], ids[-FRAME:]))) for a, b in windows]
        return EncodedText(
            pooled=np.concatenate(passes).mean(axis=0),
            tokens=np.concatenate([vectors[FRAME:-FRAME] for vectors in passes]),
            starts=places[:, 0],
            ends=places[:, 1],
            parts=len(windows),
        )

    def _pass(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        feed = {"input_ids": ids[None, :], "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        vectors: NDArray[np.float32] = self._session.run(["token_vectors"], feed)[0][0]
        return vectors


def _tokenizer(artefacts: Artefacts) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(artefacts.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _session(artefacts: Artefacts) -> InferenceSession:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it writes a device id and reports to its makers; read once, early
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where somebody else in this process started it before us
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(artefacts.onnx), options, providers=["CPUExecutionProvider"])
