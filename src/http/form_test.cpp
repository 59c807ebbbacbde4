// Forms, cookies and paths: what browsers send, and what nobody should.
#include "http/form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/message.h"
#include "http/routes.h"

namespace hashira::http {
namespace {

TEST(Form, ReadsUrlencodedPairs) {
  auto form = parse_urlencoded("name=%E5%B1%B1%E7%94%B0+%E8%8A%B1%E5%AD%90&case=1&case=2&empty=&bare");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->get("name"), "山田 花子");
  EXPECT_EQ(form->all("case"), (std::vector<std::string_view>{"1", "2"}));
  EXPECT_TRUE(form->has("empty"));
  EXPECT_TRUE(form->has("bare"));
  EXPECT_FALSE(form->has("absent"));
}

TEST(Form, RefusesBrokenEscapesAndText) {
  for (std::string_view body : {"a=%", "a=%4", "a=%zz", "a=%ff", "%c3=1", "a=%ed%a0%80", "a=%c0%80", "a=%f4%90%80%80"}) {
    auto form = parse_urlencoded(body);
    ASSERT_FALSE(form) << body;
    EXPECT_EQ(form.error().code, "http.bad_form");
  }
  std::string many;
  for (int i = 0; i < 501; ++i) many += "a=1&";
  EXPECT_FALSE(parse_urlencoded(many));
}

constexpr std::string_view multipart_type = "multipart/form-data; boundary=XyZ";

TEST(Form, ReadsAFile) {
  auto form = parse_form(multipart_type,
                         "--XyZ\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\nabc\r\n"
                         "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"支払.csv\"\r\n"
                         "Content-Type: text/csv\r\n\r\ncase,what\r\n1,paid\r\n\r\n--XyZ--\r\n");
  ASSERT_TRUE(form) << form.error().text();
  EXPECT_EQ(form->get("form_token"), "abc");
  EXPECT_EQ(form->get("file.name"), "支払.csv");
  EXPECT_EQ(form->get("file"), "case,what\r\n1,paid\r\n");
}

// A workbook is no text; a field that was typed is.
TEST(Form, AFileMayHoldAnyBytes) {
  std::string head = "--XyZ\r\nContent-Disposition: form-data; name=\"file\"", tail = "\r\n\r\nPK\xFF\xFE\r\n--XyZ--\r\n";
  auto form = parse_form(multipart_type, head + "; filename=\"a.xlsx\"" + tail);
  ASSERT_TRUE(form) << form.error().text();
  EXPECT_EQ(form->get("file"), "PK\xFF\xFE");
  EXPECT_FALSE(parse_form(multipart_type, head + tail));
}

TEST(Form, RefusesBrokenMultipart) {
  for (std::string_view body : {"", "--XyZ", "--XyZ\r\n", "--XyZ\r\n\r\nx\r\n--XyZ--", "--XyZ\r\nA: b\r\n\r\nx\r\n--XyZ--",
                                "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XyZ",
                                "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--XyZ--"})
    EXPECT_FALSE(parse_form(multipart_type, body)) << body;
  EXPECT_EQ(parse_form("text/plain", "a=1").error().code, "http.not_a_form");
  EXPECT_EQ(parse_form("multipart/form-data", "").error().code, "http.not_a_form");
}

RC_GTEST_PROP(FormProperty, EncodedTextReadsBack, ()) {
  auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  auto read = percent_decode(percent_encode(bytes), Plus::keep);
  RC_ASSERT(read.has_value() == is_utf8(bytes));
  if (read) RC_ASSERT(*read == bytes);
}

RC_GTEST_PROP(FormProperty, AnyBytesGiveAFormOrAnError, ()) {
  auto body = *rc::gen::container<std::string>(rc::gen::element('-', 'X', 'y', 'Z', '\r', '\n', ':', '"', '=', '&', '%', 'a', '\xE3'));
  (void)parse_form(multipart_type, "--XyZ\r\n" + body);
  (void)parse_urlencoded(body);
}

TEST(Cookie, FindsOneByName) {
  EXPECT_EQ(cookie("lang=en; session=ab", "session"), "ab");
  EXPECT_EQ(cookie("xsession=1;session=ab", "session"), "ab");
  EXPECT_EQ(cookie("session", "session"), "");
  EXPECT_EQ(cookie("", "session"), "");
}

TEST(Router, FindsRoutesAndTheirPlaces) {
  auto found = match(Method::get, "/results/a%2Fb/payments");
  ASSERT_TRUE(found.route);
  EXPECT_EQ(found.params[0], "a/b");
  EXPECT_EQ(found.params[1], "payments");
  EXPECT_EQ(match(Method::post, "/").allowed, "GET");
  for (std::string_view path : {"", "results", "/results/", "//", "/results/%", "/results/a/b/c/d/e", "/desk/x/cases/"})
    EXPECT_FALSE(match(Method::get, path).route) << path;
}

TEST(Router, NoRouteHidesAnother) {
  for (const auto& route : routes()) {
    std::string path(route.path);
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
      path.replace(open, path.find('}') + 1 - open, "x");
    EXPECT_EQ(match(route.method, path).route, &route) << route.path;
  }
}

}  // namespace
}  // namespace hashira::http
