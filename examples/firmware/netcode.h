/* The verifier of keypad access codes (NC1) for firmware. Lock time is minutes since 2020-01-01T00:00 on the lock's
   own clock, without daylight saving. */
#ifndef NETCODE_H
#define NETCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct netcode_lock netcode_lock;

/* Bytes of memory a lock needs, aligned to 8. */
size_t netcode_lock_size(void);

/* Makes a lock of seven-digit codes with both standard modes in `memory`; `key` is the lock key of 16 bytes,
   `initialised` the lock time typed at the lock. False, and nothing done, when an argument is out of range. */
bool netcode_begin(netcode_lock *memory, const uint8_t key[16], uint32_t lock_id, uint32_t initialised);

/* Tries `length` typed digits at lock time `now`. `persist(context)` writes the lock's memory down and says whether
   it could: it is called before anything is deciphered, and again before the bolt may move. True: open. */
bool netcode_accept(netcode_lock *lock, const uint8_t *digits, size_t length, uint32_t now,
                    bool (*persist)(void *context), void *context);

/* What a code says: `mode` counts the modes of the specification's table from 0, times are lock time. */
typedef struct {
    uint8_t mode;
    uint32_t starts;
    uint32_t ends;
} netcode_meaning;

/* Reads what seven typed digits say under a lock's key in an epoch of 7,500 days. False: nothing. For the privileged
   log, never for the keypad. */
bool netcode_read(const uint8_t key[16], uint32_t lock_id, uint32_t initialised, uint32_t epoch, const uint8_t *digits,
                  size_t length, netcode_meaning *meaning);

#endif
