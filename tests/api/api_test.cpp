// The API against docs/openapi.yaml: every path is routed and every route described; every operation is called, and each
// answer has the status, content type and fields that the file says.
#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "client.h"
#include "http/routes.h"
#include "site.h"
#include "spec.h"

namespace hashira::api_test {
namespace {

const Spec& spec() {
  static const Spec read(HASHIRA_SOURCE_DIR "/docs/openapi.yaml");
  return read;
}

TEST(OpenApi, DescribesExactlyTheRoutesOfTheServer) {
  std::set<std::string> routed;
  for (const auto& route : http::routes())
    if (route.is_api()) routed.insert(std::string(http::name(route.method)) + " " + std::string(route.path));
  EXPECT_EQ(spec().operations(), routed);
}

constexpr const char* benefit = "closure-cooperation-benefit";

// Answers of a shop owner, told apart by the phone number's end.
std::string answers(int n, const std::string& more = {}) {
  return fmt::format(
      R"({{"answers": {{"applicant_kind": "sole_proprietor", "municipality": "011002", "industry": "restaurant",
      "requested_facility": true, "closed_throughout": true, "infection_measures": true, "name": "試験 {0}",
      "name_kana": "シケン {0}", "postal_code": "060-8588", "address": "札幌市{0}", "phone": "011-231-{0:04}", "bank_code": "0501",
      "branch_code": "005", "account_type": "ordinary", "account_number": "{0:07}", "account_holder_kana": "シケン"{1}}}}})", n, more);
}

class Api : public testing::Test {
 public:
  static void SetUpTestSuite() {
    http::Options options;
    options.bank_client = *payments::read_client(
        "code = 1234567890\nname = ホツカイドウ\nbank = 0116\nbranch = 101\naccount_kind = 1\naccount_number = 0000001\n", "client.txt");
    site_ = new Site(options);
  }
  static void TearDownTestSuite() {
    delete site_;
    site_ = nullptr;
  }

  // Calls an operation ("GET /api/…{programme}…") with its places filled, and holds the answer to the file.
  json::value call(const std::string& operation, const std::vector<std::string>& places, int status,
                   const std::string& headers = {}, const std::string& body = {}, const std::string& query = {}) {
    auto gap = operation.find(' ');
    std::string target = operation.substr(gap + 1);
    for (const auto& place : places) {
      auto open = target.find('{');
      target.replace(open, target.find('}') + 1 - open, place);
    }
    std::string type = body.empty() ? "" : body.front() == '{' ? "Content-Type: application/json\r\n" : "Content-Type: text/csv\r\n";
    Answer answer = client_.call(operation.substr(0, gap), target + query, session_ + headers + type, body);
    EXPECT_EQ(answer.status, status) << operation << " " << answer.body;
    EXPECT_EQ(spec().mistake(operation, answer.status, answer.content_type, answer.body), "") << operation;
    called_.insert(operation);
    if (answer.set_cookie.starts_with("session="))
      session_ = "Cookie: " + answer.set_cookie.substr(0, answer.set_cookie.find(';')) + "\r\n";
    boost::system::error_code ignored;
    json::value value = json::parse(answer.body.empty() ? "null" : answer.body, ignored);
    return value;
  }

  void sign_in(const std::string& user) {
    session_.clear();
    auto in = call("POST /api/v1/session", {}, 200, "", fmt::format(R"({{"user": "{}", "password": "hokkaido-demo"}})", user));
    session_ += "X-Form-Token: " + std::string(in.at("form_token").as_string()) + "\r\n";
  }

  json::value apply(int n, const std::string& key) {
    return call("POST /api/v1/programmes/{programme}/applications", {benefit}, 201, idempotency(key), answers(n));
  }
  // A key of this test's own: the walk through all operations applies again.
  std::string idempotency(const std::string& key) const { return fmt::format("Idempotency-Key: {}-{}\r\n", key, walk_); }

  static std::string text(const json::value& value) { return std::string(value.as_string()); }
  static std::string number(const json::value& value) { return std::to_string(value.as_int64()); }

  std::int64_t payments() {
    auto figure = call("GET /api/v1/programmes/{programme}/figures/{figure}", {benefit, "payments"}, 200);
    return figure.at("value").is_null() ? 0 : figure.at("value").as_int64();
  }

