#include <plexus/data/encoding.hpp>

#include <catch2/catch.hpp>

#include <cmath>

#include <plexus/core/error.hpp>

using namespace plexus;
using Catch::Matchers::Contains;
using Rows = std::vector<std::size_t>;

namespace {

std::vector<double> numbers(std::span<const double> span) { return {span.begin(), span.end()}; }

Table flowers() { return parse_csv("width,height,kind\n1,10,rose\n3,10,lily\n5,10,rose\n100,11,aster\n", "f.csv"); }

}  // namespace

TEST_CASE("inputs are standardised with the training rows alone", "[data]") {
  const Table table = flowers();
  const Encoding encoding = find_encoding(table, {.target = "kind"}, Rows{0, 1, 2});
  REQUIRE(encoding.inputs.size() == 2);
  CHECK(encoding.inputs[0].name == "width");
  CHECK(encoding.inputs[0].scale.mean == Approx(3));
  CHECK(encoding.inputs[0].scale.deviation == Approx(std::sqrt(8.0 / 3)));
  CHECK(encoding.inputs[1].scale == Scale{10, 1});  // constant in the training rows
  const Dataset data = encode(table, encoding, Rows{3});
  CHECK(data[0].input[0] == Approx((100 - 3) / std::sqrt(8.0 / 3)));
  CHECK(data[0].input[1] == Approx(1));
}

TEST_CASE("classes are one-hot in the order of their names, those of held-out rows too", "[data]") {
  const Table table = flowers();
  const Encoding encoding = find_encoding(table, {.target = "kind"}, Rows{0, 1, 2});
  CHECK(encoding.target.classes == std::vector<std::string>{"aster", "lily", "rose"});
  CHECK(encoding.output_count() == 3);
  const Dataset data = encode(table, encoding);
  CHECK(numbers(data[0].target) == std::vector<double>{0, 0, 1});
  CHECK(numbers(data[3].target) == std::vector<double>{1, 0, 0});
  CHECK(class_of(data[1].target) == 1);
}

TEST_CASE("a number is standardised as a target too", "[data]") {
  const Table table = parse_csv("x,y\n0,1.5\n1,2.5\n2,9\n", "f.csv");
  const Encoding encoding = find_encoding(table, {.target = "y"}, Rows{0, 1});
  CHECK_FALSE(encoding.target.is_class());
  CHECK(encoding.target.scale == Scale{2, 0.5});
  CHECK(encode(table, encoding)[2].target[0] == Approx(14));
  CHECK(encoding.target.scale.unscale(14) == Approx(9));
}

TEST_CASE("numbers stay as they are when they are not to be standardised", "[data]") {
  const Table table = flowers();
  const Encoding encoding = find_encoding(
      table, {.target = "height", .ignore = {"kind"}, .kind = TargetKind::number, .standardise = false}, Rows{0, 1, 2});
  const Dataset data = encode(table, encoding);
  CHECK(numbers(data[3].input) == std::vector<double>{100});
  CHECK(numbers(data[3].target) == std::vector<double>{11});
}

TEST_CASE("whole numbers are classes when few of them are different, and sorted by value", "[data]") {
  std::string text = "x,few,many,real\n";
  for (int i = 0; i < 60; ++i)
    text += std::to_string(i) + "," + std::to_string(i % 12) + "," + std::to_string(i % 21) + "," +
            std::to_string(i % 3) + ".5\n";
  const Table table = parse_csv(text, "f.csv");
  CHECK(target_kind(table, table.column("few")) == TargetKind::classes);
  CHECK(target_kind(table, table.column("many")) == TargetKind::number);
  CHECK(target_kind(table, table.column("real")) == TargetKind::number);
  CHECK(target_kind(table, table.column("x")) == TargetKind::number);

  const Encoding few = find_encoding(table, {.target = "few", .inputs = {"x"}}, Rows{0, 1, 2});
  CHECK(few.target.classes[2] == "2");
  CHECK(few.target.classes[10] == "10");
  CHECK_FALSE(find_encoding(table, {.target = "few", .inputs = {"x"}, .kind = TargetKind::number}, Rows{0, 1, 2})
                  .target.is_class());
  CHECK(find_encoding(table, {.target = "many", .inputs = {"x"}, .kind = TargetKind::classes}, Rows{0, 1, 2})
            .target.classes.size() == 21);
}

TEST_CASE("as many different whole numbers as rows are no classes", "[data]") {
  const Table table = parse_csv("x,y\n1,1\n2,2\n3,3\n", "f.csv");
  CHECK(target_kind(table, table.column("y")) == TargetKind::number);
}

