"""Measures the service of chapter 5 and writes datasets/service_latency/data.csv. Takes about 15 seconds.

Anyone can run it: `PYTHONPATH=src python tools/measure_service.py`. The times differ from machine to machine
and from run to run; the chapter prints what the stored file says. `--look` prints without writing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline

from aipm.simulate import tickets
from aipm.simulate.service import measure

FILE = Path(__file__).resolve().parents[1] / "datasets" / "service_latency" / "data.csv"


def main() -> None:
    messages = tickets(n=6_000, seed=4).data
    past, new = messages[messages["received"] < "2026-05-01"], messages[messages["received"] >= "2026-05-01"]
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    router = make_pipeline(words, OneVsRestClassifier(LogisticRegression(C=10, solver="liblinear")))
    router.fit(past["text"], past["intent"])
    times = measure(lambda text: str(router.predict([text])[0]), list(new["text"]))
    print(times.groupby("load")["latency_ms"].describe(percentiles=[0.5, 0.95, 0.99]).round(1).to_string())
    if "--look" not in sys.argv:
        times = times.astype({"load": int}).round({"sent_ms": 3, "latency_ms": 1})
        times.to_csv(FILE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
