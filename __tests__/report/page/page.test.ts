import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import type { PageModel } from '../../../src/report/page/model.ts'
import { htmlReport } from '../../../src/report/page/page.ts'
import { cases } from '../cases.ts'
import { visibleText } from '../cmark.ts'
import { aBaseline, aLayer, aMeasurement, anImage, aPlatform, aReport } from '../make.ts'
import { partsOf } from './parts.ts'

const page = (name: string) => htmlReport(cases[name]?.() ?? aReport([]))

test('a page of its own with the answer as title, bars, and data for a trend', () => {
  const html = page('grew-over-budget')
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).toContain('<title>api grew by 41.2 MB (+13.7 %), 36.2 MB over budget</title>')
  expect(html).toContain('<svg class="bar grown" aria-hidden="true">')
  const { trends } = partsOf(html).model as PageModel
  expect(Object.values(trends)).toMatchObject([
    {
      title: 'api',
      commits: 'https://github.com/octo/shop/commit/',
      points: [{}, {}, {}, {}, { unpacked: expect.any(Number) }],
      budgets: [{ name: 'max-size', metric: 'unpacked', bytes: 350_000_000 }],
    },
  ])
})

test('its policy allows its own script and style by what is in them, and nothing else', () => {
  const html = page('two-platforms')
  const hash = (tag: string) => {
    const text = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(html)?.[1] ?? ''
    return `sha256-${createHash('sha256').update(text).digest('base64')}`
  }
  expect(html).toContain(
    `content="default-src 'none'; script-src '${hash('script')}'; style-src '${hash('style')}'; base-uri 'none'; form-action 'none'"`,
  )
  // Those would need more than the hashes allow.
  expect(partsOf(html).body).not.toMatch(/<[^>]*\s(style|on\w+)=/i)
})

test('it has what the comment folds', () => {
  expect(visibleText(page('upstream-moved'))).toContain('RUN upstream step 2')
})

test('text of others is text', () => {
  const { body, scripts } = partsOf(page('hostile-text'))
  expect(scripts).toBe(2)
  expect(body).not.toMatch(/<(script|img)\b/i)
  expect(body).not.toContain('javascript:alert(1)"')
  expect(visibleText(body)).toContain('<script>alert(1)</script>')
})

test('each image of several is reached from the index', () => {
  const { body } = partsOf(page('three-images'))
  const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
  expect(links).toEqual(['image-0', 'image-1', 'image-2'])
  for (const id of links) expect(body).toContain(`<details class="image" id="${id}"`)
  expect(body.match(/<details class="image" id="[^"]+" open>/g)).toHaveLength(1)
})

test('an instruction is told whole, line by line', () => {
  const instruction = `RUN <<EOF\n${'  make <all>\n'.repeat(40)}EOF`
  const layers = [aLayer(instruction, 5_000_000)]
  const image = anImage('api', { state: 'none' }, aMeasurement([aPlatform(layers)]))
  const { body } = partsOf(htmlReport(aReport([image])))
  const text = body.match(/<pre><code>(.*?)<\/code><\/pre>/s)?.[1] ?? ''
  expect(text.split('\n').filter(line => line.includes('make &lt;all&gt;'))).toHaveLength(40)
})

test('a stack has the layers in the order of its own image, also when the report was read from JSON', () => {
  const [a, b, c] = ['COPY a /', 'COPY b /', 'COPY c /'].map((text, index) =>
    aLayer(text, 1000 + index),
  )
  if (!a || !b || !c) throw new Error('three layers')
  const image = anImage(
    'api',
    aBaseline([aPlatform([a, b, c])]),
    aMeasurement([aPlatform([c, a, b])]),
  )
  const copy = structuredClone(image)
  const { platforms } = partsOf(htmlReport(aReport([copy]))).model as PageModel
  const model = platforms['image-0-0']
  const named = (rows: number[] = []) => rows.map(row => model?.rows[row]?.instruction)
  expect(named(model?.stacks.baseline)).toEqual(['COPY a /', 'COPY b /', 'COPY c /'])
  expect(named(model?.stacks.candidate)).toEqual(['COPY c /', 'COPY a /', 'COPY b /'])
})
