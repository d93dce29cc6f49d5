"""Small pictures for the page of data sets, where a few bars or a histogram say much.

Every title and every alternative text is computed from the data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from aipm.page import style


@dataclass(frozen=True)
class Picture:
    """A title that states what is seen, the axis with its unit, and bars by label or values to be counted."""

    title: str
    axis: str
    bars: dict[str, float] | None = None
    values: pd.Series | None = None


def draw(picture: Picture, file: Path, before: str = "") -> str:
    """Write the picture as PNG in the house style; return its alternative text, `before` in front."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        style.setup()
        if picture.bars is not None:
            figure = Figure(figsize=(6.0, 0.9 + 0.34 * len(picture.bars)))
            axes = figure.subplots()
            drawn = axes.barh(list(picture.bars), list(picture.bars.values()), color=style.BLUE, height=0.7)
            axes.bar_label(drawn, [_number(value) for value in picture.bars.values()], padding=4)
            axes.invert_yaxis()
            axes.margins(x=0.12)
            axes.set_xticks([])
            axes.spines["bottom"].set_visible(False)
            said = "; ".join(f"{label} {_number(value)}" for label, value in picture.bars.items())
            alt = f"{before}{picture.title}. Bars, {picture.axis}: {said}."
        else:
            values = picture.values if picture.values is not None else pd.Series(dtype=float)
            figure = Figure(figsize=(6.0, 2.4))
            axes = figure.subplots()
            axes.hist(values, bins=30, color=style.BLUE)
            axes.set_yticks([])
            axes.spines["left"].set_visible(False)
            low, middle, high = (_number(q) for q in values.quantile([0.05, 0.5, 0.95]))
            alt = (
                f"{before}{picture.title}. Histogram, {picture.axis}: "
                f"half lie below {middle}, nine in ten from {low} to {high}."
            )
        axes.set_xlabel(f"{picture.axis} (simulated)" if before else picture.axis)
        axes.tick_params(axis="y", length=0)
        figure.suptitle(picture.title, x=0.01, ha="left", fontsize=13, fontweight="bold")
        figure.savefig(file, metadata={"Software": None})
    return alt


def _number(value: float) -> str:
    if abs(value) >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1 else f"{value:.2g}"


# --- published tables -----------------------------------------------------------------------------


def _rows(frame: pd.DataFrame, label: str, value: str, scale: float = 1) -> dict[str, float]:
    return {
        str(key).replace("_", " "): scale * float(x)
        for key, x in zip(frame[label], frame[value], strict=True)
    }


def _figures(frame: pd.DataFrame, names: dict[str, str]) -> dict[str, float]:
    """Some figures of a table with one figure a row: what to call it → the row's measure."""
    by = frame.drop_duplicates("measure").set_index("measure")["value"]
    return {label: float(by[measure]) for label, measure in names.items()}


def _ai_index(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame[frame["measure"] == "incidents_recorded"], "year", "value")
    first, last = list(bars.values())[0], list(bars.values())[-1]
    return Picture(f"Recorded incidents: from {first:.0f} to {last:.0f}", "incidents a year", bars)


def _base_rates(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame.assign(rate=frame["positives"] / frame["total"]), "case", "rate", 100)
    low, high = min(bars.values()), max(bars.values())
    return Picture(f"From {low:.2g} to {high:.0f} in a hundred", "cases looked for, % of all", bars)


def _berkeley(frame: pd.DataFrame) -> Picture:
    by = frame.groupby("sex", sort=False)[["admitted", "denied"]].sum()
    bars = {str(sex): 100 * a / (a + d) for sex, a, d in zip(by.index, by.admitted, by.denied, strict=True)}
    said = ", ".join(f"{round(share)} % of {sex}" for sex, share in bars.items())
    return Picture(f"Six departments admit {said}", "admitted, %", bars)


