#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace plexus {

// A binary file is what `binary_opening` says, the content, and 8 bytes of checksum over all before, little end first.
// Here it is written and read in pieces, so that a large one never lies in memory as a whole.

inline constexpr std::string_view binary_opening = "PLEXUS\2";  ///< a name, and the version of the binary format
inline constexpr std::size_t checksum_size = 8;

/// The checksum of bytes that come in pieces: XXH3 (Collet 2019), 64 bits, seed 0.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  void add(std::string_view bytes);
  std::string little_end_first() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Takes the content of a binary file, and gives the whole file to `put` piece by piece.
class BinaryWriter : private std::streambuf, public std::ostream {
 public:
  explicit BinaryWriter(std::function<void(std::string_view)> put);

  /// What comes last; to be called once.
  void finish();

 private:
  int overflow(int byte) override;
  void pass_on();

  std::function<void(std::string_view)> put_;
  Checksum checksum_;
  std::unique_ptr<char[]> buffer_;
};

/// Gives the content of a binary file, whose bytes it takes from `get`, which returns how many there were.
class BinaryReader : private std::streambuf, public std::istream {
 public:
  /// `size` is that of the file in bytes. Throws Error when it is too small or does not begin as such a file.
  BinaryReader(std::function<std::size_t(char*, std::size_t)> get, std::uint64_t size);

  /// The bytes of the content that nobody has read yet.
  std::uint64_t left() const { return left_ + static_cast<std::uint64_t>(egptr() - gptr()); }

  /// Reads what is left. Throws Error when the checksum does not fit.
  void finish();

 private:
  int underflow() override;

  std::function<std::size_t(char*, std::size_t)> get_;
  std::uint64_t left_;  // not yet in the buffer
  Checksum checksum_;
  std::unique_ptr<char[]> buffer_;
};

}  // namespace plexus
