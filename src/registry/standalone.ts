import { parseArgs } from 'node:util'
import { startRegistry } from './measuring-registry.ts'

// `npm run registry -- --port 5000`: the measuring registry alone, for whoever wants to push to it by hand.

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, address: { type: 'string' } },
})
const registry = await startRegistry({
  port: Number(values.port),
  ...(values.address === undefined ? {} : { address: values.address }),
  detail: 'layers',
  repository: 'any',
  credentials: null,
  onLayer({ digest, compressedSize, size }) {
    process.stdout.write(`${digest} compressed ${compressedSize} unpacked ${size}\n`)
  },
})
process.stdout.write(`listening on ${registry.address}; it measures and stores nothing\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void registry.close())
}
