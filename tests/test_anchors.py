"""Tests of the plain words that expressions cannot match without."""

from __future__ import annotations

import re

import pytest

from extractors import partnerships, responsibility
from extractors.anchors import anchors
from extractors.rules import Rule

RULES = (*partnerships.RULES, *responsibility.RULES)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("samarbejder med", ("samarbejder med",)),
        ("(?:indgået|lavet) aftale", (" aftale",)),
        ("(?:indgået|underskrevet)(?: en)? af", ("indgået", "underskrevet")),
        ("ledes?", ("lede",)),
        ("(?:a|indgået) b", ()),
        (r"\w+", ()),
        ("(?:xyz)?", ()),
        (r"(?<=leder) er", (" er",)),
        ("[Ff]orening", ("orening",)),
    ],
)
def test_anchors_are_what_no_match_lacks(expression: str, found: tuple[str, ...]) -> None:
    assert anchors(re.compile(expression, re.IGNORECASE)) == found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_anchors_stand_in_the_example_of_every_rule(rule: Rule) -> None:
    assert not rule.anchors or any(anchor in rule.example.lower() for anchor in rule.anchors)


def test_anchors_spare_most_rules_most_sentences() -> None:
    assert sum(bool(rule.anchors) for rule in RULES) > 0.9 * len(RULES)
