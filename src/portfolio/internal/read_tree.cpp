// portfolio.yaml, approval.yaml and lists/*.yaml: the policy tree, owners, shared lists and the order of the programmes.
#include <fmt/core.h>

#include <set>

#include "portfolio/internal/read.h"

namespace hashira::portfolio {
namespace {

// Refuses an id used twice in what it is told to watch.
class Unique {
 public:
  explicit Unique(std::string kind) : kind_(std::move(kind)) {}
  void watch(Fields& fields, const std::string& id) {
    if (id.empty() || seen_.insert(id).second) return;
    fields.mistake("portfolio.duplicate_id", fmt::format("the {} '{}' stands here twice", kind_, id), "give each its own id",
                   fields.place("id"));
  }

 private:
  std::string kind_;
  std::set<std::string> seen_;
};

Measure read_measure(Fields& fields) {
  Measure measure;
  measure.id = fields.id("id");
  measure.name = fields.bilingual("name", Need::required);
  for (const YamlNode* node : fields.list("points")) {
    Fields point(*node, fields.file(), "point", fields.mistakes());
    measure.points.push_back({point.id("id"), {point.text("ja", Need::required), point.text("en")}});
    point.end();
  }
  fields.end();
  return measure;
}

void read_pillars(Fields& root, Portfolio& portfolio) {
  Unique pillars("pillar"), measures("measure");
  for (const YamlNode* node : root.list("pillars")) {
    Fields fields(*node, root.file(), "pillar", root.mistakes());
    Pillar pillar;
    pillar.id = fields.id("id");
    pillar.symbol = fields.text("symbol");
    pillar.name = fields.bilingual("name", Need::required);
    pillars.watch(fields, pillar.id);
    for (const YamlNode* measure_node : fields.list("measures")) {
      Fields measure(*measure_node, root.file(), "measure", root.mistakes());
      pillar.measures.push_back(read_measure(measure));
      measures.watch(measure, pillar.measures.back().id);
    }
    fields.end();
    portfolio.pillars.push_back(std::move(pillar));
  }
}

void read_owners(Fields& root, Portfolio& portfolio) {
  Unique owners("owner");
  for (const YamlNode* node : root.list("owners")) {
    Fields fields(*node, root.file(), "owner", root.mistakes());
    Owner owner;
    owner.id = fields.id("id");
    owner.kind = fields.text("kind");
    owner.bureau = fields.bilingual("bureau", Need::required);
    owner.division = fields.bilingual("division");
    fields.end();
    owners.watch(fields, owner.id);
    portfolio.owners.push_back(std::move(owner));
  }
}

void read_list(const std::string& path, const YamlNode& root, Portfolio& portfolio, Mistakes& mistakes) {
  Fields fields(root, path, "the list", mistakes);
  ChoiceList list;
  list.id = path.substr(6, path.size() - 6 - 5);  // lists/ID.yaml
  fields.bilingual("name");
  list.source = fields.source("source", Need::required);
  Unique ids("choice");
  for (const YamlNode* node : fields.list("choices")) {
    Fields item(*node, path, "choice", mistakes);
    Choice choice{item.text("id", Need::required), {item.text("ja", Need::required), item.text("en")}, item.text("group")};
    item.end();
    ids.watch(item, choice.id);
    list.choices.push_back(std::move(choice));
  }
  fields.end();
  portfolio.lists.push_back(std::move(list));
}

bool is_list(std::string_view path) {
  return path.starts_with("lists/") && path.ends_with(".yaml") && path.size() > 11 && path.find('/', 6) == std::string_view::npos;
}

void read_programme_ids(Fields& root, Portfolio& portfolio, Places& places) {
  std::set<std::string> seen;
  const YamlNode* node = root.node("programmes", Need::required);
  if (!node) return;
  for (const std::string& id : root.words("programmes")) {
    if (!seen.insert(id).second) {
      root.mistake("portfolio.duplicate_id", fmt::format("the programme '{}' is listed twice", id.substr(0, 60)), "keep one of the two",
                   root.place("programmes"));
      continue;
    }
    portfolio.programme_ids.push_back(id);
  }
  places["programmes"] = root.place("programmes");
}

// A cap over one programme, or over one that nobody has, is a slip: its own allotment bounds a single programme.
void check_cap_programmes(Fields& fields, const CombinedCap& cap, const Portfolio& portfolio) {
  std::set<std::string> each(cap.programmes.begin(), cap.programmes.end());
  if (each.size() < 2 || each.size() < cap.programmes.size()) {
    fields.mistake("portfolio.bad_cap", "a combined cap names two or more programmes, each once", "bound a single programme by its allotment",
                   fields.place("programmes"));
  }
  const auto& known = portfolio.programme_ids;
  for (const std::string& id : each) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    fields.mistake("portfolio.unknown_programme", fmt::format("there is no programme '{}'", id.substr(0, 60)),
                   "name an id of the portfolio's `programmes`", fields.place("programmes"));
  }
}

void read_combined_caps(Fields& root, Portfolio& portfolio) {
  Unique caps("combined cap");
  for (const YamlNode* node : root.list("combined_caps")) {
    Fields fields(*node, root.file(), "combined cap", root.mistakes());
    CombinedCap cap;
    cap.id = fields.id("id");
    cap.name = fields.bilingual("name", Need::required);
    cap.programmes = fields.words("programmes", Need::required);
    if (!fields.has("limit")) fields.node("limit", Need::required);
    cap.limit = fields.yen("limit").value_or(Yen(0));
    cap.source = fields.source("source", Need::required);
    if (fields.has("programmes")) check_cap_programmes(fields, cap, portfolio);
    fields.end();
    caps.watch(fields, cap.id);
    portfolio.combined_caps.push_back(std::move(cap));
  }
}

void read_approval_of(const Files& files, Portfolio& portfolio, Mistakes& mistakes) {
  auto file = files.find("approval.yaml");
  if (file == files.end()) return;
  portfolio.files.emplace(*file);
  if (auto root = read_yaml("approval.yaml", file->second)) {
    portfolio.approval = read_approval(*root, "approval.yaml", portfolio, mistakes);
  } else {
    mistakes.add(root.error());
  }
}

}  // namespace

