import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  commands,
  configReader,
  decodeRecords,
  encodeRecords,
  engineApi,
  gate,
  secretsOfEnvironment,
  settingsFromInputs,
  startBuildx,
  watchedCommands,
  withSweptFolder
} from "./shared-cli-index.js";
import {
  actionLog,
  conclude,
  endedBecause,
  explainRefusal,
  fail,
  getInput,
  info,
  isRequestFailure,
  lateOctokit,
  markStale,
  mergeBaseFromApi,
  publish,
  readEvent,
  readLabels
} from "./shared-index-report.js";
import {
  DecodeError,
  UsageError,
  UserError,
  array,
  decode,
  decodeJson,
  formatBytes,
  installed,
  listenForInterruption,
  messageOf,
  object,
  oneLine,
  quoted,
  redactError,
  redactor,
  string,
  summarizePaths,
  totalSize,
  truncate,
  union,
  weigh
} from "./shared-cli-index-report.js";

// src/doors/action.ts
import { tmpdir } from "node:os";
import { setImmediate, setTimeout } from "node:timers/promises";

// src/record/compact.ts
var MOST_PATHS = 100;
var MOST_PATHS_OF_PLATFORM = 1e3;
var MOST_PACKAGES = 15e4;
function compactPlatform(platform) {
  const { layers } = platform;
  const read = layers.filter(({ files }) => files !== null).length;
  const most = Math.min(MOST_PATHS, Math.floor(MOST_PATHS_OF_PLATFORM / Math.max(1, read)));
  const kept = new Set(installed(layers));
  const fits = JSON.stringify([...kept]).length <= MOST_PACKAGES;
  return { ...platform, layers: layers.map((layer) => compactLayer(layer, most, fits ? kept : null)) };
}
function withoutPaths(platform) {
  const layers = platform.layers.map(
    ({ paths: _paths, packages: _packages, ...layer }) => layer
  );
  return { ...platform, layers };
}
function compactLayer({ packages, ...layer }, most, kept) {
  const left = kept === null ? null : packages?.filter((one) => kept.has(one));
  return {
    ...layer,
    files: null,
    ...layer.files === null ? {} : { paths: summarizePaths(layer.files, most) },
    ...packagesOf(packages, left)
  };
}
function packagesOf(given, left) {
  if (given === void 0) return {};
  if (left == null) return { packages: null };
  return left.length === 0 ? {} : { packages: left };
}

// src/record/record.ts
function recordsOf({ name, candidate, dockerfile, platforms }, at) {
  const { source, digest, feed } = candidate;
  return platforms.flatMap((platform) => platform.candidate ?? []).map((platform) => ({
    schema: 1,
    commit: at.commit,
    time: at.time.toISOString(),
    ...at.before === null ? {} : { before: at.before },
    ...at.subject === null ? {} : { subject: truncate(oneLine(at.subject), MOST_SUBJECT) },
    name,
    platform: platform.platform,
    unpacked: totalSize(platform.layers, "unpacked"),
    compressed: totalSize(platform.layers, "compressed"),
    measured: { source, digest, feed, dockerfile, platform: compactPlatform(platform) }
  }));
}
function withoutPathsOf(record) {
  const { measured } = record;
  if (measured === null) return record;
  return { ...record, measured: { ...measured, platform: withoutPaths(measured.platform) } };
}
function totalsOf(record) {
  if (record.measured === null) return record;
  return { ...record, measured: null, base: weigh(record.measured.platform).base };
}
function weightOf(record) {
  const { commit, platform, time, subject = null, unpacked, compressed, measured } = record;
  const base = measured === null ? record.base ?? null : weigh(measured.platform).base;
  return { commit, platform, time, subject, unpacked, compressed, base };
}
function measurementAt(records, commit) {
  const there = records.filter((record) => record.commit === commit);
  const measured = there.flatMap((record) => record.measured ?? []);
  const [first] = measured;
  if (first === void 0 || measured.length < there.length) return null;
  return {
    source: `record of ${withCommit(first.source, commit)}`,
    commit,
    digest: first.digest,
    feed: "record",
    feedReason: `measured earlier, by ${first.feed}`,
    dockerfile: first.dockerfile,
    platforms: measured.map(({ platform }) => platform)
  };
}
var MOST_SUBJECT = 100;
function withCommit(source, commit) {
  const short = commit.slice(0, 7);
  return source.includes(short) ? source : `${source}, recorded at ${short}`;
}

