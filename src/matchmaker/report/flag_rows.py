"""The rows of ``flags.csv`` (contract, "Files out"): every assumption has at least one, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchmaker.assumptions.choose import Key, lists_concerned, strongest_first
from matchmaker.domain.flag import Effect, Flag, Status
from matchmaker.explain.audiences import Audience
from matchmaker.explain.flags import evidence, example, more_places, question, showed
from matchmaker.matching.run import Run
from matchmaker.report.rows import Cell, one_decimal

FLAG_COLUMNS = (
    "run_id",
    "flag_id",
    "code",
    "level",
    "severity",
    "status",
    "subject",
    "people",
    "evidence",
    "question",
    "guide_ref",
    "rank_before",
    "rank_after",
    "score_before",
    "score_after",
    "top1_changed",
    "shut_out_count",
)

FLAG_NUMBERS = frozenset({"rank_before", "rank_after", "score_before", "score_after", "shut_out_count"})
"""Columns that hold numbers where they hold anything."""

_RUN: Key = ("", None)


def flag_rows(run: Run, *, per_pair: bool = False) -> Iterator[tuple[Cell, ...]]:
    """By assumption, the run first, then a row for each list; ``per_pair``: a row for each single flag instead."""
    by_id: dict[str, list[Flag]] = defaultdict(list)
    for flag in run.flags:
        by_id[flag.id].append(flag)
    for flag_id in sorted(by_id):
        if per_pair:
            for flag in sorted(by_id[flag_id], key=_stable):
                yield _row(run, _pair_subject(flag), [flag], _RUN)
        else:
            yield from _by_list(run, by_id[flag_id])


def _by_list(run: Run, flags: Sequence[Flag]) -> Iterator[tuple[Cell, ...]]:
    found: dict[Key, list[Flag]] = defaultdict(list)
    for flag in flags:
        for key in lists_concerned(flag.subject) or (_RUN,):
            found[key].append(flag)
    for key in sorted(found, key=lambda one: (one[0], one[1] or "")):
        fired = [flag for flag in found[key] if flag.status is Status.FIRED]
        yield _row(run, _list_subject(key), strongest_first(fired or found[key]), key)


def _row(run: Run, subject: str, flags: Sequence[Flag], key: Key) -> tuple[Cell, ...]:
    """One row for flags of one assumption and one status, told by the first."""
    flag = flags[0]
    effect = flag.effect or Effect(method="")
    row: dict[str, Cell] = {
        "run_id": run.id,
        "flag_id": flag.id,
        "code": flag.code,
        "level": flag.level.value,
        "severity": flag.severity.value,
        "status": flag.status.value,
        "subject": subject,
        "people": ";".join(sorted({one for each in flags for one in each.people})) or None,
        "evidence": _evidence(flags, key),
        "question": question(flag, Audience.OFFICER),
        "guide_ref": flag.guide_ref,
        "rank_before": effect.rank_before,
        "rank_after": effect.rank_after,
        "score_before": one_decimal(effect.score_before),
        "score_after": one_decimal(effect.score_after),
        "top1_changed": _yes_or_no(flag),
        "shut_out_count": effect.shut_out if _was_rerun(flag) else None,
    }
    return tuple(row[column] for column in FLAG_COLUMNS)


def _evidence(flags: Sequence[Flag], key: Key) -> str:
    """What shows it, once for each rule that went off; what the re-run of the strongest changed; where."""
    first = {flag.rule: flag for flag in reversed(flags)}
    rules = dict.fromkeys(flag.rule for flag in flags)
    pairings = {(flag.subject.owner, flag.subject.candidate) for flag in flags if flag.subject.candidate}
    if len(pairings) < 2:
        return _joined([*(evidence(first[rule]) for rule in rules), showed(flags[0])])
    examples = (example(evidence(first[rule]), _other(first[rule], key)) for rule in rules)
    return _joined([*examples, showed(flags[0]), more_places(len(pairings))])


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(one for one in sentences if one)


def _other(flag: Flag, key: Key) -> str:
    """With whom: the one of a pairing whose list it is not; both in the list of pairings."""
    about = flag.subject
    if key[0] == "pair":
        return f"{about.owner} and {about.candidate}"
    return str(about.candidate if key[0] == "patient" else about.owner)


def _was_rerun(flag: Flag) -> bool:
    return flag.effect is not None and flag.effect.not_rerun is None


def _yes_or_no(flag: Flag) -> str | None:
    if flag.effect is None or not _was_rerun(flag):
        return None
    return "yes" if flag.effect.top1_changed else "no"


def _list_subject(key: Key) -> str:
    side, owner = key
    return "run" if not side else f"list:{side}:{owner}" if owner else f"list:{side}"


def _pair_subject(flag: Flag) -> str:
    about = flag.subject
    if about.owner is not None and about.candidate is not None:
        return f"pair:{about.owner}:{about.candidate}"
    keys = lists_concerned(about)
    return _list_subject(keys[0]) if keys else "run"


def _stable(flag: Flag) -> tuple[str, ...]:
    about = flag.subject
    return (_pair_subject(flag), about.side or "", flag.rule, *flag.people)
