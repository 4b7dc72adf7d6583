#include "sim/array_loops.h"
#include "sim/array_loops_body.h"

namespace tuiyan {

extern const ArrayLoops plain_array_loops;
const ArrayLoops plain_array_loops = {"plain", &philox, &exp_all, &normals};

}  // namespace tuiyan
