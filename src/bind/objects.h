// Statement functions for everything that is not a relation, and what relations need of them. Registered in
// statements.cpp; each is in the file that its comment names.
#pragma once

#include <span>
#include <vector>

#include "bind/session.h"

struct DefineStmt;
struct ObjectWithArgs;
struct TypeName;

namespace underpin::bind {

// --- schema.cpp, extension.cpp ---
void create_schema(Session&, const Node*);             // CreateSchemaStmt
void create_extension(Session&, const Node*);          // CreateExtensionStmt
void alter_extension(Session&, const Node*);           // AlterExtensionStmt
void alter_extension_contents(Session&, const Node*);  // AlterExtensionContentsStmt

// --- type.cpp, composite.cpp, domain.cpp ---
void create_enum(Session&, const Node*);       // CreateEnumStmt
void alter_enum(Session&, const Node*);        // AlterEnumStmt
void create_range(Session&, const Node*);      // CreateRangeStmt
void create_composite(Session&, const Node*);  // CompositeTypeStmt
void alter_composite(Session&, const Node*);   // AlterTableStmt whose objtype is OBJECT_TYPE
void create_domain(Session&, const Node*);     // CreateDomainStmt
void alter_domain(Session&, const Node*);      // AlterDomainStmt

// --- routine.cpp, alter_routine.cpp, aggregate.cpp ---
void create_function(Session&, const Node*);  // CreateFunctionStmt
void alter_function(Session&, const Node*);   // AlterFunctionStmt

// --- trigger.cpp, event_trigger.cpp, rule.cpp, policy.cpp, statistics.cpp ---
void create_trigger(Session&, const Node*);        // CreateTrigStmt
void create_event_trigger(Session&, const Node*);  // CreateEventTrigStmt
void alter_event_trigger(Session&, const Node*);   // AlterEventTrigStmt
void create_rule(Session&, const Node*);           // RuleStmt
void create_policy(Session&, const Node*);         // CreatePolicyStmt
void alter_policy(Session&, const Node*);          // AlterPolicyStmt
void create_statistics(Session&, const Node*);     // CreateStatsStmt
void alter_statistics(Session&, const Node*);      // AlterStatsStmt

// --- publication.cpp, subscription.cpp ---
void create_publication(Session&, const Node*);   // CreatePublicationStmt
void alter_publication(Session&, const Node*);    // AlterPublicationStmt
void create_subscription(Session&, const Node*);  // CreateSubscriptionStmt
void alter_subscription(Session&, const Node*);   // AlterSubscriptionStmt
void drop_subscription(Session&, const Node*);    // DropSubscriptionStmt

// --- foreign_data.cpp ---
void create_foreign_data_wrapper(Session&, const Node*);  // CreateFdwStmt
void alter_foreign_data_wrapper(Session&, const Node*);   // AlterFdwStmt
void create_server(Session&, const Node*);                // CreateForeignServerStmt
void alter_server(Session&, const Node*);                 // AlterForeignServerStmt
void create_user_mapping(Session&, const Node*);          // CreateUserMappingStmt
void alter_user_mapping(Session&, const Node*);           // AlterUserMappingStmt
void drop_user_mapping(Session&, const Node*);            // DropUserMappingStmt
void import_foreign_schema(Session&, const Node*);        // ImportForeignSchemaStmt: refused

// --- collation.cpp, language.cpp, opaque.cpp, text_search.cpp ---
void define(Session&, const Node*);  // DefineStmt: aggregate, collation, operator, type, text search
void create_aggregate(Session&, const DefineStmt*);
void create_collation(Session&, const DefineStmt*);
void alter_collation(Session&, const Node*);                  // AlterCollationStmt
void create_language(Session&, const Node*);                  // CreatePLangStmt
void create_cast(Session&, const Node*);                      // CreateCastStmt
void create_conversion(Session&, const Node*);                // CreateConversionStmt
void create_transform(Session&, const Node*);                 // CreateTransformStmt
void create_operator_class(Session&, const Node*);            // CreateOpClassStmt
void create_operator_family(Session&, const Node*);           // CreateOpFamilyStmt
void alter_operator_family(Session&, const Node*);            // AlterOpFamilyStmt
void alter_operator(Session&, const Node*);                   // AlterOperatorStmt
void alter_base_type(Session&, const Node*);                  // AlterTypeStmt
void create_access_method(Session&, const Node*);             // CreateAmStmt
void alter_text_search_dictionary(Session&, const Node*);     // AlterTSDictionaryStmt
void alter_text_search_configuration(Session&, const Node*);  // AlterTSConfigurationStmt

// --- for all kinds: comment.cpp, security_label.cpp, privileges.cpp, default_privileges.cpp, owner.cpp, rename.cpp,
//     set_schema.cpp, drop.cpp ---
void comment(Session&, const Node*);                   // CommentStmt
void security_label(Session&, const Node*);            // SecLabelStmt
void grant(Session&, const Node*);                     // GrantStmt
void alter_default_privileges(Session&, const Node*);  // AlterDefaultPrivilegesStmt
void alter_owner(Session&, const Node*);               // AlterOwnerStmt (relations' is a command of AlterTableStmt)
void reassign_owned(Session&, const Node*);            // ReassignOwnedStmt: refused
void rename_object(Session&, const Node*);             // RenameStmt of what is not a relation, its column or constraint
void set_schema(Session&, const Node*);                // AlterObjectSchemaStmt: all kinds, relations too
void alter_depends(Session&, const Node*);             // AlterObjectDependsStmt: refused
void drop_statement(Session&, const Node*);            // DropStmt: all kinds
void drop_owned(Session&, const Node*);                // DropOwnedStmt: refused

// --- what is left out or called for its effect: role.cpp, dml.cpp, do_block.cpp ---
void role_statement(Session&, const Node*);  // CreateRoleStmt … and all else that belongs to the cluster
void data_statement(Session&, const Node*);  // INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE, LOCK, NOTIFY …
void select_for_effect(Session&,
                       const Node*);         // SelectStmt that is neither INTO nor set_config (relations' see to those)
void call_statement(Session&, const Node*);  // CallStmt
void do_block(Session&, const Node*);        // DoStmt

// --- for relations ---
// Row triggers of a partitioned table that its (new) partition gets a copy of, with all that stand below it.
void clone_row_triggers(Session&, ObjectId parent, ObjectId partition);
// DETACH: the copies go.
void drop_cloned_triggers(Session&, ObjectId partition);
// ALTER … OWNER TO: with the privileges that move along; a table takes the sequences its columns own along.
void change_owner(Session&, ObjectId id, Symbol role, Place place);
// ALTER … SET SCHEMA: a table takes the sequences its columns own along. Throws 42710 where the name is taken.
void move_to_schema(Session&, ObjectId id, ObjectId schema, int location);
// Sorted, without what is empty; the built-in default is left unsaid. `builtin` = what that is for the object.
void set_acl(Session&, ObjectId id, std::vector<Grant> acl, const std::vector<Grant>& builtin);
void set_acl(Session&, ObjectId id, std::vector<Grant> acl);
void add_grant(std::vector<Grant>& acl, Symbol grantee, uint32_t privileges, uint32_t grantable);
Symbol default_privileges_name(Symbol role, Symbol schema, char object_type);
// OPTIONS (ADD a 'x', SET b 'y', DROP c). Throws where PostgreSQL would.
Options alter_options(Session&, Options options, const List* changes);

// The last part of what a statement waits for may be an extension's: nothing else is left to make it.
bool may_be_an_extensions(const Session&);
std::string in_quotes(std::string_view name);

// --- names, shared by the files above ---
// The routine in the catalog; none where it is not one of the catalog's but may be the system's or an extension's.
struct RoutineName {
  ObjectId id;     // or
  Symbol outside;  // its name as written, normalised, where it is not in the catalog
};
// A trigger's or handler's function, looked up by name and argument types; throws NotFoundError (`missing_ok`: none).
RoutineName find_function(Session&, const List* name, std::span<const TypeRef> arguments, int location);
// What is named after others (publications' members, default privileges) follows their new names; notes what was left
// out. Called once, at the end of elaborate() and apply().
void finish_objects(Session&);

// By ObjectWithArgs, as in DROP, ALTER, COMMENT, GRANT. object_type: OBJECT_FUNCTION, _PROCEDURE, _ROUTINE, _AGGREGATE.
// None = the system's own, or missing with missing_ok.
ObjectId routine_address(const Session&, int object_type, const ObjectWithArgs* name, bool missing_ok);
// The routine with exactly these input types; none if there is none.
ObjectId find_routine(const Catalog&, ObjectId schema, Symbol name, std::span<const TypeRef> inputs);
std::vector<TypeRef> input_types(const Catalog&, ObjectId routine);
// Type named by a TypeName or a list of names: an object of the catalog, or none for the system's own.
ObjectId type_address(const Session&, const Node* name, bool missing_ok);
// The composite type that ALTER TYPE names like a relation; throws.
ObjectId resolve_composite(Session&, const RangeVar* name);
// "a.b", quoted where needed.
Symbol printed_name(const List* name);
// Schema and last part of a qualified name. The schema may be null.
struct NameParts {
  const char* schema = nullptr;
  const char* name = nullptr;
};
NameParts name_parts(const Session&, const List* name);
// Is it written as pg_catalog.x (or information_schema.x)?
bool is_system_schema(const char* schema);
// The object of a kind found through the name's schema or the search path; none if there is none.
ObjectId find_in_path(const Session&, Kind kind, const List* name);
// The display name of a routine's built-in result type; empty for others.
std::string_view type_name(const Session&, ObjectId function);
// Words for an ObjectType: "text search parser".
const char* object_type_word(int object_type);

// Opaque objects are named by their class and signature: "operator ===(text, text)".
Symbol opaque_name(std::string_view object_class, std::string_view signature);
ObjectId opaque_address(const Session&, int object_type, const Node* object);

// Defines an opaque object by the current statement's whole text.
ObjectId create_opaque(Session&, ObjectId schema, std::string_view object_class, std::string signature,
                       const Node* statement);

}  // namespace underpin::bind
