import { once } from '../../common/once.ts'
import type { Report } from '../report.ts'
import { reportJsonSchema } from './json.ts'

/**
 * The report without what nobody may read, wherever it stands: a path, a package, a reason, a step. Whatever is shown
 * comes from the report, so nothing shows it. The schema's own words stay, also where one of them is somebody's secret.
 */
export function redactReport(report: Report, redact: (text: string) => string): Report {
  const hide = (value: unknown): unknown => {
    if (typeof value === 'string') return hideText(value)
    if (Array.isArray(value)) return value.map(hide)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, hide(held)]))
  }
  const hideText = (text: string) => {
    const hidden = redact(text)
    return hidden === text || schemaWords().has(text) ? text : hidden
  }
  // The shape is that of the report: only texts changed.
  return hide(report) as Report
}

// --- internal ---

const schemaWords = once(() => new Set(wordsIn(reportJsonSchema())))

function wordsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'enum' || key === 'const'
      ? [value].flat().filter(word => typeof word === 'string')
      : wordsIn(value),
  )
}
