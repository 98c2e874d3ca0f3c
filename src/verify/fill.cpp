#include "verify/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "ir/print.h"
#include "verify/fill_value.h"

namespace underpin {
namespace {

constexpr int kAttempts = 24;  // for each row

bool can_hold_rows(const Catalog& state, ObjectId id) {
  if (!state.is(id, Kind::kTable)) return false;
  const Table& table = state.body<Table>(id);
  return !table.server && !table.is_partition;  // partitions get theirs through the partitioned table
}

std::vector<ObjectId> constraints_of(const Catalog& state, ObjectId table, ConstraintType type) {
  std::vector<ObjectId> out = state.children(table, Kind::kConstraint);
  std::erase_if(out, [&](ObjectId id) { return state.body<Constraint>(id).type != type; });
  return out;
}

// One table's INSERT, as expressions of the row number g and the attempt a.
class Insert {
 public:
  Insert(const Catalog& before, const Catalog& after, ObjectId table) : state_(before), after_(after), table_(table) {
    later_ = table_of_same_name();
    note_references(state_, table_);
    if (later_) note_references(after_, later_);
    for (const ObjectId column : state_.children(table_, Kind::kColumn)) add(column);
  }

  std::string block(int wanted) const {
    return fmt::format(
        "DO $fill$\n"
        "DECLARE\n  n bigint := 0;\n  a integer;\n  g bigint;\n"
        "BEGIN\n"
        "  FOR g IN 1..{} LOOP\n"
        "    a := 0;\n"
        "    LOOP\n"
        "      BEGIN\n"
        "        {};\n"
        "        n := n + 1;\n"
        "        EXIT;\n"
        "      EXCEPTION WHEN OTHERS THEN\n"
        "        a := a + 1;\n"
        "        IF a >= {} THEN\n"
        "          IF n = 0 THEN RAISE; END IF;\n"
        "          EXIT;\n"
        "        END IF;\n"
        "      END;\n"
        "    END LOOP;\n"
        "  END LOOP;\n"
        "END\n"
        "$fill$",
        wanted, statement(), kAttempts);
  }

 private:
  struct Referenced {
    std::string table;
    std::vector<std::string> columns;  // of it, all of the key
    size_t place = 0;                  // of the one that is asked for
    bool itself = false;
  };

  std::string statement() const {
    const std::string table = qualified_name(state_, table_);
    if (names_.empty()) return "INSERT INTO " + table + " DEFAULT VALUES";
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(names_, ", "), fmt::join(values_, ", "));
  }

  ObjectId table_of_same_name() const {
    const ObjectId schema = after_.find_schema(state_.name(state_.parent(table_)));
    const ObjectId found = schema ? after_.find(NameSpace::kRelation, schema, state_.name(table_)) : ObjectId{};
    return after_.is(found, Kind::kTable) ? found : ObjectId{};
  }

  // By column name. The old state's own come first and stay.
  void note_references(const Catalog& state, ObjectId table) {
    for (const ObjectId id : constraints_of(state, table, ConstraintType::kForeign)) {
      const Constraint& key = state.body<Constraint>(id);
      if (!key.referenced || key.period) continue;
      Referenced referenced{.table = qualified_name(state, key.referenced), .itself = key.referenced == table};
      for (const ObjectId column : key.referenced_columns)
        referenced.columns.push_back(quote_identifier(state.name(column)));
      for (size_t i = 0; i < key.columns.size() && i < referenced.columns.size(); ++i) {
        referenced.place = i;
        references_.emplace(state.name(key.columns[i]).text(), referenced);
      }
    }
  }

  void add(ObjectId id) {
    const Column& column = state_.body<Column>(id);
    const bool by_default = column.identity == Identity::kByDefault;
    if (column.generated != Generated::kNone || column.identity == Identity::kAlways || by_default) return;
    std::vector<std::string> values = candidates(id, column);
    if (column.default_value && expr_text(state_, column.default_value).find("nextval") != std::string::npos) return;
    std::string choice = values.front();
    if (values.size() > 1) {
      choice = fmt::format("CASE CASE WHEN a = 0 THEN 0 ELSE abs(hashint4(a * 97 + {}) % {}) END", names_.size(),
                           values.size());
      for (size_t i = 0; i < values.size(); ++i) choice += fmt::format(" WHEN {} THEN {}", i, values[i]);
      choice += " END";
    }
    names_.push_back(quote_identifier(state_.name(id)));
    values_.push_back(std::move(choice));
  }

