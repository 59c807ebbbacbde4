// What an applicant does after the receipt: reads the answers again, answers a request for correction, withdraws.
#include <fmt/core.h>

#include "app/answers.h"
#include "app/case_command.h"
#include "app/case_keys.h"
#include "app/exclusions.h"
#include "cases/case.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

Result<cases::Case> stored_case(Engine& engine, const CaseRef& ref) {
  Key at{Table::state, cases::case_key(ref.programme, ref.number)};
  std::vector<std::optional<Bytes>> rows = TRY(engine.store().get(std::span(&at, 1)));
  if (!rows.front()) {
    return fail("app.no_such_case", fmt::format("there is no case {}", cases::case_name(ref.programme, ref.number)));
  }
  return cases::decode_case(*rows.front());
}

}  // namespace

Result<parties::SealedFacts> sealed_facts(Engine& engine, const cases::Case& value) {
  std::optional<Bytes> key = TRY(engine.keys().get(value.party));
  if (!key) return parties::SealedFacts{};  // erased: the person is gone, the case stays
  Key at{Table::sealed, parties::sealed_key(value.party, value.stream, value.number)};
  std::vector<std::optional<Bytes>> rows = TRY(engine.store().get(std::span(&at, 1)));
  if (!rows.front()) return parties::SealedFacts{};
  return parties::open(*rows.front(), *key);
}

Result<Answers> answers_of(Engine& engine, const CaseRef& ref) {
  cases::Case value = TRY(stored_case(engine, ref));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(ref.programme));
  Answers answers = TRY(sealed_facts(engine, value));
  for (const auto& [name, fact_value] : value.facts) {
    const portfolio::Fact* fact = version->programme.fact(name);
    if (fact != nullptr && !fact_value.is_null()) answers[name] = answer_text(*fact, fact_value);
  }
  return answers;
}

// The facts stay under the key of the party that applied; another identity would be another application.
tl::expected<Resubmission, std::vector<AnswerError>> prepare_resubmission(Engine& engine, const CaseRef& ref, const Answers& answers,
                                                                          BytesView command, Preparing how) {
  auto trouble = [](const Error& error) {
    return tl::unexpected<std::vector<AnswerError>>({AnswerError{"", {error.what, error.what}, {error.mend, error.mend}}});
  };
  Result<cases::Case> stored = stored_case(engine, ref);
  if (!stored) return trouble(stored.error());
  Result<std::optional<Bytes>> key = engine.keys().get(stored->party);
  if (!key) return trouble(key.error());
  if (!*key) return trouble({"app.party_erased", "the applicant's personal facts were erased", "apply anew", {}});
  auto prepared = prepare_application(engine, ref.programme, answers, command, Missing::refuse, how);
  if (!prepared) return tl::unexpected<std::vector<AnswerError>>(std::move(prepared.error()));
  auto version = engine.versions().in_force(ref.programme);
  if (!version) return trouble(version.error());
  if (Done same = check_same_layer(**version, *stored, prepared->facts); !same) return trouble(same.error());
  Result<parties::SealedFacts> sealed = parties::open(prepared->sealed, prepared->party_key);
  if (!sealed) return trouble(sealed.error());
  Random& random = how.random != nullptr ? *how.random : engine.random();
  return Resubmission{std::move(prepared->facts), parties::seal(*sealed, **key, random), std::move(prepared->entitlement),
                      std::move(prepared->outcome), stored->party, cases::who(*stored), Bytes(command)};
}

Result<Receipt> resubmit_application(Work& work, const CaseRef& ref, const Resubmission& resubmission, const Actor& actor) {
  Receipt receipt{ref.programme, ref.number, {}, 0, {}, false};
  Hash digest = sha256(resubmission.sealed);
  CaseCommand command{ref.programme, ref.number, {"resubmit", {}, day_of(work, actor)}, actor, resubmission.command, {}};
  command.command.body = journal::BodyWriter()
                             .raw("facts", cases::encode_facts(resubmission.facts))
                             .yen("requested", resubmission.outcome.amount)
                             .bytes("sealed", view(digest))
                             .text("entitlement", resubmission.who + "|" + resubmission.entitlement)
                             .body();
  receipt.seq = TRY(carry_out(work, command, &resubmission.outcome));
  work.put({Table::sealed, parties::sealed_key(resubmission.party, ref.programme, ref.number)}, resubmission.sealed);
  receipt.chain_head = hex(TRY(work.head(ref.programme)).hash);
  return receipt;
}

Result<Receipt> resubmit_application(Engine& engine, const CaseRef& ref, const Answers& answers, BytesView command,
                                     Actor actor) {
  auto prepared = prepare_resubmission(engine, ref, answers, command);
  if (!prepared) {
    const AnswerError& first = prepared.error().front();
    return fail("app.wrong_answer", first.what.ja + " / " + first.what.en, first.mend.ja + " / " + first.mend.en, {first.fact, 0, 0});
  }
  Receipt receipt;
  CHECK_OK(engine.run([&](Work& work) -> Done {
    receipt = TRY(resubmit_application(work, ref, *prepared, actor));
    return {};
  }));
  return receipt;
}

Done withdraw_application(Engine& engine, const CaseRef& ref, Actor actor) {
  return engine.run([&](Work& work) -> Done {
    CHECK_OK(release_reservations(work, TRY(work.case_of(ref.programme, ref.number)), "withdrawn", actor));
    TRY(carry_out(work, {ref.programme, ref.number, {"withdraw", {}, day_of(work, actor)}, actor, {}, {}}));
    return {};
  });
}

}  // namespace hashira::app
