import { isDeepStrictEqual } from 'node:util'
import { messageOf, UserError } from '../common/errors.ts'
import { once } from '../common/once.ts'
import { fetchCommit } from '../git/fetch.ts'
import { readFileAt } from '../git/file-at.ts'
import { gitIn } from '../git/git.ts'
import { pathInRepository } from '../git/repository.ts'
import { differingPaths, type TreeChanges, treeChanges } from '../git/tree-changes.ts'
import { readConfigFile } from '../settings/config-file.ts'
import type { BakeSettings, ImageSettings, Settings } from '../settings/settings.ts'
import type { BakeGroup } from './bake-group.ts'
import type { Bakes } from './bakes.ts'
import { type BuildInputs, buildInputs } from './build-inputs.ts'
import type { Checkout } from './checkout.ts'
import type { RunWorld } from './shared.ts'

/** An image that need not be built. */
export interface Unchanged {
  image: ImageSettings
  /** The commit that it is compared with. */
  since: string
  /** What is the same, in words. */
  why: string
  /** Whether nothing of it differs between an earlier commit and that one. */
  isSameSince: (commit: string) => Promise<boolean>
}

/**
 * The images that are the same as at the base commit, because nothing that they are made of differs: Dockerfile, context
 * (after `.dockerignore`), named contexts and their entry of the configuration file. Git's trees decide, and no engine is
 * asked. Whatever may be different without them is built, and the log says why.
 */
export async function unchangedImages(
  settings: Pick<Settings, 'images' | 'onlyChanged' | 'config'>,
  bakes: Pick<Bakes, 'of'>,
  world: Omit<RunWorld, 'over'>,
): Promise<Unchanged[]> {
  const { images, onlyChanged } = settings
  const asked = images.filter(image => image.onlyChanged ?? onlyChanged)
  if (asked.length === 0) return []
  const facts = once(() => factsOf(settings, world))
  const unchanged: Unchanged[] = []
  for (const image of asked) {
    const found = await decide({ image, group: bakes.of(image) }, facts, world)
    if ('build' in found) world.log.info(`${image.name} is built: ${found.build}.`)
    else unchanged.push({ image, ...found })
  }
  if (unchanged.length > 0) {
    const names = unchanged.map(({ image }) => image.name).join(', ')
    world.log.info(`Unchanged since ${unchanged[0]?.since.slice(0, 7)}, not built: ${names}.`)
  }
  return unchanged
}

// --- internal ---

type Decision = Omit<Unchanged, 'image'> | { build: string }

/** What git says of the commit that a checkout is compared with. */
interface Facts extends TreeChanges {
  checkout: Checkout
  base: string
  /** Why an entry of the configuration file may mean something else than at the base commit; null: it does not. */
  before: {
    image: (image: ImageSettings) => string | null
    bake: (bake: BakeSettings) => string | null
  }
  /** What differs between an earlier commit and the base. */
  committedSince: (commit: string) => Promise<string[]>
}

async function decide(
  { image, group }: { image: ImageSettings; group: BakeGroup | null },
  facts: () => Promise<Facts | { build: string }>,
  { cwd, event, shared }: Omit<RunWorld, 'over'>,
): Promise<Decision> {
  const { source, baseline } = image
  if (source.kind !== 'build') return { build: 'it is not built here' }
  const isOfBase = baseline.kind === 'auto' || (baseline.kind === 'build' && baseline.ref === null)
  if (!isOfBase) return { build: 'its baseline is not the base commit' }
  const found = await facts()
  if ('build' in found) return found
  const { checkout, base, committed, uncommitted, opaque, before, committedSince } = found
  const own = await shared.checkoutOf(image)
  if ('none' in own || own.top !== checkout.top) return { build: 'it is of another repository' }
  const workflow = event === null ? undefined : committed.find(path => WORKFLOWS.test(path))
  if (workflow !== undefined) return { build: `${workflow} changed, so its inputs may have` }
  const entry = group === null ? before.image(image) : before.bake(group.settings)
  if (entry !== null) return { build: entry }
  const all = [...committed, ...uncommitted]
  const defined = group && (await whyDefinedAnew(group, image, all, { cwd, checkout }))
  if (defined !== null) return { build: defined }
  const inputs = buildInputs(source.build, cwd, checkout.top)
  if ('why' in inputs) return { build: inputs.why }
  const changed = committed.find(inputs.isTouchedBy)
  if (changed !== undefined) return { build: `${changed} changed` }
  const uncommittedPath = uncommitted.find(inputs.isTouchedBy)
  if (uncommittedPath !== undefined) return { build: `${uncommittedPath} is in no commit` }
  const unclear = opaque.find(inputs.isTouchedBy)
  if (unclear !== undefined)
    return { build: `${unclear} is a submodule, or a file that git keeps elsewhere` }
  return {
    since: base,
    why: sameWords(inputs),
    isSameSince: async commit => !(await committedSince(commit)).some(inputs.isTouchedBy),
  }
}

