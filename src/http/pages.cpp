// Puts a page into its frame.
// Guarantees: one frame for all pages; everything but `body` is escaped.
// Template: frame.html.
#include "http/pages.h"

#include "http/embedded.h"
#include "http/problem.h"
#include "http/words.h"

namespace hashira::http {
namespace {

const std::string& css_version() {
  static const std::string version = hex(sha256(embedded("hashira.css"))).substr(0, 12);
  return version;
}

std::string other_language_link(const Call& call) {
  std::string link(call.request.path);
  link += "?";
  for (const auto& [name, value] : call.query.fields())
    if (name != "lang") link += percent_encode(name) + "=" + percent_encode(value) + "&";
  return link + (call.language == Language::ja ? "lang=en" : "lang=ja");
}

View user_view(const SignedIn& user, Language language) {
  View view{View::type::object};
  view.set("name", user.name);
  view.set("role", std::string(role_name(user.role, language)));
  view.set("token", user.form_token);
  return view;
}

}  // namespace

View progress_view(const Progress& progress, Language language) {
  View view{View::type::object};
  view.set("what", pick(progress.what, language));
  view.set("done", grouped(static_cast<std::int64_t>(progress.done)));
  view.set("total", grouped(static_cast<std::int64_t>(progress.total)));
  view.set("done_plain", std::to_string(progress.done));
  view.set("total_plain", std::to_string(std::max<std::uint64_t>(progress.total, 1)));
  return view;
}

View yes(bool value) { return View(value ? View::type::bool_true : View::type::bool_false); }

View optional_text(std::string text) { return text.empty() ? yes(false) : View(std::move(text)); }

Response page(const Call& call, const Frame& frame, std::string_view template_name, View view) {
  view.set("form_token", call.form_token());
  View outer{View::type::object};
  outer.set("title", frame.title);
  outer.set("css_version", css_version());
  outer.set("other_language_link", other_language_link(call));
  for (std::string_view section : {"results", "reasoning", "apply", "desk"})
    outer.set("is_" + std::string(section), yes(section == frame.section));
  outer.set("user", call.user ? user_view(*call.user, call.language) : yes(false));
  outer.set("synthetic", yes(frame.synthetic));
  Progress progress = call.site.options.progress ? call.site.options.progress() : Progress{};
  outer.set("loading", progress.loading ? progress_view(progress, call.language) : yes(false));
  // A page with a form is never renewed under the reader's hands.
  outer.set("refresh", yes(progress.loading && frame.renews));
  outer.set("body", render(template_name, view, call.language));
  Response response;
  response.status = frame.status;
  response.body = render("frame", outer, call.language);
  return response;
}

Response error_page(const Call& call, const Error& error, const std::string& back) {
  bool ja = is_ja(call);
  int status = status_of(error.code);
  auto [what, mend] = words(error, call.language);
  Frame frame{status == 404 ? (ja ? "見つかりません" : "Not found") : (ja ? "できませんでした" : "This was not done"), ""};
  frame.status = status;
  View view{View::type::object};
  view.set("heading", frame.title);
  view.set("what", what);
  view.set("mend", optional_text(mend));
  std::string place = error.place.source;
  if (error.place.line > 0) place += fmt::format(":{}:{}", error.place.line, error.place.column);
  view.set("place", optional_text(place));
  view.set("code", error.code);
  view.set("back", optional_text(back));
  return page(call, frame, "error", std::move(view));
}

View file_error_rows(const std::vector<Error>& errors, Language language) {
  View list{View::type::list};
  for (const auto& error : errors) {
    auto [what, mend] = words(error, language);
    View one;
    one.set("place", fmt::format("{}:{}:{}", error.place.source, error.place.line, error.place.column));
    one.set("what", what);
    one.set("mend", mend);
    list << std::move(one);
  }
  return list;
}

}  // namespace hashira::http
