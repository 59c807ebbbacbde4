// What a programme folder says, after it has been read and checked. Plain data: no file, no YAML, no clock.
//
// The format of the folder stands in docs/programme-folder.md; `folder.h` reads it, `check.h` says what is wrong where.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/japanese.h"
#include "base/yen.h"
#include "portfolio/approval.h"

namespace hashira::portfolio {

// A text in Japanese and English. `en` may be empty where only the Japanese form is official.
struct Text {
  std::string ja;
  std::string en;
};

// Where a rule, amount, question or figure comes from: `report:78`, `public:TITLE, 2020-05-01`, `assumption`.
struct Source {
  enum class Kind { report, publication, assumption } kind = Kind::assumption;
  int line = 0;        // report
  std::string title;   // publication
  std::string date;    // publication, ISO
  std::string note;    // assumption: what is assumed
  std::string text() const;  // as written in the folder
};

// Facts are what is known of a case. Rules and figures see `open` and `dimension`; `sealed` lies in the vault.
enum class Openness { open, dimension, sealed };
enum class FactType { text, number, yen, boolean, date, choice };

struct Choice {
  std::string id;
  Text label;
  std::string group;  // of a shared list: what the choice belongs to (a municipality's subprefecture); may be empty
};

struct Fact {
  std::string id;  // snake_case: the name FEEL uses
  Text label;
  FactType type = FactType::text;
  Openness openness = Openness::open;
  std::vector<Choice> choices;  // type choice
  std::string list;             // the portfolio's list that gave the choices; empty = written in the folder
  std::optional<std::int64_t> min, max;  // number, yen
  int length_max = 200;                  // text
  std::string check;  // named check: "", corporate_number, municipality_code, postal_code, kana, account_number, phone
};

// One page of the application form asks one question; its answer becomes the fact of the same id.
struct Question {
  std::string fact;
  Text ask;
  Text hint;
  std::string when;      // FEEL over facts asked before; empty = always
  bool required = true;
  Source source;
};

enum class Basis { applied, decided, settled, ordered, paid, redeemed, registered, attended, introduced, hired, certified,
                   delivered, held, placed, issued, reported };
enum class Evidence { counted, summed, imported, attested, text_only };
enum class Aggregate { count, sum, distinct };
enum class LogicPlace { activity, output, outcome };
enum class PartOf { none, partition, of_which };

// The form in which the report prints a figure: how to round it and how to write it. Read from the published form by
// `read_printed_form`, written by `print` (printed_form.h).
struct PrintedForm {
  std::string published;        // as the FY2020 report prints it, e.g. 51.7億円; never shown as a result
  std::int64_t precision = 1;   // what the value is rounded to, × 10^−precision_scale, in the figure's unit
  int precision_scale = 0;      // 1 for a rate with one decimal
  std::string style;            // the form's name, e.g. "oku", "sen", "plain", "fullwidth" (printed_form.h lists them)
  japanese::NumberForm number;  // width, commas, 千 万 億, decimals
  std::string suffix;           // what follows the number: 名, 円, の新規開業
  bool approximate = false;     // 約
  bool cumulative = false;      // 延べ
  bool shared = false;          // one printed number stands for several figures (各1箇所)
};

struct Figure {
  std::string id;
  Text label;
  std::string unit;       // 件, 円, 人 …
  std::string kind;       // count, people, money, quantity, rate
  std::string instrument; // benefit, subsidy …
  PrintedForm printed;
  std::int64_t published_value = 0;   // scaled by 10^published_scale; for reasoning and calibration only
  int published_scale = 0;
  std::string parent;     // figure of which this is a part
  PartOf part_of = PartOf::none;
  std::string edition;
  std::string held;       // when or how the event took place, as 2020-10-10/2020-10-11 or online
  // f(case): FEEL over facts, dimensions and the case's state (see docs/programme-folder.md); empty = no records yet.
  Aggregate aggregate = Aggregate::count;
  std::string where;      // boolean; empty = true
  std::string value;      // sum: number; count: 1
  std::string key;        // distinct
  std::string date;       // which date places the case in time
  std::vector<std::string> breakdowns;  // ids of dimension facts
  Basis basis = Basis::reported;
  std::optional<Date> as_of;
  std::string layer = "prefecture";
  Evidence evidence = Evidence::counted;
  // A total that another body states: nothing here has the records behind it.
  bool is_stated() const { return evidence == Evidence::attested || evidence == Evidence::imported; }
  LogicPlace logic = LogicPlace::output;
  Source source;
  std::string note;       // what a reader of the published figure has to know
};

// What a printed amount, rate or cap limits, for reasoning about totals (reason.h).
struct Limit {
  std::string figure;     // the money total it bears on
  enum class Of { total, count, amount_each, maximum_each } of = Of::amount_each;
  std::string count;      // figure that counts the payments, for amount_each / maximum_each
  std::vector<Yen> amounts;  // amount_each: the amounts one payment may have; maximum_each, total: one cap
  std::optional<std::int64_t> count_max;  // count: at most so many
  std::optional<std::int64_t> rate_numerator, rate_denominator;  // a share of `base`, or of a cost that is not printed
  std::string base;       // total: the figure of which the rate is a share
  Text text;              // as the folder words it
  bool reading_assumed = false;  // the text leaves open what the limit is per
  Text reading;                  // what was assumed
  Source source;
};

// 併給制限, 支給単位 and the rest that a money programme must name.
// 待機: how long a case waits between the preliminary check and the claim, and from the day of which fact.
struct Waiting {
  int months = 0;
  std::string from;      // id of an open date fact
  int apply_within = 0;  // months after that day within which the application must come; 0: no limit
};

// 精算: a grant that follows what another layer paid. `fact` of the grant's case is the sum of `figure` under the case's own
// value of the dimension `by`.
struct Settles {
  std::string fact, figure, by;
};

// 補助率, 概算払の割合: an exact fraction.
struct Share {
  std::int64_t numerator = 0, denominator = 1;
  bool operator==(const Share&) const = default;
};

// What a programme with the instrument `subsidy` must say (docs/subsidy.md).
struct SubsidyTerms {
  bool settled_with_decision = false;  // 一段階: the decision is the settlement too, and the application the claim
  std::string completed;               // date fact of the performance report: when the project was completed
  int report_within = 0;               // days after that; 10 April of the next year comes first where it is earlier
  std::string starts;                  // date fact: when the project starts; none: nobody asks
  std::optional<Share> advance;        // of the grant, the most that is paid in advance (概算払); none: no advance
  std::optional<Share> minor_change;   // 軽微な変更: how far each cost may move without a new decision; none: not at all
};

struct MoneyTerms {
  std::string entitlement_key;           // FEEL giving the key: who × what × when
  Text entitlement;                      // the same in words
  std::vector<std::string> exclusions;   // programme ids or texts
  std::string legal_nature;              // gift_contract | disposition
  std::string binding_date;              // event | application | decision: which day's rules bind a case
  std::string binding_fact;              // event: the date fact that gives the day
  std::string delivery;                  // bank_transfer | through_bodies | …
  int retention_years = 0;               // 保存期間
  std::string assurance_level;           // declared | documents | gbiz_id | jpki
  Source source;
  std::string budget_line;               // e.g. 07-01-02-18; the line the allotment comes from
  Yen allotment;                         // for the demo year
  std::optional<Waiting> waiting;        // none: screened as it comes
  std::string layer;                     // FEEL: who holds a case and pays it (city …); empty or "prefecture": the prefecture
  std::optional<Settles> settles;        // none: no grant to another layer
  std::optional<SubsidyTerms> subsidy;   // none: not a subsidy
};

// One decision of rules.dmn: what it gives.
struct Rules {
  std::string file;        // rules.dmn
  std::string decision;    // the DMN decision's name
  Bytes text;              // the file
};

struct Activity {
  Text label;
  std::string instrument;
  std::string held;  // when or how, as 2020-11 or online
  Source source;
};

// What the report or a rule says beside the figures: conditions, areas, partners, periods …
struct Term {
  std::string kind;       // condition, applicant, coverage, feature, area, venue, partner … (docs/programme-folder.md)
  Text text;
  std::string published;  // a printed number that belongs to it, e.g. １４日間
  std::optional<Date> from, to;  // kind period
  Source source;
};

// From which day on a version of the rules binds, and whether it also binds what came before.
struct RulesInForce {
  std::optional<Date> from;   // none: the day on which the version was published
  bool reaches_back = false;
};

struct Programme {
  std::string id;
  Text name;
  std::string printed_name;  // where the report prints the name with slips (half-width signs); else empty
  std::string pillar, measure, owner;
  Text owner_unit;           // the team inside the owner, where it is named
  std::vector<std::string> co_owners;
  Text summary;
  std::vector<std::string> instruments;
  std::vector<std::string> instruments_inferred;  // the report leaves their form open
  std::vector<Fact> facts;
  std::vector<Question> questions;
  std::vector<Figure> figures;
  std::vector<Activity> activities;
  std::vector<Term> terms;
  std::vector<Limit> limits;
  std::optional<MoneyTerms> money;
  std::optional<Rules> rules;
  std::optional<Approval> approval;        // its own, else the portfolio's; none: an approver decides, whatever the amount
  std::vector<std::string> combined_caps;  // ids of the portfolio's caps that name it
  RulesInForce in_force;
  std::optional<Date> opens, closes;       // period of intake
  Source intake_source;
  std::vector<Text> narrative;             // report sentences with {figure} places, in order
  std::vector<Text> what_you_need;         // shown before the first question
  std::vector<std::string> source_lines;   // report lines, as "10-12"
  std::map<std::string, Bytes> files;      // path in the folder → contents: what a version consists of
  Hash digest{};                           // over `files`: the version's name