/** Where the inputs of the step are written. */
const WORKFLOWS = /^\.github\/(?:workflows|actions)\//

function sameWords({ dockerfile, context, contexts }: BuildInputs): string {
  const folder = (path: string) => `\`${path === '' ? '.' : path}\``
  const named =
    contexts.length === 0 ? '' : ` and its named contexts ${contexts.map(folder).join(', ')}`
  return `its Dockerfile \`${dockerfile}\`, its context ${folder(context)}${named}`
}

const NEW = 'it is new in the configuration file'
const ANOTHER = 'its entry of the configuration file changed'

/** What a bake or compose file says of a target depends on more than the target. */
async function whyDefinedAnew(
  { settings, definition }: BakeGroup,
  { name }: ImageSettings,
  changed: string[],
  { cwd, checkout }: { cwd: string; checkout: Checkout },
): Promise<string | null> {
  if (definition.targets.get(name)?.inline != null) return 'its Dockerfile is in the bake file'
  const { files } = settings
  const paths = await Promise.all(
    files.map(file => pathInRepository(checkout.repository, cwd, file)),
  )
  if (paths.includes(null)) return `${files.join(', ')} is outside of the repository`
  const isCompose = files.some(file => COMPOSE.test(file))
  const defines = (path: string) =>
    paths.some(one => one === path || (path.endsWith('/') && one?.startsWith(path))) ||
    // They include one another, and take their variables from files.
    (isCompose && COMPOSE.test(path))
  const found = changed.find(defines)
  return found === undefined ? null : `${found} changed`
}

const COMPOSE = /\.ya?ml$|(?:^|\/)[^/]*\.env[^/]*$/

async function factsOf(
  { config, images }: Pick<Settings, 'images' | 'config'>,
  world: Omit<RunWorld, 'over'>,
): Promise<Facts | { build: string }> {
  const { run, credentials, shared, cwd } = world
  const upstream = images.flatMap(({ budgets }) => budgets)[0]?.upstream ?? 'exclude'
  try {
    const checkout = await shared.checkout()
    if ('none' in checkout) return { build: checkout.none }
    const { top, headSha, repository } = checkout
    const base = await shared.baseCommit(checkout)
    if ('none' in base) return { build: base.none }
    if (headSha === null) return { build: 'the repository has no commit yet' }
    const { sha } = base
    const git = gitIn(run, top, credentials)
    await fetchCommit(git, sha)
    const readBefore = async (): Promise<Facts['before']> => {
      if (config === null) return { image: () => null, bake: () => null }
      const path = await pathInRepository(repository, cwd, config.path)
      const place = path === null ? null : { run, cwd: top, sha, path }
      const text =
        place && (await readFileAt(credentials === undefined ? place : { ...place, credentials }))
      if (path === null || text === null) {
        return { image: () => NEW, bake: () => NEW }
      }
      const entries = readConfigFile({ path, text }, upstream, config.repositoryName)
      const sameAs = (now: unknown, was: unknown) => {
        if (was === undefined) return NEW
        return isDeepStrictEqual(now, was) ? null : ANOTHER
      }
      return {
        image: image =>
          sameAs(
            image,
            entries.images.find(({ name }) => name === image.name),
          ),
        bake: ({ after: _, ...bake }) => {
          const { after, ...was } =
            entries.bakes.find(({ files }) => isDeepStrictEqual(files, bake.files)) ?? {}
          return sameAs(bake, after === undefined ? undefined : was)
        },
      }
    }
    const [changes, before] = await Promise.all([treeChanges(git, sha, headSha), readBefore()])
    const asked = new Map([[sha, Promise.resolve<string[]>([])]])
    const committedSince = (commit: string) => {
      const between = async () => {
        await fetchCommit(git, commit)
        return differingPaths(git, commit, sha)
      }
      const answer = asked.get(commit) ?? between()
      asked.set(commit, answer)
      return answer
    }
    return { ...changes, checkout, base: sha, before, committedSince }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { build: `what changed is unknown: ${messageOf(error)}` }
  }
}
