// Loaded with `--import`: when the process ends, writes down its peak resident memory (kB), and the bytes that
// it and the programs that it started had written to disk.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.env.BENCH_MEASURED
if (file !== undefined) {
  delete process.env.BENCH_MEASURED
  process.on('exit', () => {
    // `resourceUsage().maxRSS` begins with what the parent held when it forked.
    const peak = fieldOf('status', 'VmHWM')
    writeFileSync(file, JSON.stringify({ peak, written: fieldOf('io', 'write_bytes') }))
  })
}

function fieldOf(name, field) {
  const [, value] =
    new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/self/${name}`, 'utf8')) ?? []
  return Number(value)
}
