// Trains an LSTM on the carbon dioxide measured at Mauna Loa since 1958 and forecasts each month of the last five
// years, which it has not seen. Compares with the persistence forecast: next month is like this one.
#include <iostream>
#include <span>

#include <plexus/architect/layers.hpp>
#include <plexus/data/series.hpp>
#include <plexus/data/table.hpp>
#include <plexus/train/train.hpp>

using namespace plexus;

int main() {
  const Table table = read_csv("data/co2.csv");
  const std::vector<double> co2 = numbers_in(table, table.column("co2_ppm"));
  const std::span<const double> past = std::span(co2).first(co2.size() - 60);

  const auto input = Dense(1), hidden = LSTM(16), output = Dense(1, {.activation = Activation::identity});
  input.connect(hidden);
  hidden.connect(output);
  Network network = architect::Construct({input, hidden, output}, {.seed = 1});

  const SeriesEncoding encoding = find_series_encoding("co2_ppm", past);
  train(network, windows_of(past, encoding, 48, 12),
        {.rate = 0.01, .schedule = {.kind = Schedule::cosine}, .epochs = 150, .batch = 16, .clip = 1});

  const double lstm = rmse_of_last(60, forecast(network, encoding, co2), co2);
  const double persistent = rmse_of_last(60, persistence(co2), co2);
  std::cout.precision(3);
  std::cout << "persistence is off by " << persistent << " ppm\n"
            << "the LSTM is at least twice as good: " << (lstm <= persistent / 2 ? "yes" : "no") << '\n';
}
