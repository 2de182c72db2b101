#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>

#include <plexus/train/train.hpp>

namespace plexus {

std::function<bool(const Epoch&)> progress_to(std::ostream& out, Loss loss, bool terminal) {
  return [&out, loss, terminal](const Epoch& epoch) {
    std::ostringstream line;
    line << "epoch " << epoch.epoch << '/' << epoch.epochs << "  loss " << std::setprecision(4) << epoch.loss << "  "
         << metric_name(loss) << ' ' << epoch.metric;
    if (epoch.validation_loss)
      line << "  validation loss " << *epoch.validation_loss << ' ' << metric_name(loss) << ' '
           << *epoch.validation_metric;
    line << "  " << std::fixed << std::setprecision(0) << epoch.samples_per_second << " samples/s  "
         << std::setprecision(1) << epoch.seconds_left << " s left";
    if (terminal) {
      out << '\r' << line.str() << "\x1b[K" << (epoch.last ? "\n" : "") << std::flush;
    } else {
      out << line.str() << '\n';
    }
    return true;
  };
}

}  // namespace plexus
