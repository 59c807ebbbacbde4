#include "audit/projection.h"

#include <fmt/core.h>

#include "accounts/accounts.h"
#include "cases/draft.h"
#include "cases/sample.h"
#include "ledger/accounting.h"
#include "intake/batch.h"
#include "intake/paper.h"
#include "ledger/budget.h"
#include "ledger/receivable.h"
#include "ledger/year.h"
#include "parties/reservation.h"
#include "payments/run.h"

namespace hashira::audit {
namespace {

using journal::Entry;
using journal::Key;
using journal::Table;

// What one entry's projection works with.
struct Projector {
  Rows& rows;
  const Entry& entry;
  Versions& versions;
  const cases::Instruments& instruments;
  Effect effect;

  Done add_number(Table table, Bytes key, std::int64_t delta) {
    Key at{table, std::move(key)};
    std::int64_t number = number_of(TRY(rows.get(at)));
    rows.put(at, number_bytes(number + delta));
    return {};
  }

  Done raise_counter(std::string_view kind, std::uint64_t number) {
    Key at{Table::index, counter_key(entry.stream, kind)};
    if (number_of(TRY(rows.get(at))) < static_cast<std::int64_t>(number)) {
      rows.put(at, number_bytes(static_cast<std::int64_t>(number)));
    }
    return {};
  }

  // Writes postings and moves balances; the ledger's own rules refuse an overspent account and a day out of its year.
  Done post(std::vector<ledger::Posting> postings) {
    CHECK_OK(ledger::check_days(postings, entry.happened_on));
    ledger::Balances touched;
    for (const ledger::Posting& posting : postings) {
      for (ledger::Account account : {posting.from, posting.to}) {
        ledger::BalanceKey key = ledger::balance_key(posting, account);
        if (touched.contains(key)) continue;
        touched[key] = Yen(number_of(TRY(rows.get({Table::balance, balance_row_key(entry.stream, key)}))));
      }
    }
    for (std::size_t n = 0; n < postings.size(); ++n) {
      ledger::apply(touched, postings[n]);
      rows.put({Table::posting, posting_key(entry.stream, entry.seq, n)}, ledger::encode(postings[n]));
    }
    CHECK_OK(ledger::check(touched));
    for (const auto& [key, yen] : touched) {
      rows.put({Table::balance, balance_row_key(entry.stream, key)}, number_bytes(yen.count()));
    }
    effect.postings = std::move(postings);
    return {};
  }

  // A distinct figure counts a key once, however many cases carry it.
  Result<std::int64_t> distinct_delta(const indicators::Contribution& one) {
    Key at{Table::cell, indicators::cell_key(entry.stream, one.cell + "#" + one.key)};
    std::int64_t references = number_of(TRY(rows.get(at)));
    std::int64_t after = references + one.delta;
    rows.put(at, after == 0 ? std::nullopt : std::optional(number_bytes(after)));
    return (after > 0 ? 1 : 0) - (references > 0 ? 1 : 0);
  }

  Done add_to_cell(const indicators::CellId& id, std::int64_t delta) {
    Key at{Table::cell, indicators::cell_key(entry.stream, id)};
    std::optional<Bytes> stored = TRY(rows.get(at));
    indicators::Cell cell;
    if (stored) cell = TRY(indicators::decode_cell(*stored));
    cell.value += delta;
    cell.entries += 1;
    cell.synthetic += entry.synthetic ? 1 : 0;
    rows.put(at, indicators::encode(cell));
    return {};
  }

  Done contribute(indicators::Contributions contributions) {
    for (std::size_t i = 0; i < contributions.size();) {
      std::int64_t delta = 0;
      const indicators::CellId& id = contributions[i].cell;
      std::size_t next = i;
      for (; next < contributions.size() && contributions[next].cell == id; ++next) {
        const indicators::Contribution& one = contributions[next];
        delta += one.key.empty() ? one.delta : TRY(distinct_delta(one));
      }
      CHECK_OK(add_to_cell(id, delta));
      i = next;
    }
    effect.contributions = std::move(contributions);
    return {};
  }

