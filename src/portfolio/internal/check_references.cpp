// Checks across the files of one folder: what names something must name something that exists.
#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "portfolio/internal/read.h"
#include "portfolio/internal/words.h"
#include "portfolio/payments_sum.h"
#include "portfolio/printed_form.h"

namespace hashira::portfolio {
namespace {

Place place_at(const Reading& reading, const std::string& path) {
  auto found = reading.places.find(path);
  return found == reading.places.end() ? Place{reading.file("programme.yaml"), 0, 0} : found->second;
}

template <class Items>
std::vector<std::string_view> ids_of(const Items& items) {
  std::vector<std::string_view> ids;
  for (const auto& item : items) ids.push_back(item.id);
  return ids;
}

void dangling(Reading& reading, const std::string& path, std::string_view kind, const std::string& name,
              const std::vector<std::string_view>& known) {
  auto near = nearest_word(name, known);
  reading.mistakes.add("portfolio.unknown_name", fmt::format("there is no {} '{}'", kind, name.substr(0, 60)),
                       near ? fmt::format("did you mean '{}'?", *near) : fmt::format("name a {} that exists", kind),
                       place_at(reading, path));
}

void check_tree_names(Reading& reading) {
  Programme& programme = reading.programme;
  const Portfolio& portfolio = reading.portfolio;
  const Pillar* pillar = portfolio.pillar_of(programme.measure);
  if (!pillar && !programme.measure.empty()) {
    std::vector<std::string_view> known;
    for (const Pillar& one : portfolio.pillars) {
      for (const Measure& measure : one.measures) known.push_back(measure.id);
    }
    dangling(reading, "measure", "measure", programme.measure, known);
  }
  if (pillar && !programme.pillar.empty() && programme.pillar != pillar->id) {
    reading.mistakes.add("portfolio.wrong_pillar", fmt::format("the measure belongs to '{}', not to '{}'", pillar->id, programme.pillar),
                         "leave `pillar` out", place_at(reading, "pillar"));
  }
  if (pillar) programme.pillar = pillar->id;
  if (!programme.owner.empty() && !portfolio.owner(programme.owner)) {
    dangling(reading, "owner", "owner", programme.owner, ids_of(portfolio.owners));
  }
  for (const std::string& owner : programme.co_owners) {
    if (!portfolio.owner(owner)) dangling(reading, "co_owners", "owner", owner, ids_of(portfolio.owners));
  }
}

void check_instruments(Reading& reading) {
  const Programme& programme = reading.programme;
  std::vector<std::string_view> own(programme.instruments.begin(), programme.instruments.end());
  auto has = [&](const std::string& name) { return std::find(own.begin(), own.end(), name) != own.end(); };
  std::set<std::string> used;
  for (const Figure& figure : programme.figures) {
    used.insert(figure.instrument);
    if (!has(figure.instrument)) dangling(reading, "figures/" + figure.id + "/instrument", "instrument of this programme", figure.instrument, own);
  }
  for (std::size_t i = 0; i < programme.activities.size(); ++i) {
    const std::string& name = programme.activities[i].instrument;
    used.insert(name);
    if (!name.empty() && !has(name)) dangling(reading, "activities/" + std::to_string(i), "instrument of this programme", name, own);
  }
  for (const std::string& name : programme.instruments) {
    if (used.contains(name)) continue;
    reading.mistakes.add("portfolio.unused_instrument", fmt::format("no figure and no activity belongs to the instrument '{}'", name),
                         "add one, or take the instrument out", place_at(reading, "instruments"));
  }
  for (const std::string& name : programme.instruments_inferred) {
    if (!has(name)) dangling(reading, "instruments_inferred", "instrument of this programme", name, own);
  }
}

bool own_ancestor(const Programme& programme, const Figure& figure) {
  const Figure* at = &figure;
  for (std::size_t steps = 0; at && !at->parent.empty(); ++steps) {
    if (at->parent == figure.id || steps > programme.figures.size()) return true;
    at = programme.figure(at->parent);
  }
  return false;
}

void check_parents(Reading& reading) {
  const Programme& programme = reading.programme;
  for (const Figure& figure : programme.figures) {
    if (figure.parent.empty()) continue;
    std::string path = "figures/" + figure.id + "/parent";
    const Figure* parent = programme.figure(figure.parent);
    if (!parent) {
      dangling(reading, path, "figure", figure.parent, ids_of(programme.figures));
    } else if (own_ancestor(programme, figure)) {
      reading.mistakes.add("portfolio.circular_parts", fmt::format("'{}' is a part of itself", figure.id), "take one `parent` out",
                           place_at(reading, path));
    } else if (parent->kind != figure.kind) {
      reading.mistakes.add("portfolio.mixed_parts", fmt::format("'{}' is {} but its parent is {}", figure.id, figure.kind, parent->kind),
                           "parts and whole count the same kind of thing", place_at(reading, path));
    } else if (parent->published_scale > 0 || figure.published_scale > 0) {
      reading.mistakes.add("portfolio.mixed_parts", fmt::format("'{}' has decimals, and sums of rounded rates say nothing", figure.id),
                           "take `parent` out", place_at(reading, path));
    }
  }
}

void check_breakdowns(Reading& reading) {
  for (const Figure& figure : reading.programme.figures) {
    for (const std::string& name : figure.breakdowns) {
      const Fact* fact = reading.programme.fact(name);
      std::string path = "figures/" + figure.id + "/breakdowns";
      if (!fact) {
        dangling(reading, path, "fact", name, ids_of(reading.programme.facts));
      } else if (fact->openness != Openness::dimension) {
        reading.mistakes.add("portfolio.not_a_dimension", fmt::format("'{}' is no dimension and cannot be a breakdown", name),
                             "write `is: dimension` at the fact, or break down by another", place_at(reading, path));
      } else if (fact->type != FactType::choice && fact->type != FactType::boolean) {
        reading.mistakes.add("portfolio.wrong_type", fmt::format("'{}' has no fixed set of values", name),
                             "break down by facts of type choice or boolean", place_at(reading, path));
      }
    }
  }
}

void check_questions(Reading& reading) {
  std::set<std::string> asked;
  for (std::size_t i = 0; i < reading.programme.questions.size(); ++i) {
    const Question& question = reading.programme.questions[i];
    std::string path = "questions/" + std::to_string(i) + "/fact";
    if (question.fact.empty()) continue;
    if (!reading.programme.fact(question.fact)) dangling(reading, path, "fact", question.fact, ids_of(reading.programme.facts));
    if (!asked.insert(question.fact).second) {
      reading.mistakes.add("portfolio.duplicate_id", fmt::format("'{}' is asked twice", question.fact), "ask each fact once",
                           place_at(reading, path));
    }
  }
}

void check_limit(Reading& reading, const Limit& limit, const std::string& path) {
  const Programme& programme = reading.programme;
  for (auto [key, name] : {std::pair{"figure", &limit.figure}, {"count", &limit.count}, {"base", &limit.base}}) {
    if (!name->empty() && !programme.figure(*name)) {
      dangling(reading, path + "/" + key, "figure", *name, ids_of(programme.figures));
    }
  }
  auto need = [&](bool there, std::string_view what, std::string_view mend) {
    if (!there) reading.mistakes.add("portfolio.bad_limit", std::string(what), std::string(mend), place_at(reading, path));
  };
  using Of = Limit::Of;
  bool each = limit.of == Of::amount_each || limit.of == Of::maximum_each;
  if (each) need(!limit.count.empty(), "the limit does not name the figure that counts the payments", "add `count:`");
  if (limit.of == Of::amount_each) need(!limit.amounts.empty(), "the limit names no amounts", "add `amounts: [30万円]`");
  if (limit.of == Of::maximum_each) need(limit.amounts.size() == 1, "a maximum is one amount", "write `amounts: 50万円`");
  if (limit.of == Of::count) need(limit.count_max.has_value(), "the limit says no number", "add `at_most:`");
  if (limit.of == Of::total) {
    need(limit.amounts.size() == 1 || (limit.rate_numerator && !limit.base.empty()), "the limit says no total",
         "add `amounts:` with one amount, or `rate:` with `base:`");
  }
  need(limit.amounts.size() <= 12, "a limit can name up to 12 amounts", "split the figure");
  if (limit.of != Of::amount_each || limit.amounts.empty() || limit.amounts.size() > 12) return;
  std::vector<std::int64_t> amounts;
  for (const Yen& amount : limit.amounts) amounts.push_back(amount.count());
  if (auto sum = PaymentsSum::of(amounts); !sum) {
    reading.mistakes.add(sum.error().code, sum.error().what, sum.error().mend, place_at(reading, path + "/amounts"));
  }
}

}  // namespace

void check_references(Reading& reading) {
  check_tree_names(reading);
  check_instruments(reading);
  check_parents(reading);
  check_breakdowns(reading);
  check_questions(reading);
  for (std::size_t i = 0; i < reading.programme.limits.size(); ++i) {
    check_limit(reading, reading.programme.limits[i], "limits/" + std::to_string(i));
  }
}

// The published text must come out again when the published value is printed: else live figures would look different.
void check_printed_forms(Reading& reading) {
  for (const Figure& figure : reading.programme.figures) {
    if (figure.printed.published.empty()) continue;
    std::string printed = print(figure.printed, published_value(figure), figure.unit);
    if (printed == figure.printed.published) continue;
    reading.mistakes.add("portfolio.form_does_not_fit",
                         fmt::format("'{}' would print {} for the published {}", figure.id, printed, figure.printed.published),
                         "correct `precision`, or leave it out", place_at(reading, "figures/" + figure.id + "/precision"));
  }
}

// A grant to another layer needs a yen fact to settle, and a sum that the other layer's cases make.
void check_settles(Reading& reading, const Settles& settles) {
  const Programme& programme = reading.programme;
  auto need = [&](bool good, const std::string& what, std::string_view mend) {
    if (!good) reading.mistakes.add("portfolio.bad_money_terms", what, std::string(mend), place_at(reading, "money/settles"));
  };
  const Fact* fact = programme.fact(settles.fact);
  need(fact != nullptr && fact->type == FactType::yen && fact->openness != Openness::sealed,
       fmt::format("'{}' is no open yen fact of the programme", settles.fact), "name the fact that holds what the other layer paid");
  const Figure* figure = programme.figure(settles.figure);
  need(figure != nullptr && !figure->value.empty() && figure->layer != "prefecture",
       fmt::format("'{}' is no sum over the cases of another layer", settles.figure), "name a figure with `value:` and `layer:`");
  bool broken_down =
      figure != nullptr && std::find(figure->breakdowns.begin(), figure->breakdowns.end(), settles.by) != figure->breakdowns.end();
  need(broken_down, fmt::format("'{}' is no breakdown of '{}'", settles.by, settles.figure), "name one of its `breakdowns:`");
}

// Times an amount it stays within 64 bits.
constexpr std::int64_t share_max = 1'000'000;

// A subsidy says how it is settled, and its days are facts that somebody is asked for.
void check_subsidy(Reading& reading) {
  const Programme& programme = reading.programme;
  bool subsidises = std::find(programme.instruments.begin(), programme.instruments.end(), "subsidy") != programme.instruments.end();
  auto need = [&](bool good, const std::string& what, std::string_view mend) {
    if (!good) reading.mistakes.add("portfolio.bad_subsidy", what, std::string(mend), place_at(reading, "money/subsidy"));
  };
  const std::optional<SubsidyTerms>& terms = programme.money->subsidy;
  bool taken_here = !programme.questions.empty() && !programme.instruments.empty() && programme.instruments.front() == "subsidy";
  need(!terms || subsidises, "the programme has no instrument `subsidy`", "take `subsidy:` out of `money:`, or add the instrument");
  need(terms || !taken_here, "a subsidy must say how it is settled", "write `subsidy: {settlement: after_report, …}`, or with_decision");
  if (!terms) return;
  auto is_date = [&](const std::string& id) {
    const Fact* fact = programme.fact(id);
    return fact != nullptr && fact->type == FactType::date && fact->openness != Openness::sealed;
  };
  bool reports = !terms->settled_with_decision;
  need(!reports || is_date(terms->completed), fmt::format("'{}' is no open date fact of the programme", terms->completed),
       "name with `completed:` the date fact of the performance report");
  need(!reports || terms->report_within > 0, "the performance report has no time limit", "write `report_within: 30` (days)");
  need(terms->starts.empty() || is_date(terms->starts), fmt::format("'{}' is no open date fact of the programme", terms->starts),
       "name the date fact on which the project starts");
  auto is_share = [](const std::optional<Share>& share) { return !share || (share->numerator <= share_max && share->denominator <= share_max); };
  need(is_share(terms->advance) && is_share(terms->minor_change), "a share is written with larger numbers than a million", "write 80% or 4/5");
  need(!terms->advance || (reports && terms->advance->numerator <= terms->advance->denominator),
       "an advance is at most the whole of a grant that is settled later", "write `advance: 80%`, or leave it out");
}

void check_money(Reading& reading) {
  const Programme& programme = reading.programme;
  bool pays = std::any_of(programme.instruments.begin(), programme.instruments.end(),
                          [](const std::string& name) { return words::holds(words::money_instruments, name); });
  if (!programme.money) {
    if (pays) {
      reading.mistakes.add("portfolio.missing_key", "a programme that gives money must have `money:`",
                           "name entitlement_key, exclusions, legal_nature, binding_date, delivery, retention_years, assurance_level and source",
                           place_at(reading, ""));
    }
    return;
  }
  auto need = [&](bool good, std::string_view key, std::string_view what, std::string_view mend) {
    if (!good) {
      reading.mistakes.add("portfolio.bad_money_terms", std::string(what), std::string(mend), place_at(reading, "money/" + std::string(key)));
    }
  };
  need(programme.money->retention_years > 0, "retention_years", "records are kept for at least a year", "write `retention_years: 5`");
  if (const std::optional<Waiting>& waiting = programme.money->waiting) {
    const Fact* from = programme.fact(waiting->from);
    need(waiting->months >= 1 && waiting->months <= 120, "waiting", "a waiting time is 1 to 120 months", "write `waiting: {months: 3, from: FACT}`");
    need(from != nullptr && from->type == FactType::date && from->openness != Openness::sealed, "waiting",
         fmt::format("'{}' is no open date fact of the programme", waiting->from), "name the fact of type date from which the months run");
    need(waiting->apply_within <= 120, "waiting", "an application may come up to 120 months later", "write `apply_within: 1`");
  }
  if (programme.money->settles) check_settles(reading, *programme.money->settles);
  check_subsidy(reading);
  if (const std::string& named = programme.money->binding_fact; !named.empty()) {
    const Fact* day = programme.fact(named);
    need(programme.money->binding_date == "event", "binding_fact", "only a day of the event is named by a fact", "write `binding_date: event`");
    need(day != nullptr && day->type == FactType::date && day->openness != Openness::sealed, "binding_fact",
         fmt::format("'{}' is no open date fact of the programme", named), "name the fact of type date on which the event was");
  }
  std::vector<std::string_view> programmes(reading.portfolio.programme_ids.begin(), reading.portfolio.programme_ids.end());
  for (const std::string& other : programme.money->exclusions) {
    // A name in Latin letters is meant as a programme; words in Japanese name a scheme outside.
    bool named = std::all_of(other.begin(), other.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9'); });
    if (named && std::find(programmes.begin(), programmes.end(), other) == programmes.end()) {
      dangling(reading, "money/exclusions", "programme", other, programmes);
    }
  }
}

}  // namespace hashira::portfolio
