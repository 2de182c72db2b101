#pragma once

#include <span>
#include <string_view>

namespace plexus::evolve {

struct Point {
  double x = 0;
  double y = 0;  ///< grows downwards
};

/// A straight wall between two points.
struct Wall {
  Point from;
  Point to;
};

/// Where the walls stand, where a robot begins and where it is to go. The lengths have no unit: a robot has a radius
/// of 8 and moves by at most 3 in a step.
struct MazeMap {
  double width = 0;  ///< of a picture that shows all walls, from (0, 0) on
  double height = 0;
  Point start;
  Point goal;
  std::span<const Wall> walls;  ///< with those around it
};

/// The maze with some dead ends in which a robot is near the goal, and the one with dead ends almost everywhere.
///
/// Source: Lehman and Stanley 2011, "Abandoning objectives: evolution through the search for novelty alone",
/// Evolutionary Computation 19(2), figure 3; the numbers stand in data/medium_maze.txt and data/hard_maze.txt of
/// https://github.com/yaricom/goNEAT_NS (MIT licence).
const MazeMap& medium_maze();
const MazeMap& hard_maze();

}  // namespace plexus::evolve