  Done move_in_queue(const std::string& from, const std::string& to) {
    if (from == to) return {};
    if (!from.empty()) {
      rows.put({Table::index, queue_key(entry.stream, from, entry.case_number)}, std::nullopt);
      CHECK_OK(add_number(Table::index, queue_count_key(entry.stream, from), -1));
    }
    rows.put({Table::index, queue_key(entry.stream, to, entry.case_number)}, Bytes());
    return add_number(Table::index, queue_count_key(entry.stream, to), 1);
  }

  Done index_case(const cases::Case& before, const cases::Case& after) {
    rows.put({Table::index, case_entry_key(entry.stream, entry.case_number, entry.seq)}, Bytes());
    CHECK_OK(move_in_queue(before.state, after.state));
    if (before.entitlement != after.entitlement) {
      auto key = [&](const std::string& entitlement) {
        Bytes out = entitlement_prefix(entry.stream, entitlement);
        append_u64(out, entry.case_number);
        return Key{Table::index, std::move(out)};
      };
      if (!before.entitlement.empty()) rows.put(key(before.entitlement), std::nullopt);
      if (!after.entitlement.empty()) rows.put(key(after.entitlement), Bytes());
    }
    if (std::optional<BytesView> token = entry.body.bytes("token")) {
      rows.put({Table::index, token_key(*token)}, cases::case_name(entry.stream, entry.case_number));
    }
    return before.version == 0 ? raise_counter("case", entry.case_number) : Done();
  }

  // FAST PATH: numbers beyond the counter were never given out.
  Result<std::optional<Bytes>> stored_case(const Key& at) {
    std::int64_t given_out = number_of(TRY(rows.get({Table::index, counter_key(entry.stream, "case")})));
    if (entry.case_number > static_cast<std::uint64_t>(given_out)) return std::nullopt;
    return rows.get(at);
  }

  Done project_case() {
    const cases::Instrument* instrument = instruments.of_type(entry.type);
    if (instrument == nullptr) return {};  // kept in the chain, means nothing here (a later version's instrument)
    Key at{Table::state, cases::case_key(entry.stream, entry.case_number)};
    std::optional<Bytes> stored = TRY(stored_case(at));
    cases::Case before;
    if (stored) {
      before = TRY(cases::decode_case(*stored));
    } else {
      before.stream = entry.stream;
      before.number = entry.case_number;
    }
    cases::Case after = before;
    instrument->fold(after, entry);
    rows.put(at, cases::encode(after));
    CHECK_OK(index_case(before, after));

    std::shared_ptr<const Version> version = TRY(versions.find(entry.definition));
    std::string line = version->programme.money ? version->programme.money->budget_line : std::string();
    std::vector<ledger::Posting> postings = instrument->postings(before, entry, line);
    if (!postings.empty()) CHECK_OK(post(std::move(postings)));
    indicators::Contributions was;
    if (before.version > 0) was = version->figures.contributions(before);
    indicators::Contributions changed = indicators::FigureSet::difference(was, version->figures.contributions(after));
    return changed.empty() ? Done() : contribute(std::move(changed));
  }

