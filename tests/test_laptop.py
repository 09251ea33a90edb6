"""A colleague's Windows laptop: its paths and names, files that other programs hold, and its consoles, end to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from click.testing import CliRunner

import kg
from extractors.inputs import find_inputs
from extractors.reading import read_file
from kg import staging
from kg.cli import main
from kg.outputs import write_manifest

ROOT = Path(__file__).parent.parent
# What Windows keeps for devices, in any letter case and before any ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
TEXT = """Referat af møde i Udsatterådet i Region Sjælland
Dato: 4. marts 2026

Punkt 1: Samarbejde
Region Sjælland har indgået et samarbejde med Køge Kommune om Projekt Åben Dør.
"""


def document(folder: Path, name: str = "Referat æøå & råd (1).txt", encoding: str = "utf-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    return path


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kg.build([], tmp_path_factory.mktemp("Mine dokumenter æøå") / "mit kort").output


def test_laptop_paths_with_blanks_danish_letters_and_signs_are_built(tmp_path: Path) -> None:
    given = document(tmp_path / "Råd & udvalg (2026)").parent
    done = CliRunner().invoke(main, ["build", str(given), "-o", str(tmp_path / "Mit kort æøå #1")])
    assert done.exit_code == 0, done.output
    address = done.stdout.splitlines()[-1]
    assert address.startswith("file:///") and address.endswith("/Mit%20kort%20%C3%A6%C3%B8%C3%A5%20%231/graph.html")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_laptop_notepad_files_of_every_encoding_are_the_same_text(tmp_path: Path, encoding: str) -> None:
    assert read_file(document(tmp_path, encoding=encoding)).text.strip() == TEXT.strip()


def test_laptop_files_of_a_build_have_names_that_windows_takes(output: Path) -> None:
    names = [path.relative_to(output) for path in output.rglob("*")]
    parts = {part for name in names for part in name.parts}
    assert [part for part in parts if set(part) & set('<>:"\\|?*') or part[-1] in ". "] == []
    assert [part for part in parts if part.casefold().partition(".")[0] in DEVICES] == []
    assert len({str(name).casefold() for name in names}) == len(names)


def test_laptop_paths_of_a_build_stay_short(output: Path) -> None:
    # 260 characters are all that many Windows programs take, the user's own folders included.
    assert max(len(str(path.relative_to(output))) for path in output.rglob("*")) <= 80


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl", "entities.jsonl", "relations.jsonl", "ledger.json"])
def test_laptop_files_of_a_build_have_the_line_ends_of_every_system(output: Path, name: str) -> None:
    assert b"\r" not in (output / name).read_bytes()


def test_laptop_sources_are_named_with_slashes(tmp_path: Path) -> None:
    document(tmp_path / "a" / "b")
    assert [file.source for file in find_inputs([str(tmp_path)]).found] == ["a/b/Referat æøå & råd (1).txt"]


def test_laptop_kilder_of_excel_names_files_with_backslashes(tmp_path: Path) -> None:
    rows = "Fil;Url;Titel;Hentet\r\nRåd\\Møde 1.txt;https://example.dk/1;Møde 1;04-03-2026\r\n"
    (tmp_path / "kilder.csv").write_bytes(rows.encode("cp1252"))
    document(tmp_path / "Råd", "Møde 1.txt")
    (file,) = find_inputs([str(tmp_path)]).found
    assert (file.origin.title, file.origin.retrieved) == ("Møde 1", "2026-03-04")


def test_laptop_word_lock_files_are_passed_over(tmp_path: Path) -> None:
    document(tmp_path)
    for name in ("~$ferat.docx", "desktop.ini", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    found = find_inputs([str(tmp_path)])
    assert (len(found.found), found.problems) == (1, ())


def held(shut: Path) -> Callable[..., object]:
    """Return ``Path.open`` of a system on which another program holds one file."""
    real = Path.open

    def opened(self: Path, *arguments: object, **options: object) -> object:
        if self == shut:
            raise PermissionError(13, "The process cannot access the file because it is being used", str(self))
        return real(self, *arguments, **options)  # type: ignore[call-overload]

    return opened


def test_laptop_file_that_word_holds_is_named_and_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document(tmp_path / "in")
    shut = document(tmp_path / "in", "åben i Word.txt")
    shut.write_text(TEXT + "Mere.\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", held(shut))
    done = CliRunner().invoke(main, ["build", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 1 and "another program holds it" in done.stdout
    ledger = json.loads((tmp_path / "out" / "ledger.json").read_text(encoding="utf-8"))
    unread = [(row["path"], row["code"]) for row in ledger["inputs"] if not row["read"]]
    assert unread == [("åben i Word.txt", "locked")]


def finished(output: Path, content: str = "first") -> None:
    with staging.staged(output) as folder:
        (folder / "graph.nq").write_text(content, encoding="utf-8")
        write_manifest(folder, "run")


def windows(monkeypatch: pytest.MonkeyPatch, *, refusals: int) -> None:
    """Let renaming fail as it does while a virus scanner or a browser holds a file of the folder."""
    left = [refusals]
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if left[0] > 0 and "building" in self.name:
            left[0] -= 1
            raise PermissionError(13, "Access is denied", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for Windows on other systems")
def test_laptop_virus_scanner_that_holds_a_new_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(tmp_path / "out")
    with monkeypatch.context() as patched:
        windows(patched, refusals=2)
        (tmp_path / ".out.building-1").mkdir()
        staging._rename(tmp_path / ".out.building-1", tmp_path / "new")
    assert (tmp_path / "new").is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for Windows on other systems")
def test_laptop_output_that_a_program_holds_says_what_to_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    error = PermissionError(13, "Access is denied", "out/graph.html")
    assert "out/graph.html is in use. Close the program that has out open" in str(staging._explained(error, Path("out")))


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii"])
def test_laptop_build_prints_on_an_old_console(tmp_path: Path, encoding: str) -> None:
    document(tmp_path / "Møder i råd")
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(tmp_path / "Møder i råd"), "-o", str(tmp_path / "ud æ")],
        cwd=ROOT, env=env, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode(encoding).splitlines()[-1].endswith("/ud%20%C3%A6/graph.html")


def test_laptop_names_typed_on_an_old_console_are_found(output: Path) -> None:
    done = CliRunner().invoke(main, ["show", "REGION SJÆLLAND", "-o", str(output)])
    assert done.exit_code == 0 and done.stdout.startswith("Region Sjælland\n")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("C:\\Users\\Åse\\kort\\graph.html", "file:///C:/Users/%C3%85se/kort/graph.html"),
        ("\\\\server\\Fælles mappe\\graph.html", "file://server/F%C3%A6lles%20mappe/graph.html"),
    ],
)
def test_laptop_page_links_of_drives_and_shares_are_addresses(path: str, address: str) -> None:
    assert PureWindowsPath(path).as_uri() == address
