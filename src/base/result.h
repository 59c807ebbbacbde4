// Result<T>: a value, or an Error that says what happened, where, and how to mend it.
//
// Bad input and refusals travel as Errors (TRY passes them up); our own bugs are asserts, on in release.
#pragma once

#include <cassert>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace hashira {

// Where in a file (or field) something is wrong. `line` and `column` count from 1; 0 says "not known".
struct Place {
  std::string source;  // file path, or a field's name
  int line = 0;
  int column = 0;

  bool operator==(const Place&) const = default;
};

struct Error {
  std::string code;  // "<room>.<what>", stable: the web translates by it
  std::string what;  // what happened, to which item
  std::string mend;  // what to do next; may be empty
  Place place;

  // `file:line:column: what (mend) [code]`, leaving out what is not known.
  std::string text() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Done = Result<void>;

inline tl::unexpected<Error> fail(std::string code, std::string what, std::string mend = {}, Place place = {}) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(what), std::move(mend), std::move(place)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace hashira

// TRY(expr): the value of a Result, or return its Error from here (a GNU statement expression, known to g++ and clang).
// Not inside braces that make an object: g++ 12 leaks the members made before the return. Take it to a variable first.
// CHECK_OK(expr): the same for a Result<void>. Both may stand inside each other: the counter keeps their names apart.
#define HASHIRA_TRY(name, ...)                                                           \
  __extension__({                                                                        \
    auto&& name = (__VA_ARGS__);                                                         \
    if (!name) return ::tl::unexpected<::hashira::Error>(std::move(name).error());       \
    std::move(name).value();                                                             \
  })
#define HASHIRA_CHECK_OK(name, ...)                                                      \
  do {                                                                                   \
    if (auto name = (__VA_ARGS__); !name)                                                \
      return ::tl::unexpected<::hashira::Error>(std::move(name).error());                \
  } while (false)
#define HASHIRA_JOIN_(a, b) a##b
#define HASHIRA_JOIN(a, b) HASHIRA_JOIN_(a, b)
#define TRY(...) HASHIRA_TRY(HASHIRA_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define CHECK_OK(...) HASHIRA_CHECK_OK(HASHIRA_JOIN(check_result_, __COUNTER__), __VA_ARGS__)
