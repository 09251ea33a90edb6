"""The notebook: it runs from the first cell to the last, and what it promises to show is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "policykg.ipynb"
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed (extra `notebook`).")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed (extra `notebook`).")
pytest.importorskip("ipykernel", reason="ipykernel is not installed (extra `notebook`).")


# What the kernel's own libraries warn of is theirs.
@pytest.mark.filterwarnings("ignore")
def test_notebook_runs_to_the_end_with_an_answer_tables_and_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As pytest itself finds the packages, installed or not.
    monkeypatch.setenv("PYTHONPATH", str(NOTEBOOK.parent.parent))
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in shown if output.output_type in ("error",) or output.get("name") == "stderr"] == []
    pages = [output.data.get("text/html", "") for output in shown if "data" in output]
    tables = [page for page in pages if page.startswith("<table>")]
    assert len(tables) == 8 and all("<td" in table for table in tables)
    assert any("image/svg+xml" in output.get("data", {}) for output in shown)
    assert any("<iframe" in page for page in pages)
