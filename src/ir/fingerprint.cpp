#include <vector>

#include "base/hash.h"
#include "ir/attributes.h"
#include "ir/contents.h"
#include "ir/print.h"

namespace underpin {
namespace {

std::string hex(const Hash128& hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const uint64_t half : {hash.high, hash.low})
    for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[half >> shift & 15];
  return out;
}

// The same on every machine: little end first.
void append(const Hash128& hash, std::string& out) {
  char bytes[16];
  for (int i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(hash.high >> 8 * i & 255);
    bytes[8 + i] = static_cast<char>(hash.low >> 8 * i & 255);
  }
  out.append(bytes, sizeof bytes);
}

class Fingerprint {
 public:
  explicit Fingerprint(const Catalog& catalog)
      : catalog_(catalog), contents_(contents(catalog)), keys_(catalog.size()) {}

  // A sum over the objects: the order of creation does not matter.
  std::string run() {
    Hash128 sum;
    catalog_.for_each([&](ObjectId id) { add(object_hash(id), sum); });
    return hex(sum);
  }

 private:
  static void add(const Hash128& hash, Hash128& sum) {
    sum.low += hash.low;
    sum.high += hash.high + (sum.low < hash.low ? 1 : 0);
  }

  Hash128 object_hash(ObjectId id) {
    const Hash128 key = key_of(id);
    buffer_.clear();
    append(key, buffer_);
    append(contents_->of(id), buffer_);
    const Object& object = catalog_.at(id);
    if (info(object.kind).owned) buffer_ += (object.owner.empty() ? catalog_.default_owner : object.owner).text();
    return hash128(buffer_);
  }

  // What match_key tells apart.
  Hash128 key_of(ObjectId id) {
    Hash128& key = keys_[id.value];
    if (key != Hash128{}) return key;
    const Object& object = catalog_.at(id);
    const Hash128 parent = object.parent ? key_of(object.parent) : Hash128{};
    buffer_.clear();
    append(parent, buffer_);
    buffer_ += info(object.kind).slug;
    buffer_ += '/';
    buffer_ += object.name.text();
    if (info(object.kind).names == NameSpace::kRoutine) buffer_ += signature(catalog_, id);
    return key = hash128(buffer_);
  }

  const Catalog& catalog_;
  std::shared_ptr<const Contents> contents_;
  std::vector<Hash128> keys_;  // none where it is not known yet
  std::string buffer_;
};

}  // namespace

std::string fingerprint(const Catalog& catalog) { return Fingerprint(catalog).run(); }

}  // namespace underpin
