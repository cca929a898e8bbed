import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { Cures } from '../src/cure/cures.ts'
import { decodeReport } from '../src/report/printers/json.ts'
import { noise } from './support/bytes.ts'
import { importBusybox } from './support/engine.ts'
import { temporaryFolder } from './support/repositories.ts'

// Cures are built by real engines: what is offered is what was proved, and nothing is offered that changes anything else.

jest.setTimeout(300_000)

const folder = temporaryFolder()
afterAll(() => folder.remove())

const base = 'FROM gate-test/base:1'
const write = (path: string) => `mkdir -p ${dirname(path)} && head -c 1500000 /dev/zero > ${path}`

function cure(context: string, engine: Engine, ...options: string[]) {
  const json = join(context, '../report.json')
  const cli = resolve('dist/cli.js')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'cure', ...options, '--json', json],
    { cwd: context, env: { ...process.env, ...engine.env }, encoding: 'utf8' },
  )
  const report = status === 2 ? null : decodeReport(readFileSync(json, 'utf8'), json)
  const cures = report?.images[0]?.cures
  if (cures === undefined) throw new Error(`exit ${status}: ${stdout}${stderr}`)
  return { status, stdout, cures }
}

let contexts = 0
function contextOf(files: Record<string, string | Buffer>): string {
  const context = join(folder.path, `case-${++contexts}`, 'context')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(context, path)), { recursive: true })
    writeFileSync(join(context, path), content)
  }
  return context
}

const saved = ({ saved: [first] }: Cures) => -(first?.unpacked.change ?? 0)

describe.each(['containerd', 'classic'] as const)('on the %s image store', store => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ store })
    importBusybox(engine, 'gate-test/base:1')
  })
  afterAll(async () => {
    await engine.stop()
  })

  test.each<[string, string, string, number]>([
    [
      'a RUN that only deletes, with Windows line ends',
      `${base}\r\nRUN ${write('/srv/a')}\r\n# gone\r\nRUN rm /srv/a\r\n`,
      `${base}\r\nRUN ${write('/srv/a')} && \\\r\n# gone\r\n    rm /srv/a\r\n`,
      1_500_000,
    ],
    [
      'a heredoc',
      `${base}\nRUN <<EOF\nset -e\n${write('/root/.npm/x')}\n${write('/srv/y')}\nEOF\n`,
      `${base}\nRUN <<EOF\nset -e\n${write('/root/.npm/x')}\n${write('/srv/y')}\nrm -rf /root/.npm\nEOF\n`,
      1_500_000,
    ],
    [
      'the owner of what was copied',
      `${base}\nWORKDIR /app\nCOPY lib .\nRUN chown -R 1000:1000 .\n`,
      `${base}\nWORKDIR /app\nCOPY --chown=1000:1000 lib .\nRUN chown 1000:1000 .\n`,
      300_000,
    ],
    [
      'a file that is copied and then replaced',
      `${base}\nCOPY lib/a /srv/a\nCOPY other /srv/a\n`,
      `${base}\nCOPY other /srv/a\n`,
      300_000,
    ],
  ])('%s', (_name, before, after, bytes) => {
    const context = contextOf({
      Dockerfile: before,
      'lib/a': noise(300_000, 1),
      other: noise(300_001, 2),
    })
    const { status, cures } = cure(context, engine, '--check', '--write')
    expect(cures.edits.map(({ refused }) => refused)).toEqual([null])
    expect([status, saved(cures)]).toEqual([1, bytes])
    expect(readFileSync(join(context, 'Dockerfile'), 'utf8')).toBe(after)
    const again = cure(context, engine, '--check')
    expect([again.status, again.cures.patch]).toEqual([0, ''])
  })

  test('an edit that changes something else is not offered, and the other one is', () => {
    const context = contextOf({
      // What stands in the cache decides what is written later.
      Dockerfile: [
        base,
        `RUN ${write('/root/.npm/x')}`,
        'RUN if [ -e /root/.npm/x ]; then echo yes > /answer; else echo no > /answer; fi',
        `RUN ${write('/root/.cache/pip/y')}`,
        '',
      ].join('\n'),
    })
    const { cures, stdout } = cure(context, engine, '--write')
    expect(cures.edits.map(({ refused }) => refused)).toEqual([
      null,
      '`/answer` would have another size',
    ])
    expect(saved(cures)).toBe(1_500_000)
    expect(stdout).toContain('not offered')
    const text = readFileSync(join(context, 'Dockerfile'), 'utf8')
    expect(text).toContain('rm -rf /root/.cache/pip')
    expect(text).not.toContain('rm -rf /root/.npm')
  })

  test('an image whose every layer was seen before is held against its whole configuration', () => {
    // However often the last step runs, it writes the same layer.
    const always = 'touch -d @1000000000 /root/.cache/pip/y /root/.cache/pip /root/.cache /root'
    const context = contextOf({
      Dockerfile: [
        base,
        `RUN ${write('/root/.npm/x')}`,
        'RUN if [ -e /root/.npm/x ]; then echo yes > /answer; else echo no > /answer; fi',
        `RUN ${write('/root/.cache/pip/y')} && ${always}`,
        '',
      ].join('\n'),
    })
    const { cures } = cure(context, engine)
    expect(cures.edits.map(({ refused }) => refused)).toEqual([
      null,
      '`/answer` would have another size',
    ])
  })

  test('a file that differs in every build keeps no edit from being offered', () => {
    const dockerfile = `${base}\nRUN ${write('/root/.npm/x')} && cat /proc/sys/kernel/random/uuid > /srv-id\n`
    const { cures } = cure(contextOf({ Dockerfile: dockerfile }), engine)
    expect(cures.edits.map(({ refused }) => refused)).toEqual([null])
    expect(cures.restless).toEqual(['/srv-id'])
    expect(cures.builds).toBe(2)
  })
})

test('the example: 1.1 comes out no larger than 1.2, which was made by hand', async () => {
  const engine = await startEngine({ store: 'containerd' })
  try {
    const env = { ...process.env, ...engine.env }
    execFileSync('examples/go-backend/prepare', ['bases'], { env, stdio: 'pipe' })
    const prepared = (version: string) => {
      const context = join(folder.path, version, 'context')
      execFileSync('examples/go-backend/prepare', ['context', version, context], { env })
      return context
    }
    const { cures } = cure(prepared('1.1'), engine)
    expect(cures.edits.map(({ kind, refused }) => [kind, refused])).toEqual([
      ['cache', null],
      ['leftover', null],
      ['cache', null],
      ['ignored', null],
    ])
    const byHand = cure(prepared('1.2'), engine).cures.saved[0]?.unpacked.baseline ?? 0
    expect(byHand).toBeGreaterThan(0)
    expect(cures.saved[0]?.unpacked.candidate).toBeLessThanOrEqual(1.01 * byHand)
  } finally {
    await engine.stop()
  }
})
