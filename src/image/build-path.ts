import * as z from 'zod'
import { once } from '../common/once.ts'

/** One operation of a build's definition, as provenance lists it. */
export const stepSchema = once(() => {
  const index = z.coerce.number().int().default(0)
  const exec = z.object({
    mounts: z.array(z.object({ input: index, dest: z.string().nullish() })).nullish(),
  })
  const action = z.object({
    input: index,
    output: index,
    secondaryInput: z.coerce.number().int().nullish(),
  })
  const file = z.object({ actions: z.array(action).nullish() })
  const merge = z.object({ inputs: z.array(z.object({ input: index })).nullish() })
  const source = z.object({ identifier: z.string() })
  const operation = z.object({
    exec: exec.nullish(),
    file: file.nullish(),
    merge: merge.nullish(),
    source: source.nullish(),
  })
  return z.object({
    id: z.string(),
    /** Outputs of other steps: `step3:0`. */
    inputs: z.array(z.string()).nullish(),
    op: z.object({ Op: operation.nullish() }).nullish(),
  })
})
export type Step = z.infer<ReturnType<typeof stepSchema>>

/** A step on the way from the FROM image to the image, and the image's layers that it wrote. */
export interface PathStep {
  id: string
  /** The image's layers from this one … */
  from: number
  /** … up to, and without, this one. */
  to: number
  /** The steps that it copied from. */
  copies: string[]
}

/** More than any Dockerfile has; the definition is foreign. */
const mostSteps = 100_000

/**
 * The steps that wrote the layers of an image, from the bottom up: those through which its file system came, not those
 * that it copied from. A `RUN` or `COPY` writes one layer, `COPY --link` is merged onto what was there, and a source
 * brings what is left.
 * https://github.com/moby/buildkit/blob/v0.25.0/solver/pb/ops.proto (ExecOp, FileOp, MergeOp)
 *
 * @param layers how many layers the image has
 * @param chain how many layers there are after a step; null when the provenance does not tell
 * @returns null when the definition is not told, or does not add up
 */
export function buildPath(
  steps: Step[],
  layers: number,
  chain: (id: string) => number | null,
): PathStep[] | null {
  const byId = new Map(steps.map(step => [step.id, step]))
  const used = new Set(steps.flatMap(({ inputs }) => (inputs ?? []).map(stepOf)))
  const ends = steps.filter(({ id, op }) => op?.Op == null && !used.has(id))
  const [end] = ends
  if (end === undefined || ends.length > 1) return null
  let id = inputOf(end, 0)
  let to = layers
  const path: PathStep[] = []
  for (let walked = 0; id !== null; walked++) {
    const step = byId.get(id)
    if (step === undefined || walked > mostSteps) return null
    const told = chain(id)
    if (told !== null && told !== to) return null
    const isSource = step.op?.Op?.source != null
    const added = isSource ? to : layersOf(step)
    if (added === null || added > to) return null
    path.push({ id, from: to - added, to, copies: copiesOf(step) })
    to -= added
    id = isSource ? null : below(step)
  }
  return to === 0 ? path.reverse() : null

  /** `COPY --link` copies into a step of its own, which is merged. */
  function copiesOf(step: Step): string[] {
    const { file, merge } = step.op?.Op ?? {}
    const merged = (merge?.inputs ?? []).slice(1).flatMap(({ input }) => {
      const upper = byId.get(inputOf(step, input) ?? '')
      return upper === undefined ? [] : copiesOf(upper)
    })
    const own = (file?.actions ?? []).flatMap(({ secondaryInput }) => {
      return inputOf(step, secondaryInput ?? -1) ?? []
    })
    return [...own, ...merged]
  }

  /** Layers that a step puts on top of what is below it; null: unknown. */
  function layersOf(step: Step): number | null {
    const { exec, file, merge } = step.op?.Op ?? {}
    if (exec != null || file != null) return 1
    if (merge == null) return null
    const [, ...upper] = merge.inputs ?? []
    return upper.reduce((sum: number | null, { input }) => {
      const count = mergedLayers(inputOf(step, input))
      return sum === null || count === null ? null : sum + count
    }, 0)
  }

  /** Of what is merged: BuildKit tells its chain, or it is the one layer of a `COPY --link`. */
  function mergedLayers(id: string | null): number | null {
    const step = id === null ? undefined : byId.get(id)
    if (id === null || step === undefined) return null
    const told = chain(id)
    if (told !== null) return told
    return step.op?.Op?.file != null && below(step) === null ? 1 : null
  }
}

// --- internal ---

/** `step3` of `step3:0` */
function stepOf(output: string): string {
  return output.replace(/:\d+$/, '')
}

function inputOf({ inputs }: Step, index: number): string | null {
  const output = inputs?.[index]
  return output === undefined ? null : stepOf(output)
}

/** The step whose file system this one goes on with; null: none, it starts from scratch. */
function below(step: Step): string | null {
  const { exec, file, merge } = step.op?.Op ?? {}
  if (exec != null) {
    return inputOf(step, exec.mounts?.find(({ dest }) => dest === '/')?.input ?? -1)
  }
  if (merge != null) return inputOf(step, merge.inputs?.[0]?.input ?? -1)
  // The inputs of actions are those of the step, then the results of the actions before.
  const actions = file?.actions ?? []
  const inputs = step.inputs?.length ?? 0
  let input = actions.find(({ output }) => output === 0)?.input ?? -1
  for (let hops = 0; input >= inputs && hops < actions.length; hops++) {
    input = actions[input - inputs]?.input ?? -1
  }
  return inputOf(step, input)
}