  Done project_draft() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0));
    Key at{Table::state, cases::draft_key(entry.stream, number)};
    std::optional<Bytes> stored = TRY(rows.get(at));
    cases::Draft draft;
    if (stored) {
      draft = TRY(cases::decode_draft(*stored));
    } else {
      draft.stream = entry.stream;
      draft.number = number;
    }
    std::vector<ledger::Posting> postings = cases::postings(draft, entry);
    if (!postings.empty()) CHECK_OK(post(std::move(postings)));
    cases::fold(draft, entry);
    rows.put(at, cases::encode(draft));
    return raise_counter("draft", number);
  }

  Done project_letter() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("letter").value_or(0));
    std::string kind(entry.body.text("kind").value_or(""));
    journal::BodyWriter row;
    row.text("kind", kind)
        .integer("case", static_cast<std::int64_t>(entry.case_number))
        .date("on", entry.happened_on)
        .text("by", entry.actor)
        .bytes("digest", entry.body.bytes("digest").value_or(BytesView()));
    rows.put({Table::state, letter_key(entry.stream, number)}, row.body().encoded());
    rows.put({Table::index, letter_of_key(entry.stream, kind, entry.case_number)}, number_bytes(static_cast<std::int64_t>(number)));
    rows.put({Table::index, case_entry_key(entry.stream, entry.case_number, entry.seq)}, Bytes());
    return raise_counter("letter", number);
  }

  Done project_letters_sent() {
    auto from = static_cast<std::uint64_t>(entry.body.integer("from").value_or(1));
    auto to = static_cast<std::uint64_t>(entry.body.integer("to").value_or(0));
    for (std::uint64_t number = from; number <= to; ++number) {
      Key at{Table::state, letter_key(entry.stream, number)};
      std::optional<Bytes> stored = TRY(rows.get(at));
      if (!stored) break;
      journal::Body was(std::move(*stored));
      journal::BodyWriter row;
      for (const auto& [name, item] : was.fields()) {
        if (name != "sent") row.raw(name, item);
      }
      rows.put(at, row.date("sent", entry.happened_on).body().encoded());
    }
    return {};
  }

  // The run as it stands, and in which live run each of its orders is.
  Done project_run() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("run").value_or(0));
    Key at{Table::state, payments::run_key(entry.stream, number)};
    std::optional<Bytes> stored = TRY(rows.get(at));
    payments::PaymentRun before;
    before.stream = entry.stream;
    before.number = number;
    if (stored) before = TRY(payments::decode_run(*stored));
    payments::PaymentRun after = before;
    payments::fold(after, entry);
    rows.put(at, payments::encode(after));
    for (const payments::LiveChange& change : payments::live_changes(before, after)) {
      std::optional<Bytes> run = change.live ? std::optional(number_bytes(static_cast<std::int64_t>(number))) : std::nullopt;
      rows.put({Table::index, payments::live_order_key(entry.stream, change.order)}, std::move(run));
    }
    return raise_counter("run", number);
  }

  Done project_sample() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("sample").value_or(0));
    cases::Sample sample;
    sample.number = number;
    cases::fold(sample, entry);
    if (sample.state.empty()) return {};
    rows.put({Table::state, cases::sample_key(entry.stream, number)}, cases::encode(sample));
    return raise_counter("sample", number);
  }

  // The batch as it stands, and by which live one a file was taken in.
  Done project_import() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("import").value_or(0));
    Key at{Table::state, intake::batch_key(entry.stream, number)};
    std::optional<Bytes> stored = TRY(rows.get(at));
    intake::Batch batch;
    batch.number = number;
    if (stored) batch = TRY(intake::decode_batch(*stored));
    intake::fold(batch, entry);
    if (!batch.taken_on) return {};
    rows.put(at, intake::encode(batch));
    std::optional<Bytes> live = batch.live() ? std::optional(number_bytes(static_cast<std::int64_t>(number))) : std::nullopt;
    rows.put({Table::index, intake::batch_of_file_key(entry.stream, batch.digest)}, std::move(live));
    return raise_counter("import", number);
  }

  Done project_paper() {
    auto number = static_cast<std::uint64_t>(entry.body.integer("paper").value_or(0));
    Key at{Table::state, intake::paper_key(entry.stream, number)};
    std::optional<Bytes> stored = TRY(rows.get(at));
    intake::Paper paper;
    paper.number = number;
    if (stored) paper = TRY(intake::decode_paper(*stored));
    intake::fold(paper, entry);
    if (paper.state.empty()) return {};
    rows.put(at, intake::encode(paper));
    return raise_counter("paper", number);
  }

  Done project_mapping() {
    Result<intake::Mapping> mapping = intake::decode_mapping(entry.body);
    if (!mapping || mapping->number == 0) return {};
    rows.put({Table::state, intake::mapping_key(entry.stream, mapping->number)}, intake::encode(*mapping).encoded());
    return raise_counter("import-mapping", mapping->number);
  }

  // From the second version on they are listed with the days that they bind (app/binding.h); the first under 0.
  Done list_version(const Bytes& was, const Version& version) {
    Key first{Table::state, version_key(entry.stream, 0)};
    if (!TRY(rows.get(first))) rows.put(first, journal::BodyWriter().bytes("digest", was).body().encoded());
    const portfolio::RulesInForce& in_force = version.programme.in_force;
    journal::BodyWriter row;
    row.bytes("digest", version.digest)
        .date("from", in_force.from.value_or(entry.happened_on))
        .boolean("reaches_back", in_force.reaches_back);
    rows.put({Table::state, version_key(entry.stream, entry.seq)}, row.body().encoded());
    return {};
  }

  // A new version counts every case anew: the difference of all of them is this entry's part of each cell.
  Done project_publication() {
    Key at{Table::state, in_force_key(entry.stream)};
    std::optional<Bytes> was = TRY(rows.get(at));
    Bytes digest(entry.body.bytes("digest").value_or(BytesView()));
    rows.put(at, digest);
    versions.forget_heads();
    if (!was || *was == digest) return {};
    std::shared_ptr<const Version> old_version = TRY(versions.find(*was));
    std::shared_ptr<const Version> new_version = TRY(versions.find(digest));
    CHECK_OK(list_version(*was, *new_version));
    std::map<std::pair<indicators::CellId, std::string>, std::int64_t> sums;
    auto add = [&](const indicators::Contributions& contributions, std::int64_t sign) {
      for (const indicators::Contribution& one : contributions) sums[{one.cell, one.key}] += sign * one.delta;
    };
    CHECK_OK(rows.each(Table::state, cases::case_prefix(entry.stream), [&](BytesView, BytesView value) -> Done {
      cases::Case one = TRY(cases::decode_case(value));
      add(old_version->figures.contributions(one), -1);
      add(new_version->figures.contributions(one), 1);
      return {};
    }));
    indicators::Contributions changed;
    for (const auto& [cell, delta] : sums) {
      if (delta != 0) changed.push_back({cell.first, delta, cell.second});
    }
    return changed.empty() ? Done() : contribute(std::move(changed));
  }

  // Postings of both sides; the budget's own rows only from its own stream.
  Done project_budget() {
    CHECK_OK(post(ledger::budget_postings(entry)));
    if (entry.stream != ledger::budget_stream) return {};
    ledger::Budget budget;
    for (const Bytes& key : ledger::row_keys(entry)) {
      if (auto row = TRY(rows.get({Table::state, key}))) CHECK_OK(ledger::load_row(budget, key, *row));
    }
    ledger::fold(budget, entry);
    for (auto& [key, row] : ledger::rows(budget)) rows.put({Table::state, key}, std::move(row));
    return {};
  }

  Done project_receivable() {
    std::int64_t number = entry.body.integer("receivable").value_or(0);
    if (number <= 0) return {};
    Key at{Table::state, ledger::receivable_key(entry.stream, static_cast<std::uint64_t>(number))};
    std::optional<Bytes> stored = TRY(rows.get(at));
    ledger::Receivable value;
    value.number = static_cast<std::uint64_t>(number);
    if (stored) value = TRY(ledger::decode_receivable(*stored));
    CHECK_OK(post(ledger::postings(value, entry)));
    ledger::fold(value, entry);
    rows.put(at, ledger::encode(value));
    return raise_counter("receivable", value.number);
  }

  Done project_accounting_export() {
    std::optional<ledger::AccountingExport> value = ledger::read_export(entry);
    if (!value) return {};
    rows.put({Table::state, ledger::accounting_export_key(entry.stream, value->number)}, ledger::encode(*value));
    return raise_counter("accounting-export", value->number);
  }

  // The newest file's word on a voucher holds; an amount of 0 takes it back.
  Done project_accounting_import() {
    std::optional<ledger::AccountingImport> value = ledger::read_import(entry);
    if (!value) return {};
    for (const ledger::Voucher& voucher : value->vouchers) {
      std::optional<Bytes> row = voucher.amount == Yen(0) ? std::nullopt : std::optional(ledger::encode(voucher));
      rows.put({Table::state, ledger::voucher_key(entry.stream, voucher)}, std::move(row));
    }
    rows.put({Table::state, ledger::accounting_import_key(entry.stream, value->number)}, ledger::encode(ledger::import_row(*value, entry)));
    rows.put({Table::index, accounting_file_key(entry.stream, view(value->digest))}, number_bytes(static_cast<std::int64_t>(value->number)));
    return raise_counter("accounting-import", value->number);
  }

  Done project_reservation() {
    Key at = parties::holdings_key(entry.body.text("pair").value_or(""), entry.party);
    std::optional<Bytes> stored = TRY(rows.get(at));
    parties::Holdings holdings;
    if (stored) holdings = TRY(parties::decode_holdings(*stored));
    parties::fold(holdings, entry);
    rows.put(at, holdings.all.empty() ? std::nullopt : std::optional(parties::encode(holdings)));
    return {};
  }

  Done project_user() {
    accounts::User user = TRY(accounts::decode_user(entry.body.encoded()));
    rows.put(accounts::user_key(user.id), entry.body.encoded());
    return {};
  }

  Done project_date() {
    rows.put({Table::state, Bytes("folder").append(1, '\0').append("today")}, entry.body.encoded());
    return {};
  }

  Done run() {
    if (!entry.command.empty()) {
      Key at{Table::index, command_key(entry.stream, entry.command)};
      if (!TRY(rows.get(at))) rows.put(at, number_bytes(static_cast<std::int64_t>(entry.seq)));
    }
    if (entry.type == "letter.issued") return project_letter();
    if (entry.type == "letter.sent") return project_letters_sent();
    if (entry.case_number != 0) return project_case();
    if (entry.type.starts_with("draft.")) return project_draft();
    if (entry.type.starts_with("run.") || entry.type == "payment.returned") return project_run();
    if (entry.type == "sample.drawn") return project_sample();
    if (entry.type == "import.taken" || entry.type == "import.undone") return project_import();
    if (entry.type.starts_with("paper.")) return project_paper();
    if (entry.type == "import.mapped") return project_mapping();
    if (entry.type == programme_published) return project_publication();
    if (entry.type == folder_dated) return project_date();
    if (entry.type.starts_with("budget.") || entry.type.starts_with("ledger.")) return project_budget();
    if (entry.type.starts_with("receivable.")) return project_receivable();
    if (entry.type == "accounting.exported") return project_accounting_export();
    if (entry.type == "accounting.imported") return project_accounting_import();
    if (entry.type.starts_with("reservation.")) return project_reservation();
    if (entry.type == "accounts.user") return project_user();
    if (entry.type == portfolio_published) {
      rows.put({Table::state, in_force_key(entry.stream)}, Bytes(entry.body.bytes("digest").value_or(BytesView())));
      versions.forget_heads();
    }
    return {};
  }
};

}  // namespace

Result<Effect> project(Rows& rows, const Entry& entry, Versions& versions, const cases::Instruments& instruments) {
  Projector projector{rows, entry, versions, instruments, {}};
  CHECK_OK(projector.run());
  return std::move(projector.effect);
}

Bytes number_bytes(std::int64_t value) {
  Bytes out;
  append_u64(out, static_cast<std::uint64_t>(value));
  return out;
}

std::int64_t number_of(const std::optional<Bytes>& value) {
  return value && value->size() == 8 ? static_cast<std::int64_t>(read_u64(*value)) : 0;
}

}  // namespace hashira::audit
