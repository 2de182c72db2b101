#include <plexus/evolve/task/task.hpp>

#include <array>

#include <plexus/core/table.hpp>
#include <plexus/evolve/task/tasks.hpp>

namespace plexus::evolve {
namespace {

constexpr auto rows = std::to_array<TaskRow>({
    {"xor", "answer whether two bits differ", "Stanley and Miikkulainen 2002, section 4.1", 2, 1, false, "", xor_task},
});

}  // namespace

std::span<const TaskRow> task_rows() { return rows; }

const TaskRow& task_named(std::string_view name) { return row_named(rows, name, "task"); }

}  // namespace plexus::evolve
