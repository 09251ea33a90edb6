"""Plain words that an expression cannot match without, so that it is tried only where one of them stands.

They are read off the expression itself. Not found: anchors of expressions that begin and end in classes of signs; those
are tried everywhere.
"""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 3
"""Letters that an anchor must have to tell anything."""


def anchors(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return fragments in small letters of which every match holds at least one, or nothing where none are sure.

    >>> anchors(re.compile("(?:samarbejder|mødes) med", re.IGNORECASE)), anchors(re.compile(r"[a-z]+"))
    (('mødes', 'samarbejder'), ())
    """
    found = _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    if not found or min(map(len, found)) < SHORTEST:
        return ()
    # One that holds another tells nothing more.
    return tuple(sorted(one for one in found if not any(other in one for other in found - {one})))


def _of_sequence(items: Any) -> frozenset[str]:
    """Return the best anchors among parts that follow one another: those whose shortest is longest."""
    choices: list[frozenset[str]] = []
    run = ""
    for code, argument in items:
        if code is codes.LITERAL:
            run += chr(argument).lower()
            continue
        choices.append(frozenset([run]))
        run = ""
        choices.append(_of_part(code, argument))
    choices.append(frozenset([run]))
    return max(choices, key=lambda found: (min(map(len, found), default=0), -len(found), sorted(found)))


def _of_part(code: Any, argument: Any) -> frozenset[str]:
    if code is codes.SUBPATTERN:
        return _of_sequence(argument[3])
    if code is codes.BRANCH:
        found = [_of_sequence(branch) for branch in argument[1]]
        return frozenset().union(*found) if all(found) else frozenset()
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2])
    return frozenset()