TEST_CASE("inputs are the columns that are named and not ignored", "[data]") {
  const Table table = parse_csv("a,b,c,t\n1,2,3,x\n4,5,6,y\n", "f.csv");
  const auto names = [&](const EncodingOptions& options) {
    std::string joined;
    for (const InputColumn& input : find_encoding(table, options, Rows{0, 1}).inputs) joined += input.name;
    return joined;
  };
  CHECK(names({.target = "t"}) == "abc");
  CHECK(names({.target = "t", .inputs = {"c", "a"}}) == "ac");
  CHECK(names({.target = "t", .ignore = {"b"}}) == "ac");
  CHECK_THROWS_WITH(names({.target = "t", .inputs = {"d"}}), Contains("f.csv:1: there is no column 'd'"));
  CHECK_THROWS_WITH(names({.target = "t", .ignore = {"bb"}}), Contains("f.csv:1: there is no column 'bb'"));
  CHECK_THROWS_WITH(names({.target = "tt"}), "f.csv:1: there is no column 'tt'; did you mean 't'?");
  CHECK_THROWS_WITH(names({.target = "t", .inputs = {"t"}}), Contains("is the target and cannot be an input too"));
  CHECK_THROWS_WITH(names({.target = "t", .ignore = {"a", "b", "c"}}), Contains("no column is left to be an input"));
}

TEST_CASE("columns of text are refused as inputs, all at once", "[data]") {
  const Table table = parse_csv("a,where,x,who,t\n1,here,1,me,p\n2,there,2,you,q\n", "f.csv");
  CHECK_THROWS_WITH(
      find_encoding(table, {.target = "t"}, Rows{0, 1}),
      "f.csv:2: column 'where' has text ('here'), but inputs must be numbers; leave it out with --ignore where,who");
}

TEST_CASE("a bad cell of an input is named, also in a row that is held out", "[data]") {
  const Table table = parse_csv("a,t\n1,p\n2,q\n?,p\n", "f.csv");
  CHECK_THROWS_WITH(find_encoding(table, {.target = "t"}, Rows{0, 1}),
                    "f.csv:4: column 'a' has '?', which is not a number; correct it or remove the row, or leave the "
                    "column out (--ignore a)");
}

TEST_CASE("a target that is part text and part number is refused until someone says what it is", "[data]") {
  const Table typo = parse_csv("a,t\n1,3.5\n2,4.5\n3,5.5x\n", "f.csv");
  CHECK_THROWS_WITH(target_kind(typo, typo.column("t")),
                    "f.csv:4: column 't' has '5.5x' where other rows have numbers; correct it, or say --classify when "
                    "every value is the name of a class");
  const Table grades = parse_csv("a,t\n1,A\n2,B\n3,1\n", "f.csv");
  CHECK_THROWS_WITH(target_kind(grades, grades.column("t")),
                    Contains("f.csv:4: column 't' has '1' where other rows have text"));
  CHECK(find_encoding(grades, {.target = "t", .kind = TargetKind::classes}, Rows{0, 1}).target.classes ==
        std::vector<std::string>{"1", "A", "B"});
  CHECK_THROWS_WITH(find_encoding(grades, {.target = "t", .kind = TargetKind::number}, Rows{0, 1}),
                    Contains("f.csv:2: column 't' has 'A'"));
}

TEST_CASE("a target with empty cells or one class is refused", "[data]") {
  const Table empty = parse_csv("a,t\n1,A\n2,\n", "f.csv");
  CHECK_THROWS_WITH(find_encoding(empty, {.target = "t"}, Rows{0}),
                    "f.csv:3: column 't' is empty; fill it in or remove the row");
  const Table single = parse_csv("a,t\n1,A\n2,A\n", "f.csv");
  CHECK_THROWS_WITH(find_encoding(single, {.target = "t"}, Rows{0}),
                    Contains("has one class only, 'A'; a target needs at least 2"));
}

TEST_CASE("a new file is encoded as the old one was, whatever its own mean and order of columns", "[data]") {
  const Encoding encoding = find_encoding(flowers(), {.target = "kind"}, Rows{0, 1, 2});
  const Table other = parse_csv("kind,extra,height,width\nlily,?,12,3\n", "new.csv");
  const Dataset data = encode(other, encoding);
  CHECK(numbers(data[0].input) == std::vector<double>{0, 2});
  CHECK(numbers(data[0].target) == std::vector<double>{0, 1, 0});

  CHECK_THROWS_WITH(encode(parse_csv("kind,width\nlily,3\n", "new.csv"), encoding),
                    Contains("new.csv:1: there is no column 'height'"));
  CHECK_THROWS_WITH(encode(parse_csv("kind,width,height\nlily,3,1\ntulip,3,1\n", "new.csv"), encoding),
                    "new.csv:3: column 'kind' has the class 'tulip', but the network knows aster, lily, rose");
}
