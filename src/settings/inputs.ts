import {
  annotationLines,
  anything,
  atLeastOne,
  boolean,
  choice,
  commaList,
  countLimit,
  increaseLimits,
  type Kind,
  lines,
  platformList,
  secretLines,
  size,
  sizeLimit,
  text,
} from './kinds.ts'
import { allOrProblems } from './problems.ts'

/** An input of the action and, unless it is about GitHub, an option of the command line. */
export interface Input<T> {
  kind: Kind<T>
  /** The text that an absent value stands for; empty when absence has a meaning of its own. */
  default: string
  /** One or two sentences of Markdown. action.yml, docs/inputs.md and `--help` show it. */
  help: string
  group: 'measure' | 'budgets' | 'report'
  /**
   * `build`: says how to build, and clashes with `image`. `github`: means nothing on the command line.
   * `foreign`: an input of docker/build-push-action that means nothing here.
   */
  role?: 'build' | 'github' | 'foreign'
  /** What action.yml gives as default, where that is more than what absence stands for. */
  actionDefault?: string
}

/** The one list of inputs: action.yml, docs/inputs.md, the options and `Settings` all come from it. */
export const inputs = {
  context: build(
    text,
    'Build context: a folder of the repository, or a URL. Without it the root of the repository.',
  ),
  file: build(text, 'Path of the Dockerfile. Without it `Dockerfile` in the context.'),
  target: build(text, 'Stage of the Dockerfile to build. Without it the last one.'),
  platforms: build(
    platformList,
    'Platforms to build, separated by commas or lines, e.g. `linux/amd64,linux/arm64`. Each is measured and judged on its own.',
  ),
  'build-args': build(lines, 'Build-time variables, one `NAME=VALUE` a line.'),
  'build-contexts': build(lines, 'Additional build contexts, one `NAME=PATH` a line.'),
  secrets: build(
    secretLines,
    'Secrets for the build, one `KEY=VALUE` a line. Quote an item to let it span lines.',
  ),
  'secret-envs': build(
    commaList,
    'Secrets for the build from environment variables, `KEY=VARIABLE` separated by commas or lines.',
  ),
  'secret-files': build(lines, 'Secrets for the build from files, one `KEY=PATH` a line.'),
  ssh: build(commaList, 'SSH agent sockets or keys for the build, separated by commas or lines.'),
  'cache-from': build(
    lines,
    'Cache sources, one a line, e.g. `type=gha`. Baseline and candidate both read them.',
  ),
  'cache-to': build(lines, 'Cache destinations, one a line, e.g. `type=gha,mode=max`.'),
  builder: build(text, 'Name of the buildx builder. Without it the current one.'),
  network: build(text, 'Network mode of `RUN` instructions, e.g. `host`.'),
  'add-hosts': build(commaList, 'Custom `HOST:IP` mappings, separated by commas or lines.'),
  allow: build(commaList, 'Extra privileged entitlements, e.g. `network.host`.'),
  pull: build(boolean, 'Pull the newest images that the Dockerfile refers to.', 'false'),
  'no-cache': build(boolean, 'Build without the cache.', 'false'),
  'no-cache-filters': build(commaList, 'Stages to build without the cache.'),
  labels: build(lines, 'Labels of the image, one `KEY=VALUE` a line.'),
  annotations: build(
    annotationLines,
    'Annotations of the image, one `KEY=VALUE` a line. They are in no layer, so no size depends on them. Whether lines of the Dockerfile are annotated is `annotate`.',
  ),
  'shm-size': build(text, 'Size of `/dev/shm` during the build, e.g. `2g`.'),
  ulimit: build(lines, 'Ulimits of the build, one a line, e.g. `nofile=1024:1024`.'),
  'cgroup-parent': build(text, 'Parent cgroup of the build container.'),
  push: foreign(
    'Nothing is pushed; push the image in a step of its own, when the gate has passed.',
  ),
  load: foreign('Nothing is loaded into the engine.'),
  tags: foreign('The image gets no tag; `name` is its name in the report.'),
  outputs: foreign('The image is measured, and goes nowhere else.'),
  provenance: foreign(
    'Lines of the Dockerfile are found in the provenance, so it is always asked for.',
  ),
  sbom: foreign('Attestations are no layers, and count for no size.'),
  attests: foreign('Attestations are no layers, and count for no size.'),
  call: foreign('The image is built, and nothing else is asked of the builder.'),
  bake: measure(
    lines,
    'Bake or compose file whose targets are the images: all of its group `default`, or `targets`. Several files, one a line, are one definition. `builder`, `allow`, `pull` and `no-cache` go with it; the file says the rest.',
  ),
  targets: measure(
    commaList,
    'Targets and groups of `bake` that are measured, separated by commas or lines. Without it the group `default`.',
  ),
  image: measure(
    text,
    'Measure this existing image instead of building one: `docker-daemon:REF`, `docker://REF` (or just `REF`), `oci:DIR`, `oci-archive:FILE` or `docker-archive:FILE`.',
  ),
  baseline: measure(
    text,
    'What to compare with: `auto` (the record of the base commit, or of a commit shortly before it, if `record-branch` has one; else `build`), `build` or `build:REF` (build the base commit or REF in the same way), an image as in `image`, `record:PATH` (an earlier JSON report), or `none`.',
    'auto',
  ),
  detail: measure(
    choice('files', 'layers'),
    '`layers` measures the size of each layer only. `files` also shows which paths and packages grew, and what is wasted.',
    'files',
  ),
  cures: measure(
    choice('words', 'off', 'verified', 'all'),
    'What the report says of waste: `off` (nothing), `words`, or `verified`: cures that are mechanical are built, the image is proved to be the same but for the waste, what it saves is measured, and the patch is in the report. That takes up to five builds more, and only where there is something to cure. `all` also leaves out documentation and translations of packages.',
    'words',
  ),
  cache: measure(
    boolean,
    "Keep what was found in layers from run to run, so that they need not be sent and read again: in GitHub's cache, and on the command line in `$XDG_CACHE_HOME/image-size-gate`. At most 64 MiB.",
    'true',
  ),
  'cache-dir': measure(
    text,
    'Keep what was found in layers in this folder instead, e.g. on a self-hosted runner. Its place is where neither a checkout nor a build context can be. At most 64 MiB.',
  ),
  name: measure(
    text,
    'Name of the image in the report. Without it the name comes from `context`, `file` and `target`, or from `image`.',
  ),
  'only-changed': measure(
    boolean,
    'Build an image only when something that it is made of differs from the base commit: its Dockerfile, its context after `.dockerignore`, its named contexts, its entry of the configuration file. Any other one is reported as `unchanged, not built`.',
    'false',
  ),
  parallel: measure(
    atLeastOne,
    'How many images of a configuration file are built and measured side by side, e.g. `4`. Without it as many as there are cores.',
  ),
  config: measure(
    text,
    'Path of a configuration file for several images and richer budgets. Without it `.github/image-size-gate.yml`, if that exists. What the file can say cannot be given as an input too.',
  ),

  'max-size': budget(sizeLimit, 'Largest unpacked size of the image, e.g. `250MB`.'),
  'max-increase': budget(
    increaseLimits,
    'Largest growth of the unpacked size over the baseline: a size, a percentage, or both separated by a comma (`5MB, 2%`), each a limit of its own.',
  ),
  'max-compressed-size': budget(
    sizeLimit,
    'Largest compressed size of the image, which is what a registry stores and a node pulls, e.g. `90MB`.',
  ),
  'max-compressed-increase': budget(
    increaseLimits,
    'Largest growth of the compressed size over the baseline, written as in `max-increase`.',
  ),
  'max-download': budget(
    sizeLimit,
    'Most compressed bytes that a node holding the baseline must still fetch, e.g. `30MB`.',
  ),
  'max-layers': budget(countLimit, 'Largest number of layers, e.g. `20`.'),
  upstream: budget(
    choice('exclude', 'include'),
    'Whether growth that comes from the `FROM` image moving under an unchanged `FROM` line counts towards the increase budgets. It is always shown.',
    'exclude',
  ),
  'fail-on-exceeded': budget(
    boolean,
    'Fail when a budget is exceeded. `false` turns the failure into a warning.',
    'true',
  ),
  'fail-on-unjudged': budget(
    boolean,
    'Fail when a budget cannot be judged, e.g. because the baseline is unavailable, or compressed sizes are not measured. `false` makes it a warning.',
    'false',
  ),
  'approval-label-prefix': {
    ...budget(
      text,
      'Start of the labels that approve growth: a pull request label `image-size/+40MB` approves up to 40 MB over the baseline, but never more than `max-size`, `max-compressed-size` or `max-layers` allow. Empty switches approvals off.',
    ),
    role: 'github',
    actionDefault: 'image-size/',
  },

  comment: github(
    choice('always', 'changed', 'exceeded', 'never'),
    'When to comment on the pull request: `always`, when the image `changed`, when a budget was `exceeded`, or `never`.',
    'always',
  ),
  'comment-key': github(
    text,
    'Which comment is ours: runs with another key keep another comment. Without it the names of the images.',
  ),
  annotate: github(
    boolean,
    'Annotate the lines of the Dockerfile that grew by `minimum-change` or more.',
    'true',
  ),
  'minimum-change': report(
    size,
    'Rows that changed by less are folded with the unchanged ones. Totals always count every byte.',
    '1kB',
  ),
  'record-branch': github(
    text,
    'Branch that keeps the records of the default branch, e.g. `image-sizes`. A run on the default branch adds to it, which needs `contents: write`; pull requests read it as baseline, for the trend, and for budgets with `since`.',
  ),
  'github-token': {
    ...github(text, 'Token that reads the pull request and writes the comment.'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's syntax, not JavaScript's.
    actionDefault: '${{ github.token }}',
  },
} satisfies Record<string, Input<unknown>>

export type InputName = keyof typeof inputs
export const inputNames = Object.keys(inputs) as InputName[]

/** Every input's value, decoded. */
export type Values = {
  [Name in InputName]: (typeof inputs)[Name] extends Input<infer T> ? T : never
}

/** What action.yml gives an absent input; null when it gives nothing. */
export function defaultInAction(input: Input<unknown>): string | null {
  const text = input.actionDefault ?? input.default
  return text === '' ? null : text
}

/**
 * Decodes every input.
 * @param read the text of an input, untrimmed; empty when it is absent
 * @throws UsageError with a line for each value that is wrong
 */
export function decodeInputs(read: (name: InputName) => string): Values {
  return decodeTable(inputs, read as (name: string) => string)
}

/** The same of any table of inputs. @throws UsageError with a line for each value that is wrong */
export function decodeTable<Table extends Record<string, Input<unknown>>>(
  table: Table,
  read: (name: string) => string,
): { [Name in keyof Table]: Table[Name] extends Input<infer T> ? T : never } {
  const entries = allOrProblems(
    Object.entries(table).map(([name, input]) => () => {
      const given = read(name)
      return [name, input.kind.decode(name, given.trim() === '' ? input.default : given)] as const
    }),
  )
  return Object.fromEntries(entries) as ReturnType<typeof decodeTable<Table>>
}

// --- internal ---

function build<T>(kind: Kind<T>, help: string, standard = ''): Input<T> {
  return { kind, help, default: standard, group: 'measure', role: 'build' }
}

/** Declared, so that a `with:` block which is copied over gives no warning of it. */
function foreign(why: string): Input<null> {
  return {
    kind: anything,
    help: `Has no meaning here, and is declared for \`with:\` blocks of docker/build-push-action. ${why}`,
    default: '',
    group: 'measure',
    role: 'foreign',
  }
}

function measure<T>(kind: Kind<T>, help: string, standard = ''): Input<T> {
  return { kind, help, default: standard, group: 'measure' }
}

function budget<T>(kind: Kind<T>, help: string, standard = ''): Input<T> {
  return { kind, help, default: standard, group: 'budgets' }
}

function report<T>(kind: Kind<T>, help: string, standard = ''): Input<T> {
  return { kind, help, default: standard, group: 'report' }
}

function github<T>(kind: Kind<T>, help: string, standard = ''): Input<T> {
  return { ...report(kind, help, standard), role: 'github' }
}
