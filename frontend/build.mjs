// Bundles the front end into src/marsad/view/web/static/: app.js (scripts; drawings are parts of it that load when a page
// has one), one style sheet for every file src/*.css, and the fonts that they name.
//
// Every src/*.js is part of app.js; what is in folders comes in by being imported. Words and map data come from
// src/marsad/data/ and npm packages, by the modules `marsad:words` and `marsad:atlas` made here.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";
import { makeAtlas } from "./atlas.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SOURCE = join(HERE, "src");
const DATA = join(HERE, "../src/marsad/data");
const STATIC = join(HERE, "../src/marsad/view/web/static");
const LANGS = ["ar", "en", "fr"];
const require = createRequire(import.meta.url);

const yaml = (path) => parse(readFileSync(join(DATA, path), "utf8"));

/** What the drawings say, in every language: their own words, and those that the recap uses too. */
function words() {
  return Object.fromEntries(
    LANGS.map((lang) => {
      const { dir, list, months, dates, types, statuses } = yaml(`${lang}/labels.yml`);
      return [lang, { ...yaml(`${lang}/drawings.yml`), dir, list, months, dates, types, statuses }];
    }),
  );
}

function atlas() {
  const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));
  return makeAtlas({
    topology: read("world-atlas/countries-110m.json"),
    codes: read("i18n-iso-countries/codes.json"),
    points: yaml("points.yml"),
    ...yaml("borders.yml"),
  });
}

/** An esbuild plugin that gives the modules `marsad:…`, each of one JSON value. */
function made(values) {
  return {
    name: "marsad",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^marsad:/ }, ({ path }) => ({ path, namespace: "marsad" }));
      onLoad({ filter: /.*/, namespace: "marsad" }, ({ path }) => ({
        contents: JSON.stringify(values[path.slice("marsad:".length)]()),
        loader: "json",
      }));
    },
  };
}

const files = (suffix) => readdirSync(SOURCE).filter((name) => name.endsWith(suffix)).sort();
const common = {
  bundle: true,
  minify: true,
  legalComments: "linked",
  outdir: STATIC,
  target: "es2022",
  metafile: true,
  logLevel: "warning",
};

/** The licences of all packages of which something is in the bundle, since it is handed on without them. */
function licences(builds) {
  const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
  packages.add("world-atlas");
  return [...packages].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : "No licence file."}\n`;
  });
}

rmSync(STATIC, { recursive: true, force: true });
mkdirSync(STATIC, { recursive: true });
const styles = await build({
  ...common,
  entryPoints: files(".css").map((name) => ({ in: join(SOURCE, name), out: basename(name, ".css") })),
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
});
const scripts = await build({
  ...common,
  // One module that brings in all others, so that a file put into src/ needs no entry elsewhere.
  stdin: { contents: files(".js").map((name) => `import "./${name}";`).join("\n"), resolveDir: SOURCE, sourcefile: "app.js" },
  entryNames: "app",
  chunkNames: "[name]-[hash]",
  format: "esm",
  splitting: true,
  plugins: [made({ words, atlas })],
});
writeFileSync(join(STATIC, "licences.txt"), licences([styles, scripts]).join(`\n${"-".repeat(80)}\n\n`));
