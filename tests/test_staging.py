"""Staging: the output is the last good build or the new one, whatever happens in between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import builds
import killed_build
import pytest

from extractors.errors import BuildError
from kg import staging
from kg.outputs import write_manifest
from kg.pipeline import build
from kg.staging import is_build, recover, staged
from kg.swapping import Hold, exchange

TESTS = Path(__file__).parent


def finished(output: Path, content: str = "first") -> Path:
    with staged(output) as folder:
        (folder / "graph.nq").write_text(content, encoding="utf-8")
        write_manifest(folder, "run")
    return output


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_staging_writes_a_new_folder_with_its_parents(tmp_path: Path) -> None:
    assert is_build(finished(tmp_path / "a" / "b" / "out"))
    assert left_behind(tmp_path / "a" / "b") == []


def test_staging_replaces_an_earlier_build(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8") == "second"
    assert left_behind(tmp_path) == []


def test_staging_takes_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert is_build(finished(tmp_path / "out"))


def test_staging_keeps_a_gitignore(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".gitignore").write_text("*\n", encoding="utf-8")
    finished(tmp_path / "out")
    finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_staging_keeps_what_others_put_into_a_build(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    (tmp_path / "out" / "my").mkdir()
    (tmp_path / "out" / "my" / "note.txt").write_text("mine", encoding="utf-8")
    finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / "my" / "note.txt").read_text(encoding="utf-8") == "mine"


def test_staging_drops_files_that_only_the_earlier_build_wrote(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as folder:
        (folder / "graph.ttl").write_text("old", encoding="utf-8")
        write_manifest(folder, "run")
    finished(tmp_path / "out")
    assert not (tmp_path / "out" / "graph.ttl").exists()


def test_staging_refuses_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"holds thesis\.docx, and no build of ours. Name an empty folder"):
        finished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_staging_refuses_a_manifest_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"format": "other"}', encoding="utf-8")
    with pytest.raises(BuildError, match="no build of ours"):
        finished(tmp_path / "out")


def test_staging_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"is a file\. Name a folder"):
        finished(tmp_path / "out")


def test_staging_refuses_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BuildError, match="is the folder you stand in"):
        finished(Path())


def test_staging_leaves_the_last_build_when_the_new_one_fails(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "out") as folder:
        (folder / "graph.nq").write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8") == "first"
    assert left_behind(tmp_path) == []


def test_staging_explains_a_full_disk(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    with pytest.raises(BuildError, match=r"No space left on device.*the last good build is as it was"), \
            staged(tmp_path / "out"):
        raise OSError(28, "No space left on device", str(tmp_path / "out" / "graph.nq"))
    assert is_build(tmp_path / "out")


def test_staging_puts_the_last_build_back_when_a_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(tmp_path / "out")

    def refuse(source: Path, target: Path) -> None:
        if "building" in source.name:
            raise PermissionError(13, "Permission denied", str(source))
        source.rename(target)

    monkeypatch.setattr(staging, "exchange", lambda building, output: False)
    monkeypatch.setattr(staging, "_rename", refuse)
    with pytest.raises(BuildError, match="Permission denied"):
        finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8") == "first"
    assert left_behind(tmp_path) == []


def test_staging_lets_one_build_write_at_a_time(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as folder:
        write_manifest(folder, "run")
        message = f"Another build is writing to .*out \\(process {os.getpid()}\\). Wait until it is done"
        with pytest.raises(BuildError, match=message):
            finished(tmp_path / "out")
    assert is_build(tmp_path / "out")


def test_staging_takes_over_the_lock_of_a_dead_build(tmp_path: Path) -> None:
    (tmp_path / ".out.lock").write_text("1", encoding="ascii")
    assert is_build(finished(tmp_path / "out"))
    assert left_behind(tmp_path) == []


def test_staging_removes_what_a_dead_build_left(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    (tmp_path / ".out.building-12345").mkdir()
    (tmp_path / ".out.building-mine").mkdir()
    finished(tmp_path / "out", "second")
    assert left_behind(tmp_path) == [".out.building-mine"]


def test_staging_recovers_a_build_that_was_taken_away(tmp_path: Path) -> None:
    finished(tmp_path / "out").rename(tmp_path / ".out.previous")
    recover(tmp_path / "out")
    assert is_build(tmp_path / "out")
    assert left_behind(tmp_path) == []


def test_staging_leaves_a_build_that_is_read_to_its_reader(tmp_path: Path) -> None:
    finished(tmp_path / "out")
    hold = Hold(tmp_path / "out")
    finished(tmp_path / "out", "second")
    finished(tmp_path / "out", "third")
    if hold.path != tmp_path / "out":  # Only where the system can lead to a folder that was renamed.
        assert (hold.path / "graph.nq").read_text(encoding="utf-8") == "first"
    hold.release()
    finished(tmp_path / "out", "fourth")
    assert left_behind(tmp_path) == []


def test_staging_folder_is_there_at_every_moment_of_a_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchange(finished(tmp_path / "a"), finished(tmp_path / "b")):
        pytest.skip("this system cannot exchange two folders at once")
    finished(tmp_path / "out")
    monkeypatch.setattr(staging, "_rename", lambda source, target: pytest.fail("the folder was taken away"))
    assert is_build(finished(tmp_path / "out", "second"))


def test_staging_does_not_recover_while_a_build_runs(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as folder:
        write_manifest(folder, "run")
        (tmp_path / ".out.previous").mkdir()
        recover(tmp_path / "out")
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("moment", killed_build.MOMENTS)
def test_staging_survives_a_kill(tmp_path: Path, moment: str) -> None:
    inputs, output = builds.write_samples(tmp_path / "in"), tmp_path / "out"
    build([str(inputs)], output, steps=builds.STEPS)
    good = (output / "graph.nq").read_bytes()
    (inputs / "referat.txt").unlink()

    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    child = subprocess.Popen(
        [sys.executable, str(TESTS / "killed_build.py"), str(inputs), str(output), moment],
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline().strip() == b"here"
        child.kill()
        child.wait()

    recover(output)
    assert is_build(output)
    assert ((output / "graph.nq").read_bytes() == good) is (moment not in ("exchanged", "swapped"))
    assert build([str(inputs)], output, steps=builds.STEPS).documents == 2
    assert left_behind(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork, and folders that change places in one step")
def test_staging_holds_one_whole_build_after_a_kill_at_any_of_fifty_moments(tmp_path: Path) -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    done = subprocess.run(
        [sys.executable, str(TESTS / "killed_anywhere.py"), str(tmp_path), "50"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=True,
    )
    *kills, end = (line.split() for line in done.stdout.splitlines())
    assert len(kills) == 50
    assert {state for _, state in kills} == {"first", "second"}
    assert end == ["end", "second", "in", "other", "out"]
