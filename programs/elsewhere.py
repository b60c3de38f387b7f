"""Programmes that rules of the catalogue speak of and that it does not hold itself."""

from __future__ import annotations

from collections.abc import Mapping

from programs.logic import Text

ELSEWHERE: Mapping[str, Text] = {
    "erc-synergy-grant": Text("ERC Synergy Grant", "ERCシナジー・グラント"),
    "jsps-research-fellowship-young-scientists": Text("JSPS Research Fellowship for Young Scientists", "日本学術振興会特別研究員"),
    "jsps-dc": Text("JSPS Research Fellowship for Young Scientists (DC)", "日本学術振興会特別研究員（DC）"),
    "jsps-pd": Text("JSPS Research Fellowship for Young Scientists (PD)", "日本学術振興会特別研究員（PD）"),
    "jsps-rpd": Text("JSPS Research Fellowship for Young Scientists (RPD)", "日本学術振興会特別研究員（RPD）"),
    "jsps-cpd": Text("JSPS Cross-border Postdoctoral Fellowship (CPD)", "日本学術振興会国際競争力強化研究員（CPD）"),
}
