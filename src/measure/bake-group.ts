import { join, relative, resolve } from 'node:path'
import { UserError } from '../common/errors.ts'
import { once } from '../common/once.ts'
import type { Baseline } from '../compare/compare.ts'
import type { BakeDefinition } from '../docker/bake-definition.ts'
import { lineOfInline } from '../docker/inline-dockerfile.ts'
import type { KnownLayers } from '../image/content.ts'
import type { BakeSettings, BuildSettings, ImageSettings } from '../settings/settings.ts'
import { type BakeBatch, takeBaked } from './bake-batch.ts'
import type { BakePlace } from './bake-paths.ts'
import { type BaseDefinition, printBase, readBakeFile } from './bake-print.ts'
import type { Checkout } from './checkout.ts'
import type { Feeds } from './feeds.ts'
import { recordedBaseline } from './recorded.ts'
import { isOutside } from './relocate.ts'
import { sendsGit } from './sends-git.ts'
import { keepWorktree, type RunWorld } from './shared.ts'
import { type BuildSubject, type Dockerfile, readDockerfile } from './subject.ts'

export interface LentLayers extends KnownLayers {
  /** Nobody relies on them any more. */
  done: () => void
}

/** The images of a bake file, which are built together, once a side. */
export interface BakeGroup {
  settings: BakeSettings
  definition: BakeDefinition
  images: ImageSettings[]
  /** A target need not be built. */
  skip: (target: string) => Promise<void>
  /** Layers that are known as long as an image needs them. */
  known: (lend: () => LentLayers) => LentLayers
  /** The ways to the scanner, which the images share. @param open called for the first of them */
  feeds: (open: () => Feeds) => Feeds
  /** A target as the candidate has it. */
  candidate: (target: string) => Promise<BuildSubject>
  /** A target as the commit has it, or why there is none. @throws UserError when its bake file cannot be read */
  baseline: (target: string, sha: string, checkout: Checkout) => Promise<BuildSubject | Baseline>
  /** The names that the bake file selects at a commit; null: it has no such file. */
  namesAt: (sha: string, checkout: Checkout, targets?: string[]) => Promise<string[] | null>
  /** One image needs nothing more; with the last one everything is taken away. */
  leave: () => Promise<void>
  close: () => Promise<void>
}