def _callbacks(frame: pd.DataFrame) -> Picture:
    by = frame.groupby("names")[["callbacks", "resumes"]].sum()
    bars = {f"{who} names": 100 * r["callbacks"] / r["resumes"] for who, r in by.iterrows()}
    said = ", ".join(f"{who} {share:.1f} %" for who, share in bars.items())
    return Picture(f"Called back: {said}", "résumés called back, %", bars)


def _claims(frame: pd.DataFrame) -> Picture:
    counts = frame["status"].value_counts(sort=True)
    bars = {str(status): float(n) for status, n in counts.items()}
    good = sum(n for status, n in bars.items() if status.startswith("supported"))
    return Picture(f"Of {len(frame)} claims, supported: {good:.0f}", "claims", bars)


def _compas(frame: pd.DataFrame) -> Picture:
    part = frame[(frame["selection"] == "all") & (frame["race"] != "everyone")]
    bars = _rows(part.assign(rate=part["fp"] / (part["fp"] + part["tn"])), "race", "rate", 100)
    said = ", ".join(f"{who} {share:.0f} %" for who, share in bars.items())
    return Picture(f"Scored high, not charged again: {said}", "of those not charged again, %", bars)


def _cookie_cats(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame.assign(rate=frame["retained_7"] / frame["players"]), "version", "rate", 100)
    said = ", ".join(f"{share:.1f} % ({version})" for version, share in bars.items())
    return Picture(f"Back after a week: {said}", "players who came back on day 7, %", bars)


def _gender_shades(frame: pd.DataFrame) -> Picture:
    part = frame[(frame["skin"] == "darker") & (frame["sex"] == "women")]
    bars = _rows(part, "company", "error")
    return Picture(f"Up to {max(bars.values()):.0f} % wrong on darker women", "error, darker women, %", bars)


def _google_flu(frame: pd.DataFrame) -> Picture:
    names = {
        "searches": "mean_absolute_error_search",
        "old reports": "mean_absolute_error_lagged",
        "both": "mean_absolute_error_both",
    }
    bars = _figures(frame, names)
    best = min(bars, key=lambda label: bars[label])
    return Picture(f"The smallest error: {best}", "mean absolute error, points", bars)


def _hillstrom(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame.assign(rate=frame["visits"] / frame["customers"]), "arm", "rate", 100)
    return Picture(f"Without an e-mail {bars['None']:.1f} % visit anyway", "customers who visited, %", bars)


def _hmda(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame, "applicants", "denied")
    low, high = min(bars.values()), max(bars.values())
    return Picture(f"Denied: from {low:g} to {high:g} %", "applications denied, %", bars)


def _label_errors(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame, "test_set", "percent")
    low, high = min(bars.values()), max(bars.values())
    return Picture(
        f"Wrong labels: from {low:g} to {high:g} %", "labels of the test set that are wrong, %", bars
    )


def _interviews(frame: pd.DataFrame) -> Picture:
    told = frame[(frame["kind"] == "happened") & (frame["idea"] != "")]
    people = told.groupby("idea")["speaker"].nunique().sort_values(ascending=False)
    bars = {str(idea): float(n) for idea, n in people.items()}
    return Picture(f"{people.index[0]}: told by {people.iloc[0]} people", "people to whom it happened", bars)


def _labelling_rounds(frame: pd.DataFrame) -> Picture:
    clash = (frame["rater_a"] != frame["rater_b"]).groupby(frame["guide"]).sum()
    bars = {f"guide {guide}": float(n) for guide, n in clash.items()}
    first, last = list(bars.values())[0], list(bars.values())[-1]
    return Picture(
        f"Disagreements fall from {first:.0f} to {last:.0f}", "messages labelled differently", bars
    )


def _legal_rag(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame, "system", "hallucinated")
    low, high = min(bars.values()), max(bars.values())
    return Picture(f"Made up: from {low:.0f} to {high:.0f} %", "answers with something made up, %", bars)


def _ll144(frame: pd.DataFrame) -> Picture:
    names = {"inspected": "employers", "audit published": "with_audit_report", "notice": "with_notice"}
    bars = _figures(frame, names)
    return Picture(
        f"{bars['audit published']:.0f} of {bars['inspected']:.0f} published an audit", "employers", bars
    )


