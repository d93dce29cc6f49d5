"""Answers that the graders of exercise 10 must accept, and answers they must reject, each with its message.

An answer cell sees what stands above it in the exercise (`voices`, `models`, `arithmetic`, `appeal`, …), so most answers
to the Decide tasks are computed: the tables differ by course seed. GUESSES are answers by somebody who knows the form
and the visible tables, and not the matter.
"""

from aipm.practice.proofs import right, wrong

# -- Decide 1 ------------------------------------------------------------------------------------------------------

D1 = """
at = {key: n for n, (key, _, _) in voices.items()}
way = {key: n for n, (key, _) in routes.items()}


def per(form, over="applicants", what="of the refused, would have paid"):
    mine = harm[harm["form"] == form].set_index("group")
    return {g: 1000 * float(mine.loc[g, what]) / float(mine.loc[g, over]) for g in mine.index}


def made(form, speak, against):
    return {
        "decision": form,
        "for": {at[k]: lens for k, lens in speak.items()},
        "against": [at[k] for k in against],
        "wrongly_refused": per(form),
        "appeal": way["phone"],
        "stop": {"metric": "fresh", "threshold": gauges["fresh"].today + 5},
    }


decide_1 = made("yes_only", {"branch": "rights", "saturday": "care"}, ["services"])
"""


def d1(change: str = "") -> str:
    return D1 + change


DECIDE_1 = [
    right("every no by a person", d1()),
    right(
        "launch: the hours and the like cases, against those refused by nobody",
        d1('decide_1 = made("launch", {"services": "outcomes", "chair": "justice"}, ["river", "debt"])'),
    ),
    right(
        "an adviser in each case; rounded, other route, array and Series",
        d1(
            """
decide_1 = made("advise_all", {"debt": "care", "branch": "rights", "chair": "Justice"}, ["agent", "refused"])
decide_1["appeal"] = np.int64(way["paper"])
decide_1["against"] = np.array(decide_1["against"])
decide_1["wrongly_refused"] = {k: round(v, 1) for k, v in decide_1["wrongly_refused"].items()}
decide_1["stop"] = {"metric": "days", "threshold": 15}
"""
        ),
    ),
    right(
        "not now",
        d1(
            """
decide_1 = made("not_now", {"river": "justice", "debt": "outcomes"}, ["saturday"])
decide_1["stop"] = {"metric": "reversed", "threshold": 30}
"""
        ),
    ),
    wrong(
        "the strongest objection left out",
        d1('decide_1 = made("launch", {"saturday": "care", "chair": "justice"}, ["debt"])'),
        message="strongest objection",
    ),
    right(
        "the agent held against a no by a person; what is owed to the indebted",
        d1('decide_1 = made("yes_only", {"branch": "rights", "saturday": "care"}, ["agent", "services"])'),
    ),
    right(
        "a person owed to whoever borrows",
        d1('decide_1 = made("advise_all", {"debt": "rights", "services": "outcomes"}, {"agent"})'),
    ),
    wrong(
        "proposals to an adviser, and the agent not heard",
        d1('decide_1 = made("advise_all", {"debt": "care", "branch": "rights"}, ["saturday"])'),
        message="strongest objection",
    ),
    wrong(
        "a threshold that chance alone would pass",
        d1('decide_1["stop"]["threshold"] = gauges["fresh"].today + 1'),
        message="chance alone",
    ),
    wrong(
        "a stop rule named as the task names it",
        d1('decide_1["stop"]["threshold"] = gauges["fresh"].today - 3'),
        message="decide_1['stop']",
    ),
    wrong(
        "only the own group's number",
        d1('decide_1["wrongly_refused"] = {"larger": decide_1["wrongly_refused"]["larger"]}'),
        message="one group only",
    ),
    wrong(
        "the law as a reason",
        d1('decide_1["for"] = {at["law"]: "rights", at["branch"]: "care"}'),
        message="what the law allows is no reason",
    ),
    wrong(
        "the law as the sole reason",
        d1('decide_1["for"] = {at["law"]: "rights"}'),
        message="what the law allows is no reason",
    ),
    wrong(
        "one lens twice",
        d1('decide_1["for"] = {at["branch"]: "care", at["saturday"]: "care"}'),
        message="one lens only",
    ),
    wrong(
        "a lens it does not use", d1('decide_1["for"][at["saturday"]] = "justice"'), message="lens of justice"
    ),
    wrong(
        "one voice is not two",
        d1('decide_1["for"] = {at["branch"]: "rights"}'),
        message="at least 2 statements",
    ),
    wrong(
        "an objection cited in favour",
        d1('decide_1["for"] = {at["debt"]: "care", at["branch"]: "rights"}'),
        message="speaks against it",
    ),
    wrong(
        "of the refused",
        d1('decide_1["wrongly_refused"] = per("yes_only", "refused")'),
        message="of 1,000 refused",
    ),
    wrong(
        "all who are refused",
        d1('decide_1["wrongly_refused"] = per("yes_only", what="refused")'),
        message="all who are refused",
    ),
    wrong(
        "the count",
        d1(
            'decide_1["wrongly_refused"] = {k: v for k, v in harm[harm.form == "yes_only"].set_index("group")["of the refused, would have paid"].items()}'
        ),
        message="the count in the trial",
    ),
    wrong(
        "another form's figures",
        d1('decide_1["wrongly_refused"] = per("not_now")'),
        message="not what this decision costs",
    ),
    wrong("the same person again", d1('decide_1["appeal"] = way["same"]'), message="whether she was wrong"),
    wrong("the score first", d1('decide_1["appeal"] = way["score"]'), message="score first"),
    wrong("no clock", d1('decide_1["appeal"] = way["clock"]'), message="no date"),
    wrong("no power", d1('decide_1["appeal"] = way["power"]'), message="recommend"),
    wrong(
        "a figure nobody measures",
        d1('decide_1["stop"] = {"metric": "trust", "threshold": 50}'),
        message="nobody measures",
    ),
    wrong(
        "a threshold passed today",
        d1('decide_1["stop"]["threshold"] = gauges["fresh"].today'),
        message="passed already",
    ),
    wrong("a threshold out of reach", d1('decide_1["stop"]["threshold"] = 90'), message="hardly reach"),
    wrong(
        "everything filled: all nine for it",
        d1('decide_1["for"] = {n: "care" for n in voices}'),
        message="decide_1",
    ),
    wrong("nothing yet", "decide_1 = None", message="no answer yet"),
]

