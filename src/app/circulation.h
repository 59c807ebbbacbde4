// How a draft circulates (起案 → 合議 → 決裁): other offices agree, who may approves, somebody sends it back. Everything here can
// be undone until the draft is issued. What approval.yaml says decides who may; without it an approver issues at once.
// docs/decisions.md.
#pragma once

#include "app/engine.h"

namespace hashira::app {

// 合議: an office agrees. `office` empty: the actor's own. Not by the drafter; each office once.
Done review_draft(Work& work, const std::string& programme, std::uint64_t draft, const std::string& office, const Actor& actor);

// 代決: in whose stead, and why that person cannot.
struct ActingFor {
  std::string user, reason;
};
// 決裁, by who neither drafted nor screened, whose post covers office, programme and total ("app.beyond_band" says who may),
// after every office that must agree has ("app.review_missing").
Done approve_draft(Work& work, const std::string& programme, std::uint64_t draft, const ActingFor& acting, const Actor& actor);
// Undone by who approved it, or by who could.
Done withdraw_approval(Work& work, const std::string& programme, std::uint64_t draft, const std::string& reason, const Actor& actor);

// 差戻し, of an open or approved draft, with the reason.
Done send_back_draft(Work& work, const std::string& programme, std::uint64_t draft, const std::string& reason, const Actor& actor);
// 再回付, by the drafter, with another list or (empty) the same, whose cases are looked at anew; every office looks again.
Done recirculate_draft(Work& work, const std::string& programme, std::uint64_t draft, std::vector<std::uint64_t> case_numbers,
                       const Actor& actor);

}  // namespace hashira::app
