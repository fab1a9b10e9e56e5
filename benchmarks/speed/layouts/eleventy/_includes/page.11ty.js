const escape = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

// The pages as a tree, made once for a build: a page lies below the longest address that its own begins with.
let of;
const trees = new Map();
const treeOf = (pages) => {
  if (of === pages) return trees;
  of = pages;
  trees.clear();
  for (const page of pages) trees.set(page.url, { url: page.url, title: page.data.title, above: null, below: [] });
  for (const node of [...trees.values()].sort((one, other) => (one.url < other.url ? -1 : 1))) {
    for (let url = node.url; url !== "/" && !node.above; ) {
      url = url.replace(/[^/]+\/$/, "");
      node.above = trees.get(url) ?? null;
    }
    node.above?.below.push(node);
  }
  return trees;
};

const tree = (node, way) =>
  `<ul>${node.below
    .map(
      (each) =>
        `<li><a href="${each.url}"${each === way[0] ? ' aria-current="page"' : ""}>${escape(each.title)}</a>${
          way.includes(each) && each.below.length ? tree(each, way) : ""
        }</li>`,
    )
    .join("")}</ul>`;

export const render = ({ title, description, content, page, collections }) => {
  const nodes = treeOf(collections.all);
  const way = [];
  for (let node = nodes.get(page.url); node; node = node.above) way.push(node);
  const contents = [...content.matchAll(/<h[2-6] id="([^"]+)">(.*?)<\/h/g)];
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${escape(description)}">
<title>${escape(title)} - โปร่งใส</title>
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<a class="skip" href="#content">ข้ามไปยังเนื้อหา</a>
<header><a href="/">โปร่งใส</a><form role="search" action="/search/"><input type="search" name="q" aria-label="ค้นหา"></form></header>
<div class="columns">
<nav aria-label="เมนู">${tree(nodes.get("/"), way)}</nav>
<main id="content">
<nav aria-label="ตำแหน่ง"><ol>${way
    .slice(1)
    .reverse()
    .map((node) => `<li><a href="${node.url}">${escape(node.title)}</a></li>`)
    .join("")}</ol></nav>
<article>${content}</article>
</main>
<aside aria-label="สารบัญ"><ul>${contents.map(([, id, text]) => `<li><a href="#${id}">${text}</a></li>`).join("")}</ul></aside>
</div>
<footer>โปร่งใส</footer>
</body>
</html>
`;
};
