"""Shared by every test: the real text model, started once, and the fixtures of made-up people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from matchmaker.library import read_cohort
from matchmaker.services.runs import default_weights
from matchmaker.text import open_text_model

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "data" / "fixtures"

settings.register_profile(
    "default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def model():
    """The real model: built files, real weights."""
    return open_text_model()


@pytest.fixture(scope="session")
def weights():
    """The weight set that travels with the program."""
    return default_weights()


@pytest.fixture(scope="session")
def twelve_pairs():
    """The guide's twelve pairs as made-up people."""
    return read_cohort(FIXTURES / "collaborative-pairs")


@pytest.fixture(scope="session")
def programme():
    """About 300 made-up people of one local programme, messy, every gate among them."""
    return read_cohort(FIXTURES / "programme-300")


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory, monkeypatch):
    """No test writes to the state folder of whoever runs it."""
    monkeypatch.setenv("MATCHMAKER_STATE", str(tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="session")
def barts():
    """The guide's three further examples as made-up people."""
    return read_cohort(FIXTURES / "barts-examples")


@pytest.fixture(scope="session")
def two_lists():
    """Two plain lists: an id and one column of text."""
    return read_cohort(FIXTURES / "two-lists" / "patients.csv", FIXTURES / "two-lists" / "professionals.csv")


@pytest.fixture(scope="session")
def service():
    """Starts a service in this process, with settings of one's own, for the length of a ``with``."""
    from service_in_process import running

    return running


@pytest.fixture(scope="session")
def client(service):
    """A service without hurry: no rate limit that a test could meet."""
    with service() as started:
        yield started
