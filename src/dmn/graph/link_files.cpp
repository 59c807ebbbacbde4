// Reads the files, orders them by import, and lays out a unit for each way of importing.
#include <fmt/core.h>

#include "dmn/graph/linker.h"
#include "dmn/xml.h"

namespace hashira::dmn {
namespace {

constexpr std::size_t files_units_max = 1000;

bool files_is_model_import(const syntax::Import& import) {
  return import.type.empty() || import.type.find("/DMN/") != std::string::npos;
}

class FileLinker {
 public:
  explicit FileLinker(Graph& graph) : graph_(graph) {}

  Done read(const std::vector<Source>& sources) {
    if (sources.empty()) return fail("dmn.no_source", "No model file was given.", "Name at least one *.dmn file.");
    for (const Source& source : sources) {
      graph_.files.push_back(std::make_unique<const syntax::Definitions>(TRY(syntax::read_definitions(source))));
      by_namespace_.emplace(graph_.files.back()->namespace_uri, graph_.files.size() - 1);
    }
    graph_.types.resize(graph_.files.size());
    return {};
  }

  // A file's types after those of its imports.
  Done make_types(std::size_t file) {
    if (graph_.types[file]) return {};
    const syntax::Definitions& definitions = *graph_.files[file];
    if (in_progress_.contains(file))
      return fail("dmn.import_cycle", fmt::format("\"{}\" imports itself by way of its imports.", definitions.name),
                  "Move what both need into a third model.", {definitions.file});
    in_progress_.emplace(file, true);
    std::vector<TypeTable::Import> imports;
    for (const syntax::Import& import : definitions.imports) {
      if (!files_is_model_import(import)) continue;
      const std::size_t imported = TRY(file_of(definitions, import));
      CHECK_OK(make_types(imported));
      imports.push_back({import.name, import.namespace_uri, graph_.types[imported].get()});
    }
    graph_.types[file] = std::make_unique<const TypeTable>(definitions, std::move(imports), graph_.problems);
    in_progress_.erase(file);
    return {};
  }

  Result<std::size_t> make_unit(std::size_t file, std::vector<std::string> way) {
    if (graph_.units.size() >= files_units_max)
      return fail("dmn.too_large", fmt::format("The model imports other models in more than {} ways.", files_units_max),
                  "Import each model where it is needed only.", {graph_.files[file]->file});
    const std::size_t number = graph_.units.size();
    std::string path;
    for (const std::string& name : way) path += name + ".";
    graph_.units.push_back({graph_.files[file].get(), graph_.types[file].get(), std::move(way), std::move(path), {}, {}, {}});
    for (const syntax::Import& import : graph_.files[file]->imports) {
      if (!files_is_model_import(import)) continue;
      const std::size_t imported = TRY(file_of(*graph_.files[file], import));
      std::vector<std::string> inner = graph_.units[number].way;
      if (!import.name.empty()) inner.push_back(import.name);
      const std::size_t unit = TRY(make_unit(imported, std::move(inner)));
      graph_.units[number].imports.emplace_back(&import, unit);
    }
    return number;
  }

 private:
  Graph& graph_;
  std::multimap<std::string, std::size_t> by_namespace_;
  std::map<std::size_t, bool> in_progress_;

  Result<std::size_t> file_of(const syntax::Definitions& importing, const syntax::Import& import) {
    const std::size_t count = by_namespace_.count(import.namespace_uri);
    if (count == 1) return by_namespace_.find(import.namespace_uri)->second;
    if (count > 1)
      return fail("dmn.duplicate_namespace", fmt::format("{} files have the imported namespace \"{}\".", count, import.namespace_uri),
                  "Give only one of them.", importing.place(import.spot));
    return fail("dmn.missing_import", fmt::format("The model imports \"{}\", which was not given.", import.namespace_uri),
                "Give the file with this namespace too.", importing.place(import.spot));
  }
};

}  // namespace

Done link_files(Graph& graph, const std::vector<Source>& sources) {
  FileLinker linker(graph);
  CHECK_OK(linker.read(sources));
  CHECK_OK(linker.make_types(0));
  TRY(linker.make_unit(0, {}));
  return {};
}

}  // namespace hashira::dmn
