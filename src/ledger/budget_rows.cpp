// The budget's rows: one per line, allotment, combined cap, limit of promises and closed year.
#include "base/cbor.h"
#include "ledger/internal/budget_events.h"

namespace hashira::ledger {
namespace {

using journal::Body;

constexpr std::uint64_t line_fields = 13, cap_fields = 4, promise_fields = 5;
constexpr std::size_t year_and_kind = 9;

tl::unexpected<Error> bad_row() {
  return fail("ledger.bad_budget_row", "a stored row of the budget is damaged", "run `hashira audit`");
}

Bytes prefix_of(std::string_view what) {
  Bytes key(budget_stream);
  key += '\0';
  key += what;
  key += '\0';
  return key;
}

void append_line(Bytes& key, const LineId& id) {
  key += id.code;
  key += '\0';
  append_u64(key, static_cast<std::uint64_t>(id.year.year()));
  key += static_cast<char>(id.kind);
}

Bytes line_key(const LineId& id) {
  Bytes key = budget_line_prefix();
  append_line(key, id);
  return key;
}

Bytes allotment_key(const AllotmentId& id) {
  Bytes key = prefix_of("allotment");
  append_line(key, id.line);
  key += id.programme;
  key += '\0';
  key += id.office;
  return key;
}

Bytes cap_key(const std::string& id) {
  return prefix_of("cap") + id;
}
Bytes promise_key(const std::string& id) {
  return prefix_of("promise") + id;
}

Bytes closed_key(FiscalYear year) {
  Bytes key = prefix_of("closed");
  append_u64(key, static_cast<std::uint64_t>(year.year()));
  return key;
}

std::optional<FiscalYear> take_year(BytesView& rest) {
  if (rest.size() < 8) return std::nullopt;
  std::uint64_t year = read_u64(rest);
  rest.remove_prefix(8);
  if (year < 1 || year > 9999) return std::nullopt;
  return FiscalYear(static_cast<std::int32_t>(year));
}

std::optional<LineId> take_line(BytesView& rest) {
  std::size_t code = rest.find('\0');
  if (code == BytesView::npos || rest.size() < code + 1 + year_and_kind) return std::nullopt;
  LineId id{std::string(rest.substr(0, code)), {}, {}};
  rest.remove_prefix(code + 1);
  auto year = take_year(rest);
  auto kind = static_cast<unsigned char>(rest.front());
  rest.remove_prefix(1);
  if (!year || kind >= budget_kind_count) return std::nullopt;
  id.year = *year;
  id.kind = static_cast<BudgetKind>(kind);
  return id;
}

Bytes line_bytes(const Line& line) {
  cbor::Writer writer;
  writer.array(line_fields);
  writer.text(line.name);
  writer.boolean(line.reserve);
  for (const auto* column : {&line.original, &line.supplementary}) {
    for (Yen yen : *column) writer.integer(yen.count());
  }
  for (Yen yen : {line.transferred, line.from_reserve, line.carried}) writer.integer(yen.count());
  writer.array(3);
  for (Yen yen : {line.carry_permitted, line.allotted, line.lapsed}) writer.integer(yen.count());
  writer.integer(1);  // format
  return std::move(writer).out();
}

Done read_line(cbor::Reader& reader, Line& line) {
  if (TRY(reader.array()) != line_fields) return bad_row();
  line.name = TRY(reader.text());
  line.reserve = TRY(reader.boolean());
  for (auto* column : {&line.original, &line.supplementary}) {
    for (Yen& yen : *column) yen = Yen(TRY(reader.integer()));
  }
  for (Yen* yen : {&line.transferred, &line.from_reserve, &line.carried}) *yen = Yen(TRY(reader.integer()));
  if (TRY(reader.array()) != 3) return bad_row();
  for (Yen* yen : {&line.carry_permitted, &line.allotted, &line.lapsed}) *yen = Yen(TRY(reader.integer()));
  if (TRY(reader.integer()) != 1) return bad_row();
  return {};
}

Bytes cap_bytes(const Cap& cap) {
  cbor::Writer writer;
  writer.array(cap_fields);
  writer.integer(cap.limit.count());
  writer.integer(cap.confirmed.count());
  writer.raw(programmes_bytes(cap.programmes));
  writer.array(cap.reserved.size() * 3);
  for (const auto& [reservation, held] : cap.reserved) {
    writer.text(reservation);
    writer.text(held.first);
    writer.integer(held.second.count());
  }
  return std::move(writer).out();
}

Done read_cap(cbor::Reader& reader, Cap& cap) {
  if (TRY(reader.array()) != cap_fields) return bad_row();
  cap.limit = Yen(TRY(reader.integer()));
  cap.confirmed = Yen(TRY(reader.integer()));
  std::uint64_t programmes = TRY(reader.array());
  for (std::uint64_t n = 0; n < programmes; ++n) cap.programmes.emplace_back(TRY(reader.text()));
  std::uint64_t items = TRY(reader.array());
  if (items % 3 != 0) return bad_row();
  for (std::uint64_t n = 0; n < items / 3; ++n) {
    std::string reservation(TRY(reader.text())), programme(TRY(reader.text()));
    Yen amount(TRY(reader.integer()));
    if (!cap.reserved.empty() && reservation <= cap.reserved.rbegin()->first) return bad_row();
    cap.reserved.emplace(std::move(reservation), std::pair(std::move(programme), amount));
  }
  return {};
}

Bytes promise_bytes(const PromiseLimit& promise) {
  cbor::Writer writer;
  writer.array(promise_fields);
  writer.text(promise.name);
  writer.integer(promise.from.year());
  writer.integer(promise.until.year());
  writer.integer(promise.limit.count());
  writer.integer(promise.promised.count());
  return std::move(writer).out();
}

Done read_promise(cbor::Reader& reader, PromiseLimit& promise) {
  if (TRY(reader.array()) != promise_fields) return bad_row();
  promise.name = TRY(reader.text());
  for (FiscalYear* year : {&promise.from, &promise.until}) {
    std::int64_t number = TRY(reader.integer());
    if (number < 1 || number > 9999) return bad_row();
    *year = FiscalYear(static_cast<std::int32_t>(number));
  }
  promise.limit = Yen(TRY(reader.integer()));
  promise.promised = Yen(TRY(reader.integer()));
  return {};
}

Bytes yen_bytes(Yen yen) {
  cbor::Writer writer;
  writer.integer(yen.count());
  return std::move(writer).out();
}

Done load_line(Budget& budget, BytesView rest, cbor::Reader& reader) {
  auto id = take_line(rest);
  if (!id || !rest.empty()) return bad_row();
  return read_line(reader, budget.lines[*id]);
}

Done load_allotment(Budget& budget, BytesView rest, cbor::Reader& reader) {
  auto line = take_line(rest);
  std::size_t programme = rest.find('\0');
  if (!line || programme == BytesView::npos) return bad_row();
  AllotmentId id{std::move(*line), std::string(rest.substr(0, programme)), std::string(rest.substr(programme + 1))};
  budget.allotments[std::move(id)] = Yen(TRY(reader.integer()));
  return {};
}

Done load_closed(Budget& budget, BytesView rest, cbor::Reader& reader) {
  auto year = take_year(rest);
  if (!year || !rest.empty() || TRY(reader.integer()) != 1) return bad_row();
  budget.closed.insert(*year);
  return {};
}

Done load_cap(Budget& budget, BytesView rest, cbor::Reader& reader) {
  return read_cap(reader, budget.caps[std::string(rest)]);
}
Done load_promise(Budget& budget, BytesView rest, cbor::Reader& reader) {
  return read_promise(reader, budget.promises[std::string(rest)]);
}

// ---- which rows a command or an entry may touch

struct RowKeys {
  std::vector<Bytes> keys;

