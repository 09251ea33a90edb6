"""The `kg` command: what it prints where, with which exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import answers_sample as sample
import click
import pytest
from click.testing import CliRunner, Result

from extractors.errors import BuildError, ReadError
from extractors.records import Configuration
from kg import __version__, cli, pipeline
from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("spacy", "rdflib", "oxrdflib", "pyvis", "networkx", "numpy", "pyshacl", "lxml", "pypdfium2", "docx")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.sample_build(tmp_path_factory.mktemp("cli") / "mit output æøå")


@pytest.fixture
def kg(output: Path) -> Callable[..., Result]:
    def run(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [*arguments, "--output", str(output)], input=input)

    return run


def in_a_process(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run kg in a process of its own; `code` runs after it, whatever it exits with."""
    program = f"import sys\nfrom kg.cli import main\ntry: main({list(arguments)!r})\nfinally:\n {code or 'pass'}"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("query", "--list")])
def test_cli_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    done = in_a_process(*arguments, code=f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)")
    assert done.returncode == 0 and done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "money"), ("show", "Projekt Lys Vej"), ("path", "Klinik Ny", "KLINIK GAMMEL"),
        ("query", "money", "--as-of", "2026-04", "--certain"),
        ("show", "Projekt Lys Vej", "--as-of", "2026-04-01", "--follow-succession"),
    ],
)  # fmt: skip
def test_cli_questions_import_nothing_heavy(output: Path, arguments: tuple[str, ...]) -> None:
    report = f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    done = in_a_process(*arguments, "--output", str(output), code=report)
    assert done.returncode == 0 and done.stderr.strip() == "[]"


def test_cli_version_is_the_packages() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"kg {__version__}\n"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_cli_every_command_has_an_example(name: str) -> None:
    assert f"kg {name}" in CliRunner().invoke(main, [name, "--help"]).output


