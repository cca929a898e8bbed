import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { tool } from './engine.ts'

// Real packages and a real root file system of the distribution that this machine runs (Debian or Ubuntu),
// fetched once into `.cache/debian`, from the mirror that its own sources name.

const cache = resolve('.cache/debian')
export const release =
  /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
export const distribution = /^ID=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''

/** A tar of a minimal installation, for `docker import`. Takes a minute for the first time. */
export function debianRoot(): string {
  const tar = join(cache, `${release}.tar`)
  if (existsSync(tar)) return tar
  mkdirSync(cache, { recursive: true })
  // Another run may be at it too.
  const work = mkdtempSync(join(cache, 'work-'))
  try {
    const root = join(work, 'root')
    const keyring = `--keyring=/usr/share/keyrings/${distribution}-archive-keyring.gpg`
    call(tool('debootstrap'), ['--variant=minbase', keyring, release, root, mirror()])
    rmSync(join(root, 'var/cache/apt/archives'), { recursive: true })
    call('tar', ['--numeric-owner', '-cf', join(work, 'tar'), '-C', root, '.'])
    renameSync(join(work, 'tar'), tar)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return tar
}

/** Files of packages, by name. */
export function debianPackages(...names: string[]): Record<string, string> {
  const folder = join(cache, `${release}-packages`)
  const find = () => {
    mkdirSync(folder, { recursive: true })
    const files = readdirSync(folder)
    return names.map(name => [name, files.find(file => file.startsWith(`${name}_`))] as const)
  }
  if (find().some(([, file]) => file === undefined)) download(folder, names)
  return Object.fromEntries(find().map(([name, file]) => [name, join(folder, file ?? '')]))
}

/** A folder with the files of packages and of all that they need beside the root of `debianRoot`, as apt finds it. */
export function debianClosure(...names: string[]): string {
  const folder = join(cache, `${release}-closure-${names.join('+')}`)
  if (existsSync(folder)) return folder
  const root = debianRoot()
  withApt((apt, own) => {
    call('tar', ['-xf', root, '-C', own, './var/lib/dpkg/status'])
    const options = [
      `Dir::State::Status=${own}/var/lib/dpkg/status`,
      'APT::Install-Recommends=false',
      'APT::Keep-Downloaded-Packages=true',
    ].flatMap(option => ['-o', option])
    apt([...options, '-y', '--download-only', 'install', ...names])
    rmSync(join(own, 'cache/archives/partial'), { recursive: true })
    rmSync(join(own, 'cache/archives/lock'), { force: true })
    renameSync(join(own, 'cache/archives'), folder)
  })
  return folder
}

/** The files of a flat repository of such packages, as apt reads it. https://wiki.debian.org/DebianRepository/Format */
export function debianRepository(...names: string[]): Record<string, string | Buffer> {
  const folder = debianClosure(...names)
  const files = readdirSync(folder).map(file => [file, readFileSync(join(folder, file))] as const)
  const paragraphs = files.map(([file, content]) => {
    const control = execFileSync('dpkg-deb', ['-f', join(folder, file)], { encoding: 'utf8' })
    const sum = createHash('sha256').update(content).digest('hex')
    return `${control}Filename: ./${file}\nSize: ${content.length}\nSHA256: ${sum}\n`
  })
  return { ...Object.fromEntries(files), Packages: paragraphs.join('\n') }
}

/** A tar of that root with these packages unpacked, not configured: what tests call by its own name runs. */
export function debianTools(...names: string[]): string {
  const tar = join(cache, `${release}-tools-${names.join('+')}.tar`)
  if (existsSync(tar)) return tar
  const packages = debianClosure(...names)
  const work = mkdtempSync(join(cache, 'work-'))
  try {
    const root = join(work, 'root')
    mkdirSync(root)
    call('tar', ['--numeric-owner', '-xf', debianRoot(), '-C', root])
    // `dpkg -x` makes a directory of the link `/lib`.
    const unpack = 'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"'
    for (const file of readdirSync(packages))
      call('sh', ['-c', unpack, 'sh', join(packages, file), root])
    for (const path of ['usr/share/doc', 'usr/share/man'])
      rmSync(join(root, path), { recursive: true, force: true })
    call('tar', ['--numeric-owner', '-cf', join(work, 'tar'), '-C', root, '.'])
    renameSync(join(work, 'tar'), tar)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return tar
}

// --- internal ---

function call(program: string, args: string[], options: { cwd?: string } = {}): void {
  execFileSync(program, args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** As in this machine's sources; those of a list of mirrors, e.g. `mirror+file:/etc/apt/mirrors.txt`, are not told. */
export function mirror(): string {
  const fields = '$(SITE) $(RELEASE) $(COMPONENT)'
  // Also what was never fetched, as in a container, whose lists are empty.
  const options = ['--no-release-info', '--format', fields, 'Created-By: Packages']
  const sites = execFileSync('apt-get', ['indextargets', ...options], { encoding: 'utf8' })
  const line = sites
    .split('\n')
    .find(one => one.endsWith(` ${release} main`) && /^https?:/.test(one))
  if (line !== undefined) return line.split(' ')[0] ?? ''
  return distribution === 'ubuntu'
    ? 'http://archive.ubuntu.com/ubuntu'
    : 'http://deb.debian.org/debian'
}

/** With lists of its own: those of the machine may be empty, and are not to be changed. */
function download(folder: string, names: string[]): void {
  withApt((apt, own) => {
    mkdirSync(join(own, 'packages'))
    apt(['download', ...names], join(own, 'packages'))
    for (const file of readdirSync(join(own, 'packages')))
      renameSync(join(own, 'packages', file), join(folder, file))
  })
}

function withApt(work: (apt: (args: string[], cwd?: string) => void, own: string) => void): void {
  mkdirSync(cache, { recursive: true })
  const own = mkdtempSync(join(cache, 'work-'))
  for (const path of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(own, path), { recursive: true })
  const options = [
    `Dir::State::Lists=${own}/lists`,
    `Dir::Cache=${own}/cache`,
    'APT::Sandbox::User=root',
    'Debug::NoLocking=true',
  ].flatMap(option => ['-o', option])
  const apt = (args: string[], cwd = own) => call('apt-get', ['-qq', ...options, ...args], { cwd })
  try {
    apt(['update'])
    work(apt, own)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}
