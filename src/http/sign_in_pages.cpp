// Signing in and out.
// Guarantees: the same answer for a wrong name and a wrong password; after signing in only to pages of this site.
// Template: sign_in.html.
#include "app/sign_in.h"

#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/words.h"

namespace hashira::http {
namespace {

// Demo sign-ins are shown only where every user is one.
View demo_users(const Call& call) {
  auto users = app::users(call.site.engine);
  View list{View::type::list};
  if (!users) return list;
  for (const auto& user : *users) {
    if (!user.synthetic) return View(View::type::list);
    View one;
    one.set("id", user.id);
    one.set("name", user.name);
    one.set("role", std::string(role_name(user.role, call.language)));
    list << std::move(one);
  }
  return list;
}

// A path of this site, or the desk: "//host" and "https://host" lead elsewhere.
std::string safe_next(std::string_view next) {
  bool here = next.starts_with("/desk") && next.find_first_of("\\\r\n") == std::string_view::npos;
  return here ? std::string(next) : "/desk";
}

Response show_sign_in(Call& call, const std::string& user, const std::optional<Error>& error) {
  call.ensure_visitor();
  View view;
  view.set("user", user);
  view.set("next", safe_next(call.form.has("next") ? call.form.get("next") : call.query.get("next")));
  view.set("wrong", error ? View(words(*error, call.language).what) : yes(false));
  View demo = demo_users(call);
  view.set("demo_password", optional_text(call.site.options.demo_password));
  view.set("demo", demo.is_empty_list() ? yes(false) : View("users", demo));
  Frame frame{call.language == Language::ja ? "サインイン" : "Sign in", "desk"};
  frame.status = error ? 401 : 200;
  return page(call, frame, "sign_in", std::move(view));
}

}  // namespace

Response sign_in_page(Call& call) {
  if (call.user) return redirect("/desk");
  return show_sign_in(call, "", std::nullopt);
}

Response sign_in(Call& call) {
  std::string user(call.form.get("user"));
  auto in = app::sign_in(call.site.engine, user, call.form.get("password"));
  if (!in) return show_sign_in(call, user, in.error());
  call.new_cookies.push_back("session=" + hex(in->token));
  return redirect(safe_next(call.form.get("next")));
}

Response sign_out(Call& call) {
  if (auto token = unhex(cookie(call.request.headers.cookie, "session")); token && !token->empty())
    if (auto done = app::sign_out(call.site.engine, *token); !done) return error_page(call, done.error());
  call.new_cookies.push_back("session=; Max-Age=0");
  return redirect("/desk/sign-in");
}

}  // namespace hashira::http
