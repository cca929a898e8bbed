import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import type { SourceLines } from '../src/image/measurement.ts'
import { decodeReport, encodeReport } from '../src/report/printers/json.ts'
import { runAction } from './support/action.ts'
import { noise } from './support/bytes.ts'
import { type CliResult, compareByCli, onlyImage } from './support/cli.ts'
import { startDockerRegistry } from './support/docker-registry.ts'
import { buildImage, docker, importBusybox, importImage } from './support/engine.ts'
import { pullRequestEvent } from './support/event-file.ts'
import { type Github, startGithub } from './support/github.ts'
import { makePullRequest, type PullRequestRepository } from './support/pull-request.ts'

jest.setTimeout(240_000)

const made = (bytes: number, path: string) => `head -c ${bytes} /dev/zero > ${path}`

/** Lines 1 to 5; the mistakes follow. */
const start = `FROM gate-test/base:1 AS common
RUN mkdir -p /out && ${made(11_000, '/out/tool')}

FROM common
COPY tree /srv/tree/
`

const dockerfile = (port: number) => `${start}COPY config/v1 /srv/config
COPY config/v2 /srv/config
RUN mkdir -p /opt/made \\
  # what the next step spoils
  && ${made(50_000, '/tmp/download')} \\

  && ${made(60_000, '/opt/made/a')} && ${made(7000, '/opt/made/b')} \\
  && ${made(9000, '/opt/grows')}
RUN chmod -R 700 /opt/made && chown -R 1000:1000 /srv/tree && rm /tmp/download && ${made(9100, '/opt/grows')}
RUN <<EOF
mkdir -p /var/lib/apt/lists/partial /var/cache/apt/archives /var/cache/apk /root/.cache/pip/http
mkdir -p /root/.npm/_cacache /usr/local/share/.cache/yarn/v6 /home/app/.cache/yarn/v6 /root/.cache/go-build/00
mkdir -p /opt/clone/.git/objects
${made(30_000, '/var/lib/apt/lists/deb_Packages')}
${made(31_000, '/var/cache/apt/pkgcache.bin')}
${made(32_000, '/var/cache/apt/archives/hello.deb')}
${made(2001, '/var/cache/apk/APKINDEX.tar.gz')}
${made(2002, '/root/.cache/pip/http/x')}
${made(2003, '/root/.npm/_cacache/x')}
${made(2004, '/usr/local/share/.cache/yarn/v6/x')}
${made(2005, '/home/app/.cache/yarn/v6/x')}
${made(2006, '/root/.cache/go-build/00/x')}
${made(2007, '/opt/clone/.git/objects/pack')}
{ printf '\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\4\\0'; head -c 1199982 /dev/zero; } > /srv/core
EOF
COPY . /src/
COPY --from=common /out/tool /usr/tool-a
COPY --from=common --chown=1000 /out/tool /usr/tool-b
ADD http://127.0.0.1:${port}/file.bin /opt/file.bin
COPY empty /opt/
COPY empty /opt/
COPY <<one /opt/one
${'1'.repeat(1499)}
one
`

const files = {
  empty: '',
  'tree/a': noise(40_000, 1),
  'tree/b/c': noise(41_000, 2),
  'config/v1': noise(70_000, 3),
  'config/v2': noise(71_000, 4),
}

/** Kind, path, files, bytes, lines of who wrote them, lines of who hides them, cure. */
type Mistake = [string, string, number, number, string, string | null, string]

const leftovers = '15-30'
const emptied = (root: string) =>
  `end the same \`RUN\` with \`rm -rf /${root}/*\`, or mount it: \`RUN --mount=type=cache,target=/${root}\``
const removed = (root: string, owner = '') =>
  `end the same \`RUN\` with \`rm -rf /${root}\`, or mount it: \`RUN --mount=type=cache,target=/${root}${owner}\``
