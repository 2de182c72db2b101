#pragma once

// Sine and cosine whose bits are the same on every machine, which those of the standard library are not: what games and
// whatever else must repeat itself exactly compute with. In radians; any number, however large; NaN for infinities and
// NaN. The error is below 0.9 units in the last place.

namespace plexus {

double sine(double x);
double cosine(double x);

}  // namespace plexus
