#include "app/letters.h"

#include <fmt/core.h>

#include "app/applications.h"
#include "app/case_command.h"
#include "app/desk.h"
#include "app/draft_cases.h"
#include "app/queue.h"
#include "base/japanese.h"
#include "cases/fields.h"
#include "parties/vault.h"
#include "report/letter.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

constexpr std::size_t letters_a_unit = 100;  // intake waits for one unit at most
constexpr std::size_t printed_max = 1000;

const LetterKind kinds[] = {
    {"correction", "補正依頼", "correction request", {"amendment_asked"}},
    {"refusal", "不支給決定通知", "refusal", {"refused"}},
    {"decision", "支給決定通知", "decision", {"decided", "ordered", "paid", "bounced", "advance_claimed", "advanced"}},
    {"change", "変更決定通知", "change of the decision", {}},
    {"settlement", "額の確定通知", "settlement", {"settled", "claimed"}},
    {"payment", "支払通知", "payment notice", {"paid"}},
    {"reclaim", "返還請求", "reclaim", {"reclaiming"}},
    {"account_change", "口座変更の通知", "notice of another account", {}},
};

Result<const LetterKind*> kind_of(std::string_view id) {
  for (const LetterKind& kind : kinds) {
    if (kind.id == id) return &kind;
  }
  return fail("app.no_such_letter", fmt::format("文書の種類「{0}」はありません / there is no kind of letter '{0}'", id),
              "decision, refusal, correction, payment のどれかを選んでください / choose one of these");
}

// The template as it was published.
Result<std::string> template_of(const audit::Version& version, std::string_view kind) {
  std::string file = fmt::format("letters/{}.txt", kind);
  auto found = version.programme.files.find(file);
  if (found != version.programme.files.end()) return found->second;
  return fail("app.no_letter_template", fmt::format("{0} に {1} がありません / {0} has no {1}", version.programme.id, file),
              "ひな形を置いて、事業を公開し直してください / write the template and publish the folder again", {file, 0, 0});
}

std::string day(const std::optional<Date>& date) { return date ? date->wareki() : ""; }

std::string yen(Yen amount) { return japanese::with_commas(amount.count()) + "円"; }

std::string defects_text(const audit::Version& version, const cases::Case& value) {
  std::string out;
  for (const cases::Defect& defect : cases::defects_of(value)) {
    const portfolio::Fact* fact = version.programme.fact(defect.fact);
    out += fmt::format("・{}{}{}\n", fact != nullptr ? fact->label.ja : "", fact != nullptr ? "　" : "", defect.what);
  }
  if (!out.empty()) out.pop_back();
  return out;
}

report::LetterValues values_of(const audit::Version& version, const cases::Case& value, const parties::SealedFacts& sealed,
                               std::uint64_t number, Date on) {
  auto fact = [&](const char* id) {
    auto found = sealed.find(id);
    return found == sealed.end() ? std::string() : found->second;
  };
  const feel::Value* deadline = value.datum("deadline");
  bool disposition = version.programme.money && version.programme.money->legal_nature == "disposition";
  return {{"number", std::to_string(number)}, {"date", on.wareki()}, {"name", fact("name")}, {"address", fact("address")},
          {"case", cases::case_name(value.stream, value.number)}, {"programme", version.programme.name.ja},
          {"applied_on", day(value.reached_on("submitted"))}, {"amount", yen(value.money.approved)}, {"paid", yen(value.money.remaining())},
          {"paid_on", day(value.reached_on("paid"))}, {"reason", cases::kept_text(value, "reason_ja")}, {"defects", defects_text(version, value)},
          {"granted", yen(value.reached_on("settled") ? Yen(cases::kept_number(value, "granted")) : value.money.approved)},
          {"due", yen(value.money.due())}, {"owed", yen(value.money.owed())},
          {"deadline", day(deadline != nullptr ? deadline->as_date() : std::nullopt)}, {"disposition", disposition ? "1" : ""}};
}

// What a letter is made from, read outside of the writer: keys are in a store of their own.
struct Reader {
  std::uint64_t number;
  parties::SealedFacts sealed;
  Bytes key;
};

struct Issue {
  const std::string& programme;
  const LetterKind& kind;
  const audit::Version& version;
  const std::string& letter_template;
  const Actor& actor;
};

