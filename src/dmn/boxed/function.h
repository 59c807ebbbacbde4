// A compiled boxed function: of a function definition, a business knowledge model or (boxed/service) a decision service.
//
// Guarantees: arguments are coerced to the parameters' types, and one that fits no way makes the call null without
// running it (DMN 1.5, 10.3.2.13.2). A function value may be called as long as the model that compiled it lives.
#pragma once

#include <vector>

#include "dmn/item_type.h"
#include "dmn/node.h"
#include "feel/environment.h"
#include "feel/function.h"

namespace hashira::dmn {

struct Signature {
  std::string name;
  std::vector<feel::Parameter> parameters;
  std::vector<ItemTypePtr> types;  // of the parameters
  ItemTypePtr result;
  feel::Type result_type;  // what `instance of` sees
};

struct FunctionCode {
  Signature signature;
  std::size_t captured = 0;  // slots taken over from where the function is made; the parameters follow
  NodePtr body;
  std::size_t frame_size = 0;
};

// Coerces arguments in place. False: one of them does not conform, and the call is null.
bool conform_arguments(std::span<feel::Value> arguments, const Signature& signature, feel::Environment& environment);

// Entering a boxed body, for as long as it runs: the stack it may take counts as so many nodes of a tree.
class BodyDepth {
 public:
  explicit BodyDepth(feel::Environment& environment) : environment_(environment), ok_(environment.enter(nodes) && environment.spend(1)) {}
  ~BodyDepth() { environment_.leave(nodes); }
  BodyDepth(const BodyDepth&) = delete;
  BodyDepth& operator=(const BodyDepth&) = delete;
  bool ok() const { return ok_; }

 private:
  static constexpr int nodes = 16;
  feel::Environment& environment_;
  bool ok_;
};

// A function whose body runs in a frame that the caller fills, so that an invocation puts the arguments where they are read.
class FrameFunction : public feel::Callable {
 public:
  virtual const Signature& signature() const = 0;
  virtual std::size_t frame_size() const = 0;
  virtual std::size_t first_parameter() const = 0;  // the slot; the others follow
  // Requires: the arguments stand in their slots and conform to the parameters' types.
  virtual feel::Value run(feel::Value* frame, feel::Environment& environment) const = 0;
  // FAST PATH, as Node::evaluate_over: the same over arguments that stand elsewhere, `slots` being where.
  virtual bool needs_frame() const = 0;
  virtual const feel::Value* run_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const = 0;
  // As Node::gives, of its results.
  virtual bool gives(const ItemTypePtr& type) const = 0;
};

class BoxedFunction final : public feel::Callable {
 public:
  BoxedFunction(const FunctionCode& code, std::vector<feel::Value> captured) : code_(code), captured_(std::move(captured)) {}

  std::string_view name() const override { return code_.signature.name; }
  const std::vector<feel::Parameter>& parameters() const override { return code_.signature.parameters; }
  feel::Type result() const override { return code_.signature.result_type; }
  feel::Value call(std::span<feel::Value> arguments, feel::Environment& environment) const override;

 private:
  const FunctionCode& code_;
  std::vector<feel::Value> captured_;
};

}  // namespace hashira::dmn
