// Any text: it leads to a catalog and findings with places, whatever it says; every attribute can be printed.
#include <cstdint>
#include <memory>
#include <string>

#include "base/check.h"
#include "bind/bind.h"
#include "ir/attributes.h"

using namespace underpin;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  auto sources = std::make_shared<SourceSet>();
  sources->add("fuzz.sql", std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  Sink sink;
  const BindOptions options{.target = 14 + data[0] % 5, .any_order = (data[0] & 8) == 0};
  const Catalog catalog = elaborate(sources, options, sink);
  std::string content;
  catalog.for_each([&](ObjectId id) {
    append_content(catalog, id, content);
    for_each_reference(catalog, id,
                       [&](ObjectId target, std::string_view) { UNDERPIN_CHECK(!catalog.at(target).removed); });
  });
  for (const Diagnostic& found : sink.all()) {
    UNDERPIN_CHECK(found.code != nullptr);
    UNDERPIN_CHECK(found.place.offset <= size);
  }
  return 0;
}
