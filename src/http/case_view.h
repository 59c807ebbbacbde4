// A case and its entries as templates see them.
// Guarantees: for everyone only what happened, when, and the entry's place in the chain; bodies are for the desk.
// Templates: entries.html.
#pragma once

#include "app/desk.h"
#include "http/template.h"

namespace hashira::http {

enum class Audience { everyone, applicant, desk };

std::string state_name(const cases::Instrument* instrument, std::string_view state, Language language);
std::string event_name(const cases::Instrument* instrument, std::string_view type, Language language);
// What a state means for the applicant and what comes next.
std::string what_comes_next(const cases::Instrument* instrument, const cases::Case& value, Language language);
std::string fact_label(const portfolio::Programme& programme, const std::string& id, Language language);
// A fact's value in words: the choice's label, a date, はい.
std::string fact_text(const portfolio::Fact* fact, const feel::Value& value, Language language);
// The same for what was typed (app::Answers hold texts).
std::string answer_words(const portfolio::Fact* fact, const std::string& typed, Language language);

// The state as people outside the office see it: a held case stands where it stood, for a hold may follow a tip-off.
std::string public_state(const cases::Case& value);
// Shows the applicant's view of the case: the public state, and of the commands those that it allows.
void show_to_applicant(app::CaseView& view, const cases::Instrument* instrument);

// Entries of the office's own checks (holds, samples, visits, compared applications) are for the desk alone.
// What a reported total says, by whom and from which document, is for everyone.
View entry_views(const cases::Instruments& instruments, const std::vector<journal::Entry>& entries, Audience audience,
                 Language language);

}  // namespace hashira::http
