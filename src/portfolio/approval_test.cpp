// Who may approve what, as approval.yaml says it, and what is wrong with one that leaves somebody without an approver.
#include "portfolio/approval.h"

#include <gtest/gtest.h>

#include "portfolio/folder.h"

namespace hashira::portfolio {
namespace {

// The real tree: its fourteen subprefectures are the offices.
ReadPortfolio with_approval(const std::string& text) {
  Files all = read_files(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value(), tree;
  for (auto& [path, bytes] : all) {
    if (path == "portfolio.yaml" || path.starts_with("lists/")) tree[path] = bytes;
  }
  tree["approval.yaml"] = text;
  ReadPortfolio read = read_portfolio(tree);
  std::erase_if(read.mistakes, [](const Error& error) { return error.code == "portfolio.missing_file"; });
  return read;
}

const std::string bands = R"(source: assumption
bands:
  - {post: deputy_director, office: subprefecture, up_to: 500万円, ja: 副局長専決, en: by the deputy director}
  - {post: director, office: subprefecture, up_to: 3000万円, ja: 局長専決, en: by the director}
  - {post: section_chief, office: econ-sme, covers: all, up_to: 1億円, ja: 課長専決, en: by the section chief}
  - {post: governor, office: econ-sme, covers: all, ja: 知事決裁, en: by the governor}
reviews:
  - {office: econ-planning, from: 1000万円}
acting:
  - {post: director, by: deputy_director}
)";

TEST(Approval, IsByAmountAndOffice) {
  ReadPortfolio read = with_approval(bands);
  ASSERT_TRUE(read.mistakes.empty()) << read.mistakes.front().text();
  const Approval& approval = *read.portfolio.approval;
  struct Row {
    const char *post, *office, *drafted_at;
    std::int64_t total;
    const char* band;
  };
  for (const Row& row : {Row{"deputy_director", "sorachi", "sorachi", 5'000'000, "副局長専決"},
                         Row{"deputy_director", "sorachi", "sorachi", 5'000'001, ""},
                         Row{"director", "sorachi", "sorachi", 5'000'001, "局長専決"},
                         Row{"director", "sorachi", "nemuro", 1, ""},
                         Row{"director", "nemuro", "nemuro", 30'000'000, "局長専決"},
                         Row{"section_chief", "econ-sme", "nemuro", 30'000'001, "課長専決"},
                         Row{"section_chief", "nemuro", "nemuro", 1, ""},
                         Row{"governor", "econ-sme", "", 9'000'000'000, "知事決裁"},
                         Row{"clerk", "econ-sme", "econ-sme", 1, ""}}) {
    const ApprovalBand* band = approval.band({row.post, row.office}, {"any", row.drafted_at, Yen(row.total)});
    EXPECT_EQ(band == nullptr ? "" : band->ja, row.band) << row.post << " " << row.office << " " << row.total;
  }
}

TEST(Approval, EverySubprefectureHasItsBand) {
  Approval approval = *with_approval(bands).portfolio.approval;
  EXPECT_EQ(approval.bands.front().offices.size(), 14u);
}

TEST(Approval, LargeDraftsAreReviewedFirst) {
  Approval approval = *with_approval(bands).portfolio.approval;
  EXPECT_TRUE(approval.reviewers({"any", "sorachi", Yen(9'999'999)}).empty());
  EXPECT_EQ(approval.reviewers({"any", "sorachi", Yen(10'000'000)}), std::vector<std::string>{"econ-planning"});
}

TEST(Approval, DeputiesActForTheirOwnSuperiorOnly) {
  Approval approval = *with_approval(bands).portfolio.approval;
  EXPECT_TRUE(approval.may_act_for("deputy_director", "director"));
  EXPECT_FALSE(approval.may_act_for("director", "governor"));
}

TEST(Approval, MistakesAreNamedWithTheirPlace) {
  struct Row {
    std::string text, code;
    int line;
  };
  for (const Row& row :
       {Row{"source: assumption\nbands:\n  - {post: a, office: atlantis, covers: all, ja: 甲}\n", "portfolio.unknown_office", 3},
        Row{"source: assumption\nbands:\n  - {post: a, office: sorachi, ja: 甲}\n", "portfolio.no_last_band", 1},
        Row{"source: assumption\nbands:\n  - {post: a, office: sorachi, covers: all, up_to: 多額, ja: 甲}\n", "portfolio.bad_amount", 3},
        Row{"source: assumption\nbands:\n  - {post: a, office: sorachi, covers: all, ja: 甲}\nacting:\n  - {post: b, by: a}\n",
            "portfolio.unknown_post", 5},
        Row{"source: assumption\nbands:\n  - {post: a, office: sorachi, covers: all, ja: 甲, programmes: [nowhere]}\n",
            "portfolio.unknown_programme", 3}}) {
    std::vector<Error> mistakes = with_approval(row.text).mistakes;
    ASSERT_FALSE(mistakes.empty()) << row.code;
    EXPECT_EQ(mistakes.front().code, row.code) << mistakes.front().text();
    EXPECT_EQ(mistakes.front().place.source, "approval.yaml");
    EXPECT_EQ(mistakes.front().place.line, row.line) << row.code;
  }
}

}  // namespace
}  // namespace hashira::portfolio
