// What a simulated prefecture is made of: its programme's folder, and in some worlds the rules of who approves and the posts.
//
// Guarantees: follows from the seed alone. The programmes are those of programmes/hokkaido-2020; what is added is written here.
#pragma once

#include "app/engine.h"
#include "portfolio/folder.h"

namespace hashira::sim {

// In every third world drafts circulate by an approval.yaml.
bool drafts_circulate(std::uint64_t seed);
const portfolio::Portfolio& setting_of(std::uint64_t seed);
// Offices and posts of the people of command.h.
Done record_posts(app::Engine& engine);

}  // namespace hashira::sim
