#pragma once

#include <plexus/evolve/game/swing_up.hpp>
#include <plexus/evolve/task/task.hpp>

// What makes the tasks of the table, each in a file of its own.

namespace plexus::evolve {

/// Solved when the mean of the confirmed score is at least `solved`.
Task swing_up_task(SwingUpStart start, double solved);
Task xor_task();

}  // namespace plexus::evolve
