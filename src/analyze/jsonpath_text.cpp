// jsonpath in one way of writing: keys quoted, no blanks, brackets around every operator. Not as its output function
// writes it, but the same for what is the same path.
#include <algorithm>
#include <array>

#include "analyze/literals.h"

namespace underpin::analyze {
namespace {

constexpr int kDepth = 200;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

struct Operator {
  std::string_view text, name;
  int level;
};
// Longer ones first. Levels: or, and, comparison, sum, product.
constexpr std::array kOperators = {
    Operator{"||", "||", 0}, Operator{"&&", "&&", 1}, Operator{"==", "==", 2}, Operator{"!=", "!=", 2},
    Operator{"<>", "!=", 2}, Operator{"<=", "<=", 2}, Operator{">=", ">=", 2}, Operator{"<", "<", 2},
    Operator{">", ">", 2},   Operator{"+", "+", 3},   Operator{"-", "-", 3},   Operator{"*", "*", 4},
    Operator{"/", "/", 4},   Operator{"%", "%", 4},
};
constexpr int kProduct = 4;

class Path {
 public:
  explicit Path(std::string_view text) : text_(text) {}

  bool write(std::string& out) {
    if (word_is("strict"))
      out = "strict ";
    else
      word_is("lax");
    if (!operation(out, 0)) return false;
    blanks();
    return at_ == text_.size();
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void blanks() {
    while (at_ < text_.size() && (here() == ' ' || (here() >= '\t' && here() <= '\r'))) ++at_;
  }
  bool take(std::string_view token) {
    blanks();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  std::string_view word() {
    blanks();
    const size_t from = at_;
    while (at_ < text_.size() && (is_letter(here()) || (at_ > from && is_digit(here())))) ++at_;
    return text_.substr(from, at_ - from);
  }
  bool word_is(std::string_view wanted) {
    const size_t before = at_;
    if (lower_ascii(word()) == wanted) return true;
    at_ = before;
    return false;
  }

  const Operator* operation_at(int level) {
    blanks();
    for (const Operator& candidate : kOperators)
      if (text_.substr(at_).starts_with(candidate.text)) return candidate.level == level ? &candidate : nullptr;
    return nullptr;
  }

  bool operation(std::string& out, int level) {
    if (level > kProduct) return unary(out);
    if (++depth_ > kDepth) return false;
    std::string left;
    if (!operation(left, level + 1)) return false;
    for (const Operator* found = operation_at(level); found != nullptr; found = operation_at(level)) {
      at_ += found->text.size();
      std::string right;
      if (!operation(right, level + 1)) return false;
      left = "(" + std::string(found->name) + " " + left + " " + right + ")";
    }
    if (level == 2 && !predicate(left)) return false;
    --depth_;
    out += left;
    return true;
  }

  // x starts with "a", x like_regex "a" flag "i"
  bool predicate(std::string& subject) {
    std::string text;
    if (word_is("starts")) {
      if (!word_is("with")) return false;
      blanks();
      if (here() == '$' ? !unary(text) : !quoted(text)) return false;
      subject = "(starts " + subject + " " + text + ")";
    } else if (word_is("like_regex")) {
      blanks();
      if (!quoted(text)) return false;
      std::string flags;
      if (word_is("flag")) {
        blanks();
        if (!quoted(flags)) return false;
        std::ranges::sort(flags);
      }
      subject = "(regex " + subject + " " + text + " " + flags + ")";
    }
    return true;
  }

  bool unary(std::string& out) {
    blanks();
    const char sign = here();
    if (sign != '+' && sign != '-') return accessors(out);
    ++at_;
    std::string value;
    if (++depth_ > kDepth || !unary(value)) return false;
    --depth_;
    const bool number = is_digit(value[0]) && value.find_first_not_of("0123456789.") == value.npos;
    if (number)
      out += sign == '-' ? "-" + value : value;
    else
      out.append("(").append(1, sign).append(" ").append(value).append(")");
    return true;
  }

  bool accessors(std::string& out) {
    if (!primary(out)) return false;
    for (;;) {
      blanks();
      if (take("?")) {
        out += "?(";
        if (!take("(") || !operation(out, 0) || !take(")")) return false;
        out += ')';
      } else if (here() == '[') {
        if (!subscripts(out)) return false;
      } else if (here() == '.') {
        ++at_;
        if (!member(out)) return false;
      } else if (word_is("is")) {
        if (!word_is("unknown")) return false;
        out += " unknown";
      } else {
        return true;
      }
    }
  }

  bool primary(std::string& out) {
    blanks();
    const char c = here();
    if (c == '$') return ++at_, out += '$', variable(out);
    if (c == '@') return ++at_, out += '@', true;
    if (c == '"') return quoted(out);
    if (is_digit(c) || c == '.') return number(out);
    if (take("(")) return operation(out, 0) && take(")");
    if (take("!")) {
      out += "(! ";
      return primary(out) && (out += ')', true);
    }
    const std::string name = lower_ascii(word());
    if (name == "exists") {
      out += "(exists ";
      return take("(") && operation(out, 0) && take(")") && (out += ')', true);
    }
    out += name;
    return name == "true" || name == "false" || name == "null" || name == "last";
  }

  bool variable(std::string& out) {
    if (here() == '"') return quoted(out);
    if (!is_letter(here())) return true;
    out.append("\"").append(word()).append("\"");
    return true;
  }

  bool number(std::string& out) {
    const size_t from = at_;
    while (is_digit(here()) || here() == '.' || ((here() == 'e' || here() == 'E') && at_ > from)) ++at_;
    std::string value;
    if (!normalize_numeric(text_.substr(from, at_ - from), value)) return false;
    out += value;
    return true;
  }

  // A string as it stands; of its escapes only those that are written back the same way.
  bool quoted(std::string& out) {
    if (here() != '"') return false;
    const size_t from = at_;
    for (++at_; here() != '"'; ++at_) {
      if (at_ >= text_.size()) return false;
      if (here() != '\\') continue;
      ++at_;
      if (here() != '\\' && here() != '"') return false;
    }
    ++at_;
    out += text_.substr(from, at_ - from);
    return true;
  }

  bool member(std::string& out) {
    blanks();
    out += '.';
    if (take("**")) return out += "**", levels(out);
    if (take("*")) return out += '*', true;
    if (here() == '"') return quoted(out);
    const std::string_view name = word();
    if (name.empty()) return false;
    if (!take("(")) return out.append("\"").append(name).append("\""), true;
    out.append(name).append("(");
    for (bool first = true; !take(")"); first = false) {
      if (!first && !take(",")) return false;
      if (!first) out += ',';
      if (!operation(out, 0)) return false;
    }
    out += ')';
    return true;
  }

  bool levels(std::string& out) {
    if (!take("{")) return true;
    out += '{';
    if (!operation(out, 0)) return false;
    if (word_is("to")) {
      out += " to ";
      if (!operation(out, 0)) return false;
    }
    out += '}';
    return take("}");
  }

  bool subscripts(std::string& out) {
    ++at_;
    out += '[';
    if (take("*")) return out += "*]", take("]");
    for (bool first = true; first || take(","); first = false) {
      if (!first) out += ',';
      if (!operation(out, 0)) return false;
      if (!word_is("to")) continue;
      out += " to ";
      if (!operation(out, 0)) return false;
    }
    out += ']';
    return take("]");
  }

  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

bool normalize_jsonpath(std::string_view text, std::string& out) { return Path(text).write(out); }

}  // namespace underpin::analyze
