// Preparing an application: everything that needs no state, done on the caller's thread so that the writer stays short.
#include <fmt/core.h>

#include "app/answer_checks.h"
#include "app/answers.h"
#include "app/case_keys.h"
#include "app/rules.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using portfolio::Openness;

// What parsing one form after another collects.
struct Reading {
  const audit::Version& version;
  const Answers& answers;
  cases::Facts facts;  // sorted
  parties::SealedFacts sealed;
  std::vector<std::string> missing;
  std::vector<AnswerError> errors;
};

void put_sorted(cases::Facts& facts, const std::string& name, feel::Value value) {
  auto at = std::lower_bound(facts.begin(), facts.end(), name,
                             [](const auto& fact, const std::string& id) { return fact.first < id; });
  facts.insert(at, {name, std::move(value)});
}

void read_answer(Reading& reading, const portfolio::Question& question, const portfolio::Fact& fact) {
  auto typed = reading.answers.find(question.fact);
  if (typed == reading.answers.end() || typed->second.empty()) {
    if (question.required) reading.missing.push_back(question.fact);
    return;
  }
  tl::expected<feel::Value, AnswerError> value = parse_answer(fact, typed->second);
  if (!value) {
    reading.errors.push_back(std::move(value.error()));
  } else if (fact.openness == Openness::sealed) {
    reading.sealed[fact.id] = answer_text(fact, *value);
  } else {
    put_sorted(reading.facts, fact.id, std::move(*value));
  }
}

Reading read_answers(const audit::Version& version, const Answers& answers) {
  Reading reading{version, answers, {}, {}, {}, {}};
  const portfolio::Programme& programme = version.programme;
  for (std::size_t i = 0; i < programme.questions.size(); ++i) {
    const portfolio::Fact* fact = programme.fact(programme.questions[i].fact);
    if (fact != nullptr && applies(version, i, reading.facts)) read_answer(reading, programme.questions[i], *fact);
  }
  return reading;
}

AnswerError missing_answer(const std::string& fact) {
  return {
      fact, {"答えがありません", "There is no answer"}, {"この質問に答えてください", "Please answer this question"}};
}

AnswerError trouble(const Error& error) {
  return {"", {error.what, error.what}, {error.mend, error.mend}};
}

// Two answers that only together are right or wrong.
void check_branch(Reading& reading) {
  auto bank = reading.sealed.find("bank_code"), branch = reading.sealed.find("branch_code");
  if (bank == reading.sealed.end() || branch == reading.sealed.end()) return;
  std::optional<portfolio::Text> wrong = unknown_branch(bank->second, branch->second);
  if (!wrong) return;
  reading.errors.push_back({"branch_code", std::move(*wrong),
                            {"通帳の店番号（3桁）を確かめてください。金融機関コードの誤りかもしれません",
                             "Please check the branch code in your bank book; the bank code may be wrong instead"}});
}

// The same person or firm is found again by corporate number, or by kana name and telephone.
std::string identity_of(const parties::SealedFacts& sealed) {
  auto get = [&](const char* fact) {
    auto found = sealed.find(fact);
    return found == sealed.end() ? std::string() : found->second;
  };
  if (std::string number = get("corporate_number"); !number.empty()) return "corporate:" + number;
  return "person:" + get("name_kana") + "|" + get("phone");
}

// Finds the party by its blind index, or makes one with a key of its own.
Done find_party(Engine& engine, const std::string& identity, Instant at, const Preparing& how, Prepared& prepared) {
  Random& random = how.random != nullptr ? *how.random : engine.random();
  Bytes index_key = TRY(engine.index_key());
  prepared.blind_tag = parties::blind_tag(identity, index_key);
  journal::Key tagged{journal::Table::index, parties::blind_key(prepared.blind_tag)};
  std::vector<std::optional<Bytes>> known = TRY(engine.store().get(std::span(&tagged, 1)));
  if (known.front()) {
    prepared.party = std::move(*known.front());
    std::optional<Bytes> key = TRY(engine.keys().get(prepared.party));
    if (key) {
      prepared.party_key = std::move(*key);
      return {};
    }  // erased: the person comes back as a new party
  }
  prepared.new_party = true;
  std::map<Bytes, std::pair<Bytes, Bytes>> only_here;
  auto [made, fresh] = (how.made != nullptr ? *how.made : only_here).try_emplace(prepared.blind_tag);
  if (fresh) {
    Bytes party = parties::new_party(at, random);
    made->second = {std::move(party), random.bytes(parties::party_key_size)};
  }
  std::tie(prepared.party, prepared.party_key) = made->second;
  return {};
}

