// FOR VALUES …: the bound of a partition, with its values as PostgreSQL prints them for the key's types.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "bind/lists.h"
#include "bind/relations.h"
#include "ir/print.h"
#include "parse/lexer.h"

namespace underpin::bind {
namespace {

// --- dates and times ---

struct Moment {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::string fraction;     // ".25"
  std::optional<int> zone;  // minutes east of UTC
};

class MomentReader {
 public:
  explicit MomentReader(std::string_view text) : text_(text) {}

  std::optional<Moment> read() {
    Moment moment;
    if (!date(moment)) return {};
    skip(' ') || skip('T') || skip('t');
    if (digit() && !time(moment)) return {};
    while (skip(' ')) continue;
    if (!zone(moment) || at_ != text_.size()) return {};
    return moment;
  }

 private:
  bool digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  bool skip(char c) { return at_ < text_.size() && text_[at_] == c && ++at_; }

  bool number(int& value, size_t most) {
    const size_t begin = at_;
    while (digit() && at_ - begin < most) ++at_;
    return at_ > begin && std::from_chars(text_.data() + begin, text_.data() + at_, value).ec == std::errc{};
  }

  bool date(Moment& moment) {
    const bool packed =
        text_.size() >= 8 && std::ranges::all_of(text_.substr(0, 8), [](char c) { return c >= '0' && c <= '9'; });
    if (!number(moment.year, 4)) return false;
    if (packed) return number(moment.month, 2) && number(moment.day, 2);
    return (skip('-') || skip('/')) && number(moment.month, 2) && (skip('-') || skip('/')) && number(moment.day, 2) &&
           moment.month >= 1 && moment.month <= 12 && moment.day >= 1 && moment.day <= 31;
  }

  bool time(Moment& moment) {
    if (!number(moment.hour, 2) || !skip(':') || !number(moment.minute, 2)) return false;
    if (!skip(':')) return true;
    if (!number(moment.second, 2)) return false;
    if (at_ < text_.size() && text_[at_] == '.') {
      const size_t begin = at_++;
      while (digit()) ++at_;
      moment.fraction = text_.substr(begin, at_ - begin);
      while (moment.fraction.ends_with('0')) moment.fraction.pop_back();
      if (moment.fraction == ".") moment.fraction.clear();
    }
    return true;
  }

  bool zone(Moment& moment) {
    const std::string_view rest = text_.substr(at_);
    if (rest.empty()) return true;
    if (is_keyword(rest, "z") || is_keyword(rest, "utc") || is_keyword(rest, "gmt")) {
      moment.zone = 0;
      at_ = text_.size();
      return true;
    }
    const int sign = skip('-') ? -1 : skip('+') ? 1 : 0;
    int hours = 0, minutes = 0;
    if (sign == 0 || !number(hours, 2)) return false;
    if ((skip(':') || digit()) && !number(minutes, 2)) return false;
    moment.zone = sign * (hours * 60 + minutes);
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
};

// Days since 1970-01-01 in the Gregorian calendar, and back.
int64_t days_from(int64_t year, int month, int day) {
  year -= month <= 2;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t of_era = year - era * 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void set_date(Moment& moment, int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t of_era = days - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * of_year + 2) / 153;
  moment.day = static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
  moment.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  moment.year = static_cast<int>(year_of_era + era * 400 + (moment.month <= 2));
}

void to_utc(Moment& moment) {
  int64_t minutes = days_from(moment.year, moment.month, moment.day) * 1440 + moment.hour * 60 + moment.minute -
                    moment.zone.value_or(0);
  const int64_t days = (minutes >= 0 ? minutes : minutes - 1439) / 1440;
  minutes -= days * 1440;
  set_date(moment, days);
  moment.hour = static_cast<int>(minutes / 60);
  moment.minute = static_cast<int>(minutes % 60);
}

std::string digits(int value, size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string moment_text(std::string_view text, std::string_view type) {
  std::optional<Moment> moment = MomentReader(text).read();
  if (!moment) return std::string(text);
  const bool zoned = type == "timestamp with time zone";
  if (zoned) to_utc(*moment);
  std::string out = digits(moment->year, 4) + "-" + digits(moment->month, 2) + "-" + digits(moment->day, 2);
  if (type == "date") return out;
  out += " " + digits(moment->hour, 2) + ":" + digits(moment->minute, 2) + ":" + digits(moment->second, 2) +
         moment->fraction;
  return zoned ? out + "+00" : out;
}

// --- values ---

bool is_number(std::string_view type) {
  static constexpr std::array<std::string_view, 7> kNumbers = {"smallint", "integer",          "bigint", "numeric",
                                                               "real",     "double precision", "oid"};
  return std::ranges::find(kNumbers, type) != kNumbers.end();
}

bool is_time(std::string_view type) { return type == "date" || type.starts_with("timestamp"); }

std::string constant_text(std::string_view value, std::string_view type) {
  if (is_number(type)) return std::string(value);
  if (type == "boolean") {
    static constexpr std::array<std::string_view, 8> kTrue = {"t", "true", "y", "yes", "on", "1", "tr", "tru"};
    return std::ranges::any_of(kTrue, [&](std::string_view word) { return is_keyword(value, word); }) ? "true"
                                                                                                      : "false";
  }
  if (is_time(type)) return quote_literal(moment_text(value, type));
  std::string text(value);
  if (type == "uuid")
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c; });
  return quote_literal(text);
}

// The bytes of a constant, without quotes; nothing for NULL and for what is no constant.
std::optional<std::string> constant(const Node* node) {
  if (is_node(node, T_TypeCast)) return constant(as<TypeCast>(node)->arg);
  if (is_node(node, T_A_Expr)) {
    const auto* expr = as<A_Expr>(node);
    if (expr->lexpr || items(expr->name).size() != 1) return {};
    const std::string_view sign = strval(items(expr->name)[0]);
    const auto value = constant(expr->rexpr);
    if (!value || (sign != "-" && sign != "+")) return {};
    return sign == "-" ? "-" + *value : *value;
  }
  if (!is_node(node, T_A_Const) || as<A_Const>(node)->isnull) return {};
  const auto& value = as<A_Const>(node)->val;
  switch (nodeTag(&value)) {
    case T_Integer: return std::to_string(value.ival.ival);
    case T_Float: return value.fval.fval;
    case T_Boolean: return value.boolval.boolval ? "true" : "false";
    case T_String: return value.sval.sval;
    default: return {};
  }
}

class BoundReader {
 public:
  BoundReader(Session& session, ObjectId parent) : session_(session), scope_(session.scope()), parent_(parent) {}

