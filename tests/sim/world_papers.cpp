// Letters to applicants, and files to and from the accounting system.
#include "app/accounting.h"
#include "app/letters.h"
#include "world_acts.h"

namespace hashira::sim {
namespace {

Outcome outcome_of_number(const Result<std::uint64_t>& number) { return number ? outcome_of_done({}) : outcome_of_done(fail(number.error())); }

Outcome refused_by(const std::vector<Error>& errors) { return outcome_of_done(fail(errors.front())); }

}  // namespace

// word: the kind.
Outcome World::issue_letters(const Command& command) {
  std::vector<std::uint64_t> numbers = numbers_of(command);
  if (numbers.empty()) return not_there();
  return outcome_of_number(app::issue_letters(*engine_, programme, command.word, numbers, actor(command)));
}

// amount: the first; three letters, as far as there are.
Outcome World::send_letters(const Command& command) {
  auto from = static_cast<std::uint64_t>(command.amount);
  return outcome_of_done(app::mark_letters_sent(*engine_, programme, from, from + 2, today_, actor(command)));
}

// word: the kind; amount: the encoding.
Outcome World::export_accounting(const Command& command) {
  auto kind = command.word == "order" ? ledger::RecordKind::order : ledger::RecordKind::commitment;
  auto encoding = command.amount == 0 ? ledger::TextEncoding::utf8 : ledger::TextEncoding::cp932;
  Bytes file;
  app::ByteSink sink = [&](BytesView bytes) -> Done { file += bytes; return {}; };
  std::uint64_t before = app::accounting_exports(*engine_, programme).value().size();
  auto made_now = app::export_accounting(*engine_, programme, kind, encoding, sink, actor(command));
  // Told once: when the answer was lost, the file is asked for again.
  auto exports = app::accounting_exports(*engine_, programme).value();
  if (!made_now && exports.size() > before) {
    file.clear();
    auto again = app::export_accounting_again(*engine_, programme, exports.back().number, sink);
    if (!again) return outcome_of_done(fail(again.error()));
  }
  if (exports.size() > before) accounting_.receive(command.word, file);
  return made_now ? outcome_of_done({}) : outcome_of_done(fail(made_now.error()));
}

// word: the kind; amount: 1: the last file once more.
Outcome World::import_vouchers(const Command& command) {
  std::string file = command.amount == 1 ? accounting_.last_answer() : accounting_.answer(programme, command.word);
  if (file.empty()) return not_there();
  auto taken = app::import_vouchers(*engine_, programme, file, "vouchers.csv", actor(command));
  return taken ? outcome_of_done({}) : refused_by(taken.error());
}

}  // namespace hashira::sim
