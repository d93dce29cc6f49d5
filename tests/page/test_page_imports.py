"""aipm.page runs in the reader's browser: base dependencies alone, and nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys


def test_page_needs_base_dependencies_only():
    code = (
        "import sys\n"
        "for name in ('yaml', 'typer', 'rich', 'nbgrader', 'nbformat', 'sphinx', 'docutils', 'jupyterlab'):\n"
        "    sys.modules[name] = None\n"
        "from aipm import page\n"
        "assert 'altair' not in sys.modules and 'matplotlib' not in sys.modules\n"
        "page.setup()\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
