// What every handler is given: the site, the request and who is asking.
// Guarantees: nothing here is shared between threads without a lock.
// See routes.h for the table that names the handlers.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "http/apply_drafts.h"
#include "http/bulk_runs.h"
#include "http/form.h"
#include "http/import_uploads.h"
#include "http/message.h"
#include "http/proof_limits.h"
#include "http/server.h"
#include "http/template.h"

namespace hashira::http {

struct Site {
  app::Engine& engine;
  const Options& options;
  Random& random;
  Clock& clock;
  Bytes form_key;       // of this run: signs the form tokens of visitors who are not signed in
  ApplyDrafts drafts;
  ProofLimits proofs = {};
  ImportUploads uploads = {};
  BulkRuns bulk = {};   // decisions of long drafts under way
};

// Values of a route's {places}, in order.
struct Params {
  std::array<std::string, 4> values;  // no path has more (router.cpp checks it)
  std::size_t size = 0;
  const std::string& operator[](std::size_t i) const { return values[i]; }
};

// A signed-in user with the session that says so.
struct SignedIn {
  std::string user, name, role, office;
  bool synthetic = false;
  std::string form_token;
  app::Actor actor() const { return {user, role, synthetic}; }
};

struct Route;
struct Call {
  Site& site;
  const Request& request;
  const Params& params;
  const Route& route;
  Language language = Language::ja;
  std::string visitor;               // id of the visitor's cookie; empty: none yet
  std::optional<SignedIn> user;      // set on every page, and where a route asks for it
  Form query, form;
  mutable std::vector<std::string> new_cookies = {};

  std::string form_token() const;
  // The visitor's id, given now when there is none.
  const std::string& ensure_visitor();
};

using Reply = std::function<void(Response)>;

}  // namespace hashira::http
