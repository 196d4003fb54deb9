"""A blinded study in words: what raters are shown of two people, the page for them, and what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matchmaker.domain.assumption import Value
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner, WeightedTag
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.explain.audiences import Audience, Words
from matchmaker.explain.messages import say
from matchmaker.matching.pool import may_read_text
from matchmaker.matching.ratings import Difference, Findings, OfSource
from matchmaker.text.mask import mask

FIELDS: Final = ("knows", "asks", "brings", "values")
PAGE: Final = (
    *("page_1", "page_2", "page_3", "page_4"),
    *(f"page_scale_{n}" for n in (5, 4, 3, 2, 1, 0)),
    *("page_5", "page_6", "page_7", "page_8", "page_9"),
)


def columns(*, with_text: bool) -> tuple[str, ...]:
    """The headings of the sheet, in order."""
    fields = (*FIELDS, "text") if with_text else FIELDS
    of_both = [f"{who}{field}" for who in ("person", "other") for field in ("", *(f"_{name}" for name in fields))]
    return tuple(say("study", f"column_{name}") for name in ("row", *of_both, "rating", "comment"))


def shown_of(person: Partner, cohort: Cohort, text: str | None, *, with_text: bool) -> tuple[str, ...] | None:
    """What a rater sees of somebody: no name, id, role or place. ``None`` where there is nothing to see.

    Their own words are masked, and left out where they may not be read. ``text`` is the masked statement.
    """
    words = Words(Audience.PROFESSIONAL, cohort.vocabulary)
    known = person.what_i_know if may_read_text(person, cohort) else None
    cells = [
        mask(known).text.strip() if known else "",
        _tags(person.seeks, words),
        _tags(person.offers, words),
        _values(person.values, cohort.vocabulary),
    ]
    if with_text:
        cells.append(text or "")
    return tuple(cell or say("study", "not_said") for cell in cells) if any(cells) else None


def _tags(tags: Sequence[WeightedTag] | None, words: Words) -> str:
    return "; ".join(words.tag(tag.tag) for tag in tags or () if tag.tag in words.vocabulary.tags)


def _values(values: Sequence[str] | None, vocabulary: Vocabulary) -> str:
    return "; ".join(vocabulary.values[value] for value in values or () if value in vocabulary.values)


def page(challenge: str | None) -> tuple[str, ...]:
    """What raters read first, a line each."""
    lines = [say("study", code) for code in PAGE]
    return (*lines[:2], say("study", "page_challenge", {"title": challenge}), *lines[2:]) if challenge else tuple(lines)


def findings_lines(found: Findings, rows: int, *, with_text: bool) -> Iterator[str]:
    """What the raters said, and what that cannot show."""
    yield say("study", "read_title")
    yield say("study", "read_raters", {"count": found.agreement.raters, "rows": rows})
    yield ""
    yield from map(_source, found.sources)
    yield ""
    yield from map(_difference, found.differences)
    kappa = found.agreement.kappa
    agreed: dict[str, Value] = {"kappa": f"{kappa:.2f}" if kappa is not None else "", "rows": found.agreement.rows}
    yield say("study", "agreement_none" if kappa is None else "agreement", agreed)
    yield ""
    yield from (say("study", code) for code in ("limit_raters", "limit_shared", "limit_sheet"))
    if not with_text:
        yield say("study", "limit_fields")


def _source(one: OfSource) -> str:
    name: dict[str, Value] = {"source": say("study", f"source_{one.source}")}
    if one.mean is None or one.high_share is None:
        return say("study", "read_source_none", name)
    counts: dict[str, Value] = {"ratings": one.ratings, "people": one.people, "cannot_say": one.cannot_say}
    shares: dict[str, Value] = {"mean": f"{one.mean:.2f}", "high": f"{one.high_share:.0%}"}
    return say("study", "read_source", name | counts | shares)


def _difference(one: Difference) -> str:
    names: dict[str, Value] = {
        "one": say("study", f"in_sentence_{one.one}"),
        "other": say("study", f"in_sentence_{one.other}"),
    }
    if one.mean is None:
        return say("study", "difference_none", names)
    mean = names | {"mean": f"{one.mean:+.2f}"}
    if one.low is None or one.high is None:
        return say("study", "difference_no_interval", mean)
    bounds: dict[str, Value] = {"low": f"{one.low:+.2f}", "high": f"{one.high:+.2f}", "people": one.people}
    return say("study", "difference", mean | bounds | {"verdict": say("study", f"verdict_{one.verdict}")})
