#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  cloneAround,
  commands,
  commitOf,
  configReader,
  decodeRecords,
  engineApi,
  gate,
  gitIn,
  linesTo,
  localContexts,
  patched,
  readRepository,
  secretsOfEnvironment,
  settingsFromInputs,
  startBuildx,
  watchedCommands,
  withSweptFolder
} from "./shared-cli-index.js";
import {
  toldApart
} from "./shared-cli-report.js";
import {
  UsageError,
  UserError,
  blocksHtml,
  breachText,
  cell,
  changeAndPercent,
  checkWritable,
  code,
  compare,
  count,
  decodeReport,
  encodeReport,
  failuresText,
  formatBytes,
  formatChange,
  formatNumber,
  htmlReport,
  htmlText,
  inputNames,
  inputs,
  jobSummary,
  label,
  lastWords,
  link,
  listenForInterruption,
  messageOf,
  mostOfReport,
  mostOfText,
  nearest,
  outcomeOf,
  printable,
  quoted,
  readTextFile,
  redactError,
  redactor,
  samePlatform,
  saving,
  shell,
  shortCommit,
  strong,
  table,
  terminalReport,
  worstVerdict,
  writeText
} from "./shared-cli-index-report.js";

// src/doors/command-line.ts
import { homedir, tmpdir } from "node:os";
import { basename as basename2, isAbsolute, join as join2 } from "node:path";

// src/measure/own-reports.ts
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
function ownReportNotes(paths, images, cwd) {
  const contexts = images.flatMap(
    ({ source }) => source.kind === "build" ? localContexts(source.build, cwd) : []
  );
  return paths.flatMap((path) => {
    const file = resolve(cwd, path);
    const context = contexts.find((folder) => !/^\.\.(?:\/|$)|^$/.test(relative(folder, file)));
    if (context === void 0 || !existsSync(file)) return [];
    const where = relative(cwd, context) || ".";
    return [
      `${quoted(path)} of an earlier run lies in the build context ${quoted(where)}, so that it may be part of the image: write it elsewhere, e.g. below /tmp, or name it in .dockerignore.`
    ];
  });
}

// src/settings/command-line.ts
import { parseArgs } from "node:util";

// src/settings/command-options.ts
var defaultBranch = "image-sizes";
var FIRST_OF_BUILD = ["context", "file", "target", "platforms"];
var briefly = {
  platforms: "Platforms to build: linux/amd64,linux/arm64.",
  bake: "Bake or compose file whose targets are the images.",
  targets: "Targets and groups of the bake file.",
  image: "Measure an image instead of building one: docker-daemon:REF, docker://REF, oci:DIR, oci-archive:FILE or docker-archive:FILE.",
  baseline: "What to compare with: auto (the base commit), build:REF, an image as in --image, record:REPORT.json, or none.",
  detail: "layers: sizes only. files: paths, packages and waste too.",
  cures: "Of waste: off, words, verified (each cure is built and proved), or all.",
  cache: "Keep what was found in layers from run to run.",
  "cache-dir": "Keep it in this folder.",
  "only-changed": "Build an image only when what it is made of differs from the base commit.",
  parallel: "Images measured side by side.",
  config: "Configuration file for several images and richer budgets.",
  "max-increase": 'Largest growth of it: 5MB, 2%, or "5MB, 2%".',
  "max-compressed-size": "Largest compressed size, e.g. 90MB.",
  "max-compressed-increase": "Largest growth of it.",
  "max-download": "Most that a node with the baseline still fetches.",
  upstream: "Whether growth of the FROM image counts: exclude or include.",
  "fail-on-unjudged": "Fail when a budget cannot be judged.",
  "minimum-change": "Rows that changed by less are folded."
};
var fileOptions = [
  fileOption("json", "Write the report as JSON."),
  fileOption("html", "Write the report as an HTML page."),
  fileOption("markdown", "Write the report as Markdown.")
];
var commandOptions = {
  compare: [...inputNames.filter(isOffered).map(optionOf), ...fileOptions],
  cure: [
    flag("write", "Apply the patch to the working tree."),
    flag("check", "Exit with 1 when there is a patch."),
    ...inputNames.filter((name) => isOffered(name) && isOfCures(name)).map(optionOf),
    ...fileOptions
  ],
  report: fileOptions,
  history: [
    fileOption("html", "Write the page here. It is one file that loads nothing."),
    {
      name: "branch",
      placeholder: "NAME",
      repeatable: false,
      help: `The branch with the records, here or of origin as far as it was fetched. Default: ${defaultBranch}.`,
      group: "report"
    },
    {
      name: "records",
      placeholder: "DIR",
      repeatable: false,
      help: "A folder with records instead of a branch.",
      group: "report"
    },
    fileOption("config", "The configuration file, whose limits of sizes are drawn in.")
  ]
};
function optionOf(name) {
  const { kind, help, default: standard, group, role } = inputs[name];
  const isOfBuild = role === "build" && !FIRST_OF_BUILD.includes(name);
  return {
    name,
    placeholder: kind.placeholder,
    repeatable: kind.repeatable,
    help: `${briefly[name] ?? firstSentence(help.replaceAll("`", ""))}${standard === "" || standard === "false" ? "" : ` Default: ${standard}.`}`,
    group: isOfBuild ? "build" : group
  };
}
function firstSentence(text) {
  return /^.*?(?<!e\.g)\.(?= |$)/.exec(text)?.[0] ?? text;
}
function flag(name, help) {
  return { name, placeholder: null, repeatable: false, help, group: "cure" };
}
function fileOption(name, help) {
  return { name, placeholder: "FILE", repeatable: false, help, group: "report" };
}
function isOffered(name) {
  const { role } = inputs[name];
  return role !== "github" && role !== "foreign";
}
function isOfCures(name) {
  const { group } = inputs[name];
  return group === "measure" && !["baseline", "detail", "image"].includes(name);
}

