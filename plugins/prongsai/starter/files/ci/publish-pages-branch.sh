# สาขา pages มีเพียงเว็บรุ่นล่าสุด ไม่มีประวัติ
export GIT_INDEX_FILE="$PWD/.git/pages-index"
export GIT_AUTHOR_NAME=prongsai GIT_AUTHOR_EMAIL=prongsai@localhost GIT_COMMITTER_NAME=prongsai GIT_COMMITTER_EMAIL=prongsai@localhost
rm -f "$GIT_INDEX_FILE"
git --work-tree=site add --all --force .
git push --quiet --force origin "$(git commit-tree "$(git write-tree)" -m "$GITHUB_SHA"):refs/heads/pages"
