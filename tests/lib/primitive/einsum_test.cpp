#include <catch2/catch.hpp>

#include <plexus/core/error.hpp>
#include <plexus/primitive/einsum.hpp>

#include "support/primitive_run.hpp"

using namespace plexus;
using plexus::testing::check_primitive;
using plexus::testing::Given;
using plexus::testing::PrimitiveRun;
using plexus::testing::random_operands;

TEST_CASE("an einsum of a vector and a matrix of parameters is a dense layer") {
  const std::vector<Given> operands{{{2}, {1, 2, 3, 4}}, {{2, 3}, {1, 2, 3, 4, 5, 6}, true}};
  PrimitiveRun<double> run(primitive::Einsum{"i,io->o"}, operands, 2);
  CHECK(run.shape() == Shape{3});
  CHECK(run.forward() == std::vector<double>{9, 12, 15, 19, 26, 33});
}

TEST_CASE("an einsum of two activities multiplies sample by sample") {
  const std::vector<Given> operands{{{2, 1}, {1, 2, 3, 4}}, {{1, 2}, {5, 6, 7, 8}}};
  PrimitiveRun<double> run(primitive::Einsum{"ab,bc->ac"}, operands, 2);
  CHECK(run.shape() == Shape{2, 2});
  CHECK(run.forward() == std::vector<double>{5, 6, 10, 12, 21, 24, 28, 32});
}

TEST_CASE("an einsum of one operand sums and permutes") {
  PrimitiveRun<double> run(primitive::Einsum{"abc->ca"}, {{{2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}}}, 1);
  CHECK(run.forward() == std::vector<double>{4, 12, 6, 14});
}

TEST_CASE("an einsum has the gradients of finite differences") {
  check_primitive(primitive::Einsum{"ti,io->to"}, random_operands(1, {{3, 2}}, {{2, 4}}, 3), 3);
  check_primitive(primitive::Einsum{"thd,shd->hts"}, random_operands(2, {{3, 2, 2}, {4, 2, 2}}, {}, 2), 2);
  check_primitive(primitive::Einsum{"a,->a"}, random_operands(3, {{3}}, {{}}, 2), 2);
  check_primitive(primitive::Einsum{"ab->b"}, random_operands(4, {{3, 2}}, {}, 2), 2);
  check_primitive(primitive::Einsum{"ab,c->"}, random_operands(5, {{3, 2}, {2}}, {}, 2), 2);
}

TEST_CASE("an einsum that cannot be says why") {
  const auto shape_of = [](const char* equation, const std::vector<Shape>& operands) {
    return result_shape(primitive::Einsum{equation}, operands);
  };
  CHECK_THROWS_WITH(shape_of("ab", {{1, 1}}), Catch::Contains("no '->'"));
  CHECK_THROWS_WITH(shape_of("a,b,c->a", {{1}, {1}, {1}}), Catch::Contains("3 operands, at most 2"));
  CHECK_THROWS_WITH(shape_of("a1->a", {{1, 1}}), Catch::Contains("'1'"));
  CHECK_THROWS_WITH(shape_of("aa->a", {{2, 2}}), Catch::Contains("'a' twice"));
  CHECK_THROWS_WITH(shape_of("a->b", {{2}}), Catch::Contains("no operand with the result's 'b'"));
  CHECK_THROWS_WITH(shape_of("a,b->ab", {{2}}), Catch::Contains("has 2 operands, got 1"));
  CHECK_THROWS_WITH(shape_of("ab->a", {{2}}), Catch::Contains("wants 2 axes for 'ab', got the shape (2)"));
  CHECK_THROWS_WITH(shape_of("ab,bc->ac", {{2, 3}, {4, 2}}), Catch::Contains("axis 'b'") && Catch::Contains("3 and 4"));
}
