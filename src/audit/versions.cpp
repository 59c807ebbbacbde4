// Versions of programmes and of the portfolio's tree, read back from the published folders by digest.
#include <fmt/core.h>

#include "audit/projection.h"

namespace hashira::audit {
namespace {

using journal::Key;
using journal::Table;

constexpr std::string_view portfolio_stream = "portfolio";
constexpr std::string_view programme_list = "programmes.txt";

Result<Bytes> published_blob(journal::Store& store, BytesView digest) {
  Key key{Table::blob, Bytes(digest)};
  std::vector<std::optional<Bytes>> rows = TRY(store.get(std::span(&key, 1)));
  if (!rows.front()) {
    return fail("audit.version_missing", fmt::format("no published folder has the digest {}", hex(digest).substr(0, 12)),
                "publish the folder again (hashira publish)");
  }
  return std::move(*rows.front());
}

Result<Bytes> in_force_digest(journal::Store& store, const journal::StreamId& stream) {
  Key key{Table::state, in_force_key(stream)};
  std::vector<std::optional<Bytes>> rows = TRY(store.get(std::span(&key, 1)));
  if (!rows.front()) {
    return fail("audit.not_published", fmt::format("'{}' has not been published in this data folder", stream),
                "publish it with: hashira publish --data DIR FOLDER");
  }
  return std::move(*rows.front());
}

Result<feel::Expression> compile_over(const feel::Scope& scope, const std::string& text, std::string_view place) {
  return feel::compile(text.empty() ? "true" : text, scope, {.place = {std::string(place), 0, 0}});
}

Done compile_questions(Version& version) {
  const portfolio::Programme& made = version.programme;
  feel::Scope scope;
  for (const portfolio::Fact& fact : made.facts) {
    if (fact.openness == portfolio::Openness::sealed) continue;
    version.clear_facts.push_back(&fact);
    scope.add(fact.id);
  }
  for (const portfolio::Question& question : made.questions) {
    version.conditions.push_back(TRY(compile_over(scope, question.when, made.id + "/questions.yaml")));
  }
  if (made.money && !made.money->layer.empty()) {
    version.layer = TRY(compile_over(scope, made.money->layer, made.id + "/programme.yaml"));
  }
  if (made.money && !made.money->entitlement_key.empty() && !made.questions.empty()) {
    scope.add("party");  // who: its id comes in front of the key, whatever the key says
    version.entitlement = TRY(compile_over(scope, made.money->entitlement_key, made.id + "/programme.yaml"));
  }
  return {};
}

struct SplitFiles {
  portfolio::Files tree;
  std::map<std::string, portfolio::Files> programmes;  // by id
};

// A programme's folder is one that holds programme.yaml; everything else belongs to the tree.
SplitFiles split(const portfolio::Files& files) {
  SplitFiles out;
  for (const auto& [path, bytes] : files) {
    if (path.ends_with("/programme.yaml")) out.programmes[path.substr(0, path.find('/'))];
  }
  for (const auto& [path, bytes] : files) {
    std::size_t slash = path.find('/');
    auto programme = slash == std::string::npos ? out.programmes.end() : out.programmes.find(path.substr(0, slash));
    if (programme == out.programmes.end()) {
      out.tree[path] = bytes;
    } else {
      programme->second[path.substr(slash + 1)] = bytes;
    }
  }
  return out;
}

Result<portfolio::Programme> single_programme(const portfolio::Files& files) {
  SplitFiles parts = split(files);
  if (parts.programmes.size() != 1) {
    return fail("audit.bad_version", fmt::format("a published folder holds {} programmes instead of one", parts.programmes.size()));
  }
  portfolio::ReadPortfolio tree = portfolio::read_portfolio(parts.tree);  // without its programmes: mistakes do not count
  const auto& [id, own] = *parts.programmes.begin();
  return portfolio::load_programme_from_files(id, own, tree.portfolio);
}

}  // namespace

Bytes folder_blob(const portfolio::Files& files) {
  cbor::Writer writer;
  writer.array(files.size());
  for (const auto& [path, bytes] : files) {
    writer.array(2);
    writer.text(path);
    writer.bytes(bytes);
  }
  return std::move(writer).out();
}

Result<portfolio::Files> folder_files(BytesView blob) {
  cbor::Reader reader(blob);
  std::uint64_t count = TRY(reader.array());
  portfolio::Files files;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (TRY(reader.array()) != 2) return fail("audit.bad_blob", "a published folder's blob is damaged");
    std::string path(TRY(reader.text()));
    files.emplace(std::move(path), TRY(reader.bytes()));
  }
  return files;
}

