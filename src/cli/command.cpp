#include "cli/command.h"

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace hashira::cli {

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& description, const std::string& examples) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->footer("Examples:\n" + examples);
  return command;
}

int report_error(const Error& error) {
  fmt::print(stderr, "hashira: {}\n", error.text());
  return exit_error;
}

int& exit_code() {
  static int code = exit_ok;
  return code;
}

void ProgressLine::show(const std::string& what, std::uint64_t done, std::uint64_t total) {
  if (isatty(STDERR_FILENO) == 0) return;
  constexpr std::uint64_t width = 30;
  std::uint64_t filled = total == 0 ? 0 : std::min(width, done * width / total);
  fmt::print(stderr, "\r{:<28} [{:<{}}] {:>9} / {}", what, std::string(filled, '#'), width, done, total);
  shown_ = true;
}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "\n");
}

Result<std::string> read_file(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(path, std::ios::binary);
  std::error_code error;
  if (!in || std::filesystem::is_directory(path, error)) {
    return fail("cli.cannot_read", fmt::format("'{}' cannot be read", path), "check the path");
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Done write_file(const std::string& path, std::string_view bytes) {
  if (path == "-") {
    std::cout << bytes;
    return {};
  }
  std::string beside = path + ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << bytes;
    if (!out.flush()) return fail("cli.cannot_write", fmt::format("'{}' cannot be written", path), "check the folder and the space left");
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return fail("cli.cannot_write", fmt::format("'{}': {}", path, error.message()));
  return {};
}

}  // namespace hashira::cli
