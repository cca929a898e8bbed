import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { tool } from './engine.ts'

// Real packages and a real root file system of the distribution that this machine runs (Debian or Ubuntu),
// fetched once into `.cache/debian`, from the mirror that its own sources name.

const cache = resolve('.cache/debian')
const release = /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
const distribution = /^ID=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''

/** A tar of a minimal installation, for `docker import`. Takes a minute for the first time. */
export function debianRoot(): string {
  const tar = join(cache, `${release}.tar`)
  if (existsSync(tar)) return tar
  const root = join(cache, `${release}.new`)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const keyring = `--keyring=/usr/share/keyrings/${distribution}-archive-keyring.gpg`
  call(tool('debootstrap'), ['--variant=minbase', keyring, release, root, mirror()])
  rmSync(join(root, 'var/cache/apt/archives'), { recursive: true })
  call('tar', ['--numeric-owner', '-cf', `${tar}.new`, '-C', root, '.'])
  renameSync(`${tar}.new`, tar)
  rmSync(root, { recursive: true })
  return tar
}

/** Files of packages, by name. */
export function debianPackages(...names: string[]): Record<string, string> {
  const folder = join(cache, `${release}-packages`)
  const find = () => {
    mkdirSync(folder, { recursive: true })
    const files = execFileSync('ls', [folder], { encoding: 'utf8' }).split('\n')
    return names.map(name => [name, files.find(file => file.startsWith(`${name}_`))] as const)
  }
  if (find().some(([, file]) => file === undefined)) download(folder, names)
  return Object.fromEntries(find().map(([name, file]) => [name, join(folder, file ?? '')]))
}

// --- internal ---

function call(program: string, args: string[], options: { cwd?: string } = {}): void {
  execFileSync(program, args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function mirror(): string {
  const sites = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(SITE) $(CODENAME) $(COMPONENT)', 'Created-By: Packages'],
    { encoding: 'utf8' },
  )
  const line = sites.split('\n').find(one => one.endsWith(` ${release} main`))
  if (line === undefined) throw new Error(`the APT sources name no mirror of ${release}`)
  return line.split(' ')[0] ?? ''
}

/** With lists of its own: those of the machine may be empty, and are not to be changed. */
function download(folder: string, names: string[]): void {
  const own = join(cache, 'apt')
  for (const path of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(own, path), { recursive: true })
  const options = [
    `Dir::State::Lists=${own}/lists`,
    `Dir::Cache=${own}/cache`,
    'APT::Sandbox::User=root',
    'Debug::NoLocking=true',
  ].flatMap(option => ['-o', option])
  call('apt-get', ['-qq', ...options, 'update'])
  call('apt-get', ['-qq', ...options, 'download', ...names], { cwd: folder })
  rmSync(own, { recursive: true })
}
