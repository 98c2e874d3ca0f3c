// Prints the catalog that a text leads to, an object a paragraph, in an order that does not depend on the text's. For
// tests/server/roundtrip, and for people who look for a bug.
//   catalog_dump [--target N] [--all] PATH...      --all: also what is not compared
// Exit code 1 where the text has errors.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <string>

#include "bind/bind.h"
#include "diag/codes.h"
#include "ir/attributes.h"
#include "source/load.h"

namespace {

using namespace underpin;

std::string indented(std::string text) {
  for (size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 5) text.insert(at + 1, "    ");
  return text;
}

std::string describe(const Catalog& catalog, ObjectId id, bool all) {
  std::string out;
  const auto infos = attributes(catalog.kind(id));
  for (size_t i = 0; i < infos.size(); ++i) {
    if (!all && infos[i].use != AttributeUse::kContent) continue;
    const std::string text = attribute_text(catalog, id, i);
    if (!text.empty()) out += "  " + std::string(infos[i].slug) + " = " + indented(text) + "\n";
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  BindOptions options;
  bool all = false;
  auto sources = std::make_shared<SourceSet>();
  Sink sink;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--target") == 0 && i + 1 < argc)
      options.target = std::atoi(argv[++i]);
    else if (std::strcmp(argv[i], "--all") == 0)
      all = true;
    else if (!load(argv[i], *sources, sink))
      break;
  }
  const Catalog catalog = elaborate(sources, options, sink);
  std::multimap<std::string, std::string> objects;
  catalog.for_each([&](ObjectId id) { objects.emplace(match_key(catalog, id), describe(catalog, id, all)); });
  for (const auto& [key, text] : objects) std::printf("%s\n%s", key.c_str(), text.c_str());
  for (const Diagnostic& found : sink.all())
    if (found.level == Level::kError) std::fputs(render_text(found, false).c_str(), stderr);
  return sink.failed() ? 1 : 0;
}
