"""Brings .venv up to the lock and starts one of the course's verbs in it. Standard library alone.

A second run finds the stamp and installs nothing. An install that was cut short is begun afresh;
a lock that changed is caught up with. Everything a person can meet ends in one sentence.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "aipm-stamp.json"
INSTALLING = VENV / "aipm-installing"
COMPILING = VENV / "aipm-compiling"
LOG = VENV / "aipm-install.log"
LEARN, DEV = "requirements.lock", "requirements-dev.lock"
ROOM_NEEDED = 1_300  # megabytes: the packages, their downloads and their compiled form
BUILT = ("_build", "dist", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")


class Refusal(Exception):
    """Why it cannot go on, as one sentence that says what to do."""


# What pip or the system says, and what that means for the person who reads it.
MEANINGS = [
    (
        r"No space left on device|Errno 28|not enough space on the disk",
        "The disk is full: free about 1.3 GB where this folder and the temporary folder ({tmp}) are, "
        "then run the same command again.",
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES",
        "A package that arrived is not the one the lock names: run 'python3 -m pip cache purge' and try "
        "again; if it comes back, the package index in use does not serve the original files.",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|getaddrinfo failed"
        r"|nodename nor servname"
        r"|Failed to establish a new connection|NewConnectionError|ConnectTimeout|Network is unreachable"
        r"|Max retries exceeded|ReadTimeout|Connection refused|ProxyError|CERTIFICATE_VERIFY_FAILED|SSLError"
        r"|Connection aborted|ConnectionResetError|NameResolutionError",
        "The package index cannot be reached: connect to the network (or set pip's proxy or index, "
        "see 'python3 -m pip help config'), then run the same command again.",
    ),
    (
        r"No matching distribution found for (?P<what>\S+)",
        "The package index in use does not have {what} for this Python and machine: use the public index, "
        "or another Python from 3.11 to 3.14.",
    ),
    (
        r"Permission denied|Errno 13|Access is denied",
        "This folder cannot be written to: change its owner or permissions, "
        "or clone the course into your home.",
    ),
]


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wanted(lock: str) -> dict:
    """What the stamp must say when ``lock`` is installed here."""
    # The project's own metadata (its commands, its name) is installed too, hence pyproject.toml.
    return {"root": str(ROOT), "project": digest(ROOT / "pyproject.toml"), lock: digest(ROOT / lock)}


def stamp() -> dict:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def ready(lock: str) -> bool:
    found = stamp()
    same = all(found.get(key) == value for key, value in wanted(lock).items())
    return same and venv_python().exists() and not INSTALLING.exists()


def clean_environment() -> dict:
    """The environment without what would send pip's packages elsewhere, or bring in others' modules."""
    leave = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV")
    return {k: v for k, v in os.environ.items() if k not in leave} | {"PIP_USER": "0"}


def alive(pid: int) -> bool:
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def check_alone() -> None:
    try:
        pid = int(INSTALLING.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return
    if pid != os.getpid() and alive(pid):
        raise Refusal(
            f"Another command is setting up .venv (process {pid}): wait for it, then run this again "
            "(if there is none, delete the folder .venv)."
        )


def venv_is_sound() -> bool:
    """True when .venv can be installed into: it starts, suits the course and no install was cut short."""
    if INSTALLING.exists() or not venv_python().exists():
        return False
    if stamp().get("root", str(ROOT)) != str(ROOT):  # moved: its scripts name the old place
        return False
    test = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
    done = subprocess.run([venv_python(), "-c", test], capture_output=True, env=clean_environment())
    return done.returncode == 0


def create_venv() -> None:
    room = shutil.disk_usage(ROOT).free // 1_000_000
    if room < ROOM_NEEDED:
        raise Refusal(
            f"The disk is too full: {room:,} MB are free here and the course needs about {ROOM_NEEDED:,}; "
            "make room, then run the same command again."
        )
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run(
        [base, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, env=clean_environment()
    )
    if done.returncode:
        said = done.stdout + done.stderr
        if "ensurepip" in said:
            version = f"{sys.version_info[0]}.{sys.version_info[1]}"
            raise Refusal(
                f"Python {version} is here, but without its venv module: install it (on Debian or Ubuntu: "
                f"sudo apt install python{version}-venv), then run this again."
            )
        raise Refusal(meaning(said) or f"The folder .venv could not be made: {last_line(said)}")


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["no reason was given"])[-1].removeprefix("ERROR:").strip()


def meaning(said: str) -> str | None:
    import tempfile

    for pattern, sentence in MEANINGS:
        if match := re.search(pattern, said):
            return sentence.format(tmp=tempfile.gettempdir(), **match.groupdict())
    return None


class Progress:
    """A bar on a terminal; elsewhere a line at each tenth, so that a log stays short."""

    def __init__(self, total: int) -> None:
        self.total, self.live = max(total, 1), sys.stdout.isatty()
        self.tenth, self.began = None, time.monotonic()

    def show(self, verb: str, done: int, what: str = "") -> None:
        done = min(done, self.total)
        if self.live:
            full = 24 * done // self.total
            text = f"{verb:<10} [{'█' * full}{' ' * (24 - full)}] {done}/{self.total} {what}"
            width = shutil.get_terminal_size().columns - 1
            print("\r" + text[:width].ljust(width), end="", flush=True)
        elif (verb, 10 * done // self.total) != self.tenth:
            self.tenth = (verb, 10 * done // self.total)
            print(f"{verb} packages: {done} of {self.total}", flush=True)

    def end(self) -> None:
        if self.live:
            print("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r", end="")
        print(f"Installed in {time.monotonic() - self.began:.0f} s.", flush=True)


class Pip:
    """One run of pip in .venv, listened to while it runs. All it says goes to the log as well."""

    def __init__(self, *arguments: str) -> None:
        command = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
        self.child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", cwd=ROOT,
            env=clean_environment(),
        )  # fmt: skip
        self.said: list[str] = []
        self.fetched, self.name, self.installing = 0, "", False
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        for line in self.child.stdout:
            self.said.append(line)
            if line.startswith(("Collecting ", "Processing ", "Requirement already")):
                self.fetched += 1
                self.name = re.split(r"[=\s(]", Path(line.split(maxsplit=1)[1]).name)[0].split("-")[0]
            self.installing = self.installing or line.startswith("Installing collected")

    def running(self) -> bool:
        return self.child.poll() is None

    def end(self) -> bool:
        """Waits for it, keeps what it said, and tells whether all went well."""
        self.child.wait()
        self.listener.join(timeout=5)
        with LOG.open("a", encoding="utf-8") as log:
            log.writelines(self.said)
        return self.child.returncode == 0

    def stop(self) -> None:
        if self.running():
            self.child.terminate()
            self.child.wait()

    def why(self) -> str:
        text = "".join(self.said)
        return meaning(text) or f"The packages could not be installed: {last_line(text)} (all of it: {LOG})."


def pip(*runs: list, progress: Progress | None = None) -> None:
    """Runs pip, several at once if asked; raises Refusal with a sentence when one of them fails."""
    started = [Pip(*arguments) for arguments in runs]
    try:
        while any(one.running() for one in started):
            time.sleep(0.2)
            if progress and all(one.installing for one in started):
                progress.show("Installing", installed())
            elif progress:
                names = [one.name for one in started if one.name]
                progress.show("Fetching", sum(one.fetched for one in started), ", ".join(names))
        for one in started:
            if not one.end():
                if not any(other.installing for other in started):
                    INSTALLING.unlink(missing_ok=True)  # nothing was begun: .venv is as it was
                raise Refusal(one.why())
    finally:
        for one in started:
            one.stop()


def halves(lock: str) -> list[str]:
    """The lock in two files. No package of a whole lock waits for another, so two processes can share it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=[A-Za-z0-9])", text) if "==" in entry.split("\n")[0]]
    names = []
    for k in range(2):
        part = VENV / f"aipm-part-{k + 1}.txt"
        part.write_text("\n".join(entries[k::2]) + "\n", encoding="utf-8")
        names.append(str(part))
    return names


