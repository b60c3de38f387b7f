"""The words of the report in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Evaluation of {name}", "{name} による評価"), "headline": ("Measures", "評価指標"), "measure": ("measure", "指標"), "value": ("value", "値"),
    "interval": ("95 % interval", "95％区間"), "systems": ("Compared with simpler systems", "基準手法との比較"), "system": ("system", "手法"),
    "gain": ("engine minus system", "本エンジンとの差"), "p": ("p (Holm)", "p値（Holm補正）"), "better": ("better for", "改善した研究者"),
    "worse": ("worse for", "悪化した研究者"), "ablations": ("Without each part of the score", "スコアの各要素を除いた場合"),
    "per_person": ("{measure} of each researcher", "研究者ごとの {measure}"), "calibration": ("Predicted and observed probability of fit", "適合確率の予測と実測"),
    "predicted": ("predicted", "予測"), "observed": ("observed", "実測"), "verdicts": ("Verdicts", "応募資格の判定"),
    "accuracy": ("accuracy", "正解率"), "labelled": ("labelled", "正解ラベル"), "found": ("found", "判定結果"), "slices": ("Slices", "属性別の結果"),
    "profiles": ("researchers", "研究者数"), "gap": ("gap to the others", "他との差"), "suppressed": ("fewer than ten: not shown", "10人未満のため非表示"),
    "misses": ("The twenty worst misses", "見落としの上位20件"), "profile": ("researcher", "研究者"), "program": ("programme", "事業"), "grade": ("grade", "適合度ラベル"),
    "rank": ("rank", "順位"), "why": ("why", "要因"), "ruled_out": ("ruled out by", "除外した要件"), "parity": ("Language parity", "言語間の一致度"),
    "rules": ("What each rule costs in fitting programmes", "各要件によって除外された適合事業"), "rule": ("rule", "要件"), "alone": ("alone", "単独で除外"),
    "excluded": ("excluded", "除外数"), "nothing": ("Knowing when nothing suits", "適合する事業がない場合の識別"), "provenance": ("Provenance", "来歴"),
    "levels": ("Fit and eligibility together", "適合と応募資格"), "learning": ("Weights learned from the labels", "ラベルから学習した重み"),
    "use": ("used only where the whole interval lies above zero", "区間全体が0を上回る場合にのみ採用"),
    "precision": ("Share of fitting programmes among the first k", "上位k件に占める適合事業の割合"), "others": ("and {n} more", "ほか{n}件"),
    "language": ("language of the text", "記述の言語"), "stage": ("career stage", "キャリア段階"), "field": ("field", "分野"), "direction": ("direction", "渡航方向"),
    "region": ("region", "地域"), "text": ("amount of text", "記述の量"), "compare": ("What changed", "変化"), "before": ("before", "変更前"), "after": ("after", "変更後"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The word for a key; an unknown key is shown as it is."""
    pair = LABELS.get(key)
    text = key if pair is None else pair[lang == "ja"]
    return text.format(**values) if values else text
