#include "app/sign_in.h"

#include <fmt/core.h>

#include "app/case_command.h"

namespace hashira::app {
namespace {

using journal::Key;

constexpr std::int64_t session_ms = 12 * 3'600'000;
// A real argon2id hash of no password, so that an unknown user costs as much time as a wrong password.
const std::string& hash_of_nobody() {
  static const std::string hash = accounts::hash_password("nobody").value_or("");
  return hash;
}

Result<std::optional<Bytes>> row(Engine& engine, const Key& key) {
  std::vector<std::optional<Bytes>> rows = TRY(engine.store().get(std::span(&key, 1)));
  return std::move(rows.front());
}

Done put_secret(Engine& engine, Key key, std::optional<Bytes> value) {
  return engine.run([&](Work& work) -> Done {
    work.put(key, value);
    return {};
  });
}

Result<accounts::User> find_user(Engine& engine, std::string_view id) {
  std::optional<Bytes> stored = TRY(row(engine, accounts::user_key(id)));
  if (!stored) return fail("app.no_such_user", fmt::format("there is no user '{}'", id));
  return accounts::decode_user(*stored);
}

tl::unexpected<Error> wrong_password() {
  return fail("app.wrong_password", "利用者名かパスワードが違います / the user name or the password is wrong",
              "もう一度入力してください / please try again");
}

tl::unexpected<Error> signed_out() {
  return fail("app.signed_out", "サインインしていません / you are not signed in", "サインインしてください / please sign in");
}

}  // namespace

Done add_user(Engine& engine, const accounts::User& user, std::string_view password, Actor actor) {
  CHECK_OK(require_role(actor, {"admin"}));
  std::string hash = TRY(accounts::hash_password(password));
  return engine.run([&](Work& work) -> Done {
    journal::Entry entry;
    entry.stream = "accounts";
    entry.type = "accounts.user";
    entry.actor = actor.user;
    entry.synthetic = user.synthetic;
    entry.body = journal::Body(accounts::encode(user));
    TRY(work.append(std::move(entry)));
    work.put(accounts::password_key(user.id), hash);
    return {};
  });
}

Result<std::vector<accounts::User>> users(Engine& engine) {
  Key all = accounts::user_key("");
  std::vector<accounts::User> out;
  for (const journal::Row& stored : TRY(engine.store().scan(all.table, all.key, {}, 10'000))) {
    out.push_back(TRY(accounts::decode_user(stored.value)));
  }
  return out;
}

Result<SignedIn> sign_in(Engine& engine, std::string_view user_id, std::string_view password) {
  std::optional<Bytes> hash = TRY(row(engine, accounts::password_key(user_id)));
  bool right = accounts::verify_password(hash ? *hash : hash_of_nobody(), password);
  if (!hash || !right) return wrong_password();
  SignedIn in;
  in.user = TRY(find_user(engine, user_id));
  in.token = engine.random().bytes(32);
  in.session = {in.user.id, {engine.clock().now().ms + session_ms}, hex(engine.random().bytes(16))};
  CHECK_OK(put_secret(engine, accounts::session_key(in.token), accounts::encode(in.session)));
  return in;
}

Result<SignedIn> session(Engine& engine, BytesView token) {
  if (token.size() != 32) return signed_out();
  std::optional<Bytes> stored = TRY(row(engine, accounts::session_key(token)));
  if (!stored) return signed_out();
  SignedIn in;
  in.session = TRY(accounts::decode_session(*stored));
  if (in.session.expires <= engine.clock().now()) return signed_out();
  in.user = TRY(find_user(engine, in.session.user));
  in.token = Bytes(token);
  return in;
}

Done sign_out(Engine& engine, BytesView token) {
  return put_secret(engine, accounts::session_key(token), std::nullopt);
}

}  // namespace hashira::app
