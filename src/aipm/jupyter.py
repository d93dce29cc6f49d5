"""JupyterLab on my_work/: its settings, trust in the course's notebooks, starting and stopping it.

Everything it keeps lies in my_work/.aipm/jupyter, so a learner's own Jupyter is neither used nor changed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from aipm.errors import CourseError
from aipm.workspace import Workspace, read_json, write_json

FIRST_PORT, TRIES = 8888, 50
TRIES_TO_START = 3
START = "lab/tree/START.md"
SECONDS_TO_START = 90

# Menus that need a course's exchange, which no learner's machine has; and what would ask the network.
DISABLED = [
    "@jupyter/nbgrader:assignment-list",
    "@jupyter/nbgrader:course-list",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:menu",
    "@jupyter/nbgrader:validate-assignment",
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/lsp-extension",
    "jupyterlab-jupytext",
]
SERVER_EXTENSIONS_OFF = [
    "jupyter_lsp",
    "jupyterlab_jupytext",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "notebook",
]
DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {
        "checkForUpdates": False,
        "doNotDisturbMode": False,
        "fetchNews": "false",
    },
    # START.md opens as a page, not as its source.
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
}


class _PortTaken(CourseError):
    """A port that was free a moment ago."""


class Lab:
    """JupyterLab for one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.home = workspace.hidden / "jupyter"
        self.config, self.data = self.home / "config", self.home / "data"
        self.log = self.home / "server.log"
        self.running = self.home / "running.json"
        self.process: subprocess.Popen | None = None
        self.url = ""

    def settings(self) -> None:
        """Writes the course's settings; what a learner sets in the menus is kept elsewhere and wins."""
        off = dict.fromkeys(SERVER_EXTENSIONS_OFF, False)
        server = {
            "ServerApp": {
                "jpserver_extensions": off,
                "root_dir": str(self.workspace.folder),
                "default_url": f"/{START}",
                "open_browser": False,
                "terminals_enabled": True,
                "quit_button": True,
            },
            "LabApp": {
                "news_url": None,
                "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
                "extension_manager": "readonly",
                "default_url": f"/{START}",
            },
            "KernelManager": {"transport_encryption": "auto"},
        }
        page = {"disabledExtensions": dict.fromkeys(DISABLED, True)}
        files: dict[Path, dict] = {
            self.config / "jupyter_server_config.json": server,
            self.config / "labconfig" / "page_config.json": page,
            self.config / "labconfig" / "default_setting_overrides.json": DEFAULTS,
        }
        for path, content in files.items():
            if not path.exists() or path.read_text(encoding="utf-8") != dumped(content):
                write_json(path, content)

    def environment(self) -> dict[str, str]:
        """Of the server and its kernels: none of the learner's own Jupyter, the course's commands on PATH."""
        binaries = str(Path(sys.executable).parent)
        return os.environ | {
            "JUPYTER_CONFIG_DIR": str(self.config),
            "JUPYTER_DATA_DIR": str(self.data),
            "JUPYTER_RUNTIME_DIR": str(self.data / "runtime"),
            # Ours before the packages' own, so that what is switched off above is off.
            "JUPYTER_PREFER_ENV_PATH": "0",
            "IPYTHONDIR": str(self.home / "ipython"),
            "PATH": binaries + os.pathsep + os.environ.get("PATH", ""),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }

    def trust(self, notebooks: Iterable[Path]) -> None:
        """Signs notebooks that the course put there, so that outputs show in full before they are run."""
        wanted = list(notebooks)
        if not wanted:
            return
        import nbformat
        from nbformat.sign import NotebookNotary

        self.data.mkdir(parents=True, exist_ok=True)
        notary = NotebookNotary(data_dir=str(self.data))
        for path in wanted:
            # A file that is no notebook (any more) is not trusted, and opening it will say what is wrong.
            with contextlib.suppress(Exception):
                notary.sign(nbformat.read(path, as_version=4))
        notary.store.close()

    def already(self) -> str | None:
        """Address of a JupyterLab that runs on this folder already."""
        entry, _ = read_json(self.running, "The note of a running JupyterLab")
        url, token = entry.get("url"), entry.get("token")
        if isinstance(url, str) and isinstance(token, str) and answers(url, token):
            return f"{url}{START}?token={token}"
        return None

    def start(self, port: int | None = None) -> str:
        """Starts the server and waits until it answers; returns the address with its token.

        port   the one to use; without it the first free one from 8888 on

        CourseError when it is taken, or when the server does not come up: with the last thing it said.
        """
        for _ in range(TRIES_TO_START - 1 if port is None else 0):
            try:
                return self._start(port)
            except _PortTaken:
                continue  # somebody took it between our look and the server's start: the next one, then
        return self._start(port)

    def _start(self, port: int | None) -> str:
        self.settings()
        token = secrets.token_hex(24)
        chosen = free_port(port)
        self.data.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={chosen}", "--ServerApp.port_retries=0",
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")  # containers know no other user
        environment = self.environment() | {"JUPYTER_TOKEN": token}
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.workspace.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is ours to handle: the server would ask a question on this terminal.
                **apart(),
            )
        self.url = f"http://127.0.0.1:{chosen}/"
        until = time.monotonic() + SECONDS_TO_START
        while not answers(self.url, token):
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                kind = _PortTaken if f"port {chosen} is not available" in self.last_words() else CourseError
                raise kind(f"JupyterLab did not start: {self.last_words()} (all of it: {self.log}).")
            time.sleep(0.1)
        write_json(self.running, {"url": self.url, "token": token, "pid": self.process.pid})
        return f"{self.url}{START}?token={token}"

    def last_words(self) -> str:
        lines = [line.strip() for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines()]
        lines = [re.sub(r"^\[\w [^\]]*\]\s*", "", line) for line in lines if line]
        return lines[-1].rstrip(".") if lines else "it said nothing"

    def wait(self) -> int:
        """Until the server ends by itself (File → Shut Down)."""
        assert self.process is not None
        return self.process.wait()

    def stop(self) -> None:
        """Ends the server, which ends its kernels."""
        if self.process is None:
            return
        with contextlib.suppress(FileNotFoundError):
            self.running.unlink()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def dumped(content: dict) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def apart() -> dict:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}


