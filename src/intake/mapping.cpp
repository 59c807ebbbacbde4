#include "intake/mapping.h"

#include <fmt/core.h>

#include "base/japanese.h"

namespace hashira::intake {
namespace {

using portfolio::Fact;
using portfolio::Programme;

constexpr std::size_t header_rows_looked_at = 30;

// As headers are compared: folded, lower case, without blanks, line breaks and marks.
std::string key_of(std::string_view header) {
  std::string text = japanese::normalised(header);
  for (std::string_view mark : {"必須", "任意", "※", "*", "[", "]", "。", ":"}) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) text.erase(at, mark.size());
  }
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

std::string without_brackets(std::string text) {
  std::size_t open = text.find('('), close = text.rfind(')');
  if (open != std::string::npos && close != std::string::npos && close > open && open > 0)
    text.erase(open, close - open + 1);
  return text;
}

// Names by which a column may be known → its target. A name that two facts share is nobody's.
std::map<std::string, std::string> names_of(const Programme& programme) {
  std::map<std::string, std::string> out;
  auto add = [&](const std::string& name, const std::string& target) {
    if (name.empty()) return;
    auto [found, fresh] = out.try_emplace(name, target);
    if (!fresh && found->second != target) found->second.clear();
  };
  for (const Fact& fact : programme.facts) {
    for (const std::string* name : {&fact.id, &fact.label.ja, &fact.label.en}) add(key_of(*name), fact.id);
    if (fact.check == "municipality_code" || fact.list == "municipalities") add("団体コード", fact.id);
  }
  for (const portfolio::Question& question : programme.questions) {
    add(key_of(question.ask.ja), question.fact);
    add(key_of(question.ask.en), question.fact);
  }
  for (const char* name : {"申請日", "申請日時", "受付日", "受付日時", "送信日時", "回答日時", "収受日",
                           "タイムスタンプ", "received_on", "timestamp"}) {
    add(name, std::string(received_on));
  }
  return out;
}

std::string target_of(const std::map<std::string, std::string>& names, const std::string& header) {
  std::string key = key_of(header);
  auto found = names.find(key);
  if (found == names.end()) found = names.find(without_brackets(key));
  return found == names.end() ? std::string() : found->second;
}

const Row* row_at(const Sheet& sheet, int number) {
  auto found = std::lower_bound(sheet.rows.begin(), sheet.rows.end(), number,
                                [](const Row& row, int n) { return row.number < n; });
  return found == sheet.rows.end() || found->number != number ? nullptr : &*found;
}

void add_values(cbor::Writer& writer, const Column& column) {
  writer.array(column.values.size() * 2);
  for (const auto& [from, to] : column.values) {
    writer.text(from);
    writer.text(to);
  }
}

}  // namespace

