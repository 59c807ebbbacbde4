// Applications on paper: keyed by one person, keyed again by another, compared field by field, entered as an
// application.
//
// Guarantees: nothing becomes an application that two people did not read alike, or that a third decision did not
// resolve; the period is judged by the postmark (消印有効). What was keyed is sealed; once the application is entered,
// the keyings are erased. Entries and sealing: intake/paper.h. docs/intake.md.
#pragma once

#include "app/applications.h"
#include "intake/paper.h"

namespace hashira::app {

struct PaperArrival {
  std::optional<Date> postmark;     // unset: handed in
  std::optional<Date> received_on;  // unset: the business date
  std::string scan;                 // the file's bytes; empty: none
};

struct PaperDifference {
  std::string fact;
  std::string first, second;  // as answers; empty: left open
};

// What a keying led to.
struct PaperKeyed {
  std::uint64_t number = 0;
  std::vector<AnswerError> errors;           // nothing was kept: to be keyed again
  std::vector<PaperDifference> differences;  // of the second keying: to be resolved
  std::optional<Receipt> receipt;            // both are the same: it is an application now
};

// The first keying. An open answer may stay open: paper is often incomplete (補正).
Result<PaperKeyed> key_paper(Engine& engine, const std::string& programme, const PaperArrival& arrival,
                             const Answers& answers, const Actor& actor);
// The second, by another person ("app.same_person").
Result<PaperKeyed> key_paper_again(Engine& engine, const std::string& programme, std::uint64_t number,
                                   const Answers& answers, const Actor& actor);
Result<std::vector<PaperDifference>> paper_differences(Engine& engine, const std::string& programme,
                                                       std::uint64_t number, const Actor& actor);
// `chosen`: for each difference the answer that the paper shows (it may be a third one).
Result<PaperKeyed> resolve_paper(Engine& engine, const std::string& programme, std::uint64_t number,
                                 const Answers& chosen, const Actor& actor);
// Keyed by mistake, or twice: no application comes of it.
Done drop_paper(Engine& engine, const std::string& programme, std::uint64_t number, std::string_view reason,
                const Actor& actor);

Result<intake::Paper> paper_of(Engine& engine, const std::string& programme, std::uint64_t number);
Result<std::vector<intake::Paper>> papers(Engine& engine, const std::string& programme);
// The scan, opened; "app.no_scan" when there is none (or its key was destroyed).
Result<std::string> paper_scan(Engine& engine, const std::string& programme, std::uint64_t number, const Actor& actor);

}  // namespace hashira::app