// src/record/bound.ts
var MOST_RECORDS = 500;
var RECORDS_WITH_PATHS = 20;
var WHOLE_RECORDS = 50;
function addRecord(records, added) {
  const others = records.filter(({ commit }) => commit !== added.commit);
  const kept = inOrder([...others, added]).slice(-MOST_RECORDS);
  return kept.map((record, index) => {
    const age = kept.length - index;
    if (age > WHOLE_RECORDS) return totalsOf(record);
    return age > RECORDS_WITH_PATHS ? withoutPathsOf(record) : record;
  });
}
function inOrder(records) {
  const bySecond = Map.groupBy(records, ({ time }) => Date.parse(time));
  const seconds = [...bySecond.keys()].sort((a, b) => a - b);
  return seconds.flatMap((second) => byHistory(bySecond.get(second) ?? []));
}
function byHistory(records) {
  const left = new Map(
    records.toSorted((a, b) => a.commit < b.commit ? -1 : 1).map((one) => [one.commit, one])
  );
  const ordered = [];
  while (left.size > 0) {
    const all = [...left.values()];
    const next = all.find(({ before }) => before === void 0 || !left.has(before)) ?? all[0];
    if (next === void 0) break;
    left.delete(next.commit);
    ordered.push(next);
  }
  return ordered;
}

// src/record/trend.ts
var MOST_POINTS = 30;
function trendsOf(records, platforms, ref, added = []) {
  return platforms.flatMap((platform) => {
    const isOfPlatform = (record) => record.platform === platform;
    const points = added.filter(isOfPlatform).reduce(addRecord, records.filter(isOfPlatform)).slice(-MOST_POINTS).map(({ commit, subject, unpacked, compressed }) => ({
      commit,
      unpacked,
      compressed,
      ...subject === void 0 ? {} : { subject }
    }));
    return points.length === 0 ? [] : [{ platform, ref, points }];
  });
}

// src/github/ancestors.ts
async function ancestorsOf({ octokit, owner, repo }, sha) {
  const { data } = await octokit.rest.repos.listCommits({ owner, repo, sha, per_page: 100 });
  return data.map((commit) => commit.sha).filter((commit) => commit !== sha);
}
async function commitsBetween({ octokit, owner, repo }, base, head) {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
    per_page: 1
  });
  return data.ahead_by;
}
async function commitOfTag({ octokit, owner, repo }, tag) {
  const { git } = octokit.rest;
  try {
    const { data } = await git.getRef({ owner, repo, ref: `tags/${tag}` });
    let { object: object2 } = data;
    for (let depth = 0; object2.type === "tag" && depth < 5; depth++) {
      object2 = (await git.getTag({ owner, repo, tag_sha: object2.sha })).data.object;
    }
    return object2.type === "commit" ? object2.sha : null;
  } catch (error) {
    if (isRequestFailure(error) && error.status === 404) return null;
    throw error;
  }
}

// src/github/default-branch.ts
function isOfDefaultBranch({ name, ref, defaultBranch }) {
  if (name === "schedule") return true;
  if (name !== "push" && name !== "workflow_dispatch") return false;
  return defaultBranch !== null && ref === `refs/heads/${defaultBranch}`;
}
async function factsOfRun(octokit, { repository, sha, push }, clock) {
  const pushed = push === null || /^0+$/.test(push.before) ? null : push.before;
  try {
    const { data } = await octokit.rest.git.getCommit({ ...repository, commit_sha: sha });
    const time = new Date(data.committer.date);
    return {
      commit: sha,
      time: Number.isNaN(time.getTime()) ? clock() : time,
      before: pushed ?? data.parents[0]?.sha ?? null,
      subject: data.message.split("\n", 1)[0]?.trim() || null
    };
  } catch (error) {
    if (isRequestFailure(error))
      return { commit: sha, time: clock(), before: pushed, subject: null };
    throw error;
  }
}

