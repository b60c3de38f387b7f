"""What ``models list`` and ``models show`` say of a model, in English and Japanese."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher.cli.tables import width, wrapped

if TYPE_CHECKING:
    from models.registry import ModelEntry
    from models.store import StoredModel

BUILTIN: Mapping[str, Any] = {
    "name": "builtin", "kind": "static", "here": True, "hub": None, "max_tokens": None, "licence": "Apache-2.0", "languages": ["en", "ja"], "in_all": 2,
    "pooling": "mean", "prompts": {"query": "", "document": ""}, "download_bytes": 0, "gated": False, "needs": [],
    "cost": {"en": "any computer, at once", "ja": "どのパソコンでもすぐに動作"},
    "good_for": {"en": "everyday use without a network; ships with the project", "ja": "ネットワークなしの日常利用（標準で同梱）"}, "note": None, "refused": None,
}
_LABELS = {
    "en": {"ready": "here", "absent": "not fetched", "refused": "cannot be used", "unknown": "unknown", "encoder": "encoder", "static": "encoder (static)", "reranker": "re-ranker",
           "hub": "on the hub", "dimension": "dimension", "licence": "licence", "languages": "languages", "max_tokens": "longest text", "tokens": "tokens",
           "parameters": "parameters", "pooling": "pooling", "prompts": "put before a text", "own": "as its own configuration says", "nothing": "nothing",
           "size": "on disk", "to_fetch": "to fetch", "cost": "runs on", "good_for": "good for", "note": "note", "kind": "kind", "status": "status", "needs": "needs",
           "digest": "digest", "commit": "commit", "about": "about {} in all", "gated": "its licence has to be accepted on the hub before it can be fetched",
           "installed": "installed", "missing": "not installed"},
    "ja": {"ready": "利用可", "absent": "未取得", "refused": "利用不可", "unknown": "不明", "encoder": "エンコーダー", "static": "エンコーダー（静的）", "reranker": "リランカー",
           "hub": "配布元", "dimension": "次元数", "licence": "ライセンス", "languages": "言語", "max_tokens": "最大入力長", "tokens": "トークン",
           "parameters": "パラメーター数", "pooling": "プーリング", "prompts": "入力の前に付ける語句", "own": "モデルの設定に従う", "nothing": "なし",
           "size": "ディスク使用量", "to_fetch": "ダウンロード量", "cost": "動作環境", "good_for": "用途", "note": "備考", "kind": "種類", "status": "状態", "needs": "必要なパッケージ",
           "digest": "ダイジェスト", "commit": "コミット", "about": "全体で約{}言語", "gated": "取得の前に、配布元でライセンスへの同意が必要です",
           "installed": "導入済み", "missing": "未導入"},
}
_LANGUAGES = {"en": {"en": "English", "ja": "Japanese"}, "ja": {"en": "英語", "ja": "日本語"}}
_NAME = 40


def facts_of(entry: ModelEntry, stored: StoredModel | None) -> dict[str, Any]:
    """A model of the registry; None is unknown."""
    return {
        "name": entry.name, "kind": entry.kind, "here": stored is not None, "hub": entry.hub, "revision": entry.revision, "dimension": entry.dimension,
        "max_tokens": entry.max_tokens, "licence": entry.licence, "languages": None if entry.languages is None else list(entry.languages), "in_all": entry.in_all,
        "parameters_in_millions": entry.parameters, "pooling": entry.pooling, "prompts": None if entry.prompts is None else dict(entry.prompts),
        "download_bytes": None if entry.megabytes is None else entry.megabytes * 1_000_000, "bytes_on_disk": None if stored is None else stored.size,
        "commit": None if stored is None else stored.commit, "digest": None if stored is None else stored.digest, "gated": entry.gated,
        "needs": [] if entry.kind == "static" else ["sentence-transformers"], "cost": dict(entry.cost), "good_for": dict(entry.good_for),
        "note": None if entry.note is None else dict(entry.note), "refused": None if entry.refused is None else dict(entry.refused),
    }


def builtin_facts() -> dict[str, Any]:
    """The encoder that ships with the project."""
    from models import load_encoder
    from models.encoder import BUILTIN as FOLDER

    encoder = load_encoder()
    return {**BUILTIN, "dimension": encoder.dimension, "digest": encoder.digest, "bytes_on_disk": size_of(FOLDER)}


def all_facts() -> list[dict[str, Any]]:
    """The built-in encoder, every model of the registry, and what was fetched besides."""
    from models.registry import ModelEntry, registry
    from models.store import stored_models

    stored = {model.name: model for model in stored_models()}
    known = [facts_of(entry, stored.pop(entry.name, None)) for entry in registry().values()]
    others = [ModelEntry(name=model.name, kind="encoder", hub=model.hub, good_for={"en": "unknown", "ja": "不明"}, dimension=model.dimension) for model in stored.values()]
    return [builtin_facts(), *known, *(facts_of(entry, stored[entry.name]) for entry in others)]


def size_of(folder: Path) -> int:
    """Bytes on disk."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def list_text(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    """A model after the other: whether it is here, what it is and costs, what it is good for."""
    say, between = _LABELS[lang], "; " if lang == "en" else "、"
    lines: list[str] = []
    for row in rows:
        facts = [_megabytes(row["bytes_on_disk"] or row["download_bytes"], lang), f"{say['dimension']} {row['dimension']}" if row["dimension"] else None,
                 row["licence"] or say["unknown"], _languages(row, lang), row["cost"][lang]]
        lines.append(_padded(row["name"], _NAME) + _status(row, lang))
        lines += wrapped(between.join(filter(None, facts)), "    ")
        lines += wrapped((row["refused"] or row["good_for"])[lang], "    ")
    hub = importlib.util.find_spec("sentence_transformers") is not None
    lines += ["", f"sentence-transformers: {say['installed' if hub else 'missing']}" + ("" if hub else " (matcher[hub])")]
    return "\n".join(lines)


def show_text(row: Mapping[str, Any], lang: str) -> str:
    """Every fact of a model, a line each."""
    say = _LABELS[lang]
    lines = {
        "kind": say[row["kind"]], "status": _status(row, lang), "hub": row["hub"], "commit": row.get("commit"), "digest": row.get("digest"),
        "licence": row["licence"] or say["unknown"], "languages": _languages(row, lang),
        "dimension": None if row["kind"] == "reranker" else row["dimension"] or say["unknown"],
        "max_tokens": f"{row['max_tokens']:,} {say['tokens']}" if row["max_tokens"] else None if row["kind"] == "static" else say["unknown"],
        "parameters": _count(row["parameters_in_millions"], lang) if row.get("parameters_in_millions") else None,
        "pooling": row["pooling"], "prompts": None if row["kind"] == "reranker" else _prompts(row["prompts"], lang),
        "size": _megabytes(row["bytes_on_disk"], lang) if row["here"] else None, "to_fetch": None if row["here"] else _megabytes(row["download_bytes"], lang),
        "needs": ", ".join(row["needs"]) or None, "cost": row["cost"][lang], "good_for": row["good_for"][lang],
        "note": "; ".join(filter(None, [(row["note"] or {}).get(lang), (row["refused"] or {}).get(lang), say["gated"] if row["gated"] else None])) or None,
    }
    shown = (wrapped(str(value), " " * 26, f"  {_padded(say[key], 24)}") for key, value in lines.items() if value is not None)
    return "\n".join([row["name"], *(line for part in shown for line in part)])


def _status(row: Mapping[str, Any], lang: str) -> str:
    return _LABELS[lang]["refused" if row["refused"] else "ready" if row["here"] else "absent"]


def _languages(row: Mapping[str, Any], lang: str) -> str:
    if row["languages"] is None:
        return _LABELS[lang]["unknown"]
    named = (", " if lang == "en" else "・").join(_LANGUAGES[lang][code] for code in row["languages"])
    more = row["in_all"] and row["in_all"] > len(row["languages"])
    return named + (f" ({_LABELS['en']['about'].format(row['in_all'])})" if more and lang == "en" else f"（{_LABELS['ja']['about'].format(row['in_all'])}）" if more else "")


def _prompts(prompts: Mapping[str, str] | None, lang: str) -> str:
    if prompts is None:
        return _LABELS[lang]["own"]
    said = [repr(prompts[kind]) for kind in ("query", "document") if prompts.get(kind)]
    return ", ".join(said) or _LABELS[lang]["nothing"]


def _count(millions: int, lang: str) -> str:
    if lang == "en":
        return f"{millions:,} million"
    return f"約{millions / 100:.1f}億" if millions >= 100 else f"約{millions * 100:,}万"


def _megabytes(size: int | None, lang: str) -> str:
    return _LABELS[lang]["unknown"] if size is None else f"{size / 1e6:,.0f} MB"


def _padded(text: str, columns: int) -> str:
    return text + " " * max(1, columns - width(text))
