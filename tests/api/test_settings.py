"""Settings: documented, understood or refused, and never unsafe together."""

from __future__ import annotations

import pytest

from matchmaker.api import create_app
from matchmaker.domain.problem import WrongUse
from matchmaker.explain.messages import say_problem
from matchmaker.settings import PREFIX, Settings, load_settings
from service_bodies import FIXTURES

ROOT = FIXTURES.parents[1]
OPEN = {
    "host": "0.0.0.0",
    "open_to_others": True,
    "https": True,
    "allowed_hosts": ("matchmaker.example.org",),
    "metrics_token": "a-long-and-random-token",
}


def refused(**given):
    with pytest.raises(WrongUse) as caught:
        load_settings(None, {}, **given)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name):
    for page in ("docs/reference/http.md", ".env.example"):
        assert f"{PREFIX}{name.upper()}" in (ROOT / page).read_text(encoding="utf-8"), page
    assert Settings.model_fields[name].description


def test_the_example_of_settings_is_the_defaults():
    assert load_settings(ROOT / ".env.example", {}) == Settings()


def test_a_setting_comes_from_the_command_then_the_environment_then_the_file(tmp_path, monkeypatch):
    file = tmp_path / "service.env"
    file.write_text("MATCHMAKER_PORT=8001\nMATCHMAKER_MAX_PEOPLE=11\nMATCHMAKER_RUNS_AT_ONCE=3\n", encoding="utf-8")
    monkeypatch.setenv("MATCHMAKER_PORT", "8002")
    monkeypatch.setenv("MATCHMAKER_MAX_PEOPLE", "12")
    settings = load_settings(file, port=8003)
    assert (settings.port, settings.max_people, settings.runs_at_once) == (8003, 12, 3)


def test_an_unknown_name_is_refused_with_the_one_that_was_meant():
    with pytest.raises(WrongUse) as caught:
        load_settings(None, {"MATCHMAKER_MAX_POEPLE": "5", "MATCHMAKER_STATE": "/x", "OTHER": "1"})
    (problem,) = caught.value.problems
    assert "MATCHMAKER_MAX_PEOPLE" in say_problem(problem)


def test_an_unknown_name_in_a_file_is_refused(tmp_path):
    file = tmp_path / "service.env"
    file.write_text("MATCHMAKER_MAX_POEPLE=5\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="setting_unknown"):
        load_settings(file, {})


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "0"), ("PORT", "eighty"), ("HTTPS", "perhaps"), ("MAX_PEOPLE", "-1")]
)
def test_a_value_that_cannot_be_used_is_refused_and_not_repeated(monkeypatch, name, value):
    monkeypatch.setenv(f"MATCHMAKER_{name}", value)
    with pytest.raises(WrongUse) as caught:
        load_settings(None, {})
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("setting_wrong", f"MATCHMAKER_{name}")
    assert len(value) < 3 or value not in say_problem(problem)


def test_listening_to_others_needs_everything_that_keeps_people_safe():
    assert refused(host="0.0.0.0") == {
        "setting_beyond_this_computer",
        "setting_without_https",
        "setting_hosts_missing",
        "setting_metrics_open",
    }
    assert load_settings(None, {}, **OPEN).beyond_this_computer


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"open_to_others": False}, "setting_beyond_this_computer"),
        ({"https": False}, "setting_without_https"),
        ({"allowed_hosts": ("localhost",)}, "setting_hosts_missing"),
        ({"allowed_hosts": ("*",)}, "setting_names_everybody"),
        ({"allowed_hosts": ("*.example.org",)}, "setting_names_everybody"),
        ({"trusted_proxies": ("*",)}, "setting_names_everybody"),
        ({"metrics_token": "short"}, "setting_token_short"),
    ],
)
def test_each_unsafe_combination_is_refused(changed, code):
    assert refused(**{**OPEN, **changed}) == {code}


def test_metrics_need_no_token_where_there_are_none():
    assert load_settings(None, {}, **{**OPEN, "metrics": False, "metrics_token": None})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "::1"])
def test_this_computer_alone_needs_nothing(host):
    assert not load_settings(None, {}, host=host).beyond_this_computer


def test_no_application_is_made_from_unsafe_settings():
    with pytest.raises(WrongUse):
        create_app(Settings(host="0.0.0.0"))


def test_a_token_shows_nowhere():
    assert "a-long-and-random-token" not in repr(Settings(**OPEN)) + str(Settings(**OPEN))
