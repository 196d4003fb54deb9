"""Weight sets from TOML files."""

from __future__ import annotations

import tomllib
from pathlib import Path

from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.domain.weights import WeightSet, weight_set_of


def read_weights(path: Path) -> WeightSet:
    """Read a weight set; :class:`InputRefused` names everything wrong with it at once.

    Raises :class:`WrongUse` for a path where there is nothing.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(Problem.of("weights_not_found", file=str(path))) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefused(Problem.of("weights_unreadable", file=path.name, why=str(error))) from None
    return weight_set_of(data, path.name)
