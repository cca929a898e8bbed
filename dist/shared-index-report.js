import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  Interrupted,
  UserError,
  ZodError,
  __commonJS,
  __require,
  __toESM,
  array,
  breachText,
  changedLayers,
  code,
  coerce_exports,
  decode,
  decodeJson,
  encodeReport,
  failuresText,
  fitComment,
  formatBytes,
  formatChange,
  htmlReport,
  imageStatus,
  imagesIn,
  instructionKey,
  jobSummary,
  label,
  lastWords,
  layerSize,
  link,
  looseObject,
  markdown,
  messageOf,
  metByUser,
  nameOf,
  names,
  number,
  object,
  once,
  outcomeOf,
  paragraph,
  printable,
  prose,
  ranked,
  shortComment,
  shortCommit,
  shownMetric,
  sign,
  string,
  terminalReport,
  url,
  verdictOf,
  verdictText,
  wantsComment,
  wasteClause,
  writeText
} from "./shared-cli-index-report.js";

// on-demand:@actions/http-client
var require_http_client = __commonJS({
  "on-demand:@actions/http-client"(exports) {
    Object.defineProperties(exports, {
      Headers: { enumerable: true, get: () => __require("./actions-http-client.cjs").Headers },
      HttpClient: { enumerable: true, get: () => __require("./actions-http-client.cjs").HttpClient },
      HttpClientError: { enumerable: true, get: () => __require("./actions-http-client.cjs").HttpClientError },
      HttpClientResponse: { enumerable: true, get: () => __require("./actions-http-client.cjs").HttpClientResponse },
      HttpCodes: { enumerable: true, get: () => __require("./actions-http-client.cjs").HttpCodes },
      MediaTypes: { enumerable: true, get: () => __require("./actions-http-client.cjs").MediaTypes },
      getProxyUrl: { enumerable: true, get: () => __require("./actions-http-client.cjs").getProxyUrl },
      isHttps: { enumerable: true, get: () => __require("./actions-http-client.cjs").isHttps }
    });
  }
});

// on-demand:./octokit.ts
var require_octokit = __commonJS({
  "on-demand:./octokit.ts"(exports) {
    Object.defineProperties(exports, {
      createOctokit: { enumerable: true, get: () => __require("./octokit.cjs").createOctokit }
    });
  }
});

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
  issueCommand(name, {}, message);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/core/lib/oidc-utils.js
