// The desk's pages for files and paper, driven as a browser's forms do: looked at, mended by a choice, taken in,
// undone.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "app/desk.h"
#include "client.h"
#include "site.h"

namespace hashira::api_test {
namespace {

const std::string desk = "/desk/closure-cooperation-benefit";

// One person's browser, as far as forms need it.
class Person {
 public:
  Person(Client& client, const std::string& user) : client_(client) {
    Answer in = client_.call("POST", "/api/v1/session", "Content-Type: application/json\r\n",
                             fmt::format(R"({{"user": "{}", "password": "hokkaido-demo"}})", user));
    cookie_ = "Cookie: " + in.set_cookie.substr(0, in.set_cookie.find(';')) + "\r\n";
    token_ = boost::json::parse(in.body).at("form_token").as_string().c_str();
  }
  Answer get(const std::string& path) { return client_.call("GET", path, cookie_); }
  Answer post(const std::string& path, const std::string& fields) {
    return client_.call("POST", path, cookie_ + "Content-Type: application/x-www-form-urlencoded\r\n",
                        "form_token=" + token_ + "&" + fields);
  }
  Answer send_file(const std::string& path, const std::string& field, const std::string& name, const std::string& bytes,
                   const std::string& more = {}) {
    std::string part = "--XyZ\r\nContent-Disposition: form-data; name=\"";
    std::string body = part + "form_token\"\r\n\r\n" + token_ + "\r\n" + more + part + field + "\"; filename=\"" +
                       name + "\"\r\n\r\n" + bytes + "\r\n--XyZ--\r\n";
    return client_.call("POST", path, cookie_ + "Content-Type: multipart/form-data; boundary=XyZ\r\n", body);
  }