  void act(const std::string& number, const std::string& action, int status, const std::string& body = {}) {
    call("POST /api/v1/desk/{programme}/cases/{number}/{action}", {benefit, number, action}, status, "", body);
  }
  void decide(const std::string& draft, const std::string& action, int status, const std::string& body = {}) {
    call("POST /api/v1/desk/{programme}/drafts/{number}/{action}", {benefit, draft, action}, status, "", body);
  }

  void AnybodyReads();
  void SaysWhatIsNotThere();
  void NamesEveryWrongAnswerWithItsMend();
  void TheSameKeyMakesOneApplication();
  void ApplicantCorrectsWhatIsAskedAndWithdraws();
  void ThreePersonsPayAndTheFigureMoves();
  void change_account_by_link(const std::string& number_text, const std::string& token);
  void tell_the_accounting_system();
  void send_the_run_and_write_the_letters();
  void FewCasesStayHiddenFromThePublic();
  void RightsAndTokensAreAsked();

  static inline Site* site_ = nullptr;
  static inline std::set<std::string> called_;
  Client client_{site_->port()};
  std::string session_;
  static inline int walks_ = 0;
  int walk_ = ++walks_;
};

void Api::AnybodyReads() {
  EXPECT_EQ(text(call("GET /api/health", {}, 200).at("today")), "2020-05-20");
  EXPECT_FALSE(call("GET /api/progress", {}, 200).at("loading").as_bool());
  call("GET /api/openapi.yaml", {}, 200);
  auto tree = call("GET /api/v1/portfolio", {}, 200);
  EXPECT_EQ(tree.at("programmes").as_array().size(), 87U);
  EXPECT_EQ(tree.at("pillars").as_array().size(), 4U);
  std::size_t impossible = 0;
  auto reasoning = call("GET /api/v1/reasoning", {}, 200);
  for (const auto& total : reasoning.at("totals").as_array())
    impossible += total.at("verdict").as_string() == "impossible";
  EXPECT_EQ(impossible, 2U);
  std::size_t figures = 0;
  for (const auto& programme : tree.at("programmes").as_array())
    figures += call("GET /api/v1/programmes/{programme}", {text(programme.at("id"))}, 200).at("figures").as_array().size();
  EXPECT_EQ(figures, 299U);
}

void Api::SaysWhatIsNotThere() {
  call("GET /api/v1/programmes/{programme}", {"nowhere"}, 404);
  call("GET /api/v1/programmes/{programme}/figures/{figure}", {benefit, "nothing"}, 404);
  call("GET /api/v1/programmes/{programme}/figures/{figure}/cases", {benefit, "payments"}, 400, "", "", "?after=x");
  call("GET /api/v1/applications/{token}", {"00112233445566778899aabbccddeeff"}, 404);
  Answer answer = client_.call("PUT", "/api/health");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.allow, "GET");
  EXPECT_EQ(client_.call("GET", "/api/nothing").content_type, "application/problem+json");
}

void Api::NamesEveryWrongAnswerWithItsMend() {
  std::string operation = "POST /api/v1/programmes/{programme}/applications";
  call(operation, {benefit}, 400, "", answers(1));
  call(operation, {benefit}, 415, "Idempotency-Key: key-00000001\r\nContent-Type: text/plain\r\n");
  call(operation, {benefit}, 400, "Idempotency-Key: key-00000001\r\n", "{\"answers\": ");
  call(operation, {benefit}, 400, "Idempotency-Key: key-00000001\r\n", "{\"answers\": {\"name\": []}}");
  auto wrong = call(operation, {benefit}, 422, "Idempotency-Key: key-00000001\r\n",
                    "{\"answers\": {\"municipality\": \"999999\", \"postal_code\": \"12\"}}");
  std::set<std::string> fields;
  for (const auto& error : wrong.at("errors").as_array()) {
    fields.insert(text(error.at("field")));
    EXPECT_FALSE(text(error.at("mend").at("ja")).empty());
    EXPECT_FALSE(text(error.at("what").at("en")).empty());
  }
  EXPECT_TRUE(fields.count("municipality") && fields.count("postal_code") && fields.count("name"));
}

void Api::TheSameKeyMakesOneApplication() {
  auto first = apply(100, "same-key-1");
  auto again = call("POST /api/v1/programmes/{programme}/applications", {benefit}, 200, idempotency("same-key-1"), answers(100));
  EXPECT_TRUE(again.at("repeated").as_bool());
  EXPECT_FALSE(again.as_object().contains("return_token"));  // whoever guesses a key gets no way in
  call("GET /api/v1/applications/{token}", {text(first.at("return_token"))}, 200);
  EXPECT_EQ(first.at("case").as_int64(), again.at("case").as_int64());
  EXPECT_NE(apply(101, "other-key-1").at("case").as_int64(), first.at("case").as_int64());
}