std::vector<feel::Value> fact_slots(const Version& version, const cases::Facts& facts) {
  std::vector<feel::Value> slots(version.clear_facts.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    auto at = std::lower_bound(facts.begin(), facts.end(), version.clear_facts[i]->id,
                               [](const auto& fact, const std::string& id) { return fact.first < id; });
    if (at != facts.end() && at->first == version.clear_facts[i]->id) slots[i] = at->second;
  }
  return slots;
}

portfolio::Files version_files(const portfolio::Portfolio& tree, const portfolio::Programme& programme) {
  portfolio::Files files = tree.files;
  for (const auto& [path, bytes] : programme.files) files[programme.id + "/" + path] = bytes;
  return files;
}

portfolio::Files tree_files(const portfolio::Portfolio& tree) {
  portfolio::Files files = tree.files;
  std::string ids;
  for (const portfolio::Programme& programme : tree.programmes) ids += programme.id + "\n";
  files[std::string(programme_list)] = ids;
  return files;
}

Result<std::shared_ptr<const Version>> make_version(const portfolio::Files& files, const cases::Instruments& instruments) {
  auto version = std::make_shared<Version>();
  version->digest = Bytes(view(portfolio::digest_of(files)));
  version->programme = TRY(single_programme(files));
  const portfolio::Programme& made = version->programme;
  version->figures = TRY(indicators::FigureSet::compile(made));
  CHECK_OK(compile_questions(*version));
  if (made.rules) {
    dmn::Model model = TRY(dmn::load({{made.id + "/" + made.rules->file, made.rules->text}}));
    version->decision = TRY(model.decision(made.rules->decision));
    version->model = std::move(model);
  }
  for (const std::string& name : made.instruments) {
    if (version->instrument == nullptr && !made.questions.empty()) version->instrument = instruments.find(name);
  }
  return version;
}

Result<std::shared_ptr<const Version>> Versions::find(BytesView digest) {
  {
    std::lock_guard lock(mutex_);
    if (auto found = by_digest_.find(digest); found != by_digest_.end()) return found->second;
  }
  portfolio::Files files = TRY(folder_files(TRY(published_blob(store_, digest))));
  std::shared_ptr<const Version> version = TRY(make_version(files, instruments_));
  std::lock_guard lock(mutex_);
  return by_digest_.emplace(Bytes(digest), std::move(version)).first->second;
}

Result<std::shared_ptr<const Version>> Versions::in_force(const journal::StreamId& programme) {
  Bytes digest;
  {
    std::lock_guard lock(mutex_);
    if (auto found = in_force_.find(programme); found != in_force_.end()) digest = found->second;
  }
  if (digest.empty()) {
    digest = TRY(in_force_digest(store_, programme));
    std::lock_guard lock(mutex_);
    in_force_[programme] = digest;
  }
  return find(digest);
}

Result<std::shared_ptr<const portfolio::Portfolio>> Versions::portfolio() {
  {
    std::lock_guard lock(mutex_);
    if (portfolio_) return portfolio_;
  }
  Bytes digest = TRY(in_force_digest(store_, std::string(portfolio_stream)));
  portfolio::Files files = TRY(folder_files(TRY(published_blob(store_, digest))));
  std::string ids = std::move(files[std::string(programme_list)]);
  files.erase(std::string(programme_list));
  auto loaded = std::make_shared<portfolio::Portfolio>(portfolio::read_portfolio(files).portfolio);
  loaded->files = files;
  loaded->programmes.clear();
  for (std::size_t at = 0, end; (end = ids.find('\n', at)) != std::string::npos; at = end + 1) {
    loaded->programmes.push_back(TRY(in_force(ids.substr(at, end - at)))->programme);
  }
  std::lock_guard lock(mutex_);
  return portfolio_ = std::move(loaded);
}

void Versions::forget_heads() {
  std::lock_guard lock(mutex_);
  in_force_.clear();
  portfolio_.reset();
}

}  // namespace hashira::audit
