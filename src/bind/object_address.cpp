// (ObjectType, node) → object, as COMMENT ON, DROP, ALTER … OWNER and SECURITY LABEL name it.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {
namespace {

struct TypeRow {
  int type;
  const char* word;  // in messages
  NotFound::What what;
  const char* sqlstate;  // where it is missing
};

using What = NotFound::What;
constexpr TypeRow kTypes[] = {
    {OBJECT_ACCESS_METHOD, "access method", What::kOther, "42704"},
    {OBJECT_AGGREGATE, "aggregate", What::kFunction, "42883"},
    {OBJECT_ATTRIBUTE, "column", What::kColumn, "42703"},
    {OBJECT_CAST, "cast", What::kOther, "42704"},
    {OBJECT_COLUMN, "column", What::kColumn, "42703"},
    {OBJECT_COLLATION, "collation", What::kOther, "42704"},
    {OBJECT_CONVERSION, "conversion", What::kOther, "42704"},
    {OBJECT_DATABASE, "database", What::kOther, "3D000"},
    {OBJECT_DOMAIN, "type", What::kType, "42704"},
    {OBJECT_DOMCONSTRAINT, "constraint", What::kOther, "42704"},
    {OBJECT_EVENT_TRIGGER, "event trigger", What::kOther, "42704"},
    {OBJECT_EXTENSION, "extension", What::kOther, "42704"},
    {OBJECT_FDW, "foreign-data wrapper", What::kOther, "42704"},
    {OBJECT_FOREIGN_SERVER, "server", What::kOther, "42704"},
    {OBJECT_FOREIGN_TABLE, "foreign table", What::kRelation, "42P01"},
    {OBJECT_FUNCTION, "function", What::kFunction, "42883"},
    {OBJECT_INDEX, "index", What::kRelation, "42704"},
    {OBJECT_LANGUAGE, "language", What::kOther, "42704"},
    {OBJECT_LARGEOBJECT, "large object", What::kOther, "42704"},
    {OBJECT_MATVIEW, "materialized view", What::kRelation, "42P01"},
    {OBJECT_OPCLASS, "operator class", What::kOther, "42704"},
    {OBJECT_OPERATOR, "operator", What::kFunction, "42883"},
    {OBJECT_OPFAMILY, "operator family", What::kOther, "42704"},
    {OBJECT_POLICY, "policy", What::kOther, "42704"},
    {OBJECT_PROCEDURE, "procedure", What::kFunction, "42883"},
    {OBJECT_PUBLICATION, "publication", What::kOther, "42704"},
    {OBJECT_ROLE, "role", What::kOther, "42704"},
    {OBJECT_ROUTINE, "routine", What::kFunction, "42883"},
    {OBJECT_RULE, "rule", What::kOther, "42704"},
    {OBJECT_SCHEMA, "schema", What::kSchema, "3F000"},
    {OBJECT_SEQUENCE, "sequence", What::kRelation, "42P01"},
    {OBJECT_SUBSCRIPTION, "subscription", What::kOther, "42704"},
    {OBJECT_STATISTIC_EXT, "statistics object", What::kOther, "42704"},
    {OBJECT_TABCONSTRAINT, "constraint", What::kOther, "42704"},
    {OBJECT_TABLE, "table", What::kRelation, "42P01"},
    {OBJECT_TABLESPACE, "tablespace", What::kOther, "42704"},
    {OBJECT_TRANSFORM, "transform", What::kOther, "42704"},
    {OBJECT_TRIGGER, "trigger", What::kOther, "42704"},
    {OBJECT_TSCONFIGURATION, "text search configuration", What::kOther, "42704"},
    {OBJECT_TSDICTIONARY, "text search dictionary", What::kOther, "42704"},
    {OBJECT_TSPARSER, "text search parser", What::kOther, "42704"},
    {OBJECT_TSTEMPLATE, "text search template", What::kOther, "42704"},
    {OBJECT_TYPE, "type", What::kType, "42704"},
    {OBJECT_VIEW, "view", What::kRelation, "42P01"},
};

const TypeRow& row_of(int object_type) {
  static constexpr TypeRow kUnknown{-1, "object", What::kOther, "42704"};
  const auto found = std::ranges::find(kTypes, object_type, &TypeRow::type);
  return found == std::end(kTypes) ? kUnknown : *found;
}

RangeVar range_var(const Session& s, const List* name, int length, int location) {
  RangeVar out{};
  out.type = T_RangeVar;
  out.inh = true;
  out.relpersistence = 'p';
  out.location = location;
  const auto parts = items(name);
  if (length < 1 || length > 3)
    s.invalid(code::kInvalidDefinition, "42601", location, "improper relation name (too many dotted names)");
  out.relname = as<String>(parts[length - 1])->sval;
  if (length > 1) out.schemaname = as<String>(parts[length - 2])->sval;
  return out;
}

struct Address {
  const Session& s;
  int object_type;
  int location;
  bool missing_ok;

