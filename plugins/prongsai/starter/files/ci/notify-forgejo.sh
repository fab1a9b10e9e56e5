if [ -z "$SITE_TOKEN" ]; then
  echo "ยังไม่ได้ตั้งความลับ SITE_TOKEN จึงยังไม่ได้บอกคลังของเว็บ วิธีตั้งอยู่ใน README.md" >&2
  exit 1
fi
printf 'Authorization: token %s\n' "$SITE_TOKEN" | curl --fail --silent --show-error --max-time 60 --request POST \
  --header @- --header "Content-Type: application/json" --data "{\"ref\": \"$SITE_BRANCH\"}" \
  "$GITHUB_API_URL/repos/$SITE_REPOSITORY/actions/workflows/site.yml/dispatches"
