"""How sure each place of a list is, held against plain loops, an independent simulation, and its own promises."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import factories
from matchmaker.domain.partner import SLOTS, Side
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching import every_core
from matchmaker.matching.bands import bands
from matchmaker.matching.certainty import any_weights, certainty_of
from matchmaker.matching.doubts import doubts_of, no_doubts, spread_of
from matchmaker.matching.drawn import BY_LOT
from matchmaker.matching.draws import LENGTH, Draws, pair_offsets, person_offsets
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.matching.reference import LEVELS, shipped_reference
from matchmaker.matching.score import neutral_values, score, weights_used
from matchmaker.pipeline import prepare

DRAWS = 400
REFERENCE = shipped_reference()

EXPERIENCE = (
    "The letter about my clinic came after the day of the clinic had gone, and nobody on the ward knew whom to ring.",
    "I keep a notebook of every tablet my father takes, since each time he comes home from hospital the list is wrong. "
    "The chemist and the ward do not talk to each other, so the two of them talk through me. I would like one list.",
    "We wait months to hear about the scan and then hear nothing, and the waiting is harder than the news would be. "
    "A short call would do. I would like people to know on the day how long it will be and whom to ask about it, and "
    "I would like somebody to say sorry when it is late. I can help to write the words that people would want to hear.",
    "Going home from the ward at night with no key and nothing in the fridge is how most of our people come back.",
)


def people(seed: int = 1):
    """Four of each side, with gaps in what is known."""
    lot = np.random.default_rng(seed)
    tags = list(factories.VOCABULARY.tags)

    def some(choices, most):
        return tuple(lot.choice(choices, int(lot.integers(1, most + 1)), replace=False).tolist())

    def one(number, make, name):
        return make(
            f"{name}{number}",
            experience_text=EXPERIENCE[(number + (name == "h")) % 4] if number != 3 else None,
            seeks=factories.tags(*((t, int(lot.integers(1, 4))) for t in some(tags, 3))) if number != 1 else None,
            offers=factories.tags(*((t, int(lot.integers(1, 4))) for t in some(tags, 3))) if number != 2 else None,
            values=some(list(factories.VOCABULARY.values), 2) if number != 0 else None,
            will_evidence=tuple("abc"[: int(lot.integers(0, 4))]) if number != 2 else None,
            slots=frozenset(some(SLOTS[:4], 3)) if number % 2 else None,
            flexible=bool(lot.integers(0, 2)),
            local_system=("east", "north", "west", None)[int(lot.integers(0, 4))],
        )

    return [
        one(n, make, name) for make, name in ((factories.patient, "p"), (factories.professional, "h")) for n in range(4)
    ]


def small(*partners, **more):
    chosen = partners or tuple(people())
    return factories.cohort(*chosen, **{"challenge": factories.challenge(is_local=True), **more})


class Made:
    """A cohort up to its lists and doubts."""

    def __init__(self, cohort, weights, model, *, top=5, for_side="both"):
        self.prepared = prepare(cohort, weights, model=model)
        self.table, self.pool, self.for_side = self.prepared.table, self.prepared.pool, for_side
        self.kept = keep(self.table, top=top)
        self.lists = listed(self.table, self.kept, top=top, for_side=for_side)
        self.doubts = doubts_of(self.pool, cohort, self.table, self.prepared.reading.texts)

    def certainty(self, *, seed=7, draws=DRAWS, **more):
        return certainty_of(
            self.table, self.kept, self.lists, for_side=self.for_side, reference=REFERENCE, seed=seed, draws=draws,
            **{"doubts": self.doubts, **more},
        )  # fmt: skip

    def named(self, found):
        """What was found of each place, by side, owner's id and candidate's id."""
        result = {}
        for m in range(len(self.lists.rank)):
            patient = self.pool.patient_side[self.lists.i[self.lists.pair[m]]].id
            professional = self.pool.professional_side[self.lists.j[self.lists.pair[m]]].id
            result[bool(self.lists.side[m]), patient, professional] = found[m]
        return result


@pytest.fixture(scope="module")
def made(weights, model):
    return Made(small(), weights, model)


def in_plain_loops(made, cohort, seed, draws, *, if_known):
    """Scores (patient id, professional id) → one a draw, in plain Python, from the same random numbers."""
    shared, table = Draws(seed, draws), made.table
    used = weights_used(table.weights, table.dropped)
    weights, neutral = shared.weights_around(used), neutral_values(table.weights)
    row = {name: shared.values(REFERENCE[name]) for name in CRITERIA}
    words = made.prepared.reading.texts.words
    spreads = dict(zip((p.id for p in made.pool.people), spread_of(words).tolist(), strict=True))
    inputs = {(int(i), int(j)): n for n, (i, j) in enumerate(zip(made.kept.i, made.kept.j, strict=True))}
    found = {}
    for (i, j), n in inputs.items():
        patient, professional = made.pool.patient_side[i], made.pool.professional_side[j]
        lots, at = _starts(made, n)
        scores = []
        for d in range(draws):
            x = _moved_values(made, cohort, shared, spreads, n, d)
            for side in (0, 1):
                for k, name in enumerate(CRITERIA):
                    if np.isnan(x[side][k]):
                        start = _unknown_start(k, name, side, lots, at)
                        x[side][k] = float(row[name][start][d]) if if_known else neutral[k]
            sides = [sum(weights[d][k] * x[side][k] for k in range(7) if used[k] > 0) for side in (0, 1)]
            by_lot = BY_LOT * float(shared.normal[pair_offsets(*lots, 0)[0]][d])
            scores.append(50 * (sum(sides) - table.weights.one_sided * abs(sides[0] - sides[1])) + by_lot)
        found[patient.id, professional.id] = scores
    return found


def _starts(made, n):
    i, j = made.kept.i[n], made.kept.j[n]
    lots = made.table.patient_lots[i : i + 1], made.table.professional_lots[j : j + 1]
    return lots, {(who, s): int(person_offsets(lots[who], s)[0]) for who in (0, 1) for s in (0, 1, 2)}


def _moved_values(made, cohort, shared, spreads, n, d):
    """What each side reads of a pairing in one draw, before unknowns are filled."""
    x = [list(made.kept.inputs.patient[n]), list(made.kept.inputs.professional[n])]
    two = made.pool.patient_side[made.kept.i[n]], made.pool.professional_side[made.kept.j[n]]
    _, at = _starts(made, n)
    doubt = [spreads[p.id] * float(shared.normal[at[who, 0]][d]) for who, p in enumerate(two)]
    for side in (0, 1):
        own, other = two[side], two[1 - side]
        step = _step(shared, at[1 - side, 1], d)
        if other.will_evidence is not None:
            level = len(other.will_evidence)
            level = level - step if not 0 <= level + step <= 3 else level + step
            x[side][4] = 0.5 + 0.5 * level / 3
        if own.seeks and other.offers:
            x[side][2] = _covered(own.seeks, _moved(other.offers, _step(shared, at[1 - side, 2], d)), cohort.vocabulary)
        if not np.isnan(x[side][0]):
            x[side][0] = min(max(x[side][0] + doubt[0] + doubt[1], 0), 1)
        if not np.isnan(x[side][1]):
            x[side][1] = min(max(x[side][1] + doubt[side], 0), 1)
    return x


def _step(shared, offset, d):
    return int(shared.more[offset][d]) - int(shared.less[offset][d])


def _moved(offers, step):
    if step and all(o.weight == (3 if step > 0 else 1) for o in offers):
        step = -step
    return [replace(o, weight=min(max(o.weight + step, 1), 3)) for o in offers]


def _covered(seeks, offers, vocabulary):
    def like(a, b):
        return 1.0 if a == b else 0.5 if vocabulary.tags[a] == vocabulary.tags[b] else 0.0

    total = sum(s.weight for s in seeks)
    return min(1.0, sum(s.weight * max(like(s.tag, o.tag) * o.weight / 3 for o in offers) for s in seeks) / total)


def _unknown_start(k, name, side, lots, at):
    if name == "task_fit":
        return at[side, 0]
    if name == "will":
        return at[1 - side, 1]
    return int(pair_offsets(*lots, 2 * k + 1 + (side if name == "seek_offer" else 0))[0])


@pytest.mark.parametrize("if_known", [False, True], ids=["on what we know", "if we knew"])
def test_counting_in_plain_loops_gives_the_same(made, if_known):
    draws = 200
    scores = in_plain_loops(made, made.prepared.cohort, 7, draws, if_known=if_known)
    found = made.certainty(seed=7, draws=draws)
    shares = found.if_known if if_known else found.known
    lists = made.lists
    for side, who in ((True, 0), (False, 1)):
        for owner in {pair[who] for pair in scores}:
            mine = {pair: values for pair, values in scores.items() if pair[who] == owner}
            for pair, values in mine.items():
                place = next(
                    m for m in range(len(lists.rank)) if (bool(lists.side[m]), *_ids(made, m)) == (side, *pair)
                )
                ranks = [1 + sum(other[d] > values[d] for other in mine.values()) for d in range(draws)]
                regret = np.mean([max(o[d] for o in mine.values()) - values[d] for d in range(draws)])
                assert shares.top1[place] == pytest.approx(ranks.count(1) / draws)
                assert shares.top3[place] == pytest.approx(sum(r <= 3 for r in ranks) / draws)
                assert shares.expected_rank[place] == pytest.approx(np.mean(ranks))
                assert shares.ranks[place] == pytest.approx(
                    [ranks.count(r) / draws for r in range(1, shares.ranks.shape[1] + 1)], abs=1 / draws
                )
                assert shares.regret[place] == pytest.approx(regret, abs=1e-3)
                if not if_known:
                    last = draws - 1
                    low, high = (sorted(values)[round(last * share)] for share in (0.05, 0.95))
                    assert found.low[lists.pair[place]] == pytest.approx(low, abs=4 * BY_LOT)
                    assert found.high[lists.pair[place]] == pytest.approx(high, abs=4 * BY_LOT)


def _ids(made, m):
    pair = made.lists.pair[m]
    return made.pool.patient_side[made.lists.i[pair]].id, made.pool.professional_side[made.lists.j[pair]].id


def test_an_independent_simulation_agrees_on_who_comes_first(made):
    """Other random numbers, other code: weights and texts drawn by numpy, scored with ``score`` itself."""
    lot, rounds = np.random.default_rng(99), 3_000
    table, kept = made.table, made.kept
    used = weights_used(table.weights, table.dropped)
    words = spread_of(made.prepared.reading.texts.words)
    spread = [words[list(side)] for side in (made.pool.patients, made.pool.professionals)]
    evaluated = {side: _rubrics(made, side) for side in (0, 1)}
    first = np.zeros(len(kept))
    for _ in range(rounds):
        weights = np.zeros(7)
        weights[used > 0] = lot.dirichlet(50 * used[used > 0])
        x = [kept.inputs.patient.copy(), kept.inputs.professional.copy()]
        noise = [lot.standard_normal(len(s)) * s for s in spread]
        for side in (0, 1):
            people = len(spread[1 - side])
            for k in (2, 4):
                move = lot.choice(3, people, p=(0.9, 0.05, 0.05))[(kept.j, kept.i)[side]]
                x[side][:, k] = np.choose(move, [x[side][:, k], *evaluated[side][k]])
            x[side][:, 0] = np.clip(x[side][:, 0] + noise[0][kept.i] + noise[1][kept.j], 0, 1)
            x[side][:, 1] = np.clip(x[side][:, 1] + noise[side][(kept.i, kept.j)[side]], 0, 1)
        drawn = replace(table.weights, weights=dict(zip(CRITERIA, weights / weights.sum(), strict=True)))
        mutual = score(replace(kept.inputs, patient=x[0], professional=x[1]), drawn).mutual
        for i in range(table.shape[0]):
            mine = np.flatnonzero(kept.i == i)
            first[mine[mutual[mine].argmax()]] += 1
    simulated = {
        (made.pool.patient_side[kept.i[n]].id, made.pool.professional_side[kept.j[n]].id): first[n] / rounds
        for n in range(len(kept))
    }
    found = made.named(made.certainty(seed=3, draws=4_000).known.top1)
    for (side, *pair), share in found.items():
        if side:
            p = simulated[tuple(pair)]
            error = np.sqrt(max(p * (1 - p), 1 / rounds) * (1 / rounds + 1 / 4_000))
            assert abs(share - p) <= 4 * error


def _rubrics(made, side):
    """Values of one side with the other's rubrics one level lower and higher, by criterion."""
    from matchmaker.matching.criteria import evaluate
    from matchmaker.matching.selection import Pairs

    at, found = Pairs(made.kept.i, made.kept.j), {}
    for k in (2, 4):
        found[k] = []
        for way in ("less", "more"):
            patients = getattr(made.doubts.patients, way) if side else made.table.patients
            professionals = made.table.professionals if side else getattr(made.doubts.professionals, way)
            found[k].append(evaluate(made.table.criteria[k], patients, professionals, at)[side])
    return found


