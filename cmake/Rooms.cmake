# Builds hashira_<room> for each line of src/rooms.txt.
#
# A room sees other rooms through build/rooms/<room>/<room> -> src/<room>: its include path holds the links of
# base, of itself and of the rooms on its line, so that any other include fails to compile.

add_library(hashira_flags INTERFACE)
target_compile_options(hashira_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports std::variant and std::optional members as maybe uninitialised where they are not (GCC 105562).
  target_compile_options(hashira_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-array-bounds -Wno-missing-field-initializers)
  target_compile_options(hashira_flags INTERFACE -fpch-preprocess)  # so that ccache sees the precompiled header
else()
  target_compile_options(hashira_flags INTERFACE -Wno-missing-field-initializers -Wno-unknown-warning-option)
  # Tables that are computed while compiling (feel/number_binary.cpp) take more steps than clang allows by itself.
  target_compile_options(hashira_flags INTERFACE -fconstexpr-steps=100000000)
endif()
if(HASHIRA_SANITIZE)
  target_compile_options(hashira_flags INTERFACE -fsanitize=${HASHIRA_SANITIZE} -fno-sanitize-recover=undefined)
  target_link_options(hashira_flags INTERFACE -fsanitize=${HASHIRA_SANITIZE})
endif()
find_program(MOLD mold)
if(MOLD)
  target_link_options(hashira_flags INTERFACE -fuse-ld=mold)
endif()

file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "// The precompiled header of every room is made here.\n")
add_library(hashira_pch OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
target_link_libraries(hashira_pch PRIVATE hashira_flags fmt::fmt)
target_precompile_headers(hashira_pch PRIVATE <algorithm> <array> <cassert> <charconv> <chrono> <compare> <cstdint>
  <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
  <fmt/core.h>)

# Reads src/rooms.txt into HASHIRA_ROOMS and HASHIRA_KNOWS_<room> (base first).
file(STRINGS ${CMAKE_SOURCE_DIR}/src/rooms.txt hashira_room_lines REGEX "^[a-z]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/rooms.txt)
set(HASHIRA_ROOMS "")
foreach(line IN LISTS hashira_room_lines)
  string(REGEX MATCH "^([a-z]+):(.*)$" _ "${line}")
  set(room ${CMAKE_MATCH_1})
  string(STRIP "${CMAKE_MATCH_2}" known)
  string(REPLACE " " ";" known "${known}")
  if("${known}" STREQUAL "*")
    set(known ${HASHIRA_ROOMS})
  endif()
  set(HASHIRA_KNOWS_${room} base ${known})
  list(APPEND HASHIRA_ROOMS ${room})
endforeach()

# Gives TARGET the headers of ROOM and of all that ROOM may know.
function(hashira_room_includes target room)
  foreach(known IN LISTS HASHIRA_KNOWS_${room} ITEMS ${room})
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/rooms/${known})
  endforeach()
endfunction()

function(hashira_add_room room)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/rooms/${room})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${room} ${CMAKE_BINARY_DIR}/rooms/${room}/${room} SYMBOLIC)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|/main)\\.cpp$")
  if(NOT sources)
    add_library(hashira_${room} INTERFACE)
    add_library(hashira::${room} ALIAS hashira_${room})
    return()
  endif()
  add_library(hashira_${room} STATIC ${sources})
  add_library(hashira::${room} ALIAS hashira_${room})
  hashira_room_includes(hashira_${room} ${room})
  target_link_libraries(hashira_${room} PRIVATE hashira_flags PUBLIC fmt::fmt ${HASHIRA_LIBS_${room}})
  foreach(known IN LISTS HASHIRA_KNOWS_${room})
    if(NOT known STREQUAL room)
      target_link_libraries(hashira_${room} PUBLIC hashira_${known})
    endif()
  endforeach()
  target_precompile_headers(hashira_${room} REUSE_FROM hashira_pch)
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${room}/embed.cmake)
    include(${CMAKE_SOURCE_DIR}/src/${room}/embed.cmake)  # files that the program carries
  endif()
  if(HASHIRA_UNITY)
    set_target_properties(hashira_${room} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  endif()
endfunction()

function(hashira_add_rooms)
  foreach(room IN LISTS HASHIRA_ROOMS)
    if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/src/${room})
      hashira_add_room(${room})
    else()
      add_library(hashira_${room} INTERFACE)
      add_library(hashira::${room} ALIAS hashira_${room})
    endif()
  endforeach()
endfunction()
