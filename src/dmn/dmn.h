// Decision models for the other rooms: load DMN files once, evaluate decisions as often as wanted, ask why.
//
// A Model never changes and may be shared by threads; a Decision keeps its model alive. A function inside an outcome may
// be called as long as the Model or a Decision of it lives. Written in DMN 1.5 (files of 1.1 to 1.5 load).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "dmn/item_type.h"
#include "dmn/source.h"
#include "dmn/trace.h"
#include "feel/feel.h"

namespace hashira::dmn {

struct Graph;

// What to do about mistakes inside expressions (unknown names and types, texts that do not parse).
enum class Mistakes {
  refuse,  // loading fails with the first
  keep,    // Model::problems lists all; a text that does not parse, and an unknown name, are null when evaluated
};

struct InputSpec {
  std::string name;  // of imported input data with the import names before it: `base.Person`
  feel::Type type;
  ItemTypePtr item_type;       // with allowed values; empty: any
  std::string allowed_values;  // as written in the file; may be empty
};

enum class Absent {
  strict,   // an input that a decision needs and nobody gave is the error dmn.missing_input
  lenient,  // it is null
};

struct Options {
  Absent absent = Absent::lenient;
  std::optional<Date> today;   // for today() and now(); without it they are null
  std::optional<Instant> now;
  feel::Limits limits = {};
  Keep rules = Keep::hits;  // what Outcome::rules tells; a Trace that is handed in keeps what it says itself
};

// Something a person should know about one evaluation.
struct Message {
  std::string decision;
  std::string code;  // feel.division_by_zero …
  std::string text;  // with place
};

struct Outcome {
  feel::Value value;
  std::vector<Message> messages;  // why a decision on the way (or this one) is null although nothing says null
  std::vector<TableHit> rules;    // the rules that matched, in the order of evaluation
};

class Decision {
 public:
  const std::string& name() const;
  // The inputs it needs, directly or through other decisions, in the model's order.
  std::vector<InputSpec> inputs() const;

  // `inputs` is a context of values by InputSpec name (imported ones may stand in a context of the import's name).
  Result<Outcome> evaluate(const feel::Value& inputs, const Options& options = {}, Trace* trace = nullptr) const;
  // Values by Model::inputs() order. Requires: as many as that has.
  Result<Outcome> evaluate(std::span<const feel::Value> inputs, const Options& options = {}, Trace* trace = nullptr) const;

  struct Plan;
  explicit Decision(std::shared_ptr<const Plan> plan) : plan_(std::move(plan)) {}

 private:
  std::shared_ptr<const Plan> plan_;
};

class Model {
 public:
  const std::string& name() const;
  const std::string& namespace_uri() const;
  std::vector<std::string> decisions() const;  // of the main file, in its order; imported ones by `import.name` too
  std::vector<std::string> services() const;
  std::vector<InputSpec> inputs() const;
  // dmn.unknown_decision names the nearest.
  Result<Decision> decision(std::string_view name) const;
  // Several decisions evaluated together, each required decision once: a context of their values by name.
  Result<Decision> decisions_together(const std::vector<std::string>& names) const;
  // A decision service, its input data and input decisions as inputs; several outputs make a context.
  Result<Decision> service(std::string_view name) const;
  const std::vector<Error>& problems() const;
  const Graph& graph() const { return *graph_; }

  explicit Model(std::shared_ptr<const Graph> graph) : graph_(std::move(graph)) {}

 private:
  std::shared_ptr<const Graph> graph_;
};

// The first source is the main model; the others are what it imports (by namespace), in any order.
Result<Model> load(const std::vector<Source>& sources, Mistakes mistakes = Mistakes::refuse);

}  // namespace hashira::dmn
