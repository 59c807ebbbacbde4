// One question as a form field: the right control, its hint, its error, the answer given before.
// Guarantees: every control has a label tied to it, and errors are described to screen readers.
// Template: question.html, controls.html.
#pragma once

#include "app/applications.h"
#include "http/template.h"

namespace hashira::http {

// The questions that apply given the answers so far, in order, up to and with the first unanswered one.
std::vector<const portfolio::Question*> path_of(const audit::Version& version, const app::Answers& answers);

View question_view(const portfolio::Programme& programme, const portfolio::Question& question, const std::string& typed,
                   const std::vector<app::AnswerError>& errors, Language language);

// "What is wrong" at the top of a page, each linking to its field or page.
struct Summary {
  std::string link, text;
};
View error_summary(const std::vector<Summary>& errors);

}  // namespace hashira::http
