import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Engine } from '../../../scripts/engine.ts'
import { decodeMetadata } from '../../../src/docker/metadata.ts'
import { toMeasurement } from '../../../src/image/measure.ts'
import type { PlatformMeasurement } from '../../../src/image/measurement.ts'
import { type MeasuringRegistry, startRegistry } from '../../../src/registry/measuring-registry.ts'
import { importBusybox } from '../../support/engine.ts'
import type { ContextFiles, EditCase, EditSide } from './read.ts'
import { type Recording, record } from './recorded.ts'

/** Cases whose images are built at once. */
const BATCH = 10

/**
 * Builds both sides of the cases on an engine with the containerd store and measures them as the gate does: pushed to
 * the measuring registry, with lines from provenance.
 */
export async function* recordCases(
  engine: Engine,
  cases: EditCase[],
): AsyncGenerator<Recording, void> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-edits-'))
  const registry = await startRegistry({ detail: 'files', credentials: null })
  try {
    await makeBases(engine, folder, cases)
    for (let start = 0; start < cases.length; start += BATCH) {
      const batch = cases.slice(start, start + BATCH)
      const before = await measure(engine, { folder, registry }, 'before', batch)
      // Files that are written anew have other times in the layer, which are whole seconds.
      await sleep(1100)
      const after = await measure(engine, { folder, registry }, 'after', batch)
      for (const [index, one] of batch.entries())
        yield record(one, before[index] as PlatformMeasurement, after[index] as PlatformMeasurement)
    }
  } finally {
    await registry.close()
    rmSync(folder, { recursive: true })
  }
}

// --- internal ---

/** Of every context; what a case says of its own comes on top. */
const everyContext = `
package.json package-lock.json yarn.lock pnpm-lock.yaml tsconfig.json server.js src/main.js src/main.rs src/App.java
packages/api/package.json packages/web/package.json packages/mail/package.json requirements.txt requirements/prod.txt
pyproject.toml poetry.lock uv.lock app/__init__.py notebooks/first.ipynb go.mod go.sum vendor/chi.go cmd/server/main.go
pom.xml build.gradle settings.gradle target/app.jar target/app-1.4.0.jar target/app-1.5.0.jar target/shop.war conf/server.xml
agent/opentelemetry-javaagent.jar lib/lib.c Cargo.toml Cargo.lock composer.json composer.lock Gemfile Gemfile.lock app.csproj
nginx.conf default.conf public/index.html public/app.css resources/app.scss configure tools/tool.c entrypoint.sh bin/app
scripts/deploy.sh migrations/1.sql config/app.yaml config/log.yaml templates/page.html static/app.js assets/pack.bin docs/manual.txt`
  .trim()
  .split(/\s+/)

const run = promisify(execFile)

/** @returns what the builder tells of each target */
async function bake(
  engine: Engine,
  folder: string,
  target: Record<string, object>,
): Promise<Record<string, unknown>> {
  const file = join(folder, 'bake.json')
  const metadata = join(folder, 'metadata.json')
  writeFileSync(file, JSON.stringify({ target }))
  const args = [
    'buildx',
    'bake',
    '--progress=plain',
    '--file',
    file,
    '--metadata-file',
    metadata,
    ...Object.keys(target),
  ]
  // It leaves the inline Dockerfiles in the temporary folder.
  const options = { env: { ...process.env, ...engine.env, TMPDIR: folder }, maxBuffer: 1e9 }
  await run('docker', args, options).catch((error: { stderr: string }) => {
    throw new Error(`docker buildx bake: …${error.stderr.slice(-3000)}`)
  })
  return JSON.parse(readFileSync(metadata, 'utf8')) as Record<string, unknown>
}

/** An image for every name that stands in a FROM line; each has a layer of its own. */
async function makeBases(engine: Engine, folder: string, cases: EditCase[]): Promise<void> {
  importBusybox(engine, 'gate-test/busybox:1')
  const context = join(folder, 'base')
  cpSync(new URL('base/', import.meta.url), context, { recursive: true })
  const image = (name: string, text?: string) => ({
    context,
    ...(text === undefined ? {} : { 'dockerfile-inline': text }),
    output: [`type=docker,name=${name}`],
    attest: ['type=provenance,disabled=true'],
  })
  await bake(engine, folder, { base: image('gate-test/edits:1') })
  const triggers = ['npm ci', 'npm ci --omit=dev'].map(
    command => `FROM gate-test/edits:1\nONBUILD COPY package.json /app/\nONBUILD RUN ${command}\n`,
  )
  const names = new Set(cases.flatMap(({ before, after }) => [before, after].flatMap(imagesOf)))
  await bake(engine, folder, {
    onbuild1: image('gate-test/onbuild:1', triggers[0]),
    onbuild2: image('gate-test/onbuild:2', triggers[1]),
    ...Object.fromEntries(
      [...names].map((name, index) => [
        `base${index}`,
        image(name, `FROM gate-test/edits:1\nCOPY <<END /etc/version\n${name}\nEND\n`),
      ]),
    ),
  })
}

function imagesOf({ dockerfile }: EditSide): string[] {
  const stages = new Set([...dockerfile.matchAll(/ AS (\S+)/gi)].map(([, name]) => name))
  return [...dockerfile.matchAll(/(?:^FROM |--from=|^ARG BASE=)(\S+)/gim)].flatMap(
    ([, name = '']) =>
      stages.has(name) || name.startsWith('$') || name.startsWith('gate-test/') ? [] : [name],
  )
}

async function measure(
  engine: Engine,
  { folder, registry }: { folder: string; registry: MeasuringRegistry },
  side: 'before' | 'after',
  cases: EditCase[],
): Promise<PlatformMeasurement[]> {
  const repository = `${registry.repository}/${side}`
  const targets = cases.map(one => [
    one.name,
    {
      context: contextOf(folder, one[side].files),
      // Bake would fill in its own variables.
      'dockerfile-inline': one[side].dockerfile.replaceAll('${', () => '$${'),
      output: [`type=image,name=${registry.address}/${repository}:${one.name},push=,store=false`],
      attest: ['type=provenance,mode=max'],
    },
  ])
  const told = await bake(engine, folder, Object.fromEntries(targets))
  return cases.map(one => {
    const [platform] = toMeasurement(
      registry.content(decodeMetadata(JSON.stringify(told[one.name])), repository),
      {
        source: one.name,
        commit: null,
        feed: 'push',
        feedReason: 'a test',
        dockerfile: null,
        dockerfileText: null,
        redact: text => text,
      },
    ).platforms
    if (platform === undefined) throw new Error(`${one.name} has no platform`)
    return platform
  })
}

/** Cases without files of their own share a context, and what is copied from it in the build cache. */
function contextOf(folder: string, files: ContextFiles): string {
  const key = [...files].map(([path, bytes]) => `${path} ${bytes}`).join('\n')
  const context = join(folder, `context-${Buffer.from(key).toString('hex').slice(-100)}`)
  const all = new Map([
    ...everyContext.map((path): [string, number] => [path, 300 + ((path.length * 977) % 9000)]),
    ...files,
  ])
  for (const [path, bytes] of all) {
    const file = join(context, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      path === 'configure'
        ? '#!/bin/busybox sh\necho done >config.status\n'
        : `${path}\n`.repeat(bytes).slice(0, bytes),
    )
    chmodSync(file, 0o755)
  }
  return context
}
