#include <plexus/evolve/game/sequence_recall.hpp>

#include <algorithm>

namespace plexus::evolve {

void SequenceRecall::reset(Random& random) {
  Signs to_right;
  Corridors corridors;
  std::ranges::generate(to_right, [&] { return random.chance(0.5); });
  std::ranges::generate(corridors, [&] { return shortest + random.below(longest - shortest + 1); });
  start(to_right, corridors);
}

void SequenceRecall::start(const Signs& to_right, const Corridors& corridors) {
  to_right_ = to_right;
  corridors_ = corridors;
  shown_ = walked_ = turns_ = right_ = steps_ = 0;
  look();
}

void SequenceRecall::step(std::span<const double> action) {
  ++steps_;
  if (shown_ < signs) {
    ++shown_;
  } else if (walked_ < corridors_[turns_]) {
    ++walked_;
  } else {
    turned_right_[turns_] = largest(action) == 1;
    if (turned_right_[turns_] == to_right_[turns_]) ++right_;
    ++turns_;
    walked_ = 0;
  }
  look();
}

void SequenceRecall::look() {
  if (shown_ < signs)
    seen_ = {to_right_[shown_] ? 1.0 : -1.0, 0};
  else
    seen_ = {0, !over() && walked_ == corridors_[turns_] ? 1.0 : 0.0};
}

std::string SequenceRecall::draw() const {
  const auto letter = [](bool right) { return right ? 'R' : 'L'; };
  std::string told = "signs  ", done = "turns  ", road = "road   ";
  for (std::size_t i = 0; i < shown_; ++i) told += letter(to_right_[i]);
  for (std::size_t i = 0; i < turns_; ++i) done += letter(turned_right_[i]);
  if (shown_ == signs && !over()) {
    road += std::string(walked_, '.') + '@' + std::string(corridors_[turns_] - walked_, '.') + '|';
  }
  return told + '\n' + road + '\n' + done + '\n';
}

}  // namespace plexus::evolve