const mistakes: Mistake[] = [
  [
    'deleted',
    '/tmp/download',
    1,
    50_000,
    '8-13',
    '14-14',
    'delete it in the same `RUN` that writes it: a later layer only hides it',
  ],
  [
    'copied',
    '/srv/tree',
    2,
    81_000,
    '5-5',
    '14-14',
    'set owner and mode where it is copied: `COPY --chown=… --chmod=…`',
  ],
  [
    'copied',
    '/opt/made',
    2,
    67_000,
    '8-13',
    '14-14',
    'set owner and mode in the same `RUN` that writes it: a later layer ships every file again',
  ],
  [
    'overwritten',
    '/opt/grows',
    1,
    9000,
    '8-13',
    '14-14',
    'write it once: join the two steps, or build in a stage of its own',
  ],
  ['overwritten', '/srv/config', 1, 70_000, '6-6', '7-7', 'leave it out of the first `COPY`'],
  [
    'cache',
    '/var/lib/apt/lists',
    1,
    30_000,
    leftovers,
    null,
    'end the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount it: `RUN --mount=type=cache,target=/var/lib/apt/lists`',
  ],
  ['cache', '/var/cache/apt', 2, 63_000, leftovers, null, emptied('var/cache/apt')],
  ['cache', '/var/cache/apk', 1, 2001, leftovers, null, emptied('var/cache/apk')],
  ['cache', '/root/.cache/pip', 1, 2002, leftovers, null, removed('root/.cache/pip')],
  ['cache', '/root/.npm', 1, 2003, leftovers, null, removed('root/.npm')],
  [
    'cache',
    '/usr/local/share/.cache/yarn',
    1,
    2004,
    leftovers,
    null,
    removed('usr/local/share/.cache/yarn'),
  ],
  [
    'cache',
    '/home/app/.cache/yarn',
    1,
    2005,
    leftovers,
    null,
    removed('home/app/.cache/yarn', ',uid=…'),
  ],
  [
    'cache',
    '/root/.cache/go-build',
    1,
    2006,
    leftovers,
    null,
    'build in a stage of its own, or mount it: `RUN --mount=type=cache,target=/root/.cache/go-build`, or end the same `RUN` with `rm -rf /root/.cache/go-build`',
  ],
  [
    'git',
    '/opt/clone/.git',
    1,
    2007,
    leftovers,
    null,
    'end the `RUN` that clones with `rm -rf /opt/clone/.git`',
  ],
  [
    'core dump',
    '/srv/core',
    1,
    1_200_000,
    leftovers,
    null,
    'delete the core dump in the same `RUN`, or keep it from being written: `ulimit -c 0`',
  ],
]

/** Instructions as the report names them, with their lines; `null` where the text stands twice. */
const lines: [RegExp, string | null, string][] = [
  [/^RUN mkdir -p \/out/, '2-2', 'of a stage that others start from'],
  [/^COPY tree/, '5-5', 'of one line'],
  [/^RUN mkdir -p \/opt\/made/, '8-13', 'continued, with a comment and an empty line'],
  [/^RUN mkdir -p \/var/, leftovers, 'heredoc'],
  [/^COPY \. \/src/, '31-31', 'COPY of everything'],
  [/^COPY \/out\/tool \/usr\/tool-a/, '32-32', 'COPY --from a stage'],
  [/^COPY .*tool-b/, '33-33', 'COPY --from the same stage again'],
  [/^ADD http/, '34-34', 'ADD from a URL'],
  [/^COPY empty/, '35-35', 'the first of two that are equal'],
  [/^COPY <<one/, '37-39', 'a file from a heredoc'],
]

let github: Github
let server: Server
let port: number
beforeAll(async () => {
  github = await startGithub()
  server = createServer((_request, response) => response.end(noise(15_000, 9)))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.close()
  await github.close()
})

