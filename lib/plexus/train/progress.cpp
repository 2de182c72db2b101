#include <iomanip>
#include <sstream>

#include <plexus/core/status_line.hpp>
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
    show_status(out, line.str(), columns, epoch.last);
    return true;
  };
}

}  // namespace plexus
