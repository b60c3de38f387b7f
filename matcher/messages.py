"""What is refused, said in Japanese: sentences are recognised by their form, and clauses without a translation stay in English."""

from __future__ import annotations

import re
from functools import cache

# One clause a line: its English form, `<…>` standing for any text, and the Japanese with the same pieces as {0}, {1}, … in order.
_CLAUSES = """
is missing | 記入されていません
add it | 追加してください
unknown key | 不明な項目です
did you mean `<>`? | `{0}` の誤りではありませんか
remove it | 削除してください
the file is empty | ファイルが空です
write at least `<>` | 少なくとも `{0}` を記入してください
write it so | この形式で記入してください
holds no profile | プロフィールが含まれていません
holds no person | 研究者の情報が含まれていません
no person could be read | 読み取れた研究者がいません
is a folder | フォルダーです
name a file | ファイルを指定してください
cannot be read (<>) | 読み取れません（{0}）
cannot be written (<>) | 書き込めません（{0}）
check the name | 名前を確認してください
name a place that can | 書き込める場所を指定してください
name a place that can with --out | --out で書き込める場所を指定してください
name another place with --out | --out で別の場所を指定してください
name a folder that can | 書き込めるフォルダーを指定してください
not YAML (<>) | YAMLとして読み取れません（{0}）
not JSON (<>) | JSONとして読み取れません（{0}）
check quotes, colons and indentation | 引用符、コロン、字下げを確認してください
check for control characters and indentation | 制御文字と字下げを確認してください
check commas, quotes and brackets | カンマ、引用符、括弧を確認してください
byte <> is not UTF-8 | {0}バイト目がUTF-8ではありません
save the file as UTF-8 | UTF-8で保存してください
the key `<>` is written twice (first on line <>) | 項目 `{0}` が重複しています（最初は{1}行目）
the key `<>` is written twice | 項目 `{0}` が重複しています
keep one | 一つだけ残してください
a key must be a plain word | 項目名には単純な語を使ってください
anchors and aliases (& and *) are not read | アンカーとエイリアス（& と *）は使えません
write the value out | 値をそのまま書いてください
tags (!) are not read | タグ（!）は使えません
write a plain value | 通常の値を書いてください
nested more than <> deep | 入れ子が{0}段を超えています
a profile needs no such depth | プロフィールにこれほどの入れ子は必要ありません
nested too deep to be a profile | 入れ子が深すぎます
the file has <> bytes, more than the <> that are read | ファイルの大きさが{0}バイトで、上限の{1}バイトを超えています
split it | 分割してください
expected a mapping such as `<>`, found <> | `{0}` のような「項目: 値」の形が必要ですが、{1}が書かれています
expected a mapping such as {<>}, found <> | {{{0}}} のような形が必要ですが、{1}が書かれています
expected a mapping of keys to values, found <> | 「項目: 値」の形が必要ですが、{0}が書かれています
expected a mapping from the key of a question to its answer, found <> | 「質問の項目: 回答」の形が必要ですが、{0}が書かれています
expected a list such as <>, found <> | {0} のようなリストが必要ですが、{1}が書かれています
expected a list of `<>` entries, found <> | `{0}` のリストが必要ですが、{1}が書かれています
expected a list, found <> | リストが必要ですが、{0}が書かれています
expected a date such as <>, found <> | {0} のような日付が必要ですが、{1}が書かれています
expected a number, found <> | 数値が必要ですが、{0}が書かれています
expected a whole number, found <> | 整数が必要ですが、{0}が書かれています
expected text, found <> | 文字列が必要ですが、{0}が書かれています
expected true or false, found <> | true または false が必要ですが、{0}が書かれています
expected true, false, a number or text, found <> | true、false、数値、文字列のいずれかが必要ですが、{0}が書かれています
expected an ISO 3166-1 code such as <>, found <> | {0} のような国コード（ISO 3166-1）が必要ですが、{1}が書かれています
write `key: value` lines | 「項目: 値」の行で記入してください
write `key: value` pairs | 「項目: 値」の組で記入してください
write `key: answer` | 「項目: 回答」の形で記入してください
write `- ` before each entry, or [] for none | 各要素の前に「- 」を付けるか、ない場合は [] と記入してください
write `- ` before each | 各要素の前に「- 」を付けてください
write digits without quotes or units | 引用符や単位を付けずに数字で記入してください
round it | 整数に丸めてください
write words | 文字で記入してください
write one of them, or leave it out | いずれかを記入するか、省略してください
choose one of them, or leave it out | いずれかを選ぶか、省略してください
choose one of them | いずれかを選んでください
leave it out if it is not known | 不明な場合は省略してください
correct it, or leave it out | 訂正するか、省略してください
leave the value out | 値を省略してください
write the code | コードで記入してください
<> is not one of <> | {0} は選択肢（{1}）にありません
<> is not a country that can be told for sure | {0} は国名として特定できません
it may be <> | {0} の可能性があります
write its ISO 3166-1 code, such as IN or JP | IN や JP などの国コード（ISO 3166-1）で記入してください
<> is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY | {0} は YYYY-MM-DD、YYYY-MM、YYYY のいずれの形式でもありません
<> is not a day of the calendar | {0} は暦に存在しない日付です
write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known | YYYY-MM-DD の形式で、月や年までしか分からない場合は YYYY-MM または YYYY と記入してください
<> is not a day | {0} は日付ではありません
write YYYY-MM-DD | YYYY-MM-DD の形式で記入してください
was read as false | false と読み取られました
write "NO" for Norway | ノルウェーは "NO" と引用符を付けて記入してください
was read as <>, which may not be what was written (2.10 becomes 2.1) | {0} と読み取られました（2.10 が 2.1 になることがあります）
put it in quotes | 引用符で囲んでください
has <> characters, more than the <> that are read | {0}文字あり、上限の{1}文字を超えています
shorten it | 短くしてください
holds the character <>, which is not text | 文字 {0} は使えません
is empty, longer than 200 characters, or has white space or invisible characters in it | 空であるか、200文字を超えているか、空白や不可視文字を含んでいます
write an id such as r-0001 | r-0001 のようなIDを記入してください
give the profile an id such as r-0001 | r-0001 のようなIDを付けてください
<> was used before, in row <> | {0} は{1}行目で使われています
give each profile its own id | プロフィールごとに異なるIDを付けてください
<> lies outside <> to <> | {0} は {1}〜{2} の範囲外です
<> is less than `min` (<>) | {0} が `min`（{1}）より小さくなっています
swap or correct the two | 入れ替えるか訂正してください
ends on <>, before it starts on <> | 終了日（{0}）が開始日（{1}）より前です
check the two dates | 二つの日付を確認してください
<> is neither researcher nor institution | {0} は researcher でも institution でもありません
belongs to a person, and this profile is an institution's | 個人の項目ですが、このプロフィールは機関のものです
remove it, or remove `type: institution` | 削除するか、`type: institution` を削除してください
an institution states its name, kind and country here | 機関はここに名称・種別・国を記入します
belongs to `type: institution` | `type: institution` の項目です
a researcher writes `positions` instead | 研究者は代わりに `positions` に記入してください
<> is not an ISO 4217 code | {0} は通貨コード（ISO 4217）ではありません
write three letters such as JPY or INR | JPY や INR のような3文字で記入してください
<> is not a language code | {0} は言語コードではありません
write two small letters such as en or ja | en や ja のように小文字2文字で記入してください
is not the key of a question | 質問の項目名ではありません
copy the key as the question shows it | 質問に示された項目名をそのまま使ってください
<> is not a key of a profile | {0} はプロフィールの項目ではありません
write one such as birth_date, or answers.KEY | birth_date や answers.KEY のような項目名を記入してください
write one such as birth_date, or answers.KEY; did you mean `<>`? | birth_date や answers.KEY のような項目名を記入してください
write who says so | 情報源を記入してください
<> is not a number that can be read | {0} は読み取れる数値ではありません
there is no programme <> | 事業 {0} は見つかりません
there is no such file or folder | 該当するファイルまたはフォルダーがありません
name a folder of YAML files or a JSONL file | YAMLファイルのフォルダーまたはJSONLファイルを指定してください
holds no programme | 事業が含まれていません
build it again with `<>` | `{0}` で作り直してください
differs from its checksum | チェックサムと一致しません
was made by another encoder | 別のエンコーダーで作られています
was made from another catalogue | 別の事業カタログから作られています
has no readable manifest.json | manifest.json を読み取れません
holds no safetensors weights | safetensors形式の重みが含まれていません
convert the model to safetensors | モデルを safetensors形式に変換してください
holds no sentence-transformers model (no modules.json) | sentence-transformersのモデルではありません（modules.json がありません）
name such a folder, or `builtin` | モデルのフォルダーか `builtin` を指定してください
differs from its own checksum, so it has been altered | チェックサムと一致せず、書き換えられています
use the file as it was written | 書き出されたままのファイルを使ってください
the model '<>' is not on this machine | モデル '{0}' はこのコンピューターにありません
fetch it once with `<>` (<>), or use `<>` | `{0}`（{1}）で一度取得するか、`{2}` を使ってください
fetch it once with `<>` (<>) | `{0}`（{1}）で一度取得してください
fetch it once with `<>`, or use `<>` | `{0}` で一度取得するか、`{1}` を使ってください
fetch it once with `<>` | `{0}` で一度取得してください
there is no model '<>' | モデル '{0}' は見つかりません
see `<>`, or name a folder or an owner/name of the hub | `{0}` で確認するか、フォルダーまたは「所有者/名称」を指定してください
the model '<>' runs program code of its own, which is never done here | モデル '{0}' は独自のプログラムの実行が必要なため、利用できません
use gte-multilingual-base, the same weights without it | 同じ重みで実行を必要としない gte-multilingual-base を使ってください
the model '<>' compares pairs of texts | モデル '{0}' は二つの文章を比較するものです
the model '<>' encodes single texts | モデル '{0}' は一つの文章をベクトルにするものです
use it with `<>` | `{0}` として使ってください
use it with `<>`, and with --rerank a re-ranker of `<>` | `{0}` として使い、--rerank には `{1}` のリランカーを指定してください
is not a folder | フォルダーではありません
check the name, or see `<>` | 名前を確認するか、`{0}` をご覧ください
cannot be reached (<>) | 接続できません（{0}）
run the same command where there is a network, which goes on where it stopped, or copy the folder of the model from another machine, or use `<>` | ネットワークにつながる環境で同じコマンドを実行する（中断した箇所から再開します）か、別のコンピューターからモデルのフォルダーをコピーするか、`{0}` を使ってください
is given out only to those who accept its licence on the hub | 配布元でライセンスに同意した人だけが取得できます
accept it there, set HF_TOKEN to an access token of yours, and fetch again | 配布元で同意し、HF_TOKEN にアクセストークンを設定してから、もう一度取得してください
is not on the hub, or is private | 配布元に見つからないか、公開されていません
has no revision <> | リビジョン {0} はありません
check --revision | --revision を確認してください
holds no safetensors weights at <>, and other forms can run code | {0} にはsafetensors形式の重みが含まれていません。ほかの形式はプログラムを実行できるため取得しません
name another --revision or another model | 別の --revision か別のモデルを指定してください
is missing or differs from its checksum | ファイルがないか、チェックサムと一致しません
does not belong to the model | モデルに含まれないファイルです
fetch it again with `<>` | `{0}` で取得し直してください
remove it, or fetch it again with `<>` | 削除するか、`{0}` で取得し直してください
asks for code of its own (auto_map), which is never run | 独自のプログラム（auto_map）を必要としますが、実行しません
use a model without it | それを必要としないモデルを使ってください
has room for <> MB, the model needs <> MB | 空き容量は{0} MBですが、モデルには{1} MB必要です
make room, or set MATCHER_CACHE to another place | 空き容量を増やすか、MATCHER_CACHE に別の場所を設定してください
a model folder with <> files is not opened, since they can run code | {0} ファイルはプログラムを実行できるため、これを含むモデルのフォルダーは開きません
keep its safetensors and configuration alone | safetensors形式の重みと設定ファイルだけを残してください
arrived altered or cut short, and was removed | 途中で切れているか内容が異なるため、削除しました
did not arrive (<>) | 取得できませんでした（{0}）
run `<>` again | `{0}` をもう一度実行してください
is not a whole safetensors file (<>) | safetensors形式のファイルとして不完全です（{0}）
copy or fetch the model again | モデルをコピーまたは取得し直してください
remove the folder and fetch the model again | フォルダーを削除し、モデルを取得し直してください
names the module <> from outside sentence-transformers | sentence-transformers以外のモジュール {0} を指定しています
it is never run | これは実行しません
nothing is known of the model <>, and it is not on this machine | モデル {0} の情報はなく、このコンピューターにもありません
the model in <> needs <>, which is not installed | {0} のモデルには {1} が必要ですが、導入されていません
install matcher[hub], or use `<>` | matcher[hub] を導入するか、`{0}` を使ってください
sentence-transformers <> is too old | sentence-transformers {0} は古すぎます
install <> or newer (matcher[hub]) | {0} 以降を導入してください（matcher[hub]）
the model in <> could not be opened (<>) | {0} のモデルを開けません（{1}）
fetch it again, name another folder, or use `<>` | 取得し直すか、別のフォルダーを指定するか、`{0}` を使ってください
there is no profile <> in profiles.jsonl | profiles.jsonl にプロフィール {0} がありません
there is no programme <> in the dataset's catalogue | データセットのカタログに事業 {0} がありません
correct the id, or remove the line | IDを訂正するか、この行を削除してください
<> was given before, on line <> | {0} は{1}行目にすでにあります
was given before, on line <> | 同じ内容が{0}行目にすでにあります
keep one of the two lines | どちらか一方の行だけを残してください
is a heading | 見出し行です
remove the line, the file has none | このファイルに見出しはありません。行を削除してください
has <> of <> columns (<>) | {1}列（{2}）のうち{0}列しかありません
put tabs between them, not commas | カンマではなくタブで区切ってください
complete the line | 足りない列を補ってください
<> is not a grade | {0} は適合度ではありません
write 0 (no fit), 1 (fits) or 2 (fits well) | 0（適合しない）、1（適合する）、2（よく適合する）のいずれかを記入してください
<> is not a verdict | {0} は判定ではありません
<> is not a role | {0} は役割ではありません
use one of <> | {0} のいずれかを使ってください
<> offers no role <> | {0} に役割 {1} はありません
it offers <> | 選べる役割は {0} です
<> is named as its own twin | {0} が自分自身の対として書かれています
name the two profiles of one researcher | 同じ研究者の二つのプロフィールを書いてください
holds no label | ラベルが含まれていません
holds no event | 記録が含まれていません
write one a line | 1行に1件を記入してください
write one a line, such as <> | {0} のように1行に1件を記入してください
write `profile_id 0 program_id grade` lines, such as `<>` | `{0}` のように「プロフィールID 0 事業ID 適合度」の行で記入してください
write one researcher profile a line, such as <> | {0} のように1行に1人のプロフィールを記入してください
expected `key: value` lines such as `<>` | `{0}` のような「項目: 値」の行が必要です
there is no such folder | 該当するフォルダーがありません
is a file | ファイルです
name a folder with profiles.jsonl and qrels.tsv | profiles.jsonl と qrels.tsv のあるフォルダーを指定してください
not JSON | JSONとして読み取れません
is no object | 「項目: 値」の組ではありません
write one object a line, such as <> | {0} のように1行に1件を記入してください
holds no weights | 重みが含まれていません
make it with `<>` | `{0}` で作成してください
expected a number of 0 or more | 0以上の数値が必要です
weights: sum to <>, not to 1 | weights: 合計が1ではなく{0}です
differs from its own digest, so it has been altered | ダイジェストと一致せず、書き換えられています
names no part <> | 区分 {0} はありません
the parts are <> | 区分は {0} です
is no bundle | 再現用の記録ファイルではありません
write one with `<>` | `{0}` で作成してください
"""


def in_japanese(message: str) -> str:
    """A refusal of one or more lines in Japanese; the place (``FILE: path:``) stays as it is."""
    return "\n".join(_line(line) for line in message.split("\n"))


def _line(line: str) -> str:
    first, *rest = line.split("; ")
    said = [_first(first), *(_clause(part) or part for part in rest)]
    return "。".join(said) + "。" if said != [first, *rest] else line


def _first(text: str) -> str:
    """The first clause stands after the place; the longest place that leaves a known clause is taken."""
    cuts = [match.end() for match in re.finditer(r": ", text)]
    for cut in reversed([0, *cuts]):
        found = _clause(text[cut:])
        if found is not None:
            return text[:cut] + found
    return text


def _clause(text: str) -> str | None:
    for pattern, japanese in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return japanese.format(*match.groups())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = [line.split(" | ") for line in _CLAUSES.strip().splitlines()]
    return tuple((re.compile("(.+?)".join(re.escape(piece) for piece in english.split("<>"))), japanese) for english, japanese in lines)
