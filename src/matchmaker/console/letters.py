"""A letter to each person of a run, in memory: the very ones that ``matchmaker explain --all`` writes to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from matchmaker.domain.partner import Side
from matchmaker.explain.audiences import Audience
from matchmaker.explain.letters_in_words import in_words
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Pairing, Run, Suggestion
from matchmaker.services.letters import ENDINGS, WHO_COLUMNS, WHO_IS_WHO, Wanted, letter_of, rendered, stem_of
from matchmaker.services.noted import noted_of
from matchmaker.tables.write import write_csv

MOST_LETTERS = 600
"""People to whom letters are held in memory: about 30 KB each. Beyond it the command line writes them."""


def letters_of(run: Run, contact: str | None, progress: Progress) -> Mapping[str, bytes]:
    """Letters and the table that says who is who, by name; none where there would be too many to hold."""
    wanted = Wanted(contact=contact)
    lists = _lists(run, wanted.top)
    if len(lists) > MOST_LETTERS:
        return {}
    noted = noted_of(run)
    files: dict[str, bytes] = {}
    who_is_who = []
    for done, ((side, who), pairings) in enumerate(
        sorted(lists.items(), key=lambda each: (each[0][0].value, each[0][1]))
    ):
        progress("writing letters", done, len(lists))
        letter = letter_of(run, side, pairings, wanted, noted)
        document = in_words(letter, Audience(side.value), run.cohort.vocabulary)
        stem = stem_of(who, side, None)
        files |= {stem + ENDINGS[form]: rendered(document, form).encode() for form in wanted.formats}
        who_is_who += [
            (stem, who, side.value, person.label, pairing.other(who).id)
            for person, pairing in zip(letter.people, pairings, strict=True)
        ]
    table = BytesIO()
    write_csv(table, WHO_COLUMNS, who_is_who)
    return {**files, WHO_IS_WHO: table.getvalue()}


def _lists(run: Run, top: int) -> dict[tuple[Side, str], list[Pairing]]:
    """The first places of everybody's list, in the order to read them."""
    found: dict[tuple[Side, str], list[Suggestion]] = {}
    for suggestion in run.suggestions():
        found.setdefault((suggestion.for_side, suggestion.person.id), []).append(suggestion)
    return {to: [one.pairing for one in sorted(places, key=_order)[:top]] for to, places in found.items()}


def _order(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.standing.order if suggestion.standing else suggestion.rank, suggestion.rank
