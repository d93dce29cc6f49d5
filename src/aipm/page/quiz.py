"""Questions on the page: quizzes whose key the notebook computes, and predictions made before a result.

Plain HTML without script or style, so that it can be read and used in JupyterLab (trusted or not), on a code
host, in the book, on paper. The book adds its own script and colours (book/_static/aipm.js, aipm.css).
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence

from aipm.page.text import emit, plain

# MathJax, in JupyterLab and in the book, leaves elements of these classes alone
_NO_MATHS = "mathjax_ignore tex2jax_ignore"
_OBJECTIVE = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?")
_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")


def quiz(
    question: str,
    options: Sequence[tuple[str, bool, str]],
    objective: str,
    returns: str | None = None,
) -> None:
    """Show one question with its options; choosing one tells whether it is right, and why.

    question   one or more sentences (``**bold**``, ``*emphasis*`` and code in backticks are understood)
    options    two to six of ``(text, right, because)``. `right` is an expression of the notebook, so that the
               key follows the numbers; `because` answers the reader who took this option
    objective  id of the objective it practises, as in curriculum.yml: "4.2a"
    returns    id of the earlier section or objective this question comes back to: "2.3"

    ValueError unless exactly one option is right, all texts differ and every option has its reason.
    """
    _check_id(objective, "objective")
    if returns is not None:
        _check_id(returns, "returns")
    if not 2 <= len(options) <= 6:
        raise ValueError(f"quiz() wants two to six options, not {len(options)}: {plain(question)}")
    texts = [str(text).strip() for text, _, _ in options]
    if len(set(texts)) < len(texts):
        raise ValueError(f"Two options of this quiz read the same: {plain(question)}")
    rights = [text for text, (_, right, _) in zip(texts, options, strict=True) if right]
    if len(rights) != 1:
        found = "none is" if not rights else "these are: " + " | ".join(rights)
        raise ValueError(
            f"Exactly one option of a quiz must be right, and {found}. Question: {plain(question)}"
        )
    for text, _, because in options:
        if not str(because).strip():
            raise ValueError(f"The option {text!r} has no reason to show to the reader who takes it.")

    name = _name("quiz", question)
    back = f' data-returns="{returns}"' if returns else ""
    asked = f"<em>Back to {returns}.</em> " if returns else ""
    rows = [
        f'<section class="aipm-quiz {_NO_MATHS}" id="{name}" data-objective="{objective}"{back}>',
        f'<p class="aipm-quiz-question"><strong>Check yourself.</strong> {asked}{inline(question)}</p>',
    ]
    for place in _order(name, len(options)):
        _, right, because = options[place]
        mark, verdict = ("right", "Right.") if right else ("wrong", "Not this one.")
        rows.append(
            f'<details class="aipm-quiz-option aipm-quiz-{mark}" name="{name}">'
            f"<summary>{inline(texts[place])}</summary>"
            f'<p class="aipm-quiz-reason"><strong>{verdict}</strong> {inline(str(because).strip())}</p>'
            "</details>"
        )
    rows.append("</section>")
    emit({"text/html": "\n".join(rows), "text/plain": f"quiz {objective}: {plain(question)}"})


def commit(question: str, options: Sequence[str] | None = None, unit: str | None = None) -> None:
    """Ask for a prediction before a demonstration; there is no key, the demonstration answers.

    question  what to predict
    options   two to six answers to choose from; without them a field for a number
    unit      what the number counts, shown behind the field: "%", "labels"
    """
    name = _name("commit", question)
    rows = [
        f'<fieldset class="aipm-commit {_NO_MATHS}" id="{name}">',
        f"<legend><strong>Commit first.</strong> {inline(question)}</legend>",
    ]
    if options is None:
        label = html.escape("Your guess: " + plain(question, 200), quote=True)
        behind = f" <span>{inline(unit)}</span>" if unit else ""
        rows.append(f'<p><input type="number" step="any" name="{name}" aria-label="{label}">{behind}</p>')
    else:
        if not 2 <= len(options) <= 6 or len(set(options)) < len(options):
            raise ValueError(f"commit() wants two to six different options: {plain(question)}")
        for place, option in enumerate(options):
            button = f'<input type="radio" name="{name}" value="{place}">'
            rows.append(f"<p><label>{button} {inline(str(option))}</label></p>")
    rows.append("</fieldset>")
    emit({"text/html": "\n".join(rows), "text/plain": f"commit first: {plain(question)}"})


def inline(text: str) -> str:
    """`text` as HTML: escaped, with code, bold and emphasis; a dollar can never pair into mathematics."""
    pieces = []
    for place, piece in enumerate(_CODE.split(" ".join(text.split()))):
        safe = html.escape(piece, quote=False)
        if place % 2:
            safe = f"<code>{safe}</code>"
        else:
            safe = _EMPHASIS.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))
        pieces.append(safe.replace("$", "<span>$</span>"))
    return "".join(pieces)


def _check_id(value: str, what: str) -> None:
    if not isinstance(value, str) or not _OBJECTIVE.fullmatch(value):
        raise ValueError(f'{what} must be an id of curriculum.yml such as "4.2a", not {value!r}.')


def _name(kind: str, question: str) -> str:
    """An id that depends on the question's words alone."""
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f"{kind}() wants a question.")
    words = " ".join(question.split())
    return f"{kind}-{hashlib.sha256(words.encode()).hexdigest()[:10]}"


def _order(name: str, n: int) -> list[int]:
    """The options' order: fixed by the question, independent of which one is right."""
    return sorted(range(n), key=lambda place: hashlib.sha256(f"{name}:{place}".encode()).hexdigest())
