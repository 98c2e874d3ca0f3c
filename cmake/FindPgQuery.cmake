# FindPgQuery: libpg_query whose grammar is that of PostgreSQL PgQuery_FIND_VERSION_MAJOR (17 if not said) or newer,
# with its C parse nodes. The first of these that is new enough is taken:
#   PgQuery_ROOT (variable or environment), one that is installed, the one `./dev setup` unpacked.
#
# Gives the target PgQuery::PgQuery and
#   PgQuery_VERSION     of the package, 18.1.0-2
#   PgQuery_GRAMMAR     major version of the grammar, 18
#   PgQuery_PG_VERSION  the PostgreSQL release that it was taken from, 18.6
set(PgQuery_UNPACKED "${PROJECT_SOURCE_DIR}/build/_deps/pg_query" CACHE PATH "where ./dev setup unpacks libpg_query")
mark_as_advanced(PgQuery_UNPACKED)

# Sets PgQuery_* in the caller when `prefix` (empty: the system) holds a usable libpg_query, adds to PgQuery_SEEN when not.
function(_pg_query_look_in prefix)
  if(prefix)
    set(where PATHS "${prefix}" PATH_SUFFIXES include lib NO_DEFAULT_PATH)
  endif()
  find_path(include_dir pg_query.h ${where} NO_CACHE)
  find_library(library NAMES libpg_query.a ${where} NO_CACHE)
  if(NOT include_dir OR NOT library)
    return()
  endif()
  file(STRINGS "${include_dir}/pg_query.h" define REGEX "^#define PG_VERSION \"")
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)?" pg_version "${define}")
  string(REGEX MATCH "^[0-9]+" major "${pg_version}")
  if(NOT major GREATER_EQUAL PgQuery_FIND_VERSION_MAJOR OR NOT EXISTS "${include_dir}/pg_query/pg_query_internal.h")
    set(PgQuery_SEEN ${PgQuery_SEEN} "${library} (grammar ${pg_version})" PARENT_SCOPE)
    return()
  endif()
  if(EXISTS "${prefix}/VERSION")
    file(STRINGS "${prefix}/VERSION" version LIMIT_COUNT 1)
  else()
    execute_process(COMMAND dpkg-query -W -f "\${Version}" libpg-query-dev OUTPUT_VARIABLE version ERROR_QUIET RESULT_VARIABLE failed)
    if(failed OR prefix OR NOT version)
      set(version "${pg_version}")
    endif()
  endif()
  set(PgQuery_INCLUDE_DIR "${include_dir}" PARENT_SCOPE)
  set(PgQuery_LIBRARY "${library}" PARENT_SCOPE)
  set(PgQuery_VERSION "${version}" PARENT_SCOPE)
  set(PgQuery_PG_VERSION "${pg_version}" PARENT_SCOPE)
  set(PgQuery_GRAMMAR "${major}" PARENT_SCOPE)
endfunction()

# Debian's 18.x is built on a newer glibc than Debian 12 has; give it the two names that are missing there.
function(_pg_query_add_missing_libc target)
  include(CheckCSourceCompiles)
  set(CMAKE_REQUIRED_LIBRARIES ${target})
  check_c_source_compiles("#include <pg_query.h>
    int main(void) { PgQueryParseResult r = pg_query_parse(\"select 1\"); pg_query_free_parse_result(r); return 0; }"
    PgQuery_LINKS_ALONE)
  if(PgQuery_LINKS_ALONE)
    return()
  endif()
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/pg_query_libc.c" @ONLY CONTENT [=[
#include <stdlib.h>
#include <string.h>
__attribute__((weak)) unsigned long __isoc23_strtoul(const char *text, char **end, int base) {
  return strtoul(text, end, base);
}
__attribute__((weak)) size_t strlcpy(char *to, const char *from, size_t room) {
  size_t length = strlen(from);
  if (room) {
    size_t taken = length < room ? length : room - 1;
    memcpy(to, from, taken);
    to[taken] = 0;
  }
  return length;
}
]=])
  add_library(pg_query_libc STATIC "${PROJECT_BINARY_DIR}/pg_query_libc.c")
  set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES pg_query_libc)
endfunction()

if(NOT PgQuery_FIND_VERSION_MAJOR)
  set(PgQuery_FIND_VERSION_MAJOR 17)
endif()
unset(PgQuery_LIBRARY)
set(PgQuery_SEEN "")
foreach(_prefix IN ITEMS "${PgQuery_ROOT}" "$ENV{PgQuery_ROOT}" "installed" "${PgQuery_UNPACKED}")
  if(_prefix AND NOT PgQuery_LIBRARY)
    string(REGEX REPLACE "^installed$" "" _prefix "${_prefix}")
    _pg_query_look_in("${_prefix}")
  endif()
endforeach()

string(JOIN ", " PgQuery_SEEN_TEXT ${PgQuery_SEEN} "nothing else")
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PgQuery REQUIRED_VARS PgQuery_LIBRARY PgQuery_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "a grammar of PostgreSQL ${PgQuery_FIND_VERSION_MAJOR} or newer is needed (seen: ${PgQuery_SEEN_TEXT}), run ./dev setup")

if(PgQuery_FOUND AND NOT TARGET PgQuery::PgQuery)
  find_package(Threads REQUIRED)
  add_library(PgQuery::PgQuery UNKNOWN IMPORTED)
  set_target_properties(PgQuery::PgQuery PROPERTIES
    IMPORTED_LOCATION "${PgQuery_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${PgQuery_INCLUDE_DIR};${PgQuery_INCLUDE_DIR}/pg_query/postgres"
    INTERFACE_LINK_LIBRARIES Threads::Threads)
  _pg_query_add_missing_libc(PgQuery::PgQuery)
endif()