# -- Build 1 -------------------------------------------------------------------------------------------------------

B1 = """
def implied_fpr(p, ppv, fnr):
    if {bad}:
        return math.nan
    share = {share}
    return {end}
"""
BAD1 = "not (0 < p < 1 and 0 < ppv <= 1 and 0 <= fnr <= 1)"


def b1(bad=BAD1, share="p / (1 - p) * (1 - ppv) / ppv * (1 - fnr)", end="share if share <= 1 else math.nan"):
    return B1.format(bad=bad, share=share, end=end)


BUILD_1 = [
    right("the formula", b1()),
    right(
        "counting a thousand people",
        """
def implied_fpr(p, ppv, fnr):
    x = np.array([p, ppv, fnr], dtype=float)
    if np.isnan(x).any() or p <= 0 or p >= 1 or ppv <= 0 or ppv > 1 or fnr < 0 or fnr > 1:
        return float("nan")
    ill = 1000 * p
    found = ill - ill * fnr
    flags = found / ppv
    wrong, others = flags - found, 1000 - ill
    return float("nan") if wrong > others else float(wrong / others)
""",
    ),
    wrong("one minus the right flags", b1(share="1 - ppv"), message="is not 1 − ppv"),
    wrong("nothing is missed", b1(share="p / (1 - p) * (1 - ppv) / ppv"), message="10 flags are wrong"),
    wrong(
        "missed taken for found", b1(share="p / (1 - p) * (1 - ppv) / ppv * fnr"), message="of the 60 others"
    ),
    wrong("of everybody", b1(share="p * (1 - ppv) / ppv * (1 - fnr)"), message="of the 60 others"),
    wrong(
        "wrong of the found", b1(share="p * (1 - ppv) * (1 - fnr) / (1 - p)"), message="10 flags are wrong"
    ),
    wrong("impossible inputs pass", b1(bad="p != p or p == 1 or ppv == 0"), message="cannot be"),
    wrong("impossible results pass", b1(end="share"), message="cannot be"),
    wrong("cut off at one", b1(end="min(share, 1.0)"), message="cannot be"),
    wrong("a perfect flag refused", b1(bad=BAD1.replace("ppv <= 1", "ppv < 1")), message="exists"),
    wrong("not written", "def implied_fpr(p, ppv, fnr):\n    pass", message="returned None"),
]

# -- Decide 2 ------------------------------------------------------------------------------------------------------

