// Compares what is stored with what the entries explain: rows, sealed facts, published folders.
//
// Every row of state, cell, posting, balance and index must be explained, and every explained row be there, byte for byte.
#pragma once

#include "audit/replay.h"

namespace hashira::audit {

// Adds findings (missing, unexplained, changed) and counts to the replay's. Errors are the store's own.
Done compare_rows(journal::Store& store, Replay& replay);
// Each case's sealed facts are there and have the digest that its entries name; nothing else is sealed.
Done compare_sealed(journal::Store& store, Replay& replay);
// Scans of papers, named by the digest of what is stored.
Done compare_scans(journal::Store& store, Replay& replay);
// Each published folder has the digest that it is kept under.
Done check_blobs(journal::Store& store, Replay& replay);

}  // namespace hashira::audit
