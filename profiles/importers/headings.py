"""Column headings of rosters in their many spellings, Japanese and English, and what each column is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

SPELLINGS: Mapping[str, str] = {
    "id": "id|ID番号|識別番号|整理番号|受付番号|申請番号|候補者番号|応募番号|応募者番号|登録番号|管理番号|個人番号|候補者ID|研究者ID|profile|profile id|candidate id|applicant id|person id|"
          "application number|application no|application id|registration number|reference|reference number|ref|ref no|record id",
    "number": "no|№|番号|通番|連番|項番|#|number|serial|serial number|s no|sl no|row",
    "orcid": "orcid|orcid id|orcid iD|ORCID番号|orcid identifier",
    "erad": "e-Rad|e-Rad番号|e-Rad研究者番号|研究者番号|e-Rad ID|e-Rad number|erad researcher number|科研費研究者番号",
    "researchmap": "researchmap|researchmap会員ID|researchmap ID|リサーチマップ",
    "name": "氏名|名前|お名前|姓名|申請者氏名|申請者名|候補者氏名|候補者名|招へい研究者氏名|招聘研究者氏名|被招へい者氏名|外国人研究者氏名|研究者氏名|研究者名|応募者氏名|参加者氏名|学生氏名|氏名(漢字)|漢字氏名|"
            "name|full name|candidate|candidate name|name of candidate|applicant|applicant name|name of applicant|name of researcher|researcher|researcher name|participant|participant name|"
            "student name|invitee|invitee name|name of invitee|fellow|name of fellow",
    "latin_name": "氏名(英字)|氏名(ローマ字)|氏名(英語)|氏名(英文)|氏名(欧文)|英字氏名|英文氏名|ローマ字氏名|アルファベット氏名|英語表記|パスポート氏名|パスポート表記|旅券の氏名|"
                  "name in english|name (english)|english name|name (as in passport)|name as in passport|name in passport|passport name|name (roman)|name in roman letters|name (alphabet)",
    "family_name": "姓|氏|苗字|名字|姓(漢字)|姓(英字)|family name|surname|last name|family",
    "given_name": "名|名(漢字)|名(英字)|given name|given names|first name|forename|given|first and middle name|first & middle names",
    "kana": "フリガナ|ふりがな|カナ|カナ氏名|氏名カナ|氏名(カナ)|氏名(フリガナ)|氏名フリガナ|セイ|メイ|kana|name (kana)|furigana|katakana name|ミドルネーム|middle name",
    "nationalities": "国籍|国籍・地域|国籍(地域)|国籍等|国籍・地域名|国籍1|現国籍|nationality|nationalities|citizenship|citizenships|country of citizenship|country of nationality|nationality/region|"
                     "country/region of nationality|passport country",
    "other_nationality": "国籍2|第二国籍|第2国籍|その他の国籍|二重国籍|重国籍|他の国籍|second nationality|second citizenship|other nationality|other nationalities|dual nationality|dual citizenship|nationality 2|2nd nationality",
    "residence": "居住国|現住国|居住地|居住国・地域|現在の居住国|在住国|滞在国|residence|country of residence|country of current residence|current residence|residence country|country of living|country where you live|place of residence",
    "residence_since": "居住開始日|居住開始年月|在住開始年月|residence since|resident since|living there since",
    "permanent_resident": "永住権|永住権の有無|永住者|permanent resident|permanent residence|permanent residency|pr status",
    "birth_date": "生年月日|誕生日|生年|生年月|出生年月日|date of birth|birth date|birthday|dob|d.o.b.|birth|year of birth|birth year|born",
    "organisation": "所属|所属機関|所属機関名|所属先|所属大学|所属大学名|在籍大学|在籍機関|現所属|現所属機関|現在の所属|現在の所属機関|勤務先|勤務先名|機関名|大学名|所属・部局|所属研究機関|本務先|"
                    "affiliation|current affiliation|institution|institute|home institution|home university|university|organization|organisation|employer|current employer|present affiliation|"
                    "name of institution|affiliated institution|workplace|company|current institution|host institution in home country|sending institution|home organization",
    "organisation_country": "所属国|所在国|所属機関国|所属機関所在国|所属機関の国|所属先国|所属機関の所在国|所在国・地域|所属機関所在国・地域|国名|国|国・地域|勤務国|派遣国|送出国|country of affiliation|affiliation country|"
                            "country of institution|country|country/region|institution country|country of employer|country of organization|country of home institution|country of current affiliation|employer country|"
                            "organisation country|organization country|country of work|home country",
    "department": "部局|部局名|学部|研究科|専攻|学科|研究室|部署|所属部局|department|faculty|school|division|laboratory|lab|unit|graduate school|section",
    "title": "職名|職位|身分|役職|職|職種|現職|現在の職|現職名|職名・身分|身分・職名|資格|身分・学年|学年|課程|課程・学年|在籍課程|position|title|job title|current position|present position|status|rank|role|academic position|academic rank|post|"
             "current post|position/title|academic status|current status|occupation",
    "position_since": "着任日|着任年月|採用年月日|就任日|入職日|現職開始日|現職就任年月|在職開始|入学年月|position since|employed since|start of employment|position start date|appointed|date of appointment|in post since",
    "full_time": "常勤|常勤・非常勤|常勤/非常勤|勤務形態|full time|full-time|full time/part time|employment type",
    "tenure": "任期|任期の有無|任期なし|テニュア|tenure|tenured",
    "degree": "学位|最終学位|取得学位|保有学位|学位名|学位の種類|学位種別|最終学歴|学歴|degree|highest degree|final degree|latest degree|degree obtained|academic degree|degree held|degree title|highest qualification|education|degree level|"
              "highest degree obtained|highest level of education|qualification",
    "degree_date": "学位取得年月日|学位取得日|学位取得年月|学位取得年|取得年月日|取得年月|取得年|取得日|学位授与日|学位授与年月|学位授与年月日|授与年月日|degree date|date of degree|degree awarded|degree year|year of degree|"
                   "date awarded|award date|date of award|graduation date|date of graduation|year of graduation|completion date|degree date obtained|degree conferral date|date degree awarded|最終学位取得年月|最終学位取得日",
    "phd_date": "博士取得年|博士取得日|博士取得年月|博士取得年月日|博士学位取得年|博士学位取得年月|博士学位取得日|博士学位取得年月日|博士号取得年月日|博士号取得日|博士号取得年月|博士号取得年|博士号取得時期|phd awarded|"
                "date of phd|phd date|phd year|year of phd|phd award date|date of phd award|phd obtained|phd conferral date|phd completion date|doctoral degree date|date of doctorate|"
                "date of doctoral degree|phd degree date|year of phd award|phd date of award|date phd awarded|doctorate awarded",
    "degree_expected": "取得見込|取得見込み|取得見込年月|取得見込年月日|取得予定|取得予定日|取得予定年月|学位取得見込|学位取得見込年月|学位取得予定|博士取得見込|博士取得見込年月|博士号取得見込|修了見込|修了見込年月|修了予定|修了予定年月|卒業見込|卒業予定年月|"
                       "expected degree date|expected graduation|expected graduation date|expected date of phd|phd expected|degree expected|expected completion|expected phd date|expected date of graduation|expected award date|"
                       "expected phd completion|expected completion date",
    "degree_institution": "学位取得大学|学位授与大学|学位授与機関|取得大学|授与大学|授与機関|学位取得機関|出身大学|最終学歴校|卒業大学|博士取得大学|degree institution|degree granting institution|awarding institution|phd institution|granting university|"
                          "degree university|university of degree|alma mater|institution of degree|granting institution|awarding university|phd university|degree awarded by",
    "degree_country": "学位取得国|学位授与国|取得国|授与国|博士取得国|degree country|country of degree|phd country|country of phd|country of degree institution|country where degree was obtained|country of doctorate",
    "degree_field": "学位の分野|学位分野|専攻分野(学位)|degree field|field of degree|degree subject|subject of degree|major",
    "field": "専門|専門分野|研究分野|分野|専攻分野|学問分野|研究領域|専門領域|専門分野名|field|fields|field of research|research field|field of study|discipline|research area|research areas|area of research|specialty|speciality|specialization|"
             "academic field|subject|field of expertise|area of expertise|expertise|research discipline",
    "topic": "研究課題|研究課題名|研究題目|研究テーマ|テーマ|研究計画名|共同研究課題|研究題名|課題名|research topic|research theme|research title|title of research|project title|topic|theme|research project|title of project|proposed research|"
             "research subject|title of research plan|research plan title",
    "summary": "研究概要|研究内容|研究計画|研究計画概要|研究計画の概要|研究の概要|研究計画書|概要|研究要旨|自己紹介|志望理由|statement|research summary|summary|abstract|research plan|research outline|outline of research|research interests statement|"
               "research description|description of research|research statement|research proposal|bio|biography|profile text|research plan summary",
    "keywords": "キーワード|研究キーワード|keyword|keywords|key words|research keywords|research interests",
    "publications": "主要論文|論文|代表論文|業績|主な業績|研究業績|publications|publication|selected publications|main publications|papers|list of publications|key publications",
    "host_name": "受入教員|受入教員名|受入教員氏名|受入研究者|受入研究者名|受入研究者氏名|受入担当教員|指導予定教員|受入れ研究者|受入れ教員|host|host researcher|host professor|host name|name of host|host supervisor|host scientist|host researcher name|"
                 "supervisor in japan|prospective supervisor|name of host researcher|japanese host|host pi",
    "host_organisation": "受入機関|受入機関名|受入大学|受入先|受入先機関|受入研究機関|受入研究者所属|受入研究者所属機関|受入教員所属|受入研究者の所属|host institution|host organisation|host organization|host university|host institute|institution in japan|"
                         "receiving institution|host researcher affiliation|host affiliation",
    "host_department": "受入部局|受入研究科|受入学部|host department|host faculty|host lab|host laboratory|受入研究室",
    "host_title": "受入研究者職名|受入教員職名|受入研究者職|受入研究者の職|受入研究者役職|host title|host position|title of host|host researcher position",
    "host_accepted": "受入承諾|受入内諾|受入承諾の有無|受入可否|受入内諾の有無|受入れ承諾|受入承認|内諾|承諾|host acceptance|host accepted|accepted by host|acceptance|host agreed|acceptance by host|host consent|letter of acceptance|acceptance letter",
    "former_supervisor": "受入研究者は元指導教員か|元指導教員|former supervisor|host is former supervisor",
    "nominated_by": "推薦機関|推薦大学|推薦者|推薦元|nominated by|nominating institution|nominator|nominating authority|recommended by",
    "period": "期間|受入期間|招へい期間|招聘期間|滞在期間|研究期間|来日期間|渡日期間|派遣期間|予定期間|受入予定期間|period|period of stay|stay period|research period|duration of stay (from-to)|invitation period|planned period|stay|visit period|dates|dates of stay|period of invitation",
    "start": "開始|開始日|開始年月日|開始年月|受入開始日|受入開始|来日日|来日予定日|渡日予定日|渡日日|期間(自)|自|開始予定日|滞在開始日|招へい開始日|start|start date|from|arrival|date of arrival|arrival date|planned start|beginning|expected start date|start of stay|desired start date|period from",
    "end": "終了|終了日|終了年月日|終了年月|受入終了日|受入終了|離日日|帰国日|帰国予定日|離日予定日|期間(至)|至|終了予定日|滞在終了日|招へい終了日|end|end date|to|until|departure|date of departure|departure date|planned end|expected end date|end of stay|period to",
    "months": "月数|期間(月)|滞在月数|受入月数|期間(か月)|期間(ヶ月)|希望月数|滞在期間(月)|duration|duration (months)|months|number of months|length of stay (months)|duration in months|planned months|length (months)|length of stay",
    "english": "英語力|英語能力|英語レベル|英語|english|english level|english proficiency|level of english",
    "japanese": "日本語力|日本語能力|日本語レベル|日本語|JLPT|日本語能力試験|japanese|japanese level|japanese proficiency|level of japanese|japanese language proficiency",
    "export_control": "安全保障輸出管理|輸出管理|安全保障輸出管理手続|該非判定|該非|輸出管理確認|みなし輸出|export control|export control check|security export control|export control clearance|安全保障輸出管理チェック",
    "specific_category": "特定類型|特定類型該当性|特定類型該当|特定類型の該当性|specific category|specified category",
    "pledge": "誓約書|誓約|確認書|誓約書提出|pledge|written pledge|signed pledge|declaration|disclosure form|研究インテグリティ申告|利益相反申告",
    "foreign_funding": "外国政府等からの資金|外国政府からの資金|外国政府奨学金|外国政府資金|外国からの資金|他の研究費|資金提供元|奨学金|奨学金受給|foreign government funding|foreign funding|other funding|funding from foreign government|government scholarship|"
                       "scholarship|other support|current funding|funding sources|external funding",
    "former_employers": "前職|職歴|前所属|過去の所属|過去の所属機関|以前の所属|former affiliation|former affiliations|previous affiliation|previous affiliations|previous employer|previous employers|former employer|past affiliations|employment history|past employers|work history",
    "technology_area": "技術領域|重要技術領域|技術分野|technology area|critical technology area|area of technology",
}
DROPPED: Mapping[str, str] = {
    "sex": "性別|sex|gender|男女", "photograph": "顔写真|写真|photo|photograph|picture|face photo",
    "passport": "パスポート番号|旅券番号|パスポート|旅券|パスポート有効期限|passport number|passport no|passport|passport expiry|passport expiration date|passport validity",
    "residence_card": "在留カード番号|在留カード|在留資格|在留期限|ビザ|査証|マイナンバー|residence card|residence card number|visa|visa status|visa type|status of residence|my number",
    "birthplace": "出生地|出身地|本籍|出身国|place of birth|birthplace|birth place|country of birth|country of origin", "religion": "宗教|信仰|religion|faith", "ethnicity": "民族|人種|部族|ethnicity|race|ethnic group|caste|tribe",
    "marital_status": "婚姻|婚姻状況|配偶者|配偶者の有無|家族|扶養|扶養家族|marital status|married|spouse|family|dependents|children|accompanying family",
    "health": "健康状態|既往歴|アレルギー|血液型|障害|障がい|食事制限|持病|health|medical history|allergies|blood type|disability|dietary restrictions|diet", "mother_tongue": "母語|母国語|mother tongue|native language|first language",
    "address": "住所|現住所|自宅住所|連絡先住所|郵便番号|address|home address|mailing address|current address|postal code|zip", "phone": "電話|電話番号|携帯|携帯電話|fax|ファックス|phone|telephone|tel|mobile|phone number|emergency contact|緊急連絡先|連絡先|contact",
    "email": "メール|メールアドレス|eメール|e-mailアドレス|email|e-mail|email address|e-mail address|mail", "bank": "口座|口座番号|銀行口座|bank account|account number|iban", "age": "年齢|満年齢|age", "kana": SPELLINGS["kana"],
}
IGNORED: Mapping[str, str] = {
    "notes": "備考|備考欄|メモ|コメント|特記事項|摘要|remarks|remark|notes|note|comments|comment|memo", "programme": "事業名|事業|経費|資金|プログラム|プログラム名|予算|財源|programme|program|funding programme|budget|scheme",
    "timestamp": "タイムスタンプ|回答日時|送信日時|登録日時|timestamp|submitted at|submission date|date submitted", "tick": "チェック|確認|済|check|checked|done|担当|担当者|staff|person in charge",
}
REVIEW_ONLY = frozenset({"export_control", "specific_category", "pledge", "foreign_funding", "former_employers", "technology_area"})
_GROUPS_OF_OTHERS = re.compile(r"受入|host|受け入れ|推薦|緊急|保護者|配偶者|指導教員|supervisor|nominat|emergency|spouse|guarantor|紹介者|referee|代理人|連絡担当")
_LATIN = frozenset(("英字", "英文", "英語", "英語表記", "ローマ字", "欧文", "アルファベット", "english", "roman", "latin", "romaji", "alphabet", "passport", "inenglish"))
_KANA = frozenset(("カナ", "フリガナ", "ふりがな", "かな", "kana"))
_PARTS_OF_A_NAME = {"姓": "family_name", "氏": "family_name", "family": "family_name", "surname": "family_name", "last": "family_name", "familyname": "family_name", "lastname": "family_name",
                    "名": "given_name", "given": "given_name", "first": "given_name", "givenname": "given_name", "firstname": "given_name", "middle": "drop:kana", "middlename": "drop:kana"}
_GENERIC = frozenset(("漢字", "和文", "日本語", "氏名","名称", "名", "種類", "種別", "内容", "name", "type", "title", "kind"))
_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), role) for pattern, role in (
    (r"(?:host|受入).*(?:agree|accept|consent|confirm|内諾|承諾|同意)", "host_accepted"), (r"(?:host|受入|receiving).*(?:institution|universit|organi[sz]ation|institute|機関|大学)", "host_organisation"),
    (r"(?:prospective|desired|proposed|intended|planned|preferred|japanese) (?:host|supervisor)|受入(?:希望|予定)?(?:教員|研究者)", "host_name"),
))
_PERSONS_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), role) for pattern, role in (
    (r"(?:other|another|second|dual|additional).*(?:nationalit|citizenship)|(?:他|二重|重|別).{0,4}国籍", "other_nationality"), (r"^(?:your |present |current )?(?:nationality|citizenship|country of (?:citizenship|nationality))\b", "nationalities"),
    (r"(?:ph\.?\s?d|doctora\w*).*(?:date|year|award|when|confer)|(?:date|year).*(?:ph\.?\s?d|doctora)|博士.*(?:取得|授与).*(?:日|年|月)", "phd_date"), (r"(?:date|day|year) of (?:your )?birth|生年月日", "birth_date"),
    (r"title of (?:the |your )?(?:proposed |planned |intended )?(?:research|project|study)|^(?:proposed |planned )?(?:research|project) (?:title|topic|theme)|研究(?:課題|題目|テーマ)", "topic"),
    (r"(?:summary|outline|abstract|description|describe|overview) .*(?:research|project|study|plan)|研究(?:計画|内容).*(?:概要|要旨|説明)|研究(?:計画|概要)", "summary"),
    (r"(?:desired|planned|expected|intended|preferred|proposed) (?:start|arrival|starting)|(?:開始|来日|渡日).*(?:希望|予定).*(?:日|月)|希望.*開始", "start"),
    (r"(?:desired|planned|expected|intended) (?:end|departure)|(?:終了|離日|帰国).*予定", "end"), (r"^(?:desired |planned |expected )?(?:duration|length)\b|how many months|how long|(?:滞在|受入|招へい).*(?:月数|期間.*月)", "months"),
))
_MARKS = re.compile(r"[\s\W_]+", re.UNICODE)


def plain(heading: str) -> str:
    """A heading without case, width, spaces and punctuation (国籍・地域 ※必須 becomes 国籍地域)."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    text = re.sub(r"[※*＊]\s*(?:必須|required)?|[\(\[【](?:必須|任意|required|optional|自由記述|記入例.*?|例.*?|e\.g\..*?|yyyy.*?|西暦.*?|和暦.*?|複数可.*?|全角|半角|dd.*?|mm.*?|プルダウン|選択|可)[\)\]】]", "", text)
    if text.strip() in ("#", "№"):
        return text.strip()
    return _MARKS.sub("", text)


