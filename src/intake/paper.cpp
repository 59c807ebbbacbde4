#include "intake/paper.h"

#include "journal/body.h"

namespace hashira::intake {
namespace {

constexpr std::size_t paper_digest_size = 32;
constexpr std::string_view paper_states[] = {"keyed", "keyed_twice", "entered", "dropped"};

Result<std::vector<std::string>> facts_named(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::vector<std::string> out;
  std::size_t count = TRY(reader.array());
  for (std::size_t i = 0; i < count; ++i) out.emplace_back(TRY(reader.text()));
  if (!reader.at_end()) return fail("intake.bad_paper", "a stored paper is damaged", "run `hashira audit`");
  return out;
}

void fold_first(Paper& paper, const journal::Entry& entry, BytesView digest) {
  std::optional<Date> received = entry.body.date("received");
  if (!received || entry.party.empty()) return;
  paper.stream = entry.stream;
  paper.holder = entry.party;
  paper.received_on = received;
  paper.postmark = entry.body.date("postmark");
  paper.scan = entry.body.bytes("scan").value_or(BytesView());
  paper.answers[0] = digest;
  paper.keyed_by[0] = entry.actor;
  paper.keyed_on[0] = entry.happened_on;
  paper.state = "keyed";
}

void fold_keyed(Paper& paper, const journal::Entry& entry) {
  BytesView digest = entry.body.bytes("digest").value_or(BytesView());
  std::int64_t keying = entry.body.integer("keying").value_or(0);
  if (digest.size() != paper_digest_size) return;
  if (keying == 1 && paper.state.empty()) return fold_first(paper, entry, digest);
  if (keying != 2 || paper.state != "keyed") return;
  paper.answers[1] = digest;
  paper.keyed_by[1] = entry.actor;
  paper.keyed_on[1] = entry.happened_on;
  paper.state = "keyed_twice";
}

void fold_entered(Paper& paper, const journal::Entry& entry) {
  std::int64_t number = entry.body.integer("case").value_or(0);
  Result<std::vector<std::string>> differences =
      facts_named(entry.body.raw("differences").value_or(BytesView("\x80", 1)));
  if (paper.state != "keyed_twice" || number <= 0 || !differences) return;
  paper.case_number = static_cast<std::uint64_t>(number);
  paper.differences = std::move(*differences);
  if (auto scan = entry.body.bytes("scan")) paper.scan = *scan;
  paper.entered_by = entry.actor;
  paper.state = "entered";
}

Bytes encode_names(const std::vector<std::string>& names) {
  cbor::Writer writer;
  writer.array(names.size());
  for (const std::string& name : names) writer.text(name);
  return std::move(writer).out();
}

// Fields of the two keyings end in 1 and 2.
std::string numbered(std::string_view name, int keying) {
  return std::string(name) + static_cast<char>('0' + keying);
}

bool is_state(std::string_view text) {
  return std::find(std::begin(paper_states), std::end(paper_states), text) != std::end(paper_states);
}

}  // namespace

void fold(Paper& paper, const journal::Entry& entry) {
  if (entry.type == "paper.keyed") fold_keyed(paper, entry);
  if (entry.type == "paper.entered") fold_entered(paper, entry);
  if (entry.type == "paper.dropped" && paper.open()) {
    paper.reason = entry.body.text("reason").value_or("");
    paper.entered_by = entry.actor;
    paper.state = "dropped";
  }
}

Bytes encode(const Paper& paper) {
  journal::BodyWriter writer;
  writer.text("stream", paper.stream)
      .integer("paper", static_cast<std::int64_t>(paper.number))
      .text("state", paper.state)
      .bytes("holder", paper.holder);
  if (paper.received_on) writer.date("received", *paper.received_on);
  if (paper.postmark) writer.date("postmark", *paper.postmark);
  if (!paper.scan.empty()) writer.bytes("scan", paper.scan);
  for (int keying = 1; keying <= 2 && paper.keyed_on[keying - 1]; ++keying) {
    writer.text(numbered("by", keying), paper.keyed_by[keying - 1]);
    writer.date(numbered("on", keying), *paper.keyed_on[keying - 1]);
    writer.bytes(numbered("answers", keying), paper.answers[keying - 1]);
  }
  if (paper.case_number != 0) writer.integer("case", static_cast<std::int64_t>(paper.case_number));
  if (!paper.differences.empty()) writer.raw("differences", encode_names(paper.differences));
  if (!paper.entered_by.empty()) writer.text("entered_by", paper.entered_by);
  if (!paper.reason.empty()) writer.text("reason", paper.reason);
  return writer.body().encoded();
}

Result<Paper> decode_paper(BytesView bytes) {
  CHECK_OK(journal::check_body(bytes));
  journal::Body body{Bytes(bytes)};
  Paper paper;
  paper.stream = body.text("stream").value_or("");
  paper.number = static_cast<std::uint64_t>(body.integer("paper").value_or(0));
  paper.state = body.text("state").value_or("");
  paper.holder = body.bytes("holder").value_or(BytesView());
  paper.received_on = body.date("received");
  paper.postmark = body.date("postmark");
  paper.scan = body.bytes("scan").value_or(BytesView());
  for (int keying = 1; keying <= 2; ++keying) {
    paper.keyed_by[keying - 1] = body.text(numbered("by", keying)).value_or("");
    paper.keyed_on[keying - 1] = body.date(numbered("on", keying));
    paper.answers[keying - 1] = body.bytes(numbered("answers", keying)).value_or(BytesView());
  }
  paper.case_number = static_cast<std::uint64_t>(body.integer("case").value_or(0));
  if (auto differences = body.raw("differences")) paper.differences = TRY(facts_named(*differences));
  paper.entered_by = body.text("entered_by").value_or("");
  paper.reason = body.text("reason").value_or("");
  if (!is_state(paper.state) || encode(paper) != bytes)
    return fail("intake.bad_paper", "a stored paper is damaged", "run `hashira audit`");
  return paper;
}

Bytes paper_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  return key.append(1, '\0').append("paper").append(1, '\0');
}

Bytes paper_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = paper_prefix(stream);
  append_u64(key, number);
  return key;
}

Bytes keyed_answers_key(const journal::StreamId& stream, std::uint64_t number, int keying) {
  Bytes key = paper_key(stream, number);
  key += static_cast<char>(keying);
  return key;
}

}  // namespace hashira::intake
