"""Files, folders and `kilder.csv` to inputs and problems."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from extractors.reading import find_inputs
from extractors.records import Origin


def make(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def sources(*inputs: Path | str) -> list[str]:
    return [file.source for file in find_inputs([str(given) for given in inputs]).found]


def problems(*inputs: Path | str) -> list[tuple[str, str]]:
    return [(problem.source, problem.code) for problem in find_inputs([str(given) for given in inputs]).problems]


def origins(folder: Path) -> dict[str, Origin]:
    return {file.source: file.origin for file in find_inputs([str(folder)]).found}


def test_reading_inputs_folder_is_walked_and_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.pdf", "a/b/c.docx", "B.html", "å.md")
    assert sources(tmp_path) == ["B.html", "a/b/c.docx", "a/z.pdf", "b.txt", "å.md"]
    assert problems(tmp_path) == []


def test_reading_inputs_passes_over_what_is_no_document(tmp_path: Path) -> None:
    make(tmp_path, ".DS_Store", ".git/a.txt", "~$a.docx", ".~lock.a.docx#", "Thumbs.db", "desktop.ini", "a.txt")
    make(tmp_path, "kilder.csv", content=b"file,URL,title,retrieved\n")
    assert (sources(tmp_path), problems(tmp_path)) == (["a.txt"], [])


def test_reading_inputs_file_is_named_by_its_name(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt")
    assert sources(tmp_path / "sub" / "a.txt") == ["a.txt"]


def test_reading_inputs_stream_is_found_once() -> None:
    found = find_inputs(["-", "-"]).found
    assert [(str(file.path), file.source) for file in found] == [("-", "-")]


def test_reading_inputs_missing_path_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    inputs = find_inputs([str(tmp_path / "nope.txt"), str(tmp_path)])
    assert [problem.code for problem in inputs.problems] == ["missing"]
    assert "nope.txt" in inputs.problems[0].source and [file.source for file in inputs.found] == ["a.txt"]


@pytest.mark.parametrize("given", ["", "a\0b", "x" * 5000])
def test_reading_inputs_impossible_path_is_missing(given: str) -> None:
    assert [code for _, code in problems(given)] == ["missing"]
    assert sources(given) == []


def test_reading_inputs_unsupported_files_are_named_with_reason_and_remedy(tmp_path: Path) -> None:
    make(tmp_path, "a.png", content=b"\x89PNG\r\n")
    make(tmp_path, "b.xlsx", "c.zip", content=b"PK\x03\x04")
    make(tmp_path, "d.doc", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    make(tmp_path, "e", content=b"%PDF-1.4")
    found = find_inputs([str(tmp_path)])
    assert [(p.source, p.code) for p in found.problems] == [
        (name, "unsupported") for name in ("a.png", "b.xlsx", "c.zip", "d.doc", "e")
    ]
    remedies = {problem.source: problem.remedy for problem in found.problems}
    assert "OCR" in remedies["a.png"] and "sheets" in remedies["b.xlsx"] and "Unpack" in remedies["c.zip"]
    assert ".docx" in remedies["d.doc"] and "e.pdf" in remedies["e"]


def test_reading_inputs_same_file_twice_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert sources(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt") == ["a.txt"]


def test_reading_inputs_same_name_in_two_folders_gives_two_sources(tmp_path: Path) -> None:
    make(tmp_path, "2025/referat.txt", "2026/referat.txt", "2026/bilag.txt")
    assert sources(tmp_path / "2025", tmp_path / "2026") == ["2025/referat.txt", "bilag.txt", "2026/referat.txt"]


def test_reading_inputs_same_name_in_folders_of_one_name_takes_as_much_as_tells_them_apart(tmp_path: Path) -> None:
    make(tmp_path, "a/2025/referat.txt", "b/2025/referat.txt", "b/2025/c.txt")
    assert sources(tmp_path / "a" / "2025", tmp_path / "b" / "2025") == ["a/2025/referat.txt", "c.txt", "b/2025/referat.txt"]


def test_reading_inputs_names_that_differ_in_case_stay_as_they_are(tmp_path: Path) -> None:
    make(tmp_path, "Ref.txt", "sub/A.txt", "x/Ref.txt")
    try:
        (tmp_path / "ref.txt").open("x").close()
        make(tmp_path, "Sub/A.txt")
    except FileExistsError:
        pytest.skip("the disk takes both names for one")
    assert sources(tmp_path) == ["Ref.txt", "Sub/A.txt", "ref.txt", "sub/A.txt", "x/Ref.txt"]
    assert sources(tmp_path / "Ref.txt", tmp_path / "ref.txt") == ["Ref.txt", "ref.txt"]
    both = sources(tmp_path / "Ref.txt", tmp_path / "ref.txt", tmp_path / "x" / "Ref.txt")
    assert both == [f"{tmp_path.name}/Ref.txt", "ref.txt", "x/Ref.txt"]


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the disk takes both names for one")
@pytest.mark.parametrize("name", ["Råd.txt", "Råd/a.txt"])
def test_reading_inputs_names_that_are_written_alike_are_numbered(tmp_path: Path, name: str) -> None:
    make(tmp_path, unicodedata.normalize("NFD", name), name, name.replace(".txt", " (2).txt"))
    found = find_inputs([str(tmp_path)]).found
    assert [file.source for file in found] == [name.replace(".txt", more + ".txt") for more in (" (2)", "", " (3)")]
    assert len({file.path for file in found}) == 3


def test_reading_inputs_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert [code for _, code in problems(tmp_path)] == ["empty"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_reading_inputs_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "a/a.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert sources(tmp_path) == ["a/a.txt"] and problems(tmp_path) == [("a/loop", "unsupported")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_reading_inputs_pipes_and_dangling_links_are_problems(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    assert problems(tmp_path) == [("a.txt", "unsupported"), ("b.txt", "missing")]


def test_reading_inputs_source_is_nfc(tmp_path: Path) -> None:
    make(tmp_path, unicodedata.normalize("NFD", "Rådet.txt"))
    assert sources(tmp_path) == ["Rådet.txt"]


KILDER = "file,URL,title,retrieved\na.txt,https://example.dk/a?x=1,Referat æøå,2026-01-31\n"


def test_reading_kilder_gives_the_origin(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    make(tmp_path, "kilder.csv", content=KILDER.encode())
    expected = Origin("https://example.dk/a?x=1", "Referat æøå", "2026-01-31")
    assert origins(tmp_path) == {"a.txt": expected, "b.txt": Origin()}
    assert find_inputs([str(tmp_path / "a.txt")]).found[0].origin == expected


@pytest.mark.parametrize(
    "content",
    [
        KILDER.encode("utf-8-sig"),
        KILDER.encode("cp1252"),
        KILDER.encode("utf-16"),
        KILDER.replace(",", ";").encode(),
        ("sep=;\n" + KILDER.replace(",", ";")).encode(),
        KILDER.replace(",", "\t").encode(),
        KILDER.replace("file,URL,title,retrieved", "Fil,Url,Titel,Hentet").replace("\n", "\r\n").encode(),
        KILDER.replace("file,URL,title,retrieved", " FILE , url ,TITLE,Retrieved").encode(),
        KILDER.replace("2026-01-31", "31-01-2026").encode(),
        KILDER.replace("a.txt,", '".\\A.TXT",').encode(),
        (KILDER + ",,,\n\n").encode(),
    ],
)
def test_reading_kilder_is_read_as_spreadsheets_write_it(tmp_path: Path, content: bytes) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "Kilder.csv", content=content)
    found = find_inputs([str(tmp_path)])
    assert found.problems == ()
    assert found.found[0].origin == Origin("https://example.dk/a?x=1", "Referat æøå", "2026-01-31")


def test_reading_kilder_names_files_in_folders_with_either_slash(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "x/b.txt", "x/y/c.txt")
    make(tmp_path, "kilder.csv", content=b"file,title\nx\\a.txt,A\nx/b.txt,B\nx/y/c.txt,outer\n")
    make(tmp_path, "x/y/kilder.csv", content=b"file,title\nc.txt,inner\n")
    assert {name: origin.title for name, origin in origins(tmp_path).items()} == {
        "x/a.txt": "A",
        "x/b.txt": "B",
        "x/y/c.txt": "inner",
    }


def test_reading_kilder_broken_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt", "c.txt", "d.txt")
    rows = ["file,URL,title,retrieved", 'a.txt,https://example.dk/a,"A,', "b.txt,https://example.dk/b,B,2026-01-01"]
    rows += ["b.txt,too,many,cells,here", ",https://example.dk,x,", "gone.txt,,,", "c.txt,javascript:alert(1),C,i går"]
    rows += ["d.txt,https://example.dk/d,D,2026-02-01", "d.txt,https://example.dk/other,D,2026-02-01"]
    make(tmp_path, "kilder.csv", content="\n".join(rows).encode())
    found = find_inputs([str(tmp_path)])
    assert {file.source: file.origin for file in found.found} == {
        "a.txt": Origin(),
        "b.txt": Origin("https://example.dk/b", "B", "2026-01-01"),
        "c.txt": Origin("", "C", ""),
        "d.txt": Origin("https://example.dk/d", "D", "2026-02-01"),
    }
    assert {problem.source for problem in found.problems} == {"kilder.csv"}
    assert [problem.reason.split(":")[0] for problem in found.problems] == [
        f"Row {number}" for number in (2, 4, 5, 6, 7, 7, 9)
    ]


def test_reading_kilder_row_numbers_count_lines_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "kilder.csv", content=b"file,title\n\na.txt,A\ngone.txt,B\n")
    assert [problem.reason[:6] for problem in find_inputs([str(tmp_path)]).problems] == ["Row 4:"]


@pytest.mark.parametrize("content", [b"", b"a;b;c\n1;2;3\n", b"file,title\n\xff\xfe\x00"])
def test_reading_kilder_that_is_no_table_is_one_problem(tmp_path: Path, content: bytes) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "kilder.csv", content=content)
    found = find_inputs([str(tmp_path)])
    assert [problem.source for problem in found.problems] == ["kilder.csv"] and len(found.found) == 1


def test_reading_kilder_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    make(tmp_path, "secret.txt", "docs/a.txt")
    make(tmp_path, "docs/kilder.csv", content=b"file,title\n../secret.txt,S\n")
    assert problems(tmp_path / "docs") == [("kilder.csv", "missing")]


@pytest.mark.parametrize("heading", ["published", "Offentliggjort", "UDGIVET", "publiceret"])
@pytest.mark.parametrize(("cell", "expected"), [("2026-03-02", "2026-03-02"), ("2/3-2026", "2026-03-02"), ("2026-03", "2026-03"), ("", "")])
def test_kilder_says_when_a_file_was_published(tmp_path: Path, heading: str, cell: str, expected: str) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "kilder.csv", content=f"fil;{heading}\na.txt;{cell}\n".encode())
    assert origins(tmp_path)["a.txt"].published == expected


def test_kilder_day_of_publication_that_is_none_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "kilder.csv", content=b"file,published\na.txt,sidste uge\n")
    found = find_inputs([str(tmp_path)])
    assert found.found[0].origin.published == ""
    assert "'sidste uge' is no date of publication" in found.problems[0].reason
