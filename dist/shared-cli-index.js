import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import {
  DecodeError,
  Interrupted,
  UsageError,
  UserError,
  __commonJS,
  __require,
  __toESM,
  _enum,
  acceptance,
  alignOrdered,
  applyEdits,
  array,
  bakeSettings,
  belongsIntoFile,
  boolean,
  budgetMetrics,
  clash,
  coerce_exports,
  compare,
  configSchema,
  createDirectorySums,
  createLayerTree,
  decode,
  decodeInputs,
  decodeJson,
  decodeReport,
  descriptorSchema,
  digestSchema,
  failureText,
  feeds,
  formatBytes,
  formatNumber,
  imageSettings,
  indexSchema,
  inputNames,
  inputs,
  instructionKey,
  instructionText,
  int,
  isAttestation,
  isBake,
  isCompressed,
  isImageConfig,
  isIndex,
  isManifest,
  iso_exports,
  judge,
  keywordOf,
  leastFingerprinted,
  literal,
  looseObject,
  manifestSchema,
  mediaTypes,
  messageOf,
  metByUser,
  mostOfReport,
  mostOfText,
  needsCompressed,
  number,
  object,
  once,
  oneLine,
  openRegularFile,
  packageManagers,
  parentOf,
  parseApprovals,
  placed,
  platformText,
  printable,
  quoted,
  readConfigFile,
  readTextFile,
  realFolder,
  record,
  redactError,
  redactor,
  referenceText,
  reportJsonSchema,
  reportSchemas,
  samePlatform,
  stack,
  string,
  totalSize,
  truncate,
  tuple,
  union,
  unjudgedNotes,
  unknown,
  unlessInterrupted,
  visit,
  withDigest,
  withWaste,
  withoutControls,
  wordsOfBake,
  worstVerdict
} from "./shared-cli-index-report.js";

// on-demand:minizlib
var require_minizlib = __commonJS({
  "on-demand:minizlib"(exports) {
    Object.defineProperties(exports, {
      BrotliCompress: { enumerable: true, get: () => __require("./minizlib.cjs").BrotliCompress },
      BrotliDecompress: { enumerable: true, get: () => __require("./minizlib.cjs").BrotliDecompress },
      Deflate: { enumerable: true, get: () => __require("./minizlib.cjs").Deflate },
      DeflateRaw: { enumerable: true, get: () => __require("./minizlib.cjs").DeflateRaw },
      Gunzip: { enumerable: true, get: () => __require("./minizlib.cjs").Gunzip },
      Gzip: { enumerable: true, get: () => __require("./minizlib.cjs").Gzip },
      Inflate: { enumerable: true, get: () => __require("./minizlib.cjs").Inflate },
      InflateRaw: { enumerable: true, get: () => __require("./minizlib.cjs").InflateRaw },
      Unzip: { enumerable: true, get: () => __require("./minizlib.cjs").Unzip },
      Zlib: { enumerable: true, get: () => __require("./minizlib.cjs").Zlib },
      ZlibError: { enumerable: true, get: () => __require("./minizlib.cjs").ZlibError },
      ZstdCompress: { enumerable: true, get: () => __require("./minizlib.cjs").ZstdCompress },
      ZstdDecompress: { enumerable: true, get: () => __require("./minizlib.cjs").ZstdDecompress },
      constants: { enumerable: true, get: () => __require("./minizlib.cjs").constants }
    });
  }
});

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

// src/common/log.ts
function detailsTo({ debug, info }) {
  return debug ?? info;
}
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
function linesTo(write) {
  let rest = "";
  return {
    write: (text5) => {
      const lines = (rest + text5).split(/\r?\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) write(line);
    },
    end: () => {
      if (rest !== "") write(rest);
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
function redactingCommands({ run: run2, pipe: pipe2 }, redact) {
  const hiding = async (command, start) => {
    const { onStderr } = command;
    const hidden = redact.lines((line) => onStderr?.(`${printable(line)}
`));
    const output = linesTo((line) => hidden.write(withoutControls(line)));
    try {
      return await start(onStderr === void 0 ? command : { ...command, onStderr: output.write });
    } catch (error) {
      throw error instanceof CommandError ? error.redacted(redact) : error;
    } finally {
      output.end();
      hidden.end();
    }
  };
  return {
    run: (command) => hiding(command, run2),
    pipe: (command, consume) => hiding(command, (started) => pipe2(started, consume))
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
  const whole2 = async (command, consume) => {
    const interruption = command.cleansUp ? void 0 : interrupted;
    interruption?.throwIfAborted();
    const ended = await untilEnd(start(command), { ...command, interruption }, consume);
    interruption?.throwIfAborted();
    return ended;
  };
  const run2 = async (command) => {
    const { exitCode, stderr, outcome } = await whole2(command, text);
    const isAnswer = exitCode === 0 || command.allowed?.includes(exitCode);
    if (!isAnswer || "error" in outcome) throw new CommandError(command, exitCode, stderr);
    return { exitCode, stdout: outcome.value, stderr };
  };
  const pipe2 = async (command, consume) => {
    const { exitCode, stderr, outcome, isKilled } = await whole2(command, consume);
    if ("value" in outcome && exitCode === 0) return outcome.value;
    const killed = "error" in outcome && isKilled;
    if (exitCode !== 0 && !killed) throw new CommandError(command, exitCode, stderr);
    throw "error" in outcome ? outcome.error : new CommandError(command, exitCode, stderr);
  };
  return { run: run2, pipe: pipe2 };
}
var { run, pipe } = commands();
var PATIENCE = 2e3;
var MOST_STDERR = 1048576;
async function untilEnd([program, args, env], command, consume) {
  const detached = ![process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: { ...environment(command), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached
  });
  const kill = (signal) => {
    try {
      if (detached && child.pid !== void 0) process.kill(-child.pid, signal);
      else child.kill(signal);
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
  child.stderr.setEncoding("utf8").on("data", (text5) => {
    stderr = (stderr + text5).slice(-MOST_STDERR);
    command.onStderr?.(text5);
  });
  const exited = new Promise((resolve21, reject) => {
    child.on("error", (error) => reject(withoutArguments(error, command)));
    child.on("close", (code2) => resolve21(code2 ?? 128));
  });
  const consumed = consume(child.stdout).then(
    (value) => ({ value }),
    (error) => {
      end();
      return { error };
    }
  );
  try {
    const [exitCode, outcome] = await Promise.all([exited, consumed]);
    return { exitCode, stderr, outcome, isKilled: child.signalCode !== null };
  } finally {
    clearTimeout(impatience);
    for (const signal of signals) signal.removeEventListener("abort", end);
  }
}
function withoutArguments(error, command) {
  const plain = new UserError(`\`${nameOf(command)}\` cannot be started: ${error.message}`);
  return "code" in error ? Object.assign(plain, { code: error.code }) : plain;
}
function environment(command) {
  const env = Object.entries({ ...process.env, ...command.env });
  return Object.fromEntries(
    env.filter((entry) => entry[1] !== void 0)
  );
}
function lastLines(text5, count) {
  return text5.trimEnd().split("\n").slice(-count).join("\n");
}

// src/docker/buildx-plugin.ts
import { accessSync as accessSync2, constants as constants2, existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join as join2 } from "node:path";

// src/docker/hidden-arguments.ts
function hideBuildArgs(args, env) {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const hidden = {};
  const told2 = args.map((argument, index) => {
    const [, name = "", value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(argument) ?? [];
    const isValue = index < end && args[index - 1] === "--build-arg" && name !== "";
    if (!isValue || MEANINGFUL.test(name) || (env[name] ?? value) !== value) return argument;
    hidden[name] = value;
    return name;
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
  const config = configOf(env);
  if (/"cliPluginsExtraDirs"/i.test(textOf(join2(config, "config.json")))) return null;
  const folders = [join2(config, "cli-plugins"), ...SYSTEM];
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
  const config = env.BUILDX_CONFIG || join2(configOf(env), "buildx");
  const current = join2(config, "current");
  return isEmpty(join2(config, "instances")) && isEmpty(join2(config, "defaults")) && (!existsSync(current) || /"Name":\s*"(?:default)?"/.test(textOf(current)));
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
  } catch (error) {
    return error.code === "ENOENT";
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
  } catch (error) {
    connection.close();
    throw error;
  }
}
var END_OF_HEAD = "\r\n\r\n";
var MAX_HEAD = 65536;
var PIECE = 65536;
function open(path, interrupted) {
  const net = process.getBuiltinModule("node:net");
  let piece;
  let ended = false;
  let failure;
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
  socket.on("error", (error) => {
    failure = error;
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
      while (piece === void 0 && !ended && failure === void 0) {
        const woken = new Promise((resolve21) => {
          wake = resolve21;
        });
        socket.resume();
        await woken;
      }
      clearTimeout(timer);
      const next = piece;
      piece = void 0;
      if (next === void 0 && failure !== void 0) throw failure;
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
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new UserError(`the engine broke off what it was sending: ${messageOf(error)}`, {
      cause: error
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
  const config = join3(DOCKER_CONFIG || join3(homedir2(), ".docker"), "config.json");
  try {
    return existsSync2(config) && readFileSync2(config, "utf8").includes('"currentContext"');
  } catch {
    return true;
  }
}
async function ask(socketPath, method, path, interrupted) {
  const { status, body: body2 } = await askEngine(
    socketPath,
    method,
    path,
    { before: SILENCE, within: SILENCE },
    interrupted
  );
  const decoder = new TextDecoder();
  let text5 = "";
  for await (const piece of body2) text5 += decoder.decode(piece, { stream: true });
  return { status, body: text5 + decoder.decode() };
}
async function open2(socketPath, path, interrupted) {
  const { status, body: body2, close } = await askEngine(
    socketPath,
    "GET",
    path,
    { before: null, within: SILENT_ARCHIVE },
    interrupted
  );
  if (status === 200) return body2;
  close();
  return null;
}

// src/docker/watched-commands.ts
function watchedCommands({ run: run2, pipe: pipe2 }, log, patience = PATIENCE2) {
  return {
    run: (command) => questions.has(nameOf(command)) ? answered(command, run2, patience) : told(command, log, patience, run2),
    pipe: (command, consume) => told(
      command,
      log,
      patience,
      (started, watch) => pipe2(started, (stdout) => {
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
  } catch (error) {
    throw late.signal.aborted ? unanswered(error) : error;
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

// src/measure/hidden.ts
import { closeSync as closeSync2, openSync as openSync2, readSync as readSync2, statSync as statSync2 } from "node:fs";
import { resolve as resolve2 } from "node:path";

// src/docker/secrets.ts
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join4, resolve } from "node:path";

// src/docker/build-arguments.ts
function buildArguments(build, request) {
  if (build.context === "" || build.context === "-") {
    throw new UsageError(
      `context: \`${build.context}\` is not a directory, Git repository or tarball; write e.g. \`.\` or \`https://github.com/owner/name.git#main:folder\``
    );
  }
  return [
    "buildx",
    "build",
    ...each("--add-host", build.addHosts),
    ...each("--allow", build.allow),
    ...each("--build-arg", build.buildArgs),
    ...each("--build-context", build.buildContexts),
    ...each("--cache-from", build.cacheFrom),
    ...each("--cache-to", build.cacheTo),
    ...one("--cgroup-parent", build.cgroupParent),
    ...one("--file", build.file),
    ...one("--iidfile", request.iidFile),
    ...each("--label", build.labels),
    ...each("--no-cache-filter", build.noCacheFilters),
    ...each("--output", request.output),
    ...one("--platform", build.platforms.join(",")),
    "--provenance",
    request.provenance ? "mode=max" : "false",
    ...each("--secret", request.secrets),
    ...one("--shm-size", build.shmSize),
    ...each("--ssh", build.ssh),
    ...one("--target", build.target),
    ...each("--ulimit", build.ulimit),
    ...one("--builder", build.builder),
    "--metadata-file",
    request.metadataFile,
    ...one("--network", build.network),
    ...build.noCache ? ["--no-cache"] : [],
    ...build.pull ? ["--pull"] : [],
    "--",
    build.context
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
async function prepareSecrets(build, directory, temporary = tmpdir()) {
  const inline = build.secrets.filter((secret) => !isSpecification(secret));
  const written2 = inline.map(
    (secret, index) => keyAndValue("secrets", secret, `${ordinal(index)} entry`, "NPM_TOKEN=abc")
  );
  const envs = build.secretEnvs.map(
    (entry) => keyAndValue("secret-envs", entry, `\`${entry}\``, "token=NPM_TOKEN")
  );
  const files = build.secretFiles.map(
    (entry) => keyAndValue("secret-files", entry, `\`${entry}\``, "npmrc=./.npmrc")
  );
  const paths = await Promise.all(
    files.map(async ([key, file]) => [key, await existing(resolve(directory, file), key)])
  );
  const specifications = build.secrets.filter(isSpecification);
  const rest = [
    ...envs.map(([key, name]) => fields({ id: key, env: name })),
    ...paths.map(([key, src]) => fields({ id: key, src }))
  ];
  if (written2.length === 0) return { values: [...specifications, ...rest], remove: async () => {
  } };
  const folder2 = await mkdtemp(join4(temporary, "image-size-gate-secrets-"));
  const remove = () => rm(folder2, { recursive: true, force: true });
  try {
    const inlined = await Promise.all(
      written2.map(async ([id, value], index) => {
        const src = join4(folder2, String(index));
        await writeFile(src, value, { mode: 384 });
        return fields({ id, src });
      })
    );
    return { values: [...specifications, ...inlined, ...rest], remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
function isSpecification(secret) {
  return /^(?:type=[a-z]+,)?id=[^,]+,(?:type|src|source|env)=/.test(secret);
}
function keyAndValue(input, entry, named2, example) {
  const at = entry.indexOf("=");
  if (at > 0 && at < entry.length - 1) return [entry.slice(0, at), entry.slice(at + 1)];
  throw new UsageError(
    `${input}: ${named2} must be KEY=VALUE with neither empty, e.g. \`${example}\``
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
  return Object.entries(values).map(([name, value]) => csvField(`${name}=${value}`)).join(",");
}
function ordinal(index) {
  return `the ${["first", "second", "third"][index] ?? `${index + 1}th`}`;
}

// src/measure/hidden.ts
function hiddenValues(build, env, directory) {
  const buildArg = (pair) => pair.includes("=") ? valueIn(pair) : env[pair] ?? "";
  return [...build.buildArgs.map(buildArg), ...secretValues(build, env, directory)].filter(isTold);
}
function secretsOfRun({ images, githubToken }, env, directory) {
  const ofBuilds = images.flatMap(
    ({ source }) => source.kind === "build" ? secretValues(source.build, env, directory) : []
  );
  return [githubToken, ...ofBuilds, ...secretsOfEnvironment(env)].filter(isTold);
}
function secretsOfEnvironment(env) {
  return Object.entries(env).flatMap(([name, value = ""]) => {
    if (SECRET_NAME.test(name) && value.length >= 8) return [value];
    return /_proxy$/i.test(name) ? passwordsOf(value) : [];
  });
}
var SECRET_NAME = /^(?!INPUT_).*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|(?:API|ACCESS|PRIVATE|SECRET)_?KEY)$/i;
var MOST_OF_FILE = 16384;
var isTold = (text5) => text5 !== "";
function valueIn(pair) {
  return pair.includes("=") ? pair.slice(pair.indexOf("=") + 1) : "";
}
function secretValues({ secrets, secretEnvs, secretFiles }, env, directory) {
  const fromEnv = (name) => env[name] ?? "";
  const fromFile = (path) => contentOf(resolve2(directory, path));
  const inline = secrets.flatMap((secret) => {
    if (!isSpecification(secret)) return [valueIn(secret)];
    const field = (name) => new RegExp(`(?:^|,)"?${name}=([^,"]+)`).exec(secret)?.[1] ?? null;
    const file = field("src") ?? field("source");
    return file === null ? [fromEnv(field("env") ?? field("id") ?? "")] : fromFile(file);
  });
  const outside = [
    ...secretEnvs.map((entry) => fromEnv(valueIn(entry))),
    ...secretFiles.flatMap((entry) => fromFile(valueIn(entry)))
  ];
  return [...inline, ...outside].flatMap((value) => [value, ...passwordsOf(value), ...wordsOf(value)]);
}
function contentOf(path) {
  try {
    if (!statSync2(path).isFile()) return [];
    const file = openSync2(path, "r");
    try {
      const buffer = Buffer.alloc(MOST_OF_FILE);
      return [buffer.toString("utf8", 0, readSync2(file, buffer))];
    } finally {
      closeSync2(file);
    }
  } catch {
    return [];
  }
}
function wordsOf(value) {
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

// src/cache/known-layers.ts
var MAX_PATHS = 3e5;
function rememberLayers(cache, maxPaths = MAX_PATHS) {
  const layers = /* @__PURE__ */ new Map();
  const absent = /* @__PURE__ */ new Set();
  const uses = /* @__PURE__ */ new Set();
  function find(digest) {
    const met = layers.get(digest);
    if (met !== void 0 || cache === null || absent.has(digest)) return met;
    const cached = cache.read(digest);
    if (cached === void 0) absent.add(digest);
    else layers.set(digest, cached);
    return cached;
  }
  function forgetSome() {
    let paths = 0;
    for (const [digest, { files }] of [...layers].reverse()) {
      paths += files?.length ?? 0;
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
          const found = find(digest);
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
import { chmodSync, lstatSync, mkdirSync, readdirSync as readdirSync2, realpathSync as realpathSync2, writeFileSync } from "node:fs";
import { basename as basename2, dirname, join as join5, relative, resolve as resolve3, sep } from "node:path";
function isEntry(name) {
  return /^sha256-[0-9a-f]{64}\.json\.zst(?:\.\d+)?$/.test(name);
}
var TAG = "CACHEDIR.TAG";
var TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# What Image Size Gate found in layers.\n";
var IGNORE = ".gitignore";
async function openCacheFolder(place2) {
  const { directory, uid = process.getuid?.() } = place2;
  const refuse = (why) => {
    throw new UsageError(`cache-dir: ${directory} ${why}; ${BETTER}`);
  };
  const real = refuseLinks(place2, refuse);
  const context = place2.contexts.map(realPath).find((one2) => isWithin(one2, real));
  if (context !== void 0) {
    refuse(`is in the build context ${context}, so that it would be part of the image`);
  }
  const tracked = await place2.trackedIn(real);
  if (tracked === null && isWithin(realPath(place2.workspace), real)) {
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
  const inside = [workspace, top].find((one2) => isWithin(one2, directory));
  const expected = inside === void 0 ? join5(realPath(dirname(directory)), basename2(directory)) : resolve3(top, relative(inside, directory));
  if (real !== expected) refuse(`is a link, or lies behind one, to ${real}`);
  if (inside === void 0 && isWithin(top, real)) {
    refuse(`lies behind a link into the checkout, to ${real}`);
  }
  return real;
}
function make(directory, refuse) {
  try {
    mkdirSync(directory, { recursive: true, mode: 448 });
    if (readdirSync2(directory).length > 0) return;
    chmodSync(directory, 448);
    writeFileSync(join5(directory, TAG), TAG_TEXT, { mode: 384 });
    writeFileSync(join5(directory, IGNORE), "*\n", { mode: 384 });
  } catch (error) {
    refuse(`cannot be made: ${messageOf(error)}`);
  }
}
function refuseStrangers(directory, uid, refuse) {
  const isOurs = (owner) => uid === void 0 || owner === uid || owner === 0;
  const folder2 = lstatSync(directory);
  if (!isOurs(folder2.uid)) refuse("belongs to another user");
  if (uid !== void 0 && (folder2.mode & 18) !== 0) {
    refuse("may be written by others (remove it, or take that away with `chmod go-w`)");
  }
  const names = readdirSync2(directory);
  if (!names.includes(TAG)) {
    refuse(`holds what the gate did not write (${quoted(names[0] ?? "")})`);
  }
  for (const name of names) {
    const stats = lstatSync(join5(directory, name));
    const isKnown = isEntry(name) || name === TAG || name === IGNORE;
    if (!isKnown || !stats.isFile() || !isOurs(stats.uid)) {
      refuse(`holds what the gate did not write (${quoted(name)})`);
    }
  }
}
function isWithin(folder2, path) {
  return path === folder2 || path.startsWith(folder2.endsWith(sep) ? folder2 : folder2 + sep);
}
function realPath(path) {
  try {
    return realpathSync2(path);
  } catch {
    const parent2 = dirname(path);
    return parent2 === path ? path : join5(realPath(parent2), basename2(path));
  }
}

// src/cache/layer-cache.ts
import { mkdirSync as mkdirSync2, readFileSync as readFileSync3, statSync as statSync3 } from "node:fs";
import { readdir, rename, rm as rm2, stat, utimes, writeFile as writeFile2 } from "node:fs/promises";
import { join as join6 } from "node:path";
import { promisify } from "node:util";
import { constants as constants3, zstdCompress, zstdDecompressSync } from "node:zlib";

// src/cache/layer-entry.ts
var entryVersion = 5;
function encodeLayer({ files, ...layer }) {
  return JSON.stringify({
    version: entryVersion,
    ...layer,
    files: files && {
      paths: files.map(({ path }) => path),
      sizes: files.map(({ size: size2 }) => size2),
      kinds: files.map(({ kind }) => kinds.indexOf(kind)).join(""),
      links: files.flatMap(
        ({ hardLink }, index) => hardLink === void 0 ? [] : [[index, hardLink]]
      ),
      // Few files are large enough to have one.
      contents: files.flatMap(({ crc32: crc322 }, index) => crc322 === void 0 ? [] : [[index, crc322]]),
      elves: files.flatMap(({ elf }, index) => elf === void 0 ? [] : [[index, elf]])
    }
  });
}
function decodeLayer(text5) {
  const { version: _version, files, packages, ...layer } = decodeJson(entrySchema, text5, "entry");
  return {
    ...layer,
    files: files && filesOf(files),
    ...packages === void 0 ? {} : { packages }
  };
}
var kinds = ["file", "directory", "link", "special", "whiteout", "opaque"];
var bytes = int().nonnegative();
var columnsSchema = object({
  paths: array(string()),
  sizes: array(bytes),
  kinds: string().regex(/^[0-5]*$/),
  links: array(tuple([bytes, string()])),
  contents: array(tuple([bytes, bytes])),
  elves: array(
    tuple([
      bytes,
      object({ core: literal(true).exactOptional(), symbols: bytes.exactOptional() })
    ])
  )
}).refine(
  ({ paths, sizes, kinds: kinds2 }) => paths.length === sizes.length && paths.length === kinds2.length
);
var entrySchema = object({
  version: literal(entryVersion),
  digest: digestSchema,
  diffId: digestSchema,
  compressedSize: bytes.nullable(),
  size: bytes,
  files: columnsSchema.nullable(),
  packages: array(
    object({
      manager: _enum(packageManagers),
      name: string(),
      version: string(),
      bytes,
      path: string()
    })
  ).nullable().optional()
});
function filesOf(columns) {
  const files = columns.paths.map(
    (path, index) => ({
      path,
      size: columns.sizes[index] ?? 0,
      kind: kinds[Number(columns.kinds[index])] ?? "special"
    })
  );
  for (const [index, hardLink] of columns.links) {
    const file = files[index];
    if (file !== void 0) file.hardLink = hardLink;
  }
  for (const [index, crc322] of columns.contents) {
    const file = files[index];
    if (file !== void 0) file.crc32 = crc322;
  }
  for (const [index, elf] of columns.elves) {
    const file = files[index];
    if (file !== void 0) file.elf = elf;
  }
  return files;
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
  } catch (error) {
    throw new UsageError(
      `cache-dir: ${directory} cannot be made: ${messageOf(error)}; give a folder that can be written, e.g. cache-dir: \${{ runner.temp }}/image-size-gate`,
      { cause: error }
    );
  }
  const pathOf = (digest) => join6(directory, `${digest.replace(":", "-")}${SUFFIX}`);
  const isWhole2 = ({ files }) => detail === "layers" || files !== null;
  function later(work) {
    const task = work.catch((error) => {
      if (!warned) warn(`cache-dir: ${directory} cannot be written: ${messageOf(error)}`);
      warned = true;
    });
    pending.add(task);
    void task.then(() => pending.delete(task));
  }
  return {
    read(digest) {
      const path = pathOf(digest);
      const layer = readEntry(path);
      if (layer?.digest !== digest || !isWhole2(layer)) return void 0;
      const now = /* @__PURE__ */ new Date();
      later(utimes(path, now, now));
      return layer;
    },
    write(layer) {
      if (layer.digest === null || !isWhole2(layer)) return;
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
  const params = { [constants3.ZSTD_c_checksumFlag]: 1 };
  const bytes3 = await compress(encodeLayer(layer), { params });
  const temporary = `${path}.${process.pid}`;
  await writeFile2(temporary, bytes3, { mode: 384 });
  await rename(temporary, path);
}
async function prune(directory, limit) {
  const names = (await readdir(directory)).filter((name) => name.includes(SUFFIX));
  const entries3 = await Promise.all(
    names.map(async (name) => {
      const path = join6(directory, name);
      const { size: size2, mtimeMs } = await stat(path);
      return { path, size: size2, mtimeMs };
    })
  );
  let bytes3 = 0;
  for (const { path, size: size2 } of entries3.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    bytes3 += size2;
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
  const open5 = () => openCacheFolder(place2).catch((error) => {
    if (!(error instanceof UsageError)) throw error;
    tell(`What was found in layers is not kept: ${messageOf(error)}`);
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
function unlistedNotes({ name, platforms }) {
  return platforms.flatMap(
    ({ platform, baseline, candidate }) => [candidate, baseline].flatMap(
      (side, index) => (side?.layers ?? []).flatMap(({ unlisted }, layer) => {
        if (unlisted === void 0) return [];
        const whose = index === 0 ? `\`${name}\`` : `the baseline of \`${name}\``;
        return [
          `Layer ${layer + 1} of ${whose} (${platform}) has ${formatNumber(unlisted)} paths, more than are kept in memory: all of its bytes count, and are told by directory; its packages, its waste, and what a budget on a path would find in it are not known.`
        ];
      })
    )
  );
}

// src/cure/cures.ts
var nothingTried = (why) => ({
  patch: "",
  edits: [],
  hunks: [],
  saved: [],
  restless: [],
  builds: 0,
  without: [],
  why
});

// src/docker/engine.ts
async function inspectEngine(run2, host = process.env.DOCKER_HOST, api = null) {
  const told2 = api === null ? null : await engineByApi(api);
  if (told2 !== null) return told2;
  const info = decodeJson(infoSchema, await dockerInfo(run2), "`docker info`");
  if (info.ServerVersion === void 0 || info.ServerVersion === "") {
    throw new UserError(noDaemon(info.ServerErrors?.[0]));
  }
  return {
    version: info.ServerVersion,
    store: storeOf(info),
    endpoint: await endpointOf(run2, info.ClientInfo.Context, host),
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
  ServerVersion: string().optional(),
  DriverStatus: array(tuple([string(), string()])).nullish()
});
var infoSchema = serverSchema.extend({
  ServerErrors: array(string()).nullish(),
  ClientInfo: object({
    Context: string().default("default"),
    Plugins: array(object({ Name: string() })).nullish()
  })
});
var versionSchema = object({ Components: array(object({ Name: string() })).nullish() });
var contextsSchema = array(
  object({ Endpoints: object({ docker: object({ Host: string() }).optional() }) })
);
function storeOf({ DriverStatus }) {
  const isContainerd = DriverStatus?.some(
    ([key, value]) => key === "driver-type" && value === snapshotter
  );
  return isContainerd ? "containerd" : "classic";
}
async function engineByApi({ endpoint, ask: ask2 }) {
  if (buildxPlugin(process.env) === null) return null;
  const answer = await ask2("GET", "/info").catch(() => null);
  if (answer?.status !== 200) return null;
  const info = decodeJson(serverSchema, answer.body, "what the engine tells of itself");
  if (info.ServerVersion === void 0) return null;
  const version = await ask2("GET", "/version").catch(() => null);
  const isDocker = version?.status === 200 && decodeJson(versionSchema, version.body, "the version of the engine").Components?.some(
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
function noDaemon(why) {
  return `the Docker daemon does not answer: start it, or point DOCKER_HOST or \`docker context use\` at one that runs (${why ?? "it named no version"})`;
}
async function endpointOf(run2, context, host) {
  if (context === "default") return host || LOCAL;
  const args = ["context", "inspect", "--", context];
  const { exitCode, stdout } = await run2({ program: "docker", args, allowed: [1] });
  if (exitCode !== 0) return LOCAL;
  const [found] = decodeJson(contextsSchema, stdout, "`docker context inspect`");
  return found?.Endpoints.docker?.Host ?? LOCAL;
}

// src/measure/bake-group.ts
import { join as join18, relative as relative8, resolve as resolve12 } from "node:path";

// src/docker/inline-dockerfile.ts
function lineOfInline(file, inline) {
  const wanted = plainLines(inline.replace(/\n+$/, ""));
  const first = wanted[0] ?? "";
  if (first === "") return null;
  const lines = plainLines(file);
  const places = lines.flatMap(
    (line, index) => line === first && wanted.every((one2, offset) => lines[index + offset] === one2) ? [index] : []
  );
  const [place2, ...others] = places;
  return place2 === void 0 || others.length > 0 ? null : place2 + 1;
}
function plainLines(text5) {
  return text5.split("\n").map((line) => line.trim().replace(/\$\$/g, () => "$"));
}

// src/measure/bake-batch.ts
import { matchesGlob } from "node:path/posix";

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
  function size2(digest) {
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
    size: size2,
    has: (digest) => size2(digest) !== void 0
  };
}

// src/scan/layer-file.ts
import { posix } from "node:path";
var WHITEOUT = ".wh.";
var OPAQUE = ".wh..wh..opq";
function layerFiles(entry) {
  const path = normalise(entry.path);
  const kind = kindOf(entry.type);
  const file = { path, size: kind === "file" ? entry.size : 0, kind };
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  if (!name.startsWith(WHITEOUT)) {
    if (entry.type === "1") file.hardLink = normalise(entry.linkPath);
    return [file];
  }
  const whiteout = name === OPAQUE ? { path: path.slice(0, Math.max(slash, 0)), size: 0, kind: "opaque" } : { path: path.slice(0, slash + 1) + name.slice(WHITEOUT.length), size: 0, kind: "whiteout" };
  return file.size > 0 ? [whiteout, file] : [whiteout];
}
function normalise(path) {
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
  const clean3 = posix.normalize(path).replace(/^\/+|\/+$/g, "");
  return clean3 === "." ? "" : clean3;
}
function kindOf(type) {
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

// src/scan/blob-scanner.ts
import { createHash as createHash2 } from "node:crypto";

// src/scan/inflate.ts
var import_minizlib = __toESM(require_minizlib(), 1);

// src/scan/give-back.ts
function giveBack({ buffer, byteLength }) {
  if (byteLength === buffer.byteLength && byteLength > 0) buffer.transfer(0);
}

// src/scan/zstd-frames.ts
var MOST_WINDOW = 134217728;
var MOST_BLOCKS = 16;
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
  let blocks = 0;
  function cut2(chunk) {
    const pieces = [];
    let from = 0;
    let at = 0;
    const tell = () => {
      if (isWanted && at > from) pieces.push(chunk.subarray(from, at));
      from = at;
    };
    const advance = () => {
      blocks += 1;
      if (blocks % MOST_BLOCKS === 0) tell();
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
    while (at < chunk.length) {
      if (now.state === "body" || now.state === "checksum") {
        const length = Math.min(left, chunk.length - at);
        left -= length;
        at += length;
        if (left === 0) advance();
        continue;
      }
      head[filled++] = chunk[at++] ?? 0;
      if (now.state === "block header") {
        if (filled < 3) continue;
        startBlock(0);
      } else {
        if (filled < 4 || filled < headLength(head, filled, offset + at - filled)) continue;
        const start = startFrame();
        from = at - filled;
        if (from < 0) {
          if (isWanted) pieces.push(Buffer.from(head.subarray(0, filled)));
          from = at;
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
  const at = 5 + dictionaryLength(descriptor);
  switch (sizeLength(descriptor)) {
    case 1:
      return head[at] ?? 0;
    case 2:
      return head.readUInt16LE(at) + 256;
    case 4:
      return head.readUInt32LE(at);
    default:
      return Number(head.readBigUInt64LE(at));
  }
}

// src/scan/inflate.ts
var INPUT = 32768;
var OPTIONS = { async: false, chunkSize: 262144 };
function createInflater(compression, onData) {
  return compression === "gzip" ? createGunzip(onData) : createUnzstd(onData);
}
function createGunzip(onData) {
  const stream = open3(new import_minizlib.Gunzip({ ...OPTIONS }), "gzip", onData);
  let isPadding = false;
  return {
    write(chunk) {
      for (let start = 0; start < chunk.length && !isPadding; start += INPUT) {
        const piece = chunk.subarray(start, start + INPUT);
        isPadding = stream.write(piece) < piece.length;
      }
    },
    end() {
      if (!isPadding) stream.end();
      stream.close();
    },
    close: stream.close
  };
}
function createUnzstd(onData) {
  const frames = createFrameCutter();
  const stream = open3(new import_minizlib.ZstdDecompress({ ...OPTIONS }), "zstd", onData);
  return {
    write(chunk) {
      for (const piece of frames.cut(chunk)) stream.write(piece);
    },
    end() {
      frames.end();
      stream.close();
    },
    close: stream.close
  };
}
function open3(stream, compression, onData) {
  let broken;
  stream.on("error", (error) => {
    broken = error;
  });
  stream.on("data", (chunk) => {
    onData(chunk);
    giveBack(chunk);
  });
  const check = () => {
    if (broken === void 0) return;
    const why = messageOf(broken).replace(/^zlib: /, "");
    throw new UserError(`broken ${compression} data: ${why}`, { cause: broken });
  };
  return {
    write(piece) {
      stream.write(piece);
      check();
      return Number(stream.handle?.bytesWritten);
    },
    end() {
      stream.end();
      check();
    },
    close: () => stream.close()
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
  let count = 0;
  let inString = false;
  for (let index = 0; index < bytes3.length; index++) {
    const byte = bytes3[index];
    if (byte === QUOTE) inString = !inString;
    else if (inString) index += byte === ESCAPE ? 1 : 0;
    else if (byte === COMMA || byte === LIST || byte === OBJECT) count += 1;
  }
  return count;
}

// src/scan/layer-reader.ts
import { crc32 } from "node:zlib";

// src/image/packages.ts
function listsPackages(path) {
  return readerOf(path) !== null || record2.test(path) || topLevel.test(path);
}
var mostPackages = 5e4;
function readPackages(files, captured, most = mostPackages) {
  const packages = [];
  const sizes = sizesOf(files, captured);
  for (const [path, text5] of captured) {
    const read = readerOf(path);
    if (read === null) continue;
    for (const one2 of read(text5, path, sizes)) {
      if (one2.name === "" || one2.version === "") continue;
      packages.push({ ...one2, name: short(one2.name), version: short(one2.version), path });
      if (packages.length > most) return packages;
    }
  }
  return packages;
}
function readJars(files) {
  return files.flatMap(({ path, size: size2, kind }) => {
    if (kind !== "file" || !path.endsWith(".jar")) return [];
    const [, name, version] = jar.exec(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    if (name === void 0 || version === void 0) return [];
    return [{ manager: "jar", name: short(name), version: short(version), bytes: size2, path }];
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
  for (const paragraph of paragraphs(text5)) {
    const fields2 = fieldsOf(paragraph, /^(Package|Status|Version|Installed-Size):[ \t]*(.*)$/gm);
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
  for (const paragraph of paragraphs(text5)) {
    const fields2 = fieldsOf(paragraph, /^([PVI]):(.*)$/gm);
    yield {
      manager: "apk",
      name: fields2.get("P") ?? "",
      version: fields2.get("V") ?? "",
      bytes: size(fields2.get("I"))
    };
  }
}
function readNpm(text5, path, { npm }) {
  const { name, version } = jsonObject(text5);
  if (typeof name !== "string" || typeof version !== "string") return [];
  const bytes3 = npm.get(path.slice(0, path.lastIndexOf("/"))) ?? 0;
  return [{ manager: "npm", name, version, bytes: bytes3 }];
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
function sizesOf(files, captured) {
  const npm = /* @__PURE__ */ new Map();
  const papers = [...captured.keys()];
  if (papers.some((path) => npmPaper.test(path))) {
    for (const { path, size: size2 } of files) {
      const root = size2 > 0 ? npmRoot.exec(path)?.[0] : void 0;
      if (root !== void 0) npm.set(root, (npm.get(root) ?? 0) + size2);
    }
  }
  const infos = papers.filter((path) => pythonPaper.test(path)).map((path) => path.slice(0, path.lastIndexOf("/")));
  const isRecorded = (info) => captured.has(`${info}/RECORD`);
  const python = bytesBeside(
    infos.filter((info) => !isRecorded(info)),
    captured,
    files
  );
  if (infos.some(isRecorded)) {
    const sizes = new Map(files.map(({ path, size: size2 }) => [path, size2]));
    for (const info of infos.filter(isRecorded))
      python.set(info, recorded(info, captured.get(`${info}/RECORD`) ?? "", sizes));
  }
  return { npm, python };
}
function recorded(info, list2, sizes) {
  const site = info.split("/").slice(0, -1);
  let bytes3 = 0;
  for (const line of parts(list2, /\r?\n/g)) {
    const path = /^"((?:[^"]|"")*)"/.exec(line)?.[1]?.replaceAll('""', '"') ?? line.split(",")[0];
    bytes3 += sizes.get(resolved(site, path ?? "")) ?? 0;
  }
  return bytes3;
}
function resolved(site, path) {
  if (path.startsWith("/")) return path.slice(1);
  const names = [...site];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== ".") names.push(name);
  }
  return names.join("/");
}
function bytesBeside(infos, captured, files) {
  const owners = /* @__PURE__ */ new Map();
  for (const info of infos) {
    const slash = info.lastIndexOf("/") + 1;
    const name = (info.slice(slash).split("-", 1)[0] ?? "").replace(/[.-]/g, "_");
    const listed = captured.get(`${info}/top_level.txt`)?.slice(0, LONGEST_LIST).split(/\s+/) ?? [];
    const modules = new Set(listed.some((one2) => one2 !== "") ? listed : [name]);
    modules.delete("");
    const own = [...modules].flatMap((module) => {
      const place2 = `${info.slice(0, slash)}${module}`.toLowerCase();
      return [place2, `${place2}.py`];
    });
    for (const place2 of [...own, info.toLowerCase()]) {
      const other = owners.get(place2);
      owners.set(place2, other === void 0 || other === info ? info : null);
    }
  }
  const sums = /* @__PURE__ */ new Map();
  for (const { path, size: size2 } of infos.length === 0 ? [] : files) {
    if (size2 === 0) continue;
    const place2 = moduleOf(path.toLowerCase());
    for (let end = place2.length; end > 0; end = place2.lastIndexOf("/", end - 1)) {
      const info = owners.get(place2.slice(0, end));
      if (info === void 0) continue;
      if (info !== null) sums.set(info, (sums.get(info) ?? 0) + size2);
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
  for (const paragraph of parts(text5, /\n[ \t]*\n/g)) if (paragraph.trim() !== "") yield paragraph;
}
function* parts(text5, separator) {
  let start = 0;
  for (const { index, 0: found } of text5.matchAll(separator)) {
    yield text5.slice(start, index);
    start = index + found.length;
  }
  yield text5.slice(start);
}
function fieldsOf(paragraph, field) {
  const fields2 = /* @__PURE__ */ new Map();
  for (const [, name, value] of paragraph.matchAll(field)) {
    if (name !== void 0 && !fields2.has(name)) fields2.set(name, (value ?? "").trim());
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
function createElfFinder(size2, found) {
  let offset = 0;
  let head = Buffer.alloc(0);
  let table;
  const pieces = [];
  let done = false;
  return (piece) => {
    if (done) return;
    const at = offset;
    offset += piece.length;
    if (table === void 0) {
      head = Buffer.concat([head, piece.subarray(0, HEAD - head.length)]);
      if (head.length < HEAD) return;
      const facts = readHead(head, size2);
      done = facts === null || "core" in facts;
      if (facts === null) return;
      if ("core" in facts) return found({ core: true });
      table = facts;
    }
    const { start, end } = table;
    if (offset > start && at < end)
      pieces.push(Buffer.from(piece.subarray(Math.max(0, start - at), end - at)));
    if (offset < end) return;
    done = true;
    const symbols = symbolsIn(Buffer.concat(pieces), table);
    if (symbols > 0 && symbols <= size2) found({ symbols });
  };
}
var HEAD = 64;
var CORE = 4;
var SYMBOL_TABLE = 2;
var NO_BITS = 8;
var ALLOCATED = 2;
var MOST_TABLE = 1048576;
function readHead(head, size2) {
  if (head.readUInt32BE(0) !== 2135247942) return null;
  const reader = readerOf2(head);
  if (reader.short(head, 16) === CORE) return { core: true };
  if (size2 < leastStripped) return null;
  const { wide } = reader;
  const start = reader.long(head, wide ? 40 : 32);
  const entry = reader.short(head, wide ? 58 : 46);
  const count = reader.short(head, wide ? 60 : 48);
  const names = reader.short(head, wide ? 62 : 50);
  const end = start + entry * count;
  if (start < HEAD || count === 0 || entry < (wide ? 64 : 40)) return null;
  return end > size2 || end - start > MOST_TABLE ? null : { start, end, entry, names, reader };
}
function readerOf2(head) {
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const word = (bytes3, at) => little ? bytes3.readUInt32LE(at) : bytes3.readUInt32BE(at);
  return {
    wide,
    word,
    short: (bytes3, at) => little ? bytes3.readUInt16LE(at) : bytes3.readUInt16BE(at),
    /** An address, offset or size. */
    long: (bytes3, at) => wide ? Number(little ? bytes3.readBigUInt64LE(at) : bytes3.readBigUInt64BE(at)) : word(bytes3, at)
  };
}
function symbolsIn(bytes3, { entry, names, reader }) {
  const { wide, word, long } = reader;
  let sum = 0;
  let hasTable = false;
  for (let at = 0, index = 0; at + entry <= bytes3.length; at += entry, index++) {
    const type = word(bytes3, at + 4);
    if (type === 0 || type === NO_BITS || index === names) continue;
    if ((long(bytes3, at + 8) & ALLOCATED) !== 0) continue;
    if (type === SYMBOL_TABLE) hasTable = true;
    sum += long(bytes3, at + (wide ? 32 : 20));
  }
  return hasTable ? sum : 0;
}

// src/scan/elf.ts
var elfHead = 4096;
function dataSegments(head) {
  if (head.length < 64 || head.readUInt32BE(0) !== 2135247942) return null;
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const short2 = (at) => little ? head.readUInt16LE(at) : head.readUInt16BE(at);
  const word = (at) => little ? head.readUInt32LE(at) : head.readUInt32BE(at);
  const long = (at) => Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at));
  const table = wide ? long(32) : word(28);
  const size2 = short2(wide ? 54 : 42);
  const count = short2(wide ? 56 : 44);
  if (size2 < (wide ? 56 : 32) || table + size2 * count > head.length) return null;
  const starts = [];
  const ends = [];
  for (let at = table; at < table + size2 * count; at += size2) {
    const flags = word(at + (wide ? 4 : 24));
    if (word(at) !== loaded || (flags & (executable | writable)) !== writable) continue;
    const start = wide ? long(at + 8) : word(at + 4);
    starts.push(start);
    ends.push(start + (wide ? long(at + 32) : word(at + 16)));
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
  function search(piece, at) {
    const bytes3 = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const start = at - kept.length;
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
    const at = offset;
    offset += piece.length;
    if (segment === void 0) {
      kept = Buffer.concat([kept, piece]);
      if (kept.length < elfHead) return;
      segment = dataSegments(kept);
      const head = kept;
      kept = Buffer.alloc(0);
      if (segment !== null && segment.start < head.length)
        search(head.subarray(segment.start), segment.start);
    } else if (segment !== null && offset > segment.start && at < segment.end) {
      const from = Math.max(0, segment.start - at);
      search(piece.subarray(from), at + from);
    }
    if (segment === null || offset >= segment.end) done = true;
  };
}
var magic = Buffer.from("\xFF Go buildinf:", "latin1");
var headerSize = 32;
var mostInfo = 1048576;
function findModule(bytes3, offset) {
  for (let from = 0; ; ) {
    const at = bytes3.indexOf(magic, from);
    if (at === -1) return Math.max(0, bytes3.length - magic.length);
    const module = readInfo(bytes3.subarray(at), offset + at);
    if (module === "more") return at;
    if (module !== null) return module;
    from = at + magic.length;
  }
}
function readInfo(bytes3, offset) {
  if (offset % 16 !== 0) return null;
  if (bytes3.length < headerSize) return "more";
  const inline = ((bytes3[15] ?? 0) & 2) !== 0;
  if (!inline) return null;
  const version = readString(bytes3, headerSize);
  if (version === null || version === "more") return version;
  if (!/^(?:go\d|devel)/.test(version.text)) return null;
  const info = readString(bytes3, version.end);
  return info === null || info === "more" ? info : moduleOf2(info.text);
}
function readString(bytes3, at) {
  let length = 0;
  for (let index = 0; index < 4; index++) {
    const byte = bytes3[at + index];
    if (byte === void 0) return "more";
    length |= (byte & 127) << 7 * index;
    if (byte >= 128) continue;
    const start = at + index + 1;
    const end = start + length;
    if (length > mostInfo) return null;
    return end > bytes3.length ? "more" : { text: bytes3.toString("utf8", start, end), end };
  }
  return null;
}
function moduleOf2(info) {
  const [, name, version] = /^mod\t([^\t\n]+)\t([^\t\n]+)/m.exec(info) ?? [];
  if (name !== void 0 && version !== void 0) return { name, version };
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
function newPathRoom(bytes3 = 134217728) {
  return { memory: new Int32Array(new SharedArrayBuffer(4)).fill(bytes3) };
}
function createPathKeeper(room, weight) {
  const costOf = createPricing();
  let files = [];
  let taken = 0;
  let count = 0;
  let sums;
  function fits(file) {
    const cost = costOf(file.path) + (file.identity === void 0 ? 0 : IDENTITY) + (file.hardLink === void 0 ? 0 : ENTRY + file.hardLink.length);
    taken += cost;
    const left = Atomics.sub(room.memory, 0, cost) - cost;
    return left >= 0 && taken <= FREE + PER_BYTE * weight();
  }
  return {
    add(file) {
      count += 1;
      if (file.path.length > MAX_PATH) file.path = cut(file.path);
      if ((file.hardLink ?? "").length > MAX_PATH) delete file.hardLink;
      if (files !== null && fits(file)) {
        files.push(file);
        return;
      }
      sums ??= createDirectorySums();
      for (const one2 of files ?? []) sums.add(one2);
      if (files !== null) Atomics.add(room.memory, 0, taken);
      files = null;
      sums.add(file);
    },
    kept: () => sums === void 0 ? { files } : { files: null, paths: sums.all(), unlisted: count }
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
    const parent2 = parentOf(path);
    let cost = ENTRY + path.length;
    if (parent2 !== last) {
      const fresh = directoriesIn(parent2, sharedStart(parent2, last));
      depth = directoriesIn(parent2, 0);
      last = parent2;
      cost += DIRECTORY * fresh;
    }
    return cost + ENTRY * Math.max(0, depth - USUAL_DEPTH);
  };
}
function sharedStart(one2, other) {
  const most = Math.min(one2.length, other.length);
  let slash = 0;
  for (let index = 0; index < most; index++) {
    const unit = one2.charCodeAt(index);
    if (unit !== other.charCodeAt(index)) return slash;
    if (unit === SLASH) slash = index + 1;
  }
  const ends = (path) => path.length === most || path.charCodeAt(most) === SLASH;
  return ends(one2) && ends(other) ? most + 1 : slash;
}
function directoriesIn(path, from) {
  if (from >= path.length) return 0;
  let count = 1;
  for (let at = path.indexOf("/", from); at !== -1; at = path.indexOf("/", at + 1)) count += 1;
  return count;
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
    return foundSchema.parse(message).filter(({ name }) => name !== "gpg-pubkey").map((found) => packageOf(found, path));
  } catch {
    return null;
  } finally {
    await worker.terminate();
  }
}
var workerFile = import.meta.url.endsWith(".ts") ? "./rpm-worker.ts" : "./rpm-worker.js";
var text2 = string().transform((value) => value.slice(0, 200));
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
  const { name, epoch = 0, version, release, size: size2 } = found;
  const before = epoch === 0 ? "" : `${epoch}:`;
  return {
    manager: "rpm",
    name,
    version: `${before}${version}-${release}`,
    bytes: size2 >>> 0,
    path
  };
}

// src/scan/tar-numbers.ts
function numericField(block, start, length) {
  const first = block[start] ?? 0;
  if ((first & 128) === 0) return octalField(block, start, length);
  if (first & 64) return -1;
  let value = first & 63;
  for (let index = start + 1; index < start + length; index++) {
    value = value * 256 + (block[index] ?? 0);
  }
  return value < 2 ** 63 ? value : Number.NaN;
}
function octalField(block, start, length) {
  const digits = block.toString("latin1", start, start + length).replace(/^[\0 ]+|[\0 ]+$/g, "").replace(/\0.*$/s, "");
  if (digits === "") return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}
function decimal(text5) {
  const value = /^[+-]?[0-9]+$/.test(text5) ? Number(text5) : Number.NaN;
  return Math.abs(value) < 2 ** 63 ? value : Number.NaN;
}

// src/scan/tar-pax.ts
function decodePax(body2) {
  const records = /* @__PURE__ */ new Map();
  const numbers = [];
  let offset = 0;
  for (let count = 0; offset < body2.length; count++) {
    if (count >= MOST_RECORDS)
      throw new UserError(`a PAX header of more than ${MOST_RECORDS} records`);
    const space = body2.indexOf(32, offset);
    const length = space === -1 ? Number.NaN : decimal(body2.toString("latin1", offset, space));
    const end = offset + length;
    const equals = body2.indexOf(61, space);
    if (!(end <= body2.length && equals !== -1 && equals < end && body2[end - 1] === 10)) {
      throw wrong();
    }
    const key = body2.toString("utf8", space + 1, equals);
    const value = body2.toString("utf8", equals + 1, end - 1);
    if (key === "" || (TEXTS.has(key) ? value : key).includes("\0")) throw wrong();
    const turn = numbers.length % 2;
    if (key === MAP_NUMBERS[turn] && !value.includes(",")) numbers.push(value);
    else if (MAP_NUMBERS.includes(key)) throw wrong();
    else records.set(key, value);
    offset = end;
  }
  if (numbers.length > 0) records.set("GNU.sparse.map", numbers.join(","));
  return records;
}
function paxHeader(records) {
  const text5 = (key) => records.get(key) || void 0;
  const number2 = (key) => optional(text5(key), decimal);
  return {
    path: text5("path"),
    linkPath: text5("linkpath"),
    size: number2("size"),
    sparse: sparseOf(text5, number2),
    uid: number2("uid"),
    gid: number2("gid")
  };
}
function attributesOf(records) {
  const found = [...records].filter(([key]) => key.startsWith("SCHILY.xattr."));
  return found.length === 0 ? "" : JSON.stringify(found.sort(([a], [b]) => a < b ? -1 : 1));
}
var MOST_RECORDS = 2e4;
var TEXTS = /* @__PURE__ */ new Set(["path", "linkpath", "uname", "gname"]);
var MAP_NUMBERS = ["GNU.sparse.offset", "GNU.sparse.numbytes"];
function sparseOf(text5, number2) {
  const version = [text5("GNU.sparse.major"), text5("GNU.sparse.minor")].join(".");
  const list2 = text5("GNU.sparse.map");
  const isOld = version === "." ? list2 !== void 0 : version === "0.0" || version === "0.1";
  if (!isOld && version !== "1.0") return void 0;
  return {
    path: text5("GNU.sparse.name"),
    size: number2("GNU.sparse.size") ?? number2("GNU.sparse.realsize"),
    map: isOld ? { count: text5("GNU.sparse.numblocks") ?? "", list: list2 ?? "" } : void 0
  };
}
function optional(value, of) {
  return value === void 0 ? void 0 : of(value);
}
function wrong() {
  return new UserError("a PAX record that is not `LENGTH KEY=VALUE`");
}

// src/scan/tar-sparse.ts
function wrongMap() {
  return new UserError("a wrong map of a sparse file");
}
function createSparseMap(size2) {
  let end = 0;
  let data = 0;
  if (!(size2 >= 0)) throw wrongMap();
  return {
    add(offset, length) {
      if (!(offset >= end && length >= 0 && offset + length <= size2)) throw wrongMap();
      end = offset + length;
      data += length;
    },
    get data() {
      return data;
    }
  };
}
function addFragments(map, count, list2) {
  const numbers = list2 === "" ? [] : list2.split(",");
  if (numbers.length !== 2 * decimal(count)) throw wrongMap();
  for (let index = 0; index < numbers.length; index += 2) {
    map.add(decimal(numbers[index] ?? ""), decimal(numbers[index + 1] ?? ""));
  }
}
var MAX_MAP = 1048576;
function createSparseMapReader(map, block) {
  let line = "";
  let taken = 0;
  let stored = 0;
  let length;
  let left;
  let offset;
  function takeLine() {
    const value = decimal(line);
    line = "";
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
    if (left === 0) length = Math.ceil(taken / block) * block;
  }
  return {
    write(piece) {
      stored += piece.length;
      let start = 0;
      while (length === void 0 && start < piece.length) {
        const feed = piece.indexOf(10, start);
        const end = feed === -1 ? piece.length : feed;
        line += piece.toString("latin1", start, end);
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
  const extended = pax === void 0 ? void 0 : paxHeader(pax);
  const path = longName || extended?.path || header.path;
  const linkPath = longLink || extended?.linkPath || header.linkPath;
  const type = typeOf(header.type, path);
  const stored = storedSize(header, type, extended?.size);
  const entry = { path, type, size: stored, isSparse: false, linkPath };
  if (header.owner !== void 0) {
    const { mode, uid, gid } = header.owner;
    entry.owner = {
      mode,
      uid: extended?.uid ?? uid,
      gid: extended?.gid ?? gid,
      attributes: pax === void 0 ? "" : attributesOf(pax)
    };
  }
  if (oldSparse !== void 0) {
    if (oldSparse.map.data !== stored) throw wrongMap();
    return { entry: { ...entry, size: oldSparse.size, isSparse: true }, stored };
  }
  return extended?.sparse === void 0 ? { entry, stored } : sparseEntry(entry, extended.sparse);
}
function sparseEntry(entry, sparse) {
  if (!hasBody(entry.type)) throw wrongMap();
  const stored = entry.size;
  const size2 = sparse.size ?? stored;
  const resolved2 = { ...entry, path: sparse.path ?? entry.path, size: size2, isSparse: true };
  const map = createSparseMap(size2);
  if (sparse.map === void 0) return { entry: resolved2, stored, map };
  addFragments(map, sparse.map.count, sparse.map.list);
  if (map.data !== stored) throw wrongMap();
  return { entry: resolved2, stored };
}
function storedSize(header, type, extended) {
  const size2 = extended ?? header.size;
  const isRight = hasBody(type) ? size2 >= 0 && Number.isSafeInteger(size2) : !Number.isNaN(size2);
  if (!isRight || hasBody(header.type) && header.size < 0) {
    throw new UserError("an impossible size in a tar header");
  }
  return hasBody(type) ? size2 : 0;
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
function decodeHeader(block) {
  if (!hasChecksum(block)) throw new UserError("a wrong checksum in a tar header");
  const size2 = numericField(block, 124, 12);
  if (Number.isNaN(size2)) throw new UserError("an impossible size in a tar header");
  return {
    type: String.fromCharCode(block[156] ?? 0),
    path: prefixOf(block) + text3(block, 0, 100),
    size: size2,
    linkPath: text3(block, 157, 100)
  };
}
function decodeOwner(block) {
  return {
    mode: numericField(block, 100, 8) & 4095,
    uid: numericField(block, 108, 8),
    gid: numericField(block, 116, 8)
  };
}
function hasChecksum(block) {
  if (block.length < BLOCK) return false;
  let unsigned = 8 * 32;
  let negative = 0;
  for (let index = 0; index < BLOCK; index++) {
    if (index === 148) index = 156;
    const byte = block[index] ?? 0;
    unsigned += byte;
    if (byte > 127) negative += 256;
  }
  const expected = octalField(block, 148, 8);
  return expected === unsigned || expected === unsigned - negative;
}
function isZero(block) {
  for (let index = 0; index < block.length; index++) if (block[index] !== 0) return false;
  return true;
}
function decodeOldSparse(block) {
  if (block.toString("latin1", 257, 265) !== GNU) {
    throw new UserError("a sparse file in a header that is not of GNU tar");
  }
  const size2 = numericField(block, 483, 12);
  const map = createSparseMap(size2);
  return { size: size2, map, isExtended: addOldFragments(map, block, 386, 4) };
}
function takeSparseBlock({ map }, block) {
  return addOldFragments(map, block, 0, 21);
}
var GNU = "ustar  \0";
function addOldFragments(map, block, start, count) {
  const end = start + 24 * count;
  for (let at = start; at < end && block[at] !== 0; at += 24) {
    map.add(numericField(block, at, 12), numericField(block, at + 12, 12));
  }
  return block[end] !== 0;
}
function prefixOf(block) {
  if (block.toString("latin1", 257, 265) === GNU) return hasTimes(block) ? "" : oldGoPrefix(block);
  if (block.toString("latin1", 257, 263) !== "ustar\0") return "";
  const star = block.toString("latin1", 508, 512) === "tar\0";
  return folder(text3(block, 345, star ? 131 : 155));
}
function hasTimes(block) {
  return [345, 357].every((at) => block[at] === 0 || !Number.isNaN(numericField(block, at, 12)));
}
function oldGoPrefix(block) {
  const prefix = text3(block, 345, 155);
  return /[^\0-\x7f]/.test(prefix) ? "" : folder(prefix);
}
function folder(prefix) {
  return prefix === "" ? "" : `${prefix}/`;
}
function text3(block, start, length) {
  const end = block.indexOf(0, start);
  return block.toString("utf8", start, end === -1 || end > start + length ? start + length : end);
}

// src/scan/tar.ts
var MAX_EXTENSION = 1048576;
function createTarReader(onEntry, { owners = false } = {}) {
  const block = Buffer.alloc(BLOCK);
  let filled = 0;
  let offset = 0;
  let body2 = 0;
  let padding = 0;
  let sink;
  let growing;
  let zeroBlock = false;
  let ended = false;
  let extensions = {};
  function write(chunk) {
    let start = 0;
    while (start < chunk.length && !ended) {
      const left = chunk.length - start;
      if (body2 > 0) {
        const length = Math.min(left, body2);
        sink?.write(chunk.subarray(start, start + length));
        body2 -= length;
        start += length;
        offset += length;
        if (body2 === 0) endBody();
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
        chunk.copy(block, filled, start, start + length);
        filled += length;
        start += length;
        if (filled === BLOCK) {
          filled = 0;
          takeBlock(block);
        }
      }
    }
  }
  function end() {
    if (ended) return;
    const where = offset + filled;
    if (body2 > 0) throw new UserError(`the tar is cut off at byte ${where}, ${body2} bytes short`);
    if (filled > 0 || growing !== void 0) {
      throw new UserError(`the tar is cut off at byte ${where}, within a header`);
    }
  }
  function takeBlock(bytes3) {
    const at = offset;
    offset += BLOCK;
    if (growing === void 0) takeHeader(bytes3, at);
    else growMap(growing, bytes3, at);
  }
  function takeHeader(bytes3, at) {
    if (bytes3[0] === 0 && isZero(bytes3)) {
      ended = zeroBlock;
      zeroBlock = true;
      return;
    }
    if (zeroBlock) throw new UserError(`a tar header behind an end-of-archive block, at byte ${at}`);
    const header = located(at, () => decodeHeader(bytes3));
    if (owners) header.owner = decodeOwner(bytes3);
    if ("xgLK".includes(header.type)) keepExtension(header, at);
    else if (header.type === "S") startOldSparse(header, bytes3, at);
    else startEntry(header, at);
  }
  function startOldSparse(header, bytes3, at) {
    const sparse = located(at, () => decodeOldSparse(bytes3));
    if (sparse.isExtended) growing = { header, sparse, at };
    else startEntry(header, at, sparse);
  }
  function growMap({ header, sparse, at }, bytes3, here) {
    if (located(here, () => takeSparseBlock(sparse, bytes3))) return;
    growing = void 0;
    startEntry(header, at, sparse);
  }
  function keepExtension({ type, size: size2 }, at) {
    if (size2 < 0 || size2 > MAX_EXTENSION) {
      throw new UserError(`an extended tar header of ${size2} bytes, at byte ${at}`);
    }
    const pieces = [];
    startBody(size2, {
      write: (piece) => pieces.push(Buffer.from(piece)),
      end: () => located(at, () => takeExtension(type, Buffer.concat(pieces)))
    });
  }
  function takeExtension(type, bytes3) {
    if (type === "L") extensions.longName = untilNul(bytes3);
    else if (type === "K") extensions.longLink = untilNul(bytes3);
    else {
      const pax = decodePax(bytes3);
      if (type === "x") extensions.pax = pax;
      else extensions = {};
    }
  }
  function startEntry(header, at, oldSparse) {
    const resolved2 = located(at, () => resolveEntry(header, extensions, oldSparse));
    extensions = {};
    const to = onEntry(resolved2.entry);
    startBody(resolved2.stored, resolved2.map === void 0 ? to : mapped(resolved2.map, at, to));
  }
  function startBody(size2, to) {
    body2 = size2;
    padding = (BLOCK - size2 % BLOCK) % BLOCK;
    sink = to;
    if (size2 === 0) endBody();
  }
  function endBody() {
    const finished = sink;
    sink = void 0;
    finished?.end();
  }
  return { write, end };
}
function mapped(map, at, to) {
  const reader = createSparseMapReader(map, BLOCK);
  return {
    write(piece) {
      located(at, () => reader.write(piece));
      to?.write(piece);
    },
    end() {
      located(at, reader.end);
      to?.end();
    }
  };
}
function located(offset, decode2) {
  try {
    return decode2();
  } catch (error) {
    throw new UserError(`${messageOf(error)}, at byte ${offset}`, { cause: error });
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
function createLayerReader(options, weight) {
  const limit = options.limit ?? DEFAULT_LIMIT;
  const keeper = options.detail === "files" ? createPathKeeper(options.room ?? newPathRoom(), weight) : null;
  const databases = /* @__PURE__ */ new Map();
  const rpmDatabases = /* @__PURE__ */ new Map();
  const programs = [];
  let size2 = 0;
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
    size2 += file.size;
    if (size2 > MAX_SIZE) throw new UserError(`says that its files have more than ${MAX_SIZE} bytes`);
    keeper?.add(file);
  }
  function captureSink({ path, size: size3 }, into) {
    capturedBytes += size3;
    if (size3 > MAX_CAPTURED_FILE || capturedBytes > MAX_CAPTURED) return void 0;
    const content = Buffer.alloc(size3);
    let filled = 0;
    return {
      write(piece) {
        filled += piece.copy(content, filled);
      },
      end: () => into.set(path, content)
    };
  }
  async function packagesOf(files) {
    const packages = [...readPackages(files, texts(databases)), ...programs, ...readJars(files)];
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
      if (keeper === null) return { size: size2, files: null };
      const kept = keeper.kept();
      const packages = tooLarge2 || kept.files === null ? null : await packagesOf(kept.files);
      if (packages === null || packages.length > mostPackages)
        return { size: size2, ...kept, packages: null };
      return { size: size2, ...kept, ...packages.length === 0 ? {} : { packages } };
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
function texts(files) {
  return new Map([...files].map(([path, content]) => [path, content.toString("utf8")]));
}

// src/scan/blob-scanner.ts
function createBlobScanner(options) {
  const hash2 = createHash2("sha256");
  const isHashed = options.digest == null;
  let size2 = 0;
  let head = Buffer.alloc(0);
  let body2;
  let failed;
  function read(bytes3) {
    if (failed !== void 0) return;
    try {
      body2 ??= bodyOf(bytes3, options, () => size2);
      body2.write(bytes3);
    } catch (error) {
      fail(error);
    }
  }
  function fail(error) {
    failed ??= { error };
    body2?.close();
  }
  return {
    get size() {
      return size2;
    },
    get inflated() {
      return body2?.inflated() ?? 0;
    },
    write(chunk) {
      if (isHashed) hash2.update(chunk);
      size2 += chunk.length;
      if (body2 !== void 0 || head.length === 0 && chunk.length >= BLOCK) read(chunk);
      else {
        head = Buffer.concat([head, chunk]);
        if (head.length >= BLOCK) read(head);
      }
      return void 0;
    },
    async end() {
      if (body2 === void 0) read(head);
      if (body2 === void 0 || failed !== void 0) throw failed?.error;
      const digest = options.digest ?? digestOf(hash2);
      return { digest, size: size2, ...await body2.end(digest, size2) };
    },
    abort: () => fail(new UserError("the transfer was broken off"))
  };
}
function bodyOf(head, options, weight) {
  if (head[0] === 31 && head[1] === 139) return compressedBody("gzip", options, weight);
  if (isZstd(head)) return compressedBody("zstd", options, weight);
  if (head.length === 0 || hasChecksum(head.subarray(0, BLOCK)) || isEmptyTar(head)) {
    return tarBody(options, () => weight() / 32);
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
function compressedBody(compression, options, weight) {
  const reader = createLayerReader(options, weight);
  const hash2 = createHash2("sha256");
  let inflated = 0;
  const inflater = createInflater(compression, (chunk) => {
    inflated += chunk.length;
    hash2.update(chunk);
    reader.write(chunk);
  });
  return {
    write: inflater.write,
    close: inflater.close,
    inflated: () => inflated,
    async end(digest, compressedSize) {
      inflater.end();
      const content = await reader.end();
      return {
        kind: "layer",
        layer: { digest, diffId: digestOf(hash2), compressedSize, ...content }
      };
    }
  };
}
function tarBody(options, weight) {
  const reader = createLayerReader(options, weight);
  let inflated = 0;
  return {
    write(chunk) {
      inflated += chunk.length;
      reader.write(chunk);
    },
    close() {
    },
    inflated: () => inflated,
    async end(digest, compressedSize) {
      const content = await reader.end();
      return { kind: "layer", layer: { digest, diffId: digest, compressedSize, ...content } };
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
    },
    async end() {
      const read = length > MAX_JSON ? { why: tooLarge } : jsonText(Buffer.concat(pieces));
      return "why" in read ? { kind: "opaque", ...read } : { kind: "json", ...read };
    }
  };
}
function opaqueBody() {
  return {
    write() {
    },
    end: async () => ({ kind: "opaque" }),
    close() {
    },
    inflated: () => 0
  };
}
function digestOf(hash2) {
  return `sha256:${hash2.digest("hex")}`;
}

// src/scan/scanner.ts
function openScanner(options) {
  const { threads } = options;
  if (threads == null || options.digest != null) return createBlobScanner(options);
  const start = Buffer.allocUnsafeSlow(threads.worth);
  let size2 = 0;
  let scanner;
  return {
    get size() {
      return scanner?.size ?? size2;
    },
    get inflated() {
      return scanner?.inflated ?? 0;
    },
    write(chunk) {
      if (scanner !== void 0) return scanner.write(chunk);
      if (size2 + chunk.length < threads.worth) {
        size2 += chunk.copy(start, size2);
        return void 0;
      }
      scanner = threads.scanner(options);
      const wait = scanner.write(start.subarray(0, size2));
      return scanner.write(chunk) ?? wait;
    },
    async end() {
      if (scanner === void 0) {
        scanner = createBlobScanner(options);
        await scanner.write(start.subarray(0, size2));
      }
      return scanner.end();
    },
    abort: () => scanner?.abort()
  };
}
async function scanBlob(source, options, name) {
  const scanner = openScanner(options);
  try {
    for await (const chunk of source) {
      options.onBytes?.(chunk.length);
      await scanner.write(chunk);
    }
  } catch (error) {
    scanner.abort();
    throw error;
  }
  return named(name, scanner.end());
}
async function named(name, result) {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${name}: ${error.message}`, { cause: error });
  }
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
function checkLayers(config, layers, name) {
  const diffIds = config.rootfs.diff_ids ?? [];
  if (diffIds.length !== layers.length) {
    throw new UserError(
      `${name}: has ${layers.length} layers, but its config lists ${diffIds.length} diffIDs`
    );
  }
  for (const [index, layer] of layers.entries()) {
    const expected = diffIds[index];
    if (layer === null || !expected?.startsWith("sha256:") || layer.diffId === expected) continue;
    throw new UserError(
      `${name}: layer ${index + 1} unpacks to ${layer.diffId}, but its config promises ${expected}`
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
      const index = decodeJson(indexSchema, textOf2(blobs, digest, "index"), `index ${digest}`);
      const children = mayLackPlatforms ? presentOf(blobs, index.manifests) : index.manifests;
      for (const child of children) visit2(child, depth + 1);
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
  const absent = children.filter((child) => !isAttestation(child) && !isThere(blobs, child));
  const present = children.filter((child) => !absent.includes(child));
  return present.every(isAttestation) ? children : present;
}
function isThere(blobs, { digest, mediaType }) {
  const text5 = blobs.text(digest);
  if (text5 === void 0 || !isManifest(mediaType)) return text5 !== void 0;
  const { config } = decodeJson(manifestSchema, text5, `manifest ${digest}`);
  return blobs.text(config.digest) !== void 0;
}
function platformContent(blobs, digest, provenance, { plainUnmeasured }) {
  const name = `manifest ${digest}`;
  const manifest = decodeJson(manifestSchema, textOf2(blobs, digest, "manifest"), name);
  if (!isImageConfig(manifest.config.mediaType)) {
    throw new UserError(
      `${name}: is not a container image: its config is ${quoted(manifest.config.mediaType)}`
    );
  }
  const configName = `config ${manifest.config.digest} of ${name}`;
  const config = decodeJson(
    configSchema,
    textOf2(blobs, manifest.config.digest, `config of ${name}`),
    configName
  );
  const scanned = manifest.layers.map((layer, index) => scannedLayer(blobs, layer, index, name));
  checkLayers(config, scanned, name);
  const layers = manifest.layers.map(
    (layer, index) => contentLayer(layer, scanned[index] ?? null, plainUnmeasured !== null)
  );
  return {
    manifestDigest: digest,
    config,
    layers,
    provenance,
    compressedUnmeasured: layers.some((layer) => layer.compressedSize === null) ? plainUnmeasured : null,
    unpackedUnmeasured: layers.some((layer) => layer.size === null) ? "foreign layers are not distributed with the image" : null
  };
}
function scannedLayer(blobs, descriptor, index, name) {
  const layer = blobs.layer(descriptor.digest);
  if (layer === void 0) {
    if (isForeign(descriptor.mediaType)) return null;
    throw new UserError(
      `${name}: layer ${index + 1} (${quoted(descriptor.mediaType)}, ${descriptor.digest}) was not delivered as gzip, zstd or tar`
    );
  }
  if (layer.compressedSize !== null && layer.compressedSize !== descriptor.size) {
    throw new UserError(
      `${name}: layer ${index + 1} has ${layer.compressedSize} bytes, but the manifest says ${descriptor.size}`
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
    Config: string(),
    RepoTags: array(string()).nullish(),
    Layers: array(string()).nullish()
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
  const groups = /* @__PURE__ */ new Map();
  for (const root of decodeJson(indexSchema, indexText, "index.json").manifests) {
    const name = nameOf2(root);
    const key = saved && !isAttestation(root) ? root.digest : name ?? "";
    const group = groups.get(key) ?? { names: /* @__PURE__ */ new Set(), roots: [] };
    groups.set(key, group);
    if (name !== void 0) group.names.add(name);
    if (!group.roots.some(({ digest }) => digest === root.digest)) group.roots.push(root);
  }
  return [...groups.values()].filter(({ roots }) => !roots.every(isAttestation)).map(({ names, roots }) => archiveImage(blobs, [...names], roots, tags, options));
}
function onlyImage(images, source) {
  const [image, ...others] = images;
  if (image === void 0) throw new UserError(`${source}: holds no image`);
  if (others.length > 0) {
    const names = images.map(({ names: names2, content }) => quoted(names2[0] ?? content.digest ?? "no name")).join(", ");
    throw new UserError(`${source}: holds ${images.length} images (${names}), not one`);
  }
  return image.content;
}
function blobDigest(path) {
  const match = /^blobs\/([a-z0-9]+)\/([a-f0-9]+)$/.exec(path);
  const result = digestSchema.safeParse(`${match?.[1]}:${match?.[2]}`);
  return result.success ? result.data : null;
}
function archiveImage(blobs, names, roots, tags, options) {
  const platforms = platformsOf(blobs, roots, options);
  const manifests = platforms.flatMap(({ manifestDigest }) => manifestDigest ?? []);
  const configs = manifests.flatMap((digest2) => configOf2(blobs, digest2) ?? []);
  const digest = roots.length === 1 ? roots[0]?.digest ?? null : null;
  const short2 = configs.flatMap((config) => tags.get(config) ?? []);
  const all = [...names, ...short2, ...digest === null ? [] : [digest], ...manifests, ...configs];
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
function nameOf2({ annotations }) {
  return annotations?.["io.containerd.image.name"] ?? annotations?.["org.opencontainers.image.ref.name"];
}

// src/archive/docker-archive.ts
function dockerImages(manifestText, file) {
  return decodeJson(dockerManifestSchema, manifestText, "manifest.json").map(
    ({ Config, RepoTags, Layers }) => {
      const blob = file(Config);
      if (blob?.kind !== "json") throw new UserError(`${quoted(Config)}: is missing in the archive`);
      const config = decodeJson(configSchema, blob.text, quoted(Config));
      const scanned = (Layers ?? []).map((path) => layerOf(path, file(path)));
      checkLayers(config, scanned, quoted(Config));
      return {
        names: [...RepoTags ?? [], blob.digest],
        content: {
          digest: null,
          platforms: [
            {
              manifestDigest: null,
              config,
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
function contentLayer2({ size: size2, files, packages }) {
  const known3 = packages === void 0 ? {} : { packages };
  return { digest: null, mediaType: null, compressedSize: null, size: size2, files, ...known3 };
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
  } catch (error) {
    throw metByUser(error);
  }
}
async function scanArchive(stream, options) {
  const { known: known3 = /* @__PURE__ */ new Map(), isVerified = false } = options;
  await options.known?.ready;
  const store = createBlobStore(known3, { mayLackCompressed: isVerified });
  const files = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  const open5 = /* @__PURE__ */ new Set();
  const finished = [];
  let waits = [];
  let failure;
  const tar = createTarReader((entry) => {
    const path = normalise(entry.path);
    if (entry.type === "1" || entry.type === "2") links.set(path, targetOf(path, entry));
    if (entry.type !== "0") return void 0;
    const digest = blobDigest(path);
    if (digest !== null && store.has(digest)) return void 0;
    return blobSink(path, digest);
  });
  function blobSink(path, digest) {
    const scanner = openScanner({ ...options, digest: isVerified ? digest : null });
    open5.add(scanner);
    return {
      write(piece) {
        const wait = scanner.write(piece);
        if (wait !== void 0) waits.push(wait);
      },
      end() {
        const finish = keep(path, digest, scanner).catch((error) => {
          failure ??= { error };
        });
        finished.push(finish);
      }
    };
  }
  async function keep(path, digest, scanner) {
    const blob = await named(digest === null ? quoted(path) : path, scanner.end());
    open5.delete(scanner);
    if (digest?.startsWith("sha256:") && blob.digest !== digest) {
      throw new UserError(`${path}: its bytes have the digest ${blob.digest}`);
    }
    if (digest === null) files.set(path, blob);
    store.add(blob);
    if (blob.kind === "layer") options.onLayer?.(blob.layer);
  }
  try {
    for await (const chunk of stream) {
      tar.write(chunk);
      options.onBytes?.(chunk.length);
      if (waits.length > 0) await Promise.all(waits);
      waits = [];
      if (failure !== void 0) throw failure.error;
    }
    tar.end();
    await Promise.all(finished);
    if (failure !== void 0) throw failure.error;
  } finally {
    for (const scanner of open5) scanner.abort();
  }
  return imagesOf(store, (path) => files.get(resolve4(path, links)));
}
function imagesOf(store, file) {
  const text5 = (path) => {
    const blob = file(path);
    if (blob?.kind === "opaque" && blob.why !== void 0)
      throw new UserError(`${path}: ${blob.why}`);
    return blob?.kind === "json" ? blob.text : void 0;
  };
  const index = text5("index.json");
  const dockerManifest = text5("manifest.json");
  if (index !== void 0) return layoutImages(store, index, dockerManifest);
  if (dockerManifest !== void 0) return dockerImages(dockerManifest, file);
  throw new UserError("is no image archive: it has neither index.json nor manifest.json");
}
function targetOf(path, { type, linkPath }) {
  if (type === "1") return normalise(linkPath);
  return new URL(linkPath, `file:///${path}`).pathname.slice(1);
}
function resolve4(path, links) {
  let target = path;
  for (let hops = 0; hops < 8; hops++) target = links.get(target) ?? target;
  return target;
}

// src/docker/bake.ts
import { mkdtemp as mkdtemp3, readFile as readFile2, rm as rm4, writeFile as writeFile3 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join8 } from "node:path";

// src/docker/bake-definition.ts
var PROBE = { name: "IMAGE_SIZE_GATE", value: "$".concat("{}") };
function decodeBake(text5) {
  const printed = decodeJson(definitionSchema, text5, "`docker buildx bake --print`");
  const isEscaped = Object.values(printed.target).some(
    ({ args }) => args[PROBE.name] !== void 0 && args[PROBE.name] !== PROBE.value
  );
  const { group, target } = isEscaped ? decode(definitionSchema, mapTexts(printed, unescaped), "`docker buildx bake --print`") : printed;
  const targets = new Map(Object.entries(target).map(([name, one2]) => [name, targetOf2(name, one2)]));
  const keys = new Set(Object.values(target).flatMap((one2) => Object.keys(one2)));
  return {
    targets,
    selected: expand("default", group, targets),
    unknown: [...keys].filter((key) => !KEPT.has(key) && !LEFT_OUT.has(key)).sort()
  };
}
function withLinks({ targets }, name) {
  const found = /* @__PURE__ */ new Set([name]);
  for (const one2 of found) {
    for (const link of targets.get(one2)?.links ?? []) if (targets.has(link)) found.add(link);
  }
  return [...found];
}
function encodeBake(definition, names, change) {
  const all = [...new Set(names.flatMap((name) => withLinks(definition, name)))];
  const target = Object.fromEntries(
    all.map((name) => {
      const one2 = definition.targets.get(name);
      const { output, keys } = change(one2);
      return [name, { ...one2.kept, ...keys, output }];
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
  const texts3 = record(string(), unknown()).catch({}).parse(entry);
  return Object.fromEntries(
    Object.entries(texts3).flatMap(
      ([key, value]) => typeof value === "string" ? [[key, value]] : []
    )
  );
}
var texts2 = array(string()).nullish().transform((list2) => list2 ?? []);
var entries = array(unknown()).nullish().transform((list2) => list2 ?? []);
var pairs = record(string(), string().nullable()).nullish().transform((values) => values ?? {});
var targetSchema = looseObject({
  context: string().default("."),
  contexts: pairs,
  dockerfile: string().default("Dockerfile"),
  "dockerfile-inline": string().nullish(),
  target: string().nullish(),
  args: pairs,
  labels: pairs,
  platforms: texts2,
  entitlements: texts2,
  network: string().nullish(),
  "no-cache": boolean().nullish(),
  "no-cache-filter": texts2,
  pull: boolean().nullish(),
  "shm-size": string().nullish(),
  ulimits: texts2,
  secret: entries,
  ssh: entries,
  "cache-from": entries,
  "cache-to": entries
});
var definitionSchema = object({
  group: record(string(), object({ targets: texts2 })).nullish().transform((all) => all ?? {}),
  target: record(string(), targetSchema)
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
function targetOf2(name, printed) {
  const { [PROBE.name]: _, ...args } = printed.args;
  const inline = printed["dockerfile-inline"] ?? null;
  const whole2 = { ...printed, args };
  const kept = Object.entries(whole2).filter(
    ([key, value]) => KEPT.has(key) && !isEmpty2(value) && value !== null
  );
  const links = Object.values(printed.contexts).flatMap(
    (context) => /^target:(.+)$/.exec(context ?? "")?.[1] ?? []
  );
  return {
    name,
    inline,
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
  return Object.entries(values).map(([name, value]) => value === null ? name : `${name}=${value}`);
}
function isEmpty2(value) {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
function expand(name, groups, targets, above = []) {
  const group = above.includes(name) ? void 0 : groups[name];
  if (group === void 0) return targets.has(name) ? [name] : [];
  const found = group.targets.flatMap((one2) => expand(one2, groups, targets, [...above, name]));
  return [...new Set(found)];
}
function escaped(text5) {
  return text5.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
function unescaped(text5) {
  return text5.replace(/\$\$(?=\{)|%%(?=\{)/g, (signs) => signs.slice(1));
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
import { join as join7 } from "node:path";

// src/docker/metadata.ts
function decodeMetadata(text5) {
  return decodeMetadataOf(decodeJson(unknown(), text5, SOURCE));
}
function decodeMetadataOf(part) {
  const metadata = decode(metadataSchema, part, SOURCE) ?? {};
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
async function buildAndPush(run2, build, name) {
  const output = `type=image,${csvField(`name=${name}`)},${pushBy(build)}`;
  return runBuild(build, output, async (command) => void await run2(command));
}
async function buildToStream(pipe2, build, consume) {
  const consumed = [];
  const metadata = await runBuild(build, "type=oci,dest=-", async (command) => {
    consumed.push(await pipe2(command, consume));
  });
  const [content] = consumed;
  return { content, metadata };
}
async function buildAndLoad(run2, build, tag) {
  const output = `type=docker,${csvField(`name=${tag}`)}`;
  try {
    return await runBuild(build, output, async (command) => void await run2(command));
  } catch (error) {
    await removeImages(run2, [tag]);
    throw error;
  }
}
function loadedTag(mark, side, index = null) {
  return `${ownName(mark)}:${side}${index === null ? "" : `-${index}`}`;
}
function ownName(mark) {
  return `image-size-gate/${mark}`;
}
async function removeImages(run2, names, api = null) {
  const remove = async (name) => {
    const answer = await api?.ask("DELETE", `/images/${name}?force=true`).catch(() => void 0);
    if (answer?.status === 200 || answer?.status === 404) return;
    await run2({
      program: "docker",
      args: ["image", "rm", "--force", name],
      allowed: [1],
      cleansUp: true
    });
  };
  await Promise.allSettled(names.map(remove));
}
function pushBy({ driver }) {
  if (driver !== "docker") return "push=true,registry.insecure=true";
  return "push=,store=false";
}
async function runBuild(build, output, execute) {
  const folder2 = await mkdtemp2(join7(build.temporary ?? tmpdir2(), "image-size-gate-build-"));
  try {
    const secrets = await prepareSecrets(build.settings, build.directory, folder2);
    try {
      const metadataFile = join7(folder2, "metadata.json");
      await execute({
        program: "docker",
        args: buildArguments(build.settings, {
          output: [output],
          metadataFile,
          provenance: build.driver !== "docker" || build.store === "containerd",
          secrets: secrets.values
        }),
        cwd: build.directory,
        // What the build says is read, too (`phaseOf`).
        // https://docs.docker.com/build/building/variables/#buildx_metadata_provenance
        env: { BUILDX_METADATA_PROVENANCE: "max", BUILDKIT_PROGRESS: "plain" },
        ...build.onOutput === void 0 ? {} : { onStderr: build.onOutput },
        ...build.signal === void 0 ? {} : { signal: build.signal }
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
async function printBake(run2, { files, targets, set, directory }) {
  const { stdout } = await run2({
    program: "docker",
    args: [
      "buildx",
      "bake",
      "--print",
      ...files.flatMap((file) => ["--file", file]),
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
function missingTarget(error) {
  const { stderr } = error;
  const [, target] = /^ERROR: failed to find target (\S+)$/m.exec(stderr) ?? [];
  if (target !== void 0) return { target };
  const [, pattern] = /^ERROR: could not find any target matching '(.*)'$/m.exec(stderr) ?? [];
  return pattern === void 0 ? null : { pattern };
}
async function bakeAndPush(run2, bake, name) {
  const output = (target) => `type=image,${csvField(`name=${name(target)}`)},${pushBy(bake)}`;
  return runBake(bake, output, async (command) => void await run2(command));
}
async function bakeAndLoad(run2, bake, tag) {
  const output = (target) => `type=docker,${csvField(`name=${tag(target)}`)}`;
  return runBake(bake, output, async (command) => void await run2(command));
}
async function bakeToStream(pipe2, bake, target, consume) {
  const consumed = [];
  const told2 = await runBake(
    { ...bake, targets: [target] },
    () => "type=oci,dest=-",
    async (command) => void consumed.push(await pipe2(command, consume))
  );
  const [content] = consumed;
  return { content, metadata: told2.get(target) };
}
function failedTarget({ stderr }) {
  const lines = stderr.split(/\r?\n/);
  const last = lines.findLast((line) => line.startsWith("ERROR: ")) ?? "";
  const [, named2] = /^ERROR: target ([\w.-]+): /.exec(last) ?? [];
  if (named2 !== void 0) return named2;
  const step = lines.findLast((line) => /^ > \[[^\]]*\] .*:$/.test(line)) ?? "";
  return /^ > \[([\w.-]+)[ \]]/.exec(step)?.[1] ?? null;
}
var environment2 = {
  BUILDX_BAKE_ENTITLEMENTS_FS: "0",
  BUILDKIT_PROGRESS: "plain",
  // Without an output, an engine would keep what others build on.
  BUILDX_NO_DEFAULT_LOAD: "1"
};
var metadataSchema2 = record(string(), unknown()).nullable();
async function runBake(bake, output, execute) {
  const { targets, definition, allow: allow2, builder } = bake;
  const folder2 = await mkdtemp3(join8(bake.temporary ?? tmpdir3(), "image-size-gate-build-"));
  try {
    const file = join8(folder2, "bake.json");
    const metadataFile = join8(folder2, "metadata.json");
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
      // Where buildx leaves the Dockerfiles that a bake file holds.
      env: { ...environment2, BUILDX_METADATA_PROVENANCE: "max", TMPDIR: folder2 },
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
    const { why, lines } = buildFailure(cause);
    const last = dockerfile.text?.split("\n").length ?? Number.POSITIVE_INFINITY;
    const before = (dockerfile.firstLine ?? 1) - 1;
    const known3 = lines !== null && lines.end <= last ? { start: lines.start + before, end: lines.end + before } : null;
    super(`${words} failed: ${placed({ why, dockerfile: dockerfile.path, lines: known3 })}`, {
      cause
    });
    this.failure = { why, lines: known3 };
    this.dockerfile = dockerfile.path;
  }
};
function buildFailure({ stderr, exitCode }) {
  const lines = stderr.split(/\r?\n/);
  const last = lines.findLastIndex((line) => line.startsWith("ERROR: "));
  if (last === -1) {
    const said = lines.findLast((line) => line.trim() !== "");
    const ended = `the builder ended with code ${exitCode}`;
    const why = said === void 0 ? `${ended} and said nothing` : clean(`${ended}: ${said}`);
    return { why, lines: null };
  }
  const excerpt = readExcerpt(lines.slice(0, last));
  const step = excerpt?.instruction ?? failedStep(lines.slice(0, last));
  return { why: sentence(reasonOf(lines[last] ?? ""), step), lines: excerpt?.lines ?? null };
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
function code(instruction) {
  return `\`${clean(instruction, LONGEST_INSTRUCTION).replaceAll("`", "'")}\``;
}
function reasonOf(line) {
  return line.replace(
    /^ERROR: (?:target [\w.-]+: |(?:failed to (?:build|solve|create LLB definition)|failed to solve with frontend \S+|rpc error: code = \w+ desc =):? )*/,
    ""
  );
}
function sentence(reason, step) {
  const [, process2] = /^process ".*" did not complete successfully: (.*)$/s.exec(reason) ?? [];
  const subject = step === null || clean(step) === "" ? "a step" : code(step);
  const [, exit] = /^exit code: (\d+)$/.exec(process2 ?? "") ?? [];
  if (exit !== void 0) {
    const killed = exit === "137" ? " (killed, as a rule because memory ran out)" : "";
    return `${subject} ended with code ${exit}${killed}`;
  }
  const [, syntax] = /^dockerfile parse error(?: on)? line \d+: (.*)$/s.exec(reason) ?? [];
  if (syntax !== void 0 && clean(syntax) !== "") return clean(syntax);
  const [, missing] = /^(?:failed to compute cache key: )?failed to calculate checksum of ref \S+ (".*"): not found$/s.exec(
    reason
  ) ?? [];
  const [, unresolved] = /^\S+: (failed to resolve source metadata for .*)$/s.exec(reason) ?? [];
  const what = clean(
    missing === void 0 ? process2 ?? unresolved ?? reason : `there is no ${missing}`
  );
  if (what === "") return `${subject} failed`;
  return step === null ? what : `${subject}: ${what}`;
}
var RULE = "-".repeat(20);
function readExcerpt(lines) {
  const end = lines.lastIndexOf(RULE);
  const start = lines.slice(0, Math.max(0, end)).lastIndexOf(RULE);
  if (start < 1 || !/^\S.*:\d+$/.test(lines[start - 1] ?? "")) return null;
  const marked = lines.slice(start + 1, end).flatMap((line) => {
    const [, number2, text5 = ""] = /^ *(\d{1,9}) \| >>> (.*)$/.exec(line) ?? [];
    return number2 === void 0 ? [] : [{ number: Number(number2), text: text5 }];
  });
  const [first] = marked;
  if (first === void 0) return null;
  const run2 = marked.filter(({ number: number2 }, index) => number2 === first.number + index);
  const instruction = run2.map(({ text: text5 }) => text5.trim().replace(/\s*\\$/, "")).filter((text5) => text5 !== "" && !text5.startsWith("#")).join(" ");
  return instruction === "" ? null : {
    instruction,
    text: first.text,
    lines: { start: first.number, end: first.number + run2.length - 1 }
  };
}
function failedStep(lines) {
  for (const line of lines.toReversed()) {
    const [, place2, step] = /^ > \[([^\]]*)\] (.*):$/.exec(line) ?? [];
    if (step !== void 0) return place2 === "internal" ? null : step;
  }
  return null;
}

// src/docker/history-layers.ts
function layerEntries(history, layers) {
  const ranked = history.map((entry, index) => ({ index, rank: rankOf(entry) })).sort((a, b) => a.rank - b.rank || a.index - b.index);
  const certain = ranked.filter(({ rank }) => rank === 0).length;
  const likely = ranked.filter(({ rank }) => rank < never).slice(0, Math.max(certain, layers));
  const taken = new Set(likely.map(({ index }) => index));
  return history.map((_, index) => taken.has(index));
}
var never = 9;
function rankOf({ createdBy, comment, size: size2 }) {
  if (size2 > 0) return 0;
  const buildkit = comment.startsWith("buildkit.") || /# buildkit\s*$/.test(createdBy);
  const text5 = createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, "");
  const keyword = /^[A-Z]+\b/.exec(text5)?.[0] ?? "";
  if (/^(ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)$/.test(
    keyword
  )) {
    return never;
  }
  if (/^(RUN|COPY|ADD)$/.test(keyword)) return buildkit ? 1 : 2;
  if (keyword === "WORKDIR")
    return /^WORKDIR \/\s*$/.test(text5) ? buildkit ? never : 6 : buildkit ? 1 : 3;
  return /^(\/bin\/sh -c |\|\d+ )/.test(createdBy) ? 4 : 5;
}

// src/docker/registry-failure.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/docker/retry-after.ts
var LONGEST_WAIT = 3e4;
async function retryAfter(stderr, now = Date.now, ask2 = askForHeader) {
  const told2 = /retry-after: ([\d.]+)(ns|\u00b5s|us|ms|s|m|h)\b/i.exec(stderr);
  if (told2 !== null) return Math.ceil(Number(told2[1]) * (UNITS[told2[2] ?? ""] ?? 1e3));
  const [, url] = /request to (https?:\/\/\S+): 429 /.exec(stderr) ?? [];
  const header = url === void 0 ? null : await ask2(url);
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
function ahead(time, now) {
  return Number.isFinite(time) ? Math.max(0, time - now) : null;
}
async function askForHeader(url) {
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5e3) });
    return answer.status === 429 ? answer.headers.get("retry-after") : null;
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
    } catch (error) {
      if (isMissingProgram(error)) throw explained(reference, "no buildx", messageOf(error), error);
      if (!(error instanceof CommandError)) throw error;
      const failure = signal.aborted ? "silent" : registryFailure(error.stderr);
      const why = signal.aborted ? `nothing came for ${all.stall / 1e3} s` : tellingLine(error.stderr, failure);
      if (wait === null || failure !== "busy" && failure !== "silent") {
        throw explained(reference, failure, why, error);
      }
      const asked = failure === "busy" ? await all.retryAfter(error.stderr) : null;
      if (asked !== null && asked > LONGEST_WAIT) {
        const seconds = Math.ceil(asked / 1e3);
        throw explained(reference, failure, `it asks to wait ${seconds} s; ${why}`, error);
      }
      await all.pause(asked ?? wait);
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
function explained(reference, failure, why, cause) {
  const host = /^docker:\/\/([^/]+)\//.exec(reference)?.[1] ?? "HOST";
  const step = nextSteps[failure].replace("HOST", host);
  return new UserError(`${reference}: ${step} (${why})`, { cause });
}
function tellingLine(stderr, failure) {
  const line = stderr.trim().split("\n").at(failure === "no buildx" ? 0 : -1) ?? "";
  return line.replace(/^ERROR: /, "");
}
function isMissingProgram(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
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
async function pushFromEngine({ run: run2, engineApi: engineApi2 }, image, name, signal) {
  await known(image, () => run2({ program: "docker", args: ["image", "tag", "--", image, name] }));
  const env = { DOCKER_CONTENT_TRUST: "0" };
  const command = { program: "docker", args: ["image", "push", name], env };
  try {
    const { stdout } = await run2({ ...command, ...signal === void 0 ? {} : { signal } });
    return digestIn(stdout, /: digest: (sha256:[0-9a-f]{64}) size: \d+\s*$/m);
  } finally {
    await removeImages(run2, [name], engineApi2);
  }
}
async function copyFromRegistry(run2, image, name, patience) {
  const args = ["buildx", "imagetools", "create", "--tag", name, "--", image];
  const copy = (signal) => run2({ program: "docker", args, signal });
  const { stdout, stderr } = await askRegistry(`docker://${image}`, copy, patience);
  const digest = digestIn(`${stdout}
${stderr}`, /\bpushing (sha256:[0-9a-f]{64}) to /);
  if (digest !== null) return digest;
  throw new UserError(
    `docker://${image}: this buildx does not tell the digest of what it copied, so it cannot be told from what others push; use another version (docker/setup-buildx-action)`
  );
}
async function saveFromEngine({ pipe: pipe2, engineApi: engineApi2 }, images, consume) {
  const query = images.map((image) => `names=${encodeURIComponent(image)}`).join("&");
  const archive = await engineApi2?.open(`/images/get?${query}`).catch(() => null);
  if (archive != null) return consume(archive);
  const args = ["image", "save", "--", ...images];
  return known(
    images.join(", "),
    () => pipe2({ program: "docker", args }, (stdout) => consume(stdout))
  );
}
function lacksPlatforms(error) {
  return error instanceof CommandError && /content digest sha256:\w+: not found/.test(error.stderr);
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
  const entries3 = stdout.split("\n").filter((line) => line.trim() !== "");
  return `[${entries3.join(",")}]`;
}
var idsSchema = tuple([object({ Id: digestSchema })]);
async function askOf(api, image, what) {
  const isName = /^\w[\w./:@-]*$/.test(image) && !image.includes("..");
  if (api === null || !isName) return null;
  const answer = await api.ask("GET", `/images/${image}/${what}`).catch(() => void 0);
  return answer?.status === 200 ? answer.body : null;
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
  const entries3 = parseHistory(history, source);
  const isLayer = layerEntries(entries3, diffIds.length);
  const written2 = entries3.filter((_, index) => isLayer[index]);
  const sizes = layerSizes(written2, diffIds.length, found.Size, source);
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
          history: entries3.map(({ createdBy, comment }, index) => ({
            created_by: createdBy,
            comment,
            ...isLayer[index] ? {} : { empty_layer: true }
          }))
        },
        layers: sizes.map((size2) => ({
          digest: null,
          mediaType: null,
          compressedSize: null,
          size: size2,
          files: null
        })),
        provenance,
        compressedUnmeasured: "the classic image store keeps no compressed layers: a compressed budget (e.g. `max-compressed-size`) has them pushed, where the engine reaches this machine; an engine with the containerd image store, or a builder of its own (docker/setup-buildx-action), always tells them",
        unpackedUnmeasured: sizes.includes(null) ? "the image has layers without history, whose sizes the classic image store does not tell; `detail: files` reads them" : null
      }
    ]
  };
}
var imagesSchema = array(
  object({
    Os: string(),
    Architecture: string(),
    Variant: string().default(""),
    Size: number().int().nonnegative(),
    RootFS: object({ Layers: array(digestSchema).nullish() })
  })
);
var historySchema = array(
  object({
    CreatedBy: string(),
    Comment: string().default(""),
    // `docker` prints what the API tells as a number.
    Size: union([int(), string().regex(/^\d+$/).transform(Number)], "must be a number of bytes").pipe(int().nonnegative())
  })
);
function parseHistory(text5, source) {
  return decodeJson(historySchema, text5, `\`docker history\` of ${source}`).map(({ CreatedBy, Comment, Size }) => ({
    createdBy: CreatedBy,
    comment: Comment,
    size: Size
  })).reverse();
}
function layerSizes(written2, count, total, source) {
  const sizes = written2.map(({ size: size2 }) => size2);
  const rest = written2.reduce((left, { size: size2 }) => left - size2, total);
  const missing = count - sizes.length;
  if (rest < 0 || missing === 0 && rest !== 0) {
    throw new UserError(
      `${source}: \`docker history\` and \`docker image inspect\` disagree by ${Math.abs(rest)} bytes; use \`detail: files\`, which reads the layers themselves`
    );
  }
  const each2 = rest === 0 ? 0 : missing === 1 ? rest : null;
  return [...sizes, ...Array.from({ length: missing }, () => each2)];
}

// src/measure/bake-paths.ts
import { existsSync as existsSync3 } from "node:fs";
import { join as join10, relative as relative3, resolve as resolve6 } from "node:path";

// src/measure/relocate.ts
import { isAbsolute, join as join9, relative as relative2, resolve as resolve5 } from "node:path";
function contextKind(context) {
  if (/^(git|ssh):\/\//.test(context) || /^github\.com\//.test(context)) return "git";
  if (/^[\w.-]+@[\w.-]+:/.test(context)) return "git";
  if (!/^https?:\/\//.test(context)) return "directory";
  return /\.git(?:[?#].*)?$/.test(context) ? "git" : "tarball";
}
function relocate(build, { from, root, to }) {
  const stay = (path) => resolve5(from, path);
  const move = (path) => {
    const there = stay(path);
    return isOutside(root, there) ? there : join9(to, relative2(root, there));
  };
  const moveContext = (context) => /:\/\//.test(context) || contextKind(context) !== "directory" ? context : move(context);
  return {
    ...build,
    context: moveContext(build.context),
    file: build.file === null ? null : move(build.file),
    buildContexts: build.buildContexts.map((entry) => afterEquals(entry, moveContext)),
    secretFiles: build.secretFiles.map((entry) => afterEquals(entry, stay)),
    cacheFrom: build.cacheFrom.map(
      (entry) => /(^|,)type=local(,|$)/.test(entry) ? withSource(entry, stay) : entry
    ),
    cacheTo: [],
    ssh: build.ssh.map((entry) => afterEquals(entry, (paths) => paths.split(",").map(stay).join(",")))
  };
}
function isOutside(folder2, path) {
  const inside = relative2(folder2, path);
  return inside === ".." || inside.startsWith("../") || isAbsolute(inside);
}
function withSource(entry, change) {
  return entry.split(",").map((field) => field.trimStart().startsWith("src=") ? afterEquals(field, change) : field).join(",");
}
function afterEquals(entry, change) {
  const at = entry.indexOf("=");
  return at === -1 ? entry : `${entry.slice(0, at + 1)}${change(entry.slice(at + 1))}`;
}

// src/measure/bake-paths.ts
function checkBakeTarget(target, place2) {
  const { name, build, inline } = target;
  const refuse = (key, what) => {
    throw new UserError(`target ${name}: ${key} ${what}`);
  };
  const inRepository = (key, path) => {
    const { directory, top } = place2;
    if (isOutside(top, resolve6(directory, path))) {
      refuse(key, `${quoted(path)} leads out of the repository; put it there itself`);
    }
    if (existsSync3(resolve6(directory, path))) {
      realFolder({ name: `target ${name}: ${key} ${quoted(path)}`, path, cwd: directory });
    }
  };
  for (const [key, path] of localPaths(build)) inRepository(key, path);
  if (contextKind(build.context) === "directory" && inline === null && build.file !== null) {
    inRepository("dockerfile", build.file);
  }
  for (const [key, path] of ownPaths(target)) {
    const file = resolve6(place2.cwd, path);
    if (isOutside(place2.checkoutTop, file)) {
      if (!mayRead(place2.allow, file, place2.cwd)) {
        refuse(
          key,
          `${quoted(path)} lies out of the repository; allow it with allow: fs.read=${path}`
        );
      }
    } else if (existsSync3(file)) {
      realFolder({ name: `target ${name}: ${key} ${quoted(path)}`, path: file, cwd: place2.cwd });
    }
  }
  const missing = target.entitlements.find((one2) => !place2.allow.includes(one2));
  if (missing !== void 0) {
    refuse("entitlements", `asks for ${quoted(missing)}; allow it with allow: ${missing}`);
  }
}
function movedKeys(target, place2) {
  if (place2.directory === place2.cwd) return {};
  const stay = (path) => resolve6(place2.cwd, path);
  const move = (path) => path.startsWith("/") && !isOutside(place2.checkoutTop, path) ? join10(place2.top, relative3(place2.checkoutTop, path)) : path;
  const { kept } = target;
  const changed = {};
  for (const key of ["secret", "cache-from"]) {
    const entries3 = kept[key];
    if (Array.isArray(entries3)) changed[key] = entries3.map((entry) => withSource2(entry, stay));
  }
  if (Array.isArray(kept.ssh)) changed.ssh = kept.ssh.map((entry) => withKeys(entry, stay));
  if (typeof kept.context === "string") changed.context = move(kept.context);
  if (typeof kept.dockerfile === "string") changed.dockerfile = move(kept.dockerfile);
  if (typeof kept.contexts === "object" && kept.contexts !== null) {
    changed.contexts = Object.fromEntries(
      Object.entries(kept.contexts).map(([name, path]) => [name, move(String(path))])
    );
  }
  return changed;
}
function localPaths({ context, buildContexts }) {
  const named2 = buildContexts.map((entry) => {
    const at = entry.indexOf("=");
    return [`contexts.${entry.slice(0, at)}`, entry.slice(at + 1)];
  });
  return [["context", context], ...named2].flatMap(
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
    return path === "*" || path === "" || !isOutside(resolve6(cwd, path), file);
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

// src/measure/bake-until-built.ts
async function untilBuilt({
  definition,
  log,
  signal
}, all, build) {
  const built = /* @__PURE__ */ new Map();
  const failed = /* @__PURE__ */ new Map();
  const queue = [all];
  for (let targets = queue.shift(); targets !== void 0; targets = queue.shift()) {
    try {
      for (const [name, one2] of await build(targets)) built.set(name, one2);
    } catch (error) {
      if (!(error instanceof CommandError) || signal.aborted) throw error;
      const step = failedTarget(error);
      const isHit = (name) => step !== null && withLinks(definition, name).includes(step);
      const hit = targets.length === 1 ? targets : targets.filter(isHit);
      for (const name of hit) failed.set(name, error);
      const others = targets.filter((name) => !hit.includes(name));
      if (others.length === 0) continue;
      log.info(
        hit.length > 0 ? `Without ${hit.join(", ")}, the others are built once more; what was finished is in the cache.` : "buildx did not tell which target failed, so each is built by itself."
      );
      queue.push(...hit.length > 0 ? [others] : others.map((name) => [name]));
    }
  }
  return { built, failed };
}

// src/docker/base-image.ts
async function engineBase(run2, name, api = null) {
  const inspected = await inspectImage(run2, name, api).catch((error) => {
    if (error instanceof CommandError && error.exitCode === 1) return null;
    throw error;
  });
  if (inspected === null) return null;
  const [found] = decodeJson(imagesSchema2, inspected, `\`docker image inspect\` of ${name}`);
  if (found === void 0) return null;
  const digests = (found.RepoDigests ?? []).map((text5) => text5.slice(text5.indexOf("@") + 1));
  const digest = digests.map((text5) => digestSchema.safeParse(text5).data).find((one2) => one2) ?? found.Id;
  return { name, digest, diffIds: found.RootFS.Layers ?? [] };
}
var imagesSchema2 = array(
  object({
    Id: digestSchema,
    RepoDigests: array(string()).nullish(),
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
  const stages = froms.map((from, index2) => ({
    name: from.getBuildStage()?.toLowerCase() ?? null,
    image: filledIn(from.getImage() ?? "", values),
    lines: {
      start: from.getRange().start.line + 1,
      end: froms[index2 + 1]?.getRange().start.line ?? Number.POSITIVE_INFINITY
    }
  }));
  const built = [];
  let index = target === null ? stages.length - 1 : stageOf(target);
  for (let stage = stages[index]; stage !== void 0; stage = stages[index]) {
    const { image, lines } = stage;
    built.push({ image, lines });
    index = stages.slice(0, index).findLastIndex(({ name }) => name === image?.toLowerCase());
  }
  return built;
  function stageOf(target2) {
    const named2 = stages.findLastIndex(({ name }) => name === target2.toLowerCase());
    return named2 === -1 && /^\d+$/.test(target2) ? Number(target2) : named2;
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
    const name = property.getName();
    const value = given.get(name);
    values.set(name, value === void 0 ? filledIn(property.getValue() ?? "", values) : value);
  }
  return values;
}
function filledIn(text5, values) {
  let unknown3 = false;
  const filled = text5.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^{}$]*))?\})/g,
    (_match, bare, braced, fallback = "") => {
      const value = values.get(bare ?? braced ?? "");
      if (value === null) unknown3 = true;
      return value || fallback;
    }
  );
  return unknown3 || filled.includes("$") ? null : filled;
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
function phaseOf(line) {
  const [, verb] = /^#\d+ (exporting|pushing) /.exec(line) ?? [];
  return verb === "exporting" || verb === "pushing" ? verb : null;
}

// src/measure/try-push.ts
var PATIENCE3 = 1e4;
async function tryPush(registry, { repository, begins, signal }, push, patience = PATIENCE3) {
  const before = registry.heard(repository);
  const isHeard = () => registry.heard(repository) > before;
  const stalled = new AbortController();
  let timer;
  let phase = "building";
  const enter = (next) => {
    phase = next;
    if (next !== "pushing") return;
    timer ??= setTimeout(() => isHeard() || stalled.abort(), patience);
  };
  enter(begins);
  const { write } = linesTo((line) => {
    const next = phaseOf(line);
    if (next !== null && phase !== "pushing") enter(next);
  });
  try {
    const value = await push({
      signal: AbortSignal.any([signal, stalled.signal]),
      onOutput: write
    });
    return { value, isHeard: isHeard() };
  } catch (error) {
    if (isHeard() || signal.aborted || phase === "building" || !(error instanceof CommandError)) {
      throw error;
    }
    const why = stalled.signal.aborted ? `nothing came within ${patience / 1e3} s` : reasonOf2(error.stderr);
    return { why, error };
  } finally {
    clearTimeout(timer);
  }
}
function reasonOf2(stderr) {
  const line = stderr.trim().split("\n").at(-1) ?? "";
  const end = line.split(/failed to do request: |failed to solve: |^ERROR: /).at(-1) ?? line;
  return end.replace(/^\w+ "\S+": /, "");
}

// src/measure/take-build.ts
async function takeBuild(tools, subject, side, { log, signal, turn }) {
  await turn;
  const { run: run2, pipe: pipe2, options } = tools;
  const { driver, store, host } = await tools.builder();
  const { platforms } = subject.build;
  if (driver === "docker" && store === "classic" && platforms.length > 1) {
    throw new UserError(manyPlatforms(platforms));
  }
  const output = linesTo((line) => line.trim() !== "" && log.info(line));
  const build = {
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
    return await takeBy(choose(host.address() !== null), build);
  } catch (error) {
    throw error instanceof CommandError ? new BuildError(subject, error) : error;
  } finally {
    output.end();
  }
  async function takeBy(choice2, build2) {
    const taken = { subject, ...choice2 };
    if (choice2.feed === "push") {
      const pushed2 = await push(build2);
      return "metadata" in pushed2 ? { ...taken, content: async () => origins(pushed2.content(), pushed2.metadata) } : takeBy(choose(false), pushed2.again);
    }
    if (choice2.feed === "stream") {
      const { content: content2, metadata: metadata2 } = await buildToStream(
        pipe2,
        build2,
        (stdout) => scanOciTar(stdout, options)
      );
      return { ...taken, content: async () => origins(content2, metadata2) };
    }
    const { tag, metadata } = await load(build2);
    const id = imageId(metadata);
    const content = choice2.feed === "history" ? () => historyContent(run2, id, null, tools.engineApi) : tools.saved({ tag, id });
    return { ...taken, content: async () => origins(await content(), metadata) };
  }
  async function push(build2) {
    const address = host.address();
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf);
    if (opened === null || typeof opened === "string") {
      host.lose(address ?? "this machine", opened ?? "as the other build found", log);
      return { again: build2 };
    }
    const { registry, run: runPush } = opened;
    const repository = `${registry.repository}/${side}`;
    const name = `${registry.address}/${repository}:${TAG2}`;
    const content = (told2) => () => registry.content(told2, repository);
    let why = null;
    if (pushesItself(build2)) {
      const target = { repository, signal, begins: "building" };
      const pushed2 = await tryPush(
        registry,
        target,
        (watch) => buildAndPush(runPush, watched(build2, watch), name)
      );
      if ("value" in pushed2 && registry.holds(TAG2, repository)) {
        return { content: content(pushed2.value), metadata: pushed2.value };
      }
      why = "why" in pushed2 ? pushed2.why : null;
    }
    if (why === null && driver === "docker") {
      const { tag, metadata } = await load(afterwards(build2));
      const target = { repository, signal, begins: "pushing" };
      const push2 = () => tryPush(
        registry,
        target,
        (watch) => pushFromEngine({ ...tools, run: runPush }, tag, name, watch.signal)
      );
      const pushed2 = await (store === "classic" ? tools.inTurn(push2) : push2());
      if ("value" in pushed2 && pushed2.isHeard) {
        return { content: content(toldByEngine(store, imageId(metadata), pushed2.value)), metadata };
      }
      why = "why" in pushed2 ? pushed2.why : null;
    }
    host.lose(registry.address, why ?? "it says that it did", log);
    return { again: afterwards(build2) };
  }
  async function load(build2) {
    const tag = tools.tagFor(side);
    loaded2 ??= await buildAndLoad(run2, build2, tag);
    tools.forget(tag);
    return { tag, metadata: loaded2 };
  }
}
function withOrigins({ run: run2, engineApi: engineApi2 }, driver, { build, dockerfile }, content, metadata) {
  const base = async () => {
    const name = dockerfile.text === null ? null : fromImage(dockerfile.text, build);
    return name === null || driver !== "docker" ? null : engineBase(run2, name, engineApi2);
  };
  return withBase(withProvenance(content, metadata), base);
}
function manyPlatforms(platforms) {
  return `platforms: the classic image store holds one platform of an image, and these are ${platforms.length} (${platforms.join(", ")}): add the step docker/setup-buildx-action, whose builder builds them all, or switch the engine to the containerd image store`;
}
var TAG2 = "image";
function watched(build, { signal, onOutput }) {
  const both = (text5) => {
    build.onOutput?.(text5);
    onOutput(text5);
  };
  return { ...build, signal, onOutput: both };
}
function afterwards(build) {
  return { ...build, settings: { ...build.settings, noCache: false, noCacheFilters: [] } };
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
  const outcome = (await batch.outcomes).get(target);
  if (outcome === void 0) throw new UserError(`target ${target}: nothing was built of it`);
  if ("error" in outcome) throw outcome.error;
  return { subject, ...await outcome.take() };
}
async function bakeAll(tools, batch, { log, turn }) {
  const { definition, place: place2, settings, side, signal } = batch;
  await turn;
  const { run: run2, pipe: pipe2, options } = tools;
  const { driver, store, host } = await tools.builder();
  const outcomes = /* @__PURE__ */ new Map();
  const around = { definition, log, signal };
  const wanted = await batch.wanted();
  for (const name of wanted) {
    const error = refusal(name);
    if (error !== null) outcomes.set(name, { error });
  }
  const names = wanted.filter((name) => !outcomes.has(name));
  if (names.length === 0) return outcomes;
  const output = linesTo((line) => line.trim() !== "" && log.info(line));
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
    await takeBy(choose(host.address() !== null), names, base);
  } finally {
    output.end();
  }
  return outcomes;
  function refusal(name) {
    try {
      for (const link of withLinks(definition, name)) {
        const target = definition.targets.get(link);
        if (target === void 0) continue;
        checkBakeTarget(target, place2);
        const { platforms } = target.build;
        if (driver === "docker" && store === "classic" && platforms.length > 1) {
          throw new UserError(`target ${link}: ${manyPlatforms(platforms)}`);
        }
      }
      return null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return error;
    }
  }
  async function takeBy(choice2, left, bake) {
    if (choice2.feed === "push") {
      const again = await push(choice2, left, bake);
      if (again.length > 0) await takeBy(choose(false), again, afterwards2(bake));
      return;
    }
    if (choice2.feed === "stream") {
      for (const name of left) {
        succeed(name, choice2, async () => {
          const streamed = await named2(
            name,
            () => bakeToStream(pipe2, bake, name, (stdout) => scanOciTar(stdout, options))
          );
          return { content: () => streamed.content, metadata: streamed.metadata };
        });
      }
      return;
    }
    const loaded2 = await load(left, bake);
    for (const [name, { tag, metadata }] of loaded2) {
      const id = imageId(metadata);
      const content = choice2.feed === "history" ? () => historyContent(run2, id, null, tools.engineApi) : tools.saved({ tag, id });
      succeed(name, choice2, async () => ({ content, metadata }));
    }
  }
  async function push(choice2, left, bake) {
    const address = host.address();
    const opened = address === null ? null : await tools.registryOn(address).catch(messageOf);
    if (opened === null || typeof opened === "string") {
      host.lose(address ?? "this machine", opened ?? "as the other build found", log);
      return left;
    }
    const { registry, run: runPush } = opened;
    const repository = `${registry.repository}/${side}`;
    let attempt = 0;
    let why = null;
    if (pushesItself(bake)) {
      const { built, failed } = await untilBuilt(around, left, async (targets) => {
        attempt += 1;
        const tag = (target) => `image-${attempt}-${left.indexOf(target)}`;
        const watched2 = { repository, signal, begins: "building" };
        const pushed2 = await tryPush(registry, watched2, (watch) => {
          const onOutput = (text5) => {
            bake.onOutput?.(text5);
            watch.onOutput(text5);
          };
          const one2 = { ...bake, targets, signal: watch.signal, onOutput };
          const name = (target) => `${registry.address}/${repository}:${tag(target)}`;
          return bakeAndPush(runPush, one2, name).catch((error) => {
            if (isBuildFailure(error, registry.address)) return { error };
            throw error;
          });
        });
        if ("why" in pushed2) {
          why = pushed2.why;
          return /* @__PURE__ */ new Map();
        }
        if ("error" in pushed2.value) throw pushed2.value.error;
        const { value } = pushed2;
        return new Map(targets.map((name) => [name, { tag: tag(name), metadata: value.get(name) }]));
      });
      await fail(failed);
      const lost = left.filter((name) => !built.has(name) && !failed.has(name));
      for (const [name, { tag, metadata }] of built) {
        if (metadata === void 0 || !registry.holds(tag, repository)) {
          lost.push(name);
          continue;
        }
        succeed(name, choice2, async () => ({
          content: () => registry.content(metadata, repository),
          metadata
        }));
      }
      if (lost.length === 0) return [];
      left = lost;
    }
    if (why === null && driver === "docker") {
      const loaded2 = await load(left, afterwards2(bake));
      const lost = [];
      for (const [name, { tag, metadata }] of loaded2) {
        const to = `${registry.address}/${repository}:image-${left.indexOf(name)}`;
        const watched2 = { repository, signal, begins: "pushing" };
        const pushIt = () => tryPush(
          registry,
          watched2,
          (watch) => pushFromEngine({ ...tools, run: runPush }, tag, to, watch.signal)
        );
        const pushed2 = await (store === "classic" ? tools.inTurn(pushIt) : pushIt());
        if ("value" in pushed2 && pushed2.isHeard) {
          const told2 = toldByEngine(store, imageId(metadata), pushed2.value);
          succeed(name, choice2, async () => ({
            content: () => registry.content(told2, repository),
            metadata
          }));
        } else {
          why = "why" in pushed2 ? pushed2.why : null;
          lost.push(name);
        }
      }
      if (lost.length === 0) return [];
      left = lost;
    }
    host.lose(registry.address, why ?? "it says that it did", log);
    return left;
  }
  async function load(left, bake) {
    const tags = new Map(left.map((name) => [name, tools.tagFor(side, wanted.indexOf(name))]));
    const tag = (name) => tags.get(name);
    for (const one2 of tags.values()) tools.forget(one2);
    const { built, failed } = await untilBuilt(
      around,
      left,
      (targets) => bakeAndLoad(run2, { ...bake, targets }, tag)
    );
    await fail(failed);
    return new Map([...built].map(([name, metadata]) => [name, { tag: tag(name), metadata }]));
  }
  function succeed(name, { feed, reason }, take2) {
    outcomes.set(name, {
      async take() {
        const [{ content, metadata }, subject] = [await take2(), await batch.subject(name)];
        return {
          feed,
          reason,
          content: async () => withOrigins(tools, driver, subject, await content(), metadata)
        };
      }
    });
  }
  async function fail(failed) {
    for (const [name, error] of failed) {
      outcomes.set(name, { error: await failureOf(name, error) });
    }
  }
  async function failureOf(name, error) {
    const shown = failedLine(error);
    try {
      for (const link of shown === null ? [] : withLinks(definition, name)) {
        const subject = await batch.subject(link);
        if (shown !== null && hasLine(subject, shown)) return new BuildError(subject, error);
      }
      return new BuildError(await batch.subject(name), error);
    } catch (other) {
      if (other instanceof UserError) return other;
      throw other;
    }
  }
  async function named2(name, work) {
    try {
      return await work();
    } catch (error) {
      throw error instanceof CommandError ? await failureOf(name, error) : error;
    }
  }
}
function hasLine({ dockerfile }, { line, text: text5 }) {
  return dockerfile.text?.split("\n")[line - 1]?.trim() === text5.trim();
}
function isBuildFailure(error, address) {
  if (!(error instanceof CommandError)) return false;
  const last = error.stderr.split(/\r?\n/).findLast((line) => line.startsWith("ERROR: "));
  return last !== void 0 && !last.includes(address);
}
function writesCache(overrides, target) {
  return overrides.some((override) => {
    const [, pattern] = /^([^.=]+)\.cache-to\+?=/.exec(override) ?? [];
    return pattern !== void 0 && matchesGlob(target, pattern);
  });
}
function afterwards2(bake) {
  return { ...bake, noCache: false };
}

// src/measure/bake-print.ts
import { existsSync as existsSync4 } from "node:fs";
import { join as join11, relative as relative4, resolve as resolve7 } from "node:path";
async function printCandidate(run2, { files, targets, set }, { cwd, top }) {
  const texts3 = files.map((file) => readBakeFile(file, cwd));
  try {
    const printed = await printBake(run2, { files, targets, set, directory: cwd });
    if (printed.selected.length > 0) return printed;
    throw new UsageError(
      `bake: ${files.join(", ")} has no target to build; name some, for example targets: web`
    );
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const missing = missingTarget(error);
    if (missing === null && !/^ERROR: /m.test(error.stderr)) throw error;
    if (missing === null) {
      const [file = ""] = files;
      const path = relative4(top, resolve7(cwd, file));
      const dockerfile = {
        path: isOutside(top, resolve7(cwd, file)) ? file : path,
        text: texts3[0] ?? null
      };
      throw new BuildError({ words: `bake file ${files.join(", ")}`, dockerfile }, error);
    }
    throw new UsageError(whatIsMissing(missing, files, targets), { cause: error });
  }
}
async function printBase(run2, settings, { cwd, top, worktree }, also = []) {
  const directory = join11(worktree, relative4(top, cwd));
  const isOwn = (file) => isOutside(top, resolve7(cwd, file));
  const there = (file) => isOwn(file) ? resolve7(cwd, file) : join11(worktree, relative4(top, resolve7(cwd, file)));
  const files = settings.files.map(there).filter((file) => existsSync4(file));
  if (!existsSync4(directory) || files.length === 0) return null;
  for (const file of settings.files) if (!isOwn(file)) readBakeFile(there(file), directory, file);
  const question = { files, set: settings.set, directory };
  const place2 = { run: run2, cwd };
  const chosen = await printWhatIsThere(place2, { ...question, targets: settings.targets });
  const missing = also.filter((name) => !chosen.targets.has(name));
  if (missing.length === 0) return { ...chosen, files };
  const more = await printWhatIsThere(place2, { ...question, targets: missing });
  return { ...chosen, files, targets: new Map([...chosen.targets, ...more.targets]) };
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
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const missing = missingTarget(error);
      if (missing === null) {
        if (directory === cwd) throw new UserError(lastLine(error), { cause: error });
        directory = cwd;
      } else if ("pattern" in missing) {
        const { pattern } = missing;
        const left = set.filter((override) => !override.startsWith(`${pattern}.`));
        if (left.length === set.length) throw new UserError(messageOf(error), { cause: error });
        set = left;
      } else {
        const { target } = missing;
        const left = targets.filter((one2) => one2 !== target);
        if (left.length === 0) return NOTHING;
        if (left.length === targets.length) throw new UserError(messageOf(error), { cause: error });
        targets = left;
      }
    }
  }
}
function whatIsMissing(missing, files, targets) {
  const where = files.join(", ");
  if ("pattern" in missing) return `set: ${where} has no target ${missing.pattern}`;
  return targets.length === 0 ? `bake: ${where} has no group default; name its targets, for example targets: web` : `targets: ${where} has no target or group ${missing.target}`;
}
function lastLine({ stderr }) {
  const said = stderr.trim().split("\n").findLast((line) => line.startsWith("ERROR: "));
  return (said ?? "buildx cannot read it").replace(/^ERROR: /, "");
}

// src/measure/recorded.ts
async function recordedBaseline(image, { records, log }, { sha }) {
  if (records === void 0) return null;
  const measurement = await records.at(image.name, sha);
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
  const unmeasured = platforms.some(({ layers }) => totalSize(layers, "compressed") === null);
  if (unmeasured && needsCompressed(budgets)) return "compressed sizes";
  const onPath = budgets.find(({ metric, path }) => metric === "max-increase" && path !== void 0);
  return onPath === void 0 ? null : `sizes of single files, which the budget on ${onPath.path} needs`;
}

// src/measure/sends-git.ts
var import_dockerfile_ast2 = __toESM(require_dockerfile_ast(), 1);
import { existsSync as existsSync5 } from "node:fs";
import { join as join12, relative as relative5, resolve as resolve8 } from "node:path";
function sendsGit({ context, file }, cwd) {
  const folder2 = resolve8(cwd, context);
  if (!existsSync5(join12(folder2, ".git"))) return false;
  const dockerfile = resolve8(cwd, file ?? join12(context, "Dockerfile"));
  const read = (path) => readTextFile({ name: `context: ${relative5(cwd, path)}`, path, cwd }, mostOfText);
  const ignored = read(`${dockerfile}.dockerignore`) ?? read(join12(folder2, ".dockerignore"));
  if (ignored !== null && IGNORES_GIT.test(ignored)) return false;
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
    const mounts = flags.filter(({ name }) => name === "mount");
    return mounts.some(({ value }) => !/type=(?:cache|secret|ssh|tmpfs)|from=/.test(value));
  }
  if (keyword !== "COPY" && keyword !== "ADD") return false;
  if (flags.some(({ name }) => name === "from")) return false;
  const sources = instruction.getArguments().slice(0, -1);
  return sources.some((source) => mayCoverGit(source.getValue()));
}
function mayCoverGit(source) {
  if (/^(?:https?:\/\/|git@|<<)/.test(source)) return false;
  return !/^(?:\.?\/)*\w[\w@+.-]*(?:\/|$)/.test(source) || source.includes("..");
}

// src/measure/shared.ts
import { existsSync as existsSync7, realpathSync as realpathSync3 } from "node:fs";
import { resolve as resolve10 } from "node:path";

// src/docker/builder.ts
var drivers = ["docker", "docker-container", "kubernetes", "remote", "cloud"];
var DEFAULT_BUILDER = {
  name: "default",
  driver: "docker",
  endpoint: "default"
};
async function inspectBuilder(run2, name, env = process.env) {
  const args = ["buildx", "inspect", ...name === null ? [] : ["--", name]];
  let text5;
  try {
    text5 = (await run2({ program: "docker", args })).stdout;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const [, missing] = /no builder "?(.*?)"? found/.exec(error.stderr) ?? [];
    if (missing === void 0) throw error;
    const isVariable = name === null && env.BUILDX_BUILDER === missing;
    throw new UserError(
      `${isVariable ? "BUILDX_BUILDER" : "builder"}: there is no builder \`${missing}\`; \`docker buildx ls\` lists them, and docker/setup-buildx-action makes one (its output \`name\`)`,
      { cause: error }
    );
  }
  return decode(builderSchema, fieldsOf3(text5), "`docker buildx inspect`");
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
    IPAM: object({ Config: array(object({ Gateway: string().optional() })).nullish() })
  })
);
var builderSchema = object({
  name: string(),
  driver: string().transform((text5) => drivers.find((driver) => driver === text5) ?? "remote"),
  endpoint: string().default(""),
  platforms: string().default("").transform((text5) => text5.split(",").map((platform) => platform.trim().replace(/\*$/, ""))).transform((platforms) => platforms.filter((platform) => platform !== ""))
});
function isLocal(endpoint) {
  return /^(unix|npipe):\/\//.test(endpoint) || /^tcp:\/\/(127\.[\d.]+|localhost|\[::1\])(:|$)/.test(endpoint);
}
function fieldsOf3(text5) {
  const found = {};
  for (const line of text5.split("\n")) {
    const [, key, value] = /^([A-Z][A-Za-z ]*):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === void 0 || value === void 0 || value === "") continue;
    found[key.toLowerCase()] ??= value;
  }
  return found;
}

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
  const ask2 = (args, allowed, config) => run2({
    program: "git",
    args,
    cwd,
    env: {
      LC_ALL: "C",
      GIT_TERMINAL_PROMPT: "0",
      GIT_LFS_SKIP_SMUDGE: "1",
      ...configEnvironment([["core.hooksPath", "/dev/null"], ...config])
    },
    allowed
  });
  return async (args, { allowed = [] } = {}) => {
    if (credentials === void 0) return ask2(args, allowed, []);
    const answer = await ask2(args, allowed, []).catch((error) => {
      if (error instanceof CommandError && isRefusal(error.stderr)) return null;
      throw error;
    });
    if (answer !== null && (answer.exitCode === 0 || !isRefusal(answer.stderr))) return answer;
    return ask2(args, allowed, headerFor(credentials));
  };
}
async function hasCommit(git, sha) {
  const args = ["rev-list", "--no-walk", "--missing=allow-any", "--end-of-options", sha];
  const { exitCode, stdout } = await git(args, { allowed: [128] });
  return exitCode === 0 && stdout.trim() === sha;
}
async function commitOf(git, revision) {
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
function configEnvironment(config) {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0);
  const entries3 = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value]
  ]);
  return { GIT_CONFIG_COUNT: String(first + config.length), ...Object.fromEntries(entries3) };
}

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

// src/git/repository.ts
import { realpath } from "node:fs/promises";
import { dirname as dirname2, join as join13, relative as relative6, resolve as resolve9, sep as sep2 } from "node:path";
async function readRepository(run2, cwd) {
  const git = gitIn(run2, cwd);
  let place2;
  try {
    const asked = ["--show-toplevel", "--is-shallow-repository", "--revs-only", "HEAD"];
    place2 = (await git(["rev-parse", ...asked])).stdout;
  } catch (error) {
    return { none: whyNone(error) };
  }
  const [topLevel2 = "", shallow = "", headSha = null] = place2.trim().split("\n");
  return { topLevel: await realpath(topLevel2), headSha, shallow: shallow === "true" };
}
async function hasOrigin(git) {
  return (await git(["remote"])).stdout.split("\n").includes("origin");
}
async function pathInRepository(repository, cwd, path) {
  const inside = relative6(repository.topLevel, await realPath2(resolve9(cwd, path)));
  if (inside === ".." || inside.startsWith(`..${sep2}`) || resolve9(inside) === inside) return null;
  return inside.split(sep2).join("/");
}
async function submodulesOf(git) {
  const { stdout } = await git(["submodule", "status"], { allowed: [1, 128] });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => ({
    path: line.slice(1).replace(/^[0-9a-f]+ /, "").replace(/ \([^()]*\)$/, ""),
    initialised: !line.startsWith("-")
  }));
}
async function resolvesLfs(git) {
  const attributes = [".gitattributes", "**/.gitattributes"];
  const used = await git(["grep", "-q", "filter=lfs", "--", ...attributes], { allowed: [1] });
  if (used.exitCode !== 0) return false;
  const { stdout } = await git(["lfs", "ls-files"], { allowed: [1] });
  return stdout.split("\n").some((line) => /^[0-9a-f]+ \* /.test(line));
}
function whyNone(error) {
  if (!(error instanceof CommandError))
    return error instanceof Error ? error.message : String(error);
  const { stderr } = error;
  const cure = /^\s*(git config --global --add safe\.directory .+)$/m.exec(stderr)?.[1];
  const reason = /^fatal: (.+)$/m.exec(stderr)?.[1];
  if (cure !== void 0) {
    return `the checkout belongs to another user, so git does not read it (${reason}); run this before: ${cure}`;
  }
  if (/not a git repository/.test(stderr)) return "this is not a git repository";
  return reason === void 0 ? error.message : `git says: ${reason}`;
}
async function realPath2(path) {
  try {
    return await realpath(path);
  } catch (error) {
    const parent2 = dirname2(path);
    if (parent2 === path) throw error;
    return join13(await realPath2(parent2), relative6(parent2, path));
  }
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
  const tracked = await commitOf(git, `refs/remotes/origin/${baseRef}`);
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
  const line = stdout.split("\n").find((line2) => line2.endsWith(`	${ref}`));
  return line?.split("	")[0] ?? null;
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
    } catch (error) {
      if (error instanceof CommandError && /--unshallow on a complete/.test(error.stderr)) break;
      throw error;
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
    const name = await commitOf(git, "refs/heads/main") === null ? "REF" : "main";
    const instead = `name the base, for example \`--baseline build:${name}\``;
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
  for (const name of ["main", "master"]) {
    if (await commitOf(git, `refs/remotes/origin/${name}`) !== null) return name;
  }
  return null;
}

// src/git/ref.ts
async function resolveRef(options) {
  const { run: run2, cwd, ref, credentials } = options;
  if (!isRevision(ref)) throw unknown2(ref, "is not the name of a branch, a tag or a commit");
  const repository = options.repository ?? await readRepository(run2, cwd);
  if ("none" in repository) throw unknown2(ref, `needs a git repository: ${repository.none}`);
  const git = gitIn(run2, cwd, credentials);
  const how = `commit of \`${ref}\``;
  const local = await commitOf(git, ref) ?? await commitOf(git, `refs/remotes/origin/${ref}`);
  if (local !== null) return { sha: local, how };
  if (!await hasOrigin(git)) throw unknown2(ref, "is not in this clone, which has no origin");
  const depth = repository.shallow ? ["--depth=1"] : [];
  try {
    await fetchFromOrigin(git, [...depth, "origin", ref]);
  } catch (error) {
    if (error instanceof CommandError && isMissing(error)) {
      throw unknown2(ref, "is neither in this clone nor on origin");
    }
    throw error;
  }
  const sha = await commitOf(git, "FETCH_HEAD");
  if (sha === null) throw unknown2(ref, "is no commit");
  return { sha, how };
}
function isRevision(ref) {
  return /^[^-\s:+?*[\\][^\s:?*[\\]*$/.test(ref) && !ref.includes("..");
}
function isMissing(error) {
  return /couldn't find remote ref|not our ref|invalid refspec|unadvertised object/i.test(
    error.stderr
  );
}
function unknown2(ref, why) {
  return new UsageError(`baseline: build:${ref} ${why} (right: build:main, build:v1.2.0)`);
}

// src/git/worktree.ts
import { mkdtemp as mkdtemp4, realpath as realpath2, rm as rm5 } from "node:fs/promises";
import { tmpdir as tmpdir4 } from "node:os";
import { join as join15 } from "node:path";

// src/git/lend.ts
import { join as join14 } from "node:path";
async function lend(lender, loan) {
  const { from, sha, to } = loan;
  const { run: run2, credentials } = lender;
  const git = gitIn(run2, from, credentials);
  const inside = gitIn(run2, to, credentials);
  const checkOut = async () => {
    const tree = treeOf(git, sha);
    tree.catch(() => void 0);
    await git(["worktree", "add", "--quiet", "--detach", "--force", to, sha]);
    return tree;
  };
  lender.onLoan(loan);
  const { links, hasAttributes } = await checkOut().catch(async (error) => {
    if (!await fetchCommit(git, sha)) throw error;
    return checkOut();
  });
  if (hasAttributes && await resolvesLfs(git)) {
    await inside(["lfs", "pull"]);
  }
  if (links.length === 0) return;
  const submodules = await submodulesOf(git);
  const missing = [];
  for (const link of links) {
    const submodule = submodules.find(({ path }) => path === link.path);
    if (submodule === void 0) missing.push(link.path);
    if (!submodule?.initialised) continue;
    await lend(lender, { from: join14(from, link.path), sha: link.sha, to: join14(to, link.path) });
  }
  if (missing.length === 0) return;
  if (submodules.length > 0 && submodules.every(({ initialised }) => initialised)) {
    const update = ["submodule", "--quiet", "update", "--init", "--depth=1", "--", ...missing];
    await inside(update);
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
  const parent2 = await realpath2(options.temporary ?? tmpdir4());
  const directory = await mkdtemp4(join15(parent2, "image-size-gate-worktree-"));
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
async function forgetWorktree(run2, clone, path) {
  const remove = ["worktree", "remove", "--force", "--force", path];
  await gitIn(run2, clone)(remove, { allowed: [128] });
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
  const expected = /* @__PURE__ */ new Map();
  return {
    async settled(digest, repository) {
      await announced.get(digest)?.catch(() => {
      });
      const other = expected.get(digest);
      if (other !== void 0 && other.repository !== repository) await other.over;
    },
    expect(digest, repository) {
      if (expected.has(digest) || expected.size >= MOST_EXPECTED) return;
      const { promise, resolve: resolve21 } = Promise.withResolvers();
      const end = () => {
        clearTimeout(patience);
        expected.delete(digest);
        resolve21();
      };
      const patience = setTimeout(end, PATIENCE_MS).unref();
      expected.set(digest, { repository, over: promise, end, patience });
    },
    announce(digest, done) {
      announced.set(digest, done);
      clearTimeout(expected.get(digest)?.patience);
      const forget = () => {
        if (announced.get(digest) === done) announced.delete(digest);
        expected.get(digest)?.end();
      };
      done.then(forget, forget);
    },
    forget(below2) {
      for (const { repository, end } of [...expected.values()]) {
        if (`${repository}/`.startsWith(`${below2}/`)) end();
      }
    }
  };
}

// src/measure/checkout.ts
import { existsSync as existsSync6 } from "node:fs";
import { dirname as dirname3, join as join16 } from "node:path";
function cloneAround(path) {
  if (existsSync6(join16(path, ".git"))) return path;
  const parent2 = dirname3(path);
  return parent2 === path ? null : cloneAround(parent2);
}

// src/measure/shared.ts
function shareAmongImages(world) {
  const { run: run2, cwd, engineApi: engineApi2 = null } = world;
  const engine = once(() => inspectEngine(run2, void 0, engineApi2));
  const outOfReach = /* @__PURE__ */ new Set();
  const hostFor = (pusher, found) => ({
    address: () => outOfReach.has(pusher) ? null : found,
    lose(where, why, to) {
      to.info(`The ${pusher} cannot reach ${where} (${why}), so another way is taken.`);
      outOfReach.add(pusher);
    }
  });
  const worktrees = /* @__PURE__ */ new Map();
  let turn = Promise.resolve();
  const checkoutAt = remembering(
    (directory) => {
      const real = realpathSync3(directory);
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
      (name) => name ?? "",
      async (name) => {
        const mayBePlain = engineApi2 !== null && name === null && hasDefaultBuilder(process.env);
        const asked = mayBePlain ? null : inspectBuilder(run2, name);
        asked?.catch(() => void 0);
        const server = await engine();
        demandBuildx(server);
        const isPlain4 = mayBePlain && server.isDocker;
        const found = isPlain4 ? DEFAULT_BUILDER : await (asked ?? inspectBuilder(run2, name));
        const { driver } = found;
        const host = await registryHost(run2, found, server);
        const pusher = driver === "docker" ? "engine" : `builder ${found.name}`;
        return { driver, store: server.store, host: hostFor(pusher, host) };
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
      const context = isOwn ? resolve10(cwd, source.build.context) : cwd;
      return checkoutAt(existsSync7(context) ? context : cwd);
    },
    baseCommit: remembering(
      ({ top }) => top,
      ({ top, repository }) => findBaseCommit({ ...world, cwd: top, repository })
    ),
    commitOf: remembering(
      ({ checkout, ref }) => `${checkout.top} ${ref}`,
      ({ checkout: { top, repository }, ref }) => {
        const { credentials } = world;
        const place2 = { run: run2, cwd: top, ref, repository };
        return resolveRef(credentials === void 0 ? place2 : { ...place2, credentials });
      }
    ),
    async worktree(options, use) {
      const key = `${options.sha} ${options.cwd}`;
      const lent = worktrees.get(key) ?? keepWorktree(options);
      worktrees.set(key, lent);
      return use(await lent.directory);
    },
    async close() {
      for (const { remove } of worktrees.values()) await remove();
    }
  };
}
function keepWorktree(options) {
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
      await lent.catch((error) => isMade ? Promise.reject(error) : void 0);
    }
  };
}
function remembering(key, ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (question) => {
    const answer = answers.get(key(question)) ?? ask2(question);
    answers.set(key(question), answer);
    return answer;
  };
}

// src/measure/subject.ts
import { existsSync as existsSync8 } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
import { isAbsolute as isAbsolute2, join as join17, relative as relative7, resolve as resolve11 } from "node:path";
function referenceSubject(reference) {
  return { kind: "reference", words: referenceText(reference), reference };
}
function buildSubject(what, moved = false) {
  const { build, dockerfile, commit: commit2 } = what;
  const from = moved ? " (Dockerfile moved from there)" : "";
  const stage = build.target === null ? "" : ` (target ${build.target})`;
  const at = commit2 === null ? "" : ` at ${commit2.slice(0, 7)}`;
  return {
    kind: "build",
    ...what,
    words: `build of ${dockerfile.path ?? build.context}${stage}${at}${from}`
  };
}
function dockerfilePath(build) {
  if (contextKind(build.context) !== "directory") return null;
  return build.file ?? join17(build.context, "Dockerfile");
}
async function readDockerfile(build, directory, top, cwd = directory) {
  const path = dockerfilePath(build);
  refuseContextsElsewhere(build, directory);
  if (path === null) return { path: null, text: null };
  const file = resolve11(directory, path);
  const inside = relative7(top ?? directory, file);
  const outside = inside.startsWith("../") || isAbsolute2(inside);
  const shown = outside ? relative7(cwd, file) : inside;
  const place2 = { name: `file: ${shown}`, path: file, cwd: directory };
  return { path: shown, text: readTextFile(place2, mostOfText) };
}
async function whyNoDockerfile({ context, file }, cwd, path) {
  const folder2 = await stat2(resolve11(cwd, context)).catch(() => null);
  if (!folder2?.isDirectory()) {
    const what = folder2 === null ? "there is no folder" : "is no folder:";
    return `context: ${what} ${quoted(context)}; give its path relative to the checkout, for example context: services/api`;
  }
  return file === null ? `context: there is no Dockerfile in ${quoted(context)}; name the folder that has it, for example context: services/api, or the Dockerfile, for example file: docker/api.Dockerfile` : `file: there is no ${path}; give the path of the Dockerfile relative to the checkout, for example file: services/api/Dockerfile`;
}
function refuseContextsElsewhere({ context, buildContexts }, directory) {
  const named2 = buildContexts.map((entry) => [
    `build-contexts: ${entry}`,
    entry.slice(entry.indexOf("=") + 1).replace(/^oci-layout:\/\//, "")
  ]);
  for (const [name = "", path = ""] of [[`context: ${context}`, context], ...named2]) {
    const isHere = !/:\/\//.test(path) && contextKind(path) === "directory";
    if (isHere && existsSync8(resolve11(directory, path))) realFolder({ name, path, cwd: directory });
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
    const build = withSettings(definition.targets.get(target)?.build, settings);
    const { baseline, budgets, onlyChanged } = settings;
    const more = onlyChanged === void 0 ? {} : { onlyChanged };
    return { name: target, source: { kind: "build", build, target }, baseline, budgets, ...more };
  });
  const skipped = /* @__PURE__ */ new Set();
  let staying = images.length;
  let opened = null;
  let isClosed = false;
  const worktrees = [];
  let lent = null;
  const place2 = { directory: cwd, cwd, top, checkoutTop: top, allow: settings.allow };
  const candidates = {
    side: "candidate",
    definition,
    place: place2,
    settings,
    wanted: async () => definition.selected.filter((name) => !skipped.has(name)),
    subject: subjectsOf(definition, place2, headSha, settings.files),
    signal: stop.signal
  };
  const batches = { candidate: candidates };
  const printedAt = remember(
    (sha, { top: top2 }, targets) => `${sha} ${top2} ${targets.join(" ")}`,
    async (sha, { top: top2, repository }, targets) => {
      const { run: run2, shared } = world;
      const options = { ...world, sha, repository, cwd: top2 };
      const use = async (worktree) => {
        const printed = await printBase(
          run2,
          { ...settings, targets },
          { cwd, top: top2, worktree },
          definition.selected
        );
        return printed === null ? null : { ...printed, worktree };
      };
      if (isClosed || !mayHoldGit()) return shared.worktree(options, use);
      const kept = keepWorktree(options);
      worktrees.push(kept);
      return use(await kept.directory);
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
        directory: join18(worktree, relative8(base.top, cwd)),
        top: worktree
      };
      const batch = {
        side: "baseline",
        definition: printed,
        place: there,
        settings,
        wanted: () => unrecorded(
          images.filter(({ name }) => !skipped.has(name)),
          printed,
          world,
          sha
        ),
        subject: subjectsOf(printed, there, sha, printed.files),
        signal: stop.signal
      };
      return { batch, printed };
    }
  );
  function mayHoldGit() {
    return images.some(({ source }) => {
      try {
        return source.kind === "build" && sendsGit(source.build, cwd);
      } catch (error) {
        if (error instanceof UserError) return false;
        throw error;
      }
    });
  }
  const close = once(async () => {
    stop.abort();
    isClosed = true;
    await Promise.allSettled(Object.values(batches).map((batch) => batch?.outcomes));
    await opened?.close();
    lent?.done();
    for (const { remove } of worktrees) await remove();
  });
  const leave = async () => {
    staying -= 1;
    if (staying === 0) await close();
  };
  return {
    settings,
    definition,
    images,
    skip(target) {
      skipped.add(target);
      return leave();
    },
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
    leave,
    close
  };
  function subjectsOf({ targets }, place3, commit2, files) {
    return async (name) => {
      const target = targets.get(name);
      if (target === void 0) throw new UserError(`target ${name}: it is not in ${words}`);
      const build = withSettings(target.build, settings);
      const { directory, top: top2 } = place3;
      const dockerfile = target.inline === null ? await readDockerfile(build, directory, top2, cwd) : inlineDockerfile(target.inline, files, { directory, top: top2 });
      const at = commit2 === null ? "" : ` at ${commit2.slice(0, 7)}`;
      return {
        kind: "build",
        words: `target ${name} of ${words}${at}`,
        commit: commit2,
        directory,
        build,
        dockerfile,
        target: name
      };
    };
  }
}
function inlineDockerfile(text5, files, { directory, top }) {
  for (const file of files) {
    const path = resolve12(directory, file);
    const firstLine = isOutside(top, path) ? null : lineOfInline(readBakeFile(path, directory, file), text5);
    if (firstLine !== null) return { path: relative8(top, path), text: text5, firstLine };
  }
  return { path: null, text: text5 };
}
function withSettings(build, { builder, allow: allow2, pull, noCache }) {
  if (build === void 0) throw new Error("a target that was selected and not printed");
  return { ...build, builder, allow: allow2, pull: pull || build.pull, noCache: noCache || build.noCache };
}
async function unrecorded(images, { targets }, world, sha) {
  const silent = { ...world, log: { ...world.log, info: () => void 0 } };
  const needed = await Promise.all(
    images.map(async (image) => {
      if (!targets.has(image.name)) return [];
      const isAsked2 = image.baseline.kind === "auto" && world.records !== void 0;
      const record3 = isAsked2 ? await recordedBaseline(image, silent, { sha }) : null;
      return record3 === null ? [image.name] : [];
    })
  );
  return needed.flat();
}
function remember(key, ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (...question) => {
    const answer = answers.get(key(...question)) ?? ask2(...question);
    answers.set(key(...question), answer);
    return answer;
  };
}

// src/measure/failed.ts
function failedImage(name, error, log) {
  if (error instanceof BuildError) {
    const { failure, dockerfile } = error;
    return { name, state: "not built", ...failure, dockerfile };
  }
  const why = sentence2(error);
  const whole2 = isDefect(error) ? error.stack ?? error.message : messageOf(error);
  if (whole2 !== why) log.info(whole2);
  return { name, state: "not measured", why, dockerfile: null, lines: null };
}
function isDefect(error) {
  return error instanceof Error && !(error instanceof UserError);
}
var LONGEST_REASON2 = 600;
function sentence2(error) {
  const message = error instanceof UserError ? messageOf(error) : `a defect of Image Size Gate, please report it (${messageOf(error)})`;
  if (!(error instanceof CommandError)) return truncate(oneLine(message), LONGEST_REASON2);
  const [first = "", ...said] = message.split("\n").filter((line) => line.trim() !== "");
  const last = said.at(-1);
  return truncate(oneLine(last === void 0 ? first : `${first} ${last}`), LONGEST_REASON2);
}

// src/measure/bakes.ts
async function openBakes({ images, bakes }, world) {
  const all = [...images];
  const groups = [];
  const failed = [];
  for (const bake of bakes.toReversed()) {
    try {
      const group = await openOne(bake, world);
      groups.unshift(group);
      all.splice(bake.after, 0, ...group.images);
    } catch (error) {
      world.interrupted?.throwIfAborted();
      if (error instanceof UsageError || !(error instanceof UserError)) throw error;
      failed.unshift(failedImage(bake.files.join(", "), error, world.log));
    }
  }
  refuseTwice(all, groups);
  const byImage = new Map(groups.flatMap((group) => group.images.map(({ name }) => [name, group])));
  return {
    images: all,
    failed,
    groups,
    of: ({ name, source }) => source.kind === "build" && source.target !== void 0 ? byImage.get(name) ?? null : null,
    async close() {
      for (const group of groups) await group.close();
    }
  };
}
async function openOne(bake, world) {
  const checkout = await world.shared.checkout();
  const { cwd, run: run2 } = world;
  const top = "none" in checkout ? cwd : checkout.top;
  const definition = await printCandidate(run2, bake, { cwd, top }).catch(async (error) => {
    if (error instanceof CommandError) demandBuildx(await world.shared.engine());
    throw error;
  });
  const { unknown: unknown3, selected } = definition;
  const names = bake.files.join(", ");
  if (unknown3.length > 0) {
    world.log.warning(
      `${names}: not known here, and left out of the builds: ${unknown3.join(", ")}.`
    );
  }
  world.log.info(`Images of ${names}: ${selected.join(", ")}.`);
  return openGroup(bake, definition, { ...world, checkout });
}
function refuseTwice(images, groups) {
  const placeOf = (image) => groups.find((group) => group.images.includes(image))?.settings.files.join(", ") ?? "another image";
  for (const [index, image] of images.entries()) {
    const first = images.slice(0, index).find(({ name }) => name === image.name);
    if (first === void 0) continue;
    throw new UsageError(
      `${JSON.stringify(image.name)} is the name of two images, one of ${placeOf(first)} and one of ${placeOf(image)}; choose other ones, for example targets: web`
    );
  }
}

// src/measure/cache-place.ts
import { resolve as resolve13 } from "node:path";

// src/git/tracked.ts
import { statSync as statSync4 } from "node:fs";
import { dirname as dirname4 } from "node:path";
async function trackedIn(run2, path) {
  const found = /* @__PURE__ */ new Set();
  for (const cwd of /* @__PURE__ */ new Set([folderAt(dirname4(path)), folderAt(path)])) {
    const listed = await list(run2, cwd, path);
    if (listed === null) return null;
    for (const name of listed) found.add(name);
  }
  return [...found];
}
function folderAt(path) {
  let here = path;
  while (!isFolder(here) && here !== dirname4(here)) here = dirname4(here);
  return here;
}
async function list(run2, cwd, path) {
  const safe = ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"];
  const args = [...safe, "ls-files", "-z", "--full-name", "--", `:(literal)${path}`];
  try {
    const { exitCode, stdout, stderr } = await gitIn(run2, cwd)(args, { allowed: [128] });
    if (exitCode === 0) return stdout.split("\0").filter((name) => name !== "");
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
    directory: resolve13(cwd, directory),
    workspace: cwd,
    contexts: images.flatMap(
      ({ source }) => source.kind === "build" ? localContexts(source.build, cwd) : []
    ),
    trackedIn: (path) => trackedIn(run2, path)
  };
}
function localContexts({ context, buildContexts }, cwd) {
  const named2 = buildContexts.map((entry) => entry.slice(entry.indexOf("=") + 1));
  return [context, ...named2].map((path) => path.replace(/^oci-layout:\/\//, "")).filter((path) => !/:\/\//.test(path) && contextKind(path) === "directory").map((path) => resolve13(cwd, path));
}

// src/measure/lookback.ts
async function readHistory(image, world) {
  const { name, budgets } = image;
  const windows = budgets.flatMap(({ since }) => since ?? []);
  if (windows.length === 0) return { why: "no budget has `since`" };
  const { records, event } = world;
  if (records === void 0) return { why: "there are no records without `record-branch`" };
  try {
    const checkout = await world.shared.checkoutOf(image);
    if ("none" in checkout) return { why: checkout.none };
    const base = await world.shared.baseCommit(checkout);
    const tags = new Set(windows.flatMap((since) => since.kind === "tag" ? since.tag : []));
    if ("sha" in base) return records.history(name, { sha: base.sha, itself: true }, [...tags]);
    if (event === null) return { why: base.none };
    return records.history(name, { sha: event.sha, itself: false }, [...tags]);
  } catch (error) {
    if (error instanceof UserError) return { why: messageOf(error) };
    throw error;
  }
}

// src/measure/mend.ts
import { mkdtemp as mkdtemp6, rm as rm7, writeFile as writeFile5 } from "node:fs/promises";
import { join as join22 } from "node:path";

// src/cure/attempt.ts
async function attemptEdits(edits, most, attempt) {
  let builds = 0;
  let proved = null;
  const accepted = [];
  const refused = [];
  async function take2(some) {
    if (some.length === 0) return;
    if (builds >= most) {
      refused.push(
        ...some.map((edit) => ({ edit, why: `${most} builds did not suffice to prove it` }))
      );
      return;
    }
    const tried = await attempt([...accepted, ...some], most - builds);
    builds += tried.builds;
    if ("proved" in tried) {
      accepted.push(...some);
      proved = tried.proved;
    } else if (some.length === 1) {
      refused.push(...some.map((edit) => ({ edit, why: tried.why })));
    } else {
      const half = Math.ceil(some.length / 2);
      await take2(some.slice(0, half));
      await take2(some.slice(half));
    }
  }
  await take2(edits);
  return { accepted, refused, proved, builds };
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added2, removed, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added2 && last.removed === removed) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added: added2, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added: added2, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array2) {
    const ret = [];
    for (let i = 0; i < array2.length; i++) {
      if (array2[i]) {
        ret.push(array2[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/util/string.js
function hasOnlyWinLineEndings(string2) {
  return string2.includes("\r\n") && !string2.startsWith("\n") && !string2.match(/[^\r]\n/);
}
function hasOnlyUnixLineEndings(string2) {
  return !string2.includes("\r\n") && string2.includes("\n");
}

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/line-endings.js
function unixToWin(patch) {
  if (Array.isArray(patch)) {
    return patch.map((p) => unixToWin(p));
  }
  return Object.assign(Object.assign({}, patch), { hunks: patch.hunks.map((hunk) => Object.assign(Object.assign({}, hunk), { lines: hunk.lines.map((line, i) => {
    var _a;
    return line.startsWith("\\") || line.endsWith("\r") || ((_a = hunk.lines[i + 1]) === null || _a === void 0 ? void 0 : _a.startsWith("\\")) ? line : line + "\r";
  }) })) });
}
function winToUnix(patch) {
  if (Array.isArray(patch)) {
    return patch.map((p) => winToUnix(p));
  }
  return Object.assign(Object.assign({}, patch), { hunks: patch.hunks.map((hunk) => Object.assign(Object.assign({}, hunk), { lines: hunk.lines.map((line) => line.endsWith("\r") ? line.substring(0, line.length - 1) : line) })) });
}
function isUnix(patch) {
  if (!Array.isArray(patch)) {
    patch = [patch];
  }
  return !patch.some((index) => index.hunks.some((hunk) => hunk.lines.some((line) => !line.startsWith("\\") && line.endsWith("\r"))));
}
function isWin(patch) {
  if (!Array.isArray(patch)) {
    patch = [patch];
  }
  return patch.some((index) => index.hunks.some((hunk) => hunk.lines.some((line) => line.endsWith("\r")))) && patch.every((index) => index.hunks.every((hunk) => hunk.lines.every((line, i) => {
    var _a;
    return line.startsWith("\\") || line.endsWith("\r") || ((_a = hunk.lines[i + 1]) === null || _a === void 0 ? void 0 : _a.startsWith("\\"));
  })));
}

// node_modules/diff/libesm/patch/parse.js
function parsePatch(uniDiff) {
  const diffstr = uniDiff.split(/\n/), list2 = [];
  let i = 0;
  function isGitDiffHeader(line) {
    return /^diff --git /.test(line);
  }
  function isDiffHeader(line) {
    return isGitDiffHeader(line) || /^Index:\s/.test(line) || /^diff(?: -r \w+)+\s/.test(line);
  }
  function isFileHeader(line) {
    return /^(---|\+\+\+)\s/.test(line);
  }
  function isHunkHeader(line) {
    return /^@@\s/.test(line);
  }
  function parseIndex() {
    var _a;
    const index = {};
    index.hunks = [];
    list2.push(index);
    let seenDiffHeader = false;
    while (i < diffstr.length) {
      const line = diffstr[i];
      if (isFileHeader(line) || isHunkHeader(line)) {
        break;
      }
      if (isGitDiffHeader(line)) {
        if (seenDiffHeader) {
          return;
        }
        seenDiffHeader = true;
        index.isGit = true;
        const paths = parseGitDiffHeader(line);
        if (paths) {
          index.oldFileName = paths.oldFileName;
          index.newFileName = paths.newFileName;
        }
        i++;
        while (i < diffstr.length) {
          const extLine = diffstr[i];
          if (isFileHeader(extLine) || isHunkHeader(extLine) || isDiffHeader(extLine)) {
            break;
          }
          const renameFromMatch = /^rename from (.*)/.exec(extLine);
          if (renameFromMatch) {
            index.oldFileName = "a/" + unquoteIfQuoted(renameFromMatch[1]);
            index.isRename = true;
          }
          const renameToMatch = /^rename to (.*)/.exec(extLine);
          if (renameToMatch) {
            index.newFileName = "b/" + unquoteIfQuoted(renameToMatch[1]);
            index.isRename = true;
          }
          const copyFromMatch = /^copy from (.*)/.exec(extLine);
          if (copyFromMatch) {
            index.oldFileName = "a/" + unquoteIfQuoted(copyFromMatch[1]);
            index.isCopy = true;
          }
          const copyToMatch = /^copy to (.*)/.exec(extLine);
          if (copyToMatch) {
            index.newFileName = "b/" + unquoteIfQuoted(copyToMatch[1]);
            index.isCopy = true;
          }
          const newFileModeMatch = /^new file mode (\d+)/.exec(extLine);
          if (newFileModeMatch) {
            index.isCreate = true;
            index.newMode = newFileModeMatch[1];
          }
          const deletedFileModeMatch = /^deleted file mode (\d+)/.exec(extLine);
          if (deletedFileModeMatch) {
            index.isDelete = true;
            index.oldMode = deletedFileModeMatch[1];
          }
          const oldModeMatch = /^old mode (\d+)/.exec(extLine);
          if (oldModeMatch) {
            index.oldMode = oldModeMatch[1];
          }
          const newModeMatch = /^new mode (\d+)/.exec(extLine);
          if (newModeMatch) {
            index.newMode = newModeMatch[1];
          }
          if (/^Binary files /.test(extLine)) {
            index.isBinary = true;
          }
          i++;
        }
        continue;
      } else if (isDiffHeader(line)) {
        if (seenDiffHeader) {
          return;
        }
        seenDiffHeader = true;
        const headerMatch = /^(?:Index:|diff(?: -r \w+)+)\s+/.exec(line);
        if (headerMatch) {
          index.index = line.substring(headerMatch[0].length).trim();
        }
      }
      i++;
    }
    parseFileHeader(index);
    parseFileHeader(index);
    if (index.oldFileName === void 0 !== (index.newFileName === void 0)) {
      throw new Error("Missing " + (index.oldFileName !== void 0 ? '"+++ ..."' : '"--- ..."') + " file header for " + ((_a = index.oldFileName) !== null && _a !== void 0 ? _a : index.newFileName));
    }
    while (i < diffstr.length) {
      const line = diffstr[i];
      if (isDiffHeader(line) || isFileHeader(line) || /^===================================================================/.test(line)) {
        break;
      } else if (isHunkHeader(line)) {
        index.hunks.push(parseHunk());
      } else {
        i++;
      }
    }
  }
  function parseGitDiffHeader(line) {
    const rest = line.substring("diff --git ".length);
    if (rest.startsWith('"')) {
      const oldPath = parseQuotedFileName(rest);
      if (oldPath === null) {
        return null;
      }
      const afterOld = rest.substring(oldPath.rawLength + 1);
      let newFileName;
      if (afterOld.startsWith('"')) {
        const newPath = parseQuotedFileName(afterOld);
        if (newPath === null) {
          return null;
        }
        newFileName = newPath.fileName;
      } else {
        newFileName = afterOld;
      }
      return {
        oldFileName: oldPath.fileName,
        newFileName
      };
    }
    const quoteIdx = rest.indexOf('"');
    if (quoteIdx > 0) {
      const oldFileName = rest.substring(0, quoteIdx - 1);
      const newPath = parseQuotedFileName(rest.substring(quoteIdx));
      if (newPath === null) {
        return null;
      }
      return {
        oldFileName,
        newFileName: newPath.fileName
      };
    }
    if (rest.startsWith("a/")) {
      const splits = [];
      let idx = 0;
      while (true) {
        idx = rest.indexOf(" b/", idx + 1);
        if (idx === -1) {
          break;
        }
        splits.push(idx);
      }
      if (splits.length > 0) {
        const mid = splits[Math.floor(splits.length / 2)];
        return {
          oldFileName: rest.substring(0, mid),
          newFileName: rest.substring(mid + 1)
        };
      }
    }
    return null;
  }
  function unquoteIfQuoted(s) {
    if (s.startsWith('"')) {
      const parsed = parseQuotedFileName(s);
      if (parsed) {
        return parsed.fileName;
      }
    }
    return s;
  }
  function parseQuotedFileName(s) {
    if (!s.startsWith('"')) {
      return null;
    }
    let result = "";
    let j = 1;
    while (j < s.length) {
      if (s[j] === '"') {
        return { fileName: result, rawLength: j + 1 };
      }
      if (s[j] === "\\" && j + 1 < s.length) {
        j++;
        switch (s[j]) {
          case "a":
            result += "\x07";
            break;
          case "b":
            result += "\b";
            break;
          case "f":
            result += "\f";
            break;
          case "n":
            result += "\n";
            break;
          case "r":
            result += "\r";
            break;
          case "t":
            result += "	";
            break;
          case "v":
            result += "\v";
            break;
          case "\\":
            result += "\\";
            break;
          case '"':
            result += '"';
            break;
          case "0":
          case "1":
          case "2":
          case "3":
          case "4":
          case "5":
          case "6":
          case "7": {
            if (j + 2 >= s.length || s[j + 1] < "0" || s[j + 1] > "7" || s[j + 2] < "0" || s[j + 2] > "7") {
              return null;
            }
            const bytes3 = [parseInt(s.substring(j, j + 3), 8)];
            j += 3;
            while (s[j] === "\\" && s[j + 1] >= "0" && s[j + 1] <= "7") {
              if (j + 3 >= s.length || s[j + 2] < "0" || s[j + 2] > "7" || s[j + 3] < "0" || s[j + 3] > "7") {
                return null;
              }
              bytes3.push(parseInt(s.substring(j + 1, j + 4), 8));
              j += 4;
            }
            result += new TextDecoder("utf-8").decode(new Uint8Array(bytes3));
            continue;
          }
          // Note that in C, there are also three kinds of hex escape sequences:
          // - \xhh
          // - \uhhhh
          // - \Uhhhhhhhh
          // We do not bother to parse them here because, so far as we know,
          // they are never emitted by any tools that generate unified diff
          // format diffs, and so for now jsdiff does not consider them legal.
          default:
            return null;
        }
      } else {
        result += s[j];
      }
      j++;
    }
    return null;
  }
  function parseFileHeader(index) {
    const fileHeaderMatch = /^(---|\+\+\+)\s+/.exec(diffstr[i]);
    if (fileHeaderMatch) {
      const prefix = fileHeaderMatch[1], data = diffstr[i].substring(3).trim().split("	", 2), header = (data[1] || "").trim();
      let fileName = data[0];
      if (fileName.startsWith('"')) {
        fileName = unquoteIfQuoted(fileName);
      } else {
        fileName = fileName.replace(/\\\\/g, "\\");
      }
      if (prefix === "---") {
        index.oldFileName = fileName;
        index.oldHeader = header;
      } else {
        index.newFileName = fileName;
        index.newHeader = header;
      }
      i++;
    }
  }
  function parseHunk() {
    var _a;
    const chunkHeaderIndex = i, chunkHeaderLine = diffstr[i++], chunkHeader = chunkHeaderLine.split(/@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/);
    const hunk = {
      oldStart: +chunkHeader[1],
      oldLines: typeof chunkHeader[2] === "undefined" ? 1 : +chunkHeader[2],
      newStart: +chunkHeader[3],
      newLines: typeof chunkHeader[4] === "undefined" ? 1 : +chunkHeader[4],
      lines: []
    };
    if (hunk.oldLines === 0) {
      hunk.oldStart += 1;
    }
    if (hunk.newLines === 0) {
      hunk.newStart += 1;
    }
    let addCount = 0, removeCount = 0;
    for (; i < diffstr.length && (removeCount < hunk.oldLines || addCount < hunk.newLines || ((_a = diffstr[i]) === null || _a === void 0 ? void 0 : _a.startsWith("\\"))); i++) {
      const operation = diffstr[i].length == 0 && i != diffstr.length - 1 ? " " : diffstr[i][0];
      if (operation === "+" || operation === "-" || operation === " " || operation === "\\") {
        hunk.lines.push(diffstr[i]);
        if (operation === "+") {
          addCount++;
        } else if (operation === "-") {
          removeCount++;
        } else if (operation === " ") {
          addCount++;
          removeCount++;
        }
      } else {
        throw new Error(`Hunk at line ${chunkHeaderIndex + 1} contained invalid line ${diffstr[i]}`);
      }
    }
    if (!addCount && hunk.newLines === 1) {
      hunk.newLines = 0;
    }
    if (!removeCount && hunk.oldLines === 1) {
      hunk.oldLines = 0;
    }
    if (addCount !== hunk.newLines) {
      throw new Error("Added line count did not match for hunk at line " + (chunkHeaderIndex + 1));
    }
    if (removeCount !== hunk.oldLines) {
      throw new Error("Removed line count did not match for hunk at line " + (chunkHeaderIndex + 1));
    }
    if (i < diffstr.length && diffstr[i] && /^[+ -]/.test(diffstr[i]) && !isFileHeader(diffstr[i])) {
      throw new Error("Hunk at line " + (chunkHeaderIndex + 1) + " has more lines than expected (expected " + hunk.oldLines + " old lines and " + hunk.newLines + " new lines)");
    }
    return hunk;
  }
  while (i < diffstr.length) {
    parseIndex();
  }
  return list2;
}

// node_modules/diff/libesm/util/distance-iterator.js
function distance_iterator_default(start, minLine, maxLine) {
  let wantForward = true, backwardExhausted = false, forwardExhausted = false, localOffset = 1;
  return function iterator() {
    if (wantForward && !forwardExhausted) {
      if (backwardExhausted) {
        localOffset++;
      } else {
        wantForward = false;
      }
      if (start + localOffset <= maxLine) {
        return start + localOffset;
      }
      forwardExhausted = true;
    }
    if (!backwardExhausted) {
      if (!forwardExhausted) {
        wantForward = true;
      }
      if (minLine <= start - localOffset) {
        return start - localOffset++;
      }
      backwardExhausted = true;
      return iterator();
    }
    return void 0;
  };
}

// node_modules/diff/libesm/patch/apply.js
function applyPatch(source, patch, options = {}) {
  let patches;
  if (typeof patch === "string") {
    patches = parsePatch(patch);
  } else if (Array.isArray(patch)) {
    patches = patch;
  } else {
    patches = [patch];
  }
  if (patches.length > 1) {
    throw new Error("applyPatch only works with a single input.");
  }
  return applyStructuredPatch(source, patches[0], options);
}
function applyStructuredPatch(source, patch, options = {}) {
  if (options.autoConvertLineEndings || options.autoConvertLineEndings == null) {
    if (hasOnlyWinLineEndings(source) && isUnix(patch)) {
      patch = unixToWin(patch);
    } else if (hasOnlyUnixLineEndings(source) && isWin(patch)) {
      patch = winToUnix(patch);
    }
  }
  const lines = source.split("\n"), hunks = patch.hunks, compareLine = options.compareLine || ((lineNumber, line, operation, patchContent) => line === patchContent), fuzzFactor = options.fuzzFactor || 0;
  let minLine = 0;
  if (fuzzFactor < 0 || !Number.isInteger(fuzzFactor)) {
    throw new Error("fuzzFactor must be a non-negative integer");
  }
  if (!hunks.length) {
    return source;
  }
  let prevLine = "", removeEOFNL = false, addEOFNL = false;
  for (let i = 0; i < hunks[hunks.length - 1].lines.length; i++) {
    const line = hunks[hunks.length - 1].lines[i];
    if (line[0] == "\\") {
      if (prevLine[0] == "+") {
        removeEOFNL = true;
      } else if (prevLine[0] == "-") {
        addEOFNL = true;
      }
    }
    prevLine = line;
  }
  if (removeEOFNL) {
    if (addEOFNL) {
      if (!fuzzFactor && lines[lines.length - 1] == "") {
        return false;
      }
    } else if (lines[lines.length - 1] == "") {
      lines.pop();
    } else if (!fuzzFactor) {
      return false;
    }
  } else if (addEOFNL) {
    if (lines[lines.length - 1] != "") {
      lines.push("");
    } else if (!fuzzFactor) {
      return false;
    }
  }
  function applyHunk(hunkLines, toPos, maxErrors, hunkLinesI = 0, lastContextLineMatched = true, patchedLines = [], patchedLinesLength = 0) {
    let nConsecutiveOldContextLines = 0;
    let nextContextLineMustMatch = false;
    for (; hunkLinesI < hunkLines.length; hunkLinesI++) {
      const hunkLine = hunkLines[hunkLinesI], operation = hunkLine.length > 0 ? hunkLine[0] : " ", content = hunkLine.length > 0 ? hunkLine.substr(1) : hunkLine;
      if (operation === "-") {
        if (compareLine(toPos + 1, lines[toPos], operation, content)) {
          toPos++;
          nConsecutiveOldContextLines = 0;
        } else {
          if (!maxErrors || lines[toPos] == null) {
            return null;
          }
          patchedLines[patchedLinesLength] = lines[toPos];
          return applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI, false, patchedLines, patchedLinesLength + 1);
        }
      }
      if (operation === "+") {
        if (!lastContextLineMatched) {
          return null;
        }
        patchedLines[patchedLinesLength] = content;
        patchedLinesLength++;
        nConsecutiveOldContextLines = 0;
        nextContextLineMustMatch = true;
      }
      if (operation === " ") {
        nConsecutiveOldContextLines++;
        patchedLines[patchedLinesLength] = lines[toPos];
        if (compareLine(toPos + 1, lines[toPos], operation, content)) {
          patchedLinesLength++;
          lastContextLineMatched = true;
          nextContextLineMustMatch = false;
          toPos++;
        } else {
          if (nextContextLineMustMatch || !maxErrors) {
            return null;
          }
          return lines[toPos] && (applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI + 1, false, patchedLines, patchedLinesLength + 1) || applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI, false, patchedLines, patchedLinesLength + 1)) || applyHunk(hunkLines, toPos, maxErrors - 1, hunkLinesI + 1, false, patchedLines, patchedLinesLength);
        }
      }
    }
    patchedLinesLength -= nConsecutiveOldContextLines;
    toPos -= nConsecutiveOldContextLines;
    patchedLines.length = patchedLinesLength;
    return {
      patchedLines,
      oldLineLastI: toPos - 1
    };
  }
  const resultLines = [];
  let prevHunkOffset = 0;
  for (let i = 0; i < hunks.length; i++) {
    const hunk = hunks[i];
    let hunkResult;
    const maxLine = lines.length - hunk.oldLines + fuzzFactor;
    let toPos;
    for (let maxErrors = 0; maxErrors <= fuzzFactor; maxErrors++) {
      toPos = hunk.oldStart + prevHunkOffset - 1;
      const iterator = distance_iterator_default(toPos, minLine, maxLine);
      for (; toPos !== void 0; toPos = iterator()) {
        hunkResult = applyHunk(hunk.lines, toPos, maxErrors);
        if (hunkResult) {
          break;
        }
      }
      if (hunkResult) {
        break;
      }
    }
    if (!hunkResult) {
      return false;
    }
    for (let i2 = minLine; i2 < toPos; i2++) {
      resultLines.push(lines[i2]);
    }
    for (let i2 = 0; i2 < hunkResult.patchedLines.length; i2++) {
      const line = hunkResult.patchedLines[i2];
      resultLines.push(line);
    }
    minLine = hunkResult.oldLineLastI + 1;
    prevHunkOffset = toPos + 1 - hunk.oldStart;
  }
  for (let i = minLine; i < lines.length; i++) {
    resultLines.push(lines[i]);
  }
  return resultLines.join("\n");
}

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
  for (let i = 0; i < s.length; i++) {
    if (s[i] < " " || s[i] > "~" || s[i] === '"' || s[i] === "\\") {
      return true;
    }
  }
  return false;
}
function quoteFileNameIfNeeded(s) {
  if (!needsQuoting(s)) {
    return s;
  }
  let result = '"';
  const bytes3 = new TextEncoder().encode(s);
  let i = 0;
  while (i < bytes3.length) {
    const b = bytes3[i];
    if (b === 7) {
      result += "\\a";
    } else if (b === 8) {
      result += "\\b";
    } else if (b === 9) {
      result += "\\t";
    } else if (b === 10) {
      result += "\\n";
    } else if (b === 11) {
      result += "\\v";
    } else if (b === 12) {
      result += "\\f";
    } else if (b === 13) {
      result += "\\r";
    } else if (b === 34) {
      result += '\\"';
    } else if (b === 92) {
      result += "\\\\";
    } else if (b >= 32 && b <= 126) {
      result += String.fromCharCode(b);
    } else {
      result += "\\" + b.toString(8).padStart(3, "0");
    }
    i++;
  }
  result += '"';
  return result;
}
var INCLUDE_HEADERS = {
  includeIndex: true,
  includeUnderline: true,
  includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function formatPatch(patch, headerOptions) {
  var _a, _b, _c, _d, _e, _f;
  if (!headerOptions) {
    headerOptions = INCLUDE_HEADERS;
  }
  if (Array.isArray(patch)) {
    if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) {
      throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
    }
    return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
  }
  const ret = [];
  if (patch.isGit) {
    headerOptions = INCLUDE_HEADERS;
    if (!patch.oldFileName) {
      throw new Error("oldFileName must be specified for Git patches");
    }
    if (!patch.newFileName) {
      throw new Error("newFileName must be specified for Git patches");
    }
    let gitOldName = patch.oldFileName;
    let gitNewName = patch.newFileName;
    if (patch.isCreate && gitOldName === "/dev/null") {
      gitOldName = gitNewName.replace(/^b\//, "a/");
    } else if (patch.isDelete && gitNewName === "/dev/null") {
      gitNewName = gitOldName.replace(/^a\//, "b/");
    }
    ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
    if (patch.isDelete) {
      ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
    }
    if (patch.isCreate) {
      ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
    }
    if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
      ret.push("old mode " + patch.oldMode);
      ret.push("new mode " + patch.newMode);
    }
    if (patch.isRename) {
      ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
      ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
    }
    if (patch.isCopy) {
      ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
      ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
    }
  } else {
    if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) {
      ret.push("Index: " + patch.oldFileName);
    }
    if (headerOptions.includeUnderline) {
      ret.push("===================================================================");
    }
  }
  const hasHunks = patch.hunks.length > 0;
  if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
    ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
    ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
  }
  for (let i = 0; i < patch.hunks.length; i++) {
    const hunk = patch.hunks[i];
    const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
    for (const line of hunk.lines) {
      ret.push(line);
    }
  }
  return ret.join("\n") + "\n";
}
function splitLines(text5) {
  const hasTrailingNl = text5.endsWith("\n");
  const result = text5.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// src/cure/patch.ts
function patchOf(before, after, paths) {
  const files = [
    { path: paths.dockerfile, was: before.dockerfile, is: after.dockerfile, isNew: false },
    {
      path: paths.ignore,
      was: before.ignore ?? "",
      is: after.ignore ?? "",
      isNew: before.ignore === null
    }
  ].filter(({ was, is }) => was !== is);
  return {
    patch: files.map(patchOfFile).join(""),
    hunks: files.flatMap(({ path, was, is }) => hunksOf(path, was, is))
  };
}
function patched(patch, textOf4) {
  return parsePatch(patch).map((file) => {
    const path = (file.newFileName ?? "").replace(/^b\//, "");
    const text5 = applyPatch(textOf4(path) ?? "", file);
    return { path, text: text5 === false ? null : text5 };
  });
}
function patchOfFile({ path, was, is, isNew }) {
  const from = isNew ? "/dev/null" : `a/${path}`;
  const structured = structuredPatch(from, `b/${path}`, was, is, void 0, void 0, {
    context: 3
  });
  const mode = isNew ? "new file mode 100644\n" : "";
  const body2 = formatPatch(structured).replace(/^=+\n/, "");
  return `diff --git a/${path} b/${path}
${mode}${body2}`;
}
function hunksOf(path, was, is) {
  const { hunks } = structuredPatch("", "", was, is, void 0, void 0, { context: 0 });
  return hunks.map(({ oldStart, oldLines, lines }) => ({
    path,
    // Where nothing is replaced, the library tells the line behind.
    line: oldLines === 0 ? oldStart - 1 : oldStart,
    lines: oldLines,
    text: lines.filter((line) => line.startsWith("+")).map((line) => line.slice(1).replace(/\r$/, ""))
  }));
}

// src/cure/proof.ts
function differences(before, after, goes, restless = /* @__PURE__ */ new Set()) {
  const platforms = new Map(after.platforms.map((one2) => [platformText(one2.config), one2]));
  if (platforms.size !== before.platforms.length) return [whole("has other platforms")];
  return before.platforms.flatMap((one2) => {
    const other = platforms.get(platformText(one2.config));
    if (other === void 0) return [whole(`has no ${platformText(one2.config)} any more`)];
    return [...ofConfig(one2, other), ...ofFiles(one2, other, goes, restless)].slice(
      0,
      mostDifferences
    );
  });
}
var mostDifferences = 100;
function whole(what) {
  return { path: null, what, isContent: false };
}
function ofConfig(before, after) {
  const [one2, other] = [before, after].map(({ config }) => config.config ?? {});
  const names = /* @__PURE__ */ new Set([...Object.keys(one2 ?? {}), ...Object.keys(other ?? {})]);
  return [...names].filter((name) => canonical2(one2?.[name]) !== canonical2(other?.[name])).map((name) => whole(`has another \`${name}\` in its configuration`));
}
function canonical2(value) {
  if (value === void 0 || value === null || value === "") return "null";
  if (Array.isArray(value)) return value.length === 0 ? "null" : `[${value.map(canonical2).join()}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries3 = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  if (entries3.length === 0) return "null";
  return `{${entries3.map(([key, one2]) => `${JSON.stringify(key)}:${canonical2(one2)}`).join()}}`;
}
function ofFiles(before, after, goes, restless) {
  const [one2, other] = [visibleFiles(before), visibleFiles(after)];
  if (one2 === null || other === null)
    return [whole("has a layer whose paths are not known, so that nothing is proved")];
  const paths = [.../* @__PURE__ */ new Set([...one2.keys(), ...other.keys()])].sort();
  const isWaste = (path) => goes.some((root) => path === root || path.startsWith(`${root}/`));
  const found = [];
  const needed = /* @__PURE__ */ new Set();
  for (const path of one2.keys()) {
    if (isWaste(path) || one2.get(path)?.kind === "directory") continue;
    for (let up = parent(path); up !== "" && !needed.has(up); up = parent(up)) needed.add(up);
  }
  const isAroundWaste = (path) => goes.some((root) => root.startsWith(`${path}/`));
  for (const path of paths) {
    const [was, is] = [one2.get(path), other.get(path)];
    if (is === void 0) {
      const isEmptied = was?.kind === "directory" && isAroundWaste(path) && !needed.has(path);
      if (!isWaste(path) && !isEmptied)
        found.push({ path, what: "would be missing", isContent: false });
    } else if (was === void 0) {
      found.push({ path, what: "would be new", isContent: false });
    } else {
      const difference = ofFile(was, is);
      const isOwn = difference?.isContent === true && (restless.has(path) || isWaste(path));
      if (difference !== null && !isOwn) found.push({ path, ...difference });
    }
  }
  return found;
}
function ofFile(was, is) {
  if (was.diffId !== null && was.diffId === is.diffId) return null;
  const other = (what, isContent = false) => ({
    what: `would have another ${what}`,
    isContent
  });
  if (was.kind !== is.kind) return other("kind");
  const [one2, two] = [was.identity, is.identity];
  if (one2 === void 0 || two === void 0)
    return { what: "is not known well enough to be compared", isContent: false };
  const fields2 = [
    ["mode", "mode"],
    ["owner", "owner"],
    ["link", "target"],
    ["attributes", "extended attributes"]
  ];
  for (const [field, name] of fields2) if (one2[field] !== two[field]) return other(name);
  if (was.size !== is.size) return other("size", true);
  if (was.kind !== "file") return null;
  return one2.content !== null && one2.content === two.content ? null : other("content", true);
}
function visibleFiles({ layers, config }) {
  const tree = createLayerTree();
  for (const [index, { files }] of layers.entries()) {
    if (files === null) return null;
    const diffId = config.rootfs.diff_ids?.[index] ?? null;
    for (const { path, kind } of files) {
      if (kind === "whiteout") tree.take(path);
      if (kind === "opaque") tree.empty(path);
    }
    for (const file of files) {
      if (file.kind === "whiteout" || file.kind === "opaque" || file.path === "") continue;
      if (file.kind !== "directory") tree.take(file.path);
      const { files: beside } = tree.parentOf(file.path);
      beside.set(file.path.slice(file.path.lastIndexOf("/") + 1), { ...file, diffId });
    }
  }
  const visible = /* @__PURE__ */ new Map();
  visit(tree.root, (file) => visible.set(`/${file.path}`, file));
  return visible;
}
var parent = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

// src/cure/steps.ts
function readSource(text5) {
  const parsed = parseDockerfile(text5);
  const starts = lineStarts(text5);
  const offset = ({ line, character }) => Math.min(text5.length, (starts[line] ?? text5.length) + character);
  const stages = [];
  const parents = [];
  const steps = [];
  const instructions = text5.startsWith("\uFEFF") ? [] : parsed.getInstructions();
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword().toUpperCase();
    const words = instruction.getArguments().map((one2) => one2.getValue());
    if (keyword === "FROM") {
      const from = words[0]?.toLowerCase();
      const at = stages.findLastIndex((one2) => one2.name !== null && one2.name === from);
      const parent2 = stages[at];
      parents.push(at === -1 ? null : at);
      const name = words[1]?.toLowerCase() === "as" ? words[2]?.toLowerCase() ?? null : null;
      const workdir = words[0] === "scratch" ? "/" : null;
      stages.push({ workdir, user: null, posix: true, ...parent2, name });
    }
    const stage = stages.at(-1);
    const { start, end } = instruction.getRange();
    const flags = flagsOf(instruction);
    const [heredoc, ...more] = heredocsOf(instruction);
    const content = heredoc?.getContentRange() ?? null;
    const body2 = instruction.getArgumentsRange() ?? { start: end, end };
    const bodyStart = offset(body2.start);
    const isExec = /^\s*\[/.test(text5.slice(bodyStart, offset(body2.end)));
    steps.push({
      keyword,
      index: steps.length,
      stage: stages.length - 1,
      start: offset(start),
      end: offset(end),
      body: { start: bodyStart, end: offset(body2.end) },
      flags: flags.map((flag) => ({ name: flag.getName(), value: flag.getValue() })),
      words,
      form: heredoc !== void 0 ? "heredoc" : isExec ? "exec" : "shell",
      heredoc: content === null || more.length > 0 ? null : { start: offset(content.start), end: offset(content.end) },
      lines: { start: start.line + 1, end: end.line + 1 },
      workdir: stage?.workdir ?? null,
      user: stage?.user ?? null,
      posix: stage?.posix ?? true
    });
    if (stage === void 0) continue;
    if (keyword === "WORKDIR") stage.workdir = resolvePath(stage.workdir, words.join(" "));
    if (keyword === "USER") stage.user = words[0] ?? null;
    if (keyword === "SHELL") stage.posix = isPosix(text5.slice(bodyStart, offset(body2.end)));
  }
  const syntax = parsed.getDirectives().find((one2) => one2.getName().toLowerCase() === "syntax");
  return {
    text: text5,
    steps,
    parents,
    escape: parsed.getEscapeCharacter(),
    eol: /\r\n/.test(text5) ? "\r\n" : "\n",
    frontend: frontendOf(syntax?.getValue() ?? null)
  };
}
function stepOfLayer({ steps }, layer) {
  const ranges = layer?.lines?.ranges ?? [];
  const found = new Set(
    ranges.map(
      ({ start }) => steps.find(({ lines }) => lines.start <= start && start <= lines.end)
    )
  );
  const [step] = found;
  if (found.size !== 1 || step === void 0) return null;
  return step.keyword === keywordOf(layer?.instruction ?? "") ? step : null;
}
function laterSteps({ steps, parents }, { index, stage }) {
  const heirs = /* @__PURE__ */ new Set([stage]);
  for (const [child, parent2] of parents.entries())
    if (parent2 !== null && heirs.has(parent2)) heirs.add(child);
  return steps.filter((step) => step.index > index && heirs.has(step.stage));
}
function resolvePath(workdir, path) {
  if (path === "" || /[$\\"'`]/.test(path)) return null;
  const whole2 = path.startsWith("/") ? path : workdir === null ? null : `${workdir}/${path}`;
  if (whole2 === null) return null;
  const names = [];
  for (const name of whole2.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}
function lineStarts(text5) {
  const starts = [0];
  for (let at = text5.indexOf("\n"); at !== -1; at = text5.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
function flagsOf(instruction) {
  const some = instruction;
  return some.getFlags?.call(instruction) ?? [];
}
function heredocsOf(instruction) {
  const some = Object(instruction);
  return some.getHeredocs?.call(instruction) ?? [];
}
function isPosix(shell) {
  return /^\[\s*"(?:\/\S+\/)?(?:sh|bash|ash|dash)"/.test(shell) && /"-\w*c"\s*\]\s*$/.test(shell);
}
function frontendOf(syntax) {
  if (syntax === null) return Number.POSITIVE_INFINITY;
  const found = /^(?:docker\.io\/)?docker\/dockerfile(?::(?:1(?:\.(\d+)(?:\.\d+)?)?|latest))?(?:-labs)?(?:@.*)?$/.exec(
    syntax.trim()
  );
  if (found === null) return null;
  return found[1] === void 0 ? Number.POSITIVE_INFINITY : Number(found[1]);
}

// src/cure/copies.ts
function copyOf(step) {
  if (!/^(?:COPY|ADD)$/.test(step.keyword) || step.form !== "shell") return null;
  if (step.flags.some(({ name }) => !/^(?:chown|chmod|link)$/.test(name))) return null;
  const target = resolvePath(step.workdir, step.words.at(-1) ?? "");
  const paths = step.words.slice(0, -1);
  if (target === null || paths.length === 0) return null;
  if (paths.some((path) => /[$*?[\]\\"'`<]/.test(path) || /^\w+:\/\//.test(path))) return null;
  const sources = paths.map((path, word) => ({
    path: resolvePath("/", path)?.slice(1) ?? "",
    word
  }));
  const last = step.words.at(-1) ?? "";
  return { sources, target, into: paths.length > 1 || /(?:^|\/)\.{0,2}$/.test(last) };
}
function contextPath(copy, path) {
  const { sources, target, into } = copy;
  const below2 = target === "/" ? "" : target;
  if (sources.length !== 1) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const named2 = sources.filter((source2) => `${below2}/${source2.path.split("/").at(-1)}` === path);
    return named2.length === 1 && name !== "" ? named2[0]?.path ?? null : null;
  }
  const source = sources[0]?.path ?? "";
  if (path === target) return into ? null : source;
  if (!path.startsWith(`${below2}/`)) return null;
  const rest = path.slice(below2.length + 1);
  if (into && source !== "" && rest === source.split("/").at(-1)) return source;
  return source === "" ? rest : `${source}/${rest}`;
}
function withoutStep({ text: text5 }, step) {
  const starts = lineStarts(text5);
  const start = starts[step.lines.start - 1] ?? step.start;
  return { file: "dockerfile", start, end: starts[step.lines.end] ?? text5.length, text: "" };
}

// src/cure/copied-twice.ts
function copiedTwice(source, first, by, { written: written2, hidden }) {
  if (first.stage !== by.stage || first.index >= by.index)
    return { none: "they stand in different stages" };
  const between = source.steps.slice(first.index + 1, by.index);
  if (between.some(({ keyword }) => !passive.has(keyword)))
    return { none: "what stands between may read it" };
  if (source.text.slice(first.start, first.end).includes("<<"))
    return { none: "its content stands in the Dockerfile" };
  const goes = new Set(hidden);
  if (written2 === null || !written2.every((path) => goes.has(path))) {
    return { none: "the first `COPY` brings other files, too" };
  }
  const copy = copyOf(first);
  if (copy !== null && written2.some((path) => contextPath(copy, path) === null))
    return { none: "where its files come from is not certain" };
  return {
    kind: "twice",
    what: "the first `COPY` of it goes: a later one writes it again",
    lines: first.lines,
    changes: [withoutStep(source, first)],
    goes: []
  };
}
var passive = /* @__PURE__ */ new Set([
  ...["COPY", "ADD", "ENV", "ARG", "LABEL", "EXPOSE", "CMD", "ENTRYPOINT", "STOPSIGNAL"],
  ...["MAINTAINER", "HEALTHCHECK", "SHELL", "VOLUME", "ONBUILD"]
]);

// src/cure/shell.ts
function parseShell(text5, start, end, { mark }) {
  const commands2 = [];
  let words = [];
  let word = null;
  let depth = 0;
  let at = start;
  const grow = (literal2, length) => {
    word ??= { text: "", start: at, end: at };
    word.text = literal2 === null || word.text === null ? null : word.text + literal2;
    at += length;
    word.end = at;
  };
  const endWord = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endCommand = (operator) => {
    endWord();
    const first = words[0]?.text ?? "";
    if (closing.has(first)) depth -= 1;
    const nested = depth > 0 || closing.has(first) || opening.has(first);
    const last = words.at(-1);
    if (last !== void 0) commands2.push({ words, end: last.end, operator, nested });
    if (opening.has(first)) depth += 1;
    words = [];
    return last !== void 0;
  };
  while (at < end) {
    const rest = text5.slice(at, Math.min(end, at + 2));
    const char = rest[0];
    const continued = continuation(text5, at, end, mark);
    if (continued !== null) {
      at = continued;
    } else if (char === "\n" && mark === null) {
      endCommand("\n");
      at += 1;
    } else if (/\s/.test(char)) {
      endWord();
      at += 1;
    } else if (char === "#" && word === null) {
      if (mark !== null) return null;
      const eol = text5.indexOf("\n", at);
      at = eol === -1 || eol > end ? end : eol;
    } else if (char === "'") {
      const close = text5.indexOf("'", at + 1);
      if (close === -1 || close >= end) return null;
      const quoted2 = text5.slice(at + 1, close);
      grow(quoted2.includes("\n") ? null : quoted2, close + 1 - at);
    } else if (char === '"') {
      const close = closeOfDouble(text5, at + 1, end);
      if (close === null) return null;
      const quoted2 = text5.slice(at + 1, close);
      grow(/[$`\\\n]/.test(quoted2) ? null : quoted2, close + 1 - at);
    } else if (char === "\\") {
      if (at + 1 >= end) return null;
      grow(text5.slice(at + 1, at + 2), 2);
    } else if (char === "`" || rest === "$(" || rest === "${") {
      const close = closeOfExpansion(text5, at, end);
      if (close === null) return null;
      grow(null, close - at);
    } else if (char === "$" || char === "*" || char === "?" || char === "[" || char === "~") {
      grow(null, 1);
    } else if (rest === "<<") {
      return null;
    } else if (/^(?:&>|[<>])/.test(rest)) {
      const redirect = /^(?:&>>?|>>|>&|<&|>\||<>|[<>])/.exec(text5.slice(at, end))?.[0] ?? char;
      if (!/^\d+$/.test(word?.text ?? "")) endWord();
      grow(redirect, redirect.length);
      endWord();
    } else if (rest === ";;") {
      return null;
    } else if (rest === "&&" || rest === "||") {
      if (!endCommand(rest)) return null;
      at += 2;
    } else if (char === "|" || char === ";" || char === "&") {
      if (!endCommand(char)) return null;
      at += 1;
    } else if (char === "(") {
      if (word !== null || words.length > 0) return null;
      depth += 1;
      at += 1;
    } else if (char === ")") {
      endWord();
      if (words.length > 0) {
        const last = words.at(-1);
        commands2.push({ words, end: at + 1, operator: null, nested: true });
        words = [];
        if (last.end > at) return null;
      }
      depth -= 1;
      at += 1;
      const next = /^[ \t]*(&&|\|\||\||;|&|$)/.exec(text5.slice(at, end));
      const before = commands2.at(-1);
      if (next === null || depth < 0 || before === void 0) return null;
      before.end = at;
      before.operator = next[1] === "" ? null : next[1];
      at += next[0].length;
    } else {
      grow(char, 1);
    }
  }
  endCommand(null);
  const unsure = commands2.some(({ words: [first] }) => first?.text === "case");
  return depth !== 0 || unsure || commands2.length === 0 ? null : commands2;
}
function callOf({ words }) {
  let at = 0;
  while (at < words.length && (prefixes.has(words[at]?.text ?? "") || /^[A-Za-z_]\w*=/.test(words[at]?.text ?? "")))
    at += 1;
  const program = words[at]?.text;
  if (program == null) return null;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return { program: name, args: words.slice(at + 1), words };
}
function verbsOf({ args }) {
  return args.flatMap(({ text: text5 }) => text5 === null || text5.startsWith("-") ? [] : text5);
}
var opening = /* @__PURE__ */ new Set(["if", "for", "while", "until", "{"]);
var closing = /* @__PURE__ */ new Set(["fi", "done", "}"]);
var prefixes = /* @__PURE__ */ new Set([
  ...["sudo", "env", "command", "time", "!", "then", "else", "elif", "do", "if", "while", "until"],
  ...["{", "exec", "nice"]
]);
function continuation(text5, at, end, mark) {
  const char = text5[at];
  if (char !== (mark ?? "\\")) return null;
  let line = /^[ \t]*\r?\n/y;
  line.lastIndex = 0;
  const tail = mark === null ? /^\n/.exec(text5.slice(at + 1, at + 2)) : line.exec(text5.slice(at + 1, end));
  if (tail === null) return null;
  let next = at + 1 + tail[0].length;
  if (mark === null) return next;
  for (; ; ) {
    line = /[ \t]*(?:#[^\n]*)?\r?\n/y;
    line.lastIndex = next;
    const skipped = line.exec(text5);
    if (skipped === null || next + skipped[0].length > end) return next;
    next += skipped[0].length;
  }
}
function closeOfDouble(text5, from, end) {
  for (let at = from; at < end; at += 1) {
    if (text5[at] === '"') return at;
    if (text5[at] === "\\") at += 1;
    else if (text5.startsWith("$(", at)) {
      const close = closeOfExpansion(text5, at, end);
      if (close === null) return null;
      at = close - 1;
    }
  }
  return null;
}
function closeOfExpansion(text5, from, end) {
  if (text5[from] === "`") {
    for (let at = from + 1; at < end; at += 1) {
      if (text5[at] === "\\") at += 1;
      else if (text5[at] === "`") return at + 1;
    }
    return null;
  }
  const [open5, close] = text5[from + 1] === "(" ? ["(", ")"] : ["{", "}"];
  let depth = 0;
  for (let at = from + 1; at < end; at += 1) {
    const char = text5[at];
    if (char === "\\") at += 1;
    else if (char === "'" && open5 === "(") {
      const quote = text5.indexOf("'", at + 1);
      if (quote === -1 || quote >= end) return null;
      at = quote;
    } else if (char === '"') {
      const quote = closeOfDouble(text5, at + 1, end);
      if (quote === null) return null;
      at = quote;
    } else if (char === open5) depth += 1;
    else if (char === close && --depth === 0) return at + 1;
  }
  return null;
}

// src/cure/run.ts
function commandsOf({ text: text5, escape: mark }, step) {
  if (step.keyword !== "RUN" || !step.posix) return null;
  if (step.form === "shell") return parseShell(text5, step.body.start, step.body.end, { mark });
  if (step.form !== "heredoc" || step.heredoc === null) return null;
  const head = text5.slice(step.body.start, step.heredoc.start);
  if (!/^<<-?(["']?)\w+\1[ \t]*\r?\n$/.test(head)) return null;
  const content = text5.slice(step.heredoc.start, step.heredoc.end);
  if (/^#!/.test(content) && !/^#!\s*\S*\/(?:env +)?(?:ba|da|a)?sh\b/.test(content)) return null;
  return parseShell(text5, step.heredoc.start, step.heredoc.end, { mark: null });
}
function calls(commands2, programs, verbs) {
  return commands2.some((command) => {
    const call = callOf(command);
    if (call === null || !programs.test(call.program)) return false;
    return verbs === void 0 || verbsOf(call).some((verb) => verbs.test(verb));
  });
}
function appendCommand(source, step, command) {
  const commands2 = commandsOf(source, step);
  if (commands2 === null) return "its commands are not plain shell";
  const unended = endProblem(commands2);
  if (unended !== null) return unended;
  if (step.user !== null && !isRoot(step.user) && calls(commands2, /^sudo$/))
    return "it works with the rights of another user";
  const last = commands2.at(-1);
  if (step.form === "heredoc") {
    const at = last.end;
    if (isErrexit(commands2)) {
      const indent = indentOf(source.text, at);
      return [added(at, `${source.eol}${indent}${command}`)];
    }
    return last.nested ? "its last command is not a plain one" : [added(at, ` && ${command}`)];
  }
  if (!isWhole(source, step)) return "its last line is continued";
  return [added(step.body.end, glue(source, step) + command)];
}
function joinRuns(source, steps) {
  const changes = [];
  for (const [index, before] of steps.entries()) {
    const after = steps[index + 1];
    if (after === void 0) break;
    const why = joinProblem(source, before, after);
    if (why !== null) return why;
    changes.push(...joints(source, before, after));
  }
  return changes;
}
function runsBetween({ steps, text: text5 }, from, to) {
  if (from.stage !== to.stage || from.index >= to.index) return "they stand in different stages";
  const between = steps.slice(from.index, to.index + 1);
  const other = between.find(({ keyword }) => keyword !== "RUN");
  if (other !== void 0)
    return `\`${text5.slice(other.start, other.end).split("\n", 1)[0]?.trim().slice(0, 40)}\` stands between`;
  return between.length > mostJoined ? "too many stand between" : between;
}
var isRoot = (user) => /^(?:root|0)(?::|$)/.test(user);
function added(at, text5, file = "dockerfile") {
  return { file, start: at, end: at, text: text5 };
}
var mostJoined = 8;
function endProblem(commands2) {
  const last = commands2.at(-1);
  if (last?.operator === ";" || last?.operator === "&") return `it ends with \`${last.operator}\``;
  if (commands2.some(({ operator }) => operator === "&"))
    return "it starts something in the background";
  const leaves = commands2.some(
    ({ words }) => /^(?:exit|exec|return|trap)$/.test(words[0]?.text ?? "")
  );
  return leaves ? "it may end before its last command" : null;
}
function joinProblem(source, before, after) {
  const { text: text5 } = source;
  if (before.form !== "shell" || after.form !== "shell") return "one of them is not in shell form";
  const [first, second] = [commandsOf(source, before), commandsOf(source, after)];
  if (first === null || second === null) return "their commands are not plain shell";
  const flags = ({ flags: flags2 }) => JSON.stringify(flags2);
  if (flags(before) !== flags(after)) return "their options differ";
  if (!isWhole(source, before) || !isWhole(source, after)) return "a last line is continued";
  const ends = endProblem(first);
  if (ends !== null) return ends;
  if (second.some(({ operator, nested }) => nested || /^(?:\|\||;|&)$/.test(operator ?? "")))
    return "the second would no longer fail when the first does";
  const state = /^(?:cd|pushd|popd|export|set|unset|umask|ulimit|alias|source|\.|shopt)$/;
  const isFree = second.every((command) => isDeleting(command, true));
  const isKept = first.some(({ words }) => {
    const assigns = words.every(({ text: text6 }) => text6 === null || /^[A-Za-z_]\w*=/.test(text6));
    return assigns || state.test(words[0]?.text ?? "");
  });
  if (!isFree && isKept) return "the first changes what the second would start with";
  return onlyComments(text5.slice(before.body.end, after.start)) ? null : "something stands between";
}
var onlyComments = (between) => between.split("\n").every((line) => /^\s*(?:#[^\n]*)?$/.test(line));
function isDeleting(command, absolute = false) {
  const call = callOf(command);
  if (call === null || command.nested) return false;
  const [verb] = verbsOf(call);
  switch (call.program) {
    case "rm":
    case "rmdir":
      return !absolute || call.args.every(({ text: text5 }) => text5 === null || /^[-/]/.test(text5));
    case "find":
      return call.args.at(-1)?.text === "-delete" && (!absolute || call.args[0]?.text?.startsWith("/") === true);
    case "apt":
    case "apt-get":
      return /^(?:purge|remove|autoremove|clean|autoclean|autopurge)$/.test(verb ?? "");
    case "apk":
      return verb === "del";
    case "dnf":
    case "microdnf":
    case "yum":
    case "dnf5":
    case "zypper":
      return /^(?:remove|rm|erase|autoremove|clean)$/.test(verb ?? "");
    case "npm":
    case "yarn":
      return verbsOf(call).slice(0, 2).join(" ") === "cache clean";
    case "pip":
    case "pip3":
      return verb === "uninstall" || verbsOf(call).slice(0, 2).join(" ") === "cache purge";
    case "go":
    case "conda":
    case "mamba":
      return verb === "clean";
    default:
      return false;
  }
}
function joints(source, before, after) {
  const { text: text5, eol, escape: mark } = source;
  const leads = leadsLines(source, before);
  const lineEnd = text5.indexOf("\n", before.body.end) + 1;
  const lineStart = after.start - indentBefore(text5, after.start);
  const replace = (start, end, put) => {
    return { file: "dockerfile", start, end, text: put };
  };
  const changes = [replace(before.body.end, lineEnd, `${leads ? "" : " &&"} ${mark}${eol}`)];
  for (let at = lineEnd; at < lineStart; ) {
    const end = text5.indexOf("\n", at) + 1;
    if (text5.slice(at, end).trim() === "") changes.push(replace(at, end, ""));
    at = end;
  }
  const indent = continuedIndent(source, before);
  return [...changes, replace(lineStart, after.body.start, `${indent}${leads ? "&& " : ""}`)];
}
function indentBefore(text5, at) {
  return at - (text5.lastIndexOf("\n", at - 1) + 1);
}
function glue(source, step) {
  const { escape: mark, eol } = source;
  const indent = continuedIndent(source, step);
  return leadsLines(source, step) ? ` ${mark}${eol}${indent}&& ` : ` && ${mark}${eol}${indent}`;
}
function leadsLines({ text: text5 }, { body: body2 }) {
  return /\n[ \t]*&&/.test(text5.slice(body2.start, body2.end));
}
function continuedIndent({ text: text5 }, { body: body2, start }) {
  const lines = text5.slice(body2.start, body2.end).split("\n").slice(1);
  const last = lines.findLast((line) => !/^\s*(?:#[^\n]*)?$/.test(line));
  return /^[ \t]*/.exec(last ?? "")?.[0] || `${" ".repeat(indentBefore(text5, start))}    `;
}
function indentOf(text5, at) {
  return /^[ \t]*/.exec(text5.slice(text5.lastIndexOf("\n", at - 1) + 1, at))?.[0] ?? "";
}
function isWhole({ text: text5 }, { body: body2 }) {
  const eol = text5.indexOf("\n", body2.end);
  return text5.slice(body2.end, eol === -1 ? void 0 : eol).trim() === "";
}
function isErrexit(commands2) {
  const [first] = commands2;
  if (first === void 0 || first.nested || first.words[0]?.text !== "set") return false;
  const words = first.words.map(({ text: text5 }) => text5 ?? "");
  return words.some((word) => /^-\w*e/.test(word)) || words.includes("errexit");
}

// src/cure/copy-owner.ts
function copyOwner(source, copied2, by) {
  const commands2 = commandsOf(source, by);
  if (commands2 === null || by.form !== "shell")
    return { none: "the commands of the later `RUN` are not plain shell" };
  if (commands2.some(({ operator, nested }) => nested || operator !== "&&" && operator !== null))
    return { none: "the later `RUN` is not a plain list of commands" };
  if (copied2.stage !== by.stage || copied2.index >= by.index)
    return { none: "they stand in different stages" };
  const between = source.steps.slice(copied2.index + 1, by.index);
  if (between.some(({ keyword }) => keyword === "RUN" || keyword === "USER"))
    return { none: "another `RUN` stands between" };
  if (source.frontend === null || source.frontend < 2)
    return { none: "the frontend that the Dockerfile names may not know `--chmod`" };
  const changes = [];
  const options = [];
  const kept = [];
  for (const command of commands2) {
    const wanted = ownership(command, by);
    if (wanted === null) return { none: "the later `RUN` does more than to change owner and mode" };
    const steps = source.steps.slice(0, by.index).filter((step) => step.stage === by.stage && wanted.paths.some((path) => isCopiedTo(step, path)));
    const uncertain = steps.find((step) => !step.flags.every(({ name }) => name !== wanted.option));
    if (steps.length === 0 || uncertain !== void 0 || !steps.includes(copied2))
      return { none: "it is not certain that it concerns what the `COPY` brought" };
    const [target] = steps.map((step) => copyOf(step));
    const mode = wanted.recursive || wanted.option === "chown" ? wanted.value : modeOf(wanted.value);
    if (mode === null) return { none: `\`chmod ${wanted.value}\` depends on the mode that it has` };
    const isDirectory = wanted.recursive;
    if (target == null) return { none: "where the `COPY` puts it is not certain" };
    for (const step of steps)
      changes.push({ ...added(flagsAt(source, step), `--${wanted.option}=${mode} `), alone: true });
    options.push(`--${wanted.option}=${mode}`);
    kept.push(isDirectory);
    if (isDirectory) changes.push(...withoutRecursion(source, wanted.call));
  }
  if (!kept.includes(true)) changes.push(withoutStep(source, by));
  else if (kept.includes(false)) return { none: "only some of its commands could go" };
  return {
    kind: "owner",
    what: `\`${options.join(" ")}\` where it is copied: a later \`RUN\` ships every file again`,
    lines: { start: copied2.lines.start, end: by.lines.end },
    changes,
    goes: []
  };
}
function ownership(command, by) {
  const call = callOf(command);
  if (call === null || !/^ch(?:own|mod)$/.test(call.program)) return null;
  const words = call.args.map(({ text: text5 }) => text5);
  const flags = words.filter((text5) => text5?.startsWith("-"));
  if (words.includes(null) || flags.some((text5) => text5 !== "-R")) return null;
  const [value, ...paths] = words.flatMap((text5) => text5 === null || text5 === "-R" ? [] : text5);
  const absolute = paths.map((path) => resolvePath(by.workdir, path));
  if (value === void 0 || absolute.length === 0 || absolute.includes(null)) return null;
  if (!/^[\w.:@-]+$/.test(value) && !/^[augo]*\+x$/.test(value)) return null;
  const recursive = flags.length > 0;
  if (call.program === "chmod" && recursive && !/^[0-7]{3,4}$/.test(value)) return null;
  return {
    option: call.program === "chown" ? "chown" : "chmod",
    value,
    recursive,
    paths: absolute.flatMap((path) => path ?? []),
    call
  };
}
function modeOf(value) {
  if (/^[0-7]{3,4}$/.test(value)) return value;
  return /^a?\+x$/.test(value) ? "755" : null;
}
function isCopiedTo(step, path) {
  const words = step.words.at(-1) ?? "";
  if (!/^(?:COPY|ADD)$/.test(step.keyword) || step.form !== "shell") return false;
  const target = resolvePath(step.workdir, words);
  if (target === null) return false;
  const names = step.words.slice(0, -1).map((one2) => one2.replace(/\/$/, "").split("/").at(-1));
  const inside = path === "/" ? "/" : `${path}/`;
  return target === path || target.startsWith(inside) || names.some((name) => `${target === "/" ? "" : target}/${name}` === path);
}
function flagsAt({ text: text5 }, { start, keyword }) {
  const at = start + keyword.length;
  return at + (/^[ \t]+/.exec(text5.slice(at))?.[0].length ?? 0);
}
function withoutRecursion({ text: text5 }, { args }) {
  return args.filter((word) => word.text === "-R").map(({ start, end }) => {
    const blanks = /^[ \t]+/.exec(text5.slice(end))?.[0].length ?? 0;
    return { file: "dockerfile", start, end: end + blanks, text: "" };
  });
}

// src/cure/documentation.ts
function withoutDocumentation(source, step, kind, path) {
  const commands2 = commandsOf(source, step);
  if (commands2 === null) return { none: "the commands of its `RUN` are not plain shell" };
  const changes = [];
  let what = "";
  for (const command of commands2) {
    const call = callOf(command);
    const at = call?.args.find(({ text: text5 }) => text5 === "install");
    if (call === null || at === void 0) continue;
    const has = source.text.slice(call.words[0]?.start, command.end);
    if (/^(?:apt|apt-get)$/.test(call.program)) {
      what = `--path-exclude=${path}/*`;
      if (has.includes(what)) continue;
      const kept = path === "/usr/share/doc" ? ` -o DPkg::Options::='--path-include=${path}/*/copyright'` : "";
      changes.push(added(at.end, ` -o DPkg::Options::='${what}'${kept}`));
    } else if (/^(?:dnf5?|microdnf|yum)$/.test(call.program) && kind === "documentation") {
      what = "--setopt=tsflags=nodocs";
      if (!has.includes("nodocs")) changes.push(added(at.end, ` ${what}`));
    }
  }
  if (changes.length === 0) return { none: "no `install` of its `RUN` could leave it out" };
  return {
    kind: "documentation",
    what: `\`${what}\`: packages are installed without it`,
    lines: step.lines,
    changes,
    goes: [path]
  };
}

// src/cure/ignored.ts
var patterns = { git: "**/.git", bytecode: "**/__pycache__" };
var mostLines = 20;
function ignoredFiles(source, files, copied2, { kind, paths, by }) {
  const copy = copyOf(copied2);
  if (copy === null) return { none: "where the `COPY` takes it from is not certain" };
  const own = paths.map((path) => contextPath(copy, path));
  if (own.includes(null) || own.length === 0)
    return { none: "where the `COPY` takes it from is not certain" };
  const names = own.flatMap((path) => path ?? []);
  const pattern = patterns[kind];
  const lines = pattern === void 0 ? [...new Set(names)].sort() : [pattern];
  if (lines.length > mostLines) return { none: `they are more than ${mostLines} files` };
  if (lines.some((line) => pattern === void 0 && !isPlain(line)))
    return { none: "its name would be a pattern in the ignore file" };
  if (copy.sources.some(({ path }) => names.includes(path)))
    return { none: "the `COPY` names it, and would not find it" };
  const other = source.steps.find(
    (step) => step !== copied2 && pattern === void 0 && names.some((name) => mayRead2(step, name))
  );
  if (other !== void 0)
    return { none: `line ${other.lines.start} may read it from the build context` };
  const known3 = new Set((files.ignore ?? "").split(/\r?\n/));
  const more = lines.filter((line) => !known3.has(line));
  if (more.length === 0) return { none: "the ignore file has it already" };
  const removed = by === null ? [] : withoutRemoval(source, by, new Set(paths));
  if (typeof removed === "string") return { none: removed };
  return {
    kind: "ignored",
    what: `${more.map((line) => `\`${line}\``).join(", ")} in the ignore file: it is not sent to the builder`,
    lines: removed.length === 0 ? null : by?.lines ?? null,
    changes: [...removed, addedLines(files.ignore, more)],
    goes: by === null ? paths : []
  };
}
var isPlain = (line) => /^[\w@%+,/-][\w.@%+:,/ -]*$|^\.[\w][\w./-]*$/.test(line) && line.trim() === line;
function mayRead2(step, name) {
  const bound = step.flags.some(
    (flag) => flag.name === "mount" && /type=bind|^(?!type=)/.test(flag.value ?? "") && !/(?:^|,)from=/.test(flag.value ?? "")
  );
  if (step.keyword === "RUN") return bound;
  if (!/^(?:COPY|ADD)$/.test(step.keyword)) return false;
  if (step.flags.some((flag) => flag.name === "from")) return false;
  return step.words.slice(0, -1).some((word) => {
    const path = resolvePath("/", word);
    if (path === null || /[*?[$<]/.test(word)) return true;
    return path === "/" || path === `/${name}` || `/${name}`.startsWith(`${path}/`);
  });
}
function withoutRemoval(source, by, paths) {
  if (by.keyword !== "RUN") return [];
  const commands2 = commandsOf(source, by);
  if (commands2 === null) return "the commands of the later `RUN` are not plain shell";
  const removals = commands2.flatMap((command) => {
    const call = callOf(command);
    return call?.program === "rm" ? [call] : [];
  });
  const targets = removals.map(
    ({ args }) => args.flatMap(
      ({ text: text5 }) => text5?.startsWith("-") ? [] : [text5 === null ? null : resolvePath(by.workdir, text5)]
    )
  );
  const isAll = removals.length === commands2.length && targets.flat().every((path) => path !== null && paths.has(path));
  if (isAll && removals.length > 0) return [withoutStep(source, by)];
  const forced = removals.every(({ args }) => args.some(({ text: text5 }) => /^-\w*f/.test(text5 ?? "")));
  return forced ? [] : "the later `RUN` would not find what it deletes";
}
function addedLines(ignore, lines) {
  const text5 = ignore ?? "";
  const eol = /\r\n/.test(text5) ? "\r\n" : "\n";
  const before = text5 === "" || text5.endsWith("\n") ? "" : eol;
  return {
    file: "ignore",
    start: text5.length,
    end: text5.length,
    text: before + lines.map((line) => line + eol).join("")
  };
}

// src/cure/joined-runs.ts
function joinedRuns(source, writer, by, kind) {
  const runs = runsBetween(source, writer, by);
  if (typeof runs === "string") return { none: runs };
  const commands2 = commandsOf(source, by);
  if (commands2 === null) return { none: "the commands of the later `RUN` are not plain shell" };
  if (kind === "deleted" && !commands2.every((command) => isDeleting(command)))
    return { none: "the later `RUN` does more than to delete it" };
  const owns = commands2.every((command) => /^ch(?:own|mod|grp)$/.test(callOf(command)?.program ?? ""));
  if (kind === "copied" && !owns)
    return { none: "the later `RUN` does more than to change owner and mode" };
  if (kind === "overwritten" && runs.length > 2) return { none: "other `RUN`s stand between" };
  const changes = joinRuns(source, runs);
  if (typeof changes === "string") return { none: changes };
  const does = {
    deleted: "deletes it",
    overwritten: "writes it again",
    copied: "changes its owner or mode"
  }[kind];
  return {
    kind: "joined",
    what: `the \`RUN\` that writes it and the one that ${does} are one`,
    lines: { start: writer.lines.start, end: by.lines.end },
    changes,
    goes: []
  };
}

// src/cure/package-caches.ts
function packageCache(source, step, path) {
  const manager = managers.find(({ cache }) => cache.test(path));
  if (manager === void 0) return { none: "something may read it at run time" };
  const { uses, needs, option } = manager;
  const commands2 = commandsOf(source, step);
  if (commands2 === null) return { none: "the commands of its `RUN` are not plain shell" };
  if (isHandled(source, step, path)) return { none: "its `RUN` deletes or mounts it already" };
  const later = laterSteps(source, step).filter(({ keyword }) => keyword === "RUN");
  if (needs !== void 0)
    return atTheEnd(
      source,
      step,
      path,
      later.filter((one2) => isNeeded(source, one2, needs))
    );
  const users = later.filter(
    (one2) => calls(commandsOf(source, one2) ?? [], uses) || commandsOf(source, one2) === null
  );
  if (option !== void 0) {
    const changes = withOption(commands2, option);
    if (changes.length > 0)
      return {
        kind: "cache",
        what: `\`${option.name}\`: nothing is kept in \`${path}\``,
        lines: step.lines,
        changes,
        goes: [path]
      };
    if (hasOption(commands2, option)) return { none: `its \`RUN\` has \`${option.name}\` already` };
  }
  return users.length > 0 && manager.mounts ? mounted(source, [step, ...users], path) : atTheEnd(source, step, path, []);
}
function isHandled(source, step, path) {
  const mount = step.flags.some(
    ({ name, value }) => name === "mount" && targetOf3(value ?? "") === path
  );
  const commands2 = commandsOf(source, step) ?? [];
  return mount || commands2.some((command) => {
    const call = callOf(command);
    if (call?.program !== "rm") return false;
    const args = call.args.map(({ start, end }) => source.text.slice(start, end));
    return args.some((arg) => arg.replace(/\/\*?$/, "") === path);
  });
}
var aptNeeds = (all) => isNeededBy(
  all,
  /^(?:apt|apt-get|aptitude)$/,
  /^update$/,
  /^(?:install|upgrade|full-upgrade|dist-upgrade|build-dep|source|satisfy)$/
);
function isNeededBy(all, program, fetch2, use) {
  for (const call of all) {
    if (!program.test(call.program)) continue;
    const verbs = verbsOf(call);
    if (verbs.some((verb) => fetch2.test(verb))) return false;
    if (verbs.some((verb) => use.test(verb))) return true;
  }
  return false;
}
var isPip = (call) => /^pip[\d.]*$/.test(call.program) || /^python[\d.]*$/.test(call.program) && call.args[0]?.text === "-m" && call.args[1]?.text === "pip";
var node = /^(?:npm|npx|yarn|yarnpkg|pnpm|bun|corepack|node-gyp)$/;
var jvm = /^(?:mvn|mvnw|gradle|gradlew|sbt|ivy|cs|coursier)$/;
var managers = [
  {
    cache: /^\/var\/(?:lib\/apt\/lists|cache\/apt)$/,
    uses: /^(?:apt|apt-get|aptitude)$/,
    needs: aptNeeds,
    mounts: false
  },
  {
    cache: /^\/(?:var\/cache\/apk|etc\/apk\/cache)$/,
    uses: /^apk$/,
    option: {
      name: "--no-cache",
      isFor: ({ program }) => program === "apk",
      verb: /^add$/,
      writes: /^(?:update|upgrade|fix|fetch)$/
    },
    mounts: false
  },
  {
    cache: /^\/var\/cache\/(?:dnf|libdnf5|yum|zypp)$/,
    uses: /^(?:dnf|dnf5|microdnf|yum|zypper)$/,
    mounts: false
  },
  {
    cache: /\/\.cache\/pip$/,
    uses: /^(?:pip[\d.]*|python[\d.]*)$/,
    option: { name: "--no-cache-dir", isFor: isPip, verb: /^(?:install|download|wheel)$/ },
    mounts: true
  },
  {
    cache: /\/\.cache\/(?:uv|pypoetry\/(?:cache|artifacts)|pipenv)$/,
    uses: /^(?:uv|poetry|pipenv)$/,
    mounts: true
  },
  {
    cache: /conda\d?\/pkgs$|forge\d?\/pkgs$|\/(?:micro)?mamba\/pkgs$/,
    uses: /^(?:conda|mamba|micromamba)$/,
    mounts: false
  },
  {
    cache: /\/(?:\.npm|\.cache\/yarn|\.yarn\/berry\/cache|\.bun\/install\/cache|\.node-gyp|\.cache\/node-gyp)$/,
    uses: node,
    mounts: true
  },
  // What is installed may be hard links into it, which a mount of its own does not allow.
  { cache: /\/(?:\.local\/share\/pnpm\/store|\.pnpm-store)$/, uses: node, mounts: false },
  { cache: /\/(?:\.cache\/go-build|go\/pkg\/mod)$/, uses: /^go$/, mounts: true },
  { cache: /\/(?:\.cargo|cargo)\/(?:registry|git)$/, uses: /^cargo$/, mounts: true },
  {
    cache: /\/(?:\.m2\/repository|\.gradle\/(?:caches|daemon|native|wrapper\/dists)|\.ivy2\/cache|\.sbt\/boot|\.cache\/coursier)$/,
    uses: jvm,
    mounts: true
  },
  {
    cache: /\/(?:\.composer\/cache|\.cache\/composer)$/,
    uses: /^composer(?:\.phar)?$/,
    mounts: true
  },
  {
    cache: /\/(?:bundle|gems\/[\d.]+|ruby\/(?:gems\/)?[\d.]+|\.bundle)\/cache$|\/\.gem\/specs$/,
    uses: /^(?:gem|bundle|bundler)$/,
    mounts: false
  },
  {
    cache: /\/(?:\.local\/share\/NuGet\/(?:v3-cache|http-cache))$/,
    uses: /^(?:dotnet|nuget)$/,
    mounts: true
  },
  {
    cache: /\/(?:\.ccache|\.cache\/s?ccache)$/,
    uses: /^(?:s?ccache|make|cmake|ninja|gcc|cc)$/,
    mounts: true
  }
];
function callsOf(commands2) {
  return commands2.flatMap((command) => callOf(command) ?? []);
}
function isNeeded(source, step, needs) {
  const commands2 = commandsOf(source, step);
  if (commands2 === null)
    return /\b(?:apt|apt-get|apk|aptitude)\b/.test(source.text.slice(step.start, step.end));
  return needs(callsOf(commands2));
}
function atTheEnd(source, step, path, readers) {
  const last = readers.at(-1);
  const runs = last === void 0 ? [step] : runsBetween(source, step, last);
  if (typeof runs === "string") return { none: `a later \`RUN\` reads it, and ${runs}` };
  const end = runs.at(-1) ?? step;
  if (/\/go\/pkg\/mod$/.test(path) && step.user !== null && !isRoot(step.user))
    return { none: "it is read-only to its user" };
  const joined = runs.length > 1 ? joinRuns(source, runs) : [];
  if (typeof joined === "string") return { none: `a later \`RUN\` reads it, and ${joined}` };
  const removal = `rm -rf ${/^\/(?:var|etc)\//.test(path) ? `${path}/*` : path}`;
  const isDone = end !== step && isHandled(source, end, path);
  const changes = isDone ? [] : appendCommand(source, end, removal);
  if (typeof changes === "string") return { none: `of its \`RUN\`, ${changes}` };
  return {
    kind: "cache",
    what: `\`${removal}\` at the end of the same \`RUN\``,
    lines: { start: step.lines.start, end: end.lines.end },
    changes: [...joined, ...changes],
    goes: [path]
  };
}
function hasOption(commands2, { name }) {
  return commands2.some(({ words }) => words.some(({ text: text5 }) => text5 === name));
}
function withOption(commands2, { name, isFor, verb, writes }) {
  const own = callsOf(commands2).filter(isFor);
  if (writes !== void 0 && own.some((call) => verbsOf(call).some((one2) => writes.test(one2))))
    return [];
  return own.flatMap((call) => {
    const at = call.args.find(({ text: text5 }) => text5 !== null && verb.test(text5));
    const has = call.args.some(({ text: text5 }) => text5 === name);
    return at === void 0 || has ? [] : added(at.end, ` ${name}`);
  });
}
function mounted(source, users, path) {
  if (source.frontend === null || source.frontend < 2)
    return {
      none: "a later `RUN` uses it again, and the frontend that the Dockerfile names may know no mounts"
    };
  const changes = [];
  for (const { user, body: body2, flags } of users) {
    if (flags.some(({ name, value }) => name === "mount" && targetOf3(value ?? "") === path))
      continue;
    const uid = /^\d+/.exec(user ?? "")?.[0];
    if (user !== null && !isRoot(user) && uid === void 0)
      return { none: "a later `RUN` uses it again, and the number of its user is not known" };
    const owner = user === null || isRoot(user) ? "" : `,uid=${uid}`;
    changes.push(added(body2.start, `--mount=type=cache,target=${path}${owner} `));
  }
  const [first] = users;
  if (first === void 0 || changes.length === 0) return { none: "it is mounted already" };
  return {
    kind: "cache",
    what: `\`--mount=type=cache,target=${path}\` for every \`RUN\` that uses it`,
    lines: { start: first.lines.start, end: users.at(-1)?.lines.end ?? first.lines.end },
    changes,
    goes: [path]
  };
}
function targetOf3(mount) {
  return /(?:^|,)(?:target|dst|destination)=([^,]*)/.exec(mount)?.[1]?.replace(/(?<=.)\/$/, "") ?? "";
}

// src/cure/leftovers.ts
function leftover(source, step, kind, path) {
  if (isPlain2(path) === false) return { none: "its name would have to be quoted" };
  const commands2 = commandsOf(source, step);
  if (commands2 === null) return { none: "the commands of its `RUN` are not plain shell" };
  if (isHandled(source, step, path)) return { none: "its `RUN` deletes it already" };
  const text5 = (one2) => source.text.slice(one2.start, one2.end);
  const later = laterSteps(source, step);
  if (kind === "git") {
    if (!calls(commands2, /^git$/, /^clone$/)) return { none: "no `git clone` of its `RUN` made it" };
    if (later.some((one2) => /\bgit\b/.test(text5(one2))))
      return { none: "a later instruction uses git" };
    return atTheEnd2(source, [step], `rm -rf ${path}`, path);
  }
  if (kind === "temporary") {
    if (later.some((one2) => text5(one2).includes(path)))
      return { none: `a later instruction reads \`${path}\`` };
    return atTheEnd2(source, [step], `rm -rf ${path}/*`, path);
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  const last = later.findLast((one2) => text5(one2).includes(name));
  if (kind === "archive" && last === void 0 && !text5(step).includes(name))
    return { none: "which instruction unpacks it is not certain" };
  if (last === void 0) return atTheEnd2(source, [step], `rm -f ${path}`, path);
  if (last.keyword !== "RUN" || last.stage !== step.stage)
    return { none: "a later instruction reads it" };
  const runs = source.steps.slice(step.index, last.index + 1);
  if (runs.some(({ keyword }) => keyword !== "RUN"))
    return { none: "other instructions stand between its `RUN` and the last one that reads it" };
  if (isHandled(source, last, path)) return { none: "a later `RUN` deletes it already" };
  return atTheEnd2(source, runs, `rm -f ${path}`, path);
}
var isPlain2 = (path) => /^[\w./@%+:,-]+$/.test(path);
function atTheEnd2(source, runs, command, path) {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === void 0 || last === void 0) return { none: "it has no `RUN`" };
  const joined = runs.length > 1 ? joinRuns(source, runs) : [];
  if (typeof joined === "string") return { none: `a later \`RUN\` reads it, and ${joined}` };
  const changes = appendCommand(source, last, command);
  if (typeof changes === "string") return { none: `of its \`RUN\`, ${changes}` };
  return {
    kind: "leftover",
    what: runs.length > 1 ? `one \`RUN\` that ends with \`${command}\`` : `\`${command}\` at the end of the same \`RUN\``,
    lines: { start: first.lines.start, end: last.lines.end },
    changes: [...joined, ...changes],
    goes: [path]
  };
}

// src/cure/propose.ts
function proposeEdits(files, layers, findings, options) {
  const source = readSource(files.dockerfile);
  const hidden = stack(layers).hidden;
  const edits = [];
  const without = [];
  for (const [index, finding] of findings.entries()) {
    const outcome = checked(files, edit(finding));
    if ("none" in outcome) {
      without.push({ finding: index, why: outcome.none });
      continue;
    }
    const twin = edits.find((other) => isSame(other, outcome));
    if (twin !== void 0) {
      twin.findings.push(index);
      twin.goes = [.../* @__PURE__ */ new Set([...twin.goes, ...outcome.goes])];
    } else if (edits.some((other) => clash(other.changes, outcome.changes))) {
      without.push({
        finding: index,
        why: "another edit changes the same place: ask again after it"
      });
    } else {
      edits.push({ ...outcome, findings: [index] });
    }
  }
  return { edits, without };
  function edit(finding) {
    const layer = layers[finding.layer];
    if (layer === void 0 || layer.upstream) return { none: "it came with the FROM image" };
    const step = stepOfLayer(source, layer);
    const by = finding.by === null ? null : stepOfLayer(source, layers[finding.by]);
    if (step === null || finding.by !== null && by === null)
      return { none: "the instruction that wrote it is not certain" };
    const paths = hidden.filter((file) => file.layer === finding.layer && file.by === finding.by).map(({ path }) => `/${path}`).filter((path) => isIn(path, finding.path));
    if (step.keyword !== "RUN") return ofCopy(finding, layer, step, by, paths);
    return ofRun(source, finding, step, by, options);
  }
  function ofCopy(finding, layer, step, by, paths) {
    const { kind } = finding;
    if (by !== null && by.keyword !== "RUN") {
      const written2 = layer.files?.flatMap((one2) => one2.kind === "directory" ? [] : `/${one2.path}`);
      return copiedTwice(source, step, by, { written: written2 ?? null, hidden: paths });
    }
    if (kind === "copied" && by !== null) return copyOwner(source, step, by);
    if (layer.copiedFrom !== void 0 && layer.copiedFrom !== "context")
      return { none: "it is not copied from the build context" };
    if (by === null && !ignorable.has(kind)) return { none: notMechanical };
    const at = { kind, paths: by === null ? [finding.path] : paths, by };
    return ignoredFiles(source, files, step, at);
  }
}
var notMechanical = "it takes a decision that no edit can make";
var ignorable = /* @__PURE__ */ new Set(["git", "bytecode", "core dump", "cache"]);
function ofRun(source, { kind, path }, step, by, options) {
  switch (kind) {
    case "cache":
      return packageCache(source, step, path);
    case "archive":
    case "core dump":
    case "git":
    case "temporary":
      return leftover(source, step, kind, path);
    case "deleted":
    case "overwritten":
    case "copied":
      if (by === null) return { none: notMechanical };
      return joinedRuns(source, step, by, kind);
    case "documentation":
    case "translations":
      return options.documentation ? withoutDocumentation(source, step, kind, path) : { none: "somebody may read it: `cures: all` leaves it out" };
    default:
      return { none: notMechanical };
  }
}
function checked(files, outcome) {
  if ("none" in outcome) return outcome;
  const before = readSource(files.dockerfile);
  const touched = before.steps.filter(
    (step) => outcome.changes.some(
      ({ file, start, end }) => file === "dockerfile" && start <= step.end && end >= step.start
    )
  );
  const after = readSource(applyEdits(files, [outcome]).dockerfile);
  const left = before.steps.filter((step) => !touched.includes(step));
  const texts3 = new Set(after.steps.map((step) => after.text.slice(step.start, step.end)));
  const isWell = left.every((step) => texts3.has(before.text.slice(step.start, step.end)));
  const grown = after.steps.length > before.steps.length;
  return isWell && !grown ? outcome : { none: "it is not certain what else the edit would change" };
}
function isSame(one2, other) {
  return JSON.stringify(one2.changes) === JSON.stringify(other.changes);
}
function isIn(path, directory) {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}

// src/cure/saved.ts
function worthIt(before, after) {
  const saved = savedBy(before, after);
  const isLess = saved.every(({ unpacked }) => (unpacked.change ?? -1) < 0);
  return isLess ? { proved: after } : { why: "it saves nothing" };
}
function savedBy(before, after) {
  return before.platforms.map((one2) => {
    const platform = platformText(one2.config);
    const other = after.platforms.find(({ config }) => platformText(config) === platform);
    return {
      platform,
      unpacked: sizeChange(sizeOf(one2, "size"), other ? sizeOf(other, "size") : null),
      compressed: sizeChange(
        sizeOf(one2, "compressedSize"),
        other ? sizeOf(other, "compressedSize") : null
      )
    };
  });
}
function sizeOf({ layers }, metric) {
  let sum = 0;
  for (const layer of layers) {
    const bytes3 = layer[metric];
    if (bytes3 === null) return null;
    sum += bytes3;
  }
  return sum;
}
function sizeChange(baseline, candidate) {
  const change = baseline === null || candidate === null ? null : candidate - baseline;
  return { baseline, candidate, change };
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
  return now / 1e3 - Number(seconds) > DAY;
}
var DAY = 86400;
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
      return choice(
        "push",
        "a budget asks for compressed sizes, which the classic image store computes only when it pushes"
      );
    }
    const but = compressedBudget ? ", although a budget asks for compressed sizes: the engine cannot reach the measuring registry" : "";
    return detail === "layers" ? choice(
      "history",
      `the classic image store knows the unpacked size of every layer exactly, and would have to compress each one to push it${but}`
    ) : choice(
      "save",
      `one \`docker save\` is cheaper on the classic image store than a push, which compresses every layer${but}`
    );
  }
  if (reachable) {
    return choice("push", "the measuring registry takes only the layers that it has not seen");
  }
  if (source === "engine") {
    return choice("save", "the engine cannot reach the measuring registry, so it saves the image");
  }
  return choice(
    "stream",
    `a builder with the driver \`${driver}\` cannot reach the measuring registry here, so it streams the image`
  );
}
function choice(feed, reason) {
  return { feed, reason };
}

// src/docker/client-config.ts
import { mkdtemp as mkdtemp5, readdir as readdir2, readFile as readFile3, rm as rm6, symlink, writeFile as writeFile4 } from "node:fs/promises";
import { join as join19, resolve as resolve14 } from "node:path";
async function loginConfig(env, parent2, { address, credentials }) {
  const user = resolve14(configOf(env));
  const folder2 = await mkdtemp5(join19(parent2, "image-size-gate-client-"));
  const remove = () => rm6(folder2, { recursive: true, force: true });
  try {
    const names = await readdir2(user).catch(() => []);
    await Promise.all(
      names.filter((name) => name !== FILE).map((name) => symlink(join19(user, name), join19(folder2, name)))
    );
    const config = await readConfig(join19(user, FILE));
    const auth = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    const text5 = JSON.stringify({
      ...config,
      auths: { ...config.auths, [address]: { auth } },
      // No helper at all, also where `credsStore` names one for every registry:
      // https://github.com/docker/cli/blob/v28.5.2/cli/config/configfile/file.go (getConfiguredCredentialStore)
      credHelpers: { ...config.credHelpers, [address]: "" }
    });
    await writeFile4(join19(folder2, FILE), text5, { mode: 384, flag: "wx" });
  } catch (error) {
    await remove();
    throw error;
  }
  const builders = env.BUILDX_CONFIG || join19(user, "buildx");
  return { env: { DOCKER_CONFIG: folder2, BUILDX_CONFIG: builders }, remove };
}
var FILE = "config.json";
var configSchema2 = looseObject({
  auths: record(string(), unknown()).nullish(),
  credHelpers: record(string(), unknown()).nullish()
});
async function readConfig(path) {
  try {
    return configSchema2.parse(JSON.parse(await readFile3(path, "utf8")));
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
  constructor(status, code2, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code2;
    this.headers = headers;
  }
};
function errorAnswer({ status, code: code2, message, headers }) {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ errors: [{ code: code2, message }] })
  };
}
function send(request, response, answer) {
  const body2 = answer.body ?? "";
  response.writeHead(answer.status, {
    "Docker-Distribution-API-Version": "registry/2.0",
    ...answer.status === 204 ? {} : { "Content-Length": Buffer.byteLength(body2) },
    ...answer.headers
  });
  response.end(request.method === "HEAD" ? void 0 : body2);
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
  const expected = hash(`Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`);
  return (header) => {
    if (header !== void 0 && timingSafeEqual(hash(header), expected)) return;
    const code2 = "UNAUTHORIZED";
    throw new RequestError(401, code2, "this registry belongs to a run of Image Size Gate", {
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
  artifactType: string().optional()
});
var MOST_REFERENCES = 1e4;
function createManifests(blobs, most = MOST_REFERENCES) {
  const repositories = /* @__PURE__ */ new Map();
  let count = 0;
  const tagged = /* @__PURE__ */ new Map();
  function partsOf(repository, root) {
    const parts2 = /* @__PURE__ */ new Set([root]);
    for (const digest of parts2) {
      const children = repositories.get(repository)?.get(digest)?.children ?? [];
      for (const child of children) parts2.add(child);
    }
    return parts2;
  }
  function entries3(repository) {
    return [...repositories.get(repository) ?? []];
  }
  return {
    put(repository, reference, contentType, bytes3) {
      const digest = `sha256:${createHash5("sha256").update(bytes3).digest("hex")}`;
      checkReference(reference, digest);
      const manifests = repositories.get(repository) ?? /* @__PURE__ */ new Map();
      const fresh = new Set([digest, reference].filter((one2) => !manifests.has(one2))).size;
      if (count + fresh > most) {
        throw new RequestError(429, "TOOMANYREQUESTS", `more than ${most} tags and manifests`);
      }
      const stored = decodeManifest(bytes3, contentType, digest, blobs);
      blobs.addText(digest, stored.text);
      count += fresh;
      repositories.set(repository, manifests.set(digest, stored).set(reference, stored));
      const came = tagged.get(repository) ?? [];
      if (TAG3.test(reference) && !came.some((one2) => one2.tag === reference && one2.digest === digest)) {
        tagged.set(repository, [...came, { tag: reference, digest }]);
      }
      return stored;
    },
    find: (repository, reference) => repositories.get(repository)?.get(reference),
    told(repository, { digest, configDigest }) {
      const all = entries3(repository);
      if (all.length === 0) return { none: `nothing was pushed as ${repository}` };
      const [, found] = all.find(([reference]) => reference === digest) ?? all.find(([, { config }]) => config !== null && config === configDigest) ?? [];
      const isOther = configDigest !== null && (found?.config ?? configDigest) !== configDigest;
      const came = tagged.get(repository) ?? [];
      if (found === void 0 || isOther) return { none: otherCame(digest ?? configDigest, came) };
      const root = found.descriptor.digest;
      const parts2 = partsOf(repository, root);
      const tags = new Set(came.filter((one2) => one2.digest === root).map(({ tag }) => tag));
      const others = came.filter((one2) => tags.has(one2.tag) && !parts2.has(one2.digest));
      if (others.length > 0) throw new UserError(otherCame(root, others));
      return found;
      function otherCame(wanted, others2) {
        const names = others2.map((one2) => `${repository}:${one2.tag}@${one2.digest}`).join(", ");
        return `what was pushed should be ${wanted ?? "told by its digest"}, and ${names || "something else"} came; ${STRANGER}`;
      }
    },
    tags: (repository) => entries3(repository).map(([reference]) => reference).filter((reference) => TAG3.test(reference)).sort(),
    referrers: (repository, subject) => entries3(repository).filter(([reference, stored]) => stored.subject === subject && !TAG3.test(reference)).map(([, { descriptor }]) => descriptor),
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
      const index = decodeJson(indexSchema, text5, "index");
      checkMediaType(mediaType, index.mediaType);
      const children = index.manifests.map((child) => child.digest);
      return { descriptor, text: text5, subject: null, config: null, children };
    }
    if (!isManifest(mediaType)) throw new Error(`${mediaType} is not a manifest of version 2`);
    const manifest = decodeJson(storedSchema, text5, "manifest");
    checkMediaType(mediaType, manifest.mediaType);
    checkBlobs([manifest.config, ...manifest.layers], blobs);
    const { annotations, artifactType = manifest.config.mediaType } = manifest;
    const subject = manifest.subject?.digest ?? null;
    const config = manifest.config.digest;
    return {
      descriptor: { ...descriptor, artifactType, annotations },
      text: text5,
      subject,
      config,
      children: []
    };
  });
}
function invalidUnless(decode2) {
  try {
    return decode2();
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(400, "MANIFEST_INVALID", messageOf(error));
  }
}
function checkMediaType(header, body2) {
  const optional2 = header === mediaTypes.ociIndex || header === mediaTypes.ociManifest;
  if (body2 === header || body2 === void 0 && optional2) return;
  throw new Error(`its mediaType is ${body2}, its Content-Type ${header}`);
}
function checkBlobs(descriptors, blobs) {
  for (const { digest, mediaType, size: size2 } of descriptors) {
    const actual = blobs.size(digest);
    if (actual === void 0 && !isForeign(mediaType)) {
      throw new RequestError(404, "MANIFEST_BLOB_UNKNOWN", `${digest} was not pushed`);
    }
    if (typeof actual === "number" && actual !== size2) {
      throw new RequestError(400, "MANIFEST_INVALID", `${digest} has ${actual} bytes, not ${size2}`);
    }
  }
}

// src/registry/upload-routes.ts
function createUploadRoutes(context) {
  const { blobs, uploads, senders } = context;
  return async function routeUpload(request, query, name, id) {
    const method = request.method ?? "";
    if (id === "") {
      allow(method, "POST");
      return startUpload(request, query, name);
    }
    allow(method, "GET", "PATCH", "PUT", "DELETE");
    const upload = uploads.find(id, name);
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
  async function startUpload(request, query, name) {
    const mount = query.get("mount");
    if (mount !== null) {
      const digest2 = digestOf2(mount);
      if (!blobs.has(digest2)) await senders.settled(digest2, name);
      if (blobs.has(digest2)) return created(`/v2/${name}/blobs/${digest2}`, digest2);
    }
    const digest = query.get("digest");
    if (digest === null) return progress(uploads.start(name), 202);
    digestOf2(digest);
    return finishUpload(request, uploads.start(name), digest);
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
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const failure = new UserError(`layer ${digest}: ${error.message}`, { cause: error });
      context.failed(failure);
      throw failure;
    }
  }
  async function append(request, upload) {
    try {
      await uploads.append(upload, request);
    } catch (error) {
      if (error instanceof RequestError && error.code === "SIZE_INVALID") {
        context.failed(new UserError(`a blob was refused: ${error.message}`));
      }
      throw error;
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
    const url = new URL(request.url ?? "/", "http://registry");
    const method = request.method ?? "";
    if (/^\/v2\/?$/.test(url.pathname)) {
      allow(method, "GET", "HEAD");
      return { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" };
    }
    const { name, upload, kind, reference, tags } = PATH.exec(url.pathname)?.groups ?? {};
    if (name === void 0) throw new RequestError(404, "UNSUPPORTED", "no such endpoint");
    checkName(name);
    context.asked(name);
    if (upload !== void 0) return routeUpload(request, url.searchParams, name, upload);
    if (tags !== void 0) return listTags(method, name, url.searchParams);
    const target = decodeURIComponent(reference ?? "");
    if (kind === "blobs") return getBlob(method, name, target);
    if (kind === "referrers") return listReferrers(method, name, target, url.searchParams);
    return routeManifest(request, method, name, target);
  };
  function checkName(name) {
    if (!NAME.test(name)) throw new RequestError(400, "NAME_INVALID", "the name is invalid");
    const { repository } = context;
    if (repository !== "any" && !`${name}/`.startsWith(`${repository}/`)) {
      throw new RequestError(404, "NAME_UNKNOWN", "this registry has no such repository");
    }
  }
  async function getBlob(method, name, reference) {
    allow(method, "GET", "HEAD");
    const digest = digestOf2(reference);
    if (!blobs.has(digest)) await senders.settled(digest, name);
    const text5 = blobs.text(digest);
    const isKnown = blobs.has(digest);
    if (!isKnown || method === "GET" && text5 === void 0) {
      if (!isKnown) senders.expect(digest, name);
      const why = isKnown ? "the blob was measured and not kept" : "no such blob";
      throw new RequestError(404, "BLOB_UNKNOWN", why);
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
  async function routeManifest(request, method, name, reference) {
    allow(method, "GET", "HEAD", "PUT");
    if (method === "PUT") return putManifest(request, name, reference);
    const stored = manifests.find(name, reference);
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
  async function putManifest(request, name, reference) {
    const bytes3 = await bodyOf2(request);
    let stored;
    try {
      stored = manifests.put(name, reference, request.headers["content-type"] ?? "", bytes3);
    } catch (error) {
      if (error instanceof RequestError || error instanceof UserError) {
        context.failed(new UserError(`manifest ${reference}: ${messageOf(error)}`));
      }
      throw error;
    }
    const { descriptor, subject } = stored;
    const answer = created(`/v2/${name}/manifests/${descriptor.digest}`, descriptor.digest);
    return subject === null ? answer : { ...answer, headers: { ...answer.headers, "OCI-Subject": subject } };
  }
  function listTags(method, name, query) {
    allow(method, "GET");
    if (!manifests.has(name)) throw new RequestError(404, "NAME_UNKNOWN", "nothing was pushed yet");
    const last = query.get("last") ?? "";
    const after = manifests.tags(name).filter((tag) => tag > last);
    const count = query.get("n");
    const tags = count === null ? after : after.slice(0, Number.parseInt(count, 10) || 0);
    return json("application/json", { name, tags });
  }
  function listReferrers(method, name, subject, query) {
    allow(method, "GET");
    const type = query.get("artifactType");
    const all = manifests.referrers(name, digestOf2(subject));
    const found = type === null ? all : all.filter(({ artifactType }) => artifactType === type);
    const index = { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: found };
    return json(
      mediaTypes.ociIndex,
      index,
      type === null ? {} : { "OCI-Filters-Applied": "artifactType" }
    );
  }
}
async function bodyOf2(request) {
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
function createUploads(options, limits, count) {
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
      const scanner = openScanner(options);
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
          count(bytes3.length);
          if (upload.scanner.size + bytes3.length > limits.maxBlobBytes) {
            drop(upload);
            throw new RequestError(413, "SIZE_INVALID", `more than ${limits.maxBlobBytes} bytes`);
          }
          await upload.scanner.write(bytes3);
          giveBack(bytes3);
        }
      } catch (error) {
        if (error instanceof RequestError) throw error;
        throw new RequestError(400, "BLOB_UPLOAD_INVALID", messageOf(error));
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
  let failure;
  const route = createRoutes({
    repository,
    blobs,
    manifests,
    uploads,
    senders,
    asked: (name) => void heard.set(name, (heard.get(name) ?? 0) + 1),
    received(upload, blob) {
      stats.uploads += 1;
      stats.inflated += upload.scanner.inflated;
      const first = !blobs.has(blob.digest);
      blobs.add(blob);
      if (first && blob.kind === "layer") options.onLayer?.(blob.layer);
    },
    failed(error) {
      failure = error;
    }
  });
  async function answerTo(request) {
    try {
      guard(request.headers.authorization);
    } catch (error) {
      stats.refused += 1;
      throw error;
    }
    stats.requests += 1;
    await options.known?.ready;
    return route(request);
  }
  const server = createServer((request, response) => {
    request.on("error", () => {
    });
    answerTo(request).catch((error) => {
      const answer = asRequestError(error);
      if (answer.status === 500) failure = error;
      return errorAnswer(answer);
    }).then((answer) => {
      if (!response.destroyed) send(request, response, answer);
    }).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = 0;
  server.timeout = IDLE_MS2;
  const { promise: listening, resolve: resolve21, reject } = Promise.withResolvers();
  const address = options.address ?? "127.0.0.1";
  server.once("error", reject).listen(options.port ?? 0, address, resolve21);
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
    content(told2, name = repository) {
      const manifest = manifests.told(name, told2);
      if ("descriptor" in manifest) return imageContent(blobs, manifest.descriptor);
      throw failure ?? new UserError(manifest.none);
    },
    holds: (reference, name = repository) => manifests.find(name, reference) !== void 0,
    heard: (name) => heard.get(name) ?? 0,
    refusal: () => failure instanceof UserError ? failure : null,
    async close() {
      uploads.close();
      senders.forget(repository);
      const closed = new Promise((resolve22) => server.close(resolve22));
      server.closeAllConnections();
      await closed;
    }
  };
}
function asRequestError(error) {
  if (error instanceof RequestError) return error;
  if (error instanceof UserError) {
    return new RequestError(400, "BLOB_UPLOAD_INVALID", error.message);
  }
  if (error instanceof URIError) return new RequestError(400, "NAME_INVALID", "the path is invalid");
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
  const isWhole2 = remembered.every(
    ({ layers, config }) => layers.length === (config.rootfs.diff_ids ?? []).length
  );
  return isWhole2 ? { digest, platforms: remembered } : null;
}

// src/measure/take-reference.ts
import { stat as stat3 } from "node:fs/promises";
import { resolve as resolve15 } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/archive/oci-dir.ts
import { constants as constants4 } from "node:fs";
import { lstat, open as open4, realpath as realpath3 } from "node:fs/promises";
import { join as join20 } from "node:path";
var PARALLEL = 4;
async function scanOciDir(directory, options, cwd = "/") {
  await options.known?.ready;
  const store = createBlobStore(options.known ?? /* @__PURE__ */ new Map());
  const visited = /* @__PURE__ */ new Set();
  const layers = [];
  let total = 0;
  async function visit2(descriptors) {
    for (const { mediaType, digest, size: size2 } of descriptors) {
      if (visited.has(digest)) continue;
      visited.add(digest);
      if (!isIndex(mediaType) && !isManifest(mediaType)) {
        layers.push(digest);
        if (!store.has(digest)) total += size2;
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
    const [algorithm = "", hex = ""] = digest.split(":");
    const blob = await readFile4(root, ["blobs", algorithm, hex], options);
    if (blob === null) return;
    if (blob.digest !== digest)
      throw new UserError(`${digest}: its bytes have the digest ${blob.digest}`);
    store.add(blob);
    if (blob.kind === "layer") options.onLayer?.(blob.layer);
  }
  async function readLayers() {
    try {
      for (let next = layers.shift(); next !== void 0; next = layers.shift()) await read(next);
    } finally {
      layers.length = 0;
    }
  }
  const root = realFolder({ name: "it", path: directory, cwd });
  const index = await readFile4(root, ["index.json"], options);
  if (index === null) throw new UserError("is no OCI layout, for it has no index.json");
  if (index.kind !== "json")
    throw new UserError(`index.json: ${index.kind === "opaque" && index.why || "is not JSON"}`);
  await visit2(decodeJson(indexSchema, index.text, "index.json").manifests);
  options.onTotal?.(total);
  await Promise.all(Array.from({ length: PARALLEL }, readLayers));
  const saved = await readFile4(root, ["manifest.json"], options);
  return layoutImages(store, index.text, saved?.kind === "json" ? saved.text : void 0);
}
async function readFile4(root, names, options) {
  const path = join20(root, ...names);
  const name = names.join("/");
  try {
    const stats = await lstat(path).catch(() => null);
    if (stats === null) return null;
    if (!stats.isFile()) throw new UserError(`${name}: is not a regular file`);
    if (await realpath3(path) !== path) throw new UserError(`${name}: lies behind a link`);
    const file = await open4(path, constants4.O_RDONLY | constants4.O_NOFOLLOW | constants4.O_NONBLOCK);
    return await scanBlob(file.createReadStream({ highWaterMark: 262144 }), options, name);
  } catch (error) {
    throw metByUser(error);
  }
}

// src/docker/registry-content.ts
import { createHash as createHash6 } from "node:crypto";
async function registryContent(run2, image, patience) {
  const ask2 = async (args, name) => {
    const command = {
      program: "docker",
      args: ["buildx", "imagetools", "inspect", ...args, "--", name]
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
  for (const child of root.manifests.filter(isPlatform)) {
    platforms.push(await platformContent2(ask2, withDigest(image, child.digest), null));
  }
  if (platforms.length > 0) return { digest, platforms };
  throw new UserError(`docker://${image}: its index lists no platform, so it is no image`);
}
var rootSchema = union([manifestSchema, indexSchema]);
function isPlatform(descriptor) {
  return !isAttestation(descriptor) && descriptor.platform?.os !== "unknown";
}
async function platformContent2(ask2, name, known3) {
  const [text5, configText] = await Promise.all([
    known3 ?? ask2(["--raw"], name),
    ask2(["--format", "{{json .Image}}"], name)
  ]);
  const manifest = decodeJson(manifestSchema, text5, `manifest of docker://${name}`);
  return {
    manifestDigest: digestOf3(text5),
    config: decodeJson(configSchema, configText, `config of docker://${name}`),
    layers: manifest.layers.map(({ digest, mediaType, size: size2 }) => ({
      digest,
      mediaType,
      compressedSize: size2,
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
function lacksLogin({ stats }, error) {
  const isCommand = error instanceof Error && [error, error.cause].some(isCommandError);
  return isCommand && stats.requests === 0 && stats.refused > 0;
}
function isCommandError(error) {
  return error instanceof CommandError;
}

// src/measure/take-reference.ts
async function takeReference(tools, subject, side, attention) {
  const taken = await naming(
    subject,
    () => take(tools, subject, side, attention).catch((error) => alsoInEngine(error, tools, subject))
  );
  return { ...taken, content: () => naming(subject, taken.content) };
}
var TAG4 = "image";
async function naming({ words }, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes(words)) throw error;
    throw new UserError(`${words}: ${error.message}`, { cause: error });
  }
}
async function alsoInEngine(error, { run: run2, engineApi: engineApi2 }, { reference: { transport, value } }) {
  if (transport !== "docker" || !(error instanceof UserError)) throw error;
  const isThere3 = await imageIdOf(run2, value, engineApi2).then(
    () => true,
    () => false
  );
  if (!isThere3) throw error;
  throw new UserError(
    `${error.message}; the engine has an image of this name, which is written docker-daemon:${value}`,
    { cause: error.cause }
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
  } catch (error) {
    const isImage = error instanceof UserError && ![error, error.cause].some(isCommandError2);
    if (!isImage) throw error;
    throw new UserError(
      `${error.message}; check that it is one whole container image, and ${readAgain[transport]}`,
      { cause: error }
    );
  }
}
function isCommandError2(error) {
  return error instanceof CommandError;
}
async function take(tools, subject, side, attention) {
  const { run: run2, interrupted } = tools;
  const { transport, value } = subject.reference;
  const pause = (duration) => unlessInterrupted(interrupted, sleep2(duration));
  if (transport === "docker" && tools.compressedOnly) {
    const content2 = await registryContent(run2, value, { pause });
    const reason = "only compressed sizes are asked for, and the manifest tells them";
    return { subject, feed: "manifest", reason, content: async () => content2 };
  }
  if (transport === "docker") {
    const { registry, run: runPush } = await tools.registryOn("127.0.0.1");
    const repository = `${registry.repository}/${side}`;
    const copy = async () => {
      const to = `${registry.address}/${repository}:${TAG4}`;
      const progress2 = () => registry.stats.bytes;
      const digest = await copyFromRegistry(runPush, value, to, { progress: progress2, pause });
      return { digest, configDigest: null };
    };
    const content2 = await pushed(
      subject,
      repository,
      registry,
      () => copy().catch((cause) => {
        if (!lacksLogin(registry, cause)) throw cause;
        throw new UserError(
          "`docker` takes no DOCKER_CONFIG from its environment, which has the login for the measuring registry; let it through, e.g. `sudo --preserve-env=DOCKER_CONFIG,BUILDX_CONFIG docker`",
          { cause }
        );
      })
    );
    const reason = "an image in a registry is copied, but for the layers that are known";
    return { subject, feed: "push", reason, content: content2 };
  }
  if (transport === "docker-daemon") {
    return takeFromEngine(tools, subject, { name: value, side, ...attention });
  }
  const content = await unlessInterrupted(interrupted, readArchive(tools, subject.reference));
  return { subject, feed: "archive", reason: "it is read in place", content: async () => content };
}
async function pushed({ reference }, repository, registry, push) {
  const before = registry.refusal();
  try {
    const told2 = await push();
    return () => reading(reference, async () => registry.content(told2, repository));
  } catch (error) {
    const refusal = registry.refusal();
    if (refusal === null || refusal === before) throw error;
    return reading(reference, () => Promise.reject(refusal));
  }
}
async function takeFromEngine(tools, subject, { name, side, log, signal }) {
  const { run: run2 } = tools;
  const { store } = await tools.engine();
  const id = await imageIdOf(run2, name, tools.engineApi);
  const choose = (reachable) => tools.choose({ source: "engine", driver: "docker", store, reachable });
  const host = await tools.engineHost();
  const address = host.address();
  const choice2 = choose(address !== null);
  if (choice2.feed !== "push" || address === null) return takeBy(choice2);
  const opened = await tools.registryOn(address).catch(messageOf);
  if (typeof opened === "string") return takeOtherwise(address, opened);
  const { registry, run: runPush } = opened;
  const repository = `${registry.repository}/${side}`;
  try {
    const to = `${registry.address}/${repository}:${TAG4}`;
    let why = null;
    const content = await pushed(subject, repository, registry, async () => {
      const target = { repository, signal, begins: "pushing" };
      const push = () => tryPush(
        registry,
        target,
        (watch) => pushFromEngine({ ...tools, run: runPush }, id, to, watch.signal)
      );
      const told2 = await (store === "classic" ? tools.inTurn(push) : push());
      if ("error" in told2 && lacksPlatforms(told2.error)) throw told2.error;
      if ("why" in told2) why = told2.why;
      else if (!told2.isHeard) why = "it says that it did";
      return toldByEngine(store, id, "value" in told2 ? told2.value : null);
    });
    return why === null ? { subject, ...choice2, content } : takeOtherwise(registry.address, why);
  } catch (error) {
    if (!lacksPlatforms(error)) throw error;
    log.info(
      "The engine does not hold every platform of this image, so it cannot push it. It saves those that are there, and only they are measured."
    );
    return takeBy({ feed: "save", reason: "the engine holds only some of its platforms" });
  }
  function takeOtherwise(where, why) {
    host.lose(where, why, log);
    return takeBy(choose(false));
  }
  async function takeBy(choice3) {
    const tag = tools.tagFor(side);
    await known(name, () => run2({ program: "docker", args: ["image", "tag", "--", id, tag] }));
    tools.forget(tag);
    const saved = choice3.feed === "save" ? tools.saved({ tag, id }) : null;
    const content = () => saved === null ? historyContent(run2, id, null, tools.engineApi) : reading(subject.reference, saved);
    return { subject, ...choice3, content };
  }
}
async function readArchive({ cwd, options }, reference) {
  const { transport, value } = reference;
  const path = resolve15(cwd, value);
  const name = referenceText(reference);
  return reading(reference, async () => {
    if (transport === "oci")
      return onlyImage(await named(name, scanOciDir(path, options, cwd)), name);
    const size2 = await stat3(path).then(
      (stats) => stats.size,
      () => 0
    );
    options.onTotal?.(size2);
    return onlyImage(await named(name, scanArchiveFile(path, options, cwd)), name);
  });
}

// src/measure/feeds.ts
function openFeeds(image, { detail, identify = false }, {
  run: run2,
  pipe: pipe2,
  cwd,
  temporary,
  log,
  engineApi: engineApi2 = null,
  interrupted,
  shared,
  threads = null
}, { known: known3, progress: progress2 }) {
  const options = {
    detail,
    identify,
    known: known3,
    threads,
    room: newPathRoom(),
    ...progress2
  };
  const compressedBudget = needsCompressed(image.budgets);
  const mark = newMark();
  const named2 = [];
  const registries = /* @__PURE__ */ new Map();
  const closing2 = [];
  const { engine, engineHost } = shared;
  const builderName = image.source.kind === "build" ? image.source.build.builder : null;
  const builder = () => shared.builder(builderName);
  if (image.source.kind === "build") void builder().catch(() => void 0);
  const openRegistry = async (host) => {
    const repository = ownName(newMark());
    const registry = await startRegistry({
      ...options,
      address: host,
      repository,
      senders: shared.senders
    });
    closing2.push(() => registry.close());
    const { address, credentials } = registry;
    if (credentials === null) return { registry, run: run2 };
    const config = await loginConfig(process.env, temporary, { address, credentials });
    closing2.push(config.remove);
    return {
      registry,
      run: (command) => run2({ ...command, env: { ...command.env, ...config.env } })
    };
  };
  const save = async (images) => {
    const isVerified = (await engine()).store === "classic";
    const tags = images.map(({ tag }) => tag);
    log.info("The engine packs its layers for `docker save`, and says nothing until that is done.");
    return saveFromEngine(
      { pipe: pipe2, engineApi: engineApi2 },
      tags,
      (archive) => scanArchive(archive, { ...options, isVerified })
    );
  };
  const newArchive = () => {
    const loaded2 = [];
    const archive = once(async () => {
      current = newArchive();
      const found = await Promise.all(loaded2.map(({ remembered }) => remembered));
      return save(loaded2.filter((_, index) => found[index] === null));
    });
    return { loaded: loaded2, archive };
  };
  let current = newArchive();
  const tools = {
    run: run2,
    pipe: pipe2,
    cwd,
    temporary,
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
    tagFor: (side, index) => loadedTag(mark, side, index),
    forget: (name) => void named2.push(name),
    saved(image2) {
      const remembered = identify ? Promise.resolve(null) : rememberedImage(tools, image2.id, known3).catch(() => null);
      const { loaded: loaded2, archive } = current;
      loaded2.push({ ...image2, remembered });
      return async () => {
        const content = await remembered;
        if (content !== null) return content;
        const images = archive().catch(
          (error) => loaded2.length > 1 ? save([image2]) : Promise.reject(error)
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
      for (const { diffId, compressedSize, size: size2, packages, paths, ...layer } of layers) {
        const digest = layer.digest ?? diffId;
        if (digest === null || diffId === null || size2 === null || known3.get(digest)) continue;
        const told2 = { ...packages === void 0 ? {} : { packages }, ...paths && { paths } };
        known3.set(digest, { digest, diffId, compressedSize, size: size2, files: null, ...told2 });
      }
    },
    async buildsOverlap() {
      const { driver, store, host } = await builder();
      const { feed } = tools.choose({
        source: "build",
        driver,
        store,
        reachable: host.address() !== null
      });
      return !(driver === "docker" && store === "classic" && feed === "push");
    },
    async close() {
      await threads?.rest();
      await Promise.allSettled(registries.values());
      for (const close of closing2) await close();
      await removeImages(run2, named2, engineApi2);
    }
  };
}
function imageOf(images, { tag, id }) {
  const image = images.find(({ names }) => names.includes(id));
  if (image === void 0) {
    throw new UserError(`${tag} is ${id}, and \`docker save\` wrote another image under that name`);
  }
  return image.content;
}

// src/measure/ignore-file.ts
import { join as join21, relative as relative9, resolve as resolve16 } from "node:path";
function readIgnoreFile(build, directory) {
  const dockerfile = resolve16(directory, build.file ?? join21(build.context, "Dockerfile"));
  const own = `${dockerfile}.dockerignore`;
  const read = (path2) => readTextFile({ name: `${path2}:`, path: path2, cwd: directory }, mostOfText);
  const ofDockerfile = read(own);
  const context = contextKind(build.context) === "directory" ? build.context : ".";
  const path = ofDockerfile === null ? resolve16(directory, context, ".dockerignore") : own;
  return {
    path,
    text: ofDockerfile ?? read(path),
    shown: (shownDockerfile) => {
      const top = dockerfile.slice(0, Math.max(0, dockerfile.length - shownDockerfile.length));
      return relative9(top === "" ? directory : top, path);
    }
  };
}

// src/measure/progress.ts
var WIDTH = 24;
var STATUS_MS = 100;
var LINE_MS = 15e3;
function createProgress(log, now = Date.now) {
  const layers = /* @__PURE__ */ new Set();
  let bytes3 = 0;
  let unpacked = 0;
  let total = 0;
  let shown = now();
  let told2 = now();
  const soFar = () => `${layers.size} ${layers.size === 1 ? "layer" : "layers"}, ${formatBytes(bytes3)}${total > 0 ? ` of ${formatBytes(total)}` : ""} read`;
  return {
    onTotal(more) {
      total += more;
    },
    onBytes(more) {
      bytes3 += more;
      const time = now();
      if (log.status !== void 0 && time - shown >= STATUS_MS) {
        shown = time;
        log.status(`${total > 0 ? `${bar(bytes3 / total)} ` : ""}${soFar()}`);
      }
      if (time - told2 < LINE_MS) return;
      told2 = time;
      log.info(`Measuring: ${soFar()} so far.`);
    },
    onLayer({ diffId, size: size2 }) {
      unpacked += size2;
      told2 = now();
      if (layers.has(diffId)) return;
      layers.add(diffId);
      detailsTo(log)(`Measured layer ${layers.size}: ${formatBytes(size2)} unpacked.`);
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

// src/measure/mend.ts
var MOST_BUILDS = 5;
async function mend(image, { subject, platform, documentation }, outer, known3) {
  if (subject.kind !== "build" || image.source.kind !== "build")
    return nothingTried("the image was not built here");
  const { build, directory, dockerfile } = subject;
  if (dockerfile.path === null || dockerfile.text === null)
    return nothingTried("the Dockerfile is not in the checkout");
  const redact = redactor(hiddenValues(build, process.env, outer.cwd));
  const world = {
    ...outer,
    ...redactingCommands(outer, redact),
    log: redactingLog(outer.log, redact)
  };
  const ignore = readIgnoreFile(build, directory);
  const files = { dockerfile: dockerfile.text, ignore: ignore.text };
  const layers = platform.candidate?.layers ?? [];
  const findings = platform.waste?.findings ?? [];
  const { edits, without } = proposeEdits(files, layers, findings, { documentation });
  const cures = { ...nothingTried(null), without: withoutEdit(findings, without) };
  if (edits.length === 0) return cures;
  try {
    return await world.log.group(`Cures: ${edits.length} that are mechanical`, () => prove());
  } catch (error) {
    world.interrupted?.throwIfAborted();
    if (!(error instanceof UserError)) throw error;
    return { ...cures, why: messageOf(error) };
  }
  async function prove() {
    const measure = measuring(image, world, upstreamOnly(platform, known3));
    const still = { ...build, noCache: false, noCacheFilters: [], pull: false, cacheTo: [] };
    const subjectOf = (settings) => buildSubject({ ...subjectFields(), build: settings });
    const before = await measure(subjectOf(still));
    let again = null;
    const tried = await attemptEdits(edits, MOST_BUILDS, async (some, left) => {
      let builds = 1;
      const result = await withEdited(some, still, async (settings) => {
        const after = await orFailed(() => measure(subjectOf(settings)));
        if ("why" in after) return after;
        const goes = some.flatMap((edit) => edit.goes);
        let found = differences(before, after.content, goes);
        const mayBeRestless = found.length > 0 && found.every(({ path }) => path !== null);
        if (mayBeRestless && again === null && left > 1) {
          builds += 1;
          again = await buildAgain();
        }
        if (found.length > 0 && again !== null)
          found = differences(again.content, after.content, goes, again.restless);
        return found.length > 0 ? { why: differenceText(found) } : worthIt(before, after.content);
      });
      if ("why" in result) world.log.info(`Not offered: ${result.why}.`);
      return { ...result, builds };
    });
    async function buildAgain() {
      const fresh = await orFailed(() => measure(subjectOf({ ...still, noCache: true })));
      if ("why" in fresh) return null;
      const own = differences(before, fresh.content, []);
      const restless2 = own.flatMap(({ path, isContent }) => isContent && path ? [path] : []);
      return { content: fresh.content, restless: new Set(restless2) };
    }
    const { accepted, refused, proved } = tried;
    const paths = {
      dockerfile: dockerfile.path ?? "Dockerfile",
      ignore: ignore.shown(dockerfile.path ?? "")
    };
    const patch = patchOf(files, applyEdits(files, accepted), paths);
    const restless = again?.restless ?? [];
    return {
      ...cures,
      ...patch,
      edits: [...accepted.map((edit) => ({ edit, why: null })), ...refused].map(({ edit, why }) => ({
        kind: edit.kind,
        what: edit.what,
        lines: edit.lines,
        found: edit.findings.reduce((sum, index) => sum + (findings[index]?.bytes ?? 0), 0),
        refused: why
      })),
      saved: proved === null ? [] : savedBy(before, proved),
      restless: [...restless].sort().slice(0, 20),
      builds: tried.builds
    };
  }
  function subjectFields() {
    return { directory, dockerfile, commit: subject.kind === "build" ? subject.commit : null };
  }
  async function withEdited(some, still, use) {
    const edited = applyEdits(files, some);
    const folder2 = await mkdtemp6(join22(world.temporary, "image-size-gate-cure-"));
    try {
      const file = join22(folder2, "Dockerfile");
      await writeFile5(file, edited.dockerfile);
      if (edited.ignore !== null) await writeFile5(`${file}.dockerignore`, edited.ignore);
      return await use({ ...still, file });
    } finally {
      await rm7(folder2, { recursive: true, force: true });
    }
  }
}
function measuring(image, world, known3) {
  return async (subject) => {
    const progress2 = createProgress(world.log);
    const settings = { detail: "files", identify: true };
    const feeds2 = openFeeds(image, settings, world, { known: known3, progress: progress2 });
    try {
      const taken = await feeds2.take(subject, "candidate", { log: world.log, signal: world.over });
      return await taken.content();
    } finally {
      await feeds2.close();
    }
  };
}
function upstreamOnly({ candidate }, known3) {
  const layers = /* @__PURE__ */ new Map();
  for (const { upstream, digest, diffId } of candidate?.layers ?? []) {
    for (const name of upstream ? [digest, diffId] : []) {
      const found = name === null ? void 0 : known3.get(name);
      if (name !== null && found !== void 0) layers.set(name, found);
    }
  }
  return layers;
}
async function orFailed(work) {
  try {
    return { content: await work() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { why: messageOf(error).split("\n", 1)[0] ?? "" };
  }
}
function differenceText(found) {
  const [first] = found;
  const more = found.length > 1 ? `, and ${found.length - 1} more` : "";
  return first?.path == null ? `the image ${first?.what}${more}` : `\`${first.path}\` ${first.what}${more}`;
}
var mostWithout = 20;
function withoutEdit(findings, without) {
  return without.slice(0, mostWithout).flatMap(({ finding, why }) => {
    const found = findings[finding];
    return found === void 0 ? [] : [{ kind: found.kind, path: found.path, bytes: found.bytes, why }];
  });
}

// src/measure/named-files.ts
import { stat as stat4 } from "node:fs/promises";
import { resolve as resolve17 } from "node:path";
async function checkNamedFiles(images, cwd) {
  const missing = /* @__PURE__ */ new Set();
  const look = async (input, reference) => {
    const problem = await missingReference(input, reference, cwd);
    if (problem !== null) missing.add(problem);
  };
  for (const { source, baseline } of images) {
    if (source.kind === "reference") await look("image", source.reference);
    if (baseline.kind === "reference") await look("baseline", baseline.reference);
    if (baseline.kind === "record" && !await isThere2(resolve17(cwd, baseline.path))) {
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
  if (!isFile || await isThere2(resolve17(cwd, value))) return null;
  const what = transport === "oci" ? "folder" : "file";
  const form = /:[^/:]+$/.test(value) ? ", without a tag" : "";
  return `${input} ${referenceText(reference)}: there is no such ${what}; give its path from the checkout${form}, and write it before this step`;
}
function isThere2(path) {
  return stat4(path).then(
    () => true,
    (error) => error.code !== "ENOENT" && error.code !== "ENOTDIR"
  );
}

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
    const node2 = new Node(value);
    if (this.#head) {
      this.#tail.next = node2;
      this.#tail = node2;
    } else {
      this.#head = node2;
      this.#tail = node2;
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
  const run2 = async (function_, resolve21, arguments_) => {
    const result = (async () => function_(...arguments_))();
    resolve21(result);
    try {
      await result;
    } catch {
    }
    next();
  };
  const enqueue = (function_, resolve21, reject, arguments_) => {
    const queueItem = { reject };
    new Promise((internalResolve) => {
      queueItem.run = internalResolve;
      queue.enqueue(queueItem);
    }).then(run2.bind(void 0, function_, resolve21, arguments_));
    if (activeCount < concurrency) {
      resumeNext();
    }
  };
  const generator = (function_, ...arguments_) => new Promise((resolve21, reject) => {
    enqueue(function_, resolve21, reject, arguments_);
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
          Array.from(iterable, (value, index) => {
            const promise = generator(function_, value, index);
            promises.push(promise);
            return promise;
          });
        } catch (error) {
          for (const promise of promises) {
            promise.catch(() => {
            });
          }
          throw error;
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

// src/measure/only-changed.ts
import { isDeepStrictEqual } from "node:util";

// src/git/file-at.ts
import { posix as posix2 } from "node:path";
async function readFileAt(options) {
  const { run: run2, cwd, sha, path, credentials } = options;
  const git = gitIn(run2, cwd, credentials);
  await fetchCommit(git, sha);
  const name = `${path} at ${sha.slice(0, 7)}`;
  let here = path;
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const entry = await entryAt(git, sha, here);
    if (entry === null) {
      if (hops === 0) return null;
      throw new UserError(`${name} is a link to nothing`);
    }
    if (entry.type !== "blob")
      throw new UserError(`${name} is ${entry.type === "tree" ? "a folder" : "a submodule"}`);
    if (entry.size > mostOfText) {
      throw new UserError(
        `${name} has ${formatBytes(entry.size)}, and at most ${formatBytes(mostOfText)} are read of such a file`
      );
    }
    const { stdout } = await git(["cat-file", "blob", entry.object]);
    if (entry.mode !== LINK) return stdout;
    here = posix2.join(posix2.dirname(here), stdout);
    if (posix2.isAbsolute(stdout) || here.startsWith("../")) {
      throw new UserError(`${name} leads out of the repository, to ${quoted(stdout)}`);
    }
  }
  throw new UserError(`${name} is a link to a link without end`);
}
var LINK = "120000";
var MAX_LINKS = 8;
async function entryAt(git, sha, path) {
  const { stdout } = await git(["ls-tree", "--full-tree", "-l", "-z", sha, "--", path]);
  const [, mode = "", type = "", object2 = "", size2] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(stdout) ?? [];
  return mode === "" ? null : { mode, type, object: object2, size: Number(size2) };
}

// src/git/tree-changes.ts
async function treeChanges(git, base, head) {
  const status = ["status", "-z", "--no-renames", "--untracked-files=normal", "--ignored"];
  const [committed, uncommitted, opaque] = await Promise.all([
    differingPaths(git, base, head),
    git(["-c", "core.fsmonitor=false", ...status, "--ignore-submodules=none"]),
    opaqueFiles(git, head)
  ]);
  return {
    committed,
    // `XY PATH`: https://git-scm.com/docs/git-status#_porcelain_format_version_1
    uncommitted: entries2(uncommitted.stdout).map((entry) => entry.slice(3)),
    opaque
  };
}
async function differingPaths(git, base, head) {
  const command = ["diff-tree", "-r", "-z", "--name-only", "--no-renames", base, head];
  return entries2((await git(command)).stdout);
}
function entries2(text5) {
  return text5.split("\0").filter((entry) => entry !== "");
}
async function opaqueFiles(git, head) {
  const { stdout } = await git(["ls-tree", "-r", "-z", "--full-tree", head]);
  const links = [...stdout.matchAll(/(?:^|\0)160000 commit [0-9a-f]+\t([^\0]+)/g)];
  const submodules = links.map(([, path = ""]) => path);
  if (!/[\t/]\.gitattributes\0/.test(stdout)) return submodules;
  const asked = ["grep", "-h", "-o", "-E", "filter=[^[:space:]]+", head, "--"];
  const found = await git([...asked, ":(glob)**/.gitattributes"], { allowed: [1] });
  const filters = new Set(found.stdout.match(/(?<=filter=)\S+/g));
  const named2 = [...filters].filter((name) => /^[\w.-]+$/.test(name));
  if (named2.length === 0) return submodules;
  const files = named2.map((name) => `:(top,attr:filter=${name})`);
  const { stdout: filtered } = await git(["ls-files", "-z", "--full-name", "--", ...files]);
  return [...submodules, ...entries2(filtered)];
}

// src/measure/build-inputs.ts
import { existsSync as existsSync9, lstatSync as lstatSync2, realpathSync as realpathSync4 } from "node:fs";
import { relative as relative10, resolve as resolve18 } from "node:path";

// src/image/ignore-file.ts
function readIgnoreFile2(text5) {
  const patterns2 = [];
  for (const line of text5.replace(/^\uFEFF/, "").split("\n")) {
    const trimmed = line.trim();
    if (line.startsWith("#") || trimmed === "") continue;
    const isException = trimmed.startsWith("!");
    const pattern = clean2(isException ? trimmed.slice(1).trim() : trimmed);
    if (pattern === null || !isPlain3(pattern)) return null;
    patterns2.push({ isException, matches: matcher(pattern) });
  }
  return {
    hasExceptions: patterns2.some(({ isException }) => isException),
    ignores(path) {
      let ignored = false;
      let ofParent = [];
      for (const prefix of prefixes2(path)) {
        ignored = false;
        ofParent = patterns2.map(({ isException, matches }, index) => {
          if (!ofParent[index]) {
            if (isException !== ignored || !matches(prefix)) return false;
          }
          ignored = !isException;
          return true;
        });
      }
      return ignored;
    }
  };
}
function prefixes2(path) {
  const parts2 = path.split("/");
  return parts2.map((_, index) => parts2.slice(0, index + 1).join("/"));
}
function clean2(pattern) {
  if (pattern === "") return null;
  const kept = [];
  for (const part of pattern.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!pattern.startsWith("/")) kept.push(part);
  }
  return kept.length === 0 ? "." : kept.join("/");
}
function isPlain3(pattern) {
  return !/[\\[\]^\r]/.test(pattern.replaceAll(/\[\^?(?:\w-\w|[\w.])+\]/g, ""));
}
function matcher(pattern) {
  if (/^\*\*[^*?[]*$/.test(pattern)) {
    const end = pattern.slice(2);
    return (path) => path.endsWith(end) || end.startsWith("/") && path === end.slice(1);
  }
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (pattern.startsWith("**", at)) {
      at += pattern.charAt(at + 2) === "/" ? 2 : 1;
      source += at === pattern.length - 1 ? "[^\\n]*" : "(?:[^\\n]*/)?";
    } else if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (character === "[") {
      const end = pattern.indexOf("]", at);
      source += pattern.slice(at, end + 1);
      at = end;
    } else source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
  }
  const expression = new RegExp(`^${source}$`, "u");
  return (path) => expression.test(path);
}

// src/image/remote-sources.ts
function remoteSource(dockerfile) {
  if (!/^\s*(?:ONBUILD\s+)?ADD\b|^#\s*syntax\s*=/im.test(dockerfile)) return null;
  const parsed = parseDockerfile(dockerfile);
  const syntax = parsed.getDirectives().find((one2) => one2.getDirective() === "syntax")?.getValue();
  if (syntax !== void 0 && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::|@|$)/.test(syntax)) {
    return `it has the syntax ${syntax}`;
  }
  const added2 = parsed.getInstructions().filter((one2) => /^(?:ADD|ONBUILD)$/i.test(one2.getKeyword())).map((one2) => one2.getTextContent()).find((text5) => /^(?:ONBUILD\s+)?ADD\b/i.test(text5) && ADDRESS.test(text5));
  return added2 === void 0 ? null : "it has an `ADD` of an address";
}
var ADDRESS = /[a-z]+:\/\/|\bgit@|\bgithub\.com\/|[\s["]\$/i;

// src/measure/build-inputs.ts
function buildInputs(build, cwd, top) {
  if (build.pull) return { why: "`pull` is set" };
  if (build.noCache || build.noCacheFilters.length > 0) return { why: "`no-cache` is set" };
  const file = dockerfilePath(build);
  if (file === null) return { why: "its context is remote" };
  const named2 = build.buildContexts.map((entry) => entry.slice(entry.indexOf("=") + 1));
  const local = named2.filter((value) => !/^docker-image:\/\//.test(value));
  const remote = local.find((value) => /:\/\//.test(value) || contextKind(value) !== "directory");
  if (remote !== void 0) return { why: `its named context ${remote} is no folder` };
  try {
    const inside = (path) => pathInside(path, cwd, top);
    const [dockerfile, context] = [inside(file), inside(build.context)];
    const contexts = local.map(inside);
    if (sendsGit(build, cwd)) {
      return { why: "its context may hold `.git`; a line `.git` in .dockerignore ends that" };
    }
    const text5 = readTextFile({ name: `file: ${file}`, path: resolve18(cwd, file), cwd }, mostOfText);
    if (text5 === null) return { why: `there is no ${file}` };
    const source = remoteSource(text5);
    if (source !== null) return { why: source };
    const own = ignoreFile(`${dockerfile}.dockerignore`, top);
    const places = [
      { folder: context, ignored: own ?? ignoreFile(within(context, IGNORE2), top) },
      ...contexts.map((folder2) => ({ folder: folder2, ignored: ignoreFile(within(folder2, IGNORE2), top) }))
    ];
    const files = [dockerfile, `${dockerfile}.dockerignore`];
    return {
      dockerfile,
      context,
      contexts,
      isTouchedBy: (path) => files.some((one2) => one2 === path || isBelow(one2, path)) || places.some((place2) => isSent(path, place2))
    };
  } catch (error) {
    if (error instanceof UserError) return { why: error.message };
    throw error;
  }
}
var IGNORE2 = ".dockerignore";
function within(folder2, name) {
  return folder2 === "" ? name : `${folder2}/${name}`;
}
function pathInside(path, cwd, top) {
  const lexical = resolve18(realpathSync4(cwd), path);
  if (!existsSync9(lexical)) throw new UserError(`there is no ${path}`);
  const real = realpathSync4(lexical);
  if (real !== lexical) throw new UserError(`${path} lies behind a link`);
  const inside = relative10(top, real);
  if (inside.startsWith("..")) throw new UserError(`${path} is outside of the repository`);
  return inside;
}
function ignoreFile(path, top) {
  const absolute = resolve18(top, path);
  const stats = lstatSync2(absolute, { throwIfNoEntry: false });
  if (stats === void 0) return null;
  if (!stats.isFile()) return "unsure";
  const text5 = readTextFile({ name: path, path: absolute, cwd: top }, mostOfText);
  return text5 === null ? null : readIgnoreFile2(text5) ?? "unsure";
}
function isSent(path, { folder: folder2, ignored }) {
  if (isBelow(folder2, path)) return true;
  const inside = folder2 === "" ? path : path.startsWith(`${folder2}/`) ? path.slice(folder2.length + 1) : null;
  if (inside === null) return false;
  if (ignored === null || ignored === "unsure" || inside === IGNORE2) return true;
  if (!inside.endsWith("/")) return !ignored.ignores(inside);
  return ignored.hasExceptions || !ignored.ignores(inside.slice(0, -1));
}
function isBelow(path, folder2) {
  return folder2.endsWith("/") && `${path}/`.startsWith(folder2);
}

// src/measure/only-changed.ts
async function unchangedImages(settings, bakes, world) {
  const { images, onlyChanged } = settings;
  const asked = images.filter((image) => image.onlyChanged ?? onlyChanged);
  if (asked.length === 0) return [];
  const facts = once(() => factsOf(settings, world));
  const unchanged = [];
  for (const image of asked) {
    const found = await decide({ image, group: bakes.of(image) }, facts, world);
    if ("build" in found) world.log.info(`${image.name} is built: ${found.build}.`);
    else unchanged.push({ image, ...found });
  }
  if (unchanged.length > 0) {
    const names = unchanged.map(({ image }) => image.name).join(", ");
    world.log.info(`Unchanged since ${unchanged[0]?.since.slice(0, 7)}, not built: ${names}.`);
  }
  return unchanged;
}
async function decide({ image, group }, facts, { cwd, event, shared }) {
  const { source, baseline } = image;
  if (source.kind !== "build") return { build: "it is not built here" };
  const isOfBase = baseline.kind === "auto" || baseline.kind === "build" && baseline.ref === null;
  if (!isOfBase) return { build: "its baseline is not the base commit" };
  const found = await facts();
  if ("build" in found) return found;
  const { checkout, base, committed, uncommitted, opaque, before, committedSince } = found;
  const own = await shared.checkoutOf(image);
  if ("none" in own || own.top !== checkout.top) return { build: "it is of another repository" };
  const workflow = event === null ? void 0 : committed.find((path) => WORKFLOWS.test(path));
  if (workflow !== void 0) return { build: `${workflow} changed, so its inputs may have` };
  const entry = group === null ? before.image(image) : before.bake(group.settings);
  if (entry !== null) return { build: entry };
  const all = [...committed, ...uncommitted];
  const defined = group && await whyDefinedAnew(group, image, all, { cwd, checkout });
  if (defined !== null) return { build: defined };
  const inputs2 = buildInputs(source.build, cwd, checkout.top);
  if ("why" in inputs2) return { build: inputs2.why };
  const changed = committed.find(inputs2.isTouchedBy);
  if (changed !== void 0) return { build: `${changed} changed` };
  const uncommittedPath = uncommitted.find(inputs2.isTouchedBy);
  if (uncommittedPath !== void 0) return { build: `${uncommittedPath} is in no commit` };
  const unclear = opaque.find(inputs2.isTouchedBy);
  if (unclear !== void 0)
    return { build: `${unclear} is a submodule, or a file that git keeps elsewhere` };
  return {
    since: base,
    why: sameWords(inputs2),
    isSameSince: async (commit2) => !(await committedSince(commit2)).some(inputs2.isTouchedBy)
  };
}
var WORKFLOWS = /^\.github\/(?:workflows|actions)\//;
function sameWords({ dockerfile, context, contexts }) {
  const folder2 = (path) => `\`${path === "" ? "." : path}\``;
  const named2 = contexts.length === 0 ? "" : ` and its named contexts ${contexts.map(folder2).join(", ")}`;
  return `its Dockerfile \`${dockerfile}\`, its context ${folder2(context)}${named2}`;
}
var NEW = "it is new in the configuration file";
var ANOTHER = "its entry of the configuration file changed";
async function whyDefinedAnew({ settings, definition }, { name }, changed, { cwd, checkout }) {
  if (definition.targets.get(name)?.inline != null) return "its Dockerfile is in the bake file";
  const { files } = settings;
  const paths = await Promise.all(
    files.map((file) => pathInRepository(checkout.repository, cwd, file))
  );
  if (paths.includes(null)) return `${files.join(", ")} is outside of the repository`;
  const isCompose = files.some((file) => COMPOSE.test(file));
  const defines = (path) => paths.some((one2) => one2 === path || path.endsWith("/") && one2?.startsWith(path)) || // They include one another, and take their variables from files.
  isCompose && COMPOSE.test(path);
  const found = changed.find(defines);
  return found === void 0 ? null : `${found} changed`;
}
var COMPOSE = /\.ya?ml$|(?:^|\/)[^/]*\.env[^/]*$/;
async function factsOf({ config, images }, world) {
  const { run: run2, credentials, shared, cwd } = world;
  const upstream = images.flatMap(({ budgets }) => budgets)[0]?.upstream ?? "exclude";
  try {
    const checkout = await shared.checkout();
    if ("none" in checkout) return { build: checkout.none };
    const { top, headSha, repository } = checkout;
    const base = await shared.baseCommit(checkout);
    if ("none" in base) return { build: base.none };
    if (headSha === null) return { build: "the repository has no commit yet" };
    const { sha } = base;
    const git = gitIn(run2, top, credentials);
    await fetchCommit(git, sha);
    const readBefore = async () => {
      if (config === null) return { image: () => null, bake: () => null };
      const path = await pathInRepository(repository, cwd, config.path);
      const place2 = path === null ? null : { run: run2, cwd: top, sha, path };
      const text5 = place2 && await readFileAt(credentials === void 0 ? place2 : { ...place2, credentials });
      if (path === null || text5 === null) {
        return { image: () => NEW, bake: () => NEW };
      }
      const entries3 = readConfigFile({ path, text: text5 }, upstream, config.repositoryName);
      const sameAs = (now, was) => {
        if (was === void 0) return NEW;
        return isDeepStrictEqual(now, was) ? null : ANOTHER;
      };
      return {
        image: (image) => sameAs(
          image,
          entries3.images.find(({ name }) => name === image.name)
        ),
        bake: ({ after: _, ...bake }) => {
          const { after, ...was } = entries3.bakes.find(({ files }) => isDeepStrictEqual(files, bake.files)) ?? {};
          return sameAs(bake, after === void 0 ? void 0 : was);
        }
      };
    };
    const [changes, before] = await Promise.all([treeChanges(git, sha, headSha), readBefore()]);
    const asked = /* @__PURE__ */ new Map([[sha, Promise.resolve([])]]);
    const committedSince = (commit2) => {
      const between = async () => {
        await fetchCommit(git, commit2);
        return differingPaths(git, commit2, sha);
      };
      const answer = asked.get(commit2) ?? between();
      asked.set(commit2, answer);
      return answer;
    };
    return { ...changes, checkout, base: sha, before, committedSince };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { build: `what changed is unknown: ${messageOf(error)}` };
  }
}

// src/measure/recorded-unchanged.ts
async function recordedUnchanged(settings, bakes, world) {
  const { records, event, log } = world;
  const limit = pLimit(AT_ONCE);
  const unchanged = await unchangedImages(settings, bakes, world);
  const found = await Promise.all(
    unchanged.map((one2) => limit(async () => ({ ...one2, record: await recordOf(one2, world) })))
  );
  if (records === void 0 || event === null || event.pullRequest !== null) return found;
  return found.filter(({ image, record: record3 }) => {
    if (record3 === null) log.info(`${image.name} is built all the same: there is no record of it.`);
    return record3 !== null;
  });
}
var AT_ONCE = 12;
async function recordOf({ image, since, why, isSameSince }, { records, shared }) {
  const found = await records?.at(image.name, since) ?? null;
  if (found === null || found.commit === null || !await isSameSince(found.commit)) return null;
  const asked = image.source.kind === "build" ? image.source.build.platforms : [];
  const platforms = found.platforms.filter(({ platform }) => isAsked(platform, asked));
  if (platforms.length < Math.max(1, asked.length)) return null;
  const measurement = { ...found, platforms };
  const checkout = await shared.checkoutOf(image);
  const commit2 = "none" in checkout ? null : checkout.headSha;
  const feedReason = `unchanged since ${since.slice(0, 7)}, not built: ${why}`;
  return {
    candidate: { ...measurement, commit: commit2, feedReason },
    baseline: { state: "compared", measurement }
  };
}
function isAsked(platform, asked) {
  return asked.length === 0 || asked.some((text5) => `${platform}/`.startsWith(`${text5}/`));
}

// src/measure/removed.ts
async function removedImages({ config, images }, groups, world) {
  if (!images.some(({ baseline }) => isOfBaseCommit(baseline))) return [];
  if (config === null && groups.length === 0) return [];
  const { run: run2, cwd, log, credentials, shared } = world;
  try {
    const checkout = await shared.checkout();
    if ("none" in checkout) throw new UserError(checkout.none);
    const { repository } = checkout;
    const base = await shared.baseCommit(checkout);
    if ("none" in base) return [];
    const { sha } = base;
    const names = new Set(images.map(({ name }) => name));
    const ofGroup = async (group, targets) => {
      const [file = ""] = group.settings.files;
      const path2 = await pathInRepository(repository, cwd, file) ?? file;
      const were = await group.namesAt(sha, checkout, targets) ?? [];
      return were.filter((name) => !names.has(name)).map((name) => ({ name, config: path2, commit: sha }));
    };
    if (config === null) return (await Promise.all(groups.map((group) => ofGroup(group)))).flat();
    const path = await pathInRepository(repository, cwd, config.path);
    if (path === null) return [];
    const place2 = { run: run2, cwd: repository.topLevel, sha, path };
    const text5 = await readFileAt(credentials === void 0 ? place2 : { ...place2, credentials });
    if (text5 === null) return [];
    const kept = new Set(images.flatMap(({ name, source }) => [name, identity(source)]));
    const before = readConfigFile({ path, text: text5 }, "exclude", config.repositoryName);
    const ofBakes = before.bakes.map(async ({ files, targets }) => {
      const group = groups.find((one2) => one2.settings.files.join() === files.join());
      if (group !== void 0) return ofGroup(group, targets);
      return [{ name: files.join(", "), config: path, commit: sha }];
    });
    const ofImages = before.images.filter(({ name, source }) => !kept.has(name) && !kept.has(identity(source))).map(({ name }) => ({ name, config: path, commit: sha }));
    return [...ofImages, ...(await Promise.all(ofBakes)).flat()];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.info(`Whether an image was removed is unknown: ${messageOf(error)}`);
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

// src/measure/side-by-side.ts
import { availableParallelism } from "node:os";

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
    } catch (error) {
      stop.abort(error);
      throw error;
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
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
function whyFirst(images) {
  const names = images.map(({ name }) => name).join(", ");
  return `Built before the others, one after the other, since their contexts may hold \`.git\`: ${names}. A line \`.git\` in .dockerignore ends that.`;
}

// src/compare/dockerfile-diff.ts
var mostInstructions = 1e3;
var mostLines2 = 1e5;
function diffDockerfiles(baseline, candidate) {
  if (baseline === candidate) {
    const lines = baseline.split("\n").slice(0, mostLines2);
    return { same: lines.map((_, index) => [index + 1, index + 1]), replaced: [] };
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
  const line = (side, index) => side[index]?.line ?? 0;
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
    same: pairs2.map(([b, c]) => [line(before, b), line(after, c)]),
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
    const lines = found.get(key);
    if (lines == null) return null;
    const isOurs = keys.lastIndexOf(key) === layer && (oneStage || keys.indexOf(key) === layer);
    return isOurs ? [lines] : null;
  });
}
function withoutHeredoc(keyword, text5) {
  if (/^(?:COPY|ADD)$/i.test(keyword) && text5.includes("<<")) return text5.split("\n", 1)[0] ?? "";
  const [, body2] = /^<<-?(["']?)(\w+)\1[ \t]*\r?\n([\s\S]*?)\r?\n?\2$/.exec(text5)?.slice(2) ?? [];
  return body2 ?? text5;
}
function written(keyword, rest) {
  const joined = rest.replace(/\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g, " ").replace(/^(?:[A-Za-z_]\w*=\*\*\* )*/, "").replace(/^(?:--[a-z]+(?:=\S+)? +)*/, "");
  return instructionKey(`${keyword.toUpperCase()} ${withoutShell(execForm(joined))}`);
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
  const index = coerce_exports.number().int().default(0);
  const exec = object({
    mounts: array(object({ input: index, dest: string().nullish() })).nullish()
  });
  const action = object({
    input: index,
    output: index,
    secondaryInput: coerce_exports.number().int().nullish()
  });
  const file = object({ actions: array(action).nullish() });
  const merge2 = object({ inputs: array(object({ input: index })).nullish() });
  const source = object({ identifier: string() });
  const operation = object({
    exec: exec.nullish(),
    file: file.nullish(),
    merge: merge2.nullish(),
    source: source.nullish()
  });
  return object({
    id: string(),
    /** Outputs of other steps: `step3:0`. */
    inputs: array(string()).nullish(),
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
    const added2 = isSource ? to : layersOf(step);
    if (added2 === null || added2 > to) return null;
    path.push({ id, from: to - added2, to, copies: copiesOf(step) });
    to -= added2;
    id = isSource ? null : below(step);
  }
  return to === 0 ? path.reverse() : null;
  function copiesOf(step) {
    const { file, merge: merge2 } = step.op?.Op ?? {};
    const merged = (merge2?.inputs ?? []).slice(1).flatMap(({ input }) => {
      const upper = byId.get(inputOf(step, input) ?? "");
      return upper === void 0 ? [] : copiesOf(upper);
    });
    const own = (file?.actions ?? []).flatMap(({ secondaryInput }) => {
      return inputOf(step, secondaryInput ?? -1) ?? [];
    });
    return [...own, ...merged];
  }
  function layersOf(step) {
    const { exec, file, merge: merge2 } = step.op?.Op ?? {};
    if (exec != null || file != null) return 1;
    if (merge2 == null) return null;
    const [, ...upper] = merge2.inputs ?? [];
    return upper.reduce((sum, { input }) => {
      const count = mergedLayers(inputOf(step, input));
      return sum === null || count === null ? null : sum + count;
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
function inputOf({ inputs: inputs2 }, index) {
  const output = inputs2?.[index];
  return output === void 0 ? null : stepOf(output);
}
function below(step) {
  const { exec, file, merge: merge2 } = step.op?.Op ?? {};
  if (exec != null) {
    return inputOf(step, exec.mounts?.find(({ dest }) => dest === "/")?.input ?? -1);
  }
  if (merge2 != null) return inputOf(step, merge2.inputs?.[0]?.input ?? -1);
  const actions = file?.actions ?? [];
  const inputs2 = step.inputs?.length ?? 0;
  let input = actions.find(({ output }) => output === 0)?.input ?? -1;
  for (let hops = 0; input >= inputs2 && hops < actions.length; hops++) {
    input = actions[input - inputs2]?.input ?? -1;
  }
  return inputOf(step, input);
}

// src/image/provenance.ts
function layerOrigins(predicate, layers, own = null) {
  const found = decode(predicateSchema(), predicate ?? {}, "provenance");
  const details = found.metadata?.[buildkitKey] ?? found.runDetails?.metadata?.buildkit_metadata;
  const config = found.buildConfig ?? found.buildDefinition?.internalParameters?.buildConfig ?? void 0;
  if (details?.layers == null) return null;
  const steps = config?.llbDefinition ?? [];
  const { ours, dockerfile } = ownFile(details.source?.infos ?? [], own);
  const lines = stepLines(details.source?.locations ?? {}, { ours, dockerfile }, argumentsOf(found));
  const chains = ownChains(details.layers, layers);
  const path = buildPath(steps, layers.length, (id) => chains.get(id) ?? null) ?? pathByChains(steps, chains, lines);
  const [lowest] = path;
  const base = steps.find((step) => step.id === lowest?.id)?.op?.Op?.source?.identifier;
  const fromLines = base === void 0 ? null : lines(lowest?.id ?? "");
  const upstream = base?.startsWith("docker-image://") ? lowest?.to ?? 0 : 0;
  const ranges = layers.map((_, index) => {
    const step = path.find(({ from, to }) => from <= index && index < to);
    if (index < upstream || step === void 0) return null;
    const own2 = lines(step.id);
    return own2 !== null && isTrigger(own2) ? fromLines : own2;
  });
  return {
    lines: ranges,
    copiedFrom: layers.map((_, index) => {
      const step = path.find(({ from, to }) => from <= index && index < to);
      return step === void 0 || index < upstream ? null : copySource(step, steps);
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
function ownFile(infos, own) {
  const texts3 = infos.map(({ data }) => decodeBase64(data));
  const same = texts3.flatMap((text5, index) => own !== null && text5 === own ? [index] : []);
  if (same.length > 0) return { ours: new Set(same), dockerfile: own };
  const isFirst = own === null || texts3.length < 2;
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
function pathByChains(steps, chains, lines) {
  const images = new Set(
    steps.flatMap(
      ({ id, op }) => op?.Op?.source?.identifier.startsWith("docker-image://") ? [id] : []
    )
  );
  const lineOf = (id) => lines(id)?.at(-1)?.end ?? 0;
  const found = [...chains].map(([id, to]) => ({ id, from: images.has(id) ? 0 : to - 1, to, copies: [] })).sort((a, b) => lineOf(b.id) - lineOf(a.id) || (a.id < b.id ? -1 : 1));
  const sources = found.filter(({ id }) => images.has(id)).sort((a, b) => b.to - a.to);
  return [...sources, ...found];
}
function stepLines(locations, { ours: files, dockerfile }, choice2) {
  const stages = once(() => dockerfile === null ? [] : builtStages(dockerfile, choice2));
  return (step) => {
    const places = (locations[step]?.locations ?? []).filter(({ sourceIndex }) => files.has(sourceIndex ?? 0)).map(({ ranges }) => merge(ranges ?? [])).filter((ranges) => ranges.length > 0).sort((a, b) => (b[0]?.start ?? 0) - (a[0]?.start ?? 0));
    if (places.length < 2) return places[0] ?? null;
    const ours = places.find(
      ([first]) => stages().some(({ lines: { start, end } }) => {
        return first !== void 0 && start <= first.start && first.start <= end;
      })
    );
    return ours ?? places[0] ?? null;
  };
}
function argumentsOf({ invocation, buildDefinition }) {
  const request = buildDefinition?.externalParameters?.request;
  const args = request?.args ?? invocation?.parameters?.args ?? {};
  const buildArgs = Object.entries(args).flatMap(
    ([name, value]) => name.startsWith("build-arg:") ? [`${name.slice("build-arg:".length)}=${value}`] : []
  );
  return { target: args.target || null, buildArgs };
}
var buildkitKey = "https://mobyproject.org/buildkit@v1#metadata";
var predicateSchema = once(() => {
  const positionSchema = object({ line: number().int().nonnegative() });
  const locationSchema = object({
    /** Which of the files; absent: the first. */
    sourceIndex: number().nullish(),
    ranges: array(object({ start: positionSchema, end: positionSchema })).nullish()
  });
  const detailsSchema = object({
    layers: record(
      string(),
      array(array(object({ digest: digestSchema })).nullable()).nullable()
    ).nullish(),
    source: object({
      locations: record(string(), object({ locations: array(locationSchema).nullish() })).nullish(),
      infos: array(object({ data: string().nullish() })).nullish()
    }).nullish()
  });
  const buildConfigSchema = object({ llbDefinition: array(stepSchema()).nullish() });
  const requestSchema = object({ args: record(string(), string()).nullish() });
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
  return chain.every(({ digest }, index) => {
    const layer = layers[index];
    return layer !== void 0 && (layer.digest === digest || layer.diffId === digest);
  });
}
function isTrigger(ranges) {
  return ranges[0]?.start === 1;
}
function merge(ranges) {
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
  const [name = "", digest] = identifier.slice("docker-image://".length).split("@");
  const short2 = name.replace(/^docker\.io\/(library\/)?/, "");
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
  const { dockerfileText: _text, firstLine: _line, redact: _redact, ...words } = source;
  return {
    ...words,
    digest: content.digest,
    platforms: content.platforms.map((platform) => measurePlatform(platform, source))
  };
}
function historyOfLayers(config) {
  const written2 = (config.history ?? []).filter((entry) => entry.empty_layer !== true);
  return (config.rootfs.diff_ids ?? []).map((_, index) => written2[index] ?? null);
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
  const chain = content.layers.map(({ digest }, index) => ({
    digest,
    diffId: diffIds[index] ?? null
  }));
  const origins = layerOrigins(content.provenance, chain, source.dockerfileText);
  const instructions = historyOfLayers(content.config).map(
    (entry) => source.redact(instructionText(entry?.created_by))
  );
  const found = origins ?? foundBase(content, diffIds);
  const text5 = origins?.dockerfile ?? source.dockerfileText;
  const guessed = text5 === null ? [] : guessLines(text5, instructions);
  const layers = content.layers.map((layer, index) => {
    const upstream = index < found.upstream;
    return {
      diffId: diffIds[index] ?? null,
      digest: layer.digest,
      mediaType: layer.mediaType,
      compressedSize: layer.compressedSize,
      size: layer.size,
      instruction: (instructions[index] ?? "").slice(0, longestInstruction).toWellFormed(),
      lines: upstream ? null : sourceLines(origins?.lines[index], "provenance", source) ?? sourceLines(guessed[index], "guess", source),
      upstream,
      ...copied(origins?.copiedFrom[index]),
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
  const isBelow2 = base !== void 0 && base.diffIds.length > 0 && base.diffIds.every((diffId, index) => diffIds[index] === diffId);
  return isBelow2 ? { base: { name: base.name, digest: base.digest }, upstream: base.diffIds.length } : { base: null, upstream: 0 };
}
function copied(from) {
  return from == null ? {} : { copiedFrom: from };
}
function sourceLines(ranges, from, { firstLine = 1 }) {
  if (ranges == null) return null;
  const inFile = (line) => line + firstLine - 1;
  return {
    ranges: ranges.map(({ start, end }) => ({ start: inFile(start), end: inFile(end) })),
    from
  };
}

// src/measure/base-build.ts
import { existsSync as existsSync10 } from "node:fs";
import { join as join23, relative as relative11, resolve as resolve19 } from "node:path";

// src/git/moved.ts
async function movedFrom(options) {
  const { run: run2, cwd, sha, path, credentials } = options;
  const renames = ["-r", "-z", "--find-renames", "--diff-filter=R", "--name-status"];
  const { stdout } = await gitIn(run2, cwd, credentials)(["diff-tree", ...renames, sha, "HEAD"]);
  const fields2 = stdout.split("\0");
  const at = fields2.findIndex((field, index) => index % 3 === 2 && field === path);
  return at === -1 ? null : fields2[at - 1] ?? null;
}

// src/measure/base-build.ts
async function baseBuild(build, place2) {
  const { cwd, top, sha, worktree } = place2;
  const directory = join23(worktree, relative11(top, cwd));
  const inWorktree = async (build2, movedFrom2) => {
    const moved = relocate(build2, { from: cwd, root: top, to: worktree });
    const dockerfile = await readDockerfile(moved, directory, worktree, cwd);
    return { build: moved, directory, dockerfile, movedFrom: movedFrom2 };
  };
  const same = await inWorktree(build, null);
  const { path, text: text5 } = same.dockerfile;
  if (text5 === null && path !== null) {
    const former = await movedFrom({ ...place2, cwd: top, path });
    const before = former === null ? null : beforeMove(build, { cwd, top, worktree, path, former });
    return before === null ? same : inWorktree(before, former);
  }
  const context = resolve19(directory, same.build.context);
  if (existsSync10(context)) return same;
  throw new UserError(
    `${sha.slice(0, 7)} has ${path}, but not the context ${build.context}; name what to compare with, e.g. baseline: docker://app:main`
  );
}
function beforeMove(build, place2) {
  const { cwd, top, worktree, path, former } = place2;
  const file = join23(top, former);
  const context = relative11(top, resolve19(cwd, build.context));
  if (existsSync10(join23(worktree, context))) return { ...build, file };
  const inContext = path.startsWith(`${context}/`) ? path.slice(context.length) : null;
  if (inContext === null || !`/${former}`.endsWith(inContext)) return null;
  return { ...build, context: join23(top, former.slice(0, -inContext.length)), file };
}

// src/measure/record.ts
async function readRecord(path, cwd, name) {
  const source = `baseline record:${path}`;
  const report = readReport(textOf3(path, cwd, source), source);
  const { images, failed = [] } = report;
  const image = images.find(({ comparison }) => comparison.name === name);
  const only = images.length + failed.length === 1;
  const failure = only ? failed[0] : failed.find((one2) => one2.name === name);
  if (failure !== void 0) throw new UserError(`${source}: ${failureText(failure)}`);
  const found = image ?? (only ? images[0] : void 0);
  if (found === void 0) {
    const names = images.map(({ comparison }) => comparison.name).join(", ");
    throw new UserError(`${source}: has no image \`${name}\`; give \`name\` one of ${names}`);
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
function mayBeRecorded({ baseline }, { records }) {
  return baseline.kind === "record" || baseline.kind === "auto" && records !== void 0;
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
  const { build, sha, checkout } = plan;
  const { top, repository } = checkout;
  const place2 = { ...world, log: attention.log, sha, repository };
  const lend2 = mayKeep ? world.shared.worktree : withWorktree;
  return orUnavailable(
    () => lend2({ ...place2, cwd: top }, async (worktree) => {
      const { movedFrom: movedFrom2, ...base } = await baseBuild(build, { ...place2, top, worktree });
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
  } catch (error) {
    if (error instanceof UserError && !(error instanceof UsageError) && !(error instanceof Interrupted)) {
      return { state: "unavailable", why: messageOf(error) };
    }
    throw error;
  }
}
function known2(baseline) {
  return { kind: "known", baseline };
}
function unavailable(why) {
  return known2({ state: "unavailable", why });
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
  const { shared } = world;
  const ref = baseline.kind === "build" ? baseline.ref : null;
  const found = ref === null ? await orUnavailable(() => shared.baseCommit(checkout)) : await shared.commitOf({ checkout, ref });
  if ("none" in found) return { state: "unavailable", why: found.none };
  return "sha" in found ? { ...found, checkout } : found;
}

// src/measure/may-teach.ts
import { realpath as realpath4 } from "node:fs/promises";
import { resolve as resolve20 } from "node:path";
async function mayTeach({ baseline }, { run: run2, cwd }) {
  if (baseline.kind !== "record") return true;
  const path = resolve20(cwd, baseline.path);
  const tracked = [path, await realpath4(path).catch(() => path)].map((one2) => trackedIn(run2, one2));
  return (await Promise.all(tracked)).every((files) => files?.length === 0);
}

// src/measure/sides.ts
async function measureSides(image, settings, outer, known3, group = null) {
  const hidden = (group?.images ?? [image]).flatMap(
    ({ source }) => source.kind === "build" ? hiddenValues(source.build, process.env, outer.cwd) : []
  );
  const redact = redactor(hidden);
  const commands2 = redactingCommands(outer, redact);
  const world = { ...outer, ...commands2, log: redactingLog(outer.log, redact) };
  const redactFor = ({ subject }) => group === null || subject.kind !== "build" ? redact : redactor([...hidden, ...hiddenValues(subject.build, process.env, outer.cwd)]);
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
    detailsTo(world.log)(`The candidate is measured by ${candidate.feed}: ${candidate.reason}.`);
    const compare2 = async () => "subject" in baseline ? { state: "compared", measurement: await measured(baseline, redactFor(baseline)) } : baseline;
    const [measurement, compared] = await Promise.all([
      measured(candidate, redact),
      orUnavailable(compare2)
    ]);
    if (readsLayers(candidate) && group === null) {
      world.log.info(progress2.summary(countLayers(measurement, compared)));
    }
    return {
      candidate: measurement,
      subject,
      baseline: image.baseline.kind === "auto" ? platformsOf2(measurement, compared) : compared,
      diff: "subject" in baseline ? dockerfileDiff(baseline.subject, candidate.subject) : null,
      closed: close()
    };
  } catch (error) {
    await close();
    throw error;
  }
}
function dockerfileDiff(baseline, candidate) {
  const [before, after] = [baseline, candidate].map(
    (subject) => subject.kind === "build" ? textInFile(subject.dockerfile) : null
  );
  return before == null || after == null ? null : diffDockerfiles(before, after);
}
function textInFile({ text: text5, firstLine = 1 }) {
  return text5 === null ? null : "\n".repeat(firstLine - 1) + text5;
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
    const baseline = await log.group(`Baseline: ${wordsOf2(plan)}`, async () => {
      held.release();
      return await second ?? take2(!needsGit());
    });
    return { candidate, baseline };
  } catch (error) {
    cancel.abort();
    await Promise.allSettled([first, second]);
    throw error;
  }
}
async function turnOf(first, feeds2) {
  if (await feeds2.buildsOverlap().catch(() => false)) return;
  await first.catch(() => void 0);
}
function wordsOf2(plan) {
  if (plan.kind === "build" || plan.kind === "bake") return `build at ${plan.sha.slice(0, 7)}`;
  if (plan.kind === "reference") return plan.subject.words;
  return plan.baseline.state === "compared" ? plan.baseline.measurement.source : plan.baseline.state;
}
async function candidateOf(image, world, checkout, group) {
  if (group !== null) return group.candidate(image.name);
  if (image.source.kind === "reference") return referenceSubject(image.source.reference);
  const { build } = image.source;
  const { top, headSha } = "none" in checkout ? { top: null, headSha: null } : checkout;
  const dockerfile = await readDockerfile(build, world.cwd, top);
  if (dockerfile.path !== null && dockerfile.text === null) {
    throw new UsageError(await whyNoDockerfile(build, world.cwd, dockerfile.path));
  }
  return buildSubject({ build, directory: world.cwd, dockerfile, commit: headSha });
}
async function measured(taken, redact) {
  const { subject, feed, reason } = taken;
  const isBuild = subject.kind === "build";
  return toMeasurement(await taken.content(), {
    source: redact(subject.words),
    commit: isBuild ? subject.commit : null,
    feed,
    feedReason: reason,
    dockerfile: isBuild ? subject.dockerfile.path : null,
    dockerfileText: isBuild ? subject.dockerfile.text : null,
    ...isBuild && subject.dockerfile.firstLine !== void 0 ? { firstLine: subject.dockerfile.firstLine } : {},
    redact
  });
}

// src/report/printers/redact-report.ts
function redactReport(report, redact) {
  const hide = (value) => {
    if (typeof value === "string") return hideText(value);
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, hide(held)]));
  };
  const hideText = (text5) => {
    const hidden = redact(text5);
    return hidden === text5 || schemaWords().has(text5) ? text5 : hidden;
  };
  return hide(report);
}
var schemaWords = once(() => new Set(wordsIn(reportJsonSchema())));
function wordsIn(schema) {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(
    ([key, value]) => key === "enum" || key === "const" ? [value].flat().filter((word) => typeof word === "string") : wordsIn(value)
  );
}

// src/scan/scan-threads.ts
import { availableParallelism as availableParallelism2 } from "node:os";
import { Worker as Worker2 } from "node:worker_threads";
var MOST_THREADS = 4;
var RING = 262144;
var PIECE2 = RING / 4;
function openScanThreads({
  cores = availableParallelism2(),
  worth = 262144,
  heap = 512
} = {}) {
  if (cores < 2) return null;
  const most = Math.min(cores, MOST_THREADS);
  const threads = /* @__PURE__ */ new Set();
  let ids = 0;
  function thread() {
    const idlest = [...threads].sort((a, b) => a.scans.size - b.scans.size)[0];
    if (idlest !== void 0 && (idlest.scans.size === 0 || threads.size >= most)) return idlest;
    const started = startThread(heap, () => threads.delete(started));
    threads.add(started);
    return started;
  }
  return {
    worth,
    scanner(options) {
      ids += 1;
      return createRemoteScanner(thread(), ids, options);
    },
    async rest() {
      const idle = [...threads].filter(({ scans }) => scans.size === 0);
      for (const one2 of idle) threads.delete(one2);
      await Promise.all(idle.map(({ worker }) => worker.terminate()));
    },
    async close() {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    }
  };
}
var sent = {
  detail: true,
  limit: true,
  identify: true,
  room: true
};
function sendable(options) {
  const own = Object.entries(options).filter(([name]) => name in sent);
  return { detail: options.detail, ...Object.fromEntries(own) };
}
var workerFile2 = import.meta.url.endsWith(".ts") ? "./scan-worker.ts" : "./scan-worker.js";
function startThread(heap, onEnd) {
  const worker = new Worker2(new URL(workerFile2, import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heap },
    stdout: true,
    stderr: true
  });
  const scans = /* @__PURE__ */ new Map();
  const end = (why) => {
    onEnd();
    const error = new UserError(`the thread that reads it ended: ${why}`);
    for (const hear of [...scans.values()]) hear(error);
  };
  worker.unref();
  worker.on("message", (message) => scans.get(message.id)?.(message));
  worker.on("error", ({ message }) => end(message));
  worker.on("exit", (code2) => end(`exit code ${code2}`));
  return { worker, scans };
}
function createRemoteScanner({ worker, scans }, id, options) {
  const memory = new SharedArrayBuffer(RING);
  const ring = Buffer.from(memory);
  let written2 = 0;
  let told2 = 0;
  let taken = 0;
  let size2 = 0;
  let inflated = 0;
  let isEnding = false;
  let isOver = false;
  const queue = [];
  const outcome = Promise.withResolvers();
  outcome.promise.catch(() => {
  });
  function post(message) {
    worker.postMessage(message);
  }
  function put(bytes3) {
    let rest = bytes3;
    while (rest.length > 0 && written2 - taken < RING) {
      const start = written2 % RING;
      const length = rest.copy(ring, start, 0, Math.min(RING - start, RING - (written2 - taken)));
      written2 += length;
      rest = rest.subarray(length);
    }
    return rest;
  }
  function tell() {
    while (told2 < written2 && (isEnding || told2 === taken || written2 - told2 >= PIECE2)) {
      const start = told2 % RING;
      const length = Math.min(written2 - told2, RING - start, PIECE2);
      post({ id, kind: "bytes", start, length });
      told2 += length;
    }
  }
  function goOn() {
    for (let first = queue[0]; first !== void 0; first = queue[0]) {
      first.rest = put(first.rest);
      if (first.rest.length > 0) break;
      queue.shift();
      first.done();
    }
    tell();
    if (!isEnding || queue.length > 0 || told2 < written2) return;
    isEnding = false;
    post({ id, kind: "end" });
  }
  function finish() {
    if (isOver) return;
    isOver = true;
    scans.delete(id);
    if (scans.size === 0) worker.unref();
    for (const { done } of queue.splice(0)) done();
  }
  function hear(message) {
    if (message instanceof Error) {
      outcome.reject(message);
      finish();
      return;
    }
    if (message.kind === "taken") {
      taken += message.bytes;
      inflated = message.inflated;
      goOn();
      return;
    }
    if (message.kind === "blob") {
      inflated = message.inflated;
      outcome.resolve(message.blob);
    } else {
      const { message: why, isUserError } = message;
      outcome.reject(isUserError ? new UserError(why) : new Error(why));
    }
    finish();
  }
  if (scans.size === 0) worker.ref();
  scans.set(id, hear);
  post({ id, kind: "open", options: sendable(options), memory });
  return {
    get size() {
      return size2;
    },
    get inflated() {
      return inflated;
    },
    write(chunk) {
      size2 += chunk.length;
      if (isOver) return void 0;
      const rest = queue.length > 0 ? chunk : put(chunk);
      tell();
      if (rest.length === 0) return void 0;
      const { promise, resolve: resolve21 } = Promise.withResolvers();
      queue.push({ rest, done: resolve21 });
      return promise;
    },
    end() {
      isEnding = !isOver;
      goOn();
      return outcome.promise;
    },
    abort() {
      if (isOver) return;
      post({ id, kind: "abort" });
      outcome.reject(new UserError("the transfer was broken off"));
      finish();
    }
  };
}

// src/waste/git-directory.ts
function gitDirectoryNote({ name, platforms }) {
  const bytes3 = platforms.flatMap(
    ({ baseline, candidate }) => baseline === null || candidate === null || copiedGit(baseline) > 0 ? [] : copiedGit(candidate)
  );
  const most = Math.max(0, ...bytes3);
  if (most === 0) return null;
  return `\`.git\` is in the image \`${name}\` (${formatBytes(most)}): add it to \`.dockerignore\`. The baseline is built in a worktree, where it is only a small file, so the growth shown for it is not real.`;
}
function copiedGit({ layers }) {
  return layers.filter(({ upstream, instruction }) => {
    return !upstream && /^(?:COPY|ADD)$/.test(keywordOf(instruction));
  }).flatMap(({ files }) => files ?? []).filter(({ path }) => /(?:^|\/)\.git\//.test(path)).reduce((sum, { size: size2 }) => sum + size2, 0);
}

// src/gate.ts
async function gate(settings, world, surroundings) {
  const redact = redactor(secretsOfRun(settings, process.env, world.cwd));
  const threads = openScanThreads();
  const hiding = {
    ...world,
    threads,
    ...redactingCommands(world, redact),
    log: redactingLog(world.log, redact)
  };
  try {
    return redactReport(await gateImages(settings, hiding, surroundings), redact);
  } catch (error) {
    throw redactError(error, redact);
  } finally {
    await threads?.close();
  }
}
async function gateImages(settings, world, surroundings) {
  const shared = shareAmongImages(world);
  try {
    const bakes = await openBakes(settings, { ...world, shared });
    try {
      const whole2 = { ...settings, images: bakes.images };
      const report = await gateEvery(whole2, { ...world, shared }, bakes, surroundings);
      return redactReport(report, redactor(secretsOfRun(whole2, process.env, world.cwd)));
    } finally {
      await bakes.close();
    }
  } finally {
    await shared.close();
  }
}
async function gateEvery(settings, world, bakes, surroundings) {
  const approved = surroundings.then(
    ({ labels: labels2 }) => parseApprovals(labels2 ?? [], settings.approvalLabelPrefix)
  );
  approved.catch(() => void 0);
  await checkNamedFiles(settings.images, world.cwd);
  const found = [];
  const cache = await cacheOf(settings, world, (text5) => found.push(text5));
  const layers = rememberLayers(cache);
  const { unbuilt, unchanged } = await withoutBuilding(settings, bakes, world, approved);
  const built = settings.images.filter(({ name }) => !unbuilt.has(name));
  const outcomes = await sideBySide(
    { ...settings, images: built },
    world,
    (image, { log, over }) => {
      const around = { ...world, log, over };
      return orFailed2(
        image,
        around,
        approved,
        () => gateImage(image, settings, around, { layers, group: bakes.of(image) }, approved)
      );
    }
  );
  await cache?.close();
  if (cache?.hasLearnt()) world.cache?.learnt(kindOfEntries(settings.detail));
  const removed = await removedImages(settings, bakes.groups, world);
  const { repository, notes, labels } = await surroundings;
  const measured2 = new Map(outcomes.map(({ image, report }) => [image.name, report]));
  const images = settings.images.flatMap(({ name }) => {
    const report = measured2.get(name) ?? unbuilt.get(name);
    return report === void 0 || report === null || "why" in report ? [] : [report];
  });
  const failed = [
    ...bakes.failed,
    ...outcomes.flatMap(({ report }) => "why" in report ? [report] : [])
  ];
  const { approvals } = await approved;
  const prefix = labels === null ? null : settings.approvalLabelPrefix;
  const judgements = images.flatMap((image) => image.judgements);
  const accept = acceptance(judgements, approvals, prefix);
  return {
    schema: 1,
    // What is not measured is not within its budgets.
    verdict: failed.length > 0 ? "exceeded" : worstVerdict(images.map(({ verdict }) => verdict)),
    images,
    ...failed.length === 0 ? {} : { failed },
    ...unchanged.length === 0 ? {} : { unchanged },
    ...removed.length === 0 ? {} : { removed },
    notes: [
      ...notes,
      ...(await approved).notes,
      ...accept.notes,
      ...outcomes.flatMap(({ image, report }) => notesOf(image, report)),
      ...found
    ],
    repository,
    minimumChange: settings.minimumChange,
    ...accept.acceptWith === void 0 ? {} : { acceptWith: accept.acceptWith },
    ...settings.failOnExceeded ? {} : { warnOnly: true }
  };
}
async function withoutBuilding(settings, bakes, world, approved) {
  const unbuilt = /* @__PURE__ */ new Map();
  const unchanged = [];
  for (const { image, since, why, record: record3 } of await recordedUnchanged(settings, bakes, world)) {
    await bakes.of(image)?.skip(image.name);
    if (record3 === null) unchanged.push({ name: image.name, since, why });
    const { approvals } = await approved;
    unbuilt.set(image.name, record3 && recordedReport(image, record3, approvals));
  }
  return { unbuilt, unchanged };
}
function recordedReport({ name, budgets }, { baseline, candidate }, approvals) {
  const comparison = withWaste(compare(name, baseline, candidate));
  const own = budgets.filter(({ since }) => since === void 0);
  return { comparison, ...judge(comparison, own, approvals) };
}
function notesOf(image, report) {
  if ("why" in report) return [];
  const note = wasBuilt(image, report) ? gitDirectoryNote(report.comparison) : null;
  return [
    ...note === null ? [] : [note],
    ...unlistedNotes(report.comparison),
    ...unjudgedNotes(report)
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
async function orFailed2({ name }, { log, interrupted }, everyImageNeeds, work) {
  try {
    return await work();
  } catch (error) {
    interrupted?.throwIfAborted();
    await everyImageNeeds;
    if (error instanceof UsageError) throw error;
    return failedImage(name, error, log);
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
  const work = async () => {
    const sides = await measureSides(image, settings, world, known3, group);
    const compared = compare(image.name, sides.baseline, sides.candidate, sides.diff);
    const comparison2 = settings.cures === "off" ? compared : withWaste(compared);
    const cures2 = await curesOf(image, settings, world, { known: known3, comparison: comparison2, ...sides });
    return { comparison: comparison2, cures: cures2, closed: sides.closed };
  };
  const { comparison, cures, closed } = await work().finally(() => known3.done());
  const history = await readHistory(image, world);
  const { approvals } = await approved;
  const trends = await world.records?.trends(comparison) ?? [];
  await closed;
  return {
    comparison,
    ...judge(comparison, image.budgets, approvals, history, settings.failOnUnjudged),
    ...trends.length === 0 ? {} : { trends },
    ...cures === null ? {} : { cures }
  };
}
async function curesOf(image, { cures }, world, found) {
  if (cures !== "verified" && cures !== "all") return null;
  const { subject, known: known3, closed } = found;
  const platform = found.comparison.platforms.find(
    ({ waste }) => (waste?.findings ?? []).length > 0
  );
  if (platform === void 0) return nothingTried(null);
  await closed;
  return mend(image, { subject, platform, documentation: cures === "all" }, world, known3);
}

// src/common/run-folder.ts
import { lstat as lstat2, mkdir, readdir as readdir3, rm as rm8 } from "node:fs/promises";
import { join as join24 } from "node:path";
async function withRunFolder(parent2, use) {
  const folder2 = join24(parent2, `${PREFIX}${newMark()}`);
  await mkdir(folder2, { mode: 448 });
  try {
    return await use(folder2);
  } finally {
    await rm8(folder2, { recursive: true, force: true });
  }
}
async function sweepRunFolders(parent2) {
  const names = (await readdir3(parent2)).filter((name) => NAME2.test(name));
  const swept = await Promise.all(names.map((name) => sweepRunFolder(join24(parent2, name))));
  return swept.filter((outcome) => outcome === "swept").length;
}
async function sweepRunFolder(path) {
  const [, mark] = NAME2.exec(path) ?? [];
  if (mark === void 0 || !isLeftBehind(mark)) return "stays";
  const stats = await lstat2(path).catch(() => null);
  if (stats === null) return "was gone";
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) return "stays";
  await rm8(path, { recursive: true, force: true });
  return "swept";
}
function runFolderAbove(path) {
  return WITHIN.exec(path)?.[1] ?? null;
}
var PREFIX = "image-size-gate-run-";
var NAME2 = new RegExp(`(?:^|/)${PREFIX}(${MARK})$`);
var WITHIN = new RegExp(`^(/(?:[^/]+/)*${PREFIX}${MARK})/`);

// src/docker/sweep-images.ts
async function sweepImages(run2, api, signal) {
  const names = (await imageNames(run2, api, signal)).filter((name) => {
    const [, mark] = NAME3.exec(name) ?? [];
    return mark !== void 0 && isLeftBehind(mark);
  });
  if (names.length > 0) await removeImages(run2, names, api);
  return names.length;
}
var NAME3 = new RegExp(`^(?:[\\w.:[\\]-]+/)?${ownName(`(${MARK})`)}(?:/[a-z]+)?:[a-z]+(?:-\\d+)?$`);
var references = ["", "*/"].map((before) => before + ownName("*")).concat(`*/${ownName("*/*")}`);
var imagesSchema3 = array(object({ RepoTags: array(string()).nullish() }));
async function imageNames(run2, api, signal) {
  const filters = encodeURIComponent(JSON.stringify({ reference: references }));
  const answer = await api?.ask("GET", `/images/json?filters=${filters}`).catch(() => void 0);
  if (answer?.status === 200) {
    const images = decodeJson(imagesSchema3, answer.body, "the engine's list of images");
    return images.flatMap(({ RepoTags }) => RepoTags ?? []);
  }
  const filter = references.flatMap((reference) => ["--filter", `reference=${reference}`]);
  const args = ["image", "ls", ...filter, "--format", "{{.Repository}}:{{.Tag}}"];
  const { stdout } = await run2({ program: "docker", args, ...signal && { signal } });
  return stdout.split("\n");
}

// src/git/sweep-worktrees.ts
import { lstat as lstat3 } from "node:fs/promises";
import { join as join25, normalize } from "node:path";
async function sweepWorktrees(run2, clone) {
  const git = gitIn(run2, clone);
  const { stdout } = await git(["worktree", "list", "--porcelain"], { allowed: [128] });
  let swept = 0;
  for (const [, path = ""] of stdout.matchAll(/^worktree (\/.+)$/gm)) {
    if (!await isSwept(path)) continue;
    await forgetWorktree(run2, clone, path);
    swept += 1;
  }
  if (swept === 0) return 0;
  for (const { path, initialised } of await submodulesOf(git)) {
    if (initialised) swept += await sweepWorktrees(run2, join25(clone, path));
  }
  return swept;
}
async function isSwept(path) {
  const folder2 = normalize(path) === path ? runFolderAbove(path) : null;
  if (folder2 === null || await sweepRunFolder(folder2) === "stays") return false;
  return await lstat3(path).catch(() => null) === null;
}

// src/measure/sweep.ts
async function withSweptFolder(world, parent2, work, haste = HASTE) {
  const late = new AbortController();
  const swept = sweep(world, parent2, late.signal);
  try {
    return await withRunFolder(
      parent2,
      (temporary) => unlessInterrupted(world.interrupted, work(temporary), haste)
    );
  } finally {
    const patience = setTimeout(() => late.abort(), PATIENCE4);
    await Promise.race([swept, new Promise((done) => late.signal.addEventListener("abort", done))]);
    clearTimeout(patience);
  }
}
var PATIENCE4 = 1e3;
var HASTE = 5e3;
async function sweep({ run: run2, cwd, engineApi: engineApi2 = null, log }, parent2, late) {
  const sweptFolders = sweepRunFolders(parent2);
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
  const found = kinds2.flatMap(([outcome, what]) => {
    const count = outcome.status === "fulfilled" ? outcome.value : 0;
    return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
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
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UsageError(messageOf(error), { cause: error });
    }
  };
}

// src/settings/from-inputs.ts
function settingsFromInputs(read, surroundings) {
  const values = decodeInputs(read);
  const given = (name) => isGiven(name, read(name));
  const file = configOf3(values, surroundings);
  const { images, bakes } = imagesOf2(values, given, file, surroundings);
  const { repositoryName } = surroundings;
  return {
    images,
    bakes,
    config: file && { path: file.path, repositoryName },
    detail: values.detail,
    cures: values.cures,
    onlyChanged: values["only-changed"],
    parallel: values.parallel,
    comment: values.comment,
    commentKey: values["comment-key"] ?? [...images.map(({ name }) => name), ...bakes.map(wordsOfBake)].join(","),
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
  const clash2 = inputNames.find((name) => belongsIntoFile(name) && given(name));
  if (clash2 !== void 0) {
    throw new UsageError(
      `config, ${clash2}: give one of them: ${file.path} says what to measure and with which budgets, so \`${clash2}\` belongs into it`
    );
  }
  return readConfigFile(file, values.upstream, repositoryName);
}
function configOf3({ config }, { readConfig: readConfig2 }) {
  const path = config ?? defaultConfigFile;
  const text5 = readConfig2(path);
  if (text5 !== null) return { path, text: text5 };
  if (config === null) return null;
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
function isGiven(name, text5) {
  return text5.trim() !== "" && text5.trim().toLowerCase() !== inputs[name].default;
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

// src/record/lines.ts
function encodeRecords(records) {
  return records.map((record3) => `${JSON.stringify(record3)}
`).join("");
}
function decodeRecords(text5, source) {
  const records = /* @__PURE__ */ new Map();
  const broken = [];
  for (const [index, line] of text5.split("\n").entries()) {
    if (line.trim() === "") continue;
    const record3 = decodeLine(line, `line ${index + 1} of ${source}`);
    if (record3 === null) broken.push(index + 1);
    else records.set(record3.commit, record3);
  }
  return { records: [...records.values()], broken };
}
var bytes2 = int().nonnegative().nullable();
var text4 = string().max(1e5);
var commit = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a full commit SHA");
var schemaOfLine = object({ schema: int().positive() });
var recordSchema = once(
  () => object({
    schema: literal(1),
    commit,
    time: iso_exports.datetime(),
    before: commit.exactOptional(),
    subject: text4.exactOptional(),
    name: text4,
    platform: text4,
    unpacked: bytes2,
    compressed: bytes2,
    measured: object({
      source: text4,
      digest: digestSchema.nullable(),
      feed: _enum(feeds),
      dockerfile: text4.nullable(),
      platform: reportSchemas().measurementSchema
    }).nullable(),
    base: object({ name: text4, digest: digestSchema.nullable(), unpacked: bytes2, compressed: bytes2 }).nullable().exactOptional()
  })
);
function decodeLine(line, source) {
  let version;
  try {
    version = decodeJson(schemaOfLine, line, source).schema;
    if (version === 1) return decodeJson(recordSchema(), line, source);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
  throw new DecodeError(
    `${source} has schema ${version}, and this version of Image Size Gate reads schema 1: update the action in this workflow to the version that wrote it`
  );
}

export {
  linesTo,
  commands,
  startBuildx,
  engineApi,
  watchedCommands,
  gitIn,
  commitOf,
  readRepository,
  cloneAround,
  localContexts,
  secretsOfEnvironment,
  patched,
  gate,
  encodeRecords,
  decodeRecords,
  withSweptFolder,
  configReader,
  settingsFromInputs
};