def same(one, other):
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True) for field in fields(one)
    )


def test_the_same_seed_gives_the_same_to_the_last_bit(made):
    one, other = made.certainty(), made.certainty()
    assert same(one.known, other.known)
    assert same(one.if_known, other.if_known)
    assert np.array_equal(one.low, other.low)


def test_the_number_of_threads_changes_nothing(made, monkeypatch):
    many = made.certainty()
    monkeypatch.setattr(every_core, "usable_cores", lambda: 1)
    assert same(many.known, made.certainty().known)


@pytest.mark.parametrize("which", ["twelve_pairs", "programme"])
def test_another_seed_changes_shares_by_no_more_than_chance_allows(which, weights, model, request):
    made = Made(request.getfixturevalue(which), weights, model if which == "twelve_pairs" else None)
    one, other = (made.certainty(seed=seed, draws=1_000) for seed in (1, 2))
    for share in ("top1", "top3"):
        a, b = getattr(one.known, share), getattr(other.known, share)
        p = np.clip((a + b) / 2, 1 / 1_000, 1 - 1 / 1_000)
        apart = np.abs(a - b) / np.sqrt(2 * p * (1 - p) / 1_000)
        assert (a != b).any()
        assert apart.max() <= 4


def test_the_order_of_rows_changes_nothing(made, weights, model):
    turned = Made(small(*people()[::-1]), weights, model)
    ours, theirs = made.certainty(), turned.certainty()
    assert made.named(ours.known.top1) == turned.named(theirs.known.top1)
    assert made.named(ours.band) == turned.named(theirs.band)


