// A text, elaborated: shared by the tests of bind/.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "bind/bind.h"
#include "ir/attributes.h"
#include "ir/print.h"

namespace underpin {

struct Elaborated {
  Catalog catalog;
  Sink sink;

  explicit Elaborated(std::string text, int target = 18, bool any_order = true) {
    auto sources = std::make_shared<SourceSet>();
    sources->add("test.sql", std::move(text));
    catalog = elaborate(sources, {.target = target, .any_order = any_order}, sink);
  }

  std::string errors() const {
    std::string out;
    for (const Diagnostic& found : sink.all())
      if (found.level == Level::kError) out += found.sqlstate + " " + found.message + "\n";
    return out;
  }

  ObjectId relation(std::string_view name, std::string_view schema = "public") const {
    return catalog.find(NameSpace::kRelation, catalog.find_schema(intern(schema)), intern(name));
  }
  ObjectId column(std::string_view table, std::string_view name) const {
    return catalog.find_column(relation(table), intern(name));
  }
  ObjectId constraint(std::string_view table, std::string_view name) const {
    return catalog.find(Kind::kConstraint, relation(table), intern(name));
  }
  // "a, b": names of a relation's children of one kind, in order.
  std::string names(std::string_view table, Kind kind) const {
    std::string out;
    for (ObjectId id : catalog.children(relation(table), kind))
      out += (out.empty() ? "" : ", ") + std::string(catalog.name(id).text());
    return out;
  }
  std::string text(ObjectId id, std::string_view attribute) const {
    return attribute_text(catalog, id, attribute_index(catalog.kind(id), attribute));
  }
};

}  // namespace underpin
