// SET, RESET, SELECT set_config(…): the settings that decide what statements mean.
#include <algorithm>
#include <array>

#include "bind/lists.h"
#include "bind/objects.h"
#include "bind/relations.h"
#include "bind/transaction.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

std::vector<Symbol> default_search_path() { return {intern("$user"), intern("public")}; }

// "a, \"B c\", d" as in set_config and SET search_path = 'a, b'.
std::vector<Symbol> split_names(std::string_view text) {
  std::vector<Symbol> names;
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd && token.kind != TokenKind::kUnterminated;
       token = lexer.next()) {
    std::string word(text.substr(token.begin, token.end - token.begin));
    if (token.kind == TokenKind::kQuoted) {
      word = word.substr(1, word.size() - 2);
    } else if (token.kind == TokenKind::kWord) {
      std::ranges::transform(word, word.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    } else if (text.substr(token.begin).starts_with("$user")) {
      word = "$user";
      lexer.seek(token.begin + 5);
    } else {
      continue;
    }
    names.push_back(intern(word));
  }
  return names;
}

std::string value_of(const Node* argument) {
  if (is_node(argument, T_TypeCast)) return value_of(as<TypeCast>(argument)->arg);
  if (!is_node(argument, T_A_Const) || as<A_Const>(argument)->isnull) return {};
  const auto& value = as<A_Const>(argument)->val;
  switch (nodeTag(&value)) {
    case T_Integer: return std::to_string(value.ival.ival);
    case T_Float: return value.fval.fval;
    case T_Boolean: return value.boolval.boolval ? "true" : "false";
    case T_String: return value.sval.sval;
    default: return {};
  }
}

// Settings that neither change what DDL means nor surprise anybody by being ignored: those of pg_dump and the like.
bool is_harmless(std::string_view name) {
  static constexpr std::array<std::string_view, 13> kNames = {
      "statement_timeout",     "lock_timeout",      "idle_in_transaction_session_timeout",
      "transaction_timeout",   "client_encoding",   "standard_conforming_strings",
      "check_function_bodies", "xmloption",         "client_min_messages",
      "row_security",          "default_with_oids", "synchronous_commit",
      "escape_string_warning"};
  return std::ranges::find(kNames, name) != kNames.end();
}

void assign(Session& session, std::string_view name, const std::vector<Symbol>& values) {
  if (name == "search_path") return session.set_search_path(values);
  if (name == "role" || name == "session_authorization") {
    const Symbol role =
        values.empty() || values[0].text() == "none" || values[0].text() == "default" ? Symbol{} : values[0];
    session.role = role;
    return session.refresh_search_path();
  }
  if (name == "default_table_access_method" || name == "default_tablespace") {
    session.settings[intern(name)] = values.empty() ? Symbol{} : values[0];
    return;
  }
  if (!is_harmless(name)) session.left_out(code::kSettingIgnored, "SET " + std::string(name));
}

void reset(Session& session, std::string_view name) {
  if (name == "search_path") return session.set_search_path(default_search_path());
  assign(session, name, {});
}

// SELECT [pg_catalog.]set_config('name', 'value', local): pg_dump's way.
const FuncCall* sole_set_config(const SelectStmt* statement) {
  const auto targets = items<ResTarget>(statement->targetList);
  if (targets.size() != 1 || statement->fromClause || !is_node(targets[0]->val, T_FuncCall)) return nullptr;
  const auto* call = as<FuncCall>(targets[0]->val);
  const auto names = items(call->funcname);
  return strval(names.back()) == "set_config" && items(call->args).size() == 3 ? call : nullptr;
}

}  // namespace

void set_variable(Session& session, const Node* node) {
  const auto* statement = as<VariableSetStmt>(node);
  const std::string_view name = text_of(statement->name);
  Transactions& state = transactions(session);
  if (statement->is_local) {
    if (state.open.empty()) return;
    state.local_settings = true;
  }
  switch (statement->kind) {
    case VAR_SET_VALUE: {
      std::vector<Symbol> values;
      for (const Node* argument : items(statement->args)) values.push_back(intern(value_of(argument)));
      return assign(session, name, values);
    }
    case VAR_SET_DEFAULT:
    case VAR_RESET: return reset(session, name);
    case VAR_RESET_ALL: session.settings.clear(); return session.set_search_path(default_search_path());
    default: return;
  }
}

void select(Session& session, const Node* node) {
  const auto* statement = as<SelectStmt>(node);
  if (statement->intoClause) return select_into(session, statement);
  const FuncCall* call = sole_set_config(statement);
  if (!call) return select_for_effect(session, node);
  const std::string name = value_of(items(call->args)[0]);
  const std::string value = value_of(items(call->args)[1]);
  assign(session, name, name == "search_path" ? split_names(value) : std::vector{intern(value)});
}

}  // namespace underpin::bind
