import * as z from 'zod'
import { budgetMetrics, verdicts } from '../../budget/budget.ts'
import { once } from '../../common/once.ts'
import { changes, wasteKinds } from '../../compare/comparison.ts'
import { editKinds } from '../../cure/edit.ts'
import { copySources, feeds, packageManagers } from '../../image/measurement.ts'
import { digestSchema } from '../../oci/image-spec.ts'
import type { Report } from '../report.ts'

/**
 * A report as JSON, and a platform's measurement within. Sizes are integers in bytes; an unknown one is null beside what
 * says why. Made when something is to be read, since these are a third of all schemas.
 */
export const reportSchemas = once(() => {
  const bytes = z.int().nonnegative()
  const changeInBytes = z.int()
  const text = z.string().max(100_000)
  const digest = digestSchema.nullable()
  const commitSha = z.string().regex(/^[0-9a-f]{7,64}$/, 'must be a commit, e.g. 1a2b3c4')
  const commit = commitSha.nullable()

  const rangeSchema = z.object({ start: z.int().positive(), end: z.int().positive() })

  const layerSchema = z.object({
    diffId: digest,
    digest,
    mediaType: text.nullable(),
    compressedSize: bytes.nullable(),
    size: bytes.nullable(),
    instruction: text,
    lines: z
      .object({ ranges: z.array(rangeSchema), from: z.enum(['provenance', 'guess']) })
      .nullable(),
    upstream: z.boolean(),
    copiedFrom: z.enum(copySources).exactOptional(),
    files: z
      .array(
        z.object({
          path: text,
          size: bytes,
          kind: z.enum(['file', 'directory', 'link', 'special', 'whiteout', 'opaque']),
          hardLink: text.exactOptional(),
          crc32: z.int().nonnegative().exactOptional(),
          elf: z
            .object({ core: z.literal(true).exactOptional(), symbols: bytes.exactOptional() })
            .exactOptional(),
        }),
      )
      .nullable(),
    packages: z
      .array(
        z.object({
          manager: z.enum(packageManagers),
          name: text,
          version: text,
          bytes,
          path: text,
        }),
      )
      .nullable()
      .exactOptional(),
    paths: z
      .array(z.object({ path: text, size: bytes, files: z.int().nonnegative() }))
      .exactOptional(),
    unlisted: z.int().nonnegative().exactOptional(),
  })

  const measurementSchema = z.object({
    platform: text,
    manifestDigest: digest,
    layers: z.array(layerSchema),
    base: z.object({ name: text, digest }).nullable(),
    compressedUnmeasured: text.nullable(),
    unpackedUnmeasured: text.nullable(),
  })

  const sizeChangeSchema = z.object({
    baseline: bytes.nullable(),
    candidate: bytes.nullable(),
    change: changeInBytes.nullable(),
  })

  const blameSchema = z.object({ own: changeInBytes, upstream: changeInBytes }).nullable()

  const wasteSchema = z.object({
    findings: z.array(
      z.object({
        kind: z.enum(wasteKinds),
        path: text,
        files: z.int().nonnegative(),
        bytes,
        layer: z.int().nonnegative(),
        by: z.int().nonnegative().nullable(),
        original: z.object({ path: text, layer: z.int().nonnegative() }).exactOptional(),
        isNew: z.boolean().nullable(),
        grown: bytes.exactOptional(),
        cure: text,
      }),
    ),
    total: bytes,
    efficiency: z.number().min(0).max(1).nullable(),
  })

  const platformSchema = z.object({
    platform: text,
    state: z.enum(['compared', 'only candidate', 'only baseline']),
    baseline: measurementSchema.nullable(),
    candidate: measurementSchema.nullable(),
    layers: z.array(
      z.object({
        change: z.enum(changes),
        baseline: layerSchema.nullable(),
        candidate: layerSchema.nullable(),
        group: z.int().nonnegative().exactOptional(),
      }),
    ),
    unpacked: sizeChangeSchema,
    compressed: sizeChangeSchema,
    download: z.object({
      bytes: bytes.nullable(),
      layers: z.int().nonnegative(),
      of: z.int().nonnegative(),
    }),
    blame: z.object({ unpacked: blameSchema, compressed: blameSchema }),
    upstreamMove: z.object({ name: text, from: digest, to: digest }).nullable(),
    paths: z
      .array(z.object({ path: text, files: z.int().nonnegative(), change: changeInBytes }))
      .nullable(),
    waste: wasteSchema.exactOptional(),
    packages: z
      .array(
        z.object({
          manager: z.enum(packageManagers),
          name: text,
          from: text.nullable(),
          to: text.nullable(),
          change: changeInBytes,
        }),
      )
      .exactOptional(),
  })

  const baselineSchema = z.discriminatedUnion('state', [
    z.object({
      state: z.literal('compared'),
      source: text,
      commit,
      digest,
      feed: z.enum(feeds),
    }),
    z.object({ state: z.literal('new image'), why: text }),
    z.object({ state: z.literal('unavailable'), why: text }),
    z.object({ state: z.literal('none') }),
  ])

  const comparisonSchema = z.object({
    name: text,
    candidate: z.object({ source: text, commit, digest, feed: z.enum(feeds), feedReason: text }),
    baseline: baselineSchema,
    dockerfile: text.nullable(),
    platforms: z.array(platformSchema),
  })

  const limitSchema = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('bytes'), bytes }),
    z.object({ kind: z.literal('percent'), percent: z.number().nonnegative() }),
    z.object({ kind: z.literal('count'), count: z.int().nonnegative() }),
  ])

  const count = z.int().nonnegative()

  const sinceSchema = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tag'), tag: text }),
    z.object({ kind: z.literal('days'), days: count }),
    z.object({ kind: z.literal('records'), count }),
  ])

  const spentSchema = z.object({
    from: commitSha,
    nearer: text.nullable(),
    commits: count,
    biggest: z.array(
      z.object({ commit: commitSha, subject: text.nullable(), change: changeInBytes }),
    ),
    rest: z.object({ commits: count, change: changeInBytes }),
    own: changeInBytes,
    unrecorded: z.boolean(),
    size: bytes.exactOptional(),
  })

  const partSchema = z.object({
    baseline: bytes.nullable(),
    candidate: bytes.nullable(),
    upstream: changeInBytes,
  })

  const judgementSchema = z.object({
    budget: z.object({
      metric: z.enum(budgetMetrics),
      limit: limitSchema,
      severity: z.enum(['error', 'warning']),
      upstream: z.enum(['exclude', 'include']),
      path: text.exactOptional(),
      layer: text.exactOptional(),
      platform: text.exactOptional(),
      since: sinceSchema.exactOptional(),
    }),
    platform: text,
    outcome: z.enum(['held', 'exceeded', 'approved', 'not judged']),
    actual: changeInBytes.nullable(),
    allowed: changeInBytes.nullable(),
    why: text.nullable(),
    unjudged: z.enum(['warning', 'exceeded']).exactOptional(),
    spent: spentSchema.exactOptional(),
    part: partSchema.exactOptional(),
  })

  const trendSchema = z.object({
    platform: text,
    ref: text,
    points: z.array(
      z.object({
        commit: commitSha,
        subject: text.exactOptional(),
        unpacked: bytes.nullable(),
        compressed: bytes.nullable(),
      }),
    ),
  })

  const curesSchema = z.object({
    patch: z.string().max(1_000_000),
    edits: z
      .array(
        z.object({
          kind: z.enum(editKinds),
          what: text,
          lines: rangeSchema.nullable(),
          found: bytes,
          refused: text.nullable(),
        }),
      )
      .max(mostEdits),
    hunks: z
      .array(z.object({ path: text, line: count, lines: count, text: z.array(text).max(10_000) }))
      .max(mostHunks),
    saved: z.array(
      z.object({ platform: text, unpacked: sizeChangeSchema, compressed: sizeChangeSchema }),
    ),
    restless: z.array(text),
    builds: count,
    without: z.array(z.object({ kind: z.enum(wasteKinds), path: text, bytes, why: text })),
    why: text.nullable(),
  })

  const imageSchema = z.object({
    comparison: comparisonSchema,
    judgements: z.array(judgementSchema),
    verdict: z.enum(verdicts),
    trends: z.array(trendSchema).exactOptional(),
    cures: curesSchema.exactOptional(),
  })

  const failedSchema = z.object({
    name: text,
    state: z.enum(['not built', 'not measured', 'not read']),
    why: text,
    dockerfile: text.nullable(),
    lines: rangeSchema.nullable(),
  })

  const reportSchema = z.object({
    schema: z.literal(1),
    verdict: z.enum(verdicts),
    images: z.array(imageSchema),
    missing: z.array(text).exactOptional(),
    failed: z.array(failedSchema).exactOptional(),
    unchanged: z.array(z.object({ name: text, since: commitSha, why: text })).exactOptional(),
    removed: z.array(z.object({ name: text, config: text, commit: commitSha })).exactOptional(),
    notes: z.array(text),
    repository: z
      .object({
        serverUrl: z.url({ protocol: /^https?$/ }),
        name: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name'),
        headSha: commitSha,
        baseRef: text.nullable(),
      })
      .nullable(),
    minimumChange: bytes,
    acceptWith: text.exactOptional(),
    warnOnly: z.literal(true).exactOptional(),
  })

  return { measurementSchema, reportSchema }
})

/** Far more than there are findings. */
const mostEdits = 100
const mostHunks = 10_000

// The interfaces are what the program works with, the schema what it reads: neither has a field that the other lacks.
type Same<A, B> = [A, B] extends [B, A] ? true : never
const same: Same<z.infer<ReturnType<typeof reportSchemas>['reportSchema']>, Report> = true
void same
