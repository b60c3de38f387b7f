"""Questions to the responsible office on research integrity and security (研究インテグリティ, 安全保障輸出管理, 特定類型): apart from everything else.

Off unless the office gives its own lists. A question is triggered by a declared fact only: an organisation on a list the office supplies, declared
funding, the technology area of the project, a missing declaration. Nationality, birthplace, name, language and religion are not read here at all.
Questions have no severity and no effect on a verdict, a fit or an order, and stay "not checked" until a named person closes them.
"""
