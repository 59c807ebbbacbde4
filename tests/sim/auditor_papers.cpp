// The auditor's comparisons of letters and of the accounting system.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/accounting.h"
#include "app/letters.h"
#include "auditor.h"

namespace hashira::sim {
namespace {

const app::Actor reader{"yoshida", "officer", false, {}};

std::string letter_yen(Money amount) {
  std::string digits = std::to_string(amount), out;
  for (std::size_t i = 0; i < digits.size(); ++i) out += (i > 0 && (digits.size() - i) % 3 == 0 ? "," : "") + digits.substr(i, 1);
  return out + "円";
}

// The page says which case it is about, and the amount that the books give.
std::string printed_wrong(World& world, const LetterBook& letter) {
  auto page = app::print_letters(world.engine(), programme, letter.number, letter.number, reader);
  if (!page) return fmt::format("letter {} cannot be printed: {}", letter.number, page.error().text());
  bool says_amount = letter.amount == 0 || page->find(letter_yen(letter.amount)) != std::string::npos;
  if (says_amount) return {};
  return fmt::format("letter {} ({}) about case {} does not say {}", letter.number, letter.kind, letter.case_number, letter_yen(letter.amount));
}

AccountingBooks::Mismatches listed(const ledger::Matching& matching) {
  AccountingBooks::Mismatches out;
  for (const ledger::MismatchRow& row : matching.mismatches) {
    if (row.what == ledger::Mismatch::paid_date) continue;
    out.emplace(ledger::name(row.kind), ledger::record_text(programme, row.id), ledger::name(row.what));
  }
  return out;
}

}  // namespace

std::string Auditor::compare_letters(World& world) const {
  auto stored = app::letters(world.engine(), programme, 1, 100'000).value();
  if (stored.size() != letters_.letters().size()) return fmt::format("{} letters are listed, {} were issued", stored.size(), letters_.letters().size());
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const LetterBook& own = letters_.letters()[i];
    bool same = stored[i].number == own.number && stored[i].case_number == own.case_number && stored[i].kind == own.kind &&
                (stored[i].sent_on ? stored[i].sent_on->days() : 0) == own.sent_on;
    if (!same) return fmt::format("letter {} is listed otherwise than it was issued and sent", own.number);
  }
  for (const char* kind : {"correction", "refusal", "payment"}) {
    auto due = app::due_letters(world.engine(), programme, kind, 100'000).value(), own = letters_.due(kind, books_);
    if (due != own) return fmt::format("{} letters are due to {}, by the auditor's count to {}", kind, fmt::join(due, ", "), fmt::join(own, ", "));
  }
  std::size_t last = letters_.letters().size();
  for (std::size_t i = last - std::min<std::size_t>(last, 5); i < last; ++i) {
    if (std::string wrong = printed_wrong(world, letters_.letters()[i]); !wrong.empty()) return wrong;
  }
  return {};
}

std::string Auditor::compare_mismatches(World& world) const {
  AccountingBooks::Mismatches stored = listed(app::accounting_mismatches(world.engine(), programme).value());
  AccountingBooks::Mismatches own = accounting_.mismatches(world.accounting());
  for (const auto& one : stored) {
    if (!own.contains(one)) return fmt::format("{} {} is listed as {}, the auditor finds nothing wrong with it", std::get<0>(one), std::get<1>(one), std::get<2>(one));
  }
  for (const auto& one : own) {
    if (!stored.contains(one)) return fmt::format("{} {} does not match ({}) and is not listed", std::get<0>(one), std::get<1>(one), std::get<2>(one));
  }
  return stored.size() == own.size() ? "" : "a mismatch is listed twice";
}

std::string Auditor::compare_papers(World& world) {
  for (std::string wrong : {compare_letters(world), accounting_.compare_told(books_, world.accounting()), compare_mismatches(world)}) {
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace hashira::sim
