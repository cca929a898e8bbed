import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FeedChoice } from '../docker/choose-feed.ts'
import { couldNotConnect, registryHost } from '../docker/engine.ts'
import { historyContent } from '../docker/history.ts'
import { registryContent } from '../docker/registry-content.ts'
import { copyFromRegistry, known as inEngine, pushFromEngine } from '../docker/transfer.ts'
import { UserError } from '../errors.ts'
import type { ImageContent } from '../image/content.ts'
import { onlyImage } from '../registry/layout.ts'
import { scanOciDir } from '../registry/oci-dir.ts'
import { scanArchiveFile } from '../registry/oci-tar.ts'
import { named } from '../registry/scanner.ts'
import type { Reference } from '../settings/settings.ts'
import type { Attention, FeedTools, Side, Taken } from './feeds.ts'
import type { Subject } from './subject.ts'

/** Finds an image that exists already. @throws UserError that names the reference and the next step */
export async function takeReference(
  tools: FeedTools,
  subject: Extract<Subject, { kind: 'reference' }>,
  side: Side,
  attention: Attention,
): Promise<Taken> {
  try {
    return await take(tools, subject, side, attention)
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes(subject.reference.value))
      throw error
    throw new UserError(`${subject.words}: ${error.message}`, { cause: error })
  }
}

// --- internal ---

async function take(
  tools: FeedTools,
  subject: Extract<Subject, { kind: 'reference' }>,
  side: Side,
  attention: Attention,
): Promise<Taken> {
  const { run } = tools
  const { transport, value } = subject.reference
  if (transport === 'docker' && tools.compressedOnly) {
    const content = await registryContent(run, value)
    const reason = 'only compressed sizes are asked for, and the manifest tells them'
    return { subject, feed: 'manifest', reason, content: async () => content }
  }
  if (transport === 'docker') {
    const registry = await tools.registryOn('127.0.0.1')
    const to = `${registry.address}/${registry.repository}:${side}`
    await copyFromRegistry(run, value, to, { progress: () => registry.stats.bytes })
    const reason = 'an image in a registry is copied, but for the layers that are known'
    return { subject, feed: 'push', reason, content: async () => registry.content(side) }
  }
  if (transport === 'docker-daemon') {
    return takeFromEngine(tools, subject, { name: value, side, ...attention })
  }
  const content = await readArchive(tools, subject.reference)
  return { subject, feed: 'archive', reason: 'it is read in place', content: async () => content }
}

async function takeFromEngine(
  tools: FeedTools,
  subject: Subject,
  { name, side, log }: { name: string; side: Side } & Attention,
): Promise<Taken> {
  const { run } = tools
  const server = await tools.engine()
  const { store } = server
  const choose = (reachable: boolean) =>
    tools.choose({ source: 'engine', driver: 'docker', store, reachable })
  const host = await registryHost(run, { driver: 'docker', endpoint: '' }, server)
  const choice = choose(host !== null)
  if (choice.feed !== 'push' || host === null) return takeBy(choice)
  const registry = await tools.registryOn(host)
  try {
    await pushFromEngine(run, name, `${registry.address}/${registry.repository}:${side}`)
    return { subject, ...choice, content: async () => registry.content(side) }
  } catch (error) {
    if (!couldNotConnect(error, registry.address)) throw error
    log.info(`The engine cannot reach ${registry.address}, so another way is taken.`)
    return takeBy(choose(false))
  }

  async function takeBy(choice: FeedChoice): Promise<Taken> {
    const tag = tools.tagFor(side)
    await inEngine(name, () => run({ program: 'docker', args: ['image', 'tag', '--', name, tag] }))
    tools.forget(tag)
    const content = choice.feed === 'history' ? () => historyContent(run, tag) : tools.saved(tag)
    return { subject, ...choice, content }
  }
}

async function readArchive(
  { cwd, options }: FeedTools,
  { transport, value }: Reference,
): Promise<ImageContent> {
  const path = resolve(cwd, value)
  const name = `${transport}:${value}`
  if (transport === 'oci') return onlyImage(await named(name, scanOciDir(path, options)), name)
  const stats = await stat(path).catch(() => null)
  if (stats === null) {
    throw new UserError(
      `${name}: there is no such file; give its path from the checkout, and write it before this step`,
    )
  }
  options.onTotal?.(stats.size)
  return onlyImage(await named(name, scanArchiveFile(path, options)), name)
}
