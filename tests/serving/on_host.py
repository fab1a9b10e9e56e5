"""Names of what lies on the host in the tests of serving."""

SITE_URL = "https://www.example.go.th/ita/"
EVIDENCE = "tua-yang/2567/evidence/"
STATE = ("prongsai-lock.json", "prongsai-upload.json", "prongsai-incoming/half.html")
