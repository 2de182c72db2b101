#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <plexus/evolve/game/game.hpp>
#include <plexus/evolve/run.hpp>
#include <plexus/evolve/task/task.hpp>

#include "bench/science/science.hpp"
#include "settings/settings.hpp"
#include "settings/zero_start.hpp"

namespace plexus::settings {
namespace {

bool is_task(std::string_view name) {
  return std::ranges::find(evolve::task_rows(), name, &evolve::TaskRow::name) != evolve::task_rows().end();
}

}  // namespace

TEST_CASE("settings: each fits its task, is valid, and names a strategy that its task has but once", "[settings]") {
  std::set<std::pair<std::string_view, evolve::Strategy>> seen;
  for (const SettingRow& row : setting_rows()) {
    CAPTURE(row.name, row.task);
    const Setting setting = row.make();
    CHECK(evolve::check(setting.options).empty());
    CHECK(setting.options.seed == 0);
    CHECK(setting.options.threads == 0);
    CHECK(seen.insert({row.task, setting.options.strategy}).second);
    if (!is_task(row.task)) continue;  // without Box2D
    CHECK(setting.start.input_count() == evolve::task_named(row.task).inputs);
    CHECK(setting.start.output_count() == evolve::task_named(row.task).outputs);
  }
  CHECK(is_task("xor"));
}

TEST_CASE("settings: those of the published tables are those of the command", "[settings][science]") {
  for (const bench::ScienceRow& row : bench::science_rows()) {
    CAPTURE(row.name);
    const auto found = std::ranges::find_if(setting_rows(), [&](const SettingRow& each) {
      return each.name == row.name && each.task == row.task && each.make == row.setting;
    });
    CHECK(found != setting_rows().end());
  }
}

TEST_CASE("settings: those of a task are the first of its rows, or the first of a strategy", "[settings]") {
  using evolve::Strategy;
  REQUIRE(setting_for("double-pole") != nullptr);
  CHECK(setting_for("double-pole")->name == "double-pole");
  CHECK(setting_for("double-pole", Strategy::cma_es)->name == "double-pole");
  CHECK(setting_for("double-pole", Strategy::neat)->name == "double-pole-neat");
  CHECK(setting_for("double-pole", Strategy::pgpe) == nullptr);
  CHECK(setting_for("maze-medium")->name == "maze-hard");
  CHECK(setting_for("cartpole") == nullptr);
  CHECK(setting_for("nothing") == nullptr);
}

TEST_CASE("settings: what is quick to solve is solved by them", "[settings]") {
  constexpr std::array quick{"double-pole", "double-pole-hidden", "multiplexer-6",      "retina",
                             "retina-or",   "sequence-recall",    "single-pole-hidden", "xor"};
  for (const char* name : quick) {
    Setting setting = setting_for(name)->make();
    setting.options.seed = 1005;
    CAPTURE(name, setting.options.seed);
    const evolve::Task task = evolve::task_named(name).make();
    CHECK(evolve::run(setting.start, task.fitness, setting.options).stopped == evolve::Stopped::solved);
  }
}

TEST_CASE("settings: a network that is all zero is the same network with zeros for parameters", "[settings]") {
  const Network elman = zero_elman(2, 3), zero = all_zero(pendulum().start);
  CHECK(std::ranges::all_of(zero.parameters(), [](double each) { return each == 0; }));
  CHECK(zero.topology().parts().units[3].trainable);
  CHECK_FALSE(elman.topology().parts().units[2].trainable);
  Network other = elman;
  std::ranges::fill(other.parameters(), 0.5);
  const Network again = all_zero(other);
  CHECK(std::ranges::equal(again.parameters(), elman.parameters()));
  CHECK(std::ranges::all_of(other.parameters(), [](double each) { return each == 0.5; }));
}

}  // namespace plexus::settings
