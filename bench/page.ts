import { markdownTable } from 'markdown-table'
import { BOTH_EXPORTED, BOTH_SAVED, CACHED, COLD, COLD_ALONE, PLAIN } from './contenders.ts'

/** What a contender cost at one size. */
export interface Row {
  name: string
  group: 'gate' | 'yardstick' | 'peer'
  /** Medians. */
  seconds: number
  runs: number
  /** Bytes, the highest of all runs; null for who is not the gate. */
  peak: number | null
  written: number | null
}

export interface Column {
  megabytes: number
  files: number
  rows: Row[]
}

export interface Bench {
  /** E.g. `November 2026, 2 cores, Docker 26.1.5 with buildx 0.13.1, Node 24`. */
  machine: string
  containerd: Column[]
  classic: Column[]
  /** Seconds by the megabytes that changed. */
  slope: { change: number; plain: number; gate: number }[]
  startUps: { door: string; milliseconds: number }[]
}

/** docs/performance.md, as `npm run bench` writes it. */
export function page(bench: Bench): string {
  return [
    '<!-- Written by `npm run bench`. -->',
    '# Performance',
    firstLines(bench),
    '![Seconds of the gate and of what teams use instead, by the size of the image and by what changed](performance.svg)',
    MEASURED,
    '## Results',
    `${bench.machine}. Medians; how many runs stands behind a name where it is fewer than elsewhere. Memory is the highest of all runs.`,
    secondsTable(bench.containerd),
    memoryTable(bench.containerd),
    factors(bench.containerd),
    coldWords(bench.containerd),
    slopeTable(bench),
    bench.classic.length === 0
      ? ''
      : `The classic image store:\n\n${secondsTable(bench.classic)}\n\n${CLASSIC}`,
    `Start-up, over that of Node alone, to the first thing that is done: ${bench.startUps.map(({ door, milliseconds }) => `${Math.round(milliseconds)} ms for the ${door}`).join(', ')}.`,
    OTHERS,
    CAUSES,
  ]
    .filter(part => part !== '')
    .join('\n\n')
    .concat('\n')
}

// --- internal ---

const MEASURED = `## What is measured

\`npm run bench\` makes images of seeded files on a private engine and changes the last layer of each by 12 MB. Everything is cached, so plain builds do nothing but look. Then it runs the whole gate (both images built, measured, compared, reported), in turns with what it is held against, in one run on one machine:

- **two plain builds**, one after the other, with no output: what a gate cannot do without
- **both exported as layouts and inflated on all cores**: the least that a tool has to do which knows nothing of either image
- **\`docker save\`** of both at once, and of each with every layer walked, as tools do that analyse archives
- **\`docker pull\`** of both into an engine that has neither, with \`docker history\`; **\`skopeo copy\`** of both. Both include builds that push to a registry which has all but the news.

Where it says *one CPU*, the program that is measured may use one (\`taskset\`), and the engine all. All registries are on loopback, so no network time is in the figures. Those that fetch or save would pay for that as well.

    npm run bench                                   # all of it, most of an hour; needs root on Linux; writes this page
    npm run bench -- --sizes 50:1500 --changes ''   # one size (MB:files), some minutes; writes nothing
    npm run bench -- --write --runs 3 --peer-runs 1 # fewer runs, and this page

Compare ratios, not seconds: a machine drifts by a third within hours. What must not drift is counted in a test (\`__tests__/bench.e2e.ts\`): layers that are read, bytes that come in, bytes that are written.`

const CLASSIC = `With \`detail: layers\` the engine tells exact sizes without any bytes. With \`detail: files\` it costs what \`docker save\` alone costs, though the gate reads what that one throws away: the engine writes every layer of the image to its disk before it sends the first byte. When all layers are known, nothing is saved. What was tried that is cheaper where only the last layers changed is in [ADR 0032](adr/0032-classic-store-saves-once.md).`

const OTHERS = `## Others

Neither npm nor Debian has dive or container-diff, so they are not run here. Measured in November 2026 on 2 cores, Docker 28.5.2 with the containerd store (dive also with the classic one), a registry on loopback, warm page cache, medians of 2 to 5 runs (container-diff at 2.5 GB: 1), for one comparison of two images whose last layer differs by 12 MB:

| | 700 MB | 2.5 GB | peak memory | written to disk | sees the 12 MB |
| :- | -: | -: | -: | -: | :- |
| \`dive --ci\` on both | 19.4 s | 74 s | 35 MB | 2 MB | no: both pass |
| \`dive --ci\` on both, classic store | 10.6 s | | 33 MB | 1.4 GB, by the engine | no |
| \`container-diff --type=size\` | 25.9 s | 149 s | 1.2 GB, 4.1 GB | 1.5 GB | the total |
| \`container-diff --type=file\` | 28.1 s | 182 s | 1.3 GB, 5.4 GB | 1.5 GB | a list of files |
| \`container-diff --type=sizelayer\` | 39.6 s | 217 s | 1.3 GB | 3.0 GB | by layer, by its number |`

