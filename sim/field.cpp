#include "sim/field.h"
