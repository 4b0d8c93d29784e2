"""Astro, which brings no theme: the layout is ours."""

from __future__ import annotations

from generator_sites.base import BASE, NOT_FOUND, Generator, Shape, text
from generator_sites.markup import layout

__all__ = ["ASTRO"]

_MENU = {"/posts": "All posts", "/tags/shed": "Shed", "/about": "About"}
_CODE = """---
import { appendFileSync } from "node:fs";
import { at, shown } from "../at.js";
const { title, description, source, kind = "website" } = Astro.props;
const canonical = new URL(shown(Astro.url.pathname), Astro.site).href;
appendFileSync("said.txt", JSON.stringify({ url: canonical, source: source ?? null }) + "\\n");
---
"""


def _layout() -> str:
    """An attribute whose value is an expression has no quotes."""
    values = ["{title}", "{description}", "{canonical}", "{kind}", *(f'{{at("{path}")}}' for path in _MENU)]
    title, description, url, kind, *links = values
    written = layout(
        title=title,
        description=description,
        url=url,
        kind=kind,
        content="<slot />",
        links=(("/", "Orchard"), *zip(links, _MENU.values(), strict=True)),
    )
    for value in values:
        written = written.replace(f'"{value}"', value)
    return _CODE + written


_AT = "export const at = (path) => `${path}/`;\nexport const shown = (path) => path;\n"
"""How an author of this shape writes links and canonicals."""
_CONFIG = """
import { existsSync, readFileSync, writeFileSync, rmSync } from "node:fs";
import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

rmSync("said.txt", { force: true });
const say = {
  name: "say",
  hooks: {
    "astro:build:done": () => {
      const lines = readFileSync("said.txt", "utf-8").trim().split("\\n");
      writeFileSync("said.json", `[${lines.join(",")}]`);
    },
  },
};

export default defineConfig({
  site: "SITE",
  redirects: { "/plums": "/posts/drying-plums/" },
  integrations: [sitemap(), say],
  SHAPE
});
""".replace("SITE", BASE)
_COLLECTION = """
import { glob } from "astro/loaders";
import { defineCollection, z } from "astro:content";

const posts = defineCollection({
  loader: glob({ pattern: "**/*.md", base: "./src/content/posts" }),
  schema: z.object({
    title: z.string(),
    description: z.string(),
    date: z.coerce.date(),
    tags: z.array(z.string()).default([]),
    draft: z.boolean().default(false),
  }),
});
export const collections = { posts };
"""
_WRITTEN = 'const posts = await getCollection("posts", ({ data }) => !data.draft);'
_LIST = "<ul>{posts.map((post) => <li><a href={at(`/posts/${post.id}`)}>{post.data.title}</a></li>)}</ul>"
_POST = f"""---
import {{ getCollection, render }} from "astro:content";
import Base from "../../layouts/Base.astro";

export async function getStaticPaths() {{
  {_WRITTEN}
  return posts.map((post) => ({{ params: {{ slug: post.id }}, props: {{ post }} }}));
}}
const {{ post }} = Astro.props;
const {{ Content }} = await render(post);
---
<Base title={{post.data.title}} description={{post.data.description}} source={{post.filePath}} kind="article">
  <Content />
</Base>
"""
_TAG = f"""---
import {{ getCollection }} from "astro:content";
import {{ at }} from "../../at.js";
import Base from "../../layouts/Base.astro";

export async function getStaticPaths() {{
  {_WRITTEN}
  const tags = [...new Set(posts.flatMap((post) => post.data.tags))];
  const tagged = (tag) => posts.filter((post) => post.data.tags.includes(tag));
  return tags.map((tag) => ({{ params: {{ tag }}, props: {{ posts: tagged(tag) }} }}));
}}
const {{ posts }} = Astro.props;
const {{ tag }} = Astro.params;
---
<Base title={{`Posts on the ${{tag}}`}} description={{`What was written on the ${{tag}} of the orchard.`}}>
  {_LIST}
</Base>
"""
_FEED = f"""
import rss from "@astrojs/rss";
import {{ getCollection }} from "astro:content";
import {{ at }} from "../at.js";

export async function GET(context) {{
  {_WRITTEN}
  return rss({{
    title: "Withywick Orchard",
    description: "What the orchard keeps.",
    site: context.site,
    items: posts.map(({{ id, data }}) => ({{ link: at(`/posts/${{id}}`), title: data.title, pubDate: data.date }})),
  }});
}}
"""


