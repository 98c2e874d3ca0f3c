// Arrays and ranges: their punctuation, and their elements as their own type writes them.
#include <algorithm>

#include "analyze/calendar.h"
#include "analyze/literals.h"
#include "builtin/builtin.h"

namespace underpin::analyze {

using namespace builtin;

namespace {

constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string element_text(const std::string& text, uint16_t type, std::string_view modifier) {
  std::string out;
  return normalize_literal(text, type, modifier, out) ? out : text;
}

void append_quoted(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

// '{a, "b c", NULL}': one pass, nested ones included.
class ArrayText {
 public:
  ArrayText(std::string_view text, uint16_t element, std::string_view modifier)
      : text_(without_blanks(text)), element_(element), modifier_(modifier) {}

  bool write(std::string& out) { return list(out, 0) && at_ == text_.size(); }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  bool list(std::string& out, int depth) {
    if (here() != '{' || depth > 6) return false;
    ++at_;
    out += '{';
    blanks();
    if (here() == '}') return ++at_, out += '}', depth == 0;
    for (;;) {
      blanks();
      if (!(here() == '{' ? list(out, depth + 1) : item(out))) return false;
      blanks();
      const char c = here();
      ++at_;
      if (c != ',' && c != '}') return false;
      out += c;
      if (c == '}') return true;
    }
  }

  bool item(std::string& out) {
    std::string text;
    bool quoted = false;
    size_t kept = 0;  // blanks behind it go, unless they are escaped
    if (here() == '"') {
      quoted = true;
      for (++at_; here() != '"'; ++at_) {
        if (here() == '\\') ++at_;
        if (at_ >= text_.size()) return false;
        text += text_[at_];
      }
      ++at_;
    } else {
      for (; at_ < text_.size() && here() != ',' && here() != '}'; ++at_) {
        if (here() == '"' || here() == '{') return false;
        const bool escaped = here() == '\\';
        if (escaped && ++at_ >= text_.size()) return false;
        text += text_[at_];
        if (escaped || !is_blank(text_[at_])) kept = text.size();
      }
      text.resize(kept);
      if (text.empty()) return false;
      if (lower_ascii(text) == "null") return out += "NULL", true;
    }
    append(quoted || !text.empty() ? element_text(text, element_, modifier_) : text, out);
    return true;
  }

  static void append(const std::string& text, std::string& out) {
    const bool quote = text.empty() || lower_ascii(text) == "null" || text.find_first_of("\"\\{},") != text.npos ||
                       std::ranges::any_of(text, is_blank);
    if (quote)
      append_quoted(text, out);
    else
      out += text;
  }

  std::string_view text_;
  uint16_t element_;
  std::string_view modifier_;
  size_t at_ = 0;
};

struct Bound {
  bool infinite = true, inclusive = false;
  std::string text;
};

bool is_discrete(uint16_t element) { return element == kTypeInt4 || element == kTypeInt8 || element == kTypeDate; }

// The bound as a number, for the types that have a next value.
std::optional<int64_t> position(const Bound& bound, uint16_t element) {
  if (element != kTypeDate) return parse_integer(bound.text);
  if (bound.text.size() != 10 || bound.text[4] != '-') return {};
  const auto year = digits_of(bound.text.substr(0, 4)), month = digits_of(bound.text.substr(5, 2)),
             day = digits_of(bound.text.substr(8));
  if (!year || !month || !day) return {};
  return days_of({*year, *month, *day});
}

void move_on(Bound& bound, int64_t position, uint16_t element) {
  bound.text.clear();
  if (element == kTypeDate)
    append_date(date_of(position + 1), bound.text);
  else
    bound.text = std::to_string(position + 1);
}

class RangeText {
 public:
  RangeText(std::string_view text, uint16_t element) : text_(without_blanks(text)), element_(element) {}

  bool write(std::string& out) {
    if (lower_ascii(text_) == "empty") return out = "empty", true;
    Bound low, high;
    if (!parse(low, high) || at_ != text_.size()) return false;
    if (is_empty(low, high)) return out = "empty", true;
    if (is_discrete(element_) && (!discrete(low, false) || !discrete(high, true))) return false;
    if (is_empty(low, high)) return out = "empty", true;
    out += low.inclusive ? '[' : '(';
    append(low, out);
    out += ',';
    append(high, out);
    out += high.inclusive ? ']' : ')';
    return true;
  }

 private:
  bool parse(Bound& low, Bound& high) {
    if (text_.empty() || (text_[0] != '[' && text_[0] != '(')) return false;
    low.inclusive = text_[at_++] == '[';
    if (!bound(low) || at_ >= text_.size() || text_[at_++] != ',' || !bound(high) || at_ >= text_.size()) return false;
    high.inclusive = text_[at_] == ']';
    if (!high.inclusive && text_[at_] != ')') return false;
    ++at_;
    for (Bound* side : {&low, &high}) side->inclusive &= !side->infinite;
    return true;
  }

  bool bound(Bound& out) {
    std::string text;
    bool quoted = false, inside = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (!inside && (c == ',' || c == ')' || c == ']')) break;
      if (!inside && (c == '(' || c == '[')) return false;
      if (c == '"') {
        if (inside && at_ + 1 < text_.size() && text_[at_ + 1] == '"')
          text += text_[++at_];
        else
          inside = !inside;
        quoted = true;
        continue;
      }
      if (c == '\\' && ++at_ >= text_.size()) return false;
      text += text_[at_];
    }
    out.infinite = text.empty() && !quoted;
    if (!out.infinite) out.text = element_text(text, element_, {});
    return !inside;
  }

  // A range over whole numbers or days is written with its first value and the one behind its last.
  bool discrete(Bound& bound, bool upper) const {
    if (bound.infinite || bound.inclusive == !upper) return true;
    const auto at = position(bound, element_);
    if (!at) return false;
    move_on(bound, *at, element_);
    bound.inclusive = !upper;
    return true;
  }

  bool is_empty(const Bound& low, const Bound& high) const {
    return !low.infinite && !high.infinite && low.text == high.text && !(low.inclusive && high.inclusive);
  }

  static void append(const Bound& bound, std::string& out) {
    if (bound.infinite) return;
    const std::string& text = bound.text;
    if (!text.empty() && text.find_first_of("\"\\()[],") == text.npos && !std::ranges::any_of(text, is_blank)) {
      out += text;
      return;
    }
    out += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out += c;
      out += c;
    }
    out += '"';
  }

  std::string_view text_;
  uint16_t element_;
  size_t at_ = 0;
};

}  // namespace

bool normalize_array(std::string_view text, uint16_t element, std::string_view modifier, std::string& out) {
  if (element == kTypeBox) return false;  // separated by semicolons
  return ArrayText(text, element, modifier).write(out);
}

bool normalize_range(std::string_view text, uint16_t element, std::string& out) {
  return RangeText(text, element).write(out);
}

// Only the one of no or one range: more of them the server sorts and joins.
bool normalize_multirange(std::string_view text, uint16_t element, std::string& out) {
  const std::string_view whole = without_blanks(text);
  if (whole.size() < 2 || whole.front() != '{' || whole.back() != '}') return false;
  const std::string_view inside = without_blanks(whole.substr(1, whole.size() - 2));
  if (inside.empty()) return out = "{}", true;
  std::string range;
  if (!normalize_range(inside, element, range)) return false;
  out = range == "empty" ? "{}" : "{" + range + "}";
  return true;
}

}  // namespace underpin::analyze
