# Embeds templates/*.html, assets/* and docs/openapi.yaml into the program (http/embedded.h).
file(GLOB HASHIRA_HTTP_FILES CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/http/templates/*.html ${CMAKE_SOURCE_DIR}/src/http/assets/* ${CMAKE_SOURCE_DIR}/docs/openapi.yaml)
set(HASHIRA_HTTP_EMBEDDED ${CMAKE_BINARY_DIR}/http_embedded.cpp)
add_custom_command(OUTPUT ${HASHIRA_HTTP_EMBEDDED}
  COMMAND ${CMAKE_COMMAND} "-DFILES=${HASHIRA_HTTP_FILES}" -DOUT=${HASHIRA_HTTP_EMBEDDED}
          -P ${CMAKE_SOURCE_DIR}/src/http/embed_files.cmake
  DEPENDS ${HASHIRA_HTTP_FILES} ${CMAKE_SOURCE_DIR}/src/http/embed_files.cmake
  COMMENT "Embedding the pages" VERBATIM)
target_sources(hashira_http PRIVATE ${HASHIRA_HTTP_EMBEDDED})
