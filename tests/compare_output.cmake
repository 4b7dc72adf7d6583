# Fails unless PROGRAM COMMAND (a list of words) prints exactly what FILE holds.
execute_process(COMMAND "${PROGRAM}" ${COMMAND} OUTPUT_FILE "${SCRATCH}" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "tuiyan ${COMMAND} ended with ${result}")
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${SCRATCH}" "${FILE}" RESULT_VARIABLE differs)
if(differs)
  message(FATAL_ERROR "${FILE} is not what tuiyan ${COMMAND} prints; scripts/generate writes it anew")
endif()
