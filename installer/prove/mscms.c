/* Only for the proof under Wine, never shipped: Wine 8 aborts in WcsCreateIccProfile, which Qt calls for the colour
   profile of a screen. Here no screen has one. */
#include <stddef.h>

#define EXPORT __declspec(dllexport)

EXPORT void *OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned creation)
{
    (void)profile; (void)access; (void)share; (void)creation;
    return NULL;
}
EXPORT int CloseColorProfile(void *profile) { (void)profile; return 1; }
EXPORT int GetColorProfileFromHandle(void *profile, void *bytes, unsigned *size)
{
    (void)profile; (void)bytes; (void)size;
    return 0;
}
EXPORT void *WcsCreateIccProfile(void *profile, unsigned options) { (void)profile; (void)options; return NULL; }
