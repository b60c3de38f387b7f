"""``python -m eval.published`` writes ``eval/data/RESULTS.md``: the search beside simpler ones on the development parts, by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.datasets import dataset_folder, read_dataset
from eval.experiment import evaluate
from eval.measures import HEADLINE
from matcher.storage import open_catalogue
from matcher.wiring import open_encoder, open_matcher

FILE = Path(__file__).parent / "data" / "RESULTS.md"
SETS = ("topics/en-en", "topics/ja-ja", "topics/en-ja", "topics/ja-en", "matches", "twins")
BESIDE = ("BM25", "TF-IDF", "TF-IDF+SVD", "dense builtin")
DIRECTIONS = SETS[:4]
_HEAD = """# Results

Development parts, day {day}, built-in encoder {encoder}. nDCG@10 with its 95 % bootstrap interval over researchers (or queries); then what the
engine has more than each simpler system, with the paired interval. Made by `python -m eval.published`; the test parts are run rarely, and each time
is noted in `TEST_RUNS.md`.

"""


def main(file: Path = FILE, day: date = date(2026, 11, 24)) -> None:
    """Write the page again."""
    found = {name: _metrics(name, day) for name in SETS}
    file.write_text("\n".join(_page(found, day)) + "\n", encoding="utf-8")


def _metrics(name: str, day: date) -> Mapping[str, Any]:
    folder = dataset_folder(Path(name))
    own = folder / "programs.jsonl"
    labelled = read_dataset(folder, None if own.is_file() else open_catalogue(None)).part("development")
    matcher = open_matcher(own if labelled.catalogue is not None else None, "builtin")
    return evaluate(labelled, matcher, labelled.on or day, encoders=[open_encoder("builtin")]).metrics


def _page(found: Mapping[str, Mapping[str, Any]], day: date) -> Iterator[str]:
    encoder = str(next(iter(found.values()))["encoder"])
    yield _HEAD.format(day=day.isoformat(), encoder=encoder[:24]).rstrip("\n")
    yield ""
    yield f"| set | people | nDCG@10 | {' | '.join(f'over {name}' for name in BESIDE)} |"
    yield "|---|---|---|" + "---|" * len(BESIDE)
    for name, metrics in found.items():
        systems = {system["system"]: system for system in metrics["comparisons"]}
        beside = [_difference(systems[other]) if other in systems else "" for other in BESIDE]
        yield f"| {name} | {metrics['profiles']} | {metrics[HEADLINE]:.3f} {_interval(metrics['intervals'][HEADLINE])} | {' | '.join(beside)} |"
    values = {name: float(found[name][HEADLINE]) for name in DIRECTIONS}
    same = (values["topics/en-en"] + values["topics/ja-ja"]) / 2
    yield ""
    yield (f"Across the languages: ja→en {values['topics/ja-en'] / same:.0%} and en→ja {values['topics/en-ja'] / same:.0%} of the same-language mean. "
           f"Language twins share {found['twins']['parity']['overlap@10']:.1%} of their first ten.")


def _difference(system: Mapping[str, Any]) -> str:
    return f"{system['engine_minus_system']:+.3f} {_interval(system['interval'], '+')}"


def _interval(ends: Sequence[float], sign: str = "") -> str:
    return f"[{ends[0]:{sign}.3f}, {ends[1]:{sign}.3f}]"


if __name__ == "__main__":
    main()
