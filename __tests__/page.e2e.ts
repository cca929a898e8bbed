import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Layer, LayerFile } from '../src/image/measurement.ts'
import { htmlReport } from '../src/report/page/page.ts'
import type { Report } from '../src/report/report.ts'
import { cases } from './report/cases.ts'
import {
  aBaseline,
  aBudget,
  aLayer,
  aMeasurement,
  anImage,
  aPlatform,
  aReport,
} from './report/make.ts'
import { type Opened, open, startBrowser } from './support/browser.ts'
import { temporaryFolder } from './support/repositories.ts'

// The HTML page in a real browser, opened from disk.

jest.setTimeout(120_000)

const folder = temporaryFolder()
let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  folder.remove()
})

function written(report: Report, name = 'page'): string {
  const file = join(folder.path, `${name}.html`)
  writeFileSync(file, htmlReport(report))
  return file
}

function caseNamed(name: string): Report {
  const report = cases[name]?.()
  if (report === undefined) throw new Error(`there is no case ${name}`)
  return report
}

const show = (name: string, look: Parameters<typeof open>[2] = {}): Promise<Opened> =>
  open(browser, written(caseNamed(name), name), look)

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds, with where; the policy of the page allows no script but its own, so it is run beside it. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] =
    await page.evaluate('axe.run().then(({ violations }) => violations)')
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(node => `${id}: ${node.html.slice(0, 200)}\n${node.failureSummary}`),
  )
}

/** Elements that are wider than the window, but for what lies in a table that scrolls in itself. */
const tooWide = `
  [...document.querySelectorAll('body *')]
    .filter(one => !one.closest('.table') || one.matches('.table'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 && !one.closest('.off-screen'))
    .map(one => one.outerHTML.slice(0, 120))`

const everyCase = [
  'grew-over-budget',
  'wasteful',
  'hostile-text',
  'three-images',
  'two-platforms',
  'upstream-moved',
  'new-image',
  'shrank',
  'some-images-fail',
  'compressed-not-measured',
]

describe.each(everyCase)('%s', name => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [800, 'light'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %d pixels in %s: silent, accessible, and nothing is wider than the screen',
    async (width, scheme) => {
      const { page, noise } = await show(name, { width, scheme })
      // What is closed is looked at, too.
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
      await page.evaluate('new Promise(done => requestAnimationFrame(() => setTimeout(done)))')
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(tooWide)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(noise).toEqual([])
    },
  )
})

test('a layer of the stacks says what it is, and a click opens what is in it', async () => {
  const { page } = await show('grew-over-budget')
  const layer = page.getByRole('button', { name: /^RUN apt-get update.*Dockerfile:12.*\+39.9 MB/ })
  await layer.hover()
  await expect(page.locator('.tip:visible').textContent()).resolves.toMatch(
    /RUN apt-get update[\s\S]*Dockerfile:12[\s\S]*added: now 39.9 MB \(unpacked\)[\s\S]*\+39.9 MB/,
  )
  await layer.click()
  const focused = page.locator(':focus')
  expect(await focused.textContent()).toContain('19 MB can go')
  expect(await page.locator('.inside:visible').textContent()).toContain('/usr/bin/ffmpeg')
})

test('the switch has the stacks as tall as what is compressed, and what is downloaded', async () => {
  const { page } = await show('grew-over-budget')
  expect(await texts(page, '.stacks text.total')).toEqual(['301 MB', '342 MB'])
  await page.locator('[data-stacks]').getByText('compressed', { exact: true }).click()
  expect(await texts(page, '.stacks text.total')).toEqual(['111 MB', '127 MB'])
  await page.locator('[data-stacks]').getByText('to download', { exact: true }).click()
  expect(await texts(page, '.stacks text.total')).toEqual([
    '111 MB is there',
    '16.3 MB to download',
  ])
})

