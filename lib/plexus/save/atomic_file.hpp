#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace plexus {

namespace detail {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace detail

/// Writes a whole file or none: the bytes go to a temporary file in the same folder, and `commit` puts them on the disk
/// and under their name, so that a reader sees the old file or the new one. A symbolic link is followed, permissions
/// are kept. Without a `commit` the old file stays, and the temporary one is removed.
class AtomicFile {
 public:
  /// Throws Error when the file cannot be written.
  explicit AtomicFile(const std::filesystem::path& path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  /// Adds bytes at the end. When that fails, `commit` tells it.
  void write(std::string_view bytes);

  /// To be called once. Throws Error, with the old file untouched, when the file could not be written.
  void commit();

 private:
  std::filesystem::path path_;       // as it was given
  std::filesystem::path target_;     // where it leads to
  std::filesystem::path temporary_;  // empty when there is none
  detail::OpenFile file_;
  int failure_ = 0;  // errno of the first failed write
};

/// The same with all bytes at once.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Reads a regular file in pieces.
class InputFile {
 public:
  /// Throws Error when it is none or cannot be opened.
  explicit InputFile(const std::filesystem::path& path);

  std::uint64_t size() const { return size_; }  ///< in bytes, when it was opened

  /// Reads up to `count` bytes; returns how many, fewer only at the end of the file. Throws Error when it cannot be
  /// read.
  std::size_t read(char* to, std::size_t count);

 private:
  std::string path_;
  detail::OpenFile file_;
  std::uint64_t size_ = 0;
};

/// The bytes of a regular file; throws Error when it is none or cannot be read. With `most`, only that many from the
/// start.
std::string read_file(const std::filesystem::path& path, std::size_t most = static_cast<std::size_t>(-1));

}  // namespace plexus
