/* Only for the proof under Wine, never shipped: Windows 10 has icuuc.dll, Wine 8 has not. Qt takes from it nothing but
   converters of old encodings; here none of them opens, and every call is answered with «there is no such converter». */
#include <stddef.h>
#include <stdint.h>

#define EXPORT __declspec(dllexport)
#define FAILED 4

typedef int32_t code;

static void say(code *error)
{
    if (error)
        *error = FAILED;
}

EXPORT void *ucnv_open(const char *name, code *error) { (void)name; say(error); return NULL; }
EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT int8_t ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
EXPORT const char *ucnv_getName(const void *converter, code *error) { (void)converter; say(error); return NULL; }
EXPORT int32_t ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int32_t number) { (void)number; return NULL; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *of, code *error)
{
    (void)name; (void)of; say(error);
    return NULL;
}
EXPORT int32_t ucnv_toUCountPending(const void *converter, code *error) { (void)converter; say(error); return 0; }
EXPORT int32_t ucnv_fromUCountPending(const void *converter, code *error) { (void)converter; say(error); return 0; }
/* never reached without a converter; they only have to exist */
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(void) {}
EXPORT void ucnv_getFromUCallBack(void) {}
EXPORT void ucnv_setToUCallBack(void) {}
EXPORT void ucnv_setFromUCallBack(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}
EXPORT void ucnv_toUnicode(void) {}
EXPORT void ucnv_fromUnicode(void) {}
