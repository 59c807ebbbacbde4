// Makes the views of cases and entries.
// Guarantees: see case_view.h; total on every stored entry (a field of another type is left out).
// Fields of a benefit's entries: instruments/benefit/benefit.h.
#include "http/case_view.h"

#include "cases/fields.h"
#include "http/pages.h"
#include "http/words.h"

namespace hashira::http {
namespace {

struct StateWords {
  std::string_view state, ja, en;
};
constexpr StateWords next_words[] = {
    {"submitted", "担当者が書類を確かめます。足りないところがあれば、このページでお知らせします。",
     "An officer will examine your application. If anything is missing, this page will say so."},
    {"amendment_asked", "下に書かれたところを直して、期限までにもう一度お送りください。",
     "Please mend what is listed below and send it again by the deadline."},
    {"resubmitted", "直していただいた申請を受け取りました。担当者が確かめます。",
     "Your corrected application has arrived. An officer will examine it."},
    {"screened", "審査が終わり、支給するかどうかの決定を待っています。", "Examination is finished; the decision is awaited."},
    {"decided", "支給が決まりました。支払の手続を進めます。", "The benefit has been decided. Payment is being prepared."},
    // Decided, and paid only after a report (what_comes_next).
    {"granted", "交付が決まりました。事業が終わったら、実績を報告してください。", "The grant has been decided. Please report when the project is completed."},
    {"ordered", "振込の手続をしています。", "The bank transfer is under way."},
    {"paid", "指定の口座へ振り込みました。手続はこれで終わりです。", "The money has been sent to your account. Nothing more is needed."},
    {"bounced", "振込ができませんでした。口座について担当課から連絡します。",
     "The transfer could not be made. The division in charge will contact you about the account."},
    // A hold is the office's own affair: the applicant reads that the examination goes on.
    {"held", "担当者が書類を確かめています。", "An officer is examining your application."},
    {"waiting", "事前の確認が終わりました。待機の期間が過ぎたら、請求してください。", "The preliminary check is done. Please claim when the waiting time is over."},
    {"advance_claimed", "概算払の請求を受け取りました。支払の手続を進めます。", "Your claim for an advance has arrived. Payment is being prepared."},
    {"advanced", "概算払をしました。事業が終わったら、実績を報告してください。",
     "An advance has been paid. Please report when the project is completed."},
    {"reported", "実績報告を受け取りました。担当者が検査します。", "Your report has arrived. An officer will inspect it."},
    {"inspected", "検査が終わり、額の確定を待っています。", "The inspection is done; the amount is about to be settled."},
    {"settled", "額が確定しました。請求してください。", "The amount has been settled. Please claim it."},
    {"claimed", "請求を受け取りました。担当者が確かめます。", "Your claim has arrived. An officer will examine it."},
    {"changed", "決定が変わりました。差額の支払の手続を進めます。", "The decision has changed. Payment of the difference is being prepared."},
    {"reclaiming", "返していただくお金があります。担当課から通知をお送りします。", "Some of the money must be returned. The division in charge will send you a notice."},
    {"cancelled", "支給の決定は取り消されました。", "The decision was cancelled."},
    {"repaid", "全額が返納されました。", "The whole amount has been paid back."},
    {"refused", "支給の要件に当たらないため、支給しないことになりました。", "The conditions are not met; the benefit is not paid."},
    {"withdrawn", "申請は取り下げられました。", "The application was withdrawn."},
    {"lapsed", "補正の期限が過ぎたため、この申請は終わりました。", "The deadline for corrections passed; this application has ended."},
};

struct FieldWords {
  std::string_view field, ja, en;
  enum class As { yen, date, text, number, value } as;
};
constexpr FieldWords field_words[] = {
    {"requested", "申請額", "requested", FieldWords::As::yen}, {"amount", "金額", "amount", FieldWords::As::yen},
    {"reason_ja", "理由", "reason", FieldWords::As::text},     {"reason", "理由", "reason", FieldWords::As::text},
    {"value", "報告値", "value", FieldWords::As::value},        {"reporter", "報告者", "reporter", FieldWords::As::text},
    {"document_name", "文書", "document", FieldWords::As::text}, {"as_of", "時点", "as of", FieldWords::As::date},
    {"note", "備考", "note", FieldWords::As::text},            {"deadline", "期限", "deadline", FieldWords::As::date},
    {"difference", "差額", "difference", FieldWords::As::yen}, {"matures", "請求できる日", "may be claimed from", FieldWords::As::date},
    {"receivable", "債権番号", "receivable", FieldWords::As::number}, {"sample", "抽出番号", "sample", FieldWords::As::number},
    {"draft", "起案番号", "draft", FieldWords::As::number},    {"fact", "項目", "fact", FieldWords::As::text},
    {"decision", "決定回数", "decision no.", FieldWords::As::number}, {"attempt", "振込回数", "transfer no.", FieldWords::As::number},
};

std::string field_text(const journal::Body& body, const FieldWords& words, Language language) {
  switch (words.as) {
    case FieldWords::As::yen:
      if (auto yen = body.yen(words.field)) return written(*yen, language);
      break;
    case FieldWords::As::date:
      if (auto date = body.date(words.field)) return written(*date, language);
      break;
    case FieldWords::As::number:
      if (auto number = body.integer(words.field)) return grouped(*number);
      break;
    case FieldWords::As::value:
      if (auto value = cases::read_value(body, words.field)) return written(*value, language);
      break;
    case FieldWords::As::text:
      if (auto text = body.text(words.field)) return std::string(*text);
      break;
  }
  return {};
}

View field_views(const journal::Body& body, Language language) {
  View list{View::type::list};
  for (const auto& words : field_words) {
    std::string text = field_text(body, words, language);
    if (text.empty()) continue;
    View one;
    one.set("label", std::string(language == Language::ja ? words.ja : words.en));
    one.set("text", text);
    list << std::move(one);
  }
  return list;
}

bool is_reported(std::string_view type) { return type.starts_with("reported."); }

bool is_inside(std::string_view type) {
  if (is_reported(type)) return false;
  for (std::string_view what : {".held", ".released", ".sampled", ".checked", ".hit_disposed"}) {
    if (type.ends_with(what)) return true;
  }
  return false;
}

std::string actor_words(const std::string& actor, Audience audience, Language language) {
  bool japanese = language == Language::ja;
  if (actor == "applicant") return japanese ? "申請者" : "applicant";
  if (actor == "bank") return japanese ? "金融機関" : "bank";
  return audience == Audience::desk ? actor : std::string(japanese ? "担当者" : "officer");
}

}  // namespace

std::string state_name(const cases::Instrument* instrument, std::string_view state, Language language) {
  const auto* found = instrument ? instrument->lifecycle().state(state) : nullptr;
  if (!found) return std::string(state);
  return std::string(language == Language::ja ? found->ja : found->en);
}

std::string event_name(const cases::Instrument* instrument, std::string_view type, Language language) {
  bool ja = language == Language::ja;
  if (type == "letter.issued") return ja ? "文書を発行した" : "letter issued";  // of every instrument
  const auto* found = instrument ? instrument->lifecycle().event(type) : nullptr;
  if (!found) return std::string(type);
  return std::string(language == Language::ja ? found->ja : found->en);
}

std::string what_comes_next(const cases::Instrument* instrument, const cases::Case& value, Language language) {
  bool later = value.state == "decided" && instrument != nullptr && !instrument->ready_to_order(value);
  std::string_view state = later ? "granted" : std::string_view(value.state);
  for (const auto& words : next_words)
    if (words.state == state) return std::string(language == Language::ja ? words.ja : words.en);
  return {};
}

std::string fact_label(const portfolio::Programme& programme, const std::string& id, Language language) {
  const auto* fact = programme.fact(id);
  return fact ? pick(fact->label, language) : id;
}

std::string fact_text(const portfolio::Fact* fact, const feel::Value& value, Language language) {
  if (fact && fact->type == portfolio::FactType::choice && value.is(feel::Kind::string))
    return answer_words(fact, std::string(value.as_string()), language);
  if (fact && fact->type == portfolio::FactType::yen)
    if (auto yen = value.as_integer()) return written(Yen(*yen), language);
  return written(value, language);
}

std::string answer_words(const portfolio::Fact* fact, const std::string& typed, Language language) {
  if (!fact) return typed;
  for (const auto& choice : fact->choices)
    if (choice.id == typed) return pick(choice.label, language);
  if (fact->type == portfolio::FactType::boolean && (typed == "true" || typed == "false"))
    return written(feel::Value::boolean(typed == "true"), language);
  if (fact->type == portfolio::FactType::date)
    if (auto date = Date::parse(typed)) return written(*date, language);
  return typed;
}

std::string public_state(const cases::Case& value) {
  const feel::Value* from = value.datum("held_from");
  bool held = value.state == "held" && from != nullptr && from->is(feel::Kind::string);
  return held ? std::string(from->as_string()) : value.state;
}

void show_to_applicant(app::CaseView& view, const cases::Instrument* instrument) {
  view.value.state = public_state(view.value);
  if (instrument == nullptr) return;
  std::erase_if(view.commands, [&](const std::string& command) { return !instrument->lifecycle().may(command, view.value.state); });
}

View entry_views(const cases::Instruments& instruments, const std::vector<journal::Entry>& entries, Audience audience,
                 Language language) {
  View list{View::type::list};
  for (const auto& entry : entries) {
    if (audience != Audience::desk && is_inside(entry.type)) continue;
    View one;
    one.set("event", event_name(instruments.of_type(entry.type), entry.type, language));
    one.set("on", written(entry.happened_on, language));
    one.set("actor", actor_words(entry.actor, audience, language));
    one.set("seq", fmt::format("{}#{}", entry.stream, entry.seq));
    one.set("digest", short_hash(hex(sha256(journal::encode(entry)))));
    one.set("is_synthetic", yes(entry.synthetic));
    bool open = audience == Audience::desk || is_reported(entry.type);
    one.set("fields", open ? field_views(entry.body, language) : View(View::type::list));
    list << std::move(one);
  }
  return list;
}

}  // namespace hashira::http
