#include "sim/field_json.h"
