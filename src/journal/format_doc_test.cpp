// docs/entry-format.md shows bytes; they must be those that the code writes. After a change of the examples below run
// with HASHIRA_PRINT_EXAMPLES=1 and copy what is printed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "journal/chain.h"
#include "journal/checkpoint.h"

namespace hashira::journal {
namespace {

Entry first_example() {
  Entry entry;
  entry.stream = "budget";
  entry.seq = 1;
  entry.type = "budget.appropriated";
  entry.recorded_at = Instant{1'589'943'845'678};
  entry.happened_on = Date::of(2020, 5, 20);
  entry.account_year = FiscalYear(2020);
  entry.actor = "planner";
  entry.body = BodyWriter().yen("amount", Yen(5'170'000'000)).date("until", Date::of(2021, 5, 31)).text("line", "商工費").body();
  return entry;
}

Entry second_example() {
  Entry entry = first_example();
  entry.seq = 2;
  entry.type = "budget.corrected";
  entry.version = 2;
  entry.command = *unhex("000102030405060708090a0b0c0d0e0f");
  entry.corrects = 1;
  entry.synthetic = true;
  cbor::Writer rate;
  rate.decimal(125, -2);
  entry.body = BodyWriter().yen("amount", Yen(-1)).raw("rate", rate.out()).body();
  return entry;
}

std::vector<std::pair<std::string, std::string>> examples() {
  Head head = genesis("budget");
  std::vector<std::pair<std::string, std::string>> out{{"genesis", hex(head.hash)}};
  for (const Entry& entry : {first_example(), second_example()}) {
    StoredEntry stored = link(head, entry);
    std::string n = std::to_string(entry.seq);
    out.emplace_back("entry " + n, hex(stored.bytes));
    out.emplace_back("h[" + n + "]", hex(stored.hash));
  }
  SigningKey key = signing_key_of(Bytes(32, '\1'));
  Bytes checkpoint = encode(Checkpoint{1, Instant{1'589'943'845'678}, {}, {{"budget", head}}});
  out.emplace_back("public key", hex(key.public_key));
  out.emplace_back("checkpoint", hex(checkpoint));
  out.emplace_back("signature", hex(sign(checkpoint, key)));
  return out;
}

TEST(EntryFormatPage, ShowsTheBytesThatAreWritten) {
  std::ifstream in(HASHIRA_SOURCE_DIR "/docs/entry-format.md");
  ASSERT_TRUE(in);
  std::ostringstream page;
  page << in.rdbuf();
  for (const auto& [name, bytes] : examples()) {
    if (std::getenv("HASHIRA_PRINT_EXAMPLES")) fmt::print("{}\n{}\n", name, bytes);
    EXPECT_NE(page.str().find(bytes), std::string::npos) << name << " is not on the page: " << bytes;
  }
}

}  // namespace
}  // namespace hashira::journal
