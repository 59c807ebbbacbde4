# Every library comes from Debian 12 (docs/dependencies.md says why each). A room names what it links in
# HASHIRA_LIBS_<room>, so that this file is the whole list.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(pugixml REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Threads REQUIRED)
find_package(date REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)

# Intel's decimal library: by value, rounding and flags passed, never global.
add_library(hashira_bid INTERFACE)
target_link_libraries(hashira_bid INTERFACE -l:libbidgcc000.a)
target_compile_definitions(hashira_bid INTERFACE
  DECIMAL_CALL_BY_REFERENCE=0 DECIMAL_GLOBAL_ROUNDING=0 DECIMAL_GLOBAL_EXCEPTION_FLAGS=0)

# The program's allocator (not with sanitizers: they bring their own).
find_package(mimalloc REQUIRED)
set(HASHIRA_ALLOCATOR "")
if(NOT HASHIRA_SANITIZE)
  set(HASHIRA_ALLOCATOR mimalloc)
endif()

set(HASHIRA_LIBS_base fmt::fmt Boost::json ICU::uc ICU::i18n ICU::data OpenSSL::Crypto)
set(HASHIRA_LIBS_feel hashira_bid ICU::uc ICU::i18n ICU::data date::date-tz)
set(HASHIRA_LIBS_dmn pugixml)
set(HASHIRA_LIBS_journal PkgConfig::SODIUM)
set(HASHIRA_LIBS_parties PkgConfig::SODIUM)
set(HASHIRA_LIBS_files PkgConfig::SODIUM)
set(HASHIRA_LIBS_accounts PkgConfig::SODIUM)
set(HASHIRA_LIBS_portfolio yaml-cpp)
set(HASHIRA_LIBS_payments pugixml)
set(HASHIRA_LIBS_store SQLite::SQLite3 PkgConfig::SODIUM)
set(HASHIRA_LIBS_audit PkgConfig::SODIUM)
set(HASHIRA_LIBS_app PkgConfig::SODIUM Threads::Threads)
set(HASHIRA_LIBS_http spdlog::spdlog Threads::Threads)
set(HASHIRA_LIBS_cli spdlog::spdlog Threads::Threads)
