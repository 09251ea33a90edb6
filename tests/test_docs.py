"""The documentation: its help texts are the program's, its commands work, the files it names are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import __version__
from kg.cli import main
from kg.pipeline import build
from ontology import queries
from ontology.terms import STATUSES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CHANGELOG.md", "benchmarks/README.md", "training/README.md", "extractors/model/MODEL_CARD.md")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
HELP = dict(re.findall(r"<!-- kg ?([a-z]*) --help -->\n```text\n(.*?)```", README, re.DOTALL))
FOLDERS = ("kg", "extractors", "ontology", "tests", "benchmarks", "docs", "notebooks", "training", ".ci")


def commands() -> list[str]:
    """Return every `kg` command that the README shows, as one types it after `kg`."""
    lines = [line for language, text in BLOCKS if language in ("sh", "powershell") for line in text.splitlines()]
    parts = [part for line in lines for part in line.split(" && ")]
    found = [re.match(r"(?:\.venv[/\\]\w+[/\\])?kg(?: (.*?))?(?: > \S+)?$", part) for part in parts]
    return sorted({match[1] or "" for match in found if match})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("docs")
    assert build([], made / "output").unread == ()
    yield made


@pytest.mark.parametrize("command", ["", "build"])
def test_docs_help_is_the_programs(command: str) -> None:
    shown = CliRunner().invoke(main, [*command.split(), "--help"], prog_name="kg", terminal_width=100).output
    assert HELP[command] == shown, "copy the program's help into the README"


@pytest.mark.parametrize("command", commands())
def test_docs_command_is_understood(command: str) -> None:
    arguments = shlex.split(command)
    with main.make_context("kg", list(arguments), resilient_parsing=False) as context:
        name, chosen, rest = main.resolve_command(context, arguments)
        assert chosen is not None
        chosen.make_context(name, rest, parent=context)


@pytest.mark.parametrize("command", [one for one in commands() if not one.startswith("build")])
def test_docs_command_works_on_the_examples(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, shlex.split(command))
    assert done.exit_code == 0, done.output
    first = shlex.split(command)[1:2]
    written = command.startswith(("export", "import")) and first and (folder / first[0]).exists()
    assert len(done.stdout.splitlines()) > 1 or written or command == "validate"


def test_docs_name_the_first_commands_once_each() -> None:
    lines = README.splitlines()
    assert sum(line.startswith("python3 -m venv .venv && ") and line.endswith(".venv/bin/kg build") for line in lines) == 1
    assert sum(line.startswith(".venv/bin/pip install -c constraints.txt -e '.[") for line in lines) == 1


def test_docs_name_the_files_that_a_build_writes(folder: Path) -> None:
    table = README.partition("## What a build writes")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([\w.]+)/?` \|", table, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in (folder / "output").iterdir())


def test_docs_name_every_status_with_its_danish_word() -> None:
    assert dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", README, re.MULTILINE)) == {
        name: status.label_da for name, status in STATUSES.items()
    }


def test_docs_name_queries_that_exist() -> None:
    named = {shlex.split(one)[1] for one in commands() if re.match(r"query [a-z]", one)}
    assert named and named <= set(queries())


@pytest.mark.parametrize("page", PAGES)
def test_docs_name_files_that_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = [place for place in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in place]
    assert [place for place in linked if not (ROOT / page).parent.joinpath(place).exists()] == []
    quoted = re.findall(rf"`((?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]*)`", text)
    assert [place for place in quoted if not (ROOT / place).exists()] == []


def test_docs_link_to_headings_that_exist() -> None:
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-") for line in README.splitlines()
                if line.startswith("#")}  # fmt: skip
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings


@pytest.mark.parametrize("page", PAGES)
def test_docs_name_no_path_of_one_machine(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.$])/(?:work|home|root|tmp|opt)/\S+|[A-Z]:\\\S+", text) == []


def test_docs_picture_is_small_enough_to_load() -> None:
    assert 10_000 < (ROOT / "docs" / "page.png").stat().st_size <= 300_000


def test_docs_changelog_has_this_version() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
