// JSON for the accounting system: exports, vouchers, what does not match.
// Guarantees: rights are checked by `app` as for pages.
// Shapes: docs/openapi.yaml.
#include "http/accounting_view.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/problem.h"

namespace hashira::http {
namespace {

json::object export_json(const ledger::AccountingExport& one) {
  return {{"number", one.number}, {"kind", ledger::name(one.kind)}, {"encoding", ledger::name(one.encoding)}, {"rows", one.rows},
          {"total", one.total.count()}, {"bytes", one.bytes}, {"digest", hex(view(one.digest))}, {"on", one.on.iso()}, {"by", one.by}};
}

json::value yen_json(const std::optional<Yen>& yen) { return yen ? json::value(yen->count()) : json::value(nullptr); }

json::object mismatch_json(const std::string& programme, const ledger::MismatchRow& row) {
  json::array vouchers;
  for (const std::string& one : row.vouchers) vouchers.emplace_back(one);
  json::value id = row.id.seq == 0 ? json::value(nullptr) : json::value(ledger::record_text(programme, row.id));
  json::value number = row.case_number == 0 ? json::value(nullptr) : json::value(row.case_number);
  return {{"what", ledger::name(row.what)}, {"kind", ledger::name(row.kind)}, {"id", std::move(id)}, {"case", std::move(number)},
          {"vouchers", std::move(vouchers)}, {"here", yen_json(row.here)}, {"there", yen_json(row.there)},
          {"paid_here", json_of(row.paid_here)}, {"paid_there", json_of(row.paid_there)}};
}

}  // namespace

Response api_accounting(Call& call) {
  auto found = app::accounting_mismatches(call.site.engine, call.params[0]);
  if (!found) return problem(found.error());
  auto exports = app::accounting_exports(call.site.engine, call.params[0]);
  if (!exports) return problem(exports.error());
  json::array made, mismatches;
  for (const ledger::AccountingExport& one : *exports) made.push_back(export_json(one));
  for (const ledger::MismatchRow& row : found->mismatches) mismatches.push_back(mismatch_json(call.params[0], row));
  return answer(200, {{"matched", found->matched}, {"waiting", found->waiting}, {"not_exported", found->not_exported},
                      {"mismatches", std::move(mismatches)}, {"exports", std::move(made)}});
}

Response api_make_export(Call& call) {
  auto body = body_object(call);
  if (!body) return problem(body.error());
  auto kind = text_field(*body, "kind"), encoding = text_field(*body, "encoding");
  if (!kind) return problem(kind.error());
  if (!encoding) return problem(encoding.error());
  auto made = make_accounting_export(call, *kind, encoding->empty() ? "utf-8" : *encoding);
  if (!made) return problem(made.error());
  return answer(201, export_json(*made));
}

Response api_export_file(Call& call) {
  return send_accounting_file(call, [](const Error& error) { return problem(error); });
}

Response api_upload_vouchers(Call& call) {
  auto taken = app::import_vouchers(call.site.engine, call.params[0], call.request.body, "vouchers.csv", call.user->actor());
  if (taken) return answer(200, {{"import", taken->import}, {"vouchers", taken->vouchers}, {"known", taken->known}});
  return file_problem(taken.error());
}

}  // namespace hashira::http