def installed() -> int:
    where = "Lib/site-packages/*.dist-info" if os.name == "nt" else "lib/python*/site-packages/*.dist-info"
    return sum(1 for _ in VENV.glob(where))


def packages_in(lock: str) -> int:
    """How many packages of the lock this system takes, near enough for a progress bar."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    elsewhere = "sys_platform == 'win32'" if os.name != "nt" else "sys_platform != 'win32'"
    heads = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]\S*==", line)]
    return sum(elsewhere not in line for line in heads)


def install(lock: str) -> None:
    check_alone()
    stop_compiling()
    fresh = not venv_is_sound()
    if fresh:
        print(f"Setting up .venv from {lock} (once; a minute or two on a fast line).", flush=True)
        create_venv()
    else:
        print(f"Catching up with {lock}.", flush=True)
    STAMP.unlink(missing_ok=True)
    INSTALLING.write_text(str(os.getpid()), encoding="utf-8")
    LOG.unlink(missing_ok=True)
    progress = Progress(packages_in(lock))
    # The lock is whole, so nothing is resolved (--no-deps), nothing is built (wheels only), and every
    # file is checked against its hash. Compiling takes as long again: it happens behind, see below.
    options = ["install", "--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile",
               "--retries=2", "--progress-bar=off"]  # fmt: skip
    if fresh:
        # Unpacking keeps one processor busy: two runs of pip, on half the lock each, take two thirds of the
        # time. Files never overlap; should the two still trip over each other, the run below mends it.
        try:
            pip(*([*options, "-r", part] for part in halves(lock)), progress=progress)
        except Refusal as why:
            if not str(why).startswith("The packages could not be installed"):
                raise
            pip([*options, "--force-reinstall", "-r", lock], progress=progress)
    else:
        pip([*options, "-r", lock], progress=progress)
    pip(["install", "--no-deps", "--no-build-isolation", "--no-compile", "--editable", "."])
    progress.end()
    done = wanted(lock)
    if lock == DEV:  # made with the first lock as constraint: it holds all of it
        done |= wanted(LEARN)
    temporary = STAMP.with_suffix(".new")
    temporary.write_text(json.dumps(done, indent=1), encoding="utf-8")
    temporary.replace(STAMP)
    INSTALLING.unlink()
    compile_behind()


def compile_behind() -> None:
    """Compiles what was installed, in a process of its own at low priority: nobody waits for it."""
    code = (
        "import compileall, os, pathlib, sysconfig\n"
        "if hasattr(os, 'nice'): os.nice(15)\n"
        "mark = pathlib.Path('aipm-compiling')\n"
        "mark.write_text(str(os.getpid()))\n"
        "for path in pathlib.Path(sysconfig.get_path('purelib')).rglob('*.py'):\n"
        "    if not mark.exists(): raise SystemExit\n"
        "    compileall.compile_file(str(path), quiet=2)\n"
        "mark.unlink(missing_ok=True)\n"
        "open('aipm-compiled', 'w').close()\n"
    )
    apart = {"creationflags": 0x00000008} if os.name == "nt" else {"start_new_session": True}
    with contextlib.suppress(OSError):  # without it, each module is compiled when it is first imported
        subprocess.Popen(
            [venv_python(), "-c", code], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=clean_environment(), cwd=VENV, **apart,
        )  # fmt: skip


def stop_compiling() -> None:
    """Takes away the mark without which it goes no further, and waits for the file it is at.

    It writes into folders that an install removes or renews, so the two must not overlap.
    """
    try:
        pid = int(COMPILING.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    COMPILING.unlink(missing_ok=True)
    until = time.monotonic() + 5
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.05)


def ensure(lock: str) -> None:
    if not ready(lock):
        install(lock)


def run(*command: str) -> int:
    """Starts a command of .venv in the course's folder, in place of this process where that can be done."""
    binaries = str(venv_python().parent)
    path = binaries + os.pathsep + os.environ.get("PATH", "")
    environment = os.environ | {"PATH": path, "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONHOME", None)
    os.chdir(ROOT)
    command = (str(venv_python()), *command)
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment)
    os.execve(command[0], command, environment)


