// Small helpers over PostgreSQL's C lists and nodes. For .cpp files of this folder.
#pragma once

#include <span>
#include <string_view>

#include "parse/nodes.h"

namespace underpin::analyze {

inline std::span<const ListCell> cells(const List* list) {
  return list == nullptr ? std::span<const ListCell>{}
                         : std::span<const ListCell>{list->elements, static_cast<size_t>(list->length)};
}
inline size_t size(const List* list) { return list == nullptr ? 0 : static_cast<size_t>(list->length); }
inline const Node* node_at(const List* list, size_t i) { return static_cast<const Node*>(list->elements[i].ptr_value); }
inline const Node* node_of(const ListCell& cell) { return static_cast<const Node*>(cell.ptr_value); }

template <class T>
const T* as(const void* node) {
  return static_cast<const T*>(node);
}
inline NodeTag tag(const void* node) { return node == nullptr ? T_Invalid : static_cast<const Node*>(node)->type; }
template <class T>
const Node* to_node(const T* node) {
  return reinterpret_cast<const Node*>(node);
}
inline std::string_view text_of(const Node* node) {
  return tag(node) == T_String ? std::string_view(as<String>(node)->sval) : std::string_view();
}
inline std::string_view last_name(const List* names) { return text_of(node_at(names, size(names) - 1)); }
inline std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

}  // namespace underpin::analyze
