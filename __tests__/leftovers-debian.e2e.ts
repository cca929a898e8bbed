import { afterAll, beforeAll, describe, jest } from '@jest/globals'
import { type Engine, startEngine } from '../scripts/engine.ts'
import { debianRepository, debianRoot, debianTools } from './support/debian.ts'
import { buildImage, docker } from './support/engine.ts'
import { importEmpty, type LeftoverCase, mountsOf, testLeftovers } from './support/leftovers.ts'
import {
  goShelf,
  type OfflineRegistry,
  phpShelf,
  pipShelf,
  startOfflineRegistry,
} from './support/offline-registry.ts'
import { temporaryFolder } from './support/repositories.ts'

// What Debian ships of other languages' tools, as in leftovers.e2e.ts. Of other releases the versions are others.

jest.setTimeout(400_000)

const packages = [
  ...['python3-pip', 'python3-setuptools', 'python3-wheel', 'python3-poetry'],
  ...['ruby', 'bundler', 'ccache', 'tcc', 'composer', 'unzip', 'golang-go'],
]

/** The shell of Debian's `echo` knows `\\n`. */
const write = (path: string, content: string) => `echo '${content}' > ${path}`

const languages: LeftoverCase[] = [
  {
    // It keeps nothing of a host that it does not trust.
    name: 'pip',
    run: url =>
      `pip install --trusted-host 127.0.0.1 --index-url ${url}/pip/ --break-system-packages --root-user-action=ignore big-pip`,
    places: ['/root/.cache/pip'],
  },
  {
    name: 'poetry',
    run: url =>
      [
        'export POETRY_VIRTUALENVS_CREATE=false',
        write(
          'pyproject.toml',
          `[tool.poetry]
name = "app"
version = "1.0.0"
description = ""
authors = []
[tool.poetry.dependencies]
python = "^3.9"
big-poetry = "1.0.0"
[[tool.poetry.source]]
name = "loopback"
url = "${url}/pip/"
default = true`.replaceAll('\n', '\\n'),
        ),
        'poetry install --no-root --no-interaction',
      ].join(' && '),
    places: ['/root/.cache/pypoetry/artifacts', '/root/.cache/pypoetry/cache'],
  },
  {
    name: 'gem',
    run: () => 'gem install --clear-sources --source file:///opt/gems big-gem',
    places: ['$(gem env gemdir)/cache'],
  },
  {
    name: 'bundler',
    run: () =>
      `${write('Gemfile', 'source "file:///opt/gems"; gem "big-bundler"')} && bundle install`,
    // Where that of `gem` lies too.
    places: [['$(gem env gemdir)/cache', "-name 'big-bundler*'"]],
  },
  {
    name: 'composer',
    run: url => {
      const dist = { url: `${url}/php/big.zip`, type: 'zip' }
      const big = { name: 'big/php', version: '1.0.0', dist }
      const repositories = [{ 'packagist.org': false }, { type: 'package', package: big }]
      const project = {
        repositories,
        require: { 'big/php': '1.0.0' },
        config: { 'secure-http': false },
      }
      return `${write('composer.json', JSON.stringify(project))} && export PHP_INI_SCAN_DIR=$(echo /usr/share/php*-common/common) && COMPOSER_ALLOW_SUPERUSER=1 php.default /usr/bin/composer install`
    },
    places: ['/root/.composer/cache'],
  },
  {
    name: 'go',
    run: url =>
      [
        `export GOPROXY=${url}/go GOSUMDB=off GOFLAGS=-mod=mod CGO_ENABLED=0`,
        'go mod init app.test/app',
        'go get big.test/go@v1.0.0',
        write(
          'main.go',
          'package main; import big "big.test/go"; func main() { println(big.Size()) }',
        ),
        'go build -o app .',
      ].join(' && '),
    places: ['/root/.cache/go-build', '/root/go/pkg/mod'],
  },
  {
    name: 'ccache',
    run: () =>
      `{ printf 'char big[] = "'; head -c 1500000 /dev/urandom | base64 -w 0; echo '";'; } > big.c && ccache tcc -c big.c -o big.o`,
    places: ['/root/.cache/ccache'],
  },
]

/** With apt itself in a whole Debian; what it installs compiles itself when dpkg configures it. */
const apt: LeftoverCase[] = [
  {
    name: 'apt',
    run: () =>
      'echo "deb [trusted=yes] copy:/repository ./" > /etc/apt/sources.list && apt-get update && apt-get install -y --no-install-recommends python3-minimal',
    places: [
      ['$(echo /usr/lib/python3.*)', "-path '*/__pycache__/*'"],
      '/var/cache/apt',
      '/var/lib/apt/lists',
    ],
  },
]

const folder = temporaryFolder()
let engine: Engine
let registry: OfflineRegistry
beforeAll(async () => {
  registry = await startOfflineRegistry(pipShelf(), goShelf(), phpShelf())
  engine = await startEngine({ store: 'classic' })
  importEmpty(engine, 'gate-test/empty:1')
  docker(engine, 'import', debianRoot(), 'gate-test/debian:1')
  docker(engine, 'import', debianTools(...packages), 'gate-test/debian-tools:1')
  buildImage(engine, 'gate-test/tools:1', { Dockerfile: gems })
  const repository = debianRepository('python3-minimal')
  const Dockerfile = 'FROM scratch\nCOPY . /\n'
  buildImage(engine, 'gate-test/repository:1', { ...repository, Dockerfile })
})
afterAll(async () => {
  registry.close()
  await engine.stop()
  folder.remove()
})

/** RubyGems makes its registry itself. */
const gems = `FROM gate-test/debian-tools:1
SHELL ["/bin/sh", "-e", "-c"]
RUN mkdir -p /opt/gems/gems /work; cd /work; \\
    for name in big-gem big-bundler; do \\
      head -c 1500000 /dev/urandom > $name.bin; \\
      echo "Gem::Specification.new('$name', '1.0.0') { |s| s.summary = 'Big'; s.authors = ['x']; s.files = ['$name.bin'] }" > $name.gemspec; \\
      gem build $name.gemspec -o /opt/gems/gems/$name-1.0.0.gem; \\
    done; \\
    gem generate_index -d /opt/gems
`

describe('of languages', () => {
  testLeftovers(languages, () => ({
    engine,
    folder: folder.path,
    base: 'gate-test/empty:1',
    mounts: mountsOf(
      'gate-test/tools:1',
      ...['usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'usr/share', 'etc', 'opt/gems'],
    ),
    url: registry.url,
    environment: 'PATH=/usr/bin HOME=/root',
  }))
})

describe('of the system', () => {
  testLeftovers(apt, () => ({
    engine,
    folder: folder.path,
    base: 'gate-test/debian:1',
    mounts: ['--mount=type=bind,from=gate-test/repository:1,target=/repository'],
    url: registry.url,
    environment: 'DEBIAN_FRONTEND=noninteractive',
  }))
})
