#include "emit/json.h"

#include "emit/words.h"

namespace underpin::emit {
namespace {

std::string_view level_word(Level level) {
  return level == Level::kNote ? "note" : level == Level::kWarning ? "warning" : "error";
}

Json text_or_null(std::string text) { return text.empty() ? Json(nullptr) : Json(std::move(text)); }

Json place(Place where) {
  const SourceFile* file = source_file(where.file);
  if (file == nullptr) return nullptr;
  const LineColumn at = line_column(where);
  return {{"file", file->name}, {"line", at.line}, {"column", at.column}};
}

Json object_name_of(const Catalog* catalog, ObjectId id) { return id ? Json(identity(*catalog, id)) : Json(nullptr); }

// All that makes up a new or a dropped object; only what differs of an altered one.
Json attribute_values(const Diff& diff, const Change& change) {
  Json out = Json::array();
  const auto value = [](const Catalog* catalog, ObjectId id, size_t attribute) {
    return id ? text_or_null(attribute_display(*catalog, id, attribute)) : Json(nullptr);
  };
  const auto add = [&](std::string_view slug, size_t attribute) {
    Json before = value(diff.before, change.before, attribute);
    Json after = value(diff.after, change.after, attribute);
    if (change.type != ChangeType::kAlter && before.is_null() && after.is_null()) return;
    out.push_back({{"name", slug}, {"before", std::move(before)}, {"after", std::move(after)}});
  };
  if (change.type == ChangeType::kAlter) {
    for (const AttributeChange& attribute : change.attributes) add(attribute.slug, attribute.attribute);
    return out;
  }
  const auto list = attributes(change.kind);
  for (size_t i = 0; i < list.size(); ++i)
    if (list[i].use == AttributeUse::kContent) add(list[i].slug, i);
  return out;
}

}  // namespace

Json document_head(std::string_view format, int version) { return {{"format", format}, {"version", version}}; }

Json side(const std::string& source, const std::string& fingerprint) {
  return {{"source", source}, {"fingerprint", fingerprint}};
}

Json change(const Diff& diff, const Change& change) {
  const Subject of = subject(diff, change);
  return {{"type", change_word(change.type)},
          {"kind", info(change.kind).slug},
          {"object", identity(*of.catalog, of.id)},
          {"before", object_name_of(diff.before, change.before)},
          {"after", object_name_of(diff.after, change.after)},
          {"renamed", change.renamed},
          {"class", direction_word(change.direction)},
          {"owner", text_or_null(std::string(of.catalog->at(of.id).owner.text()))},
          {"attributes", attribute_values(diff, change)}};
}

Json findings(const std::vector<Diagnostic>& findings) {
  Json out = Json::array();
  for (const Diagnostic& found : findings)
    out.push_back({{"code", found.code->code},
                   {"slug", found.code->slug},
                   {"level", level_word(found.level)},
                   {"message", found.message},
                   {"place", place(found.place)},
                   {"sqlstate", text_or_null(found.sqlstate)},
                   {"detail", text_or_null(found.detail)},
                   {"hint", text_or_null(found.hint)}});
  return out;
}

std::string print(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace underpin::emit
