# A Windows 10 of its own under Wine, with a user «Учитель» and the Russian locale. Sourced by «prove»; needs root.
# shellcheck shell=bash disable=SC2016,SC2034

WHO="Учитель"
# A folder of the system's, for the user must reach it; made for this run and removed after it, unless it is named.
KEPT="${CURATOR_PROVE_HOME:-}"
HOME_OF="${KEPT:-$(mktemp -d /var/tmp/curator-prove-XXXXXX)}"
SCREEN=":$((200 + RANDOM % 700))"
C="$HOME_OF/.wine/drive_c"
USER_DIR="$C/users/$WHO"
W_USER="C:\\users\\$WHO"
STANDINS=(icuuc mscms bcryptprimitives)
XVFB=""

said() { printf '— %s\n' "$*"; }
fail() {
    printf 'НЕ ДОКАЗАНО: %s\n' "$*" >&2
    exit 1
}
no_wine() {
    said "Wine здесь не запускается: $*"
    exit 77
}

# Runs a command as the user. Its output goes through a pipe: Python under Wine 8 dies when it is a file.
as_user() {
    runuser -u "$WHO" -- env -i PATH="$PATH" USER="$WHO" LOGNAME="$WHO" HOME="$HOME_OF" LC_ALL=ru_RU.UTF-8 \
        DISPLAY="$SCREEN" WINEARCH=win64 WINEPREFIX="$HOME_OF/.wine" WINEDEBUG="${WINEDEBUG:--all}" CI=1 \
        WINEDLLOVERRIDES="wbemprox=;mscoree=;mshtml=;mscms,icuuc,bcryptprimitives=n" \
        bash -c 'set -o pipefail; cd "$HOME"; "$@" </dev/null 2>&1 | cat' _ "$@"
}

# Once more when it fails: only for what changes nothing, since Wine 8 now and then loses a process that has just begun.
again() { "$@" || { said "  ещё раз: $1"; "$@"; }; }

# Waits until a condition holds, at most so many seconds.
until_true() {
    local seconds="$1" at
    shift
    for ((at = 0; at < seconds * 4; at++)); do
        if "$@"; then return 0; fi
        sleep 0.25
    done
    return 1
}
gone() { [ ! -e "$1" ]; }
windows_named() { DISPLAY="$SCREEN" xdotool search --onlyvisible --name "$1" 2>/dev/null | wc -l; }
window_open() { [ "$(windows_named "$1")" -gt 0 ]; }
window_closed() { [ "$(windows_named "$1")" -eq 0 ]; }
shot() { DISPLAY="$SCREEN" import -window root "$1"; }

close_program() {
    as_user timeout 30 wine taskkill /F /IM Curator.exe >/dev/null 2>&1 || true
    until_true 20 window_closed 'Куратор' || fail "программа не закрылась"
}

# The line of the registry of the user with a value: key, name of the value («» = the default one); empty = there is none.
registered() {
    local value=(/v "$2")
    [ -n "$2" ] || value=(/ve)
    { as_user timeout 60 wine reg query "$1" "${value[@]}" || true; } | iconv -f cp866 -t utf8 | tr -d '\r' |
        sed -n '/REG_SZ/p'
}

end_wine() {
    as_user wineserver -k >/dev/null 2>&1 || true
    as_user timeout 20 wineserver -w >/dev/null 2>&1 || true
}

leave() {
    end_wine
    [ -z "$XVFB" ] || kill "$XVFB" 2>/dev/null || true
    [ -n "$KEPT" ] || rm -rf -- "$HOME_OF"
}

begin_wine() {
    localedef -i ru_RU -f UTF-8 ru_RU.UTF-8 2>/dev/null || true
    id "$WHO" >/dev/null 2>&1 || useradd --badname -M -d "$HOME_OF" "$WHO" 2>/dev/null || no_wine "нет пользователя «$WHO»"
    mkdir -p "$HOME_OF"
    chmod 755 "$HOME_OF"
    chown "$WHO": "$HOME_OF"
    trap leave EXIT
    Xvfb "$SCREEN" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
    XVFB=$!
    if [ ! -f "$HOME_OF/.wine/.ready" ]; then
        said "Windows 10 для пользователя «$WHO»"
        rm -rf "$HOME_OF/.wine"
        again as_user timeout 120 wineboot -i >/dev/null || true
        [ -d "$C/windows/system32" ] || no_wine "не создаётся его диск"
        as_user timeout 60 wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null || no_wine "не идёт reg"
        # nobody else manages windows here: Wine draws their titles itself
        as_user timeout 60 wine reg add 'HKCU\Software\Wine\X11 Driver' /v Managed /d N /f >/dev/null
        touch "$HOME_OF/.wine/.ready"
    fi
    as_user wine reg delete 'HKCU\Control Panel\Desktop' /v LogPixels /f >/dev/null 2>&1 || true # of a run broken off
    for name in "${STANDINS[@]}"; do
        x86_64-w64-mingw32-gcc -O1 -s -shared -o "$C/windows/system32/$name.dll" "$HERE/$name.c" -ladvapi32
    done
}