describe.each(['classic', 'containerd'] as const)('on the %s image store', store => {
  const told = store === 'classic' ? 'guess' : 'provenance'
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ store })
    importBusybox(engine, 'gate-test/base:1')
  })
  afterAll(async () => {
    await engine.stop()
  })

  describe('a Dockerfile with every mistake', () => {
    let repository: PullRequestRepository
    let result: CliResult
    let gitBytes: number
    beforeAll(async () => {
      const Dockerfile = dockerfile(port)
      repository = makePullRequest({ ...files, Dockerfile: start }, { Dockerfile })
      // What the run fetches first must not count.
      repository.git('fetch', '-q', '--depth=1', 'origin', repository.baseSha)
      gitBytes = bytesOf(join(repository.checkout, '.git'))
      const baseline = `build:${repository.baseSha}`
      result = await compareByCli(repository.checkout, engine.env, '--baseline', baseline)
    })
    afterAll(() => repository.remove())

    const candidate = () => {
      const { platform } = onlyImage(result)
      return { layers: platform.candidate?.layers ?? [], findings: platform.waste?.findings ?? [] }
    }
    const linesAt = (layer: number | null) =>
      layer === null ? null : text(candidate().layers[layer]?.lines ?? null)

    test.each(mistakes)('%s %s', (kind, path, count, bytes, writer, hider, cure) => {
      const [finding, ...others] = candidate().findings.filter(one => one.path === path)
      expect(others).toEqual([])
      expect(finding).toMatchObject({ kind, files: count, bytes, cure, isNew: true })
      expect(linesAt(finding?.layer ?? null)).toBe(`${told} ${writer}`)
      expect(linesAt(finding?.by ?? null)).toBe(hider && `${told} ${hider}`)
    })

    test('.git of the checkout', () => {
      const { findings } = candidate()
      const git = findings.find(({ path }) => path === '/src/.git')
      expect(git).toMatchObject({
        kind: 'git',
        bytes: gitBytes,
        cure:
          told === 'guess'
            ? 'leave it out of what is copied, by `.dockerignore` where that is the build context'
            : 'add `**/.git` to `.dockerignore`',
      })
      expect(linesAt(git?.layer ?? null)).toBe(`${told} 31-31`)
      expect(result.report?.notes).toEqual([expect.stringContaining('add it to `.dockerignore`')])
    })

    test('nothing else is called so, and the sum is right', () => {
      // That `COPY .` brings files again which others copied is another kind.
      const kinds = new Set(mistakes.map(([kind]) => kind))
      const findings = candidate().findings.filter(({ kind }) => kinds.has(kind))
      expect(findings).toHaveLength(mistakes.length + 1)
      const sum = mistakes.reduce((bytes, mistake) => bytes + mistake[3], gitBytes)
      expect(findings.reduce((total, { bytes }) => total + bytes, 0)).toBe(sum)
    })

    test.each(lines)('%s: lines %s, %s', (instruction, range) => {
      const layer = candidate().layers.find(one => instruction.test(one.instruction))
      const ambiguous = told === 'guess' && range === '35-35'
      expect(text(layer?.lines ?? null)).toBe(ambiguous ? null : `${told} ${range}`)
    })

    test('no line is claimed for the FROM image', () => {
      const busybox = candidate().layers.slice(0, 1)
      expect(busybox.map(layer => layer.lines)).toEqual([null])
      expect(busybox.every(layer => layer.upstream)).toBe(true)
    })

    test('the terminal names cause and cure', () => {
      const mark = told === 'guess' ? '≈ ' : ''
      // The terminal wraps.
      expect(result.stdout.replaceAll(/\s+/g, ' ')).toMatch(
        new RegExp(
          `50 kB new /tmp/download, deleted by .*${mark}Dockerfile:14, by RUN .*${mark}Dockerfile:8: delete it in the same RUN`,
        ),
      )
    })
  })

  describe('who is to blame', () => {
    const app = 'FROM gate-test/moving:1\nCOPY app /app\n'
    const provide = (tag: string, bytes: number) =>
      importImage(engine, `gate-test/moving:${tag}`, [
        { name: 'lib', content: noise(bytes, bytes) },
      ])
    let repository: PullRequestRepository
    let before: CliResult
    beforeAll(async () => {
      repository = makePullRequest({ Dockerfile: app, app: noise(1000, 1) }, {})
      provide('1', 100_000)
      before = await gate('--baseline', 'none')
      const record = join(repository.checkout, 'record.json')
      writeFileSync(record, encodeReport(before.report ?? fail()))
    })
    afterAll(() => repository.remove())
    const gate = (...args: string[]) =>
      compareByCli(repository.checkout, engine.env, '--max-increase', '10kB', ...args)

    test('a FROM image that moves under its line is upstream', async () => {
      provide('1', 120_000)
      const after = await gate('--baseline', 'record:record.json')
      const { platform, image } = onlyImage(after)
      expect(platform.unpacked.change).toBe(20_000)
      const [judgement] = image.judgements
      const digest = (result: CliResult) => onlyImage(result).platform.candidate?.base?.digest
      expect(digest(before)).toMatch(/^sha256:/)
      expect(platform.upstreamMove).toEqual({
        name: 'gate-test/moving:1',
        from: digest(before),
        to: digest(after),
      })
      expect(platform.upstreamMove?.from).not.toBe(platform.upstreamMove?.to)
      expect(platform.blame.unpacked).toEqual({ own: 0, upstream: 20_000 })
      expect([after.exitCode, judgement?.actual]).toEqual([0, 0])
      expect(after.stdout).toContain('gate-test/moving:1 moved under an unchanged FROM line')
    })

    test('a FROM image that the builder pulled itself is known where the builder tells', async () => {
      const registry = await startDockerRegistry()
      const image = `${registry.address}/base:1`
      const base = async () => {
        const { platform } = onlyImage(await gate('--baseline', 'none'))
        const upstream = platform.candidate?.layers.map(layer => layer.upstream)
        return { name: platform.candidate?.base?.name ?? null, upstream }
      }
      try {
        docker(engine, 'tag', 'gate-test/moving:1', image)
        docker(engine, 'push', '--quiet', image)
        docker(engine, 'rmi', image)
        writeFileSync(join(repository.checkout, 'Dockerfile'), `FROM ${image}\nCOPY app /app\n`)
        const known = { name: image, upstream: [true, false] }
        const unknown = { name: null, upstream: [false, false] }
        expect(await base()).toEqual(told === 'guess' ? unknown : known)
        docker(engine, 'pull', '--quiet', image)
        expect(await base()).toEqual(known)
      } finally {
        registry.stop()
      }
    })

    test('a changed FROM line owns the growth', async () => {
      provide('2', 170_000)
      writeFileSync(join(repository.checkout, 'Dockerfile'), app.replace(':1', ':2'))
      const result = await gate('--baseline', 'record:record.json')
      const { platform } = onlyImage(result)
      expect(platform.upstreamMove).toBeNull()
      expect(platform.blame.unpacked).toEqual({ own: 70_000, upstream: 0 })
      expect(result.exitCode).toBe(1)
    })
  })

  describe('an ONBUILD of the FROM image', () => {
    const own = 'RUN head -c 300 /dev/zero > /mine'
    const triggers = ['COPY app /srv/app', 'RUN head -c 7000 /dev/zero > /triggered']
    let repository: PullRequestRepository
    let result: CliResult
    beforeAll(async () => {
      const Dockerfile = [
        'FROM gate-test/base:1',
        'RUN true > /own',
        ...triggers.map(one => `ONBUILD ${one}`),
      ]
      buildImage(engine, 'gate-test/onbuild:1', { Dockerfile: Dockerfile.join('\n') })
      const from = `# What the FROM image does by itself.\nARG V=1\nFROM gate-test/onbuild:$V\n${own}\n`
      repository = makePullRequest({ Dockerfile: from, app: 'a' }, {})
      result = await compareByCli(repository.checkout, engine.env, '--baseline', 'none')
    })
    afterAll(() => repository.remove())

    test('is ours, and stands at the FROM line where the builder tells', () => {
      const layers = onlyImage(result).platform.candidate?.layers ?? []
      const from = told === 'guess' ? null : 'provenance 3-3'
      expect(
        layers
          .slice(2)
          .map(({ instruction, upstream, lines }) => [instruction, upstream, text(lines)]),
      ).toEqual([
        [triggers[0], false, from],
        [triggers[1], false, from],
        [own, false, `${told} 4-4`],
      ])
      expect(layers.slice(0, 2).map(layer => layer.upstream)).toEqual([true, true])
    })
  })

  test('budgets of paths and layers warn or fail, and links go to the server of the run', async () => {
    const config = `images:
  - name: lenient
    context: .
    budgets:
      - { path: /srv/app, max-size: 1kB, severity: warning }
      - { path: /srv/lib, max-increase: 0 }
      - { layer: COPY app*, max-increase: 2kB, severity: warning }
      - { layer: COPY app*, max-size: 10kB }
      - { path: /nowhere, max-size: 1kB }
  - name: strict
    context: .
    budgets: [{ path: /srv/app, max-size: 1kB }]
`
    const repository = makePullRequest(
      {
        Dockerfile: 'FROM scratch\nCOPY lib /srv/lib/\nCOPY app \\\n  /srv/app/\n',
        'lib/a': noise(5000, 1),
        'app/b': noise(800, 2),
      },
      { 'app/c': noise(4000, 3), '.github/image-size-gate.yml': config },
    )
    const folder = mkdtempSync(join(tmpdir(), 'gate-test-event-'))
    try {
      const pull = await github.createPullRequest()
      const { headSha } = repository
      const event = pullRequestEvent(folder, github, {
        number: pull.number,
        headSha,
        baseSha: repository.baseSha,
        mergeSha: repository.git('rev-parse', 'HEAD'),
      })
      const { exitCode, log, outputs, summary } = await runAction({
        cwd: repository.checkout,
        inputs: { 'github-token': github.tokens.write },
        env: { ...engine.env, ...event, GITHUB_SERVER_URL: 'https://ghes.example.com:8443' },
      })
      expect([exitCode, outputs.verdict]).toEqual([1, 'exceeded'])
      const [comment] = await github.comments(pull.number)
      const mark = told === 'guess' ? '≈ ' : ''
      const link = `[${mark}Dockerfile:3](https://ghes.example.com:8443/octocat/hello-world/blob/${headSha}/Dockerfile#L3-L4)`
      expect(comment?.body).toContain(link)
      expect(summary).toContain(link)
      expect(`${comment?.body}${summary}`).not.toContain('https://github.com/octocat')
      expect(log).toMatch(
        /::error title=strict%3A \+4 kB,file=Dockerfile,line=3,endLine=4::COPY app/,
      )
      expect(log).toMatch(/::error::Image size budget exceeded: strict is 3\.8 kB over max-size/)

      const report = decodeReport(outputs.report ?? '', 'report')
      expect(report.images.map(({ verdict }) => verdict)).toEqual(['passed', 'exceeded'])
      const judgements = report.images[0]?.judgements ?? []
      expect(judgements.map(({ outcome, actual }) => [outcome, actual])).toEqual([
        ['exceeded', 4800],
        ['held', 0],
        ['exceeded', 4000],
        ['held', 4800],
        ['not judged', null],
      ])
      expect(judgements.at(-1)?.why).toBe('there is nothing at `/nowhere`')
    } finally {
      rmSync(folder, { recursive: true })
      repository.remove()
    }
  })
})

// --- helpers ---

function text(lines: SourceLines | null): string | null {
  if (lines === null) return null
  return `${lines.from} ${lines.ranges.map(({ start, end }) => `${start}-${end}`).join()}`
}

/** Of all regular files in a folder. */
function bytesOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

function fail(): never {
  throw new Error('there is no report')
}
