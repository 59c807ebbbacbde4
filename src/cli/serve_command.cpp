// serve: the pages and the API over one data folder; with --synth the synthetic records are loaded while it serves.
#include <fmt/core.h>

#include <atomic>
#include <charconv>
#include <csignal>
#include <thread>

#include "cli/bank_client.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/demo.h"
#include "http/server.h"
#include "synth/synth.h"
#include "synth/totals.h"

namespace hashira::cli {
namespace {

struct ServeOptions {
  std::string data, listen = "127.0.0.1:8080", port_file;
  bool synth = false, welcome = false, access_log = false, secure_cookies = false;
  int threads = 2;
};

Result<std::pair<std::string, std::uint16_t>> split_address(const std::string& listen) {
  std::size_t colon = listen.rfind(':');
  std::uint16_t port = 0;
  const char* end = listen.data() + listen.size();
  bool good = colon != std::string::npos && colon > 0;
  if (good) {
    auto [at, error] = std::from_chars(listen.data() + colon + 1, end, port);
    good = error == std::errc() && at == end;
  }
  if (!good) return fail("cli.bad_address", fmt::format("'{}' is no address", listen), "write HOST:PORT, as 127.0.0.1:8080; port 0 takes a free one");
  std::string host = listen.substr(0, colon);
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  return std::pair(host, port);
}

// Loads the calibrated records on a thread of its own; `progress` is what the pages' banner shows.
class Loading {
 public:
  explicit Loading(DataFolder& folder) : folder_(folder) {}
  ~Loading() {
    if (thread_.joinable()) thread_.join();
  }

  void start() {
    running_ = true;
    thread_ = std::thread([this] { load(); });
  }

  http::Progress progress() const {
    return {running_, done_, total_, {"合成データを読み込んでいます", "Loading synthetic records"}};
  }

 private:
  void load() {
    ProgressLine line;
    synth::Options options;
    options.calibrated = true;
    auto made = synth::run(folder_.engine(), options, [&](const synth::Progress& at) {
      done_ = at.done;
      total_ = at.total;
      line.show("synthetic applications", at.done, at.total);
    });
    auto totals = made ? synth::state_totals(folder_.engine()) : Result<std::uint64_t>(0);
    running_ = false;
    if (!totals) report_error(totals.error());
    if (!made) {
      report_error(made.error());
      return;
    }
    for (const synth::Made& one : *made) fmt::print(stderr, "\n{}: {}\n", one.programme, one.note);
    if (auto signed_heads = folder_.add_checkpoint(); !signed_heads) report_error(signed_heads.error());
  }

  DataFolder& folder_;
  std::atomic<bool> running_{false};
  std::atomic<std::uint64_t> done_{0}, total_{0};
  std::thread thread_;
};

void welcome(const std::string& address) {
  fmt::print("\nHashira is at {0}\n\n{1}\nTry first:\n"
             "  1. {0}/apply       apply as a shop owner, on a phone or here\n"
             "  2. {0}/desk        sign in as officer: screen the application, put it on a draft; then approver, then payer\n"
             "  3. {0}/results     the sentence of the annual report has moved by one\n"
             "All records here are synthetic. Stop with Ctrl-C; the data stays in its folder.\n",
             address, demo_sign_ins());
  std::fflush(stdout);
}

// Blocks until SIGINT or SIGTERM. Requires: both are blocked in all threads.
void wait_for_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int caught = 0;
  sigwait(&signals, &caught);
}

void block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

Result<int> serve(const ServeOptions& options) {
  auto [host, port] = TRY(split_address(options.listen));
  block_signals();  // before any thread starts, so that they all inherit it
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  Loading loading(*folder);
  http::Options server_options;
  server_options.address = host;
  server_options.port = port;
  server_options.threads = options.threads;
  server_options.access_log = options.access_log;
  server_options.secure_cookies = options.secure_cookies;
  server_options.demo_password = demo_password_of(folder->engine());
  if (auto client = bank_client(folder->path())) server_options.bank_client = std::move(*client);
  server_options.progress = [&loading] { return loading.progress(); };
  http::Server server(folder->engine(), server_options, folder->random(), folder->clock());
  CHECK_OK(server.start());
  std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  std::string address = fmt::format("http://{}:{}", shown, server.port());
  if (!options.port_file.empty()) CHECK_OK(write_file(options.port_file, fmt::format("{}\n", server.port())));
  if (options.welcome) {
    welcome(address);
  } else {
    fmt::print("{}\n", address);
    std::fflush(stdout);
  }
  if (options.synth) loading.start();
  wait_for_signal();
  server.stop();
  return exit_ok;
}

}  // namespace

void add_serve_command(CLI::App& app) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = add_command(app, "serve", "Serve pages and API of a data folder",
                                  "  hashira serve --data data\n"
                                  "  hashira serve --data data --listen 0.0.0.0:9000\n"
                                  "  hashira serve --data data --synth --welcome     with synthetic records, as ./run does\n"
                                  "Behind HTTPS (a reverse proxy) add --secure-cookies.");
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--listen", options->listen, "HOST:PORT")->capture_default_str();
  command->add_option("--port-file", options->port_file, "Write the port here once listening (for scripts)");
  command->add_option("--threads", options->threads, "Threads that serve")->check(CLI::Range(1, 64))->capture_default_str();
  command->add_flag("--synth", options->synth, "Load the calibrated synthetic records while serving");
  command->add_flag("--welcome", options->welcome, "Print the demo sign-ins and what to try first");
  command->add_flag("--access-log", options->access_log, "Log method, route, status and time of each request");
  command->add_flag("--secure-cookies", options->secure_cookies, "Cookies over HTTPS only");
  on_call(command, [options] { return serve(*options); });
}

}  // namespace hashira::cli
