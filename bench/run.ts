/**
 * Times the whole gate (both sides built, measured, compared, rendered) on a fully cached image whose last
 * layer changed, against two plain builds and against exporting both sides as OCI layouts, in turns.
 *
 *     npm run bench -- [--megabytes 700] [--files 10000] [--runs 5] [--store containerd]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { markdownTable } from 'markdown-table'
import { startEngine } from '../scripts/engine.ts'
import { writeApplication, writeBase, writeChanged } from './context.ts'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '700' },
    files: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    store: { type: 'string', default: 'containerd' },
  },
})
const top = resolve(import.meta.dirname, '..')
const store = values.store === 'classic' ? 'classic' : 'containerd'
const megabytes = Number(values.megabytes)
const folder = mkdtempSync(join(tmpdir(), 'image-size-gate-bench-'))
const repository = join(folder, 'repository')
const engine = await startEngine({ store })
const env = { ...process.env, ...engine.env }

const run = (program: string, args: string[], cwd = repository) =>
  execFileSync(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 })
const git = (...args: string[]) =>
  run('git', [
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@example.com',
    '-c',
    'core.autocrlf=false',
    ...args,
  ])

try {
  const base = join(folder, 'base')
  writeBase(base, { bytes: megabytes * 1_000_000, files: Number(values.files), layers: 9 })
  run(
    'docker',
    ['buildx', 'build', '-q', '--load', '--provenance=false', '-t', 'bench/base:1', '.'],
    base,
  )
  rmSync(base, { recursive: true })
  execFileSync('git', ['init', '-q', '-b', 'main', repository])
  writeApplication(repository, 1_000_000)
  git('add', '.')
  git('commit', '-qm', 'baseline')
  const baseline = join(folder, 'baseline')
  git('worktree', 'add', '-q', '--detach', baseline, 'HEAD')
  writeChanged(repository, 13_000_000)
  git('add', '.')
  git('commit', '-qm', 'candidate')

  const sides = [repository, baseline]
  const peaks: number[] = []
  const contenders: Record<string, () => void> = {
    'two plain builds': () => {
      for (const side of sides) run('docker', ['buildx', 'build', '-q', '.'], side)
    },
    'the gate, detail: layers': () => gate('layers'),
    'the gate, detail: files': () => gate('files'),
    ...(store === 'containerd'
      ? {
          'two OCI layouts (tar files)': () => {
            for (const side of sides) {
              const dest = join(folder, 'layout.tar')
              run(
                'docker',
                ['buildx', 'build', '-q', '--output', `type=oci,dest=${dest}`, '.'],
                side,
              )
              rmSync(dest)
            }
          },
          'two OCI layouts (directories)': () => {
            for (const side of sides) {
              const dest = join(folder, 'layout')
              run(
                'docker',
                ['buildx', 'build', '-q', '--output', `type=oci,tar=false,dest=${dest}`, '.'],
                side,
              )
              rmSync(dest, { recursive: true })
            }
          },
        }
      : {}),
    'docker save of both': () => {
      for (const [index, side] of sides.entries()) {
        run('docker', ['buildx', 'build', '-q', '--load', '-t', `bench:${index}`, '.'], side)
      }
      execFileSync('sh', ['-c', 'docker save bench:0 bench:1 >/dev/null'], { env })
    },
  }

  const times = new Map(Object.keys(contenders).map(name => [name, [] as number[]]))
  for (let turn = 0; turn <= Number(values.runs); turn++) {
    for (const [name, contend] of Object.entries(contenders)) {
      const start = performance.now()
      contend()
      if (turn > 0) times.get(name)?.push((performance.now() - start) / 1000)
    }
  }

  const plain = median(times.get('two plain builds') ?? [])
  console.log(
    `${megabytes} MB unpacked, ${values.files} files, last layer +12 MB, ${store} store, medians of ${values.runs} runs\n`,
  )
  console.log(
    markdownTable(
      [
        ['', 'seconds', 'of two plain builds'],
        ...[...times].map(([name, seconds]) => [
          name,
          median(seconds).toFixed(2),
          `${(median(seconds) / plain).toFixed(2)}×`,
        ]),
      ],
      { align: ['l', 'r', 'r'] },
    ),
  )
  console.log(`\npeak resident memory of the gate: ${Math.round(Math.max(...peaks) / 1000)} MB`)

  function gate(detail: string): void {
    const peak = join(folder, 'peak')
    execFileSync(
      process.execPath,
      [
        '--import',
        join(import.meta.dirname, 'measure-peak.js'),
        join(top, 'dist/cli.js'),
        'compare',
        '--baseline',
        'build:HEAD~1',
        '--detail',
        detail,
      ],
      {
        cwd: repository,
        env: { ...env, BENCH_PEAK_FILE: peak },
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
      },
    )
    peaks.push(Number(readFileSync(peak, 'utf8')))
  }
} finally {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
