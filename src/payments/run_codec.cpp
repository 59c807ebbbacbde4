// A run as deterministic CBOR for Table::state, and its keys in the store.
#include "payments/internal/run_orders.h"

namespace hashira::payments {
namespace {

constexpr std::uint64_t run_fields = 22;
constexpr std::int64_t run_format = 1;  // the table is rebuilt from the entries when this changes

void write_day(cbor::Writer& writer, const std::optional<Date>& day) {
  if (day) {
    writer.integer(day->days());
  } else {
    writer.null();
  }
}

Result<Date> read_day(cbor::Reader& reader) {
  std::int64_t days = TRY(reader.integer());
  if (days != static_cast<std::int32_t>(days)) return bad_run("a date out of range");
  return Date(static_cast<std::int32_t>(days));
}

Result<std::optional<Date>> read_optional_day(cbor::Reader& reader) {
  if (reader.peek() != cbor::Type::null) return TRY(read_day(reader));
  CHECK_OK(reader.null());
  return std::nullopt;
}

// [state, came back, …]: one pair an order, in their order.
void write_states(cbor::Writer& writer, const std::vector<RunOrder>& orders) {
  writer.array(orders.size() * 2);
  for (const RunOrder& order : orders) {
    writer.integer(static_cast<int>(order.state));
    writer.integer(order.came_back.count());
  }
}

Done read_states(cbor::Reader& reader, std::vector<RunOrder>& orders) {
  if (TRY(reader.array()) != orders.size() * 2) return bad_run("not every order has its state");
  for (RunOrder& order : orders) {
    std::int64_t state = TRY(reader.integer());
    std::int64_t came_back = TRY(reader.integer());
    if (state < 0 || state > static_cast<int>(OrderState::returned)) return bad_run("an order in an unknown state");
    if (came_back < 0 || Yen(came_back) > order.amount) return bad_run("more came back than was sent");
    order.state = static_cast<OrderState>(state);
    order.came_back = Yen(came_back);
  }
  return {};
}

void write_answers(cbor::Writer& writer, const std::vector<std::string>& answers) {
  writer.array(answers.size());
  for (const std::string& one : answers) writer.text(one);
}

Result<std::vector<std::string>> read_answers(cbor::Reader& reader) {
  std::uint64_t size = TRY(reader.array());
  std::vector<std::string> out;
  for (std::uint64_t i = 0; i < size; ++i) {
    std::string one(TRY(reader.text()));
    if (!out.empty() && !(out.back() < one)) return bad_run("its answers are not in order");
    out.push_back(std::move(one));
  }
  return out;
}

Done read_made(cbor::Reader& reader, PaymentRun& run) {
  run.stream = TRY(reader.text());
  run.number = TRY(read_large(reader));
  std::int64_t state = TRY(reader.integer());
  if (state < 0 || state > static_cast<int>(RunState::voided)) return bad_run("an unknown state");
  run.state = static_cast<RunState>(state);
  BytesView orders = TRY(reader.raw());
  run.orders = TRY(decode_orders(orders));
  CHECK_OK(read_states(reader, run.orders));
  run.total = Yen(TRY(reader.integer()));
  run.value_date = TRY(read_day(reader));
  std::optional<FileFormat> format = file_format(TRY(reader.text()));
  if (!format) return bad_run("an unknown file format");
  run.format = *format;
  run.client = TRY(reader.text());
  run.bank_master = TRY(reader.text());
  return {};
}

Done read_later(cbor::Reader& reader, PaymentRun& run) {
  for (std::string* who : {&run.made_by, &run.released_by, &run.voided_by}) *who = TRY(reader.text());
  for (auto* when : {&run.made_on, &run.released_on, &run.exported_on, &run.voided_on})
    *when = TRY(read_optional_day(reader));
  BytesView digest = TRY(reader.bytes());
  if (digest.size() != run.digest.size()) return bad_run("a digest of the wrong length");
  run.digest = hash_from(digest);
  run.bytes = TRY(read_large(reader));
  run.bank_word = TRY(reader.text());
  run.answers = TRY(read_answers(reader));
  return {};
}

Bytes key_of(const journal::StreamId& stream, std::string_view kind) {
  Bytes key(stream);
  key += '\0';
  key += kind;
  key += '\0';
  return key;
}

}  // namespace

Bytes encode(const PaymentRun& run) {
  cbor::Writer writer;
  writer.array(run_fields);
  writer.integer(run_format);
  writer.text(run.stream);
  writer.integer(static_cast<std::int64_t>(run.number));
  writer.integer(static_cast<int>(run.state));
  writer.raw(encode_orders(run.orders));
  write_states(writer, run.orders);
  writer.integer(run.total.count());
  writer.integer(run.value_date.days());
  writer.text(name(run.format));
  writer.text(run.client);
  writer.text(run.bank_master);
  for (const std::string* who : {&run.made_by, &run.released_by, &run.voided_by}) writer.text(*who);
  for (const auto* when : {&run.made_on, &run.released_on, &run.exported_on, &run.voided_on}) write_day(writer, *when);
  writer.bytes(view(run.digest));
  writer.integer(static_cast<std::int64_t>(run.bytes));
  writer.text(run.bank_word);
  write_answers(writer, run.answers);
  return std::move(writer).out();
}

Result<PaymentRun> decode_run(BytesView bytes) {
  cbor::Reader reader(bytes);
  PaymentRun run;
  if (TRY(reader.array()) != run_fields) return bad_run("it has not the right number of fields");
  if (TRY(reader.integer()) != run_format) return bad_run("it is of another format");
  CHECK_OK(read_made(reader, run));
  CHECK_OK(read_later(reader, run));
  if (!reader.at_end()) return bad_run("bytes follow it");
  return run;
}

Bytes run_prefix(const journal::StreamId& stream) {
  return key_of(stream, "run");
}

Bytes run_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = run_prefix(stream);
  append_u64(key, number);
  return key;
}

Bytes live_order_key(const journal::StreamId& stream, const OrderKey& order) {
  Bytes key = key_of(stream, "live-order");
  append_u64(key, order.case_number);
  append_u64(key, order.decision);
  append_u64(key, order.instalment);
  return key;
}

}  // namespace hashira::payments
