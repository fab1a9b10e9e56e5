prongsai links > links.txt 2> links.log || tail -n 20 links.log
{
  echo "### ลิงก์ภายนอก"
  echo
  tail -n 1 links.log
  echo
  echo '```text'
  head -n 200 links.txt
  echo '```'
} > links.md
