if [ -z "$PRONGSAI_TARGET" ] || [ -z "$WEB_TYPE" ]; then
  echo "ยังไม่ได้ตั้งตัวแปร PRONGSAI_TARGET หรือ WEB_TYPE จึงยังไม่ได้เผยแพร่ วิธีตั้งอยู่ใน README.md" >&2
  exit 1
fi
export RCLONE_CONFIG=/dev/null RCLONE_CONFIG_WEB_TYPE="$WEB_TYPE"
case "$WEB_TYPE" in
  sftp)
    if [ -z "$WEB_KNOWN_HOSTS" ]; then
      echo "ยังไม่ได้ตั้งตัวแปร WEB_KNOWN_HOSTS จึงไม่รู้ว่าเครื่องปลายทางเป็นเครื่องจริง วิธีตั้งอยู่ใน README.md" >&2
      exit 1
    fi
    RCLONE_CONFIG_WEB_KNOWN_HOSTS_FILE=$(mktemp)
    export RCLONE_CONFIG_WEB_KNOWN_HOSTS_FILE
    printf '%s\n' "$WEB_KNOWN_HOSTS" > "$RCLONE_CONFIG_WEB_KNOWN_HOSTS_FILE"
    ;;
  ftps) export RCLONE_CONFIG_WEB_TYPE=ftp RCLONE_CONFIG_WEB_EXPLICIT_TLS=true ;;
esac
[ -z "$WEB_HOST" ] || export RCLONE_CONFIG_WEB_HOST="$WEB_HOST"
[ -z "$WEB_PORT" ] || export RCLONE_CONFIG_WEB_PORT="$WEB_PORT"
[ -z "$WEB_USER" ] || export RCLONE_CONFIG_WEB_USER="$WEB_USER"
if [ -n "$WEB_PASS" ]; then
  RCLONE_CONFIG_WEB_PASS=$(printf '%s' "$WEB_PASS" | rclone obscure -)
  export RCLONE_CONFIG_WEB_PASS
fi
prongsai publish site --to "$PRONGSAI_TARGET" ${PRONGSAI_URL:+--verify "$PRONGSAI_URL"}
