# Embeds the bank master's snapshot into the program (bank_master.h, BankMaster::bundled).
set(HASHIRA_BANK_MASTER ${CMAKE_SOURCE_DIR}/src/payments/bank_master/zengin-code.tsv)
set(HASHIRA_BANK_MASTER_CPP ${CMAKE_BINARY_DIR}/payments_bank_master.cpp)
add_custom_command(OUTPUT ${HASHIRA_BANK_MASTER_CPP}
  COMMAND ${CMAKE_COMMAND} -DFILE=${HASHIRA_BANK_MASTER} -DOUT=${HASHIRA_BANK_MASTER_CPP}
          -P ${CMAKE_SOURCE_DIR}/src/payments/embed_text.cmake
  DEPENDS ${HASHIRA_BANK_MASTER} ${CMAKE_SOURCE_DIR}/src/payments/embed_text.cmake
  COMMENT "Embedding the bank master" VERBATIM)
target_sources(hashira_payments PRIVATE ${HASHIRA_BANK_MASTER_CPP})
set_source_files_properties(${HASHIRA_BANK_MASTER_CPP} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