// src/settings/command-help.ts
var overview = `Compares container images layer by layer and holds them against budgets.

Usage:
  image-size-gate compare [options]        build or read an image, compare it, judge it
  image-size-gate cure [options]           build what makes it smaller, show the patch
  image-size-gate report REPORT.json...    show earlier reports
  image-size-gate history --html FILE      draw the records of all images over time
  image-size-gate COMMAND --help

Examples:
  image-size-gate compare --max-increase 5MB
  image-size-gate report report.json --html report.html
  image-size-gate history --html history.html

Exit codes: 0 passed or approved, 1 a budget is exceeded (cure --check: something
can go), 2 wrong usage, 3 could not measure.
`;
function commandHelp(command) {
  const { usage, about, examples, rules } = pages[command];
  const groups = groupsOf(commandOptions[command]);
  return `${[
    [`Usage: image-size-gate ${command} ${usage}`, "", ...filled(about, COLUMNS)],
    ...groups,
    ["Examples:", ...examples.map((example) => `  ${example}`)],
    ...rules.length === 0 ? [] : [rules.flatMap((rule) => filled(rule, COLUMNS))]
  ].map((lines) => lines.join("\n")).join("\n\n")}
`;
}
var COLUMNS = 80;
var START = 33;
var rulesOfOptions = [
  "Lists take one item per option, which can be repeated: --build-args A=1 --build-args B=2.",
  "Flags are switched off by --NAME=false or --no-NAME: --no-fail-on-exceeded."
];
var pages = {
  compare: {
    usage: "[options]",
    about: "Builds the image of the working tree and of its base commit (or reads images that exist), and says what grew and whether a budget is exceeded.",
    examples: [
      'image-size-gate compare --max-size 250MB --max-increase "5MB, 2%"',
      "image-size-gate compare --context api --baseline build:main --html report.html",
      "image-size-gate compare --image oci:build/api --baseline docker://acme/api:1"
    ],
    rules: rulesOfOptions
  },
  cure: {
    usage: "[options]",
    about: "Builds the cures of waste that are mechanical, proves that the image is the same but for the waste, measures what they save, and prints the patch.",
    examples: [
      "image-size-gate cure",
      "image-size-gate cure --context api --write",
      "image-size-gate cure --cures all --check"
    ],
    rules: rulesOfOptions
  },
  report: {
    usage: "[options] REPORT.json...",
    about: "Shows JSON reports of earlier runs as one; the worst verdict decides.",
    examples: [
      "image-size-gate report report.json",
      "image-size-gate report api.json worker.json --html report.html",
      "image-size-gate report report.json --markdown comment.md"
    ],
    rules: []
  },
  history: {
    usage: "[--branch NAME | --records DIR] --html FILE",
    about: "Draws every image and platform of the record branch over time, with tags, budgets, and the commits that cost most.",
    examples: [
      "image-size-gate history --html history.html",
      "image-size-gate history --branch sizes --html history.html",
      "image-size-gate history --records records --html history.html"
    ],
    rules: ["The branch is fetched before: git fetch origin image-sizes:image-sizes"]
  }
};
var titles = [
  ["cure", "The patch:"],
  ["budgets", "Budgets:"],
  ["measure", "What to measure:"],
  ["build", "How to build, as docker buildx build has it:"],
  ["report", "Report:"]
];
function groupsOf(options) {
  return titles.flatMap(([group, title]) => {
    const shown = options.filter((option) => option.group === group);
    if (shown.length === 0) return [];
    if (group === "build") return [[title, ...indented(filled(shown.map(signature), COLUMNS - 2))]];
    return [[title, ...shown.flatMap(linesOf)]];
  });
}
function linesOf(option) {
  const [first = "", ...more] = filled(option.help, COLUMNS - START);
  const name = `  ${signature(option)}`;
  const top = name.length < START - 1 ? [name.padEnd(START) + first] : [name, " ".repeat(START) + first];
  return [...top, ...more.map((line) => " ".repeat(START) + line)];
}
function signature({ name, placeholder }) {
  return `--${name}${placeholder === null ? "" : ` ${placeholder}`}`;
}
var indented = (lines) => lines.map((line) => `  ${line}`);
function filled(text, columns) {
  const lines = [];
  for (const word of typeof text === "string" ? text.split(" ") : text) {
    const last = lines.at(-1);
    if (last === void 0 || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

// src/settings/command-line.ts
function parseCommandLine(args) {
  const [command, ...rest] = args;
  if (command === void 0 || command === "help" || isHelp(command)) {
    return { command: "help", text: overview };
  }
  if (command === "history") return historyCommand(rest);
  if (command !== "compare" && command !== "cure" && command !== "report") {
    throw new UsageError(
      `${command}: there is no such command${suggestion(command, ["compare", "cure", "report", "history"], "")}; see image-size-gate --help`
    );
  }
  const { values, positionals, help } = parseOptions(command, rest);
  if (help) return { command: "help", text: commandHelp(command) };
  const files = {
    json: values.get("json") ?? null,
    html: values.get("html") ?? null,
    markdown: values.get("markdown") ?? null
  };
  if (command === "report") {
    if (positionals.length > 0) return { command, reports: positionals, files };
    throw new UsageError(
      "report: name the JSON reports, for example image-size-gate report api.json"
    );
  }
  const [stray] = positionals;
  if (stray !== void 0) {
    if (/^(true|false)$/i.test(stray)) {
      throw new UsageError(
        `${stray}: ${command} takes options only; a flag is given its value with =, for example --fail-on-exceeded=${stray}`
      );
    }
    throw new UsageError(strayText(command, stray, rest));
  }
  const read = (input) => values.get(input) ?? "";
  if (command === "compare") return { command, read, files };
  const isSet = (flag2) => values.get(flag2)?.trim().toLowerCase() === "true";
  return { command, read, files, cure: { write: isSet("write"), check: isSet("check") } };
}
function historyCommand(args) {
  const { values, positionals, help } = parseOptions("history", args);
  if (help) return { command: "help", text: commandHelp("history") };
  const [stray] = positionals;
  if (stray !== void 0)
    throw new UsageError(`${stray}: history takes options only; a branch is --branch ${stray}`);
  const html = values.get("html");
  if (html === void 0)
    throw new UsageError(
      "--html: is missing; name the file of the page, for example image-size-gate history --html history.html"
    );
  if (values.has("records") && values.has("branch"))
    throw new UsageError("--records, --branch: records are in a folder or in a branch; keep one");
  const history2 = {
    branch: values.get("branch") ?? defaultBranch,
    records: values.get("records") ?? null,
    config: values.get("config") ?? null
  };
  return { command: "history", history: history2, html };
}
function strayText(command, stray, args) {
  const before = args[args.indexOf(stray) - 1] ?? "";
  const option = args[args.indexOf(stray) - 2] ?? "";
  const isAmount = /^(?:[0-9.]+\s*%?|[0-9.]*\s*[kMGT]?i?B)$/i.test(stray);
  if (isAmount && /^--[a-z-]+$/.test(option) && /^[0-9][0-9.]*\s*(?:%|[kMGT]?i?B)?,?$/i.test(before)) {
    const value = /^[a-z]+$/i.test(stray) ? `${before} ${stray}` : `${before.replace(/,$/, "")}, ${stray}`;
    return `${stray}: is left over behind ${option} ${before}; quote a value that has spaces: ${option} '${value}'`;
  }
  return `${stray}: ${command} takes options only; a build context is --context ${stray}, an image is --image ${stray}`;
}
function isHelp(argument) {
  return argument === "--help" || argument === "-h";
}
function parseOptions(command, args) {
  const options = commandOptions[command];
  const known = new Map(options.map((option) => [option.name, option]));
  const { tokens } = parseArgs({
    args,
    options: Object.fromEntries([
      ["help", { type: "boolean", short: "h" }],
      ...options.map(({ name, placeholder }) => [
        name,
        { type: placeholder === null ? "boolean" : "string" }
      ])
    ]),
    strict: false,
    allowPositionals: true,
    tokens: true
  });
  const values = /* @__PURE__ */ new Map();
  const positionals = [];
  let help = false;
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") {
      help = true;
      continue;
    }
    const negated = negatedFlag(token, known);
    const option = negated ?? known.get(token.name) ?? unknownOption(command, token.rawName, options);
    const value = negated === null ? optionValue(option, token) : "false";
    const earlier = values.get(option.name);
    if (earlier !== void 0 && !option.repeatable) {
      throw new UsageError(`--${option.name}: is given twice, as ${earlier} and ${value}; keep one`);
    }
    values.set(option.name, earlier === void 0 ? value : `${earlier}
${value}`);
  }
  return { values, positionals, help };
}
function negatedFlag({ name, value }, known) {
  if (known.has(name) || !name.startsWith("no-") || value !== void 0) return null;
  const option = known.get(name.slice("no-".length));
  return option?.placeholder === null ? option : null;
}
function optionValue({ name, placeholder }, { value, inlineValue }) {
  if (placeholder === null) return value ?? "true";
  if (value === void 0) {
    throw new UsageError(`--${name}: needs a value: --${name} ${placeholder}`);
  }
  if (inlineValue !== true && value.startsWith("-")) {
    throw new UsageError(
      `--${name}: needs a value before ${value}; a value that starts with a dash is written --${name}=${value}`
    );
  }
  return value;
}
function unknownOption(command, rawName, options) {
  const name = rawName.replace(/^-+/, "");
  const input = inputs[name];
  if (input?.role === "github") {
    throw new UsageError(
      `${rawName}: only the action has this input, the command line needs no GitHub`
    );
  }
  if (input?.role === "foreign") {
    throw new UsageError(`${rawName}: is an option of buildx without meaning here; leave it out`);
  }
  const names = [...options.map((option) => option.name), "help"];
  throw new UsageError(
    `${rawName}: there is no such option${suggestion(name, names, "--")}; see image-size-gate ${command} --help`
  );
}
function suggestion(given, known, dashes) {
  const meant = nearest(given, known);
  return meant === null ? "" : `, did you mean ${dashes}${meant}`;
}

// src/doors/cure.ts
import { realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve as resolve2 } from "node:path";

// src/report/printers/cures.ts
function curesText({ images }) {
  const patches = images.map(({ cures }) => cures?.patch ?? "");
  return `${images.flatMap(linesOf2).join("\n")}
${patches.some(Boolean) ? "\n" : ""}${patches.join("")}`;
}
function linesOf2({ comparison, cures }) {
  const name = label(comparison.name);
  if (cures === void 0) return [`${name}: nothing was tried`];
  if (cures.why !== null) return [`${name}: cures were not built: ${label(cures.why, 300)}`];
  const offered = cures.edits.filter(({ refused }) => refused === null);
  const [first] = cures.saved;
  const compressed = first?.compressed.change ?? null;
  const packed = compressed === null ? "" : ` (${formatBytes(-compressed)} compressed)`;
  const answer = offered.length === 0 ? `${name}: nothing that could be proved can go` : `${name}: ${saving(cures)}${packed} can go, measured, by ${count(offered.length, "edit")}`;
  return [
    answer,
    ...cures.edits.map(({ what, found, refused }) => {
      const words = label(what, 200).replaceAll("`", "");
      return refused === null ? `  ${formatBytes(found)}: ${words}` : `  not offered: ${words}: ${label(refused, 300).replaceAll("`", "")}`;
    }),
    ...cures.without.map(({ path, bytes, why }) => {
      return `  no edit for ${formatBytes(bytes)} in ${label(path)}: ${label(why, 200).replaceAll("`", "")}`;
    })
  ];
}

// src/doors/exit-codes.ts
var exitCodes = { passed: 0, exceeded: 1, wrongUsage: 2, notMeasured: 3 };

// src/doors/cure.ts
function onlyCures(settings) {
  const alone = { baseline: { kind: "none" }, budgets: [] };
  return {
    ...settings,
    images: settings.images.map((image) => ({ ...image, ...alone, budgets: [] })),
    bakes: settings.bakes.map((bake) => ({ ...bake, ...alone, budgets: [] })),
    cures: settings.cures === "all" ? "all" : "verified",
    detail: "files"
  };
}
async function offerCures(report, { write, check }, {
  stdout,
  stderr,
  cwd
}) {
  const text = curesText(report);
  stdout.write(stdout.isTTY === true ? printable(text) : text);
  const patches = report.images.flatMap(({ cures }) => cures?.patch ? [cures.patch] : []);
  if (write) for (const patch of patches) await applyTo(cwd(), patch);
  const failures = failuresText(report);
  if (failures !== null) stderr.write(`image-size-gate: ${printable(failures)}
`);
  if (failures !== null) return exitCodes.notMeasured;
  return check && patches.length > 0 ? exitCodes.exceeded : exitCodes.passed;
}
async function applyTo(cwd, patch) {
  const here = realpathSync(cwd);
  const top = cloneAround(here) ?? here;
  const read = (path) => readTextFile({ name: `${path}:`, path: resolve2(top, path), cwd: top }, mostOfText);
  const files = patched(patch, read);
  const other = files.find(({ text }) => text === null);
  if (other !== void 0)
    throw new UserError(
      `${other.path}: is not what the patch was made of, so nothing is written; run image-size-gate cure again, or apply the patch by hand`
    );
  for (const { path, text } of files) await writeFile(resolve2(top, path), text ?? "");
}

// src/doors/history.ts
import { readdirSync } from "node:fs";
import { basename, join, resolve as resolve3 } from "node:path";

// src/git/record-files.ts
var MOST = 64e6;
async function readRecordFiles(run, cwd, branch) {
  const git = gitIn(run, cwd);
  const commit = await commitOf(git, `refs/heads/${branch}`) ?? await commitOf(git, `refs/remotes/origin/${branch}`);
  if (commit === null) return null;
  const files = /* @__PURE__ */ new Map();
  for (const { path, size: size2, object } of await entries(git, commit)) {
    if (size2 > MOST)
      throw new UserError(
        `${path} in branch ${branch} has ${formatBytes(size2)}, and at most ${formatBytes(MOST)} are read of such a file`
      );
    files.set(path, (await git(["cat-file", "blob", object])).stdout);
  }
  return files;
}
async function tagsByCommit(run, cwd) {
  const format = "%(objectname) %(*objectname) %(refname:strip=2)";
  const { stdout } = await gitIn(run, cwd)(["for-each-ref", `--format=${format}`, "refs/tags"]);
  const tags = /* @__PURE__ */ new Map();
  for (const line of stdout.split("\n")) {
    const [, own = "", peeled = "", name = ""] = /^(\S+) (\S*) (.+)$/.exec(line) ?? [];
    const commit = peeled === "" ? own : peeled;
    if (name !== "") tags.set(commit, [...tags.get(commit) ?? [], name]);
  }
  return tags;
}
async function commitPages(run, cwd) {
  const { exitCode: exitCode2, stdout } = await gitIn(run, cwd)(["remote", "get-url", "origin"], {
    allowed: [1, 2, 128]
  });
  if (exitCode2 !== 0) return null;
  const place = /^https?:\/\/(?:[^@/]*@)?([\w.-]+(?::\d+)?)\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    stdout.trim()
  ) ?? /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(stdout.trim());
  return place === null ? null : `https://${place[1]}/${place[2]}/commit/`;
}
async function entries(git, commit) {
  const { stdout } = await git([
    "ls-tree",
    "--full-tree",
    "-r",
    "-l",
    "-z",
    commit,
    "--",
    "records/"
  ]);
  return stdout.split("\0").flatMap((entry) => {
    const [, object = "", size2 = "", path = ""] = /^100644 blob ([0-9a-f]+) +(\d+)\t(.+\.jsonl)$/s.exec(entry) ?? [];
    return path === "" ? [] : [{ path, size: Number(size2), object }];
  });
}

