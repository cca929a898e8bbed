#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  UsageError,
  UserError,
  breachText,
  checkWritable,
  commands,
  configReader,
  decodeReport,
  encodeReport,
  engineApi,
  failuresText,
  gate,
  htmlReport,
  inputNames,
  inputs,
  jobSummary,
  keepEnds,
  lastWords,
  linesTo,
  listenForInterruption,
  messageOf,
  mostOfReport,
  nearest,
  oneLine,
  outcomeOf,
  printable,
  readTextFile,
  redactError,
  redactor,
  reportDocument,
  roomy,
  secretsOfEnvironment,
  settingsFromInputs,
  startBuildx,
  watchedCommands,
  withSweptFolder,
  worstVerdict,
  writeText
} from "./shared.js";

// src/doors/command-line.ts
import { homedir, tmpdir } from "node:os";
import { basename, isAbsolute, join } from "node:path";

// src/report/printers/terminal.ts
var codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
var signs = {
  held: { sign: "\u2713", style: "green" },
  exceeded: { sign: "\u2717", style: "red" },
  warning: { sign: "!", style: "yellow" },
  approved: { sign: "\u2713", style: "yellow" },
  unknown: { sign: "\xB7", style: "dim" }
};
function terminalReport(report, { color }) {
  return `${blocksText(reportDocument(report, roomy), { color, styles: [] }).join("\n\n")}
`;
}
function blocksText(blocks, ink) {
  return blocks.map((block) => blockText(block, ink)).filter((text) => text !== "");
}
function blockText(block, ink) {
  switch (block.kind) {
    case "heading":
      return lineText(block.content, and(ink, "bold"));
    case "paragraph":
      return lineText(block.content, ink);
    case "list":
      return block.items.map((item) => lineText(item, ink)).join("\n");
    case "table":
      return tableText(block, ink);
    case "details":
      return block.says === "all" ? lineText(block.summary, and(ink, "dim")) : [lineText(block.summary, ink), ...blocksText(block.content, ink)].join("\n\n");
    case "chart":
      return "";
    case "footer":
      return lineText(block.content, and(ink, "dim"));
  }
}
function tableText({ head, align, rows }, ink) {
  const cells = [head, ...rows.map((row) => row.map(({ content }) => content))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => columns(row[column]))));
  const rowText = (row, rowInk) => widths.map((most, column) => {
    const space = " ".repeat(most - columns(row[column]));
    const text = lineText(row[column] ?? [], rowInk);
    return align[column] === "right" ? space + text : text + space;
  }).join("  ").trimEnd();
  return cells.map((row, index) => rowText(row, index === 0 ? and(ink, "dim") : ink)).join("\n");
}
function lineText(line, ink) {
  return line.map((part) => inlineText(part, ink)).join("");
}
function inlineText(part, ink) {
  if (typeof part === "string") return painted(keepEnds(part, oneLine), ink);
  switch (part.kind) {
    case "status":
      return painted(signs[part.status].sign, and(ink, signs[part.status].style));
    case "code":
      return painted(oneLine(part.text) || "(empty)", and(ink, "cyan"));
    case "strong":
      return lineText(part.content, and(ink, "bold"));
    case "link":
      return painted(oneLine(part.text), and(ink, "cyan"));
  }
}
function and(ink, style) {
  return { ...ink, styles: [...ink.styles, style] };
}
function painted(text, { color, styles }) {
  if (!color || styles.length === 0 || text.trim() === "") return text;
  return `\x1B[${styles.map((style) => codes[style]).join(";")}m${text}\x1B[0m`;
}
var twoColumns = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|\\p{Emoji_Presentation}", "u");
function columns(line) {
  let sum = 0;
  for (const character of lineText(line ?? [], { color: false, styles: [] })) {
    if (!new RegExp("\\p{M}", "u").test(character)) sum += twoColumns.test(character) ? 2 : 1;
  }
  return sum;
}

