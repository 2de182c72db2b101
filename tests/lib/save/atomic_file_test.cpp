#include <catch2/catch.hpp>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <limits>
#include <string>

#include <plexus/core/error.hpp>
#include <plexus/save/atomic_file.hpp>
#include <plexus/save/save.hpp>

#include "sample_networks.hpp"
#include "scratch_folder.hpp"

using namespace plexus;
using namespace plexus::test;
using Catch::Contains;
namespace fs = std::filesystem;

TEST_CASE("a written file holds just the bytes, and nothing else is left", "[save]") {
  const ScratchFolder folder;
  const std::string bytes("a\0b\r\n", 5);
  write_file(folder / "file", bytes);
  CHECK(get(folder / "file") == bytes);
  write_file(folder / "file", "");
  CHECK(read_file(folder / "file").empty());
  write_file(folder / std::string(255, 'n'), "the longest name");
  CHECK(folder.file_count() == 2);
}

TEST_CASE("a write that fails leaves the old file as it was, and no temporary one", "[save]") {
  const ScratchFolder folder;
  write_file(folder / "file", "old");
  CHECK_THROWS_WITH(write_file(folder / "no_such_folder/file", "new"),
                    Contains("no_such_folder/file") && Contains("o such file"));
  CHECK_THROWS_WITH(write_file(folder / "file/below", "new"), Contains("file/below"));
  fs::create_directory(folder / "folder");
  CHECK_THROWS_WITH(write_file(folder / "folder", "new"), Contains("is not a file"));
  CHECK_THROWS_AS(write_file(folder / std::string(256, 'n'), "new"), Error);  // fails at the last step, the rename
  CHECK_THROWS_AS(write_file("", "new"), Error);
  Network network = odd_network();
  network.weight(0) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(save(network, folder / "file"), Error);
  CHECK(get(folder / "file") == "old");
  CHECK(folder.file_count() == 2);
}

TEST_CASE("a write that runs out of room leaves the old file as it was, and no temporary one", "[save]") {
  const ScratchFolder folder;
  write_file(folder / "file", "old");
  std::string words;
  {
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit little{1000, limit.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &little);
    try {
      write_file(folder / "file", std::string(100'000, 'x'));
    } catch (const Error& error) {
      words = error.what();
    }
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);
  }
  CHECK_THAT(words, Contains("cannot write") && Contains("too large"));
  CHECK(get(folder / "file") == "old");
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a device is not replaced by a file", "[save]") {
  CHECK_THROWS_WITH(write_file("/dev/null", "new"), Contains("is not a file"));
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a link is followed, and permissions are kept", "[save]") {
  const ScratchFolder folder;
  write_file(folder / "file", "old");
  fs::permissions(folder / "file", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("file", folder / "link");
  write_file(folder / "link", "new");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(get(folder / "file") == "new");
  CHECK(fs::status(folder / "file").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  fs::create_symlink("nowhere", folder / "dangling");
  CHECK_THROWS_WITH(write_file(folder / "dangling", "new"), Catch::Contains("leads to nothing"));
  CHECK(fs::is_symlink(folder / "dangling"));
}
