import type { Outcome, TextChange } from './edit.ts'
import { added, appendCommand, calls, commandsOf, isRoot, joinRuns, runsBetween } from './run.ts'
import { type Call, type Command, callOf, verbsOf } from './shell.ts'
import { laterSteps, type Source, type Step } from './steps.ts'

/**
 * What package managers keep of what they fetched: left out by an option, deleted at the end of the same `RUN`, or,
 * where a later `RUN` uses it again, kept in a mount.
 * @param path of the cache, absolute
 */
export function packageCache(source: Source, step: Step, path: string): Outcome {
  const manager = managers.find(({ cache }) => cache.test(path))
  if (manager === undefined) return { none: 'something may read it at run time' }
  const { uses, needs, option } = manager
  const commands = commandsOf(source, step)
  if (commands === null) return { none: 'the commands of its `RUN` are not plain shell' }
  if (isHandled(source, step, path)) return { none: 'its `RUN` deletes or mounts it already' }
  const later = laterSteps(source, step).filter(({ keyword }) => keyword === 'RUN')
  if (needs !== undefined)
    return atTheEnd(
      source,
      step,
      path,
      later.filter(one => isNeeded(source, one, needs)),
    )
  const users = later.filter(
    one => calls(commandsOf(source, one) ?? [], uses) || commandsOf(source, one) === null,
  )
  if (option !== undefined) {
    const changes = withOption(commands, option)
    if (changes.length > 0)
      return {
        kind: 'cache',
        what: `\`${option.name}\`: nothing is kept in \`${path}\``,
        lines: step.lines,
        changes,
        goes: [path],
      }
    if (hasOption(commands, option)) return { none: `its \`RUN\` has \`${option.name}\` already` }
  }
  return users.length > 0 && manager.mounts
    ? mounted(source, [step, ...users], path)
    : atTheEnd(source, step, path, [])
}

/** Whether a RUN deletes a path, or has something mounted there. */
export function isHandled(source: Source, step: Step, path: string): boolean {
  const mount = step.flags.some(
    ({ name, value }) => name === 'mount' && targetOf(value ?? '') === path,
  )
  const commands = commandsOf(source, step) ?? []
  return (
    mount ||
    commands.some(command => {
      const call = callOf(command)
      if (call?.program !== 'rm') return false
      const args = call.args.map(({ start, end }) => source.text.slice(start, end))
      return args.some(arg => arg.replace(/\/\*?$/, '') === path)
    })
  )
}

// --- internal ---

interface Manager {
  cache: RegExp
  /** The programs that use it. */
  uses: RegExp
  /** Whether a RUN fails without it. */
  needs?: (calls: Call[]) => boolean
  /** What keeps it from being written. */
  option?: Option
  /** Whether its tools fetch again what is not there, so that a mount may be empty. */
  mounts: boolean
}

interface Option {
  name: string
  isFor: (call: Call) => boolean
  verb: RegExp
  /** Verbs that write all the same. */
  writes?: RegExp
}

const aptNeeds = (all: Call[]): boolean =>
  isNeededBy(
    all,
    /^(?:apt|apt-get|aptitude)$/,
    /^update$/,
    /^(?:install|upgrade|full-upgrade|dist-upgrade|build-dep|source|satisfy)$/,
  )
/** Whether a program is called for something before it was called for what that needs. */
function isNeededBy(all: Call[], program: RegExp, fetch: RegExp, use: RegExp): boolean {
  for (const call of all) {
    if (!program.test(call.program)) continue
    const verbs = verbsOf(call)
    if (verbs.some(verb => fetch.test(verb))) return false
    if (verbs.some(verb => use.test(verb))) return true
  }
  return false
}

const isPip = (call: Call): boolean =>
  /^pip[\d.]*$/.test(call.program) ||
  (/^python[\d.]*$/.test(call.program) &&
    call.args[0]?.text === '-m' &&
    call.args[1]?.text === 'pip')

const node = /^(?:npm|npx|yarn|yarnpkg|pnpm|bun|corepack|node-gyp)$/
const jvm = /^(?:mvn|mvnw|gradle|gradlew|sbt|ivy|cs|coursier)$/

