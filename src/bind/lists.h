// A parse tree's lists as C++ ranges.
#pragma once

#include "parse/nodes.h"

namespace underpin::bind {

template <class T>
class ListOf {
 public:
  struct Iterator {
    const ListCell* cell;
    const T* operator*() const { return static_cast<const T*>(cell->ptr_value); }
    Iterator& operator++() {
      ++cell;
      return *this;
    }
    friend bool operator==(Iterator, Iterator) = default;
  };

  explicit ListOf(const List* list) : list_(list) {}
  Iterator begin() const { return {list_ ? list_->elements : nullptr}; }
  Iterator end() const { return {list_ ? list_->elements + list_->length : nullptr}; }
  int size() const { return list_ ? list_->length : 0; }
  bool empty() const { return size() == 0; }
  const T* operator[](int i) const { return static_cast<const T*>(list_->elements[i].ptr_value); }
  const T* back() const { return (*this)[size() - 1]; }

 private:
  const List* list_;
};

// The elements of a list of nodes.
template <class T = Node>
ListOf<T> items(const List* list) {
  return ListOf<T>(list);
}

template <class T>
const T* as(const Node* node) {
  return reinterpret_cast<const T*>(node);
}

inline bool is_node(const Node* node, NodeTag tag) { return node != nullptr && nodeTag(node) == tag; }

}  // namespace underpin::bind
