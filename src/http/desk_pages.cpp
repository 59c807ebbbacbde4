// The desk's lists: programmes with what waits, the queue of one programme by state.
// Guarantees: what may be done is asked of `app`; here it is only shown.
// Templates: desk.html, queue.html.
#include "app/desk.h"
#include "app/queue.h"
#include "http/case_view.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t queue_rows_a_page = 50;

// States in the lifecycle's order with their numbers.
View state_views(const Call& call, const audit::Version& version, const std::map<std::string, std::uint64_t>& counts,
                 std::string_view chosen) {
  View list{View::type::list};
  for (const auto& state : version.instrument->lifecycle().states) {
    auto found = counts.find(std::string(state.id));
    std::uint64_t count = found == counts.end() ? 0 : found->second;
    if (count == 0 && state.id != chosen) continue;
    View one;
    one.set("name", std::string(is_ja(call) ? state.ja : state.en));
    one.set("count", grouped(static_cast<std::int64_t>(count)));
    one.set("link", fmt::format("{}?state={}", desk_link(version.programme.id), state.id));
    one.set("chosen", yes(state.id == chosen));
    list << std::move(one);
  }
  return list;
}

// The state an officer most likely wants next: the first in the lifecycle in which cases wait.
std::string first_waiting(const audit::Version& version, const std::map<std::string, std::uint64_t>& counts) {
  for (const auto& state : version.instrument->lifecycle().states)
    if (auto found = counts.find(std::string(state.id)); !state.final && found != counts.end() && found->second > 0)
      return std::string(state.id);
  return "submitted";
}

View queue_rows(const Call& call, const audit::Version& version, const std::vector<app::QueueRow>& rows) {
  View list{View::type::list};
  for (const auto& row : rows) {
    View one;
    one.set("number", std::to_string(row.number));
    one.set("link", desk_link(version.programme.id, row.number));
    one.set("applied", written(row.applied_on, call.language));
    one.set("requested", written(row.requested, call.language));
    one.set("is_synthetic", yes(row.synthetic));
    list << std::move(one);
  }
  return list;
}

struct Queue {
  std::shared_ptr<const audit::Version> version;
  std::map<std::string, std::uint64_t> counts;
  std::string state;
  std::vector<app::QueueRow> rows;
  bool more = false;
};

Result<Queue> read_queue(Call& call) {
  Queue queue;
  queue.version = TRY(desk_programme(call));
  queue.counts = TRY(app::queue_counts(call.site.engine, call.params[0]));
  queue.state = std::string(call.query.get("state"));
  if (queue.state.empty()) queue.state = first_waiting(*queue.version, queue.counts);
  std::uint64_t after = call.query.has("after") ? TRY(whole_number(call.query.get("after"), "after")) : 0;
  queue.rows = TRY(app::queue(call.site.engine, call.params[0], queue.state, after, queue_rows_a_page + 1));
  queue.more = queue.rows.size() > queue_rows_a_page;
  if (queue.more) queue.rows.pop_back();
  return queue;
}

bool holds_credits(const portfolio::Programme& programme) {
  return std::find(programme.instruments.begin(), programme.instruments.end(), "credit") != programme.instruments.end();
}

View credit_link(Call& call, const portfolio::Programme& programme) {
  View out;
  out.set("link", desk_link(programme.id) + "/credits");
  out.set("name", pick(programme.name, call.language));
  return out;
}

}  // namespace

std::string desk_link(const std::string& programme) { return "/desk/" + percent_encode(programme); }
std::string desk_link(const std::string& programme, std::uint64_t number) {
  return fmt::format("{}/cases/{}", desk_link(programme), number);
}
std::string draft_link(const std::string& programme, std::uint64_t number) {
  return fmt::format("{}/drafts/{}", desk_link(programme), number);
}

Result<std::shared_ptr<const audit::Version>> desk_programme(Call& call) {
  std::shared_ptr<const audit::Version> version = TRY(call.site.engine.versions().in_force(call.params[0]));
  if (version->instrument) return version;
  return fail("http.not_found", "この事業の案件は、まだここでは扱っていません。 / Cases of this programme are not kept here yet.",
              "職員の最初のページから選んでください。 / Choose one on the desk's first page.");
}

std::string office_name(const portfolio::Portfolio& tree, const std::string& id, Language language) {
  if (id.empty()) return language == Language::ja ? "主管課" : "its own division";
  const portfolio::Owner* owner = tree.owner(id);
  if (owner == nullptr) return id;
  std::string bureau = pick(owner->bureau, language), division = pick(owner->division, language);
  return division.empty() ? bureau : bureau + " " + division;
}

Result<bool> any_synthetic(const Call& call, const std::vector<std::uint64_t>& case_numbers) {
  std::vector<cases::Case> found = TRY(app::cases_of(call.site.engine, call.params[0], case_numbers));
  return std::any_of(found.begin(), found.end(), [](const cases::Case& one) { return one.synthetic; });
}

Response desk_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  View list{View::type::list}, credits{View::type::list};
  for (const auto& programme : (*portfolio)->programmes) {
    if (holds_credits(programme)) credits << credit_link(call, programme);
    auto version = call.site.engine.versions().in_force(programme.id);
    if (!version || !(*version)->instrument) continue;
    auto counts = app::queue_counts(call.site.engine, programme.id);
    if (!counts) return error_page(call, counts.error());
    if (counts->empty() && programme.questions.empty()) continue;
    View one;
    one.set("name", pick((*version)->programme.name, call.language));
    one.set("link", desk_link(programme.id));
    one.set("states", state_views(call, **version, *counts, ""));
    list << std::move(one);
  }
  View view;
  view.set("programmes", std::move(list));
  view.set("credits", std::move(credits));
  view.set("name", call.user->name);
  view.set("role", std::string(role_name(call.user->role, call.language)));
  view.set("today", written(call.site.engine.today(), call.language));
  return page(call, {is_ja(call) ? "職員の仕事" : "Desk", "desk"}, "desk", std::move(view));
}

Response queue_page(Call& call) {
  auto queue = read_queue(call);
  if (!queue) return error_page(call, queue.error());
  const auto& version = *queue->version;
  View view;
  view.set("programme", pick(version.programme.name, call.language));
  view.set("link", desk_link(version.programme.id));
  view.set("states", state_views(call, version, queue->counts, queue->state));
  view.set("state", state_name(version.instrument, queue->state, call.language));
  view.set("draftable", yes(queue->state == "screened" && call.user->role == "officer"));
  view.set("rows", queue_rows(call, version, queue->rows));
  view.set("has_rows", yes(!queue->rows.empty()));
  view.set("more", queue->more ? View(fmt::format("{}?state={}&after={}", desk_link(version.programme.id), queue->state,
                                                  queue->rows.back().number))
                               : yes(false));
  Frame frame{pick(version.programme.name, call.language), "desk"};
  frame.synthetic = std::any_of(queue->rows.begin(), queue->rows.end(), [](const auto& row) { return row.synthetic; });
  return page(call, frame, "queue", std::move(view));
}

}  // namespace hashira::http
