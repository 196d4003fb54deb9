"""What the pages say is so: links lead somewhere, commands exist, examples run, figures are those of the program."""

import os
import re
import runpy
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import click
import numpy as np
import pytest

from matchmaker import __version__
from matchmaker.cli.app import matchmaker
from matchmaker.domain.weights import CRITERIA, ONE_SIDED
from matchmaker.explain.messages import say
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.shown import lines_in_tenths, tenths
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS
from matchmaker.services.runs import default_weights
from matchmaker.tables.shapes import shapes
from matchmaker.tables.vocabulary import read_vocabulary

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
HOW_TO = sorted((DOCS / "how-to").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
FILE_IN_PAGE = re.compile(r"<!-- file: (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
RUNNABLE = [page for page in HOW_TO if FILE_IN_PAGE.search(page.read_text(encoding="utf-8"))]
OUR_COMMAND = re.compile(r"(?:\.venv/bin/)?matchmaker (.+)")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def shell_lines(page: Path) -> list[str]:
    blocks = (body for language, body in FENCED.findall(text_of(page)) if language == "sh")
    return [line.strip() for body in blocks for line in body.splitlines() if line.strip()]


def between(page: Path, mark: str) -> list[list[str]]:
    """The cells of the table that follows a mark in a page, without its heading."""
    after = text_of(page).split(f"<!-- {mark} -->")[1]
    rows = [line for line in after.split("\n\n")[0].splitlines() if line.startswith("|")]
    return [[cell.strip(" *`") for cell in row.strip("|").split("|")] for row in rows[2:]]


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def commands() -> dict[tuple[str, ...], click.Command]:
    return dict(runpy.run_path(str(DOCS / "generate.py"))["commands"](matchmaker))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_inside_the_project_leads_somewhere(page):
    for target in LINK.findall(text_of(page)):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{target} is not there"
        if anchor:
            assert anchor in {slug(line.lstrip("# ")) for line in text_of(found).splitlines() if line.startswith("#")}


def test_every_page_can_be_reached_from_the_index():
    linked = {(DOCS / target.partition("#")[0]).resolve() for target in LINK.findall(text_of(DOCS / "index.md"))}
    assert {page for page in DOCS.rglob("*.md") if page.name != "index.md"} <= linked


def test_the_generated_pages_are_what_the_program_says():
    # In a process of its own: click keeps what it made for a command, so other tests could change what is shown.
    checked = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, f"run `make docs`: {checked.stdout}{checked.stderr}"


def test_every_command_has_help_with_an_example():
    for path, command in commands().items():
        if not isinstance(command, click.Group):
            assert "Example:" in (command.epilog or ""), f"{' '.join(path)} shows no example"
            for parameter in command.params:
                assert getattr(parameter, "help", None), f"{' '.join(path)} {parameter.name} has no help"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_shell_lines_name_only_targets_and_options_that_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    known = commands()
    for line in shell_lines(page):
        if line.startswith("make "):
            assert set(line.split()[1:]) <= targets, line
        elif ours := OUR_COMMAND.match(line):
            words = ours[1].split()
            path = next(path for length in (2, 1) if (path := tuple(words[:length])) in known)
            options = {name for p in known[path].params for name in (*p.opts, *p.secondary_opts)}
            used = {word for word in words if word.startswith("--")}
            assert used <= options | {"--help"}, line
        else:
            assert line.startswith(("python3 -m venv", ".venv/bin/python -m pip")), f"what is {line}?"


def test_commands_named_in_running_text_exist():
    known = {" ".join(path) for path in commands()}
    for page in PAGES:
        for named in re.findall(r"`matchmaker ([a-z][a-z-]*)\b", text_of(page)):
            assert named in known, f"{page.name} names {named}"


def run_all(lines: list[str], folder: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MATCHMAKER_STATE": str(folder / "state"),
    }
    assert lines
    for line in lines:
        done = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: page.name)
def test_the_examples_of_a_how_to_page_run(page, tmp_path):
    for name, body in FILE_IN_PAGE.findall(text_of(page)):
        (tmp_path / name).write_text(body, encoding="utf-8")
    run_all(shell_lines(page), tmp_path)


def test_the_first_run_goes_as_the_tutorial_says(tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    recipe = re.search(r"^demo:.*\n\t\$\(BIN\)/(matchmaker .+)$", text_of(ROOT / "Makefile"), re.MULTILINE)
    demo = recipe[1].replace("$(FIXTURES)", "data/fixtures")
    lines = [line.removeprefix(".venv/bin/") for line in shell_lines(DOCS / "tutorial" / "first-run.md")]
    assert lines[0] == "make demo"
    run_all([demo, *(line for line in lines if not line.startswith("make "))], tmp_path)
    assert (tmp_path / "build" / "demo" / "report.html").is_file()


def test_every_term_of_the_glossary_stands_there_once():
    terms = [term.casefold() for term in re.findall(r"^### (.+)$", text_of(ROOT / "GLOSSARY.md"), re.MULTILINE)]
    assert len(terms) > 40
    assert len(terms) == len(set(terms))


def test_every_name_that_the_glossary_gives_is_in_the_code():
    for home in re.findall(r"\*In code:\* `([\w.]+)`", text_of(ROOT / "GLOSSARY.md")):
        module, _, name = home.rpartition(".")
        assert hasattr(import_module(module), name), home


def test_every_column_in_and_out_is_documented():
    page = text_of(DOCS / "reference" / "files.md")
    words = read_vocabulary(None)[0]
    tables = shapes(words)
    for name, shape in tables.items():
        assert f"`{name}.csv`" in page
        missing = [column for column in shape.columns if f"`{column}`" not in page]
        assert not missing, f"{name}: {missing}"
    documented = re.findall(r"^\| `(\w+)` \|", page.split("## `partners.csv`")[1].split("\n## ")[0], re.MULTILINE)
    assert documented == list(tables["partners"].columns)
    assert all(f"`{column}`" in page for column in (*MATCH_COLUMNS, *CONTRIBUTION_COLUMNS))


def test_the_example_of_the_readme_adds_up_and_is_what_the_program_gives():
    rows = between(ROOT / "README.md", "score-example")
    criteria, one_sided, total = rows[:7], rows[7], rows[8]
    assert [row[0] for row in criteria] == [say("criterion", f"name_{name}") for name in CRITERIA]
    assert one_sided[0] == say("criterion", f"name_{ONE_SIDED}")
    weights = default_weights().with_neutral({"shared_purpose": 0.0, "task_fit": 0.0})
    assert [float(row[1]) for row in criteria] == list(weights.weights.values())
    patient, professional = (np.array([[float(row[k]) for row in criteria]]) for k in (2, 3))
    scored = score(ScoreInputs(patient, professional, np.zeros(7, bool)), weights)
    points = scored.patient_points[0] + scored.professional_points[0]
    shown = lines_in_tenths([*map(float, points), float(scored.one_sided[0])])
    printed = [round(10 * float(row[-1].replace("−", "-"))) for row in (*criteria, one_sided)]
    assert printed == shown
    assert sum(printed) == round(10 * float(total[-1])) == tenths(float(scored.mutual[0]))
    assert one_sided[2:4] == [
        f"S {s:.3f}".replace("0.", ".") for s in (scored.patient_side[0], scored.professional_side[0])
    ]


def test_the_weights_that_the_page_gives_are_those_that_are_shipped():
    shipped = default_weights()
    for name, weight, neutral, _ in between(DOCS / "explanation" / "how-a-score-is-made.md", "weights"):
        assert float(weight) == shipped.weights[name]
        expected = shipped.neutral.get(name)
        assert neutral == ("with the text blend" if expected is None else f"{expected:g}")


def test_the_accuracy_figures_of_the_readme_are_those_of_the_model_card():
    card = [
        [cell.strip() for cell in line.strip("|").split("|")][1:]
        for line in text_of(ROOT / "models" / "text-blend" / "MODEL_CARD.md").splitlines()
        if line.startswith("| blend")
    ]
    rows = between(ROOT / "README.md", "accuracy")
    assert rows
    assert all(row[1:] in card for row in rows)


def test_the_citation_file_is_of_this_version():
    cited = dict(re.findall(r"^([\w-]+): (\S.*)$", text_of(ROOT / "CITATION.cff"), re.MULTILINE))
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert cited["cff-version"] == "1.2.0"
    assert (cited["version"], cited["license"]) == (__version__, project["license"])
    assert cited["title"].strip('"') == project["name"]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_page_says_of_people_what_we_do_not_say(page):
    never = ("best match", "hard to reach", "unbiased", "bame", "representative", "suitable", "diverse candidate")
    found = [word for word in never if re.search(rf"\b{word}\b", text_of(page), re.IGNORECASE)]
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_runs_from_top_to_bottom(notebook, tmp_path):
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(notebook, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells), "notebooks are kept without their output"
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(notebook.parent)}}).execute()
