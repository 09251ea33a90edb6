"""The child process in which foreign formats are parsed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import sandbox
from extractors.errors import ReadError
from extractors.reading import read_bytes, read_file
from extractors.records import Document


@pytest.fixture(autouse=True, scope="module")
def _end_sandbox() -> Iterator[None]:
    yield
    sandbox.shutdown()


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_file(path)
    return caught.value


def html(markup: str, name: str = "a.html") -> Document:
    return read_bytes(markup.encode(), source=name)


def test_reading_text_starts_no_child(tmp_path: Path) -> None:
    sandbox.shutdown()
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("Rådet drøftede sagen.\n" * 999, encoding="utf-8")
    begin = time.perf_counter()
    for number in range(5):
        read_file(tmp_path / f"{number}.txt")
    assert time.perf_counter() - begin < 2
    assert sandbox.shared().pid is None


def test_reading_sandbox_uses_one_child_for_many_files() -> None:
    html("<p>a")
    first = sandbox.shared().pid
    html("<p>b")
    assert sandbox.shared().pid == first is not None


def test_reading_sandbox_child_imports_nothing_heavy() -> None:
    modules = sandbox.shared().call({"do": "modules"}, source="x")["modules"]
    assert not {"spacy", "numpy", "rdflib", "pyoxigraph", "networkx", "kg"} & set(modules)


def test_reading_sandbox_replaces_a_child_that_died() -> None:
    html("<p>a")
    process = sandbox.shared()._process
    assert process is not None
    process.kill()
    process.wait()
    assert html("<p>b").text == "b"


def test_reading_sandbox_reports_a_crash_and_goes_on(tmp_path: Path) -> None:
    html("<p>a")
    process = sandbox.shared()._process
    assert process is not None
    path = tmp_path / "a.html"
    path.write_text("<p>x" * 2_000_000)
    killer = threading.Timer(0.3, process.kill)
    killer.start()
    error = refused(path)
    killer.join()
    assert error.code == "unreadable" and "crashed" in error.reason
    assert html("<p>b").text == "b"


def test_reading_sandbox_kills_what_takes_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>x" * 2_000_000)
    html("<p>a")
    begin = time.perf_counter()
    with pytest.raises(ReadError) as caught:
        request = {"do": "parse", "kind": "html", "path": str(path)}
        sandbox.shared().call(request, source="a.html", seconds=0.3)
    assert caught.value.code == "timeout" and time.perf_counter() - begin < 10
    assert html("<p>b").text == "b"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets the memory limit be set reliably")
def test_reading_sandbox_limits_memory() -> None:
    script = (
        "from extractors import sandbox\n"
        "sandbox._limit_memory()\n"
        "try:\n    bytearray(3 << 30)\n"
        "except MemoryError:\n    print('limited')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.strip() == "limited"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(sandbox.__file__).parent.parent)}


def test_reading_sandbox_works_from_a_script_without_a_main_guard(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>hej")
    # Modules that lie beside the user's script must not be taken for the standard library's.
    (tmp_path / "json.py").write_text("raise SystemExit('wrong json')")
    script = tmp_path / "sub" / "script.py"
    script.parent.mkdir()
    script.write_text(
        "import json\nfrom extractors.reading import read_file\nprint(json.dumps(read_file('a.html').text))"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env=environment(), cwd=tmp_path
    )
    assert json.loads(done.stdout) == "hej" and done.stderr == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_reading_sandbox_is_not_shared_with_a_forked_process() -> None:
    html("<p>a")
    own = sandbox.shared()
    reader, writer = os.pipe()
    if os.fork() == 0:
        different = sandbox.shared() is not own
        os.write(writer, b"1" if different and html("<p>b").text == "b" else b"0")
        sandbox.shutdown()
        os._exit(0)
    os.wait()
    assert os.read(reader, 1) == b"1"
    os.close(reader)
    os.close(writer)
    assert html("<p>c").text == "c"
