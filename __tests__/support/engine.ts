import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Engine } from '../../scripts/engine.ts'
import { type RawEntry, rawTar } from './raw-tar.ts'

/** `docker` with that engine; returns what it printed. */
export function docker(engine: Engine, ...args: string[]): string {
  return execFileSync('docker', args, { env: { ...process.env, ...engine.env }, encoding: 'utf8' })
}

/** A program of `.cache`, or of the machine. @throws Error when there is none */
export function tool(name: string): string {
  const places = ['.cache/bin', '.cache/tools/bin', '.cache/tools/usr/bin', '/bin', '/usr/bin']
  const found = places.map(place => resolve(place, name)).find(existsSync)
  if (found === undefined) throw new Error(`script/bootstrap has not fetched ${name}`)
  return found
}

/** Builds an image from files, without a network. */
export function buildImage(
  engine: Engine,
  tag: string,
  files: Record<string, string | Buffer>,
  ...options: string[]
): void {
  const folder = mkdtempSync(join(tmpdir(), 'gate-test-image-'))
  try {
    for (const [path, content] of Object.entries(files))
      writeFileSync(join(folder, path), content, { mode: 0o755 })
    docker(engine, 'buildx', 'build', '-q', '--provenance=false', ...options, '-t', tag, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** An image of one layer and no history, in no time. */
export function importImage(engine: Engine, tag: string, entries: RawEntry[]): void {
  const env = { ...process.env, ...engine.env }
  execFileSync('docker', ['import', '-', tag], { env, input: rawTar(entries), stdio: 'pipe' })
}

/** One static file that is a shell and the usual commands. */
export function busyboxPath(): string {
  // One that was fetched goes first: it is there because the machine's needs libraries.
  const path = ['.cache/tools/bin/busybox', '.cache/tools/usr/bin/busybox', '/bin/busybox']
    .map(place => resolve(place))
    .find(existsSync)
  if (path === undefined) throw new Error('script/bootstrap has not fetched busybox')
  return path
}

/** An image with a shell and the usual commands: one static file and links to it. */
export function importBusybox(engine: Engine, tag: string): void {
  const path = busyboxPath()
  const names = execFileSync(path, ['--list'], { encoding: 'utf8' }).trim().split('\n')
  importImage(engine, tag, [
    ...['bin/', 'tmp/', 'usr/bin/', 'sbin/', 'usr/sbin/'].map(name => ({
      name,
      type: '5',
      mode: 0o755,
    })),
    { name: 'bin/busybox', content: readFileSync(path), mode: 0o755 },
    ...names
      .filter(name => name !== 'busybox')
      .map(name => ({ name: `bin/${name}`, type: '2', linkName: 'busybox' })),
  ])
}