var import_http_client = __toESM(require_http_client(), 1);

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code2, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code2), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label2, content) {
    const element = this.wrap("details", this.wrap("summary", label2) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}
function startGroup(name) {
  issue("group", name);
}
function endGroup() {
  issue("endgroup");
}
function group(name, fn) {
  return __awaiter2(this, void 0, void 0, function* () {
    startGroup(name);
    let result;
    try {
      result = yield fn();
    } finally {
      endGroup();
    }
    return result;
  });
}

// src/common/inert.ts
function inert(text) {
  return withoutCommands(printable(text));
}
function withoutCommands(text) {
  return text.replaceAll("##[", "##\\[").replaceAll(/^([^\S\n]*)::/gm, "$1\\::");
}

// src/doors/action-log.ts
var actionLog = {
  info: (text) => info(inert(text)),
  warning: (text) => warning(printable(text)),
  debug: (text) => debug(printable(text)),
  group: (title, work) => group(printable(title), work)
};
function fail(error2) {
  setFailed(printable(lastWords(error2)));
  if (!(error2 instanceof UserError) && error2 instanceof Error)
    debug(printable(error2.stack ?? ""));
}

// src/github/event.ts
import { readFile } from "node:fs/promises";
async function readEvent(env) {
  if (env.GITHUB_EVENT_NAME === void 0 || env.GITHUB_EVENT_PATH === void 0) {
    throw new UserError(
      "GITHUB_EVENT_NAME and GITHUB_EVENT_PATH are not set: this is no GitHub run"
    );
  }
  const source = `${env.GITHUB_EVENT_NAME} event`;
  const runner = decode(environment, env, "environment of the runner");
  const payload = decodeJson(payloadSchema, await readFile(env.GITHUB_EVENT_PATH, "utf8"), source);
  const of = (names2, schema) => names2.split(" ").includes(runner.name) ? decode(schema, payload, source) : null;
  return {
    ...runner,
    defaultBranch: payload.repository?.default_branch ?? null,
    pullRequest: of(PULL_REQUEST_EVENTS, pullRequestPayload),
    mergeGroup: of("merge_group", mergeGroupPayload),
    push: of("push", pushPayload),
    workflowRun: of("workflow_run", workflowRunPayload)
  };
}
var PULL_REQUEST_EVENTS = "pull_request pull_request_target pull_request_review pull_request_review_comment";
var sha = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "is no commit SHA");
var environment = object({
  GITHUB_EVENT_NAME: string(),
  GITHUB_REPOSITORY: string().regex(/^[^/]+\/[^/]+$/, "is not owner/repo"),
  GITHUB_SERVER_URL: url().default("https://github.com"),
  GITHUB_API_URL: url().default("https://api.github.com"),
  GITHUB_SHA: sha,
  GITHUB_REF: string().default(""),
  GITHUB_RUN_ID: coerce_exports.number().int().default(0),
  GITHUB_RUN_ATTEMPT: coerce_exports.number().int().default(1),
  GITHUB_WORKFLOW: string().default(""),
  GITHUB_JOB: string().default(""),
  GITHUB_WORKSPACE: string().default(".")
}).transform((env) => {
  const [owner = "", repo = ""] = env.GITHUB_REPOSITORY.split("/");
  return {
    name: env.GITHUB_EVENT_NAME,
    repository: { owner, repo },
    serverUrl: env.GITHUB_SERVER_URL,
    apiUrl: env.GITHUB_API_URL,
    sha: env.GITHUB_SHA,
    ref: env.GITHUB_REF,
    runId: env.GITHUB_RUN_ID,
    runAttempt: env.GITHUB_RUN_ATTEMPT,
    workflow: env.GITHUB_WORKFLOW,
    job: env.GITHUB_JOB,
    workspace: env.GITHUB_WORKSPACE
  };
});
var payloadSchema = looseObject({
  repository: looseObject({ default_branch: string().optional() }).optional()
});
var repository = object({ full_name: string() });
var optionalRepository = repository.nullish().transform((repo) => repo?.full_name ?? null);
var pullRequestPayload = object({
  pull_request: object({
    number: number().int(),
    head: object({ sha, ref: string(), repo: optionalRepository }),
    base: object({ sha, ref: string(), repo: repository }),
    labels: array(object({ name: string() })).default([])
  })
}).transform(({ pull_request: { number: number2, head, base, labels } }) => ({
  number: number2,
  headSha: head.sha,
  headRef: head.ref,
  baseSha: base.sha,
  baseRef: base.ref,
  headRepository: head.repo,
  fromFork: head.repo !== base.repo.full_name,
  labels: labels.map((label2) => label2.name)
}));
var mergeGroupPayload = object({ merge_group: object({ base_sha: sha, head_sha: sha }) }).transform(({ merge_group: { base_sha, head_sha } }) => ({
  baseSha: base_sha,
  headSha: head_sha
}));
var pushPayload = object({ before: sha });
var workflowRunPayload = object({
  workflow: object({ name: string() }).nullish(),
  workflow_run: object({
    id: number().int(),
    name: string().nullish(),
    event: string(),
    conclusion: string().nullish(),
    head_sha: sha,
    head_branch: string().nullable(),
    head_repository: optionalRepository
  })
}).transform(({ workflow, workflow_run: run }) => ({
  id: run.id,
  name: run.name ?? null,
  workflow: workflow?.name ?? null,
  event: run.event,
  conclusion: run.conclusion ?? null,
  headSha: run.head_sha,
  headBranch: run.head_branch,
  headRepository: run.head_repository
}));