def locks(arguments: list[str]) -> int:
    """Compiles both locks. Hashes, no address of any index; the second with the first as constraint."""
    uv = shutil.which("uv")
    if uv is None:
        raise Refusal(
            "The locks are compiled by uv, which is not here: run 'python3 -m pip install uv' first."
        )
    common = [
        uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11",
        "--no-emit-index-url", "--extra", "learn", "--extra", "book", "pyproject.toml", *arguments,
    ]  # fmt: skip
    environment = os.environ | {"UV_CUSTOM_COMPILE_COMMAND": "make locks"}
    for more in (["-o", LEARN], ["--extra", "dev", "-c", LEARN, "-o", DEV]):
        if code := subprocess.call([*common, *more], cwd=ROOT, env=environment):
            return code
    print("Both locks are up to date; 'make learn' and 'make test' will catch up with them.")
    return 0


def clean(_: list[str]) -> int:
    """Removes what was built. Never my_work/, and never .venv, which takes a minute to make."""
    for name in BUILT:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("src", "tests", "tools", "notebooks", "exercises"):
        for pattern in ("__pycache__", ".ipynb_checkpoints"):
            for found in (ROOT / folder).rglob(pattern):
                shutil.rmtree(found, ignore_errors=True)
    print("Removed what was built; my_work/ and .venv/ are as they were.")
    return 0


