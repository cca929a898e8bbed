import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { distribution, mirror, release } from './support/debian.ts'
import {
  type FreshMachine,
  type FreshMachines,
  freshMachines,
  type Machine,
  osRelease,
  smallRepository,
  tools,
} from './support/fresh-machine.ts'
import { temporaryFolder } from './support/repositories.ts'

// script/bootstrap on other machines than this one.

jest.setTimeout(400_000)

const folder = temporaryFolder()
let machines: FreshMachines
beforeAll(() => {
  machines = freshMachines(folder.path)
})
afterAll(folder.remove)

const debian = (codename: string, sources: string): Record<string, string> => ({
  '/etc/os-release': osRelease('debian', codename),
  '/etc/apt/sources.list': sources,
})
const bookworm = debian('bookworm', smallRepository('bookworm'))
const deb822 = (suite: string) =>
  `Types: deb deb-src\nURIs: file:/repository\n# a comment\nSuites: ${suite}\nComponents: main\nTrusted: yes\n`
const ok = 'echo "$0 version 28.2.2"'
const noEngine = 'case $1 in version) exit 1 ;; esac; echo Docker version 28.2.2'

/** @returns what the command said */
async function succeeds(machine: FreshMachine, command: string): Promise<string> {
  const { exitCode, output } = await machine.run(command)
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${output}`)
  return output
}

/** All that the tests call runs, through PATH, and the machine is as it was. */
async function expectReady(machine: FreshMachine): Promise<void> {
  const call = 'PATH=$PWD/.cache/bin:$PATH; for tool in "$@"; do $tool --version || exit; done'
  await succeeds(machine, `set -- ${tools.join(' ')}; ${call}`)
  const left = readdirSync(join(machine.checkout, '.cache')).filter(name => /new|apt/.test(name))
  expect(left).toEqual([])
}

const cases: [words: string, machine: Machine, fetched: RegExp][] = [
  ['Debian 12, nothing installed', { etc: bookworm }, /: busybox-static .* skopeo$/m],
  [
    'Debian 13, sources as it has them',
    {
      etc: {
        '/etc/os-release': osRelease('debian', 'trixie'),
        '/etc/apt/sources.list.d/debian.sources': deb822('trixie'),
      },
    },
    /docker\.io/,
  ],
  ['all libraries installed', { etc: bookworm, installed: ['libfortools1'] }, /docker\.io/],
  [
    'some tools installed',
    {
      etc: bookworm,
      installed: ['skopeo', 'libfortools1', 'iproute2', 'git-lfs'],
      commands: { skopeo: ok, ip: ok, 'git-lfs': ok },
    },
    /cmark-gfm containerd debootstrap docker-buildx docker-registry docker\.io$/m,
  ],
  [
    'a client without an engine, whose buildx is a plugin elsewhere',
    { etc: bookworm, commands: { docker: noEngine } },
    /docker-buildx/,
  ],
  [
    'an engine, but no daemon to start others',
    { etc: bookworm, commands: { docker: ok } },
    /docker\.io/,
  ],
  [
    'an engine that is too old',
    {
      etc: bookworm,
      commands: { docker: ok, dockerd: 'echo Docker version 20.10.24', containerd: ok, ip: ok },
    },
    /docker\.io/,
  ],
  [
    'all installed',
    {
      etc: bookworm,
      commands: Object.fromEntries(
        tools.filter(name => !['docker-buildx', 'busybox'].includes(name)).map(name => [name, ok]),
      ),
    },
    /: busybox-static$/m,
  ],
  [
    'Ubuntu 24.04, with main alone',
    {
      etc: {
        '/etc/os-release': osRelease('ubuntu', 'noble'),
        '/etc/apt/sources.list': smallRepository('noble'),
      },
    },
    /packages of ubuntu/,
  ],
  [
    'a foreign source that is gone, and what APT does after an update',
    {
      etc: {
        ...bookworm,
        '/etc/apt/sources.list.d/gone.list': smallRepository('bookworm').replace(
          '/repository',
          '/gone',
        ),
        '/etc/apt/apt.conf.d/hook': 'APT::Update::Post-Invoke { "touch /hook-ran; exit 1"; };\n',
      },
    },
    /docker\.io/,
  ],
]

test.each(cases)('%s: all tools are there in the end, once', async (_, setting, fetched) => {
  const machine = machines.create(setting)
  expect(await succeeds(machine, 'script/bootstrap')).toMatch(fetched)
  if (setting.commands === undefined || setting.commands.dockerd === undefined)
    await expectReady(machine)
  const again = await machine.run('script/bootstrap', { NPM: 'fail' })
  expect(again).toEqual({ exitCode: 0, output: '' })
  expect((await machine.run('test ! -e /hook-ran')).exitCode).toBe(0)
})

test('a busybox that needs libraries is no good for images', async () => {
  const machine = machines.create({ etc: bookworm })
  await succeeds(machine, 'mkdir -p ../bin && cp /bin/true ../bin/busybox && script/bootstrap')
  await expectReady(machine)
})

test.each([
  ['npm ci', 'none', { NPM: 'die' }],
  ['after npm ci', 'cp package-lock.json*', {}],
  ['apt-get', 'apt-get -q install*', {}],
  ['unpacking', 'dpkg -x*', {}],
  ['putting in place', 'mv .cache/tools.new*', {}],
  ['putting in place, half', 'mv .cache/bin.new*', {}],
])('killed in %s, the next run mends it', async (_, command, env) => {
  const machine = machines.create({ etc: bookworm })
  // Before such a command, bash kills itself; amid the packages before the fourth.
  const times = command.startsWith('dpkg') ? 4 : 1
  const pattern = command.replaceAll(' ', '\\ ')
  const trap = `trap 'case "$BASH_COMMAND" in (${pattern}) [ $((++seen)) -lt ${times} ] || kill -9 $$ ;; esac' DEBUG`
  const killed = await machine.run(
    `printf '%s\n' 'set -T; seen=0' ${quoted(trap)} >killer; BASH_ENV=killer script/bootstrap`,
    env,
  )
  expect(killed.exitCode).toBe(137)
  await succeeds(machine, 'script/bootstrap')
  await expectReady(machine)
})

test('two at once in one checkout, and one in another', async () => {
  const [one, other] = [machines.create({ etc: bookworm }), machines.create({ etc: bookworm })]
  const said = await Promise.all(
    [one, one, other].map(machine => succeeds(machine, 'script/bootstrap')),
  )
  expect(said.join().match(/npm ci/g)).toHaveLength(2)
  expect(said.join().match(/packages of/g)).toHaveLength(2)
  expect(said.join()).toContain('another one is at work in this checkout')
  await expectReady(one)
  await expectReady(other)
})

const noPackage = smallRepository('bookworm').replace('bookworm', 'noble')
test.each<[string, Machine, Record<string, string>, RegExp[]]>([
  [
    'npm fails',
    { etc: bookworm },
    { NPM: 'fail' },
    [/npm error nope/, /^bootstrap: npm ci ended with exit code 7: npm ci/m],
  ],
  [
    'APT names no mirror',
    { etc: debian('bookworm', '') },
    {},
    [/^bootstrap: the APT sources of this machine name no mirror of debian bookworm\./m],
  ],
  [
    'a package is nowhere',
    { etc: { ...debian('noble', noPackage) } },
    {},
    [
      /E: Unable to locate package skopeo/,
      /^bootstrap: apt-get ended with exit code 100: fetch \(all that it said: /m,
    ],
  ],
  [
    'a tool does not run',
    { etc: bookworm, installed: ['skopeo'] },
    {},
    [/^bootstrap: skopeo of the package skopeo does not run here: .*not found/m],
  ],
])('when %s, the last lines say so, and .ci/run counts it', async (_, setting, env, words) => {
  const machine = machines.create(setting)
  const { exitCode, output } = await machine.run('.ci/run', env)
  for (const word of words) expect(output).toMatch(word)
  expect(output).toMatch(/\n0 passed, 1 failed\n$/)
  expect(exitCode).toBe(1)
})

test('the packages of this distribution, from its mirror, with a key that only the source names', async () => {
  const names = ['gpg', 'pgp'].map(
    end => `/usr/share/keyrings/${distribution}-archive-keyring.${end}`,
  )
  const keyring = names.map(name => attempt(() => readFileSync(name))).find(key => key !== null)
  const armor = [
    '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    '.',
    ...(keyring?.toString('base64').match(/.{1,64}/g) ?? []),
    '-----END PGP PUBLIC KEY BLOCK-----',
  ]
  const source = `Types: deb\nURIs: ${mirror()}\nSuites: ${release}\nComponents: main\nSigned-By:\n${armor.map(line => ` ${line}\n`).join('')}`
  const machine = machines.create({
    etc: {
      '/etc/os-release': osRelease(distribution, release),
      [`/etc/apt/sources.list.d/${distribution}.sources`]: source,
    },
  })
  await succeeds(machine, 'script/bootstrap')
  const said = await succeeds(
    machine,
    '.cache/bin/dockerd --version && .cache/bin/skopeo --version',
  )
  expect(said).toMatch(/^Docker version (2[4-9]|[3-9]\d)\..*\nskopeo version /)
})

// --- helpers ---

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
