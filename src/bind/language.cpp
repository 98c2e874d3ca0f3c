#include "bind/lists.h"
#include "bind/objects.h"

namespace underpin::bind {

// CREATE LANGUAGE without a handler reaches us as CREATE EXTENSION: the grammar makes it so.
void create_language(Session& s, const Node* node) {
  const auto* stmt = as<CreatePLangStmt>(node);
  Language language;
  language.trusted = stmt->pltrusted;
  language.handler = printed_name(stmt->plhandler);
  language.inline_handler = printed_name(stmt->plinline);
  language.validator = printed_name(stmt->plvalidator);
  const Symbol name = symbol(stmt->plname);
  ObjectId id = s.catalog.find(Kind::kLanguage, {}, name);
  if (!id || !stmt->replace) id = s.create<Language>({}, name, -1);
  s.catalog.body<Language>(id) = language;
}

}  // namespace underpin::bind
