"""Steps of our own in nbgrader's pipelines."""

from __future__ import annotations

import copy
import subprocess
import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.preprocessors.execute import Execute

from .course import is_grade, is_solution, is_test, own

# What a cell may print before the rest is left out, in characters; how many cells may bring the kernel down.
MOST_OUTPUT = 200_000
MOST_RESTARTS = 6
CLIPPED = "… the rest of this output was left out."


class OwnKernel(AsyncKernelManager):
    """A kernel of this very Python, whatever kernels of the same name the machine knows, and a silent one."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=[
                sys.executable,
                "-Xfrozen_modules=off",
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
            ],
            display_name="Python 3",
            language="python",
        )

    async def _async_start_kernel(self, **kwargs: Any) -> None:
        kwargs.update(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        await super()._async_start_kernel(**kwargs)

    start_kernel = _async_start_kernel  # type: ignore[assignment]


class RunCells(Execute):
    """nbgrader's execution, which goes on when a cell brings the kernel down or cannot be interrupted.

    The learner's cell that did it is set aside, with an error that says so, and the notebook runs again
    without it: that task is lost, the others are graded.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("kernel_manager_class", OwnKernel)
        super().__init__(*args, **kwargs)

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        sources = [cell.source for cell in nb.cells]
        stopped: dict[int, str] = {}
        while True:
            self.at = 0
            for index, reason in stopped.items():
                nb.cells[index].source = f"raise RuntimeError({reason!r})"
            try:
                nb, resources = super().preprocess(nb, resources, km)
                break
            except (DeadKernelError, CellTimeoutError, TimeoutError) as error:
                culprit = self._culprit(nb, stopped)
                if culprit is None or len(stopped) >= MOST_RESTARTS:
                    raise
                if isinstance(error, DeadKernelError):
                    stopped[culprit] = "this code ended the Python process: the cell was set aside"
                else:
                    stopped[culprit] = (
                        "this code never ends and cannot be interrupted: the cell was set aside"
                    )
            finally:
                for cell, source in zip(nb.cells, sources, strict=True):
                    cell.source = source
        return nb, resources

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        self.at, self.printed = index, 0
        return super().preprocess_cell(cell, resources, index)

    def _culprit(self, nb: NotebookNode, stopped: dict[int, str]) -> int | None:
        """The learner's cell to blame: the running one, else the nearest above it."""
        for index in range(self.at, -1, -1):
            cell = nb.cells[index]
            theirs = cell.cell_type == "code" and (is_solution(cell) or own(cell).get("extra"))
            if theirs and not is_grade(cell) and index not in stopped:
                return index
        return None

    def output(self, outs: list, msg: dict, display_id: str | None, cell_index: int) -> NotebookNode | None:
        kind, content = msg["msg_type"], msg["content"]
        if kind in ("stream", "display_data", "execute_result"):
            size = len(content["text"]) if kind == "stream" else len(repr(content.get("data", "")))
            before, self.printed = self.printed, self.printed + size
            if self.printed > MOST_OUTPUT:
                if before <= MOST_OUTPUT:
                    outs.append(new_output("stream", name="stdout", text=CLIPPED))
                return None
        return super().output(outs, msg, display_id, cell_index)


class CutMetadata(NbGraderPreprocessor):
    """Of the metadata a learner's copy keeps what it needs, so that no reason or mistake travels in it.

    Answer and test cells get JupyterLab's tag that lets Run All go on after an error.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb.metadata = NotebookNode(
            kernelspec={"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            language_info={"name": "python"},
        )
        for cell in nb.cells:
            objective = own(cell).get("objective")
            tags = [tag for tag in cell.metadata.get("tags", []) if isinstance(tag, str)]
            graded = cell.cell_type == "code" and (is_grade(cell) or is_solution(cell))
            if graded and "raises-exception" not in tags:
                tags.append("raises-exception")
            kept = ("nbgrader", "deletable", "editable", "jupyter")
            cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in kept})
            if objective:
                cell.metadata["aipm"] = {"objective": objective}
            if tags:
                cell.metadata["tags"] = tags
        return nb, resources


class HideTests(NbGraderPreprocessor):
    """Cuts hidden tests out of a graded notebook before it becomes a feedback page.

    Of an error it keeps the sentence: a traceback quotes lines of the test.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb = copy.deepcopy(nb)
        knife = ClearHiddenTests(parent=self.parent, enforce_metadata=False)
        for cell in nb.cells:
            if not is_test(cell):
                continue
            try:
                knife._remove_hidden_test_region(cell)
            except RuntimeError:
                cell.source = "# (the test is not shown)"
            if cell.cell_type == "code":
                for output in cell.outputs:
                    if output.output_type == "error":
                        output.traceback = [output.evalue or output.ename]
        return nb, resources
