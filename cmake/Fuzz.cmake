# One libFuzzer program per src/<room>/**/<what>_fuzz.cpp (preset `fuzz`, clang):
#   build/fuzz/<what>_fuzz -max_total_time=SECONDS [CORPUS_DIR]
add_custom_target(fuzzers)

function(hashira_add_fuzzer name room source)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE hashira_${room} hashira_flags)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  hashira_room_includes(${name} ${room})
  target_precompile_headers(${name} REUSE_FROM hashira_pch)
  add_dependencies(fuzzers ${name})
endfunction()

foreach(room IN LISTS HASHIRA_ROOMS)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*_fuzz.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    hashira_add_fuzzer(${name} ${room} ${source})
  endforeach()
endforeach()
