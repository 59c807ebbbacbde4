#include "payments/zengin.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "payments/internal/zengin_fields.h"
#include "payments/zengin_reader.h"

namespace hashira::payments::zengin {
namespace {

Bytes golden(const std::string& name) {
  std::ifstream file(HASHIRA_SOURCE_DIR "/tests/golden/payments/" + name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Bytes jis(std::string_view text, FieldClass field = FieldClass::party) {
  return *to_jis(text, field, Wo::allowed);
}

Header example_header() {
  Header header;
  header.client_code = "0123456789";
  header.client_name = jis("ホッカイドウ");
  header.value_date = "0630";
  header.bank = "0116";
  header.bank_name = jis("ホッカイドウ");
  header.branch = "101";
  header.branch_name = jis("ホンテン");
  header.account_number = "0012345";
  return header;
}

Transfer example_transfer(Yen amount = Yen(1'000)) {
  Transfer out;
  out.bank = "0501";
  out.branch = "030";
  out.account_number = "1234567";
  out.payee_name = jis("サトウ　ハナコ");
  out.amount = amount;
  return out;
}

std::vector<Transfer> golden_transfers() {
  Transfer firm = example_transfer(Yen(600'000));
  firm.bank_name = jis("ホクヨウ");
  firm.payee_name = *party_name("株式会社サッポロラーメン");
  firm.new_code = '1';
  Transfer person = example_transfer(Yen(300'000));
  person.bank = "0116", person.bank_name = jis("ホッカイドウ"), person.branch = "102",
  person.branch_name = jis("トヨヒラ");
  person.clearing_house = "", person.account_kind = '2', person.account_number = "0000089";
  person.customer = jis("シエンキン－２／ヲ", FieldClass::edi), person.marker = 'Y', person.transfer_kind = '0';
  Transfer post = example_transfer(Yen(1'234'567));
  post.bank = "9900", post.bank_name = jis("ユウチヨ"), post.branch = "908", post.account_number = "0123456";
  post.payee_name = jis("ブンダ　ロバート"), post.new_code = '2', post.transfer_kind = '8', post.filler = "X 1";
  return {firm, person, post};
}

struct Written_ {
  Bytes bytes;
  Written totals;
};

Written_ write_golden(Separator separator) {
  Written_ out;
  Writer writer(example_header(), {separator, Groups::many, {}}, [&](BytesView bytes) -> Done {
    out.bytes += bytes;
    return {};
  });
  std::vector<Transfer> transfers = golden_transfers();
  EXPECT_TRUE(writer.add(transfers[0], OrderNumber{1, 1, 1, 1, 0}).has_value());
  EXPECT_TRUE(writer.add(transfers[1]).has_value());
  EXPECT_TRUE(writer.add(transfers[2], OrderNumber{3, 1, 1, 2, 0}).has_value());
  out.totals = *writer.finish();
  return out;
}

std::string codes(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    out += fmt::format("{}{}@{}:{}\n", finding.severity == Severity::warning ? "(" : "", finding.error.code,
                       finding.record, finding.offset);
  }
  return out;
}

TEST(Zengin, FieldsFillTheRecord) {
  for (char kind : {'1', '2', '8', '9'}) {
    std::size_t at = 0;
    for (const Field& field : fields_of(kind)) {
      EXPECT_EQ(field.offset, at) << kind << " " << field.english;
      at += field.size;
    }
    EXPECT_EQ(at, record_size) << kind;
  }
}

TEST(Zengin, WritesTheGoldensByteForByte) {
  for (auto [separator, name] : {std::pair{Separator::none, "furikomi.txt"}, {Separator::crlf, "furikomi-crlf.txt"}}) {
    Written_ written = write_golden(separator);
    EXPECT_EQ(written.bytes, golden(name)) << name;
    EXPECT_EQ(written.totals.orders, 3U);
    EXPECT_EQ(written.totals.records, 3U);
    EXPECT_EQ(written.totals.groups, 1U);
    EXPECT_EQ(written.totals.sum, Yen(2'134'567));
    EXPECT_EQ(written.totals.bytes, written.bytes.size());
    EXPECT_EQ(written.totals.digest, sha256(written.bytes));
  }
}

TEST(Zengin, ReadsTheGoldensAndWritesThemAgain) {
  for (const char* name : {"furikomi.txt", "furikomi-crlf.txt"}) {
    Bytes bytes = golden(name);
    Reading reading = read_file(bytes, name);
    EXPECT_EQ(codes(reading.findings), "") << name;
    ASSERT_EQ(reading.file.records.size(), 6U);
    EXPECT_EQ(std::get<Header>(reading.file.records[0]), example_header());
    Transfer firm = golden_transfers()[0];
    firm.customer = "00000000010010010100";
    EXPECT_EQ(std::get<Transfer>(reading.file.records[1]), firm);
    EXPECT_EQ(*read_order_number(std::get<Transfer>(reading.file.records[3]).customer), (OrderNumber{3, 1, 1, 2, 0}));
    EXPECT_EQ(write_file(reading.file), bytes) << name;
  }
}

TEST(Zengin, ReadsLineFeedsCarriageReturnsAndWhatOldSystemsLeave) {
  Bytes plain = golden("furikomi.txt");
  for (std::string_view separator : {"\n", "\r", "\r\n"}) {
    for (std::string_view tail : {"", "\x1A"}) {
      for (bool after_last : {true, false}) {
        Bytes bytes;
        for (std::size_t at = 0; at < plain.size(); at += record_size) {
          bytes += plain.substr(at, record_size);
          if (after_last || at + record_size < plain.size()) bytes += separator;
        }
        bytes += tail;
        Reading reading = read_file(bytes, "f");
        EXPECT_EQ(codes(reading.findings), "");
        EXPECT_EQ(write_file(reading.file), bytes);
      }
    }
  }
}

// What one changed place of the golden (no separators) is told as.
struct Broken {
  std::size_t at;
  std::string_view by;
  std::string findings;
};

TEST(Zengin, SaysWhichRecordAndByteIsWrong) {
  for (const Broken& broken : {
           Broken{1, "11", "payments.other_kind@1:1\n"},
           {3, "1", "payments.ebcdic@0:3\n"},
           {4, "A", "payments.not_digits@1:4\n"},
           {54, "0230", "payments.bad_value_date@1:54\n"},
           {120 + 1, " 501", "payments.not_digits@2:121\n"},
           {120 + 42, "3", "payments.bad_code@2:162\n"},
           {120 + 50, "\xA6", "payments.bad_character@2:170\n"},
           {120 + 50, "a", "payments.bad_character@2:170\n"},
           {120 + 50, " ", "(payments.not_left_aligned@2:170\n"},
           {120 + 50, "\xDE", "(payments.lone_mark@2:170\n"},
           {120 + 50, "                              ", "payments.missing@2:170\n"},
           {120 + 79, "A", "(payments.name_full@2:170\n"},
           {120 + 80, "0000000000", "payments.zero_amount@2:200\n"},
           {120 + 80, "0000600001", "payments.totals_differ@5:481\n"},
           {120 + 91, "A", "payments.not_digits@2:211\n"},
           {120 + 112, "X", "payments.bad_code@2:232\n"},
           {240 + 91, "(ｱ", "payments.bad_character@3:332\n"},
           {240, "3", "payments.unknown_record@3:240\n"},
           {480, "9", "payments.no_trailer@5:480\npayments.after_end@6:600\n"},
           {480 + 1, "000002", "payments.totals_differ@5:481\n"},
           {600, "1", "payments.missing@6:614\n"},
       }) {
    Bytes bytes = golden("furikomi.txt");
    bytes.replace(broken.at, broken.by.size(), broken.by);
    Reading reading = read_file(bytes, "f");
    std::string found = codes(reading.findings);
    EXPECT_TRUE(found.starts_with(broken.findings) || found.find(broken.findings) != found.npos)
        << broken.at << ": " << found;
    for (const Finding& finding : reading.findings) {
      EXPECT_FALSE(finding.error.mend.empty());
      EXPECT_EQ(finding.error.place.source, "f");
    }
  }
}

TEST(Zengin, SaysWhereAFileIsCutOrShifted) {
  Bytes crlf = golden("furikomi-crlf.txt"), plain = golden("furikomi.txt");
  EXPECT_EQ(codes(read_file("", "f").findings), "payments.empty_file@0:0\n");
  EXPECT_EQ(codes(read_file("\xEF\xBB\xBF" + plain, "f").findings), "payments.byte_order_mark@0:0\n");
  EXPECT_EQ(codes(read_file(std::string(120, '\xF1'), "f").findings), "payments.ebcdic@0:3\n");
  EXPECT_EQ(codes(read_file(plain.substr(0, 300), "f").findings), "payments.record_cut@3:240\n");
  EXPECT_EQ(codes(read_file(plain.substr(0, 600), "f").findings), "payments.no_end@6:600\n");
  EXPECT_EQ(codes(read_file(plain.substr(120), "f").findings).substr(0, 23), "payments.no_header@1:0\n");
  crlf.erase(200, 1);
  EXPECT_NE(codes(read_file(crlf, "f").findings).find("payments.record_length@2:242"), std::string::npos);
  Bytes twice = plain;
  twice.insert(240, plain.substr(120, 120));
  EXPECT_NE(codes(read_file(twice, "f").findings).find("(payments.identical_payments@3:240"), std::string::npos);
}

TEST(Zengin, ChecksTheDayAndTheBranchAgainstWhatItIsGiven) {
  Checks checks;
  checks.reference = Date::of(2020, 6, 25);
  EXPECT_EQ(codes(read_file(golden("furikomi.txt"), "f", checks).findings), "");
  checks.is_holiday = [](Date day) { return day == Date::of(2020, 6, 30); };
  EXPECT_EQ(codes(read_file(golden("furikomi.txt"), "f", checks).findings), "(payments.no_bank_day@1:54\n");
  checks = {};
  checks.branch_exists = [](std::string_view bank, std::string_view) { return bank != "9900"; };
  EXPECT_EQ(codes(read_file(golden("furikomi.txt"), "f", checks).findings), "(payments.unknown_branch@4:380\n");
  EXPECT_EQ(*value_date("0105", Date::of(2020, 12, 28)), Date::of(2021, 1, 5));
  EXPECT_EQ(*value_date("1228", Date::of(2021, 1, 5)), Date::of(2020, 12, 28));
  EXPECT_EQ(*value_date("0229", Date::of(2020, 2, 1)), Date::of(2020, 2, 29));
  EXPECT_FALSE(value_date("0229", Date::of(2021, 2, 1)));
  EXPECT_FALSE(is_bank_day(Date::of(2020, 12, 31), {}));
  EXPECT_FALSE(is_bank_day(Date::of(2020, 6, 27), {}));  // a Saturday
  EXPECT_FALSE(is_bank_day(Date::of(2020, 6, 28), {}));
  EXPECT_TRUE(is_bank_day(Date::of(2020, 6, 29), {}));
}

struct Collected {
  Bytes bytes;
  Sink sink() {
    return [this](BytesView more) -> Done {
      bytes += more;
      return {};
    };
  }
};

TEST(ZenginWriter, SplitsAmountsAboveTenDigits) {
  Collected file;
  Writer writer(example_header(), {}, file.sink());
  ASSERT_TRUE(writer.add(example_transfer(Yen(25'000'000'000)), OrderNumber{7, 1, 1, 1, 0}).has_value());
  Result<Written> written = writer.finish();
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->orders, 1U);
  EXPECT_EQ(written->records, 3U);
  EXPECT_EQ(written->sum, Yen(25'000'000'000));
  Reading reading = read_file(file.bytes, "f");
  EXPECT_FALSE(reading.has_errors);
  std::vector<std::pair<std::int64_t, std::uint32_t>> parts;
  for (const Record& record : reading.file.records) {
    if (const Transfer* transfer = std::get_if<Transfer>(&record)) {
      parts.emplace_back(transfer->amount.count(), read_order_number(transfer->customer)->part);
    }
  }
  EXPECT_EQ(parts, (std::vector<std::pair<std::int64_t, std::uint32_t>>{
                       {9'999'999'999, 1}, {9'999'999'999, 2}, {5'000'000'002, 3}}));
  EXPECT_FALSE(writer.add(example_transfer(Yen(10'000'000'000))));
}

TEST(ZenginWriter, SplitsGroupsWhereATrailerIsFull) {
  Collected file;
  Writer writer(example_header(), {}, file.sink());
  for (std::uint64_t i = 1; i <= 101; ++i)
    ASSERT_TRUE(writer.add(example_transfer(payment_max), OrderNumber{i, 1, 1, 1, 0}));
  Result<Written> written = writer.finish();
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->groups, 2U);  // 100 × 9,999,999,999 fit twelve digits
  EXPECT_FALSE(read_file(file.bytes, "f").has_errors);

  Writer one(example_header(), {Separator::none, Groups::one, {}}, file.sink());
  for (std::uint64_t i = 1; i <= 100; ++i)
    ASSERT_TRUE(one.add(example_transfer(payment_max), OrderNumber{i, 1, 1, 1, 0}));
  Done refused = one.add(example_transfer(), OrderNumber{101, 1, 1, 1, 0});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "payments.group_full");
}

TEST(ZenginWriter, SplitsGroupsAboveSixDigitsOfPayments) {
  std::uint64_t headers = 0;
  Writer writer(example_header(), {}, [&](BytesView bytes) -> Done {
    for (std::size_t at = 0; at < bytes.size(); at += record_size) headers += bytes[at] == '1' ? 1 : 0;
    return {};
  });
  Transfer transfer = example_transfer(Yen(1));
  for (int i = 0; i < 1'000'000; ++i) ASSERT_TRUE(writer.add(transfer));
  EXPECT_EQ(writer.finish()->groups, 2U);
  EXPECT_EQ(headers, 2U);
}

TEST(ZenginWriter, RefusesWhatTheFormatCannotHold) {
  Collected file;
  auto code = [&](Header header, const Transfer& transfer) -> std::string {
    Writer writer(std::move(header), {}, file.sink());
    Done done = writer.add(transfer);
    if (!done) return done.error().code;
    Result<Written> written = writer.finish();
    return written ? "" : written.error().code;
  };
  EXPECT_EQ(code(example_header(), example_transfer()), "");
  EXPECT_EQ(code(example_header(), example_transfer(Yen(0))), "payments.zero_amount");
  EXPECT_EQ(code(example_header(), example_transfer(Yen(-1))), "payments.amount_too_large");
  Transfer long_name = example_transfer();
  long_name.payee_name = Bytes(31, 'A');
  EXPECT_EQ(code(example_header(), long_name), "payments.field_too_long");
  Transfer kanji = example_transfer();
  kanji.payee_name = "札幌";
  EXPECT_EQ(code(example_header(), kanji), "payments.bad_character");
  Header no_date = example_header();
  no_date.value_date = "";
  EXPECT_EQ(code(no_date, example_transfer()), "payments.not_digits");
  Writer empty(example_header(), {}, file.sink());
  EXPECT_EQ(empty.finish().error().code, "payments.empty_file");
}

TEST(ZenginOrderNumber, HasTwentyDigits) {
  EXPECT_EQ(*order_number_text({1, 2, 3, 4, 5}), "00000000010020030405");
  EXPECT_FALSE(order_number_text({10'000'000'000, 1, 1, 1, 0}));
  EXPECT_FALSE(order_number_text({1, 1'000, 1, 1, 0}));
  EXPECT_FALSE(read_order_number("0000000001002003040"));
  EXPECT_FALSE(read_order_number("0000000001 020030405"));
  rc::check([](std::uint32_t case_number, std::uint16_t a, std::uint8_t b) {
    OrderNumber number{case_number, a % 1'000U, b, b % 100U, a % 100U};
    RC_ASSERT(*read_order_number(*order_number_text(number)) == number);
  });
}

// Any clean file comes back byte for byte, however it is read: here with each byte changed in turn, then with some at random.
TEST(Zengin, WhatReadsWithoutErrorIsWrittenAgainTheSame) {
  Bytes plain = golden("furikomi.txt");
  int clean = 0;
  auto comes_back = [&](const Bytes& bytes) {
    Reading reading = read_file(bytes, "f");
    if (reading.has_errors) return true;
    ++clean;
    return write_file(reading.file) == bytes;
  };
  for (std::size_t at = 0; at < plain.size(); ++at) {
    for (char by : {' ', 'A', '1'}) {
      Bytes bytes = plain;
      bytes[at] = by;
      EXPECT_TRUE(comes_back(bytes)) << at << " " << by;
    }
  }
  EXPECT_GT(clean, 100) << "names and blanks may be changed";
  rc::check([&](const std::vector<std::pair<std::uint16_t, std::uint8_t>>& changes) {
    Bytes bytes = plain;
    for (auto [at, by] : changes) bytes[at % bytes.size()] = by % 2 == 0 ? ' ' : static_cast<char>(by);
    RC_ASSERT(comes_back(bytes));
  });
}

TEST(Zengin, WrittenFilesReadWithTheSameTotals) {
  rc::check([](const std::vector<std::uint32_t>& amounts, bool lines) {
    if (amounts.empty()) return;
    Collected file;
    Writer writer(example_header(), {lines ? Separator::crlf : Separator::none, Groups::many, {}}, file.sink());
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      RC_ASSERT(writer.add(example_transfer(Yen(std::int64_t(amounts[i]) * 97 + 1)), OrderNumber{i + 1, 1, 1, 1, 0})
                    .has_value());
    }
    Result<Written> written = writer.finish();
    RC_ASSERT(written.has_value());
    Reader reader(source_of(file.bytes), "f");
    while (reader.next()) {
    }
    RC_ASSERT(!reader.has_errors());
    RC_ASSERT(reader.payments() == written->records);
    RC_ASSERT(reader.sum() == written->sum);
    RC_ASSERT(sha256(file.bytes) == written->digest);
  });
}

}  // namespace
}  // namespace hashira::payments::zengin
