#include "app/paper_parts.h"

#include <fmt/core.h>

#include "app/answers.h"
#include "files/files.h"
#include "intake/values.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using intake::Paper;
using journal::Key;
using journal::Table;

files::Source source_of(const std::string& bytes) {
  return [at = std::size_t{0}, &bytes]() mutable -> Result<std::optional<Bytes>> {
    if (at >= bytes.size()) return std::nullopt;
    Bytes piece = bytes.substr(at, 64 * 1024);
    at += piece.size();
    return piece;
  };
}

}  // namespace

tl::unexpected<Error> wrong_state(const Paper& paper, const char* ja, const char* en) {
  return fail("app.paper_not_open",
              fmt::format("紙の申請 第{0}号は{1}の状態ではありません / paper {0} is not {2}", paper.number, ja, en),
              "紙の申請の一覧を見てください / look at the list of papers");
}

Result<Paper> paper_in(Work& work, const std::string& programme, std::uint64_t number) {
  std::optional<Bytes> row = TRY(work.get({Table::state, intake::paper_key(programme, number)}));
  if (row) return intake::decode_paper(*row);
  return fail("app.no_such_paper", fmt::format("紙の申請 第{0}号はありません / there is no paper {0}", number),
              "一覧を見てください / look at the list");
}

// What the clerk typed, in the one form that answers have: two keyings are compared in it.
Answers read_keying(const audit::Version& version, const Answers& typed, std::vector<AnswerError>& errors) {
  Answers out;
  for (const auto& [id, text] : typed) {
    const portfolio::Fact* fact = version.programme.fact(id);
    if (fact == nullptr) {
      errors.push_back({id,
                        {"知らない項目です", "This item is not known"},
                        {"項目名を確かめてください", "Please check the item's name"}});
      continue;
    }
    auto converted = intake::ColumnReader(*fact, {}).read(
        {text, text.empty() ? intake::CellKind::empty : intake::CellKind::text, false});
    if (!converted) {
      errors.push_back({id, std::move(converted.error().what), std::move(converted.error().mend)});
      continue;
    }
    if (converted->typed.empty()) continue;
    tl::expected<feel::Value, AnswerError> value = parse_answer(*fact, converted->typed);
    if (value) {
      out[id] = answer_text(*fact, *value);
    } else {
      errors.push_back(std::move(value.error()));
    }
  }
  return out;
}

Result<Bytes> stored_scan(Engine& engine, const std::string& bytes, BytesView key) {
  if (bytes.empty()) return Bytes();
  return TRY(files::put(engine.store(), source_of(bytes), key, engine.random())).digest;
}

Result<std::string> opened_scan(Engine& engine, BytesView digest, BytesView key) {
  std::string out;
  CHECK_OK(files::get(engine.store(), digest, key, [&](BytesView piece) -> Done {
    out += piece;
    return {};
  }));
  return out;
}

Result<Bytes> holder_key(Engine& engine, const Paper& paper) {
  std::optional<Bytes> key = TRY(engine.keys().get(paper.holder));
  if (key) return std::move(*key);
  return fail(
      "app.paper_erased",
      fmt::format("紙の申請 第{0}号の入力は消去されています / the keyings of paper {0} were erased", paper.number), "");
}

Result<Answers> keyed_answers(Engine& engine, const Paper& paper, int keying, BytesView key) {
  Key at{Table::sealed, intake::keyed_answers_key(paper.stream, paper.number, keying)};
  std::optional<Bytes> sealed = TRY(engine.store().get(std::span(&at, 1))).front();
  if (sealed) return parties::open(*sealed, key);
  return fail("app.paper_erased",
              fmt::format("紙の申請 第{0}号の入力がありません / a keying of paper {0} is missing", paper.number),
              "監査を実行してください / run the audit");
}

std::vector<PaperDifference> between(const Answers& first, const Answers& second) {
  std::vector<PaperDifference> out;
  Answers all = first;
  all.insert(second.begin(), second.end());
  for (const auto& [fact, ignored] : all) {
    auto a = first.find(fact), b = second.find(fact);
    PaperDifference one{fact, a == first.end() ? "" : a->second, b == second.end() ? "" : b->second};
    if (one.first != one.second) out.push_back(std::move(one));
  }
  return out;
}

Done erase_keyings(Work& work, const Paper& paper) {
  for (int keying : {1, 2})
    work.put({Table::sealed, intake::keyed_answers_key(paper.stream, paper.number, keying)}, std::nullopt);
  return {};
}

}  // namespace hashira::app