// Made from the form's id under the folder's own key: the same form gets the same link, nobody else can guess it.
Bytes return_token(Engine& engine, const std::string& programme, BytesView command) {
  Result<Bytes> key = engine.index_key();
  if (!key || command.empty()) return engine.random().bytes(16);
  return parties::blind_tag("return link|" + programme + "|" + hex(command), *key).substr(0, 16);
}

}  // namespace

std::vector<AnswerError> check_answer(const portfolio::Programme& programme, const std::string& fact_id,
                                      std::string_view typed) {
  const portfolio::Fact* fact = programme.fact(fact_id);
  if (fact == nullptr) {
    return {{fact_id,
             {"知らない質問です", "This question is not known"},
             {"最初からやり直してください", "Please start again"}}};
  }
  tl::expected<feel::Value, AnswerError> value = parse_answer(*fact, typed);
  if (value) return {};
  return {std::move(value.error())};
}

const portfolio::Question* next_question(const audit::Version& version, const Answers& answers) {
  Reading reading = read_answers(version, answers);
  const portfolio::Programme& programme = version.programme;
  for (std::size_t i = 0; i < programme.questions.size(); ++i) {
    const portfolio::Question& question = programme.questions[i];
    if (applies(version, i, reading.facts) && !answers.contains(question.fact)) return &question;
  }
  return nullptr;
}

tl::expected<Prepared, std::vector<AnswerError>> prepare_application(Engine& engine, const std::string& programme,
                                                                     const Answers& answers, BytesView command,
                                                                     Missing missing, Preparing how) {
  Random& random = how.random != nullptr ? *how.random : engine.random();
  Date day = how.on == Date() ? engine.today() : how.on;
  using Errors = std::vector<AnswerError>;
  auto version = engine.versions().in_force(programme);
  if (!version) return tl::unexpected<Errors>(Errors{trouble(version.error())});
  Reading reading = read_answers(**version, answers);
  if (missing == Missing::refuse) {
    for (const std::string& fact : reading.missing) reading.errors.push_back(missing_answer(fact));
  }
  for (const auto& [fact, typed] : answers) {
    if ((*version)->programme.fact(fact) == nullptr) {
      reading.errors.push_back({fact,
                                {"知らない項目です", "This item is not known"},
                                {"項目名を確かめてください", "Please check the item's name"}});
    }
  }
  check_branch(reading);
  if (!reading.errors.empty()) return tl::unexpected<Errors>(std::move(reading.errors));

  Prepared prepared;
  prepared.programme = programme;
  prepared.command = Bytes(command);
  prepared.missing = std::move(reading.missing);
  prepared.outcome = apply_rules(**version, reading.facts, day);
  std::string identity = identity_of(reading.sealed);
  Instant at = how.on == Date() ? engine.clock().now() : Instant{std::int64_t{how.on.days()} * 86'400'000};
  if (Done found = find_party(engine, identity, at, how, prepared); !found)
    return tl::unexpected<Errors>(Errors{trouble(found.error())});
  prepared.entitlement = entitlement_of(**version, reading.facts);
  prepared.layer = layer_of(**version, reading.facts);
  prepared.facts = std::move(reading.facts);
  prepared.sealed = parties::seal(reading.sealed, prepared.party_key, random);
  prepared.return_token = return_token(engine, programme, command);
  return prepared;
}

}  // namespace hashira::app
