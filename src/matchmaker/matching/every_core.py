"""Many like pieces of array work on all cores."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from matchmaker.text.cores import usable_cores

PARTS_A_CORE = 8


def on_every_core(one: Callable[[int], None], count: int) -> None:
    """``one(0)`` to ``one(count - 1)``. Each must write to places of its own, so that their order does not matter."""
    if count == 1:
        one(0)
        return
    cores = usable_cores()
    parts = np.array_split(np.arange(count), min(count, cores * PARTS_A_CORE) or 1)

    def some(part: NDArray[np.int64]) -> None:
        for place in part.tolist():
            one(place)

    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cores) as pool:
        for _ in pool.map(some, parts):
            pass