def _page(path: str, title: str, description: str, body: str, *, lists: bool = False) -> str:
    up = "../" * (path.count("/") - 1)
    code = (
        f'\nimport {{ getCollection }} from "astro:content";\nimport {{ at }} from "{up}at.js";\n{_WRITTEN}'
        if lists
        else ""
    )
    head = f'---\nimport Base from "{up}layouts/Base.astro";{code}\n---\n'
    return f'{head}<Base title="{title}" description="{description}" source="{path}">{body}</Base>\n'


def _post(title: str, description: str, number: int, **more: str) -> str:
    header = {"title": title, "description": description, **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in header.items()) + f"---\n{text(number)}"


ASTRO = Generator(
    name="Astro",
    packages=("astro@5", "@astrojs/sitemap@3", "@astrojs/rss@4"),
    registry="npm",
    command=("astro", "build", "--silent"),
    out="dist",
    files={
        "package.json": '{"type": "module", "private": true}',
        "astro.config.mjs": _CONFIG.replace("SHAPE", ""),
        "src/at.js": _AT,
        "public/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap-index.xml\n",
        "src/content.config.ts": _COLLECTION,
        "src/layouts/Base.astro": _layout(),
        "src/pages/index.astro": _page(
            "src/pages/index.astro",
            "Withywick Orchard",
            "What grows in the orchard and how it is kept.",
            _LIST,
            lists=True,
        ),
        "src/pages/about.md": (
            "---\nlayout: ../layouts/Written.astro\ntitle: About the orchard\n"
            f"description: Who keeps the orchard, and how long its rows have stood.\n---\n{text(2)}"
        ),
        "src/layouts/Written.astro": (
            '---\nimport Base from "./Base.astro";\nconst { title, description, file } = Astro.props.frontmatter;\n'
            'const source = file.slice(file.indexOf("src/pages"));\n---\n'
            "<Base title={title} description={description} source={source}><slot /></Base>\n"
        ),
        "src/pages/404.astro": _page(
            "src/pages/404.astro", "Not found", "There is nothing here.", f"<p>{NOT_FOUND}</p>"
        ),
        "src/pages/feed.xml.js": _FEED,
        "src/pages/posts/index.astro": _page(
            "src/pages/posts/index.astro",
            "All posts",
            "Every post of the orchard, the oldest first.",
            _LIST,
            lists=True,
        ),
        "src/pages/posts/[...slug].astro": _POST,
        "src/pages/tags/[tag].astro": _TAG,
        "src/content/posts/drying-plums.md": _post(
            "Drying plums slowly", "How plums dry in a cold shed in six weeks.", 4, date="2026-01-12", tags="[shed]"
        ),
        "src/content/posts/cellar/Second Pressing.md": _post(
            "The second pressing", "What a press still gives on the second day.", 6, date="2026-02-03"
        ),
        "src/content/posts/cellar/winter.md": _post(
            "The cellar in winter",
            "What the cellar holds until spring comes.",
            5,
            date="2026-02-20",
            slug="keeping/till-may",
        ),
        "src/content/posts/apples/index.md": _post(
            "Apples on straw", "Why apples are laid on straw, not in boxes.", 8, date="2026-03-02", tags="[shed]"
        ),
        "src/content/posts/grafting.md": _post(
            "Grafting in March", "A text that is not ready.", 7, date="2026-03-09", draft="true"
        ),
    },
    shapes={
        "a folder a page": Shape(),
        "files": Shape(
            files={
                "astro.config.mjs": _CONFIG.replace("SHAPE", 'build: { format: "file" },'),
                "src/at.js": _AT.replace("${path}/", "${path}.html"),
            }
        ),
        "files without their ending": Shape(
            files={
                "astro.config.mjs": _CONFIG.replace("SHAPE", 'build: { format: "file" }, trailingSlash: "never",'),
                "src/at.js": _AT.replace("${path}/", "${path}").replace("=> path;", '=> path.replace(/\\.html$/, "");'),
            }
        ),
    },
    edited="src/content/posts/cellar/Second Pressing.md",
    drafts=("src/content/posts/grafting.md",),
)
