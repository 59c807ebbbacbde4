#include "app/paper.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/paper_parts.h"
#include "app/queue.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using intake::Paper;
using journal::Key;
using journal::Table;

Done check_days(const PaperArrival& arrival, Date received, Date today) {
  if (received <= today && (!arrival.postmark || *arrival.postmark <= received)) return {};
  return fail("app.bad_paper_days",
              fmt::format("消印 {}、収受 {} は順になっていません / postmark {} and receipt {} are not in order",
                          arrival.postmark ? arrival.postmark->wareki() : "なし", received.wareki(),
                          arrival.postmark ? arrival.postmark->iso() : "none", received.iso()),
              "消印日は収受日まで、収受日は業務日付までです / the postmark is at most the day of receipt, and that at "
              "most the business date");
}

struct Keying {
  int number;  // 1 or 2
  const Bytes& sealed;
  const PaperArrival* arrival;  // of the first
  Date received;
  Bytes scan;
};

journal::Entry keyed_entry(const std::string& programme, std::uint64_t paper, const Keying& keying, const Actor& actor,
                           BytesView holder) {
  Hash digest = sha256(keying.sealed);
  journal::BodyWriter body;
  body.integer("paper", static_cast<std::int64_t>(paper))
      .integer("keying", keying.number)
      .bytes("digest", view(digest));
  if (keying.arrival != nullptr) {
    body.date("received", keying.received);
    if (keying.arrival->postmark) body.date("postmark", *keying.arrival->postmark);
    if (!keying.scan.empty()) body.bytes("scan", keying.scan);
  }
  journal::Entry entry;
  entry.stream = programme;
  entry.type = "paper.keyed";
  entry.actor = actor.user;
  entry.party = holder;
  entry.synthetic = actor.synthetic;
  entry.body = body.body();
  return entry;
}

}  // namespace

Result<PaperKeyed> key_paper(Engine& engine, const std::string& programme, const PaperArrival& arrival,
                             const Answers& typed, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  Date received = arrival.received_on.value_or(engine.today());
  CHECK_OK(check_days(arrival, received, engine.today()));
  PaperKeyed out;
  Answers answers = read_keying(*version, typed, out.errors);
  if (!out.errors.empty()) return out;
  Bytes holder = parties::new_party(engine.clock().now(), engine.random()),
        key = engine.random().bytes(parties::party_key_size);
  Bytes sealed = parties::seal(answers, key, engine.random());
  Keying keying{1, sealed, &arrival, received, TRY(stored_scan(engine, arrival.scan, key))};
  CHECK_OK(engine.run([&](Work& work) -> Done {
    out.number = TRY(work.next_number(programme, "paper"));
    work.add_key({holder, key});
    work.put({Table::sealed, intake::keyed_answers_key(programme, out.number, 1)}, sealed);
    TRY(work.append(keyed_entry(programme, out.number, keying, actor, holder)));
    return {};
  }));
  return out;
}

Result<PaperKeyed> key_paper_again(Engine& engine, const std::string& programme, std::uint64_t number,
                                   const Answers& typed, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  Paper paper = TRY(paper_of(engine, programme, number));
  CHECK_OK(other_person(actor, paper.keyed_by[0], "一度目の入力をした", "did the first keying of"));
  PaperKeyed out{number, {}, {}, std::nullopt};
  Answers answers = read_keying(*version, typed, out.errors);
  if (!out.errors.empty()) return out;
  Bytes key = TRY(holder_key(engine, paper));
  Bytes sealed = parties::seal(answers, key, engine.random());
  CHECK_OK(engine.run([&](Work& work) -> Done {
    paper = TRY(paper_in(work, programme, number));
    if (paper.state != "keyed") return wrong_state(paper, "一度目の入力済み", "keyed once");
    work.put({Table::sealed, intake::keyed_answers_key(programme, number, 2)}, sealed);
    TRY(work.append(keyed_entry(programme, number, {2, sealed, nullptr, {}, {}}, actor, paper.holder)));
    return {};
  }));
  out.differences = between(TRY(keyed_answers(engine, paper, 1, key)), answers);
  if (!out.differences.empty()) return out;
  return make_application(engine, TRY(paper_of(engine, programme, number)), key, answers, {}, actor);
}

Done drop_paper(Engine& engine, const std::string& programme, std::uint64_t number, std::string_view reason,
                const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  if (reason.empty())
    return fail("app.no_reason", "理由がありません / there is no reason", "理由を書いてください / say why");
  Paper paper;
  CHECK_OK(engine.run([&](Work& work) -> Done {
    paper = TRY(paper_in(work, programme, number));
    if (!paper.open()) return wrong_state(paper, "入力中", "open");
    CHECK_OK(erase_keyings(work, paper));
    journal::BodyWriter body;
    body.integer("paper", static_cast<std::int64_t>(number)).text("reason", reason);
    return append_entry(work, programme, "paper.dropped", body.body(), actor);
  }));
  return engine.keys().destroy(paper.holder);
}

Result<Paper> paper_of(Engine& engine, const std::string& programme, std::uint64_t number) {
  Key at{Table::state, intake::paper_key(programme, number)};
  std::optional<Bytes> row = TRY(engine.store().get(std::span(&at, 1))).front();
  if (row) return intake::decode_paper(*row);
  return fail("app.no_such_paper", fmt::format("紙の申請 第{0}号はありません / there is no paper {0}", number),
              "一覧を見てください / look at the list");
}

Result<std::vector<Paper>> papers(Engine& engine, const std::string& programme) {
  std::vector<Paper> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows =
        TRY(engine.store().scan(Table::state, intake::paper_prefix(programme), after, 500));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(TRY(intake::decode_paper(row.value)));
    after = rows.back().key;
  }
}

Result<std::string> paper_scan(Engine& engine, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  Paper paper = TRY(paper_of(engine, programme, number));
  if (paper.scan.empty())
    return fail("app.no_scan", fmt::format("紙の申請 第{0}号に画像はありません / paper {0} has no scan", number), "");
  if (paper.state != "entered") return opened_scan(engine, paper.scan, TRY(holder_key(engine, paper)));
  std::vector<cases::Case> found = TRY(cases_of(engine, programme, {paper.case_number}));
  std::optional<Bytes> key = found.empty() ? std::nullopt : TRY(engine.keys().get(found.front().party));
  if (key) return opened_scan(engine, paper.scan, *key);
  return fail(
      "app.no_scan",
      fmt::format("紙の申請 第{0}号の画像は消去されています / the scan of paper {0} was erased with its applicant",
                  number),
      "");
}

}  // namespace hashira::app
