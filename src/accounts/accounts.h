// Users, roles, sign-in and sessions. A user is an entry in the stream `accounts`; password hashes (argon2id) and sessions
// are secrets of the store (Table::secret), not history.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::accounts {

struct User {
  std::string id;            // [a-z0-9_.-]{1,40}
  std::string name;
  std::string role;          // officer, approver, payer, planner, auditor, admin
  std::string office;        // owner id of the portfolio; empty: every office
  bool synthetic = false;    // a demo sign-in
  std::string post = {};     // 職, as approval.yaml names it: by it follows up to which amount the user approves; empty: none
  std::vector<std::string> programmes = {};  // whose work the user does; empty: every one
  bool operator==(const User&) const = default;
  bool works_on(std::string_view programme) const;
};

// Roles in the order of docs; each with ja and en names.
struct Role {
  std::string_view id, ja, en;
};
const std::vector<Role>& roles();

// Id and role. `accounts.bad_user_id`, `accounts.unknown_role`; the place is the field.
Done check(const User& user);
Bytes encode(const User& user);
Result<User> decode_user(BytesView bytes);
journal::Key user_key(std::string_view user_id);       // Table::state
journal::Key password_key(std::string_view user_id);   // Table::secret
journal::Key session_key(BytesView token);             // Table::secret, keyed by the token's hash

// argon2id (libsodium's interactive limits).
Result<std::string> hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

struct Session {
  std::string user;
  Instant expires;
  std::string form_token;   // against cross-site posts
};
Bytes encode(const Session& session);
Result<Session> decode_session(BytesView bytes);

}  // namespace hashira::accounts