Portfolio read_tree(const Files& files, Mistakes& mistakes, Places& places) {
  Portfolio portfolio;
  for (const auto& [path, bytes] : files) {
    if (!is_list(path)) continue;
    portfolio.files.emplace(path, bytes);
    if (auto root = read_yaml(path, bytes)) {
      read_list(path, *root, portfolio, mistakes);
    } else {
      mistakes.add(root.error());
    }
  }
  auto tree = files.find("portfolio.yaml");
  if (tree == files.end()) {
    mistakes.add("portfolio.missing_file", "there is no portfolio.yaml", "name the folder that holds it", {"portfolio.yaml", 0, 0});
    return portfolio;
  }
  portfolio.files.emplace(*tree);
  auto root = read_yaml("portfolio.yaml", tree->second);
  if (!root) {
    mistakes.add(root.error());
    return portfolio;
  }
  Fields fields(*root, "portfolio.yaml", "the portfolio", mistakes);
  portfolio.id = fields.id("id");
  portfolio.policy = fields.bilingual("policy", Need::required);
  portfolio.report_title = fields.bilingual("report_title");
  portfolio.issuer = fields.bilingual("issuer");
  if (!fields.has("year")) fields.node("year", Need::required);
  portfolio.year = FiscalYear(static_cast<std::int32_t>(std::clamp<std::int64_t>(fields.integer("year").value_or(2020), 1868, 3000)));
  read_pillars(fields, portfolio);
  read_owners(fields, portfolio);
  read_programme_ids(fields, portfolio, places);
  read_combined_caps(fields, portfolio);
  fields.end();
  read_approval_of(files, portfolio, mistakes);
  return portfolio;
}

}  // namespace hashira::portfolio