D2 = """
profit = models["profit from what was paid, $ per 1,000"]
reads = models["reads when it decides"]
trait = reads.str.contains("line of its own|sex")
rates = pd.DataFrame({n: models[f"approved in {n}"] / applicants[n] for n in "ABC"})
ratios = rates.min(axis=1) / rates.max(axis=1)
upper = models["90% interval of its impact ratio"].str.split(" to ").str[1].astype(float)
left = (profit >= 0.99 * profit.max()) & ~trait
top = float(ratios[left].max())
best = ratios[left].idxmax()
go = models["row"][left & (upper >= top)].tolist()
decide_2 = {"models": go, "ratio": top}
"""

DECIDE_2 = [
    right("as asked", D2),
    right("rounded, as an array", D2 + "decide_2 = {'ratio': round(top, 2), 'models': np.array(go[::-1])}"),
    right("a tuple and a NumPy number", D2 + "decide_2 = {'models': tuple(go), 'ratio': np.float64(top)}"),
    wrong(
        "the best ratio of all: a line for each group",
        D2 + "decide_2['models'] = go + models['row'][reads.str.contains('line of its own')].tolist()",
        message="same score",
    ),
    wrong(
        "a trait among the columns",
        D2 + "decide_2['models'] = go + models['row'][reads.str.contains('sex')].tolist()",
        message="protected trait",
    ),
    wrong(
        "the best ratio at any price",
        D2 + "decide_2['models'] = go + models['row'][(profit < 0.99 * profit.max())].tolist()",
        message="more than one percent",
    ),
    wrong(
        "whatever earns enough without the trait",
        D2 + "decide_2['models'] = models['row'][left].tolist()",
        message="the screen leaves it out",
    ),
    wrong(
        "agreement with past officers",
        D2
        + "decide_2 = {'models': [int(models['row'][models['agrees with past officers, of 100'].idxmax()])], 'ratio': top}",
        message="missing",
    ),
    wrong("all six", D2 + "decide_2['models'] = list(range(1, 7))", message="not belong"),
    wrong("upside down", D2 + "decide_2['ratio'] = 1 / top", message="upside down"),
    wrong(
        "the refused",
        D2 + "decide_2['ratio'] = float((1 - rates.loc[best].max()) / (1 - rates.loc[best].min()))",
        message="compares the refused",
    ),
    wrong(
        "the best of all six", D2 + "decide_2['ratio'] = float(ratios.max())", message="best ratio of all six"
    ),
    wrong("a ratio in percent", D2 + "decide_2['ratio'] = 100 * top", message="The models are right"),
    wrong("nothing yet", "decide_2 = None", message="no answer yet"),
]

# -- Build 2 -------------------------------------------------------------------------------------------------------

BUILD_2 = [
    right(
        "in a loop",
        """
def impact_ratios(groups, least=30):
    rates = {}
    for name, (yes, n) in groups.items():
        if math.isnan(yes) or math.isnan(n) or n < least or n == 0:
            rates[name] = math.nan
        else:
            rates[name] = yes / n
    known = [r for r in rates.values() if not math.isnan(r)]
    top = max(known) if known else 0
    return {name: (r / top if top else math.nan) for name, r in rates.items()}
""",
    ),
    right(
        "with pandas",
        """
def impact_ratios(groups, least=30):
    if not groups:
        return {}
    t = pd.DataFrame(groups, index=["yes", "n"]).T.astype(float)
    rate = (t["yes"] / t["n"].where(t["n"] > 0)).where(t["n"] >= least)
    top = rate.max()
    return (rate / top if top > 0 else rate * math.nan).to_dict()
""",
    ),
    wrong(
        "compared with the largest group",
        """
def impact_ratios(groups, least=30):
    big = max(groups, key=lambda k: groups[k][1])
    return {k: y / n / (groups[big][0] / groups[big][1]) for k, (y, n) in groups.items()}
""",
        message="B is what the others",
    ),
    wrong(
        "compared with the average",
        """
def impact_ratios(groups, least=30):
    all_yes, all_n = (sum(v[i] for v in groups.values()) for i in (0, 1))
    return {k: y / n / (all_yes / all_n) for k, (y, n) in groups.items()}
""",
        message="the ratios are",
    ),
    wrong(
        "a group of one sets the standard",
        """
def impact_ratios(groups, least=30):
    rates = {k: y / n if n else math.nan for k, (y, n) in groups.items()}
    top = max(rates.values(), default=0)
    return {k: r / top if top else math.nan for k, r in rates.items()}
""",
        message="a group of one must not set",
    ),
    wrong(
        "small groups are left out of the answer",
        """
def impact_ratios(groups, least=30):
    rates = {k: y / n for k, (y, n) in groups.items() if n >= max(least, 1) and y == y}
    top = max(rates.values(), default=0)
    return {k: r / top if top else math.nan for k, r in rates.items()}
""",
        message="name every group",
    ),
    wrong(
        "a group of exactly least is too small",
        """
def impact_ratios(groups, least=30):
    rates = {k: y / n for k, (y, n) in groups.items() if n > least and y == y}
    top = max(rates.values(), default=0)
    return {k: rates[k] / top if top and k in rates else math.nan for k in groups}
""",
        message="large enough",
    ),
    wrong(
        "NaN sets the standard",
        """
def impact_ratios(groups, least=30):
    rates = {k: y / n for k, (y, n) in groups.items() if n >= max(least, 1)}
    top = max(rates.values(), default=0)
    return {k: rates[k] / top if top and k in rates else math.nan for k in groups}
""",
        message="impact_ratios",
    ),
    wrong(
        "no approvals at all",
        """
def impact_ratios(groups, least=30):
    rates = {k: y / n for k, (y, n) in groups.items() if n >= max(least, 1) and y == y}
    top = max(rates.values(), default=1)
    return {k: rates[k] / top if k in rates else math.nan for k in groups}
""",
        message="impact_ratios",
    ),
    wrong("not written", "def impact_ratios(groups, least=30):\n    pass", message="returned None"),
]

