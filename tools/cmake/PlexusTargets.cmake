# The settings that all targets share, and plexus_library, which makes one of the libraries.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

find_program(PLEXUS_CCACHE ccache)
if(PLEXUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PLEXUS_CCACHE})
endif()

set(CMAKE_CXX_EXTENSIONS OFF)

option(PLEXUS_WERROR "Treat warnings as errors" OFF)
add_library(plexus_warnings INTERFACE)
target_compile_options(plexus_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<BOOL:${PLEXUS_WERROR}>:-Werror>)

# plexus_library(NAME [HEADERS ...] [SOURCES ...] [PUBLIC ...] [PRIVATE ...]) makes plexus::NAME from files below this
# folder. Every header must compile alone (target all_verify_interface_header_sets).
function(plexus_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE")
  add_library(plexus_${name} STATIC ${arg_SOURCES})
  add_library(plexus::${name} ALIAS plexus_${name})
  set_target_properties(plexus_${name} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON POSITION_INDEPENDENT_CODE ON)
  target_sources(plexus_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR} FILES ${arg_HEADERS})
  target_compile_features(plexus_${name} PUBLIC cxx_std_20)
  # Plain code is compiled without fused multiply-add: exact arithmetic gives the same bits on every machine, but for what
  # its standard library says of exp and the like. Fast arithmetic asks for fused multiply-add by name where it exists.
  target_compile_options(plexus_${name} PRIVATE -ffp-contract=off)
  # Highway compiles what is written for it for these instruction sets and chooses among them at run time: on x86-64 none
  # but SSE2, SSE4, AVX2 and AVX-512, on arm64 NEON. Vectors of unknown length (SVE) cannot be members. All libraries must
  # say the same.
  target_compile_definitions(plexus_${name} PRIVATE
    "HWY_DISABLED_TARGETS=(HWY_SSSE3|HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128|HWY_RVV)")
  target_link_libraries(plexus_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} $<BUILD_INTERFACE:plexus_warnings>)
endfunction()
