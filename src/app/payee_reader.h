// Who is paid: the account facts of a programme's cases in the order of their numbers, a page of rows at a time, as exports walk over them.
//
// Guarantees: memory does not grow with the number of cases; rows far apart are sought, not read over; what comes out is what was
// sealed under the digest asked for.
#pragma once

#include "app/engine.h"
#include "parties/vault.h"

namespace hashira::app {

class PayeeReader {
 public:
  PayeeReader(Engine& engine, std::string programme);
  // The account facts of the case whose ciphertext has this digest; nullopt: the case has other facts now, or none. Empty facts: the person
  // was erased. Fast when the numbers ascend.
  Result<std::optional<parties::SealedFacts>> facts(std::uint64_t case_number, const Hash& digest);

 private:
  struct Sealed {
    std::uint64_t case_number = 0;
    std::optional<Bytes> key;  // none: the person was erased
    Bytes value;
  };

  Done fill(std::uint64_t case_number);
  bool holds(std::uint64_t case_number) const;

  Engine& engine_;
  std::string programme_;
  Bytes prefix_;
  std::vector<Sealed> page_;  // by case, then party
  std::size_t at_ = 0, size_ = 16;
  std::uint64_t from_ = 0, to_ = 0;  // every row of the cases in [from_, to_] is in the page
};

}  // namespace hashira::app