# -- Decide 3 ------------------------------------------------------------------------------------------------------

D3 = """
opening = {
    "debts": "Your monthly debts take", "card": "of your card limit", "missed": "You missed",
    "savings": "weeks of expenses saved", "asked": "You asked for credit", "job": "in your present job",
    "member": "a member here",
}
weight = arithmetic["weight, points for each unit"]
points = weight * (arithmetic["hers"] - arithmetic["typical of those approved"])
ranked = list(points.sort_values().index)
of = {f: next(n for n, t in sentences.items() if words in t) for f, words in opening.items()}
vague = [n for n in sentences if n not in of.values()]
generic = {w: next(n for n, t in sentences.items() if w in t) for w in ("minimum score", "internal lending policy")}
vaguely = [n for n in vague if n not in generic.values()]
needed = arithmetic.loc["card", "hers"] + lacks / weight["card"]
decide_3 = {"reasons": [of[f] for f in ranked[:3]], "card": needed}
"""

DECIDE_3 = [
    right("as asked", D3),
    right(
        "whole percent, as an array",
        D3 + "decide_3 = {'card': math.floor(needed), 'reasons': np.array(decide_3['reasons'])[::-1]}",
    ),
    right("a tuple", D3 + "decide_3 = {'reasons': tuple(decide_3['reasons']), 'card': np.float64(needed)}"),
    wrong(
        "the largest weights",
        D3 + "decide_3['reasons'] = [of[f] for f in weight.abs().sort_values().index[::-1][:3]]",
        message="decide_3['reasons']",
    ),
    wrong(
        "a large weight where she is ordinary",
        D3 + "light = next(f for f in weight.abs().sort_values().index[::-1] if f not in ranked[:3])\n"
        "decide_3['reasons'] = decide_3['reasons'][:2] + [of[light]]",
        message="not belong",
    ),
    wrong(
        "the score as a reason",
        D3 + "decide_3['reasons'][2] = generic['minimum score']",
        message="not belong",
    ),
    wrong(
        "the policy added",
        D3 + "decide_3['reasons'].append(generic['internal lending policy'])",
        message="expressly no reason",
    ),
    wrong(
        "a sentence for anybody", D3 + "decide_3['reasons'].append(vaguely[0])", message="anybody's letter"
    ),
    wrong(
        "something nobody can change",
        D3 + "decide_3['reasons'].append(of['member'])",
        message="years as a member",
    ),
    wrong(
        "the farthest columns, whatever they weigh",
        D3
        + "far = ((arithmetic['hers'] - arithmetic['typical of those approved']).abs() / arithmetic['typical of those approved']).drop('member')\n"
        "decide_3['reasons'] = [of[f] for f in far.sort_values().index[::-1][:3]]",
        message="not belong",
    ),
    wrong("rounded up", D3 + "decide_3['card'] = math.floor(needed) + 1", message="round down"),
    wrong("two reasons", D3 + "decide_3['reasons'] = decide_3['reasons'][:2]", message="missing"),
    wrong("all eleven", D3 + "decide_3['reasons'] = list(sentences)", message="not belong"),
    wrong(
        "the fall, not the level", D3 + "decide_3['card'] = -lacks / weight['card']", message="by how much"
    ),
    wrong(
        "the wrong way",
        D3 + "decide_3['card'] = arithmetic.loc['card', 'hers'] - lacks / weight['card']",
        message="wrong way",
    ),
    wrong(
        "the typical use",
        D3 + "decide_3['card'] = arithmetic.loc['card', 'typical of those approved']",
        message="decide_3['card']",
    ),
    wrong("nothing yet", "decide_3 = None", message="no answer yet"),
]

