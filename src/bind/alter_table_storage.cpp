// ALTER TABLE's commands about the relation as a whole: owner, storage, options, inheritance, partitions, triggers.
#include <algorithm>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"

namespace underpin::bind {
namespace {

class RelationCommand {
 public:
  RelationCommand(Session& session, const TableCommand& what)
      : session_(session), catalog_(session.catalog), what_(what), command_(what.command), id_(what.relation) {}

  void run() {
    switch (command_->subtype) {
      case AT_ChangeOwner: return change_owner(session_, id_, session_.role_name(command_->newowner), place());
      case AT_ClusterOn: return cluster(index_named(command_->name));
      case AT_DropCluster: return cluster({});
      case AT_SetLogged: return set_persistence('p');
      case AT_SetUnLogged: return set_persistence('u');
      case AT_DropOids: return;
      case AT_SetAccessMethod: return set_access_method();
      case AT_SetTableSpace: return set_tablespace();
      case AT_SetRelOptions: return set_options(false);
      case AT_ResetRelOptions: return set_options(true);
      case AT_GenericOptions: return set_foreign_options();
      case AT_ReplicaIdentity: return replica_identity();
      case AT_EnableRowSecurity: table().row_security = true; return mark("row_security");
      case AT_DisableRowSecurity: table().row_security = false; return mark("row_security");
      case AT_ForceRowSecurity: table().force_row_security = true; return mark("force_row_security");
      case AT_NoForceRowSecurity: table().force_row_security = false; return mark("force_row_security");
      default: return hierarchy();
    }
  }

 private:
  void hierarchy() {
    switch (command_->subtype) {
      case AT_AddInherit: return add_parent();
      case AT_DropInherit: return drop_parent();
      case AT_AddOf: return set_type(as<TypeName>(command_->def));
      case AT_DropOf: return set_type(nullptr);
      case AT_AttachPartition:
        return catalog_.is(id_, Kind::kIndex) ? attach_child_index() : attach_partition(session_, id_, command_->def);
      case AT_DetachPartition: return detach_partition(session_, id_, command_->def);
      case AT_DetachPartitionFinalize: return;
      default: return triggers();
    }
  }

  void triggers() {
    switch (command_->subtype) {
      case AT_EnableTrig: return trigger('O');
      case AT_EnableAlwaysTrig: return trigger('A');
      case AT_EnableReplicaTrig: return trigger('R');
      case AT_DisableTrig: return trigger('D');
      case AT_EnableTrigAll:
      case AT_EnableTrigUser: return all_triggers('O');
      case AT_DisableTrigAll:
      case AT_DisableTrigUser: return all_triggers('D');
      case AT_EnableRule: return rule('O');
      case AT_EnableAlwaysRule: return rule('A');
      case AT_EnableReplicaRule: return rule('R');
      case AT_DisableRule: return rule('D');
      default: session_.invalid(code::kUnsupported, "0A000", location(), "this form of ALTER TABLE is not a user's");
    }
  }

  int location() const { return what_.statement->relation->location; }
  Place place() const { return session_.place(location()); }
  const Catalog& catalog() const { return catalog_; }
  std::string name() const { return quoted(catalog_.name(id_).text()); }
  void mark(std::string_view attribute) { catalog_.set_place(id_, attribute, place()); }

  [[noreturn]] void wrong_kind(const std::string& wanted) const {
    session_.invalid(code::kWrongObjectType, "42809", location(), name() + " is not " + wanted);
  }

  Table& table() {
    if (!catalog_.is(id_, Kind::kTable)) wrong_kind("a table");
    return catalog_.body<Table>(id_);
  }

  ObjectId index_named(const char* index_name) const {
    const ObjectId found = catalog_.find(NameSpace::kRelation, catalog_.parent(id_), symbol(index_name));
    if (!found || !catalog_.is(found, Kind::kIndex) || catalog_.parent(found) != id_)
      session_.not_found(NotFound::What::kOther, "42704", location(),
                         "index " + quoted(text_of(index_name)) + " for table " + name() + " does not exist");
    return found;
  }

  void cluster(ObjectId index) {
    if (catalog_.is(id_, Kind::kMaterializedView))
      catalog_.body<MaterializedView>(id_).cluster_index = index;
    else
      table().cluster_index = index;
    mark("cluster_index");
  }

  void set_persistence(char persistence) {
    if (catalog_.is(id_, Kind::kSequence)) {
      catalog_.body<Sequence>(id_).persistence = persistence;
      return mark("persistence");
    }
    table().persistence = persistence;
    mark("persistence");
    for (ObjectId sequence : catalog_.children(catalog_.parent(id_), Kind::kSequence)) {
      const ObjectId owner = catalog().body<Sequence>(sequence).owned_by;
      if (owner && catalog_.parent(owner) == id_) catalog_.body<Sequence>(sequence).persistence = persistence;
    }
  }

  void set_access_method() {
    const Symbol method = command_->name ? symbol(command_->name) : Symbol{};
    const Symbol stored = method.text() == "heap" ? Symbol{} : method;
    if (catalog_.is(id_, Kind::kMaterializedView))
      catalog_.body<MaterializedView>(id_).access_method = stored;
    else
      table().access_method = stored;
    mark("access_method");
  }

