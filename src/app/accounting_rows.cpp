#include "app/accounting_rows.h"

namespace hashira::app {
namespace {

constexpr std::size_t postings_page = 1000, entries_page = 200;

// Entries in ascending order, read a page at a time: postings name most of them one after another.
class EntryPages {
 public:
  EntryPages(Engine& engine, const std::string& programme) : engine_(engine), programme_(programme) {}

  Result<journal::Entry> at(std::uint64_t seq) {
    if (page_.empty() || seq < page_.front().seq || seq > page_.back().seq) {
      page_ = TRY(engine_.store().entries(programme_, seq, entries_page));
    }
    if (page_.empty() || page_.front().seq > seq) {
      return fail("app.no_such_entry", "an entry that a posting names is not there", "run `hashira audit`", {programme_, 0, 0});
    }
    return journal::decode(page_[seq - page_.front().seq].bytes);
  }

 private:
  Engine& engine_;
  const std::string& programme_;
  std::vector<journal::StoredEntry> page_;
};

}  // namespace

Done each_posting(Engine& engine, const std::string& programme, std::uint64_t after, std::uint64_t through, const OnPosting& visit) {
  Bytes prefix = audit::stream_prefix(programme);
  // The largest key of the entry `after`, so that the scan begins with the next.
  Bytes from = audit::posting_key(programme, after, static_cast<std::size_t>(-1));
  EntryPages entries(engine, programme);
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(journal::Table::posting, prefix, from, postings_page));
    for (const journal::Row& row : rows) {
      BytesView rest = BytesView(row.key).substr(prefix.size());
      ledger::RecordId id{read_u64(rest), read_u64(rest.substr(8)) + 1};
      if (id.seq > through) return {};
      ledger::Posting posting = TRY(ledger::decode_posting(row.value));
      if (posting.case_number != 0) CHECK_OK(visit(id, posting, TRY(entries.at(id.seq))));
    }
    if (rows.size() < postings_page) return {};
    from = rows.back().key;
  }
}

Done each_accounting_row(Engine& engine, const std::string& programme, ledger::RecordKind kind, std::uint64_t after, std::uint64_t through,
                         const OnAccountingRow& visit) {
  return each_posting(engine, programme, after, through, [&](ledger::RecordId id, const ledger::Posting& posting, const journal::Entry& entry) -> Done {
    Yen amount = ledger::recorded(kind, posting);
    if (amount == Yen(0)) return {};
    std::int64_t draft = std::max<std::int64_t>(0, entry.body.integer("draft").value_or(0));
    std::shared_ptr<const audit::Version> version = TRY(engine.versions().find(entry.definition));
    return visit({kind, id, entry.happened_on, posting, amount, version->programme.name.ja, static_cast<std::uint64_t>(draft), entry.synthetic});
  });
}

}  // namespace hashira::app