def _obama_splash(frame: pd.DataFrame) -> Picture:
    bars = _figures(frame, {"original page": "sign_up_rate_original", "best of 24": "sign_up_rate_best"})
    said = " against ".join(f"{rate:g} %" for rate in bars.values())
    return Picture(f"Signed up: {said}", "visitors who signed up, %", bars)


def _obermeyer(frame: pd.DataFrame) -> Picture:
    part = frame[(frame["part"] == "alternative labels") & (frame["measure"] == "Black patients")]
    bars = _rows(part, "case", "value")
    low, high = min(bars.values()), max(bars.values())
    return Picture(
        f"By label, {low:g} to {high:g} % of those at highest risk are Black", "Black patients, %", bars
    )


def _prices(frame: pd.DataFrame) -> Picture:
    price = frame["output_per_million"]
    return Picture(
        f"A million tokens of answer: ${price.min():g} to ${price.max():g}",
        "US dollars per million tokens of the answer",
        values=price,
    )


def _regulatory_facts(frame: pd.DataFrame) -> Picture:
    counts = frame["jurisdiction"].value_counts()
    bars = {str(where): float(n) for where, n in counts.items()}
    return Picture(f"{len(frame)} facts, {max(bars.values()):.0f} of them {next(iter(bars))}", "facts", bars)


def _sepsis(frame: pd.DataFrame) -> Picture:
    bars = _figures(frame, {"with sepsis": "stays_with_sepsis", "of these, no alarm": "cases_missed"})
    share = bars["of these, no alarm"] / bars["with sepsis"]
    return Picture(f"Cases without an alarm: {100 * share:.0f} %", "stays in hospital", bars)


def _win_rates(frame: pd.DataFrame) -> Picture:
    bars = _rows(frame[frame["measure"] == "win_rate"], "where", "high")
    low, high = min(bars.values()), max(bars.values())
    return Picture(
        f"Experiments that win: {low:.0f} to {high:.0f} %", "experiments that win, at most, %", bars
    )


#: a folder's name → its picture; tables whose rows measure different things have none
DATASETS: dict[str, Callable[[pd.DataFrame], Picture]] = {
    "ai_index": _ai_index,
    "base_rates": _base_rates,
    "berkeley": _berkeley,
    "callbacks": _callbacks,
    "claims": _claims,
    "compas": _compas,
    "cookie_cats": _cookie_cats,
    "gender_shades": _gender_shades,
    "google_flu": _google_flu,
    "hillstrom": _hillstrom,
    "hmda": _hmda,
    "interviews": _interviews,
    "label_errors": _label_errors,
    "labelling_rounds": _labelling_rounds,
    "legal_rag": _legal_rag,
    "ll144": _ll144,
    "obama_splash": _obama_splash,
    "obermeyer": _obermeyer,
    "prices": _prices,
    "regulatory_facts": _regulatory_facts,
    "sepsis": _sepsis,
    "win_rates": _win_rates,
}


# --- generators -----------------------------------------------------------------------------------


def _ab(made: Any) -> Picture:
    bars = {str(arm): 100 * float(x) for arm, x in made.data.groupby("arm")["converted"].mean().items()}
    lasting = 100 * made.truth.long_run
    return Picture(
        f"Measured over all days; what stays is {lasting:+.1f} points", "users who convert, %", bars
    )


def _adoption(made: Any) -> Picture:
    share = made.data.groupby("month")["adopted"].mean()
    bars = {f"month {month}": 100 * float(share[month]) for month in share.index[5::6]}
    return Picture(f"{list(bars.values())[-1]:.0f} % use it in the end", "agents who have adopted, %", bars)


def _costs(made: Any) -> Picture:
    return Picture(
        f"{100 * made.truth.loss_share:.0f} % of the scenarios lose money",
        "net present value, million dollars",
        values=made.truth.npv / 1e6,
    )


