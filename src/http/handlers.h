// Every handler, by the folder of the person's task that it serves. The table in routes.cpp names each once.
// Guarantees: a handler is called with rights and form protection already checked; what may be done is decided in `app`.
// See site.h for what a Call holds.
#pragma once

#include "http/site.h"

namespace hashira::http {

// static_pages.cpp, home_page.cpp
Response home_page(Call& call);
Response serve_asset(Call& call);
Response serve_icon(Call& call);
Response serve_openapi(Call& call);
Response health(Call& call);
Response progress_json(Call& call);
Response progress_page(Call& call);

// results_pages.cpp, figure_pages.cpp, reasoning_page.cpp
Response results_page(Call& call);
Response pillar_page(Call& call);
Response programme_page(Call& call);
Response figure_page(Call& call);
Response figure_cases_page(Call& call);
Response public_case_page(Call& call);
Response reasoning_page(Call& call);

// apply_pages.cpp
Response apply_page(Call& call);
Response apply_start_page(Call& call);
Response apply_start(Call& call);
Response question_page(Call& call);
Response answer_question(Call& call);
Response check_answers_page(Call& call);
void send_application(Call& call, Reply reply);
Response receipt_page(Call& call);

// return_pages.cpp
Response return_page(Call& call);
Response amend(Call& call);
Response withdraw_page(Call& call);
Response withdraw(Call& call);

// own_account_pages.cpp
Response own_account_page(Call& call);
Response change_own_account(Call& call);
Response own_claim_page(Call& call);
Response claim_own(Call& call);

// sign_in_pages.cpp
Response sign_in_page(Call& call);
Response sign_in(Call& call);
Response sign_out(Call& call);

// desk_pages.cpp, desk_case_page.cpp, desk_actions.cpp, draft_pages.cpp
Response desk_page(Call& call);
Response queue_page(Call& call);
Response desk_case_page(Call& call);
Response act_on_case(Call& call);
Response drafts_page(Call& call);
Response draft_page(Call& call);
Response open_draft(Call& call);
Response act_on_draft(Call& call);
Response payments_page(Call& call);
Response upload_payments(Call& call);
Response credits_page(Call& call);
Response issue_credits(Call& call);
Response act_on_credits(Call& call);
Response act_on_sale(Call& call);
Response totals_page(Call& call);
Response state_total(Call& call);
Response act_on_total(Call& call);
Response letters_page(Call& call);
Response issue_letters(Call& call);
Response letters_sent(Call& call);
Response printed_letters(Call& call);
Response imports_page(Call& call);
Response upload_import(Call& call);
Response act_on_upload(Call& call);
Response import_template(Call& call);
Response undo_import(Call& call);
Response papers_page(Call& call);
Response paper_form_page(Call& call);
Response key_paper(Call& call);
Response paper_page(Call& call);
Response act_on_paper(Call& call);
Response paper_scan(Call& call);
Response runs_page(Call& call);
Response make_run(Call& call);
Response run_page(Call& call);
Response act_on_run(Call& call);
Response run_file(Call& call);

// budget_pages.cpp, receivable_pages.cpp, office_pages.cpp
Response budget_page(Call& call);
Response act_on_budget(Call& call);
Response receivables_page(Call& call);
Response receivable_page(Call& call);
Response act_on_receivable(Call& call);
Response overdue_page(Call& call);
Response lapse_overdue_cases(Call& call);
Response samples_page(Call& call);
Response draw_sample_cases(Call& call);

// accounting_pages.cpp, api_accounting.cpp
Response accounting_page(Call& call);
Response make_export(Call& call);
Response export_file(Call& call);
Response upload_vouchers(Call& call);
Response api_accounting(Call& call);
Response api_make_export(Call& call);
Response api_export_file(Call& call);
Response api_upload_vouchers(Call& call);

// api_runs.cpp, api_letters.cpp
Response api_runs(Call& call);
Response api_make_run(Call& call);
Response api_run(Call& call);
Response api_act_on_run(Call& call);
Response api_run_file(Call& call);
Response api_letters(Call& call);
Response api_issue_letters(Call& call);
Response api_letters_sent(Call& call);
Response api_printed_letters(Call& call);

// api_results.cpp
Response api_portfolio(Call& call);
Response api_programme(Call& call);
Response api_figure(Call& call);
Response api_figure_cases(Call& call);
Response api_case_entries(Call& call);
Response api_reasoning(Call& call);

// api_applications.cpp
void api_apply(Call& call, Reply reply);
Response api_application(Call& call);
Response api_resubmit(Call& call);
Response api_withdraw(Call& call);
Response api_own_account(Call& call);
Response api_own_claim(Call& call);

// api_desk.cpp
Response api_sign_in(Call& call);
Response api_sign_out(Call& call);
Response api_queue_counts(Call& call);
Response api_queue(Call& call);
Response api_desk_case(Call& call);
Response api_act_on_case(Call& call);
Response api_drafts(Call& call);
Response api_open_draft(Call& call);
Response api_act_on_draft(Call& call);
Response api_upload_payments(Call& call);

}  // namespace hashira::http
