// Another account for a payment that is still to be made.
#include "app/answers.h"
#include "app/applications.h"
#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/queue.h"
#include "app/run_entries.h"

namespace hashira::app {
namespace {

constexpr std::string_view account_facts[] = {"bank_code", "branch_code", "account_type", "account_number", "account_holder_kana"};

tl::unexpected<Error> no_case(const std::string& programme, std::uint64_t number) {
  return fail("app.no_such_case", fmt::format("案件 {0} はありません / there is no case {0}", cases::case_name(programme, number)),
              "番号を確かめてください / look the number up in the queue");
}

// The sealed facts with the new account in them, each answer checked as when it was first given.
Done replace_account(const portfolio::Programme& programme, const std::map<std::string, std::string>& account, parties::SealedFacts& facts) {
  for (std::string_view id : account_facts) {
    const portfolio::Fact* fact = programme.fact(std::string(id));
    auto typed = account.find(std::string(id));
    if (fact == nullptr) continue;
    tl::expected<feel::Value, AnswerError> value = parse_answer(*fact, typed == account.end() ? "" : typed->second);
    if (!value) {
      const AnswerError& wrong = value.error();
      return fail("app.wrong_answer", wrong.what.ja + " / " + wrong.what.en, wrong.mend.ja + " / " + wrong.mend.en, {std::string(id), 0, 0});
    }
    facts[std::string(id)] = answer_text(*fact, *value);
  }
  return {};
}

}  // namespace

Done change_account(Engine& engine, const std::string& programme, std::uint64_t number, const std::map<std::string, std::string>& account,
                    const std::string& proof, const std::string& notice, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  std::vector<cases::Case> found = TRY(cases_of(engine, programme, {number}));
  if (found.empty()) return no_case(programme, number);
  std::optional<Bytes> key = TRY(engine.keys().get(found.front().party));
  if (!key) return fail("app.party_erased", "申請者の情報は消去されています / the applicant's personal facts were erased");
  parties::SealedFacts facts = TRY(sealed_facts(engine, found.front()));
  CHECK_OK(replace_account(version->programme, account, facts));
  Bytes sealed = parties::seal(facts, *key, engine.random());
  return act(engine, [&](Work& work) -> Done {
    cases::Case now = TRY(work.case_of(programme, number));
    CHECK_OK(not_on_its_way(work, now));
    Hash digest = sha256(sealed);
    journal::BodyWriter body;
    body.bytes("sealed", view(digest)).text("proof", proof).text("notice", notice);
    CHECK_OK(run_command(work, programme, number, "change_account", body.body(), actor));
    work.put({journal::Table::sealed, parties::sealed_key(now.party, programme, number)}, sealed);
    return {};
  });
}

}  // namespace hashira::app
