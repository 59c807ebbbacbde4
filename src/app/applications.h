// What an applicant does: prepare (any thread), submit, look at the case by return link, answer a request for correction.
#pragma once

#include <map>

#include "app/engine.h"

namespace hashira::app {

using Answers = std::map<std::string, std::string>;  // fact id → what was typed

// One wrong or missing answer.
struct AnswerError {
  std::string fact;
  portfolio::Text what;  // "法人番号の検査数字が合いません"
  portfolio::Text mend;
};

// How an application came in when not by the applicant's own hand: what leads back to the file or the paper.
struct Channel {
  std::string name;             // import, paper; empty: by the applicant
  std::uint64_t import = 0;     // the batch
  std::uint64_t row = 0;        // of its file
  std::uint64_t paper = 0;
  std::optional<Date> postmark; // the period is judged by it
};

// Answers that were parsed and checked against the programme in force; sealed facts are encrypted. Made on any thread.
struct Prepared {
  std::string programme;
  Bytes command;            // 16 bytes, from the form: posting the same form twice makes one application
  cases::Facts facts;
  Bytes party;              // found by blind index, or new
  Bytes party_key;
  bool new_party = false;   // the key must become durable with the application
  Bytes blind_tag;
  Bytes sealed;             // ciphertext
  Bytes return_token;       // 16 random bytes, shown once; the journal keeps its hash
  std::string entitlement;  // what × when; the writer puts the party in front
  std::string layer;        // who holds it and pays it; empty: the prefecture
  cases::Outcome outcome;   // what the rules say of it (recorded at decision, shown to the officer)
  Channel channel;
  std::vector<std::string> missing;  // required questions left open: submitted all the same, to be amended (補正)
};

struct Receipt {
  std::string programme;
  std::uint64_t case_number = 0;
  std::string return_token;   // hex
  std::uint64_t seq = 0;
  std::string chain_head;     // hex of the stream's head after the entry
  bool repeated = false;      // the same form had been received before: this is its receipt again
};

// All mistakes at once, in the order of the questions. A missing required answer is a mistake unless `allow_missing`.
enum class Missing { refuse, allow };
// For synthetic records: the day of the application, and a seeded source of ids and keys. Unset: business date, engine's.
struct Preparing {
  Date on;
  Random* random = nullptr;
  // Parties that this caller made and that the store does not know yet, by blind tag: rows of one file share them.
  std::map<Bytes, std::pair<Bytes, Bytes>>* made = nullptr;  // → party, its key
};
tl::expected<Prepared, std::vector<AnswerError>> prepare_application(Engine& engine, const std::string& programme,
                                                                     const Answers& answers, BytesView command,
                                                                     Missing missing, Preparing how = {});
// One question: is this answer right? Empty when it is. For the one-question-a-page form.
std::vector<AnswerError> check_answer(const portfolio::Programme& programme, const std::string& fact, std::string_view typed);
// Which question comes next given the answers so far (its `when` holds and it has no answer yet); nullptr: check answers.
const portfolio::Question* next_question(const audit::Version& version, const Answers& answers);

Result<Receipt> submit_application(Work& work, const Prepared& prepared, const Actor& actor);
void submit_application(Engine& engine, Prepared prepared, Actor actor, std::function<void(Result<Receipt>)> done);
Result<Receipt> submit_application(Engine& engine, Prepared prepared, Actor actor);

// The case behind a return link; `app.no_such_link` when there is none.
struct CaseRef {
  std::string programme;
  std::uint64_t number = 0;
};
Result<CaseRef> find_by_token(Engine& engine, std::string_view token_hex);
// What the applicant answered, sealed facts opened.
Result<Answers> answers_of(Engine& engine, const CaseRef& ref);
// The sealed facts of a case, opened; empty once the person was erased.
Result<std::map<std::string, std::string>> sealed_facts(Engine& engine, const cases::Case& value);
// Resubmission after a request for correction (補正), or before screening.
struct Resubmission {
  cases::Facts facts;
  Bytes sealed;
  std::string entitlement;
  cases::Outcome outcome;
  Bytes party;
  std::string who;          // in front of the entitlement key (cases/fields.h)
  Bytes command;
};
tl::expected<Resubmission, std::vector<AnswerError>> prepare_resubmission(Engine& engine, const CaseRef& ref, const Answers& answers,
                                                                          BytesView command, Preparing how = {});
Result<Receipt> resubmit_application(Work& work, const CaseRef& ref, const Resubmission& resubmission, const Actor& actor);
Result<Receipt> resubmit_application(Engine& engine, const CaseRef& ref, const Answers& answers, BytesView command, Actor actor);
Done withdraw_application(Engine& engine, const CaseRef& ref, Actor actor);

}  // namespace hashira::app
