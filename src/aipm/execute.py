"""`aipm run`: executes a chapter on an ordinary kernel and stores outputs that repeat."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aipm.errors import CourseError
from aipm.workspace import write_text

WIDGETS = "application/vnd.jupyter.widget-"
SECONDS_PER_CELL = 300


def execute(notebook: Path, *, tick: Callable[[int, int], None] = lambda done, total: None) -> list[str]:
    """Runs `notebook` in its folder and stores its outputs in it, normalised; returns what is worth telling.

    tick   called with (code cells done, code cells) as it goes

    The kernel is a fresh one of this Python. CourseError, one sentence that names the cell and the error,
    when a cell fails or takes longer than five minutes, or the file is no notebook; it then stays as it was.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    try:
        text = notebook.read_text(encoding="utf-8")
        nb = nbformat.reads(text, as_version=4)
        nbformat.validate(nb)
    except FileNotFoundError:
        raise CourseError(f"There is no {notebook}: the chapter has not been written yet.") from None
    except Exception as why:  # nbformat and jsonschema raise many kinds
        reason = " ".join(str(why).split())[:160]
        raise CourseError(f"{notebook.name} is not a notebook that can be run: {reason}.") from None
    code = [k for k, cell in enumerate(nb.cells) if cell.cell_type == "code" and cell.source.strip()]
    at = {"index": -1}

    def started(cell: Any, cell_index: int) -> None:
        at["index"] = cell_index

    def finished(cell: Any, cell_index: int, **reply: Any) -> None:
        tick(sum(k <= cell_index for k in code), len(code))

    client = NotebookClient(
        nb,
        timeout=SECONDS_PER_CELL,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        kernel_name="python3",
        resources={"metadata": {"path": str(notebook.parent)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        on_cell_start=started,
        on_cell_executed=finished,
    )
    # Nor somebody's own decisions (larkspur.yml): stored outputs are the course's.
    environment = {k: v for k, v in os.environ.items() if k not in ("MPLBACKEND", "AIPM_WORK")}
    # One line less of Python's debugger on stderr; and this Python's kernel, whatever others a home knows.
    environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    environment["AIPM_STILL"] = "1"  # nobody presses buttons here
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as nobody:
            # Nobody's start-up files.
            client.execute(env=environment | {"IPYTHONDIR": nobody})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as why:
        if isinstance(why, CellExecutionError):
            said = " ".join(str(why.evalue).split())[:300]
            how = f"stopped with {why.ename}: {said}" if said else f"stopped with {why.ename}"
        elif isinstance(why, DeadKernelError):
            how = "ended its Python process"
        else:
            how = f"ran longer than {SECONDS_PER_CELL // 60} minutes"
        raise CourseError(f"{where(nb, at['index'])} {how}; {notebook.name} is as it was.") from None
    normalise(nb)
    new = dumps(nb)
    if new != text:
        write_text(notebook, new)
    return warnings_in(nb)


def where(nb: Any, index: int) -> str:
    """`Cell 7 of 04_x (under "Key ideas": x = 1)`, for a message."""
    heading = ""
    for cell in nb.cells[: index + 1]:
        if cell.cell_type == "markdown":
            lines = [line.lstrip("#").strip() for line in cell.source.splitlines() if line.startswith("#")]
            heading = lines[-1] if lines else heading
    lines = nb.cells[index].source.strip().splitlines() if 0 <= index < len(nb.cells) else []
    first = lines[0][:60] if lines else ""
    return f"Cell {index + 1}" + (f" (under “{heading}”: {first})" if heading else f" ({first})")


def normalise(nb: Any) -> None:
    """Makes what is stored repeat: counters 1 to n, no timings, no widgets, no version of Python.

    Alternative texts in the outputs' metadata and all metadata that authors set stay.
    """
    count = 0
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("ExecuteTime", None)
        if cell.cell_type != "code":
            continue
        if cell.source.strip():
            count += 1
            cell.execution_count = count
        else:
            cell.execution_count = None
        kept = []
        for output in cell.outputs:
            data = output.get("data", {})
            if any(kind.startswith(WIDGETS) for kind in data):
                continue
            if "execution_count" in output:
                output["execution_count"] = cell.execution_count
            kept.append(output)
        cell.outputs = kept
    nb.metadata.pop("widgets", None)
    nb.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3",
    }  # fmt: skip
    nb.metadata["language_info"] = {"name": "python"}


def dumps(nb: Any) -> str:
    """The notebook as text, the same for the same content."""
    import nbformat

    plain = json.loads(nbformat.writes(nb, version=4))
    return json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def warnings_in(nb: Any) -> list[str]:
    """What was written to stderr: a chapter shows no warnings."""
    told = []
    for index, cell in enumerate(nb.cells):
        for output in cell.get("outputs", []):
            if output.get("output_type") == "stream" and output.get("name") == "stderr":
                first = (
                    output["text"].strip().splitlines()[0][:100] if output["text"].strip() else "something"
                )
                told.append(f"{where(nb, index)} wrote to stderr: {first}")
    return told
