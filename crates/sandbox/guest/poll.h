// Where JavaScript goes back or calls, it may be interrupted: there the C code calls `host_tick`. The build makes a look at
// the host's ticks of each such call, and puts the same at the head of every loop but the one that runs bytecode (ADR 0022).
__attribute__((import_module("lw"), import_name("tick"))) void host_tick(void);
// Bytecode that neither goes back nor calls is interrupted after so many bytes of it.
#define POLL_BYTES 1024
