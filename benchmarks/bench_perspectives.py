"""Needs and people's own words: how often "may bring this" is right. Prints the table of the model card.

    python -m benchmarks.bench_perspectives          # the table, from the frozen numbers
    python -m benchmarks.bench_perspectives --fit    # fits the numbers on the fitting half, and writes them first

Made-up needs and words (``data/calibration/perspectives``). Themes are apart: nothing of the held-out half is fitted.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.text import TextModel, open_text_model
from matchmaker.text.blend import Channel
from matchmaker.text.closeness import CHANNELS, Closeness, Frozen, NeedText, own_life, perspectives_folder

DATA = Path(__file__).parents[1] / "data" / "calibration" / "perspectives"
FITTED_ON = "five needs of a theme"
PRECISION = 0.8
"""The highest round level that the fitting half holds with half of the bringing words still found (.9 is not held)."""
RIDGE = 3.0
LOST_AT_GUARD = 0.1
"""So much of the words that do bring something, in the fitting half, may fall to the guard of one's own life."""

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Material:
    """Needs, words, and which words bring which need: ``brings`` (words, needs)."""

    needs: list[NeedText]
    themes: NDArray[np.str_]
    fitting: Flags
    words: list[str]
    kinds: NDArray[np.str_]
    voices: NDArray[np.str_]
    written_for: NDArray[np.intp]
    brings: Flags

    @classmethod
    def load(cls, folder: Path = DATA) -> Material:
        needs, rows = (_rows(folder / name) for name in ("needs.csv", "wordings.csv"))
        place = {need["id"]: k for k, need in enumerate(needs)}
        brings = np.zeros((len(rows), len(needs)), np.bool_)
        for k, row in enumerate(rows):
            own = [row["need"]] if row["kind"] == "brings" else []
            for need in [*own, *filter(None, row["also_brings"].split(";"))]:
                brings[k, place[need]] = True
        return cls(
            needs=[NeedText(need["name"], need["why"]) for need in needs],
            themes=np.array([need["theme"] for need in needs]),
            fitting=np.array([need["part"] == "fitting" for need in needs]),
            words=[row["words"] for row in rows],
            kinds=np.array([row["kind"] for row in rows]),
            voices=np.array([row["voice"] for row in rows]),
            written_for=np.array([place[row["need"]] for row in rows]),
            brings=brings,
        )

    def half(self, fitting: bool) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Places of the words and of the needs of a half."""
        return np.flatnonzero(self.fitting[self.written_for] == fitting), np.flatnonzero(self.fitting == fitting)

    def views(self, fitting: bool) -> Iterator[tuple[str, list[tuple[NDArray[np.intp], NDArray[np.intp]]]]]:
        """Three ways of asking: each need about its own four words, the five of a theme together, all together."""
        words, needs = self.half(fitting)
        yield "each need, its own four", [(words[self.written_for[words] == need], np.array([need])) for need in needs]
        themes = sorted(set(self.themes[needs].tolist()))
        of_word = self.themes[self.written_for[words]]
        yield "five needs of a theme", [(words[of_word == t], needs[self.themes[needs] == t]) for t in themes]
        yield "all thirty needs", [(words, needs)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Found:
    """How many were named, rightly named, and there to be named."""

    named: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.named + self.there)


def measured(material: Material, scores: Table, threshold: float, view: str, *, fitting: bool) -> Found:
    """A wording is named for its closest need among those asked about, from the threshold upward."""
    named = right = there = 0
    for words, needs in dict(material.views(fitting))[view]:
        part, truth = scores[np.ix_(words, needs)], material.brings[np.ix_(words, needs)]
        says = (part >= threshold) & (part == part.max(axis=1, keepdims=True))
        named, right, there = named + int(says.sum()), right + int((says & truth).sum()), there + int(truth.sum())
    return Found(named, right, there)


def best_threshold(material: Material, scores: Table, view: str) -> float:
    """The lowest threshold with precision of at least ``PRECISION`` on the fitting half."""
    words, needs = material.half(True)
    tried = np.unique(scores[np.ix_(words, needs)])
    found = {float(t): measured(material, scores, float(t), view, fitting=True) for t in tried[tried > -np.inf]}
    good = [t for t, one in found.items() if one.precision >= PRECISION]
    return min(good) if good else max(found, key=lambda t: found[t].f1)


def exact_tags(material: Material) -> Table:
    """1 where words hold every word of the need's name longer than three letters, else 0."""

    def stems(text: str) -> set[str]:
        return {"".join(filter(str.isalpha, word.casefold())) for word in text.split()}

    names = [{stem for stem in stems(need.name) if len(stem) > 3} for need in material.needs]
    return np.array([[float(bool(name) and name <= stems(text)) for name in names] for text in material.words])


