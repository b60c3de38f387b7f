"""The rules of ``column_rules.yaml`` written by hand as polars expressions, over a frame that is as kind to them as it can be.

Lists are laid out as numbered columns (as many as the data has), words are Enum, dates are day numbers, everything that hangs on the day asked
but not on a rule is worked out beforehand: which posts are held, each person's reference dates, the years back from them. Booleans with nulls
follow Kleene logic in polars, so a null is unknown; what is asked in principle is a second expression.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from profiles.records import Column, Records, Spans
from profiles.table import ProfileTable
from profiles.vocabulary.fields import is_within_any
from programs.columns import Cases, PeopleAsking
from programs.criteria.base import countries_on
from programs.seen import WatchedCalls
from programs.truths import in_force

DAY = date(2026, 11, 24)
NOTHING = pl.lit(None, pl.Boolean)
Expr = pl.Expr


def frame_of(table: ProfileTable) -> pl.DataFrame:
    """The people of a table as a flat frame."""
    columns: dict[str, pl.Series] = {"institution": _booleans(table.column("type").codes == 1)}
    _words(columns, "n1", table.column("nationalities"), lambda held: held[0] if held else None)
    _words(columns, "n2", table.column("nationalities"), lambda held: held[1] if held and len(held) > 1 else None)
    _words(columns, "right", table.column("permanent_residence"), lambda held: held[0] if held else None)
    for place in (0, 1):
        _words(columns, f"f{place}", table.column("fields"), lambda codes, place=place: codes[place] if codes and len(codes) > place else None)
    for part in ("country", "permanent"):
        _words(columns, f"home_{part}", table.column(f"residence.{part}"))
    for part in ("country", "accepted", "organisation_kind"):
        _words(columns, f"host_{part}", table.column(f"arrangements.host.{part}"))
    _words(columns, "host_kind", table.column("arrangements.host.person"), lambda person: person.kind if person else None)
    named = np.array([name is not None for name in table.column("arrangements.host.organisation").values])[table.column("arrangements.host.organisation").codes]
    columns["host_named"] = _booleans(named)
    _words(columns, "nominated", table.column("arrangements.nominated_by"), lambda body: True if body else None)
    for key in ("jsps.alumni_regular_member", "kakenhi.eligible"):
        _words(columns, key, table.column(f"answers.{key}"))
    _dates(columns, "born", table.spans("birth_date"), table.column("birth_date").codes)
    _lists(columns, table)
    asking = PeopleAsking(Cases(table, DAY), WatchedCalls(()))
    for name, reference in (("start", "start"), ("fy", "fiscal_year")):
        codes, first, last = asking.moments(reference)
        columns[f"{name}_first"], columns[f"{name}_last"] = pl.Series(first[codes]), pl.Series(last[codes])
        if name == "fy":
            for years in (5, 6, 10):
                days = [date.fromordinal(day).replace(year=date.fromordinal(day).year - years).toordinal() for day in first.tolist()]
                columns[f"fy_{years}"] = pl.Series(np.array(days, np.int32)[codes])
    return pl.DataFrame(columns)


def _booleans(flags: Any) -> pl.Series:
    return pl.Series(flags)


def _words(columns: dict[str, pl.Series], name: str, column: Column, value: Any = None, rows: Any = None, present: Any = None) -> None:
    """Words as Enum, yes and no as Boolean; null is unknown."""
    values = [item if value is None else value(item) for item in column.values]
    codes = column.codes if rows is None else column.codes[rows]
    known = np.array([item is not None for item in values])[codes] & (True if present is None else present)
    if any(isinstance(item, bool) for item in values):
        series = pl.Series(np.array([bool(item) for item in values])[codes])
    else:
        kinds = sorted({item for item in values if item is not None})
        places = np.array([kinds.index(item) if item is not None else 0 for item in values], np.uint8)
        series = pl.Series(places[codes]).cat.to(pl.Enum(kinds or ["-"]))
    columns[name] = pl.select(pl.when(pl.Series(known)).then(series)).to_series()


def _dates(columns: dict[str, pl.Series], name: str, spans: Spans, rows: Any, present: Any = True) -> None:
    known = pl.Series((spans.earliest[rows] > 0) & present)
    for end, days in (("e", spans.earliest), ("l", spans.latest)):
        columns[f"{name}_{end}"] = pl.select(pl.when(known).then(pl.Series(days[rows]))).to_series()


def _lists(columns: dict[str, pl.Series], table: ProfileTable) -> None:
    """Posts, partners, awards and degrees not awarded, each item a set of columns; ``open`` is null where the list is not known."""
    for name, fact, keep, most in (("post", "positions", _held, 3), ("team", "arrangements.partners", None, 3), ("award", "awards", None, 2),
                                   ("course", "degrees", _pending, 4), ("phd", "degrees", _doctorate, 1)):
        records = table.records(fact)
        codes = table.column(fact).codes
        kept = np.ones(records.starts[-1], bool) if keep is None else keep(records)
        owners, items = records.owners[kept], np.flatnonzero(kept)
        starts = np.searchsorted(owners, np.arange(len(records) + 1))
        assert int(np.diff(starts).max()) <= most, (name, int(np.diff(starts).max()))
        columns[f"{name}_open"] = pl.select(pl.when(pl.Series(records.known[codes])).then(False)).to_series()
        for place in range(most):
            present = (np.diff(starts) > place)[codes]
            rows = items[np.minimum(starts[codes] + place, len(items) - 1)]
            columns[f"{name}{place}"] = _booleans(present)
            for part, column in records.parts.items():
                if isinstance(column, Spans):
                    _dates(columns, f"{name}{place}_{part}", column, rows, present)
                elif part in ("kind", "organisation_kind", "country", "full_time", "level", "funded_by", "program"):
                    _words(columns, f"{name}{place}_{part}", column, None, rows, present)
            if name == "post":
                on = in_force(records.spans("since"), records.spans("until"), DAY)[rows]
                columns[f"post{place}"] = pl.select(pl.when(pl.Series(~present)).then(False).when(pl.Series(on != 2)).then(pl.Series(on == 0))).to_series()


def _held(records: Records) -> Any:
    return in_force(records.spans("since"), records.spans("until"), DAY) != 3


def _pending(records: Records) -> Any:
    return ~(records.spans("awarded").known | records.spans("defended").known)


def _doctorate(records: Records) -> Any:
    return records.column("level").among(("phd",))


def c(name: str) -> Expr:
    """A column."""
    return pl.col(name)


def among(name: str, words: Any) -> Expr:
    """Whether a word is one of some; null where it is not known."""
    return c(name).is_in([word for word in words if word in KINDS[name]])


KINDS: dict[str, set[str]] = {}


def nationality(within: Any = (), not_in: Any = ()) -> Expr:
    """Holds one of these, and none of those."""
    held = [among("n1", words) | among("n2", words).fill_null(False) for words in (within, not_in) if words]
    return held[0] & ~held[1] if within and not_in else held[0]


def permanent(within: Any) -> Expr:
    """Has the right of permanent residence there."""
    return among("right", within).fill_null(False) | (among("home_country", within) & c("home_permanent"))


def posts(test: Any) -> Expr:
    """Holds a post that passes a test."""
    return (c("post0") & test("post0")) | (c("post1") & test("post1")) | (c("post2") & test("post2")) | c("post_open")


def courses(test: Any) -> Expr:
    """Is enrolled in a course that passes a test; one whose end is not expected leaves it open."""
    parts = [c(f"course{place}") & (c(f"course{place}_expected_e").is_not_null() | NOTHING) & test(f"course{place}") for place in range(4)]
    return parts[0] | parts[1] | parts[2] | parts[3] | c("course_open")


def enrolled(levels: Any, kinds: Any, within: Any = None) -> Expr:
    """Is enrolled for a degree of a level, by a course or by a post."""
    def there(name: str) -> Expr:
        return among(f"{name}_country", within) if within else pl.lit(True)
    return courses(lambda name: among(f"{name}_level", levels) & there(name)) | posts(lambda name: among(f"{name}_kind", kinds) & there(name))


def affiliation(test: Any) -> Expr:
    """Belongs to an institution in a country that passes a test."""
    return posts(lambda name: test(f"{name}_country")) | courses(lambda name: test(f"{name}_country"))


def partner(test: Any) -> Expr:
    """Has a partner that passes a test."""
    return (c("team0") & test("team0")) | (c("team1") & test("team1")) | (c("team2") & test("team2")) | c("team_open")


def awards(programs: Any, test: Any = None) -> Expr:
    """Has an award of one of some programmes that passes a test."""
    parts = [c(f"award{place}") & among(f"award{place}_program", programs) for place in range(2)]
    parts = parts if test is None else [part & test(f"award{place}") for place, part in enumerate(parts)]
    return parts[0] | parts[1] | c("award_open")


def recent(name: str) -> Expr:
    """The award ended no earlier than five fiscal years before the fiscal year of appointment."""
    limit = c("fy_5")
    ended = pl.when(c(f"{name}_until_e") >= limit).then(True).when(c(f"{name}_until_l") < limit).then(False)
    return pl.when(c(f"{name}_until_e").is_null()).then(pl.when(c(f"{name}_since_e") >= limit).then(True)).otherwise(ended)


def running(name: str) -> Expr:
    """The award runs on the day asked; one without an end leaves it open."""
    day = DAY.toordinal()
    began = pl.when(c(f"{name}_since_e").is_null() | (c(f"{name}_since_l") <= day)).then(True).when(c(f"{name}_since_e") > day).then(False)
    return began & pl.when(c(f"{name}_until_e") >= day).then(True).when(c(f"{name}_until_l") < day).then(False)


def field(targets: Any) -> Expr:
    """Works in one of some fields."""
    parts = []
    for name in ("f0", "f1"):
        found = {code: is_within_any(code, targets) for code in KINDS[name]}
        sure = [code for code, inside in found.items() if inside]
        maybe = [code for code, inside in found.items() if inside is None]
        parts.append(among(name, sure) | (among(name, maybe) & NOTHING))
    return parts[0] | parts[1].fill_null(pl.when(c("f1").is_null()).then(False))


def host(*tests: Expr) -> Expr:
    """A host in Japan has accepted."""
    found = among("host_country", ["JP"]) & c("host_accepted")
    for test in tests:
        found = found & test
    return found


def trusted() -> Expr:
    """What is not said of the host researcher can be taken from the institution."""
    return c("host_accepted").fill_null(False) & among("host_organisation_kind", ["university", "national_research_institute"]).fill_null(False) & c("host_named")


def since_doctorate(limit: Expr | int, expected: bool) -> Expr:
    """The doctorate is later than a day (or, with ``limit`` itself allowed, no earlier)."""
    award_e, award_l = (pl.coalesce(c(f"phd0_awarded_{end}"), c(f"phd0_defended_{end}")) for end in "el")
    due_e, due_l = c("phd0_expected_e"), c("phd0_expected_l")
    start_e, start_l = (pl.coalesce(award_e, due_e), pl.coalesce(award_l, due_l)) if expected else (award_e, award_l)
    found = pl.when(start_l <= limit).then(False).when(start_e > limit).then(True)
    none = ~c("phd0") if expected else ~c("phd0") | (award_e.is_null() & due_e.is_not_null())
    return pl.when(c("phd_open").is_null()).then(NOTHING).when(none).then(False).otherwise(found)


def doctorate(first: Expr | int, last: Expr | int, expected: bool) -> Expr:
    """Holds a doctorate at a moment."""
    award_e, award_l = (pl.coalesce(c(f"phd0_awarded_{end}"), c(f"phd0_defended_{end}")) for end in "el")
    held_e, held_l = (pl.coalesce(award_e, c("phd0_expected_e")), pl.coalesce(award_l, c("phd0_expected_l"))) if expected else (award_e, award_l)
    found = pl.when(held_l <= first).then(True).when(held_e > last).then(False)
    if not expected:
        found = pl.when(award_e.is_null() & c("phd0_expected_e").is_not_null()).then(False).otherwise(found)
    return pl.when(c("phd_open").is_null()).then(NOTHING).when(~c("phd0")).then(False).otherwise(found)


def rules_by_hand(frame: pl.DataFrame) -> dict[tuple[str, str], tuple[Expr, Expr | None]]:
    """For each programme and role what is required, and what is asked in principle."""
    KINDS.update({name: set(dtype.categories.to_list()) for name, dtype in frame.schema.items() if isinstance(dtype, pl.Enum)})
    friends, one_of_six = countries_on(("jsps_diplomatic",), DAY), ("US", "GB", "FR", "DE", "CA", "SE")
    japan, day, person = ["JP"], DAY.toordinal(), ~c("institution")
    faculty = ("professor", "associate_professor", "assistant_professor", "lecturer", "senior_researcher", "research_leader")
    asean_and_others = ("JP", "BD", "CN", "EG", "IN", "ID", "IL", "KE", "KR", "MY", "MM", "NP", "NZ", "PH", "SG", "ZA", "TW", "TH", "VN")
    fellowships = ("jsps-standard", "jsps-short-pe", "jsps-short-pa", "jsps-summer", "jsps-strategic", "jsps-pathway", "jsps-inv-long", "jsps-inv-short", "jsps-inv-s",
                   "jsps-ronpaku")
    person_known = pl.when(c("host_kind").is_not_null() | trusted()).then(True)
    no_assistant = pl.when(c("host_kind").is_null()).then(pl.when(trusted()).then(True)).otherwise(c("host_kind") != "assistant_professor")
    six_years, born_41 = date(2020, 11, 23).toordinal(), date(1985, 11, 24).toordinal()
    alumni, kakenhi, nominated, early = c("jsps.alumni_regular_member"), c("kakenhi.eligible"), c("nominated"), ("jsps-standard", "jsps-pathway")
    in_japan = enrolled(["phd"], ["doctoral_student"], japan)
    return {
        ("aspire-jst-rising", "lead"): (
            person & affiliation(lambda name: among(name, japan))
            & field(("ai", "information", "biotechnology", "energy", "materials", "quantum", "semiconductors", "telecommunications"))
            & partner(lambda name: ~among(f"{name}_country", japan) & (c(f"{name}_funded_by").is_not_null() | NOTHING)), None),
        ("nexus-thailand", "partner"): (person & affiliation(lambda name: among(name, ["TH"])) & partner(lambda name: among(f"{name}_country", japan)), None),
        ("dst-jsps-ijcsp", "lead"): (
            person & posts(lambda name: among(f"{name}_country", japan) & c(f"{name}_full_time") & among(
                f"{name}_organisation_kind", ["university", "national_research_institute", "public_institute", "hospital", "non_profit"]))
            & partner(lambda name: among(f"{name}_country", ["IN"])) & field(("ford:1", "ford:2", "ford:3.1", "ford:3.4", "ford:4")), None),
        ("jsps-bridge", "fellow"): (
            person & alumni & awards(fellowships) & posts(lambda name: among(f"{name}_kind", (*faculty, "researcher", "postdoc")))
            & ~awards(("jsps-bridge",), recent) & host() & nominated, None),
        ("jsps-pathway", "fellow"): (
            person & nationality(friends) & doctorate(c("start_first"), c("start_last"), True) & since_doctorate(c("fy_10"), True) & ~awards(early)
            & host(no_assistant), None),
        ("jsps-standard", "fellow"): (
            person & nationality(friends, japan) & ~permanent(japan) & doctorate(c("start_first"), c("start_last"), True) & since_doctorate(c("fy_6"), True)
            & ~awards(early) & host(person_known), None),
        ("jsps-standard", "host"): (
            person & affiliation(lambda name: among(name, japan)) & (kakenhi | posts(
                lambda name: among(f"{name}_country", japan) & c(f"{name}_full_time") & among(f"{name}_kind", (*faculty, "researcher", "postdoc"))
                & among(f"{name}_organisation_kind", ["university", "national_research_institute", "public_institute"]))), None),
        ("jsps-summer", "fellow"): (
            person & (nationality(one_of_six) | permanent(one_of_six)) & ~among("home_country", japan)
            & (enrolled(["phd", "master"], ["doctoral_student", "master_student"]) | since_doctorate(six_years, False)) & host() & nominated, None),
        ("kakenhi-returning", "lead"): (
            person & nationality(japan) & ~among("home_country", japan) & affiliation(lambda name: ~among(name, japan))
            & (posts(lambda name: among(f"{name}_kind", faculty) & ~among(f"{name}_country", japan)) | awards(("msca-pf-european",), running))
            & (~kakenhi | ~posts(lambda name: among(f"{name}_country", japan))), None),
        ("lotus", "fellow"): (
            person & (enrolled(["phd", "master"], ["doctoral_student", "master_student"], ["IN"])
                      | posts(lambda name: among(f"{name}_kind", ["postdoc"]) & among(f"{name}_country", ["IN"]))) & host(),
            pl.when(c("born_l") <= born_41).then(False).when(c("born_e") > born_41).then(True)),
        ("jsps-hope", "fellow"): (
            person & (nationality(asean_and_others) | in_japan)
            & (enrolled(["phd"], ["doctoral_student"]) | posts(lambda name: among(f"{name}_kind", ["postdoc", "researcher", "assistant_professor"])))
            & field(("ford:1", "ford:2", "ford:3", "ford:4")) & (nominated | in_japan), None),
        ("nexus-thailand", "member"): (person & nationality(["TH"]) & ~doctorate(day, day, False), None),
    }
