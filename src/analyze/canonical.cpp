// The canonical form: the typed tree as text. \x01N\x02 stands for the name of reference N.
//
//   constant   'text':type      column  c<entry>.name     cast  (:type x)
//   array      [a b]            row     {a b}             anything else  (what ref args…)
#include "analyze/analyzer.h"

namespace underpin::analyze {

void Analyzer::print_ref(uint32_t ref) {
  std::vector<uint32_t>& order = work_->order;
  if (order.size() < work_->refs.size()) order.resize(work_->refs.size(), UINT32_MAX);
  uint32_t& place = order[ref - 1];
  if (place == UINT32_MAX) place = printed_refs_++;
  work_->buffer += '\x01';
  work_->buffer += std::to_string(place);
  work_->buffer += '\x02';
}

void Analyzer::print_quoted(std::string_view text) {
  std::string& out = work_->buffer;
  out += '\'';
  for (const char c : text) {
    if (c == '\'' || c == '\x01' || c == '\x02') out += '\'';
    out += c;
  }
  out += '\'';
}

void Analyzer::print_type(Type type, Symbol modifier) {
  std::string& out = work_->buffer;
  if (type.object()) {
    print_ref(add_hidden(type.object()));
    if (type.is_multirange_of_object()) out += "~multirange";
  } else if (type.is_builtin()) {
    out += builtin::type(type.element().code()).name;
  } else if (type.known()) {
    out += '~';
    out += type.extension_name().text();
  } else {
    out += '?';
  }
  if (type.is_array()) out += "[]";
  out += modifier.text();
}

void Analyzer::print_args(std::span<Term* const> args, char separator) {
  for (const Term* arg : args) {
    if (separator != '\0') work_->buffer += separator;
    separator = ' ';
    print(arg);
  }
}

void Analyzer::print(const Term* term) {
  std::string& out = work_->buffer;
  switch (term->kind) {
    case TermKind::kConst:
      if (term->null)
        out += "null";
      else if (term->ref)
        print_ref(term->ref);
      else
        print_quoted(term->text);
      if (!term->type.known() || term->type == Type(builtin::kTypeUnknown)) return;
      out += ':';
      return print_type(term->type, term->modifier);
    case TermKind::kColumn:
      out += 'c';
      if (term->entry != nullptr) out += std::to_string(term->entry->number);
      out += '.';
      if (term->ref) return print_ref(term->ref);
      out += term->text;
      return;
    case TermKind::kCast:
      out += "(:";
      print_type(term->type, term->modifier);
      print_args(term->args, ' ');
      out += ')';
      return;
    case TermKind::kArray:
      out += '[';
      print_args(term->args, '\0');
      out += ']';
      if (term->args.empty()) print_type(term->type, {});
      return;
    case TermKind::kRow:
      out += '{';
      print_args(term->args, '\0');
      out += '}';
      return;
    case TermKind::kNode:
      out += '(';
      out += term->text;
      if (term->ref) {
        out += ' ';
        print_ref(term->ref);
      }
      print_args(term->args, ' ');
      out += ')';
      return;
  }
}

}  // namespace underpin::analyze
