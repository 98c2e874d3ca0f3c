// Which values go from one type to another.
#pragma once

#include "ir/catalog.h"

namespace underpin::plan {

// Is there a value of the one type that the other cannot hold, so that writing it would be refused?
bool conversion_may_fail(const TypeRef& from, const TypeRef& to);

// Do all its values compare with =? Those of json, xml and some geometric types do not.
bool has_equality(const TypeRef& type);

// Does what comes out depend on the session's TimeZone, DateStyle or IntervalStyle?
bool conversion_depends_on_session(const TypeRef& from, const TypeRef& to);

}  // namespace underpin::plan
