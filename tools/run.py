"""Finds a Python that can run the course, then hands over to tools/environment.py.

This file must be read by any Python, old ones too: it is what tells their owner which ones work.
So: no f-strings, no annotations, the standard library alone.
"""
# ruff: noqa: UP032

import os
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
VENV = os.path.join(ROOT, ".venv")
PROBE = (
    "import sys\n"
    "try:\n    import ensurepip, venv\n    whole = 1\n"
    "except ImportError:\n    whole = 0\n"
    "print('%d %d %d' % (sys.version_info[0], sys.version_info[1], whole))\n"
)


def works(version):
    return OLDEST <= tuple(version) <= NEWEST


def venv_python():
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(VENV, *inside)


def probe(command):
    """(version, has venv) of the interpreter ``command`` starts, or None if it does not start."""
    try:
        child = subprocess.Popen(command + ["-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        answer = child.communicate()[0].split()
        return (int(answer[0]), int(answer[1])), answer[2] == b"1"
    except (OSError, ValueError, IndexError):
        return None


def candidates():
    """Interpreters to try, best first: what we run on, the course's own, then those on PATH by name."""
    yield [sys.executable]
    if os.path.exists(venv_python()):
        yield [venv_python()]
    for minor in (13, 12, 11, 14):
        yield ["python3.{}".format(minor)]
    if os.name == "nt":
        for minor in (13, 12, 11, 14):
            yield ["py", "-3.{}".format(minor)]
    yield ["python3"]
    yield ["python"]


def choose(need_venv):
    """The first interpreter that works, and what was seen of the others: (command or None, notes)."""
    seen, bare = [], None
    for command in candidates():
        found = probe(command)
        if found is None:
            continue
        version, whole = found
        if works(version) and (whole or not need_venv):
            return command, seen
        if works(version) and bare is None:
            bare = version
        seen.append("{}.{}".format(*version))
    return None, [bare, seen]


def refuse(sentence):
    sys.stderr.write(sentence + "\n")
    return 1


def hand_over(command, arguments):
    command = command + [os.path.join(HERE, "environment.py")] + arguments
    sys.stdout.flush()
    if os.name == "nt":  # exec there starts a second process and lets go of the terminal
        return subprocess.call(command)
    os.execvp(command[0], command)


def main(arguments):
    need_venv = not os.path.exists(venv_python())
    command, notes = choose(need_venv)
    if command is not None:
        return hand_over(command, arguments)
    bare, seen = notes
    if bare is not None:
        return refuse(
            "Python {0}.{1} is here, but without its venv module: install it (on Debian or Ubuntu: "
            "sudo apt install python{0}.{1}-venv), then run this again.".format(*bare)
        )
    found = "Python " + " and ".join(sorted(set(seen))) if seen else "no Python that starts"
    return refuse(
        "This course runs on Python 3.11, 3.12, 3.13 and 3.14, and only {} was found: install one of "
        "those four, then run this again (or name it: make learn PYTHON=/path/to/python3.12).".format(found)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
