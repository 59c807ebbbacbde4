// A programme with one question of each kind, for tests and fuzzers.
// Guarantees: the same each time.
// See portfolio/programme.h.
#pragma once

#include "portfolio/programme.h"

namespace hashira::intake::testing {

inline portfolio::Programme small_form() {
  using portfolio::FactType;
  portfolio::Programme out;
  out.id = "small-form";
  auto add = [&](const char* id, const char* ja, FactType type, const char* check = "") {
    portfolio::Fact fact;
    fact.id = id;
    fact.label = {ja, id};
    fact.type = type;
    fact.check = check;
    if (type == FactType::choice)
      fact.choices = {{"011002", {"札幌市", "Sapporo"}, ""}, {"012025", {"函館市", "Hakodate"}, ""}};
    out.facts.push_back(fact);
    portfolio::Question question;
    question.fact = id;
    question.ask = {std::string(ja) + "は何ですか。", std::string("What is ") + id + "?"};
    out.questions.push_back(question);
  };
  add("municipality", "市町村", FactType::choice);
  add("amount", "申請額", FactType::yen);
  add("employees", "従業員数", FactType::number);
  add("closed", "休業", FactType::boolean);
  add("closed_from", "休業開始日", FactType::date);
  add("name_kana", "フリガナ", FactType::text, "kana");
  return out;
}

}  // namespace hashira::intake::testing