@pytest.mark.parametrize("name", sorted(main.commands))
def test_cli_every_option_has_help(name: str) -> None:
    options = [one for one in main.commands[name].params if isinstance(one, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize("arguments", [("nothing",), ("build", "--none"), ("show",), ("query", "money", "-f", "xml")])
def test_cli_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(main, list(arguments)).exit_code == 2


def test_cli_query_without_a_question_exits_2(kg: Callable[..., Result]) -> None:
    assert kg("query").exit_code == 2


def test_cli_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["query", "money", "--output", str(tmp_path / "none")])
    assert (done.exit_code, "kg build --output" in done.stderr) == (1, True)


def test_cli_query_prints_a_table(kg: Callable[..., Result]) -> None:
    lines = kg("query", "money").stdout.splitlines()
    assert lines[0].split()[:2] == ["programme_name", "kroner"] and set(lines[1]) == {"-", " "}


@pytest.mark.parametrize(("limit", "rows"), [("1", 1), ("2", 2), ("0", 3), ("99", 3)])
def test_cli_query_limit_prints_so_many_rows(kg: Callable[..., Result], limit: str, rows: int) -> None:
    query = 'SELECT ?a { VALUES ?a { "1" "2" "3" } }'
    done = kg("query", query, "--limit", limit, "--format", "csv")
    assert len(done.stdout.splitlines()) == rows + 1
    assert ("leave out --limit" in done.stderr) == (limit in ("1", "2"))


def test_cli_query_csv_is_read_by_a_csv_reader(kg: Callable[..., Result]) -> None:
    found = list(csv.DictReader(io.StringIO(kg("query", "money", "--format", "csv").stdout)))
    assert {row["status"] for row in found} == {"decided", "proposed"}


def test_cli_query_csv_holds_no_formula(kg: Callable[..., Result]) -> None:
    found = list(csv.DictReader(io.StringIO(kg("query", "partners", "--format", "csv").stdout)))
    assert {row["quote"] for row in found} == {"'=Åben Dør og Aalborg Kommune har indgået aftale"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cli_query_csv_guards_every_start_of_a_formula(kg: Callable[..., Result], start: str) -> None:
    text = f'SELECT ?a WHERE {{ VALUES ?a {{ {json.dumps(start + "x")} }} }}'
    printed = kg("query", text, "--format", "csv").stdout_bytes.decode("utf-8")
    found = list(csv.reader(io.StringIO(printed, newline="")))
    assert found[1][0] == "'" + start.replace("\r", "\n") + "x"


def test_cli_query_csv_keeps_negative_numbers(kg: Callable[..., Result]) -> None:
    assert kg("query", "SELECT (-5 AS ?n) {}", "--format", "csv").stdout == "n\n-5\n"


def test_cli_query_tsv_has_one_line_per_row(kg: Callable[..., Result]) -> None:
    done = kg("query", 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("1\\n2" "=x\\ty") } }', "--format", "tsv")
    assert done.stdout == "a\tb\n1 2\t'=x y\n"


def test_cli_query_json_is_sparql_results(kg: Callable[..., Result]) -> None:
    found = json.loads(kg("query", "members", "--format", "json").stdout)
    assert found["head"]["vars"][0] == "council_name"
    assert found["results"]["bindings"][0]["person_name"] == {
        "type": "literal", "value": "Anna Lysholt Krog", "xml:lang": "da"
    }  # fmt: skip


def test_cli_query_ask_answers_true_or_false(kg: Callable[..., Result]) -> None:
    assert kg("query", "ASK { ?s a pkg:Council }").stdout == "true\n"


@pytest.mark.parametrize("form", [(), ("--format", "ttl")])
def test_cli_query_construct_prints_turtle(kg: Callable[..., Result], form: tuple[str, ...]) -> None:
    done = kg("query", "CONSTRUCT { ?s a pkg:Council } WHERE { ?s a pkg:Council }", *form)
    assert done.exit_code == 0 and "@prefix pkg:" in done.stdout and done.stdout.count("a pkg:Council") == 2


def test_cli_query_in_a_form_that_does_not_fit_exits_2(kg: Callable[..., Result]) -> None:
    assert kg("query", "money", "--format", "ttl").exit_code == 2
    assert kg("query", "CONSTRUCT { ?s a pkg:Council } WHERE { ?s a pkg:Council }", "--format", "csv").exit_code == 2


def test_cli_query_reads_a_file(kg: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "mit spørgsmål.rq"
    path.write_text("ASK { ?s a pkg:Council }", encoding="utf-8-sig")
    assert kg("query", str(path)).stdout == "true\n"


def test_cli_query_missing_file_says_so(kg: Callable[..., Result]) -> None:
    done = kg("query", "none.rq")
    assert (done.exit_code, "no file none.rq" in done.stderr) == (1, True)


def test_cli_query_file_in_another_encoding_says_so(kg: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_bytes("ASK { ?s rdfs:label 'Råd' }".encode("latin-1"))
    assert "not UTF-8" in kg("query", str(path)).stderr


def test_cli_query_reads_standard_input(kg: Callable[..., Result]) -> None:
    assert kg("query", "-", input="ASK { ?s a pkg:Council }").stdout == "true\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * {\n ?s ?p\n}", "Line 3"),
        ("DELETE WHERE { ?s ?p ?o }", "only reads"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "no network"),
        ("nosuchquery", "--list"),
    ],
)
def test_cli_query_failures_are_messages(kg: Callable[..., Result], text: str, told: str) -> None:
    done = kg("query", text)
    assert (done.exit_code, done.stdout, told in done.stderr, "Traceback" in done.stderr) == (1, "", True, False)


def test_cli_query_parameter_narrows(kg: Callable[..., Result]) -> None:
    done = kg("query", "topics", "--param", "council=council/udsatteraadet-i-region-syddanmark", "--format", "csv")
    assert len(done.stdout.splitlines()) == 2


def test_cli_query_ambiguous_parameter_lists_the_candidates(kg: Callable[..., Result]) -> None:
    done = kg("query", "topics", "--param", "council=Udsatterådet")
    assert done.exit_code == 1 and "council/udsatteraadet-i-region-syddanmark" in done.stderr


def test_cli_query_empty_answer_says_so_on_stderr(kg: Callable[..., Result]) -> None:
    done = kg("query", "SELECT ?x WHERE { ?x a pkg:Law }")
    assert (done.exit_code, "No document says" in done.stderr) == (0, True)


