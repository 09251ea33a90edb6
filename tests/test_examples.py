"""The documents that ship with the package: their forms, their list of sources, and that they can be made again."""

from __future__ import annotations

import csv
import json
import re
import runpy
from pathlib import Path

import pytest

from kg.examples import folder

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "make_examples.py"
NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "policykg.ipynb"


def documents() -> list[Path]:
    return sorted(p for p in folder().iterdir() if p.suffix in {".pdf", ".docx", ".html", ".txt"})


def text_of(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def rows() -> list[dict[str, str]]:
    with (folder() / "kilder.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_examples_are_at_least_eight() -> None:
    assert len(documents()) >= 8


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".txt"])
def test_examples_have_every_format(ending: str) -> None:
    assert any(path.suffix == ending for path in documents())


def test_examples_have_one_in_cp1252_with_crlf() -> None:
    def old(data: bytes) -> bool:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return b"\r\n" in data and "å" in data.decode("cp1252")
        return False

    assert any(old(path.read_bytes()) for path in documents() if path.suffix == ".txt")


def test_examples_name_no_path_of_a_machine() -> None:
    machine = re.compile(rb"/(?:work|home|root|tmp|Users|usr)/|[A-Z]:\\|localhost|127\.0\.0\.1")
    found = [path.name for path in folder().glob("*.*") if machine.search(path.read_bytes())]
    assert found == []


def test_examples_sources_list_every_file_once() -> None:
    assert [row["file"] for row in rows()] == [path.name for path in documents()]


def test_examples_sources_lie_on_the_example_domain() -> None:
    assert all(re.fullmatch(r"(https://example\.dk/\S+)?", row["URL"]) for row in rows())


def test_examples_titles_say_that_they_are_invented() -> None:
    assert all(row["title"].endswith("(opdigtet eksempel)") for row in rows())


def test_examples_mail_addresses_are_on_the_example_domain() -> None:
    found = {m for p in documents() if p.suffix != ".docx" for m in re.findall(r"[\w.]+@[\w.-]+\w", text_of(p))}
    assert found and all(address.endswith("@example.dk") for address in found)


def test_examples_are_of_a_size_that_exercises_the_reading() -> None:
    shown = [path for path in documents() if path.suffix in {".txt", ".html"}]
    words = {path.name: len(re.sub(r"<[^>]*>", " ", text_of(path)).split()) for path in shown}
    assert {name: count for name, count in words.items() if not 590 <= count <= 1500} == {}


def test_examples_share_their_programmes_and_people() -> None:
    texts = [text_of(path) for path in documents() if path.suffix in {".txt", ".html"}]
    for name in ("Projekt Trygt Hjem", "Social Sundhed", "Region Østdanmark", "sundhedsreformen", "Dorrit Falkenhøj"):
        assert sum(name in text for text in texts) >= 3, name


def test_examples_made_again_are_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="fpdf2 writes the PDF examples")
    made = runpy.run_path(str(SCRIPT))["make"](tmp_path)
    assert [path.suffix for path in made] == [".pdf", ".docx", ".pdf"]
    assert {p.name: p.read_bytes() == (folder() / p.name).read_bytes() for p in made} == {p.name: True for p in made}


def test_examples_notebook_stores_no_outputs_and_compiles() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    programs = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in programs)
    for cell in programs:
        compile("".join(cell["source"]), cell["id"], "exec")
