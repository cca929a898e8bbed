import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { WasteFinding } from '../src/compare/comparison.ts'
import { exampleRoots } from '../src/waste/places.ts'
import { noise } from './support/bytes.ts'
import { compareByCli, onlyImage } from './support/cli.ts'
import { importBusybox } from './support/engine.ts'
import { temporaryFolder } from './support/repositories.ts'

// What the report gives as a command is applied here to what it was given for, built and measured: the waste is gone.

jest.setTimeout(240_000)

const folder = temporaryFolder()
let engine: Engine
beforeAll(async () => {
  engine = await startEngine({ store: 'containerd' })
  importBusybox(engine, 'gate-test/base:1')
})
afterAll(async () => {
  await engine.stop()
  folder.remove()
})

let contexts = 0
/** Builds a Dockerfile with its context and tells what is wasted. */
async function wasteOf(
  files: Record<string, string | Buffer>,
  ...options: string[]
): Promise<WasteFinding[]> {
  const context = join(folder.path, `context-${++contexts}`)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(context, path)), { recursive: true })
    writeFileSync(join(context, path), content)
  }
  const result = await compareByCli(context, engine.env, '--baseline', 'none', ...options)
  rmSync(context, { recursive: true })
  const { waste } = onlyImage(result).platform
  // A build that wrote nothing would waste nothing.
  expect(onlyImage(result).platform.unpacked.candidate).toBeGreaterThan(1_000_000)
  return waste?.findings ?? []
}

const write = (path: string, bytes = 1_100_000) =>
  `mkdir -p ${dirname(path)} && head -c ${bytes} /dev/zero > ${path}`

