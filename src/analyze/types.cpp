// Types by name and their properties.
#include <algorithm>
#include <array>

#include "analyze/analyze.h"
#include "analyze/extensions.h"
#include "analyze/type.h"

namespace underpin::analyze {
namespace {

// Names under which the catalog keeps built-in types, both ways.
class DisplayNames {
 public:
  DisplayNames() : by_code_(1) {
    for (const builtin::TypeInfo& info : builtin::types()) {
      by_code_.push_back(intern(info.display));
      add(by_code_.back(), static_cast<uint16_t>(by_code_.size() - 1));
    }
    add(intern("bpchar"), builtin::kTypeBpchar);
  }

  Symbol name(uint16_t code) const { return by_code_[code]; }
  // 0 where it is none of PostgreSQL's own.
  uint16_t code(Symbol name) const { return name.value < by_symbol_.size() ? by_symbol_[name.value] : uint16_t{0}; }

 private:
  void add(Symbol name, uint16_t code) {
    if (name.value >= by_symbol_.size()) by_symbol_.resize(name.value + 1);
    if (by_symbol_[name.value] == 0) by_symbol_[name.value] = code;
  }

  std::vector<Symbol> by_code_;
  std::vector<uint16_t> by_symbol_;
};

const DisplayNames& display_names() {
  static const DisplayNames names;
  return names;
}

TypeRef builtin_ref(Type type, Symbol modifier) {
  static const Symbol bpchar = intern("bpchar");
  const uint16_t code = type.element().code();
  TypeRef ref;
  ref.name = code == builtin::kTypeBpchar && modifier.empty() && !type.is_array() ? bpchar : display_names().name(code);
  ref.modifier = modifier;
  ref.array = type.is_array();
  return ref;
}

}  // namespace

Type type_of(const TypeRef& ref) {
  Type type;
  if (ref.object) {
    type = ref.name.empty() ? Type::of(ref.object) : Type::multirange(ref.object);
  } else if (!ref.name.empty()) {
    const uint16_t code = ref.extension || !ref.schema.empty() ? uint16_t{0} : display_names().code(ref.name);
    type = code == 0 ? Type::extension(ref.name) : Type(code);
  }
  return ref.array ? type.array() : type;
}

TypeRef type_ref(const Catalog& catalog, Type type, Symbol modifier) {
  TypeRef ref;
  if (type.is_builtin()) return builtin_ref(type, modifier);
  ref.array = type.is_array();
  ref.modifier = modifier;
  ref.object = type.object();
  if (type.is_multirange_of_object()) {
    ref.name = catalog.body<Range>(type.object()).multirange;
    return ref;
  }
  ref.name = type.extension_name();
  if (!ref.name.empty()) ref.extension = extension_with_type(catalog, ref.name.text());
  return ref;
}

bool is_domain(const Catalog& catalog, Type type) {
  return !type.is_array() && catalog.is(type.object(), Kind::kDomain);
}
bool is_enum(const Catalog& catalog, Type type) { return !type.is_array() && catalog.is(type.object(), Kind::kEnum); }

bool is_composite(const Catalog& catalog, Type type) {
  if (type.is_array() || !type.object()) return false;
  const Kind kind = catalog.kind(type.object());
  return kind == Kind::kComposite || kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView;
}

Type base_type(const Catalog& catalog, Type type, Symbol* modifier) {
  while (is_domain(catalog, type)) {
    const TypeRef& base = catalog.body<Domain>(type.object()).base;
    if (modifier != nullptr) *modifier = base.modifier;
    type = type_of(base);
  }
  return type;
}

char category(const Catalog& catalog, Type type, bool* preferred) {
  *preferred = false;
  type = base_type(catalog, type);
  if (type.is_array()) return 'A';
  if (const uint16_t code = type.code()) {
    *preferred = builtin::type(code).preferred;
    if (code == builtin::kTypeChar && catalog.target < 15) return 'S';  // 15 made it internal, 'Z'
    return builtin::type(code).category;
  }
  if (is_enum(catalog, type)) return 'E';
  if (is_composite(catalog, type)) return 'C';
  if (catalog.is(type.object(), Kind::kRange)) return 'R';
  if (const Symbol name = type.extension_name(); !name.empty()) return extension_type_category(name.text());
  return 'U';
}

bool is_range(const Catalog& catalog, Type type) {
  if (type.is_array()) return false;
  if (const uint16_t code = type.code()) return builtin::type(code).kind == 'r';
  return catalog.is(type.object(), Kind::kRange) && !type.is_multirange_of_object();
}

bool is_multirange(const Catalog&, Type type) {
  if (type.is_array()) return false;
  return type.code() ? builtin::type(type.code()).kind == 'm' : type.is_multirange_of_object();
}

Symbol type_name(const Catalog& catalog, Type type) {
  return type.is_multirange_of_object() ? catalog.body<Range>(type.object()).multirange : catalog.name(type.object());
}

Type vector_element(Type type) {
  if (type == Type(builtin::kTypeOidvector)) return builtin::kTypeOid;
  return type == Type(builtin::kTypeInt2Vector) ? Type(builtin::kTypeInt2) : Type();
}

Type range_element(const Catalog& catalog, Type type) {
  if (type.is_array()) return {};
  if (const uint16_t code = type.code()) {
    const builtin::TypeInfo& info = builtin::type(code);
    if (info.kind == 'r') return info.subtype;
    if (info.kind == 'm') return builtin::type(info.subtype).subtype;
    return {};
  }
  return catalog.is(type.object(), Kind::kRange) ? type_of(catalog.body<Range>(type.object()).subtype) : Type{};
}

}  // namespace underpin::analyze

namespace underpin {

TypeRef builtin_type(std::string_view name) {
  const uint16_t code = builtin::find_type(name);
  return code == 0 ? TypeRef{} : analyze::builtin_ref(analyze::Type(code), Symbol());
}

}  // namespace underpin
