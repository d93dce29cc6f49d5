"""The small service: every message answered, times that hold a pause, refusals in one sentence."""

import socket
import threading

import pytest

from aipm.datasets import load_service_latency
from aipm.simulate import service


def test_every_message_is_answered_and_the_pause_is_in_the_times():
    seen = []
    times = service.measure(
        lambda text: seen.append(text) or "card", ["a", "b"], [40, 80], seconds=0.5, pause=0.3
    )
    assert len(times) == 20 + 40 and len(seen) == 60 + 5  # five calls to warm up
    assert set(seen) == {"a", "b"}
    assert (times["latency_ms"] > 0).all()
    assert times.loc[times["load"] == 80, "latency_ms"].max() >= 290
    assert times.loc[times["load"] == 40, "latency_ms"].max() < 290
    assert threading.active_count() < 20


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"messages": []}, "at least one message"),
        ({"rates": [0]}, "rates"),
        ({"seconds": 60}, "seconds"),
        ({"pause": -1}, "pause"),
    ],
)
def test_bad_parameters_are_named(changes, words):
    given = {"messages": ["a"], "rates": [10], "seconds": 0.1, "pause": 0.0} | changes
    with pytest.raises(ValueError, match=words):
        service.measure(lambda text: text, **given)


def test_a_kernel_without_sockets_is_told(monkeypatch):
    monkeypatch.setattr(service.sys, "platform", "emscripten")
    with pytest.raises(RuntimeError, match="stored measurement"):
        service.measure(lambda text: text, ["a"])


def test_a_computer_that_forbids_servers_is_told(monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(RuntimeError, match="No server could be opened"):
        service.measure(lambda text: text, ["a"], [10], seconds=0.1)


def test_the_stored_measurement_shows_what_the_chapter_says_of_it():
    times = load_service_latency()
    last = times.loc[times["load"] == times["load"].max(), "latency_ms"]
    assert last.mean() > 3 * last.median()  # the pause lifts the mean, not the middle
    assert 0.01 < (last > 200).mean() < 0.2
    assert times.groupby("load")["latency_ms"].median().max() < 50