std::vector<std::string> headers_of(const Sheet& sheet, int header_row) {
  std::vector<std::string> out;
  const Row* row = row_at(sheet, header_row);
  if (row == nullptr) return out;
  for (const Cell& cell : row->cells) out.push_back(cell.text);
  for (const Merge& merge : sheet.merges) {
    if (merge.last_row != header_row || merge.first_row == header_row) continue;
    const Row* first = row_at(sheet, merge.first_row);  // a header of two rows, merged downwards
    auto at = static_cast<std::size_t>(merge.first_column - 1);
    if (first != nullptr && at < first->cells.size() && at < out.size()) out[at] = first->cells[at].text;
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

int find_header(const Sheet& sheet, const Programme& programme) {
  std::map<std::string, std::string> names = names_of(programme);
  int best = 0, first = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < sheet.rows.size() && i < header_rows_looked_at; ++i) {
    std::size_t known = 0, filled = 0;
    for (const std::string& header : headers_of(sheet, sheet.rows[i].number)) {
      filled += header.empty() ? 0 : 1;
      known += header.empty() || target_of(names, header).empty() ? 0 : 1;
    }
    if (filled > 0 && first == 0) first = sheet.rows[i].number;
    if (known <= most) continue;
    most = known;
    best = sheet.rows[i].number;
  }
  return best == 0 ? first : best;
}

Mapping suggest(const Programme& programme, const std::vector<std::string>& headers) {
  std::map<std::string, std::string> names = names_of(programme);
  Mapping out;
  std::set<std::string> taken;
  for (const std::string& header : headers) {
    Column column{header, target_of(names, header), MoneyUnit::unknown, {}};
    if (!column.target.empty() && !taken.insert(column.target).second) column.target.clear();
    const Fact* fact = programme.fact(column.target);
    if (fact != nullptr && fact->type == portfolio::FactType::yen) column.unit = unit_of_header(header);
    out.columns.push_back(std::move(column));
  }
  return out;
}

bool fits(const Mapping& mapping, const std::vector<std::string>& headers) {
  return std::equal(
      mapping.columns.begin(), mapping.columns.end(), headers.begin(), headers.end(),
      [](const Column& column, const std::string& header) { return key_of(column.header) == key_of(header); });
}

std::vector<CellError> check(const Mapping& mapping, const Programme& programme, const std::string& sheet,
                             int header_row) {
  std::vector<CellError> out;
  std::set<std::string> targets;
  auto add = [&](int column, const char* code, portfolio::Text what, portfolio::Text mend) {
    out.push_back({sheet, header_row, column, code, std::move(what), std::move(mend)});
  };
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const Column& column = mapping.columns[i];
    int at = static_cast<int>(i) + 1;
    if (column.target.empty()) continue;
    const Fact* fact = programme.fact(column.target);
    if (fact == nullptr && column.target != received_on) {
      add(at, "intake.unknown_target",
          {fmt::format("「{}」という項目は事業にありません", column.target),
           fmt::format("The programme has no item '{}'", column.target)},
          {"項目の記号（id）を確かめてください", "Look at the ids of the programme's questions"});
    } else if (!targets.insert(column.target).second) {
      add(at, "intake.column_twice",
          {fmt::format("「{}」に当たる列が二つあります", column.target),
           fmt::format("Two columns answer '{}'", column.target)},
          {"どちらかを取り込まない列にしてください", "Leave one of them out"});
    } else if (fact != nullptr && fact->type == portfolio::FactType::yen && column.unit == MoneyUnit::unknown) {
      add(at, "intake.no_unit",
          {fmt::format("「{}」は金額の列ですが、単位が分かりません", column.header),
           fmt::format("'{}' holds amounts, and nothing says in what unit", column.header)},
          {"円・千円・万円・億円のどれかを指定してください", "Declare yen, thousand, ten_thousand or hundred_million"});
    }
  }
  for (const portfolio::Question& question : programme.questions) {
    if (!question.required || !question.when.empty() || targets.contains(question.fact)) continue;
    const Fact* fact = programme.fact(question.fact);
    std::string label = fact == nullptr ? question.fact : fact->label.ja;
    add(0, "intake.no_column",
        {fmt::format("「{}」の列がありません", label), fmt::format("No column answers '{}'", question.fact)},
        {fmt::format("見出しを「{}」とするか、列を指定してください", label),
         "Name a column so, or say which one it is"});
  }
  return out;
}

journal::Body encode(const Mapping& mapping) {
  cbor::Writer columns;
  columns.array(mapping.columns.size());
  for (const Column& column : mapping.columns) {
    columns.array(4);
    columns.text(column.header);
    columns.text(column.target);
    columns.text(id_of(column.unit));
    add_values(columns, column);
  }
  return journal::BodyWriter()
      .integer("mapping", static_cast<std::int64_t>(mapping.number))
      .raw("columns", std::move(columns).out())
      .body();
}

Result<Mapping> decode_mapping(const journal::Body& body) {
  auto bad = [] { return fail("intake.bad_mapping", "a saved mapping is damaged", "run `hashira audit`"); };
  Mapping out;
  std::int64_t number = body.integer("mapping").value_or(-1);
  std::optional<BytesView> columns = body.raw("columns");
  if (number < 0 || !columns) return bad();
  out.number = static_cast<std::uint64_t>(number);
  cbor::Reader reader(*columns);
  std::size_t count = TRY(reader.array());
  for (std::size_t i = 0; i < count; ++i) {
    if (TRY(reader.array()) != 4) return bad();
    Column column;
    column.header = TRY(reader.text());
    column.target = TRY(reader.text());
    std::string unit(TRY(reader.text()));
    if (!unit.empty() && !unit_named(unit)) return bad();
    column.unit = unit_named(unit).value_or(MoneyUnit::unknown);
    std::size_t values = TRY(reader.array());
    if (values % 2 != 0) return bad();
    for (std::size_t n = 0; n < values; n += 2) {
      std::string from(TRY(reader.text()));
      column.values.emplace_back(std::move(from), std::string(TRY(reader.text())));
    }
    out.columns.push_back(std::move(column));
  }
  return reader.at_end() ? Result<Mapping>(std::move(out)) : Result<Mapping>(bad());
}

}  // namespace hashira::intake
