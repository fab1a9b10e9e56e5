# เทียบกับเว็บที่เผยแพร่อยู่ ถ้ารู้ที่อยู่และอ่านได้ ไม่เช่นนั้นสร้างเว็บของจุดที่แยกสาขามาเทียบ
old=published.json
if [ -z "$PRONGSAI_URL" ] || ! curl --fail --silent --show-error --location --max-time 60 --output "$old" "${PRONGSAI_URL%/}/prongsai-manifest.json"; then
  old="old-site"
  git worktree add --quiet --detach old-source "$(git merge-base HEAD "$CI_MERGE_REQUEST_DIFF_BASE_SHA")"
  [ ! -L data ] || { rm -rf old-source/data; cp -P data old-source/data; ln -s ../data-repository old-source/data-repository; }
  (cd old-source && mkdocs build --site-dir ../old-site) || old=
fi
if [ -n "$old" ]; then
  prongsai changes "$old" site --format markdown --base-url "$PRONGSAI_URL" > changes.md
else
  echo "สร้างเว็บของรุ่นก่อนไม่ได้ จึงไม่มีรายการหน้าที่เปลี่ยน" > changes.md
fi