def test_somebody_on_no_list_of_mine_changes_nothing_about_it(made, weights, model):
    more = Made(small(*people(), replace(people()[0], id="p9", seeks=None)), weights, model)
    mine = {key: share for key, share in made.named(made.certainty().if_known.top1).items() if key[0]}
    theirs = {key: share for key, share in more.named(more.certainty().if_known.top1).items() if key in mine}
    assert mine == theirs


def test_two_people_who_are_alike_share_the_first_place_and_a_band(weights):
    twin = factories.professional("h0", values=("kindness",), slots=frozenset({"mon_am"}))
    cohort = factories.cohort(
        factories.patient("p0", values=("kindness",), slots=frozenset({"mon_am"})), twin, replace(twin, id="h1")
    )
    found = Made(cohort, weights, None, for_side="patient").certainty(draws=2_000)
    assert found.known.top1 == pytest.approx([0.5, 0.5], abs=0.05)
    assert found.band.tolist() == [1, 1]


def test_without_doubts_and_with_one_weight_nothing_is_in_doubt(weights):
    only = replace(weights, weights={name: float(name == "values") for name in CRITERIA})
    cohort = factories.cohort(
        factories.patient("p0", values=("kindness",)),
        factories.professional("h0", values=("kindness",)),
        factories.professional("h1", values=("kindness", "evidence")),
    )
    made = Made(cohort, only, None, for_side="patient")
    found = made.certainty(doubts=no_doubts(made.table))
    assert found.known.top1.tolist() == [1, 0]
    assert found.band.tolist() == [1, 2]
    assert found.low == pytest.approx(found.high)
    assert np.isnan(found.known.central[1]).all()
    assert found.known.central[0, CRITERIA.index("values")] == pytest.approx(1)