// src/github/refusal.ts
function isRequestFailure(error2) {
  return error2 instanceof Error && "status" in error2 && typeof error2.status === "number";
}
function isTooLong(error2) {
  return isRequestFailure(error2) && error2.status === 422 && /too long/i.test(error2.message);
}
function explainRefusal({ status, message }, needs, fromFork = false) {
  const isContents = needs.startsWith("contents");
  if (!isContents && /\block(ed)?\b/i.test(message)) return "the conversation is locked";
  if (/rate limit/i.test(message) || status === 429) return "the rate limit of the token is used up";
  if ((status === 403 || status === 404) && fromFork) {
    return "the token of a fork's pull request is read-only: let a `workflow_run` job post it with the report action (https://github.com/image-size-gate/image-size-gate/blob/main/docs/recipes.md#pull-requests-from-forks)";
  }
  if (status === 401) return "the token is not valid: check the input `github-token`";
  if (status === 403) {
    return `the token has no permission for it: give the job \`permissions: ${needs}\``;
  }
  if (status === 404) {
    const what = isContents ? "repository" : "pull request";
    return `GitHub does not show the ${what} to this token: give the job \`permissions: ${needs}\``;
  }
  if (status === 410) return "comments are switched off in this repository";
  if (status === 422) return `GitHub does not accept it (${firstLine(message)})`;
  return `GitHub answered ${status} (${firstLine(message)})`;
}
function firstLine(text) {
  return text.split("\n", 1)[0] ?? "";
}

// src/github/labels.ts
async function readLabels(octokit, repository2, pullRequest) {
  try {
    const labels = await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, {
      ...repository2,
      issue_number: pullRequest.number,
      per_page: 100
    });
    return { labels: labels.map((label2) => label2.name), warning: null };
  } catch (error2) {
    if (!isRequestFailure(error2)) throw error2;
    const why = explainRefusal(error2, "pull-requests: read");
    const warning2 = `The labels could not be read, those of the event count: ${why}.`;
    return { labels: pullRequest.labels, warning: warning2 };
  }
}

// src/github/late-octokit.ts
var import_octokit = __toESM(require_octokit(), 1);
function lateOctokit(token) {
  const client = once(() => (0, import_octokit.createOctokit)({ token }));
  return {
    get rest() {
      return client().rest;
    },
    get paginate() {
      return client().paginate;
    },
    get graphql() {
      return client().graphql;
    }
  };
}

// src/github/pull-request.ts
async function findPullRequest(octokit, repository2, run) {
  const unfit = whyUnfit(run);
  if (unfit !== null) return { none: unfit };
  if (run.headRepository === null || run.headBranch === null) {
    return { none: "the branch of the pull request is gone" };
  }
  const [owner] = run.headRepository.split("/");
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...repository2,
    state: "open",
    head: `${owner}:${run.headBranch}`,
    per_page: 100
  });
  const found = pulls.filter((pull) => pull.head.repo?.full_name === run.headRepository);
  if (found.length === 0) {
    return { none: `no open pull request comes from ${run.headRepository}:${run.headBranch}` };
  }
  const current = found.find((pull) => pull.head.sha === run.headSha);
  if (current === void 0) {
    return { none: `the pull request has moved on from ${run.headSha.slice(0, 7)}` };
  }
  const { number: number2, head, base, labels } = current;
  return {
    number: number2,
    headSha: head.sha,
    headRef: head.ref,
    baseSha: base.sha,
    baseRef: base.ref,
    headRepository: run.headRepository,
    fromFork: run.headRepository !== base.repo.full_name,
    labels: labels.map(({ name }) => name)
  };
}
async function mergeBaseFromApi(octokit, repository2, base, head) {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...repository2,
      basehead: `${base}...${head}`,
      per_page: 1
    });
    return data.merge_base_commit.sha;
  } catch (error2) {
    if (isRequestFailure(error2)) return null;
    throw error2;
  }
}
function whyUnfit({ event, conclusion, name, workflow }) {
  if (event !== "pull_request") return `the run that measured was started by \`${event}\``;
  if (conclusion !== "success" && conclusion !== "failure") {
    return `the run that measured ended as \`${conclusion ?? "unknown"}\``;
  }
  if (workflow !== null && name !== workflow) {
    return `the run that measured calls itself ${JSON.stringify(name)}, and its workflow is ${JSON.stringify(workflow)}`;
  }
  return null;
}

