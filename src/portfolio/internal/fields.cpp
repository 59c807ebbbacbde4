#include "portfolio/internal/fields.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/japanese.h"

namespace hashira::portfolio {
namespace {

constexpr std::size_t mistakes_max = 500;

std::string shortened(std::string_view text) {
  constexpr std::size_t shown_max = 80;
  if (text.size() <= shown_max) return std::string(text);
  std::size_t end = shown_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return std::string(text.substr(0, end)) + "…";
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool id_like(std::string_view text) {
  if (text.empty() || text.size() > 60) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::optional<int> positive_int(std::string_view text) {
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

void Mistakes::add(std::string code, std::string what, std::string mend, Place place) {
  add({std::move(code), std::move(what), std::move(mend), std::move(place)});
}

void Mistakes::add(Error error) {
  if (errors_.size() < mistakes_max) errors_.push_back(std::move(error));
}

std::vector<Error> Mistakes::take() { return std::move(errors_); }

std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t best_distance = word.size() > 200 ? 0 : std::min<std::size_t>(3, word.size() / 2 + 1);
  for (std::string_view candidate : known) {
    if (best_distance == 0) break;
    std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  if (best.empty()) return std::nullopt;
  return std::string(best);
}

Fields::Fields(const YamlNode& node, std::string file, std::string what, Mistakes& mistakes)
    : map_(node), file_(std::move(file)), what_(std::move(what)), mistakes_(mistakes) {
  if (node.kind != YamlNode::Kind::map) {
    mistake("portfolio.wrong_type", fmt::format("{} must be a mapping of keys to values", what_), "write `key: value` lines",
            place());
  }
}

bool Fields::has(std::string_view key) const { return map_.find(key) != nullptr; }

const YamlNode* Fields::node(std::string_view key, Need need) {
  asked_.insert(std::string(key));
  const YamlNode* found = map_.find(key);
  if (found && found->kind != YamlNode::Kind::null) return found;
  if (need == Need::required && map_.kind == YamlNode::Kind::map) {
    mistake("portfolio.missing_key", fmt::format("{} has no '{}'", what_, key), fmt::format("add `{}:`", key),
            found ? place(key) : place());
  }
  return nullptr;
}

Place Fields::place(std::string_view key) const {
  const YamlNode* found = map_.find(key);
  return found ? Place{file_, found->line, found->column} : place();
}

const YamlNode* Fields::scalar(std::string_view key, Need need, std::string_view example) {
  const YamlNode* found = node(key, need);
  if (!found) return nullptr;
  if (found->kind == YamlNode::Kind::scalar) return found;
  mistake("portfolio.wrong_type", fmt::format("'{}' of {} must be one value", key, what_), fmt::format("write `{}: {}`", key, example),
          place(key));
  return nullptr;
}

std::string Fields::text(std::string_view key, Need need) {
  const YamlNode* found = scalar(key, need, "text");
  return found ? found->text : std::string();
}

std::string Fields::id(std::string_view key, std::string_view pattern_name) {
  const YamlNode* found = scalar(key, Need::required, "name");
  if (!found) return {};
  if (!id_like(found->text)) {
    mistake("portfolio.bad_id", fmt::format("'{}' is no {}", shortened(found->text), pattern_name),
            "use lower-case letters, digits, _ and -", place(key));
  }
  return found->text;
}

Text Fields::bilingual(std::string_view key, Need need) {
  const YamlNode* found = node(key, need);
  return found ? read_text(*found, file_, mistakes_) : Text{};
}

std::optional<std::int64_t> Fields::integer(std::string_view key) {
  const YamlNode* found = scalar(key, Need::optional, "100");
  if (!found) return std::nullopt;
  std::int64_t value = 0;
  const char* end = found->text.data() + found->text.size();
  auto [stop, error] = std::from_chars(found->text.data(), end, value);
  if (error == std::errc{} && stop == end) return value;
  mistake("portfolio.wrong_type", fmt::format("'{}' of {} is no whole number: '{}'", key, what_, shortened(found->text)),
          "write digits only, as 300000", place(key));
  return std::nullopt;
}

std::optional<bool> Fields::flag(std::string_view key) {
  static constexpr Word<bool> words[] = {{"true", true}, {"false", false}};
  return word<bool>(key, words);
}

std::optional<Date> Fields::date(std::string_view key) {
  const YamlNode* found = scalar(key, Need::optional, "2020-05-20");
  if (!found) return std::nullopt;
  auto date = Date::parse(found->text);
  if (date) return *date;
  mistake("portfolio.bad_date", fmt::format("'{}' of {}: {}", key, what_, date.error().what), date.error().mend, place(key));
  return std::nullopt;
}

std::optional<Yen> Fields::yen(std::string_view key) {
  const YamlNode* found = scalar(key, Need::optional, "30万円");
  if (!found) return std::nullopt;
  if (auto yen = yen_of(*found)) return yen;
  mistake("portfolio.bad_amount", "this is no amount in yen", "write 300000 or 30万円", place(key));
  return std::nullopt;
}

Source Fields::source(std::string_view key, Need need) {
  const YamlNode* found = scalar(key, need, "report:78");
  if (!found) return {};
  if (auto source = parse_source(found->text)) return *source;
  mistake("portfolio.bad_source", fmt::format("'{}' is no source", shortened(found->text)),
          "write report:LINE, public:TITLE, DATE, or assumption: what is assumed", place(key));
  return {};
}

std::vector<std::string> Fields::words(std::string_view key, Need need) {
  const YamlNode* found = node(key, need);
  if (!found) return {};
  if (found->kind == YamlNode::Kind::scalar) return {found->text};
  std::vector<std::string> words;
  for (const YamlNode& item : found->items) {
    if (item.kind == YamlNode::Kind::scalar) {
      words.push_back(item.text);
    } else {
      mistake("portfolio.wrong_type", fmt::format("'{}' of {} must be a list of words", key, what_), "write [first, second]",
              {file_, item.line, item.column});
    }
  }
  if (found->kind != YamlNode::Kind::list) {
    mistake("portfolio.wrong_type", fmt::format("'{}' of {} must be a list", key, what_), "write [first, second]", place(key));
  }
  return words;
}

std::vector<const YamlNode*> Fields::list(std::string_view key) {
  const YamlNode* found = node(key);
  if (!found) return {};
  if (found->kind != YamlNode::Kind::list) {
    mistake("portfolio.wrong_type", fmt::format("'{}' of {} must be a list", key, what_), "start each item with `- `", place(key));
    return {};
  }
  std::vector<const YamlNode*> items;
  for (const YamlNode& item : found->items) items.push_back(&item);
  return items;
}

void Fields::mistake(std::string code, std::string what, std::string mend, Place place) {
  mistakes_.add(std::move(code), std::move(what), std::move(mend), std::move(place));
}

void Fields::not_allowed(const YamlNode& found, std::string_view key, const std::vector<std::string_view>& allowed) {
  std::string given = found.kind == YamlNode::Kind::scalar ? shortened(found.text) : "a list or mapping";
  mistake("portfolio.wrong_word", fmt::format("'{}' of {} cannot be '{}'", key, what_, given),
          fmt::format("use one of: {}", fmt::join(allowed, ", ")), {file_, found.line, found.column});
}

void Fields::end() {
  std::vector<std::string_view> known(asked_.begin(), asked_.end());
  for (const YamlEntry& entry : map_.entries) {
    if (asked_.contains(entry.key.text)) continue;
    auto near = nearest_word(entry.key.text, known);
    mistake("portfolio.unknown_key", fmt::format("{} has no key '{}'", what_, shortened(entry.key.text)),
            near ? fmt::format("did you mean '{}'?", *near) : fmt::format("known keys: {}", fmt::join(known, ", ")),
            {file_, entry.key.line, entry.key.column});
  }
}

Text read_text(const YamlNode& node, const std::string& file, Mistakes& mistakes) {
  if (node.kind == YamlNode::Kind::scalar) return {node.text, ""};
  Fields fields(node, file, "a text", mistakes);
  Text text{fields.text("ja", Need::required), fields.text("en")};
  fields.end();
  return text;
}

std::optional<Yen> yen_of(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::scalar) return std::nullopt;
  auto number = japanese::read_number(node.text);
  if (!number || number->value.scale != 0) return std::nullopt;
  std::string_view rest = std::string_view(node.text).substr(number->size);
  return rest.empty() || rest == "円" ? std::optional(Yen(number->value.coefficient)) : std::nullopt;
}

std::optional<Source> parse_source(std::string_view text) {
  Source source;
  if (text.starts_with("report:")) {
    auto line = positive_int(text.substr(7));
    if (!line) return std::nullopt;
    source.kind = Source::Kind::report;
    source.line = *line;
    return source;
  }
  if (text.starts_with("public:")) {
    std::string_view rest = text.substr(7);
    std::size_t comma = rest.rfind(',');
    if (comma == std::string_view::npos) return std::nullopt;
    source.kind = Source::Kind::publication;
    source.title = std::string(trimmed(rest.substr(0, comma)));
    source.date = std::string(trimmed(rest.substr(comma + 1)));
    if (source.title.empty() || !Date::parse(source.date)) return std::nullopt;
    return source;
  }
  if (text == "assumption" || text.starts_with("assumption:")) {
    source.kind = Source::Kind::assumption;
    if (text.size() > 11) source.note = std::string(trimmed(text.substr(11)));
    return source;
  }
  return std::nullopt;
}

}  // namespace hashira::portfolio
