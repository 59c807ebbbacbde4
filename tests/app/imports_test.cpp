// Applications from a file: looked at, taken in whole or not at all, found again, undone as one.
#include "app/imports.h"

#include "cases/fields.h"
#include "office.h"

namespace hashira::tests {
namespace {

const std::string header =
    "事業者の区分,事業所のある市町村,業種,休業要請の対象施設,期間中の休業,感染リスクを下げる取組,名称または氏名,"
    "フリガナ,郵便番号,所在地,電話番号,"
    "金融機関コード,支店コード,預金の種類,口座番号,口座名義（カナ）,備考\r\n";

std::string row(int number) {
  return "個人事業者,札幌市,飲食店,はい,○,有,柱商店" + std::to_string(number) + ",はしら " + std::to_string(number) +
         ",060-0000,札幌市中央区,0110000000,116,101,普通,1,ハシラ,電話済\r\n";
}
app::ImportFile file(const std::string& rows) {
  return {"申請.csv", header + rows};
}

std::string told(const std::vector<intake::CellError>& errors) {
  std::string out;
  for (const intake::CellError& one : errors) {
    out += (one.column == 0 ? "row " : "") + intake::cell_name(one.row, one.column) + " " + one.code + "; ";
  }
  return out;
}

TEST(Imports, AreLookedAtTakenOnceAndUndoneAsOne) {
  Office office;
  office.apply(1);
  app::ImportFile three = file(row(1) + row(2) + row(3));
  Result<app::ImportPreview> preview = app::preview_import(office.engine, benefit, three, {}, office.officer);
  Office::must(preview);
  EXPECT_EQ(told(preview->errors), "");
  EXPECT_TRUE(preview->ready());
  EXPECT_EQ(preview->rows, 3u);
  EXPECT_EQ(preview->eligible, 3u);
  EXPECT_EQ(preview->requested, Yen(600'000));
  EXPECT_EQ(preview->zeros_added[12], 3u);
  EXPECT_EQ(preview->mapping.columns.back().target, "") << "a remark answers no question";

  Result<app::ImportDone> done = app::import_file(office.engine, benefit, three, {}, office.officer);
  Office::must(done);
  ASSERT_TRUE(done->batch);
  EXPECT_EQ(done->batch->first_case, 2u);
  EXPECT_EQ(done->batch->last_case, 4u);
  Result<app::CaseView> view = app::view_case(office.engine, benefit, 3, office.officer);
  Office::must(view);
  EXPECT_EQ(cases::kept_text(view->value, "channel"), "import");
  EXPECT_EQ(cases::kept_number(view->value, "import"), 1);
  EXPECT_EQ(cases::kept_number(view->value, "row"), 3);
  EXPECT_EQ(view->sealed["account_number"], "0000001");
  EXPECT_EQ(view->sealed["name_kana"], "ハシラ 2");

  Result<app::ImportDone> again = app::import_file(office.engine, benefit, three, {}, office.officer);
  Office::must(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->batch->number, 1u);
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("submitted"), 4u);

  EXPECT_EQ(*app::undo_import(office.engine, benefit, 1, "別の月のファイル", office.officer), 3u);
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("withdrawn"), 3u);
  EXPECT_EQ(app::undo_import(office.engine, benefit, 1, "もう一度", office.officer).error().code, "app.import_undone");
  Result<app::ImportDone> anew = app::import_file(office.engine, benefit, three, {}, office.officer);
  Office::must(anew);
  EXPECT_EQ(anew->batch->number, 2u) << "what was undone may be taken in anew";
  EXPECT_EQ(anew->batch->first_case, 5u);
  office.audit();
}

// Who was erased comes back as a new person, also by a file.
TEST(Imports, TakeApplicantsWhoWereErasedBefore) {
  Office office;
  office.apply(1);
  Office::must(office.keys->destroy(app::view_case(office.engine, benefit, 1, office.officer)->value.party));
  app::Answers again = Office::answers(1);
  again["name_kana"] = "ハシラ 1";
  office.apply(2, again);
  Office::must(office.keys->destroy(app::view_case(office.engine, benefit, 2, office.officer)->value.party));
  Result<app::ImportDone> done = app::import_file(office.engine, benefit, file(row(1)), {}, office.officer);
  Office::must(done);
  ASSERT_TRUE(done->batch);
  EXPECT_EQ(app::view_case(office.engine, benefit, 3, office.officer)->sealed["name_kana"], "ハシラ 1");
  EXPECT_TRUE(app::view_case(office.engine, benefit, 2, office.officer)->sealed.empty()) << "what was erased stays so";
  office.audit();
}

TEST(Imports, TakeNothingWhenOneCellIsWrongAndNameEveryWrongCell) {
  Office office;
  std::string bad = "個人事業者,札幌市,飲食店,たぶん,○,有,柱商店,漢字,060,札幌市,0110000000,116,101,普通,1,ハシラ,\r\n";
  std::string open = "個人事業者,,飲食店,はい,○,有,柱商店,ハシラ,0600000,札幌市,0110000000,116,101,普通,1,ハシラ,\r\n";
  app::ImportFile mixed = file(row(1) + bad + row(2) + open);
  Result<app::ImportDone> done = app::import_file(office.engine, benefit, mixed, {}, office.officer);
  Office::must(done);
  EXPECT_FALSE(done->batch);
  EXPECT_EQ(told(done->preview.errors),
            "D3 intake.bad_cell; H3 intake.bad_cell; I3 intake.bad_cell; B5 intake.bad_cell; ");
  EXPECT_EQ(done->preview.wrong_rows, 2u);
  EXPECT_TRUE(app::queue_counts(office.engine, benefit)->empty());

  app::ImportChoices choices;
  choices.missing = app::Missing::allow;
  Result<app::ImportDone> allowed = app::import_file(office.engine, benefit, file(open), choices, office.officer);
  Office::must(allowed);
  EXPECT_TRUE(allowed->batch) << "open answers are to be amended";
  office.audit();
}

TEST(Imports, SayWhichColumnIsMissingAndTakeItFromAChoice) {
  Office office;
  app::ImportFile renamed = file(row(1));
  renamed.bytes.replace(renamed.bytes.find("業種"), 6, "しごと");
  Result<app::ImportPreview> preview = app::preview_import(office.engine, benefit, renamed, {}, office.officer);
  Office::must(preview);
  EXPECT_EQ(told(preview->errors), "row 1 intake.no_column; ");
  app::ImportChoices choices;
  choices.targets["しごと"] = "industry";
  choices.targets["Q"] = "";
  EXPECT_TRUE(app::preview_import(office.engine, benefit, renamed, choices, office.officer)->ready());
  choices.targets["XX"] = "industry";
  EXPECT_EQ(app::preview_import(office.engine, benefit, renamed, choices, office.officer).error().code,
            "intake.no_such_column");
}

TEST(Imports, FindASavedMappingByItsHeaders) {
  Office office;
  app::ImportFile renamed = file(row(1));
  renamed.bytes.replace(renamed.bytes.find("業種"), 6, "しごと");
  app::ImportChoices choices;
  choices.targets["しごと"] = "industry";
  Result<app::ImportPreview> preview = app::preview_import(office.engine, benefit, renamed, choices, office.officer);
  Office::must(preview);
  EXPECT_EQ(*app::save_mapping(office.engine, benefit, preview->mapping, office.officer), 1u);
  Result<app::ImportPreview> next = app::preview_import(office.engine, benefit, renamed, {}, office.officer);
  Office::must(next);
  EXPECT_TRUE(next->ready());
  EXPECT_TRUE(next->saved_mapping);
  EXPECT_EQ(next->mapping.number, 1u);
  office.audit();
}

TEST(Imports, FlagTheSamePartyInTheFileAndBefore) {
  Office office;
  Office::must(app::import_file(office.engine, benefit, file(row(7)), {}, office.officer));
  Result<app::ImportDone> done =
      app::import_file(office.engine, benefit, file(row(7) + row(8) + row(8)), {}, office.officer);
  Office::must(done);
  ASSERT_EQ(done->preview.hits.size(), 3u);
  EXPECT_THAT(done->preview.hits[0].cases, testing::ElementsAre(1));
  EXPECT_THAT(done->preview.hits[1].rows, testing::ElementsAre(4));
  ASSERT_TRUE(done->batch) << "a hit is a flag, no refusal";
  Result<app::CaseView> first = app::view_case(office.engine, benefit, 3, office.officer),
                        second = app::view_case(office.engine, benefit, 4, office.officer);
  EXPECT_EQ(first->value.party, second->value.party);
  EXPECT_EQ(second->sealed["name"], "柱商店8") << "sealed under the key that both share";
  EXPECT_THAT(second->same_entitlement, testing::ElementsAre(3));
  office.audit();
}

TEST(Imports, AreNotUndoneOnceSomethingIsDecided) {
  Office office;
  Office::must(app::import_file(office.engine, benefit, file(row(1) + row(2)), {}, office.officer));
  office.order({2});
  Result<std::uint64_t> undone = app::undo_import(office.engine, benefit, 1, "誤り", office.officer);
  EXPECT_EQ(undone.error().code, "app.import_decided");
  EXPECT_NE(undone.error().what.find("withdrawn: 2"), std::string::npos);
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("submitted"), 1u) << "nothing happened";
}

// The benefit with one question more: an amount.
void ask_for_sales(Office& office) {
  Result<portfolio::Portfolio> tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
  Office::must(tree);
  portfolio::Programme programme = *tree->programme(benefit);
  std::string text = programme.files["questions.yaml"];
  text.insert(text.find("facts:\n") + 7,
              "  - id: sales\n    label: {ja: 売上高, en: Sales}\n    type: yen\n    is: open\n    max: 50000000\n");
  text +=
      "  - fact: sales\n    ask: {ja: 売上高はいくらですか。, en: 'What were your sales?'}\n    source: 'assumption: "
      "for this test'\n";
  programme.files["questions.yaml"] = text;
  Office::must(app::publish_programme(office.engine, *tree, programme, office.planner));
}

// Rows with sales; `title` is the column's header.
app::ImportFile with_sales(const std::string& title, const std::vector<std::pair<int, std::string>>& rows) {
  std::string text = header;
  text.insert(text.size() - 2, "," + title);
  for (const auto& [number, sales] : rows) {
    std::string one = row(number);
    text += one.insert(one.size() - 2, "," + sales);
  }
  return {"sales.csv", text};
}

TEST(ImportsMoney, WantsTheUnitOfAColumn) {
  Office office;
  ask_for_sales(office);
  app::ImportFile silent = with_sales("売上高", {{1, "17800"}});
  Result<app::ImportPreview> preview = app::preview_import(office.engine, benefit, silent, {}, office.officer);
  Office::must(preview);
  EXPECT_EQ(told(preview->errors), "R1 intake.no_unit; ");
  app::ImportChoices choices;
  choices.units["R"] = intake::MoneyUnit::thousand;
  Office::must(app::import_file(office.engine, benefit, silent, choices, office.officer));
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->value.fact("sales")->as_integer(), 17'800'000);
  Office::must(
      app::import_file(office.engine, benefit, with_sales("売上高（千円）", {{2, "18000"}}), {}, office.officer));
  EXPECT_EQ(app::view_case(office.engine, benefit, 2, office.officer)->value.fact("sales")->as_integer(), 18'000'000);
}

