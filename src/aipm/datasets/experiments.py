"""Randomised experiments on customers whose counts are public."""

from __future__ import annotations

import pandas as pd

from .files import Column, check_part, load

ROUNDS = ("0", "1–29", "30–39", "40–99", "100+")


def load_cookie_cats() -> pd.DataFrame:
    """A mobile game's test of its first gate, at level 30 (as it was) or 40: who came back; 2 rows.

    Columns: version (gate_30, gate_40), players (who installed the game and were given the version by
    lot), retained_1, retained_7 (players of them who played 1 and 7 days after installing). Real data.
    """
    shown = "datasets/cookie_cats/data.csv"
    frame = load(
        "cookie_cats",
        [
            Column("version", among=("gate_30", "gate_40")),
            Column("players", "whole", low=1),
            Column("retained_1", "whole", low=0),
            Column("retained_7", "whole", low=0),
        ],
        unique=["version"],
    )
    check_part(frame, "retained_1", "players", shown)
    check_part(frame, "retained_7", "players", shown)
    return frame


def load_cookie_cats_rounds() -> pd.DataFrame:
    """The same players by the rounds they played in 14 days; 10 rows, few rounds first.

    Columns: version (gate_30, gate_40), rounds (0, 1–29, 30–39, 40–99, 100+), players, retained_7
    (players of them who played 7 days after installing). Rounds were played *after* the lot was drawn:
    comparing the versions within a row of rounds is the trap this table is for. Real data.
    """
    frame = load(
        "cookie_cats",
        [
            Column("version", among=("gate_30", "gate_40")),
            Column("rounds", among=ROUNDS),
            Column("players", "whole", low=1),
            Column("retained_7", "whole", low=0),
        ],
        unique=["version", "rounds"],
        file="rounds.csv",
    )
    check_part(frame, "retained_7", "players", "datasets/cookie_cats/rounds.csv")
    return frame


def load_hillstrom() -> pd.DataFrame:
    """A retailer's e-mail to 64,000 past customers, drawn by lot, 2008: what they did in two weeks; 3 rows.

    Columns: arm (Mens, Womens: which goods the message showed; None: no message), customers, visits
    (customers who came to the site), conversions (customers who bought), spend (US dollars, sum),
    spend_sd (US dollars, standard deviation over all customers of the arm). Real data.
    """
    shown = "datasets/hillstrom/data.csv"
    frame = load(
        "hillstrom",
        [
            Column("arm", among=("Mens", "Womens", "None")),
            Column("customers", "whole", low=1),
            Column("visits", "whole", low=0),
            Column("conversions", "whole", low=0),
            Column("spend", "number", low=0),
            Column("spend_sd", "number", low=0),
        ],
        unique=["arm"],
    )
    check_part(frame, "visits", "customers", shown)
    check_part(frame, "conversions", "visits", shown)
    return frame


def load_hillstrom_visits() -> pd.DataFrame:
    """Visits with the women's message and without any, by what customers had bought before; 4 rows.

    Columns: womens_buyer (yes, no: bought women's goods in the year before), arm (Womens, None),
    customers, visits (customers of them who came to the site in two weeks). Real data.
    """
    frame = load(
        "hillstrom",
        [
            Column("womens_buyer", among=("yes", "no")),
            Column("arm", among=("Womens", "None")),
            Column("customers", "whole", low=1),
            Column("visits", "whole", low=0),
        ],
        unique=["womens_buyer", "arm"],
        file="visits.csv",
    )
    check_part(frame, "visits", "customers", "datasets/hillstrom/visits.csv")
    return frame