test('arrow keys go from layer to layer, and Enter opens one', async () => {
  const { page } = await show('grew-over-budget')
  await page.locator('.stacks [tabindex="0"]').focus()
  const name = () => page.locator(':focus').getAttribute('aria-label')
  expect(await name()).toMatch(/^RUN apt-get update/)
  await page.keyboard.press('ArrowDown')
  expect(await name()).toMatch(/^COPY \. \./)
  await page.keyboard.press('Home')
  expect(await name()).toMatch(/^# debian\.sh/)
  await page.keyboard.press('Enter')
  expect(await page.locator(':focus').textContent()).toContain('whole instruction')
})

test('the treemap is zoomed by click and by keyboard, and has a way back', async () => {
  const { page } = await show('grew-over-budget')
  const here = () => page.locator('.crumbs [aria-current]').textContent()
  await page
    .locator('.tile[aria-label^="/var/lib/apt/lists/"]')
    .first()
    .click({ position: { x: 5, y: 5 } })
  expect(await here()).toBe('lists')
  await page
    .getByRole('group', { name: 'Folder' })
    .getByRole('button', { name: '/', exact: true })
    .click()
  expect(await here()).toBe('/')
  await page.locator('.treemap [tabindex="0"]').focus()
  expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^\/usr\//)
  await page.keyboard.press('Enter')
  expect(await here()).toBe('usr')
  await page.keyboard.press('Escape')
  expect(await here()).toBe('/')
})

test('a search tells how many paths there are, and shows them among the others', async () => {
  const { page } = await show('grew-over-budget')
  await page.getByLabel('Search paths').fill('libavcodec')
  expect(await page.locator('output', { hasText: 'found' }).textContent()).toBe('1 path found')
  expect(await page.locator('.tile.hit').getAttribute('aria-label')).toContain('libavcodec')
  expect(await page.locator('.tile.dim').count()).toBeGreaterThan(3)
})

test('tiles are as large as what changed, and coloured by layer, with a mark beside each colour', async () => {
  const { page } = await show('grew-over-budget')
  await page.locator('[data-treemap]').getByText('change', { exact: true }).first().click()
  expect(await texts(page, '.treemap .words.closed text')).toContain('+ ffmpeg')
  await page.locator('[data-treemap]').getByText('layer', { exact: true }).click()
  expect((await texts(page, '.treemap .words.closed text')).join()).toMatch(/\d+ libavcodec/)
})

test('layers are sorted by a click on a head, and filtered by words', async () => {
  const { page } = await show('grew-over-budget')
  const layers = () => texts(page, '.layers tbody:not([hidden]) .name')
  await page.getByRole('button', { name: 'change', exact: true }).click()
  expect((await layers())[0]).toContain('apt-get')
  await page.getByRole('button', { name: 'baseline', exact: true }).click()
  expect((await layers())[0]).toContain('upstream step 2')
  await page.getByLabel(/^Filter layers/).fill('ffmpeg')
  expect(await layers()).toHaveLength(1)
  await page.getByLabel(/^Filter layers/).fill('')
  await page.getByLabel('Which layers').selectOption('changed')
  expect(await layers()).toHaveLength(3)
})

test('a cure is copied as its commands', async () => {
  const { page } = await show('grew-over-budget')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('.waste').getByRole('button', { name: 'Copy' }).first().click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
    'rm -rf /var/lib/apt/lists/*',
  )
})

test('the trend names its largest steps, leads to their commits, and has the budget as a line', async () => {
  const { page } = await show('grew-over-budget')
  expect(await texts(page, '.trend text.limit')).toEqual(['max-size 350 MB'])
  expect((await texts(page, '.steps li'))[0]).toBe('+7.2 MB 7b6a5c4 keep the source maps')
  const link = page.locator('.trend a.named').first()
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/github\.com\/octo\/shop\/commit\//)
  expect(
    (await texts(page, '.trend text.axis')).filter(text => / MB$/.test(text)).length,
  ).toBeGreaterThan(3)
})

test('hostile names stay text, in every picture', async () => {
  const { page, noise } = await show('hostile-text')
  expect(await page.locator('main script, main img, main iframe').count()).toBe(0)
  expect(await page.evaluate('document.body.innerText')).toContain('<script>alert(1)</script>')
  for (const tile of await page.locator('.tile, .layer').all()) await tile.focus()
  expect(noise).toEqual([])
})

test('names of files are text in the treemap, its crumbs, its table and what is shown beside it', async () => {
  const name = '"><img src=x onerror=alert(1)>'
  const files: LayerFile[] = [{ path: `${name}/${name}`, size: 9e6, kind: 'file' }]
  const layers = [aLayer(`RUN ${name}`, 9e6, { files })]
  const image = anImage(name, aBaseline([aPlatform([])]), aMeasurement([aPlatform(layers)]))
  const { page, noise } = await open(browser, written(aReport([image])))
  await page
    .locator('.treemap .tile')
    .first()
    .click({ position: { x: 3, y: 3 } })
  await page.locator('.behind summary').click()
  expect(await page.locator('.crumbs [aria-current]').textContent()).toBe(name)
  expect(await texts(page, '.behind td')).toContain(name)
  await page.locator('.treemap .tile').first().hover()
  expect(await page.locator('.tip:visible').textContent()).toContain(name)
  expect(await page.locator('main img').count()).toBe(0)
  expect(noise).toEqual([])
})