  std::string text(const PartitionBoundSpec* bound) {
    if (bound->is_default) return "DEFAULT";
    if (bound->strategy == 'h')
      return "FOR VALUES WITH (modulus " + std::to_string(bound->modulus) + ", remainder " +
             std::to_string(bound->remainder) + ")";
    if (bound->strategy == 'l') return "FOR VALUES IN (" + list(bound->listdatums) + ")";
    return "FOR VALUES FROM (" + tuple(bound->lowerdatums) + ") TO (" + tuple(bound->upperdatums) + ")";
  }

 private:
  std::string type_of(size_t number) const {
    const Catalog& catalog = session_.catalog;
    const auto& key = catalog.body<Table>(parent_).partition_key;
    if (number >= key.size() || !key[number].column) return {};
    TypeRef type = catalog.body<Column>(key[number].column).type;
    while (catalog.is(type.object, Kind::kDomain)) type = catalog.body<Domain>(type.object).base;
    return type.array || type.object ? std::string() : std::string(type.name.text());
  }

  std::string value(const Node* node, const std::string& type) const {
    if (is_node(node, T_ColumnRef)) {
      const std::string_view word = strval(items(as<ColumnRef>(node)->fields).back());
      return is_keyword(word, "minvalue") ? "MINVALUE" : is_keyword(word, "maxvalue") ? "MAXVALUE" : std::string(word);
    }
    if (is_node(node, T_A_Const) && as<A_Const>(node)->isnull) return "NULL";
    if (const auto plain = constant(node)) return constant_text(*plain, type);
    const ByteRange range = expression_range(scope_.text, node);
    return std::string(scope_.text.substr(range.begin, range.end - range.begin));
  }

  // The order of a list's values means nothing.
  std::string list(const List* values) const {
    std::vector<std::string> texts;
    for (const Node* node : items(values)) texts.push_back(value(node, type_of(0)));
    std::ranges::sort(texts);
    return joined(texts);
  }

  std::string tuple(const List* values) const {
    std::vector<std::string> texts;
    for (const Node* node : items(values)) texts.push_back(value(node, type_of(texts.size())));
    return joined(texts);
  }

  static std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
  }

  Session& session_;
  NameScope scope_;
  ObjectId parent_;
};

[[noreturn]] void wrong_strategy(const Session& session, const PartitionBoundSpec* bound, const char* wanted) {
  session.invalid(code::kInvalidDefinition, "42P16", bound->location,
                  std::string("invalid bound specification for a ") + wanted + " partition");
}

}  // namespace

ExprId partition_bound(Session& session, ObjectId parent, const PartitionBoundSpec* bound) {
  const Table& table = std::as_const(session.catalog).body<Table>(parent);
  if (!bound->is_default && bound->strategy != table.partition_strategy)
    wrong_strategy(session, bound,
                   table.partition_strategy == 'h'   ? "hash"
                   : table.partition_strategy == 'l' ? "list"
                                                     : "range");
  const std::string_view text = session.catalog.keep(BoundReader(session, parent).text(bound));
  return session.catalog.add(Expr{.text = text, .canonical = text, .place = session.place(bound->location)});
}

}  // namespace underpin::bind
