#pragma once

#include <plexus/evolve/game/swing_up.hpp>
#include <plexus/evolve/task/task.hpp>

// What makes the tasks of the table, each in a file of its own.

namespace plexus::evolve {

Task multiplexer_6_task();
Task multiplexer_11_task();
Task multiplexer_20_task();
Task retina_task();
Task retina_or_task();
Task sequence_recall_task();
/// Solved when the mean of the confirmed score is at least `solved`.
Task swing_up_task(SwingUpStart start, double solved);
Task hard_maze_task();
Task medium_maze_task();
Task prey_capture_task();
Task bipedal_walker_task();  ///< there is none in a library that was built without Box2D
Task lunar_lander_task();    ///< the same
Task xor_task();

}  // namespace plexus::evolve
