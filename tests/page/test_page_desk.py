"""The agent's screen: every state is drawn, told in words, and has buttons that answer."""

import matplotlib.pyplot as plt
import pytest

from aipm.page.desk import Desk, as_html, desk, in_words, screen

STATES = [
    {
        "title": "unsure",
        "chip": "No draft",
        "message": "Does a winter abroad <change> anything about my $20 card? " * 2,
        "banner": ("doubt", "Two policies come near and neither answers."),
        "body": "Near: one\nNear: two",
        "source": "What you type is kept.",
        "buttons": ["Ask", "Write my own"],
        "happens": {"Ask": "Sends one question."},
    },
    {"title": "bare", "message": "Hello?", "body": "Yes.", "buttons": ["Send"]},
]


@pytest.mark.parametrize("given", STATES, ids=["full", "bare"])
def test_a_screen_is_drawn_within_its_edges_and_told_in_words(given):
    fig = screen(given)
    fig.canvas.draw()
    for text in fig.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= fig.bbox.width, text.get_text()
    plt.close(fig)
    told = in_words(given)
    assert given["message"] in told and ", ".join(given["buttons"]) in told
    assert "<change>" not in as_html(given)


def test_buttons_say_what_they_did_and_nothing_is_shown_when_outputs_are_stored(monkeypatch, capsys):
    player = Desk(STATES)
    player.press(STATES[0], "Ask")
    assert "Sends one question." in player.said.value
    player.menu.value = "bare"
    assert len(player.row.children) == 1 and player.said.value == ""
    monkeypatch.setenv("AIPM_STILL", "1")
    desk(STATES)
    assert capsys.readouterr().out == ""
