#include "bank.h"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

namespace hashira::sim {
namespace {

constexpr std::size_t record_size = 120, amount_at = 80, amount_size = 10, id_at = 91, id_size = 20;
constexpr std::size_t total_count_at = 1, total_count_size = 6, total_at = 7, total_size = 12;

std::uint64_t digits(std::string_view record, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  std::from_chars(record.data() + at, record.data() + at + size, out);
  return out;
}

Transfer transfer_of(std::string_view record) {
  Transfer out;
  out.id = record.substr(id_at, id_size);
  out.case_number = digits(out.id, 0, 10);
  out.decision = digits(out.id, 10, 3);
  out.instalment = digits(out.id, 13, 3);
  out.attempt = digits(out.id, 16, 2);
  out.amount = static_cast<std::int64_t>(digits(record, amount_at, amount_size));
  return out;
}

std::string totals_problem(std::string_view trailer, const std::vector<Transfer>& transfers) {
  std::uint64_t sum = 0;
  for (const Transfer& one : transfers) sum += static_cast<std::uint64_t>(one.amount);
  bool right = digits(trailer, total_count_at, total_count_size) == transfers.size() && digits(trailer, total_at, total_size) == sum;
  return right ? "" : "the file's totals are not those of its records";
}

payments::BankAnswer answer_about(const Transfer& transfer, payments::Outcome outcome, const char* status, int day) {
  payments::BankAnswer out;
  out.id = transfer.id;
  out.outcome = outcome;
  out.status = status;
  out.date = Date(day);
  if (outcome == payments::Outcome::returned) out.amount = Yen(transfer.amount);
  if (outcome != payments::Outcome::accepted) {
    out.reason = payments::ReasonClass::account_closed;
    out.text = "解約済";
  }
  return out;
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a * 0x9E3779B97F4A7C15ULL + b + 0x7F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

bool Bank::receive(std::uint64_t run, const std::string& message_id, int value_date, std::string_view bytes) {
  if (!seen_.insert(std::string(bytes)).second) return false;
  BankFile file{run, message_id, value_date, {}, false, false};
  for (std::size_t at = 0; at + record_size <= bytes.size(); at += record_size) {
    std::string_view record = bytes.substr(at, record_size);
    if (record.front() == '2') file.transfers.push_back(transfer_of(record));
    if (record.front() == '8' && problem_.empty()) problem_ = totals_problem(record, file.transfers);
  }
  files_.push_back(std::move(file));
  return true;
}

bool Bank::stop(std::uint64_t run) {
  for (BankFile& file : files_) {
    if (file.run != run || file.worked) continue;
    file.worked = true;
    for (Transfer& one : file.transfers) one.fate = Transfer::Fate::stopped;
    return true;
  }
  return false;
}

void Bank::work(int today) {
  for (BankFile& file : files_) {
    if (!file.worked && file.value_date <= today) work(file);
  }
}

void Bank::work(BankFile& file) {
  file.worked = true;
  file.rejected_whole = mixed(seed_, file.run + 7000) % 16 == 0;
  for (Transfer& one : file.transfers) {
    std::uint64_t luck = mixed(seed_ + one.attempt, one.case_number * 1000 + one.decision) % 100;
    one.fate = luck < 8 ? Transfer::Fate::rejected : luck < 24 ? Transfer::Fate::came_back : Transfer::Fate::credited;
    if (file.rejected_whole) one.fate = Transfer::Fate::rejected;
  }
  answer(file);
}

// One message about what was rejected, one about what was credited (not from every bank), one about what came back (now
// and then twice, and once more under another number).
void Bank::answer(const BankFile& file) {
  auto send = [&](const char* form, std::vector<payments::BankAnswer> answers) {
    if (answers.empty()) return;
    payments::BankAnswers out{form, fmt::format("M{:05}", ++messages_), std::move(answers), 0};
    waiting.push_back({file.run, file.rejected_whole, std::move(out)});
  };
  if (file.rejected_whole) {
    payments::BankAnswer all;
    all.scope = payments::AnswerScope::message;
    all.id = file.message_id;
    all.outcome = payments::Outcome::rejected;
    all.status = "RJCT";
    return send("pain.002.001.03", {all});
  }
  std::vector<payments::BankAnswer> rejected, booked, returned;
  for (const Transfer& one : file.transfers) {
    if (one.fate == Transfer::Fate::rejected) rejected.push_back(answer_about(one, payments::Outcome::rejected, "RJCT", file.value_date));
    if (one.fate != Transfer::Fate::rejected) booked.push_back(answer_about(one, payments::Outcome::accepted, "BOOK", file.value_date));
    if (one.fate == Transfer::Fate::came_back) returned.push_back(answer_about(one, payments::Outcome::returned, "BOOK", file.value_date));
  }
  send("pain.002.001.03", rejected);
  if (mixed(seed_, file.run) % 2 == 0) send("camt.054.001.02", booked);
  send("camt.054.001.02", returned);
  if (mixed(seed_, file.run) % 5 == 0) send("camt.054.001.02", returned);
  if (mixed(seed_, file.run) % 5 == 1 && !waiting.empty() && waiting.back().run == file.run) waiting.push_back(waiting.back());
}

int Bank::value_date(std::uint64_t run) const {
  for (const BankFile& file : files_) {
    if (file.run == run) return file.value_date;
  }
  return 0;
}

bool Bank::worked(std::uint64_t run) const {
  return std::any_of(files_.begin(), files_.end(), [run](const BankFile& file) { return file.run == run && file.worked; });
}

bool Bank::credited_any(std::uint64_t run) const {
  return std::any_of(files_.begin(), files_.end(), [run](const BankFile& file) {
    return file.run == run && file.worked && std::any_of(file.transfers.begin(), file.transfers.end(), [](const Transfer& one) {
             return one.fate == Transfer::Fate::credited || one.fate == Transfer::Fate::came_back;
           });
  });
}

bool Bank::came_back(std::uint64_t case_number, std::int64_t amount) const {
  bool out = false;
  for (const BankFile& file : files_) {
    for (const Transfer& one : file.transfers) {
      if (one.case_number == case_number) out = one.fate == Transfer::Fate::came_back && one.amount == amount;
    }
  }
  return out;
}

}  // namespace hashira::sim
