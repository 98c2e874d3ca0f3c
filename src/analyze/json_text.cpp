// jsonb as its output function writes it: keys by length, then bytes; the last of equal ones; one blank after : and ,
#include <algorithm>
#include <vector>

#include "analyze/literals.h"
#include "base/utf8.h"

namespace underpin::analyze {
namespace {

constexpr int kDepth = 500;  // deeper ones stay as they are

// As escape_json.
void append_json_string(std::string_view text, std::string& out) {
  constexpr std::string_view kEscaped = "\b\f\n\r\t\"\\", kLetters = "bfnrt\"\\";
  out += '"';
  for (const char c : text) {
    if (const size_t at = kEscaped.find(c); at != kEscaped.npos) {
      out += '\\';
      out += kLetters[at];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

class Json {
 public:
  explicit Json(std::string_view text) : text_(text) {}

  bool document(std::string& out) {
    if (!value(out, 0)) return false;
    blanks();
    return at_ == text_.size();
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void blanks() {
    while (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r') ++at_;
  }
  bool take(char c) {
    blanks();
    if (here() != c) return false;
    ++at_;
    return true;
  }

  bool value(std::string& out, int depth) {
    blanks();
    if (depth > kDepth) return false;
    switch (here()) {
      case '{': return object(out, depth);
      case '[': return array(out, depth);
      case '"': {
        std::string text;
        if (!string(text)) return false;
        append_json_string(text, out);
        return true;
      }
      default: return word(out);
    }
  }

  bool word(std::string& out) {
    for (const std::string_view constant : {"true", "false", "null"})
      if (text_.substr(at_).starts_with(constant)) {
        out += constant;
        at_ += constant.size();
        return true;
      }
    const size_t end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
    const std::string_view digits = text_.substr(at_, end - at_);
    at_ = end;
    std::string number;
    if (digits.empty() || digits[0] == '+' || !normalize_numeric(digits, number)) return false;
    out += number;
    return true;
  }

  bool array(std::string& out, int depth) {
    ++at_;
    out += '[';
    if (take(']')) return out += ']', true;
    for (bool first = true; first || take(','); first = false) {
      if (!first) out += ", ";
      if (!value(out, depth + 1)) return false;
    }
    out += ']';
    return take(']');
  }

  struct Pair {
    std::string key, value;
  };

  bool object(std::string& out, int depth) {
    ++at_;
    std::vector<Pair> pairs;
    if (!take('}')) {
      for (bool first = true; first || take(','); first = false) {
        Pair& pair = pairs.emplace_back();
        blanks();
        if (!string(pair.key) || !take(':') || !value(pair.value, depth + 1)) return false;
      }
      if (!take('}')) return false;
    }
    std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) {
      return a.key.size() != b.key.size() ? a.key.size() < b.key.size() : a.key < b.key;
    });
    out += '{';
    bool first = true;
    for (size_t i = 0; i < pairs.size(); ++i) {
      if (i + 1 < pairs.size() && pairs[i + 1].key == pairs[i].key) continue;
      if (!first) out += ", ";
      first = false;
      append_json_string(pairs[i].key, out);
      out.append(": ").append(pairs[i].value);
    }
    out += '}';
    return true;
  }

  bool string(std::string& out) {
    if (here() != '"') return false;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] != '\\')
        out += text_[at_];
      else if (!escape(out))
        return false;
    }
    return at_ < text_.size() && ++at_ > 0;
  }

  // Behind a backslash; ends on its last character.
  bool escape(std::string& out) {
    constexpr std::string_view kLetters = "bfnrt\"\\/", kMeant = "\b\f\n\r\t\"\\/";
    ++at_;
    if (const size_t at = kLetters.find(here()); at_ < text_.size() && at != kLetters.npos)
      return out += kMeant[at], true;
    uint32_t code = 0, low = 0;
    if (here() != 'u' || !hex(code) || code == 0) return false;
    if (code >= 0xD800 && code < 0xDC00) {
      if (text_.substr(at_ + 1, 2) != "\\u") return false;
      at_ += 2;
      if (!hex(low) || low < 0xDC00 || low > 0xDFFF) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      return false;
    }
    append_utf8(code, out);
    return true;
  }

  // Four digits behind the u at at_.
  bool hex(uint32_t& code) {
    if (at_ + 4 >= text_.size()) return false;
    for (int i = 0; i < 4; ++i) {
      const char c = static_cast<char>(text_[++at_] | 0x20);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
      code = code << 4 | static_cast<uint32_t>(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

bool normalize_jsonb(std::string_view text, std::string& out) { return Json(text).document(out); }

}  // namespace underpin::analyze
