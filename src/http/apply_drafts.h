// Answers typed so far, kept on the server between the pages of the form: nothing personal stands in a URL or a cookie.
// Guarantees: bounded in number and time; never written to disk; a draft opens only with its visitor's cookie.
// Lost at restart: the applicant is told so and begins again.
#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "app/applications.h"
#include "base/date.h"

namespace hashira::http {

// What the receipt page shows, once.
struct ApplyReceipt {
  std::uint64_t case_number = 0;
  std::string return_token, chain_head;  // hex
  std::uint64_t seq = 0;
};

struct ApplyDraft {
  std::string programme;
  app::Answers answers;
  Bytes command;              // the same form sent twice makes one application
  std::string resubmits;      // return token (hex) when this answers a request for correction
  std::optional<ApplyReceipt> receipt;  // sent: nothing more is asked
  Instant touched;
};

class ApplyDrafts {
 public:
  static constexpr std::size_t drafts_max = 20'000;
  static constexpr std::int64_t idle_ms_max = 2 * 60 * 60 * 1000;

  std::optional<ApplyDraft> find(const std::string& visitor, const std::string& programme, Instant now);
  void keep(const std::string& visitor, ApplyDraft draft, Instant now);
  void forget(const std::string& visitor, const std::string& programme);
  std::size_t size() const;

 private:
  using Ordered = std::list<std::pair<std::string, ApplyDraft>>;  // the longest untouched first
  void drop_old(Instant now);

  mutable std::mutex mutex_;
  Ordered order_;
  std::unordered_map<std::string, Ordered::iterator> by_key_;
};

}  // namespace hashira::http