// src/record/badge.ts
function badgeOf(records) {
  const sorted = records.toSorted((a, b) => a.platform < b.platform ? -1 : 1);
  const record = sorted.find(({ platform }) => platform === "linux/amd64") ?? sorted[0];
  const badge = {
    schemaVersion: 1,
    label: truncate(oneLine(`${record?.name ?? "image"} size`), 60),
    ...messageOf2(record)
  };
  return `${JSON.stringify(badge)}
`;
}
function messageOf2(record) {
  if (record?.unpacked != null) return { message: formatBytes(record.unpacked), color: "blue" };
  if (record?.compressed != null)
    return { message: `${formatBytes(record.compressed)} compressed`, color: "blue" };
  return { message: "unknown", color: "lightgrey" };
}

// src/github/record-branch.ts
function headOf({ octokit, owner, repo, branch }) {
  return orNull(async () => {
    const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
    return data.object.sha;
  });
}
async function filesIn({ octokit, owner, repo }, commit, folder) {
  const request = { owner, repo, path: folder, ref: commit };
  const listed = await orNull(async () => (await octokit.rest.repos.getContent(request)).data);
  const entries = listed === null ? [] : decode(listing, listed, `listing of ${folder}`);
  return new Map(
    entries.filter(({ type }) => type === "file").map(({ path, sha }) => [path, sha])
  );
}
async function readBlob({ octokit, owner, repo }, sha) {
  const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: sha });
  return Buffer.from(data.content, "base64").toString("utf8");
}
async function commitFiles({ octokit, owner, repo, branch }, parent, files, message) {
  const { git } = octokit.rest;
  const base = parent === null ? null : (await git.getCommit({ owner, repo, commit_sha: parent })).data.tree;
  const entries = [...files].map(([path, content]) => ({
    path,
    content,
    mode: "100644",
    type: "blob"
  }));
  const tree = await git.createTree({
    owner,
    repo,
    tree: entries,
    ...base === null ? {} : { base_tree: base.sha }
  });
  if (tree.data.sha === base?.sha) return "unchanged";
  const parents = parent === null ? [] : [parent];
  const commit = await git.createCommit({ owner, repo, message, tree: tree.data.sha, parents });
  const { sha } = commit.data;
  if (parent === null) {
    await git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha });
  } else {
    await git.updateRef({ owner, repo, ref: `heads/${branch}`, sha, force: false });
  }
  return "committed";
}
function attemptsFor(error) {
  if (!isRequestFailure(error)) return 1;
  const { status, message } = error;
  if (status === 409 || /fast.?forward|already exists/i.test(message)) return 20;
  return status === 422 && !/protected|rule violation/i.test(message) ? 3 : 1;
}
var listing = array(object({ path: string(), sha: string(), type: string() }));
async function orNull(ask) {
  try {
    return await ask();
  } catch (error) {
    if (isRequestFailure(error) && error.status === 404) return null;
    throw error;
  }
}

// src/github/record-path.ts
import { createHash } from "node:crypto";
function recordFolder(name) {
  return `records/${segment(name)}`;
}
function recordPath(name, platform) {
  const file = platform.replaceAll("/", "-");
  return `${recordFolder(name)}/${segment(file)}.jsonl`;
}
function badgePath(name) {
  return `${recordFolder(name)}/badge.json`;
}
function segment(text) {
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(text) && !text.includes("--")) return text;
  const readable = text.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, "");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return `${readable.slice(0, 40) || "image"}--${hash}`;
}

