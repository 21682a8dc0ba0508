/* Starts runtime\python311.dll with -m curator_app. No registry, no PATH, no PYTHON* variables: runtime\python311._pth
   isolates the interpreter. A folder «Данные» beside the program (the portable copy) becomes the folder of data.
   Built twice: with -DCONSOLE for curator-app.exe (the headless interface), without for the window. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define ROOM 32768
#define EXTRA 8

typedef int (*run_python)(int, wchar_t **);

static int fail(const wchar_t *what)
{
    wchar_t text[700];
    _snwprintf(text, 699, L"Не удалось запустить программу: %ls (код %lu).\nУстановите её заново: данные школы при этом сохранятся.",
               what, GetLastError());
    text[699] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"Куратор наставничества", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

static int told_folder(int count, wchar_t **words)
{
    for (int at = 1; at < count; at++)
        if (!wcsncmp(words[at], L"--data-dir", 10))
            return 1;
    return 0;
}

static int start(int count, wchar_t **words)
{
    static wchar_t folder[ROOM], library[ROOM], data[ROOM];
    DWORD length = GetModuleFileNameW(NULL, folder, ROOM - 1);
    if (!length)
        return fail(L"не найдена папка программы");
    wchar_t *slash = wcsrchr(folder, L'\\');
    if (slash)
        *slash = 0;
    _snwprintf(library, ROOM - 1, L"%ls\\runtime\\python311.dll", folder);
    _snwprintf(data, ROOM - 1, L"%ls\\Данные", folder);

    HMODULE module = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!module)
        return fail(L"не загружается python311.dll");
    run_python run = (run_python)(void *)GetProcAddress(module, "Py_Main");
    if (!run)
        return fail(L"python311.dll повреждена");

    wchar_t **given = calloc(count + EXTRA, sizeof *given);
    if (!given)
        return fail(L"не хватает памяти");
    int at = 0;
    given[at++] = words[0];
    given[at++] = L"-X";
    given[at++] = L"utf8";
    given[at++] = L"-m";
    given[at++] = L"curator_app";
    DWORD found = GetFileAttributesW(data);
    if (found != INVALID_FILE_ATTRIBUTES && (found & FILE_ATTRIBUTE_DIRECTORY) && !told_folder(count, words)) {
        given[at++] = L"--data-dir";
        given[at++] = data;
    }
    for (int word = 1; word < count; word++)
        given[at++] = words[word];
    return run(at, given);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    (void)instance;
    (void)previous;
    (void)line;
    (void)show;
    return start(__argc, __wargv);
}
#endif
