// The README.txt of every export: what its files hold and how to verify them.
#pragma once

#include <string_view>

namespace hashira::audit {

inline constexpr std::string_view export_readme = R"(Hashira: an export for verification / 検証のための書き出し

このフォルダは、記録(ジャーナル)の全体と、そこから計算した指標です。個人の情報(封印された事実)は含みません。
"synthetic": true の記録は合成データ(作られた記録)です。Hashira が無くても docs/verify.py で検証できます。

These files hold the whole journal and the figures computed from it. Sealed (personal) facts are not in it. Records with
"synthetic": true are made up. Verify without Hashira, with nothing but Python: python3 verify.py THIS_FOLDER

Every file has one JSON object a line (UTF-8).

entries.jsonl        One entry: what happened. Grouped by stream, in order of seq.
  stream, seq        the entry's id; seq counts from 1 without holes
  type, version      what happened, and the version of its body's form
  recorded_at        when it was written (UTC); happened_on: Japan's date; account_year: the fiscal year it belongs to
  actor, command     who; 16 bytes that make a repeated command one (hex, may be empty)
  case, party        number of the case in the stream (0: none); random id of the party (hex, may be empty)
  layer, corrects    who runs this layer (empty: the prefecture); seq of the entry that this one mends (0: none)
  definition         digest of the programme version in force (hex)
  synthetic, body    made up or not; the fields of this type of entry
  bytes              the canonical bytes (hex): deterministic CBOR, docs/entry-format.md
  hash               SHA-256(hash before + SHA-256(bytes)); before the first entry: SHA-256(name of the stream)
  In body, dates are written 2020-05-20, byte strings as hex, decimals as text.

contributions.jsonl  What one entry added to one cell: stream, seq, figure, cell, delta, and key for figures that count
                     distinct keys. A cell is a figure ("payments") or one value of a breakdown
                     ("payments|municipality=011002"). scale, where it is not 0: divide by 10 to its power.

figures.jsonl        A cell as it stands: programme, figure, cell, value (the sum of its deltas; for distinct keys, how
                     many have a sum above 0), scale as above, entries (how many entries moved it), synthetic (how many
                     of those are).

heads.jsonl          Where each stream ends: stream, seq, hash.

checkpoints.jsonl    Heads signed at earlier times (Ed25519): a stream that was cut or rewritten contradicts them.
)";

}  // namespace hashira::audit
