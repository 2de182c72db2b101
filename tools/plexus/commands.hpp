#pragma once

#include <CLI/CLI.hpp>

namespace plexus::command {

// The subcommands, each in a file of its own: they add themselves to the command line, with what they do when chosen.
void add_bench(CLI::App& app);
void add_science(CLI::App& bench);  // below bench
void add_evolve(CLI::App& app);
void add_export(CLI::App& app);
void add_import(CLI::App& app);
void add_play(CLI::App& app);
void add_show(CLI::App& app);
void add_test(CLI::App& app);
void add_train(CLI::App& app);

}  // namespace plexus::command