def test_cli_query_list_says_what_each_answers() -> None:
    done = CliRunner().invoke(main, ["query", "--list"])
    assert "Who decided what?" in done.output and "Hvem har besluttet hvad?" in done.output


def test_cli_show_prints_the_card(kg: Callable[..., Result]) -> None:
    done = kg("show", "lys vej")
    assert done.exit_code == 0 and done.stdout.startswith("Projekt Lys Vej\n")


def test_cli_show_json_is_complete(kg: Callable[..., Result]) -> None:
    found = json.loads(kg("show", "Projekt Lys Vej", "--format", "json").stdout)
    assert found["entity"]["id"] == sample.CARE and found["outgoing"][0]["quote"]


def test_cli_show_ambiguous_name_lists_and_exits_1(kg: Callable[..., Result]) -> None:
    done = kg("show", "Udsatterådet")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Region Syddanmark" in done.stderr and "Choose one by its slug" in done.stderr


def test_cli_show_unknown_name_suggests_and_exits_1(kg: Callable[..., Result]) -> None:
    done = kg("show", "Projekt Lyse Veje")
    assert done.exit_code == 1 and "initiative/projekt-lys-vej" in done.stderr


def test_cli_path_prints_the_quotes(kg: Callable[..., Result]) -> None:
    done = kg("path", "Foreningen Åben Dør", "Anna Lysholt Krog")
    assert done.exit_code == 0 and '"Foreningen Åben Dør udpeger et medlem"' in done.stdout


def test_cli_path_of_unconnected_says_so(kg: Callable[..., Result]) -> None:
    done = kg("path", "Foreningen Ene", "Anna Lysholt Krog")
    assert (done.exit_code, done.stdout, "No chain" in done.stderr) == (0, "", True)


def test_cli_path_to_itself_says_so(kg: Callable[..., Result]) -> None:
    assert "are the same" in kg("path", "Lys Vej", "Projekt Lys Vej").stderr


def test_cli_stats_prints_four_tables(kg: Callable[..., Result]) -> None:
    done = kg("stats")
    titles = ("Councils that connect most", "Programmes that connect most", "Who stands between others", "Groups")
    assert done.exit_code == 0 and all(title in done.stdout for title in titles)


@pytest.mark.parametrize("table", ["councils", "programmes", "brokers", "communities", "matrix", "money", "timeline"])
def test_cli_stats_csv_of_every_table(kg: Callable[..., Result], table: str) -> None:
    assert len(list(csv.reader(io.StringIO(kg("stats", table, "--format", "csv").stdout)))) > 1


def test_cli_stats_json_is_read_by_a_json_reader(kg: Callable[..., Result]) -> None:
    assert json.loads(kg("stats", "money", "--format", "json").stdout)["money"][0]["amount"] == 2000000


def test_cli_stats_csv_of_all_tables_exits_2(kg: Callable[..., Result]) -> None:
    assert kg("stats", "--format", "csv").exit_code == 2


def test_cli_failure_of_the_disk_is_a_message(kg: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "store")

    monkeypatch.setattr("kg.answers.open_output", full)
    done = kg("query", "money")
    assert (done.exit_code, "No space left on device (store)" in done.stderr) == (1, True)


def result(folder: Path, *unread: ReadError) -> pipeline.BuildResult:
    counts = {"COUNCIL": 2, "PERSON": 3}, {"attended": 4}
    return pipeline.BuildResult(folder, 2, unread, *counts, 1.25, folder / "graph.html")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[object, ...]]:
    """Replace the build by one that says what it was asked; two of three documents are read."""
    asked: list[tuple[object, ...]] = []

    def build(inputs: tuple[str, ...], output: Path, configuration: Configuration, *, progress: Callable[..., None],
              jobs: int, fresh: bool) -> pipeline.BuildResult:
        asked.append((inputs, output, configuration, jobs, fresh))
        progress("read", 1, 1, "a.txt")
        if inputs == ("none",):
            raise BuildError("None of the 1 files could be read.")
        missing = ReadError("b.pdf", "encrypted", "The file has a password.", "Save it without.")
        return result(tmp_path / "ud æ", *([missing] if "b.pdf" in inputs else []))

    monkeypatch.setattr(pipeline, "build", build)
    return asked