 private:
  Client& client_;
  std::string cookie_, token_;
};

std::string file_of(const std::string& kana) {
  return "事業者の区分,事業所のある市町村,しごと,休業要請の対象施設,期間中の休業,感染リスクを下げる取組,名称または氏名,"
         "フリガナ,郵便番号,所在地,電話番号,"
         "金融機関コード,支店コード,預金の種類,口座番号,口座名義（カナ）\r\n"
         "個人事業者,札幌市,飲食店,はい,○,有,柱商店," +
         kana + ",060-0000,札幌市中央区,0110000000,116,101,普通,1,ハシラ\r\n";
}

std::string action_of(const std::string& page) {
  std::size_t at = page.find("action=\"" + desk + "/imports/files/");
  return at == std::string::npos ? "" : page.substr(at + 8, page.find('"', at + 8) - at - 8);
}

// One server for all: each test has files and papers of its own.
class DeskPages : public testing::Test {
 protected:
  static void SetUpTestSuite() { site_ = new Site(); }
  static void TearDownTestSuite() {
    delete site_;
    site_ = nullptr;
  }
  static Site* site_;
  Client client_{site_->port()};
};
Site* DeskPages::site_ = nullptr;

TEST_F(DeskPages, AFileIsLookedAtMendedTakenInAndUndone) {
  Person officer(client_, "officer");
  EXPECT_EQ(officer.get(desk + "/imports").status, 200);
  Answer looked = officer.send_file(desk + "/imports", "file", "申請.csv", file_of("ハシラ"));
  EXPECT_EQ(looked.status, 200);
  EXPECT_NE(looked.body.find("業種"), std::string::npos) << "the column that is missing";
  EXPECT_EQ(looked.body.find("id=\"take\""), std::string::npos);
  std::string action = action_of(looked.body);
  ASSERT_NE(action, "");
  Answer list = officer.post(action, "do=errors");
  EXPECT_TRUE(list.body.starts_with("PK")) << "the list of mistakes is a workbook";
  Answer mended = officer.post(action, "do=look&target-C=industry");
  EXPECT_NE(mended.body.find("id=\"take\""), std::string::npos) << mended.body.substr(0, 3000);
  EXPECT_EQ(Person(client_, "officer2").post(action, "do=take").status, 404) << "a file opens only for who sent it";
  Answer taken = officer.post(action, "do=take&keep=yes");
  EXPECT_EQ(taken.location, desk + "/imports") << taken.body.substr(0, 3000);
  EXPECT_NE(officer.get(desk + "/imports").body.find("申請.csv"), std::string::npos);

  Answer second = officer.send_file(desk + "/imports", "file", "申請2.csv", file_of("ハシラニ"));
  EXPECT_NE(second.body.find("id=\"take\""), std::string::npos) << "the kept columns fit";
  EXPECT_EQ(officer.post(desk + "/imports/1/undo", "reason=wrong+file").location, desk + "/imports");
  EXPECT_EQ(app::queue_counts(site_->engine, "closure-cooperation-benefit")->at("withdrawn"), 1u);
  Person payer(client_, "payer");
  EXPECT_EQ(payer.send_file(desk + "/imports", "file", "x.csv", file_of("ハシラ")).status, 403);
}

TEST_F(DeskPages, ATemplateAndAFileThatIsNone) {
  Person officer(client_, "officer");
  Answer form = officer.get(desk + "/imports/template");
  EXPECT_TRUE(form.body.starts_with("PK"));
  Answer empty = officer.send_file(desk + "/imports", "file", "t.xlsx", form.body);
  EXPECT_EQ(empty.status, 200);
  EXPECT_EQ(empty.body.find("id=\"take\""), std::string::npos) << "nothing is filled in yet";
  EXPECT_EQ(officer.send_file(desk + "/imports", "file", "x.pdf", "%PDF-1.7 \xFF\xFE").status, 422);
}

TEST_F(DeskPages, APaperIsKeyedTwiceAndItsDifferencesResolved) {
  Person officer(client_, "officer"), other(client_, "officer2");
  EXPECT_EQ(officer.get(desk + "/papers/new").status, 200);
  std::string answers =
      "answer-applicant_kind=sole_proprietor&answer-municipality=011002&answer-industry=restaurant&answer-requested_"
      "facility=true&answer-closed_throughout=true"
      "&answer-infection_measures=true&answer-name=Hashira&answer-name_kana=%E3%83%8F%E3%82%B7%E3%83%A9&answer-postal_"
      "code=0600000&answer-address=Sapporo"
      "&answer-phone=0110000000&answer-bank_code=0116&answer-branch_code=101&answer-account_type=ordinary&answer-"
      "account_holder_kana=%E3%83%8F%E3%82%B7%E3%83%A9";
  Answer wrong = officer.post(desk + "/papers", answers + "&answer-account_number=12345678");
  EXPECT_NE(wrong.body.find("class=\"error\""), std::string::npos);
  EXPECT_EQ(
      officer.post(desk + "/papers", answers + "&answer-account_number=1&postmark=2020-05-18&received_on=2020-05-20")
          .location,
      desk + "/papers");
  EXPECT_EQ(officer.get(desk + "/papers/1?key=yes").body.find("answer-name"), std::string::npos)
      << "not by the same person";
  Answer form = other.get(desk + "/papers/1?key=yes");
  EXPECT_NE(form.body.find("answer-name"), std::string::npos);
  EXPECT_EQ(form.body.find("Hashira\""), std::string::npos) << "without what was keyed before";
  EXPECT_EQ(other.post(desk + "/papers/1/again", answers + "&answer-account_number=7").location, desk + "/papers/1");
  Answer shown = other.get(desk + "/papers/1");
  EXPECT_NE(shown.body.find("0000001"), std::string::npos);
  EXPECT_NE(shown.body.find("0000007"), std::string::npos);
  EXPECT_EQ(other
                .post(desk + "/papers/1/resolve",
                      "choose-account_number=other&other-account_number=9&first-account_number=0000001")
                .location,
            desk + "/papers/1");
  EXPECT_EQ(app::queue_counts(site_->engine, "closure-cooperation-benefit")->at("submitted"), 1u);
  EXPECT_EQ(other.post(desk + "/papers/1/drop", "reason=late").status, 422) << "it is an application now";
  EXPECT_EQ(other.post(desk + "/papers/1/nonsense", "").status, 404);
}

}  // namespace
}  // namespace hashira::api_test
