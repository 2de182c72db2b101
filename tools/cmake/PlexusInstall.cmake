# cmake --install puts down the headers, the libraries and the command, and what find_package(plexus) reads.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

install(TARGETS plexus_lib plexus_architect plexus_evolve plexus_all EXPORT plexus_targets FILE_SET HEADERS)
if(TARGET plexus_command)
  install(TARGETS plexus_command)
endif()
install(EXPORT plexus_targets FILE plexus-targets.cmake NAMESPACE plexus:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/plexus)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/plexus-config.cmake.in ${PROJECT_BINARY_DIR}/plexus-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/plexus)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/plexus-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/plexus-config.cmake ${PROJECT_BINARY_DIR}/plexus-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/plexus)