void Api::ApplicantCorrectsWhatIsAskedAndWithdraws() {
  auto receipt = apply(200, "correct-me-1");
  std::string token = text(receipt.at("return_token")), number_text = number(receipt.at("case"));
  EXPECT_EQ(text(call("GET /api/v1/applications/{token}", {token}, 200).at("state")), "submitted");
  sign_in("officer");
  act(number_text, "amendment", 422, R"({"defects": [], "deadline": "2020-06-05"})");
  act(number_text, "amendment", 200, R"({"defects": [{"fact": "address", "what": "番地がありません"}], "deadline": "2020-06-05"})");
  session_.clear();
  auto asked = call("GET /api/v1/applications/{token}", {token}, 200);
  EXPECT_EQ(text(asked.at("deadline")), "2020-06-05");
  EXPECT_EQ(text(asked.at("defects").at(0).at("what")), "番地がありません");
  call("POST /api/v1/applications/{token}/resubmission", {token}, 200, idempotency("corrected-1"), answers(200));
  EXPECT_EQ(text(call("GET /api/v1/applications/{token}", {token}, 200).at("state")), "resubmitted");
  call("POST /api/v1/applications/{token}/withdrawal", {token}, 200);
  call("POST /api/v1/applications/{token}/withdrawal", {token}, 422);
}

void Api::ThreePersonsPayAndTheFigureMoves() {
  std::int64_t before = payments();
  auto receipt = apply(300, "to-be-paid-1");
  std::string number_text = number(receipt.at("case"));
  sign_in("officer");
  auto seen = call("GET /api/v1/desk/{programme}/cases/{number}", {benefit, number_text}, 200);
  EXPECT_TRUE(seen.at("outcome").at("eligible").as_bool());
  EXPECT_EQ(text(seen.at("sealed").at("name")), "試験 300");
  call("GET /api/v1/desk/{programme}/counts", {benefit}, 200);
  call("GET /api/v1/desk/{programme}/cases", {benefit}, 200, "", "", "?state=submitted&limit=5");
  act(number_text, "correction", 200, R"({"fact": "municipality", "value": "012025", "reason": "転記の誤り"})");
  act(number_text, "screening", 200);
  auto screened = call("GET /api/v1/desk/{programme}/cases/{number}", {benefit, number_text}, 200);
  if (!screened.at("open_hits").as_array().empty())  // an earlier walk's application of the same shop
    act(number_text, "disposal", 200, R"({"reason": "別の店舗"})");
  act(number_text, "hold", 422, R"({"class": "mood"})");
  act(number_text, "hold", 200, R"({"class": "tax", "note": "照会中"})");
  act(number_text, "release", 403, R"({"reason": "完納"})");
  sign_in("approver");
  act(number_text, "release", 200, R"({"reason": "完納"})");
  sign_in("officer");
  auto draft = number(call("POST /api/v1/desk/{programme}/drafts", {benefit}, 201, "", "{\"cases\": [" + number_text + "]}").at("number"));
  call("GET /api/v1/desk/{programme}/drafts", {benefit}, 200);
  decide(draft, "decision", 403);
  sign_in("approver");
  decide(draft, "approve", 200);
  decide(draft, "withdraw-approval", 422, "{}");
  decide(draft, "withdraw-approval", 400, R"({"reason": 1})");
  decide(draft, "withdraw-approval", 200, R"({"reason": "再検討"})");
  decide(draft, "send-back", 200, R"({"reason": "一覧の確認"})");
  sign_in("officer");
  decide(draft, "recirculate", 200);
  decide(draft, "review", 403, R"({"office": "econ-planning"})");  // who drafted does not agree
  sign_in("approver");
  decide(draft, "review", 422, R"({"office": "econ-planning"})");  // without approval.yaml nobody has to
  decide(draft, "decide", 200);
  decide(draft, "undo", 200, R"({"reason": "一覧の誤り"})");
  decide(draft, "dance", 404);
  decide(draft, "decision", 200);
  decide(draft, "release", 403);
  sign_in("payer");
  decide(draft, "release", 200);
  EXPECT_EQ(payments(), before);
  change_account_by_link(number_text, text(receipt.at("return_token")));
  tell_the_accounting_system();
  send_the_run_and_write_the_letters();
  std::string payments_operation = "POST /api/v1/desk/{programme}/payments";
  call(payments_operation, {benefit}, 422, "", "case,what,amount,on,note\n" + number_text + ",paid,x,2020-05-20,\n");
  call(payments_operation, {benefit}, 200, "", "case,what,amount,on,note\n" + number_text + ",paid,200000,2020-05-20,\n");
  EXPECT_EQ(payments(), before + 1);
  act(number_text, "payment", 200, R"({"what": "repaid", "amount": 50000, "on": "2020-05-20", "note": ""})");
  EXPECT_EQ(payments(), before + 1);  // a part remains
  act(number_text, "payment", 200, R"({"what": "repaid", "amount": 150000, "on": "2020-05-20", "note": ""})");
  EXPECT_EQ(payments(), before);
  act(number_text, "dance", 404);
  act(number_text, "reclaim", 400, R"({"due": "soon"})");
  call("DELETE /api/v1/session", {}, 204);
  session_.clear();
}

