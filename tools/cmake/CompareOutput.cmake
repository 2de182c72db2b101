# Runs PROGRAM and fails unless it succeeds and writes just what EXPECTED holds.

execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE got ERROR_VARIABLE problems RESULT_VARIABLE status)
file(READ ${EXPECTED} wanted)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${status}:\n${got}${problems}")
endif()
if(NOT got STREQUAL wanted)
  message(FATAL_ERROR "${PROGRAM} wrote:\n${got}\n${EXPECTED} wants:\n${wanted}")
endif()
