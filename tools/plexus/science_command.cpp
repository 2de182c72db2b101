#include <charconv>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <plexus/core/error.hpp>
#include <plexus/core/table.hpp>
#include <plexus/save/atomic_file.hpp>

#include "bench/science/science.hpp"
#include "commands.hpp"
#include "name_check.hpp"
#include "number_options.hpp"
#include "output_file.hpp"
#include "terminal.hpp"

namespace plexus::command {
namespace {

constexpr std::uint64_t most_seeds = 1'000'000;

struct ScienceChoice {
  bench::ScienceOptions options;
  std::vector<std::string> tasks;
  std::string seeds;
  std::string csv;
  bool quiet = false;
};

struct Seeds {
  std::uint64_t first = 0, last = 0;
};

// "7" or "1-100".
Seeds seeds_in(std::string_view text) {
  const auto number = [&](std::string_view part) {
    std::uint64_t value = 0;
    const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || rest != part.data() + part.size())
      throw Error("got '", text, "', wanted a seed such as 7, or the first and the last such as 1-100");
    return value;
  };
  const std::size_t dash = text.find('-');
  const Seeds seeds = dash == std::string_view::npos
                          ? Seeds{number(text), number(text)}
                          : Seeds{number(text.substr(0, dash)), number(text.substr(dash + 1))};
  if (seeds.last < seeds.first) throw Error("got '", text, "', wanted the lower seed first");
  if (seeds.last - seeds.first >= most_seeds) throw Error("got '", text, "', wanted at most ", most_seeds, " seeds");
  return seeds;
}

// The file of --csv, if there is one, which is written run by run: whoever is killed leaves what was measured.
class RunFile {
 public:
  explicit RunFile(const std::string& file) : file_(file) {
    if (file.empty()) return;
    kept_ = keep_old(file);
    write_file(file, bench::csv_head());
    stream_.open(file, std::ios::app);
    require_good();
  }
  void add(const std::string& rows) {
    if (!file_.empty()) stream_ << rows << std::flush;
  }
  bool is_good() const { return file_.empty() || stream_.good(); }
  void tell() const {
    require_good();
    if (!file_.empty()) std::cout << "saved to " << file_ << kept_ << '\n';
  }

 private:
  void require_good() const {
    if (!is_good()) throw Error("--csv: '", file_, "' could not be written");
  }

  std::string file_, kept_;
  std::ofstream stream_;
};

void run(const ScienceChoice& choice) {
  if (!choice.csv.empty()) require_writable("--csv", choice.csv);
  bench::ScienceOptions options = choice.options;
  if (!choice.seeds.empty()) {
    const Seeds seeds = seeds_in(choice.seeds);
    options.first_seed = seeds.first;
    options.last_seed = seeds.last;
  }
  catch_interrupt("the seeds that are being run");
  std::ostream silent(nullptr);
  RunFile csv(choice.csv);
  options.stop = [&] { return interrupted() || !csv.is_good(); };
  bench::print_head(std::cout);
  for (const bench::ScienceRow* row : bench::science_rows_named(choice.tasks)) {
    options.on_run = [&](const bench::Run& run) { csv.add(bench::csv_of(*row, std::span(&run, 1))); };
    const auto runs = bench::run_all(*row, options, choice.quiet ? silent : std::cerr);
    if (runs.empty()) break;
    bench::print(std::cout, *row, bench::summary_of(runs));
    std::cout << std::flush;
    if (options.stop()) break;
  }
  if (interrupted()) std::cout << "\nstopped by " << interrupted_by() << "; this is what was measured until then\n";
  csv.tell();
}

}  // namespace

void add_science(CLI::App& bench) {
  const auto choice = std::make_shared<ScienceChoice>();
  CLI::App* command = bench.add_subcommand(
      "science", "How well evolution searches, beside the published tables, as a table in Markdown");
  command->add_option("--task", choice->tasks, "Rows to run: " + names_of(bench::science_rows()) + " [all]")
      ->check(name_in(bench::science_rows(),
                      [](const std::string& name) { bench::science_rows_named(std::span(&name, 1)); }))
      ->delimiter(',')
      ->type_name("NAME,...");
  command->add_option("--seeds", choice->seeds, "One, or the first and the last [those that the row is quoted over]")
      ->check(readable_by([](const std::string& text) { seeds_in(text); }))
      ->type_name("FIRST-LAST");
  add_whole_number(*command, "--threads", choice->options.threads, "Seeds at a time; 0 is one for each core", {0, 1024})
      ->capture_default_str();
  command->add_option("--csv", choice->csv, "Write one row for each run to this file, as soon as it is done")
      ->check(name_of_file())
      ->type_name("FILE");
  command->add_flag("--quiet", choice->quiet, "No progress");
  command->footer(
      "Ctrl-C ends it after the seeds that are being run, with what was measured until then.\n"
      "\n"
      "Examples:\n"
      "  plexus bench science --task xor-neat\n"
      "  plexus bench science --seeds 1-100 --csv runs.csv");
  command->callback([choice] { run(*choice); });
}

}  // namespace plexus::command