# -- Build 3 -------------------------------------------------------------------------------------------------------

B3 = """
def reason_codes(weights, person, typical, changeable, k=3):
    against = {{n: {points} for n in weights}}
    names = sorted((n for n in against if {keep}), key={order})[:k]
    return {{"reasons": names, "change": {change}}}
"""
CHANGE3 = "next((n for n in names if n in changeable), None)"


def b3(
    points="weights[n] * (person[n] - typical[n])", keep="against[n] < 0", order="against.get", change=CHANGE3
):
    return B3.format(points=points, keep=keep, order=order, change=change)


BUILD_3 = [
    right("sorted", b3()),
    right(
        "with pandas",
        """
def reason_codes(weights, person, typical, changeable, k=3):
    names = list(weights)
    lost = pd.Series([weights[n] * (person[n] - typical[n]) for n in names], index=names, dtype=float)
    reasons = lost[lost < 0].sort_values(kind="stable").index.tolist()[:k]
    able = [n for n in reasons if n in set(changeable)]
    return {"change": able[0] if able else None, "reasons": reasons}
""",
    ),
    wrong(
        "by weight",
        b3(order="lambda n: -abs(weights[n])"),
        message="largest weight is not the largest reason",
    ),
    wrong("the weights alone", b3(points="weights[n]"), message="largest weight is not the largest reason"),
    wrong(
        "by size, whatever the sign",
        b3(keep="True", order="lambda n: -abs(against[n])"),
        message="strength is no reason",
    ),
    wrong(
        "the other way round",
        b3(points="weights[n] * (typical[n] - person[n])"),
        message="strength is no reason",
    ),
    wrong(
        "only what can be changed",
        b3(keep="against[n] < 0 and n in changeable"),
        message="In the example the reasons",
    ),
    wrong("the mildest first", b3(order="lambda n: -against[n]"), message="largest weight is not"),
    wrong("what is typical is a reason too", b3(keep="against[n] <= 0"), message="exactly typical"),
    wrong(
        "something changeable from anywhere",
        b3(change="changeable[0] if changeable else None"),
        message="'change' should be",
    ),
    wrong("NaN kept", b3(keep="not against[n] >= 0"), message="is NaN"),
    wrong("always three", b3().replace("[:k]", "[:3]"), message="k of 0"),
    wrong(
        "not written",
        "def reason_codes(weights, person, typical, changeable, k=3):\n    pass",
        message="returned None",
    ),
]

# -- Decide 4 ------------------------------------------------------------------------------------------------------

D4 = """
_, _, load = the_appeal()
weak = ("to begin with", "undue delay", "team that decided", "file of the member", "think again", "form 14")
marked = [n for n, t in appeal.items() if any(w in t for w in weak)]
hours = next(n for n, t in appeal.items() if "hours a month" in t)
line = {w: next(n for n, t in appeal.items() if w in t) for w in ("need not give a reason", "judged afresh", "may stay the same")}
others = [n for n in appeal if n not in marked and n != hours and n not in line.values()]
needed = load["refusals"] * load["of 100"] / 100 * load["minutes"] / 60
decide_4 = {n: "rewrite" for n in marked} | {hours: needed}
"""

