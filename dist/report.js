import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  actionLog,
  conclude,
  endedBecause,
  explainRefusal,
  fail,
  findPullRequest,
  getInput,
  isRequestFailure,
  jobId,
  lateOctokit,
  markStale,
  publish,
  readEvent,
  readLabels,
  warning
} from "./shared-index-report.js";
import {
  joinReports
} from "./shared-cli-report.js";
import {
  UsageError,
  UserError,
  acceptance,
  decodeReport,
  decodeTable,
  inputs,
  lines,
  messageOf,
  mostOfText,
  parseApprovals,
  readConfigFile,
  readTextFile,
  redactError,
  redactor,
  text
} from "./shared-cli-index-report.js";

// src/doors/report-action.ts
import { tmpdir } from "node:os";

// src/github/file-at.ts
async function readFileFromApi(octokit, repository, { path, ref, input }) {
  const where = `${input}: ${path} at ${ref.slice(0, 7)}`;
  try {
    const { data } = await octokit.rest.repos.getContent({ ...repository, path, ref });
    if (Array.isArray(data) || data.type !== "file" || !("content" in data)) {
      throw new UserError(
        `${where} is no regular file; name a file, for example ${input}: .github/image-size-gate.yml`
      );
    }
    if (data.size > mostOfText || data.encoding !== "base64") {
      throw new UserError(`${where} has more than 1 MB, which is more than is read of such a file`);
    }
    return Buffer.from(data.content, "base64").toString("utf8");
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    const why = error.status === 404 ? "is not there, or the token may not read it: name a file of the base branch, and give the job `permissions: contents: read`" : `cannot be read: ${explainRefusal(error, "contents: read")}`;
    throw new UserError(`${where} ${why}`, { cause: error });
  }
}

// src/settings/report-inputs.ts
var reportInputs = {
  reports: reading(
    text,
    "Which JSON reports to read: a glob below the workspace. At most 200 files of 16 MiB each; links are refused.",
    "**/report.json"
  ),
  expected: reading(
    lines,
    "Names of the images that have to report, one a line. One that did not is shown as missing, and exceeds."
  ),
  config: reading(
    text,
    "Path of a configuration file whose budgets decide, e.g. `.github/image-size-gate.yml`. It is read from the base commit through the API, never from the workspace, and takes `contents: read`. Without it the budgets that the reports carry decide."
  ),
  comment: inputs.comment,
  "comment-key": {
    ...inputs["comment-key"],
    help: "Which comment is ours: runs with another key keep another comment. Without it each job that uses this action keeps one."
  },
  "fail-on-exceeded": inputs["fail-on-exceeded"],
  "approval-label-prefix": inputs["approval-label-prefix"],
  "github-token": inputs["github-token"]
};
function reportSettings(read) {
  const values = decodeTable(reportInputs, read);
  return {
    reports: values.reports ?? reportInputs.reports.default,
    expected: [...new Set(values.expected)],
    config: values.config,
    comment: values.comment,
    commentKey: values["comment-key"],
    failOnExceeded: values["fail-on-exceeded"],
    approvalLabelPrefix: values["approval-label-prefix"],
    githubToken: values["github-token"] ?? ""
  };
}
function reading(kind, help, standard = "") {
  return { kind, help, default: standard, group: "measure", role: "github" };
}