/** The code in a cure that begins like that. */
function command(cure: string | undefined, start: string): string {
  const found = [...(cure ?? '').matchAll(/`([^`]+)`/g)].find(([, code]) => code?.startsWith(start))
  if (found?.[1] === undefined) throw new Error(`no ${start} in: ${cure}`)
  return found[1]
}

describe('what tools leave behind', () => {
  const roots = exampleRoots()
  const run = roots.map(root => write(`/${root}/some/file`)).join(' && ')
  const own = 'head -c 1500000 /dev/zero > /own'
  const from = (run: string) => ({ Dockerfile: `FROM gate-test/base:1\n${run} && ${own}\n` })
  let cures: string[]

  test('is found at every place', async () => {
    const findings = await wasteOf(from(`RUN ${run}`))
    expect(findings.map(({ path }) => path.slice(1)).sort()).toEqual([...roots].sort())
    cures = findings.map(({ cure }) => cure)
  })

  test('is gone when the same RUN ends with what the cure says', async () => {
    const removals = cures.map(cure => command(cure, 'rm -rf')).join(' && ')
    expect(await wasteOf(from(`RUN ${run} && ${removals}`))).toEqual([])
  })

  test('is gone when it is mounted as the cure says', async () => {
    const mounts = cures
      .filter(cure => cure.includes('--mount'))
      .map(cure => command(cure, 'RUN --mount').replace(/^RUN /, '').replace(',uid=…', ''))
    const findings = await wasteOf(from(`RUN ${mounts.join(' ')} ${run}`))
    // Nobody mounts a clone.
    expect(findings.map(({ kind }) => kind)).toEqual(['git'])
  })
})

describe('what a Dockerfile does twice or in the wrong place', () => {
  const site = 'usr/lib/python3/dist-packages'
  const python = `${write(`/${site}/m/tests/x.py`)} && ${write(`/${site}/m/sub/test/x.py`)} && ${write(`/${site}/m/__pycache__/x.pyc`)} && ${write(`/${site}/m/main.py`, 9)}`
  const other = `FROM gate-test/base:1 AS other\nRUN ${write('/out/.git/pack', 300_000)} && ${write('/out/tool', 20_000)}`
  const context = {
    tree: noise(200_000, 1),
    'config/v1': noise(210_000, 2),
    'config/v2': noise(211_000, 3),
    big: noise(220_000, 4),
    'app/.git/pack': noise(230_000, 5),
    'app/node/.git/pack': noise(231_000, 6),
    'app/main': noise(1_200_000, 7),
  }
  let server: Server
  let url: string
  let found: Map<string, WasteFinding>
  beforeAll(async () => {
    server = createServer((_request, response) => response.end(noise(240_000, 9)))
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`
    const Dockerfile = `${other}
FROM gate-test/base:1
COPY app /app
COPY --from=other /out /opt/out
COPY tree /srv/tree
RUN chown -R 1000 /srv/tree
COPY config/v1 /srv/config
COPY config/v2 /srv/config
RUN ${write('/srv/download', 250_000)}
RUN rm /srv/download
COPY big /srv/big
RUN rm /srv/big
ADD ${url} /srv/file.bin
RUN rm /srv/file.bin
RUN ${write('/srv/a', 260_000)}
RUN cp /srv/a /srv/b
RUN ${write('/srv/grows', 270_000)}
RUN ${write('/srv/grows', 271_000)}
RUN ${python}
`
    const findings = await wasteOf({ ...context, Dockerfile })
    found = new Map(findings.map(finding => [`${finding.kind} ${finding.path}`, finding]))
  })
  afterAll(() => void server.close())

  test.each([
    ['git /app/.git', 'add `**/.git` to `.dockerignore`'],
    ['git /app/node/.git', 'add `**/.git` to `.dockerignore`'],
    ['git /opt/out/.git', 'copy less of the other stage, or delete it there'],
    ['copied /srv/tree', 'set owner and mode where it is copied: `COPY --chown=… --chmod=…`'],
    ['overwritten /srv/config', 'leave it out of the first `COPY`'],
    [
      'deleted /srv/download',
      'delete it in the same `RUN` that writes it: a later layer only hides it',
    ],
    [
      'deleted /srv/big',
      'add it to `.dockerignore`, or use it without copying: `RUN --mount=type=bind`',
    ],
    [
      'deleted /srv/file.bin',
      'fetch, use and delete it in one `RUN`: a later layer only hides what `ADD` brought',
    ],
    [
      'duplicate /srv/b',
      'move it in the `RUN` that writes it, or make the other path a symbolic link: a copy in a later layer ships it again',
    ],
    ['overwritten /srv/grows', 'write it once: join the two steps, or build in a stage of its own'],
    [
      `tests /${site}`,
      `find /${site} -type d \\( -name test -o -name tests \\) -prune -exec rm -r {} +`,
    ],
    [`bytecode /${site}`, `find /${site} -type d -name __pycache__ -prune -exec rm -r {} +`],
  ])('%s: %s', (what, cure) => {
    expect(found.get(what)?.cure).toContain(cure)
  })

  test('and nothing else', () => {
    expect(found.size).toBe(12)
  })

  test('is gone when every cure is applied', async () => {
    const pruned = ['tests', 'bytecode'].map(kind =>
      command(found.get(`${kind} /${site}`)?.cure, 'find'),
    )
    const Dockerfile = `${other} && rm -r /out/.git
FROM gate-test/base:1
COPY app /app
COPY --from=other /out /opt/out
COPY --chown=1000 tree /srv/tree
COPY config/v2 /srv/config
RUN ${write('/srv/download', 250_000)} && rm /srv/download
RUN --mount=type=bind,source=big,target=/big cat /big > /dev/null
RUN wget -q -O /srv/file.bin ${url} && rm /srv/file.bin
RUN ${write('/srv/a', 260_000)}
RUN ln -s a /srv/b
RUN ${write('/srv/grows', 271_000)}
RUN ${python} && ${pruned.join(' && ')}
`
    const files = {
      ...context,
      Dockerfile,
      '.dockerignore': '**/.git\n',
    }
    expect(await wasteOf(files, '--network', 'host')).toEqual([])
  })
})
