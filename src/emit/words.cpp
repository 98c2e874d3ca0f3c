#include "emit/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "ir/print.h"

namespace underpin::emit {
namespace {

std::string_view constraint_word(ConstraintType type) {
  switch (type) {
    case ConstraintType::kPrimary: return "primary key";
    case ConstraintType::kUnique: return "unique constraint";
    case ConstraintType::kCheck: return "check constraint";
    case ConstraintType::kForeign: return "foreign key";
    case ConstraintType::kExclude: return "exclusion constraint";
    case ConstraintType::kTrigger: return "constraint trigger";
  }
  return "constraint";
}

}  // namespace

Subject subject(const Diff& diff, const Change& change) {
  if (change.type == ChangeType::kDrop) return {.catalog = diff.before, .id = change.before};
  return {.catalog = diff.after, .id = change.after};
}

std::string kind_words(Kind kind) { return attribute_words(info(kind).slug); }

std::string kind_words(const Catalog& catalog, ObjectId id) {
  const Kind kind = catalog.kind(id);
  if (kind == Kind::kConstraint) return std::string(constraint_word(catalog.body<Constraint>(id).type));
  if (kind == Kind::kOpaque || kind == Kind::kTable || kind == Kind::kFunction) return lower(object_word(catalog, id));
  return kind_words(kind);
}

std::string short_name(const Catalog& catalog, ObjectId id) {
  if (!catalog.parent(id) || info(catalog.kind(id)).home != Home::kParent) return identity(catalog, id);
  return quote_identifier(catalog.name(id));
}

char sign(ChangeType type) { return type == ChangeType::kCreate ? '+' : type == ChangeType::kDrop ? '-' : '~'; }

std::string_view change_word(ChangeType type) {
  return type == ChangeType::kCreate ? "create" : type == ChangeType::kDrop ? "drop" : "alter";
}

std::string_view direction_word(Direction direction) {
  switch (direction) {
    case Direction::kForward: return "forward";
    case Direction::kSideways: return "sideways";
    case Direction::kBackward: return "backward";
  }
  return "forward";
}

std::string counted(size_t count, std::string_view singular) {
  if (count == 1) return fmt::format("1 {}", singular);
  if (singular.ends_with('y') && !singular.ends_with("ey"))
    return fmt::format("{} {}ies", count, singular.substr(0, singular.size() - 1));
  const bool hissing = singular.ends_with('x') || singular.ends_with('s') || singular.ends_with("ch");
  if (singular == "statistics") return fmt::format("{} statistics", count);
  return fmt::format("{} {}{}", count, singular, hissing ? "es" : "s");
}

std::string one_line(std::string_view text, size_t limit) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  if (count_code_points(out) <= limit) return out;
  out.resize(offset_of_code_point(out, limit - 1));
  return out + "…";
}

std::string printable_lines(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r') continue;
    if (c == '\t')
      out += "    ";
    else
      out += (byte < 0x20 && c != '\n') || byte == 0x7F ? '?' : c;
  }
  return out;
}

std::string attribute_words(std::string_view slug) {
  std::string out(slug);
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string display(const Catalog& catalog, ObjectId id, std::string_view slug) {
  const auto list = attributes(catalog.kind(id));
  for (size_t i = 0; i < list.size(); ++i)
    if (list[i].slug == slug) return attribute_display(catalog, id, i);
  return {};
}

std::string Paint::operator()(Color color, std::string_view text) const {
  constexpr std::string_view kEscapes[] = {"", "1", "2", "32", "31", "33", "36"};
  if (!on || color == Color::kPlain || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", kEscapes[static_cast<size_t>(color)], text);
}

Color color_of(ChangeType type) {
  return type == ChangeType::kCreate ? Color::kGreen : type == ChangeType::kDrop ? Color::kRed : Color::kYellow;
}

}  // namespace underpin::emit
