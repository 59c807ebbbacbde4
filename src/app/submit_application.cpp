// Receiving an application (収受): one entry, durable before its receipt is shown. The same form posted twice is one
// application: its command id finds the first receipt again.
#include <charconv>
#include <future>

#include <fmt/core.h>

#include "app/applications.h"
#include "app/case_command.h"
#include "cases/case.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

Bytes token_hash(BytesView token) {
  Hash hash = sha256("hashira return link", token);
  return Bytes(view(hash));
}

// The number of the case that an earlier post of the same form made, or 0.
Result<std::uint64_t> case_of_command(Work& work, const journal::StreamId& stream, BytesView command) {
  std::optional<Bytes> seq = TRY(work.get({Table::index, audit::command_key(stream, command)}));
  if (!seq) return 0;
  return TRY(work.entry(stream, read_u64(*seq))).case_number;
}

Bytes encoded_names(const std::vector<std::string>& names) {
  cbor::Writer writer;
  writer.array(names.size());
  for (const std::string& name : names) writer.text(name);
  return std::move(writer).out();
}

void write_channel(journal::BodyWriter& body, const Channel& channel) {
  if (!channel.name.empty()) body.text("channel", channel.name);
  if (channel.postmark) body.date("postmark", *channel.postmark);
  for (auto [name, number] : {std::pair("import", channel.import), std::pair("row", channel.row), std::pair("paper", channel.paper)}) {
    if (number != 0) body.integer(name, static_cast<std::int64_t>(number));
  }
}

journal::Body submission_body(const Prepared& prepared, const std::string& entitlement) {
  Hash sealed = sha256(prepared.sealed);
  journal::BodyWriter body;
  body.raw("facts", cases::encode_facts(prepared.facts))
      .yen("requested", prepared.outcome.amount)
      .bytes("sealed", view(sealed))
      .bytes("token", token_hash(prepared.return_token))
      .text("entitlement", entitlement);
  if (!prepared.missing.empty()) body.raw("missing", encoded_names(prepared.missing));
  write_channel(body, prepared.channel);
  return body.body();
}

// The party that the writer knows for this tag: another application of the same group may have brought it first.
Result<Bytes> known_party(Work& work, const Prepared& prepared) {
  Key at{Table::index, parties::blind_key(prepared.blind_tag)};
  std::optional<Bytes> known = TRY(work.get(at));
  if (known) return std::move(*known);
  work.put(at, prepared.party);
  return prepared.party;
}

}  // namespace

Result<Receipt> submit_application(Work& work, const Prepared& prepared, const Actor& actor) {
  Receipt receipt;
  receipt.programme = prepared.programme;
  receipt.case_number = TRY(case_of_command(work, prepared.programme, prepared.command));
  receipt.repeated = receipt.case_number != 0;
  if (!receipt.repeated) {
    receipt.case_number = TRY(work.next_number(prepared.programme, "case"));
    Bytes party = TRY(known_party(work, prepared));
    if (prepared.new_party) work.add_key({prepared.party, prepared.party_key});
    work.put({Table::sealed, parties::sealed_key(prepared.party, prepared.programme, receipt.case_number)},
             prepared.sealed);
    CaseCommand command{prepared.programme, receipt.case_number, {"submit", {}, day_of(work, actor)}, actor,
                        prepared.command,   prepared.party};
    command.layer = prepared.layer;
    command.command.body = submission_body(prepared, hex(party) + "|" + prepared.entitlement);
    receipt.seq = TRY(carry_out(work, command, &prepared.outcome));
  }
  receipt.return_token = hex(prepared.return_token);
  receipt.chain_head = hex(TRY(work.head(prepared.programme)).hash);
  return receipt;
}

void submit_application(Engine& engine, Prepared prepared, Actor actor, std::function<void(Result<Receipt>)> done) {
  struct Shared {
    Prepared prepared;
    Actor actor;
    Receipt receipt;
  };
  std::vector<Key> reads{{Table::index, audit::command_key(prepared.programme, prepared.command)},
                         {Table::index, parties::blind_key(prepared.blind_tag)}};
  auto shared = std::make_shared<Shared>(Shared{std::move(prepared), std::move(actor), {}});
  engine.submit(
      [shared](Work& work) -> Done {
        shared->receipt = TRY(submit_application(work, shared->prepared, shared->actor));
        return {};
      },
      [shared, done = std::move(done)](Done durable) {
        if (durable) {
          done(std::move(shared->receipt));
        } else {
          done(tl::unexpected<Error>(std::move(durable.error())));
        }
      },
      std::move(reads));
}

Result<Receipt> submit_application(Engine& engine, Prepared prepared, Actor actor) {
  std::promise<Result<Receipt>> promise;
  std::future<Result<Receipt>> future = promise.get_future();
  submit_application(engine, std::move(prepared), std::move(actor),
                     [&](Result<Receipt> receipt) { promise.set_value(std::move(receipt)); });
  return future.get();
}

Result<CaseRef> find_by_token(Engine& engine, std::string_view token_hex) {
  auto unknown = [] {
    return fail("app.no_such_link", "この申請の控えのリンクは見つかりません / no application has this return link",
                "控えのリンクをそのまま開いてください / open the link exactly as the receipt shows it");
  };
  Result<Bytes> token = unhex(token_hex);
  if (!token || token->size() != 16) return unknown();
  Key at{Table::index, audit::token_key(token_hash(*token))};
  std::vector<std::optional<Bytes>> found = TRY(engine.store().get(std::span(&at, 1)));
  if (!found.front()) return unknown();
  const Bytes& name = *found.front();
  std::size_t slash = name.rfind('/');
  CaseRef ref{name.substr(0, slash), 0};
  std::from_chars(name.data() + slash + 1, name.data() + name.size(), ref.number);
  return ref;
}

}  // namespace hashira::app