  std::vector<std::string> candidates(ObjectId id, const Column& column) const {
    const std::string_view name = state_.name(id).text();
    std::vector<std::string> values;
    if (const auto found = references_.find(name); found != references_.end()) {
      values = reference(found->second, column);
    } else {
      values = values_of_constants(state_, column.type, constants_for(name, column.type));
      std::ranges::move(narrowed_values(id, column), std::back_inserter(values));
      std::ranges::move(made_up_values(state_, column.type), std::back_inserter(values));
    }
    if (!column.not_null) values.push_back("NULL::" + type_text(state_, column.type));
    return values;
  }

  // What a narrower type of the same sort, which the column gets, has room for.
  std::vector<std::string> narrowed_values(ObjectId id, const Column& column) const {
    const ObjectId next = later_ ? after_.find_column(later_, state_.name(id)) : ObjectId{};
    if (!next) return {};
    const TypeRef& type = after_.body<Column>(next).type;
    if (!is_same_sort(column.type, type)) return {};
    std::vector<std::string> values = made_up_values(after_, type);
    for (std::string& value : values) value = fmt::format("({})::{}", value, type_text(state_, column.type));
    return values;
  }

  // The rows of the referenced table in turn. Of a table that refers to itself, the row itself.
  std::vector<std::string> reference(const Referenced& to, const Column& column) const {
    if (to.itself && !column.not_null) return {"NULL::" + type_text(state_, column.type)};
    if (to.itself) return made_up_values(state_, column.type);
    return {fmt::format("(SELECT {} FROM {} ORDER BY {} OFFSET g % greatest((SELECT count(*) FROM {}), 1) LIMIT 1)",
                        to.columns[to.place], to.table, fmt::join(to.columns, ", "), to.table)};
  }

  // What the checks that mention the column, its domain's and the bounds of partitions speak of.
  Constants constants_for(std::string_view column, const TypeRef& type) const {
    Constants constants;
    collect(state_, table_, column, constants);
    if (later_) collect(after_, later_, column, constants);
    if (type.object && state_.is(type.object, Kind::kDomain))
      for (const ObjectId id : constraints_of(state_, type.object, ConstraintType::kCheck))
        collect_constants(expr_text(state_, state_.body<Constraint>(id).expr), constants);
    return constants;
  }

  static void collect(const Catalog& state, ObjectId table, std::string_view column, Constants& constants) {
    for (const ObjectId id : constraints_of(state, table, ConstraintType::kCheck)) {
      const ExprId expr = state.body<Constraint>(id).expr;
      const auto is_column = [&](const Reference& reference) {
        return state.is(reference.target, Kind::kColumn) && state.name(reference.target).text() == column;
      };
      if (std::ranges::any_of(state.expr(expr).refs, is_column)) collect_constants(expr_text(state, expr), constants);
    }
    const auto is_key = [&](const PartitionKeyItem& item) {
      return item.column && state.name(item.column).text() == column;
    };
    if (std::ranges::any_of(state.body<Table>(table).partition_key, is_key))
      state.for_each([&](ObjectId id) {
        if (!state.is(id, Kind::kTable)) return;
        const Table& part = state.body<Table>(id);
        if (!part.is_partition || std::ranges::find(part.parents, table) == part.parents.end() || !part.bound) return;
        const std::string bound = expr_text(state, part.bound);  // the upper end is outside
        collect_constants(std::string_view(bound).substr(0, bound.find(" TO ")), constants);
      });
  }

  const Catalog& state_;
  const Catalog& after_;
  ObjectId table_, later_;
  std::map<std::string_view, Referenced> references_;
  std::vector<std::string> names_, values_;
};

}  // namespace

std::vector<ObjectId> tables_to_fill(const Catalog& state) {
  std::vector<ObjectId> out;
  std::set<uint32_t> seen;
  const std::function<void(ObjectId)> visit = [&](ObjectId table) {
    if (!seen.insert(table.value).second) return;
    for (const ObjectId id : constraints_of(state, table, ConstraintType::kForeign))
      if (const ObjectId referenced = state.body<Constraint>(id).referenced) visit(referenced);
    if (can_hold_rows(state, table)) out.push_back(table);
  };
  state.for_each([&](ObjectId id) {
    if (state.is(id, Kind::kTable)) visit(id);
  });
  return out;
}

std::vector<std::string> fill_tables(const Catalog& before, const Catalog& after, int wanted, live::Session& session) {
  std::vector<std::string> empty;
  for (const ObjectId table : tables_to_fill(before)) {
    const live::Answer answer = session.run(Insert(before, after, table).block(wanted));
    if (!answer.done) empty.push_back(qualified_name(before, table) + ": " + answer.message);
  }
  return empty;
}

}  // namespace underpin