def test_what_is_unknown_of_nobody_is_the_same_if_we_knew(weights, model):
    known = [replace(p, experience_text=EXPERIENCE[n % 4], seeks=p.seeks or people()[0].seeks,
                     offers=p.offers or people()[0].offers, values=p.values or ("kindness",),
                     will_evidence=p.will_evidence or ("a",), slots=p.slots or frozenset({"mon_am"}),
                     local_system=p.local_system or "east") for n, p in enumerate(people())]  # fmt: skip
    found = Made(small(*known), weights, model).certainty()
    assert same(found.known, found.if_known)


def test_shares_of_a_list_add_up(made):
    found = made.certainty().known
    for side in (True, False):
        for person in range(4):
            mine = (made.lists.side == side) & (made.lists.person == person)
            assert found.top1[mine].sum() == pytest.approx(1)
            assert found.top3[mine].sum() == pytest.approx(3)
            assert found.ranks[mine].sum(axis=1) == pytest.approx(1)


def test_a_new_band_starts_where_the_leader_of_the_last_one_wins_in_four_draws_of_five():
    leader = np.full(10, 5.0, np.float32)

    def beaten_in(draws, other=5.0):
        return np.where(np.arange(10) < draws, other - 1, other + 1).astype(np.float32)

    scores = np.stack([leader, beaten_in(7), beaten_in(8), np.full(10, 2.0, np.float32), beaten_in(5, other=4)])
    assert list(bands(scores)) == [1, 1, 2, 3, 3]
    assert list(bands(scores[:1])) == [1]
    assert list(bands(scores[:0])) == []