@cache
def _table() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for mark, groups in (("", SPELLINGS), ("drop:", DROPPED), ("ignore:", IGNORED)):
        for role, names in groups.items():
            if not (mark == "" and role == "kana"):
                for name in names.split("|"):
                    table.setdefault(plain(name), f"{mark}{role}")
    return table


@lru_cache(maxsize=4096)
def role_of(heading: str) -> str | None:
    """What a column with this heading is for: a role, ``drop:…`` for what no rule needs, ``ignore:…``, a profile path, or None."""
    path = heading.strip().lstrip("#")
    if re.fullmatch(r"(?:answers\.[\w.]+|goals\.[a-z_.]+|arrangements\.[a-z_.]+)", path):
        return f"path:{path}"
    for form in (heading, re.sub(r"[\(（\[【].*?[\)）\]】]", "", heading), *re.split(r"\s*[\n/／]\s*", heading)):
        found = _table().get(plain(form)) if plain(form) else None
        if found is not None:
            return found
    return _asked_for(" ".join(unicodedata.normalize("NFKC", heading).casefold().split()))


def _asked_for(question: str) -> str | None:
    """The role of a heading that is a sentence, as forms have them ("Has the host agreed?")."""
    if len(question) > 200:
        return None
    tables = (_QUESTIONS, () if _GROUPS_OF_OTHERS.search(question) else _PERSONS_QUESTIONS)
    return next((role for table in tables for pattern, role in table if pattern.search(question)), None)


def role_under(group: str, heading: str) -> str | None:
    """The role of a column in a two-row heading: both together, else the lower alone unless the group speaks of somebody else."""
    group, heading = group.strip(), heading.strip()
    if not heading:
        return role_of(group)
    if not group or group == heading:
        return role_of(heading)
    both = role_of(group + heading) or role_of(f"{group} {heading}")
    if both is not None:
        return both
    below, above = plain(heading), role_of(group)
    if above == "name" and below in {*_LATIN, *_KANA, *_PARTS_OF_A_NAME}:
        return "latin_name" if below in _LATIN else "drop:kana" if below in _KANA else _PARTS_OF_A_NAME[below]
    if below in _GENERIC and above is not None:
        return above
    own = role_of(heading)
    return own if own is None or not _GROUPS_OF_OTHERS.search(plain(group)) or own.startswith(("host_", "former_", "nominated_")) else None


def roles() -> tuple[str, ...]:
    """Every role a mapping file may name."""
    return tuple(role for role in SPELLINGS if role != "kana")
