// From a request's head to its answer: who asks, may they, was the form ours, and then the handler.
// Guarantees: a handler runs only after rights and form protection; an exception is a 500 without details.
// Clause: RFC 6265bis (SameSite), Fetch (Origin); docs/openapi.yaml says the same for programs.
#include <spdlog/spdlog.h>

#include <openssl/crypto.h>

#include "app/sign_in.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/routes.h"

namespace hashira::http {
namespace {

// An answer that explains: a page for people, problem+json for programs.
Response refuse(Call& call, const Error& error) {
  return call.route.is_api() ? problem(error) : error_page(call, error);
}

Language language_of(const Request& request, const Form& query) {
  std::string_view wanted = query.get("lang");
  if (wanted.empty()) wanted = cookie(request.headers.cookie, "lang");
  return wanted == "en" ? Language::en : Language::ja;  // Japanese first, whatever the browser prefers
}

std::optional<SignedIn> user_of(Site& site, const Request& request) {
  auto token = unhex(cookie(request.headers.cookie, "session"));
  if (!token || token->empty()) return std::nullopt;
  auto found = app::session(site.engine, *token);
  if (!found) return std::nullopt;
  const auto& user = found->user;
  return SignedIn{user.id, user.name, user.role, user.office, user.synthetic, found->session.form_token};
}

// A post from another site has another Origin; browsers always send it with a post.
Done check_origin(const Request& request) {
  auto origin = request.headers.origin;
  if (origin.empty()) return {};
  auto host = origin.substr(std::min(origin.size(), origin.find("://") + 3));
  if (host == request.headers.host) return {};
  return fail("http.other_site", "この送信は別のサイトから来たものです。 / This was sent from another site.",
              "このサイトのページから送信してください。 / Send it from a page of this site.");
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Done check_form_token(const Call& call, std::string_view given) {
  if (!given.empty() && same(given, call.form_token())) return {};
  return fail("http.form_token",
              "このページは開いてから時間がたったため、送信を受け付けられませんでした。 / This page was open for too long, so "
              "what you sent was not taken.",
              "前のページに戻り、再読み込みしてから、もう一度送信してください。 / Go back, reload the page and send it again.");
}

Done check_page_post(Call& call) {
  CHECK_OK(check_origin(call.request));
  call.form = TRY(parse_form(call.request.headers.content_type, call.request.body));
  return check_form_token(call, call.form.get("form_token"));
}

// Programs that act for a signed-in user repeat the session's token in a header that a form cannot set.
Done check_api_change(Call& call) {
  CHECK_OK(check_origin(call.request));
  if (call.route.rights != Rights::signed_in) return {};
  return check_form_token(call, call.request.headers.form_token);
}

Done prepare(Call& call) {
  call.query = TRY(parse_urlencoded(call.request.query));
  call.language = language_of(call.request, call.query);
  bool page = !call.route.is_api();
  if (page || call.route.rights == Rights::signed_in) call.user = user_of(call.site, call.request);
  if (page) call.visitor = std::string(cookie(call.request.headers.cookie, "visitor"));
  if (call.visitor.size() != 32) call.visitor.clear();
  if (call.route.rights == Rights::signed_in && !call.user)
    return fail("http.signed_out", "サインインが必要です。 / You need to sign in.",
                "サインインしてから、もう一度開いてください。 / Sign in and open this again.");
  if (call.request.method == Method::get) return {};
  return page ? check_page_post(call) : check_api_change(call);
}

void add_cookies(const Call& call, Response& response) {
  std::string attributes = "; Path=/; HttpOnly; SameSite=Lax";
  if (call.site.options.secure_cookies) attributes += "; Secure";
  for (const auto& one : call.new_cookies) response.headers.emplace_back("Set-Cookie", one + attributes);
  if (auto wanted = call.query.get("lang"); (wanted == "ja" || wanted == "en") && !call.route.is_api())
    response.headers.emplace_back("Set-Cookie", fmt::format("lang={}; Max-Age=31536000{}", wanted, attributes));
}

Response no_route(Site& site, const Request& request, const Match& match) {
  static constexpr Route nowhere{Method::get, "/", Rights::everyone, nullptr};
  static constexpr Route nowhere_api{Method::get, "/api/", Rights::everyone, nullptr};
  Call call{site, request, match.params, request.path.starts_with("/api/") ? nowhere_api : nowhere};
  if (auto query = parse_urlencoded(request.query)) call.query = std::move(*query);
  call.language = language_of(request, call.query);
  if (match.allowed.empty())
    return refuse(call, {"http.not_found", "お探しのページはありません。 / There is no such page.",
                         "アドレスを確かめるか、最初のページから探してください。 / Check the address, or start from the first page.", {}});
  Response response = refuse(call, {"http.method_not_allowed", "この操作はここではできません。 / This cannot be done here.",
                                    "Use " + match.allowed + ".", {}});
  response.headers.emplace_back("Allow", match.allowed);
  return response;
}

// A handler that answers later owns the call until then.
void handle_later(std::shared_ptr<Call> call, Reply reply) {
  call->route.handle_later(*call, [call, reply = std::move(reply)](Response response) {
    add_cookies(*call, response);
    reply(std::move(response));
  });
}

void run(Site& site, const Request& request, const Match& match, const Reply& reply) {
  auto call = std::make_shared<Call>(Call{site, request, match.params, *match.route});
  auto prepared = prepare(*call);
  if (prepared && match.route->handle_later) return handle_later(std::move(call), reply);
  Response response;
  if (prepared)
    response = match.route->handle(*call);
  else if (prepared.error().code == "http.signed_out" && !match.route->is_api())
    response = redirect("/desk/sign-in?next=" + percent_encode(request.path));
  else
    response = refuse(*call, prepared.error());
  add_cookies(*call, response);
  reply(std::move(response));
}

}  // namespace

std::string Call::form_token() const {
  if (user) return user->form_token;
  return hex(sha256(site.form_key, visitor)).substr(0, 32);
}

const std::string& Call::ensure_visitor() {
  if (visitor.empty()) {
    visitor = hex(site.random.bytes(16));
    new_cookies.push_back("visitor=" + visitor);
  }
  return visitor;
}

void dispatch(Site& site, const Request& request, const Match& match, Reply reply) {
  if (!match.route) return reply(no_route(site, request, match));
  try {
    run(site, request, match, reply);
  } catch (const std::exception& e) {
    spdlog::error("http: {} {} failed: {}", name(match.route->method), match.route->path, e.what());
    reply(problem(500, {"http.failed", "Something went wrong here; nothing was changed by this request.",
                        "Try again; if it happens again, tell the people who run this server.", {}}));
  }
}

}  // namespace hashira::http
