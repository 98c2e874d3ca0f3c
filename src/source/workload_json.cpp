// Queries in JSON, with the place of each byte: a parser that makes values knows no places, so what it has found to be
// JSON is walked once more.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "source/workload.h"

namespace underpin {
namespace {

// Walks what is known to be JSON. A row is an object, however deep, with a text under "query".
class Walker {
 public:
  Walker(std::string_view text, size_t begin, size_t end, const std::function<void(RecordedQuery)>& take)
      : text_(text), at_(begin), end_(end), take_(take) {}

  void run() {
    while (at_ < end_) {
      switch (text_[at_]) {
        case '{':
        case '[': open(); break;
        case '}':
        case ']': close(); break;
        case ':': is_value_ = true, ++at_; break;
        case ',': is_value_ = false, ++at_; break;
        case '"': text(); break;
        case ' ':
        case '\t':
        case '\r':
        case '\n': ++at_; break;
        default: plain();
      }
    }
  }

 private:
  struct Open {
    bool is_object;
    RecordedQuery row;
    bool has_query = false;
  };

  bool in_value() const { return is_value_ && !open_.empty() && open_.back().is_object; }

  void open() {
    open_.push_back({.is_object = text_[at_] == '{', .row = {}});
    is_value_ = false;
    ++at_;
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    is_value_ = false;
    ++at_;
    if (done.has_query) take_(std::move(done.row));
  }

  void text() {
    RecordedQuery read;
    ++at_;
    for (read.map.add(0, at_); text_[at_] != '"';) character(read);
    ++at_;
    if (!in_value()) {
      key_ = std::move(read.text);
      return;
    }
    Open& object = open_.back();
    if (key_ == "query") {
      read.calls = object.row.calls;
      object.row = std::move(read);
      object.has_query = true;
    } else if (key_ == "calls") {
      calls(read.text);
    }
  }

  // A number, true, false or null.
  void plain() {
    const size_t begin = at_;
    while (at_ < end_ && std::string_view(",:]} \t\r\n").find(text_[at_]) == std::string_view::npos) ++at_;
    if (in_value() && key_ == "calls") calls(text_.substr(begin, at_ - begin));
  }

  void calls(std::string_view digits) {
    std::from_chars(digits.data(), digits.data() + digits.size(), open_.back().row.calls);
  }

  void character(RecordedQuery& read) {
    read.map.add(read.text.size(), at_);
    if (text_[at_] != '\\') {
      read.text += text_[at_++];
      return;
    }
    constexpr std::string_view kLetters = "bfnrt", kMeant = "\b\f\n\r\t";
    const char letter = text_[at_ + 1];
    at_ += 2;
    if (letter == 'u')
      append_utf8(code_point(), read.text);
    else if (const size_t known = kLetters.find(letter); known != kLetters.npos)
      read.text += kMeant[known];
    else
      read.text += letter;
  }

  uint32_t hex() {
    uint32_t out = 0;
    std::from_chars(text_.data() + at_, text_.data() + at_ + 4, out, 16);
    at_ += 4;
    return out;
  }

  // The parser has seen to it that surrogates come in pairs.
  uint32_t code_point() {
    const uint32_t first = hex();
    if (first < 0xD800 || first > 0xDBFF) return first;
    at_ += 2;
    return 0x10000 + ((first - 0xD800) << 10) + (hex() - 0xDC00);
  }

  std::string_view text_;
  size_t at_, end_;
  const std::function<void(RecordedQuery)>& take_;
  std::vector<Open> open_;
  std::string key_;
  bool is_value_ = false;
};

}  // namespace

bool read_json_rows(std::string_view text, const std::function<void(RecordedQuery)>& take) {
  if (nlohmann::json::accept(text)) return Walker(text, 0, text.size(), take).run(), true;
  for (size_t line = 0; line < text.size();) {
    const size_t end = std::min(text.find('\n', line), text.size());
    const std::string_view one = text.substr(line, end - line);
    if (one.find_first_not_of(" \t\r") != one.npos) {
      if (!nlohmann::json::accept(one)) return false;
      Walker(text, line, end, take).run();
    }
    line = end + 1;
  }
  return true;
}

}  // namespace underpin