// src/github/records.ts
async function readRecords(branch, name) {
  const notes = [];
  const records = [];
  try {
    const head = await headOf(branch);
    if (head === null) return { records, notes };
    const files = await filesIn(branch, head, recordFolder(name));
    for (const [path, blob] of files) {
      if (path.endsWith(".jsonl")) records.push(...await readFile(branch, path, blob, notes));
    }
    return { records, notes };
  } catch (error) {
    return { records: [], notes: [...notes, notDone(error, "read", branch)] };
  }
}
async function appendRecords(branch, records, pause) {
  if (records.length === 0) return { outcome: "unchanged", warnings: [] };
  for (let attempt = 1; ; attempt++) {
    try {
      return await append(branch, records);
    } catch (error) {
      if (attempt >= attemptsFor(error)) {
        const warning = notDone(error, "stored", branch);
        const tried = ` ${attempt} attempts were made; run the job again.`;
        return { outcome: "not stored", warnings: [attempt > 1 ? warning + tried : warning] };
      }
      await pause(attempt);
    }
  }
}
async function append(branch, records) {
  const warnings = [];
  const head = await headOf(branch);
  const files = await filesWith(branch, head, records, warnings);
  const outcome = await commitFiles(branch, head, files, messageFor(records));
  return { outcome: outcome === "committed" ? "stored" : outcome, warnings };
}
async function filesWith(branch, head, records, notes) {
  const stored = /* @__PURE__ */ new Map();
  for (const name of new Set(records.map((record) => record.name))) {
    const blobs = head === null ? /* @__PURE__ */ new Map() : await filesIn(branch, head, recordFolder(name));
    for (const record of records.filter((record2) => record2.name === name)) {
      const path = recordPath(name, record.platform);
      const blob = blobs.get(path);
      const before = stored.get(path) ?? (blob === void 0 ? [] : await readFile(branch, path, blob, notes));
      stored.set(path, addRecord(before, record));
    }
  }
  const newest = [...stored.values()].flatMap((lines) => lines.at(-1) ?? []);
  return new Map([
    ...[...stored].map(([path, lines]) => [path, encodeRecords(lines)]),
    ...[...Map.groupBy(newest, ({ name }) => name)].map(
      ([name, platforms]) => [badgePath(name), badgeOf(platforms)]
    )
  ]);
}
async function readFile(branch, path, blob, notes) {
  const source = `${path} in branch ${branch.branch}`;
  const { records, broken } = decodeRecords(await readBlob(branch, blob), source);
  if (broken.length > 0) {
    notes.push(
      `${linesInWords(broken)} no record in \`${path}\` of branch \`${branch.branch}\` and skipped; the next push to the default branch takes such lines out.`
    );
  }
  return records;
}
function linesInWords(broken) {
  if (broken.length === 1) return `Line ${broken[0]} is`;
  const more = broken.length - 5;
  return `Lines ${broken.slice(0, 5).join(", ")}${more > 0 ? ` and ${more} more` : ""} are`;
}
function messageFor(records) {
  const names = [...new Set(records.map(({ name }) => name))].join(", ");
  const [first] = records;
  return `Record ${names} at ${first?.commit.slice(0, 7)}

[skip ci]`;
}
function notDone(error, done, { branch }) {
  const what = done === "read" ? "Records" : "The record";
  const start = `${what} could not be ${done} in \`${branch}\``;
  if (error instanceof DecodeError) return `${start}: ${messageOf(error)}.`;
  if (!isRequestFailure(error)) throw error;
  const needs = done === "read" ? "contents: read" : "contents: write";
  return `${start}: ${explainRefusal(error, needs)}.`;
}

