// Where JavaScript goes back or calls, it may be interrupted: there the C code calls `host_tick`. The build makes a look at
// the host's ticks of each such call, and puts the same at the head of every loop but the one that runs bytecode (ADR 0022).
__attribute__((import_module("lw"), import_name("tick"))) void host_tick(void);
// Bytecode that neither goes back nor calls is interrupted after so many bytes of it.
#define POLL_BYTES 1024
// A jump ahead has two bytes for its distance when its end is less than this away. Polls come to lie between: two for each
// that there can be leave room. A jump that has one byte crosses one poll at most, and is three bytes shorter than it was.
#define SHORT_JUMP_BYTES (32768 - 2 * (32768 / POLL_BYTES))
_Static_assert(POLL_BYTES >= 128 && SHORT_JUMP_BYTES + SHORT_JUMP_BYTES / POLL_BYTES + 1 < 32768, "a short jump has no room for the polls in it");
