// Reference counts that stay: put at the head of quickjs.c by the build, whose text then uses these in place of `++` and
// `--` (see build.sh). An object that is part of an image lives as long as its instance, so nothing is lost.
#define JS_IMMORTAL 0x40000000
#define JS_IS_IMMORTAL(p) (JS_REF_COUNT(p) >= JS_IMMORTAL / 2)
#define JS_RETAIN(p) ((void)(JS_IS_IMMORTAL(p) || JS_REF_COUNT(p)++))
#define JS_RELEASE(p) (JS_IS_IMMORTAL(p) ? JS_IMMORTAL : --JS_REF_COUNT(p))
