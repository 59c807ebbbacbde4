// The accounting system on the desk: what was told, vouchers taken in, what does not match.
// Guarantees: a file is sent whole or not at all; asked for again it has the same bytes; the rules stand in `app`.
// Template: accounting.html. JSON: api_accounting.cpp.
#include "app/accounting.h"
#include "http/accounting_view.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t mismatches_shown = 500;

std::string accounting_link(const std::string& programme) { return desk_link(programme) + "/accounting"; }

std::string record_kind_name(ledger::RecordKind kind, Language language) {
  return std::string(language == Language::ja ? ledger::japanese_name(kind) : ledger::name(kind));
}

View export_rows(const Call& call, const std::vector<ledger::AccountingExport>& exports) {
  View list{View::type::list};
  for (auto one = exports.rbegin(); one != exports.rend(); ++one) {
    View row;
    row.set("number", std::to_string(one->number));
    row.set("link", fmt::format("{}/exports/{}", accounting_link(call.params[0]), one->number));
    row.set("kind", record_kind_name(one->kind, call.language));
    row.set("rows", grouped(static_cast<std::int64_t>(one->rows)));
    row.set("total", written(one->total, call.language));
    row.set("on", written(one->on, call.language));
    row.set("by", one->by);
    row.set("digest", short_hash(hex(view(one->digest))));
    list << std::move(row);
  }
  return list;
}

View import_rows(const Call& call, const std::vector<app::NumberedImport>& imports) {
  View list{View::type::list};
  for (auto one = imports.rbegin(); one != imports.rend(); ++one) {
    View row;
    row.set("number", std::to_string(one->number));
    row.set("commitments", grouped(static_cast<std::int64_t>(one->row.commitments)));
    row.set("orders", grouped(static_cast<std::int64_t>(one->row.orders)));
    row.set("on", written(one->row.on, call.language));
    row.set("by", one->row.by);
    list << std::move(row);
  }
  return list;
}

std::string joined_vouchers(const std::vector<std::string>& vouchers) {
  std::string out;
  for (const std::string& one : vouchers) out += (out.empty() ? "" : ", ") + one;
  return out.empty() ? "—" : out;
}

std::string yen_or_dash(const std::optional<Yen>& yen, Language language) { return yen ? written(*yen, language) : "—"; }
std::string day_or_dash(const std::optional<Date>& day, Language language) { return day ? written(*day, language) : "—"; }

View mismatch_rows(const Call& call, const ledger::Matching& found) {
  View list{View::type::list};
  for (std::size_t i = 0; i < std::min(found.mismatches.size(), mismatches_shown); ++i) {
    const ledger::MismatchRow& one = found.mismatches[i];
    View row;
    row.set("what", std::string(is_ja(call) ? ledger::japanese_name(one.what) : ledger::english_name(one.what)));
    row.set("kind", record_kind_name(one.kind, call.language));
    row.set("id", one.id.seq == 0 ? "—" : fmt::format("{}/{}", one.id.seq, one.id.posting));
    View its_case("number", std::to_string(one.case_number));
    its_case.set("link", desk_link(call.params[0], one.case_number));
    row.set("case", one.case_number == 0 ? yes(false) : its_case);
    row.set("vouchers", joined_vouchers(one.vouchers));
    row.set("here", yen_or_dash(one.here, call.language));
    row.set("there", yen_or_dash(one.there, call.language));
    row.set("paid_here", day_or_dash(one.paid_here, call.language));
    row.set("paid_there", day_or_dash(one.paid_there, call.language));
    list << std::move(row);
  }
  return list;
}

std::vector<std::uint64_t> cases_listed(const ledger::Matching& found) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < std::min(found.mismatches.size(), mismatches_shown); ++i) {
    if (found.mismatches[i].case_number != 0) out.push_back(found.mismatches[i].case_number);
  }
  return out;
}

