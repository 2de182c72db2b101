#include <plexus/evolve/task/task.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/task/poles.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr std::string_view gomez = "Gomez, Schmidhuber and Miikkulainen 2008, section 5";
constexpr std::string_view evojax = "Tang, Tian and Ha 2022, EvoJAX's cart-pole swing-up";

constexpr auto rows = std::to_array<TaskRow>({
    {"single-pole", "balance a pole on a cart for 100,000 steps", gomez, 4, 1, false, "single-pole",
     [] { return single_pole_task(); }, "single-pole-hidden"},
    {"single-pole-hidden", "balance a pole on a cart for 100,000 steps without seeing velocities", gomez, 2, 1, true,
     "single-pole-hidden", [] { return single_pole_task({.velocities = false}); }},
    {"double-pole", "balance two poles on a cart for 100,000 steps", gomez, 6, 1, false, "double-pole",
     [] { return double_pole_task(); }, "double-pole-hidden"},
    {"double-pole-hidden",
     "balance two poles on a cart for 100,000 steps, and for 1,000 from 200 of 625 other starts, without seeing "
     "velocities",
     "Gruau, Whitley and Pyeatt 1996, in the setting of Gomez, Schmidhuber and Miikkulainen 2008", 3, 1, true,
     "double-pole-hidden", [] { return double_pole_task({.velocities = false, .fitness = PoleFitness::damping}); }},
    {"swing-up-easy", "swing up a pole that hangs on a cart, and balance it: a mean score of 900", evojax, 5, 1, false,
     "swing-up-easy", [] { return swing_up_task(SwingUpStart::near_hanging, 900); }},
    {"swing-up-hard", "swing up a pole from anywhere and at any speed, and balance it: a mean score of 600", evojax, 5,
     1, false, "swing-up-hard", [] { return swing_up_task(SwingUpStart::anywhere, 600); }},
    {"xor",
     "answer whether two bits differ",
     "Stanley and Miikkulainen 2002, section 4.1",
     2,
     1,
     false,
     "",
     xor_task,
     {},
     Activation::logistic},
});

}  // namespace

std::span<const TaskRow> task_rows() { return rows; }

const TaskRow& task_named(std::string_view name) { return row_named(rows, name, "task"); }

}  // namespace plexus::evolve