// src/record/history.ts
function historiesOf(records, tags, budgets) {
  const groups = Map.groupBy(records, ({ name, platform }) => JSON.stringify([name, platform]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    const { name, platform } = first;
    return {
      name,
      platform,
      points: pointsOf(group, tags),
      budgets: linesOf3(budgets.get(name) ?? [], platform)
    };
  }).sort((a, b) => key(a) < key(b) ? -1 : 1);
}
var TOLD = 5;
var MOST_PATHS = 3;
var key = ({ name, platform }) => `${name}
${platform}`;
function pointsOf(records, tags) {
  const sizes = records.map(({ unpacked, compressed }) => unpacked ?? compressed);
  const steps = sizes.map((bytes, index2) => {
    const before = sizes[index2 - 1];
    return before == null || bytes === null ? 0 : Math.abs(bytes - before);
  });
  const least = steps.toSorted((a, b) => b - a)[TOLD - 1] ?? 1;
  return records.map(({ commit, time, subject = "", unpacked, compressed }, index2) => {
    const step = steps[index2] ?? 0;
    const told = step > 0 && step >= least;
    return {
      commit,
      time,
      subject,
      unpacked,
      compressed,
      tags: tags.get(commit) ?? [],
      paths: told ? pathsBetween(records[index2 - 1], records[index2]) : []
    };
  });
}
function pathsBetween(before, after) {
  const [baseline, candidate] = [before, after].map((record) => measurementOf(record));
  if (baseline == null || candidate == null) return [];
  const { platforms } = compare("", { state: "compared", measurement: baseline }, candidate);
  const paths = (platforms[0]?.paths ?? []).filter(
    ({ path, change }) => path !== "" && change !== 0
  );
  return paths.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, MOST_PATHS).map(({ path, change }) => ({ path, change }));
}
function measurementOf(record) {
  if (record === void 0 || record.measured === null) return null;
  const { source, digest, feed, dockerfile, platform } = record.measured;
  return {
    source,
    commit: record.commit,
    digest,
    feed,
    feedReason: "",
    dockerfile,
    platforms: [platform]
  };
}
var metrics = { "max-size": "unpacked", "max-compressed-size": "compressed" };
function linesOf3(budgets, platform) {
  return budgets.flatMap(({ metric, limit, path, layer, platform: only }) => {
    if (metric !== "max-size" && metric !== "max-compressed-size") return [];
    const isWhole = path === void 0 && layer === void 0;
    if (!isWhole || limit.kind !== "bytes") return [];
    if (only !== void 0 && !samePlatform(only, platform)) return [];
    return [{ name: metric, metric: metrics[metric], bytes: limit.bytes }];
  });
}

