"""The fragments that `aipm.simulate.tickets` composes messages from: written by hand for the course."""
