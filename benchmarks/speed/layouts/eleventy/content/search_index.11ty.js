export const data = { permalink: "/search_index.json", eleventyExcludeFromCollections: true, layout: false };

export const render = ({ collections }) =>
  JSON.stringify(
    collections.all.map(({ data, url, templateContent }) => ({
      title: data.title,
      url,
      text: templateContent.replace(/<[^>]+>/g, " "),
    })),
  );
