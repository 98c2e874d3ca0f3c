#include "ir/privileges.h"

#include <algorithm>

namespace underpin {
namespace {

// Letters and order as aclitem prints them (utils/acl.h); SELECT before INSERT as people write them.
constexpr uint32_t kInsert = 1 << 0, kSelect = 1 << 1, kUpdate = 1 << 2, kDelete = 1 << 3, kTruncate = 1 << 4,
                   kReferences = 1 << 5, kTrigger = 1 << 6, kExecute = 1 << 7, kUsage = 1 << 8, kCreate = 1 << 9,
                   kTemporary = 1 << 10, kConnect = 1 << 11, kMaintain = 1 << 12;

constexpr Privilege kPrivileges[] = {
    {'r', "SELECT", kSelect},   {'a', "INSERT", kInsert},     {'w', "UPDATE", kUpdate},
    {'d', "DELETE", kDelete},   {'D', "TRUNCATE", kTruncate}, {'x', "REFERENCES", kReferences},
    {'t', "TRIGGER", kTrigger}, {'m', "MAINTAIN", kMaintain}, {'X', "EXECUTE", kExecute},
    {'U', "USAGE", kUsage},     {'C', "CREATE", kCreate},     {'T', "TEMPORARY", kTemporary},
    {'c', "CONNECT", kConnect},
};

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, {}, [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; },
      [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
}

// What PUBLIC may do with a new object (acldefault; measured on 18.4).
uint32_t public_default(Kind kind) {
  switch (kind) {
    case Kind::kFunction:
    case Kind::kAggregate: return kExecute;
    case Kind::kLanguage:
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange: return kUsage;
    default: return 0;
  }
}

}  // namespace

std::span<const Privilege> all_privileges() { return kPrivileges; }

uint32_t privilege_bit(std::string_view word) {
  if (same_word(word, "TEMP")) return kTemporary;
  for (const Privilege& privilege : kPrivileges)
    if (same_word(privilege.word, word)) return privilege.bit;
  return 0;
}

Symbol kPublic() {
  static const Symbol symbol = intern("\x01public");
  return symbol;
}

Symbol kOwner() {
  static const Symbol symbol = intern("\x01owner");
  return symbol;
}

uint32_t all_privileges_of(Kind kind, int target) {
  switch (kind) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
      return kSelect | kInsert | kUpdate | kDelete | kTruncate | kReferences | kTrigger |
             (target >= 17 ? kMaintain : 0);
    case Kind::kColumn: return kSelect | kInsert | kUpdate | kReferences;
    case Kind::kSequence: return kSelect | kUpdate | kUsage;
    case Kind::kFunction:
    case Kind::kAggregate: return kExecute;
    case Kind::kSchema: return kUsage | kCreate;
    case Kind::kLanguage:
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange:
    case Kind::kForeignDataWrapper:
    case Kind::kServer: return kUsage;
    default: return 0;
  }
}

std::vector<Grant> default_acl(Kind kind, int target) {
  std::vector<Grant> acl;
  if (kind == Kind::kColumn) return acl;  // a column has rights only where some were given
  if (uint32_t all = all_privileges_of(kind, target)) acl.push_back({kOwner(), all, 0});
  if (uint32_t open = public_default(kind)) acl.push_back({kPublic(), open, 0});
  return acl;
}

char default_acl_type(Kind kind) {
  switch (kind) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView: return 'r';
    case Kind::kSequence: return 'S';
    case Kind::kFunction:
    case Kind::kAggregate: return 'f';
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kComposite:
    case Kind::kRange: return 'T';
    case Kind::kSchema: return 'n';
    default: return 0;
  }
}

std::vector<Grant> effective_acl(const Catalog& catalog, ObjectId id) {
  const Object& object = catalog.at(id);
  std::vector<Grant> acl = object.acl ? *object.acl : default_acl(object.kind, catalog.target);
  std::ranges::sort(acl, ByText{}, &Grant::grantee);
  return acl;
}

std::string privilege_words(uint32_t bits, Kind kind, int target) {
  if (bits == all_privileges_of(kind, target)) return "ALL";
  std::string out;
  for (const Privilege& privilege : kPrivileges)
    if (bits & privilege.bit) {
      if (!out.empty()) out += ", ";
      out += privilege.word;
    }
  return out;
}

}  // namespace underpin
