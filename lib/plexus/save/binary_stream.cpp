#include <plexus/save/binary_stream.hpp>

#define XXH_INLINE_ALL  // so that nobody has to link it
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include <plexus/core/callable.hpp>
#include <plexus/core/count_of.hpp>
#include <plexus/core/error.hpp>
#include <plexus/save/limits.hpp>

namespace plexus {
namespace {

using Traits = std::char_traits<char>;

constexpr std::size_t buffer_size = 1U << 16U;

}  // namespace

struct Checksum::State {
  XXH3_state_t xxh3;
};

Checksum::Checksum() : state_(std::make_unique<State>()) { XXH3_64bits_reset(&state_->xxh3); }

Checksum::~Checksum() = default;

void Checksum::add(std::string_view bytes) { XXH3_64bits_update(&state_->xxh3, bytes.data(), bytes.size()); }

std::string Checksum::little_end_first() const {
  const std::uint64_t sum = XXH3_64bits_digest(&state_->xxh3);
  std::string bytes(checksum_size, '\0');
  for (std::size_t i = 0; i < checksum_size; ++i) bytes[i] = static_cast<char>(sum >> (8 * i) & 0xFFU);
  return bytes;
}

BinaryWriter::BinaryWriter(std::function<void(std::string_view)> put)
    : std::ostream(static_cast<std::streambuf*>(this)),
      put_(std::move(put)),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_size)) {
  require_callable(put_, "BinaryWriter", "put");
  setp(buffer_.get(), buffer_.get() + buffer_size);
  write(binary_opening.data(), static_cast<std::streamsize>(binary_opening.size()));
}

void BinaryWriter::pass_on() {
  const std::string_view piece(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  checksum_.add(piece);
  put_(piece);
  setp(buffer_.get(), buffer_.get() + buffer_size);
}

int BinaryWriter::overflow(int byte) {
  pass_on();
  return Traits::eq_int_type(byte, Traits::eof()) ? 0 : sputc(static_cast<char>(byte));
}

void BinaryWriter::finish() {
  pass_on();
  put_(checksum_.little_end_first());
}

BinaryReader::BinaryReader(std::function<std::size_t(char*, std::size_t)> get, std::uint64_t size)
    : std::istream(static_cast<std::streambuf*>(this)),
      get_(std::move(get)),
      left_(size - std::min<std::uint64_t>(size, binary_opening.size() + checksum_size)),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_size)) {
  require_callable(get_, "BinaryReader", "get");
  if (size < binary_opening.size() + checksum_size) throw Error("it is cut short, after ", count_of(size, "byte"));
  if (size > largest_file) throw Error("it has ", size, " bytes, more than ", largest_file);
  std::string begin(binary_opening.size(), '\0');
  if (get_(begin.data(), begin.size()) != begin.size() || begin != binary_opening)
    throw Error("it does not begin as a binary file");
  checksum_.add(begin);
}

int BinaryReader::underflow() {
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, buffer_size));
  const std::size_t got = wanted == 0 ? 0 : get_(buffer_.get(), wanted);
  checksum_.add({buffer_.get(), got});
  left_ = got < wanted ? 0 : left_ - got;
  setg(buffer_.get(), buffer_.get(), buffer_.get() + got);
  return got == 0 ? Traits::eof() : Traits::to_int_type(*gptr());
}

void BinaryReader::finish() {
  do setg(nullptr, nullptr, nullptr);
  while (!Traits::eq_int_type(underflow(), Traits::eof()));
  std::string sum(checksum_size, '\0');
  if (get_(sum.data(), sum.size()) != sum.size() || sum != checksum_.little_end_first())
    throw Error("it is damaged or cut short: its checksum does not fit");
}

}  // namespace plexus