  void set_tablespace() {
    const Symbol name = symbol(command_->name);
    const Symbol stored = name.text() == "pg_default" ? Symbol{} : name;
    switch (catalog_.kind(id_)) {
      case Kind::kIndex: catalog_.body<Index>(id_).tablespace = stored; break;
      case Kind::kMaterializedView: catalog_.body<MaterializedView>(id_).tablespace = stored; break;
      default: table().tablespace = stored; break;
    }
    mark("tablespace");
  }

  Options& options() {
    switch (catalog_.kind(id_)) {
      case Kind::kIndex: return catalog_.body<Index>(id_).options;
      case Kind::kView: return catalog_.body<View>(id_).options;
      case Kind::kMaterializedView: return catalog_.body<MaterializedView>(id_).options;
      default: return table().options;
    }
  }

  void set_options(bool reset) {
    Options& own = options();
    own = merge_options(std::move(own), as<List>(command_->def), reset);
    mark("options");
  }

  void set_foreign_options() {
    if (!catalog_.is(id_, Kind::kTable) || !catalog().body<Table>(id_).server) wrong_kind("a foreign table");
    Options changed = alter_options(session_, catalog().body<Table>(id_).foreign_options, as<List>(command_->def));
    catalog_.body<Table>(id_).foreign_options = std::move(changed);
    mark("foreign_options");
  }

  void replica_identity() {
    const auto* identity = as<ReplicaIdentityStmt>(command_->def);
    const ObjectId index = identity->identity_type == 'i' ? index_named(identity->name) : ObjectId{};
    Table& body = table();
    body.replica_identity = identity->identity_type;
    body.replica_index = index;
    mark("replica_identity");
  }

  void add_parent() {
    const auto* name = as<RangeVar>(command_->def);
    const ObjectId parent = table_named(session_, name);
    const Table& own = table();
    if (own.is_partition)
      session_.invalid(code::kWrongObjectType, "42809", location(), "cannot change inheritance of a partition");
    if (is_partitioned(catalog_, id_))
      session_.invalid(code::kWrongObjectType, "42809", location(), "cannot change inheritance of partitioned table");
    if (is_partitioned(catalog_, parent))
      session_.invalid(code::kWrongObjectType, "42809", name->location,
                       "cannot inherit from partitioned table " + quoted(text_of(name->relname)));
    add_inheritance(session_, id_, parent, name->location);
    mark("parents");
  }

  void drop_parent() {
    const auto* name = as<RangeVar>(command_->def);
    const ObjectId parent = table_named(session_, name);
    if (std::ranges::find(table().parents, parent) == table().parents.end())
      session_.invalid(code::kUndefinedObject, "42P01", name->location,
                       "relation " + quoted(text_of(name->relname)) + " is not a parent of relation " + this->name());
    drop_inheritance(session_, id_, parent);
    mark("parents");
  }

  void set_type(const TypeName* type) {
    const TypeRef of_type = type ? resolve_type(session_.scope(), type) : TypeRef{};
    table().of_type = of_type;
    mark("of_type");
  }

  void attach_child_index() {
    const auto* partition = as<PartitionCmd>(command_->def);
    const ObjectId index = resolve_relation(session_.scope(), partition->name);
    if (!catalog_.is(index, Kind::kIndex))
      session_.invalid(code::kWrongObjectType, "42809", partition->name->location,
                       quoted(text_of(partition->name->relname)) + " is not an index");
    const ObjectId above = catalog().body<Index>(index).parent_index;
    if (above == id_) return;
    const auto& parents = catalog().body<Table>(catalog_.parent(index)).parents;
    if (above || std::ranges::find(parents, catalog_.parent(id_)) == parents.end())
      session_.not_found(
          NotFound::What::kOther, "55000", partition->name->location,
          "cannot attach index " + quoted(text_of(partition->name->relname)) + " as a partition of index " + name());
    attach_index(session_, id_, index);
    settle_partitioned_index(session_, id_);
  }

  void trigger(char enabled) {
    const ObjectId found = catalog_.find(Kind::kTrigger, id_, symbol(command_->name));
    if (!found)
      session_.not_found(NotFound::What::kOther, "42704", location(),
                         "trigger " + quoted(text_of(command_->name)) + " for table " + name() + " does not exist");
    enable(found, enabled);
  }

  void enable(ObjectId trigger, char enabled) {
    catalog_.body<Trigger>(trigger).enabled = enabled;
    catalog_.set_place(trigger, "enabled", place());
    if (!what_.recurse) return;
    for (ObjectId child : relation_index(session_).children(catalog_, catalog_.parent(trigger)))
      for (ObjectId copy : catalog_.children(child, Kind::kTrigger))
        if (catalog().body<Trigger>(copy).parent_trigger == trigger) enable(copy, enabled);
  }

  void all_triggers(char enabled) {
    for (ObjectId trigger : catalog_.children(id_, Kind::kTrigger)) enable(trigger, enabled);
  }

  void rule(char enabled) {
    const ObjectId found = catalog_.find(Kind::kRule, id_, symbol(command_->name));
    if (!found)
      session_.not_found(NotFound::What::kOther, "42704", location(),
                         "rule " + quoted(text_of(command_->name)) + " for relation " + name() + " does not exist");
    catalog_.body<Rule>(found).enabled = enabled;
  }

  Session& session_;
  Catalog& catalog_;
  const TableCommand& what_;
  const AlterTableCmd* command_;
  ObjectId id_;
};

}  // namespace

void alter_storage(Session& session, const TableCommand& command) { RelationCommand(session, command).run(); }

}  // namespace underpin::bind
