// Letters of a programme: which are due, issued with number and date, printed, sent.
//
// Guarantees: a letter is an entry (number, kind, case, digest of its sealed text); what was issued is what is printed, also
// when template or facts change later. Its text is sealed under the party's key: erased with the person, the entry stays.
// Entries: letter.issued {letter, kind, digest}, letter.sent {from, to}. Templates: letters/KIND.txt of the programme's folder.
#pragma once

#include <span>

#include "app/engine.h"
#include "parties/vault.h"

namespace hashira::app {

struct LetterKind {
  std::string_view id;       // decision
  std::string_view ja, en;
  std::vector<std::string_view> states;  // a case in one of them is due such a letter; none: it goes with what is done
};
std::span<const LetterKind> letter_kinds();

struct Letter {
  std::uint64_t number = 0, case_number = 0;
  std::string kind, issued_by;
  Date issued_on;
  std::optional<Date> sent_on;
  Bytes digest;
};

// Cases that are due a letter of the kind and have none, at most `limit`.
Result<std::vector<std::uint64_t>> due_letters(Engine& engine, const std::string& programme, std::string_view kind, std::size_t limit);
// Issues for these cases, in units of some hundred. Returns how many; "app.no_letter_template" when the folder has none.
Result<std::uint64_t> issue_letters(Engine& engine, const std::string& programme, std::string_view kind,
                                    const std::vector<std::uint64_t>& cases, const Actor& actor);
// To whom, and under which key it is sealed.
struct Addressee {
  const parties::SealedFacts& facts;
  BytesView key;
  Random& random;
};
// Issues one letter about a case as part of a unit of work, from these facts. Returns its number. "app.no_letter_template".
Result<std::uint64_t> issue_letter(Work& work, const audit::Version& version, std::string_view kind, const cases::Case& value,
                                   const Addressee& to, const Actor& actor);
Result<std::uint64_t> last_letter(Engine& engine, const std::string& programme);  // 0: none yet
Result<std::vector<Letter>> letters(Engine& engine, const std::string& programme, std::uint64_t from, std::size_t limit);
// The page of the letters `from` … `to`, ready to be printed; at most 1,000.
Result<std::string> print_letters(Engine& engine, const std::string& programme, std::uint64_t from, std::uint64_t to, const Actor& actor);
Done mark_letters_sent(Engine& engine, const std::string& programme, std::uint64_t from, std::uint64_t to, Date on, const Actor& actor);

}  // namespace hashira::app