// src/github/record-reader.ts
var FURTHEST = 20;
function openRecords(branch) {
  const notes = [];
  const images = /* @__PURE__ */ new Map();
  const read = (name) => {
    const reading = images.get(name) ?? readAndNote(name);
    images.set(name, reading);
    return reading;
  };
  return { read, at, notes };
  async function readAndNote(name) {
    const { records, notes: found } = await readRecords(branch, name);
    notes.push(...found);
    return records;
  }
  async function at(name, sha) {
    const records = await read(name);
    const exact = measurementAt(records, sha);
    if (exact !== null || records.length === 0) return exact;
    try {
      return await nearest(sha, (commit) => measurementAt(records, commit));
    } catch (error) {
      if (!isRequestFailure(error)) throw error;
      if (error.status !== 404 && error.status !== 422) {
        const why = explainRefusal(error, "contents: read");
        notes.push(`The nearest record of \`${name}\` could not be found: ${why}.`);
      }
      return null;
    }
  }
  async function nearest(sha, recorded) {
    for (const ancestor of await ancestorsOf(branch, sha)) {
      const measurement = recorded(ancestor);
      if (measurement === null) continue;
      const away = await commitsBetween(branch, ancestor, sha);
      if (away > FURTHEST) return null;
      const distance = `${away} ${away === 1 ? "commit" : "commits"} before the base commit`;
      return { ...measurement, source: `${measurement.source}, ${distance} ${sha.slice(0, 7)}` };
    }
    return null;
  }
}

// src/github/store-report.ts
async function storeReport(branch, event, report, facts, pause) {
  if (!isOfDefaultBranch(event)) return null;
  const comparisons = report.images.map(({ comparison }) => comparison);
  const here = comparisons.filter(({ candidate }) => (candidate.commit ?? event.sha) === event.sha);
  const elsewhere = comparisons.filter((comparison) => !here.includes(comparison)).map(
    ({ name, candidate }) => `\`${name}\` is not recorded: it was built from ${candidate.commit?.slice(0, 7)}, and the run is of ${event.sha.slice(0, 7)}.`
  );
  const commit = await facts();
  const records = here.flatMap((comparison) => recordsOf(comparison, commit));
  const { outcome, warnings } = await appendRecords(branch, records, pause);
  return { outcome, warnings: [...elsewhere, ...warnings] };
}

// src/github/run-records.ts
function openRunRecords(branch, event, clock) {
  const { read, at, notes } = openRecords(branch);
  let asked;
  const facts = () => {
    asked ??= factsOfRun(branch.octokit, event, clock);
    return asked;
  };
  const lines = remembered((sha) => lineOf(branch, sha));
  const linesOfTags = remembered((tag) => lineOfTag(branch, tag, lines));
  return {
    at,
    store: (report, pause) => storeReport(branch, event, report, facts, pause),
    branch: branch.branch,
    notes,
    trends: async (comparison) => {
      const records = await read(comparison.name);
      const commit = comparison.candidate.commit ?? event.sha;
      const isRecorded = isOfDefaultBranch(event) && commit === event.sha;
      const added = isRecorded ? recordsOf(comparison, await facts()) : [];
      const platforms = comparison.platforms.flatMap(({ candidate }) => candidate?.platform ?? []);
      return trendsOf(records, platforms, event.defaultBranch ?? "the default branch", added);
    },
    history: async (name, { sha, itself }, tags) => {
      const records = await read(name);
      if (records.length === 0) return { why: `there are no records of \`${name}\` yet` };
      const line = await lines(sha);
      if ("why" in line) return line;
      const found = await Promise.all(tags.map(async (tag) => [tag, await linesOfTags(tag)]));
      return {
        records: Map.groupBy(records.map(weightOf), ({ platform }) => platform),
        line: itself ? line : line.slice(1),
        tags: new Map(found),
        now: clock()
      };
    }
  };
}
function remembered(ask) {
  const asked = /* @__PURE__ */ new Map();
  return (key) => {
    const asking = asked.get(key) ?? ask(key);
    asked.set(key, asking);
    return asking;
  };
}
async function lineOf(branch, sha) {
  try {
    return [sha, ...await ancestorsOf(branch, sha)];
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    if (error.status === 404 || error.status === 422) return [sha];
    const why = explainRefusal(error, "contents: read");
    return { why: `the commits before ${sha.slice(0, 7)} could not be listed: ${why}` };
  }
}
async function lineOfTag(branch, tag, lines) {
  try {
    const sha = await commitOfTag(branch, tag);
    return sha === null ? { why: `there is no tag ${tag} of a commit` } : lines(sha);
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    const why = explainRefusal(error, "contents: read");
    return { why: `the tag ${tag} could not be looked up: ${why}` };
  }
}

