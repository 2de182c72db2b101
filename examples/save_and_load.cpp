// Saves a network and loads it again, in each format. Every weight comes back bit for bit; a damaged file is refused.
#include <filesystem>
#include <fstream>
#include <iostream>

#include <plexus/architect/models/lstm_network.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/save.hpp>

using namespace plexus;

int main() {
  const Network network = architect::LSTM({2, 8, 1}, {.seed = 42});
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "plexus_save_and_load";
  std::filesystem::create_directories(folder);

  for (const char* name : {"network.plexus", "network.json", "network.xml"}) {
    save(network, folder / name);
    std::cout << name << ": " << (load_network(folder / name) == network ? "the same network" : "another network")
              << '\n';
  }

  std::filesystem::resize_file(folder / "network.plexus", 100);
  try {
    load_network(folder / "network.plexus");
  } catch (const Error&) {
    std::cout << "cut short: refused\n";
  }
  std::filesystem::remove_all(folder);
}
