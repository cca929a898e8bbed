/**
 * Measures every image that costs much and says little, asserts that it is bounded, and writes docs/bounds.md.
 *
 *     npm run bounds              # some minutes
 *     npm run bounds -- zstd jar  # only cases whose names have one of these in them; writes nothing
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { markdownTable } from 'markdown-table'
import { bounds, cases, type Measured, measureCase } from '../__tests__/support/bounds.ts'
import { formatBytes } from '../src/image/bytes.ts'

const text = `<!-- Written by \`npm run bounds\`. -->

# Bounds

A pull request decides what is in an image, how it is packed, and what lies at every path of its checkout. None of that makes the gate take more than ${formatBytes(bounds.memory)} of memory or ${bounds.time / 1000} s for a layer that says little. What is more than is read is refused in one line, or told as unknown; sizes are exact all the same.

Each row is \`image-size-gate compare\` of the bundle in a process of its own, with every form of the report, on MACHINE. Time is of the whole program; memory is the kernel's \`VmHWM\`, of which some 70 MB are the program. The cases are in [\`__tests__/support/bounds.ts\`](../__tests__/support/bounds.ts), shared with the tests.

TABLE

## What is bounded, and how

| what | bound | beyond it |
| --- | --- | --- |
| paths of a layer, with \`detail: files\` | 8 MiB, and twice what the layer weighs as it is sent (of a plain tar a sixteenth); 128 MiB for all layers that are compared. A path counts with its text, each new directory with 400 B more, and depth beyond 32 | the layer is told by directory, with its exact size; a note says so. Its packages, its waste and budgets on a path in it are unknown |
| a path | 4,096 characters | cut |
| package databases | 32 MiB a file, 64 MiB and 10,000 files a layer, 50,000 packages | the layer's packages are unknown |
| rpm's databases | a thread of its own with 512 MB of heap and 30 s ([ADR 0012](adr/0012-rpm-by-a-library-in-a-thread.md)): the one thing that may take more | the layer's packages are unknown |
| extended tar headers | 1 MiB and 20,000 records each | the layer is refused |
| unpacked bytes of a layer | 256 GiB; what packs well is read as a stream and simply counts, at about a second for each half gigabyte | the layer is refused |
| zstd | windows of 128 MiB; frames that say nothing are passed over | the layer is refused |
| JSON of an image | UTF-8, 8 MiB, 250,000 values; 10,000 layers, platforms or history entries; 1,000 layers in the end | the image is refused |
| the measuring registry | 64 GiB a blob, 256 open uploads, 20,000 blobs, 10,000 tags and manifests, 128 MiB of JSON, 512 connections, 16 KiB of headers within 30 s, 10 minutes of silence | the request is refused |
| Dockerfile, \`.dockerignore\`, configuration file, at the base commit too | a regular file of 1 MiB, within the repository wherever links lead | an error with the input, the path and what is there |
| an earlier report (\`record:\`, \`report\`) | a regular file of 256 MiB | an error |
| the JSON report | 512 MiB, the longest text of V8 | an error; comment, summary, page and verdict come all the same |
`

const wanted = process.argv.slice(2)
const chosen = cases.filter(
  ({ name }) => wanted.length === 0 || wanted.some(part => name.includes(part)),
)
const rows: string[][] = []
const broken: string[] = []
for (const one of chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'image-size-gate-bounds-'))
  try {
    const measured = await measureCase(one, folder, 'dist/cli.js')
    const wrong = whatIsWrong(one, measured)
    if (wrong !== null) broken.push(`${one.name}: ${wrong}\n${measured.said}`)
    const { size, time, peak } = measured
    const outcome =
      one.refused === true
        ? 'refused'
        : /paths, more than/.test(measured.said)
          ? 'measured, told by directory'
          : 'measured'
    const row = [
      one.name,
      formatBytes(size),
      `${(time / 1000).toFixed(1)} s`,
      `${Math.round(peak / 1e6)} MB`,
      outcome,
    ]
    rows.push(row)
    process.stderr.write(`${row.join(' | ')}\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
if (wanted.length === 0 && broken.length === 0)
  writeFileSync(join(import.meta.dirname, '../docs/bounds.md'), page())
if (broken.length > 0) {
  process.stderr.write(`\nNot bounded:\n${broken.join('\n')}\n`)
  process.exitCode = 1
}

function whatIsWrong(
  { says, refused }: (typeof cases)[number],
  { exitCode, said, time, peak }: Measured,
): string | null {
  const expected = refused === true ? 3 : 0
  if (exitCode !== expected) return `ended with exit code ${exitCode}, not ${expected}`
  if (!says.test(said)) return `does not say ${says}`
  if (!(peak < bounds.memory))
    return `took ${formatBytes(peak)}, more than ${formatBytes(bounds.memory)}`
  return time < bounds.time
    ? null
    : `took ${Math.round(time / 1000)} s, more than ${bounds.time / 1000} s`
}

function page(): string {
  const table = markdownTable(
    [['image', 'bytes of it', 'time', 'memory at most', 'outcome'], ...rows],
    {
      align: ['l', 'r', 'r', 'r', 'l'],
    },
  )
  return text
    .replace('TABLE', table)
    .replace('MACHINE', `${cpus().length} cores (${arch()}), Node ${process.versions.node}`)
}
