"""A long text in parts that the model can read at once: split at sentences, and only inside one that is too long."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.text.encoder import MAX_TOKENS
from matchmaker.text.words import Span


def token_windows(starts: Sequence[int], sentences: Sequence[Span]) -> list[Span]:
    """Token ranges (from, to) of at most ``MAX_TOKENS`` each, covering all tokens in order.

    ``starts`` are the tokens' places in characters. Sentences are filled in until the next does not fit.
    """
    count = len(starts)
    if count <= MAX_TOKENS:
        return [(0, count)]
    cuts = _sentence_cuts(starts, sentences)
    windows, begin = [], 0
    while begin < count:
        end = max((cut for cut in cuts if begin < cut <= begin + MAX_TOKENS), default=min(begin + MAX_TOKENS, count))
        windows.append((begin, end))
        begin = end
    return windows


def _sentence_cuts(starts: Sequence[int], sentences: Sequence[Span]) -> list[int]:
    cuts, token = [], 0
    for begin, _ in sentences[1:]:
        while token < len(starts) and starts[token] < begin:
            token += 1
        cuts.append(token)
    return [*cuts, len(starts)]
