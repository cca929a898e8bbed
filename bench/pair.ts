import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../scripts/engine.ts'
import { writeApplication, writeBase, writeChanged } from './context.ts'

/** How large an image is, and by how much its last layer grows. */
export interface Size {
  /** Unpacked, 10^6 bytes. */
  megabytes: number
  files: number
}

/** A repository whose last commit grew the last layer of an image. */
export interface Pair {
  size: Size
  folder: string
  /** Checked out at the candidate. */
  repository: string
  /** A worktree at the commit before. */
  baseline: string
  /** Has the last commit grow the last layer by so many bytes instead. */
  grow: (bytes: number) => void
}

/** Bytes of the last layer of every baseline. */
const LAST = 1_000_000

/** Builds the base image on the engine, and writes the two commits of what stands on it. */
export function makePair(engine: Engine, folder: string, size: Size, growth: number): Pair {
  const { megabytes, files } = size
  const tag = `bench/base-${megabytes}:1`
  const base = join(folder, 'base')
  writeBase(base, { bytes: megabytes * 1_000_000, files })
  const build = ['buildx', 'build', '-q', '--load', '--provenance=false', '-t', tag, base]
  execFileSync('docker', build, { env: { ...process.env, ...engine.env }, stdio: 'pipe' })
  rmSync(base, { recursive: true })

  const repository = join(folder, 'repository')
  const baseline = join(folder, 'baseline')
  git(folder, 'init', '-q', '-b', 'main', repository)
  writeApplication(repository, tag, LAST)
  commit(repository, 'baseline')
  git(repository, 'worktree', 'add', '-q', '--detach', baseline, 'HEAD')
  writeChanged(repository, LAST + growth)
  commit(repository, 'candidate')
  return {
    size,
    folder,
    repository,
    baseline,
    grow(bytes) {
      writeChanged(repository, LAST + bytes)
      commit(repository, 'candidate', '--amend')
    },
  }
}

// --- internal ---

function commit(repository: string, message: string, ...options: string[]): void {
  git(repository, 'add', '.')
  git(repository, 'commit', '-qm', message, ...options)
}

function git(folder: string, ...args: string[]): void {
  const settings = ['user.name=bench', 'user.email=bench@example.com', 'core.autocrlf=false']
  const options = settings.flatMap(setting => ['-c', setting])
  execFileSync('git', [...options, ...args], { cwd: folder, stdio: 'pipe' })
}