// src/report/page/history-page.ts
function historyPage(histories, commits) {
  const model = { platforms: {}, trends: {} };
  const names = new Set(histories.map(({ name }) => name));
  const title = `Sizes of ${count(names.size, "image")}`;
  const sections = histories.map((history2, at) => {
    model.trends[`history-${at}`] = {
      title: `${history2.name} ${history2.platform}`,
      commits,
      points: history2.points.map(({ time: _time, subject, ...point }) => ({
        ...point,
        subject: label(subject, 100)
      })),
      budgets: history2.budgets
    };
    return section(history2, at, commits, histories.length <= MOST_OPEN);
  });
  const body = [
    `<header><h1>${htmlText(title)}</h1></header>`,
    `<nav aria-label="Images">${blocksHtml([index(histories)])}</nav>`,
    ...sections,
    "<footer>Image Size Gate</footer>"
  ];
  return shell(title, body.join("\n"), model);
}
var MOST_OPEN = 6;
function index(histories) {
  return table(
    [
      { head: ["image"] },
      { head: ["over its records"], align: "right" },
      { head: ["newest"], align: "right" },
      { head: ["compressed"], align: "right" },
      { head: ["records"], align: "right" }
    ],
    histories.map(({ name, platform, points }, at) => {
      const known = points.flatMap(({ unpacked }) => unpacked ?? []);
      const [first, last] = [known.at(0), known.at(-1)];
      const change = first === void 0 || last === void 0 ? null : last - first;
      return [
        cell(link(label(name, 60), `#history-${at}`), " ", code(label(platform, 40))),
        {
          ...cell(change === null ? "unknown" : changeAndPercent(change, first ?? null)),
          ...change === null || change === 0 ? {} : {
            bar: { bytes: Math.abs(change), status: change > 0 ? "grown" : "shrunk" }
          }
        },
        cell(size(points.at(-1)?.unpacked ?? null)),
        cell(size(points.at(-1)?.compressed ?? null)),
        cell(formatNumber(points.length))
      ];
    })
  );
}
function section({ name, platform, points }, at, commits, isOpen) {
  const title = `<code>${htmlText(label(name, 60))}</code> ${htmlText(label(platform, 40))}`;
  const newest = htmlText(size(points.at(-1)?.unpacked ?? points.at(-1)?.compressed ?? null));
  return `<details class="image" id="history-${at}"${isOpen ? " open" : ""}><summary><h2>${title}: ${newest}</h2></summary>
<section class="figure" data-trend="history-${at}" hidden></section>
<details><summary>${count(points.length, "record")} as a table</summary>
${blocksHtml([commitTable(points, commits)])}
</details>
</details>`;
}
function commitTable(points, commits) {
  const rows = points.map((point, index2) => {
    const { commit, subject, unpacked, compressed, tags, time } = point;
    const before = points[index2 - 1]?.unpacked ?? null;
    const change = before === null || unpacked === null ? null : unpacked - before;
    const short = shortCommit(commit);
    return [
      cell(commits === null ? code(short) : link(short, `${commits}${commit}`)),
      cell(change === null || change === 0 ? "" : strong(formatChange(change))),
      cell(size(unpacked)),
      cell(size(compressed)),
      cell(time.slice(0, 10)),
      cell(label([subject, ...tags.map((tag) => `(${tag})`)].join(" "), 120))
    ];
  });
  return table(
    [
      { head: ["commit"] },
      { head: ["change"], align: "right" },
      { head: ["unpacked"], align: "right" },
      { head: ["compressed"], align: "right" },
      { head: ["date"] },
      { head: ["subject"] }
    ],
    rows.reverse()
  );
}
function size(bytes) {
  return bytes === null ? "unknown" : formatBytes(bytes);
}

