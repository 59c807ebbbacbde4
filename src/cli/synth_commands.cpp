// synth: records that never were, for trying things out. Marked in every entry and wherever they show.
#include "synth/credits.h"
#include "synth/synth.h"
#include "synth/totals.h"

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/data_folder.h"

namespace hashira::cli {
namespace {

struct SynthCommand {
  std::string data;
  synth::Options options;
};

Result<int> make_records(const SynthCommand& command) {
  auto folder = TRY(DataFolder::open(command.data, DataFolder::Mode::open));
  ProgressLine line;
  std::vector<synth::Made> made = TRY(synth::run(folder->engine(), command.options, [&](const synth::Progress& at) {
    line.show("synthetic applications", at.done, at.total);
  }));
  for (const synth::Made& one : made) {
    fmt::print("{}: {} synthetic applications, {} paid.\n  {}\n", one.programme, one.applicants, one.paid, one.note);
  }
  if (std::uint64_t sales = TRY(synth::make_credits(folder->engine(), command.options)); sales > 0) {
    fmt::print("{} synthetic sales of credits of CO2 are settled.\n", sales);
  }
  if (command.options.calibrated && command.options.programmes.empty()) {
    fmt::print("{} totals of other bodies are stated as the report prints them (attested or imported, synthetic).\n",
               TRY(synth::state_totals(folder->engine())));
  }
  return exit_ok;
}

}  // namespace

void add_synth_commands(CLI::App& app) {
  auto command = std::make_shared<SynthCommand>();
  CLI::App* synth = add_command(app, "synth", "Add synthetic records (marked so everywhere)",
                                "  hashira synth --data data --calibrated\n"
                                "  hashira synth --data data --world 7\n"
                                "  hashira synth --data data --world 7 --scale 0.1 --programme closure-cooperation-benefit\n"
                                "A world has free sizes. Calibrated reaches the published sizes by choosing who applies and with what\n"
                                "facts, never what they get.");
  synth->add_option("--data", command->data, "The data folder")->required();
  synth->add_option("--programme", command->options.programmes, "Programme ids; default: all that take applications");
  CLI::Option* world = synth->add_option("--world", command->options.seed, "A world, by its seed")->capture_default_str();
  synth->add_flag("--calibrated", command->options.calibrated, "Reach the published sizes")->excludes(world);
  synth->add_option("--scale", command->options.scale, "Factor on the sizes")->capture_default_str();
  on_call(synth, [command] { return make_records(*command); });
}

}  // namespace hashira::cli
