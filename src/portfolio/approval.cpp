#include "portfolio/approval.h"

#include <algorithm>

namespace hashira::portfolio {
namespace {

bool names(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

bool concerns(const std::vector<std::string>& programmes, const std::string& programme) {
  return programmes.empty() || names(programmes, programme);
}

bool reaches(const ApprovalBand& band, const ApprovalOf& of) {
  return concerns(band.programmes, of.programme) && (!band.up_to || of.total <= *band.up_to);
}

bool is_held(const ApprovalBand& band, const Holder& holder) {
  return band.post == holder.post && (holder.office.empty() || names(band.offices, holder.office));
}

}  // namespace

const ApprovalBand* Approval::band(const Holder& holder, const ApprovalOf& of) const {
  auto found = std::find_if(bands.begin(), bands.end(), [&](const ApprovalBand& one) {
    bool own = holder.office.empty() || holder.office == of.office;
    return is_held(one, holder) && reaches(one, of) && (one.every_office || own);
  });
  return found == bands.end() ? nullptr : &*found;
}

std::vector<const ApprovalBand*> Approval::bands_for(const ApprovalOf& of) const {
  std::vector<const ApprovalBand*> out;
  for (const ApprovalBand& one : bands) {
    if (reaches(one, of) && (one.every_office || names(one.offices, of.office))) out.push_back(&one);
  }
  return out;
}

std::vector<std::string> Approval::reviewers(const ApprovalOf& of) const {
  std::vector<std::string> out;
  for (const ApprovalReview& one : reviews) {
    if (concerns(one.programmes, of.programme) && of.total >= one.from && !names(out, one.office)) out.push_back(one.office);
  }
  return out;
}

bool Approval::may_act_for(std::string_view by, std::string_view post) const {
  return std::any_of(acting.begin(), acting.end(), [&](const ActingRule& one) { return one.by == by && one.post == post; });
}

}  // namespace hashira::portfolio
