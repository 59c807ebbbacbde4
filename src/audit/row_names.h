// Stored rows in words: which case, figure, posting, balance or index a row is, and how two versions of it differ.
//
// Total: a row that nobody would have written is named by its key in hex.
#pragma once

#include "journal/store.h"
#include "portfolio/programme.h"

namespace hashira::audit {

// "case closure-cooperation-benefit/12", "figure closure-cooperation-benefit/payments|municipality=011002" …
portfolio::Text row_name(const journal::Key& key);
// The stream whose entries explain the row; empty when its key does not say (return tokens: their value does).
std::string row_stream(const journal::Key& key, BytesView value);
// Finds a party by its blind tag (parties::blind_key): the one kind of index row that no entry explains.
bool is_blind_index(const journal::Key& key);
// "its state is 'paid', the entries give 'ordered'".
portfolio::Text row_change(const journal::Key& key, BytesView stored, BytesView expected);

}  // namespace hashira::audit
