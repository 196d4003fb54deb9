"""One word of a sentence, and what is to become of it."""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["content", "empty", "soft", "stays", "masked"]


@dataclass(slots=True)
class Word:
    """One word: where it stands in the sentence, and what is to become of it.

    `noun` says that the words removed name a person, so that a stand-in may be needed; `stand_in` is that word, if
    the lexicon sets one. `adjunct` marks words that never need one ("aged 54", "from Ghana").
    """

    text: str
    low: str
    base: str
    start: int
    end: int
    breaks: bool
    hyphen: bool
    mark: Mark = "content"
    kind: str = ""
    noun: bool = False
    adjunct: bool = False
    stand_in: str = ""

    def mask(self, kind: str, *, noun: bool = False, adjunct: bool = False, stand_in: str = "") -> None:
        """Mark the word to be removed."""
        self.mark, self.kind, self.noun, self.adjunct, self.stand_in = "masked", kind, noun, adjunct, stand_in
