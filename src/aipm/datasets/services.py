"""Times of a service, measured for the course."""

from __future__ import annotations

import pandas as pd

from .files import Column, load


def load_service_latency() -> pd.DataFrame:
    """How long a small router took to answer, at three levels of load; one message a row.

    Columns: load (messages a second), sent_ms (planned moment since the level began), latency_ms (to the
    reply). Real times of one run on one machine; in the middle of the last level the worker was stopped on
    purpose for half a second. Made by tools/measure_service.py.
    """
    return load(
        "service_latency",
        [
            Column("load", "whole", low=1, high=500),
            Column("sent_ms", "number", low=0),
            Column("latency_ms", "number", low=0),
        ],
        unique=["load", "sent_ms"],
    )