test('without scripts there are the headline and the tables, and no empty picture', async () => {
  const { page, noise } = await show('grew-over-budget', { script: false })
  expect(await page.locator('h1').textContent()).toContain('api grew by 41.2 MB')
  expect(await page.locator('table').count()).toBeGreaterThan(4)
  expect(await page.locator('.figure:visible').count()).toBe(0)
  expect(noise).toEqual([])
})

test('on paper all images are open, and what cannot be used there is gone', async () => {
  const { page } = await show('three-images')
  await page.emulateMedia({ media: 'print' })
  await page.evaluate('dispatchEvent(new Event("beforeprint"))')
  expect(await page.locator('details.image:not([open])').count()).toBe(0)
  expect(await page.locator('input[type=search]:visible').count()).toBe(0)
})

test('an image of 60,000 files is below 1.5 MB, open within a second, and every file counts', async () => {
  const file = written(large(), 'large')
  expect(statSync(file).size).toBeLessThan(1_500_000)
  const { page, noise, took } = await open(browser, file)
  expect(await page.locator('.treemap .tile').count()).toBeLessThan(3000)
  expect(await page.locator('.treemap .tile').count()).toBeGreaterThan(100)
  const merged = await page.locator('.tile[aria-label*="smaller files in"]').first()
  expect(await merged.getAttribute('aria-label')).toMatch(/^[\d,]+ smaller files in \//)
  expect(await page.locator('.crumbs .quiet').textContent()).toMatch(/^\d\.\d+ GB/)
  expect(took).toBeLessThan(1000)
  expect(noise).toEqual([])
})

test('a hundred images have an index that leads into each, and only what broke is open', async () => {
  const file = written(many(), 'many')
  const { page, noise, took } = await open(browser, file)
  expect(await page.locator('nav tbody tr').count()).toBe(100)
  expect(await page.locator('details.image[open]').count()).toBe(1)
  await page.getByRole('navigation', { name: 'Images' }).getByText('service-73').click()
  expect(await page.locator('#image-73 .stacks').isVisible()).toBe(true)
  expect(took).toBeLessThan(1500)
  expect(statSync(file).size).toBeLessThan(3_000_000)
  expect(noise).toEqual([])
})

// --- reports ---

async function texts(page: Page, selector: string): Promise<string[]> {
  return (await page.locator(selector).allTextContents()).map(text => text.trim())
}

/** 60,000 files in 12 layers, of all sizes. */
function large(): Report {
  const layer = (index: number, version: string): Layer => {
    const files = Array.from({ length: 5000 }, (_, at): LayerFile => {
      if (at % 5 === 0) {
        const path = `usr/share/part-${index}/${at}.mo`
        return { path, size: at === 0 ? 30_000_000 : 100, kind: 'file' }
      }
      const folder = `usr/lib/part-${index}/package-${at % 97}/folder-${at % 13}`
      const size = ((at * 7919 + index * 104_729) % 60_000) + (at % 500 === 1 ? 2_000_000 : 0)
      return { path: `${folder}/a-file-with-a-name-${at}.so`, size, kind: 'file' }
    })
    const size = files.reduce((sum, one) => sum + one.size, 0)
    return aLayer(`RUN make part-${index} && make install`, size, {
      files,
      version,
      line: index + 2,
    })
  }
  const layers = Array.from({ length: 12 }, (_, index) => layer(index, 'same'))
  const image = anImage(
    'monolith',
    aBaseline([aPlatform([...layers.slice(0, 9), layer(9, 'before')])]),
    aMeasurement([aPlatform(layers)]),
    [aBudget('max-increase', 5_000_000)],
  )
  return aReport([image])
}

function many(): Report {
  const images = Array.from({ length: 100 }, (_, index) => {
    const layer = (name: string, size: number): Layer =>
      aLayer(name, size, {
        files: Array.from(
          { length: 400 },
          (_, at): LayerFile => ({
            path: `app/${name.length}/${at % 20}/file-${at}`,
            size: size / 400,
            kind: 'file',
          }),
        ),
      })
    const base = Array.from({ length: 10 }, (_, at) =>
      layer(`RUN step ${at}`, 4_000_000 * (at + 1)),
    )
    return anImage(
      `service-${index}`,
      aBaseline([aPlatform(base)]),
      aMeasurement([aPlatform([...base, layer('COPY . .', index === 42 ? 40_000_000 : 400_000)])]),
      [aBudget('max-increase', 5_000_000)],
    )
  })
  return aReport(images)
}
