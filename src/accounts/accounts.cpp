#include "accounts/accounts.h"

#include <sodium.h>

#include <algorithm>

#include "base/cbor.h"
#include "journal/body.h"

namespace hashira::accounts {
namespace {

constexpr std::size_t user_id_size_max = 40;

Bytes named_key(std::string_view kind, BytesView rest) {
  Bytes key("accounts\0", 9);
  key += kind;
  key += '\0';
  key += rest;
  return key;
}

bool is_user_id(std::string_view id) {
  auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
  return !id.empty() && id.size() <= user_id_size_max && std::all_of(id.begin(), id.end(), allowed);
}

bool is_role(std::string_view id) {
  return std::any_of(roles().begin(), roles().end(), [id](const Role& role) { return role.id == id; });
}

Result<std::string> required(const journal::Body& body, std::string_view key, std::string_view of) {
  auto value = body.text(key);
  if (!value) return fail(fmt::format("accounts.bad_{}", of), fmt::format("a stored {} has no `{}`", of, key), "run `hashira audit`");
  return std::string(*value);
}

Bytes encode_list(const std::vector<std::string>& texts) {
  cbor::Writer writer;
  writer.array(texts.size());
  for (const std::string& text : texts) writer.text(text);
  return std::move(writer).out();
}

Result<std::vector<std::string>> decode_list(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t count = TRY(reader.array());
  std::vector<std::string> out;
  for (std::uint64_t i = 0; i < count; ++i) out.emplace_back(TRY(reader.text()));
  return out;
}

}  // namespace

bool User::works_on(std::string_view programme) const {
  return programmes.empty() || std::find(programmes.begin(), programmes.end(), programme) != programmes.end();
}

const std::vector<Role>& roles() {
  static const std::vector<Role> all = {
      {"officer", "審査担当", "Officer"},       {"approver", "決裁者", "Approver"}, {"payer", "出納担当", "Payer"},
      {"planner", "企画・予算担当", "Planner"}, {"auditor", "監査", "Auditor"},     {"admin", "管理者", "Administrator"},
  };
  return all;
}

Done check(const User& user) {
  if (!is_user_id(user.id)) {
    return fail("accounts.bad_user_id", fmt::format("`{}` is no user id", user.id), "use 1 to 40 of a-z, 0-9, `.`, `_`, `-`", {"id"});
  }
  if (!is_role(user.role)) {
    std::string known;
    for (const Role& role : roles()) known += (known.empty() ? "" : ", ") + std::string(role.id);
    return fail("accounts.unknown_role", fmt::format("there is no role `{}`", user.role), "use one of: " + known, {"role"});
  }
  return {};
}

Bytes encode(const User& user) {
  journal::BodyWriter writer;
  writer.text("id", user.id)
      .text("name", user.name)
      .text("role", user.role)
      .text("office", user.office)
      .boolean("synthetic", user.synthetic);
  if (!user.post.empty()) writer.text("post", user.post);
  if (!user.programmes.empty()) writer.raw("programmes", encode_list(user.programmes));
  return writer.body().encoded();
}

Result<User> decode_user(BytesView bytes) {
  CHECK_OK(journal::check_body(bytes));
  journal::Body body{Bytes(bytes)};
  User user;
  user.id = TRY(required(body, "id", "user"));
  user.name = TRY(required(body, "name", "user"));
  user.role = TRY(required(body, "role", "user"));
  user.office = TRY(required(body, "office", "user"));
  user.synthetic = body.boolean("synthetic").value_or(false);
  user.post = body.text("post").value_or("");
  if (auto list = body.raw("programmes")) user.programmes = TRY(decode_list(*list));
  CHECK_OK(check(user));
  return user;
}

journal::Key user_key(std::string_view user_id) { return {journal::Table::state, named_key("user", user_id)}; }
journal::Key password_key(std::string_view user_id) { return {journal::Table::secret, named_key("password", user_id)}; }
// By hash: who reads the store cannot sign in with what it finds.
journal::Key session_key(BytesView token) { return {journal::Table::secret, named_key("session", view(sha256(token)))}; }

Result<std::string> hash_password(std::string_view password) {
  if (password.size() > crypto_pwhash_PASSWD_MAX) return fail("accounts.password_too_long", "the password is too long", "choose a shorter one");
  char out[crypto_pwhash_STRBYTES];
  int result = crypto_pwhash_str_alg(out, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                     crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  if (result != 0) return fail("accounts.no_memory", "there is not enough memory to hash a password", "free 64 MiB and try again");
  return std::string(out);
}

bool verify_password(std::string_view hash, std::string_view password) {
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

Bytes encode(const Session& session) {
  return journal::BodyWriter()
      .text("user", session.user)
      .integer("expires", session.expires.ms)
      .text("form_token", session.form_token)
      .body()
      .encoded();
}

Result<Session> decode_session(BytesView bytes) {
  CHECK_OK(journal::check_body(bytes));
  journal::Body body{Bytes(bytes)};
  Session session;
  session.user = TRY(required(body, "user", "session"));
  session.form_token = TRY(required(body, "form_token", "session"));
  auto expires = body.integer("expires");
  if (!expires) return fail("accounts.bad_session", "a stored session has no `expires`", "sign in again");
  session.expires = Instant{*expires};
  return session;
}

}  // namespace hashira::accounts
