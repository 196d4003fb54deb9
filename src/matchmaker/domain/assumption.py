"""What a step had to assume. A step returns its result and its assumptions; nothing happens silently.

(The twenty-seven assumption *flags* about our own process are built on top of a run; these are the plain ones:
a file read in another encoding, a person without a text, a criterion that nobody could be scored on.)
"""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that was taken for granted. ``code`` has its sentence in ``explain.messages``.

    ``params`` fill the sentence and never hold anybody's free text. ``about`` are partner ids.
    """

    code: str
    params: tuple[tuple[str, Value], ...] = ()
    about: tuple[str, ...] = ()

    @classmethod
    def of(cls, code: str, *, about: tuple[str, ...] = (), **params: Value) -> Assumption:
        """Build one with keyword parameters, kept in a fixed order."""
        return cls(code, tuple(sorted(params.items())), about)
