// Dates and amounts that people type.
// Guarantees: text first; one row per form.
// Contract: form_values.h.
#include "http/form_values.h"

#include <gtest/gtest.h>

namespace hashira::http {
namespace {

Form form_of(std::string text) {
  Form form;
  form.add("field", std::move(text));
  return form;
}

TEST(FormValues, AnAmountIsReadAsPeopleTypeIt) {
  for (const char* text : {"300000", "300,000", "３００，０００円", " 300 000 ", "300,000円"}) {
    auto yen = form_yen(form_of(text), "field");
    ASSERT_TRUE(yen) << text;
    EXPECT_EQ(*yen, Yen(300'000)) << text;
  }
}

TEST(FormValues, WhatIsNoAmountIsRefusedAtItsField) {
  for (const char* text :
       {"", "円", "30万円", "300千円", "-1", "1.5", "0x10", "1000000000001", "99999999999999999999", "+5"}) {
    auto yen = form_yen(form_of(text), "field");
    ASSERT_FALSE(yen) << text;
    EXPECT_EQ(yen.error().code, "http.bad_form");
    EXPECT_EQ(yen.error().place.source, "field");
  }
}

TEST(FormValues, OnlyASignedAmountMayLieBelowZero) {
  for (const char* text : {"-500,000", "△500,000円", "▲500000", "－５０００００"}) {
    auto yen = form_signed_yen(form_of(text), "field");
    ASSERT_TRUE(yen) << text;
    EXPECT_EQ(*yen, Yen(-500'000)) << text;
  }
  EXPECT_FALSE(form_signed_yen(form_of("--5"), "field"));
  EXPECT_EQ(*form_signed_yen(form_of("5"), "field"), Yen(5));
  EXPECT_EQ(*form_yen_or_zero(form_of(""), "field"), Yen(0));
}

TEST(FormValues, ADateIsWrittenLikeABrowserSendsIt) {
  EXPECT_EQ(*form_date(form_of("2020-05-20"), "field"), Date::of(2020, 5, 20));
  for (const char* text : {"", "2020-02-30", "20/05/2020", "令和2年5月20日"})
    EXPECT_FALSE(form_date(form_of(text), "field")) << text;
}

}  // namespace
}  // namespace hashira::http
