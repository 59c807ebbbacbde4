// What each command does, in Japanese, to stand before the English in `--help`.
// Guarantees: only words; the tidy test walks through every command's help and names one without Japanese.
// English: where each command is registered.
#include "cli/command_words.h"

#include <string_view>

namespace hashira::cli {
namespace {

struct CommandWords {
  std::string_view path, ja;
};
constexpr CommandWords command_words[] = {
    {"init", "データフォルダを作る"},
    {"publish", "事業を施行・改定する"},
    {"today", "業務日付を見る・変える"},
    {"budget", "予算の計上と配当"},
    {"budget appropriate", "歳出予算を計上する"},
    {"budget allot", "事業に配当する"},
    {"user", "職員を登録・変更する"},
    {"serve", "画面とAPIを提供する"},
    {"portfolio", "事業フォルダの点検"},
    {"portfolio check", "誤りを場所と直し方で示す"},
    {"report", "報告書を書く"},
    {"report reason", "公表値を検証する"},
    {"figure", "一つの数字をたどる"},
    {"audit", "記録を検証・再計算する"},
    {"export", "検証用に書き出す"},
    {"entries", "記録を一覧する"},
    {"checkpoint", "先頭に署名する"},
    {"draft", "起案と決裁"},
    {"draft preview", "起案できる案件を数える"},
    {"draft open", "起案する"},
    {"draft review", "合議する"},
    {"draft approve", "決裁する"},
    {"draft undo-approval", "決裁を取り消す"},
    {"draft send-back", "差し戻す"},
    {"draft recirculate", "再回付する"},
    {"draft withdraw", "取り下げる"},
    {"draft decide", "一括決定する"},
    {"draft undo", "一括決定を戻す"},
    {"draft issue", "施行する"},
    {"draft release", "支出命令を出す"},
    {"programme", "再決定と予約の期限"},
    {"programme redecide", "差額だけ決定し直す"},
    {"programme expire", "期限の過ぎた予約を終える"},
    {"payments", "振込データと銀行の結果"},
    {"payments import", "銀行の結果を取り込む"},
    {"payments run", "振込データを作る"},
    {"payments release", "他の人が作ったデータを承認する"},
    {"payments export", "銀行へのファイルを書く"},
    {"payments execute", "振込の実行を記録する"},
    {"payments void", "振込データを取り消す"},
    {"payments status", "振込データの一覧"},
    {"credits", "クレジットの発行・売却・無効化"},
    {"credits issue", "発行を登録する"},
    {"credits propose", "売却を起案する"},
    {"credits assess", "契約して代金を調定する"},
    {"credits receive", "代金の納入を記録する"},
    {"credits withdraw", "起案した売却を取り下げる"},
    {"credits retire", "無効化を記録する"},
    {"credits void", "誤って登録した発行を取り消す"},
    {"credits list", "発行と売却の一覧"},
    {"reported", "他機関の報告値"},
    {"reported state", "一件受け取る"},
    {"reported import", "CSVで受け取る"},
    {"reported check", "文書と照合した"},
    {"reported correct", "報告者が訂正した"},
    {"reported retract", "報告者が取り下げた"},
    {"reported list", "一覧"},
    {"accounting", "財務会計との連携"},
    {"accounting export", "新しい分を書き出す"},
    {"accounting import", "伝票番号を取り込む"},
    {"accounting mismatches", "突合の不一致"},
    {"accounting status", "出力と取込の一覧"},
    {"intake", "表計算からの受付"},
    {"intake preview", "取り込む前に見る"},
    {"intake import", "取り込む"},
    {"intake template", "記入用の様式を書く"},
    {"intake undo", "取込を取り消す"},
    {"intake list", "取込の一覧"},
    {"synth", "模擬の記録を加える"},
    {"dmn", "判定表の試験・説明・点検"},
    {"dmn test", "適合試験を行う"},
    {"dmn explain", "判定の理由を示す"},
    {"dmn check", "判定表を点検する"},
    {"dmn diff", "二つの版を比べる"},
};

std::string_view japanese_of(std::string_view path) {
  for (const CommandWords& words : command_words) {
    if (words.path == path) return words.ja;
  }
  return {};
}

void describe_below(CLI::App& parent, const std::string& before) {
  for (CLI::App* command : parent.get_subcommands(nullptr)) {
    std::string path = before + command->get_name();
    std::string_view ja = japanese_of(path);
    if (!ja.empty()) command->description(std::string(ja) + " / " + command->get_description());
    describe_below(*command, path + " ");
  }
}

}  // namespace

void describe_in_japanese(CLI::App& app) {
  describe_below(app, "");
}

}  // namespace hashira::cli
