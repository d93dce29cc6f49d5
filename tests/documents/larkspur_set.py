"""Larkspur's documents as one set; the three that chapters 2 and 3 bring stand in until they are there."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from aipm import documents

_HEAD = {"title": "Stand-in", "product": "DRAFT", "owner": "product_manager", "as_of": 3}
STAND_INS: dict[str, dict[str, Any]] = {
    "raci": {
        **_HEAD,
        "people": [
            {"id": name, "role": name, "side": "inside"}
            for name in (
                "head_of_member_services",
                "general_counsel",
                "security_lead",
                "lead_data_scientist",
                "platform_engineer",
                "product_manager",
            )
        ]
        + [{"id": "vendor", "role": "Account director", "side": "vendor"}],
        "decisions": [
            {
                "id": f"decision_{name}",
                "decision": "What is decided",
                "responsible": ["vendor"],
                "accountable": [name],
                "consulted": [],
                "informed": [],
            }
            for name in (
                "head_of_member_services",
                "general_counsel",
                "security_lead",
                "lead_data_scientist",
                "platform_engineer",
                "product_manager",
            )
        ],
    },
    "roadmap": {
        **_HEAD,
        "product": "Larkspur Assist",
        "items": [
            {
                "id": "draft",
                "product": "DRAFT",
                "horizon": "next",
                "learning_goal": "Whether drafts are supported",
                "gate": {"metric": "supported_replies", "must": "at_least", "value": 0.9, "when": 8},
                "launch": 9,
                "probability": {"low": 0.3, "high": 0.6},
                "kill": {"rule": "Not passed", "when": 12},
            }
        ],
    },
    "vendor_scorecard": {
        **_HEAD,
        "vendor": "A vendor",
        "gates": [{"id": "no_training", "question": "?", "passed": True, "evidence": "Clause 4"}],
        "scores": [
            {"id": "a", "criterion": "A", "weight": 0.4, "score": 3, "evidence": "x"},
            {"id": "b", "criterion": "B", "weight": 0.6, "score": 4, "evidence": "y"},
        ],
        "data_sent": ["messages", "policies"],
        "change_notice_days": 30,
        "exit_cost": 40000,
        "verdict": "choose",
    },
}


@cache
def _whole() -> dict[str, dict[str, Any]]:
    return {**STAND_INS, **{name: documents.read(name) for name in documents.names()}}


def whole() -> dict[str, dict[str, Any]]:
    """Every document of Larkspur, to be changed at will."""
    return copy.deepcopy(_whole())
