import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type MeasuringRegistry, startRegistry } from '../../src/registry/measuring-registry.ts'
import { createSenders } from '../../src/registry/senders.ts'
import { aLayer, digestOf } from '../support/fixtures.ts'

const { bytes } = await aLayer([{ name: 'a', content: 'shared by both' }])
const digest = digestOf(bytes)

let registry: MeasuringRegistry
beforeEach(async () => {
  registry = await startRegistry({ detail: 'layers', credentials: null })
})
afterEach(() => registry.close())

type Sender = 'candidate' | 'baseline'

function call(
  method: string,
  sender: Sender,
  path: string,
  body?: Buffer,
  to = registry,
): Promise<Response> {
  const url = `http://${to.address}/v2/${to.repository}/${sender}/blobs/${path}`
  return fetch(url, { method, ...(body === undefined ? {} : { body: new Uint8Array(body) }) })
}

async function has(sender: Sender): Promise<number> {
  return (await call('HEAD', sender, digest)).status
}

async function send(sender: Sender, content: Buffer): Promise<number> {
  return (await call('POST', sender, `uploads/?digest=${digest}`, content)).status
}

/** Whether an answer is still held back after several turns of the event loop and of the server. */
async function isWaiting(answer: Promise<unknown>): Promise<boolean> {
  const late = Symbol('late')
  const pause = new Promise(resolve => setTimeout(resolve, 100, late))
  return (await Promise.race([answer, pause])) === late
}

test('a layer that both lack is sent once: the second sender waits for the first', async () => {
  expect(await has('candidate')).toBe(404)
  const second = has('baseline')
  expect(await isWaiting(second)).toBe(true)
  expect(await send('candidate', bytes)).toBe(201)
  expect(await second).toBe(200)
  expect(registry.stats.uploads).toBe(1)
})

test('a mount waits, too', async () => {
  expect(await has('candidate')).toBe(404)
  const mount = call('POST', 'baseline', `uploads/?mount=${digest}&from=elsewhere`)
  expect(await isWaiting(mount)).toBe(true)
  expect(await send('candidate', bytes)).toBe(201)
  expect((await mount).status).toBe(201)
})

test('whoever was told to send asks again and is not held up', async () => {
  expect(await has('candidate')).toBe(404)
  expect(await has('candidate')).toBe(404)
})

test('when the first sender fails, the second one sends', async () => {
  expect(await has('candidate')).toBe(404)
  const second = has('baseline')
  expect(await send('candidate', Buffer.from('other bytes'))).toBe(400)
  expect(await second).toBe(404)
  expect(await send('baseline', bytes)).toBe(201)
  expect(await has('candidate')).toBe(200)
})

test('a registry that closes answers nobody any more', async () => {
  expect(await has('candidate')).toBe(404)
  const second = has('baseline').catch(() => 'closed')
  expect(await isWaiting(second)).toBe(true)
  await registry.close()
  expect(await second).toBe('closed')
  registry = await startRegistry({ detail: 'layers', credentials: null })
})

describe('two images side by side, each with a registry of its own', () => {
  let other: MeasuringRegistry
  beforeEach(async () => {
    await registry.close()
    const options = { detail: 'layers', credentials: null } as const
    const shared = { ...options, senders: createSenders(), known: new Map() }
    registry = await startRegistry(shared)
    other = await startRegistry(shared)
  })
  afterEach(() => other.close())

  const askOther = () => call('HEAD', 'candidate', digest, undefined, other)

  test('a layer that both lack is sent to one of them', async () => {
    expect(await has('candidate')).toBe(404)
    const second = askOther()
    expect(await isWaiting(second)).toBe(true)
    expect(await send('candidate', bytes)).toBe(201)
    expect((await second).status).toBe(200)
    expect([registry.stats.uploads, other.stats.uploads]).toEqual([1, 0])
  })

  test('when the image that should send it ends, the other one sends', async () => {
    expect(await has('candidate')).toBe(404)
    const second = askOther()
    expect(await isWaiting(second)).toBe(true)
    await registry.close()
    expect((await second).status).toBe(404)
    const sent = await call('POST', 'candidate', `uploads/?digest=${digest}`, bytes, other)
    expect(sent.status).toBe(201)
  })

  test("an image that ends takes nobody else's turn", async () => {
    expect((await askOther()).status).toBe(404)
    const second = has('candidate')
    await registry.close().catch(() => undefined)
    await second.catch(() => undefined)
    registry = await startRegistry({ detail: 'layers', credentials: null })
    const third = call('HEAD', 'baseline', digest, undefined, other)
    expect(await isWaiting(third)).toBe(true)
    await call('POST', 'candidate', `uploads/?digest=${digest}`, bytes, other)
    expect((await third).status).toBe(200)
  })
})