// src/github/comment-marker.ts
import { createHash } from "node:crypto";
var MARKER = /^<!-- image-size-gate:v1 key=([A-Za-z0-9._-]+) run=(\d+)(?: job=([0-9a-f]+))? -->\r?\n/;
function markerLine({ key, runId, job }) {
  return `<!-- image-size-gate:v1 key=${key} run=${runId} job=${job} -->
`;
}
function readMarker(comment) {
  const [line, key, run, job = ""] = MARKER.exec(comment) ?? [];
  if (line === void 0 || key === void 0) return null;
  return { key, runId: Number(run), job, text: comment.slice(line.length) };
}
function jobId({ workflow, job }) {
  return createHash("sha256").update(`${workflow}
${job}`).digest("hex").slice(0, 12);
}
function markerKey(key) {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(key) && !key.includes("--")) return key;
  const readable = key.replace(/[^A-Za-z0-9._]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 12);
  return readable === "" ? hash : `${readable.replace(/-$/, "")}-${hash}`;
}

// src/doors/publish.ts
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";

// src/github/comment-author.ts
var DEFAULT_LOGIN = "github-actions[bot]";
async function findLogin(octokit) {
  const asks = [
    async () => viewer.parse(await octokit.graphql("query { viewer { login } }")).viewer.login,
    async () => user.parse((await octokit.rest.users.getAuthenticated()).data).login
  ];
  for (const ask of asks) {
    try {
      return await ask();
    } catch (error2) {
      if (!isAnswer(error2)) throw error2;
    }
  }
  return DEFAULT_LOGIN;
}
function isWrittenBy(author, login) {
  if (author == null || author.login !== login) return false;
  return !login.endsWith("[bot]") || author.type === "Bot";
}
var user = object({ login: string().min(1) });
var viewer = object({ viewer: user });
function isAnswer(error2) {
  const isGraphql = error2 instanceof Error && error2.name === "GraphqlResponseError";
  return isGraphql || error2 instanceof ZodError || isRequestFailure(error2);
}

// src/github/outputs.ts
import { appendFile as appendFile2, stat as stat2 } from "node:fs/promises";
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value ?? "");
}
var SUMMARY_LIMIT = 1024 * 1024;
async function writeSummary(path, markdown2, short) {
  if (path === void 0 || path === "") return "not written";
  const used = await stat2(path).then(
    ({ size }) => size,
    () => 0
  );
  for (const [text, outcome] of [
    [markdown2, "written"],
    [short, "shortened"]
  ]) {
    if (used + Buffer.byteLength(text) + 1 > SUMMARY_LIMIT) continue;
    await appendFile2(path, `${text}
`);
    return outcome;
  }
  return "not written";
}
var ANNOTATION_LIMIT = 10;
var MESSAGE_LIMIT = 4096;
function annotate(annotations2, others = {}) {
  const levels = { error, warning, notice };
  for (const level of ["error", "warning", "notice"]) {
    const all = annotations2.filter((annotation) => annotation.level === level);
    const most = Math.max(1, ANNOTATION_LIMIT - (others[level] ?? 0));
    const left = all.length - most;
    all.slice(0, most).forEach((annotation, index) => {
      const more = left > 0 && index === most - 1 ? ` (and ${left} more like it)` : "";
      const message = annotation.message.slice(0, MESSAGE_LIMIT - more.length) + more;
      levels[level](message, propertiesOf(annotation));
    });
  }
}
function propertiesOf({ title, file, startLine, endLine }) {
  return {
    title,
    ...file === null ? {} : { file },
    ...startLine === null ? {} : { startLine },
    ...endLine === null ? {} : { endLine }
  };
}

