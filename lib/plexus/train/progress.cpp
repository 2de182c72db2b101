#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>

#include <plexus/train/train.hpp>

namespace plexus {

std::function<bool(const Epoch&)> progress_to(std::ostream& out, Loss loss, std::size_t columns) {
  return [&out, loss, columns](const Epoch& epoch) {
    std::ostringstream line;
    line << "epoch " << epoch.epoch << '/' << epoch.epochs << "  loss " << std::setprecision(4) << epoch.loss << "  "
         << metric_name(loss) << ' ' << epoch.metric;
    if (epoch.validation_loss)
      line << "  validation loss " << *epoch.validation_loss << ' ' << metric_name(loss) << ' '
           << *epoch.validation_metric;
    line << "  " << std::fixed << std::setprecision(1) << epoch.seconds_left << " s left  " << std::setprecision(0)
         << epoch.samples_per_second << " samples/s";
    if (columns > 0) {
      // Shorter than the terminal: a line that wraps could not be written over.
      out << '\r' << line.str().substr(0, columns - 1) << "\x1b[K" << (epoch.last ? "\n" : "") << std::flush;
    } else {
      out << line.str() << '\n';
    }
    return true;
  };
}

}  // namespace plexus