const managers: Manager[] = [
  {
    cache: /^\/var\/(?:lib\/apt\/lists|cache\/apt)$/,
    uses: /^(?:apt|apt-get|aptitude)$/,
    needs: aptNeeds,
    mounts: false,
  },
  {
    cache: /^\/(?:var\/cache\/apk|etc\/apk\/cache)$/,
    uses: /^apk$/,
    option: {
      name: '--no-cache',
      isFor: ({ program }) => program === 'apk',
      verb: /^add$/,
      writes: /^(?:update|upgrade|fix|fetch)$/,
    },
    mounts: false,
  },
  {
    cache: /^\/var\/cache\/(?:dnf|libdnf5|yum|zypp)$/,
    uses: /^(?:dnf|dnf5|microdnf|yum|zypper)$/,
    mounts: false,
  },
  {
    cache: /\/\.cache\/pip$/,
    uses: /^(?:pip[\d.]*|python[\d.]*)$/,
    option: { name: '--no-cache-dir', isFor: isPip, verb: /^(?:install|download|wheel)$/ },
    mounts: true,
  },
  {
    cache: /\/\.cache\/(?:uv|pypoetry\/(?:cache|artifacts)|pipenv)$/,
    uses: /^(?:uv|poetry|pipenv)$/,
    mounts: true,
  },
  {
    cache: /conda\d?\/pkgs$|forge\d?\/pkgs$|\/(?:micro)?mamba\/pkgs$/,
    uses: /^(?:conda|mamba|micromamba)$/,
    mounts: false,
  },
  {
    cache:
      /\/(?:\.npm|\.cache\/yarn|\.yarn\/berry\/cache|\.bun\/install\/cache|\.node-gyp|\.cache\/node-gyp)$/,
    uses: node,
    mounts: true,
  },
  // What is installed may be hard links into it, which a mount of its own does not allow.
  { cache: /\/(?:\.local\/share\/pnpm\/store|\.pnpm-store)$/, uses: node, mounts: false },
  { cache: /\/(?:\.cache\/go-build|go\/pkg\/mod)$/, uses: /^go$/, mounts: true },
  { cache: /\/(?:\.cargo|cargo)\/(?:registry|git)$/, uses: /^cargo$/, mounts: true },
  {
    cache:
      /\/(?:\.m2\/repository|\.gradle\/(?:caches|daemon|native|wrapper\/dists)|\.ivy2\/cache|\.sbt\/boot|\.cache\/coursier)$/,
    uses: jvm,
    mounts: true,
  },
  {
    cache: /\/(?:\.composer\/cache|\.cache\/composer)$/,
    uses: /^composer(?:\.phar)?$/,
    mounts: true,
  },
  {
    cache: /\/(?:bundle|gems\/[\d.]+|ruby\/(?:gems\/)?[\d.]+|\.bundle)\/cache$|\/\.gem\/specs$/,
    uses: /^(?:gem|bundle|bundler)$/,
    mounts: false,
  },
  {
    cache: /\/(?:\.local\/share\/NuGet\/(?:v3-cache|http-cache))$/,
    uses: /^(?:dotnet|nuget)$/,
    mounts: true,
  },
  {
    cache: /\/(?:\.ccache|\.cache\/s?ccache)$/,
    uses: /^(?:s?ccache|make|cmake|ninja|gcc|cc)$/,
    mounts: true,
  },
]

function callsOf(commands: Command[]): Call[] {
  return commands.flatMap(command => callOf(command) ?? [])
}

function isNeeded(source: Source, step: Step, needs: (calls: Call[]) => boolean): boolean {
  const commands = commandsOf(source, step)
  // Who knows what it does.
  if (commands === null)
    return /\b(?:apt|apt-get|apk|aptitude)\b/.test(source.text.slice(step.start, step.end))
  return needs(callsOf(commands))
}

function atTheEnd(source: Source, step: Step, path: string, readers: Step[]): Outcome {
  const last = readers.at(-1)
  const runs = last === undefined ? [step] : runsBetween(source, step, last)
  if (typeof runs === 'string') return { none: `a later \`RUN\` reads it, and ${runs}` }
  const end = runs.at(-1) ?? step
  if (/\/go\/pkg\/mod$/.test(path) && step.user !== null && !isRoot(step.user))
    return { none: 'it is read-only to its user' }
  const joined = runs.length > 1 ? joinRuns(source, runs) : []
  if (typeof joined === 'string') return { none: `a later \`RUN\` reads it, and ${joined}` }
  const removal = `rm -rf ${/^\/(?:var|etc)\//.test(path) ? `${path}/*` : path}`
  const isDone = end !== step && isHandled(source, end, path)
  const changes = isDone ? [] : appendCommand(source, end, removal)
  if (typeof changes === 'string') return { none: `of its \`RUN\`, ${changes}` }
  return {
    kind: 'cache',
    what: `\`${removal}\` at the end of the same \`RUN\``,
    lines: { start: step.lines.start, end: end.lines.end },
    changes: [...joined, ...changes],
    goes: [path],
  }
}

function hasOption(commands: Command[], { name }: Option): boolean {
  return commands.some(({ words }) => words.some(({ text }) => text === name))
}

function withOption(commands: Command[], { name, isFor, verb, writes }: Option): TextChange[] {
  const own = callsOf(commands).filter(isFor)
  if (writes !== undefined && own.some(call => verbsOf(call).some(one => writes.test(one))))
    return []
  return own.flatMap(call => {
    const at = call.args.find(({ text }) => text !== null && verb.test(text))
    const has = call.args.some(({ text }) => text === name)
    return at === undefined || has ? [] : added(at.end, ` ${name}`)
  })
}

function mounted(source: Source, users: Step[], path: string): Outcome {
  // 1.2 brought them. https://docs.docker.com/build/buildkit/frontend/
  if (source.frontend === null || source.frontend < 2)
    return {
      none: 'a later `RUN` uses it again, and the frontend that the Dockerfile names may know no mounts',
    }
  const changes: TextChange[] = []
  for (const { user, body, flags } of users) {
    if (flags.some(({ name, value }) => name === 'mount' && targetOf(value ?? '') === path))
      continue
    const uid = /^\d+/.exec(user ?? '')?.[0]
    if (user !== null && !isRoot(user) && uid === undefined)
      return { none: 'a later `RUN` uses it again, and the number of its user is not known' }
    const owner = user === null || isRoot(user) ? '' : `,uid=${uid}`
    changes.push(added(body.start, `--mount=type=cache,target=${path}${owner} `))
  }
  const [first] = users
  if (first === undefined || changes.length === 0) return { none: 'it is mounted already' }
  return {
    kind: 'cache',
    what: `\`--mount=type=cache,target=${path}\` for every \`RUN\` that uses it`,
    lines: { start: first.lines.start, end: users.at(-1)?.lines.end ?? first.lines.end },
    changes,
    goes: [path],
  }
}

function targetOf(mount: string): string {
  return (
    /(?:^|,)(?:target|dst|destination)=([^,]*)/.exec(mount)?.[1]?.replace(/(?<=.)\/$/, '') ?? ''
  )
}
