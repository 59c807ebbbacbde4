// Bulk actions on drafts: a preview, then parts of at most 500 cases under one batch id, the total reserved first; one undo until
// the decision is issued. Other commands run between the parts, so that intake pauses for one part at most.
//
// Guarantees: what a part does is whole or not there; a stopped run goes on where it stopped; a run that meets a case which is no
// longer as it was circulated is undone as one. docs/decisions.md; bench/decisions measures the pauses.
#pragma once

#include <functional>

#include "app/desk.h"

namespace hashira::app {

struct BulkPart {
  std::size_t size = 500;                                          // 1 to draft_part_max
  std::function<void(std::size_t done, std::size_t total)> progress = {};  // after each part; from the caller's thread
};

// What a draft of these cases would be, and who is left out and why. `numbers` empty: every screened case.
struct DraftPreview {
  std::vector<std::uint64_t> numbers;  // of those that may be drafted, ascending
  Yen total;
  std::vector<std::pair<std::uint64_t, std::string>> left_out;
};
Result<DraftPreview> preview_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> numbers);

// As open_draft, the list recorded in parts; withdrawn as a whole when a case of a later part may not be drafted.
Result<std::uint64_t> open_long_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> numbers, const Actor& actor,
                                      const BulkPart& part = {});

// 一括決定: reserves the total, decides part by part. The draft is then decided and not yet issued: issue_draft (施行) is one
// more entry, undo_decision takes everything back.
Done decide_draft(Engine& engine, const std::string& programme, std::uint64_t draft, const Actor& actor, const BulkPart& part = {});
Done undo_decision(Engine& engine, const std::string& programme, std::uint64_t draft, const std::string& reason, const Actor& actor,
                   const BulkPart& part = {});

// As release_draft, part by part; one that stopped goes on.
Done release_long_draft(Engine& engine, const std::string& programme, std::uint64_t draft, const Actor& actor, const BulkPart& part = {});

}  // namespace hashira::app
