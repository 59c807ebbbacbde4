// The readers of the single files of a programme folder. Each fills its part of the Programme, notes mistakes and the
// places that later checks point at.
#pragma once

#include "portfolio/folder.h"
#include "portfolio/internal/fields.h"
#include "portfolio/internal/yaml.h"
#include "portfolio/programme.h"

namespace hashira::portfolio {

// What reading one folder writes to.
struct Reading {
  Programme& programme;
  const Portfolio& portfolio;
  std::string folder;  // prefix of places: "closure-cooperation-benefit/", or empty
  Mistakes& mistakes;
  Places& places;

  std::string file(std::string_view name) const { return folder + std::string(name); }
};

void read_programme_file(const YamlNode& root, Reading& reading);  // programme.yaml
void read_money_terms(Fields& programme, Reading& reading);        // its `money:`
void read_limits(Fields& programme, Reading& reading);             // its `limits:`
void read_figures_file(const YamlNode& root, Reading& reading);    // figures.yaml
void read_questions_file(const YamlNode& root, Reading& reading);  // questions.yaml
void read_narrative_file(const YamlNode& root, Reading& reading);  // narrative.yaml

Approval read_approval(const YamlNode& root, const std::string& file, const Portfolio& portfolio, Mistakes& mistakes);  // approval.yaml

// portfolio.yaml, approval.yaml and lists/*.yaml: everything but the programmes.
Portfolio read_tree(const Files& files, Mistakes& mistakes, Places& places);

// Checks across the files of one folder, after all are read.
void check_references(Reading& reading);
void check_printed_forms(Reading& reading);
void check_narrative(Reading& reading);
void check_money(Reading& reading);
void check_rules(Reading& reading);

}  // namespace hashira::portfolio