def tf_idf(material: Material) -> Table:
    """Cosine of TF-IDF vectors of words and need (name and why), fitted on all needs and words of the fitting half."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    words, needs = material.half(True)
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    vectors.fit([material.words[k] for k in words] + [material.needs[k].text for k in needs])
    left, right = vectors.transform(material.words), vectors.transform([need.text for need in material.needs])
    return np.asarray((left @ right.T).toarray())


def direction(material: Material, vectors: Table, rows: NDArray[np.intp]) -> Table:
    """Ridge regression of "brings anything" (1) against the rest (−1) on unit vectors: (385,), the offset last."""
    aim = np.where(material.brings[rows].any(axis=1), 1.0, -1.0)
    x = vectors[rows]
    slope = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (aim - aim.mean()))
    return np.append(slope, aim.mean() - float((x @ slope).mean()))


def fit(material: Material, model: TextModel, folder: Path) -> None:
    """Fit on the fitting half alone and write ``closeness.toml`` and ``lived.npy``."""
    words, needs = material.half(True)
    blank = {name: Channel(1.0, 0.0, 1.0) for name in CHANNELS}
    sha = model.versions()["model_sha256"]
    reader = Closeness(model, Frozen("0", sha, blank, 0.0, -np.inf, np.zeros(385)))
    index = reader.read(material.words)
    channels = {}
    for name, values in reader.channels(index, material.needs).items():
        here = values[np.ix_(words, needs)]
        channels[name] = Channel(1.0, round(float(np.nanmean(here)), 4), round(float(np.nanstd(here)), 4))
    vectors = own_life(index, model.blend.means.whole)
    apart = each_theme_by_the_others(material, vectors)
    bringing = words[material.brings[words].any(axis=1)]
    cut = round(float(np.quantile(apart[bringing], LOST_AT_GUARD)), 3)
    lived = direction(material, vectors, words).astype(np.float32)
    ready = Closeness(model, Frozen("1", sha, channels, 0.0, -np.inf, lived.astype(np.float64)))
    scores = ready.table(material.words, material.needs)
    threshold = best_threshold(material, np.where(apart[:, None] < cut, -np.inf, scores), FITTED_ON)
    lines = [
        "# Needs and people's own words, frozen. Made by `python -m benchmarks.bench_perspectives --fit`.",
        "# s is the sum of weight * (likeness - mean) / spread; see MODEL_CARD.md.",
        f'version = "1"\nmodel_sha256 = "{sha}"\nthreshold = {threshold - 0.005:.2f}\nlived_from = {cut}\n\n[channels]',
        *(f"{n} = {{ weight = {c.weight}, mean = {c.mean}, spread = {c.spread} }}" for n, c in channels.items()),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "closeness.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.save(folder / "lived.npy", lived)


def each_theme_by_the_others(material: Material, vectors: Table) -> Table:
    """How much words (n,) of the fitting half sound like own life, with their theme left out of the fit."""
    words, _ = material.half(True)
    theme = material.themes[material.written_for]
    values = np.full(len(material.words), np.nan)
    for one in sorted(set(theme[words].tolist())):
        rest = direction(material, vectors, words[theme[words] != one])
        values[theme == one] = vectors[theme == one] @ rest[:-1] + rest[-1]
    return values


def table(material: Material, model: TextModel) -> str:
    """The table of the model card."""
    ours = Closeness(model)
    unguarded = ours.likeness(ours.read(material.words), material.needs)
    tfidf = tf_idf(material)
    ways: list[tuple[str, Table, Callable[[], float]]] = [
        ("exact tags", exact_tags(material), lambda: 1.0),
        ("TF-IDF, its own best threshold", tfidf, lambda: best_threshold(material, tfidf, FITTED_ON)),
        (
            "meaning, no guards, its own best threshold",
            unguarded,
            lambda: best_threshold(material, unguarded, FITTED_ON),
        ),
        ("**meaning, as shipped**", ours.table(material.words, material.needs), lambda: ours.frozen.threshold),
    ]
    lines = ["| way, half | " + " | ".join(view for view, _ in material.views(True)) + " |", "|---|---|---|---|"]
    for name, scores, threshold in ways:
        at = threshold()
        for fitting, half in ((True, "fitting"), (False, "held-out")):
            found = [measured(material, scores, at, view, fitting=fitting) for view, _ in material.views(fitting)]
            lines.append(f"| {name}, {half} | " + " | ".join(map(_shown, found)) + " |")
    return "\n".join(lines)


def _shown(found: Found) -> str:
    if not found.named:
        return "names nobody"
    return f"{found.precision:.2f} / {found.recall:.2f} ({found.right} of {found.named} named, {found.there} there)"


def main() -> None:
    """Fit if asked, then print the table."""
    material, model = Material.load(), open_text_model()
    if "--fit" in sys.argv[1:]:
        fit(material, model, perspectives_folder())
    sys.stdout.write(table(material, model) + "\n")


if __name__ == "__main__":
    main()
