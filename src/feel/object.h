// What stands behind a Value that does not fit in 16 bytes: an object with its reference count inside.
//
// Counts are atomic (relaxed increments, acquire on the last release): a compiled model's constants are shared by all
// threads. Objects never change once a Value shows them, and never form cycles.
#pragma once

#include <atomic>
#include <cstdint>

namespace hashira::feel {

class Object {
 public:
  Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  // How deep other values stand inside this one (lists in lists, what a closure captured): bounded, see value.h.
  int nesting() const { return nesting_; }
  bool is_shared() const { return refs_.load(std::memory_order_acquire) != 1; }
  void retain() const { refs_.fetch_add(1, std::memory_order_relaxed); }
  void release() const {
    // FAST PATH: the only holder needs no locked subtraction; nobody else can take a new share meanwhile.
    if (refs_.load(std::memory_order_acquire) == 1) return delete this;
    if (refs_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

 protected:
  virtual ~Object() = default;
  void nest(int nesting) { nesting_ = nesting; }

 private:
  mutable std::atomic<std::uint32_t> refs_{1};
  int nesting_ = 0;
};

// A counted pointer; `adopt` takes over the count that a new object starts with.
template <class T>
class Ref {
 public:
  Ref() = default;
  static Ref adopt(const T* object) {
    Ref ref;
    ref.object_ = object;
    return ref;
  }
  static Ref share(const T* object) {
    if (object) object->retain();
    return adopt(object);
  }
  Ref(const Ref& other) : object_(other.object_) {
    if (object_) object_->retain();
  }
  Ref(Ref&& other) noexcept : object_(other.object_) { other.object_ = nullptr; }
  Ref& operator=(Ref other) noexcept {
    const T* mine = object_;
    object_ = other.object_;
    other.object_ = mine;
    return *this;
  }
  ~Ref() {
    if (object_) object_->release();
  }

  const T* get() const { return object_; }
  const T& operator*() const { return *object_; }
  const T* operator->() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }
  const T* leave() {  // gives up the count
    const T* object = object_;
    object_ = nullptr;
    return object;
  }

 private:
  const T* object_ = nullptr;
};

template <class T, class... Args>
Ref<T> make_ref(Args&&... args) {
  return Ref<T>::adopt(new T(static_cast<Args&&>(args)...));
}

}  // namespace hashira::feel