// src/doors/history.ts
async function history({ branch, records: folder, config }, { run, cwd, warn }) {
  const repository = await readRepository(run, cwd);
  const isClone = !("none" in repository);
  if (folder === null && !isClone)
    throw new UsageError(
      `history: needs a git repository: ${repository.none}; or name a folder with --records DIR`
    );
  const files = folder === null ? await readRecordFiles(run, cwd, branch) : filesIn(folder, cwd);
  if (files === null)
    throw new UsageError(
      `branch: ${branch} is not in this clone; fetch it first, with: git fetch origin ${branch}:${branch}`
    );
  const records = [];
  for (const [path, text] of files) {
    const read = decodeRecords(text, path);
    if (read.broken.length > 0)
      warn(`${path}: ${read.broken.length} of its lines are no records and were skipped`);
    records.push(...read.records);
  }
  if (records.length === 0)
    throw new UsageError(
      `history: there are no records in ${folder ?? `branch ${branch}`}; a push to the default branch with record-branch set stores one`
    );
  const tags = isClone ? await tagsByCommit(run, cwd) : /* @__PURE__ */ new Map();
  const pages2 = isClone ? await commitPages(run, cwd) : null;
  const histories = historiesOf(records, tags, budgetsOf(config, cwd));
  return {
    page: historyPage(histories, pages2),
    images: new Set(histories.map(({ name }) => name)).size,
    records: records.length
  };
}
var MOST2 = 64e6;
function filesIn(folder, cwd) {
  let entries2;
  try {
    entries2 = readdirSync(resolve3(cwd, folder), { recursive: true, encoding: "utf8" });
  } catch (error) {
    throw new UsageError(`records: ${folder} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const paths = entries2.filter((path) => path.endsWith(".jsonl")).sort();
  return new Map(
    paths.flatMap((path) => {
      const place = join(folder, path);
      const text = readTextFile({ name: `records: ${place}`, path: place, cwd }, MOST2);
      return text === null ? [] : [[place, text]];
    })
  );
}
function budgetsOf(config, cwd) {
  const read = (name) => name === "config" ? config ?? "" : "";
  const { images } = settingsFromInputs(read, {
    repositoryName: basename(cwd),
    readConfig: configReader(cwd)
  });
  return new Map(images.map(({ name, budgets }) => [name, budgets]));
}

// src/doors/command-line.ts
async function commandLine(terminal) {
  const interruption = listenForInterruption();
  try {
    const parsed = parseCommandLine(terminal.argv.slice(2));
    if (parsed.command === "help") {
      terminal.stdout.write(parsed.text);
      return exitCodes.passed;
    }
    if (parsed.command === "history") {
      await drawHistory(parsed, terminal, interruption.signal);
      return exitCodes.passed;
    }
    await checkWritable({ ...parsed.files });
    if (parsed.command === "cure") {
      const { report: report2 } = await measure(parsed, terminal, interruption.signal, onlyCures);
      const unwritten2 = await writeReport(report2, parsed.files);
      for (const why of unwritten2) terminal.stderr.write(`image-size-gate: ${printable(why)}
`);
      const exitCode2 = await offerCures(report2, parsed.cure, terminal);
      return unwritten2.length > 0 ? exitCodes.notMeasured : exitCode2;
    }
    const { report, failOnExceeded } = parsed.command === "compare" ? await measure(parsed, terminal, interruption.signal) : { report: collect(parsed.reports, terminal.cwd()), failOnExceeded: true };
    const unwritten = await writeReport(report, parsed.files);
    const { columns } = terminal.stdout;
    terminal.stdout.write(terminalReport(report, { color: wantsColor(terminal), columns }));
    for (const why of unwritten) terminal.stderr.write(`image-size-gate: ${printable(why)}
`);
    const failures = failuresText(report);
    if (failures !== null) terminal.stderr.write(`image-size-gate: ${printable(failures)}
`);
    if (outcomeOf(report) === "exceeded") {
      if (failOnExceeded) return exitCodes.exceeded;
      terminalLog(terminal).warning(breachText(report));
    }
    const isWhole = failures === null && unwritten.length === 0;
    return isWhole ? exitCodes.passed : exitCodes.notMeasured;
  } catch (met) {
    const error = interruption.signal.aborted ? interruption.signal.reason : met;
    redactError(error, redactor(secretsOfEnvironment(terminal.env)));
    complain(error, terminal);
    const interrupted = interruption.exitCode();
    if (interrupted !== null) return interrupted;
    return error instanceof UsageError ? exitCodes.wrongUsage : exitCodes.notMeasured;
  } finally {
    interruption.ignore();
  }
}
function complain(error, { stderr }) {
  stderr.write(`image-size-gate: ${printable(lastWords(error))}
`);
}
async function drawHistory({ history: options, html }, terminal, interrupted) {
  await checkWritable({ html });
  const { run } = commands(startBuildx, interrupted);
  const warn = (text) => terminalLog(terminal).warning(text);
  const { page, images, records } = await history(options, { run, cwd: terminal.cwd(), warn });
  await writeText(html, () => page);
  terminal.stdout.write(
    `${printable(html)}: ${count(images, "image")} over ${count(records, "record")}
`
  );
}
async function measure({ read, files }, terminal, interrupted, change = (settings) => settings) {
  const cwd = terminal.cwd();
  const asked = { repositoryName: basename2(cwd), readConfig: configReader(cwd) };
  const settings = change(settingsFromInputs(read, asked));
  const log = terminalLog(terminal);
  const world = {
    ...watchedCommands(commands(startBuildx, interrupted), log),
    interrupted,
    engineApi: engineApi(process.env, interrupted),
    log,
    cwd,
    event: null,
    cache: { folder: usualCache(terminal.env), service: null, learnt: () => {
    } }
  };
  try {
    const paths = Object.values(files).filter((path) => path !== null);
    const notes = ownReportNotes(paths, settings.images, cwd);
    const nowhere = Promise.resolve({ repository: null, labels: null, notes });
    const report = await withSweptFolder(
      world,
      tmpdir(),
      (temporary) => gate(settings, { ...world, temporary }, nowhere)
    );
    return { report, failOnExceeded: settings.failOnExceeded };
  } finally {
    log.status?.("");
  }
}
function usualCache(env) {
  const given = env.XDG_CACHE_HOME ?? "";
  return join2(isAbsolute(given) ? given : join2(homedir(), ".cache"), "image-size-gate");
}
function collect(paths, cwd) {
  const reports = toldApart(
    paths.map((file) => ({ file, report: decodeReport(reportText(file, cwd), file) }))
  );
  const removed = reports.flatMap((report) => report.removed ?? []);
  const failed = reports.flatMap((report) => report.failed ?? []);
  const unchanged = reports.flatMap((report) => report.unchanged ?? []);
  const [first, ...others] = reports;
  if (first === void 0) throw new UsageError("report: no report was named");
  return {
    ...first,
    verdict: worstVerdict(reports.map(({ verdict }) => verdict)),
    images: reports.flatMap(({ images }) => images),
    notes: reports.flatMap(({ notes }) => notes),
    ...failed.length === 0 ? {} : { failed },
    ...unchanged.length === 0 ? {} : { unchanged },
    ...removed.length === 0 ? {} : { removed },
    repository: others.every(({ repository }) => repository?.headSha === first.repository?.headSha) ? first.repository : null
  };
}
function reportText(path, cwd) {
  try {
    const text = readTextFile({ name: `${path}:`, path, cwd }, mostOfReport);
    if (text !== null) return text;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UsageError(messageOf(error), { cause: error });
  }
  throw new UsageError(`${path}: cannot be read: there is no such file`);
}
async function writeReport(report, { json, html, markdown }) {
  const forms = [
    [json, () => encodeReport(report)],
    [html, () => htmlReport(report)],
    [markdown, () => jobSummary(report)]
  ];
  const unwritten = [];
  for (const [path, text] of forms) {
    const why = path === null ? null : await writeText(path, text);
    if (why !== null) unwritten.push(why);
  }
  return unwritten;
}
function wantsColor({ env, stdout }) {
  const forced = env.FORCE_COLOR ?? "";
  if (forced !== "") return forced !== "0";
  return stdout.isTTY === true && (env.NO_COLOR ?? "") === "";
}
function terminalLog({ stderr }) {
  const clear = stderr.isTTY ? "\r\x1B[K" : "";
  const { write } = linesTo((line2) => stderr.write(`${clear}${line2}
`));
  const line = (text) => write(`${printable(text)}
`);
  return {
    ...stderr.isTTY ? { status: (text) => stderr.write(clear + text.slice(0, (stderr.columns ?? 80) - 1)) } : {},
    info: line,
    warning: (text) => line(`warning: ${text}`),
    group: async (title, work) => {
      line(title);
      return work();
    }
  };
}

// src/cli.ts
process.on("uncaughtException", (error) => {
  complain(error, process);
  process.exit(exitCodes.notMeasured);
});
var exitCode = await commandLine(process);
if (exitCode > 128) process.exit(exitCode);
process.exitCode = exitCode;
