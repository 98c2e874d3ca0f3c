// Trees as this folder reads them. For .cpp files.
#pragma once

#include "bind/lists.h"

namespace underpin::locks {

using bind::as, bind::is_node, bind::items;

// A list of nodes that somebody else owns.
inline void make_list(List& list, ListCell* cells, int length) {
  list.type = T_List;
  list.length = list.max_length = length;
  list.elements = cells;
}

template <class T, class Test>
bool any_item(const List* list, Test&& test) {
  for (const T* item : items<T>(list))
    if (test(item)) return true;
  return false;
}

}  // namespace underpin::locks
