// Loaded into the measured process with `--import`: writes its peak resident memory (kB) when it ends.
import { writeFileSync } from 'node:fs'

const file = process.env.BENCH_PEAK_FILE
if (file !== undefined)
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)))
