#!/bin/sh
# What the project needs from the machine itself. Standard output is the path of what was asked for; all else goes to
# standard error. Where it can, it installs (Debian, as root or with sudo that asks no password); where it cannot, it
# says in Thai and English what is missing, and fails.
#
#   sh tools/system.sh python     a Python of 3.11 or later that can make a virtual environment
#   sh tools/system.sh chromium   a browser for the tests: Chromium, Chrome or Edge
#   sh tools/system.sh servers    what publishing is tested with: rclone, OpenSSH, nginx, Apache (prints nothing)
set -eu

say() { printf '%s\n' "$@" >&2; }

# $1: a package, more may follow. Fails without a word where packages cannot be installed.
install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif sudo -n true 2>/dev/null; then
        sudo=sudo
    else
        return 1
    fi
    say "กำลังติดตั้ง / installing: $*"
    $sudo apt-get update -q >&2 &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@" >&2
}

# Runs each candidate: a name alone proves nothing (the stub of the Windows store, a pyenv shim without a version).
find_python() {
    for name in python3 python python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

need_python() {
    found=$(find_python) || {
        say "ไม่พบ Python 3.11 ขึ้นไป: ติดตั้งก่อน แล้วสั่งใหม่อีกครั้ง" \
            "No Python 3.11 or later was found. Install it, then run the command again:" \
            "  Debian 12+, Ubuntu 24.04+   sudo apt-get install python3 python3-venv" \
            "  macOS                       brew install python" \
            "  Windows                     winget install Python.Python.3.13"
        exit 1
    }
    # Debian keeps ensurepip in a package of its own
    "$found" -c 'import ensurepip' >/dev/null 2>&1 || {
        package=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_packages "$package" || {
            say "Python นี้สร้างสภาพแวดล้อมเสมือน (venv) ไม่ได้: $found" \
                "This Python cannot make a virtual environment. On Debian and Ubuntu:" \
                "  sudo apt-get update && sudo apt-get install $package"
            exit 1
        }
    }
    printf '%s\n' "$found"
}

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    for place in \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "${PROGRAMFILES:-}/Google/Chrome/Application/chrome.exe" \
        "${PROGRAMFILES:-} (x86)/Microsoft/Edge/Application/msedge.exe"; do
        if [ -x "$place" ]; then
            printf '%s\n' "$place"
            return
        fi
    done
    return 1
}

need_chromium() {
    if [ -n "${PRONGSAI_CHROMIUM:-}" ]; then
        [ -x "$PRONGSAI_CHROMIUM" ] || {
            say "PRONGSAI_CHROMIUM ไม่ใช่โปรแกรมที่เรียกได้ / is not a program: $PRONGSAI_CHROMIUM"
            exit 1
        }
        printf '%s\n' "$PRONGSAI_CHROMIUM"
        return
    fi
    find_chromium && return
    # with a Thai font, so that what the page does not bring is drawn as letters, not boxes
    install_packages chromium fonts-thai-tlwg && find_chromium && return
    say "ไม่พบเบราว์เซอร์ Chromium, Chrome หรือ Edge ซึ่งชุดทดสอบต้องใช้: ติดตั้งก่อน แล้วสั่ง make test ใหม่" \
        "The tests need a browser, and no Chromium, Chrome or Edge was found. Install one, then run make test again:" \
        "  Debian    sudo apt-get update && sudo apt-get install chromium fonts-thai-tlwg" \
        "  Fedora    sudo dnf install chromium" \
        "  macOS     brew install --cask google-chrome" \
        "  Windows   winget install Google.Chrome" \
        "ถ้าติดตั้งไว้ที่อื่น / if it is somewhere else:  PRONGSAI_CHROMIUM=/path/to/browser make test"
    exit 1
}

# Servers lie where only root's PATH leads.
missing_servers() {
    for pair in rclone:rclone sshd:openssh-server ssh-keygen:openssh-client nginx:nginx-light apache2:apache2; do
        (PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin && command -v "${pair%%:*}") >/dev/null 2>&1 ||
            printf '%s ' "${pair#*:}"
    done
}

need_servers() {
    missing=$(missing_servers)
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # one word a package
    install_packages $missing && [ -z "$(missing_servers)" ] && return
    say "ชุดทดสอบการเผยแพร่ต้องใช้โปรแกรมที่ยังไม่มี: $missing" \
        "The tests of publishing need programs that are not here: $missing" \
        "  Debian, Ubuntu   sudo apt-get update && sudo apt-get install $missing" \
        "  macOS, Windows   run the tests in a Debian container or virtual machine"
    exit 1
}

case "${1:-}" in
python | chromium | servers) "need_$1" ;;
*) say "usage: sh tools/system.sh python|chromium|servers" && exit 2 ;;
esac