// src/github/sticky-comment.ts
async function upsertComment(options) {
  try {
    return await upsert(options);
  } catch (error2) {
    if (!isRequestFailure(error2)) throw error2;
    const why = explainRefusal(error2, "pull-requests: write", options.fromFork);
    return notPosted(`The comment could not be posted: ${why}.`);
  }
}
async function keysOfJob(options) {
  const ours = await listOurs(options);
  const earlier = ours.filter(({ job, runId }) => job === options.job && runId < options.runId);
  return [...new Set(earlier.map(({ key }) => key))];
}
async function upsert(options) {
  const own = await listOwn(options);
  const newer = own.find((comment) => comment.runId > options.runId);
  if (newer !== void 0) {
    const why = `The newer run ${newer.runId} has written the comment already; this run left it.`;
    return { outcome: "not posted", url: newer.url, warning: why };
  }
  const [first, ...duplicates] = own;
  if (first === void 0) return options.onlyUpdate ? notPosted(null) : create(options);
  const warning2 = await removeAll(options, duplicates);
  if (isSame(first.text, options.body)) return { outcome: "unchanged", url: first.url, warning: warning2 };
  const updated = await update(options, first.id);
  if (updated !== null) return { outcome: "updated", url: updated.url, warning: warning2 };
  return options.onlyUpdate ? notPosted(null) : create(options);
}
async function create(options) {
  const created = await write(
    options,
    (body) => options.octokit.rest.issues.createComment({ ...issue2(options), body })
  );
  const [oldest, ...others] = await listOwn(options);
  if (oldest === void 0 || others.length === 0) {
    return { outcome: "created", url: created.url, warning: null };
  }
  const isOurs = oldest.id === created.id || oldest.runId > options.runId;
  if (!isOurs && !isSame(oldest.text, options.body)) await update(options, oldest.id);
  const older = others.filter((comment) => comment.runId <= options.runId);
  const warning2 = await removeAll(options, older);
  return { outcome: "created", url: oldest.url, warning: warning2 };
}
async function listOwn(options) {
  const key = markerKey(options.key);
  return (await listOurs(options)).filter((comment) => comment.key === key);
}
async function listOurs(options) {
  const { octokit, login } = options;
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...issue2(options),
    per_page: 100
  });
  return comments.flatMap(({ id, html_url: url2, user: user2, body }) => {
    const marker = isWrittenBy(user2, login) ? readMarker(body ?? "") : null;
    return marker === null ? [] : [{ id, url: url2, ...marker }];
  }).sort((a, b) => a.id - b.id);
}
async function update(options, id) {
  const { octokit, owner, repo } = options;
  try {
    return await write(
      options,
      (body) => octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body })
    );
  } catch (error2) {
    if (isRequestFailure(error2) && error2.status === 404) return null;
    throw error2;
  }
}
async function write({ key, runId, job, body, shortBody }, send) {
  const marker = markerLine({ key: markerKey(key), runId, job });
  const written2 = ({ data }) => ({
    id: data.id,
    url: data.html_url
  });
  try {
    return written2(await send(marker + body));
  } catch (error2) {
    if (!isTooLong(error2)) throw error2;
    return written2(await send(marker + shortBody));
  }
}
async function removeAll(options, comments) {
  const { octokit, owner, repo } = options;
  const left = [];
  for (const { id, url: url2 } of comments) {
    try {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    } catch (error2) {
      if (!isRequestFailure(error2)) throw error2;
      if (error2.status !== 404) left.push(url2);
    }
  }
  return left.length === 0 ? null : `Duplicates of the comment could not be removed: ${left.join(" ")}`;
}
function issue2({ owner, repo, number: number2 }) {
  return { owner, repo, issue_number: number2 };
}
function isSame(stored, body) {
  const normal = (text) => text.replaceAll("\r\n", "\n").trimEnd();
  return normal(stored) === normal(body);
}
function notPosted(warning2) {
  return { outcome: "not posted", url: null, warning: warning2 };
}

