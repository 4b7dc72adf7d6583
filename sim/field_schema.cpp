#include "sim/field_json.h"

namespace tuiyan {

}  // namespace tuiyan