DECIDE_4 = [
    right("as asked", D4),
    right(
        "rounded, other words",
        D4 + "decide_4 = {float(n): 'Strike' for n in marked} | {hours: round(needed)}",
    ),
    right("a Series", D4 + "decide_4 = pd.Series(decide_4, dtype=object)"),
    wrong(
        "every line",
        D4 + "decide_4 = {n: 'rewrite' for n in appeal} | {hours: needed}",
        message="false alarm",
    ),
    wrong(
        "a yes without a reason is marked",
        D4 + "decide_4[line['need not give a reason']] = 'rewrite'",
        message="a yes that has to be justified",
    ),
    wrong(
        "an honest warning is marked",
        D4 + "decide_4[line['may stay the same']] = 'rewrite'",
        message="unpleasant is not faulty",
    ),
    wrong(
        "the fresh sample is marked",
        D4 + "decide_4[line['judged afresh']] = 'rewrite'",
        message="never appealed",
    ),
    wrong("what is sound is marked", D4 + "decide_4[others[0]] = 'rewrite'", message="false alarm"),
    wrong("only the figure", D4 + "decide_4 = {hours: needed}", message="still to be found"),
    wrong("one fault passed", D4 + "del decide_4[marked[0]]", message="still to be found"),
    wrong("the figure passed", D4 + "del decide_4[hours]", message="One figure is too small"),
    wrong(
        "every refusal reviewed",
        D4 + "decide_4[hours] = load['refusals'] * load['minutes'] / 60",
        message="only a share is appealed",
    ),
    wrong("minutes", D4 + "decide_4[hours] = needed * 60", message="those are minutes"),
    wrong("more than the work takes", D4 + "decide_4[hours] = needed * 1.3", message="more than the work"),
    wrong("appeals", D4 + "decide_4[hours] = needed * 60 / load['minutes']", message="number of appeals"),
    wrong("a word where a figure is asked for", D4 + "decide_4[hours] = 'rewrite'", message="faulty"),
    wrong("nothing yet", "decide_4 = None", message="no answer yet"),
]

# -- Build 4 -------------------------------------------------------------------------------------------------------

B4 = """
def share_selected(people, label, group, k):
    known = [p for p in people if {known}]
    chosen = sorted(known, key=lambda p: {key})[:{k}]
    if not chosen:
        return {none}
    return {share}
"""
SHARE4 = 'sum(p["group"] == group for p in chosen) / len(chosen)'


def b4(
    known="p[label] is not None and not math.isnan(p[label])",
    key="-p[label]",
    k="max(k, 0)",
    none="math.nan",
    share=SHARE4,
):
    return B4.format(known=known, key=key, k=k, none=none, share=share)


BUILD_4 = [
    right("sorted", b4()),
    right(
        "with pandas",
        """
def share_selected(people, label, group, k):
    t = pd.DataFrame(people)
    if t.empty or k <= 0:
        return math.nan
    value = pd.to_numeric(t[label], errors="coerce")
    t = t.assign(v=value)[value.notna()]
    top = t.sort_values("v", ascending=False, kind="stable").head(k)
    return float((top["group"] == group).mean()) if len(top) else math.nan
""",
    ),
    wrong("the lowest", b4(key="p[label]"), message="By costs the first two"),
    wrong(
        "by costs, whatever the label",
        b4(known="True", key='-p["costs"]'),
        message="By conditions the first two",
    ),
    wrong(
        "of the group, how many are chosen",
        b4(
            share='sum(p["group"] == group for p in chosen) / max(1, sum(p["group"] == group for p in people))'
        ),
        message="share_selected",
    ),
    wrong("divided by k", b4(share='sum(p["group"] == group for p in chosen) / k'), message="fewer than k"),
    wrong(
        "missing labels are zero",
        b4(known="True", key="-(p[label] or 0) if p[label] == p[label] else 0"),
        message="share_selected",
    ),
    wrong("zero when nobody is chosen", b4(none="0.0"), message="share_selected"),
    wrong("a negative k counts from the end", b4(k="k"), message="negative k"),
    wrong("zero is missing", b4(known="p[label] and not math.isnan(p[label])"), message="0 is a label"),
    wrong(
        "ties from the end",
        b4().replace("sorted(known,", "sorted(known[::-1],"),
        message="on a tie",
    ),
    wrong("not written", "def share_selected(people, label, group, k):\n    pass", message="returned None"),
]

# -- Calibration ---------------------------------------------------------------------------------------------------

CAL = """
levels = {
    "We switch the call tool off": [2, 1, 2, 0, 1],
    "that we drew in March": [0, 2, 1, 2, 2],
    "so much heart": [1, 0, 0, 1, 2],
}
who = {w: m for m, t in memos.items() for w in levels if w in t}
calibration = {who[w]: dict(zip(CRITERIA, row)) for w, row in levels.items()}
"""

