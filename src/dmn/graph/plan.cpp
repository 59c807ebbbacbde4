// Orders the requirements of decisions and runs them.
#include "dmn/graph/plan.h"

namespace hashira::dmn {
namespace {

constexpr std::size_t steps_over_slots_max = 16;

class PlanBuilder {
 public:
  PlanBuilder(const Graph& graph, Plan& plan) : graph_(graph), plan_(plan) {}

  void give(ElementId element) {
    if (!local_of_.emplace(element, next_).second) return;
    plan_.inputs.push_back(element);
    ++next_;
  }

  // Input data takes the locals after the given ones, so that of all that is wanted is met first, then decisions in order.
  void want(const std::vector<ElementId>& wanted) {
    for (const ElementId element : wanted)
      collect(element, [this](ElementId id) {
        if (graph_.elements[id].kind == ElementKind::input) give(id);
      });
    for (const ElementId element : wanted)
      collect(element, [this](ElementId id) {
        if (graph_.elements[id].kind == ElementKind::decision) add_step(id);
      });
  }

  std::uint32_t local_of(ElementId element) const { return local_of_.at(element); }
  std::size_t locals() const { return next_; }

 private:
  const Graph& graph_;
  Plan& plan_;
  std::map<ElementId, std::uint32_t> local_of_;
  std::uint32_t next_ = 0;

  // Visits `root` and what it requires, requirements first. Links had no cycle; depth is kept off the stack.
  template <class Visit>
  void collect(ElementId root, Visit visit) {
    std::vector<std::pair<ElementId, std::size_t>> stack{{root, 0}};
    std::map<ElementId, bool> seen{{root, true}};
    while (!stack.empty()) {
      auto& [element, next] = stack.back();
      const auto& needs = graph_.elements[element].requires_values;
      if (local_of_.contains(element) || next == needs.size()) {
        const ElementId done = element;
        stack.pop_back();
        if (!local_of_.contains(done)) visit(done);
        continue;
      }
      const ElementId need = needs[next++];
      if (seen.emplace(need, true).second) stack.emplace_back(need, 0);
    }
  }

  void add_step(ElementId id) {
    const Element& element = graph_.elements[id];
    Step step{id, next_++, fills_of(element, graph_, local_of_), element.slots.size() <= steps_over_slots_max};
    for (const Fill& fill : step.fills) step.reads_locals = step.reads_locals && fill.from == Fill::From::local;
    local_of_.emplace(id, step.target);
    plan_.steps.push_back(std::move(step));
  }
};

Fill fill_of(const SlotSource& source, const Graph& graph, const std::map<ElementId, std::uint32_t>& local_of) {
  Fill fill;
  if (!source.inside.empty()) {
    fill.from = Fill::From::import_context;
    std::vector<std::string> names;
    for (const SlotSource& inner : source.inside) {
      names.push_back(inner.name);
      fill.inside.push_back(fill_of(inner, graph, local_of));
    }
    fill.shape = feel::make_ref<feel::Shape>(std::move(names));
    return fill;
  }
  const ElementKind kind = graph.elements[source.element].kind;
  const bool is_value = kind == ElementKind::input || kind == ElementKind::decision;
  fill.from = is_value ? Fill::From::local : Fill::From::function;
  fill.index = is_value ? local_of.at(source.element) : source.element;
  return fill;
}

// Of the slots that are no copy of one local value.
feel::Value filled(const Fill& fill, const Graph& graph, const feel::Value* const* locals) {
  if (fill.from == Fill::From::local) return *locals[fill.index];
  if (fill.from == Fill::From::function) return feel::Value::function(graph.elements[fill.index].function);
  std::vector<feel::Value> values;
  values.reserve(fill.inside.size());
  for (const Fill& inner : fill.inside) values.push_back(filled(inner, graph, locals));
  return feel::Value::context(fill.shape, std::move(values));
}

// FAST PATH: logic that only looks at required values sees them where they stand. nullptr: it needs a frame.
const feel::Value* run_over_locals(const Step& step, const Element& element, Locals& locals, feel::Environment& environment) {
  const feel::Value* slots[steps_over_slots_max];  // those that no text reads stay unset
  for (const Fill& one : step.fills) slots[one.slot] = locals.places()[one.index];
  return element.logic->evaluate_over(slots, locals.own(step.target), environment);
}

const feel::Value* run_in_frame(const Step& step, const Graph& graph, Locals& locals, feel::Environment& environment) {
  const Element& element = graph.elements[step.element];
  const Frame frame(element.frame_size);
  fill(step.fills, graph, locals.places(), frame.slots());
  feel::Value& own = locals.own(step.target);
  own = element.logic->evaluate(frame.slots(), environment);
  return &own;
}

}  // namespace

std::vector<Fill> fills_of(const Element& element, const Graph& graph, const std::map<ElementId, std::uint32_t>& local_of) {
  std::vector<Fill> fills;
  for (std::size_t slot = 0; slot < element.slots.size(); ++slot) {
    if (!element.slots[slot].is_read) continue;
    fills.push_back(fill_of(element.slots[slot], graph, local_of));
    fills.back().slot = static_cast<std::uint32_t>(slot);
  }
  return fills;
}

Plan plan_for(const Graph& graph, const std::vector<ElementId>& wanted, const std::vector<ElementId>& given) {
  Plan plan;
  PlanBuilder builder(graph, plan);
  for (const ElementId element : given) builder.give(element);
  builder.want(wanted);
  for (const ElementId element : wanted) plan.results.push_back(builder.local_of(element));
  plan.locals = builder.locals();
  return plan;
}

void fill(const std::vector<Fill>& fills, const Graph& graph, const feel::Value* const* locals, feel::Value* frame) {
  for (const Fill& one : fills) {
    if (one.from == Fill::From::local) frame[one.slot] = *locals[one.index];
    else frame[one.slot] = filled(one, graph, locals);
  }
}

void run(const Plan& plan, const Graph& graph, Locals& locals, feel::Environment& environment) {
  for (const Step& step : plan.steps) {
    const Element& element = graph.elements[step.element];
    if (!element.logic) continue;  // not yet written: null
    const feel::Value* value = step.reads_locals ? run_over_locals(step, element, locals, environment) : nullptr;
    if (!value) value = run_in_frame(step, graph, locals, environment);
    if (!element.logic_has_type) value = &conformed(*value, element.type, locals.own(step.target), environment);
    locals.put(step.target, value);
  }
}

}  // namespace hashira::dmn
