#include <algorithm>
#include <optional>
#include <utility>

#include "bind/names.h"
#include "diag/codes.h"
#include "diff/stages.h"
#include "ir/own_name.h"
#include "ir/print.h"

namespace underpin::diffing {
namespace {

struct OldName {
  Symbol schema;  // empty = the object's own
  Symbol name;
};

// One identifier as PostgreSQL reads it: folded unless quoted; what is left over stays in `text`.
std::optional<Symbol> take_identifier(std::string_view& text) {
  std::string out;
  if (text.starts_with('"')) {
    size_t at = 1;
    for (; at < text.size(); ++at) {
      if (text[at] == '"' && !text.substr(at + 1).starts_with('"')) break;
      if (text[at] == '"') ++at;
      out += text[at];
    }
    if (at >= text.size()) return std::nullopt;
    text.remove_prefix(at + 1);
  } else {
    const size_t end = std::min(text.find_first_of(". \t("), text.size());
    for (const char c : text.substr(0, end)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    text.remove_prefix(end);
  }
  if (out.empty()) return std::nullopt;
  return intern(out);
}

// "name", "schema.name"; of a child, what stands before the last dot is its parent and says nothing new.
std::optional<OldName> old_name(std::string_view text, Home home) {
  std::vector<Symbol> parts;
  for (;;) {
    const auto part = take_identifier(text);
    if (!part) return std::nullopt;
    parts.push_back(*part);
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  OldName out{Symbol{}, parts.back()};
  if (home == Home::kSchema && parts.size() > 1) out.schema = parts[parts.size() - 2];
  return out;
}

ObjectId find_named(const Catalog& catalog, Kind kind, ObjectId parent, Symbol name,
                    const std::string& routine_signature) {
  const KindInfo& kind_info = info(kind);
  if (kind_info.names == NameSpace::kRoutine) {
    for (ObjectId id : catalog.routines(parent, name))
      if (catalog.kind(id) == kind && signature(catalog, id) == routine_signature) return id;
    return {};
  }
  if (kind_info.names == NameSpace::kOwn || kind_info.names == NameSpace::kNone)
    return catalog.find(kind, parent, name);
  const ObjectId schema = kind_info.home == Home::kParent ? catalog.parent(parent) : parent;
  const ObjectId found = catalog.find(kind_info.names, schema, name);
  return catalog.is(found, kind) && catalog.parent(found) == parent ? found : ObjectId{};
}

class Renamer {
 public:
  Renamer(const Catalog& before, const Catalog& after, std::vector<ObjectId>& renamed_ids, Sink& sink)
      : work_(before.clone()), after_(after), renamed_ids_(renamed_ids), sink_(sink) {}

  // Parents first: their children are then found under the new names.
  std::shared_ptr<const Catalog> run(std::vector<Catalog::ObjectDirective> directives) {
    std::ranges::stable_sort(directives, {},
                             [&](const auto& directive) { return info(after_.kind(directive.object)).home; });
    for (const Home home : {Home::kDatabase, Home::kSchema, Home::kParent}) {
      std::vector<Rename> level;
      for (const auto& directive : directives)
        if (info(after_.kind(directive.object)).home == home) plan(directive, level);
      for (const Rename& rename : level)
        if (free_or_moving(rename, level)) perform(rename);
    }
    if (renamed_ids_.empty()) return nullptr;
    return std::make_shared<const Catalog>(std::move(work_));
  }

 private:
  struct Rename {
    ObjectId object;    // in work_
    ObjectId parent;    // in work_: the new one
    ObjectId occupant;  // who has the new name now
    Symbol name;
  };

  // The object of the same names in work_.
  ObjectId same_named(ObjectId id) const {
    if (!id) return {};
    const ObjectId parent = same_named(after_.parent(id));
    if (after_.parent(id) && !parent) return {};
    return find_named(work_, after_.kind(id), parent, after_.name(id), routine_signature(id));
  }

  std::string routine_signature(ObjectId id) const {
    return info(after_.kind(id)).names == NameSpace::kRoutine ? signature(after_, id) : std::string();
  }

  void plan(const Catalog::ObjectDirective& directive, std::vector<Rename>& level) {
    const Kind kind = after_.kind(directive.object);
    const auto old = old_name(directive.arguments.text(), info(kind).home);
    const ObjectId parent = same_named(after_.parent(directive.object));
    const ObjectId old_parent = old && !old->schema.empty() ? work_.find_schema(old->schema) : parent;
    const ObjectId occupant = same_named(directive.object);
    ObjectId found;
    if (old && (old_parent || !after_.parent(directive.object)))
      found = find_named(work_, kind, old_parent, old->name, routine_signature(directive.object));
    if (found && found != occupant && (parent || !after_.parent(directive.object))) {
      const bool is_beside = grows_beside(occupant);
      if (is_beside) work_.rename(occupant, intern(own_name("new", work_.name(occupant).text())));
      level.push_back({found, parent, is_beside ? ObjectId{} : occupant, after_.name(directive.object)});
    } else if (!occupant)
      unmatched(directive, old && !found);
  }

  // A column under the new name that our trigger fills: a plan that was broken off has put it up. It stands for what
  // the plan is to go on with, under the name that such columns have elsewhere.
  bool grows_beside(ObjectId occupant) const {
    if (!work_.is(occupant, Kind::kColumn)) return false;
    const std::string trigger = own_name("fill", work_.name(occupant).text(), kTriggerPrefix);
    return static_cast<bool>(work_.find(Kind::kTrigger, work_.parent(occupant), intern(trigger)));
  }

  void unmatched(const Catalog::ObjectDirective& directive, bool nothing_there) {
    Diagnostic& finding = sink_.emit(code::kUnmatchedDirective, directive.place,
                                     "the old state has no " + std::string(info(after_.kind(directive.object)).slug) +
                                         " \"" + std::string(directive.arguments.text()) + "\" that was renamed to \"" +
                                         identity(after_, directive.object) + "\"");
    finding.hint = nothing_there ? "Remove the directive where the rename has been done everywhere."
                                 : "What it belongs to, the schema or the table, must be in the old state too: create "
                                   "it in a change of its own first.";
  }

  // A new name that is taken means that the rename has been done, unless its holder is about to be renamed itself.
  static bool free_or_moving(const Rename& rename, const std::vector<Rename>& level) {
    return !rename.occupant || std::ranges::find(level, rename.occupant, &Rename::object) != level.end();
  }

  void perform(Rename rename) {
    if (work_.is(rename.object, Kind::kIndex))  // it goes by the name of the constraint that it serves
      if (const ObjectId constraint = std::as_const(work_).body<Index>(rename.object).constraint)
        rename.object = constraint, rename.parent = work_.parent(constraint);
    renamed_ids_.push_back(rename.object);
    if (rename.parent != work_.parent(rename.object)) move(rename.object, rename.parent);
    if (work_.name(rename.object) == rename.name) return;
    for (ObjectId id : with_copies(rename.object)) {
      keep_not_null_names(id);
      give_name(work_, id, rename.name);
      forget_usual_not_null_names(id);
    }
  }

  // A column or CHECK and what the heirs of its table have of it: PostgreSQL's own statement renames them along.
  std::vector<ObjectId> with_copies(ObjectId object) const {
    std::vector<ObjectId> out{object};
    const Kind kind = work_.kind(object);
    const bool is_handed_down =
        kind == Kind::kColumn ||
        (kind == Kind::kConstraint && work_.body<Constraint>(object).type == ConstraintType::kCheck);
    if (!is_handed_down || !work_.is(work_.parent(object), Kind::kTable)) return out;
    for (size_t i = 0; i < out.size(); ++i)
      work_.for_each([&](ObjectId heir) {
        if (!work_.is(heir, Kind::kTable)) return;
        const auto& parents = work_.body<Table>(heir).parents;
        if (std::ranges::find(parents, work_.parent(out[i])) == parents.end()) return;
        const ObjectId copy = work_.find(kind, heir, work_.name(object));
        if (copy && std::ranges::find(out, copy) == out.end()) out.push_back(copy);
      });
    return out;
  }

  // From 18 on a NOT NULL constraint has a name, which does not follow the table's or the column's.
  void keep_not_null_names(ObjectId renamed) {
    for_each_not_null(renamed, [&](Column& column, Symbol usual) {
      if (column.not_null_name.empty()) column.not_null_name = usual;
    });
  }

  void forget_usual_not_null_names(ObjectId renamed) {
    for_each_not_null(renamed, [&](Column& column, Symbol usual) {
      if (column.not_null_name == usual) column.not_null_name = {};
    });
  }

  // The columns whose NOT NULL would be called otherwise under the new name, with PostgreSQL's choice as of now.
  template <class Visit>
  void for_each_not_null(ObjectId renamed, Visit visit) {
    if (work_.target < 18) return;
    const ObjectId table = work_.is(renamed, Kind::kColumn) ? work_.parent(renamed) : renamed;
    if (!work_.is(table, Kind::kTable)) return;
    for (ObjectId id : work_.children(table, Kind::kColumn)) {
      Column& column = work_.body<Column>(id);
      if ((id == renamed || table == renamed) && column.not_null)
        visit(column, intern(bind::make_object_name(work_.name(table).text(), work_.name(id).text(), "not_null")));
    }
  }

  // SET SCHEMA takes the sequences of the table's columns along.
  void move(ObjectId object, ObjectId schema) {
    std::vector<ObjectId> owned;
    work_.for_each([&](ObjectId id) {
      if (!work_.is(id, Kind::kSequence)) return;
      const ObjectId column = std::as_const(work_).body<Sequence>(id).owned_by;
      if (column && work_.parent(column) == object) owned.push_back(id);
    });
    work_.move(object, schema);
    for (ObjectId sequence : owned)
      if (!work_.find(NameSpace::kRelation, schema, work_.name(sequence))) work_.move(sequence, schema);
  }

  Catalog work_;
  const Catalog& after_;
  std::vector<ObjectId>& renamed_ids_;
  Sink& sink_;
};

}  // namespace

void give_name(Catalog& catalog, ObjectId object, Symbol name) {
  catalog.rename(object, name);
  if (!catalog.is(object, Kind::kConstraint)) return;
  if (const ObjectId index = std::as_const(catalog).body<Constraint>(object).index) catalog.rename(index, name);
}

std::shared_ptr<const Catalog> apply_renames(const Catalog& before, const Catalog& after,
                                             std::vector<ObjectId>& renamed_ids, Sink& sink) {
  std::vector<Catalog::ObjectDirective> renames;
  for (const auto& directive : after.directives)
    if (directive.name.text() == "renamed from" && directive.object && !after.at(directive.object).removed)
      renames.push_back(directive);
  if (renames.empty()) return nullptr;
  return Renamer(before, after, renamed_ids, sink).run(std::move(renames));
}

}  // namespace underpin::diffing