void Api::change_account_by_link(const std::string& number_text, const std::string& token) {
  std::string signed_in = std::exchange(session_, ""), account = "POST /api/v1/applications/{token}/account", claim = "POST /api/v1/applications/{token}/claim";
  auto body = [](const char* phone) {
    return fmt::format(R"({{"old_account_number": "0000300", "phone": "{}", "bank_code": "0116", "branch_code": "102", "account_type": "ordinary",
      "account_number": "7654321", "account_holder_kana": "シケン"}})", phone);
  };
  call(account, {"00112233445566778899aabbccddeeff"}, 404, "", body("0112310300"));
  call(account, {token}, 400, "", R"({"phone": 1})");
  call(account, {token}, 403, "", body("0112310301"));
  EXPECT_EQ(text(call(account, {token}, 200, "", body("0112310300")).at("state")), "ordered") << "that it is held is for the office";
  call(account, {token}, 422, "", body("0112310300"));
  call(claim, {token}, 422, "", R"({"old_account_number": "7654321", "phone": "0112310300"})");
  sign_in("approver");
  act(number_text, "release", 200, R"({"reason": "電話で確認"})");
  session_ = signed_in;
}

// Signed in as payer, with an order that waits; the run is voided again, so that the payment can be marked by hand.
void Api::send_the_run_and_write_the_letters() {
  std::string runs = "/api/v1/desk/{programme}/runs", one = runs + "/{number}", act_on = "POST " + one + "/{action}";
  call("POST " + runs, {benefit}, 400, "", R"({"value_date": "soon"})");
  std::string run = number(call("POST " + runs, {benefit}, 201, "", R"({"value_date": "2020-05-22"})").at("number"));
  EXPECT_EQ(text(call("GET " + one, {benefit, run}, 200).at("state")), "made");
  call("GET " + one, {benefit, "99"}, 404);
  call(act_on, {benefit, run, "release"}, 422, "", "{}");
  call("POST " + one + "/file", {benefit, run}, 422);
  sign_in("payer2");
  EXPECT_EQ(text(call(act_on, {benefit, run, "release"}, 200, "", "{}").at("state")), "released");
  call("POST " + one + "/file", {benefit, run}, 200);
  call(act_on, {benefit, run, "execution"}, 422, "", R"({"on": "2020-05-22"})");
  call(act_on, {benefit, run, "dance"}, 404, "", "{}");
  EXPECT_EQ(text(call(act_on, {benefit, run, "void"}, 200, "", R"({"bank_word": "北洋銀行 電話"})").at("state")), "voided");
  EXPECT_GE(call("GET " + runs, {benefit}, 200).at("runs").as_array().size(), 1u);

  std::string letters = "/api/v1/desk/{programme}/letters";
  call("POST " + letters, {benefit}, 403, "", R"({"kind": "decision"})");
  sign_in("officer");
  EXPECT_GE(call("POST " + letters, {benefit}, 200, "", R"({"kind": "decision"})").at("issued").as_int64(), 1);
  call("POST " + letters + "/sent", {benefit}, 400, "", R"({"from": 2, "to": 1, "on": "2020-05-20"})");
  call("POST " + letters + "/sent", {benefit}, 200, "", R"({"from": 1, "to": 1, "on": "2020-05-20"})");
  EXPECT_EQ(text(call("GET " + letters, {benefit}, 200).at("letters").at(0).at("sent_on")), "2020-05-20");
  call("GET " + letters + "/print", {benefit}, 200, "", "", "?from=1&to=1");
  sign_in("payer");
}

