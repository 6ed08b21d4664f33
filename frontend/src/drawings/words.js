// How the drawings say things: pure functions of the words of one language (data/<lang>/drawings.yml and labels.yml).

/** `own` words with those of `theirs` in their stead that are of the same kind; a drawing's own are complete. */
export function merged(own, theirs = {}) {
  const same = Object.entries(theirs).filter(([key, value]) => typeof own[key] === typeof value);
  const taken = same.map(([key, value]) => [key, typeof value === "object" ? merged(own[key], value) : value]);
  return Object.assign(Array.isArray(own) ? [...own] : { ...own }, Object.fromEntries(taken));
}

/** `template` with its {braces} filled in; a brace without a value is a mistake of the program. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, key) => {
    if (!(key in values)) throw new Error(`no value for {${key}} in: ${template}`);
    return values[key];
  });
}

/** A number with its noun: `count(2, words, "events")` gives "2 events" in the plural form of the language. */
export function count(n, words, noun) {
  const forms = words.count[noun];
  return fill(forms[new Intl.PluralRules(words.lang).select(n)] ?? forms.other, { n: String(n) });
}

/** Milliseconds of the first moment of an ISO day, in universal time. */
export function dayOf(iso) {
  return Date.parse(`${iso}T00:00:00Z`);
}

/** A date as coarse as it is known, in words like those of view/words.py: `second half of 2021`. */
export function when({ start, end, precision }, words) {
  if (!start) return words.dates.unknown;
  const [first, last] = [new Date(dayOf(start)), new Date(dayOf(end ?? start))];
  const year = first.getUTCFullYear();
  const sameYear = year === last.getUTCFullYear();
  switch (precision) {
    case "quarter":
      return fill(words.dates.quarter[Math.floor(first.getUTCMonth() / 3)], { year });
    case "half":
      return fill(words.dates.half[Math.floor(first.getUTCMonth() / 6)], { year });
    case "season":
      // A winter begins in December and is named after its January.
      return fill(words.dates.season[Math.floor(((first.getUTCMonth() + 1) % 12) / 3)], { year: last.getUTCFullYear() });
    case "week":
      return fill(words.dates.week, { start: day(first, words) });
    case "month":
      if (sameYear && first.getUTCMonth() === last.getUTCMonth()) {
        return fill(words.dates.month, { month: words.months[first.getUTCMonth()], year });
      }
      break;
    case "year":
      if (sameYear) return fill(words.dates.year, { year });
  }
  return days(first, last, words);
}

function days(first, last, words) {
  if (+first === +last) return day(first, words);
  if (first.getUTCFullYear() === last.getUTCFullYear() && first.getUTCMonth() === last.getUTCMonth()) {
    return fill(words.dates.days, {
      first: number(first, words),
      day: last.getUTCDate(),
      month: words.months[last.getUTCMonth()],
      year: last.getUTCFullYear(),
    });
  }
  return fill(words.dates.range, { start: day(first, words), end: day(last, words) });
}

/** One day in words. */
export function day(date, words) {
  return fill(words.dates.day, {
    day: number(date, words),
    month: words.months[date.getUTCMonth()],
    year: date.getUTCFullYear(),
  });
}

const number = (date, words) => (date.getUTCDate() === 1 ? words.dates.first : String(date.getUTCDate()));

/** A tick of a time axis: the year in January, else the month, else day and month. */
export function tick(date, words) {
  const month = words.months[date.getUTCMonth()];
  if (date.getUTCDate() !== 1) return `${date.getUTCDate()} ${month}`;
  return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;

/** The direction of a text by its first letter, as `dir="auto"` tells it. */
export function directionOf(text) {
  const first = text.match(LETTER);
  return first && RIGHT_TO_LEFT.test(first[0]) ? "rtl" : "ltr";
}

/** `text` cut to at most `length` signs at the end of a word where one is near. */
export function shorten(text, length) {
  const signs = Array.from(text);
  if (signs.length <= length) return text;
  const cut = signs.slice(0, length - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > length * 0.6 ? cut.slice(0, space) : cut).replace(/[\s,،.:؛;]+$/, "")}…`;
}

/** A title without the type of event that it begins with: `Visit (planned): A, B` gives `A, B`. */
export function withoutType(title, type) {
  const rest = title.startsWith(type) ? title.slice(type.length).match(/^(?: ?\([^()]*\))? ?[:：] ?(?=\S)/u) : null;
  return rest ? title.slice(type.length + rest[0].length) : title;
}

/** About how wide a text is, in pixels: measuring thousands would take a second. Arabic letters are narrower than Latin ones. */
export function textWidth(text, size) {
  return Array.from(text).length * size * (directionOf(text) === "rtl" ? 0.45 : 0.52);
}

/** An address of this site, or null: data could name any other, and a link in a drawing leads to the record only. */
export function local(href) {
  return typeof href === "string" && /^\/(?![/\\])/.test(href) ? href : null;
}
