import type { History } from '../budget/window.ts'
import { messageOf, UserError } from '../common/errors.ts'
import type { ImageSettings } from '../settings/settings.ts'
import type { RunWorld } from './shared.ts'

/**
 * What the budgets with `since` of an image look back on. It is the same whatever the image is compared with.
 * @returns why there is nothing, in words
 */
export async function readHistory(
  image: ImageSettings,
  world: RunWorld,
): Promise<History | { why: string }> {
  const { name, budgets } = image
  const windows = budgets.flatMap(({ since }) => since ?? [])
  if (windows.length === 0) return { why: 'no budget has `since`' }
  const { records, event } = world
  if (records === undefined) return { why: 'there are no records without `record-branch`' }
  try {
    const checkout = await world.shared.checkoutOf(image)
    if ('none' in checkout) return { why: checkout.none }
    const base = await world.shared.baseCommit(checkout)
    const tags = new Set(windows.flatMap(since => (since.kind === 'tag' ? since.tag : [])))
    if ('sha' in base) return records.history(name, { sha: base.sha, itself: true }, [...tags])
    // A schedule, for example, has no base commit: everything before its own commit counts.
    if (event === null) return { why: base.none }
    return records.history(name, { sha: event.sha, itself: false }, [...tags])
  } catch (error) {
    if (error instanceof UserError) return { why: messageOf(error) }
    throw error
  }
}
