// Loaded with `--import`: when the process ends, writes down its peak resident memory (kB), and the bytes that
// it and the programs that it started had written to disk.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.env.BENCH_MEASURED
if (file !== undefined) {
  delete process.env.BENCH_MEASURED
  process.on('exit', () => {
    const [, written] = /^write_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8')) ?? []
    writeFileSync(
      file,
      JSON.stringify({ peak: process.resourceUsage().maxRSS, written: Number(written) }),
    )
  })
}