Result<std::uint64_t> issue_text(Work& work, const Issue& issue, const cases::Case& value, const Addressee& to) {
  if (!value.layer.empty()) {
    return fail("app.other_layer", fmt::format("案件 {0} の文書は道が出すものではありません / the letters of case {0} are another body's", value.number),
                "一覧から外してください / take it off the list");
  }
  std::uint64_t number = TRY(work.next_number(issue.programme, "letter"));
  Date on = day_of(work, issue.actor);
  std::string file = fmt::format("letters/{}.txt", issue.kind.id);
  std::string text = TRY(report::letter_text(issue.letter_template, values_of(issue.version, value, to.facts, number, on), file));
  Bytes sealed = parties::seal({{"text", text}}, to.key, to.random);
  work.put({Table::sealed, audit::sealed_letter_key(issue.programme, number)}, sealed);
  Hash digest = sha256(sealed);
  journal::Entry entry;
  entry.stream = issue.programme;
  entry.type = "letter.issued";
  entry.actor = issue.actor.user;
  entry.case_number = value.number;
  entry.party = value.party;
  entry.synthetic = value.synthetic || issue.actor.synthetic;
  entry.happened_on = on;
  entry.body = journal::BodyWriter().integer("letter", static_cast<std::int64_t>(number)).text("kind", issue.kind.id).bytes("digest", view(digest)).body();
  TRY(work.append(std::move(entry)));
  return number;
}

Done issue_one(Work& work, const Issue& issue, const Reader& reader, Random& random) {
  cases::Case value = TRY(work.case_of(issue.programme, reader.number));
  if (std::find(issue.kind.states.begin(), issue.kind.states.end(), value.state) == issue.kind.states.end()) {
    return fail("app.letter_not_due", fmt::format("案件 {} は{}の段階ではありません / case {} is not due a {}", value.number, issue.kind.ja, value.number, issue.kind.en),
                "案件の状態を確かめてください / look at the state of the case");
  }
  CHECK_OK(not_in_a_batch(work, value));
  TRY(issue_text(work, issue, value, {reader.sealed, reader.key, random}));
  return {};
}

Result<std::vector<Reader>> readers_of(Engine& engine, const std::string& programme, std::span<const std::uint64_t> numbers) {
  std::vector<Reader> out;
  for (const cases::Case& value : TRY(cases_of(engine, programme, {numbers.begin(), numbers.end()}))) {
    std::optional<Bytes> key = TRY(engine.keys().get(value.party));
    if (!key) continue;  // erased: there is nobody to write to
    out.push_back({value.number, TRY(sealed_facts(engine, value)), std::move(*key)});
  }
  return out;
}

// The letters of another layer's cases are that body's own. FAST PATH: most programmes have one layer.
Result<std::vector<std::uint64_t>> of_the_prefecture(Engine& engine, const std::string& programme, std::vector<std::uint64_t> numbers) {
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  if (!version->layer) return numbers;
  std::vector<std::uint64_t> out;
  for (const cases::Case& value : TRY(cases_of(engine, programme, numbers))) {
    if (value.layer.empty()) out.push_back(value.number);
  }
  return out;
}

Letter letter_of(std::uint64_t number, const Bytes& row) {
  journal::Body body(row);
  Letter out;
  out.number = number;
  out.case_number = static_cast<std::uint64_t>(body.integer("case").value_or(0));
  out.kind = body.text("kind").value_or("");
  out.issued_by = body.text("by").value_or("");
  out.issued_on = body.date("on").value_or(Date());
  out.sent_on = body.date("sent");
  out.digest = body.bytes("digest").value_or(BytesView());
  return out;
}

Result<std::string> opened(Engine& engine, const std::string& programme, const Letter& letter) {
  std::vector<cases::Case> found = TRY(cases_of(engine, programme, {letter.case_number}));
  std::optional<Bytes> key = found.empty() ? std::nullopt : TRY(engine.keys().get(found.front().party));
  Key at{Table::sealed, audit::sealed_letter_key(programme, letter.number)};
  std::optional<Bytes> sealed = TRY(engine.store().get(std::span(&at, 1))).front();
  if (!key || !sealed) return fmt::format("（文書 {0} は消去されています / letter {0} was erased with its addressee）\n", letter.number);
  if (view(sha256(*sealed)) != letter.digest) {
    return fail("app.letter_changed", fmt::format("文書 {0} は記録の摘要と合いません / letter {0} is not the one that was issued", letter.number),
                "バックアップから戻し、監査を実行してください / restore it from a backup and run the audit");
  }
  return TRY(parties::open(*sealed, *key))["text"];
}

}  // namespace

std::span<const LetterKind> letter_kinds() { return kinds; }

