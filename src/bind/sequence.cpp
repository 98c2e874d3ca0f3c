// Sequences: CREATE, ALTER, those of serial and identity columns.
#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "ir/print.h"

namespace underpin::bind {
namespace {

struct Limits {
  int64_t min, max;
};

Limits limits_of(const TypeRef& type) {
  const std::string_view name = type.name.text();
  if (name == "smallint") return {std::numeric_limits<int16_t>::min(), std::numeric_limits<int16_t>::max()};
  if (name == "integer") return {std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()};
  return {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
}

// The options of one statement, applied to a copy, which replaces the sequence when all of them are right.
ObjectId owner_column(const Session& session, const DefElem* option) {
  const auto* names = as<List>(option->arg);
  const auto parts = items(names);
  if (parts.size() == 1 && strval(parts[0]) == "none") return {};
  if (parts.size() < 2)
    session.invalid(code::kInvalidDefinition, "42601", option->location, "invalid OWNED BY option", {},
                    "Specify OWNED BY table.column or OWNED BY NONE.");
  const RangeVar name = relation_of(names);
  const ObjectId table = resolve_relation(session.scope(), &name);
  return column_named(session, table, std::string(strval(parts.back())).c_str(), option->location);
}

class SequenceOptions {
 public:
  SequenceOptions(Session& session, Sequence body, bool initial) : session_(session), body_(body), initial_(initial) {}

  Sequence change_type(const TypeRef& type) {
    const TypeRef before = body_.type;
    body_.type = type;
    new_type_ = true;
    settle_limits(before);
    check();
    return body_;
  }

  Sequence run(const List* options) {
    const TypeRef before = body_.type;
    for (const DefElem* option : items<DefElem>(options)) take(option);
    new_type_ |= initial_;
    settle_limits(before);
    check();
    return body_;
  }

 private:
  void take(const DefElem* option) {
    const std::string_view name = text_of(option->defname);
    location_ = option->location;
    if (name == "as") return type(option);
    if (name == "increment") return increment(number(option));
    if (name == "start") body_.start = number(option), started_ = true;
    if (name == "cache") body_.cache = number(option);
    if (name == "cycle") body_.cycle = is_true(option);
    if (name == "minvalue") min_ = option;
    if (name == "maxvalue") max_ = option;
    if (name == "owned_by" && !initial_) body_.owned_by = owner_column(session_, option);
  }

  [[noreturn]] void fail(const char* sqlstate, std::string message) {
    session_.invalid(code::kInvalidDefinition, sqlstate, location_, std::move(message));
  }

  int64_t number(const DefElem* option) {
    const std::string_view text = def_value(option).text();
    int64_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data() + (text.starts_with('+') ? 1 : 0), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
      fail("22003", "value " + quoted(text) + " is out of range for type bigint");
    return value;
  }

  void type(const DefElem* option) {
    const TypeRef type = resolve_type(session_.scope(), as<TypeName>(option->arg));
    const std::string_view name = type.name.text();
    if (type.array || (name != "smallint" && name != "integer" && name != "bigint"))
      fail("22023", "sequence type must be smallint, integer, or bigint");
    body_.type = type;
    new_type_ = true;
  }

  void increment(int64_t value) {
    if (value == 0) fail("22023", "INCREMENT must not be zero");
    body_.increment = value;
  }

  // A limit that stood at the old type's end moves to the new one's.
  void settle_limits(const TypeRef& before) {
    const Limits old_range = limits_of(before);
    const Limits range = limits_of(body_.type);
    const bool up = body_.increment > 0;
    const auto given = [](const DefElem* option) { return option && option->arg; };
    const bool max_follows = initial_ || (new_type_ && body_.max == old_range.max);
    const bool min_follows = initial_ || (new_type_ && body_.min == old_range.min);
    if (given(max_))
      body_.max = number(max_);
    else if (max_ || initial_ || (max_follows && (up || body_.max == old_range.max)))
      body_.max = up ? range.max : max_ || initial_ ? -1 : range.max;
    if (given(min_))
      body_.min = number(min_);
    else if (min_ || initial_ || min_follows)
      body_.min = up && (min_ || initial_) ? 1 : range.min;
    if (initial_ && !started_) body_.start = up ? body_.min : body_.max;
  }

  void check() {
    const Limits range = limits_of(body_.type);
    const std::string type = std::string(body_.type.name.text());
    if (body_.max > range.max || body_.max < range.min)
      fail("22023", "MAXVALUE (" + std::to_string(body_.max) + ") is out of range for sequence data type " + type);
    if (body_.min < range.min || body_.min > range.max)
      fail("22023", "MINVALUE (" + std::to_string(body_.min) + ") is out of range for sequence data type " + type);
    if (body_.min >= body_.max)
      fail("22023", "MINVALUE (" + std::to_string(body_.min) + ") must be less than MAXVALUE (" +
                        std::to_string(body_.max) + ")");
    if (body_.start < body_.min)
      fail("22023", "START value (" + std::to_string(body_.start) + ") cannot be less than MINVALUE (" +
                        std::to_string(body_.min) + ")");
    if (body_.start > body_.max)
      fail("22023", "START value (" + std::to_string(body_.start) + ") cannot be greater than MAXVALUE (" +
                        std::to_string(body_.max) + ")");
    if (body_.cache <= 0) fail("22023", "CACHE (" + std::to_string(body_.cache) + ") must be greater than zero");
  }

  Session& session_;
  Sequence body_;
  bool initial_;
  bool started_ = false, new_type_ = false;
  const DefElem* min_ = nullptr;
  const DefElem* max_ = nullptr;
  int location_ = 0;
};

Sequence initial_sequence(Session& session, TypeRef type, const List* options) {
  Sequence body;
  body.type = type;
  return SequenceOptions(session, body, true).run(options);
}

const DefElem* option_named(const List* options, std::string_view name) {
  for (const DefElem* option : items<DefElem>(options))
    if (text_of(option->defname) == name) return option;
  return nullptr;
}

Symbol sequence_name(Session& session, ObjectId column) {
  const Catalog& catalog = session.catalog;
  const ObjectId table = catalog.parent(column);
  return choose_relation_name(catalog, catalog.parent(table), catalog.name(table).text(), catalog.name(column).text(),
                              "seq");
}

// `body` is a value: creating an object may move nothing, but its statement may throw before.
ObjectId create_owned_sequence(Session& session, ObjectId column, ObjectId schema, Symbol name, Sequence body,
                               int location) {
  Catalog& catalog = session.catalog;
  const ObjectId table = catalog.parent(column);
  body.owned_by = column;
  if (catalog.is(table, Kind::kTable)) body.persistence = catalog.body<Table>(table).persistence;
  const ObjectId sequence = session.create<Sequence>(schema, name, location);
  catalog.body<Sequence>(sequence) = body;
  relation_index(session).link_sequence(column, sequence);
  catalog.at(sequence).owner = catalog.at(table).owner;
  return sequence;
}

constexpr int kOwnerPart = 1;

// The column's table may have a default that waits for this very sequence: then the sequence comes first.
ObjectId owner_now_or_later(const Session& session, const DefElem* option, std::optional<NotFound>& missing) {
  try {
    return owner_column(session, option);
  } catch (NotFoundError& error) {
    if (!session.options.any_order) throw;
    missing = std::move(error.what);
    return {};
  }
}

void add_waiting_owner(Session& session, const CreateSeqStmt* statement) {
  const ObjectId id = resolve_relation(session.scope(), statement->sequence);
  const ObjectId column = owner_column(session, option_named(statement->options, "owned_by"));
  session.catalog.body<Sequence>(id).owned_by = column;
}

}  // namespace

void create_sequence(Session& session, const Node* node) {
  const auto* statement = as<CreateSeqStmt>(node);
  const ObjectId schema = session.creation_schema(statement->sequence);
  const Symbol name = symbol(statement->sequence->relname);
  if (session.part == kOwnerPart) return add_waiting_owner(session, statement);
  if (statement->if_not_exists && session.catalog.find(NameSpace::kRelation, schema, name)) return;
  Sequence body = initial_sequence(session, builtin_type("int8"), statement->options);
  body.persistence = statement->sequence->relpersistence;
  const DefElem* owner = option_named(statement->options, "owned_by");
  std::optional<NotFound> missing;
  if (owner) body.owned_by = owner_now_or_later(session, owner, missing);
  const ObjectId id = session.create<Sequence>(schema, name, statement->sequence->location);
  session.catalog.body<Sequence>(id) = body;
  if (missing) session.defer(kOwnerPart, std::move(*missing));
}

void alter_sequence(Session& session, const Node* node) {
  const auto* statement = as<AlterSeqStmt>(node);
  const NameScope scope = session.scope();
  const ObjectId id =
      statement->missing_ok ? find_relation(scope, statement->sequence) : resolve_relation(scope, statement->sequence);
  if (!id) return;
  if (!session.catalog.is(id, Kind::kSequence))
    session.invalid(code::kWrongObjectType, "42809", statement->sequence->location,
                    quoted(session.catalog.name(id).text()) + " is not a sequence");
  alter_sequence_options(session, id, statement->options, false);
}

void alter_sequence_options(Session& session, ObjectId id, const List* options, bool initial) {
  const Sequence changed = SequenceOptions(session, session.catalog.body<Sequence>(id), initial).run(options);
  session.catalog.body<Sequence>(id) = changed;
}

void set_sequence_type(Session& session, ObjectId id, const TypeRef& type) {
  const Sequence changed = SequenceOptions(session, session.catalog.body<Sequence>(id), false).change_type(type);
  session.catalog.body<Sequence>(id) = changed;
}

ObjectId create_serial_sequence(Session& session, ObjectId column, int location) {
  const Catalog& catalog = session.catalog;
  const Sequence body = initial_sequence(session, catalog.body<Column>(column).type, nullptr);
  return create_owned_sequence(session, column, catalog.parent(catalog.parent(column)), sequence_name(session, column),
                               body, location);
}

ObjectId create_identity_sequence(Session& session, ObjectId column, const List* options, int location) {
  const Catalog& catalog = session.catalog;
  const TypeRef type = catalog.body<Column>(column).type;
  const std::string_view type_name = type.name.text();
  if (type.array || (type_name != "smallint" && type_name != "integer" && type_name != "bigint"))
    session.invalid(code::kInvalidDefinition, "22023", location,
                    "identity column type must be smallint, integer, or bigint");
  Sequence body = initial_sequence(session, type, options);
  body.identity = true;
  ObjectId schema = catalog.parent(catalog.parent(column));
  Symbol name;
  if (const DefElem* given = option_named(options, "sequence_name")) {
    const auto parts = items(as<List>(given->arg));
    name = intern(strval(parts.back()));
    if (parts.size() > 1)
      schema = session.schema_named(std::string(strval(parts[parts.size() - 2])).c_str(), given->location);
  }
  if (name.empty()) name = sequence_name(session, column);
  return create_owned_sequence(session, column, schema, name, body, location);
}

ObjectId copy_identity_sequence(Session& session, ObjectId from, ObjectId column) {
  const Catalog& catalog = session.catalog;
  return create_owned_sequence(session, column, catalog.parent(catalog.parent(column)), sequence_name(session, column),
                               catalog.body<Sequence>(from), -1);
}

ObjectId identity_sequence(const Session& session, ObjectId column) {
  return relation_index(session).identity_sequence(session.catalog, column);
}

ExprId nextval_of(Session& session, ObjectId sequence) {
  Catalog& catalog = session.catalog;
  RelationIndex& index = relation_index(session);
  if (index.nextval) {
    Expr copy = catalog.expr(index.nextval);
    for (Reference& reference : copy.refs)
      if (reference.form == RefForm::kLiteral) reference.target = sequence;
    return catalog.add(std::move(copy));
  }
  const std::string text = "nextval(" + quote_literal(qualified_name(catalog, sequence)) + "::regclass)";
  const std::string_view kept = catalog.keep(text);
  ExprId expr;
  parse_text(
      kept, TextKind::kExpression,
      [&](const Node* node) {
        const NameScope scope{.catalog = &catalog, .search_path = session.search_path, .text = kept};
        expr = make_expression(scope, {}, node, 0, static_cast<uint32_t>(kept.size()));
      },
      nullptr);
  const auto& refs = catalog.expr(expr).refs;
  if (std::ranges::any_of(refs,
                          [&](const Reference& r) { return r.target == sequence && r.form == RefForm::kLiteral; }))
    index.nextval = expr;
  return expr;
}

}  // namespace underpin::bind
