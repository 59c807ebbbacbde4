#include "cases/draft.h"

#include "cases/fields.h"
#include "cases/flags.h"

namespace hashira::cases {
namespace {

using journal::Entry;

std::vector<State> draft_states() {
  return {{"listing", "一覧作成中", "being listed"},
          {"open", "回付中", "circulating"},
          {"sent_back", "差戻し", "sent back"},
          {"approved", "決裁済", "approved"},
          {"deciding", "一括決定中（施行前）", "being decided, not issued yet"},
          {"undoing", "一括決定の取消し中", "being undone"},
          {"issued", "決定済", "issued"},
          {"released", "支払指示済", "released", true},
          {"withdrawn", "取下げ", "withdrawn", true}};
}

std::vector<EventKind> draft_events() {
  return {{"draft.opened", "open", {""}, "起案した", "drafted"},
          {"draft.listed", "list", {"listing"}, "一覧を続けた", "listed further"},
          {"draft.reviewed", "review", {"open"}, "合議した", "agreed to by an office"},
          {"draft.sent_back", "send_back", {"open", "approved"}, "差し戻した", "sent back"},
          {"draft.recirculated", "recirculate", {"sent_back"}, "再び回付した", "circulated again"},
          {"draft.approved", "approve", {"open"}, "決裁した", "approved"},
          {"draft.approval_withdrawn", "withdraw_approval", {"approved"}, "決裁を取り消した", "approval withdrawn"},
          {"draft.withdrawn", "withdraw", {"listing", "open", "sent_back", "approved"}, "起案を取り下げた", "draft withdrawn"},
          {"draft.deciding", "decide", {"open", "approved"}, "一括決定を始めた", "bulk decision begun"},
          {"draft.part_decided", "decide_part", {"deciding"}, "一部を決定した", "a part decided"},
          {"draft.undoing", "undo", {"deciding"}, "一括決定を取り消し始めた", "undoing the bulk decision"},
          {"draft.part_undone", "undo_part", {"undoing"}, "一部の決定を取り消した", "a part undone"},
          {"draft.issued", "issue", {"open", "approved", "deciding"}, "決定した", "decision issued"},
          {"draft.released", "release", {"issued"}, "支払を指示した", "payment orders released"}};
}

std::string text_of(const Entry& entry, std::string_view key) { return std::string(entry.body.text(key).value_or("")); }

void add_screeners(Draft& draft, const Entry& entry) {
  Result<std::vector<std::string>> names = decode_texts(entry.body.raw("screened_by").value_or(BytesView()));
  if (!names) return;
  for (const std::string& name : *names) {
    auto at = std::lower_bound(draft.screened_by.begin(), draft.screened_by.end(), name);
    if (at == draft.screened_by.end() || *at != name) draft.screened_by.insert(at, name);
  }
}

// The cases of an entry behind those listed already; false when they are no list that goes on ascending.
bool add_part(Draft& draft, const Entry& entry) {
  Result<std::vector<std::uint64_t>> numbers = decode_case_numbers(entry.body.raw("cases").value_or(BytesView()));
  if (!numbers || numbers->empty()) return false;
  if (!draft.case_numbers.empty() && numbers->front() <= draft.case_numbers.back()) return false;
  draft.case_numbers.insert(draft.case_numbers.end(), numbers->begin(), numbers->end());
  draft.total += entry.body.yen("total").value_or(Yen(0));
  add_screeners(draft, entry);
  draft.state = entry.body.boolean("more").value_or(false) ? "listing" : "open";
  return true;
}

void fold_opened(Draft& draft, const Entry& entry) {
  if (!add_part(draft, entry)) return;
  draft.stream = entry.stream;
  draft.drafted_by = entry.actor;
  draft.opened_on = entry.happened_on;
  draft.office = text_of(entry, "office");
}

void fold_listed(Draft& draft, const Entry& entry) { add_part(draft, entry); }

void fold_reviewed(Draft& draft, const Entry& entry) {
  draft.reviews.push_back({text_of(entry, "office"), entry.actor, entry.happened_on});
}

void forget_approval(Draft& draft) {
  draft.approved_by.clear();
  draft.acting_for.clear();
  draft.approved_on.reset();
}

void fold_sent_back(Draft& draft, const Entry& entry) {
  forget_approval(draft);
  draft.sent_back_by = entry.actor;
  draft.sent_back_because = text_of(entry, "reason");
  draft.state = "sent_back";
}

// Who agreed before must look again: that it was sent back says that something was wrong with it.
void fold_recirculated(Draft& draft, const Entry& entry) {
  Draft before = draft;
  if (entry.body.raw("cases")) {
    draft.case_numbers.clear();
    draft.total = Yen(0);
    draft.screened_by.clear();
    if (!add_part(draft, entry)) {
      draft = std::move(before);
      return;
    }
  }
  draft.reviews.clear();
  draft.sent_back_by.clear();
  draft.sent_back_because.clear();
  draft.state = "open";
}

void fold_approved(Draft& draft, const Entry& entry) {
  draft.approved_by = entry.actor;
  draft.acting_for = text_of(entry, "acting_for");
  draft.approved_on = entry.happened_on;
  draft.state = "approved";
}

void fold_approval_withdrawn(Draft& draft, const Entry&) {
  forget_approval(draft);
  draft.state = "open";
}

void fold_withdrawn(Draft& draft, const Entry&) { draft.state = "withdrawn"; }

void fold_deciding(Draft& draft, const Entry& entry) {
  draft.batch = {Bytes(entry.body.bytes("batch").value_or(BytesView())), draft.state, text_of(entry, "line"),
                 entry.account_year, 0, entry.body.yen("amount").value_or(Yen(0))};
  draft.state = "deciding";
}

std::uint64_t count_of(const Entry& entry) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, entry.body.integer("count").value_or(0)));
}

