"""What stands in the repository and what must not: no machine's path, no index's address, nothing built."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support import ROOT, chapters, each_ready_page, introduction, needs, ready
from support import Chapter as CourseChapter

LARGEST_FILE = 2_000_000
BUILT = {
    ".whl",
    ".pyc",
    ".pyo",
    ".so",
    ".zip",
    ".gz",
    ".tgz",
    ".db",
    ".sqlite",
    ".log",
    ".egg",
    ".pkl",
    ".joblib",
}
# A path of one machine's owner; the home folder of Jupyter's own images is everybody's.
_PATH = re.compile(
    rb"(?<![\w.:/~$}-])/(?:home|Users|work)/(?!jovyan\b)[A-Za-z][\w.-]*"
    rb"|(?<![\w.:/~$}-])/root/\w|[A-Z]:\\+Users\\+\w"
)
_ADDRESS = re.compile(
    r"\w+://|^\s*(?:-i|--index-url|--extra-index-url|--find-links|--trusted-host)\b|\s@\s", re.M
)
_REQUIREMENT = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?==\S+(?: ; .+)?", re.I)


@cache
def files() -> tuple[Path, ...]:
    """Every file git holds or would take up, as paths from the root."""
    git = [str(needs("git")), "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(git, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(Path(name) for name in found if name and (ROOT / name).is_file()))


def paths_of_one_machine(data: bytes) -> list[str]:
    return [hit[0].decode() for hit in _PATH.finditer(data)]


def lock_faults(lock: str) -> Iterator[str]:
    """What is wrong with a lock: an address, or a package without an exact version and hashes."""
    for hit in _ADDRESS.finditer(lock):
        yield f"an address: {lock[hit.start() :][:60].splitlines()[0]!r}"
    entries = re.sub(r"\\\n\s*", "", re.sub(r"^\s*#.*\n", "", lock, flags=re.M)).splitlines()
    for entry in filter(str.strip, entries):
        name, *hashes = entry.split("--hash=")
        if not _REQUIREMENT.fullmatch(name.strip()):
            yield f"no exact version: {name.strip()[:60]!r}"
        if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", one) for one in hashes):
            yield f"no sha256: {name.strip()[:60]!r}"


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = {str(name): paths_of_one_machine((ROOT / name).read_bytes())[:3] for name in files()}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_nothing_built_or_large_is_in_the_repository() -> None:
    assert [str(name) for name in files() if name.suffix in BUILT] == []
    assert [str(name) for name in files() if (ROOT / name).stat().st_size > LARGEST_FILE] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_by_hash_and_hold_no_address(name: str) -> None:
    assert list(lock_faults((ROOT / name).read_text(encoding="utf-8"))) == []


def test_both_locks_agree() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^\s;\\]+", (ROOT / name).read_text(encoding="utf-8"), re.M))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_every_notebook_is_one_of_the_course() -> None:
    """A ready chapter or its exercise: no other is tested, so no other is published. Tests keep their own."""
    wanted: set[Path] = set()
    for chapter in (introduction(), *ready()):
        wanted |= {p.relative_to(ROOT) for p in (chapter.notebook, chapter.exercise)}
    found = {name for name in files() if name.suffix == ".ipynb" and name.parts[0] != "tests"}
    assert sorted(map(str, found - wanted)) == []


def test_folders_of_exercises_and_proofs_are_named_after_chapters() -> None:
    slugs = {chapter.slug for chapter in (introduction(), *chapters())}
    sources = {
        name.parts[2] for name in files() if name.parts[:2] == ("exercises", "source") and len(name.parts) > 3
    }
    proofs = {
        name.stem for name in files() if name.parts[:2] == ("exercises", "proofs") and name.suffix == ".py"
    }
    assert (sources | proofs) - slugs - {"__init__"} == set()


@each_ready_page()
@pytest.mark.parametrize("what", ["notebook", "exercise", "proofs"])
def test_a_ready_chapter_is_whole(chapter: CourseChapter, what: str) -> None:
    path: Path = getattr(chapter, what)
    if not path.is_file():
        pytest.fail(
            f"curriculum.yml calls {chapter.slug} ready, and there is no {path.relative_to(ROOT)}",
            pytrace=False,
        )


# --- that these checks catch something

HOME, WORK = "/" + "home", "/" + "work"  # in two pieces: this file is checked too


@pytest.mark.parametrize(
    "text",
    [
        f"cd {HOME}/me/course",
        f'"{WORK}/course"',
        f"={HOME}/a",
        "C:" + "\\Users\\me",
        "C:" + "\\\\Users\\\\me",
        "/" + "root/x",
    ],
)
def test_a_path_of_one_machine_is_seen(text: str) -> None:
    assert paths_of_one_machine(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/home/page",
        "at home/work",
        f"{HOME}/jovyan/course",
        "my_work/x",
        f"~{WORK}/x",
        f"..{WORK}/x",
        f"$HOME{WORK}/",
    ],
)
def test_other_paths_pass(text: str) -> None:
    assert paths_of_one_machine(text.encode()) == []


GOOD = (
    "# made by hand\na-b==1.0 ; python_version < '3.13' \\\n    --hash=sha256:" + "0" * 64 + "\n    # via c\n"
)


@pytest.mark.parametrize(
    ("lock", "fault"),
    [
        (GOOD, ""),
        ("--index-url https://a.example/simple\n" + GOOD, "an address"),
        (GOOD.replace("made by hand", "from https://a.example"), "an address"),
        ("a @ file:///x\n", "an address"),
        (GOOD.replace("==1.0", ">=1.0"), "no exact version"),
        ("a==1.0\n", "no sha256"),
        (GOOD.replace("0" * 64, "0" * 63), "no sha256"),
    ],
)
def test_a_lock_is_read(lock: str, fault: str) -> None:
    found = "\n".join(lock_faults(lock))
    assert fault in found and bool(fault) == bool(found)