// src/settings/command-line.ts
import { parseArgs } from "node:util";
function parseCommandLine(args) {
  const [command, ...rest] = args;
  if (command === void 0 || command === "help" || isHelp(command)) {
    return { command: "help", text: overview };
  }
  if (command !== "compare" && command !== "report") {
    throw new UsageError(
      `${command}: there is no such command${suggestion(command, ["compare", "report"], "")}; see image-size-gate --help`
    );
  }
  const options = command === "compare" ? [...inputOptions, ...fileOptions] : fileOptions;
  const { values, positionals, help } = parseOptions(command, rest, options);
  if (help) return { command: "help", text: command === "compare" ? compareHelp() : reportHelp() };
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
        `${stray}: compare takes options only; a flag is given its value with =, for example --fail-on-exceeded=${stray}`
      );
    }
    throw new UsageError(strayText(stray, rest));
  }
  return { command, read: (input) => values.get(input) ?? "", files };
}
var inputOptions = inputNames.filter(isOffered).map(optionOf);
var fileOptions = [
  fileOption("json", "Write the report as JSON."),
  fileOption("html", "Write the report as an HTML page."),
  fileOption("markdown", "Write the report as Markdown.")
];
var overview = `Compares container images layer by layer and holds them against budgets.

Usage:
  image-size-gate compare [options]        build or read an image, compare it, judge it
  image-size-gate report REPORT.json...    show earlier reports
  image-size-gate COMMAND --help

Exit codes: 0 passed or approved, 1 a budget is exceeded, 2 wrong usage, 3 could not measure.
`;
function compareHelp() {
  return `Usage: image-size-gate compare [options]

${inputOptions.concat(fileOptions).map(helpOf).join("\n")}
Lists take one item per option, which can be repeated: --build-args A=1 --build-args B=2.
Flags are switched off by --NAME=false or --no-NAME: --no-fail-on-exceeded.
`;
}
function reportHelp() {
  return `Usage: image-size-gate report [options] REPORT.json...

${fileOptions.map(helpOf).join("\n")}`;
}
function optionOf(name) {
  const { kind, help, default: standard } = inputs[name];
  return {
    name,
    placeholder: kind.placeholder,
    repeatable: kind.repeatable,
    help: `${help.replaceAll("`", "")}${standard === "" ? "" : ` Default: ${standard}.`}`
  };
}
function fileOption(name, help) {
  return { name, placeholder: "FILE", repeatable: false, help };
}
function helpOf({ name, placeholder, help }) {
  return `  --${name}${placeholder === null ? "" : ` ${placeholder}`}
      ${help}
`;
}
function isOffered(name) {
  const { role } = inputs[name];
  return role !== "github" && role !== "foreign";
}
function strayText(stray, args) {
  const before = args[args.indexOf(stray) - 1] ?? "";
  const option = args[args.indexOf(stray) - 2] ?? "";
  const isAmount = /^(?:[0-9.]+\s*%?|[0-9.]*\s*[kMGT]?i?B)$/i.test(stray);
  if (isAmount && /^--[a-z-]+$/.test(option) && /^[0-9][0-9.]*\s*(?:%|[kMGT]?i?B)?,?$/i.test(before)) {
    const value = /^[a-z]+$/i.test(stray) ? `${before} ${stray}` : `${before.replace(/,$/, "")}, ${stray}`;
    return `${stray}: is left over behind ${option} ${before}; quote a value that has spaces: ${option} '${value}'`;
  }
  return `${stray}: compare takes options only; a build context is --context ${stray}, an image is --image ${stray}`;
}
function isHelp(argument) {
  return argument === "--help" || argument === "-h";
}
function parseOptions(command, args, options) {
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

// src/doors/command-line.ts
var exitCodes = { passed: 0, exceeded: 1, wrongUsage: 2, notMeasured: 3 };
async function commandLine(terminal) {
  const interruption = listenForInterruption();
  try {
    const parsed = parseCommandLine(terminal.argv.slice(2));
    if (parsed.command === "help") {
      terminal.stdout.write(parsed.text);
      return exitCodes.passed;
    }
    await checkWritable({ ...parsed.files });
    const { report, failOnExceeded } = parsed.command === "compare" ? await measure(parsed.read, terminal, interruption.signal) : { report: collect(parsed.reports, terminal.cwd()), failOnExceeded: true };
    const unwritten = await writeReport(report, parsed.files);
    terminal.stdout.write(terminalReport(report, { color: wantsColor(terminal) }));
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
async function measure(read, terminal, interrupted) {
  const cwd = terminal.cwd();
  const settings = settingsFromInputs(read, {
    repositoryName: basename(cwd),
    readConfig: configReader(cwd)
  });
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
    const nowhere = Promise.resolve({ repository: null, labels: [], notes: [] });
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
  return join(isAbsolute(given) ? given : join(homedir(), ".cache"), "image-size-gate");
}
function collect(paths, cwd) {
  const reports = paths.map((path) => decodeReport(reportText(path, cwd), path));
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