CALIBRATION = [
    right("the key", CAL),
    right(
        "twelve of fifteen",
        CAL
        + """
calibration[who["so much heart"]]["Alternatives"] = 0
calibration[who["that we drew in March"]]["Consequences"] = 2
calibration[who["We switch the call tool off"]]["Reversal"] = 0
""",
    ),
    wrong(
        "all ones", "calibration = {m: dict.fromkeys(CRITERIA, 1) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "all twos", "calibration = {m: dict.fromkeys(CRITERIA, 2) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "all zeros", "calibration = {m: dict.fromkeys(CRITERIA, 0) for m in 'ABC'}", message="of 15", points=0
    ),
    wrong(
        "the careful memo is good in everything",
        CAL
        + "calibration[who['that we drew in March']] = dict.fromkeys(CRITERIA, 2); calibration[who['so much heart']] = dict.fromkeys(CRITERIA, 0)",
        message="of 15",
    ),
    wrong(
        "a level that does not exist", CAL + 'calibration["A"]["Decision"] = 3\n', message="should be one of"
    ),
    wrong("a criterion missing", CAL + 'del calibration["A"]["Decision"]\n', message="lacks the key"),
    wrong(
        "the template", "calibration = {m: dict.fromkeys(CRITERIA) for m in 'ABC'}", message="no answer yet"
    ),
]

PROOFS = {
    "test_decide_1": DECIDE_1,
    "test_build_1": BUILD_1,
    "test_decide_2": DECIDE_2,
    "test_build_2": BUILD_2,
    "test_decide_3": DECIDE_3,
    "test_build_3": BUILD_3,
    "test_decide_4": DECIDE_4,
    "test_build_4": BUILD_4,
    "test_calibration": CALIBRATION,
}

SURVIVORS = {
    "test_build_2": {
        "default=1)": "without a large enough group no name is looked up in the rates, whatever the top",
    },
}

# -- Guesses -------------------------------------------------------------------------------------------------------

PER = """
def per(form):
    mine = harm[harm["form"] == form].set_index("group")
    return (1000 * mine["of the refused, would have paid"] / mine["applicants"]).to_dict()
"""

GUESSES = {
    "test_decide_1": {
        "at random": PER
        + """
form = str(rng.choice(list(OPTIONS)))
order = [int(n) for n in rng.permutation(list(voices))]
metric = str(rng.choice(list(gauges)))
low, high = gauges[metric].reach
decide_1 = {
    "decision": form,
    "for": {n: str(rng.choice(LENSES)) for n in order[:2]},
    "against": order[2 : 3 + int(rng.integers(0, 3))],
    "wrongly_refused": per(form),
    "appeal": int(rng.choice(list(routes))),
    "stop": {"metric": metric, "threshold": int(rng.integers(low, high + 1))},
}
""",
        "constant": PER
        + """
decide_1 = {
    "decision": "yes_only",
    "for": {1: "rights", 2: "care"},
    "against": [3],
    "wrongly_refused": per("yes_only"),
    "appeal": 1,
    "stop": {"metric": "fresh", "threshold": 40},
}
""",
        "everything filled": PER
        + """
decide_1 = {
    "decision": str(rng.choice(list(OPTIONS))),
    "for": {n: str(rng.choice(LENSES)) for n in voices},
    "against": list(voices),
    "wrongly_refused": {},
    "appeal": 6,
    "stop": {"metric": "fresh", "threshold": 45},
}
decide_1["wrongly_refused"] = per(decide_1["decision"])
""",
        "half the voices for, half against": PER
        + """
form = str(rng.choice(list(OPTIONS)))
order = [int(n) for n in rng.permutation(list(voices))]
decide_1 = {
    "decision": form,
    "for": {n: str(rng.choice(LENSES)) for n in order[:4]},
    "against": order[4:],
    "wrongly_refused": per(form),
    "appeal": int(rng.choice(list(routes))),
    "stop": {"metric": "fresh", "threshold": 40},
}
""",
    },
    "test_decide_2": {
        "at random": """
rates = pd.DataFrame({n: models[f"approved in {n}"] / applicants[n] for n in "ABC"})
ratios = rates.min(axis=1) / rates.max(axis=1)
rows = [int(r) for r in models["row"] if rng.random() < 0.4] or [1]
decide_2 = {"models": rows, "ratio": float(ratios[[r - 1 for r in rows]].max())}
""",
        "constant": 'decide_2 = {"models": [2], "ratio": 0.88}',
        "everything filled": 'decide_2 = {"models": [1, 2, 3, 4, 5, 6], "ratio": 0.88}',
        "the best ratio of all": """
rates = pd.DataFrame({n: models[f"approved in {n}"] / applicants[n] for n in "ABC"})
ratios = rates.min(axis=1) / rates.max(axis=1)
decide_2 = {"models": [int(models["row"][ratios.idxmax()])], "ratio": float(ratios.max())}
""",
        "the best profit": """
rates = pd.DataFrame({n: models[f"approved in {n}"] / applicants[n] for n in "ABC"})
ratios = rates.min(axis=1) / rates.max(axis=1)
first = models["profit from what was paid, $ per 1,000"].idxmax()
decide_2 = {"models": [int(models["row"][first])], "ratio": float(ratios[first])}
""",
    },
    "test_decide_3": {
        "at random": """
low, high = arithmetic.loc["card", "typical of those approved"], arithmetic.loc["card", "hers"]
decide_3 = {
    "reasons": [int(n) for n in rng.choice(list(sentences), 3, replace=False)],
    "card": int(rng.integers(low, high + 1)),
}
""",
        "constant": 'decide_3 = {"reasons": [1, 2, 3], "card": 50}',
        "everything filled": 'decide_3 = {"reasons": list(sentences), "card": 50}',
        "the longest sentences": """
longest = sorted(sentences, key=lambda n: -len(sentences[n]))[:3]
decide_3 = {"reasons": longest, "card": int(rng.integers(35, 75))}
""",
        "the shortest sentences, and the right sum": """
shortest = sorted(sentences, key=lambda n: len(sentences[n]))[:3]
decide_3 = {"reasons": shortest, "card": arithmetic.loc["card", "hers"] + lacks / arithmetic.iloc[1, 1]}
""",
        "sentences with a figure, and the right sum": """
figured = [n for n, t in sentences.items() if any(c.isdigit() for c in t)]
decide_3 = {
    "reasons": [int(n) for n in rng.choice(figured, 3, replace=False)],
    "card": arithmetic.loc["card", "hers"] + lacks / arithmetic.iloc[1, 1],
}
""",
        "the farthest columns, and the right sum": """
typical = arithmetic["typical of those approved"].to_numpy()
far = (abs(arithmetic["hers"].to_numpy() - typical) / typical)[:6].argsort()[::-1][:3]
words = ("Your monthly debts take", "of your card limit", "You missed", "weeks of expenses saved", "You asked for", "in your present job")
decide_3 = {
    "reasons": [next(n for n, t in sentences.items() if words[i] in t) for i in far],
    "card": arithmetic.loc["card", "hers"] + lacks / arithmetic.iloc[1, 1],
}
""",
        "the largest weights, and the right sum": """
heavy = arithmetic["weight, points for each unit"].abs().to_numpy().argsort()[::-1][:3]
words = ("Your monthly debts take", "of your card limit", "You missed", "weeks of expenses saved", "You asked for", "in your present job", "a member here")
decide_3 = {
    "reasons": [next(n for n, t in sentences.items() if words[i] in t) for i in heavy],
    "card": arithmetic.loc["card", "hers"] + lacks / arithmetic.iloc[1, 1],
}
""",
    },
    "test_decide_4": {
        "at random": """
figure = next(n for n, t in appeal.items() if "hours a month" in t)
load = the_appeal()[2]
rest = [n for n in appeal if n != figure]
decide_4 = {int(n): "rewrite" for n in rng.choice(rest, 3, replace=False)}
decide_4[figure] = load["refusals"] * load["of 100"] / 100 * load["minutes"] / 60
""",
        "constant": 'decide_4 = {1: "rewrite", 2: "rewrite", 3: "rewrite", 4: 120}',
        "everything filled": 'decide_4 = {n: "rewrite" for n in appeal}',
        "the shortest lines, and the right sum": """
figure = next(n for n, t in appeal.items() if "hours a month" in t)
load = the_appeal()[2]
rest = sorted((n for n in appeal if n != figure), key=lambda n: len(appeal[n]))
decide_4 = {n: "rewrite" for n in rest[:3]} | {figure: load["refusals"] * load["of 100"] / 100 * load["minutes"] / 60}
""",
        "the longest lines, and the right sum": """
figure = next(n for n, t in appeal.items() if "hours a month" in t)
load = the_appeal()[2]
rest = sorted((n for n in appeal if n != figure), key=lambda n: -len(appeal[n]))
decide_4 = {n: "rewrite" for n in rest[:3]} | {figure: load["refusals"] * load["of 100"] / 100 * load["minutes"] / 60}
""",
    },
}
