// The script of the page: pictures from the embedded data, and what makes tables handy. The page is complete without it.

import type { PageModel } from '../report/page/model.ts'
import { enhanceCure } from './copy.ts'
import { enhanceLayers } from './layer-table.ts'
import { drawStacks } from './stacks.ts'
import { drawTreemap } from './treemap.ts'
import { drawTrend } from './trend.ts'

const model: PageModel = JSON.parse(document.getElementById('model')?.textContent ?? '{}')

for (const section of document.querySelectorAll<HTMLElement>('[data-stacks]')) {
  const id = section.dataset.stacks ?? ''
  const platform = model.platforms[id]
  if (platform !== undefined) drawStacks(section, platform, id)
}
for (const section of document.querySelectorAll<HTMLElement>('[data-treemap]')) {
  const platform = model.platforms[section.dataset.treemap ?? '']
  if (platform !== undefined) drawTreemap(section, platform)
}
for (const section of document.querySelectorAll<HTMLElement>('[data-trend]')) {
  const trend = model.trends[section.dataset.trend ?? '']
  if (trend !== undefined) drawTrend(section, trend)
}
for (const table of document.querySelectorAll<HTMLTableElement>('[data-layers]'))
  enhanceLayers(table)
for (const cure of document.querySelectorAll<HTMLElement>('[data-copy]')) enhanceCure(cure)

/** A link of the index leads into a section that may be closed. */
function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1))
  if (target instanceof HTMLDetailsElement) target.open = true
  target?.scrollIntoView()
}
addEventListener('hashchange', openTarget)
if (location.hash !== '') openTarget()
addEventListener('beforeprint', () => {
  for (const image of document.querySelectorAll<HTMLDetailsElement>('details.image'))
    image.open = true
})