// Shimane's slip: the same party wrote 17.8 million yen last time, and 17,800 now.
TEST(ImportsMoney, StopsAtASlipOfTheUnitUntilAPersonSaysWhy) {
  Office office;
  ask_for_sales(office);
  Office::must(
      app::import_file(office.engine, benefit, with_sales("売上高（円）", {{1, "17800000"}}), {}, office.officer));
  app::ImportFile slip = with_sales("売上高（円）", {{1, "17800"}, {2, "30000000"}});
  Result<app::ImportDone> stopped = app::import_file(office.engine, benefit, slip, {}, office.officer);
  Office::must(stopped);
  EXPECT_FALSE(stopped->batch);
  ASSERT_EQ(stopped->preview.doubts.size(), 1u);
  const intake::Doubt& doubt = stopped->preview.doubts.front();
  EXPECT_EQ(intake::cell_name(doubt.row, doubt.column), "R2");
  EXPECT_EQ(doubt.against, intake::Against::earlier);
  EXPECT_EQ(doubt.factor, 1'000);
  app::ImportChoices choices;
  choices.confirmed["R2"] = "開業した月だけの売上";
  Result<app::ImportDone> done = app::import_file(office.engine, benefit, slip, choices, office.officer);
  Office::must(done);
  ASSERT_TRUE(done->batch);
  ASSERT_EQ(done->batch->confirmed.size(), 1u);
  EXPECT_EQ(done->batch->confirmed.front().reason, "開業した月だけの売上") << "kept in the entry";
  office.audit();
}

// A whole column in the wrong unit agrees with itself, and not with what the programme has.
TEST(ImportsMoney, StopsAtAColumnInTheWrongUnit) {
  Office office;
  ask_for_sales(office);
  std::vector<std::pair<int, std::string>> yen, thousands;
  for (int i = 1; i <= 6; ++i) yen.emplace_back(i, std::to_string(20'000'000 + i * 100'000));
  for (int i = 11; i <= 16; ++i) thousands.emplace_back(i, std::to_string(20'000 + i * 100));
  Office::must(app::import_file(office.engine, benefit, with_sales("売上高（円）", yen), {}, office.officer));
  Result<app::ImportPreview> preview =
      app::preview_import(office.engine, benefit, with_sales("売上高（円）", thousands), {}, office.officer);
  Office::must(preview);
  ASSERT_EQ(preview->doubts.size(), 1u);
  EXPECT_EQ(intake::cell_name(preview->doubts.front().row, preview->doubts.front().column), "R1");
  EXPECT_EQ(preview->doubts.front().against, intake::Against::usual);
  Result<app::ImportPreview> declared =
      app::preview_import(office.engine, benefit, with_sales("売上高（千円）", thousands), {}, office.officer);
  EXPECT_TRUE(declared->ready());
}

// The store with one byte of one entry changed.
class ChangedStore final : public journal::Store {
 public:
  ChangedStore(journal::Store& store, std::string type) : store_(store), type_(std::move(type)) {}
  Result<journal::Head> head(const journal::StreamId& stream) override { return store_.head(stream); }
  Result<std::vector<journal::StreamId>> streams() override { return store_.streams(); }
  Result<std::vector<std::optional<Bytes>>> get(std::span<const journal::Key> keys) override {
    return store_.get(keys);
  }
  Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after,
                                         std::size_t limit) override {
    return store_.scan(table, prefix, after, limit);
  }
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId& stream, std::uint64_t from,
                                                    std::size_t limit) override {
    auto all = TRY(store_.entries(stream, from, limit));
    for (journal::StoredEntry& one : all) {
      if (one.bytes.find(type_) == Bytes::npos) continue;
      changed = stream + "/" + std::to_string(one.seq);
      one.bytes.back() ^= 1;
    }
    return all;
  }
  Done commit(std::span<const journal::Commit> commits) override { return store_.commit(commits); }
  std::string changed;

 private:
  journal::Store& store_;
  std::string type_;
};

TEST(Imports, OneChangedByteOfTheirEntriesOrRowsIsNamedByTheAudit) {
  Office office;
  Office::must(app::import_file(office.engine, benefit, file(row(1)), {}, office.officer));
  Office::must(app::save_mapping(office.engine, benefit, {0, {{"業種", "industry", {}, {}}}}, office.officer));
  Office::must(app::undo_import(office.engine, benefit, 1, "誤り", office.officer));
  office.audit();
  for (const char* type : {"import.taken", "import.mapped", "import.undone"}) {
    ChangedStore changed(*office.store, type);
    Result<audit::AuditReport> report = audit::audit(changed, office.instruments, "", Bytes(32, '\0'));
    Office::must(report);
    ASSERT_FALSE(report->clean()) << type;
    EXPECT_NE(report->differences.front().what.en.find("entry " + changed.changed), std::string::npos) << type;
  }
  for (auto [key, name] : {std::pair(intake::batch_key(benefit, 1), "import "),
                           std::pair(intake::mapping_key(benefit, 1), "column mapping ")}) {
    journal::Key at{journal::Table::state, key};
    Bytes good = *office.store->get(std::span(&at, 1))->front(), bad = good;
    bad.back() ^= 1;
    journal::Commit change{benefit, *office.store->head(benefit), {}, {{at, bad}}};
    Office::must(office.store->commit(std::span(&change, 1)));
    Result<audit::AuditReport> report = audit::audit(*office.store, office.instruments, "", Bytes(32, '\0'));
    Office::must(report);
    ASSERT_FALSE(report->clean()) << name;
    EXPECT_NE(report->differences.front().what.en.find(name + benefit + "/1"), std::string::npos)
        << report->differences.front().what.en;
    change.changes = {{at, good}};
    Office::must(office.store->commit(std::span(&change, 1)));
  }
  office.audit();
}

TEST(Imports, AreForOfficersAndForFilesThatCanBeRead) {
  Office office;
  EXPECT_EQ(app::import_file(office.engine, benefit, file(row(1)), {}, office.payer).error().code, "app.not_allowed");
  EXPECT_EQ(app::import_file(office.engine, benefit, {"x.pdf", "%PDF-1.7"}, {}, office.officer).error().code,
            "intake.wrong_kind");
  EXPECT_EQ(app::undo_import(office.engine, benefit, 9, "誤り", office.officer).error().code, "app.no_such_import");
  EXPECT_EQ(app::undo_import(office.engine, benefit, 1, "", office.officer).error().code, "app.no_reason");
  Result<app::ImportPreview> nothing = app::preview_import(office.engine, benefit, file(""), {}, office.officer);
  Office::must(nothing);
  EXPECT_FALSE(nothing->ready());
}

}  // namespace
}  // namespace hashira::tests
