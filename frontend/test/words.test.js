import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { count, directionOf, fill, local, merged, shorten, tick, when, withoutType } from "../src/drawings/words.js";

const DATA = join(dirname(fileURLToPath(import.meta.url)), "../../src/marsad/data");
const yaml = (path) => parse(readFileSync(join(DATA, path), "utf8"));
const words = Object.fromEntries(
  ["ar", "en", "fr"].map((lang) => [lang, { ...yaml(`${lang}/labels.yml`), ...yaml(`${lang}/drawings.yml`), lang }]),
);

const keysOf = (value, path = "") =>
  typeof value === "object" ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}/${key}`)) : [path];
const bracesOf = (value) => (JSON.stringify(value).match(/\{\w+\}/g) ?? []).sort();

test("every language has the same words, with the same braces, and a form for each of its plurals", () => {
  const [english, ...others] = ["en", "ar", "fr"].map((lang) => yaml(`${lang}/drawings.yml`));
  const without = ({ count: _, ...rest }) => rest;
  for (const other of others) {
    assert.deepEqual(keysOf(without(other)), keysOf(without(english)));
    assert.deepEqual(bracesOf(without(other)), bracesOf(without(english)));
    assert.deepEqual(Object.keys(other.count), Object.keys(english.count));
  }
  for (const lang of ["ar", "en", "fr"]) {
    const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [noun, forms] of Object.entries(yaml(`${lang}/drawings.yml`).count)) {
      assert.deepEqual(Object.keys(forms).sort(), categories.toSorted(), `${lang} ${noun}`);
    }
  }
});

test("a number takes the plural form of the language", () => {
  assert.equal(count(1, words.en, "events"), "1 event");
  assert.equal(count(2, words.ar, "events"), "حدثان");
  assert.equal(count(11, words.ar, "events"), "11 حدثا");
  assert.equal(count(0, words.fr, "events"), "0 événement");
});

test("words of the data take the place of own ones of the same kind, and of no others", () => {
  const own = { empty: "Nothing", kinds: { person: "person", country: "country" }, months: ["a", "b"] };
  assert.deepEqual(merged(own, { empty: "None", kinds: { person: "human" }, months: "x", visit: "Visit" }), {
    empty: "None",
    kinds: { person: "human", country: "country" },
    months: ["a", "b"],
  });
  assert.deepEqual(merged(own), own);
});

test("a brace without a value is a mistake", () => {
  assert.equal(fill("{a} to {b}", { a: 1, b: 2 }), "1 to 2");
  assert.throws(() => fill("{a} to {b}", { a: 1 }), /\{b\}/);
});

// The same cases as tests/view/test_words.py has for Python.
for (const [span, told] of [
  [["2022-06-14", "2022-06-14", "day"], "14 June 2022"],
  [["2023-03-06", "2023-03-10", "day"], "6–10 March 2023"],
  [["2022-06-01", "2022-06-30", "month"], "June 2022"],
  [["2021-07-01", "2021-12-31", "half"], "second half of 2021"],
  [["2021-10-01", "2021-12-31", "quarter"], "fourth quarter of 2021"],
  [["2021-12-01", "2022-02-28", "season"], "winter 2022"],
  [["2022-09-01", "2022-11-30", "season"], "autumn 2022"],
  [["2022-01-01", "2022-12-31", "year"], "2022"],
  [[null, null, null], "date not told"],
]) {
  test(`a date of precision ${span[2]} reads ${told}`, () => {
    const [start, end, precision] = span;
    assert.equal(when({ start, end, precision }, words.en), told);
  });
}

test("a tick names the year in January, the month on its first, else the day", () => {
  const at = (iso) => tick(new Date(`${iso}T00:00:00Z`), words.en);
  assert.deepEqual([at("2022-01-01"), at("2022-05-01"), at("2022-05-09")], ["2022", "May", "9 May"]);
});

test("a text has the direction of its first letter", () => {
  assert.equal(directionOf("123 لقاء in Rabat"), "rtl");
  assert.equal(directionOf("« Visite » إلى"), "ltr");
  assert.equal(directionOf("2023"), "ltr");
});

test("a long text is cut at a word, never inside a sign", () => {
  assert.equal(shorten("abcdefgh ijklmno", 12), "abcdefgh…");
  assert.equal(shorten("one two three", 20), "one two three");
  assert.equal(shorten("one two three four", 14), "one two three…");
  assert.equal(shorten("👩‍👩‍👧".repeat(3), 2), "👩…");
});

test("a title leaves out the type that its row tells, and nothing else", () => {
  assert.equal(withoutType("زيارة: المغرب", "زيارة"), "المغرب");
  assert.equal(withoutType("Visit (planned): A, B", "Visit"), "A, B");
  assert.equal(withoutType("Visite : A", "Visite"), "A");
  for (const title of ["Visit", "Visit:", "Visitors: ten", "A visit: B"]) assert.equal(withoutType(title, "Visit"), title);
});

test("links lead to this site only", () => {
  assert.equal(local("/events/e-1?x=1"), "/events/e-1?x=1");
  for (const href of ["javascript:alert(1)", "//elsewhere", "/\\elsewhere", "https://elsewhere/", "", null, undefined, 3]) {
    assert.equal(local(href), null);
  }
});
