"""From a run to what a visitor reads and takes away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cached_property

from matchmaker.console.letters import letters_of
from matchmaker.console.work import Answer
from matchmaker.domain.partner import Side
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options
from matchmaker.report import html
from matchmaker.report.data import PersonList
from matchmaker.report.page import Page
from matchmaker.services.letters import ENDINGS, Format, stem_of
from matchmaker.services.run_files import asked_of, run_files, weight_views
from matchmaker.services.stateless import StatelessRuns
from matchmaker.tables import ReadInput

ZIPPED = (2000, 1, 1, 0, 0, 0)
"""The date of every file in the zip, always the same so that the bytes are."""

KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
FIRST = ("matches.xlsx", "report.html", "ask_next.csv", "flags.csv", "gaps.csv", "matches.csv", "contributions.csv")


def make_answer(runs: StatelessRuns, read: ReadInput, contact: str | None, progress: Progress) -> Answer:
    """Rank everybody as the command line does by default, and write every file in memory."""
    run = runs.make(read.cohort, Options(), progress=progress)
    files = run_files(run, read, asked_of(read), progress=progress)
    return Answer(html.report_data(run, views=weight_views()), files, letters_of(run, contact, progress))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """All files in one zip, in a fixed order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIPPED)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def in_order(files: Mapping[str, bytes]) -> list[str]:
    """The names of the files, the ones that most people want first."""
    return [*(name for name in FIRST if name in files), *sorted(name for name in files if name not in FIRST)]


class AnswerPage(Page):
    """The report's page, one person at a time: a list has an address of its own instead of a place on one page."""

    @cached_property
    def lists(self) -> list[PersonList]:
        """Everybody's list, patient side first, in the order of names."""
        return [*self.lists_of("patient"), *self.lists_of("professional")]

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], int]:
        return {(each.side, each.person): number for number, each in enumerate(self.lists, 1)}

    def anchor(self, side: str, partner_id: str) -> str | None:
        """No place on this page: people's lists are on pages of their own."""
        return None

    def number(self, side: str, partner_id: str) -> int | None:
        """The number of somebody's list, by which its page is asked for."""
        return self._numbers.get((side, partner_id))

    def letter(self, number: int) -> str:
        """The name of the letter to the person whose list has this number; empty where there is none."""
        if not 1 <= number <= len(self.lists):
            return ""
        shown = self.lists[number - 1]
        return stem_of(shown.person, Side(shown.side), None) + ENDINGS[Format.HTML]
