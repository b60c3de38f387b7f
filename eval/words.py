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
    "without_doubt": ("Where the source leaves no doubt:", "出典から疑問の余地なく読み取れるもの："),
    "accuracy": ("accuracy", "正解率"), "labelled": ("labelled", "正解ラベル"), "found": ("found", "判定結果"), "slices": ("Slices", "属性別の結果"),
    "profiles": ("researchers", "研究者数"), "gap": ("gap to the others", "他との差"), "suppressed": ("fewer than ten: not shown", "10人未満のため非表示"),
    "misses": ("The twenty worst misses", "見落としの上位20件"), "profile": ("researcher", "研究者"), "program": ("programme", "事業"), "grade": ("grade", "適合度ラベル"),
    "rank": ("rank", "順位"), "why": ("why", "要因"), "ruled_out": ("ruled out by", "除外した要件"), "parity": ("Language parity", "言語間の一致度"),
    "rules": ("What each rule costs in fitting programmes", "各要件によって除外された適合事業"), "rule": ("rule", "要件"), "alone": ("alone", "単独で除外"),
    "excluded": ("excluded", "除外数"), "nothing": ("Knowing when nothing suits", "適合する事業がない場合の識別"), "provenance": ("Provenance", "来歴"),
    "levels": ("Fit and eligibility together", "適合と応募資格"), "learning": ("Weights learned from the labels", "ラベルから学習した重み"),
    "few_labels": ("Too few labels: ten researchers with labels of two different grades are needed.", "ラベルが不足しています。適合度の異なるラベルをもつ研究者が10人必要です。"),
    "use": ("used only where the whole interval lies above zero", "区間全体が0を上回る場合にのみ採用"),
    "precision": ("Share of fitting programmes among the first k", "上位k件に占める適合事業の割合"), "others": ("and {n} more", "ほか{n}件"),
    "language": ("language of the text", "記述の言語"), "stage": ("career stage", "キャリア段階"), "field": ("field", "分野"), "direction": ("direction", "渡航方向"),
    "region": ("region", "地域"), "text": ("amount of text", "記述の量"), "counts": ("{profiles} researchers, {programs} programmes", "研究者{profiles}人、事業{programs}件"), "profiles_only": ("{profiles} researchers", "研究者{profiles}人"),
    "titled": ("{title}: {measure}, {what}", "{title}：{measure}、{what}"), "few": ("on {n} of them, evenly chosen", "うち均等に選んだ{n}人で比較"),
    "differences": ("{measure} of each researcher: engine minus {system}", "研究者ごとの {measure}：本エンジンと「{system}」との差"),
    "spread": ("{n} researchers, from {high} down to {low}, median {median}; above zero for {better} of the bars", "研究者{n}人、最大{high}、最小{low}、中央値{median}。0を上回る棒は{better}本"),
    "reasons": ("why", "要因"), "evidence": ("profile and programme", "プロフィールと事業の記述"), "short": ("behind the first place ({first}) in", "1位（{first}）に比べて低い要素"),
    "own_text": ("profile", "プロフィール"), "its_text": ("programme", "事業"), "not_ranked": ("not ranked", "順位なし"), "nothing_compared": ("open to every field: nothing was compared", "分野を問わない事業のため比較なし"),
    "numbers": ("The numbers", "数値"), "held_out": ("held out: {told} of {unsuited} told, {false_alarms} false alarms among {suited}",
                                                     "交差検証：該当者{unsuited}人中{told}人に表示、それ以外の{suited}人中{false_alarms}人に誤表示"),
    "shipped": ("as shipped (below {cut}): {told} told, {false_alarms} false alarms", "同梱の閾値（{cut}未満）：該当者{told}人に表示、誤表示{false_alarms}人"),
    "eligible": ("eligible", "抵触なし"), "undetermined": ("undetermined", "要確認"), "discretionary": ("discretionary", "個別判断"), "ineligible": ("ineligible", "対象外"),
    "topic": ("topic", "研究テーマ"), "activity": ("activity", "活動"), "role": ("role", "役割"), "goals": ("goals", "希望国・相手国"), "duration": ("duration", "期間"), "timing": ("timing", "時期"),
    "preference": ("preference", "優先条件"), "words": ("words", "単語"), "concepts": ("concepts", "概念"), "meaning": ("meaning", "意味"),
    "fits_and_possible": ("fits and is possible", "適合し応募可能性あり"), "fits_but_excluded": ("fits but is ruled out", "適合するが対象外"),
    "does_not_fit": ("does not fit", "適合しない"), "fits_verdict_unlabelled": ("fits, verdict not labelled", "適合（応募資格ラベルなし）"),
    "compare": ("What changed", "変化"), "before": ("before", "変更前"), "after": ("after", "変更後"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The word for a key; an unknown key is shown as it is."""
    pair = LABELS.get(key)
    text = key if pair is None else pair[lang == "ja"]
    return text.format(**values) if values else text


_CELLS: Mapping[str, str] = {
    "no text": "記述なし", "Japanese": "日本語", "English": "英語", "mixed": "日英混在", "under 200 bytes": "200バイト未満", "200 to 1000 bytes": "200～1000バイト",
    "over 1000 bytes": "1000バイト超", "not known": "不明", "not stated": "記載なし", "to Japan": "日本へ", "elsewhere": "その他", "Japan": "日本", "Asia": "アジア",
    "Europe": "欧州", "other": "その他", "student": "学生", "early": "若手", "mid": "中堅", "senior": "シニア",
}
_SYSTEMS: Mapping[str, str] = {
    "random": "無作為", "newest deadline": "締切の新しい順", "popularity": "人気順", "filter after search": "検索後に資格で絞り込み", "topic only": "研究テーマのみ",
    "search without names": "検索：事業名を除く", "passages by the best one": "記述：最大値で統合", "passages by their mean": "記述：平均で統合",
}


def cell_name(cell: str, lang: str) -> str:
    """A cell of a slice in words."""
    from profiles.vocabulary.fields import field_name, fields

    if cell in fields():
        return field_name(cell, lang)
    return _CELLS.get(cell, cell) if lang == "ja" else cell


def system_name(name: str, lang: str) -> str:
    """A system, or the engine without a part, in words."""
    if lang != "ja":
        return name
    for lead, form in (("search without ", "検索：{}を除く"), ("without ", "{}を除く"), ("dense ", "ベクトル検索 {}")):
        if name.startswith(lead) and name not in _SYSTEMS:
            return form.format(say(name.removeprefix(lead), lang))
    if name.startswith("search by "):
        return f"検索：{say(name.removeprefix('search by ').removesuffix(' alone'), lang)}のみ"
    return _SYSTEMS.get(name, name)
