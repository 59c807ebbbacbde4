// Users and sign-in: an account is an entry, its password hash and its sessions are secrets of the store.
#pragma once

#include "accounts/accounts.h"
#include "app/engine.h"

namespace hashira::app {

Done add_user(Engine& engine, const accounts::User& user, std::string_view password, Actor actor);
Result<std::vector<accounts::User>> users(Engine& engine);

struct SignedIn {
  accounts::User user;
  Bytes token;             // for the cookie; the store keeps its hash
  accounts::Session session;
  Actor actor() const { return {user.id, user.role, user.synthetic}; }
};
// "app.wrong_password" for a wrong password and for an unknown user alike, after the same work.
Result<SignedIn> sign_in(Engine& engine, std::string_view user_id, std::string_view password);
// The session behind a cookie; "app.signed_out" when there is none or it has expired.
Result<SignedIn> session(Engine& engine, BytesView token);
Done sign_out(Engine& engine, BytesView token);

}  // namespace hashira::app
