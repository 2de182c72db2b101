// W7: the population of W4, saved to and loaded from memory: a file in /dev/shm, where that is there.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/save/save.hpp>

#include "../grown_population.hpp"
#include "makers.hpp"

namespace plexus::bench {
namespace {

class Saving : public Workload {
 public:
  Saving()
      : population_(grown_population({})), file_(folder() / ("plexus_bench_" + std::to_string(getpid()) + ".bin")) {
    save(population_.ask(), file_);
  }
  ~Saving() override {
    std::error_code nothing_to_remove;
    std::filesystem::remove(file_, nothing_to_remove);
  }
  Saving(const Saving&) = delete;
  Saving& operator=(const Saving&) = delete;

  void check() override {
    run(1);
    if (!std::ranges::equal(load_networks(file_), population_.ask()))
      throw Error("W7: the networks that were loaded are not those that were saved");
  }

  std::string remark() const override {
    const auto bytes = std::filesystem::file_size(file_);
    return std::to_string(bytes) + " bytes in " + file_.parent_path().string();
  }

 protected:
  static std::filesystem::path folder() {
    return std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path();
  }

  evolve::Population population_;
  std::filesystem::path file_;
};

class Save : public Saving {
  void run(std::size_t operations) override {
    for (std::size_t i = 0; i < operations; ++i) save(population_.ask(), file_);
  }
};

class Load : public Saving {
  void run(std::size_t operations) override {
    for (std::size_t i = 0; i < operations; ++i) load_networks(file_);
  }
};

}  // namespace

std::unique_ptr<Workload> w7_save(std::size_t) { return std::make_unique<Save>(); }
std::unique_ptr<Workload> w7_load(std::size_t) { return std::make_unique<Load>(); }

}  // namespace plexus::bench
