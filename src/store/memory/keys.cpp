#include <map>
#include <mutex>

#include "store/internal/key_rules.h"
#include "store/memory.h"

namespace hashira::store {
namespace {

class MemoryKeys final : public journal::KeyStore {
 public:
  Done put(std::span<const PartyKey> keys) override {
    std::lock_guard lock(mutex_);
    Map fresh;
    for (const PartyKey& key : keys) {
      auto kept = parties_.find(key.party);
      const Bytes& first = kept == parties_.end() ? fresh.emplace(key.party, key.key).first->second : kept->second;
      if (first != key.key) return other_key_kept("the party " + hex(key.party));
    }
    parties_.merge(fresh);
    return {};
  }
  Result<std::optional<Bytes>> get(BytesView party) override { return find(parties_, party); }
  Result<std::vector<std::optional<Bytes>>> get_many(std::span<const Bytes> parties) override {
    std::vector<std::optional<Bytes>> out;
    for (const Bytes& party : parties) out.push_back(find(parties_, party));
    return out;
  }
  Done destroy(BytesView party) override {
    std::lock_guard lock(mutex_);
    auto kept = parties_.find(party);
    if (kept != parties_.end()) parties_.erase(kept);
    return {};
  }
  Result<std::optional<Bytes>> named(std::string_view name) override { return find(named_, name); }
  Done put_named(std::string_view name, BytesView value) override {
    std::lock_guard lock(mutex_);
    auto [kept, fresh] = named_.emplace(name, value);
    if (!fresh && kept->second != value) return other_key_kept(fmt::format("the name `{}`", name));
    return {};
  }

 private:
  using Map = std::map<Bytes, Bytes, std::less<>>;
  std::optional<Bytes> find(const Map& map, BytesView key) {
    std::lock_guard lock(mutex_);
    auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }
  std::mutex mutex_;
  Map parties_, named_;
};

}  // namespace

std::unique_ptr<journal::KeyStore> make_memory_keys() { return std::make_unique<MemoryKeys>(); }

}  // namespace hashira::store
