"""What to ask next is counted, not guessed: every figure is held against real re-runs of the ranking."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from test_certainty import EXPERIENCE, people, small

import factories
from matchmaker.domain.partner import Side
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.ask_next import COULD, MOST, QUESTIONS, ask_next
from matchmaker.matching.drawn import unknowns_of
from matchmaker.matching.draws import Draws
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import ranking
from matchmaker.matching.reference import shipped_reference
from matchmaker.matching.score import score, weights_used
from matchmaker.pipeline import prepare

REFERENCE = shipped_reference()
ANSWERS = 60
FIELDS = {"time": "slots", "will": "will_evidence"}
CRITERION = {
    "time": "time", "seeks": "seek_offer", "offers": "seek_offer", "values": "values", "will": "will",
    "local_system": "local",
}  # fmt: skip
ANSWERED = {
    "time": frozenset({"mon_am"}),
    "seeks": factories.tags("budget"),
    "offers": factories.tags("budget"),
    "values": ("kindness",),
    "will": ("a",),
    "local_system": "east",
}


class Asked:
    def __init__(self, cohort, weights, model, *, for_side="both"):
        self.cohort, self.weights, self.model, self.for_side = cohort, weights, model, for_side
        self.prepared = prepare(cohort, weights, model=model)
        self.kept = keep(self.prepared.table, top=5)

    def questions(self, *, seed=7, most=MOST, answers=ANSWERS):
        return ask_next(
            self.prepared.pool, self.prepared.table, self.kept, statements=self.prepared.statements,
            texts=self.prepared.reading.texts, for_side=self.for_side, reference=REFERENCE, seed=seed,
            answers=answers, most=most,
        )  # fmt: skip

    def firsts(self, inputs):
        """The first place and the first three of every list of the run, by list."""
        order = ranking(self.kept, score(inputs, self.prepared.table.weights).mutual)
        lists = {
            "patient": [("patient", order.for_patient, self.kept.i)],
            "professional": [("professional", order.for_professional, self.kept.j)],
            "pair": [("pair", order.for_pair, np.zeros(len(self.kept), int))],
        }
        lists["both"] = lists["patient"] + lists["professional"]
        found = {}
        for side, ranks, owners in lists[self.for_side]:
            for n in np.flatnonzero(ranks <= 3).tolist():
                found.setdefault((side, int(owners[n])), {})[int(ranks[n])] = n
        return {key: (ranks[1], frozenset(ranks.values())) for key, ranks in found.items()}

    def by_re_running(self, person_id, question, seed=7):
        """(lists that could change, share of answers that change any, lists changed on average), one answer a run."""
        table, kept = self.prepared.table, self.kept
        answered = tuple(
            replace(p, **{FIELDS.get(question, question): ANSWERED[question]}) if p.id == person_id else p
            for p in self.cohort.partners
        )
        known = keep(prepare(replace(self.cohort, partners=answered), self.weights, model=None).table, top=5).inputs
        used = weights_used(table.weights, table.dropped) > 0
        unknowns = [
            u for u in unknowns_of(table, kept.i, kept.j, kept.inputs, Draws(seed, ANSWERS), REFERENCE, used)
            if CRITERIA[u.criterion] == CRITERION[question]
        ]  # fmt: skip
        before, changed = self.firsts(kept.inputs), []
        for d in range(ANSWERS):
            sides = [kept.inputs.patient.copy(), kept.inputs.professional.copy()]
            for one in unknowns:
                for side, read in enumerate((one.patient, one.professional)):
                    after = (known.patient, known.professional)[side][:, one.criterion]
                    here = np.flatnonzero(np.isnan(sides[side][:, one.criterion]) & ~np.isnan(after))
                    if read:
                        sides[side][here, one.criterion] = one.row[one.at[here], d]
            after = self.firsts(replace(kept.inputs, patient=sides[0], professional=sides[1]))
            changed.append({key for key in before if before[key] != after[key]})
        often = Counter(key for these in changed for key in these)
        return (
            sum(count >= COULD * ANSWERS for count in often.values()),
            sum(bool(these) for these in changed) / ANSWERS,
            sum(map(len, changed)) / ANSWERS,
        )


@pytest.mark.parametrize("for_side", ["both", "patient", "professional", "pair"])
def test_every_figure_is_that_of_real_re_runs(for_side, weights, model):
    asked = Asked(small(*people(), *_more()), weights, model, for_side=for_side)
    found = {(q.id, q.question_code): q for q in asked.questions(most=9)}
    assert found
    for partner in asked.cohort.partners:
        for question in ANSWERED:
            if getattr(partner, FIELDS.get(question, question)) is None:
                could, share, changes = asked.by_re_running(partner.id, question)
                if could:
                    one = found[partner.id, question]
                    assert (one.lists_that_could_change, one.share) == (could, pytest.approx(share, abs=1 / ANSWERS))
                    assert one.changes == pytest.approx(changes, abs=2 / ANSWERS)
                else:
                    assert (partner.id, question) not in found


def _more():
    """Further people of either side, so that lists have more than three."""
    for n, (make, name) in enumerate([(factories.patient, "q"), (factories.professional, "k")] * 2):
        like = people(seed=n + 2)[n]
        yield replace(like, id=f"{name}{n}", side=make().side, experience_text=EXPERIENCE[n], seeks=like.seeks)


def test_thin_words_are_asked_for_and_many_words_are_not(weights, model):
    asked = Asked(small(*people(), *_more()), weights, model)
    words = dict(zip((p.id for p in asked.prepared.pool.people), asked.prepared.reading.texts.words, strict=True))
    found = {q.id for q in asked.questions(most=9) if q.question_code == "words"}
    assert found
    assert all(words[person] < 40 for person in found)
    assert any(words[person] >= 12 for person in found)


def test_whoever_said_none_is_not_asked_again(weights, model):
    said = [replace(p, values=p.values or (), slots=p.slots or frozenset(), seeks=p.seeks or ()) for p in people()]
    codes = {q.question_code for q in Asked(small(*said), weights, model).questions(most=9)}
    assert not codes & {"values", "time", "seeks"}


def test_words_that_may_not_be_read_are_not_asked_for(weights, model):
    closed = [replace(p, consent_health=p.id != "p0") for p in people()]
    asked = Asked(small(*closed, health_consent_given=True), weights, model)
    assert ("p0", "words") not in {(q.id, q.question_code) for q in asked.questions(most=9)}
    assert ("p0", "words") in {
        (q.id, q.question_code) for q in Asked(small(*people()), weights, model).questions(most=9)
    }


def test_nobody_is_asked_more_than_three_questions_and_the_greatest_effect_comes_first(programme, weights):
    found = Asked(programme, weights, None).questions()
    assert max(Counter(q.id for q in found).values()) == 3
    assert [q.changes for q in found] == sorted((q.changes for q in found), reverse=True)
    assert {q.question_code for q in found} == set(QUESTIONS) - {"words"}
    assert all(q.lists_that_could_change >= 1 and q.share >= COULD for q in found)


def test_what_counts_for_nothing_is_not_asked(weights, model):
    without = replace(weights, weights={**weights.weights, "values": 0.0, "shared_purpose": 0.45})
    assert "values" not in {q.question_code for q in Asked(small(), without, model).questions(most=9)}


def test_where_everything_is_known_nothing_is_asked(barts, weights, model):
    assert Asked(barts, weights, model).questions() == ()


def test_the_same_seed_asks_the_same_whatever_the_order_of_rows(weights, model):
    one = Asked(small(*people()), weights, model)
    assert one.questions() == one.questions()
    assert one.questions() == Asked(small(*people()[::-1]), weights, model).questions()


def test_somebody_on_both_sides_of_one_list_of_pairings_counts_it_once(weights, model):
    either = replace(people()[4], id="e", side=Side.EITHER)
    found = Asked(small(*people(), either), weights, model, for_side="pair").questions(most=9)
    assert found
    assert all(q.lists_that_could_change == 1 and q.changes == q.share for q in found)


def test_without_texts_no_words_are_asked_for(weights):
    assert "words" not in {q.question_code for q in Asked(small(), weights, None).questions(most=9)}
