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
#include <memory>
#include <random>
#include <system_error>
#include <utility>

#include <plexus/core/error.hpp>

namespace plexus {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// What the failed call before it had to say.
std::string reason() { return std::strerror(errno); }

// Removes the temporary file unless it was put in its place.
class Temporary {
 public:
  explicit Temporary(const fs::path& folder) {
    std::random_device random;
    do {
      char name[40];
      std::snprintf(name, sizeof name, ".plexus-%08x%08x.tmp", random(), random());
      path_ = folder / name;
      file_.reset(std::fopen(path_.string().c_str(), "wbx"));
    } while (!file_ && errno == EEXIST);
    if (!file_) throw Error("cannot write into the folder '", folder.string(), "': ", reason());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    file_.reset();
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }

  void write(std::string_view bytes) {
    bool written =
        std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size() && std::fflush(file_.get()) == 0;
#if __has_include(<unistd.h>)
    written = written && ::fsync(::fileno(file_.get())) == 0;
#endif
    if (!written || std::fclose(file_.release()) != 0) throw Error(reason());
  }

  void rename_to(const fs::path& target) {
    std::error_code failure;
    if (fs::exists(target)) fs::permissions(path_, fs::status(target).permissions(), failure);  // as far as we may
    fs::rename(path_, target, failure);
    if (failure) throw Error(failure.message());
    path_.clear();
  }

 private:
  fs::path path_;
  File file_;
};

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

void write_file(const fs::path& path, std::string_view bytes) {
  try {
    // Renaming over a device would replace it, and over a link would leave what it leads to behind.
    if (fs::exists(path) && !fs::is_regular_file(path)) throw Error("it exists and is not a file");
    if (!fs::exists(path) && fs::is_symlink(path)) throw Error("it is a link that leads to nothing");
    const fs::path target = fs::weakly_canonical(path);
    if (!target.has_filename()) throw Error("this is no name of a file");
    Temporary temporary(target.parent_path());
    temporary.write(bytes);
    temporary.rename_to(target);
    sync_folder(target.parent_path());
  } catch (const fs::filesystem_error& error) {
    throw Error("cannot write '", path.string(), "': ", error.code().message());
  } catch (const Error& error) {
    throw Error("cannot write '", path.string(), "': ", error.what());
  }
}

std::string read_file(const fs::path& path, std::size_t most) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    throw Error("cannot read '", path.string(), "': ", failure ? failure.message() : "there is no such file");
  if (!fs::is_regular_file(status))
    throw Error("cannot read '", path.string(), "': it is ",
                fs::is_directory(status) ? "a folder" : "not a regular file");
  const File file(std::fopen(path.string().c_str(), "rb"));
  if (!file) throw Error("cannot read '", path.string(), "': ", reason());

  std::string bytes;
  const std::uintmax_t size = std::min<std::uintmax_t>(fs::file_size(path, failure), most);
  if (!failure) bytes.resize(static_cast<std::size_t>(size));
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get())) throw Error("cannot read '", path.string(), "': ", reason());
  return bytes;
}

}  // namespace plexus
