// A paper that two people have keyed becomes an application.
#include <fmt/core.h>

#include "app/case_command.h"
#include "app/paper_parts.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using intake::Paper;
using journal::Key;
using journal::Table;

Bytes names_of(const std::vector<PaperDifference>& differences) {
  cbor::Writer writer;
  writer.array(differences.size());
  for (const PaperDifference& one : differences) writer.text(one.fact);
  return std::move(writer).out();
}

Bytes command_of_paper(const Paper& paper) {
  Bytes of = paper.stream;
  append_u64(of, paper.number);
  return Bytes(view(sha256("hashira paper", of))).substr(0, 16);
}

struct Entering {
  const Paper& paper;
  const Prepared& prepared;
  const std::vector<PaperDifference>& differences;
  const Bytes& scan;
  const Actor& actor;
};

Result<Receipt> enter(Work& work, const Entering& entering) {
  const Paper& paper = entering.paper;
  Paper now = TRY(paper_in(work, paper.stream, paper.number));
  if (now.state != "keyed_twice") return wrong_state(now, "入力照合済み", "keyed twice");
  Actor then = entering.actor;
  then.on = *paper.received_on;
  Receipt receipt = TRY(submit_application(work, entering.prepared, then));
  CHECK_OK(erase_keyings(work, paper));
  journal::BodyWriter body;
  body.integer("paper", static_cast<std::int64_t>(paper.number))
      .integer("case", static_cast<std::int64_t>(receipt.case_number));
  if (!entering.differences.empty()) body.raw("differences", names_of(entering.differences));
  if (!entering.scan.empty()) body.bytes("scan", entering.scan);
  CHECK_OK(append_entry(work, paper.stream, "paper.entered", body.body(), entering.actor));
  return receipt;
}

}  // namespace

// The application, and the scan under the key of its party; then nothing needs the paper's own key any more.
Result<PaperKeyed> make_application(Engine& engine, const Paper& paper, BytesView key, const Answers& answers,
                                    const std::vector<PaperDifference>& differences, const Actor& actor) {
  PaperKeyed out{paper.number, {}, {}, std::nullopt};
  auto prepared = prepare_application(engine, paper.stream, answers, command_of_paper(paper), Missing::allow,
                                      {*paper.received_on, nullptr, nullptr});
  if (!prepared) {
    out.errors = std::move(prepared.error());
    return out;
  }
  prepared->channel.name = "paper";
  prepared->channel.paper = paper.number;
  prepared->channel.postmark = paper.postmark;
  Bytes scan;
  if (!paper.scan.empty())
    scan = TRY(stored_scan(engine, TRY(opened_scan(engine, paper.scan, key)), prepared->party_key));
  Result<Receipt> receipt = fail("app.not_entered", "", "");
  Done done = engine.run([&](Work& work) -> Done {
    receipt = enter(work, {paper, *prepared, differences, scan, actor});
    return receipt ? Done() : Done(fail(receipt.error()));
  });
  CHECK_OK(done);
  CHECK_OK(engine.keys().destroy(paper.holder));
  out.receipt = std::move(*receipt);
  return out;
}

Result<std::vector<PaperDifference>> paper_differences(Engine& engine, const std::string& programme,
                                                       std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  Paper paper = TRY(paper_of(engine, programme, number));
  if (paper.state != "keyed_twice") return wrong_state(paper, "入力照合済み", "keyed twice");
  Bytes key = TRY(holder_key(engine, paper));
  Answers first = TRY(keyed_answers(engine, paper, 1, key));
  return between(first, TRY(keyed_answers(engine, paper, 2, key)));
}

Result<PaperKeyed> resolve_paper(Engine& engine, const std::string& programme, std::uint64_t number,
                                 const Answers& chosen, const Actor& actor) {
  std::vector<PaperDifference> differences = TRY(paper_differences(engine, programme, number, actor));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  Paper paper = TRY(paper_of(engine, programme, number));
  Bytes key = TRY(holder_key(engine, paper));
  PaperKeyed out{number, {}, {}, std::nullopt};
  Answers resolved = read_keying(*version, chosen, out.errors), answers = TRY(keyed_answers(engine, paper, 1, key));
  for (const PaperDifference& one : differences) {
    if (!chosen.contains(one.fact)) {
      out.errors.push_back({one.fact,
                            {"二つの入力が違います", "The two keyings differ"},
                            {"紙を見て、正しい答えを選んでください", "Look at the paper and choose the right answer"}});
      continue;
    }
    answers.erase(one.fact);
    if (auto found = resolved.find(one.fact); found != resolved.end()) answers[one.fact] = found->second;
  }
  out.differences = differences;
  if (!out.errors.empty()) return out;
  return make_application(engine, paper, key, answers, differences, actor);
}

}  // namespace hashira::app
