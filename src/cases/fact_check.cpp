#include "cases/fact_check.h"

#include <fmt/core.h>

namespace hashira::cases {
namespace {

using portfolio::Fact;
using portfolio::FactType;

feel::Kind kind_of(FactType type) {
  switch (type) {
    case FactType::number:
    case FactType::yen: return feel::Kind::number;
    case FactType::boolean: return feel::Kind::boolean;
    case FactType::date: return feel::Kind::date;
    case FactType::text:
    case FactType::choice: break;
  }
  return feel::Kind::string;
}

// Texts read "日本語 / English", so that pages can show either side.
tl::unexpected<Error> wrong_value(const Fact& fact, const feel::Value& value, std::string mend) {
  std::string text = feel::to_text(value);
  return fail("cases.wrong_value",
              fmt::format("{} は「{}」の値になりません / {} is no value of '{}'", text, fact.label.ja, text, fact.id),
              std::move(mend), {fact.id, 0, 0});
}

bool is_choice(const Fact& fact, std::string_view id) {
  return std::any_of(fact.choices.begin(), fact.choices.end(), [&](const auto& choice) { return choice.id == id; });
}

Done check_number(const Fact& fact, const feel::Value& value) {
  if (fact.type == FactType::yen && !value.as_integer()) return wrong_value(fact, value, "円単位の整数にしてください / give whole yen");
  if (fact.min && feel::compare(value, feel::Value::integer(*fact.min)).value_or(-1) < 0) {
    return wrong_value(fact, value, fmt::format("{0}以上にしてください / give {0} or more", *fact.min));
  }
  if (fact.max && feel::compare(value, feel::Value::integer(*fact.max)).value_or(1) > 0) {
    return wrong_value(fact, value, fmt::format("{0}以下にしてください / give {0} or less", *fact.max));
  }
  return {};
}

Done check_value(const Fact& fact, const feel::Value& value) {
  if (!value.is(kind_of(fact.type))) {
    return wrong_value(fact, value, fmt::format("{0} の値にしてください / give a {0}", feel::kind_name(kind_of(fact.type))));
  }
  if (value.is(feel::Kind::number)) return check_number(fact, value);
  if (fact.type == FactType::choice && !is_choice(fact, value.as_string())) {
    return wrong_value(fact, value, "選択肢から選んでください / give one of the choices that the programme lists");
  }
  return {};
}

}  // namespace

Done check_fact(const portfolio::Programme& programme, const std::string& id, const feel::Value& value) {
  const Fact* fact = programme.fact(id);
  if (fact == nullptr) {
    return fail("cases.unknown_fact", fmt::format("事業 {0} に「{1}」という項目はありません / '{0}' has no fact '{1}'", programme.id, id),
                "質問の項目を確かめてください / look at the programme's questions for its facts", {id, 0, 0});
  }
  if (fact->openness == portfolio::Openness::sealed) {
    return fail("cases.sealed_fact", fmt::format("「{0}」は封をする個人情報なので記録に書けません / '{0}' is sealed: it must not enter the journal", id),
                "金庫に入れてください / seal it in the vault", {id, 0, 0});
  }
  return check_value(*fact, value);
}

Done check_facts(const portfolio::Programme& programme, const Facts& facts) {
  for (const auto& [id, value] : facts) CHECK_OK(check_fact(programme, id, value));
  return {};
}

}  // namespace hashira::cases
