"""`make bench`: how fast the course is, as lines of `name: value`, in seconds. Run by .venv's Python.

--only WORD   those whose name contains the word (may be given more than once)
--test        make test as well, which takes minutes
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SLUG = "04_ml_concepts"
LIMITS = {
    "chapter_4_run_all_s": 20,
    "check_04_s": 15,
    "learn_first_run_s": 60,
    "learn_second_run_s": 5,
    "book_build_s": 20,
    "slowest_loader_s": 0.05,
    "slowest_generator_s": 1.0,
    "import_beyond_pandas_s": 0.3,
    "test_s": 240,
}


def run(*command: str, cwd: Path = ROOT, **more: str) -> float:
    """Seconds a command takes. RuntimeError with the end of what it said when it fails."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=os.environ | more, capture_output=True, text=True)
    took = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr).strip()[-300:])
    return took


def aipm(*arguments: str, **more: str) -> float:
    return run(sys.executable, "-m", "aipm.cli", *arguments, **more)


def chapter(folder: Path) -> float:
    """Run All on an ordinary kernel, start of the kernel included; a copy, so that nothing here changes."""
    from aipm.execute import execute

    copy = folder / "notebooks"
    shutil.copytree(ROOT / "notebooks", copy)
    began = time.perf_counter()
    execute(copy / f"{SLUG}.ipynb")
    return time.perf_counter() - began


def check(folder: Path) -> float:
    """`aipm check 04` of the reference answers, from the command line to the table."""
    from aipm import curriculum
    from aipm.workspace import Workspace

    work = Workspace(ROOT, folder / "my_work")
    work.prepare(curriculum.load(ROOT))
    handed_in = work.folder / "exercises" / SLUG / f"{SLUG}.ipynb"
    shutil.copyfile(ROOT / "exercises" / "source" / SLUG / f"{SLUG}.ipynb", handed_in)
    return aipm("check", "04", AIPM_WORK=str(work.folder), AIPM_COURSE=str(ROOT))


def slowest_loader(folder: Path) -> float:
    """The slowest of all loaders of published tables, after a first call."""
    from aipm import datasets

    loaders = [getattr(datasets, name) for name in datasets.__all__ if name.startswith("load_")]
    return max(_second_call(loader) for loader in loaders)


def slowest_generator(folder: Path) -> float:
    """The slowest of all generators at its default size."""
    from aipm import simulate

    return max(_second_call(getattr(simulate, name)) for name in simulate.__all__)


def _second_call(function: Callable[[], object]) -> float:
    function()
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def import_beyond_pandas(folder: Path) -> float:
    """What `import aipm.datasets, aipm.simulate` takes when pandas is there already."""
    timed = "import pandas, time; began = time.perf_counter(); import aipm.datasets, aipm.simulate; "
    timed += "print(time.perf_counter() - began)"
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)


def clone(folder: Path) -> Path:
    """The files that git holds or would take up, as they are now."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    root = folder / "clone"
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    return root


@contextlib.contextmanager
def learning(root: Path) -> Iterator[float]:
    """`make learn` until JupyterLab answers, which is when it prints its address."""
    leave = ("VIRTUAL_ENV", "AIPM_COURSE", "AIPM_WORK")
    environment = {k: v for k, v in os.environ.items() if k not in leave}
    # .venv comes first on PATH here; a person who starts has none.
    environment["PATH"] = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if ".venv" not in p)
    began = time.perf_counter()
    child = subprocess.Popen(
        ["make", "learn", "ARGS=--no-browser"], cwd=root, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = []
    try:
        for line in child.stdout:
            said.append(line)
            if re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield time.perf_counter() - began
                break
        else:
            raise RuntimeError("".join(said)[-300:])
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGINT)
        child.wait(timeout=60)
        child.stdout.close()


def learn(folder: Path, tell: Callable[[str, float], None]) -> None:
    """First and second run in a fresh clone, packages coming from pip's cache as it is."""
    root = clone(folder)
    with learning(root) as first:
        tell("learn_first_run_s", first)
    # Packages are compiled behind the first run; the second one a person makes is later than that.
    until = time.monotonic() + 180
    while not (root / ".venv" / "aipm-compiled").exists() and time.monotonic() < until:
        time.sleep(0.5)
    with learning(root) as second:
        tell("learn_second_run_s", second)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", default=[], metavar="WORD")
    parser.add_argument("--test", action="store_true", help="make test as well, which takes minutes")
    chosen = parser.parse_args()
    failed = 0

    def wanted(*names: str) -> bool:
        return not chosen.only or any(word in name for word in chosen.only for name in names)

    def tell(name: str, seconds: float) -> None:
        print(f"{name}: {seconds:.{1 if LIMITS[name] > 2 else 3}f}", flush=True)
        if seconds > LIMITS[name]:
            print(f"  ({name} is meant to stay below {LIMITS[name]})", file=sys.stderr, flush=True)

    def book(folder: Path) -> float:
        return run(sys.executable, "-m", "aipm.book", "build", "--out", str(folder / "site"))

    def tests(folder: Path) -> float:
        return run("make", "test")

    single = {
        "chapter_4_run_all_s": chapter,
        "check_04_s": check,
        "book_build_s": book,
        "slowest_loader_s": slowest_loader,
        "slowest_generator_s": slowest_generator,
        "import_beyond_pandas_s": import_beyond_pandas,
    }
    if chosen.test or any("test" in word for word in chosen.only):
        single["test_s"] = tests
    jobs = {
        name: lambda folder, n=name, f=f: tell(n, f(folder)) for name, f in single.items() if wanted(name)
    }
    if wanted("learn_first_run_s", "learn_second_run_s"):
        jobs["learn_first_run_s"] = lambda folder: learn(folder, tell)
    for name, job in jobs.items():
        with tempfile.TemporaryDirectory(prefix="aipm-bench-", ignore_cleanup_errors=True) as folder:
            try:
                job(Path(folder))
            except Exception as why:  # one that cannot be measured does not stop the others
                failed = 1
                print(
                    f"{name} could not be measured: {' '.join(str(why).split())}", file=sys.stderr, flush=True
                )
    return failed


if __name__ == "__main__":
    sys.exit(main())
