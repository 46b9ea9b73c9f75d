"""Situations: what can be told apart in a chart, and what an event needs and changes there."""
