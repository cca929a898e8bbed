import * as z from 'zod'
import { UserError } from '../../common/errors.ts'
import type { Layer } from '../../image/measurement.ts'
import { decodeJson } from '../../oci/decode.ts'
import type { ImageReport, Report } from '../report.ts'
import { reportSchemas } from './schema.ts'

/** The JSON Schema that is published as `schema/report.schema.json`. */
export function reportJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(reportSchemas().reportSchema, { target: 'draft-2020-12', reused: 'ref' }),
    title: 'Image Size Gate report',
  }
}

/**
 * A report as JSON text. The paths and packages of a layer are written once, with the candidate, since nothing
 * reads them elsewhere and they are most of the text.
 * @throws UserError when it is larger than a text can be (512 MiB)
 */
export function encodeReport(report: Report): string {
  try {
    return `${JSON.stringify({ ...report, images: report.images.map(withoutRepeatedPaths) })}\n`
  } catch (error) {
    if (!(error instanceof RangeError) || !/string length/.test(error.message)) throw error
    throw new UserError(
      'the JSON report would be larger than 512 MiB, so it is not written; it lists every path of every image: measure fewer images in a run, or with `detail: layers`',
      { cause: error },
    )
  }
}

/**
 * Reads what `encodeReport` wrote. A report of another job is foreign: everything is checked.
 * @param source what the text is, in words, for the message
 * @throws DecodeError that names the source and the field; UserError when another version wrote it
 */
export function decodeReport(text: string, source: string): Report {
  const { schema } = decodeJson(versionSchema, text, source)
  if (schema !== 1)
    throw new UserError(
      `${source}: has report schema ${schema}, and this version of Image Size Gate reads schema 1; use the same version in every job`,
    )
  return decodeJson(reportSchemas().reportSchema, text, source)
}

// --- internal ---

const versionSchema = z.object({ schema: z.int() })

function withoutRepeatedPaths(image: ImageReport): ImageReport {
  const platforms = image.comparison.platforms.map(platform => ({
    ...platform,
    baseline: platform.baseline && {
      ...platform.baseline,
      layers: platform.baseline.layers.map(withoutPaths),
    },
    layers: platform.layers.map(({ baseline, candidate, ...row }) => ({
      ...row,
      baseline: baseline && withoutPaths(baseline),
      candidate: candidate && withoutPaths(candidate),
    })),
  }))
  return { ...image, comparison: { ...image.comparison, platforms } }
}

function withoutPaths({ packages: _packages, paths: _paths, ...layer }: Layer): Layer {
  return { ...layer, files: null }
}