def test_a_list_of_pairings_is_told_apart_as_well(weights, model):
    made = Made(small(), weights, model, for_side="pair", top=3)
    found = made.certainty()
    assert len(found.band) == 3
    assert 0 < found.known.top1.sum() <= 1
    assert (found.low <= found.high).all()


def test_where_no_pairing_is_open_there_is_nothing_to_be_sure_of(weights):
    two = factories.patient("p0", values=("kindness",)), factories.professional("h0", values=("kindness",))
    more = factories.patient("p1", values=("kindness",)), factories.professional("h1", values=("kindness",))
    open_one = Made(factories.cohort(*two, *more), weights, None)
    shut = replace(open_one.kept, i=open_one.kept.i[:0], j=open_one.kept.j[:0], lots=open_one.kept.lots[:0],
                   inputs=replace(open_one.kept.inputs, patient=open_one.kept.inputs.patient[:0],
                                  professional=open_one.kept.inputs.professional[:0]))  # fmt: skip
    open_one.kept, open_one.lists = shut, listed(open_one.table, shut, top=5)
    found = open_one.certainty()
    assert (len(found.band), len(found.low), len(found.known.top1)) == (0, 0, 0)


def test_a_list_longer_than_twenty_is_counted_whole(weights):
    lot = np.random.default_rng(3)
    many = [
        factories.professional(f"h{n}", values=("kindness",), slots=frozenset(lot.choice(SLOTS, 4).tolist()))
        for n in range(300)
    ]
    one = factories.patient("p0", values=("kindness",), slots=frozenset(SLOTS[:6]))
    found = Made(factories.cohort(one, *many), weights, None, top=300, for_side="patient").certainty(draws=200)
    assert found.considered == 300
    assert found.known.top1.sum() == pytest.approx(1)
    assert found.known.expected_rank.sum() == pytest.approx(300 * 301 / 2)
    assert found.known.expected_rank.max() > 256


