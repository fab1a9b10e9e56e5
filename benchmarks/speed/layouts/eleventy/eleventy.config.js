// The peer of `make bench`: the same frame and index as the one for Hugo, as functions, which Eleventy runs fastest.

// `## title {#id}`: MkDocs and Hugo know this, markdown-it does not
const headingIds = (md) =>
  md.core.ruler.push("heading_ids", ({ tokens }) => {
    tokens.forEach((token, place) => {
      if (token.type !== "heading_open") return;
      const parts = tokens[place + 1].children;
      const last = parts[parts.length - 1];
      const found = last?.type === "text" && /\s*\{#([^}]+)\}$/.exec(last.content);
      if (!found) return;
      last.content = last.content.slice(0, found.index);
      token.attrSet("id", found[1]);
    });
  });

export default function (config) {
  config.amendLibrary("md", headingIds);
  config.addPassthroughCopy({ static: "/" });
}

export const config = {
  dir: { input: "content", includes: "../_includes", output: "site" },
  markdownTemplateEngine: false,
};
