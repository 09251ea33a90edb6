"""Consoles without UTF-8, pipes that close, terminals that are narrow: output that never breaks."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path, PureWindowsPath

import answers_sample as sample
import pytest

from kg import console, printing
from kg.progress import Progress

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("console") / "output")


def kg(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Run kg in a process whose streams have an encoding of their own."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "utf-8"])
@pytest.mark.parametrize(
    "arguments", [("stats",), ("show", "projekt lys vej"), ("query", "partners"), ("query", "--list")]
)
def test_console_every_encoding_takes_the_output(output: Path, encoding: str, arguments: tuple[str, ...]) -> None:
    done = kg(*arguments, "--output", str(output), encoding=encoding)
    assert done.returncode == 0, done.stderr
    done.stdout.decode(encoding)


def test_console_ascii_spells_danish_letters_out(output: Path) -> None:
    assert b"udsatteraad" in kg("show", "region:1081", "-o", str(output), encoding="ascii").stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", ["build", "validate", "query", "show", "path", "stats"])
def test_console_every_encoding_takes_the_help(encoding: str, command: str) -> None:
    assert kg(command, "--help", encoding=encoding).returncode == 0


def test_console_errors_are_spelt_out_too(output: Path) -> None:
    done = kg("show", "council/none-blåbær", "-o", str(output), encoding="ascii")
    assert done.returncode == 1 and b"blaabaer" in done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_console_data_is_utf8_whatever_the_console(output: Path, form: str) -> None:
    done = kg("query", "partners", "-f", form, "-o", str(output), encoding="ascii")
    assert "Foreningen Åben Dør" in done.stdout.decode("utf-8")


def test_console_closed_pipe_is_no_traceback(output: Path) -> None:
    text = "SELECT ?a ?b ?c WHERE { ?a ?x ?y . ?b ?z ?w . ?c ?v ?u } LIMIT 20000"
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "query", text, "-f", "csv", "-o", str(output)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told and b"Error" not in told


def test_console_spells_out_what_an_encoding_lacks() -> None:
    assert "råd – 5 ½ → █ 漢".encode("ascii", "kg.plain") == b"raad - 5 1/2 -> # ?"


def test_console_keeps_what_an_encoding_has() -> None:
    assert "Åben Dør – 5".encode("cp1252", "kg.plain").decode("cp1252") == "Åben Dør – 5"


def test_console_width_is_unknown_where_output_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert console.width() is None


def test_console_table_fits_a_narrow_terminal() -> None:
    text = printing.table(("name", "quote"), [("Region Nordjylland", "en lang sætning " * 20)], width=60)
    assert max(map(len, text.splitlines())) <= 60 and "…" in text


def test_console_table_is_whole_where_no_width_is_given() -> None:
    assert "en lang sætning " * 19 in printing.table(("quote",), [("en lang sætning " * 20,)])


def test_console_table_of_many_columns_still_prints() -> None:
    assert printing.table([f"c{n}" for n in range(40)], [["x" * 30] * 40], width=80)


def test_console_table_without_columns_is_empty() -> None:
    assert printing.table((), ()) == ""


@pytest.mark.parametrize("text", ["\x1b[2J\x1b[31mrød", "a\x07b", "a\nb", "a\u2028b", "\u202eabc", "\x9b31m"])
def test_console_cells_obey_no_control_characters(text: str) -> None:
    assert all(letter.isprintable() for letter in printing.clean(text))


def test_console_kroner_are_written_in_danish() -> None:
    assert (printing.kroner(Decimal(1234567)), printing.kroner("0.5")) == ("1.234.567 kr.", "0,50 kr.")


def test_console_file_links_of_windows_paths_are_uris() -> None:
    path = PureWindowsPath("C:\\Mine dokumenter\\Råd & udvalg\\graph.html")
    assert path.as_uri() == "file:///C:/Mine%20dokumenter/R%C3%A5d%20%26%20udvalg/graph.html"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_console_progress_stays_on_one_line_of_a_terminal() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        for done in range(1, 4):
            progress("read", done, 3, "referat\n" * 50)
    assert "\n" not in stream.getvalue() and stream.getvalue().endswith("\r")


def test_console_progress_elsewhere_is_some_twenty_lines_at_most() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        for done in range(1, 10_001):
            progress("read", done, 10_000, "a.txt")
    assert len(stream.getvalue().splitlines()) <= 21
