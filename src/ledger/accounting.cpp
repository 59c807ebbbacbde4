#include "ledger/accounting.h"

#include <fmt/core.h>

namespace hashira::ledger {
namespace {

// How far the money of a case has gone; nullopt: an account that no case's spending passes.
std::optional<int> stage(Account account) {
  switch (account) {
    case Account::allotted: return 0;
    case Account::committed: return 1;
    case Account::ordered: return 2;
    case Account::paid: return 3;
    default: return std::nullopt;
  }
}

}  // namespace

std::string_view name(RecordKind kind) { return kind == RecordKind::commitment ? "commitment" : "order"; }
std::string_view japanese_name(RecordKind kind) { return kind == RecordKind::commitment ? "支出負担行為" : "支出命令"; }

std::optional<RecordKind> record_kind(std::string_view text) {
  for (RecordKind kind : {RecordKind::commitment, RecordKind::order}) {
    if (text == name(kind) || text == japanese_name(kind)) return kind;
  }
  return std::nullopt;
}

std::string_view name(TextEncoding encoding) { return encoding == TextEncoding::utf8 ? "utf-8" : "cp932"; }

std::optional<TextEncoding> text_encoding(std::string_view text) {
  for (TextEncoding encoding : {TextEncoding::utf8, TextEncoding::cp932}) {
    if (text == name(encoding)) return encoding;
  }
  return std::nullopt;
}

Yen recorded(RecordKind kind, const Posting& posting) {
  std::optional<int> from = stage(posting.from), to = stage(posting.to);
  if (posting.case_number == 0 || !from || !to) return Yen(0);
  int reached = kind == RecordKind::commitment ? 1 : 2;
  bool was = *from >= reached, is = *to >= reached;
  if (was == is) return Yen(0);
  return is ? posting.amount : -posting.amount;
}

std::string record_text(const journal::StreamId& stream, RecordId id) { return fmt::format("{}/{}/{}", stream, id.seq, id.posting); }

}  // namespace hashira::ledger
