// Another account for a payment that is still to be made.
#include "app/answer_checks.h"
#include "app/answers.h"
#include "app/applications.h"
#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/letters.h"
#include "app/own_account.h"
#include "app/queue.h"
#include "app/run_entries.h"
#include "base/japanese.h"

namespace hashira::app {
namespace {

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
  std::optional<portfolio::Text> branch = unknown_branch(facts["bank_code"], facts["branch_code"]);
  if (!branch) return {};
  return fail("app.wrong_answer", branch->ja + " / " + branch->en, "通帳の店番号を確かめてください / check the branch code in the bank book",
              {"branch_code", 0, 0});
}

// What is needed outside of the writer: the facts as they were, the key, the new facts sealed.
struct AccountChange {
  std::shared_ptr<const audit::Version> version;
  Bytes key;
  parties::SealedFacts before;
  Bytes sealed;
};

Result<AccountChange> prepared_change(Engine& engine, const CaseRef& ref, const std::map<std::string, std::string>& account) {
  AccountChange out;
  out.version = TRY(engine.versions().in_force(ref.programme));
  std::vector<cases::Case> found = TRY(cases_of(engine, ref.programme, {ref.number}));
  if (found.empty()) return no_case(ref.programme, ref.number);
  std::optional<Bytes> key = TRY(engine.keys().get(found.front().party));
  if (!key) return fail("app.party_erased", "申請者の情報は消去されています / the applicant's personal facts were erased");
  out.key = std::move(*key);
  out.before = TRY(sealed_facts(engine, found.front()));
  parties::SealedFacts after = out.before;
  CHECK_OK(replace_account(out.version->programme, account, after));
  out.sealed = parties::seal(after, out.key, engine.random());
  return out;
}

Done put_account(Work& work, const CaseRef& ref, const Bytes& sealed, std::string_view proof, std::string_view notice, const Actor& actor) {
  cases::Case now = TRY(work.case_of(ref.programme, ref.number));
  CHECK_OK(not_on_its_way(work, now));
  Hash digest = sha256(sealed);
  journal::BodyWriter body;
  body.bytes("sealed", view(digest)).text("proof", proof).text("notice", notice);
  CHECK_OK(run_command(work, ref.programme, ref.number, "change_account", body.body(), actor));
  work.put({journal::Table::sealed, parties::sealed_key(now.party, ref.programme, ref.number)}, sealed);
  return {};
}

std::string only_digits(std::string_view text) {
  std::string out;
  for (char c : japanese::normalised(text)) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

// Both or neither: which of them is wrong is not said.
Done check_proof(const parties::SealedFacts& facts, const OwnProof& proof) {
  auto agrees = [&](const char* fact, const std::string& typed) {
    auto found = facts.find(fact);
    return found != facts.end() && !only_digits(found->second).empty() && only_digits(found->second) == only_digits(typed);
  };
  if (agrees("account_number", proof.account_number) && agrees("phone", proof.phone)) return {};
  return fail("app.not_proved", "いま届け出ている口座番号か電話番号と合いません / this is not the account number and telephone number that we hold",
              "申請書、または最後に届け出た番号を入れてください。分からないときは担当課に連絡してください / give the numbers of your application or of your last change, or call the office");
}

// Whether a case is held, in a run or in a draft is not for the applicant to know: the words are the same for all.
tl::unexpected<Error> not_now() {
  return fail("app.not_now", "いまはこの手続ができません / this cannot be done now", "担当課に連絡してください / please call the office");
}

bool is_inside(const Error& error) {
  static constexpr std::string_view codes[] = {"app.on_its_way", "app.batch_running", "app.other_layer"};
  return std::find(std::begin(codes), std::end(codes), error.code) != std::end(codes);
}

Done check_may_now(Engine& engine, const CaseRef& ref, std::string_view command) {
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(ref.programme));
  std::vector<cases::Case> found = TRY(cases_of(engine, ref.programme, {ref.number}));
  bool may = !found.empty() && version->instrument != nullptr && version->instrument->lifecycle().may(std::string(command), found.front().state);
  return may ? Done() : not_now();
}

}  // namespace

Done change_account(Engine& engine, const std::string& programme, std::uint64_t number, const std::map<std::string, std::string>& account,
                    const std::string& proof, const std::string& notice, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  CaseRef ref{programme, number};
  AccountChange change = TRY(prepared_change(engine, ref, account));
  return act(engine, [&](Work& work) { return put_account(work, ref, change.sealed, proof, notice, actor); });
}

Done change_own_account(Engine& engine, const CaseRef& ref, const std::map<std::string, std::string>& account, const OwnProof& proof, const Actor& actor) {
  CHECK_OK(check_may_now(engine, ref, "change_account"));
  std::vector<cases::Case> found = TRY(cases_of(engine, ref.programme, {ref.number}));
  CHECK_OK(check_proof(TRY(sealed_facts(engine, found.front())), proof));
  AccountChange change = TRY(prepared_change(engine, ref, account));
  Done done = act(engine, [&](Work& work) -> Done {
    cases::Case value = TRY(work.case_of(ref.programme, ref.number));
    std::uint64_t letter = TRY(issue_letter(work, *change.version, "account_change", value, {change.before, change.key, engine.random()}, actor));
    std::string notice = fmt::format("通知書 {}号（申請時の住所あて）", letter);
    return put_account(work, ref, change.sealed, "申請者本人（リンク・届出の口座番号・電話番号）", notice, actor);
  });
  return !done && is_inside(done.error()) ? not_now() : done;
}

Done claim_own(Engine& engine, const CaseRef& ref, const OwnProof& proof, const Actor& actor) {
  CHECK_OK(check_may_now(engine, ref, "claim"));
  std::vector<cases::Case> found = TRY(cases_of(engine, ref.programme, {ref.number}));
  CHECK_OK(check_proof(TRY(sealed_facts(engine, found.front())), proof));
  return act(engine, [&](Work& work) {
    return run_command(work, ref.programme, ref.number, "claim", journal::BodyWriter().text("note", "申請者本人（リンク）").body(), actor);
  });
}

}  // namespace hashira::app
