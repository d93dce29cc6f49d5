"""Who gets the score, the place, the loan, the call: six published tables on unequal treatment."""

from __future__ import annotations

import pandas as pd

from .files import Column, check_part, load


def load_compas() -> pd.DataFrame:
    """COMPAS risk scores against new offences within two years: the four counts by race; 8 rows.

    Columns: selection ("all" rows of ProPublica's file, "cut": people screened by 1 April 2014 only,
    "filtered": the rows that ProPublica's notebook keeps), race (Black, White, everyone), tn, fp, fn, tp
    (people). Flagged means a score of medium or high; positive means a new offence on record within two
    years. "everyone" has all races of the file and is missing for "filtered". Real data; see the datasheet.
    """
    return load(
        "compas",
        [
            Column("selection", among=("all", "cut", "filtered")),
            Column("race", among=("Black", "White", "everyone")),
            Column("tn", "whole", low=0),
            Column("fp", "whole", low=0),
            Column("fn", "whole", low=0),
            Column("tp", "whole", low=0),
        ],
        unique=["selection", "race"],
    )


def load_compas_deciles() -> pd.DataFrame:
    """New offences at each COMPAS score, all rows of ProPublica's file; 20 rows.

    Columns: race (Black, White), decile (1, lowest risk, to 10; 5 to 10 are medium or high), defendants,
    recidivists (people of them with a new offence within two years). Real data; see the datasheet.
    """
    frame = load(
        "compas",
        [
            Column("race", among=("Black", "White")),
            Column("decile", "whole", low=1, high=10),
            Column("defendants", "whole", low=1),
            Column("recidivists", "whole", low=0),
        ],
        unique=["race", "decile"],
        file="deciles.csv",
    )
    check_part(frame, "recidivists", "defendants", "datasets/compas/deciles.csv")
    return frame


def load_berkeley() -> pd.DataFrame:
    """Graduate admissions at Berkeley, autumn 1973, the six largest departments; 12 rows.

    Columns: department (A, which admits most, to F), sex (men, women), admitted, denied (applicants).
    Real data; the whole university: `load_berkeley_university()`.
    """
    return load(
        "berkeley",
        [
            Column("department", among=tuple("ABCDEF")),
            Column("sex", among=("men", "women")),
            Column("admitted", "whole", low=0),
            Column("denied", "whole", low=0),
        ],
        unique=["department", "sex"],
    )


def load_berkeley_university() -> pd.DataFrame:
    """Graduate admissions at Berkeley, autumn 1973, all departments together; 2 rows.

    Columns: sex (men, women), applicants (people), admitted_percent (per cent of them, no decimals).
    """
    return load(
        "berkeley",
        [
            Column("sex", among=("men", "women")),
            Column("applicants", "whole", low=1),
            Column("admitted_percent", "number", low=0, high=100),
        ],
        unique=["sex"],
        file="university.csv",
    )


def load_gender_shades() -> pd.DataFrame:
    """How often three firms' software got the sex of a pictured face wrong, 2018; 12 rows.

    Columns: company (Microsoft, Face++, IBM), skin (lighter, darker), sex (men, women), error (per cent).
    Real data; the products have changed since; see the datasheet.
    """
    return load(
        "gender_shades",
        [
            Column("company", among=("Microsoft", "Face++", "IBM")),
            Column("skin", among=("lighter", "darker")),
            Column("sex", among=("men", "women")),
            Column("error", "number", low=0, high=100),
        ],
        unique=["company", "skin", "sex"],
    )


def load_obermeyer() -> pd.DataFrame:
    """A score for extra care that predicted costs instead of illness: 26 figures, one a row.

    Columns: part ("sample", "97th percentile of the score", "alternative labels", "enrolment rules",
    "replication"), case (race, training label or rule), measure, value, unit (percent, count, per patient).
    Of "alternative labels", case is what the model was trained on, and each figure describes the patients
    at or above the 97th percentile of its risk: their share of all costs or conditions, and how many of
    them are Black. Real data; see the datasheet.
    """
    return load(
        "obermeyer",
        [
            Column(
                "part",
                among=(
                    "sample",
                    "97th percentile of the score",
                    "alternative labels",
                    "enrolment rules",
                    "replication",
                ),
            ),
            Column("case"),
            Column("measure"),
            Column("value", "number", low=0),
            Column("unit", among=("percent", "count", "per patient")),
        ],
        unique=["part", "case", "measure"],
    )


def load_callbacks() -> pd.DataFrame:
    """Answers to 4,870 invented résumés, Boston and Chicago, 2001–02, names given by lot; 4 rows.

    Columns: names (Black, White: whose name it sounds like), sex (female, male), resumes (sent),
    callbacks (résumés of them that brought a call for an interview). Real data; see the datasheet.
    """
    frame = load(
        "callbacks",
        [
            Column("names", among=("Black", "White")),
            Column("sex", among=("female", "male")),
            Column("resumes", "whole", low=1),
            Column("callbacks", "whole", low=0),
        ],
        unique=["names", "sex"],
    )
    check_part(frame, "callbacks", "resumes", "datasets/callbacks/data.csv")
    return frame


def load_hmda() -> pd.DataFrame:
    """Mortgage applications denied in the United States in 2023, by race and ethnicity; 4 rows.

    Columns: applicants (Black, Hispanic White, Asian, non-Hispanic White), denied (per cent). For
    conventional first-lien loans to buy a home to live in. Real data; see the datasheet.
    """
    return load(
        "hmda",
        [
            Column("applicants", among=("Black", "Hispanic White", "Asian", "non-Hispanic White")),
            Column("denied", "number", low=0, high=100),
        ],
        unique=["applicants"],
    )