// src/report/printers/annotations.ts
function annotations(report) {
  const grown = report.images.flatMap((image) => growths(image, report)).toSorted((a, b) => b.bytes - a.bytes).map(({ annotation }) => annotation);
  return [...(report.failed ?? []).flatMap(failure), ...grown];
}
function failure({ name, state, why, dockerfile, lines }) {
  if (dockerfile === null || lines === null) return [];
  return [
    {
      level: "error",
      title: `${label(name, 60)}: ${state}`,
      message: `${label(why, 400).replaceAll("`", "")}.`,
      file: dockerfile,
      startLine: lines.start,
      endLine: lines.end
    }
  ];
}
function growths(image, { minimumChange, warnOnly }) {
  const { comparison } = image;
  const { dockerfile, platforms } = comparison;
  if (dockerfile === null) return [];
  const worst = /* @__PURE__ */ new Map();
  for (const platform2 of platforms.filter(({ state }) => state === "compared")) {
    const metric = shownMetric(platform2);
    const inOrder = platform2.layers.filter(({ candidate }) => candidate !== null);
    for (const changed of changedLayers(platform2, metric)) {
      const { bytes } = changed;
      const row = largestOf(changed, metric);
      const index = inOrder.indexOf(row);
      const range = row.candidate?.lines?.ranges[0];
      if (range === void 0 || bytes === null || bytes <= 0 || bytes < minimumChange) continue;
      const key = `${range.start}-${range.end}`;
      if ((worst.get(key)?.bytes ?? 0) >= bytes) continue;
      const where = platforms.length > 1 ? ` on ${label(platform2.platform, 40)}` : "";
      worst.set(key, {
        bytes,
        annotation: {
          level: levelOf(image, warnOnly === true),
          title: `${label(comparison.name, 60)}: ${formatChange(bytes)}${where}`,
          message: `${[
            cause({ ...changed, row }, bytes, metric),
            wasteClause(platform2, index, minimumChange)
          ].filter((text) => text !== "").join("; ")}.`,
          file: dockerfile,
          startLine: range.start,
          endLine: range.end
        }
      });
    }
  }
  return [...worst.values()];
}
function levelOf(image, warnOnly) {
  const status = imageStatus(image);
  if (status === "exceeded") return warnOnly ? "warning" : "error";
  return status === "approved" || status === "warning" ? "warning" : "notice";
}
function largestOf({ row, members = [] }, metric) {
  const sizeOf = ({ candidate }) => candidate === null ? -1 : layerSize(candidate, metric) ?? 0;
  return members.reduce((largest, one) => sizeOf(one) > sizeOf(largest) ? one : largest, row);
}
function cause({ row, members }, bytes, metric) {
  const { baseline, candidate } = row;
  const instruction = label(instructionKey(candidate?.instruction ?? "")) || "This layer";
  const guessed = candidate?.lines?.from === "guess" ? " (the line is a guess: the builder told no provenance)" : "";
  const unit = metric === "compressed" ? " compressed" : "";
  if (members !== void 0) {
    const count = (side) => members.filter((member) => member[side] !== null).length;
    return count("candidate") === 1 ? `${instruction} is what ${count("baseline")} layers of the baseline were, and grew by ${formatBytes(bytes)}${unit}${guessed}` : `${instruction} is one of the ${count("candidate")} layers that one of the baseline was split into; they grew by ${formatBytes(bytes)}${unit}${guessed}`;
  }
  if (baseline === null || candidate === null)
    return `${instruction} added ${formatBytes(bytes)}${unit} in a new layer${guessed}`;
  const before = formatBytes(layerSize(baseline, metric) ?? 0);
  const after = formatBytes(layerSize(candidate, metric) ?? 0);
  return `${instruction} grew by ${formatBytes(bytes)}${unit}, from ${before} in the baseline to ${after}${guessed}`;
}

