#pragma once

#include <cereal/cereal.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <plexus/save/bytes.hpp>
#include <plexus/save/field.hpp>

// Rows of whole numbers, names and bools, of which a file holds very many. A row type says once what it consists of,
//
//   template <>
//   struct RowFields<Connection> {
//     static constexpr std::tuple all{row_field("from", &Connection::from), row_field("to", &Connection::to)};
//   };
//
// and is then saved in two ways. `fields(archive, row)` names them one by one, for texts. `field(archive,
// "connections", Rows{connections})`, for binary archives, writes column after column: the least number of the column,
// the width of what is left of the others in bytes (0, 1, 2, 4 or 8), and that. So a column that is the same in all
// rows costs nothing, and loops over a column are fast. The first column has a width of at least 1: rows that the data
// does not bear out cannot be asked for.

namespace plexus {

/// A member of a row, saved as an `As`.
template <class Row, class Member, class As>
struct RowField {
  const char* name;
  Member Row::*member;
};

template <class As = void, class Row, class Member>
constexpr auto row_field(const char* name, Member Row::*member) {
  return RowField<Row, Member, std::conditional_t<std::is_void_v<As>, Member, As>>{name, member};
}

/// What a row consists of; see above.
template <class Row>
struct RowFields;

/// Saves or loads the columns of one row as fields.
template <class Archive, class Row>
void fields(Archive& archive, Row& row) {
  const auto each = [&]<class Any, class Member, class As>(const RowField<Any, Member, As>& column) {
    auto value = static_cast<As>(row.*column.member);
    field(archive, column.name, value);
    if constexpr (detail::is_loading<Archive>) row.*column.member = static_cast<Member>(value);
  };
  std::apply([&](const auto&... column) { (each(column), ...); }, RowFields<Row>::all);
}

/// A std::vector of rows, column by column, for a binary archive.
template <class Vector>
struct Rows {
  Vector& rows;
};
template <class Vector>
Rows(Vector&) -> Rows<Vector>;

namespace detail {

// What stands in the file for a column: names and bools are numbers.
template <class As>
using WholeNumber = std::conditional_t<std::is_enum_v<As> || std::same_as<As, bool>, std::uint8_t, As>;

// Calls `act` with a number of the type that has this width; nothing to do for 0.
template <class Bits, class Act>
void with_width(std::size_t width, const Act& act) {
  if (width == 1) return act(std::uint8_t{});
  if constexpr (sizeof(Bits) >= 2)
    if (width == 2) return act(std::uint16_t{});
  if constexpr (sizeof(Bits) >= 4)
    if (width == 4) return act(std::uint32_t{});
  if constexpr (sizeof(Bits) >= 8)
    if (width == 8) return act(std::uint64_t{});
  if (width != 0)
    throw FieldError("wanted 0, 1, 2, 4 or 8 bytes a number, at most " + std::to_string(sizeof(Bits)) + ", got " +
                     std::to_string(width));
}

template <class Archive, class Vector, class Row, class Member, class As>
void save_column(Archive& archive, const Vector& rows, const RowField<Row, Member, As>& column, bool first) {
  using Number = WholeNumber<As>;
  using Bits = std::make_unsigned_t<Number>;
  const auto number = [&](const Row& row) { return static_cast<Number>(row.*column.member); };
  Number least = rows.empty() ? Number{0} : number(rows.front()), most = least;
  for (const Row& row : rows) {
    least = std::min(least, number(row));
    most = std::max(most, number(row));
  }
  const auto range = static_cast<Bits>(static_cast<Bits>(most) - static_cast<Bits>(least));
  const std::size_t bytes = (static_cast<std::size_t>(std::bit_width(range)) + 7) / 8;
  const auto width = static_cast<std::uint8_t>(bytes == 0 && !first ? 0 : std::bit_ceil(bytes));
  archive(least, width);
  with_width<Bits>(width, [&]<class Narrow>(Narrow) {
    std::array<Narrow, piece_of_data> left;
    for (std::size_t begin = 0; begin < rows.size(); begin += left.size()) {
      const std::size_t count = std::min(rows.size() - begin, left.size());
      for (std::size_t i = 0; i < count; ++i)
        left[i] = static_cast<Narrow>(static_cast<Bits>(number(rows[begin + i])) - static_cast<Bits>(least));
      archive(cereal::binary_data(left.data(), count * sizeof(Narrow)));
    }
  });
}

// How many numbers stand for something in a column of names or bools.
template <class As>
std::size_t number_count() {
  if constexpr (std::same_as<As, bool>)
    return 2;
  else
    return saved_names(As{}).size();
}

template <class Archive, class Row, class Member, class As>
void load_column(Archive& archive, std::vector<Row>& rows, std::uint64_t count, const RowField<Row, Member, As>& column,
                 bool first) {
  using Number = WholeNumber<As>;
  using Bits = std::make_unsigned_t<Number>;
  Number least = 0;
  std::uint8_t width = 0;
  archive(least, width);
  if (first && width == 0) throw FieldError(column.name, FieldError("wanted at least a byte a number, got 0"));
  Number most = 0;
  const auto set = [&](std::size_t index, Bits left) {
    const auto number = static_cast<Number>(static_cast<Bits>(left + static_cast<Bits>(least)));
    most = std::max(most, number);
    rows[index].*column.member = static_cast<Member>(static_cast<As>(number));
  };
  if (width == 0) {
    most = least;
    for (Row& row : rows) row.*column.member = static_cast<Member>(static_cast<As>(least));
  }
  with_width<Bits>(width, [&]<class Narrow>(Narrow) {
    std::array<Narrow, piece_of_data> left;
    for (std::uint64_t begin = 0; begin < count; begin += left.size()) {
      const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(count - begin, left.size()));
      archive(cereal::binary_data(left.data(), here * sizeof(Narrow)));
      if (first) rows.resize(static_cast<std::size_t>(begin) + here);
      for (std::size_t i = 0; i < here; ++i) set(static_cast<std::size_t>(begin) + i, left[i]);
    }
  });
  if constexpr (!std::same_as<As, Number>)
    if (most >= number_count<As>())
      throw FieldError(column.name, FieldError("wanted numbers below " + std::to_string(number_count<As>()) + ", got " +
                                               std::to_string(most)));
}

}  // namespace detail

template <class Archive, class Vector>
void save(Archive& archive, const Rows<Vector>& list) {
  static_assert(!detail::is_text<Archive>, "texts name each field");
  archive(cereal::make_size_tag(static_cast<cereal::size_type>(list.rows.size())));
  std::apply(
      [&](const auto& first, const auto&... others) {
        detail::save_column(archive, list.rows, first, true);
        (detail::save_column(archive, list.rows, others, false), ...);
      },
      RowFields<typename Vector::value_type>::all);
}

template <class Archive, class Vector>
void load(Archive& archive, Rows<Vector>& list) {
  static_assert(!detail::is_text<Archive>, "texts name each field");
  cereal::size_type count = 0;
  archive(cereal::make_size_tag(count));
  list.rows.clear();
  std::apply(
      [&](const auto& first, const auto&... others) {
        detail::load_column(archive, list.rows, count, first, true);
        (detail::load_column(archive, list.rows, count, others, false), ...);
      },
      RowFields<typename Vector::value_type>::all);
  list.rows.shrink_to_fit();
}

}  // namespace plexus
