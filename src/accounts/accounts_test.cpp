#include "accounts/accounts.h"

#include <gtest/gtest.h>

namespace hashira::accounts {
namespace {

const User hanako{"hanako.k", "北 花子", "approver", "hokkaido/economy", true};

TEST(User, ComesBackFromItsBytes) {
  EXPECT_EQ(*decode_user(encode(hanako)), hanako);
  EXPECT_FALSE(decode_user("")) << "no bytes";
  EXPECT_EQ(decode_user("\xa0").error().code, "accounts.bad_user");
}

TEST(User, HasAnIdAndAKnownRole) {
  EXPECT_TRUE(check(hanako));
  for (const char* id : {"", "Hanako", "a b", "花子", "a/b"}) {
    User user = hanako;
    user.id = id;
    EXPECT_EQ(check(user).error().code, "accounts.bad_user_id") << id;
  }
  User user = hanako;
  user.id = std::string(41, 'a');
  EXPECT_FALSE(check(user));
  user = hanako;
  user.role = "king";
  EXPECT_EQ(check(user).error().code, "accounts.unknown_role");
  EXPECT_NE(check(user).error().mend.find("officer, approver"), std::string::npos);
}

TEST(Password, OnlyTheSameOpens) {
  std::string hash = *hash_password("ひみつ-secret");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, "ひみつ-secret"));
  EXPECT_FALSE(verify_password(hash, "ひみつ-Secret"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password("", "x"));
  EXPECT_FALSE(verify_password("$argon2id$broken", "x"));
  EXPECT_NE(*hash_password("ひみつ-secret"), hash) << "salted";
}

TEST(Session, ComesBackAndIsKeptByHash) {
  Session session{"hanako.k", Instant{1'600'000'000'000}, "token"};
  auto again = decode_session(encode(session));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->user, session.user);
  EXPECT_EQ(again->expires, session.expires);
  EXPECT_EQ(again->form_token, session.form_token);
  EXPECT_FALSE(decode_session("\xa0"));
  EXPECT_EQ(session_key("abc").key.find("abc"), Bytes::npos);
  EXPECT_EQ(session_key("abc").table, journal::Table::secret);
}

TEST(Keys, DoNotMeet) {
  EXPECT_NE(password_key("a").key, session_key("a").key);
  EXPECT_NE(user_key("a").key, user_key("b").key);
  EXPECT_EQ(user_key("a").table, journal::Table::state);
}

}  // namespace
}  // namespace hashira::accounts
