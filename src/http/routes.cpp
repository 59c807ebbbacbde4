// The table of routes.
// Guarantees: see routes.h.
// The /api/ part is described by docs/openapi.yaml; tests/api holds one against the other.
#include "http/routes.h"

#include "http/handlers.h"

namespace hashira::http {
namespace {

constexpr auto everyone = Rights::everyone;
constexpr auto signed_in = Rights::signed_in;

constexpr Route route_table[] = {
    {Method::get, "/", everyone, home_page},
    {Method::get, "/assets/{file}", everyone, serve_asset},
    {Method::get, "/favicon.ico", everyone, serve_icon},
    {Method::get, "/progress", everyone, progress_page},
    {Method::get, "/api/health", everyone, health},
    {Method::get, "/api/progress", everyone, progress_json},
    {Method::get, "/api/openapi.yaml", everyone, serve_openapi},

    {Method::get, "/results", everyone, results_page},
    {Method::get, "/pillars/{pillar}", everyone, pillar_page},
    {Method::get, "/results/{programme}", everyone, programme_page},
    {Method::get, "/results/{programme}/{figure}", everyone, figure_page},
    {Method::get, "/results/{programme}/{figure}/cases", everyone, figure_cases_page},
    {Method::get, "/results/{programme}/{figure}/cases/{number}", everyone, public_case_page},
    {Method::get, "/reasoning", everyone, reasoning_page},

    {Method::get, "/apply", everyone, apply_page},
    {Method::get, "/apply/{programme}", everyone, apply_start_page},
    {Method::post, "/apply/{programme}", everyone, apply_start},
    {Method::get, "/apply/{programme}/questions/{fact}", everyone, question_page},
    {Method::post, "/apply/{programme}/questions/{fact}", everyone, answer_question},
    {Method::get, "/apply/{programme}/check", everyone, check_answers_page},
    {Method::post, "/apply/{programme}/check", everyone, nullptr, send_application},
    {Method::get, "/apply/{programme}/receipt", everyone, receipt_page},
    {Method::get, "/return/{token}", everyone, return_page},
    {Method::post, "/return/{token}/amend", everyone, amend},
    {Method::get, "/return/{token}/withdraw", everyone, withdraw_page},
    {Method::post, "/return/{token}/withdraw", everyone, withdraw},
    {Method::get, "/return/{token}/account", everyone, own_account_page},
    {Method::post, "/return/{token}/account", everyone, change_own_account},
    {Method::get, "/return/{token}/claim", everyone, own_claim_page},
    {Method::post, "/return/{token}/claim", everyone, claim_own},

    {Method::get, "/desk/sign-in", everyone, sign_in_page},
    {Method::post, "/desk/sign-in", everyone, sign_in},
    {Method::post, "/desk/sign-out", everyone, sign_out},
    {Method::get, "/desk", signed_in, desk_page},
    {Method::get, "/desk/totals", signed_in, totals_page},
    {Method::post, "/desk/totals", signed_in, state_total, nullptr, BodySize::csv},
    {Method::post, "/desk/totals/{programme}/{number}/{action}", signed_in, act_on_total},
    {Method::get, "/desk/budget", signed_in, budget_page},
    {Method::get, "/desk/{programme}", signed_in, queue_page},
    {Method::get, "/desk/{programme}/cases/{number}", signed_in, desk_case_page},
    {Method::post, "/desk/{programme}/cases/{number}/{action}", signed_in, act_on_case},
    {Method::get, "/desk/{programme}/drafts", signed_in, drafts_page},
    {Method::post, "/desk/{programme}/drafts", signed_in, open_draft},
    {Method::get, "/desk/{programme}/drafts/{number}", signed_in, draft_page},
    {Method::post, "/desk/{programme}/drafts/{number}/{action}", signed_in, act_on_draft},
    {Method::get, "/desk/{programme}/letters", signed_in, letters_page},
    {Method::post, "/desk/{programme}/letters", signed_in, issue_letters},
    {Method::get, "/desk/{programme}/letters/print", signed_in, printed_letters},
    {Method::post, "/desk/{programme}/letters/sent", signed_in, letters_sent},
    {Method::get, "/desk/{programme}/runs", signed_in, runs_page},
    {Method::post, "/desk/{programme}/runs", signed_in, make_run},
    {Method::get, "/desk/{programme}/runs/{number}", signed_in, run_page},
    {Method::post, "/desk/{programme}/runs/{number}/file", signed_in, run_file},
    {Method::post, "/desk/{programme}/runs/{number}/{action}", signed_in, act_on_run},
    {Method::get, "/desk/{programme}/payments", signed_in, payments_page},
    {Method::post, "/desk/{programme}/payments", signed_in, upload_payments, nullptr, BodySize::csv},
    {Method::get, "/desk/{programme}/receivables", signed_in, receivables_page},
    {Method::get, "/desk/{programme}/receivables/{number}", signed_in, receivable_page},
    {Method::post, "/desk/{programme}/receivables/{number}/{action}", signed_in, act_on_receivable},
    {Method::get, "/desk/{programme}/overdue", signed_in, overdue_page},
    {Method::post, "/desk/{programme}/overdue", signed_in, lapse_overdue_cases},
    {Method::get, "/desk/{programme}/samples", signed_in, samples_page},
    {Method::post, "/desk/{programme}/samples", signed_in, draw_sample_cases},
    {Method::get, "/desk/{programme}/accounting", signed_in, accounting_page},
    {Method::post, "/desk/{programme}/accounting", signed_in, upload_vouchers, nullptr, BodySize::csv},
    {Method::post, "/desk/{programme}/accounting/exports", signed_in, make_export},
    {Method::get, "/desk/{programme}/accounting/exports/{number}", signed_in, export_file},

    {Method::get, "/api/v1/portfolio", everyone, api_portfolio},
    {Method::get, "/api/v1/reasoning", everyone, api_reasoning},
    {Method::get, "/api/v1/programmes/{programme}", everyone, api_programme},
    {Method::get, "/api/v1/programmes/{programme}/figures/{figure}", everyone, api_figure},
    {Method::get, "/api/v1/programmes/{programme}/figures/{figure}/cases", everyone, api_figure_cases},
    {Method::get, "/api/v1/programmes/{programme}/figures/{figure}/cases/{number}/entries", everyone, api_case_entries},
    {Method::post, "/api/v1/programmes/{programme}/applications", everyone, nullptr, api_apply},
    {Method::get, "/api/v1/applications/{token}", everyone, api_application},
    {Method::post, "/api/v1/applications/{token}/resubmission", everyone, api_resubmit},
    {Method::post, "/api/v1/applications/{token}/withdrawal", everyone, api_withdraw},
    {Method::post, "/api/v1/applications/{token}/account", everyone, api_own_account},
    {Method::post, "/api/v1/applications/{token}/claim", everyone, api_own_claim},

    {Method::post, "/api/v1/session", everyone, api_sign_in},
    {Method::remove, "/api/v1/session", signed_in, api_sign_out},
    {Method::get, "/api/v1/desk/{programme}/counts", signed_in, api_queue_counts},
    {Method::get, "/api/v1/desk/{programme}/cases", signed_in, api_queue},
    {Method::get, "/api/v1/desk/{programme}/cases/{number}", signed_in, api_desk_case},
    {Method::post, "/api/v1/desk/{programme}/cases/{number}/{action}", signed_in, api_act_on_case},
    {Method::get, "/api/v1/desk/{programme}/drafts", signed_in, api_drafts},
    {Method::post, "/api/v1/desk/{programme}/drafts", signed_in, api_open_draft},
    {Method::post, "/api/v1/desk/{programme}/drafts/{number}/{action}", signed_in, api_act_on_draft},
    {Method::post, "/api/v1/desk/{programme}/payments", signed_in, api_upload_payments, nullptr, BodySize::csv},
    {Method::get, "/api/v1/desk/{programme}/runs", signed_in, api_runs},
    {Method::post, "/api/v1/desk/{programme}/runs", signed_in, api_make_run},
    {Method::get, "/api/v1/desk/{programme}/runs/{number}", signed_in, api_run},
    {Method::post, "/api/v1/desk/{programme}/runs/{number}/file", signed_in, api_run_file},
    {Method::post, "/api/v1/desk/{programme}/runs/{number}/{action}", signed_in, api_act_on_run},
    {Method::get, "/api/v1/desk/{programme}/letters", signed_in, api_letters},
    {Method::post, "/api/v1/desk/{programme}/letters", signed_in, api_issue_letters},
    {Method::post, "/api/v1/desk/{programme}/letters/sent", signed_in, api_letters_sent},
    {Method::get, "/api/v1/desk/{programme}/letters/print", signed_in, api_printed_letters},
    {Method::get, "/api/v1/desk/{programme}/accounting", signed_in, api_accounting},
    {Method::post, "/api/v1/desk/{programme}/accounting", signed_in, api_upload_vouchers, nullptr, BodySize::csv},
    {Method::post, "/api/v1/desk/{programme}/accounting/exports", signed_in, api_make_export},
    {Method::get, "/api/v1/desk/{programme}/accounting/exports/{number}", signed_in, api_export_file},
};

}  // namespace

std::span<const Route> routes() { return route_table; }

}  // namespace hashira::http