def test_cli_build_prints_the_summary_and_the_page_last(built: list[tuple[object, ...]], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", "a.txt"])
    lines = done.stdout.splitlines()
    assert done.exit_code == 0 and lines[-1] == (tmp_path / "ud æ" / "graph.html").as_uri()
    assert "%C3%A6" in lines[-1] and any(line.split() == ["Council", "2"] or "Council" in line for line in lines)


def test_cli_build_names_what_was_not_read_with_its_code(built: list[tuple[object, ...]]) -> None:
    lines = CliRunner().invoke(main, ["build", "b.pdf"]).stdout.splitlines()
    assert any(line.split()[:2] == ["b.pdf", "encrypted"] for line in lines)


def test_cli_build_tells_progress_on_stderr(built: list[tuple[object, ...]]) -> None:
    done = CliRunner().invoke(main, ["build", "a.txt"])
    assert "read 1/1 a.txt" in done.stderr and "read 1/1" not in done.stdout


def test_cli_build_exits_1_where_something_was_not_read(built: list[tuple[object, ...]]) -> None:
    done = CliRunner().invoke(main, ["build", "a.txt", "b.pdf"])
    assert done.exit_code == 1 and "The file has a password. Save it without." in done.stdout


def test_cli_build_of_nothing_readable_exits_1(built: list[tuple[object, ...]]) -> None:
    done = CliRunner().invoke(main, ["build", "none"])
    assert (done.exit_code, "None of the 1 files" in done.stderr) == (1, True)


def test_cli_build_without_input_reads_the_examples(built: list[tuple[object, ...]]) -> None:
    CliRunner().invoke(main, ["build"])
    assert built[0][0] == ()


def test_cli_build_hands_on_its_options(built: list[tuple[object, ...]]) -> None:
    CliRunner().invoke(main, ["build", "a.txt", "-o", "x", "--persons", "all", "--ocr", "--model", "m", "--base",
                              "https://example.org/id/", "--provenance", "compact", "--fresh", "--jobs", "2"])
    expected = Configuration(model="m", base="https://example.org/id/", persons="all", ocr=True, provenance="compact")
    assert built == [(("a.txt",), Path("x"), expected, 2, True)]


@pytest.mark.parametrize("base", ["example", "https://example.org/id", "ftp://example.org/", "https://a b/", "https://"])
def test_cli_build_refuses_what_is_no_base(built: list[tuple[object, ...]], base: str) -> None:
    assert CliRunner().invoke(main, ["build", "a.txt", "--base", base]).exit_code == 2


def test_cli_build_opens_the_page(built: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", browse)
    done = CliRunner().invoke(main, ["build", "a.txt", "--open"])
    assert opened == [done.stdout.splitlines()[-1]]


def test_cli_build_without_a_browser_says_what_to_open(
    built: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    assert "Open this yourself: file:///" in CliRunner().invoke(main, ["build", "a.txt", "--open"]).stderr


def test_cli_validate_prints_violations_and_exits_1(monkeypatch: pytest.MonkeyPatch, output: Path) -> None:
    from kg import shapes
    from kg.checks import Violation

    wrong = Violation("violation", "graph.nq", "https://example.org/a", "This has no label.", "Run kg build again.")
    monkeypatch.setattr(shapes, "validate", lambda _: (wrong,))
    done = CliRunner().invoke(main, ["validate", "-o", str(output)])
    expected = "violation: graph.nq: https://example.org/a: This has no label. Run kg build again.\n"
    assert (done.exit_code, done.stdout) == (1, expected)


def test_cli_validate_of_a_sound_build_exits_0(monkeypatch: pytest.MonkeyPatch, output: Path) -> None:
    from kg import shapes

    monkeypatch.setattr(shapes, "validate", lambda _: ())
    done = CliRunner().invoke(main, ["validate", "-o", str(output)])
    assert (done.exit_code, "all is well" in done.stderr) == (0, True)


def test_cli_commands_come_in_the_order_of_use() -> None:
    assert cli.main.list_commands(click.Context(main)) == [
        "build", "validate", "verify", "diff", "query", "show", "path", "stats", "export", "import",
    ]  # fmt: skip