Result<View> accounting_view(Call& call, Frame& frame) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  app::Engine& engine = call.site.engine;
  ledger::Matching found = TRY(app::accounting_mismatches(engine, call.params[0]));
  frame.synthetic = TRY(any_synthetic(call, cases_listed(found)));
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", accounting_link(call.params[0]));
  view.set("exports", export_rows(call, TRY(app::accounting_exports(engine, call.params[0]))));
  view.set("imports", import_rows(call, TRY(app::accounting_imports(engine, call.params[0]))));
  view.set("mismatches", mismatch_rows(call, found));
  view.set("mismatch_count", grouped(static_cast<std::int64_t>(found.mismatches.size())));
  view.set("cut", yes(found.mismatches.size() > mismatches_shown));
  view.set("matched", grouped(static_cast<std::int64_t>(found.matched)));
  view.set("waiting", grouped(static_cast<std::int64_t>(found.waiting)));
  view.set("not_exported", grouped(static_cast<std::int64_t>(found.not_exported)));
  view.set("may", yes(call.user->role == "payer"));
  return view;
}

Response show_accounting(Call& call, const std::vector<Error>& errors, const std::optional<app::TakenVouchers>& taken) {
  Frame frame{is_ja(call) ? "財務会計" : "Accounting system", "desk"};
  frame.status = errors.empty() ? 200 : 422;
  auto view = accounting_view(call, frame);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  view->set("errors", errors.empty() ? yes(false) : View("rows", file_error_rows(errors, call.language)));
  view->set("known", yes(taken && taken->known));
  view->set("taken", taken && !taken->known ? View(plural(taken->vouchers, "件", "voucher", "vouchers", call.language)) : yes(false));
  return page(call, frame, "accounting", std::move(*view));
}

}  // namespace

Result<ledger::AccountingExport> make_accounting_export(Call& call, std::string_view kind_name, std::string_view encoding_name) {
  std::optional<ledger::RecordKind> kind = ledger::record_kind(kind_name);
  std::optional<ledger::TextEncoding> encoding = ledger::text_encoding(encoding_name);
  if (!kind || !encoding) {
    return fail("http.bad_form", "種別か文字コードが選ばれていません。 / A kind or an encoding that is not known.",
                "commitment か order と、utf-8 か cp932 を選んでください。 / Choose commitment or order, and utf-8 or cp932.");
  }
  auto nowhere = [](BytesView) { return Done(); };  // the file is fetched by its number
  return app::export_accounting(call.site.engine, call.params[0], *kind, *encoding, nowhere, call.user->actor());
}

Response send_accounting_file(Call& call, const std::function<Response(const Error&)>& refuse) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return refuse(number.error());
  std::string file;
  auto sink = [&](BytesView bytes) -> Done {
    file += bytes;
    return {};
  };
  auto made = app::export_accounting_again(call.site.engine, call.params[0], *number, sink);
  if (!made) return refuse(made.error());
  return download(fmt::format("{}-{}-{}.csv", call.params[0], ledger::name(made->kind), made->number), "text/csv", std::move(file));
}

Response accounting_page(Call& call) { return show_accounting(call, {}, std::nullopt); }

Response make_export(Call& call) {
  auto made = make_accounting_export(call, call.form.get("kind"), call.form.get("encoding"));
  if (!made) return error_page(call, made.error(), accounting_link(call.params[0]));
  return redirect(accounting_link(call.params[0]));
}

Response export_file(Call& call) {
  return send_accounting_file(call, [&](const Error& error) { return error_page(call, error, accounting_link(call.params[0])); });
}

Response upload_vouchers(Call& call) {
  std::string name(call.form.get("file.name"));
  auto taken = app::import_vouchers(call.site.engine, call.params[0], call.form.get("file"), name.empty() ? "vouchers.csv" : name, call.user->actor());
  if (!taken) return show_accounting(call, taken.error(), std::nullopt);
  return show_accounting(call, {}, *taken);
}

}  // namespace hashira::http
