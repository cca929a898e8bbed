import { copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Engine, startEngine } from '../../scripts/engine.ts'
import { mediaTypes } from '../../src/oci/image-spec.ts'
import { compareByCli, onlyImage } from '../support/cli.ts'
import { startContainerBuilder } from '../support/container-builder.ts'
import { busyboxPath, docker, importBusybox } from '../support/engine.ts'
import { anImage } from '../support/fixtures.ts'
import { commit, git, temporaryFolder } from '../support/repositories.ts'

const folder = temporaryFolder()
const repository = join(folder.path, 'api')
/** On the network of the host, a step asks every port of loopback for a registry. */
const dockerfile = `FROM gate-test-busybox
RUN --network=host for hex in $(awk '$2 ~ /^0100007F:/ && $4 == "0A" { print $2 }' /proc/net/tcp | cut -d: -f2); do \\
  port=$((0x$hex)); \\
  printf 'GET /v2/ HTTP/1.0\\r\\n\\r\\n' | nc -w 1 127.0.0.1 $port | awk -v port=$port 'NR == 1 { print "found:", port, $2 }' & \\
  done; wait
COPY app /app/
`
let engine: Engine

beforeAll(async () => {
  engine = await startEngine({ store: 'containerd' })
  importBusybox(engine, 'gate-test-busybox')
  mkdirSync(repository)
  git(repository, 'init', '--quiet')
  commit(repository, { Dockerfile: dockerfile, 'app/a': 'a'.repeat(50_001) })
}, 120_000)

afterAll(async () => {
  await engine?.stop()
  folder.remove()
}, 60_000)

test('a step finds a closed door, and a reader of the process list cannot replace the image', async () => {
  const answers = new Set<string>()
  const attack = setInterval(() => void replaceWhatIsNamed(answers), 20)
  try {
    const options = ['--baseline', 'none', '--allow', 'network.host', '--detail', 'files']
    const result = await compareByCli(repository, engine.env, ...options)
    const { platform } = onlyImage(result)
    expect(result.stderr).toContain('The candidate is measured by push')
    expect(platform.candidate?.layers.at(-1)?.size).toBe(50_001)
    const [, port] = /pushing manifest for 127\.0\.0\.1:(\d+)/.exec(result.stderr) ?? []
    expect(result.stderr).toContain(`found: ${port} 401`)
    expect([...answers]).toEqual(['401'])
  } finally {
    clearInterval(attack)
  }
}, 120_000)

test('another container on the bridge of the builder finds a closed door', async () => {
  const builder = await startContainerBuilder(engine, 'bridge')
  const name = 'gate-test-stranger'
  try {
    const slow = join(folder.path, 'slow')
    mkdirSync(slow)
    git(slow, 'init', '--quiet')
    // Whoever looks through all ports takes a while.
    const sleep = 'RUN --network=none ["/busybox", "sleep", "15"]'
    const steps = ['FROM scratch', 'COPY busybox /', sleep, 'COPY app /app/']
    commit(slow, { Dockerfile: steps.join('\n'), 'app/a': 'a'.repeat(50_001) })
    copyFileSync(busyboxPath(), join(slow, 'busybox'))
    const [gateway = ''] =
      /\d+\.\d+\.\d+\.1/.exec(docker(engine, 'network', 'inspect', 'bridge')) ?? []
    // The machine's files are there for its Node; the network is the container's.
    const script = resolve('__tests__/support/stranger.js')
    const command = ['chroot', '/host', realpathSync(process.execPath), script, gateway]
    const where = ['--network', 'bridge', '--volume', '/:/host:ro']
    docker(engine, 'run', '--detach', '--name', name, ...where, 'gate-test-busybox', ...command)
    const options = ['--baseline', 'none', '--builder', builder.name]
    const result = await compareByCli(slow, engine.env, ...options)
    const { platform } = onlyImage(result)
    expect(result.stderr).toContain('The candidate is measured by push')
    expect(platform.candidate?.layers.at(-1)?.size).toBe(50_001)
    const [, port] = /pushing manifest for [\d.]+:(\d+)/.exec(result.stderr) ?? []
    const told = JSON.parse(docker(engine, 'logs', name)) as Record<string, unknown>
    expect(told.port).toBe(Number(port))
    const answers = Object.entries(told.answers ?? {})
    expect(answers.length).toBeGreaterThan(6)
    expect(answers.filter(([, status]) => status !== 401)).toEqual([])
  } finally {
    docker(engine, 'rm', '--force', name)
    await builder.stop()
  }
}, 120_000)

// --- internal ---

/** What the gate's builds are called in the process list is pushed by somebody else. */
async function replaceWhatIsNamed(answers: Set<string>): Promise<void> {
  for (const process of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const [, address, repository, tag] =
      /name=(127\.0\.0\.1:\d+)\/([^:,\0]+):(\w+)/.exec(fileOf(process, 'cmdline')) ?? []
    // Other gates may run on this machine.
    if (address === undefined || !fileOf(process, 'environ').includes(engine.host)) continue
    await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, {
      method: 'PUT',
      headers: { 'Content-Type': mediaTypes.ociManifest },
      body: new Uint8Array(anImage([]).manifest),
    }).then(
      answer => answers.add(String(answer.status)),
      // The gate has come to its end.
      () => undefined,
    )
  }
}

function fileOf(process: string, name: string): string {
  try {
    return readFileSync(`/proc/${process}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