  const Fact* fact(const std::string& fact_id) const;
  const Figure* figure(const std::string& figure_id) const;
};

struct Point {  // ■ ポイント: what a measure stresses
  std::string id;
  Text name;
};
struct Measure {
  std::string id;
  Text name;
  std::vector<Point> points;
};
struct Pillar {
  std::string id, symbol;
  Text name;
  std::vector<Measure> measures;
};
struct Owner {
  std::string id, kind;
  Text bureau, division;
};

// A list of choices that several programmes share (municipalities with their codes).
struct ChoiceList {
  std::string id;
  Source source;
  std::vector<Choice> choices;
};

// 合算上限: one limit over what several programmes give.
struct CombinedCap {
  std::string id;
  Text name;
  std::vector<std::string> programmes;
  Yen limit;
  Source source;

  bool covers(const std::string& programme) const { return std::find(programmes.begin(), programmes.end(), programme) != programmes.end(); }
};

struct Portfolio {
  std::string id;   // hokkaido-2020
  Text policy, report_title, issuer;
  FiscalYear year;
  std::vector<Pillar> pillars;
  std::vector<Owner> owners;
  std::vector<ChoiceList> lists;
  std::optional<Approval> approval;
  std::vector<CombinedCap> combined_caps;
  std::vector<std::string> programme_ids;  // in the report's order
  std::vector<Programme> programmes;   // in the report's order
  std::map<std::string, Bytes> files;  // the tree's own files (portfolio.yaml …)

  const Programme* programme(const std::string& programme_id) const;
  const ChoiceList* list(const std::string& list_id) const;
  const Owner* owner(const std::string& owner_id) const;
  // The pillar that holds the measure; null when there is none.
  const Pillar* pillar_of(const std::string& measure_id) const;
};

}  // namespace hashira::portfolio
