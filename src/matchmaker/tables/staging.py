"""A folder of results appears whole or not at all, and never in the place of somebody's own files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from matchmaker.domain.problem import OutsideFailure, Problem, WrongUse

KEPT = ".vectors"
"""Stays in the folder whatever is written beside it."""

MANIFEST = ".matchmaker"
"""Names, one a line, what was written into the folder by us: nothing else is ever replaced."""

NOT_OURS_NOR_YOURS = frozenset({KEPT, MANIFEST, ".DS_Store", "Thumbs.db", "desktop.ini"})
FOLDER_MODE, FILE_MODE = 0o700, 0o600
NAMED = 5


@contextmanager
def staged_folder(out: Path, *, force: bool = False) -> Iterator[Path]:
    """A folder to write into, which takes the place of ``out`` if the block ends well and vanishes if it does not.

    Results are personal data: the folder is the owner's only (0700, files 0600). Raises :class:`WrongUse` for an
    ``out`` that is in use (without ``force``) or holds anything that we did not write (even with it), and
    :class:`OutsideFailure` where nothing can be written.
    """
    out = out.resolve()
    _refuse_others(out, force=force)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError:
        raise OutsideFailure(Problem.of("folder_not_writable", file=str(out))) from None
    try:
        yield aside
        _refuse_others(out, force=force)
        _close(aside)
        _take_place(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_others(out: Path, *, force: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise WrongUse(Problem.of("out_is_a_file", file=str(out)))
    inside = sorted(path.name for path in out.iterdir() if path.name not in NOT_OURS_NOR_YOURS)
    if not inside:
        return
    others = [name for name in inside if name not in _written_before(out)]
    if others:
        shown = (*others[:NAMED], "…") if len(others) > NAMED else tuple(others)
        raise WrongUse(Problem.of("out_has_other_files", file=str(out), files=shown))
    if not force:
        raise WrongUse(Problem.of("out_in_use", file=str(out)))


def _written_before(out: Path) -> frozenset[str]:
    with suppress(OSError, UnicodeDecodeError):
        return frozenset((out / MANIFEST).read_text(encoding="utf-8").splitlines())
    return frozenset()


def _close(aside: Path) -> None:
    """Write down what is ours, and close it to others."""
    names = sorted(path.name for path in aside.iterdir())
    (aside / MANIFEST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    for path in aside.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def _take_place(aside: Path, out: Path) -> None:
    """Swap the folders; if the last step fails, the earlier folder is put back."""
    if not out.exists():
        aside.rename(out)
        return
    if (out / KEPT).exists():
        (out / KEPT).rename(aside / KEPT)
    earlier = Path(tempfile.mkdtemp(prefix=f".{out.name}-earlier-", dir=out.parent)) / out.name
    out.rename(earlier)
    try:
        aside.rename(out)
    except BaseException:
        if (aside / KEPT).exists():
            (aside / KEPT).rename(earlier / KEPT)
        earlier.rename(out)
        earlier.parent.rmdir()
        raise
    shutil.rmtree(earlier.parent)
