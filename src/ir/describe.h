// The list of attributes of every kind: name, use, member. Seen by attributes.cpp alone.
#pragma once

#include <tuple>

#include "ir/attributes.h"

namespace underpin {

template <class Body, class T>
struct Attribute {
  std::string_view slug;
  T Body::*member;
  AttributeUse use = AttributeUse::kContent;
};

template <class Body, class T>
constexpr Attribute<Body, T> attr(std::string_view slug, T Body::*member, AttributeUse use = AttributeUse::kContent) {
  return {slug, member, use};
}

constexpr AttributeUse kDerived = AttributeUse::kDerived;
constexpr AttributeUse kEnvironment = AttributeUse::kEnvironment;
constexpr AttributeUse kIfStated = AttributeUse::kIfStated;

template <class Body>
struct Describe;

template <>
struct Describe<Schema> {
  static constexpr auto list = std::tuple{};
};
template <>
struct Describe<Extension> {
  static constexpr auto list =
      std::tuple{attr("schema", &Extension::schema, kIfStated), attr("version", &Extension::version, kIfStated)};
};
template <>
struct Describe<Language> {
  static constexpr auto list =
      std::tuple{attr("trusted", &Language::trusted), attr("handler", &Language::handler),
                 attr("inline_handler", &Language::inline_handler), attr("validator", &Language::validator)};
};
template <>
struct Describe<Collation> {
  static constexpr auto list = std::tuple{attr("definition", &Collation::definition)};
};
template <>
struct Describe<Enum> {
  static constexpr auto list = std::tuple{attr("labels", &Enum::labels)};
};
template <>
struct Describe<Domain> {
  static constexpr auto list =
      std::tuple{attr("type", &Domain::base), attr("not_null", &Domain::not_null),
                 attr("default", &Domain::default_value), attr("collation", &Domain::collation)};
};
template <>
struct Describe<Composite> {
  static constexpr auto list = std::tuple{};
};
template <>
struct Describe<Range> {
  static constexpr auto list = std::tuple{attr("subtype", &Range::subtype),
                                          attr("subtype_opclass", &Range::subtype_opclass),
                                          attr("collation", &Range::collation),
                                          attr("canonical", &Range::canonical),
                                          attr("multirange", &Range::multirange),
                                          attr("subtype_diff", &Range::subtype_diff),
                                          attr("subtype_diff_name", &Range::subtype_diff_name)};
};
template <>
struct Describe<Function> {
  static constexpr auto list = std::tuple{attr("routine", &Function::routine),
                                          attr("arguments", &Function::arguments),
                                          attr("result", &Function::result),
                                          attr("returns_set", &Function::returns_set),
                                          attr("language", &Function::language),
                                          attr("body", &Function::body),
                                          attr("sql_body", &Function::sql_body),
                                          attr("link_symbol", &Function::link_symbol),
                                          attr("volatility", &Function::volatility),
                                          attr("strict", &Function::strict),
                                          attr("security_definer", &Function::security_definer),
                                          attr("leakproof", &Function::leakproof),
                                          attr("parallel", &Function::parallel),
                                          attr("cost", &Function::cost),
                                          attr("rows", &Function::rows),
                                          attr("support", &Function::support),
                                          attr("settings", &Function::settings),
                                          attr("transforms", &Function::transforms)};
};
template <>
struct Describe<Aggregate> {
  static constexpr auto list =
      std::tuple{attr("arguments", &Aggregate::arguments), attr("direct_arguments", &Aggregate::direct_arguments),
                 attr("hypothetical", &Aggregate::hypothetical), attr("definition", &Aggregate::definition)};
};
template <>
struct Describe<Sequence> {
  static constexpr auto list = std::tuple{attr("type", &Sequence::type),
                                          attr("start", &Sequence::start),
                                          attr("increment", &Sequence::increment),
                                          attr("min", &Sequence::min),
                                          attr("max", &Sequence::max),
                                          attr("cache", &Sequence::cache),
                                          attr("cycle", &Sequence::cycle),
                                          attr("persistence", &Sequence::persistence),
                                          attr("owned_by", &Sequence::owned_by),
                                          attr("identity", &Sequence::identity)};
};
template <>
struct Describe<Table> {
  static constexpr auto list = std::tuple{attr("persistence", &Table::persistence),
                                          attr("access_method", &Table::access_method),
                                          attr("tablespace", &Table::tablespace),
                                          attr("options", &Table::options),
                                          attr("of_type", &Table::of_type),
                                          attr("partition_strategy", &Table::partition_strategy),
                                          attr("partition_key", &Table::partition_key),
                                          attr("parents", &Table::parents),
                                          attr("is_partition", &Table::is_partition),
                                          attr("bound", &Table::bound),
                                          attr("row_security", &Table::row_security),
                                          attr("force_row_security", &Table::force_row_security),
                                          attr("replica_identity", &Table::replica_identity),
                                          attr("replica_index", &Table::replica_index),
                                          attr("cluster_index", &Table::cluster_index),
                                          attr("server", &Table::server),
                                          attr("foreign_options", &Table::foreign_options)};
};
template <>
struct Describe<View> {
  static constexpr auto list =
      std::tuple{attr("query", &View::query), attr("column_names", &View::column_names),
                 attr("options", &View::options), attr("columns_known", &View::columns_known, kDerived)};
};
template <>
struct Describe<MaterializedView> {
  static constexpr auto list = std::tuple{attr("query", &MaterializedView::query),
                                          attr("column_names", &MaterializedView::column_names),
                                          attr("options", &MaterializedView::options),
                                          attr("access_method", &MaterializedView::access_method),
                                          attr("tablespace", &MaterializedView::tablespace),
                                          attr("populated", &MaterializedView::populated, kEnvironment),
                                          attr("cluster_index", &MaterializedView::cluster_index),
                                          attr("columns_known", &MaterializedView::columns_known, kDerived)};
};
template <>
struct Describe<Column> {
  static constexpr auto list = std::tuple{attr("type", &Column::type),
                                          attr("position", &Column::position, AttributeUse::kOrder),
                                          attr("not_null", &Column::not_null),
                                          attr("not_null_name", &Column::not_null_name),
                                          attr("not_null_valid", &Column::not_null_valid),
                                          attr("not_null_no_inherit", &Column::not_null_no_inherit),
                                          attr("default", &Column::default_value),
                                          attr("identity", &Column::identity),
                                          attr("generated", &Column::generated),
                                          attr("collation", &Column::collation),
                                          attr("storage", &Column::storage),
                                          attr("compression", &Column::compression),
                                          attr("statistics", &Column::statistics),
                                          attr("options", &Column::options),
                                          attr("foreign_options", &Column::foreign_options),
                                          attr("is_local", &Column::is_local),
                                          attr("inherited", &Column::inherited, kDerived)};
};
template <>
struct Describe<Constraint> {
  static constexpr auto list = std::tuple{attr("type", &Constraint::type),
                                          attr("columns", &Constraint::columns),
                                          attr("expression", &Constraint::expr),
                                          attr("referenced", &Constraint::referenced),
                                          attr("referenced_columns", &Constraint::referenced_columns),
                                          attr("match", &Constraint::match),
                                          attr("on_update", &Constraint::on_update),
                                          attr("on_delete", &Constraint::on_delete),
                                          attr("set_columns", &Constraint::set_columns),
                                          attr("deferrable", &Constraint::deferrable),
                                          attr("initially_deferred", &Constraint::initially_deferred),
                                          attr("valid", &Constraint::valid),
                                          attr("enforced", &Constraint::enforced),
                                          attr("no_inherit", &Constraint::no_inherit),
                                          attr("period", &Constraint::period),
                                          attr("index", &Constraint::index, kDerived),
                                          attr("elements", &Constraint::elements),
                                          attr("is_local", &Constraint::is_local),
                                          attr("inherited", &Constraint::inherited, kDerived),
                                          attr("parent_constraint", &Constraint::parent_constraint)};
};
template <>
struct Describe<Index> {
  static constexpr auto list = std::tuple{attr("method", &Index::method),
                                          attr("unique", &Index::unique),
                                          attr("nulls_not_distinct", &Index::nulls_not_distinct),
                                          attr("elements", &Index::elements),
                                          attr("include", &Index::include),
                                          attr("predicate", &Index::predicate),
                                          attr("options", &Index::options),
                                          attr("tablespace", &Index::tablespace),
                                          attr("valid", &Index::valid),
                                          attr("only", &Index::only, kDerived),
                                          attr("parent_index", &Index::parent_index),
                                          attr("constraint", &Index::constraint, kDerived),
                                          attr("statistics", &Index::statistics)};
};
template <>
struct Describe<Trigger> {
  static constexpr auto list = std::tuple{attr("timing", &Trigger::timing),
                                          attr("on_insert", &Trigger::on_insert),
                                          attr("on_update", &Trigger::on_update),
                                          attr("on_delete", &Trigger::on_delete),
                                          attr("on_truncate", &Trigger::on_truncate),
                                          attr("update_columns", &Trigger::update_columns),
                                          attr("for_each_row", &Trigger::for_each_row),
                                          attr("when", &Trigger::when),
                                          attr("function", &Trigger::function),
                                          attr("function_name", &Trigger::function_name),
                                          attr("arguments", &Trigger::arguments),
                                          attr("is_constraint", &Trigger::is_constraint),
                                          attr("deferrable", &Trigger::deferrable),
                                          attr("initially_deferred", &Trigger::initially_deferred),
                                          attr("constraint_relation", &Trigger::constraint_relation),
                                          attr("old_table", &Trigger::old_table),
                                          attr("new_table", &Trigger::new_table),
                                          attr("enabled", &Trigger::enabled),
                                          attr("parent_trigger", &Trigger::parent_trigger)};
};
template <>
struct Describe<Rule> {
  static constexpr auto list = std::tuple{attr("event", &Rule::event), attr("instead", &Rule::instead),
                                          attr("definition", &Rule::definition), attr("enabled", &Rule::enabled)};
};
template <>
struct Describe<Policy> {
  static constexpr auto list =
      std::tuple{attr("permissive", &Policy::permissive), attr("command", &Policy::command),
                 attr("roles", &Policy::roles), attr("using", &Policy::using_expr), attr("check", &Policy::check_expr)};
};
template <>
struct Describe<Statistics> {
  static constexpr auto list = std::tuple{attr("relation", &Statistics::relation), attr("kinds", &Statistics::kinds),
                                          attr("elements", &Statistics::elements), attr("target", &Statistics::target)};
};
template <>
struct Describe<EventTrigger> {
  static constexpr auto list = std::tuple{
      attr("event", &EventTrigger::event), attr("tags", &EventTrigger::tags), attr("function", &EventTrigger::function),
      attr("function_name", &EventTrigger::function_name), attr("enabled", &EventTrigger::enabled)};
};
template <>
struct Describe<Publication> {
  static constexpr auto list =
      std::tuple{attr("all_tables", &Publication::all_tables), attr("all_sequences", &Publication::all_sequences),
                 attr("options", &Publication::options)};
};
template <>
struct Describe<PublicationTable> {
  static constexpr auto list =
      std::tuple{attr("relation", &PublicationTable::relation), attr("columns", &PublicationTable::columns),
                 attr("where", &PublicationTable::where), attr("only", &PublicationTable::only, kDerived)};
};
template <>
struct Describe<PublicationSchema> {
  static constexpr auto list = std::tuple{attr("schema", &PublicationSchema::schema)};
};
template <>
struct Describe<Subscription> {
  static constexpr auto list =
      std::tuple{attr("connection", &Subscription::connection), attr("publications", &Subscription::publications),
                 attr("options", &Subscription::options), attr("enabled", &Subscription::enabled),
                 attr("connect", &Subscription::connect, kEnvironment)};
};
template <>
struct Describe<ForeignDataWrapper> {
  static constexpr auto list =
      std::tuple{attr("handler", &ForeignDataWrapper::handler), attr("validator", &ForeignDataWrapper::validator),
                 attr("options", &ForeignDataWrapper::options)};
};
template <>
struct Describe<Server> {
  static constexpr auto list =
      std::tuple{attr("wrapper", &Server::wrapper), attr("wrapper_name", &Server::wrapper_name),
                 attr("type", &Server::type), attr("version", &Server::version), attr("options", &Server::options)};
};
template <>
struct Describe<UserMapping> {
  static constexpr auto list = std::tuple{attr("options", &UserMapping::options)};
};
template <>
struct Describe<DefaultPrivileges> {
  static constexpr auto list =
      std::tuple{attr("role", &DefaultPrivileges::role), attr("schema", &DefaultPrivileges::schema),
                 attr("object_type", &DefaultPrivileges::object_type)};
};
template <>
struct Describe<Opaque> {
  static constexpr auto list =
      std::tuple{attr("class", &Opaque::object_class), attr("signature", &Opaque::signature),
                 attr("definition", &Opaque::definition), attr("additions", &Opaque::additions)};
};

// Parts of attribute values.
template <>
struct Describe<Argument> {
  static constexpr auto list = std::tuple{attr("mode", &Argument::mode), attr("name", &Argument::name),
                                          attr("type", &Argument::type), attr("default", &Argument::default_value)};
};
template <>
struct Describe<PartitionKeyItem> {
  static constexpr auto list =
      std::tuple{attr("column", &PartitionKeyItem::column), attr("expr", &PartitionKeyItem::expr),
                 attr("collation", &PartitionKeyItem::collation), attr("opclass", &PartitionKeyItem::opclass)};
};
template <>
struct Describe<IndexElement> {
  static constexpr auto list = std::tuple{attr("column", &IndexElement::column),
                                          attr("expr", &IndexElement::expr),
                                          attr("collation", &IndexElement::collation),
                                          attr("opclass", &IndexElement::opclass),
                                          attr("opclass_options", &IndexElement::opclass_options),
                                          attr("desc", &IndexElement::descending),
                                          attr("nulls_first", &IndexElement::nulls_first)};
};
template <>
struct Describe<ExcludeElement> {
  static constexpr auto list = std::tuple{attr("column", &ExcludeElement::column),
                                          attr("expr", &ExcludeElement::expr),
                                          attr("collation", &ExcludeElement::collation),
                                          attr("opclass", &ExcludeElement::opclass),
                                          attr("opclass_options", &ExcludeElement::opclass_options),
                                          attr("desc", &ExcludeElement::descending),
                                          attr("nulls_first", &ExcludeElement::nulls_first),
                                          attr("with", &ExcludeElement::op)};
};
template <>
struct Describe<StatisticsElement> {
  static constexpr auto list =
      std::tuple{attr("column", &StatisticsElement::column), attr("expr", &StatisticsElement::expr)};
};

}  // namespace underpin