const CAUSES = `## What it comes from

- **A layer is read once.** Its digest is known from a [record](recipes.md#records), from the cache of earlier runs, or from the other image of the run, and then it is neither sent nor inflated ([ADR 0009](adr/0009-layers-are-remembered-by-digest.md)).
- **Both builds run at once**, and nothing is taken out of the engine afterwards ([ADR 0008](adr/0008-both-builds-at-once.md)).
- **Nothing known** costs one push of every layer. Each goes to a thread of its own, which inflates it, hashes it and looks at it in place, on all cores ([ADR 0031](adr/0031-layers-in-threads.md)). What is left is inflating, two hashes, and the engine, which takes two seconds of CPU to send 265 MB (dockerd 1.4 s, containerd 0.9 s): with two cores it takes about a third of the time.
- **The classic image store** keeps no compressed layers. With \`detail: layers\` the engine tells exact unpacked sizes without any bytes; with \`detail: files\`, one \`docker save\` of both images is read from the engine's socket, in which shared layers are once ([ADR 0013](adr/0013-the-engine-is-read-from-its-socket.md)).
- **Memory** is bounded by windows of streams and, with \`detail: files\`, by the paths of the layers; never by bytes of the image.
- **Disk**: what the gate writes is the worktree of the base commit (1.2 MB here), its cache and its report. The engine writes its own bookkeeping, with or without the gate.

## What it does not show

- Builds that are not cached cost what they cost, twice where the base has to be built. A record as baseline spares the second.
- A builder in a container pushes over the bridge; the same layers and bytes are read.`

const nameOf = ({ megabytes, files }: Column) =>
  `${megabytes < 1000 ? `${megabytes} MB` : `${megabytes / 1000} GB`}, ${files.toLocaleString('en')} files`

const secondsOf = ({ rows }: Column, name: string): number =>
  rows.find(row => row.name === name)?.seconds ?? Number.NaN

const times = (value: number) => (Number.isNaN(value) ? '' : `${value.toFixed(2)}×`)

/** What whoever reads nothing else should know. */
function firstLines({ containerd }: Bench): string {
  const words = containerd.map(column => {
    const [cold, known, plain] = [COLD, CACHED, PLAIN].map(name => secondsOf(column, name)) as [
      number,
      number,
      number,
    ]
    return `${nameOf(column)}: ${cold.toFixed(1)} s, ${times(cold / plain)} of two plain builds, where nothing is known; ${known.toFixed(1)} s (${times(known / plain)}) from then on.`
  })
  return `The first run reads every layer of both images once. Every later one costs what changed, not what the image weighs, without a line more in the workflow (\`cache\` is on by default).\n\n${words.map(line => `- ${line}`).join('\n')}`
}

function secondsTable(columns: Column[]): string {
  const most = Math.max(...columns.flatMap(({ rows }) => rows.map(({ runs }) => runs)))
  const names = (columns[0]?.rows ?? []).map(({ name, runs }) => ({ name, runs }))
  const rows = names.map(({ name, runs }) => [
    runs < most ? `${name} (${runs})` : name,
    ...columns.map(column => {
      const seconds = secondsOf(column, name)
      if (Number.isNaN(seconds)) return ''
      return `${seconds.toFixed(1)} s (${times(seconds / secondsOf(column, PLAIN))})`
    }),
  ])
  const head = ['seconds, and of two plain builds', ...columns.map(nameOf)]
  return markdownTable([head, ...rows], { align: ['l', ...columns.map(() => 'r')] })
}

function memoryTable(columns: Column[]): string {
  const mega = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`
  const names = (columns[0]?.rows ?? []).filter(({ peak }) => peak !== null)
  const rows = names.map(({ name }) => [
    name,
    ...columns.map(({ rows }) => {
      const row = rows.find(one => one.name === name)
      return row === undefined ? '' : `${mega(row.peak ?? 0)}; ${mega(row.written ?? 0)}`
    }),
  ])
  const head = ['peak memory; written to disk', ...columns.map(nameOf)]
  return markdownTable([head, ...rows], { align: ['l', ...columns.map(() => 'r')] })
}

function factors(columns: Column[]): string {
  const peers = (columns[0]?.rows ?? []).filter(({ group }) => group === 'peer')
  const rows = peers.map(({ name }) => [
    name,
    ...columns.map(column => (secondsOf(column, name) / secondsOf(column, CACHED)).toFixed(1)),
  ])
  const table = markdownTable([['', ...columns.map(nameOf)], ...rows], {
    align: ['l', ...columns.map(() => 'r')],
  })
  return `So the gate with \`detail: files\` and a cache beats, by a factor of:\n\n${table}`
}

function coldWords(columns: Column[]): string {
  const ratios = (one: string, other: string) =>
    columns.map(column => times(secondsOf(column, one) / secondsOf(column, other))).join(', ')
  return `With nothing known, it takes ${ratios(COLD, BOTH_EXPORTED)} of both exported and inflated on all cores, and ${ratios(COLD, BOTH_SAVED)} of \`docker save\` of both; with one CPU ${ratios(COLD_ALONE, COLD)} of what it takes with all. \`skopeo copy\` only copies: it inflates nothing.`
}

function slopeTable({ slope }: Bench): string {
  if (slope.length === 0) return ''
  const table = markdownTable(
    [
      ['changed', ...slope.map(({ change }) => `${change} MB`)],
      [PLAIN, ...slope.map(({ plain }) => `${plain.toFixed(1)} s`)],
      [CACHED, ...slope.map(({ gate }) => `${gate.toFixed(1)} s`)],
    ],
    { align: ['l', ...slope.map(() => 'r' as const)] },
  )
  return `By the bytes that changed:\n\n${table}`
}
