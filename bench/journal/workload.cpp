#include "workload.h"

#include "journal/chain.h"

namespace hashira::bench {
namespace {

using journal::BodyWriter;
using journal::Table;

Bytes number_bytes(std::uint64_t number) {
  Bytes out;
  append_u64(out, number);
  return out;
}

}  // namespace

Bytes Workload::key(std::string_view kind, BytesView rest) const {
  Bytes out = stream_;
  out += '\0';
  out += kind;
  out += rest;
  return out;
}

journal::Entry Workload::entry(std::string type, journal::Body body) {
  journal::Entry out;
  out.stream = stream_;
  out.seq = head_.seq + 1;
  out.type = std::move(type);
  out.recorded_at = Instant{1'589'943'845'678 + static_cast<std::int64_t>(number_)};
  out.happened_on = Date::of(2020, 5, 20);
  out.account_year = FiscalYear(2020);
  out.actor = "applicant";
  out.case_number = number_;
  out.body = std::move(body);
  return out;
}

// Case, draft counter, lookups (command, return link, queue, entitlement, entries of the case), figures, sealed facts.
void Workload::add_rows(journal::Commit& commit) {
  Bytes number = number_bytes(number_);
  auto put = [&](Table table, Bytes at, Bytes value) { commit.changes.push_back({{table, std::move(at)}, std::move(value)}); };
  put(Table::state, key("case", number), random_->bytes(380));
  put(Table::state, key("count", ""), number);
  put(Table::index, key("command", random_->bytes(16)), number);
  put(Table::index, key("token", random_->bytes(32)), number);
  put(Table::index, key("queue/submitted", number), "");
  put(Table::index, key("entitlement", random_->bytes(20)), number);
  put(Table::index, "parties" + random_->bytes(32), random_->bytes(16));
  put(Table::index, key("entries", number + number_bytes(head_.seq - 1)), "");
  put(Table::index, key("entries", number + number_bytes(head_.seq)), "");
  for (const char* cell : {"applications", "amount", "municipality/01100"}) put(Table::cell, key(cell, ""), number + number);
  put(Table::sealed, key("sealed", number), random_->bytes(240));
}

journal::Commit Workload::application() {
  ++number_;
  journal::Commit commit{stream_, head_, {}, {}};
  auto submitted = entry("benefit.submitted", BodyWriter()
                                                  .text("kind", "restaurant")
                                                  .text("municipality", "01100")
                                                  .yen("requested", Yen(300'000))
                                                  .date("closed_from", Date::of(2020, 4, 25))
                                                  .bytes("sealed", random_->bytes(32))
                                                  .boolean("alcohol", true)
                                                  .body());
  submitted.command = random_->bytes(16);
  submitted.party = random_->bytes(16);
  submitted.definition = Bytes(32, 'd');
  commit.entries.push_back(journal::link(head_, submitted));
  commit.entries.push_back(journal::link(head_, entry("benefit.screened", BodyWriter().text("rule", "R1").yen("amount", Yen(300'000)).body())));
  add_rows(commit);
  return commit;
}

std::vector<journal::Commit> Workload::group(std::size_t applications) {
  std::vector<journal::Commit> out;
  out.reserve(applications);
  for (std::size_t i = 0; i < applications; ++i) out.push_back(application());
  return out;
}

}  // namespace hashira::bench