  ObjectId missing(std::string_view name, std::string rest = {}) const {
    if (missing_ok) return {};
    const TypeRow& row = row_of(object_type);
    const char* word = row.what == What::kRelation && object_type != OBJECT_INDEX ? "relation" : row.word;
    s.not_found(row.what, row.sqlstate, location, std::string(word) + " " + in_quotes(name) + rest + " does not exist");
  }

  // The relation that the first `length` parts name; none for the system's own, and where it is missing and may be.
  ObjectId relation(const List* name, int length) const {
    const RangeVar var = range_var(s, name, length, location);
    if (is_system_relation(s.scope(), &var)) return {};
    if (missing_ok) return find_relation(s.scope(), &var);
    return resolve_relation(s.scope(), &var);
  }

  ObjectId relation_of_kind(const List* name) const {
    const ObjectId id = relation(name, items(name).size());
    if (!id) return id;
    check_relation_kind(id);
    return id;
  }

  void check_relation_kind(ObjectId id) const {
    const Catalog& catalog = s.catalog;
    const Kind kind = catalog.kind(id);
    const bool foreign = kind == Kind::kTable && static_cast<bool>(catalog.body<Table>(id).server);
    bool good = true;
    switch (object_type) {
      case OBJECT_TABLE: good = kind == Kind::kTable && !foreign; break;
      case OBJECT_FOREIGN_TABLE: good = foreign; break;
      case OBJECT_VIEW: good = kind == Kind::kView; break;
      case OBJECT_MATVIEW: good = kind == Kind::kMaterializedView; break;
      case OBJECT_SEQUENCE: good = kind == Kind::kSequence; break;
      case OBJECT_INDEX: good = kind == Kind::kIndex; break;
      default: break;
    }
    if (good) return;
    const std::string_view word = row_of(object_type).word;
    const bool vowel = word.starts_with('i');
    s.invalid(code::kWrongObjectType, "42809", location,
              in_quotes(catalog.name(id).text()) + " is not " + (vowel ? "an " : "a ") + std::string(word));
  }

  // An object that is named after its relation: a.b.trigger.
  ObjectId child(Kind kind, const List* name) const {
    const int length = items(name).size();
    const char* last = as<String>(items(name).back())->sval;
    if (length < 2) s.invalid(code::kInvalidDefinition, "42601", location, "the relation is not named");
    const ObjectId parent = relation(name, length - 1);
    if (!parent) return {};
    if (ObjectId found = s.catalog.find(kind, parent, symbol(last))) return found;
    const char* joint =
        kind == Kind::kColumn ? " of relation "
        : kind == Kind::kRule || kind == Kind::kPolicy || kind == Kind::kTrigger || kind == Kind::kConstraint
            ? " for table "
            : " of ";
    return missing(last, joint + in_quotes(s.catalog.name(parent).text()));
  }

  ObjectId column(const List* name) const {
    const int length = items(name).size();
    if (length < 2) s.invalid(code::kInvalidDefinition, "42601", location, "column name must be qualified");
    const RangeVar var = range_var(s, name, length - 1, location);
    ObjectId parent;
    if (!is_system_relation(s.scope(), &var)) parent = find_relation(s.scope(), &var);
    if (!parent) {  // attributes of a composite type are named in the same way
      List types = *name;
      --types.length;
      parent = type_address(s, reinterpret_cast<const Node*>(&types), true);
      if (!s.catalog.is(parent, Kind::kComposite)) return child(Kind::kColumn, name);
    }
    const char* last = as<String>(items(name).back())->sval;
    if (ObjectId found = s.catalog.find_column(parent, symbol(last))) return found;
    return missing(last, " of relation " + in_quotes(s.catalog.name(parent).text()));
  }

