// Which keys a table may have: a Bloom filter, so that looking for a new command id or a new person goes to no table.
// Never says no to a key that was added; says yes to about one of a hundred that were not. Thread safe.
#pragma once

#include <atomic>
#include <bit>
#include <memory>

#include "base/bytes.h"

namespace hashira::store::sqlite {

class KeyFilter {
 public:
  explicit KeyFilter(std::size_t keys)
      : capacity_(keys), words_(new Word[word_count(keys)]()), mask_(word_count(keys) * 64 - 1) {}

  void add(BytesView key) {
    for_bits(key, [this](Word& word, std::uint64_t bit) {
      word.fetch_or(bit, std::memory_order_relaxed);
      return true;
    });
    added_.fetch_add(1, std::memory_order_relaxed);
  }
  bool may_have(BytesView key) const {
    return for_bits(
        key, [](const Word& word, std::uint64_t bit) { return (word.load(std::memory_order_relaxed) & bit) != 0; });
  }
  bool is_full() const { return added_.load(std::memory_order_relaxed) > capacity_; }
  std::size_t capacity() const { return capacity_; }

 private:
  using Word = std::atomic<std::uint64_t>;
  static std::size_t word_count(std::size_t keys) { return std::bit_ceil(keys * 10 / 64 + 1); }

  // As long as `visit` agrees: whether it did for all. Four bits a key, from one hash (Kirsch and Mitzenmacher 2006).
  template <class Visit>
  bool for_bits(BytesView key, Visit visit) const {
    std::uint64_t hash = std::hash<BytesView>()(key), step = (hash >> 32) | 1;
    for (int i = 0; i < 4; ++i, hash += step * 0x9e3779b97f4a7c15) {
      std::uint64_t at = hash & mask_;
      if (!visit(words_[at / 64], std::uint64_t{1} << (at % 64))) return false;
    }
    return true;
  }

  std::size_t capacity_;
  std::unique_ptr<Word[]> words_;
  std::uint64_t mask_;
  std::atomic<std::size_t> added_{0};
};

}  // namespace hashira::store::sqlite
