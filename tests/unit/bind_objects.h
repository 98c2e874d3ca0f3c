// Two texts that lead to one state, and texts that lead to an error.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "diag/codes.h"
#include "ir/attributes.h"
#include "ir/print.h"
#include "states.h"

namespace underpin::test {

inline std::string dump(const Catalog& catalog) {
  std::vector<std::string> objects;
  catalog.for_each([&](ObjectId id) {
    std::string text = match_key(catalog, id);
    const auto infos = attributes(catalog.kind(id));
    for (size_t i = 0; i < infos.size(); ++i)
      if (infos[i].use == AttributeUse::kContent)
        if (const std::string value = attribute_text(catalog, id, i); !value.empty())
          text += "\n  " + std::string(infos[i].slug) + " = " + value;
    objects.push_back(text + "\n");
  });
  std::sort(objects.begin(), objects.end());
  std::string out;
  for (const std::string& object : objects) out += object;
  return out;
}

// The state, or its errors: "2BP01 cannot drop …".
inline std::string outcome(std::string text, int target = 18) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("state.sql", std::move(text));
  Sink sink;
  const Catalog catalog = elaborate(sources, {.target = target}, sink);
  std::string errors;
  for (const Diagnostic& found : sink.all())
    if (found.level == Level::kError) errors += found.sqlstate + " " + found.message + "\n";
  return errors.empty() ? dump(catalog) : errors;
}

// The findings that are no errors.
inline std::string notes(std::string text) {
  auto sources = std::make_shared<SourceSet>();
  sources->add("state.sql", std::move(text));
  Sink sink;
  elaborate(sources, {}, sink);
  std::string out;
  for (const Diagnostic& found : sink.all())
    if (found.level != Level::kError) out += std::string(found.code->code) + " " + found.message + "\n";
  return out;
}

}  // namespace underpin::test
