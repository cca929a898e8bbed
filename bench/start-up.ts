import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const top = resolve(import.meta.dirname, '..')

/** Milliseconds from a bare Node to the first thing that each door does: it reads its inputs, and refuses one. */
export function startUps(runs: number): { door: string; milliseconds: number[] }[] {
  const bare = () => time(['--eval', '0'])
  const doors = {
    'command line': () => time([resolve(top, 'dist/cli.js'), 'compare', '--detail', 'none']),
    action: () => time([resolve(top, 'dist/index.js')], { INPUT_DETAIL: 'none' }),
  }
  return Object.entries(doors).map(([door, start]) => {
    start()
    const milliseconds = Array.from({ length: runs }, () => {
      const without = bare()
      return start() - without
    })
    return { door, milliseconds }
  })
}

// --- internal ---

function time(args: string[], env: Record<string, string> = {}): number {
  const start = performance.now()
  spawnSync(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' })
  return performance.now() - start
}
