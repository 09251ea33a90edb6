"""The house: each floor imports only from the floors below, each library has one owner, each file one concept."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {"ontology": set[str](), "extractors": {"ontology"}, "kg": {"ontology", "extractors"}}
MAX_LINES = 400

# Who may import a library. A library with several files has one door and those that speak its terms.
OWNERS = {
    "click": {"kg/cli.py", "kg/cli_ask.py", "kg/cli_check.py", "kg/cli_common.py", "kg/cli_files.py"},
    "msgspec": {"kg/shelf.py"},
    "networkx": {"kg/analytics.py"},
    "numpy": {"kg/views/layout.py"},
    "oxrdflib": {"kg/exchange/rdflib_store.py"},
    "pyoxigraph": {
        "kg/checks.py", "kg/compare/keys.py", "kg/exchange/edges.py", "kg/entity_nodes.py", "kg/graph.py", "kg/handle.py",
        "kg/exchange/importing.py", "kg/oxigraph.py", "kg/exchange/quad_lines.py", "kg/rdf.py", "kg/shapes.py", "kg/sparql.py", "kg/validity/view.py",
    },
    "pypdfium2": {"extractors/formats/pdf.py"},
    "pyshacl": {"kg/shapes.py"},
    "pyvis": {"kg/views/page.py"},
    "rapidfuzz": {"extractors/inconsistencies.py", "extractors/keys.py", "extractors/names.py", "kg/named.py", "kg/names.py"},
    "rdflib": {"kg/exchange/rdflib_store.py", "kg/shapes.py", "ontology/make_context.py", "ontology/make_terms.py"},
    "pycrfsuite": {"extractors/model/tagger.py"},
    "spacy": {"extractors/model/component.py", "extractors/names.py"},
}  # fmt: skip

IMPORTED_AS = {"python-crfsuite": "pycrfsuite"}


def modules() -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for floor in BELOW for path in (ROOT / floor).rglob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def imported(module: str, *, at_once: bool = False) -> set[str]:
    """Return what a module imports; only what it imports when it is itself imported where `at_once`."""
    todo: list[ast.AST] = [tree(module)]
    found: set[str] = set()
    while todo:
        node = todo.pop()
        found.update(names(node))
        if at_once and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if at_once and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            todo += node.orelse
            continue
        todo += ast.iter_child_nodes(node)
    return found


def libraries(module: str) -> set[str]:
    """Return the packages that are neither Python's nor ours."""
    tops = {name.partition(".")[0] for name in imported(module) if not name.startswith(".")}
    return tops - set(sys.stdlib_module_names) - set(BELOW)


@pytest.mark.parametrize("floor", sorted(BELOW))
def test_layout_floor_imports_only_from_below(floor: str) -> None:
    wrong = {
        (module, top)
        for module in modules() if module.startswith(f"{floor}/")
        for top in {name.partition(".")[0] for name in imported(module)} & set(BELOW) - {floor} - BELOW[floor]
    }  # fmt: skip
    assert wrong == set()


def test_layout_imports_are_absolute() -> None:
    assert [(m, name) for m in modules() for name in imported(m) if name.startswith(".")] == []


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_layout_library_is_imported_by_its_owners_alone(library: str) -> None:
    assert {module for module in modules() if library in libraries(module)} == OWNERS[library]


def test_layout_every_library_has_an_owner_and_a_requirement() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    required = {re.split(r"[<>=! ]", line)[0] for line in parser["options"]["install_requires"].split("\n") if line}
    used = {library for module in modules() for library in libraries(module)}
    assert used == set(OWNERS) == {IMPORTED_AS.get(name, name) for name in required}


@pytest.mark.parametrize("library", ["spacy", "pyvis", "networkx", "oxrdflib", "rdflib", "pyshacl"])
def test_layout_slow_library_is_loaded_where_it_is_used(library: str) -> None:
    loaded = {m for m in OWNERS[library] if any(n.partition(".")[0] == library for n in imported(m, at_once=True))}
    assert loaded <= {"ontology/make_context.py", "ontology/make_terms.py", "extractors/model/component.py"}


def test_layout_component_of_spacy_is_loaded_where_it_is_used() -> None:
    assert [m for m in modules() if "extractors.model.component" in imported(m, at_once=True)] == []


@pytest.mark.parametrize("module", modules())
def test_layout_module_says_what_lives_in_it_and_stays_small(module: str) -> None:
    text = (ROOT / module).read_text(encoding="utf-8")
    if text.strip():
        first = (ast.get_docstring(tree(module)) or "").split("\n\n")[0]
        assert first.endswith("."), "open the module with a sentence on what lives in it"
    # The tables are made by a program.
    assert module == "ontology/tables.py" or text.count("\n") <= MAX_LINES


def test_layout_notes_are_no_open_ends() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert [module for module in modules() if marks.search((ROOT / module).read_text(encoding="utf-8"))] == []