// A part as the entry states it; nullopt: there are not as many cases left, or not as much is reserved.
std::optional<Yen> part_amount(const Draft& draft, const Entry& entry) {
  Yen amount = entry.body.yen("amount").value_or(Yen(-1));
  std::uint64_t count = count_of(entry), left = draft.case_numbers.size() - draft.batch.decided;
  if (count == 0 || count > left || amount < Yen(0) || amount > draft.batch.reserved) return std::nullopt;
  return amount;
}

void fold_part_decided(Draft& draft, const Entry& entry) {
  std::optional<Yen> amount = part_amount(draft, entry);
  if (!amount) return;
  draft.batch.decided += count_of(entry);
  draft.batch.reserved -= *amount;
}

void back_from_undo(Draft& draft) {
  if (draft.batch.decided > 0) return;
  draft.state = draft.batch.resume;
  draft.batch = {};
}

void fold_undoing(Draft& draft, const Entry&) {
  draft.state = "undoing";
  draft.batch.reserved = Yen(0);
  back_from_undo(draft);
}

void fold_part_undone(Draft& draft, const Entry& entry) {
  draft.batch.decided -= std::min(count_of(entry), draft.batch.decided);
  back_from_undo(draft);
}

void fold_issued(Draft& draft, const Entry& entry) {
  if (draft.state == "deciding" && !draft.decided_whole()) return;
  draft.state = "issued";
  draft.decided_by = draft.approved_by.empty() ? entry.actor : draft.approved_by;
  draft.issued_on = entry.happened_on;
}

void fold_released(Draft& draft, const Entry& entry) {
  draft.state = "released";
  draft.released_by = entry.actor;
  draft.released_on = entry.happened_on;
}

using DraftFold = void (*)(Draft& draft, const Entry& entry);
// In the order of draft_events().
constexpr DraftFold draft_folds[] = {fold_opened,      fold_listed,           fold_reviewed,
                                     fold_sent_back,   fold_recirculated,     fold_approved,
                                     fold_approval_withdrawn, fold_withdrawn, fold_deciding,
                                     fold_part_decided, fold_undoing,         fold_part_undone,
                                     fold_issued,      fold_released};

// The event that the draft's state allows; nullptr: the entry means nothing to it.
const EventKind* allowed_event(const Draft& draft, const Entry& entry) {
  const EventKind* kind = draft_lifecycle().event(entry.type);
  if (kind == nullptr || !kind->may_from(draft.state)) return nullptr;
  if (static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0)) != draft.number) return nullptr;
  return kind;
}

}  // namespace

const Lifecycle& draft_lifecycle() {
  static const Lifecycle lifecycle = {draft_states(), draft_events()};
  return lifecycle;
}

void fold(Draft& draft, const Entry& entry) {
  const EventKind* kind = allowed_event(draft, entry);
  if (kind == nullptr) return;
  static_assert(std::size(draft_folds) == 14);
  draft_folds[kind - draft_lifecycle().events.data()](draft, entry);
}

std::vector<ledger::Posting> postings(const Draft& before, const Entry& entry) {
  using ledger::Account;
  if (allowed_event(before, entry) == nullptr) return {};
  auto move = [](const std::string& line, FiscalYear year, Account from, Account to, Yen amount) {
    std::vector<ledger::Posting> out;
    if (amount > Yen(0)) out.push_back({line, year, from, to, amount});
    return out;
  };
  const DraftBatch& batch = before.batch;
  if (entry.type == "draft.deciding") {
    return move(text_of(entry, "line"), entry.account_year, Account::allotted, Account::reserved,
                entry.body.yen("amount").value_or(Yen(0)));
  }
  if (entry.type == "draft.part_decided") {
    return move(batch.line, batch.year, Account::reserved, Account::allotted, part_amount(before, entry).value_or(Yen(0)));
  }
  if (entry.type == "draft.undoing") return move(batch.line, batch.year, Account::reserved, Account::allotted, batch.reserved);
  return {};
}

}  // namespace hashira::cases
