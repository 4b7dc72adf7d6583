#include "sim/array_loops.h"
#include "sim/array_loops_body.h"

namespace tuiyan {

extern const ArrayLoops avx512_array_loops;
const ArrayLoops avx512_array_loops = {"avx512", &philox, &exp_all, &normals};

}  // namespace tuiyan
