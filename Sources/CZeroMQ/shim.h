// libzmq's C interface, and the few Linux calls that Swift's Glibc module leaves out.
#ifndef CZEROMQ_SHIM_H
#define CZEROMQ_SHIM_H

#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <zmq.h>

// Stable in the library since 4.3, but Debian's header shows it only to draft builds.
enum { CZ_ZAP_ENFORCE_DOMAIN = 93 };

// A counter that a poll set can wait for; -1 with errno set when descriptors have run out.
static inline int cz_wakeup_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// Names the calling thread, so that `top -H` and a core file can tell loops apart.
static inline int cz_name_this_thread(const char *name) { return prctl(PR_SET_NAME, name); }

#endif