  RowKeys& line(const LineId& id) {
    keys.push_back(line_key(id));
    keys.push_back(closed_key(id.year));
    return *this;
  }
  RowKeys& allotment(const AllotmentId& id) {
    line(id.line);
    keys.push_back(allotment_key(id));
    return *this;
  }
  RowKeys& carried(const LineId& id, BudgetKind how) { return line(id).line({id.code, next_year(id.year), how}); }
  RowKeys& held(const AllotmentId& id, BudgetKind how) {
    LineId next{id.line.code, next_year(id.line.year), how};
    return allotment(id).allotment({next, id.programme, id.office});
  }

  void operator()(const Vote& command) { line(command.line); }
  void operator()(const Transfer& command) { line(command.from).line(command.to); }
  void operator()(const ApplyReserve& command) { line(command.reserve).line(command.to); }
  void operator()(const Allot& command) { allotment(command.to); }
  void operator()(const Withdraw& command) { allotment(command.from); }
  void operator()(const PermitCarry& command) { line(command.line); }
  void operator()(const CarryOver& command) { carried(command.line, BudgetKind::carried_by_vote); }
  void operator()(const CarryHeld& command) { held(command.from, command.how); }
  void operator()(const CloseYear& command) { keys.push_back(closed_key(command.year)); }
  void operator()(const SetCap& command) { keys.push_back(cap_key(command.id)); }
  void operator()(const ReserveCap& command) { keys.push_back(cap_key(command.id)); }
  void operator()(const ConfirmCap& command) { keys.push_back(cap_key(command.id)); }
  void operator()(const ReleaseCap& command) { keys.push_back(cap_key(command.id)); }
  void operator()(const ReturnCap& command) { keys.push_back(cap_key(command.id)); }
  void operator()(const LimitPromises& command) { keys.push_back(promise_key(command.id)); }
  void operator()(const Promise& command) { keys.push_back(promise_key(command.id)); }
  void operator()(const ReleasePromise& command) { keys.push_back(promise_key(command.id)); }
};

void keys_of_body(RowKeys& out, const Body& body) {
  auto how = how_of(body);
  auto held = allotment_of(body);
  auto line = line_of(body);
  if (line) out.line(*line);
  if (held) out.allotment(*held);
  if (line && how) out.carried(*line, *how);
  if (held && how) out.held(*held, *how);
  for (auto [code, kind] : {std::pair("from", "from_kind"), std::pair("to", "to_kind")}) {
    if (auto moved = line_of(body, code, kind)) out.line(*moved);
  }
  if (auto cap = body.text("cap")) out.keys.push_back(cap_key(std::string(*cap)));
  if (auto promise = body.text("promise")) out.keys.push_back(promise_key(std::string(*promise)));
  std::int64_t year = body.integer("year").value_or(0);
  if (year >= 1 && year <= 9998) out.keys.push_back(closed_key(FiscalYear(static_cast<std::int32_t>(year))));
}

std::vector<Bytes> each_once(std::vector<Bytes> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

Bytes budget_line_prefix() {
  return prefix_of("line");
}

std::vector<Bytes> row_keys(const BudgetCommand& command) {
  RowKeys out;
  std::visit(out, command);
  return each_once(std::move(out.keys));
}

std::vector<Bytes> row_keys(const journal::Entry& entry) {
  RowKeys out;
  if (entry.type.starts_with("budget.")) keys_of_body(out, entry.body);
  return each_once(std::move(out.keys));
}

Done load_row(Budget& budget, BytesView key, BytesView value) {
  using Load = Done (*)(Budget&, BytesView, cbor::Reader&);
  static constexpr std::pair<std::string_view, Load> loads[] = {{"line", load_line},
                                                                {"allotment", load_allotment},
                                                                {"cap", load_cap},
                                                                {"promise", load_promise},
                                                                {"closed", load_closed}};
  for (const auto& [what, load] : loads) {
    Bytes prefix = prefix_of(what);
    if (!key.starts_with(prefix)) continue;
    cbor::Reader reader(value);
    CHECK_OK(load(budget, key.substr(prefix.size()), reader));
    if (!reader.at_end()) return bad_row();
  }
  return {};
}

std::vector<std::pair<Bytes, Bytes>> rows(const Budget& budget) {
  std::vector<std::pair<Bytes, Bytes>> out;
  for (const auto& [id, line] : budget.lines) out.emplace_back(line_key(id), line_bytes(line));
  for (const auto& [id, yen] : budget.allotments) out.emplace_back(allotment_key(id), yen_bytes(yen));
  for (const auto& [id, cap] : budget.caps) out.emplace_back(cap_key(id), cap_bytes(cap));
  for (const auto& [id, promise] : budget.promises) out.emplace_back(promise_key(id), promise_bytes(promise));
  for (FiscalYear year : budget.closed) out.emplace_back(closed_key(year), yen_bytes(Yen(1)));
  return out;
}

}  // namespace hashira::ledger
