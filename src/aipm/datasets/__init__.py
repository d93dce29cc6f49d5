"""Published tables, transcribed by hand: one loader each, checked on every load.

Each lives in ``datasets/<name>/`` beside a datasheet: its source, its date, what it does not show.
In a wheel the same folders are package data (``aipm/_datasets``); in a checkout they are read in place.
"""

from .claims import load_claims, load_incident_figures, load_incidents
from .conversations import load_trace_policies, load_trace_ratings, load_trace_truth, load_traces
from .experiments import load_cookie_cats, load_cookie_cats_rounds, load_hillstrom, load_hillstrom_visits
from .fairness import (
    load_berkeley,
    load_berkeley_university,
    load_callbacks,
    load_compas,
    load_compas_deciles,
    load_gender_shades,
    load_hmda,
    load_obermeyer,
)
from .files import datasheet
from .industry import (
    load_ai_index,
    load_energy,
    load_google_flu,
    load_klarna,
    load_label_errors,
    load_ll144,
    load_zillow,
)
from .interviews import load_interviews
from .labelling import load_labelling_guides, load_labelling_rounds
from .prices import cost_of_call, cost_of_conversation, load_prices, monthly_bill
from .rates import load_base_rates, load_mammography
from .regulation import due, load_regulatory_facts, load_stale_claims
from .services import load_service_latency
from .trials import (
    load_legal_rag,
    load_obama_splash,
    load_productivity,
    load_sepsis,
    load_speed,
    load_win_rates,
)

__all__ = [
    "cost_of_call",
    "cost_of_conversation",
    "datasheet",
    "due",
    "load_ai_index",
    "load_base_rates",
    "load_berkeley",
    "load_berkeley_university",
    "load_callbacks",
    "load_claims",
    "load_compas",
    "load_compas_deciles",
    "load_cookie_cats",
    "load_cookie_cats_rounds",
    "load_energy",
    "load_gender_shades",
    "load_google_flu",
    "load_hillstrom",
    "load_hillstrom_visits",
    "load_hmda",
    "load_incident_figures",
    "load_incidents",
    "load_interviews",
    "load_klarna",
    "load_label_errors",
    "load_labelling_guides",
    "load_labelling_rounds",
    "load_legal_rag",
    "load_ll144",
    "load_mammography",
    "load_obama_splash",
    "load_obermeyer",
    "load_prices",
    "load_productivity",
    "load_regulatory_facts",
    "load_sepsis",
    "load_service_latency",
    "load_speed",
    "load_stale_claims",
    "load_trace_policies",
    "load_trace_ratings",
    "load_trace_truth",
    "load_traces",
    "load_win_rates",
    "load_zillow",
    "monthly_bill",
]
