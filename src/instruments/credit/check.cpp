#include "instruments/credit/check.h"

#include <fmt/core.h>

namespace hashira::instruments::credit {
namespace {

constexpr std::size_t words_most = 500;

bool is_text(const journal::Body& body, std::string_view field) {
  std::string_view text = body.text(field).value_or("");
  return !text.empty() && text.size() <= words_most;
}

std::string range_text(const Serials& serials) { return fmt::format("{}–{}", serials.first, serials.last); }

tl::unexpected<Error> is_retired(const Retirement& one) {
  return refuse("retired", fmt::format("{}は無効化済みです（{}）", range_text(one.serials), one.reference),
                fmt::format("{} are retired ({})", range_text(one.serials), one.reference), "残っている番号を選んでください", "choose serials that are left");
}

}  // namespace

tl::unexpected<Error> refuse(std::string_view what, std::string_view ja, std::string_view en, std::string_view mend_ja, std::string_view mend_en) {
  return fail(fmt::format("instruments.credit.{}", what), fmt::format("{} / {}", ja, en), fmt::format("{} / {}", mend_ja, mend_en));
}

Result<Serials> read_serials(const journal::Body& body) {
  Serials out{body.integer("first").value_or(0), body.integer("last").value_or(-1)};
  if (out.first >= 1 && out.last >= out.first && out.last <= serial_max) return out;
  return refuse("wrong_serials", "番号の範囲が正しくありません", "the range of serials is wrong", "最初と最後の番号を、小さい順に入れてください",
                "give the first and the last serial, the smaller one first");
}

Done check_issue(const journal::Body& body, Date on) {
  for (std::string_view field : {"scheme", "issuer", "document_name"}) {
    if (is_text(body, field)) continue;
    return refuse("missing", fmt::format("「{}」がありません", field), fmt::format("'{}' is missing", field), "制度、発行者、根拠の文書の名を入れてください",
                  "name the scheme, the issuer and the document");
  }
  if (body.bytes("document").value_or("").size() != 32) {
    return refuse("no_document", "根拠の文書がありません", "no document stands behind it", "登録簿の通知を添えてください", "attach the registry's notice");
  }
  std::int64_t vintage = body.integer("vintage").value_or(0);
  if (vintage < 1990 || vintage > on.year()) {
    return refuse("wrong_vintage", "吸収した年が正しくありません", "the vintage is wrong", "1990年から今年までの西暦を入れてください", "give a year from 1990 to this one");
  }
  return {};
}

Done check_sale(const Block& block, const Serials& serials, const journal::Body& body) {
  if (!block.serials.holds(serials)) {
    return refuse("not_of_block", fmt::format("{}はこの発行（{}）にありません", range_text(serials), range_text(block.serials)),
                  fmt::format("{} are not of this issue ({})", range_text(serials), range_text(block.serials)), "この発行の番号を選んでください",
                  "choose serials of this issue");
  }
  if (const Sale* other = block.sold(serials)) {
    return refuse("sold", fmt::format("{}は売却{}（{}）にあります", range_text(other->serials), other->number, other->buyer),
                  fmt::format("{} are in sale {} ({})", range_text(other->serials), other->number, other->buyer), "ほかの番号を選んでください",
                  "choose other serials");
  }
  if (const Retirement* gone = block.retired(serials)) return is_retired(*gone);
  Yen price = body.yen("price").value_or(Yen(-1));
  if (!is_text(body, "buyer") || price < Yen(1) || !cases::is_amount(price)) {
    return refuse("wrong_sale", "買主又は代金が正しくありません", "the buyer or the price is wrong", "買主の名と、1円以上の代金を入れてください",
                  "name the buyer and give a price of at least a yen");
  }
  if (block.sales.size() < parts_max) return {};
  return refuse("too_many", fmt::format("一つの発行の売却は{}件までです", parts_max), fmt::format("an issue has at most {} sales", parts_max),
                "発行を分けて登録してください", "register the issue in parts");
}

Result<Sale> sale_in_state(const Block& block, const journal::Body& body, std::initializer_list<SaleState> states) {
  const Sale* sale = block.sale(body.integer("sale").value_or(0));
  if (sale == nullptr) {
    return refuse("no_such_sale", "その売却はありません", "there is no such sale", "売却の番号を確かめてください", "look its number up");
  }
  for (SaleState state : states) {
    if (sale->state == state) return *sale;
  }
  return refuse("not_in_state", fmt::format("売却{}は今その段階にありません", sale->number), fmt::format("sale {} is not at that step now", sale->number),
                "起案、契約と調定、納入の順に進めてください", "propose, assess, then settle");
}

Result<std::int64_t> check_retirement(const Block& block, const Serials& serials, const journal::Body& body) {
  if (!is_text(body, "reference")) {
    return refuse("no_reference", "登録簿の参照番号がありません", "the registry's reference is missing", "無効化の通知の番号を入れてください",
                  "give the number of the registry's notice");
  }
  if (const Retirement* gone = block.retired(serials)) return is_retired(*gone);
  const Sale* sale = block.sold(serials);
  bool whole = sale == nullptr ? block.serials.holds(serials) : sale->state == SaleState::settled && sale->serials.holds(serials);
  if (whole && block.retirements.size() < parts_max) return sale == nullptr ? 0 : sale->number;
  return refuse("not_whole", fmt::format("{}は、納入済みの一つの売却又は売れていない番号に収まりません", range_text(serials)),
                fmt::format("{} are not all of one settled sale, nor all unsold", range_text(serials)), "売却ごとに分けて無効化してください",
                "retire sale by sale");
}

Done check_void(const Block& block) {
  bool live = std::any_of(block.sales.begin(), block.sales.end(), [](const Sale& one) { return one.live(); });
  if (!live && block.retirements.empty()) return {};
  return refuse("in_use", "売却又は無効化されているので、発行を取り消せません", "it is sold or retired in part, so the issue stands", "先に売却を取り下げてください",
                "withdraw the sales first");
}

Result<std::string> given_reason(const journal::Body& body) {
  if (is_text(body, "reason")) return std::string(*body.text("reason"));
  return refuse("no_reason", "理由がありません", "no reason is given", "理由を入れてください", "say why");
}

}  // namespace hashira::instruments::credit
