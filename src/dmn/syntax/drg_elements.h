// The elements of a decision requirements graph and what a file holds beside them (DMN 1.5, chapter 6.3).
#pragma once

#include "dmn/syntax/expression.h"

namespace hashira::dmn::syntax {

// `#id`, or `namespace#id` for an element of an imported model.
struct Reference {
  std::string namespace_uri;  // empty: this file's
  std::string id;
  Spot spot;
};

struct Import {
  std::string name;
  std::string namespace_uri;
  std::string type;      // importType: a DMN namespace, or another language
  std::string location;  // locationURI, a hint only
  Spot spot;
};

struct InputData {
  std::string id;
  std::string name;
  InformationItem variable;
  Spot spot;
};

struct Decision {
  std::string id;
  std::string name;
  std::string question;
  std::string allowed_answers;
  InformationItem variable;
  std::vector<Reference> required_inputs;
  std::vector<Reference> required_decisions;
  std::vector<Reference> required_knowledge;
  ExpressionPtr logic;
  Spot spot;
};

struct BusinessKnowledgeModel {
  std::string id;
  std::string name;
  InformationItem variable;
  std::vector<Reference> required_knowledge;
  FunctionDefinition function;
  bool has_function = false;
  Spot spot;
};

struct DecisionService {
  std::string id;
  std::string name;
  InformationItem variable;
  std::vector<Reference> output_decisions;
  std::vector<Reference> encapsulated_decisions;
  std::vector<Reference> input_decisions;
  std::vector<Reference> input_data;
  Spot spot;
};

// tItemDefinition: a named type; components nest (DMN 1.5, 7.3.3).
struct ItemDefinition {
  struct Function {
    TypeRef output;
    std::vector<InformationItem> parameters;
  };
  std::string name;
  bool is_collection = false;
  TypeRef base;
  std::optional<UnaryTests> allowed_values;   // of the type itself, or of each member when a collection
  std::optional<UnaryTests> type_constraint;  // DMN 1.5: of the whole value, collections too
  std::vector<ItemDefinition> components;
  std::optional<Function> function;
  Spot spot;
};

struct Definitions {
  std::string file;
  std::string name;
  std::string namespace_uri;
  std::vector<Import> imports;
  std::vector<ItemDefinition> item_definitions;
  std::vector<InputData> input_data;
  std::vector<Decision> decisions;
  std::vector<BusinessKnowledgeModel> knowledge_models;
  std::vector<DecisionService> services;

  Place place(Spot spot) const { return {file, spot.line, spot.column}; }
};

// Reads one model file of DMN 1.1 to 1.5. Errors: those of XmlFile::parse and read_expression, and dmn.not_dmn.
Result<Definitions> read_definitions(const Source& source, const XmlLimits& limits = {});

}  // namespace hashira::dmn::syntax
