"""What an evaluation writes: metrics.json, run.trec, per_profile.json and one self-contained page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.compare import FILE
from eval.comparisons import MOST_PEOPLE
from eval.datasets import Grades
from eval.experiment import ENGINE, Evaluation
from eval.measures import HEADLINE, NAMES
from eval.pictures import pictures
from eval.trec import run_text
from eval.words import cell_name, say, system_name
from matcher.storage import write_atomically

_SECTIONS = ("on", "programs", "comparisons", "ablations", "learning", "calibration", "nothing_suits", "verdicts", "eligibility", "parity", "slices", "differences", "compared",
             "rule_costs", "misses", "encoder", "catalogue", "version", "ignore_eligibility")


def metrics_text(metrics: Mapping[str, Any]) -> str:
    """The content of ``metrics.json``: same input, same bytes."""
    return json.dumps(_rounded(metrics), ensure_ascii=False, indent=1) + "\n"


def write_evaluation(evaluation: Evaluation, grades: Grades, out: Path, lang: str) -> list[Path]:
    """Write the files of an evaluation into a folder, each whole or not at all."""
    content = {
        "metrics.json": metrics_text(evaluation.metrics), "run.trec": run_text(evaluation.run, ENGINE),
        FILE: json.dumps(_rounded(evaluation.values), ensure_ascii=False, sort_keys=True) + "\n",
        "report.html": report_page(evaluation, grades, lang),
    }
    if evaluation.learned is not None:
        content["weights.json"] = json.dumps(evaluation.learned.to_dict(), ensure_ascii=False, indent=1) + "\n"
    for name, text in content.items():
        write_atomically(out / name, text)
    return [out / name for name in content]


def report_page(evaluation: Evaluation, grades: Grades, lang: str) -> str:
    """One page that needs no network, in light and dark."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True)
    return environment.get_template("report.html").render(
        lang=lang, m=dict.fromkeys(_SECTIONS) | _rounded(evaluation.metrics) | {"few_labels": "learning" in evaluation.metrics and evaluation.learned is None}, names=NAMES, headline=HEADLINE, say=lambda key, **more: say(key, lang, **more),
        pictures={name: Markup(made) if isinstance(made, str) else {one: Markup(svg) for one, svg in made.items()} for name, made in pictures(
            evaluation.metrics, evaluation.values.get(HEADLINE, {}), grades, evaluation.run, lang).items()},
        cell=lambda name: cell_name(name, lang), system=lambda name: system_name(name, lang),
    )


def _accuracy_line(name: str, found: Mapping[str, Any], of: str) -> str:
    return f"{name:<10} {found['accuracy']:.3f}  [{found['interval'][0]:.3f}, {found['interval'][1]:.3f}]  of {found['labels']} {of}"


def summary_table(metrics: Mapping[str, Any]) -> str:
    """The headline as plain text: measures with intervals, then each system."""
    lines = [f"{metrics['dataset']}: {metrics['profiles']} researchers, {metrics.get('programs', '?')} programmes", ""]
    if any(metrics["labels"].values()):
        lines += [f"{name:<10} {metrics[name]:.3f}  [{metrics['intervals'][name][0]:.3f}, {metrics['intervals'][name][1]:.3f}]" for name in NAMES]
    if "verdicts" in metrics:
        found = metrics["verdicts"]
        lines.append(_accuracy_line("verdicts", found, "labels"))
        if 0 < found["without_doubt"]["labels"] < found["labels"]:
            lines.append(_accuracy_line("", found["without_doubt"], "that leave no doubt"))
    if "parity" in metrics:
        lines.append(f"overlap@10 {metrics['parity']['overlap@10']:.3f}  of {metrics['parity']['twins']} twins in two languages")
    for kind in ("comparisons", "ablations"):
        rows = metrics.get(kind, [])
        if rows:
            few = f", on {metrics['compared']:,} of them" if metrics["compared"] < metrics["profiles"] and metrics["profiles"] > MOST_PEOPLE else ""
            lines += ["", f"{kind:<28} {HEADLINE:>8}  engine minus system{few}"]
            lines += [f"{row['system']:<28} {row['value']:>8.3f}  {row['engine_minus_system']:+.3f} [{row['interval'][0]:+.3f}, {row['interval'][1]:+.3f}]" for row in rows]
    if "learning" in metrics and metrics["learning"] is None:
        lines += ["", "learned weights: too few labels; ten researchers with labels of two different grades are needed"]
    if metrics.get("learning"):
        held = metrics["learning"]["held_out"]
        lines += ["", f"learned weights: held-out {HEADLINE} {held['fitted']:.3f} against {held['by_hand']:.3f} set by hand, difference "
                  f"[{held['interval'][0]:+.3f}, {held['interval'][1]:+.3f}]: {'use them' if metrics['learning']['use'] else 'keep those set by hand'}"]
    return "\n".join(lines)


def comparison_table(comparison: Mapping[str, Any]) -> str:
    """Two evaluations as plain text."""
    lines = [f"{comparison['before']} -> {comparison['after']}: {comparison['profiles']} researchers in both", ""]
    for row in comparison["measures"]:
        lines.append(f"{row['measure']:<10} {row['before']:.3f} -> {row['after']:.3f}  {row['difference']:+.4f} [{row['interval'][0]:+.4f}, {row['interval'][1]:+.4f}]"
                     f"  p {row['p_holm']:.3f}  better {row['better']}, worse {row['worse']}")
    people = comparison["people"].get(HEADLINE, [])
    for title, rows in (("worst", people[:5]), ("best", people[::-1][:5])):
        shown = [row for row in rows if (row["after"] < row["before"]) is (title == "worst")]
        lines += [f"{title}: {row['profile']}  {row['before']:.3f} -> {row['after']:.3f}" for row in shown]
    return "\n".join(lines)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value