// src/doors/carried-cache.ts
import { join as join2 } from "node:path";

// src/github/cache-service.ts
import { createHash as createHash2 } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
function hasCacheService(env) {
  return [env.ACTIONS_RESULTS_URL, env.ACTIONS_CACHE_URL].some(
    (url) => url !== void 0 && url !== ""
  );
}
function cacheService(run, folder, temporary) {
  const ask = async (patience, what, key) => {
    const signal = AbortSignal.timeout(patience);
    const own = await mkdtemp(join(temporary, "image-size-gate-"));
    try {
      const program = process.execPath;
      const args = [CLIENT, what, folder, key];
      const { stdout } = await run({ program, args, env: { RUNNER_TEMP: own }, signal });
      return decodeJson(outcomeSchema, stdout.trim().split("\n").at(-1) ?? "", "its answer");
    } catch (error) {
      if (!signal.aborted) return { why: messageOf(error) };
      return { why: `no answer in ${patience / 1e3} s`, isSilent: true };
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  };
  return {
    restore: (kind) => ask(PATIENCE_MS, "restore", `${PREFIX}-${kind}-`),
    save: (kind) => ask(SAVE_MS, "save", `${PREFIX}-${kind}-${digestOfNames(folder)}`)
  };
}
function outcomeText(outcome) {
  return "key" in outcome ? `as ${outcome.key}` : `not, because ${quoted(outcome.why)}`;
}
var CLIENT = fileURLToPath(
  new URL(
    import.meta.url.endsWith(".ts") ? "./cache-client.ts" : "./cache-client.js",
    import.meta.url
  )
);
var PREFIX = "image-size-gate";
var PATIENCE_MS = 2e3;
var SAVE_MS = 3e4;
var outcomeSchema = union([object({ key: string() }), object({ why: string() })]);
function digestOfNames(folder) {
  return createHash2("sha256").update(readdirSync(folder).sort().join("\n")).digest("hex").slice(0, 32);
}

// src/doors/carried-cache.ts
function carriedCache(env, { run, log }, runnerTemp) {
  if (!hasCacheService(env)) return { world: {}, keep: async () => {
  } };
  const folder = join2(runnerTemp, "image-size-gate-cache");
  const service = cacheService(run, folder, runnerTemp);
  let kindToKeep = null;
  let isSilent = false;
  const restore = async (kind) => {
    const outcome = await service.restore(kind);
    isSilent = "isSilent" in outcome;
    log.debug?.(`Layers of earlier runs were found ${outcomeText(outcome)}`);
  };
  const learnt = (kind) => {
    kindToKeep = kind;
  };
  return {
    world: { cache: { folder, service: { restore }, learnt } },
    async keep() {
      if (kindToKeep === null || isSilent) return;
      log.debug?.(`Layers of this run were kept ${outcomeText(await service.save(kindToKeep))}`);
    }
  };
}

// src/doors/action.ts
async function action(env) {
  const soFar = { run: null };
  const interruption = listenForInterruption();
  try {
    await gateAndPublish(env, soFar, interruption.signal);
  } catch (met) {
    const error = interruption.signal.aborted ? interruption.signal.reason : met;
    redactError(error, redactor([...secretsOfEnvironment(env), env["INPUT_GITHUB-TOKEN"] ?? ""]));
    fail(error);
    if (soFar.run !== null) await markStale(soFar.run, endedBecause(error, soFar.run));
  } finally {
    interruption.ignore();
  }
  const interrupted = interruption.exitCode();
  if (interrupted !== null) process.exit(interrupted);
}
async function gateAndPublish(env, soFar, interrupted) {
  const event = await readEvent(env);
  soFar.run = unsettled(event);
  refuseForeignCode(event);
  const settings = settingsFromInputs(
    // A secret's white space counts.
    (name) => getInput(name, { trimWhitespace: false }),
    { repositoryName: event.repository.repo, readConfig: configReader(process.cwd()) }
  );
  const runnerTemp = env.RUNNER_TEMP ?? tmpdir();
  const octokit = settings.githubToken === "" ? null : lateOctokit(settings.githubToken);
  soFar.run = settings.comment === "never" ? null : { event, settings, octokit, commentKey: null };
  const recordBranch = recordBranchOf(event, settings, octokit);
  const records = recordBranch && openRunRecords(recordBranch, event, () => /* @__PURE__ */ new Date());
  const surroundings = readSurroundings(event, settings, octokit);
  surroundings.catch(() => void 0);
  const world = worldOf(event, settings, octokit, interrupted, records);
  const cache = carriedCache(env, world, runnerTemp);
  const report = await withSweptFolder(
    world,
    runnerTemp,
    (temporary) => gate(settings, { ...world, ...cache.world, temporary }, surroundings)
  );
  report.notes.push(...records?.notes ?? []);
  soFar.run = null;
  report.notes.push(...await storeRecords(report, records));
  const summary = env.GITHUB_STEP_SUMMARY;
  await publish(report, {
    event,
    pullRequest: event.pullRequest,
    settings,
    octokit,
    runnerTemp,
    summary
  });
  await cache.keep();
  conclude(report, settings);
}
function unsettled(event) {
  const token = getInput("github-token");
  if (getInput("comment") === "never" || token === "") return null;
  const commentKey = getInput("comment-key") || null;
  return { event, settings: null, octokit: lateOctokit(token), commentKey };
}
function refuseForeignCode({ name }) {
  if (name !== "pull_request_target" && name !== "workflow_run") return;
  throw new UserError(
    `A ${name} run has secrets, and a Dockerfile of a pull request could read them. Use \`on: pull_request\`: the gate decides there without any permission, and only the comment needs \`pull-requests: write\`.`
  );
}
function recordBranchOf({ repository, defaultBranch }, { recordBranch: branch }, octokit) {
  if (branch === null) return null;
  if (branch === defaultBranch) {
    throw new UsageError(
      `record-branch: ${JSON.stringify(branch)} is the default branch, and every record would be a commit there; name another branch, which need not exist, for example record-branch: image-sizes`
    );
  }
  return octokit && { octokit, ...repository, branch };
}
async function readSurroundings(event, settings, octokit) {
  const { pullRequest, repository } = event;
  const notes = [];
  await setImmediate();
  if (octokit === null && settings.recordBranch !== null) {
    notes.push("There is no `github-token`, so `record-branch` is neither read nor written.");
  }
  let labels = pullRequest?.labels ?? null;
  if (pullRequest !== null && octokit !== null) {
    const read = await readLabels(octokit, repository, pullRequest);
    labels = read.labels;
    if (read.warning !== null) notes.push(read.warning);
  }
  return {
    labels,
    notes,
    repository: {
      serverUrl: event.serverUrl,
      name: `${repository.owner}/${repository.repo}`,
      headSha: pullRequest?.headSha ?? event.sha,
      baseRef: pullRequest?.baseRef ?? event.defaultBranch
    }
  };
}
function worldOf(event, settings, octokit, interrupted, records) {
  const world = {
    ...watchedCommands(commands(startBuildx, interrupted), actionLog),
    engineApi: engineApi(process.env, interrupted),
    log: actionLog,
    cwd: process.cwd(),
    interrupted,
    event
  };
  if (octokit === null) return world;
  return {
    ...world,
    credentials: { serverUrl: event.serverUrl, token: settings.githubToken },
    mergeBaseFromApi: (base, head) => mergeBaseFromApi(octokit, event.repository, base, head),
    ...records === null ? {} : { records }
  };
}
async function storeRecords(report, records) {
  if (records === null) return [];
  const pause = (attempt) => setTimeout(Math.random() * Math.min(2e4, 500 * 2 ** attempt));
  const stored = await records.store(report, pause);
  if (stored === null) return [];
  info(`Record in ${records.branch}: ${stored.outcome}.`);
  return stored.warnings.filter((warning) => !report.notes.includes(warning));
}

// src/index.ts
process.on("uncaughtException", (error) => {
  fail(error);
  process.exit(1);
});
await action(process.env);
