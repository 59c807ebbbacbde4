// Long drafts are decided, undone and released beside the pages, one run after another on a thread of its own, so that no connection
// waits for one. How far a run is stands in the draft itself; why the last one was refused is told on the draft's page.
// Guarantees: a run that is stopped with the server goes on where it stopped when it is asked for again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/bulk.h"

namespace hashira::http {

class BulkRuns {
 public:
  BulkRuns() = default;
  ~BulkRuns();  // after the part under way

  using Run = std::function<Done(const app::BulkPart& part)>;
  // `name`: of the draft. One run a draft at a time: a second one is not begun.
  void start(const std::string& name, Run run);
  bool running(const std::string& name) const;
  std::optional<Error> refused(const std::string& name) const;  // why the draft's last run was

 private:
  void work();
  bool is_known(const std::string& name) const;  // under the lock

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::pair<std::string, Run>> waiting_;
  std::string now_;
  std::map<std::string, Error> refused_;
  bool stopping_ = false;
  std::thread thread_;  // begun with the first run
};

}  // namespace hashira::http