/** What was printed of the candidate becomes images. */
export function openGroup(
  settings: BakeSettings,
  definition: BakeDefinition,
  world: Omit<RunWorld, 'over'> & { checkout: Checkout | { none: string } },
): BakeGroup {
  const { cwd, checkout } = world
  const top = 'none' in checkout ? cwd : checkout.top
  const headSha = 'none' in checkout ? null : checkout.headSha
  const words = settings.files.join(', ')
  const stop = new AbortController()
  const images = definition.selected.map((target): ImageSettings => {
    const build = withSettings(definition.targets.get(target)?.build, settings)
    const { baseline, budgets, onlyChanged } = settings
    const more = onlyChanged === undefined ? {} : { onlyChanged }
    return { name: target, source: { kind: 'build', build, target }, baseline, budgets, ...more }
  })
  const skipped = new Set<string>()
  let staying = images.length
  let opened: Feeds | null = null
  let isClosed = false
  const worktrees: ReturnType<typeof keepWorktree>[] = []
  let lent: LentLayers | null = null

  const place: BakePlace = { directory: cwd, cwd, top, checkoutTop: top, allow: settings.allow }
  const candidates: BakeBatch = {
    side: 'candidate',
    definition,
    place,
    settings,
    wanted: async () => definition.selected.filter(name => !skipped.has(name)),
    subject: subjectsOf(definition, place, headSha, settings.files),
    signal: stop.signal,
  }
  const batches = { candidate: candidates } as { candidate: BakeBatch; baseline?: BakeBatch }

  const printedAt = remember(
    (sha: string, { top }: Checkout, targets: string[]) => `${sha} ${top} ${targets.join(' ')}`,
    async (
      sha: string,
      { top, repository }: Checkout,
      targets: string[],
    ): Promise<Printed | null> => {
      const { run, shared } = world
      const options = { ...world, sha, repository, cwd: top }
      const use = async (worktree: string): Promise<Printed | null> => {
        const printed = await printBase(
          run,
          { ...settings, targets },
          { cwd, top, worktree },
          definition.selected,
        )
        return printed === null ? null : { ...printed, worktree }
      }
      if (isClosed || !mayHoldGit()) return shared.worktree(options, use)
      // As long as this file's images need it: others may send the checkout's `.git` too.
      const kept = keepWorktree(options)
      worktrees.push(kept)
      return use(await kept.directory)
    },
  )

  const batchAt = remember(
    (sha: string, { top }: Checkout) => `${sha} ${top}`,
    async (sha, base): Promise<{ batch: BakeBatch; printed: Printed } | { none: string }> => {
      // A worktree shows in the checkout's `.git`, which the candidate's contexts may hold.
      if (mayHoldGit()) await candidates.outcomes?.catch(() => undefined)
      const printed = await printedAt(sha, base, settings.targets)
      const short = sha.slice(0, 7)
      if (printed === null) return { none: `there is no ${words} at ${short}` }
      const { worktree } = printed
      const there: BakePlace = {
        ...place,
        directory: join(worktree, relative(base.top, cwd)),
        top: worktree,
      }
      const batch: BakeBatch = {
        side: 'baseline',
        definition: printed,
        place: there,
        settings,
        wanted: () =>
          unrecorded(
            images.filter(({ name }) => !skipped.has(name)),
            printed,
            world,
            sha,
          ),
        subject: subjectsOf(printed, there, sha, printed.files),
        signal: stop.signal,
      }
      return { batch, printed }
    },
  )

  function mayHoldGit(): boolean {
    return images.some(({ source }) => {
      try {
        return source.kind === 'build' && sendsGit(source.build, cwd)
      } catch (error) {
        // Whoever builds it says what is wrong.
        if (error instanceof UserError) return false
        throw error
      }
    })
  }

  const close = once(async () => {
    stop.abort()
    isClosed = true
    await Promise.allSettled(Object.values(batches).map(batch => batch?.outcomes))
    await opened?.close()
    lent?.done()
    for (const { remove } of worktrees) await remove()
  })

  const leave = async () => {
    staying -= 1
    if (staying === 0) await close()
  }

  return {
    settings,
    definition,
    images,
    skip(target) {
      skipped.add(target)
      return leave()
    },
    known(lend) {
      lent ??= lend()
      return { ...lent, done: () => undefined }
    },
    feeds(open) {
      if (opened === null) {
        const feeds = open()
        opened = {
          ...feeds,
          take(subject, side, attention) {
            const batch = batches[side]
            const target = subject.kind === 'build' ? subject.target : undefined
            if (batch === undefined || target === undefined || subject.kind !== 'build') {
              return feeds.take(subject, side, attention)
            }
            return takeBaked(feeds.tools, { batch, target, subject }, attention)
          },
        }
      }
      return opened
    },
    candidate: candidates.subject,
    async baseline(target, sha, base) {
      const found = await batchAt(sha, base)
      if ('none' in found) return { state: 'new image', why: found.none }
      const { batch, printed } = found
      batches.baseline = batch
      if (printed.targets.has(target)) return batch.subject(target)
      return {
        state: 'new image',
        why: `there is no target ${target} in ${words} at ${sha.slice(0, 7)}`,
      }
    },
    async namesAt(sha, base, targets = settings.targets) {
      return (await printedAt(sha, base, targets))?.selected ?? null
    },
    leave,
    close,
  }

  function subjectsOf(
    { targets }: Pick<BakeDefinition, 'targets'>,
    place: BakePlace,
    commit: string | null,
    files: string[],
  ): (target: string) => Promise<BuildSubject> {
    return async name => {
      const target = targets.get(name)
      if (target === undefined) throw new UserError(`target ${name}: it is not in ${words}`)
      const build = withSettings(target.build, settings)
      const { directory, top } = place
      const dockerfile: Dockerfile =
        target.inline === null
          ? await readDockerfile(build, directory, top, cwd)
          : inlineDockerfile(target.inline, files, { directory, top })
      const at = commit === null ? '' : ` at ${commit.slice(0, 7)}`
      return {
        kind: 'build',
        words: `target ${name} of ${words}${at}`,
        commit,
        directory,
        build,
        dockerfile,
        target: name,
      }
    }
  }
}

// --- internal ---

/** The text of a Dockerfile within one of the bake files, as far as it can be found there. */
function inlineDockerfile(
  text: string,
  files: string[],
  { directory, top }: Pick<BakePlace, 'directory' | 'top'>,
): Dockerfile {
  for (const file of files) {
    const path = resolve(directory, file)
    const firstLine = isOutside(top, path)
      ? null
      : lineOfInline(readBakeFile(path, directory, file), text)
    if (firstLine !== null) return { path: relative(top, path), text, firstLine }
  }
  return { path: null, text }
}

type Printed = BaseDefinition & { worktree: string }

function withSettings(
  build: BuildSettings | undefined,
  { builder, allow, pull, noCache }: BakeSettings,
): BuildSettings {
  if (build === undefined) throw new Error('a target that was selected and not printed')
  return { ...build, builder, allow, pull: pull || build.pull, noCache: noCache || build.noCache }
}

/** Those that the commit has, and no record tells of. */
async function unrecorded(
  images: ImageSettings[],
  { targets }: Pick<BakeDefinition, 'targets'>,
  world: Omit<RunWorld, 'over'>,
  sha: string,
): Promise<string[]> {
  const silent = { ...world, log: { ...world.log, info: () => undefined } }
  const needed = await Promise.all(
    images.map(async image => {
      if (!targets.has(image.name)) return []
      const isAsked = image.baseline.kind === 'auto' && world.records !== undefined
      const record = isAsked ? await recordedBaseline(image, silent, { sha }) : null
      return record === null ? [image.name] : []
    }),
  )
  return needed.flat()
}

/** The same question is asked once. */
function remember<Q extends unknown[], A>(
  key: (...question: Q) => string,
  ask: (...question: Q) => Promise<A>,
): (...question: Q) => Promise<A> {
  const answers = new Map<string, Promise<A>>()
  return (...question) => {
    const answer = answers.get(key(...question)) ?? ask(...question)
    answers.set(key(...question), answer)
    return answer
  }
}
