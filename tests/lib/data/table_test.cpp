#include <plexus/data/table.hpp>

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <plexus/core/error.hpp>

using namespace plexus;
using Catch::Matchers::Contains;

namespace {

// The message of the error that this text causes.
std::string problem_of(const std::string& text) {
  try {
    parse_csv(text, "f.csv");
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a table has named columns, and knows on which line each row starts", "[data]") {
  const Table table = parse_csv("a,b\n1,2\n\n3,4\n", "f.csv");
  REQUIRE(table.columns.size() == 2);
  CHECK(table.columns[0].name == "a");
  CHECK(table.columns[1].cells == std::vector<std::string>{"2", "4"});
  CHECK(table.lines == std::vector<std::size_t>{2, 4});
  CHECK(table.place_of(1) == "f.csv:4");
}

TEST_CASE("a last line without an end is a row too", "[data]") {
  CHECK(parse_csv("a,b\n1,2", "f.csv").column("b").cells == std::vector<std::string>{"2"});
  CHECK(parse_csv("a,b\n1,", "f.csv").column("b").cells == std::vector<std::string>{""});
}

TEST_CASE("quotes hold commas, quotes and line ends, as RFC 4180 says", "[data]") {
  const Table table =
      parse_csv("\"a,1\",b\r\n\"x,y\",\"he said \"\"no\"\"\"\r\n\"two\r\nlines\",\"\"\r\nlast,row\r\n", "f.csv");
  CHECK(table.columns[0].name == "a,1");
  CHECK(table.columns[0].cells == std::vector<std::string>{"x,y", "two\r\nlines", "last"});
  CHECK(table.columns[1].cells == std::vector<std::string>{"he said \"no\"", "", "row"});
  CHECK(table.lines == std::vector<std::size_t>{2, 3, 5});
}

TEST_CASE("blanks belong to a cell, and a byte order mark to nothing", "[data]") {
  const Table table = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\n x , \n",
      "f.csv");
  CHECK(table.columns[0].name == "a");
  CHECK(table.columns[0].cells == std::vector<std::string>{" x "});
  CHECK(table.columns[1].cells == std::vector<std::string>{" "});
}

TEST_CASE("a CSV file's problems are named with file and line", "[data]") {
  CHECK(problem_of("") == "f.csv: the file is empty; wanted a line of column names, then rows");
  CHECK(problem_of("\n\n") == "f.csv: the file is empty; wanted a line of column names, then rows");
  CHECK(problem_of("a,b\n") == "f.csv:1: there are column names but no rows below them");
  CHECK(problem_of("a,,c\n1,2,3\n") == "f.csv:1: column 2 has no name; give it one");
  CHECK(problem_of("a,b,a\n1,2,3\n") == "f.csv:1: column 3 is named 'a' like one before it; rename one of them");
  CHECK(problem_of("a,b\n1,2\n3\n") == "f.csv:3: the row has 1 cell, wanted 2 as in the first line");
  CHECK(problem_of("a,b\n1,2\n\n3,4,5\n6,7\n") == "f.csv:4: the row has 3 cells, wanted 2 as in the first line");
  CHECK(problem_of("a,b\n1,\"2\n3,4\n5,6\n") ==
        "f.csv:2: column 'b' opens a quote that is never closed; add the closing quote");
  CHECK(problem_of("a,\"b\n") == "f.csv:1: column 2 opens a quote that is never closed; add the closing quote");
  CHECK_THAT(problem_of("a,b\n1,2\n3,x\"y\"\n"), Contains("f.csv:3: column 'b' has a quote in its middle"));
  CHECK_THAT(problem_of("a,b\n\"1\"2,3\n"), Contains("f.csv:2: column 'a' has a quote in its middle"));
  CHECK(problem_of("\xFF\xFE"
                   "a") == "f.csv:1: the text is UTF-16; save the file as UTF-8");
}

TEST_CASE("an unknown column is answered with the nearest name", "[data]") {
  const Table table = parse_csv("sepal_length,species\n1,x\n", "f.csv");
  CHECK(table.column("species").cells.front() == "x");
  CHECK_THROWS_WITH(table.column("specis"), "f.csv:1: there is no column 'specis'; did you mean 'species'?");
  CHECK_THROWS_WITH(table.column("zebra"), "f.csv:1: there is no column 'zebra'; known are sepal_length, species");
}

TEST_CASE("a file that cannot be read is an error with its name", "[data]") {
  CHECK_THROWS_WITH(read_csv("/nowhere/at/all.csv"), "/nowhere/at/all.csv: cannot be read: No such file or directory");
  CHECK_THROWS_WITH(read_csv("/"), "/: is a folder; wanted a CSV file");
}

TEST_CASE("a CSV file is read as its text is", "[data]") {
  const auto path = std::filesystem::temp_directory_path() / "plexus_table_test.csv";
  std::ofstream(path, std::ios::binary) << "a,b\r\n1,\"x\ny\"\r\n";
  const Table table = read_csv(path);
  std::filesystem::remove(path);
  CHECK(table.file == path.string());
  CHECK(table.column("b").cells == std::vector<std::string>{"x\ny"});
}

TEST_CASE("lines are counted whether they end in LF, CRLF or CR", "[data]") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    CAPTURE(end.size(), end.front());
    const Table table = parse_csv("a,b" + end + "1,2" + end + "\"x" + end + "y\",4" + end + "5,6" + end, "f.csv");
    CHECK(table.lines == std::vector<std::size_t>{2, 3, 5});
  }
}