def lint() -> int:
    python = str(venv_python())
    steps = ["ruff check .", "mypy"]
    codes = [subprocess.call([python, "-m", *step.split()], cwd=ROOT) for step in steps]
    return max(codes)


# What each test verb runs. `make test` looks at each chapter once, in minutes; the others look again (twenty
# course seeds, a second hash seed, more submissions, each in JupyterLab), and CI runs all three.
TESTS = {
    "test": ["-m", "not mutants"],
    "test-every": ["-m", "not mutants", "tests/exercises", "tests/notebooks/test_outputs.py",
                   "tests/learn/test_learn_lab.py"],
    "mutants": ["-m", "mutants", "-q", "tests/exercises"],
}  # fmt: skip


def pytest(verb: str, arguments: list[str]) -> int:
    if verb == "test-every":
        os.environ["AIPM_EVERY"] = "1"
    # Two workers: the tests that need the whole machine (a browser, a kernel) share one by their group.
    chosen = any(argument.startswith("-n") for argument in arguments)
    parallel = [] if chosen else ["-n", "2", "--dist", "loadgroup"]
    given = arguments if arguments and verb == "test" else [*TESTS[verb], *arguments]
    return run("-m", "pytest", *parallel, *given)


def main(arguments: list[str]) -> int:
    verb, rest = (arguments or ["setup"])[0], arguments[1:]
    try:
        if verb == "clean":
            return clean(rest)
        if verb == "locks":
            return locks(rest)
        if verb not in ("setup", "learn", "book", "lint", "bench", *TESTS):
            raise Refusal(
                f"There is no '{verb}': use setup, learn, test, test-every, mutants, book, lint, locks, "
                "bench or clean."
            )
        ensure(DEV if verb in ("lint", *TESTS) or rest[:1] == ["--dev"] else LEARN)
        if verb == "setup":
            print("Ready.")
            return 0
        if verb == "lint":
            return lint()
        if verb in TESTS:
            return pytest(verb, rest)
        if verb == "bench":
            return run("tools/bench.py", *rest)
        return run("-m", "aipm.cli", verb, *rest)
    except Refusal as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run the same command again to go on.", file=sys.stderr)
        return 130
    except OSError as why:
        print(meaning(f"{why} Errno {why.errno}") or f"The system said no: {why}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
