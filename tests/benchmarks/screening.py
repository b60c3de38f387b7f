"""How fast many people are screened against one programme: reading, texts (encoding and fit), and everything after, with the memory it took.

    python tests/benchmarks/screening.py [PROGRAM] [PEOPLE] [WORKERS]

Bar: 5,000 people a second after encoding, under 1 GiB.
"""

from __future__ import annotations

import gc
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from matcher import Matcher
from matcher.screening.judging import Screener, screened_role
from matcher.screening.run import BATCH, SMALL, processors, run
from matcher.screening.work import WorkFile
from profiles.importers.imported import Imported
from profiles.importers.sources import open_people

DAY = date(2026, 11, 24)
_WORDS = ("quantum error correction", "trapped ions", "superconducting circuits", "battery cathodes", "perovskite solar cells", "protein folding", "gut microbiota", "climate models",
          "earthquake early warning", "robot grasping", "large language models", "graph theory", "steel fatigue", "rice genomics", "coral reefs", "量子誤り訂正", "ペロブスカイト太陽電池", "腸内細菌", "地震動", "言語政策")


def invented_line(number: int, random_: random.Random) -> str:
    """A person as offices know them: one to three degrees, a present post, a host or none, some words on the research."""
    year = random_.randrange(2005, 2027)
    country = random_.choice(("IN", "IN", "IN", "JP", "TH", "VN", "DE", "US", "KE", "BR"))
    person: dict[str, Any] = {
        "id": f"c{number:06d}", "nationalities": [country] if random_.random() < 0.95 else None, "birth_date": f"{year - random_.randrange(26, 40)}-{random_.randrange(1, 13):02d}-{random_.randrange(1, 29):02d}",
        "degrees": [{"level": random_.choice(("phd", "phd", "master")), "awarded": f"{year}-{random_.randrange(1, 13):02d}", "country": country}],
        "positions": [{"kind": random_.choice(("postdoc", "assistant_professor", "doctoral_student", "professor")), "organisation": f"University {random_.randrange(900)}", "organisation_kind": "university",
                       "country": country, "since": f"{year}-{random_.randrange(1, 13):02d}-01"}],
        "keywords": random_.sample(_WORDS, 3), "goals": {"duration_months": random_.choice((3, 6, 12)), "countries": ["JP"]},
    }
    if random_.random() < 0.4:
        person["arrangements"] = {"host": {"organisation": f"Host {random_.randrange(60)}", "organisation_kind": "university", "country": "JP", "accepted": random_.random() < 0.7}}
    return json.dumps({key: value for key, value in person.items() if value is not None}, ensure_ascii=False)


def processor_seconds() -> float:
    """Processor time so far, of this process and of its finished children."""
    return sum(use.ru_utime + use.ru_stime for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))


def memory() -> float:
    """Most resident memory so far, in MiB, of this process and of its largest child."""
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


class Scored:
    """A matcher whose fits of the batch at hand are known already."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher, self.fits_of = matcher, dict[str, Any]()

    def fits(self, profile: Any, found: Any, day: date) -> Any:
        """The fits that were worked out before."""
        return self.fits_of[profile.id]


def main(program_id: str = "lotus", people: int = 100_000, workers: int = 0) -> dict[str, float]:
    """Run and print; the seconds of each phase and the rate after encoding."""
    from matcher.eligibility import judge

    gc.set_threshold(100_000, 20, 20)  # as the command does
    matcher = Matcher.open()
    program, role = screened_role(matcher.catalogue, program_id)
    workers = workers or processors(matcher.encoder_label)
    seconds = dict.fromkeys(("reading", "texts", "processor"), 0.0)
    scored = Scored(matcher)
    with tempfile.TemporaryDirectory() as folder:
        source, random_ = Path(folder) / "people.jsonl", random.Random(7)
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(invented_line(number, random_) + "\n" for number in range(people))
        before = memory()

        def batches() -> Iterator[Imported]:
            rest, size = iter(open_people(source, str(source), DAY).people), SMALL
            while True:
                started, used = time.perf_counter(), processor_seconds()
                batch = list(islice(rest, size))
                seconds["reading"] += time.perf_counter() - started
                if not batch:
                    return
                started = time.perf_counter()
                # the batch before is still at work
                scored.fits_of = {**dict(list(scored.fits_of.items())[-BATCH:]), **{item.profile.id: matcher.fits(item.profile, [judge(program, role, item.profile, DAY)], DAY) for item in batch if item.profile is not None}}
                seconds["texts"] += time.perf_counter() - started
                seconds["processor"] += processor_seconds() - used
                size = BATCH
                yield from batch

        screen = Screener(scored, program, role, DAY, evidence=False)  # type: ignore[arg-type]
        work = WorkFile(Path(folder) / "work", "key", resume=False)
        started, used = time.perf_counter(), processor_seconds()
        run(batches(), screen, work, workers)
        ranks = work.ranks()
        with (Path(folder) / "out.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(entry.object() + "\n" for entry in work.entries(ranks))
        total, own = time.perf_counter() - started, processor_seconds() - used - seconds["processor"]
        size = (Path(folder) / "out.jsonl").stat().st_size / people
        work.discard()
    after = total - seconds["reading"] - seconds["texts"]
    possible = float(np.count_nonzero(ranks)) / people
    print(f"{people:,} people against {program_id}@{role} with {workers} processes: reading {people / seconds['reading']:,.0f}/s, texts {people / seconds['texts']:,.0f}/s (judging once included), "
          f"after encoding {people / after:,.0f}/s ({people / own:,.0f} a processor-second); {size:,.0f} bytes each, {possible:.0%} possible; memory {memory():,.0f} MiB ({before:,.0f} before)")
    return {**seconds, "after": after, "rate": people / after, "memory": memory()}


if __name__ == "__main__":
    main(*sys.argv[1:2], *(int(text) for text in sys.argv[2:4]))
