// Reading files for the `dmn` commands.
#include "cli/dmn_files.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>

#include "feel/codec.h"

namespace hashira::cli {

namespace {

// Other models in the main model's folder, by name.
std::vector<std::string> dmn_siblings(const std::vector<std::string>& paths) {
  namespace files = std::filesystem;
  std::vector<std::string> siblings;
  const files::path folder = files::path(paths[0]).parent_path();
  std::error_code ignored;
  for (const auto& entry : files::directory_iterator(folder.empty() ? "." : folder, ignored)) {
    const bool given = std::any_of(paths.begin(), paths.end(), [&](const std::string& path) { return files::equivalent(path, entry.path(), ignored); });
    if (!given && entry.path().extension() == ".dmn") siblings.push_back(entry.path().string());
  }
  std::sort(siblings.begin(), siblings.end());
  return siblings;
}

Result<std::vector<dmn::Source>> dmn_sources(const std::vector<std::string>& paths) {
  std::vector<dmn::Source> sources;
  for (const std::string& path : paths) {
    std::string text = TRY(read_file(path));
    sources.push_back({path, std::move(text)});
  }
  return sources;
}

}  // namespace

Result<dmn::Model> load_model(const std::vector<std::string>& paths, dmn::Mistakes mistakes) {
  auto model = dmn::load(TRY(dmn_sources(paths)), mistakes);
  if (model || model.error().code != "dmn.missing_import") return model;
  std::vector<std::string> more = paths;
  for (const std::string& sibling : dmn_siblings(paths)) more.push_back(sibling);
  return dmn::load(TRY(dmn_sources(more)), mistakes);
}

Result<feel::Value> read_inputs(const std::string& json_or_path, const dmn::Decision& decision) {
  const std::size_t first = json_or_path.find_first_not_of(" \t\r\n");
  const bool is_text = first != std::string::npos && json_or_path[first] == '{';
  const std::string text = is_text ? json_or_path : TRY(read_file(json_or_path));
  boost::json::error_code error;
  const boost::json::value json = boost::json::parse(text, error);
  if (error || !json.is_object())
    return fail("cli.bad_json", fmt::format("The inputs are not a JSON object{}.", error ? ": " + error.message() : ""),
                "Write the inputs as {\"name\": value, …}.", {is_text ? "--input" : json_or_path});
  std::vector<feel::Type::Field> fields;
  for (const dmn::InputSpec& input : decision.inputs()) fields.push_back({input.name, input.type});
  return feel::from_json(json, feel::Type::context(std::move(fields)));
}

}  // namespace hashira::cli
