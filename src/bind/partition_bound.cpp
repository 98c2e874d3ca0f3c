// FOR VALUES …: the bound of a partition, with its values as PostgreSQL prints them for the key's types.
#include <algorithm>
#include <array>
#include <optional>

#include "analyze/literals.h"
#include "bind/lists.h"
#include "bind/relations.h"
#include "builtin/builtin.h"
#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

bool is_number(std::string_view type) {
  static constexpr std::array<std::string_view, 7> kNumbers = {"smallint", "integer",          "bigint", "numeric",
                                                               "real",     "double precision", "oid"};
  return std::ranges::find(kNumbers, type) != kNumbers.end();
}

std::string constant_text(std::string_view value, std::string_view type) {
  std::string text;
  const uint16_t code = builtin::find_type(type);
  if (code == 0 || !analyze::normalize_literal(value, code, {}, text)) text = value;
  return is_number(type) || type == "boolean" ? text : quote_literal(text);
}

// The bytes of a constant, without quotes; nothing for NULL and for what is no constant.
std::optional<std::string> constant(const Node* node) {
  if (is_node(node, T_TypeCast)) return constant(as<TypeCast>(node)->arg);
  if (is_node(node, T_A_Expr)) {
    const auto* expr = as<A_Expr>(node);
    if (expr->lexpr || items(expr->name).size() != 1) return {};
    const std::string_view sign = strval(items(expr->name)[0]);
    const auto value = constant(expr->rexpr);
    if (!value || (sign != "-" && sign != "+")) return {};
    return sign == "-" ? "-" + *value : *value;
  }
  if (!is_node(node, T_A_Const) || as<A_Const>(node)->isnull) return {};
  const auto& value = as<A_Const>(node)->val;
  switch (nodeTag(&value)) {
    case T_Integer: return std::to_string(value.ival.ival);
    case T_Float: return value.fval.fval;
    case T_Boolean: return value.boolval.boolval ? "true" : "false";
    case T_String: return value.sval.sval;
    default: return {};
  }
}

class BoundReader {
 public:
  BoundReader(Session& session, ObjectId parent) : session_(session), scope_(session.scope()), parent_(parent) {}

  std::string text(const PartitionBoundSpec* bound) {
    if (bound->is_default) return "DEFAULT";
    if (bound->strategy == 'h')
      return "FOR VALUES WITH (modulus " + std::to_string(bound->modulus) + ", remainder " +
             std::to_string(bound->remainder) + ")";
    if (bound->strategy == 'l') return "FOR VALUES IN (" + list(bound->listdatums) + ")";
    return "FOR VALUES FROM (" + tuple(bound->lowerdatums) + ") TO (" + tuple(bound->upperdatums) + ")";
  }

 private:
  std::string type_of(size_t number) const {
    const Catalog& catalog = session_.catalog;
    const auto& key = catalog.body<Table>(parent_).partition_key;
    if (number >= key.size() || !key[number].column) return {};
    TypeRef type = catalog.body<Column>(key[number].column).type;
    while (catalog.is(type.object, Kind::kDomain)) type = catalog.body<Domain>(type.object).base;
    return type.array || type.object ? std::string() : std::string(type.name.text());
  }

  std::string value(const Node* node, const std::string& type) const {
    if (is_node(node, T_ColumnRef)) {
      const std::string_view word = strval(items(as<ColumnRef>(node)->fields).back());
      return is_keyword(word, "minvalue") ? "MINVALUE" : is_keyword(word, "maxvalue") ? "MAXVALUE" : std::string(word);
    }
    if (is_node(node, T_A_Const) && as<A_Const>(node)->isnull) return "NULL";
    if (const auto plain = constant(node)) return constant_text(*plain, type);
    const ByteRange range = expression_range(scope_.text, node);
    return std::string(scope_.text.substr(range.begin, range.end - range.begin));
  }

  // The order of a list's values means nothing.
  std::string list(const List* values) const {
    std::vector<std::string> texts;
    for (const Node* node : items(values)) texts.push_back(value(node, type_of(0)));
    std::ranges::sort(texts);
    return joined(texts);
  }

  std::string tuple(const List* values) const {
    std::vector<std::string> texts;
    for (const Node* node : items(values)) texts.push_back(value(node, type_of(texts.size())));
    return joined(texts);
  }

  static std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
  }

  Session& session_;
  NameScope scope_;
  ObjectId parent_;
};

[[noreturn]] void wrong_strategy(const Session& session, const PartitionBoundSpec* bound, const char* wanted) {
  session.invalid(code::kInvalidDefinition, "42P16", bound->location,
                  std::string("invalid bound specification for a ") + wanted + " partition");
}

}  // namespace

ExprId partition_bound(Session& session, ObjectId parent, const PartitionBoundSpec* bound) {
  const Table& table = std::as_const(session.catalog).body<Table>(parent);
  if (!bound->is_default && bound->strategy != table.partition_strategy)
    wrong_strategy(session, bound,
                   table.partition_strategy == 'h'   ? "hash"
                   : table.partition_strategy == 'l' ? "list"
                                                     : "range");
  const std::string_view text = session.catalog.keep(BoundReader(session, parent).text(bound));
  return session.catalog.add(Expr{.text = text, .canonical = text, .place = session.place(bound->location)});
}

}  // namespace underpin::bind
