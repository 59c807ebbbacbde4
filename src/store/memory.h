// The store in memory, for tests, simulation and replay: the same contract as sqlite, nothing survives the process.
#pragma once

#include <memory>

#include "journal/store.h"

namespace hashira::store {

std::unique_ptr<journal::Store> make_memory_store();
std::unique_ptr<journal::KeyStore> make_memory_keys();

}  // namespace hashira::store
