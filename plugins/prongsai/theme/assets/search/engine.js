/**
 * Thai search: `open(index)` once, then `answer(query)` gives results as the theme's search box shows them.
 * No dependency, no dictionary but the few words that come with the index (prongsai/exporters/search_index.py).
 *
 * Texts and queries are compared as bare letters: no spaces or punctuation, ๐–๙ as 0–9, capitals as small letters.
 * Nothing here depends on the browser's own word breaking (Intl.Segmenter), so every browser finds the same.
 *
 * @typedef {{location: string, title: number, texts: number[], kind: string, label: string, agency: number,
 *   year: number, code: string, place: number}} Entry
 * @typedef {{title: number, body: number, count: number, places: Set<number>}} Found best quality in title and body,
 *   how often, and in which texts
 * @typedef {{entry: Entry, score: number, terms: string[], spans?: number[][]}} Hit
 * @typedef {(entry: Entry) => boolean} Filter
 */
(() => {
  "use strict";
  const VERSION = 1, SHOWN = 30, FEW = 5;
  const BREAK = "\n"; // between texts; no query holds it, so no match runs from one text into the next
  const BEGINS = 1, ENDS = 2, WORD = 4; // what is known of a letter: after a space, before one, first of a Thai word
  const HANGING = /[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]/; // belongs to the letter before it
  const LEADING = /[\u0e40-\u0e44]/; // belongs to the letter after it
  const TELLING = new Set(["measure", "improvement", "channels", "agency", "page"]); // not made from the framework alone
  const LONG = 8; // what is this long was meant as it stands: it comes before synonyms and single words
  const SHORT = 4; // Thai strings shorter than this must begin a word
  const ASIDE = new Set(("การ ความ ที่ ของ และ ใน ให้ ได้ มี เป็น จาก กับ หรือ ตาม โดย เพื่อ ต่อ แก่ แห่ง ซึ่ง นี้ นั้น จะ ว่า คือ " +
    "ขอ อยาก ต้อง ทำ ดู หา เรื่อง ใคร อะไร ไหน ที่ไหน อย่างไร ยังไง ไหม เท่าไร เท่าไหร่ เมื่อไร เมื่อไหร่ ข้อ ปี").split(" "));

  let words, entries, owners, texts, letters, offsets, marks, starts, isCut, trie, known, synonyms, agencies, years;
  let found = new Map(), loose = null;

  // ---- letters -----------------------------------------------------------------------------------------------

  /** What looks the same gets the same letters; the index was made so at build. Never NFKC: it takes ำ apart. */
  function normalise(text) {
    return text.normalize("NFC").replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
      .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33").replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/g, "$1\u0e33")
      .replace(/\u0e40\u0e40/g, "\u0e41").replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0x0e50)).toLowerCase();
  }

  /** 1 Thai, 2 digit, 3 Latin, 0 anything else (which is not compared). */
  function kindOf(code) {
    if (code >= 0x61 && code <= 0x7a) return 3;
    if (code >= 0x30 && code <= 0x39) return 2;
    if (code < 0x0e01 || code > 0x0e4e || code === 0x0e2f || code === 0x0e3f || code === 0x0e46) return 0;
    return 1;
  }

  /** The letters of a text, where each stands in it, and which begin or end something by themselves. */
  function strip(text) {
    let bare = "";
    const at = [], edge = [];
    let before = 0;
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code >= 0x41 && code <= 0x5a) code += 32;
      else if (code >= 0x0e50 && code <= 0x0e59) code -= 0x0e20;
      const kind = kindOf(code);
      const changes = kind !== before && !(before === 3 && kind === 2); // O18 is one word
      if (changes && edge.length) edge[edge.length - 1] |= ENDS;
      if (kind) {
        bare += String.fromCharCode(code);
        at.push(i);
        edge.push(changes ? BEGINS : 0);
      }
      before = kind;
    }
    if (edge.length) edge[edge.length - 1] |= ENDS;
    return { bare, at, edge };
  }
  const bareOf = (text) => strip(normalise(text)).bare;

  // ---- setting up --------------------------------------------------------------------------------------------

  function open(index) {
    if (index.version !== VERSION) throw new Error(`search index of version ${index.version}, expected ${VERSION}`);
    words = index.words;
    texts = index.texts;
    owners = texts.map(() => []);
    entries = index.entries.map(([location, title, body, kind, agency, year, code = ""], place) => {
      const [name, label] = index.kinds[kind];
      const entry = { location, title, texts: body, kind: name, label, agency, year, code, place };
      owners[title].push(entry);
      for (const text of new Set(body)) if (text !== title) owners[text].push(entry);
      return entry;
    });
    const parts = [], at = [], edge = [];
    starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, number) => {
      const one = strip(text);
      parts.push(one.bare, BREAK);
      for (const value of one.at) at.push(value);
      for (const value of one.edge) edge.push(value);
      at.push(text.length);
      edge.push(0);
      starts[number + 1] = at.length;
    });
    letters = parts.join("");
    offsets = Uint32Array.from(at);
    marks = Uint8Array.from(edge);
    isCut = new Uint8Array(texts.length);
    plant(index.vocabulary.split(" "));
    years = new Set(entries.map((entry) => entry.year).filter(Boolean));
    agencies = index.agencies.map(([names, places]) => ({ label: names[0], names: names.map(bareOf), places: places.map(bareOf) }));
    synonyms = new Map();
    for (const group of index.synonyms) {
      const equals = [...new Set(group.map(bareOf))];
      for (const word of equals) synonyms.set(word, [...(synonyms.get(word) || []), ...equals.filter((w) => w !== word)]);
    }
    found = new Map();
    loose = null;
  }

  function plant(vocabulary) {
    known = new Set(vocabulary);
    trie = new Map();
    for (const word of vocabulary) {
      let node = trie;
      for (const letter of word) {
        if (!node.has(letter)) node.set(letter, new Map());
        node = node.get(letter);
      }
      node.end = true;
    }
  }

  // ---- Thai words --------------------------------------------------------------------------------------------

  /** Cuts a run of Thai letters so that the fewest letters stay unknown, then into the fewest words. */
  function cut(run) {
    const size = run.length, cost = new Float64Array(size + 1).fill(Infinity), from = new Int32Array(size + 1);
    const isWord = new Uint8Array(size + 1);
    const mayStart = (i) => i >= size || !(HANGING.test(run[i]) || (i && LEADING.test(run[i - 1])));
    const reach = (i, j, price, word) => {
      if (cost[i] + price < cost[j]) [cost[j], from[j], isWord[j]] = [cost[i] + price, i, word];
    };
    cost[0] = 0;
    for (let i = 0; i < size; i++) {
      if (cost[i] === Infinity) continue;
      for (let j = i, node = trie; j < size && (node = node.get(run[j])); j++) if (node.end && mayStart(j + 1)) reach(i, j + 1, 1, 1);
      let j = i + 1;
      while (!mayStart(j)) j++;
      reach(i, j, 100 * (j - i), 0);
    }
    const pieces = [];
    for (let j = size; j > 0; j = from[j]) {
      const last = pieces[0];
      if (last && !last.isWord && !isWord[j]) last.start = from[j]; // unknown letters side by side are one piece
      else pieces.unshift({ start: from[j], end: j, isWord: !!isWord[j] });
    }
    return pieces.map(({ start, end, isWord }) => ({ start, text: run.slice(start, end), isWord }));
  }

  /** Notes where words begin in a text; done when a text is first looked at. */
  function cutText(number) {
    if (isCut[number]) return;
    isCut[number] = 1;
    for (let i = starts[number], end = starts[number + 1] - 1; i < end; ) {
      let j = i + 1;
      while (j < end && !(marks[j] & BEGINS)) j++;
      if (kindOf(letters.charCodeAt(i)) === 1) for (const piece of cut(letters.slice(i, j))) marks[i + piece.start] |= WORD;
      i = j;
    }
  }

  /** The words of a query part, the small ones left out if others remain; unknown pieces stay as they are. */
  function wordsOf(part) {
    const { bare, edge } = strip(part.replace(/\./g, "")), all = []; // พ.ร.บ. is one word
    if (synonyms.has(bare)) return [bare];
    for (let i = 0; i < bare.length; ) {
      let j = i + 1;
      while (j < bare.length && !(edge[j] & BEGINS)) j++;
      const run = bare.slice(i, j);
      if (kindOf(run.charCodeAt(0)) === 1) for (const piece of cut(run)) all.push(piece.text);
      else all.push(run);
      i = j;
    }
    const weighty = all.filter((word) => word.length > 1 && !ASIDE.has(word));
    return [...new Set(weighty.length ? weighty : all)];
  }

  // ---- looking up one string ---------------------------------------------------------------------------------

  function textAt(position) {
    let low = 0, high = texts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** 3 whole words, 2 from the beginning of a word, 1 inside a run of letters, 0 no match after all. */
  function quality(term, position, number) {
    const end = position + term.length, kind = kindOf(term.charCodeAt(0)), last = kindOf(term.charCodeAt(term.length - 1));
    if (kind === 2 && !(marks[position] & BEGINS) && position > starts[number] && kindOf(letters.charCodeAt(position - 1)) === 2) return 0;
    if (last === 2 && !(marks[end - 1] & ENDS) && kindOf(letters.charCodeAt(end)) === 2) return 0;
    cutText(number);
    const begins = marks[position] & (BEGINS | WORD);
    if (!begins) return kind === 1 && term.length >= SHORT && !HANGING.test(term[0]) && !LEADING.test(letters[position - 1] || "") ? 1 : 0;
    if (marks[end - 1] & ENDS || marks[end] & (BEGINS | WORD)) return 3;
    if (kind === 1 && term.length < SHORT && known.has(term)) { // ลา begins ลาออก, but not ลาน
      let j = end + 1;
      while (!(marks[j - 1] & ENDS) && !(marks[j] & (BEGINS | WORD))) j++;
      return cut(letters.slice(end, j)).every((piece) => piece.isWord) ? 2 : 0;
    }
    return 2;
  }

  /** Where a string stands: [position, text number, quality]. */
  function occurrences(term) {
    const list = [];
    for (let i = letters.indexOf(term); i >= 0; i = letters.indexOf(term, i + 1)) {
      const number = textAt(i), worth = quality(term, i, number);
      if (worth) list.push([i, number, worth]);
    }
    return list;
  }

  /** The entries that hold a string. When enough hold it as a word, those that hold it inside a word are left out. */
  function lookUp(term) {
    const cached = found.get(term);
    if (cached) return cached;
    const map = new Map();
    for (const [, number, worth] of occurrences(term)) {
      for (const entry of owners[number]) {
        const one = map.get(entry) || { title: 0, body: 0, count: 0, places: new Set() };
        if (entry.title === number) one.title = Math.max(one.title, worth);
        else one.body = Math.max(one.body, worth);
        one.count++;
        one.places.add(number);
        map.set(entry, one);
      }
    }
    const whole = [...map].filter(([, one]) => Math.max(one.title, one.body) > 1);
    const result = whole.length >= FEW ? new Map(whole) : map;
    if (found.size > 500) found.clear();
    found.set(term, result);
    return result;
  }

  /** How well a string found in an entry describes it; a title says more than any number of mentions. */
  function worth(entry, one, term) {
    const telling = TELLING.has(entry.kind);
    if (!one.title) return 2 * one.body + Math.min(3, Math.log2(one.count)) + (telling ? 3 : 0);
    const size = starts[entry.title + 1] - starts[entry.title] - 1;
    const first = letters.startsWith(term, starts[entry.title]) ? 5 : 0;
    return 100 + 10 * one.title + first + Math.round(20 * term.length / size) + (telling ? 15 : 0);
  }

  /** A query's letters with words replaced by their synonyms; the letters themselves come first. */
  function variants(bare, parts = [bare]) {
    const result = [bare], at = new Map();
    for (const word of synonyms.keys()) {
      if (word.length > bare.length || (word.length < SHORT && !parts.includes(word))) continue;
      const i = bare.indexOf(word);
      if (i < 0 || (at.has(i) && at.get(i).length >= word.length)) continue;
      at.set(i, word);
    }
    let end = -1;
    for (const [i, word] of [...at].sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)) {
      if (i < end) continue; // inside a longer word that has been replaced
      end = i + word.length;
      for (const equal of synonyms.get(word)) {
        if (!equal.includes(bare)) result.push(bare.slice(0, i) + equal + bare.slice(end));
        else result.push(equal);
      }
    }
    return [...new Set(result)].slice(0, 24);
  }

  // ---- phrases and words -------------------------------------------------------------------------------------

  /** @returns {Hit[]} entries that hold the whole query as it stands, or with a synonym put in. */
  function phraseHits(query, keep) {
    const hits = new Map();
    variants(bareOf(query), query.split(/\s+/).map(bareOf)).forEach((term, number) => {
      for (const [entry, one] of lookUp(term)) {
        if (!keep(entry)) continue;
        const score = number ? 0.9 * worth(entry, one, term) : worth(entry, one, term) + (term.length >= LONG ? 200 : 0), hit = hits.get(entry);
        if (!hit) hits.set(entry, { entry, score, terms: [term] });
        else {
          hit.score = Math.max(hit.score, score);
          hit.terms.push(term);
        }
      }
    });
    return sorted([...hits.values()]);
  }

  /** @returns {{together: Hit[], all: Hit[], most: Hit[]}} entries with all the query's words in one paragraph, with
   *   all of them somewhere, and with most. */
  function wordHits(query, keep) {
    const terms = query.split(/\s+/).flatMap(wordsOf);
    if (terms.length < 2) return { together: [], all: [], most: [] };
    const columns = terms.map((term) => {
      const map = new Map();
      for (const one of variants(term)) for (const [entry, hit] of lookUp(one)) if (!map.has(entry)) map.set(entry, [hit, one]);
      return { map, weight: Math.log(1 + entries.length / (1 + map.size)), size: term.length };
    });
    const total = columns.reduce((sum, column) => sum + column.weight, 0), together = [], all = [], most = [];
    const fewest = columns.reduce((a, b) => (a.map.size < b.map.size ? a : b));
    for (const entry of terms.length > 2 ? entries : fewest.map.keys()) {
      if (!keep(entry)) continue;
      let covered = 0, score = 0;
      const marked = [];
      let places = null;
      for (const { map, weight } of columns) {
        if (!map.has(entry)) continue;
        const [one, term] = map.get(entry);
        covered += weight;
        score += weight * worth(entry, one, term);
        marked.push(term);
        places = places ? new Set([...places].filter((place) => one.places.has(place))) : one.places;
      }
      const hit = { entry, score: score / total, terms: marked };
      if (marked.length === terms.length) (places.size ? together : all).push(hit);
      else if (terms.length > 2 && marked.length > 1 && covered >= 0.7 * total) most.push(hit);
    }
    return { together: sorted(together), all: sorted(all), most: sorted(most) };
  }

  /** Best first; what is equally good, newest year first, then in the order of the site. */
  function sorted(hits) {
    const rank = (hit) => Math.round(hit.score);
    return hits.sort((a, b) => rank(b) - rank(a) || b.entry.year - a.entry.year || a.entry.place - b.entry.place);
  }

  // ---- misspelt ----------------------------------------------------------------------------------------------

  const ALIKE = new Map();
  for (const group of ["ซชฌ", "นณ", "ดตฎฏ", "สศษ", "ทธฑฒ", "พภ", "คฆข", "ลฬ", "ยญ", "ิี", "ึื", "ุู", "ใไ"]) {
    for (const letter of group) ALIKE.set(letter, group[0]);
  }

  /** Letters as they sound to one who cannot spell: no tone marks, no silent letters, one letter of each sound. */
  function loosen(bare) {
    const result = [], at = [];
    const drop = () => result.pop() && at.pop();
    for (let i = 0; i < bare.length; i++) {
      const letter = ALIKE.get(bare[i]) || bare[i];
      if (letter === "\u0e4c") { // thanthakhat silences the letter before it, and its vowel
        if (/[ิุ]/.test(result[result.length - 1])) drop();
        drop();
      } else if (letter === "\u0e33") { // sara am sounds like mai han-akat and mo ma
        result.push("\u0e31", "ม");
        at.push(i, i);
      } else if (!(letter >= "\u0e47" && letter <= "\u0e4b") && (letter !== result[result.length - 1] || letter === BREAK)) {
        result.push(letter);
        at.push(i);
      }
    }
    return { bare: result.join(""), at };
  }

  /** The ends of what differs from the pattern by at most `limit` letters (Wu and Manber); [end, differences]. */
  function near(pattern, limit) {
    const size = Math.min(pattern.length, 31), last = 1 << (size - 1), ends = [], { codes } = loose;
    const masks = new Int32Array(0x0e80), state = new Int32Array(limit + 1); // all letters compared are below U+0E80
    for (let i = 0; i < size; i++) masks[pattern.charCodeAt(i)] |= 1 << i;
    for (let k = 0; k <= limit; k++) state[k] = (1 << k) - 1;
    for (let i = 0; i < codes.length; i++) {
      const mask = masks[codes[i]];
      let before = state[0];
      state[0] = ((before << 1) | 1) & mask;
      for (let k = 1; k <= limit; k++) {
        const old = state[k];
        state[k] = (((old << 1) | 1) & mask) | before | ((before | state[k - 1]) << 1) | 1;
        before = old;
      }
      if (!(state[limit] & last)) continue;
      let k = 0;
      while (!(state[k] & last)) k++;
      const previous = ends[ends.length - 1];
      if (!previous || previous[0] < i) ends.push([i + 1, k]);
      else if (k <= previous[1]) [previous[0], previous[1]] = [i + 1, k]; // the best of a run of ends, then the last
    }
    return ends;
  }

  /** @returns {Map<Entry, {score: number, span: number[]}>} entries with something like the letters given. */
  function alike(bare, limit) {
    if (!loose) {
      loose = loosen(letters);
      loose.codes = Uint16Array.from(loose.bare, (letter) => letter.charCodeAt(0));
    }
    const pattern = loosen(bare).bare, result = new Map(), ends = [];
    if (pattern.length < 4) return result;
    if (limit) ends.push(...near(pattern, limit));
    else for (let i = loose.bare.indexOf(pattern); i >= 0; i = loose.bare.indexOf(pattern, i + 1)) ends.push([i + pattern.length, 0]);
    for (const [end, differences] of ends) {
      const first = Math.max(0, end - pattern.length), number = textAt(loose.at[end - 1]);
      const to = Math.min(loose.at[end] ?? letters.length, starts[number + 1] - 1);
      let from = Math.max(loose.at[first], starts[number]);
      cutText(number);
      const begins = [0, 1, -1, 2, -2].map((step) => from + step).find((i) => i >= starts[number] && marks[i] & (BEGINS | WORD));
      // a short one must begin a word: half the language is one letter away from something
      if (begins === undefined && pattern.length < 7) continue;
      from = begins ?? from;
      for (const entry of owners[number]) {
        const score = (entry.title === number ? 100 : 10) - 5 * differences, old = result.get(entry);
        if (!old || old.score < score) result.set(entry, { score, span: [from, to] });
      }
    }
    return result;
  }

  /** @returns {Hit[]} every part of the query as it stands or nearly so. */
  function nearHits(query, keep, spelling) {
    const whole = bareOf(query);
    const attempts = [[whole], query.split(/\s+/).map(bareOf).filter(Boolean)];
    for (const parts of attempts) {
      let hits = null, changed = false;
      for (const part of parts) {
        const size = loosen(part).bare.length, one = new Map();
        if (parts.length > 1) for (const [entry, hit] of lookUp(part)) one.set(entry, { score: worth(entry, hit, part), terms: [part], spans: [] });
        const limit = spelling ? 0 : size >= 10 ? 2 : size >= 5 ? 1 : 0;
        changed ||= !one.size;
        if (!one.size) for (const [entry, { score, span }] of alike(part, limit)) one.set(entry, { score, terms: [], spans: [span] });
        const before = hits;
        hits = new Map();
        for (const [entry, hit] of one) {
          const old = before ? before.get(entry) : { score: 0, terms: [], spans: [] };
          if (!old || !keep(entry)) continue;
          hits.set(entry, { entry, score: old.score + hit.score, terms: [...old.terms, ...hit.terms], spans: [...old.spans, ...hit.spans] });
        }
      }
      if (changed && hits.size) return sorted([...hits.values()]);
    }
    return [];
  }

  // ---- what the query asks for -------------------------------------------------------------------------------

  const CODE = /(?:^|\s)(?:(?:ข้อ(?:ที่)?|รหัส|oit)\s*)*(?:(?:o|โอ)[\s.\-–]*0*|0+)([1-9]\d?)(?!\d)|(?:^|\s)(?:(?:ข้อ(?:ที่)?|oit)\s*)+0*([1-9]\d?)(?!\d)|^([1-9]\d?)$/;
  const YEAR = /(?:(?:^|(?<!ประจำ))(?:ปีงบประมาณ|ปีงบ|ปี)|พ\.?ศ\.?)?\s*(?:พ\.?ศ\.?\s*)?(?<!\d)(2[56]\d\d|20\d\d)(?!\d)|(?:ปีงบประมาณ|ปีงบ|ปี|พ\.?ศ\.?)\s*(\d\d)(?!\d)/g;

  /** Takes code, years and agency out of a query; what is left is looked for in the entries that they allow. */
  function understand(query) {
    let rest = query;
    const wanted = { code: "", years: new Set(), agencies: new Set(), rest: "" };
    rest = rest.replace(YEAR, (all, long, brief) => {
      const year = long ? (long < "2400" ? Number(long) + 543 : Number(long)) : 2500 + Number(brief);
      if (!years.has(year)) return all;
      wanted.years.add(year);
      return " ";
    });
    rest = takeAgency(rest, wanted.agencies).trim();
    const code = CODE.exec(rest);
    if (code) {
      const name = `o${Number(code[1] || code[2] || code[3])}`;
      if (entries.some((entry) => entry.code === name)) {
        wanted.code = name;
        rest = rest.slice(0, code.index) + " " + rest.slice(code.index + code[0].length);
      }
    }
    wanted.rest = rest.trim();
    return wanted;
  }

  /** The longest agency name in a query, or a place that agencies are in; a bare name must stand by itself. */
  function takeAgency(query, chosen) {
    const { bare, at, edge } = strip(query);
    let best = "", where = -1;
    agencies.forEach(({ names, places }, number) => {
      [...names, ...places].forEach((name, rank) => {
        if (name.length < Math.max(2, best.length)) return;
        const i = bare.indexOf(name);
        if (i < 0) return;
        const begins = edge[i] & BEGINS, ends = edge[i + name.length - 1] & ENDS;
        const full = rank < names.length && rank !== 1; // all but the bare name and the places
        if (!(full || (begins && ends) || (rank === 1 && name.length > 5 && (begins || ends)))) return;
        if (name !== best) chosen.clear();
        [best, where] = [name, i];
        chosen.add(number);
      });
    });
    if (!best) return query;
    const after = at[where + best.length - 1] + 1;
    const lead = query.slice(0, at[where]).replace(/(?:อบต|อบจ|ทต|ทม)\.?\s*$|(?:ตำบล|เทศบาลตำบล|องค์การบริหารส่วนตำบล)\s*$/, "");
    return `${lead} ${query.slice(after)}`;
  }

  const ORDER = ["agency", "year", "channels", "survey", "data", "measures", "oit", "report", "departments"];

  /** The pages that lead to a year or an agency when the query names nothing else. */
  function overview(keep) {
    const rank = (hit) => ORDER.indexOf(hit.entry.kind);
    return entries.filter((entry) => ORDER.includes(entry.kind) && keep(entry))
      .map((entry) => ({ entry, score: 0, terms: [] })).sort((a, b) => rank(a) - rank(b) || b.entry.year - a.entry.year);
  }

  function codeHits(code, rest, keep) {
    const items = entries.filter((entry) => entry.code === code && keep(entry)).map((entry) => ({ entry, score: 100, terms: [code] }));
    const told = new Set(rest ? phraseHits(rest, keep).map((hit) => hit.entry) : []);
    sorted(items).sort((a, b) => told.has(b.entry) - told.has(a.entry));
    const others = rest ? [] : phraseHits(code, keep).filter((hit) => hit.entry.code !== code);
    return [...items, ...others];
  }

  /** Whole phrases; words as well when those are few; what is only near when there is nothing. */
  function textHits(query, keep) {
    const phrases = phraseHits(query, keep);
    if (phrases.length >= FEW) return { hits: phrases, isNear: false };
    if (!phrases.length) {
      const misspelt = nearHits(query, keep, true);
      if (misspelt.length) return { hits: misspelt, isNear: true };
    }
    const { together, all, most } = wordHits(query, keep), have = new Set(phrases.map((hit) => hit.entry));
    const more = together.filter((hit) => !have.has(hit.entry)).map((hit) => ({ ...hit, score: 0.8 * hit.score }));
    const hits = sorted([...phrases, ...more]);
    if (hits.length) return { hits: phrases.length || hits.length >= FEW ? hits : [...hits, ...all], isNear: false };
    if (all.length) return { hits: all, isNear: false };
    const close = nearHits(query, keep, false);
    return close.length ? { hits: close, isNear: true } : { hits: most, isNear: true };
  }

  /** @returns {{hits: Hit[], isNear: boolean}} */
  function search(typed) {
    const query = normalise(typed).replace(/\s+/g, " ").trim(), whole = bareOf(query), anything = () => true;
    if (!whole) return { hits: [], isNear: false };
    const { code, years: inYears, agencies: ofAgencies, rest } = understand(query);
    if (!code && !inYears.size && !ofAgencies.size) return textHits(query, anything);
    const keep = (entry) => (!inYears.size || inYears.has(entry.year)) && (!ofAgencies.size || ofAgencies.has(entry.agency));
    // a sentence copied from a page is found as it stands, whatever year or name it mentions
    const literal = whole.length >= 12 ? phraseHits(query, anything) : [];
    const inside = literal.filter((hit) => keep(hit.entry));
    const copied = bareOf(rest).length >= 20 ? literal : inside;
    let answer = { hits: [], isNear: false };
    if (code) answer.hits = codeHits(code, rest, keep);
    else if (bareOf(rest)) answer = textHits(rest, keep);
    else answer.hits = overview(keep);
    if (copied.length) {
      const have = new Set(copied.map((hit) => hit.entry));
      return { hits: [...copied, ...(answer.isNear ? [] : answer.hits.filter((hit) => !have.has(hit.entry)))], isNear: false };
    }
    return answer.hits.length ? answer : textHits(query, anything);
  }

  // ---- showing -----------------------------------------------------------------------------------------------

  const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  /** The parts of a text to mark, as offsets in the text as displayed, joined where they touch. */
  function marked(number, hit) {
    const spans = (hit.spans || []).filter(([from]) => from >= starts[number] && from < starts[number + 1]).map((span) => [...span]);
    const text = letters.slice(starts[number], starts[number + 1]);
    for (const term of hit.terms) {
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + 1)) {
        const from = starts[number] + i;
        if (quality(term, from, number)) spans.push([from, from + term.length]);
      }
    }
    const shown = spans.map(([from, to]) => [offsets[from], offsets[to - 1] + 1]).sort((a, b) => a[0] - b[0]);
    return shown.reduce((list, [from, to]) => {
      const last = list[list.length - 1];
      if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
      else list.push([from, to]);
      return list;
    }, []);
  }

  function withMarks(text, spans, from, to) {
    let html = from ? "…" : "", at = from;
    for (const [start, end] of spans) {
      if (end <= from || start >= to) continue;
      html += `${escape(text.slice(at, Math.max(at, start)))}<mark>${escape(text.slice(Math.max(at, start), Math.min(end, to)))}</mark>`;
      at = Math.min(end, to);
    }
    return html + escape(text.slice(at, to)) + (to < text.length ? "…" : "");
  }

  /** The first paragraph that tells why the entry was found, cut around the reason. */
  function excerpt(hit) {
    const { texts: body } = hit.entry;
    const number = body.find((one) => marked(one, hit).length) ?? body[0];
    if (number === undefined) return "";
    const spans = marked(number, hit), text = texts[number];
    let from = spans.length && spans[0][0] > 70 ? spans[0][0] - 50 : 0;
    while (from > 0 && HANGING.test(text[from])) from--;
    return withMarks(text, spans, from, Math.min(text.length, from + 200));
  }

  /** The theme shows no text for a result with an anchor that stands alone, so it goes into the title. */
  function show(hit, place, count, notice) {
    const { location, title, label, agency, year } = hit.entry;
    const about = [agency >= 0 && agencies[agency].label, year && words.year.replace("{year}", year), label].filter(Boolean).join(" · ");
    const text = excerpt(hit);
    let heading = notice ? `<small class="pr-hit__notice">${escape(notice)}</small>` : "";
    heading += withMarks(texts[title], marked(title, hit), 0, texts[title].length);
    heading += `<small class="pr-hit__about">${escape(about)}</small>`;
    if (location.includes("#")) heading += `<span class="pr-hit__text">${text}</span>`;
    // the theme opens the result with the highest score on Enter
    return [{ location, title: heading, text, score: count - place, terms: {} }];
  }

  function answer(typed) {
    const { hits, isNear } = search(typed), best = hits.slice(0, SHOWN);
    return { items: best.map((hit, place) => show(hit, place, best.length, isNear && !place && words.near)), approximate: isNear };
  }

  globalThis.prongsaiSearch = { open, answer };
})();