// src/report/printers/outputs.ts
function imagesOutput(report, limit = 262144) {
  const rows = ranked(report).flatMap(({ entry }) => imageOutputs(entry));
  const texts = [];
  let length = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    length += text.length + 1;
    if (length > limit) break;
    texts.push(text);
  }
  return { text: `[${texts.join(",")}]`, left: rows.length - texts.length };
}
function outputsOf(report) {
  const platforms = report.images.flatMap(({ comparison }) => comparison.platforms);
  const only = platforms.length === 1 && imagesIn(report) === 1 ? platforms[0] : void 0;
  const unknown = { baseline: null, candidate: null, change: null };
  const { unpacked, compressed } = only ?? { unpacked: unknown, compressed: unknown };
  return {
    verdict: report.verdict,
    baseline: baselinesOf(report).join("; "),
    size: unpacked.candidate,
    "compressed-size": compressed.candidate,
    "size-change": unpacked.change,
    "compressed-size-change": compressed.change
  };
}
var unmeasured = {
  platform: null,
  size: null,
  "compressed-size": null,
  "size-change": null,
  "compressed-size-change": null
};
function imageOutputs(entry) {
  const name = nameOf(entry);
  switch (entry.kind) {
    case "failed":
      return [{ name, ...unmeasured, verdict: "exceeded", state: entry.image.state }];
    case "missing":
      return [{ name, ...unmeasured, verdict: "exceeded", state: "missing" }];
    case "removed":
      return [{ name, ...unmeasured, verdict: "passed", state: "removed" }];
    case "unchanged":
      return [{ name, ...unmeasured, verdict: "passed", state: "unchanged, not built" }];
    case "measured": {
      const { comparison, judgements } = entry.image;
      return comparison.platforms.map(({ platform: platform2, unpacked, compressed, state }) => ({
        name,
        platform: platform2,
        verdict: verdictOf(judgements.filter((one) => one.platform === platform2)),
        state: comparison.baseline.state === "compared" ? state : comparison.baseline.state,
        size: unpacked.candidate,
        "compressed-size": compressed.candidate,
        "size-change": unpacked.change,
        "compressed-size-change": compressed.change
      }));
    }
  }
}
function baselinesOf({ images, unchanged = [] }) {
  const same = unchanged.map(({ since }) => `unchanged since ${shortCommit(since)}`);
  return [.../* @__PURE__ */ new Set([...images.map(baselineWords), ...same])];
}
function baselineWords({ comparison: { baseline } }) {
  switch (baseline.state) {
    case "compared":
      return baseline.source;
    case "new image":
      return `new image: ${baseline.why}`;
    case "unavailable":
      return `baseline unavailable: ${baseline.why}`;
    case "none":
      return "none";
  }
}

// src/doors/publish.ts
async function publish(report, places) {
  const { settings, runnerTemp } = places;
  const folder = await written(
    "The folder of the reports",
    () => mkdtemp(join(runnerTemp, "image-size-gate-"))
  );
  const comment = await postComment(report, places);
  if (comment.warning !== null) report.notes.push(comment.warning);
  for (const note of [...missingBaselines(report), ...report.notes]) actionLog.warning(note);
  const inFolder = (name, text) => folder === null ? "" : save(join(folder, name), text);
  const json = await inFolder("report.json", () => encodeReport(report));
  const html = await inFolder("report.html", () => htmlReport(report));
  const markdown2 = await inFolder("report.md", () => fitComment(report));
  const summary2 = await written(
    "The job summary",
    () => writeSummary(places.summary, jobSummary(report), shortComment(report))
  );
  if (summary2 === "not written" && places.summary) {
    warning("The job summary is full (1 MiB per step), so the report is not in it.");
  }
  const breach = outcomeOf(report) === "exceeded" ? 1 : 0;
  if (settings.annotate)
    annotate(annotations(report), {
      error: (settings.failOnExceeded ? breach : 0) + (report.failed === void 0 ? 0 : 1),
      warning: report.notes.length + (settings.failOnExceeded ? 0 : breach),
      notice: hasNoBudget(report) ? 1 : 0
    });
  if (hasNoBudget(report)) notice(NO_BUDGET);
  const images = imagesOutput(report);
  if (images.left > 0)
    warning(
      `The output \`images\` lacks ${images.left} rows, since a job's outputs may have 1 MB; the JSON report has them.`
    );
  await written(
    "The outputs",
    async () => setOutputs({
      ...outputsOf(report),
      images: images.text,
      report: json,
      html,
      markdown: markdown2,
      "comment-url": comment.url
    })
  );
}
function conclude(report, { failOnExceeded }) {
  info(withoutCommands(terminalReport(report, { color: true })));
  const tell = failOnExceeded ? setFailed : warning;
  const failures = failuresText(report);
  if (failures !== null) setFailed(failures);
  if (outcomeOf(report) === "exceeded") tell(breachText(report));
  else if (failures === null) info(inert(verdictText(report)));
}
var NO_BUDGET = "No budget is set, so that nothing fails, whatever it grows: give one, for example max-size: 250MB or max-increase: 5MB.";
function hasNoBudget({ images }) {
  return images.length > 0 && images.every(({ judgements }) => judgements.length === 0);
}
async function save(path, text) {
  const outcome = await written(path, async () => ({ refused: await writeText(path, text) }));
  if (outcome === null) return "";
  if (outcome.refused !== null) error(outcome.refused);
  return outcome.refused === null ? path : "";
}
async function written(what, write2) {
  try {
    return await write2();
  } catch (error2) {
    const met = metByUser(error2);
    if (!(met instanceof UserError)) throw error2;
    error(printable(`${what} could not be written: ${messageOf(error2)}`));
    return null;
  }
}
function missingBaselines({ images }) {
  return images.flatMap(
    ({ comparison: { name, baseline } }) => baseline.state === "unavailable" ? [`${name}: baseline unavailable: ${baseline.why}`] : []
  );
}
async function postComment(report, { event, pullRequest, settings, octokit }) {
  const { repository: repository2, runId } = event;
  if (settings.comment === "never" || pullRequest === null) return { url: null, warning: null };
  if (octokit === null) {
    return { url: null, warning: "There is no `github-token`, so no comment is posted." };
  }
  const { url: url2, warning: warning2, outcome } = await upsertComment({
    octokit,
    ...repository2,
    number: pullRequest.number,
    key: settings.commentKey,
    body: fitComment(report),
    shortBody: shortComment(report),
    runId,
    job: jobId(event),
    login: await findLogin(octokit),
    onlyUpdate: !wantsComment(report, settings.comment),
    fromFork: pullRequest.fromFork
  });
  info(`Comment: ${outcome}${url2 === null ? "" : ` (${url2})`}.`);
  return { url: url2, warning: warning2 };
}