// Signed in as payer, with an order that was not told yet.
void Api::tell_the_accounting_system() {
  std::string exports = "POST /api/v1/desk/{programme}/accounting/exports", vouchers = "POST /api/v1/desk/{programme}/accounting";
  call(exports, {benefit}, 400, "", R"({"kind": "mood"})");
  auto made = call(exports, {benefit}, 201, "", R"({"kind": "order", "encoding": "utf-8"})");
  std::string file_operation = "GET /api/v1/desk/{programme}/accounting/exports/{number}";
  call(file_operation, {benefit, number(made.at("number"))}, 200);
  call(file_operation, {benefit, "99"}, 404);
  call(vouchers, {benefit}, 422, "", "kind,id,voucher,amount\norder,x,A,1\n");
  std::string file = "kind,id,voucher,amount\norder,,STRAY-" + number(made.at("number")) + ",1\n";
  EXPECT_FALSE(call(vouchers, {benefit}, 200, "", file).at("known").as_bool());
  EXPECT_TRUE(call(vouchers, {benefit}, 200, "", file).at("known").as_bool());
  auto found = call("GET /api/v1/desk/{programme}/accounting", {benefit}, 200);
  EXPECT_GE(found.at("mismatches").as_array().size(), 2u) << "the stray voucher, and the order that the file says nothing of";
}

void Api::FewCasesStayHiddenFromThePublic() {
  auto cases = call("GET /api/v1/programmes/{programme}/figures/{figure}/cases", {benefit, "payments"}, 200);
  EXPECT_TRUE(cases.at("hidden").as_bool());
  EXPECT_TRUE(cases.at("cases").as_array().empty());
  call("GET /api/v1/programmes/{programme}/figures/{figure}/cases/{number}/entries", {benefit, "payments", "1"}, 403);
}

void Api::RightsAndTokensAreAsked() {
  call("GET /api/v1/desk/{programme}/counts", {benefit}, 401);
  call("POST /api/v1/session", {}, 401, "", R"({"user": "officer", "password": "wrong"})");
  sign_in("payer");
  act("1", "screening", 403);
  auto cookie_only = session_.substr(0, session_.find("X-Form-Token"));
  session_ = cookie_only;
  act("1", "screening", 403);  // without the token: a form of another site could do as much
  EXPECT_EQ(client_.call("POST", "/api/v1/session", "Origin: http://elsewhere\r\nContent-Type: application/json\r\n", "{}").status, 403);
}

TEST_F(Api, AnybodyReads) { AnybodyReads(); }
TEST_F(Api, SaysWhatIsNotThere) { SaysWhatIsNotThere(); }
TEST_F(Api, NamesEveryWrongAnswerWithItsMend) { NamesEveryWrongAnswerWithItsMend(); }
TEST_F(Api, TheSameKeyMakesOneApplication) { TheSameKeyMakesOneApplication(); }
TEST_F(Api, ApplicantCorrectsWhatIsAskedAndWithdraws) { ApplicantCorrectsWhatIsAskedAndWithdraws(); }
TEST_F(Api, ThreePersonsPayAndTheFigureMoves) { ThreePersonsPayAndTheFigureMoves(); }
TEST_F(Api, FewCasesStayHiddenFromThePublic) { FewCasesStayHiddenFromThePublic(); }
TEST_F(Api, RightsAndTokensAreAsked) { RightsAndTokensAreAsked(); }

TEST_F(Api, EveryOperationIsCalledByTheseTests) {
  called_.clear();
  for (auto walk : {&Api::AnybodyReads, &Api::SaysWhatIsNotThere, &Api::NamesEveryWrongAnswerWithItsMend,
                    &Api::TheSameKeyMakesOneApplication, &Api::ApplicantCorrectsWhatIsAskedAndWithdraws,
                    &Api::ThreePersonsPayAndTheFigureMoves,
                    &Api::FewCasesStayHiddenFromThePublic, &Api::RightsAndTokensAreAsked}) (this->*walk)();
  EXPECT_EQ(called_, spec().operations());
}

}  // namespace
}  // namespace hashira::api_test
