// enrolment
