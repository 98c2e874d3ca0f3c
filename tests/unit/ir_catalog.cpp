#include <doctest/doctest.h>

#include "ir/attributes.h"
#include "ir/print.h"
#include "ir/privileges.h"

using namespace underpin;

namespace {

struct Shop {
  Catalog catalog;
  ObjectId schema = catalog.add<Schema>({}, intern("app"), {});
  ObjectId table = catalog.add<Table>(schema, intern("users"), {});
  ObjectId id = catalog.add<Column>(table, intern("id"), {});
  ObjectId index = catalog.add<Index>(table, intern("users_id_idx"), {});

  Shop() { catalog.body<Index>(index).elements.push_back({.column = id}); }
};

}  // namespace

TEST_CASE("a name is found where PostgreSQL would find it") {
  Shop s;
  CHECK(s.catalog.find_schema(intern("app")) == s.schema);
  CHECK(s.catalog.find(NameSpace::kRelation, s.schema, intern("users")) == s.table);
  CHECK(s.catalog.find(NameSpace::kRelation, s.schema, intern("users_id_idx")) == s.index);
  CHECK(s.catalog.find_column(s.table, intern("id")) == s.id);
  CHECK_FALSE(s.catalog.find_column(s.table, intern("ID")));
}

TEST_CASE("renaming, moving and removing keep the names in step") {
  Shop s;
  s.catalog.rename(s.table, intern("people"));
  CHECK_FALSE(s.catalog.find(NameSpace::kRelation, s.schema, intern("users")));
  CHECK(identity(s.catalog, s.id) == "app.people.id");
  const ObjectId other = s.catalog.add<Schema>({}, intern("other"), {});
  s.catalog.move(s.table, other);
  CHECK(s.catalog.find(NameSpace::kRelation, other, intern("users_id_idx")) == s.index);
  CHECK_FALSE(s.catalog.find(NameSpace::kRelation, s.schema, intern("users_id_idx")));
  s.catalog.remove(s.table);
  CHECK_FALSE(s.catalog.find_column(s.table, intern("id")));
  int living = 0;
  s.catalog.for_each([&](ObjectId) { ++living; });
  CHECK(living == 2);
}

TEST_CASE("a clone goes its own way") {
  Shop s;
  Catalog copy = s.catalog.clone();
  copy.rename(s.id, intern("key"));
  CHECK(s.catalog.name(s.id).text() == "id");
  CHECK(copy.find_column(s.table, intern("key")) == s.id);
  CHECK(fingerprint(copy) != fingerprint(s.catalog));
}

TEST_CASE("identifiers are quoted where PostgreSQL quotes them") {
  CHECK(quote_identifier("users") == "users");
  CHECK(quote_identifier("user") == "\"user\"");
  CHECK(quote_identifier("Users") == "\"Users\"");
  CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
  CHECK(quote_identifier("1a") == "\"1a\"");
  CHECK(quote_identifier("name") == "name");
  CHECK(quote_literal("it's") == "'it''s'");
  CHECK(quote_literal("a\\b") == "E'a\\\\b'");
  CHECK(dollar_quote("select 1") == "$$select 1$$");
  CHECK(dollar_quote("select $$x$$") == "$_$select $$x$$$_$");
}

TEST_CASE("an expression follows the names that it refers to") {
  Shop s;
  Expr expr;
  expr.text = "id > 0 AND ID < 9";
  expr.refs = {{s.id, 11, 2, RefForm::kBare}, {s.id, 0, 2, RefForm::kBare}};
  expr.canonical =
      "(and (> \x01"
      "1\x02 0) (< \x01"
      "0\x02 9))";
  const ExprId id = s.catalog.add(expr);
  s.catalog.rename(s.id, intern("Key"));
  CHECK(expr_text(s.catalog, id) == "\"Key\" > 0 AND \"Key\" < 9");
  CHECK(canonical_text(s.catalog, id) == "(and (> \"Key\" 0) (< \"Key\" 9))");
}

TEST_CASE("types print as format_type does") {
  Shop s;
  auto type = [&](std::string_view name, std::string_view modifier, bool array) {
    TypeRef out;
    out.name = intern(name);
    out.modifier = intern(modifier);
    out.array = array;
    return type_text(s.catalog, out);
  };
  CHECK(type("character varying", "(20)", false) == "character varying(20)");
  CHECK(type("timestamp with time zone", "(3)", true) == "timestamp(3) with time zone[]");
  CHECK(type("interval", " day to second(3)", false) == "interval day to second(3)");
  CHECK(type_text(s.catalog, TypeRef{.object = s.table}) == "app.users");
}

TEST_CASE("the fingerprint does not depend on the order of creation") {
  Catalog a, b;
  for (std::string_view name : {"x", "y"}) a.add<Schema>({}, intern(name), {});
  for (std::string_view name : {"y", "x"}) b.add<Schema>({}, intern(name), {});
  CHECK(fingerprint(a) == fingerprint(b));
  b.at(b.find_schema(intern("x"))).comment = intern("hello");
  CHECK(fingerprint(a) != fingerprint(b));
}

TEST_CASE("default privileges are PostgreSQL's (acldefault on 18.4)") {
  auto letters = [](const std::vector<Grant>& acl, Symbol grantee) {
    std::string out;
    for (const Grant& grant : acl)
      if (grant.grantee == grantee)
        for (const Privilege& privilege : all_privileges())
          if (grant.privileges & privilege.bit) out += privilege.letter;
    return out;
  };
  CHECK(letters(default_acl(Kind::kTable, 18), kOwner()) == "rawdDxtm");
  CHECK(letters(default_acl(Kind::kTable, 16), kOwner()) == "rawdDxt");
  CHECK(letters(default_acl(Kind::kFunction, 18), kPublic()) == "X");
  CHECK(letters(default_acl(Kind::kEnum, 18), kPublic()) == "U");
  CHECK(letters(default_acl(Kind::kSchema, 18), kPublic()).empty());
  CHECK(privilege_bit("select") == privilege_bit("SELECT"));
  CHECK(privilege_bit("nonsense") == 0);
}

TEST_CASE("every kind lists its attributes, the common ones first") {
  for (const KindInfo& kind : all_kinds()) {
    const auto all = attributes(kind.kind);
    REQUIRE(all.size() >= 4);
    CHECK(all[0].slug == "owner");
    CHECK(kind_from_slug(kind.slug) == kind.kind);
  }
}