// src/report/sections/not-measured.ts
function notMeasuredDocument({ images, commit, why, runUrl }) {
  const what = images.length === 0 ? ["Image sizes"] : names(images);
  return [
    {
      kind: "heading",
      level: 3,
      content: [
        sign("exceeded"),
        " ",
        ...what,
        " could not be measured at ",
        code(shortCommit(commit))
      ]
    },
    paragraph("Because ", ...prose(label(why, 600)), "."),
    paragraph(
      "What stood here was of an earlier commit. ",
      link("The log of the run", runUrl),
      " says more."
    )
  ];
}

// src/doors/stale-comment.ts
async function markStale(run, why) {
  try {
    await mark(run, why);
  } catch (error2) {
    warning(`The comment of an earlier commit could not be updated: ${reason(error2)}.`);
  }
}
function endedBecause(error2, { settings }) {
  if (error2 instanceof Interrupted) return `the run was ${messageOf(error2)}`;
  if (!(error2 instanceof UserError)) return "of a defect of Image Size Gate";
  return settings === null ? "the inputs or the configuration are wrong" : messageOf(error2);
}
async function mark({ event, settings, octokit, commentKey }, why) {
  const { pullRequest, repository: repository2, runId } = event;
  if (pullRequest === null || octokit === null) return;
  const job = jobId(event);
  const login = await findLogin(octokit);
  const place = { octokit, ...repository2, number: pullRequest.number, login, runId, job };
  const known = settings?.commentKey ?? commentKey;
  const { serverUrl } = event;
  const body = markdown(
    notMeasuredDocument({
      images: settings?.images.map(({ name }) => name) ?? [],
      commit: pullRequest.headSha,
      why,
      runUrl: `${serverUrl}/${repository2.owner}/${repository2.repo}/actions/runs/${runId}`
    })
  );
  for (const key of known === null ? await keysOfJob(place) : [known]) {
    const comment = { ...place, key, body, shortBody: body, fromFork: pullRequest.fromFork };
    const { outcome, url: url2, warning: warning2 } = await upsertComment({ ...comment, onlyUpdate: true });
    if (warning2 !== null) warning(warning2);
    if (url2 !== null) info(`Comment: ${outcome} (${url2}).`);
  }
}
function reason(error2) {
  return isRequestFailure(error2) ? explainRefusal(error2, "pull-requests: write") : messageOf(error2);
}

export {
  getInput,
  warning,
  info,
  readEvent,
  isRequestFailure,
  explainRefusal,
  readLabels,
  lateOctokit,
  findPullRequest,
  mergeBaseFromApi,
  actionLog,
  fail,
  jobId,
  publish,
  conclude,
  markStale,
  endedBecause
};
