#include "cli/users.h"

#include <fmt/core.h>

#include "app/sign_in.h"

namespace hashira::cli {

Result<app::Actor> actor_named(app::Engine& engine, const std::string& id) {
  for (const accounts::User& user : TRY(app::users(engine))) {
    if (user.id == id) return app::Actor{user.id, user.role, user.synthetic, {}};
  }
  return fail("cli.no_such_user", fmt::format("there is no user '{}' in this folder", id), "add one with: hashira user --data DIR --id …");
}

}  // namespace hashira::cli
