#include "sim/array_loops.h"

namespace tuiyan {

extern const ArrayLoops plain_array_loops;
#if defined(TUIYAN_X86_LOOPS)
extern const ArrayLoops avx2_array_loops;
extern const ArrayLoops avx512_array_loops;
#endif

ArrayLoopsList available_array_loops() {
  ArrayLoopsList list{{&plain_array_loops, nullptr, nullptr}, 1};
#if defined(TUIYAN_X86_LOOPS)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) list.loops[list.count++] = &avx2_array_loops;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    list.loops[list.count++] = &avx512_array_loops;
#endif
  return list;
}

const ArrayLoops& array_loops() {
  static const ArrayLoops& widest = []() -> const ArrayLoops& {
    const ArrayLoopsList list = available_array_loops();
    return *list.loops[list.count - 1];
  }();
  return widest;
}

}  // namespace tuiyan
