// Amounts of a file held against what is known: the same party's earlier ones, the column, the programme, its cap.
#include <fmt/core.h>

#include "app/import_checks.h"
#include "app/queue.h"

namespace hashira::app {
namespace {

using journal::Table;

constexpr std::size_t cases_looked_at = 500, earlier_most = 20;

std::optional<Yen> yen_of(const cases::Case& value, const std::string& fact) {
  const feel::Value* kept = value.fact(fact);
  std::optional<std::int64_t> yen = kept == nullptr ? std::nullopt : kept->as_integer();
  return yen ? std::optional(Yen(*yen)) : std::nullopt;
}

// The median of the first cases that the programme has.
Result<std::optional<Yen>> usual_amount(Engine& engine, const std::string& programme, const std::string& fact) {
  std::vector<Yen> values;
  for (const journal::Row& row :
       TRY(engine.store().scan(Table::state, cases::case_prefix(programme), {}, cases_looked_at))) {
    cases::Case value = TRY(cases::decode_case(row.value));
    std::optional<Yen> yen = value.state == "withdrawn" ? std::nullopt : yen_of(value, fact);
    if (yen) values.push_back(*yen);
  }
  return intake::median_of(std::move(values));
}

// Programmes that ask the same: what a party answered there counts, too.
Result<std::vector<std::string>> programmes_with(Engine& engine, const std::string& fact) {
  std::vector<std::string> out;
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  for (const portfolio::Programme& programme : tree->programmes) {
    const portfolio::Fact* found = programme.fact(fact);
    if (found != nullptr && found->type == portfolio::FactType::yen) out.push_back(programme.id);
  }
  return out;
}

// Entitlement keys begin with the party.
Result<std::vector<std::uint64_t>> cases_of_party(Engine& engine, const std::string& programme, const Bytes& party) {
  Bytes prefix = audit::entitlement_prefix(programme, hex(party) + "|");
  prefix.pop_back();
  std::vector<std::uint64_t> out;
  for (const journal::Row& row : TRY(engine.store().scan(Table::index, prefix, {}, earlier_most))) {
    out.push_back(read_u64(BytesView(row.key).substr(row.key.size() - 8)));
  }
  return out;
}

Result<std::vector<Yen>> earlier_amounts(Engine& engine, const std::vector<std::string>& programmes,
                                         const std::string& fact, const Bytes& party) {
  std::vector<Yen> out;
  for (const std::string& programme : programmes) {
    std::vector<std::uint64_t> numbers = TRY(cases_of_party(engine, programme, party));
    for (const cases::Case& value : TRY(cases_of(engine, programme, numbers))) {
      std::optional<Yen> yen = value.state == "withdrawn" ? std::nullopt : yen_of(value, fact);
      if (yen) out.push_back(*yen);
    }
  }
  return out;
}

void sort_out(const ImportChoices& choices, const std::string& fact, std::vector<intake::Doubt> doubts,
              ImportPreview& preview) {
  for (intake::Doubt& doubt : doubts) {
    if (doubt.row == 0) doubt.row = preview.header_row;
    std::string cell = intake::cell_name(doubt.row, doubt.column);
    auto reason = choices.confirmed.find(cell);
    if (reason == choices.confirmed.end() || reason->second.empty()) {
      preview.doubts.push_back(doubt);
    } else {
      preview.confirmed.push_back({cell, fact, doubt.against, doubt.factor, doubt.larger, reason->second});
    }
  }
}

}  // namespace

Done check_money(Engine& engine, const audit::Version& version, const ImportChoices& choices,
                 std::vector<intake::MoneyColumn> columns, const std::map<int, Bytes>& known_parties,
                 ImportPreview& preview) {
  for (intake::MoneyColumn& column : columns) {
    const portfolio::Fact* fact = version.programme.fact(column.fact);
    std::vector<std::string> programmes = TRY(programmes_with(engine, column.fact));
    for (intake::Amount& amount : column.amounts) {
      auto party = known_parties.find(amount.row);
      if (party != known_parties.end())
        amount.earlier = TRY(earlier_amounts(engine, programmes, column.fact, party->second));
    }
    intake::Known known;
    if (fact != nullptr && fact->max) known.cap = Yen(*fact->max);
    known.usual = TRY(usual_amount(engine, version.programme.id, column.fact));
    sort_out(choices, column.fact, intake::doubts_of(column.amounts, known, column.column), preview);
  }
  return {};
}

}  // namespace hashira::app
