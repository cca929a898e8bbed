import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { debianRoot, release } from './debian.ts'

// Machines as `script/bootstrap` meets them: a real root file system of this machine's distribution, with Node and git, and
// in it a checkout. What the script asks of the network comes from a repository of small packages, unless it is told to be
// the real one; npm is a stand-in that makes node_modules.

/** Of the small packages: the files of each. All but the library need it. */
const library = 'libfortools1'
const triplet = 'usr/lib/x86_64-linux-gnu'
const contents: Record<string, string[]> = {
  [library]: [`${triplet}/libfortools.so.1`],
  'busybox-static': ['bin/busybox'],
  'docker-registry': ['usr/bin/docker-registry'],
  skopeo: ['usr/bin/skopeo'],
  'cmark-gfm': ['usr/bin/cmark-gfm'],
  debootstrap: ['usr/sbin/debootstrap'],
  'git-lfs': ['usr/bin/git-lfs'],
  'chromium-headless-shell': ['usr/lib/chromium/chromium-headless-shell'],
  'docker.io': ['usr/sbin/dockerd'],
  'docker-cli': ['usr/bin/docker'],
  containerd: ['usr/bin/containerd'],
  'docker-buildx': ['usr/libexec/docker/cli-plugins/docker-buildx'],
  iproute2: ['sbin/ip'],
}

