// approval.yaml, of the portfolio or of one programme: bands, reviewers and who acts for whom (docs/decisions.md).
//
// Guarantees: an owner's kind stands for all owners of that kind; an office, programme or post that nobody has is a mistake,
// and so is a file under which some total could be approved by nobody.
#include <fmt/core.h>

#include "portfolio/internal/read.h"

namespace hashira::portfolio {
namespace {

struct ApprovalReading {
  const Portfolio& portfolio;
  std::string file;
  Mistakes& mistakes;
};

std::vector<std::string> offices_of(const Portfolio& portfolio, const std::string& word) {
  std::vector<std::string> out;
  for (const Owner& owner : portfolio.owners) {
    if (owner.id == word || owner.kind == word) out.push_back(owner.id);
  }
  return out;
}

// One office or kind, or a list of them.
std::vector<std::string> read_offices(Fields& fields, const ApprovalReading& reading) {
  std::vector<std::string> out;
  for (const std::string& word : fields.words("office", Need::required)) {
    std::vector<std::string> found = offices_of(reading.portfolio, word);
    if (found.empty()) {
      fields.mistake("portfolio.unknown_office", fmt::format("there is no owner and no kind of owner '{}'", word.substr(0, 60)),
                     "name an id or kind of the portfolio's `owners`", fields.place("office"));
    }
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

std::vector<std::string> read_programmes(Fields& fields, const ApprovalReading& reading) {
  std::vector<std::string> out = fields.words("programmes");
  const auto& known = reading.portfolio.programme_ids;
  for (const std::string& id : out) {
    if (known.empty() || std::find(known.begin(), known.end(), id) != known.end()) continue;
    fields.mistake("portfolio.unknown_programme", fmt::format("there is no programme '{}'", id.substr(0, 60)),
                   "name an id of the portfolio's `programmes`", fields.place("programmes"));
  }
  return out;
}

bool read_covers(Fields& fields) {
  static constexpr Word<bool> covers[] = {{"own", false}, {"all", true}};
  return fields.word<bool>("covers", covers).value_or(false);
}

void read_bands(Fields& root, const ApprovalReading& reading, Approval& out) {
  for (const YamlNode* node : root.list("bands")) {
    Fields fields(*node, reading.file, "band", reading.mistakes);
    ApprovalBand band;
    band.post = fields.text("post", Need::required);
    band.offices = read_offices(fields, reading);
    band.every_office = read_covers(fields);
    band.up_to = fields.yen("up_to");
    band.programmes = read_programmes(fields, reading);
    band.ja = fields.text("ja", Need::required);
    band.en = fields.text("en");
    fields.end();
    out.bands.push_back(std::move(band));
  }
}

void read_reviews(Fields& root, const ApprovalReading& reading, Approval& out) {
  for (const YamlNode* node : root.list("reviews")) {
    Fields fields(*node, reading.file, "review", reading.mistakes);
    ApprovalReview review;
    std::vector<std::string> offices = read_offices(fields, reading);
    review.from = fields.yen("from").value_or(Yen(0));
    review.programmes = read_programmes(fields, reading);
    fields.end();
    for (const std::string& office : offices) {
      review.office = office;
      out.reviews.push_back(review);
    }
  }
}

void read_acting(Fields& root, const ApprovalReading& reading, Approval& out) {
  for (const YamlNode* node : root.list("acting")) {
    Fields fields(*node, reading.file, "acting rule", reading.mistakes);
    ActingRule rule{fields.text("post", Need::required), fields.text("by", Need::required)};
    auto holds = [&](const ApprovalBand& band) { return band.post == rule.post; };
    if (!rule.post.empty() && std::none_of(out.bands.begin(), out.bands.end(), holds)) {
      fields.mistake("portfolio.unknown_post", fmt::format("no band names the post '{}'", rule.post.substr(0, 60)),
                     "name a post of `bands`", fields.place("post"));
    }
    fields.end();
    out.acting.push_back(std::move(rule));
  }
}

// Somebody must be able to approve any total of any office.
void check_reach(const Fields& root, const ApprovalReading& reading, const Approval& approval) {
  auto boundless = [](const ApprovalBand& band) { return !band.up_to && band.every_office && band.programmes.empty(); };
  if (std::any_of(approval.bands.begin(), approval.bands.end(), boundless)) return;
  reading.mistakes.add("portfolio.no_last_band", "above the last band nobody may approve",
                       "end with a band of every office (`covers: all`) without `up_to` and `programmes`", root.place());
}

}  // namespace

Approval read_approval(const YamlNode& node, const std::string& file, const Portfolio& portfolio, Mistakes& mistakes) {
  ApprovalReading reading{portfolio, file, mistakes};
  Fields root(node, file, "the approval rules", mistakes);
  Approval out;
  root.source("source", Need::required);
  read_bands(root, reading, out);
  read_reviews(root, reading, out);
  read_acting(root, reading, out);
  root.end();
  check_reach(root, reading, out);
  return out;
}

}  // namespace hashira::portfolio