def _demand(made: Any) -> Picture:
    calls = made.data["calls"]
    return Picture(f"{calls.min():,} to {calls.max():,} calls a week", "calls a week", values=calls)


def _health_need(made: Any) -> Picture:
    top = made.data["cost"] >= made.data["cost"].quantile(0.97)
    by = made.truth.need[top].groupby(made.data["black"][top]).mean()
    return Picture(
        f"Who costs most: Black patients need {by[1] / by[0]:.1f} times as much",
        "mean need of the costliest 3 %",
        {"others": float(by[0]), "Black patients": float(by[1])},
    )


def _incidents(made: Any) -> Picture:
    members = made.data["members"]
    share = members.nlargest(max(1, len(members) // 10)).sum() / members.sum()
    return Picture(
        f"The worst tenth did {100 * share:.0f} % of the harm",
        "members harmed in an incident",
        values=members,
    )


def _judge(made: Any) -> Picture:
    bars = {
        "passed by the judge": 100 * float(made.data["judge"].mean()),
        "truly good": 100 * float(made.truth.good.mean()),
    }
    passed, good = bars.values()
    return Picture(f"The judge passes {passed:.0f} %; {good:.0f} % are good", "answers, %", bars)


def _loans(made: Any) -> Picture:
    group = made.data["group"]
    approved = made.data["past_approved"].groupby(group).mean()
    repay = made.truth.repay.groupby(group).mean()
    bars = {}
    for g in (0, 1):
        bars[f"group {g}, approved"] = 100 * float(approved[g])
        bars[f"group {g}, would repay"] = 100 * float(repay[g])
    gap = bars["group 0, approved"] - bars["group 1, approved"]
    true = bars["group 0, would repay"] - bars["group 1, would repay"]
    return Picture(f"Gap in approval {gap:.0f} points, in repayment {true:.1f}", "applicants, %", bars)


def _offers(made: Any) -> Picture:
    error = 100 * (made.data["estimate"] / made.truth.value - 1)
    bars = {"all homes": float(error.mean()), "homes bought": float(error[made.data["accepted"] == 1].mean())}
    return Picture(
        f"What was bought was estimated {bars['homes bought']:.1f} % too high",
        "mean error of the estimate, %",
        bars,
    )


def _stream(made: Any) -> Picture:
    data, flip = made.data, made.truth.flip_month
    high = data["x1"] > 0
    bars = {
        f"before month {flip}": 100 * float(data["y"][high & (data["month"] < flip)].mean()),
        f"from month {flip}": 100 * float(data["y"][high & (data["month"] >= flip)].mean()),
    }
    return Picture("The same input begins to mean something else", "y = 1 where x1 is above 0, %", bars)


def _team(made: Any) -> Picture:
    hard = made.truth.hardness > 0.5
    bars = {}
    for label, part in (("easy half", ~hard), ("hard half", hard)):
        for who, column in (("model", "ai_answer"), ("person", "human_answer")):
            right = made.data[column] == made.truth.answer
            bars[f"{label}, {who}"] = 100 * float(right[part].mean())
    better = "person" if bars["hard half, person"] > bars["hard half, model"] else "model"
    return Picture(f"On hard cases the {better} is right more often", "answers that are right, %", bars)


def _tickets(made: Any) -> Picture:
    share = 100 * made.data["intent"].value_counts(normalize=True)
    bars = {str(intent): float(x) for intent, x in share.items()}
    last = list(bars)[-1]
    return Picture(f"{last.capitalize()} is rarest: {bars[last]:.1g} %", "messages with this label, %", bars)


#: a generator's name → its picture, from what the generator returns
GENERATORS: dict[str, Callable[[Any], Picture]] = {
    "ab": _ab,
    "adoption": _adoption,
    "costs": _costs,
    "demand": _demand,
    "health_need": _health_need,
    "incidents": _incidents,
    "judge": _judge,
    "loans": _loans,
    "offers": _offers,
    "stream": _stream,
    "team": _team,
    "tickets": _tickets,
}