Result<std::vector<std::uint64_t>> due_letters(Engine& engine, const std::string& programme, std::string_view kind_id, std::size_t limit) {
  const LetterKind* kind = TRY(kind_of(kind_id));
  std::vector<std::uint64_t> out;
  for (std::string_view state : kind->states) {
    std::uint64_t after = 0;
    while (out.size() < limit) {
      std::vector<std::uint64_t> numbers = TRY(queue_numbers(engine, programme, state, after, 1000));
      if (numbers.empty()) break;
      std::vector<Key> keys;
      for (std::uint64_t number : numbers) keys.push_back({Table::index, audit::letter_of_key(programme, kind->id, number)});
      std::vector<std::optional<Bytes>> issued = TRY(engine.store().get(keys));
      after = numbers.back();
      std::vector<std::uint64_t> due;
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!issued[i]) due.push_back(numbers[i]);
      }
      for (std::uint64_t number : TRY(of_the_prefecture(engine, programme, std::move(due)))) {
        if (out.size() < limit) out.push_back(number);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::uint64_t> issue_letters(Engine& engine, const std::string& programme, std::string_view kind_id,
                                    const std::vector<std::uint64_t>& cases, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  const LetterKind* kind = TRY(kind_of(kind_id));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  std::string letter_template = TRY(template_of(*version, kind->id));
  Issue issue{programme, *kind, *version, letter_template, actor};
  std::uint64_t done = 0;
  for (std::size_t at = 0; at < cases.size(); at += letters_a_unit) {
    auto some = std::span(cases).subspan(at, std::min(letters_a_unit, cases.size() - at));
    std::vector<Reader> readers = TRY(readers_of(engine, programme, some));
    CHECK_OK(act(engine, [&](Work& work) -> Done {
      for (const Reader& reader : readers) CHECK_OK(issue_one(work, issue, reader, engine.random()));
      return {};
    }));
    done += readers.size();
  }
  return done;
}

Result<std::uint64_t> issue_letter(Work& work, const audit::Version& version, std::string_view kind_id, const cases::Case& value,
                                   const Addressee& to, const Actor& actor) {
  const LetterKind* kind = TRY(kind_of(kind_id));
  std::string letter_template = TRY(template_of(version, kind->id));
  return issue_text(work, {value.stream, *kind, version, letter_template, actor}, value, to);
}

Result<std::uint64_t> last_letter(Engine& engine, const std::string& programme) {
  Key at{Table::index, audit::counter_key(programme, "letter")};
  return static_cast<std::uint64_t>(audit::number_of(TRY(engine.store().get(std::span(&at, 1))).front()));
}

Result<std::vector<Letter>> letters(Engine& engine, const std::string& programme, std::uint64_t from, std::size_t limit) {
  Bytes after = from <= 1 ? Bytes() : audit::letter_key(programme, from - 1);
  std::vector<Letter> out;
  Bytes prefix = audit::letter_prefix(programme);
  for (const journal::Row& row : TRY(engine.store().scan(Table::state, prefix, after, limit))) {
    out.push_back(letter_of(read_u64(BytesView(row.key).substr(prefix.size())), row.value));
  }
  return out;
}

Result<std::string> print_letters(Engine& engine, const std::string& programme, std::uint64_t from, std::uint64_t to, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver", "payer"}));
  if (from == 0 || to < from || to - from >= printed_max) {
    return fail("app.bad_letter_range", fmt::format("{}号から{}号は印刷できません / letters {} to {} cannot be printed", from, to, from, to),
                fmt::format("一度に{0}通まで指定してください / give at most {0} at a time", printed_max));
  }
  std::vector<std::string> texts;
  bool synthetic = false;
  for (const Letter& letter : TRY(letters(engine, programme, from, to - from + 1))) {
    if (letter.number > to) break;
    texts.push_back(TRY(opened(engine, programme, letter)));
    for (const cases::Case& value : TRY(cases_of(engine, programme, {letter.case_number}))) synthetic |= value.synthetic;
  }
  if (texts.empty()) {
    return fail("app.no_letters",
                fmt::format("{}号から{}号の文書はありません / there are no letters {} to {}", from, to, from, to), "文書の一覧を見てください / look at the list of letters");
  }
  return report::letters_page(texts, fmt::format("{} {}-{}", programme, from, to), "/assets/letter.css?v=1", synthetic);
}

Done mark_letters_sent(Engine& engine, const std::string& programme, std::uint64_t from, std::uint64_t to, Date on, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  return act(engine, [&](Work& work) -> Done {
    std::uint64_t last = TRY(work.next_number(programme, "letter")) - 1;
    if (from == 0 || to < from || to > last || on > work.today()) {
      return fail("app.bad_letter_range", fmt::format("{}号から{}号を{}発送とは記録できません / letters {} to {} cannot be sent on {}", from, to, on.iso(), from, to, on.iso()),
                  fmt::format("{0}号まであります。日付は業務日付まで / there are letters up to {0}; the day is at most the business date", last));
    }
    Actor then = actor;
    then.on = on;
    journal::BodyWriter body;
    body.integer("from", static_cast<std::int64_t>(from)).integer("to", static_cast<std::int64_t>(to));
    return append_entry(work, programme, "letter.sent", body.body(), then);
  });
}

}  // namespace hashira::app
