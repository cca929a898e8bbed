/**
 * A private Docker engine, for tests and the demo: its own folders, socket, containerd and bridge, next to whatever else runs on the machine.
 * It needs root on Linux, and what `script/bootstrap` fetches. An engine that it did not start is never touched.
 *
 *     node scripts/engine.ts start|stop|env classic|containerd
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Store = 'classic' | 'containerd'

export type Engine = {
  store: Store
  host: string
  /** Of dockerd, the parent of all that the engine runs. */
  pid: number
  env: { DOCKER_HOST: string; DOCKER_CONFIG: string; PATH: string }
  stop: () => Promise<void>
}

/**
 * `host`: the engine shares this machine's network. `isolated`: it has one of its own, as an engine on another machine has;
 * only its socket reaches over, and neither finds the other's loopback or bridge. A process: it shares that one's network,
 * and can be called there at `LOOPBACK`.
 */
export type Network = 'host' | 'isolated' | { process: number }

/** Where an engine in the network of a process listens too. */
export const LOOPBACK = { host: '127.0.0.1', port: 2375 }

/**
 * What is on disk about a running engine, so that another process can stop it. `owner`: the process that it ends with, and
 * that clears it away; null when it outlives the one that started it.
 */
type State = {
  store: Store
  root: string
  runtime: string
  pid: number
  bridge: string
  owner: string | null
}

const top = resolve(import.meta.dirname, '..')
const tools = join(top, '.cache/bin')
const init = join(top, '.cache/tools/usr/bin/docker-init')
const path = [tools, process.env.PATH ?? ''].join(delimiter)

/** The folder of the engine that the command line starts. */
export const sharedRoot = (store: Store): string => join(top, '.cache/engine', store)

/** Whether this machine can run private engines; where it cannot, tests use the engine that is there. */
export const canStartEngine = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  path.split(delimiter).some(folder => existsSync(join(folder, 'dockerd')))

/** Starts an engine in `root` and waits until it answers. Without `root`, a new folder is used and removed with the engine. */
export async function startEngine({
  store,
  network = 'host',
  root,
  env = {},
}: {
  store: Store
  network?: Network
  root?: string
  /** Added to what dockerd finds in its environment. */
  env?: Record<string, string>
}): Promise<Engine> {
  if (!canStartEngine()) {
    throw new Error(
      'a private engine needs Linux, root and dockerd: run script/test as root, e.g. sudo script/test',
    )
  }
  await clearLeftovers()
  // Mounts are listed by their real paths.
  const folder = realpathSync(root ?? newFolder(join(top, '.cache/engine'), store))
  const state = await launch(store, folder, { network, outlivesUs: false, env })
  const stop = async (): Promise<void> => {
    await shutDown(state)
    if (root === undefined) rmSync(folder, { recursive: true, force: true })
  }
  return { store, host: hostOf(state), pid: state.pid, env: environmentOf(state), stop }
}

/** A test run that was killed takes its engines with it, but leaves their folders and bridges. */
async function clearLeftovers(): Promise<void> {
  for (const file of globSync('.cache/engine/*-*/engine.json', { cwd: top })) {
    const state = readState(resolve(top, file, '..'))
    // Its owner may be about to, and one sweeper is enough.
    if (!state || isAlive(state) || (state.owner && runs(state.owner))) continue
    try {
      renameSync(stateFile(state.root), `${stateFile(state.root)}.claimed`)
    } catch {
      continue
    }
    await shutDown(state)
    rmSync(state.root, { recursive: true, force: true })
  }
}

