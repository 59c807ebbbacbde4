// What keying, comparing and entering a paper share.
// Guarantees: see paper.h; nothing here checks who may do it.
// Sealing and entries: intake/paper.h.
#pragma once

#include "app/paper.h"

namespace hashira::app {

tl::unexpected<Error> wrong_state(const intake::Paper& paper, const char* ja, const char* en);
Result<intake::Paper> paper_in(Work& work, const std::string& programme, std::uint64_t number);
// What the clerk typed, in the one form that answers have: two keyings are compared in it.
Answers read_keying(const audit::Version& version, const Answers& typed, std::vector<AnswerError>& errors);
Result<Bytes> stored_scan(Engine& engine, const std::string& bytes, BytesView key);
Result<std::string> opened_scan(Engine& engine, BytesView digest, BytesView key);
Result<Bytes> holder_key(Engine& engine, const intake::Paper& paper);
Result<Answers> keyed_answers(Engine& engine, const intake::Paper& paper, int keying, BytesView key);
std::vector<PaperDifference> between(const Answers& first, const Answers& second);
Done erase_keyings(Work& work, const intake::Paper& paper);
// The application, and the scan under the key of its party; then nothing needs the paper's own key any more.
Result<PaperKeyed> make_application(Engine& engine, const intake::Paper& paper, BytesView key, const Answers& answers,
                                    const std::vector<PaperDifference>& differences, const Actor& actor);

}  // namespace hashira::app
