if [ -z "$PRONGSAI_TARGET" ]; then
  echo "ยังไม่ได้ตั้งตัวแปร PRONGSAI_TARGET (ที่ที่จะเผยแพร่) จึงยังไม่ได้เผยแพร่ วิธีตั้งอยู่ใน README.md" >&2
  exit 1
fi
prongsai publish site --to "$PRONGSAI_TARGET" ${PRONGSAI_URL:+--verify "$PRONGSAI_URL"}
