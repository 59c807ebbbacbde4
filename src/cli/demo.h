// The demo: one user per role and the demo year's budget, all marked synthetic.
#pragma once

#include <string>

#include "app/engine.h"

namespace hashira::cli {

Done make_demo(app::Engine& engine);
// The demo's password where every user of the folder is a demo user; empty elsewhere.
std::string demo_password_of(app::Engine& engine);
std::string demo_sign_ins();  // a table for people

}  // namespace hashira::cli
