import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  compareSizes,
  judge,
  movedBase,
  verdictOf,
  worstVerdict
} from "./shared-cli-index-report.js";

// src/budget/judge-again.ts
function judgeAgain(image, budgets, approvals) {
  const { comparison, judgements: carried } = image;
  const strict = carried.some(({ unjudged }) => unjudged === "exceeded");
  if (budgets !== null) return judge(comparison, budgets, approvals, void 0, strict, carried);
  const judgements = comparison.platforms.flatMap((platform) => {
    const own = carried.filter((judgement) => judgement.platform === platform.platform);
    const alone = { ...comparison, platforms: [platform] };
    const budgets2 = own.map(({ budget }) => budget);
    return judge(alone, budgets2, approvals, void 0, strict, own).judgements;
  });
  return { judgements, verdict: verdictOf(judgements) };
}
function whatBudgetsBelie(image) {
  const { judgements } = judgeAgain(image, null, []);
  const { judgements: told, verdict, comparison } = image;
  const order = new Map(comparison.platforms.map(({ platform }, index) => [platform, index]));
  const sorted = told.toSorted(
    (a, b) => (order.get(a.platform) ?? -1) - (order.get(b.platform) ?? -1)
  );
  if (judgements.length !== told.length) {
    return `it judges ${told.length} budgets, and its platforms have ${judgements.length}`;
  }
  for (const [index, one] of judgements.entries()) {
    const other = sorted[index];
    const { metric } = one.budget;
    const [right2, given] = [one, other].map((judgement) => wordsOf(judgement));
    if (right2 !== given) return `it says of \`${metric}\` ${given}, and its numbers say ${right2}`;
  }
  const right = verdictOf(told);
  return right === verdict ? null : `its verdict is ${verdict}, and its budgets come to ${right}`;
}
function wordsOf({ outcome, actual, allowed, budget, unjudged }) {
  const amount = (number) => number === null ? "unknown" : budget.limit.kind === "count" ? String(number) : `${number} B`;
  const breach = outcome === "approved" ? "exceeded" : outcome;
  return `${breach}${unjudged === void 0 ? "" : ` (${unjudged})`} (${amount(actual)} of ${amount(allowed)})`;
}

// src/compare/consistent.ts
function whatSizesBelie({ platforms, baseline }) {
  const seen = /* @__PURE__ */ new Set();
  for (const platform of platforms) {
    const { platform: name } = platform;
    if (seen.has(name)) return `it has ${name} twice`;
    seen.add(name);
    const wrong = ofPlatform(platform, baseline.state === "compared");
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}
function ofPlatform(given, hasBaseline) {
  const { baseline, candidate, state } = given;
  const right = baseline !== null && candidate !== null ? "compared" : candidate !== null ? "only candidate" : "only baseline";
  if (state !== right || baseline !== null && !hasBaseline) {
    return "what it says was compared is not what it has";
  }
  if (candidate === null && baseline === null) return "it has neither side";
  if ([baseline, candidate].some((side) => side !== null && side.platform.length === 0)) {
    return "a side has no platform";
  }
  const sizes = compareSizes(baseline, candidate);
  const parts = ["unpacked", "compressed", "download", "blame"];
  const wrong = parts.find((part) => !same(sizes[part], given[part]));
  if (wrong !== void 0) return `its ${wrong} sizes are not those of its layers`;
  if (!same(movedBase(baseline, candidate), given.upstreamMove)) {
    return "what it says of the FROM image is not what both sides have";
  }
  for (const side of ["baseline", "candidate"]) {
    const rows = given.layers.flatMap((row) => row[side] ?? []);
    const layers = given[side]?.layers ?? [];
    if (!same(rows.map(withoutFiles).sort(), layers.map(withoutFiles).sort())) {
      return `its rows are not the layers of its ${side}`;
    }
  }
  const { change } = given.unpacked;
  const paths = given.paths?.reduce((sum, path) => sum + path.change, 0) ?? null;
  return paths !== null && change !== null && paths !== change ? "its paths do not add up to its change" : null;
}
function withoutFiles({ files: _files, paths: _paths, packages: _packages, ...layer }) {
  return canonical(layer);
}
function same(a, b) {
  return canonical(a) === canonical(b);
}
function canonical(value) {
  return JSON.stringify(
    value,
    (_, held) => typeof held === "object" && held !== null && !Array.isArray(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => a < b ? -1 : 1)) : held
  );
}