// src/doors/found-reports.ts
import { globSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
var MOST_OF_ONE = 16 * 1024 * 1024;
var MOST_OF_ALL = 256 * 1024 * 1024;
var MOST_FILES = 200;
function findReports(pattern, workspace) {
  const input = `reports: ${JSON.stringify(pattern)}`;
  if (resolve(workspace, pattern) !== join(workspace, pattern) || pattern.split(/[/\\]/).includes(".."))
    throw new UsageError(
      `${input} leads out of the workspace; give a glob below it, for example reports: '**/report.json'`
    );
  const root = realpathSync(workspace);
  const files = globSync(pattern, { cwd: root }).toSorted();
  if (files.length > MOST_FILES)
    throw new UsageError(
      `${input} matches ${files.length} files, and at most ${MOST_FILES} are read; give a narrower glob, for example reports: 'reports/*/report.json'`
    );
  let left = MOST_OF_ALL;
  return files.map((file) => {
    try {
      const text2 = textOf(file, root, Math.min(left, MOST_OF_ONE));
      left -= Buffer.byteLength(text2);
      return { file, report: decodeReport(text2, file) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { file, why: messageOf(error).replace(`${file}: `, "").replace(`${file} `, "") };
    }
  });
}
function textOf(file, root, most) {
  const path = join(root, file);
  if (realOf(path) !== path)
    throw new UserError("it is a link, or behind one; nothing is read through links");
  const text2 = readTextFile({ name: file, path, cwd: root }, most);
  if (text2 === null) throw new UserError("it is gone");
  return text2;
}
function realOf(path) {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

// src/doors/report-action.ts
async function reportAction(env) {
  const soFar = { run: null };
  try {
    await joinAndPublish(env, soFar);
  } catch (error) {
    redactError(error, redactor([env["INPUT_GITHUB-TOKEN"] ?? ""]));
    fail(error);
    if (soFar.run !== null) await markStale(soFar.run, endedBecause(error, soFar.run));
  }
}
async function joinAndPublish(env, soFar) {
  const event = await readEvent(env);
  const settings = reportSettings((name) => getInput(name, { trimWhitespace: false }));
  const octokit = settings.githubToken === "" ? null : lateOctokit(settings.githubToken);
  const pullRequest = await pullRequestOf(event, octokit);
  if (pullRequest !== null && "none" in pullRequest) return nothing(pullRequest.none);
  const commentKey = settings.commentKey ?? `report-${jobId(event)}`;
  if (settings.comment !== "never")
    soFar.run = { event: { ...event, pullRequest }, settings: null, octokit, commentKey };
  const found = findReports(settings.reports, event.workspace);
  if (found.length === 0 && settings.expected.length === 0)
    throw new UsageError(
      `reports: ${JSON.stringify(settings.reports)} matches no file; download the artifacts of the other jobs first (actions/download-artifact), or name in \`expected\` who has to report`
    );
  actionLog.info(`Reports: ${found.map(({ file }) => file).join(", ") || "none"}.`);
  const report = await join2(found, { event, pullRequest, settings, octokit });
  const still = event.workflowRun === null ? pullRequest : await pullRequestOf(event, octokit);
  if (still !== null && "none" in still) return nothing(still.none);
  soFar.run = null;
  await publish(report, {
    event,
    pullRequest,
    settings: { ...settings, commentKey, annotate: false },
    octokit,
    runnerTemp: env.RUNNER_TEMP ?? tmpdir(),
    summary: env.GITHUB_STEP_SUMMARY
  });
  conclude(report, settings);
}
function nothing(why) {
  warning(`Nothing is posted: ${why}.`);
}
async function pullRequestOf({ workflowRun, pullRequest, repository }, octokit) {
  if (workflowRun === null) return pullRequest;
  if (octokit !== null) return findPullRequest(octokit, repository, workflowRun);
  throw new UsageError(
    `github-token: is empty, and finds the pull request of a workflow_run; leave it out, or give a token, for example github-token: \${{ secrets.TOKEN }}`
  );
}
async function join2(found, around) {
  const { event, pullRequest, settings, octokit } = around;
  const { repository, serverUrl } = event;
  const notes = [];
  const labels = await labelsOf(around, notes);
  const approved = parseApprovals(labels, settings.approvalLabelPrefix);
  const budgets = await baseBudgets(around);
  const report = joinReports(found, {
    repository: {
      serverUrl,
      name: `${repository.owner}/${repository.repo}`,
      headSha: headOf(event, pullRequest),
      baseRef: pullRequest?.baseRef ?? event.defaultBranch
    },
    expected: settings.expected,
    approvals: approved.approvals,
    budgetsOf: (name) => budgets?.of(name) ?? null,
    warnOnly: !settings.failOnExceeded
  });
  const names = report.images.map(({ comparison }) => comparison.name);
  if (budgets !== null) {
    const unknown = names.filter((name) => budgets.of(name) === null);
    if (unknown.length > 0)
      notes.push(
        `${budgets.where} has no image ${unknown.map((name) => `\`${name.replaceAll("`", "'")}\``).join(", ")}, so the budgets are those that its report carries.`
      );
  } else if (pullRequest?.fromFork === true && names.length > 0) {
    notes.push(
      "The budgets are those of the pull request itself, which could have changed them: with `config` those of the base branch decide."
    );
  }
  if (octokit === null && pullRequest !== null && settings.comment !== "never")
    notes.push("There is no `github-token`, so labels were not read.");
  const prefix = pullRequest === null ? null : settings.approvalLabelPrefix;
  const accept = acceptance(
    report.images.flatMap(({ judgements }) => judgements),
    approved.approvals,
    prefix
  );
  if (accept.acceptWith !== void 0) report.acceptWith = accept.acceptWith;
  report.notes.unshift(...notes, ...approved.notes, ...accept.notes);
  return report;
}
function headOf({ sha, workflowRun, mergeGroup }, pullRequest) {
  return pullRequest?.headSha ?? workflowRun?.headSha ?? mergeGroup?.headSha ?? sha;
}
async function labelsOf({ event, pullRequest, octokit }, notes) {
  if (pullRequest === null || octokit === null) return pullRequest?.labels ?? [];
  const { labels, warning: warning2 } = await readLabels(octokit, event.repository, pullRequest);
  if (warning2 !== null) notes.push(warning2);
  return labels;
}
async function baseBudgets({
  event,
  pullRequest,
  settings: { config },
  octokit
}) {
  if (config === null) return null;
  if (octokit === null)
    throw new UsageError(
      `config: ${config} is read through GitHub's API, and \`github-token\` is empty; leave \`github-token\` out, or give one, for example github-token: \${{ secrets.TOKEN }}`
    );
  const ref = pullRequest?.baseSha ?? event.mergeGroup?.baseSha ?? event.sha;
  const text2 = await readFileFromApi(octokit, event.repository, {
    path: config,
    ref,
    input: "config"
  });
  const settings = readConfigFile({ path: config, text: text2 }, "exclude", event.repository.repo);
  return { of: (name) => budgetsOf(name, settings), where: `${config} at ${ref.slice(0, 7)}` };
}
function budgetsOf(name, { images, bakes }) {
  const image = images.find((one) => one.name === name);
  const bake = bakes.find(({ targets }) => targets.includes(name));
  const only = bakes.length === 1 ? bakes[0] : void 0;
  return (image ?? bake ?? only)?.budgets ?? null;
}

// src/report-action.ts
process.on("uncaughtException", (error) => {
  fail(error);
  process.exit(1);
});
await reportAction(process.env);