async function launch(
  store: Store,
  root: string,
  {
    network,
    outlivesUs,
    env = {},
  }: { network: Network; outlivesUs: boolean; env?: Record<string, string> },
): Promise<State> {
  const before = readState(root)
  if (before && isAlive(before))
    throw new Error(`an engine runs in ${root} already (process ${before.pid})`)
  if (before) await shutDown(before)

  // Paths of Unix sockets hold at most 107 bytes, so what has a socket is not kept below `root`.
  const runtime = mkdtempSync(join(tmpdir(), 'isg-'))
  const bridge = newBridge()
  if (network === 'host') for (const args of bridgeCommands(bridge)) ip(...args)
  prepareConfig(root)
  const configFile = join(root, 'daemon.json')
  writeFileSync(
    configFile,
    JSON.stringify(daemonConfig(store, root, runtime, bridge.name), null, 2),
  )
  const enter = network === 'host' ? [] : isolation(bridge, network)
  const listens =
    typeof network === 'object'
      ? ['--tls=false', `--host=tcp://${LOOPBACK.host}:${LOOPBACK.port}`]
      : []

  const log = join(root, 'dockerd.log')
  const output = openSync(log, 'w')
  const daemon = [
    ...enter,
    'dockerd',
    '--config-file',
    configFile,
    `--host=unix://${runtime}/docker.sock`,
    ...listens,
  ]
  const [command, ...args] = outlivesUs ? daemon : ['setpriv', '--pdeathsig', 'TERM', ...daemon]
  const child = spawn(command as string, args, {
    detached: outlivesUs,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let failure = ''
  child.on('error', error => {
    failure = error.message
  })
  child.on('exit', (code, signal) => {
    failure = `dockerd ended with ${signal ?? code}`
  })

  const owner = outlivesUs ? null : (nameOfProcess(process.pid) ?? null)
  const state = { store, root, runtime, pid: child.pid ?? 0, bridge: bridge.name, owner }
  writeFileSync(stateFile(root), JSON.stringify(state))
  const deadline = Date.now() + 60_000
  while (!(await answers(state))) {
    if (Date.now() > deadline) failure = 'dockerd did not answer within 60 s'
    if (failure !== '') {
      await shutDown(state)
      throw new Error(`${failure}; the end of ${log}:\n${lastLines(log, 15)}`)
    }
    await sleep(50)
  }
  child.removeAllListeners()
  child.unref()
  return state
}

function daemonConfig(store: Store, root: string, runtime: string, bridge: string): object {
  return {
    'data-root': join(root, 'data'),
    'exec-root': join(runtime, 'exec'),
    pidfile: join(runtime, 'docker.pid'),
    bridge,
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    features: { 'containerd-snapshotter': store === 'containerd' },
    // It is mounted into containers, where a script of `.cache/bin` is of no use.
    ...(existsSync(init) ? { 'init-path': realpathSync(init) } : {}),
  }
}

type Bridge = { name: string; address: string }

/** Two engines cannot share a bridge. Its addresses come from 198.18.0.0/15, which no real network uses (RFC 2544). */
function newBridge(): Bridge {
  const taken = ip('-o', '-4', 'address')
  const networks = Array.from(
    { length: 512 },
    (_, index) => `198.${18 + (index >> 8)}.${index & 255}.1/24`,
  )
  const start = randomBytes(2).readUInt16BE() % networks.length
  const address = [...networks.slice(start), ...networks.slice(0, start)].find(
    network => !taken.includes(` ${network} `),
  )
  if (address === undefined) throw new Error('no free network is left in 198.18.0.0/15')
  return { name: `isg-${randomBytes(4).toString('hex')}`, address }
}

/** Arguments of `ip`. */
function bridgeCommands({ name, address }: Bridge): string[][] {
  return [
    ['link', 'add', name, 'type', 'bridge'],
    ['address', 'add', address, 'dev', name],
    ['link', 'set', name, 'up'],
  ]
}

/** Runs what follows in a network of its own, or of a process, that has a loopback and the bridge; it ends with its last process. */
function isolation(bridge: Bridge, network: Exclude<Network, 'host'>): string[] {
  const commands = [['link', 'set', 'lo', 'up'], ...bridgeCommands(bridge)]
  const script = [...commands.map(args => `ip ${args.join(' ')}`), 'exec "$@"'].join(' && ')
  const enter =
    network === 'isolated'
      ? ['unshare', '--net']
      : ['nsenter', `--net=/proc/${network.process}/ns/net`]
  return [...enter, 'sh', '-c', script, 'sh']
}

/** A client configuration of its own: no credentials or builders of the user, and buildx from the project's tools. */
function prepareConfig(root: string): void {
  const plugins = join(root, 'config/cli-plugins')
  rmSync(plugins, { recursive: true, force: true })
  mkdirSync(plugins, { recursive: true })
  const candidates = [
    join(tools, 'docker-buildx'),
    join(
      process.env.DOCKER_CONFIG ?? join(process.env.HOME ?? '/', '.docker'),
      'cli-plugins/docker-buildx',
    ),
  ]
  const buildx = candidates.find(file => existsSync(file))
  if (buildx !== undefined) symlinkSync(buildx, join(plugins, 'docker-buildx'))
}

/** Ends the engine and takes away what it leaves behind; its images and build cache stay in `root`. */
async function shutDown(state: State): Promise<void> {
  if (isAlive(state)) {
    process.kill(state.pid, 'SIGTERM')
    const deadline = Date.now() + 30_000
    while (isAlive(state)) {
      if (Date.now() > deadline) process.kill(state.pid, 'SIGKILL')
      await sleep(50)
    }
  }
  for (const mount of mountsBelow([state.root, state.runtime]))
    execFileSync('umount', ['--lazy', mount])
  if (existsSync(join('/sys/class/net', state.bridge))) ip('link', 'delete', state.bridge)
  rmSync(state.runtime, { recursive: true, force: true })
  rmSync(stateFile(state.root), { force: true })
}

// --- internal ---

const stateFile = (root: string): string => join(root, 'engine.json')
const hostOf = (state: State): string => `unix://${state.runtime}/docker.sock`
const environmentOf = (state: State): Engine['env'] => ({
  DOCKER_HOST: hostOf(state),
  DOCKER_CONFIG: join(state.root, 'config'),
  PATH: path,
})

function readState(root: string): State | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(root), 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether the process is still there and still is this engine: process numbers are used again. */
function isAlive({ pid, root }: State): boolean {
  const file = `/proc/${pid}/cmdline`
  return (
    pid > 0 && existsSync(file) && readFileSync(file, 'utf8').includes(join(root, 'daemon.json'))
  )
}

/** A process, such that no later one has the same name: its number, and when it started (proc_pid_stat(5), field 22). */
function nameOfProcess(pid: number | string): string | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  const afterCommand = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return `${pid}@${afterCommand[19]}`
}

const runs = (owner: string): boolean => nameOfProcess(owner.replace(/@.*/, '')) === owner

function answers({ runtime }: State): Promise<boolean> {
  return new Promise(done => {
    get({ socketPath: join(runtime, 'docker.sock'), path: '/_ping' }, response => {
      response.resume()
      done(response.statusCode === 200)
    }).on('error', () => done(false))
  })
}

function mountsBelow(folders: string[]): string[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  const points = mounts.map(line => line.split(' ')[1] ?? '')
  return points.filter(point => folders.some(folder => point.startsWith(`${folder}/`))).reverse()
}

const ip = (...args: string[]): string =>
  execFileSync('ip', args, { encoding: 'utf8', env: { ...process.env, PATH: path } })
const lastLines = (file: string, count: number): string =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')

function newFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true })
  // Mounts are listed by their real paths.
  return realpathSync(mkdtempSync(join(parent, `${prefix}-`)))
}

async function main([action, store]: string[]): Promise<void> {
  if (
    (store !== 'classic' && store !== 'containerd') ||
    !['start', 'stop', 'env'].includes(action ?? '')
  ) {
    throw new Error('usage: node scripts/engine.ts start|stop|env classic|containerd')
  }
  const root = sharedRoot(store)
  const running = readState(root)
  const alive = running !== undefined && isAlive(running)
  if (action === 'start' && !alive) await launch(store, root, { network: 'host', outlivesUs: true })
  if (action === 'stop' && running !== undefined) await shutDown(running)
  if (action === 'env') {
    if (!alive)
      throw new Error(
        `no ${store} engine runs; start one with: node scripts/engine.ts start ${store}`,
      )
    for (const [name, value] of Object.entries(environmentOf(running)))
      console.log(`export ${name}='${value}'`)
  }
}

if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: Error) => {
    console.error(`engine: ${error.message}`)
    process.exitCode = 1
  })
}
