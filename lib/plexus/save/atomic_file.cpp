#include <plexus/save/atomic_file.hpp>

#if __has_include(<unistd.h>)
#include <fcntl.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <random>
#include <system_error>
#include <utility>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

namespace fs = std::filesystem;

std::string reason(int code) { return std::strerror(code); }

// Runs a step of writing, and names the file in its errors.
template <class Step>
void writing(const fs::path& path, const Step& step) {
  try {
    step();
  } catch (const fs::filesystem_error& error) {
    throw Error("cannot write '", path.string(), "': ", error.code().message());
  } catch (const Error& error) {
    throw Error("cannot write '", path.string(), "': ", error.what());
  }
}

// Makes the new name itself outlive a power cut, where the system can.
void sync_folder([[maybe_unused]] const fs::path& folder) {
#if __has_include(<unistd.h>)
  const int descriptor = ::open(folder.c_str(), O_RDONLY);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
#endif
}

}  // namespace

AtomicFile::AtomicFile(const fs::path& path) : path_(path) {
  writing(path, [&] {
    // Renaming over a device would replace it, and over a link would leave what it leads to behind.
    if (fs::exists(path) && !fs::is_regular_file(path)) throw Error("it exists and is not a file");
    if (!fs::exists(path) && fs::is_symlink(path)) throw Error("it is a link that leads to nothing");
    target_ = fs::weakly_canonical(path);
    if (!target_.has_filename()) throw Error("this is no name of a file");
    std::random_device random;
    fs::path temporary;
    do {
      char name[40];
      std::snprintf(name, sizeof name, ".plexus-%08x%08x.tmp", random(), random());
      temporary = target_.parent_path() / name;
      file_.reset(std::fopen(temporary.string().c_str(), "wbx"));
    } while (!file_ && errno == EEXIST);
    if (!file_) throw Error("cannot write into the folder '", target_.parent_path().string(), "': ", reason(errno));
    temporary_ = std::move(temporary);
  });
}

AtomicFile::~AtomicFile() {
  file_.reset();
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove(temporary_, ignored);
}

void AtomicFile::write(std::string_view bytes) {
  if (failure_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) failure_ = errno;
}

void AtomicFile::commit() {
  writing(path_, [&] {
    if (failure_ != 0) throw Error(reason(failure_));
    bool written = std::fflush(file_.get()) == 0;
#if __has_include(<unistd.h>)
    written = written && ::fsync(::fileno(file_.get())) == 0;
#endif
    if (!written || std::fclose(file_.release()) != 0) throw Error(reason(errno));
    std::error_code failure;
    if (fs::exists(target_))
      fs::permissions(temporary_, fs::status(target_).permissions(), failure);  // as far as we may
    fs::rename(temporary_, target_, failure);
    if (failure) throw Error(failure.message());
    temporary_.clear();
    sync_folder(target_.parent_path());
  });
}

void write_file(const fs::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

InputFile::InputFile(const fs::path& path) : path_(path.string()) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    throw Error("cannot read '", path_, "': ", failure ? failure.message() : "there is no such file");
  if (!fs::is_regular_file(status))
    throw Error("cannot read '", path_, "': it is ", fs::is_directory(status) ? "a folder" : "not a regular file");
  file_.reset(std::fopen(path_.c_str(), "rb"));
  if (!file_) throw Error("cannot read '", path_, "': ", reason(errno));
  const std::uintmax_t size = fs::file_size(path, failure);
  if (!failure) size_ = size;
}

std::size_t InputFile::read(char* to, std::size_t count) {
  const std::size_t got = std::fread(to, 1, count, file_.get());
  if (std::ferror(file_.get())) throw Error("cannot read '", path_, "': ", reason(errno));
  return got;
}

std::string read_file(const fs::path& path, std::size_t most) {
  InputFile file(path);
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), most)), '\0');
  bytes.resize(file.read(bytes.data(), bytes.size()));
  return bytes;
}

}  // namespace plexus
