# Fails unless README.md shows examples/xor_evolved.cpp, from its first include on, and what it prints.

file(READ ${ROOT}/README.md readme)
file(READ ${ROOT}/examples/xor_evolved.cpp program)
file(READ ${ROOT}/examples/xor_evolved.out output)
string(FIND "${program}" "#include" begin)
string(SUBSTRING "${program}" ${begin} -1 program)
foreach(part IN ITEMS "${program}" "${output}")
  string(FIND "${readme}" "${part}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "README.md does not show:\n${part}")
  endif()
endforeach()
