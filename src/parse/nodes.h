// The door to PostgreSQL's own parse tree as libpg_query ships it. Included by bind/ and analyze/ only in
// their .cpp files; everything it declares is C. A node lives as long as the visit that handed it out.
#pragma once

extern "C" {
#include "pg_query.h"
#include "pg_query/pg_query_internal.h"
//
#include "catalog/pg_trigger.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/value.h"
}

// postgres.h renames and defines what C++ code needs for itself.
#undef gettext
#undef dgettext
#undef ngettext
#undef dngettext
#undef printf
#undef fprintf
#undef sprintf
#undef snprintf
#undef vprintf
#undef vfprintf
#undef vsprintf
#undef vsnprintf
#undef strerror
#undef Abs
#undef Min
#undef Max
#undef _
#undef foreach
