// Evaluating a decision: inputs in, plan run, and messages about what went wrong.
#include <fmt/core.h>

#include "dmn/decision_plan.h"
#include "dmn/frame.h"
#include "dmn/table/decision_table.h"

namespace hashira::dmn {
namespace {

// Sets the thread's listener for one evaluation and puts the earlier one back.
class DecisionListening {
 public:
  explicit DecisionListening(Trace* trace) : earlier_(current_trace) { current_trace = trace; }
  ~DecisionListening() { current_trace = earlier_; }
  DecisionListening(const DecisionListening&) = delete;
  DecisionListening& operator=(const DecisionListening&) = delete;

 private:
  Trace* earlier_;
};

feel::Environment decision_environment(const Options& options) {
  feel::Environment environment(options.limits);
  if (options.today) environment.today = [today = *options.today] { return today; };
  if (options.now) environment.now = [now = *options.now] { return now; };
  return environment;
}

Done decision_missing(const Decision::Plan& plan, const Decision::Plan::Input& input) {
  return fail("dmn.missing_input", fmt::format("The decision \"{}\" needs \"{}\", which was not given.", plan.name, input.path_name),
              fmt::format("Give a value for \"{}\" (null if it is not known).", input.path_name));
}

// Puts the inputs into their locals, each as its type has it.
template <class Find>
Done decision_take_inputs(const Decision::Plan& plan, Find find, const Options& options, Trace* trace, Locals& locals, feel::Environment& environment) {
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    const feel::Value* given = find(plan.inputs[i]);
    if (!given && options.absent == Absent::strict) return decision_missing(plan, plan.inputs[i]);
    if (trace) (given ? trace->inputs_read : trace->inputs_missing).push_back(plan.inputs[i].path_name);
    if (given) locals.put(i, &conformed(*given, plan.inputs[i].type, locals.own(i), environment));
    else locals.own(i) = feel::Value::null(feel::Reason::absent_input);
  }
  return {};
}

// Requires: a null that has a reason.
void decision_note_null(const Graph& graph, const std::string& name, const feel::Value& value, std::vector<Message>& messages) {
  const feel::Origin origin = value.origin();
  const feel::Expression expression = origin.source < graph.texts.size() ? graph.texts[origin.source] : feel::Expression();
  std::string text = expression.program() ? feel::reason_text(value, expression) : std::string(feel::reason_sentence(value.reason(), feel::Language::english));
  messages.push_back({name, std::string(feel::reason_code(value.reason())), std::move(text)});
}

feel::Value decision_result(const Decision::Plan& plan, const Locals& locals, feel::Environment& environment) {
  if (!plan.shape) return conform(locals[plan.plan.results[0]], plan.result, environment);
  std::vector<feel::Value> values;
  values.reserve(plan.plan.results.size());
  for (const std::uint32_t result : plan.plan.results) values.push_back(locals[result]);
  return conform(feel::Value::context(plan.shape, std::move(values)), plan.result, environment);
}

template <class Find>
Result<Outcome> decision_evaluate(const Decision::Plan& plan, Find find, const Options& options, Trace* trace) {
  Trace own;
  own.keep = options.rules;
  if (!trace && own.keep != Keep::nothing) own.tables.reserve(plan.plan.steps.size());
  Trace& listener = trace ? *trace : own;
  const DecisionListening listening(&listener);
  feel::Environment environment = decision_environment(options);
  Locals locals(plan.plan.locals);
  CHECK_OK(decision_take_inputs(plan, find, options, trace, locals, environment));
  run(plan.plan, *plan.graph, locals, environment);
  Outcome outcome;
  outcome.value = decision_result(plan, locals, environment);
  for (const Step& step : plan.plan.steps)
    if (const feel::Value& value = locals[step.target]; value.is_null() && value.reason() != feel::Reason::none)
      decision_note_null(*plan.graph, plan.graph->elements[step.element].path_name, value, outcome.messages);
  if (trace) outcome.rules = trace->tables;
  else outcome.rules = std::move(own.tables);
  return outcome;
}

}  // namespace

Decision::Plan::Plan(std::shared_ptr<const Graph> graph_, const Element& element) : graph(std::move(graph_)), name(element.path_name) {
  const auto wanted = static_cast<ElementId>(&element - graph->elements.data());
  const bool service = element.kind == ElementKind::service;
  plan = plan_for(*graph, service ? element.outputs : std::vector<ElementId>{wanted}, service ? element.parameters : std::vector<ElementId>{});
  take_inputs();
  if (service) result = element.type;
  if (service && element.outputs.size() != 1) shape_results(element.outputs);
}

Decision::Plan::Plan(std::shared_ptr<const Graph> graph_, const std::vector<ElementId>& wanted) : graph(std::move(graph_)) {
  for (const ElementId id : wanted) name += (name.empty() ? "" : ", ") + graph->elements[id].path_name;
  plan = plan_for(*graph, wanted, {});
  take_inputs();
  shape_results(wanted);
}

void Decision::Plan::take_inputs() {
  std::map<ElementId, std::size_t> model_slots;
  for (ElementId id = 0; id < graph->elements.size(); ++id)
    if (graph->elements[id].kind == ElementKind::input) model_slots.emplace(id, model_slots.size());
  model_inputs = model_slots.size();
  for (const ElementId id : plan.inputs) {
    const Element& input = graph->elements[id];
    const auto slot = model_slots.find(id);
    inputs.push_back({graph->units[input.unit].way, input.name, input.path_name, input.type, slot == model_slots.end() ? npos : slot->second, {}});
  }
}

void Decision::Plan::shape_results(const std::vector<ElementId>& wanted) {
  std::vector<std::string> names;
  for (const ElementId id : wanted) names.push_back(graph->elements[id].name);
  shape = feel::make_ref<feel::Shape>(std::move(names));
}

// By the whole path name, through contexts of the imports' names, or (for imported input data) by its own name alone.
const feel::Value* input_in(const feel::Value& inputs, const Decision::Plan::Input& input) {
  if (const feel::Value* whole = inputs.find(input.path_name, input.hint)) return whole;
  if (input.way.empty()) return nullptr;
  const feel::Value* at = &inputs;
  for (const std::string& name : input.way)
    if (at) at = at->find(name);
  if (at) at = at->find(input.name);
  return at ? at : inputs.find(input.name);
}

const std::string& Decision::name() const { return plan_->name; }

std::vector<InputSpec> Decision::inputs() const {
  std::vector<InputSpec> specs;
  for (const ElementId id : plan_->plan.inputs) specs.push_back(input_spec(plan_->graph->elements[id]));
  return specs;
}

Result<Outcome> Decision::evaluate(const feel::Value& inputs, const Options& options, Trace* trace) const {
  return decision_evaluate(*plan_, [&](const Plan::Input& input) { return input_in(inputs, input); }, options, trace);
}

Result<Outcome> Decision::evaluate(std::span<const feel::Value> inputs, const Options& options, Trace* trace) const {
  assert(inputs.size() == plan_->model_inputs);
  const auto find = [&](const Plan::Input& input) -> const feel::Value* {
    return input.model_slot == Plan::npos ? nullptr : &inputs[input.model_slot];
  };
  return decision_evaluate(*plan_, find, options, trace);
}

}  // namespace hashira::dmn
