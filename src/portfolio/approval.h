// Who approves draft decisions (approval.yaml): bands by amount (専決), who must agree first (合議), who may act for whom (代決).
//
// Guarantees: plain data and pure questions about it. A programme's own file stands in place of the portfolio's; without
// either nothing here applies. The format stands in docs/decisions.md; practice.md, Decisions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yen.h"

namespace hashira::portfolio {

struct ApprovalBand {
  std::string post;                     // 職, as users hold it: section_chief
  std::vector<std::string> offices;     // at which the post stands: ids of owners
  bool every_office = false;            // approves what any office drafted; else only its own office's drafts
  std::optional<Yen> up_to;             // none: without limit
  std::vector<std::string> programmes;  // empty: every one
  std::string ja, en;                   // 課長専決 / decided by the section chief
};

struct ApprovalReview {  // 合議
  std::string office;
  Yen from;  // drafts of this total and above
  std::vector<std::string> programmes;
};

struct ActingRule {  // 代決: `by` may act for `post` of the same office
  std::string post, by;
};

// What an approval is asked for.
struct ApprovalOf {
  std::string programme, office;  // office: of the drafter; empty: of no office in particular
  Yen total;
};
// Who asks to approve. An empty office stands for every office.
struct Holder {
  std::string post, office;
};

struct Approval {
  std::vector<ApprovalBand> bands;
  std::vector<ApprovalReview> reviews;
  std::vector<ActingRule> acting;

  // The first band under which the holder may approve; nullptr: none.
  const ApprovalBand* band(const Holder& holder, const ApprovalOf& of) const;
  // The bands under which somebody may, in the file's order.
  std::vector<const ApprovalBand*> bands_for(const ApprovalOf& of) const;
  // The offices that must agree first, each once, in the file's order.
  std::vector<std::string> reviewers(const ApprovalOf& of) const;
  bool may_act_for(std::string_view by, std::string_view post) const;
};

}  // namespace hashira::portfolio
