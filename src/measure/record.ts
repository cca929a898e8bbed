import { messageOf, UserError } from '../common/errors.ts'
import { mostOfReport, readTextFile } from '../common/read-file.ts'
import type { Measurement } from '../image/measurement.ts'
import { DecodeError } from '../oci/decode.ts'
import { decodeReport } from '../report/printers/json.ts'
import type { Report } from '../report/report.ts'
import { failureText } from '../report/sections/failed.ts'

/**
 * The candidate of an earlier JSON report, as a measurement.
 * @param name the image's name in that report; not needed when the report has one image
 * @throws UserError when the report cannot be read or does not have the image
 */
export async function readRecord(path: string, cwd: string, name: string): Promise<Measurement> {
  const source = `baseline record:${path}`
  const report = readReport(textOf(path, cwd, source), source)
  const { images, failed = [] } = report
  const image = images.find(({ comparison }) => comparison.name === name)
  const only = images.length + failed.length === 1
  const failure = only ? failed[0] : failed.find(one => one.name === name)
  if (failure !== undefined) throw new UserError(`${source}: ${failureText(failure)}`)
  const found = image ?? (only ? images[0] : undefined)
  if (found === undefined) {
    const names = images.map(({ comparison }) => comparison.name).join(', ')
    throw new UserError(`${source}: has no image \`${name}\`; give \`name\` one of ${names}`)
  }
  const { candidate, dockerfile, platforms } = found.comparison
  return {
    source: `record of ${candidate.source}`,
    commit: candidate.commit,
    digest: candidate.digest,
    feed: 'record',
    feedReason: `measured earlier, by ${candidate.feed}`,
    dockerfile,
    platforms: platforms.flatMap(platform => platform.candidate ?? []),
  }
}

// --- internal ---

function textOf(path: string, cwd: string, source: string): string {
  const advice = 'give the path of a JSON report, and write it before this step'
  try {
    const text = readTextFile({ name: source, path, cwd }, mostOfReport)
    if (text !== null) return text
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause
    throw new UserError(`${messageOf(cause)}; ${advice}`, { cause })
  }
  throw new UserError(`${source}: cannot be read: ENOENT: there is no such file; ${advice}`)
}

function readReport(text: string, source: string): Report {
  try {
    return decodeReport(text, source)
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause
    throw new UserError(
      `${cause.message}; give a JSON report that Image Size Gate wrote (output \`report\`, or \`--json\`)`,
      { cause },
    )
  }
}
