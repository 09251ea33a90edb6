"""The wheel: it holds the three packages with all their data, the command, the types and nothing else."""

from __future__ import annotations

import configparser
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from extractors.inputs import find_inputs

ROOT = Path(__file__).parent.parent
PACKAGES = ("extractors", "kg", "ontology")
METADATA = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")


def sources() -> set[str]:
    """Return every file of the packages, as it stands in the checkout."""
    found = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def setuptools_is_new() -> bool:
    # An environment of Python 3.11 comes with an older one than pyproject.toml asks for.
    try:
        return int(importlib.metadata.version("setuptools").partition(".")[0]) >= 70
    except importlib.metadata.PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    if importlib.util.find_spec("build") is None or not setuptools_is_new():
        pytest.skip("build and setuptools 70 are not installed (extra `test`).")
    folder = tmp_path_factory.mktemp("package")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in METADATA:
        shutil.copy(ROOT / name, folder / name)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", "."],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next((folder / "dist").glob("*.whl"))) as opened:
        yield opened


def test_package_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert sources() - inside == set(), "add the pattern to [options.package_data] of setup.cfg"


def test_package_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside - sources() == set()


def test_package_wheel_holds_data_of_every_kind(wheel: zipfile.ZipFile) -> None:
    endings = {name.rpartition(".")[2] for name in wheel.namelist() if ".dist-info/" not in name}
    assert {"ttl", "rq", "csv", "txt", "pdf", "docx", "html", "css", "js", "typed"} <= endings


def test_package_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    parser = configparser.ConfigParser()
    parser.read_string(wheel.read(name).decode("utf-8"))
    assert dict(parser["console_scripts"]) == {"kg": "kg.cli:main"}


def test_package_wheel_names_version_licence_and_extras(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(next(name for name in wheel.namelist() if name.endswith("/METADATA"))).decode("utf-8")
    assert f"\nVersion: {kg.__version__}\n" in text and re.search("^License(-Expression)?: Apache-2.0 AND CC-BY-SA-4.0$", text, re.MULTILINE)
    assert set(re.findall(r"^Provides-Extra: (\S+)", text, re.MULTILINE)) == {"ocr", "notebook", "test", "train"}


def test_package_constraints_pin_every_requirement() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = [parser["options"]["install_requires"], *parser["options.extras_require"].values()]
    wanted = {re.split(r"[<>=!~;\[ ]", line)[0].lower() for text in lists for line in text.split("\n") if line.strip()}
    pinned = re.findall(r"^([A-Za-z0-9_.-]+)==\S+$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {re.sub(r"[._]", "-", name) for name in wanted} <= {re.sub(r"[._]", "-", name).lower() for name in pinned}


def test_package_compiled_modules_beside_the_examples_are_no_documents(tmp_path: Path) -> None:
    # An installer compiles what it installs, the module of kg/examples included.
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "__init__.cpython-311.pyc").write_bytes(b"x")
    (tmp_path / "a.txt").write_text("Referat", encoding="utf-8")
    inputs = find_inputs([str(tmp_path)])
    assert ([file.source for file in inputs.found], inputs.problems) == (["a.txt"], ())