def test_weights_keep_their_order_or_nothing(weights):
    used = weights_used(weights, np.zeros(7, bool))
    drawn = Draws(1, 2_000).weights_in_order(used)
    order = np.argsort(-used, kind="stable")
    distinct = np.flatnonzero(np.diff(used[order]) < 0)
    assert all((drawn[:, order[k]] >= drawn[:, order[k + 1]]).all() for k in distinct)
    assert drawn.sum(axis=1) == pytest.approx(1)
    task, values = CRITERIA.index("task_fit"), CRITERIA.index("values")
    assert (drawn[:, task] > drawn[:, values]).mean() == pytest.approx(0.5, abs=0.05)
    free = Draws(1, 2_000).any_weights(used * (np.arange(7) != 1))
    assert (free[:, 1] == 0).all()
    assert free.mean(axis=0)[[0, 2, 3]] == pytest.approx(1 / 6, abs=0.02)


def test_weights_around_the_agreed_ones_average_to_them(weights):
    used = weights_used(weights, np.array([False, True, *[False] * 5]))
    drawn = Draws(5, 20_000).weights_around(used)
    assert drawn.mean(axis=0) == pytest.approx(used, abs=0.002)
    assert drawn.std(axis=0)[0] == pytest.approx(np.sqrt(used[0] * (1 - used[0]) / 51), rel=0.05)


def test_under_any_weights_every_list_is_led_in_every_draw_and_by_more_people_than_now(made):
    free = any_weights(made.table, made.kept, made.lists, for_side="both", seed=4, draws=1_000)
    leaders = made.lists.rank == 1
    assert (free.top1[leaders] <= 1).all()
    assert (free.top1 > 0).sum() > leaders.sum()
    led = free.top1 > 0
    assert free.central[led].sum(axis=1) == pytest.approx(1)


def test_a_persons_numbers_are_spread_over_the_whole_row():
    lots = np.random.default_rng(0).integers(0, 2**63, 20_000).astype(np.uint64)
    for stream in range(3):
        counts, _ = np.histogram(person_offsets(lots, stream), bins=50, range=(0, LENGTH))
        assert counts.min() > 300
    assert len(np.unique(pair_offsets(lots[:100], lots[100:200], 1) - pair_offsets(lots[:100], lots[100:200], 2))) > 90


def test_the_reference_values_are_shares_and_rise():
    assert set(REFERENCE) == set(CRITERIA)
    for name, values in REFERENCE.items():
        assert len(values) == LEVELS, name
        assert (np.diff(values) >= 0).all()
        assert values.min() >= 0
        assert values.max() <= 1


def test_the_reference_is_what_the_programme_gives(programme, weights):
    from matchmaker.matching.neutral import known_values
    from matchmaker.matching.reference import equally_likely

    for name, values in known_values(prepare(programme, weights, model=None).table).items():
        assert REFERENCE[name] == pytest.approx(equally_likely(values), abs=5e-5), name


def test_thin_texts_are_doubted_more():
    assert spread_of(np.array([12, 39, 40, 59, 60, 500])).tolist() == [0.13, 0.13, 0.09, 0.09, 0.05, 0.05]


def test_somebody_of_either_side_moves_alike_on_both(weights, model):
    either = replace(people()[0], id="e", side=Side.EITHER)
    made = Made(small(*people(), either), weights, model)
    places = [
        side.index(next(p for p in side if p.id == "e"))
        for side in (made.pool.patient_side, made.pool.professional_side)
    ]
    assert made.table.patient_lots[places[0]] == made.table.professional_lots[places[1]]
    assert made.doubts.patients.spread[places[0]] == made.doubts.professionals.spread[places[1]]