def free_port(wanted: int | None) -> int:
    """The port asked for, or the first free one from 8888 on. CourseError when there is none."""
    if wanted is not None and not 1 <= wanted <= 65535:
        raise CourseError(f"{wanted} is no port: choose one from 1024 to 65535, or leave --port out.")
    for port in [wanted] if wanted is not None else range(FIRST_PORT, FIRST_PORT + TRIES):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    if wanted is not None:
        raise CourseError(f"Port {wanted} is taken or not allowed: choose another, or leave --port out.")
    last = FIRST_PORT + TRIES - 1
    raise CourseError(
        f"No port from {FIRST_PORT} to {last} is free: close a server, or name a port by --port."
    )


def answers(url: str, token: str) -> bool:
    """Whether a Jupyter server with this token answers at `url`."""
    request = urllib.request.Request(f"{url}api/status", headers={"Authorization": f"token {token}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by way of a proxy
    try:
        with opener.open(request, timeout=2) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError, ValueError):
        return False


def open_browser(url: str) -> None:
    """Opens the page where there is a screen; a text browser would take the terminal away."""
    import webbrowser

    wanted = ("DISPLAY", "WAYLAND_DISPLAY")
    if os.name == "nt" or sys.platform == "darwin" or any(os.environ.get(name) for name in wanted):
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)


@contextlib.contextmanager
def stopped_by_signals():  # type: ignore[no-untyped-def]
    """Turns a polite request to end into the same as Ctrl-C, so that the server is stopped too."""

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