// src/report/join.ts
var MOST_IMAGES = 2e3;
function joinReports(found, settings) {
  const whole = [];
  const unusable = [];
  let count = 0;
  for (const one of found) {
    if ("why" in one) {
      unusable.push(notRead(one.file, one.why));
      continue;
    }
    const { file, report } = one;
    const named = namesOf(report);
    count += named.length;
    const why = count > MOST_IMAGES ? `all reports together name more than ${MOST_IMAGES} images` : null;
    const belied = why ?? whatReportBelies(report);
    const other = whyOther(report, settings.repository);
    if (belied !== null) unusable.push(notRead(file, belied));
    else if (other !== null)
      unusable.push(...named.map((name) => notRead(name, `${ticked(file)} ${other}`)));
    else whole.push(one);
  }
  const twice = namedTwice(whole);
  const isOnce = ({ name }) => !twice.has(name);
  const images = whole.flatMap(({ report }) => report.images).filter(({ comparison }) => isOnce(comparison)).map((image) => {
    const budgets = settings.budgetsOf(image.comparison.name);
    return { ...image, ...judgeAgain(image, budgets, settings.approvals) };
  });
  const all = (key) => whole.flatMap(({ report }) => report[key] ?? []);
  const failed = [
    ...all("failed").filter(isOnce),
    ...unusable,
    ...[...twice].map(
      ([name, files]) => notRead(name, `these reports both have it: ${files.map(ticked).join(", ")}`)
    )
  ];
  const unchanged = all("unchanged").filter(isOnce);
  const removed = all("removed");
  const known = /* @__PURE__ */ new Set([
    ...images.map(({ comparison }) => comparison.name),
    ...[...failed, ...unchanged].map(({ name }) => name)
  ]);
  const silent = whole.flatMap(({ report }) => report.missing ?? []).filter((name) => !twice.has(name));
  const missing = [.../* @__PURE__ */ new Set([...settings.expected.filter((name) => !known.has(name)), ...silent])];
  const [first] = whole;
  return {
    schema: 1,
    verdict: failed.length + missing.length > 0 ? "exceeded" : worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    ...missing.length === 0 ? {} : { missing },
    ...failed.length === 0 ? {} : { failed },
    ...unchanged.length === 0 ? {} : { unchanged },
    ...removed.length === 0 ? {} : { removed },
    notes: [...new Set(whole.flatMap(({ report }) => report.notes.slice(0, MOST_NOTES)))],
    repository: settings.repository,
    minimumChange: first?.report.minimumChange ?? 0,
    ...settings.warnOnly ? { warnOnly: true } : {}
  };
}
function namedTwice(reports) {
  const files = /* @__PURE__ */ new Map();
  for (const { file, report } of reports) {
    for (const name of namesOf(report)) files.set(name, [...files.get(name) ?? [], file]);
  }
  return new Map([...files].filter(([, where]) => where.length > 1));
}
function toldApart(reports) {
  const twice = namedTwice(reports);
  if (twice.size === 0) return reports.map(({ report }) => report);
  return reports.map(({ file, report }) => {
    const named = (name) => twice.has(name) ? `${name} (${file})` : name;
    const { images, failed, unchanged } = report;
    const renamed = (image) => ({
      ...image,
      name: named(image.name)
    });
    return {
      ...report,
      images: images.map((image) => ({ ...image, comparison: renamed(image.comparison) })),
      ...failed === void 0 ? {} : { failed: failed.map(renamed) },
      ...unchanged === void 0 ? {} : { unchanged: unchanged.map(renamed) }
    };
  });
}
var MOST_NOTES = 20;
function namesOf({ images, failed = [], unchanged = [], missing = [] }) {
  return [
    ...images.map(({ comparison }) => comparison.name),
    ...[...failed, ...unchanged].map(({ name }) => name),
    ...missing
  ];
}
function whatReportBelies(report) {
  for (const image of report.images) {
    const { comparison } = image;
    const belied = whatSizesBelie(comparison) ?? whatBudgetsBelie(image);
    if (belied !== null) return `of ${ticked(comparison.name)} ${belied}`;
  }
  const { failed = [], missing = [] } = report;
  const right = failed.length + missing.length > 0 ? "exceeded" : worstVerdict(report.images.map(({ verdict }) => verdict));
  return right === report.verdict ? null : `its verdict is ${report.verdict}, and its images come to ${right}`;
}
function whyOther({ repository }, wanted) {
  if (repository === null) return "names no commit, so nobody knows what it is of";
  if (repository.name !== wanted.name) return `is of the repository ${ticked(repository.name)}`;
  if (repository.headSha === wanted.headSha) return null;
  const [theirs, ours] = [repository.headSha, wanted.headSha].map((sha) => sha.slice(0, 7));
  return `is of the commit ${theirs}, and this is ${ours}`;
}
function notRead(name, why) {
  return { name, state: "not read", why, dockerfile: null, lines: null };
}
function ticked(text) {
  return `\`${text.replaceAll("`", "'")}\``;
}

export {
  joinReports,
  toldApart
};
