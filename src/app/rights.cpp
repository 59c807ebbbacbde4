#include "app/rights.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace hashira::app {

Result<std::optional<accounts::User>> user_in(Work& work, const std::string& id) {
  std::optional<Bytes> row = TRY(work.get(accounts::user_key(id)));
  if (!row) return std::nullopt;
  accounts::User user = TRY(accounts::decode_user(*row));
  return std::optional(std::move(user));
}

Done works_on(Work& work, const Actor& actor, const std::string& programme) {
  if (actor.role.empty()) return {};  // FAST PATH: applicants and the bank have no work of ours
  std::optional<accounts::User> user = TRY(user_in(work, actor.user));
  if (!user || user->works_on(programme)) return {};
  return fail("app.other_programmes",
              fmt::format("{0}さんの担当は {1} で、{2} ではありません / {0} works on {1}, not on {2}", actor.user,
                          fmt::join(user->programmes, ", "), programme),
              "担当の人に頼むか、管理者に担当を加えてもらってください / ask who works on it, or let an administrator add the programme");
}

Result<std::string> office_of(Work& work, const Actor& actor) {
  std::optional<accounts::User> user = TRY(user_in(work, actor.user));
  return user ? user->office : std::string();
}

}  // namespace hashira::app
