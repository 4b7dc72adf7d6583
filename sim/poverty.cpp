// poverty