/** What the tests call. */
export const tools = Object.values(contents)
  .flat()
  .map(path => path.replace(/.*\//, ''))
  .filter(name => !name.includes('.so'))

export interface Machine {
  /** Files by absolute path: /etc/os-release, and what is below /etc/apt. */
  etc?: Record<string, string>
  /** Packages that dpkg lists; their commands have to be given. */
  installed?: readonly string[]
  /** Commands first in PATH: shell scripts by name. */
  commands?: Record<string, string>
}

export interface Outcome {
  exitCode: number
  output: string
}

export interface FreshMachine {
  /** The checkout, seen from outside. */
  checkout: string
  /** Runs a command of the shell in the checkout, as root of that machine. */
  run: (script: string, env?: Record<string, string>) => Promise<Outcome>
}

export interface FreshMachines {
  create: (machine?: Machine) => FreshMachine
  remove: () => void
}

/** `deb` lines for the small packages. */
export const smallRepository = (suite: string, component = 'main') =>
  `deb [trusted=yes] file:/repository ${suite} ${component}\n`

export const osRelease = (id: string, codename: string) =>
  `ID=${id}\nVERSION_CODENAME=${codename}\n`

/** @param folder is the root's own, e.g. below the test's */
export function freshMachines(folder: string): FreshMachines {
  const root = join(folder, 'root')
  mkdirSync(root, { recursive: true })
  execFileSync('tar', ['-xf', debianRoot(), '-C', root])
  const put = (path: string, content: string | Buffer, mode = 0o644): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
    chmodSync(join(root, path), mode)
  }
  // As in the image of a container.
  rmSync(join(root, 'var/lib/apt/lists'), { recursive: true, force: true })
  mkdirSync(join(root, 'var/lib/apt/lists/partial'), { recursive: true })
  // Both are mounted over.
  rmSync(join(root, 'etc/os-release'), { force: true })
  for (const path of ['etc/os-release', 'usr/local/bin/node']) put(path, '')
  for (const path of ['etc/resolv.conf', 'etc/hosts']) put(path, readFileSync(`/${path}`))
  put('usr/local/bin/git', '#!/bin/sh\n', 0o755)
  put('usr/local/bin/npm', npm, 0o755)
  const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim()
  const packages = putPackages(root, architecture)
  for (const [suite, component] of [
    ['bookworm', 'main'],
    ['trixie', 'main'],
    ['noble', 'universe'],
  ] as const)
    putSuite(root, suite, component, architecture, packages)
  const status = readFileSync(join(root, 'var/lib/dpkg/status'), 'utf8')

  let count = 0
  return {
    create({ etc = {}, installed = [], commands = {} } = {}) {
      const home = `/srv/${++count}`
      const place = (path: string) => join(home, path)
      const inside = place('check out')
      for (const path of ['script', '.ci', 'package.json', 'package-lock.json'])
        cpSync(resolve(path), join(root, inside, path), { recursive: true })
      const all = {
        '/etc/os-release': osRelease('debian', release),
        '/etc/apt/apt.conf.d/README': '',
        ...etc,
      }
      for (const [path, content] of Object.entries(all)) put(place(path), content)
      for (const [name, script] of Object.entries(commands))
        put(place(`bin/${name}`), `#!/bin/sh\n${script}\n`, 0o755)
      const listed = installed.map(
        name =>
          `Package: ${name}\nStatus: install ok installed\nVersion: 2\nArchitecture: ${architecture}\nMaintainer: T <t@example.com>\nDescription: is there\n\n`,
      )
      put(place('status'), `${status.trimEnd()}\n\n${listed.join('')}`)
      const mounts = [
        [join(root, place('etc/apt')), 'etc/apt'],
        [join(root, place('etc/os-release')), 'etc/os-release'],
        [join(root, place('status')), 'var/lib/dpkg/status'],
        [process.execPath, 'usr/local/bin/node'],
        ['/dev', 'dev'],
        ['/proc', 'proc'],
      ] as const
      // They go with the process.
      const script =
        'set -e; root=$1; shift; while [ "$1" != -- ]; do mount --bind "$1" "$root/$2"; shift 2; done; shift; exec chroot "$root" "$@"'
      return {
        checkout: join(root, inside),
        run: (command, env = {}) => {
          const enter = ['--mount', 'sh', '-c', script, 'sh', root, ...mounts.flat(), '--']
          const path = `${place('bin')}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`
          const clean = ['env', '-i', 'HOME=/root', `PATH=${path}`]
          const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`)
          const shell = ['bash', '-c', `cd '${inside}' && ${command}`]
          return outcomeOf('unshare', [...enter, ...clean, ...settings, ...shell])
        },
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

// --- internal ---

/** What the script needs of `npm ci`: it takes node_modules away first. It can be told to fail, or to be killed then. */
const npm = `#!/bin/sh
echo "$*" >>npm.log
rm -rf node_modules
case "$NPM" in fail) echo 'npm error nope' >&2; exit 7 ;; die) kill -9 "$PPID"; exit 1 ;; esac
mkdir -p node_modules/.bin
ln -s /usr/local/bin/node node_modules/.bin/node
`

/** @returns the text of the list */
function putPackages(root: string, architecture: string): string {
  const at = join(root, 'repository')
  const entries = Object.entries(contents).map(([name, files]) => {
    const work = join(root, 'tmp/package')
    const depends = name === library ? '' : `Depends: ${library}\n`
    const control = `Package: ${name}\nVersion: 1\nArchitecture: ${architecture}\nMaintainer: T <t@example.com>\n${depends}Description: small\n`
    for (const file of [...files, 'DEBIAN/control']) {
      mkdirSync(dirname(join(work, file)), { recursive: true })
      writeFileSync(
        join(work, file),
        file === 'DEBIAN/control'
          ? control
          : `#!/bin/sh\necho "${name} version 26.1 with $LD_LIBRARY_PATH"\n`,
      )
      chmodSync(join(work, file), 0o755)
    }
    const path = `pool/${name}_1_${architecture}.deb`
    mkdirSync(join(at, 'pool'), { recursive: true })
    execFileSync('dpkg-deb', ['-Znone', '--build', work, join(at, path)], { stdio: 'pipe' })
    rmSync(work, { recursive: true })
    const file = join(at, path)
    return `${control}Filename: ${path}\nSize: ${statSync(file).size}\nSHA256: ${sha256(file)}\n`
  })
  return entries.join('\n')
}

function putSuite(
  root: string,
  suite: string,
  component: string,
  architecture: string,
  packages: string,
): void {
  const folder = join(root, 'repository/dists', suite)
  // Ubuntu's main is there too, and empty.
  const lists = [...new Set([component, 'main'])].map(name => {
    const list = `${name}/binary-${architecture}/Packages`
    mkdirSync(dirname(join(folder, list)), { recursive: true })
    writeFileSync(join(folder, list), name === component ? packages : '')
    return ` ${sha256(join(folder, list))} ${statSync(join(folder, list)).size} ${list}\n`
  })
  writeFileSync(
    join(folder, 'Release'),
    `Origin: Test\nSuite: ${suite}\nCodename: ${suite}\nDate: Tue, 24 Nov 2026 00:00:00 UTC\nArchitectures: ${architecture}\nComponents: ${[...new Set(['main', component])].join(' ')}\nSHA256:\n${lists.join('')}`,
  )
}

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function outcomeOf(program: string, args: string[]): Promise<Outcome> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((done, fail) =>
    child
      .on('error', fail)
      .on('close', (code, signal) =>
        done({ exitCode: code ?? (signal === 'SIGKILL' ? 137 : 128), output }),
      ),
  )
}
