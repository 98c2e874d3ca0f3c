#include <cstdio>
int main() { std::puts("underpin " UNDERPIN_VERSION ", libpg_query " UNDERPIN_PG_QUERY_VERSION); }
