import { execFileSync } from 'node:child_process'
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
  const own = mkdtempSync(join(cache, 'work-'))
  for (const path of ['lists/partial', 'cache/archives/partial', 'packages'])
    mkdirSync(join(own, path), { recursive: true })
  const options = [
    `Dir::State::Lists=${own}/lists`,
    `Dir::Cache=${own}/cache`,
    'APT::Sandbox::User=root',
    'Debug::NoLocking=true',
  ].flatMap(option => ['-o', option])
  try {
    call('apt-get', ['-qq', ...options, 'update'])
    call('apt-get', ['-qq', ...options, 'download', ...names], { cwd: join(own, 'packages') })
    for (const file of readdirSync(join(own, 'packages')))
      renameSync(join(own, 'packages', file), join(folder, file))
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}
