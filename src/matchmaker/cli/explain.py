"""``matchmaker explain``: pairings of a run in words and exact numbers, and a letter to each person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

if TYPE_CHECKING:
    from matchmaker.services.explanation import Explanation
    from matchmaker.services.letters import Format, Wanted, Written

AUDIENCES = ("officer", "patient", "professional")
FORMATS = ("html", "text", "large", "audio")

EXAMPLE = """Example:  matchmaker explain results --pair P07-patient P07-professional

Letters to everybody:  matchmaker explain results --all --contact "Ann Price, 020 7946 0000\""""


@click.command(epilog=EXAMPLE)
@click.argument("folder", metavar="DIR", type=options.PLACE, help="The folder of a run.")
@click.option("--pair", metavar="PATIENT PROFESSIONAL", nargs=2, help="The ids of the two people.")
@click.option("--all", "everybody", is_flag=True, help="Write a letter to each person who has a list.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="In whose words. With --pair: officer if left out. With --all: each in the words of their own side.",
)
@click.option("--out", metavar="FOLDER", type=options.PLACE, help="Where letters go (default: letters in DIR).")
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Page, text, large print, to be read aloud."
)
@click.option("--top", metavar="N", type=click.IntRange(1, 5), help="How many people a letter speaks of (default: 3).")
@click.option("--contact", metavar="TEXT", help="Whom to tell yes or no: a name and a phone number.")
@click.option("--numbers", is_flag=True, help="Add the reader's own points, if they asked for them.")
@click.option("--flag", "flag_id", metavar="ID", help="With --pair: one assumption alone, in full (A09).")
@click.option("--flags", is_flag=True, help="Every assumption of the run, a row for each single pairing.")
@click.option("--with-text", is_flag=True, help="With --pair, for the officer: show what people wrote, as evidence.")
@click.option("--force", is_flag=True, help="Replace earlier letters in the folder.")
@options.as_json("Print JSON.")
@options.quiet("Only errors and the explanation.")
def explain(
    folder: Path,
    pair: tuple[str, str] | None,
    everybody: bool,
    audience: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    top: int | None,
    contact: str | None,
    numbers: bool,
    flag_id: str | None,
    flags: bool,
    with_text: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Explain one pairing, or write a letter to each person.

    To the engagement officer: how sure a place is, what to talk about, every line of a score, what would change it, and
    what is taken for granted. To a patient partner or a professional: a plain letter without names or scores. The run's
    input is read again; if it has changed since, that is said.
    """
    from matchmaker.explain.audiences import Audience
    from matchmaker.services.explanation import explain as explain_pairing
    from matchmaker.services.letters import DEFAULT_FORMATS, Format, Wanted, write_letters

    reader = Audience(audience) if audience else None
    chosen = tuple(Format(each) for each in dict.fromkeys(formats))
    wanted = Wanted(audience=reader, top=top or 3, contact=contact, numbers=numbers, formats=chosen or DEFAULT_FORMATS)
    if [everybody, bool(pair), flags].count(True) != 1:
        raise click.UsageError("Give one of these: --pair with two ids, --all, or --flags.")
    if not everybody and (out or top or force or len(chosen) > 1):
        raise click.UsageError("--out, --top, --force and a second --format go with --all.")
    for_officer = bool(pair) and reader in (None, Audience.OFFICER)
    if (with_text or flag_id) and not for_officer:
        raise click.UsageError("--with-text and --flag go with --pair, and only for the officer.")
    if everybody:
        _print_written(write_letters(folder, out, wanted, watcher(quiet), force=force), wanted, as_json, quiet)
    elif flags:
        _print_flags(folder, as_json, quiet)
    elif pair:
        explanation = explain_pairing(folder, *pair, watcher(quiet))
        for name in explanation.changed:
            say(f"{name} has changed since the run: this is what today's file says.")
        form = chosen[0] if chosen else Format.TEXT
        if not for_officer:
            _print_letter(explanation, wanted, form, as_json)
        elif as_json:
            _print_json(explanation, flag_id, with_text)
        else:
            _print_sheet(explanation, flag_id, with_text, form)


def _print_written(written: Written, wanted: Wanted, as_json: bool, quiet: bool) -> None:
    from matchmaker.services.letters import WHO_IS_WHO

    for name in written.changed:
        say(f"{name} has changed since the run: the letters say what today's file says.")
    if written.left_out:
        say(f"{written.left_out} places of the run's lists are left out: today's files do not allow them any more.")
    if as_json:
        _print(
            {
                "folder": str(written.folder),
                "letters": [
                    {"letter": one.stem, "for_id": one.for_id, "for_side": one.side} for one in written.letters
                ],
                "left_out": written.left_out,
                "changed_inputs": list(written.changed),
            }
        )
    if quiet:
        return
    say(f"{len(written.letters)} letters written to {written.folder}. Read each before you send it.")
    say(f"{WHO_IS_WHO} says who Person A, B and C are. It is for your team only: do not send it.")
    if wanted.contact is None:
        say("No --contact was given, so the letters name “the person who sent you this letter”.")


def _print_letter(explanation: Explanation, wanted: Wanted, form: Format, as_json: bool) -> None:
    """A letter about one pairing, to the one of the two whose audience it is."""
    from dataclasses import asdict

    from matchmaker.domain.partner import Side
    from matchmaker.explain.letters_in_words import in_words
    from matchmaker.services.letters import letter_of, rendered

    assert wanted.audience is not None
    side = Side(wanted.audience.value)
    letter = letter_of(explanation.run, side, [explanation.pairing], wanted, explanation.noted)
    text = rendered(in_words(letter, wanted.audience, explanation.run.cohort.vocabulary), form)
    if as_json:
        _print({"letter": asdict(letter), "text": text, "changed_inputs": list(explanation.changed)})
    else:
        click.echo(text, nl=False)


def _print_sheet(explanation: Explanation, flag_id: str | None, with_text: bool, form: Format) -> None:
    from matchmaker.services.letters import rendered

    sheet = explanation.flag_sheet(flag_id) if flag_id else explanation.sheet(with_text=with_text)
    click.echo(rendered(sheet, form), nl=False)


def _print_json(explanation: Explanation, flag_id: str | None, with_text: bool) -> None:
    from matchmaker.explain.exact_data import flag_data, pairing_data

    changed = {"changed_inputs": list(explanation.changed)}
    if flag_id:
        _print({"flags": [flag_data(flag) for flag in explanation.flags_named(flag_id)], **changed})
        return
    texts = explanation.in_texts() if with_text else None
    _print({**pairing_data(explanation.view, explanation.read(), texts), **changed})


def _print_flags(folder: Path, as_json: bool, quiet: bool) -> None:
    """Every assumption of the run, a row for each list or pairing."""
    from matchmaker.services.explanation import flags_of_run

    columns, rows, changed = flags_of_run(folder, watcher(quiet))
    for name in changed:
        say(f"{name} has changed since the run: this is what today's file says.")
    if as_json:
        _print({"flags": [dict(zip(columns, row, strict=True)) for row in rows], "changed_inputs": list(changed)})
        return
    import csv
    import sys

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerows((columns, *rows))


def _print(document: object) -> None:
    import json

    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