  ObjectId domain_constraint(const List* pair) const {
    const ObjectId domain = type_address(s, items(pair)[0], missing_ok);
    if (!domain) return {};
    const std::string_view name = strval(items(pair)[1]);
    if (ObjectId found = s.catalog.find(Kind::kConstraint, domain, intern(name))) return found;
    return missing(name, " for domain " + in_quotes(s.catalog.name(domain).text()));
  }

  // Names that are local to the database.
  ObjectId global(Kind kind, const Node* name) const {
    const std::string text(strval(name));
    if (ObjectId found = s.catalog.find(kind, {}, symbol(text.c_str()))) return found;
    if (is_builtin_global(kind, text)) return {};
    return missing(text);
  }

  static bool is_builtin_global(Kind kind, std::string_view name) {
    if (kind == Kind::kSchema) return is_system_schema(std::string(name).c_str());
    if (kind == Kind::kExtension) return name == "plpgsql";
    return kind == Kind::kLanguage && (name == "plpgsql" || name == "sql" || name == "c" || name == "internal");
  }

  ObjectId in_schema(Kind kind, const List* name) const {
    if (is_system_schema(name_parts(s, name).schema)) return {};
    if (ObjectId found = find_in_path(s, kind, name)) return found;
    return missing(printed_name(name).text());
  }

  ObjectId type(const Node* name) const {
    const ObjectId found = type_address(s, name, missing_ok);
    if (found && object_type == OBJECT_DOMAIN && !s.catalog.is(found, Kind::kDomain))
      s.invalid(code::kWrongObjectType, "42809", location,
                in_quotes(s.catalog.name(found).text()) + " is not a domain");
    return found;
  }

  ObjectId opaque(const Node* object) const {
    if (ObjectId found = opaque_address(s, object_type, object)) return found;
    if (missing_ok || may_be_an_extensions(s)) return {};
    const TypeRow& row = row_of(object_type);
    s.not_found(row.what, row.sqlstate, location, std::string(row.word) + " does not exist");
  }

  ObjectId find(const Node* object) const {
    const List* list = as<List>(object);
    switch (object_type) {
      case OBJECT_TABLE:
      case OBJECT_FOREIGN_TABLE:
      case OBJECT_VIEW:
      case OBJECT_MATVIEW:
      case OBJECT_SEQUENCE:
      case OBJECT_INDEX: return relation_of_kind(list);
      case OBJECT_COLUMN:
      case OBJECT_ATTRIBUTE: return column(list);
      case OBJECT_TABCONSTRAINT: return child(Kind::kConstraint, list);
      case OBJECT_TRIGGER: return child(Kind::kTrigger, list);
      case OBJECT_RULE: return child(Kind::kRule, list);
      case OBJECT_POLICY: return child(Kind::kPolicy, list);
      case OBJECT_DOMCONSTRAINT: return domain_constraint(list);
      case OBJECT_SCHEMA: return global(Kind::kSchema, object);
      case OBJECT_EXTENSION: return global(Kind::kExtension, object);
      case OBJECT_LANGUAGE: return global(Kind::kLanguage, object);
      case OBJECT_FDW: return global(Kind::kForeignDataWrapper, object);
      case OBJECT_FOREIGN_SERVER: return global(Kind::kServer, object);
      case OBJECT_EVENT_TRIGGER: return global(Kind::kEventTrigger, object);
      case OBJECT_PUBLICATION: return global(Kind::kPublication, object);
      case OBJECT_SUBSCRIPTION: return global(Kind::kSubscription, object);
      case OBJECT_COLLATION: return in_schema(Kind::kCollation, list);
      case OBJECT_STATISTIC_EXT: return in_schema(Kind::kStatistics, list);
      case OBJECT_TYPE:
      case OBJECT_DOMAIN: return type(object);
      case OBJECT_FUNCTION:
      case OBJECT_PROCEDURE:
      case OBJECT_ROUTINE:
      case OBJECT_AGGREGATE: return routine_address(s, object_type, as<ObjectWithArgs>(object), missing_ok);
      default: return opaque(object);
    }
  }
};

}  // namespace

const char* object_type_word(int object_type) { return row_of(object_type).word; }

ObjectId Session::object_address(int object_type, const Node* object, int location, bool missing_ok) const {
  return Address{*this, object_type, location, missing_ok}.find(object);
}

}  // namespace underpin::bind
