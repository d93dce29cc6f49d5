"""Simulated products whose truth is known: every generator returns its data and its truth."""

from aipm.simulate.ab import ab
from aipm.simulate.adoption import adoption
from aipm.simulate.costs import costs
from aipm.simulate.demand import demand
from aipm.simulate.health_need import health_need
from aipm.simulate.incidents import incidents
from aipm.simulate.judge import judge
from aipm.simulate.loans import loans
from aipm.simulate.offers import offers
from aipm.simulate.stream import stream
from aipm.simulate.team import team
from aipm.simulate.tickets import tickets

__all__ = [
    "ab",
    "adoption",
    "costs",
    "demand",
    "health_need",
    "incidents",
    "judge",
    "loans",
    "offers",
    "stream",
    "team",
    "tickets",
]
